"""Whether what a document is about goes on behind a semicolon."""

import re

from directives.citations.commas import Outer
from directives.citations.patterns import Grammar
from directives.citations.setting import Setting

# "… xử phạt vi phạm hành chính về trật tự, an toàn giao thông …; trừ điểm, phục hồi điểm giấy phép lái xe"
_SANCTIONS = re.compile(
    r"\s*(?:phòng,\s+chống|phòng\s+cháy|chữa\s+cháy|cứu\s+(?:nạn|hộ)|an\s+(?:ninh|toàn)|trật\s+tự|bảo\s+vệ|trừ\s+điểm|phục\s+hồi|tước\s+quyền|hình\s+thức|mức\s+(?:phạt|xử)|thẩm\s+quyền|biện\s+pháp|thủ\s+tục)(?!\w)"
)
_PENALTIES = re.compile(r"(?:quy\s+định\s+|về\s+(?:việc\s+)?)*xử\s+phạt(?!\w)")
# "… về cải cách tiền lương; điều chỉnh lương hưu, trợ cấp …"
_WAGES = re.compile(r"(?:tiền\s+lương|mức\s+lương|lương\s+cơ\s+sở)\s*;$")
_PENSIONS = re.compile(
    r"\s*(?:(?:điều\s+chỉnh|tăng)\s+)?(?:mức\s+)?(?:lương\s+hưu|trợ\s+cấp|phụ\s+cấp|chế\s+độ\s+tiền\s+thưởng)(?!\w)"
)
# "… về xây dựng, chỉnh đốn Đảng; ngăn chặn, đẩy lùi sự suy thoái …"
_RANKS = re.compile(r"\s*(?:kiên\s+quyết\s+)?ngăn\s+chặn,\s+đẩy\s+lùi(?!\w)")
# "quy định chế độ trợ cấp …; hỗ trợ bệnh nhân nghèo …": a further matter, without who does it, how, and to how many.
_POLICY = re.compile(
    r"\s*(?:hỗ\s+trợ|trợ\s+cấp|trợ\s+giúp|phụ\s+cấp|chế\s+độ|chính\s+sách|mức|đãi\s+ngộ|ưu\s+đãi|miễn|giảm|thanh\s+toán|định\s+mức|tiêu\s+chuẩn|điều\s+kiện|trình\s+tự|thủ\s+tục|thẩm\s+quyền|nguyên\s+tắc|khuyến\s+khích|thu\s+hút|đào\s+tạo|bồi\s+thường|quản\s+lý|sử\s+dụng|xử\s+phạt|xử\s+lý|bảo\s+vệ|khen\s+thưởng)"
    r"(?:\s+(?!kịp|tốt|nghiêm|ngay|đã|được|các\s|từng|mọi|cho\s|và\s+(?:giao|tổ)|việc)[^\W\d_]+,?){2,13}\s*(?:[.;\n]|$)"
)
_MOST_PARTS = 4
# What is a ground by itself though it is no document with a number, or an order.
_OWN_GROUND = re.compile(
    r"(?:căn\s+cứ|theo|các|ý\s+kiến|tình\s+hình|chức\s+năng|yêu\s+cầu|thực\s+hiện|triển\s+khai|nhằm|để|đồng\s+thời|trên\s+cơ\s+sở|xét|thông\s+báo|công\s+văn|văn\s+bản|sự|chỉ\s+đạo|và|điều|khoản|luật|pháp|nhiệm\s+vụ|đề\s+nghị|tờ\s+trình|biên\s+bản|kết\s+quả|hiến\s+pháp|bộ|tại|từ|trong|sau|can\s+cu|cac|tinh\s+hinh|thuc\s+hien)(?!\w)"
)
# "…; điều động, cách chức …": a space and a word that is no new ground.
_SAME_LINE = re.compile(r"[^\S\n](?!(?:căn\s+cứ|can\s+cu|các|và|theo|xét)\s)[^\W\d]")
_PART = re.compile(r"\s*([^;.:\n]{8,220}+);\s+")
# What a subject names beside another; an order ("tổ chức …", "thực hiện …") is no part of it.
_ABOUT_AGAIN = re.compile(
    r"(?:kiên\s+quyết|ngăn\s+chặn|phòng,?\s+chống|nâng\s+cao|tăng\s+cường|đổi\s+mới|phát\s+triển|bảo\s+vệ|bảo\s+đảm|đảm\s+bảo|quản\s+lý|sử\s+dụng|khai\s+thác|chế\s+độ|chính\s+sách|cơ\s+chế|công\s+tác|trách\s+nhiệm|thẩm\s+quyền|quyền)(?!\w)"
)


# "…; Thực hiện Kế hoạch số …": the next ground.
_CARRIED_OUT = re.compile(
    r"\s(?:(?:tiếp\s+tục|tổ\s+chức|quán\s+triệt|triển\s+khai|thực\s+hiện|thi\s+hành)\s+){1,3}(?:các\s+|nội\s+dung\s+|tinh\s+thần\s+)?"
)


def goes_on_behind(
    low: str, begin: int, after: int, limit: int, grammar: Grammar, setting: Setting, outer: Outer
) -> bool:
    """Tell whether the title that begins at ``begin`` goes on behind the semicolon before ``after``."""
    return _runs_on(low, begin, after, limit, grammar, setting) or (
        _is_law(outer) and setting.explained and _POLICY.match(low, after, limit) is not None
    )


def _list_goes_on(low: str, after: int, limit: int, grammar: Grammar) -> bool:
    """Tell whether behind "Căn cứ <citation> …;" parts that are no grounds of their own lead to the next document."""
    for _ in range(_MOST_PARTS):
        part = _PART.match(low, after, limit)
        if part is None or _OWN_GROUND.match(part[1]) or grammar.kind_name.match(part[1]):
            return False
        after = part.end()
        if grammar.kind_number.match(low, after):
            return True
    return False


def _is_law(outer: Outer) -> bool:
    """Tell whether the document binds the public: what it is about may be several matters, parted by semicolons."""
    return outer.number is not None and outer.number.form in {"state_year", "assembly"}


def _runs_on(low: str, begin: int, after: int, limit: int, grammar: Grammar, setting: Setting) -> bool:
    """Tell whether the subject goes on behind the semicolon before ``after``: what stands there is no document, and after it a
    list of documents goes on, or the line of grounds; or it is what titles about the party's own ranks or about penalties go on with."""
    if low.startswith(" ", after) and grammar.kind_name.match(low, after + 1):
        return False  # the next document of a list
    carried = _CARRIED_OUT.match(low, after)
    if carried and grammar.kind_number.match(low, carried.end()):
        return False
    if (
        _RANKS.match(low, after)
        or (_SANCTIONS.match(low, after) and _PENALTIES.match(low, begin))
        or (_PENSIONS.match(low, after) and _WAGES.search(low, begin, after))
    ):
        return True
    if setting.ground and _SAME_LINE.match(low, after) and not grammar.kind_name.match(low, after + 1):
        return True
    if (setting.basis or setting.among_grounds) and not setting.ground and _list_goes_on(low, after, limit, grammar):
        return True
    part = _PART.match(low, after, limit)
    if part is None or not _ABOUT_AGAIN.match(part[1]):
        return False
    return grammar.kind_number.match(low, part.end()) is not None
