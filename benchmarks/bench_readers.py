"""Tình hình nhận at 3,000 cells: the page within 10 queries and 300 ms, one press that reminds them all within 3 s; 10,000 cells
are measured beside it. SQLite, and PostgreSQL where DATABASE_URL names one (a database of its own is made and dropped there).

    python benchmarks/bench_readers.py
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.common import Portal, served_portal, throwaway_database, verdict

CELLS, MANY = 3000, 10_000
PAGE_SECONDS, REMIND_SECONDS, QUERIES, ARCHIVE_QUERIES = 0.3, 3.0, 10, 6


def fill() -> None:
    """A committee with 60 bases, 10,000 cells by e-mail each with a secretary, an issue to 3,000 of them and one to all."""
    from django.utils import timezone

    from benchmarks.many_cells import make_many_cells
    from documents.models import Delivery, Edition
    from tests.builders import make_bulletin, make_edition, make_edition_entries, make_ward

    ward = make_ward()
    rows, _ = make_many_cells(ward, MANY)

    def issue(month: int, count: int) -> Edition:
        edition = make_edition(make_bulletin(ward.committee, month=month))
        make_edition_entries(edition, 20)
        Delivery.objects.bulk_create(
            (
                Delivery(
                    edition=edition,
                    organization=cell,
                    path=cell.path,
                    name=cell.name,
                    road=cell.road,
                    opened_at=timezone.now() if number % 3 else None,
                    acknowledged_at=timezone.now() if number % 3 == 1 else None,
                )
                for number, cell in enumerate(rows[:count])
            ),
            batch_size=500,
        )
        return edition

    issue(11, CELLS)
    issue(10, MANY)
    reminded = issue(9, CELLS)
    for month in range(1, 9):
        issue(month, 1)
    Delivery.objects.filter(edition=reminded).update(opened_at=None, acknowledged_at=None)


def measure() -> None:
    """Print seconds and queries of the page (3,000 and 10,000 cells), and seconds and mails of one reminder."""
    import time

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from benchmarks.common import best_of
    from documents.addresses import place_of
    from documents.models import Edition, Outbox
    from documents.services.reminding import remind
    from organizations.models import User

    editor = User.objects.get(full_name="Đoàn Thị Mây")
    client = Client(headers={"host": "localhost"})
    client.force_login(editor)
    found: dict[str, object] = {}
    for month, name in ((11, "page"), (10, "many")):
        edition = Edition.objects.get(month=month)
        address = reverse("documents:bulletin_coverage", kwargs=place_of(edition))

        def fetch_page(address: str = address) -> None:
            answer = client.get(address)
            assert answer.status_code == 200, answer.status_code

        found[name] = best_of(5, fetch_page)
        with CaptureQueriesContext(connection) as captured:
            fetch_page()
        found[f"{name}_queries"] = len(captured)
    reader = Client(headers={"host": "localhost"})
    reader.force_login(User.objects.get(username="bithu.0"))
    archive = reverse("documents:bulletin_archive", kwargs={"year": Edition.objects.get(month=11).year})
    assert reader.get(archive).content.decode().count('class="item') >= 11
    with CaptureQueriesContext(connection) as captured:
        reader.get(archive)
    found["archive_queries"] = len(captured)
    begin = time.perf_counter()
    remind(actor=editor, edition=Edition.objects.select_related("publisher").get(month=9))
    found["remind"] = time.perf_counter() - begin
    found["mails"] = Outbox.objects.count()
    print("found", json.dumps(found))


def _ask(portal: Portal, function: str) -> str:
    """Run a function of this file inside the portal; what it prints last, without the first word."""
    code = f"from benchmarks.bench_readers import {function}; {function}()"
    lines = portal.manage("shell", "-v", "0", "-c", code).splitlines()
    return lines[-1].split(" ", 1)[1] if lines else ""


def _fill(portal: Portal) -> None:
    _ask(portal, "fill")


def _measure(name: str, database_url: str = "") -> bool:
    with served_portal(_fill, database_url=database_url) as portal:
        found = json.loads(_ask(portal, "measure"))
    assert found["mails"] == CELLS, found
    print(f"{name}: coverage of {MANY} cells in {found['many']:.2f} s, {found['many_queries']} queries")
    return all(
        [
            verdict(f"{name}: coverage of {CELLS} cells", found["page"], PAGE_SECONDS, unit=" s"),
            verdict(f"{name}: its queries", found["page_queries"], QUERIES),
            verdict(f"{name}: queries of the archive", found["archive_queries"], ARCHIVE_QUERIES),
            verdict(f"{name}: reminding {CELLS} cells", found["remind"], REMIND_SECONDS, unit=" s"),
        ]
    )


def main() -> int:
    """Measure, print, and return 1 where a limit was missed."""
    kept = _measure("SQLite")
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with throwaway_database(url, "bench_readers") as own:
            kept = _measure("PostgreSQL", own) and kept
    return int(not kept)


if __name__ == "__main__":
    raise SystemExit(main())
