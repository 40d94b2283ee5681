"""The empty sheet for a register, with what belongs into each column."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

# Heading, width, and what to write there.
_COLUMNS: tuple[tuple[str, int, str], ...] = (
    ("Số ký hiệu", 20, "Như trên văn bản: 315-KH/TU, 30/2020/NĐ-CP. Văn bản không số thì để trống."),
    ("Loại văn bản", 16, "Kế hoạch, Chỉ thị, Nghị quyết … Để trống được nếu số, ký hiệu đã nói rõ loại."),
    ("Ngày ban hành", 16, "Ngày/tháng/năm, ví dụ 14/8/2023. Bắt buộc."),
    ("Trích yếu", 60, "Ví dụ: về tăng cường bảo đảm an toàn giao thông. Bắt buộc."),
    ("Cơ quan ban hành", 36, "Tên đầy đủ kèm nơi, ví dụ Ban Thường vụ Tỉnh ủy … Bắt buộc."),
    ("Người ký", 24, "Họ và tên; để trống được."),
    ("Độ mật", 10, "Để trống hoặc “Thường”. Văn bản mật không được nhập vào cổng: đồng chí bỏ cả dòng."),
    ("Nội dung", 60, "Toàn văn hoặc phần cần tra cứu; để trống được."),
    ("Ngày hiệu lực", 16, "Ngày/tháng/năm; để trống được."),
    ("Ngày hết hiệu lực", 18, "Ngày/tháng/năm; để trống được."),
    ("Ghi chú", 24, "Nguồn hoặc nơi lưu bản giấy; để trống được."),
)
_ROWS = 2000
_AS_TEXT, _AS_DAY = "@", "dd/mm/yyyy"


def register_template() -> bytes:
    """A workbook (.xlsx): our headings, numbers as text (a spreadsheet would read 05-06 as a day), days as days; a page of help."""
    book = Workbook()
    sheet, help_sheet = book.worksheets[0], book.create_sheet("Hướng dẫn")
    sheet.title = "Sổ văn bản"
    sheet.append([heading for heading, _, _ in _COLUMNS])
    help_sheet.column_dimensions["A"].width, help_sheet.column_dimensions["B"].width = 26, 90
    for place, (heading, width, what) in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        head = sheet.cell(1, place)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="F3E9DC")
        kept_as = _AS_DAY if heading.startswith("Ngày") else _AS_TEXT if heading == "Số ký hiệu" else ""
        for row in range(2, _ROWS + 2) if kept_as else ():
            sheet.cell(row, place).number_format = kept_as
        help_sheet.append([heading, what])
        help_sheet.cell(place, 1).font = Font(bold=True)
        help_sheet.cell(place, 2).alignment = Alignment(wrap_text=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
