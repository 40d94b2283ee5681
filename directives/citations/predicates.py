"""Where the sentence says something of the document it names: "Việc thực hiện <citation> về A | còn chậm".

A subject wants a predicate. Where the document, or what is done with it, is the subject of its sentence, a word of state or of
result behind the title is that predicate; within a title the same words stand only in a clause that tells which people or
things are meant ("hỗ trợ hộ chưa có đất ở"), behind the noun of these.
"""

import itertools
import re

from directives.citations.patterns import word_first
from directives.citations.setting import Setting
from directives.citations.words import alternatives

# How matters stand: words before an adjective or a verb of the sentence.
_STATE = (
    r"còn(?!\s+lại)|chưa|không(?!\s+(?:gian|khí|quân|chuyên|dùng|tiền|khói|rác|giấy|vì|theo|báo|số|người))|vẫn|đang|sẽ|phải|"
    r"cần(?!,|\s+(?:thiết|kiệm|cù))|(?<!thiết\s)(?<!chuẩn\s)(?<!trang\s)bị|luôn|rất|khá(?!\s+giả)|dần(?!\s+dân)|tuy(?!\s+nhiên)|ngày\s+càng|thực\s+sự|hết\s+sức|"
    r"từng\s+bước|bước\s+đầu|nhìn\s+chung|cơ\s+bản\s+(?:đã|đạt|hoàn|đáp|được)|(?<!thực\s)hiện(?=\s+(?:đang|còn|chưa|vẫn|đã|được)\s)|"
    r"(?<!nhất\s)(?<!biệt\s)(?<!thể\s)(?<!coi\s)(?<!xem\s)(?<!gọi\s)(?<!tức\s)(?<!tắt\s)(?<!tâm\s)(?<!hết\s)là|(?:kể\s+)?từ\s+(?:khi|lúc)|(?:nhanh\s+chóng|sớm|kịp\s+thời)\s+được|có\s+(?:thể|lúc|nơi|\d+|hai|ba|bốn|sáu|bảy|tám|chín|mười|nội\s+dung|quy\s+định|nhiều|một\s+số|những|chuyển\s+biến|tác\s+dụng|tác\s+động|ý\s+nghĩa|tiến\s+bộ|bước|mặt)|"
    r"được\s+(?:nhiều|các|cấp\s+ủy|chi\s+ủy|chi\s+bộ|đảng\s+ủy|nhân\s+dân|cán\s+bộ|đảng\s+viên|bà\s+con|thực\s+hiện|triển\s+khai|quan\s+tâm|duy\s+trì|chú\s+trọng|đẩy\s+mạnh|tiến\s+hành|rà\s+soát|gửi|phổ\s+biến|niêm\s+yết|nhắc|ban\s+hành|bổ\s+sung|thay\s+thế|xây\s+dựng|cụ\s+thể)"
)
# What came of it, what it asks for.
_RESULT = (
    r"gặp\s+(?:nhiều|khó\s+khăn|thuận\s+lợi|một\s+số|vướng\s+mắc|trở\s+ngại)|nhận\s+được|(?:mang|đem)\s+lại|đạt\s+(?:được|kết\s+quả|hiệu\s+quả|yêu\s+cầu|\d+|nhiều|chỉ\s+tiêu|mục\s+tiêu)|"
    r"lan\s+(?:tỏa|toả|rộng)|(?:đi\s+)?vào\s+(?:cuộc\s+sống|thực\s+tiễn|nền\s+nếp|nề\s+nếp|chiều\s+sâu)|phát\s+huy\s+(?:được|hiệu\s+quả|tác\s+dụng)|"
    r"trở\s+(?:thành|nên)|góp\s+phần|(?<!trợ\s)giúp(?!\s+(?:đỡ|việc|nhau|đồng|phụ))|đòi\s+hỏi|thể\s+hiện|làm\s+(?:rõ|cho|thay\s+đổi)|"
    r"(?:coi|xem|xác\s+định)\s+(?!lại)[^.;:\n]{2,60}?\s+là|(?<!định\s)hướng\s+(?:tới|đến)|kêu\s+gọi|lưu\s+ý|nghiêm\s+cấm|tiếp\s+tục\s+(?:khẳng\s+định|là|thể\s+hiện|được|mang|phát\s+huy|hoàn\s+thiện|mở)|"
    r"hoàn\s+thành\s+(?:\d+|trước|vượt|cơ\s+bản|đúng|xong)|(?:bảo\s+đảm|đảm\s+bảo)\s+(?:đúng\s+)?(?:tiến\s+độ|kế\s+hoạch)|"
    r"chậm(?!\s+(?:phát|nộp|đóng|trả|tiến|kinh))|thiếu\s+(?:đồng\s+bộ|thống\s+nhất|chặt\s+chẽ|cụ\s+thể|kiểm\s+tra|quyết\s+liệt|hiệu\s+quả)|diễn\s+ra|"
    r"thu\s+hút\s+(?:được|đông|hơn|nhiều)|phân\s+công\s+(?:cụ\s+thể|rõ|cho)|hạn\s+chế\s+(?:việc|tình\s+trạng|tối\s+đa)|lần\s+đầu(?:\s+tiên)?\s+(?:đưa|quy\s+định|xác\s+định|nêu|có|cho\s+phép|đề)|để\s+lại|dựa\s+trên|xuất\s+phát\s+từ|"
    r"(?:ở|tại)\s+[^,.;:\n]{2,40}?\s+(?:còn|chưa|vẫn)|rút\s+ngắn|(?<!bãi\s)(?<!hủy\s)(?<!xóa\s)(?<!từ\s)bỏ(?!\s+(?:phiếu|hoang|trốn|học))|kéo\s+dài|loại\s+bỏ|chấm\s+dứt|tách|gia\s+hạn"
)
_PREDICATE = re.compile(word_first(rf"\s(?:(?P<state>{_STATE})|(?:{_RESULT}))(?!\w)"))
# How a predicate judges: no title does, so it ends any; and even a noun of people before it is then the last word of the title.
_JUDGES = re.compile(
    word_first(
        r"\s(?:(?<!đồng\s)đều\s+(?:đã|được|phải|có|xác\s+định|nêu|yêu\s+cầu|khẳng\s+định|quy\s+định|chỉ\s+rõ|nhấn\s+mạnh|thống\s+nhất|không|chưa|là)|cùng\s+(?:nêu|xác\s+định|yêu\s+cầu|nhấn\s+mạnh|khẳng\s+định)|có\s+(?:nêu|ghi|quy\s+định)|cho\s+thấy|sau\s+(?:hơn\s+|gần\s+)?\S+\s+(?:năm|tháng)\s+(?:thực\s+hiện|triển\s+khai|thi\s+hành)\s+(?:đã|còn|vẫn|cho|có|được|chưa)|được\s+(?:hơn\s+|gần\s+|trên\s+)?\d[\d.,/%]*\s+(?:lượt|người|đại\s+biểu|đảng\s+viên|cán\s+bộ|chi\s+bộ|đoàn\s+viên|hội\s+viên|ý\s+kiến)|thu\s+hút\s+(?:được\s+|hơn\s+|gần\s+|trên\s+)?\d[\d.]*\s+(?:lượt|người|đại\s+biểu|đoàn\s+viên|hội\s+viên|đảng\s+viên|học\s+sinh|thí\s+sinh)|(?<!đảm\s)(?<!hiện\s)(?<!thành\s)đúng\s+(?:thời\s+gian|thời\s+hạn|tiến\s+độ|kế\s+hoạch)|giúp\s+(?:cho\s+)?(?:hơn\s+|gần\s+|trên\s+)?\d+|(?:còn|chưa|rất|khá|vẫn)\s+(?:thật\s+sự\s+|thực\s+sự\s+|có\s+nơi\s+|được\s+|chưa\s+|còn\s+)?(?:chậm|hạn\s+chế|nghiêm|thường\s+xuyên|kịp\s+thời|đồng\s+bộ|sâu|rộng|rõ|đều|tốt|hiệu\s+quả|lúng\s+túng|hình\s+thức|bất\s+cập|tồn\s+tại|thiết\s+thực|quyết\s+liệt|chặt\s+chẽ|đầy\s+đủ|triệt\s+để))(?!\w)"
    )
)
# "đưa <citation> | vào cuộc sống", "lồng ghép <citation> | vào các buổi họp".
_INTO = re.compile(r"\s(?:(?:sớm|nhanh\s+chóng|thực\s+sự|thật\s+sự|từng\s+bước|dần)\s+)?(?:đi\s+)?vào(?!\w)")
_LIFE = re.compile(_INTO.pattern + r"\s+(?:cuộc\s+sống|thực\s+tiễn|nền\s+nếp|nề\s+nếp)(?!\w)")
# "lấy <citation> | làm căn cứ"
_TAKEN_FOR = re.compile(
    r"\slàm\s+(?:căn\s+cứ|cơ\s+sở|nền\s+tảng|kim\s+chỉ\s+nam|thước\s+đo|trọng\s+tâm|trung\s+tâm|tiêu\s+chí|khâu|nhiệm\s+vụ|mục\s+tiêu|điểm|nội\s+dung|định\s+hướng|phương\s+châm)(?!\w)"
)
_WHEN = re.compile(r"\svào\s+(?:tối|sáng|chiều|trưa|ngày|lúc|tháng|quý|cuối|đầu|các\s+(?:buổi|kỳ|ngày|tối))(?!\w)")
_BRINGS = re.compile(
    r"(?<!\w)(?:đưa|gắn|lồng\s+ghép|huy\s+động|đầu\s+tư|áp\s+dụng|ứng\s+dụng|tham\s+gia|chuyển)\s[^,;]*$"
)
# "về đưa du lịch trở thành ngành kinh tế mũi nhọn"
_BECOMES = re.compile(r"\strở\s+thành(?!\w)")
_MAKES = re.compile(r"(?<!\w)(?:đưa|xây\s+dựng|phát\s+triển|phấn\s+đấu|biến)\s")
# Nouns that a clause tells more of.
_NOUNS = alternatives(
    "người | hộ | viên | cán bộ | cá nhân | đối tượng | trường hợp | tổ chức | trẻ em | trẻ | học sinh | sinh viên | gia đình | nạn nhân | lao động | công dân | phụ nữ | bệnh nhân | thanh niên",
    "khu vực | vùng | nơi | đất | đất đai | nhà | nhà ở | xã | phường | thôn | bản | huyện | tỉnh | cơ sở | doanh nghiệp | đơn vị | cơ quan | dự án | công trình | tài sản | phương tiện | diện tích | chính sách | chức danh",
    "điều | việc | vấn đề | hành vi | nguồn | vật | có | địa bàn | địa phương | nhóm | chế độ | khoản | số",
)
_BEHIND_NOUN = re.compile(rf"(?:(?<=\s)|(?<=^))(?:{_NOUNS})$")
# Behind these no predicate begins.
_JOINTS = alternatives(
    "những | các | và | hoặc | hay | mà | về | của | cho | để | nhằm | theo | khi | nếu | thì | cũng | do | với | từ | được | đã | đang | chưa | không | bị | trong | tại | việc | phấn đấu | bảo đảm | đảm bảo | là | nhất | sự"
)
_BEHIND_JOINT = re.compile(rf"(?:(?<=\s)|(?<=^))(?:{_JOINTS})$")
# Who acts, and what they do: "must" tells a sentence by itself; the other verbs only behind a name with a capital.
_ACTOR = re.compile(
    r"\s(?:các\s+|mỗi\s+|từng\s+|toàn\s+thể\s+)?(?:chi\s+bộ|chi\s+[uủ][yỷ]|đảng\s+bộ|(?:đảng|tỉnh|thành|huyện|cấp)\s+(?:ủy|uỷ)|ban\s+(?:thường\s+vụ|chấp\s+hành|chi\s+(?:ủy|uỷ))|cán\s+bộ(?:,\s+đảng\s+viên)?|đảng\s+viên|nhân\s+dân|bà\s+con|(?:hội|đoàn)\s+viên|(?:ủy|uỷ)\s+ban\s+nhân\s+dân|ubnd|công\s+an|hội\s+\w+\s+\w+|đoàn\s+thanh\s+niên|mặt\s+trận\s+tổ\s+quốc)"
    r"(?:\s+(?!của|và|trong|tại|để|nhằm|cho)\w+){0,5}?\s+(?:(?P<must>đã|phải|cần|sẽ|luôn|xin|báo\s+cáo(?=\s|$))|thành\s+lập|ban\s+hành|xây\s+dựng|tổ\s+chức|triển\s+khai|phân\s+công|góp|giao|yêu\s+cầu|đề\s+nghị|kính\s+đề)(?!\w)"
)
# What has those who act as its object, or as a part of its name.
_OF_ACTORS = re.compile(
    r"(?<!\w)(?:sinh\s+hoạt|chất\s+lượng|công\s+tác|đội\s+ngũ|đại\s+hội|kết\s+nạp|phát\s+triển|bồi\s+dưỡng|đối\s+với|xây\s+dựng|củng\s+cố|vai\s+trò|lãnh\s+đạo|quản\s+lý|đánh\s+giá|xử\s+lý|giữa|bí\s+thư|thành\s+viên|mọi|cùng|giúp|trao|đoàn|khối|bầu|thành\s+lập|kiện\s+toàn|ở)$"
)
# "… giai đoạn 2021 - 2030, tầm nhìn đến năm 2045 | trong toàn Đảng bộ": no title goes on behind how far it looks.
_VISION = re.compile(
    r"tầm\s+nhìn\s+(?:đến\s+)?(?:năm\s+)?20\d\d(?=\s(?:trong|tại|vào|bằng|với|để|do|theo|cho|đối\s+với)\s)"
)
# "kiểm tra việc thực hiện <citation> về A | đối với Chi bộ Trạm Y tế": whose work is looked into.
_WHOSE_WORK = re.compile(
    r"\s(?:đối\s+với|tại)\s+(?:các\s+|tập\s+thể\s+)?(?:chi\s+(?:bộ|[uủ][yỷ])|đảng\s+(?:bộ|[uủ][yỷ])|(?:huyện|thành|thị|cấp)\s+[uủ][yỷ]|ban\s+(?:thường\s+vụ|chấp\s+hành|cán\s+sự|chi\s+[uủ][yỷ]|giám)|thường\s+trực|đồng\s+chí|(?:[uủ][yỷ]\s+ban|ubnd)\s|phòng\s|sở\s|trường\s|\d+\s)"
)
_PROVIDES = re.compile(
    r"\s(?:có\s+)?quy\s+định(?=\s+(?:về|rõ|cụ\s+thể|như|tại|các|những|mức|việc|trường\s+hợp|đối|thời|không|giảm|tăng|miễn|cấm|hình|người|cán\s+bộ|đảng\s+viên|tổ\s+chức|chi\s+bộ|\d)|\s*:)"
)
# "về sửa đổi quy định về …", "về thực hiện quy định …"
_ACTS_ON_RULES = re.compile(
    r"(?<!\w)(?:ban\s+hành|sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|thực\s+hiện|thi\s+hành|chấp\s+hành|theo|vi\s+phạm|xây\s+dựng|rà\s+soát|hệ\s+thống|một\s+số|văn\s+bản)$"
)
_LEAST = 10  # signs of a title before its predicate
_BEYOND = 30  # what is said may have been taken for the end in its midst: "coi giáo dục | là"
_REACH = 14
_MOST_TRIED = 12


def predicate_begins(text: str, low: str, begin: int, end: int, setting: Setting) -> int:
    """Where the sentence goes on in the words from ``begin`` to ``end`` that were taken for a title; ``end`` where it does not."""
    first = begin + _LEAST
    words = low[first:end]
    if " vào" in words:
        into = (_INTO if setting.put_into else _LIFE).search(low, first, end)
        if into and not _enclosed(low, begin, into.start()) and not _BRINGS.search(low, begin, into.start()):
            end = into.start()
        when = _WHEN.search(low, first, end) if setting.acted_on else None
        if when and not _enclosed(low, begin, when.start()):
            end = when.start()
    if "tầm nhìn" in words and setting.acted_on:
        far = _VISION.search(low, first, end)
        if far and not _enclosed(low, begin, far.end()):
            end = far.end()
    if " làm " in words and setting.held:
        taken = _TAKEN_FOR.search(low, first, end)
        end = taken.start() if taken and not _enclosed(low, begin, taken.start()) else end
    if "quy định" in words and (setting.provision or setting.subject):
        end = _before_provided(low, begin, end)
    if ("đối với" in words or " tại " in words) and setting.inspected:
        end = next((found.start() for found in reversed([*_WHOSE_WORK.finditer(low, first, end)])), end)
    if setting.intro and (low[end : end + 1] != "," or low.endswith("cán bộ", begin, end)):
        end = _before_actor(text, low, begin, end)
    judged = _JUDGES.search(low, first, end + _BEYOND)
    if judged and judged.start() < end and not _enclosed(low, begin, judged.start()):
        lead = low[max(begin, judged.start() - _REACH) : judged.start()]
        if setting.spoken_of or not _BEHIND_NOUN.search(lead):
            end = judged.start()
    return _first_said(text, low, begin, end) if setting.spoken_of else end


def _before_provided(low: str, begin: int, end: int) -> int:
    """Where it is told what a provision provides: "Điều 5 Quy định số … về A | quy định các hình thức …"."""
    for found in itertools.islice(_PROVIDES.finditer(low, begin + _LEAST, end), _MOST_TRIED):
        lead = low[max(begin, found.start() - _REACH) : found.start()]
        counted = lead.endswith((",", " một số", " nhiều", " thông tư", " nghị định", " văn bản", " các luật"))
        if (
            not counted
            and not _ACTS_ON_RULES.search(lead)
            and not _BEHIND_JOINT.search(lead)
            and not _enclosed(low, begin, found.start())
        ):
            return found.start()
    return end


def _before_actor(text: str, low: str, begin: int, end: int) -> int:
    """Where the main clause begins though the comma before it was left out: "Thực hiện <citation> về A | Đảng ủy xã thành lập …"."""
    for found in itertools.islice(_ACTOR.finditer(low, begin + _LEAST, end + _BEYOND), _MOST_TRIED):
        at = found.start()
        if at >= end:
            break
        lead = low[max(begin, at - _REACH) : at]
        if lead.endswith(",") or _enclosed(low, begin, at) or _BEHIND_JOINT.search(lead) or _OF_ACTORS.search(lead):
            continue
        if found["must"] is not None or text[at + 1].isupper():
            return at
    return end


def _first_said(text: str, low: str, begin: int, end: int) -> int:
    for found in itertools.islice(_PREDICATE.finditer(low, begin + _LEAST, end + _BEYOND), _MOST_TRIED):
        at = found.start()
        if at >= end:
            break
        if low[at - 1] == "," or not text[at + 1].islower() or _enclosed(low, begin, at):
            continue
        lead = low[max(begin, at - _REACH) : at]
        if _BEHIND_JOINT.search(lead) or (found["state"] is not None and _BEHIND_NOUN.search(lead)):
            continue
        if _BECOMES.match(low, at) and _MAKES.search(low, begin, at):
            continue
        if low.startswith(" đạt", at) and "mục tiêu" in low[at - _REACH - _REACH : at]:
            continue  # "với mục tiêu tăng trưởng đạt 8%"
        if low.startswith(" ngày càng", at) and _MAKES.search(low, max(begin, low.rfind(",", begin, at)), at):
            continue  # "xây dựng đất nước ngày càng phồn vinh"
        return at
    return end


def _enclosed(low: str, begin: int, at: int) -> bool:
    """Tell whether ``at`` lies within brackets or a quotation that opened behind ``begin``."""
    return low.count("(", begin, at) > low.count(")", begin, at) or low.count("“", begin, at) > low.count(
        "”", begin, at
    )
