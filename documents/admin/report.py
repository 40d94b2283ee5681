"""Mistakes that readers have reported: the editors look, and say what became of it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from documents.access import EDITING_ROLES, publisher_ids
from documents.models import Report
from organizations.current import signed_in


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("text", "entry", "edition", "reported_by", "reported_at", "is_settled")
    list_filter = ("is_settled",)
    list_select_related = ("edition", "entry", "reported_by")
    fields = ("edition", "entry", "text", "reported_by", "reported_at", "is_settled", "answer")
    readonly_fields = ("edition", "entry", "text", "reported_by", "reported_at")
    actions = None

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Report]":
        user = signed_in(request)
        rows: QuerySet[Any] = Report.objects.defer("edition__content")
        if user.reach.everything:
            return rows
        return rows.filter(edition__publisher__in=publisher_ids(user, *EDITING_ROLES))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return False
