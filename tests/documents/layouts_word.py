"""The checked bulletins as Word files in the ways offices make them."""

import io
import re
from collections.abc import Callable
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from tests.documents.bulletins import photo_bytes
from tests.documents.layouts import Sheet

_TEXT_BOX = (
    '<w:r {ns}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
    '<w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="box">'
    '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx><w:txbxContent>{paras}'
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)
_LEVELS = (("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3."))


class _File:
    """A document being written; subclasses set its parts in other ways."""

    def __init__(self, one: Sheet) -> None:
        self.sheet = one
        self.document: Any = docx.Document()
        self.document.styles["Normal"].font.name = "Times New Roman"
        self.document.styles["Normal"].font.size = Pt(14)

    def bytes(self) -> bytes:
        self.cover()
        self.contents()
        for role, words in self.sheet.body:
            {"h": self.heading, "caption": self.caption, "item": self.item, "p": self.plain}[role](words)
        self.end()
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def add(self, words: str, *, bold: bool = False, italic: bool = False, centred: bool = False) -> Any:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(words)
        run.bold, run.italic = bold, italic
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def cover(self) -> None:
        for line in self.sheet.cover:
            self.add(line, bold=True, centred=True)
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def contents(self) -> None:
        for line in self.sheet.front[len(self.sheet.cover) :]:
            self.add(line, bold=line.isupper(), centred=line.isupper())

    def heading(self, words: str) -> None:
        self.add(words, bold=True)

    def photo(self, words: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run().add_picture(io.BytesIO(photo_bytes(words)), width=Cm(12))

    def caption(self, words: str) -> None:
        self.photo(words)
        self.add(words, italic=True, centred=True)

    def item(self, words: str) -> None:
        self.add(words)

    def plain(self, words: str) -> None:
        self.add(words).paragraph_format.first_line_indent = Cm(1)

    def end(self) -> None:
        pass


class _Styled(_File):
    def heading(self, words: str) -> None:
        number = words.split(" ", 1)[0]
        self.document.add_heading(words, level=min(max(number.rstrip(".").count(".") + 1, 1), 3))


class _Unlooked(_File):
    """No look at all: text pasted from a mail."""

    def add(self, words: str, **look: Any) -> Any:
        return self.document.add_paragraph(words)


class _Listed(_File):
    """Arabic numbers of headings by a Word list, the words alone in the paragraph; items by a bullet list."""

    def __init__(self, one: Sheet) -> None:
        super().__init__(one)
        levels = "".join(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for place, (kind, text) in enumerate(_LEVELS)
        )
        numbering = self.document.part.numbering_part.element
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        self._counts: list[int] = []

    def heading(self, words: str) -> None:
        match = re.match(r"^(\d+(?:\.\d+)*)\. ", words)
        path = [int(part) for part in match[1].split(".")] if match else []
        wanted = [*self._counts[: len(path) - 1], (self._counts + [0] * 4)[len(path) - 1] + 1] if path else []
        if match is None or path != wanted:
            super().heading(words)
            return
        self._counts = path
        paragraph = self.add(words[match.end() :], bold=True)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{len(path) - 1}"/><w:numId w:val="77"/></w:numPr>')
        )


class _Boxed(_File):
    """The captions in text boxes anchored to the paragraph before."""

    def caption(self, words: str) -> None:
        self.photo(words)
        inner = f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>{words}</w:t></w:r></w:p>"
        self.document.paragraphs[-1]._p.append(parse_xml(_TEXT_BOX.format(ns=nsdecls("w"), paras=inner)))


class _Tabled(_File):
    """The cover as a table without lines; the running title in head and foot."""

    def cover(self) -> None:
        table = self.document.add_table(rows=1, cols=2)
        publisher = [line for line in self.sheet.cover if line.isupper()][:2]
        table.cell(0, 0).text = "\n".join(publisher)
        table.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM"
        for line in self.sheet.cover:
            if line not in publisher:
                self.add(line, bold=True, centred=True)
        self.document.sections[0].header.paragraphs[0].text = "Tài liệu sinh hoạt chi bộ"
        self.document.sections[0].footer.paragraphs[0].text = "Trang 1/12"


class _Broken(_File):
    """Headings broken by hand with line breaks, double spaces and tabs after the numbers."""

    def heading(self, words: str) -> None:
        number, _, title = words.partition(" ")
        half = title.split(" ")
        middle = len(half) // 2
        first, second = " ".join(half[:middle]), " ".join(half[middle:])
        self.add(f"{number}\t{first}\n{second}" if middle > 3 else f"{number}  {title}", bold=True)

    def plain(self, words: str) -> None:
        super().plain(words.replace(", ", ",  "))


class _Capitals(_File):
    """Headings without a document's number set in capitals by the font, citations as typed."""

    def heading(self, words: str) -> None:
        paragraph = self.add(words, bold=True)
        if not re.search(r"\d/|số \d", words):
            paragraph.runs[0].font.all_caps = True


class _Pieces(_File):
    """Runs cut anywhere, as editing leaves them; the number of a heading not bold, spaces that do not break."""

    def heading(self, words: str) -> None:
        paragraph = self.document.add_paragraph()
        for place in range(0, len(words), 7):
            paragraph.add_run(words[place : place + 7]).bold = True

    def plain(self, words: str) -> None:
        paragraph = self.document.add_paragraph()
        for place in range(0, len(words), 11):
            paragraph.add_run(words[place : place + 11].replace("số ", "số\u00a0"))


class _ContentsLast(_File):
    """The contents table on the last page, as a table with pages."""

    def contents(self) -> None:
        pass

    def end(self) -> None:
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self.add("MỤC LỤC", bold=True, centred=True)
        table = self.document.add_table(rows=0, cols=3)
        tops = [words for role, words in self.sheet.body if role == "h" and re.match(r"^(?:\d+|[IVX]+)\. ", words)]
        for page, words in enumerate(tops, start=2):
            number, _, title = words.partition(" ")
            cells = table.add_row().cells
            cells[0].text, cells[1].text, cells[2].text = number, title, str(page)


class _ContentsLastLines(_ContentsLast):
    """The same as lines with dots."""

    def end(self) -> None:
        self.add("MỤC LỤC", bold=True, centred=True)
        for page, (role, words) in enumerate(self.sheet.body, start=2):
            if role == "h" and re.match(r"^(?:\d+|[IVX]+)\. ", words):
                self.add(f"{words} .......... {page}")


WORD_LAYOUTS: dict[str, Callable[[Sheet], bytes]] = {
    name: (lambda one, kind=kind: kind(one).bytes())  # type: ignore[misc]
    for name, kind in {
        "bold paragraphs": _File,
        "heading styles": _Styled,
        "no look at all": _Unlooked,
        "numbers by a list": _Listed,
        "captions in text boxes": _Boxed,
        "cover as a table": _Tabled,
        "headings broken by hand": _Broken,
        "capitals by the font": _Capitals,
        "runs in pieces": _Pieces,
        "contents last": _ContentsLast,
        "contents last, as lines": _ContentsLastLines,
    }.items()
}
