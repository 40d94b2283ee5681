"""The first day: a sheet of cells, looked through first, then brought in."""

import base64
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cadre_portal.file_names import content_disposition
from cadre_portal.table_import import UnusableTable
from organizations.cell_import import CellReport, cell_template, import_cells
from organizations.cell_import.reading import PlannedLine
from organizations.current import signed_in
from organizations.models import User
from organizations.office.forms import LARGEST_CARRIED, CellImportForm
from organizations.office.people import JUST_IN, NEVER_IN
from organizations.roles import Role
from organizations.services import NotAllowed

# Of what will be, as much as somebody looks through; remarks are listed in full.
_SHOWN_LINES, _SHOWN_BASES = 20, 100
_LONG = 3000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def require_administrator(request: HttpRequest) -> User:
    """The signed-in person, who administers something. Raises PermissionDenied."""
    user = signed_in(request)
    if not user.reach.has_any([Role.ADMINISTRATOR]):
        raise PermissionDenied
    return user


@require_safe
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
                chosen = f"{JUST_IN}&dot={report.log_row}" if report.log_row else NEVER_IN
                return redirect(f"{reverse('organizations:people_list')}?loc={chosen}")
            if len(content) <= LARGEST_CARRIED:
                carried = base64.b64encode(content).decode("ascii")
    context: dict[str, object] = {"form": form, "report": report, "carried": carried, "preview": _preview(report)}
    # SQLite has one writer at a time: all others wait while these rows are written (docs/operations.md).
    context["is_long"] = report is not None and report.rows >= _LONG and connection.vendor == "sqlite"
    return render(request, "organizations/cell_import.html", context)


@dataclass(slots=True)
class BaseCount:
    """Of a base: cells in the sheet, secretaries named, cells without one."""

    name: str
    cells: int = 0
    people: int = 0
    without: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What a sheet will make: ``lines`` with the remarks on each, those with remarks first; the bases in the order of the sheet; how
    many more of both there are; and whether every remark stands at a line shown."""

    lines: list[tuple[PlannedLine, list[str]]]
    more_lines: int
    bases: list[BaseCount]
    more_bases: int
    tells_all: bool


def _preview(report: CellReport | None) -> Preview | None:
    if report is None or report.refused or not report.lines:
        return None
    remarks: dict[int, list[str]] = {}
    for problem in report.warnings:
        remarks.setdefault(problem.row, []).append(problem.message)
    lines = sorted(report.lines, key=lambda line: line.row not in remarks)
    bases: dict[str, BaseCount] = {}
    for line in report.lines:
        count = bases.setdefault(line.base, BaseCount(line.base or "Trực thuộc"))
        count.cells += bool(line.cell)
        count.people += bool(line.secretary)
        count.without += bool(line.cell) and not line.secretary
    shown = lines[:_SHOWN_LINES]
    return Preview(
        lines=[(line, remarks.get(line.row, [])) for line in shown],
        more_lines=max(len(lines) - _SHOWN_LINES, 0),
        bases=list(bases.values())[:_SHOWN_BASES],
        more_bases=max(len(bases) - _SHOWN_BASES, 0),
        tells_all=set(remarks) <= {line.row for line in shown},
    )


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
        "Việc tiếp theo: in phiếu đăng nhập."
    )
