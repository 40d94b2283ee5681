"""Reminds those who lack an edition, each by the road it has, at most once a day whoever presses."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from documents.addresses import place_of
from documents.models import Delivery, Edition, Outbox, Withdrawal
from documents.services.coverage import covered_deliveries
from documents.services.delivering import Receiver, officers_with_email
from organizations.log import record
from organizations.models import AccessLog, Organization, User


class CannotRemind(Exception):
    """Nobody is reminded of this edition; the message says why."""


@dataclass(slots=True)
class Reminded:
    """What one press did: mails put into the outbox, and names of those to be reached by hand."""

    mails: int = 0
    by_mail: list[str] = field(default_factory=list)
    by_zalo: list[str] = field(default_factory=list)
    by_paper: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.by_mail) + len(self.by_zalo) + len(self.by_paper)


@transaction.atomic
def remind(*, actor: User, edition: Edition, now: datetime | None = None) -> Reminded:
    """Claim those in the actor's part of the tree who lack the edition and were not reminded today; write their mails.

    Of two presses at once each receiver is in one. Raises CannotRemind for an edition that is withdrawn or has been corrected.
    """
    now = now or timezone.now()
    if Withdrawal.objects.filter(edition=edition).exists():
        raise CannotRemind("Tài liệu đã thu hồi thì không nhắc nữa.")
    if Edition.objects.filter(bulletin=edition.bulletin_id, number__gt=edition.number, publish_at__lte=now).exists():
        raise CannotRemind("Đã có bản đính chính. Đồng chí nhắc ở bản mới nhất.")
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    scope = covered_deliveries(actor, edition)
    lacking = scope.filter(acknowledged_at__isnull=True, on_paper_at__isnull=True)
    claimed = lacking.filter(Q(reminded_at__isnull=True) | Q(reminded_at__lt=today)).update(
        reminded_at=now, reminded_by=actor
    )
    reminded = Reminded()
    if not claimed:
        return reminded
    rows = list(scope.filter(reminded_at=now, reminded_by=actor).order_by("path"))
    for row in rows:
        _of_road(reminded, row.road).append(row.name)
    reminded.mails = _write_mails(edition, rows, now)
    record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=edition.publisher_id,
        target=edition,
        label=f"Nhắc nhận tài liệu: {edition}",
        reminded=len(rows),
        mails=reminded.mails,
    )
    return reminded


def _of_road(reminded: Reminded, road: str) -> list[str]:
    if road == Organization.Road.EMAIL:
        return reminded.by_mail
    return reminded.by_paper if road == Organization.Road.PAPER else reminded.by_zalo


def _write_mails(edition: Edition, rows: list[Delivery], now: datetime) -> int:
    today = timezone.localdate(now)
    receivers = [
        Receiver(row.organization_id, row.path, row.name, row.ancestry, row.road, row.paper_copies) for row in rows
    ]
    mails = [
        Outbox(edition=edition, user_id=user_id, address=address, reminder_on=today, not_before=now)
        for user_id, address in officers_with_email(receivers, today)
    ]
    # Who leads two cells may have been reminded today for the other one.
    before = Outbox.objects.filter(edition=edition, reminder_on=today).count()
    Outbox.objects.bulk_create(mails, batch_size=500, ignore_conflicts=True)
    return Outbox.objects.filter(edition=edition, reminder_on=today).count() - before


def message_text(edition: Edition) -> str:
    """What is copied into Zalo: title, contents by short titles, tasks, and the link, which by itself opens nothing."""
    # With the edition's key: a related manager looks at it in every row, and would ask for it row by row.
    fields = ("edition", "number", "level", "heading", "short_title", "cell_tasks")
    entries = list(edition.entries.only(*fields).order_by("position"))
    address = ""
    if settings.PORTAL_ADDRESS:
        address = settings.PORTAL_ADDRESS.rstrip("/") + reverse("documents:bulletin_read", kwargs=place_of(edition))
    context = {
        "edition": edition,
        "publisher": edition.publisher,
        "entries": [entry for entry in entries if entry.level <= 1],
        "tasks": [line.strip() for entry in entries for line in entry.cell_tasks.splitlines() if line.strip()],
        "address": address,
        "contact": edition.contact,
    }
    return render_to_string("documents/mail/message.txt", context).strip()
