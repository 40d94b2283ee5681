"""What the reader of citations gives back."""

import enum
from datetime import date
from typing import NamedTuple


class Relation(enum.StrEnum):
    """What the citing text does with the cited document, from the verb before the mention."""

    IMPLEMENTS = "implements"
    BASED_ON = "based_on"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    CITES = "cites"


class FoundCitation(NamedTuple):
    """One mention of a document in a text.

    ``raw`` = ``text[start:end]`` as printed, from the kind to the date or issuer, without the title.
    ``kind`` as printed, first letter capital ("Chương trình hành động"); of a number without a kind, what its letters
    say, or "". ``number`` is tidy ("124- QĐ/TW" → "124-QĐ/TW"), "" for a document without number; ``number_key`` folded.
    ``issued_on`` only where day, month and year are printed and exist. ``issuer`` and ``title`` as printed or "".
    ``title_start``/``title_end``: place of the title, both -1 without one. ``nested_in``: index of the citation in whose
    title this one stands.
    """

    raw: str
    start: int
    end: int
    kind: str
    number: str
    number_key: str
    issued_on: date | None
    issuer: str
    title: str
    relation: Relation
    nested_in: int | None
    title_start: int
    title_end: int
