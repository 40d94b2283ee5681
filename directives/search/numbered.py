"""Finds by a number, in order."""

from itertools import zip_longest

from cadre_portal.text import words
from directives.models import DirectiveQuerySet
from directives.search.number_wanted import numbers_wanted
from directives.search.query import Question
from directives.search.statements import base_sql, run
from organizations.models import User


def keys_by_number(user: User, question: Question, base: DirectiveQuerySet, needed: int, sort: str) -> list[int]:
    """The number itself, then numbers that begin with it. Of equals: own register, upper ones, others; newest first."""
    source = base_sql(base, "pk")
    if source is None:
        return []
    base_query, base_values = source.sql, source.params
    # 0 for the register of one's own committee, 1, 2 … for those above, last for all others.
    paths = sorted(user.reach.upward_paths(), key=len, reverse=True)
    whens = " ".join(f"WHEN %s THEN {place}" for place in range(len(paths)))
    # A bare figure there would be the number of a column.
    nearness = f"CASE r.path {whens} ELSE {len(paths)} END, " if paths and sort == "lien_quan" else ""
    # The order of places, told from the row itself.
    order = (
        "d.issued_on ASC, d.sequence DESC, d.id DESC" if sort == "cu" else "d.issued_on DESC, d.sequence ASC, d.id ASC"
    )
    limit = max(needed, 200) if sort == "lien_quan" else needed
    by_words = bool(question.groups) and sort == "lien_quan"
    lists: list[list[tuple[int, str]]] = []
    wanteds = numbers_wanted(question)
    for wanted in wanteds:
        condition, values = wanted.as_sql()
        if question.kinds:
            # Said here too, though ``base`` asks it: so an index of kind and number serves.
            condition += f" AND d.kind_id IN ({', '.join(['%s'] * len(question.kinds))})"
            values += [kind.pk for kind in question.kinds]
        # Numbers first, by their index (CROSS JOIN keeps SQLite from beginning with the holders).
        sql = f"""
            SELECT d.id, d.subject_folded FROM directives_directive d CROSS JOIN ({base_query}) b
            LEFT JOIN organizations_organization r ON r.id = d.register_id
            WHERE b.pk = d.id AND {condition}
            ORDER BY {nearness}{order} LIMIT %s
        """  # noqa: S608 - the inner statement is Django's own, the conditions are written below, values are parameters
        near = paths if sort == "lien_quan" else []
        found = run(sql, (*base_values, *values, *near, limit + sum(map(len, lists))))
        lists.append([(row[0], row[1]) for row in found])
        if not by_words and not question.more_keys and sum(map(len, lists)) >= needed:
            break
    if by_words:
        # Those that begin with the number come after those that have it, whatever their words.
        first = [row for rows, wanted in zip(lists, wanteds, strict=False) if not wanted.begins for row in rows]
        first.sort(key=lambda row: -words_had(row[1], question))
        last = [row for rows, wanted in zip(lists, wanteds, strict=False) if wanted.begins for row in rows]
        last.sort(key=lambda row: -words_had(row[1], question))
        lists = [first, last]
    elif question.more_keys:
        # Of several numbers one of each, then the next of each.
        lists = [[row for rank in zip_longest(*lists) for row in rank if row is not None]]
    return list(dict.fromkeys(key for rows in lists for key, _ in rows))[:needed]


def words_had(subject_folded: str, question: Question) -> int:
    """How many of the words asked for a title has."""
    have = f" {' '.join(words(subject_folded))} "
    return sum(any(f" {' '.join(phrase)} " in have for phrase in group.folded) for group in question.groups)
