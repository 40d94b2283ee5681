"""Self-written bulletins in the shapes that publishers print, and the files made of them: docx, pdf, txt.

Every person, place and figure is invented; the numbers of documents are real or invented facts. ``as_txt`` gives what a PDF
extractor gives: the lines of the PDF with an empty line after each, page numbers astray, sometimes NFD.
"""

import io
import json
import re
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

import docx
import pypdfium2 as pdfium
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw

SENTENCES = (
    "Cấp ủy các chi bộ chủ động nắm tình hình tư tưởng của đảng viên, kịp thời giải đáp những vấn đề Nhân dân quan tâm ngay từ cơ sở.",
    "Mỗi tổ dân phố chọn một việc cụ thể, dễ làm, dễ kiểm tra để vận động các gia đình cùng thực hiện trong quý.",
    "Việc thu gom rác được giao cho từng nhóm hộ, có sổ theo dõi và công khai kết quả tại nhà văn hóa.",
    "Đoàn thanh niên đảm nhận phần việc sửa chữa đường dây chiếu sáng ở ba ngõ còn tối, bàn giao trước mùa mưa bão.",
    "Ban công tác Mặt trận phối hợp rà soát danh sách hộ khó khăn, lấy ý kiến rộng rãi trước khi trình ủy ban xét duyệt.",
    "Những nơi làm tốt đều có chung một cách: bí thư đi trước, đảng viên làm theo, người dân thấy lợi ích rõ ràng.",
    "Kinh phí thực hiện do ngân sách địa phương bảo đảm một phần, phần còn lại huy động từ doanh nghiệp và người dân.",
    "Các đơn vị báo cáo kết quả về Ban Xây dựng Đảng để tổng hợp, trình Ban Thường vụ cho ý kiến tại phiên họp gần nhất.",
    "Tổng thu ngân sách sáu tháng ước đạt 251,032/413,4 tỷ đồng, bằng 60,7% dự toán được giao và tăng so với cùng kỳ.",
    "Công tác cải cách hành chính có chuyển biến khi 97,4% hồ sơ được giải quyết đúng hẹn, không còn hồ sơ tồn đọng kéo dài.",
    "Trường mầm non đã được bổ sung bốn phòng học, đáp ứng nhu cầu gửi trẻ của công nhân khu tập thể cũ.",
    "Hội Cựu chiến binh duy trì tổ tự quản bến xe, mỗi tuần hai buổi nhắc nhở lái xe dừng đỗ đúng nơi quy định.",
    "Từ đầu năm đến nay không xảy ra vụ cháy nào nghiêm trọng; các hộ kinh doanh đều đã trang bị bình chữa cháy xách tay.",
    "Hội Phụ nữ mở hai lớp dạy nghề may cho bốn mươi chị em, hơn một nửa đã có việc làm ổn định sau khi kết thúc khóa học.",
    "Nhiều chi bộ đã đưa nội dung này vào nghị quyết hằng tháng và phân công đảng viên phụ trách từng nhóm hộ gia đình.",
    "Cán bộ tư pháp hướng dẫn thủ tục ngay tại nhà cho người già yếu, người khuyết tật không có điều kiện đi lại.",
    "Việc sắp xếp lại các nhà văn hóa sau khi sáp nhập tổ dân phố bảo đảm không lãng phí, không để tài sản công xuống cấp.",
    "Ủy ban kiểm tra tiến hành giám sát chuyên đề đối với năm chi bộ, qua đó chỉ ra một số việc cần khắc phục sớm.",
)  # fmt: skip


def text(start: int, count: int = 3) -> str:
    """``count`` sentences from a place in the stock, the same for the same arguments."""
    return " ".join(SENTENCES[(start + place) % len(SENTENCES)] for place in range(count))


# -- what a bulletin is made of ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """One printed thing. ``what``: h (heading), p, item, plus, star, sub, quote, caps, table, photo."""

    what: str
    text: str = ""
    number: str = ""
    kind: str = ""
    rest: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    credit: str = ""


@dataclass(frozen=True)
class Bulletin:
    """A bulletin: cover lines, contents ("table", "lines" or "" for none) and its pieces."""

    publisher: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    period: str = ""
    foot: str = ""
    contents: str = ""
    depth: int = 1
    body_mark: bool = True
    pieces: tuple[Piece, ...] = field(default=())

    def outline(self) -> list[dict[str, object]]:
        """The expected outline: every heading as printed."""
        rows: list[dict[str, object]] = []
        for piece in self.pieces:
            if piece.what == "h" or (piece.what == "caps" and piece.kind):
                title = piece.text
                rows.append(
                    {
                        "number": piece.number,
                        "level": 2 if piece.kind == "news" else len(piece.number.split(".")),
                        "kind": piece.kind,
                        "title": title,
                    }
                )
        return rows

    def captions(self) -> list[str]:
        """The expected captions, with credits as printed."""
        return [_caption(piece) for piece in self.pieces if piece.what == "photo" and _caption(piece)]

    def listed(self) -> list[tuple[str, str]]:
        """Numbers and titles of the contents table."""
        return [
            (piece.number, piece.text)
            for piece in self.pieces
            if piece.what == "h"
            and piece.number
            and piece.kind != "part"
            and len(piece.number.split(".")) <= self.depth
        ]


def _caption(piece: Piece) -> str:
    return f"{piece.text} ({piece.credit})".strip() if piece.credit else piece.text


def h(number: str, title: str, kind: str, rest: str = "") -> Piece:
    """A heading; ``rest`` runs on in the same paragraph."""
    return Piece("h", title, number, kind, rest)


def p(*args: int) -> Piece:
    """A paragraph of the stock's sentences."""
    return Piece("p", text(*args))


def para(words: str) -> Piece:
    """A paragraph of given words."""
    return Piece("p", words)


def item(words: str) -> Piece:
    """An item with ``-``."""
    return Piece("item", words)


def plus(words: str) -> Piece:
    """An item with ``+``."""
    return Piece("plus", words)


def photo(caption: str, credit: str = "") -> Piece:
    """A photo with its caption."""
    return Piece("photo", caption, credit=credit)


@lru_cache(maxsize=64)
def photo_bytes(label: str) -> bytes:
    """A drawn JPEG, another for each label."""
    shade = sum(map(ord, label)) % 200
    image = Image.new("RGB", (480, 300), (shade, 120, 255 - shade))
    draw = ImageDraw.Draw(image)
    for step in range(0, 480, 24):
        draw.line((step, 0, (step * 7 + shade) % 480, 300), fill=(255 - shade, shade, 90), width=3)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


# -- as Word ----------------------------------------------------------------------------------------------


def as_docx(bulletin: Bulletin) -> bytes:
    """The bulletin as Word offices write it: all paragraphs Normal, headings bold by their runs."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)

    def add(words: str, *, bold: bool = False, italic: bool = False, centred: bool = False, size: float = 14) -> None:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(words)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            paragraph.paragraph_format.first_line_indent = Cm(1)

    if bulletin.publisher:
        for line in (*bulletin.publisher, "*", *bulletin.title, bulletin.period, bulletin.foot):
            if line:
                add(line, bold=True, centred=True, size=16)
        _page_break(document)
    _docx_contents(document, bulletin)
    if bulletin.body_mark:
        add("NỘI DUNG", bold=True, centred=True)
    for piece in bulletin.pieces:
        _docx_piece(document, add, piece)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page_break(document: "docx.document.Document") -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _docx_contents(document: "docx.document.Document", bulletin: Bulletin) -> None:
    if bulletin.contents == "table":
        table = document.add_table(rows=0, cols=2)
        table.style = "Table Grid"
        for number, title in (("Stt", "Nội dung"), *bulletin.listed()):
            cells = table.add_row().cells
            nested = number.count(".") > 0
            cells[0].text = "" if nested else number
            cells[1].text = f"{number}. {title}" if nested else title
        _page_break(document)
    elif bulletin.contents == "lines":
        document.add_paragraph().add_run("MỤC LỤC").bold = True
        for page, (number, title) in enumerate(bulletin.listed(), start=3):
            document.add_paragraph(f"{number}. {title}\t{page}")
        _page_break(document)


def _docx_piece(document: "docx.document.Document", add: Callable[..., None], piece: Piece) -> None:
    if piece.what == "h":
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Cm(1)
        number = f"{piece.number}. " if piece.number else ""
        paragraph.add_run(number + piece.text).bold = True
        if piece.rest:
            paragraph.add_run(" " + piece.rest)
    elif piece.what == "photo":
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run().add_picture(io.BytesIO(photo_bytes(piece.text + piece.credit)), width=Cm(12))
        if _caption(piece):
            add(_caption(piece), italic=True, centred=True, size=12)
    elif piece.what == "table":
        table = document.add_table(rows=0, cols=len(piece.rows[0]))
        table.style = "Table Grid"
        for row in piece.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    else:
        marks = {"item": "- ", "plus": "+ ", "star": "* "}
        bold = piece.what in ("sub", "caps")
        centred = piece.what in ("quote", "caps")
        add(marks.get(piece.what, "") + piece.text, bold=bold, italic=piece.what == "quote", centred=centred)


# -- as PDF and text --------------------------------------------------------------------------------------

_SETUP = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), numbering: none,
  header: context if counter(page).get().first() > 1 [#align(center, str(counter(page).get().first()))])
#set text(size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 10mm, all: true), leading: 0.62em, spacing: 0.95em)
#let cen(body) = align(center, par(first-line-indent: 0pt, justify: false, body))
"""


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _typst(bulletin: Bulletin) -> tuple[str, dict[str, bytes]]:
    lines = [_SETUP]
    files: dict[str, bytes] = {}
    if bulletin.publisher:
        for line in (*bulletin.publisher, "*", *bulletin.title, bulletin.period, bulletin.foot):
            if line:
                lines.append(f'#cen(text(size: 16pt, weight: "bold", {_quoted(line)}))')
        lines.append("#pagebreak()")
    if bulletin.contents == "table":
        cells = []
        for number, title in (("Stt", "Nội dung"), *bulletin.listed()):
            nested = number.count(".") > 0
            cells += [_quoted("" if nested else number), _quoted(f"{number}. {title}" if nested else title)]
        lines.append(f"#table(columns: (12mm, 1fr), {', '.join(cells)})\n#pagebreak()")
    elif bulletin.contents == "lines":
        lines.append('#par(strong("MỤC LỤC"))')
        for page, (number, title) in enumerate(bulletin.listed(), start=3):
            words = _quoted(f"{number}. {title} ")
            lines.append(f'#par(first-line-indent: 0pt, justify: false)[#{words}#box(width: 1fr, repeat[.])#" {page}"]')
        lines.append("#pagebreak()")
    if bulletin.body_mark:
        lines.append('#cen(strong("NỘI DUNG"))')
    for piece in bulletin.pieces:
        lines.append(_typst_piece(piece, files))
    return "\n\n".join(lines), files


def _typst_piece(piece: Piece, files: dict[str, bytes]) -> str:
    words = _quoted(piece.text)
    if piece.what == "h":
        head = _quoted((f"{piece.number}. " if piece.number else "") + piece.text)
        return f"#par[#strong({head})#{_quoted((' ' + piece.rest) if piece.rest else '')}]"
    if piece.what == "photo":
        name = f"photo{len(files)}.jpg"
        files[name] = photo_bytes(piece.text + piece.credit)
        caption = f"\n\n#cen(text(size: 12pt, emph({_quoted(_caption(piece))})))" if _caption(piece) else ""
        return f'#align(center, image("{name}", width: 120mm)){caption}'
    if piece.what == "table":
        cells = ", ".join(_quoted(cell) for row in piece.rows for cell in row)
        return f"#table(columns: {len(piece.rows[0])}, {cells})"
    marks = {"item": "- ", "plus": "+ ", "star": "* "}
    words = _quoted(marks.get(piece.what, "") + piece.text)
    if piece.what == "sub":
        return f"#par(strong({words}))"
    if piece.what == "caps":
        return f"#cen(strong({words}))"
    if piece.what == "quote":
        return f"#cen(emph({words}))"
    return f"#par({words})"


def as_pdf(bulletin: Bulletin) -> bytes:
    """The bulletin typeset: page numbers at the head, bold and italic by the font."""
    source, files = _typst(bulletin)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        (Path(folder) / "main.typ").write_text(source, encoding="utf-8")
        result = typst.compile(str(Path(folder) / "main.typ"), root=folder, ignore_system_fonts=True)
    assert isinstance(result, bytes)
    return result


def as_txt(bulletin: Bulletin, *, form: Literal["NFC", "NFD"] = "NFC") -> bytes:
    """What an extractor makes of the PDF: its lines, an empty line after each, page numbers, gaps for photos."""
    document = pdfium.PdfDocument(as_pdf(bulletin))
    captions = {re.sub(r"\W", "", caption)[:24] for caption in bulletin.captions()}
    pages = []
    for page in document:
        lines = page.get_textpage().get_text_range().replace("\r", "").split("\n")
        shown = []
        for line in lines:
            key = re.sub(r"\W", "", unicodedata.normalize("NFC", line))
            if any(
                key and (key.startswith(caption) or (len(key) > 12 and caption.startswith(key))) for caption in captions
            ):
                shown += [" ", " "]
            shown.append(line.rstrip() + " ")
        pages.append("\n\n".join(shown))
    document.close()
    return unicodedata.normalize(form, "\n\n".join(pages)).encode()
