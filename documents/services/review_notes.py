"""Ý kiến: remarks on an issue in work, pinned to a paragraph, answered or ticked off by the editors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cadre_portal.text import squeeze
from documents.engines.issue_changes import block_line
from documents.engines.pins import Pin, find_pin, pin_at
from documents.models import Bulletin, ReviewNote
from documents.rendering.content import EntryContent, IssueContent
from documents.services.composing import build_content, flat_entries
from documents.services.states import EDITABLE, NotAllowed, NotReady, WrongState, locked, must_be_editor
from organizations.log import record
from organizations.models import AccessLog, User


@dataclass(slots=True)
class Pinned:
    """The remarks of an entry: ``at`` by the paragraph's place now (0 is the heading), ``loose`` on the whole entry or on a
    paragraph that is gone."""

    at: dict[int, list[ReviewNote]] = field(default_factory=dict)
    loose: list[ReviewNote] = field(default_factory=list)

    @property
    def all(self) -> list[ReviewNote]:
        return [*self.loose, *(note for notes in self.at.values() for note in notes)]


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A remark with the words that say where it stands: "Mục 2, đoạn 1"."""

    note: ReviewNote
    where: str


def paragraphs_of(entry: EntryContent) -> list[str]:
    """What a remark can be pinned to: the heading, then every block."""
    return [entry.heading, *(block_line(block) for block in entry.blocks)]


def notes_of(bulletin: Bulletin) -> "QuerySet[ReviewNote]":
    return ReviewNote.objects.filter(bulletin=bulletin).select_related("author", "settled_by")


def open_notes(bulletin: Bulletin) -> "QuerySet[ReviewNote]":
    """Remarks that are neither answered nor ticked off."""
    return notes_of(bulletin).filter(is_done=False, answer="")


def pin_notes(notes: Iterable[ReviewNote], content: IssueContent) -> tuple[dict[str, Pinned], list[ReviewNote]]:
    """Remarks by entry uuid, and those on the whole issue or on an entry that was taken out."""
    entries = {entry.uuid: entry for entry in flat_entries(content)}
    pinned: dict[str, Pinned] = {}
    whole: list[ReviewNote] = []
    for note in notes:
        entry = entries.get(str(note.entry_uuid)) if note.entry_uuid else None
        if entry is None:
            whole.append(note)
            continue
        here = pinned.setdefault(entry.uuid, Pinned())
        place = find_pin(Pin(note.place, note.quote, note.before, note.after), paragraphs_of(entry))
        if place is None:
            here.loose.append(note)
        else:
            here.at.setdefault(place, []).append(note)
    return pinned, whole


def places_of_notes(pinned: Mapping[str, Pinned], content: IssueContent) -> list[PlacedNote]:
    """The remarks that stand in the text, in reading order; without those on the whole issue."""
    found: list[PlacedNote] = []
    for entry in flat_entries(content):
        here = pinned.get(entry.uuid)
        if here is None:
            continue
        where = f"Mục {entry.number}"
        found.extend(PlacedNote(note, where) for note in here.loose)
        for place, notes in sorted(here.at.items()):
            spot = f"{where}, đoạn {place}" if place else f"{where}, tiêu đề"
            found.extend(PlacedNote(note, spot) for note in notes)
    return found


@transaction.atomic
def add_note(
    *,
    actor: User,
    bulletin: Bulletin,
    text: str,
    entry_uuid: UUID | None = None,
    place: int | None = None,
    shown: str = "",
) -> ReviewNote:
    """Write a remark: on a paragraph (``place``, 0 is the heading), on an entry, or on the whole issue.

    ``shown``: how the paragraph began where the remark was written (``beginning``); where paragraphs moved meanwhile, it is found
    by that. Raises NotAllowed, WrongState, NotReady for an empty text or a paragraph that is not there.
    """
    row = locked(bulletin)
    must_be_editor(actor, row)
    if row.state not in EDITABLE:
        raise WrongState(row)
    if not text.strip():
        raise NotReady(["Đồng chí ghi ý kiến rồi bấm lại."])
    note = ReviewNote(bulletin=row, text=text.strip()[:4000], author=actor)
    if entry_uuid is not None:
        _pin(note, row, entry_uuid, place, shown)
    note.save()
    _log(note, actor, "note")
    return note


def beginning(paragraph: str) -> str:
    """As much of a paragraph as tells it from the others: a table may be long."""
    return squeeze(paragraph)[:400]


def _pin(note: ReviewNote, bulletin: Bulletin, entry_uuid: UUID, place: int | None, shown: str) -> None:
    gone = NotReady(["Đoạn này không còn trong tài liệu. Đồng chí tải lại trang rồi ghi ý kiến."])
    entry = next((one for one in flat_entries(build_content(bulletin)) if one.uuid == str(entry_uuid)), None)
    if entry is None:
        raise gone
    note.entry_uuid, note.label = entry_uuid, f"{entry.number}. {entry.short_title or entry.heading}"[:250]
    if place is None:
        return
    paragraphs = paragraphs_of(entry)
    if shown:
        place = find_pin(Pin(place, shown), [beginning(one) for one in paragraphs])
        if place is None:
            raise gone
    try:
        pin = pin_at(paragraphs, place)
    except IndexError as missing:
        raise gone from missing
    note.place, note.quote, note.before, note.after = pin.place, pin.quote, pin.before, pin.after


@transaction.atomic
def settle_note(*, actor: User, note: ReviewNote, answer: str = "", is_done: bool = False) -> ReviewNote:
    """Answer a remark, tick it off, or (neither) open it again. Raises NotAllowed, WrongState."""
    row = locked(note.bulletin)
    must_be_editor(actor, row)
    if row.state not in EDITABLE:
        raise WrongState(row)
    current = ReviewNote.objects.select_for_update().get(pk=note.pk)
    current.answer, current.is_done = answer.strip()[:4000], is_done
    settled = bool(current.answer) or is_done
    current.settled_by, current.settled_at = (actor, timezone.now()) if settled else (None, None)
    current.save()
    _log(current, actor, "note_settled" if settled else "note_opened")
    return current


@transaction.atomic
def drop_note(*, actor: User, note: ReviewNote) -> None:
    """Take back a remark of one's own that nobody has answered yet. Raises NotAllowed, WrongState."""
    row = locked(note.bulletin)
    must_be_editor(actor, row)
    if row.state not in EDITABLE:
        raise WrongState(row)
    current = ReviewNote.objects.select_for_update().get(pk=note.pk)
    if current.author_id != actor.pk or not current.is_open:
        raise NotAllowed("Chỉ người ghi bỏ được ý kiến, khi chưa ai trả lời.")
    _log(current, actor, "note_dropped")
    current.delete()


def _log(note: ReviewNote, actor: User, step: str) -> None:
    record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=note.bulletin.publisher_id,
        target=note.bulletin,
        step=step,
        note=note.pk,
    )
