"""One PDF page as lines with positions and looks, pictures and ruling lines (pypdfium2).

pdfium is not thread-safe: one process, one thread at a time.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from documents.engines.blocks import Run
from documents.engines.reading.lines import tidy
from documents.engines.reading.model import ReadPicture
from documents.engines.reading.pictures import picture_from_bytes, picture_from_image

# Photos are larger than this on the page; what is smaller is a bullet, a rule or a stamp.
MIN_PICTURE_POINTS = 28.0
_BOLD = ("bold", "black", "heavy", "semibold", "demi", "-bd", ",bd")
_ITALIC = ("italic", "oblique", "-it", ",it")


@dataclass(slots=True)
class Segment:
    """Glyphs that follow each other on one base line. Coordinates in points, y from the bottom.

    ``spaced``: a real space stood before it in the file.
    """

    x0: float
    x1: float
    y: float
    size: float
    runs: list[Run] = field(default_factory=list)
    spaced: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class TextLine:
    """A printed line: its segments from left to right as tidy runs."""

    x0: float
    x1: float
    y: float
    size: float
    runs: tuple[Run, ...]
    segments: list[Segment]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture and its box on the page (x0, bottom, x1, top)."""

    box: tuple[float, float, float, float]
    picture: ReadPicture


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin straight line: horizontal when ``y0 == y1``, else vertical."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """All that a page shows, in points."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    pictures: list[PlacedPicture]
    rules: list[Rule]


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool
    italic: bool
    size: float


def read_page(document: pdfium.PdfDocument, index: int) -> Page:
    """Return page ``index`` (from 0) of an open document."""
    page = document[index]
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            segments = list(_segments(textpage, page))
        finally:
            textpage.close()
        pictures, rules = _drawn(page, width, height)
        return Page(index + 1, width, height, segments, pictures, rules)
    finally:
        page.close()


def text_lines(document: pdfium.PdfDocument, index: int) -> list[TextLine]:
    """The printed lines of page ``index`` (from 0) from top to bottom, without its pictures."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            return lines_of(list(_segments(textpage, page)))
        finally:
            textpage.close()
    finally:
        page.close()


def _look(pointer: object, cache: dict[int, _Look]) -> _Look:
    key = ctypes.addressof(pointer.contents) if pointer else 0  # type: ignore[attr-defined]
    if key in cache:
        return cache[key]
    look = _Look(False, False, 12.0)
    if key:
        font = raw.FPDFTextObj_GetFont(pointer)
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.value.decode("utf-8", "replace").lower()
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(pointer, size)
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(pointer, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        stroked = raw.FPDFTextObj_GetTextRenderMode(pointer) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        look = _Look(
            stroked or any(word in name for word in _BOLD),
            any(word in name for word in _ITALIC),
            size.value * scale,
        )
    cache[key] = look
    return look


def _segments(textpage: pdfium.PdfTextPage, page: pdfium.PdfPage) -> Iterator[Segment]:
    """Yield the glyphs of the page in the file's order, cut where the base line changes or a wide gap opens.

    Long because it is one pass over the characters with pdfium's calls bound to local names: it is the hot loop.
    """
    count = textpage.count_chars()
    looks: dict[int, _Look] = {}
    get_unicode, get_object = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject
    get_origin, get_box = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    is_generated = raw.FPDFText_IsGenerated
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    segment: Segment | None = None
    base_y = 0.0
    pending_space = False
    high = 0
    for place in range(count):
        code = get_unicode(textpage, place)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        if is_generated(textpage, place) == 1:
            continue  # line ends and spaces that pdfium guesses: the gaps below decide
        if code in (0x20, 0xA0, 0x09, 0x0D, 0x0A):
            pending_space = True
            continue
        if code in (0, 0xFFFE, 0xFFFF):
            continue
        char = "-" if code in (0x02, 0xAD, 0x2010, 0x2011) else chr(code)
        pointer = get_object(textpage, place)
        look = _look(pointer, looks)
        get_origin(textpage, place, x, y)
        get_box(textpage, place, box)
        size = look.size or 12.0
        left, right = box.left, box.right
        raised = 0.0
        fits = (
            segment is not None
            and -0.6 * size <= left - segment.x1 <= 0.5 * max(size, segment.size)
            and abs(y.value - base_y) <= 0.5 * max(size, segment.size)
        )
        if segment is None or not fits:
            if segment is not None and segment.runs:
                yield segment
            segment = Segment(left, right, y.value, size, spaced=pending_space)
            base_y = y.value
            pending_space = False
        else:
            raised = y.value - base_y if size < 0.8 * segment.size else 0.0
            if pending_space or left - segment.x1 > 0.18 * size:
                segment.runs.append(Run(" ", look.bold, look.italic))
            if size > segment.size * 1.2 and len(segment.runs) <= 1:
                segment.size, base_y, segment.y = size, y.value, y.value
        pending_space = False
        up, down = raised > 0.15 * size, raised < -0.1 * size
        last = segment.runs[-1] if segment.runs else None
        if (
            last is not None
            and last.bold == look.bold
            and last.italic == look.italic
            and last.superscript == up
            and last.subscript == down
        ):
            segment.runs[-1] = Run(last.text + char, last.bold, last.italic, superscript=up, subscript=down)
        else:
            segment.runs.append(Run(char, look.bold, look.italic, superscript=up, subscript=down))
        segment.x1 = max(segment.x1, right)
    if segment is not None and segment.runs:
        yield segment


def lines_of(segments: list[Segment]) -> list[TextLine]:
    """Return printed lines from top to bottom, segments of one base line joined from left to right."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (-s.y, s.x0)):
        for group in reversed(lines[-3:]):
            if abs(group[0].y - segment.y) <= 0.35 * max(group[0].size, segment.size):
                group.append(segment)
                break
        else:
            lines.append([segment])
    result: list[TextLine] = []
    for group in lines:
        group = sorted((s for s in group if not _is_ghost(s, group)), key=lambda s: s.x0)
        runs: list[Run] = []
        end = 0.0
        for segment in group:
            if runs and (segment.spaced or segment.x0 - end > 0.18 * segment.size):
                runs.append(Run(" "))
            runs.extend(segment.runs)
            end = segment.x1
        tidied = tidy(runs)
        if not tidied:
            continue
        size = max(group, key=lambda s: len(s.text)).size
        result.append(TextLine(group[0].x0, max(s.x1 for s in group), group[0].y, size, tidied, group))
    return result


def _is_ghost(segment: Segment, group: list[Segment]) -> bool:
    """Whether a lone letter is only the stroke of a mark: some fonts draw it as a glyph of its own, named as the letter."""
    if len(segment.text) != 1 or not segment.text.isalpha() or segment.x1 - segment.x0 > 0.22 * segment.size:
        return False
    return any(other is not segment and other.x0 - 1 <= segment.x1 and segment.x0 <= other.x1 + 1 for other in group)


def _drawn(page: pdfium.PdfPage, width: float, height: float) -> tuple[list[PlacedPicture], list[Rule]]:
    pictures: list[PlacedPicture] = []
    rules: list[Rule] = []
    for drawn in page.get_objects(max_depth=4):
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = drawn.get_bounds()
            if right - left < MIN_PICTURE_POINTS or top - bottom < MIN_PICTURE_POINTS:
                continue
            if right - left > 0.92 * width and top - bottom > 0.9 * height:
                continue  # a page background or a scanned page: nothing of a photo
            picture = _picture(drawn)
            if picture is not None:
                pictures.append(PlacedPicture((left, bottom, right, top), picture))
        elif drawn.type == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules(drawn))
    return pictures, rules


def _picture(drawn: pdfium.PdfObject) -> ReadPicture | None:
    """The bytes of an image object: a JPEG as it lies in the file, anything else as PNG."""
    try:
        filters = list(drawn.get_filters())
        if filters and filters[-1] == "DCTDecode":
            picture = picture_from_bytes(bytes(drawn.get_data(decode_simple=True)))
            if picture is not None and picture.media_type == "image/jpeg":
                return picture
        return picture_from_image(drawn.get_bitmap(render=False).to_pil().convert("RGB"))
    except (pdfium.PdfiumError, ValueError, OSError):
        return None


def _rules(drawn: pdfium.PdfObject) -> Iterator[Rule]:
    """Straight thin lines of a path: stroked lines, edges of boxes, thin filled boxes."""
    left, bottom, right, top = drawn.get_bounds()
    if right - left < 4 and top - bottom < 4:
        return
    if top - bottom <= 3 and right - left > 8:
        middle = (top + bottom) / 2
        yield Rule(left, middle, right, middle)
        return
    if right - left <= 3 and top - bottom > 8:
        middle = (left + right) / 2
        yield Rule(middle, bottom, middle, top)
        return
    count = raw.FPDFPath_CountSegments(drawn.raw)
    if count > 200:
        return
    matrix = drawn.get_matrix()
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(count):
        segment = raw.FPDFPath_GetPathSegment(drawn.raw, place)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            points = [point]
            continue
        if points:
            yield from _rule(points[-1], point)
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _rule(point, points[0])


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    if abs(start[1] - end[1]) < 1 and abs(start[0] - end[0]) > 8:
        yield Rule(min(start[0], end[0]), start[1], max(start[0], end[0]), start[1])
    elif abs(start[0] - end[0]) < 1 and abs(start[1] - end[1]) > 8:
        yield Rule(start[0], min(start[1], end[1]), start[0], max(start[1], end[1]))
