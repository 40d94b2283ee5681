"""Pages of the admin between a file and the fields of its directive: begun from a file, proposals, the first page shown."""

from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.options import Options
from django.forms import ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadre_portal.text import key_of
from directives import services
from directives.access import RECORD_ROLES, may_edit
from directives.addresses import address_of
from directives.files import NoPicture, ReadFile, SecretText, page_showers
from directives.forms import StartFromFileForm, read_checked
from directives.from_file import FieldProposal, proposals_for, propose_from_text, said_by, shown_value
from directives.models import Directive, DirectiveFile
from organizations.access import path_filter
from organizations.current import signed_in
from organizations.models import Organization, OrganizationQuerySet, User


def holders_for(user: User) -> OrganizationQuerySet:
    """Organisations for which the user may keep records: those at or below which such a role is held, no cells."""
    rows: OrganizationQuerySet = Organization.objects.filter(type__receives=False).order_by("path")
    if not user.reach.everything:
        rows = rows.filter(path_filter("path", user.reach.desk_paths(*RECORD_ROLES)))
    return rows


def issuers_for(user: User) -> OrganizationQuerySet:
    """Organisations that the user may choose as the issuer of a whole register: those they may see, no cells."""
    rows: OrganizationQuerySet = Organization.objects.visible_to(user).filter(type__receives=False).order_by("path")
    return rows


def has_page_picture(file: DirectiveFile) -> bool:
    return PurePosixPath(file.name).suffix.lower() in page_showers


def is_scan(file: DirectiveFile) -> bool:
    """Whether nothing can be read from the file, but its first page can be shown."""
    return not file.text.strip() and has_page_picture(file)


def start_form(user: User, data: Any = None, files: Any = None) -> StartFromFileForm:
    form = StartFromFileForm(data, files, auto_id="tep_%s")
    holder = form.fields["held_by"]
    assert isinstance(holder, ModelChoiceField)  # noqa: S101 - declared so
    holder.queryset = holders_for(user)
    holder.initial = holders_for(user).first()
    return form


def change_address(file: DirectiveFile) -> str:
    """The form of the file's directive with what the file says beside the fields."""
    return f"{reverse('admin:directives_directive_change', args=[file.directive_id])}?tep={file.pk}"


def proposals_address(file: DirectiveFile) -> str:
    return reverse("admin:directives_directive_proposals", args=[file.directive_id, file.pk])


class FromFileMixin:
    """For the admin of directives. ``?tep=<key>`` on a directive's form shows a file of it beside the fields."""

    admin_site: AdminSite
    opts: "Options[Directive]"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        name = "directives_directive"
        urls: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        return [
            path("tu-tep/", wrap(require_POST(self.start_view)), name=f"{name}_start"),
            path(
                "<int:key>/de-xuat/<int:file_key>/",
                wrap(require_http_methods(["GET", "POST"])(self.proposals_view)),
                name=f"{name}_proposals",
            ),
            path("<int:key>/trang-dau/<int:file_key>/", wrap(require_safe(self.page_view)), name=f"{name}_page"),
            *urls,
        ]

    # --- Begun from a file -----------------------------------------------------------------------------------------

    def start_view(self, request: HttpRequest) -> HttpResponse:
        """Keep the file with an unconfirmed directive that only editors see, and open its form with what was read."""
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        user = signed_in(request)
        form = start_form(user, request.POST, request.FILES)
        read: ReadFile | None = None
        if form.is_valid():
            try:
                read = read_checked(form, form.cleaned_data["upload"])
            except SecretText:
                services.log_secret_refused(actor=user, held_by=form.cleaned_data["held_by"])
        if read is None:
            for errors in form.errors.values():
                for error in errors:
                    messages.error(request, str(error))
            return redirect("admin:directives_directive_add")
        file = self._begun_before(user, form.cleaned_data["held_by"], read)
        if file is None:
            file = self._begin(user, form.cleaned_data["held_by"], form.cleaned_data["upload"], read)
        self._tell_same_file(request, file)
        return HttpResponseRedirect(change_address(file))

    def _begun_before(self, user: User, held_by: Organization, read: ReadFile) -> DirectiveFile | None:
        """The same file sent twice begins one directive."""
        waiting = Directive.objects.editable_by(user).filter(held_by=held_by, state=Directive.State.UNCONFIRMED)
        return DirectiveFile.objects.filter(directive__in=waiting, sha256=read.sha256).first()

    @transaction.atomic
    def _begin(self, user: User, held_by: Organization, upload: Any, read: ReadFile) -> DirectiveFile:
        """What was read stands in the unconfirmed directive, so that it is there also for who comes back later."""
        said = {one.name: one.value for one in propose_from_text(read.text, near=held_by)}
        directive = services.create_directive(actor=user, held_by=held_by, state=Directive.State.UNCONFIRMED, **said)
        return services.add_file(actor=user, directive=directive, content=upload.read(), name=upload.name, read=read)

    def _tell_same_file(self, request: HttpRequest, file: DirectiveFile) -> None:
        same = Directive.objects.visible_to(signed_in(request)).filter(files__sha256=file.sha256)
        for row in same.exclude(pk=file.directive_id).select_related("kind", "register")[:3]:
            messages.warning(
                request,
                format_html('Tệp này đã kèm theo <a href="{}">{}</a>.', address_of(row.pk), row.citation),
            )

    # --- The form beside the file ----------------------------------------------------------------------------------

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Directive | None:
        """An unconfirmed directive with a file opens with what the file says in its empty fields; saving is the confirmation."""
        directive: Directive | None = super().get_object(request, object_id, from_field)  # type: ignore[misc]
        if directive is None or request.method != "GET":
            return directive
        file = self._file_beside(request, directive)
        if file is not None and directive.state == Directive.State.UNCONFIRMED:
            for one in proposals_for(file):
                if not getattr(directive, one.name):
                    setattr(directive, one.name, one.value)
            directive.state = Directive.State.REGISTERED
        return directive

    def _file_beside(self, request: HttpRequest, directive: Directive) -> DirectiveFile | None:
        """The file that is named in the address; for a directive that is still unconfirmed its first one without being named."""
        key = key_of(request.GET.get("tep", ""))
        if not may_edit(signed_in(request), directive):
            return None
        files = directive.files.select_related("directive__held_by").order_by("pk")
        if key is not None:
            return files.filter(pk=key).first()
        return files.first() if files and files[0].directive.state == Directive.State.UNCONFIRMED else None

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        directive: Directive | None = kwargs.get("obj")
        if kwargs.get("add"):
            context["start_form"] = start_form(signed_in(request))
        file = self._file_beside(request, directive) if directive is not None else None
        if file is not None:
            fields = context["adminform"].form.fields
            stored = DirectiveFile.objects.select_related("directive__held_by").get(pk=file.pk)
            said = said_by(stored)
            for one in said:
                if one.name in fields:
                    fields[one.name].help_text = format_html(
                        '{} <span class="from-file">Trong tệp: “{}” – đọc là: {}.</span>',
                        fields[one.name].help_text,
                        one.snippet,
                        one.shown,
                    )
            context["file_beside"] = file
            context["page_beside"] = is_scan(file)
            context["nothing_read"] = not is_scan(file) and not said
        answer: HttpResponse = super().render_change_form(request, context, **kwargs)  # type: ignore[misc]
        return answer

    # --- Proposals -------------------------------------------------------------------------------------------------

    def after_upload(self, request: HttpRequest, directive: Directive) -> HttpResponse | None:
        """After a save that added files: the page of proposals, where a file says something else than the fields."""
        if {"_continue", "_addanother", "_saveasnew", "_popup"} & set(request.POST):
            return None
        for file in getattr(directive, "added_files", ()):
            stored = DirectiveFile.objects.select_related("directive__held_by").get(pk=file.pk)
            if proposals_for(stored):
                return HttpResponseRedirect(proposals_address(stored))
        return None

    def _file_to_edit(self, request: HttpRequest, key: int, file_key: int) -> DirectiveFile:
        """The file; 403 for who keeps no records, 404 for what one does not see, 403 for what one may only read."""
        if not self.has_change_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        user = signed_in(request)
        rows = DirectiveFile.objects.filter(directive__in=Directive.objects.visible_to(user))
        file: DirectiveFile = get_object_or_404(
            rows.select_related("directive__held_by", "directive__kind", "directive__register"),
            pk=file_key,
            directive=key,
        )
        if not may_edit(user, file.directive):
            raise PermissionDenied
        return file

    def proposals_view(self, request: HttpRequest, key: int, file_key: int) -> HttpResponse:
        """What a file says, each beside its snippet; only what is ticked is taken."""
        file = self._file_to_edit(request, key, file_key)
        if is_scan(file):
            return HttpResponseRedirect(change_address(file))
        directive = file.directive
        found = proposals_for(file)
        if request.method == "POST":
            taken = [one for one in found if one.token in request.POST.getlist(f"lay_{one.name}")]
            return self._take(request, file, taken)
        context = {
            **self.admin_site.each_context(request),
            "title": "Đề xuất từ tệp",
            "opts": self.opts,
            "directive": directive,
            "file": file,
            "rows": [(one, shown_value(one.name, getattr(directive, one.name))) for one in found],
        }
        return TemplateResponse(request, "admin/directives/directive/proposals.html", context)

    @transaction.atomic
    def _take(self, request: HttpRequest, file: DirectiveFile, taken: list[FieldProposal]) -> HttpResponse:
        directive = file.directive
        again = HttpResponseRedirect(proposals_address(file))
        stored = Directive.objects.select_for_update().only("version").get(pk=directive.pk)
        if not taken:
            messages.warning(request, "Đồng chí chưa chọn đề xuất nào. Văn bản giữ nguyên.")
            return again
        if request.POST.get("version_seen") != str(stored.version):
            messages.error(request, "Có người vừa sửa văn bản này. Đồng chí xem lại các đề xuất rồi lấy lần nữa.")
            return again
        for one in taken:
            setattr(directive, one.name, one.value)
        try:
            directive.full_clean(exclude=["citing_text", "body", "subject"])
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return again
        services.update_directive(actor=signed_in(request), directive=directive, changed=[one.name for one in taken])
        messages.success(request, f"Đã lấy {len(taken)} đề xuất từ tệp.")
        return redirect("admin:directives_directive_change", directive.pk)

    def page_view(self, request: HttpRequest, key: int, file_key: int) -> HttpResponse:
        """The first page as a picture."""
        file = self._file_to_edit(request, key, file_key)
        show = page_showers.get(PurePosixPath(file.name).suffix.lower())
        if show is None:
            raise Http404
        try:
            with default_storage.open(str(file.file.name)) as stored:
                picture = show(stored.read())
        except (NoPicture, FileNotFoundError):
            raise Http404 from None
        return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, no-store"})
