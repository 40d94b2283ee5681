"""The day and the heading that a text of news tells of itself."""

from datetime import date

import pytest

from cadre_portal.telling import heading_of, told_day, without_heading
from documents.engines.raw_material import guess_kind

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sáng ngày 03/10/2026, chi bộ họp.", date(2026, 10, 3)),
        ("Ngày 3 tháng 10 năm 2026", date(2026, 10, 3)),
        ("ngày mùng 2 tháng 9", date(2026, 9, 2)),
        ("Ngày 25/12, chi bộ tổng kết.", date(2025, 12, 25)),
        ("Từ ngày 31/02/2026 đến ngày 01/3/2026", date(2026, 3, 1)),
        ("Trước ngày 15/12/2026 báo cáo.", None),
        ("Sáng 21/11, chi bộ họp.", date(2026, 11, 21)),
        ("Tối 21-11-2025 tại nhà văn hóa", date(2025, 11, 21)),
        ("Thứ bảy, ngày 14/11 ra quân.", date(2026, 11, 14)),
        ("Chủ nhật 15/11 bà con dọn kênh.", date(2026, 11, 15)),
        ("Có 21/11 hộ đăng ký.", None),
        ("Giải ngân 12/40 tỷ đồng.", None),
        ("", None),
    ],
)
def test_the_first_day_not_to_come_is_told(text: str, day: date | None) -> None:
    assert told_day(text, today=TODAY) == day


def test_a_heading_is_the_title_or_the_first_sentence() -> None:
    assert heading_of(" Chi bộ  họp ", "Chữ.") == "Chi bộ họp"
    assert heading_of("", "\nChi bộ 3 họp. Có 20 người.") == "Chi bộ 3 họp"
    assert heading_of("", "từ " * 200).endswith(" từ…")
    assert heading_of("", "") == ""


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("Chi bộ trồng cây\nCó 60 cây.", "Chi bộ trồng cây", "Có 60 cây."),
        ("Chi bộ trồng cây. Có 60 cây.\nHết.", "Chi bộ trồng cây", "Chi bộ trồng cây. Có 60 cây.\nHết."),
        ("Chi bộ trồng cây", "Chi bộ trồng cây", "Chi bộ trồng cây"),
        ("", "", ""),
    ],
)
def test_a_first_line_that_stands_as_one_is_the_heading(text: str, heading: str, rest: str) -> None:
    assert without_heading(text) == (heading, rest)


@pytest.mark.parametrize(
    ("words", "is_document", "has_pictures", "kind"),
    [
        (50, True, False, "directive"),
        (50, False, False, "news"),
        (500, False, True, "news"),
        (500, False, False, "topic"),
        (2000, False, True, "topic"),
    ],
)
def test_raw_material_is_taken_for_what_it_looks_like(
    words: int, is_document: bool, has_pictures: bool, kind: str
) -> None:
    assert guess_kind("chữ " * words, is_document=is_document, has_pictures=has_pictures) == kind
