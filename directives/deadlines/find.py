"""Deadlines, targets, periods and coming events in running text.

Forms: "trước ngày 15/4/2024" (due on that day), "chậm nhất ngày …", "đến hết ngày 31/12/2024", "trong tháng 6/2024",
"hết quý I/2025", "đến năm 2030", "từ tháng 8 năm 2023 đến hết tháng 8 năm 2024", "từ ngày 01/9 đến ngày 30/9/2024".
What lies before the day the text was issued is past and none; so are cut-off dates of results ("tính đến ngày …"), terms
of office, titles of cited documents and what recurs without an end.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from directives.citations import FoundCitation, find_citations
from directives.citations.offsets import normal_text
from directives.deadlines.clause import Clause, clauses, shown
from directives.deadlines.days import Precision, resolve
from directives.deadlines.judge import Days, Form, judge
from directives.deadlines.model import DeadlineKind, FoundDeadline
from directives.deadlines.tables import rows_due
from directives.deadlines.words import (
    ALONE,
    BARE_YEAR,
    BARE_YEAR_AT_HEAD,
    CLOSE_OF,
    EVENT_DAY,
    GOAL,
    HALF_GOAL,
    HALF_STRIVEN,
    ITEM_SIGNS,
    LABEL,
    LINE_END,
    LONGEST,
    MARKER,
    MILESTONE,
    RANGE,
    REFUSED_AFTER,
    SENTENCE_END,
    SPAN,
    TERM,
    UNTIL,
    YEAR_AHEAD,
    YEAR_FIGURE,
    YEAR_GOAL,
)

_FORMS = (
    (RANGE, Form.PERIOD),
    (SPAN, Form.PERIOD),
    (UNTIL, Form.POINT),
    (ALONE, Form.ALONE),
    (CLOSE_OF, Form.POINT),
    (YEAR_GOAL, Form.POINT),
    (BARE_YEAR, Form.POINT),
    (BARE_YEAR_AT_HEAD, Form.POINT),
    (YEAR_FIGURE, Form.POINT),
    (HALF_GOAL, Form.POINT),
    (HALF_STRIVEN, Form.POINT),
    (EVENT_DAY, Form.STEP),
    (REFUSED_AFTER, Form.ALONE),
    (LABEL, Form.LABEL),
    (MILESTONE, Form.STEP),
    (YEAR_AHEAD, Form.LABEL),
    (LINE_END, Form.LABEL),
)


def find_deadlines(
    text: str,
    *,
    issued_on: date | None,
    orders_from: date | None = None,
    citations: Sequence[FoundCitation] | None = None,
) -> list[FoundDeadline]:
    """Return the deadlines of ``text`` in order.

    ``text``: an entry's plain text, blocks parted by line breaks. ``issued_on``: the day of the document or bulletin: it gives
    the year where none is printed, and what lies before it is past. Without it nothing can be told to be past by date, and
    times without a year are left out. ``orders_from``: the earlier day of what the text tells of (an older document, a
    meeting); orders with a last day ("trước ngày …") count from then on, for they may be over when the text comes out.
    ``citations``: those of the same text, where the caller has them already.
    """
    days = Days(issued_on, orders_from)
    clean, offsets = normal_text(text)
    if not re.search(r"20\d\d|\d\s?/\s?\d|tháng|quý", clean):
        return []
    low = clean.lower()
    if len(low) != len(clean):
        low = clean
    known = citations if citations is not None and offsets is None else find_citations(clean)
    shadows = _shadows(known)
    found: list[FoundDeadline] = []
    seen: set[tuple[date, str]] = set()
    in_tables = list(rows_due(clean, low, days.issued_on))
    rows = [begin for begin, _, _ in in_tables]
    for begin, end in clauses(clean, SENTENCE_END):
        row = bisect.bisect_right(rows, begin) - 1
        if row >= 0 and end <= in_tables[row][1] + 1:
            continue  # read as the row of a table
        for deadline in _in_clause(Clause(clean, low, begin, end), shadows, days):
            if (deadline.due_on, deadline.text) not in seen:
                seen.add((deadline.due_on, deadline.text))
                found.append(deadline)
    if in_tables:
        found = sorted([*found, *(one for _, _, one in in_tables)], key=lambda one: one.start)
    if offsets is not None:
        found = [replace(d, start=offsets[d.start], end=offsets[d.end]) for d in found]
    return found


def _shadows(citations: Sequence[FoundCitation]) -> list[tuple[int, int]]:
    """Places that speak of other documents: the mention and its title. A time inside belongs to that document's name."""
    spans: list[tuple[int, int]] = []
    for citation in citations:
        spans.append((citation.start, citation.end))
        if citation.title_start >= 0:
            spans.append((citation.title_start, citation.title_end))
    return sorted(spans)


def _in_clause(clause: Clause, shadows: list[tuple[int, int]], days: Days) -> Iterator[FoundDeadline]:
    words = clause.words
    if not re.search(r"\d|quý", words):
        return
    issued_on = days.issued_on
    near = bisect.bisect_left(shadows, (clause.begin - LONGEST, 0))
    far = bisect.bisect_right(shadows, (clause.end, 0))
    hidden = [(a - clause.begin, b - clause.begin) for a, b in shadows[near:far] if b > clause.begin]
    taken = bytearray(len(words))
    given: set[date] = set()
    for pattern, form in _FORMS:
        for match in pattern.finditer(words):
            if taken.find(1, match.start(), match.end()) >= 0:
                continue
            if any(a <= match.start() and match.end() <= b for a, b in hidden):
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            last = resolve(match, "b", issued_on)
            if last is None or last[0] in given:
                continue
            deadline = judge(clause, match, last, days, form)
            if deadline:
                given.add(deadline.due_on)
                yield deadline
    for match in TERM.finditer(words):
        if any(a <= match.start() and match.end() <= b for a, b in hidden):
            continue
        due = date(int(match["to"]), 12, 31)
        if (
            due not in given
            and (_promised(words, match) or _stage(clause, match))
            and (issued_on is None or due >= issued_on)
        ):
            given.add(due)
            yield FoundDeadline(
                kind=DeadlineKind.PROGRAMME,
                text=shown(clause),
                who=clause.who,
                starts_on=date(int(match["from"]), 1, 1),
                due_on=due,
                precision=Precision.YEAR,
                sentence=clause.sentence,
                start=clause.begin + match.start(),
                end=clause.begin + match.end(),
            )


def _promised(words: str, term: re.Match[str]) -> bool:
    """Tell whether a span of years is a promise with a figure and not the name of a plan ("kế hoạch … giai đoạn …")."""
    lead = words[: term.start()].strip(" \t" + ITEM_SIGNS)
    rest = words[term.end() :]
    said = lead.endswith(("phấn đấu", "phấn đấu trong")) or (lead in {"", "trong", "mục tiêu"} and GOAL.search(rest))
    return bool(said) and re.search(r"\d", rest) is not None


def _stage(clause: Clause, term: re.Match[str]) -> bool:
    """Tell whether a span of years heads what is to be done in it: "Giai đoạn 2026 - 2027: số hóa …"."""
    lead = MARKER.sub("", clause.words[: term.start()]).strip(" \t*+-•")
    after = clause.words[term.end() :]
    return not lead and after.startswith(":") and bool(after[1:].strip()) and not clause.has_past
