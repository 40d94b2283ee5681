"""Words one slip away from a typed one. Pure."""

import re

from cadre_portal.text import is_syllable

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Sounds that are written for one another: "chị" for "trị", "xông" for "sông", "dao" for "giao", "ngan" for "ngang".
_ONSETS = (("ch", "tr"), ("s", "x"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("l", "n"), ("ng", "ngh"), ("g", "gh"), ("c", "k"), ("k", "qu"), ("d", "v"), ("q", "qu"), ("gi", "j"), ("ph", "f"), ("d", "z"), ("gi", "z"), ("qu", "w"))  # fmt: skip
_ENDS = (("n", "ng"), ("t", "c"), ("n", "nh"), ("t", "ch"), ("i", "y"), ("ao", "au"), ("iu", "ieu"), ("uu", "uou"))
_ONSET = re.compile(r"^(?:ngh|ng|nh|gh|gi|kh|ch|th|tr|ph|qu|[bcdfghjklmnpqrstvwxz])")


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
