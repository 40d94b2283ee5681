"""The door: who is meant by what was typed, opening and closing a session, and what is written down about it."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organizations import log
from organizations.models import AccessLog, Membership, User
from organizations.phones import phone_key


def find_user(typed: str) -> User | None:
    """The person meant by a user name or a phone number; none where two active people share the number.

    The page then asks for the user name in the same words as for a wrong password, so that nobody learns which it was.
    """
    typed = typed.strip().lower()
    user: User | None = User.objects.filter(username=typed).first()
    if user is not None:
        return user
    number = phone_key(typed) if not any(char.isalpha() for char in typed) else ""
    if not number:
        return None
    found = list(User.objects.active().filter(phone_key=number)[:2])
    return found[0] if len(found) == 1 else None


def _organization_of(user: User) -> int | None:
    """The body whose administrators may see this person's sign-ins: that of the newest membership."""
    row = Membership.objects.filter(user=user).order_by("-starts_on", "-pk").values_list("organization_id", flat=True)
    return row.first()


def open_session(request: HttpRequest, user: User) -> None:
    """Sign in and write it down. The time of the last sign-in makes no line in the person's history."""
    user.skip_history_when_saving = True  # type: ignore[attr-defined]
    try:
        login(request, user)
    finally:
        del user.skip_history_when_saving  # type: ignore[attr-defined]
    log.record(AccessLog.Action.SIGN_IN, actor=user, organization=_organization_of(user), request=request)


def close_session(request: HttpRequest) -> None:
    if isinstance(request.user, User):
        user = request.user
        log.record(AccessLog.Action.SIGN_OUT, actor=user, organization=_organization_of(user), request=request)
    logout(request)


def record_refusal(request: HttpRequest, typed: str) -> None:
    """Write down a failed sign-in. What was typed is kept only where it names an account: it may be a password."""
    user = find_user(typed)
    log.record(
        AccessLog.Action.SIGN_IN_FAILED,
        actor=None,
        organization=_organization_of(user) if user is not None else None,
        target=user,
        label=user.username if user is not None else "Tên không có trong danh sách",
        request=request,
    )


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer of django-axes after too many wrong tries: how long to wait and whom to call."""
    context = {"tries": settings.AXES_FAILURE_LIMIT, "minutes": round(settings.AXES_COOLOFF_TIME * 60)}
    return render(request, "organizations/locked_out.html", context, status=429)
