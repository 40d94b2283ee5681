"""Which directive a citation means: by number, kind, date and organisation together, never by the number alone.

A candidate has the same number key. It is the one meant if its kind does not contradict and

* the printed date is its date and the printed issuer, if any, does not contradict; or
* no date is printed, but the issuer's full name is, or a short one ("Thành ủy") of a body above the citing one; or
* neither is printed, but the number itself tells both, as "168/2026/NĐ-CP" does.

If more than one document is left, nobody is guessed: the editor decides (``Citation.is_by_hand``). The same document kept
by several bodies is one: the uppermost record that the citing body can see is taken.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from directives.issuers import Match, match_issuer
from directives.kinds import kind_by_words
from directives.models import Citation, CitingText, Directive
from directives.numbers import parse_number
from organizations.models import Organization

# Pieces of a batch: PostgreSQL and SQLite both take this many keys in one query.
_KEYS_A_QUERY = 500


@dataclass(frozen=True, slots=True)
class Mention:
    """What a citation prints. ``own_text``: key of the citing text, so that no document cites itself."""

    key: str
    kind_name: str
    issued_on: date | None
    issuer: str
    own_text: int | None = None


def candidates_by_key(mentions: Iterable[Mention]) -> dict[str, list[Directive]]:
    """Directives of the register that carry one of the numbers, and those without number of one of the dates (under "").

    One query for up to 500 numbers.
    """
    mentions = list(mentions)
    keys = sorted({mention.key for mention in mentions if mention.key})
    dates = sorted({mention.issued_on for mention in mentions if not mention.key and mention.issued_on})
    found: dict[str, list[Directive]] = defaultdict(list)
    for at in range(0, max(len(keys), 1 if dates else 0), _KEYS_A_QUERY):
        wanted = Q(number_key__in=keys[at : at + _KEYS_A_QUERY])
        if at == 0 and dates:
            wanted |= Q(number_key="", issued_on__in=dates[:_KEYS_A_QUERY])
        rows = (
            Directive.objects.registered()
            .filter(wanted)
            .select_related("register", "kind", "held_by")
            .defer("body", "subject_folded")
            .order_by("pk")
        )
        for row in rows:
            found[row.number_key].append(row)
    return found


def _kinds_agree(printed: str, directive: Directive) -> bool:
    """Unknown words contradict nothing; QĐ printed as "Quyết định" is no "Quy định"."""
    if not printed or directive.kind is None:
        return True
    one, other = kind_by_words(printed), kind_by_words(directive.kind.name)
    if one is None or other is None or one.name == "Văn bản":
        return True
    return one.name == other.name


def _fits(mention: Mention, directive: Directive, seen_from: Organization | None) -> bool:
    if not _kinds_agree(mention.kind_name, directive) or directive.register is None:
        return False
    match = match_issuer(mention.issuer, directive.register) if mention.issuer else None
    if mention.issued_on is not None:
        # Without a number, kind and date are not enough: the issuer must be named.
        if directive.issued_on != mention.issued_on or (match is None and not mention.key):
            return False
        return match is not Match.NONE
    if not mention.issuer:
        return _tells_year_and_issuer(directive.number)
    above = seen_from is not None and seen_from.path.startswith(directive.register.path)
    return bool(mention.key) and (match is Match.SAME or (match is Match.LOOSE and above))


# The only local bodies that issue legal documents.
_LOCAL_LETTERS = frozenset({"UBND", "HĐND"})


def _tells_year_and_issuer(printed: str) -> bool:
    """Whether a number is given once in the whole country: a legal document of a central body holds its year and that body's
    letters (law on the promulgation of legal documents), while every province and ward has a 38/2026/QĐ-UBND."""
    number = parse_number(printed)
    if number is None or number.year is None or not number.organ_letters:
        return False
    return number.organ_letters not in _LOCAL_LETTERS


def choose(
    mention: Mention, candidates: Sequence[Directive], seen_from: Organization | None
) -> tuple[Directive | None, int]:
    """Give the directive meant, or None, and how many different documents fitted."""
    fitting = [
        row
        for row in candidates
        if (row.citing_text_id is None or row.citing_text_id != mention.own_text)
        and (seen_from is None or _reaches(seen_from.path, row.held_by.path))
        and _fits(mention, row, seen_from)
    ]
    documents = {(row.register_id, row.kind_id, row.number_key, row.issued_on, _subject(row)) for row in fitting}
    if len(documents) != 1:
        return None, len(documents)
    return min(fitting, key=lambda row: (len(row.held_by.path), row.pk)), 1


def _subject(row: Directive) -> str:
    """Documents without number are told apart by their subject."""
    return "" if row.number_key else row.subject[:100].casefold()


def _reaches(own: str, held: str) -> bool:
    """Whether the record's holder lies above, at or below the citing body."""
    return own.startswith(held) or held.startswith(own)


def mention_of(citation: Citation) -> Mention:
    return Mention(
        citation.number_key or "", citation.kind_name, citation.issued_on, citation.issuer, citation.citing_id
    )


def resolve_citations(citations: Sequence[Citation], sources: dict[int, CitingText] | None = None) -> int:
    """Point citations at the directives they mean and write those that changed; return how many were resolved.

    Choices made by hand stay. ``sources``: the citing texts by key where the caller has them. One query to find, one to
    write, for up to 500 numbers.
    """
    open_ones = [citation for citation in citations if not citation.is_by_hand]
    if not open_ones:
        return 0
    mentions = {id(citation): mention_of(citation) for citation in open_ones}
    candidates = candidates_by_key(mentions.values())
    changed, resolved = [], 0
    for citation in open_ones:
        mention = mentions[id(citation)]
        source = (sources or {}).get(citation.citing_id) or citation.citing
        chosen, _ = choose(mention, candidates.get(mention.key, ()), source.seen_from)
        resolved += chosen is not None
        if citation.directive_id != (chosen.pk if chosen else None):
            citation.directive = chosen
            changed.append(citation)
    saved = [citation for citation in changed if citation.pk]
    if saved:
        Citation.objects.bulk_update(saved, ["directive"], batch_size=_KEYS_A_QUERY)
    return resolved


def resolve_waiting(directives: Iterable[Directive]) -> int:
    """Directives have arrived: resolve the citations that were waiting for them. Return how many are resolved now.

    One query finds the citations of a batch of 500, one the candidates.
    """
    arrived = [row for row in directives if row.state == Directive.State.REGISTERED]
    resolved = 0
    for at in range(0, len(arrived), _KEYS_A_QUERY):
        batch = arrived[at : at + _KEYS_A_QUERY]
        keys = {row.number_key for row in batch if row.number_key}
        dates = {row.issued_on for row in batch if not row.number_key and row.issued_on}
        wanted = Q(number_key__in=keys)
        if dates:
            wanted |= Q(number_key="", issued_on__in=dates)
        waiting = Citation.objects.unresolved().filter(wanted, is_by_hand=False).select_related("citing__seen_from")
        resolved += resolve_citations(list(waiting))
    return resolved


def recheck_citations_to(directive: Directive) -> None:
    """A directive's number, date, kind or issuer changed: citations that pointed at it are decided anew, and those that
    waited for what it is now."""
    pointing = Citation.objects.filter(directive=directive, is_by_hand=False).select_related("citing__seen_from")
    resolve_citations(list(pointing))
    resolve_waiting([directive])
