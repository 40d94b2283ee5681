"""Cells are placed as a browser places them: every square of the grid is covered exactly once, whatever was merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.engines.blocks import Cell, Run
from documents.rendering.tables import PlacedCells, place_cells, stays_whole


def _cell(words: str = "", *, header: bool = False, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(((Run(words),),) if words else (), header, colspan, rowspan)


def _places(placed: PlacedCells) -> dict[str, tuple[int, int, int, int]]:
    """Words of a cell → column, row, columns covered, rows covered; cells made to fill gaps are left out."""
    return {
        cell.paragraphs[0][0].text: (cell.x, cell.y, cell.colspan, cell.rowspan) for cell in placed if cell.paragraphs
    }


def test_a_plain_table_stands_row_by_row() -> None:
    placed = place_cells(((_cell("a"), _cell("b")), (_cell("c"), _cell("d"))))

    assert _places(placed) == {"a": (0, 0, 1, 1), "b": (1, 0, 1, 1), "c": (0, 1, 1, 1), "d": (1, 1, 1, 1)}
    assert [(cell.y, cell.x) for cell in placed] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_cell_beside_a_tall_one_moves_to_the_right() -> None:
    placed = place_cells(((_cell("tall", rowspan=2), _cell("b", colspan=2)), (_cell("c"), _cell("d"))))

    assert _places(placed) == {"tall": (0, 0, 1, 2), "b": (1, 0, 2, 1), "c": (1, 1, 1, 1), "d": (2, 1, 1, 1)}


def test_a_wide_cell_ends_where_a_tall_one_stands() -> None:
    rows = ((_cell("a"), _cell("tall", rowspan=2)), (_cell("wide", colspan=3), _cell("after")))

    assert _places(place_cells(rows)) == {
        "a": (0, 0, 1, 1),
        "tall": (1, 0, 1, 2),
        "wide": (0, 1, 1, 1),
        "after": (2, 1, 1, 1),
    }


def test_a_cell_does_not_reach_below_the_table() -> None:
    assert _places(place_cells(((_cell("a", rowspan=40),), (_cell("b"),))))["a"] == (0, 0, 1, 2)


def test_gaps_are_filled_with_empty_cells() -> None:
    placed = place_cells(((_cell("a"), _cell("b"), _cell("c")), (_cell("d"),)))

    assert [(cell.x, cell.y) for cell in placed if not cell.paragraphs] == [(1, 1), (2, 1)]


@pytest.mark.parametrize("rows", [(), ((),), ((), ())])
def test_a_table_of_nothing_has_no_cells(rows: tuple[tuple[Cell, ...], ...]) -> None:
    assert list(place_cells(rows)) == []


def test_rows_of_header_cells_at_the_top_are_repeated() -> None:
    head = (_cell("x", header=True), _cell("y", header=True))

    assert place_cells((head, (_cell("1"), _cell("2")))).head_rows == 1
    assert place_cells((head, head, (_cell("1"), _cell("2")))).head_rows == 2
    assert place_cells((head, (_cell("1", header=True), _cell("2")))).head_rows == 1
    assert place_cells(((_cell("1"), _cell("2")), head)).head_rows == 0


def test_a_header_that_is_the_whole_table_is_not_repeated_wholly() -> None:
    head = (_cell("x", header=True),)

    assert place_cells((head,)).head_rows == 0
    assert place_cells((head, head)).head_rows == 1


def test_a_header_that_would_be_torn_is_not_repeated() -> None:
    rows = ((_cell("x", header=True, rowspan=2), _cell("y", header=True)), (_cell("1"),))

    assert place_cells(rows).head_rows == 0


CELLS = st.builds(
    Cell,
    paragraphs=st.just(()),
    header=st.booleans(),
    colspan=st.integers(-1, 5),
    rowspan=st.integers(-1, 5),
)


@given(st.lists(st.lists(CELLS, max_size=5).map(tuple), max_size=6).map(tuple))
def test_every_square_is_covered_exactly_once(rows: tuple[tuple[Cell, ...], ...]) -> None:
    placed = place_cells(rows)

    squares = [
        (cell.x + dx, cell.y + dy) for cell in placed for dx in range(cell.colspan) for dy in range(cell.rowspan)
    ]
    width = max((x + 1 for x, _ in squares), default=0)
    assert len(squares) == len(set(squares))
    assert len(squares) == width * (len(rows) if width else 0)
    assert 0 <= placed.head_rows < max(len(rows), 1)
    assert all(cell.y + cell.rowspan <= placed.head_rows for cell in placed if cell.y < placed.head_rows)


@pytest.mark.parametrize(
    ("rows", "letters", "size", "whole"),
    [(10, 5, 14, True), (11, 5, 14, False), (5, 200, 14, False), (10, 5, 18, False), (7, 5, 18, True)],
)
def test_a_short_table_stays_whole_and_a_long_one_may_be_broken(
    rows: int, letters: int, size: float, whole: bool
) -> None:
    assert stays_whole(((_cell("a" * letters),),) * rows, size=size) is whole
