"""What was read as plain JSON values and back: how the parsing process hands its answer over.

Pictures travel as files named by their sha256, not inside the JSON.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from documents.engines.blocks import Block, BlockKind, Cell, PictureRef, Run
from documents.engines.reading.fragment import ReadFragment
from documents.engines.reading.model import ReadEntry, ReadIssue, ReadPicture, TocLine


def to_plain(read: ReadIssue | ReadFragment) -> dict[str, Any]:
    """Return ``read`` as plain values; of each picture all but its bytes."""
    pictures = {
        sha: {"media_type": picture.media_type, "width": picture.width, "height": picture.height}
        for sha, picture in read.pictures.items()
    }
    fields = {name: getattr(read, name) for name in read.__dataclass_fields__ if name != "pictures"}
    plain = {name: _plain(value) for name, value in fields.items()}
    return {**plain, "pictures": pictures}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def issue_from(plain: Mapping[str, Any], data: Mapping[str, bytes]) -> ReadIssue:
    """Return the issue in ``plain``; ``data``: bytes of the pictures by sha256."""
    return ReadIssue(
        publisher_lines=tuple(plain["publisher_lines"]),
        title_lines=tuple(plain["title_lines"]),
        period_line=plain["period_line"],
        foot_line=plain["foot_line"],
        month=plain["month"],
        year=plain["year"],
        months=tuple(plain["months"]),
        kind=plain["kind"],
        toc=tuple(TocLine(**line) for line in plain["toc"]),
        entries=tuple(_entry(entry) for entry in plain["entries"]),
        pictures=_pictures(plain, data),
        warnings=tuple(plain["warnings"]),
    )


def fragment_from(plain: Mapping[str, Any], data: Mapping[str, bytes]) -> ReadFragment:
    """Return the fragment in ``plain``; ``data``: bytes of the pictures by sha256."""
    return ReadFragment(
        title=plain["title"],
        blocks=tuple(_block(block) for block in plain["blocks"]),
        pictures=_pictures(plain, data),
        warnings=tuple(plain["warnings"]),
        text=plain["text"],
    )


def _pictures(plain: Mapping[str, Any], data: Mapping[str, bytes]) -> dict[str, ReadPicture]:
    return {
        sha: ReadPicture(data[sha], about["media_type"], about["width"], about["height"])
        for sha, about in plain["pictures"].items()
    }


def _entry(plain: Mapping[str, Any]) -> ReadEntry:
    return ReadEntry(
        number=plain["number"],
        level=plain["level"],
        kind=plain["kind"],
        heading=plain["heading"],
        blocks=tuple(_block(block) for block in plain["blocks"]),
        children=tuple(_entry(child) for child in plain["children"]),
    )


def _block(plain: Mapping[str, Any]) -> Block:
    picture = plain["picture"]
    return Block(
        kind=BlockKind(plain["kind"]),
        runs=_runs(plain["runs"]),
        level=plain["level"],
        number=plain["number"],
        marker=plain["marker"],
        rows=tuple(tuple(_cell(cell) for cell in row) for row in plain["rows"]),
        picture=None if picture is None else PictureRef(**picture),
    )


def _runs(plain: list[dict[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(**run) for run in plain)


def _cell(plain: Mapping[str, Any]) -> Cell:
    return Cell(tuple(_runs(runs) for runs in plain["paragraphs"]), plain["header"], plain["colspan"], plain["rowspan"])
