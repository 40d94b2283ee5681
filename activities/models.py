"""What happened: news of activities and the pictures of the whole portal."""

from django.db import models
from simple_history.models import HistoricalRecords

from cadre_portal.fields import DerivedSavesMixin, FoldedField
from cadre_portal.files import content_path
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
