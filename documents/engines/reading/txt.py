"""Plain text files as paragraphs: bytes decoded, broken lines joined, captions marked."""

import math
from collections.abc import Sequence

from cadre_portal.text import nfc
from directives.wrapped.captions import credit_alone, has_credit, opens_like_caption, shows_scene
from directives.wrapped.contents import find_contents, last_contents
from directives.wrapped.headings import looks_dated
from directives.wrapped.lines import Line, lines_of_text, without_page_furniture
from directives.wrapped.measure import Measure
from directives.wrapped.paragraphs import Joiner, heading_of, opens
from directives.wrapped.signs import ENDS_SENTENCE, NUMBERED, is_caps, starts_lower
from documents.engines.blocks import Run
from documents.engines.reading.guard import refuse_stamp
from documents.engines.reading.lines import join_runs
from documents.engines.reading.model import Para, UnreadableFile

_NOT_TEXT = (
    "Tệp này không phải là tệp văn bản thuần (.txt) đọc được. "
    "Đồng chí hãy lưu lại với mã Unicode (UTF-8), hoặc dùng bản Word (.docx)."
)
_NO_TEXT = "Tệp này không có chữ nào để đọc. Đồng chí hãy kiểm tra lại tệp đã chọn."
# White lines that only a picture leaves.
_PICTURE_GAP = 4


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


def read_txt(data: bytes) -> tuple[Para, ...]:
    """Return the paragraphs of a plain text file. Raises UnreadableFile: no_text, unknown_format, state_secret."""
    return read_text(decode(data))


def read_text(text: str) -> tuple[Para, ...]:
    """Return the paragraphs of a text, hard-wrapped or with a paragraph a line."""
    refuse_stamp(text.splitlines())
    lines = without_page_furniture(lines_of_text(nfc(text)))
    if not lines:
        raise UnreadableFile("no_text", _NO_TEXT)
    measure = Measure.of(lines)
    if measure is None:
        return tuple(_marked(Joiner(lines, Measure(math.inf, 0.0), ()), [[line] for line in lines]))
    behind = last_contents(lines)
    end = len(lines) if behind is None else behind[0]
    contents = find_contents(lines[:end])
    listed = contents.lines or (behind[2] if behind else ())
    joiner = Joiner(lines[contents.body : end], measure, listed)
    rough = [_para([line]) for line in lines]
    return (*rough[: contents.body], *_marked(joiner, joiner.groups()), *rough[end:])


def _para(lines: Sequence[Line], *, aside: bool = False) -> Para:
    runs = join_runs([(Run(line.text),) for line in lines])
    return Para(runs=runs, styled=False, aside=aside)


def _marked(joiner: Joiner, groups: list[list[Line]]) -> list[Para]:
    paras: list[Para] = []
    for place, group in enumerate(groups):
        before = paras[-1] if paras else None
        after = groups[place + 1] if place + 1 < len(groups) else None
        paras.append(_para(group, aside=_is_aside(joiner, group, before, after)))
    return paras


def _goes_on(text: str) -> bool:
    """Whether a paragraph opens what comes next ("…:") or is one item of a list."""
    return text.endswith((":", ";", ","))


def _is_aside(joiner: Joiner, group: list[Line], before: Para | None, after: list[Line] | None) -> bool:
    """Whether a short paragraph stands apart as a caption does.

    A credit says so. Else it must follow a finished sentence or a heading, open no enumeration, and show two of: the gap a
    picture leaves (or the top of a page), words as captions open with, lines wider than the column, no full stop.
    """
    text = " ".join(line.text for line in group)
    words = len(text.split())
    if words > 60 or len(group) > 4 or (opens(group[0].text) and not joiner.too_wide(group[0].text)):
        return False
    if is_caps(text) or before is None:
        return False
    if has_credit(text):
        return True
    if after is not None and credit_alone(" ".join(line.text for line in after)) and not _goes_on(text):
        return 4 <= words <= 40
    if not ENDS_SENTENCE.search(before.text) and not before.aside and not NUMBERED.match(before.text):
        return False
    if after is not None and starts_lower(after[0].text):
        return False
    # The gap below a caption belongs to it, and is no sign of a second one, unless it is as high as a picture.
    gap = (bool(group[0].blank) or group[0].glued) and (not before.aside or group[0].blank >= _PICTURE_GAP)
    wide = any(joiner.too_wide(line.text) for line in group)
    opener = opens_like_caption(text)
    closed = ENDS_SENTENCE.search(text) is not None
    if text.endswith((":", ";")):
        return False
    if before.aside and after is not None and looks_dated(after[0].text):
        return False  # below a caption the heading of the next news item, above the day it tells of
    if closed:
        return gap and group[0].blank > 0 and (wide or (opener and words <= 45))
    if gap and (opener or wide or words <= 12):
        return True
    if 4 <= words <= 30 and shows_scene(text) and (after is None or heading_of(after) is not None):
        return True  # neither a paragraph, for want of a stop, nor a sub-heading, for want of text
    followed = after is not None and sum(len(line.text.split()) for line in after) > words
    return opener and (wide or (4 <= words <= 30 and followed and not opens(after[0].text if after else "")))
