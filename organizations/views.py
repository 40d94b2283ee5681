"""One's own account and the error pages; the door has pages of its own (organizations.signin.views)."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from organizations import services
from organizations.current import signed_in
from organizations.forms import FirstPasswordForm, OwnPasswordForm
from organizations.models import AccessLog, Membership
from organizations.signin import second_factor
from organizations.signin.devices import device_of
from organizations.signin.sessions import note_way_back
from organizations.signin.views.machines import came_by_slip, is_proved, proof_form


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    memberships = Membership.objects.filter(user=signed_in(request)).select_related("organization")
    context = {
        "memberships": memberships.in_force(timezone.localdate()),
        "log_rows": AccessLog.objects.latest_of_person(signed_in(request), 20),
        "log_months": services.log_months(),
        "has_second_factor": second_factor.has_app(signed_in(request)),
    }
    return render(request, "organizations/account.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    # A slip is what replaces a forgotten password: who has just come in by one is not asked for the old one.
    is_first = not user.has_usable_password() or came_by_slip(request)
    form_class = FirstPasswordForm if is_first else OwnPasswordForm
    data = request.POST if request.method == "POST" else None
    form = form_class(user, data)
    # Who never had a password proves by the PIN of this machine to be the one; a slip has just done so.
    proof = proof_form(request, user) if is_first else None
    if request.method == "POST" and form.is_valid() and (proof is None or is_proved(request, user, proof)):
        services.change_password(actor=user, user=user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        note_way_back(request, user, is_remembered=device_of(request, user) is not None)
        messages.success(
            request, "Đã đặt mật khẩu mới. Các máy khác đang đăng nhập bằng tài khoản này phải đăng nhập lại."
        )
        return redirect("organizations:account")
    context = {"form": form, "proof": proof, "is_first": is_first}
    return render(request, "organizations/password_change.html", context)


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
    context = {"is_too_long": isinstance(exception, RequestDataTooBig)}
    return HttpResponse(loader.get_template("400.html").render(context), status=400)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
