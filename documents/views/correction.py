"""Tờ đính chính of a correction, and the list of paper to take back after a withdrawal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cadre_portal.responses import private_bytes
from cadre_portal.text import key_of
from documents.access import OFFICE_ROLES
from documents.addresses import addresses_of, file_stem, place_of
from documents.models import Edition
from documents.rendering.errata import TooLong
from documents.rendering.pdf import CannotSet
from documents.rendering.watermark import with_mark
from documents.services.collecting import collect, paper_to_collect, put_back
from documents.services.correction_slip import correction_slip
from documents.services.marking import mark_for
from documents.services.publishing import font_dir
from documents.services.reading import earlier_readable, edition_to_read, refuse_withdrawn, spot_of
from documents.views.ticking import may_tick_paper, tick_places
from organizations.current import signed_in
from organizations.log import record_taken
from organizations.models import AccessLog, User
from organizations.roles import Role


@require_safe
def bulletin_errata(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """One page to be put into the paper of an earlier edition (``?tu=`` names it; else the one before), for printing."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number), with_content=True)
    refuse_withdrawn(edition)
    old = _earlier(user, edition, request.GET.get("tu", ""))
    try:
        content = correction_slip(old, edition)
    except (TooLong, CannotSet) as refusal:
        messages.error(request, str(refusal))
        return redirect(addresses_of(edition, number=number)["read"])
    except FileNotFoundError as lost:
        raise Http404 from lost
    mark = mark_for(user, edition)
    if mark is not None:
        content = with_mark(content, mark, font_dir=font_dir())
    record_taken(
        AccessLog.Action.PRINT,
        actor=user,
        organization=edition.publisher_id,
        target=edition,
        request=request,
        file="errata",
    )
    name = f"Tờ đính chính - {file_stem(edition)}.pdf"
    return private_bytes(content, name=name, media_type="application/pdf", inline=True)


def _earlier(user: User, edition: Edition, wanted: str) -> Edition:
    """The earlier edition that the paper shows. Raises Http404 where the reader has none, or it is withdrawn."""
    rows = earlier_readable(user, edition)
    if wanted:
        if (number := key_of(wanted, 4)) is None:
            raise Http404
        rows = rows.filter(number=number)
    old = rows.order_by("-number").first()
    if old is None:
        raise Http404
    return old


@require_http_methods(["GET", "POST"])
def bulletin_collect(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """Who holds paper of a withdrawn issue, by base, to be printed and ticked off (``noi``; ``viec=bo`` takes a tick back)."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    if not edition.is_withdrawn:
        raise Http404
    if not user.reach.has_any((*OFFICE_ROLES, Role.COORDINATOR)):
        raise PermissionDenied
    address = reverse("documents:bulletin_collect", kwargs=place_of(edition, number=number))
    if request.method == "POST":
        tick_places(
            request,
            user,
            tick=lambda keys: collect(actor=user, edition=edition, delivery_keys=keys),
            untick=lambda keys: put_back(actor=user, edition=edition, delivery_keys=keys),
            ticked="Đã ghi thu lại ở {count} nơi.",
        )
        return redirect(address)
    rows = paper_to_collect(user, edition)
    context = {
        "edition": edition,
        "rows": rows,
        # A place that has paper of several editions is one place.
        "places": len({row.organization_id for row in rows}),
        "left": len({row.organization_id for row in rows if row.collected_at is None}),
        "may_tick": may_tick_paper(user),
        "today": timezone.localdate(),
    }
    return render(request, "documents/bulletin_collect.html", context)
