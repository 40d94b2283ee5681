"""Numbers typed with the letters in front or with other signs, half-right words, days without a year."""

from datetime import date

import pytest

from organizations.models import Organization, User
from tests.builders import make_kind
from tests.directives.test_search import ask, clerk, filed, look, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("HD-07/BLKĐ", "07-HD/BLKĐ"),
        ("hd-07/blkd", "07-HD/BLKĐ"),
        ("HD - 07 / BLKĐ", "07-HD/BLKĐ"),
        ("HD/07-BLKĐ", "07-HD/BLKĐ"),
        ("07.HD.BLKD", "07-HD/BLKĐ"),
        ("07.hd/blkđ", "07-HD/BLKĐ"),
        ("HD-07", "07-HD/BLKĐ"),
        ("hd blkd 07", "07-HD/BLKĐ"),
        ("NĐ-CP 215", "215/2026/NĐ-CP"),
        ("nd-cp số 215", "215/2026/NĐ-CP"),
        ("NĐ-CP 215/2026", "215/2026/NĐ-CP"),
        ("215.2026.NĐ-CP", "215/2026/NĐ-CP"),
        ("qđ-ubnd 38/2026", "38/2026/QĐ-UBND"),
        ("NQ-HDND 15", "15/NQ-HĐND"),
    ],
)
def test_a_number_is_found_with_its_letters_in_front_or_with_dots(
    text: str, number: str, ward: Organization, clerk: User
) -> None:
    for name, letters in (("Hướng dẫn", "HD"), ("Nghị định", "NĐ"), ("Nghị quyết", "NQ"), ("Quyết định", "QĐ")):
        make_kind(name, letters)
    for each in ("07-HD/BLKĐ", "215/2026/NĐ-CP", "38/2026/QĐ-UBND", "15/NQ-HĐND", "15-NQ/ĐU", "215-KH/ĐU"):
        letters = each.split("-")[0].split("/")[-1] if each.count("/") == 2 else each.replace("/", "-").split("-")[1]
        kind = {"HD": "Hướng dẫn", "NĐ": "Nghị định", "NQ": "Nghị quyết", "QĐ": "Quyết định"}.get(letters, "Kế hoạch")
        filed(ward, "về trồng cây", number=each, kind=make_kind(kind, letters), issued_on=date(2026, 5, 4))

    results = look(text, clerk)

    assert results.hits[0].directive.number == number
    assert not any("gần đúng" in note for note in results.notes)


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("NQ-HĐND 2026", ["năm 2026"]),
        ("kh ubnd 10 ngày", ["Kế hoạch"]),
        ("thi đua 12-15/7", []),
        ("an toàn giao thông 12-CT/TW", ["số 12-CT/TW"]),
    ],
)
def test_what_is_no_turned_number_is_left_as_it_was_typed(text: str, chips: list[str], clerk: User) -> None:
    make_kind("Nghị quyết", "NQ")

    assert [chip.label for chip in ask(text, clerk).chips][: len(chips)] == chips


def test_the_chip_of_a_number_that_was_found_shows_it_as_printed(ward: Organization, clerk: User) -> None:
    filed(ward, "về trồng cây", number="07-HD/BLKĐ", kind=make_kind("Hướng dẫn", "HD"))

    assert [chip.label for chip in look("07 hd blkd", clerk).question.chips] == ["số 07-HD/BLKĐ"]
