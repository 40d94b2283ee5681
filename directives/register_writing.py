"""Rows of a register that are got ready without the database, kept in a temporary file, and written."""

import pickle
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from django.utils import timezone

from cadre_portal.rich_text import plain_text
from cadre_portal.text import fold
from directives.citations import FoundCitation
from directives.given_text import citations_in
from directives.models import Citation, CitingText, Directive
from directives.numbers import number_key
from directives.resolve import resolve_citations, resolve_waiting
from directives.search.index import index_new, texts_of
from directives.services import citation_row
from organizations.models import Organization


def identity_of(row: Directive) -> tuple[Any, ...]:
    """What tells one directive of a register from another."""
    key = number_key(row.number) if row.number else ""
    return (row.register_id, row.kind_id, key, row.issued_on, "" if key else fold(row.subject))


def identities_there(rows: Sequence[Directive], held_by: Organization) -> set[tuple[Any, ...]]:
    """Of these rows' identities, at least those that the holder has already. A query, two where some have no number."""
    keys = {identity_of(row)[2] for row in rows if row.number}
    there: set[tuple[Any, ...]] = {
        (register, kind, key, issued_on, "")
        for register, kind, key, issued_on in Directive.objects.filter(
            held_by=held_by, number_key__in=keys
        ).values_list("register_id", "kind_id", "number_key", "issued_on")
    }
    days = {row.issued_on for row in rows if not row.number}
    if days:
        there |= {
            (register, kind, "", issued_on, subject)
            for register, kind, issued_on, subject in Directive.objects.filter(
                held_by=held_by, number_key="", issued_on__in=days
            ).values_list("register_id", "kind_id", "issued_on", "subject_folded")
        }
    return there


@dataclass(slots=True)
class PreparedRow:
    """A row ready to be written: columns of the directive, its words by column, the text that cites and what it cites."""

    directive: dict[str, Any]
    texts: dict[str, str]
    citing: str
    citations: list[FoundCitation]


def _prepared(row: Directive) -> PreparedRow:
    columns = {field.attname: getattr(row, field.attname) for field in Directive._meta.concrete_fields}
    del columns["id"]
    body = plain_text(row.body)
    text = f"{row.subject}\n{body}" if body else row.subject
    return PreparedRow(columns, texts_of(row, body), text, citations_in(text))


class PreparedRows:
    """Batches of prepared rows, each with its place in the file, in a temporary file: memory stays flat however many there are."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed with the rows

    def __enter__(self) -> "PreparedRows":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, rows: Sequence[tuple[int, Directive]]) -> None:
        if rows:
            written = zlib.compress(pickle.dumps([(place, _prepared(row)) for place, row in rows]), 1)
            self._file.write(len(written).to_bytes(8) + written)

    def __iter__(self) -> Iterator[list[tuple[int, PreparedRow]]]:
        self._file.seek(0)
        while size := self._file.read(8):
            written = self._file.read(int.from_bytes(size))
            yield pickle.loads(zlib.decompress(written))  # noqa: S301 - nobody but this process wrote the file


def write_batch(rows: Sequence[tuple[PreparedRow, Directive]], held_by: Organization) -> int:
    """Write directives with their words and citations; return the number of citations. About ten queries a batch."""
    if not rows:
        return 0
    now = timezone.now()
    citing = [
        (row, CitingText(text=one.citing, seen_from=held_by, read_at=now), one.citations)
        for one, row in rows
        if one.citations
    ]
    CitingText.objects.bulk_create([source for _, source, _ in citing], batch_size=500)
    for row, source, _ in citing:
        row.citing_text = source
    directives = [row for _, row in rows]
    Directive.objects.bulk_create(directives, batch_size=500)
    index_new((row, one.texts) for one, row in rows)
    made: list[Citation] = []
    for _, source, citations in citing:
        for found in citations:
            citation = citation_row(source, found)
            citation.number_key = found.number_key
            made.append(citation)
    resolve_citations(made, {source.pk: source for _, source, _ in citing})
    Citation.objects.bulk_create(made, batch_size=500)
    resolve_waiting(directives)
    return len(made)
