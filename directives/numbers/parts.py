"""What a number is made of: signs, letters of kinds and organs, and the number built of them."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from cadre_portal.text import fold
from directives.kinds import PRINTED_LETTERS

# Hyphen, soft variants, figure/en/em dash, bar, minus; solidus and its look-alikes.
SIGN_CLASS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad/\u2044\u2215"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"), "-")
SIGNS = {**_DASHES, ord("\u2044"): "/", ord("\u2215"): "/", ord("Ð"): "Đ"}

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
KIND_CODES = sorted(PRINTED_LETTERS, key=len, reverse=True)


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


def known_kind(folded: str) -> bool:
    return folded in PRINTED_LETTERS


def split_run(folded: str) -> tuple[str, str]:
    """Split letters printed without a sign into kind and organ: "khtu" → kh, tu; unknown, or an organ ("ldld") → "", all."""
    if folded in _ORGANS:
        return "", folded
    for code in KIND_CODES:
        rest = folded[len(code) :]
        # Letters of any other body have no vowel ("hdbxdd"): no word reads like that.
        if folded.startswith(code) and (
            rest in _ORGANS or re.match(r"(?:[a-z]+(?:tu|tw|hu|du)|[bcdghklmnpqstvx]{3,})$", rest)
        ):
            return code, rest
    return "", folded


@functools.lru_cache(maxsize=4096)
def fold_letters(letters: str) -> str:
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
    folded = [fold_letters(group) for group in groups]
    if groups and not known_kind(folded[0]):
        kind, organ = split_run(folded[0])
        # An official letter has no kind: the first of its groups is a body ("1234/TTCP-KHTH", "15/HĐBCQG-CTĐB", "357/PGDĐT").
        alone = len(groups) == 1 and (first_sign != "/" or organ in _ORGANS)
        if kind and (alone or (kind in _NO_BODY and folded[0] not in _ORGANS)):
            cut = len(kind)
            groups[:1], folded[:1] = [groups[0][:cut], groups[0][cut:]], [kind, organ]
    shown = [
        _shown(group, key, PRINTED_LETTERS if place == 0 and known_kind(key) else _PRINTED_ORGANS)
        for place, (group, key) in enumerate(zip(groups, folded, strict=True))
    ]
    kind_letters = ""
    if shown and known_kind(folded[0]) and not (has_year and folded[0] == "qh"):
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


def is_organ(word: str) -> bool:
    """Letters and not a word: known, or without a vowel; tp, tx, tt (city, town) stand before a place's name."""
    return (
        word in _ORGANS
        or word.endswith(("dvtu", "gtu", "ktu", "ctu", "dvtw", "gtw", "ktw", "ctw"))
        or (not re.search("[aeiouy]", word) and word not in {"tp", "tx", "tt"})
    )
