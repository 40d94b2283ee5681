"""The contents table, as a table or as lines, and where the body begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from cadre_portal.text import fold, squeeze
from directives.wrapped.signs import LETTER, NAMED, NUMBERED, ROMAN, STARRED, clean_number, is_caps, same_title

_HEAD = re.compile(
    r"^(?:stt|tt|so tt)?\s*(?:muc luc|noi dung|muc luc noi dung|noi dung tai lieu|danh muc noi dung)(?:\s+trang)?\s*:?$"
)
_BODY = re.compile(r"^[\"“]?(?:phan )?(?:noi dung)(?: (?:tai lieu|chi tiet|cu the|sinh hoat))?[\"”:.]?$")
_LEADER = re.compile(r"(?:\s*[.…·_]{3,}\s*|\s*…\s*|\s{2,})(?P<page>\d{1,3})?\s*$")
_PAGE = re.compile(r"\s+(?P<page>\d{1,3})$")
_NUMBER_ONLY = re.compile(r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)\s*[.)]?\s*$")


_FIRST = ("nhat", "mot", "i", "1", "a")


class Cell(Protocol):
    """A cell of a table."""

    @property
    def paras(self) -> Sequence["Printed"]: ...


class Printed(Protocol):
    """A paragraph or line as any reader gives it; a table has ``rows`` and is no text."""

    @property
    def text(self) -> str: ...

    @property
    def rows(self) -> Sequence[Sequence[Cell]]: ...

    @property
    def is_text(self) -> bool: ...

    @property
    def bold(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class TocLine:
    """One line of the contents table: number as printed ("" where none) and text without leader and page."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents lines; the cover is what stands before ``start``, the body begins at ``body``."""

    lines: tuple[TocLine, ...]
    start: int
    body: int


def is_body_mark(text: str) -> bool:
    """Whether a paragraph is the line NỘI DUNG that opens the body."""
    return bool(_BODY.match(fold(text))) and is_caps(text)


def find_contents(paras: Sequence[Printed]) -> Contents:
    """Return the contents table and the places where cover and body part.

    A contents table is a table headed "Stt | Nội dung", or a run of numbered lines whose first title comes again
    further down. Without one the body begins after NỘI DUNG, else at the first numbered heading or long paragraph.
    """
    return _as_table(paras) or _as_lines(paras) or _none(paras)


def last_contents(paras: Sequence[Printed]) -> tuple[int, int, tuple[TocLine, ...]] | None:
    """Return where a contents table behind the body begins and ends, and its lines; None where there is none.

    It is headed ("MỤC LỤC"), stands in the last part and lists titles that stand further up.
    """
    for place in range(len(paras) - 2, len(paras) // 3, -1):
        words = fold(paras[place].text) if paras[place].is_text else ""
        # NỘI DUNG alone opens the body.
        if not _HEAD.match(words) or not ("muc luc" in words or "danh muc" in words or "trang" in words):
            continue
        end = place + 1
        if paras[end].rows:
            lines = _table_lines(paras[end])
            end += 1
        else:
            found: list[tuple[str, str]] = []
            while end < len(paras) and paras[end].is_text:
                text = squeeze(paras[end].text)
                match = NUMBERED.match(text) or ROMAN.match(text)
                if match and match.group("title"):
                    found.append((clean_number(match.group("number")), match.group("title")))
                elif found and _NUMBER_ONLY.match(text):
                    pass  # the page of a row whose dots filled the line
                elif found and not _LEADER.search(found[-1][1]) and len(found[-1][1].split()) < 100:
                    found[-1] = (found[-1][0], f"{found[-1][1]} {text}")
                else:
                    break
                end += 1
            lines = _without_pages(found)
        listed = [line for line in lines if line.text]
        again = sum(_comes_again([line], paras[:place]) for line in listed)
        if len(listed) >= 2 and again >= 0.6 * len(listed):
            return place, end, lines
    return None


Row = TypeVar("Row", bound=Printed)


def contents_rows(lines: Sequence[Row]) -> list[list[Row]]:
    """Return the lines of a contents table as its rows: a number, head or line of capitals opens one, others go on with it."""
    rows: list[list[Row]] = []
    for line in lines:
        match = NUMBERED.match(line.text) or ROMAN.match(line.text) or _NUMBER_ONLY.match(line.text)
        opens = match is not None or bool(_HEAD.match(fold(line.text))) or is_caps(line.text)
        if opens or not rows or _HEAD.match(fold(rows[-1][0].text)):
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _after_mark(paras: Sequence[Printed], place: int) -> int:
    """Skip page breaks, empty paragraphs and the line NỘI DUNG after a contents table."""
    while (
        place < len(paras)
        and paras[place].is_text
        and (not paras[place].text.strip() or is_body_mark(paras[place].text))
    ):
        place += 1
    return place


def _as_table(paras: Sequence[Printed]) -> Contents | None:
    for place, para in enumerate(paras[:80]):
        if not para.rows:
            continue
        heads = [fold(" ".join(p.text for p in cell.paras)) for cell in para.rows[0]]
        headed = any(_HEAD.match(head) for head in heads) and (len(heads) > 1 or len(para.rows) > 2)
        lines = _table_lines(para)
        if not headed and not (len(lines) >= 3 and _comes_again(lines, paras[place + 1 :])):
            continue
        if not lines:
            continue
        start = place
        while start and paras[start - 1].is_text and _HEAD.match(fold(paras[start - 1].text)):
            start -= 1
        return Contents(lines, start, _after_mark(paras, place + 1))
    return None


def _comes_again(lines: Sequence[TocLine], rest: Sequence[Printed]) -> bool:
    """Whether the first listed title stands as a heading further down."""
    first = next((line for line in lines if line.text), None)
    if first is None:
        return False
    return any(
        same_title(first.text, _title(para.text)) >= 0.8 or _same_start(first.text, _title(para.text))
        for para in rest
        if para.is_text and len(para.text) < 700 and para.text[:2].strip()
    )


def _title(text: str) -> str:
    match = NUMBERED.match(text) or ROMAN.match(text) or LETTER.match(text) or NAMED.match(text)
    return (match.group("title") or "") if match else text


def _table_lines(para: Printed) -> tuple[TocLine, ...]:
    """Lines of a contents table: number cell and text cell, or the number at the head of the text."""
    found: list[tuple[str, str]] = []
    for row in para.rows:
        texts = [[squeeze(p.text) for p in cell.paras if p.text.strip()] for cell in row]
        flat = [" ".join(cell) for cell in texts]
        if any(_HEAD.match(fold(text)) or fold(text) in ("stt", "tt", "so tt", "trang") for text in flat):
            continue
        if len(flat) > 2 and re.fullmatch(r"\d{0,3}(?:\s*[-–]\s*\d{1,3})?", flat[-1]):
            flat, texts = flat[:-1], texts[:-1]
        number = ""
        if len(flat) > 1 and (not flat[0] or _NUMBER_ONLY.match(flat[0]) or re.fullmatch(r"[IVX]+\.?", flat[0])):
            number = clean_number(flat[0])
            texts = texts[1:]
        for place, text in enumerate(line for cell in texts for line in cell):
            match = NUMBERED.match(text)
            if match and match.group("title") and match.group("mark").strip():
                found.append((clean_number(match.group("number")), match.group("title")))
            elif number or not found or (place == 0 and is_caps(text)):
                found.append((number, text))
            else:
                found[-1] = (found[-1][0], found[-1][1] + " " + text)
            number = ""
    return _without_pages(found)


def _without_pages(found: Sequence[tuple[str, str]]) -> tuple[TocLine, ...]:
    """Strip leaders and page numbers: bare trailing numbers only where most lines have them, never falling."""
    texts = [_LEADER.sub("", text) if _LEADER.search(text) else text for _, text in found]
    pages = [match and int(match.group("page")) for match in map(_PAGE.search, texts)]
    numbers = [page for page in pages if page is not None]
    if len(numbers) >= 3 and len(numbers) >= 0.6 * len(found) and numbers == sorted(numbers):
        texts = [_PAGE.sub("", text) if page is not None else text for text, page in zip(texts, pages, strict=True)]
    return tuple(TocLine(number, squeeze(text)) for (number, _), text in zip(found, texts, strict=True) if text.strip())


def _as_lines(paras: Sequence[Printed]) -> Contents | None:
    """A contents table of plain lines: from a first "1." to where a heading "1." with the same title comes again."""
    firsts = [place for place, para in enumerate(paras) if para.is_text and _is_first(para.text)]
    for one in firsts[:3]:
        title = _LEADER.sub("", _title(paras[one].text))
        if _NUMBER_ONLY.match(paras[one].text) and one + 1 < len(paras):
            title = squeeze(paras[one + 1].text)  # the number alone in its row, the title in the next line
        for other in firsts:
            if other > one + 1 and _same_start(title, _title(paras[other].text)):
                return _lines_between(paras, one, other)
        break
    return None


def _is_first(text: str) -> bool:
    """Whether a line is numbered as the first of all: "1.", "I.", "A.", "Phần thứ nhất"."""
    match = NUMBERED.match(text) or _NUMBER_ONLY.match(text)
    if match is None:
        match = ROMAN.match(text) or LETTER.match(text)
        named = None if match else NAMED.match(text)
        return match["number"] in ("I", "A") if match else bool(named and fold(named["value"]) in _FIRST)
    return clean_number(match.group("number")).lstrip("0") == "1"


def _same_start(one: str, other: str) -> bool:
    """Whether two titles begin alike as far as the shorter goes: one of them may be broken over lines."""
    left, right = one.split(), other.split()
    count = min(len(left), len(right))
    if count < 4:
        return same_title(one, other) >= 0.75
    return same_title(" ".join(left[:count]), " ".join(right[:count])) >= 0.85


def _lines_between(paras: Sequence[Printed], one: int, other: int) -> Contents:
    found: list[tuple[str, str]] = []
    body = other
    for place in range(one, other):
        para = paras[place]
        if not para.is_text or is_body_mark(para.text):
            body = place
            break
        text = squeeze(para.text)
        match = NUMBERED.match(text) or ROMAN.match(text) or LETTER.match(text)
        alone = _NUMBER_ONLY.match(text)
        if alone:
            found.append((clean_number(alone.group("number")), ""))
        elif match and match.group("title"):
            found.append((clean_number(match.group("number")), match.group("title")))
        elif found and len(text.split()) < (110 if not found[-1][1] else 60):
            found[-1] = (found[-1][0], f"{found[-1][1]} {text}".strip())
    start = one
    while start and paras[start - 1].is_text and _HEAD.match(fold(paras[start - 1].text)):
        start -= 1
    return Contents(_without_pages(found), start, _after_mark(paras, body))


def _none(paras: Sequence[Printed]) -> Contents:
    for place, para in enumerate(paras[:60]):
        if para.is_text and is_body_mark(para.text):
            return Contents((), place, place + 1)
    start = next((place for place, para in enumerate(paras) if _opens_body(para)), None)
    covered = _cover_end(paras if start is None else paras[:start])
    if start is None:
        return Contents((), covered, covered)
    unnumbered = start < len(paras) and not _is_numbered(paras[start].text)
    while covered < start and _is_heading(paras[start - 1], any_case=unnumbered and covered > 0):
        start -= 1
    return Contents((), start, start)


def _opens_body(para: Printed) -> bool:
    """Whether a paragraph is the first of a body: the first heading of its kind, or a paragraph of some length."""
    if len(para.text.split()) > 35:
        return True
    if not para.is_text:
        return False
    match = NUMBERED.match(para.text)
    if match and match.group("title") and clean_number(match.group("number")) in ("1", "1.1"):
        return True
    for pattern in (ROMAN, LETTER, STARRED):
        match = pattern.match(para.text)
        if match and (para.bold or is_caps(match.group("title"))):
            return pattern is STARRED or match.group("number") in ("I", "A")
    named = NAMED.match(para.text)
    return bool(named and fold(named["value"]) in _FIRST)


# What covers say: the month, the name of the bulletin, whom it is for, who makes it.
_ON_COVER = re.compile(
    r"\bthang\s+\d{1,2}\b.{0,12}\b20\d\d\b|^\W*(?:tai lieu|ban tin|thong tin|noi san)\b.*\b(?:chi bo|noi bo|sinh hoat)\b"
    r"|\b(?:noi bo|luu hanh|bao quan)\b|^\W*(?:so|nam|thang|quy)\s+\d"
)
_MONTH = re.compile(r"\bthang\s+\d{1,2}\b.{0,12}\b20\d\d\b")
_MONTH_INSIDE = re.compile(
    r"^(?!\W*(?:tai lieu|ban tin|thong tin|noi san|so|ky|thang)\b).*\bthang\s+\d{1,2}\b.{0,12}\b20\d\d\b"
)
_PUBLISHER = re.compile(r"^\W*(?:tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|ban|chi bo|dang cong san)\b")
_LONGEST_COVER = 12
_MOST_COVER = 20


def _cover_end(paras: Sequence[Printed]) -> int:
    """The place behind the last line of what can only be a cover; 0 where no month or name of a bulletin is seen."""
    end = 0
    dated = False
    for place, para in enumerate(paras[:_MOST_COVER]):
        if para.rows or not para.text.strip():
            continue
        if len(para.text) > 200 or re.search(r"[^.]{25}\.\s*$", para.text):
            break
        folded = fold(para.text)
        said = _ON_COVER.search(folded) or (is_caps(para.text) and _PUBLISHER.match(folded))
        if said and dated and said.re is _ON_COVER and _MONTH_INSIDE.search(folded):
            said = None  # a second month, not at the head of its line: "NHIỆM VỤ TRỌNG TÂM THÁNG 11/2025"
        dated = dated or bool(said and _MONTH.search(folded))
        if (said and len(para.text.split()) <= _LONGEST_COVER) or not any(c.isalnum() for c in para.text):
            end = place + 1
    told = any(re.search(r"\b20\d\d\b|\bchi bo\b", fold(para.text)) for para in paras[:end])
    return end if told else 0


def _is_numbered(text: str) -> bool:
    return any(pattern.match(text) for pattern in (NUMBERED, ROMAN, LETTER, NAMED))


def _is_heading(para: Printed, *, any_case: bool) -> bool:
    """Whether a line between cover and body belongs to the body: a heading in capitals; ``any_case``: any without a stop."""
    if not para.is_text or not 2 <= len(para.text.split()) <= 60:
        return False
    if _is_first(para.text) and not NUMBERED.match(para.text):
        return True
    return is_caps(para.text) or (any_case and not re.search(r"[.:;,]\s*$|:\s|\d{3}", para.text))
