"""What benchmarks share: a served portal with a database of its own, and a counter of requests a second.

All ratios are of two things measured in the same run on the same machine, in turns, so that they can be compared.
"""

import http.client
import importlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of ``rounds`` calls."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def verdict(name: str, value: float, limit: float, *, at_most: bool = True, unit: str = "") -> bool:
    """Print one line and tell whether the limit is kept."""
    kept = value <= limit if at_most else value >= limit
    sign = "≤" if at_most else "≥"
    print(f"{'ok  ' if kept else 'MISS'} {name}: {value:.3g}{unit} ({sign} {limit:g}{unit})", flush=True)
    return kept


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Portal:
    """A portal being served: its port, and the environment in which manage.py reaches the same database."""

    port: int
    environment: dict[str, str]
    # The server's own process, once it runs; its workers are its children.
    pids: list[int] = field(default_factory=list)

    def cpu_seconds(self) -> float:
        """Processor time that the server has used, its workers of now and before included. A busy machine stretches what the
        clock says, not this. 0 where the system has no /proc."""
        ticks = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                if int(path.parent.name) in self.pids:
                    ticks += sum(map(int, fields[11:15]))
                elif int(fields[1]) in self.pids:
                    ticks += sum(map(int, fields[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def manage(self, *arguments: str) -> str:
        """Run manage.py and return what it prints; raises CalledProcessError where it fails."""
        return _manage(self.environment, *arguments)

    def session_of(self, username: str) -> str:
        """Cookie header of a fresh session of this person."""
        script = (
            "from django.test import Client; from django.conf import settings;"
            "from organizations.models import User; c = Client();"
            f"c.force_login(User.objects.get(username={username!r}));"
            "print('cookie', settings.SESSION_COOKIE_NAME + '=' + c.cookies[settings.SESSION_COOKIE_NAME].value)"
        )
        lines = [
            line for line in self.manage("shell", "-v", "0", "-c", script).splitlines() if line.startswith("cookie ")
        ]
        return lines[-1].removeprefix("cookie ")


def _manage(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@contextmanager
def served_portal(
    prepare: Callable[[Portal], None], *, database_url: str = "", workers: int = 2, threads: int = 4
) -> Iterator[Portal]:
    """Migrate a database of its own (an SQLite file, or the empty PostgreSQL database given), let ``prepare`` fill it, and
    serve it by gunicorn until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "VAR_DIR": str(folder),
        "HTTPS": "0",
        "DEBUG": "0",
        "PORT": str(port),
        "WEB_WORKERS": str(workers),
        "WEB_THREADS": str(threads),
        "DJANGO_SETTINGS_MODULE": "cadre_portal.settings",
    }
    if database_url:
        environment["DATABASE_URL"] = database_url
    portal = Portal(port, environment)
    server = None
    try:
        portal.manage("migrate", "--verbosity", "0")
        portal.manage("collectstatic", "--no-input", "--verbosity", "0")
        prepare(portal)
        command = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--no-control-socket", "benchmarks.bare"]
        server = subprocess.Popen([sys.executable, *command], cwd=PROJECT, env=environment)
        portal.pids.append(server.pid)
        _wait_for(port)
        yield portal
    finally:
        if server is not None:
            server.terminate()
            server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def throwaway_database(server_url: str, name: str) -> Iterator[str]:
    """Make an empty PostgreSQL database beside the one that the address names; gives its address, drops it in the end."""
    driver: Any = importlib.import_module("psycopg2")
    own = f"{name}_{os.getpid()}"
    connection = driver.connect(server_url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{own}"')
        yield f"{server_url.rsplit('/', 1)[0]}/{own}"
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        connection.close()


def _wait_for(port: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing answers on port {port}")


def fetch(port: int, path: str, cookie: str) -> tuple[int, bytes]:
    """Status and body of one GET, uncompressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "identity"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def requests_per_second(port: int, path: str, cookie: str, *, seconds: float = 3.0, visitors: int = 8) -> float:
    """How many GETs with status 200 are answered in a second to ``visitors`` at once, each over a connection of its own.

    Raises AssertionError where an answer has another status.
    """
    end = time.perf_counter() + seconds
    counts = [0] * visitors
    failures: list[str] = []

    def visit(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < end and not failures:
            connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "identity"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                failures.append(f"{path}: {answer.status}")
            counts[place] += 1
        connection.close()

    begin = time.perf_counter()
    crowd = [threading.Thread(target=visit, args=(place,)) for place in range(visitors)]
    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join()
    assert not failures, failures[0]
    return sum(counts) / (time.perf_counter() - begin)


def compare_pages(port: int, page: str, bare: str, cookie: str, *, rounds: int = 3) -> tuple[float, float]:
    """Requests a second of two pages, measured in turns: the median of each."""
    pages: list[float] = []
    bares: list[float] = []
    requests_per_second(port, page, cookie, seconds=1.0)
    for _ in range(rounds):
        pages.append(requests_per_second(port, page, cookie))
        bares.append(requests_per_second(port, bare, cookie))
    return statistics.median(pages), statistics.median(bares)
