"""What the reader's browser says of itself, as far as a page has to know."""

from django.http import HttpRequest

# Browsers inside other programs; most of them neither print nor save files nor open a second window.
_IN_APP = ("Zalo", "FBAN", "FBAV", "Instagram", "; wv)", "Line/")


def is_in_app(request: HttpRequest) -> bool:
    """Whether the page is read inside another program, Zalo first of all."""
    agent = request.headers.get("User-Agent", "")
    return any(name in agent for name in _IN_APP)
