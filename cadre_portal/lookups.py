"""A lookup of our own: ``path__below="00010002"``, true where a text begins with another, letter for letter."""

from typing import Any

from django.db.models.lookups import StartsWith

_SIGNS = str.maketrans({"*": "[*]", "?": "[?]", "[": "[[]"})


class Below(StartsWith):
    """As ``startswith``, which SQLite writes with LIKE, knows no case, and so reads every row: written with GLOB there, an index
    of the column serves. On PostgreSQL they are the same. Known to every CharField once ``OrganizationsConfig`` is ready.

    The text must be given: a column (F, OuterRef) raises TypeError, for its signs cannot be told from those of a pattern."""

    lookup_name = "below"

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(lhs, rhs)
        if not self.rhs_is_direct_value():
            raise TypeError("“below” takes a text, not a column or an expression.")

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        written: tuple[str, Any] = StartsWith(self.lhs, self.rhs).as_sql(compiler, connection)
        return written

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} GLOB %s", [*parameters, f"{str(self.rhs).translate(_SIGNS)}*"]
