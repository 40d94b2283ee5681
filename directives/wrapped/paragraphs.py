"""Broken lines joined to paragraphs: of text that a PDF extractor gives, or a mail.

A line break is taken for a paragraph's end when the next word would still have fitted on the line; where the
line was full, what follows decides: a small letter goes on, a sign opens, the width of the next line tells
whether it was indented, and the contents table tells where a heading ends.
"""

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence

from cadre_portal.text import CAPITALS
from directives.wrapped.captions import has_credit, opens_like_caption
from directives.wrapped.contents import TocLine
from directives.wrapped.headings import lacks_subject, looks_dated
from directives.wrapped.lines import Line
from directives.wrapped.measure import Measure
from directives.wrapped.metrics import width_of
from directives.wrapped.signs import (
    ENDS_SENTENCE,
    ENUMERATION,
    ITEM,
    NUMBERED,
    ROMAN,
    clean_number,
    same_title,
    starts_lower,
)
from directives.wrapped.words import goes_on, leaves_open, names_again, opens_sentence

# "a) Rà soát …": a letter with its bracket and a capital never stands inside a sentence.
_LETTERED = re.compile(rf"^\(?[a-zđ]\)\s*[“\"]?[{CAPITALS}]")
# "… tặng quà tân binh (Nguồn ảnh:": the credit goes on in the next line.
_OPEN_CREDIT = re.compile(
    r"\((?:nguồn|nguồn\s+ảnh|ảnh)\s*:?[^()]{0,40}$|[.,;)”\"]\s+(?:nguồn(?:\s+ảnh)?|ảnh)\s*:$", re.IGNORECASE
)
# The first sentence of a paragraph that goes on: a stop after a word of some length, then a capital.
# "… đến năm / 2030;": nothing but the year itself can follow, however short the line was.
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_INNER_STOP = re.compile(r"\w{3}[.!?…]['”\")]?\s+[^\W\d_a-zđ]")

# More lines than these are no heading, nor a caption with its credit; so far back the part before is looked for.
_MOST_HEADING, _MOST_CAPTION, _FAR_BACK = 40, 12, 400


class Joiner:
    """Joins the lines of a body, or of any stretch of text, into paragraphs."""

    def __init__(self, lines: list[Line], measure: Measure, toc: Sequence[TocLine]) -> None:
        self._lines = lines
        self._measure = measure
        self._listed = {line.number: line.text for line in toc if line.number}
        self._numbered: dict[str, list[int]] = {}
        for place, line in enumerate(lines):
            match = NUMBERED.match(line.text)
            if match and match.group("title"):
                self._numbered.setdefault(clean_number(match.group("number")), []).append(place)

    def groups(self) -> list[list[Line]]:
        """Return the lines of each paragraph."""
        groups: list[list[Line]] = []
        bars = columns = 0
        for place, line in enumerate(self._lines):
            own = line.text.count("|")
            # The rows of a table set with bars stay rows: one that has all its bars takes no more.
            full = bool(own and bars) and (bars + own > columns if columns else bars == own)
            if groups and not full and (0 < bars < columns or not self._breaks(groups[-1], place)):
                groups[-1].append(line)
                bars += own
            else:
                groups.append([line])
                bars, columns = own, bars
        return groups

    # -- breaks -------------------------------------------------------------------------------------------

    def _breaks(self, group: list[Line], place: int) -> bool:
        """Whether the line at ``place`` starts a new paragraph after ``group``."""
        line, last = self._lines[place], group[-1]
        heading = heading_of(group)
        if _OPEN_CREDIT.search(last.text):
            return False
        if (
            heading is None
            and last.text.endswith(")")
            and has_credit(" ".join(one.text for one in group[-_MOST_CAPTION:]))
        ):
            return True
        if heading is not None:
            listed = self._by_contents(heading, group, line)
            if listed is not None:
                return listed
        if self._measure.first_at and line.indent == self._measure.first_at and not starts_lower(line.text):
            return True
        if opens(line.text):
            return self._opens_here(group, line, place, heading is not None)
        if line.blank and not starts_lower(line.text):
            return True
        early = self._ends_early(group, place, heading is not None)
        if heading is not None and not (early and self._measure.counted) and self._subject_follows(group, line):
            return False
        if last.text.endswith(" năm") and _YEAR.match(line.text):
            return False
        if starts_lower(line.text) or leaves_open(last.text) or last.text.endswith((",", "-", "–", "/")):
            # A caption may end early within a sentence: it was centred.
            return False
        if not early and goes_on(last.text, line.text):
            return False
        if early:
            return bool(_letters(line.text)) or ENDS_SENTENCE.search(last.text) is not None
        if heading is not None:
            return self._text_after_heading(_title_of(group), place)
        if not self._measure.indent and last.text.endswith((":", ";")):
            return False  # no indent to tell: a list would have opened with a sign
        if ENDS_SENTENCE.search(last.text):
            return self._can_be_first(place) and not self._must_be_inner(place)
        if self.too_wide(last.text) or (group[0].blank and opens_like_caption(group[0].text) and len(group) < 4):
            return self._after_caption(place)
        return False

    def _after_caption(self, place: int) -> bool:
        """Whether a line below what may be a caption's full line is text again and not the caption's short end."""
        line = self._lines[place]
        if not self._can_be_first(place) or self._must_be_inner(place):
            return False
        ends = place + 1 >= len(self._lines) or not starts_lower(self._lines[place + 1].text)
        short = self._measure.line(line) < 0.75 * self._measure.width
        return not (ends and short and not ENDS_SENTENCE.search(line.text))

    def _subject_follows(self, group: list[Line], line: Line) -> bool:
        """Whether a citation that fills most of its line comes to its subject in the next line."""
        title = _title_of(group)
        if names_again(title, line.text):
            return False
        if self._measure.line(group[-1], bold=True) < 0.8 * self._measure.width or looks_dated(line.text):
            return False
        return lacks_subject(title) and not lacks_subject(f"{title} {line.text}") and not opens_sentence(line.text)

    def _by_contents(self, number: str, group: list[Line], line: Line) -> bool | None:
        """What the contents table says: True the heading is whole, False it goes on, None it does not know."""
        listed = self._listed.get(number)
        if listed is None:
            return None
        title = _title_of(group)
        wanted, have = len(listed.split()), len(title.split())
        if have > wanted + 3:
            return None  # asked first: comparing titles is what costs
        now, more = same_title(listed, title), same_title(listed, f"{title} {line.text}")
        if max(now, more) < 0.5 * min(1.0, (have + 1) / max(wanted, 1)):
            return None
        if more > now:
            return False
        return True if now >= 0.75 else None

    def _opens_here(self, group: list[Line], line: Line, place: int, heading: bool) -> bool:
        """Whether a sign at the start of a line opens a paragraph and is no broken number, date or dash."""
        last = group[-1].text
        match = NUMBERED.match(line.text)
        marked = match is not None and bool(match.group("mark").strip()) and bool(match.group("title"))
        item = ITEM.match(line.text)
        if marked and match is not None and "." in clean_number(match.group("number")):
            return True
        if _LETTERED.match(line.text) and not last.endswith(("điểm", "khoản", ",")):
            return True
        if leaves_open(last) and not ENDS_SENTENCE.search(last):
            return False
        if heading and item is not None and item.group("sign") not in "-–—−":
            return True
        if item is not None:
            if ENDS_SENTENCE.search(last) or last.endswith((",", ";")):
                return True
            return not starts_lower(item.group("text")) and self._ends_early(group, place, heading)
        if marked or (match is not None and self._part_goes_on(match, place)):
            return True
        return ENDS_SENTENCE.search(last) is not None or self._ends_early(group, place, heading)

    def _part_goes_on(self, match: re.Match[str], place: int) -> bool:
        """Whether a number printed without its point ("3.1 Nội dung") is that of the next part: "3.1" below 3., "3.2" below 3.1."""
        path = clean_number(match.group("number")).split(".")
        if len(path) < 2 or not match.group("title") or starts_lower(match.group("title")):
            return False
        wanted = ".".join(path[:-1]) if path[-1] == "1" else ".".join([*path[:-1], str(int(path[-1]) - 1)])
        places = self._numbered.get(wanted, [])
        before = bisect_left(places, place)
        return bool(before) and places[before - 1] >= place - _FAR_BACK

    def _ends_early(self, group: list[Line], place: int, heading: bool) -> bool:
        """Whether the first word of the line would have fitted on the line before."""
        line = self._lines[place]
        used = self._measure.with_next(group[-1], line, bold=heading)
        if self._measure.counted:
            return used <= self._width_near(place)
        if len(group) == 1:
            used += 0.6 * self._measure.indent
        sure = 0.975 if heading or ENDS_SENTENCE.search(group[-1].text) else 0.93
        return used < sure * self._width_near(place)

    def _width_near(self, place: int) -> float:
        """The width of the column around a line: some passages are set narrower than the rest."""
        near = [
            self._measure.line(self._lines[at])
            for at in range(max(place - 9, 0), min(place + 8, len(self._lines) - 1))
            if starts_lower(self._lines[at + 1].text)
        ]
        narrow = len(near) >= 4 and max(near) < 0.94 * self._measure.width
        return max(near) if narrow else self._measure.width

    def too_wide(self, text: str) -> bool:
        """Whether a line is wider than the column, as captions in smaller type are."""
        if self._measure.counted:
            return False  # a file of counted letters knows no smaller type
        return width_of(text) > 1.035 * self._measure.width

    def _can_be_first(self, place: int) -> bool:
        """Whether the line is not too wide for an indented first line."""
        if self._measure.first_at:
            return self._lines[place].indent >= self._measure.first_at
        return (
            not self._measure.indent
            or self._measure.line(self._lines[place]) <= self._measure.width - 0.55 * self._measure.indent
        )

    def _must_be_inner(self, place: int) -> bool:
        """Whether the line, were it a first line, would have had room for the next word."""
        if place + 1 >= len(self._lines):
            return False
        after = self._lines[place + 1]
        if not starts_lower(after.text) or self._measure.first_at or self._measure.counted:
            return False
        used = self._measure.with_next(self._lines[place], after) + self._measure.indent
        return used < 0.96 * self._measure.width

    def _text_after_heading(self, heading: str, place: int) -> bool:
        """Whether the line after a full heading line is text: it could be a first line, and reads as sentences.

        A citation is not whole before its subject ("… của Ban Thường vụ Tỉnh ủy / Cao Bằng về …").
        """
        line = self._lines[place]
        if looks_dated(line.text):
            return True
        possible, fresh = self._can_be_first(place), opens_sentence(line.text) or names_again(heading, line.text)
        if not possible and not (fresh and self._measure.guessed):
            return False
        if fresh:
            return True
        if ENDS_SENTENCE.search(self._lines[place - 1].text):
            return True
        if lacks_subject(heading):
            return False
        run = self._until_early_end(place)
        words = " ".join(one.text for one in run)
        if self._opens_later(run):
            return False
        if words.endswith(":") and self._item_at(place + len(run)):
            return True
        sentences = bool(_INNER_STOP.search(words)) or bool(ENDS_SENTENCE.search(words)) or words.endswith(";")
        return sentences and len(words.split()) >= 9

    def _opens_later(self, run: Sequence[Line]) -> bool:
        """Whether a later line of ``run`` opens a sentence although none has ended before it: the heading goes on to there."""
        words = run[0].text
        for before, line in itertools.pairwise(run):
            if _INNER_STOP.search(words) or ENDS_SENTENCE.search(words) or words.count(":"):
                return False
            fresh = opens_sentence(line.text) and not starts_lower(line.text)
            if fresh and not leaves_open(before.text) and not before.text.endswith(","):
                return True
            words += " " + line.text
        return False

    def _item_at(self, place: int) -> bool:
        return place < len(self._lines) and bool(
            ITEM.match(self._lines[place].text) or ENUMERATION.match(self._lines[place].text)
        )

    def _until_early_end(self, place: int) -> list[Line]:
        """The lines from a place to where one ends early: what would be one paragraph."""
        group = [self._lines[place]]
        for at in range(place + 1, min(place + 8, len(self._lines))):
            line = self._lines[at]
            if opens(line.text) or (self._ends_early(group, at, False) and not starts_lower(line.text)):
                break
            group.append(line)
        return group


def heading_of(group: Sequence[Line]) -> str | None:
    """The number of the heading that the group begins with."""
    if len(group) > _MOST_HEADING:
        return None
    match = NUMBERED.match(group[0].text)
    if match and match.group("title") and not starts_lower(match.group("title")):
        number = clean_number(match.group("number"))
        words = sum(len(line.text.split()) for line in group)
        if "." in number or words < 75:
            return number
    match = ROMAN.match(group[0].text)
    return match.group("number") if match else None


def opens(text: str) -> bool:
    """Whether a line begins with a sign that opens paragraphs: an item, a number, an enumeration."""
    if ITEM.match(text) or ENUMERATION.match(text) or ROMAN.match(text):
        return True
    match = NUMBERED.match(text)
    return bool(
        match
        and match.group("title")
        and (match.group("mark").strip() or "." in match.group("number"))
        and not starts_lower(match.group("title"))
    )


def _title_of(group: Sequence[Line]) -> str:
    """The heading that the lines of a group make, without its number."""
    words = " ".join(line.text for line in group)
    match = NUMBERED.match(words) or ROMAN.match(words)
    return (match.group("title") if match else None) or words


def _letters(text: str) -> bool:
    first = text.lstrip(" \"“”'‘([")[:1]
    return first.isalpha() or first.isdecimal()
