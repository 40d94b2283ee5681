"""What a register writes in several cells: a number and its letters, a day and its year; and the other way round, a number and its
day in one cell.

Pure: cells in, number and day out. The printed forms have one column "Số, ký hiệu"; registers kept by hand part it, as they part
"Ngày", "Tháng" and "Năm", or say the year once, in the title of the book ("SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2025").
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from cadre_portal.table_import import FoundHeadings, RowRefused, cell_date, cell_text
from cadre_portal.text import squeeze
from directives.kinds import kinds_by_letters
from directives.numbers import parse_number

# "88", "08", "12a", and the figure of a spreadsheet saved as text, "88.0".
_FIGURE = re.compile(r"(?:số\s*:?\s*)?(?P<figure>\d{1,6}[a-zđ]?)(?:\.0)?\s*[-–/.]?", re.IGNORECASE)
# "KH88", "KH-88", "KH88/ĐU", "TB 15/ĐU": the letters of the kind in front of the figures.
_KIND_IN_FRONT = re.compile(
    r"(?P<kind>[^\W\d_]{2,5})\s*[-–.]?\s*(?P<figure>\d{1,6}[a-zđ]?)(?:\s*[-–/]\s*(?P<body>[^\W\d_][^\s/–-]*))?"
)
_LETTERS = re.compile(r"\s*(?P<sign>[-–/]?)\s*(?P<year>(?:19|20)\d\d\s*/)?\s*(?P<rest>[^\W\d_].*)", re.DOTALL)
# "03/11", "3-11", "ngày 03 tháng 11".
_NO_YEAR = re.compile(
    r"(?:ngày\s+)?(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})\s*[/.]?", re.IGNORECASE
)
_DAY_ALONE = re.compile(r"(?:ngày\s+)?(?P<day>\d{1,2})", re.IGNORECASE)
_DAY_IN_NUMBER = re.compile(
    r"[\s,;(]*(?:ngày\s+)?(?P<day>\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}|\d{4}-\d\d-\d\d)\)?\s*\Z",
    re.IGNORECASE,
)
_YEAR_NAMED = re.compile(r"(?<!\w)năm\s*:?\s*(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_OF_A_DAY = re.compile(r"tháng\s+[\d.…]+,?\s*\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def number_in(cells: Mapping[str, Any]) -> str:
    """The number of a row as printed: its own cell, with the letters of the cell beside it ("88", "KH/ĐU" → "88 KH/ĐU"); "" where
    there is none."""
    printed = _turned_round(squeeze(cell_text(cells.get("number"))))
    if not printed and cells.get("dated_number"):
        whole = squeeze(cell_text(cells["dated_number"]))
        printed = _DAY_IN_NUMBER.sub("", whole)
    figure = _FIGURE.fullmatch(printed)
    symbol = squeeze(cell_text(cells.get("symbol")))
    if not symbol or (printed and figure is None):
        return printed if figure is None or not printed.endswith(".0") else figure["figure"]
    letters = _LETTERS.fullmatch(symbol)
    if figure is None or letters is None:
        parsed = parse_number(symbol)
        return symbol if not printed or (parsed is not None and parsed.form != "bare") else printed
    return f"{figure['figure']}{_sign_before(letters)}{letters['rest']}"


def _turned_round(printed: str) -> str:
    """ "KH88" → "KH 88", "KH88/ĐU" → "88 KH/ĐU"; any other number as it is."""
    found = _KIND_IN_FRONT.fullmatch(printed)
    if found is None or not kinds_by_letters(found["kind"]):
        return printed
    if not found["body"]:
        return f"{found['kind']} {found['figure']}"
    return printed if kinds_by_letters(found["body"]) else f"{found['figure']} {found['kind']}/{found['body']}"


def _sign_before(letters: re.Match[str]) -> str:
    """What stands between the figures and the letters; of letters without a sign the number's own grammar tells it."""
    year = letters["year"]
    return f"/{year.rstrip(' /')}/" if year else letters["sign"] or " "


def day_in(cells: Mapping[str, Any], under: FoundHeadings | None) -> tuple[date | None, bool]:
    """The day of issue, and whether its year is that of the register's title. Raises RowRefused."""
    cell = cells.get("issued_on")
    if cell in (None, "") and cells.get("dated_number"):
        found = _DAY_IN_NUMBER.search(squeeze(cell_text(cells["dated_number"])))
        cell = found["day"] if found else None
    said = squeeze(cell_text(cell))
    short = _NO_YEAR.fullmatch(said)
    month = short["month"] if short else _figure_of(cells.get("month"), most=12)
    alone = None if short else _DAY_ALONE.fullmatch(said)
    if not month or not (short or alone):
        return cell_date(cell, "issued_on"), False
    day = (short or alone)["day"]  # type: ignore[index]
    own = _figure_of(cells.get("year"), most=2100) or _year_of_number(cells)
    year = own or _year_of_title(under)
    if not year:
        raise RowRefused(
            "issued_on",
            f"Ngày “{said[:30]}” thiếu năm. Đồng chí ghi đủ ngày/tháng/năm, thêm cột Năm, hoặc ghi năm vào tên sổ ở trên bảng.",
        )
    return cell_date(f"{day}/{month}/{year}", "issued_on"), not own


def _figure_of(cell: Any, *, most: int) -> str:
    """The figure of a cell ("11", 11.0, "Tháng 11", "Năm 2025"), "" where it holds none up to ``most``."""
    found = re.fullmatch(r"\D{0,8}?(\d{1,4})", cell_text(cell))
    return found[1] if found and 0 < int(found[1]) <= most else ""


def _year_of_number(cells: Mapping[str, Any]) -> str:
    parsed = parse_number(number_in(cells))
    return str(parsed.year) if parsed is not None and parsed.year and parsed.form == "state_year" else ""


def _year_of_title(under: FoundHeadings | None) -> str:
    """The one year that stands above the table or in the name of its worksheet; "" where there is none, or two."""
    if under is None:
        return ""
    said = f"{under.above}\n{under.sheet}"
    named = {
        found["year"] for found in _YEAR_NAMED.finditer(said) if not _OF_A_DAY.search(said[: found.start()])
    } or set(_YEAR.findall(said))
    return named.pop() if len(named) == 1 else ""
