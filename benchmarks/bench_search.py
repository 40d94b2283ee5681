"""Search against the bare engine that holds the same rows, in one run: 100,000 directives of 1 kB; numbers among 1,000,000 too.

    python benchmarks/bench_search.py [ROWS [MORE_ROWS]]

On SQLite, and on PostgreSQL where DATABASE_URL names a server (in a database made for it and dropped). Word search (20 hits with
snippets): p50 at most twice the bare engine's ranked top-20 query, which reads the same words from a table of its own without
rights, tiers or snippets. Number search: p95 at most 10 ms. A page over HTTP: p50 ≤ 80 ms, p95 ≤ 250 ms. Then the register is
made MORE_ROWS long straight in its tables (0 leaves that out): number search p95 at most 2 × 10 ms; how many times what was
measured before it is, is printed too.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.common import Portal, fetch, served_portal, throwaway_database, verdict
from benchmarks.register import OWN, TOPICS, make_bodies, rows, write_csv

TODAY = date(2026, 11, 22)
# Milliseconds, p95.
_NUMBER_LIMIT = 10.0
# Two words of the text and a word of the title: neither everywhere nor nowhere.
QUESTIONS = [*TOPICS[:40], *(f"{topic} khu dân cư" for topic in TOPICS[:20])]


def _milliseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def fill(count: int) -> None:
    """Make the register in the database of the settings; run in a process of its own by ``prepare``."""
    import django

    django.setup()
    from directives.register_import import import_register
    from organizations.models import Membership, Organization, User

    make_bodies()
    ward = Organization.objects.get(name=OWN)
    user = User.objects.create(username="nguoi.tra.cuu", full_name="Người tra cứu")
    Membership.objects.create(user=user, organization=ward, role="clerk", starts_on=date(2020, 1, 1))
    with tempfile.TemporaryDirectory() as folder:
        write_csv(Path(folder) / "register.csv", count)
        begin = time.perf_counter()
        report = import_register(Path(folder) / "register.csv", actor=None, held_by=ward)
        print(f"     {report.written} rows in, {report.written / (time.perf_counter() - begin):.0f} rows/s", flush=True)


def measure(count: int) -> bool:
    """Searches inside one process, and the bare engine beside them."""
    import django

    django.setup()
    from django.db import connection

    from directives.models import Directive
    from directives.search.find import search
    from directives.search.query import read_question
    from organizations.models import User

    user = User.objects.get(username="nguoi.tra.cuu")
    _bare_table(connection)

    def ask(text: str) -> None:
        question = read_question(text, user=user, today=TODAY)
        search(user=user, question=question, base=Directive.objects.visible_to(user).registered())

    ours, bare = [], []
    for text in QUESTIONS:
        ask(text)
        _bare_query(connection, text)
        ours.append(min(_milliseconds(lambda text=text: ask(text)) for _ in range(3)))  # type: ignore[misc]
        bare.append(min(_milliseconds(lambda text=text: _bare_query(connection, text)) for _ in range(3)))  # type: ignore[misc]
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"     words: p50 {statistics.median(ours):.1f} ms, bare engine {statistics.median(bare):.1f} ms")
    kept = verdict("word search, p50 against the bare engine", ratio, 2.0, unit=" ×")

    return verdict("number search, p95", _numbers_p95(count, ask), _NUMBER_LIMIT, unit=" ms") and kept


def _numbers_p95(count: int, ask: Callable[[str], None], *, rounds: int = 1) -> float:
    """Numbers as printed, and bare ones behind a kind; the best of some rounds counts for each."""
    rng = random.Random(3)
    numbers = [row.number for row in rng.sample(list(rows(count)), 200)]
    numbers += [f"kh {rng.randrange(1, 400)}" for _ in range(100)]
    ask(numbers[0])
    times = [[_milliseconds(lambda text=text: ask(text)) for text in numbers] for _ in range(rounds)]  # type: ignore[misc]
    return _p95([min(of_one) for of_one in zip(*times, strict=True)])


def measure_more(count: int, more: int) -> bool:
    """The same questions before and after the register is made ten times as long."""
    import django

    django.setup()
    from django.db import connection

    from directives.models import Directive
    from directives.search.find import search
    from directives.search.query import read_question
    from organizations.models import User

    user = User.objects.get(username="nguoi.tra.cuu")

    def ask(text: str) -> None:
        question = read_question(text, user=user, today=TODAY)
        search(user=user, question=question, base=Directive.objects.visible_to(user).registered())

    before = _numbers_p95(count, ask, rounds=3)
    begin = time.perf_counter()
    multiply(connection, count, more)
    print(f"     {Directive.objects.count()} rows after {time.perf_counter() - begin:.0f} s", flush=True)
    after = _numbers_p95(count, ask, rounds=3)
    load = os.getloadavg()[0]
    print(f"     number search, p95: {before:.1f} ms among {count}, {after:.1f} ms among {more}, load {load:.1f}")
    # The requirement's limit is twice that of a tenth of the rows. The measured ratio is printed beside it, as it is.
    print(f"     that is {after / before:.2f} × what was measured among {count}")
    return verdict("number search among more, p95", after, 2 * _NUMBER_LIMIT, unit=" ms")


def multiply(connection: Any, count: int, more: int) -> None:
    """Copy the register until it has about ``more`` rows, each copy with numbers a thousand higher, as longer series have."""
    from directives.models import Directive

    columns = [str(field.column) for field in Directive._meta.concrete_fields]
    shift = 1_000_000
    with connection.cursor() as cursor:
        for turn in range(1, more // count):
            changed = {
                "id": f"id + {turn * shift}",
                "sequence": f"sequence + {turn * 1000}",
                "number": (
                    f"CAST(sequence + {turn * 1000} AS TEXT) || "
                    "SUBSTR(number, CASE WHEN sequence < 100 THEN 3 ELSE LENGTH(CAST(sequence AS TEXT)) + 1 END)"
                ),
                "number_key": (
                    f"CAST(sequence + {turn * 1000} AS TEXT) || SUBSTR(number_key, LENGTH(CAST(sequence AS TEXT)) + 1)"
                ),
                "citing_text_id": "NULL",
            }
            taken = ", ".join(changed.get(column, column) for column in columns)
            cursor.execute(
                f"INSERT INTO directives_directive ({', '.join(columns)}) SELECT {taken} FROM directives_directive "
                f"WHERE id < {shift} AND sequence IS NOT NULL"
            )
            # The place is made anew of day, number and key: see directives.search.index.place_of.
            cursor.execute(
                "INSERT INTO directives_directivewords (place, directive_id, agency, exact, subject, body) "
                f"SELECT ((w.place >> 47) << 47) | (CAST(1048575 - d.sequence - {turn * 1000} AS BIGINT) << 27) "
                f"| CAST(134217727 - d.id - {turn * shift} AS BIGINT), d.id + {turn * shift}, w.agency, w.exact, w.subject, w.body "
                "FROM directives_directivewords w JOIN directives_directive d ON d.id = w.directive_id "
                f"WHERE d.id < {shift} AND d.sequence IS NOT NULL"
            )
        cursor.execute("ANALYZE")


def _bare_table(connection: Any) -> None:
    """The same words in a table with nothing but the engine."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("CREATE VIRTUAL TABLE IF NOT EXISTS bare USING fts5(words)")
            cursor.execute("SELECT count(*) FROM bare")
            if not cursor.fetchone()[0]:
                cursor.execute(
                    "INSERT INTO bare SELECT agency || ' ' || subject || ' ' || body FROM directives_directivewords"
                )
        else:
            cursor.execute("DROP TABLE IF EXISTS bare")
            cursor.execute(
                "CREATE TABLE bare AS SELECT place AS id, to_tsvector('simple', agency || ' ' || subject || ' ' || body) AS words "
                "FROM directives_directivewords"
            )
            cursor.execute("CREATE INDEX bare_words ON bare USING gin (words)")
            cursor.execute("ANALYZE")


def _bare_query(connection: Any, text: str) -> None:
    from cadre_portal.text import words

    asked = words(text)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = "SELECT rowid FROM bare WHERE bare MATCH %s ORDER BY rank LIMIT 20"
            cursor.execute(sql, [" AND ".join(f'"{word}"' for word in asked)])
        else:
            sql = "SELECT id FROM bare, to_tsquery('simple', %s) q WHERE words @@ q ORDER BY ts_rank(words, q) DESC LIMIT 20"
            cursor.execute(sql, [" & ".join(asked)])
        cursor.fetchall()


def pages(portal: Portal) -> bool:
    """The page as a browser gets it."""
    cookie = portal.session_of("nguoi.tra.cuu")
    times = []
    for text in [*QUESTIONS, *(f"kh {n}" for n in range(10, 40))]:
        path = f"/van-ban/?q={quote(text)}"
        begin = time.perf_counter()
        status, _ = fetch(portal.port, path, cookie)
        times.append((time.perf_counter() - begin) * 1000)
        assert status == 200, status
    kept = verdict("page over HTTP, p50", statistics.median(times), 80, unit=" ms")
    return verdict("page over HTTP, p95", _p95(times), 250, unit=" ms") and kept


def run_on(count: int, more: int, url: str) -> bool:
    """All measurements on one database: an SQLite file, or the empty PostgreSQL database of the address."""
    print("   PostgreSQL" if url else "   SQLite", flush=True)

    def step(portal: Portal, *what: str) -> bool:
        script = [sys.executable, str(Path(__file__).resolve()), str(count), *what]
        return subprocess.run(script, env=portal.environment, check=False).returncode == 0

    def prepare(portal: Portal) -> None:
        if not step(portal, "--fill"):
            raise SystemExit("the register could not be made")

    with served_portal(prepare, database_url=url) as portal:
        kept = [step(portal, "--measure"), pages(portal)]
        if more > count:
            kept.append(step(portal, "--more", str(more)))
    return all(kept)


def main(arguments: list[str]) -> int:
    sizes = [int(word) for word in arguments if word.isdecimal()]
    count = sizes[0] if sizes else 100_000
    if "--fill" in arguments:
        fill(count)
        return 0
    if "--measure" in arguments:
        return 0 if measure(count) else 1
    more = sizes[1] if len(sizes) > 1 else 10 * count
    if "--more" in arguments:
        return 0 if measure_more(count, more) else 1
    kept = [run_on(count, more, "")]
    url = os.environ.get("DATABASE_URL", "")
    if url:
        with throwaway_database(url, "bench_search") as own:
            kept.append(run_on(count, more, own))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
