"""The whole life of an issue, by the screens alone: sent, returned, sent again, approved, changed, approved again, published, read,
corrected, asked about by the code on paper, withdrawn. Nobody here calls a service; what is checked is what a person would see."""

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pytest_django import Settings

from documents.models import Bulletin, Edition
from documents.rendering.pages import page_count, page_picture
from tests.browser.editing import cursor_to_end
from tests.builders import Ward, make_bulletin, make_entry, make_ward

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    body = "<p>Các khu phố trồng bốn trăm cây ven sông.</p><p>Báo cáo trước ngày 15/12/2026.</p>"
    make_entry(row, heading="Kế hoạch trồng cây", body=body)
    return row


def type_at_end(page: "Page", bulletin: Bulletin, words: str) -> None:
    """Open the desk, type at the end of the first entry and save."""
    page.goto(f"/quan-tri/documents/bulletin/{bulletin.pk}/bien-tap/")
    page.wait_for_selector(".prose-menubar button")
    cursor_to_end(page)
    page.keyboard.type(words)
    page.click("#luu-muc")
    page.wait_for_selector(".open__saved")
    page.wait_for_load_state("networkidle")


def press(page: "Page", words: str) -> None:
    """Press a step on the issue's page, then its own button."""
    page.click(f".issue-state__steps >> text={words}")
    page.click(".step__press button")
    page.wait_for_url(re.compile(r"/(change|duyet)/$"))


def code_on(pdf: bytes) -> str:
    """The address in the square code on the last page, as a phone's camera reads it off the paper."""
    picture = Image.open(io.BytesIO(page_picture(pdf, page_count(pdf), width=1240)))
    (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    return str(found.text)


def answer_on_paper(page: "Page", address: str) -> str:
    """What the page of Đối chiếu bản in answers, without the code that was asked."""
    page.goto(address)
    return page.inner_text("main section.section")


def test_the_life_of_an_issue(
    open_tab: "Callable[..., Page]",
    sign_in: Callable[..., None],
    live_server: "LiveServer",
    settings: Settings,
    ward: Ward,
    bulletin: Bulletin,
) -> None:
    settings.PORTAL_ADDRESS = live_server.url
    small = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    editor, approver, secretary = open_tab(), open_tab(**small), open_tab(**small)
    stranger = open_tab()
    for page, person in (
        (editor, ward.editor),
        (approver, ward.approver),
        (secretary, ward.secretary),
        (stranger, ward.outsider),
    ):
        sign_in(page, person)
    issue = f"/quan-tri/documents/bulletin/{bulletin.pk}"

    # Sent; returned from a phone with a word at a paragraph; answered and sent again.
    editor.goto(f"{issue}/change/")
    press(editor, "Gửi duyệt")
    approver.goto("/quan-tri/")
    approver.click("text=Xem và duyệt")
    assert "Tài liệu được trình lần đầu." in approver.inner_text("main")
    approver.click('[aria-label="Ghi ý kiến vào đoạn 2, mục 1"]')
    approver.wait_for_selector("#y-kien-moi:focus")
    approver.keyboard.type("Báo cáo với ai?")
    approver.click(".note--new button")
    approver.click("text=Trả lại")
    approver.click(".step__press button")
    approver.wait_for_url(re.compile(r"/duyet/$"))
    type_at_end(editor, bulletin, " Báo cáo với Ban Xây dựng Đảng.")
    editor.click("text=Gửi duyệt")
    editor.fill(".step__note .input", "Đã ghi rõ nơi nhận báo cáo.")
    editor.click(".step__press button")
    editor.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))

    # Approved; a word is added; the approver sees that word alone and presses once more.
    approver.goto("/quan-tri/")
    approver.click("text=Xem và duyệt")
    assert approver.inner_text(".change ins").strip() == "Báo cáo với Ban Xây dựng Đảng."
    assert "Đã ghi rõ nơi nhận báo cáo." in approver.inner_text("main")
    approver.click(".review__press button")
    approver.wait_for_selector("text=Đã duyệt lúc")
    type_at_end(editor, bulletin, " Mỗi tháng một lần.")
    approver.goto("/quan-tri/")
    approver.click("text=Xem và duyệt")
    assert approver.inner_text(".change ins").strip() == "Mỗi tháng một lần."
    approver.click("button:has-text('Duyệt lại')")
    approver.click(".notice--good a.button--main")
    approver.click(".step__press button")
    approver.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))
    assert "Đã phát hành" in approver.inner_text("main .badge")

    # Read and printed in the cell.
    secretary.goto("/tai-lieu/")
    secretary.click("text=Mở để đọc")
    assert "Mỗi tháng một lần." in secretary.inner_text("#muc-1")
    address = secretary.url
    printed = secretary.request.get(f"{secretary.get_attribute('text=In bản PDF', 'href')}").body()
    secretary.click("button:has-text('Đã nhận')")
    secretary.wait_for_selector("text=Chi bộ đã báo nhận")
    code = code_on(printed)
    assert code.startswith(f"{live_server.url}/doi-chieu/?ma=")
    assert "bản mới nhất" in answer_on_paper(secretary, code)

    # Corrected: who printed it is asked again, and the paper says of itself that it is old.
    approver.goto(f"{issue}/change/")
    press(approver, "Mở để đính chính")
    type_at_end(editor, bulletin, " Gửi kèm ảnh.")
    editor.click("text=Gửi duyệt")
    editor.click(".step__press button")
    editor.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))
    approver.goto(f"{issue}/duyet/")
    assert "bản đầu đã phát hành" in approver.inner_text("#thay-doi")
    assert approver.inner_text(".change ins").strip() == "Gửi kèm ảnh."
    approver.click(".review__press button")
    approver.click(".notice--good a.button--main")
    approver.fill("#id_change_note", "Thêm hạn gửi.")
    approver.fill("#id_change_reason", "Bản đầu thiếu hạn.")
    approver.click(".step__press button")
    approver.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))
    assert "Thêm hạn gửi." in answer_on_paper(secretary, code)
    slip = secretary.request.get(str(secretary.get_attribute("text=In tờ đính chính", "href"))).body()
    assert page_count(slip) == 1
    document = pypdfium2.PdfDocument(slip)
    assert "Gửi kèm ảnh." in " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    secretary.click("text=Đọc bản mới nhất")
    assert "Gửi kèm ảnh." in secretary.inner_text("#muc-1")
    secretary.click("button:has-text('Đã nhận')")
    secretary.wait_for_selector("text=Chi bộ đã báo nhận")
    assert "bản mới nhất" in answer_on_paper(secretary, code_on(slip))

    # Who is not to see the issue learns nothing from its code: the answer is that to a code that was never printed.
    token = Edition.objects.get(number=1).token
    known = answer_on_paper(stranger, f"/doi-chieu/?ma={token}")
    assert known == answer_on_paper(stranger, "/doi-chieu/?ma=ZZZZZ-ZZZZZ")
    assert "Không thấy bản in có mã này" in known

    # Withdrawn: a notice in its place, nothing of the words, and the paper says so.
    approver.goto(f"{issue}/change/")
    approver.click("text=Thu hồi")
    approver.fill("#id_reason", "Sai số liệu.")
    approver.click(".step__press button")
    approver.wait_for_selector(".notice__title:has-text('Đã thu hồi')")
    assert "đã thu hồi" in answer_on_paper(secretary, code)
    gone = secretary.request.get(address)
    assert gone.status == 410
    assert "Gửi kèm ảnh." not in gone.text()
    assert "Sai số liệu." in gone.text()
