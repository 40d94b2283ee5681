"""What every page needs."""

from django.conf import settings
from django.http import HttpRequest

from organizations.access import works_at_desk
from organizations.models import User


def portal(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    return {
        "works_at_desk": isinstance(user, User) and works_at_desk(user),
        "portal_address": settings.PORTAL_ADDRESS,
    }
