"""Builds the content of an issue from its rows: what is previewed, approved and frozen is always built here."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from activities.models import Picture
from documents.engines.block_html import insert_pictures, kept_blocks, number_parts
from documents.engines.blocks import PictureRef
from documents.engines.edition_names import edition_name
from documents.models import Bulletin, Entry, EntryPicture, PublisherSettings
from documents.rendering.content import EntryContent, IssueContent, to_json
from organizations.models import Organization


def settings_of(publisher: Organization) -> PublisherSettings:
    """The publisher's settings, or unsaved ones with the defaults."""
    return PublisherSettings.objects.select_related("compiled_by").filter(
        publisher=publisher
    ).first() or PublisherSettings(publisher=publisher)


def rubrics_of(publisher: Organization) -> list[str]:
    """The publisher's names of rubrics, as its settings list them."""
    return [line.strip() for line in settings_of(publisher).rubrics.splitlines() if line.strip()]


def numbers_of(entries: Iterable[Entry]) -> dict[int, str]:
    """Numbers by entry key: items straight through 1, 2, 3 …, those of a group n.1, n.2 …

    A group without a heading of its own keeps its number: its entries are n.1, n.2 … all the same.
    """
    children: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda row: (row.position, row.pk)):
        children[entry.parent_id].append(entry)
    numbers: dict[int, str] = {}
    for place, entry in enumerate(children[None], start=1):
        numbers[entry.pk] = str(place)
        for inner, child in enumerate(children[entry.pk], start=1):
            numbers[child.pk] = f"{place}.{inner}"
    return numbers


def build_content(bulletin: Bulletin, *, token: str = "", edition_number: int = 1) -> IssueContent:
    """Build the whole content: three queries, whatever the number of entries."""
    own = settings_of(bulletin.publisher)
    board = bulletin.compiled_by or own.compiled_by
    entries = list(bulletin.entries.order_by("position", "pk"))
    numbers = numbers_of(entries)
    pictures: dict[int, list[EntryPicture]] = defaultdict(list)
    for placed in EntryPicture.objects.filter(entry__bulletin=bulletin).select_related("picture"):
        pictures[placed.entry_id].append(placed)
    children: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.parent_id is not None:
            children[entry.parent_id].append(entry)

    def content_of(entry: Entry, level: int) -> EntryContent:
        found = entry_content(entry, numbers[entry.pk], level, pictures[entry.pk])
        # A rubric that is not printed is a note of the desk's: it is on no page of the readers either.
        return found if own.rubrics_printed else replace(found, rubric="")

    top = tuple(
        replace(content_of(entry, 1), children=tuple(content_of(child, 2) for child in children[entry.pk]))
        for entry in entries
        if entry.parent_id is None
    )
    return IssueContent(
        publisher_line=own.cover_publisher or bulletin.publisher.name.upper(),
        board_line=own.cover_board or (board.name.upper() if board else ""),
        title_lines=tuple(line.strip() for line in own.cover_title.splitlines() if line.strip()),
        period_line=period_line(bulletin),
        foot_line=own.foot_line,
        imprint_lines=tuple(line.strip() for line in own.imprint.splitlines() if line.strip()),
        edition_line="" if edition_number == 1 else edition_name(edition_number).capitalize(),
        contents_depth=own.contents_depth,
        rubrics_printed=own.rubrics_printed,
        notes_printed=own.notes_printed,
        token=token,
        title=str(bulletin),
        year=bulletin.year,
        month=bulletin.month,
        entries=top,
    )


def period_line(bulletin: Bulletin) -> str:
    """ "Tháng 12 năm 2023", "Tháng 01 + 02 năm 2025", with the theme's name on a line of its own."""
    months = f"{bulletin.month:02d}"
    if bulletin.last_month:
        months += f" + {bulletin.last_month:02d}"
    line = f"Tháng {months} năm {bulletin.year}"
    return f"Chuyên đề: {bulletin.theme}\n{line}" if bulletin.theme else line


def entry_content(entry: Any, number: str, level: int, placed: list[EntryPicture]) -> EntryContent:
    """The content of one entry, or of a row of its history (an earlier version has no photos of its own)."""
    blocks = insert_pictures(
        kept_blocks(entry.body),
        [
            (
                row.place,
                PictureRef(row.picture.sha256, row.picture.width, row.picture.height, row.caption, row.credit),
            )
            for row in placed
        ],
    )
    return EntryContent(
        uuid=str(entry.uuid),
        number=number,
        level=level,
        kind=entry.kind,
        heading=entry.heading.strip(),
        short_title=entry.short_title,
        rubric=entry.rubric,
        source_line=entry.source_line,
        gist=_lines(entry.gist),
        cell_tasks=_lines(entry.cell_tasks),
        questions=_lines(entry.questions),
        blocks=tuple(number_parts(blocks, number, enabled=entry.parts_numbered)),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def agreed_sha256(bulletin: Bulletin, content: IssueContent) -> str:
    """Digest of all that an approval stands for: the content, whom it goes to and when."""
    audience = sorted(bulletin.audience.values_list("pk", flat=True))
    # The same hour in one zone, as the database gives it back.
    when = bulletin.publish_at.astimezone(UTC).isoformat() if bulletin.publish_at else ""
    agreed = json.dumps([to_json(content), audience, when], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(agreed.encode()).hexdigest()


def picture_files(content: IssueContent) -> dict[str, Path]:
    """Paths of the pictures that a content names, by sha256: one query."""
    wanted = {
        block.picture.sha256
        for entry in flat_entries(content)
        for block in entry.blocks
        if block.picture is not None and block.picture.sha256
    }
    return {row.sha256: Path(row.file.path) for row in Picture.objects.filter(sha256__in=wanted)}


def flat_entries(content: IssueContent) -> list[EntryContent]:
    """All entries in reading order, those of a group after the group."""
    found = []
    for entry in content.entries:
        found.append(entry)
        found.extend(entry.children)
    return found
