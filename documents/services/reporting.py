"""Báo lỗi: a reader points at a mistake; it waits in the desk's list until an editor has looked at it."""

from django.db import transaction

from documents.models import Edition, EditionEntry, Report
from organizations.log import record
from organizations.models import AccessLog, User


@transaction.atomic
def report_mistake(*, actor: User, edition: Edition, entry: EditionEntry | None, text: str) -> Report:
    """Store what the reader says of an entry (or of the issue). Sent again, the same words are stored once.

    ``text`` must not be empty, which the form sees to.
    """
    # Of two presses at once the second waits here, and then finds what the first has stored.
    User.objects.select_for_update(no_key=True).filter(pk=actor.pk).first()
    found = Report.objects.filter(edition=edition, entry=entry, reported_by=actor, text=text, is_settled=False).first()
    if found is not None:
        return found
    report = Report.objects.create(edition=edition, entry=entry, reported_by=actor, text=text)
    # The words themselves are content and stay out of the log.
    record(AccessLog.Action.CREATE, actor=actor, organization=edition.publisher_id, target=report, label=str(edition))
    return report
