"""What an issue says of a directive against what the register knows: another date, another kind, another issuer.

A number does not identify a document (numbering restarts by term or year, bodies of two levels share letters), so a record is held
against a citation only where enough of the rest agrees: number, kind and issuer for a date; number, date and issuer for a kind; number,
kind and date for an issuer. Records that the publisher cannot see say nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from directives.citations import FoundCitation, find_citations
from directives.issuers import Match, match_issuer
from directives.kinds import kind_by_words
from directives.models import Citation, Directive
from directives.numbers import parse_number
from directives.resolve import Mention, candidates_by_key
from documents.engines.proofreading import Finding, Severity
from documents.engines.proofreading.finding import make_finding
from documents.engines.proofreading.lines import Line
from documents.models import Bulletin
from organizations.models import Organization

# "ngày 14/5/2026", "ngày 14 tháng 5 năm 2026"
_DAY = re.compile(r"ngày\s+\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}", re.IGNORECASE)


def register_findings(lines: Sequence[Line], bulletin: Bulletin) -> list[Finding]:
    """Return the contradictions between ``lines`` and the register: two queries, whatever the number of citations.

    A finding's paragraph is the place of its line in ``lines``. What an editor decided by hand is not doubted.
    """
    cited: list[tuple[int, FoundCitation]] = []
    for index, line in enumerate(lines):
        if any(char.isdecimal() for char in line.text):
            cited += [
                (index, one)
                for one in find_citations(line.printed)
                if one.number_key and one.issued_on and parse_number(one.number)
            ]
    if not cited:
        return []
    by_hand = set(
        Citation.objects.filter(citing__entry__bulletin=bulletin, is_by_hand=True).values_list("number_key", flat=True)
    )
    records = candidates_by_key(Mention(one.number_key, one.kind, None, one.issuer) for _, one in cited)
    own = bulletin.publisher.path
    found: list[Finding] = []
    for index, one in cited:
        rows = [row for row in records.get(one.number_key, ()) if _is_seen(own, row) and row.issued_on]
        if one.number_key not in by_hand:
            found += _contradictions(one, rows, bulletin.publisher, lines[index].printed, index)
    return found


def _is_seen(own: str, row: Directive) -> bool:
    held = row.held_by.path
    return own.startswith(held) or held.startswith(own)


def _contradictions(
    one: FoundCitation, rows: Iterable[Directive], publisher: Organization, text: str, index: int
) -> Iterator[Finding]:
    """At most one finding a citation; none where any record agrees."""
    doubts: list[tuple[int, Finding]] = []
    for row in rows:
        same_kind = _kinds_agree(one.kind, row)
        same_day = row.issued_on == one.issued_on
        issuer = _issuer(one.issuer, row, publisher)
        if same_kind and same_day and issuer is not False:
            return
        if same_kind and issuer and not same_day and _is_slip(one, row):
            doubts.append((0, _date(one, row, text, index)))
        elif same_day and issuer and not same_kind and row.kind is not None:
            doubts.append((1, _kind(one, row, text, index)))
        elif same_day and same_kind and issuer is False and row.register is not None:
            doubts.append((2, _issuer_finding(one, row, text, index)))
    if doubts:
        yield min(doubts, key=lambda doubt: doubt[0])[1]


def _kinds_agree(printed: str, row: Directive) -> bool:
    """Words nobody knows, and "văn bản", contradict nothing."""
    if not printed or row.kind is None:
        return True
    one, other = kind_by_words(printed), kind_by_words(row.kind.name)
    return one is None or other is None or one.name == "Văn bản" or one.name == other.name


def _issuer(printed: str, row: Directive, publisher: Organization) -> bool | None:
    """True: the same body; False: another; None: not to be said. A short name means the body above the publisher."""
    if row.register is None or not printed:
        return None
    match = match_issuer(printed, row.register)
    if match is Match.LOOSE:
        return True if publisher.path.startswith(row.register.path) else None
    return match is Match.SAME


def _is_slip(one: FoundCitation, row: Directive) -> bool:
    """A slip changes one part of the date. State numbers restart every year: within a year there is no second paper of
    the number; a party number and another year may well be another paper, unless day and month are the same."""
    printed, known = one.issued_on, row.issued_on
    if printed is None or known is None:
        return False
    differing = (printed.year != known.year) + (printed.month != known.month) + (printed.day != known.day)
    return differing == 1 or printed.year == known.year


def _shown(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "?"


def _named(row: Directive) -> str:
    return f"{row.kind.name if row.kind else 'văn bản'} số {row.number}"


def _date(one: FoundCitation, row: Directive, text: str, index: int) -> Finding:
    printed = _DAY.search(text, one.start, one.end)
    start, end = printed.span() if printed is not None else (one.start, one.end)
    return make_finding(
        "register-date", text, index, start, end,
        f"Sổ văn bản ghi {_named(row)} ban hành ngày {_shown(row.issued_on)}.",
    )  # fmt: skip


def _kind(one: FoundCitation, row: Directive, text: str, index: int) -> Finding:
    name = row.kind.name if row.kind else ""
    return make_finding(
        "register-kind", text, index, one.start, one.end,
        f"Sổ văn bản ghi số {row.number} ngày {_shown(row.issued_on)} là {name}.",
    )  # fmt: skip


def _issuer_finding(one: FoundCitation, row: Directive, text: str, index: int) -> Finding:
    issuer = row.register.name if row.register else ""
    return make_finding(
        "register-issuer", text, index, one.start, one.end,
        f"Sổ văn bản ghi {_named(row)} ngày {_shown(row.issued_on)} do {issuer} ban hành.", severity=Severity.WARNING,
    )  # fmt: skip
