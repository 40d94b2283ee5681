"""The content of an issue as the renderers see it: built from rows once, frozen as JSON in an edition.

``IssueContent`` is all that PDF, DOCX and HTML are drawn from (with the bytes of the pictures it names), so
the same content gives the same files. ``to_json`` / ``from_json`` keep a ``schema`` number: an edition of
years ago must still open.
"""

from dataclasses import dataclass

from documents.engines.blocks import Block

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
    token: str = ""
    check_address: str = ""
    title: str = ""
    year: int = 0
    month: int = 0
    entries: tuple[EntryContent, ...] = ()
    schema: int = SCHEMA
