"""What an issue is drafted from, in a real browser: a group in one press, declining and taking back, an upper committee's entry;
by mouse and by keyboard."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from documents.models import Bulletin, Entry, PoolDecision
from organizations.roles import Role
from tests.browser.editing import until
from tests.browser.test_desk import _tab_to, address, open_desk, shown
from tests.builders import (
    Ward,
    make_activity,
    make_bulletin,
    make_directive,
    make_entry,
    make_membership,
    make_ward,
    publish,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    """An issue with one entry; in its pool two directives of the province, one of its own, two news items."""
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Một", position=1)
    for number in (1, 2):
        make_directive(ward.province, issued_on=date(2026, 9, number), subject=f"về việc tỉnh {number}")
        make_activity(ward.committee, title=f"Tin {number}")
    make_directive(ward.committee, subject="về việc phường")
    return row


def test_a_group_comes_in_by_one_press_and_something_is_declined_and_taken_back(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    tab.click("#mo-kho")
    tab.click("#ca-nhom-province")
    until(tab, "document.querySelectorAll('#kho-nhom > .pool__group .pool__item').length === 3")
    assert [line.split()[0] for line in shown(bulletin)] == ["1", "2", "3"]
    tab.click(".pool__item >> text=Không đăng >> nth=0")
    tab.fill(".pool__decline[open] [name=ly_do]", "Đã phổ biến ở hội nghị")
    tab.click(".pool__decline[open] button")
    tab.wait_for_selector(".pool__declined")
    assert PoolDecision.objects.get().reason == "Đã phổ biến ở hội nghị"
    tab.click(".pool__declined summary")
    tab.click("text=Đưa lại kho")
    tab.wait_for_selector(".pool__declined", state="detached")
    assert not PoolDecision.objects.exists()


def test_the_drawer_is_worked_by_keyboard_alone(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    _tab_to(tab, "#mo-kho")
    tab.keyboard.press("Enter")
    until(tab, "document.activeElement.id === 'ten-kho'")
    _tab_to(tab, "#ca-nhom-news")
    tab.keyboard.press("Enter")
    until(tab, "document.querySelectorAll('#kho-nhom > .pool__group .pool__item').length === 3")
    assert bulletin.entries.filter(kind=Entry.Kind.NEWS).count() == 2
    _tab_to(tab, ".pool__decline summary")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Không thuộc phường")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".pool__declined")
    assert PoolDecision.objects.count() == 1
    _tab_to(tab, "[data-close-drawer]", back=True)
    tab.keyboard.press("Escape")
    until(tab, "document.activeElement.id === 'mo-kho'")
    assert tab.locator(".drawer").inner_html() == ""


def test_an_entry_of_an_upper_committee_comes_with_its_source(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    upper = make_bulletin(ward.province, month=10)
    make_entry(upper, heading="Chuyên đề của tỉnh", body="<p>Chữ của tỉnh.</p>")
    publish_as_province(ward, upper)
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    tab.click("text=Lấy từ tài liệu cấp trên")
    tab.click(".pool__item >> text=/^Lấy$/")
    tab.wait_for_url("**/bien-tap/?muc=*")
    entry = bulletin.entries.get(heading="Chuyên đề của tỉnh")
    assert entry.source_line.startswith("Nguồn: Tài liệu")
    tab.wait_for_selector(f"text={entry.source_line}")


def publish_as_province(ward: Ward, upper: Bulletin) -> None:
    """Publish an issue of the province that reaches the ward's cells."""
    for user, role in ((ward.editor, Role.EDITOR), (ward.approver, Role.APPROVER)):
        make_membership(user, ward.province, role)
    publish(ward, upper)


def test_the_list_of_unused_documents_declines_and_takes_back(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    tab.goto("/quan-tri/documents/bulletin/chua-dang/")
    tab.click(".pool__item >> text=Không đăng >> nth=0")
    tab.fill(".pool__decline[open] [name=ly_do]", "Trùng")
    tab.click(".pool__decline[open] button")
    tab.wait_for_selector("text=Đã ghi không đăng (1)")
    tab.click("text=Đưa lại kho")
    tab.wait_for_selector("text=Đã đưa trở lại kho.")
    assert not PoolDecision.objects.exists()


@pytest.mark.parametrize("width", [360, 768])
@pytest.mark.parametrize("place", ["kho/", "cap-tren/", "tu-lieu/", ""])
def test_the_desks_pages_fit_a_phone_and_a_tablet(
    open_tab: Callable[..., "Page"],
    sign_in: Callable[..., None],
    ward: Ward,
    bulletin: Bulletin,
    width: int,
    place: str,
) -> None:
    page = open_tab(viewport={"width": width, "height": 1024}, has_touch=True)
    sign_in(page, ward.editor)
    page.goto(address(bulletin) + place)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
