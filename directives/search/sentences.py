"""What is near a whole sentence: the documents that have most of its telling words."""

from dataclasses import replace

from directives.models import DirectiveQuerySet
from directives.search.engine import get_engine
from directives.search.index import key_at
from directives.search.narrowing import narrowed
from directives.search.nowhere import Nowhere
from directives.search.query import Question
from directives.search.statements import base_sql
from directives.search.tiers import Tier

# Shorter questions are judged by all their words but one.
LEAST_WORDS = 5
# Of so many words no document is likely to have more than the one wanted.
_TELLING = 6
# Rarer is counted exactly; the others are all of them common.
_COMMON = 200


def near_sentence(
    question: Question, base: DirectiveQuerySet, needed: int, nowhere: Nowhere, *, as_named: bool = False
) -> tuple[Question, list[int], list[Tier]]:
    """Keys of at most ``needed`` directives that have most of the telling words of a sentence: of the kind, agency and time asked
    for, else of any, unless ``as_named``. With them the question that they answer and the tiers they were found by."""
    steps = _telling_tiers(question, nowhere) if not question.has_number else []
    others = () if as_named else (replace(question, kinds=(), agency=None, period=None),)
    for asked in dict.fromkeys((question, *others)):
        source = base_sql(narrowed(base, asked), "pk") if steps else None
        if source is None:
            continue
        for tiers in steps:
            keys = [key_at(place) for place in get_engine().ranked(source, tiers, needed)]
            if keys:
                return asked, keys, tiers
    return question, [], []


def is_sentence(question: Question) -> bool:
    """Whether it has words enough; the name of the kind and that of the body together tell as much as a word."""
    return len(question.groups) + bool(question.kinds and question.agency) >= LEAST_WORDS


def _telling_tiers(question: Question, nowhere: Nowhere) -> list[list[Tier]]:
    """Tiers to try in turn for a sentence ("đến bao giờ thì …"): its rarest words that occur at all, first all of them, at last
    half. No tiers where half of the words stand in no document: they are misspelt then.

    How often a word occurs is counted over all documents, whoever may see them: it decides only which words count.
    """
    if not is_sentence(question):
        return []
    engine = get_engine()
    counts = engine.how_many_each([Tier("any", (group.folded,)) for group in question.groups], _COMMON)
    occurring = [place for place, number in enumerate(counts) if number]
    if len(occurring) * 2 < len(question.groups) + 1:
        return []
    rarest = sorted(sorted(occurring, key=lambda place: counts[place])[:_TELLING])
    wanted = tuple(question.groups[place].folded for place in rarest)
    widest = [Tier("any", wanted, at_most_missing=missing) for missing in range(len(wanted) // 2 + 1)]
    # Begun with what any document has.
    number_of = engine.how_many_each([tier for tier in widest if not nowhere.knows(tier)], 1)
    steps = widest[len(widest) - len(number_of) :]
    return [[replace(tier, column="subject"), tier] for tier, number in zip(steps, number_of, strict=True) if number]
