"""The words of a question that are left: fillers dropped, abbreviations put with what they stand for."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from cadre_portal.text import has_diacritics, key_of, letters_key, nfc, words
from directives.kinds import kinds_by_letters
from directives.search.days_of_year import ways_to_write
from directives.search.index import exact_words
from directives.search.query.kinding import CONSONANT_KINDS
from directives.search.query.question import Group
from directives.search.query.reader import Reader
from directives.search.statements import Row, run

MOST_WORDS = 16
_LONGEST_WORD = 40
# Said around what is wanted. With diacritics they are known for certain; without ("ve" of "bảo vệ") only at the front.
_FILLERS = ("văn bản", "tài liệu", "về", "về việc", "của", "các", "những", "ban hành", "là", "nào", "thì")
_FILLER_WORDS = frozenset(_FILLERS)
_FRONT_FILLERS = frozenset({"van ban", "tai lieu", "ve viec", "cua", "cac", "nhung", "ban hanh", "la"})
# Parts of ordinary words too ("chuyển đổi số", "ngày hội", "tự do"): fillers only before a figure, or at the very front.
_BEFORE_FIGURES = frozenset({"số", "ngày", "so", "ngay"})
_ONLY_FRONT = frozenset({"do", "cho"})


class Meaning(NamedTuple):
    """How else an abbreviation or what it stands for is written; ``spelt``: the abbreviation in small letters."""

    text: str
    spelt: str


Meanings = dict[tuple[str, ...], list[Meaning]]


def groups_of(reader: Reader) -> list[Group]:
    """The words that are left, abbreviations and what they stand for put together."""
    folded, exact = _without_fillers(reader)
    if not folded:
        return []
    meanings = _meanings()
    groups: list[Group] = []
    at = 0
    while at < len(folded) and len(groups) < MOST_WORDS:
        length, alternatives = _alternatives_at(folded, exact, at, meanings)
        typed_folded, typed_exact = tuple(folded[at : at + length]), tuple(exact[at : at + length])
        groups.append(
            Group(
                (typed_folded, *(tuple(words(text)) for text in alternatives)),
                (typed_exact, *(tuple(exact_words(text)) for text in alternatives)),
            )
        )
        at += length
    return groups


# "2 cấp" is printed "hai cấp", "6 tháng" "sáu tháng".
_NUMERALS = {
    1: "một", 2: "hai", 3: "ba", 4: "bốn", 5: "năm", 6: "sáu", 7: "bảy", 8: "tám", 9: "chín", 10: "mười",
}  # fmt: skip
_LONGEST_PART = 4


def _alternatives_at(folded: list[str], exact: list[str], at: int, meanings: Meanings) -> tuple[int, Iterable[str]]:
    """How many words from ``at`` are one thing, and how else it is written: an abbreviation ("atgt", "kt-xh"), what one stands
    for, the letters of a kind, a small figure with its word ("2 cấp")."""
    for length in range(min(8, len(folded) - at), 0, -1):
        part = folded[at : at + length]
        known = meanings.get(tuple(part), [])
        if length == 1 and has_diacritics(exact[at]):
            # "đtn" is ĐTN, but "tư" is not TU.
            known = [meaning for meaning in known if meaning.spelt == exact[at]]
        alternatives = [meaning.text for meaning in known]
        if not alternatives and 1 < length <= 3 and all(len(word) <= _LONGEST_PART for word in part):
            joined = "".join(part)
            if not re.search("[aeiouy]", joined):
                alternatives = [meaning.text for meaning in meanings.get((joined,), ())]
        if alternatives:
            return length, alternatives
    if at + 1 < len(folded) and (ways := ways_to_write(folded[at], folded[at + 1])):
        return 2, [" ".join(way) for way in ways]
    if folded[at] in CONSONANT_KINDS:
        return 1, [kind.name for kind in kinds_by_letters(folded[at])]
    figure = key_of(folded[at])
    if figure in _NUMERALS and folded[at + 1 : at + 2] and folded[at + 1].isalpha():
        following = folded[at + 1]
        return 2, [f"{_NUMERALS[figure]} {following}", f"{figure} {following}", f"{figure:02d} {following}"]
    return 1, []


def _without_fillers(reader: Reader) -> tuple[list[str], list[str]]:
    text = reader.text if reader.text.strip() or reader.chips else reader.original
    folded = [word[:_LONGEST_WORD] for word in words(text)]
    exact = [word[:_LONGEST_WORD] for word in exact_words(text)]
    if len(exact) != len(folded):
        exact = list(folded)
    kept = list(range(len(folded)))

    spelling, fillers = (exact, _FILLER_WORDS) if reader.spelt else (folded, _FRONT_FILLERS)

    def fillers_at(at: int) -> int:
        for length in (2, 1):
            if at + length <= len(folded) and " ".join(spelling[at : at + length]) in fillers:
                return length
        if spelling[at] in _BEFORE_FIGURES and at + 1 < len(folded) and folded[at + 1].isdecimal():
            return 1
        if not reader.spelt and folded[at] == "ve" and folded[at + 1 : at + 2] != ["sinh"]:
            return 1
        return 1 if at == 0 and spelling[at] in _ONLY_FRONT and len(folded) > 1 else 0

    at, front = 0, True
    gone: set[int] = set()
    while at < len(folded):
        length = fillers_at(at) if reader.spelt or front else 0
        gone.update(range(at, at + length))
        front = front and length > 0
        at += length or 1
    kept = [at for at in kept if at not in gone]
    # Nothing but fillers: then they are what was asked, unless something else was understood.
    if not kept and not reader.chips:
        kept = list(range(len(folded)))
    return [folded[at] for at in kept], [exact[at] for at in kept]


def _meanings() -> Meanings:
    # Put in order below: the database would do it for every question, and each by its own alphabet.
    return _both_ways(tuple(run("SELECT short, expansion FROM directives_abbreviation", ())))


@lru_cache(maxsize=4)
def _both_ways(rows: tuple[Row, ...]) -> Meanings:
    """Folded words of an abbreviation or of what it stands for → the other texts. Folding them costs more than reading them,
    and they hardly ever change."""
    found: Meanings = {}
    for short, expansion in sorted(rows):
        spelt = nfc(short).lower()
        found.setdefault((letters_key(short),), []).append(Meaning(expansion, spelt))
        found.setdefault(tuple(words(expansion)), []).append(Meaning(short, spelt))
    return found
