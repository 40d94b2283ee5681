"""A line of the sheet → what it says about a cell, or why it cannot be taken."""

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cadre_portal import table_import
from cadre_portal.table_import import Headings, Line, TableReport, cell_text
from cadre_portal.text import fold, squeeze
from organizations.models import Organization
from organizations.phones import phone_key

# Column → headings that name it, folded. The first is that of our own template.
_NAMES: dict[str, tuple[str, ...]] = {
    "base": ("to chuc co so dang", "tccsd", "dang bo co so", "co so dang", "dang bo", "to chuc dang", "don vi"),
    "cell": ("chi bo", "ten chi bo", "chi bo truc thuoc"),
    "secretary": ("bi thu", "ho ten bi thu", "ho va ten bi thu", "bi thu chi bo", "ho va ten", "ho ten"),
    "phone": ("dien thoai", "so dien thoai", "dt", "sdt", "so dt", "di dong", "dien thoai di dong"),
    "email": ("thu dien tu", "email", "e-mail", "dia chi thu dien tu", "mail"),
    "road": ("kenh nhan", "kenh nhan tai lieu", "hinh thuc nhan"),
    "copies": ("so ban giay", "ban giay", "so ban", "so luong ban giay"),
}  # fmt: skip
SHOWN = {
    "base": "Tổ chức cơ sở đảng",
    "cell": "Chi bộ",
    "secretary": "Bí thư",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "road": "Kênh nhận",
    "copies": "Số bản giấy",
}
HEADINGS = Headings(_NAMES, SHOWN, ("base", "cell", "secretary"), ", ".join(SHOWN.values()))
_ROADS = {
    "zalo": Organization.Road.ZALO,
    "thu dien tu": Organization.Road.EMAIL,
    "email": Organization.Road.EMAIL,
    "e-mail": Organization.Road.EMAIL,
    "mail": Organization.Road.EMAIL,
    "giay": Organization.Road.PAPER,
    "ban giay": Organization.Road.PAPER,
}
_MOST_COPIES = 500
_LONGEST_NAME = 250
# So many remarks of one kind are told row by row, more of them together.
_FEW = 3
_ADDRESSED = re.compile(r"^(?:đ\s*/\s*c|đ\.?c\.|đồng chí)\s*:?\s*", re.IGNORECASE)
_TWO_PEOPLE = re.compile(r"[,;/&+\n]|(?:^|\s)và\s", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
# Numbers of the plan of 2018: ten digits from mobile phones, eleven (of old nets ten) from fixed lines.
_PHONE_LENGTHS = (10, 11)
# What a merged cell hides is known for the base only: it is the base of all those rows.
_NOT_TO_BE_MERGED = ("cell", "secretary", "phone", "email", "road", "copies")


@dataclass(slots=True)
class CellReport(TableReport):
    """The report of the first day: how many of what were, or would be, made."""

    bases: int = 0
    cells: int = 0
    people: int = 0
    secretaries: int = 0
    without_secretary: int = 0
    changed: list[str] = field(default_factory=list)
    # As it will be, in the order of the sheet (``preview``); of what was written, the row of the log.
    lines: "list[PlannedLine]" = field(default_factory=list)
    log_row: int | None = None
    # What holds for many rows at once; the rows whose phone number lost its 0, with the number as it was understood.
    notes: list[str] = field(default_factory=list)
    lost_zeros: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A row of the sheet as the portal will have it. ``base`` is "" for a cell straight below the committee, ``cell`` where the row is
    about the base itself; ``secretary`` is "" where none is named, ``is_account_new`` whether an account is made for that person."""

    row: int
    base: str
    cell: str
    secretary: str
    phone: str
    road: str
    is_new: bool
    is_account_new: bool


@dataclass(frozen=True, slots=True)
class CellFacts:
    """What one row says. ``cell`` is "" where the row is about the base itself, ``secretary`` where nobody is named;
    ``road`` and ``copies`` are None where the sheet does not say."""

    row: int
    base: str
    cell: str
    secretary: str = ""
    phone: str = ""
    email: str = ""
    road: str | None = None
    copies: int | None = None

    @property
    def column(self) -> str:
        """The column that names the body of this row."""
        return "cell" if self.cell else "base"


# Told (column, what to do).
Tell = Callable[[str, str], None]


def read_cells(path: Path, report: CellReport) -> Generator[CellFacts, None, None]:
    """The rows that can be taken, one after another; of the others every fault is noted in the report. Raises UnusableTable."""
    held_by_merging: dict[int, Any] = {}
    for line in table_import.read_table(path, HEADINGS, with_merged=True):
        report.rows += 1
        facts = _read(_unmerged(line, held_by_merging, report), report)
        if facts is not None:
            yield facts
    _tell_lost_zeros(report)


def _tell_lost_zeros(report: CellReport) -> None:
    """Excel takes the 0 from every number of a column, or of none: many rows are told of in one sentence."""
    lost = report.lost_zeros
    if len(lost) <= _FEW:
        for row, key in lost:
            message = f"Mất số 0 ở đầu (Excel bỏ); cổng hiểu là {key}. Đồng chí kiểm tra lại."
            report.warn(row, SHOWN["phone"], message)
        return
    rows = ", ".join(str(row) for row, _ in lost[:10])
    more = " và các dòng khác" if len(lost) > 10 else ""
    report.notes.append(
        f"{len(lost)} số điện thoại mất số 0 ở đầu (Excel bỏ), cổng đã thêm lại: dòng {rows}{more}. "
        f"Ví dụ dòng {lost[0][0]} hiểu là {lost[0][1]}."
    )


def _unmerged(line: Line, held: dict[int, Any], report: CellReport) -> Line:
    """The line with its base filled in from the merged cell it belongs to."""
    first = line.merged.get("base")
    if first is None:
        return line
    if first == line.row:
        held[first] = line.cells.get("base")
        report.warn(line.row, SHOWN["base"], "Ô gộp: cổng hiểu là tên này của mọi dòng trong ô gộp.")
        return line
    return Line(line.row, line.cells | {"base": held.get(first)}, line.merged)


def _read(line: Line, report: CellReport) -> CellFacts | None:
    faults: list[tuple[str, str]] = []

    def wrong(column: str, message: str) -> None:
        faults.append((column, message))

    def note(column: str, message: str) -> None:
        report.warn(line.row, SHOWN[column], message)

    merged = [column for column in _NOT_TO_BE_MERGED if column in line.merged]
    for column in merged[:1]:
        wrong(column, "Ô gộp nên không rõ giá trị của dòng này. Đồng chí bỏ gộp ô rồi ghi đủ từng dòng.")
    facts = None
    if not merged:
        cells = line.cells
        secretary = _secretary(cells.get("secretary"), wrong)
        facts = CellFacts(
            row=line.row,
            base=_name("base", cells.get("base"), wrong),
            cell=_name("cell", cells.get("cell"), wrong),
            secretary=secretary,
            phone=_phone(cells.get("phone"), wrong, lambda key: report.lost_zeros.append((line.row, key))),
            email=_email(cells.get("email"), wrong),
            road=_road(cells.get("road"), wrong),
            copies=_copies(cells.get("copies"), wrong),
        )
        if not facts.base:
            wrong("base", "Thiếu tên tổ chức cơ sở đảng. Chi bộ trực thuộc thẳng đảng ủy thì ghi tên đảng ủy.")
        if not secretary and (facts.phone or facts.email) and not any(column == "secretary" for column, _ in faults):
            wrong("secretary", "Có điện thoại hoặc thư điện tử nhưng thiếu tên bí thư. Đồng chí ghi tên bí thư.")
        if facts.road == Organization.Road.EMAIL and not facts.email and not any(c == "email" for c, _ in faults):
            wrong("email", "Kênh nhận là thư điện tử nhưng thiếu địa chỉ. Đồng chí ghi địa chỉ hoặc đổi kênh nhận.")
    for column, message in faults:
        report.refuse(line.row, SHOWN[column], message)
    if faults:
        report.refused += 1
        return None
    return facts


def _name(column: str, value: Any, wrong: Tell) -> str:
    name = squeeze(cell_text(value))
    if len(name) > _LONGEST_NAME:
        wrong(column, f"Tên dài quá {_LONGEST_NAME} chữ. Đồng chí rút gọn tên.")
    elif name and not any(char.isalpha() for char in name):
        wrong(column, f"“{name[:30]}” không phải tên. Đồng chí ghi tên đầy đủ, ví dụ Chi bộ {name[:10]}.")
    return name


def _secretary(value: Any, wrong: Tell) -> str:
    """A full name, "Đ/c" taken off, a name in capitals set as names are written."""
    text = cell_text(value)
    name = _ADDRESSED.sub("", text).strip()
    if _TWO_PEOPLE.search(name):
        wrong("secretary", "Có vẻ là hai người. Mỗi chi bộ ghi một bí thư; phó bí thư do bí thư đề nghị sau.")
        return ""
    name = squeeze(name)
    if not name or fold(name) in {"-", "chua co", "khuyet", "trong"}:
        return ""
    parts = name.split(" ")
    if len(parts) < 2 or len(name) > 120 or not all(_LETTERS.fullmatch(part) for part in parts):
        wrong("secretary", f"“{name[:40]}” không phải họ và tên. Đồng chí ghi đủ họ, tên đệm và tên, chỉ gồm chữ.")
        return ""
    return name.title() if name.isupper() else name


def _phone(value: Any, wrong: Tell, lost_zero: Callable[[str], None]) -> str:
    text = cell_text(value)
    if not text:
        return ""
    key = phone_key(text)
    if len(key) not in _PHONE_LENGTHS or any(char.isalpha() for char in text):
        wrong("phone", f"“{text[:30]}” không phải một số điện thoại. Đồng chí ghi một số, ví dụ 0912 345 678.")
        return ""
    if key.startswith("0") and not re.sub(r"\D", "", text).startswith(("0", "84")):
        lost_zero(key)
    return key


def _email(value: Any, wrong: Tell) -> str:
    text = cell_text(value)
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        wrong("email", f"“{text[:40]}” không phải địa chỉ thư điện tử. Ví dụ đúng: bithu.chibo1@vi-du.vn.")
        return ""
    return text


def _road(value: Any, wrong: Tell) -> str | None:
    text = squeeze(cell_text(value))
    if not text:
        return None
    road = _ROADS.get(fold(text))
    if road is None:
        wrong("road", f"Chưa có kênh nhận “{text[:30]}”. Đồng chí ghi Zalo, Thư điện tử hoặc Bản giấy.")
    return road


def _copies(value: Any, wrong: Tell) -> int | None:
    text = squeeze(cell_text(value))
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,6})(?:\s*(?:bản|ban|tờ|to|quyển|quyen))?", text, re.IGNORECASE)
    if match is None or int(match[1]) > _MOST_COPIES:
        wrong("copies", f"“{text[:20]}” không phải số bản. Đồng chí ghi một số từ 0 đến {_MOST_COPIES}.")
        return None
    return int(match[1])
