"""Queries that are built once and asked many times with other values.

Building a queryset and turning it into SQL costs several times what the database needs to answer it. A ``Prepared`` query
lets the ORM do this once for every *shape* of its arguments, from the same querysets and access rules as everywhere else, and
afterwards only fills the values in. The places of the values are found, not assumed: the queryset is built twice, with two
different sets of stand-ins, and what differs between both SQL parameter lists is a value, what stays is a constant.

For the few queries of the page that everybody reads; elsewhere a queryset says more.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

Value = int | str | datetime.date | datetime.datetime
# Stand-ins fit into every kind of number column, the shortest too.
_FIRST, _SECOND = 20_011, 26_017
_TOO_LARGE = 2**63
_DAY = datetime.date(1971, 1, 1)


class CannotPrepare(TypeError):
    """The SQL holds a value in a form that cannot be found again."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One parameter of the SQL: the value with this index, its first ``length`` characters (all where 0), then ``tail``."""

    index: int
    length: int = 0
    tail: str = ""


@dataclass(frozen=True, slots=True)
class _Ready:
    sql: str
    parameters: tuple[Any, ...]  # _Place, or a constant


class Prepared:
    """``build(*values)`` gives a queryset of plain rows (``values_list``); ``rows(*values)`` asks it.

    Values are whole numbers, texts, days, moments. The shape is their kinds and the lengths of the texts, plus whatever else
    decides on the form of the query, which comes first as ``form`` and is handed to ``build`` as it is. Texts may only be of
    letters and digits: they may stand in a pattern.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._ready: dict[tuple[Any, ...], _Ready] = {}

    def rows(self, form: tuple[Any, ...], values: Iterable[Value], *, using: str = "default") -> list[tuple[Any, ...]]:
        """The rows as the database gives them: moments are texts on SQLite. Raises CannotPrepare."""
        given = list(values)
        if any(isinstance(one, int) and abs(one) >= _TOO_LARGE for one in given):
            # No database takes such a number; the ORM knows what to do without asking.
            return list(self._build(form, *given).using(using))
        connection = connections[using]
        key = (connection.vendor, form, *[(type(one), len(one) if isinstance(one, str) else 0) for one in given])
        ready = self._ready.get(key)
        if ready is None:
            try:
                ready = self._prepare(form, given, using)
            except EmptyResultSet:
                # The ORM sees by the form alone that nothing can match.
                return []
            self._ready[key] = ready
        adapted = [_adapted(one, connection) for one in given]
        parameters = [_filled(place, adapted) if isinstance(place, _Place) else place for place in ready.parameters]
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, parameters)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _prepare(self, form: tuple[Any, ...], given: list[Value], using: str) -> _Ready:
        connection = connections[using]
        sets = [[_stand_in(one, start + number) for number, one in enumerate(given)] for start in (_FIRST, _SECOND)]
        (sql, first), (other_sql, second) = (
            self._build(form, *stand_ins).using(using).query.get_compiler(using).as_sql() for stand_ins in sets
        )
        if sql != other_sql or len(first) != len(second):
            raise CannotPrepare(f"The SQL depends on the values: {sql}")
        found = [[_adapted(one, connection) for one in stand_ins] for stand_ins in sets]
        return _Ready(sql, tuple(_placed(one, two, found[0], found[1]) for one, two in zip(first, second, strict=True)))


def _stand_in(like: Value, number: int) -> Value:
    match like:
        case datetime.datetime():
            return datetime.datetime.combine(_DAY, datetime.time(), like.tzinfo) + datetime.timedelta(days=number)
        case datetime.date():
            return _DAY + datetime.timedelta(days=number)
        case str():
            if not like.isalnum():
                raise CannotPrepare("Texts may only be of letters and digits.")
            # Every beginning of it differs from that of the other set, and from those of its neighbours.
            return f"{chr(0x4E00 + number)}" * len(like)
        case _:
            return number


def _adapted(value: Value, connection: Any) -> Any:
    match value:
        case datetime.datetime():
            return connection.ops.adapt_datetimefield_value(value)
        case datetime.date():
            return connection.ops.adapt_datefield_value(value)
        case str() if not value.isalnum():
            raise CannotPrepare("Texts may only be of letters and digits.")
        case _:
            return value


def _placed(one: Any, two: Any, first: list[Any], second: list[Any]) -> Any:
    """Where the parameter that was ``one`` with the first stand-ins and ``two`` with the second comes from."""
    if one == two:
        return one
    for index, (stand_in, other) in enumerate(zip(first, second, strict=True)):
        if (one, two) == (stand_in, other):
            return _Place(index)
        if isinstance(one, str) and isinstance(stand_in, str):
            tail = one.lstrip(stand_in[0])
            length = len(one) - len(tail)
            if 0 < length <= len(stand_in) and two == other[:length] + tail:
                return _Place(index, length, tail)
    raise CannotPrepare(f"A parameter is made of several values: {one!r}")


def _filled(place: _Place, values: list[Any]) -> Any:
    value = values[place.index]
    if place.length:
        return value[: place.length] + place.tail
    return value
