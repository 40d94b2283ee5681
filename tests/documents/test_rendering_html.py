"""An entry as an HTML fragment for the reading page."""

import re
from html.parser import HTMLParser

import pytest

from documents.engines.blocks import Block, BlockKind, PictureRef, Run
from documents.rendering.content import EntryContent
from documents.rendering.html import PictureSource, entry_html, entry_plain_text
from documents.rendering.typography import plain_again
from tests.documents.issues import BUDGET, entry, item, paragraph, part, uuid_of

PHOTO = Block(BlockKind.PICTURE, picture=PictureRef("ab" * 32, 1600, 1200, "Ra quân <dọn> rác", "Ảnh: Hà Vi"))


def shown(one: EntryContent) -> str:
    return plain_again(
        entry_html(one, picture_src=lambda ref: PictureSource(f"/anh/{ref.sha256[:4]}?a=1&b=2", "/x 480w"))
    )


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"img", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def everything(words: str) -> EntryContent:
    kinds = (BlockKind.HEADING, BlockKind.STAR, BlockKind.QUOTE, BlockKind.PARAGRAPH)
    return entry(
        "2",
        words,
        part("2.1", words),
        part("2.1.1", words),
        *(paragraph(words, kind) for kind in kinds),
        item(words),
        item(words, 2),
        paragraph(words, BlockKind.NUMBERED, marker="a)"),
        BUDGET,
        Block(BlockKind.PICTURE, picture=PictureRef("ab" * 32, 1600, 1200, words, words)),
        rubric=words,
        source_line=words,
    )


def test_headings_go_down_one_level_at_a_time() -> None:
    assert re.findall(r"<(h\d)[ >]", shown(everything("chữ"))) == ["h2", "h3", "h4"]
    assert re.findall(r"<(h\d)[ >]", shown(entry("4.1", "Tin", part("4.1.1", "Phần", 1)))) == ["h3", "h4"]


def test_a_section_is_reached_by_its_number() -> None:
    assert shown(entry("4.1", "Tin")).startswith('<section class="entry entry--topic" id="muc-4-1"><h3')
    without = entry("", "Không số")
    assert f'id="muc-{uuid_of("Không số")[:8]}"' in shown(without)


def test_items_print_their_own_signs() -> None:
    html = shown(entry("1", "Mục", item("trừ"), item("cộng", 2), paragraph("sao", BlockKind.STAR)))
    assert '<p class="p--dash">- trừ</p><p class="p--plus">+ cộng</p><p class="p--star">* sao</p>' in html


def test_a_photo_says_its_size_and_keeps_caption_and_credit() -> None:
    html = shown(entry("1", "Mục", PHOTO))
    assert 'src="/anh/abab?a=1&amp;b=2"' in html
    assert 'width="1600" height="1200"' in html
    assert 'loading="lazy"' in html
    assert (
        '<span class="photo__caption">Ra quân &lt;dọn&gt; rác</span> <span class="photo__credit">(Ảnh: Hà Vi)</span>'
        in html
    )


def test_a_table_stands_in_a_region_that_scrolls_and_takes_the_keyboard() -> None:
    html = shown(entry("1", "Mục", BUDGET))
    assert '<div class="table-wrap" role="region" aria-label="Bảng" tabindex="0"' in html
    assert '<th colspan="2"><p>Sáu tháng đầu năm</p></th>' in html


@pytest.mark.parametrize("words", ['<img src=x onerror="alert(1)">', "a & b < c", "\"'></section>", "{{ x }} {% y %}"])
def test_text_is_never_markup(words: str) -> None:
    html = shown(everything(words))
    balance = _Balance()
    balance.feed(html)
    assert balance.open == []
    assert "onerror=" not in re.sub(r">[^<]*<", "><", html)
    assert " style=" not in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", ""])
def test_an_address_that_runs_something_is_no_link(address: str) -> None:
    html = shown(entry("1", "Mục", Block(BlockKind.PARAGRAPH, (Run("bấm", href=address),))))
    assert "<p>bấm</p>" in html


def test_an_address_is_not_touched_by_no_break_signs() -> None:
    run = Run("Kế hoạch số 12-KH/TU", href="https://a.example/so 12/ngày 05/01/2026")
    html = entry_html(entry("1", "Mục", Block(BlockKind.PARAGRAPH, (run,))), picture_src=lambda ref: PictureSource(""))
    assert 'href="https://a.example/so 12/ngày 05/01/2026"' in html
    assert "số\u00a012-KH/TU" in html


def test_blocks_without_text_leave_no_empty_paragraph() -> None:
    assert "<p></p>" not in shown(entry("1", "Mục", paragraph(""), item(" ")))


def test_the_children_follow_and_the_plain_text_is_the_entrys_own() -> None:
    group = EntryContent(
        "u" * 8,
        "5",
        1,
        "news_group",
        "",
        blocks=(paragraph("mở đầu"), PHOTO),
        children=(entry("5.1", "Tin", paragraph("thân")),),
    )
    assert '<section class="entry entry--topic" id="muc-5-1">' in shown(group)
    assert entry_plain_text(group) == "mở đầu\nRa quân <dọn> rác"
