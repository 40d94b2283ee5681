"""A table for download, as CSV that Excel opens rightly or as an Excel sheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def harmless(value: str) -> str:
    """The text of a cell. One that begins with such a sign would be run as a formula, so an apostrophe goes before it."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def export_table(form: str, title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> bytes:
    """The file's bytes. ``form`` is a key of ``TYPES``; ``columns`` are headings with widths in characters, ``title`` names
    the sheet (at most 31 characters, without []:*?/\\)."""
    safe = (tuple(harmless(value) for value in row) for row in rows)
    headings = [heading for heading, _ in columns]
    if form == "csv":
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(headings)
        writer.writerows(safe)
        # With the mark Excel reads UTF-8 as such.
        return text.getvalue().encode("utf-8-sig")
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for number, (_, width) in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.freeze_panes = "A2"
    sheet.append(headings)
    for row in safe:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
