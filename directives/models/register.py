"""The register: kinds, abbreviations, directives and their files."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cadre_portal.fields import DerivedCharField, DerivedIntegerField, DerivedSavesMixin, FoldedField
from cadre_portal.files import content_path
from directives.models.citing_text import CitingText
from directives.numbers import number_key, number_sequence
from directives.wording import joined_subject
from organizations.models import Organization, User


class DirectiveKind(DerivedSavesMixin):
    """Kind of document (loại văn bản). Data: a regulation may add one. ``letters`` need not be unique (QĐ)."""

    class System(models.TextChoices):
        PARTY = "party", "Văn bản của Đảng"
        STATE = "state", "Văn bản của Nhà nước"
        BOTH = "both", "Cả hai"

    name = models.CharField("tên loại", max_length=80, unique=True)
    letters = models.CharField("chữ viết tắt", max_length=20, blank=True)
    aliases = models.CharField(
        "cách gọi khác",
        max_length=250,
        blank=True,
        help_text="Ngăn bằng dấu phẩy; dùng khi tìm và khi đọc số, ký hiệu.",
    )
    system = models.CharField("hệ thống", max_length=6, choices=System, default=System.BOTH)
    position = models.PositiveSmallIntegerField("thứ tự", default=100, help_text="Thứ tự sắp xếp trong tài liệu.")
    name_folded = FoldedField(source=("name", "letters", "aliases"))

    class Meta:
        verbose_name = "loại văn bản"
        verbose_name_plural = "loại văn bản"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Abbreviation(models.Model):
    """An abbreviation and what it stands for, read both ways in search and spelt out for reading aloud."""

    short = models.CharField("viết tắt", max_length=30)
    expansion = models.CharField("viết đầy đủ", max_length=200)

    class Meta:
        verbose_name = "chữ viết tắt"
        verbose_name_plural = "chữ viết tắt"
        ordering = ["short", "expansion"]
        constraints = [
            models.UniqueConstraint(
                fields=["short", "expansion"],
                name="abbreviation_once",
                violation_error_message="Chữ viết tắt này đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.short}: {self.expansion}"


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def registered(self) -> "DirectiveQuerySet":
        return self.filter(state=Directive.State.REGISTERED)

    def visible_to(self, user: User) -> "DirectiveQuerySet":
        from directives import access

        return access.visible_directives(self, user)

    def editable_by(self, user: User) -> "DirectiveQuerySet":
        from directives import access

        return access.editable_directives(self, user)

    def issued_by(self, organizations: models.QuerySet[Organization]) -> "DirectiveQuerySet":
        return self.filter(register__in=organizations.order_by().values("pk"))

    def newest_first(self) -> "DirectiveQuerySet":
        return self.order_by(F("issued_on").desc(nulls_last=True), "number_key", "-pk")


class Directive(DerivedSavesMixin):
    """A document of a party or state body. Its identity is (register, kind, number, issue date): a number alone is none."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "Chờ xác nhận"
        REGISTERED = "registered", "Đã vào sổ"

    class Organ(models.TextChoices):
        COMMITTEE = "committee", "Ban Chấp hành"
        STANDING_COMMITTEE = "standing_committee", "Ban Thường vụ"
        STANDING = "standing", "Thường trực"
        POLITBURO = "politburo", "Bộ Chính trị"
        SECRETARIAT = "secretariat", "Ban Bí thư"
        OTHER = "other", "Cơ quan khác"

    held_by = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="directives_held",
        verbose_name="lưu tại",
        help_text="Cấp ủy giữ hồ sơ văn bản này; cấp dưới của cấp ủy đó cũng xem được.",
    )
    register = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="directives_issued",
        verbose_name="cơ quan ban hành",
        help_text="Cơ quan có sổ cấp số văn bản này.",
    )
    issuer_printed = models.CharField("cơ quan ban hành (như đã in)", max_length=250, blank=True)
    kind = models.ForeignKey(DirectiveKind, models.PROTECT, null=True, blank=True, verbose_name="loại văn bản")
    number = models.CharField(
        "số, ký hiệu",
        max_length=80,
        blank=True,
        help_text="Viết như trên văn bản, ví dụ 315-KH/TU. Để trống nếu không số.",
    )
    number_key = DerivedCharField(source="number", compute=number_key, max_length=120, default="", db_index=True)
    sequence = DerivedIntegerField(source="number", compute=number_sequence, null=True, db_index=True)
    issuing_organ = models.CharField("cấp ký ban hành", max_length=20, choices=Organ, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True, db_index=True)
    effective_on = models.DateField("có hiệu lực từ ngày", null=True, blank=True)
    expires_on = models.DateField("hết hiệu lực từ ngày", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.REGISTERED)
    subject = models.TextField(
        "trích yếu", help_text="Viết từ chữ “về”, ví dụ: về tăng cường bảo đảm an toàn giao thông."
    )
    subject_folded = FoldedField(source="subject")
    body = models.TextField("nội dung", blank=True)
    citing_text = models.OneToOneField(
        CitingText, models.PROTECT, null=True, blank=True, editable=False, related_name="directive"
    )
    source_note = models.CharField("nguồn", max_length=200, blank=True, help_text="Nơi nhận được văn bản này.")
    version = models.PositiveIntegerField("phiên bản", default=1, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="người nhập"
    )
    created_at = models.DateTimeField("nhập lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = DirectiveQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["subject_folded", "number_key", "sequence", "citing_text"])

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = [F("issued_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="unconfirmed")
                | Q(register__isnull=False, kind__isnull=False, issued_on__isnull=False),
                name="directive_in_register_is_complete",
                violation_error_message="Văn bản đã vào sổ phải có cơ quan ban hành, loại văn bản và ngày ban hành.",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(issued_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="directive_expires_after_issue",
                violation_error_message="Ngày hết hiệu lực phải sau ngày ban hành.",
            ),
        ]
        indexes = [
            models.Index(fields=["register", "kind", "number_key", "issued_on"], name="directive_identity"),
            # What is counted beside the filters stands in it whole, so that the texts beside it are not read.
            models.Index(
                fields=["held_by", "state", "-issued_on", "kind", "register", "expires_on"], name="directive_held"
            ),
            # Hardly a document has a last day.
            models.Index(fields=["expires_on"], name="directive_expires", condition=Q(expires_on__isnull=False)),
            # Who has signed at all, and what somebody has.
            models.Index(fields=["signer"], name="directive_signer"),
            # "kh 315": a bare number behind a kind, and the longer ones that begin with it.
            models.Index(fields=["kind", "sequence"], name="directive_kind_sequence"),
            models.Index(
                fields=["kind", "number_key"],
                name="directive_kind_number",
                # PostgreSQL: so that a beginning is a range whatever the order of letters is.
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    @property
    def number_label(self) -> str:
        return self.number or "không số"

    @property
    def citation(self) -> str:
        """Lời viện dẫn: kind, number, date, issuer and subject as a bulletin prints them."""
        parts = [self.kind.name if self.kind else "Văn bản"]
        if self.number:
            parts.append(f"số {self.number}")
        head = " ".join(parts)
        if self.issued_on:
            head += f", ngày {self.issued_on:%d/%m/%Y}"
        issuer = self.issuer_label
        if issuer:
            head += f" của {issuer}"
        return f"{head} {joined_subject(self.subject, self.kind.name if self.kind else '')}".strip()

    @property
    def issuer_label(self) -> str:
        """Issuing organ and organisation in one name: "Ban Thường vụ Thành ủy …", or as printed."""
        if self.register is None:
            return self.issuer_printed
        if self.issuing_organ in {self.Organ.COMMITTEE, self.Organ.STANDING_COMMITTEE, self.Organ.STANDING}:
            return f"{self.get_issuing_organ_display()} {self.register.name}"
        return self.register.name


class DirectiveFile(models.Model):
    """A file of a directive, kept by the sha256 of its bytes. ``text`` is what could be read from it, at most 500 kB."""

    TEXT_LIMIT = 500_000

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="files", verbose_name="văn bản")
    file = models.FileField("tệp", upload_to=content_path, max_length=200)
    name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    size = models.PositiveBigIntegerField("dung lượng", editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    text = models.TextField("chữ trong tệp", blank=True, editable=False)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    added_at = models.DateTimeField("thêm lúc", auto_now_add=True)

    class Meta:
        verbose_name = "tệp của văn bản"
        verbose_name_plural = "tệp của văn bản"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["directive", "sha256"], name="directive_file_once")]

    def __str__(self) -> str:
        return self.name
