"""Queries that are built once and asked many times with other values.

Building a queryset and turning it into SQL costs several times what the database needs to answer it. A ``Prepared`` query
lets the ORM do this once for every *shape* of its arguments, from the same querysets and access rules as everywhere else, and
afterwards only fills the values in. The places of the values are found, not assumed: the queryset is built twice, with two
different sets of stand-ins, and what differs between both SQL parameter lists is a value, what stays is a constant.

For the few queries of the page that everybody reads, and for the rule of who may see a row, which every request asks
(``PreparedCondition``); elsewhere a queryset says more.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, F, Func, QuerySet

from cadre_portal.planned import planned_once

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
        try:
            sql, parameters = self.statement(form, given, using=using)
        except EmptyResultSet:
            # The ORM sees by the form alone that nothing can match.
            return []
        connection = connections[using]
        with connection.cursor() as cursor:
            cursor.execute(planned_once(connection, sql), parameters)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def statement(
        self, form: tuple[Any, ...], values: Iterable[Value], *, using: str = "default"
    ) -> tuple[str, list[Any]]:
        """The SQL and its parameters, to stand inside another query. Raises EmptyResultSet where nothing can match,
        CannotPrepare."""
        given = list(values)
        connection = connections[using]
        key = (connection.vendor, form, *[(type(one), len(one) if isinstance(one, str) else 0) for one in given])
        ready = self._ready.get(key)
        if ready is None:
            ready = self._ready[key] = self._prepare(form, given, using)
        adapted = [_adapted(one, connection) for one in given]
        return ready.sql, [
            _filled(place, adapted) if isinstance(place, _Place) else place for place in ready.parameters
        ]

    def _prepare(self, form: tuple[Any, ...], given: list[Value], using: str) -> _Ready:
        def written(stand_ins: list[Value]) -> tuple[str, Sequence[Any]]:
            compiled: tuple[str, Sequence[Any]] = (
                self._build(form, *stand_ins).using(using).query.get_compiler(using).as_sql()
            )
            return compiled

        return _made_ready(written, given, using)


class PreparedCondition:
    """A condition on a row of the query where it stands: true where one of some querysets has a row.

    ``build(form, *values, *columns)`` gives those querysets; a column is a whole number to it, and in its place stands later the
    column of the row that is asked about. Form and values are as with ``Prepared``.
    """

    def __init__(self, build: Callable[..., Iterable[QuerySet[Any, Any]]]) -> None:
        self._build = build
        self._ready: dict[tuple[Any, ...], _Ready | None] = {}

    def met(self, columns: Sequence[str], form: tuple[Any, ...], values: Iterable[Value]) -> "_Met":
        """The condition for ``filter()``, asked about the columns (names of fields) of the rows filtered."""
        return _Met(*columns, condition=self, form=form, values=tuple(values))

    def written(
        self, columns: list[str], form: tuple[Any, ...], values: tuple[Value, ...], using: str
    ) -> tuple[str, list[Any]]:
        """Its SQL with these columns in it, and the parameters. Raises EmptyResultSet where it can never be met, CannotPrepare."""
        connection = connections[using]
        key = (connection.vendor, form, *[(type(one), len(one) if isinstance(one, str) else 0) for one in values])
        if key not in self._ready:
            self._ready[key] = self._prepare(form, values, len(columns), using)
        ready = self._ready[key]
        if ready is None:
            raise EmptyResultSet
        adapted = [_adapted(one, connection) for one in values]
        parameters = [
            _filled(place, adapted) if isinstance(place, _Place) else place
            for place in ready.parameters
            if not (isinstance(place, _Place) and place.index >= len(values))
        ]
        asked = ", ".join(f"{column} AS c{index}" for index, column in enumerate(columns))
        # Under names of their own: those of the tables within could be those of the tables around.
        return f"EXISTS(SELECT 1 FROM (SELECT {asked}) {_ASKED} WHERE {ready.sql})", parameters  # noqa: S608

    def _prepare(self, form: tuple[Any, ...], values: tuple[Value, ...], columns: int, using: str) -> _Ready | None:
        def written(stand_ins: list[Value]) -> tuple[str, Sequence[Any]]:
            statements: list[str] = []
            parameters: list[Any] = []
            for rows in self._build(form, *stand_ins):
                try:
                    sql, found = rows.using(using).query.exists().get_compiler(using).as_sql()
                except EmptyResultSet:
                    continue
                statements.append(f"EXISTS({sql})")
                parameters.extend(found)
            if not statements:
                raise EmptyResultSet
            return f"({' OR '.join(statements)})", parameters

        try:
            ready = _made_ready(written, [*values, *[0] * columns], using)
        except EmptyResultSet:
            return None
        places = iter(ready.parameters)

        def named(found: re.Match[str]) -> str:
            place = next(places) if found[0] == "%s" else None
            if isinstance(place, _Place) and place.index >= len(values):
                return f"{_ASKED}.c{place.index - len(values)}"
            return found[0]

        return _Ready(_PLACEHOLDER.sub(named, ready.sql), ready.parameters)


# A sign of per cent that is meant as such is written twice.
_PLACEHOLDER = re.compile("%%|%s")
_ASKED = "asked_about"


class PreparedFilter:
    """A condition on a row itself and on what it belongs to: what ``build(form, *values)`` filters by, ready for other queries.

    Beside ``PreparedCondition``: that one asks other tables about a row, this one only looks at columns of the row, or of the rows
    that it points to, so that the database joins them in the way that suits the query. All columns that the filter names are
    given (``columns``, as for ``filter()``); questions of other tables may stand in it as subqueries that name none of them.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *columns: str) -> None:
        self._build = build
        self._columns = columns
        self._ready: dict[tuple[Any, ...], _Ready] = {}

    def met(self, form: tuple[Any, ...], values: Iterable[Value]) -> "_Met":
        """The condition for ``filter()`` of any query of the same rows."""
        return _Met(*self._columns, condition=self, form=form, values=tuple(values))

    def written(
        self, columns: list[str], form: tuple[Any, ...], values: tuple[Value, ...], using: str
    ) -> tuple[str, list[Any]]:
        """Its SQL with these columns in it, and the parameters. Raises EmptyResultSet where it can never be met, CannotPrepare."""
        connection = connections[using]
        key = (connection.vendor, form, *[(type(one), len(one) if isinstance(one, str) else 0) for one in values])
        ready = self._ready.get(key)
        if ready is None:
            ready = self._ready[key] = _made_ready(lambda given: self._where(form, given, using), values, using)
        sql = _COLUMN.sub(lambda found: columns[int(found[1])], ready.sql)
        adapted = [_adapted(one, connection) for one in values]
        return f"({sql})", [
            _filled(place, adapted) if isinstance(place, _Place) else place for place in ready.parameters
        ]

    def _where(self, form: tuple[Any, ...], values: Sequence[Value], using: str) -> tuple[str, Sequence[Any]]:
        query = self._build(form, *values).using(using).query
        compiler = query.get_compiler(using)
        sql, parameters = compiler.compile(query.where)
        for index, name in enumerate(self._columns):
            column, _ = compiler.compile(F(name).resolve_expression(query))
            sql = sql.replace(column, f"{{{index}}}")
        named = [alias for alias in query.alias_map if f"{connections[using].ops.quote_name(alias)}." in sql]
        if named or _stands_inside(sql):
            raise CannotPrepare(f"The filter names other columns than {', '.join(self._columns)}: {sql}")
        return sql, parameters


_COLUMN = re.compile(r"\{(\d+)\}")


def _stands_inside(sql: str) -> bool:
    """Whether a column stands within a subquery: there its table's name could be that of another."""
    inside: list[bool] = []
    for sign in re.findall(r"\(SELECT\b|[()]|\{\d+\}", sql):
        if sign == ")":
            inside.pop()
        elif sign.startswith("("):
            inside.append(sign != "(")
        elif any(inside):
            return True
    return False


class _Met(Func):
    """A prepared condition at its place in a query: Django says how the columns are called there."""

    output_field = BooleanField()

    def __init__(
        self,
        *columns: Any,
        condition: PreparedCondition | PreparedFilter,
        form: tuple[Any, ...],
        values: tuple[Value, ...],
    ) -> None:
        super().__init__(*columns)
        self._of = (condition, form, values)

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, Any]:
        condition, form, values = self._of
        columns = [compiler.compile(column)[0] for column in self.get_source_expressions()]
        return condition.written(columns, form, values, connection.alias)


def _made_ready(
    written: Callable[[list[Value]], tuple[str, Sequence[Any]]], given: Sequence[Value], using: str
) -> _Ready:
    """Have the SQL written with two sets of stand-ins for what is given, and find where each stands. Raises CannotPrepare."""
    connection = connections[using]
    sets = [[_stand_in(one, start + number) for number, one in enumerate(given)] for start in (_FIRST, _SECOND)]
    (sql, first), (other_sql, second) = (written(stand_ins) for stand_ins in sets)
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
