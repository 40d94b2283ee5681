"""Keeps the citing texts of entries: what an entry says, and the directives it names."""

from collections.abc import Sequence

from django.db import transaction

from directives.models import CitingText
from directives.services import read_citations_of
from documents.engines.block_html import kept_blocks, plain_text
from documents.models import Entry


def text_of(entry: Entry) -> str:
    """Heading and text, a line a block."""
    return f"{entry.heading}\n{plain_text(kept_blocks(entry.body))}".strip()


@transaction.atomic
def sync_entries(entries: Sequence[Entry]) -> None:
    """Write the entries' texts and read their citations again, in batches."""
    if not entries:
        return
    new = [entry for entry in entries if entry.citing_text_id is None]
    texts = CitingText.objects.bulk_create(CitingText() for _ in new)
    for entry, text in zip(new, texts, strict=True):
        entry.citing_text = text
    Entry.objects.bulk_update(new, ["citing_text"])
    for entry in entries:
        assert entry.citing_text is not None  # noqa: S101 (given just above)
        entry.citing_text.text = text_of(entry)
    CitingText.objects.bulk_update([entry.citing_text for entry in entries if entry.citing_text], ["text"])
    read_citations_of(
        [entry.citing_text for entry in entries if entry.citing_text], seen_from=entries[0].bulletin.publisher
    )
