"""An officer's way through an issue on a phone and at a desk, with scripts and without: from the link to “Đã nhận”, the contents,
large type, the report of a meeting; everything by keyboard, nothing sideways at 400 %."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.addresses import file_stem, place_of
from documents.engines.blocks import PictureRef
from documents.models import Delivery, Edition, EditionPicture, Meeting, Proposal, PublisherSettings, Report
from documents.services.pictures import picture_sources
from organizations.models import User
from tests.browser.editing import until
from tests.browser.targets import small_targets
from tests.builders import (
    Ward,
    make_bulletin,
    make_edition,
    make_edition_entries,
    make_picture,
    make_recording,
    make_ward,
    mp3_bytes,
    picture_bytes,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    OpenTab = Callable[..., Page]
    SignIn = Callable[[Page, User], None]

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
# 1280 px at 400 %.
ZOOMED = {"viewport": {"width": 320, "height": 200}}


@pytest.fixture
def ward(transactional_db: None) -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    edition = make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])
    make_edition_entries(edition, 11)
    paragraphs = "".join(f"<p>Đoạn thứ {number} kể việc trồng cây ở khu dân cư.</p>" for number in range(12))
    for entry in edition.entries.all():
        entry.short_title = f"Việc thứ {entry.number}"
        entry.cell_tasks = "Phân công người tưới cây."
        entry.html = (
            f'<section class="entry" id="muc-{entry.number}"><h2>Việc {entry.number}</h2>{paragraphs}</section>'
        )
        entry.save()
    return edition


def _address(edition: Edition) -> str:
    return reverse("documents:bulletin_read", kwargs=place_of(edition))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_from_the_link_to_received_it_takes_two_presses(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", screen: dict[str, object], scripts: bool
) -> None:
    page = open_tab(**screen, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))

    page.get_by_role("button", name="Đã nhận").click()

    page.get_by_text("Chi bộ đã báo nhận tài liệu này").wait_for()
    assert Delivery.objects.get(edition=edition, organization=ward.cell).acknowledged_by == ward.secretary


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_contents_rise_from_the_foot_of_a_phone_and_lead_to_the_entry(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool
) -> None:
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))

    page.locator("summary", has_text="Mục lục").click()
    page.get_by_role("link", name="9 Việc thứ 9").click()

    entry = page.locator("#muc-9").bounding_box()
    assert entry is not None
    assert -5 <= entry["y"] < 200
    assert page.locator("[data-drawer][open]").count() == (0 if scripts else 1)
    if not scripts:
        panel = page.locator(".issue__contents > ol").bounding_box()
        assert panel is not None
        assert panel["y"] + panel["height"] <= entry["y"], "nothing lies over the text"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_large_type_is_kept_for_the_next_visit(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool
) -> None:
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))

    page.get_by_role("link", name="Chữ to hơn", exact=True).click()
    page.get_by_role("link", name="Chữ nhỏ lại", exact=True).wait_for()
    page.goto(_address(edition))

    assert page.locator("article.reading--large").count() == 1


def _wait_until_noted(page: "Page", place: str) -> None:
    """The place is noted when scrolling has come to rest; the policy forbids to wait for it by a function in the page."""
    for _ in range(300):
        if page.evaluate("Object.values(window.localStorage).join()").startswith(place):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the device has not noted {place}")


def test_the_way_back_to_where_one_stopped_is_kept_on_the_device(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))
    page.locator("#muc-6").evaluate("element => element.scrollIntoView()")
    _wait_until_noted(page, "muc-6 ")

    page.goto(_address(edition))
    notice = page.locator("[data-resume]")
    notice.wait_for()
    assert "Việc thứ 6" in notice.inner_text()
    shown = notice.bounding_box()
    bar = page.locator(".issue__bar").bounding_box()
    assert shown is not None
    assert bar is not None
    assert shown["y"] + shown["height"] <= bar["y"], "the whole of it is seen without scrolling"
    notice.get_by_role("link", name="Đọc tiếp").click()
    box = page.locator("#muc-6").bounding_box()
    assert box is not None
    assert -5 <= box["y"] < 200


def test_the_way_back_leads_to_the_very_line(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))
    line = page.locator("#muc-1 p", has_text="Đoạn thứ 9 kể")
    line.evaluate("element => element.scrollIntoView()")
    _wait_until_noted(page, "muc-1 10")

    page.goto(_address(edition))
    page.locator("[data-resume]").get_by_role("link", name="Đọc tiếp").click()

    box = line.bounding_box()
    assert box is not None
    assert -5 <= box["y"] < 200


# Every page of a reader and of who carries the paper around: page, who looks, more of the address.
PAGES = [
    ("bulletin_list", "secretary", ""),
    ("bulletin_archive", "secretary", ""),
    ("bulletin_read", "secretary", ""),
    ("bulletin_read", "secretary", "?tim=trong+cay"),
    ("bulletin_read", "secretary", "?tim=khong+co"),
    ("bulletin_meeting", "secretary", ""),
    ("bulletin_report", "secretary", "?muc=2"),
    ("cell_show", "secretary", ""),
    ("meeting_report", "secretary", ""),
    ("bulletin_coverage", "editor", "?nhom={base}"),
    ("bulletin_coverage_paper", "editor", ""),
    ("bulletin_coverage_print", "editor", ""),
    ("proposal_list", "editor", ""),
]
PAGE_IDS = [f"{name}{query}" for name, _, query in PAGES]


def _page_address(ward: Ward, edition: Edition, name: str, query: str) -> str:
    kwargs: dict[str, object] = {}
    if name == "bulletin_archive":
        kwargs = {"year": edition.year}
    elif name in {"cell_show", "meeting_report"}:
        kwargs = {"cell": ward.cell.pk}
    elif name.startswith("bulletin_") and name != "bulletin_list":
        kwargs = place_of(edition)
    return reverse(f"documents:{name}", kwargs=kwargs) + query.format(base=ward.base.path)


@pytest.fixture
def full(ward: Ward, edition: Edition) -> Edition:
    """The issue with all that its pages can show: recordings, files to share, a mark, paper, a meeting with a proposal."""
    PublisherSettings.objects.create(
        publisher=ward.committee, pdf_shared=True, watermarked=True, contact="văn phòng, máy 12"
    )
    make_recording(edition)
    make_recording(edition, entry=edition.entries.get(number="2"))
    edition.deliveries.update(road="paper", paper_copies=3)
    month = timezone.localdate().replace(day=1)
    meeting = Meeting.objects.create(cell=ward.cell, month=month, held_on=month, total=24, present=20)
    Proposal.objects.create(meeting=meeting, text="Sửa đèn đường ngõ 12.")
    return edition


@pytest.mark.parametrize(("name", "person", "query"), PAGES, ids=PAGE_IDS)
def test_at_four_hundred_percent_nothing_goes_sideways(
    ward: Ward, full: Edition, open_tab: "OpenTab", sign_in: "SignIn", name: str, person: str, query: str
) -> None:
    page = open_tab(**ZOOMED)
    sign_in(page, getattr(ward, person))
    page.goto(_page_address(ward, full, name, query))

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_at_four_hundred_percent_the_bar_does_not_cover_the_text(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**ZOOMED)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))

    assert page.locator(".issue__bar").evaluate("element => getComputedStyle(element).position") == "static"


@pytest.mark.parametrize(("name", "person", "query"), PAGES, ids=PAGE_IDS)
def test_pages_with_all_they_can_show_are_accessible(
    ward: Ward,
    full: Edition,
    open_tab: "OpenTab",
    sign_in: "SignIn",
    assert_accessible: "Callable[..., None]",
    name: str,
    person: str,
    query: str,
) -> None:
    page = open_tab(**PHONE, user_agent="Mozilla/5.0 (Linux; Android 9; wv) Zalo android/1")
    sign_in(page, getattr(ward, person))
    page.goto(_page_address(ward, full, name, query))
    page.evaluate("document.querySelectorAll('details:not([data-drawer])').forEach((part) => { part.open = true; })")

    assert_accessible(page)
    assert small_targets(page) == []


# What can be pressed or typed into and is seen now; a closed drawer's links are not.
PRESSED = """() => {
    const found = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, audio")].filter(
        (element) => element.checkVisibility({ checkVisibilityCSS: true }) && !element.disabled && element.type !== "hidden"
            && !(element.closest("details:not([open])") && !element.closest("summary")));
    found.forEach((element, place) => element.setAttribute("data-stop", place));
    return found.length;
}"""
FOCUSED = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
    return [element.getAttribute("data-stop"), seen, element.tagName];
}"""


@pytest.mark.parametrize(("name", "person", "query"), PAGES, ids=PAGE_IDS)
def test_all_that_can_be_pressed_is_reached_by_the_tab_key_and_shown(
    ward: Ward, full: Edition, open_tab: "OpenTab", sign_in: "SignIn", name: str, person: str, query: str
) -> None:
    page = open_tab(**DESK)
    sign_in(page, getattr(ward, person))
    page.goto(_page_address(ward, full, name, query))
    count = page.evaluate(PRESSED)
    reached: set[int] = set()
    shown: set[int] = set()
    # A player and a field for dates have several stops of their own, with marks of their own inside.
    for _ in range(count * 8):
        page.keyboard.press("Tab")
        stop, is_shown, tag = page.evaluate(FOCUSED)
        if tag == "BODY":
            break
        if stop is not None:
            reached.add(int(stop))
            if is_shown or tag == "AUDIO":
                shown.add(int(stop))

    assert reached == shown == set(range(count))


def test_the_drawer_and_the_receipt_work_by_keyboard(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))
    page.locator("summary", has_text="Mục lục").focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-drawer][open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("[data-drawer][open]").count() == 0

    page.get_by_role("button", name="Đã nhận").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Chi bộ đã báo nhận tài liệu này").wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_meeting_is_reported_on_one_page(ward: Ward, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool) -> None:
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(reverse("documents:meeting_report", kwargs={"cell": ward.cell.pk}))
    page.get_by_label("Ngày họp").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_label("Tổng số đảng viên").fill("24")
    page.get_by_label("Số có mặt").fill("20")
    page.get_by_role("button", name="Gửi báo cáo").click()

    page.get_by_text("có mặt 20/24").wait_for()
    assert Meeting.objects.get().cell == ward.cell


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_matter_is_found_in_past_issues_from_the_page_of_the_cell(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool
) -> None:
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(reverse("documents:cell_show", args=[ward.cell.pk]))
    page.get_by_label("Tìm một việc trong các số đã phát hành").fill("doan van thu")
    page.get_by_role("button", name="Tìm", exact=True).click()

    page.get_by_role("link", name="9. Chuyên đề thử").click()
    page.wait_for_url(f"**{_address(edition)}#muc-9")


def test_the_message_for_zalo_is_copied_with_one_press(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**DESK, permissions=["clipboard-read", "clipboard-write"])
    sign_in(page, ward.editor)
    page.goto(reverse("documents:bulletin_coverage", kwargs=place_of(edition)))

    page.get_by_role("button", name="Chép tin nhắn").click()

    page.get_by_text("Đã chép").wait_for()
    assert "Phân công người tưới cây." in page.evaluate("navigator.clipboard.readText()")


def test_a_recording_plays_in_the_page_and_jumps(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    # Ten minutes, as parts are only asked for where the whole would take long.
    make_recording(edition, entry=edition.entries.get(number="2"), content=mp3_bytes(23_000))
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))
    sound = page.get_by_label("Nghe mục này")
    assert sound.evaluate("element => element.closest('.entry').id") == "muc-2"
    assert sound.evaluate("element => element.networkState") == 1, "nothing is fetched before it is pressed"

    position = sound.evaluate(
        """element => new Promise((resolve, reject) => {
            element.addEventListener('error', () => reject(new Error('error')), true);
            element.addEventListener('seeked', () => resolve(element.currentTime), { once: true });
            element.addEventListener('loadedmetadata', () => { element.currentTime = 500; }, { once: true });
            element.muted = true;
            element.play().catch(reject);
        })"""
    )

    assert position >= 499


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_search_leads_to_the_marked_words(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool
) -> None:
    entry = edition.entries.get(number="7")
    entry.html = entry.html.replace("Đoạn thứ 11 kể", "Đoạn thứ 11 nhắc bờ <strong>kè</strong> sông, kể")
    entry.text = "Đoạn thứ 11 nhắc bờ kè sông."
    entry.save()
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))

    page.get_by_label("Tìm trong số này").fill("bo ke song")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name="7 Việc thứ 7").last.click()

    marks = page.locator("#muc-7 mark")
    assert marks.all_inner_texts() == ["bờ ", "kè", " sông"]
    box = marks.first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 640


SHARE_SHEET = """
    window.shared = [];
    navigator.canShare = (data) => data.files.every((file) => file.type === "application/pdf");
    navigator.share = (data) => {
      if (window.refusals > 0) { window.refusals -= 1; return Promise.reject(new DOMException("", "NotAllowedError")); }
      window.shared.push(data.files[0].name + " " + data.files[0].size);
      return Promise.resolve();
    };
"""


def _open_with_share_sheet(page: "Page", edition: Edition, script: str) -> None:
    PublisherSettings.objects.create(publisher=edition.publisher, pdf_shared=True)
    page.add_init_script(script)
    page.goto(_address(edition))


def test_the_pdf_is_handed_to_the_share_sheet(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    _open_with_share_sheet(page, edition, SHARE_SHEET + "window.refusals = 1;")

    page.get_by_role("button", name="Gửi bản PDF").click()
    # The file came too late for the first press: the sheet wants another.
    page.get_by_role("button", name="Tệp đã sẵn sàng, bấm để gửi").click()
    page.get_by_role("button", name="Gửi bản PDF").wait_for()

    assert page.evaluate("window.shared") == [f"{file_stem(edition)}.pdf 9"]


def test_without_a_share_sheet_for_files_there_is_no_button(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    _open_with_share_sheet(page, edition, "navigator.canShare = undefined;")

    page.get_by_role("link", name="Tải bản PDF").wait_for()
    assert page.get_by_text("Gửi bản PDF").is_hidden()


# --- Back and reload ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_back_and_reload_after_received_change_nothing(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool
) -> None:
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))
    page.get_by_role("button", name="Đã nhận").click()
    page.get_by_text("Chi bộ đã báo nhận tài liệu này").wait_for()
    first = Delivery.objects.get(edition=edition, organization=ward.cell).acknowledged_at

    page.reload()
    page.get_by_text("Chi bộ đã báo nhận tài liệu này").wait_for()
    page.go_back()
    again = page.get_by_role("button", name="Đã nhận")
    if again.count():
        again.click()
    page.get_by_text("Chi bộ đã báo nhận tài liệu này").wait_for()

    assert Delivery.objects.get(edition=edition, organization=ward.cell).acknowledged_at == first


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_back_after_the_report_of_a_meeting_mends_the_one_report(
    ward: Ward, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool
) -> None:
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(reverse("documents:meeting_report", kwargs={"cell": ward.cell.pk}))
    for present in ("20", "21"):
        page.get_by_label("Ngày họp").fill(f"{timezone.localdate():%Y-%m-%d}")
        page.get_by_label("Tổng số đảng viên").fill("24")
        page.get_by_label("Số có mặt").fill(present)
        # Loaded anew, the page knows of the report and offers to change it.
        page.get_by_role("button", name=re.compile("Gửi báo cáo|Lưu thay đổi")).click()
        page.get_by_text(f"có mặt {present}/24").wait_for()
        page.reload()
        page.get_by_text(f"có mặt {present}/24").wait_for()
        page.go_back()
        page.get_by_label("Ngày họp").wait_for()

    assert Meeting.objects.get().present == 21


def test_more_present_than_members_is_said_beside_the_number_and_nothing_typed_is_lost(
    ward: Ward, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**PHONE, java_script_enabled=False)
    sign_in(page, ward.secretary)
    page.goto(reverse("documents:meeting_report", kwargs={"cell": ward.cell.pk}))
    page.get_by_label("Ngày họp").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_label("Tổng số đảng viên").fill("20")
    page.get_by_label("Số có mặt").fill("24")
    page.get_by_label("Kiến nghị").fill("Sửa đèn đường.")
    page.get_by_role("button", name="Gửi báo cáo").click()

    assert "Số có mặt" in page.locator(".field--wrong").inner_text()
    assert page.get_by_label("Kiến nghị").input_value() == "Sửa đèn đường."
    page.get_by_label("Số có mặt").fill("19")
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.get_by_text("có mặt 19/20").wait_for()


def test_numbers_and_a_day_that_cannot_be_are_said_before_anything_is_sent(
    ward: Ward, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    page.goto(reverse("documents:meeting_report", kwargs={"cell": ward.cell.pk}))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.get_by_label("Ngày họp").fill(f"05/01/{timezone.localdate().year + 1}")
    page.get_by_label("Tổng số đảng viên").fill("20")
    page.get_by_label("Số có mặt").fill("24")
    send = page.get_by_role("button", name="Gửi báo cáo")
    send.click()
    assert "Ngày họp chưa đến" in page.locator(".field--wrong").nth(0).inner_text()
    assert "Số có mặt (24) nhiều hơn tổng số đảng viên (20)" in page.locator(".field--wrong").nth(1).inner_text()

    page.get_by_label("Ngày họp").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_label("Số có mặt").fill("15")
    page.get_by_text("Ghi thêm chi tiết").click()
    page.get_by_label("Vắng không lý do").fill("3")
    page.get_by_label("Được miễn sinh hoạt").fill("4")
    page.get_by_text("Ghi thêm chi tiết").click()
    send.click()
    wrong = page.locator(".meeting-form__more[open] .field--wrong")
    assert "Có mặt 15 cộng vắng, miễn 7 thành 22, nhiều hơn tổng số 20." in wrong.inner_text()
    assert sent == []

    page.get_by_label("Được miễn sinh hoạt").fill("2")
    assert page.locator(".field--wrong, .errorlist, [aria-invalid]").count() == 0
    send.click()
    page.get_by_text("có mặt 15/20").wait_for()


def test_what_was_said_of_a_field_goes_when_it_is_changed_or_what_it_is_held_against(
    ward: Ward, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    page.goto(reverse("documents:meeting_report", kwargs={"cell": ward.cell.pk}))
    page.get_by_label("Ngày họp").fill(f"{timezone.localdate().year + 1}-01-05")
    page.get_by_label("Tổng số đảng viên").fill("20")
    page.get_by_label("Số có mặt").fill("24")
    # As the portal answers it, past what the page itself says before sending.
    with page.expect_navigation():
        page.evaluate("document.querySelector('form[data-meeting]').submit()")
    page.locator(".field--wrong").nth(1).wait_for()

    page.get_by_label("Kiến nghị").fill("Sửa đèn đường.")
    assert page.locator(".field--wrong").count() == 2
    page.get_by_label("Tổng số đảng viên").fill("25")
    assert "Ngày họp" in page.locator(".field--wrong").inner_text()
    page.get_by_label("Ngày họp").fill(f"{timezone.localdate():%d/%m/%Y}")
    assert page.locator(".field--wrong, .errorlist, [aria-invalid]").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("way", ["press", "keyboard"])
def test_a_photo_is_chosen_by_a_button_in_vietnamese(
    ward: Ward, open_tab: "OpenTab", sign_in: "SignIn", tmp_path: Path, scripts: bool, way: str
) -> None:
    photo = tmp_path / "bien-ban.jpg"
    photo.write_bytes(picture_bytes(400, 300))
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(reverse("documents:meeting_report", kwargs={"cell": ward.cell.pk}))
    with page.expect_file_chooser() as chooser:
        if way == "press":
            button = page.get_by_text("Chọn ảnh", exact=True)
            button.scroll_into_view_if_needed()
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 44
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        else:
            page.locator("input[type=file]").focus()
            page.keyboard.press("Enter")
    chooser.value.set_files(photo)
    if scripts:
        page.get_by_text("Đã chọn bien-ban.jpg.").wait_for()

    page.get_by_label("Ngày họp").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_label("Tổng số đảng viên").fill("24")
    page.get_by_label("Số có mặt").fill("20")
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.get_by_text("có mặt 20/24").wait_for()
    assert Meeting.objects.get().minutes_picture is not None


# Above the bar at the foot of a phone.
_IN_VIEW = (
    "(r => r.top >= 0 && r.bottom < innerHeight - 60)(document.querySelector('.said-here').getBoundingClientRect())"
)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_mistake_is_reported_from_its_entry_and_once_whatever_is_pressed(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool
) -> None:
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))
    page.get_by_role("link", name="Báo lỗi ở mục 3", exact=True).click()
    for _ in range(2):
        page.get_by_label("Chỗ sai và chữ đúng").fill("Dòng 3 ghi ngày 15, đúng là 16.")
        page.get_by_role("button", name="Gửi").click()
        thanks = page.get_by_text("Đã gửi đến ban biên soạn")
        thanks.wait_for()
        until(page, _IN_VIEW)
        page.go_back()
        page.get_by_label("Chỗ sai và chữ đúng").wait_for()

    assert Report.objects.get().entry == edition.entries.get(number="3")


def test_a_reminder_pressed_again_after_going_back_reaches_nobody_twice(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**DESK)
    sign_in(page, ward.editor)
    page.goto(reverse("documents:bulletin_coverage", kwargs=place_of(edition)))
    page.get_by_role("button", name="Nhắc những nơi chưa nhận").click()
    page.locator(".messages").wait_for()
    said = page.locator(".messages").inner_text()
    moments = list(edition.deliveries.order_by("pk").values_list("reminded_at", flat=True))
    page.reload()
    page.go_back()
    page.get_by_role("button", name="Nhắc những nơi chưa nhận").click()
    page.locator(".messages").wait_for()

    assert page.locator(".messages").inner_text() != said
    assert list(edition.deliveries.order_by("pk").values_list("reminded_at", flat=True)) == moments


# --- Tables ---------------------------------------------------------------------------------------------------------


def _table(columns: int) -> str:
    cells = "".join(f"<td>Cột thứ {number}</td>" for number in range(columns))
    return f'<div class="table-wrap" role="region" aria-label="Bảng" tabindex="0"><table><tr>{cells}</tr></table></div>'


def test_a_table_that_slides_says_so_and_one_that_fits_says_nothing(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    entry = edition.entries.get(number="1")
    entry.html = f'<section class="entry" id="muc-1"><h2>Việc 1</h2>{_table(2)}{_table(10)}</section>'
    entry.save()
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))

    page.locator(".table-hint").wait_for()
    assert page.locator(".table-hint").all_inner_texts() == ["Kéo ngang để xem hết bảng."]
    assert page.locator(".table-hint + .table-wrap").inner_text().count("Cột thứ") == 10

    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator(".table-hint").wait_for(state="detached")


# --- Photos ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_photo_is_enlarged_and_left_again(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool
) -> None:
    """Within the page, where "Back" leads to the text as well as the button; without scripts a plain link to the picture."""
    picture = make_picture(picture_bytes(2000, 1500))
    EditionPicture.objects.create(edition=edition, picture=picture)
    source = picture_sources(edition.token)(PictureRef(picture.sha256, 2000, 1500))
    entry = edition.entries.get(number="1")
    entry.html = (
        f'<section class="entry" id="muc-1"><h2>Việc 1</h2><figure class="photo"><img src="{source.src}"'
        f' srcset="{source.srcset}" sizes="100vw" alt="Cổng làng" loading="lazy">'
        '<figcaption class="photo__caption">Cổng làng</figcaption></figure></section>'
    )
    entry.save()
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))

    page.get_by_text("Xem ảnh lớn").click()

    if scripts:
        large = page.locator(".photo-large")
        assert "-1600.jpg" in str(large.locator("img").get_attribute("src"))
        large.get_by_role("button", name="Về bài đọc").click()
        large.wait_for(state="detached")
        until(page, "!history.state")
        page.get_by_text("Xem ảnh lớn").click()
        large.wait_for()
        page.go_back()
        large.wait_for(state="detached")
        assert page.url.endswith(_address(edition))
        return
    page.wait_for_url("**-1600.jpg")
    page.go_back()
    page.get_by_role("heading", name="Việc 1", exact=True).wait_for()
