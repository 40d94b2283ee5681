"""The page on which a body sends news, and the editor's forms for what came."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import UploadedFile

from activities.access import recipients_of, sending_bodies
from activities.kept_photos import pictures_of, token_of
from activities.models import Picture, Submission, SubmissionPicture
from activities.pictures import UnusablePicture
from activities.services import store_picture
from activities.submitting import AcceptedNews, CannotSend, check_limits, photos_left
from cadre_portal.date_fields import DayField
from cadre_portal.file_choice import FileChoice
from cadre_portal.rich_text import RichTextField
from cadre_portal.text import nfc, squeeze
from directives.forms import check_past
from directives.wrapped.captions import whole_credit
from organizations.models import Organization, OrganizationQuerySet, User

MOST_TEXT = 10_000
# What one press may send: a little less than the web server lets through.
MOST_MEGABYTES = 50


class ManyFilesInput(FileChoice):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class ManyFilesField(forms.FileField):
    """Several files of one control, as a list."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [one for one in (data if isinstance(data, list | tuple) else [data]) if one]


class SubmissionForm(forms.Form):
    """One page on a phone: the text, the photos; where there is a choice, for whom and to whom.

    Photos that came with a refused form are kept: ``pictures`` after ``store_photos``.
    """

    organization = forms.ModelChoiceField(label="Nơi gửi", queryset=Organization.objects.none(), empty_label=None)
    recipient = forms.ModelChoiceField(
        label="Gửi đến", queryset=Organization.objects.none(), empty_label=None, required=False
    )
    text = forms.CharField(
        label="Nội dung tin",
        max_length=MOST_TEXT,
        help_text="Việc gì, ngày nào, ở đâu, ai tham gia, kết quả ra sao. Dòng đầu là tiêu đề.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Đồng chí ghi nội dung tin.",
            "max_length": f"Tin dài quá {MOST_TEXT // 1000}.000 ký tự. Đồng chí rút gọn lại.",
        },
    )
    photos = ManyFilesField(
        label="Ảnh",
        required=False,
        help_text=f"Nhiều nhất {settings.SUBMISSION_PICTURES} ảnh, mỗi ảnh {settings.PICTURE_LIMIT_MB} MB; chọn được nhiều ảnh một lần.",
        widget=ManyFilesInput(attrs={"accept": "image/*,.heic,.heif", "multiple": True}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.pictures: list[Picture] = []
        bodies = sending_bodies(user)
        self._choose("organization", bodies)
        recipients = Organization.objects.publishers().filter(
            path__in={path for body in bodies for path in body.ancestor_paths}
        )
        self._choose("recipient", recipients.order_by("-depth"))

    def _choose(self, name: str, rows: OrganizationQuerySet) -> None:
        """Let the field offer these; with one or none there is nothing to ask."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared so
        field.queryset = rows
        first = rows.first()
        field.initial = first.pk if first else None
        field.required = name == "organization" or len(rows) > 1
        if len(rows) < 2:
            field.widget = forms.HiddenInput()

    def clean_text(self) -> str:
        return "\n".join(line.rstrip() for line in nfc(self.cleaned_data["text"]).strip().splitlines())

    def clean_photos(self) -> list[Any]:
        uploads: list[Any] = self.cleaned_data["photos"]
        if sum(upload.size for upload in uploads) > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                f"Các ảnh nặng quá {MOST_MEGABYTES} MB cộng lại. Đồng chí gửi ít ảnh hơn trong một tin.", code="size"
            )
        return uploads

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self.has_error("form_key"):
            self._renew_key()
        body, recipient = found.get("organization"), found.get("recipient")
        if body is not None:
            near = recipients_of(body)
            if recipient is None:
                found["recipient"] = recipient = near.first()
            if recipient is None:
                self.add_error(None, f"{body.label} chưa có cấp ủy phát hành nào ở trên. Đồng chí báo người quản trị.")
            elif not near.filter(pk=recipient.pk).exists():
                self.add_error("recipient", "Nơi nhận không ở trên nơi gửi. Đồng chí chọn lại.")
            # Before any photo is stored; a second press of a form that was sent is told so later.
            form_key: uuid.UUID | None = found.get("form_key")
            if form_key is None or not Submission.objects.filter(sender=self.user, form_key=form_key).exists():
                try:
                    check_limits(body)
                except CannotSend as refusal:
                    self.add_error(None, forms.ValidationError(str(refusal), code="limit"))
        return found

    def _renew_key(self) -> None:
        """Say in words that the hidden key came back broken or not at all, and give the page a new one to send."""
        del self.errors["form_key"]
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix("form_key")] = str(uuid.uuid4())
        self.data = data
        self.add_error(
            None,
            "Trang gửi lên thiếu mã của mẫu nên cổng chưa nhận tin. Nội dung vẫn còn dưới đây, đồng chí bấm Gửi tin lần nữa.",
        )

    # --- Photos -------------------------------------------------------------------------------------------------------

    def store_photos(self, uploads: "list[UploadedFile[bytes]]", kept: list[str]) -> None:
        """Store the new photos and find those kept from before; a photo that cannot be used is named on its field."""
        self.pictures = pictures_of(kept, self.user)
        if self.has_error(NON_FIELD_ERRORS, "limit"):
            return
        room = settings.SUBMISSION_PICTURES - len(self.pictures)
        if len(uploads) > room:
            self.add_error(
                "photos",
                f"Mỗi tin kèm nhiều nhất {settings.SUBMISSION_PICTURES} ảnh; đồng chí đã chọn "
                f"{len(self.pictures) + len(uploads)} ảnh. Các ảnh đầu được giữ, đồng chí xem lại rồi gửi.",
            )
        left = photos_left(self.user) if uploads else 0
        if min(len(uploads), room) > left:
            self.add_error(
                "photos",
                f"Mỗi ngày đồng chí gửi được nhiều nhất {settings.PHOTOS_A_DAY} ảnh; hôm nay còn {left} ảnh. "
                "Đồng chí bỏ bớt ảnh hoặc gửi tiếp vào ngày mai.",
            )
        for upload in uploads[: min(room, left)]:
            try:
                if (upload.size or 0) > settings.PICTURE_LIMIT_MB * 1024 * 1024:
                    raise UnusablePicture(
                        f"Ảnh “{upload.name}” nặng quá {settings.PICTURE_LIMIT_MB} MB. Đồng chí gửi ảnh nhỏ hơn."
                    )
                picture = store_picture(actor=self.user, content=upload.read(), name=upload.name or "ảnh", by_form=True)
            except UnusablePicture as refusal:
                self.add_error("photos", str(refusal))
            else:
                if picture not in self.pictures:
                    self.pictures.append(picture)

    def kept(self) -> list[tuple[Picture, str]]:
        """Photos stored already, each with the token under which the next press brings it along."""
        return [(picture, token_of(picture, self.user)) for picture in self.pictures]


class AcceptForm(forms.Form):
    """What came, made a news item."""

    title = forms.CharField(
        label="Tiêu đề",
        max_length=300,
        error_messages={"required": "Đồng chí ghi tiêu đề."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    happened_on = DayField(label="Ngày diễn ra", required=False)
    body = RichTextField(label="Nội dung", required=False)
    word = forms.CharField(
        label="Lời nhắn cho nơi gửi",
        max_length=500,
        required=False,
        help_text="Không nhận thì cần ghi lý do.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photos: list[SubmissionPicture] = list(submission.placed_pictures.select_related("picture"))
        for row in self.photos:
            self.fields[f"anh{row.pk}"] = forms.BooleanField(label="Lấy ảnh này", required=False, initial=True)
            self.fields[f"chu{row.pk}"] = forms.CharField(label="Chú thích", required=False, max_length=500)
            self.fields[f"nguon{row.pk}"] = forms.CharField(label="Nguồn ảnh", required=False, max_length=200)

    def photo_rows(self) -> list[tuple[SubmissionPicture, forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(row, self[f"anh{row.pk}"], self[f"chu{row.pk}"], self[f"nguon{row.pk}"]) for row in self.photos]

    def clean_title(self) -> str:
        return squeeze(self.cleaned_data["title"])

    def clean_happened_on(self) -> Any:
        return check_past(self.cleaned_data["happened_on"])

    def news(self) -> AcceptedNews:
        given = self.cleaned_data
        photos = {
            row.pk: (squeeze(given[f"chu{row.pk}"]), whole_credit(given[f"nguon{row.pk}"]))
            for row in self.photos
            if given[f"anh{row.pk}"]
        }
        return AcceptedNews(given["title"], given["body"], given["happened_on"], photos, given["word"])
