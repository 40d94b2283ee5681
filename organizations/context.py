"""What every page needs."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from organizations.access import OFFICE_OF_CELLS, works_at_desk
from organizations.models import Organization, User
from organizations.roles import OFFICER_ROLES
from organizations.signin import idle
from organizations.signin.sessions import has_no_way_back

_CONTACT_SECONDS = 300


def _contact_for(user: User) -> str:
    """Whom this reader asks: the contact of the nearest body above that gives one, else that of the portal.

    Kept for five minutes per place in the tree, so that a page costs no query for its foot.
    """
    paths = user.reach.upward_paths()
    if not paths:
        return str(settings.PORTAL_CONTACT)
    key = "contact:" + "-".join(user.reach.paths())[:200]
    found = cache.get(key)
    if found is None:
        rows = Organization.objects.filter(path__in=paths).exclude(contact="").order_by("-depth", "path")
        row = rows.values_list("short_name", "name", "contact").first()
        found = f"{row[0] or row[1]}, {row[2]}" if row else str(settings.PORTAL_CONTACT)
        cache.set(key, found, _CONTACT_SECONDS)
    return str(found).rstrip(". ")


def portal(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    person = user if isinstance(user, User) else None
    # request.user is a lazy object: isinstance looks through it.
    contact = SimpleLazyObject(lambda: _contact_for(person)) if person is not None else settings.PORTAL_CONTACT
    at_desk = person is not None and works_at_desk(person)
    return {
        "works_at_desk": at_desk,
        "idle_seconds": idle.lock_seconds() if at_desk and idle.covers(request) else 0,
        "leads_a_cell": person is not None and bool(person.reach.organization_ids(*OFFICER_ROLES)),
        "looks_after_cells": person is not None and person.reach.has_any(OFFICE_OF_CELLS),
        "has_no_way_back": person is not None and has_no_way_back(request),
        "portal_address": settings.PORTAL_ADDRESS,
        "portal_contact": contact,
    }
