"""Raw material on the desk: a file is read, kept beside the issue as a suggestion, and becomes an entry when an editor
confirms it. A file that cannot be used leaves nothing behind."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from activities.models import Activity
from activities.pictures import CleanPicture, UnusablePicture
from activities.services import PlacedPicture, check_picture, create_activity, keep_picture
from cadre_portal.file_names import safe_name
from cadre_portal.files import sha256_of, stored_name
from cadre_portal.telling import heading_of, told_day
from cadre_portal.text import squeeze
from directives.access import may_hold_for
from directives.files import STAMP_MESSAGE, RefusedFile, SecretText, has_secrecy_stamp
from directives.from_file import FieldProposal, propose_from_text
from directives.issuers import Match, find_issuers, match_issuer, read_issuer_name
from directives.models import Directive, DirectiveKind
from directives.numbers import number_key
from directives.services import add_file, create_directive, log_secret_refused
from documents.engines.block_html import blocks_from_html, blocks_to_html
from documents.engines.blocks import Block, BlockKind, Run
from documents.engines.outline.captions import printed_caption
from documents.engines.raw_material import guess_kind
from documents.engines.reading.codec import fragment_from, to_plain
from documents.engines.reading.fragment import ReadFragment
from documents.engines.reading.model import UnreadableFile
from documents.engines.reading.sandbox import page_file, read_fragment_file
from documents.models import Bulletin, Entry, EntryPicture, RawMaterial, RawPicture
from documents.services.composing import settings_of
from documents.services.desk.outline import MOST_ENTRIES, CannotPlace, groups_last
from documents.services.desk.taking import news_group
from documents.services.editing import open_for_editing, place_picture, save_entry
from documents.services.reviewing import NotAllowed, NotReady, note_change
from organizations.log import record
from organizations.models import AccessLog, Organization, User

PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp")
ENDINGS = (".docx", ".pdf", ".txt", *PHOTO_ENDINGS)
MOST_WAITING = 100
_MOST_TEXT = 1_000_000
_MOST_PICTURES = 60
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".webp": "image/webp",
}
_TOO_LONG = (
    "Văn bản trong tệp dài quá một triệu ký tự (khoảng 300 trang) nên không được nhận. "
    "Đồng chí tách phần cần đăng thành tệp riêng rồi đưa vào lại."
)
_OTHER = (
    "Bàn biên tập nhận tệp Word (.docx), PDF, văn bản thuần (.txt) và ảnh (.jpg, .png, .heic). "
    "Đồng chí lưu tài liệu thành một trong các loại này rồi đưa vào lại."
)


@dataclass(frozen=True, slots=True)
class ReadRaw:
    """What a file gave. ``fragment`` is None for a scan, whose ``pages`` are shown instead; ``photos`` by the digest under
    which the blocks name them; a photo that is the file itself under ""."""

    fragment: ReadFragment | None
    photos: Mapping[str, CleanPicture] = field(default_factory=dict)
    pages: int = 0
    warnings: tuple[str, ...] = ()


def read_raw(path: Path, *, name: str, progress: Callable[[float], None] | None = None) -> ReadRaw:
    """Read a foreign file in the limited processes; touches no database. Raises UnreadableFile, UnusablePicture."""
    ending = PurePosixPath(name).suffix.lower()
    if ending in PHOTO_ENDINGS:
        return ReadRaw(None, {"": check_picture(path.read_bytes(), name=name)}, pages=1)
    if ending not in ENDINGS and path.stat().st_size:
        raise UnreadableFile("unknown_format", _OTHER)
    try:
        fragment = read_fragment_file(path, name=name, progress=progress)
    except UnreadableFile as refusal:
        if refusal.code != "scanned_pdf":
            raise
        return ReadRaw(None, pages=page_file(path, name=name)[1])
    if sum(len(block.text) for block in fragment.blocks) > _MOST_TEXT:
        raise UnreadableFile("too_large", _TOO_LONG)
    if has_secrecy_stamp(fragment.text):
        raise UnreadableFile("state_secret", STAMP_MESSAGE)
    photos: dict[str, CleanPicture] = {}
    warnings = list(fragment.warnings)
    for place, (sha256, read) in enumerate(fragment.pictures.items(), start=1):
        try:
            if len(photos) < _MOST_PICTURES:
                photos[sha256] = check_picture(read.data, name=f"ảnh {place}")
        except UnusablePicture as refusal:
            warnings.append(str(refusal))
    if len(fragment.pictures) > _MOST_PICTURES:
        warnings.append(f"Tệp có {len(fragment.pictures)} ảnh; cổng giữ {_MOST_PICTURES} ảnh đầu.")
    shown = (_caption_as_text(block, photos) for block in fragment.blocks)
    blocks = tuple(block for block in shown if block.picture or block.rows or block.text)
    return ReadRaw(replace(fragment, blocks=blocks), photos, warnings=tuple(warnings))


def _caption_as_text(block: Block, photos: Mapping[str, CleanPicture]) -> Block:
    """A photo's words as a paragraph where the photo is not there: plain text holds captions alone, a photo may be broken."""
    picture = block.picture
    if picture is None or picture.sha256 in photos:
        return block
    return Block(BlockKind.PARAGRAPH, (Run(printed_caption(picture.caption, picture.credit), italic=True),))


@transaction.atomic
def keep_raw(
    *, actor: User, bulletin: Bulletin, content: "File[bytes]", name: str, read: ReadRaw, place: str = "outline"
) -> tuple[RawMaterial, bool]:
    """Keep a file that was read, beside the issue; the same file is kept once. Returns it and whether it is new.

    Raises WrongState, NotAllowed, NotReady (too many wait already).
    """
    row = open_for_editing(actor, bulletin)
    sha256 = sha256_of(content)
    there = row.raw_materials.filter(sha256=sha256).first()
    if there is not None:
        return there, False
    if row.raw_materials.filter(state=RawMaterial.State.WAITING).count() >= MOST_WAITING:
        raise NotReady([f"Đã có {MOST_WAITING} tệp chờ xác nhận. Đồng chí xác nhận hoặc bỏ bớt tệp trước."])
    ending = PurePosixPath(name).suffix.lower()
    path = stored_name("rawmaterial", sha256, ending[:10])
    # The file first: a row without its file would be an error page, a file without a row is only an orphan.
    if not default_storage.exists(path):
        default_storage.save(path, content)
    plain = {**to_plain(read.fragment), "pictures": {}, "warnings": list(read.warnings)} if read.fragment else {}
    raw = RawMaterial.objects.create(
        bulletin=row,
        name=safe_name(name)[:200],
        file=path,
        sha256=sha256,
        size=content.size,
        media_type=_TYPES.get(ending, "image/jpeg"),
        content=plain,
        is_scan=read.fragment is None,
        pages=read.pages,
        place=place if place in RawMaterial.Place.values else RawMaterial.Place.OUTLINE,
        added_by=actor,
    )
    _keep_photos(actor, raw, read)
    record(AccessLog.Action.IMPORT, actor=actor, organization=row.publisher, target=raw)
    return raw, True


def _keep_photos(actor: User, raw: RawMaterial, read: ReadRaw) -> None:
    where: list[tuple[str, str, str, int]] = []
    text_blocks = 0
    for block in read.fragment.blocks if read.fragment else ():
        if block.picture is None:
            text_blocks += 1
        else:
            where.append((block.picture.sha256, block.picture.caption, block.picture.credit, text_blocks))
    if read.fragment is None:
        where = [(sha256, "", "", 0) for sha256 in read.photos]
    RawPicture.objects.bulk_create(
        RawPicture(
            raw=raw,
            picture=keep_picture(actor=actor, clean=read.photos[sha256]),
            read_sha256=sha256,
            caption=caption[:500],
            credit=credit[:200],
            place=place,
            position=position,
        )
        for position, (sha256, caption, credit, place) in enumerate(where)
        if sha256 in read.photos
    )


def log_refused(*, actor: User, bulletin: Bulletin, refusal: UnreadableFile) -> None:
    """Write into the log that a file with a secrecy stamp was refused, without its name and content."""
    if refusal.code == "state_secret":
        log_secret_refused(actor=actor, held_by=bulletin.publisher)


# --- What it seems to be ----------------------------------------------------------------------------------------------


def fragment_of(raw: RawMaterial) -> ReadFragment | None:
    """What was read of the file; None for a scan."""
    return fragment_from(raw.content, {}) if raw.content else None


def text_blocks(fragment: ReadFragment) -> list[Block]:
    return [block for block in fragment.blocks if block.picture is None]


def blocks_html(raw: RawMaterial, wanted: Collection[int]) -> str:
    """The HTML of some blocks of the file, named by their places among all blocks, in the order of the file."""
    fragment = fragment_of(raw)
    found = enumerate(fragment.blocks) if fragment else ()
    return blocks_to_html(tuple(block for place, block in found if place in wanted and block.picture is None))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The entry that a file seems to be; the directive's facts are "" or None where nothing was read."""

    kind: str
    heading: str
    body: str
    happened_on: date | None = None
    number: str = ""
    directive_kind: DirectiveKind | None = None
    issued_on: date | None = None
    issuer: str = ""
    signer: str = ""

    def initial(self) -> dict[str, Any]:
        """As a form takes it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def suggestion_for(raw: RawMaterial, *, today: date) -> Suggestion:
    """What to propose for a file; a scan's fields are empty, its picture tells."""
    fragment = fragment_of(raw)
    publisher = raw.bulletin.publisher
    if fragment is None:
        return Suggestion(kind=Entry.Kind.DIRECTIVE, heading="", body="")
    told = {one.name: one for one in propose_from_text(fragment.text, near=publisher)}
    blocks = text_blocks(fragment)
    text = "\n".join(block.text for block in blocks)
    has_pictures = len(blocks) < len(fragment.blocks)
    kind = guess_kind(text, is_document="number" in told or "kind" in told, has_pictures=has_pictures)
    heading = heading_of(fragment.title, text)
    if kind != Entry.Kind.DIRECTIVE:
        day = told_day(text, today=today) if kind == Entry.Kind.NEWS else None
        return Suggestion(kind=kind, heading=heading, body=blocks_to_html(blocks), happened_on=day)
    return Suggestion(
        kind=kind,
        heading=_told(told, "subject") or heading,
        body=blocks_to_html(blocks),
        number=_told(told, "number"),
        directive_kind=told["kind"].value if "kind" in told else None,
        issued_on=told["issued_on"].value if "issued_on" in told else None,
        issuer=_issuer(told),
        signer=_told(told, "signer"),
    )


def _told(told: Mapping[str, FieldProposal], name: str) -> str:
    return str(told[name].value) if name in told else ""


def _issuer(told: Mapping[str, FieldProposal]) -> str:
    if "register" not in told:
        return _told(told, "issuer_printed")
    body: Organization = told["register"].value
    organ = Directive.Organ(told["issuing_organ"].value) if "issuing_organ" in told else None
    named = {Directive.Organ.COMMITTEE, Directive.Organ.STANDING_COMMITTEE, Directive.Organ.STANDING}
    return f"{organ.label} {body.name}" if organ in named else body.name


# --- Into the issue or the pool -----------------------------------------------------------------------------------------


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


def entry_of_raw(raw: RawMaterial) -> Entry | None:
    """The entry made of the file, as long as it stands in the issue."""
    if raw.entry_uuid is None:
        return None
    return Entry.objects.filter(bulletin=raw.bulletin_id, uuid=raw.entry_uuid).select_related("bulletin").first()


def raw_of_entry(entry_uuid: UUID) -> RawMaterial | None:
    """The file that an entry was made of, without what was read of it."""
    return RawMaterial.objects.filter(entry_uuid=entry_uuid).defer("content").first()


@transaction.atomic
def take_photo(*, actor: User, raw: RawMaterial, photo: RawPicture) -> None:
    """Put one more photo of the file into the entry made of it. Raises NotReady, WrongState, NotAllowed."""
    entry = entry_of_raw(raw)
    if entry is None:
        raise NotReady(["Mục của tệp này không còn trong tài liệu."])
    if not entry.placed_pictures.filter(picture=photo.picture).exists():
        place_picture(actor=actor, entry=entry, picture=photo.picture, caption=photo.caption, credit=photo.credit)


@transaction.atomic
def drop_raw(*, actor: User, raw: RawMaterial) -> None:
    """Take a file that waits off the desk. Raises NotReady for one that became an entry, WrongState, NotAllowed."""
    row = open_for_editing(actor, raw.bulletin)
    stored = RawMaterial.objects.select_for_update().get(pk=raw.pk)
    if stored.state == RawMaterial.State.TAKEN:
        raise NotReady(["Tệp này đã thành mục nên được giữ kèm mục. Đồng chí bỏ mục ở đề cương nếu không dùng."])
    record(AccessLog.Action.DELETE, actor=actor, organization=row.publisher, target=stored)
    stored.delete()


def page_of_scan(raw: RawMaterial, number: int) -> bytes:
    """PNG of a page of a scan. Raises UnreadableFile, FileNotFoundError."""
    return page_file(Path(raw.file.path), name=raw.name, number=number)[0]
