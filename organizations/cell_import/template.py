"""The empty sheet to fill in."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from organizations.cell_import.reading import SHOWN
from organizations.models import Organization

_WIDTHS = {"base": 38, "cell": 30, "secretary": 26, "phone": 16, "email": 30, "road": 16, "copies": 13}
_ROWS = 1000
_HELP = (
    ("Mỗi dòng một chi bộ", "Ghi vào trang “Chi bộ”, không gộp ô, không chèn dòng tiêu đề khác."),
    (SHOWN["base"], "Tên đầy đủ, ghi ở mọi dòng. Chi bộ trực thuộc thẳng đảng ủy thì ghi tên đảng ủy."),
    (SHOWN["cell"], "Tên chi bộ. Để trống nếu dòng nói về chính tổ chức cơ sở đảng (ví dụ chi bộ cơ sở)."),
    (SHOWN["secretary"], "Họ và tên một bí thư. Chưa có bí thư thì để trống."),
    (SHOWN["phone"], "Một số, ví dụ 0912 345 678. Bí thư đăng nhập bằng số này."),
    (SHOWN["email"], "Chỉ cần khi kênh nhận là thư điện tử."),
    (SHOWN["road"], "Zalo, Thư điện tử hoặc Bản giấy. Để trống thì cổng chọn theo điện thoại, thư điện tử."),
    (SHOWN["copies"], "Số bản in giao cho chi bộ; để trống là 0, riêng kênh bản giấy là 1."),
    ("Nhập lại", "Nhập lại tệp đã sửa không làm chi bộ có hai lần. Thay bí thư thì làm ở trang Thay bí thư."),
)


def cell_template() -> bytes:
    """A workbook (.xlsx): the sheet with our headings, phone numbers as text so that their 0 stays, and a page of help."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.title = "Chi bộ"
    sheet.append(list(SHOWN.values()))
    for place, name in enumerate(SHOWN, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTHS[name]
        head = sheet.cell(1, place)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="F3E9DC")
        if name == "phone":
            for row in range(2, _ROWS + 2):
                sheet.cell(row, place).number_format = "@"
        if name == "road":
            roads = ",".join(str(label) for label in Organization.Road.labels)
            rule = DataValidation("list", formula1=f'"{roads}"', allow_blank=True)
            rule.error = f"Chọn một trong: {roads}."
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{_ROWS + 1}")
    sheet.freeze_panes = "A2"
    help_sheet = book.create_sheet("Hướng dẫn")
    for column, width in (("A", 26), ("B", 90)):
        help_sheet.column_dimensions[column].width = width
    for title, text in _HELP:
        help_sheet.append([title, text])
        help_sheet.cell(help_sheet.max_row, 1).font = Font(bold=True)
        help_sheet.cell(help_sheet.max_row, 2).alignment = Alignment(wrap_text=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
