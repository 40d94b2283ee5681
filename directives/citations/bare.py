"""What tells that a kind and a bare number ("Nghị quyết 68") mean a document, where no sign of one follows."""

import re

from directives.citations.patterns import Grammar

_NUMBERED = re.compile(r"(?:^|\n)\s*(?:\d+|[a-zđ])[.)]$")
_PART = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|mục|chương|dieu|khoan|diem|muc|chuong)\s+(?:\d{1,3}|[a-zđ]|[ivx]{1,5}),?\s+$"
)
_MORE_NUMBERS = re.compile(r"(?:\s*(?:,|,?\s*và)\s*\d{1,4})*")


def carried_out(low: str, start: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a verb acts on the kind and its number, and the number counts nothing: "triển khai Chỉ thị 46 đồng bộ"."""
    if end - start < 3 or not low[end - 2 : end].isdecimal() or grammar.counted.match(low, end):
        return False
    before = low[max(0, start - 24) : start]
    return any(not before[verb.end() :].strip() for verb in grammar.relation.finditer(before))


def says_so(text: str, low: str, start: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a sentence begins with the kind and its number, and says what the document says: "Nghị quyết 68 xác định …"."""
    before = text[max(0, start - 12) : start].rstrip(' -+*•\t“"(')
    opens = not before or before[-1] in ".!?;:…\n" or _NUMBERED.search(before) is not None
    return opens and text[start].isupper() and grammar.says_so.match(low, end) is not None


def points_into(low: str, start: int) -> bool:
    """Tell whether a part of the document is named before it: "Điều 36 Quyết định 213", "khoản 2 Nghị định 117"."""
    return _PART.search(low, max(0, start - 24), start) is not None


def meant(low: str, start: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a kind in small letters and a bare number mean a document: "các nghị quyết 18, 19", "chỉ thị 05 của …"."""
    if re.search(r"(?:các|cac)\s+$", low[max(0, start - 6) : start]) or points_into(low, start):
        return True
    listed = _MORE_NUMBERS.match(low, end)
    of = grammar.of.match(low, listed.end() if listed else end)
    return of is not None and grammar.strong_head.match(low, of.end()) is not None
