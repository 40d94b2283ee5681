"""A line of the outline: what the services that edit it and those that judge it both know."""

import math
from dataclasses import dataclass

from documents.engines.proposals import shortened
from documents.models import Entry

# A practised reader's pace: 6,000-10,000 syllables of an issue take 35-55 minutes.
SYLLABLES_A_MINUTE = 170


def minutes_aloud(syllables: int) -> int:
    return math.ceil(syllables / SYLLABLES_A_MINUTE)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as the outline shows it. ``place`` from 1 among the ``beside`` entries of its level; ``group``: the group
    right before it into which it can be nested, or None."""

    entry: Entry
    number: str
    level: int
    place: int
    beside: int
    syllables: int
    children: int
    group: Entry | None

    @property
    def minutes(self) -> int:
        return minutes_aloud(self.syllables)

    @property
    def label(self) -> str:
        """What tells the entry in few words: a citation's issuer and date would hide its subject."""
        return self.entry.short_title or shortened(self.entry.heading)

    @property
    def is_group(self) -> bool:
        return self.entry.kind == Entry.Kind.NEWS_GROUP or self.children > 0
