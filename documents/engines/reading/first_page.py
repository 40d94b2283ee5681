"""What a person sees of a file that has no text: its pages, or the photo itself, as pictures."""

import io

import pypdfium2
from PIL import Image, ImageOps

from documents.engines.reading.model import UnreadableFile
from documents.engines.reading.pictures import MAX_PIXELS

# Wide enough to read 14 pt on a screen; a page of any format stays below two megapixels.
_WIDTH, _HEIGHT = 1000, 2000
_NOT_SHOWN = "Không dựng được ảnh trang của tệp này. Đồng chí tải tệp về để xem."


def page_picture(data: bytes, number: int = 1) -> tuple[bytes, int]:
    """Return a PNG of a PDF's page (from 1), or of a photo turned as its camera says, and how many pages there are.

    Raises UnreadableFile (crashed), also for a page that is not there.
    """
    try:
        image, pages = _page(data, number) if data[:1024].lstrip().startswith(b"%PDF-") else (_photo(data), 1)
    except (pypdfium2.PdfiumError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise UnreadableFile("crashed", _NOT_SHOWN) from None
    image.thumbnail((_WIDTH, _HEIGHT))
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG", compress_level=6)
    return out.getvalue(), pages


def _page(data: bytes, number: int) -> tuple[Image.Image, int]:
    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= number <= len(document):
            raise UnreadableFile("crashed", _NOT_SHOWN)
        sheet = document[number - 1]
        width, height = sheet.get_size()
        image: Image.Image = sheet.render(scale=min(_WIDTH / max(width, 1), _HEIGHT / max(height, 1))).to_pil()
        return image, len(document)
    finally:
        document.close()


def _photo(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > MAX_PIXELS:
            raise UnreadableFile("crashed", _NOT_SHOWN)
        return ImageOps.exif_transpose(image)
