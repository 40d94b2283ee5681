"""Forms of the editors: an issue, an entry, a photo in an entry, a step of the review, an import."""

from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from activities.forms import PlacedPictureForm
from cadre_portal.date_fields import DayField
from cadre_portal.file_choice import FileChoice
from cadre_portal.rich_text import RichTextField
from cadre_portal.text import squeeze
from documents.models import Bulletin, Edition, EditionEntry, Entry, EntryPicture
from documents.services.headings import heading_problem
from documents.services.months import next_series
from organizations.admin_base import VersionedForm
from organizations.models import Organization


class BulletinForm(forms.ModelForm):  # type: ignore[type-arg]
    """An issue. A second monthly issue of a month, and an hour in the past, are named on their fields."""

    class Meta:
        model = Bulletin
        fields = (
            "publisher",
            "kind",
            "year",
            "month",
            "last_month",
            "series",
            "theme",
            "compiled_by",
            "audience",
            "publish_at",
        )
        help_texts = {"series": "Thứ tự trong tháng. Để trống: số kế tiếp."}

    def clean_publish_at(self) -> Any:
        when = self.cleaned_data["publish_at"]
        if when is not None and when < timezone.now() and "publish_at" in self.changed_data:
            raise forms.ValidationError(
                "Giờ phát hành đã qua. Đồng chí chọn giờ khác, hoặc để trống để phát hành ngay.", code="past"
            )
        return when

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        publisher, kind = cleaned.get("publisher"), cleaned.get("kind")
        year, month, last = cleaned.get("year"), cleaned.get("month"), cleaned.get("last_month")
        if year and year > timezone.localdate().year + 1:
            self.add_error("year", "Năm này còn xa. Đồng chí kiểm tra lại năm.")
        if month and last and last <= month:
            self.add_error("last_month", "Tháng cuối phải sau tháng đầu.")
        if kind == Bulletin.Kind.MONTHLY:
            cleaned["series"] = None
        elif kind and publisher and year and month and not cleaned.get("series"):
            cleaned["series"] = next_series(publisher, year, month)
        if kind == Bulletin.Kind.MONTHLY and publisher and year and month:
            same = Bulletin.objects.filter(publisher=publisher, kind=kind, year=year, month=month)
            if there := same.exclude(pk=self.instance.pk).first():
                said = format_html(
                    'Tháng {}/{} đã có tài liệu hằng tháng của {}. Đồng chí <a href="{}">mở tài liệu đã có</a> để sửa.',
                    f"{month:02d}",
                    year,
                    publisher.label,
                    reverse("admin:documents_desk", args=[there.pk]),
                )
                self.add_error("month", said)
        return cleaned


class EntryForm(VersionedForm):
    """An entry of an issue."""

    body = RichTextField(
        label="Nội dung",
        required=False,
        help_text="Dán được từ Word. Tiêu đề bậc 3, 4 là phần n.m, n.m.k và được tự đánh số; gạch đầu dòng in “-”, bậc trong in “+”.",
    )

    class Meta:
        model = Entry
        fields = (
            "bulletin",
            "kind",
            "parent",
            "position",
            "rubric",
            "heading",
            "short_title",
            "body",
            "parts_numbered",
            "gist",
            "cell_tasks",
            "questions",
            "source_line",
            "directive",
            "activity",
        )

    def clean_heading(self) -> str:
        heading = squeeze(self.cleaned_data["heading"])
        if "heading" in self.changed_data and (problem := heading_problem(heading)):
            raise forms.ValidationError(problem, code="too_long")
        return heading

    def clean_gist(self) -> str:
        gist: str = self.cleaned_data["gist"]
        if len([line for line in gist.splitlines() if line.strip()]) > 3:
            raise forms.ValidationError("Ý chính để đọc nhiều nhất ba dòng. Đồng chí rút gọn lại.", code="too_many")
        return gist

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        bulletin, parent = cleaned.get("bulletin"), cleaned.get("parent")
        if parent is not None and bulletin is not None:
            if parent.bulletin_id != bulletin.pk:
                self.add_error("parent", "Nhóm này thuộc tài liệu khác. Đồng chí chọn nhóm trong cùng tài liệu.")
            elif parent.parent_id is not None or parent.pk == self.instance.pk:
                self.add_error("parent", "Mục này không phải là nhóm ở bậc trên cùng. Đồng chí chọn nhóm khác.")
            elif self.instance.pk and self.instance.children.exists():
                self.add_error("parent", "Mục đang chứa mục khác nên không đặt vào nhóm được.")
        if not cleaned.get("heading") and cleaned.get("kind") not in {Entry.Kind.NEWS_GROUP, None}:
            self.add_error("heading", "Đồng chí ghi tiêu đề của mục. Chỉ nhóm tin mới được để trống.")
        return cleaned


class EntryPictureForm(PlacedPictureForm):
    class Meta:
        model = EntryPicture
        fields = ("caption", "credit", "place", "position")


class StepForm(forms.Form):
    """A word with a step of the review."""

    note = forms.CharField(
        label="Ý kiến", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4, "cols": 80})
    )


class SendForm(StepForm):
    """Sending for review; of a correction the word is the reason, offered again to whoever publishes it."""

    def __init__(self, *args: Any, is_correction: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        if is_correction:
            note.label = "Vì sao sửa"
            note.help_text = "Điền sẵn cho người phát hành; người đọc thấy ở đầu bản đính chính."
        else:
            note.label = "Lời gửi lãnh đạo duyệt"


class ApproveForm(StepForm):
    """Approving an issue in which proofreading still finds errors; without the box and a reason it is refused."""

    waive_errors = forms.BooleanField(label="Tôi đã xem các lỗi nêu trên và cho qua.", required=False)
    waive_reason = forms.CharField(
        label="Lý do cho qua",
        required=False,
        max_length=250,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text="Được lưu cùng tài liệu này.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("waive_errors") and not cleaned.get("waive_reason", "").strip():
            self.add_error("waive_reason", "Đồng chí ghi lý do cho qua các lỗi nêu trên.")
        return cleaned


class ReturnForm(StepForm):
    """The word on the whole issue; needed where no remark was pinned to the text (the service says so)."""

    note = forms.CharField(
        label="Ý kiến chung",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
        help_text="Cần sửa gì, ở mục nào. Ý kiến ghi ở từng đoạn trên trang duyệt được gửi kèm.",
    )


class PaperApprovalForm(forms.Form):
    """Duyệt trên giấy: who signed, when, the code of the signed copy, and a picture of the signed page."""

    signer = forms.CharField(label="Người ký (chức danh, họ tên)", max_length=150)
    signed_on = DayField(label="Ngày ký")
    code = forms.CharField(
        label="Mã bản trình",
        max_length=12,
        help_text="Tám ký tự in ở đầu mỗi trang của bản trình duyệt, cạnh chữ DỰ THẢO.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    picture = forms.FileField(
        label="Ảnh trang đã ký",
        widget=FileChoice(attrs={"accept": "image/*"}),
        help_text="Chụp thẳng, đủ sáng, thấy rõ chữ ký và mã bản trình.",
        error_messages={"required": "Đồng chí chụp trang có chữ ký rồi chọn ảnh ở đây."},
    )
    waive_errors = forms.BooleanField(label="Người ký đã xem các lỗi nêu trên và cho qua.", required=False)
    waive_reason = forms.CharField(label="Lý do cho qua", required=False, max_length=250)


class ImportForm(forms.Form):
    """A finished bulletin to be taken in."""

    file = forms.FileField(
        label="Tệp tài liệu",
        help_text=f"Tệp .docx, .pdf hoặc .txt, nhiều nhất {settings.DOCUMENT_LIMIT_MB} MB. Tệp Word cho kết quả tốt nhất.",
        widget=FileChoice(attrs={"accept": ".docx,.pdf,.txt"}, noun="tệp"),
    )
    publisher = forms.ModelChoiceField(Organization.objects.none(), label="Cấp ủy phát hành")
    month = forms.IntegerField(
        label="Tháng", required=False, min_value=1, max_value=12, help_text="Để trống nếu bìa có ghi tháng, năm."
    )
    year = forms.IntegerField(label="Năm", required=False, min_value=1990, max_value=2100)
    is_declared = forms.BooleanField(
        label="Tôi xác nhận tệp không chứa bí mật nhà nước.",
        error_messages={"required": "Đồng chí xác nhận tệp không chứa bí mật nhà nước thì mới nhập được."},
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > settings.DOCUMENT_LIMIT_MB * 1024 * 1024:
            raise forms.ValidationError(
                f"Tệp nặng quá {settings.DOCUMENT_LIMIT_MB} MB. Đồng chí giảm dung lượng ảnh trong tệp rồi nhập lại.",
                code="size",
            )
        return upload


class RecordingForm(forms.Form):
    """A sound file for an issue or one of its entries. What is in the file is looked at by the service."""

    entry = forms.ModelChoiceField(
        EditionEntry.objects.none(), label="Đọc phần nào", required=False, empty_label="Cả tài liệu"
    )
    file = forms.FileField(
        label="Tệp ghi âm",
        help_text=f"MP3 hoặc M4A (ghi bằng điện thoại), nhiều nhất {settings.RECORDING_LIMIT_MB} MB.",
        widget=FileChoice(attrs={"accept": ".mp3,.m4a,audio/mpeg,audio/mp4"}, noun="tệp"),
        error_messages={
            "required": "Đồng chí chọn tệp ghi âm.",
            "empty": "Tệp rỗng. Đồng chí chọn tệp ghi âm khác.",
        },
    )
    is_declared = forms.BooleanField(
        label="Tôi xác nhận bản ghi âm không chứa bí mật nhà nước.",
        error_messages={"required": "Đồng chí xác nhận không chứa bí mật nhà nước thì mới gắn được."},
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["entry"]
        field.queryset = edition.entries.only("number", "short_title", "heading", "position", "edition")
