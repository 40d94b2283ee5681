"""What changes a working copy: the issue, its entries, their order and pictures."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from activities.models import Activity, Picture
from directives.models import Directive
from directives.wrapped.captions import whole_credit
from documents.models import Bulletin, Entry, EntryPicture
from documents.services.citing import sync_entries
from documents.services.composing import numbers_of
from documents.services.headings import require_heading
from documents.services.reviewing import EDITABLE, WrongState, locked, must_be_editor, note_change
from organizations.log import record
from organizations.models import AccessLog, User


def open_for_editing(actor: User, bulletin: Bulletin) -> Bulletin:
    """The locked row of an issue that the person may edit. Raises WrongState, NotAllowed (so do all verbs below)."""
    row = locked(bulletin)
    must_be_editor(actor, row)
    if row.state not in EDITABLE:
        raise WrongState(row)
    return row


@transaction.atomic
def add_bulletin(*, actor: User, bulletin: Bulletin) -> Bulletin:
    """Store a new issue."""
    bulletin.created_by = actor
    bulletin.save()
    record(AccessLog.Action.CREATE, actor=actor, organization=bulletin.publisher, target=bulletin)
    return bulletin


@transaction.atomic
def update_bulletin(*, actor: User, bulletin: Bulletin, changed: Sequence[str] = ()) -> Bulletin:
    """Store changed data of an issue; an approved one may have to be approved again. Raises WrongState."""
    row = open_for_editing(actor, bulletin)
    # State, approvals and the count of the outline are as the locked row has them, whatever the form was filled from.
    for field in Bulletin._meta.concrete_fields:
        if not field.editable:
            setattr(bulletin, field.attname, getattr(row, field.attname))
    bulletin.save()
    record(AccessLog.Action.CHANGE, actor=actor, organization=bulletin.publisher, target=bulletin, fields=list(changed))
    note_change(actor=actor, bulletin=bulletin)
    return bulletin


@transaction.atomic
def save_entry(*, actor: User, entry: Entry, changed: Sequence[str] = ()) -> Entry:
    """Store a new or changed entry with its next version, read its citations. Raises WrongState, HeadingTooLong."""
    row = open_for_editing(actor, entry.bulletin)
    is_new = entry.pk is None
    # One taken over from the register or the news is as it is called there.
    is_taken = is_new and (entry.directive_id is not None or entry.activity_id is not None)
    if (is_new and not is_taken) or "heading" in changed:
        require_heading(entry.heading)
    if is_new and not entry.position:
        entry.position = _last_position(row, entry.parent) + 1
    if not is_new:
        entry.version += 1
        if not {"parent", "position"} & set(changed):
            # Where it stands is as it was put meanwhile, not as it was when the form was opened.
            entry.parent_id, entry.position = Entry.objects.values_list("parent_id", "position").get(pk=entry.pk)
    entry.save()
    sync_entries([entry])
    record(
        AccessLog.Action.CREATE if is_new else AccessLog.Action.CHANGE,
        actor=actor,
        organization=row.publisher,
        target=entry,
        fields=list(changed),
    )
    note_change(actor=actor, bulletin=row)
    return entry


@transaction.atomic
def remove_entry(*, actor: User, entry: Entry) -> None:
    """Take an entry (and what is in it) out of its issue; the register and the news keep theirs. Raises WrongState."""
    row = open_for_editing(actor, entry.bulletin)
    record(AccessLog.Action.DELETE, actor=actor, organization=row.publisher, target=entry)
    texts = [entry.citing_text, *(child.citing_text for child in entry.children.select_related("citing_text"))]
    entry.delete()
    for text in texts:
        if text is not None:
            text.delete()
    note_change(actor=actor, bulletin=row)


@transaction.atomic
def move_entry(*, actor: User, entry: Entry, to: int) -> None:
    """Put an entry at place ``to`` (from 0) among those beside it; a place beyond the end is the last. Raises WrongState."""
    row = open_for_editing(actor, entry.bulletin)
    beside = list(Entry.objects.filter(bulletin=row, parent_id=entry.parent_id).order_by("position", "pk"))
    order = [one for one in beside if one.pk != entry.pk]
    order.insert(max(0, min(to, len(order))), next(one for one in beside if one.pk == entry.pk))
    for position, one in enumerate(order, start=1):
        one.position = position
    # No source of a computed column is among the fields, and the history keeps no order.
    Entry.objects.bulk_update(order, ["position"])
    row.outline_version += 1
    row.save(update_fields=["outline_version"])
    record(AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=entry, step="move")
    note_change(actor=actor, bulletin=row)


def place_of_entry(entry: Entry) -> int:
    """Place (from 0) of an entry among those beside it."""
    beside = Entry.objects.filter(bulletin=entry.bulletin_id, parent_id=entry.parent_id).order_by("position", "pk")
    return list(beside.values_list("pk", flat=True)).index(entry.pk)


def _last_position(bulletin: Bulletin, parent: Entry | None) -> int:
    found = bulletin.entries.filter(parent=parent).aggregate(last=Max("position"))["last"]
    return int(found or 0)


@transaction.atomic
def place_picture(
    *, actor: User, entry: Entry, picture: Picture, caption: str = "", credit: str = "", place: int | None = None
) -> EntryPicture:
    """Put a picture into an entry, at the end where no place is given. Raises WrongState."""
    row = open_for_editing(actor, entry.bulletin)
    last = entry.placed_pictures.aggregate(last=Max("position"))["last"]
    placed = EntryPicture.objects.create(
        entry=entry,
        picture=picture,
        caption=caption,
        credit=whole_credit(credit),
        place=place if place is not None else 999,
        position=(last or 0) + 1,
    )
    note_change(actor=actor, bulletin=row)
    return placed


@transaction.atomic
def entry_of_directive(*, actor: User, bulletin: Bulletin, directive: Directive) -> Entry:
    """Take a directive of the register in as an entry: full citation as heading, its text. Raises WrongState."""
    entry = Entry(
        bulletin=bulletin,
        kind=Entry.Kind.DIRECTIVE,
        heading=directive.citation,
        body=directive.body,
        directive=directive,
    )
    return save_entry(actor=actor, entry=entry)


@transaction.atomic
def entry_of_activity(*, actor: User, bulletin: Bulletin, activity: Activity, parent: Entry | None = None) -> Entry:
    """Take a news item in as an entry, with its pictures. Raises WrongState."""
    entry = Entry(
        bulletin=bulletin,
        parent=parent,
        kind=Entry.Kind.NEWS,
        heading=activity.title,
        body=activity.body,
        activity=activity,
    )
    save_entry(actor=actor, entry=entry)
    EntryPicture.objects.bulk_create(
        EntryPicture(
            entry=entry,
            picture=row.picture,
            caption=row.caption,
            credit=whole_credit(row.credit),
            place=row.place,
            position=row.position,
        )
        for row in activity.placed_pictures.select_related("picture")
    )
    note_change(actor=actor, bulletin=entry.bulletin)
    return entry


def outline_of(bulletin: Bulletin) -> list[tuple[Entry, str, int, bool, bool]]:
    """The entries in reading order with number, level, and whether each is the first or last beside its neighbours."""
    entries = list(bulletin.entries.select_related("directive", "activity").order_by("position", "pk"))
    numbers = numbers_of(entries)
    rows: list[tuple[Entry, str, int, bool, bool]] = []
    top = [entry for entry in entries if entry.parent_id is None]
    for place, entry in enumerate(top):
        rows.append((entry, numbers[entry.pk], 1, place == 0, place == len(top) - 1))
        inner = [child for child in entries if child.parent_id == entry.pk]
        rows.extend(
            (child, numbers[child.pk], 2, order == 0, order == len(inner) - 1) for order, child in enumerate(inner)
        )
    return rows
