"""Vietnamese text: one normal form, folding, tone styles, keys and the order of the alphabet.

Everything here is pure and imports nothing of ours. "Folded" text is lower case without diacritics
(đ → d): what people type on a phone. The stored text of an author is never rewritten by these
functions; they only make what is compared, searched and sorted.
"""

import functools
import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f"), " ")
_CLEANED = {**_INVISIBLE, **_SPACES}
_ODD = re.compile("[" + "".join(map(chr, _CLEANED)) + "]")

# The capital letters of Vietnamese, for the inside of a character class: a range such as À-Ỹ holds the small letters too.
CAPITALS = "A-Z" + "".join(
    chr(code) for code in (*range(0x00C0, 0x01B1), *range(0x1EA0, 0x1EFA)) if chr(code).isupper()
)

# Tone marks in the order of Vietnamese dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_TONE_ORDER = {mark: place for place, mark in enumerate(_TONES)}
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_ORDER = {letter: place for place, letter in enumerate(_ALPHABET)}


def nfc(text: str) -> str:
    """Return ``text`` in NFC, without zero-width characters and with plain spaces for fixed ones.

    Line breaks and ordinary white space are kept as they are.
    """
    if text.isascii():
        return text
    clean = unicodedata.normalize("NFC", text)
    # Looking for them is many times quicker than translating every text of an import.
    return clean.translate(_CLEANED) if _ODD.search(clean) else clean


def squeeze(text: str) -> str:
    """Return ``text`` in NFC with every run of white space made one space, ends trimmed."""
    return " ".join(nfc(text).split())


def key_of(text: object, digits: int = 18) -> int | None:
    """Return the whole number that ``text`` writes in at most ``digits`` ASCII digits, else None.

    For whatever comes from an address, a form or a file: "²" is a digit to ``str.isdigit`` but none to ``int``, and a
    number of more than 18 digits fits into no column.
    """
    said = str(text)
    return int(said) if 0 < len(said) <= digits and said.isascii() and said.isdecimal() else None


def _fold_table() -> dict[int, str]:
    table = {ord("đ"): "d", ord("Đ"): "d"}
    for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        decomposed = unicodedata.normalize("NFD", chr(code))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
        if plain != chr(code):
            table[code] = plain.lower()
    for mark in ("\u0300", "\u0301", "\u0302", "\u0303", "\u0306", "\u0309", "\u031b", "\u0323"):
        table[ord(mark)] = ""
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """Return ``text`` lower case, without diacritics, đ as d, white space squeezed.

    Signs are kept: "Kế hoạch số 315-KH/TU" → "ke hoach so 315-kh/tu".
    """
    clean = nfc(text)
    return " ".join((clean if clean.isascii() else clean.translate(_FOLD)).lower().split())


_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the folded words (letters and digits only) of ``text`` in order."""
    return _WORD.findall(fold(text))


_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ch|th|tr|ph|qu|[bcdghklmnprstvx])?(?:[aeiouy]{1,3})(?:ch|ng|nh|[cmnpt])?"
)


def is_syllable(word: str) -> bool:
    """Tell whether a folded word has the shape of a Vietnamese syllable; letters of bodies and abbreviations mostly have not."""
    return _SYLLABLE.fullmatch(word) is not None


def letters_key(text: str) -> str:
    """Return folded letters and digits of ``text`` without anything between: "12-CT/TW" → "12cttw"."""
    return "".join(words(text))


def has_diacritics(text: str) -> bool:
    """Tell whether ``text`` has any Vietnamese diacritic (đ counts)."""
    if text.isascii():
        return False
    low = nfc(text).lower()
    return low.translate(_FOLD) != low


# The two styles of placing the tone on oa, oe, uy: "hoà" (new) and "hòa" (old). The old style is the key.
# Only an open rhyme differs: "hoàn" and "quý" are written alike in both.
def _tone_pairs() -> dict[str, str]:
    pairs = {}
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for mark in _TONES[1:]:
            new = unicodedata.normalize("NFC", first + second + mark)
            old = unicodedata.normalize("NFC", first + mark + second)
            pairs[new] = old
    return pairs


_TONE_PAIRS = _tone_pairs()
_NEW_STYLE = re.compile(r"(?<![qQ])(?:" + "|".join(_TONE_PAIRS) + r")(?![^\W\d_])", re.IGNORECASE)


def _old_style(match: re.Match[str]) -> str:
    found = match.group()
    old = _TONE_PAIRS[found.lower()]
    return "".join(o.upper() if f.isupper() else o for f, o in zip(found, old, strict=True))


def unify_tones(text: str) -> str:
    """Return ``text`` in NFC with open oa, oe, uy in the old tone style: "hoà" → "hòa", "uỷ" → "ủy"."""
    return _NEW_STYLE.sub(_old_style, nfc(text))


def exact_key(text: str) -> str:
    """Return the key under which two spellings with diacritics are the same: case, space and tone style apart."""
    return " ".join(unify_tones(text).lower().split())


@functools.lru_cache(maxsize=4096)
def _letter_key(char: str) -> tuple[int, int]:
    """Primary (letter) and secondary (tone) weight of one lower-case NFC character."""
    tone, rest = 0, []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONE_ORDER:
            tone = _TONE_ORDER[part]
        else:
            rest.append(part)
    letter = unicodedata.normalize("NFC", "".join(rest))
    if letter in _LETTER_ORDER:
        return 1000 + _LETTER_ORDER[letter], tone
    if letter.isdecimal():
        return 500 + ord(letter) % 400, tone
    return (0 if letter.isspace() else 1 + min(ord(letter[:1] or "\0"), 400)), tone


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the key that sorts by the Vietnamese alphabet: a ă â b c d đ e ê …, tones only where letters tie."""
    weights = [_letter_key(char) for char in squeeze(text).lower()]
    return tuple(w[0] for w in weights), tuple(w[1] for w in weights)


def person_sort_text(full_name: str) -> str:
    """Return ``person_sort_key`` as text that sorts alike in every database and collation: digits only, fixed widths.

    For the letters of a name and its tones; parts are told apart by zeros, which no letter has.
    """
    parts = []
    for letters, tones in person_sort_key(full_name):
        parts.append("".join(f"{weight:04d}" for weight in letters) + "0000" + "".join(map(str, tones)) + "0000")
    return "".join(parts)


def person_sort_key(full_name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Return the key that sorts people as Vietnamese lists do: given name (last word), then family name, then the rest."""
    parts = squeeze(full_name).split(" ")
    return sort_key(parts[-1]), sort_key(parts[0]), sort_key(" ".join(parts[1:-1]))
