"""Numbering of entries and parts: gaps, repeats, steps back. For plain text and for a read issue.

Source: the house style of the bulletin: entries run 1, 2, 3 … straight through, news n.1, n.2 …, parts n.m. Enumerations inside an entry
("1.", "a)") restart and belong to the author; they are not looked at here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from documents.engines.blocks import Block, BlockKind
from documents.engines.proofreading.finding import Finding, FindingClass, Severity, context_of, make_finding
from documents.engines.reading.lines import same_title
from documents.engines.reading.model import ReadEntry, ReadIssue


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: str
    heading: str


def find_numbering(issue: ReadIssue) -> Iterator[Finding]:
    """Yield gaps and repeats in the numbers of entries, of children, and of parts within an entry."""
    yield from _row([_Numbered(e.number, e.heading) for e in issue.entries], "")
    for entry in issue.entries:
        yield from _inside(entry)


def _inside(entry: ReadEntry) -> Iterator[Finding]:
    if entry.children:
        yield from _row([_Numbered(c.number, c.heading) for c in entry.children], entry.number)
    parts = [_Numbered(b.number, b.text) for b in entry.blocks if b.kind is BlockKind.PART and b.level == 1]
    if parts and entry.number:
        yield from _row(parts, entry.number)
    for child in entry.children:
        yield from _inside(child)


def _row(numbered: Sequence[_Numbered], prefix: str) -> Iterator[Finding]:
    before: int | None = None
    for one in numbered:
        if not one.number:
            continue
        head, _, last = one.number.rstrip(".").rpartition(".")
        if not last.isdecimal() or head != prefix.rstrip("."):
            continue
        value = int(last)
        expected = 1 if before is None else before + 1
        if value != expected and not (before is None and value == 0):
            yield _finding(one, expected, prefix)
        before = value


def _finding(one: _Numbered, expected: int, prefix: str) -> Finding:
    printed = one.number.rstrip(".")
    whole = f"{printed}. {one.heading}".strip()
    right = f"{prefix.rstrip('.')}.{expected}" if prefix else str(expected)
    return make_finding(
        "numbering", whole, -1, 0, min(len(whole), len(printed) + 2 + 40),
        f"Số thứ tự nhảy: sau mục trước phải là {right}, ở đây in {printed}.",
    )  # fmt: skip


def find_structure(issue: ReadIssue) -> Iterator[Finding]:
    """Yield contents lines that differ from headings, photos without caption, headings without text (editorial)."""
    yield from _contents(issue)
    for entry in issue.entries:
        yield from _blocks(entry)


def _issue_finding(rule: str, text: str, reason: str, severity: Severity, kind: FindingClass) -> Finding:
    short = text[:60]
    return Finding(rule, kind, severity, short, context_of(text, 0, len(short)), None, -1, 0, len(short), reason)


def _contents(issue: ReadIssue) -> Iterator[Finding]:
    headings = [(e.number, e.heading) for e in issue.entries]
    for entry in issue.entries:
        headings += [(c.number, c.heading) for c in entry.children]
    for line in issue.toc:
        best = max((same_title(line.text, heading) for _, heading in headings if heading), default=1.0)
        if headings and best < 0.6:
            yield _issue_finding(
                "contents",
                line.text,
                "Dòng này của mục lục không khớp với đầu đề nào trong bài.",
                Severity.WARNING,
                FindingClass.EDITORIAL,
            )


def _blocks(entry: ReadEntry) -> Iterator[Finding]:
    if entry.heading and not entry.blocks and not entry.children:
        yield _issue_finding(
            "empty-heading", entry.heading, "Đầu đề này không có nội dung.", Severity.HINT, FindingClass.EDITORIAL
        )
    for block, after in zip_longest(entry.blocks, entry.blocks[1:]):
        if block.picture is not None and not block.picture.caption:
            yield _issue_finding(
                "no-caption", entry.heading or "Ảnh", "Ảnh chưa có chú thích.", Severity.WARNING, FindingClass.EDITORIAL
            )
        if block.kind in (BlockKind.PART, BlockKind.HEADING, BlockKind.STAR) and _no_text(block, after):
            yield _issue_finding(
                "empty-heading", block.text, "Đầu đề này không có nội dung.", Severity.HINT, FindingClass.EDITORIAL
            )
    for child in entry.children:
        yield from _blocks(child)


def _no_text(block: Block, after: Block | None) -> bool:
    """A heading with nothing below it, or followed by one of its own rank."""
    if len(block.text) > 160:
        return False
    return after is None or (after.kind is block.kind and after.level <= block.level)
