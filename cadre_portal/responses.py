"""Sends a stored file after the view has decided that the person may have it."""

from typing import TypeVar
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase

from cadre_portal.file_names import content_disposition


def private_file(stored: str, *, name: str, media_type: str, inline: bool = False) -> HttpResponseBase:
    """Response with the file kept under ``stored`` below MEDIA_ROOT, to be saved as ``name``.

    Through nginx (X-Accel-Redirect) where ACCEL_PREFIX is set, through Django otherwise. Raises Http404 where the file is
    missing.
    """
    if not default_storage.exists(stored):
        raise Http404
    response: HttpResponseBase
    if settings.ACCEL_PREFIX:
        response = HttpResponse()
        response.headers["X-Accel-Redirect"] = settings.ACCEL_PREFIX + quote(stored)
    else:
        response = FileResponse(default_storage.open(stored, "rb"))
    return _guarded(response, name=name, media_type=media_type, inline=inline)


def private_bytes(content: bytes, *, name: str, media_type: str, inline: bool = False) -> HttpResponse:
    """Response with a file that was made for this answer and is kept nowhere."""
    response = HttpResponse(content)
    response.headers["Content-Length"] = str(len(content))
    return _guarded(response, name=name, media_type=media_type, inline=inline)


Answer = TypeVar("Answer", bound=HttpResponseBase)


def _guarded(response: Answer, *, name: str, media_type: str, inline: bool) -> Answer:
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = content_disposition(name, inline=inline)
    # A file may come from anybody: it never runs anything in the portal's name. A PDF runs in the browser's own viewer,
    # which the sandbox would forbid.
    is_pdf = media_type == "application/pdf"
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'" if is_pdf else "default-src 'none'; sandbox"
    return response
