"""What waits for a person, on the first page of the admin. Each room adds its lines (in AppConfig.ready)."""

from collections.abc import Callable
from dataclasses import dataclass

from organizations.models import User


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what it is, how it stands, and the one thing to do next. ``is_mine``: it waits for this person."""

    title: str
    state: str
    action: str
    address: str
    is_mine: bool = False


providers: list[Callable[[User], list[Waiting]]] = []


def waiting_for(user: User) -> list[Waiting]:
    """All lines, what waits for this person first."""
    lines = [line for provider in providers for line in provider(user)]
    return sorted(lines, key=lambda line: not line.is_mine)
