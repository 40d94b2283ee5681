"""What must not be torn at the end of a line, and what no text font draws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.rendering.typography import (
    BOX,
    JOINER,
    NBSP,
    plain_again,
    printable,
    spaced,
    unbreakable,
    unbreakable_credit,
)


@pytest.mark.parametrize(
    "words",
    [
        "315-KH/TU",
        "số 112-KH/ĐU",
        "30/2020/NĐ-CP",
        "245/KH-UBND",
        "12a-HD/BXDĐ",
        "05-QC/BTCTU-BDVTU",
        "12 - CT/TW",
        "12- CT/TW",
        "12 -CT/TW",
        "45 - KH/ TU",
        "08/ QĐ-UBND",
        "ngày 05/01/2026",
        "ngày 05 tháng 01 năm 2026",
        "tháng 9 năm 2026",
        "tháng 12/2023",
        "quý III",
        "Đ/c Trần",
        "251,032/413,4 tỷ đồng",
        "1.200.000 đ",
        "500 m",
        "98,7 %",
        "37 hộ",
        "60 triệu đồng",
        "0900 000 115",
        "2025-2030",
        "Điều 5",
    ],
)
def test_no_line_ends_within(words: str) -> None:
    kept = unbreakable(words)
    assert " " not in kept
    for place, sign in enumerate(kept):
        if sign in "-–/":
            assert kept[place - 1] == JOINER
            assert kept[place + 1] == JOINER


@pytest.mark.parametrize(
    "words",
    [
        "Trần Văn Mậu, Bí thư Đảng ủy phường",
        "phát triển kinh tế - xã hội",
        "https://a.example/doi-chieu/2026-09/so 5x",
        "năm nay và năm sau",
        "chi bộ có mặt đông đủ",
    ],
)
def test_other_text_breaks_as_it_likes(words: str) -> None:
    assert unbreakable(words) == words


@pytest.mark.parametrize("title", ["đồng chí", "Đồng chí", "bà", "PGS."])
def test_a_title_stays_with_the_name(title: str) -> None:
    assert unbreakable(f"do {title} Lò Thị Sen chủ trì") == f"do {title}{NBSP}Lò Thị Sen chủ trì"


def test_two_dates_in_a_row_may_part_between_them() -> None:
    assert plain_again(unbreakable("15/7/2026 đến 16/7/2026")).count(" ") == 2
    assert unbreakable("15/7/2026 đến 16/7/2026").count(" ") == 2


@given(st.text("sốngàytháng năm 0123456789-/–.,%KHTUĐđ/c X", max_size=40))
def test_nothing_visible_changes(words: str) -> None:
    assert plain_again(unbreakable(words)) == words
    assert spaced(words).replace(NBSP, " ") == words
    assert unbreakable(plain_again(unbreakable(words))) == unbreakable(words)


def test_a_short_credit_stays_in_one_piece_and_a_long_one_may_break() -> None:
    assert unbreakable_credit("Ảnh: Hà Vi") == f"Ảnh:{NBSP}Hà{NBSP}Vi"
    assert " " in unbreakable_credit("Ảnh: Tổ tuyên truyền của Ban Công tác Mặt trận khu dân cư")


def test_unknown_signs_become_boxes_and_are_told() -> None:
    assert printable("vui 🎉 中\t▪ ✓") == (f"vui {BOX} {BOX} ■ √", {"🎉", "中"})


def test_all_of_vietnamese_is_drawn() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
    assert printable(letters + letters.upper()) == (letters + letters.upper(), set())
