"""Who is to have an edition, who has it, and the messages that tell."""

from django.db import models
from django.db.models import Q

from documents.models.edition import Edition, EditionEntry
from organizations.models import Organization, User

# What shows that a receiver has seen an edition or has it on paper.
HELD = (
    Q(opened_at__isnull=False)
    | Q(printed_at__isnull=False)
    | Q(acknowledged_at__isnull=False)
    | Q(on_paper_at__isnull=False)
)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def unopened(self) -> "DeliveryQuerySet":
        return self.filter(opened_at__isnull=True, acknowledged_at__isnull=True, on_paper_at__isnull=True)


class Delivery(models.Model):
    """An edition is due to an organisation (a cell, a base): frozen when published, with where it stood in the tree."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="deliveries", verbose_name="bản phát hành")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="deliveries", verbose_name="nơi nhận")
    # Names from the publisher down to the organisation, and its path, on the day of publishing.
    path = models.CharField("đường dẫn", max_length=255)
    ancestry = models.CharField("trực thuộc", max_length=500, blank=True)
    name = models.CharField("tên nơi nhận", max_length=250)
    road = models.CharField("kênh nhận", max_length=8, choices=Organization.Road)
    paper_copies = models.PositiveSmallIntegerField("số bản giấy", default=0)
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người mở"
    )
    downloaded_at = models.DateTimeField("tải lúc", null=True, blank=True)
    printed_at = models.DateTimeField("in lúc", null=True, blank=True)
    acknowledged_at = models.DateTimeField("đã nhận lúc", null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người báo nhận"
    )
    on_paper_at = models.DateTimeField("giao bản giấy lúc", null=True, blank=True)
    on_paper_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người giao"
    )
    # After a withdrawal: the paper was taken back or destroyed.
    collected_at = models.DateTimeField("thu lại lúc", null=True, blank=True)
    collected_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người thu lại"
    )
    # Reminded at most once a day; how depends on the road.
    reminded_at = models.DateTimeField("nhắc lúc", null=True, blank=True)
    reminded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người nhắc"
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt nhận"
        verbose_name_plural = "tình hình nhận tài liệu"
        ordering = ["edition", "path"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "organization"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=False) | Q(downloaded_at__isnull=True, printed_at__isnull=True),
                name="delivery_opened_before_taken",
            ),
        ]
        # Whether an edition reached anybody below a place: asked for every page of a coordinator and of a desk.
        indexes = [
            models.Index(
                fields=["edition", "path"], name="delivery_below_a_place", opclasses=["int8_ops", "varchar_pattern_ops"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.edition}"

    @property
    def state_label(self) -> str:
        """One of the three states on screen."""
        if self.acknowledged_at or self.on_paper_at:
            return "đã nhận"
        return "đã mở" if self.opened_at else "chưa mở"


class Outbox(models.Model):
    """A message about an edition to a person. ``run_due`` sends it; at most once, so a crash in the middle shows "không rõ"."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENDING = "sending", "Đang gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"
        UNKNOWN = "unknown", "Không rõ"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="messages", verbose_name="bản phát hành")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhận")
    address = models.EmailField("địa chỉ")
    # The day of a reminder; empty for the message that the edition is there.
    reminder_on = models.DateField("nhắc ngày", null=True, blank=True)
    # Told that what they have is out of date, and nothing of what takes its place: the correction does not go to their cells.
    is_dropped = models.BooleanField("ngoài phạm vi gửi mới", default=False)
    not_before = models.DateTimeField("không gửi trước")
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    last_error = models.CharField("lỗi", max_length=300, blank=True)
    taken_at = models.DateTimeField("bắt đầu gửi lúc", null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thư báo"
        verbose_name_plural = "thư báo"
        ordering = ["not_before", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "user"], condition=Q(reminder_on__isnull=True), name="outbox_once_a_person"
            ),
            models.UniqueConstraint(fields=["edition", "user", "reminder_on"], name="outbox_one_reminder_a_day"),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.address}: {self.edition}"


class Report(models.Model):
    """Báo lỗi: a reader points at a mistake in an entry; the publisher's editors read it and say what became of it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="reports", verbose_name="bản phát hành")
    entry = models.ForeignKey(
        EditionEntry, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="mục"
    )
    text = models.TextField("lỗi", max_length=2000)
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người báo")
    reported_at = models.DateTimeField("báo lúc", auto_now_add=True)
    is_settled = models.BooleanField("đã xem xong", default=False)
    answer = models.TextField("đã xử lý thế nào", blank=True)

    class Meta:
        verbose_name = "lỗi được báo"
        verbose_name_plural = "lỗi được báo"
        ordering = ["is_settled", "-reported_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="report_says_something")]

    def __str__(self) -> str:
        return self.text[:80]
