"""Which lines of the file belong to which entry: by hidden mark; where Word lost it, by heading or by what stands below.

An issue has entries with children at most one level deep; the file is one sequence of lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cadre_portal.text import fold
from documents.engines.returning.compare import alike
from documents.engines.returning.lines import LABELS, heading_text, lines_of, plain, returned_line
from documents.engines.returning.model import ReturnedLine
from documents.rendering.content import EntryContent, IssueContent

_BODY_TITLE = "noi dung"
_CODE_LINE = "ma ban in:"
_HEADING_ALIKE = 0.6
_BODY_ALIKE = 0.6


@dataclass(slots=True)
class Section:
    """Lines of one entry. ``uuid`` "" for one that the portal does not know; ``version`` 0 where the file does not tell.

    ``heading`` is the line with the mark; ``rubric`` the line above it; ``is_child``: a heading of the second level.
    ``is_marked`` False: found by likeness.
    """

    uuid: str
    heading: ReturnedLine
    lines: list[ReturnedLine] = field(default_factory=list)
    version: int = 0
    rubric: ReturnedLine | None = None
    is_child: bool = False
    is_marked: bool = True


def sections_of(lines: Sequence[ReturnedLine], content: IssueContent) -> list[Section]:
    """The sections of the file in its order. An entry stands in it once: a second mark of the same is text."""
    known = {entry.uuid: entry for entry, _ in flat(content)}
    parents = {entry.uuid: parent for entry, parent in flat(content)}
    groups = {entry.uuid for entry in content.entries if entry.kind == "news_group" or entry.children}
    sections = _split(_body(lines), known, groups)
    _find_lost(sections, known)
    _give_back(sections, known)
    for section in sections:
        parent = parents.get(section.uuid)
        section.is_child = parent is not None if section.uuid else section.heading.style == 2
    return sections


def flat(content: IssueContent) -> list[tuple[EntryContent, EntryContent | None]]:
    """Every entry with the group that holds it."""
    found: list[tuple[EntryContent, EntryContent | None]] = []
    for entry in content.entries:
        found.append((entry, None))
        found.extend((child, entry) for child in entry.children)
    return found


def _body(lines: Sequence[ReturnedLine]) -> list[ReturnedLine]:
    """The lines of the entries: without cover, contents and the printed code at the end."""
    first = next((place for place, line in enumerate(lines) if line.entry_uuid), None)
    titles = [place for place, line in enumerate(lines) if fold(line.text).strip() == _BODY_TITLE]
    # A lost first mark: the body begins after its title, which stands behind the contents.
    begin = titles[0] + 1 if titles and (first is None or titles[0] < first) else (first or 0)
    found: list[ReturnedLine] = []
    for line in lines[begin:]:
        if line.is_end or fold(line.text).startswith(_CODE_LINE):
            break
        found.append(line)
    return found


def _split(lines: Sequence[ReturnedLine], known: Mapping[str, EntryContent], groups: set[str]) -> list[Section]:
    sections: list[Section] = []
    used: set[str] = set()
    rubric: ReturnedLine | None = None
    group = False
    for line in lines:
        if line.rubric_uuid and not line.entry_uuid:
            rubric = line
            continue
        is_mark = bool(line.entry_uuid) and line.entry_uuid in known and line.entry_uuid not in used
        # A heading of the first level is an entry's; one of the second level is an entry's within a group, else a part.
        is_new = line.style == 1 or (line.style == 2 and group)
        if is_mark:
            used.add(line.entry_uuid)
            sections.append(Section(line.entry_uuid, line, version=line.version, rubric=rubric))
        elif is_new and line.text.strip():
            sections.append(Section("", line, rubric=rubric, is_marked=False))
        elif sections:
            sections[-1].lines.append(line)
            continue
        elif line.text.strip() or line.picture:
            # Text before the first mark: the beginning of an entry whose mark is lost.
            sections.append(Section("", line, is_marked=False))
        rubric = None
        if sections and (line.style == 1 or sections[-1].uuid in groups):
            group = sections[-1].uuid in groups
    return sections


def _find_lost(sections: list[Section], known: Mapping[str, EntryContent]) -> None:
    """Give sections without a mark, and headings that became plain text, to the entries whose mark is gone."""
    missing = {key: entry for key, entry in known.items() if key not in {section.uuid for section in sections}}
    for section in sections:
        if not section.uuid and (key := _best(section, missing)):
            section.uuid = key
            del missing[key]
    for key, entry in list(missing.items()):
        for place, section in enumerate(sections):
            at = _where(section.lines, entry)
            if at is None:
                continue
            found = Section(key, section.lines[at], section.lines[at + 1 :], is_marked=False)
            section.lines = section.lines[:at]
            sections.insert(place + 1, found)
            del missing[key]
            break


def _give_back(sections: list[Section], known: Mapping[str, EntryContent]) -> None:
    """A new heading set in the midst of an entry takes what stood below it along: that stays with the entry it is of, so that nobody
    loses it by accepting all."""
    for before, section in pairwise(sections):
        own = known.get(before.uuid)
        if section.uuid or own is None:
            continue
        texts = {line.key for line in lines_of(own)} - {returned_line(line).key for line in before.lines}
        at = next((place for place, line in enumerate(section.lines) if returned_line(line).key in texts), None)
        if at is not None:
            before.lines += section.lines[at:]
            section.lines = section.lines[:at]


def _best(section: Section, missing: Mapping[str, EntryContent]) -> str:
    heading = fold(heading_text(section.heading.text))
    text = fold("\n".join(line.text for line in section.lines))[:4000]
    best, found = 0.0, ""
    for key, entry in missing.items():
        by_heading = alike(fold(plain(entry.heading)), heading) if entry.heading else 0.0
        own = fold("\n".join(block.text for block in entry.blocks))[:4000]
        by_body = alike(own, text) if len(own.split()) >= 12 else 0.0
        score = max(
            by_heading if by_heading >= _HEADING_ALIKE else 0.0,
            by_body if by_body >= _BODY_ALIKE else 0.0,
        )
        if score > best:
            best, found = score, key
    return found


def _where(lines: Sequence[ReturnedLine], entry: EntryContent) -> int | None:
    """Where in a section the heading of an entry stands as plain text; a short one must be the same word for word."""
    heading = fold(plain(entry.heading))
    if not heading:
        return None
    at_least = 0.85 if len(heading.split()) >= 4 else 1.0
    labels = {fold(label) for label in LABELS.values()}
    for place, line in enumerate(lines):
        text = fold(heading_text(line.text))
        if text not in labels and not line.picture and not line.rows and alike(heading, text) >= at_least:
            return place
    return None
