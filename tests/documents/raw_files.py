"""Raw material as it comes to a desk: a news item in Word with a photo, a plan with its letterhead, a scan, chat words."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pypdfium2
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from PIL import Image, ImageDraw

from tests.builders import picture_bytes

CHAT = "Chi bộ tổ 3 ra quân dọn kênh\n\nSáng ngày 03/10/2026, 40 đảng viên vớt bèo, trồng 25 cây.\nKênh nay đã thông.\n"
SECRET = "TỐI MẬT\nKế hoạch diễn tập.\n"


def news_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph().add_run("Chi bộ Bến Cau trồng cây bên sông").bold = True
    document.add_paragraph("Ngày 04/10/2026, chi bộ trồng 200 cây bên bờ sông.")
    document.add_picture(io.BytesIO(picture_bytes(1200, 800)), width=Cm(12))
    caption = document.add_paragraph("Đảng viên trồng cây (Ảnh: Hoài Thu)")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.runs[0].italic = True
    document.add_paragraph("Chi bộ sẽ chăm cây đến hết mùa khô.")
    document.add_paragraph("Bà con cùng giữ bờ sông sạch.")
    return saved(document)


def plan_docx() -> bytes:
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "ĐẢNG BỘ TỈNH HẢI ĐÔNG\nĐẢNG ỦY PHƯỜNG BÌNH GIANG\n*\nSố 18-KH/ĐU"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM\nBình Giang, ngày 04 tháng 7 năm 2026"
    for words in ("KẾ HOẠCH", "về sắp xếp nhà văn hóa khu dân cư", "-----"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(words).bold = True
    document.add_paragraph("Đảng ủy phường yêu cầu các chi bộ rà soát nhà văn hóa trên địa bàn mình.")
    document.add_paragraph().add_run("1. Mục đích").bold = True
    document.add_paragraph("- Dùng đúng công năng, không để trống.")
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_broken_photo(content: bytes) -> bytes:
    """The Word file with the second half of its photos cut off."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name.startswith("word/media/") else data)
    return out.getvalue()


def scan_pdf(pages: int = 2) -> bytes:
    """Pages that are pictures only."""
    document = pypdfium2.PdfDocument.new()
    for number in range(pages):
        image = Image.new("RGB", (620, 877), "white")
        ImageDraw.Draw(image).rectangle((40, 40 + 60 * number, 500, 90 + 60 * number), fill="black")
        page = document.new_page(595, 842)
        bitmap = pypdfium2.PdfBitmap.from_pil(image)
        picture = pypdfium2.PdfImage.new(document)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(picture)
        page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def news_pdf() -> bytes:
    """A news item as a word processor writes it into a PDF, with a photo and its caption."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "anh.jpg").write_bytes(picture_bytes(900, 600))
        (Path(folder) / "main.typ").write_text(
            '#set page(paper: "a4", margin: 25mm)\n#set text(size: 14pt, lang: "vi")\n#set par(justify: true, first-line-indent: 1cm)\n'
            "*Chi bộ Bến Cau trồng cây bên sông*\n\n"
            "Ngày 04/10/2026, chi bộ Bến Cau cùng bà con khu dân cư trồng hai trăm cây bên bờ sông, từ bến đò đến chân "
            "cầu, trong hai buổi sáng.\n\n"
            '#align(center, image("anh.jpg", width: 10cm))\n'
            '#align(center, text(style: "italic")[Đảng viên trồng cây (Ảnh: Hoài Thu)])\n\n'
            "Chi bộ phân công từng tổ chăm cây đến hết mùa khô, mỗi tuần hai lần tưới và một lần kiểm tra.\n",
            encoding="utf-8",
        )
        made = typst.compile(str(Path(folder) / "main.typ"), root=folder, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made
