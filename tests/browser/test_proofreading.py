"""Soát lỗi in a real browser: mending and waiving by keyboard, without scripts, and the check while typing. The tabs are
watched: a policy report or an error on the console fails the test."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from documents.models import Bulletin, Entry, Waiver
from tests.builders import Ward, make_bulletin, make_entry, make_ward

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>Nhân dân <strong>cuả</strong> tổ 5 góp công.</p><p>Ông Lò Văn Pản, sinh năm 1950, hiến đất.</p>"


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Làm đường ở khu dân cư", body=BODY)
    return row


def _body(bulletin: Bulletin) -> str:
    return Entry.objects.get(bulletin=bulletin).body


def _page_of(bulletin: Bulletin) -> str:
    return reverse("admin:documents_proofreading", args=[bulletin.pk])


def test_a_finding_is_mended_and_another_waived_by_keyboard(
    tab: "Page", sign_in: Callable[..., None], assert_accessible: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    tab.goto(_page_of(bulletin))
    assert_accessible(tab)
    tab.get_by_role("button", name="Sửa thành “của”").focus()
    tab.keyboard.press("Enter")
    tab.get_by_text("Đã sửa “cuả”.").wait_for()
    assert _body(bulletin) == BODY.replace("cuả", "của")
    tab.wait_for_load_state("networkidle")
    tab.locator("summary").first.focus()
    tab.keyboard.press("Enter")
    tab.get_by_label("Lý do bỏ qua").wait_for()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.name") == "ly_do"
    tab.keyboard.insert_text("Ông đã đồng ý cho in.")
    tab.keyboard.press("Enter")
    tab.get_by_text("Không còn chỗ nào cần xem.").wait_for()
    assert Waiver.objects.get().reason == "Ông đã đồng ý cho in."
    assert_accessible(tab)


def test_a_phone_shows_the_findings_without_sticking_out(
    phone: "Page", sign_in: Callable[..., None], assert_accessible: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(phone, ward.editor)
    phone.goto(_page_of(bulletin))
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_desk_shows_the_findings_of_the_open_entry_and_mends_from_there(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    tab.goto(reverse("admin:documents_desk", args=[bulletin.pk]))
    tab.get_by_role("button", name="Sửa thành “của”").click()
    tab.get_by_text("Đã sửa “cuả”.").wait_for()
    assert "/bien-tap/" in tab.url
    assert _body(bulletin) == BODY.replace("cuả", "của")
    # Saved text is looked through anew.
    tab.get_by_text("Năm sinh là dữ liệu cá nhân").wait_for()
    tab.locator("#id_heading").fill("Làm đường cuả tổ 5")
    tab.locator("#luu-muc").click()
    tab.get_by_role("button", name="Sửa thành “của”").wait_for()


def test_without_scripts_the_filter_and_the_press_work(
    open_tab: "Callable[..., Page]", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    tab = open_tab(java_script_enabled=False)
    sign_in(tab, ward.editor)
    tab.goto(_page_of(bulletin))
    tab.get_by_label("Mức độ").select_option("error")
    tab.get_by_role("button", name="Lọc").click()
    assert tab.get_by_text("sinh năm 1950").count() == 0
    tab.get_by_role("button", name="Sửa thành “của”").click()
    tab.get_by_text("Đã sửa “cuả”.").wait_for()
    # The filter stays as it was chosen.
    assert "muc_do=error" in tab.url
    assert _body(bulletin) == BODY.replace("cuả", "của")


@pytest.mark.parametrize("form", ["activities/activity", "directives/directive"])
def test_what_is_typed_is_looked_through_and_the_mended_text_is_left_in_peace(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, form: str
) -> None:
    sign_in(tab, ward.editor)
    tab.goto(f"/quan-tri/{form}/add/")
    short = tab.locator("#id_title" if "activity" in form else "#id_subject")
    short.fill("Đoàn thăm hộ nghèo cuả tổ 5")
    told = tab.locator(".typed__one")
    told.get_by_text("Dấu thanh đặt sai chỗ.").wait_for()
    short.fill("Đoàn thăm hộ nghèo của tổ 5")
    told.wait_for(state="detached")
    tab.locator(".tiptap").click()
    tab.keyboard.type("Chi bộ ra quân trồng cây.")
    tab.keyboard.press("Enter")
    tab.keyboard.type("Nhân dân cuả tổ góp công.")
    told.get_by_text("“cuả”").wait_for()
    # Below the field, not beside it.
    assert told.bounding_box()["y"] > tab.locator(".prose-editor").bounding_box()["y"]  # type: ignore[index]
