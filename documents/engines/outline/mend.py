"""Paragraphs that a page or line break cut in two, joined again; text without anything to show, dropped."""

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.engines.outline.captions import is_caption
from documents.engines.outline.headings import mark_of
from documents.engines.reading.lines import ENDS_SENTENCE, join_runs, starts_lower
from documents.engines.reading.model import Para

_SHORT = 45
_DASH_END = re.compile(r"\d\s[-–]$|\w[-–/]$")
_LOWER_AFTER_DASH = re.compile(r"^[-–]\s+(?P<text>\S.*)$", re.DOTALL)
_NUMBER_START = re.compile(r"^\d+(?:[.,]\d+)*\s+[^\W\d_]|^\d+[%/]")


def mended(paras: Sequence[Para]) -> tuple[Para, ...]:
    """Return ``paras`` with continuations joined to what they continue; a picture between moves behind them."""
    result: list[Para] = []
    for para in paras:
        if para.is_text and not para.text.strip():
            continue
        before = _open_end(result)
        if before is not None and _continues(result[before], para):
            runs = join_runs([result[before].runs, para.runs])
            result[before] = replace(result[before], runs=runs)
        else:
            result.append(para)
    return tuple(result)


def _open_end(result: Sequence[Para]) -> int | None:
    """The place of the last paragraph of text, past a picture with its caption."""
    place = len(result) - 1
    seen_picture = False
    while place >= 0:
        para = result[place]
        if para.rows:
            return None
        if para.picture is not None:
            seen_picture = True
        elif not (not seen_picture and para.styled and (para.italic or para.centred) and _below_picture(result, place)):
            return place
        place -= 1
    return None


def _below_picture(result: Sequence[Para], place: int) -> bool:
    while place >= 0 and result[place].is_text:
        if not is_caption(result[place], 0.0, first=True):
            return False
        place -= 1
    return place >= 0 and result[place].picture is not None


def _continues(before: Para, para: Para) -> bool:
    """Whether ``para`` goes on with the sentence of ``before``: an open end and a start that opens nothing."""
    if not para.is_text or before.styled != para.styled or before.aside or para.aside:
        return False
    if before.bold != para.bold or before.italic != para.italic or before.centred or para.centred:
        return False
    if before.size and para.size and abs(before.size - para.size) > 0.6:
        return False
    text, more = before.text.rstrip(), para.text
    mark = mark_of(para)
    if mark is not None and len(mark.path) > 1:
        return False  # "3.1 Nội dung": a part whose number lost its point
    if len(text) < _SHORT or ENDS_SENTENCE.search(text):
        return False
    if _DASH_END.search(text):
        return more[:1].isalnum()
    if starts_lower(more) and not re.match(r"^[a-zđ]\s?[.)]", more):
        return True
    if text.endswith(","):
        return _NUMBER_START.match(more) is not None
    dash = _LOWER_AFTER_DASH.match(more)
    if dash is not None and not before.bold:
        return starts_lower(dash.group("text")) and not text.endswith(",")
    return _NUMBER_START.match(more) is not None and not before.bold
