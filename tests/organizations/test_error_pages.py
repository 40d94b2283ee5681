"""What is refused is refused in words, in the look of the portal, whoever asks."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.access_matrix.world import World, make_world

pytestmark = pytest.mark.django_db
TITLE = "<h1>Địa chỉ này không mở thẳng được</h1>"


@pytest.fixture
def world() -> World:
    return make_world()


def test_an_address_of_a_button_opened_directly_says_so_and_names_its_method(world: World) -> None:
    answer = world.client("secretary").get(reverse("organizations:sign_out"))
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert TITLE in answer.content.decode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_page_of_the_desk_says_the_same(world: World) -> None:
    answer = world.client("editor").get(reverse("admin:documents_desk_decline", args=[world.bulletin.pk]))
    assert answer.status_code == 405
    assert TITLE in answer.content.decode()


def test_htmx_which_has_its_own_sentence_gets_no_page(world: World) -> None:
    address = reverse("admin:documents_desk_decline", args=[world.bulletin.pk])
    answer = world.client("editor").get(address, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (405, b"")


def test_a_page_that_is_only_read_refuses_a_form_in_words(world: World) -> None:
    answer = world.client("secretary").post(reverse("organizations:account"))
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert TITLE in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/dang-nhap/", {"username": "x"})
    assert answer.status_code == 403
    assert "<h1>Trang đã cũ, chưa gửi được</h1>" in answer.content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_a_form_that_is_too_long_is_refused_in_words(client: Client) -> None:
    answer = client.post("/dang-nhap/", "username=" + "x" * 200, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert "Nội dung vừa gửi quá dài" in answer.content.decode()


def test_a_name_of_the_portal_that_is_none_is_refused_in_words(client: Client) -> None:
    answer = client.get("/dang-nhap/", headers={"host": "khac.example"})
    assert answer.status_code == 400
    assert "<h1>Yêu cầu chưa hợp lệ</h1>" in answer.content.decode()
