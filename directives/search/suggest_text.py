"""The text of a question written anew with its mended words."""

from cadre_portal.text import fold, is_syllable, words
from directives.search.near import one_letter_away
from directives.search.query import Question

# What else of a question is typed without diacritics beside words that were mended.
_TIME_WORDS = {"thang": "tháng", "nam": "năm", "quy": "quý", "ngay": "ngày"}


def replaced(question: Question, spelt: dict[int, str]) -> str:
    """The text of the question with these groups written so; other words that were understood get their diacritics too."""
    if not spelt:
        return ""
    waiting = [(place, list(group.folded[0])) for place, group in enumerate(question.groups)]
    known = _TIME_WORDS | _own_spellings(question)
    out: list[str] = []
    pieces = question.text.split(" ")
    at = 0
    while at < len(pieces):
        if waiting:
            place, typed = waiting[0]
            if [word for piece in pieces[at : at + len(typed)] for word in words(piece)] == typed:
                out.append(spelt.get(place, " ".join(pieces[at : at + len(typed)])))
                at += len(typed)
                waiting.pop(0)
                continue
        out.append(known.get(pieces[at].lower()) or _slip_of(pieces[at], known))
        at += 1
    return " ".join(out)


def _slip_of(piece: str, known: dict[str, str]) -> str:
    """The word of the kind or agency of which ``piece`` is a slip ("hoahc"), as reading took it; else ``piece``."""
    word = fold(piece).lower()
    meant = () if is_syllable(word) or len(word) < 3 else sorted(one_letter_away(word) & known.keys())
    return known[meant[0]] if meant else piece


def _own_spellings(question: Question) -> dict[str, str]:
    """Folded words of the kind and the agency that were read in the question → as their names spell them."""
    names = [kind.name for kind in question.kinds]
    if question.agency is not None:
        names.append(f"{question.agency.name} {question.agency.short_name}")
    found: dict[str, str] = {}
    for name in names:
        for word in name.split():
            found.setdefault(fold(word), word.lower())
    return found
