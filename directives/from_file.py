"""From the text of a file to the fields of a directive, each with the snippet it was read from. Nothing is saved here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from directives.issuers import Match, find_issuers, match_issuer, read_issuer_name
from directives.letterhead import Letterhead, Said, kind_names_of, read_letterhead
from directives.models import Directive, DirectiveFile, DirectiveKind
from directives.pasted import propose_for_number, surest_issuer
from organizations.models import Organization


@dataclass(frozen=True, slots=True)
class FieldProposal:
    """A field, the value proposed for it (as the model keeps it), and the text it was read from."""

    name: str
    value: Any
    snippet: str

    @property
    def label(self) -> str:
        return str(Directive._meta.get_field(self.name).verbose_name)  # type: ignore[union-attr]

    @property
    def shown(self) -> str:
        """The value as a person reads it."""
        return shown_value(self.name, self.value)

    @property
    def token(self) -> str:
        """The value as a page sends it back: only what was shown is ever taken."""
        return str(getattr(self.value, "pk", self.value))


def shown_value(name: str, value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if name == "issuing_organ":
        return str(Directive.Organ(value).label)
    return str(value)


def proposals_for(file: DirectiveFile) -> list[FieldProposal]:
    """What the file says that the directive does not have, or has otherwise."""
    directive = file.directive
    found = propose_from_text(file.text, near=directive.held_by)
    return [one for one in found if getattr(directive, one.name) != one.value]


def said_by(file: DirectiveFile) -> list[FieldProposal]:
    """What stands beside the fields of the file's directive: what differs; all that was read while nobody has confirmed it."""
    if file.directive.state == Directive.State.UNCONFIRMED:
        return propose_from_text(file.text, near=file.directive.held_by)
    return proposals_for(file)


def propose_from_text(text: str, *, near: Organization | None) -> list[FieldProposal]:
    """Read number, kind, issuer, date, subject and signer of a document's text; [] where it is no document of a body.

    ``near``: who keeps the record; of several bodies of one name the one above it is proposed. A handful of queries.
    """
    read = read_letterhead(text)
    issued_on = read.issued_on
    if issued_on is not None and issued_on[0] > timezone.localdate():
        issued_on = None
    found: list[FieldProposal] = []

    def add(name: str, value: Any, snippet: str) -> None:
        field = Directive._meta.get_field(name)
        limit = getattr(field, "max_length", None)
        if value and (limit is None or not isinstance(value, str) or len(value) <= limit):
            found.append(FieldProposal(name, value, snippet))

    if read.number:
        add("number", read.number.value, read.number.snippet)
    kind, from_text = _kind(read)
    if kind is not None:
        add("kind", kind, from_text)
    _add_issuer(read, issued_on[0] if issued_on else None, near, add)
    if issued_on:
        add("issued_on", *issued_on)
    if read.subject:
        add("subject", read.subject.value, read.subject.snippet)
    if read.signer:
        add("signer", read.signer.value, read.signer.snippet)
    return found


def _kind(read: Letterhead) -> tuple[DirectiveKind | None, str]:
    names: Sequence[str] = ()
    snippet = ""
    if read.kind:
        names, snippet = (read.kind.value,), read.kind.snippet
    elif read.number:
        names, snippet = kind_names_of(read.number.value), read.number.snippet
    rows = {row.name: row for row in DirectiveKind.objects.filter(name__in=names)}
    return next((rows[name] for name in names if name in rows), None), snippet


def _add_issuer(read: Letterhead, on: date | None, near: Organization | None, add: Any) -> None:
    said, body = _issuer(read.issuers, on, near)
    if body is None and read.number:
        # The letters of the number name a body too ("TU"), where only one above the holder signs with them.
        surest = surest_issuer(propose_for_number(read.number.value, near=near).issuers, near)
        if surest is not None:
            said, body = read.number, surest
    if said is not None and body is not None:
        add("register", body, said.snippet)
    elif read.issuers:
        add("issuer_printed", read.issuers[0].value, read.issuers[0].snippet)
    if read.organ:
        add("issuing_organ", read_issuer_name(read.organ.value).organ, read.organ.snippet)


def _issuer(
    names: Sequence[Said], on: date | None, near: Organization | None
) -> tuple[Said | None, Organization | None]:
    for said in names:
        rows = find_issuers(said.value, on=on, near=near)
        if rows and match_issuer(said.value, rows[0]) is Match.SAME:
            return said, rows[0]
    return None, None
