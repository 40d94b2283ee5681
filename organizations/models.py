"""Who: organisations and their succession, people, memberships, and the access log."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

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
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from cadre_portal.fields import DerivedCharField, DerivedSavesMixin, FoldedField
from cadre_portal.text import person_sort_text
from organizations.phones import phone_key
from organizations.roles import DESK_ROLES, Role

if TYPE_CHECKING:
    from organizations.access import Reach


class OrganizationType(models.Model):
    """What sort of body an organisation is. Data, because levels and boards are reorganised by decree."""

    class Level(models.TextChoices):
        CENTRE = "centre", "Trung ương"
        PROVINCE = "province", "Tỉnh, thành phố trực thuộc trung ương"
        DISTRICT = "district", "Huyện, thành phố thuộc tỉnh (trước 01/7/2025)"
        COMMUNE = "commune", "Xã, phường, đặc khu"
        BASE = "base", "Cơ sở"
        CELL = "cell", "Chi bộ"

    code = models.SlugField("mã", max_length=40, unique=True)
    name = models.CharField("tên loại", max_length=120)
    level = models.CharField("cấp", max_length=12, choices=Level)
    is_party = models.BooleanField("tổ chức đảng", default=True)
    may_publish = models.BooleanField(
        "được phát hành tài liệu", default=False, help_text="Cấp ủy có chi bộ trực thuộc và ra tài liệu hằng tháng."
    )
    receives = models.BooleanField(
        "nhận tài liệu", default=False, help_text="Chi bộ và tổ chức cơ sở đảng: mỗi nơi có một lượt nhận riêng."
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=100)

    class Meta:
        verbose_name = "loại tổ chức"
        verbose_name_plural = "loại tổ chức"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class OrganizationQuerySet(MP_NodeQuerySet):  # type: ignore[misc]
    """Named filters over the tree. A subtree is a range of ``path``; a date keeps the bodies that existed on it."""

    def valid_on(self, on: date) -> "OrganizationQuerySet":
        rows: OrganizationQuerySet = self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )
        return rows

    def within(self, *roots: "Organization") -> "OrganizationQuerySet":
        """The roots and everything below them (today's tree)."""
        return self.within_paths([root.path for root in roots])

    def within_paths(self, paths: Iterable[str]) -> "OrganizationQuerySet":
        wanted = Q(pk__in=[])
        for path in paths:
            wanted |= Q(path__startswith=path)
        rows: OrganizationQuerySet = self.filter(wanted)
        return rows

    def with_predecessors(self) -> "OrganizationQuerySet":
        """These organisations and, transitively, all that they succeeded."""
        inner = self.order_by().values("pk")
        rows: OrganizationQuerySet = self.model.objects.filter(
            Q(pk__in=inner) | Q(pk__in=Lineage.objects.filter(organization__in=inner).values("predecessor"))
        )
        return rows

    def receivers(self) -> "OrganizationQuerySet":
        rows: OrganizationQuerySet = self.filter(type__receives=True)
        return rows

    def publishers(self) -> "OrganizationQuerySet":
        rows: OrganizationQuerySet = self.filter(type__may_publish=True)
        return rows

    def visible_to(self, user: "User") -> "OrganizationQuerySet":
        from organizations import access

        return access.visible_organizations(self, user)

    def editable_by(self, user: "User") -> "OrganizationQuerySet":
        from organizations import access

        return access.managed_organizations(self, user)


class OrganizationManager(MP_NodeManager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]
    """Tree operations (``objects.add_child(node)`` …) and the named filters."""

    def get_queryset(self) -> OrganizationQuerySet:
        rows: OrganizationQuerySet = OrganizationQuerySet(self.model, using=self._db).order_by("path")
        return rows


class Organization(DerivedSavesMixin, MP_Node):  # type: ignore[misc]
    """A party body, its board, a base organisation, a cell, or a state body or union that issues documents.

    The tree is today's; a dissolved body keeps its place and its dates, and ``Succession`` says who took over.
    """

    class Road(models.TextChoices):
        ZALO = "zalo", "Zalo"
        EMAIL = "email", "Thư điện tử"
        PAPER = "paper", "Bản giấy"

    name = models.CharField("tên đầy đủ", max_length=250)
    short_name = models.CharField("tên ngắn", max_length=120, blank=True)
    letters = models.CharField(
        "chữ viết tắt trong số, ký hiệu",
        max_length=60,
        blank=True,
        help_text="Phần sau dấu gạch chéo, ví dụ TU trong 315-KH/TU. Nhiều cách viết thì ngăn bằng dấu phẩy.",
    )
    type = models.ForeignKey(OrganizationType, models.PROTECT, verbose_name="loại tổ chức")
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True, help_text="Để trống nếu đang hoạt động.")
    road = models.CharField(
        "kênh nhận tài liệu",
        max_length=8,
        choices=Road,
        default=Road.ZALO,
        help_text="Chỉ dùng cho chi bộ, tổ chức cơ sở đảng.",
    )
    paper_copies = models.PositiveSmallIntegerField("số bản giấy", default=0)
    contact = models.CharField(
        "liên hệ",
        max_length=200,
        blank=True,
        help_text="Số điện thoại, địa chỉ để người đọc hỏi khi cần; in ở chân trang.",
    )
    name_folded = FoldedField(source=("name", "short_name", "letters"))
    version = models.PositiveIntegerField("phiên bản", default=1, editable=False)

    # Siblings stand in the order they were entered: cells of a base have an order of their own (Chi bộ 1, 2, … 10).
    node_order_by: list[str] = []

    objects: ClassVar[OrganizationManager] = OrganizationManager()
    history = HistoricalRecords(excluded_fields=["name_folded", "path", "depth", "numchild"])

    class Meta:
        verbose_name = "tổ chức"
        verbose_name_plural = "tổ chức"
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="organization_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def is_valid_on(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or self.valid_to >= on)

    @property
    def ancestor_paths(self) -> list[str]:
        """Paths from the root down to this node itself."""
        return [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]


class Succession(models.Model):
    """``new`` took over from ``old`` on a day: many to many, for merging, splitting and renaming."""

    class Kind(models.TextChoices):
        MERGE = "merge", "Sáp nhập"
        SPLIT = "split", "Chia, tách"
        RENAME = "rename", "Đổi tên"
        REPLACE = "replace", "Lập mới thay tổ chức giải thể"

    old = models.ForeignKey(Organization, models.PROTECT, related_name="successions_out", verbose_name="tổ chức cũ")
    new = models.ForeignKey(Organization, models.PROTECT, related_name="successions_in", verbose_name="tổ chức mới")
    on = models.DateField("từ ngày")
    kind = models.CharField("hình thức", max_length=10, choices=Kind)

    class Meta:
        verbose_name = "kế thừa tổ chức"
        verbose_name_plural = "kế thừa tổ chức"
        ordering = ["-on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new"],
                name="succession_once",
                violation_error_message="Quan hệ kế thừa này đã có.",
            ),
            models.CheckConstraint(
                condition=~Q(old=F("new")),
                name="succession_between_two",
                violation_error_message="Tổ chức cũ và tổ chức mới phải khác nhau.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Lineage(models.Model):
    """All predecessors of an organisation, transitively: kept by ``services.rebuild_lineage`` from Succession.

    Asked for in every search and archive, changed once in years: so a table, not a recursive query.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="lineage")
    predecessor = models.ForeignKey(Organization, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "dòng kế thừa"
        verbose_name_plural = "dòng kế thừa"
        constraints = [models.UniqueConstraint(fields=["organization", "predecessor"], name="lineage_once")]

    def __str__(self) -> str:
        return f"{self.organization_id} ← {self.predecessor_id}"


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


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    def of_person(self, user: Any) -> "AccessLogQuerySet":
        """What a person did, and tries to sign in under the person's name."""
        return self.filter(Q(actor_id=user.pk) | Q(target_type="organizations.user", target_id=str(user.pk)))

    def visible_to(self, user: User) -> "AccessLogQuerySet":
        from organizations import access

        return access.visible_log(self, user)


class AccessLog(models.Model):
    """Who did what and when: append-only (database triggers let only rows past the retention time be deleted).

    Written by ``organizations.log.record`` alone. Holds no content of what was read.
    """

    class Action(models.TextChoices):
        SIGN_IN = "sign_in", "Đăng nhập"
        SIGN_IN_FAILED = "sign_in_failed", "Đăng nhập không được"
        LOCKED_OUT = "locked_out", "Tạm khóa đăng nhập"
        SIGN_OUT = "sign_out", "Đăng xuất"
        READ = "read", "Đọc"
        DOWNLOAD = "download", "Tải về"
        PRINT = "print", "In"
        CREATE = "create", "Thêm"
        CHANGE = "change", "Sửa"
        DELETE = "delete", "Xóa"
        ROLE = "role", "Đổi vai trò"
        IMPORT = "import", "Nhập từ tệp"
        SEND = "send", "Gửi duyệt"
        RETURN = "return", "Trả lại"
        APPROVE = "approve", "Duyệt"
        PUBLISH = "publish", "Phát hành"
        WITHDRAW = "withdraw", "Thu hồi"
        REFUSE = "refuse", "Từ chối tệp"
        EXPORT = "export", "Xuất dữ liệu"

    at = models.DateTimeField("lúc", default=timezone.now, db_index=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ai")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tổ chức"
    )
    action = models.CharField("việc", max_length=16, choices=Action)
    target_type = models.CharField("loại", max_length=60, blank=True)
    target_id = models.CharField("mã", max_length=60, blank=True)
    target_label = models.CharField("đối tượng", max_length=250, blank=True)
    detail = models.JSONField("chi tiết", default=dict, blank=True)
    address = models.GenericIPAddressField("địa chỉ máy", null=True, blank=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký truy cập"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["organization", "-at"], name="accesslog_of_organization")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.get_action_display()} {self.target_label}"


class LogRetention(models.Model):
    """For how many months log rows are kept: one row, read by the triggers that guard the log."""

    months = models.PositiveSmallIntegerField("số tháng giữ nhật ký", default=12)

    class Meta:
        verbose_name = "thời gian giữ nhật ký"
        verbose_name_plural = "thời gian giữ nhật ký"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="log_retention_single_row"),
            models.CheckConstraint(condition=Q(months__gte=12), name="log_retention_a_year_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.months} tháng"

    def clean(self) -> None:
        if self.months < 12:
            raise ValidationError({"months": "Nhật ký phải được giữ ít nhất 12 tháng."})


# Django looks for an app's models in this module.
import organizations.signin.models  # noqa: E402, F401
