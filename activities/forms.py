"""Forms of news, and the row with which a photo is put into a text."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Model

from activities.models import Activity, ActivityPicture, Picture
from activities.pictures import UnusablePicture, clean_picture
from activities.services import store_picture
from cadre_portal.file_choice import FileChoice
from cadre_portal.rich_text import RichTextField
from cadre_portal.text import squeeze
from directives.forms import check_past
from directives.wrapped.captions import whole_credit
from organizations.admin_base import VersionedForm
from organizations.models import User


class PlacedPictureForm(forms.ModelForm):  # type: ignore[type-arg]
    """A photo in a text: an upload for a new one, then caption, credit and place. The file is checked here, stored on
    saving; ``content`` holds its bytes in between."""

    upload = forms.FileField(
        label="Ảnh",
        required=False,
        help_text=f"JPEG, PNG, HEIC; nhiều nhất {settings.PICTURE_LIMIT_MB} MB.",
        widget=FileChoice(attrs={"accept": "image/*,.heic,.heif"}),
    )
    content: bytes = b""

    def clean_credit(self) -> str:
        return whole_credit(self.cleaned_data["credit"])

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload is None:
            if self.instance.picture_id is None:
                raise forms.ValidationError("Đồng chí chọn ảnh, hoặc để trống cả dòng này.", code="required")
            return None
        if upload.size > settings.PICTURE_LIMIT_MB * 1024 * 1024:
            raise forms.ValidationError(
                f"Ảnh nặng quá {settings.PICTURE_LIMIT_MB} MB. Đồng chí giảm dung lượng rồi tải lên lại.", code="size"
            )
        self.content = upload.read()
        try:
            clean_picture(
                self.content,
                name=upload.name,
                limit_mb=settings.PICTURE_LIMIT_MB,
                limit_megapixels=settings.PICTURE_LIMIT_MEGAPIXELS,
            )
        except UnusablePicture as refusal:
            raise forms.ValidationError(str(refusal), code="unusable") from refusal
        return upload


class ActivityPictureForm(PlacedPictureForm):
    class Meta:
        model = ActivityPicture
        fields = ("caption", "credit", "place", "position")


class ActivityForm(VersionedForm):
    """A news item as its editors type it. ``user`` is set by the admin."""

    user: User | None = None
    body = RichTextField(
        label="Nội dung", required=False, help_text="Dán được từ Word: bảng, gạch đầu dòng giữ nguyên."
    )

    class Meta:
        model = Activity
        fields = ("held_by", "about", "title", "happened_on", "date_printed", "body", "source_note", "state")

    def clean_title(self) -> str:
        return squeeze(self.cleaned_data["title"])

    def clean_happened_on(self) -> Any:
        return check_past(self.cleaned_data["happened_on"])


def store_placed(form: PlacedPictureForm, *, actor: User) -> Model:
    """Store the photo of a valid row (if a new one was given) and return the unsaved row with its picture."""
    row: Any = form.save(commit=False)
    if form.content:
        row.picture = store_picture(actor=actor, content=form.content, name=form.cleaned_data["upload"].name)
    assert isinstance(row.picture, Picture)  # noqa: S101 (clean_upload saw to it)
    return row  # type: ignore[no-any-return]
