"""An entry of an issue: text, photos, and where it comes from."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from activities.admin_pictures import PlacedPictureInline, save_placed
from activities.models import Activity
from cadre_portal.text import key_of
from directives.models import Directive
from documents.forms import EntryForm, EntryPictureForm
from documents.models import Bulletin, Entry, EntryPicture
from documents.services.citing import sync_entries
from documents.services.editing import remove_entry, save_entry
from documents.services.reviewing import EDITABLE, note_change
from organizations.admin_base import VersionedAdminMixin
from organizations.admin_history import VisibleHistoryAdmin
from organizations.current import signed_in


class EntryPictureInline(PlacedPictureInline):
    model = EntryPicture
    form = EntryPictureForm


@admin.register(Entry)
class EntryAdmin(VersionedAdminMixin, VisibleHistoryAdmin):
    form = EntryForm
    inlines = (EntryPictureInline,)
    list_display = ("heading_shown", "kind", "bulletin", "parent", "position", "updated_at")
    list_filter = ("kind",)
    list_select_related = ("bulletin__publisher", "parent")
    search_fields = ("heading_folded",)
    autocomplete_fields = ("directive", "activity")
    fieldsets = (
        (None, {"fields": ("bulletin", "kind", "parent", "position", "heading", "short_title")}),
        ("Nội dung", {"fields": ("body", "parts_numbered")}),
        ("Để chi bộ dùng", {"fields": ("gist", "cell_tasks", "questions")}),
        ("Nguồn", {"classes": ("collapse",), "fields": ("directive", "activity", "rubric", "source_line")}),
    )

    @admin.display(description="mục", ordering="heading_folded")
    def heading_shown(self, row: Entry) -> str:
        return str(row)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Entry]":
        return Entry.objects.visible_to(signed_in(request)).order_by("-bulletin__year", "-bulletin__month", "position")

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or (
            obj.bulletin.state in EDITABLE
            and Bulletin.objects.editable_by(signed_in(request)).filter(pk=obj.bulletin_id).exists()
        )

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def formfield_for_foreignkey(self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        user = signed_in(request)
        if db_field.name == "bulletin":
            kwargs["queryset"] = (
                Bulletin.objects.editable_by(user).filter(state__in=EDITABLE).select_related("publisher")
            )
        elif db_field.name == "parent":
            groups = Entry.objects.visible_to(user).filter(kind=Entry.Kind.NEWS_GROUP, parent__isnull=True)
            wanted = key_of(request.GET.get("bulletin", ""))
            match = request.resolver_match
            if match is not None and match.kwargs.get("object_id"):
                groups = groups.filter(bulletin__entries=match.kwargs["object_id"])
            elif wanted is not None:
                groups = groups.filter(bulletin_id=wanted)
            kwargs["queryset"] = groups.select_related("bulletin")
        elif db_field.name == "directive":
            kwargs["queryset"] = Directive.objects.visible_to(user)
        elif db_field.name == "activity":
            kwargs["queryset"] = Activity.objects.visible_to(user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Entry, form: Any, change: bool) -> None:
        save_entry(actor=signed_in(request), entry=obj, changed=form.changed_data)

    def save_formset(self, request: HttpRequest, form: Any, formset: BaseInlineFormSet, change: bool) -> None:  # type: ignore[type-arg]
        save_placed(formset, actor=signed_in(request), owner=form.instance, owner_field="entry")
        note_change(actor=signed_in(request), bulletin=form.instance.bulletin)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        sync_entries([form.instance])

    def delete_model(self, request: HttpRequest, obj: Entry) -> None:
        remove_entry(actor=signed_in(request), entry=obj)

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Entry]") -> None:
        for row in queryset.select_related("bulletin__publisher", "citing_text"):
            if Entry.objects.filter(pk=row.pk).exists():
                remove_entry(actor=signed_in(request), entry=row)

    # --- Back to the issue -----------------------------------------------------------------------------------------

    def _to_issue(self, obj: Entry) -> HttpResponse:
        response = redirect("admin:documents_bulletin_change", obj.bulletin_id)
        response["Location"] += f"#muc-{obj.pk}"
        return response

    def response_post_save_add(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        return self._to_issue(obj)

    def response_post_save_change(self, request: HttpRequest, obj: Entry) -> HttpResponse:
        return self._to_issue(obj)
