"""Ai thấy gì, vì sao, for an issue."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cadre_portal.text import person_sort_key
from documents.addresses import addresses_of
from documents.services.reach import reach_of_edition
from documents.services.reading import edition_to_read, refuse_withdrawn, spot_of
from organizations.access import may_manage
from organizations.current import signed_in
from organizations.models import Membership

_MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A reason with its numbers, and the names that the administrator may know, by given name."""

    reason: str
    people: int
    places: int
    named: list[Membership]
    unnamed: int


@require_safe
def bulletin_reach(
    request: HttpRequest, publisher: int, year: int, month: int, series: int | None = None, number: int | None = None
) -> HttpResponse:
    """Who may read the issue, by reason; for administrators of its publisher. Names stop where their part of the tree does."""
    user = signed_in(request)
    edition = edition_to_read(user, spot_of(publisher, year, month, series, number))
    refuse_withdrawn(edition)
    if not may_manage(user, edition.publisher):
        raise PermissionDenied
    found = reach_of_edition(edition, timezone.localdate())
    groups = []
    for group in found.groups:
        own = [row for row in group.rows if may_manage(user, row.organization)]
        own.sort(key=lambda row: person_sort_key(row.user.full_name))
        groups.append(
            ShownGroup(
                group.reason, group.people, group.places, own[:_MOST_NAMES], len(group.rows) - len(own[:_MOST_NAMES])
            )
        )
    context = {
        "edition": edition,
        "found": found,
        "groups": groups,
        "total": len(found.user_ids),
        "addresses": addresses_of(edition, number=number),
    }
    return render(request, "documents/bulletin_reach.html", context)
