"""Sends what is due. A message goes out at most once a person: it is claimed in a transaction of its own, then sent.

A crash between claiming and noting leaves the row "đang gửi"; after a while it is shown as "không rõ" and not sent again,
because a second copy to an old man is worse than a call from the office.
"""

import smtplib
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from documents.addresses import place_of
from documents.models import Edition, Outbox

# A message claimed longer ago than this was cut off by a crash.
LOST_AFTER = timedelta(minutes=15)
# How long to wait after a server that is down, by attempt; then it is given up.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))


@dataclass(slots=True)
class SendReport:
    sent: int = 0
    failed: int = 0
    postponed: int = 0
    unknown: int = 0


def send_due(*, limit: int = 1000, connection: BaseEmailBackend | None = None) -> SendReport:
    """Send the messages that are due, oldest first. Returns what became of them."""
    report = SendReport()
    report.unknown = Outbox.objects.filter(state=Outbox.State.SENDING, taken_at__lt=timezone.now() - LOST_AFTER).update(
        state=Outbox.State.UNKNOWN
    )
    connection = connection or get_connection()
    due = list(
        Outbox.objects.filter(state=Outbox.State.WAITING, not_before__lte=timezone.now())
        .order_by("not_before", "pk")
        .values_list("pk", flat=True)[:limit]
    )
    contents: dict[int, tuple[str, str, str]] = {}
    for pk in due:
        # Claimed by one statement: of two senders at once only one gets the row.
        taken = Outbox.objects.filter(pk=pk, state=Outbox.State.WAITING).update(
            state=Outbox.State.SENDING, taken_at=timezone.now(), attempts=F("attempts") + 1
        )
        if taken:
            _send_one(
                Outbox.objects.select_related("edition__publisher", "user").get(pk=pk), connection, contents, report
            )
    connection.close()
    return report


def _send_one(
    row: Outbox, connection: BaseEmailBackend, contents: dict[int, tuple[str, str, str]], report: SendReport
) -> None:
    if row.edition_id not in contents:
        contents[row.edition_id] = message_of(row.edition)
    subject, text, html = contents[row.edition_id]
    message = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [row.address], connection=connection)
    message.attach_alternative(html, "text/html")
    try:
        connection.open()
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()), (0, b""))[0]
        _give_up_or_wait(row, report, f"Máy chủ thư không nhận địa chỉ này (mã {code}).", final=code >= 500)
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        _give_up_or_wait(row, report, f"Không gửi được: {type(error).__name__}.", final=isinstance(error, UnicodeError))
        # The connection may be dead half-way through a dialogue; the next message opens a new one.
        connection.close()
    else:
        row.state, row.sent_at, row.last_error = Outbox.State.SENT, timezone.now(), ""
        row.save()
        report.sent += 1


def _give_up_or_wait(row: Outbox, report: SendReport, why: str, *, final: bool) -> None:
    row.last_error = why
    if final or row.attempts > len(PAUSES):
        row.state = Outbox.State.FAILED
        report.failed += 1
    else:
        row.state = Outbox.State.WAITING
        row.not_before = timezone.now() + PAUSES[row.attempts - 1]
        report.postponed += 1
    row.save()


def message_of(edition: Edition) -> tuple[str, str, str]:
    """Subject, plain text and HTML of the message about an edition: contents by short titles, tasks, and the link."""
    entries = list(edition.entries.all())
    address = ""
    if settings.PORTAL_ADDRESS:
        address = settings.PORTAL_ADDRESS.rstrip("/") + reverse("documents:bulletin_read", kwargs=place_of(edition))
    context = {
        "edition": edition,
        "publisher": edition.publisher,
        "entries": entries,
        "tasks": [line for entry in entries for line in entry.cell_tasks.splitlines() if line.strip()],
        "address": address,
    }
    subject = f"{edition.title} của {edition.publisher.label}"
    if edition.number > 1:
        subject = f"Đính chính: {subject}"
    return (
        subject,
        render_to_string("documents/mail/edition.txt", context),
        render_to_string("documents/mail/edition.html", context),
    )
