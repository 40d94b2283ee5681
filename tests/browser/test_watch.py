"""The watched browser itself: what it must catch is caught, what is right passes."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.watch import Watch

PAGES = {
    "/fine": "<h1>Trang tốt</h1><p>Không có lỗi.</p>",
    "/inline-script": "<h1>Trang</h1><script>document.title = 'x'</script>",
    "/inline-style": "<h1 style='color: red'>Trang</h1>",
    "/foreign": "<h1>Trang</h1><img src='https://example.org/anh.png' alt=''>",
    "/no-label": "<h1>Trang</h1><input type='text'><img src='data:,'>",
    "/missing-file": "<h1>Trang</h1><img src='/khong-co.png' alt=''>",
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src * data:; frame-ancestors 'none'")
        self.end_headers()
        self.wfile.write(
            f"<!doctype html><html lang=vi><title>T</title><link rel=icon href='data:,'><main>{body}</main>".encode()
        )

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def seen(browser: "Browser", site: str) -> "Iterator[Callable[[str], tuple[Page, Watch]]]":
    """Open one of the pages above under a watch that does not fail this test."""
    from tests.browser.watch import Watch

    contexts = []

    def seen(path: str) -> "tuple[Page, Watch]":
        context = browser.new_context(base_url=site)
        contexts.append(context)
        watch = Watch()
        watch.attach(context)
        page = context.new_page()
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return page, watch

    yield seen
    for context in contexts:
        context.close()


def test_a_right_page_gives_no_finding(seen: "Callable[[str], tuple[Page, Watch]]") -> None:
    assert seen("/fine")[1].findings() == []


@pytest.mark.parametrize("path", ["/inline-script", "/inline-style"])
def test_what_the_policy_blocks_is_found(seen: "Callable[[str], tuple[Page, Watch]]", path: str) -> None:
    watch = seen(path)[1]
    assert any("inline" in line for line in watch.policy), watch.findings()


def test_a_request_that_leaves_the_machine_is_refused_and_found(
    seen: "Callable[[str], tuple[Page, Watch]]",
) -> None:
    assert seen("/foreign")[1].foreign == ["https://example.org/anh.png"]


def test_a_missing_file_is_found_on_the_console_unless_expected(
    seen: "Callable[[str], tuple[Page, Watch]]",
) -> None:
    watch = seen("/missing-file")[1]
    assert any("404" in line for line in watch.console)
    watch.expect("404")
    assert watch.findings() == []
    with pytest.raises(AssertionError, match="no console message"):
        watch.expect("404")


def test_axe_runs_under_a_strict_policy_and_finds_what_is_broken(
    seen: "Callable[[str], tuple[Page, Watch]]", axe_source: str
) -> None:
    from tests.browser.watch import accessibility_violations

    page, watch = seen("/no-label")
    rules = {violation.rule for violation in accessibility_violations(page, watch, axe_source)}
    assert {"label", "image-alt"} <= rules
    page, watch = seen("/fine")
    assert accessibility_violations(page, watch, axe_source) == []
    assert watch.findings() == []
