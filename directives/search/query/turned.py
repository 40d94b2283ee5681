"""Numbers typed in another order or with other signs: "HD-03/BXDĐ", "NĐ-CP 168", "03.HD.BXDD"."""

import re

from cadre_portal.text import is_syllable
from directives.search.query.kinding import CONSONANT_KINDS

_KIND = rf"(?P<kind>{'|'.join(sorted(CONSONANT_KINDS, key=lambda letters: (-len(letters), letters)))})"
_SIGN = r"\s?[/.–-]\s?"
_DIGITS = r"(?P<digits>\d{1,6})(?:\s?[/.]\s?(?P<year>(?:19|20)\d\d))?"
_ORGAN = r"(?P<organ>[a-z]+\d{0,2}(?:[.–-][a-z]+\d{0,2})*)"
_START, _END = r"(?<![a-z0-9/.,–-])", r"(?![a-z0-9]|\s?[/.,–-]\s?[a-z0-9])"
_FORMS = (
    # "HD-03/BXDĐ", "QĐ-38/2026/UBND"
    re.compile(rf"{_START}{_KIND}{_SIGN}{_DIGITS}{_SIGN}{_ORGAN}{_END}"),
    # "03.HD.BXDD", "168.2026.NĐ-CP"
    re.compile(rf"{_START}{_DIGITS}{_SIGN}{_KIND}{_SIGN}{_ORGAN}{_END}"),
    # "NĐ-CP 168", "qđ-ubnd số 38/2026"
    re.compile(rf"{_START}{_KIND}{_SIGN}{_ORGAN}(?:\s+so\s+|\s+|{_SIGN}){_DIGITS}{_END}"),
    # "kh ubnd 88": without a sign only where nothing follows that could be counted
    re.compile(rf"{_START}{_KIND}\s+{_ORGAN}\s+(?:so\s+)?{_DIGITS}(?=\s*$|\s+(?:nam|ve)(?![a-z]))"),
)
_ALONE = re.compile(rf"{_START}{_KIND}{_SIGN}(?P<digits>\d{{1,6}}){_END}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COMMITTEES = frozenset({"tu", "tw", "du", "hu"})


def numbers_turned(text: str, folded: str) -> str:
    """Write each such number as it is printed: digits, kind, organ. ``folded`` has the length of ``text``; what reads as a number
    already, as a day or as a year is left as it is."""
    for place, form in enumerate(_FORMS):
        match = form.search(folded)
        if match is None or _YEAR.fullmatch(match["digits"]):
            continue
        whole, organ = match.group(), match["organ"]
        if place == 1 and "." not in whole:
            continue
        if place == 3 and (is_syllable(organ) or len(organ) < 2 or organ in _COMMITTEES or match["year"]):
            continue
        kind, letters = (text[slice(*match.span(name))] for name in ("kind", "organ"))
        # "NQ BCHTU 14": the number names the committee alone.
        letters = re.sub(r"(?i)^(?:btv|bch)-?(?=(?:tu|tw|du|đu|hu)$)", "", re.sub(r"[.–]", "-", letters))
        if kind.isupper() != letters.isupper():
            kind, letters = kind.upper(), letters.upper()
        printed = f"{match['digits']}/{match['year']}/{kind}-{letters}" if match["year"] else ""
        printed = printed or f"{match['digits']}-{kind}/{letters}"
        return text[: match.start()] + printed + text[match.end() :]
    alone = _ALONE.search(folded)
    if alone is not None and not _YEAR.fullmatch(alone["digits"]):
        kind = text[slice(*alone.span("kind"))]
        return f"{text[: alone.start()]}{kind} {alone['digits']}{text[alone.end() :]}"
    return text
