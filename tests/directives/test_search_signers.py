"""Questions for who signed; the same list on both databases."""

from datetime import date

import pytest

from directives.models import Directive
from organizations.models import Organization, User
from tests.builders import make_kind, make_organization
from tests.directives.test_search import ask, clerk, filed, found, look, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(ward: Organization) -> Directive:
    filed(ward, "liên kết trồng chè", number="8-KH/ĐU", signer="Lý Quang Mạnh", kind=make_kind("Kế hoạch"))
    return filed(ward, "trồng chè", number="7-KH/ĐU", signer="Vi Thị Bích Liên", kind=make_kind("Kế hoạch"))


@pytest.mark.parametrize(
    "text",
    [
        "bà Liên ký", "đồng chí Liên ký", "người ký Liên", "người ký: Bích Liên", "do bà Vi Thị Bích Liên ký", "vi thi bich lien ky",
        "dong chi bich lien", "kế hoạch do đồng chí Liên ký", "phó bí thư Liên ký về trồng chè", "bà Liên ký trồng chè", "ke hoach trong che lien ky",
        "văn bản của bà Bích Liên ký năm 2026", "đồng chí Liên đã ký ban hành",
    ],
)  # fmt: skip
def test_what_a_person_signed_is_found_by_the_name(text: str, signed: Directive, clerk: User) -> None:
    assert found(text, clerk) == [signed]
    assert "người ký Vi Thị Bích Liên" in [chip.label for chip in ask(text, clerk).chips]


@pytest.mark.parametrize(
    "text",
    [
        "đại hội nhiệm kỳ 2025 - 2030",
        "lien ky ket",
        "đăng ký học tập",
        "kỷ niệm ngày lễ",
        "chi bộ liên kết",
        "ông Bình ký",
        "ai ký",
        "ông bà học số",
    ],
)
def test_other_words_name_no_signer(text: str, signed: Directive, clerk: User) -> None:
    assert ask(text, clerk).signers == ()


def test_several_people_of_one_name_are_all_meant_those_spelt_so_first(
    signed: Directive, ward: Organization, clerk: User
) -> None:
    other = filed(ward, "trồng rừng", number="9-KH/ĐU", signer="Đỗ Văn Liên", issued_on=date(2020, 1, 1))
    filed(ward, "trồng rừng", number="10-KH/ĐU", signer="Đỗ Văn Liễn", issued_on=date(2021, 1, 1))

    assert found("đồng chí Liên ký", clerk) == [signed, other]
    assert [chip.label for chip in ask("đồng chí Liên ký", clerk).chips] == ["người ký Liên"]
    assert len(found("lien ky", clerk)) == 3


def test_a_name_of_a_title_is_found_there(signed: Directive, ward: Organization, clerk: User) -> None:
    titled = filed(ward, "học tập tấm gương đồng chí Vi Thị Bích Liên", number="11-KH/ĐU")

    assert found("học tập tấm gương đồng chí Vi Thị Bích Liên", clerk) == [titled]


def test_the_signer_can_be_taken_off_and_is_let_go_with_a_word_on_it(signed: Directive, clerk: User) -> None:
    assert ask("đồng chí Liên ký", clerk, removed={"nguoi_ky"}).chips == ()
    results = look("đồng chí Liên ký về phòng cháy", clerk)
    assert [hit.directive for hit in results.hits] == [signed]
    assert "gần đúng" in " ".join(results.notes)


def test_signers_of_what_one_may_not_see_are_not_known(signed: Directive, clerk: User) -> None:
    elsewhere = make_organization("Đảng ủy xã Tân Hồng", letters="ĐU")
    filed(elsewhere, "việc riêng", number="3-KH/ĐU", signer="Kha Văn Ngọt")

    assert ask("ông Ngọt ký", clerk).signers == ()
