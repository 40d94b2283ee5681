"""A Word file that comes back: nothing differs when nobody edited it; every kind of edit is found, and only it."""

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from documents.engines.block_html import blocks_from_html
from documents.engines.blocks import BlockKind
from documents.engines.reading.docx_returned import read_returned
from documents.engines.reading.model import UnreadableFile
from documents.engines.returning.applying import apply_steps
from documents.engines.returning.compare import Piece, Step, alike, steps_of
from documents.engines.returning.lines import Part, heading_text, lines_of, plain, returned_line
from documents.engines.returning.marks import EntryMark, entry_mark, picture_mark, read_entry_mark, read_picture_mark
from documents.engines.returning.matching import Section, flat, sections_of
from documents.engines.returning.model import ReturnedWord, lines_from_plain, lines_to_plain
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.docx import render_docx
from tests.conftest import needs_soffice
from tests.documents.issues import Pictures, drawn_photo, entry, issue, item, paragraph, part, whole_issue
from tests.documents.word_files import (
    NOW,
    WHEN,
    add_after,
    comment_on,
    drop,
    drop_marks,
    edited,
    paragraph_with,
    set_text,
    swap,
    through_libreoffice,
    track_deletion,
    track_insertion,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[IssueContent, bytes]:
    pictures = Pictures(tmp_path_factory.mktemp("photos"))
    content = whole_issue(pictures)
    versions = {one.uuid: 7 for one, _ in flat(content)}
    return content, render_docx(content, pictures=pictures.files, now=NOW, versions=versions)


def section_of(word: ReturnedWord, content: IssueContent, number: str) -> tuple[EntryContent, Section]:
    own = next(one for one, _ in flat(content) if one.number == number)
    return own, next(one for one in sections_of(word.lines, content) if one.uuid == own.uuid)


def steps(data: bytes, content: IssueContent, number: str, base: EntryContent | None = None) -> list[Step]:
    word = read_returned(data)
    own, section = section_of(word, content, number)
    changes = [change for line in section.lines for change in line.changes]
    lines = [returned_line(line) for line in section.lines]
    return steps_of(lines_of(own), lines, lines_of(base) if base else None, changes)


def pieces(data: bytes, content: IssueContent, number: str, base: EntryContent | None = None) -> list[Piece]:
    return [step.piece for step in steps(data, content, number, base) if step.piece is not None]


def differences(data: bytes, content: IssueContent) -> list[str]:
    """Everything that differs in the whole file, in words."""
    word = read_returned(data)
    found = []
    sections = {one.uuid: one for one in sections_of(word.lines, content)}
    for own, _ in flat(content):
        section = sections.pop(own.uuid, None)
        if section is None:
            found.append(f"missing {own.number}")
            continue
        if own.heading and heading_text(section.heading.text) != plain(own.heading):
            found.append(f"heading {own.number}")
        lines = [returned_line(line) for line in section.lines]
        found += [f"{own.number}: {s.piece.kind}" for s in steps_of(lines_of(own), lines, None) if s.piece]
    return found + [f"new {one.heading.text}" for one in sections.values()]


class TestAFileThatNobodyEdited:
    def test_differs_in_nothing(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole
        assert differences(data, content) == []

    @needs_soffice
    def test_differs_in_nothing_after_libreoffice_saved_it(
        self, whole: tuple[IssueContent, bytes], tmp_path: Path
    ) -> None:
        content, data = whole
        assert differences(through_libreoffice(data, tmp_path), content) == []

    def test_tells_the_version_it_was_made_from_and_when(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole
        word = read_returned(data)
        assert {one.version for one in sections_of(word.lines, content)} == {7}
        assert word.made_at == "2026-09-01T08:00:00Z"

    def test_differs_in_nothing_when_the_numbers_have_moved_on(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole
        first = entry("1", "Một mục mới đứng đầu", paragraph("Nội dung."))
        second = replace(
            content.entries[0],
            number="2",
            blocks=tuple(
                replace(block, number=block.number.replace("1.", "2.", 1)) if block.number else block
                for block in content.entries[0].blocks
            ),
        )
        moved = replace(content, entries=(first, second, *content.entries[1:]))
        assert pieces(data, moved, "2") == []

    def test_survives_its_plain_form(self, whole: tuple[IssueContent, bytes]) -> None:
        word = read_returned(whole[1])
        assert lines_from_plain(lines_to_plain(word.lines)) == word.lines


def _typed(document: DocxDocument) -> None:
    swap(document, "29/30 đại biểu có mặt", "30/30 đại biểu có mặt")


def _added(document: DocxDocument) -> None:
    add_after(
        paragraph_with(document, "các tổ còn lại hoàn thành"), "+ các khu tập thể làm xong trước ngày 05/10/2026."
    )


def _dropped(document: DocxDocument) -> None:
    drop(paragraph_with(document, "các tổ còn lại hoàn thành"))


def _bold(document: DocxDocument) -> None:
    for run in paragraph_with(document, "Thông báo số điện thoại").runs[1:]:
        run.bold = True


def _cell(document: DocxDocument) -> None:
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.text.replace("\u00a0", " ") == "128,4":
                    set_text(cell.paragraphs[0], "130,1")


def _caption(document: DocxDocument) -> None:
    swap(document, "trả lời ý kiến của cử tri tại kỳ họp", "tiếp thu ý kiến của cử tri")


def _task(document: DocxDocument) -> None:
    swap(document, "xong trước ngày 15/9/2026", "xong trước ngày 20/9/2026")


class TestAnEdit:
    @pytest.mark.parametrize(
        ("edit", "kind", "where", "shown"),
        [
            (_typed, "changed", Part.BODY, "30/30 đại biểu có mặt"),
            (_added, "new", Part.BODY, "+ các khu tập thể làm xong trước ngày 05/10/2026."),
            (_dropped, "gone", Part.BODY, ""),
            (_bold, "look", Part.BODY, "- Thông báo số điện thoại"),
            (_cell, "changed", Part.BODY, "130,1"),
            (_caption, "changed", Part.BODY, "tiếp thu ý kiến của cử tri (Ảnh: Quàng Minh)"),
            (_task, "changed", Part.TASKS, "xong trước ngày 20/9/2026"),
        ],
    )
    @pytest.mark.parametrize("way", ["word", pytest.param("libreoffice", marks=needs_soffice)])
    def test_is_the_only_difference(
        self,
        whole: tuple[IssueContent, bytes],
        tmp_path: Path,
        way: str,
        edit: Callable[[DocxDocument], None],
        kind: str,
        where: Part,
        shown: str,
    ) -> None:
        content, data = whole
        data = edited(data, edit)
        if way == "libreoffice":
            data = through_libreoffice(data, tmp_path)
        assert len(differences(data, content)) == 1
        (piece,) = pieces(data, content, "1")
        assert (piece.kind, piece.part) == (kind, where)
        assert shown in (piece.new.shown if piece.new else "")

    @pytest.mark.parametrize("edit", [_typed, _added, _dropped, _bold, _cell, _caption, _task])
    def test_is_gone_once_it_is_accepted(
        self, whole: tuple[IssueContent, bytes], edit: Callable[[DocxDocument], None]
    ) -> None:
        content, data = whole
        data = edited(data, edit)
        own = content.entries[0]
        found = steps(data, content, "1")
        applied = apply_steps(found, {step.piece.key for step in found if step.piece})
        changed = own
        if "body" in applied.fields:
            text = iter(blocks_from_html(applied.fields["body"]))
            blocks = []
            photos = list(applied.photos or ())
            for place in range(sum(block.picture is None for block in own.blocks) + 3):
                for photo in [one for one in photos if one.place == place]:
                    before = next(
                        b.picture for b in own.blocks if b.picture and b.picture.sha256.startswith(photo.known)
                    )
                    picture = replace(before, caption=photo.caption, credit=photo.credit)
                    blocks.append(replace(own.blocks[0], kind=BlockKind.PICTURE, runs=(), picture=picture))
                block = next(text, None)
                blocks += [block] if block else []
            changed = replace(own, blocks=tuple(blocks))
        if "cell_tasks" in applied.fields:
            changed = replace(own, cell_tasks=tuple(applied.fields["cell_tasks"].splitlines()))
        after = replace(content, entries=(changed, *content.entries[1:]))
        assert pieces(data, after, "1") == []

    def test_is_not_taken_over_where_it_was_not_accepted(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole

        def both(document: DocxDocument) -> None:
            _typed(document)
            _added(document)

        found = steps(edited(data, both), content, "1")
        first = next(step.piece.key for step in found if step.piece)
        body = apply_steps(found, {first}).fields["body"]
        assert "30/30 đại biểu" in body
        assert "các khu tập thể" not in body

    def test_of_the_heading_is_found_without_its_number(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole
        data = edited(data, lambda document: swap(document, "Kết quả kỳ họp giữa năm", "Kết quả kỳ họp thường lệ"))
        assert differences(data, content) == ["heading 1"]

    def test_keeps_looks_and_links_of_the_paragraph(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole
        data = edited(data, lambda document: swap(document, "Các chi bộ đọc kỹ", "Các chi bộ nghiên cứu"))
        found = steps(data, content, "2")
        body = apply_steps(found, {step.piece.key for step in found if step.piece}).fields["body"]
        assert "nghiên cứu <strong>Nghị định số 168/2024/NĐ-CP</strong> và <em>" in body
        assert 'href="https://an-khanh.example/phong-chong-duoi-nuoc?a=1&amp;b=2"' in body
        assert "3.200 m<sup>2</sup>" in body

    def test_that_makes_a_part_is_a_numbered_part(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole
        data = edited(
            data,
            lambda document: add_after(paragraph_with(document, "Mỗi ngõ một bóng đèn"), "Lịch họp tới", "Heading 2"),
        )
        found = steps(data, content, "1")
        body = apply_steps(found, {step.piece.key for step in found if step.piece}).fields["body"]
        assert "<h3>Lịch họp tới</h3>" in body

    def test_that_brings_a_photo_offers_it(self, whole: tuple[IssueContent, bytes], tmp_path: Path) -> None:
        content, data = whole
        (tmp_path / "new.jpg").write_bytes(drawn_photo(77, (800, 600)))

        def add(document: DocxDocument) -> None:
            below = add_after(paragraph_with(document, "Mỗi ngõ một bóng đèn"), "")
            below.add_run().add_picture(str(tmp_path / "new.jpg"))
            add_after(below, "Ngõ 12 sau khi lắp đèn (Ảnh: Vũ Hà)", "Caption")

        data = edited(data, add)
        (piece,) = pieces(data, content, "1")
        assert piece.kind == "new"
        assert piece.new is not None
        assert piece.new.text == "Ngõ 12 sau khi lắp đèn (Ảnh: Vũ Hà)"
        photos = apply_steps(steps(data, content, "1"), {piece.key}).photos
        assert photos is not None
        assert (photos[-1].caption, photos[-1].credit) == ("Ngõ 12 sau khi lắp đèn", "Ảnh: Vũ Hà")
        assert read_returned(data).pictures[photos[-1].new].width == 800

    def test_that_drops_a_photo_is_told(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole

        def without(document: DocxDocument) -> None:
            caption = paragraph_with(document, "trả lời ý kiến của cử tri")
            photo = caption._p.getprevious()
            drop(caption)
            photo.getparent().remove(photo)

        (piece,) = pieces(edited(data, without), content, "1")
        assert piece.kind == "gone"
        assert piece.old is not None
        assert piece.old.picture


class TestTrackedChangesAndComments:
    def test_an_insertion_is_accepted_text_with_its_author(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole
        data = edited(data, lambda d: track_insertion(paragraph_with(d, "các tổ còn lại"), " Ai chậm thì nhắc."))
        (piece,) = pieces(data, content, "1")
        (change,) = piece.changes
        assert (change.kind, change.text, change.signed) == ("ins", " Ai chậm thì nhắc.", "Hà Vi, 09:30 20/11/2026")
        assert piece.new is not None
        assert piece.new.text.endswith("Ai chậm thì nhắc.")

    @pytest.mark.parametrize("way", ["word", pytest.param("libreoffice", marks=needs_soffice)])
    def test_a_deleted_paragraph_is_told_with_its_author(
        self, whole: tuple[IssueContent, bytes], tmp_path: Path, way: str
    ) -> None:
        content, data = whole
        data = edited(data, lambda d: track_deletion(paragraph_with(d, "các tổ còn lại hoàn thành"), whole=True))
        if way == "libreoffice":
            data = through_libreoffice(data, tmp_path)
        (piece,) = pieces(data, content, "1")
        assert piece.kind == "gone"
        assert [change.author for change in piece.changes] == ["Hà Vi"]

    def test_a_deleted_paragraph_is_not_told_again_with_the_next(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole

        def edit(document: DocxDocument) -> None:
            track_deletion(paragraph_with(document, "các tổ còn lại hoàn thành"), whole=True)
            swap(document, "của tổ công nghệ số", "do tổ công nghệ số")

        gone, changed = pieces(edited(data, edit), content, "1")
        assert (gone.kind, changed.kind) == ("gone", "changed")
        assert (len(gone.changes), len(changed.changes)) == (1, 0)

    def test_a_deleted_paragraph_mark_joins_two_paragraphs(self) -> None:
        content = issue(
            entry("1", "Mục một", paragraph("Họp lúc 7 giờ, "), paragraph("mang theo sổ tay."), paragraph("Hết."))
        )

        def join(document: DocxDocument) -> None:
            first = paragraph_with(document, "Họp lúc 7 giờ")
            swap(document, "7 giờ,", "7 giờ, đồng chí nhớ ")
            mark = f'<w:rPr {nsdecls("w")}><w:del w:id="905" w:author="Hà Vi" w:date="2026-11-20T09:30:00Z"/></w:rPr>'
            first._p.get_or_add_pPr().append(parse_xml(mark))

        data = edited(render_docx(content, pictures={}, now=NOW), join)
        shown = [line.text for line in section_of(read_returned(data), content, "1")[1].lines]
        assert shown == ["Họp lúc 7 giờ, đồng chí nhớ mang theo sổ tay.", "Hết."]

    def test_a_moved_paragraph_is_gone_here_and_new_there(self) -> None:
        content = issue(entry("1", "Mục một", *(paragraph(f"Câu số {n} của mục này.") for n in range(1, 5))))

        def move(document: DocxDocument) -> None:
            source = paragraph_with(document, "Câu số 1")
            target = add_after(paragraph_with(document, "Câu số 4"), "")
            for place, tag in ((source, "moveFrom"), (target, "moveTo")):
                text = "Câu số 1 của mục này."
                run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
                for old in place.runs:
                    old._r.getparent().remove(old._r)
                place._p.append(
                    parse_xml(f'<w:{tag} {nsdecls("w")} w:id="906" w:author="Hà Vi" w:date="{WHEN}">{run}</w:{tag}>')
                )

        data = edited(render_docx(content, pictures={}, now=NOW), move)
        found = pieces(data, content, "1")
        assert [piece.kind for piece in found] == ["gone", "new"]
        assert [[change.author for change in piece.changes] for piece in found] == [["Hà Vi"], ["Hà Vi"]]

    @pytest.mark.parametrize("way", ["word", pytest.param("libreoffice", marks=needs_soffice)])
    def test_a_comment_is_told_with_its_words_and_author(
        self, whole: tuple[IssueContent, bytes], tmp_path: Path, way: str
    ) -> None:
        content, data = whole
        data = comment_on(data, "các tổ còn lại hoàn thành", "Đã hỏi các tổ chưa?")
        if way == "libreoffice":
            data = through_libreoffice(data, tmp_path)
        _, section = section_of(read_returned(data), content, "1")
        (remark,) = [one for line in section.lines for one in line.comments]
        assert (remark.text, remark.author) == ("Đã hỏi các tổ chưa?", "Lê Minh")
        assert "các tổ còn lại hoàn thành" in remark.quote.replace("\u00a0", " ")
        assert differences(data, content) == []


class TestEntriesAreFound:
    def test_by_heading_when_all_marks_are_lost(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole
        assert differences(edited(data, drop_marks), content) == []

    def test_by_heading_when_marks_and_styles_are_lost(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole

        def plainly(document: DocxDocument) -> None:
            drop_marks(document)
            for one in document.paragraphs:
                if one.style is not None and str(one.style.name).startswith("Heading"):
                    one.style = "Normal"

        found = differences(edited(data, plainly), content)
        assert not [one for one in found if one.startswith(("missing", "new"))]

    def test_by_text_when_heading_and_mark_are_both_gone(self) -> None:
        content = issue(
            entry(
                "1",
                "Phòng chống dịch bệnh mùa hè",
                *(paragraph(f"Câu thứ {n} về dịch bệnh ở tổ {n}.") for n in range(9)),
            ),
            entry(
                "2", "Thu quỹ đền ơn đáp nghĩa", *(paragraph(f"Khoản thu thứ {n} của quỹ năm nay.") for n in range(9))
            ),
        )

        def renamed(document: DocxDocument) -> None:
            drop_marks(document)
            set_text(paragraph_with(document, "Thu quỹ đền ơn"), "2. Vận động các khoản đóng góp")

        data = edited(render_docx(content, pictures={}, now=NOW), renamed)
        assert differences(data, content) == ["heading 2"]

    def test_a_missing_one_is_said(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole

        def without(document: DocxDocument) -> None:
            body = document.element.body
            start = paragraph_with(document, "3. Thư kêu gọi")._p
            end = [p for p in document.paragraphs if p.text.startswith("4. ")][-1]._p
            children = list(body)
            for element in children[children.index(start) : children.index(end)]:
                body.remove(element)

        assert differences(edited(data, without), content) == ["missing 3"]

    def test_a_new_heading_is_a_new_entry(self) -> None:
        content = issue(
            entry("1", "Mục đầu tiên của tài liệu", paragraph("Một đoạn."), part("1.1", "Phần"), item("Việc."))
        )

        def add(document: DocxDocument) -> None:
            below = add_after(paragraph_with(document, "Việc."), "Bàn giao nhà tình nghĩa", "Heading 1")
            add_after(below, "Sáng nay bàn giao ba căn.", "Normal")

        data = edited(render_docx(content, pictures={}, now=NOW), add)
        assert differences(data, content) == ["new Bàn giao nhà tình nghĩa"]
        made = next(one for one in sections_of(read_returned(data).lines, content) if not one.uuid)
        assert [line.text for line in made.lines] == ["Sáng nay bàn giao ba căn."]

    def test_what_stood_below_a_new_heading_stays_with_its_entry(self, whole: tuple[IssueContent, bytes]) -> None:
        content, data = whole

        def add(document: DocxDocument) -> None:
            below = add_after(paragraph_with(document, "Thông báo số điện thoại"), "Gương sáng ở ngõ 12", "Heading 1")
            add_after(below, "Bà Tư hiến đất mở đường.", "Normal")

        assert differences(edited(data, add), content) == ["new Gương sáng ở ngõ 12"]

    def test_a_rubric_is_no_text_of_the_entry_before_it(self) -> None:
        content = issue(
            entry("1", "Mục một", paragraph("Chữ một."), rubric="Thời sự"),
            entry("2", "Mục hai", paragraph("Chữ hai."), rubric="Gương sáng"),
            rubrics_printed=True,
        )
        assert differences(render_docx(content, pictures={}, now=NOW), content) == []

    def test_the_printed_code_is_no_text_of_the_last_entry(self) -> None:
        content = issue(entry("1", "Mục một", paragraph("Chữ một.")), token="ABCDE23456")
        data = render_docx(content, pictures={}, now=NOW)
        assert differences(data, content) == []
        assert differences(edited(data, drop_marks), content) == []


class TestThePortalWentOn:
    """``base`` is the entry when the file was made; the portal's is newer."""

    before = entry(
        "1", "Mục một", paragraph("Họp lúc 7 giờ."), paragraph("Mang theo sổ tay."), paragraph("Xong thì về.")
    )

    def found(self, portal: EntryContent, edit: Callable[[DocxDocument], None]) -> list[Piece]:
        data = edited(render_docx(issue(self.before), pictures={}, now=NOW), edit)
        return pieces(data, issue(portal), "1", self.before)

    def now(self, *texts: str) -> EntryContent:
        return replace(self.before, blocks=tuple(paragraph(text) for text in texts))

    def test_what_only_the_portal_changed_stays_without_a_word(self) -> None:
        portal = self.now("Họp lúc 8 giờ.", "Mang theo sổ tay.", "Thêm một câu.", "Xong thì về.")
        (piece,) = self.found(portal, lambda d: swap(d, "Xong thì về.", "Xong thì về ngay."))
        assert piece.new is not None
        assert (piece.new.text, piece.is_conflict) == ("Xong thì về ngay.", False)

    def test_what_the_portal_took_out_does_not_come_back(self) -> None:
        assert self.found(self.now("Họp lúc 7 giờ.", "Xong thì về."), lambda d: None) == []

    def test_what_both_changed_is_a_conflict_with_both_texts(self) -> None:
        portal = self.now("Họp lúc 8 giờ.", "Mang theo sổ tay.", "Xong thì về.")
        (piece,) = self.found(portal, lambda d: swap(d, "7 giờ", "9 giờ"))
        assert piece.is_conflict
        assert piece.old is not None
        assert piece.new is not None
        assert (piece.old.text, piece.new.text) == ("Họp lúc 8 giờ.", "Họp lúc 9 giờ.")


class TestMarks:
    def test_a_mark_tells_uuid_and_version(self) -> None:
        key = "0e2f5a66-90f1-4a39-9a6e-5d3c2b1a0f9e"
        assert len(entry_mark(key, 46655)) == 40
        assert read_entry_mark(entry_mark(key, 46655)) == EntryMark(key, 46655)
        assert read_entry_mark(entry_mark(key, 46656)) == EntryMark(key, 0)
        assert read_entry_mark(entry_mark(key)) == EntryMark(key, 0)

    @pytest.mark.parametrize("name", ["_Toc123", "muc_", "muc_xyz", "muc_" + "0" * 31, "", "muc_het"])
    def test_another_bookmark_is_none(self, name: str) -> None:
        assert read_entry_mark(name) is None

    def test_a_photo_is_named_by_the_beginning_of_its_digest(self) -> None:
        assert read_picture_mark(picture_mark("ab" * 32)) == "ab" * 8
        assert read_picture_mark("Picture 3") == ""


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 ...", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"])
def test_a_file_that_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_returned(data)


def test_a_file_with_more_paragraphs_than_any_issue_is_refused() -> None:
    content = issue(entry("1", "Mục một", paragraph("Chữ.")))

    def swell(document: DocxDocument) -> None:
        one = paragraph_with(document, "Chữ.")._p
        for _ in range(6100):
            one.addnext(deepcopy(one))

    with pytest.raises(UnreadableFile, match="quá dài để so sánh"):
        read_returned(edited(render_docx(content, pictures={}, now=NOW), swell))


@pytest.mark.parametrize("words", ["a ", "một hai ba "])
def test_texts_that_repeat_themselves_are_compared_without_end_of_patience(words: str) -> None:
    """Counted, not matched in order: the work would grow with the square."""
    assert alike(words * 40_000, words * 50_000) > 0.8


def test_a_secrecy_stamp_is_refused() -> None:
    content = issue(entry("1", "Mục một", paragraph("TỐI MẬT"), paragraph("Chữ.")))
    with pytest.raises(UnreadableFile, match="dấu chỉ độ mật") as refusal:
        read_returned(render_docx(content, pictures={}, now=NOW))
    assert refusal.value.code == "state_secret"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///c:/tep", ""),
        ("https://an-khanh.example/", "https://an-khanh.example/"),
        ("mailto:vanphong@an-khanh.example", "mailto:vanphong@an-khanh.example"),
    ],
)
def test_a_link_that_runs_something_is_none(address: str, kept: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Xem ")
    key = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    link.append(paragraph.add_run("tại đây")._r)
    paragraph._p.append(link)
    buffer = io.BytesIO()
    document.save(buffer)

    runs = [run for line in read_returned(buffer.getvalue()).lines for run in line.runs]

    assert {run.href for run in runs if "tại đây" in run.text} == {kept}


def _split_runs(document: DocxDocument) -> None:
    """Word parts a run wherever it was saved in between, and marks each part with the session."""
    for one in list(document.element.body.iter(qn("w:r"))):
        (text, *more) = one.findall(qn("w:t")) or (None,)
        if text is None or more or len(text.text or "") < 4:
            continue
        after = deepcopy(one)
        text.text, after.find(qn("w:t")).text = text.text[:3], text.text[3:]
        for each in (text, after.find(qn("w:t"))):
            each.set(qn("xml:space"), "preserve")
        one.set(qn("w:rsidR"), "00A1B2C3")
        one.addnext(after)
        one.addnext(parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>'))


def _wrap(element: object, opening: str, closing: str) -> None:
    """Put the element into the innermost one of the given XML."""
    outer = parse_xml(opening + "<w:p/>" + closing)
    place = next(outer.iter(qn("w:p")))
    element.addprevious(outer)  # type: ignore[attr-defined]
    place.getparent().replace(place, element)


def _smart_tags(document: DocxDocument) -> None:
    for one in list(document.element.body.iter(qn("w:r")))[::3]:
        if one.getparent().tag == qn("w:p") and one.find(qn("w:t")) is not None:
            _wrap(one, f'<w:smartTag {nsdecls("w")} w:element="place"><w:smartTagPr/>', "</w:smartTag>")


def _controls(document: DocxDocument) -> None:
    for one in document.paragraphs[::2]:
        _wrap(one._p, f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>")


def _controls_within(document: DocxDocument) -> None:
    for one in list(document.element.body.iter(qn("w:r")))[::3]:
        if one.getparent().tag == qn("w:p") and one.find(qn("w:t")) is not None:
            _wrap(one, f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>")


def _alternate_drawings(document: DocxDocument) -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    for one in list(document.element.body.iter(qn("w:drawing"))):
        fallback = "</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent>"
        _wrap(one, f'<mc:AlternateContent {space} {nsdecls("w")}><mc:Choice Requires="wps">', fallback)


def _vietnamese_style_ids(document: DocxDocument) -> None:
    """A Vietnamese Word keeps the names of built-in styles and gives them ids of its own."""
    ids = {"Heading1": "u1", "Heading2": "u2", "Heading3": "u3", "Heading4": "u4", "Caption": "Chuthich"}
    for style in document.styles.element.iter(qn("w:style")):
        style.set(qn("w:styleId"), ids.get(style.get(qn("w:styleId")), style.get(qn("w:styleId"))))
    for used in document.element.body.iter(qn("w:pStyle")):
        used.set(qn("w:val"), ids.get(used.get(qn("w:val")), used.get(qn("w:val"))))


def _marks_between_paragraphs(document: DocxDocument) -> None:
    for one in list(document.element.body.iter(qn("w:bookmarkStart"))):
        one.getparent().addprevious(one)


def _page_breaks(document: DocxDocument) -> None:
    for one in document.paragraphs[-12:]:
        if one.runs and one.text.strip():
            one.runs[0]._r.insert(0, parse_xml(f"<w:lastRenderedPageBreak {nsdecls('w')}/>"))
            one.runs[0]._r.insert(0, parse_xml(f'<w:br {nsdecls("w")} w:type="page"/>'))


@pytest.mark.parametrize(
    "habit",
    [
        _split_runs,
        _smart_tags,
        _controls,
        _controls_within,
        _alternate_drawings,
        _vietnamese_style_ids,
        _marks_between_paragraphs,
        _page_breaks,
    ],
)
def test_what_word_does_by_itself_is_no_difference(
    whole: tuple[IssueContent, bytes], habit: Callable[[DocxDocument], None]
) -> None:
    content, data = whole
    changed = edited(data, habit)
    assert changed != data
    assert differences(changed, content) == []


def test_a_footnote_is_told_beside_its_paragraph(whole: tuple[IssueContent, bytes]) -> None:
    """The portal prints no footnotes: one that was typed in Word must not go without a word."""
    content, data = whole

    def refer(document: DocxDocument) -> None:
        one = paragraph_with(document, "Các chi bộ đọc kỹ").runs[0]._r
        one.addnext(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
        words = '<w:footnote w:id="2"><w:p><w:r><w:t>Theo báo cáo quý.</w:t></w:r></w:p></w:footnote>'
        notes = f"<w:footnotes {nsdecls('w')}>{words}</w:footnotes>"
        notes_part = PackagePart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes.encode(), document.part.package
        )
        document.part.relate_to(notes_part, RELATIONSHIP_TYPE.FOOTNOTES)

    word = read_returned(edited(data, refer))
    (line,) = [one for one in word.lines if one.comments]
    assert "Các chi bộ đọc kỹ" in "".join(run.text for run in line.runs)
    assert [remark.text for remark in line.comments] == ["Theo báo cáo quý."]
    assert differences(edited(data, refer), content) == []
