"""Sign-in, one's own account and the error pages."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organizations import services, signin
from organizations.current import signed_in
from organizations.forms import OwnPasswordForm, SignInForm
from organizations.models import AccessLog, Membership


def _after_sign_in(request: HttpRequest, target: str) -> str:
    """Where to go: the page asked for if it is ours, else the first page."""
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else "home"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next") or request.GET.get("next", "")
    if request.user.is_authenticated:
        return redirect(_after_sign_in(request, target))
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid() and form.user is not None:
            signin.open_session(request, form.user)
            return redirect(_after_sign_in(request, target))
        signin.record_refusal(request, request.POST.get("username", ""))
    return render(request, "organizations/sign_in.html", {"form": form, "next": target})


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    signin.close_session(request)
    messages.success(request, "Đồng chí đã đăng xuất.")
    return redirect("organizations:sign_in")


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    memberships = Membership.objects.filter(user=signed_in(request)).select_related("organization")
    context = {
        "memberships": memberships.in_force(timezone.localdate()),
        "log_rows": AccessLog.objects.of_person(signed_in(request))[:20],
        "log_months": services.log_months(),
    }
    return render(request, "organizations/account.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = OwnPasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.change_password(actor=user, user=user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        messages.success(request, "Đã đổi mật khẩu. Các máy khác đang đăng nhập bằng tài khoản này phải đăng nhập lại.")
        return redirect("organizations:account")
    return render(request, "organizations/password_change.html", {"form": form})


@login_not_required
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


@login_not_required
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: no session, no user, no database."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(loader.get_template("400.html").render(), status=400)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
