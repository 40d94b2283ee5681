"""The editors' pages of news. Thin: forms check, services write, access decides."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import ForeignKey, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import URLPattern, path

from activities.access import NEWS_ROLES
from activities.admin_pictures import PlacedPictureInline, save_placed
from activities.admin_submissions import submission, submissions
from activities.forms import ActivityForm, ActivityPictureForm
from activities.models import Activity, ActivityPicture
from activities.services import confirm_activity, delete_activity, save_activity
from organizations.access import path_filter
from organizations.admin_base import VersionedAdminMixin
from organizations.admin_history import VisibleHistoryAdmin
from organizations.current import signed_in
from organizations.models import Organization


class ActivityPictureInline(PlacedPictureInline):
    model = ActivityPicture
    form = ActivityPictureForm


@admin.register(Activity)
class ActivityAdmin(VersionedAdminMixin, VisibleHistoryAdmin):
    form = ActivityForm
    inlines = (ActivityPictureInline,)
    list_display = ("title", "happened_on", "about", "held_by", "state")
    list_filter = ("state", "happened_on")
    list_select_related = ("about", "held_by")
    search_fields = ("title_folded",)
    # A ward may have cells by the thousand: they are looked for, not listed.
    autocomplete_fields = ("about",)
    actions = ("confirm_rows",)
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("held_by", "title", "happened_on", "about")}),
        ("Nội dung", {"fields": ("body",)}),
        ("Thông tin thêm", {"classes": ("collapse",), "fields": ("date_printed", "source_note", "state")}),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("tin-gui-den/", view(submissions), name="activities_submissions"),
            path("tin-gui-den/<int:pk>/", view(submission), name="activities_submission"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Activity]":
        return Activity.objects.visible_to(signed_in(request)).newest_first()

    def has_change_permission(self, request: HttpRequest, obj: Activity | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or signed_in(request).reach.covers_desk(obj.held_by.path, *NEWS_ROLES)

    def has_delete_permission(self, request: HttpRequest, obj: Activity | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        user = signed_in(request)
        if db_field.name == "held_by":
            rows = Organization.objects.filter(type__receives=False).order_by("path")
            if not user.reach.everything:
                rows = rows.filter(path_filter("path", user.reach.desk_paths(*NEWS_ROLES)))
            kwargs["queryset"] = rows
            first = rows.first()
            if first is not None:
                kwargs["initial"] = first.pk
        elif db_field.name == "about":
            kwargs["queryset"] = Organization.objects.visible_to(user).order_by("path")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Activity, form: Any, change: bool) -> None:
        save_activity(actor=signed_in(request), activity=obj, changed=form.changed_data)

    def save_formset(self, request: HttpRequest, form: Any, formset: BaseInlineFormSet, change: bool) -> None:  # type: ignore[type-arg]
        save_placed(formset, actor=signed_in(request), owner=form.instance, owner_field="activity")

    def delete_model(self, request: HttpRequest, obj: Activity) -> None:
        delete_activity(actor=signed_in(request), activity=obj)

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Activity]") -> None:
        for row in queryset.select_related("held_by", "citing_text"):
            delete_activity(actor=signed_in(request), activity=row)

    @admin.action(description="Xác nhận tin đã nhập từ tệp", permissions=["change"])
    def confirm_rows(self, request: HttpRequest, queryset: "QuerySet[Activity]") -> None:
        rows = list(queryset.filter(state=Activity.State.UNCONFIRMED).select_related("held_by"))
        for row in rows:
            confirm_activity(actor=signed_in(request), activity=row)
        messages.success(request, f"Đã xác nhận {len(rows)} tin.")
