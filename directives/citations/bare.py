"""What tells that a kind and a bare number ("Nghị quyết 68") mean a document, where no sign of one follows."""

import re
from typing import Protocol

from directives.citations.patterns import Grammar
from directives.citations.words import CITED_BARE
from directives.numbers import ParsedNumber, build_number

_COUNTED = re.compile(r"\s*(?:%|[.,]\d)")
_YEAR_ONLY = re.compile(r"\s?/\s?((?:19|20)\d\d)(?![\d/])")
# Kinds whose numbers hold the year, so that it says enough without letters: "Nghị định 117/2020"; "Kế hoạch 9/2023" is a month.
_STATE_ALONE = frozenset({"Nghị định", "Thông tư", "Thông tư liên tịch", "Luật"})
_NUMBERED_BY_YEAR = _STATE_ALONE | {"Nghị quyết", "Quyết định"}

# Of these a number of two figures behind a verb counts nothing, in small letters too: "thực hiện nghị quyết 68 về …". A chi bộ has plans
# and programmes of its own, of so many days or points.
_CITED_SMALL = frozenset(
    {"Nghị quyết", "Chỉ thị", "Kết luận", "Quyết định", "Quy định", "Nghị định", "Thông tư", "Hướng dẫn"}
)
# "15 và 20 đồng chí", "15 đến 20 hộ".
_UP_TO = re.compile(r"\s*(?:và|đến|hoặc|hay|va|den|hoac)\s+\d+")
_JOINED = re.compile(r"\s*(?:[,;]|,?\s*(?:và|va))\s*")

_NUMBERED = re.compile(r"(?:^|\n)\s*(?:\d+|[a-zđ])[.)]$")
_PART = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|mục|chương|dieu|khoan|diem|muc|chuong)\s+(?:\d{1,3}|[a-zđ]|[ivx]{1,5}),?\s+$"
)
_MORE_NUMBERS = re.compile(r"(?:\s*(?:,|,?\s*và)\s*\d{1,4})*")


class Mentioned(Protocol):
    """The citation read last."""

    number: ParsedNumber | None
    issuer: str
    end: int


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


def _carried_out_small(low: str, start: int, end: int, kind: str, grammar: Grammar, last: Mentioned | None) -> bool:
    """Tell whether a verb acts on a kind in small letters and its number ("tuyên truyền nghị quyết 57."), or on the document that it is
    joined to: "thực hiện nghị quyết 32, chỉ thị 05"."""
    if kind not in _CITED_SMALL or end - start < 3 or not low[end - 2 : end].isdecimal():
        return False
    if (more := _UP_TO.match(low, end)) and grammar.counted.match(low, more.end()):
        return False
    if last is not None and last.end < start and _JOINED.fullmatch(low, last.end, start):
        return last.number is not None
    return carried_out(low, start, end, grammar)


def _is_named(text: str, low: str, start: int, end: int, grammar: Grammar) -> bool:
    """Tell whether the kind before a number is written as a name, "Nghị quyết 57"; letters with the figures stuck to them ("CT3", "TB15") are
    as often those of a house, a road or a make, and need a verb or an issuer."""
    if not text[start].isupper():
        return False
    digits_at = end - len(re.split(r"\D", low[start:end])[-1])
    is_stuck = text[digits_at - 1].isalpha()
    is_dated = re.match(rf",?\s*{grammar.day_word}\s+\d", low[end : end + 12]) is not None
    return not is_stuck or is_dated or carried_out(low, start, end, grammar) or meant(low, start, end, grammar)


def _is_said_again(digits: re.Match[str], last: Mentioned | None) -> bool:
    """Tell whether the document cited last has this number: "thực hiện Nghị quyết số 57. Để cụ thể hóa nghị quyết 57 …"."""
    return last is not None and last.number is not None and last.number.sequence == int(digits.group())


def bare_number(
    text: str,
    low: str,
    digits: re.Match[str],
    kind: str,
    grammar: Grammar,
    *,
    said: bool,
    listed: bool,
    last: Mentioned | None,
    start: int,
) -> tuple[ParsedNumber, int] | None:
    """A number without letters: "Nghị quyết 96 của Quốc hội", "Luật số 15/2023", "18 và 19" of a list."""
    if len(digits.group()) > 5 or _COUNTED.match(low, digits.end()):
        return None
    if not kind and not (listed and last is not None and last.number is not None):
        return None
    suffix = ""
    end = digits.end()
    if re.match(r"[a-zđ](?!\w)", low[end : end + 2]):
        suffix, end = text[end], end + 1
    year = _YEAR_ONLY.match(low, end) if kind and (said or kind in _NUMBERED_BY_YEAR) else None
    if year and not said and int(digits.group()) <= 12 and len(digits.group()) < 3 and kind not in _STATE_ALONE:
        year = None  # a month
    if year:
        return build_number(digits.group(), suffix, year[1], [], ""), year.end()
    if kind and re.match(r"\s*/\s*\d", low[end : end + 4]):
        return None  # "nghị quyết 12/2024" is that of a month
    if said and kind:
        pass
    elif not grammar.follow_bare.match(low, end):
        following = text[end : end + 2].strip()
        issuer_follows = following[:1].isupper() and grammar.strong_head.match(low, end + 1)
        if not issuer_follows and not (
            kind in CITED_BARE
            and (
                carried_out(low, start, end, grammar)
                or says_so(text, low, start, end, grammar)
                or points_into(low, start)
            )
        ):
            return None
    elif kind and not (
        kind in CITED_BARE
        and (
            _is_named(text, low, start, end, grammar)
            or grammar.plain
            or _is_said_again(digits, last)
            or meant(low, start, end, grammar)
            or _carried_out_small(low, start, end, kind, grammar, last)
        )
    ):
        return None
    elif len(digits.group()) == 4 and 1900 <= int(digits.group()) <= 2100:
        return None  # a year
    if listed and not said and last is not None and last.number is not None and not kind and last.issuer:
        return None
    return build_number(digits.group(), suffix, "", [], ""), end
