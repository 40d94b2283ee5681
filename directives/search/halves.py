"""What is near a question of two words."""

from cadre_portal.text import has_diacritics, is_syllable
from directives.models import DirectiveQuerySet
from directives.search.engine import get_engine
from directives.search.query import Group, Question
from directives.search.statements import base_sql
from directives.search.tiers import Tier


def one_of_two(question: Question, base: DirectiveQuerySet) -> list[list[Tier]]:
    """Of two words spelt rightly of which one stands nowhere the titles with the other: "mưa lũ" for "lũ lụt"."""
    if len(question.groups) != 2 or not all(map(_is_right_word, question.groups)):
        return []
    rows = base_sql(base, "pk")
    known = [g for g in question.groups if rows and get_engine().places(rows, Tier("any", (g.folded,)), 1)]
    both = tuple(group.exact for group in question.groups)
    return [[Tier("exact", both, at_most_missing=1)]] if len(known) == 1 else []


def _is_right_word(group: Group) -> bool:
    return (
        len(group.folded) == 1
        and len(group.folded[0]) == 1
        and is_syllable(group.folded[0][0])
        and has_diacritics(group.exact[0][0])
    )
