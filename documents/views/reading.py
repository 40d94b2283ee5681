"""The reading page of an issue and what the reader says back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from documents.addresses import addresses_of
from documents.services.delivering import acknowledge, mark_opened
from documents.services.reading import edition_to_read, refuse_withdrawn, spot_of
from organizations.current import signed_in
from organizations.log import record
from organizations.models import AccessLog


@require_GET
def bulletin_read(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """The issue on screen. Opening it marks the delivery of an officer's cell."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    if edition.is_withdrawn:
        return render(request, "documents/bulletin_withdrawn.html", {"edition": edition}, status=410)
    if edition.is_to_be_opened:
        mark_opened(actor=user, edition=edition)
    record(AccessLog.Action.READ, actor=user, organization=edition.publisher_id, target=edition, request=request)
    return render(
        request,
        "documents/bulletin_read.html",
        {
            "edition": edition,
            "entries": list(edition.entries.all()),
            "addresses": addresses_of(edition, number=number),
        },
    )


@require_POST
def bulletin_acknowledge(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """“Đã nhận”: the cell has the issue. Pressed twice it changes nothing."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    refuse_withdrawn(edition)
    acknowledge(actor=user, edition=edition)
    return redirect(addresses_of(edition, number=number)["read"])
