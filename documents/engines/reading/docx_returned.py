"""An exported issue that comes back from Word: its lines with hidden marks, tracked changes, comments, links and photos.

The text is what it would be with all tracked changes accepted; the changes themselves are told beside it.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from xml.etree.ElementTree import Element

from documents.engines.blocks import Run
from documents.engines.outline.pieces import cells_of
from documents.engines.reading.docx import REL, WP, DocxReader, R, opened
from documents.engines.reading.docx_looks import Look, value_of
from documents.engines.reading.docx_numbering import W
from documents.engines.reading.docx_tree import children_of
from documents.engines.reading.guard import refuse_stamp
from documents.engines.reading.model import Para, ReadPicture, UnreadableFile
from documents.engines.returning.marks import END, read_entry_mark, read_picture_mark, read_rubric_mark
from documents.engines.returning.model import ReturnedLine, ReturnedWord, TrackedChange, WordComment

DCTERMS = "{http://purl.org/dc/terms/}"
_INSERTED = (W + "ins", W + "moveTo")
_DELETED = (W + "del", W + "moveFrom")
_WRAPPERS = (W + "sdt", W + "ins", W + "moveTo", W + "customXml", W + "smartTag")
# Comments and changes beyond this are no editor's work.
_MOST_NOTES = 5000
# An issue of two hundred pages has some two thousand paragraphs.
_MOST_LINES = 6000
# What a text may link to: "javascript:" and the like are no links, whoever reads these lines later.
_LINK = re.compile(r"(?:https?:|mailto:|tel:)", re.IGNORECASE)
_FOOTNOTE = "Chú thích cuối trang (cổng không in)"
_TOO_LONG = (
    f"Tệp này có hơn {_MOST_LINES} đoạn, quá dài để so sánh. Đồng chí kiểm tra lại có đúng là tệp đã tải từ cổng không."
)


def read_returned(data: bytes) -> ReturnedWord:
    """Return the lines of a .docx that was exported and edited. Raises UnreadableFile as ``read_docx`` does."""
    return opened(data, lambda archive: _ReturnedReader(archive).word())


class _ReturnedReader(DocxReader):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        super().__init__(archive)
        self._addresses = self._external()
        self._style_names = self._named_styles()
        self._comments = self._read_comments()
        self._footnotes = {"footnote": self._read_notes("footnote"), "endnote": self._read_notes("endnote")}
        self._open_comments: dict[str, list[str]] = {}
        self._drawn: list[str] = []
        self._found: dict[str, ReadPicture] = {}
        self._notes = 0
        # What waits for the next line: marks between paragraphs, changes and comments of paragraphs that are gone.
        self._marks: list[str] = []
        self._changes: list[TrackedChange] = []
        self._remarks: list[WordComment] = []
        self._before: tuple[Run, ...] = ()

    def word(self) -> ReturnedWord:
        refuse_stamp(self.margin_lines())
        body = self._xml(self._main).find(W + "body")
        lines = () if body is None else tuple(islice(_with_captions(self._lines(body)), _MOST_LINES + 1))
        if len(lines) > _MOST_LINES:
            raise UnreadableFile("too_large", _TOO_LONG)
        refuse_stamp(line.text for line in lines)
        return ReturnedWord(lines, self._found, self._made_at())

    # -- what lies beside the text ---------------------------------------------------------------------------------

    def _external(self) -> dict[str, str]:
        folder, _, name = self._main.rpartition("/")
        path = f"{folder}/_rels/{name}.rels".lstrip("/")
        if path not in self._names:
            return {}
        return {
            row.get("Id", ""): row.get("Target", "")
            for row in self._xml(path).findall(REL + "Relationship")
            if row.get("TargetMode") == "External"
        }

    def _made_at(self) -> str:
        """When the file was made: its properties keep that through every save."""
        for target, kind in self._relations("").values():
            if kind.endswith("/core-properties") and target in self._names:
                return next((node.text or "" for node in self._xml(target) if node.tag == DCTERMS + "created"), "")
        return ""

    def _named_styles(self) -> dict[str, str]:
        root = self._optional("styles.xml")
        styles = () if root is None else root.findall(W + "style")
        return {style.get(W + "styleId", ""): value_of(style.find(W + "name")).lower() for style in styles}

    def _read_comments(self) -> dict[str, WordComment]:
        root = self._optional("comments.xml")
        found = {}
        for row in () if root is None else root.findall(W + "comment")[:_MOST_NOTES]:
            lines = ("".join(node.text or "" for node in line.iter(W + "t")) for line in row.iter(W + "p"))
            text = "\n".join(line for line in lines if line.strip())
            found[row.get(W + "id", "")] = WordComment(text, "", row.get(W + "author", ""), row.get(W + "date", ""))
        return found

    def _read_notes(self, kind: str) -> dict[str, str]:
        """Texts of the foot- or endnotes by their ids: the portal prints none, so the editor is told what they say."""
        root = self._optional(f"{kind}s.xml")
        rows = () if root is None else root.findall(W + kind)[:_MOST_NOTES]
        return {row.get(W + "id", ""): "".join(node.text or "" for node in row.iter(W + "t")).strip() for row in rows}

    # -- the text --------------------------------------------------------------------------------------------------

    def _lines(self, parent: Element) -> Iterator[ReturnedLine]:
        for child in children_of(parent):
            if child.tag == W + "p":
                yield from self._lines_of_paragraph(child)
            elif child.tag == W + "tbl":
                self._note(child)
                for para in self._table(child):
                    yield self._dressed(ReturnedLine(rows=cells_of(para)))
            elif child.tag == W + "bookmarkStart":
                self._marks.append(child.get(W + "name", ""))
            elif child.tag in _WRAPPERS:
                inner = child.find(W + "sdtContent") if child.tag == W + "sdt" else child
                if inner is not None:
                    yield from self._lines(inner)

    def _lines_of_paragraph(self, element: Element) -> Iterator[ReturnedLine]:
        before_marks = len(self._marks)
        self._note(element)
        self._drawn.clear()
        paras = list(self._paragraph(element))
        drawn = iter(self._drawn)
        style = element.find(f"{W}pPr/{W}pStyle")
        named = self._style_names.get(value_of(style), "")
        lines = []
        for para in paras:
            if para.picture is not None:
                lines.append(self._photo(para.picture, next(drawn, "")))
            elif para.rows:
                lines.append(ReturnedLine(rows=cells_of(para)))
            else:
                lines.append(ReturnedLine(para.runs, para.style, is_caption=named == "caption"))
        if element.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            # The end of this paragraph is deleted: its text goes on in the next one. Ends of paragraphs were trimmed, so that a
            # space between the two is lost: in prose there is one.
            if lines and not lines[-1].picture and not lines[-1].rows:
                self._before = (*self._before, *lines.pop().runs, Run(" "))
        elif self._before:
            place = next((at for at, line in enumerate(lines) if not line.picture and not line.rows), None)
            if place is None:
                lines.append(ReturnedLine(self._before))
            else:
                lines[place] = replace(lines[place], runs=(*self._before, *lines[place].runs))
            self._before = ()
        if not lines and any(_is_mark(name) for name in self._marks[before_marks:]) and not self._before:
            lines.append(ReturnedLine())
        # Marks, changes and comments stand with the paragraph's text, not with a photo before it.
        chosen = next((at for at, line in enumerate(lines) if line.runs), 0)
        for place, line in enumerate(lines):
            yield self._dressed(line) if place == chosen else line

    def _photo(self, picture: ReadPicture, name: str) -> ReturnedLine:
        digest = sha256(picture.data).hexdigest()
        self._found[digest] = picture
        return ReturnedLine(picture=digest, picture_mark=read_picture_mark(name))

    def _dressed(self, line: ReturnedLine) -> ReturnedLine:
        """The line with the marks, changes and comments that wait."""
        marks = [mark for mark in map(read_entry_mark, self._marks) if mark is not None]
        rubric = next(filter(None, map(read_rubric_mark, self._marks)), "")
        line = replace(
            line,
            # Where an empty group's mark fell together with the next entry's, the last is the one whose text this is.
            entry_uuid=marks[-1].uuid if marks else "",
            version=marks[-1].version if marks else 0,
            rubric_uuid=rubric,
            is_end=END in self._marks,
            changes=tuple(self._changes),
            comments=tuple(self._remarks),
        )
        self._marks.clear()
        self._changes.clear()
        self._remarks.clear()
        return line

    def _note(self, element: Element) -> None:
        """Collect what is not text: marks, tracked changes, comments."""
        for child in element.iter():
            if child.tag == W + "bookmarkStart":
                self._marks.append(child.get(W + "name", ""))
            elif child.tag in _INSERTED or child.tag in _DELETED:
                self._tracked(child)
            elif child.tag == W + "commentRangeStart":
                self._open_comments.setdefault(child.get(W + "id", ""), [])
            elif child.tag in (W + "t", W + "delText"):
                for words in self._open_comments.values():
                    words.append(child.text or "")
            elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                kind = child.tag.removeprefix(W).removesuffix("Reference")
                text = self._footnotes[kind].pop(child.get(W + "id", ""), "")
                if text:
                    self._remarks.append(WordComment(text, "", _FOOTNOTE, ""))
            elif child.tag in (W + "commentRangeEnd", W + "commentReference"):
                self._end_comment(child.get(W + "id", ""))

    def _tracked(self, element: Element) -> None:
        is_inserted = element.tag in _INSERTED
        text = "".join(node.text or "" for node in element.iter(W + "t" if is_inserted else W + "delText"))
        if not is_inserted and not text:
            text = "".join(node.text or "" for node in element.iter(W + "t"))
        if not text.strip() or self._notes >= _MOST_NOTES:
            return
        self._notes += 1
        kind, author, at = "ins" if is_inserted else "del", element.get(W + "author", ""), element.get(W + "date", "")
        last = self._changes[-1] if self._changes else None
        if last is not None and (last.kind, last.author, last.at) == (kind, author, at):
            self._changes[-1] = replace(last, text=last.text + text)
        else:
            self._changes.append(TrackedChange(kind, text, author, at))

    def _end_comment(self, key: str) -> None:
        """A comment ends with its range, or with its sign in the text where it has no range; told once."""
        words = self._open_comments.pop(key, [])
        comment = self._comments.pop(key, None)
        if comment is not None:
            self._remarks.append(replace(comment, quote=" ".join("".join(words).split())[:300]))

    # -- links and photos ------------------------------------------------------------------------------------------

    def _inline(self, parent: Element, base: Look, runs: list[tuple[Run, float]], floats: list[Para]) -> None:
        before = len(runs)
        super()._inline(parent, base, runs, floats)
        if parent.tag == W + "hyperlink":
            address = self._addresses.get(parent.get(R + "id", ""), "")
            address = address if _LINK.match(address) else ""
            runs[before:] = [(replace(run, href=address), size) for run, size in runs[before:]]

    def _drawing(self, element: Element, floats: list[Para]) -> None:
        before = len(floats)
        super()._drawing(element, floats)
        name = next((node.get("name", "") for node in element.iter(WP + "docPr")), "")
        self._drawn.extend(name for para in floats[before:] if para.picture is not None)


def _is_mark(name: str) -> bool:
    return read_entry_mark(name) is not None or name == END


def _with_captions(lines: Iterator[ReturnedLine]) -> Iterator[ReturnedLine]:
    """A photo and the caption below it as one line."""
    photo: ReturnedLine | None = None
    for line in lines:
        if photo is not None:
            if line.is_caption and not line.entry_uuid:
                photo = replace(
                    photo,
                    runs=line.runs,
                    changes=(*photo.changes, *line.changes),
                    comments=(*photo.comments, *line.comments),
                )
                yield photo
                photo = None
                continue
            yield photo
            photo = None
        if line.picture:
            photo = line
        else:
            yield line
    if photo is not None:
        yield photo
