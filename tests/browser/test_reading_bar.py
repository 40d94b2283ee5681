"""The bar at the foot of a phone: its four presses stand in one line at any size of type, the contents rise from it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from documents.addresses import place_of
from documents.models import Edition
from organizations.models import User
from tests.browser.targets import small_targets
from tests.builders import Ward, make_bulletin, make_edition, make_edition_entries, make_ward

if TYPE_CHECKING:
    from playwright.sync_api import Page

    OpenTab = Callable[..., Page]
    SignIn = Callable[[Page, User], None]

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
BAR = """() => [...document.querySelectorAll(".issue__bar > a, .issue__bar summary")].map((element) => {
    const box = element.getBoundingClientRect();
    return [Math.round(box.top), Math.round(box.height), Math.round(box.left), Math.round(box.right)];
})"""


@pytest.fixture
def ward(transactional_db: None) -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    edition = make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])
    make_edition_entries(edition, 11)
    return edition


def _address(edition: Edition, query: str = "") -> str:
    return reverse("documents:bulletin_read", kwargs=place_of(edition)) + query


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("query", ["?chu=thuong", "?chu=lon"])
def test_the_presses_of_the_bar_are_even_with_the_contents_open_and_shut(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", width: int, query: str
) -> None:
    page = open_tab(**{**PHONE, "viewport": {"width": width, "height": 640}})
    sign_in(page, ward.secretary)
    page.goto(_address(edition, query))

    for _ in ("shut", "open"):
        boxes = page.evaluate(BAR)
        assert len(boxes) == 4
        assert len({top for top, *_ in boxes}) == 1, "one line"
        assert len({height for _, height, *_ in boxes}) == 1, "one height"
        assert boxes[0][2] >= 0
        assert boxes[-1][3] <= width
        page.locator("summary", has_text="Mục lục").click()


def test_the_open_contents_end_at_the_bar_and_say_how_to_shut_them(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn"
) -> None:
    page = open_tab(**PHONE)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))
    page.locator("summary", has_text="Mục lục").click()

    contents, bar = page.locator(".issue__bar ol").bounding_box(), page.locator(".issue__bar").bounding_box()
    assert contents is not None
    assert bar is not None
    assert abs(contents["y"] + contents["height"] - bar["y"]) <= 2
    assert page.locator(".issue__bar summary").inner_text().split("\n")[0].strip().startswith("Đóng")
    assert small_targets(page) == []
    page.locator(".issue__bar summary").click()
    assert page.locator(".issue__bar summary").inner_text().strip() == "Mục lục"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_press_for_the_size_of_type_says_what_it_does(
    ward: Ward, edition: Edition, open_tab: "OpenTab", sign_in: "SignIn", scripts: bool
) -> None:
    page = open_tab(**PHONE, java_script_enabled=scripts)
    sign_in(page, ward.secretary)
    page.goto(_address(edition))

    page.get_by_role("link", name="Chữ to hơn", exact=True).click()
    page.get_by_role("link", name="Chữ nhỏ lại", exact=True).wait_for()
    assert page.locator("article.reading--large").count() == 1
    page.get_by_role("link", name="Chữ nhỏ lại", exact=True).click()
    page.get_by_role("link", name="Chữ to hơn", exact=True).wait_for()
    assert page.locator("article.reading--large").count() == 0
