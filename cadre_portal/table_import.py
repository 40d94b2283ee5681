"""What every import of a spreadsheet shares: reading .csv and .xlsx by their headings, refusals by row and column, one report,
and a transaction that a trial takes back. The register, and cells with their officers, are brought in by it.

Nothing here keeps rows in memory: ``read_table`` may be run twice, once to look and once to write.
"""

import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from django.db import transaction

from cadre_portal.table_files import (
    LARGEST_IN_MEMORY,
    LARGEST_UNFOLDED,
    Merged,
    UnusableTable,
    csv_rows,
    is_workbook,
    merged_ranges,
    refuse_a_bomb,
    sheet_names,
    workbook_rows,
)
from cadre_portal.table_headings import FoundHeadings, Headings, numbers_columns
from cadre_portal.text import fold, nfc, squeeze

__all__ = [
    "FoundHeadings",
    "Headings",
    "Line",
    "Problem",
    "RowRefused",
    "TableReport",
    "UnusableTable",
    "cell_date",
    "cell_text",
    "read_table",
    "trial",
]

_MOST_PROBLEMS = 200
_HEADINGS_WITHIN = 20
_MOST_SHEETS = 20
_LONGEST_LOOKED_AT = 80
_DATE = re.compile(
    r"""(?:ngày\s+)? (?P<day>\d{1,2}) (?:\s*[/.-]\s*|\s+tháng\s+) (?P<month>\d{1,2}) (?:\s*[/.-]\s*|,?\s+năm\s+)
        (?P<year>\d{4}|\d{2}) (?:\s+[\d:]+(?:\s*[AP]M)?)?
      | (?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2}) (?:[T ][\d:.]+Z?)?""",
    re.VERBOSE | re.IGNORECASE,
)
# What stands around a day: "Thứ Năm, 14/8/2025", "Bình Khê, ngày 14 tháng 8 năm 2025", "07:30 14/8/2025", "14/8/2025 (thứ Năm)", and the
# apostrophe of a cell that was to be text.
_BEFORE_DAY = re.compile(r"['’\"\s]*(?:[^\d,]{2,40},\s*|\d{1,2}:\d\d(?::\d\d)?\s+)?")
_BEHIND_DAY = re.compile(r"\s*\([^()\d]*\)\s*\Z|[\s.;,]+\Z")
# "14-Aug-25", "14-thg 8-2025": how a spreadsheet shows a day, saved as text.
_NAMED_MONTH = re.compile(
    r"(?<=\d)[\s-]+(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s-]+", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT_MONTH = re.compile(r"(?<=\d)[\s-]+(?:thg|th)\.?\s*(?=\d)", re.IGNORECASE)
_EXCEL_EPOCH = date(1899, 12, 30)
# A year of two digits: 26 is 2026, 87 is 1987.
_FIRST_SHORT_YEAR = 1950


class RowRefused(Exception):
    """A row that cannot be taken; ``column`` is its code name, the message says what to do."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a row. ``row`` counts as the spreadsheet does (the headings are row 1); ``column`` as printed there."""

    row: int
    column: str
    message: str


@dataclass(slots=True)
class TableReport:
    """What was, or would be, done. ``refused`` rows stop everything; ``warnings`` do not."""

    rows: int = 0
    written: int = 0
    skipped: int = 0
    refused: int = 0
    headings: FoundHeadings | None = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, row: int, column: str, message: str) -> None:
        """Note a refusal; the first two hundred are kept. ``column`` as printed."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(row, column, message))

    def warn(self, row: int, column: str, message: str) -> None:
        if len(self.warnings) < _MOST_PROBLEMS:
            self.warnings.append(Problem(row, column, message))


# --- Reading the table ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: its place and its cells by column. ``merged``: columns whose cell here is part of a merged range,
    with the number of the row that holds its value. ``under``: the headings of its table."""

    row: int
    cells: dict[str, Any]
    merged: Mapping[str, int] = field(default_factory=dict)
    under: FoundHeadings | None = None
    # What the first cell says that says anything, whichever column it stands in, and the column if it is one of ours.
    lead: str = ""
    lead_in: str | None = None


def read_table(
    path: Path, headings: Headings, *, with_merged: bool = False, sheet: str = ""
) -> Generator[Line, None, None]:
    """Give the rows of a .csv or .xlsx file, cells by column. Raises UnusableTable, also where a needed heading is missing.

    The headings are looked for in the first twenty rows: exports put titles above them, and may spread them over two rows, the
    upper of which heads groups of columns. ``sheet``: the name of the worksheet to read; "": the first with such headings.
    ``with_merged``: tell which cells
    belong to a merged range (a row of nothing else is given too then).
    """
    with path.open("rb") as data:
        is_office = is_workbook(data)
        if is_office:
            refuse_a_bomb(data, LARGEST_IN_MEMORY if with_merged else LARGEST_UNFOLDED)
        if not is_office:
            with closing(csv_rows(data, headings.count_in)) as rows:
                under, numbered = _headings_of(enumerate(rows, start=1), headings)
                yield from _lines_of(numbered, under, [], headings)
            return
        names = sheet_names(data)
        places = _places_of(sheet, names)
        refusal: UnusableTable | None = None
        for place in places:
            data.seek(0)
            with closing(workbook_rows(data, place)) as rows:
                try:
                    under, numbered = _headings_of(enumerate(rows, start=1), headings)
                except UnusableTable as error:
                    refusal = refusal or error
                    continue
                if len(names) > 1:
                    others = tuple(name for other, name in enumerate(names) if other != place)
                    under = replace(under, sheet=names[place], other_sheets=others)
                merged = merged_ranges(data, place) if with_merged else []
                yield from _lines_of(numbered, under, merged, headings)
            return
        if refusal is not None:
            raise refusal


def _places_of(sheet: str, names: Sequence[str]) -> Sequence[int]:
    """The places of the worksheets to try: all, or the one of this name. Raises UnusableTable."""
    if not sheet.strip():
        return range(len(names))
    wanted = [place for place, name in enumerate(names) if fold(name).strip() == fold(sheet).strip()]
    if not wanted:
        raise UnusableTable(f"Tệp không có trang tính “{sheet[:60]}”. Các trang có: {', '.join(names[:_MOST_SHEETS])}.")
    return wanted[:1]


def _headings_of(
    rows: Iterator[tuple[int, list[Any]]], headings: Headings
) -> tuple[FoundHeadings, Iterator[tuple[int, list[Any]]]]:
    """Take rows up to that of the headings, or the second of two, and give them with the rows below. Raises UnusableTable."""
    titles: list[str] = []
    best: FoundHeadings | None = None
    above: list[Any] = []
    for number, cells in rows:
        found = headings.found_in(cells, number)
        if found is not None and not headings.missing(found):
            below = next(rows, None)
            if below is not None and headings.continued_in(below[1]):
                parted = headings.found_in([lower or cell for lower, cell in zip_longest(below[1], cells)], below[0])
                if parted is not None and not headings.missing(parted):
                    return replace(parted, above="\n".join(titles)), rows
            return replace(found, above="\n".join(titles)), rows if below is None else chain([below], rows)
        both = [cell or upper for cell, upper in zip_longest(cells, above)]
        found_in_both = headings.found_in(both, number)
        if found_in_both is not None and not headings.missing(found_in_both):
            return replace(found_in_both, above="\n".join(titles)), rows
        above = cells
        titles.append(" ".join(cell_text(cell)[:_LONGEST_LOOKED_AT] for cell in cells if cell not in (None, "")))
        if found is not None and (best is None or len(found.read) > len(best.read)):
            best = found
        if number >= _HEADINGS_WITHIN:
            break
    raise headings.refusal(best)


def _lines_of(
    numbered: Iterator[tuple[int, list[Any]]], under: FoundHeadings, merged: Sequence[Merged], headings: Headings
) -> Iterator[Line]:
    merged_at: dict[int, dict[int, int]] = {}
    for one in merged:
        for row in range(one.first_row, one.last_row + 1):
            for column in range(one.first_column, one.last_column + 1):
                merged_at.setdefault(row, {})[column] = one.first_row
    printed = list(under.read)
    for number, cells in numbered:
        here = merged_at.get(number, {})
        named = {name: cell for name, cell in zip(under.columns, cells, strict=False) if name}
        # A row that only carries its running number says nothing; in a merged range its values stand further up.
        is_said = any(cell not in (None, "") for cell in (cells if here else named.values()))
        is_heading = (number == under.row + 1 and numbers_columns(cells)) or (
            _repeats(named, printed) or headings.repeated_in(named)
        )
        if is_said and not is_heading:
            lead = next((at for at, cell in enumerate(cells) if cell not in (None, "")), 0)
            yield Line(
                number,
                named,
                {name: here[place] for place, name in enumerate(under.columns, start=1) if name and place in here},
                under,
                cell_text(cells[lead]),
                under.columns[lead] if lead < len(under.columns) else None,
            )


def _repeats(named: Mapping[str, Any], printed: Sequence[str]) -> bool:
    """Whether the row is that of the headings again, as at the top of every printed page."""
    said = [cell for cell in named.values() if cell not in (None, "")]
    return len(said) == len(printed) > 1 and all(
        isinstance(cell, str) and squeeze(cell[:_LONGEST_LOOKED_AT]).startswith(one)
        for cell, one in zip(said, printed, strict=True)
    )


# --- Reading a cell -------------------------------------------------------------------------------------------------


def cell_text(value: Any) -> str:
    """A cell as text, in NFC: 912345678.0 of a spreadsheet is "912345678"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return nfc(str(value)).replace("\x00", "").strip()


def _bare_day(text: str) -> str:
    """A day without what stands around it, its month in figures."""
    bare = _BEHIND_DAY.sub("", _BEHIND_DAY.sub("", text[:80]))
    bare = bare[match.end() :] if (match := _BEFORE_DAY.match(bare)) else bare
    bare = _NAMED_MONTH.sub(lambda found: f"/{_MONTHS.index(found['name'].lower()) + 1}/", bare)
    return _SHORT_MONTH.sub("/", bare)


def cell_date(value: Any, column: str) -> date | None:
    """A day from a cell: a date, "14/8/2023", "2023-08-14", or the number of days Excel counts. Raises RowRefused."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = cell_text(value)
    if not text:
        return None
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and 18000 <= float(text) <= 80000:
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    match = _DATE.fullmatch(text) or _DATE.fullmatch(_bare_day(text))
    if match is None:
        raise RowRefused(column, f"“{text[:30]}” không phải ngày. Đồng chí viết ngày/tháng/năm, ví dụ 14/8/2023.")
    said = match.groupdict()
    year, month, day = (int(said[part] or said[f"iso_{part}"]) for part in ("year", "month", "day"))
    if year < 100:
        year += 1900 if 1900 + year >= _FIRST_SHORT_YEAR else 2000
    try:
        return date(year, month, day)
    except ValueError as error:
        raise RowRefused(
            column, f"Không có ngày {text[:30]}. Đồng chí viết ngày/tháng/năm, ví dụ 14/8/2023."
        ) from error


# --- All or nothing -------------------------------------------------------------------------------------------------


class _Undo(Exception):
    """Takes back what a trial has written."""


@contextmanager
def trial(*, keep: Callable[[], bool]) -> Iterator[None]:
    """A transaction that stays only if ``keep`` says so at its end."""
    try:
        with transaction.atomic():
            yield
            if not keep():
                raise _Undo
    except _Undo:
        pass
