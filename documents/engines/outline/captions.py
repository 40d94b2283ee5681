"""Captions of pictures: which paragraph is one, and how it is printed."""

from directives.wrapped.captions import credit_alone, has_credit, opens_like_caption
from documents.engines.reading.lines import ENUMERATION, ITEM, NUMBERED
from documents.engines.reading.model import Para

MAX_WORDS = 70


def printed_caption(caption: str, credit: str) -> str:
    """Return caption and credit as one line, as bulletins print them."""
    return f"{caption} ({credit})".strip() if credit else caption


def is_caption(para: Para, body_size: float, *, first: bool) -> bool:
    """Whether the paragraph below a picture is its caption (``first``) or goes on with it.

    Captions are set apart by look: italic, centred or smaller. In a body look only a short line without a full
    stop that opens like a caption counts.
    """
    text = para.text
    if not para.is_text or not text or len(text.split()) > MAX_WORDS:
        return False
    if ITEM.match(text) and not para.italic:
        return False
    if NUMBERED.match(text) and (para.bold or not (para.italic or para.centred)):
        return False
    if not para.styled:
        return first and para.aside
    smaller = 0 < para.size < body_size - 0.9
    apart = para.italic or para.centred or smaller
    if para.bold and not para.italic and not smaller and not (para.centred and first):
        return False
    if apart:
        return True
    if not first:
        return credit_alone(text)
    if ENUMERATION.match(text):
        return False
    return has_credit(text) or (
        len(text.split()) <= 35 and not text.endswith((".", ":", ";")) and opens_like_caption(text)
    )
