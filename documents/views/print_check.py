"""Đối chiếu bản in: whether the paper in hand is the latest, by the code on its last page, typed or by QR."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from documents.services.print_check import check_print, typed_code
from organizations.current import signed_in


@require_GET
def print_check(request: HttpRequest) -> HttpResponse:
    """``?ma=`` is the code. A code that does not exist and one of an issue that the person may not see get the same answer."""
    code = request.GET.get("ma", "")[:40]
    user = signed_in(request)
    found = check_print(user, typed_code(code)) if code.strip() else None
    return render(request, "documents/print_check.html", {"code": code, "asked": bool(code.strip()), "found": found})
