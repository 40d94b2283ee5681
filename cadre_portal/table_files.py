"""The rows of a .csv or .xlsx file as they stand there, and what is said of a file that is neither.

Files come from strangers' desks: whatever is wrong with one ends in ``UnusableTable``, whose message says what to do.
"""

import csv
import io
import itertools
import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

_LONGEST_CELL = 2_000_000
# A workbook is a zip: what a few kilobytes may unfold to is limited before anything is read.
LARGEST_UNFOLDED = 1_000_000_000
# Tables fold to a tenth or a thirtieth; what folds to far less is one thing said over and over.
_LARGE, _MOST_FOLDED = 50_000_000, 200
# Looking for merged ranges reads a whole sheet; 10,000 cells take some 5 MB.
LARGEST_IN_MEMORY = 100_000_000
# More columns than any table of ours; a row may claim 16,384.
_MOST_COLUMNS = 200
# As many as Excel has.
_MOST_ROWS = 1_048_576
# Merged cells are kept one by one, and a few bytes name billions of them.
_MOST_MERGED_RANGES = 20_000
_MOST_MERGED_CELLS = 200_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
# So many lines of a CSV file are looked at to find out what parts its columns.
_LOOKED_AT = 20


class UnusableTable(Exception):
    """The file cannot be read as a table at all; the message says why and what to do."""


# --- What the file is -----------------------------------------------------------------------------------------------

_ONLY = "Cổng chỉ nhận sổ ở dạng bảng: tệp Excel (.xlsx) hoặc .csv."
# What files begin with, and what to do with one that was chosen by mistake.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"Đây là tệp PDF. {_ONLY} Đồng chí chọn lại tệp; nếu chỉ có bản PDF, đồng chí xin tệp Excel nơi lập sổ."),
    (b"{\\rtf", f"Đây là tệp RTF. {_ONLY} Đồng chí chép bảng sang Excel, lưu lại rồi nhập."),
    (b"\xff\xd8\xff", f"Đây là ảnh. {_ONLY} Đồng chí chọn lại tệp."),
    (b"\x89PNG", f"Đây là ảnh. {_ONLY} Đồng chí chọn lại tệp."),
    (b"Rar!", f"Đây là tệp nén. {_ONLY} Đồng chí giải nén rồi chọn tệp bên trong."),
    (b"7z\xbc\xaf", f"Đây là tệp nén. {_ONLY} Đồng chí giải nén rồi chọn tệp bên trong."),
)
# Some systems export a web page and call it .xls; Excel opens it all the same.
_WEB_PAGE = "Đây là trang web mang đuôi tệp bảng tính. Đồng chí mở tệp bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
# An old file of Office, or a new one behind a password: the same box, in which the latter is kept by this name.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_NAMES_WITHIN = 4_000_000
_BROKEN = "Tệp Excel bị hỏng hoặc không phải .xlsx. Đồng chí lưu lại rồi nhập lại."


def is_workbook(data: BinaryIO) -> bool:
    """Whether the file is a workbook; False for what is read as CSV. Raises UnusableTable for a file known to be neither."""
    head = data.read(512)
    data.seek(0)
    for beginning, what in _OTHERS:
        if head.startswith(beginning):
            raise UnusableTable(what)
    if head.startswith(_OLD_OFFICE):
        if _LOCKED in data.read(_NAMES_WITHIN) or _LOCKED in _end_of(data):
            raise UnusableTable(
                "Tệp Excel có mật khẩu nên không đọc được. Đồng chí mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi nhập lại."
            )
        raise UnusableTable(
            "Đây là tệp Office đời cũ (.xls, .doc). Đồng chí mở tệp bằng Excel, lưu lại dạng .xlsx rồi nhập lại."
        )
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise UnusableTable(_WEB_PAGE)
    if not head.startswith(b"PK"):
        return False
    try:
        with ZipFile(data) as archive:
            names = archive.namelist()
    except (BadZipFile, OSError) as error:
        raise UnusableTable(_BROKEN) from error
    data.seek(0)
    if any(name.startswith("word/") for name in names):
        raise UnusableTable(f"Đây là tệp Word. {_ONLY} Đồng chí chép bảng trong tệp sang Excel, lưu lại rồi nhập.")
    if "mimetype" in names:
        raise UnusableTable("Đây là tệp LibreOffice. Đồng chí lưu lại dạng .xlsx rồi nhập lại.")
    if not any(name.startswith("xl/") for name in names):
        raise UnusableTable(f"Đây là tệp nén hoặc tệp khác. {_ONLY} Đồng chí chọn lại tệp.")
    return True


def _end_of(data: BinaryIO) -> bytes:
    data.seek(0, io.SEEK_END)
    data.seek(max(0, data.tell() - _NAMES_WITHIN))
    return data.read()


# --- CSV ------------------------------------------------------------------------------------------------------------


def csv_rows(data: BinaryIO, count_headings: Callable[[Sequence[Any]], int]) -> Generator[list[Any], None, None]:
    """The rows of a CSV file in UTF-8 or UTF-16, with a mark or without. ``count_headings``: how many of our headings a row
    has; the sign that parts the columns is the one with which some row has most. Raises UnusableTable."""
    head = data.read(2)
    data.seek(0)
    encoding = "utf-8-sig"
    if head in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\x00" in head:
        encoding = "utf-16-be" if head[:1] == b"\x00" else "utf-16-le"
    text = io.TextIOWrapper(data, encoding=encoding, newline="", errors="strict")
    csv.field_size_limit(_LONGEST_CELL)
    reader = None
    try:
        delimiter = _delimiter([text.readline(100_000) for _ in range(_LOOKED_AT)], count_headings)
        text.seek(0)
        reader = csv.reader(text, delimiter=delimiter)
        yield from reader
    except UnicodeDecodeError as error:
        raise UnusableTable(
            "Tệp không phải chữ Unicode (UTF-8). Đồng chí mở tệp bằng Excel, lưu lại dạng “CSV UTF-8” hoặc .xlsx rồi nhập lại."
        ) from error
    except csv.Error as error:
        where = f" ở gần dòng {reader.line_num}" if reader is not None else ""
        raise UnusableTable(
            f"Tệp CSV bị hỏng{where}, thường do thiếu một dấu nháy kép. Đồng chí mở tệp bằng Excel, lưu lại rồi nhập lại."
        ) from error
    finally:
        text.detach()


def _delimiter(lines: Sequence[str], count_headings: Callable[[Sequence[Any]], int]) -> str:
    def most_headings(delimiter: str) -> int:
        return max((count_headings(row) for row in csv.reader(lines, delimiter=delimiter)), default=0)

    return max(";,\t|", key=most_headings)


# --- Workbooks ------------------------------------------------------------------------------------------------------

# What openpyxl raises for a file that is no workbook, or a damaged one (a broken part is a SyntaxError of the XML parser).
_DAMAGE = (InvalidFileException, BadZipFile, KeyError, IndexError, ValueError, OSError, SyntaxError)


def refuse_a_bomb(data: BinaryIO, limit: int) -> None:
    """Raise UnusableTable where the parts unfold to more than ``limit`` bytes, or the file is no zip."""
    try:
        with ZipFile(data) as archive:
            parts = archive.infolist()
            unfolded = sum(part.file_size for part in parts)
            is_bomb = any(
                part.file_size > _LARGE and part.file_size > _MOST_FOLDED * part.compress_size for part in parts
            )
    except (BadZipFile, OSError) as error:
        raise UnusableTable(_BROKEN) from error
    data.seek(0)
    if unfolded > limit or is_bomb:
        raise UnusableTable("Tệp Excel quá lớn. Đồng chí chia thành nhiều tệp rồi nhập từng tệp.")


def sheet_names(data: BinaryIO) -> list[str]:
    """The names of the worksheets in their order. Raises UnusableTable where there is none."""
    try:
        book = load_workbook(data, read_only=True)
        names = [str(sheet.title) for sheet in book.worksheets]
        book.close()
    except _DAMAGE as error:
        raise UnusableTable(_BROKEN) from error
    if not names:
        raise UnusableTable("Tệp Excel không có trang tính nào. Đồng chí chọn lại tệp.")
    data.seek(0)
    return names


def workbook_rows(data: BinaryIO, place: int = 0) -> Generator[list[Any], None, None]:
    """The rows of the worksheet in this place, counted from 0. Raises UnusableTable."""
    try:
        book = load_workbook(data, read_only=True, data_only=True)
        sheet = book.worksheets[place]
    except _DAMAGE as error:
        raise UnusableTable(_BROKEN) from error
    # Some exports say that a sheet has but one cell, whatever it has.
    if (sheet.max_column or 1) == 1 or (sheet.max_row or 1) == 1:
        sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_col=min(sheet.max_column or _MOST_COLUMNS, _MOST_COLUMNS))
    try:
        # A row may claim any number, and all before it are then given as empty ones.
        for _ in range(_MOST_ROWS):
            try:
                row = next(rows, None)
            except _DAMAGE as error:
                raise UnusableTable(_BROKEN) from error
            if row is None:
                return
            yield list(row)
        raise UnusableTable(
            "Trang tính có hơn 1.048.576 dòng. Đồng chí xóa các dòng thừa trong Excel, lưu lại rồi nhập lại."
        )
    finally:
        book.close()


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range, rows and columns from 1."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int

    @property
    def cells(self) -> int:
        return max(0, self.last_row - self.first_row + 1) * max(0, self.last_column - self.first_column + 1)


def merged_ranges(data: BinaryIO, sheet: int = 0) -> list[Merged]:
    """Merged ranges of the worksheet in this place. Read beside openpyxl, whose reading row by row does not tell them.

    Raises UnusableTable where they are too many or too large; the message names the range."""
    try:
        book = load_workbook(data, read_only=True)
        place = getattr(book.worksheets[sheet], "_worksheet_path", "")
        book.close()
        with ZipFile(data) as archive:
            found = _MERGED.finditer(archive.read(place.lstrip("/")))
        refs = [match[1].decode("ascii") for match in itertools.islice(found, _MOST_MERGED_RANGES + 1)]
        ranges = [Merged(*(int(bound or 0) for bound in range_boundaries(ref))) for ref in refs]
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
