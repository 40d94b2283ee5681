"""The Word file of an issue: opened as Word does, and read again by the reader of finished bulletins."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from documents.engines.blocks import Block, BlockKind, PictureRef, Run
from documents.engines.reading.sandbox import read_file
from documents.rendering.content import IssueContent
from documents.rendering.docx import render_docx
from documents.rendering.pictures import UnusablePicture
from documents.rendering.typography import plain_again
from tests.documents.bulletins import text
from tests.documents.issues import Pictures, entry, issue, item, paragraph, whole_issue

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(content: IssueContent, pictures: Pictures | None = None, **more: Any) -> bytes:
    return render_docx(content, pictures=pictures.files if pictures else {}, now=NOW, **more)


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def body_xml(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[IssueContent, bytes]:
    pictures = Pictures(tmp_path_factory.mktemp("pictures"))
    content = whole_issue(pictures)
    return content, made(content, pictures, pages={one.uuid: 40 + n for n, one in enumerate(content.entries)})


class TestTheFile:
    def test_headings_are_real_styles_with_their_numbers_as_text(self, whole: tuple[IssueContent, bytes]) -> None:
        found = {
            (paragraph.style.name, plain_again(paragraph.text)[:24])
            for paragraph in opened(whole[1]).paragraphs
            if paragraph.style.name.startswith("Heading")
        }
        assert ("Heading 1", "1. Kết quả kỳ họp giữa n") in found
        assert ("Heading 2", "1.1. Những con số cần nh") in found
        assert ("Heading 3", "2.2.1. Công tác tuyên tr") in found
        assert ("Heading 2", "4.2. Khánh thành cầu dân") in found

    def test_type_and_page_are_those_of_the_house(self, whole: tuple[IssueContent, bytes]) -> None:
        document = opened(whole[1])
        normal = document.styles["Normal"]
        assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)
        assert normal.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        for section in document.sections:
            sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
            assert [round(side.mm) for side in sides] == [20, 20, 30, 15]
            assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)

    def test_the_contents_are_a_field_filled_beforehand(self, whole: tuple[IssueContent, bytes]) -> None:
        xml = body_xml(whole[1])
        assert 'TOC \\o "1-2"' in xml
        assert xml.count("PAGEREF muc_") == 7
        lines = [plain_again(one.text) for one in opened(whole[1]).paragraphs if "PAGEREF" in one._p.xml]
        assert lines[2] == "3. Thư kêu gọi ủng hộ đồng bào vùng lũ\t42"
        assert xml.count('w:fldCharType="begin"') == xml.count('w:fldCharType="end"')

    def test_every_entry_has_a_hidden_mark_named_after_it(self, whole: tuple[IssueContent, bytes]) -> None:
        content, made_file = whole
        names = re.findall(r'<w:bookmarkStart [^>]*w:name="(muc_\w+)"', body_xml(made_file))
        entries = [*content.entries[:4], *content.entries[3].children]
        assert names == [f"muc_{one.uuid.replace('-', '')}" for one in entries] + ["muc_het"]
        assert all(len(name) <= 40 for name in names)

    def test_a_caption_is_kept_with_its_photo(self, whole: tuple[IssueContent, bytes]) -> None:
        paragraphs = opened(whole[1]).paragraphs
        captions = [place for place, one in enumerate(paragraphs) if one.style.name == "Caption"]
        assert len(captions) == 5
        for place in captions:
            assert paragraphs[place - 1].paragraph_format.keep_with_next
            assert "w:drawing" in paragraphs[place - 1]._p.xml
        assert plain_again(paragraphs[captions[0]].text).endswith("tại kỳ họp (Ảnh: Quàng Minh)")

    def test_pages_are_numbered_at_the_top_but_the_first(self, whole: tuple[IssueContent, bytes]) -> None:
        first = opened(whole[1]).sections[0]
        assert first.different_first_page_header_footer
        assert "PAGE" in first.header._element.xml
        assert "PAGE" not in first.first_page_header._element.xml

    def test_the_foot_of_the_cover_is_the_footer_of_the_first_page(self, whole: tuple[IssueContent, bytes]) -> None:
        first = opened(whole[1]).sections[0]
        lines = [one.text for one in first.first_page_footer.paragraphs if one.text]
        assert lines[-1] == "SỬ DỤNG VÀ BẢO QUẢN TRONG NỘI BỘ CỦA ĐẢNG"
        assert not [one.text for one in first.footer.paragraphs if one.text]

    def test_looks_and_links_of_words_are_kept(self, whole: tuple[IssueContent, bytes]) -> None:
        (line,) = [one for one in opened(whole[1]).paragraphs if one.text.startswith("Các chi bộ đọc kỹ")]
        figures = [run.font for run in line.runs if run.text == "2"]
        assert [bool(font.superscript) for font in figures] == [True, False]
        assert [bool(font.subscript) for font in figures] == [False, True]
        assert [run.text for run in line.runs if run.bold] == ["Nghị định số\u00a0168/2024/NĐ-CP"]
        (link,) = line.hyperlinks
        assert link.address == "https://an-khanh.example/phong-chong-duoi-nuoc?a=1&b=2"
        assert link.text == "trang tin của phường"

    def test_a_table_keeps_its_merged_cells_and_fills_the_line(self, whole: tuple[IssueContent, bytes]) -> None:
        (table,) = opened(whole[1]).tables
        assert table.cell(0, 2).text == table.cell(0, 3).text == "Sáu tháng đầu năm"
        assert table.cell(0, 0).text == table.cell(1, 0).text == "Stt"
        widths = [column.width for column in table.columns]
        assert sum(widths) == pytest.approx(Mm(165), rel=0.01)
        assert widths[1] == max(widths)
        assert table.rows[0]._tr.xml.count("tblHeader") == 1
        assert table.rows[2]._tr.xml.count("tblHeader") == 0

    def test_rows_of_a_short_table_keep_together(self, whole: tuple[IssueContent, bytes]) -> None:
        (table,) = opened(whole[1]).tables
        kept = [
            [line.paragraph_format.keep_with_next for cell in row.cells for line in cell.paragraphs]
            for row in table.rows
        ]
        assert all(all(row) for row in kept[:-1])
        assert not any(kept[-1])

    def test_properties_name_title_author_and_time(self, whole: tuple[IssueContent, bytes]) -> None:
        core = opened(whole[1]).core_properties
        assert plain_again(core.title) == "Tài liệu sinh hoạt chi bộ tháng 9/2026"
        assert core.author == "BAN XÂY DỰNG ĐẢNG"
        assert core.language == "vi-VN"
        assert core.modified == NOW

    def test_a_draft_is_marked_on_every_page(self) -> None:
        first = opened(made(issue(entry("1", "Mục")), draft="DỰ THẢO · Nông Văn Dũng")).sections[0]
        for header in (first.header, first.first_page_header):
            assert "DỰ THẢO · Nông Văn Dũng" in [one.text for one in header.paragraphs]


class TestReadAgain:
    def test_the_reader_of_bulletins_finds_the_same_entries_and_signs(self, tmp_path: Path) -> None:
        pictures = Pictures(tmp_path)
        content = replace(whole_issue(pictures), notes_printed=False)
        path = tmp_path / "issue.docx"
        path.write_bytes(made(content, pictures))
        read = read_file(path, name=path.name)
        found = [(one.number, plain_again(one.heading)) for top in read.entries for one in (top, *top.children)]
        wanted = [(one.number, one.heading) for top in content.entries for one in (top, *top.children)]
        assert found == wanted
        items = [block for block in read.entries[0].blocks if block.kind is BlockKind.ITEM]
        assert [block.level for block in items] == [1, 1, 2, 2, 1]
        assert plain_again(items[2].text).startswith("tổ dân phố số 1")
        captions = [block.picture.caption for block in read.entries[3].children[0].blocks if block.picture]
        assert [plain_again(one) for one in captions][1] == "Đ/c Nông Thị Lành đọc cảm tưởng"


class TestHostileContent:
    def test_signs_that_xml_forbids_vanish_and_others_stay(self) -> None:
        words = "a\x00b\x0bc\ud800d\uffffe <w:p> & ]]> 🎉"
        content = issue(entry("1", words, paragraph(words), item(words)), publisher_line=words, title=words)
        document = opened(made(content))
        assert [one.text for one in document.paragraphs].count("abcde <w:p> & ]]> 🎉") == 2

    def test_a_photo_without_its_file_is_named(self) -> None:
        lost = Block(BlockKind.PICTURE, picture=PictureRef("f" * 64, 4, 3, "Ảnh không còn tệp"))
        with pytest.raises(UnusablePicture, match="Ảnh không còn tệp"):
            made(issue(entry("1", "Mục", lost)))

    def test_empty_headings_and_blocks_leave_no_trace(self) -> None:
        content = issue(
            entry("1", "", Block(BlockKind.PART, (), level=1, number="1.1"), paragraph("còn lại")), contents_depth=2
        )
        lines = [one.text for one in opened(made(content)).paragraphs]
        assert "còn lại" in lines
        assert not [line for line in lines if line.startswith("1.1")]

    def test_a_line_break_stays_within_its_paragraph(self) -> None:
        content = issue(entry("1", "Mục", Block(BlockKind.PARAGRAPH, (Run("một\nhai", bold=True),))))
        assert "một\nhai" in [one.text for one in opened(made(content)).paragraphs]

    def test_three_hundred_entries_are_written(self) -> None:
        content = issue(*(entry(str(n), f"Mục số {n}", paragraph(text(n))) for n in range(1, 301)))
        assert len([one for one in opened(made(content)).paragraphs if one.style.name == "Heading 1"]) == 300


class TestNotes:
    """What a cell needs from an entry stands in the Word file as it does in the PDF."""

    CONTENT = issue(
        entry(
            "1",
            "Công tác trong tháng",
            paragraph("Nội dung của mục."),
            gist=("Ba việc cần nhớ trong tháng.",),
            cell_tasks=("Rà soát hộ khó khăn.",),
            questions=("Chi bộ ta đã làm được gì?",),
        )
    )

    def test_they_stand_around_the_text(self) -> None:
        lines = [plain_again(one.text) for one in opened(made(self.CONTENT)).paragraphs]
        order = ["Ý chính", "Nội dung của mục.", "Việc chi bộ cần làm", "Câu hỏi gợi ý thảo luận"]

        assert [line for line in lines if line in order] == order
        assert any("Rà soát hộ khó khăn." in line for line in lines)

    def test_they_can_be_left_out(self) -> None:
        lines = [one.text for one in opened(made(replace(self.CONTENT, notes_printed=False))).paragraphs]

        assert "Ý chính" not in lines
