"""The door in a real browser: a new phone with a slip in hand, the month after, an hour of reading, an unattended desk, an app
for the second step. Presses and digits are counted."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from documents.models import Bulletin, Edition, Entry
from organizations.models import SlipCode, User
from organizations.services.slips import issue_code
from organizations.slip_sheet import door_address
from tests.browser.editing import cursor_to_end, until
from tests.browser.test_desk import address, open_desk
from tests.builders import (
    PASSWORD,
    Ward,
    make_bulletin,
    make_edition,
    make_edition_entries,
    make_entry,
    make_user,
    make_ward,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.watch import Watch

pytestmark = pytest.mark.django_db(transaction=True)
PIN = "260791"
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    edition = make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])
    make_edition_entries(edition, 3)
    return edition


@pytest.fixture
def code(ward: Ward) -> str:
    """The secretary's slip, as the first day makes it: no password yet, a phone number."""
    user = ward.secretary
    user.set_unusable_password()
    user.phone = "0912345678"
    user.save()
    return issue_code(user, make_user(is_superuser=True), timezone.now())


@pytest.fixture
def move_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Move the portal's clock on; it goes on running."""
    real = timezone.now
    moved = [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: real() + moved[0])

    def move_clock(by: timedelta) -> None:
        moved[0] += by

    return move_clock


class Hand:
    """Counts what a person presses and types."""

    def __init__(self, page: "Page") -> None:
        self.page, self.presses, self.typed = page, 0, 0

    def press(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).first.tap()  # type: ignore[arg-type]
        self.presses += 1

    def type(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label)
        field.press_sequentially(text)
        self.typed += len(text)


def _reads(page: "Page") -> None:
    """The reading page stands there."""
    page.wait_for_url("**/tai-lieu/**")
    page.get_by_role("heading", level=1).wait_for()
    assert page.get_by_role("button", name="Đã nhận").count() == 1


def test_from_the_slip_to_the_reading_page_on_a_new_phone(
    phone: "Page", ward: Ward, edition: Edition, code: str
) -> None:
    """By the QR code; a press in a field, to bring up the keys, counts too."""
    hand = Hand(phone)
    phone.goto(door_address("", ward.secretary.username))
    phone.get_by_label("Mã trên phiếu").tap()
    hand.presses += 1
    hand.type("Mã trên phiếu", code)
    hand.press("Đăng nhập")
    phone.get_by_label("Mã PIN của máy này").tap()
    hand.presses += 1
    hand.type("Mã PIN của máy này", PIN)
    hand.press("Ghi nhớ máy này")
    hand.press("Mở để đọc", "link")

    _reads(phone)
    assert hand.presses <= 5
    assert hand.typed <= 24
    assert SlipCode.objects.get().used_at is not None


def test_who_cannot_scan_types_the_phone_number_and_stays_within_24_digits(
    phone: "Page", ward: Ward, edition: Edition, code: str
) -> None:
    phone.goto("/")
    hand = Hand(phone)
    hand.press("Tôi có phiếu in mã đăng nhập", "link")
    hand.type("Tên đăng nhập hoặc số điện thoại", "0912345678")
    hand.type("Mã trên phiếu", code)
    hand.press("Đăng nhập")
    hand.type("Mã PIN của máy này", PIN)
    hand.press("Ghi nhớ máy này")
    hand.press("Mở để đọc", "link")

    _reads(phone)
    assert hand.presses <= 5
    assert hand.typed <= 24


def test_the_month_after_two_presses_lead_to_the_reading_page(
    phone: "Page", ward: Ward, edition: Edition, code: str, move_clock: Callable[[timedelta], None]
) -> None:
    phone.goto(door_address("", ward.secretary.username))
    phone.get_by_label("Mã trên phiếu").fill(code)
    phone.get_by_role("button", name="Đăng nhập").tap()
    phone.get_by_label("Mã PIN của máy này").fill(PIN)
    phone.get_by_role("button", name="Ghi nhớ máy này").tap()
    phone.get_by_role("link", name="Mở để đọc").first.wait_for()
    # A month later the session's cookie has run out in the browser, and the session in the portal.
    move_clock(timedelta(days=30))
    phone.context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)

    hand = Hand(phone)
    phone.goto("/")
    phone.get_by_role("heading", name=f"Chào đồng chí {ward.secretary.full_name}").wait_for()
    # The field is ready to be typed into: no press for it.
    until(phone, "document.activeElement.id === 'id_pin'")
    hand.type("Mã PIN", PIN)
    reveal = phone.locator("[data-reveal]")
    for name, kind in (("Hiện mã PIN", "text"), ("Ẩn mã PIN", "password")):
        assert reveal.inner_text() == name
        reveal.click()
        assert phone.get_by_label("Mã PIN").get_attribute("type") == kind
    hand.press("Đăng nhập")
    hand.press("Mở để đọc", "link")

    _reads(phone)
    assert hand.presses <= 2
    assert hand.typed == 6


def test_an_hour_of_untouched_reading_stays_signed_in(
    phone: "Page", ward: Ward, edition: Edition, sign_in: Callable[..., None], move_clock: Callable[[timedelta], None]
) -> None:
    from django.urls import reverse

    from documents.addresses import place_of

    sign_in(phone, ward.secretary)
    phone.clock.install()
    phone.goto(reverse("documents:bulletin_read", kwargs=place_of(edition)))

    phone.clock.fast_forward("01:00:00")
    move_clock(timedelta(hours=1))

    assert phone.locator("dialog[open]").count() == 0
    phone.get_by_role("button", name="Đã nhận").tap()
    phone.get_by_text("Chi bộ đã báo nhận tài liệu này").wait_for()


# --- The desk ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Một", position=1)
    return row


def _at_the_desk(page: "Page", ward: Ward, bulletin: Bulletin) -> Entry:
    page.clock.install()
    page.goto("/dang-nhap/")
    page.fill("input[name=username]", ward.editor.username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    entry = bulletin.entries.get()
    open_desk(page, bulletin, entry)
    return entry


def test_the_lock_of_an_unattended_desk_keeps_a_half_written_paragraph(
    tab: "Page", watch: "Watch", ward: Ward, bulletin: Bulletin, move_clock: Callable[[timedelta], None]
) -> None:
    entry = _at_the_desk(tab, ward, bulletin)
    cursor_to_end(tab)
    tab.keyboard.type(" Nhân dân khu 2 trồng được")
    move_clock(timedelta(minutes=20))
    tab.clock.fast_forward("20:00")

    lock = tab.locator("dialog.idle-lock")
    lock.wait_for(state="visible")
    # The portal, too, takes nothing now.
    assert tab.request.get(address(bulletin)).status == 423
    tab.keyboard.press("Escape")
    assert lock.is_visible()
    tab.fill("#id_mo_khoa", "sai-mat-khau")
    tab.keyboard.press("Enter")
    lock.get_by_text("chưa đúng").wait_for()
    watch.expect("403")
    tab.fill("#id_mo_khoa", PASSWORD)
    tab.keyboard.press("Enter")
    lock.wait_for(state="hidden")

    cursor_to_end(tab)
    tab.keyboard.type(" ba trăm cây.")
    tab.keyboard.press("Control+s")
    tab.clock.run_for(2000)
    tab.wait_for_timeout(10)
    until(tab, "!document.querySelector('[data-draft-state]')?.textContent")
    entry.refresh_from_db()
    assert "Nhân dân khu 2 trồng được ba trăm cây." in entry.body
    if watch.console:
        # The presence poll may have met the locked desk.
        watch.expect("423")


def test_who_types_is_not_locked_out(
    tab: "Page", ward: Ward, bulletin: Bulletin, move_clock: Callable[[timedelta], None]
) -> None:
    _at_the_desk(tab, ward, bulletin)
    for _ in range(4):
        move_clock(timedelta(minutes=10))
        tab.clock.fast_forward("10:00")
        with tab.expect_response("**/ban-lam-viec/con-day/") as told:
            tab.click(".tiptap")
            tab.keyboard.type("a")
            tab.clock.run_for(61_000)
        assert told.value.status == 200

    assert tab.locator("dialog.idle-lock").is_hidden()
    assert tab.request.get(address(bulletin)).status == 200


def test_the_locked_desk_is_accessible_and_shows_nothing_behind(
    tab: "Page", watch: "Watch", ward: Ward, bulletin: Bulletin, assert_accessible: Callable[..., None]
) -> None:
    _at_the_desk(tab, ward, bulletin)
    tab.clock.fast_forward("16:00")
    tab.locator("dialog.idle-lock").wait_for(state="visible")

    until(tab, "getComputedStyle(document.querySelector('.page')).filter.includes('blur')")
    until(tab, "document.activeElement.id === 'id_mo_khoa'")
    assert_accessible(tab)
    if watch.console:
        watch.expect("423")


# --- The second step ------------------------------------------------------------------------------------------------


def _code(user: User, settle: int = 0) -> str:
    row = TOTPDevice.objects.filter(user=user).first()
    if row is None:
        # Being set up: the secret is kept in the session alone.
        kept = (session.get_decoded() for session in Session.objects.all())
        row = TOTPDevice(
            user=user, key=next(one["second_factor_setup"] for one in kept if "second_factor_setup" in one)
        )
    totp = TOTP(row.bin_key, row.step, row.t0, row.digits)
    totp.time = time.time() + settle * 30
    return f"{totp.token():06d}"


def test_an_editor_sets_up_the_app_and_comes_in_with_it(
    tab: "Page", ward: Ward, settings: object, assert_accessible: Callable[..., None]
) -> None:
    settings.MFA_REQUIRED = True  # type: ignore[attr-defined]

    def door() -> None:
        tab.goto("/dang-nhap/?next=/quan-tri/")
        tab.fill("input[name=username]", ward.editor.username)
        tab.fill("input[name=password]", PASSWORD)
        tab.press("input[name=password]", "Enter")

    door()
    tab.get_by_role("heading", name="Xác thực hai lớp").wait_for()
    until(tab, "document.querySelector('.qr img').naturalWidth > 0")
    # The steps are read from the first: no field below draws the page to its end.
    assert tab.evaluate("scrollY") == 0
    assert_accessible(tab)
    tab.get_by_label("Mã sáu số").fill(_code(ward.editor))
    tab.get_by_role("button", name="Bật xác thực hai lớp").click()
    assert tab.locator(".codes code").count() == 10
    assert_accessible(tab)
    tab.get_by_role("link", name="Đã cất, tiếp tục").click()
    tab.wait_for_url("**/quan-tri/")

    tab.context.clear_cookies()
    door()
    tab.get_by_role("heading", name="Bước thứ hai").wait_for()
    assert_accessible(tab)
    tab.get_by_label("Mã sáu số").fill(_code(ward.editor, 1))
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/quan-tri/")
