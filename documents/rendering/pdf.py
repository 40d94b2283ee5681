"""The PDF of an issue, set by typst from ``bulletin.typ``. Text is handed over as JSON: never markup.

The same content at the same time gives the same bytes. Compiling happens in the calling process; a process that compiles
for a long time is to be recycled (gunicorn ``--max-requests``), because typst keeps what it has laid out.
"""

import importlib.metadata
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from documents.engines.blocks import Block, BlockKind, PictureRef, Run
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.fonts import choose_font
from documents.rendering.pages import page_count
from documents.rendering.pictures import print_picture
from documents.rendering.tables import place_cells
from documents.rendering.typography import printable, unbreakable

TEMPLATE_VERSION = 1
MADE_WITH = f"mẫu {TEMPLATE_VERSION}, typst {importlib.metadata.version('typst')}"
_TEMPLATE = Path(__file__).with_name("bulletin.typ")

# form → (type size in pt, leading in pt so that lines stand 20 / 25 pt apart, left and right margin in mm, line numbers)
FORMS: dict[str, dict[str, Any]] = {
    "a4": {"size": 14, "leading": 6, "left": 30, "right": 15, "line_numbers": False},
    "large": {"size": 18, "leading": 7, "left": 25, "right": 15, "line_numbers": False},
    "review": {"size": 13, "leading": 7, "left": 25, "right": 60, "line_numbers": True},
}


class CannotSet(Exception):
    """The issue cannot be set; the message (Vietnamese) says why."""


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """``entry_pages``: first and last page (from 1) of each entry by uuid. ``warnings``: Vietnamese sentences."""

    pdf: bytes
    pages: int
    entry_pages: dict[str, tuple[int, int]]
    font: str
    warnings: tuple[str, ...] = ()


def render_pdf(
    content: IssueContent,
    *,
    pictures: Mapping[str, Path],
    now: datetime,
    font_dir: Path | None = None,
    draft: str = "",
    form: str = "a4",
    cache_dir: Path | None = None,
) -> RenderedPdf:
    """Set the issue as PDF/A-2b.

    ``pictures``: the files by sha256; ``now``: aware, goes into the file's properties; ``draft``: a mark on every page;
    ``form``: a4, large (18 pt) or review (line numbers, wide margin). Raises CannotSet, fonts.UnusableFont.
    """
    font = choose_font(font_dir)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        root = Path(folder)
        shutil.copy(_TEMPLATE, root / "bulletin.typ")
        setter = _Setter(root, pictures, FORMS[form], cache_dir)
        data = setter.issue(content, draft=draft, font=font.family)
        (root / "content.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        compiler = typst.Compiler(
            root / "bulletin.typ", root=root, font_paths=font.typst_fonts, ignore_system_fonts=True
        )
        try:
            pdf = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=int(now.timestamp()))
            places = {name: _pages(compiler, name) for name in ("start", "end")}
        except typst.TypstError as error:
            raise CannotSet(f"Không dàn được trang in: {error.message}") from error
    if not isinstance(pdf, bytes):
        raise CannotSet("Không dàn được trang in: không có trang nào.")
    entry_pages = {uuid: (first, places["end"].get(uuid, first)) for uuid, first in places["start"].items()}
    return RenderedPdf(pdf, page_count(pdf), entry_pages, font.family, tuple(setter.warnings))


def _pages(compiler: typst.Compiler, edge: str) -> dict[str, int]:
    """Pages of the marks of one edge, by uuid."""
    rows = json.loads(compiler.query(f"<{edge}-page>", field="value"))
    return {row["uuid"]: row["page"] for row in rows}


class _Setter:
    """Turns a content into what the template reads, writing the pictures beside it."""

    def __init__(
        self, root: Path, pictures: Mapping[str, Path], look: Mapping[str, Any], cache_dir: Path | None
    ) -> None:
        self.root, self.pictures, self.look, self.cache_dir = root, pictures, look, cache_dir
        self.warnings: list[str] = []
        self.width = 210 - look["left"] - look["right"]

    def issue(self, content: IssueContent, *, draft: str, font: str) -> dict[str, Any]:
        return {
            "look": {**self.look, "font": font},
            "title": self.text(content.title or content.period_line),
            "author": self.text(content.board_line or content.publisher_line),
            "keywords": ["sinh hoạt chi bộ", self.text(content.period_line.replace("\n", ", "))],
            "draft": self.text(draft),
            "publisher": self.text(content.publisher_line),
            "board": self.text(content.board_line),
            "title_lines": [self.text(line) for line in content.title_lines],
            "period": [self.text(line) for line in content.period_line.split("\n")],
            "foot": self.text(content.foot_line),
            "imprint": [self.text(line) for line in content.imprint_lines],
            "edition_line": self.text(content.edition_line),
            "contents": list(self.contents(content)),
            "body_title": "NỘI DUNG",
            "entries": [self.entry(entry, content.rubrics_printed) for entry in content.entries],
            "token": f"{content.token[:5]}-{content.token[5:]}" if content.token else "",
            "check": self.text(content.check_address),
        }

    def contents(self, content: IssueContent) -> Iterator[dict[str, Any]]:
        if content.contents_depth < 1:
            return
        for entry in content.entries:
            if entry.heading:
                yield {"uuid": entry.uuid, "number": entry.number, "level": 1, "text": self.text(entry.heading)}
            if content.contents_depth > 1:
                for child in entry.children:
                    text = self.text(f"{child.number}. {child.heading}" if child.number else child.heading)
                    yield {"uuid": child.uuid, "number": "", "level": 2, "text": text}

    def entry(self, entry: EntryContent, rubrics: bool) -> dict[str, Any]:
        return {
            "uuid": entry.uuid,
            "mark": f"{entry.number}. " if entry.number else "",
            "heading": self.text(entry.heading, entry),
            "rubric": self.text(entry.rubric, entry) if rubrics else "",
            "source": self.text(entry.source_line, entry),
            "blocks": [row for block in entry.blocks if (row := self.block(block, entry)) is not None],
            "children": [self.entry(child, rubrics) for child in entry.children],
        }

    def block(self, block: Block, entry: EntryContent) -> dict[str, Any] | None:
        if block.kind is BlockKind.PICTURE:
            return self.photo(block.picture, entry) if block.picture is not None else None
        if block.kind is BlockKind.TABLE:
            cells = place_cells(block.rows)
            return {
                "kind": "table",
                "columns": max((cell.x + cell.colspan for cell in cells), default=1),
                "head": cells.head_rows,
                "cells": [
                    {
                        "x": cell.x,
                        "y": cell.y,
                        "colspan": cell.colspan,
                        "rowspan": cell.rowspan,
                        "header": cell.header,
                        "paragraphs": [self.runs(runs, entry) for runs in cell.paragraphs],
                    }
                    for cell in cells
                ],
            }
        mark = ""
        if block.kind is BlockKind.PART and block.number:
            mark = f"{block.number}. "
        elif block.kind is BlockKind.ITEM:
            mark = "- " if block.level <= 1 else "+ "
        elif block.kind is BlockKind.NUMBERED:
            mark = f"{block.marker} "
        return {
            "kind": block.kind.value,
            "level": entry.level + max(block.level, 1),
            "mark": mark,
            "runs": self.runs(block.runs, entry),
        }

    def photo(self, picture: PictureRef, entry: EntryContent) -> dict[str, Any] | None:
        path = self.pictures.get(picture.sha256)
        if path is None:
            return None
        name = f"{picture.sha256[:32]}.jpg"
        target = self.root / name
        if not target.exists():
            target.write_bytes(print_picture(path, sha256=picture.sha256, cache_dir=self.cache_dir))
        # As wide as a photo is printed in a bulletin, but never so high that a page holds little else.
        ratio = picture.height / picture.width if picture.width else 0.75
        width = min(self.width * 0.72, (84 if ratio <= 1 else 100) / ratio)
        return {
            "kind": "picture",
            "file": name,
            "width": round(width, 2),
            "height": round(width * ratio, 2),
            "caption": self.text(picture.caption, entry),
            "credit": self.text(picture.credit, entry),
            "alt": self.text(picture.caption or "Ảnh", entry),
        }

    def runs(self, runs: tuple[Run, ...], entry: EntryContent) -> list[dict[str, Any]]:
        out = []
        for run in runs:
            row: dict[str, Any] = {"t": self.text(run.text, entry)}
            for name, flag in (
                ("b", run.bold),
                ("i", run.italic),
                ("u", run.underline),
                ("sup", run.superscript),
                ("sub", run.subscript),
            ):
                if flag:
                    row[name] = True
            if run.href.startswith(("http://", "https://", "mailto:")):
                row["href"] = run.href
            out.append(row)
        return out

    def text(self, text: str, entry: EntryContent | None = None) -> str:
        clean, lost = printable(text)
        if lost:
            where = f" ở mục {entry.number}" if entry is not None and entry.number else ""
            self.warnings.append(f"Phông chữ không in được ký tự {' '.join(sorted(lost))}{where}; đã thay bằng □.")
        return unbreakable(clean)
