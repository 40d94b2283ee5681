""" "Có phải đồng chí tìm: …": the question with its slips mended, where little or nothing has it as it was typed.

Words that nothing visible has, or that nothing visible has together, are replaced by such as are one slip away and stand beside
the other words in a title (or a text); all words take the diacritics they have there. A number that no document carries is
replaced by one that does. Only what the person may see is asked, so that a suggestion never tells of another body's papers.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from cadre_portal.text import fold, is_syllable, words
from directives.kinds import KINDS
from directives.models import Directive, DirectiveQuerySet
from directives.search.engine import Engine, get_engine
from directives.search.find import Results
from directives.search.index import exact_words, key_at
from directives.search.mending import TITLES, mending_of, spelt_by
from directives.search.near import may_be_meant, near_words, one_letter_away
from directives.search.query import Group, Question
from directives.search.statements import Source, base_sql, run
from directives.search.suggest_number import suggest_number
from directives.search.suggest_text import replaced
from directives.search.thrifty import ThriftyEngine
from directives.search.tiers import Phrase, Tier

_LONGEST = 15
_MOST_WORDS = 8
# One word with a slip stands apart from both its neighbours; where so many pairs do, it is said in other words than any text.
_MOST_APART = 4
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
    occurring = engine.which_occur(source, [Tier("any", (question.groups[place].folded,)) for place in plain])
    unknown = [place for place, occurs in zip(plain, occurring, strict=True) if not occurs]
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
    for column in _with_all_but(engine, source, question, ("subject", "any") if at_least == 1 else ("subject",)):
        for place in plain:
            mending = mending_of(question, {place: near_words(question.groups[place].folded[0][0])})
            number, spelt, whole = spelt_by(engine, source, mending, column, side_by_side=True)
            if (number >= at_least or (whole and len(question.groups) >= _WHOLE)) and number > best[0]:
                best = number, spelt
        if best[0]:
            return replaced(question, best[1])
    return _by_pairs(engine, source, question, plain) if at_least == 1 else ""


def _with_all_but(
    engine: Engine, source: Source, question: Question, columns: Sequence[str], unknown: Sequence[int] = ()
) -> list[str]:
    """Those of the columns that have somewhere all words of the question but the unknown ones, or where none is, all but any one:
    elsewhere no word need be mended beside the others."""
    others = tuple(group.folded for place, group in enumerate(question.groups) if place not in unknown)
    if not others:
        return list(columns)
    tiers = [Tier(column, others, at_most_missing=0 if unknown else 1) for column in columns]
    return [column for column, occurs in zip(columns, engine.which_occur(source, tiers), strict=True) if occurs]


def _by_pairs(engine: Engine, source: Source, question: Question, plain: Sequence[int]) -> str:
    """Every word is one, but stands nowhere beside its neighbours: the one that most titles have with another letter beside one."""
    pairs = range(min(len(question.groups) - 1, _MOST_WORDS))
    beside = engine.which_occur(source, [Tier("any", ((_pair(question, place),),)) for place in pairs])
    apart = [place for place, occurs in zip(pairs, beside, strict=True) if not occurs]
    best: tuple[int, int, str] = (0, 0, "")
    if len(apart) > _MOST_APART:
        return ""
    for first in apart:
        part = replace(question, groups=question.groups[first : first + 2])
        for at in (0, 1):
            # What stands well beside its other neighbour is no slip.
            beyond = first - 1 if at == 0 else first + 1
            if first + at not in plain or (0 <= beyond < len(question.groups) - 1 and beyond not in apart):
                continue
            mending = mending_of(part, {at: near_words(part.groups[at].folded[0][0])})
            number, found, _ = spelt_by(engine, source, mending, "subject", side_by_side=True)
            if number > best[0]:
                best = number, first + at, found[at]
    if not best[0]:
        return ""
    wanted = [group.folded for group in question.groups]
    wanted[best[1]] = (tuple(words(best[2])),)
    # What is offered must find something.
    mended = Tier("any", tuple(wanted), at_most_missing=1 if len(wanted) > _WHOLE else 0)
    return replaced(question, {best[1]: best[2]}) if engine.which_occur(source, [mended])[0] else ""


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
                if engine.which_occur(source, [Tier("any", (((first, second),),))])[0]:
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


def _together(engine: Engine, source: Source, question: Question, unknown: Sequence[int], at_least: int) -> str:
    """All unknown words mended at once, beside all others."""
    near = {place: near_words(question.groups[place].folded[0][0]) for place in unknown}
    if len(question.groups) == 1:
        # Beside nothing else only its beginning says what was meant: hardly anybody mistypes that.
        near = {0: {other for other in near[0] if other[0] == question.groups[0].folded[0][0][0]}}
    if not all(near.values()):
        return ""
    for column in _with_all_but(engine, source, question, ("subject", "any"), unknown):
        number, spelt, _ = spelt_by(engine, source, mending_of(question, near), column)
        if number >= at_least:
            return replaced(question, spelt)
    return ""


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
            number, found, _ = spelt_by(
                engine, source, mending_of(part, {place - first: near}), "subject", side_by_side=True
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
        keys = [key_at(found) for found in engine.some(source, tier, TITLES)] if near else []
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
    return engine.which_occur(source, [Tier("any", (phrases,))])[0]


def _parted(engine: Engine, source: Source, word: str) -> str:
    """Two words that were typed as one ("quychế"), with the diacritics of a title that has them side by side."""
    parts = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    if not parts:
        return ""
    places = engine.some(source, Tier("subject", (tuple(parts),)), TITLES)
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
