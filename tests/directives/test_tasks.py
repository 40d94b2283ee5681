"""Việc cần làm: whose tasks, in which order, done per organisation; the calendar at a private address."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from directives.models import Deadline, DeadlineProgress, Directive, TaskFeed
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_organization, make_type, make_user

pytestmark = pytest.mark.django_db
LIST = "/van-ban/viec-can-lam/"


@pytest.fixture
def ward() -> Organization:
    make_type("cell", receives=True)
    make_type("base", receives=True)
    return make_organization("Đảng ủy phường Bình Giang")


@pytest.fixture
def cell(ward: Organization) -> Organization:
    return make_organization("Chi bộ 1", parent=ward, type="cell")


@pytest.fixture
def secretary(cell: Organization) -> User:
    return make_user(role=Role.SECRETARY, at=cell, full_name="Trần Thị Mơ")


@pytest.fixture
def directive(ward: Organization) -> Directive:
    return make_directive(ward)


def make_task(directive: Directive, text: str, days: int = 10, **fields: Any) -> Deadline:
    return Deadline.objects.create(
        directive=directive, text=text, due_on=timezone.localdate() + timedelta(days=days), **fields
    )


def shown(client: Client, user: User, **query: str) -> list[str]:
    client.force_login(user)
    return [task.deadline.text for task in client.get(LIST, query).context["tasks"]]


def test_tasks_for_the_cell_or_its_type_are_shown_the_nearest_first(
    client: Client, directive: Directive, ward: Organization, cell: Organization, secretary: User
) -> None:
    other = make_organization("Chi bộ 2", parent=ward, type="cell")
    far_ward = make_organization("Đảng ủy phường Hòa An")
    make_task(directive, "của loại", 20, addressee_type=cell.type, addressee_within=ward)
    make_task(directive, "của chi bộ", 5, organization=cell)
    make_task(directive, "quá hạn", -3, organization=cell)
    make_task(directive, "của chi bộ khác", 5, organization=other)
    make_task(directive, "của loại nơi khác", 5, addressee_type=cell.type, addressee_within=far_ward)
    make_task(directive, "của loại khác", 5, addressee_type=make_type("base"), addressee_within=ward)
    make_task(directive, "gợi ý", 5, organization=cell, state=Deadline.DeadlineState.SUGGESTED)
    make_task(directive, "xa quá", 500, organization=cell)

    assert shown(client, secretary) == ["quá hạn", "của chi bộ", "của loại"]


def test_what_is_open_is_counted_apart_from_what_is_done(
    client: Client, directive: Directive, cell: Organization, secretary: User
) -> None:
    for text, days in (("trễ", -3), ("gần", 5), ("xa", 50)):
        make_task(directive, text, days, organization=cell)
    client.force_login(secretary)
    page = client.get(LIST).content.decode()
    assert "3 việc chưa xong, trong đó <strong>1 việc quá hạn</strong>. " in page

    late = Deadline.objects.get(text="trễ")
    client.post(f"{LIST}{late.pk}/", {"viec": "xong", "to_chuc": cell.pk})
    page = client.get(LIST).content.decode()
    assert "2 việc chưa xong; 1 việc đã xong. " in page
    assert "quá hạn" not in page


def test_targets_and_programmes_come_on_request(
    client: Client, directive: Directive, cell: Organization, secretary: User
) -> None:
    make_task(directive, "chỉ tiêu", organization=cell, kind=Deadline.Kind.TARGET)

    assert shown(client, secretary) == []
    assert shown(client, secretary, them="1") == ["chỉ tiêu"]


def test_a_task_of_a_hidden_directive_is_not_shown(client: Client, cell: Organization, secretary: User) -> None:
    hidden = make_directive(make_organization("Đảng ủy phường Hòa An"))
    make_task(hidden, "việc lạ", addressee_type=cell.type)

    assert shown(client, secretary) == []


def test_the_calendar_holds_no_task_of_a_hidden_directive(
    client: Client, directive: Directive, cell: Organization, secretary: User
) -> None:
    hidden = make_directive(make_organization("Đảng ủy phường Hòa An"))
    make_task(hidden, "việc lạ", addressee_type=cell.type)
    make_task(directive, "việc nhà", addressee_type=cell.type)
    client.force_login(secretary)
    client.post(f"{LIST}lich/", {"viec": "lap"})

    feed = Client().get(f"/van-ban/lich/{TaskFeed.objects.get().token}.ics").content.decode()

    assert "việc nhà" in feed
    assert "việc lạ" not in feed


def test_done_is_said_for_one_organisation_and_taken_back(
    client: Client, directive: Directive, ward: Organization, cell: Organization, secretary: User
) -> None:
    other = make_organization("Chi bộ 2", parent=ward, type="cell")
    task = make_task(directive, "nộp báo cáo", addressee_type=cell.type, addressee_within=ward)
    client.force_login(secretary)

    client.post(f"{LIST}{task.pk}/", {"viec": "xong", "to_chuc": cell.pk})
    assert DeadlineProgress.objects.get().organization == cell
    assert client.get(LIST).context["tasks"][0].done_on == timezone.localdate()

    assert client.post(f"{LIST}{task.pk}/", {"viec": "xong", "to_chuc": other.pk}).status_code == 404
    client.post(f"{LIST}{task.pk}/", {"viec": "chua", "to_chuc": cell.pk})
    assert DeadlineProgress.objects.count() == 0


@pytest.mark.parametrize("strange", ["", "//example.org/", "https://example.org/", "x"])
def test_one_stays_on_the_page_where_the_task_was_reported(
    client: Client, directive: Directive, cell: Organization, secretary: User, strange: str
) -> None:
    task = make_task(directive, "nộp báo cáo", addressee_type=cell.type)
    client.force_login(secretary)
    page = f"/tai-lieu/chi-bo/{cell.pk}/"
    back = f"{page}#viec-{task.pk}"
    assert f'name="ve" value="{back}"' in client.get(page).content.decode()

    said = {"viec": "xong", "to_chuc": cell.pk}
    assert client.post(f"{LIST}{task.pk}/", {**said, "ve": back}).headers["Location"] == back
    led = client.post(f"{LIST}{task.pk}/", {**said, "ve": strange}).headers["Location"]
    assert led == f"{LIST}?to_chuc={cell.pk}"


def test_an_overdue_task_reported_by_a_slip_stays_for_a_week_and_can_be_taken_back(
    client: Client, directive: Directive, ward: Organization, cell: Organization, secretary: User
) -> None:
    today = timezone.localdate()
    task = make_task(directive, "nộp báo cáo", days=-3, addressee_type=cell.type, addressee_within=ward)
    client.force_login(secretary)

    client.post(f"{LIST}{task.pk}/", {"viec": "xong", "to_chuc": cell.pk})
    (shown,) = client.get(LIST).context["tasks"]
    assert (shown.done_on, shown.is_overdue) == (today, False)

    DeadlineProgress.objects.update(done_on=today - timedelta(days=8))
    assert client.get(LIST).context["tasks"] == []


def test_a_task_of_others_cannot_be_reported(
    client: Client, directive: Directive, ward: Organization, cell: Organization, secretary: User
) -> None:
    other = make_organization("Chi bộ 2", parent=ward, type="cell")
    task = make_task(directive, "việc của chi bộ 2", organization=other)
    client.force_login(secretary)

    assert client.post(f"{LIST}{task.pk}/", {"viec": "xong", "to_chuc": cell.pk}).status_code == 404


def test_the_calendar_is_read_by_a_calendar_library_and_dies_with_its_address(
    client: Client, directive: Directive, cell: Organization, secretary: User
) -> None:
    task = make_task(directive, "nộp báo cáo; gửi kèm, “danh sách”", organization=cell)
    client.force_login(secretary)
    client.post(f"{LIST}lich/", {"viec": "lap"})
    first = f"/van-ban/lich/{TaskFeed.objects.get().token}.ics"
    stranger = Client()

    name = stranger.get(first).headers["Content-Disposition"]
    assert name == "inline; filename=\"Viec can lam.ics\"; filename*=UTF-8''Vi%E1%BB%87c%20c%E1%BA%A7n%20l%C3%A0m.ics"
    calendar = Calendar.from_ical(stranger.get(first).content)
    events = list(calendar.walk("VEVENT"))

    assert [str(event["SUMMARY"]) for event in events] == ["nộp báo cáo; gửi kèm, “danh sách”"]
    assert events[0].decoded("DTSTART") == task.due_on
    client.post(f"{LIST}lich/", {"viec": "lap"})
    assert stranger.get(first).status_code == 404
    second = f"/van-ban/lich/{TaskFeed.objects.get().token}.ics"
    assert stranger.get(second).status_code == 200
    secretary.is_active = False
    secretary.save()
    assert stranger.get(second).status_code == 404


def test_the_address_is_taken_back(client: Client, secretary: User) -> None:
    client.force_login(secretary)
    client.post(f"{LIST}lich/", {"viec": "lap"})

    client.post(f"{LIST}lich/", {"viec": "bo"})

    assert TaskFeed.objects.count() == 0


def test_without_a_role_the_page_says_so(client: Client) -> None:
    client.force_login(make_user())

    assert "chưa được phân vai trò" in client.get(LIST).content.decode()
