"""The column that hard-wrapped text was set in: how wide it is, and what it is measured by.

A typesetter fills a line by the widths of the letters, a mail or console program by their count. Which of the two it was
is told by the lines surely broken within a sentence: by the right measure the next word never fitted any more.
"""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from directives.wrapped.lines import Line
from directives.wrapped.metrics import width_of
from directives.wrapped.signs import ENDS_SENTENCE, starts_lower

# Lines shorter than this say nothing about the column.
_SHORTEST = 40
_SHORTEST_COUNTED = 28
# A space of the typesetter's letters, in thousandths of the size.
_SPACE = 250.0


@dataclass(frozen=True, slots=True)
class Measure:
    """The column's width and the first line's indent: in thousandths of the type size, or in characters if ``counted``.

    ``first_at``: how many spaces the first line of a paragraph is set in, 0 where the file does not show it.
    ``guessed``: the file has too few first lines to tell the indent.
    """

    width: float
    indent: float
    counted: bool = False
    first_at: int = 0
    guessed: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line], *, least: int = 8) -> "Measure | None":
        """Measure by the lines that were surely broken within a sentence; None for text that is not wrapped.

        ``least``: how many such lines a text must have.
        """
        pairs = [(line, after) for line, after in itertools.pairwise(lines) if starts_lower(after.text)]
        _count_without_tabs(lines, pairs)
        columns = _counted_width([pair for pair in pairs if len(pair[0].text) > _SHORTEST_COUNTED])
        if columns is not None and len(pairs) >= max(8, 0.15 * len(lines)):
            first_at = _first_at(lines)
            return cls(columns, 0.0, counted=True, first_at=first_at)
        broken = [
            (place, width_of(line.text))
            for place, (line, after) in enumerate(itertools.pairwise(lines))
            if starts_lower(after.text) and len(line.text) > _SHORTEST
        ]
        if len(broken) < least or len(broken) < 0.15 * len(lines):
            return None
        widths = sorted(width for _, width in broken)
        # Captions in smaller type run wider than the column.
        widths = [width for width in widths if width <= 1.035 * widths[int(0.8 * (len(widths) - 1))]]
        # In a short text few lines come near the edge: the widest is the best guess there.
        width = widths[int((0.94 if len(widths) >= 100 else 1.0) * (len(widths) - 1))]
        firsts = sorted(
            own
            for place, own in broken
            if place and width_of(lines[place - 1].text) < 0.75 * width and ENDS_SENTENCE.search(lines[place - 1].text)
        )
        indent = (
            width - firsts[int((0.9 if len(firsts) >= 10 else 1.0) * (len(firsts) - 1))]
            if len(firsts) >= 5
            else 0.06 * width
        )
        if len(firsts) < 5 and firsts and firsts[-1] > 0.985 * width:
            indent = 0.0  # one first line that fills the column is enough
        if indent < 0.035 * width:
            indent = 0.0  # less than an em: the widths differ by as much
        return cls(
            width,
            min(max(indent, 0.0), 0.12 * width),
            first_at=_first_at(lines),
            guessed=len(firsts) < 5 and indent > 0,
        )

    def line(self, line: Line, *, bold: bool = False) -> float:
        """How far a line reaches; its indent only where it is counted."""
        return float(line.columns) if self.counted else width_of(line.text, bold=bold)

    def with_next(self, line: Line, after: Line, *, bold: bool = False) -> float:
        """How far ``line`` would have reached with the first word of ``after`` on it."""
        word = after.text.split(" ")[0]
        if self.counted:
            return _counted_with_next(line, word)
        return width_of(line.text, bold=bold) + _SPACE + width_of(word, bold=bold)


def _counted_with_next(line: Line, word: str) -> float:
    joint = line.text[-1] in "-/" and line.text[-2:-1].isalnum()
    return line.columns + (0 if joint else 1) + len(word)


def _counted_width(pairs: Sequence[tuple[Line, Line]]) -> float | None:
    """The width in characters if that is what lines were filled by, else None."""
    if len(pairs) < 8:
        return None
    counted = [(float(line.columns), _counted_with_next(line, after.text.split(" ")[0])) for line, after in pairs]
    drawn = [
        (width_of(line.text), width_of(line.text) + _SPACE + width_of(after.text.split(" ")[0]))
        for line, after in pairs
    ]
    (by_count, width), (by_width, _) = _best_fit(counted), _best_fit(drawn)
    return width if by_count >= 0.8 and by_count > by_width + 0.1 else None


def _count_without_tabs(lines: Sequence[Line], pairs: Sequence[tuple[Line, Line]]) -> None:
    """Count a tab or row of spaces inside a line as one sign where that explains the breaks better."""
    if all(line.columns == line.indent + len(line.text) for line in lines):
        return
    spread = [(float(line.columns), _counted_with_next(line, after.text.split(" ")[0])) for line, after in pairs]
    squeezed = [
        (used - line.columns + line.indent + len(line.text), more - line.columns + line.indent + len(line.text))
        for (used, more), (line, _) in zip(spread, pairs, strict=True)
    ]
    if pairs and _best_fit(squeezed)[0] > _best_fit(spread)[0]:
        for line in lines:
            line.columns = line.indent + len(line.text)


def _best_fit(spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The share of lines that a width explains (they fit, with the next word they do not), and that width."""
    starts, ends = sorted(used for used, _ in spans), sorted(more for _, more in spans)
    hits, width = max((bisect_right(starts, width) - bisect_right(ends, width), width) for width in starts)
    return hits / len(spans), width


def _first_at(lines: Sequence[Line]) -> int:
    """How many spaces first lines are set in: the commonest indent of lines below a finished sentence, 0 for none."""
    indents = [line.indent for before, line in itertools.pairwise(lines) if ENDS_SENTENCE.search(before.text)]
    inner = [line.indent for line in lines if starts_lower(line.text)]
    if not indents or not inner:
        return 0
    margin = max(set(inner), key=inner.count)
    commonest = max(set(indents), key=indents.count)
    sure = indents.count(commonest) >= max(3, 0.4 * len(indents)) and inner.count(commonest) <= 0.1 * len(inner)
    return commonest if sure and commonest >= margin + 2 else 0
