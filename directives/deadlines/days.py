"""The day that printed words of time mean, and how exactly they say it."""

import calendar
import enum
import re
from datetime import date

from directives.deadlines.words import MONTHS_OF_YEAR, QUARTERS

# "nửa đầu tháng 6", "tuần cuối tháng 6".
_SOME_DAYS = {"nửa": 15, "tuần": 7}


class Precision(enum.StrEnum):
    """How exactly the text says it."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def resolve(
    match: re.Match[str], prefix: str, issued_on: date | None, *, year: int | None = None, first: bool = False
) -> tuple[date, Precision] | None:
    """Return the last (``first``: first) day that the groups named ``prefix`` mean, and the precision."""
    get = match.groupdict().get
    p = prefix
    day, month = get(p + "d") or get(p + "d2"), get(p + "m") or get(p + "m2") or get(p + "m3")
    quarter, months = get(p + "q"), get(p + "h")
    quarters = get(p + "hq")
    if quarters:
        months = str(3 * {"hai": 2, "ba": 3}.get(quarters, int(quarters) if quarters.isdecimal() else 0))
    some_days = get(p + "n") or get(p + "nw")
    if some_days:
        return _days_of_month(match, p, issued_on, year=year, first=first)
    if first and not any(value for name, value in match.groupdict().items() if name.startswith(p)):
        return None  # "từ nay"
    said = (
        get(p + "y")
        or get(p + "y2")
        or get(p + "y3")
        or get(p + "y4")
        or get(p + "y5")
        or get(p + "y6")
        or get(p + "y7")
    )
    if said:
        in_year = int(said)
    elif year is not None:
        in_year = year
    elif issued_on is not None and months:
        in_year = issued_on.year
    elif issued_on is not None and (day or month or quarter):
        in_year = _year_for(int(month) if month else 3 * QUARTERS[quarter or "iv"], issued_on)
    else:
        return None
    try:
        if day and month:
            return date(in_year, int(month), int(day)), Precision.DAY
        if month:
            last = 1 if first else calendar.monthrange(in_year, int(month))[1]
            return date(in_year, int(month), last), Precision.MONTH
    except (ValueError, calendar.IllegalMonthError):
        return None  # 31/2, month 13
    if months:
        of_year = MONTHS_OF_YEAR[months]
        begins, ends = (1, of_year) if get(p + "half") == "đầu" else (13 - of_year, 12)
        if first:
            return date(in_year, begins, 1), Precision.MONTH
        return date(in_year, ends, calendar.monthrange(in_year, ends)[1]), Precision.MONTH
    if get(p + "mid"):
        return date(in_year, 1 if first else 6, 1 if first else 30), Precision.MONTH
    if quarter:
        number = QUARTERS[quarter]
        last_month = 3 * number
        if first:
            return date(in_year, last_month - 2, 1), Precision.QUARTER
        return date(in_year, last_month, calendar.monthrange(in_year, last_month)[1]), Precision.QUARTER
    return (date(in_year, 1, 1) if first else date(in_year, 12, 31)), Precision.YEAR


def _days_of_month(
    match: re.Match[str], p: str, issued_on: date | None, *, year: int | None, first: bool
) -> tuple[date, Precision] | None:
    """The first or last so many days of a month: "trong 10 ngày đầu tháng 11" ends on 10 November."""
    some, month = match[p + "n"] or match[p + "nw"], int(match[p + "nm"])
    count = _SOME_DAYS.get(some) or int(some)
    said = match[p + "ny"]
    in_year = int(said) if said else year or (_year_for(month, issued_on) if issued_on else None)
    if in_year is None or not 1 <= month <= 12:
        return None
    length = calendar.monthrange(in_year, month)[1]
    if not 1 <= count <= length:
        return None
    begins, ends = (1, count) if match[p + "nhalf"] == "đầu" else (length + 1 - count, length)
    return date(in_year, month, begins if first else ends), Precision.DAY


def _year_for(month: int, issued_on: date) -> int:
    """The year of a month printed without one: that of issue, or the next where the month lies more than half a year back."""
    return issued_on.year + 1 if month < issued_on.month - 6 else issued_on.year
