"""The lock of an unattended desk, as the portal enforces it (over the page: tests/browser/test_door.py)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import AccessLog, Organization, User
from organizations.roles import Role
from tests.builders import PASSWORD, make_bulletin, make_edition, make_organization, make_user

pytestmark = pytest.mark.django_db
UNLOCK = "/ban-lam-viec/mo-khoa/"


@pytest.fixture
def ward() -> Organization:
    return make_organization()


@pytest.fixture
def editor(ward: Organization) -> User:
    return make_user("bien.tap", role=Role.EDITOR, at=ward)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.post("/dang-nhap/", {"username": editor.username, "password": PASSWORD})
    return client


@pytest.fixture
def let_pass(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Move the portal's clock on by so many minutes."""
    moved = [0]
    real = timezone.now

    def let_pass(minutes: int) -> None:
        moved[0] += minutes

    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(minutes=moved[0]))
    return let_pass


def test_after_a_quarter_of_an_hour_the_desk_asks_who_is_there(desk: Client, let_pass: Callable[[int], None]) -> None:
    let_pass(14)
    assert desk.get("/quan-tri/").status_code == 200
    let_pass(17)

    answer = desk.get("/quan-tri/")

    assert answer.status_code == 423
    assert "Bàn làm việc tạm khóa" in answer.content.decode()


def test_typing_counts_as_being_there(desk: Client, let_pass: Callable[[int], None]) -> None:
    for _ in range(6):
        let_pass(10)
        assert desk.post("/ban-lam-viec/con-day/").json() == {"locked": False}

    assert desk.get("/quan-tri/").status_code == 200


def test_what_a_page_asks_by_itself_is_no_sign_of_a_person(
    desk: Client, ward: Organization, let_pass: Callable[[int], None]
) -> None:
    bulletin = make_bulletin(ward)
    address = reverse("admin:documents_desk_presence", args=[bulletin.pk])
    for _ in range(4):
        let_pass(5)
        status = desk.post(address, {"tab": "0" * 24}).status_code

    assert status == 423
    assert desk.get("/quan-tri/").status_code == 423


def test_the_page_locks_at_once_when_it_finds_nobody_there(desk: Client) -> None:
    desk.post("/ban-lam-viec/khoa/")

    assert desk.get("/quan-tri/").status_code == 423
    assert desk.post("/ban-lam-viec/con-day/").status_code == 423
    assert desk.get("/tai-khoan/").status_code == 423


def test_reading_pages_stay_open_while_the_desk_is_locked(desk: Client) -> None:
    desk.post("/ban-lam-viec/khoa/")

    for page in ("/tai-lieu/", "/van-ban/"):
        assert desk.get(page).status_code == 200


def test_a_reader_is_never_locked(client: Client, ward: Organization, let_pass: Callable[[int], None]) -> None:
    reader = make_user(role=Role.SECRETARY, at=make_organization(type="cell", parent=ward))
    client.post("/dang-nhap/", {"username": reader.username, "password": PASSWORD})
    let_pass(600)

    assert client.get("/tai-khoan/").status_code == 200
    assert client.post("/ban-lam-viec/con-day/").status_code == 200


def test_the_password_unlocks_and_the_session_stays_the_same(desk: Client) -> None:
    key = desk.session.session_key
    desk.post("/ban-lam-viec/khoa/")

    answer = desk.post(UNLOCK, {"mo_khoa": PASSWORD}, headers={"accept": "application/json"})

    assert answer.json() == {"locked": False}
    assert desk.session.session_key == key
    assert desk.get("/quan-tri/").status_code == 200


def test_the_pin_of_this_machine_unlocks(desk: Client) -> None:
    desk.post("/dang-nhap/lan-sau/", {"pin": "260791"})
    desk.post("/ban-lam-viec/khoa/")

    assert desk.post(UNLOCK, {"mo_khoa": "260792"}, headers={"accept": "application/json"}).status_code == 403
    assert desk.post(UNLOCK, {"mo_khoa": "260791"}, headers={"accept": "application/json"}).status_code == 200


def test_a_slip_does_not_unlock_and_is_not_used_up(desk: Client, editor: User) -> None:
    from tests.organizations.test_slip_sign_in import slip_for

    digits = slip_for(editor)
    desk.post("/ban-lam-viec/khoa/")

    assert desk.post(UNLOCK, {"mo_khoa": digits}, headers={"accept": "application/json"}).status_code == 403
    assert editor.slip_codes.get().used_at is None


def test_another_persons_password_does_not_unlock(desk: Client) -> None:
    other = make_user()
    other.set_password("mat-khau-nguoi-khac")
    other.save()
    desk.post("/ban-lam-viec/khoa/")

    desk.post(UNLOCK, {"mo_khoa": "mat-khau-nguoi-khac"})

    assert desk.get("/quan-tri/").status_code == 423
    assert AccessLog.objects.latest("pk").detail == {"step": "unlock"}


def test_guesses_at_the_lock_are_counted_as_at_the_door_and_nobody_is_signed_out(desk: Client) -> None:
    desk.post("/ban-lam-viec/khoa/")
    statuses = [
        desk.post(UNLOCK, {"mo_khoa": f"sai-{number}"}, headers={"accept": "application/json"}).status_code
        for number in range(6)
    ]

    assert statuses == [403, 403, 403, 403, 429, 429]
    assert desk.session["_auth_user_id"]


def test_a_form_that_comes_too_late_is_kept_and_goes_on_after_the_password(
    desk: Client, ward: Organization, let_pass: Callable[[int], None]
) -> None:
    """Without scripts, or from a machine that slept: nothing typed is lost."""
    page = "/quan-tri/activities/activity/add/"
    data = {
        "held_by": ward.pk,
        "title": "Chi bộ 4 thăm gia đình chính sách\nvà tặng quà",
        "body": "  <p>Một đoạn dài đã gõ.</p>",
        "happened_on": "05/10/2026",
    }
    let_pass(20)

    late = desk.post(page, data)
    text = late.content.decode()

    assert late.status_code == 423
    assert "Một đoạn dài đã gõ." in text
    assert 'name="title"' in text
    again = desk.post(page, data | {"mo_khoa": "sai"})
    assert again.status_code == 423
    assert "chưa đúng" in again.content.decode()
    done = desk.post(page, data | {"mo_khoa": PASSWORD})
    assert done.status_code in {200, 302}
    assert desk.get("/quan-tri/").status_code == 200


def test_the_secret_is_not_carried_along(desk: Client, let_pass: Callable[[int], None]) -> None:
    let_pass(20)

    text = desk.post("/quan-tri/activities/activity/add/", {"title": "a", "mo_khoa": "mat-khau-sai"}).content.decode()

    assert "mat-khau-sai" not in text
    assert text.count("csrfmiddlewaretoken") == 2


@pytest.mark.parametrize(
    "headers", [{"accept": "application/json"}, {"hx-request": "true"}, {"sec-fetch-dest": "image"}]
)
def test_what_a_script_or_picture_asks_is_answered_shortly(
    desk: Client, let_pass: Callable[[int], None], headers: dict[str, str]
) -> None:
    let_pass(20)

    answer = desk.get("/quan-tri/", headers=headers)

    assert (answer.status_code, answer.json()) == (423, {"locked": True})


def test_the_way_out_is_open_while_locked(desk: Client) -> None:
    desk.post("/ban-lam-viec/khoa/")

    assert desk.post("/dang-xuat/").status_code == 302
    assert "_auth_user_id" not in desk.session


def test_the_lock_can_be_switched_off(desk: Client, let_pass: Callable[[int], None], settings: object) -> None:
    settings.IDLE_LOCK_MINUTES = 0  # type: ignore[attr-defined]
    let_pass(300)

    assert desk.get("/quan-tri/").status_code == 200
    assert "data-idle" not in desk.get("/quan-tri/").content.decode()


def test_the_question_is_laid_over_every_page_of_the_desk_and_no_reading_page(desk: Client) -> None:
    for page in ("/quan-tri/", "/quan-tri/documents/bulletin/", "/tai-khoan/"):
        assert 'data-seconds="900"' in desk.get(page).content.decode()
    for page in ("/tai-lieu/", "/van-ban/"):
        assert "data-idle" not in desk.get(page).content.decode()


@pytest.mark.parametrize("address", ["/van-ban/xuat/xlsx/", "coverage"])
def test_a_locked_desk_gives_no_lists_as_files(address: str, desk: Client, editor: User, ward: Organization) -> None:
    if address == "coverage":
        bulletin = make_bulletin(ward)
        make_edition(bulletin, receivers=[make_organization(type="cell", parent=ward)])
        address = reverse("documents:bulletin_coverage_xlsx", args=[ward.pk, bulletin.year, bulletin.month])
    before = desk.get(address).status_code
    desk.post("/ban-lam-viec/khoa/")

    assert (before, desk.get(address).status_code) == (200, 423)


def test_no_password_pin_or_code_lies_in_the_page_of_a_locked_desk(
    desk: Client, let_pass: Callable[[int], None]
) -> None:
    let_pass(20)
    secrets = {
        "old_password": "mat-khau-dang-dung",
        "new_password1": "mat-khau-sap-dung",
        "password2": "mat-khau-thu-hai",
        "pin": "719253",
        "code": "804416",
        "secret": "mat-khau-chung-minh",
    }

    text = desk.post("/tai-khoan/doi-mat-khau/", {**secrets, "reason_code_words": "Lý do đổi"}).content.decode()

    assert "Lý do đổi" in text
    assert "Riêng mật khẩu, mã thì đồng chí gõ lại." in text
    for name, value in secrets.items():
        assert value not in text
        assert f'name="{name}"' not in text
