"""Word and back: the issue as a Word file, the edited file compared, its differences accepted or passed over."""

from textwrap import shorten

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cadre_portal.file_names import content_disposition
from cadre_portal.fonts import UnusableFont
from cadre_portal.responses import private_file
from cadre_portal.text import key_of
from documents.admin.desk.common import PARTS, REFUSALS, desk_bulletin
from documents.engines.reading.guard import MAX_BYTES
from documents.engines.reading.model import UnreadableFile
from documents.models import Bulletin, WordReturn
from documents.rendering.pdf import CannotSet
from documents.services.desk.outline import take_out
from documents.services.desk.texts import StaleEntry
from documents.services.desk.word import (
    WordComparison,
    close_word,
    comparison_of,
    export_word,
    picture_name,
    receive_word,
)
from documents.services.desk.word_accepting import (
    accept_all,
    accept_move,
    accept_new_entry,
    accept_pieces,
    refuse_pieces,
)
from documents.services.reviewing import EDITABLE
from documents.views.files import DOCX
from organizations.current import signed_in
from organizations.log import record_taken
from organizations.models import AccessLog, User


@require_http_methods(["GET", "POST"])
def desk_word(request: HttpRequest, pk: int) -> HttpResponse:
    """How it goes, with the files that are being compared (GET); take an edited file (POST ``tep``)."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    if request.method == "POST":
        upload = request.FILES.get("tep")
        if upload is None:
            messages.error(request, "Đồng chí chọn tệp Word đã sửa trước khi bấm Tải lên.")
            return redirect("admin:documents_desk_word", pk)
        if (upload.size or 0) > MAX_BYTES:
            messages.error(request, f"Tệp lớn hơn {MAX_BYTES // (1024 * 1024)} MB. Đồng chí giảm cỡ ảnh trong tệp.")
            return redirect("admin:documents_desk_word", pk)
        try:
            word = receive_word(actor=user, bulletin=bulletin, content=upload.read(), name=upload.name or "tệp.docx")
        except UnreadableFile as refusal:
            messages.error(request, refusal.message_vi)
            return redirect("admin:documents_desk_word", pk)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:documents_desk_word", pk)
        return redirect("admin:documents_desk_word_compare", pk, word.pk)
    waiting = bulletin.word_returns.filter(closed_at=None).defer("lines").select_related("uploaded_by")
    context = {"bulletin": bulletin, "waiting": waiting, "can_edit": bulletin.state in EDITABLE}
    return render(request, f"{PARTS}word.html", context)


@require_safe
def desk_word_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The issue as it stands as DOCX, with hidden marks for the way back."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    try:
        content = export_word(actor=user, bulletin=bulletin)
    except (*REFUSALS, CannotSet, UnusableFont) as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:documents_desk_word", pk)
    record_taken(
        AccessLog.Action.DOWNLOAD,
        actor=user,
        organization=bulletin.publisher_id,
        target=bulletin,
        request=request,
        file="draft docx",
    )
    response = HttpResponse(content, content_type=DOCX)
    name = f"Dự thảo {bulletin.title} - {bulletin.publisher.label}.docx"
    response.headers["Content-Disposition"] = content_disposition(name)
    return response


def _word(bulletin: Bulletin, pk: int) -> WordReturn:
    row = get_object_or_404(WordReturn.objects.select_related("uploaded_by"), pk=pk, bulletin=bulletin, closed_at=None)
    row.bulletin = bulletin
    return row


@require_http_methods(["GET", "POST"])
def desk_word_compare(request: HttpRequest, pk: int, word: int) -> HttpResponse:
    """What differs, entry by entry. POST decides: ``nhan``/``bo`` (keys) of the entry ``muc`` shown at ``version``, ``nhan_muc``,
    ``bo_muc`` (all of it), ``them`` or ``khong_them`` a new entry, ``rut`` or ``giu`` a missing one, ``chuyen`` or
    ``giu_cho`` one that stands elsewhere, ``nhan_het``, ``dong``."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = _word(bulletin, word)
    if request.method == "POST":
        return _decide(request, user, bulletin, row)
    context = {
        "bulletin": bulletin,
        "word": row,
        "comparison": comparison_of(row),
        "can_edit": bulletin.state in EDITABLE,
    }
    return render(request, f"{PARTS}word_compare.html", context)


def _decide(request: HttpRequest, user: User, bulletin: Bulletin, word: WordReturn) -> HttpResponse:
    address = reverse("admin:documents_desk_word_compare", args=[bulletin.pk, word.pk])
    if request.POST.get("dong"):
        try:
            close_word(actor=user, word=word)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            return redirect(address)
        messages.success(request, f"Đã xong với tệp {word.name}. Chỗ chưa nhận không được lưu lại.")
        return redirect("admin:documents_desk", bulletin.pk)
    uuid = request.POST.get("muc", "")[:60]
    try:
        text = _done(request, user, bulletin, word, uuid)
    except StaleEntry as refusal:
        name = refusal.current.short_title or refusal.current.heading[:60]
        messages.error(
            request,
            f"Mục “{name}” vừa được lưu trên cổng nên chưa nhận gì. Phần so sánh dưới đây đã tính lại: chỗ cả hai bên cùng sửa "
            "hiện cả hai bản để đồng chí chọn.",
        )
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, text)
    return redirect(f"{address}#muc-{uuid}" if uuid else address)


def _done(request: HttpRequest, user: User, bulletin: Bulletin, word: WordReturn, uuid: str) -> str:
    """Do what was pressed and say so. Raises StaleEntry and the refusals of the desk."""
    sent = request.POST
    if sent.get("nhan_het"):
        versions = {name[2:]: _number(str(value)) for name, value in sent.items() if name.startswith("v-")}
        taken, left = accept_all(actor=user, word=word, versions=versions)
        more = f" Còn {left} chỗ cổng cũng đã sửa, đồng chí chọn từng chỗ." if left else ""
        return f"Đã nhận {taken} chỗ từ tệp Word.{more}"
    if sent.get("nhan"):
        count = accept_pieces(
            actor=user, word=word, uuid=uuid, version=_number(sent.get("version", "")), keys=sent.getlist("nhan")
        )
        return f"Đã nhận {count} chỗ."
    if sent.get("bo"):
        refuse_pieces(actor=user, word=word, keys=sent.getlist("bo"))
        return "Đã bỏ qua; bản trên cổng giữ nguyên."
    comparison = comparison_of(word)
    if sent.get("nhan_muc") or sent.get("bo_muc"):
        found = comparison.named(uuid)
        if found is None or found.entry is None:
            raise Http404
        if sent.get("bo_muc"):
            refuse_pieces(actor=user, word=word, keys=[piece.key for piece in found.open_pieces])
            return "Đã bỏ qua mọi chỗ của mục này."
        version = _number(sent.get("version", ""))
        count = accept_pieces(actor=user, word=word, uuid=uuid, version=version, keys=found.safe_keys)
        return f"Đã nhận {count} chỗ của mục này."
    return _whole_entry(request, user, word, comparison, uuid)


def _whole_entry(request: HttpRequest, user: User, word: WordReturn, comparison: WordComparison, uuid: str) -> str:
    """Entries that only one side has."""
    sent = request.POST
    if sent.get("them"):
        entry = accept_new_entry(actor=user, word=word, uuid=uuid)
        return f"Đã thêm mục “{str(entry)[:80]}”."
    if sent.get("khong_them"):
        refuse_pieces(actor=user, word=word, keys=[uuid.removeprefix("moi-")])
        return "Không thêm mục này."
    if sent.get("chuyen"):
        entry = accept_move(actor=user, word=word, uuid=uuid)
        return f"Đã chuyển mục “{str(entry)[:80]}”."
    if sent.get("giu_cho"):
        refuse_pieces(actor=user, word=word, keys=[f"move:{uuid}"])
        return "Mục này đứng nguyên chỗ cũ."
    missing = next((row for row in comparison.missing if str(row.uuid) == uuid), None)
    if missing is None:
        raise Http404
    if sent.get("rut"):
        take_out(actor=user, entry=missing)
        return f"Đã bỏ mục “{shorten(str(missing), 80, placeholder=' …')}”; đưa lại được ở đề cương trong một ngày."
    refuse_pieces(actor=user, word=word, keys=[f"missing:{uuid}"])
    return "Mục này ở lại tài liệu."


def _number(sent: str) -> int:
    return key_of(sent, 8) or 0


@require_safe
def desk_word_picture(request: HttpRequest, pk: int, word: int, sha: str) -> HttpResponseBase:
    """A photo that only the returned file has."""
    bulletin = desk_bulletin(signed_in(request), pk)
    row = _word(bulletin, word)
    if sha not in row.pictures:
        raise Http404
    return private_file(
        picture_name(sha), name="anh", media_type=row.pictures[sha].get("media_type", "image/jpeg"), inline=True
    )
