"""Model fields whose value is computed from another field of the row.

``pre_save`` runs for ``save()`` and ``bulk_create()``, so the computed column can never be forgotten there; what would
get round it, ``QuerySet.update()`` of a source field, is forbidden by a test. ``DerivedSavesMixin`` widens
``save(update_fields=…)``.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models.lookups import Contains, EndsWith, Exact, StartsWith

from cadre_portal.text import fold


class DerivedMixin:
    """A column computed from ``source`` (a field name, or several) by ``compute`` (a function of the values)."""

    source: tuple[str, ...]

    def __init__(self, *args: Any, source: str | Iterable[str], compute: Callable[..., Any], **kwargs: Any) -> None:
        self.source = (source,) if isinstance(source, str) else tuple(source)
        self.compute = compute
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        del kwargs["editable"]
        kwargs["source"] = self.source
        kwargs["compute"] = self.compute
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.compute(*(getattr(model_instance, name) for name in self.source))
        setattr(model_instance, self.attname, value)  # type: ignore[attr-defined]
        return value


class DerivedCharField(DerivedMixin, models.CharField):  # type: ignore[type-arg]
    """A computed short text."""


class DerivedIntegerField(DerivedMixin, models.IntegerField):  # type: ignore[type-arg]
    """A computed whole number."""


def fold_values(*values: str | None) -> str:
    """Fold the values into one line: what FoldedField stores."""
    return fold(" ".join(value or "" for value in values))


class FoldedField(DerivedMixin, models.TextField):  # type: ignore[type-arg]
    """Folded copy of one or more text fields: lower case, no diacritics, đ as d.

    Lookups fold what they are asked for, so ``subject_folded__icontains="Đảng ủy"`` finds as people type, on SQLite (whose
    LIKE knows ASCII only) as on PostgreSQL.
    """

    def __init__(self, *args: Any, source: str | Iterable[str], **kwargs: Any) -> None:
        kwargs.setdefault("compute", fold_values)
        kwargs.setdefault("default", "")
        super().__init__(*args, source=source, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["compute"]
        return name, path, args, kwargs


class _FoldsQuestion:
    """Folds the right-hand side of a lookup."""

    rhs: Any

    def get_prep_lookup(self) -> Any:
        return fold(self.rhs) if isinstance(self.rhs, str) else self.rhs


class _FoldedExact(_FoldsQuestion, Exact):
    lookup_name = "exact"


class _FoldedContains(_FoldsQuestion, Contains):
    # Registered as icontains too: both sides are lower case already, so the case-sensitive operator is right.
    lookup_name = "contains"


class _FoldedStartsWith(_FoldsQuestion, StartsWith):
    lookup_name = "startswith"


class _FoldedEndsWith(_FoldsQuestion, EndsWith):
    lookup_name = "endswith"


for _lookup, _names in (
    (_FoldedContains, ("contains", "icontains")),
    (_FoldedStartsWith, ("startswith", "istartswith")),
    (_FoldedEndsWith, ("endswith", "iendswith")),
    (_FoldedExact, ("exact", "iexact")),
):
    for _name in _names:
        FoldedField.register_lookup(_lookup, _name)


class DerivedSavesMixin(models.Model):
    """Adds the computed columns to ``save(update_fields=…)`` when one of their sources is among the fields."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        wanted = kwargs.get("update_fields")
        if wanted is not None:
            names = set(wanted)
            for field in self._meta.concrete_fields:
                if isinstance(field, DerivedMixin) and names & set(field.source):
                    names.add(field.name)
            kwargs["update_fields"] = names
        super().save(*args, **kwargs)
