"""The door: what happens around signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Answer of django-axes after five wrong tries."""
    return render(request, "organizations/locked_out.html", status=429)
