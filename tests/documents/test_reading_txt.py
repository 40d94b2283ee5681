"""Plain text whose lines were broken after so many characters, with running heads between the lines; all invented."""

import textwrap

import pytest

from documents.engines.reading import read_issue_here
from documents.engines.reading.as_json import issue_as_json
from documents.engines.reading.model import ReadIssue

PARAGRAPHS = [
    "1. Quyết định số 18-QĐ/TU, ngày 01/7/2025 của Tỉnh ủy Vân Lĩnh thành lập Đảng bộ các cơ quan Đảng tỉnh",
    "Cùng ngày, Ban Thường vụ Tỉnh ủy ban hành Quy chế số 01-QC/TU về làm việc của Ban Chấp hành Đảng bộ tỉnh khóa mới. "
    "Từng đồng chí được phân công phụ trách địa bàn; các đảng ủy xã, phường xây dựng chương trình làm việc của mình.",
    "2. Kế hoạch số 07-KH/TU ngày 14/7/2025 của Tỉnh ủy tổ chức các hoạt động kỷ niệm Ngày Truyền thống tỉnh Vân Lĩnh",
    "Thực hiện Nghị định số 73/2024/NĐ-CP ngày 30/6/2024 quy định mức hỗ trợ người hoạt động không chuyên trách ở thôn, tổ dân "
    "phố và lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở, các xã lập danh sách trước ngày 15/8/2025.",
    "3. Nhắc việc trong tháng",
    "a) Rà soát hồ sơ đề nghị tặng Huy hiệu Đảng, gửi Ban Xây dựng Đảng trước ngày 10/8/2025 để tổng hợp, trình cấp trên.",
    "b) Góp ý dự thảo văn kiện, tổng hợp ý kiến của đảng viên và gửi về Văn phòng Đảng ủy chậm nhất ngày 20/8/2025.",
]  # fmt: skip
COVER = ["TỈNH ỦY VÂN LĨNH", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "*", "TÀI LIỆU SINH HOẠT CHI BỘ", "THÁNG 8 NĂM 2025"]
HEAD = "Tài liệu sinh hoạt chi bộ tháng 8/2025"


def bulletin(width: int, *, every: int = 9) -> str:
    """The bulletin broken after ``width`` characters; after ``every`` lines a page ends, with number and running head."""
    lines = list(COVER)
    page = 1
    for line in [line for text in PARAGRAPHS for line in textwrap.wrap(text, width)]:
        lines.append(line)
        if not len(lines) % every:
            page += 1
            lines += [str(page), HEAD]
    return "\n".join(lines)


def read(text: str) -> ReadIssue:
    return read_issue_here(text.encode(), name="tai-lieu.txt")


@pytest.mark.parametrize("width", [48, 52, 60, 67, 76])
def test_titles_are_whole_where_lines_were_broken_after_so_many_characters(width: int) -> None:
    answer = issue_as_json(read(bulletin(width)))
    assert [(row["number"], row["title"]) for row in answer["outline"]] == [
        ("1", PARAGRAPHS[0][3:]),
        ("2", PARAGRAPHS[2][3:]),
        ("3", PARAGRAPHS[4][3:]),
    ]
    assert [(row["number"], row["title"]) for row in answer["citations"]] == [
        ("18-QĐ/TU", "thành lập Đảng bộ các cơ quan Đảng tỉnh"),
        ("01-QC/TU", "về làm việc của Ban Chấp hành Đảng bộ tỉnh khóa mới"),
        ("07-KH/TU", "tổ chức các hoạt động kỷ niệm Ngày Truyền thống tỉnh Vân Lĩnh"),
        (
            "73/2024/NĐ-CP",
            "quy định mức hỗ trợ người hoạt động không chuyên trách ở thôn, tổ dân phố và lực lượng tham gia bảo vệ an ninh, "
            "trật tự ở cơ sở",
        ),
    ]
    assert [row["due"] for row in answer["deadlines"]] == ["2025-08-15", "2025-08-10", "2025-08-20"]


@pytest.mark.parametrize("every", [7, 9, 11])
def test_running_heads_beside_page_numbers_are_no_text(every: int) -> None:
    issue = read(bulletin(60, every=every))
    words = " ".join(block.text for entry in issue.entries for block in entry.blocks)
    assert HEAD not in words
    assert "thôn, tổ dân phố và lực lượng tham gia bảo vệ an ninh" in words


def test_a_line_that_stands_once_beside_a_page_number_is_text() -> None:
    lines = [
        "1. Chủ đề sinh hoạt",
        "Chi bộ bàn việc trồng cây ven đường làng.",
        "2",
        "Mỗi hộ một cây.",
        "Hết tháng trồng xong.",
    ]
    issue = read("\n".join(lines))
    words = " ".join(block.text for entry in issue.entries for block in entry.blocks)
    assert "Mỗi hộ một cây." in words


def test_the_month_of_printing_is_not_the_month_of_the_issue() -> None:
    text = bulletin(60).replace("THÁNG 8 NĂM 2025", "THÁNG 8 NĂM 2025\nVân Lĩnh, tháng 7 năm 2025")
    assert (read(text).month, read(text).year) == (8, 2025)


def test_rows_drawn_with_bars_are_read_by_their_column_of_times() -> None:
    rows = "Nhiệm vụ | Đơn vị chủ trì | Thời hạn\nRà soát dữ liệu đảng viên | Các chi bộ | 25/8/2025\nTập huấn | Văn phòng | Quý IV/2025"
    answer = issue_as_json(read(bulletin(60) + "\n4. Phân công nhiệm vụ\nNhư bảng sau:\n" + rows))
    assert [(row["due"], row["who"]) for row in answer["deadlines"] if row["item"] == "4"] == [
        ("2025-08-25", "Các chi bộ"),
        ("2025-12-31", "Văn phòng"),
    ]
