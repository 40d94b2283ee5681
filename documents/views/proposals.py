"""Proposals of all cells in one list, with the answers that reach them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from documents.access import EDITING_ROLES, coverage_paths
from documents.meeting_forms import AnswerForm
from documents.models import Meeting, Proposal
from documents.services.meetings import AlreadyTakenBack, answer_proposal
from organizations.access import path_filter
from organizations.current import signed_in
from organizations.models import User

_PAGE = 30


def _proposals(user: User, *roles: str) -> "QuerySet[Proposal]":
    """Proposals of cells in the person's part of the tree. Raises PermissionDenied for who has none."""
    rows = Proposal.objects.select_related("meeting__cell", "answered_by")
    if user.reach.everything:
        return rows
    paths = coverage_paths(user, *roles)
    if not paths:
        raise PermissionDenied
    seen: QuerySet[Meeting, Any] = Meeting.objects.filter(path_filter("cell__path", paths)).order_by().values("pk")
    return rows.filter(meeting__in=seen)


@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """The unanswered first, then the newest."""
    user = signed_in(request)
    rows = _proposals(user).order_by(F("answered_at").asc(nulls_first=True), "-meeting__held_on", "pk")
    page = Paginator(rows, _PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "may_answer": user.reach.everything or user.reach.has_any(EDITING_ROLES),
        "waiting": _proposals(user).filter(answered_at__isnull=True).count(),
    }
    return render(request, "documents/proposal_list.html", context)


@require_POST
def proposal_answer(request: HttpRequest, key: int) -> HttpResponse:
    user = signed_in(request)
    proposal = get_object_or_404(_proposals(user, *EDITING_ROLES), pk=key)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer_proposal(actor=user, proposal=proposal, answer=form.cleaned_data["answer"])
        except AlreadyTakenBack as gone:
            messages.error(request, str(gone))
        else:
            messages.success(request, f"Đã trả lời; {proposal.meeting.cell.label} thấy ở trang Chi bộ của tôi.")
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("documents:proposal_list")
