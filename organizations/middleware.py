"""What holds for every answer of the portal."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from organizations import current
from organizations.access import works_at_desk
from organizations.models import User
from organizations.signin import idle, second_factor, sessions

# The portal asks a browser for none of these; the share sheet (web-share) it may use.
_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


class PrivateResponseMiddleware:
    """Responses to a signed-in person are private: no cache on the way may keep them, no search engine list them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Cache-Control", "private, no-store" if request.method in {"GET", "HEAD"} else "no-store"
        )
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response


class RefusedMethodMiddleware:
    """Gives words to the blank answer of an address that takes only what a button sends (405); Allow stays.

    Whoever signs in again after pressing a button is led to such an address, and so is who types or reloads one.
    htmx has a sentence of its own for it (answers.js).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or "HX-Request" in request.headers:
            return response
        page = render(request, "405.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class DoorMiddleware:
    """Asks the desk for its second factor and locks it when nobody is there; keeps when a session was last used.

    Stands behind sign-in and the check of forms, so that an answer to the lock's question is as safe as any form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with current.answering(request):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User) or not getattr(view, "login_required", True):
            return None
        if second_factor.is_owed(request, user) and not getattr(view, "opens_without_second_factor", False):
            step = "second_step" if second_factor.has_app(user) else "second_factor"
            target = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
            return redirect(f"{reverse(f'organizations:{step}')}?{urlencode({'next': target})}")
        now = timezone.now()
        if idle.is_locked(request, user, now):
            if getattr(view, "opens_while_locked", False) or not idle.covers(request):
                return None
            from organizations.signin.views.idle import answer_while_locked

            return answer_while_locked(request, user, now)
        if not getattr(view, "in_background", False):
            if works_at_desk(user):
                idle.note_active(request, now)
            sessions.note_seen(request, now)
        return None
