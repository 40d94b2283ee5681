"""Numbers typed with the letters in front or with other signs, half-right words, days without a year."""

from datetime import date

import pytest

from directives.models import Directive, DirectiveQuerySet
from directives.search.find import counts
from organizations.models import Organization, User
from tests.builders import make_kind
from tests.directives.test_search import ask, clerk, filed, found, look, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


def visible(user: User) -> DirectiveQuerySet:
    return Directive.objects.visible_to(user).registered()


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


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("18/6", ["ngày 18/06 các năm"]),
        ("ngày 18/6", ["ngày 18/06 các năm"]),
        ("công văn ngày 18/6", ["ngày 18/06 các năm", "Công văn"]),
        ("18 / 6 công văn", ["ngày 18/06 các năm", "Công văn"]),
        ("công văn hôm 18/6 về chè", ["ngày 18/06 các năm", "Công văn"]),
        ("công văn trồng chè 18/6", ["ngày 18/06 các năm", "Công văn"]),
        ("hôm 18 tháng 6", ["ngày 18/06 các năm"]),
        ("ngày 18 tháng 6 năm ngoái", ["ngày 18/06/2025"]),
        ("công văn 18/6 năm nay", ["ngày 18/06/2026", "Công văn"]),
        ("công văn từ 1/7 đến 30/9/2026", ["tháng 07/2026–09/2026", "Công văn"]),
        ("31/2", []),
        ("kỷ niệm ngày 27/7", []),
        ("dâng hương 27/7", []),
        ("giảm 2/3 hộ nghèo", []),
        ("văn bản mùa thu 2026", ["mùa thu năm 2026"]),
        ("hè 2026", ["mùa hè năm 2026"]),
        ("ba tháng gần đây", ["3 tháng gần đây"]),
        ("công văn 2 tuan gan day", ["2 tuần gần đây", "Công văn"]),
        ("trồng cây gần đây", ["mới nhất trước"]),
    ],
)
def test_a_time_is_understood(text: str, chips: list[str], clerk: User) -> None:
    make_kind("Công văn", "CV")

    assert [chip.label for chip in ask(text, clerk).chips] == chips


def test_the_last_months_are_counted_back_from_today(clerk: User) -> None:
    period = ask("ba tháng gần đây", clerk).period

    assert period is not None
    assert (period.first, period.last) == (date(2026, 8, 22), date(2026, 11, 22))


def test_a_day_without_its_year_is_the_day_of_issue(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về trồng cây", number="1-KH/ĐU", issued_on=date(2026, 6, 18))
    filed(ward, "về thi đua", number="2-KH/ĐU", body="<p>Họp ngày 18/6.</p>", issued_on=date(2026, 8, 1))

    assert [hit.directive for hit in look("18/6", clerk).hits] == [row]


def test_of_a_day_without_its_year_the_newest_comes_first(ward: Organization, clerk: User) -> None:
    old = filed(ward, "về trồng cây", number="1-KH/ĐU", issued_on=date(2019, 6, 18))
    new = filed(ward, "về trồng rừng", number="2-KH/ĐU", issued_on=date(2025, 6, 18))
    filed(ward, "về thi đua", number="3-KH/ĐU", issued_on=date(2025, 6, 19))

    assert found("ngày 18/6", clerk) == [new, old]
    assert found("trồng cây ngày 18/6", clerk) == [old]
    assert sum(row[-1] for row in counts(user=clerk, results=look("18/6", clerk), base=visible(clerk))) == 2


@pytest.mark.parametrize("text", ["27/7", "ngày 27/7", "kế hoạch 27/7", "kế hoạch 27/7 dâng hương", "dâng hương 27/7"])
def test_a_day_that_is_kept_is_found_by_its_figures_and_by_its_name(text: str, ward: Organization, clerk: User) -> None:
    plan = make_kind("Kế hoạch", "KH")
    named = filed(
        ward, "dâng hương ngày Thương binh - Liệt sĩ", number="1-KH/ĐU", kind=plan, issued_on=date(2026, 7, 2)
    )
    told = filed(ward, "dâng hương ngày 27/7", number="2-KH/ĐU", kind=plan, issued_on=date(2025, 7, 1))
    filed(ward, "về thi đua", number="3-KH/ĐU", kind=plan, issued_on=date(2026, 7, 3))

    assert set(found(text, clerk)) == {named, told}


def test_a_day_that_only_a_text_has_is_found_there(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về thi đua", number="2-KH/ĐU", body="<p>Họp ngày 18/6.</p>", issued_on=date(2026, 8, 1))

    assert found("18/6", clerk) == [row]
    assert look("17/6", clerk).notes == ()


def test_the_time_is_let_go_before_the_kind_and_the_words(ward: Organization, clerk: User) -> None:
    guide = make_kind("Hướng dẫn", "HD")
    row = filed(ward, "về tuyên truyền ngày lễ lớn", number="1-HD/ĐU", kind=guide, issued_on=date(2026, 9, 10))
    for number in (2, 3):
        filed(ward, "về hướng dẫn trang trí ngày hội", number=f"{number}-KH/ĐU", issued_on=date(2026, 10, 5))

    results = look("hướng dẫn về ngày lễ tháng trước", clerk)

    assert [hit.directive for hit in results.hits] == [row]
    assert "mọi thời gian" in results.notes[0] or "năm 2026" in results.notes[0]


def test_finds_that_have_the_words_only_with_other_diacritics_are_said_to_be_near(
    ward: Organization, clerk: User
) -> None:
    filed(ward, "về vụ sản xuất; sửa tru sở", number="1-KH/ĐU")

    assert any("gần đúng" in note for note in look("vũ trụ", clerk).notes)
    assert look("vu tru", clerk).notes == ()

    filed(ward, "về thi đua", number="2-KH/ĐU", body="<p>Ngày hội khám phá vũ trụ.</p>")

    assert look("vũ trụ", clerk).notes == ()
