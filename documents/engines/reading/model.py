"""What the reader of a finished bulletin gives: one neutral structure, whatever the file was.

Nothing is computed or corrected here: numbers are the printed ones, misprints are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directives.wrapped.contents import TocLine as TocLine
from documents.engines.blocks import Block, Run


class UnreadableFile(Exception):
    """A file that is refused. ``code`` is for programs, ``message_vi`` for the person: it says what to do.

    Codes: empty, too_large, unknown_format, not_docx, not_pdf, encrypted_pdf, scanned_pdf, no_text, zip_bomb,
    external_entity, legacy_encoding, state_secret, timeout, memory, crashed. Of a file with a secrecy stamp
    the message holds nothing of the content.
    """

    def __init__(self, code: str, message_vi: str) -> None:
        super().__init__(message_vi)
        self.code = code
        self.message_vi = message_vi


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture as it lay in the file. ``media_type``: image/jpeg, image/png…; size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry with its printed number ("" where none), ``level`` 1 at the top and 2 in a group.

    ``kind``: topic, directive, news_group, news or appeal. ``heading`` is "" for a group that has none.
    """

    number: str
    level: int
    kind: str
    heading: str
    blocks: tuple[Block, ...] = ()
    children: tuple["ReadEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """A whole bulletin. ``month`` is the first of ``months`` (an issue may cover two); None without a cover.

    ``kind``: "monthly" or "thematic". ``pictures`` by the sha256 of their bytes, as the blocks name them.
    ``warnings`` are Vietnamese sentences for the editor who checks the import.
    """

    publisher_lines: tuple[str, ...] = ()
    title_lines: tuple[str, ...] = ()
    period_line: str = ""
    foot_line: str = ""
    month: int | None = None
    year: int | None = None
    months: tuple[int, ...] = ()
    kind: str = "monthly"
    toc: tuple[TocLine, ...] = ()
    entries: tuple[ReadEntry, ...] = ()
    pictures: Mapping[str, ReadPicture] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph (or picture, or table) as a format's reader hands it to the outline.

    runs        text of one look each, white space squeezed, NFC
    size        points of the main run, 0 where unknown
    centred     whether it stands centred; ``styled`` False means that looks are unknown (plain text)
    page        page number from 1, 0 where unknown
    style       outline level of a Word heading style (1, 2, …), 0 for none
    picture     bytes of a picture standing here (then there is no text)
    rows        cells of a table standing here, each a tuple of paragraphs (then there is no text)
    aside       plain text only: set apart or set wider than the text's own lines, as captions are
    """

    runs: tuple[Run, ...] = ()
    size: float = 0.0
    centred: bool = False
    page: int = 0
    style: int = 0
    styled: bool = True
    picture: ReadPicture | None = None
    rows: tuple[tuple["TableCell", ...], ...] = ()
    aside: bool = False

    @property
    def text(self) -> str:
        """The plain text of the paragraph ("\\n" for a line break)."""
        return "".join(run.text for run in self.runs)

    @property
    def is_text(self) -> bool:
        """Whether this is a paragraph of text and not a picture or table."""
        return self.picture is None and not self.rows

    @property
    def bold(self) -> bool:
        """Whether all its letters are bold."""
        return self._all("bold")

    @property
    def italic(self) -> bool:
        """Whether all its letters are italic."""
        return self._all("italic")

    def _all(self, look: str) -> bool:
        letters = [run for run in self.runs if any(c.isalnum() for c in run.text)]
        return bool(letters) and all(getattr(run, look) for run in letters)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as read: its paragraphs (pictures among them) and how many columns and rows it covers."""

    paras: tuple[Para, ...]
    colspan: int = 1
    rowspan: int = 1
