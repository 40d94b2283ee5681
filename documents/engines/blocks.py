"""The text of an entry as blocks: what the reader of files produces and what every renderer draws.

An entry's text is stored as sanitised HTML with a small vocabulary (the editor's). Flattened, it is a
sequence of blocks:

    h3, h4          PART       numbered part n.m, n.m.k (level 1, 2 within the entry); the number is computed
    h5              HEADING    unnumbered bold sub-heading
    h6              STAR       sub-heading printed with ``*`` before it
    p               PARAGRAPH  author's enumerations ("1.", "(1)", "a)") keep their marker in the text
    ul > li         ITEM       level 1, printed ``-``;  nested ul > li: level 2, printed ``+``
    ol > li         NUMBERED   ``marker`` is what is printed before it ("1.", "a)")
    blockquote      QUOTE      a slogan or quotation standing by itself
    table           TABLE
    (placed row)    PICTURE    photo with caption and credit, standing between two blocks

No Django here: dataclasses in, text or dataclasses out.
"""

import enum
from dataclasses import dataclass, field


class BlockKind(enum.StrEnum):
    PART = "part"
    HEADING = "heading"
    STAR = "star"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NUMBERED = "numbered"
    QUOTE = "quote"
    TABLE = "table"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. ``text`` never holds a paragraph break ("\\n" is a line break)."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    superscript: bool = False
    subscript: bool = False
    href: str = ""


_RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")


def _in_line(run: Run) -> str:
    return run.text.translate(_RAISED if run.superscript else _LOWERED if run.subscript else {})


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its paragraphs, each a tuple of runs."""

    paragraphs: tuple[tuple[Run, ...], ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class PictureRef:
    """A picture by the sha256 of its bytes; size in pixels; caption and credit as printed, "" where absent."""

    sha256: str
    width: int
    height: int
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``level``: 1 or 2 for PART and ITEM, else 0. ``number``: "2.1" for a PART (computed, or as printed in
    a read file), else "". ``marker``: what stands before a NUMBERED block."""

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0
    number: str = ""
    marker: str = ""
    rows: tuple[tuple[Cell, ...], ...] = field(default=())
    picture: PictureRef | None = None

    @property
    def text(self) -> str:
        """The block's plain text; of a table, cells separated by tabs and rows by line breaks; of a picture, its caption."""
        if self.kind is BlockKind.TABLE:
            return "\n".join(
                "\t".join(" ".join("".join(run.text for run in runs) for runs in cell.paragraphs) for cell in row)
                for row in self.rows
            )
        if self.picture is not None:
            return self.picture.caption
        return "".join(run.text for run in self.runs)

    @property
    def shown(self) -> str:
        """The plain text as a line of a list shows it: raised and lowered figures by their own signs, "m²" and not "m2"."""
        return "".join(_in_line(run) for run in self.runs) or self.text
