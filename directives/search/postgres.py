"""Search on PostgreSQL: generated tsvectors with GIN, ordered by places."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from django.utils import timezone

from directives.models import DirectiveQuerySet
from directives.search.index import stretch_of
from directives.search.statements import Row, Source, base_sql, newest_places, run
from directives.search.tiers import Needed, Phrase, Tier, fewest_words, needed

# Column of the tier → vector, weight.
_VECTORS = {
    "agency": ("title_search", "A"),
    "exact": ("title_search", "B"),
    "subject": ("title_search", "C"),
    "any": ("search", ""),
    "file": ("search", ""),
}


def match_expression(tier: Tier) -> str:
    """The tier as a tsquery. Words are letters and digits only, each quoted."""
    return _said(needed(tier), tier, _VECTORS[tier.column][1])


def _said(need: Needed, tier: Tier, weight: str) -> str:
    last = len(tier.wanted) - 1
    parts = [
        f"({_said(part, tier, weight)})"
        if isinstance(part, Needed)
        else f"({_one_of(tier.wanted[part], weight, unfinished=tier.unfinished and part == last)})"
        for part in need.parts
    ]
    return (" & " if need.of_all else " | ").join(parts)


def _one_of(phrases: Sequence[Phrase], weight: str, *, unfinished: bool) -> str:
    return " | ".join(_phrase(phrase, weight, unfinished=unfinished) for phrase in phrases)


def _phrase(phrase: Phrase, weight: str, *, unfinished: bool) -> str:
    marks = [weight] * len(phrase)
    if unfinished and marks:
        marks[-1] = "*" + weight
    words = [f"'{word}':{mark}" if mark else f"'{word}'" for word, mark in zip(phrase, marks, strict=True)]
    return f"({' <-> '.join(words)})"


_FILES = (
    "w.directive_id IN (SELECT d.directive_id FROM directives_filewords s JOIN directives_directivefile d "
    "ON d.id = s.file_id WHERE s.search @@ %s::tsquery)"
)


def _condition(tier: Tier) -> str:
    """The tier as a condition on the words table ``w``; its parameter is ``match_expression(tier)``."""
    return _FILES if tier.column == "file" else f"w.{_VECTORS[tier.column][0]} @@ %s::tsquery"


def _newest_stretches() -> str:
    """Those of the last year or two (and what a clock that goes wrong may have put behind them): enough to fill a page with what
    is common, and half the rows to read of three."""
    last = stretch_of(timezone.localdate())
    return " | ".join(f"'@{stretch}'" for stretch in range(last - 1, last + 3))


# So many words in a row hardly ever stand in more titles than a page shows.
_LONG = 5


def _may_fill_a_page(tier: Tier) -> bool:
    """Whether it is worth asking for the newest of this tier by themselves."""
    return fewest_words(tier) < _LONG


def _with_rights(source: Source) -> str:
    """Join of the matches ``r`` with those that may be shown. Of a broad source rights are asked of the matches in their order
    (LATERAL, OFFSET 0 keeps the planner from turning that round), so only of as many as are shown; a narrow one may hold fewer
    rows than match, and the planner begins where there are fewer."""
    if source.is_narrow:
        return f"JOIN ({source.sql}) b ON b.pk = r.directive_id"
    return f"JOIN LATERAL (SELECT 1 FROM ({source.sql}) b WHERE b.pk = r.directive_id OFFSET 0) x ON TRUE"  # noqa: S608


# The planner takes each word it does not know to stand in some rows, and reads the whole register for so many of them.
_MANY = 20
_OCCURRING = """
    SELECT word FROM unnest(%s::text[]) word, LATERAL (
        SELECT 1 FROM (SELECT 1 FROM directives_directivewords w WHERE w.search @@ word::tsquery OFFSET 0) m LIMIT 1
    ) any_row
"""


def _occurring(tier: Tier) -> Tier | None:
    """The tier without those of very many alternatives (words one slip away from a typed one) that stand in no document at all,
    each looked up in the index; None where none is left of them, so that nothing can match."""
    if tier.column == "file" or tier.at_most_missing or tier.unfinished:
        return tier
    wanted = list(tier.wanted)
    for place, phrases in enumerate(wanted):
        if len(phrases) > _MANY:
            asked = sorted({f"'{word}'" for phrase in phrases for word in phrase})
            known = {row[0].strip("'") for row in run(_OCCURRING, [asked])}
            wanted[place] = tuple(phrase for phrase in phrases if known.issuperset(phrase))
            if not wanted[place]:
                return None
    return replace(tier, wanted=tuple(wanted))


# Words in one of four documents, asked for a page or a few, are found among the newest; to look in vain costs a millisecond.
_TIMES, _PAGE = 4, 100


class PostgresEngine:
    def places(self, source: Source, tier: Tier, limit: int, *, oldest_first: bool = False) -> list[int]:
        newest = self._common(source, tier, limit, oldest_first=oldest_first)
        return newest if len(newest) >= limit else self._places(source, tier, limit, oldest_first=oldest_first)

    def _common(self, source: Source, tier: Tier, limit: int, *, oldest_first: bool = False) -> list[int]:
        """Of words that stand in the texts of many documents as many as are asked for are among the first in order: those are
        looked through by themselves, for the index gives all rows there are, to be sorted. Fewer than ``limit`` say nothing."""
        if tier.column != "any" or source.is_narrow or limit > _PAGE:
            return []
        direction = "ASC" if oldest_first else "DESC"
        sql = f"""
            SELECT r.place FROM (
                SELECT w.place, w.directive_id, w.search FROM directives_directivewords w ORDER BY w.place {direction} LIMIT %s
            ) r {_with_rights(source)} WHERE r.search @@ %s::tsquery ORDER BY r.place {direction} LIMIT %s
        """  # noqa: S608 - the inner statement is Django's own, values are parameters
        return [
            row[0] for row in run(sql, (_TIMES * limit, *source.params, match_expression(tier), limit), planned=True)
        ]

    def _places(
        self, source: Source, tier: Tier, limit: int, *, oldest_first: bool = False, newest_only: bool = False
    ) -> list[int]:
        occurring = _occurring(tier)
        if occurring is None:
            return []
        tier = occurring
        direction = "ASC" if oldest_first else "DESC"
        in_order = "" if source.is_narrow else f"ORDER BY w.place {direction} OFFSET 0"
        sql = f"""
            SELECT r.place FROM (
                SELECT w.place, w.directive_id FROM directives_directivewords w WHERE {_condition(tier)} {in_order}
            ) r {_with_rights(source)} ORDER BY r.place {direction} LIMIT %s
        """  # noqa: S608 - the inner statement is Django's own, values are parameters
        match = match_expression(tier)
        if newest_only and _VECTORS[tier.column][0] == "title_search":
            match = f"({match}) & ({_newest_stretches()})"
        planned = not source.is_narrow and tier.column != "file"
        return [row[0] for row in run(sql, (match, *source.params, limit), planned=planned)]

    def ranked(self, source: Source, tiers: Sequence[Tier], limit: int) -> list[int]:
        """The newest of the best tier by themselves, for of a common word they fill the page; then the tiers of the title by one
        statement, those of the body, the file, until there are enough. A tier may hold what an earlier one gave: so many more
        are asked for."""
        places: dict[int, None] = {}
        if len(tiers) > 1 and _may_fill_a_page(tiers[0]):
            places |= dict.fromkeys(self._places(source, tiers[0], limit, newest_only=True))
        for _, alike in groupby(tiers, key=lambda tier: _FILES if tier.column == "file" else _VECTORS[tier.column][0]):
            if len(places) >= limit:
                break
            places |= dict.fromkeys(self._ranked_alike(source, list(alike), limit + len(places)))
        return list(places)[:limit]

    def _ranked_alike(self, source: Source, tiers: Sequence[Tier], limit: int) -> list[int]:
        """The index is asked once, for what the last and widest tier wants anywhere in the vector; which tier a row belongs to is
        told from the row."""
        if len(tiers) == 1:
            return self.places(source, tiers[0], limit)
        newest = self._common(source, tiers[0], limit)
        if len(newest) >= limit:
            return newest
        vector = _VECTORS[tiers[0].column][0]
        in_order = "" if source.is_narrow else "ORDER BY 3, w.place DESC OFFSET 0"
        cases = " ".join(f"WHEN w.{vector} @@ %s::tsquery THEN {place}" for place in range(len(tiers)))
        sql = f"""
            SELECT r.place FROM (
                SELECT w.place, w.directive_id, CASE {cases} END AS tier FROM directives_directivewords w
                WHERE w.{vector} @@ %s::tsquery {in_order}
            ) r {_with_rights(source)} WHERE r.tier IS NOT NULL ORDER BY r.tier, r.place DESC LIMIT %s
        """  # noqa: S608 - the inner statement is Django's own, the column ours, values are parameters
        widest = match_expression(replace(tiers[-1], column="any"))
        values = [match_expression(tier) for tier in tiers]
        planned = not source.is_narrow and tiers[0].column != "file"
        return [row[0] for row in run(sql, (*values, widest, *source.params, limit), planned=planned)]

    def newest(self, source: Source, limit: int, *, oldest_first: bool = False) -> list[int]:
        return newest_places(source, limit, oldest_first=oldest_first)

    def how_many(self, tier: Tier, most: int) -> int:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM directives_directivewords w WHERE {_condition(tier)} LIMIT %s) m"  # noqa: S608
        return int(run(sql, (match_expression(tier), most))[0][0])

    def facets(self, base: DirectiveQuerySet, tiers: Sequence[Tier]) -> list[Row]:
        source = base_sql(base, "pk", "kind_id", "register_id", "issued_on", "expires_on")
        if source is None:
            return []
        base_query, params = source.sql, source.params
        parts = [
            f"SELECT w.directive_id AS id FROM directives_directivewords w WHERE {_condition(tier)}"  # noqa: S608
            for tier in tiers
        ]
        values = [match_expression(tier) for tier in tiers]
        found = f"({' UNION '.join(parts)}) m JOIN" if parts else ""
        sql = f"""
            SELECT b.kind_id, b.register_id, EXTRACT(YEAR FROM b.issued_on)::int, b.expires_on, count(*)
            FROM {found} ({base_query}) b {"ON b.pk = m.id" if parts else ""} GROUP BY 1, 2, 3, 4
        """  # noqa: S608
        return run(sql, (*values, *params))
