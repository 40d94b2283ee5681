"""Raw material on the desk: a file is read and kept beside the issue until an editor confirms what it is (``raw_taking``). A file
that cannot be used leaves nothing behind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from activities.pictures import CleanPicture, UnusablePicture
from activities.services import check_picture, keep_picture
from cadre_portal.file_names import safe_name
from cadre_portal.files import sha256_of, stored_name
from directives.files import STAMP_MESSAGE, has_secrecy_stamp
from directives.services import log_secret_refused
from directives.wrapped.captions import split_credit, whole_credit
from documents.engines.blocks import Block, BlockKind, Run
from documents.engines.outline.captions import printed_caption
from documents.engines.reading.codec import to_plain
from documents.engines.reading.fragment import ReadFragment
from documents.engines.reading.model import UnreadableFile
from documents.engines.reading.sandbox import page_file, read_fragment_file
from documents.models import Bulletin, Entry, RawMaterial, RawPicture
from documents.services.editing import open_for_editing
from documents.services.reviewing import NotReady
from organizations.log import record
from organizations.models import AccessLog, User

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
    printed = {split_credit(line): line for line in fragment.text.splitlines()}
    shown = (_caption_as_text(block, photos, printed) for block in fragment.blocks)
    blocks = tuple(block for block in shown if block.picture or block.rows or block.text)
    return ReadRaw(replace(fragment, blocks=blocks), photos, warnings=tuple(warnings))


def _caption_as_text(block: Block, photos: Mapping[str, CleanPicture], printed: Mapping[tuple[str, str], str]) -> Block:
    """A photo's words as a paragraph where the photo is not there: plain text holds captions alone, a photo may be broken.

    ``printed``: the lines of the file by their caption and credit. Beside no photo the word "Ảnh:" is what tells a caption.
    """
    picture = block.picture
    if picture is None or picture.sha256 in photos:
        return block
    words = (picture.caption, picture.credit)
    text = printed.get(words) or printed_caption(*words)
    return Block(BlockKind.PARAGRAPH, (Run(text, italic=True),))


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
            credit=whole_credit(credit),
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


def entry_of_raw(raw: RawMaterial) -> Entry | None:
    """The entry made of the file, as long as it stands in the issue."""
    if raw.entry_uuid is None:
        return None
    return Entry.objects.filter(bulletin=raw.bulletin_id, uuid=raw.entry_uuid).select_related("bulletin").first()


def raw_of_entry(entry_uuid: UUID) -> RawMaterial | None:
    """The file that an entry was made of, without what was read of it."""
    return RawMaterial.objects.filter(entry_uuid=entry_uuid).defer("content").first()


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
