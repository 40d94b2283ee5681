"""The form beside the register: it ends in a queryset, from which search then finds."""

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.utils import timezone

from cadre_portal.date_fields import DayField
from cadre_portal.text import key_of
from directives.issuers import agency_scope, find_issuers
from directives.models import Directive, DirectiveKind, DirectiveQuerySet
from directives.numbers import number_key, parse_number
from organizations.models import Organization

SORTS = (("lien_quan", "Khớp nhất trước"), ("moi", "Mới nhất trước"), ("cu", "Cũ nhất trước"))


class _DayFilter(django_filters.DateFilter):  # type: ignore[misc]
    field_class = DayField


class DirectiveFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Number, agency (with everything below it and its predecessors), kind, dates, in force."""

    so = django_filters.CharFilter(label="Số, ký hiệu", method="by_number", max_length=80)
    co_quan = django_filters.CharFilter(
        label="Cơ quan ban hành",
        method="by_agency",
        max_length=200,
        help_text="Gồm cả cấp dưới và các tổ chức tiền thân.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    loai = django_filters.ModelChoiceFilter(
        label="Loại văn bản", field_name="kind", queryset=DirectiveKind.objects.all(), empty_label="Mọi loại"
    )
    tu = _DayFilter(label="Ban hành từ ngày", field_name="issued_on", lookup_expr="gte")
    den = _DayFilter(label="Đến ngày", field_name="issued_on", lookup_expr="lte")
    nam = django_filters.NumberFilter(
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

    def by_number(self, rows: DirectiveQuerySet, name: str, value: str) -> DirectiveQuerySet:
        parsed = parse_number(value)
        if parsed is None:
            return rows.none()
        if parsed.form == "bare" and parsed.sequence is not None:
            return rows.filter(sequence=parsed.sequence)
        return rows.filter(number_key=number_key(value))

    def by_agency(self, rows: DirectiveQuerySet, name: str, value: str) -> DirectiveQuerySet:
        """By key (links of the counts) or by name, as people type it."""
        agency = self.agency
        if agency is None:
            return rows.none()
        return rows.issued_by(agency_scope(agency))

    @property
    def agency(self) -> Organization | None:
        """The agency asked for, if the person may know of it."""
        value = str(self.data.get("co_quan", "")).strip()[:200]
        if not value or self.request is None:
            return None
        visible = Organization.objects.visible_to(self.request.user)
        if value.isdecimal():
            agency: Organization | None = visible.filter(pk=key_of(value) or 0).first()
            return agency
        keys = [row.pk for row in find_issuers(value, on=None)[:20]]
        known = {row.pk: row for row in visible.filter(pk__in=keys)}
        return next((known[key] for key in keys if key in known), None)

    def by_year(self, rows: DirectiveQuerySet, name: str, value: Any) -> DirectiveQuerySet:
        year = int(value)
        return rows.filter(issued_on__gte=date(year, 1, 1), issued_on__lte=date(year, 12, 31))

    def by_force(self, rows: DirectiveQuerySet, name: str, value: str) -> DirectiveQuerySet:
        today = timezone.localdate()
        ended = rows.filter(expires_on__lte=today)
        return ended if value == "het" else rows.exclude(expires_on__lte=today)
