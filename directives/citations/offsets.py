"""One normal form for reading, and the way back to the places of the text as it was given."""

import unicodedata

from cadre_portal.text import nfc

# What nfc() takes out or makes a plain space; looking for each is far quicker than translating a whole text.
_ODD = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u00a0\u2007\u2009\u200a\u202f"


def normal_text(text: str) -> tuple[str, list[int] | None]:
    """Return NFC text without zero-width characters and, if that moved anything, where each character stood (else None).

    The list of places has one more item: the length of ``text``.
    """
    if unicodedata.is_normalized("NFC", text):
        odd = [char for char in _ODD if char in text]
        if not odd:
            return text, None
        clean = nfc(text)
        if len(clean) == len(text):
            return clean, None
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = nfc(text[at:end])
        pieces.append(piece)
        offsets.extend([at] * len(piece))
        at = end
    offsets.append(len(text))
    return "".join(pieces), offsets
