"""A printed number inside running text."""

import functools
import re

from cadre_portal.text import CAPITALS
from directives.numbers.parts import (
    SIGN_CLASS,
    SIGNS,
    ParsedNumber,
    build_number,
    fold_letters,
    is_organ,
    known_kind,
    split_run,
)

_SEP = rf"\s{{0,3}}[{SIGN_CLASS}]{{1,2}}\s{{0,3}}"
# One group of capitals: KH, CTr, TTg, QĐi, ThU, BCĐ389, HĐND&UBND; not the capital of a word ("Ban").
_ACRONYM = r"[A-ZĐÐƯ](?:[A-ZĐÐƯ0-9&+]|[a-z]{1,2}(?=[A-ZĐ])|(?:ri|tr|[rigwu])(?![^\W\d_]))*(?![^\W\d_])"
# A stop for the sign between the letters of kind and body, as machines typed it: "12/CĐ.UBND", "229-CT.TW".
_STOP = r"(?<=[A-ZĐ][A-ZĐr])\.(?=[A-ZĐ]{2})"
_PRINTED = re.compile(
    rf"""
    (?P<digits>\d{{1,8}}) (?P<suffix>(?:[a-zđA-ZĐ](?=\s{{0,2}}[{SIGN_CLASS}])|[a-zđ](?=[ ]?[A-ZĐ]{{2}})|\.\d{{1,2}}(?=/20\d\d/))?)   # 315, 12a, 66.25
    (?: (?P<before>{_SEP}|[ ]) (?P<year>(?:19|20)\d\d) (?=\s{{0,3}}[{SIGN_CLASS}]|[ ]?[A-ZĐ]{{2}}) )?           # /2020
    (?P<first>{_SEP} | [ \t]?)                                               # - or / or a sign left out
    (?P<letters> {_ACRONYM} (?:{_STOP}{_ACRONYM})* (?:{_SEP}{_ACRONYM})*      # KH/TU, QĐ-BCA-V05
                 (?:(?<=[-/]T)\.Ư(?!\w)|(?<=[-/][A-Z])\.[IVX]{{1,4}}(?!\w))?   # TB/T.Ư, TTrCP-C.IV
                 (?:/nb(?!\w))? )                                             # CV/VPTW/nb
    """,
    re.VERBOSE,
)
# The same in small letters, only with both signs and known kind letters: 05-ct/tw.
_SMALL = re.compile(
    rf"(?P<digits>\d{{1,6}})(?P<suffix>[a-zđ]?)(?:[{SIGN_CLASS}](?P<year>(?:19|20)\d\d))?(?P<first>\s?[{SIGN_CLASS}]\s?)"
    rf"(?P<letters>[a-zđ]{{2,5}}\s?[{SIGN_CLASS}]\s?[a-zđ]{{2,10}}(?:-[a-zđ0-9]{{2,10}})*)(?![^\W\d_])"
)
_ASSEMBLY = re.compile(r"(?:ubtv)?qh\d")
_MOST_DIGITS = 6
# One figure and a year.
_STUCK = 5
_YEAR_LAST = re.compile(r"(?:19|20)\d\d$")
_LETTERS_OVER = re.compile(r"\s*(?:[.,;:)”\n]|$|(?:ngày|của|về)\s)")
# No letters follow those of the centre and of a province's committee.
_STAND_LAST = frozenset(["tw", "tu"])
_STOPS = re.compile(_STOP)
# The sign before the letters → that between them, and the other way round.
_BETWEEN = {"/": "-", "-": "/"}
_GROUP = re.compile(rf"\s*[{SIGN_CLASS}]+\s*")
_SPACED = re.compile(rf"\s[{SIGN_CLASS}]+\s")
_KIND_ALONE = re.compile(r"[A-ZĐÐ]+[ri]?")


def match_number(text: str, at: int, *, trusted: bool) -> tuple[ParsedNumber, int] | None:
    """Match a number with letters that begins at ``text[at]`` (a digit); give it and where it ends.

    ``trusted``: something before it says that a number comes ("số", a kind). Without that only groups that begin with
    the letters of a kind, or a year and letters, are taken: "251,032/413,4 tỷ", "24/7", "118/118 Ban" are none.
    """
    match = _PRINTED.match(text, at)
    if match is None:
        return _match_small(text, at)
    letters = _with_signs(match["letters"], match["first"])
    sign, printed, cut, first = _letter_groups(match["first"], letters, closed=_closed(text, match.end(), letters))
    groups, end = list(printed), match.start("letters") + cut
    digits, year = match["digits"], match["year"] or ""
    if len(digits) >= _STUCK and not year:
        digits, year = _year_parted(digits, first)
    if len(digits) > _MOST_DIGITS or (match["before"] == " " and not trusted):
        return None
    known = known_kind(first) and not first.isdecimal()
    if not sign:
        # Of letters without a sign only those that begin with a kind are a number's: not "Quyết định số 15/2023 UBND tỉnh".
        if not known and not split_run(first)[0] and not (year and _ASSEMBLY.match(first)):
            return None
        sign = "/" if year else ""
    following = _organ_behind(text, end) if known and trusted and len(groups) == 1 else None
    if following:
        groups += _GROUP.split(following["organ"].translate(SIGNS))
        end = following.end()
    elif not year:
        # One group of letters needs a word before it and a sign; of several the letters of a kind will do.
        enough = trusted and (sign or not known) if len(groups) == 1 else trusted or known or not sign
        if not enough:
            return None
    return build_number(digits, match["suffix"], year, groups, sign or _sign_left_out(letters)), end


def _with_signs(letters: str, first_sign: str) -> str:
    """Letters with the sign that was meant where a stop was typed; nothing else moves."""
    if "." not in letters:
        return letters
    return _STOPS.sub(_BETWEEN.get(first_sign.strip().translate(SIGNS)[:1], "/"), letters)


def _year_parted(digits: str, first: str) -> tuple[str, str]:
    """Part the year from the figures it is stuck to ("302020/NĐ-CP"), before letters whose first group is ``first`` folded: no
    register comes to six figures, and every number of the National Assembly has a year."""
    if (len(digits) > _STUCK or _ASSEMBLY.match(first)) and _YEAR_LAST.search(digits):
        return digits[:-4], digits[-4:]
    return digits, ""


def _closed(text: str, end: int, letters: str) -> bool:
    """Tell whether letters with a dash between spaces are all of them the number's: "127/KH-MTTQ - BTT, ngày …", but not
    "19-NQ/TW - BCH Trung ương"."""
    return " " in letters and _LETTERS_OVER.match(text, end) is not None


def _organ_behind(text: str, end: int) -> re.Match[str] | None:
    """The letters of the organ behind those of the kind, where the sign was left out: "01-KL TW", "30/QĐ BCA-V05"."""
    found = _PRINTED_TAIL.match(text, end)
    if found is None:
        return None
    organ = fold_letters(_GROUP.split(found["organ"])[0])
    return found if is_organ(organ) or _OWN_ORGAN.match(organ) else None


def _sign_left_out(letters: str) -> str:
    """The sign that was left out before the letters, told by the one between them: 12KH/ĐTN is 12-KH/ĐTN, 88KH-UBND is
    88/KH-UBND."""
    between = _GROUP.search(letters)
    found = between.group().strip().translate(SIGNS)[:1] if between else ""
    return _BETWEEN.get(found, "")


@functools.lru_cache(maxsize=4096)
def _letter_groups(first_sign: str, letters: str, *, closed: bool) -> tuple[str, tuple[str, ...], int, str]:
    """Take printed letters apart: the sign before them, the groups, how many characters they take, the first group folded.

    ``closed``: nothing but the date, the issuer or a stop follows, so that a dash between spaces may be the number's own.
    """
    sign = first_sign.strip().translate(SIGNS)[:1]
    groups = _GROUP.split(letters)
    cut = len(letters)
    # "19-NQ/TW - BCH Trung ương": a dash with spaces on both sides is no part of a number printed without them.
    separators = _GROUP.findall(letters)
    if len(separators) > 1 and not _SPACED.fullmatch(separators[0]):
        for place, separator in enumerate(separators[1:], start=2):
            if _SPACED.fullmatch(separator) and not (closed and fold_letters(groups[place - 1]) not in _STAND_LAST):
                cut = sum(map(len, groups[:place])) + sum(map(len, separators[: place - 1]))
                groups = groups[:place]
                break
    shown = tuple(group.translate(SIGNS) for group in groups)
    return sign, shown, cut, fold_letters(shown[0])


# "315 KH TU": the organ after a space, when the kind letters stand alone; "33/NQ HĐND tỉnh" names the issuer.
_PRINTED_TAIL = re.compile(
    rf"[ ](?P<organ>{_ACRONYM}(?:{_SEP}{_ACRONYM})*)(?![\wÀ-ỹ])(?!\s+(?:[{CAPITALS}]{{2}}|(?:tỉnh|thành|huyện|quận|thị|xã|phường|đặc)\s))"
)
_OWN_ORGAN = re.compile("[a-z]*(?:tu|tw|hu|du)$")


def _match_small(text: str, at: int) -> tuple[ParsedNumber, int] | None:
    match = _SMALL.match(text, at)
    if match is None:
        return None
    groups = _GROUP.split(match["letters"])
    if not known_kind(fold_letters(groups[0])):
        return None
    sign = match["first"].strip().translate(SIGNS)
    return build_number(match["digits"], match["suffix"], match["year"] or "", groups, sign), match.end()
