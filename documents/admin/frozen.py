"""What is frozen, to be looked at: editions, deliveries, messages. Nothing here can be changed."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html_join

from documents.access import OFFICE_ROLES, may_edit_at, publisher_ids
from documents.admin.recording import edition_recordings, recording_release, recording_remove
from documents.models import Delivery, Edition, Outbox, Withdrawal
from documents.services.print_check import typed_code
from organizations.current import signed_in


class FrozenAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read-only for everybody, the emergency account included."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def of_own_publishers(self, request: HttpRequest, rows: "QuerySet[Any]", field: str) -> "QuerySet[Any]":
        user = signed_in(request)
        if user.reach.everything:
            return rows
        return rows.filter(**{f"{field}__in": publisher_ids(user, *OFFICE_ROLES)})


@admin.register(Edition)
class EditionAdmin(FrozenAdmin):
    list_display = ("title", "number", "publisher", "publish_at", "published_by", "pdf_pages", "printed_code")
    list_filter = ("year", "kind")
    list_select_related = ("publisher", "published_by")
    search_fields = ("token", "publisher__name_folded")
    fields = (
        "title",
        "number",
        "publisher",
        "publish_at",
        "published_by",
        "approved_by",
        "change_note",
        "change_reason",
        "pdf_pages",
        "font",
        "made_with",
        "printed_code",
        "digests",
    )

    change_form_template = "admin/documents/edition/change_form.html"

    @admin.display(description="Mã bản in", ordering="token")
    def printed_code(self, row: Edition) -> str:
        return row.code

    @admin.display(description="Dấu vân tay (SHA-256)")
    def digests(self, row: Edition) -> str:
        """What proves that a file in hand is the one that was published."""
        made = (("Nội dung", row.content_sha256), ("PDF", row.pdf_sha256), ("Word", row.docx_sha256))
        return format_html_join("", "<div>{}: <code>{}</code></div>", made)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Edition]":
        return self.of_own_publishers(request, Edition.objects.defer("content"), "publisher")

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Edition]", search_term: str
    ) -> "tuple[QuerySet[Edition], bool]":
        """A code is found as it is printed too, with its dash."""
        code = typed_code(search_term)
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return (found | queryset.filter(token=code), may_repeat) if code else (found, may_repeat)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        one = "<int:pk>/ghi-am/<int:key>/"
        return [
            path("<int:pk>/ghi-am/", view(edition_recordings), name="documents_edition_recordings"),
            path(one + "cho-nghe/", view(recording_release), name="documents_recording_release"),
            path(one + "go/", view(recording_remove), name="documents_recording_remove"),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id) if object_id else None
        can_record = (
            row is not None
            and may_edit_at(signed_in(request), row.publisher_id)
            and not Withdrawal.objects.filter(edition=row).exists()
        )
        return super().changeform_view(
            request, object_id, form_url, {**(extra_context or {}), "can_record": can_record}
        )


@admin.register(Delivery)
class DeliveryAdmin(FrozenAdmin):
    list_display = ("name", "ancestry", "edition", "road", "opened_at", "acknowledged_at", "on_paper_at")
    list_filter = ("road",)
    list_select_related = ("edition",)
    search_fields = ("organization__name_folded",)
    list_per_page = 100

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Delivery]":
        rows = Delivery.objects.defer("edition__content").order_by("-edition__publish_at", "path")
        return self.of_own_publishers(request, rows, "edition__publisher")


@admin.register(Outbox)
class OutboxAdmin(FrozenAdmin):
    list_display = ("address", "user", "edition", "state", "not_before", "sent_at", "attempts", "last_error")
    list_filter = ("state",)
    list_select_related = ("edition", "user")
    search_fields = ("user__name_folded",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Outbox]":
        rows = Outbox.objects.defer("edition__content").order_by("-not_before", "-pk")
        return self.of_own_publishers(request, rows, "edition__publisher")
