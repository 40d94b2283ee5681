"""Recordings of an edition: the desk attaches and takes off, the approver lets readers hear."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from documents.access import OFFICE_ROLES, may_edit, may_publish, publisher_ids
from documents.engines.sound import UnusableSound
from documents.forms import RecordingForm
from documents.models import Edition, Recording
from documents.services.recording import attach_recording, player_of, release_recording, remove_recording
from organizations.current import signed_in
from organizations.models import User


def _edition(user: User, pk: int) -> Edition:
    """An edition of one's own publisher that stands, 404 for any other; 403 for who sees it and does not edit."""
    rows = Edition.objects.not_withdrawn().select_related("publisher", "bulletin").defer("content")
    if not user.reach.everything:
        rows = rows.filter(publisher__in=publisher_ids(user, *OFFICE_ROLES))
    edition = get_object_or_404(rows, pk=pk)
    if not may_edit(user, edition.bulletin):
        raise PermissionDenied
    return edition


@require_http_methods(["GET", "POST"])
def edition_recordings(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to be heard, and the form for one more."""
    user = signed_in(request)
    edition = _edition(user, pk)
    form = RecordingForm(request.POST or None, request.FILES or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            recording = attach_recording(
                actor=user, edition=edition, entry=form.cleaned_data["entry"], content=upload, size=upload.size
            )
        except UnusableSound as refusal:
            form.add_error("file", str(refusal))
        else:
            done = (
                "Người đọc nghe được ngay." if recording.released_at else "Chờ lãnh đạo duyệt nghe và bấm “Cho nghe”."
            )
            messages.success(request, f"Đã gắn ghi âm. {done}")
            return redirect("admin:documents_edition_recordings", edition.pk)
    rows = edition.recordings.select_related("entry", "attached_by", "released_by")
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": f"Ghi âm: {edition}",
        "edition": edition,
        "form": form,
        "recordings": [(row, player_of(row, edition)) for row in rows],
        "can_release": may_publish(user, edition.bulletin),
    }
    return render(request, "admin/documents/edition/recordings.html", context)


def _recording(user: User, pk: int, key: int) -> Recording:
    return get_object_or_404(
        Recording.objects.select_related("edition__publisher", "edition__bulletin", "entry"),
        pk=key,
        edition=_edition(user, pk),
    )


@require_POST
def recording_release(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    user = signed_in(request)
    recording = _recording(user, pk, key)
    if not may_publish(user, recording.edition.bulletin):
        raise PermissionDenied
    release_recording(actor=user, recording=recording)
    messages.success(request, "Người đọc nghe được bản ghi âm này.")
    return redirect("admin:documents_edition_recordings", pk)


@require_POST
def recording_remove(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    user = signed_in(request)
    remove_recording(actor=user, recording=_recording(user, pk, key))
    messages.success(request, "Đã gỡ bản ghi âm.")
    return redirect("admin:documents_edition_recordings", pk)
