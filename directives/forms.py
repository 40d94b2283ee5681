"""Forms of the register: the directive itself, its deadlines, its files."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cadre_portal.file_choice import FileChoice
from cadre_portal.rich_text import RichTextField, plain_text
from cadre_portal.text import squeeze
from directives.access import may_hold_for
from directives.files import ENDINGS, STAMP_MESSAGE, ReadFile, RefusedFile, SecretText, has_secrecy_stamp, read_upload
from directives.models import Deadline, Directive, DirectiveFile
from directives.numbers import tidy_number
from directives.register_reading import DEFAULT_ISSUER
from directives.services import log_secret_refused
from organizations.admin_base import VersionedForm
from organizations.models import Organization, User

_EARLIEST = date(1930, 2, 3)
DECLARATION = "Tôi cam đoan tệp này không chứa bí mật nhà nước (Mật, Tối mật, Tuyệt mật)."


def check_past(day: date | None) -> date | None:
    """Return ``day``. Raises ValidationError for a day to come, or before the party was founded (a slip of the year)."""
    if day is not None and day > timezone.localdate():
        raise forms.ValidationError("Ngày này còn ở tương lai. Đồng chí kiểm tra lại ngày, tháng, năm.", code="future")
    if day is not None and day < _EARLIEST:
        raise forms.ValidationError("Ngày này quá xa. Đồng chí kiểm tra lại năm.", code="too_early")
    return day


class DirectiveForm(VersionedForm):
    """A directive as its editors type it. ``user`` is set by the admin."""

    user: User | None = None

    body = RichTextField(
        label="Nội dung",
        required=False,
        help_text="Toàn văn hoặc phần cần dùng. Dán được từ Word: bảng, gạch đầu dòng giữ nguyên.",
    )

    class Meta:
        model = Directive
        fields = (
            "held_by",
            "state",
            "number",
            "kind",
            "register",
            "issuing_organ",
            "issued_on",
            "subject",
            "signer",
            "effective_on",
            "expires_on",
            "issuer_printed",
            "source_note",
            "body",
        )

    def clean_number(self) -> str:
        """The number as printed, its signs mended; a number nobody can read is refused."""
        number = squeeze(self.cleaned_data["number"])
        if not number:
            return ""
        tidy = tidy_number(number)
        if not tidy:
            raise forms.ValidationError(
                "Chưa đọc được số, ký hiệu này. Đồng chí viết như trên văn bản, ví dụ 315-KH/TU, 30/2020/NĐ-CP.",
                code="number",
            )
        return tidy

    def clean_subject(self) -> str:
        return squeeze(self.cleaned_data["subject"])

    def clean_issued_on(self) -> date | None:
        return check_past(self.cleaned_data["issued_on"])

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if has_secrecy_stamp(plain_text(body)):
            raise forms.ValidationError(STAMP_MESSAGE, code="secret")
        return body

    def clean_held_by(self) -> Any:
        held_by = self.cleaned_data["held_by"]
        if self.user is not None and not may_hold_for(self.user, held_by):
            raise forms.ValidationError("Đồng chí không được lưu văn bản cho tổ chức này. Đồng chí chọn tổ chức khác.")
        return held_by

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        issued_on, expires_on = cleaned.get("issued_on"), cleaned.get("expires_on")
        if issued_on and expires_on and expires_on < issued_on:
            self.add_error("expires_on", "Ngày hết hiệu lực phải sau ngày ban hành.")
        if cleaned.get("state") == Directive.State.REGISTERED:
            for name, what in (
                ("register", "cơ quan ban hành"),
                ("kind", "loại văn bản"),
                ("issued_on", "ngày ban hành"),
            ):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, f"Văn bản đã vào sổ phải có {what}.")
        return cleaned


class RegisterImportForm(forms.Form):
    """A register to bring in, and how."""

    file = forms.FileField(
        label="Tệp sổ văn bản",
        widget=FileChoice(attrs={"accept": ".csv,.xlsx"}, noun="tệp"),
        error_messages={"required": "Đồng chí chọn tệp cần nhập.", "empty": "Tệp này rỗng. Đồng chí chọn tệp khác."},
    )
    held_by = forms.ModelChoiceField(label="Lưu tại", queryset=Organization.objects.none())
    issuer = forms.ModelChoiceField(
        label=DEFAULT_ISSUER, queryset=Organization.objects.none(), required=False, empty_label="Không chọn"
    )
    sheet = forms.CharField(
        label="Trang tính",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Trang đầu tiên", "autocomplete": "off"}),
    )
    create_issuers = forms.BooleanField(label="Tự thêm cơ quan ban hành chưa có", required=False)
    is_trial = forms.BooleanField(label="Chỉ kiểm tra, chưa ghi", required=False, initial=True)
    is_declared = forms.BooleanField(
        label=DECLARATION,
        error_messages={"required": "Đồng chí đánh dấu ô cam đoan trước khi tải tệp lên."},
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > settings.REGISTER_LIMIT_MB * 1024 * 1024:
            raise forms.ValidationError(
                f"Tệp lớn hơn {settings.REGISTER_LIMIT_MB} MB. Đồng chí lưu lại dạng .xlsx, hoặc chia thành nhiều tệp."
            )
        return upload


def read_checked(form: forms.BaseForm, upload: Any) -> ReadFile | None:
    """Read an uploaded file; where it is refused, say so on the form's field ``upload`` and return None.

    Raises SecretText for a state secret, so that who called can write that into the log; the field has its error then too.
    """
    try:
        read = read_upload(
            upload.read(), upload.name, limit_mb=settings.DOCUMENT_LIMIT_MB, text_limit=DirectiveFile.TEXT_LIMIT
        )
    except SecretText as refusal:
        form.add_error("upload", str(refusal))
        raise
    except RefusedFile as refusal:
        form.add_error("upload", str(refusal))
        return None
    finally:
        upload.seek(0)
    return read


class NothingShown(forms.Widget):
    """Keeps the place of a field in a row of a table, and shows nothing there."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return SafeString("")


class SaidCheckbox(forms.CheckboxInput):
    """A checkbox with what is declared beside it: the head of a table's column is too far away, on a phone it is gone."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        return format_html(
            '<span class="said-checkbox">{} <label for="{}">{}</label></span>',
            box,
            (attrs or {}).get("id", ""),
            DECLARATION,
        )


class DirectiveFileForm(forms.ModelForm):  # type: ignore[type-arg]
    """A file to add. The declaration is asked every time: who uploads answers for it.

    The file is read here already: a refused one refuses the whole save, so that nothing is filed by half. ``secret_refused``
    tells that it was a state secret.
    """

    read: ReadFile | None = None
    secret_refused = False

    upload = forms.FileField(
        label="Tệp",
        help_text="PDF, Word, Excel hoặc ảnh, không quá 50 MB.",
        widget=FileChoice(attrs={"accept": ",".join(ENDINGS)}, noun="tệp"),
        error_messages={"required": "Đồng chí chọn tệp.", "empty": "Tệp rỗng (0 byte). Đồng chí chọn tệp khác."},
    )
    is_declared = forms.BooleanField(label="Cam đoan", required=False, widget=SaidCheckbox)

    class Meta:
        model = DirectiveFile
        fields = ()
        # The heads of the table in the admin, which does not ask the fields where rows are added and never changed.
        labels = {"upload": "Tệp", "is_declared": "Cam đoan"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            # Files are added and taken away, never replaced: the digest is their name.
            for name in ("upload", "is_declared"):
                self.fields[name].required = False
                self.fields[name].disabled = True
                self.fields[name].widget = NothingShown()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("upload") is not None and not cleaned.get("is_declared"):
            self.add_error("is_declared", "Đồng chí đánh dấu ô cam đoan trước khi tải tệp lên.")
        elif cleaned.get("upload") is not None:
            try:
                self.read = read_checked(self, cleaned["upload"])
            except SecretText:
                self.secret_refused = True
        return cleaned


class DirectiveFileFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The files of the directive on the same page. ``user`` is set by the admin; a refused secret is logged for it."""

    user: User

    def clean(self) -> None:
        super().clean()
        if any(getattr(form, "secret_refused", False) for form in self.forms):
            # Asked by key: of a directive that is not valid either the holder may be missing.
            held_by = Organization.objects.filter(pk=self.instance.held_by_id).first()
            log_secret_refused(actor=self.user, held_by=held_by)


class StartFromFileForm(forms.Form):
    """A file with which a directive begins."""

    upload = forms.FileField(
        label="Tệp văn bản",
        help_text="PDF, Word hoặc ảnh chụp trang đầu. Cổng đọc số, ngày, cơ quan, trích yếu để đồng chí xem lại.",
        widget=FileChoice(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}, noun="tệp"),
        error_messages={"required": "Đồng chí chọn tệp.", "empty": "Tệp rỗng (0 byte). Đồng chí chọn tệp khác."},
    )
    held_by = forms.ModelChoiceField(
        label="Lưu tại",
        queryset=Organization.objects.none(),
        error_messages={"required": "Đồng chí chọn nơi lưu.", "invalid_choice": "Đồng chí chọn nơi lưu khác."},
    )
    is_declared = forms.BooleanField(
        label=DECLARATION,
        error_messages={"required": "Đồng chí đánh dấu ô cam đoan trước khi tải tệp lên."},
    )


class DeadlineForm(forms.ModelForm):  # type: ignore[type-arg]
    """A deadline of a directive. The directive's day is compared where both are known. ``directive`` is the one on the same
    page: new, or with a day that is not saved yet."""

    class Meta:
        model = Deadline
        fields = (
            "kind",
            "text",
            "starts_on",
            "due_on",
            "precision",
            "organization",
            "addressee_type",
            "addressee_within",
            "addressee_printed",
            "state",
        )
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "cols": 60})}

    def __init__(self, *args: Any, directive: Directive | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directive = directive

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, due_on = cleaned.get("starts_on"), cleaned.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", "Hạn hoàn thành phải sau ngày bắt đầu.")
        directive = self.directive or self.instance.directive
        issued_on = directive.issued_on if directive is not None else None
        if due_on and issued_on and due_on < issued_on:
            self.add_error("due_on", f"Hạn hoàn thành không thể trước ngày ban hành văn bản ({issued_on:%d/%m/%Y}).")
        if cleaned.get("addressee_within") and not cleaned.get("addressee_type"):
            self.add_error("addressee_type", "Đồng chí chọn loại tổ chức, vì đã chọn phạm vi.")
        return cleaned


class DeadlineFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The deadlines of the directive on the same page."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"directive": self.instance}
