"""Gửi tin from a phone, with and without scripts, and the editor's answer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from activities.models import Activity, Submission
from tests.builders import Ward, make_ward, picture_bytes

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    files = [tmp_path / "mot.jpg", tmp_path / "hai.jpg"]
    for file in files:
        file.write_bytes(picture_bytes(900, 700))
    return files


def test_a_secretary_sends_from_a_phone_and_reads_the_answer(
    phone: "Page",
    open_tab: Callable[..., "Page"],
    sign_in: Callable[..., None],
    ward: Ward,
    photos: list[Path],
    assert_accessible: Callable[..., None],
) -> None:
    sign_in(phone, ward.secretary)
    phone.goto("/tai-lieu/")
    phone.click("text=Gửi tin, ảnh")
    phone.fill("#id_text", "Chi bộ dọn kênh\nNgày 03/10/2026, 40 đảng viên vớt bèo.")
    phone.set_input_files("#id_photos", photos)
    phone.wait_for_selector("text=Đã chọn 2 ảnh.")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(phone)
    phone.click("#gui-tin")
    phone.wait_for_selector("text=Đã gửi tin. Cảm ơn đồng chí.")
    assert Submission.objects.get().placed_pictures.count() == 2
    editor = open_tab()
    sign_in(editor, ward.editor)
    editor.goto("/quan-tri/")
    editor.click("text=Xem tin")
    editor.click(".item__title a")
    editor.wait_for_selector(".tiptap >> text=vớt bèo")
    assert_accessible(editor)
    editor.fill("#id_word", "Cảm ơn chi bộ.")
    editor.click("#nhan-tin")
    editor.wait_for_selector("text=Đã nhận. Tin có trong kho")
    assert Activity.objects.get().title == "Chi bộ dọn kênh"
    phone.reload()
    phone.wait_for_selector("text=Ban biên tập: Cảm ơn chi bộ.")


def test_too_many_photos_are_told_before_they_are_sent(
    phone: "Page", sign_in: Callable[..., None], ward: Ward, photos: list[Path], tmp_path: Path
) -> None:
    many = []
    for number in range(11):
        many.append(tmp_path / f"{number}.jpg")
        many[-1].write_bytes(photos[0].read_bytes())
    sign_in(phone, ward.secretary)
    phone.goto("/gui-tin/")
    phone.fill("#id_text", "Tin")
    phone.set_input_files("#id_photos", many)
    phone.wait_for_selector("text=mỗi tin kèm nhiều nhất 10 ảnh")
    phone.click("#gui-tin")
    assert not Submission.objects.exists()


def test_without_scripts_it_is_sent_too(
    open_tab: Callable[..., "Page"], sign_in: Callable[..., None], ward: Ward, photos: list[Path]
) -> None:
    page = open_tab(java_script_enabled=False, viewport={"width": 360, "height": 740})
    sign_in(page, ward.secretary)
    page.goto("/gui-tin/")
    page.fill("#id_text", "Chi bộ dọn kênh\nCó 40 đảng viên.")
    page.set_input_files("#id_photos", photos)
    page.click("#gui-tin")
    page.wait_for_selector("text=Đã gửi tin. Cảm ơn đồng chí.")
    assert Submission.objects.get().placed_pictures.count() == 2
