"""The issue as a Word file: real styles, a contents field, photos, page numbers, and hidden marks by entry.

The marks are bookmarks named after the entries (``muc_<uuid>``): an edited file that comes back is matched by them.
"""

import io
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from documents.engines.blocks import Block, BlockKind, PictureRef, Run
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.pictures import print_picture
from documents.rendering.tables import place_cells
from documents.rendering.typography import JOINER, unbreakable

FONT = "Times New Roman"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_docx(
    content: IssueContent,
    *,
    pictures: Mapping[str, Path],
    now: datetime,
    draft: str = "",
    cache_dir: Path | None = None,
    pages: Mapping[str, int] | None = None,
) -> bytes:
    """Return the issue as DOCX.

    ``pictures``: files by sha256; ``now`` goes into the properties; ``draft``: a line at the top of every page;
    ``pages``: page of each entry by uuid, shown in the contents until Word counts anew.
    """
    document = Document()
    _styles(document)
    _properties(document, content, now)
    writer = _Writer(document, pictures, cache_dir)
    _cover(writer, content)
    if content.contents_depth:
        _contents(writer, content, pages or {})
    _section(document, draft)
    writer.line("NỘI DUNG", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, after=12, size=16)
    for entry in content.entries:
        writer.entry(entry, content.rubrics_printed)
    if content.token:
        token = f"Mã bản in: {content.token[:5]}-{content.token[5:]}"
        if content.check_address:
            token += f" · Đối chiếu bản mới nhất tại {content.check_address}"
        writer.line(token, align=WD_ALIGN_PARAGRAPH.CENTER, before=24, size=9)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _styles(document: DocxDocument) -> None:
    normal = _style(document, "Normal")
    _face(normal, 14)
    form = normal.paragraph_format
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.first_line_indent, form.space_after, form.space_before = Mm(10), Pt(6), Pt(0)
    form.line_spacing = Pt(20)
    form.widow_control = True
    for level, italic in ((1, False), (2, False), (3, False), (4, True)):
        heading = _style(document, f"Heading {level}")
        _face(heading, 14)
        heading.font.bold, heading.font.italic = True, italic
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.paragraph_format.first_line_indent = Mm(0)
        heading.paragraph_format.space_before = Pt(18 if level == 1 else 10)
        heading.paragraph_format.space_after = Pt(6)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    caption = _style(document, "Caption")
    _face(caption, 12)
    caption.font.italic, caption.font.bold = True, False
    caption.font.color.rgb = RGBColor(0, 0, 0)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.first_line_indent = Mm(0)


def _style(document: DocxDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 (the built-in template has them)
    return style


def _face(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        if fonts.get(qn(name)) is not None:
            del fonts.attrib[qn(name)]


def _properties(document: DocxDocument, content: IssueContent, now: datetime) -> None:
    core = document.core_properties
    core.title = _legal(content.title or content.period_line)
    core.author = core.last_modified_by = _legal(content.board_line or content.publisher_line)
    core.language = "vi-VN"
    core.created = core.modified = now.replace(tzinfo=None)
    core.comments = ""
    section = document.sections[0]
    _page(section)


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)


def _cover(writer: "_Writer", content: IssueContent) -> None:
    centre = WD_ALIGN_PARAGRAPH.CENTER
    writer.line(content.publisher_line, align=centre, size=15)
    writer.line(content.board_line, align=centre, size=15, bold=True)
    writer.line("*", align=centre, after=150)
    for place, line in enumerate(content.title_lines):
        writer.line(line, align=centre, bold=True, size=28 if place == 0 else 20, after=8)
    for line in content.period_line.split("\n"):
        writer.line(line, align=centre, italic=True, size=16)
    writer.line(content.edition_line, align=centre, bold=True)
    for place, line in enumerate(content.imprint_lines):
        writer.line(line, align=centre, size=11, before=180 if place == 0 else 0)
    last = writer.line(
        content.foot_line or " ", align=centre, bold=True, size=12, before=20 if content.imprint_lines else 220
    )
    if last is not None and content.contents_depth:
        last.add_run().add_break(WD_BREAK.PAGE)


def _contents(writer: "_Writer", content: IssueContent, pages: Mapping[str, int]) -> None:
    """A contents field that Word brings up to date, filled with what it will say."""
    writer.line("MỤC LỤC", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, after=12, size=16)
    rows: list[tuple[str, str, int]] = []
    for entry in content.entries:
        if entry.heading:
            rows.append((f"{entry.number}. {entry.heading}" if entry.number else entry.heading, entry.uuid, 1))
        if content.contents_depth > 1:
            rows.extend((f"{child.number}. {child.heading}", child.uuid, 2) for child in entry.children)
    first: Paragraph | None = None
    paragraph: Paragraph | None = None
    for text, uuid, level in rows:
        paragraph = writer.document.add_paragraph()
        form = paragraph.paragraph_format
        form.first_line_indent, form.left_indent = Mm(0), Mm(6 * (level - 1))
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT
        form.right_indent = Mm(10)
        form.tab_stops.add_tab_stop(Mm(165), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        if first is None:
            first = paragraph
            _field_part(paragraph, "begin")
            _field_code(paragraph, f' TOC \\o "1-{content.contents_depth}" \\h \\z \\u ')
            _field_part(paragraph, "separate")
        paragraph.add_run(_legal(text))
        paragraph.add_run(f"\t{pages.get(uuid, '')}")
    if paragraph is not None:
        _field_part(paragraph, "end")


def _section(document: DocxDocument, draft: str) -> None:
    """The body's section: page number at the top centre; the cover's first page shows none."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Mm(0)
    _field_part(paragraph, "begin")
    _field_code(paragraph, " PAGE ")
    _field_part(paragraph, "end")
    if draft:
        for header in (section.header, section.first_page_header):
            line = header.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            run = line.add_run(_legal(draft))
            run.font.size, run.font.color.rgb = Pt(9), RGBColor(0xA8, 0x20, 0x1A)
    body = document.add_section(WD_SECTION.NEW_PAGE)
    _page(body)
    body.different_first_page_header_footer = False


def _field_part(paragraph: Paragraph, kind: str) -> None:
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(part)


def _field_code(paragraph: Paragraph, code: str) -> None:
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = code
    paragraph.add_run()._r.append(text)


def _legal(text: str) -> str:
    """Text that XML may hold, with the signs that keep numbers together (word joiners confuse older Word)."""
    return unbreakable(_ILLEGAL.sub("", text)).replace(JOINER, "")


class _Writer:
    """Writes entries and blocks at the end of a document."""

    def __init__(self, document: DocxDocument, pictures: Mapping[str, Path], cache_dir: Path | None) -> None:
        self.document, self.pictures, self.cache_dir = document, pictures, cache_dir
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
        run = paragraph.add_run(_legal(text))
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        return paragraph

    def entry(self, entry: EntryContent, rubrics: bool) -> None:
        if rubrics and entry.rubric:
            self.line(entry.rubric, size=12, before=12)
        number = f"{entry.number}. " if entry.number else ""
        style = f"Heading {min(entry.level, 2)}"
        paragraph = self.document.add_paragraph(style=style if entry.heading else "Normal")
        if entry.heading:
            paragraph.add_run(_legal(number + entry.heading))
        else:
            paragraph.paragraph_format.space_after = Pt(0)
        self.mark(paragraph, f"muc_{entry.uuid.replace('-', '')}")
        for block in entry.blocks:
            self.block(block, entry)
        if entry.source_line:
            self.document.add_paragraph().add_run(_legal(entry.source_line)).italic = True
        for child in entry.children:
            self.entry(child, rubrics)

    def mark(self, paragraph: Paragraph, name: str) -> None:
        """A bookmark: Word carries it through editing, and nobody sees it."""
        self.marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), name[:40])
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
        style = "Normal"
        if block.kind is BlockKind.PART:
            style = f"Heading {min(entry.level + max(block.level, 1), 4)}"
        paragraph = self.document.add_paragraph(style=style)
        paragraph.add_run(_legal(_sign(block)))
        self.runs(paragraph, block.runs)
        if block.kind in {BlockKind.HEADING, BlockKind.STAR}:
            paragraph.paragraph_format.keep_with_next = True
            for run in paragraph.runs:
                run.bold = block.kind is BlockKind.HEADING
                run.italic = block.kind is BlockKind.STAR
        if block.kind is BlockKind.QUOTE:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.first_line_indent = Mm(0)
            for run in paragraph.runs:
                run.bold = True

    def runs(self, paragraph: Paragraph, runs: tuple[Run, ...]) -> None:
        for one in runs:
            pieces = _legal(one.text).split("\n")
            for place, piece in enumerate(pieces):
                run = paragraph.add_run(piece)
                # None leaves the look to the style: a heading stays bold.
                run.bold, run.italic, run.underline = one.bold or None, one.italic or None, one.underline or None
                run.font.superscript, run.font.subscript = one.superscript or None, one.subscript or None
                if place < len(pieces) - 1:
                    run.add_break()

    def table(self, block: Block) -> None:
        cells = place_cells(block.rows)
        columns = max((cell.x + cell.colspan for cell in cells), default=1)
        table = self.document.add_table(rows=len(block.rows), cols=columns, style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell in cells:
            box = table.cell(cell.y, cell.x)
            if cell.colspan > 1 or cell.rowspan > 1:
                box = box.merge(table.cell(cell.y + cell.rowspan - 1, cell.x + cell.colspan - 1))
            for place, runs in enumerate(cell.paragraphs or ((),)):
                paragraph = box.paragraphs[0] if place == 0 else box.add_paragraph()
                form = paragraph.paragraph_format
                form.first_line_indent, form.space_after = Mm(0), Pt(2)
                form.line_spacing = Pt(16)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if cell.header else WD_ALIGN_PARAGRAPH.LEFT
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
            return
        content = print_picture(path, sha256=picture.sha256, cache_dir=self.cache_dir)
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form = paragraph.paragraph_format
        form.first_line_indent, form.line_spacing, form.space_before = Mm(0), 1.0, Pt(6)
        form.keep_with_next = bool(picture.caption or picture.credit)
        ratio = picture.height / picture.width if picture.width else 0.75
        width = min(118.0, (84 if ratio <= 1 else 100) / ratio)
        shape = paragraph.add_run().add_picture(io.BytesIO(content), width=Mm(width))
        shape._inline.docPr.set("descr", _legal(picture.caption or "Ảnh"))
        if picture.caption or picture.credit:
            credit = f" ({picture.credit})" if picture.credit else ""
            self.document.add_paragraph(_legal(f"{picture.caption}{credit}".strip()), style="Caption")


def _sign(block: Block) -> str:
    match block.kind:
        case BlockKind.PART:
            return f"{block.number}. " if block.number else ""
        case BlockKind.ITEM:
            return "- " if block.level <= 1 else "+ "
        case BlockKind.STAR:
            return "* "
        case BlockKind.NUMBERED:
            return f"{block.marker} "
        case _:
            return ""
