"""A number by itself, as somebody types it."""

import re

from cadre_portal.text import fold, nfc
from directives.kinds import KINDS
from directives.numbers.parts import KIND_CODES, SIGNS, ParsedNumber, build_number, is_organ, known_kind, split_run
from directives.numbers.printed import match_number

_NAMES = sorted({fold(n) for kind in KINDS for n in (*kind.names, *kind.abbreviations)} | {"van ban"}, key=len)
# "số" may stand close to its number ("số12 - KH/ĐTN").
_LEAD = re.compile(rf"(?:(?:{'|'.join(reversed(_NAMES))})[\s.:]+)?(?:(?:so hieu|ky hieu|so|s)(?:\b|(?=\d))[\s.:]*)*")
_HEAD = re.compile(
    r"(?P<digits>\d{1,6})(?:(?P<suffix>[a-z](?![a-z0-9])|\.\d{1,2}(?=\s?/\s?20\d\d\s?[/-]\s?[a-z])))?(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?![\d/.]*\d))?"
    r"(?:\s?(?P<year2>(?:19|20)\d\d)(?=\s?[/-]\s?[a-z]|\s(?:qh\d|ubtvqh|(?:" + "|".join(KIND_CODES) + r")\b)))?"
)
# The stop between letters: "12/cd.ubnd".
_TOKEN = re.compile(r"(?P<sign>[\s/_-]*|(?<=[a-z])\.(?=[a-z]))(?P<word>[a-z][a-z0-9&+]*)")
_REST = re.compile(r"\s*(?:$|[,;.:()\"'”“]|(?:ngay|cua|ve|nam|do|thang|quy|v/v)\b)")
_STOP = frozenset(["ngay", "cua", "ve", "nam", "do", "thang", "quy", "viec"])


def parse_number(text: str) -> ParsedNumber | None:
    """Take apart a number that stands by itself: printed or typed, any case, with or without diacritics and signs.

    A kind and "số" may stand before it ("ke hoach so 315 kh tu"), a date, an issuer or a subject behind it. Returns
    None for text that is no number: dates, fractions, sums ("14/8/2023", "251,032/413,4 tỷ đồng", "24/7").
    """
    clean = " ".join(nfc(text[:400]).translate(SIGNS).split()).strip(" \"'“”()[].,;:")
    if not clean or not any(char.isdecimal() for char in clean):
        return None
    folded = fold(clean)
    if len(folded) != len(clean):
        clean = folded
    lead = _LEAD.match(folded)
    at = lead.end() if lead else 0
    head = _HEAD.match(folded, at)
    if head is None:
        return None
    printed = match_number(clean, at, trusted=True)
    if printed and _REST.match(folded, printed[1]):
        return printed[0]
    return _typed(clean, folded, head, named=at > 0)


def _typed(clean: str, folded: str, head: re.Match[str], *, named: bool) -> ParsedNumber | None:
    """The lenient reading: letters may be parted by spaces only."""
    end = head.end()
    year = head["year"] or head["year2"] or ""
    suffix = clean[head.start("suffix") : head.end("suffix")] if head["suffix"] else ""
    groups: list[str] = []
    first_sign = ""
    while token := _TOKEN.match(folded, end):
        word = token["word"]
        sign = token["sign"].strip()
        if word in _STOP and sign in {"", "."}:
            break
        known = known_kind(word) or bool(split_run(word)[0])
        if len(groups) > 1 and not sign and clean[token.start("word")].islower() and not is_organ(word):
            break
        if not groups:
            if not known and not sign and not (year and re.match(r"(?:ubtv)?qh\d", word)):
                glued = re.match(r"[a-z](?=[a-z]{4})", word)
                if glued and not suffix and not token["sign"] and split_run(word[1:])[0]:
                    suffix, word = word[0], word[1:]
                    groups.append(clean[token.end("word") - len(word) : token.end("word")])
                    end = token.end()
                    continue
                break
            first_sign = sign[:1]
        elif len(groups) == 1 and not first_sign and sign:
            first_sign = {"/": "-", "-": "/"}.get(sign[:1], "")
        groups.append(clean[token.start("word") : token.end("word")])
        end = token.end()
    if not _REST.match(folded, end):
        return None
    if not groups:
        if year and not named and int(head["digits"]) <= 31:
            return None  # a month and a year
        if re.match(r"\s*(?:thang|/)", folded[end:]) or (re.match(r"[.,]\d", folded[end:])):
            return None
    return build_number(head["digits"], suffix, year, groups, first_sign)


def number_key(text: str) -> str:
    """Return the folded key under which all spellings of one number are the same; "" where there is none.

    Leading zeros do not count: "05-CT/TW", "chỉ thị số 5 ct tw" → "5-cttw"; "30/2020/NĐ-CP" → "30/2020-ndcp".
    """
    parsed = parse_number(text)
    return parsed.key if parsed else ""


def number_sequence(text: str) -> int | None:
    """Return the running number: "315-KH/TU" → 315; None where there is none."""
    parsed = parse_number(text)
    return parsed.sequence if parsed else None


def tidy_number(text: str) -> str:
    """Return the number with its signs mended ("315 –KH / TU" → "315-KH/TU"), digits as printed; "" where there is none."""
    parsed = parse_number(text)
    return parsed.tidy if parsed else ""
