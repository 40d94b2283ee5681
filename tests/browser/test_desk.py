"""The desk in a real browser: a whole issue by mouse, again by keyboard, dragging by mouse and finger, two editors at once, a
lost line, a tablet and a phone. The tabs are watched: a policy report or an error on the console fails the test."""

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from activities.models import ActivityPicture
from documents.models import Bulletin, Entry
from documents.services.desk.outline import outline_lines
from documents.services.editing import place_picture
from tests.browser.editing import cursor_to_end, until
from tests.builders import (
    Ward,
    make_activity,
    make_bulletin,
    make_directive,
    make_entry,
    make_picture,
    make_ward,
    picture_bytes,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.watch import Watch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    """1 Một, 2 Hai, 3 Tin hoạt động with 3.1 Tin a, 4 Ba."""
    row = make_bulletin(ward.committee)
    for position, heading in ((1, "Một"), (2, "Hai"), (4, "Ba")):
        make_entry(row, heading=heading, position=position)
    group = make_entry(row, heading="Tin hoạt động", kind=Entry.Kind.NEWS_GROUP, position=3, body="")
    make_entry(row, heading="Tin a", kind=Entry.Kind.NEWS, parent=group, position=1)
    return row


@pytest.fixture
def stocked(ward: Ward) -> Ward:
    """A pool of five directives and four news items, two with photos."""
    for number in range(5):
        body = f"<p>Yêu cầu các chi bộ triển khai nội dung thứ {number} trước ngày 15/12/2026.</p>"
        make_directive(ward.committee, issued_on=date(2026, 10, number + 1), subject=f"về việc thứ {number}", body=body)
    for number in range(4):
        news = make_activity(ward.committee, title=f"Tin thứ {number}", body="<p>Chi bộ ra quân.</p>")
        if number < 2:
            ActivityPicture.objects.create(activity=news, picture=make_picture(), caption="Ra quân", place=1)
    return ward


def address(bulletin: Bulletin, entry: Entry | None = None) -> str:
    return f"/quan-tri/documents/bulletin/{bulletin.pk}/bien-tap/" + (f"?muc={entry.pk}" if entry else "")


def open_desk(page: "Page", bulletin: Bulletin, entry: Entry | None = None) -> None:
    page.goto(address(bulletin, entry))
    page.wait_for_selector(".prose-menubar button")
    page.wait_for_selector("#so-trang", state="attached")


def shown(bulletin: Bulletin) -> list[str]:
    return [f"{line.number} {line.entry.heading}" for line in outline_lines(bulletin)]


class _Hand:
    """Counts what a person presses."""

    def __init__(self, page: "Page") -> None:
        self.page, self.clicks = page, 0

    def click(self, selector: str) -> None:
        self.page.click(selector)
        self.clicks += 1


def test_five_items_and_four_news_from_new_issue_to_sent_in_25_clicks(
    tab: "Page", sign_in: Callable[..., None], stocked: Ward
) -> None:
    """Each thing is taken by a press of its own; "Soạn sẵn" would need one for all."""
    sign_in(tab, stocked.editor)
    tab.goto("/quan-tri/documents/bulletin/")
    hand = _Hand(tab)
    hand.click("a.addlink")
    assert tab.input_value("#id_month")
    tab.fill("#id_month", "11")
    tab.fill("#id_year", "2026")
    hand.click('input[name="_save"]')
    tab.wait_for_url(re.compile("/bien-tap/"))
    hand.click("#mo-kho")
    for left in range(9, 0, -1):
        until(tab, f"document.querySelectorAll('#kho-nhom .pool__item').length === {left}")
        hand.click("#kho-nhom .pool__item >> nth=0 >> text=/^Lấy$/")
    tab.wait_for_selector("#kho-nhom >> text=Không còn văn bản")
    hand.click("[data-close-drawer]")
    # htmx writes an error where a page is left while its preview is under way.
    tab.wait_for_load_state("networkidle")
    hand.click("text=Gửi duyệt")
    hand.click(".step__press button")
    tab.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))
    bulletin = Bulletin.objects.get()
    assert bulletin.state == Bulletin.State.IN_REVIEW
    assert shown(bulletin)[5].endswith("Tin hoạt động")
    assert (bulletin.entries.filter(kind="directive").count(), bulletin.entries.filter(kind="news").count()) == (5, 4)
    assert hand.clicks <= 25


def test_a_new_issue_drafts_itself_by_one_press_and_shows_its_pages(
    tab: "Page", sign_in: Callable[..., None], stocked: Ward
) -> None:
    bulletin = make_bulletin(stocked.committee)
    sign_in(tab, stocked.editor)
    tab.goto(address(bulletin))
    ticked = "#nhom-news input:checked"
    assert tab.locator(ticked).count() == 4
    tab.click("#nhom-news [data-tick-all]")
    assert tab.locator(ticked).count() == 0
    tab.click("#nhom-news [data-tick-all]")
    tab.click("#soan-san")
    tab.wait_for_selector(".outline__row >> nth=9")
    until(tab, "document.querySelectorAll('.preview__page').length > 2")
    until(
        tab,
        "document.querySelector('.preview__page').complete && document.querySelector('.preview__page').naturalWidth > 0",
    )
    assert len(shown(bulletin)) == 10


def test_a_whole_issue_by_keyboard_alone(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    first = bulletin.entries.get(heading="Một")
    _tab_to(tab, f"#dong-{first.pk}")
    tab.keyboard.press("Alt+ArrowDown")
    until(tab, "document.querySelector('.outline__heading').textContent === 'Hai'")
    assert tab.evaluate("document.activeElement.id") == f"dong-{first.pk}"
    assert shown(bulletin) == ["1 Hai", "2 Một", "3 Tin hoạt động", "3.1 Tin a", "4 Ba"]
    for _ in range(3):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Alt+ArrowRight")
    tab.wait_for_selector('[data-level="2"] >> text=Ba')
    assert shown(bulletin) == ["1 Hai", "2 Một", "3 Tin hoạt động", "3.1 Tin a", "3.2 Ba"]
    tab.keyboard.press("Alt+ArrowLeft")
    tab.wait_for_selector('[data-level="1"] >> text=Ba')
    tab.keyboard.press("Alt+Home")
    until(tab, "document.querySelector('.outline__heading').textContent === 'Ba'")
    tab.keyboard.press("Enter")
    until(tab, "document.querySelector('#id_heading').value === 'Ba'")
    _tab_to(tab, "#den-so")
    tab.keyboard.type("3")
    tab.keyboard.press("Enter")
    until(tab, "document.querySelectorAll('.outline__heading')[2].textContent === 'Ba'")
    assert shown(bulletin) == ["1 Hai", "2 Một", "3 Ba", "4 Tin hoạt động", "4.1 Tin a"]
    _tab_to(tab, "#id_heading")
    tab.keyboard.press("Control+a")
    tab.keyboard.type("Ba đã sửa")
    tab.keyboard.press("Control+s")
    tab.wait_for_selector(".open__saved")
    assert bulletin.entries.filter(heading="Ba đã sửa", version=2).exists()
    _tab_to(tab, "#bo-muc", back=True)
    tab.keyboard.press("Enter")
    tab.wait_for_selector("text=Vừa bỏ")
    _tab_to(tab, ".outline__removed button")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("text=Đã đưa mục trở lại.")
    assert shown(bulletin) == ["1 Hai", "2 Một", "3 Ba đã sửa", "4 Tin hoạt động", "4.1 Tin a"]


def test_a_line_is_pressed_in_the_moment_it_is_drawn(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    """A line drawn anew opens its entry within the page at once: a quick hand does not load the whole page again."""
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    last = bulletin.entries.get(heading="Ba")
    tab.evaluate(
        """key => {
        window.isSamePage = true;
        const outline = document.getElementById("de-cuong").parentElement;
        const drawn = new MutationObserver(() => {
            const first = document.querySelector(".outline__link");
            if (first?.id !== key) return;
            drawn.disconnect();
            first.click();
        });
        drawn.observe(outline, { childList: true });
    }""",
        f"dong-{last.pk}",
    )
    _tab_to(tab, f"#dong-{last.pk}")
    tab.keyboard.press("Alt+Home")
    until(tab, "document.querySelector('#id_heading').value === 'Ba'")
    assert tab.evaluate("window.isSamePage") is True


def test_a_new_issue_is_made_and_sent_by_keyboard_alone(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, watch: "Watch"
) -> None:
    """From the list of issues to "sent": no mouse, no field filled but by typing."""
    make_directive(
        ward.committee, issued_on=date(2026, 10, 1), subject="về dọn kênh", body="<p>Các chi bộ dọn kênh.</p>"
    )
    make_directive(
        ward.committee, issued_on=date(2026, 10, 2), subject="về trồng cây", body="<p>Các chi bộ trồng cây.</p>"
    )
    sign_in(tab, ward.editor)
    tab.goto("/quan-tri/documents/bulletin/")
    _tab_to(tab, "a.addlink")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("/add/"))
    for box, value in (("#id_month", "11"), ("#id_year", "2026")):
        _tab_to(tab, box)
        tab.keyboard.press("Control+a")
        tab.keyboard.type(value)
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("/bien-tap/"))
    tab.wait_for_selector("#so-trang", state="attached")
    bulletin = Bulletin.objects.get()

    # From the pool.
    tab.keyboard.press("Alt+k")
    tab.wait_for_selector("#kho-nhom .pool__item")
    _tab_to(tab, "#kho-nhom .pool__item button")
    tab.keyboard.press("Enter")
    until(tab, "document.querySelectorAll('#kho-nhom .pool__item').length === 1")
    until(tab, "document.activeElement.textContent === 'Lấy'")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#kho-nhom >> text=Không còn văn bản")
    until(tab, "document.activeElement.id === 'ten-kho'")
    tab.keyboard.press("Escape")
    until(tab, "document.activeElement.id === 'mo-kho'")

    # An entry of one's own: its kind, its heading, its text with a mark from the toolbar.
    tab.keyboard.press("Alt+m")
    until(tab, "document.activeElement.id === 'them-loai'")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    _tab_to(tab, "#them-muc")
    tab.keyboard.press("Enter")
    until(tab, "document.activeElement.id === 'id_heading'")
    tab.keyboard.type("Ra quân làm sạch ngõ xóm")
    tab.wait_for_selector(".prose-menubar[role=toolbar]")
    tab.keyboard.press("Tab")
    until(tab, "document.activeElement.closest('.prose-menubar') !== null")
    until(tab, "document.activeElement.dataset.name === 'paragraph'")
    for name in ("heading3", "heading4", "heading5", "heading6", "bold"):
        tab.keyboard.press("ArrowRight")
        assert tab.evaluate("document.activeElement.dataset.name") == name
    tab.keyboard.press("Enter")
    until(tab, "document.activeElement.classList.contains('tiptap')")
    tab.keyboard.type("Sáng thứ bảy")
    tab.keyboard.press("Control+b")
    tab.keyboard.type(" toàn chi bộ ra quân.")
    tab.keyboard.press("Shift+Tab")
    until(tab, "document.activeElement.dataset.name === 'bold'")
    tab.keyboard.press("Tab")
    until(tab, "document.activeElement.classList.contains('tiptap')")

    # Sent as it stands: what was typed is saved by the same press.
    tab.keyboard.press("Alt+g")
    tab.wait_for_url(re.compile("/buoc/gui-duyet/"))
    _tab_to(tab, "main form button.button--main, main form input[type=submit]")
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))
    bulletin.refresh_from_db()
    assert bulletin.state == Bulletin.State.IN_REVIEW
    assert bulletin.entries.count() == 3
    own = bulletin.entries.get(heading="Ra quân làm sạch ngõ xóm")
    assert own.body == "<p><strong>Sáng thứ bảy</strong> toàn chi bộ ra quân.</p>"
    watch.console = [line for line in watch.console if "htmx:" not in line]  # the preview of a page that was left


def test_what_a_thematic_issue_is_called_is_asked_when_that_kind_is_chosen_and_a_refused_box_has_the_cursor(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    tab.goto("/quan-tri/documents/bulletin/add/")
    assert not tab.is_visible("#id_theme")
    tab.select_option("#id_kind", "thematic")
    tab.wait_for_selector("#id_theme")
    tab.select_option("#id_kind", "monthly")
    tab.fill("#id_month", str(bulletin.month))
    tab.fill("#id_year", str(bulletin.year))
    tab.click('input[name="_save"]')
    tab.wait_for_selector("text=mở tài liệu đã có")
    until(tab, "document.activeElement.id === 'id_month'")


def test_a_new_issue_is_made_and_sent_by_finger_on_a_tablet(
    open_tab: Callable[..., "Page"], sign_in: Callable[..., None], stocked: Ward, watch: "Watch"
) -> None:
    tablet = open_tab(viewport={"width": 820, "height": 1100}, has_touch=True)
    sign_in(tablet, stocked.editor)
    tablet.goto("/quan-tri/documents/bulletin/")
    tablet.tap("a.addlink")
    tablet.fill("#id_month", "11")
    tablet.fill("#id_year", "2026")
    tablet.tap('input[name="_save"]')
    tablet.wait_for_url(re.compile("/bien-tap/"))
    tablet.tap("#soan-san")
    tablet.wait_for_selector(".outline__row >> nth=9")
    tablet.wait_for_selector(".prose-menubar button")
    tablet.tap("#di-xuong")
    until(tablet, "document.querySelectorAll('.outline__row')[1].querySelector('[aria-current]') !== null")
    tablet.tap('[data-shows="preview"]')
    tablet.tap("#truoc-khi-gui summary")
    tablet.tap("#truoc-khi-gui a >> text=ý chính để đọc >> nth=0")
    until(tablet, "document.activeElement.id === 'id_gist'")
    tablet.keyboard.type("Điều chính cần nhớ.")
    tablet.tap("#gui-duyet")
    tablet.wait_for_url(re.compile("/buoc/gui-duyet/"))
    tablet.tap("main form button.button--main")
    tablet.wait_for_url(re.compile(r"/bulletin/\d+/duyet/$"))
    bulletin = Bulletin.objects.get()
    assert bulletin.state == Bulletin.State.IN_REVIEW
    assert bulletin.entries.filter(gist="Điều chính cần nhớ.").count() == 1
    watch.console = [line for line in watch.console if "htmx:" not in line]  # the preview of a page that was left


def test_an_unsaved_text_of_another_entry_is_named_before_sending(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, bulletin.entries.get(heading="Hai"))
    tab.fill("#id_heading", "Hai dở dang")
    tab.click(".outline__link >> text=Ba")
    until(tab, "document.querySelector('#id_heading').value === 'Ba'")
    tab.wait_for_load_state("networkidle")
    tab.click("#gui-duyet")
    tab.wait_for_selector("#thong-bao >> text=Mục 2 còn chữ chưa lưu")
    tab.click("#gui-duyet")
    tab.wait_for_url(re.compile("/buoc/gui-duyet/"))


def _tab_to(page: "Page", selector: str, *, back: bool = False) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(150):
        if page.evaluate("selector => document.activeElement === document.querySelector(selector)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def _centre(page: "Page", selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_an_entry_is_dragged_by_mouse_to_the_top_and_into_a_group(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    last, news = bulletin.entries.get(heading="Ba"), bulletin.entries.get(heading="Tin a")
    x, y = _centre(tab, f'[data-entry="{last.pk}"] > [data-drag]')
    top = tab.locator("[data-outline]").bounding_box()
    assert top is not None
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(x, top["y"] + 5, steps=6)
    tab.mouse.up()
    until(tab, "document.querySelector('.outline__heading').textContent === 'Ba'")
    assert shown(bulletin)[0] == "1 Ba"
    x, y = _centre(tab, f'[data-entry="{last.pk}"] > [data-drag]')
    below = tab.locator(f'[data-entry="{news.pk}"]').bounding_box()
    assert below is not None
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.mouse.move(top["x"] + 120, below["y"] + below["height"] - 4, steps=8)
    tab.mouse.up()
    tab.wait_for_selector(f'[data-entry="{last.pk}"][data-level="2"]')
    assert shown(bulletin)[-1] == "3.2 Ba"


def test_an_entry_is_dragged_by_finger(
    open_tab: Callable[..., "Page"], sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    tablet = open_tab(viewport={"width": 768, "height": 1024}, has_touch=True)
    sign_in(tablet, ward.editor)
    open_desk(tablet, bulletin)
    last = bulletin.entries.get(heading="Ba")
    x, y = _centre(tablet, f'[data-entry="{last.pk}"] > [data-drag]')
    top = tablet.locator("[data-outline]").bounding_box()
    assert top is not None
    touch = tablet.context.new_cdp_session(tablet)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 7):
        to = y + (top["y"] + 5 - y) * step / 6
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": to}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(tablet, "document.querySelector('.outline__heading').textContent === 'Ba'")
    assert shown(bulletin)[0] == "1 Ba"


def test_a_text_with_a_table_opens_and_a_read_only_one_stays_read_only(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    entry = bulletin.entries.order_by("position")[0]
    entry.body = "<table><tbody><tr><td><p>Ô một</p></td><td><p>Ô hai</p></td></tr></tbody></table>"
    entry.save()
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, entry)
    tab.wait_for_selector(".ProseMirror[contenteditable=true] td")
    Bulletin.objects.filter(pk=bulletin.pk).update(state=Bulletin.State.PUBLISHED)
    tab.goto(address(bulletin, entry))
    tab.wait_for_selector(".ProseMirror[contenteditable=false] td")
    assert tab.locator("#luu-muc").count() == 0
    assert f"đồng chí đề nghị đ/c {ward.approver.full_name} mở đính chính" in tab.inner_text("main")


def test_a_saved_text_stands_on_the_page_and_the_preview_goes_to_the_open_entry(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    for entry in bulletin.entries.exclude(kind="news_group"):
        entry.body = "<p>" + "Chữ nhiều. " * 300 + "</p>"
        entry.save()
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    first = tab.get_attribute(".preview__page", "src")
    tab.click(".outline__link >> text=Ba")
    until(tab, "document.querySelector('#id_heading').value === 'Ba'")
    until(tab, "document.getElementById('ban-in').scrollTop > 500")
    cursor_to_end(tab)
    tab.keyboard.type(" Thêm một câu.")
    tab.click("#luu-muc")
    tab.wait_for_selector(".open__saved")
    until(tab, f"document.querySelector('.preview__page').getAttribute('src') !== '{first}'")
    assert tab.evaluate("document.getElementById('ban-in').scrollTop") > 500
    assert "Thêm một câu." in bulletin.entries.get(heading="Ba").body


def test_a_field_styled_from_outside_brings_no_policy_report_when_another_entry_opens(
    tab: "Page", watch: "Watch", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    """A password manager or a screenshot tool styles fields and leaves an empty attribute behind: it must not be copied."""
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    tab.evaluate("document.querySelectorAll('input, textarea').forEach((one) => { one.style.color = 'red'; })")
    tab.click(".outline__link >> text=Ba")
    until(tab, "document.querySelector('#id_heading').value === 'Ba'")
    tab.wait_for_selector(".prose-menubar button")
    assert watch.policy == []


def test_suggestions_fill_the_form_and_the_counter_counts(
    tab: "Page", sign_in: Callable[..., None], stocked: Ward
) -> None:
    bulletin = make_bulletin(stocked.committee)
    make_entry(
        bulletin,
        heading="Kế hoạch số 31-KH/ĐU, ngày 12/10/2026 của Đảng ủy về trồng cây",
        body="<p>Yêu cầu các chi bộ báo cáo kết quả trồng cây trước ngày 15/12/2026.</p>",
    )
    sign_in(tab, stocked.editor)
    open_desk(tab, bulletin)
    tab.click('[data-suggest="short_title"]')
    assert tab.input_value("#id_short_title") == "Kế hoạch 31-KH/ĐU về trồng cây"
    assert tab.inner_text(".counter") == "30/80"
    tab.click('[data-suggest="cell_tasks"]')
    tab.click("#luu-muc")
    tab.wait_for_selector(".open__saved")
    entry = bulletin.entries.get()
    assert entry.short_title == "Kế hoạch 31-KH/ĐU về trồng cây"
    assert entry.cell_tasks == "Yêu cầu các chi bộ báo cáo kết quả trồng cây trước ngày 15/12/2026."


def test_all_suggestions_by_one_press_fill_what_is_empty_and_leave_what_was_typed(
    tab: "Page", sign_in: Callable[..., None], stocked: Ward
) -> None:
    bulletin = make_bulletin(stocked.committee)
    make_entry(
        bulletin,
        heading="Kế hoạch số 31-KH/ĐU, ngày 12/10/2026 của Đảng ủy về trồng cây",
        body="<p>Mục đích: tăng cường trồng cây, phấn đấu đạt 90% hộ tham gia.</p>"
        "<p>Yêu cầu các chi bộ báo cáo kết quả trồng cây trước ngày 15/12/2026.</p>",
    )
    sign_in(tab, stocked.editor)
    open_desk(tab, bulletin)
    tab.fill("#id_short_title", "Trồng cây")
    tab.click("[data-suggest-all]")
    until(tab, "document.querySelector('.suggestions').hidden")
    assert tab.input_value("#id_short_title") == "Trồng cây"
    assert "phấn đấu đạt 90% hộ tham gia" in tab.input_value("#id_gist")
    assert tab.input_value("#id_cell_tasks") == "Yêu cầu các chi bộ báo cáo kết quả trồng cây trước ngày 15/12/2026."
    assert len(tab.input_value("#id_questions").splitlines()) == 2
    tab.click("#luu-muc")
    tab.wait_for_selector(".open__saved")
    entry = bulletin.entries.get()
    assert (entry.short_title, entry.cell_tasks.count("\n"), entry.questions.count("\n")) == ("Trồng cây", 0, 1)


def test_a_photo_goes_into_a_text_not_saved_yet_and_its_words_are_kept_with_the_text(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    entry = make_entry(bulletin, heading="Mới", position=5, body="")
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, entry)
    cursor_to_end(tab)
    tab.keyboard.type("Đoạn đầu.")
    tab.keyboard.press("Enter")
    tab.keyboard.type("Đoạn sau.")
    tab.set_input_files("#anh-moi", {"name": "mot.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes()})
    tab.locator("#id_moi-caption").focus()
    tab.wait_for_selector("#id_moi-place option >> text=Sau đoạn 2: Đoạn sau.", state="attached")
    tab.select_option("#id_moi-place", "1")
    tab.fill("#id_moi-caption", "Ra quân")
    tab.click(".photos__add button")
    tab.wait_for_selector(".photos__one")
    tab.wait_for_selector(".open__saved")
    entry.refresh_from_db()
    assert entry.body == "<p>Đoạn đầu.</p><p>Đoạn sau.</p>"
    placed = entry.placed_pictures.get()
    assert (placed.caption, placed.place) == ("Ra quân", 1)

    # A caption that is typed and not saved outlives another entry, and goes with the text.
    caption = f"#id_anh{placed.pk}-caption"
    tab.fill(caption, "Ra quân sáng thứ bảy")
    tab.click(".outline__link >> text=Hai")
    until(tab, "document.querySelector('#id_heading').value === 'Hai'")
    tab.wait_for_selector(f'[data-unsaved="{entry.pk}"]:not([hidden])')
    tab.click(".outline__link >> text=Mới")
    until(tab, f"document.querySelector('{caption}')?.value === 'Ra quân sáng thứ bảy'")
    tab.keyboard.press("Control+s")
    tab.wait_for_selector(".open__saved")
    placed.refresh_from_db()
    assert placed.caption == "Ra quân sáng thứ bảy"
    until(tab, "Object.keys(localStorage).filter(key => key.startsWith('desk:')).length === 0")


def test_a_photo_chosen_and_not_yet_added_outlives_saving_the_words_of_another(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    entry = make_entry(bulletin, heading="Mới", position=5, body="<p>Đoạn đầu.</p>")
    placed = place_picture(actor=ward.editor, entry=entry, picture=make_picture(), caption="", credit="", place=1)
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, entry)
    tab.click(".photos__add summary")
    tab.set_input_files("#anh-moi", {"name": "hai.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes()})
    tab.fill(f"#id_anh{placed.pk}-caption", "Ra quân")
    tab.click(".photos__one button >> text=Lưu chú thích")
    tab.wait_for_selector("text=Đã lưu chú thích và chỗ đứng của ảnh.")

    assert tab.eval_on_selector("#anh-moi", "field => [...field.files].map(file => file.name)") == ["hai.jpg"]
    tab.click(".photos__add button")
    tab.wait_for_selector("#ten-anh >> text=Ảnh (2)")
    assert tab.eval_on_selector("#anh-moi", "field => field.files.length") == 0
    assert [row.caption for row in entry.placed_pictures.order_by("pk")] == ["Ra quân", ""]


def test_a_gap_in_the_list_before_sending_leads_into_the_very_box(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    first, last = bulletin.entries.get(heading="Một"), bulletin.entries.get(heading="Ba")
    last.body = ""
    last.save()
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, first)
    tab.click("#truoc-khi-gui summary")
    tab.click(f'#truoc-khi-gui [data-entry="{first.pk}"] >> text=ý chính để đọc')
    until(tab, "document.activeElement.id === 'id_gist'")
    tab.keyboard.type("Điều chính.")
    tab.keyboard.press("Control+s")
    until(tab, f"!document.querySelector('#truoc-khi-gui [data-entry=\"{first.pk}\"][data-goes-to=id_gist]')")
    assert tab.locator("#truoc-khi-gui[open]").count() == 1
    tab.click(f'#truoc-khi-gui [data-entry="{last.pk}"] >> text=nội dung')
    until(tab, "document.querySelector('#id_heading').value === 'Ba'")
    until(tab, "document.activeElement.classList.contains('tiptap')")
    tab.goto(f"/quan-tri/documents/bulletin/{bulletin.pk}/buoc/gui-duyet/")
    tab.click(".gaps >> text=nội dung")
    until(tab, "document.activeElement.classList.contains('tiptap')")
    assert tab.input_value("#id_heading") == "Ba"


# --- Together -------------------------------------------------------------------------------------------------------------


def test_two_editors_see_each_other_and_a_stale_save_offers_both_texts(
    open_tab: Callable[..., "Page"], sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    mine, theirs = open_tab(), open_tab()
    entry = bulletin.entries.get(heading="Một")
    for page, user in ((mine, ward.editor), (theirs, ward.approver)):
        sign_in(page, user)
        open_desk(page, bulletin, entry)
    mine.wait_for_selector("#co-mat >> text=Phùng Văn Sỹ", timeout=10_000)
    mine.fill("#id_heading", "Một của tôi")
    theirs.fill("#id_heading", "Một của người khác")
    theirs.click("#luu-muc")
    theirs.wait_for_selector(".open__saved")
    mine.wait_for_selector("#de-cuong >> text=Một của người khác", timeout=10_000)
    assert mine.input_value("#id_heading") == "Một của tôi"
    mine.click("#luu-muc")
    mine.wait_for_selector(".conflict")
    assert mine.inner_text(".conflict ins") == "tôi"
    assert mine.inner_text(".conflict del") == "người khác"
    mine.click("text=Giữ bản của tôi")
    mine.wait_for_selector(".open__saved")
    entry.refresh_from_db()
    assert (entry.heading, entry.version) == ("Một của tôi", 3)
    theirs.close()
    until(mine, "document.getElementById('co-mat').textContent === ''", seconds=60)


def test_a_slow_answer_is_not_lost_to_the_news_of_ones_own_change(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    """The outline fetched anew while a move is under way took away the pressed button, and the answer went nowhere."""
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin)
    tab.wait_for_load_state("networkidle")
    held: list[Route] = []
    tab.route("**/chuyen/", lambda route: held.append(route))
    first, second = (line.entry for line in outline_lines(bulletin)[:2])
    tab.click("#di-xuong")
    until(tab, "document.querySelector('#di-xuong').closest('form').classList.contains('htmx-request')")
    while not held:  # what htmx has begun reaches the route a moment later
        tab.wait_for_timeout(20)
    answer = held[0].fetch()
    assert [line.entry for line in outline_lines(bulletin)[:2]] == [second, first]
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for _ in range(2):  # what the first report sets off has begun when the second is answered
        with tab.expect_response("**/co-mat/"):
            tab.evaluate("document.getElementById('muc').dispatchEvent(new Event('htmx:afterSettle', {bubbles: true}))")
    assert not [url for url in asked if url.endswith("/de-cuong/")]
    held[0].fulfill(response=answer)
    until(tab, f"document.querySelector('.outline__row').dataset.entry === '{second.pk}'")


def test_what_is_typed_outlives_a_lost_line_a_closed_tab_and_another_entry(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin, watch: "Watch"
) -> None:
    entry = bulletin.entries.get(heading="Một")
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, entry)
    cursor_to_end(tab)
    tab.keyboard.type(" Câu chưa lưu.")
    tab.click(".outline__link >> text=Hai")
    until(tab, "document.querySelector('#id_heading').value === 'Hai'")
    tab.wait_for_selector(f'[data-unsaved="{entry.pk}"]:not([hidden])')
    tab.goto("about:blank")
    open_desk(tab, bulletin, entry)
    tab.wait_for_selector(".tiptap >> text=Câu chưa lưu.")
    tab.context.set_offline(True)
    tab.click("#luu-muc")
    tab.wait_for_selector("#thong-bao >> text=Mất kết nối")
    watch.expect("ERR_INTERNET_DISCONNECTED")
    watch.expect("htmx:sendError")
    assert "Câu chưa lưu" not in Entry.objects.get(pk=entry.pk).body
    tab.context.set_offline(False)
    tab.wait_for_selector(".open__saved")
    assert "Câu chưa lưu." in Entry.objects.get(pk=entry.pk).body
    until(tab, "Object.keys(localStorage).filter(key => key.startsWith('desk:')).length === 0")
    # What was under way when the tab was left on purpose.
    watch.console = [line for line in watch.console if "htmx:afterRequest" not in line]


def test_an_ended_session_keeps_the_text_and_says_so(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    entry = bulletin.entries.get(heading="Một")
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, entry)
    tab.fill("#id_heading", "Một dở dang")
    tab.context.clear_cookies(name="sessionid")
    tab.click("#luu-muc")
    tab.wait_for_selector("#thong-bao >> text=Phiên làm việc đã hết")
    assert tab.input_value("#id_heading") == "Một dở dang"
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, entry)
    until(tab, "document.querySelector('#id_heading').value === 'Một dở dang'")


# --- Narrow screens, accessibility -----------------------------------------------------------------------------------------


def test_a_phone_has_one_column_and_tabs_and_does_not_scroll_sideways(
    phone: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    sign_in(phone, ward.editor)
    open_desk(phone, bulletin)
    assert not phone.is_visible("#de-cuong")
    for view in ("outline", "preview", "entry"):
        phone.click(f'[data-shows="{view}"]')
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.click('[data-shows="preview"]')
    phone.click('[data-preview="dien-thoai"]')
    phone.wait_for_selector(".phone .entry__heading >> nth=0")


def test_the_phones_page_stands_at_the_open_entry_and_stays_where_it_is_read(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    for entry in bulletin.entries.exclude(kind="news_group"):
        entry.body = "<p>" + "Chữ nhiều. " * 300 + "</p>"
        entry.save()
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, bulletin.entries.get(heading="Ba"))
    tab.click('[data-preview="dien-thoai"]')
    at = "Math.round(document.querySelector('.phone #{}').getBoundingClientRect().top - document.querySelector('.phone').getBoundingClientRect().top)"
    until(tab, f"document.querySelector('.phone #muc-4') && Math.abs({at.format('muc-4')}) < 3")
    tab.click(".outline__link >> text=Tin a")
    until(tab, f"Math.abs({at.format('muc-3-1')}) < 3")
    tab.evaluate("document.querySelector('.phone').scrollTop -= 200")
    left = tab.evaluate("document.querySelector('.phone').scrollTop")
    tab.fill("#id_heading", "Tin a đã sửa")
    with tab.expect_response("**/dien-thoai/"):
        tab.keyboard.press("Control+s")
    tab.wait_for_selector(".phone >> text=Tin a đã sửa")
    until(tab, f"Math.abs(document.querySelector('.phone').scrollTop - {left}) < 3")


def test_the_desk_and_the_drawer_are_accessible(
    tab: "Page", sign_in: Callable[..., None], stocked: Ward, assert_accessible: Callable[..., None]
) -> None:
    bulletin = make_bulletin(stocked.committee)
    sign_in(tab, stocked.editor)
    tab.goto(address(bulletin))
    tab.wait_for_selector("#so-trang")
    assert_accessible(tab)
    tab.click("#soan-san")
    tab.wait_for_selector(".prose-menubar button")
    tab.click("#mo-kho")
    tab.wait_for_selector("#kho-nhom")
    assert_accessible(tab)


def test_the_list_of_issues_shows_their_states_on_a_tablet(
    open_tab: Callable[..., "Page"], sign_in: Callable[..., None], ward: Ward, bulletin: Bulletin
) -> None:
    tablet = open_tab(viewport={"width": 820, "height": 1000}, has_touch=True)
    sign_in(tablet, ward.editor)
    tablet.goto("/quan-tri/documents/bulletin/")
    state, table = (tablet.locator(one).bounding_box() for one in (".field-state_shown", "#changelist .results"))
    assert state is not None
    assert table is not None
    assert state["x"] + state["width"] <= table["x"] + table["width"]
