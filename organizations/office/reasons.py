"""Ai thấy gì, vì sao, for a person; and the yearly look at all roles."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from organizations import reasons, services
from organizations.current import signed_in
from organizations.models import Membership, User
from organizations.office.people import read_keys
from organizations.office.sheet import require_administrator

_PAGE = 100


@require_safe
def person_reach(request: HttpRequest, key: int) -> HttpResponse:
    """What a person sees and why: for administrators of the person's places, and for everybody about oneself."""
    user = signed_in(request)
    person: User = get_object_or_404(User.objects.visible_to(user), pk=key)
    found = reasons.reasons_of(person, timezone.localdate())
    if person.pk != user.pk and not user.reach.everything:
        # What lies outside the administrator's part of the tree is said to be there, not what it is.
        seen = set(Membership.objects.visible_to(user).filter(user=person).values_list("organization_id", flat=True))
        hidden = sum(reason.organization_id not in seen for reason in found)
        found = [reason for reason in found if reason.organization_id in seen]
    else:
        hidden = 0
    lines = [line for provider in reasons.providers for line in provider(person)] if not hidden else []
    context = {"person": person, "reasons": found, "hidden": hidden, "lines": lines, "is_self": person.pk == user.pk}
    return render(request, "organizations/person_reach.html", context)


@require_http_methods(["GET", "POST"])
def membership_review(request: HttpRequest) -> HttpResponse:
    """Roles nobody has confirmed for a year: still right (``viec=con``), or ended today (``viec=het``)."""
    user = require_administrator(request)
    today = timezone.localdate()
    rows = reasons.to_be_reviewed(user, today)
    if request.method == "POST":
        wanted = set(read_keys(request.POST.getlist("vai-tro")))
        chosen = [row for row in rows if row.pk in wanted]
        if not chosen:
            messages.error(request, "Đồng chí chưa chọn vai trò nào. Hãy đánh dấu ít nhất một dòng rồi bấm lại.")
            return redirect("organizations:membership_review")
        try:
            said = request.POST.get("viec")
            if said == "het":
                for row in chosen:
                    services.end_membership(actor=user, membership=row, last_day=today)
                messages.success(request, f"Đã kết thúc {len(chosen)} vai trò; từ ngày mai không còn xem được gì.")
            elif said == "con":
                services.confirm_reviewed(actor=user, memberships=chosen, on=today)
                messages.success(request, f"Đã ghi {len(chosen)} vai trò còn đúng. Cổng hỏi lại sau một năm.")
            else:
                messages.error(request, "Cổng chưa rõ vai trò còn đúng hay đã hết. Hãy bấm lại một trong hai nút.")
        except services.NotAllowed as refusal:
            raise PermissionDenied from refusal
        return redirect("organizations:membership_review")
    page = Paginator(rows, _PAGE).get_page(request.GET.get("trang"))
    return render(request, "organizations/membership_review.html", {"page": page, "total": len(rows)})
