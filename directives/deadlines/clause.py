"""A clause of a text, and what every deadline in it shares: its words, its sentence, whom it addresses."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from directives.deadlines.words import (
    EVENT,
    FULL_END,
    GOAL,
    LATER_SUBJECT,
    LONGEST,
    MARKER,
    ORDERED,
    PAST,
    SAME_SUBJECT,
    SENTENCE_END,
    SUBJECT,
    TASK,
)

# One subject may have this many clauses, parted by semicolons; hostile text has thousands.
_MOST_BEFORE = 8
_NEAR = 250


def clauses(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
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
class Clause:
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

    def with_clause_before(self) -> "Clause":
        """This clause and the one that a semicolon parts from it, read as one; itself where there is none."""
        before = self.before()
        return Clause(self.text, self.low, before.begin, self.end) if before else self

    def before(self) -> "Clause | None":
        """The clause that a semicolon parts from this one; None where there is none."""
        if self.text[max(0, self.begin - 1) : self.begin] != ";":
            return None
        for reach in (_NEAR, LONGEST):  # most clauses are short
            floor = begin = max(0, self.begin - reach)
            for stop in SENTENCE_END.finditer(self.text, floor, self.begin - 1):
                begin = stop.end()
            if begin > floor:
                break
        return Clause(self.text, self.low, begin, self.begin - 1)


def shown(clause: Clause, *, with_next: bool = False) -> str:
    """What is due: the clause without its sign; ``with_next``: it is only a heading, so the line below it too."""
    text, begin, end = clause.text, clause.begin, clause.end
    words = MARKER.sub("", " ".join(text[begin:end].split())).strip(" ;")
    if with_next:
        following = text[end : end + 500].lstrip("\n").split("\n", 1)[0].strip()
        if following:
            words = f"{words.rstrip(' .:')}: {MARKER.sub('', following)[:400]}"
    return words


def _sentence(text: str, at: int) -> str:
    """The whole sentence around a clause."""
    begin = max(0, at - 1500)
    for stop in FULL_END.finditer(text, begin, at):
        begin = stop.end()
    limit = min(len(text), at + LONGEST)
    stop_after = FULL_END.search(text, at, limit)
    return " ".join(text[begin : stop_after.end() if stop_after else limit].split())


def _who(clause: Clause) -> str:
    """The addressee: whom the text orders, or the subject of the clause, or of those before it that semicolons part from it."""
    here: Clause | None = clause
    for _ in range(_MOST_BEFORE):
        if here is None:
            break
        for pattern in (ORDERED, SUBJECT, LATER_SUBJECT):
            match = pattern.search(here.words)
            if match:
                who = here.text[here.begin + match.start("who") : here.begin + match.end("who")].strip(" ,;:-")
                if len(who.split()) <= 24:
                    return " ".join(who.split())
        here = here.before() if SAME_SUBJECT.match(here.words) else None
    return ""
