"""The lock of an unattended desk: the page's own messages, and the page for who has no scripts or comes too late."""

import re
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from organizations.current import signed_in
from organizations.models import User
from organizations.signin import idle, sessions
from organizations.signin.devices import device_of
from organizations.signin.views.door import after_sign_in

_SECRET = "mo_khoa"  # noqa: S105 - the name of a field
# Fields of passwords, PINs and codes, by their names: the person types them again.
_IS_SECRET = re.compile(r"password|(?:^|[-_])(?:pin|secret|code|token)[0-9]*$", re.IGNORECASE)
_WRONG = "Mật khẩu hoặc mã PIN chưa đúng. Đồng chí gõ lại."


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


@idle.opens_while_locked
@idle.in_background
@require_POST
def desk_lock(request: HttpRequest) -> HttpResponse:
    """The page found nobody there."""
    signed_in(request)
    idle.lock(request)
    return JsonResponse({"locked": True})


@require_POST
def desk_here(request: HttpRequest) -> HttpResponse:
    """Somebody types or reads: that counts, though nothing is sent. A locked desk answers 423 before this is reached."""
    signed_in(request)
    return JsonResponse({"locked": False})


@idle.opens_while_locked
@sensitive_post_parameters(_SECRET)
@require_POST
def desk_unlock(request: HttpRequest) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    if idle.proves_presence(request, user, request.POST.get(_SECRET, ""), now):
        idle.unlock(request, now)
        if _wants_json(request):
            return JsonResponse({"locked": False})
        return redirect(after_sign_in(request, request.POST.get("next", "")))
    sessions.record_refusal(request, user.username, step="unlock")
    if _wants_json(request):
        return JsonResponse({"locked": True, "said": _WRONG}, status=403)
    messages.error(request, _WRONG)
    return redirect(after_sign_in(request, request.POST.get("next", "")))


def answer_while_locked(request: HttpRequest, user: User, now: datetime) -> HttpResponse | None:
    """What a locked desk answers: None (go on) where the same form brought the right secret along.

    What was sent is carried in hidden fields, so that nothing typed is lost; files cannot be. Passwords, PINs and codes never
    are: they would lie readable in a page on an unattended desk. Their form is opened anew.
    """
    wrong = ""
    if request.method == "POST" and _SECRET in request.POST:
        if idle.proves_presence(request, user, request.POST[_SECRET], now):
            idle.unlock(request, now)
            return None
        sessions.record_refusal(request, user.username, step="unlock")
        wrong = _WRONG
    if _wants_json(request) or request.headers.get("HX-Request") or request.method not in {"GET", "POST"}:
        return JsonResponse({"locked": True}, status=423)
    if request.headers.get("Sec-Fetch-Dest", "document") != "document":
        return JsonResponse({"locked": True}, status=423)
    is_post = request.method == "POST"
    left_out = {"csrfmiddlewaretoken", _SECRET}
    secrets = {name for name in request.POST if _IS_SECRET.search(name)} - left_out
    left_out |= secrets
    carried = [(name, value) for name, values in request.POST.lists() if name not in left_out for value in values]
    context = {
        "idle_seconds": 0,
        "wrong": wrong,
        "carried": carried if is_post else [],
        "is_post": is_post,
        "has_secrets": bool(secrets),
        "has_files": bool(request.FILES),
        "with_pin": device_of(request, user) is not None,
        "here": request.get_full_path(),
    }
    return render(request, "organizations/desk_locked.html", context, status=423)
