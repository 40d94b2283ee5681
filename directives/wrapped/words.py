"""Words that tell of a broken line whether the next one goes on with it: what leaves a line open, what opens a sentence."""

import re

from cadre_portal.text import CAPITALS
from directives.wrapped.headings import looks_dated
from directives.wrapped.signs import ENDS_SENTENCE, starts_lower

# A word at the end of a line that leaves a heading or sentence open.
_OPEN_WORD = re.compile(
    r"(?:^|\s)(?:của|và|về|với|cho|tại|trong|do|theo|từ|đến|các|những|là|để|bởi|trên|dưới|giữa|hoặc|số|ngày|tháng"
    r"|Ban|Bộ|Ủy|Uỷ|lần thứ)$"
)
# Words that leave it open where the line is full, and may stand last in a heading.
_HALF_PHRASE = re.compile(r"\b(?:quý|khóa|khoá|nhiệm kỳ|giai đoạn|đồng chí|đ/c|Đ/c|Điều)$")
# Bodies whose name is not whole yet: "của Ban Chấp hành / Đảng bộ tỉnh", "của Hội nghị lần thứ tám Ban Chấp hành / Trung ương".
_OPEN_BODY = re.compile(r"\b(?:Chấp hành|Thường vụ|Thường trực|[Uu][ỷỶ] ban|[Ủủ]y ban|Hội đồng|Văn phòng)$")
_BODY_GOES_ON = re.compile(
    r"^(?:Đảng|Trung ương|Tỉnh|Thành|Huyện|Quận|Thị|Liên|Tổng|Hội|Đoàn|Công đoàn|Mặt trận|MTTQ|Kiểm tra|Nhân dân|Quốc hội|UBND|HĐND)\b"
)
# Nouns that are only the first word of a body's name.
_HALF_BODY = re.compile(
    r"\b(?:Trường|Trạm|Sở|Phòng|Công ty|Trung tâm|Cục|Tổng cục|Chi cục|Viện|Khối|Liên đoàn|Hội đồng|Công an|Hạt)$"
)
# "… bầu cử đại biểu / Quốc hội khóa XVI và …".
_TERM = re.compile(
    r"^(?:Quốc hội|Hội đồng nhân dân|HĐND|Đại hội|Đảng bộ|Ban Chấp hành|Ủy ban|Uỷ ban)\b(?:\s+[^\s.,;:]+){0,4}?\s+"
    r"(?:khóa|khoá|nhiệm kỳ|các cấp|lần thứ|giai đoạn)\b"
)
# Names of places have two syllables nearly always: after "tỉnh Thanh" one is missing.
_HALF_PLACE = re.compile(
    rf"\b(?:tỉnh|thành phố|thị xã|quận|huyện|phường|xã|thị trấn|đặc khu|TP\.?)\s+(?!Huế$)[{CAPITALS}][^\W\d_]*$"
)
# "kỷ niệm 80 năm / Ngày …": an anniversary is one of something.
_ANNIVERSARY = re.compile(r"\b(?:kỷ|kỉ) niệm(?: lần thứ)? \d+ năm$|\b(?:mừng|qua|hơn|sau) \d+ năm$", re.IGNORECASE)
# Words a figure follows: "đến năm / 2030", "Nghị quyết / 57".
_BEFORE_FIGURE = re.compile(
    r"\b(?:năm|tháng|ngày|quý|trước|sau|hơn|khoảng|gần|trên|dưới|đạt|đến|từ|với|số|là|có|được|tổng|thứ|khóa|khoá|Điều|nhất|cả|thêm|của"
    r"|[Nn]ghị quyết|[Cc]hỉ thị|[Kk]ết luận|[Qq]uy định|[Qq]uyết định|[Nn]ghị định|[Tt]hông tư|[Kk]ế hoạch|[Hh]ướng dẫn)$"
)
_FIGURE = re.compile(rf"^\d[\d.,/]*(?:[%,;)]|\s+[^\W\d_{CAPITALS}]|[.]?$)|^(?:19|20)\d\d\b")
_KINDS = (
    r"Nghị quyết|Quyết định|Quy định|Quy chế|Chỉ thị|Kết luận|Hướng dẫn|Kế hoạch|Thông báo|Công văn|Chương trình|Đề án|Nghị định"
    r"|Thông tư|Luật|Báo cáo|Văn bản|Công điện|Thông tri|Pháp lệnh|Tờ trình|Mệnh lệnh"
)
# Words that open a sentence of text after a heading, seldom a heading's own continued line.
_OPENER = re.compile(
    r"^(?:Thực hiện|Căn cứ|Nhằm|Để|Trong|Tại|Theo|Với|Vừa qua|Thời gian|Tiếp tục|Qua|Nhân dịp|Tuy nhiên|Đây|Sau|Trước|Từ"
    r"|Hiện nay|Cùng với|Bên cạnh|Đến nay|Phát biểu|Dự (?:hội|buổi|lễ|có|họp|và)|Tham dự|Tham gia|Sáng|Chiều|Tối"
    r"|Cùng (?:ngày|kỳ|thời gian|thời điểm)|Đồng thời|Ngoài ra|Riêng|Mặc dù|Do đó|Vì vậy|Vì thế|Như vậy|Mới đây|Gần đây"
    r"|Những (?:năm|tháng|ngày)|Lúc sinh thời|Khi|Nếu|Được sự|Quán triệt|Trên cơ sở|Đến ngày|Tính đến|Kết thúc|Nhờ|Nhìn chung|Cụ thể|Năm (?:\d+|qua|nay|học)|Ngày (?:\d+|nay)"
    rf"|(?:{_KINDS}) (?:này|nêu|xác định|quy định|đề ra|yêu cầu|gồm|đặt ra"
    r"|nhấn mạnh|chỉ rõ|khẳng định|thay thế|cụ thể hóa|cụ thể hoá|áp dụng|có hiệu lực|được ban hành|đã|do))\b"
)


# What takes a document as its object: "… triển khai thực hiện / Nghị quyết Đại hội …".
_TAKES_DOCUMENT = re.compile(
    r"\b(?:thực hiện|quán triệt|ban hành|sửa đổi|thay thế|bổ sung|phê duyệt|công bố|học tập|cụ thể hóa|cụ thể hoá|tuyên truyền"
    r"|tổng kết|sơ kết|xây dựng|thi hành|thông qua|bãi bỏ|dự thảo|góp ý)$"
)
_KIND = re.compile(rf"^(?:{_KINDS})\b")
_FIRST_KIND = re.compile(rf"^\W*(?P<kind>{_KINDS})\b")

# A body or person who says something: "Ban Bí thư yêu cầu …", "Đồng chí Bí thư Đảng ủy đề nghị …".
_SAYS = re.compile(
    rf"^[{CAPITALS}]\S*\s+(?:[^\s.,;:]+\s+){{0,7}}?(?:yêu cầu|đề nghị|nhấn mạnh|khẳng định|cho biết|cho rằng|chỉ rõ|nêu rõ|đã|sẽ)\b"
)


def leaves_open(text: str) -> bool:
    """Whether the last word of a line asks for more ("… của", "… lần thứ")."""
    return bool(_OPEN_WORD.search(text))


def opens_sentence(text: str) -> bool:
    """Whether a line opens as sentences of text do: a day, "Thực hiện …", "Nghị quyết nêu …"."""
    return not starts_lower(text) and bool(looks_dated(text) or _OPENER.match(text) or _SAYS.match(text))


def names_again(heading: str, line: str) -> bool:
    """Whether a line begins with the kind of document that the heading begins with: "Kế hoạch số 41 đặt chỉ tiêu …" tells of it."""
    first = _FIRST_KIND.match(heading)
    return bool(first and re.match(rf"{first['kind']}\b", line)) and not _TAKES_DOCUMENT.search(heading)


def goes_on(before: str, line: str) -> bool:
    """Whether ``line``, although it begins with a capital or a figure, goes on with the name or figure that ``before`` breaks off."""
    if ENDS_SENTENCE.search(before):
        return False
    if line[:1].isdecimal():
        return bool(_HALF_PHRASE.search(before)) or bool(_BEFORE_FIGURE.search(before) and _FIGURE.match(line))
    if starts_lower(line):
        return True
    if _TAKES_DOCUMENT.search(before) and _KIND.match(line):
        return True
    if _OPEN_BODY.search(before):
        return bool(_BODY_GOES_ON.match(line))
    if opens_sentence(line) and not _ANNIVERSARY.search(before):
        return False
    if _TERM.match(line):
        return True
    return any(pattern.search(before) for pattern in (_HALF_PHRASE, _HALF_PLACE, _HALF_BODY, _ANNIVERSARY))
