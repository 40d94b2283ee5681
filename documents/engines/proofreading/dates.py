"""Dates that cannot be, day names that do not fit, year ranges that run backwards or are cut, a due day before its paper.

Sources: the Gregorian calendar; Nghị định 30/2020/NĐ-CP on how dates print; a term of office or a plan runs forwards.
"""

import re
from collections.abc import Iterator
from datetime import date

from documents.engines.proofreading.finding import Finding, Severity, make_finding
from documents.engines.proofreading.prepared import Paragraph, Prepared

_SHORT = re.compile(r"(?<![\d/.,-])(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s?/\s?(?P<y>\d{2,6})(?![\d/]|-[A-ZĐ])")
_DAY_MONTH = re.compile(r"\b[Nn]gày\s+(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})(?![\d/,.]\d|\d|/)")
_LONG = re.compile(
    r"\bngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:\s*(?:,|năm)?\s*năm\s+(?P<y>\d{2,6}))?", re.IGNORECASE
)
_MONTH = re.compile(r"\btháng\s+(?P<m>\d{1,2})(?:\s?/\s?(?P<y>\d{4}))?(?![\d/.,]*\d)", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(?P<y>\d+)(?![\d.,/%]*\d|[.,]\d)(?!\s*(?:tuổi|tháng|lần|qua|liền|liên))")
_RANGE = re.compile(r"(?<![\d/.,])(?P<a>(?:19|20)\d{2})\s*[-–—]\s*(?P<b>\d{2,5})(?![\d./%]|\s?[-/]\s?[A-ZĐ])")
# "kế hoạch phát triển năm 2021 - 2025": several years after one "năm" lack "5" or "giai đoạn"; "từ năm 2021 - 2025" is said.
_ONE_YEAR = re.compile(
    r"(?P<before>[^\W_]+)\s+năm\s+(?P<a>(?:19|20)\d{2})\s*[-–—]\s*(?P<b>(?:19|20)\d{2})(?![\d./%]|\s?[-/]\s?[A-ZĐ])"
)
_MANY_YEARS = frozenset("các những mấy nhiều hai ba bốn mười chục từ kể giữa đến học mỗi qua vài".split())
_CUT_START = re.compile(
    r"(?:nhiệm kỳ|giai đoạn|niên độ)\s+(?P<a>\d{3}|\d{5})\s*[-–—]\s*(?P<b>(?:19|20)\d{2})\b", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"\b(?P<name>thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*,?\s*\(?\s*(?:ngày\s+)?(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})",
    re.IGNORECASE,
)
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}
_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_YEARS = range(1800, 2101)


def find_dates(prepared: Prepared) -> Iterator[Finding]:
    """Yield impossible dates, wrong day names, wrong year ranges and spans of days that run backwards."""
    for paragraph in prepared.paragraphs:
        yield from _impossible(paragraph)
        yield from _years(paragraph)
        yield from _weekdays(paragraph)


def real_date(day: int, month: int, year: int) -> date | None:
    """Return the date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _impossible(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    seen: list[tuple[int, int]] = []

    def finding(match: re.Match[str], reason: str) -> Finding | None:
        if any(a < match.end() and match.start() < b for a, b in seen):
            return None
        seen.append(match.span())
        return make_finding("date", text, paragraph.index, match.start(), match.end(), reason)

    for pattern in (_SHORT, _LONG, _DAY_MONTH):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            day, month = int(parts["d"]), int(parts["m"])
            printed = parts.get("y")
            if printed is not None and len(printed) not in (2, 4):
                found = finding(match, f"Năm “{printed}” thừa hoặc thiếu chữ số.")
            elif printed is not None and len(printed) == 4 and int(printed) not in _YEARS:
                found = finding(match, f"Năm “{printed}” không hợp lý.")
            elif real_date(day, month, _full_year(printed)) is None:
                found = finding(match, f"Không có ngày {day} tháng {month}{f' năm {printed}' if printed else ''}.")
            else:
                found = None
            if found is not None:
                yield found
    for match in _MONTH.finditer(text):
        if not 1 <= int(match["m"]) <= 12 and (found := finding(match, f"Không có tháng {match['m']}.")) is not None:
            yield found


def _full_year(printed: str | None) -> int:
    """A year for asking the calendar; without one a leap year, so that 29/2 passes."""
    if printed is None:
        return 2000
    return int(printed) if len(printed) == 4 else 2000 + int(printed)


def _years(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    for match in _RANGE.finditer(text):
        first, printed = int(match["a"]), match["b"]
        if len(printed) == 4 and first <= int(printed) <= first + 120 and int(printed) in _YEARS:
            continue
        if len(printed) == 2 and int(printed) > first % 100:
            continue
        if len(printed) == 2 and int(printed) <= 12:
            continue
        if len(printed) == 4 and int(printed) in _YEARS:
            reason = "Khoảng năm chạy lùi: năm cuối trước năm đầu."
        else:
            reason = "Năm cuối của khoảng năm bị cụt hoặc sai chữ số."
        yield make_finding("year-range", text, paragraph.index, match.start(), match.end(), reason)
    for match in _ONE_YEAR.finditer(text):
        before = match["before"].lower()
        if int(match["b"]) - int(match["a"]) > 1 and before not in _MANY_YEARS and not before.isdecimal():
            start = match.end("before") + 1
            yield make_finding(
                "year-range", text, paragraph.index, start, match.end(),
                "Khoảng nhiều năm đứng sau một chữ “năm”; có thể thiếu số năm hoặc thiếu chữ “giai đoạn”.",
                severity=Severity.WARNING,
            )  # fmt: skip
    for match in _CUT_START.finditer(text):
        yield make_finding(
            "year-range",
            text,
            paragraph.index,
            match.start("a"),
            match.end(),
            "Năm đầu của khoảng năm thừa hoặc thiếu chữ số.",
        )
    for match in _YEAR.finditer(text):
        printed = match["y"]
        if len(printed) == 3 or len(printed) == 5 or (len(printed) == 4 and int(printed) not in _YEARS):
            yield make_finding(
                "year", text, paragraph.index, match.start(), match.end(), f"Năm “{printed}” thừa, thiếu hoặc sai chữ số.",
                severity=Severity.WARNING,
            )  # fmt: skip


def _weekdays(paragraph: Paragraph) -> Iterator[Finding]:
    for match in _WEEKDAY.finditer(paragraph.text):
        day = real_date(int(match["d"]), int(match["m"]), int(match["y"]))
        name = match["name"].lower().split()[-1]
        want = 6 if name == "nhật" else _WEEKDAYS[name]
        if day is not None and day.weekday() != want:
            yield make_finding(
                "weekday", paragraph.text, paragraph.index, match.start(), match.end(),
                f"Ngày {day:%d/%m/%Y} là {_DAYS[day.weekday()]}.",
            )  # fmt: skip
