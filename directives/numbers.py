"""The number of a document (số, ký hiệu): one grammar for every form and every printed variant.

Forms (rules: Quy định 66-QĐ/TW and its successor for the party, decree 30/2020/NĐ-CP for the state):

    party              315-KH/TU   01-KL/TW   05-QC/BTCTU-BDVTU   12a-HD/BTGTU
    state              245/KH-UBND   30/QĐ-BCA-V05   4567/UBND-KGVX (an official letter has no kind letters)
    state, with year   30/2020/NĐ-CP   05/2024/QĐ-UBND   66.25/2026/NQ-CP (one of several under one number)
    National Assembly  43/2022/QH15   1210/2016/UBTVQH13
    Front and unions   either way: 127/KH-MTTQ-BTT   27-KH/MTTQ
    bare               Kế hoạch 45, Nghị quyết số 96

As printed they vary: spaces around any sign, en dash or minus for the hyphen, a sign missing, a break inside, "số"
doubled or missing, lower case, no diacritics. All spellings of one number have one ``key``; ``tidy`` mends the
signs and keeps the digits as printed.
"""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from cadre_portal.text import CAPITALS, fold, nfc
from directives.kinds import KINDS, PRINTED_LETTERS

# Hyphen, soft variants, figure/en/em dash, bar, minus; solidus and its look-alikes.
SIGN_CLASS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad/\u2044\u2215"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"), "-")
_SIGNS = {**_DASHES, ord("\u2044"): "/", ord("\u2215"): "/", ord("Ð"): "Đ"}

# Letters of organs whose Đ is lost when people type without diacritics; also tells party from state.
_PARTY_ORGANS = frozenset(
    ["tw", "tu", "hu", "du", "qu", "thu", "bch", "btv", "btg", "btc", "bdv", "bnc", "ubkt", "vptw", "vptu", "cb", "dh"]
)
_PRINTED_ORGANS = {
    "hdnd": "HĐND", "du": "ĐU", "duk": "ĐUK", "tdtn": "TĐTN", "dtn": "ĐTN", "bcd": "BCĐ", "ldld": "LĐLĐ",
    "tld": "TLĐ", "bdv": "BDV", "dbqh": "ĐBQH", "dh": "ĐH", "ttg": "TTg", "bldtbxh": "BLĐTBXH", "bgddt": "BGDĐT",
    "sgddt": "SGDĐT", "sldtbxh": "SLĐTBXH", "bkhdt": "BKHĐT", "bvhttdl": "BVHTTDL", "duub": "ĐUUB", "dub": "ĐUB",
    "dbp": "ĐBP", "hdbt": "HĐBT", "hdbc": "HĐBC", "hdbcqg": "HĐBCQG",
}  # fmt: skip

# Organs that are known when they are glued to the kind ("khtu") or typed after a space ("kh ubnd").
_ORGANS = (
    _PARTY_ORGANS
    | frozenset(_PRINTED_ORGANS)
    | frozenset(["ubnd", "hdnd", "mttq", "btt", "cp", "vpcp", "qh", "ubtvqh", "mttw", "bca", "bqp"])
)

# Letters of kinds with which no letters of a body begin.
_NO_BODY = frozenset(["nq", "nqlt", "qd", "qc", "kl", "kh", "nd", "ttlt", "ctr"])
_KIND_CODES = sorted(PRINTED_LETTERS, key=len, reverse=True)


class ParsedNumber(NamedTuple):
    """A number taken apart.

    ``sequence`` 315; ``suffix`` "a" of 12a, else ""; ``year`` only where the number itself holds it; ``kind_letters``
    "KH" and ``organ_letters`` "TU" or "MTTQ-BTT" ("" where absent); ``key`` what is compared; ``tidy`` what is shown;
    ``form``: party, state, state_year, assembly or bare.
    """

    sequence: int | None
    suffix: str
    year: int | None
    kind_letters: str
    organ_letters: str
    key: str
    tidy: str
    form: str


def _known_kind(folded: str) -> bool:
    return folded in PRINTED_LETTERS


def _split_run(folded: str) -> tuple[str, str]:
    """Split letters printed without a sign into kind and organ: "khtu" → kh, tu; unknown → "", all."""
    for code in _KIND_CODES:
        rest = folded[len(code) :]
        # Letters of any other body have no vowel ("hdbxdd"): no word reads like that.
        if folded.startswith(code) and (
            rest in _ORGANS or re.match(r"(?:[a-z]+(?:tu|tw|hu|du)|[bcdghklmnpqstvx]{3,})$", rest)
        ):
            return code, rest
    return "", folded


@functools.lru_cache(maxsize=4096)
def _fold_letters(letters: str) -> str:
    """Folded letters; "TƯ" and "T.Ư" are old ways of writing "TW" and not the "TU" of a province."""
    folded = fold(re.sub("T\\.?Ư(?![A-ZĐ])|tư(?![a-zđ])", "TW", letters))
    return re.sub(r"[^a-z0-9]", "", folded)


def _shown(group: str, folded: str, printed: dict[str, str]) -> str:
    """A group of letters as it is to be shown: as printed, or restored where it was typed in lower case."""
    if group != group.lower():
        return group.replace("TƯ", "TW").replace("T.Ư", "TW")
    return printed.get(folded, folded.upper())


def build_number(digits: str, suffix: str, year: str, groups: Sequence[str], first_sign: str) -> ParsedNumber:
    """Make a ParsedNumber of its printed parts; the same few documents are cited again and again, so they are kept.

    ``digits`` as printed ("05"), ``suffix`` one letter or "", ``year`` four digits or "", ``groups`` the letter groups in
    order, ``first_sign`` "-", "/" or "" (missing) before the first group.
    """
    return _built(digits, suffix.lower(), year, tuple(groups), first_sign)


@functools.lru_cache(maxsize=8192)
def _built(digits: str, suffix: str, year: str, groups: tuple[str, ...], first_sign: str) -> ParsedNumber:
    letters = _letters(groups, bool(year), first_sign)
    sequence = int(digits)
    key = f"{sequence}{fold(suffix) if suffix else ''}"
    if year:
        key = f"{key}/{year}"
    tidy = f"{digits}{suffix}"
    if letters.form == "party":
        tidy = f"{tidy}-{letters.shown}"
    else:
        tidy = "/".join(filter(None, (tidy, year, letters.shown)))
    return ParsedNumber(
        sequence,
        suffix,
        int(year) if year else None,
        letters.kind,
        letters.organ,
        f"{key}-{letters.key}" if letters.key else key,
        tidy,
        letters.form,
    )


class _Letters(NamedTuple):
    """What the letters of a number say: kind and organ as shown, both together, their part of the key, the form."""

    kind: str
    organ: str
    shown: str
    key: str
    form: str


@functools.lru_cache(maxsize=8192)
def _letters(printed: tuple[str, ...], has_year: bool, first_sign: str) -> _Letters:
    """Numbers differ, but a register of thousands of them holds some hundred groups of letters."""
    groups = list(printed)
    folded = [_fold_letters(group) for group in groups]
    if groups and not _known_kind(folded[0]):
        kind, organ = _split_run(folded[0])
        # An official letter has no kind: the first of its groups is a body ("1234/TTCP-KHTH", "15/HĐBCQG-CTĐB").
        if kind and (len(groups) == 1 or (kind in _NO_BODY and folded[0] not in _ORGANS)):
            cut = len(kind)
            groups[:1], folded[:1] = [groups[0][:cut], groups[0][cut:]], [kind, organ]
    shown = [
        _shown(group, key, PRINTED_LETTERS if place == 0 and _known_kind(key) else _PRINTED_ORGANS)
        for place, (group, key) in enumerate(zip(groups, folded, strict=True))
    ]
    kind_letters = ""
    if shown and _known_kind(folded[0]) and not (has_year and folded[0] == "qh"):
        kind_letters = shown.pop(0)
    organ_letters = "-".join(shown)
    form = _form(folded, has_year, first_sign)
    sign = "/" if form == "party" else "-"
    return _Letters(
        kind_letters, organ_letters, sign.join(filter(None, (kind_letters, organ_letters))), "".join(folded), form
    )


def _form(folded: list[str], has_year: bool, first_sign: str) -> str:
    if has_year:
        return "assembly" if folded and re.match(r"(?:ubtv)?qh\d*$", folded[0]) else "state_year"
    if not folded:
        return "bare"
    if first_sign:
        return "party" if first_sign == "-" else "state"
    last = folded[1] if len(folded) > 1 else ""
    return "party" if last in _PARTY_ORGANS or last.endswith(("tu", "tw")) else "state"


# --- A printed number inside running text -------------------------------------------------------------------------

_SEP = rf"\s{{0,3}}[{SIGN_CLASS}]{{1,2}}\s{{0,3}}"
# One group of capitals: KH, CTr, TTg, QĐi, ThU, BCĐ389, HĐND&UBND; not the capital of a word ("Ban").
_ACRONYM = r"[A-ZĐÐƯ](?:[A-ZĐÐƯ0-9&+]|[a-z]{1,2}(?=[A-ZĐ])|(?:ri|tr|[rigwu])(?![^\W\d_]))*(?![^\W\d_])"
_PRINTED = re.compile(
    rf"""
    (?P<digits>\d{{1,8}}) (?P<suffix>(?:[a-zđA-ZĐ](?=\s{{0,2}}[{SIGN_CLASS}])|[a-zđ](?=[ ]?[A-ZĐ]{{2}})|\.\d{{1,2}}(?=/20\d\d/))?)   # 315, 12a, 66.25
    (?: (?P<before>{_SEP}|[ ]) (?P<year>(?:19|20)\d\d) (?=\s{{0,3}}[{SIGN_CLASS}]|[ ]?[A-ZĐ]{{2}}) )?           # /2020
    (?P<first>{_SEP} | [ \t]?)                                               # - or / or a sign left out
    (?P<letters> {_ACRONYM} (?:{_SEP}{_ACRONYM})*                             # KH/TU, QĐ-BCA-V05
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
    letters = match["letters"]
    sign, printed, cut, first = _letter_groups(match["first"], letters, closed=_closed(text, match.end(), letters))
    groups, end = list(printed), match.start("letters") + cut
    digits, year = match["digits"], match["year"] or ""
    if len(digits) >= _STUCK and not year:
        digits, year = _year_parted(digits, first)
    if len(digits) > _MOST_DIGITS or (match["before"] == " " and not trusted):
        return None
    known = _known_kind(first) and not first.isdecimal()
    if not sign:
        # Of letters without a sign only those that begin with a kind are a number's: not "Quyết định số 15/2023 UBND tỉnh".
        if not known and not _split_run(first)[0] and not (year and _ASSEMBLY.match(first)):
            return None
        sign = "/" if year else ""
    following = _organ_behind(text, end) if known and trusted and len(groups) == 1 else None
    if following:
        groups += _GROUP.split(following["organ"].translate(_SIGNS))
        end = following.end()
    elif not year:
        # One group of letters needs a word before it and a sign; of several the letters of a kind will do.
        enough = trusted and (sign or not known) if len(groups) == 1 else trusted or known or not sign
        if not enough:
            return None
    return build_number(digits, match["suffix"], year, groups, sign or _sign_left_out(letters)), end


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
    organ = _fold_letters(_GROUP.split(found["organ"])[0])
    return found if _is_organ(organ) or _OWN_ORGAN.match(organ) else None


def _sign_left_out(letters: str) -> str:
    """The sign that was left out before the letters, told by the one between them: 12KH/ĐTN is 12-KH/ĐTN, 88KH-UBND is
    88/KH-UBND."""
    between = _GROUP.search(letters)
    found = between.group().strip().translate(_SIGNS)[:1] if between else ""
    return {"/": "-", "-": "/"}.get(found, "")


@functools.lru_cache(maxsize=4096)
def _letter_groups(first_sign: str, letters: str, *, closed: bool) -> tuple[str, tuple[str, ...], int, str]:
    """Take printed letters apart: the sign before them, the groups, how many characters they take, the first group folded.

    ``closed``: nothing but the date, the issuer or a stop follows, so that a dash between spaces may be the number's own.
    """
    sign = first_sign.strip().translate(_SIGNS)[:1]
    groups = _GROUP.split(letters)
    cut = len(letters)
    # "19-NQ/TW - BCH Trung ương": a dash with spaces on both sides is no part of a number printed without them.
    separators = _GROUP.findall(letters)
    if len(separators) > 1 and not _SPACED.fullmatch(separators[0]):
        for place, separator in enumerate(separators[1:], start=2):
            if _SPACED.fullmatch(separator) and not (closed and _fold_letters(groups[place - 1]) not in _STAND_LAST):
                cut = sum(map(len, groups[:place])) + sum(map(len, separators[: place - 1]))
                groups = groups[:place]
                break
    shown = tuple(group.translate(_SIGNS) for group in groups)
    return sign, shown, cut, _fold_letters(shown[0])


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
    if not _known_kind(_fold_letters(groups[0])):
        return None
    sign = match["first"].strip().translate(_SIGNS)
    return build_number(match["digits"], match["suffix"], match["year"] or "", groups, sign), match.end()


# --- A number by itself, as somebody types it ----------------------------------------------------------------------

_NAMES = sorted({fold(n) for kind in KINDS for n in (*kind.names, *kind.abbreviations)} | {"van ban"}, key=len)
# "số" may stand close to its number ("số12 - KH/ĐTN").
_LEAD = re.compile(rf"(?:(?:{'|'.join(reversed(_NAMES))})[\s.:]+)?(?:(?:so hieu|ky hieu|so|s)(?:\b|(?=\d))[\s.:]*)*")
_HEAD = re.compile(
    r"(?P<digits>\d{1,6})(?:(?P<suffix>[a-z](?![a-z0-9])|\.\d{1,2}(?=\s?/\s?20\d\d\s?[/-]\s?[a-z])))?(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?![\d/.]*\d))?"
    r"(?:\s?(?P<year2>(?:19|20)\d\d)(?=\s?[/-]\s?[a-z]|\s(?:qh\d|ubtvqh|(?:" + "|".join(_KIND_CODES) + r")\b)))?"
)
_TOKEN = re.compile(r"(?P<sign>[\s/_-]*)(?P<word>[a-z][a-z0-9&+]*)")
_REST = re.compile(r"\s*(?:$|[,;.:()\"'”“]|(?:ngay|cua|ve|nam|do|thang|quy|v/v)\b)")
_STOP = frozenset(["ngay", "cua", "ve", "nam", "do", "thang", "quy", "viec"])


def parse_number(text: str) -> ParsedNumber | None:
    """Take apart a number that stands by itself: printed or typed, any case, with or without diacritics and signs.

    A kind and "số" may stand before it ("ke hoach so 315 kh tu"), a date, an issuer or a subject behind it. Returns
    None for text that is no number: dates, fractions, sums ("14/8/2023", "251,032/413,4 tỷ đồng", "24/7").
    """
    clean = " ".join(nfc(text[:400]).translate(_SIGNS).split()).strip(" \"'“”()[].,;:")
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
        if word in _STOP and not sign:
            break
        known = _known_kind(word) or bool(_split_run(word)[0])
        if len(groups) > 1 and not sign and clean[token.start("word")].islower() and not _is_organ(word):
            break
        if not groups:
            if not known and not sign and not (year and re.match(r"(?:ubtv)?qh\d", word)):
                glued = re.match(r"[a-z](?=[a-z]{4})", word)
                if glued and not suffix and not token["sign"] and _split_run(word[1:])[0]:
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


def _is_organ(word: str) -> bool:
    """Letters and not a word: known, or without a vowel; tp, tx, tt (city, town) stand before a place's name."""
    return (
        word in _ORGANS
        or word.endswith(("dvtu", "gtu", "ktu", "ctu", "dvtw", "gtw", "ktw", "ctw"))
        or (not re.search("[aeiouy]", word) and word not in {"tp", "tx", "tt"})
    )


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
