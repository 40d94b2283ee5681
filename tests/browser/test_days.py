"""A day typed in a real browser: strokes come by themselves, and those typed are not doubled."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.builders import Ward, make_ward

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("02032026", "02/03/2026"), ("02/03/2026", "02/03/2026"), ("2/3/2026", "2/3/2026"), ("2-3-26", "2-3-26")],
)
@pytest.mark.parametrize("address", ["/van-ban/", "/quan-tri/activities/activity/add/"])
def test_the_strokes_of_a_day_come_by_themselves(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, address: str, keys: str, shown: str
) -> None:
    sign_in(tab, ward.editor)
    tab.goto(address)
    tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    box = tab.locator("input[data-day]").first
    box.press_sequentially(keys)
    assert box.input_value() == shown


def test_a_stroke_can_be_taken_back(tab: "Page", sign_in: Callable[..., None], ward: Ward) -> None:
    sign_in(tab, ward.editor)
    tab.goto("/van-ban/")
    tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    box = tab.locator("input[data-day]").first
    box.press_sequentially("12")
    box.press("Backspace")
    box.press("Backspace")
    assert box.input_value() == "1"
