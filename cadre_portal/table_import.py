"""What every import of a spreadsheet shares: reading .csv and .xlsx by their headings, refusals by row and column, one report,
and a transaction that a trial takes back. The register, and cells with their officers, are brought in by it.

Nothing here keeps rows in memory: ``read_table`` may be run twice, once to look and once to write.
"""

import csv
import io
import itertools
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from django.db import transaction
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from cadre_portal.text import fold, nfc

_MOST_PROBLEMS = 200
_LONGEST_CELL = 2_000_000
# A workbook is a zip: what a few kilobytes may unfold to is limited before anything is read.
_LARGEST_UNFOLDED = 1_000_000_000
# Looking for merged ranges reads a whole sheet; 10,000 cells take some 5 MB.
_LARGEST_IN_MEMORY = 100_000_000
_HEADINGS_WITHIN = 10
# More columns than any table of ours; a row may claim 16,384.
_MOST_COLUMNS = 200
# Merged cells are kept one by one, and a few bytes name billions of them.
_MOST_MERGED_RANGES = 20_000
_MOST_MERGED_CELLS = 200_000
_DATE = re.compile(
    r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?:\s+[\d:]+)?|(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?"
)
_EXCEL_EPOCH = date(1899, 12, 30)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')


class UnusableTable(Exception):
    """The file cannot be read as a table at all; the message says why and what to do."""


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


@dataclass(frozen=True)
class Headings:
    """Which headings name which column. ``names``: code name → headings, folded; ``shown``: code name → as we print it;
    ``needed``: the columns a table must have; ``example``: told where no row of headings is found."""

    names: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]
    needed: tuple[str, ...]
    example: str

    def columns_of(self, cells: Sequence[Any]) -> list[str | None] | None:
        """The columns that a row of headings names, or None where it is none. Raises UnusableTable for missing ones."""
        column_of = {heading: column for column, headings in self.names.items() for heading in headings}
        columns: list[str | None] = []
        for cell in cells:
            name = column_of.get(fold(str(cell or "")).strip(" .:*"))
            columns.append(name if name not in columns else None)
        found = {name for name in columns if name}
        if len(found) < 2:
            return None
        missing = [self.shown[name] for name in self.needed if name not in found]
        if missing:
            raise UnusableTable(f"Thiếu cột: {', '.join(missing)}. Đồng chí thêm cột vào tệp rồi nhập lại.")
        return columns


@dataclass(slots=True)
class TableReport:
    """What was, or would be, done. ``refused`` rows stop everything; ``warnings`` do not."""

    rows: int = 0
    written: int = 0
    skipped: int = 0
    refused: int = 0
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
    with the number of the row that holds its value."""

    row: int
    cells: dict[str, Any]
    merged: Mapping[str, int] = field(default_factory=dict)


def _open_csv(data: BinaryIO) -> Generator[list[Any], None, None]:
    head = data.read(4)
    data.seek(0)
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = io.TextIOWrapper(data, encoding=encoding, newline="", errors="strict")
    try:
        sample = text.readline()
        delimiter = max(";,\t", key=sample.count)
        text.seek(0)
        csv.field_size_limit(_LONGEST_CELL)
        yield from csv.reader(text, delimiter=delimiter)
    except UnicodeDecodeError as error:
        raise UnusableTable(
            "Tệp không phải chữ Unicode (UTF-8). Đồng chí mở tệp bằng Excel, lưu lại dạng “CSV UTF-8” hoặc .xlsx rồi nhập lại."
        ) from error
    except csv.Error as error:
        raise UnusableTable("Tệp CSV bị hỏng. Đồng chí mở tệp bằng Excel, lưu lại rồi nhập lại.") from error
    finally:
        text.detach()


_BROKEN = "Tệp Excel bị hỏng hoặc không phải .xlsx. Đồng chí lưu lại rồi nhập lại."


# What openpyxl raises for a file that is no workbook, or a damaged one (a broken part is a SyntaxError of the XML parser).
_DAMAGE = (InvalidFileException, BadZipFile, KeyError, IndexError, ValueError, OSError, SyntaxError)


def _refuse_a_bomb(data: BinaryIO, limit: int) -> None:
    """Raise UnusableTable where the parts unfold to more than ``limit`` bytes, or the file is no zip."""
    try:
        with ZipFile(data) as archive:
            unfolded = sum(part.file_size for part in archive.infolist())
    except (BadZipFile, OSError) as error:
        raise UnusableTable(_BROKEN) from error
    data.seek(0)
    if unfolded > limit:
        raise UnusableTable("Tệp Excel quá lớn. Đồng chí chia thành nhiều tệp rồi nhập từng tệp.")


def _open_xlsx(data: BinaryIO) -> Generator[list[Any], None, None]:
    try:
        book = load_workbook(data, read_only=True, data_only=True)
        sheet = book.worksheets[0]
    except _DAMAGE as error:
        raise UnusableTable(_BROKEN) from error
    rows = sheet.iter_rows(values_only=True, max_col=min(sheet.max_column or _MOST_COLUMNS, _MOST_COLUMNS))
    try:
        while True:
            try:
                row = next(rows, None)
            except _DAMAGE as error:
                raise UnusableTable(_BROKEN) from error
            if row is None:
                return
            yield list(row)
    finally:
        book.close()


@dataclass(frozen=True, slots=True)
class _Merged:
    """A merged range, rows and columns from 1."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int

    @property
    def cells(self) -> int:
        return max(0, self.last_row - self.first_row + 1) * max(0, self.last_column - self.first_column + 1)


def _merged_ranges(data: BinaryIO) -> list[_Merged]:
    """Merged ranges of the first sheet. Read beside openpyxl, whose reading row by row does not tell them.

    Raises UnusableTable where they are too many or too large; the message names the range."""
    try:
        book = load_workbook(data, read_only=True)
        place = getattr(book.worksheets[0], "_worksheet_path", "")
        book.close()
        with ZipFile(data) as archive:
            found = _MERGED.finditer(archive.read(place.lstrip("/")))
        refs = [match[1].decode("ascii") for match in itertools.islice(found, _MOST_MERGED_RANGES + 1)]
        ranges = [_Merged(*(int(bound or 0) for bound in range_boundaries(ref))) for ref in refs]
    except _DAMAGE as error:
        raise UnusableTable(_BROKEN) from error
    cells = 0
    for ref, one in zip(refs, ranges, strict=True):
        cells += one.cells
        if one.last_column > _MOST_COLUMNS or cells > _MOST_MERGED_CELLS:
            raise UnusableTable(f"Ô gộp {ref} quá lớn. Đồng chí bỏ gộp ô đó trong Excel, lưu lại rồi nhập lại.")
    if len(ranges) > _MOST_MERGED_RANGES:
        raise UnusableTable(
            f"Trang tính có quá nhiều ô gộp (từ ô {refs[-1]} trở đi). Đồng chí bỏ gộp ô trong Excel, lưu lại rồi nhập lại."
        )
    return ranges


def read_table(path: Path, headings: Headings, *, with_merged: bool = False) -> Generator[Line, None, None]:
    """Give the rows of a .csv or .xlsx file, cells by column. Raises UnusableTable, also where a needed heading is missing.

    The headings are looked for in the first ten rows: exports put a title above them. ``with_merged``: tell which cells
    belong to a merged range (a row of nothing else is given too then).
    """
    with path.open("rb") as data:
        is_office = data.read(2) == b"PK"
        data.seek(0)
        if is_office:
            _refuse_a_bomb(data, _LARGEST_IN_MEMORY if with_merged else _LARGEST_UNFOLDED)
        merged = _merged_ranges(data) if with_merged and is_office else []
        data.seek(0)
        with closing(_open_xlsx(data) if is_office else _open_csv(data)) as rows:
            yield from _lines_of(rows, headings, merged)


def _lines_of(rows: Iterator[list[Any]], headings: Headings, merged: Sequence[_Merged]) -> Iterator[Line]:
    columns: list[str | None] | None = None
    merged_at: dict[int, dict[int, int]] = {}
    for one in merged:
        for row in range(one.first_row, one.last_row + 1):
            for column in range(one.first_column, one.last_column + 1):
                merged_at.setdefault(row, {})[column] = one.first_row
    for number, cells in enumerate(rows, start=1):
        if columns is None:
            columns = headings.columns_of(cells)
            if columns is None and number >= _HEADINGS_WITHIN:
                break
        elif any(cell not in (None, "") for cell in cells):
            here = merged_at.get(number, {})
            yield Line(
                number,
                {name: cell for name, cell in zip(columns, cells, strict=False) if name},
                {name: here[place] for place, name in enumerate(columns, start=1) if name and place in here},
            )
    if columns is None:
        raise UnusableTable(f"Không thấy dòng tiêu đề. Tệp cần có các cột: {headings.example}.")


# --- Reading a cell -------------------------------------------------------------------------------------------------


def cell_text(value: Any) -> str:
    """A cell as text, in NFC: 912345678.0 of a spreadsheet is "912345678"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return nfc(str(value)).replace("\x00", "").strip()


def cell_date(value: Any, column: str) -> date | None:
    """A day from a cell: a date, "14/8/2023", "2023-08-14", or the number of days Excel counts. Raises RowRefused."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = cell_text(value)
    if not text:
        return None
    if re.fullmatch(r"\d{5}", text) and 18000 <= int(text) <= 80000:
        return _EXCEL_EPOCH + timedelta(days=int(text))
    match = _DATE.fullmatch(text)
    if match is None:
        raise RowRefused(column, f"“{text[:30]}” không phải ngày. Đồng chí viết ngày/tháng/năm, ví dụ 14/8/2023.")
    day, month, year = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise RowRefused(column, f"Không có ngày {text[:30]}.") from error


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
