"""Self-written bulletins of several publishers, as docx, pdf and txt: each format gives what was written."""

import unicodedata
from collections.abc import Callable

import pytest

from documents.engines.blocks import BlockKind
from documents.engines.reading import read_issue_here
from documents.engines.reading.as_json import caption_rows, issue_as_json, outline_rows
from documents.engines.reading.model import ReadEntry, ReadIssue
from tests.documents.bulletin_cases import CASES, MISNUMBERED, PROVINCE_DOUBLE_MONTH, THEMATIC, WARD_2025, long_bulletin
from tests.documents.bulletins import Bulletin, as_docx, as_pdf, as_txt

FORMATS: dict[str, Callable[[Bulletin], bytes]] = {"docx": as_docx, "pdf": as_pdf, "txt": as_txt}

each_format = pytest.mark.parametrize("ending", list(FORMATS))
each_bulletin = pytest.mark.parametrize("name", list(CASES))


def read(bulletin: Bulletin, ending: str) -> ReadIssue:
    return read_issue_here(FORMATS[ending](bulletin), name=f"tai-lieu.{ending}")


def entry(issue: ReadIssue, number: str) -> ReadEntry:
    every = [*issue.entries, *(child for one in issue.entries for child in one.children)]
    return next(one for one in every if one.number == number)


@each_bulletin
@each_format
def test_the_outline_is_read_as_printed(name: str, ending: str) -> None:
    assert outline_rows(read(CASES[name], ending)) == CASES[name].outline()


@each_bulletin
@each_format
def test_captions_stand_with_their_credits(name: str, ending: str) -> None:
    assert [row["text"] for row in caption_rows(read(CASES[name], ending))] == CASES[name].captions()


@each_bulletin
@each_format
def test_the_contents_table_is_read_as_table_or_lines(name: str, ending: str) -> None:
    bulletin = CASES[name]
    wanted = bulletin.listed() if bulletin.contents else []
    assert [(line.number, line.text) for line in read(bulletin, ending).toc] == wanted


@each_bulletin
@each_format
def test_the_cover_is_read(name: str, ending: str) -> None:
    bulletin, issue = CASES[name], read(CASES[name], ending)
    assert issue.publisher_lines == bulletin.publisher
    assert issue.title_lines == bulletin.title
    assert issue.period_line == bulletin.period
    assert issue.foot_line == bulletin.foot


@pytest.mark.parametrize(
    ("bulletin", "months", "year", "kind"),
    [
        (WARD_2025, (7,), 2025, "monthly"),
        (PROVINCE_DOUBLE_MONTH, (1, 2), 2025, "monthly"),
        (THEMATIC, (9,), 2024, "thematic"),
        (MISNUMBERED, (), None, "monthly"),
    ],
)
@each_format
def test_month_year_and_kind_come_from_the_cover(
    bulletin: Bulletin, months: tuple[int, ...], year: int | None, kind: str, ending: str
) -> None:
    issue = read(bulletin, ending)
    assert (issue.months, issue.month, issue.year, issue.kind) == (months, months[0] if months else None, year, kind)


@each_bulletin
def test_text_in_nfd_gives_the_same_issue(name: str) -> None:
    decomposed = as_txt(CASES[name], form="NFD")
    assert decomposed != as_txt(CASES[name])
    assert read_issue_here(decomposed, name="a.txt") == read(CASES[name], "txt")
    assert unicodedata.is_normalized("NFC", "".join(e.heading for e in read(CASES[name], "txt").entries))


@each_bulletin
def test_the_blocks_of_the_word_file_and_the_pdf_are_the_same(name: str) -> None:
    def shape(one: ReadEntry) -> list[object]:
        blocks = [(block.kind, block.level, block.number, block.text) for block in one.blocks]
        return [one.number, one.kind, one.heading, blocks, [shape(child) for child in one.children]]

    word, pdf = read(CASES[name], "docx"), read(CASES[name], "pdf")
    assert [shape(one) for one in word.entries] == [shape(one) for one in pdf.entries]


@each_format
def test_an_authors_enumeration_stays_text_in_its_entry(ending: str) -> None:
    blocks = entry(read(WARD_2025, ending), "1").blocks
    markers = [block.text[:2] for block in blocks if block.text[:1].isdigit()]
    assert markers == ["1.", "2.", "3."]
    assert {block.kind for block in blocks} == {BlockKind.PARAGRAPH}


@each_format
def test_items_have_two_levels_and_lose_their_sign(ending: str) -> None:
    blocks = entry(read(WARD_2025, ending), "2").blocks
    items = [(block.level, block.text.split()[0]) for block in blocks if block.kind is BlockKind.ITEM]
    assert items == [(1, "Bảo"), (1, "Không"), (2, "Lập"), (2, "Chụp")]


@each_format
def test_a_slogan_becomes_a_quotation(ending: str) -> None:
    quotes = [block.text for block in entry(read(WARD_2025, ending), "3").blocks if block.kind is BlockKind.QUOTE]
    assert quotes == ["“Một miếng khi đói bằng một gói khi no”"]


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_table_keeps_its_cells(ending: str) -> None:
    (table,) = [block for block in entry(read(WARD_2025, ending), "4").blocks if block.kind is BlockKind.TABLE]
    assert table.text.split("\n") == [
        "Chỉ tiêu\tKế hoạch\tThực hiện",
        "Thu ngân sách (tỷ đồng)\t413,4\t251,032",
        "Kết nạp đảng viên\t150\t94",
    ]
    assert all(cell.header for cell in table.rows[0])
    assert not any(cell.header for cell in table.rows[1])


@each_format
def test_sub_headings_with_and_without_a_star_are_told_apart(ending: str) -> None:
    blocks = entry(read(PROVINCE_DOUBLE_MONTH, ending), "3").blocks
    heads = [(block.kind, block.text) for block in blocks if block.kind in (BlockKind.HEADING, BlockKind.STAR)]
    assert heads == [
        (BlockKind.HEADING, "Những kết quả nổi bật"),
        (BlockKind.STAR, "Về nông nghiệp"),
        (BlockKind.STAR, "Về du lịch"),
    ]


@each_format
def test_text_that_runs_on_after_a_part_heading_becomes_a_paragraph(ending: str) -> None:
    blocks = entry(read(MISNUMBERED, ending), "3").blocks
    assert [(block.kind, block.number) for block in blocks] == [
        (BlockKind.PART, "3.1"),
        (BlockKind.PARAGRAPH, ""),
        (BlockKind.PART, "3.2"),
        (BlockKind.PARAGRAPH, ""),
    ]
    assert blocks[1].text.startswith("Việc lãnh đạo thực hiện")


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_photos_stand_between_their_blocks_with_caption_and_credit(ending: str) -> None:
    issue = read(WARD_2025, ending)
    blocks = entry(issue, "5.1").blocks
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.PICTURE, BlockKind.PARAGRAPH]
    ref = blocks[1].picture
    assert ref is not None
    assert (ref.caption, ref.credit) == (
        "Đồng chí Vi Thị Mão, Bí thư Đảng ủy phường tặng quà cán bộ nghỉ công tác",
        "Ảnh: Bế Văn Tâm",
    )
    picture = issue.pictures[ref.sha256]
    assert (picture.media_type, picture.width, picture.height) == ("image/jpeg", 480, 300)


def test_a_caption_in_plain_text_is_a_picture_without_bytes() -> None:
    issue = read(WARD_2025, "txt")
    refs = [b.picture for b in entry(issue, "5.1").blocks if b.picture is not None]
    assert [(ref.sha256, ref.credit) for ref in refs] == [("", "Ảnh: Bế Văn Tâm")]
    assert not issue.pictures


@each_format
def test_the_answer_for_the_scorer_has_citations_by_item_and_statistics_are_none(ending: str) -> None:
    answer = issue_as_json(read(PROVINCE_DOUBLE_MONTH, ending))
    found = [(citation["number"], citation["item"]) for citation in answer["citations"]]
    assert ("57-NQ/TW", "toc") in found
    assert ("57-NQ/TW", "1") in found
    assert ("05/CĐ-UBND", "4.2") in found
    assert not [number for number, _ in found if "251" in number or "413" in number]


@each_format
def test_a_bulletin_of_twenty_pages_is_read_whole(ending: str) -> None:
    bulletin = long_bulletin()
    issue = read(bulletin, ending)
    assert outline_rows(issue) == bulletin.outline()
    assert [row["text"] for row in caption_rows(issue)] == bulletin.captions()
