"""Fifty people at once on a portal of 10,000 cells, without a pause between two pages: secretaries who read, look at photos,
fetch the PDF, say "Đã nhận" and search, clerks who search, an editor at the page of receipt. SQLite, and PostgreSQL where DATABASE_URL names one (a
database of its own is made and dropped there).

    python benchmarks/bench_crowd.py [SECONDS]

Nobody may get an error page, every "Đã nhận" must be in the database, and the memory of the workers may grow by at most a tenth
between the first third and the end. How long pages took is printed by kind.
"""

import http.client
import json
import os
import random
import re
import statistics
import sys
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.common import Portal, served_portal, throwaway_database, verdict
from benchmarks.register import TOPICS

CELLS, DIRECTIVES = 10_000, 5_000
READERS, CLERKS, EDITORS = 40, 9, 1
SECONDS, GROWTH = 20.0, 1.1
_PHOTO = re.compile(rb'src="(/tai-lieu/anh/[^"]+)"')
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


def fill() -> None:
    """An issue of 20 pages with photos to 10,000 cells, a register, and people of every kind. Prints sessions and addresses."""
    import tempfile

    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from benchmarks.many_cells import make_many_cells
    from benchmarks.register import write_csv
    from directives.register_import import import_register
    from documents.addresses import place_of
    from documents.engines.reading import read_issue_here
    from documents.models import Delivery
    from documents.services.importing import import_issue
    from organizations.roles import Role
    from tests.builders import make_user, make_ward, publish
    from tests.documents.bulletin_cases import long_bulletin
    from tests.documents.bulletins import as_docx

    ward = make_ward()
    _, people = make_many_cells(ward, CELLS)
    with tempfile.TemporaryDirectory() as folder:
        write_csv(Path(folder) / "register.csv", DIRECTIVES)
        import_register(Path(folder) / "register.csv", actor=None, held_by=ward.committee, create_issuers=True)
    report = import_issue(
        actor=ward.editor, issue=read_issue_here(as_docx(long_bulletin()), name="a.docx"), publisher=ward.committee
    )
    assert report.bulletin is not None
    edition = publish(ward, report.bulletin)
    assert Delivery.objects.filter(edition=edition).count() >= CELLS
    crowd = [(person, "reader") for person in people[:READERS]]
    crowd += [(make_user(role=Role.CLERK, at=ward.committee), "clerk") for _ in range(CLERKS)]
    crowd += [(ward.editor, "editor")] * EDITORS
    sessions = []
    for person, kind in crowd:
        client = Client()
        client.force_login(person)
        sessions.append((kind, settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value))
    place = place_of(edition)
    pages = ("read", "pdf", "meeting", "acknowledge", "coverage")
    found = {page: reverse(f"documents:bulletin_{page}", kwargs=place) for page in pages}
    found["list"] = reverse("documents:bulletin_list")
    found["archive"] = reverse("documents:bulletin_archive", kwargs={"year": edition.year})
    print("filled", json.dumps({"sessions": sessions, "pages": found}))


def count_receipts() -> None:
    from documents.models import Delivery

    print("receipts", Delivery.objects.filter(acknowledged_at__isnull=False).count())


@dataclass
class Findings:
    """What the crowd saw, written by all threads."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)


class Visitor:
    """One person with a browser's connection and cookies."""

    def __init__(self, portal: Portal, kind: str, cookie: tuple[str, str], pages: dict[str, str], seed: int) -> None:
        self._port, self._kind, self._pages = portal.port, kind, pages
        self._cookies = dict([cookie])
        self._key = cookie[1]
        self._random = random.Random(seed)
        self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)

    def _ask(self, found: Findings, name: str, path: str, form: dict[str, str] | None = None) -> bytes:
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self._cookies.items())}
        body = None
        if form is not None:
            body = urlencode(form)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://127.0.0.1{path}"}
        begin = time.perf_counter()
        for attempt in (1, 2):
            try:
                self._connection.request("GET" if form is None else "POST", path, body, headers)
                answer = self._connection.getresponse()
                content = answer.read()
                break
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                # The server may close a kept connection at any time; a browser opens another.
                self._connection.close()
                if attempt == 2:
                    raise
        found.times[name].append((time.perf_counter() - begin) * 1000)
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._cookies |= {key: morsel.value for key, morsel in SimpleCookie(line).items()}
        if answer.status not in ({200} if form is None else {200, 302, 303}):
            found.errors.append(f"{name}: {answer.status}")
        return content

    def visit(self, found: Findings, until: float) -> None:
        try:
            while time.perf_counter() < until:
                {"reader": self._read, "clerk": self._search, "editor": self._look}[self._kind](found)
        except (OSError, http.client.HTTPException) as error:
            found.errors.append(f"{self._kind}: {error!r}")

    def _read(self, found: Findings) -> None:
        page = self._ask(found, "reading page", self._pages["read"])
        token, photos = _TOKEN.search(page), _PHOTO.findall(page)
        match self._random.randrange(7):
            case 0:
                self._ask(found, "list of issues", self._pages["list"])
            case 1:
                self._ask(found, "archive", self._pages["archive"])
            case 2:
                self._ask(found, "PDF", self._pages["pdf"])
            case 3:
                self._ask(found, "bản đọc", self._pages["meeting"])
            case 4 if token is not None:
                form = {"csrfmiddlewaretoken": token[1].decode()}
                self._ask(found, "Đã nhận", self._pages["acknowledge"], form)
                found.acknowledged.add(self._key)
            case 5 if photos:
                self._ask(found, "photo", self._random.choice(photos).decode())
            case _:
                self._search(found)

    def _search(self, found: Findings) -> None:
        asked = self._random.choice([*TOPICS, *(f"kh {number}" for number in range(10, 40))])
        self._ask(found, "search", f"/van-ban/?q={quote(asked)}")

    def _look(self, found: Findings) -> None:
        self._ask(found, "coverage", self._pages["coverage"])
        self._search(found)


def memory_of(portal: Portal) -> float:
    """MB held by the server's workers."""
    pages = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) in portal.pids:
                pages += int((path.parent / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _measure(name: str, seconds: float, database_url: str = "") -> bool:
    told: dict[str, dict[str, object]] = {}

    def prepare(portal: Portal) -> None:
        told["filled"] = json.loads(_ask(portal, "fill"))

    with served_portal(prepare, database_url=database_url) as portal:
        sessions: list[tuple[str, str, str]] = told["filled"]["sessions"]  # type: ignore[assignment]
        pages: dict[str, str] = told["filled"]["pages"]  # type: ignore[assignment]
        found = Findings()
        until = time.perf_counter() + seconds
        crowd = [Visitor(portal, kind, (cookie, key), pages, seed) for seed, (kind, cookie, key) in enumerate(sessions)]
        threads = [threading.Thread(target=visitor.visit, args=(found, until)) for visitor in crowd]
        for thread in threads:
            thread.start()
        time.sleep(seconds / 3)
        early = memory_of(portal)
        for thread in threads:
            thread.join()
        late = memory_of(portal)
        receipts = int(_ask(portal, "count_receipts"))
    total = sum(len(times) for times in found.times.values())
    print(
        f"{name}: {total} pages in {seconds:.0f} s, load {os.getloadavg()[0]:.1f}; workers {early:.0f} → {late:.0f} MB"
    )
    for kind, times in sorted(found.times.items()):
        ordered = sorted(times)
        p95, slowest = ordered[int(len(ordered) * 0.95)], ordered[-1]
        print(
            f"     {kind}: {len(times)}, p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, slowest {slowest:.0f} ms"
        )
    for error in sorted(set(found.errors)):
        print(f"     {found.errors.count(error)} × {error}")
    return all(
        [
            verdict(f"{name}: pages that failed", len(found.errors), 0),
            verdict(f"{name}: receipts lost", len(found.acknowledged) - receipts, 0),
            verdict(f"{name}: memory at the end / after a third", late / early, GROWTH, unit=" ×"),
        ]
    )


def _ask(portal: Portal, function: str) -> str:
    """Run a function of this file inside the portal; what it prints last, without the first word."""
    code = f"from benchmarks.bench_crowd import {function}; {function}()"
    return portal.manage("shell", "-v", "0", "-c", code).splitlines()[-1].split(" ", 1)[1]


def main(arguments: list[str]) -> int:
    """Measure, print, and return 1 where a limit was missed."""
    seconds = float(arguments[0]) if arguments else SECONDS
    kept = _measure("SQLite", seconds)
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with throwaway_database(url, "bench_crowd") as own:
            kept = _measure("PostgreSQL", seconds, own) and kept
    return int(not kept)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
