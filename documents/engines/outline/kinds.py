"""What an entry is, by the words of its heading: directive, appeal, news group or topic."""

import re

from cadre_portal.text import fold
from directives.wrapped.headings import DIRECTIVE, cites_document

APPEAL = re.compile(r"^[\"“'(]*(?:loi keu goi|thu keu goi|thu ngo|thu chuc|thu gui|loi chuc|thu cua)\b")
NEWS = re.compile(
    r"""^[\"“'(]*(?:muc\s+|phan\s+|chuyen\ muc\s+)?(?:
        tin\ (?:(?:moi|nong|vui|anh|buon|phuong|xa|huyen|thanh|tinh|nganh|cong|doan|hoi|chi|kinh|giao|y\ te|an\ ninh|quoc\ phong|thoi\ tiet|du\ lich)\b|tuc|van|hoat|trong|thoi|noi|dia|ngan|dang|bai|tu|co\ so|cac|cua|the\ thao|thang|the\ gioi|quoc\ te|van\ hoa|kinh\ te)\b
      | tin\s*:?\s*$
      | (?:diem|ban|thong)\ tin\s*(?:$|:|[-–]|\ (?:hoat\ dong|noi\ bat|thoi\ su|tinh|tu|trong|thang|dia|su\ kien|mot\ so|ket\ qua|chung|noi\ bo|tong\ hop))
      | (?:mot\ so\ |cac\ )?(?:hoat\ dong|su\ kien)\ (?:noi\ bat|trong\ (?:thang|nuoc|tinh|huyen|quan|xa|phuong|thanh\ pho|dang\ bo|nganh|khoi)|o\ co\ so|co\ so|cac\ (?:chi|dang|co\ so)|thang|cua|tai|dia\ phuong|xay\ dung|chinh\ tri)
      | tinh\ hinh\ thoi\ su | thoi\ su\ (?:trong|quoc|the|noi|tong)
      | trong\ tinh$ | trong\ nuoc$ | quoc\ te$ | the\ gioi$
    )""",
    re.VERBOSE,
)

# Sections so called hold news or topics: what they hold tells.
TIMELY = re.compile(r"^\W*(?:phan\s+)?thong tin\b")
_LONGEST_NEWS = 10
# What the parts of one document are called; the heading of an entry says what it is about.
_PART_NAME = re.compile(
    r"""^\W*(?:
        (?:muc\ dich|yeu\ cau|muc\ tieu|quan\ diem|chi\ tieu|phuong\ huong|tien\ do|kinh\ phi|pham\ vi|doi\ tuong|thanh\ phan|y\ nghia)\b.{0,40}
      | (?:nhiem\ vu|giai\ phap|cac\ nhiem\ vu|noi\ dung|thoi\ gian|dia\ diem|hinh\ thuc|cach\ thuc|trach\ nhiem|phan\ cong|co\ cau|tieu\ chuan|nguyen\ tac)
        (?:\ (?:thuc\ hien|chu\ yeu|co\ ban|cu\ the|trong\ tam|chung|va|,|yeu\ cau|giai\ phap|dia\ diem|to\ chuc|nhiem\ vu|hinh\ thuc|thoi\ gian|kinh\ phi))*[\W]*
      | (?:to\ chuc|trien\ khai|cong\ tac\ to\ chuc)\ thuc\ hien\b.{0,20}
      | (?:uu\ diem|han\ che|ton\ tai|nguyen\ nhan|bai\ hoc|khuyet\ diem|ket\ qua\ (?:dat|thuc|noi)|danh\ gia\ chung|tinh\ hinh\ chung|dac\ diem\ tinh\ hinh|che\ do\ bao\ cao)\b.{0,50}
      | (?:phan\ )?(?:mo\ dau|ket\ luan|ket\ thuc)\W*
    )$""",
    re.VERBOSE,
)
# A part is called by one or two things ("Kinh tế", "Văn hóa - xã hội"), an entry by a whole phrase.
_FEW_WORDS = 4

# What the sections of a bulletin are called whose entries are each about something of its own.
RUBRIC = re.compile(
    r"^\W*(?:van ban|chinh sach|chu truong|thong tin|thoi su|cau chuyen|ke chuyen|chuyen ke|hoc tap va lam theo|guong|nguoi tot|phap luat|tim hieu"
    r"|hoi\W+dap|nghien cuu|trao doi|tuyen truyen|dinh huong|noi dung (?:sinh hoat|dinh huong|tuyen truyen)|huong dan nghiep vu|gioi thieu|tin|kien thuc)\b"
)


def is_part_name(title: str) -> bool:
    """Whether a heading is called what the parts of a document are: "Mục đích, yêu cầu", "Tổ chức thực hiện"."""
    return bool(_PART_NAME.match(fold(title)))


def names_a_part(title: str, few: int = _FEW_WORDS) -> bool:
    """Whether a heading inside an entry or section reads as one of its parts and not as an entry: by its name, or ``few`` words."""
    words = [word for word in title.split() if any(c.isalnum() for c in word)]
    return is_part_name(title) or len(words) <= few


# "Tin bản làng", "Người tốt, việc tốt - Tin hoạt động": news by its name, whatever of; not to believe, to send word, computing, rumours.
_ANY_NEWS = re.compile(
    r"(?:^\W*|[-–,;:/]\s*)tin\s+(?!học|nhắn|tưởng|cậy|dùng|vào|yêu|theo|hiệu|giả|đồn|xấu|mừng|rằng|là\b|ở\b)[^\W\d_]",
    re.IGNORECASE,
)


def names_news(heading: str) -> bool:
    """Whether a heading names a group of news."""
    return bool(NEWS.match(fold(heading)) or (_ANY_NEWS.search(heading) and len(heading.split()) <= _LONGEST_NEWS))


def entry_kind(heading: str, *, inside_news: bool) -> str:
    """Return directive, appeal, news_group, topic or (``inside_news``) news for a heading without its number."""
    text = fold(heading)
    if APPEAL.match(text):
        return "appeal"
    if cites_document(text):
        return "directive"
    if inside_news:
        return "news"
    return "news_group" if names_news(heading) else "topic"


def names_kind_only(folded: str) -> bool:
    """Whether a folded heading is the kind of a document and nothing more: "KẾ HOẠCH"."""
    match = DIRECTIVE.match(folded)
    return match is not None and not match.group("rest").strip(" :.")
