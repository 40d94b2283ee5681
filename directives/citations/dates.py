"""Dates as Vietnamese documents print them: 14/8/2023, 14-8-2023, 14.8.2023, "14 tháng 8 năm 2023", 14/8."""

from datetime import date

# One date without the word "ngày". Groups d, m, y (figures) or d2, m2, y2 (words); the year may be missing.
DATE = r"""
    (?: (?P<d>\d{1,2}) \s{0,2}[/.–-]\s{0,2} (?P<m>\d{1,2}) (?: \s{0,2}[/.–-]\s{0,2} (?P<y>(?:19|20)\d\d|\d\d) (?!\d) | (?![\d/]) )
      | (?P<d2>\d{1,2}) \s{0,2},?\s{0,2} tháng \s{0,2} (?P<m2>\d{1,2}) (?!\d)
        (?: \s{0,2} (?:năm|,|/|-) \s{0,2} (?P<y2>(?:19|20)\d\d) (?!\d) )?
    )
"""


def make_date(year: int | None, month: int, day: int) -> date | None:
    """Return the date, or None where the year is missing or the day does not exist (31/2/2023)."""
    if year is None:
        return None
    if year < 100:
        year += 2000  # 14/8/23
    try:
        return date(year, month, day)
    except ValueError:
        return None
