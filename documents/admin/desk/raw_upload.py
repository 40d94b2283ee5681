"""Dropping files on the desk: a plain form, or (asked for ``application/x-ndjson``) one file with its progress told."""

import json
import queue
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.contrib import messages
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from activities.pictures import UnusablePicture
from documents.admin.desk.common import PARTS, REFUSALS, desk_bulletin
from documents.admin.desk.raw_forms import MOST_FILES, size_refusal
from documents.engines.reading.model import UnreadableFile
from documents.models import Bulletin, RawMaterial
from documents.services.desk.raw import ReadRaw, keep_raw, log_refused, read_raw
from documents.services.reviewing import EDITABLE
from organizations.current import signed_in
from organizations.models import User

LINES = "application/x-ndjson"
# A line at least this often, so that nothing between the portal and the browser takes the answer for dead.
_BEAT_SECONDS = 2.0
_REFUSALS = (UnreadableFile, UnusablePicture, *REFUSALS)


@require_http_methods(["GET", "POST"])
def desk_raws(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The files brought to this issue and the form to bring more (``tep``, several; ``noi``: outline or pool)."""
    user = signed_in(request)
    bulletin = desk_bulletin(user, pk)
    if request.method == "GET":
        return render(request, f"{PARTS}raws.html", raws_context(bulletin))
    uploads = request.FILES.getlist("tep")
    place = request.POST.get("noi", "")
    if request.headers.get("Accept", "") == LINES:
        response = StreamingHttpResponse(_lines(user, bulletin, uploads[:1], place), content_type=LINES)
        response["X-Accel-Buffering"] = "no"
        response["Cache-Control"] = "no-store"
        return response
    return _plain(request, user, bulletin, uploads, place)


def raws_context(bulletin: Bulletin) -> dict[str, Any]:
    rows = list(bulletin.raw_materials.select_related("added_by").defer("content"))
    return {
        "bulletin": bulletin,
        "can_edit": bulletin.state in EDITABLE,
        "waiting": [row for row in rows if row.state == RawMaterial.State.WAITING],
        "taken": [row for row in rows if row.state == RawMaterial.State.TAKEN],
    }


def _plain(
    request: HttpRequest, user: User, bulletin: Bulletin, uploads: "list[UploadedFile[bytes]]", place: str
) -> HttpResponse:
    made: list[RawMaterial] = []
    if not uploads:
        messages.error(request, "Đồng chí chọn tệp trước khi bấm Đưa tệp vào.")
    for upload in uploads[:MOST_FILES]:
        try:
            raw, text = _bring(user, bulletin, upload, place)
        except _REFUSALS as refusal:
            messages.error(request, f"{upload.name}: {refusal}")
        else:
            made.append(raw)
            if text:
                messages.warning(request, text)
    if len(uploads) > MOST_FILES:
        messages.warning(request, f"Mỗi lần đưa vào nhiều nhất {MOST_FILES} tệp. Đồng chí đưa tiếp các tệp còn lại.")
    if len(made) == 1:
        return redirect("admin:documents_desk_raw", bulletin.pk, made[0].pk)
    return redirect("admin:documents_desk_raws", bulletin.pk)


def _bring(user: User, bulletin: Bulletin, upload: "UploadedFile[bytes]", place: str) -> tuple[RawMaterial, str]:
    """Read and keep one file; the second value tells what the editor should know. Raises ``_REFUSALS``."""
    if wrong := size_refusal(upload):
        raise UnreadableFile("empty", wrong)
    with NamedTemporaryFile(prefix="tu-lieu-") as copy:
        shutil.copyfileobj(upload, copy)
        copy.flush()
        try:
            read = read_raw(Path(copy.name), name=upload.name or "tệp")
        except UnreadableFile as refusal:
            log_refused(actor=user, bulletin=bulletin, refusal=refusal)
            raise
        return _keep(user, bulletin, copy, upload.name or "tệp", read, place)


def _keep(
    user: User, bulletin: Bulletin, copy: "IO[bytes]", name: str, read: ReadRaw, place: str
) -> tuple[RawMaterial, str]:
    raw, is_new = keep_raw(
        actor=user, bulletin=bulletin, content=File(copy, name=name), name=name, read=read, place=place
    )
    return raw, " ".join(read.warnings) if is_new else f"Tệp “{raw.name}” đã được đưa vào trước đó."


def _lines(user: User, bulletin: Bulletin, uploads: "list[UploadedFile[bytes]]", place: str) -> Iterator[bytes]:
    """JSON lines: {"share": 0.4} …, then {"address": …, "told": …} or {"refused": "why"}."""
    if not uploads:
        yield _line(refused="Đồng chí chọn tệp trước.")
        return
    upload = uploads[0]
    if wrong := size_refusal(upload):
        yield _line(refused=wrong)
        return
    name = upload.name or "tệp"
    with NamedTemporaryFile(prefix="tu-lieu-") as copy:
        shutil.copyfileobj(upload, copy)
        copy.flush()
        told: queue.Queue[float | ReadRaw | Exception] = queue.Queue()

        def read() -> None:
            # Touches no database: a connection of this thread would outlive it.
            try:
                told.put(read_raw(Path(copy.name), name=name, progress=told.put))
            except (UnreadableFile, UnusablePicture) as refusal:
                told.put(refusal)
            except BaseException as error:
                told.put(RuntimeError(type(error).__name__))
                raise

        reader = threading.Thread(target=read, name="tu-lieu")
        reader.start()
        share = 0.0
        try:
            while True:
                try:
                    what = told.get(timeout=_BEAT_SECONDS)
                except queue.Empty:
                    yield _line(share=share)
                    continue
                if not isinstance(what, float):
                    break
                share = what
                yield _line(share=share)
        finally:
            # Somebody who closes the tab closes this too: the file must not go before its reader.
            reader.join()
        if isinstance(what, UnreadableFile):
            log_refused(actor=user, bulletin=bulletin, refusal=what)
        if isinstance(what, (UnreadableFile, UnusablePicture)):
            yield _line(refused=f"{name}: {what}")
        elif isinstance(what, ReadRaw):
            yield _kept_line(user, bulletin, copy, name, what, place)
        else:
            yield _line(refused="Cổng chưa đọc được tệp này. Đồng chí thử lại sau ít phút.")


def _kept_line(user: User, bulletin: Bulletin, copy: "IO[bytes]", name: str, read: ReadRaw, place: str) -> bytes:
    try:
        raw, text = _keep(user, bulletin, copy, name, read, place)
    except REFUSALS as refusal:
        return _line(refused=f"{name}: {refusal}")
    return _line(address=reverse("admin:documents_desk_raw", args=[bulletin.pk, raw.pk]), told=text)


def _line(**values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"
