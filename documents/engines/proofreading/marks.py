"""Signs: doubled or clashing, paragraphs without a closing sign, brackets and quotation marks that do not pair.

Source: the use of signs as taught (Quy tắc dấu câu tiếng Việt): a sentence ends in one of . ? ! …; an ellipsis is three
points; what opens is closed by its own partner.
"""

import re
from collections import Counter
from collections.abc import Iterator

from documents.engines.proofreading.finding import Finding, Severity, make_finding
from documents.engines.proofreading.prepared import Paragraph, Prepared

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_CLASH = re.compile(
    r"(?<![.,;:])(?:,,|;;|::|,\.(?!\.)|\.,|;\.|,;|;,|:\.(?!\.)|…,|(?:\.\.\.),|\.;|:;|\?\.(?!\.)|!\.(?!\.))"
)
_FOUR_STOPS = re.compile(r"\.{4,}(?!\.)|…\.+")
_LEADER = re.compile(r"\.{5,}|…{2,}")
_END_SIGNS = frozenset('.?!…:;”"’)]»/,')
_LONG = 110
_LIST_MARK = re.compile(r"^\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)](?:\s|$)|^\s*[-+*]\s")
_OPENERS = "([{“«"
_RUNS_OVER = 2
_PARTNERS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}
_NUMERAL_BRACKET = re.compile(r"(?:^|[\s;:,.])(?:[a-zđ]|\d{1,2}|[ivx]+)$", re.IGNORECASE)


def find_marks(prepared: Prepared) -> Iterator[Finding]:
    """Yield clashing signs, unpaired brackets, mixed quotation marks, paragraphs without a closing sign."""
    for paragraph in prepared.paragraphs:
        yield from _clashes(paragraph)
    yield from _unpaired_in(prepared)
    yield from _mixed_quotes(prepared)
    yield from _unclosed_paragraphs(prepared)


def _unpaired_in(prepared: Prepared) -> Iterator[Finding]:
    """What opens in one paragraph and closes in one of the next two is a heading or a quotation that runs over lines."""
    opened: list[tuple[str, int, Finding]] = []
    for paragraph in prepared.paragraphs:
        waiting = [one for one in opened if paragraph.index - one[1] <= _RUNS_OVER]
        yield from (found for char, index, found in opened if (char, index, found) not in waiting)
        opened = waiting
        for char, found in _unpaired(paragraph):
            partner = _PARTNERS.get(char)
            if partner is None:
                opened.append((char, paragraph.index, found))
                continue
            before = next((one for one in reversed(opened) if one[0] == partner and one[1] < paragraph.index), None)
            if before is None:
                yield found
            else:
                opened.remove(before)
    yield from (found for _, _, found in opened)


def _clashes(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    if _LEADER.search(text):
        return
    for pattern, mended in ((_TWO_STOPS, "."), (_FOUR_STOPS, "..."), (_CLASH, None)):
        for match in pattern.finditer(text):
            sign = mended if mended is not None else _kept(match.group())
            word = text.rfind(" ", 0, match.start()) + 1
            yield make_finding(
                "sign-clash", text, paragraph.index, word, match.end(),
                f"Hai dấu câu đứng liền nhau: “{match.group()}”.", suggestion=text[word : match.start()] + sign,
            )  # fmt: skip


def _kept(signs: str) -> str:
    """Which of two clashing signs stays: an ellipsis or question mark, else the stronger stop."""
    for sign in ("…", "...", "?", "!"):
        if sign in signs:
            return sign
    return next(sign for sign in ".;:," if sign in signs)


def _unpaired(paragraph: Paragraph) -> Iterator[tuple[str, Finding]]:
    """Yield each sign without its partner in the paragraph, with the sign."""
    text = paragraph.text
    stack: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if char in _OPENERS:
            stack.append((char, place))
        elif char in _PARTNERS:
            if char == ")" and not any(c == "(" for c, _ in stack) and _NUMERAL_BRACKET.search(text[:place]):
                continue
            if stack and stack[-1][0] == _PARTNERS[char]:
                stack.pop()
            elif any(c == _PARTNERS[char] for c, _ in stack):
                while stack and stack[-1][0] != _PARTNERS[char]:
                    sign, at = stack.pop()
                    yield sign, _open_finding(paragraph, sign, at)
                if stack:
                    stack.pop()
            elif char == "”" and '"' in text[:place]:
                continue
            else:
                start = text.rfind(" ", 0, place) + 1
                yield char, make_finding(
                    "pair", text, paragraph.index, start, place + 1,
                    f"Có dấu đóng “{char}” nhưng không có dấu mở trước đó.", severity=Severity.WARNING,
                )  # fmt: skip
    for char, place in stack:
        if char == "“" and '"' in text[place:]:
            continue
        yield char, _open_finding(paragraph, char, place)


def _open_finding(paragraph: Paragraph, char: str, place: int) -> Finding:
    text = paragraph.text
    end = text.find(" ", place + 1)
    return make_finding(
        "pair", text, paragraph.index, place, end if end >= 0 else len(text),
        f"Dấu mở “{char}” không có dấu đóng.", severity=Severity.WARNING,
    )  # fmt: skip


def _mixed_quotes(prepared: Prepared) -> Iterator[Finding]:
    """Straight marks in a text whose quotations are curled: wrong in one pair with a curled one, else a matter of style."""
    count = Counter(c for p in prepared.paragraphs for c in p.text if c in '“”"')
    curled, straight = count["“"] + count["”"], count['"']
    if not straight or not curled:
        return
    for paragraph in prepared.paragraphs:
        text = paragraph.text
        places = [p for p, char in enumerate(text) if char in '“”"']
        at = 0
        while at < len(places):
            first = places[at]
            second = places[at + 1] if at + 1 < len(places) else None
            kinds = text[first] + (text[second] if second is not None else "")
            if kinds in ('"”', '“"') and second is not None:
                yield _quote_finding(paragraph, first if kinds[0] == '"' else second, kinds[0] == '"', Severity.ERROR)
            elif kinds == '""' and second is not None and curled > 2 * straight:
                yield _quote_finding(paragraph, first, True, Severity.HINT)
            elif '"' in kinds:
                lone = first if kinds[0] == '"' else second
                if lone == first:
                    yield _quote_finding(paragraph, first, not text[first + 1 : first + 2].isspace(), Severity.WARNING)
                at += 1
                continue
            at += 2


def _quote_finding(paragraph: Paragraph, place: int, opens: bool, severity: Severity) -> Finding:
    text = paragraph.text
    space = text.find(" ", place)
    start, end = (place, space if space >= 0 else len(text)) if opens else (text.rfind(" ", 0, place) + 1, place + 1)
    return make_finding(
        "quote-mixed", text, paragraph.index, start, end, "Dấu ngoặc kép thẳng và ngoặc kép cong dùng lẫn nhau.",
        suggestion=text[start:end].replace('"', "“" if opens else "”", 1), severity=severity, certain=severity is Severity.ERROR,
    )  # fmt: skip


def _unclosed_paragraphs(prepared: Prepared) -> Iterator[Finding]:
    """A long paragraph of prose that ends in a word, while most others of the text end in a sign."""
    long_ones = [p for p in prepared.paragraphs if len(p.text.strip()) >= _LONG]
    bare = [p for p in long_ones if p.text.rstrip()[-1] not in _END_SIGNS]
    if len(bare) * 3 > len(long_ones) and len(long_ones) > 2:
        return
    for paragraph in bare:
        text = paragraph.text.rstrip()
        if text.isupper() or text.count(". ") < 1 or _is_heading(text) or _LEADER.search(text):
            continue
        start = text.rfind(" ", 0, max(0, text.rfind(" "))) + 1
        yield make_finding(
            "closing-sign", paragraph.text, paragraph.index, start, len(text), "Đoạn văn không có dấu kết thúc.",
            suggestion=text[start:] + ".", severity=Severity.WARNING,
        )  # fmt: skip


def _is_heading(text: str) -> bool:
    """A numbered heading has one sentence: its only ". " stands after the number."""
    match = _LIST_MARK.match(text)
    return bool(match) and ". " not in text[match.end() :] if match else False
