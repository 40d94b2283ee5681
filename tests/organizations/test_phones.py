import pytest

from organizations.phones import phone_key


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084-912-345-678", "0912345678"),
        ("912345678", "0912345678"),  # a spreadsheet took the 0
        ("0912.345.678", "0912345678"),
        ("(0225) 3842 123", "02253842123"),
        ("+84 225 3842 123", "02253842123"),
        ("0845123456", "0845123456"),  # a mobile number that begins with 084
        ("", ""),
        ("113", ""),
        ("nguyen.van.an", ""),
    ],
)
def test_a_phone_number_has_one_form_however_it_is_typed(typed: str, expected: str) -> None:
    assert phone_key(typed) == expected
