"""Báo lỗi: a reader's word about a mistake reaches the publisher's editors, once, and nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from documents.addresses import addresses_of, place_of
from documents.models import Edition, Report
from organizations.roles import Role
from tests.builders import Ward, make_bulletin, make_edition, make_user, make_ward


@pytest.fixture
def ward(db: None) -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    return make_edition(make_bulletin(ward.committee), receivers=ward.cells)


def _address(edition: Edition, query: str = "?muc=1") -> str:
    return reverse("documents:bulletin_report", kwargs=place_of(edition)) + query


def _client(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_a_mistake_is_stored_with_its_entry_and_the_reader_is_led_back_to_it(ward: Ward, edition: Edition) -> None:
    answer = _client(ward.secretary).post(_address(edition), {"text": "Ngày 15 là ngày 16."})

    report = Report.objects.get()
    assert (report.edition, report.reported_by, report.text) == (edition, ward.secretary, "Ngày 15 là ngày 16.")
    assert report.entry is not None
    assert answer.headers["Location"].endswith(f"#bao-loi-{report.entry.anchor}")


def test_the_thanks_stand_once_by_the_entry_they_are_for_and_not_at_the_top(ward: Ward, edition: Edition) -> None:
    client = _client(ward.secretary)

    page = client.post(_address(edition), {"text": "Ngày 15 là ngày 16."}, follow=True).content.decode()

    assert page.count("Đã gửi đến ban biên soạn. Cảm ơn đồng chí.") == 1
    assert page.index("Báo lỗi<") < page.index("Đã gửi đến ban biên soạn") < page.index('id="da-nhan"')
    again = client.get(addresses_of(edition)["read"]).content.decode()
    assert "Đã gửi đến ban biên soạn" not in again


def test_a_word_about_the_whole_issue_is_answered_at_the_top(ward: Ward, edition: Edition) -> None:
    page = _client(ward.secretary).post(_address(edition, ""), {"text": "Thiếu trang."}, follow=True).content.decode()

    assert page.index("Đã gửi đến ban biên soạn") < page.index('id="noi-dung"')


def test_the_same_words_sent_again_are_stored_once(ward: Ward, edition: Edition) -> None:
    client = _client(ward.secretary)
    for _ in range(2):
        client.post(_address(edition), {"text": "Sai ngày."})
    client.post(_address(edition), {"text": "Sai chữ."})

    assert Report.objects.count() == 2


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_nothing_and_too_much_are_refused_in_words(ward: Ward, edition: Edition, text: str) -> None:
    answer = _client(ward.secretary).post(_address(edition), {"text": text})

    assert answer.status_code == 200
    assert "field--wrong" in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("query", ["", "?muc=", "?muc=99", "?muc=%00" + "9" * 500])
def test_an_entry_that_is_not_there_makes_it_a_word_about_the_issue(ward: Ward, edition: Edition, query: str) -> None:
    assert _client(ward.secretary).post(_address(edition, query), {"text": "Thiếu trang."}).status_code == 302
    assert Report.objects.get().entry is None


def test_the_publishers_editors_find_it_in_their_list_and_other_desks_do_not(ward: Ward, edition: Edition) -> None:
    _client(ward.secretary).post(_address(edition), {"text": "Sai ngày họp."})
    listing = reverse("admin:documents_report_changelist")

    assert "Sai ngày họp." in _client(ward.editor).get(listing).content.decode()
    other = make_user(role=Role.EDITOR, at=ward.neighbour)
    assert "Sai ngày họp." not in _client(other).get(listing).content.decode()
    report = Report.objects.get()
    page = reverse("admin:documents_report_change", args=[report.pk])
    _client(ward.editor).post(page, {"is_settled": "on", "answer": "Đã sửa.", "text": "khác"})
    report.refresh_from_db()
    assert (report.is_settled, report.answer, report.text) == (True, "Đã sửa.", "Sai ngày họp.")
