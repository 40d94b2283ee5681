"""Bản đọc tại buổi sinh hoạt: the issue as it is read out, on screen and on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadre_portal.responses import private_bytes
from documents.addresses import addresses_of, file_stem
from documents.browsers import is_in_app
from documents.rendering.meeting import render_meeting
from documents.rendering.watermark import with_mark
from documents.services.delivering import mark_opened
from documents.services.marking import mark_for
from documents.services.meeting_paper import meeting_paper
from documents.services.publishing import font_dir
from documents.services.reading import edition_to_read, refuse_withdrawn, spot_of
from documents.views.taking import note_taken
from organizations.current import only_asks, signed_in
from organizations.log import record_taken
from organizations.models import AccessLog


@require_safe
def bulletin_meeting(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """The paper on screen, in large type. Opening it counts as opening the issue."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    refuse_withdrawn(edition)
    if edition.is_to_be_opened and not only_asks(request):
        mark_opened(actor=user, edition=edition)
    record_taken(AccessLog.Action.READ, actor=user, organization=edition.publisher_id, target=edition, request=request)
    context = {
        "edition": edition,
        "paper": meeting_paper(edition),
        "addresses": addresses_of(edition, number=number),
        "mark": mark_for(user, edition),
        "is_in_app": is_in_app(request),
    }
    return render(request, "documents/bulletin_meeting.html", context)


@require_safe
def bulletin_meeting_pdf(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """The paper as PDF, made when asked for. ``?xem=1`` shows it in the browser, for printing."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    refuse_withdrawn(edition)
    inline = request.GET.get("xem") == "1"
    content = render_meeting(meeting_paper(edition), now=timezone.localtime(edition.publish_at), font_dir=font_dir())
    mark = mark_for(user, edition)
    if mark is not None:
        content = with_mark(content, mark, font_dir=font_dir())
    note_taken(request, user, edition, file="meeting", is_print=inline)
    name = f"Bản đọc - {file_stem(edition)}.pdf"
    return private_bytes(content, name=name, media_type="application/pdf", inline=inline)
