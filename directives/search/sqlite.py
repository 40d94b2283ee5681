"""Search on SQLite: FTS5, read in the order of its row numbers, which are the places."""

from collections.abc import Sequence
from dataclasses import replace

from directives.models import DirectiveQuerySet
from directives.search.index import KEY_MASK
from directives.search.statements import Row, Source, base_sql, newest_places, run
from directives.search.tiers import ROWS_LOOKED_AT, Needed, Phrase, Tier, needed

_COLUMNS = {
    "agency": "{agency}",
    "exact": "{exact}",
    "subject": "{subject}",
    "any": "{agency subject body}",
    "file": "{text}",
}

# Keys of directives with a matching file.
_FILES = (
    "SELECT d.directive_id AS id FROM directives_filesearch s CROSS JOIN directives_directivefile d ON d.id = s.rowid "
    "WHERE s.directives_filesearch MATCH %s"
)


def match_expression(tier: Tier, *, apart: bool = False) -> str:
    """The tier in the language of FTS5. Every phrase is quoted, so no word is ever an operator. ``apart``: the words of a row
    anywhere."""
    return f"{_COLUMNS[tier.column]} : ({_said(needed(tier), _marked(tier, ' AND ' if apart else ' '))})"


def _said(need: Needed, marked: list[list[str]]) -> str:
    parts = [f"({_said(part, marked)})" if isinstance(part, Needed) else _one_of(marked[part]) for part in need.parts]
    return (" AND " if need.of_all else " OR ").join(parts)


def _marked(tier: Tier, between: str = " ") -> list[list[str]]:
    """Quoted phrases; the very last typed word of an unfinished question is a beginning."""
    quoted = [[_quoted(phrase, between) for phrase in phrases] for phrases in tier.wanted]
    if tier.unfinished and quoted:
        # Of words apart the mark is the last one's: '("thanh" AND "uy" *)'.
        quoted[-1] = [f"{said[:-1]} *)" if said.endswith(")") else f"{said} *" for said in quoted[-1]]
    return quoted


def _quoted(phrase: Phrase, between: str) -> str:
    if between == " " or len(phrase) == 1:
        return f'"{" ".join(phrase)}"'
    return f"({between.join(chr(34) + word + chr(34) for word in phrase)})"


def _one_of(phrases: list[str]) -> str:
    return phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})"


def _matching(source: Source, tier: Tier, direction: str) -> tuple[str, tuple[object, ...]]:
    """The statement for places of ``source`` that match, in order, and its parameters but the limit."""
    base_query, params = source.sql, source.params
    if tier.column == "file":
        sql = f"""
            SELECT DISTINCT w.place FROM ({_FILES}) f
            CROSS JOIN directives_directivewords w ON w.directive_id = f.id
            CROSS JOIN ({base_query}) b ON b.pk = f.id ORDER BY w.place {direction} LIMIT %s
        """  # noqa: S608 - the inner statement is Django's own, values are parameters
        return sql, (match_expression(tier), *params)
    # CROSS JOIN keeps FTS5 outermost: it gives rows in order of places, so the newest come without sorting the rest, and those
    # of a stretch of time without reading the rest.
    between = "AND f.rowid BETWEEN %s AND %s" if source.places else ""
    sql = f"""
        SELECT f.rowid FROM directives_search f CROSS JOIN ({base_query}) b
        WHERE f.directives_search MATCH %s {between} AND b.pk = {KEY_MASK} - (f.rowid & {KEY_MASK})
        ORDER BY f.rowid {direction} LIMIT %s
    """  # noqa: S608
    return sql, (*params, match_expression(tier), *(source.places or ()))


class SqliteEngine:
    def places(self, source: Source, tier: Tier, limit: int, *, oldest_first: bool = False) -> list[int]:
        sql, values = _matching(source, tier, "ASC" if oldest_first else "DESC")
        return [row[0] for row in run(sql, (*values, limit))]

    def has_any(self, source: Source, tiers: Sequence[Tier]) -> bool:
        statements = [_matching(source, tier, "DESC") for tier in tiers]
        sql = " OR ".join(f"EXISTS (SELECT 1 FROM ({sql}))" for sql, _ in statements)  # noqa: S608 - statements of ours
        values = [value for _, of_one in statements for value in (*of_one, 1)]
        return bool(run(f"SELECT {sql}", values)[0][0])

    def ranked(self, source: Source, tiers: Sequence[Tier], limit: int) -> list[int]:
        """Tier after tier until there are enough. A tier may hold what an earlier one gave: so many more are asked for, which
        costs less than telling the engine to leave them out. Where the best has nothing and no document at all has the words
        anywhere, the others are not asked one by one."""
        places: dict[int, None] = {}
        of_words = [tier for tier in tiers if tier.column != "file"]
        for number, tier in enumerate(tiers):
            if number == 1 and not places and len(of_words) > 2:
                widest = replace(of_words[-1], column="any")
                if not self.how_many(widest, 1):
                    of_words = []
            if tier.column != "file" and not of_words:
                continue
            places |= dict.fromkeys(self.places(source, tier, limit + len(places)))
            if len(places) >= limit:
                break
        return list(places)[:limit]

    def some(self, source: Source, tier: Tier, limit: int) -> list[int]:
        return self.places(source, tier, limit)

    def newest(self, source: Source, limit: int, *, oldest_first: bool = False) -> list[int]:
        return newest_places(source, limit, oldest_first=oldest_first)

    def how_many(self, tier: Tier, most: int) -> int:
        table = "directives_filesearch" if tier.column == "file" else "directives_search"
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH %s LIMIT %s)"  # noqa: S608
        return int(run(sql, (match_expression(tier), most))[0][0])

    def how_many_each(self, tiers: Sequence[Tier], most: int) -> list[int]:
        counted = "SELECT count(*) FROM (SELECT 1 FROM directives_search WHERE directives_search MATCH %s LIMIT %s)"
        parts: list[str] = []
        values: list[object] = []
        for tier in tiers:
            asked, apart = match_expression(tier), match_expression(tier, apart=True)
            one = f"SELECT ({counted})"
            if asked != apart:
                one = f"SELECT CASE WHEN ({counted}) > {ROWS_LOOKED_AT} THEN %s ELSE ({counted}) END"
                values += [apart, ROWS_LOOKED_AT + 1, most]
            parts.append(one)
            values += [asked, most]
        return [row[0] for row in run(" UNION ALL ".join(parts), values)] if tiers else []

    def which_occur(self, source: Source, tiers: Sequence[Tier]) -> list[bool]:
        one = f"""
            SELECT EXISTS (
                SELECT 1 FROM directives_search f CROSS JOIN ({source.sql}) b
                WHERE f.directives_search MATCH %s AND b.pk = {KEY_MASK} - (f.rowid & {KEY_MASK})
            )
        """  # noqa: S608 - the inner statement is Django's own, values are parameters
        values = [value for tier in tiers for value in (*source.params, match_expression(tier))]
        return [bool(row[0]) for row in run(" UNION ALL ".join([one] * len(tiers)), values)] if tiers else []

    def facets(self, base: DirectiveQuerySet, tiers: Sequence[Tier]) -> list[Row]:
        source = base_sql(base, "pk", "kind_id", "register_id", "issued_on", "expires_on")
        if source is None:
            return []
        base_query, params = source.sql, source.params
        parts: list[str] = []
        values: list[object] = []
        for tier in tiers:
            if tier.column == "file":
                parts.append(_FILES)
            else:
                parts.append(
                    f"SELECT {KEY_MASK} - (rowid & {KEY_MASK}) AS id FROM directives_search "  # noqa: S608
                    "WHERE directives_search MATCH %s"
                )
            values.append(match_expression(tier))
        found = f"({' UNION '.join(parts)}) m CROSS JOIN" if parts else ""
        # The sign + keeps SQLite from reading all rows in the order of an index that has not all columns, to spare sorting.
        sql = f"""
            SELECT b.kind_id, b.register_id, CAST(substr(b.issued_on, 1, 4) AS INTEGER), b.expires_on, count(*)
            FROM {found} ({base_query}) b {"ON b.pk = m.id" if parts else ""}
            GROUP BY +b.kind_id, +b.register_id, 3, +b.expires_on
        """  # noqa: S608
        return run(sql, (*values, *params))
