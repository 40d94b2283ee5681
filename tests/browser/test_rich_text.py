"""The editor in a real browser, on the page where directives are typed: menu, typing, paste from Word. The tab is watched: a policy report or an
error on the console fails the test."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from directives.models import Directive
from organizations.roles import Role
from tests.browser.editing import cursor_to_end
from tests.builders import make_directive, make_organization, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

# What Word puts on the clipboard: conditional comments, styles, its own list paragraphs, a table with style attributes.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style>p.MsoNormal {margin:0} </style><!--[if gte mso 9]><xml><o:x>1</o:x></xml><![endif]--></head><body lang=VI>
<!--StartFragment-->
<p class=MsoNormal style='text-align:justify'><b style='mso-bidi-font-weight:normal'>Kết quả</b> và
<span style='font-weight:bold;font-style:italic'>nhiệm vụ</span><o:p></o:p></p>
<p class=MsoNormal style='margin-left:1cm'>- Trồng cây dọc tuyến phố<o:p></o:p></p>
<p class=MsoNormal>+ Khu dân cư số 2</p>
<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span></span><![endif]>Thu gom rác</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='height:20pt'>
<td width=100 style='width:75pt;border:solid windowtext 1pt'><p class=MsoNormal style='text-align:center'><b>Nội dung</b></p></td>
<td width=100 colspan=2 style='width:75pt'><p class=MsoNormal>Số lượng</p></td></tr>
<tr><td><p class=MsoNormal>Cây xanh</p></td><td><p>120</p></td><td><p>cây</p></td></tr></table>
<script>window.hacked = 1</script><img src="file:///C:/x.png" onerror="window.hacked = 1">
<!--EndFragment--></body></html>"""


@pytest.fixture
def directive() -> Directive:
    ward = make_organization("Đảng ủy phường Bình Giang")
    return make_directive(ward, body="<p>Đoạn có sẵn.</p>")


@pytest.fixture
def page(tab: "Page", sign_in: Callable[..., None], directive: Directive) -> "Page":
    """The change form of a directive, with the editor there."""
    sign_in(tab, make_user(role=Role.EDITOR, at=directive.held_by))
    tab.goto(f"/quan-tri/directives/directive/{directive.pk}/change/")
    tab.wait_for_selector(".prose-menubar button")
    return tab


def paste(page: "Page", *, html: str = "", text: str = "") -> None:
    page.evaluate(
        """([html, text]) => {
            const data = new DataTransfer();
            if (html) data.setData("text/html", html);
            data.setData("text/plain", text);
            document.querySelector(".tiptap").dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [html, text],
    )


def value(page: "Page") -> str:
    found: str = page.eval_on_selector("#id_body", "field => field.value")
    return found


def test_the_editor_mounts_with_vietnamese_buttons_and_without_a_csp_report(page: "Page", directive: Directive) -> None:

    titles = page.eval_on_selector_all(".prose-menubar button", "buttons => buttons.map(button => button.title)")

    assert page.inner_text(".tiptap") == "Đoạn có sẵn."
    assert "Chèn bảng" in titles
    assert not [title for title in titles if title.isascii()]


def test_what_is_typed_and_made_bold_is_stored(page: "Page", directive: Directive) -> None:
    cursor_to_end(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Việc thứ nhất ")
    page.keyboard.press("Control+b")
    page.keyboard.type("cần làm ngay")
    page.click('button[data-name="table"]')

    assert value(page).startswith("<p>Đoạn có sẵn.</p><p>Việc thứ nhất <strong>cần làm ngay</strong></p>")
    assert "<table>" in value(page)


def test_a_paste_from_word_keeps_table_items_and_bold_and_drops_scripts_and_styles(
    page: "Page", directive: Directive
) -> None:
    page.click(".tiptap")
    page.keyboard.press("Control+a")
    paste(page, html=WORD, text="Kết quả")
    page.click('input[name="_continue"]')
    page.wait_for_selector(".prose-menubar button")
    directive.refresh_from_db()

    body = directive.body
    assert "<strong>Kết quả</strong> và" in body
    assert "nhiệm vụ</strong></em>" in body or "nhiệm vụ</em></strong>" in body
    assert (
        "<ul><li><p>Trồng cây dọc tuyến phố</p><ul><li><p>Khu dân cư số 2</p></li></ul></li>"
        "<li><p>Thu gom rác</p></li></ul>"
    ) in body
    assert '<td colspan="2"' in body
    assert "Cây xanh" in body
    assert "style" not in body
    assert "script" not in body
    assert page.evaluate("window.hacked") is None


def test_a_sign_typed_into_an_item_of_word_is_not_kept_beside_its_own(page: "Page", directive: Directive) -> None:
    page.click(".tiptap")
    page.keyboard.press("Control+a")
    paste(
        page,
        html="<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>- Trồng 120 cây</p>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>+ 20 cây lim</p>",
        text="- Trồng 120 cây",
    )

    assert "<ul><li><p>Trồng 120 cây</p><ul><li><p>20 cây lim</p></li></ul></li></ul>" in value(page)


def test_a_full_stop_without_a_space_in_a_pasted_text_makes_no_link_a_whole_address_does(
    page: "Page", directive: Directive
) -> None:
    page.click(".tiptap")
    page.keyboard.press("Control+a")
    paste(
        page,
        html="<p>Đọc từng chữ.Thông báo dân, xem https://tai-lieu.example/1 nhé</p>",
        text="Đọc từng chữ.Thông báo dân",
    )

    assert value(page).count("<a ") == 1
    assert 'href="https://tai-lieu.example/1"' in value(page)


def test_a_pasted_picture_is_said_to_be_left_out_until_the_next_paste(page: "Page", directive: Directive) -> None:
    page.click(".tiptap")
    page.keyboard.press("Control+a")
    paste(page, html='<p>Trước <img src="data:image/png;base64,iVBORw0KGgo="> sau</p>', text="Trước sau")
    page.wait_for_selector(".prose-editor__note >> text=có 1 ảnh không đưa vào được")
    assert "<img" not in value(page)
    assert "Trước" in value(page)

    paste(page, html="<p>Chữ khác</p>", text="Chữ khác")

    assert page.query_selector(".prose-editor__note") is None


def test_plain_lines_with_dashes_become_items(page: "Page", directive: Directive) -> None:
    page.click(".tiptap")
    page.keyboard.press("Control+a")
    paste(page, text="Mở đầu\n- Một & hai\n+ Ba\n- Bốn")

    assert value(page) == (
        "<p>Mở đầu</p><ul><li><p>Một &amp; hai</p><ul><li><p>Ba</p></li></ul></li><li><p>Bốn</p></li></ul>"
    )
