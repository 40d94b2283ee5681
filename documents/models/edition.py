"""What is published: frozen editions and all that hangs on them. Rows here are written once, by the publishing service."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from activities.models import Picture
from cadre_portal.fields import DerivedSavesMixin, FoldedField
from directives.models import CitingText
from documents.engines.edition_names import edition_name, grouped, with_edition
from documents.engines.proposals import shortened
from documents.models.bulletin import Bulletin, Entry
from organizations.models import Organization, User


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> "EditionQuerySet":
        """Editions whose hour has come, withdrawn ones included (they show a notice)."""
        return self.filter(publish_at__lte=timezone.now())

    def latest_of_each(self) -> "EditionQuerySet":
        """Of each bulletin the newest published edition."""
        newer = Edition.objects.filter(
            bulletin=models.OuterRef("bulletin"), number__gt=models.OuterRef("number"), publish_at__lte=timezone.now()
        )
        return self.published().filter(~models.Exists(newer))

    def not_withdrawn(self) -> "EditionQuerySet":
        return self.filter(withdrawal__isnull=True)

    def visible_to(self, user: User) -> "EditionQuerySet":
        from documents import access

        return access.visible_editions(self, user)


class Edition(models.Model):
    """A frozen issue (bản phát hành): content, PDF and DOCX as they were published. Never changed or deleted."""

    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="editions", verbose_name="tài liệu")
    # Copied from the bulletin: an edition stands by itself, and pages need no join.
    publisher = models.ForeignKey(
        Organization, models.PROTECT, related_name="editions", verbose_name="cấp ủy phát hành"
    )
    kind = models.CharField("loại", max_length=10, choices=Bulletin.Kind)
    year = models.PositiveSmallIntegerField("năm")
    month = models.PositiveSmallIntegerField("tháng")
    last_month = models.PositiveSmallIntegerField("đến tháng", null=True, blank=True)
    series = models.PositiveSmallIntegerField("chuyên đề số", null=True, blank=True)
    title = models.CharField("tên tài liệu", max_length=250)
    number = models.PositiveSmallIntegerField("lần", default=1)
    content = models.JSONField("nội dung")
    content_schema = models.PositiveSmallIntegerField("kiểu nội dung", default=1)
    content_sha256 = models.CharField(max_length=64)
    pdf = models.FileField("PDF", max_length=200)
    pdf_sha256 = models.CharField(max_length=64)
    pdf_pages = models.PositiveSmallIntegerField("số trang", default=0)
    docx = models.FileField("DOCX", max_length=200)
    docx_sha256 = models.CharField(max_length=64)
    font = models.CharField("phông chữ", max_length=80)
    made_with = models.CharField("phiên bản mẫu in", max_length=80)
    token = models.CharField("mã bản in", max_length=10, unique=True)
    publish_at = models.DateTimeField("phát hành lúc", db_index=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người phát hành")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người duyệt")
    made_at = models.DateTimeField("lập lúc", auto_now_add=True)
    change_note = models.TextField("nội dung đính chính", blank=True)
    change_reason = models.TextField("lý do đính chính", blank=True)

    objects = EditionQuerySet.as_manager()

    # Set by documents.services.reading.edition_to_read for the person who reads.
    is_withdrawn: bool
    has_earlier: bool
    is_to_be_opened: bool
    is_to_be_acknowledged: bool
    is_acknowledged: bool
    has_newer: bool
    is_dropped: bool

    class Meta:
        verbose_name = "bản phát hành"
        verbose_name_plural = "bản phát hành"
        ordering = ["-year", "-month", "kind", "series", "-number"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "number"], name="edition_once")]
        indexes = [models.Index(fields=["publisher", "-year", "-month"], name="edition_of_publisher")]

    def __str__(self) -> str:
        return with_edition(self.title, self.number)

    @property
    def which(self) -> str:
        """ "bản đầu", "bản đính chính lần 1"."""
        return edition_name(self.number)

    @property
    def code(self) -> str:
        """The code of the print as its last page shows it."""
        return grouped(self.token)

    @property
    def contact(self) -> str:
        """Whom a reader asks about the issue: "đồng chí Lan, 0200 111 222"; "" where the publisher names nobody."""
        own = getattr(self.publisher, "publisher_settings", None)
        return str((own.contact if own is not None else "") or self.publisher.contact).strip().rstrip(".")

    @property
    def period(self) -> str:
        months = f"{self.month:02d}" if not self.last_month else f"{self.month:02d}+{self.last_month:02d}"
        return f"{months}/{self.year}"


class EditionEntry(DerivedSavesMixin):
    """One entry of an edition as readers and search see it: numbered, rendered, with its plain text."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="entries", verbose_name="bản phát hành")
    entry_uuid = models.UUIDField("mã mục", db_index=True)
    position = models.PositiveSmallIntegerField("thứ tự")
    number = models.CharField("số mục", max_length=12, blank=True)
    level = models.PositiveSmallIntegerField("bậc", default=1)
    kind = models.CharField("loại mục", max_length=12, choices=Entry.Kind)
    heading = models.TextField("tiêu đề", blank=True)
    short_title = models.CharField("tên gọi tắt", max_length=80, blank=True)
    gist = models.TextField("ý chính để đọc", blank=True)
    cell_tasks = models.TextField("việc chi bộ cần làm", blank=True)
    questions = models.TextField("câu hỏi gợi ý thảo luận", blank=True)
    html = models.TextField("nội dung để đọc")
    text = models.TextField("chữ")
    text_folded = FoldedField(source=("heading", "text"))
    page = models.PositiveSmallIntegerField("trang", null=True, blank=True)
    citing_text = models.OneToOneField(
        CitingText, models.PROTECT, null=True, blank=True, editable=False, related_name="edition_entry"
    )

    # Set by documents.services.reading.entries_to_read for the person who reads.
    cited: str

    class Meta:
        verbose_name = "mục đã phát hành"
        verbose_name_plural = "mục đã phát hành"
        ordering = ["edition", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="edition_entry_place")]

    def __str__(self) -> str:
        return f"{self.number} {self.short_title or self.heading}".strip()

    @property
    def called(self) -> str:
        """What lists of entries call it, all alike: its short title, else its heading cut to such a length."""
        return self.short_title or shortened(self.heading) or "Tin hoạt động"

    @property
    def anchor(self) -> str:
        """Where the entry stands in the reading page: "muc-5-1"."""
        return f"muc-{self.number.replace('.', '-')}"


class EditionPicture(models.Model):
    """A picture that an edition shows: the rule "may see the edition" opens it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="placed_pictures", verbose_name="bản phát hành")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="in_editions", verbose_name="ảnh")

    class Meta:
        verbose_name = "ảnh đã phát hành"
        verbose_name_plural = "ảnh đã phát hành"
        constraints = [models.UniqueConstraint(fields=["edition", "picture"], name="edition_picture_once")]

    def __str__(self) -> str:
        return f"{self.edition}: {self.picture}"


class RecordingQuerySet(models.QuerySet["Recording"]):
    def released(self) -> "RecordingQuerySet":
        return self.filter(released_at__isnull=False)

    def visible_to(self, user: User) -> "RecordingQuerySet":
        from documents import access

        return access.visible_recordings(self, user)


class Recording(models.Model):
    """An edition or one of its entries read aloud. It may come after publishing and is no part of what was frozen.

    Readers hear it once an approver has released it: what reaches them passes the approver's hands.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="recordings", verbose_name="bản phát hành")
    # Empty: the whole issue.
    entry = models.ForeignKey(
        EditionEntry, models.PROTECT, null=True, blank=True, related_name="recordings", verbose_name="mục"
    )
    file = models.FileField("tệp ghi âm", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("cỡ tệp")
    media_type = models.CharField("kiểu tệp", max_length=20, choices=[("audio/mpeg", "MP3"), ("audio/mp4", "M4A")])
    attached_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người gắn")
    attached_at = models.DateTimeField("gắn lúc", auto_now_add=True)
    released_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người cho nghe"
    )
    released_at = models.DateTimeField("cho nghe lúc", null=True, blank=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = "bản ghi âm"
        verbose_name_plural = "bản ghi âm"
        ordering = ["edition", F("entry__position").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["edition", "entry"], name="recording_of_an_entry_once"),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(entry__isnull=True), name="recording_of_an_edition_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Ghi âm: {self.entry or self.edition}"


class Withdrawal(models.Model):
    """An edition is withdrawn (thu hồi): a notice stands in its place, nobody sees the content."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="withdrawal", verbose_name="bản phát hành")
    at = models.DateTimeField("lúc", auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người thu hồi")
    reason = models.TextField("lý do")

    class Meta:
        verbose_name = "thu hồi"
        verbose_name_plural = "thu hồi"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_a_reason")]

    def __str__(self) -> str:
        return f"Thu hồi {self.edition}"
