"""Names of files that go out."""

import pytest

from cadre_portal.file_names import content_disposition, safe_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("315-KH/TU kế hoạch.pdf", "315-KH-TU kế hoạch.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ('a"b\r\nSet-Cookie: x.pdf', "a b Set-Cookie x.pdf"),
        ("", "tệp"),
        ("...", "tệp"),
        ("dài " * 60 + ".docx", ("dài " * 60)[:115].strip() + ".docx"),
    ],
)
def test_a_name_that_goes_out_has_no_path_and_no_forbidden_sign(name: str, expected: str) -> None:
    assert safe_name(name) == expected


def test_both_forms_of_a_vietnamese_name_stand_in_the_header() -> None:
    header = content_disposition("Kế hoạch Đảng ủy.pdf")

    assert 'filename="Ke hoach Dang uy.pdf"' in header
    assert "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20%C4%90%E1%BA%A3ng%20%E1%BB%A7y.pdf" in header


def test_no_header_can_be_smuggled_in_a_name() -> None:
    assert "\n" not in content_disposition("a\r\nX: y.pdf", inline=True)
