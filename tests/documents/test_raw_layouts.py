"""Raw material set with tables, columns and captions as people set them: frames, text beside photos, rows of photos."""

import io
from typing import Any

import docx
import pytest
from docx.shared import Cm

from directives.wrapped.captions import has_credit, split_credit
from documents.engines.blocks import Block
from documents.engines.reading import read_fragment_here
from documents.engines.reading.fragment import ReadFragment
from tests.documents.bulletins import photo_bytes

TITLE = "Chi bộ thôn Đông Lĩnh ra quân làm đường hoa"
FIRST = (
    "Sáng 12/4/2026, Chi bộ thôn Đông Lĩnh, xã Vân Hòa Thượng ra quân làm tuyến đường hoa dài 1,2 km. Hơn 60 đảng viên, đoàn viên "
    "và nhân dân trồng mười giờ, cúc bách nhật dọc hai bên đường trục thôn."
)
SECOND = "Đồng chí Mạc Thị Kiều Loan, Bí thư Chi bộ cho biết: mỗi tổ tự quản nhận chăm sóc một đoạn."
LAST = "Chi bộ phấn đấu hoàn thành toàn tuyến trước ngày 30/4/2026."


def _photo(paragraph: Any, seed: str) -> None:
    paragraph.add_run().add_picture(io.BytesIO(photo_bytes(seed)), width=Cm(5))


def _read(document: Any) -> ReadFragment:
    out = io.BytesIO()
    document.save(out)
    return read_fragment_here(out.getvalue(), name="tin.docx")


def _shown(block: Block) -> str | tuple[str, str]:
    return (block.picture.caption, block.picture.credit) if block.picture else block.text


def test_text_in_a_frame_is_text() -> None:
    document: Any = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = TITLE
    for words in (FIRST, SECOND):
        cell.add_paragraph(words)
    read = _read(document)
    assert read.title == TITLE
    assert [_shown(block) for block in read.blocks] == [FIRST, SECOND]


def test_text_set_beside_a_photo_is_read_cell_by_cell() -> None:
    document: Any = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = TITLE
    table.cell(1, 0).text = FIRST
    table.cell(1, 0).add_paragraph(SECOND)
    _photo(table.cell(1, 1).paragraphs[0], "beside")
    table.cell(1, 1).add_paragraph("Ảnh: Đảng viên thôn Đông Lĩnh trồng hoa ven đường")
    table.cell(1, 1).add_paragraph(LAST)
    read = _read(document)
    assert read.title == TITLE
    caption = ("Đảng viên thôn Đông Lĩnh trồng hoa ven đường", "")
    assert [_shown(block) for block in read.blocks] == [FIRST, SECOND, caption, LAST]


def test_each_photo_of_a_row_has_the_caption_below_it() -> None:
    document: Any = docx.Document()
    document.add_paragraph().add_run(TITLE).bold = True
    document.add_paragraph(FIRST)
    table = document.add_table(2, 2)
    for column, words in enumerate(("Đảng viên trồng hoa", "Đoạn đường sau khi hoàn thành")):
        _photo(table.cell(0, column).paragraphs[0], words)
        table.cell(1, column).text = words
    shown = [_shown(block) for block in _read(document).blocks]
    assert shown == [FIRST, ("Đảng viên trồng hoa", ""), ("Đoạn đường sau khi hoàn thành", "")]


def test_a_credit_in_a_line_of_its_own_belongs_to_the_photo() -> None:
    document: Any = docx.Document()
    document.add_paragraph().add_run(TITLE).bold = True
    document.add_paragraph(FIRST)
    _photo(document.add_paragraph(), "credit")
    document.add_paragraph("Quang cảnh buổi họp rút kinh nghiệm của chi bộ")
    document.add_paragraph("(Ảnh: Mạnh Hùng)")
    document.add_paragraph(LAST)
    shown = [_shown(block) for block in _read(document).blocks]
    assert shown == [FIRST, ("Quang cảnh buổi họp rút kinh nghiệm của chi bộ", "Ảnh: Mạnh Hùng"), LAST]


def test_a_table_of_figures_stays_a_table() -> None:
    document: Any = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph(FIRST)
    table = document.add_table(2, 2)
    for place, words in enumerate(("Tổ", "Số hộ", "Tổ 1", "24")):
        table.cell(place // 2, place % 2).text = words
    assert [bool(block.rows) for block in _read(document).blocks] == [False, True]


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("(Ảnh: Văn An)", "", "Ảnh: Văn An"),
        ("Ảnh: TTXVN", "", "Ảnh: TTXVN"),
        ("(Ảnh: Trung tâm Truyền thông và Văn hóa huyện)", "", "Ảnh: Trung tâm Truyền thông và Văn hóa huyện"),
        ("(Ảnh: Ban Tuyên giáo Thành ủy)", "", "Ảnh: Ban Tuyên giáo Thành ủy"),
        ("(Ảnh: Đồng chí Lê Khả Di trao quà cho hộ nghèo)", "Đồng chí Lê Khả Di trao quà cho hộ nghèo", ""),
        ("(Ảnh: Đồng chí Lê Khả Di trao quà. Ảnh: Thu Hà)", "Đồng chí Lê Khả Di trao quà.", "Ảnh: Thu Hà"),
        ("Ảnh: Nhà văn hóa thôn mới khánh thành", "Nhà văn hóa thôn mới khánh thành", ""),
        ("(Ảnh: Đồng chí Lê Khả Di)", "Đồng chí Lê Khả Di", ""),
        ("Ảnh: Lễ ra quân", "Lễ ra quân", ""),
        ("Ảnh: Lễ Na", "", "Ảnh: Lễ Na"),
        ("Ảnh: Đại diện các hộ ký cam kết", "Đại diện các hộ ký cam kết", ""),
        ("(Ảnh: Bão số 3 đổ bộ vào bờ)", "Bão số 3 đổ bộ vào bờ", ""),
        ("Ảnh: Gia đình nhân vật cung cấp", "", "Ảnh: Gia đình nhân vật cung cấp"),
        ("Ảnh 2: Lễ ra quân.", "Lễ ra quân.", ""),
        ("Trong ảnh: Bà con xem ti vi trong đêm đầu có điện", "Bà con xem ti vi trong đêm đầu có điện", ""),
        ("Các đại biểu dự lễ. Ảnh: Hà An", "Các đại biểu dự lễ.", "Ảnh: Hà An"),
    ],
)
def test_what_stands_behind_the_word_photo_is_a_credit_or_the_caption(printed: str, caption: str, credit: str) -> None:
    assert split_credit(printed) == (caption, credit)
    assert has_credit(printed)
