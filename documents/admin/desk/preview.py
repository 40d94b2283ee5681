"""The preview: the pages as they will be printed, and the page as a phone shows it."""

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from activities.models import Picture
from cadre_portal.fonts import UnusableFont
from cadre_portal.responses import kept_for_an_hour
from documents.admin.desk.common import PARTS, desk_bulletin, is_htmx
from documents.engines.blocks import PictureRef
from documents.rendering.content import EntryContent
from documents.rendering.html import PictureSource, entry_html
from documents.rendering.pdf import CannotSet
from documents.rendering.pictures import UnusablePicture
from documents.rendering.reading_page import with_gist
from documents.services.composing import build_content, flat_entries, settings_of
from documents.services.desk.outline import outline_lines
from documents.services.desk.preview import WIDTHS, preview_of, preview_page
from documents.services.gaps import gaps_of
from documents.services.reviewing import may
from organizations.current import signed_in


@require_safe
def desk_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The pages (pictures fetched as they are scrolled to), lengths for the outline, and what is missing before review."""
    bulletin = desk_bulletin(signed_in(request), pk)
    content = build_content(bulletin)
    lines = outline_lines(bulletin)
    context = {
        "bulletin": bulletin,
        "width": WIDTHS[1],
        "widths": WIDTHS,
        "gaps": gaps_of(content, lines) if may("send", bulletin) else None,
        "oob": is_htmx(request),
    }
    try:
        preview = preview_of(bulletin, content=content)
    except (CannotSet, UnusablePicture, UnusableFont) as refusal:
        return render(request, f"{PARTS}_preview.html", {**context, "refusal": refusal})
    limit = settings_of(bulletin.publisher).entry_pages
    lengths = [(line, preview.length_of(str(line.entry.uuid))) for line in lines]
    first = reverse("admin:documents_desk_page_picture", args=[bulletin.pk, preview.digest, 1])
    context |= {
        "preview": preview,
        # One look-up for all pages: their addresses differ in the number only.
        "pages": [(page, first.replace("/1.png", f"/{page}.png")) for page in range(1, preview.pages + 1)],
        "lengths": lengths,
        "limit": limit,
        "long": [(line, length) for line, length in lengths if length > limit and not line.children],
        "starts": [(line, preview.entry_pages.get(str(line.entry.uuid), (0, 0))) for line in lines],
    }
    return render(request, f"{PARTS}_preview.html", context)


@require_safe
def desk_page_picture(request: HttpRequest, pk: int, digest: str, page: int) -> HttpResponseBase:
    """PNG of one page of a preview (``?rong=`` one of the widths)."""
    bulletin = desk_bulletin(signed_in(request), pk)
    wide = request.GET.get("rong", str(WIDTHS[1]))
    if wide not in map(str, WIDTHS):
        raise Http404

    def drawn() -> HttpResponse:
        try:
            return HttpResponse(preview_page(bulletin, digest, page, int(wide)), content_type="image/png")
        except (FileNotFoundError, IndexError) as missing:
            raise Http404 from missing

    return kept_for_an_hour(request, f"{digest}-{page}-{wide}", drawn)


class _Shown:
    """An entry as the reading page's template takes it: drawn as publishing freezes it, with what a cell needs of it."""

    def __init__(self, entry: EntryContent, source: Callable[[PictureRef], PictureSource]) -> None:
        html = entry_html(replace(entry, children=()), picture_src=source)
        # Both functions escape all text; the tags are their own.
        self.html = mark_safe(with_gist(html, "\n".join(entry.gist)))  # noqa: S308
        self.tasks = entry.cell_tasks
        self.questions = entry.questions


@require_safe
def desk_phone(request: HttpRequest, pk: int) -> HttpResponse:
    """The issue as the reading page shows it, at a phone's width."""
    bulletin = desk_bulletin(signed_in(request), pk)
    content = build_content(bulletin)
    wanted = {b.picture.sha256 for e in flat_entries(content) for b in e.blocks if b.picture is not None}
    keys = dict(Picture.objects.filter(sha256__in=wanted).values_list("sha256", "pk"))

    def source(picture: PictureRef) -> PictureSource:
        key = keys.get(picture.sha256)
        return PictureSource(reverse("activities:picture_file", args=[key]) if key else "")

    entries = [_Shown(entry, source) for entry in flat_entries(content)]
    return render(request, f"{PARTS}_phone.html", {"bulletin": bulletin, "content": content, "entries": entries})
