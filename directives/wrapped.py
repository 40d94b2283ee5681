"""Hard-wrapped text (a PDF's, a mail's) with its lines joined to paragraphs, for the commands that read raw files.

The rooms above know far more of a page (columns, headings, captions); here only enough is done that a title or a number broken
at the end of a line is read whole, and every place can be told in the text as it was given.
"""

import itertools
import re
from dataclasses import dataclass

from cadre_portal.text import CAPITALS

# A line that opens an item, a part or a paragraph of its own, whatever stands before it.
_OPENS = re.compile(r"(?:[-+*•–]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|\(?[a-zđ]\)\s|[IVX]{1,5}\.\s|\(\d{1,2}\)\s)")
_ENDS = re.compile(r"[.!?:;…][”\")]?$")
_GOES_ON = re.compile(r"(?:[,–\-/(“]|\b(?:số|ngày|của|và|về|tháng|năm|các))$", re.IGNORECASE)
# "… của Ban Thường vụ Tỉnh ủy" / "Cao Bằng về lãnh đạo …".
_NAME_GOES_ON = re.compile(rf"(?:[{CAPITALS}]\w*\s+){{1,4}}(?:về|v/v|khóa|khoá)\s")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_LINE = re.compile(r"[^\n\f]+")
# Shorter than this no line is full, whatever its neighbours are.
_SHORTEST_COLUMN = 40


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with something on it: its place without the white space around, and whether an empty one stood before it."""

    start: int
    end: int
    text: str
    after_gap: bool


def unwrap(text: str) -> tuple[str, list[int] | None]:
    """Return ``text`` with broken lines joined by one space and, where that moved anything, the place each character had.

    The list has one item more, the length of ``text``. Text with a paragraph a line comes back as it is, with None.
    """
    lines = _lines_of(text)
    width = _width(lines)
    if width is None:
        return text, None
    # Where an extractor puts an empty line after every line, empty lines say nothing.
    gaps_count = sum(line.after_gap for line in lines) < 0.6 * len(lines)
    pieces: list[str] = []
    places: list[int] = []
    last: _Line | None = None
    heads = _running_heads(lines)
    for number, line in enumerate(lines):
        if number in heads or (_PAGE_NUMBER.fullmatch(line.text) and 0 < number < len(lines) - 1):
            continue
        if last is not None:
            joins = _joins(last, line, width) and not (gaps_count and line.after_gap)
            pieces.append(" " if joins else "\n")
            places.append(last.end)
        pieces.append(line.text)
        places.extend(range(line.start, line.end))
        last = line
    places.append(len(text))
    return "".join(pieces), places


def _running_heads(lines: list[_Line]) -> set[int]:
    """The places of lines that stand, word for word, beside the lone numbers of two pages and more."""
    beside: dict[str, dict[int, str]] = {}
    for place, line in enumerate(lines):
        if not _PAGE_NUMBER.fullmatch(line.text):
            continue
        for other in (place - 1, place + 1):
            if 0 <= other < len(lines) and not _PAGE_NUMBER.fullmatch(lines[other].text) and len(lines[other].text) > 3:
                beside.setdefault(lines[other].text, {}).setdefault(other, line.text)
    return {place for pages in beside.values() if len(pages) > 1 and len(set(pages.values())) > 1 for place in pages}


def _lines_of(text: str) -> list[_Line]:
    lines: list[_Line] = []
    end = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped)
            gap = bool(lines) and text.count("\n", end, start) + text.count("\f", end, start) > 1
            lines.append(_Line(start, start + len(stripped), stripped, gap))
            end = start + len(stripped)
    return lines


def _width(lines: list[_Line]) -> int | None:
    """The width of the column in characters, told by lines surely broken within a sentence; None where there are none."""
    broken = sorted(
        len(line.text)
        for line, following in itertools.pairwise(lines)
        if len(line.text) >= _SHORTEST_COLUMN and following.text[0].islower() and not _ENDS.search(line.text)
    )
    if not broken or len(broken) < 0.1 * len(lines) - 2:
        return None
    width = broken[int(0.9 * (len(broken) - 1))]
    longer = sum(len(line.text) > 1.3 * width for line in lines)
    return None if longer > 0.1 * len(lines) else width


def _joins(line: _Line, following: _Line, width: int) -> bool:
    if _OPENS.match(following.text):
        return False
    if following.text[0].islower():
        return len(line.text) >= 0.5 * width or not _ENDS.search(line.text)
    if _ENDS.search(line.text):
        return False
    if len(line.text) < 0.6 * width:
        return False
    if _GOES_ON.search(line.text) or _NAME_GOES_ON.match(following.text):
        return True
    # The next word would hardly have fitted: letters are counted, not measured.
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) >= 0.92 * width
