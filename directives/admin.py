"""The editors' pages of the register. Thin: forms check, services write, access decides."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.forms import BaseInlineFormSet
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from cadre_portal.text import words
from directives import services
from directives.access import may_edit
from directives.addresses import address_of
from directives.admin_citations import CitationsMixin
from directives.admin_files import FromFileMixin, has_page_picture, holders_for, issuers_for, proposals_address
from directives.admin_import import RegisterImportMixin
from directives.forms import (
    DeadlineForm,
    DeadlineFormSet,
    DirectiveFileForm,
    DirectiveFileFormSet,
    DirectiveForm,
)
from directives.models import Abbreviation, Deadline, Directive, DirectiveFile, DirectiveKind
from directives.numbers import parse_number
from directives.pasted import PASTE_LIMIT, propose_fields, same_documents
from organizations.admin_base import (
    ScopedAdmin,
    ScopedHistoryAdmin,
    ScopedMixin,
    VersionedAdminMixin,
    VisibleRelatedFilter,
)
from organizations.current import signed_in


class DirectiveFileInline(admin.TabularInline):  # type: ignore[type-arg]
    model = DirectiveFile
    form = DirectiveFileForm
    formset = DirectiveFileFormSet
    fields = ("name_linked", "upload", "is_declared")
    readonly_fields = ("name_linked",)
    extra = 1
    verbose_name_plural = "tệp của văn bản"

    def get_formset(self, request: HttpRequest, obj: Directive | None = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.user = signed_in(request)
        return formset

    @admin.display(description="tệp đã có")
    def name_linked(self, row: DirectiveFile) -> str:
        if row.pk is None:
            return "–"
        address = reverse("directives:directive_file", kwargs={"key": row.directive_id, "file_key": row.pk})
        link = format_html('<a href="{}">{}</a>', address, row.name)
        if not row.text and not has_page_picture(row):
            return link
        return format_html('{} · <a href="{}">Đề xuất từ tệp</a>', link, proposals_address(row))


class DeadlineInline(ScopedMixin, admin.StackedInline):  # type: ignore[type-arg]
    model = Deadline
    form = DeadlineForm
    formset = DeadlineFormSet
    extra = 0
    autocomplete_fields = ("organization", "addressee_within")
    fields = (
        ("kind", "state"),
        "text",
        ("starts_on", "due_on", "precision"),
        ("organization", "addressee_type", "addressee_within"),
        "addressee_printed",
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Deadline]":
        return Deadline.objects.order_by("due_on", "pk")


@admin.register(Directive)
class DirectiveAdmin(RegisterImportMixin, FromFileMixin, CitationsMixin, VersionedAdminMixin, ScopedHistoryAdmin):
    """Directives that one may see; those held at or below one's desk may be changed."""

    form = DirectiveForm
    inlines = (DirectiveFileInline, DeadlineInline)
    list_display = ("number_label_sorted", "kind_and_subject", "issued_by", "day", "state")
    list_display_links = ("number_label_sorted", "kind_and_subject")
    list_filter = ("state", ("kind", VisibleRelatedFilter))
    autocomplete_fields = ("register",)
    list_select_related = ("kind", "register", "held_by")
    list_per_page = 50
    search_fields = ("number_key__startswith", "subject_folded")
    date_hierarchy = None
    show_full_result_count = False
    actions = ("confirm_rows",)
    fieldsets = (
        (None, {"fields": ("held_by", "number", "kind", "register", "issuing_organ", "issued_on", "subject")}),
        (
            "Thông tin thêm",
            {"fields": ("signer", "effective_on", "expires_on", "issuer_printed", "source_note", "state")},
        ),
        ("Nội dung", {"fields": ("body",)}),
    )
    change_form_template = "admin/directives/directive/change_form.html"
    change_list_template = "admin/directives/directive/change_list.html"

    class Media:
        js = [Script("js/directive_form.js", defer=True)]
        css = {"all": ["css/directive_form.css"]}

    @admin.display(description="số, ký hiệu", ordering="number_key")
    def number_label_sorted(self, row: Directive) -> str:
        return row.number_label

    @admin.display(description="ngày", ordering="issued_on")
    def day(self, row: Directive) -> str:
        """The day of issue under a short heading: the room is the subject's."""
        return f"{row.issued_on:%d/%m/%Y}" if row.issued_on else ""

    @admin.display(description="cơ quan ban hành", ordering="register")
    def issued_by(self, row: Directive) -> str:
        """The issuer, and below it who keeps the record where that is another."""
        issuer = str(row.register) if row.register is not None else row.issuer_printed
        if row.held_by_id == row.register_id:
            return issuer
        return format_html('{}<div class="help">lưu tại {}</div>', issuer or "–", row.held_by)

    @admin.display(description="loại, trích yếu", ordering="subject")
    def kind_and_subject(self, row: Directive) -> str:
        """As it is cited: "Chỉ thị về …"; one column, for the list stands beside menu and filters. Where nothing could be read
        from the file with which it began, the file's name."""
        said = f"{row.kind.name} {row.subject}" if row.kind is not None else row.subject
        file = getattr(row, "first_file", None)
        return said.strip() or (f"(tệp {file})" if file else "")

    # --- Who -------------------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Directive]":
        files = DirectiveFile.objects.filter(directive=OuterRef("pk")).order_by("pk")
        rows = Directive.objects.visible_to(signed_in(request)).newest_first()
        return rows.annotate(first_file=Subquery(files.values("name")[:1]))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find a number however it is typed (a beginning of it will do), or titles that have all words, with diacritics or not."""
        wanted = Q()
        for word in words(search_term):
            wanted &= Q(subject_folded__contains=word)
        number = parse_number(search_term)
        if number is not None:
            wanted = wanted | Q(number_key__startswith=number.key)
            if number.form == "bare":
                wanted |= Q(sequence=number.sequence)
        if search_term.strip() and not wanted:
            return queryset.none(), False
        return queryset.filter(wanted), False

    def is_editable(self, request: HttpRequest, row: Any) -> bool:
        return may_edit(signed_in(request), row)

    def choices_for(self, field: Any, request: HttpRequest) -> "QuerySet[Any]":
        user = signed_in(request)
        if field.name == "held_by":
            return holders_for(user)
        if field.name == "register":
            return issuers_for(user)
        return super().choices_for(field, request)

    # --- The form --------------------------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Directive | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = signed_in(request)
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The holder, and the fields read from what was pasted into the box above the form."""
        near = holders_for(signed_in(request)).first()
        # One's own body stands above those below it, and is what is nearly always meant.
        preset: dict[str, Any] = {"held_by": near.pk} if near is not None else {}
        pasted = request.GET.get("loi_vien_dan", "")
        if not pasted:
            return preset | dict(super().get_changeform_initial_data(request))
        proposal = propose_fields(pasted, near=near)
        initial: dict[str, Any] = proposal.as_initial()
        request.pasted_remarks = proposal.remarks  # type: ignore[attr-defined]
        if not initial:
            messages.warning(request, "Chưa đọc được số, ngày, cơ quan ban hành trong lời viện dẫn. Đồng chí điền tay.")
        return preset | initial

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        context = {"pasted": request.GET.get("loi_vien_dan", "")[:PASTE_LIMIT]} | (extra_context or {})
        answer: HttpResponse = super().add_view(request, form_url, context)
        return answer

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """What a person has to look at of what was pasted stands beside its box."""
        fields = context["adminform"].form.fields
        for name, said in getattr(request, "pasted_remarks", {}).items():
            fields[name].help_text = format_html('{} <span class="from-file">{}</span>', fields[name].help_text, said)
        answer: HttpResponse = super().render_change_form(request, context, **kwargs)
        return answer

    # --- Writing ---------------------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Directive, form: Any, change: bool) -> None:
        user = signed_in(request)
        if change:
            services.update_directive(actor=user, directive=obj, changed=form.changed_data)
        else:
            services.add_directive(actor=user, directive=obj)
        self._warn_of_same(request, obj)

    def _warn_of_same(self, request: HttpRequest, obj: Directive) -> None:
        for row in same_documents(
            signed_in(request),
            number_key=obj.number_key or "",
            kind_id=obj.kind_id,
            register_id=obj.register_id,
            besides=obj.pk,
        ):
            messages.warning(
                request,
                format_html(
                    'Trong sổ đã có <a href="{}">{}</a>. Nếu là một văn bản, đồng chí xóa bản nhập trùng.',
                    address_of(row.pk),
                    row.citation,
                ),
            )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if any(formset.model is Deadline and formset.has_changed() for formset in formsets):
            # What was typed just now need not be suggested any more.
            services.suggest_deadlines(form.instance)

    def save_formset(self, request: HttpRequest, form: Any, formset: BaseInlineFormSet, change: bool) -> None:  # type: ignore[type-arg]
        if formset.model is not DirectiveFile:
            super().save_formset(request, form, formset, change)
            return
        row: Any
        for row in formset.forms:
            upload = row.cleaned_data.get("upload")
            if upload is not None:
                # The form has read it: a refused file never comes as far as here.
                added = services.add_file(
                    actor=signed_in(request),
                    directive=form.instance,
                    content=upload.read(),
                    name=upload.name,
                    read=row.read,
                )
                form.instance.added_files = [*getattr(form.instance, "added_files", ()), added]
        for row in formset.deleted_forms:
            if row.instance.pk:
                row.instance.delete()
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []

    def response_add(self, request: HttpRequest, obj: Directive, post_url_continue: str | None = None) -> HttpResponse:
        onward = self.after_upload(request, obj)
        return onward or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Directive) -> HttpResponse:
        onward = self.after_upload(request, obj)
        return onward or super().response_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: Directive) -> None:
        services.delete_directive(actor=signed_in(request), directive=obj)

    def delete_queryset(self, request: HttpRequest, queryset: "QuerySet[Directive]") -> None:
        for row in queryset.select_related("held_by", "citing_text"):
            services.delete_directive(actor=signed_in(request), directive=row)

    @admin.action(description="Xác nhận, đưa vào sổ", permissions=["change"])
    def confirm_rows(self, request: HttpRequest, queryset: "QuerySet[Directive]") -> None:
        done = 0
        for row in queryset.filter(state=Directive.State.UNCONFIRMED).select_related("held_by"):
            try:
                services.confirm_directive(actor=signed_in(request), directive=row)
                done += 1
            except (services.NotAllowed, services.NotComplete) as refusal:
                messages.error(request, f"{row.number_label}: {refusal}")
        if done:
            messages.success(request, f"Đã đưa {done} văn bản vào sổ.")


@admin.register(Abbreviation)
class AbbreviationAdmin(ScopedAdmin):
    list_display = ("short", "expansion")
    search_fields = ("short", "expansion")


@admin.register(DirectiveKind)
class DirectiveKindAdmin(ScopedAdmin):
    list_display = ("name", "letters", "aliases", "system", "position")
    list_filter = ("system",)
    search_fields = ("name_folded",)
