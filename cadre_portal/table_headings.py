"""Which row of a spreadsheet is its row of headings, and which column each heading means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cadre_portal.table_files import UnusableTable
from cadre_portal.text import fold, squeeze

# Below a row of headings the printed forms of registers number the columns: (1) (2) (3) …
_NUMBERED = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?")
# "Người ký văn bản" means what "Người ký" does, "Số công văn" what "Số" does.
_OF_DOCUMENT = re.compile(r" (?:cua )?(?:van ban|vb|cong van|cv)$")
# How headings are shortened to fit their column; "Tên cơ quan" is "Cơ quan".
_SHORTENED = {"bh": "ban hanh", "cq": "co quan", "cqbh": "co quan ban hanh", "ten co quan": "co quan"}
_SHORT = re.compile(r"\b(?:bh|cqbh|cq)\b|^ten co quan\b")
_LONGEST_HEADING = 40
_MOST_TOLD = 20


def heading_key(cell: Any) -> str:
    """A heading as it is compared: "Số, ký hiệu\\n(văn bản đến) *" → "so ky hieu"."""
    said = re.sub(r"\([^()]*\)", " ", fold(str(cell or "")))
    said = re.sub(r"[^a-z0-9]+", " ", said).strip()
    return _SHORT.sub(lambda found: _SHORTENED[found[0]], said)


@dataclass(frozen=True, slots=True)
class FoundHeadings:
    """The row taken as headings. ``row``: its place in the file; ``read``: what each column that is read is headed by → what it
    is read as; ``unread``: the headings of the other columns."""

    row: int
    columns: tuple[str | None, ...] = ()
    read: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    # Of a workbook with several worksheets: the one that is read, and the others.
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    # What stands above the table: the title of the register, and the years it is of.
    above: str = ""

    @property
    def told(self) -> str:
        """In a few sentences: "Dòng 3 là dòng tiêu đề. …"."""
        pairs = [
            printed
            if _OF_DOCUMENT.sub("", heading_key(printed)) == heading_key(shown)
            else f"{printed} (đọc là {shown})"
            for printed, shown in self.read.items()
        ]
        said = f"Dòng {self.row} là dòng tiêu đề. Các cột đọc vào: {', '.join(pairs)}."
        if self.unread:
            said += f" Không dùng đến: {', '.join(self.unread[:_MOST_TOLD])}."
        if self.other_sheets:
            said += f" Chỉ đọc trang tính “{self.sheet}”, không đọc: {', '.join(self.other_sheets[:_MOST_TOLD])}."
        return said


@dataclass(frozen=True)
class Headings:
    """Which headings name which column. ``names``: code name → headings, the most usual first; ``shown``: code name → as we print it; ``needed``: the
    columns a table must have, or of several any one; ``example``: told where no row of headings is found; ``meant``: headings
    that name another column of ours where a table has no other for that; ``hints``: what else can be done where a column lacks."""

    names: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]
    needed: tuple[str | tuple[str, ...], ...]
    example: str
    meant: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _rank_of(self) -> dict[str, tuple[str, int]]:
        return {
            heading_key(heading): (column, rank)
            for column, headings in self.names.items()
            for rank, heading in enumerate(headings)
        }

    def _columns(self, keys: Sequence[str]) -> list[str | None]:
        """The column of ours that each heading means. Of several that mean one the more usual is taken: "Số" is the running
        number of those that came in where "Số ký hiệu" stands beside it."""
        rank_of = self._rank_of
        best: dict[str, tuple[int, int]] = {}
        for place, key in enumerate(keys):
            column, rank = rank_of.get(key) or rank_of.get(_OF_DOCUMENT.sub("", key)) or ("", 0)
            if column and (rank, place) < best.get(column, (rank + 1, 0)):
                best[column] = (rank, place)
        columns: list[str | None] = [None] * len(keys)
        for column, (_, place) in best.items():
            columns[place] = column
        for heading, column in self.meant.items():
            if self._lacks(columns, column) and heading in keys:
                columns[keys.index(heading)] = column
        return columns

    def _lacks(self, columns: Sequence[str | None], column: str) -> bool:
        group = next((one for one in self.needed if isinstance(one, tuple) and column in one), (column,))
        return not set(group) & set(columns)

    def count_in(self, cells: Sequence[Any]) -> int:
        """How many of our columns these cells name."""
        return len({name for name in self._columns([heading_key(cell) for cell in cells]) if name})

    def found_in(self, cells: Sequence[Any], row: int) -> FoundHeadings | None:
        """What this row of the file names as headings; None where it is none (it names fewer than two columns)."""
        columns = self._columns([heading_key(cell) for cell in cells])
        if sum(name is not None for name in columns) < 2:
            return None
        printed = [squeeze(str(cell or ""))[:_LONGEST_HEADING] for cell in cells]
        return FoundHeadings(
            row,
            tuple(columns),
            {said: self.shown[name] for said, name in zip(printed, columns, strict=True) if name},
            tuple(said for said, name in zip(printed, columns, strict=True) if said and not name),
        )

    def repeated_in(self, named: Mapping[str, Any]) -> bool:
        """Whether cells by column say no more than which column that is, in whichever words: the headings once more."""
        said = [(name, cell) for name, cell in named.items() if cell not in (None, "")]
        return len(said) > 1 and all(
            isinstance(cell, str)
            and len(cell) <= _LONGEST_HEADING
            and (self._rank_of.get(key := heading_key(cell)) or self._rank_of.get(_OF_DOCUMENT.sub("", key)) or ("",))[
                0
            ]
            == name
            for name, cell in said
        )

    def continued_in(self, cells: Sequence[Any]) -> bool:
        """Whether a row below a row of headings parts a group of them: "Số", "Ký hiệu" below "Số, ký hiệu"; it holds nothing else."""
        said = [cell for cell in cells if cell not in (None, "")]
        return all(isinstance(cell, str) for cell in said) and 1 < len(said) == self.count_in(said)

    def missing(self, found: FoundHeadings) -> list[str]:
        """The needed columns that a row of headings lacks, as we print them."""
        firsts = [one if isinstance(one, str) else one[0] for one in self.needed]
        return [self.shown[name] for name in firsts if self._lacks(found.columns, name)]

    def refusal(self, best: FoundHeadings | None) -> UnusableTable:
        """Why the table cannot be read: no row of headings at all, or the ``best`` one lacks columns."""
        if best is None:
            return UnusableTable(f"Không thấy dòng tiêu đề. Tệp cần có các cột: {self.example}.")
        seen = ", ".join([*best.read, *best.unread][:_MOST_TOLD])
        return UnusableTable(
            f"Thiếu cột: {', '.join(self.missing(best))}. Dòng {best.row} của tệp là dòng tiêu đề, có các cột: {seen}. "
            + " ".join(["Đồng chí thêm cột còn thiếu, hoặc sửa tên cột, rồi nhập lại.", *self._hints(best)])
        )

    def _hints(self, found: FoundHeadings) -> list[str]:
        missing = self.missing(found)
        return [hint for name, hint in self.hints.items() if self.shown[name] in missing]


def numbers_columns(cells: Sequence[Any]) -> bool:
    """Whether a row only numbers the columns, as the row below the headings of a printed form does: (1) (2) (3) …"""
    said = [str(cell).strip() for cell in cells if cell not in (None, "")]
    return len(said) > 1 and all(_NUMBERED.fullmatch(one) for one in said)
