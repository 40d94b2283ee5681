"""A correction in sentences for its readers."""

from dataclasses import replace

import pytest

from documents.engines.blocks import Block
from documents.engines.change_words import changes_in_words
from documents.engines.issue_changes import compare_issues
from documents.rendering.content import IssueContent
from tests.documents.issues import entry, paragraph


def issue(*blocks: Block) -> IssueContent:
    return IssueContent(
        "PHƯỜNG", "BAN", ("TÀI LIỆU",), "Tháng 11", "NỘI BỘ", entries=(entry("2", "Thu gom rác", *blocks),)
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Có 10 hộ đăng ký.", "Có 12 hộ đăng ký.", "Mục 2: sửa “Có 10 hộ” thành “Có 12 hộ”."),
        ("Có mười hộ nghèo đăng ký.", "Có mười hộ đăng ký.", "Mục 2: bỏ “nghèo” sau “Có mười hộ”."),
        ("Có mười hộ đăng ký.", "Có mười hộ nghèo đăng ký.", "Mục 2: thêm “nghèo” sau “Có mười hộ”."),
        ("Ba tổ dân phố họp.", "Sáng nay ba tổ dân phố họp.", "Mục 2: sửa “Ba tổ” thành “Sáng nay ba tổ”."),
        ("ba tổ dân phố họp.", "Sáng nay, ba tổ dân phố họp.", "Mục 2: thêm “Sáng nay” trước “ba tổ dân”."),
        ("Theo “đề án 1” của tỉnh.", "Theo “đề án 2” của tỉnh.", "Mục 2: sửa “án 1” thành “án 2”."),
    ],
)
def test_a_changed_place_is_told_with_a_word_at_each_side(old: str, new: str, said: str) -> None:
    assert changes_in_words(compare_issues(issue(paragraph(old)), issue(paragraph(new)))) == said


def test_a_paragraph_that_came_is_told_with_the_one_before_it_and_one_that_went_by_its_words() -> None:
    first, second, third = (
        paragraph(f"{word} tổ dân phố họp tối thứ Bảy tại nhà văn hóa.") for word in ("Một", "Hai", "Ba")
    )
    power = paragraph("Mất điện gọi số 1900.")
    was = issue(first, second, third)
    assert changes_in_words(compare_issues(was, issue(first, power, second, third))) == (
        "Mục 2: thêm đoạn “Mất điện gọi số 1900” sau “Một tổ dân phố họp tối …”."
    )
    assert changes_in_words(compare_issues(was, issue(first, second, third, power))) == (
        "Mục 2: thêm đoạn “Mất điện gọi số 1900” sau “Ba tổ dân phố họp tối …”."
    )
    assert changes_in_words(compare_issues(issue(power, first), issue(first))) == (
        "Mục 2: bỏ đoạn “Mất điện gọi số 1900”."
    )


def test_a_heading_is_named_and_entries_that_came_or_went_are_told() -> None:
    was = issue(paragraph("Như cũ."))
    now = replace(was, entries=(replace(was.entries[0], heading="Thu gom nước"),))
    assert changes_in_words(compare_issues(was, now)) == "Mục 2, tiêu đề: sửa “gom rác” thành “gom nước”."
    more = replace(was, entries=(*was.entries, entry("3", "Tin mới", paragraph("Sáng nay."))))
    assert changes_in_words(compare_issues(was, more)) == "Thêm mục 3: “Tin mới”."
    assert changes_in_words(compare_issues(more, was)) == "Bỏ mục 3: “Tin mới”."
    assert changes_in_words(compare_issues(was, was)) == ""


def test_more_than_a_few_changes_are_counted() -> None:
    filling = " rồi bà con cùng nhau bàn bạc thật kỹ lưỡng trước khi ký vào biên bản họp tổ dân phố ngay tối hôm ấy"
    old, new = ([paragraph(f"Có {first + place} hộ{filling}.") for place in range(9)] for first in (10, 50))
    lines = changes_in_words(compare_issues(issue(*old), issue(*new))).split("\n")
    assert len(lines) == 6
    assert lines[-1] == "Và 4 chỗ khác."
