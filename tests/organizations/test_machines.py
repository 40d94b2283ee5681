"""Where one is signed in, and ending it."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from organizations.models import AccessLog, User
from organizations.services.slips import issue_code
from organizations.signin.machines import machine_name
from organizations.signin.models import OpenSession, RememberedDevice
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db
PAGE = "/tai-khoan/may-va-phien/"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 9; SM-J730G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0 Mobile Safari/537.36"
)
WINDOWS = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0"


def _signed_in(user: User, agent: str = WINDOWS) -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD})
    return client


def _is_in(client: Client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (ANDROID, "Điện thoại Android, Chrome"),
        (WINDOWS, "Máy tính Windows, Edge"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 13_1 like Mac OS X) Version/13.0 Safari/604.1", "iPhone, Safari"),
        ("Mozilla/5.0 (Windows NT 6.1) coc_coc_browser/88.0 Chrome/82.0 Safari/537.36", "Máy tính Windows, Cốc Cốc"),
        ("", "Máy khác"),
        ("x" * 5000, "Máy khác"),
    ],
)
def test_a_machine_is_named_in_words_one_recognises(agent: str, name: str) -> None:
    assert machine_name(agent) == name


def test_the_page_lists_where_one_is_signed_in_and_marks_this_session() -> None:
    user = make_user()
    _signed_in(user, ANDROID)
    here = _signed_in(user)
    _signed_in(make_user(), "Firefox")

    text = here.get(PAGE).content.decode()

    assert "Điện thoại Android" in text
    assert "Máy khác, Firefox" not in text
    assert text.count("phiên này") == 1 + text.count("kể cả phiên này")


def test_ending_one_session_leaves_the_others(django_user_model: type[User]) -> None:
    user = make_user()
    phone, here = _signed_in(user, ANDROID), _signed_in(user)
    row = OpenSession.objects.get(user=user, machine__contains="Android")

    here.post(f"{PAGE}{row.pk}/ket-thuc/")

    assert not _is_in(phone)
    assert _is_in(here)
    assert AccessLog.objects.filter(action="sign_out", target_label__contains="Android").exists()


def test_signing_out_everywhere_ends_all_sessions_and_forgets_all_machines() -> None:
    user = make_user()
    phone, here = _signed_in(user, ANDROID), _signed_in(user)
    phone.post("/dang-nhap/lan-sau/", {"pin": "260791"})
    unlisted = Client()
    unlisted.force_login(user)

    answer = here.post(f"{PAGE}dang-xuat-moi-noi/", follow=True)

    assert "đăng xuất ở mọi máy" in answer.content.decode()
    assert not any(_is_in(client) for client in (phone, here, unlisted))
    assert not RememberedDevice.objects.filter(forgotten_at=None).exists()
    assert "Chào đồng chí" not in phone.get("/dang-nhap/").content.decode()


def test_a_forgotten_machine_asks_for_more_than_the_pin() -> None:
    user = make_user()
    phone = _signed_in(user, ANDROID)
    phone.post("/dang-nhap/lan-sau/", {"pin": "260791"})
    row = RememberedDevice.objects.get()

    _signed_in(user).post(f"{PAGE}{row.pk}/bo-ghi-nho/")

    phone.post("/dang-xuat/")
    phone.post("/dang-nhap/", {"person": row.pk, "pin": "260791"})
    assert not _is_in(phone)


def test_sessions_and_machines_of_others_are_as_if_they_were_not() -> None:
    owner, stranger = make_user(), make_user()
    phone = _signed_in(owner, ANDROID)
    phone.post("/dang-nhap/lan-sau/", {"pin": "260791"})
    session, machine = OpenSession.objects.get(user=owner), RememberedDevice.objects.get()
    client = _signed_in(stranger)

    assert client.post(f"{PAGE}{session.pk}/ket-thuc/").status_code == 404
    assert client.post(f"{PAGE}{machine.pk}/bo-ghi-nho/").status_code == 404
    assert _is_in(phone)


def test_a_changed_password_ends_the_other_sessions() -> None:
    user = make_user()
    phone, here = _signed_in(user, ANDROID), _signed_in(user)
    new = "hoa-sen-trang-9"

    here.post("/tai-khoan/doi-mat-khau/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})

    assert _is_in(here)
    assert not _is_in(phone)


def test_a_cookie_copied_from_anothers_machine_takes_nothing_from_the_other() -> None:
    other, person = make_user(), make_user()
    theirs, mine = _signed_in(other), _signed_in(person)
    theirs.post("/dang-nhap/lan-sau/", {"pin": "804713"})
    row = RememberedDevice.objects.get(user=other)
    [name] = [key for key in theirs.cookies if key.endswith("machine")]
    mine.cookies[name] = theirs.cookies[name].value

    mine.post("/dang-nhap/lan-sau/", {"pin": "260791"})

    own = RememberedDevice.objects.get(user=person)
    kept = RememberedDevice.objects.get(user=other)
    assert (kept.pk, kept.token_hash, kept.forgotten_at) == (row.pk, row.token_hash, None)
    assert own.token_hash != row.token_hash
    theirs.post("/dang-xuat/")
    assert other.full_name in theirs.get("/dang-nhap/").content.decode()


def test_a_cookie_of_many_tokens_is_read_to_a_bound() -> None:
    client = _signed_in(make_user())
    client.cookies["machine"] = ".".join(["x" * 43] * 500)
    assert client.get("/dang-nhap/lan-sau/").status_code == 200


def test_the_daily_cleaning_takes_away_machines_forgotten_or_run_out_a_month_ago() -> None:
    user, now = make_user(), timezone.now()
    for number, (forgotten, expires) in enumerate([(-31, 100), (-29, 100), (None, -31), (None, 100)]):
        RememberedDevice.objects.create(
            user=user,
            token_hash=str(number),
            forgotten_at=now + timedelta(days=forgotten) if forgotten else None,
            expires_at=now + timedelta(days=expires),
        )

    call_command("prune_log", stdout=io.StringIO())

    assert sorted(RememberedDevice.objects.values_list("token_hash", flat=True)) == ["1", "3"]


# --- The way in next time ---------------------------------------------------------------------------------------------

REMINDER = "Đồng chí chưa đặt mã PIN cho máy này"


@pytest.fixture
def by_slip() -> Client:
    """A phone on which somebody without a password has just come in by a slip."""
    user = make_user()
    user.set_unusable_password()
    user.save()
    code = issue_code(user, make_user(is_superuser=True), timezone.now())
    phone = Client(HTTP_USER_AGENT=ANDROID)
    phone.post("/dang-nhap/", {"username": user.username, "password": code})
    return phone


def _is_reminded(client: Client, page: str = "/tai-lieu/") -> bool:
    return REMINDER in client.get(page).content.decode()


def test_who_put_off_the_pin_is_reminded_on_every_page_until_it_is_set(by_slip: Client) -> None:
    assert _is_reminded(by_slip)
    assert _is_reminded(by_slip, "/tai-khoan/")
    assert not _is_reminded(by_slip, "/dang-nhap/lan-sau/")

    by_slip.post("/dang-nhap/lan-sau/", {"pin": "260791"})
    assert not _is_reminded(by_slip)


def test_a_password_ends_the_reminder_as_well(by_slip: Client) -> None:
    assert "Đặt mật khẩu" in by_slip.get("/tai-khoan/").content.decode()
    by_slip.post("/tai-khoan/doi-mat-khau/", {"new_password1": "vuon-cam-27-goc", "new_password2": "vuon-cam-27-goc"})

    assert not _is_reminded(by_slip)
    assert "Đổi mật khẩu" in by_slip.get("/tai-khoan/").content.decode()


def test_who_makes_the_portal_forget_this_machine_is_reminded_again(by_slip: Client) -> None:
    by_slip.post("/dang-nhap/lan-sau/", {"pin": "260791"})
    by_slip.post(f"{PAGE}{RememberedDevice.objects.get().pk}/bo-ghi-nho/")

    assert _is_reminded(by_slip)


def test_who_came_by_the_pin_or_a_password_is_not_reminded(by_slip: Client) -> None:
    by_slip.post("/dang-nhap/lan-sau/", {"pin": "260791"})
    by_slip.post("/dang-xuat/")
    by_slip.post("/dang-nhap/", {"person": RememberedDevice.objects.get().pk, "pin": "260791"})
    assert _is_in(by_slip)
    assert not _is_reminded(by_slip)
    assert not _is_reminded(_signed_in(make_user()))


def test_an_old_session_is_asked_for_what_the_person_has(by_slip: Client) -> None:
    """Who has a PIN alone is not asked for a password."""
    by_slip.post("/dang-nhap/lan-sau/", {"pin": "260791"})
    session = by_slip.session
    session["opened"] = session["opened"] | {"at": session["opened"]["at"] - 1200}
    session.save()
    page = by_slip.get("/dang-nhap/lan-sau/").content.decode()
    assert "Mã PIN đang dùng trên máy này" in page
    assert "Mật khẩu đang dùng" not in page
