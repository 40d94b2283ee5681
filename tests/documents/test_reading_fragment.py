"""One piece of raw material: a news item in chat words, a directive as it was sent."""

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from documents.engines.blocks import BlockKind
from documents.engines.reading import read_fragment_here
from tests.documents.bulletins import photo_bytes, text


def directive() -> bytes:
    """A plan with letterhead, kind, subject, items and signature."""
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "ĐẢNG ỦY PHƯỜNG HÒA AN\n*\nSố 18-KH/ĐU"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM\nHòa An, ngày 04 tháng 7 năm 2025"
    for words in ("KẾ HOẠCH", "sắp xếp nhà văn hóa sau sáp nhập tổ dân phố", "-----"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(words).bold = True
    document.add_paragraph("Thực hiện Nghị quyết số 02-NQ/ĐU, " + text(2))
    document.add_paragraph().add_run("1. Mục đích").bold = True
    document.add_paragraph("- " + text(4, 1))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_of_a_directive_the_title_is_kind_and_subject_without_the_letterhead() -> None:
    fragment = read_fragment_here(directive(), name="18-KH.docx")
    assert fragment.title == "Kế hoạch sắp xếp nhà văn hóa sau sáp nhập tổ dân phố"
    assert fragment.blocks[0].text.startswith("Thực hiện Nghị quyết số 02-NQ/ĐU")
    assert fragment.blocks[-1].kind is BlockKind.ITEM
    assert not any("ĐẢNG CỘNG SẢN" in block.text for block in fragment.blocks)


def test_of_a_news_item_the_title_is_its_bold_first_line_and_photos_keep_their_place() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Khai giảng lớp bồi dưỡng đảng viên mới").bold = True
    document.add_paragraph("Ngày 05/9, " + text(1, 2))
    document.add_paragraph().add_run().add_picture(io.BytesIO(photo_bytes("lớp")), width=Cm(9))
    document.add_paragraph().add_run("Quang cảnh lớp bồi dưỡng").italic = True
    document.add_paragraph(text(5, 2))
    buffer = io.BytesIO()
    document.save(buffer)
    fragment = read_fragment_here(buffer.getvalue(), name="tin.docx")
    assert fragment.title == "Khai giảng lớp bồi dưỡng đảng viên mới"
    assert [block.kind for block in fragment.blocks] == [BlockKind.PARAGRAPH, BlockKind.PICTURE, BlockKind.PARAGRAPH]
    ref = fragment.blocks[1].picture
    assert ref is not None
    assert ref.caption == "Quang cảnh lớp bồi dưỡng"
    assert set(fragment.pictures) == {ref.sha256}


@pytest.mark.parametrize(
    ("words", "title", "count"),
    [
        ("Sáng 12/7, hội viên phụ nữ ra quân tổng vệ sinh các ngõ xóm.", "", 1),
        ("RA QUÂN TỔNG VỆ SINH\nSáng 12/7, hội viên phụ nữ ra quân.", "RA QUÂN TỔNG VỆ SINH", 1),
        (
            "Ra quân tổng vệ sinh\nSáng 12/7, hội viên phụ nữ ra quân.\nChiều 13/7, các tổ tiếp tục.",
            "Ra quân tổng vệ sinh",
            2,
        ),
    ],
)
def test_a_few_lines_of_chat_are_enough(words: str, title: str, count: int) -> None:
    fragment = read_fragment_here(words.encode(), name="tin.txt")
    assert fragment.title == title
    assert len(fragment.blocks) == count
