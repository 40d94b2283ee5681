"""Titles and issuers in the many ways a citation stands in a bulletin: a file of marked sentences, each read whole."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from directives.citations import FoundCitation, find_citations

MARKED = Path(__file__).parent / "marked" / "titles.txt"
_MARK = re.compile(r"\[\[|\]\]|[{}]")


@dataclass(frozen=True)
class Wanted:
    """What is marked in a sentence: ``is_title``, else an issuer; from ``start`` to ``end`` of the plain text."""

    is_title: bool
    start: int
    end: int


def _plain(line: str) -> tuple[str, list[Wanted]]:
    """The sentence without its marks, and what they mark."""
    pieces: list[str] = []
    open_at: list[tuple[bool, int]] = []
    wanted: list[Wanted] = []
    done = length = 0
    for mark in _MARK.finditer(line):
        pieces.append(line[done : mark.start()])
        length += mark.start() - done
        done = mark.end()
        if mark.group() in {"[[", "{"}:
            open_at.append((mark.group() == "[[", length))
        else:
            is_title, begin = open_at.pop()
            wanted.append(Wanted(is_title, begin, length))
    pieces.append(line[done:])
    assert not open_at, "a mark is not closed"
    return "".join(pieces), wanted


def _sentences() -> list[str]:
    lines = MARKED.read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


def _named_before(citations: list[FoundCitation], place: int) -> FoundCitation:
    return max((found for found in citations if found.start + len(found.kind) <= place), key=lambda found: found.start)


@pytest.mark.parametrize("line", _sentences())
def test_titles_and_issuers_of_a_marked_sentence_are_read_as_marked(line: str) -> None:
    text, wanted = _plain(line)
    citations = find_citations(text)
    titled = [_named_before(citations, mark.start) for mark in wanted if mark.is_title]
    assert [found.title for found in titled] == [
        " ".join(text[mark.start : mark.end].split()) for mark in wanted if mark.is_title
    ]
    assert [_named_before(citations, mark.start).issuer for mark in wanted if not mark.is_title] == [
        text[mark.start : mark.end] for mark in wanted if not mark.is_title
    ]


def test_the_marked_sentences_are_many_and_hold_nested_titles() -> None:
    sentences = _sentences()
    assert len(sentences) >= 90
    assert sum(line.count("]]]]") for line in sentences) >= 4
