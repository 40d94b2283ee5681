"""What was read, in the format of the scorer: outline, citations, deadlines, captions."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from directives.citations import citation_as_json, find_citations
from directives.deadlines import deadline_as_json, find_deadlines
from documents.engines.blocks import Block, BlockKind
from documents.engines.outline.captions import printed_caption
from documents.engines.reading.model import ReadEntry, ReadIssue


def text_units(issue: ReadIssue) -> Iterator[tuple[str, str | None]]:
    """Yield every stretch of text in order with the number of the entry or part it stands in ("toc" first)."""
    for line in issue.toc:
        yield line.text, "toc"
    for entry in issue.entries:
        yield from _entry_units(entry)


def _entry_units(entry: ReadEntry) -> Iterator[tuple[str, str | None]]:
    item = entry.number or None
    if entry.heading:
        yield entry.heading, item
    for block, at in numbered_blocks(entry):
        if block.picture is not None:
            text = printed_caption(block.picture.caption, block.picture.credit)
        else:
            text = block.text
        if text:
            yield text, at
    for child in entry.children:
        yield from _entry_units(child)


def numbered_blocks(entry: ReadEntry) -> Iterator[tuple[Block, str | None]]:
    """Yield the blocks of an entry with the printed number of the part they stand in."""
    item = entry.number or None
    for block in entry.blocks:
        if block.kind is BlockKind.PART:
            item = block.number
        yield block, item


def outline_rows(issue: ReadIssue) -> list[dict[str, Any]]:
    """Return the numbered headings in body order. Where nothing is numbered, the headings without number."""
    rows = [row for entry in issue.entries for row in _entry_rows(entry)]
    numbered = [row for row in rows if row["number"]]
    return numbered or [row for row in rows if row["title"]]


def _entry_rows(entry: ReadEntry) -> Iterator[dict[str, Any]]:
    if entry.heading:
        level = max(entry.level, len(entry.number.split(".")))
        yield {"number": entry.number, "level": level, "kind": entry.kind, "title": entry.heading}
    for block in entry.blocks:
        if block.kind is BlockKind.PART:
            yield {
                "number": block.number,
                "level": max(len(block.number.split(".")), entry.level + 1),
                "kind": "part",
                "title": block.text,
            }
    for child in entry.children:
        yield from _entry_rows(child)


def caption_rows(issue: ReadIssue) -> list[dict[str, Any]]:
    """Return the captions with their credits as printed, in order."""
    rows: list[dict[str, Any]] = []

    def walk(entry: ReadEntry) -> None:
        for block, item in numbered_blocks(entry):
            if block.picture is not None and (block.picture.caption or block.picture.credit):
                text = printed_caption(block.picture.caption, block.picture.credit)
                rows.append({"text": text, "item": item})
        for child in entry.children:
            walk(child)

    for entry in issue.entries:
        walk(entry)
    return rows


def text_sections(issue: ReadIssue) -> Iterator[tuple[str, str | None]]:
    """Yield the text of each entry or part in order, its blocks parted by line breaks, with its number ("toc" first)."""
    lines: list[str] = []
    at: str | None = None
    for text, item in text_units(issue):
        if lines and item != at:
            yield "\n".join(lines), at
            lines = []
        at = item
        lines.append(text.replace("\n", " "))
    if lines:
        yield "\n".join(lines), at


def issue_as_json(issue: ReadIssue, *, issued_on: date | None = None) -> dict[str, Any]:
    """Return the whole answer as plain JSON values (outline, citations, deadlines, captions, month and publisher).

    ``issued_on``: the day against which deadlines are past or to come; by default the first day of the issue's month.
    """
    day = issued_on
    if day is None and issue.year is not None:
        day = date(issue.year, issue.month or 1, 1)
    citations: list[dict[str, Any]] = []
    deadlines: list[dict[str, Any]] = []
    for text, item in text_sections(issue):
        citations.extend(citation_as_json(found, item=item) for found in find_citations(text))
        if item != "toc":
            deadlines.extend(deadline_as_json(found, item=item) for found in find_deadlines(text, issued_on=day))
    return {
        "issue": {"month": issue.month, "year": issue.year, "publisher": " ".join(issue.publisher_lines) or None},
        "outline": outline_rows(issue),
        "citations": citations,
        "deadlines": deadlines,
        "captions": caption_rows(issue),
    }
