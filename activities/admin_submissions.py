"""The editor's pages of news sent in: the list, and one beside the news item made of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from activities.access import NEWS_ROLES
from activities.models import Submission
from activities.providers import places_of
from activities.submission_forms import AcceptForm
from activities.submitting import (
    AlreadyDecided,
    CannotSend,
    NotAllowed,
    accept_submission,
    decline_submission,
)
from cadre_portal.rich_text import from_plain
from cadre_portal.telling import told_day
from organizations.current import signed_in
from organizations.models import User

_A_PAGE = 30
_STATES = {"cho": Submission.State.RECEIVED, "nhan": Submission.State.ACCEPTED, "khong": Submission.State.DECLINED}


def _editor(request: HttpRequest) -> User:
    """The person, where news come to a desk of theirs. Raises PermissionDenied."""
    user = signed_in(request)
    if not user.reach.has_any(NEWS_ROLES):
        raise PermissionDenied
    return user


@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """Tin gửi đến, what waits first; ``?xem=`` cho, nhan or khong."""
    user = _editor(request)
    rows = Submission.objects.editable_by(user)
    asked = request.GET.get("xem", "cho")
    state = _STATES.get(asked, Submission.State.RECEIVED)
    shown = rows.filter(state=state).select_related("organization", "sender", "recipient")
    page = Paginator(shown.prefetch_related("placed_pictures"), _A_PAGE).get_page(request.GET.get("trang"))
    places = places_of(user, [row.activity_id for row in page if row.activity_id])
    context = {
        "page": page,
        "lines": [(row, places.get(row.activity_id or 0, [])) for row in page],
        "state": state,
        "tabs": [(key, one.label, rows.filter(state=one).count(), one == state) for key, one in _STATES.items()],
        "asked": asked,
    }
    return render(request, "admin/activities/submissions.html", context)


@require_http_methods(["GET", "POST"])
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent on the left, the news item on the right. POST ``viec``: nhan (accept as edited) or khong (decline)."""
    user = _editor(request)
    row = get_object_or_404(
        Submission.objects.visible_to(user).select_related("organization", "sender", "recipient", "activity"), pk=pk
    )
    if not Submission.objects.editable_by(user).filter(pk=row.pk).exists():
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, row, AcceptForm(initial=_proposed(row), submission=row))
    form = AcceptForm(request.POST, submission=row)
    try:
        if request.POST.get("viec") == "khong":
            form.full_clean()
            decline_submission(actor=user, submission=row, word=request.POST.get("word", ""))
            messages.success(request, "Đã trả lời không nhận. Nơi gửi thấy lời của đồng chí.")
            return redirect("admin:activities_submissions")
        if not form.is_valid():
            return _page(request, row, form)
        accept_submission(actor=user, submission=row, news=form.news())
    except CannotSend as refusal:
        form.errors.clear()
        form.add_error("word", str(refusal))
        return _page(request, row, form)
    except (AlreadyDecided, NotAllowed) as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:activities_submission", row.pk)
    messages.success(request, "Đã nhận. Tin có trong kho của bàn biên tập.")
    return redirect("admin:activities_submissions")


def _proposed(row: Submission) -> dict[str, Any]:
    return {
        "title": row.headline[:300],
        "body": from_plain(row.rest),
        "happened_on": told_day(row.text, today=timezone.localdate()),
    }


def _page(request: HttpRequest, row: Submission, form: AcceptForm) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "media": form.media,
        "photos": row.placed_pictures.select_related("picture"),
        "places": places_of(signed_in(request), [row.activity_id or 0]).get(row.activity_id or 0, []),
    }
    return render(request, "admin/activities/submission.html", context)
