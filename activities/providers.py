"""What upper rooms tell this one: who sits at which publisher's desk, and which published issues carried a news item.

Both are filled in AppConfig.ready, because imports run only upwards.
"""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Q, QuerySet

from directives.providers import Place
from organizations.models import Organization, User

# A user → keys of the publishers whose news the user edits.
desks: list[Callable[[User], "QuerySet[Organization, Any]"]] = []
# A user and keys of news items → where each stands in issues that the user may read.
carried_in: list[Callable[[User, Collection[int]], dict[int, list[Place]]]] = []


def at_desk_of(user: User, field: str) -> Q:
    """Q for "the user sits at the desk of the publisher behind ``field``"; matches nothing where nobody tells."""
    wanted = Q(pk__in=[])
    for desk in desks:
        wanted |= Q(**{f"{field}__in": desk(user)})
    return wanted


def places_of(user: User, keys: Collection[int]) -> dict[int, list[Place]]:
    """Where each of these news items was carried."""
    found: dict[int, list[Place]] = {}
    for room in carried_in:
        for key, places in room(user, keys).items():
            found.setdefault(key, []).extend(places)
    return found
