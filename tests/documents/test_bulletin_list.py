"""The list of issues: the newest first, the unread marked, and nothing that is not the reader's."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.addresses import place_of
from documents.models import Bulletin, Delivery, Edition, Withdrawal
from documents.views.lists import NEWEST
from organizations.models import Lineage, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_edition,
    make_entry,
    make_organization,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db
ADDRESS = reverse("documents:bulletin_list")


@pytest.fixture
def ward() -> Ward:
    return make_ward()


def _edition(ward: Ward, month: int, **fields: object) -> Edition:
    days = 365 - month * 30
    given: dict[str, Any] = {
        "publish_at": timezone.now() - timedelta(days=days),
        "title": f"Tài liệu tháng {month:02d}/2026",
    }
    return make_edition(
        make_bulletin(ward.committee, month=month), receivers=[ward.base, *ward.cells], **(given | fields)
    )


def _page(user: User) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return response.content.decode()


def _order(page: str, *titles: str) -> list[str]:
    return sorted((title for title in titles if title in page), key=page.index)


def test_the_newest_issue_stands_first_and_leads_to_its_page_and_pdf(ward: Ward) -> None:
    _edition(ward, 3)
    newest = _edition(ward, 5)
    _edition(ward, 4)

    page = _page(ward.secretary)

    titles = [f"Tài liệu tháng {month:02d}/2026" for month in (3, 4, 5)]
    assert _order(page, *titles) == list(reversed(titles))
    address = reverse("documents:bulletin_read", kwargs=place_of(newest))
    assert f'href="{address}"' in page
    assert f'href="{address}pdf/"' in page


def test_who_looks_after_cells_goes_from_here_to_who_has_the_newest_issue(ward: Ward) -> None:
    edition = _edition(ward, 5)
    coverage = reverse("documents:bulletin_coverage", kwargs=place_of(edition))
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)
    assert f'href="{coverage}"' in _page(coordinator)
    assert coverage not in _page(ward.secretary)
    client = Client()
    client.force_login(coordinator)
    assert client.get(coverage).status_code == 200


def test_only_the_newest_few_stand_here_and_the_years_lead_to_the_rest(ward: Ward) -> None:
    for month in range(1, NEWEST + 3):
        _edition(ward, month)

    page = _page(ward.secretary)

    assert "Tài liệu tháng 03/2026" in page
    assert "Tài liệu tháng 02/2026" not in page
    assert f'href="{reverse("documents:bulletin_archive", args=[2026])}"' in page


def test_unread_issues_are_marked_until_opened(ward: Ward) -> None:
    read, unread = _edition(ward, 3), _edition(ward, 4)
    Delivery.objects.filter(edition=read, organization=ward.cell).update(
        opened_at=timezone.now(), opened_by=ward.secretary
    )

    assert _page(ward.secretary).count("Chưa mở") == 1
    Delivery.objects.filter(edition=unread, organization=ward.cell).update(on_paper_at=timezone.now())
    assert "Chưa mở" not in _page(ward.secretary)


def test_an_empty_list_says_whom_to_ask(ward: Ward) -> None:
    _edition(ward, 3)

    page = _page(ward.outsider)

    assert "Chưa có tài liệu nào gửi đến đồng chí." in page
    assert "Tài liệu tháng 03/2026" not in page


def test_drafts_and_editions_before_their_hour_are_not_listed(ward: Ward) -> None:
    make_entry(make_bulletin(ward.committee, month=1, state=Bulletin.State.APPROVED))
    _edition(ward, 2, publish_at=timezone.now() + timedelta(minutes=5))

    for person in (ward.secretary, ward.editor, make_user(is_superuser=True)):
        assert "/2026" not in _page(person)


def test_of_several_editions_the_newest_published_is_listed(ward: Ward) -> None:
    first = _edition(ward, 3)
    make_edition(first.bulletin, receivers=ward.cells, number=2, title="Bản hai")
    make_edition(
        first.bulletin, receivers=ward.cells, number=3, title="Bản ba", publish_at=timezone.now() + timedelta(hours=1)
    )

    page = _page(ward.secretary)

    assert "Bản hai" in page
    assert "Tài liệu tháng 03/2026" not in page
    assert "Bản ba" not in page


def test_a_withdrawn_issue_is_listed_as_such_without_its_files(ward: Ward) -> None:
    edition = _edition(ward, 3)
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Nhầm.")

    page = _page(ward.secretary)

    assert "Đã thu hồi" in page
    assert "/pdf/" not in page


def test_a_successor_finds_the_issues_of_its_predecessors(ward: Ward) -> None:
    _edition(ward, 3)
    successor = make_organization("Chi bộ 1-2", parent=ward.neighbour, type="cell")
    Lineage.objects.create(organization=successor, predecessor=ward.cell)

    page = _page(make_user(role=Role.SECRETARY, at=successor))

    assert "Tài liệu tháng 03/2026" in page
    assert "Chưa mở" not in page


def test_the_desk_of_a_ward_reads_what_the_province_sent_to_its_cells_and_nothing_from_beside(ward: Ward) -> None:
    make_edition(make_bulletin(ward.province, month=6), title="Tài liệu của tỉnh", receivers=[ward.cells[1]])
    make_edition(make_bulletin(ward.neighbour, month=6), title="Tài liệu phường bên")

    page = _page(ward.editor)

    assert "Tài liệu của tỉnh" in page
    assert "Tài liệu phường bên" not in page
    assert "Tài liệu của tỉnh" not in _page(ward.secretary)


def test_twice_the_issues_cost_no_more_queries(ward: Ward) -> None:
    def queries() -> int:
        client = Client()
        client.force_login(ward.secretary)
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        return len(captured)

    for month in (1, 2):
        _edition(ward, month)
    before = queries()
    for month in (3, 4, 5, 6):
        _edition(ward, month)

    assert queries() == before
    assert before <= 6


def test_the_list_is_only_read(ward: Ward) -> None:
    client = Client()
    client.force_login(ward.secretary)

    assert client.post(ADDRESS).status_code == 405
    assert Client().get(ADDRESS).status_code == 302


@pytest.mark.parametrize(("person", "address"), [("secretary", ADDRESS), ("editor", reverse("admin:index"))])
def test_the_front_page_leads_readers_to_the_issues_and_the_desk_to_its_work(
    ward: Ward, person: str, address: str
) -> None:
    client = Client()
    client.force_login(getattr(ward, person))

    response = client.get("/")

    assert response.headers["Location"] == address
