"""Until when the matter of a subject lasts, as its words tell: "… quý IV năm 2026", "… tháng 12 năm 2026", "… năm 2026"."""

import calendar
import re
from datetime import date

from directives.deadlines.words import QUARTERS

# "Chỉ thị số 09-CT/TW, ngày 18/6/2026": the day of a paper that is cited is no day of the matter.
_CITED_DAY = re.compile(
    r"ngày \s* [0-9]{1,2} (?: \s*/\s*[0-9]{1,2}\s*/\s* | \s*tháng\s*[0-9]{1,2}\s*năm\s* ) [0-9]{4}", re.X | re.I
)
_NUMBER = re.compile(r"[0-9]+ \s*/\s* [0-9]{4} \s*/\s* \w+", re.X)
_YEAR = r"(?: \s* / \s* | \s* (?:năm\s+)? ) (?P<year>20[0-9]{2}) \b"
_PERIOD = re.compile(
    rf"""
      \b tháng \s+ (?P<month>0?[1-9]|1[0-2]) {_YEAR}
    | \b quý \s+ (?P<quarter>I{{1,3}}|IV|[1-4]) {_YEAR.replace("year", "quarter_year")}
    | \b (?: sáu | 0?6 ) \s+ tháng \s+ (?P<half>đầu|cuối) \s+ năm \s+ (?P<half_year>20[0-9]{{2}}) \b
    | \b (?: năm (?:\s+học)? | giai\ đoạn | nhiệm\ kỳ ) \s+ (?: 20[0-9]{{2}} \s* [-–] \s* )? (?P<whole_year>20[0-9]{{2}}) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What looks back is no less timely for it.
_LOOKS_BACK = re.compile(r"\b(?:kết quả|tổng kết|sơ kết|đánh giá|rút kinh nghiệm)\b", re.IGNORECASE)


def last_day_named(subject: str) -> date | None:
    """The last day of the latest month, quarter, half year or year a subject names; None where it names none or looks back."""
    if _LOOKS_BACK.search(subject):
        return None
    text = _NUMBER.sub(" ", _CITED_DAY.sub(" ", subject))
    return max((_last_day(match) for match in _PERIOD.finditer(text)), default=None)


def _last_day(match: re.Match[str]) -> date:
    if match["month"]:
        year, month = int(match["year"]), int(match["month"])
    elif match["quarter"]:
        year, month = int(match["quarter_year"]), 3 * QUARTERS[match["quarter"].lower()]
    elif match["half"]:
        year, month = int(match["half_year"]), 6 if match["half"].lower() == "đầu" else 12
    else:
        year, month = int(match["whole_year"]), 12
    return date(year, month, calendar.monthrange(year, month)[1])
