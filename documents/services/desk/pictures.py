"""Photos of an entry: changing their words and place, taking them out."""

from django.db import transaction

from directives.wrapped.captions import whole_credit
from documents.models import EntryPicture
from documents.services.editing import open_for_editing
from documents.services.reviewing import note_change
from organizations.log import record
from organizations.models import AccessLog, User


@transaction.atomic
def change_placed(*, actor: User, placed: EntryPicture) -> None:
    """Store changed caption, credit or place of a photo. Raises WrongState, NotAllowed (so does the next)."""
    row = open_for_editing(actor, placed.entry.bulletin)
    placed.credit = whole_credit(placed.credit)
    placed.save()
    record(AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=placed.entry, step="picture")
    note_change(actor=actor, bulletin=row)


@transaction.atomic
def drop_placed(*, actor: User, placed: EntryPicture) -> None:
    """Take a photo out of its entry; the file stays with whatever else shows it."""
    row = open_for_editing(actor, placed.entry.bulletin)
    placed.delete()
    record(AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=placed.entry, step="picture")
    note_change(actor=actor, bulletin=row)
