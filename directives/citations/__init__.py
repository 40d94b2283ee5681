"""Citations: every mention of a document in running text, with number, date, issuer, title and relation.

find_citations(text) → [FoundCitation, …]        citation_as_json(found) → the scorer's format and the place
link_spans(text, spans), annotate_html(html, …)  draw links over found places
"""

from directives.citations.annotate import annotate_html, link_spans
from directives.citations.find import find_citations
from directives.citations.model import FoundCitation, Relation

__all__ = ["FoundCitation", "Relation", "annotate_html", "citation_as_json", "find_citations", "link_spans"]


def citation_as_json(found: FoundCitation, *, item: str | None = None) -> dict[str, object]:
    """Return ``found`` as plain values: kind, number, date, issuer, title, item, and start, end, raw, relation, nested_in."""
    return {
        "kind": found.kind or None,
        "number": found.number,
        "date": found.issued_on.isoformat() if found.issued_on else None,
        "issuer": found.issuer or None,
        "title": found.title or None,
        "item": item,
        "start": found.start,
        "end": found.end,
        "raw": found.raw,
        "relation": str(found.relation),
        "nested_in": found.nested_in,
    }
