"""How one gets in next time, and where one is signed in now."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.current import signed_in
from organizations.models import User
from organizations.signin import idle, sessions
from organizations.signin.devices import (
    DAYS,
    WeakPin,
    device_of,
    devices_of,
    forget,
    put_cookie,
    remember,
)
from organizations.signin.forms import NewPinForm, ProofForm
from organizations.signin.models import OpenSession, RememberedDevice
from organizations.signin.views.door import after_sign_in, is_ours, privacy_notice

# Who signed in so recently need not prove again who it is.
FRESH_SECONDS = 600


def _is_fresh(request: HttpRequest) -> bool:
    opened_at = float(sessions.opened_by(request).get("at", 0))
    return timezone.now().timestamp() - opened_at < FRESH_SECONDS


def came_by_slip(request: HttpRequest) -> bool:
    """Whether the person has just come in by a slip."""
    return _is_fresh(request) and sessions.opened_by(request).get("way") == OpenSession.Way.SLIP


def proof_form(request: HttpRequest, user: User) -> ProofForm | None:
    """What is asked besides, where a lasting key to the account is wanted from a session that may have been left unattended:
    the password, or the PIN of this machine. None where the person has just come in, or has neither."""
    if _is_fresh(request):
        return None
    has_password, has_pin = user.has_usable_password(), device_of(request, user) is not None
    if not has_password and not has_pin:
        return None
    data = request.POST if request.method == "POST" else None
    return ProofForm(data, has_password=has_password, has_pin=has_pin)


@never_cache
@sensitive_post_parameters("pin", "secret")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """After a slip, and from the account page: remember this machine by six digits, or choose a password."""
    user = signed_in(request)
    target = request.POST.get("next") or request.GET.get("next", "")
    form = NewPinForm(request.POST if request.method == "POST" else None)
    proof = proof_form(request, user)
    if request.method == "POST" and form.is_valid() and (proof is None or is_proved(request, user, proof)):
        try:
            token = remember(request, user, form.cleaned_data["pin"], forget_others=form.cleaned_data["forget_others"])
        except WeakPin as refusal:
            form.add_error("pin", str(refusal))
        else:
            sessions.note_way_back(request, user, is_remembered=True)
            messages.success(
                request, f"Cổng đã ghi nhớ máy này trong {DAYS} ngày. Lần sau đồng chí chỉ gõ mã PIN vừa đặt."
            )
            response = redirect(after_sign_in(request, target))
            put_cookie(response, token)
            return response
    here = device_of(request, user)
    context = {
        "others": [row for row in devices_of(user) if here is None or row.pk != here.pk],
        "form": form,
        "proof": proof,
        "next": target if is_ours(request, target) else "",
        "by_slip": sessions.opened_by(request).get("way") == OpenSession.Way.SLIP,
        "privacy": privacy_notice(),
        "days": DAYS,
    }
    return render(request, "organizations/welcome.html", context)


def is_proved(request: HttpRequest, user: User, proof: ProofForm) -> bool:
    """Whether the form holds the person's password or the PIN of this machine; else it says so."""
    if not proof.is_valid():
        return False
    if idle.proves_presence(request, user, proof.cleaned_data["secret"], timezone.now()):
        return True
    proof.add_error("secret", "Mật khẩu hoặc mã PIN chưa đúng. Đồng chí gõ lại.")
    sessions.record_refusal(request, user.username, step="proof")
    return False


@require_safe
def machines(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, which machines are remembered, and the way to end it."""
    user = signed_in(request)
    here = device_of(request, user)
    context = {
        "sessions": sessions.sessions_of(user),
        "devices": devices_of(user),
        "current": request.session.session_key,
        "here": here.pk if here is not None else None,
    }
    return render(request, "organizations/machines.html", context)


@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = OpenSession.objects.filter(user=signed_in(request), pk=pk).first()
    if row is None:
        raise Http404
    sessions.end_session(actor=signed_in(request), row=row)
    messages.success(request, f"Đã kết thúc phiên trên {row.machine}.")
    return redirect("organizations:machines")


@require_POST
def device_forget(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    row = RememberedDevice.objects.live(timezone.now()).filter(user=user, pk=pk).first()
    if row is None:
        raise Http404
    here = device_of(request, user)
    forget(actor=user, row=row)
    if here is not None and here.pk == row.pk:
        sessions.note_way_back(request, user, is_remembered=False)
    messages.success(request, f"Cổng không ghi nhớ {row.machine} nữa.")
    return redirect("organizations:machines")


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    sessions.end_all_sessions(actor=user, user=user)
    sessions.close_session(request)
    messages.success(request, "Đồng chí đã đăng xuất ở mọi máy, kể cả máy này; các máy được ghi nhớ cũng đã bỏ.")
    return redirect("organizations:sign_in")
