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
from cadre_portal.table_import import Line, RowRefused, TableReport
from directives.issuers import IssuerIndex
from directives.models import Citation, CitingText, Directive, DirectiveWords
from directives.register_foot import FootFinder, Part
from directives.register_reading import RowReader, column_shown, read_table, save_issuer
from directives.register_writing import PreparedRows, identities_there, identity_of, write_batch
from organizations.log import record
from organizations.models import AccessLog, Organization, User
from organizations.services.tree import hold_tree

BATCH = 1000
# Writing more rows than this may keep the writers of an SQLite database waiting for longer than they do (20 s).
_MOST_AT_ONCE = 20_000
# Rows looked at between two steps that are told.
_STEP = 2000
# More rows than this below a total are no signatures.
_LONGEST_FOOT = 20


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

    def pass_over(self, line: Line) -> None:
        """A row of the foot, which is no document and so counts nowhere. What it says is not repeated."""
        self.warn(
            line.row, line.lead_in or "number", "Dòng cộng hoặc dòng ký ở cuối sổ, không phải văn bản; được bỏ qua."
        )

    def pass_title(self, line: Line) -> None:
        """A row that heads others."""
        self.warn(
            line.row,
            line.lead_in or "number",
            "Dòng tên nhóm (tháng, quý, loại văn bản), không phải văn bản; được bỏ qua.",
        )

    def refuse(self, row: int, column: str, message: str) -> None:
        TableReport.refuse(self, row, column_shown(column, self.headings), message)

    def warn(self, row: int, column: str, message: str) -> None:
        TableReport.warn(self, row, column_shown(column, self.headings), message)


# --- The import -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose beside the file: the ``issuer`` of the rows that name none; the worksheet, "" for the first fitting."""

    issuer: Organization | None = None
    sheet: str = ""

    def rows_of(self, path: Path) -> Generator[Line, None, None]:
        """The rows of the register. Raises UnusableTable."""
        return read_table(path, names_issuers=self.issuer is None, sheet=self.sheet)


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
    chosen: Chosen | None = None,
    progress: Callable[[ImportStep], None] | None = None,
) -> ImportReport:
    """Read a register and write it, all or nothing. ``progress`` is told how far it is.

    Raises UnusableTable where the file is no table. Rows that stand in the holder's records already are left out and named in
    the warnings.
    """
    steps = importing(
        path, actor=actor, held_by=held_by, is_trial=is_trial, create_issuers=create_issuers, chosen=chosen
    )
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
    chosen: Chosen | None = None,
) -> Generator[ImportStep, None, ImportReport]:
    """``import_register`` step by step, for a page that shows how far it is; the report is what it returns.

    Closed before its end it writes nothing.
    """
    report = ImportReport()
    chosen = chosen or Chosen()
    reader = RowReader(held_by, actor, timezone.localdate(), create_issuers=create_issuers, issuer=chosen.issuer)
    yield from _look_at_all(chosen.rows_of(path), reader, report)
    report.created_issuers = sorted(row.name for row in reader.new_issuers)
    if report.refused:
        return report
    with PreparedRows() as prepared:
        yield from _prepare_all(chosen.rows_of(path), reader, report, None if is_trial else prepared)
        if is_trial:
            return report
        # Whoever else writes waits from here on, on SQLite: only what needs the database is done here.
        with transaction.atomic():
            _make_issuers(reader, report)
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
    # Search goes by how common words are: see directives.search.frequency.
    refresh_statistics(Directive, DirectiveWords, Citation, CitingText)
    return report


def _look_at_all(lines: Iterator[Line], reader: RowReader, report: ImportReport) -> Iterator[ImportStep]:
    """First pass: every row is read and forgotten; what is wrong is noted."""
    seen: set[int] = set()
    foot = FootFinder()
    loose: list[Line] = []
    for line in lines:
        report.headings = line.under
        part = foot.part_of(line)
        if part is Part.FOOT:
            report.pass_over(line)
        elif part is Part.TITLE:
            report.pass_title(line)
        elif part is Part.LOOSE and len(loose) < _LONGEST_FOOT:
            loose.append(line)
        else:
            for row in (*loose, line):
                _look_at(row, reader, report, seen)
            loose.clear()
            if report.rows % _STEP == 0:
                yield ImportStep(report.rows)
    for row in loose:
        report.pass_over(row)


def _look_at(line: Line, reader: RowReader, report: ImportReport, seen: set[int]) -> None:
    report.rows += 1
    try:
        row = reader.read(line, with_body=False)
    except RowRefused as refusal:
        report.refused += 1
        report.refuse(line.row, refusal.column, str(refusal))
        return
    if reader.year_taken is not None and reader.year_taken[0] == line.row:
        said = f"Ngày không ghi năm được hiểu là năm {reader.year_taken[1]}, theo tên sổ; các dòng sau cũng vậy."
        report.warn(line.row, "issued_on", said)
    # Eight bytes a row are kept, not the row.
    identity = hash(identity_of(row))
    if identity in seen:
        report.warn(line.row, "number", "Trùng với một dòng trên; dòng này được bỏ qua.")
    seen.add(identity)


def _prepare_all(
    lines: Iterator[Line], reader: RowReader, report: ImportReport, prepared: PreparedRows | None
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

    foot = FootFinder()
    for done, line in enumerate((line for line in lines if foot.part_of(line) is Part.DOCUMENT), start=1):
        batch.append((line.row, reader.read(line, with_body=prepared is not None)))
        if len(batch) >= BATCH:
            flush()
            yield ImportStep(done, report.rows)
    flush()
    yield ImportStep(report.rows, report.rows)


def _make_issuers(reader: RowReader, report: ImportReport) -> None:
    """Enter the bodies that the file names; their stand-in keys become real ones. What another entered meanwhile is taken."""
    if not reader.new_issuers:
        return
    hold_tree()
    known = IssuerIndex(reader.held_by)
    for row in reader.new_issuers:
        there = known.find(row.name, on=reader.today)
        if len(there) == 1:
            row.pk = there[0].pk
            report.created_issuers.remove(row.name)
        else:
            row.pk = None
            save_issuer(row, reader.actor)


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
