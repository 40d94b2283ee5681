"""What the desk's pages share: the issue behind an address, what is drawn, and how an action is answered."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from activities.models import Submission
from activities.pictures import UnusablePicture
from cadre_portal.text import key_of
from documents.admin.desk.forms import DeskEntryForm, DeskPictureForm, NewPicturesForm
from documents.engines.block_html import kept_blocks
from documents.models import Bulletin, Entry, RemovedEntry
from documents.services.composing import rubrics_of, settings_of
from documents.services.desk.outline import CannotPlace, entries_in_words, lately_removed, outline_lines, stamp_of
from documents.services.desk.pool import pool_of
from documents.services.desk.preview import last_preview
from documents.services.desk.raw import raw_of_entry
from documents.services.desk.suggesting import suggestions_for
from documents.services.review_notes import open_notes
from documents.services.reviewing import EDITABLE, NotAllowed, NotReady, WrongState
from documents.services.scheduling import scheduled_edition
from organizations.models import User

REFUSALS = (WrongState, NotAllowed, NotReady, CannotPlace, UnusablePicture)
PARTS = "admin/documents/desk/"


def is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def desk_bulletin(user: User, pk: int) -> Bulletin:
    """The issue; 404 where it is not visible, 403 where it may be seen but not worked on."""
    row = get_object_or_404(Bulletin.objects.visible_to(user).select_related("publisher", "compiled_by"), pk=pk)
    if not Bulletin.objects.editable_by(user).filter(pk=pk).exists():
        raise PermissionDenied
    return row


def desk_entry(bulletin: Bulletin, pk: int) -> Entry:
    row = get_object_or_404(Entry.objects.select_related("directive", "activity", "parent"), pk=pk, bulletin=bulletin)
    row.bulletin = bulletin
    return row


def entry_named(bulletin: Bulletin, key: str) -> Entry | None:
    """The entry whose key was sent ("" or a wrong one: none)."""
    if (number := key_of(key)) is None:
        return None
    row = bulletin.entries.select_related("directive", "activity", "parent").filter(pk=number).first()
    if row is not None:
        row.bulletin = bulletin
    return row


def desk_address(bulletin: Bulletin, entry: Entry | None = None) -> str:
    address = reverse("admin:documents_desk", args=[bulletin.pk])
    return f"{address}?muc={entry.pk}" if entry is not None else address


# --- What is drawn ----------------------------------------------------------------------------------------------------


def outline_context(bulletin: Bulletin, entry: Entry | None) -> dict[str, Any]:
    lines = outline_lines(bulletin)
    kept = last_preview(bulletin)
    noted = open_notes(bulletin).filter(entry_uuid__isnull=False).order_by()
    noted_uuids = set(noted.values_list("entry_uuid", flat=True)) if bulletin.state in EDITABLE else set()
    return {
        "bulletin": bulletin,
        "can_edit": bulletin.state in EDITABLE,
        "lines": [(line, kept.length_of(str(line.entry.uuid)) if kept else 0) for line in lines],
        "noted": noted_uuids,
        "open_line": next((line for line in lines if entry is not None and line.entry.pk == entry.pk), None),
        "groups": [line for line in lines if line.is_group and line.level == 1],
        "stamp": stamp_of(bulletin),
        "removed": lately_removed(bulletin, timezone.now()),
        "entries_said": entries_in_words(
            sum(line.level == 1 for line in lines), sum(line.level == 2 for line in lines)
        ),
        "total_minutes": sum(line.minutes for line in lines if line.level == 1),
        "kinds": Entry.Kind.choices,
    }


def place_choices(entry: Entry) -> list[tuple[int, str]]:
    """Where a photo can stand: before the first block, or after each."""
    choices = [(0, "Trước đoạn đầu")]
    for place, block in enumerate(kept_blocks(entry.body)[:400], start=1):
        choices.append((place, f"Sau đoạn {place}: {' '.join(block.shown.split())[:50]}"))
    return choices


def pictures_context(entry: Entry, wrong: DeskPictureForm | None = None) -> dict[str, Any]:
    places = place_choices(entry)
    rows = entry.placed_pictures.select_related("picture")
    forms = [DeskPictureForm(instance=row, prefix=f"anh{row.pk}", places=places) for row in rows]
    if wrong is not None:
        forms = [wrong if form.instance.pk == wrong.instance.pk else form for form in forms]
    return {"entry": entry, "pictures": forms, "new_pictures": NewPicturesForm(prefix="moi", places=places)}


@dataclass
class Panel:
    """The region of the open entry; ``form`` where a refused one is shown again."""

    entry: Entry
    form: DeskEntryForm | None = None

    def context(self) -> dict[str, Any]:
        return {
            **pictures_context(self.entry),
            "bulletin": self.entry.bulletin,
            "can_edit": self.entry.bulletin.state in EDITABLE,
            "form": self.form or DeskEntryForm(instance=self.entry),
            "suggestions": suggestions_for(self.entry),
            "raw": raw_of_entry(self.entry.uuid),
            "rubrics": rubrics_of(self.entry.bulletin.publisher),
            "is_group": self.entry.kind == Entry.Kind.NEWS_GROUP,
        }


def pool_context(user: User, bulletin: Bulletin, question: str = "") -> dict[str, Any]:
    return {
        "bulletin": bulletin,
        "can_edit": bulletin.state in EDITABLE,
        "question": question,
        "submissions_waiting": Submission.objects.waiting().filter(recipient=bulletin.publisher).count(),
        "months": settings_of(bulletin.publisher).pool_months,
        "pool": pool_of(user, bulletin.publisher, first_day=bulletin.first_day, question=question),
    }


# --- How an action is answered -------------------------------------------------------------------------------------------


def state_regions(request: HttpRequest, bulletin: Bulletin) -> str:
    """The badge and the line on the approval, as they stand after the action: an edit of an approved issue changes both."""
    row = Bulletin.objects.get(pk=bulletin.pk)
    scheduled = None if row.state in EDITABLE else scheduled_edition(row, timezone.now())
    context = {"bulletin": row, "scheduled": scheduled, "oob": True}
    return "".join(render_to_string(f"{PARTS}{name}", context, request) for name in ("_state.html", "_agreed.html"))


def answer(
    request: HttpRequest,
    bulletin: Bulletin,
    entry: Entry | None,
    *,
    text: str = "",
    level: str = "success",
    parts: dict[str, dict[str, Any]] | None = None,
    has_changed: bool = True,
    undo: RemovedEntry | None = None,
) -> HttpResponse:
    """After an action: a redirect to the desk, or (htmx) the outline, the message and ``parts`` put in their places.

    ``parts``: template name → context, each a part whose root carries an id. ``undo``: what was taken out, put back by a press beside the message.
    """
    if not is_htmx(request):
        if text:
            messages.add_message(request, messages.DEFAULT_LEVELS[level.upper()], text)
        return redirect(desk_address(bulletin, entry))
    drawn = [
        render_to_string(f"{PARTS}_outline.html", {**outline_context(bulletin, entry), "oob": True}, request),
        render_to_string(
            f"{PARTS}_notice.html", {"text": text, "level": level, "undo": undo, "bulletin": bulletin}, request
        ),
        state_regions(request, bulletin),
    ]
    for name, context in (parts or {}).items():
        drawn.append(render_to_string(f"{PARTS}{name}", {**context, "oob": True}, request))
    response = HttpResponse("".join(drawn))
    response["HX-Reswap"] = "none"
    if has_changed:
        response["HX-Trigger"] = "deskchanged"
    return response


def refused(request: HttpRequest, bulletin: Bulletin, entry: Entry | None, refusal: Exception) -> HttpResponse:
    """The action was refused: nothing changed, the reason is shown."""
    return answer(request, bulletin, entry, text=str(refusal), level="error", has_changed=False)
