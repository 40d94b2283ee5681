"""The list as a spreadsheet: what is on the page, all pages of it, nothing one may not see."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cadre_portal.file_names import content_disposition
from cadre_portal.table_export import TYPES, export_table
from directives.search.find import search
from directives.views.listing import Asked, read_request
from organizations.log import record_taken
from organizations.models import AccessLog
from organizations.signin.idle import takes_out

# More rows than this are a backup, not a list.
EXPORT_LIMIT = 5000
_COLUMNS = (
    ("Số ký hiệu", 20),
    ("Loại văn bản", 18),
    ("Ngày ban hành", 14),
    ("Trích yếu", 80),
    ("Cơ quan ban hành", 40),
    ("Người ký", 24),
    ("Hiệu lực từ", 14),
    ("Hết hiệu lực", 14),
)


@takes_out
@require_safe
def directive_export(request: HttpRequest, form: str) -> HttpResponse:
    if form not in TYPES:
        raise Http404
    asked = read_request(request)
    rows = list(_rows(asked))
    content = export_table(form, "Văn bản", _COLUMNS, rows)
    record_taken(AccessLog.Action.EXPORT, actor=asked.user, label="Danh sách văn bản", request=request, rows=len(rows))
    response = HttpResponse(content, content_type=TYPES[form])
    response.headers["Content-Disposition"] = content_disposition(f"Danh sách văn bản.{form}")
    return response


def _rows(asked: Asked) -> Iterator[tuple[str, ...]]:
    results = search(user=asked.user, question=asked.question, base=asked.base, size=EXPORT_LIMIT, sort=asked.sort)
    for row in (hit.directive for hit in results.hits):
        yield (
            row.number,
            row.kind.name if row.kind else "",
            f"{row.issued_on:%d/%m/%Y}" if row.issued_on else "",
            row.subject,
            row.issuer_label,
            row.signer,
            f"{row.effective_on:%d/%m/%Y}" if row.effective_on else "",
            f"{row.expires_on:%d/%m/%Y}" if row.expires_on else "",
        )
