"""What is to be done by a day, who says it is done, and the calendar of it."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cadre_portal.text import letters_key
from directives.models.citing_text import CitingText
from directives.models.register import Directive
from organizations.models import Organization, User


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def tasks(self) -> "DeadlineQuerySet":
        return self.filter(kind__in=[Deadline.Kind.TASK, Deadline.Kind.PERIOD])


class Deadline(models.Model):
    """Something to be done or reached by a day, found in a directive or an entry."""

    class Kind(models.TextChoices):
        TASK = "task", "Việc phải làm"
        TARGET = "target", "Chỉ tiêu"
        PERIOD = "period", "Thời gian thực hiện"
        PROGRAMME = "programme", "Chương trình, giai đoạn"
        EVENT = "event", "Sự kiện"

    class Precision(models.TextChoices):
        DAY = "day", "Ngày"
        MONTH = "month", "Tháng"
        QUARTER = "quarter", "Quý"
        YEAR = "year", "Năm"

    class DeadlineState(models.TextChoices):
        SUGGESTED = "suggested", "Máy gợi ý"
        ACCEPTED = "accepted", "Đã nhận"
        DISMISSED = "dismissed", "Bỏ qua"

    directive = models.ForeignKey(
        Directive, models.CASCADE, null=True, blank=True, related_name="deadlines", verbose_name="văn bản"
    )
    source = models.ForeignKey(
        CitingText,
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="deadlines",
        verbose_name="trích từ",
    )
    kind = models.CharField("loại", max_length=10, choices=Kind, default=Kind.TASK)
    text = models.TextField("việc cần làm")
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="giao cho tổ chức"
    )
    addressee_type = models.ForeignKey(
        "organizations.OrganizationType",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="giao cho loại tổ chức",
    )
    addressee_within = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="trong phạm vi",
        help_text="Cùng với loại tổ chức: mọi tổ chức loại đó thuộc phạm vi này.",
    )
    addressee_printed = models.CharField("nơi thực hiện (như đã in)", max_length=250, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    due_on = models.DateField("hạn hoàn thành", null=True, blank=True, db_index=True)
    precision = models.CharField("mức chính xác", max_length=8, choices=Precision, default=Precision.DAY)
    sentence = models.TextField("câu gốc", blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=DeadlineState, default=DeadlineState.ACCEPTED)

    objects = DeadlineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "việc và thời hạn"
        verbose_name_plural = "việc và thời hạn"
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(directive__isnull=False) | Q(source__isnull=False), name="deadline_has_a_source"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="deadline_ends_after_it_begins",
                violation_error_message="Hạn hoàn thành phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:100]

    @property
    def wider_sentence(self) -> str:
        """The sentence it was read from, where that says more than the task itself; else ""."""
        said, task = letters_key(self.sentence), letters_key(self.text)
        return self.sentence if len(said) > len(task) + 3 else ""


class DeadlineProgress(models.Model):
    """An organisation says a task is done."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="progress", verbose_name="việc")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="tổ chức")
    done_on = models.DateField("xong ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=250, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người báo")
    at = models.DateTimeField("lúc", auto_now=True)

    class Meta:
        verbose_name = "tiến độ"
        verbose_name_plural = "tiến độ"
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "organization"],
                name="deadline_progress_once",
                violation_error_message="Tổ chức này đã báo tiến độ việc này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.deadline}"


class TaskFeed(models.Model):
    """The private address at which a person's calendar fetches the tasks. Made anew, the old address is dead."""

    user = models.OneToOneField(User, models.CASCADE, related_name="task_feed", verbose_name="người dùng")
    token = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("lập lúc", auto_now=True)

    class Meta:
        verbose_name = "địa chỉ lịch việc"
        verbose_name_plural = "địa chỉ lịch việc"

    def __str__(self) -> str:
        return f"Lịch việc của {self.user}"
