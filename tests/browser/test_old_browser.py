"""A browser without what Chrome 80 and iOS 13 lack: what readers do works all the same."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.addresses import place_of
from documents.models import Delivery, Edition, Meeting
from organizations.models import User
from tests.builders import Ward, make_bulletin, make_edition, make_edition_entries, make_ward

if TYPE_CHECKING:
    from playwright.sync_api import Page

    OpenTab = Callable[..., Page]
    SignIn = Callable[[Page, User], None]

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
# Taken away before any script of the page runs.
OLD = """
for (const [owner, names] of [
  [String.prototype, ["replaceAll", "at"]],
  [Array.prototype, ["at", "findLast", "toSorted"]],
  [Element.prototype, ["replaceChildren", "checkVisibility"]],
  [HTMLFormElement.prototype, ["requestSubmit"]],
  [HTMLDialogElement.prototype, ["showModal", "show", "close"]],
  [SubmitEvent.prototype, ["submitter"]],
  [Navigator.prototype, ["clipboard", "share", "canShare"]],
  [Object, ["hasOwn"]],
  [window, ["structuredClone", "ResizeObserver", "requestIdleCallback"]],
]) for (const name of names) delete owner[name];
"""


@pytest.fixture
def ward(transactional_db: None) -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    edition = make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])
    make_edition_entries(edition, 6)
    return edition


@pytest.fixture
def old(open_tab: "OpenTab") -> "Page":
    page = open_tab(**PHONE)
    page.context.add_init_script(OLD)
    return page


def test_reading_and_receiving(ward: Ward, edition: Edition, old: "Page", sign_in: "SignIn") -> None:
    sign_in(old, ward.secretary)
    old.goto(reverse("documents:bulletin_read", kwargs=place_of(edition)))

    old.locator("summary", has_text="Mục lục").click()
    old.locator(".issue__contents a").last.click()
    old.get_by_role("link", name="Chữ to hơn", exact=True).click()
    old.locator("article.reading--large").wait_for()
    old.get_by_role("button", name="Đã nhận").click()

    old.get_by_text("Chi bộ đã báo nhận tài liệu này").wait_for()
    assert Delivery.objects.get(edition=edition, organization=ward.cell).acknowledged_by == ward.secretary


def test_the_message_is_copied_by_the_old_command(ward: Ward, edition: Edition, old: "Page", sign_in: "SignIn") -> None:
    sign_in(old, ward.editor)
    old.goto(reverse("documents:bulletin_coverage", kwargs=place_of(edition)))

    old.get_by_role("button", name="Chép tin nhắn", exact=True).click()

    old.get_by_role("button", name="Đã chép").wait_for()


def test_a_meeting_is_reported(ward: Ward, old: "Page", sign_in: "SignIn") -> None:
    sign_in(old, ward.secretary)
    old.goto(reverse("documents:meeting_report", args=[ward.cell.pk]))
    day = timezone.localdate()

    old.locator("[name=total]").fill("24")
    old.locator("[name=present]").fill("20")
    date = old.locator("[name=held_on]")
    date.fill(f"{day:%Y-%m-%d}" if date.get_attribute("type") == "date" else f"{day:%d/%m/%Y}")
    old.get_by_role("button", name="Gửi báo cáo").click()

    old.get_by_text("có mặt 20/24").wait_for()
    assert Meeting.objects.get().held_on == day


def test_a_question_is_asked_by_the_browser_itself(ward: Ward, old: "Page", sign_in: "SignIn") -> None:
    sign_in(old, ward.secretary)
    old.goto(reverse("organizations:machines"))
    asked: list[str] = []

    def agree(dialog: object) -> None:
        asked.append(dialog.message)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    old.on("dialog", agree)
    old.locator("form[data-confirm] button").click()
    old.wait_for_url("**/dang-nhap/**")

    assert len(asked) == 1
