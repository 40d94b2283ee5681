"""Vietnamese typed with the input method off: Telex ("kees hoachj") and VNI ("ke61 hoa5ch") keys read back to letters.

Pure. Rule of Telex: aa, ee, oo, dd; w on a, o, u; s f r x j for the tones. Of VNI: 6 ^, 7 horn, 8 breve, 9 đ; 1 to 5 the tones. A key
may be typed at once or at the end of the syllable. A word is read back only where it is no syllable as it stands and becomes one.
"""

import re
import unicodedata
from typing import NamedTuple

_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêt ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy
    uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yê yêm yên yêng yêt yêu
    """.split()
)
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
# A syllable that ends in a stop bears one of these.
_SHARP = frozenset({"\u0301", "\u0323"})
_HAT = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = (
    ("uo", "ươ"), ("ua", "ưa"), ("uu", "ưu"), ("oa", "oă"), ("oi", "ơi"), ("ui", "ưi"), ("a", "ă"), ("o", "ơ"), ("u", "ư"),
)  # fmt: skip
_VOWELS = "aăâeêioôơuưy"
_PLAIN = str.maketrans("ăâđêôơư", "aadeoou")
_SPLIT = re.compile(
    rf"(?P<onset>ngh|ng|nh|gh|gi(?=[{_VOWELS}])|kh|ch|th|tr|ph|qu|[bcdđghklmnprstvx])?(?P<rhyme>[{_VOWELS}]+[a-zđ]*)$"
)
# "Oong" and "ooc" are those of a few words; typed so they are nearly always "ông" and "ốc".
_PLAIN_RHYMES = frozenset(rhyme.translate(_PLAIN) for rhyme in _RHYMES) - {"oong", "ooc"}
# Words of other languages that are used as they are and would read as a syllable.
_SHORT = 2
_LOANED = frozenset(
    """
    ads air as bar been best boom box bus car cas fax far form gas gis has his host is keen last list lux max mix moon mos noon os pos post
    room sars seen soon sos tax teen test tool us vas
    """.split()
)


class Readback(NamedTuple):
    """A word read back. ``text``: with its diacritics; ``is_whole``: no mark was left out ("huongs" is "hướng" and "huống" alike;
    then ``text`` has none). ``is_sure``: it can hardly be another word ("bus") or one with a figure behind it ("to3"); ``is_likely``:
    beside others of its like it is none."""

    text: str
    is_whole: bool
    is_sure: bool
    is_likely: bool


def _is_word(word: str) -> bool:
    """Whether small letters without diacritics are a syllable."""
    match = _SPLIT.match(word)
    return match is not None and match["rhyme"] in _PLAIN_RHYMES


def _composed(letters: str, tone: str) -> tuple[str, bool] | None:
    """The syllable with its tone, and whether all its marks are there; None where it is no syllable."""
    match = _SPLIT.match(letters)
    if match is None or (_STOPPED.search(match["rhyme"]) and tone not in _SHARP):
        return None
    onset, rhyme = match["onset"] or "", match["rhyme"]
    if rhyme not in _RHYMES:
        return (letters, False) if rhyme in _PLAIN_RHYMES else None
    vowels = re.match(rf"[{_VOWELS}]+", rhyme)
    end = vowels.end() if vowels else 1
    marked = [at for at in range(end) if rhyme[at] in "ăâêôơư"]
    # Of plain vowels the last before a consonant ("toán"), the middle one of three ("ngoáy"), else the first ("hóa", "của").
    at = marked[-1] if marked else end - 1 if end < len(rhyme) else min(end - 1, end // 3)
    return onset + unicodedata.normalize("NFC", rhyme[: at + 1] + tone + rhyme[at + 1 :]), True


def read_telex(word: str) -> Readback | None:
    """A word of small ASCII letters that is no syllable as it stands, read as Telex; None where it gives no syllable."""
    if _is_word(word):
        return None
    letters: list[str] = []
    tone, marks = "", 0
    for char in word:
        has_vowel = any(letter in _VOWELS for letter in letters)
        closed = has_vowel and letters[-1] not in _VOWELS
        if char in _TONES and has_vowel:
            if tone:
                return None
            tone = _TONES[char]
        elif char == "w" and has_vowel:
            if not _horned(letters, "aou"):
                return None
            marks += 1
        elif char in _HAT and char in letters and (letters[-1] == char or closed):
            letters[len(letters) - 1 - letters[::-1].index(char)] = _HAT[char]
            marks += 1
        elif char == "d" and letters[:1] == ["d"] and (len(letters) == 1 or has_vowel):
            letters[0] = "đ"
            marks += 1
        else:
            letters.append(char)
    found = _composed("".join(letters), tone) if tone or marks else None
    return (
        Readback(*found, is_sure=word not in _LOANED and len(word) > _SHORT, is_likely=word not in _LOANED)
        if found
        else None
    )


def _horned(letters: list[str], bearers: str) -> bool:
    """Put horn or breve on the vowels that bear it; False where there are none of ``bearers``."""
    at = max(place for place, letter in enumerate(letters) if letter in _VOWELS)
    start = at
    while start > 0 and letters[start - 1] in _VOWELS:
        start -= 1
    joined = "".join(letters[start : at + 1])
    for plain, marked in _HORNS:
        place = joined.rfind(plain)
        if place >= 0 and set(plain) & set(bearers):
            letters[start + place : start + place + len(plain)] = list(marked)
            return True
    return False


def read_vni(word: str) -> Readback | None:
    """A word of small ASCII letters with figures among or behind them, read as VNI; None where it gives no syllable."""
    letters: list[str] = []
    tone, marks = "", 0
    inside = re.search(r"\d[a-z]", word) is not None
    for char in word:
        has_vowel = any(letter in _VOWELS for letter in letters)
        if char.isalpha():
            letters.append(char)
        elif not letters or (not has_vowel and char != "9"):
            return None
        elif char in _VNI_TONES and not tone:
            tone = _VNI_TONES[char]
        elif char == "6" and set(letters) & set(_HAT):
            at = max(place for place, letter in enumerate(letters) if letter in _HAT)
            letters[at], marks = _HAT[letters[at]], marks + 1
        elif (char == "7" and _horned(letters, "ou")) or (char == "8" and _horned(letters, "a")):
            marks += 1
        elif char == "9" and letters[0] == "d":
            letters[0], marks = "đ", marks + 1
        else:
            return None
    found = _composed("".join(letters), tone) if tone or marks else None
    return Readback(*found, is_sure=inside, is_likely=bool(tone and marks)) if found else None
