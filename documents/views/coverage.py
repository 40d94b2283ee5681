"""Tình hình nhận tài liệu: who has an issue and who lacks it, for the office and the coordinators; reminding; paper."""

import io
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from openpyxl import Workbook

from cadre_portal.file_names import content_disposition
from documents.access import OFFICE_ROLES
from documents.addresses import addresses_of, file_stem
from documents.models import Edition, Outbox
from documents.services.coverage import Coverage, Day, Group, Receipt, coverage_of, covered_deliveries, days_of
from documents.services.paper import hand_over, take_back
from documents.services.reading import edition_to_read, refuse_withdrawn, spot_of
from documents.services.reminding import CannotRemind, message_text, remind
from documents.views.ticking import may_tick_paper, tick_places
from organizations.access import may_manage
from organizations.current import signed_in
from organizations.log import record_taken
from organizations.models import AccessLog, User
from organizations.roles import Role
from organizations.signin.idle import takes_out

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The chart in units of its own; the page scales it.
_CHART_WIDTH, _CHART_HEIGHT = 600, 150
_WIDEST_DAY = 60
_SHEET_HEADINGS = (
    "Nơi nhận",
    "Tính là",
    "Trực thuộc",
    "Kênh nhận",
    "Số bản giấy",
    "Tình trạng",
    "Mở lúc",
    "Báo nhận lúc",
    "Giao bản giấy lúc",
    "Nhắc lúc",
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A day of the chart: places and heights in its units."""

    day: Day
    x: float
    width: float
    received_y: float
    received_height: float
    opened_y: float
    opened_height: float


def _bars(days: list[Day], total: int) -> list[Bar]:
    step = min(_CHART_WIDTH / len(days), _WIDEST_DAY)
    scale = _CHART_HEIGHT / max(total, 1)

    def bar(place: int, day: Day) -> Bar:
        received, opened = day.received * scale, max(day.opened - day.received, 0) * scale
        return Bar(
            day,
            round(place * step + step * 0.1, 1),
            round(step * 0.8, 1),
            round(_CHART_HEIGHT - received, 1),
            round(received, 1),
            round(_CHART_HEIGHT - received - opened, 1),
            round(opened, 1),
        )

    return [bar(place, day) for place, day in enumerate(days)]


def _edition_and_coverage(
    request: HttpRequest, place: tuple[int, int, int, int | None, int | None]
) -> tuple[User, Edition, Coverage]:
    """The edition and what the person may know of it. Raises Http404, PermissionDenied."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(*place))
    refuse_withdrawn(edition)
    if not user.reach.has_any((*OFFICE_ROLES, Role.COORDINATOR)):
        raise PermissionDenied
    return user, edition, coverage_of(covered_deliveries(user, edition), edition)


def _group_message(message: str, group: Group | None) -> str:
    """The message to a base's own group, naming the cells that lack the issue; "" where none does."""
    lacking = [row.name for row in group.lacking] if group is not None else []
    return f"{message}\n\nChưa báo đã nhận: {', '.join(lacking)}." if lacking else ""


@require_safe
def bulletin_coverage(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """The groups, one of them open (``?nhom=``), the chart, the message to copy."""
    user, edition, coverage = _edition_and_coverage(request, (publisher, year, month, series, number))
    wanted = request.GET.get("nhom", "")
    opened = next((group for group in coverage.groups if group.key == wanted), None)
    if opened is None and len(coverage.groups) == 1:
        opened = coverage.groups[0]
    days = days_of(coverage, edition, timezone.localdate())
    message = message_text(edition)
    context = {
        "edition": edition,
        "coverage": coverage,
        "opened": opened,
        "bars": _bars(days, coverage.total),
        "chart": {"width": _CHART_WIDTH, "height": _CHART_HEIGHT},
        "message": message,
        "group_message": _group_message(message, opened),
        "mails": _mails(user, edition),
        "mails_address": _mails_address(user, edition),
        "administers": may_manage(user, edition.publisher),
        "may_hand_over": may_tick_paper(user),
        "addresses": addresses_of(edition, number=number),
    }
    return render(request, "documents/bulletin_coverage.html", context)


def _mails(user: User, edition: Edition) -> list[tuple[str, int]]:
    """How many messages are in which state, for the office: (word, number), none where no message was written."""
    if not user.reach.has_any(OFFICE_ROLES):
        return []
    counts = edition.messages.order_by().values_list("state").annotate(Count("pk"))
    return [(str(Outbox.State(state).label), count) for state, count in sorted(counts)]


def _mails_address(user: User, edition: Edition) -> str:
    """The list of each message with its person, state and error, for the publisher's own desk; "" for others."""
    if not user.reach.everything and edition.publisher.path not in user.reach.desk_paths(*OFFICE_ROLES):
        return ""
    return f"{reverse('admin:documents_outbox_changelist')}?edition__id__exact={edition.pk}"


@require_safe
def bulletin_coverage_print(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """The list for the standing committee: numbers by base, and those who lack the issue by name."""
    _, edition, coverage = _edition_and_coverage(request, (publisher, year, month, series, number))
    context = {
        "edition": edition,
        "coverage": coverage,
        "today": timezone.localdate(),
        "addresses": addresses_of(edition, number=number),
    }
    return render(request, "documents/bulletin_coverage_print.html", context)


@takes_out
@require_safe
def bulletin_coverage_xlsx(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    user, edition, coverage = _edition_and_coverage(request, (publisher, year, month, series, number))
    record_taken(
        AccessLog.Action.EXPORT,
        actor=user,
        organization=edition.publisher_id,
        target=edition,
        request=request,
        rows=len(coverage.receipts),
    )
    response = HttpResponse(_sheet(coverage), content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition(f"Tình hình nhận - {file_stem(edition)}.xlsx")
    return response


def _sheet(coverage: Coverage) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Tình hình nhận")
    for column, width in zip("ABCDEFGHIJ", (40, 10, 40, 16, 12, 12, 18, 18, 18, 18), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    sheet.append(_SHEET_HEADINGS)
    for row in coverage.receipts:
        sheet.append(_sheet_row(row))
    sums = book.create_sheet("Cộng")
    sums.column_dimensions["A"].width = 40
    sums.append(("", "Số nơi", "Đã nhận"))
    sums.append(("Chi bộ", coverage.total, coverage.received))
    sums.append(("Cấp ủy (không tính vào số chi bộ)", len(coverage.committees), coverage.committees_received))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_row(row: Receipt) -> list[object]:
    moments = (row.opened_at, row.acknowledged_at, row.on_paper_at, row.reminded_at)
    # A spreadsheet knows no time zones.
    local = [timezone.localtime(at).replace(tzinfo=None, microsecond=0) if at else None for at in moments]
    return [_plain(row.name), row.counted_as, _plain(row.ancestry), row.road_label, row.paper_copies, row.state, *local]


def _plain(text: str) -> str:
    """A cell that begins with one of these signs would be run as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


@require_POST
def bulletin_coverage_remind(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """One press reminds all who lack it; pressed again the same day it reminds nobody twice."""
    user, edition, _ = _edition_and_coverage(request, (publisher, year, month, series, number))
    try:
        reminded = remind(actor=user, edition=edition)
    except CannotRemind as error:
        messages.error(request, str(error))
        return redirect(addresses_of(edition, number=number)["coverage"])
    if not reminded.total:
        messages.info(request, "Những nơi chưa nhận đều đã được nhắc hôm nay. Mỗi ngày chỉ nhắc một lần.")
    else:
        parts = []
        if reminded.by_mail:
            parts.append(f"{len(reminded.by_mail)} nơi nhận thư điện tử: {_mails_written(reminded.mails)}")
        if reminded.by_zalo:
            parts.append(f"{len(reminded.by_zalo)} nơi dùng Zalo: đồng chí chép tin nhắn ở cuối trang")
        if reminded.by_paper:
            parts.append(f"{len(reminded.by_paper)} nơi nhận bản giấy: xem danh sách giao bản giấy")
        messages.success(request, f"Đã ghi nhắc {reminded.total} nơi: {'; '.join(parts)}.")
    return redirect(addresses_of(edition, number=number)["coverage"])


def _mails_written(count: int) -> str:
    """What became of the mails of one press: none where no address is known, or all were reminded today for another place."""
    return f"đã xếp {count} thư để gửi" if count else "không có thư nào, vì chưa ghi địa chỉ hoặc hôm nay đã nhắc"


@require_http_methods(["GET", "POST"])
def bulletin_coverage_paper(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """The list to hand copies over, with a column to sign in; ticking one or many as handed over, or not."""
    user, edition, coverage = _edition_and_coverage(request, (publisher, year, month, series, number))
    addresses = addresses_of(edition, number=number)
    if request.method == "POST":
        tick_places(
            request,
            user,
            tick=lambda keys: hand_over(actor=user, edition=edition, delivery_keys=keys),
            untick=lambda keys: take_back(actor=user, edition=edition, delivery_keys=keys),
            ticked="Đã ghi giao bản giấy cho {count} nơi.",
        )
        return redirect(addresses["coverage_paper"])
    context = {
        "edition": edition,
        "coverage": coverage,
        "groups": [group for group in coverage.groups if group.paper],
        "may_tick": may_tick_paper(user),
        "addresses": addresses,
    }
    return render(request, "documents/bulletin_coverage_paper.html", context)
