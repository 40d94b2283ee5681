"""Thay bí thư; deputies proposed by a secretary and confirmed by the publisher or the base."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from cadre_portal.text import person_sort_key
from organizations import services
from organizations.access import looked_after, may_appoint, may_manage
from organizations.current import signed_in
from organizations.models import Membership, Organization
from organizations.office.forms import DeputyForm, SecretaryForm
from organizations.office.people import require_office
from organizations.roles import OFFICER_ROLES, Role


@require_http_methods(["GET", "POST"])
def secretary_change(request: HttpRequest, key: int) -> HttpResponse:
    """The former secretary leaves, the new one comes, and the slip is offered at once: one form."""
    user = require_office(request)
    place: Organization = get_object_or_404(looked_after(Organization.objects.all(), user), pk=key)
    if not may_manage(user, place):
        raise PermissionDenied
    form = SecretaryForm(place, request.POST or None)
    today = timezone.localdate()
    officers = Membership.objects.in_force(today).filter(organization=place, role=Role.SECRETARY).select_related("user")
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data.get("deputy") or form.facts()
        try:
            new = services.change_secretary(actor=user, place=place, person=person, on=form.cleaned_data["on"])
        except services.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{place.name}: bí thư mới là đồng chí {new.full_name}. Đồng chí in phiếu để trao ngay."
            )
            return redirect(f"{reverse('organizations:slip_print')}?{urlencode({'nguoi': new.pk})}")
    context = {"place": place, "form": form, "officers": officers}
    return render(request, "organizations/secretary_change.html", context)


@require_http_methods(["GET", "POST"])
def deputy_propose(request: HttpRequest, key: int) -> HttpResponse:
    """The secretary's page of deputies: who is one, who waits for the answer, and naming another."""
    user = signed_in(request)
    if key not in user.reach.organization_ids(Role.SECRETARY):
        raise Http404
    place = get_object_or_404(Organization, pk=key)
    form = DeputyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.propose_deputy(actor=user, place=place, facts=form.facts())
        except services.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"Đã đề nghị đồng chí {row.user.full_name}. Cấp trên xác nhận rồi phó bí thư mới xem được tài liệu.",
            )
            return redirect("organizations:deputy_propose", key=key)
    rows = Membership.objects.filter(organization=place, role=Role.DEPUTY).select_related("user")
    in_force = rows.in_force(timezone.localdate())
    context = {
        "place": place,
        "form": form,
        "deputies": sorted(in_force, key=lambda row: person_sort_key(row.user.full_name)),
        "proposed": rows.filter(state=Membership.State.PROPOSED).order_by("starts_on", "pk"),
        "declined": services.declined_proposals(place),
    }
    return render(request, "organizations/deputy_propose.html", context)


@require_POST
def deputy_noted(request: HttpRequest, key: int) -> HttpResponse:
    """The secretary has read which deputies were not confirmed, and why."""
    user = signed_in(request)
    if key not in user.reach.organization_ids(Role.SECRETARY):
        raise Http404
    services.note_declined_read(actor=user, place=get_object_or_404(Organization, pk=key))
    return redirect("organizations:deputy_propose", key=key)


@require_POST
def deputy_withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """The secretary takes a proposal back."""
    user = signed_in(request)
    own = Membership.objects.filter(organization__in=user.reach.organization_ids(Role.SECRETARY), role=Role.DEPUTY)
    row = get_object_or_404(own, pk=key)
    try:
        services.withdraw_proposed(actor=user, membership=row)
    except services.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã rút đề nghị.")
    return redirect("organizations:deputy_propose", key=row.organization_id)


@require_POST
def deputy_answer(request: HttpRequest, key: int) -> HttpResponse:
    """Confirm or decline a deputy (``tra-loi``: "co" or "khong", then with ``ly-do``)."""
    user = require_office(request)
    rows = Membership.objects.filter(role__in=OFFICER_ROLES).select_related("organization", "user")
    row = get_object_or_404(rows, pk=key)
    if not may_appoint(user, row.organization):
        raise Http404
    said = request.POST.get("tra-loi")
    if said not in {"co", "khong"}:
        messages.error(request, "Cổng chưa rõ đồng chí xác nhận hay không. Hãy bấm lại một trong hai nút.")
        return redirect("organizations:people_list")
    is_confirmed = said == "co"
    try:
        reason = request.POST.get("ly-do", "")
        services.answer_proposed(actor=user, membership=row, is_confirmed=is_confirmed, reason=reason)
    except services.Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("organizations:people_list")
    if not is_confirmed:
        messages.success(
            request, f"Đã ghi: không xác nhận đồng chí {row.user.full_name}. Bí thư thấy lý do ở trang của chi bộ."
        )
        return redirect("organizations:people_list")
    messages.success(request, f"Đã xác nhận đồng chí {row.user.full_name}. Đồng chí in phiếu để trao.")
    return redirect(f"{reverse('organizations:slip_print')}?{urlencode({'nguoi': row.user_id})}")
