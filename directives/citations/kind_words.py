"""The kind of a document before its number: beside it, or parted from it by an issuer or the name of a law."""

import re

from directives.citations.patterns import Grammar
from directives.citations.words import KIND_OF_ABBREVIATION, LAWS

_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"\S+")
_LAST_FIGURES = re.compile(r".*\d(?:[.)](?=[^\W\d_])|\S*)", re.DOTALL)
# The number of a law stands behind its whole name: "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B số …".
_AMENDING_LAW = re.compile(
    r"(?:bộ\s+luật|luật|pháp\s+lệnh)\s+sửa\s+đổi(?:,?\s+(?:và\s+)?bổ\s+sung)?\s+(?:một\s+số\s+điều\s+)?của\s+[^;.:\d\n]{0,90}$"
)
_LAWS_COUNTED = re.compile(r"\d+\s+(?:luật|luat)(?!\w)")
_SENTENCE = re.compile(r"[.!?;…]\s+|\n")
# Signs before a kind; an item's number too, set without a space: "1.Chương trình hành động số …".
_LEFT_MARKS = "“\"'(«[*+-–•:.)0123456789"
# "số" may be doubled behind the longest kind.
_WORDS_BACK = 7
_SHORT = frozenset(short.lower() for short in KIND_OF_ABBREVIATION)


def kind_before(text: str, low: str, at: int, grammar: Grammar) -> tuple[str, int, bool]:
    """Return (kind, where it begins, whether "số" stands between): ("", at, …) where no kind stands before ``at``."""
    floor = at - 64 if at > 64 else 0
    words_before = low[floor:at].rsplit(None, _WORDS_BACK)
    last = place = len(words_before) - 1
    while place >= 0 and words_before[place].lstrip('(“"') in grammar.number_word:
        place -= 1
    said = place < last
    last_word = words_before[place].rstrip(":").lstrip(_LEFT_MARKS) if place >= 0 else ""
    if last_word not in grammar.kind_ends and last_word not in _SHORT:
        return "", at, said
    for words, name in grammar.kinds_ending.get(last_word, ()):
        first_at = place + 1 - len(words)
        if words == ["thư"] and first_at > 0 and words_before[first_at - 1] in {"bí", "bi"}:
            continue  # "Kết luận của Ban Bí thư số …"
        if first_at < 0 or words[0] not in words_before[first_at]:
            continue
        if words_before[first_at].lstrip(_LEFT_MARKS).rstrip(":") != words[0]:
            continue
        if words_before[first_at + 1 : place] == words[1:-1]:
            tail = " ".join(words_before[first_at:])
            start = low.rfind(tail, floor, at)
            if start >= 0:
                return name, start + len(words_before[first_at].rstrip(":")) - len(words[0]), said
            return name, _start_of(low, at, len(words_before) - first_at, len(words[0])), said
    tokens = list(_TOKEN.finditer(low, floor, at))
    token = tokens[place - last - 1]
    printed = text[token.start() : token.end()].lstrip(_LEFT_MARKS)
    short = KIND_OF_ABBREVIATION.get(printed)
    if short and not (place and words_before[place - 1] in {"mã", "ma"}):
        return short, token.end() - len(printed), said
    return "", at, said


def _start_of(low: str, at: int, back: int, letters: int) -> int:
    """Where the last ``letters`` of the word begin that stands ``back`` words before ``at``."""
    place = at
    for _ in range(back):
        end = place
        while low[end - 1].isspace():
            end -= 1
        place = end
        while place and not low[place - 1].isspace():
            place -= 1
    return end - letters - (low[end - 1] == ":")


def kind_in_clause(text: str, low: str, at: int, grammar: Grammar) -> tuple[str, int]:
    """Look back for a kind parted from its number: "Luật Đất đai số …", "Chỉ thị của Ban Bí thư số …"."""
    floor = max(0, at - 110)
    # Nothing before a line break or a word with figures is asked.
    figures = _LAST_FIGURES.match(low, floor, at)
    floor = max(floor, low.rfind("\n", floor, at) + 1, figures.end() if figures else 0)
    tokens = list(_TOKEN.finditer(low, floor, at))
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        word = token.group()
        if word[-1] in ".;:" or (word[-1] == "," and place < len(tokens) - 1):
            break
        if word.lstrip(_LEFT_MARKS) not in grammar.kind_starts:
            continue
        for count in (3, 2, 1):
            if place + count > len(tokens):
                continue
            words = " ".join(t.group() for t in tokens[place : place + count]).lstrip(_LEFT_MARKS)
            name = grammar.kinds.get(words)
            start = token.end() - len(token.group().lstrip(_LEFT_MARKS))
            if name and (text[start].isupper() or grammar.plain):
                return name, start
    return "", at


def law_before(text: str, low: str, at: int, grammar: Grammar) -> tuple[str, int]:
    """Look back for a law whose name holds commas: "Luật Trật tự, an toàn giao thông đường bộ số 36/2024/QH15"."""
    floor = max(0, at - 110)
    for stop in _SENTENCE.finditer(low, floor, at):
        floor = stop.end()
    place = at
    # "Luật sửa đổi, bổ sung 11 luật về …": the figures count laws.
    counted = _LAWS_COUNTED.search(low, floor, at)
    for word in ("luật", "pháp lệnh", "luat", "phap lenh"):
        found = low.rfind(word, floor, counted.start() if counted else at)
        figures = _DIGITS.search(low, found, at) if found >= 0 else None
        if counted and figures and figures.start() == counted.start():
            figures = _DIGITS.search(low, counted.end(), at)
        if found >= 0 and (text[found].isupper() or grammar.plain) and not figures:
            place = min(place, found)
    if place == at:
        return "", at
    # "Luat" in a text with diacritics is found above but is no kind there.
    name = next((name for words, name in grammar.kinds.items() if name in LAWS and low.startswith(words, place)), "")
    return (name, place) if name else ("", at)


def whole_law(text: str, low: str, start: int, grammar: Grammar) -> tuple[str, int] | None:
    """The amending law in whose name the law at ``start`` stands, as (kind, where it begins); None where there is none."""
    amending = _AMENDING_LAW.search(low, max(0, start - 160), start)
    if amending is None or not (text[amending.start()].isupper() or grammar.plain):
        return None
    name = next(name for words, name in grammar.kinds.items() if name in LAWS and amending[0].startswith(words))
    return name, amending.start()
