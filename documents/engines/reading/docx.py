"""A Word file (.docx) as paragraphs: looks with style inheritance, list numbers, text boxes, tables, pictures.

Read straight from the package's XML with the standard library. What is deleted under tracked changes is left
out, what is inserted is kept. Headers, footers, comments and footnotes are not part of a bulletin's text.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from documents.engines.blocks import Run
from documents.engines.reading.docx_looks import PLAIN, Look, paragraph_look, run_look, value_of
from documents.engines.reading.docx_numbering import Numbering, W
from documents.engines.reading.docx_tree import cells_in, children_of, rows_of, with_row_spans
from documents.engines.reading.guard import refuse_stamp
from documents.engines.reading.lines import tidy
from documents.engines.reading.model import Para, ReadPicture, TableCell, UnreadableFile
from documents.engines.reading.pictures import picture_from_bytes

T = TypeVar("T")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"

# A bulletin of 60 pages with photos unpacks to a few dozen MB; a bomb to thousands.
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200
MAX_XML_PART = 64 * 1024 * 1024
MAX_PARTS = 5000
MIN_EMU = 360_000
# A list of three hundred members with ten columns has 3,000 cells; more than these take minutes and hundreds of MB.
MAX_CELLS_OF_TABLE = 5_000
MAX_CELLS = 20_000

_NOT_DOCX = (
    "Tệp này không phải là tệp Word (.docx) hoặc đã bị hỏng. "
    "Đồng chí hãy mở tệp bằng Word, chọn Lưu thành… kiểu .docx rồi tải lên lại."
)
_BOMB = (
    "Tệp nén này phình ra lớn bất thường khi mở nên không được đọc. "
    "Đồng chí hãy mở bằng Word và lưu lại thành tệp .docx mới."
)
_ENTITY = (
    "Tệp Word này chứa khai báo lạ (DOCTYPE) có thể trỏ ra ngoài nên không được đọc. "
    "Đồng chí hãy mở bằng Word và lưu lại thành tệp .docx mới."
)
_OLD_WORD = (
    "Đây là tệp Word kiểu cũ (.doc) hoặc tệp Word đặt mật khẩu. "
    "Đồng chí hãy mở bằng Word, bỏ mật khẩu nếu có, lưu thành kiểu .docx rồi tải lên lại."
)
_WIDE_TABLE = (
    f"Tệp có một bảng hơn {MAX_CELLS_OF_TABLE} ô, quá lớn để đọc. "
    "Đồng chí hãy bỏ các hàng, cột trống hoặc tách bảng đó ra tệp riêng rồi tải lên lại."
)
_MANY_CELLS = (
    f"Các bảng trong tệp có tất cả hơn {MAX_CELLS} ô, quá nhiều để đọc. "
    "Đồng chí hãy bỏ các hàng, cột trống hoặc tách bớt bảng ra tệp riêng rồi tải lên lại."
)


def read_docx(data: bytes) -> tuple[Para, ...]:
    """Return the paragraphs, tables and pictures of a .docx in reading order.

    Raises UnreadableFile: not_docx, zip_bomb, external_entity, state_secret, too_large.
    """
    return opened(data, lambda archive: DocxReader(archive).safe_paras())


def opened(data: bytes, read: Callable[[zipfile.ZipFile], T]) -> T:
    """Return what ``read`` makes of the package. Raises UnreadableFile as ``read_docx`` does."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableFile("not_docx", _OLD_WORD)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _refuse_bomb(archive)
        return read(archive)
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, NotImplementedError, EOFError) as error:
        raise UnreadableFile("not_docx", _NOT_DOCX) from error
    except (KeyError, ValueError) as error:  # a part is missing; an attribute is no number
        raise UnreadableFile("not_docx", _NOT_DOCX) from error
    except RuntimeError as error:  # zipfile: "File is encrypted, password required"
        raise UnreadableFile("not_docx", _OLD_WORD) from error


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise UnreadableFile("zip_bomb", _BOMB)
    if unpacked > 20 * 1024 * 1024 and unpacked / packed > MAX_RATIO:
        raise UnreadableFile("zip_bomb", _BOMB)


class DocxReader:
    """One opened package; ``docx_returned`` reads a file that comes back with more of it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._main = self._main_part()
        self._targets = self._relations(self._main)
        self._styles, self._defaults, self._default_style = self._read_styles()
        self._numbering = Numbering(self._optional("numbering.xml"))
        self._page = 1
        self._pictures: dict[str, ReadPicture | None] = {}
        self._cells = 0

    # -- package ------------------------------------------------------------------------------------------

    def _main_part(self) -> str:
        for target, kind in self._relations("").values():
            if kind.endswith("/officeDocument"):
                return target
        raise KeyError("officeDocument")

    def _xml(self, name: str) -> Element:
        if self._archive.getinfo(name).file_size > MAX_XML_PART:
            raise UnreadableFile("zip_bomb", _BOMB)
        with self._archive.open(name) as part:
            raw = part.read(MAX_XML_PART + 1)
        if len(raw) > MAX_XML_PART:
            raise UnreadableFile("zip_bomb", _BOMB)
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or "<!DOCTYPE".encode("utf-16-le") in raw:
            raise UnreadableFile("external_entity", _ENTITY)
        return ElementTree.fromstring(raw)  # noqa: S314 - a part with a DOCTYPE is refused above

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", name + ".rels")
        if path not in self._names:
            return {}
        result = {}
        for relation in self._xml(path).findall(REL + "Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            result[relation.get("Id", "")] = (full, relation.get("Type", ""))
        return result

    def _optional(self, name: str) -> Element | None:
        kind = "/" + name.removesuffix(".xml")
        for target, relation in self._targets.values():
            if relation.endswith(kind) and target in self._names:
                return self._xml(target)
        return None

    # -- looks --------------------------------------------------------------------------------------------

    def _read_styles(self) -> tuple[dict[str, tuple[str, Look]], Look, str]:
        root = self._optional("styles.xml")
        if root is None:
            return {}, PLAIN, ""
        base = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        defaults = run_look(base)
        styles: dict[str, tuple[str, Look]] = {}
        default_style = ""
        for style in root.findall(W + "style"):
            name = style.get(W + "styleId", "")
            look = run_look(style.find(W + "rPr")).over(paragraph_look(style.find(W + "pPr")))
            styles[name] = (value_of(style.find(W + "basedOn")), look)
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                default_style = name
        return styles, defaults, default_style

    def _style(self, name: str) -> Look:
        look, seen = PLAIN, set()
        while name in self._styles and name not in seen:
            seen.add(name)
            name, own = self._styles[name]
            look = look.over(own)
        return look

    # -- content ------------------------------------------------------------------------------------------

    def margin_lines(self) -> list[str]:
        """The lines of headers and footers: no text of a bulletin, but a secrecy stamp may stand there."""
        lines: list[str] = []
        for target, relation in self._targets.values():
            if relation.endswith(("/header", "/footer")) and target in self._names:
                for paragraph in self._xml(target).iter(W + "p"):
                    lines.append("".join(node.text or "" for node in paragraph.iter(W + "t")))
        return lines

    def safe_paras(self) -> tuple[Para, ...]:
        """The paragraphs, once no stamp stands in the margins. Raises UnreadableFile (state_secret)."""
        refuse_stamp(self.margin_lines())
        return self.paras()

    def paras(self) -> tuple[Para, ...]:
        body = self._xml(self._main).find(W + "body")
        return () if body is None else tuple(self._blocks(body))

    def _blocks(self, parent: Element) -> Iterator[Para]:
        for child in children_of(parent):
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag in (W + "sdt", W + "ins", W + "moveTo", W + "customXml", W + "smartTag"):
                inner = child.find(W + "sdtContent") if child.tag == W + "sdt" else child
                if inner is not None:
                    yield from self._blocks(inner)

    def _table(self, table: Element) -> Iterator[Para]:
        rows: list[tuple[TableCell, ...]] = []
        in_table = 0
        for row in rows_of(table):
            cells: list[TableCell] = []
            for cell in cells_in(row):
                in_table += 1
                self._count_cell(in_table)
                properties = cell.find(W + "tcPr")
                span = int(value_of(None if properties is None else properties.find(W + "gridSpan"), "1") or 1)
                merge = None if properties is None else properties.find(W + "vMerge")
                paras = tuple(self._blocks(cell))
                if merge is not None and merge.get(W + "val", "continue") == "continue":
                    cells.append(TableCell(paras, max(span, 1), 0))
                else:
                    cells.append(TableCell(paras, max(span, 1), 1))
            if cells:
                rows.append(tuple(cells))
        if rows:
            yield Para(rows=with_row_spans(rows), page=self._page)

    def _count_cell(self, in_table: int) -> None:
        """Count one more cell, the ``in_table``-th of its table. Raises UnreadableFile (too_large)."""
        self._cells += 1
        if in_table > MAX_CELLS_OF_TABLE:
            raise UnreadableFile("too_large", _WIDE_TABLE)
        if self._cells > MAX_CELLS:
            raise UnreadableFile("too_large", _MANY_CELLS)

    def _paragraph(self, element: Element) -> Iterator[Para]:
        properties = element.find(W + "pPr")
        own = paragraph_look(properties)
        style_name = value_of(None if properties is None else properties.find(W + "pStyle")) or self._default_style
        base = self._style(style_name)
        look = own.over(base)
        runs: list[tuple[Run, float]] = []
        floats: list[Para] = []
        self._inline(element, base.over(self._defaults), runs, floats)
        marker = ""
        if look.list_id is not None and (runs or floats):
            marker = self._numbering.marker(look.list_id, look.list_level or 0)
        page = self._page
        if marker and runs:
            runs.insert(0, (replace(runs[0][0], text=marker + " "), runs[0][1]))
        text = tidy(run for run, _ in runs)
        pictures = [para for para in floats if para.picture is not None]
        others = [para for para in floats if para.picture is None]
        yield from pictures
        if text:
            yield Para(
                runs=text,
                size=_main_size(runs),
                centred=look.align == "center",
                page=page,
                style=0 if look.outline is None else look.outline + 1,
            )
        yield from others

    def _inline(self, parent: Element, base: Look, runs: list[tuple[Run, float]], floats: list[Para]) -> None:
        """Collect the runs of a paragraph, and what floats at it: pictures, text boxes."""
        for child in children_of(parent):
            if child.tag == W + "r":
                self._run(child, base, runs, floats)
            elif child.tag in _INLINE_WRAPPERS:
                self._inline(child, base, runs, floats)
            elif child.tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    self._inline(content, base, runs, floats)

    def _run(self, element: Element, base: Look, runs: list[tuple[Run, float]], floats: list[Para]) -> None:
        properties = element.find(W + "rPr")
        look = run_look(properties)
        named = value_of(None if properties is None else properties.find(W + "rStyle"))
        if named:
            look = look.over(self._style(named))
        look = look.over(base)
        pieces: list[str] = []
        for child in children_of(element):
            tag = child.tag
            if tag == W + "t":
                pieces.append(child.text or "")
            elif tag == W + "tab":
                pieces.append(" ")
            elif tag == W + "noBreakHyphen":
                pieces.append("-")
            elif tag in (W + "br", W + "cr"):
                if child.get(W + "type") == "page":
                    self._page += 1
                pieces.append("\n")
            elif tag == W + "lastRenderedPageBreak":
                self._page += 1
            elif tag == W + "sym":
                pieces.append(_SYMBOLS.get(child.get(W + "char", "").upper()[-2:], ""))
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._drawing(child, floats)
        text = "".join(pieces)
        if not text or look.hidden:
            return
        if look.caps:
            text = text.upper()
        run = Run(
            text,
            bold=bool(look.bold),
            italic=bool(look.italic),
            underline=bool(look.underline),
            superscript=look.script == "superscript",
            subscript=look.script == "subscript",
        )
        runs.append((run, look.size or 0.0))

    def _drawing(self, element: Element, floats: list[Para]) -> None:
        if _is_tiny(element):
            return
        for node in _walk(element):
            name = ""
            if node.tag == A + "blip":
                name = node.get(R + "embed", "")
            elif node.tag == V + "imagedata":
                name = node.get(R + "id", "")
            elif node.tag == W + "txbxContent":
                floats.extend(self._blocks(node))
            picture = self._picture(name) if name else None
            if picture is not None:
                floats.append(Para(picture=picture, page=self._page))

    def _picture(self, relation: str) -> ReadPicture | None:
        target = self._targets.get(relation, ("", ""))[0]
        if target not in self._names:
            return None
        if target not in self._pictures:
            self._pictures[target] = picture_from_bytes(self._archive.read(target))
        return self._pictures[target]


_INLINE_WRAPPERS = {
    W + tag for tag in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "dir", "bdo")
}
_SYMBOLS = {"2D": "-", "B7": "-", "A7": "-", "FC": "-", "D8": "-", "2B": "+"}


def _walk(element: Element) -> Iterator[Element]:
    """All below an element in order, but not into text boxes (their blocks are read as blocks)."""
    for child in children_of(element):
        yield child
        if child.tag != W + "txbxContent":
            yield from _walk(child)


def _is_tiny(element: Element) -> bool:
    """Whether a drawing is printed under a centimetre high or wide: an icon or line, no photo."""
    extent = element.find(f"*/{WP}extent")
    if extent is None or next(element.iter(W + "txbxContent"), None) is not None:
        return False
    return min(int(extent.get("cx", "0")), int(extent.get("cy", "0"))) < MIN_EMU


def _main_size(runs: list[tuple[Run, float]]) -> float:
    weight: dict[float, int] = {}
    for run, size in runs:
        weight[size] = weight.get(size, 0) + len(run.text.strip())
    return max(weight, key=lambda size: weight[size]) if weight else 0.0
