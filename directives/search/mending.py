"""Words of a question mended: which of those one slip away stand beside its other words, and how they are spelt there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cadre_portal.text import has_diacritics, words
from directives.models import Directive
from directives.search.engine import Engine
from directives.search.index import exact_words, key_at
from directives.search.near import may_be_meant
from directives.search.query import Question
from directives.search.snippets import snippet_text
from directives.search.statements import Source
from directives.search.tiers import Phrase, Tier

# So many titles, or texts, are looked at.
TITLES = 60
TEXTS = 12


@dataclass(frozen=True, slots=True)
class Mending:
    """What each group of the question may be, and the groups that are being mended."""

    groups: tuple[tuple[Phrase, ...], ...]
    mended: frozenset[int]
    # What each group was typed as, with its diacritics.
    typed: tuple[str, ...]


def mending_of(question: Question, near: dict[int, set[str]]) -> Mending:
    groups = tuple(
        tuple((word,) for word in sorted(near[place])) if place in near else group.folded
        for place, group in enumerate(question.groups)
    )
    return Mending(groups, frozenset(near), tuple(" ".join(group.exact[0]) for group in question.groups))


def spelt_by(
    engine: Engine, source: Source, mending: Mending, column: str, *, side_by_side: bool = False
) -> tuple[int, dict[int, str], bool]:
    """How many have the words (up to a page of titles), and each group's words as most of those spell them that have them side
    by side. ``side_by_side``: only those count whose mended words stand next to a neighbour of theirs in the question. Last, whether one has all words in a row."""
    if not all(mending.groups):
        return 0, {}, False
    limit = TITLES if column == "subject" else TEXTS
    keys = [key_at(place) for place in engine.some(source, Tier(column, mending.groups), limit)]
    seen: Counter[tuple[tuple[int, str], ...]] = Counter()
    beside: dict[tuple[tuple[int, str], ...], int] = {}
    for text in _texts(keys, with_bodies=column == "any"):
        aligned = _aligned(text, mending)
        if aligned is None or (side_by_side and not aligned.mended_beside):
            continue
        seen[aligned.spelt] += 1
        beside[aligned.spelt] = max(beside.get(aligned.spelt, 0), aligned.beside)
    if not seen:
        return 0, {}, False
    best = min(seen, key=lambda spelt: (-beside[spelt], -seen[spelt], spelt))
    return sum(seen.values()), dict(best), beside[best] == len(mending.groups) - 1


def _texts(keys: Sequence[int], *, with_bodies: bool) -> list[str]:
    rows = Directive.objects.filter(pk__in=keys).select_related("register")
    if not with_bodies:
        return list(rows.values_list("subject", flat=True))
    return [
        " ".join([row.subject, row.issuer_label, row.kind.name if row.kind else "", snippet_text(row.body)])
        for row in rows.select_related("register", "kind")
    ]


@dataclass(frozen=True, slots=True)
class _Aligned:
    """The words of each group as a text spells them; how many groups stand next to the one before; whether every mended one
    stands next to a neighbour."""

    spelt: tuple[tuple[int, str], ...]
    beside: int
    mended_beside: bool


def _aligned(text: str, mending: Mending) -> _Aligned | None:
    """None where a mended word is missing, or is no other than that of another group."""
    folded, exact = words(text), exact_words(text)
    if len(folded) != len(exact):
        return None
    spans: dict[int, tuple[int, int]] = {}
    for place, phrases in enumerate(mending.groups):
        wanted = set(phrases)
        lengths = {len(phrase) for phrase in phrases}
        found = [
            (at, at + length)
            for length in lengths
            for at in range(len(folded) - length + 1)
            if tuple(folded[at : at + length]) in wanted
        ]
        end = spans[place - 1][1] if place - 1 in spans else -1
        if place in mending.mended:
            found = [
                span
                for span in found
                if span not in spans.values() and may_be_meant(mending.typed[place], " ".join(exact[slice(*span)]))
            ]
            if not found:
                return None
        if found:
            spans[place] = min(found, key=lambda span: (abs(span[0] - end) if end >= 0 else 0, span))
    taken = list(spans.values())
    if any(taken.count(spans[place]) > 1 for place in mending.mended):
        return None
    next_to = {place for place in spans if place - 1 in spans and spans[place - 1][1] == spans[place][0]}
    spelt = tuple(
        (place, " ".join(exact[start:stop]))
        for place, (start, stop) in spans.items()
        if place in mending.mended or tuple(folded[start:stop]) == mending.groups[place][0]
    )
    beside = {place for place in mending.mended if place in next_to or place + 1 in next_to}
    # A word that was typed with its diacritics is doubted only for one that stands with its neighbour.
    if any(has_diacritics(mending.typed[place]) for place in mending.mended - beside) and len(mending.groups) > 1:
        return None
    return _Aligned(spelt, len(next_to), beside == mending.mended)
