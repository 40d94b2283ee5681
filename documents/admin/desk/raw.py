"""Raw material beside its entry: the original on the left, what is made of it on the right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from cadre_portal.responses import kept_for_an_hour, private_file
from cadre_portal.text import key_of
from directives.models import Directive
from directives.services import NotAllowed as NotAllowedInRegister
from documents.admin.desk.common import PARTS, REFUSALS, desk_address, desk_bulletin
from documents.admin.desk.raw_forms import RawForm
from documents.engines.block_html import blocks_to_html
from documents.engines.reading.model import UnreadableFile
from documents.models import Bulletin, Entry, RawMaterial, RawPicture
from documents.services.desk.raw import drop_raw, entry_of_raw, page_of_scan
from documents.services.desk.raw_suggesting import blocks_html, fragment_of, suggestion_for
from documents.services.desk.raw_taking import take_photo, take_raw
from documents.services.desk.texts import StaleEntry, save_text
from documents.services.reviewing import EDITABLE
from organizations.current import signed_in
from organizations.models import User

_REFUSALS = (*REFUSALS, NotAllowedInRegister)
_MOST_BLOCKS = 5000


def _raw(user: User, pk: int, raw: int) -> RawMaterial:
    bulletin = desk_bulletin(user, pk)
    row: RawMaterial = get_object_or_404(RawMaterial, pk=raw, bulletin=bulletin)
    row.bulletin = bulletin
    return row


@require_http_methods(["GET", "POST"])
def desk_raw(request: HttpRequest, pk: int, raw: int) -> HttpResponse:
    """The original and its form. POST ``viec``: xong (confirm, save), lay (paragraphs ``doan`` go over, without scripts),
    anh (one more photo into the entry), bo (take the file off the desk)."""
    user = signed_in(request)
    row = _raw(user, pk, raw)
    entry = entry_of_raw(row)
    is_taken = row.state == RawMaterial.State.TAKEN
    if request.method == "GET":
        initial: dict[str, Any] = {"place": row.place}
        if is_taken:
            initial |= {"heading": entry.heading, "body": entry.body} if entry else {}
        else:
            initial |= suggestion_for(row, today=timezone.localdate()).initial()
        return _page(request, row, entry, RawForm(initial=initial, raw=row, is_taken=is_taken))
    form = RawForm(request.POST, raw=row, is_taken=is_taken)
    match request.POST.get("viec", ""):
        case "lay":
            return _with_blocks(request, row, entry)
        case "bo":
            return _drop(request, user, row)
        case "anh":
            return _photo(request, user, row)
    if not form.is_valid():
        return _page(request, row, entry, form)
    try:
        if is_taken:
            entry = _save(request, user, entry, form)
            messages.success(request, "Đã lưu mục.")
            return redirect("admin:documents_desk_raw", row.bulletin_id, row.pk)
        entry = take_raw(actor=user, raw=row, fields=form.fields_given())
    except StaleEntry:
        form.add_error(None, "Mục này vừa được người khác lưu. Đồng chí chép phần vừa soạn, mở lại trang rồi dán vào.")
        return _page(request, row, entry, form)
    except _REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return _page(request, row, entry, form)
    row.refresh_from_db(fields=["directive"])
    if row.directive is not None and row.directive.state == Directive.State.UNCONFIRMED:
        messages.warning(
            request,
            format_html(
                'Văn bản còn thiếu cơ quan, loại hoặc ngày ban hành nên <a href="{}">chờ xác nhận trong sổ văn bản</a>.',
                reverse("admin:directives_directive_change", args=[row.directive.pk]),
            ),
        )
    if entry is None:
        messages.success(request, "Đã ghi lại để dành. Đồng chí lấy vào tài liệu ở kho.")
        return redirect("admin:documents_desk_pool", row.bulletin_id)
    messages.success(request, "Đã đưa vào tài liệu.")
    return redirect(desk_address(row.bulletin, entry))


def _save(request: HttpRequest, user: User, entry: Entry | None, form: RawForm) -> Entry:
    if entry is None:
        raise Http404
    version = key_of(request.POST.get("version", ""), 8) or 0
    fields = {name: form.cleaned_data[name] for name in ("heading", "body")}
    return save_text(actor=user, entry=entry, version=version, fields=fields)


def _wanted(values: list[str]) -> set[int]:
    return {number for one in values[:_MOST_BLOCKS] if (number := key_of(one, 6)) is not None}


def _with_blocks(request: HttpRequest, row: RawMaterial, entry: Entry | None) -> HttpResponse:
    """The form again, as typed, with the chosen paragraphs behind its text."""
    wanted = _wanted(request.POST.getlist("doan"))
    data = request.POST.copy()
    data["body"] = data.get("body", "") + blocks_html(row, wanted)
    if not wanted:
        messages.warning(request, "Đồng chí đánh dấu đoạn ở bản gốc trước khi bấm Lấy đoạn này.")
    is_taken = row.state == RawMaterial.State.TAKEN
    form = RawForm(data, raw=row, is_taken=is_taken)
    # Nothing is saved yet: what is missing is told when it is.
    form.full_clean()
    form.errors.clear()
    return _page(request, row, entry, form, taken=wanted)


def _drop(request: HttpRequest, user: User, row: RawMaterial) -> HttpResponse:
    try:
        drop_raw(actor=user, raw=row)
        messages.success(request, f"Đã bỏ tệp “{row.name}”.")
    except _REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:documents_desk_raws", row.bulletin_id)


def _photo(request: HttpRequest, user: User, row: RawMaterial) -> HttpResponse:
    photo = row.pictures.filter(pk=key_of(request.POST.get("anh", "")) or 0).first()
    if photo is None:
        raise Http404
    try:
        take_photo(actor=user, raw=row, photo=photo)
        messages.success(request, "Đã lấy ảnh vào mục.")
    except _REFUSALS as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:documents_desk_raw", row.bulletin_id, row.pk)


def _original(row: RawMaterial) -> list[tuple[int, SafeString, RawPicture | None]]:
    """Place, HTML and photo of each block of the file, in order; the HTML of a photo is ""."""
    fragment = fragment_of(row)
    photos: dict[str, list[RawPicture]] = {}
    for photo in row.pictures.select_related("picture"):
        photos.setdefault(photo.read_sha256, []).append(photo)
    lines: list[tuple[int, SafeString, RawPicture | None]] = []
    for place, block in enumerate(fragment.blocks[:_MOST_BLOCKS] if fragment else ()):
        if block.picture is None:
            # blocks_to_html escapes all text; the tags are its own.
            lines.append((place, mark_safe(blocks_to_html((block,))), None))  # noqa: S308
        elif there := photos.get(block.picture.sha256):
            lines.append((place, mark_safe(""), there.pop(0)))
    return lines


def _page(
    request: HttpRequest,
    row: RawMaterial,
    entry: Entry | None,
    form: RawForm,
    taken: set[int] | frozenset[int] = frozenset(),
) -> HttpResponse:
    bulletin: Bulletin = row.bulletin
    is_taken = row.state == RawMaterial.State.TAKEN
    has = set(entry.placed_pictures.values_list("picture", flat=True)) if entry else set()
    context = {
        "bulletin": bulletin,
        "raw": row,
        "entry": entry,
        "is_taken": is_taken,
        "can_edit": bulletin.state in EDITABLE and (not is_taken or entry is not None),
        "form": form,
        "media": form.media,
        "lines": _original(row),
        "taken": taken,
        "warnings": row.content.get("warnings", []),
        "pages": range(1, row.pages + 1),
        "own_picture": row.pictures.select_related("picture").first() if row.is_scan else None,
        "more_photos": [(one, one.picture_id in has) for one in row.pictures.select_related("picture")]
        if is_taken
        else [],
    }
    return render(request, f"{PARTS}raw.html", context)


@require_safe
def desk_raw_blocks(request: HttpRequest, pk: int, raw: int) -> HttpResponse:
    """The HTML of the paragraphs ``doan``, for the editor beside them."""
    row = _raw(signed_in(request), pk, raw)
    return HttpResponse(blocks_html(row, _wanted(request.GET.getlist("doan"))))


@require_safe
def desk_raw_file(request: HttpRequest, pk: int, raw: int) -> HttpResponseBase:
    """The file itself, to be saved."""
    row = _raw(signed_in(request), pk, raw)
    return private_file(str(row.file.name), name=row.name, media_type=row.media_type)


@require_safe
def desk_raw_page(request: HttpRequest, pk: int, raw: int, page: int) -> HttpResponseBase:
    """A page of a scan as a picture."""
    row = _raw(signed_in(request), pk, raw)
    if not row.is_scan or not 1 <= page <= row.pages:
        raise Http404

    def drawn() -> HttpResponse:
        try:
            return HttpResponse(page_of_scan(row, page), content_type="image/png")
        except (UnreadableFile, FileNotFoundError):
            raise Http404 from None

    return kept_for_an_hour(request, f"{row.sha256}-{page}", drawn)
