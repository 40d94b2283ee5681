"""Deadlines, targets, periods and coming events in running text.

Forms: "trước ngày 15/4/2024" (due on that day), "chậm nhất ngày …", "đến hết ngày 31/12/2024", "trong tháng 6/2024",
"hết quý I/2025", "đến năm 2030", "từ tháng 8 năm 2023 đến hết tháng 8 năm 2024", "từ ngày 01/9 đến ngày 30/9/2024".
What lies before the day the text was issued is past and none; so are cut-off dates of results ("tính đến ngày …"), terms
of office, titles of cited documents and what recurs without an end.
"""

import bisect
import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from directives.citations import FoundCitation, find_citations
from directives.citations.offsets import normal_text
from directives.deadlines.clause import Clause, clauses, shown
from directives.deadlines.days import Precision, resolve
from directives.deadlines.model import DeadlineKind, FoundDeadline
from directives.deadlines.tables import rows_due
from directives.deadlines.words import (
    ALONE,
    BARE_YEAR,
    BINDING,
    CLOSE_OF,
    CUTOFF,
    DONE_IN_MONTHS,
    DONE_IN_YEAR,
    GOAL,
    HALF_GOAL,
    HALF_STRIVEN,
    HEADING,
    ITEM_SIGNS,
    LABEL,
    LONGEST,
    MARKER,
    ONLY_TIME,
    PAST,
    PLAN_NAME,
    PROMISED_AFTER,
    RANGE,
    REGULARLY,
    SENTENCE_END,
    SPAN,
    TERM,
    UNTIL,
    WHICH,
    YEAR_FIGURE,
    YEAR_GOAL,
    YEARLY,
)


class _Form(enum.Enum):
    """How a time is printed: from … to …, after a word that leads it, by itself behind a colon, or at the head of what is
    to be done ("Năm 2027, hoàn thành …", "Quý I/2026: …")."""

    PERIOD = enum.auto()
    POINT = enum.auto()
    ALONE = enum.auto()
    LABEL = enum.auto()


_LAST_DAY = (
    "trước",
    "chậm",
    "muộn",
    "trễ",
    "không",
    "hạn",
    "thời hạn",
    "hết",
    "xong",
    "cho đến",
    "kéo dài",
    "kết thúc",
)
_LAST_ORDERS = ("trước", "chậm", "muộn", "trễ", "hạn", "thời hạn", "xong")
_WITHIN = ("trong", "ngay trong", "vào")
# Behind a time with so few words nothing is said of what is to be done then.
_FEW = 4
_YEAR = re.compile(r"20\d\d")
# How far back what bears on a time is looked for.
_NEAR = 260


_FORMS = (
    (RANGE, _Form.PERIOD),
    (SPAN, _Form.PERIOD),
    (UNTIL, _Form.POINT),
    (ALONE, _Form.ALONE),
    (CLOSE_OF, _Form.POINT),
    (YEAR_GOAL, _Form.POINT),
    (BARE_YEAR, _Form.POINT),
    (YEAR_FIGURE, _Form.POINT),
    (HALF_GOAL, _Form.POINT),
    (HALF_STRIVEN, _Form.POINT),
    (LABEL, _Form.LABEL),
)


@dataclass(frozen=True, slots=True)
class _Days:
    """The days a text is read against: of the publication, and from which on orders in it count."""

    issued_on: date | None
    orders_from: date | None


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
    days = _Days(issued_on, orders_from)
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
    tabled = [(begin, end) for begin, end, _ in in_tables]
    for begin, end in clauses(clean, SENTENCE_END):
        if any(a <= begin and end <= b + 1 for a, b in tabled):
            continue
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


def _in_clause(clause: Clause, shadows: list[tuple[int, int]], days: _Days) -> Iterator[FoundDeadline]:
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
            deadline = _judge(clause, match, last, days, form)
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


def _judge(
    clause: Clause, match: re.Match[str], last: tuple[date, Precision], days: _Days, form: _Form
) -> FoundDeadline | None:
    """Decide whether words of time are a deadline. Longer than most functions: it is the list of reasons why not."""
    words, issued_on = clause.words, days.issued_on
    before, after = words[: match.start()], words[match.end() :]
    due, precision = last
    starts_on = None
    period = form is _Form.PERIOD
    if period:
        starts_on = _start(match, due, issued_on)
    lead = " ".join((match.groupdict().get("lead") or "").split())
    lead = lead.replace("tới", "đến") if lead.startswith("tới") else lead
    if form is _Form.LABEL and not _is_ahead(match, due, precision, issued_on):
        return None
    ordered = lead.startswith(("trước", "chậm", "muộn", "trễ", "xong")) and precision is Precision.DAY
    if issued_on is not None and due < issued_on:
        first_day = starts_on if period else due
        in_time = days.orders_from is not None and first_day is not None and first_day >= days.orders_from
        if not (in_time and (period or (ordered and clause.has_task))) or clause.has_past:
            return None
    cutoff = CUTOFF.search(before[-_NEAR:])
    # "tính đến ngày …" closes an account; "đánh giá trước ngày …" sets a day.
    if cutoff and not lead.startswith(_LAST_ORDERS) and not (lead == "trong" and cutoff[0].startswith("đánh")):
        return None
    # "sơ kết giữa nhiệm kỳ vào năm 2028" is no term of office.
    if not lead.startswith("vào") and re.search(r"nhiệm\s+kỳ[^,]{0,12}$", before[-_NEAR:]):
        return None
    if lead.startswith(("trước", "đến")) and WHICH.search(before[-_NEAR:]):
        return None
    if precision is Precision.DAY and not period and not _YEAR.search(match[0]) and REGULARLY.search(before[-_NEAR:]):
        return None
    if YEARLY.match(after):
        return None
    heading = bool(HEADING.match(words)) or words.strip(" " + ITEM_SIGNS).startswith("tầm nhìn")
    goal = not lead and form in {_Form.POINT, _Form.LABEL}
    named = not heading and precision is Precision.YEAR and not lead.startswith((*_LAST_DAY, "vào")) and not goal
    if named and PLAN_NAME.search(before[-_NEAR:]) and not PROMISED_AFTER.match(after):
        return None
    last_day = lead.startswith(_LAST_DAY)
    strong = period or goal or last_day or lead.startswith(("đến", "tầm nhìn", "cuối"))
    opens = not before.strip(" \t" + ITEM_SIGNS)
    is_later_year = issued_on is not None and due.year > issued_on.year
    if not heading:
        if not (
            period
            or (last_day and precision is Precision.DAY and issued_on is not None)
            or clause.has_task
            or clause.has_goal
            or form is _Form.LABEL
            or (clause.who and lead in _WITHIN and precision is not Precision.YEAR)
            or (form is _Form.ALONE and issued_on is not None)
            or (lead.startswith("đến") and opens and re.match(r"\s*[,:]", after))
        ):
            return None
        if PAST.search(before[-60:]) and (issued_on is None or not strong or precision is Precision.YEAR):
            return None
        if not strong and re.search(r"dự\s+báo|tình\s+hình", words):
            return None
        if (
            lead.startswith(("vào", "là"))
            and not clause.has_event
            and not (
                lead != "là" and (BINDING.search(before[-_NEAR:]) or (opens and clause.has_goal and is_later_year))
            )
        ):
            return None
        if lead == "cuối" and not BINDING.search(before[-_NEAR:]) and not (opens and clause.has_task):
            return None
        if lead == "trong" and precision is Precision.YEAR and not DONE_IN_YEAR.search(words):
            return None
        if (
            form is not _Form.LABEL
            and match.groupdict().get("bh")
            and (clause.has_past or not DONE_IN_MONTHS.search(words))
        ):
            return None
        if lead == "trước" and re.search(r"(?:như|so\s+với|từ)\s+$", before):
            return None
    if period and re.match(r"\s*(?:đã|là\s+thời\s+gian)", after):
        return None
    at = clause.begin
    if ONLY_TIME.fullmatch(before) and len(after.split()) <= _FEW:
        clause = clause.with_clause_before()
    kind = _kind(clause, lead, precision, period=period, heading=heading)
    if kind is DeadlineKind.EVENT and issued_on is None:
        return None
    return FoundDeadline(
        kind=kind,
        text=shown(clause, with_next=bool(HEADING.match(words))),
        who=clause.who,
        starts_on=starts_on,
        due_on=due,
        precision=precision,
        sentence=clause.sentence,
        start=at + match.start(),
        end=at + match.end(),
    )


def _start(match: re.Match[str], due: date, issued_on: date | None) -> date | None:
    """The first day of a period: "từ ngày 01 đến 15/10/2025" leaves month and year to the last day, "từ nay" means today."""
    bare = match.groupdict().get("abare")
    if bare:
        return due.replace(day=int(bare)) if 0 < int(bare) <= due.day else issued_on
    first = resolve(match, "a", issued_on, year=due.year, first=True)
    return first[0] if first else issued_on


def _is_ahead(match: re.Match[str], due: date, precision: Precision, issued_on: date | None) -> bool:
    """Tell whether a time at the head of a clause lies wholly ahead: within it, figures may as well be results."""
    if issued_on is None:
        return False
    first = resolve(match, "b", issued_on, year=due.year, first=True)
    return first is not None and first[0] > issued_on and (precision is not Precision.YEAR or due.year > issued_on.year)


def _kind(clause: Clause, lead: str, precision: Precision, *, period: bool, heading: bool) -> DeadlineKind:
    if clause.has_event and not lead.startswith(("trước", "chậm", "hạn")):
        return DeadlineKind.EVENT
    if period:
        return DeadlineKind.PERIOD
    if heading or (precision is Precision.YEAR and clause.has_goal):
        return DeadlineKind.TARGET
    return DeadlineKind.TASK
