"""Which numbered paragraphs are the headings of entries: the best chain of numbers through the body.

An author's enumeration ("1. … 8. …" inside an entry) looks like headings in plain text. So every numbered
paragraph is scored by what headings have (bold, capitals, the contents table, a document's citation, parts n.1
after it) and enumerations have not (a full stop, many words), and the chain of growing numbers with the highest
sum wins. A gap (3 → 5, a misprint) costs a little, so that the printed numbers stay.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cadre_portal.text import fold
from directives.wrapped.headings import cites_document
from documents.engines.outline.kinds import APPEAL, names_news
from documents.engines.outline.sections import Top, section_tops, unnumbered_tops
from documents.engines.reading.lines import (
    ENDS_SENTENCE,
    ITEM,
    NUMBERED,
    clean_number,
    is_caps,
    same_title,
    starts_lower,
)
from documents.engines.reading.model import Para, TocLine

_MAX_PART = 30
_NEVER = 30.0


def stops_nowhere(title: str) -> bool:
    """Whether a title is no sentence and no item of a list: some words without a stop at their end."""
    return 3 <= len(title.split()) <= 60 and not title.rstrip().endswith((".", ";", ":", ",", "!", "?"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered paragraph: its number as printed and as a path, where the title begins in the text."""

    place: int
    number: str
    path: tuple[int, ...]
    title: str
    at: int


def listed_titles(toc: Sequence[TocLine]) -> dict[str, list[str]]:
    """Return the titles of the contents table by number; a number may stand twice (news numbered 1, 2 again)."""
    titles: dict[str, list[str]] = {}
    for line in toc:
        if line.number:
            titles.setdefault(line.number, []).append(line.text)
    return titles


def marks_of(paras: Sequence[Para]) -> list[Mark]:
    """Return the numbered paragraphs ("1.", "2.1.", "2.1.3") whose title begins like one."""
    found = []
    for place, para in enumerate(paras):
        mark = mark_of(para, place) if para.is_text else None
        if mark is not None:
            found.append(mark)
    return found


def mark_of(para: Para, place: int = 0) -> Mark | None:
    """Return the heading mark of one paragraph, or None."""
    match = NUMBERED.match(para.text)
    if match is None or not match.group("title"):
        return None
    number = clean_number(match.group("number"))
    path = tuple(int(part) for part in number.split("."))
    sign = match.group("mark").strip()
    title = match.group("title")
    if starts_lower(title) or sign == ")" or any(part > _MAX_PART for part in path) or path[0] == 0:
        return None
    # "1/" and "1 -" open lists too: they are headings where they are bold, in capitals, or no sentence; a bare "1" never is.
    if sign in ("/", "-", "–") and not (para.bold or is_caps(title)) and (para.styled or not stops_nowhere(title)):
        return None
    if len(path) == 1 and not sign:
        return None
    if len(path) > 1 and sign == "" and not (para.bold or is_caps(title)) and para.styled:
        return None
    return Mark(place, number, path, title, match.start("title"))


def top_headings(paras: Sequence[Para], toc: Sequence[TocLine]) -> list[Top]:
    """Return the headings of the top entries in order."""
    marks = marks_of(paras)
    first = next((mark.place for mark in marks if len(mark.path) == 1), len(paras))
    sections = section_tops(paras, first)
    if sections:
        return sections
    listed = listed_titles(toc)
    styled = _bold_headings(paras, marks)
    candidates: list[tuple[Top, float]] = []
    nested = nesting(marks)
    by_place = {mark.place: mark for mark in marks}
    for place, para in enumerate(paras):
        mark = by_place.get(place)
        if mark is not None and len(mark.path) == 1:
            top = Top(place, mark.number, mark.path[0], mark.title, mark.at)
            score = _score(top, para, paras, marks, listed, styled)
            candidates.append((top, score - min(nested[place], 2)))
        elif mark is None:
            score = _group_score(paras, place, styled)
            if score:
                candidates.append((Top(place, "", 0, para.text, 0), score))
    chain = _best_chain(candidates, marks)
    bare = unnumbered_tops(paras)
    return bare if bare and _rather_bare(bare, chain, first) else chain


def _rather_bare(bare: Sequence[Top], chain: Sequence[Top], first: int) -> bool:
    """Whether entries have no numbers: nothing else is numbered, or only lists of the author's inside them."""
    if not any(top.number for top in chain):
        return True
    of_entries = any(cites_document(fold(top.title)) or is_caps(top.title) for top in chain if top.number)
    return len(bare) > 2 and bare[0].place < first and not of_entries


def nesting(marks: Sequence[Mark]) -> dict[int, int]:
    """How deep each plain number stands in runs that started at 1 again: 1 … [1 2 3] 2 → 0 … 1 1 1 0."""
    runs: list[int] = []
    depth: dict[int, int] = {}
    for mark in marks:
        if len(mark.path) > 1:
            continue
        value = mark.path[0]
        while len(runs) > 1 and value != 1 and runs[-1] != value - 1 and (value - 1) in runs[:-1]:
            runs.pop()
        if value == 1 or not runs:
            runs.append(value)
        else:
            runs[-1] = max(runs[-1], value) if runs[-1] != value - 1 else value
        depth[mark.place] = len(runs) - 1
    return depth


def _bold_headings(paras: Sequence[Para], marks: Sequence[Mark]) -> bool:
    """Whether looks are known and some numbered paragraph is bold: then headings are bold."""
    return any(paras[mark.place].bold for mark in marks)


def _group_score(paras: Sequence[Para], place: int, styled: bool) -> float:
    """How much an unnumbered line is a group's heading: it names news ("TIN HOẠT ĐỘNG"), or numbers start again below it."""
    para = paras[place]
    if not para.is_text or not para.text or len(para.text.split()) > 14 or ITEM.match(para.text):
        return 0.0
    if para.text.rstrip().endswith((".", ";", ",", "!", "”", '"')) or not (
        is_caps(para.text) or (para.bold and styled)
    ):
        return 0.0
    following = mark_of(paras[place + 1], place + 1) if place + 1 < len(paras) and paras[place + 1].is_text else None
    starts = following is not None and following.path == (1,) and (paras[place + 1].bold or not styled)
    if names_news(para.text):
        return 6.0 if starts else 2.5
    return 4.0 if starts and is_caps(para.text) and place > 0 else 0.0


def _score(
    top: Top,
    para: Para,
    paras: Sequence[Para],
    marks: Sequence[Mark],
    listed: Mapping[str, Sequence[str]],
    styled: bool,
) -> float:
    """How much a numbered paragraph looks like an entry's heading: above 0 more yes than no."""
    folded = fold(top.title)
    count = len(top.title.split())
    score = 0.0
    if styled:
        opening = para.runs[0].bold if para.runs else False
        score += 3.0 if para.bold else (0.5 if opening and count <= 60 else -3.0)
    titles = listed.get(top.number)
    if titles:
        words = top.title.split()
        alike = max(
            max(same_title(title, top.title), same_title(title, " ".join(words[: len(title.split())])))
            for title in titles
        )
        score += 6.0 if alike >= 0.75 else (1.0 if alike >= 0.5 else -3.0)
    elif listed:
        score -= 1.0
    if cites_document(folded):
        score += 3.0
    if names_news(top.title) or APPEAL.match(folded):
        score += 3.0
    if is_caps(top.title):
        score += 2.0
    if top.title.rstrip().endswith((".", ";", ",")):
        score -= 1.0
    if top.title.rstrip().endswith(":"):
        score -= 1.5
    else:
        score += 1.0
    if not cites_document(folded):
        score -= 4.0 if count > 80 else (2.0 if count > 45 else (1.0 if count > 35 else 0.0))
    after = paras[top.place + 1] if top.place + 1 < len(paras) else None
    if not para.styled and after is not None and after.is_text and stops_nowhere(top.title) and mark_of(after) is None:
        # A line without a stop above a sentence: a list has neither.
        score += 1.5 if ENDS_SENTENCE.search(after.text) and not ITEM.match(after.text) else 0.0
    following = next((mark for mark in marks if mark.place > top.place), None)
    if following is not None:
        if following.path == (top.value, 1):
            score += 2.5
        elif following.path == (top.value + 1,) and following.place == top.place + 1:
            score -= 1.5
    return score


def _best_chain(candidates: Sequence[tuple[Top, float]], marks: Sequence[Mark]) -> list[Top]:
    """The chain of candidates with the highest sum of scores less the cost of each step."""
    parts = [mark.place for mark in marks if len(mark.path) > 1]
    parts_of: dict[int, list[int]] = {}
    for mark in marks:
        if len(mark.path) > 1:
            parts_of.setdefault(mark.path[0], []).append(mark.place)

    def between(places: Sequence[int], start: int, end: int) -> int:
        return bisect_left(places, end) - bisect_right(places, start)

    def astray(number: int, start: int, end: int) -> float:
        """Cost of parts n.m between two headings that belong to neither heading before them."""
        strangers = between(parts, start, end) - between(parts_of.get(number, []), start, end)
        return min(0.5 * strangers, 3.0)

    # Sum, candidate before (-1: none), number reached, how many numbered headings there are.
    best: list[tuple[float, int, int, int]] = []
    for here, (top, score) in enumerate(candidates):
        value = top.value or 1
        lead = 0.0 if top.number == "" else _step(0, value)
        own = int(top.number != "")
        options = [(score - lead - astray(0, -1, top.place), -1, value, own)]
        for before, (_, _, reached, counted) in enumerate(best[:here]):
            at = candidates[before][0]
            number = top.value or reached + 1
            cost = 0.0 if top.number == "" else _step(reached, number, counted + 1)
            if at.number == "" and number <= reached:
                cost = _NEVER  # numbers that start again below a group's line are its own
            total = best[before][0] + score - cost - astray(at.value or reached, at.place, top.place)
            options.append((total, before, number, counted + own))
        best.append(max(options))
    if not best:
        return []
    last_place = max(parts, default=0) + 1
    ends = [
        (total - astray(candidates[here][0].value or reached, candidates[here][0].place, last_place), here)
        for here, (total, _, reached, _) in enumerate(best)
    ]
    total, here = max(ends)
    if total <= 0:
        return []
    chain: list[Top] = []
    while here >= 0:
        chain.append(candidates[here][0])
        here = best[here][1]
    return chain[::-1]


def _step(before: int, number: int, counted: int = 0) -> float:
    """What a step from one heading number to the next costs: 1 on is free, a gap is a misprint, going back worse.

    ``counted``: which heading it is by counting; a number printed twice is right the second time where the count says so.
    """
    gap = number - before
    if gap == 1:
        return 0.0
    if gap == 0:
        return 1.0 if counted == number else 3.5
    if gap < 0:
        return _NEVER if number == 1 else 8.0
    return 1.5 if gap == 2 else 3.0
