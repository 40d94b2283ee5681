"""HTML of the editor ↔ blocks."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_portal.rich_text import sanitize
from documents.engines.block_html import (
    blocks_from_html,
    blocks_to_html,
    insert_pictures,
    number_parts,
    plain_text,
    tidy_runs,
)
from documents.engines.blocks import Block, BlockKind, Cell, PictureRef, Run

LETTERS = "aăâbdđeêoôơưyỷẫ ,;:.&<>\"'#/%15"


def block(kind: BlockKind, words: str, level: int = 0, marker: str = "") -> Block:
    return Block(kind, (Run(words),), level=level, marker=marker)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ()),
        ("chữ trơn", (block(BlockKind.PARAGRAPH, "chữ trơn"),)),
        ("<p>một</p><p>  hai\n ba </p>", (block(BlockKind.PARAGRAPH, "một"), block(BlockKind.PARAGRAPH, "hai ba"))),
        ("<h3>Phần</h3>", (block(BlockKind.PART, "Phần", 1),)),
        ("<h2>Phần</h2>", (block(BlockKind.PART, "Phần", 1),)),
        ("<h4>Mục con</h4>", (block(BlockKind.PART, "Mục con", 2),)),
        ("<h5>Đậm</h5>", (block(BlockKind.HEADING, "Đậm"),)),
        ("<h6>Sao</h6>", (block(BlockKind.STAR, "Sao"),)),
        ("<blockquote><p>Khẩu hiệu</p></blockquote>", (block(BlockKind.QUOTE, "Khẩu hiệu"),)),
        (
            "<ul><li><p>một</p><ul><li><p>hai</p></li></ul></li><li>ba</li></ul>",
            (block(BlockKind.ITEM, "một", 1), block(BlockKind.ITEM, "hai", 2), block(BlockKind.ITEM, "ba", 1)),
        ),
        (
            "<ul><li>a<ul><li>b<ul><li>sâu</li></ul></li></ul></li></ul>",
            (block(BlockKind.ITEM, "a", 1), block(BlockKind.ITEM, "b", 2), block(BlockKind.ITEM, "sâu", 2)),
        ),
        (
            "<ul><li><p>ý</p><p>đoạn tiếp của ý</p></li></ul>",
            (block(BlockKind.ITEM, "ý", 1), block(BlockKind.PARAGRAPH, "đoạn tiếp của ý")),
        ),
        (
            '<ol start="3"><li>ba</li><li>bốn</li></ol>',
            (block(BlockKind.NUMBERED, "ba", marker="3."), block(BlockKind.NUMBERED, "bốn", marker="4.")),
        ),
        ('<ol type="a"><li>chữ</li></ol>', (block(BlockKind.NUMBERED, "chữ", marker="a)"),)),
        (
            "<ol><li>một<ol><li>con</li></ol></li><li>hai</li></ol>",
            (
                block(BlockKind.NUMBERED, "một", marker="1."),
                block(BlockKind.NUMBERED, "con", marker="a)"),
                block(BlockKind.NUMBERED, "hai", marker="2."),
            ),
        ),
        ('<ol start="²" type="?"><li>x</li></ol>', (block(BlockKind.NUMBERED, "x", marker="1."),)),
        ("<p>a<br>b</p>", (block(BlockKind.PARAGRAPH, "a\nb"),)),
        ("<p></p><p> &nbsp;<br></p><h3></h3><ul><li></li></ul>", ()),
        ("<font color=red>đỏ</font> <o:p>ô</o:p>", (block(BlockKind.PARAGRAPH, "đỏ ô"),)),
        ("<script>alert(1)</script><style>p{}</style>còn", (block(BlockKind.PARAGRAPH, "còn"),)),
    ],
)
def test_html_is_read_as_blocks(html: str, expected: tuple[Block, ...]) -> None:
    assert blocks_from_html(html) == expected


def test_looks_become_runs() -> None:
    (found,) = blocks_from_html(
        '<p><b>đậm</b> <em><u>nghiêng</u></em> m<sup>2</sup> CO<sub>2</sub> <a href="https://a.example/?x=1&amp;y=2">nơi</a></p>'
    )
    assert found.runs == (
        Run("đậm", bold=True),
        Run(" "),
        Run("nghiêng", italic=True, underline=True),
        Run(" m"),
        Run("2", superscript=True),
        Run(" CO"),
        Run("2", subscript=True),
        Run(" "),
        Run("nơi", href="https://a.example/?x=1&y=2"),
    )


def test_a_table_keeps_merged_cells_and_paragraphs() -> None:
    (table,) = blocks_from_html(
        "<table><thead><tr><th colspan='2'>Chỉ tiêu</th></tr></thead>"
        "<tbody><tr><td rowspan='²'><p>a</p><p>b</p></td><td><ul><li>c</li></ul></td></tr></tbody></table>"
    )
    assert table.rows == (
        (Cell(((Run("Chỉ tiêu"),),), header=True, colspan=2),),
        (Cell(((Run("a"),), (Run("b"),))), Cell(((Run("c"),),))),
    )


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>dở<p>dang<table><tr><td>ô",
        "</p></li></table>x",
        "<table>lạc<tr><td>trong</table>sau",
        "<td>ô không có bảng</td>",
        "<p>a<p>b<h3>c",
        "<li>mục không có danh sách",
        "<a href='/x'>chưa đóng",
        "<b><i>chéo</b></i> nhau",
        "&#x1F600; &#55296; &bogus; <",
        "<![CDATA[x]]><!-- ghi chú <?xml version='1.0'?>",
    ],
)
def test_broken_html_is_read_without_a_fault(html: str) -> None:
    blocks = blocks_from_html(html)
    assert blocks_from_html(blocks_to_html(blocks)) == blocks


@pytest.mark.parametrize("marker", ["1.", "a)", "(1)", "IV."])
def test_the_authors_enumeration_keeps_its_marker_as_text(marker: str) -> None:
    assert blocks_to_html([block(BlockKind.NUMBERED, "việc", marker=marker)]) == f"<p>{marker} việc</p>"


def test_a_plus_line_without_a_minus_line_before_it_keeps_its_sign() -> None:
    blocks = (block(BlockKind.PARAGRAPH, "mở đầu"), block(BlockKind.ITEM, "cộng", 2), block(BlockKind.ITEM, "trừ", 1))
    assert blocks_from_html(blocks_to_html(blocks)) == blocks
    assert blocks_from_html(sanitize(blocks_to_html(blocks))) == blocks


runs = (
    st.lists(
        st.builds(
            Run,
            text=st.text(LETTERS + "\n", min_size=1, max_size=8),
            bold=st.booleans(),
            italic=st.booleans(),
            underline=st.booleans(),
            superscript=st.booleans(),
            href=st.sampled_from(["", "https://a.example/?b=1&c=\"'"]),
        ),
        min_size=1,
        max_size=4,
    )
    .map(tidy_runs)
    .filter(bool)
)
cells = st.builds(
    Cell,
    paragraphs=st.lists(runs, max_size=2).map(tuple),
    header=st.booleans(),
    colspan=st.integers(1, 3),
    rowspan=st.integers(1, 3),
)
blocks_of_text = st.one_of(
    st.builds(Block, kind=st.just(BlockKind.PARAGRAPH), runs=runs),
    st.builds(Block, kind=st.sampled_from([BlockKind.PART, BlockKind.ITEM]), runs=runs, level=st.integers(1, 2)),
    st.builds(Block, kind=st.sampled_from([BlockKind.HEADING, BlockKind.STAR, BlockKind.QUOTE]), runs=runs),
    st.builds(
        Block,
        kind=st.just(BlockKind.TABLE),
        rows=st.lists(st.lists(cells, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple),
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks_of_text, max_size=7).map(tuple))
def test_blocks_come_back_from_their_html(blocks: tuple[Block, ...]) -> None:
    assert blocks_from_html(blocks_to_html(blocks)) == blocks


@settings(max_examples=60, deadline=None)
@given(st.lists(blocks_of_text, max_size=5).map(tuple))
def test_the_sanitiser_leaves_the_html_of_blocks_alone(blocks: tuple[Block, ...]) -> None:
    assert blocks_from_html(sanitize(blocks_to_html(blocks))) == blocks


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fail(html: str) -> None:
    blocks_from_html(html)
    blocks_from_html(f"<table><tr><td>{html}</td></tr></table><ul><li>{html}")


@settings(max_examples=80, deadline=None)
@given(st.lists(runs, max_size=3))
def test_tidying_twice_changes_nothing(many: list[tuple[Run, ...]]) -> None:
    once = tidy_runs(run for each in many for run in each)
    assert tidy_runs(once) == once


def test_five_megabytes_of_pasted_html_are_read_in_reasonable_time() -> None:
    piece = (
        '<p class="MsoNormal" style="margin:0"><b><span lang="VI">Nội dung</span></b> dán từ <i>Word</i>&nbsp;</p>\n'
    )
    html = piece * (5_000_000 // len(piece))
    begin = time.perf_counter()
    assert len(blocks_from_html(html)) == html.count("<p")
    # Generous: a shared machine may be ten times slower; quadratic work would take minutes.
    assert time.perf_counter() - begin < 60


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    depth = 30_000
    assert plain_text(blocks_from_html("<div>" * depth + "đáy" + "</div>" * depth)) == "đáy"
    assert plain_text(blocks_from_html("<ul><li>" * depth + "đáy")) == "đáy"
    begin = time.perf_counter()
    assert plain_text(blocks_from_html("<b>x" * depth)) == "x" * depth
    assert time.perf_counter() - begin < 20


class TestPlainText:
    def test_blocks_are_lines_and_cells_are_parted_by_tabs(self) -> None:
        blocks = blocks_from_html(
            "<h3>Một</h3><p>hai<br>ba</p><table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
        )
        assert plain_text(blocks) == "Một\nhai\nba\na\tb\nc"

    def test_signs_numbers_and_pictures_are_left_out(self) -> None:
        picture = Block(BlockKind.PICTURE, picture=PictureRef("0" * 64, 4, 3, "chú thích"))
        part = Block(BlockKind.PART, (Run("Phần"),), level=1, number="1.1")
        assert plain_text([part, block(BlockKind.ITEM, "ý", 1), picture]) == "Phần\ný"


class TestPictures:
    def refs(self, *names: str) -> list[PictureRef]:
        return [PictureRef(name * 64, 4, 3) for name in names]

    def test_they_stand_after_the_number_of_blocks_given(self) -> None:
        a, b, c, d = self.refs("a", "b", "c", "d")
        blocks = blocks_from_html("<p>1</p><p>2</p>")
        found = insert_pictures(blocks, [(2, a), (1, b), (1, c), (99, d)])
        assert [one.picture.sha256[0] if one.picture else one.text for one in found] == ["1", "b", "c", "2", "a", "d"]

    def test_place_zero_is_before_the_first_block(self) -> None:
        (a,) = self.refs("a")
        assert insert_pictures(blocks_from_html("<p>1</p>"), [(0, a)])[0].picture == a
        assert insert_pictures((), [(3, a)])[0].picture == a


class TestPartNumbers:
    HTML = "<h3>a</h3><h4>b</h4><p>x</p><h4>c</h4><h3>d</h3><h4>e</h4>"

    def test_parts_are_numbered_below_their_entry(self) -> None:
        numbered = number_parts(blocks_from_html(self.HTML), "2")
        assert [one.number for one in numbered if one.kind is BlockKind.PART] == [
            "2.1",
            "2.1.1",
            "2.1.2",
            "2.2",
            "2.2.1",
        ]

    def test_parts_of_an_entry_in_a_group_have_one_more_place(self) -> None:
        assert [one.number for one in number_parts(blocks_from_html("<h3>a</h3>"), "5.1")] == ["5.1.1"]

    def test_a_second_level_without_a_first_counts_as_first(self) -> None:
        assert [one.number for one in number_parts(blocks_from_html("<h4>a</h4><h4>b</h4>"), "3")] == ["3.1", "3.1.1"]

    @pytest.mark.parametrize(("number", "enabled"), [("2", False), ("", True)])
    def test_without_numbering_or_entry_number_there_is_none(self, number: str, enabled: bool) -> None:
        numbered = list(number_parts(blocks_from_html(self.HTML), number, enabled=enabled))
        assert {one.number for one in numbered} == {""}
        assert [one.text for one in numbered] == ["a", "b", "x", "c", "d", "e"]
