"""What changed between two states of a whole issue, so that a person can agree to the change without reading all again.

Whatever an approval stands for is compared: the cover, order and nesting, every field of an entry, its blocks, their look, the
photos. Computed numbers alone (of an entry that moved down because one was added above) are no change of their own. The code of
the print, the address beside it and the line "Bản đính chính lần 1" belong to an edition and are passed over.

    compare_issues(old, new).entries → (EntryChange("2", "Kế hoạch …", CHANGED, fields=(FieldChange("Nội dung", pieces), …)), …)
    places_of(pieces) → the changed words only, each with a few words around it
"""

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from documents.engines.blocks import Block, BlockKind
from documents.engines.compare import Change, Piece, compare_texts
from documents.rendering.content import EntryContent, IssueContent

# Words shown before and after a changed place; two places nearer than both together are shown as one.
AROUND = 8
_WORD = re.compile(r"\S+\s*")
_ISSUE_TEXTS = {
    "publisher_line": "Dòng cấp ủy trên bìa",
    "board_line": "Dòng ban biên soạn trên bìa",
    "title_lines": "Tên tài liệu trên bìa",
    "period_line": "Dòng tháng trên bìa",
    "foot_line": "Dòng chân bìa",
    "imprint_lines": "Thông tin ấn phẩm",
    "title": "Tên tài liệu",
}
_ISSUE_FACTS = {
    "contents_depth": "Cách in mục lục thay đổi.",
    "rubrics_printed": "Việc in tên chuyên mục thay đổi.",
    "notes_printed": "Việc in ý chính, việc cần làm, câu hỏi thay đổi.",
}
_ENTRY_TEXTS = {
    "heading": "Tiêu đề",
    "short_title": "Tên gọi tắt",
    "rubric": "Chuyên mục",
    "gist": "Ý chính để đọc",
    "blocks": "Nội dung",
    "cell_tasks": "Việc chi bộ cần làm",
    "questions": "Câu hỏi gợi ý thảo luận",
    "source_line": "Nguồn",
}
_OF_AN_EDITION = {"token": "", "check_address": "", "edition_line": "", "schema": 0}


class Fate(enum.StrEnum):
    """What became of an entry."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A text that differs: its name on screen, and all its pieces."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def places(self) -> tuple[tuple[Piece, ...], ...]:
        return places_of(self.pieces)


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that differs. ``number`` as it is now (of one that is gone: as it was); ``facts``: sentences on what is no text;
    ``moved``: the sentence on where it stood before, "" where it stayed."""

    uuid: str
    number: str
    title: str
    fate: Fate
    fields: tuple[FieldChange, ...] = ()
    facts: tuple[str, ...] = ()
    moved: str = ""


@dataclass(frozen=True, slots=True)
class IssueChange:
    """All that differs. ``facts``: sentences about the whole issue."""

    fields: tuple[FieldChange, ...] = ()
    facts: tuple[str, ...] = ()
    entries: tuple[EntryChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields or self.facts or self.entries)


def compare_issues(old: IssueContent, new: IssueContent) -> IssueChange:
    """Return what differs; nothing where the two are the same for an approver."""
    before, after = dict(_flat(old.entries)), dict(_flat(new.entries))
    moved = _moved(old, new)
    entries = [
        change
        for uuid, (entry, parent) in after.items()
        for change in _entry_changes(before.get(uuid), entry, parent, is_moved=uuid in moved)
    ]
    entries.extend(
        EntryChange(uuid, entry.number, _title(entry), Fate.GONE, fields=tuple(_texts(entry, None)))
        for uuid, (entry, _) in before.items()
        if uuid not in after
    )
    facts = [fact for name, fact in _ISSUE_FACTS.items() if getattr(old, name) != getattr(new, name)]
    found = IssueChange(tuple(_field_changes(_ISSUE_TEXTS, old, new)), tuple(facts), tuple(entries))
    if not found and _bare(old) != _bare(new):
        return replace(found, facts=("Số thứ tự hoặc cách dàn trang thay đổi, chữ không đổi.",))
    return found


def _bare(content: IssueContent) -> IssueContent:
    return replace(content, **_OF_AN_EDITION)  # type: ignore[arg-type]


Place = tuple[EntryContent, str]


def _flat(entries: Iterable[EntryContent], parent: str = "") -> Iterator[tuple[str, Place]]:
    for entry in entries:
        yield entry.uuid, (entry, parent)
        yield from _flat(entry.children, entry.uuid)


def _moved(old: IssueContent, new: IssueContent) -> set[str]:
    """Entries that stand elsewhere among those present in both: the fewest that explain the new order."""
    before, after = dict(_flat(old.entries)), dict(_flat(new.entries))
    was = [(uuid, parent) for uuid, (_, parent) in before.items() if uuid in after]
    now = [(uuid, parent) for uuid, (_, parent) in after.items() if uuid in before]
    found: set[str] = set()
    for tag, _, _, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            found.update(uuid for uuid, _ in now[start:end])
    return found


def _entry_changes(old: Place | None, new: EntryContent, parent: str, *, is_moved: bool) -> Iterator[EntryChange]:
    if old is None:
        fields = tuple(_texts(None, new))
        yield EntryChange(new.uuid, new.number, _title(new), Fate.NEW, fields, tuple(_photos_of(new)))
        return
    was, old_parent = old
    moved = ""
    if is_moved and (was.number != new.number or old_parent != parent):
        moved = f"Chuyển từ mục {was.number} sang mục {new.number}."
    facts = []
    if was.kind != new.kind:
        facts.append("Loại mục thay đổi.")
    facts.extend(_look_changes(was, new))
    fields = tuple(_texts(was, new))
    if not fields and not facts and not moved and _normal(was) != _normal(new):
        facts.append("Cách trình bày của mục thay đổi, chữ không đổi.")
    if fields or facts or moved:
        yield EntryChange(new.uuid, new.number, _title(new), Fate.CHANGED, fields, tuple(facts), moved)


def _title(entry: EntryContent) -> str:
    return entry.short_title or entry.heading or ("Nhóm không tiêu đề" if entry.children else "Không tiêu đề")


def _texts(old: EntryContent | None, new: EntryContent | None) -> Iterator[FieldChange]:
    yield from _field_changes(_ENTRY_TEXTS, old, new)


def _field_changes(labels: dict[str, str], old: object | None, new: object | None) -> Iterator[FieldChange]:
    for name, label in labels.items():
        before, after = _text_of(getattr(old, name, "")), _text_of(getattr(new, name, ""))
        if before != after:
            yield FieldChange(label, _calmed(compare_texts(_ended(before), _ended(after))))


def _calmed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbouring changes with nothing but a space between them as one: a phrase is read as a phrase, not word by word."""
    found: list[Piece] = []
    gone = new = ""

    def close() -> None:
        nonlocal gone, new
        found.extend(Piece(change, text) for change, text in ((Change.GONE, gone), (Change.NEW, new)) if text)
        gone = new = ""

    for place, piece in enumerate(pieces):
        if piece.change is Change.GONE:
            gone += piece.text
        elif piece.change is Change.NEW:
            new += piece.text
        elif piece.text.isspace() and "\n" not in piece.text and gone and new and place < len(pieces) - 1:
            gone, new = gone + piece.text, new + piece.text
        else:
            close()
            found.append(piece)
    close()
    return tuple(found)


def _ended(text: str) -> str:
    """With a line's end at its end, or the last line would differ from the same line with another after it."""
    return f"{text}\n" if text else ""


def _text_of(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(block_line(one) if isinstance(one, Block) else str(one) for one in value)
    return str(value or "")


def block_line(block: Block) -> str:
    """A block as a line of text with the sign before it; a photo as its caption and credit in brackets. No computed number."""
    match block.kind:
        case BlockKind.ITEM:
            return f"{'-' if block.level <= 1 else '+'} {block.text}"
        case BlockKind.STAR:
            return f"* {block.text}"
        case BlockKind.NUMBERED:
            return f"{block.marker} {block.text}"
    if block.picture is not None:
        words = block.picture.caption or "không chú thích"
        return f"[Ảnh: {words}{f' ({block.picture.credit})' if block.picture.credit else ''}]"
    return block.text


# --- What is no text ----------------------------------------------------------------------------------------------------


def _own_number(block: Block, entry: EntryContent) -> Block:
    """The block with its number within the entry: an entry that moved down has not changed for that."""
    return replace(block, number=block.number.removeprefix(entry.number)) if block.number else block


def _normal(entry: EntryContent) -> EntryContent:
    blocks = tuple(_own_number(block, entry) for block in entry.blocks)
    return replace(entry, number="", level=0, blocks=blocks, children=())


def _look_changes(old: EntryContent, new: EntryContent) -> Iterator[str]:
    """Sentences about photos exchanged under the same caption, and about paragraphs that only look different."""
    before, after = _normal(old).blocks, _normal(new).blocks
    matcher = SequenceMatcher(
        None, [block_line(block) for block in before], [block_line(block) for block in after], autojunk=False
    )
    for start, begin, size in matcher.get_matching_blocks():
        for was, now in zip(before[start : start + size], after[begin : begin + size], strict=True):
            if was == now:
                continue
            if was.picture is not None and now.picture is not None:
                yield f"Thay ảnh: “{_short(now.picture.caption or 'không chú thích')}”."
            else:
                yield f"Chỉ đổi cách trình bày, không đổi chữ, ở đoạn: “{_short(now.text)}”."


def _photos_of(entry: EntryContent) -> Iterator[str]:
    count = sum(block.picture is not None for block in entry.blocks)
    if count:
        yield f"Có {count} ảnh."


def _short(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


# --- The changed words only -------------------------------------------------------------------------------------------


def places_of(pieces: Sequence[Piece], *, around: int = AROUND) -> tuple[tuple[Piece, ...], ...]:
    """The changed places, each with up to ``around`` unchanged words of its own line before and after it."""
    return tuple(place for place, _ in anchored_places(pieces, around=around))


def anchored_places(
    pieces: Sequence[Piece], *, around: int = AROUND, apart: int | None = None
) -> list[tuple[tuple[Piece, ...], str]]:
    """The changed places as ``places_of``, each with the line before it where the place begins a line of its own, else "".

    Places with no more than twice ``apart`` words between them are one (as many as stand around, unless told).
    """
    apart = around if apart is None else apart
    places: list[list[Piece]] = []
    anchors: list[str] = []
    is_open = False
    for place, piece in enumerate(pieces):
        if piece.change is not Change.SAME:
            if not is_open:
                before = pieces[place - 1].text if place else ""
                tail = _tail(before, around)
                places.append([Piece(Change.SAME, tail)] if tail else [])
                anchors.append("" if tail else before.rstrip("\n").rpartition("\n")[2])
                is_open = True
            places[-1].append(piece)
            continue
        is_last = place == len(pieces) - 1
        if is_open and not is_last and "\n" not in piece.text and len(_WORD.findall(piece.text)) <= 2 * apart:
            places[-1].append(piece)
        elif is_open:
            # After a whole line the words of the next one are no part of the place.
            head = "" if places[-1][-1].text.endswith("\n") else _head(piece.text, around)
            if head:
                places[-1].append(Piece(Change.SAME, head))
            is_open = False
    return [(tuple(place), anchor) for place, anchor in zip(places, anchors, strict=True)]


def _tail(text: str, around: int) -> str:
    """The last words of the last line; "… " before them where words are left out."""
    line = text.rpartition("\n")[2]
    words = re.findall(r"\s*\S+", line)
    rest = re.search(r"\s*$", line)
    end = rest[0] if rest else ""
    if len(words) <= around:
        return line
    return "… " + "".join(words[-around:]).lstrip() + end


def _head(text: str, around: int) -> str:
    line = text.partition("\n")[0]
    words = re.findall(r"\s*\S+", line)
    return line if len(words) <= around else "".join(words[:around]) + " …"
