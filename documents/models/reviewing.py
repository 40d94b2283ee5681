"""What agreeing on an issue leaves behind: the content at each step, remarks, who changed it late, approvals on paper."""

from django.db import models
from django.db.models import Q

from activities.models import Picture
from documents.models.bulletin import Bulletin, BulletinEvent
from organizations.models import User


class ReviewCopy(models.Model):
    """The content of an issue as it stood when it was sent or approved: what later states are compared with."""

    event = models.OneToOneField(BulletinEvent, models.CASCADE, related_name="copy", verbose_name="bước")
    content = models.JSONField("nội dung")
    # Names of the chosen organisations, and the hour: both belong to what is agreed on.
    audience = models.JSONField("phạm vi gửi", default=list)
    publish_at = models.DateTimeField("phát hành lúc", null=True)

    class Meta:
        verbose_name = "bản trình"
        verbose_name_plural = "bản trình"

    def __str__(self) -> str:
        return f"Bản trình: {self.event}"


class ReviewNote(models.Model):
    """Ý kiến: a remark of an approver or editor, pinned to a paragraph, to an entry, or to the whole issue.

    It outlives the entry: the text moves under it, so it is pinned by the words it was written at and those around them.
    """

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="notes", verbose_name="tài liệu")
    entry_uuid = models.UUIDField("mục", null=True, blank=True)
    label = models.CharField("mục lúc ghi", max_length=250, blank=True)
    # Which paragraph (0 is the heading) and its words; "" where the whole entry is meant.
    place = models.PositiveSmallIntegerField("đoạn", default=0)
    quote = models.TextField("chữ ở đoạn", blank=True)
    before = models.TextField("đoạn trước", blank=True)
    after = models.TextField("đoạn sau", blank=True)
    text = models.TextField("ý kiến", max_length=4000)
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    written_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    answer = models.TextField("trả lời", max_length=4000, blank=True)
    is_done = models.BooleanField("đã sửa", default=False)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xử lý"
    )
    settled_at = models.DateTimeField("xử lý lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ý kiến"
        verbose_name_plural = "ý kiến"
        ordering = ["written_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="review_note_says_something")]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open(self) -> bool:
        """Neither answered nor ticked off."""
        return not self.is_done and not self.answer


class LateChange(models.Model):
    """Who changed an issue after it was last sent. Emptied when it is sent again."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="late_changes", verbose_name="tài liệu")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="người sửa")
    at = models.DateTimeField("lúc", auto_now=True)

    class Meta:
        verbose_name = "sửa sau khi trình"
        verbose_name_plural = "sửa sau khi trình"
        constraints = [models.UniqueConstraint(fields=["bulletin", "user"], name="late_change_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.bulletin_id}"


class PaperApproval(models.Model):
    """Duyệt trên giấy: a leader signed the printed copy; an editor wrote it down with a picture of the signed page."""

    event = models.OneToOneField(BulletinEvent, models.CASCADE, related_name="paper_approval", verbose_name="bước")
    signer = models.CharField("người ký", max_length=150)
    signed_on = models.DateField("ngày ký")
    picture = models.ForeignKey(
        Picture, models.PROTECT, related_name="in_paper_approvals", verbose_name="ảnh trang đã ký"
    )

    class Meta:
        verbose_name = "duyệt trên giấy"
        verbose_name_plural = "duyệt trên giấy"
        constraints = [models.CheckConstraint(condition=~Q(signer=""), name="paper_approval_has_a_signer")]

    def __str__(self) -> str:
        return f"{self.signer}, {self.signed_on:%d/%m/%Y}"
