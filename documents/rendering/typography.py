"""Signs that keep together what must not be torn at the end of a line: numbers of documents, dates, "Đ/c X", 5 km."""

import re

NBSP = "\u00a0"
JOINER = "\u2060"  # allows no break where it stands, and takes no room

# 315-KH/TU, 30/2020/NĐ-CP, 245/KH-UBND: digits, then letters and signs without a space.
_NUMBER = re.compile(r"\b\d+[A-Za-z]?(?:[-/][\w]+)+\b")
# ngày 05/01/2026, tháng 12/2023, năm 2030, quý III
_DATE_WORD = re.compile(r"\b(ngày|tháng|năm|quý|mùng|số)\s+(?=[\dIVX])", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(Đ/c|đ/c|đồng chí|Đồng chí|ông|bà|TS\.|ThS\.|PGS\.|GS\.)\s+(?=[A-ZÀ-ỸĐ])")
_UNIT = re.compile(
    r"(?<=\d)\s+(?=(?:%|đồng|đ|tỷ|triệu|nghìn|km²?|m²|m³|m|ha|kg|tấn|tạ|giờ|phút|hộ|người|đảng viên|°C)\b|%)"
)


def _join(match: re.Match[str]) -> str:
    return re.sub(r"([-/])", rf"{JOINER}\1{JOINER}", match.group())


def unbreakable(text: str) -> str:
    """Return ``text`` with no-break spaces and word joiners where a line must not end. Nothing visible changes."""
    text = _NUMBER.sub(_join, text)
    text = _DATE_WORD.sub(rf"\1{NBSP}", text)
    text = _ADDRESS.sub(rf"\1{NBSP}", text)
    return _UNIT.sub(NBSP, text)


def plain_again(text: str) -> str:
    """Return ``text`` without the signs that ``unbreakable`` put in."""
    return text.replace(NBSP, " ").replace(JOINER, "")


# What the text fonts of a bulletin can draw: Latin with its extensions, punctuation, currency, common signs.
_DRAWN = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x259, 0x259),
    (0x300, 0x304),
    (0x306, 0x309),
    (0x31B, 0x31B),
    (0x323, 0x323),
    (0x391, 0x3C9),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x202F, 0x203A),
    (0x2044, 0x2044),
    (0x2060, 0x2060),
    (0x2070, 0x2094),
    (0x20AB, 0x20AC),
    (0x2113, 0x2113),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2150, 0x215E),
    (0x2190, 0x2193),
    (0x2200, 0x2200),
    (0x2212, 0x2212),
    (0x221A, 0x221A),
    (0x221E, 0x221E),
    (0x2248, 0x2248),
    (0x2260, 0x2265),
    (0x25A0, 0x25A1),
    (0x25CB, 0x25CF),
)
_LOST = re.compile("[^\n" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _DRAWN) + "]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufe00-\ufe0f\u200b-\u200f\u202a-\u202e\ufeff\u00ad]")
_BOX = "□"


def printable(text: str) -> tuple[str, set[str]]:
    """Return ``text`` with control signs dropped and what no text font draws (emoji …) as □, and the set of the latter."""
    clean = _CONTROL.sub(lambda match: " " if match.group() == "\t" else "", text)
    lost = set(_LOST.findall(clean))
    return (_LOST.sub(_BOX, clean) if lost else clean), lost
