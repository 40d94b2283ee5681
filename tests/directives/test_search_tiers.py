"""What a tier needs, said by halves: just what leaving out any so many of its words leaves, and shorter."""

from itertools import combinations

import pytest

from directives.search import postgres, sqlite
from directives.search.tiers import Needed, Tier, fewest_words, needed


def _tier(words: int, missing: int) -> Tier:
    return Tier("any", tuple(((f"w{place}",),) for place in range(words)), at_most_missing=missing)


def _holds(need: Needed, present: set[int]) -> bool:
    held = (_holds(part, present) if isinstance(part, Needed) else part in present for part in need.parts)
    return all(held) if need.of_all else any(held)


@pytest.mark.parametrize("missing", [0, 1, 2, 3])
@pytest.mark.parametrize("words", [1, 2, 3, 5, 6, 7])
def test_it_holds_of_whatever_lacks_no_more_words_than_may_be_missing(words: int, missing: int) -> None:
    need = needed(_tier(words, missing))
    for size in range(words + 1):
        for present in combinations(range(words), size):
            assert _holds(need, set(present)) == (words - size <= missing), present


@pytest.mark.parametrize("engine", [postgres, sqlite])
def test_of_a_pasted_sentence_with_two_words_missing_the_question_to_the_engine_stays_short(engine: object) -> None:
    asked = engine.match_expression(_tier(15, 2))  # type: ignore[attr-defined]
    # All sets of thirteen words are 1,365 words.
    assert asked.count("w") <= 150


def test_the_shortest_match_lacks_the_longest_of_what_may_be_missing() -> None:
    tier = Tier("subject", ((("sinh", "hoat", "chi", "bo"),), (("he",),), (("doi",),)), at_most_missing=1)
    assert fewest_words(tier) == 2


def test_of_words_apart_the_last_one_alone_may_be_unfinished() -> None:
    tier = Tier("any", ((("so",),), (("tu",), ("thanh", "uy"))), unfinished=True)
    assert sqlite.match_expression(tier, apart=True).endswith('("so" AND ("tu" * OR ("thanh" AND "uy" *)))')
