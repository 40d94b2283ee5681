""" "Có phải đồng chí tìm: …": a word that nothing visible has is replaced by one that differs in one letter and is there.

Only titles that the person may see are asked, so that a suggestion never tells of another body's papers.
"""

from collections import Counter

from cadre_portal.text import words
from directives.models import Directive, DirectiveQuerySet
from directives.search.engine import Engine, get_engine
from directives.search.index import exact_words, key_at
from directives.search.query import Question
from directives.search.statements import Source, base_sql
from directives.search.tiers import Tier

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TITLES = 60
_LONGEST = 15


def suggest(question: Question, visible: DirectiveQuerySet) -> str:
    """Return the question with its first unknown word mended, or "". A few queries, only when nothing was found."""
    engine = get_engine()
    source = base_sql(visible, "pk")
    if source is None:
        return ""
    for group in question.groups:
        typed = group.folded[0]
        if len(group.folded) > 1 or len(typed) != 1 or not 3 <= len(typed[0]) <= _LONGEST or typed[0].isdigit():
            continue
        word = typed[0]
        if engine.places(source, Tier("any", (((word,),),)), 1):
            continue
        near = _one_letter_away(word)
        tier = Tier("subject", (tuple((candidate,) for candidate in sorted(near)),))
        keys = [key_at(place) for place in engine.places(source, tier, _TITLES)]
        best = _commonest(keys, near) or _parted(engine, source, word)
        if best:
            return _replaced(question.text, word, best)
    return ""


def _parted(engine: Engine, source: Source, word: str) -> str:
    """Two words that were typed as one ("quychế"), with the diacritics of a title that has them side by side."""
    parts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    if not parts:
        return ""
    places = engine.places(source, Tier("subject", (tuple(parts),)), _TITLES)
    rows = Directive.objects.filter(pk__in=[key_at(place) for place in places]).values_list("subject", flat=True)
    seen: Counter[str] = Counter()
    for subject in rows:
        folded, exact = words(subject), exact_words(subject)
        if len(folded) == len(exact):
            seen.update(
                f"{exact[at]} {exact[at + 1]}" for at in range(len(folded) - 1) if (folded[at], folded[at + 1]) in parts
            )
    return min(seen, key=lambda spelt: (-seen[spelt], spelt)) if seen else ""


def _one_letter_away(word: str) -> set[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {left + right[1:] for left, right in cuts if right}
    near |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    near |= {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    near |= {left + letter + right for left, right in cuts for letter in _LETTERS}
    return {candidate for candidate in near if len(candidate) > 1} - {word}


def _commonest(keys: list[int], near: set[str]) -> str:
    """The spelling, with diacritics, of the near word that most titles have."""
    seen: Counter[str] = Counter()
    for subject in Directive.objects.filter(pk__in=keys).values_list("subject", flat=True):
        folded, exact = words(subject), exact_words(subject)
        if len(folded) == len(exact):
            seen.update({spelt for plain, spelt in zip(folded, exact, strict=True) if plain in near})
    return min(seen, key=lambda spelt: (-seen[spelt], spelt)) if seen else ""


def _replaced(text: str, word: str, best: str) -> str:
    out = []
    for piece in text.split(" "):
        out.append(best if words(piece) == [word] else piece)
    return " ".join(out)
