"""Bodies named by their letters or cut short."""

import pytest

from organizations.models import Organization, User
from tests.builders import make_kind, make_organization
from tests.directives.test_search import ask, clerk, filed, found, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bodies(province: Organization, ward: Organization) -> None:
    make_organization("Ban Tổ chức Tỉnh ủy Lam Sơn", letters="BTCTU", type="province_board", parent=province)
    for parent, place in ((province, "tỉnh Lam Sơn"), (ward, "phường Bình Giang")):
        short = f"MTTQ {place.split()[0]}"
        name = f"Ủy ban Mặt trận Tổ quốc Việt Nam {place}"
        make_organization(name, short_name=short, letters="MTTQ", type="front", parent=parent)
    make_organization("Ban Xây dựng Đảng Đảng ủy phường Bình Giang", letters="BXDĐ", type="ward_board", parent=ward)


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("KH BTC TU lớp bồi dưỡng", "Ban Tổ chức Tỉnh ủy Lam Sơn", "lop boi duong"),
        ("ke hoach btctu ve che", "Ban Tổ chức Tỉnh ủy Lam Sơn", "che"),
        ("KH BTVĐU về chè", "Đảng ủy phường Bình Giang", "che"),
        ("nghị quyết TU về chè", "Tỉnh ủy Lam Sơn", "che"),
        ("NQ BCH ĐB tỉnh về chè", "Tỉnh ủy Lam Sơn", "che"),
        ("đại đoàn kết mặt trận tỉnh", "MTTQ tỉnh", "dai doan ket"),
        ("UBMTTQ tỉnh trồng chè", "MTTQ tỉnh", "trong che"),
        ("uy ban mat tran phuong trong che", "MTTQ phường", "trong che"),
    ],
)
def test_a_body_is_known_by_its_letters(text: str, label: str, words: str, clerk: User) -> None:
    make_kind("Kế hoạch")
    make_kind("Nghị quyết", "NQ")
    question = ask(text, clerk)
    assert [chip.label for chip in question.chips if chip.slug == "co_quan"] == [label]
    assert " ".join(" ".join(group.folded[0]) for group in question.groups) == words


@pytest.mark.parametrize(
    "text", ["đầu tư công", "tu thang 8", "ra mặt trận", "kh tu thien", "chuyên tu", "PHÒNG CHÁY TU SỬA", "btc hội thi"]
)
def test_letters_of_other_words_are_no_body(text: str, clerk: User) -> None:
    assert ask(text, clerk).agency is None


def test_the_named_front_comes_before_the_own_one(province: Organization, ward: Organization, clerk: User) -> None:
    upper, own = (Organization.objects.get(short_name=f"MTTQ {level}") for level in ("tỉnh", "phường"))
    filed(ward, "ngày hội đại đoàn kết", number="1/KH-MTTQ", register=own)
    wanted = filed(province, "ngày hội đại đoàn kết", number="2/KH-MTTQ", register=upper)
    assert found("đại đoàn kết mặt trận tỉnh", clerk) == [wanted]


def test_a_number_with_the_part_of_a_committee_is_that_of_the_committee(province: Organization, clerk: User) -> None:
    row = filed(province, "chỉnh trang", number="14-NQ/TU", kind=make_kind("Nghị quyết", "NQ"), register=province)
    assert found("NQ BCHTU 14", clerk) == [row]
