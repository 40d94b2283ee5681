"""Real Chromium against the live server.

Fixtures: ``tab`` (a watched page at 1280 × 900), ``phone`` (a watched page at 360 × 740, touch), ``open_tab`` (more of
them, for several people at once), ``sign_in`` (puts a session into a tab without the door), ``watch`` (what was seen),
``assert_accessible``. A test fails at its end on any console error, policy report or foreign request.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.db import connections
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from organizations.models import User
from tests.conftest import BROWSER_REASON, HAS_BROWSER, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.watch import Watch

# The browser's own calls home are switched off; pages are watched besides.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
]
# Generous: a machine with two cores runs several browsers beside the tests.
WAIT_MS = 30_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test below this folder needs the browser, and may be tried a second time.

    Two programs that each have a clock of their own meet in it: what fails by an unlucky moment passes the second time,
    what is broken fails again. The closing summary names every test that was tried twice (``-rR``).
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))
            item.add_marker(pytest.mark.skipif(not HAS_BROWSER, reason=BROWSER_REASON))


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, and Django would take every query for one made inside it …
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    opened = {alias: connections[alias] for alias in connections}
    with sync_playwright() as driver:
        # … and would open connections of its own there, which know nothing of the rows to be put back after a test.
        for alias, connection in opened.items():
            connections[alias] = connection
        browser = driver.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


class RequestsUnderWay:
    """Counts what the live server is answering: the tables may be emptied only when nobody reads or writes them."""

    # A request that the closed tab had just sent may still lie in the server's queue.
    QUIET_S = 0.15
    LONGEST_S = 60.0

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    def begin(self, **kwargs: object) -> None:
        self._add(1)

    def end(self, **kwargs: object) -> None:
        self._add(-1)

    def _add(self, step: int) -> None:
        # The tests' own client sends the same signals, from the thread of the tests.
        if threading.current_thread() is not threading.main_thread():
            with self._changed:
                self._count += step
                self._changed.notify_all()

    def wait_for_quiet(self) -> None:
        """Return when nothing has been under way for a moment. Raises AssertionError where a request never ends."""
        ends_at = time.monotonic() + self.LONGEST_S
        with self._changed:
            while self._count or self._changed.wait(self.QUIET_S):
                assert time.monotonic() < ends_at, f"{self._count} requests do not end"
                if self._count:
                    self._changed.wait(1.0)


@pytest.fixture(scope="session")
def requests_under_way() -> Iterator[RequestsUnderWay]:
    requests = RequestsUnderWay()
    request_started.connect(requests.begin)
    request_finished.connect(requests.end)
    yield requests
    request_started.disconnect(requests.begin)
    request_finished.disconnect(requests.end)


@pytest.fixture
def watch() -> "Iterator[Watch]":
    from tests.browser.watch import Watch

    watch = Watch()
    yield watch
    assert not watch.findings(), "\n".join(watch.findings())


@pytest.fixture
def open_tab(
    browser: "Browser", watch: "Watch", live_server: LiveServer, requests_under_way: RequestsUnderWay, tmp_path: Path
) -> "Iterator[Callable[..., Page]]":
    """Open a tab in a context (device) of its own. Keyword arguments are those of Playwright's ``new_context``."""
    contexts = []

    def open_tab(**options: Any) -> "Page":
        defaults: dict[str, Any] = {
            "base_url": live_server.url,
            "locale": "vi-VN",
            "timezone_id": "Asia/Ho_Chi_Minh",
            "viewport": {"width": 1280, "height": 900},
            "reduced_motion": "reduce",
            "accept_downloads": True,
        }
        context = browser.new_context(**(defaults | options))
        context.set_default_timeout(WAIT_MS)
        watch.attach(context)
        contexts.append(context)
        return context.new_page()

    yield open_tab
    for context in contexts:
        context.close()
    requests_under_way.wait_for_quiet()


@pytest.fixture
def tab(open_tab: "Callable[..., Page]") -> "Page":
    return open_tab()


@pytest.fixture
def phone(open_tab: "Callable[..., Page]") -> "Page":
    return open_tab(viewport={"width": 360, "height": 740}, device_scale_factor=2, has_touch=True, is_mobile=True)


@pytest.fixture
def sign_in(live_server: LiveServer) -> "Callable[[Page, User], None]":
    """Sign a person in without the door: the session's cookie is put into the tab's context."""

    def sign_in(page: "Page", user: User) -> None:
        client = Client()
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return sign_in


@pytest.fixture(scope="session")
def axe_source() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def assert_accessible(watch: "Watch", axe_source: str) -> "Callable[..., None]":
    """``assert_accessible(page, allowed=())``: no violation but those of the named rules.

    ``allowed`` is for stock pages of third parties; every name in it must still be met, so the list can only shrink.
    """
    from tests.browser.watch import accessibility_violations

    def assert_accessible(page: "Page", allowed: tuple[str, ...] = ()) -> None:
        found = accessibility_violations(page, watch, axe_source)
        refused = [str(violation) for violation in found if violation.rule not in allowed]
        assert not refused, "\n".join([page.url, *refused])
        healed = set(allowed) - {violation.rule for violation in found}
        assert not healed, f"{page.url}: no longer broken, take off the list: {sorted(healed)}"

    return assert_accessible
