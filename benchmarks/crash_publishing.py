"""kill -9 while publishing, at 100 moments spread over the measured time, at least 20 of them between the files and the commit.

After each: no edition or a whole one; publishing again works; in the end every mail went out once. Then kill -9 while the mails
are sent: none goes out twice, and every one is either sent or shown as “không rõ”. SQLite, and PostgreSQL where DATABASE_URL
names one (a database of its own is made and dropped there).

    make crash    (python benchmarks/crash_publishing.py [--kills 100])
"""

import argparse
import hashlib
import os
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.common import PROJECT, throwaway_database

if TYPE_CHECKING:
    from documents.models import Bulletin
    from tests.builders import Ward

CELLS = 150
BETWEEN = 20  # kills wanted between the last file and the commit
SENDING_KILLS = 20
# What the publishing process writes into its pipe.
STARTED, FILES, COMMITTED = b"s", b"f", b"c"
REFUSED = 3  # exit status of a process whose publishing was refused
NOTES = "VAR_DIR"


# --- What must hold --------------------------------------------------------------------------------------------------------


def faults_of(bulletin: "Bulletin", *, receivers: int, mails: int) -> list[str]:
    """What is half done about an issue that was being published; empty where nothing of it is there, or all of it."""
    from django.core.files.storage import default_storage

    from documents.models import Delivery, Edition, Outbox
    from documents.services.composing import build_content, flat_entries

    editions = list(Edition.objects.filter(bulletin=bulletin))
    state = type(bulletin).objects.values_list("state", flat=True).get(pk=bulletin.pk)
    steps = bulletin.events.filter(verb="publish").count()
    found = {
        "deliveries": Delivery.objects.filter(edition__bulletin=bulletin).count(),
        "mails": Outbox.objects.filter(edition__bulletin=bulletin).count(),
        "steps": steps,
    }
    if not editions:
        wrong = [f"{name}: {count} without an edition" for name, count in found.items() if count]
        return wrong + ([] if state == "approved" else [f"state {state} without an edition"])
    if len(editions) > 1:
        return [f"{len(editions)} editions"]
    (edition,) = editions
    wanted = {"deliveries": receivers, "mails": mails, "steps": 1}
    faults = [f"{name}: {found[name]}, not {count}" for name, count in wanted.items() if found[name] != count]
    entries = len(flat_entries(build_content(bulletin)))
    if edition.entries.filter(citing_text__isnull=False).count() != entries:
        faults.append("entries are missing")
    if state != "published":
        faults.append(f"state {state} with an edition")
    for name, digest in ((edition.pdf.name, edition.pdf_sha256), (edition.docx.name, edition.docx_sha256)):
        if not default_storage.exists(name or ""):
            faults.append(f"{name} is missing")
            continue
        with default_storage.open(name or "") as file:
            if hashlib.sha256(file.read()).hexdigest() != digest:
                faults.append(f"{name} is broken")
    return faults


# --- A process that publishes, and its death -------------------------------------------------------------------------------


@dataclass
class Run:
    """What became of a process: the marks it wrote with the seconds after its start, and its exit status."""

    marks: dict[bytes, float]
    status: int

    @property
    def is_between(self) -> bool:
        return FILES in self.marks and COMMITTED not in self.marks


def fork(work: Callable[[Callable[[bytes], None]], None]) -> tuple[int, int]:
    """Run ``work`` in a child, handing it a function that writes marks. Returns its process id and the pipe to read.

    The parent never typesets: typst's threads would not live in a child.
    """
    from django.db import connections

    connections.close_all()
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    status = 1
    try:
        os.close(reader)
        work(partial(_write, writer))
        status = 0
    except Refused:
        status = REFUSED
    finally:
        os._exit(status)


def _write(pipe: int, mark: bytes) -> None:
    os.write(pipe, mark)


class Refused(Exception):
    """Publishing was refused, as it must be for an issue that is published already."""


def watch(child: int, reader: int, *, kill_after: tuple[bytes, float] | None = None) -> Run:
    """Read marks until the child ends; kill it so many seconds after a mark."""
    marks: dict[bytes, float] = {}
    begin = time.perf_counter()
    deadline: float | None = None
    while True:
        rest = None if deadline is None else max(0.0, deadline - time.perf_counter())
        ready, _, _ = select.select([reader], [], [], rest)
        if not ready:
            os.kill(child, signal.SIGKILL)
            deadline = None
            continue
        sent = os.read(reader, 1)
        if not sent:
            break
        if sent == STARTED:
            begin = time.perf_counter()
        marks[sent] = time.perf_counter() - begin
        if kill_after is not None and sent == kill_after[0]:
            deadline = time.perf_counter() + kill_after[1]
    os.close(reader)
    _, status = os.waitpid(child, 0)
    return Run(marks, os.waitstatus_to_exitcode(status))


def publisher_of(bulletin: "Bulletin", ward: "Ward") -> Callable[[Callable[[bytes], None]], None]:
    def work(mark: Callable[[bytes], None]) -> None:
        from documents.services import publishing
        from documents.services.states import WrongState

        service: Any = publishing
        write_files = service._write_files

        def noted(*args: Any) -> Any:
            files = write_files(*args)
            mark(FILES)
            return files

        service._write_files = noted
        mark(STARTED)
        try:
            service.publish_bulletin(actor=ward.approver, bulletin=bulletin)
        except WrongState as refusal:
            raise Refused from refusal
        mark(COMMITTED)

    return work


def quiet() -> None:
    """Wait until the database has noticed the death: PostgreSQL ends what a dead client had begun a moment later."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(others)
            row = cursor.fetchone()
        if not row or not row[0]:
            return
        time.sleep(0.01)
    raise TimeoutError("a dead client's connection stays open")


# --- The issues ----------------------------------------------------------------------------------------------------------------


def fill() -> "Ward":
    """A ward whose cells are all reached by e-mail."""
    from organizations.models import Organization
    from organizations.roles import Role
    from tests.builders import make_organization, make_user, make_ward

    ward = make_ward(cells=1)
    for number in range(CELLS):
        cell = make_organization(f"Chi bộ thư {number}", parent=ward.base, type="cell")
        Organization.objects.filter(pk=cell.pk).update(road=Organization.Road.EMAIL)
        make_user(role=Role.SECRETARY, at=cell, email=f"bi.thu.{number}@vi-du.vn", full_name=f"Bí thư {number}")
    return ward


def approved_issue(ward: "Ward", number: int) -> "Bulletin":
    """An issue of some eight pages with photos, sent and approved."""
    from activities.models import Picture
    from documents.models import EntryPicture
    from tests.builders import approve, make_bulletin, make_entry, make_picture

    bulletin = make_bulletin(ward.committee, year=1990 + number // 12, month=number % 12 + 1)
    picture = Picture.objects.first() or make_picture()
    for place in range(6):
        body = "".join(
            f"<p>Tổ dân phố số {place * 10 + line} trồng {line * 7 + 3} cây xanh dọc đường Bến Cau và giao từng hộ chăm sóc, "
            f"theo Kế hoạch số {line + 12}-KH/TU, ngày 05/01/2026.</p>"
            for line in range(12)
        )
        entry = make_entry(bulletin, heading=f"Việc thứ {place + 1} của tháng", body=body)
        EntryPicture.objects.create(entry=entry, picture=picture, caption="Ra quân trồng cây", place=3)
    return approve(ward, bulletin)


# --- The measurement -----------------------------------------------------------------------------------------------------------


def times_of(runs: Iterable[Run]) -> tuple[float, float]:
    """Seconds that publishing takes, and those until its files are written: medians."""
    runs = list(runs)
    return (
        statistics.median(run.marks[COMMITTED] for run in runs),
        statistics.median(run.marks[FILES] for run in runs),
    )


def crash(kills: int) -> int:
    """Kill, look, publish again. Prints the figures; returns 1 where something did not hold."""
    from django.db import close_old_connections

    from documents.models import Delivery, Edition, Outbox

    ward = fill()
    numbers = iter(range(1300))
    clean: deque[Run] = deque(maxlen=5)
    for _ in range(6):
        run = watch(*fork(publisher_of(approved_issue(ward, next(numbers)), ward)))
        assert run.status == 0, run
        # The first run fills the caches of files and is slower: the five after it are kept.
        clean.append(run)
    first = Edition.objects.order_by("pk").first()
    receivers = Delivery.objects.filter(edition=first).count()
    mails = Outbox.objects.filter(edition=first).count()
    total, files = times_of(clean)
    print(f"publishing takes {total * 1000:.0f} ms, {files * 1000:.0f} ms until the files are written", flush=True)
    print(f"{receivers} receivers and {mails} mails an issue", flush=True)

    spread = kills - max(BETWEEN + 10, kills // 3)
    late = kills - spread
    moments = [(STARTED, (place + 0.5) / spread) for place in range(spread)]
    moments += [(FILES, (place + 0.5) / late) for place in range(late)]
    found: Counter[str] = Counter()
    faults: list[str] = []
    between = 0
    done = 0
    while moments:
        moment = moments.pop(0)
        bulletin = approved_issue(ward, next(numbers))
        # As long as publishing takes now: other work on the machine makes it slower and faster.
        total, files = times_of(clean)
        delay = moment[1] * (total if moment[0] == STARTED else total - files)
        run = watch(*fork(publisher_of(bulletin, ward)), kill_after=(moment[0], delay))
        done += 1
        close_old_connections()
        quiet()
        between += run.is_between
        has_edition = Edition.objects.filter(bulletin=bulletin).exists()
        place = "after the commit" if COMMITTED in run.marks else "between" if run.is_between else "before the files"
        found[f"{place}: {'a whole edition' if has_edition else 'no edition'}"] += 1
        faults += [f"{moment}: {fault}" for fault in faults_of(bulletin, receivers=receivers, mails=mails)]
        again = watch(*fork(publisher_of(bulletin, ward)))
        if again.status == 0:
            clean.append(again)
        if again.status != (REFUSED if has_edition else 0):
            faults.append(f"{moment}: publishing again ended with {again.status}")
        faults += [f"{moment}, again: {fault}" for fault in faults_of(bulletin, receivers=receivers, mails=mails)]
        if not Edition.objects.filter(bulletin=bulletin).exists():
            faults.append(f"{moment}: no edition after publishing again")
        if not moments and between < BETWEEN and done < 3 * kills:
            moments.append((FILES, (done % 10 + 0.5) / 10))
    for words, count in sorted(found.items()):
        print(f"{count:4} killed {words}", flush=True)
    faults += send_all(expected=Edition.objects.count() * mails)
    print(f"{done} kills, {between} between files and commit, {len(faults)} faults", flush=True)
    for fault in faults[:20]:
        print("  FAULT", fault, flush=True)
    return int(bool(faults) or between < BETWEEN)


def send_all(*, expected: int) -> list[str]:
    """Send all mails, killed 20 times on the way; every mail at most once, none forgotten. Returns what did not hold."""
    from django.conf import settings
    from django.db import close_old_connections
    from django.utils import timezone

    from documents.models import Edition, Outbox
    from documents.services.sending import LOST_AFTER, message_of, send_due

    settings.EMAIL_BACKEND = "benchmarks.crash_mail.NotingBackend"
    notes = Path(os.environ[NOTES]) / "mails.txt"
    notes.touch()

    def sending(mark: Callable[[bytes], None]) -> None:
        mark(STARTED)
        send_due(limit=expected)

    for kill in range(SENDING_KILLS):
        watch(*fork(sending), kill_after=(STARTED, 0.05 + kill * 0.013))
        close_old_connections()
        quiet()
    # The hour after which a mail that was cut off is given up.
    lost = Outbox.objects.filter(state=Outbox.State.SENDING)
    lost.update(taken_at=timezone.now() - LOST_AFTER - timedelta(minutes=1))
    while Outbox.objects.filter(state=Outbox.State.WAITING).exists():
        before = Outbox.objects.filter(state=Outbox.State.WAITING).count()
        watch(*fork(sending))
        close_old_connections()
        if Outbox.objects.filter(state=Outbox.State.WAITING).count() == before:
            return ["sending does not go on"]
    sent = Counter(notes.read_text(encoding="utf-8").splitlines())
    # One edition a month here, so the subject names it.
    subjects = {row.pk: message_of(row).subject for row in Edition.objects.select_related("publisher")}
    rows = [
        (f"{address}\t{subjects[key]}", state)
        for address, key, state in Outbox.objects.values_list("address", "edition", "state")
    ]
    faults = [f"{line} went out {count} times" for line, count in sent.items() if count > 1]
    states = Counter(state for _, state in rows)
    print(f"mails: {dict(states)}, {sum(sent.values())} went out, {SENDING_KILLS} kills while sending", flush=True)
    if len(rows) != expected:
        faults.append(f"{len(rows)} mails, not {expected}")
    for line, state in rows:
        if state == Outbox.State.SENT and sent[line] != 1:
            faults.append(f"{line}: noted as sent, went out {sent[line]} times")
        elif state not in {Outbox.State.SENT, Outbox.State.UNKNOWN}:
            faults.append(f"{line}: {state}")
    if states[Outbox.State.UNKNOWN] > SENDING_KILLS:
        faults.append(f"{states[Outbox.State.UNKNOWN]} mails unknown after {SENDING_KILLS} kills")
    return faults


def _measure(name: str, kills: int, database_url: str = "") -> bool:
    """One database, in a process of its own with a folder of its own."""
    folder = tempfile.mkdtemp(prefix="portal-crash-")
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
        "VAR_DIR": folder,
        "HTTPS": "0",
        "DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "cadre_portal.settings",
    }
    if database_url:
        environment["DATABASE_URL"] = database_url
    print(f"{name}:", flush=True)
    try:
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=PROJECT, env=environment, check=True)
        here = [sys.executable, __file__, "--kills", str(kills), "--here"]
        return subprocess.run(here, cwd=PROJECT, env=environment, check=False).returncode == 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run on both databases; return 1 where something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        import django

        django.setup()
        return crash(given.kills)
    kept = _measure("SQLite", given.kills)
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with throwaway_database(url, "crash_publishing") as own:
            kept = _measure("PostgreSQL", given.kills, own) and kept
    return int(not kept)


if __name__ == "__main__":
    raise SystemExit(main())
