"""Readers at the door: the code of a slip, then six digits on a remembered machine."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organizations.models import AccessLog, Organization, SlipCode, User
from organizations.roles import Role
from organizations.services.slips import issue_code
from organizations.signin.models import OpenSession, RememberedDevice
from organizations.slip_sheet import door_address
from tests.builders import PASSWORD, make_organization, make_user

pytestmark = pytest.mark.django_db
PAGE = "/dang-nhap/"
PIN = "260791"


@pytest.fixture
def cell() -> Organization:
    return make_organization("Chi bộ 3", type="cell", parent=make_organization())


@pytest.fixture
def reader(cell: Organization) -> User:
    """A secretary without a password, as the first day makes them."""
    user = make_user("tran.thi.hoa", role=Role.SECRETARY, at=cell, full_name="Trần Thị Hòa", phone="0912345678")
    user.set_unusable_password()
    user.save()
    return user


def slip_for(user: User, **shift: timedelta) -> str:
    by = User.objects.filter(is_superuser=True).first() or make_user(is_superuser=True)
    code = issue_code(user, by, timezone.now())
    if shift:
        SlipCode.objects.filter(user=user).update(**{name: timezone.now() + by_much for name, by_much in shift.items()})
    return code


def enter(client: Client, name: str, code: str, **extra: str) -> str:
    """Post name and code; returns the text of the page that comes, after redirects."""
    answer = client.post(PAGE, {"username": name, "password": code, "phieu": "1"} | extra, follow=True)
    return answer.content.decode()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def remembered(client: Client, user: User, pin: str = PIN) -> None:
    enter(client, user.username, slip_for(user))
    client.post("/dang-nhap/lan-sau/", {"pin": pin})


# --- The slip -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tran.thi.hoa", "0912 345 678", "+84912345678"])
@pytest.mark.parametrize("shape", ["{}", "{0[0]}{0[1]}{0[2]}{0[3]} {1}", " {}-"])
def test_a_slips_code_opens_the_door_by_user_name_or_phone_number(
    client: Client, reader: User, name: str, shape: str
) -> None:
    code = slip_for(reader)

    text = enter(client, name, shape.format(code, code[4:]) if "{1}" in shape else shape.format(code))

    assert is_in(client)
    assert "Ghi nhớ máy này" in text
    assert OpenSession.objects.get(user=reader).way == OpenSession.Way.SLIP


def test_the_address_on_a_slip_fills_in_the_user_name_and_asks_for_digits(client: Client, reader: User) -> None:
    page = client.get(door_address("", reader.username)).content.decode()

    assert 'value="tran.thi.hoa"' in page
    assert 'inputmode="numeric"' in page
    assert "Mã trên phiếu" in page


def test_the_address_on_a_slip_looks_the_same_for_a_name_that_nobody_has(client: Client, reader: User) -> None:
    pages = [Client().get(f"{PAGE}?ten={name}").content.decode() for name in ("tran.thi.hoa", "khong.co.ai")]

    tokens = [page.replace("tran.thi.hoa", "").replace("khong.co.ai", "") for page in pages]
    without = [page.split("csrfmiddlewaretoken")[0] + page.split("csrfmiddlewaretoken")[1][90:] for page in tokens]
    assert without[0] == without[1]


def test_a_slip_opens_once(client: Client, reader: User) -> None:
    code = slip_for(reader)
    enter(client, reader.username, code)

    other = Client()
    text = enter(other, reader.username, code)

    assert not is_in(other)
    assert "chỉ dùng được một lần" in text
    assert "báo ngay" in text


def test_a_slip_that_is_late_says_since_when(client: Client, reader: User) -> None:
    code = slip_for(reader, issued_at=-timedelta(days=40), expires_at=-timedelta(days=10))

    text = enter(client, reader.username, code)

    assert not is_in(client)
    assert "đã hết hạn" in text


def test_a_slip_taken_back_points_to_the_newer_one(client: Client, reader: User) -> None:
    old = slip_for(reader)
    new = slip_for(reader)

    assert "thay bằng phiếu mới" in enter(client, reader.username, old)
    enter(client, reader.username, new)
    assert is_in(client)


def test_the_slip_of_another_person_says_nothing_but_that_it_is_wrong(client: Client, reader: User) -> None:
    other = make_user("le.van.tam")
    code = slip_for(other)

    assert "chưa đúng" in enter(client, reader.username, code)
    assert SlipCode.objects.get(user=other).used_at is None


def test_a_locked_account_is_not_opened_by_a_slip(client: Client, reader: User) -> None:
    code = slip_for(reader)
    User.objects.filter(pk=reader.pk).update(is_active=False)

    enter(client, reader.username, code)

    assert not is_in(client)


def test_ten_thousand_guesses_at_a_code_get_nowhere(reader: User) -> None:
    """From as many machines as one likes: after twenty wrong tries the account is deaf for a quarter of an hour."""
    code = slip_for(reader)
    heard = 0
    for number in range(60):
        guesser = Client(REMOTE_ADDR=f"203.0.113.{number // 4}")
        answer = guesser.post(PAGE, {"username": reader.username, "password": f"{number:08d}"})
        heard += answer.status_code == 200

    assert heard < 20
    late = Client(REMOTE_ADDR="198.51.100.7")
    enter(late, reader.username, code)
    assert not is_in(late)


def test_after_the_slip_one_is_told_what_is_recorded_and_that_it_is_counted_by_cell(
    client: Client, reader: User
) -> None:
    text = enter(client, reader.username, slip_for(reader))

    assert "thống kê theo chi bộ" in text
    assert "không theo từng người" in text


def test_after_the_slip_one_goes_on_to_where_one_wanted(client: Client, reader: User) -> None:
    text = enter(client, reader.username, slip_for(reader), next="/van-ban/")
    assert 'name="next" value="/van-ban/"' in text

    answer = client.post("/dang-nhap/lan-sau/", {"pin": PIN, "next": "/van-ban/"})

    assert answer["Location"] == "/van-ban/"


# --- The remembered machine -------------------------------------------------------------------------------------------


def test_next_time_six_digits_are_enough_on_this_machine_and_nowhere_else(client: Client, reader: User) -> None:
    remembered(client, reader)
    client.post("/dang-xuat/")
    page = client.get(PAGE).content.decode()
    row = RememberedDevice.objects.get()

    assert "Chào đồng chí Trần Thị Hòa" in page
    client.post(PAGE, {"person": row.pk, "pin": PIN})
    assert is_in(client)
    elsewhere = Client()
    elsewhere.post(PAGE, {"person": row.pk, "pin": PIN})
    assert not is_in(elsewhere)


def test_a_pin_may_be_typed_in_groups(client: Client, reader: User) -> None:
    remembered(client, reader, "26 07 91")
    client.post("/dang-xuat/")
    client.post(PAGE, {"person": RememberedDevice.objects.get().pk, "pin": "2607 91"})
    assert is_in(client)


def test_the_cookie_of_a_machine_is_out_of_reach_of_scripts_and_lasts_half_a_year(
    client: Client, reader: User, settings: object
) -> None:
    remembered(client, reader)
    assert not client.cookies["machine"]["secure"]
    settings.SESSION_COOKIE_SECURE = True  # type: ignore[attr-defined]
    client.post("/dang-nhap/lan-sau/", {"pin": PIN})

    cookie = client.cookies["__Host-machine"]
    assert cookie["path"] == "/"
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"]) == 180 * 24 * 3600
    assert not RememberedDevice.objects.filter(token_hash=cookie.value).exists()


def test_the_pin_is_kept_by_the_portals_password_hasher(client: Client, reader: User, settings: object) -> None:
    settings.PASSWORD_HASHERS = ["organizations.hashers.ModestArgon2Hasher"]  # type: ignore[attr-defined]
    remembered(client, reader)

    assert RememberedDevice.objects.get().pin.startswith("argon2$argon2id$")


def test_five_wrong_pins_make_the_portal_forget_the_machine_and_say_what_to_do(client: Client, reader: User) -> None:
    remembered(client, reader)
    client.post("/dang-xuat/")
    row = RememberedDevice.objects.get()
    texts = [
        client.post(PAGE, {"person": row.pk, "pin": f"11{number}111"}, follow=True).content.decode()
        for number in range(5)
    ]

    assert "còn 4 lần" in texts[0]
    assert "không ghi nhớ máy này nữa" in texts[4]
    assert "phiếu mới" in texts[4]
    client.post(PAGE, {"person": row.pk, "pin": PIN})
    assert not is_in(client)
    row.refresh_from_db()
    assert row.forgotten_at is not None
    assert row.pin == ""


def test_wrong_pins_do_not_lock_the_account_at_its_other_doors(client: Client, reader: User) -> None:
    remembered(client, reader)
    client.post("/dang-xuat/")
    row = RememberedDevice.objects.get()
    for number in range(6):
        client.post(PAGE, {"person": row.pk, "pin": f"11{number}111"})

    enter(client, reader.username, slip_for(reader))
    assert is_in(client)


def test_the_right_pin_forgives_the_wrong_ones_before(client: Client, reader: User) -> None:
    remembered(client, reader)
    row = RememberedDevice.objects.get()
    for _ in range(3):
        client.post("/dang-xuat/")
        for number in range(4):
            client.post(PAGE, {"person": row.pk, "pin": f"11{number}111"})
        client.post(PAGE, {"person": row.pk, "pin": PIN})
        assert is_in(client)


@pytest.mark.parametrize(
    "pin",
    ["123456", "654321", "111111", "121212", "112211", "123123", "912345", "890123", "12345", "12a456", "1234567"],
)
def test_a_pin_that_is_tried_first_or_is_no_pin_is_refused(client: Client, reader: User, pin: str) -> None:
    enter(client, reader.username, slip_for(reader))

    answer = client.post("/dang-nhap/lan-sau/", {"pin": pin})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not RememberedDevice.objects.exists()


def test_a_shared_phone_remembers_two_people_and_asks_who_it_is(
    client: Client, reader: User, cell: Organization
) -> None:
    remembered(client, reader)
    client.post("/dang-xuat/")
    second = make_user("bui.van.ba", role=Role.DEPUTY, at=cell, full_name="Bùi Văn Ba")
    client.post(PAGE, {"username": second.username, "password": PASSWORD})
    client.post("/dang-nhap/lan-sau/", {"pin": "804713"})
    client.post("/dang-xuat/")

    page = client.get(PAGE).content.decode()
    assert "Bùi Văn Ba" in page
    assert "Trần Thị Hòa" in page
    rows = {row.user.username: row.pk for row in RememberedDevice.objects.all()}
    client.post(PAGE, {"person": rows["tran.thi.hoa"], "pin": "804713"})
    assert not is_in(client)
    client.post(PAGE, {"person": rows["tran.thi.hoa"], "pin": PIN})
    assert client.session["_auth_user_id"] == str(reader.pk)


def test_a_copy_of_the_cookie_made_before_another_person_joined_does_not_know_that_person(
    client: Client, reader: User, cell: Organization
) -> None:
    remembered(client, reader)
    client.post("/dang-xuat/")
    thief = Client()
    thief.cookies["machine"] = client.cookies["machine"].value
    second = make_user("bui.van.ba", role=Role.DEPUTY, at=cell, full_name="Bùi Văn Ba")
    client.post(PAGE, {"username": second.username, "password": PASSWORD})
    client.post("/dang-nhap/lan-sau/", {"pin": "804713"})

    assert "Bùi Văn Ba" not in thief.get(PAGE).content.decode()
    client.post("/dang-xuat/")
    assert "Bùi Văn Ba" in client.get(PAGE).content.decode()
    client.post("/dang-xuat/")
    client.post(PAGE, {"person": RememberedDevice.objects.get(user=reader).pk, "pin": PIN})
    assert is_in(client)


def test_a_lost_phone_is_forgotten_with_the_next_slip_if_one_says_so(client: Client, reader: User) -> None:
    lost = Client()
    remembered(lost, reader)
    lost.post("/dang-xuat/")
    text = enter(client, reader.username, slip_for(reader))
    assert "Bỏ ghi nhớ các máy khác" in text

    client.post("/dang-nhap/lan-sau/", {"pin": "804713", "forget_others": "on"})

    assert "Chào đồng chí" not in lost.get(PAGE).content.decode()
    assert RememberedDevice.objects.filter(forgotten_at=None).count() == 1


def test_a_weak_pin_forgets_nothing(client: Client, reader: User) -> None:
    remembered(Client(), reader)
    enter(client, reader.username, slip_for(reader))

    client.post("/dang-nhap/lan-sau/", {"pin": "111111", "forget_others": "on"})

    assert RememberedDevice.objects.filter(forgotten_at=None).count() == 1


def test_a_slip_replaces_a_forgotten_password(client: Client) -> None:
    user = make_user("le.van.tam")
    enter(client, "le.van.tam", slip_for(user))

    client.post("/tai-khoan/doi-mat-khau/", {"new_password1": "hoa-sen-trang-9", "new_password2": "hoa-sen-trang-9"})

    user.refresh_from_db()
    assert user.check_password("hoa-sen-trang-9")


def test_a_password_given_by_an_administrator_makes_the_portal_forget_the_machines(
    client: Client, reader: User, cell: Organization
) -> None:
    from organizations.services import change_password

    remembered(client, reader)
    client.post("/dang-xuat/")
    change_password(actor=make_user(role=Role.ADMINISTRATOR, at=cell), user=reader, password="hoa-sen-trang-9")

    assert "Chào đồng chí" not in client.get(PAGE).content.decode()


def test_a_machine_of_an_account_that_was_locked_opens_nothing(client: Client, reader: User) -> None:
    remembered(client, reader)
    client.post("/dang-xuat/")
    User.objects.filter(pk=reader.pk).update(is_active=False)

    client.post(PAGE, {"person": RememberedDevice.objects.get().pk, "pin": PIN})

    assert not is_in(client)


def test_a_machine_not_used_for_half_a_year_is_forgotten(client: Client, reader: User) -> None:
    remembered(client, reader)
    client.post("/dang-xuat/")
    RememberedDevice.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert "Chào đồng chí" not in client.get(PAGE).content.decode()


def test_a_machine_is_remembered_from_an_old_session_only_with_the_password(client: Client, cell: Organization) -> None:
    """A phone left on a table must not be made a lasting key by who passes."""
    user = make_user(role=Role.SECRETARY, at=cell)
    client.force_login(user)

    client.post("/dang-nhap/lan-sau/", {"pin": PIN, "secret": "sai"})
    assert not RememberedDevice.objects.exists()
    client.post("/dang-nhap/lan-sau/", {"pin": PIN, "secret": PASSWORD})
    assert RememberedDevice.objects.exists()


def test_who_prefers_a_password_sets_one_after_the_slip(client: Client, reader: User) -> None:
    enter(client, reader.username, slip_for(reader))

    client.post("/tai-khoan/doi-mat-khau/", {"new_password1": "hoa-sen-trang-9", "new_password2": "hoa-sen-trang-9"})

    client.post("/dang-xuat/")
    client.post(PAGE, {"username": reader.username, "password": "hoa-sen-trang-9"})
    assert is_in(client)


# --- A long sleep -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "opens"), [(119, True), (179, True), (181, False)])
def test_an_account_sleeps_only_after_half_a_year(client: Client, days: int, opens: bool) -> None:
    user = make_user("le.van.tam")
    then = timezone.now() - timedelta(days=days)
    User.objects.filter(pk=user.pk).update(last_login=then, date_joined=then)

    answer = client.post(PAGE, {"username": "le.van.tam", "password": PASSWORD})

    assert is_in(client) is opens
    if not opens:
        assert "tạm nghỉ" in answer.content.decode()
        row = AccessLog.objects.latest("pk")
        assert row.detail["step"] == "dormant"


def test_that_an_account_sleeps_is_told_to_its_owner_alone(client: Client) -> None:
    user = make_user("le.van.tam")
    then = timezone.now() - timedelta(days=400)
    User.objects.filter(pk=user.pk).update(last_login=then, date_joined=then)

    answer = client.post(PAGE, {"username": "le.van.tam", "password": "sai-mat-khau"})

    assert "tạm nghỉ" not in answer.content.decode()


def test_a_new_slip_wakes_an_account(client: Client, reader: User) -> None:
    then = timezone.now() - timedelta(days=400)
    User.objects.filter(pk=reader.pk).update(last_login=then, date_joined=then)

    enter(client, reader.username, slip_for(reader))

    assert is_in(client)
