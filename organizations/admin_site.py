"""The admin under the portal's own door and name."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from organizations.access import works_at_desk
from organizations.models import User


class PortalAdminSite(AdminSite):
    site_header = "Tài liệu sinh hoạt chi bộ"
    site_title = "Biên tập"
    index_title = "Biên tập và quản trị"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and works_at_desk(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """One door for all: the portal's sign-in page. A signed-in reader is told that the admin is not theirs."""
        if request.user.is_authenticated:
            return redirect("home")
        return redirect(f"/dang-nhap/?{urlencode({'next': request.get_full_path()})}")

    def logout(  # type: ignore[override]  # a redirect, not a template
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return redirect("organizations:sign_out")
