"""The issue as a Word file: real styles, a contents field, photos, page numbers, and hidden marks by entry.

The marks (``engines.returning.marks``) are bookmarks named after the entries: an edited file that comes back is matched by them.
"""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from documents.engines.returning.marks import END
from documents.rendering.content import IssueContent
from documents.rendering.docx_blocks import Writer, legal

FONT = "Times New Roman"


def render_docx(
    content: IssueContent,
    *,
    pictures: Mapping[str, Path],
    now: datetime,
    draft: str = "",
    cache_dir: Path | None = None,
    pages: Mapping[str, int] | None = None,
    versions: Mapping[str, int] | None = None,
) -> bytes:
    """Return the issue as DOCX.

    ``pictures``: files by sha256; ``now`` goes into the properties; ``draft``: a line at the top of every page;
    ``pages``: page of each entry by uuid, shown in the contents until Word counts anew;
    ``versions``: of the entries by uuid, hidden in their marks, so that a file that comes back tells what it was made from.
    Raises UnusablePicture.
    """
    document = Document()
    _styles(document)
    _properties(document, content, now)
    writer = Writer(document, pictures, cache_dir)
    writer.notes_printed = content.notes_printed
    writer.versions = versions or {}
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
        last = writer.line(token, align=WD_ALIGN_PARAGRAPH.CENTER, before=24, size=9)
        if last is not None:
            writer.mark(last, END)
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
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
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
    core.title = legal(content.title or content.period_line)
    core.author = core.last_modified_by = legal(content.board_line or content.publisher_line)
    core.language = "vi-VN"
    core.created = core.modified = now.astimezone(UTC).replace(tzinfo=None)
    core.comments = ""
    section = document.sections[0]
    _page(section)


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)


def _cover(writer: Writer, content: IssueContent) -> None:
    centre = WD_ALIGN_PARAGRAPH.CENTER
    writer.line(content.publisher_line, align=centre, size=15)
    writer.line(content.board_line, align=centre, size=15, bold=True)
    writer.line("*", align=centre, after=150)
    for place, line in enumerate(content.title_lines):
        writer.line(line, align=centre, bold=True, size=28 if place == 0 else 20, after=8)
    for line in content.period_line.split("\n"):
        writer.line(line, align=centre, italic=True, size=16)
    writer.line(content.edition_line, align=centre, bold=True)
    # The foot of the cover is the first page's footer: it stays at the foot however long the title is.
    footer = writer.document.sections[0].first_page_footer
    lines = [(line, 11.0, False) for line in content.imprint_lines] + [(content.foot_line, 12.0, True)]
    for line, size, bold in lines:
        if line:
            paragraph = footer.add_paragraph()
            paragraph.alignment = centre
            paragraph.paragraph_format.first_line_indent = Mm(0)
            run = paragraph.add_run(legal(line))
            run.bold, run.font.size = bold, Pt(size)
    if content.contents_depth:
        writer.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _contents(writer: Writer, content: IssueContent, pages: Mapping[str, int]) -> None:
    """A contents field that Word brings up to date, filled with what it will say."""
    writer.line("MỤC LỤC", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, after=12, size=16)
    rows: list[tuple[str, str, int]] = []
    for entry in content.entries:
        if entry.heading:
            rows.append((f"{entry.number}. {entry.heading}" if entry.number else entry.heading, entry.uuid, 1))
        if content.contents_depth > 1:
            rows.extend(
                (f"{child.number}. {child.heading}" if child.number else child.heading, child.uuid, 2)
                for child in entry.children
            )
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
        paragraph.add_run(legal(text) + "\t")
        # The page is a field of its own: Word counts it anew when it prints, until then it says what the PDF says.
        _field_part(paragraph, "begin")
        _field_code(paragraph, f" PAGEREF {writer.mark_of(uuid)} \\h ")
        _field_part(paragraph, "separate")
        paragraph.add_run(str(pages.get(uuid, "")))
        _field_part(paragraph, "end")
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
            run = line.add_run(legal(draft))
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
