"""Addresses of the portal, in Vietnamese: they are read aloud and typed from paper."""

from django.contrib import admin
from django.urls import include, path

from documents.views import home, print_check

urlpatterns = [
    path("", home, name="home"),
    path("", include("organizations.urls")),
    path("van-ban/", include("directives.urls")),
    path("", include("activities.urls")),
    path("tai-lieu/", include("documents.urls")),
    path("doi-chieu/", print_check, name="print_check"),
    path("quan-tri/", admin.site.urls),
]

handler400 = "organizations.views.bad_request"
handler403 = "organizations.views.permission_denied"
handler404 = "organizations.views.page_not_found"
handler500 = "organizations.views.server_error"
