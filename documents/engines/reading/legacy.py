"""Old Vietnamese encodings, TCVN3 (ABC) and VNI: telling them from Unicode.

Bytes of these encodings decode without error as Latin-1 text ("Uû ban nh©n d©n", "UÛy ban nhaân daân"), so a text
is refused, never converted by itself: ``detect_legacy`` says which encoding it looks like and the person converts it.
Source of the tables: TCVN 5712:1993, code table 3; the VNI-Windows table for Latin-1.
"""

import re

from cadre_portal.text import nfc

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
