"""The outline of an issue in work: its lines with numbers and lengths; moving, nesting, adding, taking out, putting back."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Sum

from activities.models import Activity
from directives.models import Directive
from documents.models import Bulletin, Entry, EntryPicture, RemovedEntry
from documents.services.citing import sync_entries
from documents.services.composing import numbers_of
from documents.services.desk.lines import Line
from documents.services.editing import open_for_editing, remove_entry, save_entry
from documents.services.reviewing import note_change
from organizations.log import record
from organizations.models import AccessLog, User

MOST_ENTRIES = 300
_KEPT_FOR = timedelta(days=1)
_TAG = re.compile(r"<[^>]*>")
_SYLLABLE = re.compile(r"\w+")
_FIELDS = (
    "kind rubric heading short_title gist cell_tasks questions body parts_numbered printed_number source_line "
    "directive_id activity_id version position"
).split()


class CannotPlace(Exception):
    """The entry cannot stand there; the message (Vietnamese) says why."""


def syllables_of(entry: Entry) -> int:
    """How many syllables are read aloud: Vietnamese writes each as a word."""
    return len(_SYLLABLE.findall(entry.heading)) + _counted(entry.body)


@functools.lru_cache(maxsize=400)
def _counted(html: str) -> int:
    """Syllables of a text counted before: after an edit all entries of an issue but one are as they were."""
    return len(_SYLLABLE.findall(_TAG.sub(" ", html)))


def entries_in_words(top: int, nested: int) -> str:
    """How many entries there are, said alike on every page: "6 mục, 4 mục con" (those numbered n, and n.m within groups)."""
    return f"{top} mục, {nested} mục con" if nested else f"{top} mục"


def outline_lines(bulletin: Bulletin) -> list[Line]:
    """The entries in reading order: one query. A group's syllables are those of all that is in it."""
    entries = list(bulletin.entries.order_by("position", "pk"))
    numbers = numbers_of(entries)
    inner: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        inner[entry.parent_id].append(entry)
    lines: list[Line] = []
    before: Entry | None = None
    top = inner[None]
    for place, entry in enumerate(top, start=1):
        own = [
            Line(child, numbers[child.pk], 2, order, len(inner[entry.pk]), syllables_of(child), 0, None)
            for order, child in enumerate(inner[entry.pk], start=1)
        ]
        total = syllables_of(entry) + sum(line.syllables for line in own)
        is_group = entry.kind == Entry.Kind.NEWS_GROUP or bool(own)
        lines.append(Line(entry, numbers[entry.pk], 1, place, len(top), total, len(own), None if is_group else before))
        lines.extend(own)
        before = entry if is_group else None
    return lines


def stamp_of(bulletin: Bulletin) -> str:
    """Changes whenever an entry is saved, added, moved or taken out: tells open desks to fetch anew."""
    row = (
        Bulletin.objects.filter(pk=bulletin.pk)
        .annotate(total=Count("entries"), versions=Sum("entries__version"))
        .values_list("outline_version", "total", "versions")
        .get()
    )
    return "-".join(str(part or 0) for part in row)


def _check_parent(row: Bulletin, entry: Entry | None, parent: Entry | None) -> None:
    if parent is None:
        return
    if parent.bulletin_id != row.pk or parent.parent_id is not None or (entry is not None and parent.pk == entry.pk):
        raise CannotPlace("Mục này không phải là nhóm của tài liệu. Đồng chí chọn nhóm khác.")
    if entry is not None and entry.children.exists():
        raise CannotPlace(
            "Mục đang chứa mục khác nên không đặt vào nhóm được. Đồng chí đưa các mục bên trong ra trước."
        )


@transaction.atomic
def place_entry(*, actor: User, entry: Entry, parent: Entry | None, to: int) -> None:
    """Put an entry at place ``to`` (from 0; beyond the end is the last) at the top or in the group ``parent``.

    Raises CannotPlace, and what ``open_for_editing`` raises (so do all verbs below).
    """
    row = open_for_editing(actor, entry.bulletin)
    _check_parent(row, entry, parent)
    order = list(row.entries.filter(parent=parent).exclude(pk=entry.pk).order_by("position", "pk"))
    entry.parent = parent
    order.insert(max(0, min(to, len(order))), entry)
    for position, one in enumerate(order, start=1):
        one.position = position
    # No source of a computed column is among the fields, and the history keeps no order.
    Entry.objects.bulk_update(order, ["position", "parent"])
    _outline_changed(row)
    record(AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=entry, step="move")
    note_change(actor=actor, bulletin=row)


def _outline_changed(row: Bulletin) -> None:
    row.outline_version += 1
    row.save(update_fields=["outline_version"])


@transaction.atomic
def add_entry(*, actor: User, bulletin: Bulletin, kind: str, parent: Entry | None = None, heading: str = "") -> Entry:
    """Add an empty entry at the end, of the issue (before its closing news) or of a group. Raises CannotPlace."""
    row = open_for_editing(actor, bulletin)
    _check_parent(row, None, parent)
    if parent is not None and kind == Entry.Kind.NEWS_GROUP:
        raise CannotPlace("Nhóm không đặt được trong nhóm khác.")
    if row.entries.count() >= MOST_ENTRIES:
        raise CannotPlace(f"Tài liệu đã có {MOST_ENTRIES} mục, nhiều nhất có thể. Đồng chí gộp hoặc bỏ bớt mục.")
    entry = save_entry(actor=actor, entry=Entry(bulletin=row, kind=kind, parent=parent, heading=heading))
    if parent is None and kind != Entry.Kind.NEWS_GROUP:
        groups_last(row, [entry])
    return entry


def groups_last(row: Bulletin, added: Iterable[Entry]) -> None:
    """The news close an issue: a news group that stood last stays last when ``added`` came behind it. Where the editor put
    something else behind the news, it stays there."""
    new = {entry.pk for entry in added}
    order = list(row.entries.top().order_by("position", "pk"))
    before = [entry for entry in order if entry.pk not in new]
    if not before or before[-1].kind != Entry.Kind.NEWS_GROUP:
        return
    arranged = [entry for entry in order if entry != before[-1]] + [before[-1]]
    if arranged != order:
        for position, entry in enumerate(arranged, start=1):
            entry.position = position
        Entry.objects.bulk_update(arranged, ["position"])


# --- Taking out and putting back ------------------------------------------------------------------------------------


def _kept(entry: Entry) -> dict[str, Any]:
    return {
        **{name: getattr(entry, name) for name in _FIELDS},
        "uuid": str(entry.uuid),
        "pictures": [
            {
                "picture_id": row.picture_id,
                "caption": row.caption,
                "credit": row.credit,
                "place": row.place,
                "position": row.position,
            }
            for row in entry.placed_pictures.all()
        ],
    }


@transaction.atomic
def take_out(*, actor: User, entry: Entry) -> RemovedEntry:
    """Take an entry and what is in it out of the issue, keeping all of it for ``put_back``."""
    row = open_for_editing(actor, entry.bulletin)
    children = list(entry.children.order_by("position", "pk").prefetch_related("placed_pictures"))
    kept = {
        **_kept(entry),
        "parent_uuid": str(entry.parent.uuid) if entry.parent else "",
        "children": [_kept(child) for child in children],
    }
    removed = RemovedEntry.objects.create(bulletin=row, label=str(entry)[:250], kept=kept, removed_by=actor)
    remove_entry(actor=actor, entry=entry)
    _outline_changed(row)
    return removed


def _revive(row: Bulletin, kept: Mapping[str, Any], parent: Entry | None) -> Entry:
    fields = {name: kept[name] for name in _FIELDS}
    if fields["directive_id"] and not Directive.objects.filter(pk=fields["directive_id"]).exists():
        fields["directive_id"] = None
    if fields["activity_id"] and not Activity.objects.filter(pk=fields["activity_id"]).exists():
        fields["activity_id"] = None
    entry = Entry.objects.create(bulletin=row, parent=parent, uuid=UUID(kept["uuid"]), **fields)
    EntryPicture.objects.bulk_create(EntryPicture(entry=entry, **picture) for picture in kept["pictures"])
    return entry


@transaction.atomic
def put_back(*, actor: User, removed: RemovedEntry) -> Entry:
    """Put a taken-out entry back where it stood, with its photos and what was in it. Raises CannotPlace."""
    row = open_for_editing(actor, removed.bulletin)
    if not RemovedEntry.objects.select_for_update().filter(pk=removed.pk).exists():
        raise CannotPlace("Mục này đã được đưa lại rồi.")
    kept = removed.kept
    parent = row.entries.filter(uuid=kept["parent_uuid"], parent=None).first() if kept["parent_uuid"] else None
    entry = _revive(row, kept, parent)
    children = [_revive(row, child, entry) for child in kept["children"] if parent is None]
    sync_entries([entry, *children])
    removed.delete()
    beside = row.entries.filter(parent=parent).exclude(pk=entry.pk)
    # What stood in a group that is gone goes to the end.
    is_home = parent is not None or not kept["parent_uuid"]
    place = beside.filter(position__lt=kept["position"]).count() if is_home else beside.count()
    place_entry(actor=actor, entry=entry, parent=parent, to=place)
    return entry


def lately_removed(bulletin: Bulletin, now: datetime) -> list[RemovedEntry]:
    """The last removals that can still be undone, newest first."""
    rows = bulletin.removed_entries.filter(removed_at__gte=now - _KEPT_FOR).select_related("removed_by")
    return list(rows.defer("kept").order_by("-removed_at", "-pk")[:5])
