"""Raw material in a real browser: dropped by mouse, chosen by keyboard, paragraphs taken over, a bad file, a scan."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from documents.models import Bulletin, RawMaterial
from tests.browser.editing import until
from tests.browser.test_desk import _tab_to, address
from tests.builders import Ward, make_bulletin, make_entry, make_ward
from tests.documents.raw_files import CHAT, news_docx, scan_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Một", position=1)
    return row


def drop(page: "Page", selector: str, *files: tuple[str, bytes]) -> None:
    """Let files fall on an element, as a mouse brings them from a folder."""
    handle = page.evaluate_handle(
        """files => {
            const data = new DataTransfer();
            for (const [name, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name));
            return data;
        }""",
        [[name, list(content)] for name, content in files],
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event(selector, event, {"dataTransfer": handle})


def open_desk(page: "Page", bulletin: Bulletin) -> None:
    page.goto(address(bulletin))
    page.wait_for_selector(".prose-menubar button")
    page.wait_for_selector("#so-trang", state="attached")
    page.wait_for_load_state("networkidle")


def test_a_file_dropped_on_the_outline_is_confirmed_by_mouse(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    drop(tab, ".outline__list", ("tin.docx", news_docx()))
    tab.wait_for_url("**/tu-lieu/*/")
    tab.wait_for_selector(".tiptap >> text=200 cây")
    tab.click("[data-raw-clear]")
    tab.wait_for_selector(".tiptap >> text=200 cây", state="detached")
    tab.click('[data-place="2"] input')
    tab.click("#lay-doan")
    tab.wait_for_selector(".tiptap >> text=mùa khô")
    tab.wait_for_selector("text=Đã lấy 1 đoạn vào chỗ con trỏ.")
    # Words selected with the mouse stand for their paragraphs.
    tab.click('[data-place="3"] .raw__text', click_count=3)
    tab.click("#lay-doan")
    tab.wait_for_selector(".tiptap >> text=bờ sông sạch")
    tab.click("#xac-nhan")
    tab.wait_for_url("**/bien-tap/?muc=*")
    entry = bulletin.entries.get(kind="news")
    assert entry.body == "<p>Chi bộ sẽ chăm cây đến hết mùa khô.</p><p>Bà con cùng giữ bờ sông sạch.</p>"
    assert entry.placed_pictures.get().caption == "Đảng viên trồng cây"
    tab.wait_for_selector("text=Bản gốc bên cạnh")
    until(tab, "Object.keys(localStorage).filter(key => key.startsWith('desk:')).length === 0")


def test_paragraphs_go_where_the_cursor_stands_and_follow_each_other(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    drop(tab, ".outline__list", ("tin.docx", news_docx()))
    tab.wait_for_url("**/tu-lieu/*/")
    tab.wait_for_selector(".tiptap >> text=200 cây")
    tab.click('[data-place="2"] input')
    tab.click("#lay-doan")
    tab.wait_for_selector("text=Đã lấy 1 đoạn vào cuối nội dung.")
    assert tab.locator(".tiptap p").all_inner_texts()[-1] == "Chi bộ sẽ chăm cây đến hết mùa khô."
    before = tab.locator(".tiptap > *").all_inner_texts()
    tab.locator(".tiptap p").first.click()
    for place in ("3", "2"):
        tab.click(f'[data-place="{place}"] input')
        tab.click("#lay-doan")
        tab.wait_for_selector(f'[data-place="{place}"] input:not(:checked)')
    came = ["Bà con cùng giữ bờ sông sạch.", "Chi bộ sẽ chăm cây đến hết mùa khô."]
    assert tab.locator(".tiptap > *").all_inner_texts() == [before[0], *came, *before[1:]]


def test_a_file_is_brought_and_confirmed_by_keyboard_alone(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin, tmp_path: Path
) -> None:
    file = tmp_path / "tin.docx"
    file.write_bytes(news_docx())
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    _tab_to(tab, "#dua-tep")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#tep-trang")
    # A key pressed while the page is still coming is lost with it.
    tab.wait_for_load_state("networkidle")
    _tab_to(tab, "#tep-trang")
    # The dialog that Space opens is the browser's own.
    tab.set_input_files("#tep-trang", file)
    _tab_to(tab, "[data-raw-drop] button")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/tu-lieu/*/")
    tab.wait_for_selector(".tiptap >> text=200 cây")
    tab.wait_for_load_state("networkidle")
    _tab_to(tab, '[data-place="3"] input')
    tab.keyboard.press("Space")
    _tab_to(tab, "#lay-doan", back=True)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("text=Đã lấy 1 đoạn vào cuối nội dung.")
    _tab_to(tab, "#xac-nhan")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/bien-tap/?muc=*")
    entry = bulletin.entries.get(kind="news")
    assert entry.body.count("<p>Bà con cùng giữ bờ sông sạch.</p>") == 2


def test_of_several_files_each_is_told_and_a_bad_one_is_named(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    drop(tab, ".outline__list", ("hong.pdf", b"%PDF-1.7 rac"), ("zalo.txt", CHAT.encode()), ("quet.pdf", scan_pdf()))
    tab.wait_for_selector(".desk__outline >> text=Xem và xác nhận: quet.pdf")
    assert "hong.pdf" in tab.inner_text(".desk__outline .notice--wrong")
    assert sorted(RawMaterial.objects.values_list("name", flat=True)) == ["quet.pdf", "zalo.txt"]
    tab.click("text=Xem và xác nhận: quet.pdf")
    tab.wait_for_url("**/tu-lieu/*/")
    until(tab, "document.querySelector('.raw__pages img').naturalWidth > 0")


def test_a_file_dropped_on_the_drawer_goes_into_the_pool(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    tab.click("#mo-kho")
    tab.wait_for_selector("#ngan-keo [data-raw-drop]", state="attached")
    drop(tab, "#kho-nhom", ("zalo.txt", CHAT.encode()))
    tab.wait_for_url("**/tu-lieu/*/")
    tab.wait_for_selector(".tiptap >> text=25 cây")
    assert tab.is_checked('[name=place][value="pool"]')
    tab.check('[name=kind][value="topic"]')
    assert tab.is_disabled('[name=place][value="pool"]')
    tab.check('[name=kind][value="news"]')
    tab.check('[name=place][value="pool"]')
    tab.click("#xac-nhan")
    tab.wait_for_selector(".pool__item >> text=Chi bộ tổ 3 ra quân dọn kênh")
    assert bulletin.entries.count() == 1


def test_the_page_beside_the_original_is_accessible_and_fits_a_phone(
    phone: "Page",
    sign_in: Callable[..., None],
    ward: Ward,
    bulletin: Bulletin,
    assert_accessible: Callable[..., None],
    tmp_path: Path,
) -> None:
    file = tmp_path / "tin.docx"
    file.write_bytes(news_docx())
    sign_in(phone, ward.editor)
    phone.goto(f"{address(bulletin)}tu-lieu/")
    assert_accessible(phone)
    phone.set_input_files("#tep-trang", file)
    phone.click("[data-raw-drop] button")
    phone.wait_for_url("**/tu-lieu/*/")
    phone.wait_for_selector(".tiptap >> text=200 cây")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(phone)
