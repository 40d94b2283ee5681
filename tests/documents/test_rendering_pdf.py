"""The PDF of an issue: what stands on its pages, what its properties say, and what hostile content does to it."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
import typst
from PIL import Image, ImageFont

from cadre_portal.fonts import LETTERS, UnusableFont, choose_font
from documents.engines.blocks import Block, BlockKind, Cell, PictureRef, Run
from documents.rendering import pdf as pdf_module
from documents.rendering import pdf_data
from documents.rendering.content import IssueContent
from documents.rendering.pages import page_picture, page_texts
from documents.rendering.pdf import RenderedPdf, render_pdf
from documents.rendering.pictures import PRINT_HEIGHT, PRINT_WIDTH, UnusablePicture, print_picture
from documents.rendering.typography import plain_again, printable
from tests.documents.bulletins import text
from tests.documents.issues import (
    Pictures,
    drawn_photo,
    entry,
    issue,
    item,
    paragraph,
    part,
    uuid_of,
    whole_issue,
)

LIBERATION = Path("/usr/share/fonts/truetype/liberation2")
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def rendered(content: IssueContent, pictures: Pictures | None = None, **more: Any) -> RenderedPdf:
    return render_pdf(content, pictures=pictures.files if pictures else {}, now=NOW, **more)


def flat(pdf: bytes) -> str:
    """The text of all pages on one line, as a reader reads it."""
    return " ".join(plain_again(" ".join(page_texts(pdf))).split())


def fonts_of(pdf: bytes) -> set[str]:
    """Families of the fonts of every letter ("ABCDEF+Tinos-Bold" → "Tinos")."""
    found = set()
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        letters = page.get_textpage()
        for place in range(letters.count_chars()):
            size = pdfium_c.FPDFText_GetFontInfo(letters.raw, place, None, 0, None)
            buffer = (pdfium_c.c_char * size)() if size else b""
            if size:
                pdfium_c.FPDFText_GetFontInfo(letters.raw, place, buffer, size, None)
                name = bytes(buffer).rstrip(b"\0").decode()
                found.add(name.split("+")[-1].split("-")[0])
    document.close()
    return found - {""}


# A photo of 4:3 fills 72 % of 165 mm unless that is higher than 84 mm.
FULL_HEIGHT = 84 * 72 / 25.4


def photo_heights(pdf: bytes) -> list[tuple[int, float]]:
    """Page (from 0) and printed height in points of every photo."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document):
        for one in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
            _, bottom, _, top = one.get_bounds()
            found.append((number, round(top - bottom, 1)))
    document.close()
    return found


def bookmarks_of(pdf: bytes) -> list[tuple[int, str]]:
    document = pypdfium2.PdfDocument(pdf)
    found = [(mark.level, plain_again(mark.get_title())) for mark in document.get_toc()]
    document.close()
    return found


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    return Pictures(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module")
def whole(pictures: Pictures) -> tuple[IssueContent, RenderedPdf]:
    content = whole_issue(pictures)
    return content, rendered(content, pictures)


class TestAWholeIssue:
    def test_the_same_content_at_the_same_time_gives_the_same_bytes(
        self, whole: tuple[IssueContent, RenderedPdf], pictures: Pictures
    ) -> None:
        content, first = whole
        assert rendered(content, pictures).pdf == first.pdf
        assert rendered(replace(content, period_line="Tháng 10 năm 2026"), pictures).pdf != first.pdf

    def test_one_font_family_sets_every_letter(self, whole: tuple[IssueContent, RenderedPdf]) -> None:
        assert fonts_of(whole[1].pdf) == {"LibertinusSerif"}

    def test_properties_name_title_author_and_language_and_the_standard(
        self, whole: tuple[IssueContent, RenderedPdf]
    ) -> None:
        pdf = whole[1].pdf
        document = pypdfium2.PdfDocument(pdf)
        facts = document.get_metadata_dict()
        document.close()
        assert facts["Title"] == "Tài liệu sinh hoạt chi bộ tháng 9/2026"
        assert facts["Author"] == "BAN XÂY DỰNG ĐẢNG"
        assert b"/Lang(vi-VN)" in pdf
        assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B<" in pdf

    def test_what_stays_in_one_piece_is_found_by_who_looks_for_it(self) -> None:
        words = "Theo Chỉ thị số 19/CT-TTg và Nghị quyết 05-NQ/ĐU, báo cáo trước ngày 15/12/2026."
        found = rendered(issue(entry("1", "Kế hoạch số 12-KH/TU", *(paragraph(text(n, 3) + words) for n in range(12)))))
        document = pypdfium2.PdfDocument(found.pdf)
        pages = [page.get_textpage() for page in document]
        for one in ("19/CT-TTg", "05-NQ/ĐU", "15/12/2026", "12-KH/TU"):
            assert any(page.search(one, match_case=True).get_next() for page in pages), one
        # And no line ends within.
        assert sum(page.get_text_range().count("19/CT-TTg") for page in pages) == 12
        assert sum(page.get_text_range().count("15/12/2026") for page in pages) == 12
        document.close()

    def test_bookmarks_follow_entries_and_parts(self, whole: tuple[IssueContent, RenderedPdf]) -> None:
        marks = bookmarks_of(whole[1].pdf)
        assert (0, "3. Thư kêu gọi ủng hộ đồng bào vùng lũ") in marks
        assert (1, "1.1. Những con số cần nhớ") in marks
        assert (2, "2.2.1. Công tác tuyên truyền") in marks
        assert (1, "4.2. Khánh thành cầu dân sinh bản Nà Lốc") in marks

    def test_bookmarks_are_plain_text(self) -> None:
        heading = "Kế hoạch số 12-KH/TU ngày 15/12/2026"
        one = part("1.1", "Chỉ thị số 19/CT-TTg")
        found = rendered(issue(entry("1", heading, one, paragraph("Lời."))))
        document = pypdfium2.PdfDocument(found.pdf)
        titles = [mark.get_title() for mark in document.get_toc()]
        document.close()
        assert titles == [f"1. {heading}", "1.1. Chỉ thị số 19/CT-TTg"]

    def test_the_contents_give_the_page_on_which_each_entry_begins(
        self, whole: tuple[IssueContent, RenderedPdf]
    ) -> None:
        content, pdf = whole
        pages = [plain_again(page) for page in page_texts(pdf.pdf)]
        contents = " ".join(pages[1].split())
        for one in (*content.entries, *content.entries[3].children):
            first, last = pdf.entry_pages[one.uuid]
            assert re.search(rf"{re.escape(one.heading[-12:])} {first}\b", contents), one.heading
            assert one.heading[:20] in " ".join(pages[first - 1].split())
            assert first <= last <= pdf.pages

    def test_an_entry_that_ends_a_page_does_not_reach_the_next(self, whole: tuple[IssueContent, RenderedPdf]) -> None:
        content, pdf = whole
        pages = [" ".join(plain_again(page).split()) for page in page_texts(pdf.pdf)]
        for one in content.entries[:3]:
            last_words = (one.source_line or [*one.questions, *one.cell_tasks, one.blocks[-1].text][0])[-20:]
            assert last_words in pages[pdf.entry_pages[one.uuid][1] - 1]

    def test_every_block_is_printed_with_its_sign_and_number(self, whole: tuple[IssueContent, RenderedPdf]) -> None:
        printed = flat(whole[1].pdf)
        for words in (
            "- Chi bộ chọn một chỉ tiêu",
            "+ tổ dân phố số 1 đến số 6",
            "* Đối với các trường học",
            "b) ký cam kết với gia đình",
            "2.2.2. Kiểm tra, giám sát",
            "Mỗi ngõ một bóng đèn, mỗi nhà một việc tốt",
            "(Ảnh: Quàng Minh)",
            "Theo tài liệu sinh hoạt chi bộ tháng 8/2026",
            "Việc chi bộ cần làm - Chọn một chỉ tiêu",
        ):
            assert words in printed

    def test_the_first_page_has_no_number_and_the_others_have_theirs(
        self, whole: tuple[IssueContent, RenderedPdf]
    ) -> None:
        pages = page_texts(whole[1].pdf)
        assert not re.match(r"1\s", pages[0])
        assert all(re.match(rf"{number}\s", page) for number, page in enumerate(pages[1:], start=2))

    def test_the_last_page_shows_the_code_and_where_to_check_it(self, whole: tuple[IssueContent, RenderedPdf]) -> None:
        assert "7K3MP-Q2WXZ" in page_texts(whole[1].pdf)[-1]
        assert "https://an-khanh.example/doi-chieu/" in page_texts(whole[1].pdf)[-1]

    def test_a_page_is_drawn_at_the_width_asked_for(self, whole: tuple[IssueContent, RenderedPdf]) -> None:
        picture = Image.open(io.BytesIO(page_picture(whole[1].pdf, 1, width=420)))
        assert picture.width in (420, 421)
        with pytest.raises(IndexError):
            page_picture(whole[1].pdf, whole[1].pages + 1)


def test_what_stands_on_every_page_names_only_what_it_needs() -> None:
    """A closure in the page's style that held all of the content would change with every edit, and each paragraph with it."""
    template = Path(pdf_module.__file__).with_name("bulletin.typ").read_text(encoding="utf-8")
    header = template[template.index("  header: context") : template.index("  background:")]
    assert "data" not in header


def test_the_asterisk_of_the_cover_stands_below_a_committee_without_a_board() -> None:
    made = render_pdf(issue(entry("1", "Mục", paragraph("Chữ.")), board_line=""), pictures={}, now=NOW)
    assert "*" in [line.strip() for line in page_texts(made.pdf)[0].splitlines()]


class TestForms:
    def test_a_draft_is_marked_on_every_page(self, whole: tuple[IssueContent, RenderedPdf], pictures: Pictures) -> None:
        mark = "DỰ THẢO · 08:15 01/9/2026 · Nguyễn Thị Kim Thoa"
        pages = page_texts(rendered(whole[0], pictures, draft=mark).pdf)
        assert len(pages) > 8
        assert all(mark in plain_again(page) for page in pages)

    def test_the_mark_of_a_draft_lies_on_the_paper(self) -> None:
        pdf = rendered(issue(entry("1", "Mục", paragraph(text(1)))), draft="DỰ THẢO · Nông Văn Dũng").pdf
        document = pypdfium2.PdfDocument(pdf)
        for page in document:
            words = page.get_textpage()
            left, bottom, right, top = words.get_charbox(words.get_text_range().index("DỰ"))
            assert 0 < left < right < page.get_width()
            assert 0 < bottom < top < page.get_height()
        document.close()

    def test_large_type_takes_more_pages(self, whole: tuple[IssueContent, RenderedPdf], pictures: Pictures) -> None:
        assert rendered(whole[0], pictures, form="large").pages > whole[1].pages

    def test_the_review_copy_numbers_the_lines_of_each_page(self) -> None:
        content = issue(entry("1", "Việc của tháng", *(paragraph(text(n, 5)) for n in range(14))))
        pages = page_texts(rendered(content, form="review").pdf)
        for page in pages[2:4]:
            numbers = [int(line) for line in page.split() if line.isdigit()]
            assert {1, 2, 3, 20} <= set(numbers)


class TestPhotos:
    def test_a_photo_that_just_misses_its_page_is_reduced_and_stays(self, tmp_path: Path) -> None:
        pictures = Pictures(tmp_path)
        photo = pictures.draw(1, (800, 600), "Chú thích")
        kept: list[int] = []
        pushed: list[int] = []
        for lead in range(5, 12):
            for words in (1, 2, 3):
                lines = [*(paragraph(text(n, 3)) for n in range(lead)), paragraph(text(2, words))]
                pdf = rendered(issue(entry("1", "Một tin", *lines, photo, paragraph(text(3, 3)))), pictures).pdf
                (page, height), *others = photo_heights(pdf)
                assert not others
                assert 0.66 * FULL_HEIGHT - 1 <= height <= FULL_HEIGHT + 1
                is_pushed = page_texts(pdf)[page].split("\n")[1].startswith("Chú thích")
                (pushed if is_pushed else kept).append(round(height))
        # All three happen: it fits, it is reduced to stay, it goes to the next page at full size.
        assert max(kept) == pytest.approx(FULL_HEIGHT, abs=1)
        assert min(kept) < 0.97 * FULL_HEIGHT
        assert set(pushed) <= {round(FULL_HEIGHT)}

    def test_photos_that_do_not_settle_are_held_fast(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        tries: list[str] = []

        class Restless:
            """typst's compiler, which says of the first try that it did not converge."""

            def __init__(self, path: Path, **more: Any) -> None:
                self.path, self.inner = path, typst.Compiler(path, **more)

            def compile_with_warnings(self, **more: Any) -> Any:
                tries.append((self.path.parent / "content.json").read_text(encoding="utf-8"))
                pdf, _ = self.inner.compile_with_warnings(**more)
                return pdf, [SimpleNamespace(message="document did not converge")] if len(tries) == 1 else []

            def query(self, *arguments: Any, **more: Any) -> str:
                return self.inner.query(*arguments, **more)

        pictures = Pictures(tmp_path)
        content = issue(entry("1", "Một tin", *(paragraph(text(n, 3)) for n in range(9)), pictures.draw(1, (800, 600))))
        settled = rendered(content, pictures)
        monkeypatch.setattr(pdf_module, "typst", SimpleNamespace(Compiler=Restless, TypstError=typst.TypstError))
        held = rendered(content, pictures)
        assert ['"scales": null' in one for one in tries] == [True, False]
        assert photo_heights(held.pdf) == photo_heights(settled.pdf)

    def test_a_caption_stands_on_the_page_of_its_photo(self, tmp_path: Path) -> None:
        for lead in range(4, 12):
            pictures = Pictures(tmp_path)
            photo = pictures.draw(1, (800, 600), "Chú thích nằm ngay dưới ảnh", "Ảnh: Vi Vi")
            lines = [paragraph(text(n, 2)) for n in range(lead)]
            pdf = rendered(issue(entry("1", "Một tin", *lines, photo, paragraph(text(3, 3)))), pictures).pdf
            document = pypdfium2.PdfDocument(pdf)
            for page in document:
                images = len(list(page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=4)))
                assert images == page.get_textpage().get_text_range().count("Chú thích")
            document.close()

    def test_no_heading_ends_a_page(self) -> None:
        for lead in range(1, 14):
            blocks = [paragraph(text(n, 2)) for n in range(lead)]
            content = issue(entry("1", "Mục", *blocks, part("1.1", "Phần đứng gần cuối trang"), paragraph(text(5, 6))))
            for page in page_texts(rendered(content).pdf):
                assert not page.strip().endswith("cuối trang")

    def test_two_upright_photos_stand_side_by_side(self, tmp_path: Path) -> None:
        pictures = Pictures(tmp_path)
        pair = [pictures.draw(seed, (600, 800), f"Ảnh thứ {seed}") for seed in (1, 2)]
        pdf = rendered(issue(entry("1", "Hai ảnh", *pair)), pictures).pdf
        document = pypdfium2.PdfDocument(pdf)
        boxes = [
            found.get_bounds()
            for page in document
            for found in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=4)
        ]
        document.close()
        (left, bottom, right, _), (other_left, other_bottom, _, _) = boxes
        assert right < other_left
        assert bottom == pytest.approx(other_bottom, abs=1)
        assert left > 80

    @pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
    def test_a_photo_is_upright_rgb_and_small_enough_for_print(self, tmp_path: Path, mode: str) -> None:
        path = tmp_path / "photo"
        image = Image.open(io.BytesIO(drawn_photo(3, (2400, 1600), mode=mode)))
        exif = Image.Exif()
        exif[0x0112] = 6  # turned by a quarter
        exif[0x010F] = "Máy ảnh có tên"
        image.save(path, "JPEG", exif=exif)
        made = Image.open(io.BytesIO(print_picture(path, sha256="0" * 64)))
        assert made.mode == "RGB"
        assert made.height > made.width
        assert made.width <= PRINT_WIDTH
        assert made.height <= PRINT_HEIGHT
        assert not made.getexif()

    def test_a_transparent_picture_lies_on_white(self, tmp_path: Path) -> None:
        Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(tmp_path / "clear", "PNG")
        made = Image.open(io.BytesIO(print_picture(tmp_path / "clear", sha256="0" * 64)))
        assert made.getpixel((20, 20)) == (255, 255, 255)

    def test_forty_megapixels_are_taken(self, tmp_path: Path) -> None:
        Image.new("RGB", (8000, 5000), "#7a8").save(tmp_path / "large", "JPEG")
        assert len(print_picture(tmp_path / "large", sha256="0" * 64)) < 200_000

    @pytest.mark.parametrize("broken", [b"", b"GIF89a", drawn_photo(1, (400, 300))[:900]], ids=["empty", "head", "cut"])
    def test_a_broken_photo_is_named_and_a_draft_still_prints(self, tmp_path: Path, broken: bytes) -> None:
        pictures = Pictures(tmp_path)
        photo = pictures.add(broken, (400, 300), "Lễ ra quân ở bản Nà Lốc")
        content = issue(
            entry("1", "Mục có ảnh hỏng", paragraph(text(1)), photo), entry("2", "Mục sau", paragraph(text(4)))
        )
        with pytest.raises(UnusablePicture, match=r"Lễ ra quân ở bản Nà Lốc, mục 1"):
            rendered(content, pictures)
        draft = rendered(content, pictures, draft="DỰ THẢO")
        assert "Mục sau" in flat(draft.pdf)
        assert any("Lễ ra quân" in warning for warning in draft.warnings)

    def test_a_photo_without_its_file_stops_publishing_and_is_named_in_a_draft(self) -> None:
        lost = Block(BlockKind.PICTURE, picture=PictureRef("f" * 64, 400, 300, "Ảnh không còn tệp"))
        content = issue(entry("1", "Mục", lost))
        with pytest.raises(UnusablePicture, match="Thiếu tệp ảnh “Ảnh không còn tệp” ở mục 1"):
            rendered(content)
        assert "Thiếu tệp ảnh “Ảnh không còn tệp” ở mục 1" in rendered(content, draft="DỰ THẢO").warnings[0]

    def test_the_work_on_a_photo_is_kept_in_the_cache(self, tmp_path: Path) -> None:
        pictures = Pictures(tmp_path)
        photo = pictures.draw(1, (800, 600))
        content = issue(entry("1", "Mục", photo))
        first = rendered(content, pictures, cache_dir=tmp_path / "cache")
        for path in pictures.files.values():
            path.write_bytes(b"gone")
        assert rendered(content, pictures, cache_dir=tmp_path / "cache").pdf == first.pdf


def test_a_page_of_text_goes_to_the_screen_with_a_palette_and_a_photo_in_all_its_colours(tmp_path: Path) -> None:
    pictures = Pictures(tmp_path)
    made = rendered(issue(entry("1", "Mục", paragraph("Chữ."), pictures.draw(5))), pictures)
    cover, body = (Image.open(io.BytesIO(page_picture(made.pdf, page))) for page in (1, made.pages))
    assert (cover.mode, body.mode) == ("P", "RGB")


class TestHostileContent:
    @pytest.mark.parametrize(
        "words",
        [
            r'#panic("x") $x^2$ *đậm* _nghiêng_ `mã` <nhãn> @ai \ // /* #import "@preview/x:1.0.0"',
            "= Tiêu đề giả [ngoặc] {nhọn} ~ -- --- ... 'nháy' \"kép\"",
            "<w:p>&amp;]]></w:p> \\u{1F600} %s {0}",
        ],
    )
    def test_signs_of_any_markup_are_printed_as_they_are(self, words: str) -> None:
        content = issue(
            entry("1", words, paragraph(words), item(words), source_line=words, gist=(words,)), publisher_line=words
        )
        assert flat(rendered(content).pdf).count(" ".join(words.split())) >= 5

    def test_emoji_and_foreign_letters_are_replaced_and_named_with_their_entry(self) -> None:
        pdf = rendered(issue(entry("1", "Chúc mừng 🎉", paragraph("Xin chào 中 và ✅"))))
        assert "Chúc mừng □" in flat(pdf.pdf)
        assert any("🎉" in warning and "mục 1" in warning for warning in pdf.warnings)

    def test_a_letter_that_only_this_font_lacks_is_found_while_setting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # Other fonts lack other signs: let one through that the built-in font cannot draw.
        monkeypatch.setattr(pdf_data, "printable", lambda words: (words, set()))
        pdf = rendered(issue(entry("1", "Mục", paragraph("Hết 中 hơi 文 thở"))))
        assert "Hết □ hơi □ thở" in flat(pdf.pdf)
        assert any("中" in warning for warning in pdf.warnings)

    def test_every_sign_let_through_can_be_drawn_in_all_four_styles(self) -> None:
        signs = [sign for sign in map(chr, range(0x20, 0x10000)) if printable(sign)[0] == sign and not sign.isspace()]
        assert len(signs) > 500
        runs = tuple(
            Run(f"a{sign} ", bold=bold, italic=slant)
            for bold in (False, True)
            for slant in (False, True)
            for sign in signs
        )
        pdf = rendered(issue(entry("1", "Mọi ký tự", Block(BlockKind.PARAGRAPH, runs))))
        assert pdf.warnings == ()

    def test_control_signs_and_lone_surrogates_vanish(self) -> None:
        pdf = rendered(issue(entry("1", "Mục\x00 một\x07", paragraph("chữ\ud800 và\u202e tiếp\ufeff theo\x1f"))))
        assert "Mục một" in flat(pdf.pdf)
        assert "chữ và tiếp theo" in flat(pdf.pdf)

    def test_an_entry_of_two_hundred_pages_is_set(self) -> None:
        content = issue(entry("1", "Rất dài", *(paragraph(text(n, 8)) for n in range(900))), contents_depth=1)
        pdf = rendered(content)
        assert pdf.pages > 200
        assert pdf.entry_pages[uuid_of("1Rất dài")] == (3, pdf.pages)

    def test_three_hundred_entries_are_set(self) -> None:
        content = issue(*(entry(str(n), f"Mục số {n}", paragraph(text(n))) for n in range(1, 301)))
        pdf = rendered(content)
        assert len(pdf.entry_pages) == 300
        assert "300" in flat(pdf.pdf)

    def test_empty_headings_and_blocks_leave_no_trace(self) -> None:
        content = issue(
            entry("1", "", paragraph(""), Block(BlockKind.PART, (), level=1, number="1.1"), paragraph("còn lại")),
            entry("2", "Mục không có chữ"),
        )
        pdf = rendered(content)
        assert "1.1" not in flat(pdf.pdf)
        assert set(pdf.entry_pages) == {uuid_of("1"), uuid_of("2Mục không có chữ")}

    def test_an_issue_without_entries_is_set(self) -> None:
        assert rendered(issue(), form="review").pages >= 1


class TestFonts:
    def test_the_letters_asked_for_are_all_of_vietnamese(self) -> None:
        assert set("ăâđêôơưĂÂĐÊÔƠƯ") <= set(LETTERS)
        assert {chr(code) for code in range(0x1EA0, 0x1EFA)} <= set(LETTERS)

    def test_a_folder_without_fonts_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnusableFont, match="không có tệp"):
            choose_font(tmp_path)

    def test_a_file_that_is_no_font_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "gia.ttf").write_bytes(b"not a font")
        with pytest.raises(UnusableFont, match="không có phông nào đọc được"):
            choose_font(tmp_path)

    def test_a_font_that_lacks_vietnamese_letters_is_refused_by_name(self, tmp_path: Path) -> None:
        # Pillow's own small face: Latin without ơ, ư, ạ …
        face = ImageFont.load_default(20)
        assert isinstance(face, ImageFont.FreeTypeFont)
        assert isinstance(face.path, io.BytesIO)
        (tmp_path / "latin.ttf").write_bytes(face.path.getvalue())
        with pytest.raises(UnusableFont, match=r"latin\.ttf.*thiếu chữ tiếng Việt"):
            choose_font(tmp_path)

    @pytest.mark.skipif(not LIBERATION.is_dir(), reason="Liberation fonts are not installed")
    def test_another_font_sets_the_whole_pdf_alone(self, tmp_path: Path) -> None:
        for path in LIBERATION.glob("LiberationSerif-*.ttf"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
        content = issue(entry("1", LETTERS, paragraph(f"{LETTERS} 5 ≤ 6 ♥ ⅐ ₫")), token="ABCDE23456")
        pdf = rendered(content, font_dir=tmp_path)
        assert pdf.font == "Liberation Serif"
        assert fonts_of(pdf.pdf) == {"LiberationSerif"}


def _pages_of_rows(rows: int, lines_above: int) -> list[int]:
    """On which page each row of a table stands that comes after so many lines."""
    table = Block(BlockKind.TABLE, rows=tuple((Cell(((Run(f"Hàng-{row:02d}"),),)),) for row in range(rows)))
    above = [paragraph(f"Đoạn {place}.") for place in range(lines_above)]
    pages = page_texts(rendered(issue(entry("1", "Mục", *above, table))).pdf)
    return [place for row in range(rows) for place, words in enumerate(pages) if f"Hàng-{row:02d}" in words]


@pytest.mark.parametrize("lines_above", range(17, 26))
def test_a_short_table_is_never_torn_by_the_end_of_a_page(lines_above: int) -> None:
    assert len(set(_pages_of_rows(6, lines_above))) == 1


def test_a_long_table_goes_on_over_the_pages() -> None:
    pages = _pages_of_rows(60, 3)
    assert len(pages) == 60
    assert len(set(pages)) >= 2


@pytest.mark.parametrize("form", ["a4", "review"])
def test_a_line_that_announces_a_list_never_stands_alone_at_the_foot_of_a_page(form: str) -> None:
    foots = 0
    for lines_above in range(20, 34):
        above = [paragraph(f"Đoạn {place}.") for place in range(lines_above)]
        content = issue(entry("1", "Mục", *above, paragraph("Trình tự thực hiện:"), paragraph("Nộp hồ sơ một cửa.")))
        pages = page_texts(rendered(content, form=form).pdf)
        (led,) = (page for page in pages if "Trình tự" in page)
        assert "Nộp hồ sơ" in led, lines_above
        foots += "Đoạn 0" not in led
    # Among so many lengths the end of the page came before, at and behind the line.
    assert 0 < foots < 14
