"""A file that an editor confirmed becomes an entry, a news item or a directive, with its photos."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from activities.models import Activity
from activities.services import PlacedPicture, create_activity
from cadre_portal.text import squeeze
from directives.access import may_hold_for
from directives.files import RefusedFile, SecretText
from directives.issuers import Match, find_issuers, match_issuer, read_issuer_name
from directives.models import Directive, DirectiveKind
from directives.numbers import number_key
from directives.services import add_file, create_directive
from documents.engines.block_html import blocks_from_html, blocks_to_html
from documents.models import Bulletin, Entry, EntryPicture, RawMaterial, RawPicture
from documents.services.composing import settings_of
from documents.services.desk.outline import MOST_ENTRIES, CannotPlace, groups_last
from documents.services.desk.raw import entry_of_raw
from documents.services.desk.raw_suggesting import fragment_of, text_blocks
from documents.services.desk.taking import news_group
from documents.services.editing import open_for_editing, place_picture, save_entry
from documents.services.reviewing import NotAllowed, NotReady, note_change
from organizations.models import Organization, User


@dataclass(frozen=True, slots=True)
class RawFields:
    """What the editor confirmed. ``photos``: RawPicture keys with caption and credit as typed."""

    kind: str
    place: str
    heading: str
    body: str = ""
    happened_on: date | None = None
    number: str = ""
    directive_kind: DirectiveKind | None = None
    issued_on: date | None = None
    issuer: str = ""
    signer: str = ""
    photos: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def take_raw(*, actor: User, raw: RawMaterial, fields: RawFields) -> Entry | None:
    """Make the confirmed entry (or only the record of the pool: then None). A second press makes nothing new.

    Raises WrongState, NotAllowed, NotReady, CannotPlace.
    """
    row = open_for_editing(actor, raw.bulletin)
    stored = RawMaterial.objects.select_for_update().get(pk=raw.pk)
    if stored.state == RawMaterial.State.TAKEN:
        return entry_of_raw(stored)
    is_entry = fields.place == RawMaterial.Place.OUTLINE
    if not is_entry and fields.kind == Entry.Kind.TOPIC:
        raise NotReady(["Chuyên đề chỉ vào tài liệu được, không vào kho. Đồng chí chọn “Vào tài liệu này”."])
    if is_entry and row.entries.count() >= MOST_ENTRIES:
        raise CannotPlace(f"Tài liệu đã có {MOST_ENTRIES} mục, nhiều nhất có thể. Đồng chí gộp hoặc bỏ bớt mục.")
    placed = _placed(stored, fields)
    entry = Entry(bulletin=row, kind=fields.kind, heading=fields.heading, body=fields.body)
    if fields.kind == Entry.Kind.DIRECTIVE:
        directive = stored.directive = _directive(actor, row, stored, fields)
        if is_entry and row.entries.filter(directive=directive).exists():
            raise NotReady([f"{directive.citation[:120]} đã có trong tài liệu. Đồng chí mở mục đó để sửa."])
        entry.directive, entry.heading = directive, directive.citation
    elif fields.kind == Entry.Kind.NEWS:
        entry.activity = stored.activity = _activity(actor, row, stored, fields, placed)
        entry.parent = news_group(actor, row) if is_entry else None
    if is_entry:
        save_entry(actor=actor, entry=entry)
        _put_photos(entry, placed)
        groups_last(row, [entry])
        row.outline_version += 1
        row.save(update_fields=["outline_version"])
        stored.entry_uuid = entry.uuid
        note_change(actor=actor, bulletin=row)
    stored.state, stored.place = RawMaterial.State.TAKEN, fields.place
    stored.save()
    return entry if is_entry else None


def _placed(raw: RawMaterial, fields: RawFields) -> list[PlacedPicture]:
    last = len(blocks_from_html(fields.body))
    return [
        PlacedPicture(row.picture, *fields.photos[row.pk], place=min(row.place, last))
        for row in raw.pictures.select_related("picture")
        if row.pk in fields.photos
    ]


def _put_photos(entry: Entry, placed: list[PlacedPicture]) -> None:
    EntryPicture.objects.bulk_create(
        EntryPicture(
            entry=entry,
            picture=one.picture,
            caption=one.caption,
            credit=one.credit,
            place=one.place,
            position=position,
        )
        for position, one in enumerate(placed)
    )


def holder_for(actor: User, publisher: Organization) -> Organization:
    """Whose record a thing becomes that the publisher's desk enters: the publisher's, or its board's where the person
    holds a role there. Raises NotAllowed."""
    board = settings_of(publisher).compiled_by
    for holder in filter(None, (publisher, board)):
        if may_hold_for(actor, holder):
            return holder
    raise NotAllowed("Đồng chí không được lưu văn bản, tin cho nơi phát hành này.")


def _activity(actor: User, row: Bulletin, raw: RawMaterial, fields: RawFields, placed: list[PlacedPicture]) -> Activity:
    return create_activity(
        actor=actor,
        held_by=holder_for(actor, row.publisher),
        title=fields.heading,
        body=fields.body,
        happened_on=fields.happened_on,
        source_note=f"Tệp: {raw.name}"[:200],
        pictures=placed,
    )


def _directive(actor: User, row: Bulletin, raw: RawMaterial, fields: RawFields) -> Directive:
    """The register's record of these facts, or a new one with the file; unconfirmed where a fact that the register needs is
    missing."""
    number = squeeze(fields.number)
    if number and fields.issued_on:
        same = Directive.objects.visible_to(actor).registered().filter(kind=fields.directive_kind)
        there = same.filter(number_key=number_key(number), issued_on=fields.issued_on).first()
        if there is not None:
            return there
    holder = holder_for(actor, row.publisher)
    issuers = find_issuers(fields.issuer, on=fields.issued_on, near=holder)
    register = issuers[0] if issuers and match_issuer(fields.issuer, issuers[0]) is Match.SAME else None
    is_whole = bool(register and fields.directive_kind and fields.issued_on)
    fragment = fragment_of(raw)
    directive = create_directive(
        actor=actor,
        held_by=holder,
        register=register,
        issuer_printed=fields.issuer[:250],
        issuing_organ=read_issuer_name(fields.issuer).organ,
        kind=fields.directive_kind,
        number=number[:80],
        issued_on=fields.issued_on,
        subject=fields.heading,
        signer=fields.signer[:120],
        body=blocks_to_html(text_blocks(fragment)) if fragment else fields.body,
        source_note=f"Tệp: {raw.name}"[:200],
        state=Directive.State.REGISTERED if is_whole else Directive.State.UNCONFIRMED,
    )
    try:
        with transaction.atomic(), raw.file.open("rb") as stored:
            add_file(actor=actor, directive=directive, content=stored.read(), name=raw.name)
    except SecretText:
        raise
    except RefusedFile:
        # Plain text and phone photos are no files of the register; the file stays beside the entry.
        pass
    return directive


@transaction.atomic
def take_photo(*, actor: User, raw: RawMaterial, photo: RawPicture) -> None:
    """Put one more photo of the file into the entry made of it. Raises NotReady, WrongState, NotAllowed."""
    entry = entry_of_raw(raw)
    if entry is None:
        raise NotReady(["Mục của tệp này không còn trong tài liệu."])
    if not entry.placed_pictures.filter(picture=photo.picture).exists():
        place_picture(actor=actor, entry=entry, picture=photo.picture, caption=photo.caption, credit=photo.credit)
