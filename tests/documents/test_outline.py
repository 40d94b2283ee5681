"""The rules of the outline one by one, on tables of small cases."""

from dataclasses import replace

import pytest

from directives.wrapped.captions import split_credit
from directives.wrapped.metrics import width_of
from documents.engines.blocks import BlockKind, Run
from documents.engines.outline import build_issue
from documents.engines.outline.captions import printed_caption
from documents.engines.outline.cover import period_of
from documents.engines.outline.headings import top_headings
from documents.engines.outline.kinds import entry_kind
from documents.engines.outline.sections import roman_value
from documents.engines.reading.as_json import outline_rows
from documents.engines.reading.lines import ITEM, NUMBERED, glue, tidy
from documents.engines.reading.model import Para
from documents.engines.reading.txt import read_text
from tests.documents.bulletins import text


def para(words: str, *, bold: bool = False, styled: bool = True) -> Para:
    return Para((Run(words, bold=bold),), size=14.0 if styled else 0.0, styled=styled)


def plain(*lines: str) -> list[Para]:
    return [para(line, styled=False) for line in lines]


@pytest.mark.parametrize(
    ("line", "months", "year"),
    [
        ("Tháng 12 năm 2023", (12,), 2023),
        ("THÁNG 01+02 NĂM 2025", (1, 2), 2025),
        ("Tháng 7-2025", (7,), 2025),
        ("Tháng 3/2024", (3,), 2024),
        ("(Tháng 1, 2 năm 2025)", (1, 2), 2025),
        ("Tháng 11 & 12 năm 2024", (11, 12), 2024),
        ("tháng 5 và 6 năm 2024", (5, 6), 2024),
        ("Quý III năm 2024", (7, 8, 9), 2024),
        ("QUÝ 1/2025", (1, 2, 3), 2025),
    ],
)
def test_the_month_of_a_cover_line(line: str, months: tuple[int, ...], year: int) -> None:
    assert period_of(line) == (months, year)


@pytest.mark.parametrize("line", ["Tháng 13 năm 2024", "Năm 2024", "tháng giêng", "TÀI LIỆU", "Tháng 5"])
def test_lines_without_a_month_and_year(line: str) -> None:
    assert period_of(line) is None


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Kế hoạch số 86-KH/TU, ngày 02/3/2021 của Thành ủy về trồng cây ven sông", "directive"),
        ("Chỉ thị 23-CT/TW của Ban Bí thư về an toàn giao thông", "directive"),
        ("KẾT LUẬN SỐ 27-KL/TU, NGÀY 18/6/2021 CỦA TỈNH ỦY", "directive"),
        ("Chương trình hành động số 19-CTr/TU, ngày 12/01/2024 của Thành ủy", "directive"),
        ("Luật số 31/2024/QH15 về đất đai", "directive"),
        ("Một số điểm mới của Luật Đất đai số 31/2024/QH15", "directive"),
        ("Nội dung cơ bản của Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị", "directive"),
        ("Triển khai thực hiện Chỉ thị số 35-CT/TW, ngày 14/6/2024 của Bộ Chính trị", "directive"),
        ("Kế hoạch thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị", "directive"),
        ("Hướng dẫn của Ban Tổ chức Tỉnh ủy về đánh giá đảng viên", "directive"),
        ("Kết quả Ngày hội Đại đoàn kết toàn dân tộc năm 2023", "topic"),
        ("Kết quả thực hiện Nghị quyết số 12-NQ/TU sau ba năm", "topic"),
        ("Chương trình nghệ thuật mừng xuân", "topic"),
        ("Những điểm nhấn nổi bật tại Kỳ họp thứ 6, Quốc hội khóa XV", "topic"),
        ("Báo cáo viên giỏi cấp tỉnh", "topic"),
        ("Lời kêu gọi thi đua ái quốc", "appeal"),
        ("Thư kêu gọi ủng hộ đồng bào vùng lũ", "appeal"),
        ("Thư ngỏ gửi cử tri", "appeal"),
        ("Tin hoạt động", "news_group"),
        ("TIN HOẠT ĐỘNG CỦA TỈNH", "news_group"),
        ("Tin tức - Sự kiện", "news_group"),
        ("Tin trong tỉnh", "news_group"),
        ("Thông tin thời sự", "news_group"),
        ("Điểm tin", "news_group"),
        ("Hoạt động nổi bật trong tháng", "news_group"),
        ("Một số hoạt động nổi bật của phường", "news_group"),
        ("Tin học cho người cao tuổi", "topic"),
        ("Tin tưởng vào con đường đổi mới", "topic"),
        ("Thông tin về giá đất năm 2026", "topic"),
    ],
)
def test_the_kind_of_an_entry_by_its_heading(heading: str, kind: str) -> None:
    assert entry_kind(heading, inside_news=False) == kind


def test_inside_news_a_plain_heading_is_news_and_a_citation_a_directive() -> None:
    assert entry_kind("Thành ủy tổng kết việc thực hiện Chỉ thị số 35-CT/TW", inside_news=True) == "news"
    assert entry_kind("Công điện số 05/CĐ-UBND, ngày 20/02/2025", inside_news=True) == "directive"


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("Quang cảnh hội nghị (Ảnh: Văn An)", "Quang cảnh hội nghị", "Ảnh: Văn An"),
        ("Quang cảnh hội nghị. Ảnh: Văn An", "Quang cảnh hội nghị.", "Ảnh: Văn An"),
        ("Thủ tướng trả lời chất vấn. (Ảnh: An Bình/TTXVN)", "Thủ tướng trả lời chất vấn.", "Ảnh: An Bình/TTXVN"),
        ("Ảnh: TTXVN", "", "Ảnh: TTXVN"),
        ("Lễ phát động, nguồn ảnh: Báo Núi Xanh", "Lễ phát động", "nguồn ảnh: Báo Núi Xanh"),
        ("Đoàn viên trồng cây (Nguồn: Đoàn phường)", "Đoàn viên trồng cây", "Nguồn: Đoàn phường"),
        ("Toàn cảnh khu phố (Ảnh tư liệu)", "Toàn cảnh khu phố", "Ảnh tư liệu"),
        ("Các đại biểu xem triển lãm ảnh về biển đảo", "Các đại biểu xem triển lãm ảnh về biển đảo", ""),
        ("Đồng chí bí thư trao học bổng (đợt 2)", "Đồng chí bí thư trao học bổng (đợt 2)", ""),
        ("Bảo vệ nguồn nước", "Bảo vệ nguồn nước", ""),
    ],
)
def test_the_credit_of_a_caption_is_split_off(printed: str, caption: str, credit: str) -> None:
    assert split_credit(printed) == (caption, credit)


@pytest.mark.parametrize(
    ("caption", "credit", "printed"),
    [
        ("Lễ hội", "Ảnh: Văn An", "Lễ hội (Ảnh: Văn An)"),
        ("Lễ hội", "", "Lễ hội"),
        ("Lễ hội", "Ảnh tư liệu", "Lễ hội (Ảnh tư liệu)"),
    ],
)
def test_caption_and_credit_are_printed_together(caption: str, credit: str, printed: str) -> None:
    assert printed_caption(caption, credit) == printed


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Quy định số 124-", "QĐ/TW, ngày", "Quy định số 124-QĐ/TW, ngày"),
        ("Kế hoạch số 127/", "KH-MTTQ", "Kế hoạch số 127/KH-MTTQ"),
        ("nhiệm kỳ 2021 -", "2026", "nhiệm kỳ 2021 - 2026"),
        ("phát triển kinh tế", "- xã hội", "phát triển kinh tế - xã hội"),
        ("ngày 15", "/4/2024", "ngày 15/4/2024"),
        ("chi bộ", "phường", "chi bộ phường"),
    ],
)
def test_what_a_line_end_broke_is_mended(before: str, after: str, joined: str) -> None:
    assert before + glue(before, after) + after == joined


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("1. Kết quả", "1", "Kết quả"),
        ("2.1. Mục tiêu", "2.1", "Mục tiêu"),
        ("2.1.3 Giải pháp", "2.1.3", "Giải pháp"),
        ("5 .1. “Ngày hội”", "5 .1", "“Ngày hội”"),
    ],
)
def test_numbered_lines(line: str, number: str, title: str) -> None:
    match = NUMBERED.match(line)
    assert match is not None
    assert (match["number"], match["title"]) == (number, title)


@pytest.mark.parametrize(
    "line", ["1.200 cây giống", "251,032/413,4 tỷ đồng", "2026 là năm", "15/4/2024 họp", "10% dân số"]
)
def test_figures_are_no_heading_numbers(line: str) -> None:
    match = NUMBERED.match(line)
    assert match is None or not match["title"]


@pytest.mark.parametrize(("sign", "text_"), [("-", "xã A"), ("+", "thôn B"), ("•", "việc C"), ("–", "việc D")])
def test_items(sign: str, text_: str) -> None:
    match = ITEM.match(f"{sign} {text_}")
    assert match is not None
    assert (match["sign"], match["text"]) == (sign, text_)


@pytest.mark.parametrize(("number", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XX", 20)])
def test_roman_numbers(number: str, value: int) -> None:
    assert roman_value(number) == value


def test_runs_of_one_look_join_and_split_letters_are_composed() -> None:
    runs = (Run("Đảng  u"), Run("y\u0309 "), Run(" phường", bold=True), Run("  "))
    assert "".join(run.text for run in tidy(runs)) == "Đảng uỷ phường"


def test_marked_letters_are_as_wide_as_plain_ones() -> None:
    assert width_of("Đảng ủy") == pytest.approx(width_of("Dang uy"), rel=0.02)


# -- chains of numbers ------------------------------------------------------------------------------------

LONG = text(0, 3)


def numbers(paras: list[Para]) -> list[str]:
    return [top.number for top in top_headings(paras, ())]


def test_a_gap_in_the_numbers_is_kept() -> None:
    assert numbers(plain("1. Kết quả quý một", LONG, "2. Phong trào thi đua", LONG, "4. Tin hoạt động", LONG)) == [
        "1",
        "2",
        "4",
    ]


def test_a_repeated_number_is_kept_where_looks_are_sure() -> None:
    lines = [para("1. Kết quả", bold=True), para(LONG), para("2. Phong trào", bold=True), para(LONG)]
    lines += [para("2. Gương sáng", bold=True), para(LONG), para("3. Tin hoạt động", bold=True), para(LONG)]
    assert numbers(lines) == ["1", "2", "2", "3"]


def test_an_enumeration_of_sentences_is_no_chain_of_headings() -> None:
    inner = [f"{n}. {text(n, 2)}" for n in range(1, 7)]
    lines = plain("1. Chỉ thị số 29-CT/TU, ngày 06/02/2024 của Ban Thường vụ Tỉnh ủy về an ninh", LONG, *inner)
    lines += plain("2. Kế hoạch số 30-KH/TU, ngày 07/02/2024 của Thành ủy về phát triển đảng viên", LONG)
    assert [top.place for top in top_headings(lines, ())] == [0, 8]


def test_short_bold_enumerations_that_start_again_stay_inside() -> None:
    lines = []
    for number, title in (("1", "Kết quả năm"), ("2", "Gương điển hình"), ("3", "Tin hoạt động")):
        lines += [para(f"{number}. {title}", bold=True), para(LONG)]
        lines += [para("1. Về kinh tế", bold=True), para(LONG), para("2. Về xã hội", bold=True), para(LONG)] * (
            number == "2"
        )
    assert [top.title for top in top_headings(lines, ())] == ["Kết quả năm", "Gương điển hình", "Tin hoạt động"]


def test_roman_headings_are_the_top_where_they_run_from_one() -> None:
    lines = [para("I. VĂN BẢN MỚI", bold=True)]
    lines += [para("1. Chỉ thị số 29-CT/TU, ngày 06/02/2024 của Tỉnh ủy về an ninh", bold=True), para(LONG)]
    lines += [para("2. Kế hoạch số 30-KH/TU, ngày 07/02/2024 của Thành ủy về đảng viên", bold=True), para(LONG)]
    lines += [para("II. TIN HOẠT ĐỘNG", bold=True), para("1. Gặp mặt đầu xuân", bold=True), para("Sáng 15/2, " + LONG)]
    assert [(row["number"], row["level"], row["kind"]) for row in outline_rows(build_issue(lines))] == [
        ("I", 1, "topic"),
        ("1", 2, "directive"),
        ("2", 2, "directive"),
        ("II", 1, "news_group"),
        ("1", 2, "news"),
    ]


def test_sections_in_capitals_whose_numbers_start_again_are_groups() -> None:
    lines = [para("1. Kết quả quý một", bold=True), para(LONG), para("GƯƠNG SÁNG CƠ SỞ", bold=True)]
    lines += [para("1. Người bí thư thôn", bold=True), para(LONG), para("2. Cô giáo vùng cao", bold=True), para(LONG)]
    issue = build_issue(lines)
    assert [(entry.number, entry.heading) for entry in issue.entries] == [
        ("1", "Kết quả quý một"),
        ("", "GƯƠNG SÁNG CƠ SỞ"),
    ]
    assert [child.number for child in issue.entries[1].children] == ["1", "2"]


def test_parts_with_a_wrong_first_number_keep_what_is_printed() -> None:
    lines = [para("1. Kết quả", bold=True), para(LONG), para("2. Tin hoạt động", bold=True)]
    lines += [
        para("3.1. Gặp mặt", bold=True),
        para("Sáng 15/2, " + LONG),
        para("3.2. Ra quân", bold=True),
        para("Ngày 16/2, " + LONG),
    ]
    assert [(row["number"], row["kind"]) for row in outline_rows(build_issue(lines))] == [
        ("1", "topic"),
        ("2", "news_group"),
        ("3.1", "news"),
        ("3.2", "news"),
    ]


def test_a_body_without_any_number_is_one_entry_with_a_warning() -> None:
    issue = build_issue([para(LONG), para(text(5))])
    assert [entry.number for entry in issue.entries] == [""]
    assert any("đánh số" in warning for warning in issue.warnings)


def test_a_paragraph_broken_at_a_page_end_is_joined_and_a_picture_moves_behind_it() -> None:
    first = para("Các chi bộ đã đăng ký những việc làm cụ thể, phân công đảng viên phụ trách và")
    lines = [para("1. Kết quả", bold=True), first, para("báo cáo kết quả hằng tháng."), para(text(4))]
    (entry,) = build_issue(lines).entries
    assert entry.blocks[0].text.endswith("phụ trách và báo cáo kết quả hằng tháng.")
    assert len(entry.blocks) == 2


def test_a_heading_over_two_paragraphs_is_one() -> None:
    lines = [para("1. Kế hoạch số 30-KH/TU, ngày 07/02/2024 của Thành ủy", bold=True)]
    lines += [para("về phát triển đảng viên năm 2024", bold=True), para(LONG)]
    (entry,) = build_issue(lines).entries
    assert entry.heading == "Kế hoạch số 30-KH/TU, ngày 07/02/2024 của Thành ủy về phát triển đảng viên năm 2024"


def test_a_kind_alone_takes_its_subject_from_the_next_line() -> None:
    lines = [para("1. KẾ HOẠCH", bold=True), para("Phát triển đảng viên trong trường học", bold=True), para(LONG)]
    (entry,) = build_issue(lines).entries
    assert entry.heading == "KẾ HOẠCH Phát triển đảng viên trong trường học"


@pytest.mark.parametrize("sign", ["1/", "1 -", "1.", "1 ."])
def test_headings_with_other_signs_after_the_number(sign: str) -> None:
    lines = [para(f"{sign} Kết quả phong trào thi đua", bold=True), para(LONG)]
    lines += [para(f"{sign.replace('1', '2')} Tin hoạt động", bold=True), para(LONG)]
    assert numbers(lines) == ["1", "2"]


def test_slogans_and_star_lines() -> None:
    lines = [para("1. Phong trào", bold=True), para(LONG), para("* Về nông nghiệp"), para(LONG)]
    lines.append(replace(para("“Toàn dân đoàn kết”"), centred=True))
    (entry,) = build_issue(lines).entries
    assert [block.kind for block in entry.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.STAR,
        BlockKind.PARAGRAPH,
        BlockKind.QUOTE,
    ]


# -- plain text -------------------------------------------------------------------------------------------


def wrapped(words: str, width: int = 78) -> list[str]:
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def test_page_numbers_that_rise_are_dropped_and_figures_stay() -> None:
    lines = [
        *wrapped(text(0, 6)),
        "4",
        *wrapped(text(6, 6)),
        "- 5 -",
        *wrapped(text(12, 6)),
        "Trang 6/20",
        *wrapped(text(3, 6)),
    ]
    whole = " ".join(para_.text for para_ in read_text("\n\n".join(lines)))
    assert whole == " ".join([text(0, 6), text(6, 6), text(12, 6), text(3, 6)])


def test_head_and_foot_lines_of_pages_are_dropped() -> None:
    lines: list[str] = []
    for page in range(2, 7):
        lines += [f"Tài liệu sinh hoạt chi bộ tháng 7/2025 | {page}", *wrapped(text(page * 3, 6))]
    whole = " ".join(para_.text for para_ in read_text("\n".join(lines)))
    assert whole == " ".join(text(page * 3, 6) for page in range(2, 7))


def test_lines_that_only_look_alike_stay() -> None:
    lines = [line for n in (45, 18, 30) for line in (*wrapped(text(n, 5)), f"Thôn {n} có {n * 2} hộ.")]
    assert "Thôn 18 có 36 hộ." in " ".join(para_.text for para_ in read_text("\n".join(lines)))


def test_hard_wrapped_lines_become_paragraphs() -> None:
    written = [text(place, 4) for place in (0, 5, 9, 13, 2, 7)]
    lines = [line for paragraph in written for line in wrapped(paragraph)]
    assert " ".join(para_.text for para_ in read_text("\n\n".join(lines))) == " ".join(written)


def test_a_paragraph_a_line_is_left_alone() -> None:
    written = [text(place, 4) for place in range(6)]
    assert [para_.text for para_ in read_text("\n".join(written))] == written
