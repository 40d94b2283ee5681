"""What was issued: the register of directives (văn bản), their files, citations and deadlines."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cadre_portal.fields import DerivedCharField, DerivedIntegerField, DerivedSavesMixin, FoldedField
from cadre_portal.files import content_path
from cadre_portal.text import letters_key
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


class CitingText(models.Model):
    """A text that cites directives: a directive's, a news item's, an entry's, a published entry's.

    One table, so that "được nhắc đến trong" is one query; each owner holds it one-to-one.
    """

    text = models.TextField("toàn văn để đọc số, ký hiệu", blank=True)
    read_at = models.DateTimeField("đọc lúc", null=True, blank=True)
    # Whose text it is: says which records its citations may be resolved to, without asking the rooms above.
    seen_from = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đọc từ nơi"
    )

    class Meta:
        verbose_name = "văn bản viện dẫn"
        verbose_name_plural = "văn bản viện dẫn"

    def __str__(self) -> str:
        return self.text[:80]


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
            models.Index(fields=["held_by", "state", "-issued_on"], name="directive_held"),
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


class CitationQuerySet(models.QuerySet["Citation"]):
    def unresolved(self) -> "CitationQuerySet":
        return self.filter(directive__isnull=True)


class Citation(DerivedSavesMixin):
    """A mention of a directive in a citing text: what was printed, and the directive it is, once that is certain."""

    class Relation(models.TextChoices):
        IMPLEMENTS = "implements", "thực hiện"
        BASED_ON = "based_on", "căn cứ"
        AMENDS = "amends", "sửa đổi, bổ sung"
        REPLACES = "replaces", "thay thế"
        REPEALS = "repeals", "bãi bỏ"
        CITES = "cites", "nhắc đến"

    citing = models.ForeignKey(CitingText, models.CASCADE, related_name="citations", verbose_name="trong")
    directive = models.ForeignKey(
        Directive, models.SET_NULL, null=True, blank=True, related_name="cited_in", verbose_name="văn bản"
    )
    relation = models.CharField("quan hệ", max_length=10, choices=Relation, default=Relation.CITES)
    kind_name = models.CharField("loại văn bản", max_length=80, blank=True)
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    number_key = DerivedCharField(source="number", compute=number_key, max_length=120, default="", db_index=True)
    sequence = DerivedIntegerField(source="number", compute=number_sequence, null=True, db_index=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=250, blank=True)
    title = models.TextField("trích yếu", blank=True)
    title_folded = FoldedField(source=("title", "issuer"))
    raw = models.TextField("như đã in", blank=True)
    start = models.PositiveIntegerField("từ ký tự", default=0)
    end = models.PositiveIntegerField("đến ký tự", default=0)
    is_by_hand = models.BooleanField("người biên tập đã chọn", default=False)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = "viện dẫn"
        verbose_name_plural = "viện dẫn"
        ordering = ["citing", "start", "pk"]

    def __str__(self) -> str:
        return self.raw or self.number


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


class DirectiveWords(models.Model):
    """The words of one directive as search knows them; triggers (SQLite) or generated columns (PostgreSQL) index them.

    A small table of its own: a change of Directive's columns would silently drop triggers there. Written by
    ``search.index`` alone. ``place`` is the order of results (newest, number, key) as one number, so that an engine can give
    the newest hits first without sorting all of them.
    """

    place = models.BigIntegerField(primary_key=True)
    directive = models.OneToOneField(Directive, models.CASCADE, related_name="words")
    agency = models.TextField(blank=True)
    exact = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = "từ để tìm"
        verbose_name_plural = "từ để tìm"

    def __str__(self) -> str:
        return self.subject[:80]


class FileWords(models.Model):
    """The words of one file of a directive."""

    file = models.OneToOneField(DirectiveFile, models.CASCADE, primary_key=True, related_name="words")
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = "từ để tìm trong tệp"
        verbose_name_plural = "từ để tìm trong tệp"

    def __str__(self) -> str:
        return self.text[:80]
