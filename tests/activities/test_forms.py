"""Forms of news: what is made of words typed beside a photo."""

import pytest

from activities.forms import bare_credit


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("(Ảnh: Hà Vi)", "Ảnh: Hà Vi"),
        (" ((Ảnh:  Hà Vi)) ", "Ảnh: Hà Vi"),
        ("Ảnh: Hà Vi", "Ảnh: Hà Vi"),
        ("Ảnh: Hà Vi (Văn phòng)", "Ảnh: Hà Vi (Văn phòng)"),
        ("(Ảnh 1) và (Ảnh 2)", "(Ảnh 1) và (Ảnh 2)"),
        ("", ""),
    ],
)
def test_brackets_around_a_credit_are_left_to_the_outputs(typed: str, kept: str) -> None:
    assert bare_credit(typed) == kept
