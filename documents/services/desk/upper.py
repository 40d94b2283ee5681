"""Lấy từ tài liệu cấp trên: entries of the issues that committees above have published, with the source printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from activities.models import Picture
from directives.models import Directive
from directives.wrapped.captions import whole_credit
from documents.engines.block_html import blocks_to_html
from documents.engines.blocks import PictureRef
from documents.models import Bulletin, Edition, EditionEntry, Entry, EntryPicture
from documents.rendering.content import EntryContent, from_json
from documents.services.composing import flat_entries
from documents.services.desk.outline import groups_last
from documents.services.desk.taking import news_group
from documents.services.editing import open_for_editing, save_entry
from documents.services.reviewing import NotReady, note_change
from organizations.models import Organization, User


@dataclass(frozen=True, slots=True)
class UpperIssue:
    """A published issue of a committee above, with its entries that have a text; ``is_taken`` tells of each whether the issue
    in work has it already."""

    edition: Edition
    entries: tuple[tuple[EditionEntry, bool], ...]


def upper_editions(user: User, publisher: Organization) -> "list[Edition]":
    """The last issues of the committees above that the person may read, newest first."""
    above = publisher.ancestor_paths[:-1]
    rows = Edition.objects.visible_to(user).filter(pk__in=Edition.objects.latest_of_each().order_by().values("pk"))
    rows = rows.not_withdrawn().filter(publisher__path__in=above).select_related("publisher").defer("content")
    return list(rows.order_by("-year", "-month", "-number")[:12])


def upper_issues(user: User, bulletin: Bulletin) -> list[UpperIssue]:
    """What the committees above have published of late: four queries."""
    editions = upper_editions(user, bulletin.publisher)
    entries = list(
        EditionEntry.objects.filter(edition__in=editions)
        .exclude(text="")
        .defer("html", "text_folded")
        .order_by("position")
    )
    sources = Entry.objects.filter(uuid__in=[entry.entry_uuid for entry in entries], directive__isnull=False)
    directive_of = dict(sources.order_by().values_list("uuid", "directive_id"))
    here = bulletin.entries.order_by().values_list("heading", "directive_id")
    headings, directives = {heading for heading, _ in here}, {key for _, key in here if key}
    by_edition: dict[int, list[tuple[EditionEntry, bool]]] = {}
    for entry in entries:
        is_taken = entry.heading in headings or directive_of.get(entry.entry_uuid) in directives
        by_edition.setdefault(entry.edition_id, []).append((entry, is_taken))
    return [UpperIssue(edition, tuple(by_edition.get(edition.pk, ()))) for edition in editions]


def _placed(content: EntryContent) -> Iterator[tuple[int, PictureRef]]:
    """The pictures with the number of text blocks before each."""
    place = 0
    for block in content.blocks:
        if block.picture is not None:
            yield place, block.picture
        else:
            place += 1


@transaction.atomic
def take_from_upper(*, actor: User, bulletin: Bulletin, edition: Edition, entry_uuid: UUID) -> Entry:
    """Copy an entry of an upper committee's edition into the issue, with photos and a source line.

    A news item goes into the news group; an entry of a directive that the person may see stays joined to it, so that the pool
    does not offer it again. Raises NotReady where the edition has no such entry, WrongState, NotAllowed.
    """
    row = open_for_editing(actor, bulletin)
    found = next(
        (one for one in flat_entries(from_json(edition.content)) if one.uuid == str(entry_uuid) and one.blocks), None
    )
    if found is None:
        raise NotReady(["Mục này không còn trong tài liệu cấp trên. Đồng chí tải lại trang."])
    kind = found.kind if found.kind != Entry.Kind.NEWS_GROUP else Entry.Kind.TOPIC
    seen = Directive.objects.visible_to(actor).registered()
    entry = Entry(
        bulletin=row,
        kind=kind,
        parent=news_group(actor, row) if kind == Entry.Kind.NEWS else None,
        directive=seen.filter(entries__uuid=entry_uuid).first(),
        heading=found.heading,
        short_title=found.short_title,
        gist="\n".join(found.gist),
        cell_tasks="\n".join(found.cell_tasks),
        questions="\n".join(found.questions),
        body=blocks_to_html(found.blocks),
        source_line=f"Nguồn: {edition.title}, {edition.publisher.name}"[:250],
    )
    save_entry(actor=actor, entry=entry)
    placed = list(_placed(found))
    pictures = {one.sha256: one for one in Picture.objects.filter(sha256__in=[ref.sha256 for _, ref in placed])}
    EntryPicture.objects.bulk_create(
        EntryPicture(
            entry=entry,
            picture=pictures[ref.sha256],
            caption=ref.caption,
            credit=whole_credit(ref.credit),
            place=place,
            position=position,
        )
        for position, (place, ref) in enumerate(placed)
        if ref.sha256 in pictures
    )
    groups_last(row, [entry])
    row.outline_version += 1
    row.save(update_fields=["outline_version"])
    note_change(actor=actor, bulletin=row)
    return entry
