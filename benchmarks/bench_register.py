"""Bringing a register of 100,000 in at one go: at least 400 rows of 1 kB a second with citations read and the search index kept,
memory flat.

    python benchmarks/bench_register.py [ROWS]

On SQLite, and on PostgreSQL where DATABASE_URL names a server (in a database made for it and dropped).

Memory: the peak of the larger import may be at most a quarter above that of one a tenth its size.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.common import PROJECT, throwaway_database, verdict
from benchmarks.register import OWN, make_bodies, write_csv


def _import(path: Path) -> int:
    """Run in a process of its own: imports, prints rows a second and the peak of memory in MB."""
    import django

    django.setup()
    from directives.models import Directive
    from directives.register_import import import_register
    from organizations.models import Organization

    if not Organization.objects.exists():
        make_bodies()
    ward = Organization.objects.get(name=OWN)
    before = Directive.objects.count()
    begin = time.perf_counter()
    report = import_register(path, actor=None, held_by=ward)
    seconds = time.perf_counter() - begin
    assert Directive.objects.count() - before == report.written
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{report.written} {report.written / seconds:.1f} {peak}")
    return 0


def run_on(count: int, url: str) -> bool:
    """Import a tenth, then the whole, into one database: an SQLite file, or the empty PostgreSQL database of the address."""
    print("   PostgreSQL" if url else "   SQLite", flush=True)
    with tempfile.TemporaryDirectory(prefix="register-bench-") as folder:
        environment = os.environ | {
            "VAR_DIR": folder,
            "HTTPS": "0",
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "cadre_portal.settings",
            "DATABASE_URL": url or f"sqlite:///{folder}/portal.sqlite3",
        }
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=PROJECT, env=environment, check=True)
        figures = []
        for rows, seed in ((count // 10, 2), (count, 1)):
            path = Path(folder) / f"register-{rows}.csv"
            write_csv(path, rows, seed=seed)
            script = [sys.executable, str(Path(__file__).resolve()), "--import", str(path)]
            done = subprocess.run(script, cwd=PROJECT, env=environment, check=True, capture_output=True, text=True)
            written, speed, peak = done.stdout.split()[-3:]
            seconds = int(written) / float(speed)
            print(f"     {written} rows in {seconds:.0f} s: {speed} rows/s, peak {peak} MB", flush=True)
            figures.append((float(speed), int(peak)))
    (_, small), (speed_of_large, large) = figures
    kept = verdict("import of a register", speed_of_large, 400, at_most=False, unit=" rows/s")
    return verdict("memory against an import a tenth the size", large / small, 1.25, unit=" ×") and kept


def main(arguments: list[str]) -> int:
    if "--import" in arguments:
        return _import(Path(arguments[-1]))
    count = int(arguments[0]) if arguments else 100_000
    kept = [run_on(count, "")]
    url = os.environ.get("DATABASE_URL", "")
    if url:
        with throwaway_database(url, "bench_register") as own:
            kept.append(run_on(count, own))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
