"""The reading page: who opens what, the notices of old and withdrawn editions, the mark of the first opening, and its cost."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directives.models import Directive
from documents.addresses import place_of
from documents.models import Bulletin, Delivery, Edition, EditionEntry, Entry, PublisherSettings, Withdrawal
from documents.services.publishing import withdraw_edition
from documents.services.reviewing import reopen_bulletin
from organizations.models import AccessLog, Lineage, Organization, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_directive,
    make_edition,
    make_edition_entries,
    make_entry,
    make_membership,
    make_organization,
    make_user,
    make_ward,
    publish,
)

pytestmark = pytest.mark.django_db
# Beside the portal's own: session and person are read on every page.
QUERY_LIMIT = 6


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    return make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])


def address(edition: Edition, *, number: int | None = None) -> str:
    return reverse("documents:bulletin_read", kwargs=place_of(edition, number=number))


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _status(user: User, edition: Edition, *, number: int | None = None) -> int:
    return _signed_in(user).get(address(edition, number=number)).status_code


# --- Who ------------------------------------------------------------------------------------------------------------


def test_everybody_whom_the_issue_was_sent_to_reads_it(ward: Ward, edition: Edition) -> None:
    readers = [
        ward.secretary,
        ward.deputy,
        make_user(role=Role.COORDINATOR, at=ward.base),
        make_user(role=Role.COORDINATOR, at=ward.committee),
        make_user(role=Role.CLERK, at=ward.committee),
        ward.editor,
        ward.approver,
        make_user(role=Role.ADMINISTRATOR, at=ward.committee),
    ]

    for reader in readers:
        response = _signed_in(reader).get(address(edition))
        assert response.status_code == 200, reader
        assert "Đoạn văn thử." in response.content.decode()


def test_for_everybody_else_it_does_not_exist(ward: Ward, edition: Edition) -> None:
    former = make_user()
    make_membership(former, ward.cell, ends_on=timezone.localdate() - timedelta(days=1))
    strangers = [
        ward.outsider,
        former,
        make_user(),
        make_user(role=Role.COORDINATOR, at=ward.neighbour),
        make_user(role=Role.EDITOR, at=ward.neighbour),
    ]

    for stranger in strangers:
        assert _status(stranger, edition) == 404, stranger


def test_who_is_not_signed_in_is_sent_to_the_door(edition: Edition) -> None:
    response = Client().get(address(edition))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("organizations:sign_in"))


def test_a_cell_that_was_left_out_does_not_see_it(ward: Ward) -> None:
    edition = make_edition(make_bulletin(ward.committee), receivers=[ward.cells[1]])

    assert _status(ward.secretary, edition) == 404


def test_a_cell_that_moved_away_keeps_what_it_received(ward: Ward, edition: Edition) -> None:
    Organization.objects.move(
        Organization.objects.get(pk=ward.cell.pk), Organization.objects.get(pk=ward.neighbour.pk), pos="last-child"
    )

    assert _status(User.objects.get(pk=ward.secretary.pk), edition) == 200


def test_the_secretary_of_a_successor_reads_the_archive_of_all_predecessors(ward: Ward, edition: Edition) -> None:
    between = make_organization("Chi bộ 1A", parent=ward.base, type="cell", valid_to=date(2026, 10, 31))
    successor = make_organization("Chi bộ 1-2", parent=ward.neighbour, type="cell", valid_from=date(2026, 11, 1))
    for organization, predecessor in ((between, ward.cell), (successor, between), (successor, ward.cell)):
        Lineage.objects.create(organization=organization, predecessor=predecessor)
    secretary = make_user(role=Role.SECRETARY, at=successor)

    assert _status(secretary, edition) == 200
    # Reading the archive is not receiving: nothing is marked for a cell of others.
    assert Delivery.objects.get(edition=edition, organization=ward.cell).opened_at is None


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_is_only_read(ward: Ward, edition: Edition, method: str) -> None:
    assert getattr(_signed_in(ward.secretary), method)(address(edition)).status_code == 405


# --- Address --------------------------------------------------------------------------------------------------------


def test_the_key_in_the_address_counts_and_not_the_name(ward: Ward, edition: Edition) -> None:
    client = _signed_in(ward.secretary)

    for name in ("", "-", "-ten-khac"):
        assert client.get(f"/tai-lieu/{ward.committee.pk}{name}/2026/11/").status_code == 200
    for wrong in (
        f"{ward.neighbour.pk}/2026/11/",
        f"{ward.committee.pk}/2026/12/",
        f"{ward.committee.pk}/2025/11/",
        f"{ward.committee.pk}/2026/11/lan-2/",
        f"{ward.committee.pk}/2026/11/chuyen-de-1/",
        "999999999999999999999/2026/11/",
        f"{ward.committee.pk}/99999999999999999999/11/",
    ):
        assert client.get(f"/tai-lieu/{wrong}").status_code == 404, wrong


def test_a_thematic_issue_stands_beside_the_monthly_one(ward: Ward, edition: Edition) -> None:
    thematic = make_bulletin(ward.committee, kind="thematic", series=2, theme="Chuyển đổi số")
    other = make_edition(thematic, receivers=ward.cells, title="Tài liệu tháng 11/2026, chuyên đề 2: Chuyển đổi số")

    assert address(other).endswith("/2026/11/chuyen-de-2/")
    client = _signed_in(ward.secretary)
    assert "Chuyển đổi số" in client.get(address(other)).content.decode()
    assert "Chuyển đổi số" not in client.get(address(edition)).content.decode()


# --- Hour, corrections, withdrawal ----------------------------------------------------------------------------------


def test_before_its_hour_an_edition_does_not_exist_for_anybody(ward: Ward) -> None:
    edition = make_edition(
        make_bulletin(ward.committee), receivers=ward.cells, publish_at=timezone.now() + timedelta(minutes=1)
    )

    for person in (ward.secretary, ward.editor, ward.approver, make_user(is_superuser=True)):
        assert _status(person, edition) == 404
    Edition.objects.filter(pk=edition.pk).update(publish_at=timezone.now())
    assert _status(ward.secretary, edition) == 200


def test_an_older_edition_is_read_under_a_banner_with_the_way_to_the_new_one(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    first = make_edition(bulletin, receivers=ward.cells)
    second = make_edition(bulletin, receivers=ward.cells, number=2, change_note="Ngày họp là 16/11.")
    client = _signed_in(ward.secretary)

    old = client.get(address(first, number=1)).content.decode()
    assert "Đây là bản cũ" in old
    assert f'href="{address(second)}"' in old
    new = client.get(address(second)).content.decode()
    assert "Đây là bản cũ" not in new
    assert "Ngày họp là 16/11." in new
    assert client.get(address(second, number=2)).status_code == 200


def test_a_correction_that_waits_for_its_hour_puts_no_banner_over_the_edition_in_force(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    first = make_edition(bulletin, receivers=ward.cells)
    make_edition(bulletin, receivers=ward.cells, number=2, publish_at=timezone.now() + timedelta(hours=1))

    page = _signed_in(ward.secretary).get(address(first)).content.decode()

    assert "Đây là bản cũ" not in page
    assert _status(ward.secretary, first, number=2) == 404


def test_of_a_withdrawn_edition_only_the_notice_is_left(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, heading="Danh sách học sinh", body="<p>Họ tên các cháu.</p>")
    edition = publish(ward, bulletin)
    withdraw_edition(actor=ward.approver, edition=edition, reason="Lộ tên học sinh.")

    response = _signed_in(ward.secretary).get(address(edition))

    page = response.content.decode()
    assert response.status_code == 410
    assert "Lộ tên học sinh." in page
    assert "Danh sách học sinh" not in page
    assert "Họ tên các cháu" not in page
    assert Delivery.objects.get(edition=edition, organization=ward.cell).opened_at is None
    assert _status(ward.outsider, edition) == 404


def test_a_corrected_edition_stands_where_the_first_was_withdrawn(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin)
    first = publish(ward, bulletin)
    withdraw_edition(actor=ward.approver, edition=first, reason="Nhầm.")
    reopen_bulletin(actor=ward.editor, bulletin=bulletin)
    second = publish(ward, bulletin, change_note="Bỏ tên.", change_reason="Nhầm.")

    assert _status(ward.secretary, second) == 200
    assert _status(ward.secretary, first, number=1) == 410


def test_nothing_of_the_work_after_publishing_reaches_a_reader(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    entry = make_entry(bulletin, heading="Bản đã phát hành")
    edition = publish(ward, bulletin)
    reopen_bulletin(actor=ward.editor, bulletin=bulletin)
    Entry.objects.filter(pk=entry.pk).update(heading="Đang sửa dở", body="<p>Chưa ai được đọc.</p>")

    page = _signed_in(ward.secretary).get(address(edition)).content.decode()

    assert "Bản đã phát hành" in page
    assert "Đang sửa dở" not in page
    assert "Chưa ai được đọc" not in page


# --- Page -----------------------------------------------------------------------------------------------------------


def test_lists_call_an_entry_without_a_short_title_alike_by_the_beginning_of_its_heading() -> None:
    heading = "Kế hoạch số 31-KH/ĐU, ngày 12/10/2026 của Ban Thường vụ Đảng ủy phường Bình Giang về trồng cây ven sông"
    assert EditionEntry(heading=heading).called == "Kế hoạch 31-KH/ĐU về trồng cây ven sông"
    assert EditionEntry(heading=heading, short_title="Trồng cây").called == "Trồng cây"
    assert EditionEntry(heading="").called == "Tin hoạt động"


def test_the_contents_lead_to_the_entries_by_their_short_titles(ward: Ward) -> None:
    PublisherSettings.objects.create(publisher=ward.committee)
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, heading="Kế hoạch dài dòng về ngày hội", short_title="Ngày hội <b>")
    group = make_entry(bulletin, kind=Entry.Kind.NEWS_GROUP, heading="", body="")
    make_entry(bulletin, kind=Entry.Kind.NEWS, parent=group, heading="Dọn rác & trồng cây")
    edition = publish(ward, bulletin)

    page = _signed_in(ward.secretary).get(address(edition)).content.decode()

    for anchor in re.findall(r'href="#(muc-[\d-]+)"', page):
        assert f'id="{anchor}"' in page
    assert re.findall(r'href="#(muc-[\d-]+)"', page) == ["muc-1", "muc-2", "muc-2-1"]
    assert "Ngày hội &lt;b&gt;" in page
    assert "Dọn rác &amp; trồng cây" in page
    assert "style=" not in page
    assert page.count("<h1") == 1


def test_who_may_acknowledge_finds_the_button_until_it_is_done(ward: Ward, edition: Edition) -> None:
    client = _signed_in(ward.secretary)
    button = reverse("documents:bulletin_acknowledge", kwargs=place_of(edition))

    assert f'action="{button}"' in client.get(address(edition)).content.decode()
    client.post(button)
    page = client.get(address(edition)).content.decode()
    assert f'action="{button}"' not in page
    assert "đã báo nhận" in page
    assert f'action="{button}"' not in _signed_in(ward.editor).get(address(edition)).content.decode()


# --- Mark -----------------------------------------------------------------------------------------------------------


def test_opening_marks_the_delivery_of_an_officers_cell_the_first_time_only(ward: Ward, edition: Edition) -> None:
    _signed_in(ward.secretary).get(address(edition))
    first = Delivery.objects.get(edition=edition, organization=ward.cell)
    assert first.opened_by == ward.secretary

    _signed_in(ward.deputy).get(address(edition))

    assert Delivery.objects.get(edition=edition, organization=ward.cell).opened_by == ward.secretary
    assert Delivery.objects.filter(edition=edition, opened_at__isnull=False).count() == 1


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CLERK, Role.EDITOR, Role.ADMINISTRATOR], ids=str)
def test_looking_in_from_an_office_marks_nothing(ward: Ward, edition: Edition, role: str) -> None:
    for place in (ward.committee, ward.base, ward.cell):
        reader = make_user(role=role, at=place)
        _signed_in(reader).get(address(edition))

    assert not Delivery.objects.filter(opened_at__isnull=False).exists()


def test_every_reading_is_logged_without_content(ward: Ward, edition: Edition) -> None:
    _signed_in(ward.secretary).get(address(edition), REMOTE_ADDR="10.0.0.7")

    row = AccessLog.objects.get(action="read")
    assert (row.actor, row.organization, row.target_id) == (ward.secretary, ward.committee, str(edition.pk))
    assert (row.address, row.detail) == ("10.0.0.7", {})


# --- Cost -----------------------------------------------------------------------------------------------------------


def _queries(user: User, edition: Edition) -> list[str]:
    client = _signed_in(user)
    client.get(address(edition))  # the first opening writes, and fills what is kept for all pages
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address(edition)).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def _writes(queries: list[str]) -> list[str]:
    return [sql for sql in queries if sql.split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}]


@pytest.mark.parametrize("person", ["secretary", "deputy", "editor", "approver", "coordinator", "clerk", "superuser"])
def test_the_page_costs_six_queries_at_most_for_everybody(ward: Ward, edition: Edition, person: str) -> None:
    people = {
        "coordinator": lambda: make_user(role=Role.COORDINATOR, at=ward.base),
        "clerk": lambda: make_user(role=Role.CLERK, at=ward.committee),
        "superuser": lambda: make_user(is_superuser=True),
    }
    user = people[person]() if person in people else getattr(ward, person)

    queries = _queries(user, edition)

    assert len(queries) <= QUERY_LIMIT, "\n".join(queries)
    assert len(_writes(queries)) <= 1


def test_twice_the_entries_cells_and_roles_cost_nothing_more(ward: Ward, edition: Edition) -> None:
    before = len(_queries(ward.secretary, edition))
    make_edition_entries(edition, 60)
    for number in range(10):
        cell = make_organization(f"Chi bộ thêm {number}", parent=ward.base, type="cell")
        make_membership(ward.secretary, cell, Role.DEPUTY)

    assert len(_queries(ward.secretary, edition)) == before


def test_the_first_opening_writes_three_rows_at_most_and_a_later_one_a_row(ward: Ward, edition: Edition) -> None:
    client = _signed_in(ward.secretary)
    with CaptureQueriesContext(connection) as first:
        client.get(address(edition))
    with CaptureQueriesContext(connection) as later:
        client.get(address(edition))

    assert len(_writes([query["sql"] for query in first.captured_queries])) <= 3
    assert len(_writes([query["sql"] for query in later.captured_queries])) <= 1


# --- Lists of states that must never show ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "state", [state for state in Bulletin.State if state not in {"published", "corrected", "withdrawn"}]
)
def test_a_working_copy_has_no_page_in_any_state(ward: Ward, state: str) -> None:
    bulletin = make_bulletin(ward.committee, state=state)
    make_entry(bulletin)

    for person in (ward.secretary, ward.editor, make_user(is_superuser=True)):
        assert _signed_in(person).get(f"/tai-lieu/{ward.committee.pk}/2026/11/").status_code == 404


def test_a_withdrawal_row_alone_closes_the_page(ward: Ward, edition: Edition) -> None:
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Nhầm tháng.")

    assert _status(ward.secretary, edition) == 410


# --- What is kept between readers ------------------------------------------------------------------------------------


def test_what_one_reader_may_see_of_the_register_is_not_kept_for_others(ward: Ward) -> None:
    make_directive(ward.committee, number="17-KH/ĐU")
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, body="<p>Thực hiện Kế hoạch số 17-KH/ĐU, ngày 04/5/2026 của Đảng ủy phường Bình Giang.</p>")
    edition = publish(ward, bulletin)
    heir = make_organization("Chi bộ hợp nhất", parent=ward.neighbour, type="cell")
    Lineage.objects.create(organization=heir, predecessor=ward.cell)
    stranger_to_the_register = make_user(role=Role.SECRETARY, at=heir)

    def links(user: User) -> int:
        return _signed_in(user).get(address(edition)).content.decode().count('class="citation"')

    assert [links(ward.secretary), links(stranger_to_the_register), links(ward.secretary)] == [1, 0, 1]


def test_a_directive_that_leaves_the_register_is_no_longer_linked(ward: Ward) -> None:
    directive = make_directive(ward.committee, number="17-KH/ĐU")
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, body="<p>Thực hiện Kế hoạch số 17-KH/ĐU, ngày 04/5/2026 của Đảng ủy phường Bình Giang.</p>")
    edition = publish(ward, bulletin)
    client = _signed_in(ward.secretary)
    assert 'class="citation"' in client.get(address(edition)).content.decode()

    directive.state = Directive.State.UNCONFIRMED
    directive.save()

    assert 'class="citation"' not in client.get(address(edition)).content.decode()


def test_of_a_withdrawn_edition_nothing_kept_is_shown(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, body="<p>Họ tên các cháu.</p>")
    edition = publish(ward, bulletin)
    client = _signed_in(ward.secretary)
    assert "Họ tên các cháu" in client.get(address(edition)).content.decode()
    withdraw_edition(actor=ward.approver, edition=edition, reason="Lộ tên.")

    assert "Họ tên các cháu" not in client.get(address(edition)).content.decode()
