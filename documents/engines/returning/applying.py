"""The fields of an entry once some of the differences are accepted; the rest stays as the portal has it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from directives.wrapped.captions import split_credit
from documents.engines.block_html import blocks_to_html
from documents.engines.blocks import Block, BlockKind, Cell
from documents.engines.reading.lines import tidy
from documents.engines.returning.compare import Step
from documents.engines.returning.lines import NOTES, Line, Part, bare_looks, plain_runs, without_number
from documents.engines.returning.model import ReturnedLine


@dataclass(frozen=True, slots=True)
class PlacedPhoto:
    """A photo after ``place`` blocks of text. ``known``: the portal's (first signs of its sha256); ``new``: bytes in the file."""

    place: int
    caption: str
    credit: str
    known: str = ""
    new: str = ""


@dataclass(slots=True)
class Applied:
    """Changed fields by name, and the photos as they then stand; ``photos`` is None where the body stays as it is."""

    fields: dict[str, str] = field(default_factory=dict)
    photos: list[PlacedPhoto] | None = None


def apply_steps(steps: Sequence[Step], accepted: Collection[str], *, level: int = 1) -> Applied:
    """Return the fields with the pieces whose keys are ``accepted``. ``level``: that of the entry, for new parts."""
    kept: list[tuple[Part, Line, Line | None]] = []  # field, line that stays, the portal's line it takes the place of
    touched: set[Part] = set()
    for step in steps:
        piece = step.piece
        if piece is not None and piece.key in accepted:
            touched.add(piece.part)
            if step.new is not None:
                kept.append((piece.part, step.new, step.old))
        elif step.old is not None:
            kept.append((step.old.part, step.old, step.old))
    out = Applied()
    for part in NOTES:
        if part in touched:
            lines = [line.text for of, line, _ in kept if of is part and not line.is_label]
            out.fields[part.value] = "\n".join(lines)
    for part in (Part.HEADING, Part.RUBRIC, Part.SOURCE):
        if part in touched:
            out.fields[part.value] = " ".join(line.text for of, line, _ in kept if of is part)
    if Part.BODY in touched:
        blocks, out.photos = _body([(line, old) for of, line, old in kept if of is Part.BODY], level)
        out.fields[Part.BODY.value] = blocks_to_html(blocks)
    return out


def _body(lines: Sequence[tuple[Line, Line | None]], level: int) -> tuple[list[Block], list[PlacedPhoto]]:
    blocks: list[Block] = []
    photos: list[PlacedPhoto] = []
    for line, old in lines:
        if line.kind is BlockKind.PICTURE:
            photos.append(_photo(line, old, len(blocks)))
        elif line.returned is None:
            if line.block is not None:
                blocks.append(line.block)
        else:
            block = block_of(line.returned, line, old, level)
            if block is not None:
                blocks.append(block)
    return blocks, photos


def _photo(line: Line, old: Line | None, place: int) -> PlacedPhoto:
    picture = line.block.picture if line.block is not None else None
    if picture is not None:
        return PlacedPhoto(place, picture.caption, picture.credit, known=line.picture)
    caption, credit = split_credit(line.text)
    if not credit and old is not None and old.block is not None and old.block.picture is not None:
        # "(…)" that does not begin like a credit was one before all the same.
        before = old.block.picture.credit
        if before and line.text.endswith(f"({before})"):
            caption, credit = line.text.removesuffix(f"({before})").strip(), before
    returned = line.returned
    if old is not None:
        return PlacedPhoto(place, caption, credit, known=old.picture)
    assert returned is not None  # noqa: S101 (a line without a block was read from the file)
    if returned.picture_mark:
        return PlacedPhoto(place, caption, credit, known=returned.picture_mark)
    return PlacedPhoto(place, caption, credit, new=returned.picture)


def block_of(returned: ReturnedLine, line: Line, old: Line | None, level: int) -> Block | None:
    """The block of a line from the file: of the kind it had, unless Word gave it another sign or style."""
    before = old.block if old is not None else None
    if returned.rows:
        return Block(BlockKind.TABLE, rows=_rows(returned, before))
    kind = before.kind if before is not None else line.kind
    deeper = min(max(returned.style - level, 1), 2)
    block_level = before.level if before is not None else (deeper if kind is BlockKind.PART else 0)
    sign = line.sign
    if before is not None and kind is BlockKind.PARAGRAPH and old is not None and old.sign and old.sign == sign:
        # The author's own dash stays in the text of his paragraph.
        return Block(kind, tidy((replace(line.runs[0], text=f"{sign} {line.runs[0].text}"), *line.runs[1:])))
    if sign in ("-", "+"):
        kind, block_level = BlockKind.ITEM, 1 if sign == "-" else 2
    elif kind is BlockKind.ITEM:
        kind, block_level = BlockKind.PARAGRAPH, 0
    elif kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and before is not None and returned.style > 1:
        kind, block_level = BlockKind.PART, deeper
    elif kind is BlockKind.NUMBERED:
        kind, block_level = BlockKind.PARAGRAPH, 0
    if kind is BlockKind.PART:
        line = without_number(line)
    runs = bare_looks(line.runs, kind)
    return Block(kind, runs, level=block_level) if any(run.text.strip() for run in runs) else None


def _rows(returned: ReturnedLine, before: Block | None) -> tuple[tuple[Cell, ...], ...]:
    """The table's rows in plain text again; which rows are a head, and bold with it, is as it was."""
    heads = [any(cell.header for cell in row) for row in before.rows] if before is not None else []
    rows: list[tuple[Cell, ...]] = []
    for place, row in enumerate(returned.rows):
        header = heads[place] if place < len(heads) else not heads and any(cell.header for cell in row)
        rows.append(
            tuple(
                Cell(
                    tuple(
                        bare_looks(plain_runs(runs), BlockKind.HEADING if header else BlockKind.PARAGRAPH)
                        for runs in cell.paragraphs
                    ),
                    header,
                    cell.colspan,
                    cell.rowspan,
                )
                for cell in row
            )
        )
    return tuple(rows)
