"""The signs that open a paragraph or end a sentence, and how two broken lines are set together."""

import re

from cadre_portal.text import CAPITALS, fold

# "1.", "2.1.", "2.1.3", "5.1. ", "I." at the start of a paragraph, then a title. A number is no heading
# number when a digit follows ("1.200 cây"), a unit in lower case ("2.5 ha") or when it has four digits ("2026.").
NUMBERED = re.compile(
    r"""^\s*
    (?P<number>\d{1,2}(?:\s?\.\s?\d{1,2}){0,3})   # 2   2.1   2.1.3
    (?P<mark>\s?[.):]|\s?/(?![A-ZĐ]\w*[-–])|\s?[-–](?=\s)|(?=\s))  # 2.  2)  2/ (but 02/CTr-TU)  2:  2 -  or only a space
    \s*
    (?P<title>(?:["“”'‘(\[]*|(?<=[.)/–-]\ )\d{1,3}\s)[^\W\d_].*)?$   # begins with a letter, or counts: "1. 95 năm Ngày …"
    """,
    re.VERBOSE | re.DOTALL,
)
ROMAN = re.compile(r"^\s*(?!V/v\b)(?P<number>[IVX]{1,5})\s?[.)/\-–:]\s*(?P<title>\S.*)$", re.DOTALL)
# "PHẦN THỨ NHẤT:", "Phần II.", "Chuyên đề 1 -", "Chuyên mục 2": a word for what it is, then its number.
NAMED = re.compile(
    rf"""^\W{{0,3}}(?P<name>phần|chuyên\ mục|chuyên\ đề|chủ\ đề|nội\ dung|vấn\ đề|mục|bài)
    \s+(?:thứ\s+|số\s+)?(?P<value>nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|[ivx]{{1,4}}|\d{{1,2}}|[a-h])
    \s*(?:[.:)/–—-]+\s*|\s+(?-i:(?=[“"{CAPITALS}]))|$)(?P<title>.*)$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
LETTER = re.compile(r"^\s*(?P<number>[A-HĐ])\s?[.)/:–-]\s*(?P<title>[^\W\d_]{2}.*)$", re.DOTALL)
STARRED = re.compile(r"^\s*[*●•■◆❖➢➤★☆✯♦\uf000-\uf0ff]+\s*(?P<title>[^\W\d_].*)$", re.DOTALL)
# Signs of items; the private ones (U+F0xx) are those of symbol fonts, "o" and "§" what is left of some of them.
ITEM = re.compile(
    rf"^\s*(?P<sign>[-–—−•●▪■□◦○‣⁃+✓✔➢➤►▶❖◆◇→⇒*·\uf000-\uf0ff]|[o§](?=\s+[{CAPITALS}0-9]))\s*(?P<text>\S.*)$", re.DOTALL
)
ENUMERATION = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-zđ][.)])\s*\S")
ENDS_SENTENCE = re.compile(r"[.!?…:;]['\"”’)\]]*\s*$")
PAGE_NUMBER = re.compile(
    r"^\s*(?:trang\s+)?[-–—|]?\s*(?P<number>\d{1,3})\s*(?:/\s*\d{1,3})?\s*[-–—|]?\s*$", re.IGNORECASE
)


def glue(before: str, after: str) -> str:
    """Return what stands between two lines of one paragraph: "" after a hyphen or slash, else a space.

    "Quy định số 124-" + "QĐ/TW" → "124-QĐ/TW"; "2021 -" + "2026" → "2021 - 2026". Vietnamese is not hyphenated
    at line ends, so a hyphen that touches a letter or digit belongs to the number or name.
    """
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return ""
    if len(before) > 1 and before[-1] in "-/‑" and not before[-2].isspace() and after[0].isalnum():
        return ""
    if after[0] in "/" and before[-1].isalnum():
        return ""
    return " "


def is_caps(text: str) -> bool:
    """Whether ``text`` has letters and all of them are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters)


def starts_lower(text: str) -> bool:
    """Whether the first letter of ``text`` comes first (signs of opening apart) and is small."""
    bare = text.lstrip(" \"“”'‘(")
    return bool(bare) and bare[0].isalpha() and bare[0].islower()


def clean_number(number: str) -> str:
    """Return a printed heading number without inner spaces and final dot: "2 .1." → "2.1"."""
    return re.sub(r"\s+", "", number).strip(".")


def same_title(one: str, other: str) -> float:
    """Return how alike two titles are, 0…1: shared folded words in order, by the longer one."""
    left, right = fold(one).split(), fold(other).split()
    if not left or not right:
        return 0.0
    strip = ".,;:\"“”'()"
    left = [word.strip(strip) for word in left]
    right = [word.strip(strip) for word in right]
    if left == right:
        return 1.0
    # The longest common subsequence of words, a row of the table in the bits of one number: a 0 where the row rises.
    masks: dict[str, int] = {}
    for place, word in enumerate(right):
        masks[word] = masks.get(word, 0) | 1 << place
    full = (1 << len(right)) - 1
    row = full
    for word in left:
        met = row & masks.get(word, 0)
        row = (row + met | row - met) & full
    return (len(right) - row.bit_count()) / max(len(left), len(right))
