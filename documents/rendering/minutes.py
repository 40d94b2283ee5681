"""Biên bản sinh hoạt chi bộ as a Word file, filled in as far as the portal knows; dots where the secretary writes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.rendering.docx_blocks import legal
from documents.rendering.meeting import MeetingItem

_FONT = "Times New Roman"
_DOTS = "." * 60
_LINE = "." * 110


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is known of the meeting; None and "" are left to be written by hand."""

    cell: str
    above: str
    month: date
    items: Sequence[MeetingItem]
    news: Sequence[str]
    held_on: date | None = None
    place: str = ""
    chair: str = ""
    minute_taker: str = ""
    total: int | None = None
    present: int | None = None
    opinions: str = ""
    proposals: Sequence[str] = ()


def render_minutes(minutes: Minutes, *, now: datetime) -> bytes:
    """Return the minutes as DOCX; ``now`` goes into the properties."""
    document = Document()
    _prepare(document, minutes, now)
    _line(document, minutes.above.upper(), align=WD_ALIGN_PARAGRAPH.LEFT)
    _line(document, minutes.cell.upper(), bold=True, align=WD_ALIGN_PARAGRAPH.LEFT)
    _line(document, "BIÊN BẢN", bold=True, size=16, align=WD_ALIGN_PARAGRAPH.CENTER)
    _line(
        document, f"Sinh hoạt chi bộ tháng {minutes.month:%m/%Y}", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, after=12
    )
    held = f"ngày {minutes.held_on:%d/%m/%Y}" if minutes.held_on else "ngày ....../....../20......"
    _line(document, f"Hôm nay, {held}, chi bộ sinh hoạt tại {minutes.place or _DOTS}")
    _line(document, f"Chủ trì: {minutes.chair or _DOTS}")
    _line(document, f"Thư ký: {minutes.minute_taker or _DOTS}")
    total = minutes.total if minutes.total is not None else "........"
    present = minutes.present if minutes.present is not None else "........"
    _line(document, f"Tổng số đảng viên: {total}; có mặt: {present}; vắng: ........ (lý do: {_DOTS[:40]})")
    _line(document, "I. Nội dung sinh hoạt", bold=True)
    for place, item in enumerate(minutes.items, 1):
        _line(document, f"{place}. {item.title}", bold=True)
        if item.source:
            _line(document, item.source, italic=True)
        for task in item.tasks:
            _line(document, f"- Việc chi bộ cần làm: {task}")
        _dots(document, "Ý kiến thảo luận:", 2)
    if minutes.news:
        _line(document, f"{len(minutes.items) + 1}. Thông tin hoạt động: {'; '.join(minutes.news)}.")
    _line(document, "II. Ý kiến của đảng viên", bold=True)
    for one in minutes.opinions.splitlines():
        _line(document, one)
    if not minutes.opinions.strip():
        _dots(document, "", 3)
    _line(document, "III. Kết luận, phân công", bold=True)
    _dots(document, "", 3)
    _line(document, "IV. Kiến nghị, đề xuất với cấp trên", bold=True)
    for one in minutes.proposals:
        _line(document, f"- {one}")
    if not minutes.proposals:
        _dots(document, "", 2)
    _line(document, "Buổi sinh hoạt kết thúc lúc ........ giờ ........ cùng ngày.", after=18)
    _signatures(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: DocxDocument, minutes: Minutes, now: datetime) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), _FONT)
    properties = document.core_properties
    properties.title = legal(f"Biên bản sinh hoạt chi bộ tháng {minutes.month:%m/%Y}")
    properties.author, properties.language = legal(minutes.cell), "vi-VN"
    properties.created = properties.modified = now.astimezone(UTC).replace(tzinfo=None)


def _line(
    document: DocxDocument,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 14,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    after: float = 6,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(legal(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _dots(document: DocxDocument, before: str, count: int) -> None:
    if before:
        _line(document, before)
    for _ in range(count):
        _line(document, _LINE)


def _signatures(document: DocxDocument) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, title in zip(table.rows[0].cells, ("THƯ KÝ", "CHỦ TRÌ"), strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(title)
        run.bold = True
