"""The admin under the portal's own door and name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.templatetags import admin_list
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from organizations.access import works_at_desk
from organizations.current import signed_in
from organizations.front_page import panels_for, waiting_for
from organizations.models import User
from organizations.signin.sessions import close_session

# The first page of the admin, in the order in which an issue is made.
GROUPS = (
    ("Tài liệu sinh hoạt", ("documents.Bulletin", "documents.Entry", "documents.Edition", "documents.Delivery")),
    ("Tin hoạt động và ảnh", ("activities.Activity", "activities.Picture")),
    ("Soát lỗi", ("documents.KnownWord", "documents.NameTitle", "documents.Waiver", "documents.Report")),
    (
        "Sổ văn bản",
        (
            "directives.Directive",
            "directives.Deadline",
            "directives.DirectiveKind",
            "directives.Abbreviation",
        ),
    ),
    (
        "Tổ chức và người dùng",
        (
            "organizations.User",
            "organizations.Membership",
            "organizations.Organization",
            "organizations.Succession",
            "organizations.OrganizationType",
        ),
    ),
    (
        "Cài đặt, nhật ký, an toàn",
        (
            "documents.PublisherSettings",
            "documents.Outbox",
            "organizations.AccessLog",
            "organizations.LogRetention",
            "axes.AccessAttempt",
        ),
    ),
)


_ICONS = {True: ("yes", "Có"), False: ("no", "Không"), None: ("unknown", "Chưa rõ")}


def boolean_icon(value: bool | None) -> SafeString:
    """The stock icon of a yes or no, with its word in Vietnamese: Django's own says "True" to who cannot see it."""
    name, word = _ICONS[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), word)


# The stock admin draws every yes and no by this one function, and asks no template or translation for the word.
admin_list._boolean_icon = boolean_icon  # type: ignore[attr-defined]


class PortalAdminSite(AdminSite):
    site_header = "Tài liệu sinh hoạt chi bộ"
    site_title = "Biên tập"
    index_title = "Biên tập và quản trị"
    enable_nav_sidebar = True
    index_template = "admin/front_page.html"

    def index(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> TemplateResponse:
        """The first page: what waits for this person, then everything there is."""
        user = signed_in(request)
        shown = {"waiting": waiting_for(user), "panels": panels_for(user)}
        return super().index(request, {**shown, **(extra_context or {})})

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A list asked for with a number, a year or a day that none can be is shown without its filters, as Django does where it
        notices itself: it does not where the database, or Python's dates, refuse them."""
        guarded: Callable[..., HttpResponse] = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return guarded(request, *args, **kwargs)
            except (OverflowError, ValueError, DataError) as error:
                # A ValueError of any other kind is a mistake of ours.
                is_absurd = not isinstance(error, ValueError) or any(
                    words in str(error) for words in ("out of range", "NUL")
                )
                match = request.resolver_match
                is_list = match is not None and (match.url_name or "").endswith("_changelist")
                if (
                    not is_absurd
                    or request.method not in {"GET", "HEAD"}
                    or not is_list
                    or set(request.GET) <= {ERROR_FLAG}
                ):
                    raise
                return redirect(f"{request.path}?{ERROR_FLAG}=1")

        return answer

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
        """Sign out by the portal's own door; the link of the admin posts here."""
        if request.method == "POST":
            close_session(request)
            messages.success(request, "Đồng chí đã đăng xuất.")
        return redirect("organizations:sign_in")

    def password_change(  # type: ignore[override]  # a redirect, not a template
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        return redirect("organizations:password_change")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Groups by what people come for, in the order of the work; a part not named keeps a group of its own."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        found = {row["model"]._meta.label: (app, row) for app in apps for row in app["models"]}
        groups: list[dict[str, Any]] = []
        for name, labels in GROUPS:
            rows = [found.pop(label) for label in labels if label in found]
            if rows:
                groups.append({**rows[0][0], "name": name, "models": [row for _, row in rows]})
        rest = [{**app, "models": [m for m in app["models"] if m["model"]._meta.label in found]} for app in apps]
        return groups + [app for app in rest if app["models"]]
