"""How long an editor waits for the page after a save: save sent → preview fetched → picture of the edited page received.

    python benchmarks/bench_desk.py

The real thing: the portal served by gunicorn (two processes), an editor's session, the three requests the desk makes, over HTTP.
50 edits, each of another entry, on an issue of about 20 pages with 10 photos and on one of about 60; and the desk page itself at
60 entries, its queries too. The load is printed: on a machine that is busy with other work the times are of that work too.
SQLite, and PostgreSQL where DATABASE_URL names one (a database of its own is made and dropped there).
"""

import http.client
import os
import random
import re
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from activities.models import Picture

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from benchmarks.common import Portal, served_portal, throwaway_database, verdict  # noqa: E402

EDITS = 50
LIMITS = {"20 pages": 300.0, "60 pages": 1000.0}
DESK_LIMIT = 200.0
DESK_QUERIES = 20
EDITOR = "bench.editor"
_WORDS = (
    "chi bộ đảng viên nhân dân thực hiện nghị quyết kế hoạch phường năm tháng công tác tuyên truyền xây dựng môi trường văn minh "
    "đô thị vệ sinh tập trung lãnh đạo phối hợp tổ dân phố nâng cao chất lượng sinh hoạt kiểm tra giám sát hoàn thành"
).split()


def paragraph(words: int = 90) -> str:
    return " ".join(random.choice(_WORDS) for _ in range(words)).capitalize() + "."


def body(paragraphs: int) -> str:
    return "".join(f"<p>{paragraph()}</p>" for _ in range(paragraphs))


def fill() -> None:
    """Put a ward, an editor and three issues into the empty database: November 20 pages, December 60, October 60 entries."""
    from documents.models import Bulletin, Entry, EntryPicture
    from organizations.models import Membership, Organization, OrganizationType, User

    kind, _ = OrganizationType.objects.get_or_create(
        code="ward_committee", defaults={"name": "Đảng ủy phường", "level": "commune", "may_publish": True}
    )
    ward = Organization.objects.add_root(instance=Organization(name="Đảng ủy phường Bình Giang", type=kind))
    editor = User.objects.create_user(EDITOR, None, full_name="Đoàn Thị Mây")
    Membership.objects.create(user=editor, organization=ward, role="editor", starts_on="2020-01-01")
    random.seed(4)
    for month, entries, paragraphs in ((11, 8, 10), (12, 24, 11), (10, 60, 4)):
        bulletin = Bulletin.objects.create(publisher=ward, year=2026, month=month)
        for position in range(1, entries + 1):
            Entry.objects.create(
                bulletin=bulletin, kind="topic", heading=paragraph(14), body=body(paragraphs), position=position
            )
        rows = list(bulletin.entries.order_by("position")[:10])
        for number in range(10):
            EntryPicture.objects.create(
                entry=rows[number % len(rows)], picture=_photo(number), caption=paragraph(10), place=2
            )


def _photo(number: int) -> "Picture":
    """A photo of 1600 × 1200 with grain, stored once."""
    import io

    from PIL import Image

    from activities.services import store_picture

    grain = Image.effect_noise((1600, 1200), 40)
    colour = Image.new("RGB", (1600, 1200), (60 + number * 17, 90, 120))
    out = io.BytesIO()
    Image.blend(Image.merge("RGB", (grain, grain, grain)), colour, 0.6).save(out, "JPEG", quality=85)
    return store_picture(actor=None, content=out.getvalue(), name=f"{number}.jpg")


@dataclass
class Browser:
    """One connection with the cookies of a session, as the desk's page keeps one."""

    port: int
    cookies: dict[str, str]
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> bytes:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "HX-Request": "true"}
        sent = None
        if data is not None:
            sent = urlencode(data)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body=sent, headers=headers)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # A process of the server was replaced and closed its connections: a browser asks again over a new one.
            self.connection.close()
            self.connection.request(method, path, body=sent, headers=headers)
            answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status == 200, f"{method} {path}: {answer.status}"
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return content


def _names(portal: Portal, month: int) -> tuple[str, list[str]]:
    """The desk's address of an issue, and the keys of its entries."""
    script = (
        "from documents.models import Bulletin; "
        f"b = Bulletin.objects.get(month={month}); print('keys', b.pk, *b.entries.order_by('position').values_list('pk', flat=True))"
    )
    line = next(
        line for line in portal.manage("shell", "-v", "0", "-c", script).splitlines() if line.startswith("keys")
    )
    pk, *keys = line.split()[1:]
    return f"/quan-tri/documents/bulletin/{pk}/bien-tap/", keys


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def measure_edits(portal: Portal, browser: Browser, month: int) -> tuple[list[float], float, int]:
    """Milliseconds of each edit by the clock, the server's processor time an edit (with fetching the entry before it), and the number
    of pages. The first edits warm both processes up and are not counted."""
    desk, keys = _names(portal, month)
    browser.ask("GET", f"{desk}xem-truoc/")
    times: list[float] = []
    pages = 0
    used = 0.0
    versions = dict.fromkeys(keys, 1)
    for edit in range(-4, EDITS):
        key = keys[edit % len(keys)]
        if edit == 0:
            used = portal.cpu_seconds()
        page = browser.ask("GET", f"{desk}muc/{key}/").decode()
        data = {
            "csrfmiddlewaretoken": _field(page, "csrfmiddlewaretoken"),
            "version": str(versions[key]),
            "heading": paragraph(14),
            "body": body(10 if month == 11 else 11),
            "kind": "topic",
            "parts_numbered": "on",
        }
        begin = time.perf_counter()
        saved = browser.ask("POST", f"{desk}muc/{key}/", data).decode()
        preview = browser.ask("GET", f"{desk}xem-truoc/").decode()
        first = re.search(rf'data-page-{key}="(\d+)"', preview)
        assert first is not None
        picture = re.search(rf'id="trang-{first[1]}" src="([^"]+)"', preview)
        assert picture is not None
        png = browser.ask("GET", picture[1])
        took = (time.perf_counter() - begin) * 1000
        assert png.startswith(b"\x89PNG")
        assert "Đã lưu lúc" in saved
        versions[key] += 1
        pages = preview.count('class="preview__page"')
        if edit >= 0:
            times.append(took)
    return times, (portal.cpu_seconds() - used) * 1000 / EDITS, pages


def measure_desk(portal: Portal, browser: Browser) -> list[float]:
    desk, _ = _names(portal, 10)
    times = []
    for _ in range(40):
        begin = time.perf_counter()
        browser.ask("GET", desk)
        times.append((time.perf_counter() - begin) * 1000)
    return times[5:]


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def count_queries() -> None:
    """Print how many queries the desk page of the 60 entries asks. Runs in the portal's process: ``manage.py shell``."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from documents.models import Bulletin
    from organizations.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=EDITOR))
    desk = f"/quan-tri/documents/bulletin/{Bulletin.objects.get(month=10).pk}/bien-tap/"
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(desk)
        assert answer.status_code == 200, answer.status_code
    print("queries", len(captured))


def _ask(portal: Portal, function: str) -> str:
    """Run a function of this file inside the portal; what it prints last, without the first word."""
    code = f"from benchmarks.bench_desk import {function}; {function}()"
    lines = portal.manage("shell", "-v", "0", "-c", code).splitlines()
    return lines[-1].split(" ", 1)[1] if lines else ""


def _fill(portal: Portal) -> None:
    _ask(portal, "fill")


def _measure(database: str, database_url: str = "") -> bool:
    with served_portal(_fill, database_url=database_url) as portal:
        name, _, value = portal.session_of(EDITOR).partition("=")
        browser = Browser(portal.port, {name: value})
        kept = []
        for label, month in (("20 pages", 11), ("60 pages", 12)):
            times, used, pages = measure_edits(portal, browser, month)
            print(
                f"{database}, {label}: really {pages} pages, 10 photos, {len(times)} edits, median"
                f" {statistics.median(times):.0f} ms, processor {used:.0f} ms an edit, load {os.getloadavg()[0]:.1f} on"
                f" {os.cpu_count()} cores"
            )
            kept.append(verdict(f"{database}: save to picture, p95 at {label}", p95(times), LIMITS[label], unit=" ms"))
        times = measure_desk(portal, browser)
        queries = int(_ask(portal, "count_queries"))
    print(f"{database}: desk page at 60 entries, median {statistics.median(times):.0f} ms")
    kept.append(verdict(f"{database}: desk page at 60 entries, p95", p95(times), DESK_LIMIT, unit=" ms"))
    kept.append(verdict(f"{database}: its queries", queries, DESK_QUERIES))
    return all(kept)


def main() -> int:
    """Measure, print, and return 1 where a limit was missed."""
    kept = _measure("SQLite")
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with throwaway_database(url, "bench_desk") as own:
            kept = _measure("PostgreSQL", own) and kept
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
