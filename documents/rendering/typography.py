"""Signs that keep together what a line must not tear: numbers of documents, dates, "Đ/c X", a number and its unit."""

import re
from collections.abc import Iterable
from dataclasses import replace

from cadre_portal.text import CAPITALS
from documents.engines.blocks import Run

NBSP = "\u00a0"
JOINER = "\u2060"  # allows no break where it stands, and takes no room

# 315-KH/TU, 30/2020/NĐ-CP, 15/4/2024, 2021-2026, 251,032/413,4: a digit, then signs with letters or digits behind them.
_NUMBER = re.compile(r"(?<![\w/.:-])\d[\w.,]*(?:[-–/]\w[\w.,]*)+")
# "12 - CT/TW", "12- CT/TW", "12-CT /TW": printed with a space on either side of a sign.
_SPACED_NUMBER = re.compile(r"(?<=\d)(?: [-–/] ?|[-–/] )(?=[A-ZĐ]{2,})|(?<=[A-ZĐ])(?: / ?|/ )(?=[A-ZĐ]{2,})")
# QĐ-UBND, KH/TU: the letters of a number by themselves.
_LETTERS = re.compile(r"(?<![\w/.:])[A-ZĐ]{2,7}(?:[-–/][A-ZĐ][A-ZĐa-z0-9]*)+")
# Đ/c, TT/BCT: letters that belong together around a slash.
_SLASHED = re.compile(r"(?<![\w/.:])[^\W\d_]{1,6}/[^\W\d_]{1,6}(?![\w/])")
_WORD_BEFORE_FIGURE = re.compile(
    r"\b(ngày|tháng|năm|quý|mùng|số|điều|khoản|mục|khóa|lần thứ|thứ|đợt|lớp|tổ|khối) (?=\d|[IVX]+\b)", re.IGNORECASE
)
# The middle of "ngày 05 tháng 01 năm 2026" and of "tháng 9 năm 2026".
_DATE_MIDDLE = re.compile(r"(?<=\d) (?=(?:tháng|năm)[ \u00a0]\d)", re.IGNORECASE)
_ADDRESS = re.compile(
    rf"\b(Đ{JOINER}?/{JOINER}?c|đ{JOINER}?/{JOINER}?c|[Đđ]ồng chí|[Ôô]ng|[Bb]à|TS\.|ThS\.|PGS\.|GS\.|BS\.) (?=[{CAPITALS}])"
)
_UNIT = re.compile(
    r"(?<=\d) (?=(?:%|°C|km²?|m²|m³|m|cm|ha|kg|tấn|tạ|lít|đồng|đ|nghìn|triệu|tỷ|tỉ|giờ|phút|hộ|người|đảng viên|chi bộ)(?![\w]))"
)
_MILLIONS = re.compile(r"(?<=nghìn|triệu) (?=tỷ|tỉ|đồng)|(?<=tỷ|tỉ) (?=đồng)")
# 0900 000 115, 1 200 000: figures in groups of three.
_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_SIGNS = re.compile("[-–/]")


def _join(match: re.Match[str]) -> str:
    return _SIGNS.sub(lambda sign: f"{JOINER}{sign.group()}{JOINER}", match.group())


def unbreakable(text: str) -> str:
    """Return ``text`` with no-break spaces and word joiners where a line must not end. Nothing visible changes;
    ``plain_again`` gives the text back."""
    text = _SPACED_NUMBER.sub(lambda match: _join(match).replace(" ", NBSP), text)
    text = _NUMBER.sub(_join, text)
    text = _LETTERS.sub(_join, text)
    text = _SLASHED.sub(_join, text)
    text = _WORD_BEFORE_FIGURE.sub(rf"\1{NBSP}", text)
    text = _DATE_MIDDLE.sub(NBSP, text)
    text = _ADDRESS.sub(rf"\1{NBSP}", text)
    text = _GROUPS.sub(NBSP, text)
    text = _UNIT.sub(NBSP, text)
    return _MILLIONS.sub(NBSP, text)


def unbreakable_credit(credit: str) -> str:
    """Return a short credit ("Ảnh: Hà Vi") that stays in one piece; a long one is left to break."""
    return credit.replace(" ", NBSP) if len(credit) <= 36 else credit


def spaced(text: str) -> str:
    """``unbreakable`` with no-break spaces only: word joiners would be in the way of searching a page and of older Word."""
    return unbreakable(text).replace(JOINER, "")


def spaced_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return ``runs`` with their texts ``spaced``; addresses of links are left alone."""
    return tuple(replace(run, text=spaced(run.text)) for run in runs)


def plain_again(text: str) -> str:
    """Return ``text`` without the signs that ``unbreakable`` put in."""
    return text.replace(NBSP, " ").replace(JOINER, "")


# What the built-in text font draws in all four of its styles (a test sets every one of them): Latin with its extensions,
# Greek, Cyrillic, punctuation, currency, common signs. Other fonts that lack one of them are found while setting.
_DRAWN = (
    (0x20, 0x7E),
    (0xA0, 0xAC),
    (0xAE, 0x17F),
    (0x1A0, 0x1A1),
    (0x1AF, 0x1B0),
    (0x1CD, 0x1E3),
    (0x1F8, 0x21B),
    (0x300, 0x304),
    (0x306, 0x309),
    (0x31B, 0x31B),
    (0x323, 0x323),
    (0x391, 0x3A1),
    (0x3A3, 0x3CE),
    (0x410, 0x44F),
    (0x1E00, 0x1E9B),
    (0x1EA0, 0x1EF9),
    (0x2000, 0x200A),
    (0x2010, 0x2027),
    (0x202F, 0x2037),
    (0x2039, 0x203E),
    (0x2044, 0x2044),
    (0x2060, 0x2060),
    (0x2070, 0x2071),
    (0x2074, 0x208E),
    (0x2090, 0x209C),
    (0x20AB, 0x20AC),
    (0x2103, 0x2103),
    (0x2113, 0x2113),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2126, 0x2126),
    (0x2153, 0x215E),
    (0x2190, 0x2199),
    (0x21D0, 0x21D5),
    (0x2200, 0x2203),
    (0x220F, 0x221C),
    (0x221E, 0x221E),
    (0x2248, 0x2248),
    (0x2260, 0x2261),
    (0x2264, 0x2265),
    (0x25A0, 0x25A1),
    (0x25B2, 0x25B3),
    (0x25B6, 0x25B7),
    (0x25BC, 0x25BD),
    (0x25C6, 0x25C7),
    (0x25CB, 0x25CB),
    (0x25CF, 0x25CF),
    (0x2605, 0x2605),
    (0x2660, 0x2660),
    (0x2663, 0x2663),
    (0x2665, 0x2666),
)
_LOST = re.compile("[^\n" + "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in _DRAWN) + "]")
# Controls, variation selectors, invisible and direction signs, lone surrogates, noncharacters.
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2061-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_LOOKALIKES = str.maketrans({"▪": "■", "◦": "○", "❖": "◆", "✓": "√", "✔": "√", "\u2015": "—", "\t": " ", "\u3000": " "})
BOX = "□"


def printable(text: str) -> tuple[str, set[str]]:
    """Return ``text`` with control signs dropped and what no text font draws (emoji …) as □, and the set of the latter."""
    clean = _CONTROL.sub("", text.translate(_LOOKALIKES))
    lost = set(_LOST.findall(clean))
    return (_LOST.sub(BOX, clean) if lost else clean), lost
