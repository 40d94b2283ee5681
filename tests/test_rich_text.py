"""The vocabulary of rich text: what survives the sanitiser, its plain text, and links laid over it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_portal.rich_text import TextRange, from_plain, link_ranges, plain_text, sanitize

KEPT = (
    "<p>Một <strong>hai</strong> <em>ba</em> <u>bốn</u> m<sup>2</sup> CO<sub>2</sub><br>dòng</p>",
    "<h3>Phần</h3><h4>Mục</h4><h5>Đề mục</h5><h6>Sao</h6>",
    "<ul><li><p>Gạch</p><ul><li><p>Cộng</p></li></ul></li></ul>",
    '<ol start="3" type="a"><li><p>Ba</p></li></ol>',
    "<blockquote><p>Khẩu hiệu</p></blockquote>",
    '<table><tbody><tr><th colspan="2">A</th></tr><tr><td rowspan="2"><p>1</p></td><td>2</td></tr></tbody></table>',
    '<p><a href="https://example.org/a?b=1">liên kết</a></p>',
)


@pytest.mark.parametrize("html", KEPT)
def test_what_the_editor_can_write_survives(html: str) -> None:
    assert sanitize(html) == html


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ("<style>p{}</style><p>a</p>", "<p>a</p>"),
        ('<p style="color:red" onclick="x()" class="MsoNormal">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ("<b>đậm</b> <i>nghiêng</i>", "<strong>đậm</strong> <em>nghiêng</em>"),
        ("<h1>Lớn</h1>", "<h3>Lớn</h3>"),
        ('<img src=x onerror="alert(1)"><p>a</p>', "<p>a</p>"),
        ("<!-- ghi chú --><p>a</p>", "<p>a</p>"),
        ('<svg><path d="M0 0"/></svg><p>a</p>', "<p>a</p>"),
        ("<p></p>", ""),
        ("<p> <br></p>", ""),
        ("<p>u\u0309y</p>", "<p>\u1ee7y</p>"),
        ("<p>a\u200bb\x00</p>", "<p>ab</p>"),
    ],
)
def test_what_is_no_part_of_the_vocabulary_is_dropped(html: str, clean: str) -> None:
    assert sanitize(html) == clean


@given(st.text(alphabet="<>/pbulioscrt \"'=&;a1\u00e1\u1ea1", max_size=80))
def test_cleaning_twice_changes_nothing(html: str) -> None:
    once = sanitize(html)

    assert sanitize(once) == once


def test_plain_text_has_a_line_a_block_and_tabs_between_cells() -> None:
    html = "<h3>Phần</h3><ul><li><p>Gạch</p></li></ul><table><tr><td><p>A</p></td><td>B</td></tr><tr><td>C</td></tr></table><p>Hết</p>"

    assert plain_text(html) == "Phần\nGạch\nA\tB\nC\nHết"


def test_a_link_lies_over_the_same_words_in_the_html() -> None:
    html = "<p>Theo <strong>Kế hoạch 12</strong>-KH/ĐU &amp; luật.</p><p>Hết</p>"
    start = plain_text(html).index("Kế hoạch")

    linked = link_ranges(html, [TextRange(start, start + len("Kế hoạch 12-KH/ĐU"), "/van-ban/7/", "Văn bản")])

    assert linked == (
        '<p>Theo <strong><a href="/van-ban/7/" title="Văn bản">Kế hoạch 12</a></strong>'
        '<a href="/van-ban/7/" title="Văn bản">-KH/ĐU</a> &amp; luật.</p><p>Hết</p>'
    )


def test_no_link_is_laid_inside_a_link() -> None:
    html = '<p><a href="https://example.org/">số 5</a> và số 5</p>'

    assert link_ranges(html, [TextRange(0, 4, "/x/")]) == html


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5))
def test_links_never_change_the_text(pairs: list[tuple[int, int]]) -> None:
    html = "<p>Một &lt;hai&gt; ba</p><ul><li><p>bốn</p></li></ul><table><tbody><tr><td><p>năm</p></td><td>sáu</td></tr></tbody></table>"

    linked = link_ranges(html, [TextRange(start, start + length, "/x/") for start, length in pairs])

    assert plain_text(linked) == plain_text(html)


def test_lines_with_a_dash_or_a_plus_become_items_of_two_levels() -> None:
    html = from_plain("Mở đầu\n- Một\n+ Một a\n+ Một b\n- Hai\nKết <b>")

    assert html == (
        "<p>Mở đầu</p><ul><li><p>Một</p><ul><li><p>Một a</p></li><li><p>Một b</p></li></ul></li><li><p>Hai</p></li></ul>"
        "<p>Kết &lt;b&gt;</p>"
    )
