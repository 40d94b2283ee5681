"""Brings a register in from a spreadsheet: our own headings, or those that e-office systems export.

Two passes over the file, neither keeping rows in memory: the first looks at every row and makes the report; the second, only if no
row was refused, finds the repeats and gets the rows ready in a temporary file. Both only read the database. Then what is ready is
written in batches inside one transaction, which on SQLite keeps all other writers waiting and so is kept short. A row that carries a level of secrecy is refused without a word
of its content.
"""

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from cadre_portal import table_import
from cadre_portal.planning import refresh_statistics
from cadre_portal.rich_text import from_plain
from cadre_portal.table_import import (
    Headings,
    Line,
    RowRefused,
    TableReport,
    cell_date,
    cell_text,
)
from cadre_portal.text import fold, squeeze
from directives.files import has_secrecy_stamp
from directives.issuers import IssuerIndex, read_issuer_name
from directives.kinds import kind_by_words, kinds_by_letters
from directives.models import Citation, CitingText, Directive, DirectiveKind
from directives.numbers import parse_number
from directives.register_writing import PreparedRows, identities_there, identity_of, write_batch
from organizations.log import record
from organizations.models import AccessLog, Organization, OrganizationType, User

BATCH = 1000
# Writing more rows than this may keep the writers of an SQLite database waiting for longer than they do (20 s).
_MOST_AT_ONCE = 20_000
# Column → headings that name it, folded. The first is ours; the others stand in exports.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("number", "so ky hieu", "so, ky hieu", "so/ky hieu", "so va ky hieu", "so hieu", "so hieu van ban", "ky hieu", "so van ban"),
    "kind": ("kind", "loai van ban", "the loai", "hinh thuc", "hinh thuc van ban", "ten loai", "loai"),
    "issuer": ("issuer", "co quan ban hanh", "noi ban hanh", "don vi ban hanh", "co quan gui", "noi gui", "tac gia"),
    "issued_on": ("issued_on", "ngay ban hanh", "ngay van ban", "ngay ky", "ngay thang nam", "ngay", "date"),
    "summary": ("summary", "trich yeu", "trich yeu noi dung", "ten loai va trich yeu noi dung", "noi dung trich yeu", "subject", "ve viec"),
    "body": ("body", "noi dung", "toan van", "noi dung van ban"),
    "signer": ("signer", "nguoi ky"),
    "effective_on": ("effective_on", "ngay hieu luc", "ngay co hieu luc", "hieu luc tu"),
    "expires_on": ("expires_on", "ngay het hieu luc", "het hieu luc"),
    "secrecy": ("secrecy", "do mat", "muc do mat"),
    "source_note": ("source_note", "nguon", "ghi chu"),
}  # fmt: skip
_SHOWN = {
    "number": "Số ký hiệu", "kind": "Loại văn bản", "issuer": "Cơ quan ban hành", "issued_on": "Ngày ban hành",
    "summary": "Trích yếu", "body": "Nội dung", "signer": "Người ký", "effective_on": "Ngày hiệu lực",
    "expires_on": "Ngày hết hiệu lực", "secrecy": "Độ mật", "source_note": "Nguồn",
}  # fmt: skip
_NEEDED = ("issuer", "issued_on", "summary")
_TABLE = Headings(
    _HEADINGS,
    _SHOWN,
    _NEEDED,
    "Số ký hiệu, Ngày ban hành, Trích yếu, Cơ quan ban hành (hoặc number, issued_on, summary, issuer)",
)
# Rows looked at between two steps that are told.
_STEP = 2000
_PLAIN_SECRECY = frozenset({"", "thuong", "binh thuong", "khong", "khong mat"})


@dataclass(slots=True)
class ImportReport(TableReport):
    """The report of a register: the common one, and what came of the rows. Columns are named as the spreadsheet prints them."""

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
        TableReport.refuse(self, row, _SHOWN.get(column, column), message)

    def warn(self, row: int, column: str, message: str) -> None:
        TableReport.warn(self, row, _SHOWN.get(column, column), message)


def read_table(path: Path) -> Generator[Line, None, None]:
    """The rows of a register, cells by column. Raises UnusableTable."""
    return table_import.read_table(path, _TABLE)


class RowReader:
    """Turns rows into unsaved directives. Kinds and issuers are loaded once."""

    def __init__(self, held_by: Organization, actor: User | None, today: date, *, create_issuers: bool) -> None:
        self.held_by = held_by
        self.actor = actor
        self.today = today
        self.create_issuers = create_issuers
        self.issuers = IssuerIndex(held_by)
        # Unsaved; until they are written the first has the key -1, the second -2 …
        self.new_issuers: list[Organization] = []
        rows = list(DirectiveKind.objects.all())
        self._kinds = {fold(row.name): row for row in rows}
        for row in rows:
            for alias in row.aliases.split(","):
                self._kinds.setdefault(fold(alias), row)

    def read(self, line: Line, *, with_body: bool = True) -> Directive:
        """The directive of a row. ``with_body``: its text too, not only what decides about the row. Raises RowRefused."""
        cells = line.cells
        if fold(cell_text(cells.get("secrecy"))) not in _PLAIN_SECRECY:
            raise RowRefused("secrecy", "Văn bản mật không được nhập vào cổng. Đồng chí bỏ dòng này khỏi tệp.")
        summary, body = squeeze(cell_text(cells.get("summary"))), cell_text(cells.get("body"))
        if has_secrecy_stamp(summary) or has_secrecy_stamp(body):
            raise RowRefused("secrecy", "Nội dung có dấu mật. Đồng chí bỏ dòng này khỏi tệp.")
        if not summary:
            raise RowRefused("summary", "Thiếu trích yếu.")
        issued_on = cell_date(cells.get("issued_on"), "issued_on")
        if issued_on is None:
            raise RowRefused("issued_on", "Thiếu ngày ban hành.")
        if issued_on > self.today:
            raise RowRefused("issued_on", f"Ngày {issued_on:%d/%m/%Y} còn ở tương lai.")
        expires_on = cell_date(cells.get("expires_on"), "expires_on")
        if expires_on is not None and expires_on < issued_on:
            raise RowRefused("expires_on", "Ngày hết hiệu lực trước ngày ban hành.")
        number, kind = self._number_and_kind(cells)
        printed = squeeze(cell_text(cells.get("issuer")))
        return Directive(
            held_by=self.held_by,
            register=self._issuer(printed, issued_on),
            issuer_printed=printed[:250],
            issuing_organ=read_issuer_name(printed).organ,
            kind=kind,
            number=number,
            issued_on=issued_on,
            subject=summary,
            body=from_plain(body) if with_body else "",
            signer=squeeze(cell_text(cells.get("signer")))[:120],
            effective_on=cell_date(cells.get("effective_on"), "effective_on"),
            expires_on=expires_on,
            source_note=squeeze(cell_text(cells.get("source_note")))[:200],
            created_by=self.actor,
        )

    def _number_and_kind(self, cells: dict[str, Any]) -> tuple[str, DirectiveKind]:
        printed = squeeze(cell_text(cells.get("number")))
        parsed = parse_number(printed) if printed and fold(printed) not in {"khong so", "khong"} else None
        if printed and parsed is None and fold(printed) not in {"khong so", "khong"}:
            raise RowRefused("number", f"Chưa đọc được số “{printed[:40]}”. Ví dụ đúng: 315-KH/TU, 30/2020/NĐ-CP.")
        name = squeeze(cell_text(cells.get("kind")))
        row = self._kinds.get(fold(name)) if name else None
        if name and row is None:
            known = kind_by_words(name)
            row = self._kinds.get(fold(known.name)) if known else None
            if row is None:
                raise RowRefused("kind", f"Chưa có loại văn bản “{name[:40]}”. Đồng chí sửa tên loại trong tệp.")
        if row is None and parsed is not None:
            letters = kinds_by_letters(parsed.kind_letters) if parsed.kind_letters else ()
            row = next((self._kinds[fold(kind.name)] for kind in letters if fold(kind.name) in self._kinds), None)
            if row is None and parsed.form in {"state", "party"} and not parsed.kind_letters:
                row = self._kinds.get("cong van")
        if row is None:
            raise RowRefused("kind", "Chưa rõ loại văn bản. Đồng chí thêm cột Loại văn bản.")
        return (parsed.tidy if parsed else "")[:80], row

    def _issuer(self, printed: str, on: date) -> Organization:
        if not printed:
            raise RowRefused("issuer", "Thiếu cơ quan ban hành.")
        found = self.issuers.find(printed, on=on)
        if len(found) == 1:
            return found[0]
        if found:
            raise RowRefused(
                "issuer", f"Có {len(found)} tổ chức cùng tên “{printed[:60]}”. Đồng chí viết tên đầy đủ kèm nơi."
            )
        if not self.create_issuers:
            raise RowRefused(
                "issuer",
                f"Chưa có tổ chức “{printed[:60]}”. Đồng chí thêm tổ chức, sửa tên, hoặc chọn tự thêm cơ quan ban hành.",
            )
        row = unsaved_issuer(printed)
        self.new_issuers.append(row)
        row.pk = -len(self.new_issuers)
        self.issuers.add(row)
        return row


def new_issuer(printed: str, actor: User | None = None) -> Organization:
    """Add a body that only issues documents: no publisher, no receiver, at the root; an administrator puts it in its place."""
    return save_issuer(unsaved_issuer(printed), actor)


def unsaved_issuer(printed: str) -> Organization:
    """The body that a printed name means. Its type comes with ``save_issuer``."""
    name = re.sub(
        r"^(?:Ban Thường vụ|BTV|Ban Chấp hành|BCH|Thường trực)\s+(?=\S*\s*(?:ủy|uỷ)\b)",
        "",
        printed,
        flags=re.IGNORECASE,
    )
    return Organization(name=name[:250])


def save_issuer(row: Organization, actor: User | None) -> Organization:
    """Enter the body at the root."""
    core = read_issuer_name(row.name).core
    state = core.startswith(("uy ban nhan dan", "hoi dong nhan dan", "bo ", "so ", "chinh phu", "quoc hoi"))
    kind = OrganizationType.objects.filter(code="state" if state else "other").first()
    if kind is None:
        kind = OrganizationType.objects.create(
            code="other", name="Tổ chức khác", level=OrganizationType.Level.COMMUNE, is_party=False
        )
    row.type = kind
    if actor is not None:
        # Told by hand: while a page is being sent, nobody knows any more whose request it was.
        row._history_user = actor
    saved: Organization = Organization.objects.add_root(instance=row)
    return saved


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
