"""Saving one entry of an issue in work: a stale save is refused; earlier versions, compared and brought back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from documents.engines.block_html import kept_blocks, plain_text
from documents.engines.compare import Change, Piece, compare_texts
from documents.engines.photo_places import followed
from documents.models import Entry
from documents.services.editing import open_for_editing, save_entry
from organizations.models import User

# Fields that the desk edits, with what they are called in a comparison.
TEXT_FIELDS = {
    "heading": "Tiêu đề",
    "short_title": "Tên gọi tắt",
    "body": "Nội dung",
    "gist": "Ý chính để đọc",
    "cell_tasks": "Việc chi bộ cần làm",
    "questions": "Câu hỏi gợi ý thảo luận",
    "rubric": "Chuyên mục",
    "source_line": "Nguồn",
}


# A page of the list of versions; so many signs of the first changed words.
A_PAGE = 30
_MOST_SHOWN = 60


class StaleEntry(Exception):
    """Somebody saved the entry after the page was opened. ``current`` is what is stored now."""

    def __init__(self, current: Entry) -> None:
        super().__init__(
            "Mục này vừa được người khác lưu sau khi đồng chí mở. Đồng chí so hai bản bên dưới rồi chọn bản giữ lại."
        )
        self.current = current


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs: its name on screen, and the words, struck and new ones marked."""

    name: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier state of an entry: a deliberate save. ``changes``: what it changed, a phrase each; none in the first."""

    key: int
    number: int
    saved_at: datetime
    saved_by: str
    is_current: bool
    changes: tuple[str, ...] = ()
    is_first: bool = False


@transaction.atomic
def save_text(*, actor: User, entry: Entry, version: int, fields: Mapping[str, Any]) -> Entry:
    """Store changed ``fields`` of an entry that was opened at ``version``; nothing is written where nothing changed.

    Raises StaleEntry, and what ``open_for_editing`` raises.
    """
    row = open_for_editing(actor, entry.bulletin)
    current = Entry.objects.select_for_update().get(pk=entry.pk)
    current.bulletin = row
    changed = [name for name, value in fields.items() if getattr(current, name) != value]
    if not changed:
        return current
    if current.version != version:
        raise StaleEntry(current)
    before = current.body
    for name in changed:
        setattr(current, name, fields[name])
    if "body" in changed:
        # First, because saving compares the whole issue with what was approved.
        _take_photos_along(current, before)
    return save_entry(actor=actor, entry=current, changed=changed)


def _take_photos_along(entry: Entry, before: str) -> None:
    """Let the photos of an entry follow the paragraphs behind which they stand."""
    placed = list(entry.placed_pictures.all())
    if not placed:
        return
    old, new = ([block.text for block in kept_blocks(body)] for body in (before, entry.body))
    for row in placed:
        if (place := followed(old, new, row.place)) != row.place:
            row.place = place
            row.save(update_fields=["place"])


def readable(name: str, value: object) -> str:
    """A field's value as lines of text."""
    text = str(value or "")
    return plain_text(kept_blocks(text)) if name == "body" else text.strip()


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[FieldDifference]:
    """The fields that differ between two states of an entry, in the order of the form."""
    found = []
    for name, label in TEXT_FIELDS.items():
        before, after = readable(name, old.get(name)), readable(name, new.get(name))
        if before != after:
            found.append(FieldDifference(name, label, tuple(compare_texts(before, after))))
    return found


def fields_of(entry: Any) -> dict[str, Any]:
    """The text fields of an entry, or of a row of its history."""
    return {name: getattr(entry, name) for name in TEXT_FIELDS}


def saves_of(entry: Entry) -> QuerySet[Any]:
    """The rows of history of an entry, newest first; also those from before it was taken out and put back."""
    rows = Entry.history.filter(uuid=entry.uuid).exclude(history_type="-").select_related("history_user")
    found: QuerySet[Any] = rows.order_by("-history_date", "-history_id")
    return found


def versions_of(entry: Entry, *, first: int = 0, most: int = A_PAGE) -> list[Version]:
    """So many saves of an entry, from place ``first`` (0 is the newest), each with what it changed."""
    # With the one before the last, which that one is compared with.
    rows = list(saves_of(entry)[first : first + most + 1])
    return [
        Version(
            key=row.history_id,
            number=row.version,
            saved_at=row.history_date,
            saved_by=str(row.history_user or "hệ thống"),
            is_current=not first and not place,
            changes=_changes(rows[place + 1], row) if place + 1 < len(rows) else (),
            is_first=place + 1 == len(rows),
        )
        for place, row in enumerate(rows[:most])
    ]


def _changes(before: Any, after: Any) -> tuple[str, ...]:
    """What a save changed, a phrase for each field: "Nội dung: bỏ 2 chữ, thêm 5 chữ (“trước ngày 15/12”)"."""
    found = []
    for one in differences(fields_of(before), fields_of(after)):
        gone = [piece.text for piece in one.pieces if piece.change == Change.GONE]
        new = [piece.text for piece in one.pieces if piece.change == Change.NEW]
        counts = [f"{verb} {count} chữ" for verb, texts in (("bỏ", gone), ("thêm", new)) if (count := _words(texts))]
        first = " ".join(next((text for text in [*new, *gone] if text.strip()), "").split())
        shown = first if len(first) <= _MOST_SHOWN else first[:_MOST_SHOWN].rsplit(" ", 1)[0] + " …"
        found.append(f"{one.label}: {', '.join(counts) or 'đổi cách dòng'}{f' (“{shown}”)' if shown else ''}")
    if before.parts_numbered != after.parts_numbered:
        found.append("Đổi cách đánh số các phần")
    return tuple(found)


def _words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def version_of(entry: Entry, key: int) -> Any:
    """One earlier state of this entry, or None."""
    return Entry.history.filter(uuid=entry.uuid, history_id=key).exclude(history_type="-").first()


def restore_version(*, actor: User, entry: Entry, key: int, version: int) -> Entry:
    """Make an earlier state the next version. Raises StaleEntry, Entry.DoesNotExist for a key that is not this entry's."""
    earlier = version_of(entry, key)
    if earlier is None:
        raise Entry.DoesNotExist
    fields = {**fields_of(earlier), "parts_numbered": earlier.parts_numbered}
    return save_text(actor=actor, entry=entry, version=version, fields=fields)
