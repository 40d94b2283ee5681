"""What the desk (biên tập tài liệu) keeps beside an issue: what was taken out, what is not to be carried, who is there."""

from django.db import models
from django.db.models import Q

from activities.models import Activity
from directives.models import Deadline, Directive
from documents.models.bulletin import Bulletin, Entry
from organizations.models import Organization, User


class RemovedEntry(models.Model):
    """An entry taken out of an issue in work, with all that was in it, so that it can be put back."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="removed_entries", verbose_name="tài liệu")
    label = models.CharField("mục", max_length=250)
    # The entry as plain values: its fields, "pictures" and "children" (see services.desk.outline).
    kept = models.JSONField("nội dung đã bỏ")
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người bỏ")
    removed_at = models.DateTimeField("bỏ lúc", auto_now_add=True)

    class Meta:
        verbose_name = "mục đã bỏ"
        verbose_name_plural = "mục đã bỏ"
        ordering = ["-removed_at", "-pk"]

    def __str__(self) -> str:
        return self.label


class PoolDecision(models.Model):
    """Không đăng: a publisher will not carry this directive, news item or task, and why. Taken back by deleting the row."""

    publisher = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="cấp ủy phát hành")
    directive = models.ForeignKey(Directive, models.CASCADE, null=True, related_name="+", verbose_name="văn bản")
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, related_name="+", verbose_name="tin hoạt động")
    deadline = models.ForeignKey(Deadline, models.CASCADE, null=True, related_name="+", verbose_name="việc")
    reason = models.CharField("lý do", max_length=250)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người quyết định")
    decided_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "quyết định không đăng"
        verbose_name_plural = "quyết định không đăng"
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(directive__isnull=False, activity__isnull=True, deadline__isnull=True)
                | Q(directive__isnull=True, activity__isnull=False, deadline__isnull=True)
                | Q(directive__isnull=True, activity__isnull=True, deadline__isnull=False),
                name="pool_decision_names_one",
            ),
            models.UniqueConstraint(fields=["publisher", "directive"], name="directive_declined_once"),
            models.UniqueConstraint(fields=["publisher", "activity"], name="activity_declined_once"),
            models.UniqueConstraint(fields=["publisher", "deadline"], name="task_declined_once"),
        ]

    def __str__(self) -> str:
        return f"{self.directive or self.activity or self.deadline}: {self.reason}"


class DeskPresence(models.Model):
    """A tab in which somebody works on an issue, and when it was last heard of."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="presences", verbose_name="tài liệu")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người biên tập")
    tab = models.CharField("cửa sổ", max_length=40)
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="+", verbose_name="mục đang mở")
    seen_at = models.DateTimeField("thấy lúc", db_index=True)

    class Meta:
        verbose_name = "người đang biên tập"
        verbose_name_plural = "người đang biên tập"
        constraints = [models.UniqueConstraint(fields=["bulletin", "tab"], name="desk_presence_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.bulletin_id}"
