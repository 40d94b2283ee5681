"""Forms of news: what is made of words typed beside a photo."""

import pytest

from directives.wrapped.captions import whole_credit


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("(Ảnh: Hà Vi)", "Ảnh: Hà Vi"),
        (" ((Ảnh:  Hà Vi)) ", "Ảnh: Hà Vi"),
        ("Ảnh: Hà Vi", "Ảnh: Hà Vi"),
        ("Ảnh: Hà Vi (Văn phòng)", "Ảnh: Hà Vi (Văn phòng)"),
        ("(Ảnh 1) và (Ảnh 2)", "(Ảnh 1) và (Ảnh 2)"),
        ("Hà Vi", "Ảnh: Hà Vi"),
        ("(Hà Vi)", "Ảnh: Hà Vi"),
        ("Ảnh Hà Vi", "Ảnh: Hà Vi"),
        ("ảnh - Hà Vi", "Ảnh: Hà Vi"),
        ("Báo Vân Lĩnh", "Ảnh: Báo Vân Lĩnh"),
        ("Theodore Lê", "Ảnh: Theodore Lê"),
        ("Ảnh tư liệu", "Ảnh tư liệu"),
        ("Nguồn: Văn phòng Đảng ủy", "Nguồn: Văn phòng Đảng ủy"),
        ("Tranh: Lò Thị Én", "Tranh: Lò Thị Én"),
        ("Ảnh", "Ảnh"),
        ("", ""),
        ("A" * 300, "Ảnh: " + "A" * 195),
    ],
)
def test_a_credit_has_one_form_and_its_brackets_are_left_to_the_outputs(typed: str, kept: str) -> None:
    assert whole_credit(typed) == kept
