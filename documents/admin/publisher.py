"""How one publisher's bulletin looks and is agreed on."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from documents.access import OFFICE_ROLES, publisher_ids
from documents.models import Bulletin, PublisherSettings
from documents.services.reviewing import note_change
from organizations.current import signed_in
from organizations.models import Organization
from organizations.roles import Role


@admin.register(PublisherSettings)
class PublisherSettingsAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("publisher", "compiled_by", "contents_depth", "rubrics_printed")
    list_select_related = ("publisher", "compiled_by")
    fieldsets = (
        (None, {"fields": ("publisher", "compiled_by", "contact")}),
        (
            "Trang in",
            {
                "fields": (
                    "cover_publisher",
                    "cover_board",
                    "cover_title",
                    "foot_line",
                    "imprint",
                    "contents_depth",
                    "rubrics_printed",
                    "rubrics",
                    "notes_printed",
                )
            },
        ),
        ("Bàn biên tập", {"fields": ("pool_months", "entry_pages")}),
        (
            "Lịch trong tháng",
            {
                "description": "Hiện ở trang đầu của người biên tập. Ba mốc đầu là ngày của tháng trước, sinh hoạt là ngày của "
                "tháng ghi trên tài liệu. Để trống mốc nào thì mốc ấy không hiện.",
                "fields": (
                    "closing_day",
                    "approval_day",
                    "publishing_day",
                    ("meeting_first_day", "meeting_last_day"),
                ),
            },
        ),
        ("Báo cáo của chi bộ", {"fields": ("meeting_details",)}),
        (
            "Duyệt",
            {"fields": ("approval_steps", "approver_may_be_author", "approver_may_correct", "paper_approval")},
        ),
        ("Gửi", {"fields": ("pdf_attached", "pdf_shared", "watermarked")}),
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[PublisherSettings]":
        user = signed_in(request)
        rows = PublisherSettings.objects.order_by("publisher__path")
        if user.reach.everything:
            return rows
        return rows.filter(publisher__in=publisher_ids(user, *OFFICE_ROLES))

    def save_model(self, request: HttpRequest, obj: PublisherSettings, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        # What is approved and looks otherwise now waits for approval again, at once and not only when it is to go out.
        for bulletin in Bulletin.objects.filter(publisher=obj.publisher, state=Bulletin.State.APPROVED):
            note_change(actor=None, bulletin=bulletin)

    def has_change_permission(self, request: HttpRequest, obj: PublisherSettings | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        user = signed_in(request)
        return obj is None or user.reach.covers(obj.publisher.path, Role.ADMINISTRATOR)

    def has_delete_permission(self, request: HttpRequest, obj: PublisherSettings | None = None) -> bool:
        # Taking settings away would change how the next issue looks without a word.
        return False

    def formfield_for_foreignkey(self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        user = signed_in(request)
        if db_field.name == "publisher":
            rows = Organization.objects.publishers().order_by("path")
            if not user.reach.everything:
                rows = rows.filter(pk__in=publisher_ids(user, Role.ADMINISTRATOR))
            kwargs["queryset"] = rows
        elif db_field.name == "compiled_by":
            kwargs["queryset"] = Organization.objects.visible_to(user).filter(type__receives=False).order_by("path")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
