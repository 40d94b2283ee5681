"""Forms of publishing: now or at an hour, as a correction, and taking back."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from cadre_portal.date_fields import MomentField
from documents.models import Bulletin, Edition

NOW, AT = "now", "at"


class PublishForm(forms.Form):
    """``hour`` is None for at once. The hour agreed on is offered; the one who publishes may choose another."""

    when = forms.ChoiceField(
        label="Khi nào", choices=[(NOW, "Ngay bây giờ"), (AT, "Vào lúc (giờ Việt Nam)")], widget=forms.RadioSelect
    )
    hour = MomentField(label="Giờ phát hành", required=False, help_text="Ví dụ 07:00 25/11/2026.")
    # The hour is needed or not as the choice above it says.
    is_all_optional = True

    def __init__(self, *args: Any, bulletin: Bulletin, **kwargs: Any) -> None:
        agreed = bulletin.publish_at
        is_ahead = agreed is not None and agreed > timezone.now()
        kwargs["initial"] = {"when": AT, "hour": agreed} if is_ahead else {"when": NOW}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") == NOW:
            cleaned["hour"] = None
            self.errors.pop("hour", None)
            return cleaned
        hour: datetime | None = cleaned.get("hour")
        if hour is None and "hour" not in self.errors:
            self.add_error("hour", "Đồng chí chọn ngày, giờ phát hành, hoặc chọn phát hành ngay.")
        elif hour is not None and hour <= timezone.now():
            self.add_error("hour", "Giờ này đã qua. Đồng chí chọn giờ khác, hoặc chọn phát hành ngay.")
        return cleaned


class CorrectionForm(PublishForm):
    """What a correction says to its readers."""

    change_note = forms.CharField(
        label="Đã sửa gì",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="Người đọc thấy dòng này ở đầu bản đính chính.",
        error_messages={"required": "Đồng chí ghi rõ đã sửa gì."},
    )
    change_reason = forms.CharField(
        label="Vì sao sửa",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        error_messages={"required": "Đồng chí ghi lý do sửa."},
    )

    def __init__(
        self, *args: Any, bulletin: Bulletin, proposed: str = "", reason: tuple[str, str] = ("", ""), **kwargs: Any
    ) -> None:
        """``proposed``: what differs, in words; ``reason``: what the editor wrote when sending, and who."""
        super().__init__(*args, bulletin=bulletin, **kwargs)
        self.initial["change_note"] = proposed
        said, who = reason
        if said:
            self.initial["change_reason"] = said
            self.fields[
                "change_reason"
            ].help_text = f"Điền sẵn từ lời gửi duyệt của đ/c {who}; đồng chí sửa lại lời nếu cần."
        if proposed:
            self.fields[
                "change_note"
            ].help_text = (
                "Điền sẵn từ chỗ khác bản trước; đồng chí sửa lại lời nếu cần. Người đọc thấy ở đầu bản đính chính."
            )
            self.fields["change_note"].widget.attrs["rows"] = proposed.count("\n") + 3

    field_order = ("change_note", "change_reason", "when", "hour")


class WithdrawForm(forms.Form):
    """Which editions are taken back, and why. Only those that readers have now can be."""

    editions = forms.ModelMultipleChoiceField(
        Edition.objects.none(),
        label="Thu hồi",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Đồng chí chọn bản cần thu hồi."},
    )
    reason = forms.CharField(
        label="Lý do thu hồi",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="Người đọc thấy lý do này ở chỗ của tài liệu.",
        error_messages={"required": "Đồng chí ghi lý do thu hồi."},
    )

    def __init__(self, *args: Any, bulletin: Bulletin, **kwargs: Any) -> None:
        rows = bulletin.editions.published().not_withdrawn().defer("content").order_by("number")
        kwargs["initial"] = {"editions": [row.pk for row in rows]}
        super().__init__(*args, **kwargs)
        field = self.fields["editions"]
        field.queryset = rows  # type: ignore[attr-defined]
        field.label_from_instance = _named  # type: ignore[attr-defined]


def _named(edition: Edition) -> str:
    return f"{edition.which.capitalize()}, {timezone.localtime(edition.publish_at):%H:%M %d/%m/%Y}, mã {edition.token}"
