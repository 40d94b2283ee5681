"""The access log, and how long it is kept."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.models.bodies import Organization
from organizations.models.people import User


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    def latest_of_person(self, user: User, count: int) -> "list[AccessLog]":
        """What a person did, and what was done to the account or tried at the door under its name: the newest rows first.

        Two questions, each answered by an index of its own: asked as one, the whole log is walked for who did little.
        """
        did = self.filter(actor=user).order_by("-at", "-pk")[:count]
        met = self.filter(target_type="organizations.user", target_id=str(user.pk)).order_by("-at", "-pk")[:count]
        rows = {row.pk: row for row in (*did, *met)}
        return sorted(rows.values(), key=lambda row: (row.at, row.pk), reverse=True)[:count]

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
    # The indexes below begin with person and body: one of each alone would only be written.
    actor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, db_index=False, related_name="+", verbose_name="ai"
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name="tổ chức",
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
        indexes = [
            models.Index(fields=["organization", "-at"], name="accesslog_of_organization"),
            models.Index(fields=["actor", "-at"], name="accesslog_of_actor"),
            models.Index(fields=["target_type", "target_id", "-at"], name="accesslog_of_target"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%d/%m/%Y %H:%M} {self.get_action_display()} {self.target_label}"


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
