"""Fetches a page or a file as a browser does: the whole answer is read, which closes the file behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client

from organizations.models import User


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: Mapping[str, str]
    body: bytes


def fetch(user: User | None, address: str, **headers: str) -> Answer:
    """The answer to a GET of this person (None: not signed in), with these headers."""
    client = Client()
    if user is not None:
        client.force_login(user)
    response: Any = client.get(address, headers=headers)
    body = response.getvalue() if response.streaming else response.content
    return Answer(response.status_code, response.headers, body)
