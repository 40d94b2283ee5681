"""Of a pasted citation whose title stands in front of its number: "Kế hoạch trồng cây năm 2027, số 31-KH/ĐU ngày …".

Lists and letters print it so, with a comma, a bracket or a dash between the two. Pure: text in, the citation with its title out.
"""

import re
from collections.abc import Iterable

from cadre_portal.text import fold
from directives.citations import FoundCitation, find_citations
from directives.kinds import kind_by_words
from directives.numbers import parse_number

_NUMBER = re.compile(r"(?<![\w/-])\d+[^\W\d_]?(?:\s*[-–/]\s*[^\W_]+)+")
# What parts a title from the number behind it.
_PARTED = re.compile(r"[\s,;:(\[–-]*(?:\b(?:số|so)\s*:?\s*)*\Z", re.IGNORECASE)
# "… của Ban Thường vụ Đảng ủy phường …" at the end of a title, "của Tỉnh ủy … về …" at its head.
_BODY = r"(?:ban|tỉnh|thành|huyện|đảng|đoàn|hội|uỷ|ủy|ubnd|ubmttq|hđnd|bộ|sở|văn phòng|chi bộ|thường trực|mặt trận|quốc hội|chính phủ|thủ tướng)"
_OWNER_BEHIND = re.compile(
    rf"\s+của\s+(?P<body>(?:{_BODY})(?!\w)(?:(?!\s(?:của|về)\s)[^,;]){{0,120}})\Z", re.IGNORECASE
)
_OWNER_BEFORE = re.compile(
    rf"\Acủa\s+(?P<body>(?:{_BODY})(?!\w)[^,;]{{0,120}}?),?\s+(?=(?:về|thực\s+hiện|triển\s+khai)(?!\w))", re.IGNORECASE
)
_KIND_WORDS = 4
_LEAST_WORDS = 2


def titled_in_front(text: str, found: FoundCitation) -> FoundCitation:
    """Return ``found`` (the first citation of ``text``) with the title in front of its number, and who is named there.

    Where the text begins with a kind and a title that names other papers, the one of that kind behind them is meant; ``found``
    itself where it has a title already, or where nothing in front of it reads as one.
    """
    kind, begin = _kind_at_head(text)
    meant = found
    if kind and not _number_follows(text, begin):
        named = [one for one in find_citations(text) if one.nested_in is None]
        own = next((one for one in reversed(named) if _same_kind(one.kind, kind)), None)
        meant = own if own is not None and own.number else found
    number_at = _number_place(text, meant)
    about = fold(text[:8]).startswith("ve ")
    if meant.title or number_at is None or not (kind or about):
        return found
    front = _PARTED.sub("", text[begin:number_at])
    if about:
        front = _PARTED.sub("", _without_kind(front))
    issuer = meant.issuer
    # Who stands behind a number that the title names is the issuer of that paper.
    owner = _OWNER_BEFORE.search(front) or (None if _NUMBER.search(front) else _OWNER_BEHIND.search(front))
    if owner:
        issuer = issuer or owner["body"].strip()
        front = (front[: owner.start()] + front[owner.end() :]).strip(" ,;")
    if len(front.split()) < _LEAST_WORDS:
        return found
    return meant._replace(title=front, issuer=issuer)


def _kind_at_head(text: str) -> tuple[str, int]:
    """The name of the kind that ``text`` begins with and where the rest begins; "" and 0 where it begins otherwise."""
    words = list(re.finditer(r"\S+", text[:80]))
    for size in range(min(len(words), _KIND_WORDS), 0, -1):
        known = kind_by_words(text[: words[size - 1].end()])
        if known is not None and words[size:]:
            return known.name, words[size].start()
    return "", 0


def _without_kind(front: str) -> str:
    """What stands before the kind at the end of ``front``: "về việc trồng cây, Công văn" → "về việc trồng cây"."""
    words = list(re.finditer(r"\S+", front))
    for size in range(min(len(words) - 1, _KIND_WORDS), 0, -1):
        at = words[-size].start()
        if front[at].isupper() and kind_by_words(front[at:]):
            return front[:at].rstrip(" ,;")
    return front


def _number_follows(text: str, begin: int) -> bool:
    return re.match(r"(?:(?:số|so)\s*:?\s*)*\d", text[begin:], re.IGNORECASE) is not None


def _number_place(text: str, found: FoundCitation) -> int | None:
    for number in _numbers(text, found):
        return number.start()
    return None


def _numbers(text: str, found: FoundCitation) -> Iterable[re.Match[str]]:
    wanted = parse_number(found.number)
    for number in _NUMBER.finditer(text, found.start, found.end):
        parsed = parse_number(number[0])
        if parsed is not None and wanted is not None and parsed.key == wanted.key:
            yield number


def _same_kind(printed: str, name: str) -> bool:
    known = kind_by_words(printed) if printed else None
    return known is not None and known.name == name
