"""The list as a spreadsheet: what is on the page, all pages of it, nothing one may not see."""

import csv
import io
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from openpyxl import Workbook

from cadre_portal.file_names import content_disposition
from directives.models import Directive
from directives.search.find import search
from directives.views.listing import Asked, read_request
from organizations.log import record
from organizations.models import AccessLog

# More rows than this are a backup, not a list.
EXPORT_LIMIT = 5000
HEADINGS = (
    "Số ký hiệu",
    "Loại văn bản",
    "Ngày ban hành",
    "Trích yếu",
    "Cơ quan ban hành",
    "Người ký",
    "Hiệu lực từ",
    "Hết hiệu lực",
)
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
def directive_export(request: HttpRequest, form: str) -> HttpResponse:
    if form not in _TYPES:
        raise Http404
    asked = read_request(request)
    rows = list(_rows(asked))
    content = _csv(rows) if form == "csv" else _xlsx(rows)
    record(AccessLog.Action.EXPORT, actor=asked.user, label="Danh sách văn bản", request=request, rows=len(rows))
    response = HttpResponse(content, content_type=_TYPES[form])
    response.headers["Content-Disposition"] = content_disposition(f"Danh sách văn bản.{form}")
    return response


def _rows(asked: Asked) -> Iterator[tuple[str, ...]]:
    if asked.question.is_empty:
        found: list[Directive] = list(
            asked.base.select_related("kind", "register").defer("body").order_by("-words__place")[:EXPORT_LIMIT]
        )
    else:
        results = search(user=asked.user, question=asked.question, base=asked.base, size=EXPORT_LIMIT, sort=asked.sort)
        found = [hit.directive for hit in results.hits]
    for row in found:
        values = (
            row.number,
            row.kind.name if row.kind else "",
            f"{row.issued_on:%d/%m/%Y}" if row.issued_on else "",
            row.subject,
            row.issuer_label,
            row.signer,
            f"{row.effective_on:%d/%m/%Y}" if row.effective_on else "",
            f"{row.expires_on:%d/%m/%Y}" if row.expires_on else "",
        )
        yield tuple(_harmless(value) for value in values)


def _harmless(value: str) -> str:
    """A cell that begins with one of these signs would be run as a formula."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    # With the mark Excel reads UTF-8 as such.
    return out.getvalue().encode("utf-8-sig")


def _xlsx(rows: list[tuple[str, ...]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Văn bản")
    for column, width in zip("ABCDEFGH", (20, 18, 14, 80, 40, 24, 14, 14), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
