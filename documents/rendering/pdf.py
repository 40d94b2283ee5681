"""The PDF of an issue, set by typst from ``bulletin.typ``. Text is handed over as JSON: never markup.

The same content at the same time gives the same bytes. Compiling happens in the calling process; a process that compiles
for a long time is to be recycled (gunicorn ``--max-requests``), because typst keeps what it has laid out.
"""

import importlib.metadata
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from cadre_portal.fonts import choose_font
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.pages import page_count
from documents.rendering.pdf_data import Setter

TEMPLATE_VERSION = 4
MADE_WITH = f"mẫu {TEMPLATE_VERSION}, typst {importlib.metadata.version('typst')}"
_TEMPLATE = Path(__file__).with_name("bulletin.typ")

# Space around a photo in pt, and the least of its size that it is printed at to stay on a page: smaller, faces are lost.
PHOTOS = {"photo_gap": 12, "photo_least": 0.66}

# form → (type size in pt, leading in pt so that lines stand 20 / 25 pt apart, left and right margin in mm, line numbers)
FORMS: dict[str, dict[str, Any]] = {
    "a4": {"size": 14, "leading": 6, "left": 30, "right": 15, "line_numbers": False, **PHOTOS},
    "large": {"size": 18, "leading": 7, "left": 25, "right": 15, "line_numbers": False, **PHOTOS},
    "review": {"size": 13, "leading": 7, "left": 25, "right": 60, "line_numbers": True, **PHOTOS},
}
MAX_TRIES = 40  # each names one more character that the font lacks


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
    is_tagged: bool = True,
) -> RenderedPdf:
    """Set the issue as PDF/A-2b.

    ``pictures``: the files by sha256; ``now``: aware, goes into the file's properties; ``draft``: a mark on every page,
    and a picture that cannot be read is then shown as a frame with a warning; ``form``: a4, large (18 pt) or review (line
    numbers, wide margin); ``is_tagged``: False where only pictures of the pages are wanted. Raises CannotSet, fonts.UnusableFont, pictures.UnusablePicture (not for a draft).
    """
    font = choose_font(font_dir)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        root = Path(folder)
        shutil.copy(_TEMPLATE, root / "bulletin.typ")
        setter = Setter(root, pictures, FORMS[form], cache_dir, is_draft=bool(draft))
        setter.prepare_pictures(content)
        # By path, never by bytes: typst numbers what it is handed as bytes and has 65,535 numbers a process.
        compiler = typst.Compiler(
            root / "bulletin.typ", root=root, font_paths=font.typst_fonts, ignore_system_fonts=True
        )
        try:
            pdf, marks = _set(setter, compiler, content, draft, font.family, int(now.timestamp()), is_tagged=is_tagged)
        except typst.TypstError as error:
            raise CannotSet(f"Không dàn được trang in: {error.message}") from error
    return RenderedPdf(pdf, page_count(pdf), _entry_pages(content.entries, marks), font.family, setter.told())


def _set(
    setter: Setter,
    compiler: typst.Compiler,
    content: IssueContent,
    draft: str,
    font: str,
    timestamp: int,
    *,
    is_tagged: bool,
) -> tuple[bytes, list[dict[str, Any]]]:
    """Return the PDF and its marks; what the font cannot draw is replaced, and tried again."""
    scales: dict[str, float] | None = None
    for _ in range(MAX_TRIES):
        setter.write(content, draft=draft, font=font, scales=scales)
        try:
            pdf, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=["a-2b"], timestamp=timestamp, pdf_tags=is_tagged
            )
        except typst.TypstError as error:
            if not setter.learn_undrawable(error.message):
                raise
            continue
        if not isinstance(pdf, bytes):
            raise CannotSet("Không dàn được trang in: không có trang nào.")
        marks = _marks(compiler)
        if scales is not None or not any("converge" in warning.message for warning in warnings):
            return pdf, marks
        # The photos did not settle in typst's five passes: page numbers may be those of the pass before. Hold them fast.
        scales = {row["key"]: row["scale"] for row in marks if row["kind"] == "start"}
    raise CannotSet("Không dàn được trang in: phông chữ thiếu quá nhiều ký tự của tài liệu này.")


def _marks(compiler: typst.Compiler) -> list[dict[str, Any]]:
    """Where entries and photos stand: rows of kind, key, page (from 1) and y in points from the top of the paper."""
    marks: list[dict[str, Any]] = json.loads(compiler.query("<places>", field="value", one=True))
    return marks


def _entry_pages(entries: tuple[EntryContent, ...], marks: Iterable[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """First and last page of every entry; a group ends where its last entry does."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for row in marks:
        if row["kind"] == "first":
            first.setdefault(row["key"], row["page"])
        elif row["kind"] == "last":
            last[row["key"]] = max(row["page"], last.get(row["key"], 0))
    pages: dict[str, tuple[int, int]] = {}
    for entry in entries:
        inner = _entry_pages(entry.children, marks)
        begin = first.get(entry.uuid, 1)
        end = max([begin, last.get(entry.uuid, 0), *(page for _, page in inner.values())])
        pages |= {entry.uuid: (begin, end), **inner}
    return pages
