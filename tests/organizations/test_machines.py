"""Where one is signed in, and ending it."""

import pytest
from django.test import Client

from organizations.models import AccessLog, User
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
