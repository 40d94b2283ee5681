"""The door: who gets in, what is said, what is written down."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organizations.hashers import ModestArgon2Hasher
from organizations.models import AccessLog, User
from organizations.roles import Role
from tests.builders import PASSWORD, make_organization, make_user

pytestmark = pytest.mark.django_db
PAGE = "/dang-nhap/"


def _try(client: Client, username: str, password: str = PASSWORD, **extra: str) -> object:
    return client.post(PAGE, {"username": username, "password": password} | extra)


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def officer() -> dict[str, Any]:
    return {"role": Role.SECRETARY, "at": make_organization(type="cell", parent=make_organization())}


@pytest.mark.parametrize("typed", ["le.van.tam", " Le.Van.Tam ", "0912 345 678", "+84912345678", "912345678"])
def test_a_person_signs_in_by_user_name_or_phone_number(client: Client, typed: str) -> None:
    make_user("le.van.tam", phone="0912.345.678", **officer())

    _try(client, typed)

    assert _is_in(client)


def test_a_phone_number_of_two_people_opens_neither_and_user_names_still_do(client: Client) -> None:
    make_user("vo.chong.mot", phone="0912345678", **officer())
    make_user("vo.chong.hai", phone="+84 912 345 678", **officer())

    answer = _try(client, "0912345678")

    assert not _is_in(client)
    assert "thử tên đăng nhập" in answer.content.decode()  # type: ignore[attr-defined]
    _try(client, "vo.chong.hai")
    assert _is_in(client)


def test_a_locked_account_does_not_claim_the_phone_number(client: Client) -> None:
    make_user("da.nghi", phone="0912345678", is_active=False, **officer())
    make_user("dang.lam", phone="0912345678", **officer())

    _try(client, "0912345678")

    assert client.session["_auth_user_id"] == str(User.objects.get(username="dang.lam").pk)


def test_an_account_never_confirmed_in_a_role_does_not_claim_the_phone_number(client: Client) -> None:
    make_user("chua.xac.nhan", phone="0912345678")
    make_user("dang.lam", phone="0912345678", **officer())

    _try(client, "0912345678")

    assert client.session["_auth_user_id"] == str(User.objects.get(username="dang.lam").pk)


def test_known_unknown_and_locked_names_are_answered_in_the_same_words(client: Client) -> None:
    make_user("co.that")
    make_user("bi.khoa", is_active=False)
    texts = set()
    for name, password in (("co.that", "sai-mat-khau"), ("khong.co", "sai-mat-khau"), ("bi.khoa", PASSWORD)):
        page = Client().post(PAGE, {"username": name, "password": password}, REMOTE_ADDR=f"10.0.0.{len(name)}")
        texts.add(page.content.decode().split('class="form-errors"')[1].split("</div>")[0])
        assert page.status_code == 200

    assert len(texts) == 1


def test_an_unknown_name_costs_one_hash_as_a_known_one_does(
    monkeypatch: pytest.MonkeyPatch, client: Client, settings: object
) -> None:
    hashed: list[str] = []
    original = ModestArgon2Hasher.encode

    def encode(self: ModestArgon2Hasher, password: str, salt: str) -> str:
        hashed.append(password)
        return str(original(self, password, salt))

    settings.PASSWORD_HASHERS = ["organizations.hashers.ModestArgon2Hasher"]  # type: ignore[attr-defined]
    make_user("co.that")
    monkeypatch.setattr(ModestArgon2Hasher, "encode", encode)

    _try(client, "khong.co", "thu-mot-lan")

    assert hashed == ["thu-mot-lan"]


@pytest.mark.parametrize("typed", ["thu-mot-lan", "1234 5678", "260791"])
def test_a_name_that_nobody_has_costs_the_same_questions_as_one_that_somebody_has(
    monkeypatch: pytest.MonkeyPatch, settings: object, typed: str
) -> None:
    """Hashes and questions to the table of slips, for a password as for digits that could be a slip's."""
    from organizations.services import slips

    settings.PASSWORD_HASHERS = ["organizations.hashers.ModestArgon2Hasher"]  # type: ignore[attr-defined]
    make_user("co.that")
    make_user("chi.co.phieu").set_unusable_password()
    User.objects.filter(username="chi.co.phieu").update(password="!khong")
    costs: dict[str, list[str]] = {}
    original_encode, original_hash = ModestArgon2Hasher.encode, slips.hash_code
    name = ""

    def encode(self: ModestArgon2Hasher, password: str, salt: str) -> str:
        costs[name].append("hash")
        return str(original_encode(self, password, salt))

    def hash_code(user_id: int, code: str) -> str:
        costs[name].append("slip")
        return str(original_hash(user_id, code))

    def verify(self: ModestArgon2Hasher, password: str, encoded: str) -> bool:
        costs[name].append("hash")
        return False

    monkeypatch.setattr(ModestArgon2Hasher, "encode", encode)
    monkeypatch.setattr(ModestArgon2Hasher, "verify", verify)
    monkeypatch.setattr("organizations.services.slips.hash_code", hash_code)
    monkeypatch.setattr("organizations.signin.slip_codes.hash_code", hash_code)
    for name in ("co.that", "chi.co.phieu", "khong.co"):
        costs[name] = []
        Client().post(PAGE, {"username": name, "password": typed})

    assert costs["co.that"] == costs["khong.co"] == costs["chi.co.phieu"]
    assert costs["co.that"].count("hash") == 1


def test_five_wrong_tries_lock_the_door_and_say_for_how_long(client: Client, settings: object) -> None:
    settings.PORTAL_CONTACT = "đồng chí Lan, 0200 111 222"  # type: ignore[attr-defined]
    make_user("le.van.tam")
    for _ in range(5):
        answer = _try(client, "le.van.tam", "sai")
    text = answer.content.decode()  # type: ignore[attr-defined]

    assert answer.status_code == 429  # type: ignore[attr-defined]
    assert "15 phút" in text
    assert "đồng chí Lan, 0200 111 222" in text
    _try(client, "le.van.tam")
    assert not _is_in(client)


def test_sign_ins_refusals_and_sign_outs_are_written_down_where_the_administrator_sees_them(client: Client) -> None:
    ward = make_organization()
    user = make_user("le.van.tam", role=Role.CLERK, at=ward)
    administrator = make_user(role=Role.ADMINISTRATOR, at=ward)
    _try(client, "le.van.tam", "sai")
    _try(client, "le.van.tam")
    client.post("/dang-xuat/")

    rows = AccessLog.objects.visible_to(administrator).order_by("pk")

    assert [row.action for row in rows] == ["sign_in_failed", "sign_in", "sign_out"]
    assert rows[0].target_id == str(user.pk)
    assert rows[1].address == "127.0.0.1"


def test_what_was_typed_as_an_unknown_name_is_not_kept_for_it_may_be_a_password(client: Client) -> None:
    _try(client, "MatKhauCuaToi2026")

    row = AccessLog.objects.get(action=AccessLog.Action.SIGN_IN_FAILED)
    assert "matkhau" not in f"{row.target_label}{row.detail}".lower()


def test_signing_in_adds_no_line_to_the_persons_history(client: Client) -> None:
    user = make_user("le.van.tam")
    before = user.history.count()

    _try(client, "le.van.tam")

    assert user.history.count() == before


@pytest.mark.parametrize(
    ("target", "expected"),
    [("/tai-khoan/", "/tai-khoan/"), ("https://xau.example/", "/"), ("//xau.example/", "/"), ("", "/")],
)
def test_after_sign_in_one_goes_where_one_wanted_but_never_outside(client: Client, target: str, expected: str) -> None:
    make_user("le.van.tam")

    answer = _try(client, "le.van.tam", next=target)

    assert answer["Location"] == expected  # type: ignore[index]


def test_signing_out_needs_a_post(client: Client) -> None:
    client.force_login(make_user())

    assert client.get(reverse("organizations:sign_out")).status_code == 405
    assert _is_in(client)
    client.post(reverse("organizations:sign_out"))
    assert not _is_in(client)
