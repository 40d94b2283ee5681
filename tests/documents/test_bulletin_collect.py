"""After a withdrawal: a notice in its place, nobody sees the content, and a list of the paper to take back. After a correction:
who had the earlier edition is asked again."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.addresses import addresses_of, place_of
from documents.models import Delivery, Edition, Withdrawal
from documents.services.delivering import unread_editions
from documents.services.sending import message_of
from organizations.models import AccessLog, User
from organizations.roles import Role
from tests.builders import Ward, make_bulletin, make_edition, make_user, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward(cells=3)


@pytest.fixture
def edition(ward: Ward) -> Edition:
    row = make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])
    handed, printed, _ = ward.cells
    Delivery.objects.filter(organization=handed).update(on_paper_at=timezone.now(), paper_copies=4)
    Delivery.objects.filter(organization=printed).update(opened_at=timezone.now(), printed_at=timezone.now())
    return row


@pytest.fixture
def withdrawn(ward: Ward, edition: Edition) -> Edition:
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Sai số liệu.")
    return edition


def collect_address(edition: Edition, number: int | None = None) -> str:
    return reverse("documents:bulletin_collect", kwargs=place_of(edition, number=number))


def page(client: Client, user: User, edition: Edition) -> str:
    client.force_login(user)
    return client.get(collect_address(edition)).content.decode()


def test_the_list_names_who_holds_paper_and_no_other(client: Client, ward: Ward, withdrawn: Edition) -> None:
    html = page(client, ward.editor, withdrawn)

    assert "bản giấy đã giao (4 bản)" in html
    assert "tự in" in html
    assert "Còn <strong>2</strong> nơi trong 2 nơi" in html
    assert "Chi bộ 3" not in html


def test_a_coordinator_sees_and_ticks_what_lies_below_alone(client: Client, ward: Ward, withdrawn: Edition) -> None:
    other = make_user(role=Role.COORDINATOR, at=ward.cells[1])
    html = page(client, other, withdrawn)
    assert "Chi bộ 2" in html
    assert "Chi bộ 1" not in html

    foreign = Delivery.objects.get(organization=ward.cells[0])
    client.post(collect_address(withdrawn), {"noi": [foreign.pk], "viec": "thu"})

    foreign.refresh_from_db()
    assert foreign.collected_at is None


def test_paper_taken_back_is_ticked_off_logged_and_can_be_undone(
    client: Client, ward: Ward, withdrawn: Edition
) -> None:
    row = Delivery.objects.get(organization=ward.cells[0])
    client.force_login(ward.editor)

    client.post(collect_address(withdrawn), {"noi": [row.pk], "viec": "thu"})
    row.refresh_from_db()
    assert row.collected_by == ward.editor
    assert AccessLog.objects.filter(detail__collected=1).exists()

    client.post(collect_address(withdrawn), {"noi": [row.pk], "viec": "bo"})
    row.refresh_from_db()
    assert row.collected_at is None


@pytest.mark.parametrize("keys", [[], ["x"], ["99999999999999999999999"], ["-1"]])
def test_nothing_ticked_is_said(client: Client, ward: Ward, withdrawn: Edition, keys: list[str]) -> None:
    client.force_login(ward.editor)

    html = client.post(collect_address(withdrawn), {"noi": keys}, follow=True).content.decode()

    assert "chưa chọn nơi nào" in html


def test_paper_of_every_withdrawn_edition_of_the_issue_is_listed(client: Client, ward: Ward, edition: Edition) -> None:
    second = make_edition(edition.bulletin, number=2, receivers=[ward.cell])
    Delivery.objects.filter(edition=second).update(on_paper_at=timezone.now())
    for one in (edition, second):
        Withdrawal.objects.create(edition=one, reason="Sai.")

    html = page(client, ward.editor, second)

    assert html.count("Chi bộ 1, bản") == 2
    assert "Còn <strong>2</strong> nơi trong 2 nơi" in html


def test_an_issue_that_was_not_withdrawn_has_no_such_list(client: Client, ward: Ward, edition: Edition) -> None:
    client.force_login(ward.editor)

    assert client.get(collect_address(edition)).status_code == 404


def test_the_notice_leads_the_office_to_the_list_and_readers_not(
    client: Client, ward: Ward, withdrawn: Edition
) -> None:
    read = addresses_of(withdrawn)["read"]
    client.force_login(ward.editor)
    assert collect_address(withdrawn) in client.get(read).content.decode()

    client.force_login(ward.secretary)
    assert collect_address(withdrawn) not in client.get(read).content.decode()


# --- Asked again ------------------------------------------------------------------------------------------------------


@pytest.fixture
def correction(ward: Ward, edition: Edition) -> Edition:
    return make_edition(
        edition.bulletin,
        number=2,
        receivers=[ward.base, *ward.cells],
        change_note="Sửa ngày họp.",
        change_reason="Gõ nhầm.",
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [(0, "Chi bộ đã nhận trên giấy bản đầu."), (1, "Chi bộ đã in bản đầu."), (2, None)],
)
def test_who_had_the_earlier_edition_is_told_what_to_do_with_it(
    client: Client, ward: Ward, correction: Edition, cell: int, words: str | None
) -> None:
    client.force_login(make_user(role=Role.SECRETARY, at=ward.cells[cell]))

    html = client.get(addresses_of(correction)["read"]).content.decode()

    assert "Sửa ngày họp." in html
    assert "Gõ nhầm." in html
    assert "In tờ đính chính" in html
    assert (words in html) if words else ("bản đầu." not in html)


def test_an_edition_has_one_name_wherever_it_is_met(client: Client, ward: Ward, correction: Edition) -> None:
    """ "Lần 2" beside "bản đính chính lần 1" was taken for another paper."""
    first = Edition.objects.get(bulletin=correction.bulletin, number=1)
    assert (str(first), first.which) == (first.title, "bản đầu")
    assert (str(correction), correction.which) == (f"{first.title} (đính chính lần 1)", "bản đính chính lần 1")
    client.force_login(ward.editor)

    for name in ("read", "coverage", "coverage_print", "coverage_paper"):
        html = client.get(addresses_of(correction)[name]).content.decode()
        assert "lần 2" not in html
        assert "đính chính lần 1" in html


def test_a_correction_counts_as_unread_though_the_first_edition_was_acknowledged(
    ward: Ward, edition: Edition, correction: Edition
) -> None:
    Delivery.objects.filter(edition=edition).update(opened_at=timezone.now(), acknowledged_at=timezone.now())

    assert unread_editions(ward.secretary, [correction]) == {correction.pk}


def test_the_message_of_a_correction_says_what_to_do_with_the_paper(correction: Edition) -> None:
    letter = message_of(correction)

    for body in (letter.text, letter.html):
        assert "Sửa ngày họp." in body
        assert "Chi bộ đã mở, in hoặc nhận giấy của bản trước" in body


def test_the_office_sees_who_is_to_be_asked_again_until_they_answer(
    client: Client, ward: Ward, correction: Edition
) -> None:
    client.force_login(ward.editor)
    address = addresses_of(correction)["coverage"]
    assert "2 nơi đã có bản trước, cần hỏi lại." in client.get(address).content.decode()

    Delivery.objects.filter(edition=correction, organization=ward.cells[1]).update(
        opened_at=timezone.now(), acknowledged_at=timezone.now()
    )

    assert "1 nơi đã có bản trước, cần hỏi lại." in client.get(address).content.decode()


def test_the_old_edition_says_nothing_of_being_asked_again(client: Client, ward: Ward, correction: Edition) -> None:
    client.force_login(ward.secretary)
    old = addresses_of(correction, number=1)["read"]

    html = client.get(old).content.decode()

    assert "đã có bản đính chính" in html
    assert "In tờ đính chính" not in html
