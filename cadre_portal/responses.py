"""Sends a stored file after the view has decided that the person may have it."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from cadre_portal.file_names import content_disposition

_RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")
_PIECE = 64 * 1024
_IN_A_VIEWER = {"application/pdf", "image/jpeg", "image/png"}


def private_file(
    stored: str, *, name: str, media_type: str, inline: bool = False, wanted: str | None = None
) -> HttpResponseBase:
    """Response with the file kept under ``stored`` below MEDIA_ROOT, to be saved as ``name``.

    ``wanted``: the request's Range header ("" without one) for files that go out in parts too, as players ask for them.
    Through nginx (X-Accel-Redirect) where ACCEL_PREFIX is set, which knows about parts itself, through Django otherwise.
    Raises Http404 where the file is missing.
    """
    if not default_storage.exists(stored):
        raise Http404
    response: HttpResponseBase
    if settings.ACCEL_PREFIX:
        response = HttpResponse()
        response.headers["X-Accel-Redirect"] = settings.ACCEL_PREFIX + quote(stored)
    elif wanted is not None:
        response = _in_parts(stored, wanted)
    else:
        response = FileResponse(default_storage.open(stored, "rb"))
    return _guarded(response, name=name, media_type=media_type, inline=inline)


def private_bytes(content: bytes, *, name: str, media_type: str, inline: bool = False) -> HttpResponse:
    """Response with a file that was made for this answer and is kept nowhere."""
    response = HttpResponse(content)
    response.headers["Content-Length"] = str(len(content))
    return _guarded(response, name=name, media_type=media_type, inline=inline)


Answer = TypeVar("Answer", bound=HttpResponseBase)


def kept_for_an_hour(request: HttpRequest, mark: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What ``make`` answers, for the person's own browser to keep; 304 without a body where it has that already.

    For an hour only: on a machine that several use it must not outlast by long the person's signing out or what was
    withdrawn. After it the view decides again, and the bytes need not come a second time. ``mark`` names the content.
    """
    etag = f'"{mark}"'
    response: HttpResponseBase = get_conditional_response(request, etag=etag) or make()
    if response.status_code < 400:
        response.headers["Cache-Control"] = "private, max-age=3600"
        response.headers["ETag"] = etag
    return response


def _guarded(response: Answer, *, name: str, media_type: str, inline: bool) -> Answer:
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = content_disposition(name, inline=inline)
    # A file may come from anybody: it never runs anything in the portal's name. What browsers show in a viewer of their own
    # (whose styles and scripts the sandbox would stop) cannot, as long as it is taken for nothing else (nosniff).
    in_a_viewer = media_type in _IN_A_VIEWER or media_type.startswith("audio/")
    policy = "frame-ancestors 'none'" if in_a_viewer else "default-src 'none'; sandbox"
    response.headers["Content-Security-Policy"] = policy
    return response


def _in_parts(stored: str, wanted: str) -> HttpResponseBase:
    """The whole file, or the one part asked for (RFC 9110, 14): 206, or 416 where the file is not that long."""
    size = default_storage.size(stored)
    part = _part_of(wanted, size)
    response: HttpResponseBase
    if part is None:
        response = FileResponse(default_storage.open(stored, "rb"))
    elif not part:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = StreamingHttpResponse(_pieces(stored, part), status=206)
        response.headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
        response.headers["Content-Length"] = str(len(part))
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _part_of(wanted: str, size: int) -> range | None:
    """Which bytes "bytes=0-99", "bytes=100-" or "bytes=-100" names; an empty range where there are none such. None for the
    whole file: nothing asked, or something that need not be understood (several parts, other units)."""
    named = _RANGE.fullmatch(wanted.strip())
    if named is None or named[1] == named[2] == "":
        return None
    if named[1] == "":
        return range(max(0, size - int(named[2])), size)
    first, last = int(named[1]), int(named[2]) if named[2] else size - 1
    if last < first and named[2]:
        return None
    return range(first, min(last, size - 1) + 1)


def _pieces(stored: str, part: range) -> Iterator[bytes]:
    left = len(part)
    with default_storage.open(stored, "rb") as file:
        file.seek(part.start)
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece
