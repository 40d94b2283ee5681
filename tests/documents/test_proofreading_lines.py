"""A correction goes back exactly into its place, whatever tags stand around; people are held against the publisher's list."""

import pytest

from documents.engines.block_html import blocks_from_html
from documents.engines.proofreading import WordList, check_text
from documents.engines.proofreading.lines import (
    WordsMoved,
    lines_of_content,
    mend_heading,
    mend_html,
    mend_note,
    printed_lines,
)
from tests.documents.issues import entry, issue, item, paragraph
from tests.documents.proofreading.helpers import shipped

_BODIES = [
    # the body, the paragraph, words before and after, the body wanted
    ("<p>Đoàn kiểm trả hồ sơ.</p>", 0, "kiểm trả", "kiểm tra", "<p>Đoàn kiểm tra hồ sơ.</p>"),
    (
        "<p>kiểm trả</p><p>Đoàn kiểm trả</p>",
        1,
        "kiểm trả",
        "kiểm tra",
        "<p>kiểm trả</p><p>Đoàn kiểm tra</p>",
    ),
    (
        "<p>Đoàn <strong>kiểm</strong> <em>trả</em> hồ sơ.</p>",
        0,
        "kiểm trả",
        "kiểm tra",
        "<p>Đoàn <strong>kiểm</strong> <em>tra</em> hồ sơ.</p>",
    ),
    (
        "<ul><li><p>Hộ A &amp; hộ B cuả tổ</p></li></ul>",
        0,
        "cuả",
        "của",
        "<ul><li><p>Hộ A &amp; hộ B của tổ</p></li></ul>",
    ),
    ('<p><a href="https://x.example/?a=1&amp;b=cuả">cuả</a></p>', 0, "cuả", "của", None),
    ("<p>5.000 ha , 6 ha</p>", 0, "ha ,", "ha,", "<p>5.000 ha, 6 ha</p>"),
    ("<p>hoàn thành,xong</p>", 0, "thành,xong", "thành, xong", "<p>hoàn thành, xong</p>"),
    ("<table><tbody><tr><td><p>cuả</p></td><td><p>cuả</p></td></tr></tbody></table>", 1, "cuả", "của", None),
    ("<p>một\n   dòng cuả\nanh</p>", 0, "dòng cuả", "dòng của", "<p>một\n   dòng của\nanh</p>"),
    ("<p>A &lt; B cuả</p>", 0, "B cuả", "C của < &", "<p>A &lt; C của &lt; &amp;</p>"),
]


def _texts(html: str) -> list[str]:
    return [text for block in blocks_from_html(html) for _, text in printed_lines(block)]


@pytest.mark.parametrize(("html", "index", "old", "new", "wanted"), _BODIES)
def test_a_correction_changes_its_paragraph_alone_and_keeps_the_tags(
    html: str, index: int, old: str, new: str, wanted: str | None
) -> None:
    texts = _texts(html)
    start = texts[index].rindex(old)
    mended = mend_html(html, index, start, start + len(old), old, new)
    if wanted is not None:
        assert mended == wanted
    texts[index] = texts[index][:start] + new + texts[index][start + len(old) :]
    assert _texts(mended) == texts


def test_of_two_equal_words_in_a_paragraph_the_one_meant_is_changed() -> None:
    html = "<p>cuả dân, cuả xã</p>"
    assert mend_html(html, 0, 0, 3, "cuả", "của") == "<p>của dân, cuả xã</p>"
    assert mend_html(html, 0, 9, 12, "cuả", "của") == "<p>cuả dân, của xã</p>"


def test_words_that_have_moved_are_refused() -> None:
    with pytest.raises(WordsMoved):
        mend_html("<p>Đoàn kiểm tra.</p>", 0, 5, 13, "kiểm trả", "kiểm tra")
    with pytest.raises(WordsMoved):
        mend_html("<p>kiểm trả</p>", 3, 0, 8, "kiểm trả", "kiểm tra")
    with pytest.raises(WordsMoved):
        mend_heading("Đoàn kiểm tra", 5, 13, "kiểm trả", "kiểm tra")
    with pytest.raises(WordsMoved):
        mend_note("Một dòng", 1, 0, 3, "Một", "Hai")


def test_a_line_of_the_main_points_is_mended_in_its_line() -> None:
    assert mend_note("Một\n\n  Hai cuả xã", 1, 4, 7, "cuả", "của") == "Một\n\nHai của xã"


def test_lines_know_what_is_printed_before_them_and_where_they_are_stored() -> None:
    content = issue(
        entry("1", "Trồng rừng", item("hạng mục một"), paragraph("Đoạn hai."), gist=("Ý chính.",)),
    )
    lines = lines_of_content(content)
    assert [(line.field, line.index, line.printed) for line in lines] == [
        ("heading", 0, "1. Trồng rừng"),
        ("body", 0, "- hạng mục một"),
        ("body", 1, "Đoạn hai."),
        ("gist", 0, "Ý chính."),
    ]


_PEOPLE = WordList.of([], people=[("Lường Văn Toản", "Ủy viên Ban Thường vụ, Phó Bí thư Đảng ủy phường")])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Đồng chí Lường Văn Toàn, Phó Bí thư Đảng ủy phường chủ trì.", "person-spelling"),
        ("Đồng chí Lương Văn Toản dự.", "person-spelling"),
        ("Đồng chí Lường Văn Toản, Chủ tịch Hội Nông dân phường, dự.", "person-title"),
        ("Đồng chí Lường Văn Toản - Bí thư Đảng ủy phường chủ trì.", "person-title"),
        ("Đồng chí Lường Văn Toản, Phó Bí thư Đảng uỷ phường chủ trì.", ""),
        ("Đồng chí Lường Văn Toản, Ủy viên Ban Thường vụ, Trưởng Ban Xây dựng Đảng, dự.", ""),
        ("Đồng chí LƯỜNG VĂN TOẢN chủ trì.", ""),
        ("Đồng chí Lường Văn Toản, người con của bản Pắng, dự.", ""),
        ("Đồng chí Lường Văn Toản Anh dự.", ""),
        ("Đồng chí Hà Thị Nụ, Bí thư chi bộ, dự.", ""),
    ],
)
def test_a_listed_person_is_spelt_and_titled_as_listed(text: str, rule: str) -> None:
    found = [one.rule for one in check_text(text, model=shipped(), words=_PEOPLE) if one.rule.startswith("person-")]
    assert found == ([rule] if rule else [])
