"""The lines that an entry prints in its Word file, and how lines are compared: by their text, then by their looks."""

import enum
import re
from dataclasses import dataclass, replace

from cadre_portal.text import squeeze
from documents.engines.blocks import Block, BlockKind, Run
from documents.engines.outline.captions import printed_caption
from documents.engines.reading.lines import tidy
from documents.engines.returning.model import ReturnedLine
from documents.rendering.content import EntryContent
from documents.rendering.typography import plain_again

# What Writer prints above the notes for the cell.
LABELS = {"gist": "Ý chính", "cell_tasks": "Việc chi bộ cần làm", "questions": "Câu hỏi gợi ý thảo luận"}
_NUMBER = re.compile(r"^\s*\d{1,3}(?:\.\d{1,3}){0,3}\.\s+(?=\S)")
_SIGN = re.compile(r"^\s*(?P<sign>[-–−•▪●·*+])\s+(?=\S)")
_SIGNS = {"+": "+", "*": "*"}


class Part(enum.StrEnum):
    """The field of an entry in which a line stands."""

    RUBRIC = "rubric"
    HEADING = "heading"
    GIST = "gist"
    BODY = "body"
    TASKS = "cell_tasks"
    QUESTIONS = "questions"
    SOURCE = "source_line"


NOTES = (Part.GIST, Part.TASKS, Part.QUESTIONS)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is compared: sign ("-", "+", "*" or ""), text without it and without the portal's numbers, looks.

    ``block``: the block it prints (body only); ``returned``: the line of the file it was read from; ``is_label``: the head above
    main points, tasks or questions; ``picture``: what is known of a photo, "" for text.
    """

    part: Part
    text: str
    sign: str = ""
    runs: tuple[Run, ...] = ()
    kind: BlockKind = BlockKind.PARAGRAPH
    block: Block | None = None
    returned: ReturnedLine | None = None
    is_label: bool = False
    picture: str = ""

    @property
    def shown(self) -> str:
        """The line as a person reads it."""
        if self.picture:
            return f"[Ảnh] {self.text}".strip()
        return f"{self.sign} {self.text}" if self.sign else self.text

    @property
    def key(self) -> str:
        """What two lines have in common that say the same."""
        return f"{self.picture}\n{self.shown}"


def lines_of(content: EntryContent, *, notes_printed: bool = True) -> list[Line]:
    """The lines below the heading, in the order in which the Word file prints them."""
    lines = list(_notes(Part.GIST, content.gist, notes_printed))
    for block in content.blocks:
        line = _of_block(block)
        if line is not None:
            lines.append(line)
    lines += _notes(Part.TASKS, content.cell_tasks, notes_printed)
    lines += _notes(Part.QUESTIONS, content.questions, notes_printed)
    if content.source_line:
        lines.append(Line(Part.SOURCE, plain(content.source_line)))
    return lines


def _notes(part: Part, texts: tuple[str, ...], printed: bool) -> list[Line]:
    if not texts or not printed:
        return []
    label = Line(part, LABELS[part], is_label=True)
    return [label, *(Line(part, plain(text), "-", (Run(plain(text)),), BlockKind.ITEM) for text in texts)]


def _of_block(block: Block) -> Line | None:
    if block.picture is not None:
        text = plain(printed_caption(block.picture.caption, block.picture.credit))
        return Line(Part.BODY, text, kind=block.kind, block=block, picture=block.picture.sha256[:16])
    if block.kind is BlockKind.TABLE:
        return Line(Part.BODY, table_text(block), kind=block.kind, block=block)
    runs = plain_runs(block.runs)
    if block.kind is BlockKind.NUMBERED:
        runs = tidy((Run(f"{block.marker} "), *runs))
    runs = bare_looks(runs, block.kind)
    text = "".join(run.text for run in runs)
    if not text:
        return None
    sign = {BlockKind.ITEM: "-" if block.level <= 1 else "+", BlockKind.STAR: "*"}.get(block.kind, "")
    if not sign and block.kind is not BlockKind.PART and (found := _SIGN.match(text)):
        # An author's own dash at the beginning of a paragraph is compared as a sign, and stays in the paragraph.
        sign, runs = _SIGNS.get(found["sign"], "-"), cut(runs, found.end())
        text = "".join(run.text for run in runs)
    return Line(Part.BODY, text, sign, runs, block.kind, block)


def returned_line(line: ReturnedLine, part: Part = Part.BODY) -> Line:
    """The line of a file as it is compared; its number is not known to be the portal's (see ``without_number``)."""
    if line.picture:
        return Line(
            part,
            plain(line.text),
            kind=BlockKind.PICTURE,
            returned=line,
            picture=line.picture_mark or line.picture[:16],
        )
    if line.rows:
        return Line(part, table_text(Block(BlockKind.TABLE, rows=line.rows)), kind=BlockKind.TABLE, returned=line)
    runs = plain_runs(line.runs)
    text = "".join(run.text for run in runs)
    sign = ""
    if found := _SIGN.match(text):
        sign, runs = _SIGNS.get(found["sign"], "-"), cut(runs, found.end())
        text = "".join(run.text for run in runs)
    return Line(part, text, sign, runs, _kind(line, sign, runs), returned=line)


def _kind(line: ReturnedLine, sign: str, runs: tuple[Run, ...]) -> BlockKind:
    """What a new line is, by its style, sign and looks."""
    if line.style > 1:
        return BlockKind.PART
    if sign in ("-", "+"):
        return BlockKind.ITEM
    if sign == "*":
        return BlockKind.STAR
    letters = [run for run in runs if run.text.strip()]
    if letters and all(run.bold for run in letters) and len("".join(run.text for run in letters)) <= 200:
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def without_number(line: Line) -> Line:
    """The line without the number that the portal prints before parts and headings ("2.1. ")."""
    found = _NUMBER.match(line.text)
    if found is None or line.picture:
        return line
    runs = cut(line.runs, found.end())
    return replace(line, text="".join(run.text for run in runs) if line.runs else line.text[found.end() :], runs=runs)


def heading_text(text: str) -> str:
    """A heading without its number."""
    plain_text = plain(text)
    return _NUMBER.sub("", plain_text)


def plain(text: str) -> str:
    return squeeze(plain_again(text))


def plain_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tidy(replace(run, text=plain_again(run.text)) for run in runs)


def table_text(block: Block) -> str:
    """A table's text, a line a row, cells by tabs."""
    return "\n".join("\t".join(plain(cell) for cell in row.split("\t")) for row in block.text.split("\n"))


def cut(runs: tuple[Run, ...], count: int) -> tuple[Run, ...]:
    """The runs without their first ``count`` characters."""
    left: list[Run] = []
    for run in runs:
        gone = min(count, len(run.text))
        count -= gone
        if gone < len(run.text):
            left.append(replace(run, text=run.text[gone:]))
    return tuple(left)


def bare_looks(runs: tuple[Run, ...], kind: BlockKind) -> tuple[Run, ...]:
    """The runs without the looks that their kind gives to the whole line anyway."""
    if kind in {BlockKind.PART, BlockKind.HEADING, BlockKind.QUOTE}:
        return tidy(replace(run, bold=False, italic=False) for run in runs)
    if kind is BlockKind.STAR:
        return tidy(replace(run, italic=False) for run in runs)
    return runs


def same_looks(old: Line, new: Line) -> bool:
    """Whether two lines of the same text look the same; of tables, photos and notes only the text counts."""
    if old.part is not Part.BODY or old.kind in {BlockKind.TABLE, BlockKind.PICTURE}:
        return True
    return _looks(bare_looks(old.runs, old.kind)) == _looks(bare_looks(new.runs, old.kind))


def _looks(runs: tuple[Run, ...]) -> list[tuple[str, tuple[bool, ...], str]]:
    """Each letter with its looks: where a run of white space ends does not count."""
    return [
        (letter, (run.bold, run.italic, run.underline, run.superscript, run.subscript), run.href)
        for run in runs
        for letter in run.text
        if not letter.isspace()
    ]
