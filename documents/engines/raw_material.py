"""What a piece of raw material seems to be: a directive, a news item or a topic; the day it tells of; a heading for it."""

import re
from datetime import date

from cadre_portal.text import squeeze

# A news item has a few paragraphs; what is longer is read as a topic.
NEWS_SYLLABLES = 700
SHORT_NEWS_SYLLABLES = 250
_HEADING = 160
_WORD = re.compile(r"\w+")
_DAY = re.compile(
    r"""
    \b ngày \s+ (?: mùng \s+ | mồng \s+ )? (?P<d>\d{1,2})
    (?: \s*[/.-]\s* | \s+ tháng \s+ ) (?P<m>\d{1,2})        # "12/10", "12 tháng 10"
    (?: (?: \s*[/.-]\s* | \s+ năm \s+ ) (?P<y>\d{4}) )?      # "/2026", "năm 2026"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")


def guess_kind(text: str, *, is_document: bool, has_pictures: bool) -> str:
    """Return "directive", "news" or "topic" for a text; ``is_document``: a letterhead with number or kind was read."""
    if is_document:
        return "directive"
    syllables = len(_WORD.findall(text))
    tells = has_pictures or _DAY.search(text) is not None
    return "news" if syllables <= (NEWS_SYLLABLES if tells else SHORT_NEWS_SYLLABLES) else "topic"


def told_day(text: str, *, today: date) -> date | None:
    """Return the first day that the text names, not after ``today``; without its year, the last such day there was."""
    for found in _DAY.finditer(text):
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
