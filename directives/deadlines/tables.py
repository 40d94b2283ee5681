"""Deadlines in tables: a column headed "Thời hạn hoàn thành", "Tiến độ" or the like, and a row a task.

A row of a table is a line; its cells are parted by tabs, or by bars in plain text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from directives.deadlines.days import resolve
from directives.deadlines.model import DeadlineKind, FoundDeadline
from directives.deadlines.words import CELL_PERIOD, CELL_TIME, MARKER

_TIME_HEAD = re.compile(r"(?:thời\s+(?:hạn|gian|điểm)|hạn|tiến\s+độ|ngày\s+hoàn\s+thành|mốc)(?!\w)")
_WHO_HEAD = re.compile(
    r"(?:chủ\s+trì|thực\s+hiện|phụ\s+trách|chịu\s+trách\s+nhiệm|đơn\s+vị|cơ\s+quan|tham\s+mưu|người\s+làm|tổ\s+chức)(?!\w)"
)
_TASK_HEAD = re.compile(r"(?:nhiệm\s+vụ|công\s+việc|nội\s+dung|việc|hoạt\s+động|sản\s+phẩm|chỉ\s+tiêu)(?!\w)")
_BAR = re.compile(r"[\t|]")
_LINE = re.compile(r"[^\n]+")
_LONGEST_CELL = 600


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of a table that say when, what and who (None where no column does)."""

    width: int
    when: int
    what: int | None
    who: int | None


def rows_due(text: str, low: str, issued_on: date | None) -> Iterator[tuple[int, int, FoundDeadline]]:
    """Yield place and deadline of every row whose cell in the column of times is a time and nothing else."""
    if "\t" not in text and "|" not in text:
        return
    head: _Head | None = None
    for line in _LINE.finditer(text):
        cells = [part.strip() for part in _BAR.split(line[0].strip("|"))]
        if len(cells) < 2:
            head = None
            continue
        if head is None or head.width != len(cells):
            head = _head_of([part.strip() for part in _BAR.split(low[line.start() : line.end()].strip("|"))])
            continue
        deadline = _row(cells, head, line.start(), line.end(), issued_on)
        if deadline:
            yield line.start(), line.end(), deadline


def _head_of(cells: Sequence[str]) -> _Head | None:
    when = next((at for at, cell in enumerate(cells) if _TIME_HEAD.match(cell) and len(cell) < 60), None)
    if when is None:
        return None
    what = next((at for at, cell in enumerate(cells) if at != when and _TASK_HEAD.match(cell)), None)
    who = next((at for at, cell in enumerate(cells) if at not in {when, what} and _WHO_HEAD.search(cell)), None)
    return _Head(len(cells), when, what, who)


def _row(cells: Sequence[str], head: _Head, begin: int, end: int, issued_on: date | None) -> FoundDeadline | None:
    cell = cells[head.when].lower()
    if len(cell) > 80:
        return None
    period = CELL_PERIOD.fullmatch(cell)
    match = period or CELL_TIME.fullmatch(cell)
    last = resolve(match, "b", issued_on) if match else None
    if match is None or last is None or (issued_on is not None and last[0] < issued_on):
        return None
    first = resolve(match, "a", issued_on, year=last[0].year, first=True) if period else None
    others = [part for at, part in enumerate(cells) if at not in {head.when, head.who} and not part.isdecimal()]
    what = cells[head.what] if head.what is not None else max(others, key=len, default="")
    if not what:
        return None
    return FoundDeadline(
        kind=DeadlineKind.PERIOD if period else DeadlineKind.TASK,
        text=MARKER.sub("", " ".join(what.split()))[:_LONGEST_CELL],
        who=" ".join(cells[head.who].split()) if head.who is not None else "",
        starts_on=first[0] if first else None,
        due_on=last[0],
        precision=last[1],
        sentence=" – ".join(part for part in cells if part),
        start=begin,
        end=end,
    )
