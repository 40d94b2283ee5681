"""Word and back: the issue as a Word file to edit, and what came back of it compared with what stands, entry by entry."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from activities.models import Picture
from cadre_portal.files import stored_name
from documents.engines.returning.compare import Piece, Step, make_piece, remarks_of, steps_of
from documents.engines.returning.lines import Line, Part, heading_text, lines_of, plain, returned_line
from documents.engines.returning.matching import Section, flat, sections_of
from documents.engines.returning.model import ReturnedLine, TrackedChange, WordComment, lines_from_plain, lines_to_plain
from documents.engines.returning.moves import Placed, moves_of
from documents.models import Bulletin, Entry, EntryPicture, WordReturn
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.docx import render_docx
from documents.services.composing import build_content, entry_content, picture_files
from documents.services.editing import open_for_editing
from documents.services.pictures import print_sizes
from documents.services.publishing import draft_mark, render_draft, versions_of
from organizations.log import record
from organizations.models import AccessLog, User


@dataclass(slots=True)
class EntryComparison:
    """An entry beside what came back of it. ``uuid`` names it in addresses; ``entry`` is None for one that is new in the file.

    ``open_pieces`` wait for a decision, ``refused`` were passed over. ``is_stale``: saved on the portal since the file was made;
    ``by_likeness``: Word lost its mark, it was found by its heading or text; ``was_removed``: it stood in the issue and was
    taken out on the portal since.
    """

    uuid: str
    heading: str
    number: str = ""
    entry: Entry | None = None
    steps: list[Step] = field(default_factory=list)
    open_pieces: list[Piece] = field(default_factory=list)
    refused: list[Piece] = field(default_factory=list)
    comments: list[WordComment] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    is_stale: bool = False
    by_likeness: bool = False
    was_removed: bool = False
    section: Section | None = None
    after: str = ""  # uuid of the entry before it in the file, for a new one
    key: str = ""

    @property
    def is_new(self) -> bool:
        return self.entry is None

    @property
    def safe_keys(self) -> list[str]:
        """The pieces that "accept all" takes: not those that the portal changed too."""
        return [piece.key for piece in self.open_pieces if not piece.is_conflict]

    @property
    def loose_changes(self) -> list[TrackedChange]:
        """Tracked changes that no piece tells of (in what was refused, or in what is already so)."""
        told = {change for piece in (*self.open_pieces, *self.refused) for change in piece.changes}
        return [change for change in self.changes if change not in told]


@dataclass(frozen=True, slots=True)
class MovedEntry:
    """An entry that stands elsewhere in the file: to go into ``group`` (None: the top) behind ``after`` (None: first)."""

    uuid: str
    entry: Entry
    group: Entry | None
    after: Entry | None
    number: str

    @property
    def key(self) -> str:
        return f"move:{self.uuid}"


@dataclass(slots=True)
class WordComparison:
    """The whole file beside the issue. ``missing``: entries that the file no longer has; ``moved``: those that stand elsewhere in
    it, ``is_reordered``: on the portal the outline changed since the file was made, so that it may be the portal that moved them.
    """

    entries: list[EntryComparison]
    new: list[EntryComparison]
    missing: list[Entry]
    added_since: list[Entry]
    moved: list[MovedEntry]
    is_reordered: bool
    has_marks: bool

    @property
    def open_total(self) -> int:
        return sum(len(one.open_pieces) for one in self.entries) + len(self.new) + len(self.moved)

    def named(self, uuid: str) -> EntryComparison | None:
        return next((one for one in (*self.entries, *self.new) if one.uuid == uuid), None)


def export_word(*, actor: User, bulletin: Bulletin, now: datetime | None = None) -> bytes:
    """The issue as it stands as DOCX for editing, marked as a draft. Raises CannotSet, UnusablePicture, UnusableFont."""
    now = now or timezone.now()
    rendered = render_draft(actor=actor, bulletin=bulletin, now=now)
    content = build_content(bulletin, edition_number=bulletin.editions.count() + 1)
    return render_docx(
        content,
        pictures=picture_files(content),
        now=timezone.localtime(now),
        draft=draft_mark(actor, now),
        cache_dir=print_sizes(),
        pages={uuid: first for uuid, (first, _) in rendered.entry_pages.items()},
        versions=versions_of(bulletin),
    )


def receive_word(*, actor: User, bulletin: Bulletin, content: bytes, name: str) -> WordReturn:
    """Read a file that came back, in a process with limits, and keep what it says beside the issue.

    Raises reading.model.UnreadableFile (a file with a secrecy stamp is not kept), WrongState, NotAllowed.
    """
    from documents.engines.reading.sandbox import read_returned_file

    with NamedTemporaryFile(suffix=".docx") as kept:
        kept.write(content)
        kept.flush()
        word = read_returned_file(Path(kept.name), name=name)
    with transaction.atomic():
        row = open_for_editing(actor, bulletin)
        ours = _own_prints(row)
        lines = []
        for line in word.lines:
            if line.picture and not line.picture_mark and line.picture in ours:
                lines.append(_with_mark(line, ours[line.picture]))
            else:
                lines.append(line)
        new = {line.picture for line in lines if line.picture and not line.picture_mark}
        for sha in new:
            _keep(sha, word.pictures[sha].data)
        about = {sha: {"media_type": word.pictures[sha].media_type} for sha in sorted(new)}
        made = parse_datetime(word.made_at) if word.made_at else None
        returned = WordReturn.objects.create(
            bulletin=row,
            name=name[:200] or "tệp Word",
            lines=lines_to_plain(tuple(lines)),
            pictures=about,
            exported_at=made if made is not None and timezone.is_aware(made) else None,
            uploaded_by=actor,
        )
        record(
            AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=row, step="word", file=name[:100]
        )
    return returned


def _with_mark(line: ReturnedLine, mark: str) -> ReturnedLine:
    return replace(line, picture_mark=mark)


def _own_prints(bulletin: Bulletin) -> dict[str, str]:
    """sha256 of the issue's photos in print size → first signs of the sha256 under which they are kept: Word drops names."""
    rows = Picture.objects.filter(in_entries__entry__bulletin=bulletin).values_list("sha256", flat=True).distinct()
    found = {}
    for sha in rows:
        path = print_sizes() / f"{sha}.jpg"
        if path.exists():
            found[hashlib.sha256(path.read_bytes()).hexdigest()] = sha[:16]
    return found


def picture_name(sha: str) -> str:
    """Where a new photo of a returned file waits."""
    return stored_name("returned", sha, ".bin")


def _keep(sha: str, data: bytes) -> None:
    if not default_storage.exists(picture_name(sha)):
        default_storage.save(picture_name(sha), ContentFile(data))


@transaction.atomic
def close_word(*, actor: User, word: WordReturn) -> None:
    """End the comparing: what was not accepted is let go, and the file's text with it. Raises WrongState, NotAllowed."""
    row = open_for_editing(actor, word.bulletin)
    for sha in word.pictures:
        if not WordReturn.objects.filter(closed_at=None, pictures__has_key=sha).exclude(pk=word.pk).exists():
            default_storage.delete(picture_name(sha))
    word.lines, word.pictures, word.closed_at = [], {}, timezone.now()
    word.save()
    record(AccessLog.Action.CHANGE, actor=actor, organization=row.publisher, target=row, step="word", file="closed")


# --- Comparing ------------------------------------------------------------------------------------------------------------


def comparison_of(word: WordReturn) -> WordComparison:
    """Lay the file beside the issue as it stands now: five queries, whatever the number of entries."""
    bulletin = word.bulletin
    content = build_content(bulletin)
    rows = {str(row.uuid): row for row in bulletin.entries.select_related("parent")}
    for row in rows.values():
        row.bulletin = bulletin
    lines = lines_from_plain(word.lines)
    sections = sections_of(lines, content)
    contents = {one.uuid: one for one, _ in flat(content)}
    bases = _bases(bulletin, sections, contents)
    refused = set(word.refused)
    found: list[EntryComparison] = []
    new: list[EntryComparison] = []
    after = ""
    for section in sections:
        if section.uuid:
            own = contents[section.uuid]
            base = bases.get(section.uuid)
            found.append(_compared(rows[section.uuid], own, base, section, content, refused))
            after = section.uuid
        else:
            one = _new_entry(section, after)
            if one.key not in refused:
                new.append(one)
    in_file = {section.uuid for section in sections}
    absent = [rows[key] for key, one in contents.items() if key not in in_file and not _only_holds(one, in_file)]
    since = _added_since(word, absent)
    placed = [
        Placed(key, str(row.parent.uuid) if row.parent else "", row.kind == Entry.Kind.NEWS_GROUP)
        for key, row in ((key, rows[key]) for key in contents)
    ]
    moved = [
        MovedEntry(move.uuid, rows[move.uuid], rows.get(move.group), rows.get(move.after), contents[move.uuid].number)
        for move in moves_of(placed, [one.uuid for one in found])
    ]
    return WordComparison(
        entries=found,
        new=new,
        missing=[row for row in absent if row not in since and f"missing:{row.uuid}" not in refused],
        added_since=since,
        moved=[one for one in moved if one.key not in refused],
        is_reordered=bool(moved) and _outline_changed_since(word),
        has_marks=any(line.entry_uuid for line in lines),
    )


def _only_holds(entry: EntryContent, in_file: set[str]) -> bool:
    """A group without a heading prints nothing of its own: with its entries it is there."""
    return not entry.heading and any(child.uuid in in_file for child in entry.children)


def _outline_changed_since(word: WordReturn) -> bool:
    """Whether entries were moved, added or taken out since the file was made, as far as it tells when that was."""
    if word.exported_at is None:
        return True
    then = Bulletin.history.filter(id=word.bulletin_id, history_date__lte=word.exported_at).order_by(
        "-history_date", "-history_id"
    )
    version = then.values_list("outline_version", flat=True).first()
    return bool(version != word.bulletin.outline_version)


def _added_since(word: WordReturn, absent: Sequence[Entry]) -> list[Entry]:
    """Entries that were begun on the portal after the file was made: no file can have them."""
    if word.exported_at is None or not absent:
        return []
    rows = Entry.history.filter(uuid__in=[row.uuid for row in absent], history_date__lte=word.exported_at)
    known = set(rows.values_list("uuid", flat=True))
    return [row for row in absent if row.uuid not in known]


def _bases(
    bulletin: Bulletin, sections: Sequence[Section], contents: Mapping[str, EntryContent]
) -> dict[str, EntryContent]:
    """The entries as they were when the file was made, by uuid: where the mark tells the version and the history has it."""
    wanted = {section.uuid: section.version for section in sections if section.uuid and section.version}
    rows = Entry.history.filter(uuid__in=wanted, version__in=set(wanted.values())).exclude(history_type="-")
    placed: dict[str, list[EntryPicture]] = {}
    pictures = EntryPicture.objects.filter(entry__bulletin=bulletin).select_related("picture", "entry")
    for picture in pictures:
        placed.setdefault(str(picture.entry.uuid), []).append(picture)
    found: dict[str, EntryContent] = {}
    for row in rows.order_by("history_date", "history_id"):
        key = str(row.uuid)
        if wanted.get(key) == row.version:
            found[key] = entry_content(row, contents[key].number, contents[key].level, placed.get(key, []))
    return found


def _compared(
    row: Entry,
    own: EntryContent,
    base: EntryContent | None,
    section: Section,
    content: IssueContent,
    refused: set[str],
) -> EntryComparison:
    heads = _head_steps(own, base, section, content)
    comments, changes = remarks_of([section.heading, *section.lines, *([section.rubric] if section.rubric else [])])
    below = steps_of(
        lines_of(own, notes_printed=content.notes_printed),
        [returned_line(line) for line in section.lines],
        lines_of(base, notes_printed=content.notes_printed) if base is not None else None,
        changes,
    )
    steps = [*heads, *below]
    pieces = [step.piece for step in steps if step.piece is not None]
    return EntryComparison(
        uuid=section.uuid,
        heading=own.heading or own.short_title or "Nhóm không tiêu đề",
        number=own.number,
        entry=row,
        steps=steps,
        open_pieces=[piece for piece in pieces if piece.key not in refused],
        refused=[piece for piece in pieces if piece.key in refused],
        comments=comments,
        changes=changes,
        is_stale=bool(section.version) and section.version != row.version,
        by_likeness=not section.is_marked,
        section=section,
    )


def _head_steps(own: EntryContent, base: EntryContent | None, section: Section, content: IssueContent) -> list[Step]:
    """The line of the rubric and the heading."""
    pairs = [(Part.HEADING, own.heading, base.heading if base else None, section.heading.text, section.heading)]
    if content.rubrics_printed and section.rubric is not None:
        old = base.rubric if base else None
        pairs.insert(0, (Part.RUBRIC, own.rubric, old, section.rubric.text, section.rubric))
    steps = []
    for part, mine, before, theirs, line in pairs:
        text = heading_text(theirs) if part is Part.HEADING and own.number else plain(theirs)
        old_line, new_line = Line(part, plain(mine)), Line(part, text, returned=line)
        is_portals = before is not None and plain(before) == text
        if old_line.text == new_line.text or is_portals:
            steps.append(Step(old_line, new_line))
            continue
        known = Counter([Line(part, plain(before)).key]) if before is not None else None
        steps.append(Step(old_line, new_line, make_piece(part, old_line, new_line, known, Counter())))
    return steps


def _new_entry(section: Section, after: str) -> EntryComparison:
    comments, changes = remarks_of([section.heading, *section.lines])
    steps = steps_of([], [returned_line(line) for line in section.lines], None, changes)
    heading = heading_text(section.heading.text)
    text = "\n".join([heading, *(step.new.shown for step in steps if step.new is not None)])
    key = hashlib.sha256(text.encode()).hexdigest()[:16]
    return EntryComparison(
        uuid=f"moi-{key}",
        heading=heading,
        steps=steps,
        open_pieces=[step.piece for step in steps if step.piece is not None],
        comments=comments,
        changes=changes,
        was_removed=bool(section.heading.entry_uuid),
        section=section,
        after=after,
        key=key,
    )
