"""What both engines do alike: one engine a database, chosen by the connection's vendor.

An engine only filters and gives places (see ``index.place_of``); the order of results is made here of tiers and places, so
that both databases give the same list. ``base`` is a queryset of directives the person may see, filters applied: every
statement joins it, nothing is filtered afterwards.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connection

from directives.models import DirectiveQuerySet
from directives.search.tiers import Tier

Row = tuple[Any, ...]
# The statement behind ``base`` with its parameters, made once a search: making it costs as much as a quick query.
Source = tuple[str, tuple[Any, ...]]


class Engine(Protocol):
    def places(self, source: Source, tier: Tier, limit: int, *, oldest_first: bool = False) -> list[int]:
        """Places of at most ``limit`` directives of ``source`` that match ``tier``, in order."""

    def ranked(self, source: Source, tiers: Sequence[Tier], limit: int) -> list[int]:
        """Places of at most ``limit`` directives of ``source``: those of the best tier first, in order within a tier."""

    def newest(self, source: Source, limit: int, *, oldest_first: bool = False) -> list[int]:
        """Places of the newest (or oldest) ``limit`` directives of ``source``."""

    def facets(self, base: DirectiveQuerySet, tiers: Sequence[Tier]) -> list[Row]:
        """(kind, register, year, state of force, number of directives) of all that match one of the tiers."""


def base_sql(base: DirectiveQuerySet, *columns: str) -> Source | None:
    """The statement behind a queryset, with these columns; None where it can have no rows."""
    try:
        sql, params = base.order_by().values_list(*columns).query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(params)


def run(sql: str, params: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def get_engine() -> Engine:
    """The engine of the database in use."""
    if connection.vendor == "postgresql":
        from directives.search.postgres import PostgresEngine

        return PostgresEngine()
    from directives.search.sqlite import SqliteEngine

    return SqliteEngine()
