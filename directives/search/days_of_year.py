"""A day without its year: "18/6"."""

import re
from datetime import date

from directives.search.times import Period

# "18/6", "ngày 18/6", "công văn ngày 18/6": a day and nothing else; "kỷ niệm ngày 27/7" is of a title.
_YEARLY = re.compile(r"(?:^\s*|(?<![a-z0-9])ngay\s+)(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s*$")


def find_day_of_year(folded: str, today: date) -> Period | None:
    """A day without its year at the end of a question: the last one that has been."""
    match = _YEARLY.search(folded)
    if match is None:
        return None
    for year in range(today.year, today.year - 5, -1):
        try:
            day = date(year, int(match["m"]), int(match["d"]))
        except ValueError:
            continue
        if day <= today:
            return Period(f"ngày {day:%d/%m/%Y}", day, day, match.start(), match.end())
    return None
