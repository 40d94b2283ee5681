"""What the three readers share: tidy runs, joining broken lines, the signs that open a paragraph."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from cadre_portal.text import nfc
from directives.wrapped.signs import (
    ENDS_SENTENCE,
    ENUMERATION,
    ITEM,
    NUMBERED,
    PAGE_NUMBER,
    ROMAN,
    clean_number,
    glue,
    is_caps,
    same_title,
    starts_lower,
)
from documents.engines.blocks import Run

__all__ = [
    "ENDS_SENTENCE",
    "ENUMERATION",
    "ITEM",
    "NUMBERED",
    "PAGE_NUMBER",
    "ROMAN",
    "clean_number",
    "glue",
    "is_caps",
    "join_runs",
    "same_title",
    "split_runs",
    "starts_lower",
    "tidy",
]


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return ``runs`` in NFC, neighbours of one look joined, white space squeezed, ends trimmed.

    Line breaks ("\\n") stay; looks of bare white space do not count.
    """
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if joined and (replace(joined[-1], text="") == replace(run, text="") or not run.text.strip()):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        elif joined and not joined[-1].text.strip():
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    # Combining marks may stand in a run of their own: normalise the whole where the pieces differ.
    whole = nfc("".join(run.text for run in joined))
    pieces = [nfc(run.text) for run in joined]
    if "".join(pieces) != whole and joined:
        joined, pieces = [replace(joined[0], text=whole)], [whole]
    result: list[Run] = []
    open_space = True
    for run, piece in zip(joined, pieces, strict=True):
        text = re.sub(r"[^\S\n]+", " ", piece.replace("\r", "").replace("\v", "\n"))
        text = re.sub(r" ?\n ?", "\n", text)
        if open_space:
            text = text.lstrip(" \n")
        if not text:
            continue
        open_space = text[-1] in " \n"
        result.append(replace(run, text=text))
    while result:
        text = result[-1].text.rstrip()
        if text:
            result[-1] = replace(result[-1], text=text)
            break
        result.pop()
    return tuple(result)


def join_runs(lines: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Return the runs of several lines as one paragraph, broken numbers mended by ``glue``."""
    result: list[Run] = []
    for line in lines:
        if not line:
            continue
        if result:
            between = glue(result[-1].text, line[0].text)
            result[-1] = replace(result[-1], text=result[-1].text.rstrip() + between)
        result.extend(line)
    return tidy(result)


def split_runs(runs: tuple[Run, ...], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return ``runs`` cut at character ``at`` of their joined text, both parts tidied."""
    head: list[Run] = []
    tail: list[Run] = []
    place = 0
    for run in runs:
        cut = min(max(at - place, 0), len(run.text))
        head.append(replace(run, text=run.text[:cut]))
        tail.append(replace(run, text=run.text[cut:]))
        place += len(run.text)
    return tidy(head), tidy(tail)
