"""Tables of a PDF page: grids of ruling lines, and which segment of text stands in which cell."""

from dataclasses import dataclass

from documents.engines.blocks import Run
from documents.engines.reading.lines import join_runs
from documents.engines.reading.model import Para, TableCell
from documents.engines.reading.pdf_page import Page, PlacedPicture, Rule, Segment, lines_of

_NEAR = 3.0
_MAX_RULES = 1500


@dataclass(slots=True)
class Grid:
    """A ruled table: x of its columns' edges from left, y of its rows' edges from the top."""

    xs: list[float]
    ys: list[float]
    verticals: list[Rule]
    horizontals: list[Rule]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.xs[0] - _NEAR <= x <= self.xs[-1] + _NEAR and self.bottom - _NEAR <= y <= self.top + _NEAR


def _merged(values: list[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _NEAR:
            result.append(value)
    return result


def grids_of(page: Page) -> list[Grid]:
    """Return the tables of a page: groups of crossing rules with at least two columns or three rows of cells."""
    horizontals = [rule for rule in page.rules if rule.y0 == rule.y1]
    verticals = [rule for rule in page.rules if rule.x0 == rule.x1]
    if len(page.rules) > _MAX_RULES:
        return []  # a drawing or chart, no table
    groups: list[tuple[list[Rule], list[Rule]]] = []
    left = list(verticals)
    while left:
        group_v, group_h = [left.pop()], []
        grown = True
        while grown:
            grown = False
            for rule in horizontals:
                if rule not in group_h and any(_cross(rule, vertical) for vertical in group_v):
                    group_h.append(rule)
                    grown = True
            for rule in list(left):
                if any(_cross(flat, rule) for flat in group_h):
                    group_v.append(rule)
                    left.remove(rule)
                    grown = True
        groups.append((group_v, group_h))
    grids = []
    for group_v, group_h in groups:
        xs = _merged([rule.x0 for rule in group_v])
        ys = sorted(_merged([rule.y0 for rule in group_h]), reverse=True)
        if (len(xs) >= 3 and len(ys) >= 2) or (len(xs) >= 2 and len(ys) >= 4):
            grids.append(Grid(xs, ys, group_v, group_h))
    return sorted(grids, key=lambda grid: -grid.top)


def _cross(flat: Rule, upright: Rule) -> bool:
    return flat.x0 - _NEAR <= upright.x0 <= flat.x1 + _NEAR and upright.y0 - _NEAR <= flat.y0 <= upright.y1 + _NEAR


def _place(value: float, edges: list[float], *, falling: bool = False) -> int:
    for place in range(len(edges) - 1):
        first, second = (edges[place + 1], edges[place]) if falling else (edges[place], edges[place + 1])
        if first - _NEAR / 2 <= value <= second + _NEAR / 2:
            return place
    return len(edges) - 2


def table_of(grid: Grid, segments: list[Segment], pictures: list[PlacedPicture], page: int) -> Para:
    """Return the table with the text of ``segments`` (all inside the grid) sorted into its cells."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    cells: dict[tuple[int, int], list[Segment]] = {}
    photos: dict[tuple[int, int], list[PlacedPicture]] = {}
    for segment in segments:
        key = (
            _place(segment.y + 0.3 * segment.size, grid.ys, falling=True),
            _place(segment.x0 + 1, grid.xs),
        )
        cells.setdefault(key, []).append(segment)
    for photo in pictures:
        x0, y0, x1, y1 = photo.box
        key = (_place((y0 + y1) / 2, grid.ys, falling=True), _place((x0 + x1) / 2, grid.xs))
        photos.setdefault(key, []).append(photo)
    result = []
    for row in range(rows):
        line: list[TableCell] = []
        column = 0
        while column < columns:
            span = 1
            while column + span < columns and not _wall(grid, row, column + span):
                span += 1
            inside = [s for c in range(column, column + span) for s in cells.get((row, c), [])]
            shown = [p for c in range(column, column + span) for p in photos.get((row, c), [])]
            paras = [Para(picture=p.picture, page=page) for p in shown]
            paras.extend(_cell_paras(inside, page))
            line.append(TableCell(tuple(paras), span))
            column += span
        result.append(tuple(line))
    return Para(rows=tuple(result), page=page)


def _wall(grid: Grid, row: int, column: int) -> bool:
    """Whether a vertical rule parts column - 1 from column in this row."""
    middle = (grid.ys[row] + grid.ys[row + 1]) / 2
    return any(
        abs(rule.x0 - grid.xs[column]) <= _NEAR and rule.y0 - _NEAR <= middle <= rule.y1 + _NEAR
        for rule in grid.verticals
    )


def _cell_paras(segments: list[Segment], page: int) -> list[Para]:
    """The paragraphs of a cell: its lines joined, cut where a line ends early before a full sentence or number."""
    lines = lines_of(segments)
    if not lines:
        return []
    right = max(line.x1 for line in lines)
    paras: list[Para] = []
    group: list[tuple[Run, ...]] = []
    for place, line in enumerate(lines):
        group.append(line.runs)
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following is not None:
            word = following.text.split(" ")[0]
            room = right - line.x1
            gap = line.y - following.y
            usual = min(lines[i].y - lines[i + 1].y for i in range(len(lines) - 1))
            if gap < 1.45 * usual and room < (len(word) * 0.5 + 0.25) * line.size + 1:
                continue
            if gap < 1.45 * usual and not following.text[:1].isupper() and not following.text[:1].isdecimal():
                continue
        paras.append(Para(runs=join_runs(group), size=line.size, page=page))
        group = []
    return paras
