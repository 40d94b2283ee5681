"""The lines of a plain text file: bytes decoded, page numbers, head and foot lines dropped, gaps remembered."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cadre_portal.text import fold, squeeze
from documents.engines.reading.lines import NUMBERED, PAGE_NUMBER, is_caps
from documents.engines.reading.model import UnreadableFile

_NOT_TEXT = (
    "Tệp này không phải là tệp văn bản thuần (.txt) đọc được. "
    "Đồng chí hãy lưu lại với mã Unicode (UTF-8), hoặc dùng bản Word (.docx)."
)


@dataclass(slots=True)
class Line:
    """A printed line. ``blank``: white lines before it that hold spaces, as a picture or empty paragraph leaves;
    ``glued``: no empty line before it though the file has one between all lines: the top of a page."""

    text: str
    blank: int = 0
    glued: bool = False


def decode(data: bytes) -> str:
    """Return the text of a .txt: UTF-8, UTF-16 or UTF-32 with a mark, else windows-1258 without control bytes.

    Raises UnreadableFile (unknown_format) for what is no text.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                raise UnreadableFile("unknown_format", _NOT_TEXT) from error
    if b"\x00" in data:
        raise UnreadableFile("unknown_format", _NOT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        patched = data.decode("utf-8", "replace")
        if patched.count("\ufffd") * 100 < len(patched):
            return patched.replace("\ufffd", "")  # a few broken bytes in a sound file
        try:
            return data.decode("cp1258")
        except UnicodeDecodeError:
            return data.decode("latin-1")


def lines_of_text(text: str) -> list[Line]:
    """Return the lines that hold text, squeezed, with the gaps before them."""
    raw = re.split(r"\r\n|\r|\n|\f", text)
    filled = [place for place, line in enumerate(raw) if line.strip()]
    between = [b - a for a, b in itertools.pairwise(filled)]
    double = bool(between) and sum(1 for gap in between if gap >= 2) > 0.7 * len(between)
    lines: list[Line] = []
    blank = empty = 0
    for line in raw:
        if not line.strip():
            blank += bool(line)
            empty += 1
            continue
        lines.append(Line(squeeze(line), blank, double and empty == 0 and bool(lines)))
        blank = empty = 0
    return lines


def without_page_numbers(lines: list[Line]) -> list[Line]:
    """Drop lines that hold only a page number: rising, each some lines after the last."""
    result: list[Line] = []
    last = 0
    for place, line in enumerate(lines):
        match = PAGE_NUMBER.match(line.text)
        if match:
            number = int(match.group("number"))
            near = [
                other.text
                for other in (*lines[max(place - 1, 0) : place], *lines[place + 1 : place + 2])
                if PAGE_NUMBER.match(other.text)
            ]
            if last < number <= last + 40 and not near and not _opens_row(result, lines, place):
                last = number
                if place + 1 < len(lines):
                    lines[place + 1].blank += line.blank
                continue
        result.append(line)
    return result


def without_running_lines(lines: list[Line]) -> list[Line]:
    """Drop head and foot lines of pages: the same words three times or more, with a page number that rises; or the very same
    line beside the page numbers of two pages and more."""
    beside = _beside_page_numbers(lines)
    lines = [line for place, line in enumerate(lines) if place not in beside]
    seen: dict[str, list[int]] = {}
    for line in lines:
        digits = re.findall(r"\d+", line.text)
        if digits and len(line.text.split()) <= 16 and not NUMBERED.match(line.text):
            for digit in (digits[0], digits[-1]):
                key = re.sub(rf"\b{digit}\b", "#", line.text, count=1)
                seen.setdefault(key, []).append(int(digit))
    running = {
        key
        for key, pages in seen.items()
        if len(pages) >= 3 and len(set(pages)) == len(pages) and pages == sorted(pages) and pages[-1] < 400
    }
    return [line for line in lines if not _runs(line, running)]


def _beside_page_numbers(lines: Sequence[Line]) -> set[int]:
    """The places of lines that stand, word for word, above or below the lone numbers of several pages."""
    around: dict[str, dict[int, int]] = {}
    for place, line in enumerate(lines):
        number = PAGE_NUMBER.match(line.text)
        if number is None:
            continue
        for other in (place - 1, place + 1):
            if 0 <= other < len(lines) and not PAGE_NUMBER.match(lines[other].text) and len(lines[other].text) > 3:
                around.setdefault(lines[other].text, {}).setdefault(other, int(number.group("number")))
    found: set[int] = set()
    for pages in around.values():
        # A row of a contents table stands between two numbers, but only once.
        if len(pages) >= 2 and len(set(pages.values())) >= 2:
            found.update(pages)
    return found


def _runs(line: Line, running: set[str]) -> bool:
    digits = re.findall(r"\d+", line.text)
    keys = {re.sub(rf"\b{digit}\b", "#", line.text, count=1) for digit in digits[:1] + digits[-1:]}
    return bool(keys & running)


def _opens_row(before: Sequence[Line], lines: Sequence[Line], place: int) -> bool:
    """Whether a lone number opens a row of the contents table ("2" and its title on the next line)."""
    heads = [
        other for other in before[-14:] if re.match(r"^(?:stt|tt|so tt)?\s*(?:noi dung|muc luc)", fold(other.text))
    ]
    if not heads or place + 1 >= len(lines) or is_caps(lines[place + 1].text):
        return False
    number = int(re.sub(r"\D", "", lines[place].text))
    numbers = [1]
    for other in before[before.index(heads[-1]) + 1 :]:
        match = re.match(r"^(\d{1,2})\.?(?:\s|$)(?!\d)", other.text)
        if match:
            numbers.append(int(match.group(1)) + 1)
    return number == max(numbers)
