"""The page on which an issue is agreed on: what changed, the text with remarks at its paragraphs, and the one press."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.pictures import UnusablePicture
from activities.services import store_picture
from cadre_portal.text import key_of
from documents.access import approvers_in_words, may_approve, may_edit, may_publish
from documents.admin.desk.common import (
    desk_address,
    desk_bulletin,
    desk_entry,
    entry_named,
    is_htmx,
    outline_context,
    refused,
)
from documents.admin.reviewed_text import reviewed_entries
from documents.admin.standing import way_on
from documents.engines.issue_changes import IssueChange
from documents.forms import ApproveForm, PaperApprovalForm
from documents.models import Bulletin, BulletinEvent, ReviewNote
from documents.services.composing import agreed_sha256, build_content, settings_of
from documents.services.proofreading import open_errors
from documents.services.review_copies import THIS_SENT, Base, audience_names, bases_of, changes_since
from documents.services.review_notes import (
    Pinned,
    add_note,
    drop_note,
    notes_of,
    pin_notes,
    places_of_notes,
    settle_note,
)
from documents.services.reviewing import (
    EDITABLE,
    NotAllowed,
    NotReady,
    WrongState,
    approve_bulletin,
    approve_on_paper,
    may,
    print_code,
    step_of,
    why_not_approve,
)
from documents.services.scheduling import scheduled_edition
from organizations.current import signed_in
from organizations.models import User
from organizations.roles import Role

PARTS = "admin/documents/review/"
REFUSALS = (WrongState, NotReady, NotAllowed)


# --- What is drawn --------------------------------------------------------------------------------------------------------


def chosen_base(bases: list[Base], key: str) -> Base | None:
    return next((base for base in bases if base.key == key), bases[0] if bases else None)


def _context(request: HttpRequest, user: User, bulletin: Bulletin, form: ApproveForm | None = None) -> dict[str, Any]:
    content = build_content(bulletin)
    digest = agreed_sha256(bulletin, content)
    own = settings_of(bulletin.publisher)
    notes = list(notes_of(bulletin))
    pinned, whole = pin_notes(notes, content)
    bases = bases_of(bulletin)
    base = chosen_base(bases, request.GET.get("so", ""))
    change, facts = changes_since(base, bulletin, content) if base is not None else (IssueChange(), [])
    is_due = may("approve", bulletin)
    is_again = bulletin.state == Bulletin.State.RE_REVIEW
    why_not = why_not_approve(user, bulletin, own, digest) if is_due else ""
    errors = open_errors(bulletin, content) if is_due else []
    scheduled = scheduled_edition(bulletin, timezone.now())
    return {
        "scheduled": scheduled,
        "can_call_off": scheduled is not None and may_publish(user, bulletin),
        "bulletin": bulletin,
        "own": own,
        "content": content,
        "seen": digest,
        "code": print_code(digest),
        "bases": bases,
        "base": base,
        "change": change,
        "facts": facts,
        # What is approved as it stands, or as it was sent the first time, has nothing to show unless one asks.
        "shows_changes": base is not None
        and (
            "so" in request.GET
            or (
                bulletin.is_in_work
                and (bool(change or facts) or (bulletin.state != Bulletin.State.APPROVED and bases[0].key != THIS_SENT))
            )
        ),
        "is_first_time": not bases or bases[0].key == THIS_SENT,
        "audience": audience_names(bulletin),
        "entries": reviewed_entries(content, pinned),
        "whole_notes": whole,
        "placed_notes": places_of_notes(pinned, content),
        "notes": notes,
        "open_notes": [note for note in notes if note.is_open],
        "noted": request.GET.get("doan", ""),
        "is_again": is_again,
        "shows_text": (bulletin.is_in_work and not is_again) or "toan-van" in request.GET or "doan" in request.GET,
        "is_due": is_due,
        "can_approve": is_due and not why_not,
        "why_not": why_not,
        # Of those who do not approve, one is not told what one may not: whom it waits for.
        "waits": is_due and not may_approve(user, bulletin),
        "can_take_back": may("take_back", bulletin) and may_edit(user, bulletin),
        "step": step_of(bulletin, own, digest) if is_due else 0,
        "can_return": may("return", bulletin) and may_approve(user, bulletin),
        "can_note": bulletin.state in EDITABLE,
        "can_sign_paper": is_due and own.paper_approval,
        "approvers": approvers_in_words(bulletin.publisher),
        "can_publish": may("publish", bulletin) and may_publish(user, bulletin),
        "errors": errors,
        "form": form or ApproveForm(),
        "standing": way_on(user, bulletin),
        "sent": _last(bulletin, "send"),
        "approved": _last(bulletin, "approve") if bulletin.state == Bulletin.State.APPROVED else None,
        # Who does both mends it himself: he is told the editor's next step.
        "is_approver": may_approve(user, bulletin) and not user.reach.covers_desk(bulletin.publisher.path, Role.EDITOR),
        "returned": _last(bulletin, "return") if bulletin.state == Bulletin.State.RETURNED else None,
    }


def _last(bulletin: Bulletin, verb: str) -> BulletinEvent | None:
    rows = bulletin.events.filter(verb=verb).select_related("actor", "paper_approval__picture")
    return rows.order_by("-at", "-pk").first()


# --- The page -------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def bulletin_review(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what changed (``?so=`` names the earlier state), and the text; of an issue changed after its approval the changed
    words only (``?toan-van=1`` shows all). ``?doan=uuid.place`` opens the form for a remark. POST approves what was shown."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    if request.method == "GET":
        return render(request, f"{PARTS}bulletin_review.html", _context(request, user, bulletin))
    form = ApproveForm(request.POST)
    if form.is_valid():
        try:
            approve_bulletin(
                actor=user,
                bulletin=bulletin,
                note=form.cleaned_data["note"],
                seen_sha256=request.POST.get("seen", ""),
                waive_errors=form.cleaned_data["waive_errors"],
                waive_reason=form.cleaned_data["waive_reason"],
            )
        except REFUSALS as refusal:
            for problem in getattr(refusal, "problems", None) or [str(refusal)]:
                form.add_error(None, problem)
        else:
            row = Bulletin.objects.get(pk=bulletin.pk)
            is_first = row.state != Bulletin.State.APPROVED
            messages.success(
                request,
                "Đã duyệt bước một. Tài liệu chờ thường trực duyệt."
                if is_first
                else "Đã duyệt. Tài liệu phát hành được ngay.",
            )
            return redirect("admin:documents_bulletin_review", bulletin.pk)
    bulletin = desk_bulletin(user, pk)
    return render(request, f"{PARTS}bulletin_review.html", _context(request, user, bulletin, form))


@require_http_methods(["GET", "POST"])
def review_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Duyệt trên giấy: write down who signed the printed copy, with a picture of the signed page."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    if not settings_of(bulletin.publisher).paper_approval:
        raise Http404
    form = PaperApprovalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _signed(user, bulletin, form):
        messages.success(request, "Đã ghi nhận duyệt trên giấy. Tài liệu phát hành được ngay.")
        return redirect("admin:documents_bulletin_review", bulletin.pk)
    errors = open_errors(bulletin) if may("approve", bulletin) else []
    context = {"bulletin": bulletin, "form": form, "errors": errors, "is_due": may("approve", bulletin)}
    return render(request, f"{PARTS}review_paper.html", context)


def _signed(user: User, bulletin: Bulletin, form: PaperApprovalForm) -> bool:
    given = dict(form.cleaned_data)
    upload = given.pop("picture")
    try:
        picture = store_picture(actor=user, content=upload.read(), name=upload.name or "ảnh")
    except UnusablePicture as refusal:
        form.add_error("picture", str(refusal))
        return False
    try:
        approve_on_paper(actor=user, bulletin=bulletin, picture=picture, **given)
    except REFUSALS as refusal:
        for problem in getattr(refusal, "problems", None) or [str(refusal)]:
            form.add_error(None, problem)
        return False
    return True


# --- Remarks --------------------------------------------------------------------------------------------------------------


def _uuid_and_place(sent: str) -> tuple[UUID | None, int | None]:
    """ "uuid.place", "uuid" or "" as sent by a form. Raises Http404."""
    if not sent:
        return None, None
    name, _, place = sent.partition(".")
    if place and key_of(place, 4) is None:
        raise Http404
    try:
        return UUID(name), int(place) if place else None
    except ValueError as wrong:
        raise Http404 from wrong


@require_POST
def review_note_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a remark (``doan``: "uuid.place", "uuid" or nothing; ``chu``: how that paragraph began; ``text``)."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    uuid, place = _uuid_and_place(request.POST.get("doan", ""))
    text = request.POST.get("text", "")
    try:
        note = add_note(
            actor=user,
            bulletin=bulletin,
            text=text,
            entry_uuid=uuid,
            place=place,
            shown=request.POST.get("chu", "")[:1000],
        )
    except REFUSALS as refusal:
        messages.error(request, _with_words(refusal, text))
        return redirect("admin:documents_bulletin_review", bulletin.pk)
    address = reverse("admin:documents_bulletin_review", args=[bulletin.pk])
    return redirect(f"{address}?toan-van=1#y-kien-{note.pk}")


@require_POST
def review_note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """Answer a remark (``answer``), tick it off (``viec=xong``), open it again (``mo``) or take it back (``bo``).

    Sent from the desk with ``muc`` (the entry's key) it answers with that entry's remarks, or leads back there.
    """
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = get_object_or_404(ReviewNote, pk=note, bulletin=bulletin)
    action = request.POST.get("viec", "")
    try:
        if action == "bo":
            drop_note(actor=user, note=row)
        elif action == "mo":
            settle_note(actor=user, note=row)
        else:
            answer = request.POST.get("answer", "")
            if action != "xong" and not answer.strip():
                raise NotReady(["Đồng chí ghi câu trả lời, hoặc bấm Đã sửa."])
            settle_note(actor=user, note=row, answer=answer, is_done=action == "xong")
    except REFUSALS as refusal:
        if is_htmx(request):
            # Nothing is put in place of the remark, so that the answer typed stays in its field.
            return refused(
                request, desk_bulletin(user, pk), entry_named(bulletin, request.POST.get("muc", "")), refusal
            )
        messages.error(request, _with_words(refusal, request.POST.get("answer", "")))
    key = key_of(request.POST.get("muc", ""))
    if key is not None:
        entry = desk_entry(bulletin, key)
        if is_htmx(request):
            shown: HttpResponse = review_entry(_as_get(request), pk, entry.pk)
            # The outline marks entries with open remarks.
            context = {**outline_context(bulletin, entry), "oob": True}
            shown.write(render_to_string("admin/documents/desk/_outline.html", context, request))
            return shown
        return redirect(desk_address(bulletin, entry))
    address = reverse("admin:documents_bulletin_review", args=[bulletin.pk])
    return redirect(f"{address}?toan-van=1#{'noi-dung' if action == 'bo' else f'y-kien-{row.pk}'}")


def _with_words(refusal: Exception, text: str) -> str:
    """The refusal with what was typed: the page that follows may have no field for it any more."""
    return f"{refusal} Đồng chí đã viết: “{text.strip()}”" if text.strip() else str(refusal)


def _as_get(request: HttpRequest) -> HttpRequest:
    request.method = "GET"
    return request


@require_safe
def review_entry(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """The remarks on one entry, for the desk."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    row = desk_entry(bulletin, entry)
    notes = list(notes_of(bulletin).filter(entry_uuid=row.uuid))
    # Asked for after every save: the whole issue is built only where there is something to pin.
    pinned, _ = pin_notes(notes, build_content(bulletin)) if notes else ({}, [])
    mine = pinned.get(str(row.uuid), Pinned())
    rows = sorted(((place, note) for place, found in mine.at.items() for note in found), key=lambda one: one[0])
    context = {
        "bulletin": bulletin,
        "entry": row,
        "notes": [note for _, note in rows] + mine.loose,
        "can_note": bulletin.state in EDITABLE,
        "user": user,
    }
    return render(request, f"{PARTS}_entry_notes.html", context)


def review_urls(view: Callable[[Any], Any]) -> list[URLPattern]:
    """The addresses; ``view`` wraps each page into the admin's door."""
    return [
        path("<int:pk>/duyet/", view(bulletin_review), name="documents_bulletin_review"),
        path("<int:pk>/duyet/tren-giay/", view(review_paper), name="documents_review_paper"),
        path("<int:pk>/duyet/y-kien/", view(review_note_add), name="documents_review_note_add"),
        path("<int:pk>/duyet/y-kien/<int:note>/", view(review_note), name="documents_review_note"),
        path("<int:pk>/duyet/muc/<int:entry>/", view(review_entry), name="documents_review_entry"),
    ]
