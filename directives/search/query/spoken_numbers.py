"""Numbers written in words: "chỉ thị mười chín", "kế hoạch số bốn mươi lăm", "nghị quyết số không bảy". Pure.

The words for figures are among the commonest of the language ("năm", "ba", "một"): they are a number only behind the name of a
kind, behind "số", or behind both. With "số" one syllable is enough; without, it must be more ("mười chín", "không bảy"), or
nothing may follow that could be counted.
"""

import re

from cadre_portal.text import fold, has_diacritics
from directives.kinds import KINDS
from directives.search.index import exact_words
from directives.search.query.kinding import CONSONANT_KINDS

# Folded word → figure and spellings.
_DIGITS = {
    "khong": (0, {"không"}), "mot": (1, {"một"}), "hai": (2, {"hai"}), "ba": (3, {"ba"}), "bon": (4, {"bốn"}), "nam": (5, {"năm"}),
    "sau": (6, {"sáu"}), "bay": (7, {"bảy", "bẩy"}), "tam": (8, {"tám"}), "chin": (9, {"chín"}),
}  # fmt: skip
# Said so only behind tens: "hai mươi mốt", "ba tư", "bốn lăm".
_UNITS = {"mot": (1, {"mốt", "một"}), "tu": (4, {"tư"}), "lam": (5, {"lăm"}), "nham": (5, {"nhăm"})}
_SHORT = {"mot": "mốt", "tu": "tư", "lam": "lăm"}
_TEN, _TENS = {"mười"}, {"mươi", "mười"}
_HUNDRED, _THOUSAND, _NOUGHT = {"trăm"}, {"nghìn", "ngàn"}, {"linh", "lẻ"}

_NAMES = {fold(name) for kind in KINDS for name in kind.names} | {"van ban"}
# Kinds of one syllable ("thư", "luật") are other words too often.
_LEADS = sorted({name for name in _NAMES if " " in name} | CONSONANT_KINDS, key=len, reverse=True)
_KIND = "|".join(map(re.escape, _LEADS))
_LEAD = re.compile(
    rf"(?:(?<![a-z0-9])(?P<kind>{_KIND})\s+(?P<so>so\s+)?|^\s*(?P<front>so)\s+)(?=(?:{'|'.join(_DIGITS)}|muoi)(?![a-z0-9]))"
)
_TOKEN = re.compile(r"[a-z]+")
_MOST_TOKENS = 8
_PAIR = 2
# What may stand behind a number of one syllable, or behind "tư", which begins other words.
_CLEAR_END = re.compile(
    r"\s*(?:$|[,;/.–-]|(?:cua|ve|do|tinh uy|dang uy|thanh uy)(?![a-z0-9])|(?:ngay|thang|quy)\s+(?:\d|i)|"
    r"nam\s+(?:\d{4}|nay|ngoai|truoc|kia|roi))"
)
_YEAR = re.compile(r"\s+(?:\d{4}|nay|ngoai|truoc|kia|roi)(?![a-z0-9])")
_SUFFIX = re.compile(r"\s+(?P<letter>[abc])\s*$")
_COUNTED = re.compile(
    r"\s+(?:nam(?!\s+(?:\d{4}|nay|ngoai|truoc|kia|roi))|(?:thang|ngay|tuan|quy|gio)(?!\s+\d))(?![a-z0-9])"
)


def spoken_numbers_read(text: str, folded: str) -> str:
    """Write the first such number in figures. ``folded`` has the length of ``text``."""
    for lead in _LEAD.finditer(folded):
        with_so = bool(lead["so"] or lead["front"])
        place = lead.span("so" if lead["so"] else "front")
        if with_so and text[slice(*place)].strip().lower() not in {"số", "so"}:
            continue
        tokens = _tokens(text, folded, lead.end())
        read = _number(tokens, folded)
        if read is None:
            continue
        figures, count = read
        end = tokens[count - 1][2]
        clear = _CLEAR_END.match(folded, end) is not None
        if tokens[count - 1][0] == "tu" and not clear:
            figures, count = figures[:-1] + "0", count - 1
            end = tokens[count - 1][2]
        if with_so:
            sure = clear or count > 1 or bool(lead["kind"])
        elif count == 1:
            sure = clear and tokens[0][0] != "nam"
        else:
            sure = _is_said_as_number(tokens, count) and not _COUNTED.match(folded, end)
        if sure:
            # "mười hai a"
            suffix = _SUFFIX.match(folded, end)
            return f"{text[: lead.end()]}{figures}{text[suffix.start('letter') if suffix else end :]}"
    return text


_Token = tuple[str, str, int]


def _tokens(text: str, folded: str, start: int) -> list[_Token]:
    """Words from ``start`` on with nothing but blanks between: folded, as spelt, where they end."""
    found: list[_Token] = []
    while len(found) < _MOST_TOKENS and (match := _TOKEN.match(folded, start)):
        spelt = exact_words(text[match.start() : match.end()])
        found.append((match.group(), spelt[0] if len(spelt) == 1 else "", match.end()))
        start = match.end() + len(folded[match.end() :]) - len(folded[match.end() :].lstrip())
    return found


def _is(token: _Token, spellings: set[str]) -> bool:
    """Whether the word is one of these, spelt so or typed without any diacritic."""
    folded, spelt, _ = token
    return spelt in spellings if has_diacritics(spelt) else folded in {fold(each) for each in spellings}


def _digit(tokens: list[_Token], at: int, *, behind_tens: bool = False) -> int | None:
    if at >= len(tokens):
        return None
    for table in (_UNITS, _DIGITS) if behind_tens else (_DIGITS,):
        known = table.get(tokens[at][0])
        if known is not None and _is(tokens[at], known[1]):
            # "Hai mươi năm" counts years.
            return None if behind_tens and table is _DIGITS and known[0] in {0, 5} else known[0]
    return None


def _is_said_as_number(tokens: list[_Token], count: int) -> bool:
    """Not "ba năm", "hai không": two figures, or a row that ends in years, say something else too often."""
    if not all(_digit(tokens, at) is not None for at in range(count)):
        return True
    last = tokens[count - 1][0]
    return last != "nam" and (last != "khong" or count > _PAIR)


def _number(tokens: list[_Token], folded: str) -> tuple[str, int] | None:
    """Figures and how many words they are; None where the words are no number."""
    value, at = 0, 0
    for weight, names in ((1000, _THOUSAND), (100, _HUNDRED)):
        digit = _digit(tokens, at)
        if digit is not None and at + 1 < len(tokens) and _is(tokens[at + 1], names):
            value, at = value + digit * weight, at + 2
    tens = _tens(tokens, at)
    if tens is not None:
        return str(value + tens[0]), tens[1]
    if at:
        said = at + 1 if at < len(tokens) and _is(tokens[at], _NOUGHT) else at
        unit = _digit(tokens, said) if said > at else None
        return (str(value + unit), said + 1) if unit is not None else (str(value), at)
    count = next((place for place in range(len(tokens)) if _digit(tokens, place) is None), len(tokens))
    if count > 1 and tokens[count - 1][0] == "nam" and _YEAR.match(folded, tokens[count - 1][2]):
        count -= 1
    if not count or (count == 1 and tokens[0][0] == "khong"):
        return None
    return "".join(str(_digit(tokens, place)) for place in range(count)), count


def _tens(tokens: list[_Token], at: int) -> tuple[int, int] | None:
    """ "mười chín", "bốn mươi lăm", "ba mốt": the value and where it ends."""
    if at >= len(tokens):
        return None
    if _is(tokens[at], _TEN):
        tens, end = 10, at + 1
    else:
        digit = _digit(tokens, at)
        if not digit or at + 1 >= len(tokens):
            return None
        following = tokens[at + 1]
        if following[1] == _SHORT.get(following[0]) and has_diacritics(following[1]):
            return digit * 10 + _UNITS[following[0]][0], at + 2
        if not _is(following, _TENS):
            return None
        tens, end = digit * 10, at + 2
    unit = _digit(tokens, end, behind_tens=True)
    return (tens + unit, end + 1) if unit else (tens, end)
