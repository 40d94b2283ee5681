"""Cells with their officers: who is missing, who never signed in, and the slips that let them in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadre_portal.file_names import content_disposition
from cadre_portal.text import key_of, person_sort_key
from organizations import services
from organizations.access import OFFICE_OF_CELLS, looked_after, slip_holders
from organizations.cell_import import brought_in
from organizations.current import signed_in
from organizations.models import AccessLog, Membership, Organization, OrganizationType, User
from organizations.roles import OFFICER_ROLES, Role
from organizations.services.slip_printing import MOST_SLIPS, print_slips
from organizations.signin.lockout import locked_among
from organizations.signin.sessions import is_dormant
from organizations.slip_sheet import CannotSetSlips

_PAGE = 50
NO_SECRETARY, NEVER_IN, JUST_IN = "chua-co-bi-thu", "chua-dang-nhap", "vua-nhap"


def require_office(request: HttpRequest) -> User:
    """The signed-in person, who looks after cells somewhere. Raises PermissionDenied."""
    user = signed_in(request)
    if not user.reach.has_any(OFFICE_OF_CELLS):
        raise PermissionDenied
    return user


@dataclass(slots=True)
class CellLine:
    """A cell or base as the list shows it. ``officers``: secretary first, then deputies by given name."""

    organization: Organization
    above: str
    officers: list[Membership]

    @property
    def is_cell(self) -> bool:
        """A cell, or a base that is a cell itself: somebody must lead it."""
        row = self.organization
        # What is to come gets its parts on its day.
        is_to_get_parts = self.begins_on is not None and row.type.level != OrganizationType.Level.CELL
        return bool(row.numchild == 0) and not is_to_get_parts

    @property
    def begins_on(self) -> date | None:
        """From when on the body exists, where that is still to come."""
        first = self.organization.valid_from
        return first if first is not None and first > timezone.localdate() else None

    @property
    def has_secretary(self) -> bool:
        return any(row.role == Role.SECRETARY for row in self.officers)


def _officers() -> "QuerySet[Membership]":
    today = timezone.localdate()
    rows: QuerySet[Membership] = Membership.objects.in_force(today).filter(role__in=OFFICER_ROLES, user__is_active=True)
    return rows


def cells_without_secretary(user: User) -> "QuerySet[Organization]":
    """Cells (and bases without cells) in the person's care that nobody leads today."""
    led = _officers().filter(role=Role.SECRETARY, organization=OuterRef("pk"))
    # A base with cells below it has officers of its own, whom the portal needs not know.
    living = looked_after(Organization.objects.all(), user).valid_on(timezone.localdate())
    rows: QuerySet[Organization] = living.filter(numchild=0).exclude(Exists(led))
    return rows


def officers_never_in(user: User) -> "QuerySet[User]":
    """Officers in the person's care who have never signed in."""
    own = looked_after(Organization.objects.all(), user).order_by().values("pk")
    keys = _officers().filter(organization__in=own).order_by().values("user")
    rows: QuerySet[User] = User.objects.active().filter(pk__in=keys, last_login__isnull=True)
    return rows


def _import_asked(user: User, data: Any) -> AccessLog | None:
    """The import whose people are meant (``loc``, ``dot``): one of the person's own."""
    key = key_of(data.get("dot", "")) if data.get("loc") == JUST_IN else None
    if key is None:
        return None
    rows = AccessLog.objects.filter(pk=key, action=AccessLog.Action.IMPORT, actor=user).select_related("organization")
    return next((row for row in rows if row.detail.get("first_role")), None)


def _just_brought_in(row: AccessLog) -> "QuerySet[Membership]":
    """The roles of an import, of those who have not come in yet: they wait for a slip."""
    return brought_in(row).filter(user__is_active=True, user__last_login__isnull=True).order_by()


def _lines(rows: list[Organization]) -> list[CellLine]:
    """The cells of a page with their officers (of bodies to come: those named for them) and the names above: two queries,
    three where a body is to come."""
    held: dict[int, list[Membership]] = {}
    for row in _officers().filter(organization__in=rows).select_related("user"):
        held.setdefault(row.organization_id, []).append(row)
    today = timezone.localdate()
    to_come = [row for row in rows if row.valid_from is not None and row.valid_from > today]
    if to_come:
        named = Membership.objects.filter(organization__in=to_come, role__in=OFFICER_ROLES, starts_on__gt=today)
        for row in named.filter(state=Membership.State.CONFIRMED, user__is_active=True).select_related("user"):
            held.setdefault(row.organization_id, []).append(row)
    step = Organization.steplen
    above = Organization.objects.filter(path__in={row.path[:-step] for row in rows})
    names = {row.path: row.label for row in above}

    def order(row: Membership) -> tuple[Any, ...]:
        return row.role != Role.SECRETARY, person_sort_key(row.user.full_name)

    return [CellLine(row, names.get(row.path[:-step], ""), sorted(held.get(row.pk, []), key=order)) for row in rows]


@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """Cells with their officers (``?loc=``: without a secretary, never signed in, or just brought in; ``?tim=``: by a name)."""
    user = require_office(request)
    rows = looked_after(Organization.objects.all(), user).valid_on(timezone.localdate())
    total = rows.count()
    if not request.GET.get("loc"):
        # What is decided for a later day is listed too: its people are named beforehand.
        rows = looked_after(Organization.objects.all(), user).living_or_to_come(timezone.localdate())
    brought = _import_asked(user, request.GET)
    wanted, typed = request.GET.get("loc", ""), request.GET.get("tim", "").strip()[:100]
    never_in = officers_never_in(user)
    lacking = cells_without_secretary(user)
    if wanted == NO_SECRETARY:
        rows = rows.filter(pk__in=lacking.order_by().values("pk"))
    elif wanted == NEVER_IN:
        # Asked of the memberships themselves: rows within rows within rows take a planner without figures, as on the first
        # day after an import, through every pair of them.
        waiting = _officers().filter(user__last_login__isnull=True)
        rows = rows.filter(pk__in=waiting.order_by().values("organization"))
    elif brought is not None:
        rows = rows.filter(pk__in=_just_brought_in(brought).values("organization"))
    if typed:
        named = _officers().filter(user__name_folded__icontains=typed).order_by().values("organization")
        rows = rows.filter(Q(name_folded__icontains=typed) | Q(pk__in=named))
    page = Paginator(rows.order_by("path"), _PAGE).get_page(request.GET.get("trang"))
    page.object_list = _lines(list(page.object_list))
    proposed = Membership.objects.filter(state=Membership.State.PROPOSED, organization__type__receives=True)
    if not user.reach.everything:
        proposed = proposed.filter(organization__in=looked_after(Organization.objects.all(), user).values("pk"))
    people = [officer.user for line in page.object_list for officer in line.officers]
    locked, now = locked_among(person.username for person in people), timezone.now()
    context = {
        # Who never came in waits for a slip, not for being woken.
        "asleep": {person.pk for person in people if person.last_login is not None and is_dormant(person, now)},
        "locked": {person.pk for person in people if person.username in locked},
        "page": page,
        "wanted": wanted,
        "typed": typed,
        "total": total,
        "lacking": lacking.count(),
        "never_in": never_in.count(),
        "brought": brought,
        "just_in": _just_brought_in(brought).values("user").distinct().count() if brought is not None else 0,
        "proposed": proposed.select_related("user", "organization").order_by("starts_on", "pk")[:50],
        "administers": user.reach.has_any([Role.ADMINISTRATOR]),
    }
    return render(request, "organizations/people_list.html", context)


@require_POST
def account_reopen(request: HttpRequest) -> HttpResponse:
    """One press lets a person in again who slept too long or mistyped too often (``nguoi``)."""
    user = require_office(request)
    keys = read_keys(request.POST.getlist("nguoi"))[:1]
    person = slip_holders(User.objects.all(), user).filter(pk__in=keys).first()
    if person is None:
        messages.error(request, "Người này không thuộc phạm vi của đồng chí. Đồng chí báo quản trị cấp trên.")
        return redirect("organizations:people_list")
    services.reopen_account(actor=user, user=person)
    services.unlock_account(actor=user, user=person)
    messages.success(request, f"Đã mở lại cho {person}. Mật khẩu, mã PIN của người này dùng như cũ.")
    return redirect("organizations:people_list")


# --- Slips ----------------------------------------------------------------------------------------------------------


def read_keys(values: list[str]) -> list[int]:
    """Keys as a form posts them; what is no key is left out."""
    return [key for key in map(key_of, values) if key is not None]


def _chosen(user: User, data: Any) -> list[User]:
    """People named (``nguoi``), or all who never signed in, of all or of an import (``loc``, ``dot``), whom this person may hand
    slips; by given name."""
    rows = slip_holders(User.objects.all(), user)
    brought = _import_asked(user, data)
    if brought is not None:
        rows = rows.filter(pk__in=_just_brought_in(brought).values("user"))
    elif data.get("loc") == NEVER_IN:
        rows = rows.filter(pk__in=officers_never_in(user).order_by().values("pk"))
    else:
        rows = rows.filter(pk__in=read_keys(data.getlist("nguoi"))[: MOST_SLIPS + 1])
    return sorted(rows, key=lambda person: person_sort_key(person.full_name))


@require_http_methods(["GET", "POST"])
def slip_print(request: HttpRequest) -> HttpResponse:
    """Whose slips are to be printed, then (POST) the PDF with new codes: the only place where they stand in clear."""
    user = require_office(request)
    people = _chosen(user, request.GET if request.method == "GET" else request.POST)
    if not people:
        messages.error(
            request,
            "Chưa chọn được ai để in phiếu. Đồng chí đánh dấu bí thư, phó bí thư trong phạm vi của mình; "
            "người giữ vai trò khác thì do quản trị cấp phiếu.",
        )
        return redirect("organizations:people_list")
    if request.method == "POST":
        # The address that the reader's phone is to open: the one set, else the one this page was asked at.
        portal = settings.PORTAL_ADDRESS or request.build_absolute_uri("/")
        try:
            content = print_slips(actor=user, users=people, portal=portal, now=timezone.now())
        except (services.Refusal, CannotSetSlips) as refusal:
            messages.error(request, str(refusal))
            return redirect("organizations:people_list")
        response = HttpResponse(content, content_type="application/pdf")
        name = f"Phiếu đăng nhập {timezone.localtime():%d-%m-%Y %Hh%M}.pdf"
        response.headers["Content-Disposition"] = content_disposition(name)
        return response
    context = {
        "people": people,
        "sheets": (len(people) + 7) // 8,
        "most": MOST_SLIPS,
        "by_filter": request.GET.get("loc", "") in {NEVER_IN, JUST_IN},
        "filter": request.GET.get("loc", ""),
        "brought": _import_asked(user, request.GET),
    }
    return render(request, "organizations/slip_print.html", context)
