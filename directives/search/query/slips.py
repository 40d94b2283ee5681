"""Slips of a quick thumb that no word of the language could be: a letter struck twice ("nghịị định"), a blank struck a letter too
early or too late ("tetd inh mui", "hoac h"). Pure."""

import re

from cadre_portal.text import fold, has_diacritics, is_syllable
from directives.search.near import is_odd
from directives.search.query.kinding import KIND_LETTERS

_WORD = re.compile(r"[^\W\d_]+")
# "Lưu", "cứu" fold to two.
_DOUBLED = re.compile(r"([a-tv-z])\1+")
# Nothing has a letter with its mark twice in a row ("sơơ").
_MARKED_TWICE = re.compile(r"([^\W\da-z])\1")
_LONGEST = 8


def doubled_letters_read(text: str) -> str:
    """Each letter once in words that are a syllable only so: "nghịị" → "nghị", "hoạchh" → "hoạch". Without diacritics it may be a
    foreign word ("app")."""
    return _WORD.sub(lambda match: _with_letters_once(match.group()), text)


def _with_letters_once(typed: str) -> str:
    folded = fold(typed)
    if len(folded) != len(typed) or typed.isupper() or not has_diacritics(typed):
        return typed
    if not is_odd(folded) and not _MARKED_TWICE.search(typed.lower()):
        return typed
    if is_odd(_DOUBLED.sub(r"\1", folded)):
        return typed
    out, at = "", 0
    for match in _DOUBLED.finditer(folded):
        doubled = typed[slice(*match.span())]
        # The one with its mark is the one that was meant.
        out += typed[at : match.start()] + next((letter for letter in doubled if has_diacritics(letter)), doubled[0])
        at = match.end()
    return out + typed[at:]


def blanks_moved(text: str) -> str:
    """The text with each blank moved by one letter, or left out, that parts something which is no syllable from its letter; as it is
    where that could be done in several ways."""
    words = text.split(" ")
    at = 0
    while at + 1 < len(words):
        moved = _moved(words[at], words[at + 1])
        if moved:
            words[at : at + 2] = moved
        at += 1
    return " ".join(words)


def _moved(one: str, other: str) -> list[str]:
    pair = fold(one), fold(other)
    if (
        any(
            not word.isalpha() or len(word) > _LONGEST or typed.isupper()
            for word, typed in zip(pair, (one, other), strict=True)
        )
        or any(word in KIND_LETTERS for word in pair)
        or not any(map(is_odd, pair))
    ):
        return []
    whole = one + other
    ways = [[whole[:cut], whole[cut:]] for cut in (len(one) - 1, len(one) + 1)] + [[whole]]
    read = [way for way in ways if all(part and is_syllable(fold(part)) and not is_odd(fold(part)) for part in way)]
    return read[0] if len(read) == 1 else []
