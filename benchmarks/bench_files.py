"""Files of an issue: the reader's mark on a PDF of 20 pages with 10 photos, and the PDF through nginx and through Django.

    python benchmarks/bench_files.py

The mark must take at most 150 ms. nginx (X-Accel-Redirect, the example of deploy/) and Django are measured under
gunicorn with 2 workers; the portal is behind both, so its rule is asked each time. Exits 1 over a limit.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bench_pdf import made_issue
from benchmarks.common import Portal, requests_per_second, served_portal, verdict
from documents.rendering.pages import page_count
from documents.rendering.pdf import render_pdf
from documents.rendering.watermark import Mark, with_mark
from tests.documents.issues import Pictures
from tests.nginx import find_nginx, running_nginx

ROUNDS, TURNS = 9, 6
MARK_LIMIT_MS = 150.0
# Behind nginx, X-Accel-Redirect must beat handing the bytes through the worker.
RATIO_LIMIT = 1.0
READER = "bi.thu.do"
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def fill() -> None:
    """An issue whose PDF weighs about a megabyte, and its reader. Runs in the portal's process: ``manage.py shell``."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.urls import reverse

    from documents.addresses import place_of
    from organizations.roles import Role
    from tests.builders import make_bulletin, make_edition, make_membership, make_user, make_ward

    ward = make_ward()
    with tempfile.TemporaryDirectory() as name:
        pictures = Pictures(Path(name))
        pdf = render_pdf(made_issue(pictures, 1), pictures=pictures.files, now=NOW).pdf
    stored = default_storage.save("edition/do.pdf", ContentFile(pdf))
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells, pdf=stored)
    make_membership(make_user(READER), ward.cell, Role.SECRETARY)
    print("address", reverse("documents:bulletin_pdf", kwargs=place_of(edition)))


def marked() -> bool:
    """Time the mark on a fresh reader each round."""
    with tempfile.TemporaryDirectory() as name:
        pictures = Pictures(Path(name))
        pdf = render_pdf(made_issue(pictures, 1), pictures=pictures.files, now=NOW).pdf
    times = []
    for round_ in range(ROUNDS + 1):
        mark = Mark(f"Người đọc thứ {round_}", "Chi bộ 1, Đảng bộ khu Bến Cau", NOW)
        begin = time.perf_counter()
        made = with_mark(pdf, mark)
        times.append(time.perf_counter() - begin)
    print(
        f"mark on {page_count(made)} pages, {len(pdf) / 1e6:.2f} MB → {len(made) / 1e6:.2f} MB, first {times[0] * 1000:.0f} ms"
    )
    return verdict("watermarked PDF", statistics.median(times[1:]) * 1000, MARK_LIMIT_MS, unit=" ms")


@contextmanager
def _served(*, accel: bool) -> Iterator[tuple[int, int, str, str]]:
    """A portal with nginx before it: port of the portal, port of nginx, address of the PDF, a reader's cookie."""
    addresses: list[str] = []

    def prepare(portal: Portal) -> None:
        lines = portal.manage("shell", "-v", "0", "-c", "from benchmarks.bench_files import fill; fill()").splitlines()
        addresses.append(lines[-1].removeprefix("address "))

    os.environ["ACCEL_PREFIX"] = "/_files/" if accel else ""
    with served_portal(prepare) as portal, tempfile.TemporaryDirectory(prefix="nginx-") as folder:
        files = Path(portal.environment["VAR_DIR"], "files")
        with running_nginx(Path(folder), upstream=f"http://127.0.0.1:{portal.port}", files=files) as port:
            yield portal.port, port, addresses[0], portal.session_of(READER)


def sent() -> bool:
    """PDFs a second from Django, handed on by nginx, and sent by nginx; in turns, because the machine has other work too."""
    rates: dict[str, list[float]] = {"Django": [], "handed on": [], "X-Accel-Redirect": []}
    with _served(accel=False) as handed, _served(accel=True) as accelerated:
        ways = {"Django": handed[0], "handed on": handed[1], "X-Accel-Redirect": accelerated[1]}
        for _ in range(TURNS):
            for name, port in ways.items():
                page, cookie = (accelerated if name == "X-Accel-Redirect" else handed)[2:]
                rates[name].append(requests_per_second(port, page, cookie, seconds=1.5))
    # The first turn warms up.
    found = {name: statistics.median(values[1:]) for name, values in rates.items()}
    print("PDF of an issue, a second: " + ", ".join(f"{name} {rate:.0f}" for name, rate in found.items()))
    ratio = found["X-Accel-Redirect"] / found["handed on"]
    return verdict("X-Accel-Redirect / handed on", ratio, RATIO_LIMIT, at_most=False, unit=" ×")


def main() -> int:
    """Measure, print, and return 1 over a limit."""
    kept = marked()
    if find_nginx() is None:
        print("nginx not measured: it is not on this machine")
        return int(not kept)
    return int(not all([kept, sent()]))


if __name__ == "__main__":
    sys.exit(main())
