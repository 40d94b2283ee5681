"""The build of an issue: numbering, contents, photos, empty headings."""

from documents.engines.blocks import Block, BlockKind, PictureRef, Run
from documents.engines.proofreading import proofread_issue
from documents.engines.proofreading.issue_text import issue_of_content, text_of_issue
from documents.engines.reading.model import ReadEntry, ReadIssue, TocLine
from documents.rendering.content import EntryContent, IssueContent

_TEXT = Block(BlockKind.PARAGRAPH, (Run("Bà con trồng thêm 5 ha rừng."),))


def _entry(number: str, heading: str, *blocks: Block, children: tuple[ReadEntry, ...] = ()) -> ReadEntry:
    return ReadEntry(
        number, number.count(".") + 1, "topic", heading, blocks or ((_TEXT,) if not children else ()), children
    )


def test_a_gap_between_entries_is_shown_once_at_the_number_that_jumps() -> None:
    issue = ReadIssue(
        entries=(
            _entry("1", "Trồng rừng"),
            _entry("2", "Làm đường"),
            _entry("4", "Tin hoạt động"),
            _entry("5", "Kết luận"),
        )
    )
    found = [one for one in proofread_issue(issue) if one.rule == "numbering"]
    assert [one.text for one in found] == ["4. Tin hoạt động"]


def test_a_gap_between_news_and_between_parts_is_shown() -> None:
    parts = (
        Block(BlockKind.PART, (Run("Một"),), 1, "2.1"),
        _TEXT,
        Block(BlockKind.PART, (Run("Ba"),), 1, "2.3"),
        _TEXT,
    )
    news = (_entry("3.1", "Tin thứ nhất"), _entry("3.3", "Tin thứ ba"))
    issue = ReadIssue(
        entries=(_entry("1", "Trồng rừng"), _entry("2", "Làm đường", *parts), _entry("3", "Tin", children=news))
    )
    assert [one.text for one in proofread_issue(issue)] == ["2.3. Ba", "3.3. Tin thứ ba"]


def test_numbers_straight_through_raise_nothing() -> None:
    issue = ReadIssue(
        entries=(_entry("1", "Trồng rừng"), _entry("2", "Làm đường"), _entry("", "Thư ngỏ"), _entry("3", "Tin"))
    )
    assert proofread_issue(issue) == []


def test_a_contents_line_without_its_heading_a_bare_photo_and_an_empty_heading_are_shown() -> None:
    photo = Block(BlockKind.PICTURE, picture=PictureRef("0" * 64, 10, 10))
    issue = ReadIssue(
        toc=(TocLine("1", "Trồng rừng trên đất dốc"), TocLine("2", "Phòng bệnh mùa hè")),
        entries=(
            _entry("1", "Trồng rừng trên đất dốc", _TEXT, photo),
            _entry("2", "Kết quả tuyển quân", Block(BlockKind.HEADING, (Run("Phần trống"),))),
        ),
    )
    assert {one.rule for one in proofread_issue(issue)} == {"contents", "no-caption", "empty-heading"}


def test_built_content_becomes_text_with_numbers_marks_and_captions() -> None:
    item = Block(BlockKind.ITEM, (Run("Việc thứ nhất"),), 1)
    photo = Block(BlockKind.PICTURE, picture=PictureRef("0" * 64, 10, 10, "Ra quân trồng rừng"))
    entry = EntryContent("u", "1", 1, "topic", "Trồng rừng", blocks=(_TEXT, item, photo))
    content = IssueContent("", "", (), "", "", entries=(entry,))
    assert text_of_issue(issue_of_content(content)).split("\n") == [
        "1. Trồng rừng", "Bà con trồng thêm 5 ha rừng.", "- Việc thứ nhất", "Ra quân trồng rừng",
    ]  # fmt: skip
