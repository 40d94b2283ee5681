""" "Có phải đồng chí tìm: …": the question with its slips mended, where little or nothing has it as it was typed.

Words that nothing visible has, or that nothing visible has together, are replaced by such as are one slip away and stand beside
the other words in a title (or a text); all words take the diacritics they have there. A number that no document carries is
replaced by one that does. Only what the person may see is asked, so that a suggestion never tells of another body's papers.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cadre_portal.text import fold, has_diacritics, is_syllable, words
from directives.kinds import KINDS
from directives.models import Directive, DirectiveQuerySet
from directives.search.engine import Engine, get_engine
from directives.search.find import Results
from directives.search.index import exact_words, key_at
from directives.search.near import may_be_meant, near_words, one_letter_away
from directives.search.query import Group, Question
from directives.search.snippets import snippet_text
from directives.search.statements import Source, base_sql, run
from directives.search.suggest_number import suggest_number
from directives.search.suggest_text import replaced
from directives.search.thrifty import ThriftyEngine
from directives.search.tiers import Phrase, Tier

_TITLES = 60
_TEXTS = 12
_LONGEST = 15
_MOST_WORDS = 8
# So few finds, none by its title, are "little"; so many times more by a mended question are "much".
_FEW, _MUCH = 3, 4
# Of so many words or more a mended title that has them all in a row says enough, though as many as ``_SOME`` have them apart.
_WHOLE, _SOME = 3, 10


# Folded names of kinds of two syllables → as they are spelt.
_KINDS_OF_TWO = {
    tuple(words(name)): name.lower().split()
    for kind in KINDS
    for name in kind.names
    if len(words(name)) == 2 and len(name.split()) == 2 and fold(name) != "van ban"
}


def suggestion_for(question: Question, results: Results, visible: DirectiveQuerySet) -> str:
    """What to offer above the results of ``question``, or "". ``visible``: all that the person may see."""
    if question.has_number:
        # A title that names the number is what was meant ("sơ kết nq 14").
        named = any(str(question.sequence) in words(hit.directive.subject) for hit in results.hits[:1])
        missing = not results.hits or not (results.question.has_number or named)
        return suggest_number(question, visible) if missing and not results.cited else ""
    if not question.groups:
        return ""
    if _SIGNS.search(question.text):
        return ""
    lacking = not results.hits or any(tier.at_most_missing for tier in results.tiers)
    few = not results.has_more and len(results.hits) <= (_FEW if len(question.groups) < _WHOLE else _SOME)
    if not lacking and (not few or any(_has_all(hit.directive.subject, question) for hit in results.hits)):
        return ""
    offered = suggest(question, visible, at_least=1 if lacking else _MUCH * len(results.hits))
    return "" if _doubled(offered) > _doubled(question.text) else offered


# What no question is written with: "' rõ 1=1 --".
_SIGNS = re.compile(r"[=<>{}\[\]\\|*%#@$^~`]|--|(?:^|\s)['\"]+(?:\s|$)")


def _doubled(text: str) -> int:
    """How many words stand twice in a row: a mended word that repeats its neighbour ("lũ lũ") is none that anybody meant."""
    row = text.lower().split()
    return sum(one == following for one, following in pairwise(row))


def _has_all(subject: str, question: Question) -> bool:
    have = f" {' '.join(words(subject))} "
    return all(any(f" {' '.join(phrase)} " in have for phrase in group.folded) for group in question.groups)


# --- Words ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mending:
    """What each group of the question may be, and the groups that are being mended."""

    groups: tuple[tuple[Phrase, ...], ...]
    mended: frozenset[int]
    # What each group was typed as, with its diacritics.
    typed: tuple[str, ...]


def suggest(question: Question, visible: DirectiveQuerySet, *, at_least: int = 1) -> str:
    """Return the question mended, or "". ``at_least``: so many documents must have the mended words. A query a word or two,
    asked only where little or nothing was found."""
    source = base_sql(visible, "pk")
    if source is None:
        return ""
    engine = ThriftyEngine(get_engine())
    last = len(question.groups) - 1
    plain = [
        place
        for place, group in enumerate(question.groups[:_MOST_WORDS])
        if _is_plain(group) and not (question.unfinished and place == last and last)
    ]
    if at_least == 1 and (named := _misnamed_kind(engine, source, question)):
        return suggest(named, visible) or named.text
    unknown = [place for place in plain if not engine.places(source, _known(question.groups[place]), 1)]
    if unknown:
        together = _together(engine, source, question, unknown, at_least)
        return (
            together
            or _by_neighbours(engine, source, question, unknown)
            or (_by_pairs(engine, source, question, plain) if at_least == 1 else "")
        )
    # Every word is one: then only what stands side by side with the others is likelier.
    if len(question.groups) < 2:
        return ""
    best: tuple[int, dict[int, str]] = (0, {})
    for column in ("subject", "any") if at_least == 1 else ("subject",):
        for place in plain:
            mending = _mending(question, {place: near_words(question.groups[place].folded[0][0])})
            number, spelt, whole = _spelt(engine, source, mending, column, side_by_side=True)
            if (number >= at_least or (whole and len(question.groups) >= _WHOLE)) and number > best[0]:
                best = number, spelt
        if best[0]:
            return replaced(question, best[1])
    return _by_pairs(engine, source, question, plain) if at_least == 1 else ""


def _by_pairs(engine: Engine, source: Source, question: Question, plain: Sequence[int]) -> str:
    """Every word is one, but stands nowhere beside its neighbours: the one that most titles have with another letter beside one."""
    apart = [
        place
        for place in range(len(question.groups) - 1)
        if not engine.places(source, Tier("any", ((_pair(question, place),),)), 1)
    ]
    best: tuple[int, int, str] = (0, 0, "")
    for first in apart:
        part = replace(question, groups=question.groups[first : first + 2])
        for at in (0, 1):
            # What stands well beside its other neighbour is no slip.
            beyond = first - 1 if at == 0 else first + 1
            if first + at not in plain or (0 <= beyond < len(question.groups) - 1 and beyond not in apart):
                continue
            mending = _mending(part, {at: near_words(part.groups[at].folded[0][0])})
            number, found, _ = _spelt(engine, source, mending, "subject", side_by_side=True)
            if number > best[0]:
                best = number, first + at, found[at]
    if not best[0]:
        return ""
    wanted = [group.folded for group in question.groups]
    wanted[best[1]] = (tuple(words(best[2])),)
    # What is offered must find something.
    mended = Tier("any", tuple(wanted), at_most_missing=1 if len(wanted) > _WHOLE else 0)
    return replaced(question, {best[1]: best[2]}) if engine.places(source, mended, 1) else ""


def _pair(question: Question, place: int) -> Phrase:
    return (*question.groups[place].folded[0], *question.groups[place + 1].folded[0])


def _misnamed_kind(engine: Engine, source: Source, question: Question) -> Question | None:
    """ "Kế hạch …": two words beside one another of which one is a letter away from the name of a kind, and which no text has:
    the question with that name, and with the rest of its words."""
    for place in range(len(question.groups) - 1):
        groups = question.groups[place : place + 2]
        if not all(map(_is_plain, groups)):
            continue
        first, second = (group.folded[0][0] for group in groups)
        for name, spelt in _KINDS_OF_TWO.items():
            one, other = name
            if (first == one and second in one_letter_away(other)) or (
                second == other and first in one_letter_away(one)
            ):
                typed = (group.exact[0][0] for group in groups)
                if not all(map(may_be_meant, typed, spelt)):
                    continue
                if engine.places(source, Tier("any", (((first, second),),)), 1):
                    break
                rest = (*question.groups[:place], *question.groups[place + 2 :])
                return replace(question, text=replaced(question, {place: spelt[0], place + 1: spelt[1]}), groups=rest)
    return None


def _is_plain(group: Group) -> bool:
    """Whether it is one word with no other reading: only such are taken for slips."""
    typed = group.folded[0]
    if len(group.folded) != 1 or len(typed) != 1 or not 2 <= len(typed[0]) <= _LONGEST or typed[0].isdecimal():
        return False
    # Two consonants are somebody's own abbreviation ("vh"), three may lack a vowel ("bng").
    return len(typed[0]) > 2 or any(letter in "aeiouy" for letter in typed[0])


def _known(group: Group) -> Tier:
    return Tier("any", (group.folded,))


def _mending(question: Question, near: dict[int, set[str]]) -> _Mending:
    groups = tuple(
        tuple((word,) for word in sorted(near[place])) if place in near else group.folded
        for place, group in enumerate(question.groups)
    )
    return _Mending(groups, frozenset(near), tuple(" ".join(group.exact[0]) for group in question.groups))


def _together(engine: Engine, source: Source, question: Question, unknown: Sequence[int], at_least: int) -> str:
    """All unknown words mended at once, beside all others."""
    near = {place: near_words(question.groups[place].folded[0][0]) for place in unknown}
    if len(question.groups) == 1:
        # Beside nothing else only its beginning says what was meant: hardly anybody mistypes that.
        near = {0: {other for other in near[0] if other[0] == question.groups[0].folded[0][0][0]}}
    if not all(near.values()):
        return ""
    for column in ("subject", "any"):
        number, spelt, _ = _spelt(engine, source, _mending(question, near), column)
        if number >= at_least:
            return replaced(question, spelt)
    return ""


def _spelt(
    engine: Engine, source: Source, mending: _Mending, column: str, *, side_by_side: bool = False
) -> tuple[int, dict[int, str], bool]:
    """How many have the words (up to a page of titles), and each group's words as most of those spell them that have them side
    by side. ``side_by_side``: only those count whose mended words stand next to a neighbour of theirs in the question. Last, whether one has all words in a row."""
    if not all(mending.groups):
        return 0, {}, False
    limit = _TITLES if column == "subject" else _TEXTS
    keys = [key_at(place) for place in engine.places(source, Tier(column, mending.groups), limit)]
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


def _aligned(text: str, mending: _Mending) -> _Aligned | None:
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


# So many words on either side of an unknown one, the wider stretch first.
_AROUND = (2, 1)


def _by_neighbours(engine: Engine, source: Source, question: Question, unknown: Sequence[int]) -> str:
    """Nothing has all of them together: each unknown word beside its neighbours, and where that leads nowhere by itself."""
    spelt = _beside_neighbours(engine, source, question, unknown)
    alone = [place for place in unknown if place not in spelt]
    return replaced(question, _one_by_one(engine, source, question, alone) | spelt)


def _beside_neighbours(engine: Engine, source: Source, question: Question, unknown: Sequence[int]) -> dict[int, str]:
    """What of the words near each stands beside its neighbours in a title, the wider stretch first."""
    spelt: dict[int, str] = {}
    for place in unknown:
        for around in _AROUND:
            first, last = max(place - around, 0), place + around + 1
            if last - first >= len(question.groups) and first == 0:
                continue
            groups = question.groups[first:last]
            near = near_words(question.groups[place].folded[0][0])
            part = replace(question, groups=groups)
            number, found, _ = _spelt(
                engine, source, _mending(part, {place - first: near}), "subject", side_by_side=True
            )
            if number:
                spelt |= {first + at: text for at, text in found.items()}
                break
    return spelt


def _one_by_one(engine: Engine, source: Source, question: Question, unknown: Iterable[int]) -> dict[int, str]:
    """Each by itself, as most titles have it; two words typed as one are parted, letters of an
    abbreviation put in."""
    spelt: dict[int, str] = {}
    shorts = {fold(short): short for (short,) in run("SELECT DISTINCT short FROM directives_abbreviation", ())}
    for place in unknown:
        word = question.groups[place].folded[0][0]
        if len(word) < 3 or (len(question.groups) > 1 and is_syllable(word)):
            # Of a word that is one anybody could be meant; beside no neighbour it is left as it is.
            continue
        # What is in the question already would be said twice.
        said = {other for group in question.groups for other in group.folded[0]}
        near = {other for other in near_words(word) - said if len(question.groups) > 1 or other[0] == word[0]}
        tier = Tier("subject", (tuple((candidate,) for candidate in sorted(near)),))
        keys = [key_at(found) for found in engine.places(source, tier, _TITLES)] if near else []
        best = _commonest(keys, near) or _parted(engine, source, word)
        if not best:
            like = sorted(shorts[candidate] for candidate in one_letter_away(word) if candidate in shorts)
            best = next((short for short in like if _has_meaning(engine, source, short)), "")
        if best:
            spelt[place] = best
    return spelt


def _has_meaning(engine: Engine, source: Source, short: str) -> bool:
    rows = run("SELECT expansion FROM directives_abbreviation WHERE short = %s", [short])
    phrases = tuple(tuple(words(text)) for text in (short, *(expansion for (expansion,) in rows)))
    return bool(engine.places(source, Tier("any", (phrases,)), 1))


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


def _commonest(keys: list[int], near: set[str]) -> str:
    """The spelling, with diacritics, of the near word that most titles have."""
    seen: Counter[str] = Counter()
    for subject in Directive.objects.filter(pk__in=keys).values_list("subject", flat=True):
        folded, exact = words(subject), exact_words(subject)
        if len(folded) == len(exact):
            seen.update({spelt for plain, spelt in zip(folded, exact, strict=True) if plain in near})
    return min(seen, key=lambda spelt: (-seen[spelt], spelt)) if seen else ""
