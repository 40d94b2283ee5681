"""Chi bộ của tôi: tasks, meetings, officers and past issues of a cell; the report of a meeting; minutes to fill in."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from activities.kept_photos import KEPT
from cadre_portal.file_names import content_disposition
from directives.tasks import tasks_of
from documents.access import coverage_paths
from documents.addresses import with_addresses
from documents.browsers import is_in_app
from documents.meeting_forms import MeetingForm
from documents.models import Delivery, Edition, EditionEntry, Meeting
from documents.rendering.meeting import MeetingItem
from documents.rendering.minutes import Minutes, render_minutes
from documents.services.marking import mark_for
from documents.services.meeting_paper import meeting_paper
from documents.services.meetings import (
    AlreadyReported,
    ReportedByCell,
    asks_details,
    editions_for,
    is_officer_of,
    may_change_report,
    may_report_for,
    report_meeting,
)
from organizations.access import path_filter
from organizations.current import signed_in
from organizations.models import Lineage, Membership, Organization, User
from organizations.roles import OFFICER_ROLES, Role
from organizations.services import declined_proposals

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# ``?khac`` opens an empty form though this month is reported: a thematic meeting, or another month.
OTHER = "khac"
# ``?bao`` on the way to one's cell leads on to the report of a meeting.
TO_REPORT = "bao"
# How much of the past stands on the page; the archive has the rest.
_MEETINGS, _ISSUES = 12, 12


def _own_cells(user: User) -> list[Organization]:
    own = user.reach.organization_ids(*OFFICER_ROLES) or user.reach.organization_ids()
    return list(Organization.objects.filter(pk__in=own).receivers().select_related("type").order_by("path"))


def _cell(user: User, key: int) -> Organization:
    """A cell or base of the person's, or in the person's part of the tree. Raises Http404."""
    rows = Organization.objects.receivers().select_related("type")
    if not user.reach.everything:
        below = coverage_paths(user)
        rows = rows.filter(Q(pk__in=user.reach.organization_ids()) | (path_filter("path", below)))
    cell: Organization = get_object_or_404(rows, pk=key)
    return cell


@require_safe
def my_cell(request: HttpRequest) -> HttpResponse:
    """The way to one's cell, or with ``?bao`` to the report of its meeting; who leads several chooses."""
    user = signed_in(request)
    cells = _own_cells(user)
    if TO_REPORT in request.GET:
        cells = [cell for cell in cells if may_report_for(user, cell)] or cells
    next_page = "documents:cell_show"
    if TO_REPORT in request.GET and cells and may_report_for(user, cells[0]):
        next_page = "documents:meeting_report"
    if len(cells) == 1:
        return redirect(next_page, cell=cells[0].pk)
    ways = [(cell, reverse(next_page, kwargs={"cell": cell.pk})) for cell in cells]
    return render(request, "documents/my_cell.html", {"ways": ways})


@require_safe
def cell_show(request: HttpRequest, cell: int) -> HttpResponse:
    user = signed_in(request)
    row = _cell(user, cell)
    today = timezone.localdate()
    meetings = Meeting.objects.filter(cell=row).select_related("minutes_picture").prefetch_related("proposals")
    names_deputies = row.pk in user.reach.organization_ids(Role.SECRETARY)
    context = {
        "cell": row,
        "may_report": is_officer_of(user, row),
        "may_report_meeting": may_report_for(user, row),
        "on_behalf": not is_officer_of(user, row),
        "names_deputies": names_deputies,
        "declined": declined_proposals(row) if names_deputies else (),
        "tasks": tasks_of(row, user, today=today),
        "meetings": meetings[:_MEETINGS],
        "officers": Membership.objects.in_force(today)
        .filter(organization=row, role__in=(*OFFICER_ROLES, Role.COORDINATOR))
        .select_related("user")
        .order_by("-role", "starts_on"),
        "issues": with_addresses(_issues_of(row, user)),
        "month": today.replace(day=1),
        "is_in_app": is_in_app(request),
    }
    return render(request, "documents/cell_show.html", context)


def _issues_of(cell: Organization, user: User) -> list[Edition]:
    """The newest issues delivered to the cell or its predecessors, each with ``topics``: its main entries."""
    predecessors = Lineage.objects.filter(organization=cell).values("predecessor")
    delivered = Delivery.objects.filter(Q(organization=cell) | Q(organization__in=predecessors))
    topics = EditionEntry.objects.filter(level=1).only("edition", "number", "heading", "short_title", "position")
    return list(
        Edition.objects.visible_to(user)
        .latest_of_each()
        .not_withdrawn()
        .filter(pk__in=delivered.order_by().values("edition"))
        .select_related("publisher")
        .prefetch_related(Prefetch("entries", topics, to_attr="topics"))
        .defer("content")
        .order_by("-publish_at", "-pk")[:_ISSUES]
    )


@require_http_methods(["GET", "POST"])
def meeting_report(request: HttpRequest, cell: int, key: int | None = None) -> HttpResponse:
    """Report a meeting of the cell, or change the report ``key``."""
    user = signed_in(request)
    row = _cell(user, cell)
    meeting = get_object_or_404(Meeting, cell=row, pk=key) if key is not None else None
    if not (may_report_for(user, row) if meeting is None else may_change_report(user, meeting)):
        raise PermissionDenied
    options: dict[str, Any] = {"user": user, "with_details": asks_details(row), "meeting": meeting}
    if request.method == "GET":
        if meeting is None and OTHER not in request.GET:
            there = Meeting.objects.filter(
                cell=row, kind=Meeting.Kind.MONTHLY, month=timezone.localdate().replace(day=1)
            ).first()
            if there is not None and may_change_report(user, there):
                return redirect("documents:meeting_change", cell=row.pk, key=there.pk)
        form = MeetingForm(initial=_initial(row, meeting), **options)
        return _form_page(request, row, meeting, form)
    form = MeetingForm(request.POST, request.FILES, initial=_initial(row, meeting), **options)
    form.is_valid()
    form.bring_photo(request.POST.getlist(KEPT))
    if form.errors:
        form.keep_photo()
        return _form_page(request, row, meeting, form)
    try:
        report_meeting(actor=user, cell=row, facts=form.facts(), meeting=meeting, picture=form.photo())
    except ReportedByCell as error:
        form.keep_photo()
        form.add_error(None, str(error))
        return _form_page(request, row, meeting, form)
    except AlreadyReported as error:
        form.keep_photo()
        if meeting is not None or not may_change_report(user, error.meeting):
            form.add_error(None, f"{error} Đồng chí chọn lại kỳ sinh hoạt, hoặc sửa báo cáo kia ở trang chi bộ.")
            return _form_page(request, row, meeting, form)
        # The report that is there opens with what was typed; what was left empty says what it said.
        kept = form.kept_picture
        form = MeetingForm(_merged(request, row, error.meeting), **options | {"meeting": error.meeting})
        form.is_valid()
        form.kept_picture = kept
        again = "Báo cáo đã có chưa đổi; đồng chí xem lại các ô dưới đây rồi bấm “Lưu thay đổi”."
        form.add_error(None, f"{error} {again}")
        return _form_page(request, row, error.meeting, form)
    messages.success(request, "Đã ghi buổi sinh hoạt. Cảm ơn đồng chí.")
    return redirect("documents:cell_show", cell=row.pk)


def _initial(cell: Organization, meeting: Meeting | None) -> dict[str, Any]:
    """What the form says at first: the report to be changed, or what was so at the last meeting."""
    if meeting is not None:
        names = (
            "kind",
            "held_on",
            "total",
            "present",
            "place",
            "chair",
            "minute_taker",
            "absent_with_reason",
            "absent_without_reason",
            "exempt",
            "opinions",
        )
        return {name: getattr(meeting, name) for name in names} | {"month": f"{meeting.month:%Y-%m}"}
    initial: dict[str, Any] = {"kind": Meeting.Kind.MONTHLY, "month": f"{timezone.localdate():%Y-%m}"}
    last = Meeting.objects.filter(cell=cell).order_by("-held_on").first()
    if last is not None:
        initial |= {"total": last.total, "place": last.place, "chair": last.chair, "minute_taker": last.minute_taker}
    return initial


def _merged(request: HttpRequest, cell: Organization, meeting: Meeting) -> dict[str, Any]:
    """What was typed, and for what was left empty what the report that is there says."""
    typed = {name: value for name, value in request.POST.items() if str(value).strip()}
    kept = {name: value for name, value in _initial(cell, meeting).items() if value is not None}
    return kept | typed


def _form_page(request: HttpRequest, cell: Organization, meeting: Meeting | None, form: MeetingForm) -> HttpResponse:
    on_behalf = not is_officer_of(signed_in(request), cell)
    context = {"cell": cell, "meeting": meeting, "form": form, "other": OTHER, "on_behalf": on_behalf}
    return render(request, "documents/meeting_report.html", context)


@require_safe
def meeting_minutes_docx(request: HttpRequest, cell: int) -> HttpResponse:
    """Minutes to fill in, from the issues of a month (``?thang=2026-11``, this month without it) and what was reported."""
    user = signed_in(request)
    row = _cell(user, cell)
    month = _month(request.GET.get("thang", ""))
    readable = Edition.objects.visible_to(user).order_by().values("pk")
    items: list[MeetingItem] = []
    news: list[str] = []
    for edition in editions_for(row, month):
        if readable.filter(pk=edition.pk).exists():
            paper = meeting_paper(edition)
            # A Word file carries no mark: where the publisher marks what readers take, it gets the headings alone.
            is_marked = mark_for(user, edition) is not None
            items += [replace(item, tasks=()) for item in paper.items] if is_marked else paper.items
            news += paper.news
    meeting = Meeting.objects.filter(cell=row, month=month, kind=Meeting.Kind.MONTHLY).first()
    above = Organization.objects.filter(path=row.path[:-4]).first()
    known: dict[str, Any] = {}
    if meeting is not None:
        names = ("held_on", "place", "chair", "minute_taker", "total", "present", "opinions")
        known = {name: getattr(meeting, name) for name in names}
        known["proposals"] = list(meeting.proposals.values_list("text", flat=True))
    minutes = Minutes(
        cell=row.name, above=above.name if above else "", month=month, items=tuple(items), news=tuple(news), **known
    )
    response = HttpResponse(render_minutes(minutes, now=timezone.now()), content_type=DOCX)
    name = f"Biên bản {row.label} tháng {month:%m-%Y}.docx"
    response.headers["Content-Disposition"] = content_disposition(name)
    return response


def _month(text: str) -> date:
    """The first day of "2026-11"; of this month where nothing is given. Raises Http404 for anything else."""
    if not text:
        return timezone.localdate().replace(day=1)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404 from error
