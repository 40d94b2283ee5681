"""What a file seems to be: the suggestion that an editor corrects and confirms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_portal.telling import heading_of, told_day
from directives.from_file import FieldProposal, propose_from_text
from directives.models import Directive, DirectiveKind
from documents.engines.block_html import blocks_to_html
from documents.engines.blocks import Block
from documents.engines.raw_material import guess_kind
from documents.engines.reading.codec import fragment_from
from documents.engines.reading.fragment import ReadFragment
from documents.models import Entry, RawMaterial
from organizations.models import Organization


def fragment_of(raw: RawMaterial) -> ReadFragment | None:
    """What was read of the file; None for a scan."""
    return fragment_from(raw.content, {}) if raw.content else None


def text_blocks(fragment: ReadFragment) -> list[Block]:
    return [block for block in fragment.blocks if block.picture is None]


def blocks_html(raw: RawMaterial, wanted: Collection[int]) -> str:
    """The HTML of some blocks of the file, named by their places among all blocks, in the order of the file."""
    fragment = fragment_of(raw)
    found = enumerate(fragment.blocks) if fragment else ()
    return blocks_to_html(tuple(block for place, block in found if place in wanted and block.picture is None))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The entry that a file seems to be; the directive's facts are "" or None where nothing was read."""

    kind: str
    heading: str
    body: str
    happened_on: date | None = None
    number: str = ""
    directive_kind: DirectiveKind | None = None
    issued_on: date | None = None
    issuer: str = ""
    signer: str = ""

    def initial(self) -> dict[str, Any]:
        """As a form takes it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def suggestion_for(raw: RawMaterial, *, today: date) -> Suggestion:
    """What to propose for a file; a scan's fields are empty, its picture tells."""
    fragment = fragment_of(raw)
    publisher = raw.bulletin.publisher
    if fragment is None:
        return Suggestion(kind=Entry.Kind.DIRECTIVE, heading="", body="")
    told = {one.name: one for one in propose_from_text(fragment.text, near=publisher)}
    blocks = text_blocks(fragment)
    text = "\n".join(block.text for block in blocks)
    has_pictures = len(blocks) < len(fragment.blocks)
    kind = guess_kind(text, is_document="number" in told or "kind" in told, has_pictures=has_pictures)
    heading = heading_of(fragment.title, text)
    if kind != Entry.Kind.DIRECTIVE:
        # A day without its year is one before the month is over: what an old issue is given is as old.
        day = told_day(text, today=min(today, raw.bulletin.last_day)) if kind == Entry.Kind.NEWS else None
        return Suggestion(kind=kind, heading=heading, body=blocks_to_html(blocks), happened_on=day)
    return Suggestion(
        kind=kind,
        heading=_told(told, "subject") or heading,
        body=blocks_to_html(blocks),
        number=_told(told, "number"),
        directive_kind=told["kind"].value if "kind" in told else None,
        issued_on=told["issued_on"].value if "issued_on" in told else None,
        issuer=_issuer(told),
        signer=_told(told, "signer"),
    )


def _told(told: Mapping[str, FieldProposal], name: str) -> str:
    return str(told[name].value) if name in told else ""


def _issuer(told: Mapping[str, FieldProposal]) -> str:
    if "register" not in told:
        return _told(told, "issuer_printed")
    body: Organization = told["register"].value
    organ = Directive.Organ(told["issuing_organ"].value) if "issuing_organ" in told else None
    named = {Directive.Organ.COMMITTEE, Directive.Organ.STANDING_COMMITTEE, Directive.Organ.STANDING}
    return f"{organ.label} {body.name}" if organ in named else body.name
