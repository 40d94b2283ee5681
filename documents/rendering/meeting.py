"""Bản đọc tại buổi sinh hoạt: what a secretary reads out of an issue, in 20 pt on a few pages.

The main entries two a page (number, main points, what the cell has to do, a question, lines for notes), all news on one page.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from cadre_portal.fonts import choose_font
from cadre_portal.text import CAPITALS, squeeze
from directives.citations.find import find_citations
from documents.rendering.pages import page_count
from documents.rendering.pdf import CannotSet
from documents.rendering.typography import printable, unbreakable

_TEMPLATE = Path(__file__).with_name("meeting.typ")
MOST_PAGES = 5
# Type size in points, and the sizes taken where an issue is too long for it.
SIZE = 20
_SMALLER = (18, 16)
# Lines for notes below each item: as many as the pages allow.
_NOTE_LINES = (3, 2, 1, 0)
# Where no main points were written, the beginning of the text stands in for them.
_OPENING = 260
_SENTENCE_END = re.compile(rf"(?<=[.!?…])\s+(?=[{CAPITALS}0-9“\"(])")


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """One entry as it is read out. ``source``: the document's number and date, "" where the heading names none.

    ``is_opening``: the main points are but the beginning of the text, because nobody wrote any.
    """

    number: str
    title: str
    source: str = ""
    gist: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    question: str = ""
    is_opening: bool = False


@dataclass(frozen=True, slots=True)
class MeetingPaper:
    """The whole paper: ``items`` in order, ``news`` as titles."""

    publisher: str
    title: str
    items: tuple[MeetingItem, ...]
    news: tuple[str, ...]


def make_item(
    *, number: str, heading: str, short_title: str, text: str, gist: str, cell_tasks: str, questions: str
) -> MeetingItem:
    """An entry of an edition as an item; only the first question is read out."""
    named = next(iter(find_citations(heading)), None)
    points = _lines(gist)
    title = squeeze(short_title or heading)
    return MeetingItem(
        number=number,
        title=title,
        # A short title often says the number already.
        source=named.raw if named is not None and named.raw not in title else "",
        gist=points or _opening(text),
        tasks=_lines(cell_tasks),
        question=next(iter(_lines(questions)), ""),
        is_opening=not points and bool(text.strip()),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(squeeze(line) for line in text.splitlines() if line.strip())


def _opening(text: str) -> tuple[str, ...]:
    """The first sentences of a text, as many as fit."""
    taken = ""
    for sentence in _SENTENCE_END.split(squeeze(text)):
        if taken and len(taken) + len(sentence) > _OPENING:
            break
        taken = f"{taken} {sentence}".strip()
    if len(taken) > 2 * _OPENING:
        taken = taken[: 2 * _OPENING].rpartition(" ")[0] + " …"
    return (taken,) if taken else ()


def spell_out(text: str, expansions: Mapping[str, Collection[str]]) -> str:
    """Write abbreviations out for reading aloud: "ATGT" → "an toàn giao thông".

    Left as they are: those that stand for several things, those inside a document's number, in a line of capitals, and in
    brackets behind the words themselves.
    """
    certain = {short: next(iter(words)) for short, words in expansions.items() if len(set(words)) == 1}
    if not certain or (text.isupper() and len(text.split()) > 1):
        return text
    shorts = "|".join(re.escape(short) for short in sorted(certain, key=len, reverse=True))
    # Not beside a letter, a sign of a document's number, or a bracket that holds nothing else.
    pattern = re.compile(rf"(?<![\w/.–-])(?<!\()({shorts})(?![\w/–-])")

    def written(match: "re.Match[str]") -> str:
        words = certain[match[1]]
        begins = match.start() == 0 or text[: match.start()].rstrip().endswith((".", "!", "?", ":"))
        return words[0].upper() + words[1:] if begins and words else words

    return pattern.sub(written, text)


def spelt_out(paper: MeetingPaper, expansions: Mapping[str, Collection[str]]) -> MeetingPaper:
    """The paper with its abbreviations written out; sources keep theirs."""

    def all_of(lines: Iterable[str]) -> tuple[str, ...]:
        return tuple(spell_out(line, expansions) for line in lines)

    items = tuple(
        replace(
            item,
            title=spell_out(item.title, expansions),
            gist=all_of(item.gist),
            tasks=all_of(item.tasks),
            question=spell_out(item.question, expansions),
        )
        for item in paper.items
    )
    return replace(paper, items=items, news=all_of(paper.news))


def render_meeting(paper: MeetingPaper, *, now: datetime, font_dir: Path | None = None) -> bytes:
    """PDF of the paper: with as many lines for notes as leave two items a page; else within five pages; else in smaller type.

    Raises CannotSet, fonts.UnusableFont.
    """
    font = choose_font(font_dir)
    with tempfile.TemporaryDirectory(prefix="meeting-") as folder:
        root = Path(folder)
        shutil.copy(_TEMPLATE, root / "meeting.typ")
        # By path, never by bytes: typst numbers what it is handed as bytes and has 65,535 numbers a process.
        compiler = typst.Compiler(
            root / "meeting.typ", root=root, font_paths=font.typst_fonts, ignore_system_fonts=True
        )

        def laid_out(size: int, lines: int) -> tuple[int, bytes]:
            data = _as_data(paper) | {"font": font.family, "size": size, "lines": lines}
            (root / "content.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            try:
                pdf: Any = compiler.compile(format="pdf", timestamp=int(now.timestamp()))
            except typst.TypstError as error:
                raise CannotSet(f"Không dàn được bản đọc: {error.message}") from error
            return page_count(pdf), bytes(pdf)

        fitting = b""
        for lines in _NOTE_LINES:
            pages, pdf = laid_out(SIZE, lines)
            if pages <= _two_a_page(paper):
                return pdf
            if pages <= MOST_PAGES and not fitting:
                fitting = pdf
        for size in () if fitting else _SMALLER:
            pages, fitting = laid_out(size, 0)
            if pages <= MOST_PAGES:
                break
    return fitting


def _two_a_page(paper: MeetingPaper) -> int:
    """How many pages the paper takes with two items on each, and one for the news."""
    return min(MOST_PAGES, (len(paper.items) + 1) // 2 + bool(paper.news))


def _as_data(paper: MeetingPaper) -> dict[str, Any]:
    return {
        "publisher": _set(paper.publisher),
        "title": _set(paper.title),
        "items": [
            {
                "number": item.number,
                "title": _set(item.title),
                "source": _set(item.source),
                "gist": [_set(line) for line in item.gist],
                "tasks": [_set(line) for line in item.tasks],
                "question": _set(item.question),
            }
            for item in paper.items
        ],
        "news": [_set(line) for line in paper.news],
    }


def _set(text: str) -> str:
    return unbreakable(printable(text)[0])
