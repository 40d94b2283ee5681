"""Words one slip away from a typed one. Pure."""

import re

from cadre_portal.text import fold, has_diacritics, is_syllable

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Sounds that are written for one another: "chị" for "trị", "xông" for "sông", "dao" for "giao", "ngan" for "ngang".
_ONSETS = (("ch", "tr"), ("s", "x"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("l", "n"), ("ng", "ngh"), ("g", "gh"), ("c", "k"), ("k", "qu"), ("d", "v"), ("q", "qu"), ("gi", "j"), ("ph", "f"), ("d", "z"), ("gi", "z"), ("qu", "w"))  # fmt: skip
_ENDS = (("n", "ng"), ("t", "c"), ("n", "nh"), ("t", "ch"), ("i", "y"), ("ao", "au"), ("iu", "ieu"), ("uu", "uou"))
_ONSET = re.compile(r"^(?:ngh|ng|nh|gh|gi|kh|ch|th|tr|ph|qu|[bcdfghjklmnpqrstvwxz])")


# Shapes of syllables that nothing is written in: "ngi" for "nghi", "hoii" for "hoi".
_NEVER = re.compile(r"^ng[ei]|^g[e]|aa|ee|ii|yy|([a-z])\1\1")


def is_odd(word: str) -> bool:
    """Whether a folded ``word`` is no syllable of the language as it is written."""
    return not is_syllable(word) or _NEVER.search(word) is not None


def one_letter_away(word: str) -> set[str]:
    """All that differ by one letter left out, put in, changed, or by two that changed places."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {left + right[1:] for left, right in cuts if right}
    near |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    near |= {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    near |= {left + letter + right for left, right in cuts for letter in _LETTERS}
    return {candidate for candidate in near if len(candidate) > 1} - {word}


def near_words(word: str) -> set[str]:
    """Folded words that may have been meant by a folded ``word``: one letter away or written as it sounds. Of a word with the shape
    of a syllable, or nearly so, only syllables."""
    near = one_letter_away(word)
    syllables = {candidate for candidate in near if is_syllable(candidate)}
    return (syllables or near) | _sounding_like(word)


def _sounding_like(word: str) -> set[str]:
    found: set[str] = set()
    onset = _ONSET.match(word)
    if onset is not None:
        first, rest = onset.group(), word[onset.end() :]
        for one, other in (*_ONSETS, *((b, a) for a, b in _ONSETS)):
            if first == one:
                found.add(other + rest)
    for one, other in (*_ENDS, *((b, a) for a, b in _ENDS)):
        if word.endswith(one):
            found.add(word.removesuffix(one) + other)
    return {candidate for candidate in found if is_syllable(candidate)} - {word}


def may_be_meant(typed: str, other: str) -> bool:
    """Whether ``other``, as a text spells it, may have been meant by ``typed``. A syllable typed with its diacritics is a word that
    somebody wrote on purpose: it is a slip only of what differs by one letter, marks counted ("lụt" is no "lực"), or by the
    sound at one end."""
    plain = fold(typed)
    if not has_diacritics(typed) or not is_syllable(plain):
        return True
    if fold(other) == plain or _is_one_letter_apart(typed, other):
        return True
    return fold(other) in _sounding_like(plain) and _marks(typed) == _marks(other)


def _is_one_letter_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _marks(word: str) -> list[str]:
    """The letters with diacritics, without đ, which is a sound of its own."""
    return [letter for letter in word if letter != fold(letter) and letter != "đ"]
