"""Setting up the second factor, its recovery codes, and taking it away."""

import io
from base64 import b32encode

import segno
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.access import works_at_desk
from organizations.current import signed_in
from organizations.models import User
from organizations.signin import second_factor, sessions
from organizations.signin.forms import CodeForm, ProofForm
from organizations.signin.lockout import locked_out
from organizations.signin.second_factor import opens_without_second_factor
from organizations.signin.views.door import is_ours, said_of
from organizations.signin.views.machines import FRESH_SECONDS, is_proved, proof_form

# When this session last proved who is there.
_PROVED = "second_factor_proved"


@opens_without_second_factor
@never_cache
@sensitive_post_parameters("code", "secret")
@require_http_methods(["GET", "POST"])
def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app where there is none; else say how it stands.

    As for every lasting key to the account, a session that may have been left unattended proves first who is there; only then is
    the secret shown."""
    user = signed_in(request)
    target = request.POST.get("next") or request.GET.get("next", "")
    if second_factor.has_app(user):
        return _status(request, user, CodeForm())
    next_page = target if is_ours(request, target) else ""
    required = settings.MFA_REQUIRED and works_at_desk(user)
    proof = _proof_owed(request, user)
    if proof is not None:
        if request.method != "POST" or not is_proved(request, user, proof):
            context = {"proof": proof, "next": next_page, "required": required}
            return render(request, "organizations/second_factor.html", context)
        request.session[_PROVED] = timezone.now().timestamp()
    form = CodeForm(request.POST if "code" in request.POST else None).unfocused()
    if form.is_valid():
        is_right, minutes_off = second_factor.confirm_app(request, user, form.cleaned_data["code"])
        if is_right:
            second_factor.mark_verified(request, "totp")
            return _show_recovery_codes(request, user, target)
        form.add_error("code", said_of(second_factor.Verdict(minutes_off=minutes_off)))
    row = second_factor.app_to_confirm(request, user)
    secret = b32encode(row.bin_key).decode()
    context = {
        "form": form,
        "next": next_page,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "required": required,
    }
    return render(request, "organizations/second_factor.html", context)


def _proof_owed(request: HttpRequest, user: User) -> ProofForm | None:
    """The form that asks who is there, before the secret is shown; None where that is known."""
    if timezone.now().timestamp() - float(request.session.get(_PROVED, 0)) < FRESH_SECONDS:
        return None
    return proof_form(request, user)


@opens_without_second_factor
@never_cache
@require_safe
def second_factor_qr(request: HttpRequest) -> HttpResponse:
    """The QR code of the secret that waits to be confirmed; of a confirmed one nobody sees it again."""
    user = signed_in(request)
    if second_factor.has_app(user) or _proof_owed(request, user) is not None:
        raise Http404
    out = io.BytesIO()
    address = second_factor.setup_address(second_factor.app_to_confirm(request, user))
    segno.make(address, error="m").save(out, kind="svg", scale=5, border=4, light="#fff")
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


def _status(request: HttpRequest, user: User, form: CodeForm) -> HttpResponse:
    context = {
        "is_on": True,
        "form": form,
        "codes_left": second_factor.recovery_codes_left(user),
        "required": settings.MFA_REQUIRED and works_at_desk(user),
    }
    return render(request, "organizations/second_factor.html", context)


def _show_recovery_codes(request: HttpRequest, user: User, target: str) -> HttpResponse:
    """The codes, shown once, on the answer to a POST: no address leads to them again."""
    codes = second_factor.make_recovery_codes(user)
    next_page = target if target and is_ours(request, target) else reverse("home")
    context = {"codes": [f"{code[:5]} {code[5:]}" for code in codes], "person": user, "next_page": next_page}
    return render(request, "organizations/recovery_codes.html", context)


@never_cache
@sensitive_post_parameters("code")
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of the former, for a code of the app."""
    user = signed_in(request)
    if not second_factor.has_app(user):
        return redirect("organizations:second_factor")
    refused = _prove(request, user)
    return refused if refused is not None else _show_recovery_codes(request, user, "")


@never_cache
@sensitive_post_parameters("code")
@require_POST
def second_factor_remove(request: HttpRequest) -> HttpResponse:
    """Take the app away, for one of its codes or a recovery code: to set up another, or to do without."""
    user = signed_in(request)
    if not second_factor.has_app(user):
        return redirect("organizations:second_factor")
    refused = _prove(request, user)
    if refused is not None:
        return refused
    second_factor.remove(actor=user, user=user)
    messages.success(request, "Đã bỏ ứng dụng xác thực cũ.")
    return redirect("organizations:second_factor")


def _prove(request: HttpRequest, user: User) -> HttpResponse | None:
    """None where the posted code is right; else the page that says what was wrong."""
    if not AxesProxyHandler.is_allowed(request, {"username": user.username}):
        return locked_out(request)
    form = CodeForm(request.POST)
    if form.is_valid():
        verdict = second_factor.verify(user, form.cleaned_data["code"])
        if verdict.way:
            return None
        form.add_error("code", said_of(verdict))
        if verdict.wait_until is None:
            second_factor.count_wrong(request, user)
            sessions.record_refusal(request, user.username, step="second_factor")
    return _status(request, user, form)
