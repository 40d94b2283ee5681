"""The drawer with what can be taken in, the list of what is unused, entries of committees above."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadre_portal.text import key_of
from documents.access import EDITING_ROLES, publisher_ids
from documents.admin.desk.common import (
    PARTS,
    REFUSALS,
    Panel,
    answer,
    desk_address,
    desk_bulletin,
    is_htmx,
    pool_context,
    refused,
)
from documents.models import EditionEntry, Entry, PoolDecision
from documents.services.composing import settings_of
from documents.services.desk.pool import pool_of
from documents.services.desk.taking import decline, take_back_decision, take_in
from documents.services.desk.upper import take_from_upper, upper_editions, upper_issues
from documents.services.months import month_in_work
from documents.services.reviewing import NotReady
from organizations.current import signed_in
from organizations.models import Organization, User


@require_safe
def desk_pool(request: HttpRequest, pk: int) -> HttpResponse:
    """The drawer; without scripts a page of its own. ``?q=`` searches in it."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    context = pool_context(user, bulletin, request.GET.get("q", "")[:300])
    if is_htmx(request):
        name = "_pool_groups.html" if request.headers.get("HX-Target") == "kho-nhom" else "_pool.html"
        return render(request, f"{PARTS}{name}", context)
    return render(request, f"{PARTS}pool.html", context)


@require_POST
def desk_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what is named (``lay``, several) in; ``soan`` says that it came from the draft of an empty issue."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    keys = request.POST.getlist("lay")[:300]
    if not keys:
        return refused(
            request, bulletin, None, NotReady(["Chưa đánh dấu gì. Đồng chí đánh dấu ít nhất một mục rồi bấm lại."])
        )
    try:
        made = take_in(actor=user, bulletin=bulletin, keys=keys)
    except REFUSALS as refusal:
        return refused(request, bulletin, None, refusal)
    text = f"Đã đưa vào {_said(made)}." if made else "Các mục này đã có trong tài liệu."
    entry = made[0] if made else None
    if entry is not None:
        entry.bulletin = bulletin
    if not is_htmx(request):
        return answer(request, bulletin, entry, text=text)
    parts = {}
    if entry is not None and (request.POST.get("soan") or bulletin.entries.count() == len(made)):
        parts["_entry.html"] = Panel(entry).context()
    if not request.POST.get("soan"):
        parts["_pool_groups.html"] = pool_context(user, bulletin, request.POST.get("q", "")[:300])
    return answer(request, bulletin, entry, text=text, parts=parts)


def _said(made: list[Entry]) -> str:
    """What was taken in, by its sort: "8 văn bản, 1 mục nhiệm vụ, 4 tin"."""
    names = {Entry.Kind.DIRECTIVE: "văn bản", Entry.Kind.TOPIC: "mục nhiệm vụ", Entry.Kind.NEWS: "tin"}
    counts = {name: sum(entry.kind == kind for entry in made) for kind, name in names.items()}
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


@require_POST
def desk_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Không đăng (``key`` and ``ly_do``), or back into the pool (``lai`` = the decision)."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    text = _decide(request, user, bulletin.publisher)
    if isinstance(text, Exception):
        return refused(request, bulletin, None, text)
    if not is_htmx(request):
        messages.success(request, text)
        return redirect("admin:documents_desk_pool", bulletin.pk)
    parts = {"_pool_groups.html": pool_context(user, bulletin, request.POST.get("q", "")[:300])}
    return answer(request, bulletin, None, text=text, parts=parts, has_changed=False)


def _decide(request: HttpRequest, user: User, publisher: Organization) -> str | Exception:
    """Do what was asked and return what to tell, or the refusal."""
    try:
        if again := request.POST.get("lai", ""):
            decision = get_object_or_404(
                PoolDecision.objects.select_related("publisher"), pk=key_of(again), publisher=publisher
            )
            take_back_decision(actor=user, decision=decision)
            return "Đã đưa trở lại kho."
        decline(
            actor=user,
            publisher=publisher,
            key=request.POST.get("key", ""),
            reason=request.POST.get("ly_do", ""),
        )
    except REFUSALS as refusal:
        return refusal
    return "Đã ghi: không đăng. Đồng chí đưa lại được ở cuối danh sách."


@require_http_methods(["GET", "POST"])
def unused_directives(request: HttpRequest) -> HttpResponse:
    """Văn bản chưa đăng: the pool of the issue in work as a list of its own, for each publisher at whose desk one sits."""
    user = signed_in(request)
    rows = Organization.objects.publishers().order_by("path")
    if not user.reach.everything:
        rows = rows.filter(pk__in=publisher_ids(user, *EDITING_ROLES))
    publishers = list(rows)
    if not publishers:
        raise PermissionDenied
    wanted = request.POST.get("noi") or request.GET.get("noi", "")
    publisher = next((row for row in publishers if str(row.pk) == wanted), None)
    if wanted and publisher is None:
        raise Http404
    publisher = publisher or publishers[0]
    if request.method == "POST":
        text = _decide(request, user, publisher)
        (messages.error if isinstance(text, Exception) else messages.success)(request, str(text))
        return redirect(f"{request.path}?noi={publisher.pk}")
    question = request.GET.get("q", "")[:300]
    month = month_in_work(publisher, timezone.localdate())
    context = {
        "month": month,
        "publishers": publishers,
        "publisher": publisher,
        "question": question,
        "months": settings_of(publisher).pool_months,
        "pool": pool_of(user, publisher, first_day=month, question=question),
    }
    return render(request, f"{PARTS}unused.html", context)


@require_http_methods(["GET", "POST"])
def desk_upper(request: HttpRequest, pk: int) -> HttpResponse:
    """Lấy từ tài liệu cấp trên: the entries of their last issues; a press takes one."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    if request.method == "POST":
        wanted = EditionEntry.objects.filter(pk=key_of(request.POST.get("lay", "")) or 0).first()
        editions = {edition.pk: edition for edition in upper_editions(user, bulletin.publisher)}
        if wanted is None or wanted.edition_id not in editions:
            raise Http404
        try:
            entry = take_from_upper(
                actor=user, bulletin=bulletin, edition=editions[wanted.edition_id], entry_uuid=wanted.entry_uuid
            )
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:documents_desk_upper", bulletin.pk)
        messages.success(request, "Đã lấy mục vào tài liệu; nguồn in dưới mục.")
        return redirect(desk_address(bulletin, entry))
    context = {"bulletin": bulletin, "issues": upper_issues(user, bulletin)}
    return render(request, f"{PARTS}upper.html", context)
