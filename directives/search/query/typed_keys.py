"""Questions typed with the input method off: "kees hoachj kieemr ddieemr", "ke61 hoa5ch"."""

import re

from cadre_portal.text import fold
from cadre_portal.typing_methods import Readback, read_telex, read_vni
from directives.search.near import is_odd
from directives.search.query.kinding import CONSONANT_KINDS

_SEVERAL = 2
_WORD = re.compile(r"(?<!\w)[A-Za-z][A-Za-z0-9]*(?!\w)")
# What figures are typed behind without a blank: "to3", "thang6", "ngay26".
_COUNTED = re.compile(r"(?:to|khu|thang|nam|ngay|quy|tuan|thu|dot|khoi|lop|ky|khoa|doi|cap|so|tap|muc|dieu|khoan)\d+")
# Letters of kinds and bodies: "QDD", "HDDND".
_LETTERS = CONSONANT_KINDS | {"hdnd", "du", "dtn"}


def keys_read_back(text: str) -> str:
    """The question with such words read back; as it is where there are none. Where a mark was left out of one of them the whole
    has no diacritics, so that it is compared without any."""
    found = [(match, read) for match in _WORD.finditer(text) if (read := _read(match.group())) is not None]
    if not any(read.is_sure for _, read in found):
        found = [pair for pair in found if not _COUNTED.fullmatch(pair[0].group().lower())]
        if len(found) < _SEVERAL or not any(read.is_likely for _, read in found):
            return text
    out, at = "", 0
    for match, read in found:
        typed = match.group()
        word = read.text.upper() if typed.isupper() else read.text.capitalize() if typed[0].isupper() else read.text
        out, at = f"{out}{text[at : match.start()]}{word}", match.end()
    out += text[at:]
    return out if all(read.is_whole and not is_odd(fold(read.text)) for _, read in found) else fold(out)


def _read(typed: str) -> Readback | None:
    word = typed.lower()
    if not word.isalpha():
        return read_vni(word)
    single = word.replace("dd", "d")
    if single != word and single in _LETTERS:
        return Readback(word.replace("dd", "đ"), is_whole=True, is_sure=True, is_likely=True)
    return read_telex(word)
