"""Whether the last clause of a sentence begins with people or a body that do something."""

import re

_DOERS = r"(?:đảng\s+viên|giáo\s+viên|đoàn\s+viên|hội\s+viên|nhà\s+trường|trường|trạm|bệnh\s+viện|chi\s+(?:bộ|đoàn|hội)|bà\s+con|chị\s+em|nông\s+dân|nhân\s+dân|học\s+sinh|công\s+nhân)"
# A noun of who does, a word that does not tell which, and two more up to the full stop.
_DOER = re.compile(
    _DOERS
    + r"\s+(?!và\s|của|ở\s|tại|trong|thuộc|có\s|là\s|người|vùng|cấp|các|dân\s|nghèo|mới\s|trên|khu\s|vi\s|giữ|hội\s|trung|tiểu|mầm|phổ|cao|đại|học\s|hợp|đặc|biên|an\s|đạt|đảng|trẻ|diện|được|tuyến|nông\s)"
    r"[^\W\d_]+(?:\s+[^\s,;:.]+){2,20}\.(?:\s|$)"
)
_DOER_NAMED = re.compile(rf"(?<!\w)(?:{_DOERS}|cán\s+bộ|người|tổ\s+chức|hộ|cơ\s+quan|đơn\s+vị)(?!\w)")
_BEFORE_NAMED = (" của ", " cho ", " đối với ", " giữa ", " với ", " ở ", " tại ", " trong ")


# Whoever a document is read to, and what they do upon it; whom a subject is about does not.
_TOLD = r"(?:cán\s+bộ(?:,\s+(?:chiến\s+(?:sĩ|sỹ)|đảng\s+viên|công\s+chức))?|đồng\s+chí|gia\s+đình|hộ(?:\s+dân)?|phụ\s+huynh|người\s+dân|thành\s+viên|quần\s+chúng|đại\s+biểu)"
_UPON_IT = re.compile(
    rf"(?P<each>(?:các|mỗi|từng|toàn\s+thể|tất\s+cả|100%)\s+)?(?:{_DOERS}|{_TOLD})(?:\s+(?!của\s|ở\s|tại\s|với\s)[^\W\d_]+){{0,3}}?\s+"
    r"(?:ký\s+(?:bản\s+)?cam\s+kết|cam\s+kết|viết\s+(?:bản|bài|thu|phiếu)|hứa|đăng\s+ký\s+(?:thực|làm|phấn|việc|tham|phần|\d|hai|ba)|đồng\s+tình|nhất\s+trí|đồng\s+ý|hưởng\s+ứng|phát\s+biểu|lần\s+lượt|(?:nêu|tham\s+gia|đóng\s+góp|góp)\s+ý\s+kiến|thảo\s+luận|biểu\s+quyết|liên\s+hệ\s+(?:bản|với)|tự\s+(?:liên|soi|kiểm|giác)"
    r"|(?P<only_each>góp|nộp|ghi|chép|treo|làm|nhận|trồng|dành|tự|chọn)|không(?=\s+(?!có|còn|đủ|được|giữ|hoàn|đạt|tham|chuyên|may|gian|nơi|thuộc|thường)[^\W\d_]+\s))(?!\w)"
)


def acts_upon_it(low: str, after: int) -> bool:
    """Tell whether behind the comma those a document was read to do something upon it: "phổ biến <citation> về A, giáo viên ký cam kết"."""
    found = _UPON_IT.match(low, after)
    return found is not None and (found["only_each"] is None or found["each"] is not None)


def doer_begins(low: str, begin: int, after: int) -> bool:
    """Tell whether the last clause of a sentence begins with who does something: "Thực hiện <citation> về A, trường mua thêm máy".

    Where people or bodies are named already behind the last preposition, one more of them may follow.
    """
    if _DOER.match(low, after) is None:
        return False
    named = max(low.rfind(word, begin, after) for word in _BEFORE_NAMED)
    return _DOER_NAMED.search(low, max(begin, named), after) is None
