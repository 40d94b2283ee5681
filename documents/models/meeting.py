"""Meetings of cells, as they report them."""

from django.db import models
from django.db.models import F, Q

from activities.models import Picture
from documents.models.edition import Edition
from organizations.models import Organization, User


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> "MeetingQuerySet":
        from documents import access

        return access.visible_meetings(self, user)


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
    place = models.CharField("địa điểm", max_length=200, blank=True)
    chair = models.CharField("chủ trì", max_length=120, blank=True)
    minute_taker = models.CharField("thư ký", max_length=120, blank=True)
    absent_with_reason = models.PositiveSmallIntegerField("vắng có lý do", null=True, blank=True)
    absent_without_reason = models.PositiveSmallIntegerField("vắng không lý do", null=True, blank=True)
    exempt = models.PositiveSmallIntegerField("được miễn sinh hoạt", null=True, blank=True)
    opinions = models.TextField("ý kiến thảo luận", blank=True)
    minutes_picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh biên bản"
    )
    note = models.TextField("ghi chú", blank=True)
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người báo")
    reported_at = models.DateTimeField("báo lúc", auto_now=True)
    is_on_behalf = models.BooleanField(
        "nhập thay", default=False, help_text="Cán bộ đầu mối ghi thay chi bộ; bí thư, phó bí thư sửa được."
    )

    objects = MeetingQuerySet.as_manager()

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


class Proposal(models.Model):
    """What a cell proposes to the committee above (kiến nghị, đề xuất), and the answer that it gets."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="proposals", verbose_name="buổi sinh hoạt")
    text = models.TextField("kiến nghị, đề xuất")
    answer = models.TextField("trả lời", blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người trả lời"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    class Meta:
        verbose_name = "kiến nghị của chi bộ"
        verbose_name_plural = "kiến nghị của chi bộ"
        ordering = ["-meeting__held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(answer=""), name="proposal_answer_has_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
