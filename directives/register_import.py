"""Brings a register in from a spreadsheet.

Two passes over the file, neither keeping rows in memory: the first looks at every row and makes the report; the second, only if no
row was refused, finds the repeats and gets the rows ready in a temporary file. Both only read the database. Then what is ready is
written in batches inside one transaction, which on SQLite keeps all other writers waiting and so is kept short.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from cadre_portal.planning import refresh_statistics
from cadre_portal.table_import import RowRefused, TableReport
from directives.models import Citation, CitingText, Directive
from directives.register_reading import RowReader, column_shown, read_table, save_issuer
from directives.register_writing import PreparedRows, identities_there, identity_of, write_batch
from organizations.log import record
from organizations.models import AccessLog, Organization, User

BATCH = 1000
# Writing more rows than this may keep the writers of an SQLite database waiting for longer than they do (20 s).
_MOST_AT_ONCE = 20_000
# Rows looked at between two steps that are told.
_STEP = 2000


@dataclass(slots=True)
class ImportReport(TableReport):
    """The report of a register: the common one, and what came of the rows. Columns are named as the file prints them."""

    citations: int = 0
    created_issuers: list[str] = field(default_factory=list)

    @property
    def holds_others_up(self) -> bool:
        """Whether, while this many rows are written, sign-ins and receipts of others may fail: SQLite has one writer at a time."""
        return connection.vendor == "sqlite" and self.written > _MOST_AT_ONCE

    def leave_out(self, row: int) -> None:
        """The register has it already."""
        self.skipped += 1
        self.warn(row, "number", "Đã có trong sổ; dòng này được bỏ qua.")

    def refuse(self, row: int, column: str, message: str) -> None:
        TableReport.refuse(self, row, column_shown(column, self.headings), message)

    def warn(self, row: int, column: str, message: str) -> None:
        TableReport.warn(self, row, column_shown(column, self.headings), message)


# --- The import -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportStep:
    """How far an import is. ``total``: None while the rows are looked at, for only then their number is known.

    ``is_writing``: they are being written, and on SQLite others wait; before, they are got ready.
    """

    done: int
    total: int | None = None
    is_writing: bool = False


def import_register(
    path: Path,
    *,
    actor: User | None,
    held_by: Organization,
    is_trial: bool = False,
    create_issuers: bool = False,
    progress: Callable[[ImportStep], None] | None = None,
) -> ImportReport:
    """Read a register and write it, all or nothing. ``progress`` is told how far it is.

    Raises UnusableTable where the file is no table. Rows that stand in the holder's records already are left out and named in
    the warnings.
    """
    steps = importing(path, actor=actor, held_by=held_by, is_trial=is_trial, create_issuers=create_issuers)
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            report: ImportReport = end.value
            return report
        if progress is not None:
            progress(step)


def importing(
    path: Path,
    *,
    actor: User | None,
    held_by: Organization,
    is_trial: bool = False,
    create_issuers: bool = False,
) -> Generator[ImportStep, None, ImportReport]:
    """``import_register`` step by step, for a page that shows how far it is; the report is what it returns.

    Closed before its end it writes nothing.
    """
    report = ImportReport()
    reader = RowReader(held_by, actor, timezone.localdate(), create_issuers=create_issuers)
    yield from _look_at_all(path, reader, report)
    report.created_issuers = sorted(row.name for row in reader.new_issuers)
    if report.refused:
        return report
    with PreparedRows() as prepared:
        yield from _prepare_all(path, reader, report, None if is_trial else prepared)
        if is_trial:
            return report
        # Whoever else writes waits from here on, on SQLite: only what needs the database is done here.
        with transaction.atomic():
            _make_issuers(reader.new_issuers, actor)
            yield from _write_all(prepared, reader, report)
            record(
                AccessLog.Action.IMPORT,
                actor=actor,
                organization=held_by,
                label="Nhập sổ văn bản",
                rows=report.rows,
                written=report.written,
                skipped=report.skipped,
            )
    refresh_statistics(Directive, Citation, CitingText)
    return report


def _look_at_all(path: Path, reader: RowReader, report: ImportReport) -> Iterator[ImportStep]:
    """First pass: every row is read and forgotten; what is wrong is noted."""
    seen: set[int] = set()
    for line in read_table(path):
        report.rows += 1
        report.headings = line.under
        if report.rows % _STEP == 0:
            yield ImportStep(report.rows)
        try:
            row = reader.read(line, with_body=False)
        except RowRefused as refusal:
            report.refused += 1
            report.refuse(line.row, refusal.column, str(refusal))
            continue
        # Eight bytes a row are kept, not the row.
        identity = hash(identity_of(row))
        if identity in seen:
            report.warn(line.row, "number", "Trùng với một dòng trên; dòng này được bỏ qua.")
        seen.add(identity)


def _prepare_all(
    path: Path, reader: RowReader, report: ImportReport, prepared: PreparedRows | None
) -> Iterator[ImportStep]:
    """Second pass: repeats are left out, and what a row needs besides the database is computed. None: only the repeats."""
    batch: list[tuple[int, Directive]] = []
    seen: set[int] = set()

    def flush() -> None:
        fresh = _without_repeats(batch, reader.held_by, seen, report)
        report.written += len(fresh)
        if prepared is not None:
            prepared.add(fresh)
        batch.clear()

    for done, line in enumerate(read_table(path), start=1):
        batch.append((line.row, reader.read(line, with_body=prepared is not None)))
        if len(batch) >= BATCH:
            flush()
            yield ImportStep(done, report.rows)
    flush()
    yield ImportStep(report.rows, report.rows)


def _make_issuers(rows: Sequence[Organization], actor: User | None) -> None:
    """Enter the bodies that the file names; their stand-in keys become real ones."""
    for row in rows:
        row.pk = None
        save_issuer(row, actor)


def _write_all(prepared: PreparedRows, reader: RowReader, report: ImportReport) -> Iterator[ImportStep]:
    """Last pass, inside the transaction: what was prepared is written. What came into the register meanwhile is left out."""
    keys = {-place: row.pk for place, row in enumerate(reader.new_issuers, start=1)}
    total, done = report.written, 0
    for batch in prepared:
        for _, one in batch:
            register = one.directive["register_id"]
            one.directive["register_id"] = keys.get(register, register)
        rows = [(place, one, Directive(**one.directive)) for place, one in batch]
        there = identities_there([row for _, _, row in rows], reader.held_by)
        fresh = []
        for place, one, row in rows:
            if identity_of(row) in there:
                report.leave_out(place)
                report.written -= 1
            else:
                fresh.append((one, row))
        report.citations += write_batch(fresh, reader.held_by)
        done += len(batch)
        yield ImportStep(done, total, is_writing=True)


def _without_repeats(
    batch: Sequence[tuple[int, Directive]], held_by: Organization, seen: set[int], report: ImportReport
) -> list[tuple[int, Directive]]:
    """Leave out what the holder has already, and what an earlier row was."""
    there = identities_there([row for _, row in batch], held_by)
    fresh = []
    for place, row in batch:
        identity = identity_of(row)
        if identity in there:
            report.leave_out(place)
        elif hash(identity) in seen:
            report.skipped += 1
        else:
            seen.add(hash(identity))
            fresh.append((place, row))
    return fresh
