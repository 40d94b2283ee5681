"""Statements of our own, and the one behind a queryset to put into them."""

import re
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.db.models.sql.where import AND, WhereNode

from cadre_portal.planned import planned_once
from directives.models import DirectiveQuerySet
from directives.search.index import places_between

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
    is_narrow = not _OF_RIGHTS.issuperset(_ASKED.findall(conditions))
    return Source(sql, tuple(params), is_narrow, _places_of(base) if is_narrow else None)


def _places_of(base: DirectiveQuerySet) -> tuple[int, int] | None:
    """Between which places the rows lie, told from the days of issue that are asked for; None where none are."""
    days = list(_days_asked(base.query.where))
    first = max((day for lowest, day in days if lowest), default=None)
    last = min((day for lowest, day in days if not lowest), default=None)
    return places_between(first, last) if first or last else None


def _days_asked(where: WhereNode) -> Iterator[tuple[bool, date]]:
    """The days on or after which (True), on or before which (False) all rows were issued."""
    if where.connector != AND or where.negated:
        return
    for part in where.children:
        if isinstance(part, WhereNode):
            yield from _days_asked(part)
        elif isinstance(part, GreaterThanOrEqual | LessThanOrEqual) and _is_day_of_issue(part):
            yield isinstance(part, GreaterThanOrEqual), part.rhs


def _is_day_of_issue(part: Any) -> bool:
    return getattr(getattr(part.lhs, "target", None), "attname", "") == "issued_on" and isinstance(part.rhs, date)


def has_rows(source: Source) -> bool:
    """Whether there is anything to look through: asked only of a narrow source, for the rest of the register is hardly empty."""
    return not source.is_narrow or bool(run(f"SELECT 1 FROM ({source.sql}) b LIMIT 1", source.params))  # noqa: S608


# Among so many of the newest a page of what is common is found, and so are twenty times what is asked for.
_LOOKED_AT, _TIMES = 2000, 20


def newest_places(source: Source, limit: int, *, oldest_first: bool = False) -> list[int]:
    """Places of the newest (or oldest) ``limit`` rows of the source, in order.

    First the newest of all are looked through: they fill a page with whatever is not rare. What is rarer is then read by the
    indexes of what is asked (MATERIALIZED: the planner would otherwise go through the whole register, newest first, for it takes
    the rare to be spread evenly), so that neither is paid for by reading everything.
    """
    direction = "ASC" if oldest_first else "DESC"
    within = "WHERE place BETWEEN %s AND %s" if source.places else ""
    places = source.places or ()
    looked_at = max(_LOOKED_AT, _TIMES * limit)
    # CROSS JOIN: SQLite would begin with the rows of the source.
    sql = f"""
        SELECT w.place FROM (
            SELECT place, directive_id FROM directives_directivewords {within} ORDER BY place {direction} LIMIT %s
        ) w CROSS JOIN ({source.sql}) b WHERE b.pk = w.directive_id ORDER BY w.place {direction} LIMIT %s
    """  # noqa: S608 - the inner statement is Django's own, values are parameters
    found = [row[0] for row in run(sql, (*places, looked_at, *source.params, limit))]
    if len(found) >= limit:
        return found
    sql = f"""
        WITH b AS MATERIALIZED ({source.sql})
        SELECT w.place FROM b CROSS JOIN directives_directivewords w WHERE w.directive_id = b.pk
        ORDER BY w.place {direction} LIMIT %s
    """  # noqa: S608
    return [row[0] for row in run(sql, (*source.params, limit))]


def run_so_far() -> int:
    """How many statements of our own were run until now: the difference of two such numbers is what lay between."""
    return _run.get()


def run(sql: str, params: Sequence[Any], *, planned: bool = False) -> list[Row]:
    """The rows. ``planned``: the best plan does not depend on the values, so one is kept (see ``cadre_portal/planned.py``)."""
    _run.set(_run.get() + 1)
    with connection.cursor() as cursor:
        cursor.execute(planned_once(connection, sql) if planned else sql, params)
        return list(cursor.fetchall())
