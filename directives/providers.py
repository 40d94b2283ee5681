"""What the rooms above show on the register's pages: filled in their ``AppConfig.ready``, because imports run only upwards.

Every provider gets the person and answers only with what that person may see.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from directives.models import Directive
from directives.search.snippets import Piece
from organizations.models import User


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: "tháng 12/2023, mục 2", its address, its day."""

    label: str
    url: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CitingRoom:
    """A room whose texts cite directives.

    ``visible``: keys of the citing texts the person may see, as a queryset of one column. ``places``: for some of those keys, where
    they stand; keys the person may not see are left out.
    """

    visible: Callable[[User], "QuerySet[Any, Any]"]
    places: Callable[[User, Collection[int]], dict[int, Place]]


@dataclass(frozen=True, slots=True)
class TabRow:
    """A find of another room: shown as title, where and when, and a piece of its text."""

    title: str
    place: Place
    pieces: "tuple[Piece, ...]" = ()


@dataclass(frozen=True, slots=True)
class SearchTab:
    """A tab beside the directives: ``search`` gets the person, the words asked for (each a tuple of folded phrases), start and
    size, and gives the number of finds (0 to 1000) and the rows."""

    slug: str
    label: str
    search: Callable[[User, Sequence[tuple[tuple[str, ...], ...]], int, int], tuple[int, list[TabRow]]]


citing_rooms: list[CitingRoom] = []
# Functions of a person and keys of directives: where each has been published.
published_in: list[Callable[[User, Collection[int]], dict[int, list[Place]]]] = []
search_tabs: list[SearchTab] = []


def visible_citing_texts(user: User, field: str) -> Q:
    """Q over ``field`` (a key of a citing text): those in any room that the person may see."""
    wanted = Q(pk__in=[])
    for room in citing_rooms:
        wanted |= Q(**{f"{field}__in": room.visible(user)})
    return wanted


def places_of(user: User, citing_keys: Collection[int]) -> dict[int, Place]:
    """Where citing texts stand; one or two queries a room, however many."""
    found: dict[int, Place] = {}
    if citing_keys:
        for room in citing_rooms:
            found.update(room.places(user, citing_keys))
    return found


def publications_of(user: User, directive_keys: Collection[int]) -> dict[int, list[Place]]:
    """Where directives have been published, newest first."""
    found: dict[int, list[Place]] = {}
    if directive_keys:
        for provider in published_in:
            for key, places in provider(user, directive_keys).items():
                found.setdefault(key, []).extend(places)
    for places in found.values():
        places.sort(key=lambda place: place.on or date.min, reverse=True)
    return found


def _visible_texts(user: User) -> "QuerySet[Any, Any]":
    rows = Directive.objects.visible_to(user).registered().filter(citing_text__isnull=False)
    return rows.order_by().values("citing_text")


def _text_places(user: User, citing_keys: Collection[int]) -> dict[int, Place]:
    rows = Directive.objects.visible_to(user).registered().filter(citing_text__in=citing_keys)
    return {
        row.citing_text_id: Place(row.citation, f"/van-ban/{row.pk}/", row.issued_on)
        for row in rows.select_related("kind", "register").defer("body")
        if row.citing_text_id is not None
    }


own_room = CitingRoom(_visible_texts, _text_places)
