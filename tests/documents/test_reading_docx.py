"""What Word files hold besides plain paragraphs: list numbers, tracked changes, text boxes, tables, styles."""

import io

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from documents.engines.blocks import BlockKind
from documents.engines.reading import read_issue_here
from documents.engines.reading.as_json import caption_rows, outline_rows
from documents.engines.reading.docx import read_docx
from documents.engines.reading.model import Para
from tests.documents.bulletins import photo_bytes, text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paras(document: Document) -> tuple[Para, ...]:
    return read_docx(saved(document))


def add_xml(document: Document, xml: str) -> None:
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def numbered(document: Document, list_id: int, level: int, words: str, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(words).bold = bold
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'))


def define_list(document: Document, list_id: int, *levels: tuple[str, str], start: int = 1) -> None:
    """A list of the given (format, text) levels, "bullet" or "decimal" …"""
    numbering = document.part.numbering_part.element
    lvls = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start if place == 0 else 1}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for place, (form, words) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {W} w:abstractNumId="{list_id + 500}">{lvls}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {W} w:numId="{list_id}"><w:abstractNumId w:val="{list_id + 500}"/></w:num>'))


def test_automatic_numbers_become_text_and_make_the_outline() -> None:
    document = docx.Document()
    define_list(document, 41, ("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3."))
    define_list(document, 42, ("bullet", "\uf0b7"), ("bullet", "o"))
    numbered(document, 41, 0, "Kế hoạch số 12-KH/ĐU, ngày 03/4/2026 của Đảng ủy về trồng rừng", bold=True)
    numbered(document, 41, 1, "Mục tiêu", bold=True)
    numbered(document, 42, 0, "Trồng mới hai mươi héc ta rừng phòng hộ.")
    numbered(document, 42, 1, "Thôn trên: tám héc ta.")
    numbered(document, 41, 1, "Giải pháp", bold=True)
    numbered(document, 41, 2, "Về giống cây", bold=True)
    document.add_paragraph(text(3))
    numbered(document, 41, 0, "Kết quả phong trào thể thao", bold=True)
    document.add_paragraph(text(6))
    issue = read_issue_here(saved(document), name="a.docx")
    assert [(row["number"], row["title"]) for row in outline_rows(issue)] == [
        ("1", "Kế hoạch số 12-KH/ĐU, ngày 03/4/2026 của Đảng ủy về trồng rừng"),
        ("1.1", "Mục tiêu"),
        ("1.2", "Giải pháp"),
        ("1.2.1", "Về giống cây"),
        ("2", "Kết quả phong trào thể thao"),
    ]
    items = [(b.level, b.text) for b in issue.entries[0].blocks if b.kind is BlockKind.ITEM]
    assert items == [(1, "Trồng mới hai mươi héc ta rừng phòng hộ."), (2, "Thôn trên: tám héc ta.")]


@pytest.mark.parametrize(
    ("form", "words", "start", "wanted"),
    [
        ("decimal", "%1.", 1, ["1.", "2.", "3."]),
        ("decimal", "(%1)", 4, ["(4)", "(5)", "(6)"]),
        ("lowerLetter", "%1)", 1, ["a)", "b)", "c)"]),
        ("upperRoman", "%1.", 3, ["III.", "IV.", "V."]),
        ("lowerRoman", "%1.", 8, ["viii.", "ix.", "x."]),
        ("decimalZero", "%1.", 9, ["09.", "10.", "11."]),
        ("bullet", "-", 1, ["-", "-", "-"]),
        ("bullet", "+", 1, ["+", "+", "+"]),
    ],
)
def test_list_formats_are_rendered(form: str, words: str, start: int, wanted: list[str]) -> None:
    document = docx.Document()
    define_list(document, 43, (form, words), start=start)
    for _ in wanted:
        numbered(document, 43, 0, "mục")
    assert [para.text.split(" ")[0] for para in paras(document)] == wanted


def test_a_deeper_list_starts_again_under_each_number() -> None:
    document = docx.Document()
    define_list(document, 44, ("decimal", "%1."), ("lowerLetter", "%2)"))
    for level in (0, 1, 1, 0, 1):
        numbered(document, 44, level, "mục")
    assert [para.text.split(" ")[0] for para in paras(document)] == ["1.", "a)", "b)", "2.", "a)"]


def test_a_heading_style_makes_text_bold() -> None:
    document = docx.Document()
    style = document.styles["Heading 1"]
    style.font.bold = True
    document.add_paragraph("1. Kết quả quý một", style="Heading 1")
    child = document.styles.add_style("Riêng", 1)
    child.base_style = style
    document.add_paragraph("2. Kết quả quý hai", style="Riêng")
    found = paras(document)
    assert [para.bold for para in found] == [True, True]
    assert [para.style for para in found] == [1, 1]


def test_tracked_changes_keep_what_is_inserted_and_drop_what_is_deleted() -> None:
    document = docx.Document()
    add_xml(
        document,
        f"<w:p {W}><w:r><w:t xml:space='preserve'>Chi bộ </w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>cũ</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>mới</w:t></w:r></w:ins>"
        "<w:moveFrom w:id='3' w:author='a'><w:r><w:t>đi</w:t></w:r></w:moveFrom></w:p>",
    )
    assert [para.text for para in paras(document)] == ["Chi bộ mới"]


def test_a_text_box_written_twice_is_read_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>Chú thích trong khung</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        document,
        f'<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
    )
    assert [para.text for para in paras(document)] == ["Chú thích trong khung"]


def test_hidden_text_is_left_out_and_capitals_by_format_are_written() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("Tháng ").font.all_caps = True
    paragraph.add_run("ẩn").font.hidden = True
    paragraph.add_run("7")
    assert [para.text for para in paras(document)] == ["THÁNG 7"]


def test_content_controls_links_and_hard_hyphens_are_read() -> None:
    document = docx.Document()
    add_xml(
        document,
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Số 12</w:t><w:noBreakHyphen/><w:t>KH/TU</w:t></w:r>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'> tại đây</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>",
    )
    assert [para.text for para in paras(document)] == ["Số 12-KH/TU tại đây"]


def test_merged_cells_become_spans() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Chung"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "Cao"
    (found,) = [para for para in paras(document) if para.rows]
    assert [[(cell.colspan, cell.rowspan) for cell in row] for row in found.rows] == [
        [(2, 1), (1, 1)],
        [(1, 1), (1, 1), (1, 2)],
        [(1, 1), (1, 1)],
    ]


def test_a_table_of_photos_becomes_photos_with_their_captions() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("1. Tin hoạt động").bold = True
    document.add_paragraph().add_run("1.1. Ra mắt tổ liên gia").bold = True
    document.add_paragraph("Sáng 05/3, " + text(2))
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(photo_bytes("bảng")), width=Cm(8))
    table.cell(1, 0).text = "Lễ ra mắt tổ liên gia an toàn"
    document.add_paragraph(text(7))
    issue = read_issue_here(saved(document), name="a.docx")
    assert caption_rows(issue) == [{"text": "Lễ ra mắt tổ liên gia an toàn", "item": "1.1"}]
    kinds = [block.kind for block in issue.entries[0].children[0].blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.PICTURE, BlockKind.PARAGRAPH]


def test_two_photos_in_a_row_share_the_caption_below() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("1. Ngày hội đọc sách").bold = True
    document.add_paragraph(text(1))
    paragraph = document.add_paragraph()
    for label in ("một", "hai"):
        paragraph.add_run().add_picture(io.BytesIO(photo_bytes(label)), width=Cm(6))
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.add_run("Học sinh đọc sách tại thư viện. Ảnh: Triệu Thị Sen").italic = True
    issue = read_issue_here(saved(document), name="a.docx")
    shown = [b.picture for b in issue.entries[0].blocks if b.picture is not None]
    assert [(ref.caption, ref.credit) for ref in shown] == [
        ("", ""),
        ("Học sinh đọc sách tại thư viện.", "Ảnh: Triệu Thị Sen"),
    ]
    assert len(issue.pictures) == 2


def test_an_icon_under_a_centimetre_is_no_photo() -> None:
    document = docx.Document()
    document.add_paragraph().add_run().add_picture(io.BytesIO(photo_bytes("dấu")), width=Cm(0.8))
    document.add_paragraph().add_run().add_picture(io.BytesIO(photo_bytes("ảnh")), width=Cm(8))
    assert [para.picture.width for para in paras(document) if para.picture is not None] == [480]


def test_a_caption_above_its_photo_is_found_when_none_stands_below() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("1. Hội thao").bold = True
    document.add_paragraph(text(1))
    document.add_paragraph().add_run("Các vận động viên thi kéo co").italic = True
    document.add_paragraph().add_run().add_picture(io.BytesIO(photo_bytes("kéo co")), width=Cm(6))
    document.add_paragraph(text(4))
    assert [row["text"] for row in caption_rows(read_issue_here(saved(document), name="a.docx"))] == [
        "Các vận động viên thi kéo co"
    ]


def test_a_letterhead_in_a_table_gives_the_cover() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "TỈNH ỦY NÚI XANH\nBAN TUYÊN GIÁO VÀ DÂN VẬN\n*"
    table.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM\nNúi Xanh, ngày 25 tháng 11 năm 2025"
    document.add_paragraph("TÀI LIỆU SINH HOẠT CHI BỘ").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Tháng 12 năm 2025").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph().add_run("1. Kết quả năm").bold = True
    document.add_paragraph(text(2))
    issue = read_issue_here(saved(document), name="a.docx")
    assert issue.publisher_lines == ("TỈNH ỦY NÚI XANH", "BAN TUYÊN GIÁO VÀ DÂN VẬN")
    assert (issue.title_lines, issue.month, issue.year) == (("TÀI LIỆU SINH HOẠT CHI BỘ",), 12, 2025)


def test_sizes_come_from_runs_styles_and_defaults() -> None:
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(13)
    document.add_paragraph("theo kiểu")
    document.add_paragraph().add_run("riêng").font.size = Pt(11)
    assert [para.size for para in paras(document)] == [13.0, 11.0]


def test_pictures_outside_the_file_are_not_fetched() -> None:
    document = docx.Document()
    rel = document.part.relate_to("http://example.invalid/a.png", "http://x/image", is_external=True)
    add_xml(
        document,
        f'<w:p {W} {nsdecls("a", "r")}><w:r><w:drawing><a:blip r:embed="{rel}"/></w:drawing></w:r></w:p>',
    )
    assert not paras(document)
