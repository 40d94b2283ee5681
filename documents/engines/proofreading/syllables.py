"""Every syllable that Vietnamese spelling allows, and the syllables one slip away from a given one.

A syllable is onset + rhyme + tone. The tables below are the whole spelling: which onsets there are, which rhymes
(glide, nucleus and coda together), which onset may stand before which letter (c/k/q, g/gh, ng/ngh, d/gi), which
tones a rhyme that ends in p, t, c, ch may bear (sắc and nặng only), where the tone mark stands. Source: the spelling
rules taught in primary school (Quy định về chính tả, Bộ Giáo dục, 1980 and 1984); open oa, oe, uy may bear the
mark on either vowel, both styles are in use.
"""

import functools
import unicodedata
from collections.abc import Iterator

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_TONE_SET = frozenset(TONES[1:])
_STOPPED = (4, 5)


def _row(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ONSETS = _row("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
_FRONT = frozenset("iyeê")

_RHYMES = _row(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu "
    "o oc oi om on ong op ot oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu "
    "oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "uân uâng uât uây uê uêch uênh uơ uy uych uyn uynh uyt uyu uya uyên uyêt y"
)
_BARE = _row("y yêm yên yêng yêt yêu")
# After q the u belongs to the onset; what follows is the rhyme without its glide.
_AFTER_QU = _row(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eo et ê ên êt êch ênh "
    "y ych yt ynh yên yêt ơ ôc i it inh ơi ơn"
)
# "gi" swallows an i that follows: gì, gìn, giêng, giết; elsewhere it stands whole before the rhyme: gia, giữ.
_AFTER_G_I = _row("i in iêc iêng iêm iên iêt iêp")
_GLIDED = tuple(r for r in _RHYMES if r[:2] in ("oa", "oă", "oe", "uâ", "uê", "uơ", "uy"))
# Lips do not round twice: these onsets stand before no glide but in a few loan words, named here.
_NO_GLIDE = frozenset(("b", "m", "p", "ph", "v", "r", "gi", "g"))
_LOANS = frozenset(
    ("buýt", "voan", "phuy", "goá", "góa", "roa", "xoong", "boong", "noãn", "pê", "pa", "pin", "pô", "xoóc")
)
_Y_AFTER = frozenset(("h", "k", "l", "m", "s", "t", "v"))
_SINGLE_VOWELS = frozenset("aăâeêioôơuưy")


def split_tone(syllable: str) -> tuple[str, int]:
    """Return the lower-case letters without the tone mark (ă, ê, đ … stay) and the tone 0-5."""
    tone, letters = 0, []
    for char in unicodedata.normalize("NFD", syllable.lower()):
        if char in _TONE_SET:
            tone = TONES.index(char)
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def _mark(letters: str, at: int, tone: int) -> str:
    return unicodedata.normalize("NFC", letters[: at + 1] + TONES[tone] + letters[at + 1 :])


def _tone_places(rhyme: str) -> tuple[int, ...]:
    """Places in ``rhyme`` where the tone may stand; the first is the usual one."""
    vowels = 0
    while vowels < len(rhyme) and rhyme[vowels] in _SINGLE_VOWELS:
        vowels += 1
    closed = vowels < len(rhyme)
    for place, char in enumerate(rhyme[:vowels]):
        if char in "ăâêôơ" or (char == "ư" and "ơ" not in rhyme):
            return (place,)
    if vowels == 1:
        return (0,)
    if closed:
        return (vowels - 1,)
    if rhyme in ("oa", "oe", "uy"):
        return (0, 1)
    if vowels == 3:
        return (1,)
    return (0,)


def _pairs() -> Iterator[tuple[str, str]]:
    """Yield (onset, rhyme) for every pair that the spelling joins."""
    for rhyme in (*_RHYMES, *_BARE):
        if rhyme[:2] != "iê":
            yield "", rhyme
    for onset in _ONSETS:
        if onset == "qu":
            yield from ((onset, rhyme) for rhyme in _AFTER_QU)
            continue
        for rhyme in _RHYMES:
            first = rhyme[0]
            if rhyme == "y" and onset not in _Y_AFTER:
                continue
            if onset in ("k", "gh", "ngh") and first not in _FRONT:
                continue
            if onset in ("c", "g", "ng") and first in _FRONT:
                continue
            if onset == "gi" and first in "iy":
                continue
            if onset in _NO_GLIDE and rhyme in _GLIDED:
                continue
            if onset in ("c", "k") and rhyme in _GLIDED:
                continue
            yield onset, rhyme
    yield from (("g", rhyme) for rhyme in _AFTER_G_I)


@functools.cache
def _inventory() -> tuple[frozenset[str], dict[tuple[str, int], str]]:
    """All spellings, and for (letters without tone, tone) the usual spelling."""
    spellings: set[str] = set(_LOANS)
    usual: dict[tuple[str, int], str] = {split_tone(loan): loan for loan in _LOANS}
    for onset, rhyme in _pairs():
        letters = onset + rhyme
        stopped = rhyme.endswith(("p", "t", "c", "ch"))
        for tone in _STOPPED if stopped else range(6):
            for place in _tone_places(rhyme) if tone else (0,):
                spelt = _mark(letters, len(onset) + place, tone) if tone else letters
                spellings.add(spelt)
                usual.setdefault((letters, tone), spelt)
    return frozenset(spellings), usual


def is_syllable(text: str) -> bool:
    """Tell whether ``text`` (NFC, any case) is spelt as a Vietnamese syllable can be."""
    return text.lower() in _inventory()[0]


def usual_spelling(letters: str, tone: int) -> str | None:
    """Return the syllable of these toneless letters and this tone with the mark in its usual place, or None."""
    return _inventory()[1].get((letters, tone))


def respell(text: str) -> str | None:
    """Return the syllable whose tone mark ``text`` only misplaces ("qúy" → "quý"), or None."""
    if is_syllable(text):
        return None
    return usual_spelling(*split_tone(text))


# Slips. Sounds that one region does not tell apart, then keys and marks.
_ONSET_SLIPS = (
    ("ch", "tr"), ("s", "x"), ("d", "gi"), ("d", "r"), ("r", "gi"), ("l", "n"), ("v", "d"), ("c", "k"), ("g", "gh"),
    ("ng", "ngh"), ("d", "đ"), ("c", "ch"), ("t", "th"), ("t", "tr"), ("n", "nh"), ("n", "ng"), ("k", "kh"), ("p", "ph"),
    ("c", "qu"), ("g", "gi"), ("h", "kh"), ("qu", "c"),
)  # fmt: skip
_CODA_SLIPS = (
    ("n", "ng"), ("t", "c"), ("n", "nh"), ("c", "ch"), ("ng", "nh"), ("i", "y"), ("o", "u"), ("m", "n"), ("p", "t"), ("t", "ch"),
)  # fmt: skip
_VOWEL_FAMILIES = ("aăâ", "eê", "oôơ", "uư")
_NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl", "p": "ol",
    "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthv", "h": "gyjnb", "j": "hukm", "k": "jil", "l": "ko",
    "z": "ax", "x": "zsc", "c": "xdv", "v": "cfb", "b": "vgn", "n": "bhm", "m": "njk",
}  # fmt: skip
_LETTERS = "abcdđeghiklmnopqrstuvxyăâêôơư"
_LOST_WITH_TONE = (("i", "iê"), ("ư", "ươ"), ("u", "uô"), ("y", "yê"))
_TELEX_TONES = {"f": 1, "r": 2, "x": 3, "s": 4, "j": 5}


def split_onset(letters: str) -> tuple[str, str]:
    """Return onset and rhyme of toneless letters ("nghiên" → "ngh", "iên")."""
    for onset in sorted(_ONSETS, key=len, reverse=True):
        if letters.startswith(onset) and len(letters) > len(onset):
            if onset == "gi" and letters[2] not in _SINGLE_VOWELS:
                return "g", letters[1:]
            return onset, letters[len(onset) :]
    return "", letters


def _letter_slips(letters: str) -> Iterator[str]:
    onset, rhyme = split_onset(letters)
    for one, other in (*_ONSET_SLIPS, *((b, a) for a, b in _ONSET_SLIPS)):
        if onset == one:
            yield other + rhyme
    for one, other in (*_CODA_SLIPS, *((b, a) for a, b in _CODA_SLIPS)):
        if rhyme.endswith(one) and len(rhyme) > len(one):
            yield letters[: -len(one)] + other
    for place, char in enumerate(letters):
        for family in _VOWEL_FAMILIES:
            if char in family:
                yield from (letters[:place] + new + letters[place + 1 :] for new in family if new != char)
    if "uo" in letters or "uơ" in letters or "ưo" in letters:
        for pair in ("uo", "uơ", "ưo"):
            yield letters.replace(pair, "ươ", 1)
            yield letters.replace(pair, "uô", 1)
    yield letters.replace("ươ", "uô", 1)
    yield letters.replace("uô", "ươ", 1)


def _key_slips(letters: str) -> Iterator[str]:
    for place in range(len(letters)):
        yield letters[:place] + letters[place + 1 :]
    for place in range(len(letters) - 1):
        yield letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    for place in range(len(letters) + 1):
        yield from (letters[:place] + new + letters[place:] for new in _LETTERS)
    for place, char in enumerate(letters):
        yield from (letters[:place] + new + letters[place + 1 :] for new in _NEIGHBOURS.get(char, ""))


def _telex(text: str) -> Iterator[tuple[str, int]]:
    """Read the keys of a Telex typist that did not become marks: "kieemr" → kiểm, "dduowcj" → được."""
    letters, tone = split_tone(text)
    if not tone and len(letters) > 2 and letters[-1] in _TELEX_TONES:
        tone, letters = _TELEX_TONES[letters[-1]], letters[:-1]
    mended = letters
    for keys, letter in (
        ("dd", "đ"),
        ("aa", "â"),
        ("ee", "ê"),
        ("oo", "ô"),
        ("uow", "ươ"),
        ("aw", "ă"),
        ("ow", "ơ"),
        ("uw", "ư"),
    ):
        mended = mended.replace(keys, letter)
    if mended != split_tone(text)[0]:
        yield mended, tone


@functools.lru_cache(maxsize=8192)
def near_syllables(text: str) -> dict[str, float]:
    """Return the syllables one slip from ``text`` (lower case) with the cost of the slip: 1 for a sound or a mark that
    people confuse, 1.5 for a key missed, doubled, swapped or hit beside."""
    letters, tone = split_tone(text)
    found: dict[str, float] = {}

    def offer(new_letters: str, new_tone: int, cost: float) -> None:
        spelt = usual_spelling(new_letters, new_tone)
        if spelt is not None and spelt != text and cost < found.get(spelt, 9.0):
            found[spelt] = cost

    for other in range(6):
        offer(letters, other, 1.0)
    for slip in _letter_slips(letters):
        offer(slip, tone, 1.0)
        if slip.endswith(("p", "t", "c", "ch")) != letters.endswith(("p", "t", "c", "ch")):
            offer(slip, 4, 1.5)
    for slip in _key_slips(letters):
        offer(slip, tone, 1.5)
    for mended, new_tone in _telex(text):
        offer(mended, new_tone, 1.0)
    if not tone:
        # The letter that was lost bore the tone: "hin" for "hiện", "mnh" for "mạnh".
        for one, two in _LOST_WITH_TONE:
            if one in letters and two not in letters:
                for other in range(1, 6):
                    offer(letters.replace(one, two, 1), other, 1.8)
    if not is_syllable(text):
        slips = {letters, *_letter_slips(letters)}
        if not any(char in _SINGLE_VOWELS for char in letters):
            slips |= {letters[:at] + vowel + letters[at:] for at in range(len(letters) + 1) for vowel in _SINGLE_VOWELS}
        for slip in slips:
            for other in range(6):
                offer(slip, other, 1.6)
    return found
