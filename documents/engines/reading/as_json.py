"""What was read, in the format of the scorer: outline, citations, deadlines, captions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from directives.citations import FoundCitation, citation_as_json, find_citations
from directives.citations.dates import make_date
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
        # The rows of a table stay lines of their own: a column of times is read by rows.
        for line in text.split("\n") if block.kind is BlockKind.TABLE else [text]:
            if line.strip():
                yield line, at
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
    """Return the headings of entries and parts in body order, with the number as printed, "" where there is none."""
    return [row for entry in issue.entries for row in _entry_rows(entry) if row["title"]]


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

    ``issued_on``: the day against which deadlines are past or to come; by default the first day of the issue's month,
    without a cover the last day that the text tells of.
    """
    day = issued_on
    if day is None and issue.year is not None:
        day = date(issue.year, issue.month or 1, 1)
    sections = [(text, item, find_citations(text)) for text, item in text_sections(issue)]
    if day is None:
        day = last_day_told(sections)
    own_days = dict(_own_days(issue, day))
    citations: list[dict[str, Any]] = []
    deadlines: list[dict[str, Any]] = []
    for text, item, found in sections:
        citations.extend(citation_as_json(one, item=item) for one in found)
        if item != "toc":
            since = _nearest(own_days, item or "")
            due = find_deadlines(text, issued_on=day, orders_from=since, citations=found)
            deadlines.extend(deadline_as_json(one, item=item) for one in due)
    return {
        "issue": {"month": issue.month, "year": issue.year, "publisher": " ".join(issue.publisher_lines) or None},
        "outline": outline_rows(issue),
        "citations": citations,
        "deadlines": deadlines,
        "captions": caption_rows(issue),
    }


# "Sáng ngày 06/02/2024, …" at the head of a sentence: a day that is told of.
_TOLD = re.compile(
    r"(?:^|[.!?]\s+)(?:Vào\s+)?(?:(?:Sáng|Chiều|Trưa|Tối|Ngày|Trong\s+ngày)\s+)(?:ngày\s+)?"
    r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?:[/-](?P<y>20\d\d))?(?![\d/])",
    re.MULTILINE,
)


def last_day_told(sections: Iterable[tuple[str, str | None, Sequence[FoundCitation]]]) -> date | None:
    """Return the last day of a document or event that the text tells of: an issue without cover came out soon after.

    One day that stands more than a year after all others is taken for a misprint.
    """
    days: set[date] = set()
    for text, _, citations in sections:
        days.update(one.issued_on for one in citations if one.issued_on)
        for match in _TOLD.finditer(text):
            day = make_date(int(match["y"]) if match["y"] else None, int(match["m"]), int(match["d"]))
            if day:
                days.add(day)
    last = sorted(days)[-2:]
    if len(last) == 2 and (last[1] - last[0]).days > 366:
        return last[0]
    return last[-1] if last else None


def _own_days(issue: ReadIssue, day: date | None) -> Iterator[tuple[str, date]]:
    """Yield the numbers of entries that have a day of their own: a document's date, the day a news item opens with."""
    entries = list(issue.entries)
    while entries:
        entry = entries.pop()
        entries.extend(entry.children)
        if entry.kind == "directive":
            first = next(iter(find_citations(entry.heading)), None)
            if first is not None and first.issued_on is not None:
                yield entry.number, first.issued_on
        elif entry.kind == "news" and entry.blocks:
            told = _TOLD.match(entry.blocks[0].text)
            if told and (told["y"] or day):
                year = int(told["y"]) if told["y"] else day.year if day else None
                own = make_date(year, int(told["m"]), int(told["d"]))
                if own and day and own > day and not told["y"]:
                    own = make_date(own.year - 1, own.month, own.day)
                if own:
                    yield entry.number, own


def _nearest(days: Mapping[str, date], item: str) -> date | None:
    """The day of an entry or of the one that a part stands in: "2.1.3" → "2.1" → "2"."""
    while item and item not in days:
        item = item.rpartition(".")[0]
    return days.get(item)
