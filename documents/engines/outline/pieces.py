"""Small judgements on one paragraph: where a heading ends, what a table or a lone line is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.engines.blocks import Cell, Run
from documents.engines.outline.headings import mark_of
from documents.engines.reading.lines import ENDS_SENTENCE, ENUMERATION, same_title, starts_lower, tidy
from documents.engines.reading.model import Para, TableCell


def stands_as_heading(para: Para, after: Para | None) -> bool:
    """Whether a line of plain text is a sub-heading: short, no stop at its end, text of some length below it."""
    text = para.text.strip()
    if after is None or not after.is_text or after.aside or ENUMERATION.match(text) or starts_lower(text):
        return False
    if ENDS_SENTENCE.search(text) or text.endswith((",", ";")) or not text[:1].isalpha():
        return False
    return len(text.split()) <= 18 and len(after.text.split()) > 18 and mark_of(after) is None


def run_in_end(title: str) -> int | None:
    """Where the heading ends in plain text that runs on: a short first sentence, or a short lead and a colon, long text after."""
    match = re.search(r"(?<=\w{3})[.:](?=\s+[^\W\d_])", title)
    if match is None:
        return None
    head, rest = title[: match.end()], title[match.end() :]
    capital = rest.strip()[:1].isupper()
    enough = 10 if match.group() == "." else 20
    if len(head.split()) <= 16 and len(rest.split()) >= enough and (capital or match.group() == ":"):
        return match.end()
    return None


def end_of_title(title: str, listed: str, longest: int) -> int | None:
    """Where a heading ends in a paragraph that runs on: by the contents table, else its first sentence or colon."""
    if listed:
        count = len(listed.split())
        place = 0
        for _ in range(count):
            found = title.find(" ", place + 1)
            if found < 0:
                return None
            place = found
        if same_title(listed, title[:place]) >= 0.8:
            return place
    for sign in (". ", ": ", "\n"):
        found = title.find(sign)
        if found > 0 and len(title[:found].split()) <= longest:
            return found + 1
    return None


# A cell that holds a paragraph of so many words is text set in a frame or side by side, and no figure of a table.
_LAID_OUT = 25
_LONGEST_BELOW = 45


def flattened(paras: Sequence[Para], *, layout_only: bool = False) -> list[Para]:
    """Return ``paras`` with the tables that only place things taken apart: pictures with captions, and text in frames or columns.

    ``layout_only``: only the tables that hold running text.
    """
    result: list[Para] = []
    for para in paras:
        if para.rows and (_is_layout(para) or (not layout_only and _holds_picture(para))):
            for cell in _cells_in_order(para):
                inside = flattened(cell.paras)
                for place, one in enumerate(inside):
                    caption = one.is_text and len(one.text.split()) <= _LONGEST_BELOW and _holds_picture(para)
                    below = place == 0 or inside[place - 1].picture is not None or len(inside) == 1
                    if caption and (below or not _is_layout(para)):
                        one = replace(one, centred=True)
                    result.append(one)
        else:
            result.append(para)
    return result


def _cells_in_order(para: Para) -> list[TableCell]:
    """The cells of a table as they are read: below each picture of a row its caption from the next row."""
    order: list[TableCell] = []
    rows = list(para.rows)
    place = 0
    while place < len(rows):
        row = rows[place]
        below = rows[place + 1] if place + 1 < len(rows) else ()
        photos = [any(p.picture is not None for p in cell.paras) for cell in row]
        told = [any(p.text.strip() for p in cell.paras if p.is_text) for cell in row]
        shown = [any(p.picture is not None for p in cell.paras) for cell in below]
        if len(row) > 1 and len(row) == len(below) and all(photos) and not any(told) and not any(shown):
            order.extend(cell for pair in zip(row, below, strict=True) for cell in pair)
            place += 2
        else:
            order.extend(row)
            place += 1
    return order


def _is_layout(para: Para) -> bool:
    """Whether a table only places running text: a frame, columns of text, or text beside a picture."""
    longest = max(
        (len(p.text.split()) for row in para.rows for cell in row for p in cell.paras if p.is_text), default=0
    )
    if longest < _LAID_OUT:
        return False
    return len(para.rows) == 1 or all(len(row) == 1 for row in para.rows) or _holds_picture(para)


def _holds_picture(para: Para) -> bool:
    return any(p.picture is not None for row in para.rows for cell in row for p in cell.paras)


def cells_of(para: Para) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table; the first is a header where its cells are bold or hold no figures."""
    rows: list[tuple[Cell, ...]] = []
    for place, row in enumerate(para.rows):
        header = place == 0 and all(_head_like(cell) for cell in row)
        rows.append(
            tuple(
                Cell(
                    tuple(one_line(p.runs) for p in cell.paras if p.text.strip()),
                    header,
                    cell.colspan,
                    cell.rowspan,
                )
                for cell in row
            )
        )
    return tuple(rows)


def _head_like(cell: TableCell) -> bool:
    texts = [p for p in cell.paras if p.text.strip()]
    return all(p.bold or not p.styled or not any(c.isdecimal() for c in p.text) for p in texts)


def one_line(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs with line breaks made spaces."""
    return tuple(replace(run, text=run.text.replace("\n", " ")) for run in runs)


def plain_look(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Heading text without the bold and italic that its kind gives it anyway."""
    return tidy(replace(run, bold=False, italic=False, text=run.text.replace("\n", " ")) for run in runs)
