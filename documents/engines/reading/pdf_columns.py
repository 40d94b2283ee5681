"""Two columns on a PDF page: where the strip of white between them stands, and the order they are read in.

A page is set in two columns when many lines end at a strip that lines on its other side begin after. Lines across the strip
(a heading, the title of the page) part the page into bands; in each the left column is read before the right one.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from documents.engines.reading.lines import ENDS_SENTENCE, starts_lower
from documents.engines.reading.pdf_page import Segment, TextLine, lines_of

# A page has this many lines, and letters, in each column; so wide a part of the column they fill, so often a sentence goes on.
_FEWEST_LINES, _FEWEST_LETTERS, _FILLED, _FEWEST_GOING = 6, 150, 0.7, 2
# Where the strip may stand, as shares of the page, and how wide it is at least, in points.
_FROM, _TO, _NARROWEST = 0.36, 0.64, 8.0


@dataclass(frozen=True, slots=True)
class Gutter:
    """The white strip between two columns, from ``left`` to ``right``, and where the columns begin."""

    left: float
    right: float
    first: float
    second: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def shift(self) -> float:
        """How far the right column stands from the left one."""
        return self.second - self.first

    def crossed(self, x0: float, x1: float) -> bool:
        """Whether something reaches over the strip."""
        return x0 < self.middle - 2 and x1 > self.middle + 2


def gutter_of(segments: Sequence[Segment], width: float, before: Gutter | None = None) -> Gutter | None:
    """Return the strip between the two columns of a page, None for a page of one column.

    ``before``: the strip of the page before; a last page that fills no more than its left column still has it.
    """
    found = _found(segments, width)
    if found is None and before is not None and segments:
        across = sum(before.crossed(segment.x0, segment.x1) for segment in segments)
        right = [segment for segment in segments if segment.x0 >= before.middle]
        if across <= 0.1 * len(segments) and all(segment.x0 >= before.second - 2 for segment in right):
            return before
    return found


def _found(segments: Sequence[Segment], width: float) -> Gutter | None:
    if sum(segment.x0 >= _FROM * width for segment in segments) < _FEWEST_LINES:
        return None  # most pages: nothing begins on the right
    best: tuple[int, float, float, float] | None = None
    steps = range(int(_FROM * width), int(_TO * width), 2)
    for middle in steps:
        left = [s for s in segments if s.x1 <= middle]
        right = [s for s in segments if s.x0 >= middle]
        across = len(segments) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST_LINES or across > 0.45 * len(segments):
            continue
        edge, start = max(s.x1 for s in left), min(s.x0 for s in right)
        if start - edge >= _NARROWEST and (best is None or (across, edge - start) < (best[0], best[1])):
            best = (across, edge - start, edge, start)
    if best is None:
        return None
    edge, start = best[2], best[3]
    left, right = [s for s in segments if s.x1 <= edge], [s for s in segments if s.x0 >= start]
    gutter = Gutter(edge, start, min(s.x0 for s in left), start)
    return gutter if _reads_down(left) and _reads_down(right) else None


def _reads_down(side: Sequence[Segment]) -> bool:
    """Whether the lines of one side are running text: enough of it, many fill the column, sentences go on from line to line."""
    lines = lines_of(list(side))
    if len(lines) < _FEWEST_LINES or sum(len(line.text) for line in lines) < _FEWEST_LETTERS:
        return False
    start, end = min(line.x0 for line in lines), max(line.x1 for line in lines)
    full = sum(line.x1 - line.x0 >= _FILLED * (end - start) for line in lines)
    going = sum(
        starts_lower(after.text) or (line.x1 - line.x0 >= 0.9 * (end - start) and not ENDS_SENTENCE.search(line.text))
        for line, after in itertools.pairwise(lines)
    )
    return full >= 0.35 * len(lines) and going >= _FEWEST_GOING


def parted(segments: Sequence[Segment], gutter: Gutter) -> tuple[list[TextLine], list[TextLine], list[TextLine]]:
    """Return the lines across the strip, those of the left column and those of the right one, moved to the left one's place."""
    across: list[Segment] = []
    left: list[Segment] = []
    right: list[Segment] = []
    for line in lines_of(list(segments)):
        if any(gutter.crossed(segment.x0, segment.x1) for segment in line.segments):
            across.extend(line.segments)
            continue
        for segment in line.segments:
            (left if segment.x1 <= gutter.middle else right).append(segment)
    moved = lines_of(right)
    for line in moved:
        line.x0, line.x1 = line.x0 - gutter.shift, line.x1 - gutter.shift
    return lines_of(across), lines_of(left), moved
