"""Publishing: files first, then one transaction with the edition and all that hangs on it.

A file without a row is harmless (it is stored by its content and swept); a row without its file cannot come to be.
Nothing here sends a message: ``run_due`` does, from the rows written here.
"""

import hashlib
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from activities.models import Picture
from cadre_portal.files import stored_name
from directives.models import CitingText
from directives.services import read_citations_of
from documents.access import may_approve, may_publish
from documents.models import (
    Bulletin,
    BulletinEvent,
    Delivery,
    Edition,
    EditionEntry,
    EditionPicture,
    Outbox,
    Withdrawal,
)
from documents.rendering.content import IssueContent, to_json
from documents.rendering.docx import render_docx
from documents.rendering.html import entry_html, entry_plain_text
from documents.rendering.pdf import MADE_WITH, RenderedPdf, render_pdf
from documents.services.composing import agreed_sha256, build_content, flat_entries, picture_files
from documents.services.delivering import audience_of, dropped_by, officers_with_email
from documents.services.pictures import picture_sources, print_sizes
from documents.services.recording import keep_recordings
from documents.services.reviewing import NotAllowed, NotReady, WrongState, locked, may, move, print_code
from organizations.log import record
from organizations.models import AccessLog, User

# No 0/O, 1/I/L: the code is read from paper and typed on a phone.
TOKEN_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # noqa: S105


class ChangedSinceApproval(Exception):
    """What would be published is not what was approved."""

    def __init__(self) -> None:
        super().__init__(
            "Nội dung, phạm vi gửi hoặc giờ phát hành đã thay đổi sau khi duyệt. Lãnh đạo xem chỗ đã đổi rồi duyệt lại."
        )


@dataclass(frozen=True, slots=True)
class Hour:
    """When an edition is to be seen; ``at`` None: at once."""

    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Files:
    pdf: str
    pdf_sha256: str
    docx: str
    docx_sha256: str
    rendered: RenderedPdf


def font_dir() -> Path | None:
    return Path(settings.FONT_DIR) if settings.FONT_DIR else None


def new_token() -> str:
    """Ten random characters, about 49 bits: not to be guessed, short enough to type."""
    return "".join(secrets.choice(TOKEN_LETTERS) for _ in range(10))


def check_address(token: str) -> str:
    """The address printed beside the code; empty in a closed network without an address of its own."""
    return f"{settings.PORTAL_ADDRESS.rstrip('/')}/doi-chieu/" if settings.PORTAL_ADDRESS else ""


def publish_bulletin(
    *,
    actor: User,
    bulletin: Bulletin,
    change_note: str = "",
    change_reason: str = "",
    hour: Hour | None = None,
    now: datetime | None = None,
) -> Edition:
    """Freeze the approved issue as its next edition and deliver it; readers see it from its hour.

    ``hour``: another one than the issue was approved with; the one who publishes decides on it, and the approval moves along.
    Raises WrongState, NotAllowed, NotReady (a correction without what and why), ChangedSinceApproval; then no row was
    written. Not one transaction as a whole: rendering takes a second and must not hold locks.
    """
    now = now or timezone.now()
    bulletin = Bulletin.objects.select_related("publisher", "compiled_by").get(pk=bulletin.pk)
    _check(bulletin, actor)
    if hour is not None and hour.at is not None and hour.at <= now:
        raise NotReady(["Giờ phát hành đã qua. Đồng chí chọn giờ khác, hoặc phát hành ngay."])
    number = bulletin.editions.count() + 1
    if number > 1 and not (change_note.strip() and change_reason.strip()):
        raise NotReady(["Bản đính chính cần ghi rõ đã sửa gì và vì sao sửa."])
    token = new_token()
    content = build_content(bulletin, token=token, edition_number=number)
    content = replace(content, check_address=check_address(token))
    files = _write_files(content, now, versions_of(bulletin))
    with transaction.atomic():
        row = locked(bulletin)
        _check(row, actor)
        if row.approved_sha256 != bulletin.approved_sha256:
            # Changed and approved again while the pages were set: the files show what was approved before.
            raise ChangedSinceApproval
        if row.editions.count() + 1 != number:
            raise WrongState(row)
        if hour is not None and hour.at != row.publish_at:
            row.publish_at = hour.at
            row.approved_sha256 = agreed_sha256(row, build_content(row))
        edition = _write_edition(row, content, files, actor=actor, number=number, token=token, now=now)
        edition.change_note, edition.change_reason = change_note.strip(), change_reason.strip()
        edition.save()
        _write_entries(edition, content, files.rendered)
        keep_recordings(edition)
        _deliver(edition, row)
        move(row, "publish", actor=actor, sha256=row.approved_sha256)
        if number > 1:
            row.state = Bulletin.State.CORRECTED
            row.save()
        record(AccessLog.Action.PUBLISH, actor=actor, organization=row.publisher, target=edition, edition=number)
    return edition


def _check(bulletin: Bulletin, actor: User) -> None:
    if bulletin.state != Bulletin.State.APPROVED:
        raise WrongState(bulletin)
    if not may_publish(actor, bulletin):
        raise NotAllowed("Chỉ lãnh đạo duyệt của nơi phát hành mới phát hành được tài liệu.")
    if agreed_sha256(bulletin, build_content(bulletin)) != bulletin.approved_sha256:
        raise ChangedSinceApproval


def versions_of(bulletin: Bulletin) -> dict[str, int]:
    """The entries' versions by uuid: hidden in the Word file, they tell what an edited one was made from."""
    return {str(key): version for key, version in bulletin.entries.values_list("uuid", "version")}


def _write_files(content: IssueContent, now: datetime, versions: dict[str, int]) -> _Files:
    pictures = picture_files(content)
    here, kept = timezone.localtime(now), print_sizes()
    rendered = render_pdf(content, pictures=pictures, now=here, font_dir=font_dir(), cache_dir=kept)
    pages = {entry_uuid: first for entry_uuid, (first, _) in rendered.entry_pages.items()}
    docx = render_docx(content, pictures=pictures, now=here, pages=pages, versions=versions, cache_dir=kept)
    pdf_name, pdf_sha = _store(rendered.pdf, ".pdf")
    docx_name, docx_sha = _store(docx, ".docx")
    return _Files(pdf_name, pdf_sha, docx_name, docx_sha, rendered)


def _store(content: bytes, suffix: str) -> tuple[str, str]:
    digest = hashlib.sha256(content).hexdigest()
    name = stored_name("edition", digest, suffix)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return name, digest


def _write_edition(
    bulletin: Bulletin,
    content: IssueContent,
    files: _Files,
    *,
    actor: User,
    number: int,
    token: str,
    now: datetime,
) -> Edition:
    return Edition(
        bulletin=bulletin,
        publisher=bulletin.publisher,
        kind=bulletin.kind,
        year=bulletin.year,
        month=bulletin.month,
        last_month=bulletin.last_month,
        series=bulletin.series,
        title=bulletin.title + (f": {bulletin.theme}" if bulletin.theme else ""),
        number=number,
        content=to_json(content),
        content_schema=content.schema,
        content_sha256=bulletin.approved_sha256,
        pdf=files.pdf,
        pdf_sha256=files.pdf_sha256,
        pdf_pages=files.rendered.pages,
        docx=files.docx,
        docx_sha256=files.docx_sha256,
        font=files.rendered.font,
        made_with=MADE_WITH,
        token=token,
        publish_at=max(bulletin.publish_at, now) if bulletin.publish_at else now,
        published_by=actor,
        approved_by=bulletin.approved_by,
    )


def _write_entries(edition: Edition, content: IssueContent, rendered: RenderedPdf) -> None:
    entries = flat_entries(content)
    texts = CitingText.objects.bulk_create(
        CitingText(text=f"{entry.heading}\n{entry_plain_text(entry)}".strip()) for entry in entries
    )
    sources = picture_sources(edition.token)
    EditionEntry.objects.bulk_create(
        EditionEntry(
            edition=edition,
            entry_uuid=uuid.UUID(entry.uuid),
            position=position,
            number=entry.number,
            level=entry.level,
            kind=entry.kind,
            heading=entry.heading,
            short_title=entry.short_title,
            gist="\n".join(entry.gist),
            cell_tasks="\n".join(entry.cell_tasks),
            questions="\n".join(entry.questions),
            html=entry_html(replace(entry, children=()), picture_src=sources),
            text=entry_plain_text(entry),
            page=rendered.entry_pages.get(entry.uuid, (None,))[0],
            citing_text=text,
        )
        for position, (entry, text) in enumerate(zip(entries, texts, strict=True))
    )
    read_citations_of(texts, seen_from=edition.publisher)
    shown = picture_files(content)
    EditionPicture.objects.bulk_create(
        EditionPicture(edition=edition, picture=picture) for picture in Picture.objects.filter(sha256__in=shown)
    )


def _deliver(edition: Edition, bulletin: Bulletin) -> None:
    day = timezone.localdate(edition.publish_at)
    receivers = audience_of(bulletin, day)
    dropped = dropped_by(bulletin, edition.number, receivers, day) if edition.number > 1 else []
    Delivery.objects.bulk_create(
        (
            Delivery(
                edition=edition,
                organization_id=receiver.organization_id,
                path=receiver.path,
                ancestry=receiver.ancestry,
                name=receiver.name,
                road=receiver.road,
                paper_copies=receiver.paper_copies,
            )
            for receiver in receivers
        ),
        batch_size=500,
    )
    Outbox.objects.bulk_create(
        (
            Outbox(edition=edition, user_id=user_id, address=address, not_before=edition.publish_at)
            for user_id, address in officers_with_email(receivers, day)
        ),
        batch_size=500,
    )
    if dropped:
        told = set(edition.messages.values_list("user_id", flat=True))
        Outbox.objects.bulk_create(
            Outbox(edition=edition, user_id=user_id, address=address, not_before=edition.publish_at, is_dropped=True)
            for user_id, address in officers_with_email(dropped, day)
            if user_id not in told
        )


@transaction.atomic
def withdraw_edition(*, actor: User, edition: Edition, reason: str) -> Withdrawal:
    """Withdraw an edition: a notice stands in its place, unsent messages are dropped. Raises NotReady, NotAllowed.

    It cannot wait: it works while a correction is in work too, and that work goes on. The issue counts as withdrawn when
    its newest edition is.
    """
    row = locked(edition.bulletin)
    if not may_approve(actor, row):
        raise NotAllowed("Chỉ lãnh đạo duyệt của nơi phát hành mới thu hồi được tài liệu.")
    if not reason.strip():
        raise NotReady(["Đồng chí ghi lý do thu hồi."])
    if edition.publish_at > timezone.now():
        raise NotReady(["Bản này chưa đến giờ phát hành. Đồng chí dùng Hủy lịch phát hành."])
    if Withdrawal.objects.filter(edition=edition).exists():
        raise NotReady(["Bản này đã được thu hồi trước đó."])
    withdrawal = Withdrawal.objects.create(edition=edition, by=actor, reason=reason.strip())
    edition.messages.filter(state=Outbox.State.WAITING).delete()
    is_newest = not row.editions.filter(number__gt=edition.number).exists()
    if is_newest and may("withdraw", row):
        move(row, "withdraw", actor=actor, note=reason.strip())
    else:
        BulletinEvent.objects.create(
            bulletin=row,
            actor=actor,
            from_state=row.state,
            to_state=row.state,
            note=f"Thu hồi {edition}: {reason.strip()}",
        )
    record(AccessLog.Action.WITHDRAW, actor=actor, organization=row.publisher, target=edition)
    return withdrawal


@transaction.atomic
def withdraw_editions(*, actor: User, bulletin: Bulletin, editions: Iterable[Edition], reason: str) -> list[Withdrawal]:
    """Withdraw the chosen editions of an issue, all or none. Raises NotReady (none chosen, of another issue), NotAllowed."""
    chosen = sorted(editions, key=lambda one: one.number)
    if not chosen or any(edition.bulletin_id != bulletin.pk for edition in chosen):
        raise NotReady(["Đồng chí chọn bản cần thu hồi."])
    return [withdraw_edition(actor=actor, edition=edition, reason=reason) for edition in chosen]


def draft_mark(user: User, now: datetime) -> str:
    """The mark of an unpublished PDF: DỰ THẢO, time and person."""
    return f"DỰ THẢO · {timezone.localtime(now):%H:%M %d/%m/%Y} · {user.full_name}"


def render_draft(*, actor: User, bulletin: Bulletin, form: str = "a4", now: datetime | None = None) -> RenderedPdf:
    """The PDF of an unpublished issue, marked on every page. Not stored."""
    now = now or timezone.now()
    content = build_content(bulletin, edition_number=bulletin.editions.count() + 1)
    mark = draft_mark(actor, now)
    if form == "review":
        # What is signed on paper is recognised by this code.
        mark += f" · mã {print_code(agreed_sha256(bulletin, build_content(bulletin)))}"
    return render_pdf(
        content,
        pictures=picture_files(content),
        now=timezone.localtime(now),
        font_dir=font_dir(),
        draft=mark,
        form=form,
        cache_dir=print_sizes(),
    )
