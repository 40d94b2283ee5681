"""The working copy of an issue: bulletin, entries, their pictures; settings of the publisher; what happened to it."""

import uuid
from calendar import monthrange
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from activities.models import Activity, Picture
from cadre_portal.fields import DerivedSavesMixin, FoldedField
from directives.models import CitingText, Directive
from documents.engines.edition_names import with_edition
from organizations.models import Organization, User


def _day(name: str, default: int) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    """A day of the month that may be left open; the 31st is the last day of a shorter month."""
    return models.PositiveSmallIntegerField(
        name, null=True, blank=True, default=default, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )


class PublisherSettings(models.Model):
    """How one publisher's bulletin looks and is agreed on."""

    publisher = models.OneToOneField(
        Organization, models.PROTECT, related_name="publisher_settings", verbose_name="cấp ủy phát hành"
    )
    cover_publisher = models.CharField("dòng cấp ủy trên bìa", max_length=200, blank=True)
    cover_board = models.CharField("dòng ban biên soạn trên bìa", max_length=200, blank=True)
    cover_title = models.TextField("tên tài liệu trên bìa", default="TÀI LIỆU\nPHỤC VỤ SINH HOẠT CHI BỘ")
    foot_line = models.CharField(
        "dòng chân bìa", max_length=200, blank=True, default="SỬ DỤNG VÀ BẢO QUẢN TRONG NỘI BỘ CỦA ĐẢNG"
    )
    imprint = models.TextField("thông tin ấn phẩm", blank=True)
    contents_depth = models.PositiveSmallIntegerField(
        "mục lục", default=2, choices=[(0, "Không in mục lục"), (1, "Chỉ các mục lớn"), (2, "Cả các tin trong mục")]
    )
    rubrics_printed = models.BooleanField("in tên chuyên mục", default=False)
    rubrics = models.TextField(
        "tên các chuyên mục", blank=True, help_text="Mỗi tên một dòng; bàn biên tập đưa ra để chọn khi soạn mục."
    )
    compiled_by = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ban biên soạn"
    )
    contact = models.CharField("liên hệ của ban biên soạn", max_length=200, blank=True)
    approver_may_be_author = models.BooleanField(
        "người duyệt được tự duyệt bài mình soạn", default=False, help_text="Chỉ bật khi ban chỉ có một người."
    )
    approval_steps = models.PositiveSmallIntegerField(
        "duyệt mấy bước",
        default=1,
        choices=[(1, "Một bước: lãnh đạo duyệt"), (2, "Hai bước: lãnh đạo ban, rồi thường trực cấp ủy")],
        help_text="Lãnh đạo ban giữ vai trò duyệt ở ban biên soạn; thường trực giữ vai trò duyệt ở cấp ủy phát hành.",
    )
    approver_may_correct = models.BooleanField(
        "lãnh đạo duyệt tự sửa, không cần người thứ hai",
        default=True,
        help_text="Bỏ chọn: ai sửa sau khi trình thì người khác duyệt.",
    )
    paper_approval = models.BooleanField(
        "cho ghi nhận duyệt trên giấy",
        default=False,
        help_text="Lãnh đạo ký bản in; người biên tập ghi tên, ngày ký, kèm ảnh trang đã ký.",
    )
    pdf_attached = models.BooleanField("gửi kèm tệp PDF trong thư", default=False)
    pdf_shared = models.BooleanField(
        "cho gửi bản PDF qua ứng dụng khác",
        default=False,
        help_text="Trang đọc trên điện thoại có thêm nút “Gửi bản PDF”. Tệp gửi đi ai nhận được cũng mở được.",
    )
    watermarked = models.BooleanField(
        "đóng dấu tên người đọc lên bản PDF và bản in",
        default=False,
        help_text="Mỗi trang có họ tên, chi bộ và giờ lấy tệp. Người đọc không tải được bản Word, thư báo không kèm tệp. "
        "Người biên tập và lãnh đạo duyệt vẫn lấy được bản gốc để in. Có hiệu lực sau khoảng một phút.",
    )
    notes_printed = models.BooleanField(
        "in ý chính, việc cần làm, câu hỏi",
        default=True,
        help_text="Ở đầu mỗi mục của bản PDF và bản Word. Trang đọc và bản đọc tại buổi sinh hoạt luôn có.",
    )
    meeting_details = models.BooleanField(
        "hỏi thêm khi báo sinh hoạt",
        default=True,
        help_text="Địa điểm, chủ trì, thư ký, số vắng, ý kiến. Bỏ chọn: chỉ hỏi ngày họp, tổng số, có mặt, kiến nghị.",
    )
    # The month as the first page of the editors shows it. Days of the month before that of the issue; meetings: of the issue's own.
    closing_day = _day("chốt tin ngày", 22)
    approval_day = _day("duyệt xong ngày", 26)
    publishing_day = _day("phát hành ngày", 28)
    meeting_first_day = _day("sinh hoạt từ ngày", 1)
    meeting_last_day = _day("sinh hoạt đến ngày", 5)
    pool_months = models.PositiveSmallIntegerField(
        "chọn văn bản của mấy tháng gần đây",
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
        help_text="Kho của bàn biên tập đưa ra văn bản chưa đăng ban hành trong chừng này tháng.",
    )
    entry_pages = models.PositiveSmallIntegerField(
        "mỗi mục dài nhất mấy trang",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text="Mục dài hơn được nhắc ở bàn biên tập.",
    )

    class Meta:
        verbose_name = "cài đặt của nơi phát hành"
        verbose_name_plural = "cài đặt của nơi phát hành"

    def __str__(self) -> str:
        return f"Cài đặt: {self.publisher}"


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def visible_to(self, user: User) -> "BulletinQuerySet":
        """Working copies: only who works at the publisher's desk sees them."""
        from documents import access

        return access.visible_bulletins(self, user)

    def editable_by(self, user: User) -> "BulletinQuerySet":
        from documents import access

        return access.editable_bulletins(self, user)


class Bulletin(models.Model):
    """An issue in work. What readers see are editions made from it."""

    class Kind(models.TextChoices):
        MONTHLY = "monthly", "Hằng tháng"
        THEMATIC = "thematic", "Chuyên đề"

    class State(models.TextChoices):
        DRAFT = "draft", "Đang soạn"
        IN_REVIEW = "in_review", "Chờ duyệt"
        RETURNED = "returned", "Trả lại"
        RE_REVIEW = "re_review", "Chờ duyệt lại"
        APPROVED = "approved", "Đã duyệt"
        PUBLISHED = "published", "Đã phát hành"
        CORRECTED = "corrected", "Đã đính chính"
        WITHDRAWN = "withdrawn", "Đã thu hồi"

    publisher = models.ForeignKey(
        Organization, models.PROTECT, related_name="bulletins", verbose_name="cấp ủy phát hành"
    )
    compiled_by = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ban biên soạn",
        help_text="In trên bìa. Để trống thì lấy theo cài đặt của nơi phát hành.",
    )
    kind = models.CharField("loại", max_length=10, choices=Kind, default=Kind.MONTHLY)
    year = models.PositiveSmallIntegerField("năm", validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    month = models.PositiveSmallIntegerField("tháng", validators=[MinValueValidator(1), MaxValueValidator(12)])
    last_month = models.PositiveSmallIntegerField(
        "đến tháng",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="Chỉ điền khi một số gồm hai tháng, ví dụ 01+02.",
    )
    series = models.PositiveSmallIntegerField(
        "chuyên đề số", null=True, blank=True, help_text="Chỉ dùng cho tài liệu chuyên đề: thứ tự trong tháng."
    )
    theme = models.CharField("tên chuyên đề", max_length=250, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT, editable=False)
    audience = models.ManyToManyField(
        Organization,
        blank=True,
        related_name="+",
        # What the box that searches offers, too.
        limit_choices_to={"type__receives": True},
        verbose_name="phạm vi gửi",
        help_text="Để trống: mọi chi bộ trực thuộc. Chọn: chỉ các tổ chức này và cấp dưới.",
    )
    outline_version = models.PositiveIntegerField("phiên bản đề cương", default=1, editable=False)
    approved_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    # The first of two steps: what was agreed to, and by whom.
    first_approved_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    first_approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    publish_at = models.DateTimeField(
        "phát hành lúc", null=True, blank=True, help_text="Giờ Việt Nam. Để trống: ngay khi bấm Phát hành."
    )
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="người lập"
    )
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = BulletinQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "tài liệu"
        verbose_name_plural = "tài liệu"
        ordering = ["-year", "-month", "kind", "series", "pk"]
        permissions = [
            ("send_bulletin", "Gửi duyệt"),
            ("approve_bulletin", "Duyệt"),
            ("publish_bulletin", "Phát hành"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "year", "month"],
                condition=Q(kind="monthly"),
                name="one_monthly_bulletin_a_month",
                violation_error_message="Tháng này đã có tài liệu hằng tháng. Đồng chí mở tài liệu đã có để sửa.",
            ),
            models.UniqueConstraint(
                fields=["publisher", "year", "month", "series"],
                condition=Q(kind="thematic"),
                name="one_thematic_bulletin_a_number",
                violation_error_message="Chuyên đề số này trong tháng đã có.",
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="bulletin_month"),
            models.CheckConstraint(
                condition=Q(last_month__isnull=True) | Q(last_month__gt=F("month"), last_month__lte=12),
                name="bulletin_last_month_after_first",
                violation_error_message="Tháng cuối phải sau tháng đầu.",
            ),
            models.CheckConstraint(
                condition=Q(kind="monthly") | Q(series__isnull=False),
                name="thematic_bulletin_has_a_number",
                violation_error_message="Tài liệu chuyên đề cần có số thứ tự trong tháng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.publisher.label}"

    @property
    def period(self) -> str:
        """ "12/2023", "01+02/2025"."""
        months = f"{self.month:02d}" if not self.last_month else f"{self.month:02d}+{self.last_month:02d}"
        return f"{months}/{self.year}"

    @property
    def title(self) -> str:
        name = f"Tài liệu tháng {self.period}"
        if self.kind == self.Kind.THEMATIC:
            name += f", chuyên đề {self.series}"
        return name

    @property
    def state_label(self) -> str:
        """The state in words; of an issue that was published before, that it is its correction.

        Lists annotate ``has_edition``, so that no row asks for itself.
        """
        label = str(self.get_state_display())
        if not self.is_in_work:
            return label
        known = self.__dict__.get("has_edition")
        return f"{label} bản đính chính" if (self.editions.exists() if known is None else known) else label

    @property
    def is_in_work(self) -> bool:
        """Whether something is still to be done before it is out."""
        return self.state not in {self.State.PUBLISHED, self.State.CORRECTED, self.State.WITHDRAWN}

    @property
    def title_in_work(self) -> str:
        """The title of what the working copy is: "Tài liệu tháng 12/2023", of a correction with its number behind it."""
        made = self.editions.count()
        return with_edition(self.title, made + 1 if self.is_in_work else max(made, 1))

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the issue's month, of the later one of two."""
        month = self.last_month or self.month
        return date(self.year, month, monthrange(self.year, month)[1])


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: User) -> "EntryQuerySet":
        from documents import access

        return access.visible_entries(self, user)

    def top(self) -> "EntryQuerySet":
        return self.filter(parent__isnull=True)


class Entry(DerivedSavesMixin):
    """One item of an issue (mục). A group holds entries of any kind and may have no heading of its own."""

    class Kind(models.TextChoices):
        TOPIC = "topic", "Chuyên đề, thông tin"
        DIRECTIVE = "directive", "Văn bản"
        NEWS_GROUP = "news_group", "Nhóm tin hoạt động"
        NEWS = "news", "Tin hoạt động"
        APPEAL = "appeal", "Lời kêu gọi, thư"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="entries", verbose_name="tài liệu")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="thuộc nhóm"
    )
    position = models.PositiveIntegerField("thứ tự", default=0)
    kind = models.CharField("loại mục", max_length=12, choices=Kind)
    rubric = models.CharField("chuyên mục", max_length=120, blank=True)
    heading = models.TextField("tiêu đề", blank=True)
    heading_folded = FoldedField(source=("heading", "short_title"))
    short_title = models.CharField(
        "tên gọi tắt", max_length=80, blank=True, help_text="Dùng ở mục lục điện thoại và thư báo."
    )
    gist = models.TextField("ý chính để đọc", blank=True, help_text="Nhiều nhất ba dòng.")
    cell_tasks = models.TextField("việc chi bộ cần làm", blank=True, help_text="Mỗi việc một dòng.")
    questions = models.TextField("câu hỏi gợi ý thảo luận", blank=True, help_text="Mỗi câu một dòng.")
    body = models.TextField("nội dung", blank=True)
    parts_numbered = models.BooleanField("tự đánh số các phần", default=True)
    printed_number = models.CharField(
        "số mục như đã in", max_length=20, blank=True, help_text="Chỉ có khi nhập từ tệp."
    )
    source_line = models.CharField("nguồn", max_length=250, blank=True)
    directive = models.ForeignKey(
        Directive, models.SET_NULL, null=True, blank=True, related_name="entries", verbose_name="văn bản trong sổ"
    )
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="entries", verbose_name="tin hoạt động"
    )
    citing_text = models.OneToOneField(
        CitingText, models.PROTECT, null=True, blank=True, editable=False, related_name="entry"
    )
    version = models.PositiveIntegerField("phiên bản", default=1, editable=False)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["heading_folded", "citing_text"])

    class Meta:
        verbose_name = "mục"
        verbose_name_plural = "mục"
        ordering = ["bulletin", "position", "pk"]

    def __str__(self) -> str:
        return self.short_title or self.heading or "Nhóm không tiêu đề"


class EntryPicture(models.Model):
    """A photo of an entry, standing after ``place`` blocks of its text."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="placed_pictures", verbose_name="mục")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="in_entries", verbose_name="ảnh")
    caption = models.CharField("chú thích", max_length=500, blank=True)
    credit = models.CharField("nguồn ảnh", max_length=200, blank=True)
    place = models.PositiveSmallIntegerField("đứng sau đoạn thứ", default=0, help_text="0 là đứng trước đoạn đầu.")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "ảnh của mục"
        verbose_name_plural = "ảnh của mục"
        ordering = ["place", "position", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.picture)


class BulletinEvent(models.Model):
    """A step in the agreeing: who moved the issue from one state to another, when, and with what word."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="events", verbose_name="tài liệu")
    at = models.DateTimeField("lúc", auto_now_add=True)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người làm")
    from_state = models.CharField("từ", max_length=10, choices=Bulletin.State)
    to_state = models.CharField("sang", max_length=10, choices=Bulletin.State)
    # A verb of services.reviewing.TRANSITIONS; "" in rows of before it was kept.
    verb = models.CharField("việc", max_length=12, blank=True)
    note = models.TextField("ý kiến", blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "bước xử lý"
        verbose_name_plural = "bước xử lý"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
