"""What a heading says by its words: whether it cites a document, is whole, or is news of a day."""

import re

from cadre_portal.text import fold

# Kinds of documents a bulletin presents (party and state), folded. A heading that opens with one of them and
# goes on like a citation presents that document.
_DOCUMENT = r"""(?:
    nghi\ quyet | chi\ thi | ket\ luan | quyet\ dinh | quy\ dinh | quy\ che | quy\ trinh | thong\ tri | thong\ bao | huong\ dan
  | ke\ hoach | menh\ lenh | chuong\ trinh(?:\ hanh\ dong|\ cong\ tac|\ toan\ khoa)? | de\ an | bao\ cao | to\ trinh | cong\ van | cong\ dien
  | luat | bo\ luat | phap\ lenh | nghi\ dinh | thong\ tu(?:\ lien\ tich)? | du\ thao\ \S+
)"""
_INTRODUCED = r"""(?:(?:gioi\ thieu|trien\ khai(?:\ thuc\ hien)?|quan\ triet|pho\ bien|tom\ tat|toan\ van|trich)\s+)?
    (?:(?:mot\ so|nhung|cac)\s+)?(?:(?:noi\ dung|diem|quy\ dinh)\s+(?:moi|co\ ban|chinh|chu\ yeu|trong\ tam|cot\ loi)(?:\s+\S+)?\s+(?:cua|trong|tai|ve)\s+)?"""
_NUMBER = r"\d{1,5}[a-z]?\s?(?:[-–/]\s?\d{4}\s?)?[-–/]\s?[a-z]{1,6}"
DIRECTIVE = re.compile(rf"^[\"“'(]*{_INTRODUCED}{_DOCUMENT}\b(?P<rest>.*)$", re.VERBOSE)
_CITED = re.compile(
    rf"^(?:\s*\(?so\b|\s*:?\s*{_NUMBER}|\s+\d+|\s*,?\s*ngay\ \d|\s+cua\ )|^(?:\s+\S+){{0,12}}?\s*(?:so\s*:?\s*)?{_NUMBER}",
    re.VERBOSE,
)
# "Triển khai Đề án 06": a project called by its bare number is what the entry is about, not the document it presents.
_NICKNAME = re.compile(r"^(?:trien khai|thuc hien|day manh)\b.*\b(?:de an|chuong trinh) \d{1,3}\W*$")
# What the subject of a document begins with; in names ("Ban Tổ chức") these words have a capital.
_SUBJECT = re.compile(
    r"(?<!\bBan )\b(?:[Vv]ề|v/v|thực hiện|tiếp tục|triển khai|quy định|ban hành|tổ chức|thành lập|kiện toàn|phê duyệt|công bố"
    r"|công nhận|sửa đổi|bổ sung|điều chỉnh|tăng cường|đẩy mạnh|nâng cao|thi hành|học tập|quán triệt|phát động|hướng dẫn"
    r"|lãnh đạo|một số|cụ thể hóa|cụ thể hoá|đề nghị|sắp xếp|phân công|giao|chuẩn bị|chào mừng"
    r"|kỷ niệm|kỉ niệm|tuyên truyền|kiểm tra|giám sát|bảo đảm|phát triển|vận động|xây dựng|mở|tổng kết|sơ kết)\b"
)
# How a news item begins: a day, a part of the day.
DATED = re.compile(
    r"^(?:(?:vao\s+)?(?:sang|chieu|trua|toi|dem)\b|(?:trong\s+)?(?:hai|ba|\d+)\s+ngay\b|ngay\s+\d|tu\s+ngay\s+\d|vua qua\b|moi day\b|"
    r"trong (?:cac )?ngay\s+\d|nhan (?:dip|ky niem)\b|tai\s+\S+)"
)


def cites_document(folded: str) -> bool:
    """Whether a folded heading opens with a document: its kind, then number, date or issuer."""
    match = DIRECTIVE.match(folded)
    if match is None:
        return False
    if _NICKNAME.match(folded):
        return False
    return bool(_CITED.match(match.group("rest")))


def lacks_subject(heading: str) -> bool:
    """Whether a citation has not come to what it is about: "Chỉ thị số 29-CT/TU … của Ban Thường vụ Tỉnh ủy"."""
    folded = fold(heading)
    if not cites_document(folded):
        return False
    if heading.isupper():
        return not re.search(
            r"\b(?:ve|thuc hien|tiep tuc|trien khai|quy dinh|ban hanh|thanh lap|phe duyet|kien toan|sua doi|tang cuong|day manh)\b",
            folded[12:],
        )
    return not _SUBJECT.search(heading[12:])


def looks_dated(text: str) -> bool:
    """Whether a paragraph begins as news items do ("Sáng 15/2", "Ngày 22/11", "Chiều ngày…")."""
    return bool(DATED.match(fold(text[:60])))
