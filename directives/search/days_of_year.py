"""A day without its year: "18/6", "hướng dẫn 12/11", "hôm 12 tháng 11". Pure.

Such a day is one of issue, of whatever year, or one that everybody knows by its figures ("27/7"): so titles that say it count
too, in figures or by its name.
"""

import re
from datetime import date

from directives.search.times import Period
from directives.search.written_times import Phrase, WrittenTime

_DAY = re.compile(
    r"(?<![a-z0-9/.,-])(?P<cue>(?:(?:van ban|ban hanh|ky|ra|vao|hom|hoi|bua)\s+)*(?:ngay|hom|hoi|bua|mung|mong)\s+)?"
    r"(?P<d>\d{1,2})(?:\s?/\s?|\s+thang\s+)(?P<m>\d{1,2})(?![a-z0-9]|\s?[/.,-]\s?\d|\s+(?:den|toi)\s+\d)"
)
# Of these days the word before says that they are kept, not that something was issued.
_KEPT = re.compile(
    r"(?:ky niem|nhan|dip|chao mung|mung|thanh lap|truyen thong|huong toi|huy hieu dang|den|toi|tu|-)\s*$"
)
_YEARS = 20
_FIGURES = 2
_LENGTH_OF_YEAR = 364
# Days that titles call by their names.
_KNOWN = {
    (9, 1): ("hoc sinh sinh vien",), (3, 2): ("thanh lap dang",), (27, 2): ("thay thuoc",), (8, 3): ("quoc te phu nu",),
    (26, 3): ("thanh lap doan",), (30, 4): ("giai phong mien nam",), (1, 5): ("quoc te lao dong",), (19, 5): ("ngay sinh chu tich ho chi minh",),
    (1, 6): ("quoc te thieu nhi",), (21, 6): ("bao chi cach mang",), (28, 6): ("gia dinh viet nam",), (27, 7): ("thuong binh liet si",),
    (19, 8): ("cach mang thang tam",), (2, 9): ("quoc khanh",), (10, 10): ("chuyen doi so quoc gia",), (13, 10): ("doanh nhan",),
    (15, 10): ("dan van",), (20, 10): ("phu nu viet nam",), (9, 11): ("phap luat",), (18, 11): ("mat tran dan toc thong nhat", "dai doan ket"),
    (20, 11): ("nha giao",), (22, 12): ("quan doi nhan dan", "quoc phong toan dan"),
}  # fmt: skip


def find_day_of_year(folded: str, today: date, year: Period | None = None) -> tuple[Period, bool] | None:
    """The first such day, and whether it is surely one: announced by a word, or at the end and no day that is kept. ``year``: a year that was found in the question; right
    behind the day it is the day's own. Days that do not exist are none."""
    match = _DAY.search(folded)
    if match is None or _KEPT.search(folded[: match.start()]):
        return None
    day, month = int(match["d"]), int(match["m"])
    days = tuple(
        found
        for past in range(_YEARS)
        if (found := _date(today.year - past, month, day)) is not None and found <= today
    )
    if not days:
        return None
    label = f"ngày {day:02d}/{month:02d}"
    written = WrittenTime(f"{day}/{month}", _written(day, month))
    start, end = match.span()
    if year is not None and start < year.start < year.end == end:
        # The month of the day itself: "12 tháng 11".
        year = None
    if year is not None:
        own = [found for found in days if year.first is not None and found.year == year.first.year]
        is_own = _is_year(year) and not folded[end : year.start].strip() if year.start >= end else year.start > start
        if not own or not is_own:
            return None
        return Period(f"{label}/{own[0].year}", own[0], own[0], start, year.end, written), True
    yearly = Period(f"{label} các năm", days[-1], days[0], start, end, written, days)
    known = (day, month) in _KNOWN
    return yearly, bool(match["cue"]) or " thang " in match.group() or not (known or folded[end:].strip())


def ways_to_write(day: str, month: str) -> tuple[Phrase, ...]:
    """How titles write a day that is kept ("27", "7"), in figures and by its name; () of other figures."""
    figures = (int(day), int(month)) if max(len(day), len(month)) <= _FIGURES and (day + month).isdecimal() else None
    return _written(*figures) if figures in _KNOWN and figures is not None else ()


def _is_year(period: Period) -> bool:
    first, last = period.first, period.last
    return first is not None and last is not None and (last - first).days >= _LENGTH_OF_YEAR


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(day: int, month: int) -> tuple[Phrase, ...]:
    pairs = {(one, other) for one in {str(day), f"{day:02d}"} for other in {str(month), f"{month:02d}"}}
    figures = [phrase for one, other in sorted(pairs) for phrase in ((one, other), (one, "thang", other))]
    return (*figures, *(tuple(name.split()) for name in _KNOWN.get((day, month), ())))
