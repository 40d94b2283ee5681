"""One piece of raw material: a news item in chat words, a directive as it was sent."""

import io

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from cadre_portal.text import squeeze
from documents.engines.blocks import BlockKind
from documents.engines.reading import read_fragment_here, read_issue_here
from documents.engines.reading.as_json import text_units
from tests.documents.bulletin_cases import WARD_2025
from tests.documents.bulletins import as_docx, as_pdf, photo_bytes, text


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


LINE = "Các chi bộ căn cứ tình hình của mình mà làm, mỗi tháng một lần báo cáo về Đảng ủy."
SHAPES = {
    "parts under 1.": (
        "1. Kinh tế",
        "1.1. Nông nghiệp",
        "1.2. Công nghiệp",
        "2. Văn hóa",
        "2.1. Giáo dục",
        "3. Quốc phòng",
    ),
    "parts under a Roman number": ("I. MỤC ĐÍCH", "1. Mục đích", "2. Yêu cầu", "II. NỘI DUNG", "1. Tuyên truyền"),
    "divisions in words": (
        "Phần thứ nhất",
        "KẾT QUẢ",
        "A. Xây dựng Đảng",
        "B. Dân vận",
        "Phần thứ hai",
        "PHƯƠNG HƯỚNG",
    ),
    "an issue of its own": (
        "1. Kế hoạch số 12-KH/ĐU, ngày 04/5/2026 của Đảng ủy về trồng cây",
        "1.1. Mục đích",
        "2. Tin hoạt động",
        "2.1. Chi bộ 1 họp",
        "2.2. Chi bộ 2 họp",
    ),
    "only n.m": ("4.1. Chi bộ 1 họp", "4.2. Chi bộ 2 họp", "5.1. Chi bộ 3 họp"),
}


def shaped(heads: tuple[str, ...], *, kind: str) -> bytes:
    document = docx.Document()
    for words in (kind, "công tác sáu tháng đầu năm"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(words).bold = True
    for number, head in enumerate(heads):
        document.add_paragraph().add_run(head).bold = True
        document.add_paragraph(f"{LINE} Đoạn {number}.")
        document.add_paragraph(f"- Việc thứ {number}.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["BÁO CÁO", "KẾT QUẢ CÔNG TÁC"])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_heading_and_no_paragraph_is_left_out(shape: str, kind: str) -> None:
    heads = SHAPES[shape]
    fragment = read_fragment_here(shaped(heads, kind=kind), name="a.docx")
    told = " ".join([fragment.title, *(f"{block.number}. {block.text}" for block in fragment.blocks)])
    for number, head in enumerate(heads):
        assert head.split(". ", 1)[-1].lower() in told.lower()
        assert f"Đoạn {number}." in told
        assert f"Việc thứ {number}." in told


def test_numbered_headings_are_parts_of_two_levels() -> None:
    fragment = read_fragment_here(shaped(SHAPES["parts under 1."], kind="BÁO CÁO"), name="a.docx")
    parts = [(block.text, block.level) for block in fragment.blocks if block.kind is BlockKind.PART]
    assert parts == [
        ("Kinh tế", 1),
        ("Nông nghiệp", 2),
        ("Công nghiệp", 2),
        ("Văn hóa", 1),
        ("Giáo dục", 2),
        ("Quốc phòng", 1),
    ]
    assert fragment.title == "Báo cáo công tác sáu tháng đầu năm"


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_of_a_whole_issue_nothing_is_left_out_either(name: str) -> None:
    """Who drops a finished issue on the desk sees all of it, to take paragraphs from."""
    data = {"docx": as_docx, "pdf": as_pdf}[name](WARD_2025)
    issue = read_issue_here(data, name=f"a.{name}")
    fragment = read_fragment_here(data, name=f"a.{name}")
    have = squeeze(" ".join([fragment.title, *(block.text for block in fragment.blocks)]))
    texts = [text for text, _ in text_units(issue) if len(text.split()) > 8]
    assert len(texts) > 10
    lost = [text for text in texts if squeeze(text)[:60] not in have]
    assert lost == []


def test_a_kind_in_capitals_below_running_text_takes_nothing_away() -> None:
    document = docx.Document()
    document.add_paragraph("Chi bộ góp ý dự thảo").runs[0].bold = True
    document.add_paragraph(f"{LINE} {LINE} {LINE}")
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("về trồng cây")
    buffer = io.BytesIO()
    document.save(buffer)
    fragment = read_fragment_here(buffer.getvalue(), name="a.docx")
    assert fragment.title == "Chi bộ góp ý dự thảo"
    assert [block.text for block in fragment.blocks][1:] == ["KẾ HOẠCH", "về trồng cây"]
