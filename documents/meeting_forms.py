"""The report of a meeting, and the answer to a proposal."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from activities.kept_photos import pictures_of, token_of
from activities.models import Picture
from activities.pictures import CleanPicture, UnusablePicture
from activities.services import check_picture, keep_picture
from activities.submitting import photos_left
from cadre_portal.date_fields import DayField
from cadre_portal.file_choice import FileChoice
from cadre_portal.text import squeeze
from documents.models import Meeting
from documents.services.meetings import MeetingFacts
from organizations.models import User

# Reports come late, but not years late: an older day is a slip of the finger.
_OLDEST_DAYS = 400
_MONTHS_BACK = 12
MOST_MEMBERS = 2000
_DETAILS = (
    "place",
    "chair",
    "minute_taker",
    "absent_with_reason",
    "absent_without_reason",
    "exempt",
    "opinions",
)


def month_choices(today: date, kept: date | None = None) -> list[tuple[str, str]]:
    """ "2026-11": "11/2026" …: next month, this one, and those before; ``kept`` stays on offer however old."""
    first = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    months = [first]
    for _ in range(_MONTHS_BACK):
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    if kept is not None and kept not in months:
        months.append(kept)
    return [(f"{month:%Y-%m}", f"{month:%m/%Y}") for month in months]


# Who is not there, of the members: held against total and present.
_AWAY = ("absent_with_reason", "absent_without_reason", "exempt")
TOO_MANY = "Số có mặt ({present}) nhiều hơn tổng số đảng viên ({total}). Đồng chí xem lại."
TOO_MANY_AWAY = "Có mặt {present} cộng vắng, miễn {away} thành {sum}, nhiều hơn tổng số {total}. Đồng chí xem lại."
NOT_YET = "Ngày họp chưa đến. Đồng chí báo sau khi họp xong."
_MOST_MB = 30


def _number(label: str, *, required: bool = False, least: int = 0, judges: str = "") -> forms.IntegerField:
    """``judges``: the fields that are held against this one; what was said of them may be wrong once this one changes."""
    attrs = {"inputmode": "numeric", **({"data-judges": judges} if judges else {})}
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=least,
        max_value=MOST_MEMBERS,
        widget=forms.NumberInput(attrs=attrs),
    )


class _Removals(forms.TypedMultipleChoiceField):
    """Keys of proposals; one that is gone meanwhile (a colleague was faster) is no mistake of the person's."""

    # What was sent before: templates/_field.html does not call it optional.
    is_plain_list = True

    def valid_value(self, value: Any) -> bool:
        return str(value).isascii() and str(value).isdecimal() and len(str(value)) < 19


class MeetingForm(forms.Form):
    held_on = DayField(label="Ngày họp", error_messages={"required": "Đồng chí ghi ngày họp."})
    total = _number("Tổng số đảng viên", required=True, least=1, judges=" ".join(("present", *_AWAY)))
    present = _number("Số có mặt", required=True, least=1, judges=" ".join(_AWAY))
    proposals = forms.CharField(
        label="Kiến nghị, đề xuất với cấp trên",
        required=False,
        max_length=5000,
        help_text="Mỗi ý một dòng. Câu trả lời sẽ hiện ở trang Chi bộ của tôi.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    removed = _Removals(
        label="Kiến nghị đã gửi",
        required=False,
        coerce=int,
        help_text="Giữ nguyên, trừ ý đồng chí đánh dấu để rút lại.",
        widget=forms.CheckboxSelectMultiple,
    )
    picture = forms.FileField(
        label="Ảnh chụp biên bản viết tay",
        required=False,
        help_text="Có ảnh biên bản thì không cần ghi phần chi tiết bên dưới.",
        widget=FileChoice(attrs={"accept": "image/*"}),
    )
    kind = forms.ChoiceField(label="Loại buổi họp", choices=Meeting.Kind.choices)
    month = forms.ChoiceField(label="Kỳ sinh hoạt tháng")
    place = forms.CharField(label="Địa điểm", max_length=200, required=False)
    chair = forms.CharField(label="Chủ trì", max_length=120, required=False)
    minute_taker = forms.CharField(label="Thư ký", max_length=120, required=False)
    absent_with_reason = _number("Vắng có lý do", judges=" ".join(("present", *_AWAY)))
    absent_without_reason = _number("Vắng không lý do", judges=" ".join(("present", *_AWAY)))
    exempt = _number("Được miễn sinh hoạt", judges=" ".join(("present", *_AWAY)))
    opinions = forms.CharField(
        label="Ý kiến thảo luận", required=False, max_length=10000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, *args: Any, user: User, with_details: bool, meeting: Meeting | None = None, **kwargs: Any
    ) -> None:
        """``meeting`` is the report to be changed: its month stays on offer, its unanswered proposals may be taken back."""
        super().__init__(*args, **kwargs)
        self.user = user
        # The photo of a press that was refused.
        self.kept_picture: Picture | None = None
        kept_month = meeting.month if meeting else None
        sent = list(meeting.proposals.filter(answer="").values_list("pk", "text")) if meeting else []
        if sent:
            self.fields["removed"].choices = [(pk, f"Rút lại: {text}") for pk, text in sent]  # type: ignore[attr-defined]
            self.fields["proposals"].label = "Kiến nghị, đề xuất thêm"
        else:
            del self.fields["removed"]
        self.fields["month"].choices = month_choices(timezone.localdate(), kept_month)  # type: ignore[attr-defined]
        if not with_details:
            for name in _DETAILS:
                del self.fields[name]

    def folded(self) -> list[forms.BoundField]:
        """The fields that stand folded: kind and month are set already, the rest nobody must give."""
        return [self[name] for name in ("kind", "month", *_DETAILS) if name in self.fields]

    def opens_folded(self) -> bool:
        """Whether an error hides in the folded part."""
        return any(field.errors for field in self.folded())

    def main(self) -> list[forms.BoundField]:
        names = ("held_on", "total", "present", "removed", "proposals", "picture")
        return [self[name] for name in names if name in self.fields]

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        today = timezone.localdate()
        if held_on > today:
            raise forms.ValidationError(NOT_YET)
        if held_on < today - timedelta(days=_OLDEST_DAYS):
            raise forms.ValidationError("Ngày họp đã quá một năm. Đồng chí xem lại năm.")
        return held_on

    def clean_proposals(self) -> tuple[str, ...]:
        return tuple(squeeze(line) for line in self.cleaned_data["proposals"].splitlines() if line.strip())

    def clean_month(self) -> date:
        year, month = self.cleaned_data["month"].split("-")
        return date(int(year), int(month), 1)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["removed"] = tuple(cleaned.get("removed") or ())
        total, present = cleaned.get("total"), cleaned.get("present")
        if total is None or present is None:
            return cleaned
        if present > total:
            self.add_error("present", TOO_MANY.format(present=present, total=total))
            return cleaned
        numbers = {name: cleaned.get(name) or 0 for name in _AWAY}
        away = sum(numbers.values())
        if present + away > total:
            # By the boxes with the number too many, which also opens their part of the page.
            name = next(name for name, number in numbers.items() if number)
            self.add_error(name, TOO_MANY_AWAY.format(present=present, away=away, sum=present + away, total=total))
        return cleaned

    def clean_picture(self) -> CleanPicture | None:
        upload = self.cleaned_data.get("picture")
        if not upload:
            return None
        if upload.size > _MOST_MB * 1024 * 1024:
            raise forms.ValidationError("Ảnh quá lớn. Đồng chí chụp lại ở cỡ nhỏ hơn.")
        try:
            return check_picture(upload.read(), name=upload.name or "anh")
        except UnusablePicture as error:
            raise forms.ValidationError(str(error)) from error

    def bring_photo(self, tokens: list[str]) -> None:
        """Find the photo kept from the press before; one chosen anew takes its place. Call after is_valid()."""
        if not self.cleaned_data.get("picture"):
            self.kept_picture = next(iter(pictures_of(tokens[:1], self.user)), None)

    def keep_photo(self) -> None:
        """The report is refused: store its photo all the same, so that nobody has to choose or take it again."""
        clean = self.cleaned_data.get("picture")
        if clean is None:
            return
        if photos_left(self.user):
            self.kept_picture = keep_picture(actor=self.user, clean=clean, by_form=True)
        else:
            self.add_error("picture", "Báo cáo chưa gửi được nên ảnh chưa được lưu. Đồng chí chọn lại ảnh.")

    def photo(self) -> CleanPicture | Picture | None:
        """The photo for the service, fresh or kept."""
        found: CleanPicture | None = self.cleaned_data.get("picture")
        return found or self.kept_picture

    def kept(self) -> list[tuple[Picture, str]]:
        """The photo stored already, with the token under which the next press brings it along."""
        return [(self.kept_picture, token_of(self.kept_picture, self.user))] if self.kept_picture else []

    def checks(self) -> dict[str, str]:
        """What the browser says before anything is sent, in the portal's words."""
        return {"many": TOO_MANY, "away": TOO_MANY_AWAY, "early": NOT_YET, "today": f"{timezone.localdate():%Y-%m-%d}"}

    def facts(self) -> MeetingFacts:
        """What was said, for the service. Call after is_valid()."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "picture"}
        return MeetingFacts(**given)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Trả lời",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Đồng chí ghi câu trả lời."},
    )
