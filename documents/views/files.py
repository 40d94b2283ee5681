"""Files of editions: PDF, DOCX and pictures, each behind the rule of its edition."""

import logging
from functools import partial
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from activities.models import Picture
from cadre_portal.fonts import UnusableFont
from cadre_portal.responses import kept_for_an_hour, private_bytes, private_file
from documents.addresses import addresses_of, file_stem
from documents.models import Edition, Recording
from documents.rendering.pdf import CannotSet
from documents.rendering.pictures import UnusablePicture
from documents.services.large_type import large_pdf
from documents.services.marking import mark_for, marked_pdf
from documents.services.pictures import WIDTHS, sized_picture
from documents.services.reading import edition_to_read, refuse_withdrawn, spot_of
from documents.views.taking import note_taken
from organizations.current import signed_in

_log = logging.getLogger(__name__)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def bulletin_pdf(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponseBase:
    """The frozen PDF, under the reader's mark where the publisher wants it. ``?xem=1`` shows it in the browser, for printing;
    else it is downloaded."""
    edition = edition_to_read(signed_in(request), spot_of(publisher, year, month, series, number))
    refuse_withdrawn(edition)
    return _sent_pdf(request, edition, edition.pdf.name or "", f"{file_stem(edition)}.pdf", "pdf")


@require_safe
def bulletin_large(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponseBase:
    """The same in large type (18 pt), made from the frozen content when it is first asked for."""
    edition = edition_to_read(signed_in(request), spot_of(publisher, year, month, series, number))
    refuse_withdrawn(edition)
    try:
        stored = large_pdf(edition)
    except (CannotSet, UnusablePicture, UnusableFont) as refusal:
        _log.error("edition %s cannot be set in large type: %s", edition.pk, refusal)
        messages.error(
            request, "Chưa dàn được bản chữ lớn của số này. Đồng chí dùng bản PDF thường và báo nơi phát hành."
        )
        return redirect(addresses_of(edition, number=number)["read"])
    return _sent_pdf(request, edition, stored, f"{file_stem(edition)} (chữ lớn).pdf", "large")


def _sent_pdf(request: HttpRequest, edition: Edition, stored: str, name: str, what: str) -> HttpResponseBase:
    """Note that the person took the file, and send it, marked where the publisher wants it."""
    user = signed_in(request)
    inline = request.GET.get("xem") == "1"
    note_taken(request, user, edition, file=what, is_print=inline)
    mark = mark_for(user, edition)
    if mark is None:
        return private_file(stored, name=name, media_type="application/pdf", inline=inline)
    try:
        content = marked_pdf(stored, mark)
    except FileNotFoundError as error:
        raise Http404 from error
    return private_bytes(content, name=name, media_type="application/pdf", inline=inline)


@require_safe
def bulletin_docx(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponseBase:
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    refuse_withdrawn(edition)
    # A Word file keeps no mark: whoever opens it takes it off.
    if mark_for(user, edition) is not None:
        raise PermissionDenied
    note_taken(request, user, edition, file="docx")
    return private_file(edition.docx.name or "", name=f"{file_stem(edition)}.docx", media_type=DOCX)


@require_safe
def picture_show(request: HttpRequest, token: str, sha256: str, width: int) -> HttpResponseBase:
    """A picture of an edition that the person may read, in one of the sizes."""
    if width not in WIDTHS:
        raise Http404
    user = signed_in(request)
    edition = get_object_or_404(
        Edition.objects.visible_to(user).not_withdrawn().only("pk"),
        token=token,
        placed_pictures__picture__sha256=sha256,
    )
    picture = Picture.objects.get(sha256=sha256, in_editions__edition=edition)
    try:
        path = sized_picture(picture, width)
    except FileNotFoundError as error:
        raise Http404 from error
    stored = str(path.relative_to(Path(settings.MEDIA_ROOT)))
    send = partial(private_file, stored, name=f"{sha256[:12]}.jpg", media_type="image/jpeg", inline=True)
    return kept_for_an_hour(request, f"{sha256}-{width}", send)


@require_safe
def recording_play(request: HttpRequest, token: str, sha256: str) -> HttpResponseBase:
    """A recording of an edition that the person may read, whole or the part that a player asks for."""
    recording = (
        Recording.objects.visible_to(signed_in(request))
        .filter(edition__token=token, sha256=sha256)
        .select_related("entry")
        .first()
    )
    if recording is None:
        raise Http404
    suffix = PurePosixPath(recording.file.name or "").suffix
    place = f" mục {recording.entry.number}" if recording.entry else ""
    send = partial(
        private_file,
        recording.file.name or "",
        name=f"Ghi âm{place}{suffix}",
        media_type=recording.media_type,
        inline=True,
        wanted=request.headers.get("Range", ""),
    )
    return kept_for_an_hour(request, sha256, send)
