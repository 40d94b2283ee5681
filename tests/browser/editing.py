"""Waiting for a page to be so far, and the cursor in the editor of rich text."""

import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def until(page: "Page", expression: str, *, seconds: float = 10) -> None:
    """Wait until the expression is true. Playwright's own waiting uses eval, which the page's policy forbids."""
    from playwright.sync_api import Error

    end = time.monotonic() + seconds
    while True:
        # A link pressed before htmx knows it leads to the whole page: the answer is the same.
        with suppress(Error):
            if page.evaluate(f"() => Boolean({expression})"):
                return
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(50)


def cursor_to_end(page: "Page") -> None:
    """Click into the editor of rich text and go to its end.

    The editor takes the cursor over from the browser a moment after click and key: typed before that, words stand elsewhere.
    """
    page.click(".tiptap.ProseMirror")
    until(page, "document.activeElement.classList.contains('tiptap')")
    page.keyboard.press("Control+End")
    editor = "document.querySelector('.tiptap.ProseMirror').editor.state"
    until(page, f"{editor}.selection.empty && {editor}.selection.to === {editor}.doc.content.size - 1")
