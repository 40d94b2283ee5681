"""Statements of our own, and the one behind a queryset to put into them."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from directives.models import DirectiveQuerySet

Row = tuple[Any, ...]
# The statement behind ``base`` with its parameters, made once a search: making it costs as much as a quick query.
Source = tuple[str, tuple[Any, ...]]


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
