"""What a text of news tells of itself: the day, and a heading where nobody gave one."""

import re
from datetime import date

from cadre_portal.text import squeeze

_HEADING = 160
DAY = re.compile(
    r"""
    \b (?: ngày                                             # "ngày 12/10"
        | (?: sáng | trưa | chiều | tối | đêm | thứ \s+ (?: hai | ba | tư | năm | sáu | bảy | [2-7] ) | chủ \s+ nhật ) ,?
          (?: \s+ ngày )? )                                  # "Sáng 21/11", "thứ bảy, ngày 21/11"
    \s+ (?: mùng \s+ | mồng \s+ )? (?P<d>\d{1,2})
    (?: \s*[/.-]\s* | \s+ tháng \s+ ) (?P<m>\d{1,2})        # "12/10", "12 tháng 10"
    (?: (?: \s*[/.-]\s* | \s+ năm \s+ ) (?P<y>\d{4}) )?      # "/2026", "năm 2026"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")


def told_day(text: str, *, today: date) -> date | None:
    """Return the first day that the text names, not after ``today``; without its year, the last such day there was."""
    for found in DAY.finditer(text):
        day, month = int(found["d"]), int(found["m"])
        years = [int(found["y"])] if found["y"] else [today.year, today.year - 1]
        for year in years:
            try:
                told = date(year, month, day)
            except ValueError:
                continue
            if told <= today:
                return told
    return None


def heading_of(title: str, text: str) -> str:
    """Return the title, or where there is none the first sentence, cut at a word."""
    if squeeze(title):
        return squeeze(title)
    first = next((squeeze(line) for line in text.splitlines() if line.strip()), "")
    end = _SENTENCE_END.search(first)
    sentence = first[: end.start()] if end else first
    return sentence if len(sentence) <= _HEADING else sentence[:_HEADING].rsplit(" ", 1)[0] + "…"


def without_heading(text: str) -> tuple[str, str]:
    """Return heading and rest of a text sent as one piece: its first line where that stands as a heading (short, no full
    stop, more below it), else the first sentence, which then stays in the text."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if (
        len(lines) > 1
        and lines[0]
        and len(lines[0].split()) <= 30
        and not lines[0].endswith((".", "!", "?", "…", ":", ";"))
    ):
        return squeeze(lines[0]), "\n".join(lines[1:]).strip()
    return heading_of("", text), text.strip()
