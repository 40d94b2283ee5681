"""Citing texts: kept, read, resolved. Every room that keeps a text that cites directives calls one of these after saving it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from cadre_portal.rich_text import plain_text
from directives.citations import FoundCitation
from directives.given_text import citations_in
from directives.models import Citation, CitingText, Directive
from directives.resolve import resolve_citations
from organizations.log import record
from organizations.models import AccessLog, Organization, User


def text_of(directive: Directive) -> str:
    """The text in which a directive cites others: its subject, then its body."""
    body = plain_text(directive.body)
    return f"{directive.subject}\n{body}" if body else directive.subject


def citation_row(citing: CitingText, found: FoundCitation) -> Citation:
    """An unsaved row of what was found."""
    return Citation(
        citing=citing,
        relation=str(found.relation),
        kind_name=found.kind[:80],
        number=found.number[:80],
        issued_on=found.issued_on,
        issuer=found.issuer[:250],
        title=found.title,
        raw=found.raw,
        start=found.start,
        end=found.end,
    )


@transaction.atomic
def read_citations_of(texts: Sequence[CitingText], *, seen_from: Organization | None = None) -> int:
    """Read the citations of saved citing texts anew and resolve them; return how many citations there are.

    ``seen_from``: whose texts these are (publisher, holder): only records above, at or below it are meant. Left out, each
    text keeps its own. What an editor chose by hand stays as long as the same words stand in the text. A handful of queries,
    however many texts.
    """
    if not texts:
        return 0
    by_key = {text.pk: text for text in texts}
    now = timezone.now()
    for text in texts:
        text.read_at = now
        if seen_from is not None:
            text.seen_from = seen_from
    CitingText.objects.bulk_update(texts, ["read_at", "seen_from"], batch_size=500)
    chosen: dict[tuple[int, str, str], list[Citation]] = {}
    for row in Citation.objects.filter(citing__in=by_key, is_by_hand=True).order_by("start"):
        chosen.setdefault((row.citing_id, row.number_key or "", row.raw), []).append(row)
    rows: list[Citation] = []
    for text in texts:
        for found in citations_in(text.text):
            row = citation_row(text, found)
            kept = chosen.get((text.pk, found.number_key, found.raw))
            if kept:
                by_hand = kept.pop(0)
                row.directive_id, row.relation, row.is_by_hand = by_hand.directive_id, by_hand.relation, True
            row.number_key = found.number_key
            rows.append(row)
    Citation.objects.filter(citing__in=by_key).delete()
    resolve_citations(rows, by_key)
    Citation.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def sync_citing_text(owner: Any, text: str, *, seen_from: Organization | None) -> None:
    """Keep ``owner.citing_text`` (a directive, a news item, an entry) equal to ``text`` and read it.

    A text that cites nothing gets no row. Saves the owner's key with ``save(update_fields=…)`` semantics, without a history
    row of its own.
    """
    citing: CitingText | None = owner.citing_text
    if citing is None:
        if not citations_in(text):
            return
        citing = CitingText.objects.create(text=text, seen_from=seen_from)
        owner.citing_text = citing
        type(owner)._default_manager.filter(pk=owner.pk).update(citing_text=citing)
    elif citing.text == text and citing.seen_from_id == (seen_from.pk if seen_from else None):
        return
    else:
        citing.text = text
        citing.save(update_fields=["text"])
    read_citations_of([citing], seen_from=seen_from)


def choose_citation(*, actor: User, citation: Citation, directive: Directive | None) -> None:
    """An editor says which directive a citation means (None: none of the register). The choice outlives new readings."""
    with transaction.atomic():
        citation.directive = directive
        citation.is_by_hand = True
        citation.save(update_fields=["directive", "is_by_hand"])
        record(AccessLog.Action.CHANGE, actor=actor, organization=citation.citing.seen_from_id, target=citation)
