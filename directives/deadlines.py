"""Deadlines, targets, periods and coming events in running text.

Forms: "trước ngày 15/4/2024" (due on that day), "chậm nhất ngày …", "đến hết ngày 31/12/2024", "trong tháng 6/2024",
"hết quý I/2025", "đến năm 2030", "từ tháng 8 năm 2023 đến hết tháng 8 năm 2024", "từ ngày 01/9 đến ngày 30/9/2024".
What lies before the day the text was issued is past and none; so are cut-off dates of results ("tính đến ngày …"), terms
of office, titles of cited documents and what recurs without an end.
"""

import bisect
import enum
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from directives.citations import FoundCitation, find_citations
from directives.citations.offsets import normal_text
from directives.deadline_days import Precision, resolve
from directives.deadline_words import (
    ALONE,
    BINDING,
    CLOSE_OF,
    CUTOFF,
    DONE_IN_MONTHS,
    DONE_IN_YEAR,
    EVENT,
    FULL_END,
    GOAL,
    HEADING,
    LATER_SUBJECT,
    LONGEST,
    MARKER,
    ONLY_TIME,
    ORDERED,
    PAST,
    PLAN_NAME,
    PROMISED_AFTER,
    RANGE,
    SENTENCE_END,
    SUBJECT,
    TASK,
    TERM,
    UNTIL,
    YEAR_GOAL,
    YEARLY,
)


class DeadlineKind(enum.StrEnum):
    """What the time is for."""

    TASK = "task"
    TARGET = "target"
    PERIOD = "period"
    PROGRAMME = "programme"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class FoundDeadline:
    """One deadline. ``text``: the clause that says what is due; ``who``: the addressee as printed or ""; ``starts_on`` of a
    period or None; ``due_on``: the last day (of the month, quarter or year where the text says no day); ``sentence``: where
    it stands; ``start``/``end``: place of the words of time in the text given.
    """

    kind: DeadlineKind
    text: str
    who: str
    starts_on: date | None
    due_on: date
    precision: Precision
    sentence: str
    start: int
    end: int


class _Form(enum.Enum):
    """How a time is printed: from … to …, after a word that leads it, or by itself behind a colon."""

    PERIOD = enum.auto()
    POINT = enum.auto()
    ALONE = enum.auto()


_LAST_DAY = ("trước", "chậm", "muộn", "không", "hạn", "thời hạn", "hết", "xong", "cho đến", "kéo dài", "kết thúc")
# How far back what bears on a time is looked for.
_NEAR = 260


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
    for begin, end in _clauses(clean, SENTENCE_END):
        for deadline in _in_clause(_Clause(clean, low, begin, end), shadows, days):
            if (deadline.due_on, deadline.text) not in seen:
                seen.add((deadline.due_on, deadline.text))
                found.append(deadline)
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


def _clauses(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The places of the clauses; what runs on without an end is cut, so that no input takes time without bound."""
    at = 0
    stops = [stop.end() for stop in ends.finditer(text)]
    for end in (*stops, len(text)):
        for begin in range(at, end, LONGEST):
            piece = begin, min(begin + LONGEST, end)
            if text[piece[0] : piece[1]].strip():
                yield piece
        at = end


@dataclass
class _Clause:
    """A clause of a text (``low``: the same in small letters); what every deadline in it shares is read once."""

    text: str
    low: str
    begin: int
    end: int

    @functools.cached_property
    def words(self) -> str:
        return self.low[self.begin : self.end]

    @functools.cached_property
    def who(self) -> str:
        return _who(self)

    @functools.cached_property
    def sentence(self) -> str:
        return _sentence(self.text, self.begin)

    @functools.cached_property
    def has_task(self) -> bool:
        return TASK.search(self.words) is not None

    @functools.cached_property
    def has_goal(self) -> bool:
        return GOAL.search(self.words) is not None

    @functools.cached_property
    def has_past(self) -> bool:
        return PAST.search(self.words) is not None

    @functools.cached_property
    def has_event(self) -> bool:
        return EVENT.search(self.words) is not None

    def shown(self, *, with_next: bool = False) -> str:
        return _shown(self.text, self.begin, self.end, with_next=with_next)

    def with_clause_before(self) -> "_Clause":
        """This clause and the one that a semicolon parts from it, read as one; itself where there is none."""
        if self.text[self.begin - 1 : self.begin] != ";":
            return self
        begin = max(0, self.begin - LONGEST)
        for stop in SENTENCE_END.finditer(self.text, begin, self.begin - 1):
            begin = stop.end()
        return _Clause(self.text, self.low, begin, self.end)


def _in_clause(clause: _Clause, shadows: list[tuple[int, int]], days: _Days) -> Iterator[FoundDeadline]:
    words = clause.words
    if not re.search(r"\d|quý", words):
        return
    issued_on = days.issued_on
    near = bisect.bisect_left(shadows, (clause.begin - LONGEST, 0))
    far = bisect.bisect_right(shadows, (clause.end, 0))
    hidden = [(a - clause.begin, b - clause.begin) for a, b in shadows[near:far] if b > clause.begin]
    taken = bytearray(len(words))
    given: set[date] = set()
    for pattern in (RANGE, UNTIL, ALONE, CLOSE_OF, YEAR_GOAL):
        for match in pattern.finditer(words):
            if taken.find(1, match.start(), match.end()) >= 0:
                continue
            if any(a <= match.start() and match.end() <= b for a, b in hidden):
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            last = resolve(match, "b", issued_on)
            if last is None or last[0] in given:
                continue
            form = _Form.PERIOD if pattern is RANGE else _Form.ALONE if pattern is ALONE else _Form.POINT
            deadline = _judge(clause, match, last, days, form)
            if deadline:
                given.add(deadline.due_on)
                yield deadline
    for match in TERM.finditer(words):
        if any(a <= match.start() and match.end() <= b for a, b in hidden):
            continue
        due = date(int(match["to"]), 12, 31)
        if due not in given and _promised(words, match) and (issued_on is None or due >= issued_on):
            given.add(due)
            yield FoundDeadline(
                kind=DeadlineKind.PROGRAMME,
                text=clause.shown(),
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
    lead = words[: term.start()].strip(" \t*+-•")
    rest = words[term.end() :]
    said = lead.endswith(("phấn đấu", "phấn đấu trong")) or (lead in {"", "trong", "mục tiêu"} and GOAL.search(rest))
    return bool(said) and re.search(r"\d", rest) is not None


def _judge(
    clause: _Clause, match: re.Match[str], last: tuple[date, Precision], days: _Days, form: _Form
) -> FoundDeadline | None:
    """Decide whether words of time are a deadline. Longer than most functions: it is the list of reasons why not."""
    words, issued_on = clause.words, days.issued_on
    before, after = words[: match.start()], words[match.end() :]
    due, precision = last
    starts_on = None
    period = form is _Form.PERIOD
    if period:
        first = resolve(match, "a", issued_on, year=due.year, first=True)
        starts_on = first[0] if first else issued_on
    lead = " ".join((match.groupdict().get("lead") or "").split())
    ordered = lead.startswith(("trước", "chậm", "muộn", "xong")) and precision is Precision.DAY
    if issued_on is not None and due < issued_on:
        first_day = starts_on if period else due
        in_time = days.orders_from is not None and first_day is not None and first_day >= days.orders_from
        if not (in_time and (period or (ordered and clause.has_task))) or clause.has_past:
            return None
    if CUTOFF.search(before[-_NEAR:]) or re.search(r"nhiệm\s+kỳ[^,]{0,12}$", before[-_NEAR:]):
        return None
    if YEARLY.match(after):
        return None
    heading = bool(HEADING.match(words)) or words.strip(" *+-•").startswith("tầm nhìn")
    goal = not lead and form is _Form.POINT
    named = not heading and precision is Precision.YEAR and not lead.startswith(_LAST_DAY) and not goal
    if named and PLAN_NAME.search(before[-_NEAR:]) and not PROMISED_AFTER.match(after):
        return None
    last_day = lead.startswith(_LAST_DAY)
    strong = period or goal or last_day or lead.startswith(("đến", "tầm nhìn", "cuối"))
    if not heading:
        if not (
            period
            or (last_day and precision is Precision.DAY and issued_on is not None)
            or clause.has_task
            or clause.has_goal
            or (form is _Form.ALONE and issued_on is not None)
            or (lead.startswith("đến") and not before.strip(" \t*+-•") and re.match(r"\s*[,:]", after))
        ):
            return None
        if PAST.search(before[-60:]) and (issued_on is None or not strong or precision is Precision.YEAR):
            return None
        if not strong and re.search(r"dự\s+báo|tình\s+hình", words):
            return None
        if (
            lead.startswith(("vào", "là"))
            and not clause.has_event
            and not (lead != "là" and BINDING.search(before[-_NEAR:]))
        ):
            return None
        if lead == "cuối" and not BINDING.search(before[-_NEAR:]):
            return None
        if lead == "trong" and precision is Precision.YEAR and not DONE_IN_YEAR.search(words):
            return None
        if match.groupdict().get("bh") and (clause.has_past or not DONE_IN_MONTHS.search(words)):
            return None
        if lead == "trước" and re.search(r"(?:như|so\s+với|từ)\s+$", before):
            return None
    if period and re.match(r"\s*(?:đã|là\s+thời\s+gian)", after):
        return None
    at = clause.begin
    if ONLY_TIME.fullmatch(before):
        clause = clause.with_clause_before()
    kind = _kind(clause, lead, precision, period=period, heading=heading)
    if kind is DeadlineKind.EVENT and issued_on is None:
        return None
    return FoundDeadline(
        kind=kind,
        text=clause.shown(with_next=heading),
        who=clause.who,
        starts_on=starts_on,
        due_on=due,
        precision=precision,
        sentence=clause.sentence,
        start=at + match.start(),
        end=at + match.end(),
    )


def _kind(clause: _Clause, lead: str, precision: Precision, *, period: bool, heading: bool) -> DeadlineKind:
    if clause.has_event and not lead.startswith(("trước", "chậm", "hạn")):
        return DeadlineKind.EVENT
    if period:
        return DeadlineKind.PERIOD
    if heading or (precision is Precision.YEAR and clause.has_goal):
        return DeadlineKind.TARGET
    return DeadlineKind.TASK


def _shown(text: str, begin: int, end: int, *, with_next: bool = False) -> str:
    shown = MARKER.sub("", " ".join(text[begin:end].split())).strip(" ;")
    if with_next:
        following = text[end : end + 500].lstrip("\n").split("\n", 1)[0].strip()
        if following:
            shown = f"{shown.rstrip(' .:')}: {MARKER.sub('', following)[:400]}"
    return shown


def _sentence(text: str, at: int) -> str:
    """The whole sentence around a clause."""
    begin = max(0, at - 1500)
    for stop in FULL_END.finditer(text, begin, at):
        begin = stop.end()
    limit = min(len(text), at + LONGEST)
    stop_after = FULL_END.search(text, at, limit)
    return " ".join(text[begin : stop_after.end() if stop_after else limit].split())


def _who(clause: _Clause) -> str:
    """The addressee: whom the text orders, or the subject of the clause."""
    for pattern in (ORDERED, SUBJECT, LATER_SUBJECT):
        match = pattern.search(clause.words)
        if match:
            who = clause.text[clause.begin + match.start("who") : clause.begin + match.end("who")].strip(" ,;:-")
            if len(who.split()) <= 24:
                return " ".join(who.split())
    return ""


def deadline_as_json(found: FoundDeadline, *, item: str | None = None) -> dict[str, object]:
    """Return ``found`` as plain values: due, start, precision, who, text, item, and kind, sentence and place."""
    return {
        "due": found.due_on.isoformat(),
        "start": found.starts_on.isoformat() if found.starts_on else None,
        "precision": str(found.precision),
        "who": found.who or None,
        "text": found.text,
        "item": item,
        "kind": str(found.kind),
        "sentence": found.sentence,
        "place": [found.start, found.end],
    }
