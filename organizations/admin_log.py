"""The access log for administrators: filtered on the page, and the same rows as a file. Each sees the rows of the own
subtree (``access.visible_log``); nobody changes any."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from cadre_portal.date_fields import parse_day
from cadre_portal.file_names import content_disposition
from cadre_portal.table_export import TYPES, export_table
from organizations import log
from organizations.admin_base import ReadOnlyAdmin
from organizations.current import signed_in
from organizations.log_words import detail_in_words, type_name
from organizations.models import AccessLog
from organizations.signin.finding import organization_of

# More than this is a copy of the log, not an answer to a question.
EXPORT_LIMIT = 50_000
_COLUMNS = (
    ("Lúc", 20),
    ("Ai", 28),
    ("Tên đăng nhập", 24),
    ("Việc", 22),
    ("Đối tượng", 60),
    ("Chi tiết", 40),
    ("Tổ chức", 40),
    ("Địa chỉ máy", 18),
)


class DaysFilter(admin.ListFilter):
    """From one day to another, both counted."""

    title = "khoảng ngày"
    template = "admin/organizations/accesslog/days_filter.html"

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        for name in ("tu", "den"):
            if name in params:
                given = params.pop(name)
                self.used_parameters[name] = given[-1] if isinstance(given, list) else given

    def has_output(self) -> bool:
        return True

    def expected_parameters(self) -> list[str | None]:
        return ["tu", "den"]

    def given(self, name: str) -> str:
        return str(self.used_parameters.get(name, "")).strip()

    def day(self, name: str) -> date | None:
        try:
            return parse_day(self.given(name))
        except ValueError:
            return None

    def asked(self, name: str) -> dict[str, str]:
        """One box of the filter: what stands in it, and what is wrong with it."""
        if not self.given(name):
            return {"value": "", "wrong": ""}
        try:
            return {"value": f"{parse_day(self.given(name)):%d/%m/%Y}", "wrong": ""}
        except ValueError as error:
            return {"value": self.given(name), "wrong": str(error)}

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        others = [(name, value) for name, value in changelist.get_filters_params().items()]
        yield {
            "others": [
                (name, one) for name, value in others for one in (value if isinstance(value, list) else [value])
            ],
            "tu": self.asked("tu"),
            "den": self.asked("den"),
        }

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        first, last = self.day("tu"), self.day("den")
        if first is not None:
            queryset = queryset.filter(at__gte=timezone.make_aware(datetime.combine(first, time.min)))
        if last is not None:
            queryset = queryset.filter(at__lt=timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min)))
        return queryset


@admin.register(AccessLog)
class AccessLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor", "deed", "target_label", "organization", "address")
    list_display_links = ("at",)
    list_filter = (DaysFilter, "action")
    list_select_related = ("actor", "organization")
    list_per_page = 100
    search_fields = ("actor__name_folded", "organization__name_folded", "target_label", "address")
    search_help_text = "Tìm theo tên người, tổ chức, đối tượng hoặc địa chỉ máy."
    date_hierarchy = "at"
    show_full_result_count = False
    change_list_template = "admin/organizations/accesslog/change_list.html"
    fields = (
        "at",
        "actor",
        "action",
        "target_label",
        "kind",
        "target_id",
        "organization",
        "in_words",
        "address",
    )
    readonly_fields = fields

    @admin.display(description="việc", ordering="action")
    def deed(self, row: AccessLog) -> str:
        words = detail_in_words(row.detail, row.target_type)
        return f"{row.get_action_display()}: {words}" if words else row.get_action_display()

    @admin.display(description="loại")
    def kind(self, row: AccessLog) -> str:
        return type_name(row.target_type) or "–"

    @admin.display(description="chi tiết")
    def in_words(self, row: AccessLog) -> str:
        return detail_in_words(row.detail, row.target_type) or "–"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export)
        return [path("xuat/<str:form>/", view, name="organizations_accesslog_export"), *super().get_urls()]

    @method_decorator(require_safe)
    def export(self, request: HttpRequest, form: str) -> HttpResponse:
        """The rows of the page as it is filtered, all of them."""
        if form not in TYPES:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_changelist_instance(request).get_queryset(request)
        count = rows.count()
        if count > EXPORT_LIMIT:
            limit = f"{EXPORT_LIMIT:,}".replace(",", ".")
            messages.error(request, f"Có hơn {limit} dòng. Đồng chí chọn khoảng ngày ngắn hơn rồi xuất lại.")
            query = request.GET.urlencode()
            return redirect(f"{reverse('admin:organizations_accesslog_changelist')}?{query}")
        content = export_table(form, "Nhật ký truy cập", _COLUMNS, map(_as_cells, rows))
        actor = signed_in(request)
        log.record_taken(
            AccessLog.Action.EXPORT,
            actor=actor,
            request=request,
            organization=organization_of(actor),
            label="Nhật ký truy cập",
            rows=count,
        )
        response = HttpResponse(content, content_type=TYPES[form])
        response.headers["Content-Disposition"] = content_disposition(f"Nhật ký truy cập.{form}")
        return response


def _as_cells(row: AccessLog) -> tuple[str, ...]:
    return (
        date_format(timezone.localtime(row.at), "d/m/Y H:i:s"),
        str(row.actor) if row.actor is not None else "",
        row.actor.username if row.actor is not None else "",
        row.get_action_display(),
        row.target_label,
        detail_in_words(row.detail, row.target_type),
        str(row.organization) if row.organization is not None else "",
        row.address or "",
    )
