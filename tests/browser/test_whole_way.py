"""An issue goes the whole way in a real browser: written, sent, approved, published, read, acknowledged, printed."""

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from documents.models import Bulletin, Delivery, Edition
from documents.rendering.pages import page_count
from organizations.models import Organization
from organizations.roles import Role
from tests.builders import PASSWORD, make_bulletin, make_entry, make_organization, make_type, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Organization:
    make_type("cell", receives=True)
    ward = make_organization("Đảng ủy phường Lam Sơn", type="ward_committee")
    cell = make_organization("Chi bộ khu phố 1", parent=ward, type="cell")
    make_user("bien.tap", role=Role.EDITOR, at=ward, full_name="Lương Thị Biên")
    make_user("lanh.dao", role=Role.APPROVER, at=ward, full_name="Đoàn Văn Duyệt")
    make_user("bi.thu", role=Role.SECRETARY, at=cell, full_name="Tạ Quang Thư")
    return ward


def sign_in_by_door(page: "Page", username: str) -> None:
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "dang-nhap" not in address)


def test_an_issue_is_written_agreed_on_published_and_read(ward: Organization, open_tab: "Callable[..., Page]") -> None:
    bulletin = make_bulletin(ward, year=date.today().year, month=date.today().month)
    make_entry(
        bulletin, heading="Kết quả chăm sóc cây xanh ven sông", body="<p>Các khu phố trồng thêm bốn trăm cây.</p>"
    )

    make_entry(
        bulletin, heading="Lịch trực cứu hộ mùa mưa bão", body="<p>Tổ trực gồm ba đồng chí, thay ca lúc 6 giờ sáng.</p>"
    )

    # The editor sends the issue (writing entries by mouse and keyboard: test_desk.py, test_rich_text.py).
    editor = open_tab()
    sign_in_by_door(editor, "bien.tap")
    editor.goto(f"/quan-tri/documents/bulletin/{bulletin.pk}/buoc/gui-duyet/")
    editor.click(".step__press button")
    editor.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))

    # The approver approves and publishes.
    approver = open_tab()
    sign_in_by_door(approver, "lanh.dao")
    approver.goto(f"/quan-tri/documents/bulletin/{bulletin.pk}/duyet/")
    approver.click(".review__press button")
    approver.click(".notice--good a.button--main")
    approver.click(".step__press button")
    approver.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))
    edition = Edition.objects.get(bulletin=bulletin)
    assert Bulletin.objects.get(pk=bulletin.pk).state == Bulletin.State.PUBLISHED

    # The secretary reads it on a phone and says so.
    phone = open_tab(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    sign_in_by_door(phone, "bi.thu")
    assert "Chưa mở" in phone.content()
    phone.click("text=Mở để đọc")
    phone.wait_for_selector("#muc-2")
    assert "Tổ trực gồm ba đồng chí" in phone.inner_text("#muc-2")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.click("button:has-text('Đã nhận')")
    phone.wait_for_selector("text=Chi bộ đã báo nhận")
    delivery = Delivery.objects.get(edition=edition)
    assert delivery.opened_by is not None
    assert delivery.acknowledged_by == delivery.opened_by

    # The page prints without its frame, and the files come under Vietnamese names.
    printed = phone.pdf(prefer_css_page_size=True, format="A4")
    assert page_count(printed) >= 2
    with phone.expect_download() as wanted:
        phone.click("text=Tải bản PDF")
    assert wanted.value.suggested_filename.endswith(".pdf")
    assert "Tài liệu" in wanted.value.suggested_filename


def test_a_reader_needs_no_scripts(ward: Organization, open_tab: "Callable[..., Page]") -> None:
    from tests.builders import make_edition

    cell = Organization.objects.get(name="Chi bộ khu phố 1")
    edition = make_edition(make_bulletin(ward), receivers=[cell])
    page = open_tab(java_script_enabled=False)
    sign_in_by_door(page, "bi.thu")
    page.click("text=Mở để đọc")
    page.click("summary:has-text('Mục lục')")
    page.click("button:has-text('Đã nhận')")

    assert "Chi bộ đã báo nhận" in page.content()
    assert Delivery.objects.get(edition=edition).acknowledged_at is not None
