"""The lines of a plain text: page numbers, head and foot lines dropped, gaps remembered."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cadre_portal.text import fold, squeeze
from directives.wrapped.signs import NUMBERED, PAGE_NUMBER, is_caps

_LINE_END = re.compile(r"\r\n|\r|\n|\f")


@dataclass(slots=True)
class Line:
    """A printed line. ``blank``: white lines before it that hold spaces, as a picture or empty paragraph leaves;
    ``glued``: no empty line before it though the file has one between all lines: the top of a page;
    ``indent``: spaces before it; ``columns``: how many characters it reached across, those spaces counted;
    ``feed``: a form feed stands before it; ``start``, ``end``: its place in the text, with the white space around it."""

    text: str
    blank: int = 0
    glued: bool = False
    indent: int = 0
    columns: int = 0
    feed: bool = False
    start: int = 0
    end: int = 0

    @property
    def rows(self) -> tuple[()]:
        """A line is no table."""
        return ()

    @property
    def is_text(self) -> bool:
        return True

    @property
    def bold(self) -> bool:
        """Plain text knows no looks."""
        return False


def _raw_lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines and where they begin. A form feed ends a line, is one itself, and opens a page; most extractors write it
    at the head of the page's first line."""
    at = 0
    for match in _LINE_END.finditer(text):
        yield text[at : match.start()], at
        if match.group() == "\f":
            yield "\f", match.start()
        at = match.end()
    yield text[at:], at


def lines_of_text(text: str) -> list[Line]:
    """Return the lines that hold text, squeezed, with the gaps before them."""
    raw = list(_raw_lines(text))
    filled = [place for place, line in enumerate(raw) if line[0].strip()]
    between = [b - a for a, b in itertools.pairwise(filled)]
    double = bool(between) and sum(1 for gap in between if gap >= 2) > 0.7 * len(between)
    lines: list[Line] = []
    blank = empty = 0
    feed = False
    for line, start in raw:
        feed = feed or line == "\f"
        if not line.strip():
            blank += bool(line)
            empty += 1
            continue
        wide = line.expandtabs(8).rstrip()
        indent = len(wide) - len(wide.lstrip())
        lines.append(
            Line(
                squeeze(line),
                blank,
                double and empty == 0 and bool(lines),
                indent,
                len(wide),
                feed,
                start,
                start + len(line),
            )
        )
        blank = empty = 0
        feed = False
    return lines


def without_page_furniture(lines: list[Line]) -> list[Line]:
    """Drop page numbers, and head and foot lines of pages: what is no part of the text."""
    numbers = _page_numbers(lines)
    dropped = _running_lines(lines, numbers) | numbers
    result: list[Line] = []
    blank, feed = 0, False
    for place, line in enumerate(lines):
        feed = feed or line.feed
        if place in dropped:
            blank += line.blank if place in numbers else 0
            continue
        line.blank, line.feed = line.blank + blank, feed
        blank, feed = 0, False
        result.append(line)
    return result


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Places of the lines that hold only a page number: rising, each some lines after the last."""
    places: set[int] = set()
    kept: list[Line] = []
    last = 0
    for place, line in enumerate(lines):
        match = PAGE_NUMBER.match(line.text)
        if match:
            number = int(match.group("number"))
            near = [
                other.text
                for other in (*lines[max(place - 1, 0) : place], *lines[place + 1 : place + 2])
                if PAGE_NUMBER.match(other.text)
            ]
            if last < number <= last + 40 and not near and not _opens_row(kept, lines, place):
                last = number
                places.add(place)
                continue
        kept.append(line)
    return places


def _running_lines(lines: Sequence[Line], numbers: Collection[int]) -> set[int]:
    """Places of head and foot lines: words that come again with a page number that rises, or at the edges of pages."""
    running = _numbered_heads(lines)
    edges = _page_edges(lines, numbers)
    constant = _constant_heads(lines, edges, numbers)
    return {
        place
        for place, line in enumerate(lines)
        if _runs(line, running) or (place in edges and fold(line.text) in constant)
    }


def _numbered_heads(lines: Sequence[Line]) -> set[str]:
    """Short lines that come again with a page number rising in them, "#" in its place.

    Three times; twice where the number is set apart ("… biên soạn | 4") or called a page.
    """
    seen: dict[str, list[int]] = {}
    for line in lines:
        digits = re.findall(r"\d+", line.text)
        if not digits or len(line.text.split()) > 16 or NUMBERED.match(line.text) or PAGE_NUMBER.match(line.text):
            continue
        for digit in {digits[0], digits[-1]}:
            key = re.sub(rf"\b{digit}\b", "#", line.text, count=1)
            # "Đại biểu khu phố 1 / khu phố 2 …": one number in a line is a page's only where the words say so.
            if len(digits) > 1 or _APART.search(key) or names_bulletin(fold(key)):
                seen.setdefault(key, []).append(int(digit))
    return {
        key
        for key, pages in seen.items()
        if len(pages) >= (2 if _APART.search(key) else 3)
        and len(set(pages)) == len(pages)
        and pages == sorted(pages)
        and pages[-1] < 400
    }


# A page number set apart from the words of a head: "… | #", "# – …", "… trang #".
_APART = re.compile(r"[|•·–]\s*#\s*$|^\s*#\s*[|•·–]\s|\btrang\s*:?\s*#", re.IGNORECASE)


def _page_edges(lines: Sequence[Line], numbers: Collection[int]) -> set[int]:
    """Places of the lines within two of a page's end: a form feed or a line that is only a page number."""
    edges = {near for place in numbers for near in range(place - 2, place + 3)}
    for place, line in enumerate(lines):
        if line.feed:
            edges.update(range(place - 2, place + 2))
    return edges


def _constant_heads(lines: Sequence[Line], edges: Collection[int], numbers: Collection[int]) -> set[str]:
    """Lines, folded, that stand at the edges of two pages or more and nowhere else; or once, with the name of the bulletin.

    Pages of few lines show only where both stand right beside the page number.
    The cover may have the same words.
    """
    places: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if len(line.text.split()) <= 16 and not NUMBERED.match(line.text) and not PAGE_NUMBER.match(line.text):
            places.setdefault(fold(line.text), []).append(place)
    constant: set[str] = set()
    for words, found in places.items():
        at_edges = [place for place in found if place in edges]
        inside = [place for place in found if place not in edges and place > 25]
        beside = [place for place in at_edges if place - 1 in numbers or place + 1 in numbers]
        again = len(at_edges) >= 2 and (at_edges[-1] - at_edges[0] >= 8 or len(beside) >= 2)
        if not inside and (again or (at_edges and at_edges[0] > 12 and names_bulletin(words))):
            constant.add(words)
    return constant


def names_bulletin(folded: str) -> bool:
    """Whether a folded line is the name of such a bulletin, as covers and heads of pages have it."""
    return bool(
        re.match(
            r"^\W*(?:tai lieu|ban tin|thong tin|thong bao|noi san|noi dung)\b(?=.*\b(?:chi bo|noi bo|sinh hoat|so \d|thang \d))",
            folded,
        )
    )


def _runs(line: Line, running: Collection[str]) -> bool:
    digits = re.findall(r"\d+", line.text)
    keys = {re.sub(rf"\b{digit}\b", "#", line.text, count=1) for digit in digits[:1] + digits[-1:]}
    return any(key in running for key in keys)


def _opens_row(before: Sequence[Line], lines: Sequence[Line], place: int) -> bool:
    """Whether a lone number opens a row of the contents table ("2" and its title on the next line)."""
    heads = [
        other for other in before[-14:] if re.match(r"^(?:stt|tt|so tt)?\s*(?:noi dung|muc luc)", fold(other.text))
    ]
    if not heads or place + 1 >= len(lines) or is_caps(lines[place + 1].text):
        return False
    number = int(re.sub(r"\D", "", lines[place].text))
    numbers = [1]
    for other in before[before.index(heads[-1]) + 1 :]:
        match = re.match(r"^(\d{1,2})\.?(?:\s|$)(?!\d)", other.text)
        if match:
            numbers.append(int(match.group(1)) + 1)
    return number == max(numbers)
