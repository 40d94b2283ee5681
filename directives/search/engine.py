"""What both engines do alike: one engine a database, chosen by the connection's vendor.

An engine only filters and gives places (see ``index.place_of``); the order of results is made here of tiers and places, so
that both databases give the same list. ``base`` is a queryset of directives the person may see, filters applied: every
statement joins it, nothing is filtered afterwards.
"""

from collections.abc import Sequence
from typing import Protocol

from django.db import connection

from directives.models import DirectiveQuerySet
from directives.search.statements import Row, Source
from directives.search.tiers import Tier


class Engine(Protocol):
    def places(self, source: Source, tier: Tier, limit: int, *, oldest_first: bool = False) -> list[int]:
        """Places of at most ``limit`` directives of ``source`` that match ``tier``, in order."""

    def some(self, source: Source, tier: Tier, limit: int) -> list[int]:
        """Like ``places``, but of common words those among the newest documents will do, though they be fewer than ``limit``
        or none."""

    def ranked(self, source: Source, tiers: Sequence[Tier], limit: int) -> list[int]:
        """Places of at most ``limit`` directives of ``source``: those of the best tier first, in order within a tier."""

    def newest(self, source: Source, limit: int, *, oldest_first: bool = False) -> list[int]:
        """Places of the newest (or oldest) ``limit`` directives of ``source``."""

    def how_many(self, tier: Tier, most: int) -> int:
        """How many directives match ``tier``, whoever may see them; counted up to ``most``."""

    def how_many_each(self, tiers: Sequence[Tier], most: int) -> list[int]:
        """The same of each of several tiers, by one statement. Of a row of words that very many documents have somewhere it is taken
        that as many have it as are asked for: to look at all of them would cost more than the answer is worth."""

    def has_any(self, source: Source, tiers: Sequence[Tier]) -> bool:
        """Whether any directive of ``source`` matches one of the tiers."""

    def which_occur(self, source: Source, tiers: Sequence[Tier]) -> list[bool]:
        """Whether any directive of ``source`` matches each of the tiers, by one statement. Of a row of words only so many documents
        as have them all are looked at as tell that they hardly ever stand so."""

    def facets(self, base: DirectiveQuerySet, tiers: Sequence[Tier]) -> list[Row]:
        """(kind, register, year, state of force, number of directives) of all that match one of the tiers;
        of all there are where there is no tier."""


def get_engine() -> Engine:
    """The engine of the database in use."""
    if connection.vendor == "postgresql":
        from directives.search.postgres import PostgresEngine

        return PostgresEngine()
    from directives.search.sqlite import SqliteEngine

    return SqliteEngine()
