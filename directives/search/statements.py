"""Statements of our own, and the one behind a queryset to put into them."""

import re
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from directives.models import DirectiveQuerySet

Row = tuple[Any, ...]
# Columns of a directive that the rule of rights asks about; whatever else stands in a condition is a filter.
_OF_RIGHTS = {"id", "state", "held_by_id"}
_ASKED = re.compile(r'"directives_directive"\."(\w+)"')
_run = ContextVar("statements run", default=0)


class Source(NamedTuple):
    """The statement behind a queryset of directives with its parameters, made once a search: making it costs as much as a quick
    query. ``is_narrow``: it asks more than rights, so it may hold few rows, or none. ``places``: lowest and highest place of its
    rows, where it is known to hold but a stretch of time."""

    sql: str
    params: tuple[Any, ...]
    is_narrow: bool
    places: tuple[int, int] | None = None


def base_sql(base: DirectiveQuerySet, *columns: str) -> Source | None:
    """The statement behind a queryset, with these columns; None where it can have no rows."""
    try:
        sql, params = base.order_by().values_list(*columns).query.sql_with_params()
    except EmptyResultSet:
        return None
    conditions = sql.partition(" WHERE ")[2]
    return Source(sql, tuple(params), not _OF_RIGHTS.issuperset(_ASKED.findall(conditions)))


def has_rows(source: Source) -> bool:
    """Whether there is anything to look through: asked only of a narrow source, for the rest of the register is hardly empty."""
    return not source.is_narrow or bool(run(f"SELECT 1 FROM ({source.sql}) b LIMIT 1", source.params))  # noqa: S608


def run_so_far() -> int:
    """How many statements of our own were run until now: the difference of two such numbers is what lay between."""
    return _run.get()


def run(sql: str, params: Sequence[Any]) -> list[Row]:
    _run.set(_run.get() + 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
