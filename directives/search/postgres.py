"""Search on PostgreSQL: generated tsvectors with GIN, ordered by places."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from django.utils import timezone

from directives.models import DirectiveQuerySet
from directives.search.frequency import frequencies_of
from directives.search.index import stretch_of
from directives.search.statements import Row, Source, base_sql, newest_places, run
from directives.search.tiers import ROWS_LOOKED_AT, Needed, Phrase, Tier, fewest_words, needed

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


def _widest(tiers: Sequence[Tier]) -> str:
    """What the last and widest of several tiers of one vector wants, anywhere in it: the index knows of no weights."""
    return match_expression(replace(tiers[-1], column="any") if len(tiers) > 1 else tiers[0])


def _may_fill_a_page(tier: Tier) -> bool:
    """Whether it is worth asking for the newest of this tier by themselves."""
    return fewest_words(tier) < _LONG


_REGISTER = "directives_directivewords"


def _lateral(source: Source) -> str:
    """The join of rows ``r`` with those of the source, asked of one after the other as far as needed."""
    return f"JOIN LATERAL (SELECT 1 FROM ({source.sql}) b WHERE b.pk = r.directive_id OFFSET 0) x ON TRUE"  # noqa: S608


def _matching(source: Source, tiers: Sequence[Tier], rows: str = _REGISTER, *, direction: str = "DESC") -> str:
    """The statement for places of ``source`` that match the tiers, which are of one vector, in order: those of the best first. The
    index is asked once, for what the last and widest tier wants; which tier a row belongs to is told from the row. Parameters:
    see ``_values``; then the limit. ``rows``: of what rows of words, if not of all.

    Of a broad source rights are asked of the matches in their order (LATERAL), so only of as many as are shown; a narrow one may
    hold fewer rows than match, and the planner begins where there are fewer. OFFSET 0 keeps it from going through all words in
    their order instead until there are enough: it takes the matches to be spread evenly over all sources, and they are not.
    """
    order, tier, has_tier = f"place {direction}", "", ""
    if len(tiers) > 1:
        vector = _VECTORS[tiers[0].column][0]
        cases = " ".join(f"WHEN w.{vector} @@ %s::tsquery THEN {place}" for place in range(len(tiers)))
        order, tier, has_tier = f"tier, {order}", f", CASE {cases} END AS tier", "WHERE r.tier IS NOT NULL"
    if source.is_narrow:
        return f"""
            SELECT r.place FROM (
                SELECT w.place{tier} FROM (
                    SELECT w.* FROM {rows} w JOIN ({source.sql}) b ON b.pk = w.directive_id WHERE {_condition(tiers[-1])} OFFSET 0
                ) w OFFSET 0
            ) r {has_tier} ORDER BY {order} LIMIT %s
        """  # noqa: S608 - the inner statement is Django's own, the names are ours, values are parameters
    return f"""
        SELECT r.place FROM (
            SELECT w.place, w.directive_id{tier} FROM {rows} w WHERE {_condition(tiers[-1])} ORDER BY {order} OFFSET 0
        ) r {_lateral(source)} {has_tier} ORDER BY {order} LIMIT %s
    """  # noqa: S608 - likewise


def _has_one_plan(source: Source, tier: Tier) -> bool:
    """Whether ``_matching`` is best answered one way whatever is asked: the index, the order, rights as far as needed."""
    return not source.is_narrow and tier.column != "file"


def _values(source: Source, tiers: Sequence[Tier], widest: str, *of_rows: object) -> tuple[object, ...]:
    """The parameters of ``_matching``: those of ``rows`` too."""
    of_tiers = [match_expression(tier) for tier in tiers] if len(tiers) > 1 else []
    if source.is_narrow:
        return (*of_tiers, *of_rows, *source.params, widest)
    return (*of_tiers, *of_rows, widest, *source.params)


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
            words = {word for phrase in phrases for word in phrase}
            known = words & frequencies_of("search").common.keys()
            asked = sorted(f"'{word}'" for word in words - known)
            known |= {row[0].strip("'") for row in run(_OCCURRING, [asked])}
            wanted[place] = tuple(phrase for phrase in phrases if known.issuperset(phrase))
            if not wanted[place]:
                return None
    return replace(tier, wanted=tuple(wanted))


# Words in one of four documents, asked for a page or a few, are found among the newest; to look in vain costs a millisecond, and is
# left out where the statistics know them to be rarer than in one of ten.
_TIMES, _PAGE, _RARE = 4, 100, 10
# Words of which so many rows may have all are looked for among so many of the newest first: to read them all takes ten times as long.
_COMMON, _VERY_COMMON, _NEWEST = 20_000, 50_000, 5_000
# For an offer, which tells only how words are spelt, fewer will do.
_OFTEN, _SOME = 5_000, 2_000


# How many match each tsquery. The index knows where words stand, not in what row: so many are the most that have the words of a row
# somewhere for their rows to be looked at.
_EACH = f"""
    SELECT CASE WHEN q.asked = q.apart THEN (
        SELECT count(*) FROM (SELECT 1 FROM directives_directivewords w WHERE w.search @@ q.asked::tsquery LIMIT q.most) r
    ) ELSE (
        SELECT CASE WHEN count(*) > {ROWS_LOOKED_AT} THEN q.most
        ELSE least(count(*) FILTER (WHERE r.search @@ q.asked::tsquery), q.most) END FROM (
            SELECT w.search FROM directives_directivewords w WHERE w.search @@ q.apart::tsquery LIMIT {ROWS_LOOKED_AT + 1}
        ) r
    ) END
    FROM (SELECT *, %s::int AS most FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY u (asked, apart, number)) q ORDER BY q.number
"""  # noqa: S608 - the numbers are ours
# A word that the statistics let stand in so many times as many rows as matter stands in enough of them.
_SURELY = 5


class PostgresEngine:
    def places(self, source: Source, tier: Tier, limit: int, *, oldest_first: bool = False) -> list[int]:
        occurring = _occurring(tier)
        if occurring is None:
            return []
        newest, is_enough = self._newest_first(source, [occurring], limit, oldest_first=oldest_first)
        return newest if is_enough else self._places(source, occurring, limit, oldest_first=oldest_first)

    def some(self, source: Source, tier: Tier, limit: int) -> list[int]:
        occurring = _occurring(tier)
        if occurring is None:
            return []
        most = 0.0 if source.is_narrow else frequencies_of(_VECTORS[tier.column][0]).most_matches(occurring)
        if most > _OFTEN:
            newest = self._among(source, [occurring], limit, _SOME, oldest_first=False)
            if newest or most > _COMMON:
                return newest
        return self._places(source, occurring, limit)

    def _newest_first(
        self, source: Source, tiers: Sequence[Tier], limit: int, *, oldest_first: bool = False
    ) -> tuple[list[int], bool]:
        """Of words that stand in many documents as many as are asked for are among the first in order: those are looked through
        by themselves, for the index gives all rows there are, to be read and sorted. Last, whether they are enough.

        Among the first the best tier alone counts. Of words that each stand in half of the documents all tiers do: what is older
        and has such words in a row comes behind then, and of what may lack some of them nothing older is looked for."""
        if source.is_narrow or limit > _PAGE or tiers[0].column == "file":
            return [], False
        known = frequencies_of(_VECTORS[tiers[0].column][0])
        most = known.most_matches(tiers[-1])
        is_often = not known.rows or most * _RARE > known.rows
        if tiers[0].column == "any" and is_often:
            found = self._among(source, tiers[:1], limit, _TIMES * limit, oldest_first=oldest_first)
            if len(found) >= limit:
                return found, True
        if most <= _COMMON:
            return [], False
        is_very_common = most > _VERY_COMMON
        asked = tiers if is_very_common else tiers[:1]
        found = self._among(source, asked, limit, _NEWEST, oldest_first=oldest_first)
        return found, len(found) >= limit or bool(found and is_very_common and tiers[-1].at_most_missing)

    def _among(
        self, source: Source, tiers: Sequence[Tier], limit: int, number: int, *, oldest_first: bool
    ) -> list[int]:
        """What of the first ``number`` of all matches the tiers."""
        direction = "ASC" if oldest_first else "DESC"
        rows = f"(SELECT * FROM {_REGISTER} ORDER BY place {direction} LIMIT %s)"  # noqa: S608 - names of ours
        sql = _matching(source, tiers, rows, direction=direction)
        values = (*_values(source, tiers, _widest(tiers), number), limit)
        return [row[0] for row in run(sql, values, planned=_has_one_plan(source, tiers[0]))]

    def _places(
        self, source: Source, tier: Tier, limit: int, *, oldest_first: bool = False, newest_only: bool = False
    ) -> list[int]:
        match = match_expression(tier)
        if newest_only and _VECTORS[tier.column][0] == "title_search":
            match = f"({match}) & ({_newest_stretches()})"
        sql = _matching(source, [tier], direction="ASC" if oldest_first else "DESC")
        values = (*_values(source, [tier], match), limit)
        return [row[0] for row in run(sql, values, planned=_has_one_plan(source, tier))]

    def ranked(self, source: Source, tiers: Sequence[Tier], limit: int) -> list[int]:
        """The newest of the best tier by themselves, for of a common word they fill the page; then the tiers of the title by one
        statement, those of the body, the file, until there are enough. A tier may hold what an earlier one gave: so many more
        are asked for."""
        places: dict[int, None] = {}
        if len(tiers) > 1 and _may_fill_a_page(tiers[0]) and self._is_worth_a_look(source, tiers):
            places |= dict.fromkeys(self._places(source, tiers[0], limit, newest_only=True))
        for _, alike in groupby(tiers, key=lambda tier: _FILES if tier.column == "file" else _VECTORS[tier.column][0]):
            if len(places) >= limit:
                break
            places |= dict.fromkeys(self._ranked_alike(source, list(alike), limit + len(places)))
        return list(places)[:limit]

    def _is_worth_a_look(self, source: Source, tiers: Sequence[Tier]) -> bool:
        """Only titles carry the mark of their time; words that are very common are looked for among the newest by all tiers."""
        if _VECTORS[tiers[0].column][0] != "title_search":
            return False
        alike = [tier for tier in tiers if tier.column != "file" and _VECTORS[tier.column][0] == "title_search"]
        return source.is_narrow or frequencies_of("title_search").most_matches(alike[-1]) <= _COMMON

    def _ranked_alike(self, source: Source, tiers: Sequence[Tier], limit: int) -> list[int]:
        """By one statement for the tiers of one vector."""
        if len(tiers) == 1:
            return self.places(source, tiers[0], limit)
        newest, is_enough = self._newest_first(source, tiers, limit)
        if is_enough:
            return newest
        values = (*_values(source, tiers, _widest(tiers)), limit)
        return [row[0] for row in run(_matching(source, tiers), values, planned=_has_one_plan(source, tiers[0]))]

    def newest(self, source: Source, limit: int, *, oldest_first: bool = False) -> list[int]:
        return newest_places(source, limit, oldest_first=oldest_first)

    def how_many(self, tier: Tier, most: int) -> int:
        # OFFSET 0: for a few rows only the planner would go through the whole register, taking them to be spread evenly.
        inner = f"SELECT 1 FROM directives_directivewords w WHERE {_condition(tier)} OFFSET 0"  # noqa: S608
        sql = f"SELECT count(*) FROM (SELECT 1 FROM ({inner}) r LIMIT %s) m"  # noqa: S608
        return int(run(sql, (match_expression(tier), most))[0][0])

    def how_many_each(self, tiers: Sequence[Tier], most: int) -> list[int]:
        """Of words that the statistics know to be common it is known without asking."""
        known = frequencies_of("search")
        surely = [known.least_matches(tier) > _SURELY * most for tier in tiers]
        asked = [match_expression(tier) for tier, is_known in zip(tiers, surely, strict=True) if not is_known]
        rows = run(_EACH, (most, asked, [text.replace("<->", "&") for text in asked])) if asked else []
        numbers = iter(rows)
        return [most if is_known else int(next(numbers)[0]) for is_known in surely]

    def has_any(self, source: Source, tiers: Sequence[Tier]) -> bool:
        rows = f"SELECT w.directive_id FROM {_REGISTER} w JOIN ({source.sql}) b ON b.pk = w.directive_id WHERE"  # noqa: S608
        parts = [f"EXISTS (SELECT 1 FROM ({rows} {_condition(tier)} OFFSET 0) r)" for tier in tiers]  # noqa: S608
        values = [value for tier in tiers for value in (*source.params, match_expression(tier))]
        return bool(run(f"SELECT {' OR '.join(parts)}", values)[0][0])

    def which_occur(self, source: Source, tiers: Sequence[Tier]) -> list[bool]:
        """A row of words is looked for in the first so many that have them; one word by itself, and words anywhere, in all."""
        asked = [(match_expression(tier), _VECTORS[tier.column][0]) for tier in tiers]
        parts, values = [], []
        for text, vector in asked:
            rows, of_rows = f"SELECT w.directive_id FROM {_REGISTER} w WHERE w.{vector} @@ %s::tsquery OFFSET 0", [text]  # noqa: S608
            if "<->" in text:
                having = f"SELECT w.directive_id, w.{vector} FROM {_REGISTER} w WHERE w.{vector} @@ %s::tsquery LIMIT {ROWS_LOOKED_AT}"  # noqa: S608
                rows = f"SELECT w.directive_id FROM ({having}) w WHERE w.{vector} @@ %s::tsquery OFFSET 0"  # noqa: S608
                of_rows = [text.replace("<->", "&"), text]
            parts.append(f"SELECT EXISTS (SELECT 1 FROM ({rows}) r {_lateral(source)})")  # noqa: S608
            values += [*of_rows, *source.params]
        return [bool(row[0]) for row in run(" UNION ALL ".join(parts), values)] if parts else []

    def facets(self, base: DirectiveQuerySet, tiers: Sequence[Tier]) -> list[Row]:
        source = base_sql(base, "pk", "kind_id", "register_id", "issued_on", "expires_on")
        if source is None:
            return []
        base_query, params = source.sql, source.params
        # Of common words the planner would read all rows, vectors and all, where the index tells as much; so it is not told what is
        # asked for, and takes it to be rare. A narrow source is where it begins.
        is_common = not source.is_narrow and any(
            tier.column != "file" and frequencies_of(_VECTORS[tier.column][0]).most_matches(tier) > _COMMON
            for tier in tiers
        )
        match = "(SELECT %s::tsquery)" if is_common else "%s::tsquery"
        parts = [
            f"SELECT w.directive_id AS id FROM directives_directivewords w WHERE {_condition(tier).replace('%s::tsquery', match)}"  # noqa: S608
            for tier in tiers
        ]
        values = [match_expression(tier) for tier in tiers]
        found = f"({' UNION '.join(parts)}) m JOIN" if parts else ""
        sql = f"""
            SELECT b.kind_id, b.register_id, EXTRACT(YEAR FROM b.issued_on)::int, b.expires_on, count(*)
            FROM {found} ({base_query}) b {"ON b.pk = m.id" if parts else ""} GROUP BY 1, 2, 3, 4
        """  # noqa: S608
        return run(sql, (*values, *params))
