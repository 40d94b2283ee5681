"""Arranging: adding, moving, nesting, taking out, putting back."""

import json
from textwrap import shorten

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from cadre_portal.text import key_of
from documents.admin.desk.common import (
    REFUSALS,
    Panel,
    answer,
    desk_address,
    desk_bulletin,
    desk_entry,
    entry_named,
    is_htmx,
    refused,
)
from documents.models import Entry
from documents.services.desk.outline import CannotPlace, add_entry, outline_lines, place_entry, put_back, take_out
from documents.services.editing import place_of_entry
from organizations.current import signed_in

_LAST = 10**6


@require_POST
def desk_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an empty entry of a kind, at the end or in a group, and open it."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    kind = request.POST.get("loai", "")
    if kind not in Entry.Kind.values:
        raise Http404
    try:
        parent = entry_named(bulletin, request.POST.get("nhom", ""))
        entry = add_entry(actor=user, bulletin=bulletin, kind=kind, parent=parent)
    except REFUSALS as refusal:
        return refused(request, bulletin, None, refusal)
    entry.bulletin = bulletin
    response = answer(request, bulletin, entry, text="Đã thêm mục.", parts={"_entry.html": Panel(entry).context()})
    response["HX-Trigger-After-Settle"] = "deskopened"
    if is_htmx(request):
        # Where the page is loaded again, the new entry is open again.
        response["HX-Push-Url"] = desk_address(bulletin, entry)
    return response


@require_POST
def desk_move(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Move an entry: ``to`` is len, xuong, dau, cuoi, so (with ``so``), vao (into the group before it), ra (out of its group),
    or keo (dropped: ``nhom`` and ``cho``)."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = desk_entry(bulletin, entry)
    try:
        parent, place = _target(request, row)
        place_entry(actor=user, entry=row, parent=parent, to=place)
    except REFUSALS as refusal:
        return refused(request, bulletin, row, refusal)
    response = answer(request, bulletin, entry_named(bulletin, request.POST.get("muc", "")) or row)
    # In a long outline the entry is out of sight where it now stands.
    response["HX-Trigger-After-Settle"] = json.dumps({"deskmoved": {"entry": str(row.pk)}})
    return response


def _target(request: HttpRequest, row: Entry) -> tuple[Entry | None, int]:
    """The group and the place (from 0) that were asked for. Raises CannotPlace, Http404."""
    wanted = request.POST.get("to", "")
    beside = {"len": -1, "xuong": 1}
    if wanted in beside:
        return row.parent, max(0, place_of_entry(row) + beside[wanted])
    match wanted:
        case "dau":
            return row.parent, 0
        case "cuoi":
            return row.parent, _LAST
        case "so":
            number, most = _whole(request.POST.get("so", "")), row.bulletin.entries.filter(parent=row.parent).count()
            if number > most:
                where = "Nhóm này" if row.parent else "Tài liệu"
                raise CannotPlace(f"{where} chỉ có {most} mục. Đồng chí ghi số từ 1 đến {most}.")
            return row.parent, number - 1
        case "vao":
            line = next(line for line in outline_lines(row.bulletin) if line.entry.pk == row.pk)
            if line.group is None:
                raise CannotPlace("Ngay trước mục này không có nhóm nào để đưa vào.")
            return line.group, _LAST
        case "ra":
            if row.parent is None:
                raise CannotPlace("Mục này không nằm trong nhóm nào.")
            return None, place_of_entry(row.parent) + 1
        case "keo":
            group = request.POST.get("nhom", "")
            parent = entry_named(row.bulletin, group)
            if group and parent is None:
                raise Http404
            return parent, _whole(request.POST.get("cho", "0"), least=0)
    raise Http404


def _whole(text: str, least: int = 1) -> int:
    number = key_of(text.strip(), 6)
    if number is None or number < least:
        raise CannotPlace("Đồng chí ghi số thứ tự bằng chữ số, ví dụ 3.")
    return number


@require_POST
def desk_remove(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Take an entry out; it can be put back."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = desk_entry(bulletin, entry)
    try:
        removed = take_out(actor=user, entry=row)
    except REFUSALS as refusal:
        return refused(request, bulletin, row, refusal)
    following = (
        bulletin.entries.filter(parent=row.parent, position__gte=row.position).order_by("position", "pk").first()
    )
    opened = following or bulletin.entries.top().order_by("position", "pk").first()
    if opened is not None:
        opened.bulletin = bulletin
    parts = {"_entry.html": Panel(opened).context()} if opened else {"_entry.html": {"bulletin": bulletin}}
    return answer(
        request,
        bulletin,
        opened,
        text=f"Đã bỏ mục “{shorten(removed.label, 60, placeholder=' …')}” ra khỏi tài liệu.",
        parts=parts,
        undo=removed,
    )


@require_POST
def desk_put_back(request: HttpRequest, pk: int, removed: int) -> HttpResponse:
    """Undo a removal."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = get_object_or_404(bulletin.removed_entries, pk=removed)
    row.bulletin = bulletin
    try:
        entry = put_back(actor=user, removed=row)
    except REFUSALS as refusal:
        return refused(request, bulletin, None, refusal)
    entry.bulletin = bulletin
    return answer(request, bulletin, entry, text="Đã đưa mục trở lại.", parts={"_entry.html": Panel(entry).context()})
