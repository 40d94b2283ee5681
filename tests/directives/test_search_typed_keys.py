"""Questions typed with the input method off."""

import pytest
from django.test import Client
from django.urls import reverse

from organizations.models import Organization, User
from tests.builders import make_kind
from tests.directives.test_search import ask, clerk, filed, found, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "kees hoachj trongf chef",
        "KEES HOACHJ trong chef",
        "kế hoachj trồng chè",
        "ke61 hoa5ch tro62ng che2",
        "kees hoachj troongf chef",
        "trongf chef",
    ],
)
def test_keys_left_in_a_question_are_read_back(text: str, ward: Organization, clerk: User) -> None:
    plan = filed(ward, "trồng chè trên đồi", number="7-KH/ĐU", kind=make_kind("Kế hoạch"))
    filed(ward, "trồng rừng trên đồi", number="8-KH/ĐU", kind=make_kind("Kế hoạch"))

    assert found(text, clerk) == [plan]
    assert [chip.label[:8] for chip in ask(text, clerk).chips if chip.slug == "go"] == ["đọc là “"]


def test_a_number_among_keys_is_found(ward: Organization, clerk: User) -> None:
    rules = filed(ward, "quản lý chợ", number="38-QĐ/ĐU", kind=make_kind("Quyết định"))
    assert found("QDD 38", clerk) == [rules]
    assert found("quyeets ddinhj 38 cuar ddangr uyr", clerk) == [rules]
    assert found("38-QDD/DDU", clerk) == [rules]


def test_the_reading_of_keys_can_be_taken_off(clerk: User) -> None:
    question = ask("trongf chef", clerk, removed={"go"})
    assert question.chips == ()
    assert [group.folded[0][0] for group in question.groups] == ["trongf", "chef"]


@pytest.mark.parametrize(
    "text",
    [
        "xe bus va gas",
        "kh31 c06",
        "to3 khu5",
        "thang6 nam26",
        "NQ/QH16",
        "covid19",
        "test nhanh",
        "UBMTTQ BTGDVTU",
        "hop zoom",
        "trồng chè",
    ],
)
def test_words_of_other_kinds_are_left_alone(text: str, clerk: User) -> None:
    assert "go" not in [chip.slug for chip in ask(text, clerk).chips]


def test_the_box_keeps_what_was_typed(clerk: User, client: Client) -> None:
    client.force_login(clerk)
    page = client.get(reverse("directives:directive_list"), {"q": "kees hoachj"}).content.decode()
    assert 'value="kees hoachj"' in page
    assert "đọc là “kế hoạch”" in page
