"""Files of an issue: the reader's mark on a PDF of 20 pages with 10 photos, and the PDF through nginx and through Django.

    python benchmarks/bench_files.py

The mark must take at most 150 ms. nginx (X-Accel-Redirect, the example of deploy/) and Django are measured in turns under
gunicorn with 2 workers; the portal is behind both, so its rule is asked each time. Exits 1 over a limit.
"""

import os
import statistics
import sys
import tempfile
import time
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

ROUNDS = 9
MARK_LIMIT_MS = 150.0
# nginx is one more program on the way; what it saves shows with slow phones, not on one machine. It may cost a fifth.
RATIO_LIMIT = 0.8
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


def _rate(portal: Portal, page: str, cookie: str, *, through_nginx: bool) -> float:
    if not through_nginx:
        return requests_per_second(portal.port, page, cookie)
    with tempfile.TemporaryDirectory(prefix="nginx-") as folder:
        files = Path(portal.environment["VAR_DIR"], "files")
        with running_nginx(Path(folder), upstream=f"http://127.0.0.1:{portal.port}", files=files) as port:
            requests_per_second(port, page, cookie, seconds=0.5)
            return requests_per_second(port, page, cookie)


def _served(*, through_nginx: bool) -> float:
    """PDFs a second with the portal set for the one way or the other."""
    addresses: list[str] = []

    def prepare(portal: Portal) -> None:
        lines = portal.manage("shell", "-v", "0", "-c", "from benchmarks.bench_files import fill; fill()").splitlines()
        addresses.append(lines[-1].removeprefix("address "))

    os.environ["ACCEL_PREFIX"] = "/_files/" if through_nginx else ""
    with served_portal(prepare) as portal:
        cookie = portal.session_of(READER)
        return statistics.median(_rate(portal, addresses[0], cookie, through_nginx=through_nginx) for _ in range(3))


def main() -> int:
    """Measure, print, and return 1 over a limit."""
    kept = marked()
    if find_nginx() is None:
        print("nginx not measured: it is not on this machine")
        return int(not kept)
    plain, through = _served(through_nginx=False), _served(through_nginx=True)
    print(f"PDF of an issue: {plain:.0f} a second through Django, {through:.0f} through nginx")
    return int(not all([kept, verdict("nginx / Django", through / plain, RATIO_LIMIT, at_most=False, unit=" ×")]))


if __name__ == "__main__":
    sys.exit(main())
