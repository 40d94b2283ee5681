"""The second step at the door: the app, the printed codes, a clock that is wrong."""

import io
import re
import time
from base64 import b32decode
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations.models import AccessLog, Organization, User
from organizations.roles import Role
from organizations.signin import second_factor
from tests.builders import PASSWORD, make_organization, make_user
from tests.organizations.test_slip_sign_in import slip_for

pytestmark = pytest.mark.django_db
PAGE = "/dang-nhap/"
STEP = "/dang-nhap/ma-xac-thuc/"
SETUP = "/tai-khoan/xac-thuc-hai-lop/"


@pytest.fixture(autouse=True)
def _required(settings: object) -> None:
    settings.MFA_REQUIRED = True  # type: ignore[attr-defined]


@pytest.fixture
def ward() -> Organization:
    return make_organization()


@pytest.fixture
def editor(ward: Organization) -> User:
    return make_user("bien.tap", role=Role.EDITOR, at=ward)


def code(row: TOTPDevice, *, seconds_off: float = 0) -> str:
    totp = TOTP(row.bin_key, row.step, row.t0, row.digits)
    totp.time = time.time() + seconds_off
    return f"{totp.token():06d}"


def with_app(user: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, confirmed=True, tolerance=second_factor.TOLERANCE)


def pending(client: Client, user: User) -> TOTPDevice:
    """The app as it would be set up from the secret that this session shows."""
    shown = re.search(r'class="secret">([A-Z2-7 ]+)<', client.get(SETUP).content.decode())
    assert shown is not None
    return TOTPDevice(user=user, key=b32decode(shown[1].replace(" ", "")).hex())


def password(client: Client, user: User, **extra: str) -> object:
    return client.post(PAGE, {"username": user.username, "password": PASSWORD} | extra)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_desk_stays_shut_until_an_app_is_set_up(client: Client, editor: User) -> None:
    password(client, editor)

    answer = client.get("/quan-tri/", follow=True)

    assert answer.redirect_chain[-1][0].startswith(SETUP)
    assert "ma-qr.svg" in answer.content.decode()
    assert client.get("/van-ban/")["Location"].startswith(SETUP)


def test_an_app_is_set_up_with_a_code_and_gives_ten_printed_codes_once(client: Client, editor: User) -> None:
    password(client, editor)
    client.get(SETUP)
    qr = client.get(f"{SETUP}ma-qr.svg")
    row = pending(client, editor)

    answer = client.post(SETUP, {"code": code(row), "next": "/quan-tri/"})
    text = answer.content.decode()

    assert qr["Content-Type"] == "image/svg+xml"
    assert b"<svg" in qr.content
    assert len(re.findall(r"<code>\d{5} \d{5}</code>", text)) == 10
    assert 'href="/quan-tri/"' in text
    assert client.get("/quan-tri/").status_code == 200
    assert "<code>" not in client.get(SETUP).content.decode()
    assert client.get(f"{SETUP}ma-qr.svg").status_code == 404


def test_a_wrong_code_at_setting_up_changes_nothing(client: Client, editor: User) -> None:
    password(client, editor)
    client.get(SETUP)

    for typed in ("000000", "abc", "12345678901", ""):
        client.post(SETUP, {"code": typed})

    assert not second_factor.has_app(editor)


def test_password_and_code_open_and_the_password_alone_does_not(client: Client, editor: User) -> None:
    row = with_app(editor)
    password(client, editor, next="/quan-tri/")
    assert not is_in(client)
    assert "login" in client.get("/quan-tri/")["Location"]

    answer = client.post(STEP, {"code": code(row)})

    assert is_in(client)
    assert answer["Location"] == "/quan-tri/"
    assert client.get("/quan-tri/").status_code == 200
    logged = AccessLog.objects.get(action="sign_in")
    assert logged.detail == {"way": "password", "second_factor": "totp"}


def test_a_code_opens_once(editor: User) -> None:
    row = with_app(editor)
    typed = code(row)
    first, second = Client(), Client()
    password(first, editor)
    password(second, editor)
    first.post(STEP, {"code": typed})

    second.post(STEP, {"code": typed})

    assert is_in(first)
    assert not is_in(second)


@pytest.mark.parametrize("seconds", [-60, -30, 30, 60])
def test_a_clock_that_is_a_minute_off_still_opens(client: Client, editor: User, seconds: int) -> None:
    row = with_app(editor)
    password(client, editor)

    client.post(STEP, {"code": code(row, seconds_off=seconds)})

    assert is_in(client)


@pytest.mark.parametrize(("seconds", "minutes"), [(3600, 60), (-3600, 60), (300, 5), (-7200, 120)])
def test_a_clock_that_is_far_off_is_told_by_how_much(client: Client, editor: User, seconds: int, minutes: int) -> None:
    row = with_app(editor)
    password(client, editor)

    text = client.post(STEP, {"code": code(row, seconds_off=seconds)}).content.decode()

    assert not is_in(client)
    assert f"lệch khoảng {minutes} phút" in text
    assert "tự động đặt giờ" in text


def test_a_printed_code_opens_once_and_is_kept_as_a_hash(editor: User) -> None:
    with_app(editor)
    codes = second_factor.make_recovery_codes(editor)
    assert not StaticToken.objects.filter(token__in=codes).exists()
    for number, opens in enumerate([True, False]):
        StaticDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
        client = Client(REMOTE_ADDR=f"10.0.0.{number}")
        password(client, editor)
        client.post(STEP, {"code": f"{codes[0][:5]} {codes[0][5:]}"})
        assert is_in(client) is opens
    assert second_factor.recovery_codes_left(editor) == 9


def test_after_a_wrong_code_the_next_one_must_wait(client: Client, editor: User) -> None:
    row = with_app(editor)
    password(client, editor)
    wrong = f"{(int(code(row)) + 1) % 10**6:06d}"
    client.post(STEP, {"code": wrong})

    text = client.post(STEP, {"code": code(row)}).content.decode()

    assert not is_in(client)
    assert "chờ 1 giây" in text


def test_ten_thousand_guesses_at_a_code_get_nowhere(editor: User) -> None:
    row = with_app(editor)
    wrong = f"{(int(code(row)) + 1) % 10**6:06d}"
    judged = 0
    for number in range(40):
        TOTPDevice.objects.update(throttling_failure_timestamp=None)
        client = Client(REMOTE_ADDR=f"10.0.{number // 4}.1")
        password(client, editor)
        judged += client.post(STEP, {"code": wrong}).status_code == 200

    assert judged < 20
    late = Client(REMOTE_ADDR="192.0.2.9")
    password(late, editor)
    late.post(STEP, {"code": code(row)})
    assert not is_in(late)


def test_wrong_codes_do_not_begin_anew_with_each_right_password(editor: User) -> None:
    """The password alone must not take the wrong codes off the count."""
    row = with_app(editor)
    wrong = f"{(int(code(row)) + 1) % 10**6:06d}"
    statuses = []
    for _ in range(6):
        TOTPDevice.objects.update(throttling_failure_timestamp=None)
        client = Client()
        if password(client, editor).status_code == 429:  # type: ignore[attr-defined]
            statuses.append(429)
            continue
        statuses.append(client.post(STEP, {"code": wrong}).status_code)

    assert statuses == [200, 200, 200, 200, 429, 429]


def test_the_second_step_waits_ten_minutes(client: Client, editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    row = with_app(editor)
    password(client, editor)
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr("organizations.signin.sessions.timezone.now", lambda: later)

    answer = client.post(STEP, {"code": code(row)}, follow=True)

    assert not is_in(client)
    assert "đăng nhập lại" in answer.content.decode()


def test_a_changed_password_ends_a_second_step_begun_before(client: Client, editor: User) -> None:
    row = with_app(editor)
    password(client, editor)
    editor.set_password("mat-khau-khac-99")
    editor.save()

    client.post(STEP, {"code": code(row)})

    assert not is_in(client)


def test_a_slip_resets_the_password_but_not_the_second_factor(client: Client, editor: User) -> None:
    row = with_app(editor)
    digits = slip_for(editor)
    client.post(PAGE, {"username": editor.username, "password": digits})
    assert not is_in(client)
    assert editor.slip_codes.get().used_at is None

    client.post(STEP, {"code": code(row)})

    assert is_in(client)
    assert editor.slip_codes.get().used_at is not None


def test_the_pin_of_a_machine_is_a_first_step_for_the_desk_and_no_more(
    client: Client, editor: User, settings: object
) -> None:
    settings.MFA_REQUIRED = False  # type: ignore[attr-defined]
    password(client, editor)
    client.post("/dang-nhap/lan-sau/", {"pin": "260791"})
    client.post("/dang-xuat/")
    row = with_app(editor)

    client.post(PAGE, {"person": editor.devices.get().pk, "pin": "260791"})
    assert not is_in(client)
    client.post(STEP, {"code": code(row)})
    assert is_in(client)


def test_the_command_of_the_server_lets_the_emergency_account_in_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    chief = make_user("khan.cap", is_superuser=True)
    with_app(chief)
    client.force_login(chief)
    monkeypatch.setattr("getpass.getpass", lambda prompt: "hoa-sen-trang-9")

    call_command("reset_sign_in", "khan.cap", "--password", stdout=io.StringIO())

    chief.refresh_from_db()
    assert not second_factor.has_app(chief)
    assert chief.check_password("hoa-sen-trang-9")
    assert client.get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize(("name", "typed"), [("khong.co", "hoa-sen-trang-9"), ("khan.cap", "12345678")])
def test_the_command_refuses_an_unknown_account_and_a_weak_password(
    monkeypatch: pytest.MonkeyPatch, name: str, typed: str
) -> None:
    chief = make_user("khan.cap", is_superuser=True)
    with_app(chief)
    monkeypatch.setattr("getpass.getpass", lambda prompt: typed)

    with pytest.raises(CommandError):
        call_command("reset_sign_in", name, "--password", stdout=io.StringIO())
    assert second_factor.has_app(chief)


def test_a_session_from_before_must_prove_it_now(client: Client, editor: User) -> None:
    row = with_app(editor)
    client.force_login(editor)

    assert client.get("/quan-tri/")["Location"].startswith(STEP)
    client.post(STEP, {"code": code(row), "next": "/quan-tri/"})
    assert client.get("/quan-tri/").status_code == 200


def test_a_reader_is_never_asked(client: Client, ward: Organization) -> None:
    reader = make_user(role=Role.SECRETARY, at=make_organization(type="cell", parent=ward))
    password(client, reader)

    assert client.get("/tai-khoan/").status_code == 200


def test_where_it_is_not_required_it_is_offered(client: Client, editor: User, settings: object) -> None:
    settings.MFA_REQUIRED = False  # type: ignore[attr-defined]
    password(client, editor)

    assert client.get("/quan-tri/").status_code == 200
    assert SETUP in client.get("/tai-khoan/").content.decode()


@pytest.mark.parametrize("deed", ["bo/", "ma-du-phong/"])
def test_taking_it_away_and_new_codes_need_a_code(client: Client, editor: User, deed: str) -> None:
    row = with_app(editor)
    client.force_login(editor)
    client.post(STEP, {"code": code(row)})
    TOTPDevice.objects.update(last_t=-1)

    client.post(f"{SETUP}{deed}", {"code": "000000" if code(row) != "000000" else "000001"})
    assert second_factor.has_app(editor)
    assert second_factor.recovery_codes_left(editor) == 0
    TOTPDevice.objects.update(throttling_failure_timestamp=None)
    client.post(f"{SETUP}{deed}", {"code": code(row)})
    assert second_factor.has_app(editor) is (deed == "ma-du-phong/")
    assert second_factor.recovery_codes_left(editor) == (10 if deed == "ma-du-phong/" else 0)


def test_an_administrator_takes_a_lost_phone_away_and_the_person_sets_up_anew(
    client: Client, ward: Organization, editor: User, settings: object
) -> None:
    with_app(editor)
    settings.MFA_REQUIRED = False  # type: ignore[attr-defined]
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward))

    client.post(f"/quan-tri/organizations/user/{editor.pk}/dang-nhap/", {"viec": "hai-lop"})

    assert not second_factor.has_app(editor)
    assert AccessLog.objects.filter(target_label__contains="xác thực hai lớp").exists()


def test_the_secrets_of_apps_have_no_page_in_the_admin(admin_client: Client) -> None:
    for page in ("otp_totp/totpdevice", "otp_static/staticdevice", "axes/accesslog"):
        assert admin_client.get(f"/quan-tri/{page}/").status_code == 404


def test_the_emergency_account_owes_it_too(client: Client) -> None:
    password(client, make_user(is_superuser=True))

    assert client.get("/quan-tri/")["Location"].startswith(SETUP)


@pytest.fixture
def admin_client(settings: object) -> Client:
    settings.MFA_REQUIRED = False  # type: ignore[attr-defined]
    client = Client()
    client.force_login(make_user(is_superuser=True))
    return client


@pytest.mark.parametrize(("secret", "is_on"), [("", False), ("sai-mat-khau", False), (PASSWORD, True)])
def test_an_older_session_proves_who_is_there_before_an_app_is_set_up(
    secret: str, is_on: bool, client: Client, editor: User
) -> None:
    password(client, editor)
    session = client.session
    session["opened"] = session["opened"] | {"at": session["opened"]["at"] - 3600}
    session.save()
    assert "Mật khẩu đang dùng" in client.get(SETUP).content.decode()

    client.post(SETUP, {"secret": secret})

    assert ('class="secret"' in client.get(SETUP).content.decode()) is is_on
    client.post(SETUP, {"code": code(pending(client, editor)) if is_on else "123456"})
    assert second_factor.has_app(editor) is is_on


def test_the_secret_is_another_in_each_session_and_kept_in_no_row(client: Client, editor: User) -> None:
    other = Client()
    password(client, editor)
    password(other, editor)

    first = pending(client, editor).key

    assert pending(client, editor).key == first
    assert pending(other, editor).key != first
    assert not TOTPDevice.objects.exists()
    client.post("/dang-xuat/")
    password(client, editor)
    assert pending(client, editor).key != first


def test_a_session_left_alone_sees_no_secret_before_it_proves_who_is_there(client: Client, editor: User) -> None:
    client.force_login(editor)

    page = client.get(SETUP).content.decode()

    assert 'class="secret"' not in page
    assert "ma-qr.svg" not in page
    assert client.get(f"{SETUP}ma-qr.svg").status_code == 404
    assert 'class="secret"' not in client.post(SETUP, {"secret": "sai-mat-khau"}).content.decode()
    assert 'class="secret"' in client.post(SETUP, {"secret": PASSWORD}).content.decode()
    assert client.get(f"{SETUP}ma-qr.svg").status_code == 200


def test_apps_begun_and_never_confirmed_are_swept_after_a_day() -> None:
    now, user = timezone.now(), make_user()
    for name, confirmed, hours in (("cài dở", False, 25), ("vừa bắt đầu", False, 1), ("đang dùng", True, 25)):
        row = TOTPDevice.objects.create(user=user, name=name, confirmed=confirmed)
        TOTPDevice.objects.filter(pk=row.pk).update(created_at=now - timedelta(hours=hours))
    said = io.StringIO()
    call_command("run_due", stdout=said)
    assert set(TOTPDevice.objects.values_list("name", flat=True)) == {"vừa bắt đầu", "đang dùng"}
    assert "Đã dọn 1 ứng dụng xác thực cài dở." in said.getvalue()
