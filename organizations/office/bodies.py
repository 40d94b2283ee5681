"""Sáp nhập, chia, đổi tên: what is decided, what it will come to, and only then the writing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from organizations import services
from organizations.models import Organization, User
from organizations.office.forms import BodyChangeForm
from organizations.office.sheet import require_administrator
from organizations.services.reorganising import (
    MERGE,
    RENAME,
    SPLIT,
    Decision,
    Preview,
    ahead,
    carry_out,
    preview,
    take_back,
)

_KINDS = {BodyChangeForm.RENAME: RENAME, BodyChangeForm.SPLIT: SPLIT, BodyChangeForm.MERGE: MERGE}


def _decision(place: Organization, kind: str, data: dict[str, Any]) -> Decision:
    names = tuple(data["names"]) if kind == SPLIT else (data["name"],)
    is_merged = kind == MERGE
    into = data.get("into") if is_merged else None
    others = tuple(row for row in data["others"] if into is None or row.pk != into.pk) if is_merged else ()
    return Decision(place, data["on"], kind, names, others, into, data.get("parts", ()))


def _ahead(place: Organization) -> list[dict[str, Any]]:
    """Each decision to come, with the names of who ends and who takes over."""
    found = []
    for row in ahead(place).prefetch_related("successions__old", "successions__new"):
        pairs = list(row.successions.all())
        olds, news = ({one.pk: one.name for one in side} for side in zip(*((p.old, p.new) for p in pairs), strict=True))
        found.append(
            {
                "key": row.pk,
                "on": row.on,
                "kind": pairs[0].get_kind_display(),
                "olds": [*olds.values()],
                "news": [*news.values()],
            }
        )
    return found


def _taken_back(request: HttpRequest, user: User, place: Organization) -> HttpResponse:
    sent = request.POST.get("quyet-dinh", "")
    row = get_object_or_404(ahead(place), pk=int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 18 else 0)
    try:
        take_back(actor=user, decision=row)
    except services.Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("organizations:body_change", key=place.pk)
    messages.success(request, "Đã hủy quyết định. Tổ chức và vai trò như trước khi ghi.")
    return redirect("organizations:people_list")


@require_http_methods(["GET", "POST"])
def body_change(request: HttpRequest, key: int) -> HttpResponse:
    """One body's change: which (``?loai=``), the form, its preview (``viec=xem``), and the writing (``viec=ghi``); one decided
    ahead of its day is taken back (``viec=huy``)."""
    user = require_administrator(request)
    rows = Organization.objects.editable_by(user).filter(type__is_party=True).select_related("type")
    place: Organization = get_object_or_404(rows, pk=key)
    if request.method == "POST" and request.POST.get("viec") == "huy":
        return _taken_back(request, user, place)
    kind = request.GET.get("loai", "")
    if kind not in _KINDS:
        context = {"place": place, "kinds": BodyChangeForm.KINDS, "ahead": _ahead(place)}
        return render(request, "organizations/body_change.html", context)
    form = BodyChangeForm(place, kind, user, request.POST or None)
    seen: Preview | None = None
    if request.method == "POST" and form.is_valid():
        decision = _decision(place, _KINDS[kind], form.cleaned_data)
        try:
            if request.POST.get("viec") == "ghi":
                made = carry_out(actor=user, decision=decision)
                messages.success(request, f"Đã ghi. Từ {decision.on:%d/%m/%Y}: {'; '.join(row.name for row in made)}.")
                return redirect("organizations:people_list")
            seen = preview(actor=user, decision=decision)
        except services.Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {
        "place": place,
        "kind": kind,
        "kinds": BodyChangeForm.KINDS,
        "title": dict(BodyChangeForm.KINDS)[kind],
        "form": form,
        "preview": seen,
        "on": form.cleaned_data.get("on") if seen else None,
    }
    return render(request, "organizations/body_change.html", context)
