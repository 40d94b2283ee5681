"""One text in many settings gives one answer: outline, captions, month and citations do not hang on how lines were broken."""

import difflib
import io
import json
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cadre_portal.text import fold
from directives.wrapped import unwrap
from directives.wrapped.words import goes_on
from documents.engines.outline import build_issue
from documents.engines.reading import read_issue_here
from documents.engines.reading.as_json import issue_as_json
from documents.engines.reading.txt import decode, read_text
from tests.documents.layouts import NAMES, TEXT_LAYOUTS, sheet
from tests.documents.layouts_pdf import PDF_LAYOUTS
from tests.documents.layouts_word import WORD_LAYOUTS

Row = dict[str, Any]


@lru_cache(maxsize=512)
def _answer(name: str, layout: str) -> Row:
    return issue_as_json(read_issue_here(TEXT_LAYOUTS[layout](sheet(name)), name=f"{name}.txt"))


def _bare(words: object) -> str:
    """A text without what a line's end may add or take: spaces at signs, case, final stop."""
    return re.sub(r"[^a-z0-9]+", "", fold(str(words or "")))


def headings(answer: Row) -> list[tuple[str, str, str]]:
    """The outline to compare by; a heading that runs in to its paragraph counts by its number."""
    return [(row["number"], row["kind"], _bare(row["title"])) for row in answer["outline"]]


def wanted_headings(name: str, got: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The checked outline; rows that run in are wanted only where they were given, by number alone."""
    rows = []
    given = {number: title for number, _, title in got}
    for row in sheet(name).gold["outline"]:
        if not row.get("run_in"):
            rows.append((row["number"], row["kind"], _bare(row["title"])))
        elif row["number"] in given:
            rows.append((row["number"], row["kind"], given[row["number"]]))
    return rows


def cited(answer: Row) -> list[Row]:
    """The citations of the body: front pages are set in other ways."""
    return [row for row in answer["citations"] if row["item"] != "toc"]


def assert_reads_as_checked(name: str, answer: Row) -> None:
    """Outline, month and captions are the checked ones; citations those of the text with a paragraph a line."""
    gold, plain = sheet(name).gold, _answer(name, "a paragraph a line")
    got = headings(answer)
    assert got == wanted_headings(name, got)
    assert answer["issue"]["year"] == gold["issue"]["year"]
    assert gold["issue"]["month"] in (answer["issue"]["month"], None)
    assert [_bare(row["text"]) for row in answer["captions"]] == [_bare(row["text"]) for row in gold["captions"]]
    keys = [
        [(_bare(row["number"]), row["date"], _bare(row["issuer"])) for row in cited(one)] for one in (plain, answer)
    ]
    assert keys[1] == keys[0]
    for one, other in zip(cited(plain), cited(answer), strict=True):
        assert difflib.SequenceMatcher(None, _bare(one["title"]), _bare(other["title"])).ratio() >= 0.9


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_text_file_is_read_alike_in_every_layout(name: str, layout: str) -> None:
    assert_reads_as_checked(name, _answer(name, layout))


def _asked(command: str, text: str, folder: Path, *options: str) -> list[Row]:
    """What a command answers for a text."""
    file = folder / "tin.txt"
    file.write_text(text, encoding="utf-8", newline="")
    out = io.StringIO()
    call_command(command, str(file), *options, stdout=out)
    rows: list[Row] = json.loads(out.getvalue())
    return rows


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_the_commands_read_a_text_file_as_the_importer_does(name: str, layout: str, tmp_path: Path) -> None:
    text = decode(TEXT_LAYOUTS[layout](sheet(name)))
    imported = _answer(name, layout)["citations"]

    citations = _asked("read_citations", text, tmp_path)
    if layout.startswith("contents last"):
        # The importer gives the contents first wherever they stand, the command goes by the text.
        listed = sum(row["item"] == "toc" for row in imported)
        imported = [*imported[listed:], *imported[:listed]]
    assert [row["number"] for row in citations] == [row["number"] for row in imported]
    for row, wanted in zip(citations, imported, strict=True):
        assert (row["kind"], row["date"], row["issuer"]) == (wanted["kind"], wanted["date"], wanted["issuer"])
        assert difflib.SequenceMatcher(None, _bare(row["title"]), _bare(wanted["title"])).ratio() >= 0.9
        assert text.replace("\r\n", "\n")[row["start"] : row["end"]] == row["raw"]


@pytest.mark.parametrize("layout", [one for one in TEXT_LAYOUTS if not one.startswith("contents last")])
@pytest.mark.parametrize("name", NAMES)
def test_the_commands_find_the_deadlines_that_the_importer_finds(name: str, layout: str, tmp_path: Path) -> None:
    data = TEXT_LAYOUTS[layout](sheet(name))
    printed = sheet(name).gold["issue"]
    first = date(printed["year"], printed["month"] or 1, 1)
    imported = issue_as_json(read_issue_here(data, name=f"{name}.txt"), issued_on=first)["deadlines"]

    found = _asked("read_deadlines", decode(data), tmp_path, "--issued-on", str(first))

    assert sorted(row["due"] for row in found) == sorted(row["due"] for row in imported)
    text = decode(data).replace("\r\n", "\n")
    for row in found:
        begin, end = row["place"]
        assert any(sign.isalnum() for sign in text[begin:end])


@pytest.mark.parametrize("layout", [one for one in TEXT_LAYOUTS if "line" not in one and "UTF" not in one])
def test_the_rows_of_a_table_set_with_bars_stay_rows(layout: str) -> None:
    rows = [
        line for _, line in sheet("dang-uy-xa-2025-10").body if line.count("|") == 2 and not line.startswith("Nhiệm vụ")
    ]
    joined, _ = unwrap(decode(TEXT_LAYOUTS[layout](sheet("dang-uy-xa-2025-10"))))
    assert len(rows) >= 4
    assert [row for row in rows if row not in joined.replace("\u00ad", "").splitlines()] == []


@pytest.mark.parametrize("layout", WORD_LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_word_file_is_read_alike_in_every_layout(name: str, layout: str) -> None:
    data = WORD_LAYOUTS[layout](sheet(name))
    assert_reads_as_checked(name, issue_as_json(read_issue_here(data, name=f"{name}.docx")))


@pytest.mark.parametrize("layout", PDF_LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_is_read_alike_in_every_layout(name: str, layout: str) -> None:
    data = PDF_LAYOUTS[layout](sheet(name))
    assert_reads_as_checked(name, issue_as_json(read_issue_here(data, name=f"{name}.pdf")))


@pytest.mark.parametrize(
    ("lines", "months", "year"),
    [
        ("THÁNG 9 NĂM 2024\n(Lưu hành nội bộ)\nThái Bình, tháng 8 năm 2024", (9,), 2024),
        ("Thái Bình, tháng 8 năm 2024\nTHÁNG 9 NĂM 2024", (9,), 2024),
        ("THÁNG 9\nNĂM 2024", (9,), 2024),
        ("Số 105, tháng 9/2024\nIn xong và nộp lưu chiểu tháng 8/2024", (9,), 2024),
        ("(Tài liệu kỳ tháng 9 năm 2024)\nAn Lạc, ngày 25 tháng 8 năm 2024", (9,), 2024),
        ("Cao Bằng, tháng 9 năm 2024", (9,), 2024),
        ("Tháng Mười một năm 2024", (11,), 2024),
        ("Số 9/2024\nLưu hành nội bộ", (9,), 2024),
        ("SỐ 09 - 2024", (9,), 2024),
        ("Số 105/2024", (), None),
        ("Quý III năm 2024", (7, 8, 9), 2024),
    ],
)
def test_the_month_of_a_cover_is_the_issue_s_and_not_the_printer_s(
    lines: str, months: tuple[int, ...], year: int | None
) -> None:
    cover = f"ĐẢNG ỦY PHƯỜNG AN LẠC\nBAN XÂY DỰNG ĐẢNG\n*\nTÀI LIỆU\nSINH HOẠT CHI BỘ\n{lines}\n"
    body = "1. Việc làm trong tháng\nCác chi bộ quét dọn đường ngõ, chăm sóc cây đã trồng và ghi sổ theo dõi.\n2. Nhắc việc\nNộp báo cáo."
    issue = build_issue(read_text(cover + body))
    assert (issue.months, issue.year) == (months, year)
    assert issue.title_lines[:2] == ("TÀI LIỆU", "SINH HOẠT CHI BỘ")


@pytest.mark.parametrize(
    ("before", "line", "joined"),
    [
        ("tổ chức các hoạt động kỷ niệm 80 năm", "Ngày truyền thống của ngành", True),
        ("về chuyển đổi số tỉnh Thanh", "Hóa giai đoạn 2025 - 2030", True),
        ("trên địa bàn thành phố Huế", "Đồng chí Bí thư yêu cầu các chi bộ", False),
        ("về làm việc của Ban Chấp hành", "Đảng bộ tỉnh khóa XI", True),
        ("phấn đấu xong vào năm", "2030, có ít nhất ba tổ tự quản", True),
        ("triển khai thực hiện", "Nghị quyết Đại hội Đảng bộ phường", True),
        ("về giữ gìn vệ sinh môi trường", "Nghị quyết nêu rõ ba nhóm việc", False),
        ("làm việc với Chi bộ Trường", "Chính trị tỉnh", True),
        ("trao quà cho các hộ", "10 tháng năm 2023, toàn phường thu được", False),
    ],
)
def test_a_full_line_goes_on_only_where_a_name_or_figure_is_broken(before: str, line: str, joined: bool) -> None:
    assert goes_on(before, line) is joined
