"""A page with htmx says in words when an answer does not come, and keeps what is on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.builders import Ward, make_ward

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.watch import Watch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


def look_for(tab: "Page", words: str) -> None:
    # Typing alone asks; Enter besides would break off that request.
    tab.fill("#q", words)


def forgive_htmx(watch: "Watch") -> None:
    """htmx writes on the console, too, what the page has said; how often depends on which requests were under way."""
    watch.console = [line for line in watch.console if "/static/django_htmx/" not in line]


def test_a_search_without_a_line_says_so_and_keeps_the_list(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, watch: "Watch"
) -> None:
    sign_in(tab, ward.editor)
    tab.goto("/van-ban/")
    tab.wait_for_load_state("networkidle")
    shown = tab.inner_text("#ket-qua")
    tab.context.set_offline(True)

    look_for(tab, "cây xanh")

    tab.wait_for_selector("#thong-bao >> text=Mất kết nối nên chưa làm được.")
    assert tab.inner_text("#ket-qua") == shown
    assert tab.input_value("#q") == "cây xanh"
    tab.context.set_offline(False)
    watch.expect("ERR_INTERNET_DISCONNECTED")
    forgive_htmx(watch)


def test_a_search_after_the_session_has_ended_does_not_put_the_door_into_the_list(
    tab: "Page", sign_in: Callable[..., None], ward: Ward
) -> None:
    sign_in(tab, ward.editor)
    tab.goto("/van-ban/")
    tab.wait_for_load_state("networkidle")
    shown = tab.inner_text("#ket-qua")
    tab.context.clear_cookies(name="sessionid")

    look_for(tab, "cây xanh")

    tab.wait_for_selector("#thong-bao >> text=Phiên làm việc đã hết.")
    assert tab.locator("#ket-qua input[name=password]").count() == 0
    assert tab.inner_text("#ket-qua") == shown


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "quyền của đồng chí đã đổi"),
        (404, "Trang này không còn."),
        (429, "thử lại sau một phút"),
        (500, "Cổng chưa làm được"),
    ],
)
def test_every_refusal_of_the_server_has_its_sentence(
    tab: "Page", sign_in: Callable[..., None], ward: Ward, watch: "Watch", status: int, words: str
) -> None:
    sign_in(tab, ward.editor)
    tab.goto("/van-ban/")
    tab.wait_for_load_state("networkidle")

    def refuse(route: "Route") -> None:
        if "hx-request" in route.request.headers:
            route.fulfill(status=status, body="")
        else:
            route.continue_()

    tab.route("**/van-ban/**", refuse)
    look_for(tab, "cây xanh")

    tab.wait_for_selector(f"#thong-bao >> text={words}")
    watch.expect(f"the server responded with a status of {status}")
    forgive_htmx(watch)


def test_what_a_browser_asks_for_is_asked_in_our_language(
    tab: "Page", sign_in: Callable[..., None], ward: Ward
) -> None:
    """The box that must be ticked says so in Vietnamese; once it is ticked, another press judges anew."""
    sign_in(tab, ward.editor)
    tab.goto("/quan-tri/directives/directive/nhap-so/")
    judge = "name => document.querySelector(`#content-main [name=${name}], main [name=${name}]`)"
    press = "#content-main form [type=submit], main form [type=submit]"

    tab.click(press)
    assert tab.evaluate(f"({judge})('is_declared').validationMessage") == "Đồng chí đánh dấu vào ô này để tiếp tục."

    tab.evaluate(f"({judge})('is_declared').checked = true")
    tab.click(press)
    assert tab.evaluate(f"({judge})('is_declared').validationMessage") == ""
