"""The admin's page on which a whole register is brought in; it is sent piece by piece, so that one sees how far it is."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models.options import Options
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadre_portal.file_names import content_disposition
from cadre_portal.table_import import UnusableTable
from directives.admin_files import holders_for, issuers_for
from directives.forms import RegisterImportForm
from directives.kept_registers import KeptRegister, keep_register, kept_register, taken_register
from directives.models import Directive
from directives.register_import import Chosen, ImportReport, ImportStep, importing
from directives.register_template import register_template
from organizations.current import signed_in
from organizations.models import Organization, User

# Where the progress and then the report go in the page.
_HERE = "<!-- tien-do -->"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over a file: whose, into whose register, how; ``name``: the file's, as it was chosen."""

    user: User
    held_by: Organization
    create_issuers: bool
    is_trial: bool
    name: str
    chosen: Chosen


class RegisterImportMixin:
    """For the admin of directives."""

    admin_site: AdminSite
    opts: "Options[Directive]"

    def get_urls(self) -> list[URLPattern]:
        name = "directives_directive_import"
        own = [
            path("nhap-so/", self._guarded(require_http_methods(["GET", "POST"]), self.import_view), name=name),
            path("nhap-so/ghi/", self._guarded(require_POST, self.write_view), name=f"{name}_write"),
            path("nhap-so/tep-mau/", self._guarded(require_safe, self.template_view), name=f"{name}_template"),
        ]
        urls: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        return [*own, *urls]

    def _guarded(self, method: Any, view: Any) -> Any:
        """Only for who may add directives."""

        def guarded(request: HttpRequest) -> HttpResponseBase:
            if not self.has_add_permission(request):  # type: ignore[attr-defined]
                raise PermissionDenied
            answer: HttpResponseBase = view(request)
            return answer

        return self.admin_site.admin_view(method(guarded))

    def import_view(self, request: HttpRequest) -> HttpResponseBase:
        """Bring a register in from a file; a trial run first, unless told otherwise."""
        user = signed_in(request)
        form = RegisterImportForm(request.POST or None, request.FILES or None)
        holder = form.fields["held_by"]
        assert isinstance(holder, ModelChoiceField)  # noqa: S101 - declared so
        holder.queryset = holders_for(user)
        holder.initial = holders_for(user).first()
        issuer = form.fields["issuer"]
        assert isinstance(issuer, ModelChoiceField)  # noqa: S101 - declared so
        issuer.queryset = issuers_for(user)
        if request.method == "POST" and form.is_valid():
            answer = self._bring(request, form, user)
            if answer is not None:
                return answer
        return TemplateResponse(request, "admin/directives/directive/import.html", self._context(request, form))

    def write_view(self, request: HttpRequest) -> HttpResponseBase:
        """Write what the person has just had checked, as it was checked."""
        user = signed_in(request)
        token = request.POST.get("tep", "")
        kept = kept_register(user, token, now=timezone.now())
        held_by = holders_for(user).filter(pk=kept.held_by).first() if kept is not None else None
        with ExitStack() as stack:
            copy = stack.enter_context(taken_register(user, token)) if kept is not None and held_by else None
            if kept is None or held_by is None or copy is None:
                messages.warning(
                    request, "Tệp đã kiểm tra không còn: đã ghi rồi, hoặc đã quá một giờ. Đồng chí chọn lại tệp."
                )
                return redirect("admin:directives_directive_import")
            issuer = Organization.objects.filter(pk=kept.issuer).first() if kept.issuer else None
            chosen = Chosen(issuer, kept.sheet)
            run = _Run(user, held_by, kept.create_issuers, is_trial=False, name=kept.name, chosen=chosen)
            return self._running(request, run, copy, stack.pop_all())

    def template_view(self, request: HttpRequest) -> HttpResponse:
        """The empty sheet."""
        response = HttpResponse(register_template(), content_type=XLSX)
        response.headers["Content-Disposition"] = content_disposition("Mẫu nhập sổ văn bản.xlsx")
        return response

    def _context(self, request: HttpRequest, form: RegisterImportForm | None, **more: Any) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": "Nhập sổ văn bản",
            "opts": self.opts,
            "form": form,
            **more,
        }

    def _bring(self, request: HttpRequest, form: RegisterImportForm, user: User) -> HttpResponseBase | None:
        """The page that shows the import while it runs; None where the file is no table (the form says why)."""
        with ExitStack() as stack:
            upload = form.cleaned_data["file"]
            copy = stack.enter_context(NamedTemporaryFile(delete=False))
            stack.callback(Path(copy.name).unlink, missing_ok=True)
            for piece in upload.chunks():
                copy.write(piece)
            copy.flush()
            data = form.cleaned_data
            chosen = Chosen(data["issuer"], data["sheet"])
            try:
                with closing(chosen.rows_of(Path(copy.name))) as lines:
                    next(lines, None)
            except UnusableTable as refusal:
                form.add_error("file", str(refusal))
                return None
            run = _Run(user, data["held_by"], data["create_issuers"], data["is_trial"], upload.name, chosen)
            return self._running(request, run, Path(copy.name), stack.pop_all())

    def _running(self, request: HttpRequest, run: _Run, file: Path, held: ExitStack) -> HttpResponseBase:
        """The page that shows the run; ``held`` keeps the file until the page is sent."""
        page = render_to_string(
            "admin/directives/directive/import.html",
            self._context(request, None, runs=True, name=run.name),
            request=request,
        )
        answer = StreamingHttpResponse(_pieces(request, page, file, run, held), content_type="text/html; charset=utf-8")
        # A server in between would keep the pieces back until the page is whole.
        answer.headers["X-Accel-Buffering"] = "no"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


def _pieces(request: HttpRequest, page: str, file: Path, run: _Run, held: ExitStack) -> Iterator[str]:
    """The page up to the progress, every step, the report, and the rest. Where nobody waits for it any more, nothing is
    written."""
    before, _, after = page.partition(_HERE)
    report: ImportReport | None = None
    refusal = token = ""
    with held:
        yield before
        steps = importing(
            file,
            actor=run.user,
            held_by=run.held_by,
            is_trial=run.is_trial,
            create_issuers=run.create_issuers,
            chosen=run.chosen,
        )
        with closing(steps):
            while report is None and not refusal:
                try:
                    yield _shown(next(steps))
                except StopIteration as end:
                    report = end.value
                except UnusableTable as error:
                    refusal = str(error)
        if run.is_trial and report is not None and report.written and not report.refused:
            issuer, sheet = run.chosen.issuer, run.chosen.sheet
            about = KeptRegister(
                run.held_by.pk, run.create_issuers, report.written, run.name[:120], issuer.pk if issuer else None, sheet
            )
            token = keep_register(run.user, file, about, now=timezone.now())
        elif not run.is_trial:
            file.unlink()
    context = {"report": report, "refusal": refusal, "is_trial": run.is_trial, "token": token, "held_by": run.held_by}
    yield render_to_string("admin/directives/directive/_import_report.html", context, request=request)
    yield after


def _shown(step: ImportStep) -> str:
    """A step as a bar of its own: the style sheet lays it over the one before, so no script is needed."""
    if step.total is None:
        return format_html("<p><progress></progress> Đã xem {} dòng.</p>\n", _grouped(step.done))
    return format_html(
        '<p><progress max="{}" value="{}"></progress> {} {}/{} dòng.</p>\n',
        step.total,
        step.done,
        "Đã ghi" if step.is_writing else "Đã chuẩn bị",
        _grouped(step.done),
        _grouped(step.total),
    )


def _grouped(count: int) -> str:
    """100000 as Vietnamese print it: 100.000."""
    return f"{count:,}".replace(",", ".")
