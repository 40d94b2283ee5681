"""The text of an issue as paragraphs for the rules, whether it was read from a file or built for a print."""

from collections.abc import Iterator

from documents.engines.proofreading.lines import printed_lines
from documents.engines.reading.model import ReadEntry, ReadIssue
from documents.rendering.content import EntryContent, IssueContent


def issue_of_content(content: IssueContent) -> ReadIssue:
    """Return built content in the shape of a read issue; its contents table is computed, so ``toc`` is empty."""
    return ReadIssue(
        title_lines=content.title_lines,
        month=content.month or None,
        year=content.year or None,
        entries=tuple(_entry(entry) for entry in content.entries),
    )


def _entry(entry: EntryContent) -> ReadEntry:
    return ReadEntry(
        number=entry.number,
        level=entry.level,
        kind=entry.kind,
        heading=entry.heading,
        blocks=entry.blocks,
        children=tuple(_entry(child) for child in entry.children),
    )


def text_of_issue(issue: ReadIssue) -> str:
    """Return the paragraphs of a read issue, "\\n" between them: contents, headings, blocks, captions, table cells."""
    return "\n".join(_paragraphs(issue))


def _paragraphs(issue: ReadIssue) -> Iterator[str]:
    for line in issue.toc:
        yield line.text
    for entry in issue.entries:
        yield from _of_entry(entry)


def _of_entry(entry: ReadEntry) -> Iterator[str]:
    if entry.heading:
        yield f"{entry.number}. {entry.heading}" if entry.number else entry.heading
    for block in entry.blocks:
        yield from (prefix + text for prefix, text in printed_lines(block))
    for child in entry.children:
        yield from _of_entry(child)
