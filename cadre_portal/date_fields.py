"""Days and hours as people type them: day before month, whatever the browser's language.

A browser's own date box shows month before day where the browser is set to English, and 02/03/2026 would be read two ways
in one office. So every form of the portal asks for a day in a text box: 02/03/2026, 2-3-26, 2.3.2026, 02032026 (a phone's
number pad has no stroke) or 2026-03-02 are all 2 March 2026.
"""

import calendar
import re
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget
from django.db import models
from django.forms.utils import from_current_timezone

_BETWEEN = r"\s* [/\-–.,\s] \s*"
_DAY_FORMS = tuple(
    re.compile(pattern, re.VERBOSE | re.IGNORECASE)
    for pattern in (
        # 02/03/2026, 2-3-26, 2. 3. 2026, 2 3 2026
        rf"(?P<day>[0-9]{{1,2}}) {_BETWEEN} (?P<month>[0-9]{{1,2}}) {_BETWEEN} (?P<year>[0-9]{{4}}|[0-9]{{2}})",
        # 2026-03-02
        r"(?P<year>[0-9]{4}) [/\-–.] (?P<month>[0-9]{1,2}) [/\-–.] (?P<day>[0-9]{1,2})",
        # 02032026, 020326
        r"(?P<day>[0-9]{2}) (?P<month>[0-9]{2}) (?P<year>[0-9]{4}|[0-9]{2})",
        # ngày 2 tháng 3 năm 2026
        r"(?:ngày\s*)? (?P<day>[0-9]{1,2}) \s* tháng \s* (?P<month>[0-9]{1,2}) \s* năm \s* (?P<year>[0-9]{4})",
    )
)
# 07:00, 07:00:00, 7h, 7h30, 7 giờ 30 phút, 07.30
_CLOCK_FORM = (
    r"(?P<hour>[0-9]{1,2}) \s* (?: [:.] | h | g(?:iờ)? ) \s* (?P<minute>[0-9]{2})? (?: \s* phút | :[0-9]{2} )?"
)
_CLOCK = re.compile(_CLOCK_FORM, re.VERBOSE | re.IGNORECASE)
_MOMENT_FORMS = tuple(
    re.compile(pattern, re.VERBOSE | re.IGNORECASE)
    for pattern in (
        # 07:00 25/11/2026, 7h ngày 25-11-2026
        rf"(?P<clock> {_CLOCK_FORM} ) [\s,]+ (?: ngày \s+ )? (?P<whole_day> .+ )",
        # 25/11/2026 07:00, 2026-11-25T07:00
        rf"(?P<whole_day> .+? ) (?: [\s,]+ | T ) (?: lúc \s+ )? (?P<clock> {_CLOCK_FORM} )",
    )
)
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2999

DAY_UNREAD = "Đồng chí ghi ngày/tháng/năm, ví dụ 02/03/2026 là ngày 2 tháng 3."
CLOCK_UNREAD = "Đồng chí ghi giờ:phút, ví dụ 07:30."
MOMENT_UNREAD = "Đồng chí ghi giờ và ngày như ví dụ: 07:00 25/11/2026."


def full_year(short: int) -> int:
    """The year that two digits mean: 00 to 68 are of this century."""
    return short + (2000 if short <= 68 else 1900)


# 31/2, 31-2, ngày 31 tháng 2: the year is missing, the day may be impossible all the same.
_WITHOUT_YEAR = re.compile(
    rf"(?:ngày\s*)? (?P<day>[0-9]{{1,2}}) (?: {_BETWEEN} | \s* tháng \s* ) (?P<month>[0-9]{{1,2}})",
    re.VERBOSE | re.IGNORECASE,
)
_LEAP_YEAR = 2024


def _unread(text: str) -> str:
    """What to say of a text that is no day: which day no year has, or how a day is written."""
    found = _WITHOUT_YEAR.fullmatch(text.strip())
    day, month = (int(found["day"]), int(found["month"])) if found else (1, 1)
    if not 1 <= month <= 12:
        return DAY_UNREAD
    if day > (last := calendar.monthrange(_LEAP_YEAR, month)[1]):
        return f"Tháng {month} không có ngày {day}, chỉ đến ngày {last}. {DAY_UNREAD}"
    return DAY_UNREAD


def parse_day(text: str) -> date:
    """The day a text names, day before month unless the year comes first.

    Two digits of a year: 00 to 68 are of this century. Raises ValueError with a sentence for the person who typed it, when
    the text is no day or names one that no calendar has.
    """
    found = next((match for form in _DAY_FORMS if (match := form.fullmatch(text.strip().rstrip(".")))), None)
    if found is None:
        raise ValueError(_unread(text))
    day, month, year = (int(found[part]) for part in ("day", "month", "year"))
    if len(found["year"]) == 2:
        year = full_year(year)
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ValueError(f"Năm {year} không hợp lý. Đồng chí ghi đủ bốn chữ số của năm, ví dụ 02/03/2026.")
    if not 1 <= month <= 12:
        raise ValueError(
            f"Không có tháng {month}. Đồng chí ghi ngày trước, tháng sau, ví dụ 02/03/2026 là ngày 2 tháng 3."
        )
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"Tháng {month} năm {year} không có ngày {day}, chỉ đến ngày {last}. Đồng chí ghi lại ngày.")
    return date(year, month, day)


def parse_clock(text: str) -> time:
    """The hour and minute a text names: 07:30, 7h30, 7 giờ. Raises ValueError with a sentence for who typed it."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(CLOCK_UNREAD)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        raise ValueError(f"Không có giờ {text.strip()}. {CLOCK_UNREAD}")
    return time(hour, minute)


def parse_moment(text: str) -> datetime:
    """Hour and day in either order, without a zone. Raises ValueError with a sentence for the person who typed it."""
    found = next((match for form in _MOMENT_FORMS if (match := form.fullmatch(text.strip()))), None)
    if found is None:
        raise ValueError(MOMENT_UNREAD)
    return datetime.combine(parse_day(found["whole_day"]), parse_clock(found["clock"]))


_TYPED = {"autocomplete": "off", "spellcheck": "false"}
_DAY_BOX = {**_TYPED, "inputmode": "numeric", "placeholder": "ngày/tháng/năm", "data-day": ""}
_CLOCK_BOX = {**_TYPED, "placeholder": "giờ:phút"}
_MOMENT_BOX = {**_TYPED, "placeholder": "giờ:phút ngày/tháng/năm"}
_DAY_FORMAT, _CLOCK_FORMAT, _MOMENT_FORMAT = "%d/%m/%Y", "%H:%M", "%H:%M %d/%m/%Y"


class DayInput(forms.DateInput):
    """A text box for a day. ``attrs`` of one's own come on top."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**_DAY_BOX, **(attrs or {})}, _DAY_FORMAT)


class AdminDayInput(AdminDateWidget):
    """The same box in the admin, where Django's own calendar stands beside it."""

    class Media:
        js = ("js/day.js",)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**_DAY_BOX, **(attrs or {})}, _DAY_FORMAT)


class AdminMomentInput(forms.SplitDateTimeWidget):
    """Day and hour in two boxes with Django's own calendar and clock."""

    template_name = "admin/widgets/split_datetime.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        forms.MultiWidget.__init__(self, [AdminDayInput(), AdminTimeWidget(_CLOCK_BOX, _CLOCK_FORMAT)], attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "date_label": "Ngày:", "time_label": "Giờ:"}


class DayField(forms.DateField):
    """A day, typed. Gives a date, or None when empty and not required."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and value.strip():
            return cast("date", _or_refuse(parse_day, value))
        return super().to_python(value.strip() if isinstance(value, str) else value)


class ClockField(forms.TimeField):
    """An hour and a minute, typed."""

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, str) and value.strip():
            return cast("time", _or_refuse(parse_clock, value))
        return super().to_python(value.strip() if isinstance(value, str) else value)


class MomentInput(forms.DateTimeInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**_MOMENT_BOX, **(attrs or {})}, _MOMENT_FORMAT)


class MomentField(forms.DateTimeField):
    """Hour and day in one box, Vietnam time. Gives an aware datetime."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, str) and value.strip():
            return from_current_timezone(_or_refuse(parse_moment, value))
        return super().to_python(value.strip() if isinstance(value, str) else value)


class SplitMomentField(forms.SplitDateTimeField):
    """Day and hour in two boxes, Vietnam time. Gives an aware datetime."""

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("input_date_formats", "input_time_formats"):
            kwargs.pop(unused, None)
        forms.MultiValueField.__init__(self, (DayField(), ClockField()), **kwargs)


def _or_refuse(parse: Any, text: str) -> Any:
    try:
        return parse(text)
    except ValueError as error:
        raise forms.ValidationError(str(error), code="invalid") from None


# What an admin page makes of a model's day or hour: for ``formfield_overrides``.
TYPED_DAYS: dict[Any, dict[str, Any]] = {
    models.DateField: {"form_class": DayField, "widget": AdminDayInput},
    models.DateTimeField: {"form_class": SplitMomentField, "widget": AdminMomentInput},
}
