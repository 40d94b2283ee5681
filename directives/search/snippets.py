"""A piece of a text around the words that were found, with the author's diacritics."""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

from cadre_portal.text import exact_key, nfc

_AROUND = 90
_LONGEST = 240


def _letter_table() -> dict[int, int]:
    """Every Latin letter with marks → its plain letter, one for one, so that places in the folded text are places in the text.
    Plain ones stand for themselves: to look for a letter in vain takes twice as long as to find it."""
    table = {code: code for code in range(128)} | {ord("đ"): ord("d"), ord("Đ"): ord("d")}
    for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()
        if plain.isascii():
            table.setdefault(code, ord(plain))
    return table


_LETTERS = _letter_table()
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``is_hit``: one of the words that were asked for."""

    text: str
    is_hit: bool


def _fold_in_place(text: str) -> str:
    """Folded text of the very same length."""
    folded = text.translate(_LETTERS)
    lowered = folded.lower()
    return lowered if len(lowered) == len(text) else folded


def _one_byte_each() -> tuple[Any, bytes]:
    """A coding of one byte a letter, and what each byte is folded. It holds what Vietnamese is printed with: ASCII, its own letters,
    the usual signs (folded, all of those are one that stands in no word). NUL comes first: a coding that begins with anything else
    is a slow one."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    composed = [unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in tones]
    letters = "".join(letter for letter in composed if not letter.isascii())
    known = "\0\t\n\r" + "".join(map(chr, range(32, 127))) + letters + "đĐ" + "“”‘’–—…•·«»°§×÷±≥≤→−"
    folded = (_fold_in_place(char) for char in known)
    plain = "".join(char if char.isascii() else "." for char in folded)
    return codecs.charmap_build(known.ljust(256, "\ufffe")), plain.encode("ascii").ljust(256, b".")


_CODES, _FOLDED = _one_byte_each()


def _coded(text: str) -> bytes:
    return codecs.charmap_encode(text, "strict", _CODES)[0]


# What is no single space.
_GAPS = tuple(map(_coded, ("  ", "\t", "\n", "\r")))


def _read(text: str) -> tuple[str, str]:
    """The text in NFC on one line, and that folded, letter for letter.

    Ordinary text is coded with one byte a letter: that tells that nothing odd is in it (all of the coding is NFC), and folding
    bytes is many times quicker than folding letters.
    """
    line = text.strip()
    try:
        coded = _coded(line)
    except UnicodeEncodeError:
        line = " ".join(nfc(text).split())
        return line, _fold_in_place(line)
    if any(gap in coded for gap in _GAPS):
        line = " ".join(line.split())
        coded = _coded(line)
    return line, coded.translate(_FOLDED).decode("ascii")


# Tags of stored rich text; a sign > may stand inside an address.
_INLINE_TAG = re.compile(r'</?(?:strong|em|u|sup|sub|a)(?:\s(?:[^<>"]|"[^"]*")*)?>')
_OTHER_TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')


def snippet_text(html: str) -> str:
    """The text of stored rich text with spaces for its blocks: all that a piece on one line needs, and many times quicker than
    a parser."""
    return unescape(_OTHER_TAG.sub(" ", _INLINE_TAG.sub("", html)))


@lru_cache(maxsize=64)
def _rest_pattern(rest: tuple[str, ...]) -> re.Pattern[str]:
    """The further words of a phrase, with whatever stands between them."""
    return re.compile("".join(rf"[\W_]+{re.escape(word)}" for word in rest))


def _is_inside(text: str, at: int) -> bool:
    char = text[at : at + 1]
    return char.isalnum() or char == "_"


def _spans(low: str, phrases: Sequence[Sequence[str]], *, unfinished: bool) -> list[tuple[int, int]]:
    """Places of the phrases in folded text, whole words, none over another. Looking for each first word by itself is many times
    quicker than one pattern of them all tried at every letter."""
    found: list[tuple[int, int]] = []
    for phrase in filter(None, phrases):
        first, rest = phrase[0], _rest_pattern(tuple(phrase[1:])) if len(phrase) > 1 else None
        at = low.find(first)
        while at >= 0:
            end = at + len(first)
            if not (at and _is_inside(low, at - 1)):
                if rest is not None:
                    further = rest.match(low, end)
                    end = further.end() if further else -1
                if end > 0 and unfinished:
                    while _is_inside(low, end):
                        end += 1
                if end > 0 and not _is_inside(low, end):
                    found.append((at, end))
            at = low.find(first, at + len(first))
    found.sort(key=lambda span: (span[0], -span[1]))
    spans: list[tuple[int, int]] = []
    for span in found:
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans


@lru_cache(maxsize=512)
def _spelling(found: str) -> str:
    """Words as they are compared. In twenty texts the words of a question stand again and again."""
    return " ".join(_WORD.findall(exact_key(found)))


def _is_spelt(found: str, wanted: set[str], *, unfinished: bool) -> bool:
    key = _spelling(found)
    return key in wanted or (unfinished and any(key.startswith(phrase) for phrase in wanted))


def make_snippet(
    text: str,
    folded_phrases: Sequence[Sequence[str]],
    exact_phrases: Sequence[Sequence[str]] = (),
    *,
    unfinished: bool = False,
    whole: bool = False,
) -> tuple[Piece, ...]:
    """Cut a piece of ``text`` with as many of the phrases as come together, hits marked; () where none occurs.

    ``exact_phrases``: the words with diacritics where they were typed so; where one occurs as spelt, only such are hits ("đường"
    marks no "Dương"). ``whole``: nothing is cut off.
    """
    text, folded = _read(text)
    spans = _spans(folded, folded_phrases, unfinished=unfinished)
    if not spans:
        return ()
    if exact_phrases:
        # Only what was found is compared as spelt: writing a whole text in one tone style is slow.
        wanted = {" ".join(phrase) for phrase in exact_phrases}
        spans = [span for span in spans if _is_spelt(text[slice(*span)], wanted, unfinished=unfinished)] or spans
    first = _densest(spans)
    start = 0 if whole else max(spans[first][0] - _AROUND, 0)
    if start:
        start = text.find(" ", start) + 1 or start
    end = len(text) if whole else min(start + _LONGEST, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start, end), spans[first][1])
    pieces: list[Piece] = []
    at = start
    for begin, stop in spans:
        if begin < at or stop > end:
            continue
        if begin > at:
            pieces.append(Piece(text[at:begin], False))
        pieces.append(Piece(text[begin:stop], True))
        at = stop
    if at < end:
        pieces.append(Piece(text[at:end], False))
    if start:
        pieces.insert(0, Piece("… ", False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return tuple(pieces)


def _densest(spans: list[tuple[int, int]]) -> int:
    """The hit after which, within a snippet's length, most others follow."""
    best, most, last = 0, 0, 0
    for first in range(len(spans)):
        last = max(last, first)
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= _LONGEST - _AROUND:
            last += 1
        if last - first + 1 > most:
            best, most = first, last - first + 1
    return best


def plain(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
