"""The first day: a sheet of cells, looked through first, then brought in."""

import base64
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadre_portal.file_names import content_disposition
from cadre_portal.table_import import UnusableTable
from organizations.cell_import import CellReport, cell_template, import_cells
from organizations.current import signed_in
from organizations.models import User
from organizations.office.forms import LARGEST_CARRIED, CellImportForm
from organizations.office.people import NEVER_IN
from organizations.roles import Role
from organizations.services import NotAllowed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def require_administrator(request: HttpRequest) -> User:
    """The signed-in person, who administers something. Raises PermissionDenied."""
    user = signed_in(request)
    if not user.reach.has_any([Role.ADMINISTRATOR]):
        raise PermissionDenied
    return user


@require_GET
def cell_template_xlsx(request: HttpRequest) -> HttpResponse:
    """The empty sheet."""
    require_administrator(request)
    response = HttpResponse(cell_template(), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition("Mẫu nhập chi bộ.xlsx")
    return response


@require_http_methods(["GET", "POST"])
def cell_import(request: HttpRequest) -> HttpResponse:
    """Look through a sheet; where nothing is refused, the same page offers to write what it found."""
    user = require_administrator(request)
    form = CellImportForm(user, request.POST or None, request.FILES or None)
    report: CellReport | None = None
    carried = ""
    if request.method == "POST" and form.is_valid():
        is_trial = request.POST.get("viec") != "ghi"
        content: bytes = form.cleaned_data["content"]
        try:
            report = _bring(user, form, content, is_trial=is_trial)
        except (UnusableTable, NotAllowed) as refusal:
            form.add_error("file", str(refusal))
        if report is not None and not report.refused:
            if not is_trial:
                messages.success(request, _told(report))
                return redirect(f"{reverse('organizations:people_list')}?loc={NEVER_IN}")
            if len(content) <= LARGEST_CARRIED:
                carried = base64.b64encode(content).decode("ascii")
    context = {"form": form, "report": report, "carried": carried}
    return render(request, "organizations/cell_import.html", context)


def _bring(user: User, form: CellImportForm, content: bytes, *, is_trial: bool) -> CellReport:
    with NamedTemporaryFile() as copy:
        copy.write(content)
        copy.flush()
        return import_cells(
            Path(copy.name),
            actor=user,
            under=form.cleaned_data["under"],
            is_trial=is_trial,
            homonyms=form.cleaned_data["homonyms"],
        )


def _told(report: CellReport) -> str:
    return (
        f"Đã nhập {report.bases} tổ chức cơ sở đảng, {report.cells} chi bộ, {report.secretaries} bí thư. "
        "Việc tiếp theo: in phiếu đăng nhập cho những người chưa đăng nhập lần nào."
    )
