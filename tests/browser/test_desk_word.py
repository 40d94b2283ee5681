"""Word and back in a real browser: the file is downloaded, edited as an office does, uploaded, compared and taken over."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from documents.models import Bulletin, Entry
from tests.builders import Ward, make_bulletin, make_entry, make_ward
from tests.documents.word_files import (
    add_after,
    comment_on,
    edited,
    paragraph_with,
    swap,
    track_insertion,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Sinh hoạt chi bộ", body="<p>Họp lúc 7 giờ.</p><p>Mang theo sổ tay.</p>", position=1)
    make_entry(row, heading="Vệ sinh ngõ xóm", body="<p>Dọn mỗi sáng thứ bảy.</p>", position=2)
    return row


def taken_out(tab: "Page", bulletin: Bulletin, folder: Path) -> bytes:
    """From the desk to the Word file, by its buttons."""
    tab.goto(f"/quan-tri/documents/bulletin/{bulletin.pk}/bien-tap/")
    tab.click("text=Sửa bằng Word")
    with tab.expect_download() as waiting:
        tab.click("text=Tải bản Word >> nth=-1")
    path = folder / "ve.docx"
    waiting.value.save_as(path)
    return path.read_bytes()


def brought_back(tab: "Page", data: bytes, folder: Path) -> None:
    path = folder / "sửa lần 1.docx"
    path.write_bytes(data)
    tab.set_input_files("#tep", path)
    tab.click("text=Tải lên và so sánh")
    tab.wait_for_selector("h1 >> text=So với tệp Word")


def edits(document: Any) -> None:
    swap(document, "7 giờ", "8 giờ")
    add_after(paragraph_with(document, "Mang theo sổ tay"), "Đến sớm năm phút.")
    track_insertion(paragraph_with(document, "Dọn mỗi sáng"), " Nhà nào bận thì báo trước.")


def test_an_edited_file_is_compared_and_taken_over_piece_by_piece(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin, tmp_path: Path
) -> None:
    sign_in(tab, ward.editor)
    data = taken_out(tab, bulletin, tmp_path)
    brought_back(tab, comment_on(edited(data, edits), "8 giờ", "Đổi giờ đã báo chưa?"), tmp_path)
    assert tab.locator(".word__piece").count() == 3
    assert tab.locator(".word__comments").inner_text().startswith("Họp lúc 8 giờ.")
    assert "Hà Vi, 09:30 20/11/2026" in tab.locator(".word__tracked").inner_text()

    first, second = bulletin.entries.order_by("position")
    assert (first.version, second.version) == (1, 1)
    tab.click(".word__piece >> nth=0 >> text=Nhận")
    tab.wait_for_selector("text=Đã nhận 1 chỗ.")
    first.refresh_from_db()
    assert first.body == "<p>Họp lúc 8 giờ.</p><p>Mang theo sổ tay.</p>"
    tab.click(".word__piece >> nth=0 >> text=Bỏ qua")
    tab.wait_for_selector("text=1 chỗ đã bỏ qua")
    tab.click("text=Nhận tất cả")
    tab.wait_for_selector("text=Không còn chỗ nào chờ")
    assert Entry.objects.get(pk=second.pk).body == "<p>Dọn mỗi sáng thứ bảy. Nhà nào bận thì báo trước.</p>"
    assert "Đến sớm" not in Entry.objects.get(pk=first.pk).body
    tab.click("text=Xong với tệp này")
    tab.wait_for_selector("h1 >> text=Biên tập tài liệu")


def test_a_save_at_the_desk_meanwhile_shows_both_texts(
    tab: "Page",
    open_tab: Callable[..., "Page"],
    sign_in: Callable[..., None],
    ward: Ward,
    bulletin: Bulletin,
    tmp_path: Path,
) -> None:
    sign_in(tab, ward.editor)
    data = taken_out(tab, bulletin, tmp_path)
    brought_back(tab, edited(data, edits), tmp_path)
    first = bulletin.entries.get(position=1)

    other = open_tab()
    sign_in(other, ward.approver)
    other.goto(f"/quan-tri/documents/bulletin/{bulletin.pk}/bien-tap/?muc={first.pk}")
    other.wait_for_selector(".prose-menubar button")
    other.fill("#id_heading", "Sinh hoạt chi bộ tháng này")
    other.click(".tiptap.ProseMirror p >> nth=0")
    other.keyboard.press("End")
    other.keyboard.type(" Ở nhà văn hóa.")
    other.click("#luu-muc")
    other.wait_for_selector("text=Đã lưu lúc")

    tab.click(".word__piece >> nth=0 >> text=Nhận")
    tab.wait_for_selector("text=vừa được lưu trên cổng")
    assert tab.locator(".word__piece .badge--care").all_inner_texts() == ["Cả hai bên cùng sửa"]
    sides = tab.locator(".conflict__sides").inner_text()
    assert "Họp lúc 7 giờ. Ở nhà văn hóa." in sides
    assert "Họp lúc 8 giờ." in sides
    assert Entry.objects.get(pk=first.pk).version == 2


def test_the_pages_fit_a_phone_and_are_accessible(
    phone: "Page",
    sign_in: Callable[..., None],
    assert_accessible: Callable[..., None],
    ward: Ward,
    bulletin: Bulletin,
    tmp_path: Path,
) -> None:
    sign_in(phone, ward.editor)
    data = taken_out(phone, bulletin, tmp_path)
    assert_accessible(phone)
    brought_back(phone, edited(data, edits), tmp_path)
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
