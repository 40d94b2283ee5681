"""The form beside the original of raw material: what the editor confirms."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from cadre_portal.date_fields import DayField
from cadre_portal.rich_text import RichTextField
from cadre_portal.text import squeeze
from directives.forms import check_past
from directives.models import DirectiveKind
from directives.wrapped.captions import whole_credit
from documents.admin.desk.forms import BODY_LIMIT
from documents.engines.reading.guard import MAX_BYTES
from documents.models import Entry, RawMaterial
from documents.services.desk.raw_taking import RawFields

KINDS = [(kind.value, kind.label) for kind in (Entry.Kind.NEWS, Entry.Kind.TOPIC, Entry.Kind.DIRECTIVE)]
MOST_FILES = 10


def size_refusal(upload: "UploadedFile[bytes]") -> str:
    """Why a file is not even read: empty or too large; "" where it may be."""
    if not upload.size:
        return f"Tệp “{upload.name}” rỗng (0 byte). Đồng chí kiểm tra lại tệp rồi đưa vào lại."
    if upload.size > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        return f"Tệp “{upload.name}” lớn hơn {limit} MB. Đồng chí giảm cỡ ảnh hoặc chia tệp rồi đưa vào lại."
    return ""


class RawForm(forms.Form):
    """The suggestion, corrected. ``is_taken``: the entry exists, only its heading and text are changed here."""

    kind = forms.ChoiceField(label="Đây là", choices=KINDS, widget=forms.RadioSelect)
    place = forms.ChoiceField(label="Đưa vào", choices=RawMaterial.Place.choices, widget=forms.RadioSelect)
    heading = forms.CharField(
        label="Tiêu đề",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Đồng chí ghi tiêu đề."},
    )
    body = RichTextField(label="Nội dung", required=False)
    happened_on = DayField(label="Ngày diễn ra", required=False)
    number = forms.CharField(label="Số, ký hiệu", max_length=80, required=False)
    directive_kind = forms.ModelChoiceField(
        label="Loại văn bản", queryset=DirectiveKind.objects.order_by("position", "name"), required=False
    )
    issued_on = DayField(label="Ngày ban hành", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=250, required=False)
    signer = forms.CharField(label="Người ký", max_length=120, required=False)

    NEWS = ("happened_on",)
    DIRECTIVE = ("number", "directive_kind", "issued_on", "issuer", "signer")

    def __init__(self, *args: Any, raw: RawMaterial, is_taken: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_taken:
            for name in ("kind", "place", *self.NEWS, *self.DIRECTIVE):
                del self.fields[name]
        self.photos = [] if is_taken else list(raw.pictures.select_related("picture"))
        for row in self.photos:
            self.fields[f"anh{row.pk}"] = forms.BooleanField(
                label="Lấy ảnh này", required=False, initial=not raw.is_scan
            )
            self.fields[f"chu{row.pk}"] = forms.CharField(
                label="Chú thích", required=False, initial=row.caption, max_length=500
            )
            self.fields[f"nguon{row.pk}"] = forms.CharField(
                label="Nguồn ảnh", required=False, initial=row.credit, max_length=200
            )

    def photo_rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(row, self[f"anh{row.pk}"], self[f"chu{row.pk}"], self[f"nguon{row.pk}"]) for row in self.photos]

    def news_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.NEWS if name in self.fields]

    def directive_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.DIRECTIVE if name in self.fields]

    def clean_heading(self) -> str:
        return squeeze(self.cleaned_data["heading"])

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if len(body) > BODY_LIMIT:
            raise forms.ValidationError(
                "Nội dung dài quá một triệu ký tự. Đồng chí chỉ lấy phần cần đăng.", code="too_long"
            )
        return body

    def clean_happened_on(self) -> Any:
        return check_past(self.cleaned_data["happened_on"])

    def clean_issued_on(self) -> Any:
        return check_past(self.cleaned_data["issued_on"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("kind") == Entry.Kind.NEWS and len(found.get("heading", "")) > 300:
            self.add_error("heading", "Tiêu đề tin dài quá 300 ký tự. Đồng chí rút gọn lại.")
        return found

    def fields_given(self) -> RawFields:
        given = self.cleaned_data
        names = ("kind", "place", "heading", "body", *self.NEWS, *self.DIRECTIVE)
        photos = {
            row.pk: (squeeze(given[f"chu{row.pk}"]), whole_credit(given[f"nguon{row.pk}"]))
            for row in self.photos
            if given[f"anh{row.pk}"]
        }
        return RawFields(**{name: given[name] for name in names}, photos=photos)
