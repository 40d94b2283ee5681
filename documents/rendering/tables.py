"""Places table cells on a grid as a browser does, so that any mix of merged cells can be set."""

import re
from dataclasses import dataclass

from documents.engines.blocks import Cell, Run

# What stays on one page at 14 pt: about a third of it. Longer tables may be broken, or they would leave half a page white.
_MOST_ROWS_KEPT = 10
_MOST_LETTERS_KEPT = 700
_FIGURE = re.compile(r"\(?[+−–-]?\d[\d.,/]*\s*(?:%|điểm|\w{1,5})?\)?|[—–-]|x|X")


@dataclass(frozen=True, slots=True)
class PlacedCell:
    x: int
    y: int
    colspan: int
    rowspan: int
    header: bool
    paragraphs: tuple[tuple[Run, ...], ...]


class PlacedCells(list[PlacedCell]):
    """Placed cells; ``head_rows``: how many rows at the top are header cells only (repeated on each page)."""

    head_rows = 0


def place_cells(rows: tuple[tuple[Cell, ...], ...]) -> PlacedCells:
    """Return the cells with column and row (from 0), spans cut at the table's edges; gaps are filled with empty cells."""
    taken: set[tuple[int, int]] = set()
    placed = PlacedCells()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            rowspan = max(1, min(cell.rowspan, len(rows) - y))
            colspan = 1
            while colspan < cell.colspan and (x + colspan, y) not in taken:
                colspan += 1
            taken.update((x + dx, y + dy) for dx in range(colspan) for dy in range(rowspan))
            placed.append(PlacedCell(x, y, colspan, rowspan, cell.header, cell.paragraphs))
            x += colspan
    width = max((x + 1 for x, _ in taken), default=0)
    placed.extend(
        PlacedCell(x, y, 1, 1, False, ()) for y in range(len(rows)) for x in range(width) if (x, y) not in taken
    )
    placed.sort(key=lambda cell: (cell.y, cell.x))
    head = 0
    while head < len(rows) - 1 and all(cell.header for cell in placed if cell.y == head):
        head += 1
    # A header cell that reaches below the header rows would be torn by the repetition.
    if any(cell.y < head < cell.y + cell.rowspan for cell in placed):
        head = 0
    placed.head_rows = head
    return placed


def is_figure(paragraphs: tuple[tuple[Run, ...], ...]) -> bool:
    """Tell whether a cell holds figures only ("128,4", "+1,2 điểm", "(9)", "—"): those are centred."""
    lines = ["".join(run.text for run in runs) for runs in paragraphs]
    return bool(lines) and all(_FIGURE.fullmatch(line) for line in lines)


def stays_whole(rows: tuple[tuple[Cell, ...], ...], *, size: float = 14) -> bool:
    """Tell whether a table is short enough to stand on one page with its heading; ``size``: of the type around it, in points."""
    scale = 14 / size
    letters = sum(len(run.text) for row in rows for cell in row for runs in cell.paragraphs for run in runs)
    return len(rows) <= _MOST_ROWS_KEPT * scale and letters <= _MOST_LETTERS_KEPT * scale**2
