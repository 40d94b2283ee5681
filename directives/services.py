"""What changes the register. Verbs with ``actor``; atomic; the log entry is written inside.

``sync_citing_text`` and ``read_citations_of`` serve every room: whoever keeps a text that cites directives calls one of them
after saving it.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from cadre_portal.file_names import safe_name
from cadre_portal.files import stored_name
from cadre_portal.rich_text import plain_text
from cadre_portal.text import letters_key
from directives.access import may_edit, may_hold_for
from directives.addressees import type_of_addressee
from directives.citations import FoundCitation, find_citations
from directives.deadlines import FoundDeadline, find_deadlines
from directives.files import ReadFile, SecretText, read_upload
from directives.issuers import Match, find_issuers, match_issuer, read_issuer_name
from directives.kinds import kind_by_words
from directives.models import (
    Citation,
    CitingText,
    Deadline,
    DeadlineProgress,
    Directive,
    DirectiveFile,
    DirectiveKind,
    TaskFeed,
)
from directives.resolve import (
    Mention,
    candidates_by_key,
    choose,
    recheck_citations_to,
    resolve_citations,
    resolve_waiting,
)
from directives.search.index import index_directives, index_files
from organizations.log import record
from organizations.models import AccessLog, Organization, User


class NotAllowed(Exception):
    """The actor may not do this here."""


class NotComplete(Exception):
    """A directive that is to enter the register lacks issuer, kind or date."""


# --- Citing texts -------------------------------------------------------------------------------------------------


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
        for found in find_citations(text.text):
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
        if not find_citations(text):
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


# --- Directives ---------------------------------------------------------------------------------------------------


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
    index_directives([directive], new=True)
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


# --- Files --------------------------------------------------------------------------------------------------------


def add_file(
    *, actor: User, directive: Directive, content: bytes, name: str, read: ReadFile | None = None
) -> DirectiveFile:
    """Keep a file of a directive; the same bytes are kept once. Raises files.RefusedFile. ``read``: what ``read_upload``
    gave for these very bytes, where a form has asked already.

    A refused secret leaves only a line in the log: who, when, for which body; not its name, not its content.
    """
    try:
        read = read or read_upload(
            content, name, limit_mb=settings.DOCUMENT_LIMIT_MB, text_limit=DirectiveFile.TEXT_LIMIT
        )
    except SecretText:
        log_secret_refused(actor=actor, held_by=directive.held_by)
        raise
    path = stored_name("directivefile", read.sha256, read.suffix)
    # The file first: a row without its file would be an error page, a file without a row is only an orphan.
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    with transaction.atomic():
        row, made = DirectiveFile.objects.get_or_create(
            directive=directive,
            sha256=read.sha256,
            defaults={
                "file": path,
                "name": safe_name(name)[:200],
                "size": len(content),
                "media_type": read.media_type,
                "text": read.text,
                "added_by": actor,
            },
        )
        if made:
            index_files([row])
            if read.text:
                suggest_deadlines(directive)
            record(AccessLog.Action.CREATE, actor=actor, organization=directive.held_by_id, target=row)
    return row


def log_secret_refused(*, actor: User, held_by: Organization | None) -> None:
    """Write that a state secret was refused. In a transaction of its own: the refusal undoes whatever else was begun."""
    record(
        AccessLog.Action.REFUSE, actor=actor, organization=held_by, label="Văn bản có dấu mật", reason="secrecy_stamp"
    )


# --- Deadlines ----------------------------------------------------------------------------------------------------


def suggest_deadlines(directive: Directive) -> int:
    """Read the deadlines of a directive's text and files and keep the new ones as suggestions; return how many are new.

    What was accepted, dismissed or typed stays; suggestions whose sentence is gone from the text are taken away, and so are
    those for a day for which a person has typed a task.
    """
    rows_there = list(directive.deadlines.all())
    typed = {row.due_on for row in rows_there if not row.sentence and row.state == Deadline.DeadlineState.ACCEPTED}
    texts = [text_of(directive), *directive.files.exclude(text="").values_list("text", flat=True)]
    found: dict[tuple[str, date, str], FoundDeadline] = {}
    for one in (one for text in texts for one in find_deadlines(text, issued_on=directive.issued_on)):
        if one.due_on not in typed:
            found.setdefault((letters_key(one.sentence), one.due_on, str(one.kind)), one)
    there = {(row.sentence, row.due_on, row.kind): row for row in rows_there}
    wanted = {(one.sentence, one.due_on, str(one.kind)) for one in found.values()}
    gone = [row.pk for key, row in there.items() if key not in wanted and row.state == Deadline.DeadlineState.SUGGESTED]
    directive.deadlines.filter(pk__in=gone).delete()
    rows = []
    for one in found.values():
        if (one.sentence, one.due_on, str(one.kind)) in there:
            continue
        addressee = type_of_addressee(one.who) if one.who else None
        rows.append(
            Deadline(
                directive=directive,
                kind=str(one.kind),
                text=one.text,
                addressee_printed=one.who[:250],
                addressee_type=addressee,
                addressee_within=directive.held_by if addressee else None,
                starts_on=one.starts_on,
                due_on=one.due_on,
                precision=str(one.precision),
                sentence=one.sentence,
                state=Deadline.DeadlineState.SUGGESTED,
            )
        )
    Deadline.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def accept_deadline(*, actor: User, deadline: Deadline) -> None:
    """A suggested deadline counts from now on."""
    deadline.state = Deadline.DeadlineState.ACCEPTED
    deadline.save(update_fields=["state"])
    record(AccessLog.Action.CHANGE, actor=actor, organization=_holder(deadline), target=deadline)


@transaction.atomic
def dismiss_deadline(*, actor: User, deadline: Deadline) -> None:
    """A suggested deadline is none; it is kept so that it is not suggested again."""
    deadline.state = Deadline.DeadlineState.DISMISSED
    deadline.save(update_fields=["state"])
    record(AccessLog.Action.CHANGE, actor=actor, organization=_holder(deadline), target=deadline)


def _holder(deadline: Deadline) -> int | None:
    return deadline.directive.held_by_id if deadline.directive else None


@transaction.atomic
def report_done(
    *, actor: User, deadline: Deadline, organization: Organization, done_on: date, note: str = ""
) -> DeadlineProgress:
    """An organisation says that a task is done; said again, the later word counts."""
    progress, _ = DeadlineProgress.objects.update_or_create(
        deadline=deadline,
        organization=organization,
        defaults={"done_on": done_on, "note": note[:250], "by": actor},
    )
    record(AccessLog.Action.CHANGE, actor=actor, organization=organization, target=deadline, done=True)
    return progress


@transaction.atomic
def report_not_done(*, actor: User, deadline: Deadline, organization: Organization) -> None:
    """Take the report back."""
    DeadlineProgress.objects.filter(deadline=deadline, organization=organization).delete()
    record(AccessLog.Action.CHANGE, actor=actor, organization=organization, target=deadline, done=False)


# --- Calendar -----------------------------------------------------------------------------------------------------


@transaction.atomic
def make_task_feed(*, actor: User) -> TaskFeed:
    """Give the person a new private address; the one before is dead."""
    feed, _ = TaskFeed.objects.update_or_create(user=actor, defaults={"token": secrets.token_urlsafe(32)})
    record(AccessLog.Action.CHANGE, actor=actor, target=feed, label="Địa chỉ lịch việc")
    return feed


@transaction.atomic
def drop_task_feed(*, actor: User) -> None:
    """Take the address back."""
    TaskFeed.objects.filter(user=actor).delete()
    record(AccessLog.Action.CHANGE, actor=actor, label="Bỏ địa chỉ lịch việc")
