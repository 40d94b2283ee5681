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


def flattened(paras: Sequence[Para]) -> list[Para]:
    """Tables that only hold pictures and their captions become pictures and captions."""
    result: list[Para] = []
    for para in paras:
        if para.rows and _holds_picture(para):
            for row in para.rows:
                inside = [p for cell in row for p in flattened(cell.paras)]
                result.extend(replace(p, centred=True) if p.is_text else p for p in inside)
        else:
            result.append(para)
    return result


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
