"""People with an account, the roles they hold, and the codes of their printed slips."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_module_perms, _user_has_perm  # type: ignore[attr-defined]
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from cadre_portal.fields import DerivedCharField, DerivedSavesMixin, FoldedField
from cadre_portal.text import person_sort_text
from organizations.models.bodies import Organization
from organizations.phones import phone_key
from organizations.roles import DESK_ROLES, Role

if TYPE_CHECKING:
    from organizations.access import Reach


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def visible_to(self, user: "User") -> "UserQuerySet":
        from organizations import access

        return access.visible_users(self, user)

    def editable_by(self, user: "User") -> "UserQuerySet":
        from organizations import access

        return access.manageable_users(self, user)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user: User = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.get(username=(username or "").strip().lower())
        return user


class User(DerivedSavesMixin, AbstractBaseUser):
    """A person with an account. What a person may do stands in memberships; only the named emergency account
    (``is_superuser``) sees everything, and is logged."""

    username = models.CharField(
        "tên đăng nhập",
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^(?!\d+$)[a-z0-9][a-z0-9._-]{2,59}$",
                "Tên đăng nhập gồm chữ thường không dấu, số, dấu chấm, gạch; không được toàn chữ số.",
            )
        ],
        help_text="Chữ thường không dấu, ví dụ: nguyen.van.an. Không dùng @, không toàn chữ số.",
        error_messages={"unique": "Tên đăng nhập này đã có người dùng. Đồng chí chọn tên khác."},
    )
    full_name = models.CharField("họ và tên", max_length=120)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    is_active = models.BooleanField(
        "đang dùng", default=True, help_text="Bỏ chọn để khóa tài khoản; không xóa tài khoản."
    )
    is_superuser = models.BooleanField(
        "tài khoản khẩn cấp", default=False, help_text="Thấy mọi thứ; mọi việc làm đều được ghi lại."
    )
    date_joined = models.DateTimeField("ngày lập", default=timezone.now, editable=False)
    # Raised to end every session at once: a session carries a hash of it.
    sessions_serial = models.PositiveIntegerField("lượt đăng xuất mọi nơi", default=0, editable=False)
    reopened_at = models.DateTimeField("mở lại lúc", null=True, blank=True, editable=False)
    phone_key = DerivedCharField(source="phone", compute=phone_key, max_length=20, default="", db_index=True)
    name_folded = FoldedField(source=("full_name", "username", "phone"))
    # Lists of people are sorted by given name, as Vietnamese lists are.
    name_sorted = DerivedCharField(
        source="full_name", compute=person_sort_text, max_length=800, default="", editable=False, db_index=True
    )

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()
    history = HistoricalRecords(
        excluded_fields=[
            "password",
            "last_login",
            "sessions_serial",
            "reopened_at",
            "phone_key",
            "name_folded",
            "name_sorted",
        ]
    )

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["name_sorted", "pk"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def clean(self) -> None:
        self.username = (self.username or "").strip().lower()
        super().clean()
        if self.phone and not phone_key(self.phone):
            # People sign in with it: half a number would only be noticed at the door.
            raise ValidationError({"phone": "Số điện thoại chưa đủ chữ số. Đồng chí viết như 0912 345 678."})

    # The slip with which this person stands at the door: set by the backend, used up when the session opens.
    slip: "SlipCode | None" = None

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[-1] if self.full_name else self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session ends by itself when the password changes or its person signs out everywhere."""
        key_salt = "organizations.models.User.session"
        value = f"{self.password}:{self.sessions_serial}"
        return salted_hmac(key_salt, value, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def reach(self) -> "Reach":
        """This person's memberships of today, read once per instance (so once a request)."""
        from organizations import access

        return access.reach_of(self)

    @property
    def is_staff(self) -> bool:
        """Whether the admin opens: Django's word, kept out of our own code."""
        return self.is_active and (self.is_superuser or self.reach.has_any(DESK_ROLES))

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        if self.is_active and self.is_superuser:
            return True
        return bool(_user_has_perm(self, perm, obj))

    def has_perms(self, perm_list: Iterable[str], obj: models.Model | None = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        if self.is_active and self.is_superuser:
            return True
        return bool(_user_has_module_perms(self, app_label))


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, on: date) -> "MembershipQuerySet":
        """Confirmed memberships that hold on a day; the last day counts."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), state=Membership.State.CONFIRMED, starts_on__lte=on
        )

    def visible_to(self, user: User) -> "MembershipQuerySet":
        from organizations import access

        return access.visible_memberships(self, user)


class Membership(models.Model):
    """A person holds a role at an organisation, from a day to a day (that day included)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Chờ xác nhận"
        CONFIRMED = "confirmed", "Đã xác nhận"
        DECLINED = "declined", "Không xác nhận"

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="người dùng")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships", verbose_name="tổ chức")
    role = models.CharField("vai trò", max_length=16, choices=Role)
    starts_on = models.DateField("từ ngày", default=timezone.localdate)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.CONFIRMED)
    reviewed_on = models.DateField("rà soát ngày", null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "vai trò của người dùng"
        verbose_name_plural = "vai trò của người dùng"
        ordering = ["organization__path", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role", "starts_on"],
                name="membership_once",
                violation_error_message="Vai trò này đã có từ ngày đó.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]
        indexes = [models.Index(fields=["user", "state"], name="membership_of_user")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.organization}"


class DeclinedProposal(models.Model):
    """A deputy whom a cell's secretary named and the office did not confirm: the name and the reason, for the secretary to read.

    The account made for the proposal is taken away with it, so the name stands here by itself, and only until the secretary has
    read it, names that person again, or ``KEPT_DAYS`` have passed. The log keeps that it was declined.
    """

    KEPT_DAYS = 60

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="declined_proposals", verbose_name="tổ chức"
    )
    full_name = models.CharField("họ và tên", max_length=120)
    reason = models.CharField("lý do", max_length=300)
    declined_at = models.DateTimeField("trả lời lúc")
    declined_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người trả lời")

    class Meta:
        verbose_name = "đề nghị không được xác nhận"
        verbose_name_plural = "đề nghị không được xác nhận"
        ordering = ["-declined_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.full_name}: {self.reason}"


class SlipCodeQuerySet(models.QuerySet["SlipCode"]):
    def live(self, now: datetime) -> "SlipCodeQuerySet":
        """Codes that would still open the door at this moment."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)

    def visible_to(self, user: User) -> "SlipCodeQuerySet":
        return self.filter(user__in=User.objects.visible_to(user).order_by().values("pk"))


class SlipCode(models.Model):
    """The one-time code of a printed slip, kept as a keyed hash: the digits stand on the paper alone.

    One live code a person; issuing another takes the former back. Written by ``services.slips``, used up at the door.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="slip_codes", verbose_name="người dùng")
    code_hash = models.CharField("mã đã băm", max_length=64)
    issued_at = models.DateTimeField("cấp lúc")
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người cấp")
    expires_at = models.DateTimeField("dùng được đến")
    used_at = models.DateTimeField("đã dùng lúc", null=True, blank=True)
    revoked_at = models.DateTimeField("thu lại lúc", null=True, blank=True)

    objects = SlipCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu đăng nhập"
        verbose_name_plural = "phiếu đăng nhập"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(used_at__isnull=True, revoked_at__isnull=True), name="slip_code_one_live"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="slip_code_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"Phiếu đăng nhập của {self.user}"
