"""What the reader of deadlines gives back."""

import enum
from dataclasses import dataclass
from datetime import date

from directives.deadlines.days import Precision


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
