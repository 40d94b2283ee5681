"""The checked bulletins typeset: pages of several sizes, heads and feet, ragged lines, headings of several looks."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import typst

from tests.documents.bulletins import photo_bytes
from tests.documents.layouts import Sheet


@dataclass(frozen=True)
class PdfLayout:
    """How a PDF is set; ``page`` and ``par`` are Typst arguments."""

    page: str = 'paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm)'
    size: float = 14
    justify: bool = True
    indent: float = 10
    head: str = ""
    foot: str = ""
    bold: bool = True
    caption: str = "emph"
    contents_last: bool = False
    hanging: bool = False

    def __call__(self, one: Sheet) -> bytes:
        """The file."""
        lines = [
            f"#set page({self.page}, header: context if counter(page).get().first() > 1 [{self.head}], footer: [{self.foot}])",
            f'#set text(size: {self.size}pt, lang: "vi", hyphenate: false)',
            f"#set par(justify: {str(self.justify).lower()}, first-line-indent: (amount: {self.indent}mm, all: true), leading: 0.62em, spacing: 0.95em)",
            "#let cen(body) = align(center, par(first-line-indent: 0pt, justify: false, body))",
        ]
        lines += [f'#cen(text(size: 16pt, weight: "bold", {_quoted(line)}))' for line in one.cover]
        lines.append("#pagebreak()")
        front = one.front[len(one.cover) :]
        if not self.contents_last:
            lines += [f"#par(first-line-indent: 0pt, {_look(line)})" for line in front]
        lines += [self._part(role, words) for role, words in one.body]
        if self.contents_last:
            lines += ["#pagebreak()", '#cen(strong("MỤC LỤC"))']
            tops = [words for role, words in one.body if role == "h" and words.split(". ", 1)[0].isdigit()]
            lines += [
                f'#par(first-line-indent: 0pt, justify: false)[#{_quoted(words + " ")}#box(width: 1fr, repeat[.])#" {page}"]'
                for page, words in enumerate(tops, start=2)
            ]
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "photo.jpg").write_bytes(photo_bytes("photo"))
            (Path(folder) / "main.typ").write_text("\n\n".join(lines), encoding="utf-8")
            result = typst.compile(str(Path(folder) / "main.typ"), root=folder, ignore_system_fonts=True)
        assert isinstance(result, bytes)
        return result

    def _part(self, role: str, words: str) -> str:
        text = _quoted(words)
        if role == "h":
            return f"#par(first-line-indent: 0pt, {'strong(' + text + ')' if self.bold else text})"
        if role == "caption":
            return f'#align(center, image("photo.jpg", width: 70mm))\n\n#cen(text(size: {self.size - 2}pt, {self.caption}({text})))'
        if role == "item" and self.hanging:
            return f"#par(first-line-indent: 0pt, hanging-indent: 6mm, {text})"
        return f"#par({text})"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _look(line: str) -> str:
    return f"strong({_quoted(line)})" if line.isupper() else _quoted(line)


_A4 = PdfLayout()
PDF_LAYOUTS: dict[str, Callable[[Sheet], bytes]] = {
    "A4": _A4,
    "A5": replace(_A4, page='paper: "a5", margin: 15mm', size=11),
    "wide margins": replace(_A4, page='paper: "a4", margin: (left: 50mm, right: 45mm, y: 20mm)', size=12),
    "ragged, no indent": replace(_A4, justify=False, indent=0),
    "head and foot": replace(
        _A4,
        head='#"Tài liệu sinh hoạt chi bộ"',
        foot='#align(center)[Trang #context counter(page).display("1/1", both: true)]',
    ),
    "foot with dashes": replace(_A4, foot='#align(center)[#"- "#context counter(page).display("1")#" -"]'),
    "hanging items": replace(_A4, hanging=True),
    "contents last": replace(_A4, contents_last=True),
    "landscape": replace(_A4, page='paper: "a4", flipped: true, margin: 20mm'),
}
