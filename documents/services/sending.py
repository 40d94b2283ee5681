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

from cadre_portal.file_names import safe_name
from cadre_portal.text import squeeze
from documents.addresses import file_stem, place_of
from documents.models import Edition, Outbox
from documents.services.composing import settings_of

# A message claimed longer ago than this was cut off by a crash.
LOST_AFTER = timedelta(minutes=15)
# So many messages in a row cut off in the middle: the server is slow or broken, and the others are not risked in this run.
MOST_LOST = 3
# How long to wait after a server that is down, by attempt; then it is given up.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))


@dataclass(slots=True)
class SendReport:
    sent: int = 0
    failed: int = 0
    postponed: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to every receiver of an edition. ``attachments``: name, bytes and media type of each."""

    subject: str
    text: str
    html: str
    attachments: tuple[tuple[str, bytes, str], ...] = ()


class _Down(Exception):
    """The mail server cannot be reached; the message says how that showed."""


def send_due(*, limit: int = 1000, connection: BaseEmailBackend | None = None) -> SendReport:
    """Send the messages that are due, oldest first. Returns what became of them."""
    report = SendReport()
    report.unknown = Outbox.objects.filter(state=Outbox.State.SENDING, taken_at__lt=timezone.now() - LOST_AFTER).update(
        state=Outbox.State.UNKNOWN
    )
    connection = connection or get_connection()
    due = list(
        Outbox.objects.filter(
            state=Outbox.State.WAITING, not_before__lte=timezone.now(), edition__withdrawal__isnull=True
        )
        .order_by("not_before", "pk")
        .values_list("pk", flat=True)[:limit]
    )
    letters: dict[tuple[int, bool, bool], Letter] = {}
    down = ""
    lost = 0
    for pk in due:
        # Claimed by one statement: of two senders at once only one gets the row.
        taken = Outbox.objects.filter(pk=pk, state=Outbox.State.WAITING).update(
            state=Outbox.State.SENDING, taken_at=timezone.now(), attempts=F("attempts") + 1
        )
        if not taken:
            continue
        row = Outbox.objects.select_related("edition__publisher", "user").get(pk=pk)
        # One try tells that the server is down; waiting for the time-out a thousand times would take hours.
        if not down:
            before = report.unknown
            try:
                _send_one(row, connection, letters, report)
            except _Down as error:
                down = str(error)
            else:
                lost = lost + 1 if report.unknown > before else 0
                if lost >= MOST_LOST:
                    down = "Máy chủ thư ngắt giữa chừng nhiều lần liền."
                continue
        if down:
            _give_up_or_wait(row, report, down, final=False)
    connection.close()
    return report


def _send_one(
    row: Outbox, connection: BaseEmailBackend, letters: dict[tuple[int, bool, bool], Letter], report: SendReport
) -> None:
    """Send one claimed message and note what became of it. Raises _Down before anything of it went out."""
    if not row.address.rpartition("@")[0].isascii():
        # It would be written in code letters that name another mailbox: taken by the server, read by nobody.
        _give_up_or_wait(row, report, "Địa chỉ thư không dùng được: tên hộp thư có dấu.", final=True)
        return
    key = (row.edition_id, row.reminder_on is not None, row.is_dropped)
    if key not in letters:
        letters[key] = (
            message_to_dropped(row.edition)
            if row.is_dropped
            else message_of(row.edition, is_reminder=row.reminder_on is not None)
        )
    letter = letters[key]
    message = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [row.address], connection=connection
    )
    message.attach_alternative(letter.html, "text/html")
    for name, content, media_type in letter.attachments:
        message.attach(name, content, media_type)
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        raise _Down(f"Không kết nối được máy chủ thư: {type(error).__name__}.") from error
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()), (0, b""))[0]
        _give_up_or_wait(row, report, f"Máy chủ thư không nhận địa chỉ này (mã {code}).", final=code >= 500)
    except smtplib.SMTPResponseException as error:
        # The server's word that it did not take the message: it may be tried again.
        code = error.smtp_code
        _give_up_or_wait(row, report, f"Máy chủ thư không nhận thư (mã {code}).", final=code >= 500)
        connection.close()
    except (smtplib.SMTPNotSupportedError, ValueError) as error:
        _give_up_or_wait(row, report, f"Địa chỉ thư không dùng được: {type(error).__name__}.", final=True)
    except (smtplib.SMTPException, OSError) as error:
        # Cut off in the middle: the server may have the message or not, and a second copy must not go out.
        row.state, row.last_error = Outbox.State.UNKNOWN, f"Mất kết nối giữa chừng: {type(error).__name__}."
        row.save()
        report.unknown += 1
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


def message_of(edition: Edition, *, is_reminder: bool = False) -> Letter:
    """The message about an edition: contents by short titles, tasks, the link, and the PDF where the publisher wants it."""
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
        "contact": edition.contact,
        "is_reminder": is_reminder,
    }
    subject = f"{edition.title} của {edition.publisher.label}"
    if edition.number > 1:
        subject = f"Đính chính: {subject}"
    if is_reminder:
        subject = f"Nhắc nhận tài liệu: {subject}"
    attachments = []
    # A lost file must not hold up the message: the link leads to a page that says what is wrong.
    own = settings_of(edition.publisher)
    # A marked file names its reader: one file for everybody cannot.
    attached = own.pdf_attached and not own.watermarked
    if attached and edition.pdf.storage.exists(edition.pdf.name or ""):
        with edition.pdf.open() as file:
            attachments.append((safe_name(f"{file_stem(edition)}.pdf"), file.read(), "application/pdf"))
    return Letter(
        # A line break in a header would be refused.
        squeeze(subject),
        render_to_string("documents/mail/edition.txt", context),
        render_to_string("documents/mail/edition.html", context),
        tuple(attachments),
    )


def message_to_dropped(edition: Edition) -> Letter:
    """The message to who has the edition before and does not get this one: not to use it any more, and whom to ask."""
    context = {"edition": edition, "publisher": edition.publisher, "contact": edition.contact}
    return Letter(
        squeeze(f"Đã có bản đính chính: {edition.title} của {edition.publisher.label}"),
        render_to_string("documents/mail/dropped.txt", context),
        render_to_string("documents/mail/dropped.html", context),
    )
