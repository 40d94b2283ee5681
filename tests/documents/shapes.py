"""Bulletins in the shapes that committees give them, each with the outline that an editor expects marked in its source.

A source (``shapes/NAME.src``) is a line a paragraph:

* ``@ wrap=84 pages=1 month=9 year=2025``: how the plain text is set (0 or none: a paragraph a line), what the cover says;
* ``~`` lines of the cover and contents;
* ``## d 1 | 1. ‖Title``: a heading: depth, kind (topic, directive, group, news, part), number ("-" for none), then the line as
  printed with ``‖`` before its title; ``##?`` is one that may be left out;
* ``=PHẦN THỨ NHẤT``: the number of the next heading, in a line of its own;
* ``! (Ảnh: ‖caption‖)``: a caption, what is its text between the marks; ``!! `` a credit in a line of its own;
* any other line is a paragraph.
"""

import io
import tempfile
import textwrap
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from tests.documents.bulletins import photo_bytes

FOLDER = Path(__file__).parent / "shapes"
_KINDS = {"t": "topic", "d": "directive", "g": "news_group", "n": "news", "p": "part"}
_LINES_A_PAGE = 38

Row = dict[str, object]


@dataclass
class Shape:
    """A bulletin: ``parts`` as (role, words), role cover, h1…h3, p, caption or credit; what is right in ``outline`` and ``captions``."""

    name: str
    options: dict[str, str] = field(default_factory=dict)
    parts: list[tuple[str, str]] = field(default_factory=list)
    outline: list[Row] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)

    def as_txt(self) -> bytes:
        """The plain text: hard-wrapped with page numbers, or a paragraph a line."""
        width = int(self.options.get("wrap", 0))
        lines: list[str] = []
        for role, words in self.parts:
            if not width:
                lines += [words, ""] if "blank" in self.options else [words]
                continue
            centred = role in ("cover", "caption", "credit") or (role == "h1" and len(words) < width - 10)
            printed = (
                [words.center(width).rstrip()]
                if centred
                else textwrap.wrap(words, width, initial_indent="      ", break_on_hyphens=False)
            )
            for line in printed:
                lines.append(line)
                if "pages" in self.options and len(lines) % _LINES_A_PAGE == 0:
                    lines += ["", str(len(lines) // _LINES_A_PAGE + 1).center(width).rstrip(), ""]
        return ("\n".join(lines) + "\n").encode()

    def as_docx(self, *, styles: bool, decomposed: bool = False) -> bytes:
        """A Word file: headings by their styles, or only bold."""
        document: Any = docx.Document()
        document.styles["Normal"].font.size = Pt(14)
        for role, words in self.parts:
            text = unicodedata.normalize("NFD", words) if decomposed else words
            if role == "caption":
                document.add_paragraph().add_run().add_picture(io.BytesIO(photo_bytes(words)), width=Cm(6))
            if role.startswith("h") and styles:
                document.add_paragraph(text, style=f"Heading {role[1]}")
                continue
            paragraph = document.add_paragraph()
            run = paragraph.add_run(text)
            run.bold = role.startswith("h") or role == "cover"
            run.italic = role in ("caption", "credit")
            if role in ("cover", "caption", "credit"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    def as_pdf(self, *, columns: int = 1) -> bytes:
        """A PDF; ``columns``: the body is set in so many."""
        lines = [
            f'#set page(width: 210mm, height: {297 if columns == 1 else 140}mm, margin: (x: 20mm, y: 16mm), numbering: "1", number-align: top + center)',
            '#set text(size: 12pt, lang: "vi", hyphenate: false)',
            "#set par(justify: true, leading: 0.62em, spacing: 0.95em)",
        ]
        covers = [words for role, words in self.parts if role == "cover"]
        lines += [f'#align(center, text(weight: "bold", {_quoted(words)}))' for words in covers]
        body = [self._set(role, words) for role, words in self.parts if role != "cover"]
        lines += [f"#columns({columns})[", *body, "]"] if columns > 1 else body
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "photo.jpg").write_bytes(photo_bytes("photo"))
            (Path(folder) / "main.typ").write_text("\n\n".join(lines), encoding="utf-8")
            result = typst.compile(str(Path(folder) / "main.typ"), root=folder, ignore_system_fonts=True)
        assert isinstance(result, bytes)
        return result

    @staticmethod
    def _set(role: str, words: str) -> str:
        text = _quoted(words)
        if role.startswith("h"):
            return f"#par(justify: false, strong({text}))"
        if role == "caption":
            return f'#align(center, image("photo.jpg", width: 40mm))\n\n#align(center, emph({text}))'
        return f"#align(center, emph({text}))" if role == "credit" else f"#par({text})"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def shapes() -> list[str]:
    """The names of all sources."""
    return sorted(path.stem for path in FOLDER.glob("*.src"))


def load(name: str) -> Shape:
    """Parse a source."""
    shape = Shape(name)
    for line in (FOLDER / f"{name}.src").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if not line.strip():
            continue
        if line.startswith("="):
            shape.parts.append(("h1", line[1:]))
        elif mark == "@":
            shape.options = dict(pair.split("=") for pair in rest.split())
        elif line.startswith("~"):
            shape.parts.append(("cover", line[1:]))
        elif mark.startswith("#"):
            head, _, printed = rest.partition(" | ")
            kind, number = head.split()
            before, _, title = printed.partition("‖")
            row: Row = {"number": "" if number == "-" else number, "kind": _KINDS[kind], "title": title}
            if mark.endswith("?"):
                row["optional"] = True
            shape.outline.append(row)
            shape.parts.append((f"h{mark.count('#')}", before + title))
        elif mark == "!!":
            shape.captions[-1] += f" {rest}"
            shape.parts.append(("credit", rest))
        elif mark == "!":
            shape.captions.append(rest.split("‖")[1])
            shape.parts.append(("caption", rest.replace("‖", "")))
        else:
            shape.parts.append(("p", line))
    return shape
