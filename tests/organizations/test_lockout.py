"""How many wrong tries are borne, by whom and from where."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.utils import timezone

from organizations.models import AccessLog, Organization, User
from organizations.roles import Role
from organizations.services import NotAllowed, reopen_account, unlock_account
from organizations.signin.lockout import client_address, is_locked
from tests.builders import PASSWORD, make_organization, make_user

pytestmark = pytest.mark.django_db
PAGE = "/dang-nhap/"


WRONG = "sai-mat-khau"


def attempt(name: str, password: str = WRONG, address: str = "10.0.0.1") -> int:
    client = Client(REMOTE_ADDR=address)
    status: int = client.post(PAGE, {"username": name, "password": password}).status_code
    return status


def opens(name: str, address: str = "10.0.0.1") -> bool:
    return attempt(name, PASSWORD, address) == 302


def test_five_slips_of_one_person_do_not_lock_the_office_behind_the_same_address() -> None:
    make_user("nguoi.mot")
    make_user("nguoi.hai")
    statuses = [attempt("nguoi.mot") for _ in range(5)]

    assert statuses == [200, 200, 200, 200, 429]
    assert not opens("nguoi.mot")
    assert opens("nguoi.hai")


def test_the_person_still_gets_in_from_another_place() -> None:
    make_user("nguoi.mot")
    for _ in range(5):
        attempt("nguoi.mot")

    assert opens("nguoi.mot", "10.0.0.2")


@pytest.mark.parametrize(
    "spellings", [["0912345678", "0912 345 678", "0912.345.678", "+84912345678", "nguoi.mot"], [" Nguoi.Mot "] * 5]
)
def test_an_account_is_counted_under_one_name_however_it_is_typed(spellings: list[str]) -> None:
    make_user("nguoi.mot", phone="0912345678", role=Role.EDITOR, at=make_organization())
    for typed in spellings:
        attempt(typed)

    assert not opens("nguoi.mot")


def test_many_machines_that_guess_at_one_account_are_stopped_after_twenty_tries() -> None:
    make_user("nguoi.mot")
    statuses = [attempt("nguoi.mot", address=f"10.0.{number}.1") for number in range(25)]

    assert statuses.count(200) == 19
    assert not opens("nguoi.mot", "192.0.2.77")


def test_one_machine_that_guesses_at_many_accounts_is_stopped_after_a_hundred(settings: object) -> None:
    settings.LOCK_ADDRESS_AFTER = 12  # type: ignore[attr-defined]
    make_user("nguoi.mot")
    statuses = [attempt(f"ten.{number}") for number in range(15)]

    assert statuses.count(200) == 11
    assert not opens("nguoi.mot")
    assert opens("nguoi.mot", "192.0.2.77")


def test_a_hundred_stands_in_the_settings(settings: object) -> None:
    bounds = (settings.AXES_FAILURE_LIMIT, settings.LOCK_ACCOUNT_AFTER, settings.LOCK_ADDRESS_AFTER)  # type: ignore[attr-defined]
    assert bounds == (5, 20, 100)


def test_who_guesses_and_then_enters_with_an_account_of_ones_own_clears_only_that_one() -> None:
    make_user("nguoi.mot")
    make_user("ke.do")
    for _ in range(4):
        attempt("nguoi.mot")
    attempt("ke.do")
    opens("ke.do")

    attempt("nguoi.mot")
    assert not opens("nguoi.mot")


def test_a_name_that_nobody_has_is_locked_like_one_that_somebody_has() -> None:
    make_user("co.that")
    for name in ("co.that", "khong.co"):
        assert [attempt(name, address="10.1.1.1") for _ in range(6)] == [200, 200, 200, 200, 429, 429]


def test_the_door_opens_again_after_a_quarter_of_an_hour_and_waiting_is_not_made_longer_by_trying() -> None:
    make_user("nguoi.mot")
    for _ in range(5):
        attempt("nguoi.mot")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14, seconds=50))
    attempt("nguoi.mot")
    moved = AccessAttempt.objects.get().attempt_time
    assert timezone.now() - moved > timedelta(minutes=14)

    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=5))
    assert opens("nguoi.mot")


def test_nothing_that_was_typed_is_kept() -> None:
    attempt("MatKhauBiMat2026", "mat-khau-thu-hai")

    row = AccessAttempt.objects.get()
    kept = f"{row.username} {row.get_data} {row.post_data} {row.path_info}".lower()
    assert "matkhaubimat" not in kept
    assert "mat-khau-thu-hai" not in kept


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", None),
        ("unix:", None),
    ],
)
def test_an_ipv6_line_counts_as_one_address(said: str, counted: str | None) -> None:
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=said)) == counted


def test_a_lockout_stands_in_the_log_once_where_the_administrator_sees_it() -> None:
    ward = make_organization()
    make_user("nguoi.mot", role=Role.CLERK, at=ward)
    administrator = make_user(role=Role.ADMINISTRATOR, at=ward)
    for _ in range(8):
        attempt("nguoi.mot")

    rows = AccessLog.objects.visible_to(administrator).filter(action=AccessLog.Action.LOCKED_OUT)
    assert [(row.target_label, row.address) for row in rows] == [("nguoi.mot", "10.0.0.1")]


# --- Unlocking --------------------------------------------------------------------------------------------------------


@pytest.fixture
def ward() -> Organization:
    return make_organization()


def test_an_administrator_unlocks_and_wakes_an_account_by_one_press_each(client: Client, ward: Organization) -> None:
    person = make_user("nguoi.mot", role=Role.CLERK, at=ward)
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward))
    for _ in range(5):
        attempt("nguoi.mot")
    page = f"/quan-tri/organizations/user/{person.pk}/dang-nhap/"
    assert "Đang tạm khóa" in client.get(page).content.decode()

    client.post(page, {"viec": "mo-khoa"})
    assert not is_locked(person)
    assert opens("nguoi.mot")

    long_ago = timezone.now() - timedelta(days=300)
    User.objects.filter(pk=person.pk).update(last_login=long_ago, date_joined=long_ago)
    assert not opens("nguoi.mot")
    client.post(page, {"viec": "mo-lai"})
    assert opens("nguoi.mot")


def test_the_list_of_wrong_tries_is_an_administrators_own_and_deleting_a_row_unlocks(
    client: Client, ward: Organization
) -> None:
    make_user("nguoi.mot", role=Role.CLERK, at=ward)
    make_user("noi.khac", role=Role.CLERK, at=make_organization())
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward))
    for name in ("nguoi.mot", "noi.khac", "khong.co"):
        for _ in range(5):
            attempt(name)

    page = client.get("/quan-tri/axes/accessattempt/").content.decode()
    assert "nguoi.mot" in page
    assert "noi.khac" not in page
    assert "?" not in {row.username[:1] for row in client.get("/quan-tri/axes/accessattempt/").context["cl"].queryset}
    row = AccessAttempt.objects.get(username="nguoi.mot")
    client.post(f"/quan-tri/axes/accessattempt/{row.pk}/delete/", {"post": "yes"})
    assert opens("nguoi.mot")
    other = AccessAttempt.objects.get(username="noi.khac")
    client.post(f"/quan-tri/axes/accessattempt/{other.pk}/delete/", {"post": "yes"})
    assert AccessAttempt.objects.filter(pk=other.pk).exists()


def test_a_coordinator_wakes_and_unlocks_the_own_readers_and_nobody_else(ward: Organization) -> None:
    base = make_organization(type="base", parent=ward)
    cell = make_organization(type="cell", parent=base)
    coordinator = make_user(role=Role.COORDINATOR, at=base)
    reader = make_user(role=Role.SECRETARY, at=cell)
    reopen_account(actor=coordinator, user=reader)
    unlock_account(actor=coordinator, user=reader)
    for stranger in (make_user(role=Role.EDITOR, at=ward), make_user(role=Role.SECRETARY, at=make_organization())):
        for service in (reopen_account, unlock_account):
            with pytest.raises(NotAllowed):
                service(actor=coordinator, user=stranger)
    reader.refresh_from_db()
    assert reader.reopened_at is not None


def test_a_coordinator_lets_a_sleeping_or_locked_reader_in_again_by_one_press_in_the_list(
    client: Client, ward: Organization
) -> None:
    base = make_organization(type="base", parent=ward)
    cell = make_organization("Chi bộ 8", type="cell", parent=base)
    reader = make_user("bi.thu", role=Role.SECRETARY, at=cell)
    stranger = make_user("noi.khac", role=Role.SECRETARY, at=make_organization(type="cell"))
    client.force_login(make_user(role=Role.COORDINATOR, at=base))
    long_ago = timezone.now() - timedelta(days=300)
    User.objects.update(last_login=long_ago, date_joined=long_ago)
    assert "đang tạm nghỉ" in client.get("/to-chuc/").content.decode()
    assert not opens("bi.thu")
    for _ in range(5):
        attempt("bi.thu")
    assert "đang bị khóa" in client.get("/to-chuc/").content.decode()

    client.post("/to-chuc/mo-lai/", {"nguoi": reader.pk})
    answer = client.post("/to-chuc/mo-lai/", {"nguoi": stranger.pk}, follow=True)

    assert opens("bi.thu")
    assert not opens("noi.khac")
    assert "không thuộc phạm vi" in answer.content.decode()


def test_an_unknown_deed_does_nothing(client: Client, ward: Organization) -> None:
    person = make_user(role=Role.CLERK, at=ward)
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward))

    answer = client.post(f"/quan-tri/organizations/user/{person.pk}/dang-nhap/", {"viec": "xoa"}, follow=True)

    assert "Không có việc này" in answer.content.decode()
