"""An engine that is asked only so often: mending an odd long question may try very many words."""

from collections.abc import Sequence

from directives.models import DirectiveQuerySet
from directives.search.engine import Engine
from directives.search.statements import Row, Source
from directives.search.tiers import Tier

MOST_QUESTIONS = 40


class ThriftyEngine:
    """Answers like ``engine``, but after ``MOST_QUESTIONS`` places asked for it knows of none."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._left = MOST_QUESTIONS

    def places(self, source: Source, tier: Tier, limit: int, *, oldest_first: bool = False) -> list[int]:
        self._left -= 1
        return self._engine.places(source, tier, limit, oldest_first=oldest_first) if self._left >= 0 else []

    def some(self, source: Source, tier: Tier, limit: int) -> list[int]:
        self._left -= 1
        return self._engine.some(source, tier, limit) if self._left >= 0 else []

    def ranked(self, source: Source, tiers: Sequence[Tier], limit: int) -> list[int]:
        return self._engine.ranked(source, tiers, limit)

    def newest(self, source: Source, limit: int, *, oldest_first: bool = False) -> list[int]:
        return self._engine.newest(source, limit, oldest_first=oldest_first)

    def how_many(self, tier: Tier, most: int) -> int:
        return self._engine.how_many(tier, most)

    def how_many_each(self, tiers: Sequence[Tier], most: int) -> list[int]:
        return self._engine.how_many_each(tiers, most)

    def has_any(self, source: Source, tiers: Sequence[Tier]) -> bool:
        return self._engine.has_any(source, tiers)

    def which_occur(self, source: Source, tiers: Sequence[Tier]) -> list[bool]:
        self._left -= 1
        return self._engine.which_occur(source, tiers) if self._left >= 0 else [False] * len(tiers)

    def facets(self, base: DirectiveQuerySet, tiers: Sequence[Tier]) -> list[Row]:
        return self._engine.facets(base, tiers)
