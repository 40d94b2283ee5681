"""The reading page of a 20-page issue under gunicorn with 2 workers, against a bare signed-in view of as many bytes.

    python benchmarks/bench_reading.py

On SQLite, and on PostgreSQL too where DATABASE_URL names a server (a database of its own is made there and dropped). Prints
requests a second as a ratio, and how many queries and writes one opening costs.
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.common import Portal, compare_pages, fetch, served_portal, throwaway_database, verdict

READER = "bi.thu.do"
RATIO = 0.3
QUERIES, FIRST_WRITES, LATER_WRITES, HTML_KB = 6, 3, 1, 100
PAGES = 20


def fill() -> None:
    """Publish a long bulletin with ten photos to 60 cells. Runs in the portal's process: ``manage.py shell``."""
    from documents.engines.reading import read_issue_here
    from documents.services.importing import import_issue
    from organizations.roles import Role
    from tests.builders import make_membership, make_user, make_ward, publish
    from tests.documents.bulletin_cases import long_bulletin
    from tests.documents.bulletins import as_docx

    ward = make_ward(cells=60)
    report = import_issue(
        actor=ward.editor, issue=read_issue_here(as_docx(long_bulletin()), name="a.docx"), publisher=ward.committee
    )
    assert report.bulletin is not None
    publish(ward, report.bulletin)
    make_membership(make_user(READER), ward.cells[7], Role.SECRETARY)


def count_queries() -> None:
    """Print, as JSON, the queries and writes of the first and of a later opening by a secretary."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from organizations.models import User

    client = Client()
    client.force_login(User.objects.get(username=READER))
    counts = []
    page = _address()
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page, headers={"host": "127.0.0.1"}).status_code == 200
        words = [query["sql"].split(" ", 1)[0] for query in captured.captured_queries]
        counts.append((len(words), sum(word in {"INSERT", "UPDATE", "DELETE"} for word in words)))
    print("counts", json.dumps(counts))


def show_address() -> None:
    print("address", _address())


def show_pages() -> None:
    from documents.models import Edition

    print("pages", Edition.objects.get().pdf_pages)


def _address() -> str:
    from django.urls import reverse

    from documents.addresses import place_of
    from documents.models import Edition

    return reverse("documents:bulletin_read", kwargs=place_of(Edition.objects.get()))


def _ask(portal: Portal, function: str) -> str:
    """Run a function of this file inside the portal; what it prints last, without the first word."""
    code = f"from benchmarks.bench_reading import {function}; {function}()"
    lines = portal.manage("shell", "-v", "0", "-c", code).splitlines()
    return lines[-1].split(" ", 1)[1] if lines else ""


def _fill(portal: Portal) -> None:
    _ask(portal, "fill")


def _measure(name: str, database_url: str = "") -> bool:
    with served_portal(_fill, database_url=database_url) as portal:
        (_, first), *later = json.loads(_ask(portal, "count_queries"))
        page, pages = _ask(portal, "show_address"), int(_ask(portal, "show_pages"))
        cookie = portal.session_of(READER)
        status, body = fetch(portal.port, page, cookie)
        assert status == 200, status
        reading, bare = compare_pages(portal.port, page, f"/bare/{len(body)}/", cookie)
    print(f"{name}: {pages} pages, {len(body) / 1024:.0f} kB, {reading:.0f} against {bare:.0f} requests/s")
    return all(
        [
            verdict(f"{name}: reading page / bare page", reading / bare, RATIO, at_most=False),
            verdict(f"{name}: HTML of {PAGES} pages", len(body) / 1024 / pages * PAGES, HTML_KB, unit=" kB"),
            verdict(f"{name}: queries of an opening", max(count for count, _ in later), QUERIES),
            verdict(f"{name}: writes of the first opening", first, FIRST_WRITES),
            verdict(f"{name}: writes of a later opening", max(writes for _, writes in later), LATER_WRITES),
        ]
    )


def main() -> int:
    """Measure, print, and return 1 where a limit was missed."""
    kept = _measure("SQLite")
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with throwaway_database(url, "bench_reading") as own:
            kept = _measure("PostgreSQL", own) and kept
    else:
        print("PostgreSQL not measured: DATABASE_URL names no server")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
