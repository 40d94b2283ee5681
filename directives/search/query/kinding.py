"""Kinds in a question: "kế hoạch …", "… qđ"."""

import re

from cadre_portal.text import fold, has_diacritics, squeeze, words
from directives.kinds import KINDS, kind_by_words, kinds_by_letters
from directives.models import DirectiveKind
from directives.search.index import exact_words
from directives.search.near import is_odd, one_letter_away
from directives.search.query.question import Chip, Group
from directives.search.query.reader import Reader


def kinds_called(words_or_letters: str) -> tuple[DirectiveKind, ...]:
    """Kinds behind a name or letters: "qđ" → Quyết định, Quy định."""
    if not words_or_letters:
        return ()
    by_words = kind_by_words(words_or_letters)
    letters = kinds_by_letters(words_or_letters)
    names = {kind.name for kind in letters} | ({by_words.name} if by_words else set())
    if by_words is not None and fold(words_or_letters) in {fold(name) for name in by_words.names}:
        names = {by_words.name}
    names.discard("Văn bản")
    if not names:
        return ()
    return tuple(DirectiveKind.objects.filter(name__in=names).order_by("position"))


_KIND_NAMES = sorted(
    {fold(name): name for kind in KINDS for name in kind.names}.items(), key=lambda pair: -len(pair[0])
)
KIND_LETTERS = frozenset(fold(short) for kind in KINDS for short in kind.abbreviations)

# Those without a vowel are no words of the language, wherever they stand.
CONSONANT_KINDS = frozenset(letters for letters in KIND_LETTERS if not re.search("[aeiouy]", letters)) - {"vb"}
# In the middle these may stand for something else ("tt", "tb").
_ONLY_IN_FRONT = frozenset({"tt", "tb"})


# Folded names of kinds of two syllables.
_OF_TWO = tuple(sorted({(first, second) for folded, _ in _KIND_NAMES for first, _, second in [folded.partition(" ")] if second and " " not in second} - {("van", "ban")}))  # fmt: skip
KIND_NAMES_OF_TWO = frozenset(" ".join(pair) for pair in _OF_TWO)
_PAIR = re.compile(r"(?<![a-z0-9])(?=([a-z]+) ([a-z]+)(?![a-z0-9]))")


def kinds_mended(text: str, folded: str) -> str:
    """ "ke hoahc 46", "nghij quyet": names of kinds of which one word is a letter away and no syllable. ``folded`` has the length
    of ``text``."""
    for match in _PAIR.finditer(folded):
        first, second = match.groups()
        for one, other in _OF_TWO:
            if first == one and second != other and is_odd(second) and second in one_letter_away(other):
                return f"{text[: match.start(2)]}{other}{text[match.end(2) :]}"
            if second == other and first != one and is_odd(first) and first in one_letter_away(one):
                return f"{text[: match.start(1)]}{one}{text[match.end(1) :]}"
    return text


# "kehoach 88", "nghịquyết", "báocáo quý"
_JOINED_NAMES = re.compile(
    rf"(?<![a-z0-9])(?:{'|'.join(f'(?:{one})(?={other}(?![a-z0-9]))' for one, other in _OF_TWO)})"
)
# "q đ 115", "k h 45"
_LETTERS_APART = re.compile(r"(?<![a-z0-9])(?P<one>[a-z]) (?P<other>[a-z])(?=\s*\d)")


def kinds_spaced(text: str, folded: str) -> str:
    """A blank into names of kinds that were typed as one word, and none between the letters of a kind before a number. ``folded``
    has the length of ``text``."""
    joined = _JOINED_NAMES.search(folded)
    if joined is not None:
        return f"{text[: joined.end()]} {text[joined.end() :]}"
    apart = _LETTERS_APART.search(folded)
    if apart is not None and apart["one"] + apart["other"] in CONSONANT_KINDS:
        return text[: apart.end("one")] + text[apart.start("other") :]
    return text


def take_kind(reader: Reader) -> tuple[DirectiveKind, ...]:
    """A kind at the front or the end of what is left; in the middle the words belong to the subject."""
    if "loai" in reader.removed:
        return ()
    left = reader.folded.strip()
    front = len(reader.folded) - len(reader.folded.lstrip())
    for filler in ("tim ", "van ban ", "cac "):
        if left.startswith(filler) and left != filler.strip():
            front += len(filler)
            left = left[len(filler) :]
    end = front + len(left)
    # What stands in front is the kind; at the end it may be the subject's own ("báo cáo … hướng dẫn").
    found = _named_kind(reader, front, end, at_front=True)
    if found:
        return found
    first = re.match(r"[a-z]+", left)
    if first and first.group() in KIND_LETTERS and (first.end() < len(left) or reader.chips):
        typed = reader.text[front : front + first.end()]
        # "cv", "qđ", "ct" have no vowel: they are no words of the language, however they are typed.
        if typed.isupper() or not reader.spelt or not re.search("[aeiouy]", first.group()):
            return _taken_kind(reader, front, front + first.end())
    return _named_kind(reader, front, end, at_front=False) or _kind_letters_inside(reader)


def _kind_letters_inside(reader: Reader) -> tuple[DirectiveKind, ...]:
    """ "đtn kh học số": the letters of a kind among other words."""
    for token in reader.tokens():
        if token.group() in CONSONANT_KINDS - _ONLY_IN_FRONT:
            return _taken_kind(reader, token.start(), token.end())
    return ()


def _named_kind(reader: Reader, front: int, end: int, *, at_front: bool) -> tuple[DirectiveKind, ...]:
    """The kind whose name stands at the front or the end of the words between ``front`` and ``end``."""
    for folded, _ in _KIND_NAMES:
        start = front if at_front else end - len(folded)
        stop = start + len(folded)
        if folded == "van ban" or start < front or reader.folded[start:stop] != folded:
            continue
        if _is_whole(reader.folded, start, stop) and _means_kind(reader, start, stop, folded):
            return _taken_kind(reader, start, stop)
    return ()


def _is_whole(folded: str, start: int, stop: int) -> bool:
    return not folded[max(start - 1, 0) : start].isalnum() and not folded[stop : stop + 1].isalnum()


def _means_kind(reader: Reader, start: int, stop: int, folded: str) -> bool:
    """Words of one syllable must be spelt ("Thư" and not "thu"); of a spelt question every kind must be."""
    typed = reader.text[start:stop]
    known = kind_by_words(folded)
    spellings = {name.lower() for name in known.names} if known else set()
    if has_diacritics(typed):
        return squeeze(typed).lower() in spellings or fold(typed) != "thu"
    if " " not in folded:
        return folded in {"luat"} and not reader.spelt
    return True


def _taken_kind(reader: Reader, start: int, stop: int) -> tuple[DirectiveKind, ...]:
    typed = reader.text[start:stop]
    kinds = kinds_called(typed)
    if kinds:
        folded, exact = tuple(words(typed)), tuple(exact_words(typed))
        reader.kind_words = Group((folded,), (exact if len(exact) == len(folded) else folded,))
        reader.take(start, stop)
        reader.chips.append(Chip("loai", " hoặc ".join(kind.name for kind in kinds)))
    return kinds
