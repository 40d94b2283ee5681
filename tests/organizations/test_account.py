"""One's own account, and the pages that tell of errors."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from organizations import log, views
from organizations.models import AccessLog
from organizations.roles import Role
from tests.builders import PASSWORD, make_membership, make_organization, make_user

pytestmark = pytest.mark.django_db


def test_the_account_page_names_roles_in_force_and_what_was_logged_about_oneself(client: Client) -> None:
    ward = make_organization("Đảng ủy phường Mai Động")
    user = make_user(role=Role.CLERK, at=ward)
    make_membership(user, ward, Role.EDITOR, ends_on=timezone.localdate() - timedelta(days=1))
    log.record(AccessLog.Action.READ, actor=user, label="Tài liệu tháng 08/2026")
    log.record(AccessLog.Action.READ, actor=make_user(), label="Việc của người khác")
    client.force_login(user)

    text = client.get("/tai-khoan/").content.decode()

    assert "Người tra cứu" in text
    assert "Đảng ủy phường Mai Động" in text
    assert "Người biên tập" not in text
    assert "Tài liệu tháng 08/2026" in text
    assert "Việc của người khác" not in text


def test_a_changed_password_counts_and_the_session_goes_on(client: Client) -> None:
    user = make_user("le.van.tam")
    client.force_login(user)
    new = "suoi-trong-nui-xanh"

    answer = client.post(
        "/tai-khoan/doi-mat-khau/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )

    user.refresh_from_db()
    assert answer["Location"] == "/tai-khoan/"
    assert user.check_password(new)
    assert client.get("/tai-khoan/").status_code == 200
    assert AccessLog.objects.filter(actor=user, action=AccessLog.Action.CHANGE).exists()


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("sai", "suoi-trong-nui-xanh", "suoi-trong-nui-xanh", "Mật khẩu đang dùng chưa đúng"),
        (PASSWORD, "suoi-trong-nui-xanh", "khac-han", "chưa giống nhau"),
        (PASSWORD, "12345678", "12345678", "mật khẩu"),
    ],
)
def test_a_refused_password_says_why_and_changes_nothing(
    client: Client, old: str, new: str, again: str, said: str
) -> None:
    user = make_user("le.van.tam")
    client.force_login(user)

    answer = client.post(
        "/tai-khoan/doi-mat-khau/", {"old_password": old, "new_password1": new, "new_password2": again}
    )
    text = answer.content.decode()

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert said.lower() in text.split('class="errorlist"')[1].split("</ul>")[0].lower()
    assert 'aria-invalid="true"' in text


def test_the_foot_names_whom_to_call_from_the_nearest_body_that_says(client: Client) -> None:
    from django.core.cache import cache

    cache.clear()
    ward = make_organization(short_name="Phường Mai Động", contact="đồng chí Lan, 0200 111 222")
    cell = make_organization("Chi bộ 1", parent=ward, type="cell")
    client.force_login(make_user(role=Role.SECRETARY, at=cell))

    assert "Phường Mai Động, đồng chí Lan, 0200 111 222." in client.get("/tai-khoan/").content.decode()
    cache.clear()


def test_the_page_of_a_server_error_needs_no_database(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        answers = [views.server_error(RequestFactory().get("/")), views.bad_request(RequestFactory().get("/"))]

    assert [answer.status_code for answer in answers] == [500, 400]
    assert "lỗi của cổng" in answers[0].content.decode()


def test_a_page_that_is_not_there_says_what_to_do(client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")

    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()


def test_a_form_without_its_token_is_told_kindly() -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/dang-nhap/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert "Trang đã cũ" in answer.content.decode()
