"""How many documents have a word, as PostgreSQL's own statistics know it: common words are asked for in another way than rare ones."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from directives.search.statements import run
from directives.search.tiers import Phrase, Tier

# Seconds for which what was read holds; the database itself counts anew only after many changes. Where it has not counted at all
# yet, it soon will.
_HOLDS, _HOLDS_NONE = 600.0, 30.0
# The last two or three numbers behind those of the words are the least and the greatest of them, and how many rows have none.
_COUNTED = """
    SELECT s.attname, c.reltuples, s.most_common_elems::text::text[], s.most_common_elem_freqs
    FROM pg_stats s JOIN pg_namespace n ON n.nspname = s.schemaname
    JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
    WHERE c.oid = 'directives_directivewords'::regclass AND s.attname IN ('search', 'title_search')
"""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Of the words of a vector: in what part of the rows the common ones stand, at most in what part all others."""

    rows: float = 0.0
    common: dict[str, float] = field(default_factory=dict)
    others: float = 0.0

    def most_matches(self, tier: Tier) -> float:
        """At most so many rows have the words of ``tier``, whatever their order: with all of them needed no more than have the
        rarest. With some missing a match has of any so many of the rarest all but those, so no more than one of so many rows."""
        last = len(tier.wanted) - 1
        parts = sorted(
            self._part(phrases, unfinished=tier.unfinished and place == last)
            for place, phrases in enumerate(tier.wanted)
        )
        missing = tier.at_most_missing
        bounds = (sum(parts[:number]) / (number - missing) for number in range(missing + 1, len(parts) + 1))
        return self.rows * min(1.0, *bounds)

    def least_matches(self, tier: Tier) -> float:
        """About so many rows have the commonest single word that will do by itself for a tier of one thing; of another tier 0."""
        if len(tier.wanted) != 1 or tier.unfinished:
            return 0.0
        return self.rows * max(
            (self.common.get(phrase[0], 0.0) for phrase in tier.wanted[0] if len(phrase) == 1), default=0.0
        )

    def _part(self, phrases: Sequence[Phrase], *, unfinished: bool) -> float:
        ends = [phrase[:-1] if unfinished else phrase for phrase in phrases]
        return min(sum(min((self.common.get(word, self.others) for word in words), default=1.0) for words in ends), 1.0)


_NONE = Frequencies()
_known: dict[str, tuple[float, dict[str, Frequencies]]] = {}


def frequencies_of(vector: str) -> Frequencies:
    """What is known of the vector ``search`` or ``title_search``; of no rows where the database has counted nothing yet."""
    name = str(connection.settings_dict["NAME"])
    read_at, known = _known.get(name, (0.0, {}))
    if not known or time.monotonic() - read_at > (_HOLDS if known["search"].rows else _HOLDS_NONE):
        known = {"search": _NONE} | {
            column: Frequencies(rows, dict(zip(elements, parts, strict=False)), parts[len(elements)])
            for column, rows, elements, parts in run(_COUNTED, ())
            if elements
        }
        _known[name] = (time.monotonic(), known)
    return known.get(vector, _NONE)
