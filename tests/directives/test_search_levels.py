"""Questions for what the bodies of a level issued: "của tỉnh", "phường mình"."""

import pytest

from directives.models import Directive
from organizations.models import Organization, User
from tests.builders import make_kind, make_organization
from tests.directives.test_search import ask, clerk, filed, found, look, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def of_province(province: Organization, ward: Organization) -> list[Directive]:
    """Newest first: of the committee and of a state body beside it. The ward has issued one alike."""
    office = make_organization("Ủy ban nhân dân tỉnh Lam Sơn", letters="UBND", type="state", parent=province)
    plan = make_kind("Kế hoạch")
    filed(ward, "trồng chè", number="3-KH/ĐU", kind=plan)
    return [
        filed(province, "trồng chè", number="1-KH/TU", kind=plan, register=province),
        filed(province, "trồng chè trên đồi", number="2/KH-UBND", kind=plan, register=office),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "kế hoạch của tỉnh về trồng chè", "ke hoach trong che cua tinh", "trồng chè của tỉnh", "văn bản của tỉnh về trồng chè", "kế hoạch tỉnh",
        "tỉnh ta trồng chè", "của tỉnh", "cái kế hoạch trên tỉnh gửi về trồng chè", "kế hoạch tỉnh năm 2026",
    ],
)  # fmt: skip
def test_a_bare_level_stands_for_its_bodies(text: str, of_province: list[Directive], clerk: User) -> None:
    assert set(found(text, clerk)) == set(of_province)
    assert "các cơ quan của tỉnh" in [chip.label for chip in ask(text, clerk).chips]


@pytest.mark.parametrize("text", ["kế hoạch phường mình", "của phường", "kế hoạch của phường trồng chè"])
def test_the_level_of_the_own_committee_is_its_own(
    text: str, of_province: list[Directive], ward: Organization, clerk: User
) -> None:
    other = make_organization("Đảng ủy phường Đông Sơn", letters="ĐU", parent=of_province[0].register)
    filed(ward, "trồng chè", number="9-KH/ĐU", kind=make_kind("Kế hoạch"), register=other)
    assert [row.number for row in found(text, clerk)] == ["3-KH/ĐU"]


@pytest.mark.parametrize(
    "text",
    [
        "kế hoạch của tỉnh Hà Giang",
        "tính toán của tình hình",
        "phường Đông Sơn",
        "quân đội",
        "đi xa",
        "cua tinh than",
        "cấp tỉnh",
    ],
)
def test_other_words_are_no_level(text: str, of_province: list[Directive], clerk: User) -> None:
    assert ask(text, clerk).level_bodies == ()


def test_where_the_level_issued_none_others_are_shown_with_a_word_on_it(
    of_province: list[Directive], ward: Organization, clerk: User
) -> None:
    filed(ward, "phòng cháy", number="4-KH/ĐU")
    results = look("phòng cháy của tỉnh", clerk)
    assert [hit.directive.number for hit in results.hits] == ["4-KH/ĐU"]
    assert results.notes == ("Không có văn bản khớp của các cơ quan của tỉnh; đây là kết quả của mọi cơ quan.",)
    assert ask("trồng chè của tỉnh", clerk, removed={"co_quan"}).chips == ()


def test_a_title_with_the_word_of_the_level_is_found(
    of_province: list[Directive], ward: Organization, clerk: User
) -> None:
    titled = filed(ward, "chăm sóc vườn hoa của tỉnh", number="5-KH/ĐU")
    assert found("chăm sóc vườn hoa của tỉnh", clerk) == [titled]
