"""What stands in a file that came back, and its plain form (JSON) for the way out of the parsing process and into storage."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from documents.engines.blocks import Cell, Run
from documents.engines.reading.model import ReadPicture


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A tracked change: ``kind`` "ins" or "del", its text, who and when ("2026-11-20T09:30:00Z" as Word writes it, or "")."""

    kind: str
    text: str
    author: str = ""
    at: str = ""

    @property
    def signed(self) -> str:
        """ "Hà Vi, 09:30 20/11/2026": as much of it as the file tells."""
        return _signed(self.author, self.at)


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment: its text, the words it stands at, who and when."""

    text: str
    quote: str = ""
    author: str = ""
    at: str = ""

    @property
    def signed(self) -> str:
        return _signed(self.author, self.at)


def _signed(author: str, at: str) -> str:
    """Word writes the clock of the editor's machine, whatever it puts behind it."""
    try:
        when = f"{datetime.fromisoformat(at):%H:%M %d/%m/%Y}" if at else ""
    except ValueError:
        when = ""
    return ", ".join(part for part in (author.strip(), when) if part)


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """A paragraph, table or photo. ``text`` of a table: rows by line breaks, cells by tabs; of a photo: its caption.

    ``style``: outline level of a heading (1, 2 …), 0 for none; ``picture``: sha256 of the photo's bytes in the file;
    ``picture_mark``: first 16 signs of the sha256 under which the portal keeps it, "" for one that is new.
    ``changes`` are those within this paragraph; deletions of whole paragraphs stand with the next one.
    """

    runs: tuple[Run, ...] = ()
    style: int = 0
    rows: tuple[tuple[Cell, ...], ...] = ()
    picture: str = ""
    picture_mark: str = ""
    is_caption: bool = False
    entry_uuid: str = ""
    version: int = 0
    rubric_uuid: str = ""
    is_end: bool = False
    changes: tuple[TrackedChange, ...] = ()
    comments: tuple[WordComment, ...] = ()

    @property
    def text(self) -> str:
        if self.rows:
            return "\n".join(
                "\t".join(" ".join("".join(run.text for run in runs) for runs in cell.paragraphs) for cell in row)
                for row in self.rows
            )
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ReturnedWord:
    """All lines of the file in reading order, the cover and contents too; photos by the sha256 of their bytes.

    ``made_at``: when the portal made the file ("2026-11-20T02:30:00Z"), "" where it does not tell.
    """

    lines: tuple[ReturnedLine, ...]
    pictures: Mapping[str, ReadPicture] = field(default_factory=dict)
    made_at: str = ""


def word_to_plain(word: ReturnedWord) -> dict[str, Any]:
    """Plain values; of each photo all but its bytes."""
    return {
        "lines": lines_to_plain(word.lines),
        "made_at": word.made_at,
        "pictures": {
            sha: {"media_type": picture.media_type, "width": picture.width, "height": picture.height}
            for sha, picture in word.pictures.items()
        },
    }


def word_from(plain: Mapping[str, Any], data: Mapping[str, bytes]) -> ReturnedWord:
    """The file in ``plain``; ``data``: bytes of the photos by sha256."""
    pictures = {
        sha: ReadPicture(data[sha], about["media_type"], about["width"], about["height"])
        for sha, about in plain["pictures"].items()
    }
    return ReturnedWord(lines_from_plain(plain["lines"]), pictures, plain["made_at"])


def lines_to_plain(lines: tuple[ReturnedLine, ...]) -> list[dict[str, Any]]:
    """Plain values of the lines; what is at its default is left out."""
    empty = asdict(ReturnedLine())
    return [{name: value for name, value in asdict(line).items() if value != empty[name]} for line in lines]


def lines_from_plain(plain: list[dict[str, Any]]) -> tuple[ReturnedLine, ...]:
    return tuple(
        ReturnedLine(
            **{
                **row,
                "runs": tuple(Run(**run) for run in row.get("runs", ())),
                "rows": tuple(tuple(_cell(cell) for cell in cells) for cells in row.get("rows", ())),
                "changes": tuple(TrackedChange(**one) for one in row.get("changes", ())),
                "comments": tuple(WordComment(**one) for one in row.get("comments", ())),
            }
        )
        for row in plain
    )


def _cell(plain: Mapping[str, Any]) -> Cell:
    return Cell(
        tuple(tuple(Run(**run) for run in runs) for runs in plain["paragraphs"]),
        plain["header"],
        plain["colspan"],
        plain["rowspan"],
    )
