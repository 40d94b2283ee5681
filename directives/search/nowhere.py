"""Words that nothing has which the person may see: learnt while a question is read in one way after the other, so that no further
reading asks for them again."""

from dataclasses import replace

from directives.search.engine import get_engine
from directives.search.tiers import Tier


class Nowhere:
    """What one search has learnt. A tier of titles is narrower than the same one of whole texts, one with more words or with fewer
    of them missing narrower still: what is known of the wide is known of the narrow."""

    def __init__(self) -> None:
        self._none: list[Tier] = []
        self._doubtful: list[Tier] = []

    def note(self, tier: Tier) -> None:
        """Nothing matched of all that the person may see."""
        self._none.append(_widest(tier))

    def doubt(self, tier: Tier) -> None:
        """Nothing matched of some of it (a kind, a time): whether anything does at all is asked when it is to be tried again."""
        self._doubtful.append(_widest(tier))

    def knows(self, tier: Tier) -> bool:
        """Whether nothing matches for sure. A doubtful one costs a statement, and that once."""
        if any(_holds(none, tier) for none in self._none):
            return True
        for doubtful in [each for each in self._doubtful if _holds(each, tier)]:
            self._doubtful.remove(doubtful)
            if not _any(doubtful):
                self._none.append(doubtful)
                return True
        return False


def _any(tier: Tier) -> bool:
    engine = get_engine()
    return bool(engine.how_many(tier, 1) if tier.column == "file" else engine.how_many_each([tier], 1)[0])


def _widest(tier: Tier) -> Tier:
    return tier if tier.column == "file" else replace(tier, column="any")


def _holds(none: Tier, tier: Tier) -> bool:
    """Whether all that could match ``tier`` would match ``none`` too."""
    return (
        (none.column == "file") == (tier.column == "file")
        and none.at_most_missing >= tier.at_most_missing
        and _things(tier).issuperset(_things(none))
    )


def _things(tier: Tier) -> set[tuple[object, bool]]:
    """What is wanted, each with whether it is but the beginning of a word."""
    last = len(tier.wanted) - 1
    return {(phrases, tier.unfinished and place == last) for place, phrases in enumerate(tier.wanted)}
