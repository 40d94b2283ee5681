"""A photo follows the paragraph behind which it stands."""

import pytest

from documents.engines.photo_places import followed

OLD = ["Phường họp.", "Các tổ bàn cách làm.", "Bà con ký tên.", "Tối đến cả xóm liên hoan."]


@pytest.mark.parametrize(
    ("new", "place", "then"),
    [
        (OLD, 2, 2),
        (["Thêm ở đầu.", *OLD], 2, 3),
        (["Thêm ở đầu.", *OLD], 0, 0),
        ([*OLD, "Thêm ở cuối."], 2, 2),
        ([*OLD, "Thêm ở cuối."], 4, 5),
        (OLD[1:], 2, 1),
        (OLD[1:], 1, 0),
        ([OLD[0], *OLD[2:]], 2, 1),
        ([OLD[0], "Các tổ bàn kỹ cách làm.", *OLD[2:]], 2, 2),
        ([OLD[0], "Hôm ấy trời mưa.", "Các tổ bàn kỹ cách làm.", *OLD[2:]], 2, 3),
        ([OLD[0], "Các tổ bàn kỹ cách làm.", "Hôm ấy trời mưa.", *OLD[2:]], 3, 4),
        ([], 2, 0),
    ],
)
def test_a_photo_stands_behind_the_paragraph_it_stood_behind(new: list[str], place: int, then: int) -> None:
    assert followed(OLD, new, place) == then


def test_a_photo_behind_all_text_stays_behind_all_text() -> None:
    assert followed(OLD, ["Một."], 999) == 999
    assert followed([], ["Một."], 0) == 0
