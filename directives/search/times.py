"""Time words of a question: "hè năm ngoái", "quý III", "tháng 8/2023", "từ 2020 đến 2023".

Pure: today is passed in. The words may stand with or without diacritics; where a folded word could be another ("he": hè, hệ;
"thu": thu, thư) it counts only next to a year, a "mùa" or spelt with its own diacritics.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from cadre_portal.text import nfc
from directives.search.written_times import WrittenTime, written_time


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time found at ``start``-``end`` of the folded text; both days included, None is open. ``written``: how titles
    write it, None where they do not. ``days``: the only days between that are meant; () where all are."""

    label: str
    first: date | None
    last: date | None
    start: int
    end: int
    written: WrittenTime | None = None
    days: tuple[date, ...] = ()
    # What was issued then comes first, and nothing else is shut out: "đầu năm" may be words of a title too.
    is_soft: bool = False


_ROMAN_NUMERALS = ("I", "II", "III", "IV")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# People place the seasons differently: the widest reading, so that nothing wanted is shut out.
_SEASONS = {
    "xuan": (1, 4, "xuân"),
    "he": (4, 8, "hè"),
    "ha": (4, 8, "hạ"),
    "thu": (7, 11, "thu"),
    "dong": (10, 14, "đông"),
}

_PARTS_OF_YEAR = {"dau": (1, 4, "đầu"), "giua": (4, 9, "giữa"), "cuoi": (9, 12, "cuối")}

_YEAR = r"(?:nam\s+(?P<{p}y>(?:19|20)\d\d)|(?P<{p}z>(?:19|20)\d\d)|(?P<{p}w>nam\s+(?:ngoai|truoc|nay|kia|roi)))"


def _year_part(prefix: str) -> str:
    return _YEAR.replace("{p}", prefix)


_DAY = r"(?:ngay\s+)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<dm>\d{1,2})\s?[/.-]\s?(?P<dy>(?:19|20)\d\d|\d\d)|ngay\s+(?P<d2>\d{1,2})\s+thang\s+(?P<dm2>\d{1,2})(?:\s+nam\s+|\s+|/)(?P<dy2>(?:19|20)\d\d)"
# Months by their names; the year may follow. "6 tháng sau", "ba tháng năm" count months.
_MONTH_NAMES = {
    "gieng": (1, "giêng"), "mot": (1, "một"), "hai": (2, "hai"), "ba": (3, "ba"), "tu": (4, "tư"), "nam": (5, "năm"), "sau": (6, "sáu"),
    "bay": (7, "bảy"), "tam": (8, "tám"), "chin": (9, "chín"), "muoi": (10, "mười"), "muoi mot": (11, "mười một"),
    "muoi hai": (12, "mười hai"), "chap": (12, "chạp"),
}  # fmt: skip
_NAMED_MONTH = (
    r"(?:(?P<npart>dau|giua|cuoi)\s+|trong\s+)?"
    r"(?<!\d )(?<!mot )(?<!hai )(?<!ba )(?<!bon )(?<!sau )(?<!chin )(?<!may )(?<!cac )(?<!hang )"
    rf"thang\s+(?P<mn>muoi\s+mot|muoi\s+hai|{'|'.join(name for name in _MONTH_NAMES if ' ' not in name)})"
    rf"(?![a-z0-9])(?!\s+thang)(?:\s+{_year_part('n')})?"
)
_MONTH = rf"(?:(?P<mpart>dau|giua|cuoi)\s+)?thang\s+(?P<m>\d{{1,2}})(?!\d)(?:\s*(?:/|-)\s*(?P<my>(?:19|20)\d\d)|\s+{_year_part('t')})?|(?<![\d/])(?P<m2>\d{{1,2}})/(?P<my2>(?:19|20)\d\d)(?!\s?/)"
_QUARTER = rf"quy\s+(?P<q>iv|i{{1,3}}|[1-4])\b(?:\s*(?:/|-)\s*(?P<qy>(?:19|20)\d\d)|\s+{_year_part('u')})?"
_SEASON = (
    rf"(?P<mua>mua\s+)?(?P<s>xuan|he|ha|thu|dong)(?:\s+{_year_part('s')}|\s+(?P<snow>nay|vua\s+qua|vua\s+roi|truoc))?"
)
# "giai đoạn 2021-2025" and "đến năm 2030" belong to titles, not to days of issue.
_SPAN = r"(?<!giai doan )(?<!nhiem ky )(?:tu\s+)?(?:nam\s+)?(?P<from>(?:19|20)\d\d)\s*(?:-|den(?:\s+nam)?|toi)\s*(?P<to>(?:19|20)\d\d)"
_OPEN = r"(?P<side>sau|tu|truoc)\s+nam\s+(?P<oy>(?:19|20)\d\d)"
_PART = rf"(?P<part>dau|cuoi|giua)\s+{_year_part('p')}"
_HALF = rf"(?:6|sau)\s+thang\s+(?P<half>dau|cuoi)\s+{_year_part('h')}"
_NEAR = r"(?P<near>hom\s+nay|hom\s+qua|tuan\s+nay|tuan\s+truoc|tuan\s+qua|thang\s+nay|thang\s+truoc|thang\s+vua\s+qua|thang\s+roi|quy\s+nay|quy\s+truoc)"
# "ba tháng gần đây": as many days, weeks, months up to today.
_COUNTED = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "vai": 3,
    "may": 3,
}
_LATELY = rf"(?:trong\s+)?(?:vong\s+)?(?P<ln>\d{{1,2}}|{'|'.join(_COUNTED)})\s+(?P<lu>ngay|tuan|thang|nam)\s+(?:gan\s+day|gan\s+nhat|vua\s+qua|vua\s+roi|tro\s+lai\s+day)(?:\s+nhat)?"
_ONLY_YEAR = rf"(?<!den )(?<!giai doan )(?<!nhiem ky )(?<!\d-){_year_part('y')}(?![\d/]|\s?-\s?\d)"

_WHOLE = re.compile(
    "(?<![a-z0-9])(?:"
    + "|".join(
        f"(?P<k{place}>{part})"
        for place, part in enumerate(
            (_DAY, _SPAN, _HALF, _PART, _OPEN, _NEAR, _QUARTER, _MONTH, _SEASON, _ONLY_YEAR, _NAMED_MONTH, _LATELY)
        )
    )
    + ")(?![a-z0-9])"
)


def find_period(folded: str, exact: str, today: date) -> Period | None:
    """Return the first stretch of time named in a question.

    ``folded``: the question folded; ``exact``: the same length with its diacritics, or "" where it was typed without. Days that
    do not exist (31/2) are none. A month or quarter without a year is the last one that has begun.
    """
    at = 0
    while match := _WHOLE.search(folded, at):
        found = _read(match, exact, today)
        # A year to come stands in titles ("tầm nhìn 2045"); nothing has been issued then.
        if found is not None and (found[1] is None or found[1] <= today):
            return _widened(match, found, folded, exact, today)
        at = match.start() + 1
    return None


_PART_ALONE = re.compile(r"(?<![a-z0-9])(?<!thang )(?P<part>dau|giua|cuoi)\s+nam(?![a-z0-9])(?!\s+(?:hoc|\d))")


def find_part_of_year(folded: str, exact: str, today: date) -> Period | None:
    """ "Cuối năm", "đầu năm" without a year: the last one that has begun, as a wish for what comes first. Parameters as for
    ``find_period``."""
    match = _PART_ALONE.search(folded)
    if match is None:
        return None
    first_month, last_month, name = _PARTS_OF_YEAR[match["part"]]
    spelt = " ".join(nfc(exact[match.start() : match.end()]).lower().split())
    if spelt not in {"", f"{name} năm", f"{match['part']} nam"}:
        return None
    year = today.year if first_month <= today.month else today.year - 1
    first, last = _month_range(year, first_month, last_month)
    written = WrittenTime(f"{name} năm", ((match["part"], "nam"),))
    return Period(f"trước hết {name} năm {year}", first, last, match.start(), match.end(), written, is_soft=True)


_TO = re.compile(r"\s*(?:-|den|toi)\s*(?:het\s+)?(?:(?P<now>nay)(?![a-z0-9]))?")
_BEFORE = re.compile(r"(?<![a-z0-9])(?P<side>tu|ke tu|tu sau|sau|truoc)\s+$")
_FIRST_DAY = re.compile(
    r"(?<![a-z0-9])(?:tu\s+)?(?:ngay\s+)?(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s*(?:-|den|toi)\s*(?:het\s+)?(?:ngay\s+)?$"
)
_POINTS = (0, 6, 7, 10)  # places in _WHOLE of forms that say a day, a quarter, a month


def _widened(match: re.Match[str], found: "_Found", folded: str, exact: str, today: date) -> Period:
    """The period that begins or ends with this one: "từ tháng 7 đến tháng 9/2026", "1/5 - 30/6/2026", "từ tháng 8/2023"."""
    label, first, last = found
    start, end = match.start(), match.end()
    written = written_time(match, _form(match))
    if first is None or last is None or all(match[f"k{place}"] is None for place in (*_POINTS, 9)):
        return Period(label, first, last, start, end, written)
    side = _BEFORE.search(folded, 0, start)
    # "thông tư tháng 8" begins no span.
    spelt = nfc(exact[side.start("side") : side.end("side")]).lower() if side else ""
    if side and (
        (spelt and spelt not in {"từ", "kể từ", "từ sau", "sau", "trước"}) or folded[: side.start()].endswith("thong ")
    ):
        side = None
    to = _TO.match(folded, end)
    following = _WHOLE.match(folded, to.end()) if to and not to["now"] else None
    until = _read(following, exact, today) if following else None
    if until is not None and until[1] is not None and until[2] is not None and following is not None:
        if _lacks_year(match):
            first = _in_year_of(first, until[2])
        if first <= until[2]:
            begin = side.start() if side and side["side"] in {"tu", "ke tu"} else start
            return Period(_span_label(first, until[2]), first, until[2], begin, following.end())
    earlier = _FIRST_DAY.search(folded, 0, start) if match["k0"] is not None else None
    if earlier:
        try:
            first = date(last.year, int(earlier["m"]), int(earlier["d"]))
        except ValueError:
            return Period(label, last, last, start, end)
        if first <= last:
            return Period(_span_label(first, last), first, last, earlier.start(), end)
    if to and to["now"]:
        return Period(f"từ {label}", first, None, side.start() if side else start, to.end())
    if side and match["k9"] is None:
        word = side["side"]
        if word == "truoc":
            return Period(f"trước {label}", None, first - timedelta(days=1), side.start(), end)
        if word in {"sau", "tu sau"}:
            return Period(f"sau {label}", last + timedelta(days=1), None, side.start(), end)
        return Period(f"từ {label}", first, None, side.start(), end)
    return Period(label, first, last, start, end, written)


_YEAR_GROUPS = ("dy", "dy2", "my", "my2", "ty", "tz", "tw", "qy", "uy", "uz", "uw", "yy", "yz", "yw", "ny", "nz", "nw")


def _lacks_year(match: re.Match[str]) -> bool:
    return not any(match[name] for name in _YEAR_GROUPS)


def _in_year_of(first: date, last: date) -> date:
    """The same day in the year of ``last``, or the year before where it would come after that."""
    same = first.replace(year=last.year, day=min(first.day, 28))
    return same if same <= last else same.replace(year=last.year - 1)


def _span_label(first: date, last: date) -> str:
    whole_months = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole_months and first.month == 1 and last.month == 12:
        return f"{first.year}–{last.year}" if first.year != last.year else f"năm {last.year}"
    if whole_months:
        return f"tháng {first:%m/%Y}–{last:%m/%Y}"
    return f"ngày {first:%d/%m/%Y}–{last:%d/%m/%Y}"


def _year(match: re.Match[str], prefix: str, today: date) -> int | None:
    groups = match.groupdict()
    given = groups.get(f"{prefix}y") or groups.get(f"{prefix}z")
    if given:
        return int(given)
    word = groups.get(f"{prefix}w")
    if word is None:
        return None
    last = word.split()[-1]
    return today.year - {"nay": 0, "kia": 2}.get(last, 1)


def _month_range(year: int, first: int, last: int) -> tuple[date, date]:
    """Months may run over the end of the year: 14 is February of the next."""
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


_Found = tuple[str, date | None, date | None]


def _form(match: re.Match[str]) -> int:
    """The place in ``_WHOLE`` of the form that was found."""
    return next(place for place in range(12) if match[f"k{place}"] is not None)


def _read(match: re.Match[str], exact: str, today: date) -> _Found | None:
    """The meaning of one match: a reader a form, tried in the order of the pattern."""
    readers: tuple[Callable[[re.Match[str], date], _Found | None], ...] = (
        _day, _span, _half, _part, _open, _near, _quarter, _month, _season, _only_year, _named_month, _lately,
    )  # fmt: skip
    place = _form(match)
    if (place == 8 and not _is_season(match, exact)) or (place == 10 and not _is_month_name(match, exact)):
        return None
    try:
        return readers[place](match, today)
    except ValueError:
        return None


def _day(match: re.Match[str], today: date) -> _Found:
    year = int(match["dy"] or match["dy2"])
    day = date(year + 2000 if year < 100 else year, int(match["dm"] or match["dm2"]), int(match["d"] or match["d2"]))
    return f"ngày {day:%d/%m/%Y}", day, day


def _span(match: re.Match[str], today: date) -> _Found | None:
    first, last = int(match["from"]), int(match["to"])
    return (f"{first}–{last}", date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def _half(match: re.Match[str], today: date) -> _Found | None:
    year = _year(match, "h", today)
    if year is None:
        return None
    early = match["half"] == "dau"
    first, last = _month_range(year, 1 if early else 7, 6 if early else 12)
    return f"6 tháng {'đầu' if early else 'cuối'} năm {year}", first, last


def _part(match: re.Match[str], today: date) -> _Found | None:
    year = _year(match, "p", today)
    if year is None:
        return None
    months = _PARTS_OF_YEAR[match["part"]]
    first, last = _month_range(year, months[0], months[1])
    return f"{months[2]} năm {year}", first, last


def _open(match: re.Match[str], today: date) -> _Found:
    year = int(match["oy"])
    if match["side"] == "sau":
        return f"sau năm {year}", date(year + 1, 1, 1), None
    if match["side"] == "tu":
        return f"từ năm {year}", date(year, 1, 1), None
    return f"trước năm {year}", None, date(year - 1, 12, 31)


def _near(match: re.Match[str], today: date) -> _Found:
    words = match["near"].split()
    back = words[-1] not in {"nay"}
    if words[0] == "hom":
        day = today - timedelta(days=1) if back else today
        return f"ngày {day:%d/%m/%Y}", day, day
    if words[0] == "tuan":
        monday = today - timedelta(days=today.weekday() + (7 if back else 0))
        return "tuần trước" if back else "tuần này", monday, monday + timedelta(days=6)
    if words[0] == "quy":
        place = today.year * 4 + (today.month - 1) // 3 - (1 if back else 0)
        first, last = _month_range(place // 4, place % 4 * 3 + 1, place % 4 * 3 + 3)
        return f"quý {_ROMAN_NUMERALS[place % 4]}/{place // 4}", first, last
    place = today.year * 12 + today.month - 1 - (1 if back else 0)
    first, last = _month_range(place // 12, place % 12 + 1, place % 12 + 1)
    return f"tháng {first:%m/%Y}", first, last


def _lately(match: re.Match[str], today: date) -> _Found | None:
    number = int(match["ln"]) if match["ln"].isdecimal() else _COUNTED[match["ln"]]
    unit = match["lu"]
    if not number:
        return None
    if unit in {"ngay", "tuan"}:
        first = today - timedelta(days=number * (7 if unit == "tuan" else 1))
    else:
        place = today.year * 12 + today.month - 1 - number * (12 if unit == "nam" else 1)
        last_day = calendar.monthrange(place // 12, place % 12 + 1)[1]
        first = date(place // 12, place % 12 + 1, min(today.day, last_day))
    name = {"ngay": "ngày", "tuan": "tuần", "thang": "tháng", "nam": "năm"}[unit]
    return f"{number} {name} gần đây", first, today


def _quarter(match: re.Match[str], today: date) -> _Found:
    quarter = _ROMAN[match["q"]]
    year = int(match["qy"]) if match["qy"] else _year(match, "u", today)
    if year is None:
        year = today.year if quarter * 3 - 2 <= today.month else today.year - 1
    first, last = _month_range(year, quarter * 3 - 2, quarter * 3)
    return f"quý {_ROMAN_NUMERALS[quarter - 1]}/{year}", first, last


def _month(match: re.Match[str], today: date) -> _Found | None:
    month = int(match["m"] or match["m2"])
    if not 1 <= month <= 12:
        return None
    given = match["my"] or match["my2"]
    year = int(given) if given else _year(match, "t", today)
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    return _month_found(year, month, match["mpart"])


# Ends and middles of months, people place them differently: read widely.
_PARTS_OF_MONTH = {"dau": (1, 12, "đầu"), "giua": (9, 22, "giữa"), "cuoi": (19, 31, "cuối")}


def _month_found(year: int, month: int, part: str | None) -> _Found:
    first, last = _month_range(year, month, month)
    if part is None:
        return f"tháng {month:02d}/{year}", first, last
    begin, end, spelt = _PARTS_OF_MONTH[part]
    return f"{spelt} tháng {month:02d}/{year}", first.replace(day=begin), first.replace(day=min(end, last.day))


def _is_month_name(match: re.Match[str], exact: str) -> bool:
    """ "tháng năm ngoái" and "tháng sau" (the next one) name no month."""
    name = " ".join(match["mn"].split())
    if name == "nam" and match.string[match.end("mn") :].split()[:1] in (
        ["ngoai"],
        ["truoc"],
        ["kia"],
        ["roi"],
        ["nay"],
    ):
        return False
    spelt = " ".join(nfc(exact[match.start("mn") : match.end("mn")]).lower().split())
    return not spelt or (spelt != "sau" and spelt in {name, _MONTH_NAMES[name][1]})


def _named_month(match: re.Match[str], today: date) -> _Found:
    """ "tháng mười hai năm ngoái". Giêng and chạp are months of the moon: they begin and end later."""
    name = " ".join(match["mn"].split())
    month, spelt = _MONTH_NAMES[name]
    year = _year(match, "n", today)
    if year is None:
        year = today.year if month <= today.month else today.year - 1
    last = {"gieng": 3, "chap": 14}.get(name, month)
    if last == month:
        return _month_found(year, month, match["npart"])
    return f"tháng {spelt} {year}", *_month_range(year, month, last)


def _is_season(match: re.Match[str], exact: str) -> bool:
    name = match["s"]
    if match["mua"] or match["sw"] or match["sy"] or match["sz"] or (match["snow"] or "").startswith("vua"):
        spelt = nfc(exact[match.start("s") : match.end("s")]).lower()
        return not spelt or spelt in {name, _SEASONS[name][2]}
    return False


def _season(match: re.Match[str], today: date) -> _Found:
    first_month, last_month, name = _SEASONS[match["s"]]
    year = _year(match, "s", today)
    if year is None:
        year = today.year if first_month <= today.month else today.year - 1
        if match["snow"] == "truoc":
            year -= 1
    first, last = _month_range(year, first_month, last_month)
    return f"mùa {name} năm {year}", first, last


def _only_year(match: re.Match[str], today: date) -> _Found | None:
    year = _year(match, "y", today)
    if year is None:
        return None
    return f"năm {year}", date(year, 1, 1), date(year, 12, 31)
