"""The page of a merger in a real browser: what is merged with is found among many by a few letters, and stands in groups without
scripts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_organization, make_user, make_ward

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def merged() -> tuple[User, Organization]:
    """An administrator, and a cell of a base beside another base of nine cells."""
    ward = make_ward()
    other = make_organization("Đảng bộ khu Đông", parent=ward.committee, type="base")
    for name in ("Bến Đò", "Chợ Cũ", "Đồng Bãi", "Gò Me", "Hạ Lôi", "Kẻ Sặt", "Làng Nhót", "Mả Vôi", "Ngõ Trạm"):
        make_organization(f"Chi bộ {name}", parent=other, type="cell")
    return make_user(role=Role.ADMINISTRATOR, at=ward.committee), ward.cell


def test_a_few_letters_without_diacritics_find_what_to_merge_with(
    tab: "Page",
    sign_in: Callable[["Page", User], None],
    merged: tuple[User, Organization],
    assert_accessible: Callable[..., None],
) -> None:
    administrator, cell = merged
    sign_in(tab, administrator)
    tab.goto(f"{reverse('organizations:body_change', args=[cell.pk])}?loai=sap-nhap")
    boxes = tab.locator(".boxes")
    far = boxes.get_by_label("Chi bộ Đồng Bãi")
    assert not far.is_visible()
    boxes.get_by_label("Tìm theo tên").fill("dong bai")
    far.check()
    boxes.get_by_label("Tìm theo tên").fill("cho cu")
    assert boxes.get_by_label("Chi bộ Chợ Cũ").is_visible()
    assert far.is_visible()  # what is ticked stays in sight
    assert not boxes.get_by_label("Chi bộ Gò Me").is_visible()
    boxes.get_by_label("Tìm theo tên").fill("không có")
    boxes.get_by_label("Chi bộ Đồng Bãi").uncheck()
    boxes.get_by_label("Tìm theo tên").fill("không có nơi này")
    boxes.get_by_text("Không có tổ chức nào có tên ấy.").wait_for()
    boxes.get_by_label("Tìm theo tên").fill("")
    assert_accessible(tab)


def test_without_scripts_the_groups_open_and_their_boxes_are_sent(
    open_tab: Callable[..., "Page"],
    sign_in: Callable[["Page", User], None],
    merged: tuple[User, Organization],
) -> None:
    administrator, cell = merged
    page = open_tab(java_script_enabled=False)
    sign_in(page, administrator)
    page.goto(f"{reverse('organizations:body_change', args=[cell.pk])}?loai=sap-nhap")
    page.get_by_text("Đảng bộ khu Đông (9)").click()
    page.get_by_label("Chi bộ Gò Me").check()
    page.get_by_label("Tên tổ chức mới").fill("Chi bộ Gò Me mới")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("heading", name="Xem trước: từ ngày").wait_for()
    assert page.get_by_label("Chi bộ Gò Me").is_checked()
