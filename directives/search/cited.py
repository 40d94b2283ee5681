"""Documents that are cited but stand in no register."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from directives.issuers import Match, match_issuer, read_issuer_name
from directives.models import Citation, Directive
from directives.providers import Place, places_of, visible_citing_texts
from directives.search.number_wanted import numbers_wanted
from directives.search.query import Question
from directives.search.statements import run
from organizations.models import User

_MOST = 20
_MOST_CITED = 200


@dataclass(slots=True)
class CitedOnly:
    """A document that is cited but not in the register ("chưa có toàn văn"): what is printed of it, and where."""

    citation: Citation
    places: list[Place] = field(default_factory=list)
    count: int = 0


def cited_only(user: User, question: Question) -> tuple[CitedOnly, ...]:
    """Documents with the number asked for that are cited in texts the person may see, and stand in no register."""
    # Hardly a number is cited without standing in the register: that is asked first, for it costs least.
    column, value = ("number_key", question.number_key) if question.number_key else ("sequence", question.sequence)
    missing = f"SELECT 1 FROM directives_citation WHERE {column} = %s AND directive_id IS NULL LIMIT 1"  # noqa: S608
    if not question.has_number or not run(missing, [value]):
        return ()
    cited = Citation.objects.unresolved().filter(numbers_wanted(question)[0].as_q())
    if question.kinds:
        names = {name.strip() for kind in question.kinds for name in (kind.name, *kind.aliases.split(","))}
        cited = cited.filter(kind_name__in=names | {""})
    cited = cited.defer("title_folded").order_by("-issued_on", "pk")
    # Most numbers have none: only then is it worth asking for rights. What stands in texts one may not see has no place
    # below and is dropped; where there are very many, the rights come first.
    rows = list(cited[: _MOST_CITED + 1])
    if len(rows) > _MOST_CITED:
        rows = list(cited.filter(visible_citing_texts(user, "citing"))[:_MOST_CITED])
    places = places_of(user, {row.citing_id for row in rows})
    found: dict[tuple[Any, ...], CitedOnly] = {}
    for row in rows:
        place = places.get(row.citing_id)
        if place is None:
            continue
        key = (row.number_key, row.issued_on, read_issuer_name(row.issuer).core)
        entry = found.setdefault(key, CitedOnly(row))
        entry.count += 1
        if len(row.title) > len(entry.citation.title):
            entry.citation = row
        if place not in entry.places:
            entry.places.append(place)
    return tuple(found.values())[:_MOST]


def not_shown(cited: tuple[CitedOnly, ...], shown: Sequence[int]) -> tuple[CitedOnly, ...]:
    """Those that are not among the finds by number and day: a mention that calls the issuer otherwise, or says no day, may not have
    been put to its document yet, but nobody is to read of one paper that it is here and that it is not."""
    if not cited or not shown:
        return cited
    keys = {entry.citation.number_key for entry in cited}
    same = Directive.objects.filter(pk__in=shown, number_key__in=keys).select_related("register").defer("body")
    return tuple(entry for entry in cited if not any(_may_be(entry.citation, row) for row in same))


def _may_be(citation: Citation, directive: Directive) -> bool:
    """Whether the mention may mean the document: same number, and the same day, or none with no other issuer named."""
    if citation.number_key != directive.number_key:
        return False
    if citation.issued_on is not None:
        return citation.issued_on == directive.issued_on
    if not citation.issuer or directive.register is None:
        return True
    return match_issuer(citation.issuer, directive.register) is not Match.NONE
