"""Marked sources of the unseen bulletins: one text gives the printed lines, the Word file, the PDF and the checked answer.

A source (``unseen/NAME.src``) is the body as an editor sees it, a line a block, with the answer marked by hand inside it:

* ``@cover``, ``@contents table|lines DEPTH``, ``@body`` open the three sections;
* ``= 1 directive | Title``, ``== 1.1 part | Title``: headings (``=~`` runs on after ``~``; the words ``nodot`` and
  ``nospace`` print the number with that misprint);
* ``-``, ``+``, ``*``, ``^`` (bold sub-heading), ``>`` (motto), ``!`` (caption ``||`` credit), ``|`` (table row);
* ``[[kind|number|date|issuer|first words…last words|key=value]]`` before a mention: what a reader must find there;
* ``{{due class precision}}`` or ``{{start-due class precision}}`` after a sentence; ``{{?…}}`` neither needed nor wrong.

``python -m tests.documents.unseen_source`` writes NAME.txt and NAME.gold.json beside each source.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from tests.documents.bulletins import Bulletin, Piece

FOLDER = Path(__file__).parent / "unseen"

_MARK = re.compile(r"\[\[(?P<cited>.*?)\]\]|\{\{(?P<due>.*?)\}\}")
# A4 with margins of 30 and 15 mm, 14 pt, first line 10 mm in; lines a page.
_LINE_WIDTH, _INDENT, _PAGE = 33_400.0, 2_025.0, 37

Row = dict[str, object]


@dataclass
class Source:
    """A parsed source: how it prints (``bulletin``) and what is right (``gold``)."""

    name: str
    bulletin: Bulletin
    gold: dict[str, object] = field(default_factory=dict)


def sources() -> list[Path]:
    """All marked sources, by name."""
    return sorted(FOLDER.glob("*.src"))


def _day(words: str) -> str:
    day, month, year = map(int, words.split("/"))
    return date(year, month, day).isoformat()


def _title(words: str, after: str) -> str | None:
    if not words:
        return None
    first, dots, last = words.lower().partition("…")
    low = after.lower()
    start = low.index(first)
    end = low.index(last, start) + len(last) if dots else start + len(first)
    return after[start:end].strip("“”")


def _citation(fields: list[str], after: str, item: str) -> Row:
    fields += [""] * (5 - len(fields))
    row: Row = {
        "kind": fields[0],
        "number": fields[1],
        "date": _day(fields[2]) if fields[2] else None,
        "issuer": fields[3] or None,
        "title": _title(fields[4], after),
        "item": item,
    }
    for extra in fields[5:]:
        key, _, value = extra.partition("=")
        row[key] = value or True
    return row


def _sentence(before: str) -> str:
    """The sentence that ends at the mark; a point inside a date, a number or an abbreviation does not end one."""
    starts = [0, *(match.end() for match in re.finditer(r"[.!?]\s+(?=[^\W\d_])", before.rstrip(" .")))]
    return before[starts[-1] :].strip()


class _Answer:
    def __init__(self) -> None:
        self.outline: list[Row] = []
        self.citations: list[Row] = []
        self.toc_citations: list[Row] = []
        self.deadlines: list[Row] = []
        self.optional: list[Row] = []
        self.captions: list[Row] = []

    def read(self, marked: str, item: str, *, in_contents: bool = False) -> str:
        """Collect the marks of a line; gives the line as printed."""
        printed = ""
        place = 0
        for match in _MARK.finditer(marked):
            printed += marked[place : match.start()]
            place = match.end()
            if match["cited"] is not None:
                row = _citation(match["cited"].split("|"), _MARK.sub("", marked[place:]), item)
                self.citations.append(row)
                if in_contents:
                    self.toc_citations.append({**row, "item": "toc"})
            else:
                self._deadline(match["due"], printed, item)
        return printed + marked[place:]

    def _deadline(self, mark: str, before: str, item: str) -> None:
        optional = mark.startswith("?")
        due, kind, precision = mark.lstrip("?").split()
        start, _, due = due.rpartition("-")
        row: Row = {"text": _sentence(before), "due": _day(due), "precision": precision, "item": item, "class": kind}
        row["start"] = _day(start) if start else None
        row["who"] = None
        (self.optional if optional else self.deadlines).append(row)


def load(path: Path) -> Source:
    """Parse a source. A title of a mark that is not in the text raises ValueError."""
    answer = _Answer()
    cover: list[str] = []
    contents, depth = "", 1
    section, item = "", ""
    pieces: list[Piece] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        if line.startswith("@"):
            section, *rest = line[1:].split()
            if section == "contents":
                contents, depth = rest[0], int(rest[1])
            continue
        if section == "cover":
            cover.append(line)
            continue
        mark, _, rest_of = line.partition(" ")
        if re.fullmatch(r"=+~?", mark):
            item = rest_of.split()[0]
            pieces.append(_heading(mark, rest_of, answer, in_contents=bool(contents) and item.count(".") < depth))
        elif mark == "!":
            caption, _, credit = rest_of.partition(" || ")
            answer.captions.append({"text": f"{caption} ({credit})" if credit else caption, "item": item})
            pieces.append(Piece("photo", caption, credit=credit))
        elif mark == "|":
            row = tuple(cell.strip() for cell in line.strip("| ").split("|"))
            if pieces[-1].what == "table":
                pieces[-1] = Piece("table", rows=(*pieces[-1].rows, row))
            else:
                pieces.append(Piece("table", rows=(row,)))
        else:
            what = {"-": "item", "+": "plus", "*": "star", ">": "quote", "^": "sub"}.get(mark, "p")
            pieces.append(Piece(what, answer.read(rest_of if what != "p" else line, item)))
    bulletin = _bulletin(cover, contents, depth, tuple(pieces))
    return Source(path.stem, bulletin, _gold(path, bulletin, answer))


def _heading(mark: str, rest: str, answer: _Answer, *, in_contents: bool) -> Piece:
    head, _, title = rest.partition(" | ")
    number, kind, *flags = head.split()
    title, _, run_on = title.partition(" ~ ")
    title = answer.read(title, number, in_contents=in_contents)
    row: Row = {
        "number": number,
        "level": min(len(number.split(".")), 2 if kind == "news" else 9),
        "kind": kind,
        "title": title,
    }
    answer.outline.append(row)
    if mark.endswith("~"):
        row["run_in"] = True
        return Piece("h", title, number, kind, rest=answer.read(run_on, number))
    if "nodot" in flags:
        return Piece("sub", f"{number} {title}", kind="misprint")
    if "nospace" in flags:
        return Piece("sub", f"{number}.{title}", kind="misprint")
    return Piece("h", title, number, kind)


def _bulletin(cover: list[str], contents: str, depth: int, pieces: tuple[Piece, ...]) -> Bulletin:
    if not cover:
        return Bulletin(contents=contents, depth=depth, pieces=pieces)
    star = cover.index("*")
    month = next(place for place, line in enumerate(cover) if line.startswith("Tháng"))
    return Bulletin(
        publisher=tuple(cover[:star]),
        title=tuple(cover[star + 1 : month]),
        period=cover[month],
        foot=" ".join(cover[month + 1 :]),
        contents=contents,
        depth=depth,
        pieces=pieces,
    )


def _gold(path: Path, bulletin: Bulletin, answer: _Answer) -> dict[str, object]:
    period = re.search(r"(\d{1,2})\D+(\d{4})", bulletin.period)
    return {
        "source": f"{path.stem}.txt",
        "issue": {
            "month": int(period[1]) if period else None,
            "year": int(period[2]) if period else None,
            "publisher": " ".join(bulletin.publisher) or None,
        },
        "outline": answer.outline,
        "citations": answer.toc_citations + answer.citations,
        "deadlines": answer.deadlines,
        "deadlines_optional": answer.optional,
        "captions": answer.captions,
    }


# -- as the text that an extractor gives ------------------------------------------------------------------


@lru_cache(maxsize=4)
def _face(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(f"LiberationSerif-{name}.ttf", 1000)


@lru_cache(maxsize=2048)
def _advance(sign: str, face: str) -> float:
    return _face(face).getlength(sign)


def _width(words: str, face: str = "Regular") -> float:
    """The width in thousandths of the type size, sign by sign (word processors do not kern), in a face with the measures of Times."""
    return sum(_advance(sign, face) for sign in words)


def _wrap(words: str, *, indent: float = _INDENT, face: str = "Regular", scale: float = 1.0) -> list[str]:
    """Lines as a word processor breaks them: at spaces, and after a hyphen inside a number."""
    lines, line, room = [], "", _LINE_WIDTH - indent
    for token in re.findall(r"[^\s-]*-(?=\S)|\S+", words):
        gap = "" if not line or _glued(words, line, token) else " "
        if line and scale * _width(line + gap + token, face) > room:
            lines.append(line)
            line, room = token, _LINE_WIDTH
        else:
            line += gap + token
    return [*lines, line] if line else lines


def _glued(words: str, line: str, token: str) -> bool:
    """Whether the token follows the hyphen that the line ends in without a space."""
    tail = line.rsplit(" ", 1)[-1]
    return tail.endswith("-") and len(tail) > 1 and tail + token in words


def printed(bulletin: Bulletin) -> str:
    """The bulletin as hard-wrapped text: an empty line after each, page numbers astray, gaps where photos were."""
    lines: list[str] = []
    if bulletin.publisher:
        lines += [*bulletin.publisher, "*", *[" "] * 7, *bulletin.title, bulletin.period, *[" "] * 10]
        lines += [bulletin.foot] if bulletin.foot else []
        lines += ["2", " ", " "]
    lines += _printed_contents(bulletin)
    if bulletin.body_mark:
        lines.append("NỘI DUNG")
    for piece in bulletin.pieces:
        lines += _printed_piece(piece)
    out: list[str] = []
    page = 3
    for place, line in enumerate(lines):
        if place and place % _PAGE == 0:
            page += 1
            number = f"{page} \n\n \n\n" if page % 3 == 0 else ""
            out[-1] = out[-1].rstrip("\n") + "\n"
            out.append(f"{number} {line} \n\n")
        else:
            out.append(f"{line} \n\n")
    return "".join(out)


def _printed_contents(bulletin: Bulletin) -> list[str]:
    lines: list[str] = []
    if bulletin.contents == "table":
        lines.append("Stt Nội dung")
        for number, title in bulletin.listed():
            wrapped = _wrap(f"{number}. {title}." if "." in number else title, indent=4_000)
            if "." in number:
                lines += wrapped
            elif len(wrapped) == 1:
                lines.append(f"{number} {wrapped[0]}")
            else:
                lines += [number, " " + wrapped[0], *wrapped[1:]]
        lines += [" "] * 5
    elif bulletin.contents == "lines":
        lines.append("MỤC LỤC")
        for page, (number, title) in enumerate(bulletin.listed(), start=3):
            *most, last = _wrap(f"{number}. {title}", indent=3_000)
            lines += [*most, f"{last} {'.' * max(5, int((_LINE_WIDTH - _width(last)) / 250) - 6)} {page}"]
        lines += [" "] * 4
    return lines


def _printed_piece(piece: Piece) -> list[str]:
    if piece.what == "h":
        head = f"{piece.number}. {piece.text}" + (f" {piece.rest}" if piece.rest else "")
        return _wrap(head, face="Regular" if piece.rest else "BoldItalic" if piece.number.count(".") > 1 else "Bold")
    if piece.what == "photo":
        caption = f"{piece.text} ({piece.credit})" if piece.credit else piece.text
        return [*[" "] * 6, *_wrap(caption, indent=0, face="Italic", scale=12 / 14)]
    if piece.what == "table":
        return [" ".join(row) for row in piece.rows]
    marks = {"item": "- ", "plus": "+ ", "star": "* "}
    return _wrap(marks.get(piece.what, "") + piece.text, face="Bold" if piece.what == "sub" else "Regular")


def main() -> None:
    """Write the printed text and the answer beside every source."""
    for path in sources():
        source = load(path)
        path.with_suffix(".txt").write_text(printed(source.bulletin), encoding="utf-8")
        gold = json.dumps(source.gold, ensure_ascii=False, indent=1)
        path.with_name(f"{source.name}.gold.json").write_text(gold + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
