"""The words of a question that are left: fillers dropped, abbreviations put with what they stand for."""

from collections.abc import Iterable
from functools import lru_cache

from cadre_portal.text import fold, letters_key, words
from directives.search.index import exact_words
from directives.search.query.question import Group
from directives.search.query.reader import Reader
from directives.search.statements import run

MOST_WORDS = 16
_LONGEST_WORD = 40
# Said around what is wanted. With diacritics they are known for certain; without ("ve" of "bảo vệ") only at the front.
_FILLERS = ("văn bản", "tài liệu", "tìm", "tìm kiếm", "xin", "cho tôi", "cho xin", "về", "về việc", "của", "các", "những", "ban hành")  # fmt: skip
_FILLER_WORDS = frozenset(_FILLERS)
_FRONT_FILLERS = frozenset(fold(text) for text in _FILLERS)
# Parts of ordinary words too ("chuyển đổi số", "ngày hội", "tự do"): fillers only before a figure, or at the very front.
_BEFORE_FIGURES = frozenset({"số", "ngày", "so", "ngay"})
_ONLY_FRONT = frozenset({"do", "cho"})


def groups_of(reader: Reader) -> list[Group]:
    """The words that are left, abbreviations and what they stand for put together."""
    folded, exact = _without_fillers(reader)
    if not folded:
        return []
    meanings = _meanings()
    groups: list[Group] = []
    at = 0
    while at < len(folded) and len(groups) < MOST_WORDS:
        length, alternatives = _abbreviation_at(folded, at, meanings)
        typed_folded, typed_exact = tuple(folded[at : at + length]), tuple(exact[at : at + length])
        groups.append(
            Group(
                (typed_folded, *(tuple(words(text)) for text in alternatives)),
                (typed_exact, *(tuple(exact_words(text)) for text in alternatives)),
            )
        )
        at += length
    return groups


def _without_fillers(reader: Reader) -> tuple[list[str], list[str]]:
    folded = [word[:_LONGEST_WORD] for word in words(reader.text)]
    exact = [word[:_LONGEST_WORD] for word in exact_words(reader.text)]
    if len(exact) != len(folded):
        exact = list(folded)
    kept = list(range(len(folded)))

    spelling, fillers = (exact, _FILLER_WORDS) if reader.spelt else (folded, _FRONT_FILLERS)

    def fillers_at(at: int) -> int:
        for length in (2, 1):
            if at + length <= len(folded) and " ".join(spelling[at : at + length]) in fillers:
                return length
        if spelling[at] in _BEFORE_FIGURES and at + 1 < len(folded) and folded[at + 1].isdigit():
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


def _meanings() -> dict[tuple[str, ...], list[str]]:
    rows = run("SELECT short, expansion FROM directives_abbreviation ORDER BY short, expansion", ())
    return _both_ways(tuple((short, expansion) for short, expansion in rows))


@lru_cache(maxsize=4)
def _both_ways(rows: tuple[tuple[str, str], ...]) -> dict[tuple[str, ...], list[str]]:
    """Folded words of an abbreviation or of what it stands for → the other texts. Folding them costs more than reading them,
    and they hardly ever change."""
    found: dict[tuple[str, ...], list[str]] = {}
    for short, expansion in rows:
        found.setdefault((letters_key(short),), []).append(expansion)
        found.setdefault(tuple(words(expansion)), []).append(short)
    return found


def _abbreviation_at(
    folded: list[str], at: int, meanings: dict[tuple[str, ...], list[str]]
) -> tuple[int, Iterable[str]]:
    for length in range(min(8, len(folded) - at), 0, -1):
        alternatives = meanings.get(tuple(folded[at : at + length]))
        if alternatives:
            return length, alternatives
    return 1, ()
