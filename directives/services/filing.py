"""Directives: entered, changed, confirmed, removed, proposed by an import."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from directives.access import may_edit, may_hold_for
from directives.citations import FoundCitation
from directives.issuers import Match, find_issuers, match_issuer, read_issuer_name
from directives.kinds import kind_by_words
from directives.models import Directive, DirectiveKind
from directives.resolve import Mention, candidates_by_key, choose, recheck_citations_to, resolve_waiting
from directives.search.index import index_directives, index_new, texts_of
from directives.services.citing import sync_citing_text, text_of
from directives.services.due import suggest_deadlines
from directives.services.refusals import NotAllowed, NotComplete
from organizations.log import record
from organizations.models import AccessLog, Organization, User


def _check(actor: User | None, directive: Directive) -> None:
    if actor is not None and not may_hold_for(actor, directive.held_by):
        raise NotAllowed("Đồng chí không được lưu văn bản cho tổ chức này.")
    if directive.state == Directive.State.REGISTERED and not (
        directive.register_id and directive.kind_id and directive.issued_on
    ):
        raise NotComplete("Văn bản vào sổ phải có cơ quan ban hành, loại văn bản và ngày ban hành.")


@transaction.atomic
def create_directive(*, actor: User | None, held_by: Organization, **fields: Any) -> Directive:
    """Enter a directive; ``fields`` are those of the model. Reads its citations, resolves those that waited for it.

    Raises NotAllowed, NotComplete.
    """
    return add_directive(actor=actor, directive=Directive(held_by=held_by, **fields))


@transaction.atomic
def add_directive(*, actor: User | None, directive: Directive) -> Directive:
    """Enter an unsaved directive. Raises NotAllowed, NotComplete."""
    _check(actor, directive)
    directive.created_by = actor
    directive.save()
    index_new([(directive, texts_of(directive))])
    sync_citing_text(directive, text_of(directive), seen_from=directive.held_by)
    suggest_deadlines(directive)
    resolve_waiting([directive])
    record(AccessLog.Action.CREATE, actor=actor, organization=directive.held_by_id, target=directive)
    return directive


@transaction.atomic
def update_directive(*, actor: User | None, directive: Directive, changed: Iterable[str] = ()) -> Directive:
    """Write a changed directive with the next version number. ``changed``: names of the changed fields, for the log.

    Raises NotAllowed, NotComplete.
    """
    _check(actor, directive)
    stored = Directive.objects.select_for_update().only("version").get(pk=directive.pk)
    directive.version = stored.version + 1
    directive.save()
    index_directives([directive])
    sync_citing_text(directive, text_of(directive), seen_from=directive.held_by)
    suggest_deadlines(directive)
    recheck_citations_to(directive)
    record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=directive.held_by_id,
        target=directive,
        fields=sorted(changed),
    )
    return directive


@transaction.atomic
def confirm_directive(*, actor: User, directive: Directive) -> Directive:
    """A person says that what an import found is right: it enters the register. Raises NotAllowed, NotComplete."""
    directive.state = Directive.State.REGISTERED
    return update_directive(actor=actor, directive=directive, changed=["state"])


@transaction.atomic
def delete_directive(*, actor: User, directive: Directive) -> None:
    """Remove a directive; texts that cite it keep what they printed. Raises NotAllowed."""
    if not may_edit(actor, directive):
        raise NotAllowed("Đồng chí không được xóa văn bản này.")
    record(AccessLog.Action.DELETE, actor=actor, organization=directive.held_by_id, target=directive)
    citing = directive.citing_text
    directive.delete()
    if citing is not None:
        citing.delete()


def kind_named(printed: str) -> DirectiveKind | None:
    """The register's kind for a printed name ("Chương trình hành động" → Chương trình)."""
    known = kind_by_words(printed)
    return DirectiveKind.objects.filter(name=known.name if known else printed).first()


@transaction.atomic
def find_or_propose(
    *,
    actor: User | None,
    held_by: Organization,
    cited: FoundCitation,
    latest: date | None = None,
    source_note: str = "",
) -> tuple[Directive | None, bool]:
    """The directive that a heading of an imported bulletin is about, and whether it is new.

    A record of the register if the citation resolves; else what an earlier import proposed; else a new *unconfirmed* row that
    only the holder's editors see, until one of them confirms it. A date after ``latest`` (the bulletin's month) is a misprint and
    left open. None where the citation names neither number nor date.
    """
    issued_on = cited.issued_on if latest is None or cited.issued_on is None or cited.issued_on <= latest else None
    if not cited.number and issued_on is None:
        return None, False
    mention = Mention(cited.number_key, cited.kind, issued_on, cited.issuer)
    found, _ = choose(mention, candidates_by_key([mention]).get(mention.key, ()), held_by)
    if found is not None:
        return found, False
    kind = kind_named(cited.kind)
    proposed = Directive.objects.filter(
        held_by=held_by,
        state=Directive.State.UNCONFIRMED,
        number_key=cited.number_key,
        kind=kind,
        issued_on=issued_on,
    ).first()
    if proposed is not None:
        return proposed, False
    issuers = find_issuers(cited.issuer, on=issued_on, near=held_by)
    register = issuers[0] if issuers and match_issuer(cited.issuer, issuers[0]) is Match.SAME else None
    directive = Directive(
        held_by=held_by,
        register=register,
        issuer_printed=cited.issuer[:250],
        issuing_organ=read_issuer_name(cited.issuer).organ,
        kind=kind,
        number=cited.number[:80],
        issued_on=issued_on,
        subject=cited.title or cited.raw,
        source_note=source_note[:200],
        state=Directive.State.UNCONFIRMED,
    )
    return add_directive(actor=actor, directive=directive), True
