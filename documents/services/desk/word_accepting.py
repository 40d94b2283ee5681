"""Taking over what came back from Word: pieces of an entry, whole new entries; refusing; all at once."""

from collections.abc import Collection

from django.core.files.storage import default_storage
from django.db import transaction

from activities.services import store_picture
from cadre_portal.rich_text import sanitize
from directives.wrapped.captions import whole_credit
from documents.engines.block_html import blocks_from_html, blocks_to_html
from documents.engines.returning.applying import Applied, PlacedPhoto, apply_steps
from documents.models import Bulletin, Entry, EntryPicture, WordReturn
from documents.services.desk.outline import add_entry, place_entry
from documents.services.desk.pictures import change_placed, drop_placed
from documents.services.desk.texts import StaleEntry, save_text
from documents.services.desk.word import EntryComparison, MovedEntry, WordComparison, comparison_of, picture_name
from documents.services.editing import open_for_editing, place_picture
from documents.services.reviewing import NotReady
from organizations.models import User

_LIMITS = {"short_title": 80, "rubric": 120, "source_line": 250}


def _changeable(actor: User, word: WordReturn) -> WordReturn:
    """The locked row of a comparison that is still open. Raises NotReady, WrongState, NotAllowed."""
    open_for_editing(actor, word.bulletin)
    row = WordReturn.objects.select_for_update().select_related("bulletin__publisher").get(pk=word.pk)
    if row.closed_at is not None:
        raise NotReady(["Lần so sánh này đã xong. Đồng chí tải tệp Word lên lại nếu còn muốn lấy nội dung."])
    return row


@transaction.atomic
def accept_pieces(*, actor: User, word: WordReturn, uuid: str, version: int, keys: Collection[str]) -> int:
    """Store some differences of one entry that was shown at ``version``; how many were taken.

    Raises StaleEntry where the entry was saved meanwhile, NotReady, UnusablePicture, WrongState, NotAllowed.
    """
    row = _changeable(actor, word)
    found = comparison_of(row).named(uuid)
    if found is None or found.entry is None:
        raise NotReady(["Mục này không còn trong tài liệu. Đồng chí tải lại trang."])
    if found.entry.version != version:
        raise StaleEntry(found.entry)
    return _accept(actor, row, found, set(keys))


def _accept(actor: User, word: WordReturn, found: EntryComparison, keys: set[str]) -> int:
    entry = found.entry
    assert entry is not None  # noqa: S101 (the callers asked)
    wanted = keys & {piece.key for piece in (*found.open_pieces, *found.refused)}
    if not wanted:
        return 0
    level = 2 if entry.parent_id else 1
    applied = apply_steps(found.steps, wanted, level=level)
    fields = _checked(applied, entry)
    if fields:
        entry = save_text(actor=actor, entry=entry, version=entry.version, fields=fields)
        entry.bulletin = word.bulletin
    if applied.photos is not None:
        _place_photos(actor, word, entry, applied.photos)
    return len(wanted)


def _checked(applied: Applied, entry: Entry) -> dict[str, str]:
    """The changed fields as the forms would store them. Raises NotReady for what they would refuse."""
    fields = dict(applied.fields)
    if "body" in fields:
        fields["body"] = sanitize(fields["body"])
        if fields["body"] == sanitize(blocks_to_html(blocks_from_html(entry.body))):
            del fields["body"]  # only photos moved: the text stays as it was typed
    name = entry.short_title or entry.heading[:60] or "không tiêu đề"
    if len(fields.get("gist", "").splitlines()) > 3:
        raise NotReady([f"Mục “{name}”: ý chính để đọc nhiều nhất ba dòng. Đồng chí lấy ít dòng hơn."])
    for field, most in _LIMITS.items():
        if len(fields.get(field, "")) > most:
            raise NotReady([f"Mục “{name}”: dòng này dài quá {most} ký tự. Đồng chí rút gọn trong tệp Word."])
    return fields


def _place_photos(actor: User, word: WordReturn, entry: Entry, photos: list[PlacedPhoto]) -> None:
    """Put the photos where they now stand. One that the issue does not have any more is left out."""
    rows = list(entry.placed_pictures.select_related("picture").order_by("place", "position", "pk"))
    for position, photo in enumerate(photos, start=1):
        if photo.new:
            _add_photo(actor, word, entry, photo, position)
            continue
        row = next((row for row in rows if row.picture.sha256.startswith(photo.known)), None)
        if row is None:
            continue
        rows.remove(row)
        now = (row.place, row.position, row.caption, row.credit)
        then = (photo.place, position, photo.caption[:500], whole_credit(photo.credit))
        if now != then:
            row.place, row.position, row.caption, row.credit = then
            row.entry = entry
            change_placed(actor=actor, placed=row)
    for row in rows:
        row.entry = entry
        drop_placed(actor=actor, placed=row)


def _add_photo(actor: User, word: WordReturn, entry: Entry, photo: PlacedPhoto, position: int) -> None:
    if photo.new not in word.pictures:
        return
    with default_storage.open(picture_name(photo.new)) as kept:
        picture = store_picture(actor=actor, content=kept.read(), name=photo.caption[:60] or "ảnh trong tệp Word")
    placed = place_picture(
        actor=actor,
        entry=entry,
        picture=picture,
        caption=photo.caption[:500],
        credit=photo.credit[:200],
        place=photo.place,
    )
    EntryPicture.objects.filter(pk=placed.pk).update(position=position)


@transaction.atomic
def refuse_pieces(*, actor: User, word: WordReturn, keys: Collection[str]) -> None:
    """Pass over some differences: the portal's text stays. ``keys`` may be those of new or missing entries."""
    row = _changeable(actor, word)
    known = [key for key in keys if len(key) <= 50][:2000]
    row.refused = [*row.refused, *(key for key in known if key not in set(row.refused))]
    row.save(update_fields=["refused"])


@transaction.atomic
def accept_new_entry(*, actor: User, word: WordReturn, uuid: str) -> Entry:
    """Make an entry of a heading that only the file has, behind the entry it follows there. Raises NotReady, CannotPlace …"""
    row = _changeable(actor, word)
    comparison = comparison_of(row)
    found = comparison.named(uuid)
    if found is None or not found.is_new:
        raise NotReady(["Mục này đã có trong tài liệu. Đồng chí tải lại trang."])
    return _add(actor, row, comparison, found)


def _add(actor: User, word: WordReturn, comparison: WordComparison, found: EntryComparison) -> Entry:
    bulletin = word.bulletin
    before = comparison.named(found.after)
    neighbour = before.entry if before is not None else None
    parent = _group_of(neighbour) if found.section is not None and found.section.is_child else None
    kind = Entry.Kind.NEWS if parent is not None and parent.kind == Entry.Kind.NEWS_GROUP else Entry.Kind.TOPIC
    entry = add_entry(actor=actor, bulletin=bulletin, kind=kind, parent=parent, heading=found.heading)
    applied = apply_steps(found.steps, {piece.key for piece in found.open_pieces}, level=2 if parent else 1)
    fields = _checked(applied, entry)
    if fields:
        entry = save_text(actor=actor, entry=entry, version=entry.version, fields=fields)
    entry.bulletin = bulletin
    for position, photo in enumerate(applied.photos or (), start=1):
        if photo.new:
            _add_photo(actor, word, entry, photo, position)
    if neighbour is not None:
        place_entry(actor=actor, entry=entry, parent=parent, to=_place_behind(bulletin, neighbour, parent))
    return entry


def _group_of(neighbour: Entry | None) -> Entry | None:
    """The group into which an entry of the second level goes that stands behind ``neighbour``."""
    if neighbour is None:
        return None
    if neighbour.parent_id:
        return neighbour.parent
    return neighbour if neighbour.kind == Entry.Kind.NEWS_GROUP else None


def _place_behind(bulletin: Bulletin, neighbour: Entry, parent: Entry | None) -> int:
    if parent is not None and neighbour.pk == parent.pk:
        return 0
    beside = neighbour.parent if parent is None and neighbour.parent_id else neighbour
    order = list(bulletin.entries.filter(parent=parent).order_by("position", "pk").values_list("pk", flat=True))
    return order.index(beside.pk) + 1 if beside is not None and beside.pk in order else len(order)


@transaction.atomic
def accept_move(*, actor: User, word: WordReturn, uuid: str) -> Entry:
    """Put an entry where the file has it. Raises NotReady where it does not stand elsewhere any more, CannotPlace …"""
    row = _changeable(actor, word)
    found = next((one for one in comparison_of(row).moved if one.uuid == uuid), None)
    if found is None:
        raise NotReady(["Mục này đã đứng đúng chỗ như trong tệp. Đồng chí tải lại trang."])
    _move(actor, row, found)
    return found.entry


def _move(actor: User, word: WordReturn, moved: MovedEntry) -> None:
    others = word.bulletin.entries.filter(parent=moved.group).exclude(pk=moved.entry.pk).order_by("position", "pk")
    order = list(others.values_list("pk", flat=True))
    to = order.index(moved.after.pk) + 1 if moved.after is not None else 0
    place_entry(actor=actor, entry=moved.entry, parent=moved.group, to=to)


@transaction.atomic
def accept_all(*, actor: User, word: WordReturn, versions: dict[str, int]) -> tuple[int, int]:
    """Take every difference that the portal did not change too, every new entry, and the order of the file unless the outline
    changed on the portal meanwhile; returns (taken, left to be decided one by one).

    ``versions``: of the entries as they were shown; one that was saved meanwhile raises StaleEntry and nothing is stored.
    Entries that the file no longer has stay: taking them out is a decision of its own.
    """
    row = _changeable(actor, word)
    first = comparison = comparison_of(row)
    taken = left = 0
    for found in comparison.entries:
        assert found.entry is not None  # noqa: S101 (only new ones have none)
        if not found.open_pieces:
            continue
        if versions.get(found.uuid) != found.entry.version:
            raise StaleEntry(found.entry)
        keys = set(found.safe_keys)
        left += len(found.open_pieces) - len(keys)
        taken += _accept(actor, row, found, keys)
    while comparison.new:
        _add(actor, row, comparison, comparison.new[0])
        taken += 1
        # The next one may stand behind the one just made, which the file's lines now belong to.
        again = comparison_of(row)
        if len(again.new) >= len(comparison.new):
            break
        comparison = again
    moves = len(first.moved)
    if first.is_reordered:
        return taken, left + moves
    # Each move brings one entry to its place for good: as many presses as there were moves.
    for _ in range(moves):
        waiting = comparison_of(row).moved
        if not waiting:
            break
        _move(actor, row, waiting[0])
        taken += 1
    return taken, left
