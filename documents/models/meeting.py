"""Meetings of cells, as they report them."""

from django.db import models
from django.db.models import F, Q

from documents.models.edition import Edition
from organizations.models import Organization, User


class Meeting(models.Model):
    """A cell's meeting (buổi sinh hoạt): one monthly meeting a cell and month, whatever the number of issues."""

    class Kind(models.TextChoices):
        MONTHLY = "monthly", "Thường kỳ"
        THEMATIC = "thematic", "Chuyên đề"

    cell = models.ForeignKey(Organization, models.PROTECT, related_name="meetings", verbose_name="chi bộ")
    kind = models.CharField("loại", max_length=10, choices=Kind, default=Kind.MONTHLY)
    month = models.DateField("tháng", help_text="Ngày đầu tháng của kỳ sinh hoạt.")
    held_on = models.DateField("ngày họp")
    total = models.PositiveSmallIntegerField("tổng số đảng viên")
    present = models.PositiveSmallIntegerField("có mặt")
    editions = models.ManyToManyField(Edition, blank=True, related_name="meetings", verbose_name="tài liệu đã dùng")
    note = models.TextField("ghi chú", blank=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người báo")
    reported_at = models.DateTimeField("báo lúc", auto_now=True)

    class Meta:
        verbose_name = "buổi sinh hoạt"
        verbose_name_plural = "buổi sinh hoạt"
        ordering = ["-held_on", "cell"]
        constraints = [
            models.UniqueConstraint(
                fields=["cell", "month"],
                condition=Q(kind="monthly"),
                name="one_monthly_meeting_a_month",
                violation_error_message="Chi bộ đã báo buổi sinh hoạt thường kỳ tháng này.",
            ),
            models.CheckConstraint(
                condition=Q(present__lte=F("total")),
                name="meeting_present_within_total",
                violation_error_message="Số có mặt không thể nhiều hơn tổng số đảng viên.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cell}: {self.held_on:%d/%m/%Y}"
