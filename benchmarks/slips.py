"""Slips put into clean text by chance, of the kinds that printed bulletins have, to measure what proofreading finds.

put_slips(text, seed=…) → (text with one slip in most paragraphs, [Slip, …]). The same seed gives the same slips. The kinds and
their shares are those of misprints in printed bulletins of party committees: about half are a wrong letter or mark in one
syllable, the rest a word missing or printed twice, capitals, spaces, signs, figures, dates, forms of numbers. Which
syllable is hit, and how, is chance: nothing here asks the proofreader's lists what it could find.
"""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_MARKED = {
    "ă": "aâ",
    "â": "aă",
    "ê": "e",
    "ô": "oơ",
    "ơ": "oô",
    "ư": "u",
    "đ": "d",
    "a": "ăâ",
    "e": "ê",
    "o": "ôơ",
    "u": "ư",
    "d": "đ",
}
_SOUNDS = (
    ("ch", "tr"), ("tr", "ch"), ("s", "x"), ("x", "s"), ("gi", "d"), ("d", "gi"), ("d", "r"), ("r", "d"), ("l", "n"), ("n", "l"),
    ("v", "d"), ("ngh", "ng"), ("gh", "g"), ("k", "c"), ("qu", "q"), ("th", "t"), ("nh", "n"), ("kh", "k"), ("ph", "p"),
)  # fmt: skip
_ENDS = (
    ("ng", "n"),
    ("n", "ng"),
    ("c", "t"),
    ("t", "c"),
    ("nh", "n"),
    ("ch", "t"),
    ("i", "y"),
    ("y", "i"),
    ("u", "o"),
    ("o", "u"),
)
_BESIDE = {
    "a": "s", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo", "k": "jl", "l": "k", "m": "n", "n": "bm",
    "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "x": "zc", "y": "tu",
}  # fmt: skip
_CAPITALS = (
    ("Ủy ban", "Ủy Ban"), ("Bộ Chính trị", "bộ chính trị"), ("Ban Thường vụ", "ban thường vụ"), ("Quốc hội", "quốc hội"),
    ("Mặt trận Tổ quốc", "mặt trận tổ quốc"), ("Ban Chấp hành", "ban chấp hành"), ("Hội đồng nhân dân", "Hội Đồng nhân dân"),
    ("Đảng ủy", "Đảng Ủy"), ("Bí thư", "Bí Thư"), ("Nghị quyết số", "nghị quyết số"), ("Luật Đất", "Luật đất"), ("Đại hội", "Đại Hội"),
)  # fmt: skip
_WORD = re.compile(r"(?<![\w“\"])[a-zà-ỹđ]{2,}(?![\w”\"])")


@dataclass(frozen=True, slots=True)
class Slip:
    """What was changed: ``wrong`` stands at ``start`` of ``paragraph`` (counted from 0) where ``right`` stood."""

    kind: str
    paragraph: int
    start: int
    wrong: str
    right: str


Change = tuple[int, int, str]
Maker = Callable[[str, random.Random], Change | None]


def _syllable(text: str, chance: random.Random, change: Callable[[str, random.Random], str | None]) -> Change | None:
    """Change one lower-case syllable; a few are tried where the change does not fit the first."""
    places = list(_WORD.finditer(text))
    chance.shuffle(places)
    for match in places[:6]:
        new = change(match.group(), chance)
        if new and new != match.group():
            return match.start(), match.end(), new
    return None


def _split(word: str) -> tuple[str, int]:
    letters, tone = "", 0
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES[1:]:
            tone = _TONES.index(char)
        else:
            letters += char
    return letters, tone


def _tone(word: str, chance: random.Random) -> str | None:
    """Another tone, or none; a syllable without one gets one, on the vowel with a mark or the first."""
    letters, tone = _split(word)
    letters = unicodedata.normalize("NFC", letters)
    if not tone and (letters[-1:] in "ptc" or letters.endswith("ch")):
        return None
    new = 0 if tone and chance.random() < 0.5 else chance.choice([t for t in range(1, 6) if t != tone])
    if not new:
        return letters
    vowels = [p for p, char in enumerate(letters) if char in "aăâeêioôơuưy"]
    if not vowels:
        return None
    at = next((p for p in reversed(vowels) if letters[p] in "ăâêôơ"), vowels[0])
    return unicodedata.normalize("NFC", letters[: at + 1] + _TONES[new] + letters[at + 1 :])


def _mark(word: str, chance: random.Random) -> str | None:
    composed = [unicodedata.normalize("NFD", char) for char in word]
    places = [p for p, char in enumerate(word) if _base(char) in _MARKED]
    if not places:
        return None
    lost = [p for p in places if _base(word[p]) in "ăâêôơưđ"]
    place = chance.choice(lost if lost and chance.random() < 0.75 else places)
    tone = "".join(c for c in composed[place] if c in _TONES[1:])
    new = chance.choice(_MARKED[_base(word[place])])
    return unicodedata.normalize("NFC", word[:place] + new + tone + word[place + 1 :])


def _base(char: str) -> str:
    """The letter without its tone: ấ → â."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", char) if c not in _TONES[1:]))


def _missing_letter(word: str, chance: random.Random) -> str | None:
    if len(word) < 3:
        return None
    place = chance.randrange(len(word))
    return word[:place] + word[place + 1 :]


def _doubled_letter(word: str, chance: random.Random) -> str | None:
    place = chance.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def _swapped(word: str, chance: random.Random) -> str | None:
    if len(word) < 3:
        return None
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _beside(word: str, chance: random.Random) -> str | None:
    places = [p for p, char in enumerate(word) if char in _BESIDE]
    if not places:
        return None
    place = chance.choice(places)
    return word[:place] + chance.choice(_BESIDE[word[place]]) + word[place + 1 :]


def _sound(word: str, chance: random.Random) -> str | None:
    options = [new + word[len(old) :] for old, new in _SOUNDS if word.startswith(old) and len(word) > len(old) + 1]
    options = options[:1]
    options += [word[: -len(old)] + new for old, new in _ENDS if word.endswith(old) and len(word) > len(old)][:1]
    _, tone = _split(word)
    if tone in (2, 3):
        decomposed = unicodedata.normalize("NFD", word)
        options.append(unicodedata.normalize("NFC", decomposed.replace(_TONES[tone], _TONES[5 - tone])))
    return chance.choice(options) if options else None


def _on_syllable(change: Callable[[str, random.Random], str | None]) -> Maker:
    return lambda text, chance: _syllable(text, chance, change)


_PAIR = re.compile(r"(?<![\w“])([a-zà-ỹđ]{2,}) (?=([a-zà-ỹđ]{2,})(?!\w))")


def _echo(text: str, chance: random.Random) -> Change | None:
    """The second of two syllables takes the tone and rhyme of the first: "tuyên tuyên" for "tuyên truyền"."""
    places = [m for m in _PAIR.finditer(text) if m[1] != m[2] and m[1][0] == m[2][0]]
    if not places:
        return None
    match = chance.choice(places)
    return match.end(), match.end() + len(match[2]), match[1]


def _missing_word(text: str, chance: random.Random) -> Change | None:
    """One inner syllable of a stretch of six is lost."""
    places = list(re.finditer(r"(?<![\w“])[a-zà-ỹđ]+(?: [a-zà-ỹđ]+){5}(?!\w)", text))
    if not places:
        return None
    match = chance.choice(places)
    words = match.group().split(" ")
    place = chance.randrange(1, 5)
    start = match.start() + len(" ".join(words[:place]))
    return start, start + 1 + len(words[place]), ""


def _printed_twice(text: str, chance: random.Random) -> Change | None:
    count = chance.choice((1, 1, 2, 2, 3))
    places = list(re.finditer(rf"(?<![\w“])[a-zà-ỹđ]+(?: [a-zà-ỹđ]+){{{count - 1}}} (?=[a-zà-ỹđ])", text))
    if not places:
        return None
    match = chance.choice(places)
    return match.start(), match.end(), match.group() * 2


def _capital(text: str, chance: random.Random) -> Change | None:
    places = [(m.start(), m.end(), new) for old, new in _CAPITALS for m in re.finditer(rf"(?<=\w ){old}(?!\w)", text)]
    return chance.choice(places) if places else None


def _swap(pattern: str, new: str) -> Maker:
    compiled = re.compile(pattern)

    def make(text: str, chance: random.Random) -> Change | None:
        places = list(compiled.finditer(text))
        if not places:
            return None
        match = chance.choice(places)
        return match.start(), match.end(), match.expand(new)

    return make


def _one_of(*makers: Maker) -> Maker:
    def make(text: str, chance: random.Random) -> Change | None:
        for maker in chance.sample(makers, len(makers)):
            change = maker(text, chance)
            if change is not None:
                return change
        return None

    return make


# (kind, share in a hundred, how it is made)
KINDS: tuple[tuple[str, int, Maker], ...] = (
    ("tone", 14, _on_syllable(_tone)),
    ("mark", 8, _on_syllable(_mark)),
    ("letter missing", 8, _on_syllable(_missing_letter)),
    ("letter doubled", 3, _on_syllable(_doubled_letter)),
    ("letters swapped", 3, _on_syllable(_swapped)),
    ("key beside", 3, _on_syllable(_beside)),
    ("like sound", 12, _on_syllable(_sound)),
    ("echo", 2, _echo),
    ("word missing", 9, _missing_word),
    ("printed twice", 11, _printed_twice),
    ("capital", 7, _capital),
    ("space", 8, _one_of(_swap(r"(\w), (\w)", r"\1,\2"), _swap(r"(\w) (\w)", r"\1  \2"), _swap(r"(\w), ", r"\1 , "), _swap(r"^([-+*]) ", r"\1"))),
    ("sign", 5, _one_of(
        _swap(r"\. (?=\w)", ".. "), _swap(r", ", ",, "), _swap(r"\)", ""), _swap(r"”", '"'), _swap(r"“", ""),
    )),
    ("figure", 3, _one_of(_swap(r"(?<![\w.,])(\d{1,3})\.(\d{3})(?= ?(?:đ|người|lượt))", r"\1,\2"), _swap(r"(\d)\.(\d{3})(?=đ| đồng)", r"\1,\2"),
                          _swap(r"(\d),(\d)%", r"\1.\2%"))),
    ("date", 2, _one_of(_swap(r"\b\d{1,2}/\d{1,2}/(\d{4})", r"31/4/\1"), _swap(r"/(\d{3})(\d)(?!\d)", r"/\1\2\2"))),
    ("years", 1, _swap(r"(20\d\d) - (20\d\d)", r"\2 - \1")),
    ("number form", 1, _one_of(_swap(r"(\d)-([A-Z]{2})/([A-ZĐ]{2})", r"\1/\2-\3"), _swap(r"(\d)/([A-ZĐ]{2})-UBND", r"\1-\2/UBND"))),
)  # fmt: skip


def put_slips(text: str, *, seed: int) -> tuple[str, list[Slip]]:
    """Return ``text`` with one slip in each paragraph that has room for one, and the slips.

    ``text``: clean, NFC, "\\n" between paragraphs. A kind that does not fit a paragraph gives way to another.
    """
    chance = random.Random(seed)
    slips: list[Slip] = []
    lines = unicodedata.normalize("NFC", text).split("\n")
    names, shares = [kind for kind, _, _ in KINDS], [share for _, share, _ in KINDS]
    makers = {kind: make for kind, _, make in KINDS}
    for number, line in enumerate(lines):
        if len(line.split()) < 8:
            continue
        for kind in chance.choices(names, shares, k=4):
            change = makers[kind](line, chance)
            if change is None or line[change[0] : change[1]] == change[2]:
                continue
            start, end, wrong = change
            slips.append(Slip(kind, number, start, wrong, line[start:end]))
            lines[number] = line[:start] + wrong + line[end:]
            break
    return "\n".join(lines), slips
