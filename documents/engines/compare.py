"""What changed between two texts, word by word: lines are matched first, then the words of lines that differ.

compare_texts("một hai", "một ba") → [Piece(same, "một "), Piece(gone, "hai"), Piece(new, "ba")]
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# Words of one changed stretch that are matched one by one; longer ones are shown as gone and new: matching takes the square.
_MOST_WORDS = 3000
_MOST_LINES = 4000


class Change(enum.StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what became of it."""

    change: Change
    text: str


def compare_texts(old: str, new: str) -> list[Piece]:
    """Return the pieces in reading order. Those that are not NEW give ``old`` again, those not GONE ``new``."""
    if old == new:
        return [Piece(Change.SAME, old)] if old else []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) > _MOST_LINES or len(after) > _MOST_LINES:
        return _joined(_replaced(old, new))
    return _joined(_by_lines(before, after))


def _by_lines(before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, new = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            yield Piece(Change.SAME, gone)
        else:
            yield from _by_words(gone, new)


def _by_words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if not before or not after or len(before) > _MOST_WORDS or len(after) > _MOST_WORDS:
        yield from _replaced(old, new)
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(before[a:b]))
        else:
            yield from _replaced("".join(before[a:b]), "".join(after[c:d]))


def _replaced(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece(Change.GONE, old)
    if new:
        yield Piece(Change.NEW, new)


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of the same fate as one."""
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1].change is piece.change:
            out[-1] = Piece(piece.change, out[-1].text + piece.text)
        else:
            out.append(piece)
    return out
