"""A remark stays at its paragraph while the text around it and the paragraph itself are edited."""

import pytest

from documents.engines.pins import Pin, find_pin, pin_at

TEXT = [
    "Kế hoạch trồng cây",
    "Các khu phố trồng bốn trăm cây dọc bờ sông trong tháng mười một.",
    "Mỗi chi bộ nhận chăm sóc một đoạn đường.",
    "Đoàn thanh niên tưới cây vào sáng thứ bảy hằng tuần.",
    "Báo cáo kết quả trước ngày 15/12/2026.",
]
PIN = pin_at(TEXT, 2)

EDITS = {
    "untouched": (TEXT, 2),
    "a paragraph put in before": ([TEXT[0], "Đoạn mới.", *TEXT[1:]], 3),
    "the paragraph moved to the end": ([*TEXT[:2], *TEXT[3:], TEXT[2]], 4),
    "a few words changed": ([*TEXT[:2], "Mỗi chi bộ nhận chăm sóc hai đoạn đường và một công viên.", *TEXT[3:]], 2),
    "written anew between the same neighbours": ([*TEXT[:2], "Phân công theo tổ đảng.", *TEXT[3:]], 2),
    "white space alone": ([*TEXT[:2], "Mỗi  chi bộ nhận chăm sóc\nmột đoạn đường.", *TEXT[3:]], 2),
    "taken out": ([*TEXT[:2], *TEXT[3:]], None),
    "everything written anew": (["Khác", "hoàn toàn", "khác", "hẳn rồi"], None),
    "nothing left": ([], None),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_remark_finds_its_paragraph_after(edit: str) -> None:
    paragraphs, expected = EDITS[edit]

    assert find_pin(PIN, paragraphs) == expected


def test_of_two_paragraphs_with_the_same_words_the_nearer_one_is_meant() -> None:
    twice = ["Đầu", "Chi bộ họp.", "Giữa", "Chi bộ họp.", "Cuối"]

    assert find_pin(pin_at(twice, 3), twice) == 3
    assert find_pin(pin_at(twice, 1), twice) == 1


def test_a_remark_on_the_whole_entry_has_no_paragraph() -> None:
    assert find_pin(Pin(0, ""), TEXT) is None


@pytest.mark.parametrize("place", [-1, 5, 99])
def test_a_paragraph_that_is_not_there_cannot_be_pinned(place: int) -> None:
    with pytest.raises(IndexError):
        pin_at(TEXT, place)
