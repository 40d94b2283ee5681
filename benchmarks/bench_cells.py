"""The first day at 10,000 cells: bringing them in with their secretaries within 60 s, issuing all their codes, and deciding what
a request may within 2 queries and 1 ms: what somebody may do at all, and whether he may see this edition or directive, while two
years of issues went to all cells. SQLite, and PostgreSQL where DATABASE_URL names one (a database of its own is made and
dropped there).

    python benchmarks/bench_cells.py
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.common import PROJECT, throwaway_database, verdict

CELLS, BASES = 10_000, 80
IMPORT_SECONDS, PERMISSION_MS, QUERIES = 60.0, 1.0, 2
MONTHS = 24
_ROUNDS = 300
_FAMILIES = ("Đinh", "Quách", "Lường", "Bế", "Phùng", "Nông", "Mạc", "Thân")
_GIVEN = ("Thược", "Ngần", "Tấm", "Khoát", "Sỹ", "Mây", "Nụ", "Lĩnh", "Hợi")


def write_sheet(path: Path) -> None:
    """A sheet of 10,000 cells in 80 bases, each with a secretary, a phone number as Excel keeps it, one in ten on paper."""
    from openpyxl import Workbook

    from organizations.cell_import.reading import SHOWN

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Chi bộ")
    sheet.append(list(SHOWN.values()))
    for number in range(CELLS):
        name = f"{_FAMILIES[number % 8]} Văn {_GIVEN[number % 9]}"
        road = "Bản giấy" if number % 10 == 0 else "Zalo"
        sheet.append([f"Đảng bộ khu {number % BASES}", f"Chi bộ {number}", name, 900_000_000 + number, "", road, 1])
    book.save(path)


def measure() -> None:
    """Run inside a process of its own: prints the figures as JSON."""
    import time

    import django

    django.setup()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from benchmarks.common import best_of
    from directives.models import Directive
    from documents.models import Delivery, Edition
    from organizations.cell_import import import_cells
    from organizations.models import Membership, Organization, User
    from organizations.roles import Role
    from organizations.services import issue_codes
    from tests.builders import make_bulletin, make_directive, make_edition, make_user, make_ward

    ward = make_ward()
    administrator = make_user(role=Role.ADMINISTRATOR, at=ward.committee)
    path = Path(os.environ["VAR_DIR"]) / "cells.xlsx"
    write_sheet(path)
    found: dict[str, float] = {}
    begin = time.perf_counter()
    import_cells(path, actor=administrator, under=ward.committee, is_trial=True)
    found["trial"] = time.perf_counter() - begin
    begin = time.perf_counter()
    report = import_cells(path, actor=administrator, under=ward.committee)
    found["import"] = time.perf_counter() - begin
    assert (report.cells, report.secretaries, report.refused) == (CELLS, CELLS, 0), report
    begin = time.perf_counter()
    import_cells(path, actor=administrator, under=ward.committee)
    found["again"] = time.perf_counter() - begin

    people = list(User.objects.filter(memberships__role=Role.SECRETARY, last_login=None, phone__gt=""))
    begin = time.perf_counter()
    issue_codes(people, administrator, timezone.now())
    found["codes"] = time.perf_counter() - begin
    assert len(people) == CELLS

    cells = list(Organization.objects.receivers().filter(path__below=ward.committee.path))
    for month in range(MONTHS):
        issue = make_bulletin(ward.committee, year=2024 + month // 12, month=month % 12 + 1)
        edition = make_edition(issue, token=f"T{month:09d}")
        Delivery.objects.bulk_create(
            (
                Delivery(edition=edition, organization=cell, path=cell.path, name=cell.name, road=cell.road)
                for cell in cells
            ),
            batch_size=1000,
        )
    directive = make_directive(ward.committee)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def ask_nothing() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    with transaction.atomic():
        found["nothing"] = best_of(_ROUNDS, ask_nothing) * 1000
    base = Organization.objects.get(name=f"Đảng bộ khu {BASES - 1}")
    place = people[0].memberships.get().organization.path
    for name, person in (
        ("secretary", people[-1]),
        ("coordinator", make_user(role=Role.COORDINATOR, at=base)),
        ("clerk", make_user(role=Role.CLERK, at=ward.committee)),
        ("editor", ward.editor),
        ("administrator", administrator),
    ):

        def decide(pk: int = person.pk) -> bool:
            """Read the person's roles, and ask them for a permission and for a place: what every request does."""
            user = User(pk=pk, is_active=True)
            return user.has_perm("documents.view_edition") or user.reach.covers(place)

        def find_edition(pk: int = person.pk) -> bool:
            """The same, and the rule of the row in its query."""
            user = User(pk=pk, is_active=True)
            return bool(user.reach.holds) and Edition.objects.visible_to(user).filter(pk=edition.pk).exists()

        def find_directive(pk: int = person.pk) -> bool:
            user = User(pk=pk, is_active=True)
            return bool(user.reach.holds) and Directive.objects.visible_to(user).filter(pk=directive.pk).exists()

        # Many in one transaction, so that what is measured is the decision and not the opening of a connection.
        with transaction.atomic():
            found[name] = best_of(_ROUNDS, decide) * 1000
            found[f"{name}_edition"] = best_of(_ROUNDS, find_edition) * 1000
            found[f"{name}_directive"] = best_of(_ROUNDS, find_directive) * 1000
        for kind, find in (("edition", find_edition), ("directive", find_directive)):
            with CaptureQueriesContext(connection) as captured:
                assert find()
            found[f"{name}_{kind}_queries"] = len(captured)
    assert Membership.objects.count() > CELLS
    print("found", json.dumps(found))


def _measure(name: str, database_url: str = "") -> bool:
    with tempfile.TemporaryDirectory(prefix="cells-bench-") as folder:
        environment = os.environ | {
            "VAR_DIR": folder,
            "HTTPS": "0",
            "DEBUG": "0",
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "cadre_portal.settings",
        }
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=PROJECT, env=environment, check=True)
        code = "from benchmarks.bench_cells import measure; measure()"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=PROJECT, env=environment, check=True, capture_output=True, text=True
        )
    found = json.loads(done.stdout.splitlines()[-1].split(" ", 1)[1])
    print(
        f"{name}: trial {found['trial']:.1f} s, again {found['again']:.1f} s, {CELLS} codes {found['codes']:.1f} s",
        flush=True,
    )
    # What the way to the database costs by itself: it tells a slow machine from a slow rule.
    print(f"{name}: SELECT 1 {found['nothing']:.3f} ms", flush=True)
    kept = [verdict(f"{name}: {CELLS} cells and secretaries", found["import"], IMPORT_SECONDS, unit=" s")]
    for role in ("secretary", "coordinator", "clerk", "editor", "administrator"):
        kept.append(verdict(f"{name}: what a {role} may", found[role], PERMISSION_MS, unit=" ms"))
        for kind in ("edition", "directive"):
            told = f"{name}: whether a {role} may see the {kind}"
            kept.append(verdict(told, found[f"{role}_{kind}"], PERMISSION_MS, unit=" ms"))
            kept.append(verdict(f"{told}, queries", found[f"{role}_{kind}_queries"], QUERIES))
    return all(kept)


def main() -> int:
    """Measure, print, and return 1 where a limit was missed."""
    kept = _measure("SQLite")
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        with throwaway_database(url, "bench_cells") as own:
            kept = _measure("PostgreSQL", own) and kept
    return int(not kept)


if __name__ == "__main__":
    raise SystemExit(main())
