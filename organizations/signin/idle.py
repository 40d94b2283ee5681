"""The lock of an unattended desk: after a quarter of an hour without a key, a press or a request, whoever works at the
desk proves anew to be there. Nothing is closed: the page stays as it is under the question (static/js/idle_lock.js), and
what is sent from a page meanwhile is kept and goes on after the answer.

Only the desk locks: the pages of the admin, one's own account, whatever changes something, and lists taken out as a file.
A reading page never does.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest

from organizations.access import works_at_desk
from organizations.models import User
from organizations.signin.devices import PIN_DIGITS, device_of, verify_pin

View = TypeVar("View", bound=Callable[..., Any])
_ACTIVE = "active"
_LOCKED = "locked"
# No page costs a write more often than this …
_STEP_SECONDS = 60
# … so the session's own word may be a little old: the page locks at its minute, the portal for certain soon after.
_GRACE_SECONDS = 90


def in_background(view: View) -> View:
    """Mark a view that a page asks by itself (who else is here): such a request is no sign of a person."""
    view.in_background = True  # type: ignore[attr-defined]
    return view


def opens_while_locked(view: View) -> View:
    """Mark a view that must answer while the desk is locked."""
    view.opens_while_locked = True  # type: ignore[attr-defined]
    return view


def takes_out(view: View) -> View:
    """Mark a view outside the desk that gives its lists away as a file: no reading page, it waits for the person."""
    view.takes_out = True  # type: ignore[attr-defined]
    return view


def lock_seconds() -> int:
    return int(settings.IDLE_LOCK_MINUTES) * 60


def note_active(request: HttpRequest, now: datetime) -> None:
    """A person is there."""
    seconds = now.timestamp()
    if seconds - float(request.session.get(_ACTIVE, 0)) >= _STEP_SECONDS:
        request.session[_ACTIVE] = seconds


def lock(request: HttpRequest) -> None:
    request.session[_LOCKED] = True


def unlock(request: HttpRequest, now: datetime) -> None:
    """The person proved to be there. The session's key stays: open forms remain good."""
    request.session.pop(_LOCKED, None)
    request.session[_ACTIVE] = now.timestamp()


def covers(request: HttpRequest) -> bool:
    """Whether a request belongs to the desk: the admin, people and one's own account, an export, and whatever changes
    something."""
    match = request.resolver_match
    names = set(match.app_names) if match is not None else set()
    if match is not None and getattr(match.func, "takes_out", False):
        return True
    return request.method not in {"GET", "HEAD", "OPTIONS"} or bool(names & {"admin", "organizations"})


def is_locked(request: HttpRequest, user: User, now: datetime) -> bool:
    """Whether the desk of this session is locked, by its page or because nobody was there for a quarter of an hour."""
    if not lock_seconds() or not works_at_desk(user):
        return False
    if request.session.get(_LOCKED):
        return True
    active = request.session.get(_ACTIVE)
    return active is not None and now.timestamp() - float(active) > lock_seconds() + _GRACE_SECONDS


def proves_presence(request: HttpRequest, user: User, secret: str, now: datetime) -> bool:
    """Whether this is the person's password, or the PIN of this machine. Wrong ones count as at the door."""
    if re.fullmatch(rf"\d{{{PIN_DIGITS}}}", secret, re.ASCII):
        row = device_of(request, user)
        if row is not None:
            return verify_pin(row, secret, now)
    found = authenticate(request, username=user.username, password=secret)
    return isinstance(found, User) and found.pk == user.pk and found.slip is None
