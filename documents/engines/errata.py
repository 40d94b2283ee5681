"""The rows of a tờ đính chính: for every word that a correction changed, the page and line where the earlier print has it.

    find_errata(old, new, lines, first_pages, 21) → [Erratum(page=5, line=12, where="Mục 2", printed=…, corrected=…), …]

Places are found by the words themselves in the printed pages, white space aside, within the pages of their entry and in reading
order. What is not found (a cell of a table that was broken over lines) is listed with its page alone: a wrong line is worse than
none. What only looks different, or a photo that stands elsewhere, is no mistake on paper and is passed over. Lines are counted from the top of the page, with headings, captions and rows of tables, without the page number.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.engines.blocks import PictureRef
from documents.engines.compare import Change, Piece, compare_texts
from documents.engines.issue_changes import EntryChange, Fate, FieldChange, anchored_places, compare_issues
from documents.rendering.content import EntryContent, IssueContent

# Printed nowhere in the bulletin itself.
_NOT_PRINTED = {"Tên gọi tắt"}
_HEADING = "Tiêu đề"
_LEFT_OUT = "(bỏ đoạn này)"
# Of a long stretch that was taken out, the first and last words are enough to find it by.
_MOST_WORDS = 30
_DROPPED = re.compile(r"[\s\u2060]")
_PAGE_NUMBER = re.compile(r"\s*\d{1,4}\s*\Z")

Marked = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Erratum:
    """One row: pieces of text with True for those that differ. ``page`` and ``line`` are None where not known."""

    where: str
    page: int | None
    line: int | None
    printed: Marked
    corrected: Marked


@dataclass(frozen=True, slots=True)
class PrintedLine:
    page: int
    line: int
    text: str


def printed_lines(pages: Sequence[Sequence[str]]) -> list[PrintedLine]:
    """Number the lines of each page, leaving out the page number at its head."""
    found: list[PrintedLine] = []
    for page, lines in enumerate(pages, start=1):
        own = list(lines)
        if own and _PAGE_NUMBER.match(own[0]) and int(own[0]) == page:
            own = own[1:]
        found.extend(PrintedLine(page, number, text) for number, text in enumerate(own, start=1))
    return found


class _Finder:
    """Finds words in the printed pages, white space aside."""

    def __init__(self, lines: Iterable[PrintedLine]) -> None:
        letters: list[str] = []
        self.spots: list[PrintedLine] = []
        for line in lines:
            compact = _compact(line.text)
            letters.append(compact)
            self.spots.extend([line] * len(compact))
        self.text = "".join(letters)

    def span(self, first: int | None, last: int | None) -> tuple[int, int]:
        """Letters of the pages from ``first`` to ``last``, both included."""
        inside = [
            place
            for place, spot in enumerate(self.spots)
            if (first is None or spot.page >= first) and (last is None or spot.page <= last)
        ]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def find(self, words: str, start: int, end: int) -> int:
        wanted = _compact(words)
        return self.text.find(wanted, start, end) if wanted else -1


def _compact(text: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFC", text).replace("\u2011", "-"))


def find_errata(
    old: IssueContent, new: IssueContent, lines: Sequence[PrintedLine], first_pages: Mapping[str, int], pages: int
) -> list[Erratum]:
    """The rows in the order of the earlier print, which has ``pages`` pages. ``first_pages``: where each entry begins there."""
    change = compare_issues(_without_photos(old), _without_photos(new))
    finder = _Finder(lines)
    rows: list[Erratum] = []
    for field in change.fields:
        rows.extend(_field_rows("Bìa", field, finder, 1, 1))
    starts = sorted(set(first_pages.values()))

    def span(uuid: str) -> tuple[int | None, int]:
        first = first_pages.get(uuid)
        return first, next((page for page in starts if first is not None and page > first), pages)

    for entry in change.entries:
        rows.extend(_entry_rows(entry, finder, *span(entry.uuid)))
    before, after = dict(_flat(old.entries)), dict(_flat(new.entries))
    for uuid in before.keys() & after.keys():
        rows.extend(_photo_rows(before[uuid], after[uuid], finder, *span(uuid)))
    # What has a place comes in the order of the pages, what has none behind.
    return sorted(rows, key=lambda row: (row.page is None, row.page or 0, row.line or 0, row.where))


def _flat(entries: Iterable[EntryContent]) -> Iterator[tuple[str, EntryContent]]:
    for entry in entries:
        yield entry.uuid, entry
        yield from _flat(entry.children)


def _without_photos(content: IssueContent) -> IssueContent:
    def bare(entry: EntryContent) -> EntryContent:
        blocks = tuple(block for block in entry.blocks if block.picture is None)
        return replace(entry, blocks=blocks, children=tuple(bare(child) for child in entry.children))

    return replace(content, entries=tuple(bare(entry) for entry in content.entries))


def _entry_rows(entry: EntryChange, finder: _Finder, first: int | None, last: int) -> Iterator[Erratum]:
    where = f"Mục {entry.number}"
    if entry.fate is Fate.NEW:
        yield Erratum(where, None, None, (), ((f"Thêm mục {entry.number}. {entry.title} (in từ bản mới).", True),))
        return
    if entry.fate is Fate.GONE:
        yield Erratum(where, first, None, ((f"{entry.number}. {entry.title}", True),), (("Bỏ cả mục này.", True),))
        return
    if entry.moved:
        yield Erratum(where, first, None, (), ((entry.moved, True),))
    for field in entry.fields:
        if field.label in _NOT_PRINTED:
            continue
        if field.label == _HEADING and first is not None:
            # It is printed in the table of contents too.
            listed = _field_rows(where, field, finder, 2, first - 1)
            yield from (row for row in listed if row.line is not None)
        yield from _field_rows(where, field, finder, first, last)


def _photo_rows(
    old: EntryContent, new: EntryContent, finder: _Finder, first: int | None, last: int
) -> Iterator[Erratum]:
    where = f"Mục {new.number}"
    before = {block.picture.sha256: block.picture for block in old.blocks if block.picture is not None}
    after = {block.picture.sha256: block.picture for block in new.blocks if block.picture is not None}
    for key, photo in before.items():
        if key not in after:
            found = finder.find(_caption(photo), *finder.span(first, last))
            spot = finder.spots[found] if found >= 0 else None
            page, line = (spot.page, spot.line) if spot else (first, None)
            yield Erratum(where, page, line, ((f"Ảnh “{photo.caption}”", True),), (("Bỏ ảnh này.", True),))
            continue
        words = (_caption(photo), _caption(after[key]))
        if words[0] != words[1]:
            field = FieldChange("Chú thích ảnh", tuple(compare_texts(*words)))
            yield from _field_rows(where, field, finder, first, last)
    for key, photo in after.items():
        if key not in before:
            yield Erratum(where, first, None, (), ((f"Thêm ảnh “{photo.caption}” (xem bản mới).", True),))


def _caption(picture: PictureRef) -> str:
    return " ".join(filter(None, (picture.caption, f"({picture.credit})" if picture.credit else "")))


def _field_rows(
    where: str, field: FieldChange, finder: _Finder, first: int | None, last: int | None
) -> Iterator[Erratum]:
    at, end = finder.span(first, last)
    for place, anchor in anchored_places(field.pieces):
        found = _locate(place, anchor, finder, at, end)
        spot = finder.spots[found] if found is not None else None
        if found is not None:
            at = found
        printed = _marked(place, Change.NEW) or (((f"(sau) {_shortened(anchor)}", False),) if anchor else ())
        corrected = _marked(place, Change.GONE) or ((_LEFT_OUT if _is_line(place) else "(bỏ)", True),)
        yield Erratum(where, spot.page if spot else first, spot.line if spot else None, printed, corrected)


def _is_line(place: Sequence[Piece]) -> bool:
    """Whether a whole paragraph was left out: in a cell of a table, or a caption, there is none."""
    return len(place) == 1 and place[0].text.endswith("\n") and "\t" not in place[0].text


def _locate(place: Sequence[Piece], anchor: str, finder: _Finder, start: int, end: int) -> int | None:
    """The letter of the print at which the change stands."""
    before = _bare(place[0].text) if place[0].change is Change.SAME else ""
    old = "".join(piece.text for piece in place if piece.change is not Change.NEW)
    # With all the words around it, then without those after, then the changed words of one cell alone.
    gone = next((piece.text for piece in place if piece.change is Change.GONE), "")
    for words, ahead in ((_bare(old), len(_compact(before))), (before + gone, len(_compact(before)))):
        found = finder.find(words, start, end)
        if found >= 0 and ahead < len(_compact(words)):
            return found + ahead
        if found >= 0 and words:
            return found + max(ahead - 1, 0)
    cell = before.rpartition("\t")[2]
    found = finder.find(cell + gone, start, end) if len(_compact(cell + gone)) > 3 else -1
    if found >= 0:
        return found + len(_compact(cell))
    if anchor and not _compact(old):
        found = finder.find(anchor, start, end)
        return found + len(_compact(anchor)) - 1 if found >= 0 else None
    return None


def _bare(text: str) -> str:
    """Without the signs of what was left out."""
    return text.removeprefix("… ").removesuffix(" …")


def _marked(place: Sequence[Piece], left_out: Change) -> Marked:
    """The pieces of one side; nothing where that side has no word of its own around or in it."""
    rows: list[tuple[str, bool]] = []
    for piece in place:
        if piece.change is left_out:
            continue
        differs = piece.change is not Change.SAME
        text = piece.text
        if differs and piece.change is Change.GONE:
            text = _shortened(text)
        rows.append((text.replace("\t", " | "), differs))
    if rows:
        rows[-1] = (rows[-1][0].rstrip("\n"), rows[-1][1])
    return tuple(row for row in rows if row[0])


def _shortened(text: str) -> str:
    words = text.split()
    if len(words) <= _MOST_WORDS:
        return text
    half = _MOST_WORDS // 2
    # A line of its own stays one.
    ahead = "\n" if text.startswith("\n") else ""
    return f"{ahead}{' '.join(words[:half])} … {' '.join(words[-half:])}"
