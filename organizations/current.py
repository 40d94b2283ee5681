"""The person behind a request, and the request being answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import cast

from django.http import HttpRequest

from organizations.models import User

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def signed_in(request: HttpRequest) -> User:
    """The signed-in user. Views behind the login (all but the open ones) always have one."""
    return cast(User, request.user)


def only_asks(request: HttpRequest) -> bool:
    """Whether the request only asks if a page or file is there, and takes nothing along: what it leaves unread is not noted."""
    return request.method == "HEAD"


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """While this request is answered, what is logged carries its address."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def current_address() -> str | None:
    """Where the request being answered came from; None for what the portal does by itself."""
    request = _request.get()
    return (request.META.get("REMOTE_ADDR") or None) if request is not None else None
