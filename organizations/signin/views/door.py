"""Signing in, by password, slip or remembered machine; the second step; signing out."""

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from organizations.models import User
from organizations.services import log_months
from organizations.signin import second_factor, sessions
from organizations.signin.devices import devices_here, put_cookie, token_of
from organizations.signin.forms import CodeForm, PinForm, SignInForm
from organizations.signin.lockout import locked_out
from organizations.signin.models import OpenSession
from organizations.signin.sessions import Entering, SlipUsedMeanwhile

DORMANT = (
    "Tài khoản lâu ngày chưa dùng nên đang tạm nghỉ. Đồng chí gọi cán bộ đầu mối hoặc văn phòng đảng ủy để mở lại, "
    "rồi đăng nhập như cũ."
)


def is_ours(request: HttpRequest, target: str) -> bool:
    return url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())


def after_sign_in(request: HttpRequest, target: str) -> str:
    """Where to go: the page asked for if it is ours, else the first page."""
    return target if target and is_ours(request, target) else "home"


def privacy_notice() -> str:
    """What everybody is told before the first page: on the page after a slip."""
    return (
        "Cổng ghi lại lúc đồng chí đăng nhập, mở, tải và in tài liệu. Việc nhận và đọc chỉ được thống kê theo chi bộ, "
        f"không theo từng người. Nhật ký giữ {log_months()} tháng, xem ở trang Tài khoản."
    )


def privacy_line() -> str:
    """The same in one line, where it stands above the page that was asked for."""
    return f"Cổng ghi lại lúc đăng nhập, mở, tải, in; giữ {log_months()} tháng. Xem ở trang Tài khoản."


@login_not_required
@never_cache
@sensitive_post_parameters("password", "pin")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next") or request.GET.get("next", "")
    if request.user.is_authenticated:
        return redirect(after_sign_in(request, target))
    devices = devices_here(request)
    if devices and "pin" in request.POST:
        return _sign_in_by_pin(request, PinForm(devices, request.POST), target)
    if devices and request.method != "POST" and not {"khac", "ten"} & set(request.GET):
        return _show(request, PinForm(devices), target, "pin")
    name = request.GET.get("ten", "")[:60]
    with_slip = "phieu" in request.POST or "ten" in request.GET
    form = SignInForm(
        request,
        request.POST if request.method == "POST" else None,
        with_slip=with_slip,
        initial={"username": name},
    )
    if request.method == "POST":
        if form.is_valid() and form.user is not None:
            way = OpenSession.Way.SLIP if form.user.slip is not None else OpenSession.Way.PASSWORD
            slip_id = form.user.slip.pk if form.user.slip is not None else None
            return _admit(request, Entering(form.user, way, slip_id, None, target), form)
        sessions.record_refusal(request, request.POST.get("username", ""))
    return _show(request, form, target, "slip" if with_slip else "password")


def _show(request: HttpRequest, form: SignInForm | PinForm, target: str, mode: str) -> HttpResponse:
    """The one page of the door: ``mode`` is "password", "slip" or "pin"."""
    context = {
        "form": form,
        "next": target,
        "mode": mode,
        "devices": devices_here(request),
        "with_name": bool(form.initial.get("username")),
    }
    return render(request, "organizations/sign_in.html", context)


def _sign_in_by_pin(request: HttpRequest, form: PinForm, target: str) -> HttpResponse:
    if form.is_valid() and form.device is not None:
        row = form.device
        response = _admit(request, Entering(row.user, OpenSession.Way.PIN, None, row.pk, target), form)
        put_cookie(response, token_of(request))
        return response
    row_tried = form.devices.get(request.POST.get("person", ""))
    if row_tried is not None and form.errors.get("__all__"):
        sessions.record_refusal(request, row_tried.user.username, step="pin")
    if not devices_here(request):
        for error in form.non_field_errors():
            messages.error(request, str(error))
        query = f"?{urlencode({'next': target})}" if target else ""
        return redirect(f"{reverse('organizations:sign_in')}{query}")
    return _show(request, form, target, "pin")


def _admit(request: HttpRequest, entering: Entering, form: SignInForm | PinForm) -> HttpResponse:
    """The first step is done: open, ask for the second, or say that the account sleeps."""
    user = entering.user
    if entering.slip_id is None and sessions.is_dormant(user, timezone.now()):
        form.add_error(None, DORMANT)
        sessions.record_refusal(request, user.username, step="dormant")
        return _show(request, form, entering.target, "pin" if isinstance(form, PinForm) else "password")
    if second_factor.has_app(user):
        sessions.begin(request, entering)
        return redirect("organizations:second_step")
    return _enter(request, entering, "")


def _enter(request: HttpRequest, entering: Entering, proved_by: str) -> HttpResponse:
    is_first = entering.user.last_login is None
    try:
        sessions.open_session(
            request,
            entering.user,
            way=entering.way,
            slip_id=entering.slip_id,
            device_id=entering.device_id,
            second_factor=proved_by,
        )
    except SlipUsedMeanwhile as refusal:
        messages.error(request, str(refusal))
        return redirect("organizations:sign_in")
    if entering.slip_id is not None:
        query = urlencode({"next": entering.target}) if entering.target else ""
        return redirect(f"{reverse('organizations:welcome')}{'?' if query else ''}{query}")
    if is_first:
        messages.info(request, privacy_line())
    return redirect(after_sign_in(request, entering.target))


def _who_owes(request: HttpRequest) -> Entering | None:
    """Whose second step this is: of who just gave a password, or of a signed-in person who has not proved it yet."""
    entering = sessions.who_is_entering(request)
    user = request.user
    if entering is None and isinstance(user, User) and not second_factor.is_verified(request):
        return Entering(user, "", None, None, request.POST.get("next") or request.GET.get("next", ""))
    return entering


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """The code of the authenticator app, or a recovery code."""
    entering = _who_owes(request)
    if entering is None or not second_factor.has_app(entering.user):
        if not request.user.is_authenticated:
            messages.info(request, "Đã quá mười phút từ lúc gõ mật khẩu. Đồng chí đăng nhập lại.")
        return redirect("organizations:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None, with_recovery=True)
    if request.method == "POST" and form.is_valid():
        if not AxesProxyHandler.is_allowed(request, {"username": entering.user.username}):
            return locked_out(request)
        verdict = second_factor.verify(entering.user, form.cleaned_data["code"])
        if verdict.way:
            if request.user.is_authenticated:
                second_factor.mark_verified(request, verdict.way)
                return redirect(after_sign_in(request, entering.target))
            return _enter(request, entering, verdict.way)
        form.add_error("code", said_of(verdict))
        if verdict.wait_until is None:
            second_factor.count_wrong(request, entering.user)
            sessions.record_refusal(request, entering.user.username, step="second_factor")
    return render(request, "organizations/second_step.html", {"form": form, "next": entering.target})


def said_of(verdict: second_factor.Verdict) -> str:
    """What to tell the person whose code did not open."""
    if verdict.wait_until is not None:
        seconds = max(1, round((verdict.wait_until - timezone.now()).total_seconds()))
        wait = f"{seconds} giây" if seconds < 90 else f"{round(seconds / 60)} phút"
        return f"Vừa có mã gõ sai. Đồng chí chờ {wait} rồi gõ mã đang hiện trong ứng dụng."
    if verdict.minutes_off:
        return (
            f"Đồng hồ của điện thoại lệch khoảng {verdict.minutes_off} phút nên mã chưa đúng. Đồng chí mở phần cài đặt "
            "ngày giờ của điện thoại, bật tự động đặt giờ, rồi gõ mã mới."
        )
    return (
        "Mã chưa đúng hoặc đã dùng rồi. Đồng chí chờ mã mới hiện ra (30 giây đổi một lần) rồi gõ lại; nếu vẫn chưa được, "
        "đồng chí xem lại ngày giờ của điện thoại."
    )


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    sessions.close_session(request)
    messages.success(request, "Đồng chí đã đăng xuất.")
    return redirect("organizations:sign_in")
