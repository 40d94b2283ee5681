"""Pages of the admin beside the stock ones: steps of the review, the draft's PDF, moving an entry, taking a file in."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadre_portal.file_names import content_disposition
from documents.access import EDITING_ROLES, approvers_in_words, may_approve, may_publish, publisher_ids
from documents.admin.step_words import what_happens
from documents.engines.reading.model import UnreadableFile
from documents.forms import ImportForm, ReturnForm, SendForm
from documents.models import Bulletin, Entry, ReviewNote
from documents.publishing_forms import CorrectionForm, PublishForm, WithdrawForm
from documents.rendering.pdf import FORMS, CannotSet
from documents.rendering.pictures import UnusablePicture
from documents.services import publishing, reviewing
from documents.services.composing import build_content
from documents.services.delivering import receivers_in_words
from documents.services.desk.outline import outline_lines
from documents.services.editing import move_entry, place_of_entry
from documents.services.gaps import gaps_of
from documents.services.importing import ImportRefused, import_issue, read_for_import
from documents.services.months import passed_over
from documents.services.proofreading import open_errors
from documents.services.review_copies import correction_in_words, is_as_published, reason_given
from documents.services.review_notes import open_notes
from documents.services.scheduling import call_off_publishing, plan_of, scheduled_edition
from organizations.current import signed_in
from organizations.log import record, record_taken
from organizations.models import AccessLog, Organization, User

# step in the address → what the page says, the form, and whether it is the approver's
STEPS: dict[str, tuple[str, type[Form], bool]] = {
    "gui-duyet": ("Gửi duyệt", SendForm, False),
    "lay-lai": ("Lấy lại để sửa", Form, False),
    "tra-lai": ("Trả lại", ReturnForm, True),
    "phat-hanh": ("Phát hành", PublishForm, True),
    "huy-lich": ("Hủy lịch phát hành", Form, True),
    "dinh-chinh": ("Mở để đính chính", Form, True),
    "thu-hoi": ("Thu hồi", WithdrawForm, True),
}
# Readers lose something, or a plan is dropped.
TAKES_AWAY = frozenset({"thu-hoi", "huy-lich"})
EDITORS_STEPS = frozenset({"gui-duyet", "lay-lai"})
# The pages of an issue that lead to a step.
DESK, REVIEW, CHANGE = "documents_desk", "documents_bulletin_review", "documents_bulletin_change"
# What the state machine must allow before a step is offered.
VERBS = {
    "gui-duyet": "send",
    "lay-lai": "take_back",
    "tra-lai": "return",
    "phat-hanh": "publish",
    "dinh-chinh": "reopen",
}
REFUSALS = (
    reviewing.WrongState,
    reviewing.NotReady,
    reviewing.NotAllowed,
    CannotSet,
    UnusablePicture,
)


def _bulletin(user: User, pk: int, *, to_edit: bool = False) -> Bulletin:
    """The issue, or 404 where it is not visible, 403 where it may be seen but not worked on."""
    row = get_object_or_404(Bulletin.objects.visible_to(user).select_related("publisher", "compiled_by"), pk=pk)
    if to_edit and not Bulletin.objects.editable_by(user).filter(pk=pk).exists():
        raise PermissionDenied
    return row


@require_http_methods(["GET", "POST"])
def bulletin_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """A step of the review: a page that says what will happen, then does it."""
    if step not in STEPS:
        raise Http404
    user = signed_in(request)
    title, form_class, is_approvers = STEPS[step]
    bulletin = _bulletin(user, pk, to_edit=True)
    allowed = may_publish if step in {"phat-hanh", "huy-lich"} else may_approve
    if is_approvers and not allowed(user, bulletin):
        raise PermissionDenied
    had_edition = bulletin.editions.exists()
    is_correction = step == "phat-hanh" and had_edition
    origin = _origin(request, bulletin, step)
    errors = open_errors(bulletin) if step == "gui-duyet" else []
    refusals: list[str] = []
    if is_correction:
        form_class = CorrectionForm
    more: dict[str, Any] = {"bulletin": bulletin} if issubclass(form_class, PublishForm | WithdrawForm) else {}
    if is_correction and request.method != "POST":
        more |= {
            "proposed": correction_in_words(bulletin, build_content(bulletin)),
            "reason": reason_given(bulletin),
        }
    elif step == "gui-duyet":
        more["is_correction"] = had_edition
    form = form_class(request.POST if request.method == "POST" else None, **more)
    notes = list(open_notes(bulletin)) if step in {"gui-duyet", "tra-lai"} else []
    settled = _settled(request, notes)
    if request.method == "POST" and form.is_valid():
        try:
            done = _do(step, user, bulletin, form.cleaned_data, settled)
        except publishing.ChangedSinceApproval as refusal:
            # Something outside the issue changed it (a name, the publisher's cover): what differs is approved by one press.
            reviewing.note_change(actor=None, bulletin=bulletin)
            messages.error(request, str(refusal))
            return redirect("admin:documents_bulletin_review", bulletin.pk)
        except REFUSALS as refusal:
            refusals = getattr(refusal, "problems", None) or [str(refusal)]
        else:
            messages.success(request, done)
            return redirect(_after(step, origin), bulletin.pk)
    content = build_content(bulletin)
    gaps = gaps_of(content, outline_lines(bulletin)) if step == "gui-duyet" else None
    if refusals and gaps is not None and gaps.needed_count:
        # The list below says what and where.
        refusals = ["Chưa gửi được: tài liệu còn thiếu những chỗ dưới đây."]
    context = {
        "name": bulletin.title_in_work,
        "action": f"{title} bản đính chính" if had_edition and step in {"gui-duyet", "phat-hanh"} else title,
        "takes_away": step in TAKES_AWAY,
        "words": what_happens(step, bulletin, approvers_in_words(bulletin.publisher)),
        "plan": plan_of(bulletin, timezone.now()) if step == "phat-hanh" else None,
        "is_correction": is_correction,
        "is_unchanged": is_correction and is_as_published(bulletin, content),
        "passed_over": passed_over(bulletin, counts_work=False) if step == "phat-hanh" and not is_correction else [],
        "scheduled": scheduled_edition(bulletin, timezone.now()) if step == "huy-lich" else None,
        "cannot": _cannot(step, bulletin),
        "origin": origin,
        "back": reverse(f"admin:{origin}", args=[bulletin.pk]),
        "bulletin": bulletin,
        "content": content,
        "form": form,
        "gaps": gaps,
        "errors": errors,
        "refusals": refusals or form.non_field_errors(),
        # What one decides on; below the buttons, because on a phone it takes two screens.
        "shows_contents": step in {"gui-duyet", "phat-hanh"},
        "notes": [(note, *settled[note.pk]) for note in notes],
        "settles": step == "gui-duyet",
    }
    return render(request, "admin/documents/bulletin/step.html", context)


def _origin(request: HttpRequest, bulletin: Bulletin, step: str) -> str:
    """The page of this issue from which one came to the step, and goes back to: the name of its address."""
    names = (DESK, REVIEW, CHANGE)
    given = request.POST.get("from", "")
    if given in names:
        return given
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host():
        found = [name for name in names if came_from.path == reverse(f"admin:{name}", args=[bulletin.pk])]
        if found:
            return found[0]
    return DESK if step in EDITORS_STEPS else REVIEW


def _after(step: str, origin: str) -> str:
    """The page on which one goes on after the step: where one came from; with the approver one follows the issue, whose
    text is to be changed one opens the desk, and the paper to collect is named on the page of the review."""
    if step == "gui-duyet" and origin == DESK:
        return f"admin:{REVIEW}"
    if step in {"lay-lai", "dinh-chinh"} and origin == REVIEW:
        return f"admin:{DESK}"
    return f"admin:{REVIEW}" if step in {"tra-lai", "thu-hoi"} else f"admin:{origin}"


def _settled(request: HttpRequest, notes: Iterable[ReviewNote]) -> dict[int, tuple[str, bool]]:
    """Answer and tick that were sent for each open remark."""
    return {
        note.pk: (request.POST.get(f"tra-loi-{note.pk}", ""), f"da-sua-{note.pk}" in request.POST) for note in notes
    }


def _do(
    step: str,
    user: User,
    bulletin: Bulletin,
    cleaned: dict[str, Any],
    settled: dict[int, tuple[str, bool]],
) -> str:
    """Do the step and return what to tell. Raises one of REFUSALS, publishing.ChangedSinceApproval."""
    match step:
        case "gui-duyet":
            reviewing.send_bulletin(actor=user, bulletin=bulletin, note=cleaned["note"], settled=settled)
            return "Đã gửi duyệt."
        case "lay-lai":
            reviewing.take_back_bulletin(actor=user, bulletin=bulletin)
            return "Đã lấy lại để sửa."
        case "tra-lai":
            reviewing.return_bulletin(actor=user, bulletin=bulletin, note=cleaned["note"])
            return "Đã trả lại kèm ý kiến."
        case "dinh-chinh":
            reviewing.reopen_bulletin(actor=user, bulletin=bulletin)
            return "Đã mở để đính chính. Đồng chí sửa, gửi duyệt rồi phát hành bản đính chính."
        case "thu-hoi":
            chosen = list(cleaned["editions"])
            publishing.withdraw_editions(actor=user, bulletin=bulletin, editions=chosen, reason=cleaned["reason"])
            return (
                "Đã thu hồi. Người đọc chỉ còn thấy thông báo. Đồng chí mở danh sách bản giấy cần thu lại ở trang này."
            )
        case "huy-lich":
            call_off_publishing(actor=user, bulletin=bulletin)
            return "Đã hủy lịch phát hành. Tài liệu vẫn ở trạng thái đã duyệt."
    edition = publishing.publish_bulletin(
        actor=user,
        bulletin=bulletin,
        change_note=cleaned.get("change_note", ""),
        change_reason=cleaned.get("change_reason", ""),
        hour=publishing.Hour(cleaned["hour"]),
    )
    sizes = f"{edition.pdf_pages} trang, {receivers_in_words(edition.deliveries.values_list('path', flat=True))}, {edition.messages.count()} thư báo"
    if edition.publish_at > timezone.now():
        return (
            f"Đã hẹn phát hành {edition} lúc {timezone.localtime(edition.publish_at):%H:%M ngày %d/%m/%Y}: {sizes}. "
            "Trước giờ ấy đồng chí hủy được."
        )
    return f"Đã phát hành {edition}: {sizes}."


def _cannot(step: str, bulletin: Bulletin) -> str:
    """Why the step has nothing to work on, "" where it has."""
    if step == "thu-hoi" and not bulletin.editions.published().not_withdrawn().exists():
        return "Không có bản nào đang phát hành để thu hồi."
    if step == "huy-lich" and scheduled_edition(bulletin, timezone.now()) is None:
        return "Tài liệu không có lịch phát hành nào đang chờ."
    if step in VERBS and not reviewing.may(VERBS[step], bulletin):
        return str(reviewing.WrongState(bulletin))
    return ""


@require_safe
def bulletin_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of the working copy, marked DỰ THẢO with time and person. ``?kho=large|review`` for the other forms."""
    user = signed_in(request)
    bulletin = _bulletin(user, pk)
    form = request.GET.get("kho", "a4")
    if form not in FORMS:
        raise Http404
    try:
        rendered = publishing.render_draft(actor=user, bulletin=bulletin, form=form)
    except (CannotSet, UnusablePicture) as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:documents_bulletin_change", bulletin.pk)
    record_taken(
        AccessLog.Action.PRINT,
        actor=user,
        organization=bulletin.publisher_id,
        target=bulletin,
        request=request,
        file="draft",
    )
    response = HttpResponse(rendered.pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition(f"Dự thảo {bulletin.title}.pdf", inline=True)
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
    return response


@require_POST
def entry_move(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Move an entry one place up or down among those beside it (``to`` = len, xuong, dau, cuoi)."""
    user = signed_in(request)
    bulletin = _bulletin(user, pk, to_edit=True)
    row = get_object_or_404(Entry.objects.select_related("bulletin"), pk=entry, bulletin=bulletin)
    place = place_of_entry(row)
    targets = {"len": place - 1, "xuong": place + 1, "dau": 0, "cuoi": 10**6}
    wanted = request.POST.get("to", "")
    if wanted not in targets:
        raise Http404
    try:
        move_entry(actor=user, entry=row, to=targets[wanted])
    except reviewing.WrongState as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{_change_address(bulletin)}#muc-{row.pk}")


def _change_address(bulletin: Bulletin) -> str:
    return reverse("admin:documents_bulletin_change", args=[bulletin.pk])


@require_http_methods(["GET", "POST"])
def import_bulletin(request: HttpRequest) -> HttpResponse:
    """Take a finished bulletin in as a draft issue."""
    user = signed_in(request)
    if not user.has_perm("documents.add_bulletin"):
        raise PermissionDenied
    publishers = Organization.objects.publishers().order_by("path")
    if not user.reach.everything:
        publishers = publishers.filter(pk__in=publisher_ids(user, *EDITING_ROLES))
    form = ImportForm(request.POST or None, request.FILES or None)
    form.fields["publisher"].queryset = publishers  # type: ignore[attr-defined]
    if publishers.count() == 1:
        form.fields["publisher"].initial = publishers.get().pk
    if request.method == "POST" and form.is_valid():
        bulletin = _import(request, user, form)
        if bulletin is not None:
            return redirect("admin:documents_bulletin_change", bulletin.pk)
    context = {**admin.site.each_context(request), "title": "Nhập tài liệu từ tệp", "form": form}
    return render(request, "admin/documents/bulletin/import.html", context)


def _import(request: HttpRequest, user: User, form: ImportForm) -> Bulletin | None:
    """Read and store the uploaded file; None with an error on the form where it is refused. No copy is kept."""
    upload = form.cleaned_data["file"]
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / f"upload{Path(upload.name).suffix.lower()[:6]}"
        with path.open("wb") as out:
            for piece in upload.chunks():
                out.write(piece)
        try:
            report = import_issue(
                actor=user,
                issue=read_for_import(path, name=upload.name),
                publisher=form.cleaned_data["publisher"],
                year=form.cleaned_data["year"],
                month=form.cleaned_data["month"],
                source_name=upload.name,
            )
        except UnreadableFile as refusal:
            if refusal.code == "state_secret":
                record(
                    AccessLog.Action.REFUSE,
                    actor=user,
                    organization=form.cleaned_data["publisher"],
                    label="Tệp có dấu mật",
                    request=request,
                    reason=refusal.code,
                )
            form.add_error("file", refusal.message_vi)
            return None
        except ImportRefused as refusal:
            form.add_error(None, str(refusal))
            return None
    for warning in report.warnings:
        messages.warning(request, warning)
    messages.success(
        request,
        f"Đã nhập {report.entries} mục, {report.pictures} ảnh, {report.activities} tin; "
        f"{report.directives_found} văn bản đã có trong sổ, {report.directives_proposed} văn bản chờ xác nhận.",
    )
    return report.bulletin
