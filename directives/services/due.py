"""Deadlines: suggested, taken, reported; and the address of a calendar."""

import secrets
from datetime import date

from django.db import transaction

from cadre_portal.text import letters_key
from directives.addressees import type_of_addressee
from directives.deadlines import FoundDeadline
from directives.given_text import deadlines_in
from directives.models import Deadline, DeadlineProgress, Directive, TaskFeed
from directives.services.citing import text_of
from directives.services.refusals import AlreadyDecided
from organizations.log import record
from organizations.models import AccessLog, Organization, User


def suggest_deadlines(directive: Directive) -> int:
    """Read the deadlines of a directive's text and files and keep the new ones as suggestions; return how many are new.

    What was accepted, dismissed or typed stays; suggestions whose sentence is gone from the text are taken away, and so are
    those for a day for which a person has typed a task.
    """
    rows_there = list(directive.deadlines.all())
    typed = {row.due_on for row in rows_there if not row.sentence and row.state == Deadline.DeadlineState.ACCEPTED}
    texts = [text_of(directive), *directive.files.exclude(text="").values_list("text", flat=True)]
    found: dict[tuple[str, date, str], FoundDeadline] = {}
    for one in (one for text in texts for one in deadlines_in(text, issued_on=directive.issued_on)):
        if one.due_on not in typed:
            found.setdefault((letters_key(one.sentence), one.due_on, str(one.kind)), one)
    there = {(row.sentence, row.due_on, row.kind): row for row in rows_there}
    wanted = {(one.sentence, one.due_on, str(one.kind)) for one in found.values()}
    gone = [row.pk for key, row in there.items() if key not in wanted and row.state == Deadline.DeadlineState.SUGGESTED]
    directive.deadlines.filter(pk__in=gone).delete()
    rows = []
    for one in found.values():
        if (one.sentence, one.due_on, str(one.kind)) in there:
            continue
        addressee = type_of_addressee(one.who) if one.who else None
        rows.append(
            Deadline(
                directive=directive,
                kind=str(one.kind),
                text=one.text,
                addressee_printed=one.who[:250],
                addressee_type=addressee,
                addressee_within=directive.held_by if addressee else None,
                starts_on=one.starts_on,
                due_on=one.due_on,
                precision=str(one.precision),
                sentence=one.sentence,
                state=Deadline.DeadlineState.SUGGESTED,
            )
        )
    Deadline.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def accept_deadline(*, actor: User, deadline: Deadline) -> None:
    """A suggested deadline counts from now on. Raises AlreadyDecided."""
    _decide(deadline, Deadline.DeadlineState.ACCEPTED)
    record(AccessLog.Action.CHANGE, actor=actor, organization=_holder(deadline), target=deadline)


@transaction.atomic
def dismiss_deadline(*, actor: User, deadline: Deadline) -> None:
    """A suggested deadline is none; it is kept so that it is not suggested again. Raises AlreadyDecided."""
    _decide(deadline, Deadline.DeadlineState.DISMISSED)
    record(AccessLog.Action.CHANGE, actor=actor, organization=_holder(deadline), target=deadline)


def _decide(deadline: Deadline, state: "Deadline.DeadlineState") -> None:
    # One statement: of two presses at once the first counts, and what counts already is not put aside by an old page.
    waiting = Deadline.objects.filter(pk=deadline.pk, state=Deadline.DeadlineState.SUGGESTED)
    if not waiting.update(state=state):
        raise AlreadyDecided
    deadline.state = state


def _holder(deadline: Deadline) -> int | None:
    return deadline.directive.held_by_id if deadline.directive else None


@transaction.atomic
def report_done(
    *, actor: User, deadline: Deadline, organization: Organization, done_on: date, note: str = ""
) -> DeadlineProgress:
    """An organisation says that a task is done; said again, the later word counts."""
    progress, _ = DeadlineProgress.objects.update_or_create(
        deadline=deadline,
        organization=organization,
        defaults={"done_on": done_on, "note": note[:250], "by": actor},
    )
    record(AccessLog.Action.CHANGE, actor=actor, organization=organization, target=deadline, done=True)
    return progress


@transaction.atomic
def report_not_done(*, actor: User, deadline: Deadline, organization: Organization) -> None:
    """Take the report back."""
    DeadlineProgress.objects.filter(deadline=deadline, organization=organization).delete()
    record(AccessLog.Action.CHANGE, actor=actor, organization=organization, target=deadline, done=False)


@transaction.atomic
def make_task_feed(*, actor: User) -> TaskFeed:
    """Give the person a new private address; the one before is dead."""
    feed, _ = TaskFeed.objects.update_or_create(user=actor, defaults={"token": secrets.token_urlsafe(32)})
    record(AccessLog.Action.CHANGE, actor=actor, target=feed, label="Địa chỉ lịch việc")
    return feed


@transaction.atomic
def drop_task_feed(*, actor: User) -> None:
    """Take the address back."""
    TaskFeed.objects.filter(user=actor).delete()
    record(AccessLog.Action.CHANGE, actor=actor, label="Bỏ địa chỉ lịch việc")
