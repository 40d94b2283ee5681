"""The tiers of a match, best first, as data: what must occur, and in which columns. Engines put them into their language."""

from collections.abc import Sequence
from dataclasses import dataclass

from directives.search.query import Group, Question

Phrase = tuple[str, ...]
# Where more documents than these have the words of a row, they are not looked at one by one for the row itself.
ROWS_LOOKED_AT = 2000


@dataclass(frozen=True, slots=True)
class Tier:
    """Every one of ``wanted`` must occur in ``column``, by one of its phrases.

    ``column``: agency, exact (the title with diacritics), subject, any (title, agency, body) or file. ``unfinished``: the last word
    of the last one is a beginning. ``at_most_missing``: how many of ``wanted`` may be absent.
    """

    column: str
    wanted: tuple[tuple[Phrase, ...], ...]
    unfinished: bool = False
    at_most_missing: int = 0


def tiers_of(question: Question) -> list[Tier]:
    """Agency; title as spelt, words in a row, then anywhere; title folded, likewise; title, agency and body, likewise."""
    groups = question.groups
    if not groups:
        return []
    unfinished = question.unfinished
    folded = tuple(group.folded for group in groups)
    tiers = [Tier("agency", folded, unfinished)]
    if question.spelt:
        exact = tuple(group.exact for group in groups)
        if len(groups) > 1:
            tiers.append(Tier("exact", (_in_a_row(groups, spelt=True),), unfinished))
        tiers.append(Tier("exact", exact, unfinished))
    if len(groups) > 1:
        tiers.append(Tier("subject", (_in_a_row(groups, spelt=False),), unfinished))
    tiers.append(Tier("subject", folded, unfinished))
    if len(groups) > 1:
        tiers.append(Tier("any", (_in_a_row(groups, spelt=False),), unfinished))
    tiers.append(Tier("any", folded, unfinished))
    return tiers


def file_tier(question: Question) -> Tier:
    return Tier("file", tuple(group.folded for group in question.groups), question.unfinished)


def relaxed_tiers(question: Question) -> list[list[Tier]]:
    """Where nothing has all that was asked: what stands for an abbreviation ("sinh hoạt chi bộ") with its words apart; then what
    lacks one of three words or more (two of six). Of each the titles first."""
    # A word that was typed twice is one.
    folded = tuple(dict.fromkeys(group.folded for group in question.groups))
    apart = tuple(dict.fromkeys(part for group in question.groups for part in _apart(group)))
    steps = []
    if len(apart) > len(folded):
        steps.append([Tier("subject", apart, question.unfinished), Tier("any", apart, question.unfinished)])
    # Somebody's own abbreviation ("lv") may stand for anything.
    known = tuple(group.folded for group in question.groups if not is_own_abbreviation(group))
    if known and len(known) < len(folded):
        steps.append([Tier("subject", known, question.unfinished), Tier("any", known, question.unfinished)])
    for wanted in (folded, apart):
        if len(wanted) >= 3:
            missing = 2 if len(wanted) >= 6 else 1
            steps.append([Tier(column, wanted, question.unfinished, missing) for column in ("subject", "any")])
    return list({tuple(step): step for step in steps}.values())


def _apart(group: Group) -> list[tuple[Phrase, ...]]:
    """Each word by itself; the figures of a day stay together."""
    words = group.folded[0]
    return [group.folded] if all(word.isdecimal() for word in words) else [((word,),) for word in words]


def is_own_abbreviation(group: Group) -> bool:
    """Two consonants, or more than three, that stand for nothing known; three may be a word that lacks a vowel ("bng")."""
    word = group.folded[0][0]
    return (
        group.folded == ((word,),)
        and len(word) > 1
        and len(word) != 3
        and word.isalpha()
        and not any(letter in "aeiouy" for letter in word)
    )


def _in_a_row(groups: Sequence[Group], *, spelt: bool) -> tuple[Phrase, ...]:
    """The whole question as one phrase: as typed, and with every abbreviation written the other way."""
    typed: list[str] = []
    other: list[str] = []
    for group in groups:
        alternatives = group.exact if spelt else group.folded
        typed.extend(alternatives[0])
        other.extend(alternatives[1] if len(alternatives) > 1 else alternatives[0])
    return (tuple(typed),) if typed == other else (tuple(typed), tuple(other))


@dataclass(frozen=True, slots=True)
class Needed:
    """What must occur of a tier: all (``of_all``) or one of ``parts``, each the place of a thing in ``wanted`` or such a need itself."""

    of_all: bool
    parts: "tuple[int | Needed, ...]"


def needed(tier: Tier) -> Needed:
    """What a match has of ``wanted``: all, or where some may be missing so many.

    Said by halves ("none missing here and two there, or one here and one there, or …"), so that it stays some ten times as short as
    all sets that leave that many out: of fifteen words with two missing these are a hundred, of thirteen words each.
    """
    return _at_most_missing(range(len(tier.wanted)), tier.at_most_missing) or Needed(True, ())


def _at_most_missing(places: Sequence[int], missing: int) -> Needed | None:
    """None where nothing of them is needed."""
    if missing >= len(places):
        return None
    if not missing or missing == len(places) - 1:
        return Needed(not missing, tuple(places))
    left, right = places[: len(places) // 2], places[len(places) // 2 :]
    ways = []
    for of_left in range(max(0, missing - len(right)), min(missing, len(left)) + 1):
        halves = (_at_most_missing(left, of_left), _at_most_missing(right, missing - of_left))
        ways.append(Needed(True, tuple(half for half in halves if half is not None)))
    return Needed(False, tuple(ways))


def fewest_words(tier: Tier) -> int:
    """How many words the shortest of its matches has in all."""
    lengths = sorted(len(phrases[0]) for phrases in tier.wanted)
    return sum(lengths[: len(lengths) - tier.at_most_missing])
