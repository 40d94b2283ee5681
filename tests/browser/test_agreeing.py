"""Agreeing, publishing, correcting and withdrawing in a real browser: an approver with a mouse and on a phone, an editor, and the
secretary who holds the paper. The tabs are watched: a policy report or an error on the console fails the test."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from documents.models import Bulletin, Delivery, Edition, ReviewNote, Withdrawal
from documents.services.desk.texts import save_text
from documents.services.review_notes import add_note
from documents.services.reviewing import send_bulletin
from tests.builders import Ward, approve, make_bulletin, make_entry, make_ward, publish

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
State = Bulletin.State
BODY = (
    "<p>Các khu phố trồng bốn trăm cây ven sông.</p><p>Mỗi chi bộ nhận một đoạn đường.</p>"
    "<p>Báo cáo trước ngày 15/12/2026.</p>"
)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Kế hoạch trồng cây", body=BODY)
    return row


def issue(bulletin: Bulletin, tail: str = "change/") -> str:
    return f"/quan-tri/documents/bulletin/{bulletin.pk}/{tail}"


def state(bulletin: Bulletin) -> str:
    return Bulletin.objects.get(pk=bulletin.pk).state


def edit(ward: Ward, bulletin: Bulletin, old: str, new: str) -> None:
    entry = bulletin.entries.get()
    fields = {"body": entry.body.replace(old, new)}
    save_text(actor=ward.editor, entry=entry, version=entry.version, fields=fields)


def does_not_scroll_sideways(page: "Page") -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def take_step(page: "Page", bulletin: Bulletin, button: str) -> None:
    """Press a step on the issue's page and then its own button."""
    page.goto(issue(bulletin))
    page.click(f".issue-state__steps >> text={button}")
    page.click(".step__press button")
    page.wait_for_url(re.compile(r"/change/$"))


def test_a_remark_at_a_paragraph_goes_to_the_editor_and_comes_back_settled(
    open_tab: "Callable[..., Page]", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    approver, editor = open_tab(), open_tab()
    sign_in(approver, ward.approver)
    sign_in(editor, ward.editor)

    approver.goto(issue(bulletin))
    approver.click("text=Xem và duyệt")
    approver.click('[aria-label="Ghi ý kiến vào đoạn 2, mục 1"]')
    approver.wait_for_selector("#y-kien-moi:focus")
    approver.keyboard.type("Nêu rõ tên đường.")
    approver.click("text=Ghi ý kiến >> visible=true >> nth=-1")
    approver.wait_for_selector(".note:has-text('Nêu rõ tên đường.')")
    approver.click("text=Trả lại")
    approver.click(".step__press button")
    approver.wait_for_url(re.compile(r"/duyet/$"))
    assert state(bulletin) == State.RETURNED

    editor.goto(issue(bulletin, "bien-tap/"))
    editor.click("#y-kien-muc .note >> text=Đã sửa")
    editor.wait_for_selector("#y-kien-muc .note:has-text('đánh dấu đã sửa')")
    assert ReviewNote.objects.get().settled_by == ward.editor
    # The answer stands on the desk, nothing else moved.
    assert re.search(r"/bien-tap/$", editor.url)
    edit(ward, bulletin, "một đoạn đường", "đường Bến Cau")
    editor.wait_for_load_state("networkidle")
    editor.click("text=Gửi duyệt")
    editor.click(".step__press button")
    editor.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))

    approver.goto(issue(bulletin, "duyet/"))
    assert "bản trình lần trước (gửi " in approver.inner_text("#thay-doi")
    assert "đường Bến Cau" in approver.inner_text(".change__place")
    approver.click(".review__press button")
    approver.wait_for_selector("text=Đã duyệt lúc")
    assert state(bulletin) == State.APPROVED


def test_words_changed_after_approval_are_approved_on_a_phone_by_one_press(
    phone: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    approve(ward, bulletin)
    edit(ward, bulletin, "15/12", "20/12")
    sign_in(phone, ward.approver)

    # From the first page of the admin: what waits for this person.
    phone.goto("/quan-tri/")
    phone.click("text=Xem và duyệt")
    phone.wait_for_selector(".change__place")
    assert phone.inner_text(".change del") == "15"
    assert phone.inner_text(".change ins") == "20"
    assert "Mỗi chi bộ nhận một đoạn đường" not in phone.content()
    assert does_not_scroll_sideways(phone)
    phone.click("button:has-text('Duyệt lại')")
    phone.wait_for_selector("text=Đã duyệt lúc")

    assert state(bulletin) == State.APPROVED
    assert does_not_scroll_sideways(phone)


def test_an_hour_is_chosen_called_off_and_the_issue_published_at_once(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    approve(ward, bulletin)
    sign_in(tab, ward.approver)
    hour = (timezone.localtime() + timedelta(days=2)).replace(hour=7, minute=0)

    tab.goto(issue(bulletin, "buoc/phat-hanh/"))
    tab.check('input[name="when"][value="at"]')
    tab.click(".step__press button")
    # What is wrong is read first, and leads to its field.
    tab.wait_for_selector(".step__refused:focus >> text=Giờ phát hành")
    tab.click(".step__refused a")
    tab.wait_for_selector("#id_hour:focus")
    tab.fill("#id_hour", hour.strftime("%H:%M %d/%m/%Y"))
    tab.click(".step__press button")
    tab.wait_for_selector(f"text=Hẹn giờ phát hành 07:00 {hour:%d/%m/%Y}")
    assert not Edition.objects.published().exists()

    take_step(tab, bulletin, "Hủy lịch phát hành")
    assert not Edition.objects.exists()

    tab.goto(issue(bulletin, "buoc/phat-hanh/"))
    tab.check('input[name="when"][value="now"]')
    tab.click(".step__press button")
    tab.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))
    assert Edition.objects.published().count() == 1
    assert state(bulletin) == State.PUBLISHED


def test_a_correction_reaches_who_has_the_paper_and_a_withdrawal_takes_it_away(
    open_tab: "Callable[..., Page]", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    first = publish(ward, bulletin)
    Delivery.objects.filter(edition=first, organization=ward.cell).update(on_paper_at=timezone.now(), paper_copies=3)
    approver = open_tab()
    phone = open_tab(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    sign_in(approver, ward.approver)
    sign_in(phone, ward.secretary)

    # Opened, mended, sent by the editor, approved and published with what changed and why.
    take_step(approver, bulletin, "Mở để đính chính")
    edit(ward, bulletin, "15/12", "20/12")
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    approver.goto(issue(bulletin, "duyet/?so=phat-hanh"))
    assert approver.inner_text(".change ins") == "20"
    approver.click(".review__press button")
    approver.click(".notice--good a.button--main")
    approver.wait_for_selector("text=1 nơi đã mở, in hoặc có giấy của bản trước được hỏi lại")
    approver.fill("#id_change_note", "Sửa hạn báo cáo.")
    approver.fill("#id_change_reason", "Gõ nhầm ngày.")
    approver.click(".step__press button")
    approver.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))
    assert Edition.objects.get(number=2).change_note == "Sửa hạn báo cáo."

    # The code on the paper says that it is old, and leads to the slip.
    phone.goto(f"/doi-chieu/?ma={first.token.lower()}")
    assert "bản cũ (bản đầu)" in phone.inner_text("main")
    assert does_not_scroll_sideways(phone)
    slip = phone.get_attribute("text=In tờ đính chính", "href")
    assert slip is not None
    answer = phone.request.get(slip)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    phone.click("text=Đọc bản mới nhất")
    assert "Chi bộ đã nhận trên giấy bản đầu." in phone.inner_text("main")
    assert does_not_scroll_sideways(phone)
    phone.click("button:has-text('Đã nhận')")
    phone.wait_for_selector("text=Chi bộ đã báo nhận")

    # Both editions are taken back; readers see the notice, the office the list of paper.
    approver.goto(issue(bulletin))
    approver.click("text=Thu hồi")
    approver.fill("#id_reason", "Sai số liệu.")
    approver.click(".step__press button")
    approver.wait_for_selector("text=Đã thu hồi bản đính chính lần 1")
    assert Withdrawal.objects.count() == 2
    assert approver.locator("a[href*='/buoc/thu-hoi/']").count() == 0
    # Leads to the page that answers 410: fetched, so that the console has nothing to say.
    assert phone.request.get(phone.url).status == 410
    approver.click("a:has-text('Bản giấy cần thu lại')")
    approver.set_viewport_size({"width": 360, "height": 740})
    assert does_not_scroll_sideways(approver)
    approver.check(".hand-over__tick >> nth=0")
    approver.click("text=Ghi đã thu lại")
    approver.wait_for_selector("text=Đã ghi thu lại ở 1 nơi.")
    assert Delivery.objects.filter(collected_by=ward.approver).count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_agreeing_are_accessible(
    open_tab: "Callable[..., Page]",
    sign_in: Callable[..., None],
    assert_accessible: "Callable[..., None]",
    ward: Ward,
    bulletin: Bulletin,
    width: int,
) -> None:
    approve(ward, bulletin)
    edit(ward, bulletin, "15/12", "20/12")
    uuid = bulletin.entries.get().uuid
    add_note(actor=ward.approver, bulletin=bulletin, text="Nêu rõ tên đường.", entry_uuid=uuid, place=2)
    page = open_tab(viewport={"width": width, "height": 800})
    sign_in(page, ward.approver)

    for tail in ("duyet/", f"duyet/?toan-van=1&doan={uuid}.1", "duyet/?toan-van=1"):
        page.goto(issue(bulletin, tail))
        assert_accessible(page)
        assert does_not_scroll_sideways(page), tail
    page.goto("/doi-chieu/?ma=ABCDE-FGHJK")
    assert_accessible(page)
    assert does_not_scroll_sideways(page)


def test_the_page_works_without_scripts(
    open_tab: "Callable[..., Page]", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    page = open_tab(java_script_enabled=False)
    sign_in(page, ward.approver)

    page.goto(issue(bulletin, "duyet/"))
    page.click('[aria-label="Ghi ý kiến vào đoạn 1, mục 1"]')
    page.fill("#y-kien-moi", "Tách câu này.")
    page.click(".note--new button")
    assert "Tách câu này." in page.content()
    page.click(".review__press button")

    assert state(bulletin) == State.APPROVED


@pytest.mark.parametrize("width", [820, 1280])
def test_the_month_and_its_work_have_the_whole_width_of_the_first_page(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, width: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    sign_in(tab, ward.editor)
    tab.goto("/quan-tri/")
    widths = "[...document.querySelectorAll('.front')].map((one) => one.getBoundingClientRect().width)"
    found = tab.evaluate(widths)
    assert len(found) == 2
    assert min(found) > width - 80
