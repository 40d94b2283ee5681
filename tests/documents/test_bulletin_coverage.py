"""Who has an issue: the numbers, who may know them, reminding once a day by each one's road, copies on paper."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from documents.addresses import place_of
from documents.models import Delivery, Edition, Outbox, PublisherSettings
from documents.services.coverage import DIRECT, coverage_of, covered_deliveries, days_of
from documents.services.delivering import acknowledge
from documents.services.paper import hand_over, take_back
from documents.services.reminding import CannotRemind, message_text, remind
from documents.services.sending import message_of
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_edition,
    make_edition_entries,
    make_organization,
    make_user,
    make_ward,
)

QUERY_LIMIT = 10


@pytest.fixture
def ward(db: None) -> Ward:
    return make_ward(cells=3)


@pytest.fixture
def edition(ward: Ward) -> Edition:
    direct = make_organization("Chi bộ Công an", parent=ward.committee, type="cell")
    return make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells, direct])


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _address(edition: Edition, page: str = "") -> str:
    return reverse(f"documents:bulletin_coverage{page}", kwargs=place_of(edition))


def _page(user: User, edition: Edition, query: str = "") -> str:
    return _client(user).get(_address(edition) + query).content.decode()


# --- Numbers ---------------------------------------------------------------------------------------------------------


def test_cells_are_counted_by_base_and_a_base_with_cells_is_none(ward: Ward, edition: Edition) -> None:
    acknowledge(actor=ward.secretary, edition=edition)

    coverage = coverage_of(covered_deliveries(ward.editor, edition), edition)

    assert (coverage.received, coverage.total, coverage.unopened) == (1, 4, 3)
    assert [(group.name, group.received, group.total) for group in coverage.groups] == [
        ("Đảng bộ khu Bến Cau", 1, 3),
        ("Trực thuộc Đảng ủy phường Bình Giang", 0, 1),
    ]
    assert "1/4 chi bộ đã nhận" in _page(ward.editor, edition)


def test_page_list_and_spreadsheet_count_the_same_and_say_what(ward: Ward, edition: Edition) -> None:
    acknowledge(actor=ward.secretary, edition=edition)
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)

    page = _page(coordinator, edition)
    assert "1/3 chi bộ đã nhận" in page
    assert "2 chi bộ chưa mở. Cấp ủy được gửi bản riêng, không tính vào số chi bộ: 0/1 đã nhận." in page
    assert page.count(">chưa mở</span>") == 3
    assert page.count("cấp ủy, không tính vào số chi bộ</span>") == 1

    printed = _client(coordinator).get(_address(edition, "_print")).content.decode()
    assert "1/3 chi bộ đã nhận. Cấp ủy được gửi bản riêng, không tính vào số chi bộ: 0/1 đã nhận." in printed
    assert "nên chưa ai báo nhận được: Đảng bộ khu Bến Cau." in printed

    book = load_workbook(io.BytesIO(_client(coordinator).get(_address(edition, "_xlsx")).content))
    rows: list[Any] = list(book.worksheets[0].values)[1:]
    assert [row[1] for row in rows].count("chi bộ") == 3
    assert [(row[0], row[5]) for row in rows if row[1] == "cấp ủy"] == [("Đảng bộ khu Bến Cau", "chưa mở")]
    assert list(book["Cộng"].values)[1:] == [("Chi bộ", 3, 1), ("Cấp ủy (không tính vào số chi bộ)", 1, 0)]


def test_where_no_officer_is_entered_is_said_of_who_cannot_open_it(ward: Ward, edition: Edition) -> None:
    page = _page(ward.editor, edition, f"?nhom={ward.base.path}")
    # The base, and the two cells beside the one with secretary and deputy.
    assert page.count("chưa ghi bí thư, phó bí thư") == 3
    printed = _client(ward.editor).get(_address(edition, "_print")).content.decode()
    assert "Cấp ủy chưa nhận" not in printed

    make_user(role=Role.SECRETARY, at=ward.base)

    assert _page(ward.editor, edition, f"?nhom={ward.base.path}").count("chưa ghi bí thư, phó bí thư") == 2
    printed = _client(ward.editor).get(_address(edition, "_print")).content.decode()
    assert "Cấp ủy chưa nhận: Đảng bộ khu Bến Cau (chưa mở)." in printed
    assert "chưa ai báo nhận được" not in printed


def test_where_cells_alone_receive_nothing_is_said_of_committees(ward: Ward) -> None:
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)

    assert "không tính vào số chi bộ" not in _page(ward.editor, edition)


def test_a_base_without_cells_counts_as_the_receiver_that_it_is(ward: Ward) -> None:
    base = make_organization("Chi bộ cơ sở Trạm y tế", parent=ward.committee, type="base")
    edition = make_edition(make_bulletin(ward.committee), receivers=[base])

    coverage = coverage_of(covered_deliveries(ward.editor, edition), edition)

    assert coverage.total == 1
    assert [group.key for group in coverage.groups] == [DIRECT]


def test_two_officers_who_acknowledge_count_once_and_paper_counts_too(ward: Ward, edition: Edition) -> None:
    for officer in (ward.secretary, ward.deputy):
        acknowledge(actor=officer, edition=edition)
    row = Delivery.objects.get(edition=edition, organization=ward.cell)
    hand_over(actor=ward.editor, edition=edition, delivery_keys=[row.pk])

    assert coverage_of(covered_deliveries(ward.editor, edition), edition).received == 1


def test_one_group_is_open_at_a_time(ward: Ward, edition: Edition) -> None:
    assert "Chi bộ Công an" not in _page(ward.editor, edition)
    assert "Chi bộ Công an" in _page(ward.editor, edition, f"?nhom={DIRECT}")
    opened = _page(ward.editor, edition, f"?nhom={ward.base.path}")
    assert "Chi bộ 1" in opened
    assert "Chi bộ Công an" not in opened
    assert _client(ward.editor).get(_address(edition) + "?nhom=%00x").status_code == 200


def test_the_chart_runs_from_publishing_to_today_and_never_falls(ward: Ward, edition: Edition) -> None:
    Edition.objects.filter(pk=edition.pk).update(publish_at=timezone.now() - timedelta(days=9))
    edition.refresh_from_db()
    acknowledge(actor=ward.secretary, edition=edition)
    coverage = coverage_of(covered_deliveries(ward.editor, edition), edition)

    days = days_of(coverage, edition, timezone.localdate())

    assert len(days) == 10
    assert [day.received for day in days] == [0] * 9 + [1]
    far = days_of(coverage, edition, timezone.localdate() + timedelta(days=400))
    assert len(far) == 45


# --- Who -------------------------------------------------------------------------------------------------------------


def test_before_anybody_opened_it_words_stand_in_the_place_of_the_chart(ward: Ward, edition: Edition) -> None:
    page = _page(ward.editor, edition)
    assert "Chưa chi bộ nào mở tài liệu." in page
    assert "<svg" not in page

    acknowledge(actor=ward.secretary, edition=edition)

    page = _page(ward.editor, edition)
    assert "Chưa chi bộ nào mở tài liệu." not in page
    assert "<svg" in page


def test_a_coordinator_sees_the_own_subtree_only(ward: Ward, edition: Edition) -> None:
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)

    page = _page(coordinator, edition)

    assert "0/3 chi bộ đã nhận" in page
    assert "Công an" not in page


@pytest.mark.parametrize("page", ["", "_print", "_xlsx", "_paper"])
def test_who_only_reads_is_refused_and_a_stranger_finds_nothing(ward: Ward, edition: Edition, page: str) -> None:
    clerk = make_user(role=Role.CLERK, at=ward.committee)

    assert _client(ward.secretary).get(_address(edition, page)).status_code == 403
    assert _client(clerk).get(_address(edition, page)).status_code == 403
    assert _client(ward.outsider).get(_address(edition, page)).status_code == 404


def test_the_page_costs_ten_queries_however_many_cells(ward: Ward, edition: Edition) -> None:
    client = _client(ward.editor)
    client.get(_address(edition))

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(_address(edition) + f"?nhom={ward.base.path}").status_code == 200
        return len(captured)

    before = count()
    for number in range(8):
        cell = make_organization(f"Chi bộ thêm {number}", parent=ward.base, type="cell")
        Delivery.objects.create(edition=edition, organization=cell, path=cell.path, name=cell.name, road="zalo")
    make_edition_entries(edition, 12)
    assert before <= QUERY_LIMIT
    assert count() == before


def test_list_and_spreadsheet_hold_everybody_and_no_formula(ward: Ward, edition: Edition) -> None:
    Delivery.objects.filter(edition=edition, organization=ward.cell).update(name="=1+1")
    acknowledge(actor=ward.secretary, edition=edition)

    book = load_workbook(io.BytesIO(_client(ward.editor).get(_address(edition, "_xlsx")).content))
    rows: list[Any] = list(book.worksheets[0].values)
    assert len(rows) == 6
    named = {row[0]: row[5] for row in rows}
    assert named["'=1+1"] == "đã nhận"
    assert named["Chi bộ 2"] == "chưa mở"
    page = _client(ward.editor).get(_address(edition, "_print")).content.decode()
    assert "Chi bộ 2 (chưa mở, chưa ghi bí thư)" in page
    assert "Chi bộ Công an" in page


# --- Reminding -------------------------------------------------------------------------------------------------------


def _by_mail(ward: Ward) -> None:
    Delivery.objects.filter(organization=ward.cell).update(road=Organization.Road.EMAIL)
    Delivery.objects.filter(organization=ward.cells[1]).update(road=Organization.Road.PAPER)
    User.objects.filter(pk=ward.secretary.pk).update(email="tam@vi-du.vn")


def test_who_lacks_it_is_reminded_by_the_own_road_once_a_day(ward: Ward, edition: Edition) -> None:
    _by_mail(ward)
    now = timezone.now()

    first = remind(actor=ward.editor, edition=edition, now=now)
    again = remind(actor=ward.approver, edition=edition, now=now + timedelta(seconds=1))

    assert (first.mails, first.by_mail, first.by_paper) == (1, ["Chi bộ 1"], ["Chi bộ 2"])
    assert set(first.by_zalo) == {"Đảng bộ khu Bến Cau", "Chi bộ 3", "Chi bộ Công an"}
    assert again.total == 0
    assert Outbox.objects.get().address == "tam@vi-du.vn"
    tomorrow = remind(actor=ward.editor, edition=edition, now=now + timedelta(days=1))
    assert tomorrow.mails == 1
    assert Outbox.objects.count() == 2


def test_who_has_it_is_left_in_peace(ward: Ward, edition: Edition) -> None:
    _by_mail(ward)
    acknowledge(actor=ward.deputy, edition=edition)

    assert remind(actor=ward.editor, edition=edition).mails == 0
    assert not Outbox.objects.exists()


def test_who_leads_two_cells_gets_one_reminder_a_day(ward: Ward, edition: Edition) -> None:
    from tests.builders import make_membership

    _by_mail(ward)
    Delivery.objects.filter(organization=ward.cells[2]).update(road=Organization.Road.EMAIL)
    make_membership(ward.secretary, ward.cells[2])
    first_coordinator = make_user(role=Role.COORDINATOR, at=ward.cell)

    assert remind(actor=first_coordinator, edition=edition).mails == 1
    assert remind(actor=ward.editor, edition=edition).mails == 0
    assert Outbox.objects.count() == 1


def test_a_coordinator_reminds_the_own_cells_only(ward: Ward, edition: Edition) -> None:
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)

    remind(actor=coordinator, edition=edition)

    assert Delivery.objects.get(edition=edition, name="Chi bộ Công an").reminded_at is None


def test_an_edition_that_was_corrected_is_not_reminded_of(ward: Ward, edition: Edition) -> None:
    make_edition(edition.bulletin, receivers=ward.cells, number=2)

    with pytest.raises(CannotRemind, match="bản mới nhất"):
        remind(actor=ward.editor, edition=edition)


def test_pressing_twice_says_so_in_words(ward: Ward, edition: Edition) -> None:
    client = _client(ward.editor)
    first = client.post(_address(edition, "_remind"), follow=True).content.decode()
    second = client.post(_address(edition, "_remind"), follow=True).content.decode()

    assert "Đã ghi nhắc 5 nơi" in first
    assert "Mỗi ngày chỉ nhắc một lần" in second


def test_what_was_done_is_told_by_road_and_no_mail_is_told_of_where_nobody_takes_one(
    ward: Ward, edition: Edition
) -> None:
    said = _client(ward.editor).post(_address(edition, "_remind"), follow=True).content.decode()
    assert "Đã ghi nhắc 5 nơi: 5 nơi dùng Zalo" in said
    assert "thư" not in said.split("Đã ghi nhắc")[1].split("</p>")[0]

    Delivery.objects.update(reminded_at=None)
    _by_mail(ward)
    said = _client(ward.editor).post(_address(edition, "_remind"), follow=True).content.decode()
    assert "1 nơi nhận thư điện tử: đã xếp 1 thư để gửi" in said

    Delivery.objects.update(reminded_at=None)
    said = _client(ward.editor).post(_address(edition, "_remind"), follow=True).content.decode()
    assert "1 nơi nhận thư điện tử: không có thư nào" in said


def test_the_reminder_says_that_it_is_one(ward: Ward, edition: Edition) -> None:
    letter = message_of(edition, is_reminder=True)

    assert letter.subject.startswith("Nhắc nhận tài liệu: ")
    assert "chưa báo đã nhận" in letter.text
    assert "chưa báo đã nhận" in letter.html
    assert "chưa báo đã nhận" not in message_of(edition).text


def test_the_office_sees_what_became_of_the_mails(ward: Ward, edition: Edition) -> None:
    for state in ("sent", "unknown", "unknown"):
        user = make_user()
        Outbox.objects.create(edition=edition, user=user, address="a@vi-du.vn", not_before=timezone.now(), state=state)

    assert "Thư báo: đã gửi 1, không rõ 2." in _page(ward.editor, edition)
    assert "Thư báo" not in _page(make_user(role=Role.COORDINATOR, at=ward.base), edition)


def test_the_desk_is_led_to_each_mail_of_the_issue(ward: Ward, edition: Edition) -> None:
    other = make_edition(make_bulletin(ward.committee, month=1))
    for one, state, address in ((edition, "unknown", "a@vi-du.vn"), (other, "sent", "b@vi-du.vn")):
        Outbox.objects.create(edition=one, user=make_user(), address=address, not_before=timezone.now(), state=state)
    link = f"/quan-tri/documents/outbox/?edition__id__exact={edition.pk}"

    assert link in _page(ward.editor, edition)
    listed = _client(ward.editor).get(link).content.decode()
    assert "a@vi-du.vn" in listed
    assert "b@vi-du.vn" not in listed
    above = make_user(role=Role.EDITOR, at=ward.province)
    assert link not in _page(above, edition)


def test_the_message_to_copy_has_title_contents_tasks_and_link(
    ward: Ward, edition: Edition, settings: Settings
) -> None:
    edition.entries.update(cell_tasks="Họp dân & ghi <tên>", short_title="Ngày hội")
    settings.PORTAL_ADDRESS = "https://cong.vi-du.vn/"

    text = message_text(edition)

    for words in (edition.title, "1. Ngày hội", "- Họp dân & ghi <tên>", "https://cong.vi-du.vn/tai-lieu/"):
        assert words in text
    settings.PORTAL_ADDRESS = ""
    PublisherSettings.objects.create(publisher=ward.committee, contact="đồng chí Lan, 0200 111 222.")
    closed = message_text(edition)
    assert "http" not in closed
    assert "Đảng ủy phường Bình Giang (đồng chí Lan, 0200 111 222)." in closed
    assert "nhận bản giấy tại văn phòng" in closed


def test_the_message_to_an_open_group_names_the_cells_that_lack_the_issue(ward: Ward, edition: Edition) -> None:
    acknowledge(actor=ward.secretary, edition=edition)

    page = _page(ward.editor, edition, f"?nhom={ward.base.path}")

    message = page.split('<textarea id="tin-nhan-nhom"')[1].split("</textarea>")[0]
    assert "Chưa báo đã nhận: " in message
    assert "Chi bộ 2" in message
    assert "Chi bộ 1" not in message
    assert ward.base.name not in message.split("Chưa báo đã nhận: ")[1]


def test_a_group_in_which_all_have_it_has_no_such_message(ward: Ward, edition: Edition) -> None:
    edition.deliveries.update(acknowledged_at=timezone.now())

    assert "tin-nhan-nhom" not in _page(ward.editor, edition, f"?nhom={ward.base.path}")


# --- Paper -----------------------------------------------------------------------------------------------------------


def _keys(edition: Edition, *cells: Organization) -> list[int]:
    return list(Delivery.objects.filter(edition=edition, organization__in=cells).values_list("pk", flat=True))


def test_copies_add_up_and_are_ticked_one_or_many(ward: Ward, edition: Edition) -> None:
    Delivery.objects.filter(edition=edition, organization__in=ward.cells).update(paper_copies=7)
    client = _client(make_user(role=Role.COORDINATOR, at=ward.base))
    page = client.get(_address(edition, "_paper")).content.decode()
    assert "<strong>21</strong>" in page
    assert "Ký nhận" in page

    client.post(_address(edition, "_paper"), {"viec": "giao", "noi": _keys(edition, *ward.cells[:2])})
    assert Delivery.objects.filter(edition=edition, on_paper_at__isnull=False).count() == 2
    client.post(_address(edition, "_paper"), {"viec": "bo", "noi": _keys(edition, ward.cell)})
    assert Delivery.objects.get(edition=edition, on_paper_at__isnull=False).organization == ward.cells[1]


def test_the_first_tick_counts(ward: Ward, edition: Edition) -> None:
    keys = _keys(edition, ward.cell)
    assert hand_over(actor=ward.editor, edition=edition, delivery_keys=keys) == 1
    assert hand_over(actor=ward.approver, edition=edition, delivery_keys=keys) == 0
    assert Delivery.objects.get(pk=keys[0]).on_paper_by == ward.editor
    assert take_back(actor=ward.editor, edition=edition, delivery_keys=keys) == 1


def test_nobody_ticks_for_cells_of_others_or_of_another_edition(ward: Ward, edition: Edition) -> None:
    coordinator = make_user(role=Role.COORDINATOR, at=ward.cells[1])
    other = make_edition(make_bulletin(ward.committee, month=10), receivers=ward.cells)

    assert hand_over(actor=coordinator, edition=edition, delivery_keys=_keys(edition, ward.cell)) == 0
    assert hand_over(actor=ward.editor, edition=edition, delivery_keys=_keys(other, ward.cell)) == 0
    assert not Delivery.objects.filter(on_paper_at__isnull=False).exists()


@pytest.mark.parametrize("keys", [[], ["x"], ["-1"], ["9" * 40], ["²"], ["0"]])
def test_a_tick_for_nobody_changes_nothing(ward: Ward, edition: Edition, keys: list[str]) -> None:
    answer = _client(ward.editor).post(_address(edition, "_paper"), {"viec": "giao", "noi": keys}, follow=True)

    assert answer.status_code == 200
    assert not Delivery.objects.filter(on_paper_at__isnull=False).exists()


def test_a_correction_puts_paper_cells_back_to_be_handed_again(ward: Ward, edition: Edition) -> None:
    hand_over(actor=ward.editor, edition=edition, delivery_keys=_keys(edition, ward.cell))
    second = make_edition(edition.bulletin, receivers=[ward.base, *ward.cells], number=2)

    coverage = coverage_of(covered_deliveries(ward.editor, second), second)
    assert coverage.to_be_handed_again == 1
    assert coverage.received == 0
    assert "cần giao lại" in _page(ward.editor, second, f"?nhom={ward.base.path}")
    hand_over(actor=ward.editor, edition=second, delivery_keys=_keys(second, ward.cell))
    assert coverage_of(covered_deliveries(ward.editor, second), second).to_be_handed_again == 0
