"""Which issues there are: the newest first, then the archive by year and month."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from activities.access import SENDING_ROLES
from documents.access import OFFICE_ROLES
from documents.addresses import with_addresses
from documents.models import Edition
from documents.services.delivering import unread_editions
from organizations.access import works_at_desk
from organizations.current import signed_in
from organizations.roles import OFFICER_ROLES, Role

# How many of the newest issues stand on the first page before the archive begins.
NEWEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page after signing in: the admin for who works at the desk, the newest issue for a reader."""
    return redirect("admin:index" if works_at_desk(signed_in(request)) else "documents:bulletin_list")


@require_safe
def bulletin_list(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    visible = Edition.objects.visible_to(user).latest_of_each()
    editions = list(
        visible.select_related("publisher", "withdrawal").defer("content").order_by("-publish_at", "-pk")[:NEWEST]
    )
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    return render(
        request,
        "documents/bulletin_list.html",
        {
            "editions": with_addresses(editions),
            "unread": unread_editions(user, editions),
            "years": list(years),
            "has_cell": user.reach.has_any(OFFICER_ROLES) and not user.reach.everything,
            "sends_news": user.reach.has_any(SENDING_ROLES) and not user.reach.everything,
            "has_office": user.reach.has_any((*OFFICE_ROLES, Role.COORDINATOR)),
        },
    )


@require_safe
def bulletin_archive(request: HttpRequest, year: int) -> HttpResponse:
    user = signed_in(request)
    visible = Edition.objects.visible_to(user).latest_of_each()
    editions = list(
        visible.filter(year=year)
        .select_related("publisher", "withdrawal")
        .defer("content")
        .order_by("-month", "publisher__path", "kind", "series")
    )
    if not editions:
        raise Http404
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    months = [
        (month, with_addresses(list(rows))) for month, rows in groupby(editions, key=lambda edition: edition.month)
    ]
    return render(
        request,
        "documents/bulletin_archive.html",
        {"year": year, "months": months, "years": list(years), "unread": unread_editions(user, editions)},
    )
