"""Đối chiếu bản in: whether the paper in hand is the latest, by the code on its last page, typed or by QR."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.services.print_check import WAIT, check_print, must_wait, note_wrong, typed_code
from organizations.current import signed_in
from organizations.signin.lockout import client_address


@require_safe
def print_check(request: HttpRequest) -> HttpResponse:
    """``?ma=`` is the code. A code that does not exist and one of an issue that the person may not see get the same answer; after
    too many of either, every code gets the same (429) for a while."""
    code = request.GET.get("ma", "")[:40]
    user, now = signed_in(request), timezone.now()
    asked = bool(code.strip())
    address = client_address(request)
    waits = asked and must_wait(user, address, now)
    found = check_print(user, typed_code(code)) if asked and not waits else None
    if asked and not waits and found is None:
        note_wrong(user, address, now)
    context = {"code": code, "asked": asked, "found": found, "minutes": WAIT.seconds // 60 if waits else 0}
    return render(request, "documents/print_check.html", context, status=429 if waits else 200)
