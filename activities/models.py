"""What happened: news of activities and the pictures of the whole portal."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from cadre_portal.fields import DerivedSavesMixin, FoldedField
from cadre_portal.files import content_path
from cadre_portal.telling import without_heading
from directives.models import CitingText
from organizations.models import Organization, User


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, user: User) -> "PictureQuerySet":
        from activities import access

        return access.visible_pictures(self, user)


class Picture(models.Model):
    """A photo by the sha256 of its bytes: stored once, whoever uses it. Upright, without EXIF, JPEG or PNG."""

    file = models.ImageField("ảnh", upload_to=content_path, max_length=200, width_field="width", height_field="height")
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField("rộng", editable=False, default=0)
    height = models.PositiveIntegerField("cao", editable=False, default=0)
    size = models.PositiveBigIntegerField("dung lượng", editable=False, default=0)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="người tải lên"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    # Such a photo is taken away when no submission came of the form (``services.prune_pictures``).
    came_by_form = models.BooleanField("đến theo tin gửi", default=False, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Ảnh {self.pk}, {self.width} × {self.height}"


class ActivityQuerySet(models.QuerySet["Activity"]):
    def confirmed(self) -> "ActivityQuerySet":
        return self.filter(state=Activity.State.CONFIRMED)

    def newest_first(self) -> "ActivityQuerySet":
        return self.order_by(models.F("happened_on").desc(nulls_last=True), "-pk")

    def visible_to(self, user: User) -> "ActivityQuerySet":
        from activities import access

        return access.visible_activities(self, user)

    def editable_by(self, user: User) -> "ActivityQuerySet":
        from activities import access

        return access.editable_activities(self, user)


class Activity(DerivedSavesMixin):
    """A news item (tin hoạt động). ``happened_on`` may be unknown, or known without its year (``date_printed``)."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "Chờ xác nhận"
        CONFIRMED = "confirmed", "Đã xác nhận"

    held_by = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="activities_held",
        verbose_name="lưu tại",
        help_text="Cấp ủy giữ tin này.",
    )
    about = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="tin của tổ chức"
    )
    title = models.CharField("tiêu đề", max_length=300)
    title_folded = FoldedField(source="title")
    happened_on = models.DateField("ngày diễn ra", null=True, blank=True, db_index=True)
    date_printed = models.CharField("ngày như đã in", max_length=60, blank=True)
    body = models.TextField("nội dung", blank=True)
    source_note = models.CharField("nguồn tin", max_length=200, blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.CONFIRMED)
    citing_text = models.OneToOneField(
        CitingText, models.PROTECT, null=True, blank=True, editable=False, related_name="activity"
    )
    pictures = models.ManyToManyField(Picture, through="ActivityPicture", verbose_name="ảnh", blank=True)
    version = models.PositiveIntegerField("phiên bản", default=1, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="người nhập"
    )
    created_at = models.DateTimeField("nhập lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = ActivityQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["title_folded", "citing_text"])

    class Meta:
        verbose_name = "tin hoạt động"
        verbose_name_plural = "tin hoạt động"
        ordering = [models.F("happened_on").desc(nulls_last=True), "-pk"]
        indexes = [models.Index(fields=["held_by", "state", "-happened_on"], name="activity_held")]

    def __str__(self) -> str:
        return self.title


class ActivityPicture(models.Model):
    """A picture of a news item, in order, with caption and credit."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="placed_pictures", verbose_name="tin")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="in_activities", verbose_name="ảnh")
    caption = models.CharField("chú thích", max_length=500, blank=True)
    credit = models.CharField("nguồn ảnh", max_length=200, blank=True)
    place = models.PositiveSmallIntegerField("đứng sau đoạn thứ", default=0, help_text="0 là đứng trước đoạn đầu.")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "ảnh của tin"
        verbose_name_plural = "ảnh của tin"
        ordering = ["place", "position", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.picture)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def waiting(self) -> "SubmissionQuerySet":
        return self.filter(state=Submission.State.RECEIVED)

    def visible_to(self, user: User) -> "SubmissionQuerySet":
        """What one's own bodies sent, and what came to one's desk."""
        from activities import access

        return access.visible_submissions(self, user)

    def editable_by(self, user: User) -> "SubmissionQuerySet":
        """What came to the desk at which one sits: to be accepted or declined."""
        from activities import access

        return access.editable_submissions(self, user)


class Submission(models.Model):
    """Tin gửi đến: text and photos that a base, union or cell sends to a publisher's desk."""

    class State(models.TextChoices):
        RECEIVED = "received", "Chờ xem"
        ACCEPTED = "accepted", "Đã nhận"
        DECLINED = "declined", "Không nhận"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="submissions", verbose_name="nơi gửi")
    sender = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người gửi")
    recipient = models.ForeignKey(
        Organization, models.PROTECT, related_name="submissions_received", verbose_name="gửi đến"
    )
    text = models.TextField("nội dung")
    pictures = models.ManyToManyField(Picture, through="SubmissionPicture", verbose_name="ảnh", blank=True)
    # The form's own key: a second press on a slow line is the same submission.
    form_key = models.UUIDField(editable=False)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.RECEIVED)
    word = models.CharField("lời của ban biên tập", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xem"
    )
    decided_at = models.DateTimeField("xem lúc", null=True, blank=True)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="submissions", verbose_name="tin đã nhận"
    )
    sent_at = models.DateTimeField("gửi lúc", auto_now_add=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "tin gửi đến"
        verbose_name_plural = "tin gửi đến"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sender", "form_key"], name="submission_sent_once"),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(word=""),
                name="declined_submission_has_a_word",
                violation_error_message="Không nhận thì cần một lời cho nơi gửi.",
            ),
        ]
        indexes = [models.Index(fields=["recipient", "state", "-sent_at"], name="submission_received")]

    def __str__(self) -> str:
        return f"{self.organization}: {self.headline[:60]}"

    @property
    def headline(self) -> str:
        return without_heading(self.text)[0]

    @property
    def rest(self) -> str:
        """The text below the heading; all of it where its first sentence had to serve as one."""
        return without_heading(self.text)[1]


class SubmissionPicture(models.Model):
    """A photo that came with a submission, in order."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="placed_pictures", verbose_name="tin gửi đến"
    )
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="in_submissions", verbose_name="ảnh")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "ảnh của tin gửi đến"
        verbose_name_plural = "ảnh của tin gửi đến"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "picture"], name="submission_picture_once")]

    def __str__(self) -> str:
        return str(self.picture)
