"""A paragraph as syllables with their places, and what is spared: names, quotations, foreign words, numbers."""

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cadre_portal.text import unify_tones

_PIECE = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?…:;]|^\s*[-+*•–]")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S+|\b\S+\.(?:vn|com|org|net)\b\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One run of letters or digits.

    ``key``: lower case, tone style unified. ``joined``: only one stretch of white space stands before it, so that it can
    make a word with the token before. ``after_comma``: only a comma and a space stand before it. ``opens``: first of a sentence or after a bracket, quote or list mark.
    ``is_word``: letters only. ``is_spared``: name, number, code, capitals, part of an address.
    """

    text: str
    key: str
    start: int
    end: int
    joined: bool
    after_comma: bool
    opens: bool
    is_word: bool
    is_spared: bool


@functools.lru_cache(maxsize=20000)
def key_of(text: str) -> str:
    """Return the key of one syllable: lower case, tone style unified."""
    return unify_tones(text).lower()


def tokens_of(paragraph: str) -> list[Token]:
    """Return the tokens of ``paragraph`` (NFC) in order."""
    addresses = [match.span() for match in _ADDRESS.finditer(paragraph)]
    shouting = _shouts(paragraph)
    found: list[Token] = []
    at = 0
    for match in _PIECE.finditer(paragraph):
        text, start, end = match.group(), match.start(), match.end()
        between = paragraph[at:start]
        opens = not found or bool(_SENTENCE_END.search(between.rstrip(" \t"))) or any(c in "“\"‘'(*" for c in between)
        is_word = text.isalpha()
        spared = (
            not is_word
            or (text.isupper() and (len(text) == 1 or not shouting))
            or (text[0].isupper() and not opens and not shouting)
            or (text[1:] != text[1:].lower() and not shouting)
            or any(a <= start < b for a, b in addresses)
        )
        found.append(
            Token(
                text=text,
                key=key_of(text),
                start=start,
                end=end,
                joined=bool(found) and between.strip() == "" and between != "",
                after_comma=bool(found) and between == ", ",
                opens=opens,
                is_word=is_word,
                is_spared=spared,
            )
        )
        at = end
    return found


def _shouts(paragraph: str) -> bool:
    """Whether a paragraph is a heading in capitals: letters in capitals say nothing about names there."""
    letters = [c for c in paragraph if c.isalpha()]
    return len(letters) >= 8 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


_PAIRED = {"“": "”", "«": "»", "‘": "’"}


def quoted_spans(paragraph: str) -> list[tuple[int, int]]:
    """Return the places between quotation marks, marks included; an unclosed quotation ends at once."""
    spans: list[tuple[int, int]] = []
    for opening, closing in _PAIRED.items():
        at = paragraph.find(opening)
        while at >= 0:
            end = paragraph.find(closing, at)
            if end < 0:
                break
            spans.append((at, end + 1))
            at = paragraph.find(opening, end)
    straight = [match.start() for match in re.finditer('"', paragraph)]
    spans.extend((a, b + 1) for a, b in zip(straight[::2], straight[1::2], strict=False))
    return spans


def within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether ``start:end`` lies inside one of ``spans``."""
    return any(a <= start and end <= b for a, b in spans)


def normal(text: str) -> str:
    """Return ``text`` in NFC: what every rule works on."""
    return unicodedata.normalize("NFC", text)
