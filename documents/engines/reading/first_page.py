"""What a person sees first of a file: its first page as a picture, its paragraphs as lines with those in tables."""

import io
from collections.abc import Iterable, Iterator

import pypdfium2
from PIL import Image, ImageOps

from documents.engines.reading.model import Para, UnreadableFile
from documents.engines.reading.pictures import MAX_PIXELS

# Wide enough to read 14 pt on a screen; a page of any format stays below two megapixels.
_WIDTH, _HEIGHT = 1000, 2000
_NOT_SHOWN = "Không dựng được ảnh trang đầu của tệp này. Đồng chí tải tệp về để xem."


def first_page(data: bytes) -> bytes:
    """Return a PNG of a PDF's first page, or of a photo turned as its camera says. Raises UnreadableFile (crashed)."""
    try:
        image = _page(data) if data[:1024].lstrip().startswith(b"%PDF-") else _photo(data)
    except (pypdfium2.PdfiumError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise UnreadableFile("crashed", _NOT_SHOWN) from None
    image.thumbnail((_WIDTH, _HEIGHT))
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG", compress_level=6)
    return out.getvalue()


def _page(data: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[0]
        width, height = sheet.get_size()
        image: Image.Image = sheet.render(scale=min(_WIDTH / max(width, 1), _HEIGHT / max(height, 1))).to_pil()
        return image
    finally:
        document.close()


def _photo(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise UnreadableFile("crashed", _NOT_SHOWN)
        return ImageOps.exif_transpose(image)


def plain_lines(paras: Iterable[Para]) -> Iterator[str]:
    """Yield the paragraphs as plain text in order, those of tables too: a letterhead is mostly set as a table."""
    for para in paras:
        if para.rows:
            for row in para.rows:
                for cell in row:
                    yield from plain_lines(cell.paras)
        else:
            yield para.text
