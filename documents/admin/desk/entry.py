"""The open entry: its text, suggestions, earlier versions."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadre_portal.text import key_of
from documents.admin.desk.common import (
    PARTS,
    REFUSALS,
    Panel,
    desk_address,
    desk_bulletin,
    desk_entry,
    is_htmx,
    outline_context,
    place_choices,
    state_regions,
)
from documents.admin.desk.forms import DeskEntryForm
from documents.admin.desk.page import draw_desk
from documents.admin.desk.placing import changed_places, places_now, store_photo_words
from documents.models import Bulletin, Entry
from documents.services.composing import numbers_of
from documents.services.desk.suggesting import not_answered, suggestions_for
from documents.services.desk.texts import (
    A_PAGE,
    StaleEntry,
    differences,
    fields_of,
    restore_version,
    save_text,
    saves_of,
    version_of,
    versions_of,
)
from organizations.current import signed_in


@require_http_methods(["GET", "POST"])
def desk_entry_page(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Open an entry (GET), or save it (POST: the form, ``version`` it was opened at, ``giu`` to keep one's own text)."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = desk_entry(bulletin, entry)
    if request.method == "POST":
        return _save(request, bulletin, row)
    if not is_htmx(request):
        return redirect(desk_address(bulletin, row))
    panel = render_to_string(f"{PARTS}_entry.html", Panel(row).context(), request)
    outline = render_to_string(f"{PARTS}_outline.html", {**outline_context(bulletin, row), "oob": True}, request)
    return HttpResponse(panel + outline)


def _version_sent(request: HttpRequest) -> int:
    sent = request.POST.get("giu") or request.POST.get("version", "")
    return key_of(sent, 8) or 0


def _save(request: HttpRequest, bulletin: Bulletin, row: Entry) -> HttpResponse:
    places = place_choices(row)
    saved = store_typed(request, bulletin, row)
    if isinstance(saved, HttpResponse):
        return saved
    if not is_htmx(request):
        messages.success(request, "Đã lưu mục.")
        return redirect(desk_address(bulletin, saved))
    outline = {**outline_context(bulletin, saved), "oob": True}
    response = HttpResponse(
        saved_regions(request, saved)
        + render_to_string(f"{PARTS}_outline.html", outline, request)
        + changed_places(request, saved, places)
        + state_regions(request, bulletin)
        + render_to_string(f"{PARTS}_notice.html", {}, request)
    )
    response["HX-Trigger"] = "deskchanged, desksaved"
    return response


def store_typed(
    request: HttpRequest, bulletin: Bulletin, row: Entry, *, but: int | None = None
) -> Entry | HttpResponse:
    """Store the text as it was sent, and the words of photos that came with it (not those of the photo ``but``). Where it is
    refused nothing is stored, and the answer says why."""
    user = signed_in(request)
    form = DeskEntryForm(request.POST, instance=desk_entry(bulletin, row.pk))
    form.number = numbers_of(bulletin.entries.only("parent", "position")).get(row.pk, "")
    if not form.is_valid():
        return _not_saved(request, bulletin, row, form, {"form": form, "number": form.number})
    fields = dict(form.cleaned_data)
    _press_suggestion(fields, request.POST.get("goi_y", ""))
    if request.POST.get("goi_y_tat_ca"):
        for one in not_answered(suggestions_for(row), fields):
            _press_suggestion(fields, f"{one.field}:{one.value}")
    try:
        with transaction.atomic():
            stood = places_now(row)
            saved = save_text(actor=user, entry=row, version=_version_sent(request), fields=fields)
            saved.bulletin = bulletin
            store_photo_words(request, saved, but=but, before=stood)
    except StaleEntry as refusal:
        shown = differences(fields_of(refusal.current), fields)
        more = {"stale": refusal, "current": refusal.current, "differences": shown, "form": form}
        return _not_saved(request, bulletin, row, form, more)
    except REFUSALS as refusal:
        return _not_saved(request, bulletin, row, form, {"refusal": refusal, "form": form})
    return saved


def saved_regions(request: HttpRequest, saved: Entry) -> str:
    """The hour of the save, the version to save over next, the proposals that are left."""
    context = {"entry": saved, "saved_at": timezone.localtime(), "bulletin": saved.bulletin}
    suggestions = {"suggestions": suggestions_for(saved), "oob": True}
    return render_to_string(f"{PARTS}_saved.html", context, request) + render_to_string(
        f"{PARTS}_suggestions.html", suggestions, request
    )


def _press_suggestion(fields: dict[str, Any], pressed: str) -> None:
    """Without scripts a pressed suggestion comes as "field:value" with the form."""
    name, _, value = pressed.partition(":")
    if name == "short_title":
        fields[name] = value[:80]
    elif name in {"gist", "cell_tasks", "questions"} and value:
        fields[name] = f"{fields[name]}\n{value}".strip()


def _not_saved(
    request: HttpRequest, bulletin: Bulletin, row: Entry, form: DeskEntryForm, context: dict[str, Any]
) -> HttpResponse:
    """What is wrong, above the form; the text in the form stays as it was typed."""
    context |= {"entry": row, "bulletin": bulletin}
    if is_htmx(request):
        return render(request, f"{PARTS}_not_saved.html", {**context, "is_htmx": True})
    more = {name: value for name, value in context.items() if name not in {"form", "entry", "bulletin"}}
    return draw_desk(request, bulletin, row, form, **more)


# --- Earlier versions -----------------------------------------------------------------------------------------------------


@require_safe
def desk_history(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """All saves of the entry, a page of them (``?trang=``); ``?xem=`` compares one with what stands now, word by word."""
    bulletin = desk_bulletin(signed_in(request), pk)
    row = desk_entry(bulletin, entry)
    key = request.GET.get("xem", "")
    number = key_of(key)
    chosen = version_of(row, number) if number is not None else None
    if key and chosen is None:
        raise Http404
    page = Paginator(saves_of(row), A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "bulletin": bulletin,
        "entry": row,
        "page": page,
        "versions": versions_of(row, first=(page.number - 1) * A_PAGE),
        "chosen": chosen,
        "differences": differences(fields_of(chosen), fields_of(row)) if chosen else [],
    }
    return render(request, f"{PARTS}history.html", context)


@require_POST
def desk_restore(request: HttpRequest, pk: int, entry: int, key: int) -> HttpResponse:
    """Make an earlier version the next one."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = desk_entry(bulletin, entry)
    try:
        restore_version(actor=user, entry=row, key=key, version=_version_sent(request))
    except Entry.DoesNotExist as missing:
        raise Http404 from missing
    except (*REFUSALS, StaleEntry) as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:documents_desk_history", bulletin.pk, row.pk)
    messages.success(request, "Đã lấy lại bản cũ. Bản vừa thay vẫn còn trong lịch sử.")
    return redirect(desk_address(bulletin, row))
