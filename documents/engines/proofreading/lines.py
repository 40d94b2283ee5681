"""The paragraphs of an issue in work, each with its place, and a correction put back into that place.

A finding names a paragraph and a range in it. To mend by one press, the words must be found again in the heading or the HTML they
came from: every place where they could stand is tried, and the one that changes exactly this paragraph, and in it exactly these
words, is taken. So a correction is right by its result, whatever tags stand between the words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from documents.engines.block_html import blocks_from_html
from documents.engines.blocks import Block, BlockKind
from documents.rendering.content import EntryContent, IssueContent

# Fields of an entry that hold lines of plain text, printed for the cells.
NOTE_FIELDS = ("gist", "cell_tasks", "questions")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as the rules read it.

    ``prefix`` is what is printed before the stored words ("2. ", "- "); ``index`` counts the lines of ``field`` from 0.
    ``field``: heading, body, caption, or one of NOTE_FIELDS; a caption belongs to a photo and is mended there.
    """

    entry_uuid: str
    field: str
    index: int
    prefix: str
    text: str

    @property
    def printed(self) -> str:
        """The paragraph with what is printed before it."""
        return self.prefix + self.text


def lines_of_content(content: IssueContent) -> list[Line]:
    """Return the paragraphs of an issue in reading order."""
    return [line for entry in content.entries for line in lines_of_entry(entry)]


def lines_of_entry(entry: EntryContent) -> Iterator[Line]:
    """Yield the paragraphs of an entry and of those within it."""
    if entry.heading:
        yield Line(entry.uuid, "heading", 0, f"{entry.number}. " if entry.number else "", entry.heading)
    index = captions = 0
    for block in entry.blocks:
        if block.picture is not None:
            if block.picture.caption:
                yield Line(entry.uuid, "caption", captions, "", block.picture.caption)
            captions += 1
            continue
        for prefix, text in printed_lines(block):
            yield Line(entry.uuid, "body", index, prefix, text)
            index += 1
    for field in NOTE_FIELDS:
        for place, text in enumerate(getattr(entry, field)):
            yield Line(entry.uuid, field, place, "", text)
    for child in entry.children:
        yield from lines_of_entry(child)


def printed_lines(block: Block) -> Iterator[tuple[str, str]]:
    """Yield (what is printed before, text) for each paragraph of a block; table cells one by one."""
    if block.kind is BlockKind.TABLE:
        for row in block.rows:
            for cell in row:
                for runs in cell.paragraphs:
                    yield "", "".join(run.text for run in runs)
    elif block.kind is BlockKind.ITEM:
        yield ("- " if block.level < 2 else "+ "), block.text
    elif block.marker:
        yield f"{block.marker} ", block.text
    else:
        yield from (("", part) for part in block.text.split("\n") if part)


# --- Putting a correction back --------------------------------------------------------------------------------------------


class WordsMoved(ValueError):
    """The words are no longer where they were."""


def mend_heading(heading: str, start: int, end: int, old: str, new: str) -> str:
    """Return the heading with ``old`` at ``start:end`` replaced. Raises WordsMoved."""
    if not old or heading[start:end] != old:
        raise WordsMoved(old)
    return heading[:start] + new + heading[end:]


def mend_note(note: str, index: int, start: int, end: int, old: str, new: str) -> str:
    """Return a field of lines with ``old`` at ``start:end`` of its line ``index`` (empty ones not counted) replaced.

    Raises WordsMoved.
    """
    lines = note.splitlines()
    places = [place for place, line in enumerate(lines) if line.strip()]
    if index >= len(places):
        raise WordsMoved(old)
    place = places[index]
    lines[place] = mend_heading(lines[place].strip(), start, end, old, new)
    return "\n".join(lines)


def mend_html(html: str, index: int, start: int, end: int, old: str, new: str) -> str:
    """Return ``html`` with ``old`` at ``start:end`` of its paragraph ``index`` replaced; tags stay as they are.

    Raises WordsMoved where the paragraph does not hold ``old`` there, or no single change of the HTML leads to it.
    """
    before = _texts(html)
    if not old or index >= len(before) or before[index][start:end] != old:
        raise WordsMoved(old)
    wanted = list(before)
    wanted[index] = before[index][:start] + new + before[index][end:]
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    for signs in _candidates(_signs(html), old):
        # Only what differs is touched, so that bold or italic words keep their looks.
        mended = _replaced(html, signs, head, len(old) - tail, new[head : len(new) - tail])
        if _texts(mended) == wanted:
            return mended
    raise WordsMoved(old)


def _texts(html: str) -> list[str]:
    return [text for block in blocks_from_html(html) for _, text in printed_lines(block)]


def _common(one: str, other: str) -> int:
    """Length of the common beginning."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character of the text and its place in the HTML; white space is one blank."""

    char: str
    start: int
    end: int


# A tag, an entity, or one character: <a href="…">, &nbsp;, ơ
_PIECE = re.compile(
    r"""(?P<tag><(?:[^<>"']|"[^"]*"|'[^']*')*>)|(?P<entity>&(?:\#\d+|\#x[0-9a-fA-F]+|\w+);)|.""", re.DOTALL
)


def _signs(html: str) -> list[_Sign]:
    signs: list[_Sign] = []
    for match in _PIECE.finditer(html):
        if match["tag"]:
            continue
        char = unescape(match.group()) if match["entity"] else match.group()
        if char.isspace():
            char = " "
            if signs and signs[-1].char == " " and signs[-1].end == match.start():
                signs[-1] = _Sign(" ", signs[-1].start, match.end())
                continue
        signs.append(_Sign(char, match.start(), match.end()))
    return signs


def _candidates(signs: Sequence[_Sign], old: str) -> Iterator[Sequence[_Sign]]:
    """Yield every stretch of signs that reads ``old``."""
    if any(len(sign.char) != 1 for sign in signs):
        return
    flat = "".join(sign.char for sign in signs)
    wanted = "".join(" " if char.isspace() else char for char in old)
    at = flat.find(wanted)
    while at >= 0:
        yield signs[at : at + len(wanted)]
        at = flat.find(wanted, at + 1)


def _replaced(html: str, signs: Sequence[_Sign], start: int, end: int, new: str) -> str:
    """Put ``new`` in place of ``signs[start:end]``: at the first of them, or, where nothing goes, before the sign that
    follows (behind the last one at the end)."""
    out, at = [], 0
    written = escape(new, quote=False)
    if start == end:
        place = signs[start - 1].end if start else signs[0].start
        return html[:place] + written + html[place:]
    for number, sign in enumerate(signs[start:end]):
        out.append(html[at : sign.start])
        if number == 0:
            out.append(written)
        at = sign.end
    out.append(html[at:])
    return "".join(out)
