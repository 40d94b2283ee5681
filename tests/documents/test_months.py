"""The month a new issue is for, and months passed over."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import Bulletin
from documents.services.months import in_words, next_month, passed_over
from documents.services.reviewing import send_bulletin
from tests.builders import Ward, make_bulletin, make_edition, make_entry, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.mark.parametrize(
    ("today", "begun", "month"),
    [
        (date(2026, 11, 22), [], date(2026, 12, 1)),
        (date(2026, 11, 3), [], date(2026, 11, 1)),
        (date(2026, 12, 22), [], date(2027, 1, 1)),
        (date(2026, 11, 22), [(2026, 12, None)], date(2027, 1, 1)),
        (date(2026, 11, 22), [(2026, 12, None), (2027, 1, 2)], date(2027, 3, 1)),
    ],
)
def test_the_next_issue_is_for_the_first_month_due_that_has_none(
    ward: Ward, today: date, begun: list[tuple[int, int, int | None]], month: date
) -> None:
    for year, first, last in begun:
        make_bulletin(ward.committee, year=year, month=first, last_month=last)
    assert next_month(ward.committee, today) == month


@pytest.mark.parametrize(
    ("earlier", "missing"),
    [
        ([], []),
        ([(2026, 12, None)], []),
        ([(2026, 10, None)], [date(2026, 11, 1), date(2026, 12, 1)]),
        ([(2026, 10, 11)], [date(2026, 12, 1)]),
        ([(2020, 1, None)], []),
    ],
)
def test_months_without_an_issue_since_the_last_are_passed_over(
    ward: Ward, earlier: list[tuple[int, int, int | None]], missing: list[date]
) -> None:
    for year, first, last in earlier:
        make_bulletin(ward.committee, year=year, month=first, last_month=last)
    make_bulletin(ward.province, year=2026, month=12)
    row = make_bulletin(ward.committee, year=2027, month=1)
    assert passed_over(row) == missing


def test_an_issue_in_work_fills_its_month_when_one_is_made_but_not_when_one_goes_out(ward: Ward) -> None:
    make_edition(make_bulletin(ward.committee, year=2026, month=9))
    make_edition(make_bulletin(ward.committee, year=2026, month=10))
    make_bulletin(ward.committee, year=2026, month=11)
    row = make_bulletin(ward.committee, year=2026, month=12)
    assert passed_over(row) == []
    assert passed_over(row, counts_work=False) == [date(2026, 11, 1)]


def test_months_are_named_in_a_row() -> None:
    assert in_words([date(2026, 11, 1), date(2026, 12, 1)]) == "tháng 11/2026, 12/2026"


def test_the_form_of_a_new_issue_offers_ones_publisher_and_the_coming_month(
    ward: Ward, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2026, 11, 22))
    client.force_login(ward.editor)
    page = client.get(reverse("admin:documents_bulletin_add"))
    form = page.context["adminform"].form
    assert (form["publisher"].value(), form["month"].value(), form["year"].value()) == (ward.committee.pk, 12, 2026)
    named = client.get(reverse("admin:documents_bulletin_add"), {"month": "3", "year": "2027", "publisher": "khac"})
    assert named.context["adminform"].form["month"].value() == "3"


def test_making_an_issue_says_which_month_was_passed_over(ward: Ward, client: Client) -> None:
    make_edition(make_bulletin(ward.committee, year=2026, month=10))
    client.force_login(ward.editor)
    data = {"publisher": ward.committee.pk, "kind": "monthly", "month": 12, "year": 2026}
    page = client.post(reverse("admin:documents_bulletin_add"), data, follow=True)
    assert "Tháng 11/2026 chưa có tài liệu." in page.content.decode()


def test_a_month_that_has_its_issue_leads_to_that_issue(ward: Ward, client: Client) -> None:
    there = make_bulletin(ward.committee, year=2026, month=12)
    client.force_login(ward.editor)
    data = {"publisher": ward.committee.pk, "kind": "monthly", "month": 12, "year": 2026}
    html = client.post(reverse("admin:documents_bulletin_add"), data).content.decode()
    assert f'<a href="{reverse("admin:documents_desk", args=[there.pk])}">mở tài liệu đã có</a>' in html


def test_a_thematic_issue_takes_the_next_number_and_a_monthly_one_has_none(ward: Ward, client: Client) -> None:
    client.force_login(ward.editor)
    add = reverse("admin:documents_bulletin_add")
    data = {"publisher": ward.committee.pk, "month": 12, "year": 2026}
    for _ in range(2):
        client.post(add, data | {"kind": "thematic", "theme": "Chuyển đổi số"})
    client.post(add, data | {"kind": "monthly", "series": "7"})
    rows = Bulletin.objects.order_by("pk").values_list("kind", "series")
    assert list(rows) == [("thematic", 1), ("thematic", 2), ("monthly", None)]


def test_the_history_of_an_issue_says_what_each_save_changed(ward: Ward, client: Client) -> None:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin)
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    client.force_login(ward.editor)
    page = client.get(reverse("admin:documents_bulletin_history", args=[bulletin.pk])).content.decode()
    assert "<strong>Trạng thái:</strong> Đang soạn → Chờ duyệt" in page
    assert "Lần lưu đầu tiên." in page
    assert "<td>\n        –" not in page


def test_the_oldest_save_of_a_page_of_the_history_is_compared_with_the_next_page(
    ward: Ward, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bulletin = make_bulletin(ward.committee, theme="Một")
    for theme in ("Hai", "Ba"):
        bulletin.theme = theme
        bulletin.save()
    monkeypatch.setattr("documents.admin.bulletin.BulletinAdmin.history_list_per_page", 1)
    client.force_login(ward.editor)
    page = client.get(reverse("admin:documents_bulletin_history", args=[bulletin.pk])).content.decode()
    assert "Hai → Ba" in page
    assert "Một → Hai" not in page
