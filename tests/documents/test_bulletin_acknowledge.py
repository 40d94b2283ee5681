"""“Đã nhận”: an officer says that the cell has the issue."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.addresses import place_of
from documents.models import Delivery, Edition, Withdrawal
from organizations.models import User
from organizations.roles import Role
from tests.builders import Ward, make_bulletin, make_edition, make_membership, make_user, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    return make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])


def _address(edition: Edition, *, number: int | None = None) -> str:
    return reverse("documents:bulletin_acknowledge", kwargs=place_of(edition, number=number))


def _client(user: User, **words: bool) -> Client:
    client = Client(**words)  # type: ignore[arg-type]
    client.force_login(user)
    return client


def _acknowledged(edition: Edition) -> list[tuple[str, User | None]]:
    rows = Delivery.objects.filter(edition=edition, acknowledged_at__isnull=False)
    return [(row.name, row.acknowledged_by) for row in rows]


def test_an_officer_acknowledges_for_the_own_cell_and_is_led_back_to_the_page(ward: Ward, edition: Edition) -> None:
    response = _client(ward.secretary).post(_address(edition))

    assert response.status_code == 302
    assert response.headers["Location"] == reverse("documents:bulletin_read", kwargs=place_of(edition)) + "#da-nhan"
    assert _acknowledged(edition) == [("Chi bộ 1", ward.secretary)]


def test_pressed_again_by_anybody_it_changes_nothing(ward: Ward, edition: Edition) -> None:
    _client(ward.deputy).post(_address(edition))
    before = Delivery.objects.get(edition=edition, organization=ward.cell).acknowledged_at

    assert _client(ward.secretary).post(_address(edition)).status_code == 302

    row = Delivery.objects.get(edition=edition, organization=ward.cell)
    assert (row.acknowledged_at, row.acknowledged_by) == (before, ward.deputy)


def test_who_reads_without_leading_a_cell_acknowledges_nothing(ward: Ward, edition: Edition) -> None:
    for reader in (ward.editor, make_user(role=Role.COORDINATOR, at=ward.base), make_user(is_superuser=True)):
        assert _client(reader).post(_address(edition)).status_code == 302

    assert _acknowledged(edition) == []


def test_for_a_stranger_there_is_nothing_to_acknowledge(ward: Ward, edition: Edition) -> None:
    assert _client(ward.outsider).post(_address(edition)).status_code == 404
    assert Client().post(_address(edition)).status_code == 302
    assert _acknowledged(edition) == []


def test_a_future_or_withdrawn_edition_cannot_be_acknowledged(ward: Ward, edition: Edition) -> None:
    future = make_edition(
        make_bulletin(ward.committee, month=12), receivers=ward.cells, publish_at=timezone.now() + timedelta(hours=1)
    )
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Nhầm.")

    assert _client(ward.secretary).post(_address(future)).status_code == 404
    assert _client(ward.secretary).post(_address(edition)).status_code == 404
    assert not Delivery.objects.filter(acknowledged_at__isnull=False).exists()


def test_a_link_alone_acknowledges_nothing(ward: Ward, edition: Edition) -> None:
    assert _client(ward.secretary).get(_address(edition)).status_code == 405
    assert _client(ward.secretary, enforce_csrf_checks=True).post(_address(edition)).status_code == 403
    assert _acknowledged(edition) == []


def test_an_older_edition_is_acknowledged_by_itself(ward: Ward, edition: Edition) -> None:
    second = make_edition(edition.bulletin, receivers=ward.cells, number=2)

    response = _client(ward.secretary).post(_address(edition, number=1))

    assert response.headers["Location"].endswith("/lan-1/#da-nhan")
    assert _acknowledged(edition) == [("Chi bộ 1", ward.secretary)]
    assert _acknowledged(second) == []


# --- Who leads two cells --------------------------------------------------------------------------------------------


def _keys(edition: Edition) -> dict[str, int]:
    return dict(Delivery.objects.filter(edition=edition).values_list("name", "pk"))


def test_who_leads_two_cells_is_asked_which_before_anything_is_written(ward: Ward, edition: Edition) -> None:
    make_membership(ward.secretary, ward.cells[1], Role.SECRETARY)

    page = _client(ward.secretary).post(_address(edition))

    assert "Báo đã nhận cho nơi nào?" in page.content.decode()
    assert [row.name for row in page.context["deliveries"]] == ["Chi bộ 1", "Chi bộ 2"]
    assert _acknowledged(edition) == []


@pytest.mark.parametrize("names", [["Chi bộ 1"], ["Chi bộ 2"], ["Chi bộ 1", "Chi bộ 2"]])
def test_one_or_both_are_acknowledged_as_chosen(names: list[str], ward: Ward, edition: Edition) -> None:
    make_membership(ward.secretary, ward.cells[1], Role.SECRETARY)
    keys = _keys(edition)

    response = _client(ward.secretary).post(_address(edition), {"noi": [keys[name] for name in names]})

    assert response.status_code == 302
    assert sorted(name for name, _ in _acknowledged(edition)) == names


def test_a_key_of_a_place_that_is_not_ones_own_acknowledges_nothing(ward: Ward, edition: Edition) -> None:
    make_membership(ward.secretary, ward.cells[1], Role.SECRETARY)

    _client(ward.secretary).post(_address(edition), {"noi": [_keys(edition)[ward.base.name], "x"]})

    assert _acknowledged(edition) == []


def test_the_second_of_two_cells_is_not_asked_about_again(ward: Ward, edition: Edition) -> None:
    make_membership(ward.secretary, ward.cells[1], Role.SECRETARY)
    client = _client(ward.secretary)
    client.post(_address(edition), {"noi": _keys(edition)["Chi bộ 1"]})

    assert client.post(_address(edition)).status_code == 302
    assert len(_acknowledged(edition)) == 2
