"""Five megabytes from Word pasted into the open entry: what is text stays, nothing else, and the page stays alive."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.editing import until
from tests.browser.test_desk import open_desk
from tests.builders import make_bulletin, make_entry, make_ward

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

# Word brings far more looks than words.
PASTE = """() => {
    const looks = "mso-fareast-font-family:X;font-size:14pt;".repeat(60);
    const unit = `<p class="MsoNormal" style="${looks}"><span lang="VI" style="font-weight:bold;${looks}">Đoạn từ Word.</span>`
      + '<img src="data:image/png;base64,iVBORw0KGgo="><o:p></o:p><!-- x --></p>';
    const table = '<table style="width:9cm"><tr><td colspan="2" rowspan="2">Gộp</td><td>Ba</td></tr><tr><td>Bốn</td></tr></table>';
    const script = '<scr' + 'ipt>window.wrong = true</scr' + 'ipt>';
    const html = unit.repeat(Math.ceil(5_000_000 / unit.length)) + table + script;
    const data = new DataTransfer();
    data.setData("text/html", `<html><body>${html}</body></html>`);
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector(".tiptap").dispatchEvent(paste);
    return html.length;
}"""


def test_five_megabytes_from_word_are_pasted_cleaned_and_saved(tab: "Page", sign_in: Callable[..., None]) -> None:
    ward = make_ward()
    bulletin = make_bulletin(ward.committee)
    entry = make_entry(bulletin, heading="Một", body="<p>Chữ cũ.</p>")
    sign_in(tab, ward.editor)
    open_desk(tab, bulletin, entry)
    tab.click(".tiptap")
    tab.keyboard.press("Control+a")
    assert tab.evaluate(PASTE) > 5_000_000
    until(tab, "document.querySelectorAll('.tiptap p').length > 900", seconds=30)
    assert tab.locator(".tiptap img").count() == 0
    tab.click("#luu-muc")
    tab.wait_for_selector(".open__saved")
    entry.refresh_from_db()
    assert entry.body.startswith("<p><strong>Đoạn từ Word.</strong></p>")
    assert '<td colspan="2" rowspan="2">' in entry.body
    for forbidden in ("data:", "mso", "style", "<img", "script"):
        assert forbidden not in entry.body
    assert not tab.evaluate("Boolean(window.wrong)")
