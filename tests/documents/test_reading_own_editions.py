"""What the portal itself prints, as PDF and as Word, can be read back as it was."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from documents.engines.reading import read_issue_here
from documents.engines.reading.as_json import caption_rows, outline_rows
from documents.engines.reading.model import ReadEntry, ReadIssue
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from tests.documents.bulletin_cases import CASES
from tests.documents.bulletins import as_docx

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def content_of(issue: ReadIssue) -> IssueContent:
    numbers = count(1)

    def entry(read: ReadEntry) -> EntryContent:
        return EntryContent(
            uuid=f"entry-{next(numbers)}",
            number=read.number,
            level=read.level,
            kind=read.kind,
            heading=read.heading,
            blocks=read.blocks,
            children=tuple(entry(child) for child in read.children),
        )

    return IssueContent(
        publisher_line=next(iter(issue.publisher_lines), "ĐẢNG ỦY PHƯỜNG"),
        board_line=issue.publisher_lines[-1] if issue.publisher_lines else "BAN XÂY DỰNG ĐẢNG",
        title_lines=issue.title_lines or ("TÀI LIỆU",),
        period_line=issue.period_line or "Tháng 8 năm 2024",
        foot_line=issue.foot_line,
        entries=tuple(entry(read) for read in issue.entries),
        token="ABCDE12345",
    )


def blocks_of(issue: ReadIssue) -> Iterator[tuple[object, ...]]:
    for top in issue.entries:
        for read in (top, *top.children):
            for block in read.blocks:
                yield read.number, block.kind, block.level, block.number, block.text


@pytest.mark.parametrize("ending", ["pdf", "docx"])
@pytest.mark.parametrize("name", list(CASES))
def test_an_edition_is_read_back_as_it_was(name: str, ending: str, tmp_path: Path) -> None:
    issue = read_issue_here(as_docx(CASES[name]), name="a.docx")
    files = {}
    for sha, picture in issue.pictures.items():
        files[sha] = tmp_path / sha
        files[sha].write_bytes(picture.data)
    render = {"pdf": lambda *a, **k: render_pdf(*a, **k).pdf, "docx": render_docx}[ending]
    again = read_issue_here(render(content_of(issue), pictures=files, now=NOW), name=f"a.{ending}")
    assert outline_rows(again) == outline_rows(issue)
    assert caption_rows(again) == caption_rows(issue)
    assert list(blocks_of(again)) == list(blocks_of(issue))
