"""The desk itself, and the poll that tells who else is there."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.access import approvers_in_words, may_approve
from documents.admin.desk.common import (
    PARTS,
    Panel,
    desk_bulletin,
    entry_named,
    outline_context,
    pool_context,
)
from documents.admin.desk.forms import DeskEntryForm
from documents.models import Bulletin, Entry
from documents.services.desk.outline import stamp_of
from documents.services.presence import REPORT_SECONDS, others_present, report_gone, report_present
from documents.services.review_notes import notes_of
from documents.services.scheduling import scheduled_edition
from organizations.current import signed_in
from organizations.signin.idle import in_background


@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The page: outline, the open entry (``?muc=``) and the preview, which is fetched after the page stands."""
    bulletin = desk_bulletin(signed_in(request), pk)
    entry = entry_named(bulletin, request.GET.get("muc", ""))
    return draw_desk(request, bulletin, entry)


def draw_desk(
    request: HttpRequest, bulletin: Bulletin, entry: Entry | None, form: DeskEntryForm | None = None, **more: Any
) -> HttpResponse:
    """The whole page; ``form`` where a refused one is shown again."""
    context: dict[str, Any] = outline_context(bulletin, entry)
    if entry is None and context["lines"]:
        entry = context["lines"][0][0].entry
        entry.bulletin = bulletin
        context["open_line"] = context["lines"][0][0]
    context["entry"] = entry
    context["scheduled"] = None if context["can_edit"] else scheduled_edition(bulletin, timezone.now())
    context["can_reopen"] = not context["can_edit"] and may_approve(signed_in(request), bulletin)
    if not context["can_edit"]:
        context["approvers"] = approvers_in_words(bulletin.publisher)
    if entry is not None:
        context |= Panel(entry, form).context()
    else:
        context |= pool_context(signed_in(request), bulletin)
    context |= more
    context["media"] = DeskEntryForm().media
    context["site"] = admin.site
    context["report_seconds"] = REPORT_SECONDS
    if bulletin.state == Bulletin.State.RETURNED:
        # The word it came back with is what the editor came to work on.
        context["returned"] = bulletin.events.select_related("actor").filter(to_state=Bulletin.State.RETURNED).last()
        # Its remark on the whole is answered where it is read.
        context["whole_notes"] = notes_of(bulletin).filter(entry_uuid__isnull=True)
    return render(request, f"{PARTS}desk.html", context)


@require_safe
def desk_outline(request: HttpRequest, pk: int) -> HttpResponse:
    """The outline alone, fetched anew after somebody else changed it."""
    bulletin = desk_bulletin(signed_in(request), pk)
    entry = entry_named(bulletin, request.GET.get("muc", ""))
    return render(request, f"{PARTS}_outline.html", outline_context(bulletin, entry))


@in_background
@require_POST
def desk_presence(request: HttpRequest, pk: int) -> HttpResponse:
    """A tab reports that it is open (or, with ``gone``, that it closes). Answers who else is here and what changed."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    tab = request.POST.get("tab", "")[:40]
    if not tab or request.POST.get("gone"):
        report_gone(user=user, bulletin=bulletin, tab=tab)
        return JsonResponse({})
    entry = entry_named(bulletin, request.POST.get("muc", ""))
    now = timezone.now()
    report_present(user=user, bulletin=bulletin, tab=tab, entry=entry, now=now)
    others = others_present(user=user, bulletin=bulletin, now=now)
    return JsonResponse(
        {
            "others": [{"name": one.name, "entry": one.entry_id} for one in others],
            "stamp": stamp_of(bulletin),
            "version": entry.version if entry is not None else None,
        }
    )
