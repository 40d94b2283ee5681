"""An issue: its data, its outline in order, and the steps of the review as pages of their own."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Exists, ForeignKey, ManyToManyField, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from cadre_portal.text import key_of
from documents.access import EDITING_ROLES, approvers_in_words, may_approve, may_edit, may_publish, publisher_ids
from documents.admin.desk import desk_urls
from documents.admin.proofreading import proofreading_urls
from documents.admin.review import review_urls
from documents.admin.standing import collect_address, editions_with_files
from documents.admin.steps import bulletin_pdf, bulletin_step, entry_move, import_bulletin
from documents.forms import BulletinForm
from documents.models import Bulletin, Edition
from documents.services.composing import build_content
from documents.services.desk.outline import entries_in_words, outline_lines
from documents.services.editing import add_bulletin, outline_of, update_bulletin
from documents.services.gaps import gaps_of
from documents.services.months import in_words, next_month, passed_over
from documents.services.reviewing import EDITABLE, may
from documents.services.scheduling import scheduled_edition
from organizations.admin_history import VisibleHistoryAdmin
from organizations.current import signed_in
from organizations.models import Organization


@admin.register(Bulletin)
class BulletinAdmin(VisibleHistoryAdmin):
    form = BulletinForm
    history_also = ("state", "outline_version")
    list_display = ("title_shown", "desk_link", "publisher", "state_shown", "entry_count", "updated_at")
    list_filter = ("state", "kind", "year")
    list_select_related = ("publisher",)
    search_fields = ("theme", "publisher__name_folded")
    change_form_template = "admin/documents/bulletin/change_form.html"
    change_list_template = "admin/documents/bulletin/change_list.html"
    fieldsets = (
        (None, {"fields": ("publisher", "kind", ("month", "year"))}),
        # Opened by choosing the kind (bulletin_form.js).
        ("Chuyên đề", {"classes": ("collapse",), "fields": ("theme", "series")}),
        (
            "Khi cần",
            {"classes": ("collapse",), "fields": ("publish_at", "last_month", "compiled_by", "audience")},
        ),
    )

    class Media:
        js = ("js/bulletin_form.js",)

    # Looked for, not listed: a province has ten thousand places that receive.
    autocomplete_fields = ("audience",)

    @admin.display(description="tài liệu", ordering="-year")
    def title_shown(self, row: Bulletin) -> str:
        return row.title

    @admin.display(description="biên tập")
    def desk_link(self, row: Bulletin) -> str:
        return format_html('<a href="{}">Biên tập</a>', reverse("admin:documents_desk", args=[row.pk]))

    @admin.display(description="tình trạng", ordering="state")
    def state_shown(self, row: Any) -> str:
        """A planned issue is not published yet, whatever its state says: nobody can read it."""
        return "Hẹn giờ phát hành" if row.is_planned else str(row.state_label)

    @admin.display(description="số mục", ordering="entry_total")
    def entry_count(self, row: Any) -> str:
        return entries_in_words(row.entry_total - row.entries_nested, row.entries_nested)

    # --- Who -------------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Bulletin]":
        planned = Edition.objects.filter(bulletin=OuterRef("pk"), publish_at__gt=timezone.now())
        made = Edition.objects.filter(bulletin=OuterRef("pk"))
        return (
            Bulletin.objects.visible_to(signed_in(request))
            .annotate(
                entry_total=Count("entries"),
                entries_nested=Count("entries__parent"),
                is_planned=Exists(planned),
                has_edition=Exists(made),
            )
            .order_by("-year", "-month", "pk")
        )

    def has_change_permission(self, request: HttpRequest, obj: Bulletin | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or (
            obj.state in EDITABLE and Bulletin.objects.editable_by(signed_in(request)).filter(pk=obj.pk).exists()
        )

    def has_delete_permission(self, request: HttpRequest, obj: Bulletin | None = None) -> bool:
        """Only an issue that never was published."""
        return self.has_change_permission(request, obj) and (obj is None or not obj.editions.exists())

    # --- The form --------------------------------------------------------------------------------------------------

    def formfield_for_foreignkey(self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        user = signed_in(request)
        if db_field.name == "publisher":
            rows = Organization.objects.publishers().order_by("path")
            if not user.reach.everything:
                rows = rows.filter(pk__in=publisher_ids(user, *EDITING_ROLES))
            kwargs["queryset"] = rows
            if rows.count() == 1:
                kwargs["initial"] = rows.get().pk
        elif db_field.name == "compiled_by":
            kwargs["queryset"] = Organization.objects.visible_to(user).filter(type__receives=False).order_by("path")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs["queryset"] = Organization.objects.visible_to(signed_in(request)).receivers().order_by("path")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Bulletin, form: Any, change: bool) -> None:
        if change:
            update_bulletin(actor=signed_in(request), bulletin=obj, changed=form.changed_data)
        else:
            add_bulletin(actor=signed_in(request), bulletin=obj)
            if months := passed_over(obj):
                messages.warning(
                    request,
                    f"{in_words(months).capitalize()} chưa có tài liệu. Nếu nhầm, đồng chí sửa tháng ở trang tài liệu.",
                )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The coming month of one's own publisher; an address that names them goes first."""
        user = signed_in(request)
        own = Organization.objects.publishers().filter(pk__in=publisher_ids(user, *EDITING_ROLES)).order_by("path")
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        asked = key_of(given.get("publisher", ""))
        publisher = own.filter(pk=asked).first() if asked is not None else own.first()
        month = next_month(publisher, timezone.localdate())
        more = {"publisher": publisher.pk} if publisher is not None else {}
        return {**more, "month": month.month, "year": month.year, **given}

    def response_post_save_add(self, request: HttpRequest, obj: Bulletin) -> HttpResponse:
        """A new issue is put together next."""
        return redirect("admin:documents_desk", obj.pk)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = dict(extra_context or {})
        row = self.get_object(request, object_id) if object_id else None
        if row is not None:
            user = signed_in(request)
            editable = self.has_change_permission(request, row)
            approver = may_approve(user, row)
            scheduled = scheduled_edition(row, timezone.now())
            context |= {
                "outline": outline_of(row),
                "events": row.events.select_related("actor"),
                "editions": editions_with_files(row),
                "can_edit": editable,
                "can_record": may_edit(user, row),
                "gaps": gaps_of(build_content(row), outline_lines(row)) if may("send", row) else None,
                "can_send": editable and may("send", row),
                "can_take_back": editable and may("take_back", row),
                "can_approve": approver and may("approve", row),
                "can_return": approver and may("return", row),
                "can_publish": may("publish", row) and may_publish(user, row),
                "can_reopen": approver and may("reopen", row) and scheduled is None,
                "can_call_off": scheduled is not None and may_publish(user, row),
                "can_withdraw": approver and row.editions.published().not_withdrawn().exists(),
                "scheduled": scheduled,
                "must_ask_to_reopen": not approver and may("reopen", row) and scheduled is None,
                "waits_for_publishing": may("publish", row) and not may_publish(user, row),
                "approvers": approvers_in_words(row.publisher),
                "collect": collect_address(row),
            }
        response: HttpResponse = super().changeform_view(request, object_id, form_url, context)
        return response

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("nhap-tep/", view(import_bulletin), name="documents_bulletin_import"),
            path("<int:pk>/ban-in/", view(bulletin_pdf), name="documents_bulletin_pdf"),
            path("<int:pk>/buoc/<slug:step>/", view(bulletin_step), name="documents_bulletin_step"),
            path("<int:pk>/muc/<int:entry>/chuyen/", view(entry_move), name="documents_entry_move"),
            *desk_urls(view),
            *proofreading_urls(view),
            *review_urls(view),
            *super().get_urls(),
        ]
