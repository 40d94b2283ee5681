"""WSGI entry point (gunicorn cadre_portal.wsgi)."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cadre_portal.proxy import Application, ReportedAddress

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadre_portal.settings")

application: Application = get_wsgi_application()
if settings.BEHIND_PROXY:
    application = ReportedAddress(application)
