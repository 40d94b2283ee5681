"""Messages about editions, sent over real SMTP and read back; at most once a person, whatever breaks."""

import asyncio
import email
import email.policy
import smtplib
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from io import StringIO
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import connection as database
from django.utils import timezone
from pytest_django import Settings

from documents.models import Edition, EditionEntry, Outbox, PublisherSettings, Withdrawal
from documents.services.sending import LOST_AFTER, MOST_LOST, PAUSES, SendReport, message_of, send_due
from tests.builders import Ward, make_bulletin, make_edition, make_user, make_ward

State = Outbox.State


class Post:
    """A mail server of our own: keeps what it takes; ``refuse`` says what it answers instead of taking."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], EmailMessage]] = []
        self.refuse: dict[str, str] = {}
        self.refuse_data = ""
        self.hang_up = False
        # Set: the server takes a message and says so only when the event comes.
        self.dawdle: threading.Event | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse_data:
            return self.refuse_data
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append((list(envelope.rcpt_tos), message))
        if self.dawdle is not None:
            await asyncio.get_running_loop().run_in_executor(None, self.dawdle.wait, 20)
        if self.hang_up:
            # Taken, but the sender never hears of it.
            server.transport.close()
        return "250 OK"

    def door(self) -> BaseEmailBackend:
        return get_connection(
            "django.core.mail.backends.smtp.EmailBackend",
            host="127.0.0.1",
            port=self.port,
            username="",
            password="",
            use_tls=False,
            use_ssl=False,
            timeout=5,
        )

    @property
    def receivers(self) -> list[str]:
        return sorted(address for addresses, _ in self.taken for address in addresses)


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    yield post
    controller.stop()


@pytest.fixture
def ward(db: None) -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)
    EditionEntry.objects.filter(edition=edition).update(
        short_title="Ngày hội", cell_tasks="Cử hai đồng chí dự họp.\nTreo cờ trước ngày 17/11/2026."
    )
    return edition


def _write_to(edition: Edition, *addresses: str, **fields: Any) -> list[Outbox]:
    return [
        Outbox.objects.create(
            **({"not_before": timezone.now(), "edition": edition, "user": make_user(), "address": address} | fields)
        )
        for address in addresses
    ]


def _state(row: Outbox) -> str:
    return Outbox.objects.get(pk=row.pk).state


# --- What arrives ---------------------------------------------------------------------------------------------------


def test_a_message_arrives_readable_with_contents_tasks_and_link(
    edition: Edition, post: Post, settings: Settings
) -> None:
    settings.PORTAL_ADDRESS = "https://tai-lieu.example/"
    _write_to(edition, "tam@example.org")

    report = send_due(connection=post.door())

    assert report == SendReport(sent=1)
    [(receivers, message)] = post.taken
    assert receivers == ["tam@example.org"]
    assert message["To"] == "tam@example.org"
    # A long header begins on the next line; programs for mail drop the space.
    assert message["Subject"].strip() == "Tài liệu sinh hoạt chi bộ tháng 11/2026 của Đảng ủy phường Bình Giang"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    for body in (text.get_content(), html.get_content()):
        assert "Kính gửi đồng chí" in body
        assert "1. Ngày hội" in body
        assert "Cử hai đồng chí dự họp." in body
        assert "https://tai-lieu.example/tai-lieu/" in body
        assert "bạn" not in body
    assert list(message.iter_attachments()) == []


def test_without_an_address_of_the_portal_the_message_says_where_the_paper_is(edition: Edition) -> None:
    letter = message_of(edition)

    assert "http" not in letter.text
    assert "bản giấy tại văn phòng của Đảng ủy phường Bình Giang" in letter.text


def test_a_correction_says_so_in_its_subject_and_what_was_mended(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    second = make_edition(bulletin, number=2, change_note="Ngày họp <là> 16/11.")

    letter = message_of(second)

    assert letter.subject.startswith("Đính chính: ")
    assert "Đã sửa: Ngày họp <là> 16/11." in letter.text
    assert "Ngày họp &lt;là&gt; 16/11." in letter.html


def test_a_line_break_in_a_title_does_not_reach_the_header(ward: Ward) -> None:
    edition = make_edition(make_bulletin(ward.committee), title="Tài liệu tháng 11/2026: Chuyên đề\nBcc: a@example.org")

    assert "\n" not in message_of(edition).subject


def test_the_pdf_comes_along_where_the_publisher_wants_it(ward: Ward, edition: Edition, post: Post) -> None:
    PublisherSettings.objects.create(publisher=ward.committee, pdf_attached=True)
    _write_to(edition, "tam@example.org")

    send_due(connection=post.door())

    [attached] = post.taken[0][1].iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == b"%PDF-1.7 "
    assert attached.get_filename() == "Tài liệu sinh hoạt chi bộ tháng 11-2026 - Đảng ủy phường Bình Giang.pdf"


def test_a_lost_pdf_does_not_hold_up_the_message(ward: Ward, edition: Edition, post: Post) -> None:
    PublisherSettings.objects.create(publisher=ward.committee, pdf_attached=True)
    edition.pdf.storage.delete(edition.pdf.name or "")
    _write_to(edition, "tam@example.org")

    assert send_due(connection=post.door()).sent == 1
    assert list(post.taken[0][1].iter_attachments()) == []


# --- When -----------------------------------------------------------------------------------------------------------


def test_nothing_goes_before_its_hour_and_nothing_twice(edition: Edition, post: Post) -> None:
    [early] = _write_to(edition, "mai@example.org", not_before=timezone.now() + timedelta(hours=1))
    [due] = _write_to(edition, "nay@example.org")

    send_due(connection=post.door())
    send_due(connection=post.door())

    assert post.receivers == ["nay@example.org"]
    assert (_state(early), _state(due)) == (State.WAITING, State.SENT)
    Outbox.objects.filter(pk=early.pk).update(not_before=timezone.now())
    send_due(connection=post.door())
    assert post.receivers == ["mai@example.org", "nay@example.org"]


def test_a_run_takes_the_oldest_up_to_its_limit(edition: Edition, post: Post) -> None:
    for minutes, address in ((1, "ba@example.org"), (3, "mot@example.org"), (2, "hai@example.org")):
        _write_to(edition, address, not_before=timezone.now() - timedelta(minutes=minutes))

    assert send_due(limit=2, connection=post.door()).sent == 2
    assert post.receivers == ["hai@example.org", "mot@example.org"]


@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.FAILED, State.UNKNOWN])
def test_only_waiting_messages_are_sent(edition: Edition, post: Post, state: str) -> None:
    _write_to(edition, "tam@example.org", state=state, taken_at=timezone.now())

    assert send_due(connection=post.door()) == SendReport()
    assert post.taken == []


# --- Refusals -------------------------------------------------------------------------------------------------------


def test_a_server_that_refuses_half_gets_the_other_half(edition: Edition, post: Post) -> None:
    rows = _write_to(edition, *(f"nguoi{number}@example.org" for number in range(6)))
    post.refuse = {
        "nguoi1@example.org": "550 no such user",
        "nguoi3@example.org": "450 mailbox busy",
        "nguoi5@example.org": "550 no such user",
    }

    report = send_due(connection=post.door())

    assert report == SendReport(sent=3, failed=2, postponed=1)
    assert post.receivers == ["nguoi0@example.org", "nguoi2@example.org", "nguoi4@example.org"]
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == [
        State.SENT, State.FAILED, State.SENT, State.WAITING, State.SENT, State.FAILED,
    ]  # fmt: skip
    assert "mã 550" in rows[1].last_error
    assert rows[3].not_before > timezone.now()


@pytest.mark.parametrize(("answer", "state"), [("451 try later", State.WAITING), ("554 no", State.FAILED)])
def test_a_message_refused_as_a_whole_waits_or_is_given_up(
    edition: Edition, post: Post, answer: str, state: str
) -> None:
    [row] = _write_to(edition, "tam@example.org")
    post.refuse_data = answer

    send_due(connection=post.door())

    assert _state(row) == state
    assert answer[:3] in Outbox.objects.get(pk=row.pk).last_error


def test_a_server_that_is_down_is_asked_once_a_run(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _write_to(edition, *(f"nguoi{number}@example.org" for number in range(5)))
    tries: list[Any] = []
    create = socket.create_connection

    def count(*args: Any, **words: Any) -> Any:
        tries.append(args)
        return create(*args, **words)

    monkeypatch.setattr(smtplib.socket, "create_connection", count)  # type: ignore[attr-defined]

    report = send_due(connection=Post().door())

    assert report == SendReport(postponed=5)
    assert len(tries) == 1
    for row in rows:
        row.refresh_from_db()
        assert (row.state, row.attempts) == (State.WAITING, 1)
        assert row.not_before > timezone.now()
        assert "Không kết nối được" in row.last_error


def test_a_server_that_never_greets_is_waited_for_once_a_run(edition: Edition) -> None:
    rows = _write_to(edition, *(f"nguoi{number}@example.org" for number in range(4)))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        door = get_connection(
            "django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=silent.getsockname()[1], timeout=0.2
        )
        report = send_due(connection=door)
        # One attempt stands in the queue of the server that never answered, and no other.
        silent.settimeout(0.2)
        silent.accept()[0].close()
        with pytest.raises(TimeoutError):
            silent.accept()

    assert report == SendReport(postponed=4)
    assert {_state(row) for row in rows} == {State.WAITING}


def test_a_server_too_slow_to_answer_gets_no_second_copy_and_does_not_endanger_the_others(
    edition: Edition, post: Post
) -> None:
    rows = _write_to(edition, *(f"nguoi{number}@example.org" for number in range(MOST_LOST + 4)))
    door = post.door()
    door.timeout = 0.3  # type: ignore[attr-defined]
    post.dawdle = threading.Event()

    report = send_due(connection=door)

    assert report == SendReport(unknown=MOST_LOST, postponed=4)
    assert [_state(row) for row in rows] == [State.UNKNOWN] * MOST_LOST + [State.WAITING] * 4
    post.dawdle.set()
    post.dawdle = None
    Outbox.objects.filter(state=State.WAITING).update(not_before=timezone.now())
    assert send_due(connection=post.door()) == SendReport(sent=4)
    assert len(post.receivers) == len(set(post.receivers)) == MOST_LOST + 4


@pytest.mark.parametrize(
    ("address", "state"),
    # A domain can be written in ASCII for any server, the name of a mailbox cannot.
    [("đỗ.thị.nụ@example.org", State.FAILED), ("nu@bình-khê.example", State.SENT)],
)
def test_an_address_with_diacritics_is_sent_or_said_to_be_unusable(
    edition: Edition, post: Post, address: str, state: str
) -> None:
    odd, good = _write_to(edition, address, "tam@example.org")

    send_due(connection=post.door())

    assert (_state(odd), _state(good)) == (state, State.SENT)
    expected = ["nu@xn--bnh-kh-nvak.example", "tam@example.org"]
    assert post.receivers == (expected if state == State.SENT else expected[1:])
    assert ("không dùng được" in Outbox.objects.get(pk=odd.pk).last_error) == (state == State.FAILED)


def test_a_server_that_stays_down_is_tried_at_growing_intervals_then_given_up(edition: Edition, post: Post) -> None:
    [row] = _write_to(edition, "tam@example.org")
    nobody = Post()
    waits = []
    for _ in range(len(PAUSES) + 1):
        Outbox.objects.update(not_before=timezone.now())
        send_due(connection=nobody.door())
        row.refresh_from_db()
        waits.append(row.not_before - timezone.now())

    assert waits[:-1] == sorted(waits[:-1])
    assert (row.state, row.attempts) == (State.FAILED, len(PAUSES) + 1)
    assert send_due(connection=post.door()) == SendReport()


def test_an_address_that_no_server_can_take_is_given_up_and_holds_up_nobody(edition: Edition, post: Post) -> None:
    bad, good = _write_to(edition, "tam@example.org\nBcc: ai@example.org", "nu@example.org")

    report = send_due(connection=post.door())

    assert report == SendReport(sent=1, failed=1)
    assert (_state(bad), _state(good)) == (State.FAILED, State.SENT)
    assert post.receivers == ["nu@example.org"]


# --- Crashes --------------------------------------------------------------------------------------------------------


def test_a_crash_in_the_middle_leaves_a_message_unknown_and_never_sends_it_again(
    edition: Edition, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _write_to(edition, "mot@example.org", "hai@example.org")
    door = post.door()
    send = door.send_messages

    def sends_then_dies(messages: Any) -> int:
        send(messages)
        raise SystemExit

    monkeypatch.setattr(door, "send_messages", sends_then_dies)
    with pytest.raises(SystemExit):
        send_due(connection=door)
    door.close()
    assert (_state(first), _state(second)) == (State.SENDING, State.WAITING)

    report = send_due(connection=post.door())
    assert report == SendReport(sent=1)
    assert _state(first) == State.SENDING

    Outbox.objects.filter(pk=first.pk).update(taken_at=timezone.now() - LOST_AFTER - timedelta(seconds=1))
    assert send_due(connection=post.door()) == SendReport(unknown=1)
    assert _state(first) == State.UNKNOWN
    assert Outbox.objects.get(pk=first.pk).get_state_display() == "Không rõ"
    send_due(connection=post.door())
    assert post.receivers == ["hai@example.org", "mot@example.org"]


def test_a_server_that_takes_a_message_and_hangs_up_does_not_get_it_again(edition: Edition, post: Post) -> None:
    first, second = _write_to(edition, "mot@example.org", "hai@example.org")
    post.hang_up = True

    report = send_due(connection=post.door())

    assert report == SendReport(unknown=2)
    assert (_state(first), _state(second)) == (State.UNKNOWN, State.UNKNOWN)
    post.hang_up = False
    send_due(connection=post.door())
    assert post.receivers == ["hai@example.org", "mot@example.org"]


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_message_once(post: Post) -> None:
    edition = make_edition(make_bulletin(make_ward().committee))
    _write_to(edition, *(f"nguoi{number:02d}@example.org" for number in range(24)))
    reports: list[SendReport] = []
    start = threading.Barrier(3)

    def run() -> None:
        start.wait()
        try:
            reports.append(send_due(connection=post.door()))
        finally:
            database.close()

    senders = [threading.Thread(target=run) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert sum(report.sent for report in reports) == 24
    assert post.receivers == [f"nguoi{number:02d}@example.org" for number in range(24)]
    assert not Outbox.objects.exclude(state=State.SENT).exists()


# --- Command --------------------------------------------------------------------------------------------------------


def test_the_command_sends_through_the_door_of_the_settings_and_says_what_it_did(edition: Edition) -> None:
    _write_to(edition, "tam@example.org", "nu@example.org")
    out = StringIO()

    call_command("run_due", stdout=out)

    assert out.getvalue().strip() == "Đã gửi 2, không gửi được 0, gửi lại sau 0, không rõ 0."
    assert sorted(message.to[0] for message in mail.outbox) == ["nu@example.org", "tam@example.org"]


def test_no_message_tells_of_an_edition_that_was_withdrawn(ward: Ward, edition: Edition, post: Post) -> None:
    [row] = _write_to(edition, "tam@example.org")
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Nhầm tháng.")

    assert send_due(connection=post.door()) == SendReport()
    assert _state(row) == State.WAITING
