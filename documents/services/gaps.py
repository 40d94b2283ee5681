"""What an issue still lacks before it is sent for review: what must be there, and what cells would be glad of."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.engines.proposals import SHORT_TITLE
from documents.models import Entry
from documents.rendering.content import EntryContent, IssueContent
from documents.services.desk.lines import Line

NEEDED = {"heading": "tiêu đề", "body": "nội dung"}
HELPS = {
    "short_title": "tên gọi tắt",
    "gist": "ý chính để đọc",
    "cell_tasks": "việc chi bộ cần làm",
    "questions": "câu hỏi gợi ý thảo luận",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A field of an entry that is empty; no field: the group has no news in it. ``words``: as it is called on screen."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class EntryGaps:
    """All that one entry lacks. ``uuid`` is its own, ``number`` as printed."""

    uuid: str
    number: str
    gaps: tuple[Gap, ...]

    def sentences(self) -> list[str]:
        """A sentence for each gap."""
        return [
            f"Mục {self.number} chưa có {gap.words}."
            if gap.field
            else f"Mục {self.number} là nhóm tin nhưng chưa có tin nào."
            for gap in self.gaps
        ]


@dataclass(frozen=True, slots=True)
class PlacedGaps:
    """An entry's gaps with the row they are filled in at, and what the outline calls it."""

    entry: Entry
    label: str
    gaps: EntryGaps


def needed_gaps(content: IssueContent) -> list[EntryGaps]:
    """What an issue is not sent without: headings and texts; a group needs news, not a heading."""
    found = []
    for entry in content.entries:
        found.append(_needed(entry, is_group=entry.kind == Entry.Kind.NEWS_GROUP))
        found += [_needed(child, is_group=False) for child in entry.children]
    return [one for one in found if one.gaps]


def _needed(entry: EntryContent, *, is_group: bool) -> EntryGaps:
    if is_group:
        gaps = [] if entry.children else [Gap("", "tin")]
    else:
        filled = {"heading": entry.heading, "body": entry.blocks}
        gaps = [Gap(name, words) for name, words in NEEDED.items() if not filled[name]]
    return EntryGaps(entry.uuid, entry.number, tuple(gaps))


def wanted_gaps(lines: Iterable[Line]) -> list[EntryGaps]:
    """Optional things for cells that are missing; news need none."""
    found = []
    for line in lines:
        entry = line.entry
        if entry.kind in {Entry.Kind.NEWS, Entry.Kind.NEWS_GROUP}:
            continue
        filled = {name: getattr(entry, name) for name in HELPS}
        filled["short_title"] = entry.short_title or (entry.heading if len(entry.heading) <= SHORT_TITLE else "")
        gaps = tuple(Gap(name, words) for name, words in HELPS.items() if not filled[name])
        if gaps:
            found.append(EntryGaps(str(entry.uuid), line.number, gaps))
    return found


@dataclass(frozen=True, slots=True)
class IssueGaps:
    """What a page lists before an issue is sent: what it is not sent without apart from what is optional."""

    is_empty: bool
    needed: list[PlacedGaps]
    wanted: list[PlacedGaps]

    @property
    def needed_count(self) -> int:
        """How many places must be filled; an issue without entries has one."""
        return sum(len(one.gaps.gaps) for one in self.needed) + self.is_empty

    @property
    def wanted_count(self) -> int:
        return sum(len(one.gaps.gaps) for one in self.wanted)


def gaps_of(content: IssueContent, lines: list[Line]) -> IssueGaps:
    """The gaps of an issue, each with the entry it is in. ``lines``: the outline of the same issue."""
    known = {str(line.entry.uuid): line for line in lines}

    def placed(gaps: list[EntryGaps]) -> list[PlacedGaps]:
        return [PlacedGaps(known[one.uuid].entry, known[one.uuid].label, one) for one in gaps if one.uuid in known]

    return IssueGaps(not content.entries, placed(needed_gaps(content)), placed(wanted_gaps(lines)))
