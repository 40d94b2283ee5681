"""How captions of pictures read: their credit, the words they open with, the scenes they tell of."""

import re

from cadre_portal.text import CAPITALS, fold, squeeze, unify_tones

# "(Ảnh: Văn An)", "Ảnh: TTXVN", "Nguồn ảnh: Báo …", "(Nguồn: …)" at the end of a caption.
_CREDIT = re.compile(
    r"[\s.,;–-]*[(\[]?\s*(?P<label>(?:nguồn\s+)?ảnh(?:\s+(?:minh\s+họa|tư\s+liệu))?|nguồn)\s*(?:[:.]|\bcủa\b|\s[-–])\s*(?P<credit>[^()\[\]]{2,80}?)\s*[)\].]*\s*$",
    re.IGNORECASE,
)
_BARE_CREDIT = re.compile(r"\s*\((?P<credit>(?:ảnh|nguồn)[^()]{0,60})\)\s*\.?\s*$", re.IGNORECASE)
# How captions open in bulletins: who is seen, or what view.
_OPENER = re.compile(
    r"^(?:anh\s*(?:\d+\s*)?[:.]|dong\ chi|cac\ dong\ chi|d/c|cac\ d/c|dc\b|ong|ba|cac\ dai\ bieu|dai\ bieu|lanh\ dao|quang\ canh|toan\ canh"
    r"|mot\ goc|khung\ canh|hinh\ anh|doan|cac\ doan|ban|bi\ thu|pho\ bi\ thu|chu\ tich|pho\ chu\ tich|tong\ bi\ thu|thu\ tuong|thuong\ truc"
    r"|van\ nghe|tiet\ muc|luc\ luong|doan\ vien|hoi\ vien|can\ bo|nhan\ dan|nguoi\ dan|cong\ ty|dai\ dien|trao|tang|le|cac\ em"
    r"|(?:dai|thuong|trung|thieu)\ (?:tuong|ta|uy)|me\ viet\ nam|cuu\ chien\ binh|nghe\ nhan|bac\ si|giao\ vien|thay|co\ giao|doi\ vien|trung\ tam"
    r"|hoc\ sinh|chien\ si|bo\ doi|tuoi\ tre|thanh\ nien|phu\ nu|cong\ an|cac\ chi\ bo|cac\ cap|mo\ hinh|hoi\ nghi)\b".replace(
        r"\ ", " "
    )
)


# What people do in such pictures.
_SCENE = re.compile(
    r"\b(?:phat bieu|trao|tang|tham|chuc mung|kiem tra|khao sat|dang (?:huong|hoa)|cat bang|bam nut|ky ket|chup anh|tham quan|ra quan"
    r"|bieu dien|chu tri|khai mac|be mac|thu hoach|thao luan|bo phieu|bieu quyet|giao luu|thi dau|trong cay|don ve sinh|quang canh"
    r"|luyen tap|huan luyen|khoi cong|khanh thanh|dieu hanh|tai (?:hoi nghi|buoi|le|dai hoi|hoi thi|ngay hoi|cuoc))\b"
)


# The caption itself behind the word: "(Ảnh: Đồng chí … trao nhà cho hộ nghèo)", "Ảnh 2: Quang cảnh …".
_WHOLE = re.compile(
    r"^\s*(?P<open>[(\[])?\s*(?:trong\s+ảnh|ảnh|hình|hình\s+ảnh)(?P<count>\s+\d{1,2})?\s*[:.–-]\s*(?P<words>\S.*?)\s*(?(open)[)\]]?\.?)\s*$",
    re.IGNORECASE | re.DOTALL,
)
# Whose the picture is: a body, a paper, a person; their names are short and say nobody's doing. With their signs, for
# "Đài" is not "đại diện", "Báo" not "bão".
_SOURCE = re.compile(
    r"^(?:(?:nguồn|theo|báo|đài|ttxvn|tạp chí|cổng thông tin|trang|internet|ctv|cộng tác viên|phòng(?! chống|,)|trung tâm|văn phòng|tư liệu"
    r"|minh họa|sưu tầm|biên tập|st|nhóm|ủy ban|ubnd|mttq|đảng ủy|tỉnh đoàn|công an"
    r"|ban (?:tuyên giáo|tổ chức|xây dựng|dân vận|biên tập|quản lý)"
    r"|hội (?!nghị|viên|thi|trường)|đoàn (?!viên|công tác|đại biểu|xe))\b)|\b(?:cung cấp|gửi)$"
)
# Nobody is called so who took the picture: "Ảnh: Đồng chí Lê Na", "Ảnh: Lễ ra quân".
_SEEN = re.compile(
    r"^(?:(?:các )?(?:đồng chí|đ/c|đại biểu|cháu|em)|quang cảnh|toàn cảnh|một góc|khung cảnh|lễ|hội nghị|đoàn viên|hội viên)\s\S"
)
_TITLES = ("đồng chí", "đ/c", "các đồng chí", "các đ/c")
_FEWEST_SEEN = 4


def _says_what_is_seen(words: str) -> bool:
    """Whether what stands behind "Ảnh:" tells of the picture and is not whose it is: a scene, or a phrase with small words."""
    spelt = unify_tones(words).lower().rstrip(" .,;")
    count = len(words.split())
    if _SCENE.search(fold(words)) and count >= _FEWEST_SEEN:
        return True
    if _SOURCE.search(spelt):
        return False
    if _SEEN.match(spelt) and (spelt.startswith(_TITLES) or not words.istitle()):
        return True
    if count < _FEWEST_SEEN:
        return False
    small = sum(word[:1].islower() for word in words.split())
    return small >= 0.4 * count


def split_credit(text: str) -> tuple[str, str]:
    """Return caption and credit of a printed caption: "… dự họp. (Ảnh: Văn An)" → ("… dự họp.", "Ảnh: Văn An").

    The credit is given as printed, its brackets apart: outputs put them on again.
    """
    whole = _WHOLE.match(text)
    if whole and (whole["count"] or _says_what_is_seen(whole["words"])):
        return split_credit(whole["words"])
    bare = _BARE_CREDIT.search(text)
    match = _CREDIT.search(text)
    if match and match.group("credit") and (match.group(0).lstrip()[:1] in "([" or _apart(text, match)):
        caption = text[: match.start()] + _kept_stop(text, match.start())
        return caption.strip(), text[match.start("label") : match.end("credit")].strip()
    if bare:
        return text[: bare.start()].strip(), bare.group("credit").strip()
    return text.strip(), ""


# Words with which a credit says itself what it is.
_NAMED = re.compile(r"(?:nguồn|hình|tranh|đồ\s+họa|bản\s+đồ|minh\s+họa|sưu\s+tầm|theo|ảnh)(?!\w)", re.IGNORECASE)
_PHOTO_OF = re.compile(rf"(?i:ảnh)(?:\s*[:.–-]\s*|\s+(?=[{CAPITALS}]))")


def whole_credit(typed: str) -> str:
    """Return a credit as all are stored and printed within brackets: "Ảnh: Hà Vi".

    The brackets are left to the outputs; a bare name gets the word before it. A credit that names its kind itself
    ("Nguồn: …", "Ảnh tư liệu") keeps its words. At most 200 characters, the width of the column.
    """
    credit = squeeze(typed)
    around = re.fullmatch(r"\(+([^()]*)\)+", credit)
    if around:
        credit = around.group(1).strip()
    if not credit or credit.startswith("("):
        return credit[:200]
    if (photo := _PHOTO_OF.match(credit)) and (name := credit[photo.end() :]):
        return f"Ảnh: {name}"[:200]
    return (credit if _NAMED.match(credit) else f"Ảnh: {credit}")[:200]


def _apart(text: str, match: re.Match[str]) -> bool:
    """Whether a credit without brackets is set off: at the start, or after a full stop, comma, dash or line break."""
    before = text[: match.start("label")]
    return (
        not before.strip()
        or bool(re.search(r"[.,;–-]\s*$|\n\s*$|[\"”]\s*$", before))
        or text[match.start("label")].isupper()
    )


def _kept_stop(text: str, at: int) -> str:
    return "." if text[at : at + 3].lstrip().startswith(".") else ""


def has_credit(text: str) -> bool:
    """Whether a paragraph ends in a picture's credit, or is a caption that calls itself one ("Ảnh: …")."""
    whole = _WHOLE.match(text)
    return bool(split_credit(text)[1]) or (
        whole is not None and (bool(whole["count"]) or _says_what_is_seen(whole["words"]))
    )


def credit_alone(text: str) -> bool:
    """Whether a paragraph is nothing but a credit: "(Ảnh: Văn An)"."""
    caption, credit = split_credit(text)
    return bool(credit) and not caption


def opens_like_caption(text: str) -> bool:
    """Whether a line opens as captions do."""
    return bool(_OPENER.match(fold(text)))


def shows_scene(text: str) -> bool:
    """Whether a line says who does what, as captions do: "Đồng chí … trao thưởng các tập thể xuất sắc"."""
    return opens_like_caption(text) and bool(_SCENE.search(fold(text)))
