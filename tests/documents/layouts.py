"""The same bulletin set in many ways: what mail programs, extractors, word processors and typesetters make of one text.

A ``Sheet`` is a bulletin as plain paragraphs with their parts told apart (``plain/NAME.txt``, a paragraph a line, checked by hand in
NAME.gold.json). ``TEXT_LAYOUTS`` set it as text files; Word and PDF settings are in ``layouts_word`` and ``layouts_pdf``.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import ImageFont

FOLDER = Path(__file__).parent / "plain"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@dataclass(frozen=True)
class Sheet:
    """The lines before the body, and the body as pairs of role (h heading, caption, item, p) and text."""

    front: tuple[str, ...]
    body: tuple[tuple[str, str], ...]
    gold: dict[str, Any] = field(hash=False, compare=False, default_factory=dict)

    @property
    def cover(self) -> tuple[str, ...]:
        """The front without a contents table."""
        ends = [place for place, line in enumerate(self.front) if line in ("MỤC LỤC", "NỘI DUNG")]
        return self.front[: ends[0]] if ends else self.front


@lru_cache(maxsize=16)
def sheet(name: str) -> Sheet:
    """Load one bulletin of ``plain``."""
    gold = json.loads((FOLDER / f"{name}.gold.json").read_text(encoding="utf-8"))
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    heads = {f"{row['number']}. {row['title']}" for row in gold["outline"] if not row.get("run_in")}
    captions = {row["text"] for row in gold["captions"]}
    first = next(f"{row['number']}. {row['title']}" for row in gold["outline"])
    start = max(place for place, line in enumerate(lines) if line == first)

    def role(line: str) -> str:
        if line in heads:
            return "h"
        if line in captions:
            return "caption"
        return "item" if re.match(r"^[-+*•] |^\(?[a-zđ1-9]\) ", line) else "p"

    return Sheet(tuple(lines[:start]), tuple((role(line), line) for line in lines[start:]), gold)


# -- as text files ----------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _face() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype("LiberationSerif-Regular.ttf", 1000)


@lru_cache(maxsize=2048)
def _advance(sign: str) -> float:
    return _face().getlength(sign)


def _drawn(words: str) -> float:
    return sum(map(_advance, words))


def _counted(words: str) -> float:
    return float(len(words))


@dataclass(frozen=True)
class TextLayout:
    """How a text file is set. ``width``: characters a line, or thousandths of the type size where ``drawn``; 0: a paragraph a line."""

    width: float = 0
    drawn: bool = False
    indent: str = ""
    hang: str = ""
    margin: str = ""
    between_lines: bool = False
    between_paras: bool = False
    justified: bool = False
    page: int = 0
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    feed: bool = False
    tabs: bool = False
    soft: bool = False
    signs: tuple[tuple[str, str], ...] = ()
    ending: str = "\n"
    coding: str = "utf-8"
    decomposed: bool = False
    capitals: bool = False
    dots: str = ""
    stars: str = ""
    contents_last: bool = False

    def wrap(self, words: str, first: str, rest: str) -> list[str]:
        """The lines of one paragraph, broken at spaces and after hyphens inside numbers."""
        if not self.width:
            return [first + words]
        measure = _drawn if self.drawn else _counted
        lines, line, start = [], "", first
        for token in re.findall(r"\S*?\w-(?=\w)|\S+", words):
            tail = line.rsplit(" ", 1)[-1]
            joint = len(tail) > 1 and tail.endswith("-") and (tail + token) in words
            gap = "" if not line or joint else " "
            if line and measure(start + line + gap + token) > self.width:
                lines.append(start + line)
                line, start = token, rest
            else:
                line += gap + token
        lines.append(start + line)
        return lines

    def _spread(self, line: str) -> str:
        """A full line with its gaps widened to the column, as programs justify."""
        missing = int(self.width) - len(line)
        gaps = [match.start() for match in re.finditer(r"(?<=\S) (?=\S)", line)]
        for gap in reversed(gaps[: max(missing, 0)]):
            line = line[:gap] + " " + line[gap:]
        return line

    def paragraph(self, role: str, words: str) -> list[str]:
        """The printed lines of one paragraph."""
        if self.dots and role == "h":
            words = re.sub(r"^([\d.]+|[IVX]+)\. ", rf"\1{self.dots}", words)
        if self.capitals and role == "h":
            words = re.sub(r"^(\d+\.) (?!.*\d)(.*)$", lambda m: f"{m[1]} {m[2].upper()}", words)
        for sign, other in self.signs:
            if words.startswith(sign + " "):
                words = other + words[len(sign) :]
        first, rest = (self.indent, "") if role in ("p", "item") else ("", "")
        if role == "item" and self.hang:
            first, rest = "", self.hang
        lines = self.wrap(words, first, rest)
        if self.justified:
            lines = [*map(self._spread, lines[:-1]), lines[-1]]
        if self.tabs:
            lines[0] = re.sub(r"^(\s*(?:[\d.]+\.|[IVX]+\.|[-+*•]|[a-zđ]\))) ", "\\1\t", lines[0])
        if self.soft:
            lines = [re.sub(r"(?<=\w{3})(?=\w{2})", "\u00ad", line, count=2) for line in lines]
        return lines

    def __call__(self, one: Sheet) -> bytes:
        """The file."""
        lines = [*(one.cover if self.contents_last else one.front), ""]
        for place, (role, words) in enumerate(one.body):
            if self.stars and role == "h" and place and re.match(r"^(?:\d+|[IVX]+)\. ", words):
                lines.append(self.stars)
            lines += self.paragraph(role, words)
            if self.between_paras:
                lines.append("")
        if self.contents_last:
            lines.append("MỤC LỤC")
            for page, (role, words) in enumerate(one.body, start=2):
                if role == "h" and re.match(r"^(?:\d+|[IVX]+)\. ", words):
                    lines += self.wrap(f"{words} ........ {page}", "", "")
        lines = [self.margin + line if line else line for line in self._paged(lines)]
        if self.between_lines:
            lines = [each for line in lines for each in (line, "")]
        text = self.ending.join(lines) + self.ending
        return unicodedata.normalize("NFD" if self.decomposed else "NFC", text).encode(self.coding)

    def _paged(self, lines: list[str]) -> Iterable[str]:
        if not self.page:
            yield from lines
            return
        count = -(-len(lines) // self.page)
        for number in range(1, count + 1):
            values = {"n": number, "of": count}
            heads = [line.format(**values) for line in self.head] if number > 1 else []
            if self.feed and number > 1:
                yield "\f" + (heads.pop(0) if heads else "")
            yield from heads
            yield from lines[(number - 1) * self.page : number * self.page]
            yield from (line.format(**values) for line in self.foot)


_WIDE = TextLayout(width=33_400, drawn=True, between_lines=True)
TEXT_LAYOUTS: dict[str, Callable[[Sheet], bytes]] = {
    "a paragraph a line": TextLayout(),
    "a paragraph a line, empty lines": TextLayout(between_paras=True),
    **{f"{width} characters": TextLayout(width=width) for width in (40, 46, 52, 58, 64, 72, 80, 90, 100)},
    **{f"drawn {width}": TextLayout(width=width, drawn=True) for width in (22_000, 27_000, 30_000, 36_000)},
    "an extractor's": _WIDE,
    "an extractor's, indented": replace(_WIDE, indent="    ", between_lines=False),
    "a mail's, quoted deep": TextLayout(width=76, margin="    ", between_paras=True),
    "first lines indented": TextLayout(width=78, indent="      "),
    "first lines indented by a tab": TextLayout(width=84, indent="\t"),
    "items hanging": TextLayout(width=70, hang="  "),
    "justified by spaces": TextLayout(width=72, justified=True),
    "justified by spaces, indented": TextLayout(width=78, justified=True, indent="    "),
    "page numbers": TextLayout(width=76, page=40, head=("{n}",)),
    "Trang 3/24 below": TextLayout(width=76, page=40, foot=("Trang {n}/{of}",)),
    "a head without number": TextLayout(width=76, page=38, head=("{n}", "Tài liệu sinh hoạt chi bộ tháng này")),
    "head and foot, form feeds": TextLayout(
        width=74, page=36, head=("Thông tin nội bộ",), foot=("- {n} -", "Lưu hành nội bộ"), feed=True
    ),
    "head in capitals, lines apart": replace(_WIDE, page=34, head=("TÀI LIỆU SINH HOẠT CHI BỘ", "{n}")),
    "foot with the number at its end": TextLayout(width=80, page=42, foot=("Ban Xây dựng Đảng biên soạn | {n}",)),
    "tabs after numbers": TextLayout(width=76, tabs=True),
    "soft hyphens": TextLayout(width=76, soft=True),
    "other signs": TextLayout(width=76, signs=(("-", "•"), ("+", "◦"))),
    "signs of a symbol font": TextLayout(width=70, signs=(("-", "\uf0b7"), ("+", "\uf0d8"))),
    "long dashes": TextLayout(width=70, signs=(("-", "–"),)),
    "decomposed": TextLayout(width=72, decomposed=True, between_lines=True),
    "another system's line ends": TextLayout(width=72, ending="\r\n", coding="utf-8-sig"),
    "UTF-16": TextLayout(coding="utf-16", ending="\r\n"),
    "no space after numbers": TextLayout(width=74, dots="."),
    "stars between entries": TextLayout(width=74, stars="* * *"),
    "contents last": TextLayout(width=74, contents_last=True),
    "contents last, drawn": TextLayout(width=32_000, drawn=True, contents_last=True),
    "rules between entries": TextLayout(stars="-----o0o-----"),
}
