from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from documents.models import Bulletin
from documents.services.publishing import Hour
from documents.services.reviewing import send_bulletin
from organizations.models import User
from tests.builders import Ward, make_bulletin, make_entry, make_ward, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def page() -> Callable[[User], str]:
    def page(user: User) -> str:
        client = Client()
        client.force_login(user)
        return client.get("/quan-tri/").content.decode()

    return page


def _draft(ward: Ward) -> Bulletin:
    bulletin = make_bulletin(ward.committee, year=2027, month=3)
    make_entry(bulletin)
    return bulletin


def test_an_editor_goes_on_where_the_issue_stands(ward: Ward, page: Callable[[User], str]) -> None:
    bulletin = _draft(ward)

    shown = page(ward.editor)

    assert "Biên tập tiếp" in shown
    assert f"/quan-tri/documents/bulletin/{bulletin.pk}/bien-tap/" in shown


def test_an_approver_sees_what_waits_for_approval(ward: Ward, page: Callable[[User], str]) -> None:
    bulletin = _draft(ward)
    assert "Xem và duyệt" not in page(ward.approver)

    send_bulletin(actor=ward.editor, bulletin=bulletin)

    assert "Xem và duyệt" in page(ward.approver)
    assert "Xem và duyệt" not in page(ward.editor)


@pytest.mark.parametrize(
    ("today", "month"),
    [(date(2026, 11, 5), "11/2026"), (date(2026, 11, 22), "12/2026"), (date(2026, 12, 15), "01/2027")],
)
def test_the_month_that_nobody_has_begun_is_offered(
    ward: Ward, page: Callable[[User], str], monkeypatch: pytest.MonkeyPatch, today: date, month: str
) -> None:
    monkeypatch.setattr("documents.front_page.timezone.localdate", lambda: today)
    offered = f"Tài liệu tháng {month}, {ward.committee.label}"
    assert offered in page(ward.editor)

    number, year = month.split("/")
    make_bulletin(ward.committee, year=int(year), month=int(number))

    assert "Lập tài liệu" not in page(ward.editor)


def test_another_committees_issue_is_not_named(ward: Ward, page: Callable[[User], str]) -> None:
    make_bulletin(ward.neighbour, year=2027, month=3)

    assert "03/2027" not in page(ward.editor)


def test_an_issue_that_waits_for_its_hour_says_the_hour_and_can_be_called_off(
    ward: Ward, page: Callable[[User], str]
) -> None:
    hour = (timezone.localtime() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    bulletin = _draft(ward)
    publish(ward, bulletin, hour=Hour(hour))

    assert f"<td>Hẹn giờ phát hành {hour:%H:%M %d/%m}</td>" in page(ward.approver)
    assert f"/{bulletin.pk}/buoc/huy-lich/" in page(ward.approver)
    assert f"<td>Hẹn giờ phát hành {hour:%H:%M %d/%m}</td>" in page(ward.editor)
    assert "buoc/huy-lich/" not in page(ward.editor)
