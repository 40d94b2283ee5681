"""The content of an issue as the renderers see it: built from rows once, frozen as JSON in an edition.

``IssueContent`` is all that PDF, DOCX and HTML are drawn from (with the bytes of the pictures it names), so
the same content gives the same files. ``to_json`` / ``from_json`` keep a ``schema`` number: an edition of
years ago must still open.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any

from documents.engines.blocks import Block, BlockKind, Cell, PictureRef, Run

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class EntryContent:
    """One entry. ``number`` is "" where none is printed; ``level`` is 1 at the top, 2 within a group.

    ``kind`` is one of topic, directive, news_group, news, appeal. ``gist``, ``cell_tasks`` and ``questions`` are lines.
    ``source_line`` is printed under an entry taken over from another publisher's issue.
    """

    uuid: str
    number: str
    level: int
    kind: str
    heading: str
    short_title: str = ""
    rubric: str = ""
    source_line: str = ""
    gist: tuple[str, ...] = ()
    cell_tasks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    children: tuple["EntryContent", ...] = ()


@dataclass(frozen=True, slots=True)
class IssueContent:
    """A whole issue. Cover lines are printed as given, in capitals where the publisher writes capitals.

    ``title_lines``: e.g. ("TÀI LIỆU", "PHỤC VỤ SINH HOẠT CHI BỘ"); ``period_line``: "Tháng 12 năm 2023".
    ``contents_depth``: 1 lists top entries only, 2 lists those within groups too, 0 prints no contents table.
    ``notes_printed``: whether the PDF prints main points, tasks and questions of the entries that have them.
    ``edition_line``: "" for edition 1, else e.g. "Bản đính chính lần 1". ``token``: the code on the last page, "" in a draft.
    """

    publisher_line: str
    board_line: str
    title_lines: tuple[str, ...]
    period_line: str
    foot_line: str
    imprint_lines: tuple[str, ...] = ()
    edition_line: str = ""
    contents_depth: int = 2
    rubrics_printed: bool = False
    notes_printed: bool = True
    token: str = ""
    check_address: str = ""
    title: str = ""
    year: int = 0
    month: int = 0
    entries: tuple[EntryContent, ...] = ()
    schema: int = SCHEMA


def to_json(content: Any) -> Any:
    """Return ``content`` (an IssueContent or a part of it) as plain dicts and lists; fields at their default are left out."""
    if is_dataclass(content) and not isinstance(content, type):
        row = {}
        for one in fields(content):
            value = getattr(content, one.name)
            default = one.default if one.default is not MISSING else None
            if value != default or (one.default is MISSING and one.default_factory is MISSING):
                row[one.name] = to_json(value)
        return row
    if isinstance(content, tuple | list):
        return [to_json(one) for one in content]
    return str(content) if isinstance(content, BlockKind) else content


def from_json(data: Mapping[str, Any]) -> IssueContent:
    """Return the content of an edition. Fields that this version does not know are passed over: old editions must open."""
    known = _known(IssueContent, data)
    known["entries"] = tuple(_entry(row) for row in data.get("entries", ()))
    for name in ("title_lines", "imprint_lines"):
        known[name] = tuple(data.get(name, ()))
    return IssueContent(**known)


def _known(kind: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(kind)}
    return {name: value for name, value in data.items() if name in names}


def _entry(data: Mapping[str, Any]) -> EntryContent:
    known = _known(EntryContent, data)
    known["blocks"] = tuple(_block(row) for row in data.get("blocks", ()))
    known["children"] = tuple(_entry(row) for row in data.get("children", ()))
    for name in ("gist", "cell_tasks", "questions"):
        known[name] = tuple(data.get(name, ()))
    return EntryContent(**known)


def _block(data: Mapping[str, Any]) -> Block:
    known = _known(Block, data)
    known["kind"] = BlockKind(data["kind"])
    known["runs"] = _runs(data.get("runs", ()))
    known["rows"] = tuple(tuple(_cell(cell) for cell in row) for row in data.get("rows", ()))
    picture = data.get("picture")
    known["picture"] = PictureRef(**_known(PictureRef, picture)) if picture else None
    return Block(**known)


def _runs(rows: Any) -> tuple[Run, ...]:
    return tuple(Run(**_known(Run, row)) for row in rows)


def _cell(data: Mapping[str, Any]) -> Cell:
    known = _known(Cell, data)
    known["paragraphs"] = tuple(_runs(runs) for runs in data.get("paragraphs", ()))
    return Cell(**known)


def content_sha256(content: IssueContent) -> str:
    """Digest of a content: the same content, the same digest."""
    return hashlib.sha256(json.dumps(to_json(content), ensure_ascii=False, sort_keys=True).encode()).hexdigest()
