"""Old Vietnamese encodings, TCVN3 (ABC) and VNI: telling them from Unicode, and converting on request.

Bytes of these encodings decode without error as Latin-1 text ("Uû ban nh©n d©n", "UÛy ban nhaân daân"), so a text
is never converted by itself: ``detect_legacy`` says which encoding it looks like and the person decides.
Source of the tables: TCVN 5712:1993, code table 3; the VNI-Windows table for Latin-1.
"""

import re

from cadre_portal.text import nfc

# TCVN3: one Latin-1 sign for each small letter; capitals with tone come from capital fonts (".VnTimeH").
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ",
        strict=True,
    )
) | dict(zip("¡¢§£¤¥¦", "ĂÂĐÊÔƠƯ", strict=True))

# VNI: a base letter, then a sign for its marks. The sign carries the case of the letter.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = {
    "ñ": "đ", "Ñ": "Đ", "ö": "ư", "Ö": "Ư", "ô": "ơ", "Ô": "Ơ", "í": "í", "Í": "Í", "ì": "ì", "Ì": "Ì",
    "æ": "ỉ", "Æ": "Ỉ", "ó": "ĩ", "Ó": "Ĩ", "ò": "ị", "Ò": "Ị", "î": "ỵ", "Î": "Ỵ",
}  # fmt: skip
_VNI = re.compile(
    "(?P<base>[aeouyAEOUYöÖôÔ])(?P<mark>[" + "".join(_VNI_MARKS) + "".join(_VNI_MARKS).upper() + "])"
    "|(?P<alone>[" + "".join(_VNI_ALONE) + "])"
)
# Breve marks belong to a only; circumflex to a, e, o; a tone to any.
_BREVE, _CIRCUMFLEX = "\u0306", "\u0302"

_TCVN3_SIGNS = re.compile(
    "[" + "".join(re.escape(sign) for sign in "µ¸¶·¹¨»¾¼½Æ©ÇÈÉË®ÌÐÎÏÑªÒÓÖ×ÝØÜÞß«åæç¬ëîïñ­õö÷ûüþ") + "]"
)
_UNICODE_SIGNS = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_TCVN3_PAIRS = re.compile(r"(?:[bcdghklmnpqrstvx]|\b)[©®­¬ª«][a-zµ¸¶·¹]|®[a-zµ-þ]|[­¬][\w]")
_VNI_PAIRS = re.compile(
    r"[aeouyAEOUY][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[öôÖÔ][ùøûõïÙØÛÕÏ]|ñ[aeiouyöô]|Ñ[aeiouyAEIOUYöôÖÔ]"
)


def detect_legacy(text: str) -> str:
    """Return "tcvn3", "vni" or "" for a text that is Unicode (or has too few signs to tell).

    A text counts as old when signs that such fonts misuse are frequent and true Vietnamese letters are rare.
    """
    letters = sum(1 for char in text if char.isalpha()) or 1
    true = len(_UNICODE_SIGNS.findall(nfc(text)))
    tcvn3 = len(_TCVN3_SIGNS.findall(text))
    vni = len(_VNI_PAIRS.findall(text))
    if max(tcvn3, vni) < 4 or true > 0.25 * max(tcvn3, vni):
        return ""
    if tcvn3 / letters >= 0.06 and tcvn3 >= vni and _TCVN3_PAIRS.search(text):
        return "tcvn3"
    if vni / letters >= 0.06:
        return "vni"
    return ""


def convert_tcvn3(text: str, *, capitals: bool = False) -> str:
    """Return TCVN3 text in Unicode; ``capitals`` for a run set in a capital font (".VnTimeH")."""
    result = nfc("".join(_TCVN3.get(char, char) for char in text))
    return result.upper() if capitals else result


def convert_vni(text: str) -> str:
    """Return VNI text in Unicode: "UÛy ban nhaân daân" → "Ủy ban nhân dân"."""

    def letter(match: re.Match[str]) -> str:
        if match.group("alone"):
            return _VNI_ALONE[match.group("alone")]
        base, marks = match.group("base"), _VNI_MARKS[match.group("mark").lower()]
        fits = not (marks.startswith(_BREVE) and base not in "aA") and not (
            marks.startswith(_CIRCUMFLEX) and base not in "aeoAEO"
        )
        if not fits:
            return _VNI_ALONE.get(base, base) + _VNI_ALONE.get(match.group("mark"), match.group("mark"))
        return nfc(_VNI_ALONE.get(base, base) + marks)

    return nfc(_VNI.sub(letter, text))
