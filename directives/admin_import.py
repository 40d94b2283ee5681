"""The admin's page on which a whole register is brought in; it is sent piece by piece, so that one sees how far it is."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models.options import Options
from django.forms import ModelChoiceField
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from cadre_portal.table_import import UnusableTable
from directives.admin_files import holders_for
from directives.forms import RegisterImportForm
from directives.models import Directive
from directives.register_import import ImportReport, ImportStep, importing
from directives.register_reading import read_table
from organizations.current import signed_in
from organizations.models import User

# Where the progress and then the report go in the page.
_HERE = "<!-- tien-do -->"


class RegisterImportMixin:
    """For the admin of directives."""

    admin_site: AdminSite
    opts: "Options[Directive]"

    def get_urls(self) -> list[URLPattern]:
        view = require_http_methods(["GET", "POST"])(self.import_view)
        urls: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        return [path("nhap-so/", self.admin_site.admin_view(view), name="directives_directive_import"), *urls]

    def import_view(self, request: HttpRequest) -> HttpResponseBase:
        """Bring a register in from a file; a trial run first, unless told otherwise."""
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        user = signed_in(request)
        form = RegisterImportForm(request.POST or None, request.FILES or None)
        holder = form.fields["held_by"]
        assert isinstance(holder, ModelChoiceField)  # noqa: S101 - declared so
        holder.queryset = holders_for(user)
        holder.initial = holders_for(user).first()
        if request.method == "POST" and form.is_valid():
            answer = self._bring(request, form, user)
            if answer is not None:
                return answer
        return TemplateResponse(request, "admin/directives/directive/import.html", self._context(request, form))

    def _context(self, request: HttpRequest, form: RegisterImportForm, **more: Any) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": "Nhập sổ văn bản",
            "opts": self.opts,
            "form": form,
            **more,
        }

    def _bring(self, request: HttpRequest, form: RegisterImportForm, user: User) -> HttpResponseBase | None:
        """The page that shows the import while it runs; None where the file is no table (the form says why)."""
        copy = NamedTemporaryFile()  # noqa: SIM115 - it lives until the page is sent
        for piece in form.cleaned_data["file"].chunks():
            copy.write(piece)
        copy.flush()
        try:
            with closing(read_table(Path(copy.name))) as lines:
                next(lines, None)
        except UnusableTable as refusal:
            copy.close()
            form.add_error("file", str(refusal))
            return None
        page = render_to_string(
            "admin/directives/directive/import.html", self._context(request, form, runs=True), request=request
        )
        answer = StreamingHttpResponse(
            _pieces(page, copy, user=user, data=form.cleaned_data), content_type="text/html; charset=utf-8"
        )
        # A server in between would keep the pieces back until the page is whole.
        answer.headers["X-Accel-Buffering"] = "no"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


def _pieces(page: str, copy: Any, *, user: User, data: dict[str, Any]) -> Iterator[str]:
    """The page up to the progress, every step, the report, and the rest. Where nobody waits for it any more, nothing is
    written."""
    before, _, after = page.partition(_HERE)
    is_trial = data["is_trial"]
    with copy:
        yield before
        steps = importing(
            Path(copy.name),
            actor=user,
            held_by=data["held_by"],
            is_trial=is_trial,
            create_issuers=data["create_issuers"],
        )
        report: ImportReport | None = None
        refusal = ""
        with closing(steps):
            while report is None and not refusal:
                try:
                    yield _shown(next(steps))
                except StopIteration as end:
                    report = end.value
                except UnusableTable as error:
                    refusal = str(error)
    context = {"report": report, "refusal": refusal, "is_trial": is_trial}
    yield render_to_string("admin/directives/directive/_import_report.html", context)
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
