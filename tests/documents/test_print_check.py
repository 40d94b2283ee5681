"""Đối chiếu bản in: whether the paper in hand is the latest; a code that does not exist and one not to be seen look alike."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from documents.models import Edition, Withdrawal, WrongPrintCode
from documents.rendering.print_code import code_picture
from documents.services.print_check import MOST_BY_ADDRESS, MOST_BY_PERSON, typed_code
from organizations.models import AccessLog, User
from tests.builders import Ward, make_bulletin, make_edition, make_ward

pytestmark = pytest.mark.django_db
UNKNOWN = "Không thấy bản in có mã này"


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    return make_edition(make_bulletin(ward.committee), receivers=[ward.cell], token="ABCDEFGHJK")


def answer(client: Client, user: User, code: str) -> str:
    client.force_login(user)
    return client.get("/doi-chieu/", {"ma": code}).content.decode()


def correction(ward: Ward, edition: Edition, **fields: Any) -> Edition:
    return make_edition(
        edition.bulletin, receivers=[ward.cell], number=2, token="MNPQRSTUVW", change_note="Sửa ngày họp.", **fields
    )


@pytest.mark.parametrize("typed", ["ABCDE-FGHJK", "abcdefghjk", " abcde fghjk ", "ABCDE–FGHJK"])
def test_the_code_is_taken_as_people_type_it(client: Client, ward: Ward, edition: Edition, typed: str) -> None:
    assert "Bản giấy này là bản mới nhất." in answer(client, ward.secretary, typed)


def test_an_older_print_leads_to_the_slip_and_the_newest_edition(client: Client, ward: Ward, edition: Edition) -> None:
    correction(ward, edition)

    html = answer(client, ward.secretary, edition.token)

    assert "bản cũ (bản đầu)" in html
    assert "Sửa ngày họp." in html
    assert re.search(r'href="/tai-lieu/[^"]*/lan-2/to-dinh-chinh/\?tu=1"', html)


def test_a_correction_whose_hour_has_not_come_makes_no_print_old(client: Client, ward: Ward, edition: Edition) -> None:
    correction(ward, edition, publish_at=timezone.now() + timedelta(hours=1))

    assert "Bản giấy này là bản mới nhất." in answer(client, ward.secretary, edition.token)
    assert UNKNOWN in answer(client, ward.secretary, "MNPQRSTUVW")


def test_a_withdrawn_print_is_to_be_given_back(client: Client, ward: Ward, edition: Edition) -> None:
    Withdrawal.objects.create(edition=edition, reason="Sai số liệu.")

    html = answer(client, ward.secretary, edition.token)

    assert "ngừng dùng và nộp lại bản giấy" in html
    assert "Sai số liệu." in html


def test_an_older_print_whose_correction_was_withdrawn_leads_nowhere(
    client: Client, ward: Ward, edition: Edition
) -> None:
    Withdrawal.objects.create(edition=correction(ward, edition), reason="Sai.")

    html = answer(client, ward.secretary, edition.token)

    assert "bản cũ" in html
    assert "to-dinh-chinh" not in html


def test_an_unknown_code_and_one_not_to_be_seen_get_the_same_answer(
    client: Client, ward: Ward, edition: Edition
) -> None:
    def body(code: str) -> str:
        return answer(client, ward.outsider, code).replace(code, "")

    assert UNKNOWN in body(edition.token)
    assert body(edition.token) == body("ZZZZZZZZZZ") == body("2345")


def test_the_same_is_asked_of_the_database_whether_the_code_is_unknown_or_not_to_be_seen(
    client: Client, ward: Ward, edition: Edition
) -> None:
    """Alike in time too: what is done is the same, to the letter."""

    def asked(code: str) -> list[str]:
        client.force_login(ward.outsider)
        with CaptureQueriesContext(connection) as found:
            client.get("/doi-chieu/", {"ma": code})
        return [re.sub(r"'[^']*'|\d+", "?", row["sql"]) for row in found.captured_queries]

    asked(edition.token)  # what is read once a process
    assert asked(edition.token) == asked("ZZZZZZZZZZ")


@pytest.mark.parametrize("code", ["", "   ", "-", "đâu rồi", "A" * 5000, "' OR 1=1 --", "<script>"])
def test_nonsense_is_answered_without_harm(client: Client, ward: Ward, edition: Edition, code: str) -> None:
    html = answer(client, ward.secretary, code)

    assert "Đối chiếu bản in" in html
    assert "<script>" not in html.replace('<script src="', "")


def test_after_too_many_wrong_codes_none_is_looked_at_for_a_while_and_the_log_says_so(
    client: Client, ward: Ward, edition: Edition
) -> None:
    client.force_login(ward.secretary)
    for number in range(MOST_BY_PERSON):
        assert client.get("/doi-chieu/", {"ma": f"ZZZZZZZZ{number:02d}"}).status_code == 200
    refused = client.get("/doi-chieu/", {"ma": edition.token})
    assert refused.status_code == 429
    assert "Đồng chí đợi 15 phút rồi gõ lại" in refused.content.decode()
    assert client.get("/doi-chieu/").status_code == 200
    logged = AccessLog.objects.get(action=AccessLog.Action.LOCKED_OUT)
    assert (logged.actor, logged.organization) == (ward.secretary, ward.cell)
    assert logged.target_label == "Đối chiếu bản in: gõ sai mã nhiều lần"

    # Another person at the same address goes on; the first after a quarter of an hour.
    assert "Bản giấy này là bản mới nhất." in answer(client, ward.deputy, edition.token)
    WrongPrintCode.objects.update(at=timezone.now() - timedelta(minutes=15))
    assert "Bản giấy này là bản mới nhất." in answer(client, ward.secretary, edition.token)
    answer(client, ward.secretary, "ZZZZZZZZZZ")
    assert WrongPrintCode.objects.count() == 1


def test_many_accounts_at_one_address_do_not_go_through_the_codes_together(
    client: Client, ward: Ward, edition: Edition
) -> None:
    WrongPrintCode.objects.bulk_create(
        WrongPrintCode(user=user, address="127.0.0.1")
        for user in (ward.deputy, ward.outsider)
        for _ in range(MOST_BY_ADDRESS // 2)
    )
    client.force_login(ward.secretary)
    assert client.get("/doi-chieu/", {"ma": edition.token}).status_code == 429
    assert client.get("/doi-chieu/", {"ma": edition.token}, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_who_is_not_signed_in_comes_back_with_the_code_after_signing_in(client: Client, edition: Edition) -> None:
    response = client.get("/doi-chieu/", {"ma": edition.token})

    assert response.status_code == 302
    assert edition.token in response["Location"]


def test_the_typed_code_is_capitals_and_digits_alone() -> None:
    assert typed_code(" ab-c 2đ9 ") == "ABC29"


def test_the_qr_is_a_picture_without_text_of_its_own() -> None:
    picture = code_picture("https://tai-lieu.example/doi-chieu/", "ABCDEFGHJK")

    assert picture.startswith(b"<svg")
    assert b"<text" not in picture
