"""A PDF as paragraphs: lines rejoined by place and look, page numbers and running heads removed.

A line that ends early (the next word would have fitted) ends its paragraph; otherwise an indented next line, a
wider gap or another look starts a new one. Bold and italic are known only by the font's name.
"""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from directives.wrapped.metrics import width_of
from documents.engines.reading.guard import refuse_stamp
from documents.engines.reading.lines import ENDS_SENTENCE, ITEM, NUMBERED, PAGE_NUMBER, join_runs, starts_lower
from documents.engines.reading.model import Para, UnreadableFile
from documents.engines.reading.pdf_columns import Gutter, gutter_of, parted
from documents.engines.reading.pdf_page import Page, Segment, TextLine, lines_of, read_page
from documents.engines.reading.pdf_tables import Grid, grids_of, table_of

_NOT_PDF = (
    "Tệp này không phải là tệp PDF hoặc đã bị hỏng. "
    "Đồng chí hãy mở lại bản gốc, xuất ra PDF rồi tải lên lại, hoặc dùng bản Word (.docx)."
)
_ENCRYPTED = (
    "Tệp PDF này đặt mật khẩu nên không đọc được. Đồng chí hãy bỏ mật khẩu rồi tải lên lại, hoặc dùng bản Word (.docx)."
)
_SCANNED = (
    "Tệp PDF này là bản quét (ảnh chụp trang giấy), không có chữ để đọc. "
    "Đồng chí hãy dùng bản Word (.docx) hoặc bản PDF xuất từ Word."
)


# A line of a contents table without rules: dots up to the page number.
_LEADER = re.compile(r"(?:[.…_]\s?){3,}\s*\d{0,3}\s*$")


_FEW_WIDE = 12


@dataclass(slots=True)
class _Piece:
    """A line, or a thing standing between lines, with the top and page it stands at."""

    top: float
    page: int
    line: TextLine | None = None
    thing: Para | None = None
    grid: Grid | None = None
    narrow: bool = False  # in one of two columns


def read_pdf(data: bytes, progress: Callable[[float], None] | None = None) -> tuple[Para, ...]:
    """Return the paragraphs, tables and pictures of a PDF in reading order; ``progress`` is told shares 0…1.

    Raises UnreadableFile: not_pdf, encrypted_pdf, scanned_pdf, state_secret.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnreadableFile("encrypted_pdf", _ENCRYPTED) from error
        raise UnreadableFile("not_pdf", _NOT_PDF) from error
    try:
        pages = []
        for index in range(len(document)):
            pages.append(read_page(document, index))
            if progress is not None:
                progress((index + 1) / len(document))
    except pdfium.PdfiumError as error:
        raise UnreadableFile("not_pdf", _NOT_PDF) from error
    finally:
        document.close()
    refuse_stamp(line.text for page in pages for line in lines_of(page.segments))
    refuse_stamp(segment.text for page in pages for segment in page.segments)
    letters = sum(len(segment.text) for page in pages for segment in page.segments)
    if letters < 40 * max(len(pages), 1) and letters < 400:
        raise UnreadableFile("scanned_pdf", _SCANNED)
    return _paragraphs(pages)


def _paragraphs(pages: list[Page]) -> tuple[Para, ...]:
    running = _running_lines(pages)
    _drop_repeated_pictures(pages)
    pieces: list[_Piece] = []
    gutters: list[Gutter] = []
    gutter: Gutter | None = None
    for page in pages:
        found, gutter = _page_pieces(page, running, gutter)
        pieces.extend(found)
        gutters.extend([gutter] if gutter is not None else [])
    wide = [piece for piece in pieces if not piece.narrow]
    narrow = [piece for piece in pieces if piece.narrow]
    column = _Column.of(wide)
    inner = _Column.of(narrow)
    if gutters and len(wide) < _FEW_WIDE:
        # Too few lines across both columns to tell where they begin and end.
        column = replace(inner, right=inner.right + gutters[0].shift)
    return _joined(_merged_tables(pieces), column, inner)


def _drop_repeated_pictures(pages: list[Page]) -> None:
    """Leave out a picture that stands on three pages or more, half of them at least: an emblem, no photo."""
    seen = Counter(hash(data) for page in pages for data in {photo.picture.data for photo in page.pictures})
    for page in pages:
        page.pictures = [
            photo
            for photo in page.pictures
            if seen[hash(photo.picture.data)] < 3 or seen[hash(photo.picture.data)] * 2 < len(pages)
        ]


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip().lower())


def _running_lines(pages: list[Page]) -> set[str]:
    """Texts (digits apart) that stand first or last on at least three pages, and on a third of them."""
    seen: Counter[str] = Counter()
    for page in pages[1:]:
        lines = lines_of(page.segments)
        edges = {_key(line.text) for line in (*lines[:2], *lines[-2:]) if _in_margin(line, page)}
        seen.update(edges)
    seen.pop("#", None)  # a number alone: a page number by its form, or the end of a sentence ("… năm / 2024")
    return {text for text, count in seen.items() if count >= 3 and count * 3 >= len(pages)}


def _in_margin(line: TextLine, page: Page) -> bool:
    return line.y > 0.9 * page.height or line.y < 0.1 * page.height


def _page_pieces(page: Page, running: set[str], before: Gutter | None) -> tuple[list[_Piece], Gutter | None]:
    """The pieces of a page in reading order, and the strip between its columns if it has two; ``before``: of the last page."""
    grids = grids_of(page)
    inside: dict[int, list[Segment]] = {place: [] for place in range(len(grids))}
    outside: list[Segment] = []
    for segment in page.segments:
        for place, grid in enumerate(grids):
            if grid.holds(segment.x0 + 1, segment.y):
                inside[place].append(segment)
                break
        else:
            outside.append(segment)
    lines = [line for line in lines_of(outside) if not (_in_margin(line, page) and _runs(line, running))]
    outside = [segment for line in lines for segment in line.segments]
    things: list[tuple[_Piece, float, float]] = []
    for place, grid in enumerate(grids):
        photos = [
            photo
            for photo in page.pictures
            if grid.holds((photo.box[0] + photo.box[2]) / 2, (photo.box[1] + photo.box[3]) / 2)
        ]
        table = table_of(grid, inside[place], photos, page.number)
        things.append((_Piece(grid.top, page.number, thing=table, grid=grid), grid.xs[0], grid.xs[-1]))
        page.pictures = [photo for photo in page.pictures if photo not in photos]
    for photo in page.pictures:
        piece = _Piece(photo.box[3], page.number, thing=Para(picture=photo.picture, page=page.number))
        things.append((piece, photo.box[0], photo.box[2]))
    gutter = gutter_of(outside, page.width, before)
    if gutter is not None:
        return _in_columns(outside, things, gutter, page), gutter
    pieces = [_Piece(line.y + line.size, page.number, line=line) for line in lines]
    return sorted([*pieces, *(piece for piece, _, _ in things)], key=lambda piece: -piece.top), None


def _runs(line: TextLine, running: set[str]) -> bool:
    """Whether a line in the margin is a page number or the running head or foot."""
    return PAGE_NUMBER.match(line.text) is not None or _key(line.text) in running


def _in_columns(
    segments: list[Segment], things: list[tuple[_Piece, float, float]], gutter: Gutter, page: Page
) -> list[_Piece]:
    """The pieces of a page of two columns: what reaches across parts it into bands, read left column first."""
    across, left, right = (
        [_Piece(line.y + line.size, page.number, line=line, narrow=narrow) for line in lines]
        for narrow, lines in zip((False, True, True), parted(segments, gutter), strict=True)
    )
    for piece, x0, x1 in things:
        side = across if gutter.crossed(x0, x1) else left if x1 <= gutter.middle + 2 else right
        piece.narrow = side is not across
        side.append(piece)
    order: list[_Piece] = []
    above = float("inf")
    for full in [*sorted(across, key=lambda piece: -piece.top), None]:
        below = full.top if full is not None else float("-inf")
        for side in (left, right):
            order.extend(sorted((one for one in side if below <= one.top < above), key=lambda piece: -piece.top))
        if full is not None:
            order.append(full)
        above = below
    return order


def _merged_tables(pieces: list[_Piece]) -> list[_Piece]:
    """Join a table that goes on over a page break with its first part (same columns, nothing between)."""
    result: list[_Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if (
            last is not None
            and last.grid is not None
            and piece.grid is not None
            and last.thing is not None
            and piece.thing is not None
            and piece.page == last.page + 1
            and len(piece.grid.xs) == len(last.grid.xs)
            and all(abs(a - b) < 6 for a, b in zip(piece.grid.xs, last.grid.xs, strict=True))
        ):
            rows = piece.thing.rows
            if rows and last.thing.rows and _cells(rows[0]) == _cells(last.thing.rows[0]):
                rows = rows[1:]
            joined = Para(rows=last.thing.rows + rows, page=last.thing.page)
            result[-1] = _Piece(last.top, piece.page, thing=joined, grid=piece.grid)
        else:
            result.append(piece)
    return result


def _cells(row: tuple[object, ...]) -> list[str]:
    return [" ".join(para.text for para in cell.paras) for cell in row]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class _Column:
    """The column of text: left and right edge, usual line pitch and size, in points."""

    left: float
    right: float
    pitch: float
    size: float

    @classmethod
    def of(cls, pieces: list[_Piece]) -> "_Column":
        lines = [piece.line for piece in pieces if piece.line is not None]
        long = [line for line in lines if len(line.text) > 40] or lines
        if not long:
            return cls(0, 600, 18, 14)
        lefts = Counter(round(line.x0) for line in long)
        # Continuation lines outnumber first lines; the smallest frequent edge is the column's.
        most = max(lefts.values())
        left = float(min(edge for edge, count in lefts.items() if count >= 0.3 * most))
        rights = sorted(line.x1 for line in long)
        right = rights[int(0.9 * (len(rights) - 1))]
        gaps = [
            a.line.y - b.line.y
            for a, b in itertools.pairwise(pieces)
            if a.line is not None and b.line is not None and a.page == b.page and a.line.y - b.line.y > 2
        ]
        sizes = Counter(round(line.size, 1) for line in long for _ in range(len(line.text) // 10))
        size = sizes.most_common(1)[0][0] if sizes else 14.0
        pitch = statistics.median_low(gaps) if gaps else 1.3 * size
        return cls(left, right, pitch, size)


def _centred(line: TextLine, column: _Column) -> bool:
    """Whether a line stands in the middle of the column with free space on both sides."""
    left, right = line.x0 - column.left, column.right - line.x1
    return abs(left - right) <= 0.5 * column.size and min(left, right) > 0.9 * column.size


def _look(line: TextLine) -> tuple[bool, bool]:
    """Bold and italic of the whole line."""
    letters = [run for run in line.runs if any(c.isalnum() for c in run.text)]
    return (
        bool(letters) and all(run.bold for run in letters),
        bool(letters) and all(run.italic for run in letters),
    )


def _breaks(group: list[TextLine], line: TextLine, column: _Column, *, same_page: bool) -> bool:
    """Whether ``line`` starts a new paragraph after the lines of ``group``.

    Longer than most: the order of the signs is the rule (size, gap, look, number, early end, indent).
    """
    last = group[-1]
    look = _look(line)
    lower = starts_lower(line.text)
    if abs(last.size - line.size) > 0.6 or _LEADER.search(last.text):
        return True
    if same_page and last.y - line.y > 1.5 * max(column.pitch, 1.1 * line.size) and not lower:
        return True
    if last.runs[-1].bold != line.runs[0].bold and (_look(last)[0] or look[0]):
        return True
    if not line.runs[0].italic and all(_look(one)[1] for one in group):
        return True
    numbered = NUMBERED.match(line.text)
    marked = numbered is not None and bool(numbered.group("mark").strip())
    if marked and numbered is not None and numbered.group("title") and look[0]:
        return True
    early = _ends_early(group, line, column)
    caption = _look(last) == look and not look[0] and (look[1] or abs(line.size - column.size) > 0.6)
    if caption and not early:
        return False
    if _centred(last, column) and (_centred(line, column) or line.x0 - column.left > 2 * column.size):
        # Centred lines end early by nature: a new one begins with a capital after a clear end.
        return early and not lower and not _goes_on(last.text)
    indented = line.x0 - column.left > 0.5 * column.size
    if marked and (indented or last.x1 < column.right - 2 * column.size):
        return True
    if early:
        # A small letter goes on with an open sentence, however the line came to end.
        return not lower or (ENDS_SENTENCE.search(last.text) is not None and not caption)
    item = ITEM.match(line.text)
    if item is not None and indented:
        hanging = abs(line.x0 - last.x0) < 1 and len(group) > 1
        return not hanging or not starts_lower(item.group("text"))
    deeper = line.x0 - last.x0 > 0.8 * column.size
    if deeper and len(group) == 1 and ITEM.match(last.text) and not ENDS_SENTENCE.search(last.text):
        return False  # an item's lines hang below its words
    if line.x0 - column.left > 0.8 * column.size and (len(group) == 1 or deeper):
        same_edge = len(group) == 1 and abs(line.x0 - last.x0) < 1.5
        return not (same_edge and lower) and (not lower or deeper)
    return False


def _ends_early(group: list[TextLine], line: TextLine, column: _Column) -> bool:
    """Whether the first word of ``line`` would still have fitted on the line before: then that line was ended."""
    last = group[-1]
    scale = (line.x1 - line.x0) / max(width_of(line.text), 1.0)
    needed = 0.95 * scale * (width_of(line.text.split(" ")[0]) + 250)
    edge = max(column.right, max(piece.x1 for piece in group))
    return last.x1 + needed < edge - 0.1 * line.size


def _goes_on(text: str) -> bool:
    """Whether a centred line is open at its end: a title that goes on in the next line."""
    return bool(re.search(r"[,–-]$|\b(?:và|của|với|về|cho|theo|trong|tại|do)$", text.rstrip()))


def _joined(pieces: list[_Piece], wide: _Column, narrow: _Column) -> tuple[Para, ...]:
    paras: list[Para] = []
    group: list[TextLine] = []
    page = first_page = 0
    column = wide

    def close() -> None:
        if group:
            centred = all(_centred(line, column) for line in group) or (
                len(group) > 1 and _centred(group[-1], column) and not _look(group[0])[0]
            )
            size = max(group, key=lambda line: len(line.text)).size
            runs = join_runs([line.runs for line in group])
            paras.append(Para(runs=runs, size=round(size, 1), centred=centred, page=first_page))
            group.clear()

    for piece in pieces:
        if piece.narrow != (column is narrow):
            close()
            column = narrow if piece.narrow else wide
        if piece.line is None:
            close()
            if piece.thing is not None:
                paras.append(piece.thing)
        else:
            if group and _breaks(group, piece.line, column, same_page=piece.page == page):
                close()
            if not group:
                first_page = piece.page
            group.append(piece.line)
        page = piece.page
    close()
    return tuple(paras)
