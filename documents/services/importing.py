"""Makes a draft issue of a finished bulletin that was read from a file.

Everything the file names is found or created: directives and news as *unconfirmed*, out of search until a person confirms.
All or nothing: a refusal leaves neither row nor file (pictures are stored by content; orphans are swept).
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from activities.models import Activity, Picture
from activities.pictures import CleanPicture, UnusablePicture
from activities.services import PlacedPicture, check_picture, create_activity, keep_picture
from cadre_portal.text import fold, key_of, squeeze
from directives.citations import find_citations
from directives.models import Directive
from directives.services import find_or_propose
from directives.wrapped.captions import whole_credit
from documents.access import may_edit_at
from documents.engines.block_html import blocks_to_html
from documents.engines.blocks import Block
from documents.engines.reading.model import ReadEntry, ReadIssue
from documents.models import Bulletin, Entry, EntryPicture
from documents.services.citing import sync_entries
from documents.services.months import next_series
from organizations.log import record
from organizations.models import AccessLog, Organization, User


class ImportRefused(Exception):
    """The bulletin cannot be taken in; the message says why and what to do."""


@dataclass(slots=True)
class ImportReport:
    """What an import made: counts, and sentences for the editor who checks it."""

    bulletin: Bulletin | None = None
    entries: int = 0
    pictures: int = 0
    directives_found: int = 0
    directives_proposed: int = 0
    activities: int = 0
    warnings: list[str] = field(default_factory=list)


def guess_publisher(issue: ReadIssue) -> Organization | None:
    """The publisher whose name stands in the cover lines; None where none or more than one fits."""
    lines = [fold(line) for line in issue.publisher_lines]
    found = [
        publisher
        for publisher in Organization.objects.publishers()
        if fold(publisher.name) in lines or (publisher.short_name and fold(publisher.short_name) in lines)
    ]
    return found[0] if len(found) == 1 else None


def find_publisher(wanted: str) -> Organization:
    """A publisher by key, name or short name. Raises ImportRefused."""
    publishers = Organization.objects.publishers()
    if wanted.isdecimal():
        found = list(publishers.filter(pk=key_of(wanted)))
    else:
        key = fold(wanted)
        found = [row for row in publishers if key in {fold(row.name), fold(row.short_name)}]
    if len(found) != 1:
        names = "; ".join(f"{row.pk}: {row.name}" for row in publishers)
        raise ImportRefused(
            f"Không tìm thấy nơi phát hành “{wanted}”. Đồng chí chọn một trong các nơi: {names or 'chưa có nơi nào'}."
        )
    publisher: Organization = found[0]
    return publisher


def import_issue(
    *,
    actor: User | None,
    issue: ReadIssue,
    publisher: Organization | None = None,
    year: int | None = None,
    month: int | None = None,
    source_name: str = "",
) -> ImportReport:
    """Store what was read as a draft of the publisher. ``year`` and ``month`` where the file has no cover.

    ``actor`` is None for the person at the server's keyboard. Raises ImportRefused: no publisher, not the person's desk, no
    month, a month out of range, an issue for the month exists already.
    """
    publisher = publisher or guess_publisher(issue)
    if publisher is None:
        raise ImportRefused("Chưa rõ tài liệu của cấp ủy nào. Đồng chí chọn nơi phát hành rồi nhập lại.")
    if actor is not None and not may_edit_at(actor, publisher):
        raise ImportRefused(
            f"Đồng chí không biên tập tài liệu của {publisher.name}. Đồng chí chọn nơi phát hành của mình rồi nhập lại."
        )
    year, month = year or issue.year, month or issue.month
    if year is None or month is None:
        raise ImportRefused("Không đọc được tháng, năm của tài liệu. Đồng chí điền tháng và năm rồi nhập lại.")
    if not (1990 <= year <= 2100 and 1 <= month <= 12):
        raise ImportRefused(f"Tháng {month}/{year} không đúng. Đồng chí điền lại tháng và năm rồi nhập lại.")
    _refuse_second(publisher, year, month, issue.kind)
    report = ImportReport(warnings=list(issue.warnings))
    # Takes seconds, and must hold no locks.
    photos = _clean_pictures(issue, report)
    with transaction.atomic():
        # Of two imports at once the second waits here, then finds the issue of the first.
        Organization.objects.select_for_update().get(pk=publisher.pk)
        _refuse_second(publisher, year, month, issue.kind)
        pictures = {sha256: keep_picture(actor=actor, clean=clean) for sha256, clean in photos.items()}
        bulletin = Bulletin.objects.create(
            publisher=publisher,
            kind=issue.kind,
            year=year,
            month=month,
            last_month=_last_month(issue, month),
            series=next_series(publisher, year, month) if issue.kind == Bulletin.Kind.THEMATIC else None,
            created_by=actor,
        )
        report.bulletin = bulletin
        made: list[Entry] = []
        for position, read in enumerate(issue.entries, start=1):
            made.extend(_make_entry(bulletin, read, position, None, pictures, actor, report))
        sync_entries(made)
        record(
            AccessLog.Action.IMPORT,
            actor=actor,
            organization=publisher,
            target=bulletin,
            entries=report.entries,
            file=source_name[:120],
        )
    return report


def _last_month(issue: ReadIssue, month: int) -> int | None:
    """The later month of an issue of two: as its cover says, unless another first month was given by hand."""
    last = issue.months[-1] if issue.months and issue.months[0] == month else month
    return last if last > month else None


def _refuse_second(publisher: Organization, year: int, month: int, kind: str) -> None:
    if kind == Bulletin.Kind.MONTHLY and Bulletin.objects.filter(
        publisher=publisher, year=year, month=month, kind=kind
    ):
        raise ImportRefused(
            f"Đã có tài liệu tháng {month:02d}/{year} của {publisher.name}. "
            "Đồng chí mở tài liệu đó để sửa, hoặc chọn tháng khác."
        )


def _clean_pictures(issue: ReadIssue, report: ImportReport) -> dict[str, CleanPicture]:
    """The usable photos by the digest under which the blocks name them; of the others the report tells."""
    clean = {}
    for place, (sha256, read) in enumerate(issue.pictures.items(), start=1):
        try:
            clean[sha256] = check_picture(read.data, name=f"ảnh {place}")
        except UnusablePicture as error:
            report.warnings.append(str(error))
    report.pictures = len(clean)
    return clean


def _make_entry(
    bulletin: Bulletin,
    read: ReadEntry,
    position: int,
    parent: Entry | None,
    pictures: dict[str, Picture],
    actor: User | None,
    report: ImportReport,
) -> list[Entry]:
    text = tuple(block for block in read.blocks if block.picture is None)
    placed = _placed_pictures(read.blocks, pictures)
    entry = Entry(
        bulletin=bulletin,
        parent=parent,
        position=position,
        kind=read.kind,
        heading=read.heading,
        body=blocks_to_html(text),
        printed_number=read.number[:20],
    )
    if read.kind == Entry.Kind.DIRECTIVE:
        entry.directive = _directive_of(bulletin, read, actor, report)
    elif read.kind == Entry.Kind.NEWS:
        entry.activity = create_activity(
            actor=actor,
            held_by=bulletin.publisher,
            title=squeeze(read.heading) or "Tin không tiêu đề",
            body=entry.body,
            state=Activity.State.UNCONFIRMED,
            source_note=str(bulletin.title),
            pictures=placed,
        )
        report.activities += 1
    entry.save()
    report.entries += 1
    EntryPicture.objects.bulk_create(
        EntryPicture(
            entry=entry,
            picture=row.picture,
            caption=row.caption[:500],
            credit=whole_credit(row.credit),
            place=row.place,
            position=order,
        )
        for order, row in enumerate(placed)
    )
    made = [entry]
    for order, child in enumerate(read.children, start=1):
        made.extend(_make_entry(bulletin, child, order, entry, pictures, actor, report))
    return made


def _placed_pictures(blocks: tuple[Block, ...], pictures: dict[str, Picture]) -> list[PlacedPicture]:
    """Pictures with the number of text blocks that stand before each."""
    placed, before = [], 0
    for block in blocks:
        if block.picture is None:
            before += 1
        elif block.picture.sha256 in pictures:
            placed.append(
                PlacedPicture(pictures[block.picture.sha256], block.picture.caption, block.picture.credit, before)
            )
    return placed


def _directive_of(bulletin: Bulletin, read: ReadEntry, actor: User | None, report: ImportReport) -> Directive | None:
    """The directive that an entry is about: its heading's first citation that names a document of its own."""
    cited = next((cited for cited in find_citations(read.heading) if cited.nested_in is None), None)
    if cited is None:
        return None
    directive, is_new = find_or_propose(
        actor=actor,
        held_by=bulletin.publisher,
        cited=cited,
        latest=date(bulletin.year, bulletin.month, 28),
        source_note=bulletin.title,
    )
    if directive is not None:
        report.directives_proposed += is_new
        report.directives_found += not is_new
    return directive


def read_for_import(path: Path, *, name: str, progress: object = None) -> ReadIssue:
    """Read a foreign file in a subprocess with limits. Raises reading.model.UnreadableFile."""
    from documents.engines.reading.sandbox import read_file

    return read_file(path, name=name, progress=progress)  # type: ignore[arg-type]
