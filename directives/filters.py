"""The form beside the register: it ends in a queryset, from which search then finds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from cadre_portal.date_fields import DayField, full_year
from cadre_portal.text import key_of
from directives.issuers import Match, agency_scope, find_issuers, is_called, match_issuer
from directives.models import Directive, DirectiveKind, DirectiveQuerySet
from directives.numbers import number_key, parse_number
from directives.search.narrowing import keys_or_query
from organizations.models import Organization

SORTS = (("lien_quan", "Khớp nhất trước"), ("moi", "Mới nhất trước"), ("cu", "Cũ nhất trước"))
# More bodies than this are none that anybody means.
_MOST_AGENCIES = 20


class _DayFilter(django_filters.DateFilter):  # type: ignore[misc]
    field_class = DayField


class _YearField(forms.IntegerField):
    """A year of four digits, or its last two ("26"), as people write it."""

    def to_python(self, value: Any) -> int | None:
        year = super().to_python(value)
        return full_year(year) if year is not None and 0 <= year < 100 else year


class _YearFilter(django_filters.NumberFilter):  # type: ignore[misc]
    field_class = _YearField

    def get_max_validator(self) -> None:
        """The field says its own limits."""


class _FilterForm(forms.Form):
    # Said once above the fields, not after each label.
    is_all_optional = True

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("tu") and given.get("den") and given["den"] < given["tu"]:
            self.add_error("den", "Ngày này đứng trước ngày bắt đầu. Đồng chí xem lại hai ngày.")
        return given


class _AgencyInput(forms.TextInput):
    """Shows the name of the body whose key a link of the counts gave."""

    name_of: Callable[[str], str] = staticmethod(str)

    def format_value(self, value: Any) -> str | None:
        shown = super().format_value(value)
        return self.name_of(shown) if shown and shown.isdecimal() else shown


class DirectiveFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Number, agency (with everything below it and its predecessors), kind, dates, in force."""

    so = django_filters.CharFilter(label="Số, ký hiệu", method="by_number", max_length=80)
    co_quan = django_filters.CharFilter(
        label="Cơ quan ban hành",
        method="by_agency",
        max_length=200,
        widget=_AgencyInput(attrs={"autocomplete": "off"}),
    )
    loai = django_filters.ModelChoiceFilter(
        label="Loại văn bản", field_name="kind", queryset=DirectiveKind.objects.all(), empty_label="Mọi loại"
    )
    tu = _DayFilter(label="Ban hành từ ngày", field_name="issued_on", lookup_expr="gte")
    den = _DayFilter(label="Đến ngày", field_name="issued_on", lookup_expr="lte")
    nam = _YearFilter(
        label="Năm ban hành", method="by_year", min_value=1930, max_value=2100, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )  # fmt: skip
    hieu_luc = django_filters.ChoiceFilter(
        label="Hiệu lực",
        method="by_force",
        choices=(("con", "Còn hiệu lực"), ("het", "Hết hiệu lực")),
        empty_label="Tất cả",
    )

    class Meta:
        model = Directive
        fields: tuple[str, ...] = ()
        form = _FilterForm

    @property
    def form(self) -> forms.Form:
        form: forms.Form = super().form
        widget = form.fields["co_quan"].widget
        widget.name_of = lambda key: self.agencies[0].label if self.agencies else key
        return form

    def by_number(self, rows: DirectiveQuerySet, name: str, value: str) -> DirectiveQuerySet:
        parsed = parse_number(value)
        if parsed is None:
            return rows.none()
        if parsed.form == "bare" and parsed.sequence is not None:
            return rows.filter(sequence=parsed.sequence)
        return rows.filter(number_key=number_key(value))

    def by_agency(self, rows: DirectiveQuerySet, name: str, value: str) -> DirectiveQuerySet:
        """By key (links of the counts) or by name, as people type it."""
        keys: Q = Q(pk__in=[])
        for agency in self.agencies:
            keys |= Q(pk__in=agency_scope(agency).order_by().values("pk"))
        if not self.agencies:
            return rows.none()
        return rows.filter(register__in=keys_or_query(Organization.objects.filter(keys)))

    @cached_property
    def agencies(self) -> list[Organization]:
        """The agencies asked for that the person may know of: one by its very name, or all that the words fit ("ubnd"), those
        above or at the person first."""
        value = str(self.data.get("co_quan", "")).strip()[:200]
        if not value or self.request is None:
            return []
        visible = Organization.objects.visible_to(self.request.user)
        if value.isdecimal():
            return list(visible.filter(pk=key_of(value) or 0))
        rows = find_issuers(value, on=None)
        known = set(visible.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        rows = [row for row in rows if row.pk in known]
        rows = (
            [row for row in rows if is_called(value, row)]
            or [row for row in rows if match_issuer(value, row) is Match.SAME]
            or rows
        )
        own = set(self.request.user.reach.upward_paths())
        return sorted(rows, key=lambda row: row.path not in own)[:_MOST_AGENCIES]

    def by_year(self, rows: DirectiveQuerySet, name: str, value: Any) -> DirectiveQuerySet:
        year = int(value)
        return rows.filter(issued_on__gte=date(year, 1, 1), issued_on__lte=date(year, 12, 31))

    def by_force(self, rows: DirectiveQuerySet, name: str, value: str) -> DirectiveQuerySet:
        today = timezone.localdate()
        ended = rows.filter(expires_on__lte=today)
        return ended if value == "het" else rows.exclude(expires_on__lte=today)
