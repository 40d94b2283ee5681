"""The frozen content: to JSON and back without loss, and open to editions of years ago and of years to come."""

import json

from hypothesis import given
from hypothesis import strategies as st

from documents.engines.blocks import Block, BlockKind, Cell, PictureRef, Run
from documents.rendering.content import SCHEMA, EntryContent, IssueContent, content_sha256, from_json, to_json

WORDS = st.text(max_size=20)
RUNS = st.lists(st.builds(Run, text=WORDS, bold=st.booleans(), subscript=st.booleans(), href=WORDS), max_size=3).map(
    tuple
)
CELLS = st.builds(
    Cell,
    paragraphs=st.lists(RUNS, max_size=2).map(tuple),
    header=st.booleans(),
    colspan=st.integers(1, 5),
    rowspan=st.integers(1, 5),
)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    runs=RUNS,
    level=st.integers(0, 2),
    number=WORDS,
    marker=WORDS,
    rows=st.lists(st.lists(CELLS, max_size=2).map(tuple), max_size=2).map(tuple),
    picture=st.none()
    | st.builds(PictureRef, sha256=WORDS, width=st.integers(0, 9), height=st.integers(0, 9), caption=WORDS),
)
LINES = st.lists(WORDS, max_size=2).map(tuple)


def _entries(children: st.SearchStrategy[tuple[EntryContent, ...]]) -> st.SearchStrategy[EntryContent]:
    return st.builds(
        EntryContent,
        uuid=WORDS,
        number=WORDS,
        level=st.integers(1, 2),
        kind=WORDS,
        heading=WORDS,
        gist=LINES,
        cell_tasks=LINES,
        questions=LINES,
        blocks=st.lists(BLOCKS, max_size=3).map(tuple),
        children=children,
    )


ISSUES = st.builds(
    IssueContent,
    publisher_line=WORDS,
    board_line=WORDS,
    title_lines=LINES,
    period_line=WORDS,
    foot_line=WORDS,
    contents_depth=st.integers(0, 2),
    rubrics_printed=st.booleans(),
    entries=st.lists(_entries(st.lists(_entries(st.just(())), max_size=2).map(tuple)), max_size=2).map(tuple),
)


@given(ISSUES)
def test_a_content_comes_back_from_json_as_it_was(content: IssueContent) -> None:
    stored = json.loads(json.dumps(to_json(content)))

    assert from_json(stored) == content
    assert content_sha256(from_json(stored)) == content_sha256(content)


def test_what_is_at_its_default_is_left_out() -> None:
    assert to_json(Block(BlockKind.PARAGRAPH, (Run("Chữ"),))) == {"kind": "paragraph", "runs": [{"text": "Chữ"}]}


def test_fields_that_this_version_does_not_know_are_passed_over() -> None:
    data = {
        "publisher_line": "ĐẢNG ỦY",
        "board_line": "",
        "title_lines": ["TÀI LIỆU"],
        "period_line": "",
        "foot_line": "",
        "schema": SCHEMA + 4,
        "new_field": {"a": 1},
        "entries": [
            {
                "uuid": "u",
                "number": "1",
                "level": 1,
                "kind": "topic",
                "heading": "Một",
                "mood": "vui",
                "blocks": [
                    {"kind": "paragraph", "colour": "red", "runs": [{"text": "Chữ", "font": "Arial"}]},
                    {"kind": "picture", "picture": {"sha256": "a", "width": 1, "height": 1, "place": "left"}},
                ],
            }
        ],
    }

    content = from_json(data)

    assert content.schema == SCHEMA + 4
    assert content.entries[0].blocks[0].text == "Chữ"
    assert content.entries[0].blocks[1].picture == PictureRef("a", 1, 1)


def test_another_letter_gives_another_digest() -> None:
    def issue(words: str) -> IssueContent:
        return IssueContent("A", "B", ("C",), "D", "E", entries=(EntryContent("u", "1", 1, "topic", words),))

    assert content_sha256(issue("Hòa")) != content_sha256(issue("Hoà"))
