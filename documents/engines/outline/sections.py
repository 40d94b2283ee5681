"""The sections that entries stand in: "PHẦN THỨ NHẤT", "A.", "I.", a starred line, a line of capitals without a number.

A body may be cut twice: into entries ("1.", "2.") and, above them, into sections. Sections are told by running on from
their first one, before any entry has been numbered: what is numbered so inside an entry is the author's own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cadre_portal.text import fold
from directives.wrapped.headings import cites_document
from directives.wrapped.signs import LETTER, NAMED, STARRED
from documents.engines.outline.kinds import is_part_name, names_news
from documents.engines.reading.lines import ENDS_SENTENCE, ITEM, NUMBERED, ROMAN, is_caps, join_runs, starts_lower
from documents.engines.reading.model import Para

_WORDS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# Names of sections that hold entries by themselves; the others are entries with parts unless they say they are not.
_HOLDS_ENTRIES = frozenset({"phần", "chuyên mục", "mục"})
_LONGEST, _LONGEST_LINE = 30, 600
_LONGEST_CAPS = 70
_SHORTEST_CAPS = 2
_LONGEST_LABEL = 30


@dataclass(frozen=True, slots=True)
class Top:
    """The heading of an entry at the top: ``number`` as printed, "" where it has none.

    ``section``: True where it is surely a section that entries stand in, False where its words must tell.
    """

    place: int
    number: str
    value: int
    title: str
    at: int
    section: bool = False


def roman_value(number: str) -> int:
    """Return the value of a Roman number up to XXXIX, 0 for what is none."""
    worth = {"I": 1, "V": 5, "X": 10}
    total = 0
    for here, after in zip(number, number[1:] + " ", strict=True):
        value = worth.get(here, 0)
        total += -value if worth.get(after, 0) > value else value
    return total


def _stands_alone(para: Para, title: str, *, longest: int = _LONGEST) -> bool:
    """Whether a paragraph looks like the heading of a section: bold or capitals; else short and without a stop."""
    if para.bold or is_caps(title):
        return True
    if starts_lower(title) or len(title.split()) > longest or ENDS_SENTENCE.search(title):
        return False
    return not para.styled or para.style > 0


def named_top(para: Para, place: int = 0) -> tuple[str, Top] | None:
    """Return what a heading "Phần thứ nhất: …" calls itself, and the heading; None for any other paragraph.

    A number in words is given as a Roman one, the others as printed.
    """
    match = NAMED.match(para.text) if para.is_text and len(para.text) < _LONGEST_LINE else None
    if match is None or (match["title"] and not _stands_alone(para, match["title"])):
        return None
    value, name = match["value"], match["name"].lower()
    worth = _WORDS.get(fold(value)) or (int(value) if value.isdecimal() else 0) or roman_value(value.upper())
    if not worth:
        worth = "ABCDEFGH".find(value.upper()) + 1
    number = value.upper() if fold(value) not in _WORDS else _ROMANS[worth]
    return name, Top(place, number, worth, match["title"], match.start("title"), name in _HOLDS_ENTRIES)


def _letter_top(para: Para, place: int) -> Top | None:
    match = LETTER.match(para.text)
    if match is None or not (para.bold or is_caps(match["title"])):
        return None
    value = "ABCDEFGH".find(match["number"]) + 1
    return Top(place, match["number"], value, match["title"], match.start("title"), True) if value else None


def _roman_top(para: Para, place: int) -> Top | None:
    match = ROMAN.match(para.text)
    if match is None or not _stands_alone(para, match["title"], longest=20):
        return None
    value = roman_value(match["number"])
    return Top(place, match["number"], value, match["title"], match.start("title")) if value else None


def _starred_top(para: Para, place: int) -> Top | None:
    match = STARRED.match(para.text)
    if match is None or not is_caps(match["title"]) or len(match["title"].split()) > 16:
        return None
    return Top(place, "", 0, match["title"], match.start("title"), True)


def _run(found: Sequence[Top]) -> list[Top]:
    """The headings that run on from the first one. A number left out, repeated or mistyped between is a misprint."""
    chain: list[Top] = []
    reached = 0
    for top in found:
        if not chain:
            if top.value == 1:
                chain, reached = [top], 1
            continue
        if top.value == reached + 1:
            chain.append(top)
            reached += 1
        elif top.value == 1 or is_part_name(top.title) or not is_caps(top.title) or not is_caps(chain[0].title):
            continue  # the author's own count begins inside
        elif 0 <= top.value - reached <= 2 or any(
            later.value == reached + 2 for later in found if later.place > top.place
        ):
            chain.append(top)
            reached = top.value if 0 <= top.value - reached <= 2 else reached + 1
    return chain if len(chain) > 1 else []


def section_tops(paras: Sequence[Para], first_entry: int) -> list[Top]:
    """Return the headings of the body's sections, with those of a second kind inside the first; [] where there are none.

    ``first_entry``: the place of the first paragraph numbered "1.", "2." … like an entry.
    """
    families: dict[str, list[Top]] = {"letter": [], "roman": [], "starred": []}
    for place, para in enumerate(paras):
        if not para.is_text or not 0 < len(para.text) < _LONGEST_LINE:
            continue
        named = named_top(para, place)
        if named is not None and named[1].value:
            families.setdefault(named[0], []).append(named[1])
            continue
        for family, read in _READERS.items():
            top = read(para, place)
            if top is not None:
                families[family].append(top)
                break
    runs = {name: found if name == "starred" else _run(found) for name, found in families.items()}
    runs = {name: run for name, run in runs.items() if len(run) > 1 and run[0].place < first_entry and not _parts(run)}
    if not runs:
        return []
    outer = min(runs, key=lambda name: runs[name][0].place)
    tops = runs[outer]
    if outer != "roman":
        tops = [*tops, *_inner(families["roman"], tops, paras)]
    tops = [*tops, *_groups_apart(paras, tops)]
    return sorted(tops, key=lambda top: top.place)


_READERS: dict[str, Callable[[Para, int], Top | None]] = {
    "letter": _letter_top,
    "roman": _roman_top,
    "starred": _starred_top,
}


def _parts(run: Sequence[Top]) -> bool:
    """Whether most of them are called what the parts of one document are: "Mục đích", "Tổ chức thực hiện"."""
    return sum(is_part_name(top.title) for top in run) > 0.5 * len(run)


def _inner(romans: Sequence[Top], tops: Sequence[Top], paras: Sequence[Para]) -> list[Top]:
    """Roman headings right below the heading of a section, counted from I in each or on from the one before."""
    found: list[Top] = []
    reached = 0
    for here, top in enumerate(tops):
        end = tops[here + 1].place if here + 1 < len(tops) else len(paras)
        numbered = next(
            (
                place
                for place in range(top.place + 1, end)
                if paras[place].is_text and NUMBERED.match(paras[place].text)
            ),
            end,
        )
        inside = [one for one in romans if top.place < one.place < end]
        if not inside or inside[0].place > numbered or inside[0].value not in (1, reached + 1) or _parts(inside):
            continue
        for one in inside:
            if one.value in (1, reached + 1):
                found.append(one)
                reached = one.value
    return found


def _groups_apart(paras: Sequence[Para], tops: Sequence[Top]) -> list[Top]:
    """Groups of news without a number ("TIN TRONG NƯỚC") that stand among numbered headings."""
    taken = {top.place for top in tops}
    return [
        Top(place, "", 0, para.text, 0)
        for place, para in enumerate(paras)
        if place > tops[0].place and place not in taken and _is_lone_caps(paras, place) and names_news(para.text)
    ]


def _is_lone_caps(paras: Sequence[Para], place: int) -> bool:
    """Whether a line of capitals stands as a heading: no sign, number or stop, and something below it."""
    para = paras[place]
    text = para.text.strip()
    if (
        not para.is_text
        or len(text) > _LONGEST_LINE
        or not text[:2].isupper()
        or not is_caps(text)
        or place + 1 >= len(paras)
    ):
        return False
    if not _SHORTEST_CAPS <= len(text.split()) <= _LONGEST_CAPS or text.endswith((".", ";", ",", "!", "”", '"', ":")):
        return False
    return text[:1].isalpha() and not ITEM.match(text) and not NUMBERED.match(text) and not ROMAN.match(text)


def unnumbered_tops(paras: Sequence[Para]) -> list[Top]:
    """Return the headings of a body whose entries have no numbers: lines of capitals, or headings by their Word style.

    At least two, each with text below it.
    """
    shallowest = min((para.style for para in paras if para.is_text and para.style), default=0)
    places = []
    for place, para in enumerate(paras):
        styled = (
            bool(shallowest)
            and para.is_text
            and para.style == shallowest
            and 0 < len(para.text.split()) <= _LONGEST_CAPS
        )
        if (styled or _is_lone_caps(paras, place)) and place + 1 < len(paras):
            places.append(place)
    found = [
        Top(place, "", 0, paras[place].text, 0)
        for place in places
        if place + 1 not in places or names_news(paras[place].text) or cites_document(fold(paras[place + 1].text))
    ]
    return found if len(found) > 1 else []


def with_titles(paras: Sequence[Para]) -> tuple[Para, ...]:
    """Return ``paras`` with "PHẦN THỨ NHẤT" alone in its line joined to the title in the next one."""
    result: list[Para] = []
    for para in paras:
        before = result[-1] if result else None
        alone = before is not None and before.is_text and len(before.text) <= _LONGEST_LABEL
        if before is not None and alone and para.is_text and para.text and not NUMBERED.match(para.text):
            named = named_top(before)
            if named is not None and not named[1].title and _stands_alone(para, para.text):
                result[-1] = replace(before, runs=join_runs([before.runs, para.runs]))
                continue
        result.append(para)
    return tuple(result)
