"""The portal with one page more: a bare signed-in view of a given size, to measure other pages against.

It reads session and person, as every page must, and nothing else. Served by ``benchmarks.common.served_portal``.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadre_portal.settings")


def bare(request: HttpRequest, size: int) -> HttpResponse:
    name = request.user.get_username()
    return HttpResponse(name.ljust(size, "."), content_type="text/plain; charset=utf-8")


# First the apps, then the addresses that import their views.
application = get_wsgi_application()
urlpatterns = [path("bare/<int:size>/", bare), path("", include("cadre_portal.urls"))]
settings.ROOT_URLCONF = __name__
