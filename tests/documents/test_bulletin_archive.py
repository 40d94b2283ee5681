"""The archive of a year: month by month, of one's own cells, their predecessors, and nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.models import Edition, Withdrawal
from organizations.models import Lineage, User
from organizations.roles import Role
from tests.builders import Ward, make_bulletin, make_edition, make_organization, make_user, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


def _edition(ward: Ward, year: int, month: int, **fields: object) -> Edition:
    given: dict[str, Any] = {"title": f"Tài liệu tháng {month:02d}/{year}"}
    return make_edition(make_bulletin(ward.committee, year=year, month=month), receivers=ward.cells, **(given | fields))


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _address(year: int) -> str:
    return reverse("documents:bulletin_archive", args=[year])


def test_a_year_is_listed_by_month_the_last_first(ward: Ward) -> None:
    for month in (2, 11, 7):
        _edition(ward, 2025, month)
    _edition(ward, 2024, 12)

    page = _client(ward.secretary).get(_address(2025)).content.decode()

    assert page.index("tháng 11/2025") < page.index("tháng 07/2025") < page.index("tháng 02/2025")
    assert "tháng 12/2024" not in page
    assert f'href="{_address(2024)}"' in page
    assert 'aria-current="page"' in page


def test_the_monthly_issue_stands_before_the_thematic_ones_of_its_month(ward: Ward) -> None:
    make_edition(make_bulletin(ward.committee, kind="thematic", series=1), receivers=ward.cells, title="Chuyên đề một")
    _edition(ward, 2026, 11)

    page = _client(ward.secretary).get(_address(2026)).content.decode()

    assert page.index("Tài liệu tháng 11/2026") < page.index("Chuyên đề một")


@pytest.mark.parametrize("year", [2023, 0, 9999, 10**15])
def test_a_year_without_issues_does_not_exist(ward: Ward, year: int) -> None:
    _edition(ward, 2025, 2)

    assert _client(ward.secretary).get(_address(year)).status_code == 404


def test_for_a_stranger_the_year_does_not_exist(ward: Ward) -> None:
    _edition(ward, 2025, 2)

    assert _client(ward.outsider).get(_address(2025)).status_code == 404
    assert _client(make_user()).get(_address(2025)).status_code == 404
    assert Client().get(_address(2025)).status_code == 302


def test_an_edition_before_its_hour_opens_no_year(ward: Ward) -> None:
    _edition(ward, 2027, 1, publish_at=timezone.now() + timedelta(days=1))

    assert _client(ward.secretary).get(_address(2027)).status_code == 404
    assert "2027" not in _client(ward.secretary).get(reverse("documents:bulletin_list")).content.decode()


def test_the_archive_of_a_dissolved_cell_is_open_to_its_successors_secretary_only(ward: Ward) -> None:
    _edition(ward, 2025, 2)
    heir = make_organization("Chi bộ hợp nhất", parent=ward.neighbour, type="cell")
    stranger = make_organization("Chi bộ khác", parent=ward.neighbour, type="cell")
    Lineage.objects.create(organization=heir, predecessor=ward.cell)

    assert _client(make_user(role=Role.SECRETARY, at=heir)).get(_address(2025)).status_code == 200
    assert _client(make_user(role=Role.SECRETARY, at=stranger)).get(_address(2025)).status_code == 404


def test_a_withdrawn_issue_stays_listed_as_such(ward: Ward) -> None:
    edition = _edition(ward, 2025, 2)
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Nhầm.")

    assert "Đã thu hồi" in _client(ward.secretary).get(_address(2025)).content.decode()


def test_twice_the_issues_cost_no_more_queries(ward: Ward) -> None:
    client = _client(ward.secretary)

    def queries() -> int:
        client.get(_address(2025))
        with CaptureQueriesContext(connection) as captured:
            client.get(_address(2025))
        return len(captured)

    for month in (1, 2, 3):
        _edition(ward, 2025, month)
    before = queries()
    for month in (4, 5, 6, 7, 8, 9):
        _edition(ward, 2025, month)

    assert queries() == before
    assert before <= 6


def test_the_archive_is_only_read(ward: Ward) -> None:
    _edition(ward, 2025, 2)

    assert _client(ward.secretary).post(_address(2025)).status_code == 405
