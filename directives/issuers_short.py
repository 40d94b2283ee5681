"""Names of issuers as clerks shorten them: "ĐU P. Bình Khê", "BTGDV TU", "VPTU", "UBKT Đ.U".

The letters are those that offices sign with (Hướng dẫn 36-HD/VPTW for the party) and the usual ones of places; they are taken only where
they are written as letters, so that "Du lịch" and "Xuân Tu" are words. Pure: a name in, the names it may stand for out.
"""

import re
from itertools import product

from cadre_portal.text import nfc, squeeze

# "TU" is the committee of a province or of a city.
_LETTERS: dict[str, tuple[str, ...]] = {
    "ĐU": ("Đảng ủy",), "TU": ("Tỉnh ủy", "Thành ủy"), "HU": ("Huyện ủy",), "TW": ("Trung ương",), "TƯ": ("Trung ương",),
    "BTGDV": ("Ban Tuyên giáo và Dân vận",), "TGDV": ("Tuyên giáo và Dân vận",), "BNC": ("Ban Nội chính",),
    "BXDĐ": ("Ban Xây dựng Đảng",), "XDĐ": ("Xây dựng Đảng",), "BTT": ("Ban Thường trực",),
    "BCHQS": ("Ban Chỉ huy Quân sự",), "CA": ("Công an",), "HND": ("Hội Nông dân",), "HCCB": ("Hội Cựu chiến binh",),
    "HPN": ("Hội Liên hiệp Phụ nữ", "Hội Phụ nữ"), "HLHPN": ("Hội Liên hiệp Phụ nữ",), "UBMT": ("Ủy ban Mặt trận Tổ quốc",),
}  # fmt: skip
_PLACES = {"P": "phường", "X": "xã", "H": "huyện", "Q": "quận", "T": "tỉnh", "ĐK": "đặc khu"}
_PLACE = re.compile(r"(?<=\s)(?P<short>[PXHQT]|ĐK)(?:\.\s*|\s+)(?=[^\W\d_])", re.IGNORECASE)
# "Đ.U", "T.Ư": letters parted by stops; "TG&DV".
_STOPS = re.compile(r"(?<![^\W\d_])([A-ZĐ])\.(?=[A-ZĐƯ](?![^\W\d_]))")
# "VPTU", "UBKTĐU": the letters of a board and of its committee.
_GLUED = re.compile(
    r"(?<!\w)(?P<board>VP|UBKT|BTC|BTG|BDV|BNC|BTGDV|BXDĐ|BTV|BCH|TT|BCĐ)(?P<committee>TU|ĐU|HU|TW|TƯ|HĐND|UBND)(?!\w)"
)
_WORD = re.compile(r"\w+")


def spelt_issuers(printed: str) -> tuple[str, ...]:
    """The names that ``printed`` may stand for, the likelier first; () where nothing in it is shortened in a way known here."""
    plain = squeeze(nfc(printed[:250]))
    name = _STOPS.sub(r"\1", plain).replace("TG&DV", "TGDV").replace("TG-DV", "TGDV")
    name = _GLUED.sub(r"\g<board> \g<committee>", name)
    name = _PLACE.sub(lambda found: f"{_PLACES[found['short'].upper()]} ", name)
    # "TT" in front of a name is who presides; behind it is a kind of place.
    name = re.sub(r"\ATT\.?\s+(?=\S)", "Thường trực ", name)
    parts = [_LETTERS.get(word, (word,)) for word in _WORD.findall(name)]
    spelt = tuple(" ".join(words) for words in product(*parts))
    return () if spelt == (" ".join(_WORD.findall(plain)),) else spelt[:4]
