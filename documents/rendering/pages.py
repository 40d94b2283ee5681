"""Pages of a finished PDF. pdfium is not thread-safe: everything here goes through one lock."""

import io
import threading

import pypdfium2
from PIL import Image

from documents.engines.reading.pdf_page import text_lines

_LOCK = threading.Lock()


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_picture(pdf: bytes, page: int, *, width: int = 900) -> bytes:
    """PNG of one page (from 1), ``width`` pixels wide. Raises IndexError where there is no such page."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= page <= len(document):
                raise IndexError(page)
            sheet = document[page - 1]
            image = sheet.render(scale=width / sheet.get_width()).to_pil()
        finally:
            document.close()
    return _png(image)


# A page of text has some hundred shades between paper and ink; a photo has tens of thousands of colours.
_SHADES_OF_TEXT = 3000


def _png(image: Image.Image) -> bytes:
    """The page as PNG. A screen waits for it: text goes with a palette, a third of the size in half the time."""
    if image.getcolors(_SHADES_OF_TEXT) is not None:
        image = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def page_texts(pdf: bytes) -> list[str]:
    """Plain text of each page."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()


def page_lines(pdf: bytes) -> list[list[str]]:
    """The printed lines of each page from top to bottom, the page number at its head among them."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [[line.text for line in text_lines(document, index)] for index in range(len(document))]
        finally:
            document.close()
