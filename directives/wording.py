"""How a directive's subject is joined to its number and issuer in a citation.

Registers keep a subject as the clerk typed it: "về …", "V/v …", or bare ("tổ chức Ngày hội …"). Bulletins print "Kế hoạch số
86-KH/MTTQ-BTT, ngày 18/09/2026 của … về tổ chức Ngày hội …"; only a few verbs, by which the paper itself acts, follow the
issuer without "về" ("… của Thủ tướng Chính phủ phê duyệt Chương trình …", "… của Thành ủy thực hiện Nghị quyết …").
"""

import re

_JOINED = re.compile(
    r"""(?: về | thực\ hiện | triển\ khai | ban\ hành | phê\ duyệt | quy\ định | hướng\ dẫn | sửa\ đổi | bổ\ sung | thay\ thế
        | bãi\ bỏ | công\ bố | thành\ lập | kiện\ toàn | phân\ công | gửi | giao (?!\ (?:thông|lưu|ban|dịch|tiếp|nhận)\b) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SHORTENED = re.compile(r"v\s*/\s*v\b[\s:]*", re.IGNORECASE)
# These carry their subject in their own name: "Lời kêu gọi ủng hộ …", "Luật Đất đai".
_UNJOINED_KINDS = re.compile(r"(?:thư|lời|luật|bộ luật|pháp lệnh|hiến pháp)\b", re.IGNORECASE)


def joined_subject(subject: str, kind: str = "") -> str:
    """The subject as it follows the issuer: with "về" where it needs one, "V/v" written out.

    ``kind``: the name of the kind ("Kế hoạch"), or "". The first letter becomes small only where the joining word itself
    begins the subject; a name that stands first keeps its capital.
    """
    subject = subject.strip()
    if not subject:
        return ""
    if short := _SHORTENED.match(subject):
        rest = subject[short.end() :]
        return rest if re.match(r"về\b", rest, re.IGNORECASE) else f"về việc {rest}"
    if _JOINED.match(subject):
        # All capitals are a heading's typing; a citation in running text is left as it is typed there.
        return subject if subject[:2].isupper() else subject[0].lower() + subject[1:]
    return subject if _UNJOINED_KINDS.match(kind) else f"về {subject}"
