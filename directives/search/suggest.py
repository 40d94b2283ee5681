""" "Có phải đồng chí tìm: …": the question with its slips mended, where little or nothing has it as it was typed.

Words that nothing visible has, or that nothing visible has together, are replaced by such as are one slip away and stand beside
the other words in a title (or a text); all words take the diacritics they have there. A number that no document carries is
replaced by one that does. Only what the person may see is asked, so that a suggestion never tells of another body's papers.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from cadre_portal.text import fold, words
from directives.models import Directive, DirectiveQuerySet
from directives.search.engine import Engine, get_engine
from directives.search.find import Results
from directives.search.index import exact_words, key_at
from directives.search.near import near_words, one_letter_away
from directives.search.query import Group, Question
from directives.search.snippets import snippet_text
from directives.search.statements import Source, base_sql, run
from directives.search.tiers import Phrase, Tier

_TITLES = 60
_TEXTS = 12
_LONGEST = 15
_MOST_WORDS = 8
# So few finds, none by its title, are "little"; so many times more by a mended question are "much".
_FEW, _MUCH = 3, 4
# What else of a question is typed without diacritics beside words that were mended.
_TIME_WORDS = {"thang": "tháng", "nam": "năm", "quy": "quý", "ngay": "ngày"}


def suggestion_for(question: Question, results: Results, visible: DirectiveQuerySet) -> str:
    """What to offer above the results of ``question``, or "". ``visible``: all that the person may see."""
    if question.has_number:
        missing = not results.hits or not results.question.has_number
        return suggest_number(question, visible) if missing and not results.cited else ""
    if not question.groups:
        return ""
    lacking = not results.hits or any(tier.at_most_missing for tier in results.tiers)
    few = not results.has_more and len(results.hits) <= _FEW
    if not lacking and (not few or any(_has_all(hit.directive.subject, question) for hit in results.hits)):
        return ""
    offered = suggest(question, visible, at_least=1 if lacking else _MUCH * len(results.hits))
    return "" if _doubled(offered) > _doubled(question.text) else offered


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


def suggest(question: Question, visible: DirectiveQuerySet, *, at_least: int = 1) -> str:
    """Return the question mended, or "". ``at_least``: so many documents must have the mended words. A query a word or two,
    asked only where little or nothing was found."""
    source = base_sql(visible, "pk")
    if source is None:
        return ""
    engine = get_engine()
    last = len(question.groups) - 1
    plain = [
        place
        for place, group in enumerate(question.groups[:_MOST_WORDS])
        if _is_plain(group) and not (question.unfinished and place == last and last)
    ]
    unknown = [place for place in plain if not engine.places(source, _known(question.groups[place]), 1)]
    if unknown:
        together = _together(engine, source, question, unknown, at_least)
        return together or _by_neighbours(engine, source, question, unknown)
    # Every word is one: then only what stands side by side with the others is likelier.
    if len(question.groups) < 2:
        return ""
    best: tuple[int, dict[int, str]] = (0, {})
    for column in ("subject", "any") if at_least == 1 else ("subject",):
        for place in plain:
            mending = _mending(question, {place: near_words(question.groups[place].folded[0][0])})
            number, spelt = _spelt(engine, source, mending, column, side_by_side=True)
            if number >= at_least and number > best[0]:
                best = number, spelt
        if best[0]:
            return _replaced(question, best[1])
    return ""


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
    return _Mending(groups, frozenset(near))


def _together(engine: Engine, source: Source, question: Question, unknown: Sequence[int], at_least: int) -> str:
    """All unknown words mended at once, beside all others."""
    near = {place: near_words(question.groups[place].folded[0][0]) for place in unknown}
    if not all(near.values()):
        return ""
    for column in ("subject", "any"):
        number, spelt = _spelt(engine, source, _mending(question, near), column)
        if number >= at_least:
            return _replaced(question, spelt)
    return ""


def _spelt(
    engine: Engine, source: Source, mending: _Mending, column: str, *, side_by_side: bool = False
) -> tuple[int, dict[int, str]]:
    """How many have the words (up to a page of titles), and each group's words as most of those spell them that have them side
    by side. ``side_by_side``: only those count whose mended words stand next to a neighbour of theirs in the question."""
    if not all(mending.groups):
        return 0, {}
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
        return 0, {}
    best = min(seen, key=lambda spelt: (-beside[spelt], -seen[spelt], spelt))
    return sum(seen.values()), dict(best)


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
            found = [span for span in found if span not in spans.values()]
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
    return _Aligned(spelt, len(next_to), all(place in next_to or place + 1 in next_to for place in mending.mended))


# So many words on either side of an unknown one, the wider stretch first.
_AROUND = (2, 1)


def _by_neighbours(engine: Engine, source: Source, question: Question, unknown: Sequence[int]) -> str:
    """Nothing has all of them together: each unknown word beside its neighbours, and where that leads nowhere by itself."""
    spelt: dict[int, str] = {}
    for place in unknown:
        for around in _AROUND:
            first, last = max(place - around, 0), place + around + 1
            if last - first >= len(question.groups) and first == 0:
                continue
            groups = question.groups[first:last]
            near = near_words(question.groups[place].folded[0][0])
            part = replace(question, groups=groups)
            number, found = _spelt(engine, source, _mending(part, {place - first: near}), "subject", side_by_side=True)
            if number:
                spelt |= {first + at: text for at, text in found.items()}
                break
    alone = [place for place in unknown if place not in spelt]
    return _replaced(question, _one_by_one(engine, source, question, alone) | spelt)


def _one_by_one(engine: Engine, source: Source, question: Question, unknown: Iterable[int]) -> dict[int, str]:
    """Each by itself, as most titles have it; two words typed as one are parted, letters of an
    abbreviation put in."""
    spelt: dict[int, str] = {}
    shorts = {fold(short): short for (short,) in run("SELECT DISTINCT short FROM directives_abbreviation", ())}
    for place in unknown:
        word = question.groups[place].folded[0][0]
        if len(word) < 3:
            continue
        # What is in the question already would be said twice.
        near = near_words(word) - {other for group in question.groups for other in group.folded[0]}
        tier = Tier("subject", (tuple((candidate,) for candidate in sorted(near)),))
        keys = [key_at(found) for found in engine.places(source, tier, _TITLES)]
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


def _replaced(question: Question, spelt: dict[int, str]) -> str:
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
        out.append(known.get(pieces[at].lower(), pieces[at]))
        at += 1
    return " ".join(out)


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


# --- Numbers --------------------------------------------------------------------------------------------------------

_MOST_NUMBERS = 200
_LIKE = 0.7


def suggest_number(question: Question, visible: DirectiveQuerySet) -> str:
    """A number that a visible document carries instead of one that none does: two digits that changed places ("351" for 315), or
    the same number with other letters. "" where none is like it. One query."""
    typed = question.number_key or str(question.sequence)
    digits = ""
    for char in typed:
        if not (char.isascii() and char.isdecimal()):
            break
        digits += char
    if not digits:
        return ""
    swapped = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)}
    sequences = {int(number) for number in swapped if not number.startswith("0")} - {int(digits)}
    letters = typed[len(digits) :]
    rows = visible.filter(sequence__in=sequences | ({int(digits)} if letters else set()))
    if question.kinds:
        rows = rows.filter(kind__in=[kind.pk for kind in question.kinds])
    if question.organ:
        rows = rows.filter(number_key__contains=question.organ)
    if question.period is not None and question.period.first:
        rows = rows.filter(issued_on__gte=question.period.first)
    found = rows.order_by("-issued_on", "pk").values_list("number", "number_key")[:_MOST_NUMBERS]
    best, likeness = "", _LIKE if letters else 0.0
    for number, key in found:
        alike = SequenceMatcher(None, typed, key).ratio()
        if alike > likeness:
            best, likeness = number, alike
    return best
