"""Whatever is typed into whatever field reaches every page as typed, or as the box that stands for what no font draws.

The fields are found, not listed: a field added to the content of an issue is tried from that day on.
"""

import io
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from documents.engines.blocks import Block, BlockKind, Run
from documents.engines.errata import Erratum
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.docx import render_docx
from documents.rendering.errata import Slip, render_errata
from documents.rendering.html import PictureSource, entry_html
from documents.rendering.meeting import MeetingItem, MeetingPaper, render_meeting
from documents.rendering.minutes import Minutes, render_minutes
from documents.rendering.pages import page_texts
from documents.rendering.pdf import FORMS, render_pdf
from documents.rendering.typography import printable
from documents.rendering.watermark import Mark, with_mark
from tests.documents.issues import Pictures, cell, paragraph, part, uuid_of

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
# Pieces that mean something to typst, XML, HTML, Word's fields, JSON, a template or a shell, among letters of ours.
PIECES = [
    "#", "#set page()", "#image(\"/etc/passwd\")", "$x^2$", "$", "@ref", "<label>", "<b>", "</w:t>", "<!--", "]]>", "&", "&amp;", "&#10;",
    "*", "_", "`", "```", "=", "==", "~", "^", "\\", "\\n", "\\u{1F600}", "//", "/*", "*/", "'", "\"", "“", "”", "{", "}", "{{", "}}",
    "{%", "%}", "[", "]", "(", ")", "|", ";", ":", "!", "?", ".", "…", ",", "-", "--", "---", "–", "+", "%", "%s", "%(a)s", "$(id)",
    "0", "12/2026", "Ắ", "ỡ", "đ", "Ư", "chi bộ", " ", "§", "€", "½", "→", "≤",
]  # fmt: skip
typed = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)
# No text of the page: names the row, decides on the form, goes into the file's properties; numbers and signs of lists are ours.
NOT_PRINTED = {"uuid", "kind", "sha256", "href", "title", "short_title", "token", "check_address", "number", "marker"}


def bare(text: str) -> str:
    """The signs alone: where lines break and which space stands between words is typesetting. A hyphen that ends a line is given
    back by the reader of PDF as U+FFFE."""
    whole = unicodedata.normalize("NFKC", printable(text.replace("\ufffe", "-"))[0])
    return "".join(one for one in whole if not one.isspace() and unicodedata.category(one) != "Cf")


class Filler:
    """Fills every text of a dataclass with a name of its own and the words."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.made: list[str] = []

    def text(self) -> str:
        # A letter at each end, so that nothing of the words is trimmed.
        self.made.append(f"Q{len(self.made)}Z{self.words}Z")
        return self.made[-1]

    def fill(self, row: Any) -> Any:
        return replace(
            row, **{one.name: self.value(getattr(row, one.name)) for one in fields(row) if one.name not in NOT_PRINTED}
        )

    def value(self, value: Any) -> Any:
        if isinstance(value, BlockKind):
            return value
        if isinstance(value, str):
            return self.text()
        if isinstance(value, tuple):
            return tuple(self.value(one) for one in value)
        return self.fill(value) if is_dataclass(value) else value


class Texts(HTMLParser):
    """Text and names of tags of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found = ""
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.found += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    return Pictures(tmp_path_factory.mktemp("signs"))


@pytest.fixture(scope="module")
def pattern(pictures: Pictures) -> IssueContent:
    """An issue with something of everything, to be filled."""
    photo = pictures.draw(1, (400, 300), "x", "x")
    blocks = (
        paragraph("x"),
        part("1.1", "x"),
        paragraph("x", BlockKind.ITEM, 1),
        paragraph("x", BlockKind.QUOTE),
        Block(BlockKind.PARAGRAPH, (Run("x", bold=True), Run("x", italic=True), Run("x", underline=True))),
        Block(BlockKind.TABLE, rows=((cell("x", header=True), cell("x", "x")),)),
        photo,
    )
    one = EntryContent(
        uuid_of("một"), "1", 1, "directive", "x", rubric="x", source_line="x",
        gist=("x",), cell_tasks=("x",), questions=("x",), blocks=blocks,
    )  # fmt: skip
    news = EntryContent(uuid_of("hai"), "2.1", 2, "news", "x", blocks=(paragraph("x"),))
    group = EntryContent(uuid_of("nhóm"), "2", 1, "news_group", "x", children=(news,))
    return IssueContent(
        "x", "x", ("x", "x"), "x", "x", imprint_lines=("x",), edition_line="x", rubrics_printed=True,
        token="ABCDEFGHJK", title="x", year=2026, month=11, entries=(one, group),
    )  # fmt: skip


def docx_text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    texts = [document.element.body]
    for section in document.sections:
        texts += [part._element for part in (section.header, section.footer, section.first_page_footer)]
    return bare("".join(node.text or "" for root in texts for node in root.iter() if node.tag.endswith("}t")))


few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(words=typed, form=st.sampled_from(sorted(FORMS)))
def test_every_field_of_an_issue_stands_on_paper_and_in_word_as_typed(
    pattern: IssueContent, pictures: Pictures, words: str, form: str
) -> None:
    filler = Filler(words)
    content = filler.fill(pattern)

    made = render_pdf(content, pictures=pictures.files, now=NOW, form=form, draft=filler.text())
    printed = bare("".join(page_texts(made.pdf)))
    written = docx_text(render_docx(content, pictures=pictures.files, now=NOW))

    assert made.warnings == ()
    assert [one for one in filler.made if bare(one) not in printed] == []
    assert [one for one in filler.made[:-1] if bare(one) not in written] == []


@few
@given(words=typed)
def test_every_field_of_an_entry_stands_on_the_screen_as_text(pattern: IssueContent, words: str) -> None:
    shown, plain = Texts(), Texts()
    for reader, text in ((shown, words), (plain, "x")):
        filler = Filler(text)
        reader.feed(entry_html(filler.fill(pattern).entries[0], picture_src=lambda _: PictureSource("")))
    assert shown.tags == plain.tags
    assert bare(words) in bare(shown.found)


@few
@given(words=typed)
@example(words="#####set page()Ắ-")
def test_the_correction_slip_says_what_was_typed(words: str) -> None:
    filler = Filler(words)
    text = filler.text
    slip = Slip(text(), text(), 1, "ABCDEFGHJK", 2, "ABCDEFGHJM", text())
    row = Erratum("", 3, 4, ((text(), False), (text(), True)), ((text(), False), (text(), True)))
    # What is added has nothing printed: the row says where instead.
    added = Erratum(text(), None, None, (), ((text(), True),))

    printed = bare("".join(page_texts(render_errata(slip, [row, added], now=NOW))))

    assert [one for one in filler.made if bare(one) not in printed] == []


@few
@given(words=typed)
def test_the_paper_read_aloud_and_the_minutes_say_what_was_typed(words: str) -> None:
    filler = Filler(words)
    text = filler.text
    item = MeetingItem("1", text(), text(), (text(),), (text(),), text())
    paper = MeetingPaper(text(), text(), (item,), (text(),))
    printed = bare("".join(page_texts(render_meeting(paper, now=NOW))))
    assert [one for one in filler.made if bare(one) not in printed] == []

    filler = Filler(words)
    text = filler.text
    minutes = Minutes(
        text(), text(), date(2026, 11, 1), (replace(item, title=text()),), (text(),), date(2026, 11, 5),
        text(), text(), text(), 12, 11, text(), (text(),),
    )  # fmt: skip
    written = docx_text(render_minutes(minutes, now=NOW))
    # The cell's name stands in capitals.
    assert [one for one in filler.made if bare(one).casefold() not in written.casefold()] == []


@few
@given(words=typed)
def test_the_stamp_of_the_reader_names_him_as_he_is_called(words: str) -> None:
    page = render_pdf(IssueContent("", "", ("Một",), "", "", entries=()), pictures={}, now=NOW).pdf
    mark = Mark(f"Q{words}"[:40], "Chi bộ 1", NOW)

    assert bare(mark.who) in bare("".join(page_texts(with_mark(page, mark))))


def test_what_no_font_draws_stands_as_a_box_on_the_slip_too() -> None:
    slip = Slip("Đảng ủy", "Tài liệu 🎉", 1, "ABCDEFGHJK", 2, "ABCDEFGHJM", "Nhầm \u202e🎉")
    row = Erratum("sau mục 1. Chúc mừng 🎉", None, None, (), (("Thêm \x0b🎉", True),))

    printed = "".join(page_texts(render_errata(slip, [row], now=NOW)))

    assert printed.count("□") == 4
    assert "🎉" not in printed
