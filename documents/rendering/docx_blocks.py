"""Writes the entries of an issue into a Word document: the part of ``docx.py`` that knows blocks."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

from docx.document import Document as DocxDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run as TextRun

from documents.engines.blocks import Block, BlockKind, PictureRef, Run
from documents.engines.returning.marks import entry_mark, picture_mark, rubric_mark
from documents.rendering.content import EntryContent
from documents.rendering.pictures import UnusablePicture, print_picture
from documents.rendering.tables import PlacedCells, is_figure, place_cells, stays_whole
from documents.rendering.typography import spaced, unbreakable_credit

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTH = 165  # mm of text between the margins
_COLUMN_AT_LEAST = 12  # mm


def legal(text: str) -> str:
    """Text that XML may hold, with the spaces that keep numbers together (word joiners confuse older Word)."""
    return spaced(_ILLEGAL.sub("", text))


class Writer:
    """Writes entries and blocks at the end of a document."""

    def __init__(self, document: DocxDocument, pictures: Mapping[str, Path], cache_dir: Path | None) -> None:
        self.document, self.pictures, self.cache_dir = document, pictures, cache_dir
        self.notes_printed = True
        self.versions: Mapping[str, int] = {}
        self.marks = 0

    def line(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        align: WD_ALIGN_PARAGRAPH | None = None,
        size: float = 14,
        before: float = 0,
        after: float = 6,
    ) -> Paragraph | None:
        if not text:
            return None
        paragraph = self.document.add_paragraph()
        form = paragraph.paragraph_format
        form.first_line_indent, form.space_before, form.space_after = Mm(0), Pt(before), Pt(after)
        form.line_spacing = Pt(size * 1.35)
        if align is not None:
            paragraph.alignment = align
        run = paragraph.add_run(legal(text))
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        return paragraph

    def entry(self, entry: EntryContent, rubrics: bool) -> None:
        if rubrics and entry.rubric:
            above = self.line(entry.rubric, size=12, before=12)
            if above is not None:
                self.mark(above, rubric_mark(entry.uuid))
        number = f"{entry.number}. " if entry.number else ""
        style = f"Heading {min(entry.level, 2)}"
        paragraph = self.document.add_paragraph(style=style if entry.heading else "Normal")
        if entry.heading:
            paragraph.add_run(legal(number + entry.heading))
        else:
            paragraph.paragraph_format.space_after = Pt(0)
        self.mark(paragraph, self.mark_of(entry.uuid))
        self.notes("Ý chính", entry.gist, entry)
        for block in entry.blocks:
            self.block(block, entry)
        self.notes("Việc chi bộ cần làm", entry.cell_tasks, entry)
        self.notes("Câu hỏi gợi ý thảo luận", entry.questions, entry)
        if entry.source_line:
            self.document.add_paragraph().add_run(legal(entry.source_line)).italic = True
        for child in entry.children:
            self.entry(child, rubrics)

    def notes(self, label: str, lines: tuple[str, ...], entry: EntryContent) -> None:
        """What a cell needs from the entry, as the PDF prints it: a label and lines."""
        if not lines or not self.notes_printed:
            return
        head = self.document.add_paragraph()
        head.paragraph_format.keep_with_next = True
        head.add_run(label).bold = True
        for line in lines:
            self.block(Block(BlockKind.ITEM, (Run(line),), level=1), entry)

    def mark_of(self, uuid: str) -> str:
        """Name of an entry's bookmark, with its version where it is known."""
        return entry_mark(uuid, self.versions.get(uuid, 0))

    def mark(self, paragraph: Paragraph, name: str) -> None:
        """A bookmark: Word carries it through editing, and nobody sees it."""
        self.marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), name)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)

    def block(self, block: Block, entry: EntryContent) -> None:
        if block.kind is BlockKind.PICTURE:
            if block.picture is not None:
                self.photo(block.picture)
            return
        if block.kind is BlockKind.TABLE:
            self.table(block)
            return
        if not block.text.strip():
            return
        style = "Normal"
        if block.kind is BlockKind.PART:
            style = f"Heading {min(entry.level + max(block.level, 1), 4)}"
        paragraph = self.document.add_paragraph(style=style)
        paragraph.add_run(legal(_sign(block)))
        self.runs(paragraph, block.runs)
        if block.kind is BlockKind.ITEM:
            # The sign hangs: a tab takes the text to where its further lines begin.
            depth = 2 if block.level > 1 else 1
            form = paragraph.paragraph_format
            form.left_indent, form.first_line_indent = Mm(5 + 5 * depth), Mm(-5)
        if block.kind in {BlockKind.HEADING, BlockKind.STAR}:
            paragraph.paragraph_format.keep_with_next = True
            for run in paragraph.runs:
                run.bold = block.kind is BlockKind.HEADING or run.bold
                run.italic = block.kind is BlockKind.STAR or run.italic
            if block.kind is BlockKind.HEADING:
                paragraph.paragraph_format.first_line_indent = Mm(0)
        if block.kind is BlockKind.QUOTE:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.first_line_indent = Mm(0)
            for run in paragraph.runs:
                run.bold = True

    def runs(self, paragraph: Paragraph, runs: tuple[Run, ...]) -> None:
        for one in runs:
            pieces = legal(one.text).split("\n")
            for place, piece in enumerate(pieces):
                run = paragraph.add_run(piece)
                # None leaves the look to the style: a heading stays bold.
                run.bold, run.italic, run.underline = one.bold or None, one.italic or None, one.underline or None
                # One property holds both: setting either to None would undo the other.
                if one.superscript:
                    run.font.superscript = True
                elif one.subscript:
                    run.font.subscript = True
                if place < len(pieces) - 1:
                    run.add_break()
                if one.href.startswith(("http://", "https://", "mailto:")):
                    self.link(paragraph, run, one.href)

    def link(self, paragraph: Paragraph, run: TextRun, address: str) -> None:
        """Lay a link over a run that stands at the end of the paragraph."""
        number = self.document.part.relate_to(_ILLEGAL.sub("", address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), number)
        paragraph._p.append(link)
        link.append(run._r)

    def table(self, block: Block) -> None:
        cells = place_cells(block.rows)
        columns = max((cell.x + cell.colspan for cell in cells), default=1)
        table = self.document.add_table(rows=len(block.rows), cols=columns, style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, _column_widths(cells, columns), strict=True):
            column.width = Mm(width)
        is_whole = stays_whole(block.rows)
        for cell in cells:
            box = table.cell(cell.y, cell.x)
            if cell.colspan > 1 or cell.rowspan > 1:
                box = box.merge(table.cell(cell.y + cell.rowspan - 1, cell.x + cell.colspan - 1))
            box.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            centred = cell.header or (cell.colspan == 1 and is_figure(cell.paragraphs))
            for place, runs in enumerate(cell.paragraphs or ((),)):
                paragraph = box.paragraphs[0] if place == 0 else box.add_paragraph()
                form = paragraph.paragraph_format
                form.first_line_indent, form.space_after = Mm(0), Pt(2)
                form.line_spacing = Pt(16)
                # Word keeps rows together whose paragraphs keep with the next; so a short table is not torn.
                form.keep_with_next = (is_whole and cell.y + cell.rowspan < len(block.rows)) or None
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
                self.runs(paragraph, runs)
                for run in paragraph.runs:
                    run.font.size = Pt(12)
                    run.bold = cell.header or run.bold
        for row in table.rows[: cells.head_rows]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        after = self.document.add_paragraph()
        after.paragraph_format.space_after, after.paragraph_format.line_spacing = Pt(0), Pt(8)

    def photo(self, picture: PictureRef) -> None:
        path = self.pictures.get(picture.sha256)
        if path is None:
            raise UnusablePicture(f"Thiếu tệp ảnh “{picture.caption[:60]}”. Đồng chí tải ảnh lên lại hoặc bỏ ảnh đi.")
        content = print_picture(path, sha256=picture.sha256, name=picture.caption[:60], cache_dir=self.cache_dir)
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form = paragraph.paragraph_format
        form.first_line_indent, form.line_spacing, form.space_before = Mm(0), 1.0, Pt(6)
        form.keep_with_next = bool(picture.caption or picture.credit)
        ratio = picture.height / picture.width if picture.width else 0.75
        width = min(118.0, (84 if ratio <= 1 else 100) / ratio)
        shape = paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(width))
        shape._inline.docPr.set("descr", legal(picture.caption or "Ảnh"))
        shape._inline.docPr.set("name", picture_mark(picture.sha256))
        if picture.caption or picture.credit:
            credit = f" ({unbreakable_credit(picture.credit)})" if picture.credit else ""
            self.document.add_paragraph(legal(f"{picture.caption}{credit}".strip()), style="Caption")


def _sign(block: Block) -> str:
    match block.kind:
        case BlockKind.PART:
            return f"{block.number}. " if block.number else ""
        case BlockKind.ITEM:
            return "-\t" if block.level <= 1 else "+\t"
        case BlockKind.STAR:
            return "* "
        case BlockKind.NUMBERED:
            return f"{block.marker} "
        case _:
            return ""


def _column_widths(cells: PlacedCells, columns: int) -> list[float]:
    """Widths in mm that fill the line, by how much text the columns hold: the longest word must fit, long texts get more."""
    weights = [4.0] * columns
    for cell in cells:
        if cell.colspan == 1:
            lines = ["".join(run.text for run in runs) for runs in cell.paragraphs]
            longest = max((len(word) for line in lines for word in line.split()), default=1)
            weights[cell.x] = max(weights[cell.x], longest + 1, min(max(map(len, lines), default=1), 40) * 0.8)
    least = min(_COLUMN_AT_LEAST, _WIDTH / columns)
    room = _WIDTH - least * columns
    return [least + room * weight / sum(weights) for weight in weights]
