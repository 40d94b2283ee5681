"""HTML of the editor ↔ blocks, and what is computed over blocks: part numbers, plain text, pictures in their places.

The HTML is what ``cadre_portal.rich_text.sanitize`` lets through; the reader forgives anything else too.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

from cadre_portal.text import key_of, nfc
from documents.engines.blocks import Block, BlockKind, Cell, PictureRef, Run

_HEADINGS: dict[str, tuple[BlockKind, int]] = {
    "h1": (BlockKind.PART, 1),
    "h2": (BlockKind.PART, 1),
    "h3": (BlockKind.PART, 1),
    "h4": (BlockKind.PART, 2),
    "h5": (BlockKind.HEADING, 0),
    "h6": (BlockKind.STAR, 0),
}
_LOOKS = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "u": "underline",
    "sup": "superscript",
    "sub": "subscript",
}
# More looks than this around one word are somebody's attack; each text looks through all of them.
_MOST_LOOKS = 60
_SKIPPED = frozenset({"script", "style", "template", "title", "svg", "math", "xml"})


@dataclass(slots=True)
class _List:
    ordered: bool
    style: str
    next_number: int


class _Reader(HTMLParser):
    """Walks HTML and collects blocks. Unknown tags are passed over, their text is kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.kind: tuple[BlockKind, int] = (BlockKind.PARAGRAPH, 0)
        self.marker = ""
        self.lists: list[_List] = []
        self.bullets = 0  # how many of the open lists are unordered
        self.looks: list[tuple[str, str]] = []
        self.quotes = 0
        self.skipped = 0
        self.rows: list[list[Cell]] | None = None
        self.cell: tuple[bool, int, int] | None = None
        self.cell_paragraphs: list[tuple[Run, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SKIPPED:
            self.skipped += 1
        elif tag == "br":
            self._text("\n")
        elif tag in _LOOKS or tag == "a":
            if len(self.looks) < _MOST_LOOKS:
                self.looks.append((tag, given.get("href", "") if tag == "a" else ""))
        elif tag == "table" and self.rows is None:
            self._end_block()
            self.rows = []
        elif self.rows is not None:
            self._start_in_table(tag, given)
        else:
            self._start_block(tag, given)

    def _start_in_table(self, tag: str, given: dict[str, str]) -> None:
        assert self.rows is not None  # noqa: S101 (the caller asked)
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._end_cell()
            if not self.rows:
                self.rows.append([])
            self.cell = (tag == "th", _count(given.get("colspan")), _count(given.get("rowspan")))
        elif tag in {"p", "li", "div"} or tag in _HEADINGS:
            self._end_cell_paragraph()

    def _start_block(self, tag: str, given: dict[str, str]) -> None:
        if tag in _HEADINGS:
            self._end_block()
            self.kind = _HEADINGS[tag]
        elif tag in {"p", "div", "section", "article"}:
            self._end_block()
        elif tag == "blockquote":
            self._end_block()
            self.quotes += 1
            self._reset()
        elif tag in {"ul", "ol"}:
            self._end_block()
            # An ordered list within another takes letters, as enumerations in bulletins do: 1. then a)
            ordered_around = len(self.lists) - self.bullets
            style = given.get("type") or ("a" if ordered_around else "1")
            self.bullets += tag == "ul"
            self.lists.append(_List(tag == "ol", style, _count(given.get("start"), most=9999)))
        elif tag == "li":
            self._end_block()
            self._start_item()

    def _start_item(self) -> None:
        current = self.lists[-1] if self.lists else _List(False, "1", 1)
        if current.ordered:
            self.kind, self.marker = (BlockKind.NUMBERED, len(self.lists)), _marker(current)
            current.next_number += 1
        else:
            self.kind, self.marker = (BlockKind.ITEM, min(max(self.bullets, 1), 2)), ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        elif tag in _LOOKS or tag == "a":
            for place in range(len(self.looks) - 1, -1, -1):
                if self.looks[place][0] == tag:
                    del self.looks[place]
                    break
        elif tag == "table" and self.rows is not None:
            self._end_cell()
            rows = tuple(tuple(row) for row in self.rows if row)
            self.rows = None
            if rows:
                self.blocks.append(Block(BlockKind.TABLE, rows=rows))
        elif self.rows is not None:
            if tag in {"td", "th", "tr"}:
                self._end_cell()
            elif tag in {"p", "li", "div"}:
                self._end_cell_paragraph()
        elif tag in _HEADINGS or tag in {"p", "div", "li", "section", "article"}:
            self._end_block()
        elif tag in {"ul", "ol"}:
            self._end_block()
            if self.lists:
                self.bullets -= not self.lists.pop().ordered
        elif tag == "blockquote":
            self._end_block()
            self.quotes = max(0, self.quotes - 1)
            self._reset()

    def handle_data(self, data: str) -> None:
        self._text(data.replace("\r", " ").replace("\n", " ").replace("\t", " "))

    def _text(self, text: str) -> None:
        if self.skipped or not text:
            return
        if self.rows is not None and self.cell is None:
            return
        looks = {_LOOKS[tag]: True for tag, _ in self.looks if tag in _LOOKS}
        href = next((href for tag, href in reversed(self.looks) if tag == "a"), "")
        self.runs.append(Run(nfc(text), href=href, **looks))

    def _reset(self) -> None:
        self.kind = (BlockKind.QUOTE, 0) if self.quotes else (BlockKind.PARAGRAPH, 0)
        self.marker = ""

    def _end_block(self) -> None:
        runs = tidy_runs(self.runs)
        self.runs = []
        if not runs:
            # An opened item waits for its text: <li><p>text</p></li>.
            if self.kind[0] not in {BlockKind.ITEM, BlockKind.NUMBERED}:
                self._reset()
            return
        kind, level = self.kind
        self.blocks.append(Block(kind, runs, level=0 if kind is BlockKind.NUMBERED else level, marker=self.marker))
        self._reset()

    def _end_cell_paragraph(self) -> None:
        runs = tidy_runs(self.runs)
        self.runs = []
        if runs and self.cell is not None:
            self.cell_paragraphs.append(runs)

    def _end_cell(self) -> None:
        if self.cell is None:
            self.runs = []
            return
        self._end_cell_paragraph()
        header, colspan, rowspan = self.cell
        if self.rows:
            self.rows[-1].append(Cell(tuple(self.cell_paragraphs), header, colspan, rowspan))
        self.cell, self.cell_paragraphs = None, []


def _count(text: str | None, *, most: int = 100) -> int:
    """A count from an attribute, 1 where it is none."""
    return max(1, min(key_of((text or "")[:6]) or 1, most))


def _marker(current: _List) -> str:
    number = current.next_number
    if current.style in {"a", "A"} and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"{letter.upper() if current.style == 'A' else letter})"
    if current.style in {"i", "I"}:
        roman = _roman(number)
        return f"{roman.upper() if current.style == 'I' else roman}."
    return f"{number}."


def _roman(number: int) -> str:
    out = ""
    for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + sign, number - value
    return out


# White space that does not stand as one plain space already.
_SPACES = re.compile(r"\s{2,}|[^\S ]")


def tidy_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join runs of the same look, squeeze white space (a line break is kept), trim both ends; () where nothing is left."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    out: list[Run] = []
    before = " "
    for run in joined:
        text = _SPACES.sub(lambda found: "\n" * found.group().count("\n") or " ", run.text)
        if before.isspace() and text.startswith(" "):
            text = text[1:]
        before = text[-1:] or before
        if text:
            out.append(replace(run, text=text))
    while out and not out[-1].text.rstrip():
        out.pop()
    if out:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip())
        out[0] = replace(out[0], text=out[0].text.lstrip())
    return tuple(run for run in out if run.text)


def blocks_from_html(html: str) -> tuple[Block, ...]:
    """Return the blocks of an editor's HTML; "" gives (). Forgiving: any HTML gives blocks, no text is lost."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.rows is not None:
        reader.handle_endtag("table")
    reader._end_block()
    return tuple(reader.blocks)


# Texts longer than this (some twenty pages) are read anew each time, so that the kept ones stay within a few tens of MB.
_LONGEST_KEPT = 60_000


def kept_blocks(html: str) -> tuple[Block, ...]:
    """As ``blocks_from_html``, remembering: a save asks for the same text several times, and all entries but one are as they were."""
    return _remembered(html) if len(html) < _LONGEST_KEPT else blocks_from_html(html)


_remembered = functools.lru_cache(maxsize=400)(blocks_from_html)


_SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|/|#)", re.IGNORECASE)


def runs_to_html(runs: Iterable[Run]) -> str:
    """Return inline HTML of runs. Only addresses that the sanitiser would let through become links."""
    out = []
    for run in runs:
        html = escape(run.text, quote=False).replace("\n", "<br>")
        for flag, tag in (
            (run.superscript, "sup"),
            (run.subscript, "sub"),
            (run.underline, "u"),
            (run.italic, "em"),
            (run.bold, "strong"),
        ):
            if flag:
                html = f"<{tag}>{html}</{tag}>"
        if _SAFE_ADDRESS.match(run.href):
            html = f'<a href="{escape(run.href)}">{html}</a>'
        out.append(html)
    return "".join(out)


def blocks_to_html(blocks: Iterable[Block]) -> str:
    """Return the editor's HTML of blocks. Pictures have rows of their own and are left out; the marker of a numbered
    block becomes text (enumerations are the author's)."""
    out: list[str] = []
    level = 0

    def to_level(wanted: int) -> None:
        nonlocal level
        while level > wanted:
            out.append("</li></ul>")
            level -= 1

    for block in blocks:
        if block.kind is BlockKind.PICTURE:
            continue
        inner = runs_to_html(block.runs)
        if block.kind is BlockKind.ITEM:
            wanted = 1 if block.level <= 1 else 2
            if level >= wanted:
                to_level(wanted)
                out.append("</li><li>")
            else:
                # A "+" line without a "-" line before it stands under an empty one: the editor's list has no other way.
                out.append("<ul><li><p></p><ul><li>" if level + 1 < wanted else "<ul><li>")
                level = wanted
            out.append(f"<p>{inner}</p>")
            continue
        to_level(0)
        if block.kind is BlockKind.TABLE:
            out.append(_table_html(block))
        elif block.kind is BlockKind.PART:
            tag = "h3" if block.level <= 1 else "h4"
            out.append(f"<{tag}>{inner}</{tag}>")
        elif block.kind is BlockKind.HEADING:
            out.append(f"<h5>{inner}</h5>")
        elif block.kind is BlockKind.STAR:
            out.append(f"<h6>{inner}</h6>")
        elif block.kind is BlockKind.QUOTE:
            out.append(f"<blockquote><p>{inner}</p></blockquote>")
        else:
            mark = f"{escape(block.marker)} " if block.marker else ""
            out.append(f"<p>{mark}{inner}</p>")
    to_level(0)
    return "".join(out)


def table_rows(block: Block, inline: Callable[[tuple[Run, ...]], str]) -> str:
    """Return the ``<tr>`` elements of a table, with spans and header cells; ``inline`` makes the HTML of a paragraph."""
    rows = []
    for row in block.rows:
        cells = []
        for cell in row:
            tag = "th" if cell.header else "td"
            spans = (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "") + (
                f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
            )
            inner = "".join(f"<p>{inline(runs)}</p>" for runs in cell.paragraphs)
            cells.append(f"<{tag}{spans}>{inner}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "".join(rows)


def _table_html(block: Block) -> str:
    return f"<table><tbody>{table_rows(block, runs_to_html)}</tbody></table>"


def plain_text(blocks: Iterable[Block]) -> str:
    """Return the text of blocks, a line a block, without pictures."""
    return "\n".join(block.text for block in blocks if block.picture is None and block.text)


def insert_pictures(blocks: Sequence[Block], placed: Iterable[tuple[int, PictureRef]]) -> tuple[Block, ...]:
    """Return the blocks with pictures between them. ``placed``: how many text blocks stand before a picture, and the
    picture; one that should stand beyond the end stands at the end. Pictures of the same place keep their order."""
    waiting = sorted(placed, key=lambda one: one[0])
    out: list[Block] = []
    for place, block in enumerate(blocks):
        while waiting and waiting[0][0] <= place:
            out.append(Block(BlockKind.PICTURE, picture=waiting.pop(0)[1]))
        out.append(block)
    out.extend(Block(BlockKind.PICTURE, picture=picture) for _, picture in waiting)
    return tuple(out)


def number_parts(blocks: Iterable[Block], number: str, *, enabled: bool = True) -> Iterator[Block]:
    """Yield the blocks with the numbers of their parts: n.m and n.m.k below the entry's number n.

    A part of the second level before any of the first is numbered n.m too: a number may not begin with n.0.
    """
    first = second = 0
    for block in blocks:
        if block.kind is not BlockKind.PART or not enabled or not number:
            yield replace(block, number="") if block.kind is BlockKind.PART else block
            continue
        if block.level <= 1 or first == 0:
            first, second = first + 1, 0
            yield replace(block, number=f"{number}.{first}")
        else:
            second += 1
            yield replace(block, number=f"{number}.{first}.{second}")
