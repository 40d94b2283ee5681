"""Biên bản sinh hoạt chi bộ as a Word file, filled in as far as the portal knows; dots where the secretary writes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from documents.rendering.docx_blocks import legal
from documents.rendering.meeting import MeetingItem

_FONT = "Times New Roman"
_WIDTH = Mm(210 - 30 - 15)
# From one line to write on to the next.
_WRITING_LINE = 22
_NOBODY = "không ai vắng"


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
    """Return the minutes as DOCX, in the form of a party body's papers; ``now`` goes into the properties."""
    document = Document()
    _prepare(document, minutes, now)
    _letterhead(document, minutes)
    _line(document, "BIÊN BẢN", bold=True, size=16, align=WD_ALIGN_PARAGRAPH.CENTER, before=12, after=0)
    _line(
        document, f"Sinh hoạt chi bộ tháng {minutes.month:%m/%Y}", bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, after=12
    )
    held = f"ngày {minutes.held_on:%d/%m/%Y}" if minutes.held_on else "ngày ....../....../20......"
    _line(document, f"Hôm nay, {held}, chi bộ sinh hoạt tại: {minutes.place}", dots=not minutes.place)
    _line(document, f"Chủ trì: {minutes.chair}", dots=not minutes.chair)
    _line(document, f"Thư ký: {minutes.minute_taker}", dots=not minutes.minute_taker)
    _line(
        document, f"Tổng số đảng viên: {_number(minutes.total)}; có mặt: {_number(minutes.present)}; {_absent(minutes)}"
    )
    if _absent(minutes) != _NOBODY:
        _line(document, "Lý do vắng: ", dots=True)
    _line(document, "I. Nội dung sinh hoạt", bold=True, with_next=True)
    for place, item in enumerate(minutes.items, 1):
        head = _line(document, f"{place}. {item.title}", bold=True, with_next=True)
        if item.source:
            head.add_run(f"\n{legal(item.source)}").italic = True
        if item.tasks:
            head.add_run("\nViệc chi bộ cần làm:")
        for task in item.tasks:
            _line(document, f"- {task}")
        _dots(document, "Ý kiến thảo luận:", 2)
    if minutes.news:
        _line(document, f"{len(minutes.items) + 1}. Tin hoạt động", bold=True, with_next=True)
        _line(document, f"{'; '.join(minutes.news)}.")
    _line(document, "II. Ý kiến của đảng viên", bold=True, with_next=True)
    for one in minutes.opinions.splitlines():
        _line(document, one)
    if not minutes.opinions.strip():
        _dots(document, "", 3)
    _line(document, "III. Kết luận, phân công", bold=True, with_next=True)
    _dots(document, "", 4)
    _line(document, "IV. Kiến nghị, đề xuất với cấp trên", bold=True, with_next=True)
    for one in minutes.proposals:
        _line(document, f"- {one}")
    if not minutes.proposals:
        _dots(document, "", 2)
    _line(document, "Buổi sinh hoạt kết thúc lúc ........ giờ ........ cùng ngày.", after=18, with_next=True)
    _signatures(document, minutes)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _number(value: int | None) -> str:
    return "........" if value is None else str(value)


def _absent(minutes: Minutes) -> str:
    if minutes.total is None or minutes.present is None:
        return "vắng: ........"
    missing = minutes.total - minutes.present
    return f"vắng: {missing}" if missing else _NOBODY


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


def _letterhead(document: DocxDocument, minutes: Minutes) -> None:
    """Who writes at the left, the Party's name at the right, as papers of party bodies begin (Hướng dẫn 36-HD/VPTW)."""
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(80), Mm(85)
    _centred(left, minutes.above.upper(), is_first=True)
    _centred(left, minutes.cell.upper(), bold=True)
    _centred(left, "*")
    _centred(right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, underline=True, is_first=True)
    day = f"ngày {minutes.held_on:%d} tháng {minutes.held_on:%m} năm {minutes.held_on:%Y}" if minutes.held_on else ""
    # No field of the portal holds the name that stands before the day: it is written by hand.
    _centred(right, f"............, {day or 'ngày ..... tháng ..... năm 20.....'}", italic=True)


def _centred(
    cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, underline: bool = False, is_first: bool = False
) -> None:
    paragraph = cell.paragraphs[0] if is_first else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(legal(text))
    run.bold, run.italic, run.underline = bold, italic, underline


def _line(
    document: DocxDocument,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 14,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    before: float = 0,
    after: float = 6,
    dots: bool = False,
    with_next: bool = False,
) -> Paragraph:
    """A paragraph; ``dots`` runs it out to the margin for writing, ``with_next`` keeps it off the foot of a page."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), with_next or None
    # Its own lines stay together too: the source and the title of the tasks stand in the heading's paragraph.
    form.keep_together = with_next or None
    if dots:
        form.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    run = paragraph.add_run(legal(text) + ("\t" if dots else ""))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _dots(document: DocxDocument, before: str, count: int) -> None:
    """Lines to write on, ``before`` standing at the beginning of the first. They are one paragraph: in a longer chain of
    paragraphs that are kept together LibreOffice leaves the first, a heading, at the foot of the page."""
    _line(document, f"{before} " if before else "", dots=True)
    paragraph = document.paragraphs[-1]
    paragraph.paragraph_format.keep_together = True
    paragraph.paragraph_format.line_spacing = Pt(_WRITING_LINE)
    for _ in range(count - 1):
        paragraph.runs[-1].add_break()
        paragraph.runs[-1].add_text("\t")


def _signatures(document: DocxDocument, minutes: Minutes) -> None:
    table = document.add_table(rows=1, cols=2)
    # The room for signing stays with the titles above it.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    names = (minutes.minute_taker, minutes.chair)
    for cell, title, name in zip(table.rows[0].cells, ("THƯ KÝ", "CHỦ TRÌ"), names, strict=True):
        _centred(cell, title, bold=True, is_first=True)
        for _ in range(3):
            _centred(cell, "")
        _centred(cell, name)
    # Word processors want a line below a last table; at full size it may begin an empty page.
    last = document.add_paragraph()
    last.paragraph_format.space_after, last.paragraph_format.line_spacing = Pt(0), Pt(1)
    last.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
