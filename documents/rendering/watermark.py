"""Đóng dấu chìm: the reader's name, cell and the time laid over every page of a finished PDF, on demand.

The pages below stay as they are, byte for byte in their streams: only a picture drawn once by typst is put over each. That
picture is PDF/A-2b like the pages, with its font embedded, and metadata and colour profile of the file are kept, so that
nothing is added that PDF/A forbids; but the result is a new file, with a digest of its own, and no longer the frozen one.
"""

import io
import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import typst

from cadre_portal.fonts import FontChoice, choose_font
from documents.rendering.pdf import CannotSet
from documents.rendering.typography import printable

_TEMPLATE = Path(__file__).with_name("watermark.typ")
_NAME = pikepdf.Name("/ReaderMark")
# An artifact: a screen reader that reads the page aloud passes over it.
_BEFORE, _AFTER = b"q\n", b"\nQ\n/Artifact BMC q /ReaderMark Do Q EMC\n"
_LONGEST = 110


@dataclass(frozen=True, slots=True)
class Mark:
    """Who takes the file, and when (aware, in the time of the place). ``place``: the cell or office, "" for none."""

    reader: str
    place: str
    at: datetime

    @property
    def who(self) -> str:
        """ "Lường Văn Tấm · Chi bộ 1", cut where it would not fit on a line."""
        who = " · ".join(part for part in (self.reader, self.place) if part)
        return who if len(who) <= _LONGEST else who[: _LONGEST - 1].rstrip() + "…"

    @property
    def when(self) -> str:
        return f"{self.at:%H:%M ngày %d/%m/%Y}"


def with_mark(pdf: bytes, mark: Mark, *, font_dir: Path | None = None) -> bytes:
    """The PDF with the mark over every page. Raises CannotSet, fonts.UnusableFont; pikepdf.PdfError for what is no PDF."""
    font = choose_font(font_dir)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        drawn: dict[tuple[float, float], pikepdf.Object] = {}
        for page in document.pages:
            left, bottom, right, top = (float(side) for side in page.mediabox)
            size = (right - left, top - bottom)
            if size not in drawn:
                with pikepdf.open(io.BytesIO(_drawn_mark(mark, size, font))) as overlay:
                    drawn[size] = document.copy_foreign(overlay.pages[0].as_form_xobject())
            page.add_resource(drawn[size], pikepdf.Name.XObject, _NAME)
            page.contents_add(_BEFORE, prepend=True)
            page.contents_add(_AFTER)
        # What is compressed stays so: unpacking ten photos would take longer than all the rest.
        document.save(out, compress_streams=True, recompress_flate=False)
    return out.getvalue()


def _drawn_mark(mark: Mark, size: tuple[float, float], font: FontChoice) -> bytes:
    """One page of this size (points) with nothing on it but the mark."""
    data = {
        "width": size[0],
        "height": size[1],
        "font": font.family,
        "who": printable(mark.who)[0],
        "when": printable(mark.when)[0],
    }
    with tempfile.TemporaryDirectory(prefix="mark-") as folder:
        root = Path(folder)
        shutil.copy(_TEMPLATE, root / "mark.typ")
        (root / "content.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        # By path, never by bytes: typst numbers what it is handed as bytes and has 65,535 numbers a process.
        compiler = typst.Compiler(root / "mark.typ", root=root, font_paths=font.typst_fonts, ignore_system_fonts=True)
        try:
            made: Any = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=int(mark.at.timestamp()))
        except typst.TypstError as error:
            raise CannotSet(f"Không đóng được dấu người đọc: {error.message}") from error
    return bytes(made)
