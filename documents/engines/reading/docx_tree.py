"""What is walked in a Word file's XML: children (one alternative of each choice), rows and cells of a table."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from documents.engines.reading.docx_numbering import W
from documents.engines.reading.model import TableCell

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def children_of(parent: Element) -> Iterator[Element]:
    """Children of an element, one alternative of each choice (Word writes drawings twice)."""
    for child in parent:
        if child.tag == MC + "AlternateContent":
            branch = child.find(MC + "Choice")
            if branch is None:
                branch = child.find(MC + "Fallback")
            if branch is not None:
                yield from children_of(branch)
        else:
            yield child


def rows_of(table: Element) -> Iterator[Element]:
    for child in children_of(table):
        if child.tag == W + "tr":
            removed = child.find(f"{W}trPr/{W}del")
            if removed is None:
                yield child
        elif child.tag in (W + "sdt", W + "ins", W + "customXml"):
            inner = child.find(W + "sdtContent") if child.tag == W + "sdt" else child
            if inner is not None:
                yield from rows_of(inner)


def cells_in(row: Element) -> Iterator[Element]:
    for child in children_of(row):
        if child.tag == W + "tc":
            yield child
        elif child.tag == W + "sdt":
            inner = child.find(W + "sdtContent")
            if inner is not None:
                yield from cells_in(inner)


def with_row_spans(rows: list[tuple[TableCell, ...]]) -> tuple[tuple[TableCell, ...], ...]:
    """Turn cells marked as continued (rowspan 0) into spans of the cell above them."""
    grid: list[list[TableCell]] = [list(row) for row in rows]
    above: dict[int, tuple[int, int]] = {}
    for row_place, row in enumerate(grid):
        column = 0
        for cell_place, cell in enumerate(row):
            if cell.rowspan == 0 and column in above:
                top_row, top_place = above[column]
                top = grid[top_row][top_place]
                grid[top_row][top_place] = replace(top, rowspan=top.rowspan + 1)
            else:
                above[column] = (row_place, cell_place)
                if cell.rowspan == 0:
                    row[cell_place] = replace(cell, rowspan=1)
            column += cell.colspan
    return tuple(tuple(cell for cell in row if cell.rowspan) for row in grid)
