"""Lookups of our own: ``path__below="00010002"``, true where a text begins with another, letter for letter; lists of numbers
that may hold any number."""

from typing import Any

from django.db.models import CharField, ForeignObject, IntegerField
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In, Range, StartsWith

_SIGNS = str.maketrans({"*": "[*]", "?": "[?]", "[": "[[]"})

# What the widest whole-number column holds.
_LEAST, _MOST = -(2**63), 2**63 - 1


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


def _fits(value: Any) -> bool:
    return not isinstance(value, int) or _LEAST <= value <= _MOST


class _Fitting:
    """Leaves out of a list the numbers that no column can hold: no row has them, and SQLite's driver refuses to bind them.

    Django does so for one number compared with a column, not for the lists of forms that choose many and of filters in an
    address."""

    def get_prep_lookup(self) -> Any:
        prepared: Any = super().get_prep_lookup()  # type: ignore[misc]
        return [value for value in prepared if _fits(value)] if isinstance(prepared, list | tuple | set) else prepared


class FittingIn(_Fitting, In):
    """``number__in=[…]``."""


class FittingRelatedIn(_Fitting, RelatedIn):
    """``relation__in=[…]``."""


class FittingRange(Range):
    """``number__range=(…, …)``: a bound beyond every column is the last number a column holds."""

    def get_prep_lookup(self) -> Any:
        prepared = super().get_prep_lookup()
        return [min(max(bound, _LEAST), _MOST) if isinstance(bound, int) else bound for bound in prepared]


def register() -> None:
    """Make these known to their fields; once, as the portal starts."""
    CharField.register_lookup(Below)
    IntegerField.register_lookup(FittingIn)
    IntegerField.register_lookup(FittingRange)
    ForeignObject.register_lookup(FittingRelatedIn)
