"""What waits for a person, on the first page of the admin. Each room adds its lines (in AppConfig.ready)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from organizations.models import User


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what it is, how it stands, and the one thing to do next. ``is_mine``: it waits for this person; else ``who``
    (may be "") says for whom."""

    title: str
    state: str
    action: str
    address: str
    is_mine: bool = False
    who: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the first page that a room draws itself: its template and what that needs."""

    template: str
    context: Mapping[str, Any]


panels: list[Callable[[User], list[Panel]]] = []
providers: list[Callable[[User], list[Waiting]]] = []


def waiting_for(user: User) -> list[Waiting]:
    """All lines, what waits for this person first."""
    lines = [line for provider in providers for line in provider(user)]
    return sorted(lines, key=lambda line: not line.is_mine)


def panels_for(user: User) -> list[Panel]:
    """What the rooms show above the lines."""
    return [panel for provider in panels for panel in provider(user)]
