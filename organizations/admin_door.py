"""The door in the admin: a person's sign-in and what an administrator may do about it, and who is locked out."""

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt, AccessAttemptExpiration, AccessFailureLog
from axes.models import AccessLog as AxesLog
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations import services
from organizations.access import may_manage_person
from organizations.admin_base import ReadOnlyAdmin
from organizations.current import signed_in
from organizations.models import User
from organizations.signin import devices, lockout, second_factor, sessions
from organizations.signin.machines import machine_name

# The secret of an authenticator app is nobody's to look at, and sign-ins stand in the portal's own guarded log.
for _model in (TOTPDevice, StaticDevice, AxesLog, AccessFailureLog, AccessAttempt, AccessAttemptExpiration):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)


class PersonsDoorMixin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A page of its own for how a person gets in: locked out, asleep, second factor, sessions; each mended by one press."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.persons_door)
        return [path("<id>/dang-nhap/", view, name="organizations_user_door"), *super().get_urls()]

    def persons_door(self, request: HttpRequest, id: str) -> HttpResponse:
        person = self.get_object(request, unquote(id))
        if person is None:
            raise Http404
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        if request.method == "POST":
            self._mend(request, person)
            return redirect("admin:organizations_user_door", id=person.pk)
        context = self.admin_site.each_context(request) | {
            "title": f"Đăng nhập của {person}",
            "person": person,
            "opts": self.opts,
            "is_locked": lockout.is_locked(person),
            "minutes": lockout.wait_minutes(),
            "is_dormant": sessions.is_dormant(person, timezone.now()),
            "dormant_days": settings.DORMANT_DAYS,
            "has_password": person.has_usable_password(),
            "has_app": second_factor.has_app(person),
            "codes_left": second_factor.recovery_codes_left(person),
            "sessions": len(sessions.sessions_of(person)),
            "devices": len(devices.devices_of(person)),
        }
        return render(request, "admin/organizations/user/door.html", context)

    def _mend(self, request: HttpRequest, person: User) -> None:
        actor, asked = signed_in(request), request.POST.get("viec", "")
        if asked == "mo-khoa":
            services.unlock_account(actor=actor, user=person)
            messages.success(request, f"Đã mở khóa đăng nhập cho {person}.")
        elif asked == "mo-lai":
            services.reopen_account(actor=actor, user=person)
            messages.success(request, f"Đã mở lại tài khoản của {person}; mật khẩu và máy được ghi nhớ dùng như cũ.")
        elif asked == "hai-lop":
            second_factor.remove(actor=actor, user=person)
            messages.success(request, f"Đã đặt lại xác thực hai lớp của {person}. Lần đăng nhập sau sẽ phải cài mới.")
        elif asked == "dang-xuat":
            sessions.end_all_sessions(actor=actor, user=person)
            messages.success(request, f"{person} đã bị đăng xuất ở mọi máy.")
        else:
            messages.error(request, "Không có việc này. Đồng chí chọn một nút trên trang.")


@admin.register(AccessAttempt)
class LockoutAdmin(ReadOnlyAdmin):
    """Wrong tries that still count, by account and address; taking a row away unlocks it. Names that nobody has are shown to
    the emergency account alone, as the hash they are kept by."""

    list_display = ("attempt_time", "username", "ip_address", "machine", "failures_since_start", "is_locked")
    list_display_links = ("attempt_time",)
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    fields = ("attempt_time", "username", "ip_address", "machine", "failures_since_start")
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
        rows = super().get_queryset(request).filter(attempt_time__gte=since)
        user = signed_in(request)
        if user.reach.everything:
            return rows
        return rows.filter(username__in=User.objects.visible_to(user).order_by().values("username"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = signed_in(request)
        if not user.has_perm("axes.delete_accessattempt") or obj is None:
            return bool(user.has_perm("axes.delete_accessattempt"))
        person = User.objects.filter(username=obj.username).first()
        return user.reach.everything or (person is not None and may_manage_person(user, person))

    def delete_model(self, request: HttpRequest, obj: AccessAttempt) -> None:
        person = User.objects.filter(username=obj.username).first()
        if person is not None:
            services.unlock_account(actor=signed_in(request), user=person)
        else:
            obj.delete()

    @admin.display(description="máy")
    def machine(self, row: AccessAttempt) -> str:
        return machine_name(row.user_agent)

    @admin.display(description="đang khóa")
    def is_locked(self, row: AccessAttempt) -> str:
        return "đang khóa" if row.failures_since_start >= settings.AXES_FAILURE_LIMIT else "chưa"
