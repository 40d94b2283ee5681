"""The words of time, duty and addressee that deadlines are read by, as compiled patterns (for lower-case text)."""

import re

from cadre_portal.text import CAPITALS

# How many months "… tháng đầu năm" and "… tháng cuối năm" may count, as printed.
MONTHS_OF_YEAR = {
    **{form: count for count in range(1, 12) for form in (str(count), f"{count:02}")},
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


# What items of a list begin with; the private signs are those of symbol fonts.
ITEM_SIGNS = "*+-–—−•●▪■□◦○‣\uf0b7\uf0d8\uf0a7\uf0fc\uf02d"

# "17 giờ 00 ngày 31/3", "24h00 ngày …", "thứ Sáu, ngày 18/9".
_HOUR = r"(?:(?:thứ\s+\w+|chủ\s+nhật),?\s+(?=ngày|\d))?(?:\d{1,2}\s?(?:giờ|g|h|:)\s?(?:\d{2}\s?(?:phút|['’′])?)?,?\s*(?=ngày))?"


_HALF = r"(?:(?:0?[1-9]|1[01]|hai|ba|bốn|sáu|bảy|tám|chín)\s+tháng|(?:hai|ba|[23])\s+quý)\s+(?:đầu|cuối)\s+năm"
# "trong các ngày 14, 15 và 16/11": the last of them.
_DAYS_BEFORE = r"(?:các|hai|ba|\d{1,2})\s+ngày\s+\d{1,2}(?:\s*,\s*\d{1,2})*\s*(?:,|và|-|–)\s*"
# "ngày cuối cùng của tháng 3".
_LAST_OF = r"ngày\s+cuối(?:\s+cùng)?\s+(?:của\s+)?"
# "mùng 5 tháng 11".
_FIRST_TEN = r"(?:m[ùồ]ng\s+)?"


def _time(prefix: str) -> str:
    """A point of time with its groups named ``prefix``_d, _m, _y, _q: a day, month, quarter or year."""
    p = prefix
    return rf"""
    (?: {_HOUR} (?:{_DAYS_BEFORE}|(?:ngày\s*)?) {_FIRST_TEN} (?P<{p}d>\d{{1,2}}) \s?[/.-]\s? (?P<{p}m>\d{{1,2}}) (?: \s?[/.-]\s? (?P<{p}y>20\d\d) )? (?!\d|[/%]|,\d)
      | (?: (?P<{p}n>\d{{1,2}}) \s+ngày | (?P<{p}nw>nửa|tuần) ) \s+(?P<{p}nhalf>đầu|cuối)\s+tháng\s* (?P<{p}nm>\d{{1,2}}) (?: \s*(?:năm|/|-|,)\s* (?P<{p}ny>20\d\d) )? (?![\d/])
      | {_HOUR} (?:ngày\s*)? {_FIRST_TEN} (?P<{p}d2>\d{{1,2}}) \s+tháng\s+ (?P<{p}m2>\d{{1,2}}) (?: \s*(?:năm|/|,)\s* (?P<{p}y2>20\d\d) )? (?!\d)
      | (?:tháng\s*\d{{1,2}}(?:\s*/\s*20\d\d)?\s*(?:,|và)\s*)? (?:(?:thượng|trung|hạ)\s+tuần\s+|(?:đầu|giữa|cuối)\s+|{_LAST_OF})? tháng\s* (?P<{p}m3>\d{{1,2}}) (?: \s*(?:năm|/|-|,)\s* (?P<{p}y3>20\d\d) )? (?![\d/])
      | (?:quý\s* (?:iv|i{{1,3}}|[1-4]) \s*(?:,|và|-|–)\s*)? quý\s* (?P<{p}q>iv|i{{1,3}}|[1-4]) (?![\w]) (?: \s*(?:năm|/|-|,)?\s* (?P<{p}y4>20\d\d) )?
      | (?: (?P<{p}h>0?[1-9]|1[01]|hai|ba|bốn|sáu|bảy|tám|chín) \s+tháng | (?P<{p}hq>hai|ba|[23]) \s+quý ) \s+(?P<{p}half>đầu|cuối)\s+năm (?: \s+(?P<{p}y7>20\d\d) )? (?!\d)
      | (?:(?P<{p}mid>giữa)\s+|cuối\s+)?năm\s* (?P<{p}y5>20\d\d) (?!\s?[-–]\s?20\d\d) (?!\d)
    )"""


RANGE = re.compile(
    rf"""(?:trong\s+(?:khoảng\s+)?(?:thời\s+gian\s+)?)?từ\s+(?:nay|{_time("a")}|(?:ngày\s+)?(?P<abare>\d{{1,2}})(?=\s*(?:đến|-|–|tới)\s*(?:hết\s+)?(?:ngày\s+)?\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?20\d\d))\s*,?\s*(?:đến|-|–|tới)\s*(?:hết\s+|cuối\s+)*{_time("b")}""",
    re.VERBOSE,
)
# "Thời gian học tập: 01/3 - 15/4/2026."
SPAN = re.compile(
    rf"""(?<!\w)(?:thời\s+gian|đợt|cao\s+điểm)[^:.;]{{0,60}}:\s*(?:ngày\s+)?(?P<span>{_time("a")}\s*(?:đến|-|–|tới)\s*(?:hết\s+)?{_time("b")})""",
    re.VERBOSE,
)
UNTIL = re.compile(
    rf"""(?<!\w)(?P<lead>
        trước (?:\s+khi(?:\s+\w+){{1,5}}?(?=\s+ngày)|\s+khi\s+(?:kết\s+thúc|hết|khép\s+lại))? | trễ\s+nhất (?:\s+(?:là|đến|vào|trước))* | chậm\s+nhất (?:\s+(?:là|đến|vào|trong|trước))* (?:\s+hết)? | muộn\s+nhất (?:\s+(?:là|đến|vào|trước))* | không\s+(?:quá|muộn\s+hơn) | quá (?:\s+thời)? (?:\s+hạn)?
      | (?:thời\s+)?hạn\s+(?:cuối\s+cùng|cuối|chót|nộp|gửi|nhận|trả|đăng\s+ký|báo\s+cáo|hoàn\s+thành|góp\s+ý)(?:(?:\s+\w+){{0,5}}?(?:\s+(?:là|vào|đến))?|[^:.;\n]{{0,90}}:(?:\s+trước)?) | (?:thời\s+)?hạn (?:\s+\w+){{0,6}}? \s* (?:là|đến|:|trước)(?:\s+hết)?
      | (?:kéo\s+dài\s+)?(?:đến|tới) (?:\s+(?:hết|cuối|trước))* | hết | xong\s+(?:trước|trong) | cho\s+đến\s+hết | tầm\s+nhìn(?:\s+đến)? | (?:ngay\s+)?trong | sang(?=\s+(?:quý|tháng)\s)
      | (?:trong|vào|tại)\s+(?:các\s+)?(?:(?:kỳ|buổi|đợt)\s+)?sinh\s+hoạt(?:\s+\w+){{0,4}}?(?=\s+(?:tháng|quý))
      | đúng\s+dịp | kết\s+thúc (?:\s+(?:nhận|bài|dự|thi|cuộc|đợt|lúc|vào|hồi|trước|trong))* | vào (?:\s+(?:lúc|hồi))? | là
    ) \s+ {_time("b")}""",
    re.VERBOSE,
)
# "Đại hội điểm cấp cơ sở: tháng 3/2025."; "thông xe cuối năm 2025".
ALONE = re.compile(rf"""(?<=:\s)(?P<lead>)(?:trong\s+)?{_time("b")}(?:\s*\([^()]{{1,60}}\))?\s*[.;]?\s*$""", re.VERBOSE)
CLOSE_OF = re.compile(rf"""(?<!đến\s)(?<!hết\s)(?<!\w)(?P<lead>cuối)\s+(?=năm|tháng|quý){_time("b")}""", re.VERBOSE)
# "Năm 2025, phấn đấu …", "Phấn đấu năm 2026 đạt …": a goal for a whole year.
YEAR_GOAL = re.compile(
    r"(?<!\w)(?:(?P<lead>)(?:trong\s+)?năm\s+(?P<by5>20\d\d),?\s+(?:\w+\s+){0,6}?phấn\s+đấu|phấn\s+đấu\s+(?:trong\s+|cả\s+)?năm\s+(?P<by6>20\d\d)(?!\s?[-–]))(?!\w)"
)
# "Năm 2026 kết nạp ít nhất 35 đảng viên": a least figure for a whole year.
YEAR_FIGURE = re.compile(
    r"(?<!\w)(?P<lead>)(?:trong\s+)?năm\s+(?P<by5>20\d\d),?\s+(?:(?!đã\s|có\s)\w+\s+){1,6}?(?:ít\s+nhất|tối\s+thiểu|không\s+dưới)\s+(?=\d)"
)
# "Phấn đấu đến 2030, ít nhất …": the word "năm" is left out only where a goal is set.
BARE_YEAR = re.compile(
    r"(?<!\w)(?:phấn\s+đấu|mục\s+tiêu|tầm\s+nhìn|chỉ\s+tiêu|định\s+hướng)(?:\s+\w+){0,3}?\s+(?:(?P<lead>đến|tới)\s+(?:hết\s+)?|(?<=tầm\snhìn\s))(?P<by5>20\d\d)(?![\d/])(?!\s?[-–]\s?\d)"
)
# "Đến 2030, phường trở thành …": at the head of a clause, a year as well.
BARE_YEAR_AT_HEAD = re.compile(r"^\W*(?:(?:và|mục\s+tiêu)\s+)?(?P<lead>đến|tới)\s+(?:hết\s+)?(?P<by5>20\d\d)(?=\s*,\s)")
# "Trong đó, 6 tháng đầu năm kết nạp tối thiểu 60 đảng viên".
HALF_GOAL = re.compile(
    rf"""(?<!\w)(?P<lead>)(?={_HALF}){_time("b")},?\s+(?:\w+\s+){{0,4}}?(?:tối\s+thiểu|ít\s+nhất|phấn\s+đấu|phải)(?!\w)""",
    re.VERBOSE,
)
# "Phấn đấu 6 tháng đầu năm 2026 có 60% …".
HALF_STRIVEN = re.compile(rf"""(?<!\w)(?P<lead>)phấn\s+đấu\s+(?:trong\s+)?(?={_HALF}){_time("b")}(?!\w)""", re.VERBOSE)
# "Năm 2027, hoàn thành …", "Quý I/2026: …", "6 tháng đầu năm 2026: …".
LABEL = re.compile(
    rf"""^\W*(?:(?:\d+|[a-zđ])[.)]\s*)?(?P<lead>)(?:trong\s+)?{_time("b")}\s*
        (?: :(?=\s) | ,\s+(?=(?:cơ\s+bản\s+)?(?:hoàn\s+thành|hoàn\s+thiện|kết\s+thúc|tổng\s+kết|sơ\s+kết|đạt)(?!\w)) )""",
    re.VERBOSE,
)
# "dự kiến khởi công tháng 6/2025", "nghiệm thu kỹ thuật quý II/2026": a step of a work and when, with nothing between; "hoàn thành
# kế hoạch tháng 6/2025" names the plan of a month.
MILESTONE = re.compile(
    rf"""(?<!\w)(?:hoàn\s+thành|hoàn\s+thiện|khởi\s+công|khánh\s+thành|nghiệm\s+thu|bàn\s+giao|thông\s+xe|vận\s+hành|đưa\s+vào|phê\s+duyệt|lựa\s+chọn|thi\s+công|ban\s+hành|trình|dự\s+kiến)
        (?:\s+(?!đã|từ|trước|của)\w+){{0,6}}? (?<!hoạch)(?<!vụ)(?<!tiêu)(?<!cáo)(?<!tác)(?<!phí)(?<!lương)(?<!số)(?<!liệu)(?<!khu)(?<!đến)(?<!tới)
        \s+(?P<lead>) (?P<step>(?=(?:(?:thượng|trung|hạ)\s+tuần\s+|(?:đầu|giữa|cuối)\s+)?(?:tháng|quý)){_time("b")})""",
    re.VERBOSE,
)
# "năm 2026 thí điểm tại 3 xã, năm 2027 nhân rộng toàn tỉnh": what is to be done in a year to come.
YEAR_AHEAD = re.compile(
    r"(?:^\W*|[:,]\s+)(?P<lead>)(?:trong\s+)?năm\s+(?P<by5>20\d\d),?\s+(?=(?:hoàn\s+thành|thí\s+điểm|nhân\s+rộng|triển\s+khai|tổ\s+chức|thực\s+hiện|xây\s+dựng|mở\s+rộng|hình\s+thành|sơ\s+kết|"
    r"tổng\s+kết|trình|ban\s+hành|áp\s+dụng|kết\s+nạp|xóa|đầu\s+tư|nâng\s+cấp|khởi\s+công|khánh\s+thành|đưa)(?!\w))"
)
# "- Báo cáo phương án tháng 10/2025": a line of a list that ends with when; "báo cáo tháng 10" names the report.
LINE_END = re.compile(
    rf"""^\s*[{re.escape(ITEM_SIGNS)}]\s*(?:\w+,?\s+){{2,14}}?(?<!cáo\s)(?<!hoạch\s)(?<!vụ\s)(?<!tiêu\s)(?<!hội\s)(?P<lead>)(?P<step>(?=tháng|quý){_time("b")})\s*[.;]?\s*$""",
    re.VERBOSE,
)
# "Hồ sơ gửi sau ngày 30/11/2026 sẽ không được xem xét": the last day is said by what comes after it.
REFUSED_AFTER = re.compile(
    rf"""(?<!\w)sau\s+(?P<lead>)(?=ngày|\d){_time("b")}(?=[\s,]+(?:\w+\s+){{0,5}}?không\s+(?:được\s+)?(?:xem\s+xét|tiếp\s+nhận|nhận|giải\s+quyết|tính)(?!\w))""",
    re.VERBOSE,
)
# "Hội nghị dự kiến diễn ra ngày 18/12/2026", "kỳ họp khai mạc ngày 08/12/2026": a coming event and its day, with nothing between.
EVENT_DAY = re.compile(
    rf"""(?:(?<!\w)(?:(?:sẽ|dự\s+kiến)\s+(?:được\s+)?(?:tổ\s+chức|diễn\s+ra|khai\s+mạc|bắt\s+đầu|tiến\s+hành)|khai\s+mạc)(?:\s+(?!đã|từ|trước|của)\w+){{0,6}}?
        | (?<!\w)dự\s+kiến) ,?\s+(?P<lead>) (?P<step>(?:trong\s+)?(?=ngày\s*\d|(?:các|hai|ba)\s+ngày\s*\d|\d{{1,2}}\s?(?:giờ|h)){_time("b")})""",
    re.VERBOSE,
)
# "Giai đoạn 2026 - 2027", "Giai đoạn 2 (2028 - 2030)".
TERM = re.compile(
    r"giai\s+đoạn\s+(?:(?:\d|[ivx]{1,3})\s*\(\s*(?=[^()]{9,30}\)))?(?:từ\s+năm\s+)?(?P<from>20\d\d)\s?(?:-|–|đến)\s?(?:năm\s+)?(?P<to>20\d\d)\)?"
)

# The whole cell of a table's column of times.
CELL_TIME = re.compile(
    rf"""(?:trước|xong\s+trước|chậm\s+nhất|hoàn\s+thành|trong|đến|hết|cuối)?(?:\s+(?:trước|trong|là|hết|đến))?\s*{_time("b")}\s*[.;]?""",
    re.VERBOSE,
)
CELL_PERIOD = re.compile(rf"""(?:từ\s+)?{_time("a")}\s*(?:đến|-|–|tới)\s*(?:hết\s+)?{_time("b")}\s*[.;]?""", re.VERBOSE)
# "đồng chí đủ tuổi nghỉ hưu trước ngày …": which people or things are meant, not what is to be done.
WHICH = re.compile(
    r"(?:(?:có\s+)?(?:giá\s+trị|hiệu\s+lực)(?:\s+\w+){0,2}|nghỉ\s+hưu|sinh|sinh\s+ra|vào\s+đảng|xảy\s+ra|phát\s+sinh|được\s+(?:cấp|kết\s+nạp|tuyển\s+dụng|bổ\s+nhiệm|công\s+nhận)(?:\s+\w+){0,3}|đủ\s+(?:tuổi|điều\s+kiện)[^,;]{0,30})\s*$"
)
# "Một số nội dung tuyên truyền trong tháng 9 như sau:": the month of the list, whose items say what is due when.
LISTED_BELOW = re.compile(
    r"(?:như\s+sau|sau\s+đây|dưới\s+đây|các\s+(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|việc)\s+sau)\s*:?\s*$"
)
# "… sự kiện lớn diễn ra trong tháng 9": which events.
TAKES_PLACE = re.compile(r"(?:sự\s+kiện|hoạt\s+động|ngày\s+lễ|lễ\s+hội)[^,;]{0,40}\sdiễn\s+ra\s*$")
REGULARLY = re.compile(r"(?<!\w)(?:định\s+kỳ|hằng\s+(?:năm|quý|tháng)|hàng\s+(?:năm|quý|tháng))(?!\w)")
YEARLY = re.compile(r"\s*(?:hằng|hàng|mỗi)\s+(?:năm|tháng|quý|tuần)")
CUTOFF = re.compile(
    r"(?:tính|lũy\s+kế|luỹ\s+kế|ước|ước\s+tính|số\s+liệu|thống\s+kê|có\s+mặt|dự\s+kiến\s+đạt|đánh\s+giá)(?:\s+\w+){0,3}\s*$"
)
TASK = re.compile(
    r"(?<!\w)(?:hoàn\s+thành|hoàn\s+tất|niêm\s+yết|bình\s+xét|bình\s+chọn|phổ\s+biến|khảo\s+sát|hoàn\s+thiện|phấn\s+đấu|báo\s+cáo|gửi|nộp|triển\s+khai|tổ\s+chức|thực\s+hiện|ban\s+hành|xây\s+dựng|kết\s+thúc|đạt|xong|giải\s+ngân|đăng\s+ký|"
    r"rà\s+soát|kiểm\s+tra|giám\s+sát|tổng\s+hợp|khắc\s+phục|trình|quán\s+triệt|đề\s+nghị|yêu\s+cầu|giao|chuẩn\s+bị|tiến\s+hành|sơ\s+kết|tổng\s+kết|cập\s+nhật|kê\s+khai|"
    r"chọn|lựa\s+chọn|viết|thảo\s+luận|nghiên\s+cứu|góp\s+ý|đối\s+thoại|treo|trồng|giải\s+tỏa|lắp|lắp\s+đặt|nạo\s+vét|gieo\s+trồng|tiêm|thu\s+hoạch|bầu|thu,\s+nộp|mở|mua|ký|chấm|"
    r"sinh\s+hoạt|tuyên\s+truyền|phát\s+động|lập|đưa|thành\s+lập|sắp\s+xếp|hình\s+thành|xử\s+lý|giải\s+quyết|kiện\s+toàn|đánh\s+giá|thẩm\s+định|phê\s+duyệt|quyết\s+toán|chi\s+trả|sửa\s+chữa|nâng\s+cấp|di\s+dời|tháo\s+gỡ|thu\s+hồi|kiểm\s+kê|ứng\s+dụng|bố\s+trí|ra\s+mắt|"
    r"vận\s+hành|tập\s+huấn|bồi\s+dưỡng|lấy\s+ý\s+kiến|tham\s+mưu|đề\s+xuất|bổ\s+sung|điều\s+chỉnh|chấm\s+dứt|ký\s+cam\s+kết|giảm|tăng|xóa|xoá|trở\s+thành|có|đón|kết\s+nạp|thu|cấp|cài\s+đặt|mục\s+tiêu|chỉ\s+tiêu|bàn\s+giao|nghiệm\s+thu|"
    r"khởi\s+công|khánh\s+thành|công\s+bố|đại\s+hội|bầu\s+cử|phải|cần|sẽ|thông\s+qua|tham\s+gia|dự\s+thi|nhận\s+bài|gửi\s+bài|tiếp\s+nhận|áp\s+dụng|ủng\s+hộ|quyên\s+góp|hỗ\s+trợ|kéo\s+dài|duy\s+trì|tập\s+trung)(?!\w)"
)
PAST = re.compile(r"(?<!\w)(?:đã|vừa|hôm\s+qua|so\s+với\s+cùng\s+kỳ|cùng\s+kỳ|dự\s+báo|theo\s+báo\s+cáo)(?!\w)")
# "Huyện ủy đã đề ra lộ trình: Trong quý I/2026 …": what was set lies ahead.
SET_OUT = re.compile(
    r"(?:lộ\s+trình|kế\s+hoạch|nhiệm\s+vụ|mục\s+tiêu|yêu\s+cầu|phương\s+hướng|phương\s+án|giải\s+pháp|chỉ\s+tiêu|tiến\s+độ)(?:\s+\w+){0,5}\s*:\s"
)
# "Cuối năm 2021, Ủy ban … ban hành Kế hoạch số 237 …": what has a number is out already.
NUMBERED_PAPER = re.compile(
    r"^,\s[^.;:]{3,90}?\s(?:(?:ký\s+)?ban\s+hành|ký|thông\s+qua|ra)\s+(?:nghị\s+quyết|nghị\s+định|quyết\s+định|quy\s+định|chỉ\s+thị|kết\s+luận|kế\s+hoạch|chương\s+trình|hướng\s+dẫn|thông\s+(?:tư|báo|tri)|công\s+(?:văn|điện)|đề\s+án|quy\s+chế|luật)(?:\s+hành\s+động)?\s+(?:số\s+)?\d"
)
# "Trong năm 2024" is a deadline only of something to be finished or done so many times.
DONE_IN_YEAR = re.compile(
    r"hoàn\s+thành|phấn\s+đấu|(?<!\w)xong|kết\s+thúc|ít\s+nhất|tối\s+thiểu|trong\s+năm\s+20\d\d,?\s+(?:mỗi|100%|các|tổ\s+chức|triển\s+khai|thực\s+hiện|xây\s+dựng)"
)
# "Trong 6 tháng đầu năm" is one of something to be finished, and mostly said of what was done.
DONE_IN_MONTHS = re.compile(r"(?<!\w)(?:hoàn\s+thành|phấn\s+đấu|xong|kết\s+thúc|ít\s+nhất|tối\s+thiểu|phải|cần)(?!\w)")
EVENT = re.compile(
    r"(?:sẽ|dự\s+kiến)\s+(?:được\s+)?(?:tổ\s+chức|diễn\s+ra|khai\s+mạc|bắt\s+đầu|tiến\s+hành)|ngày\s+bầu\s+cử|(?<!\w)khai\s+mạc(?:\s+\w+){0,3}?\s+ngày\s*\d"
)
# What is set for a day to come, as an order or a goal: with these "vào quý II" and "trong tháng 8" bind.
BINDING = re.compile(
    r"(?<!\w)(?:hoàn\s+thành|hoàn\s+thiện|xong|phấn\s+đấu|đạt|trở\s+thành|sơ\s+kết|tổng\s+kết|báo\s+cáo|trình|ban\s+hành|bàn\s+giao|nghiệm\s+thu|khởi\s+công|khánh\s+thành|"
    r"thông\s+xe|đưa\s+vào|nộp|gửi|công\s+bố|ra\s+mắt)(?!\w)|\d\s?%"
)
# The name of a plan holds its years: "Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050".
PLAN_NAME = re.compile(
    r"(?<!\w)(?:quy\s+hoạch|chiến\s+lược|đề\s+án|chương\s+trình|kế\s+hoạch|nghị\s+quyết|đồ\s+án|dự\s+án|định\s+hướng|đề\s+cương|giai\s+đoạn|thời\s+kỳ)(?!\w)[^:]{0,200}$"
)
PROMISED_AFTER = re.compile(
    r"[^.;]{0,70}?(?<!\w)(?:đạt|có\s+(?:ít\s+nhất\s+|trên\s+|từ\s+|khoảng\s+)?\d|\d+(?:,\d+)?\s?%|phấn\s+đấu|hoàn\s+thành|trở\s+thành|đón|là|cơ\s+bản|tăng(?!\s+(?:cường|trưởng))|giảm|thu\s+hút)(?!\w)"
)
GOAL = re.compile(
    r"không\s+còn|không\s+để|phấn\s+đấu|mục\s+tiêu|đạt|\d\s?%|tầm\s+nhìn|trở\s+thành|chỉ\s+tiêu|đón\s+\d|cơ\s+bản|tỷ\s+lệ|tỉ\s+lệ"
)
SENTENCE_END = re.compile(rf"\n|[.!?…](?=\s+[“\"(\-+*]?\s?[{CAPITALS}0-9]|\s*$)|;")
LONGEST = 2500
FULL_END = re.compile(rf"\n|[.!?…](?=\s+[“\"(\-+*]?\s?[{CAPITALS}0-9]|\s*$)")
HEADING = re.compile(
    r"\s*[*\-–+•]?\s*(?:(?:\d+|[a-zđ])[.)]\s*)?(?:mục\s+tiêu\s+)?(?:tầm\s+nhìn\s+)?(?:đến|tới|tầm\s+nhìn)\s+(?:hết\s+|cuối\s+)?năm\s+20\d\d\s*[:.]?\s*$"
)
MARKER = re.compile(rf"^\s*(?:[{re.escape(ITEM_SIGNS)}]\s*|\d+(?:\.\d+)*[.)]\s+|\(\d+\)\s*|[a-zđ]\)\s*)")

# With these the words for an addressee end.
DOES = (
    r"chủ\s+trì|phối\s+hợp|xây\s+dựng|hoàn\s+thành|hoàn\s+tất|hoàn\s+thiện|tổ\s+chức|báo\s+cáo|triển\s+khai|thực\s+hiện|tham\s+mưu|tiếp\s+tục|tập\s+trung|gửi|rà\s+soát|căn\s+cứ|"
    r"khẩn\s+trương|chủ\s+động|ban\s+hành|nộp|lập|đăng\s+ký|quán\s+triệt|(?<!ban\s)kiểm\s+tra|sinh\s+hoạt|phấn\s+đấu|kết\s+nạp|tuyên\s+truyền|giám\s+sát|tiến\s+hành|đẩy\s+nhanh|"
    r"phải|cần|có|thu\s+(?:nộp|gom|đủ|xong)|trước|trong|đến|chậm|sẽ|đã|định\s+kỳ|thường\s+xuyên|trở\s+thành|đạt|được|để|hướng\s+dẫn|tổng\s+hợp|theo\s+dõi|phát\s+động|vận\s+động|mở|đưa|giao|quan\s+tâm|duy\s+trì|xong|ủng\s+hộ|rà|khảo\s+sát|bố\s+trí|cử|"
    r"chọn|lựa\s+chọn|đăng|viết|thảo\s+luận|họp|ra\s+nghị|làm|treo|trồng|học\s+tập|nghiên\s+cứu|góp\s+ý|đối\s+thoại|bầu|nhận|thu,|mua|ký|lắp|dọn|"
    r"biên\s+soạn|phát\s+hành|(?<!,\s)(?<!và\s)lãnh\s+đạo|chỉ\s+đạo|yêu\s+cầu|đề\s+nghị|phân\s+công|giải\s+quyết|giải\s+ngân|công\s+khai|công\s+bố|niêm\s+yết|kiểm\s+kê|kiểm\s+điểm|"
    r"chấm|phổ\s+biến|chuyển(?!\s+(?:đổi|môn))|chưa|không(?!\s+chuyên)|gương\s+mẫu|cam\s+kết|cài\s+đặt|tháo\s+dỡ|chi\s+trả|bàn\s+giao|cấp\s+phát|tặng|trao|trình|sắp\s+xếp|kiện\s+toàn|"
    r"đánh\s+giá|thẩm\s+định|phê\s+duyệt|bổ\s+sung|cập\s+nhật|kê\s+khai|khắc\s+phục|xử\s+lý|tăng\s+cường|đẩy\s+mạnh|chuẩn\s+bị|sửa|thu\s+hồi|di\s+dời|lấy\s+ý\s+kiến|tự|dùng|sử\s+dụng"
)
ADDRESSEE = (
    r"(?:các\s+|toàn\s+thể\s+|mỗi\s+|100%\s+(?:các\s+|số\s+)?)?(?:chi(?:\s+bộ)?,\s+đảng\s+bộ|đảng\s+bộ,\s+chi\s+bộ|cấp\s+ủy|cấp\s+uỷ|chi\s+bộ|chi\s+ủy|đảng\s+bộ|đảng\s+ủy|đảng\s+uỷ|"
    r"tổ\s+chức\s+(?:cơ\s+sở\s+)?đảng|cơ\s+quan|đơn\s+vị|địa\s+phương|ban,\s+ngành|sở,\s+ban,?\s+ngành|ủy\s+ban|uỷ\s+ban|ubnd|hđnd|mttq|ubmttq|mặt\s+trận|đoàn\s+thể|"
    r"ban\s+(?!hành)\w+|sở\s+(?!hữu|thích|dĩ)\w+|(?:các\s+)?chủ\s+(?:đầu\s+tư|hồ|rừng|hộ|cơ\s+sở|phương\s+tiện)|người\s+đứng\s+đầu|hộ\s+kinh\s+doanh|doanh\s+nghiệp|nhà\s+trường|toàn\s+(?:tỉnh|thành\s+phố|huyện|xã|phường|đảng\s+bộ)|văn\s+phòng|trung\s+tâm|công\s+an|xã,\s+phường|phường,\s+xã|xã|phường|cấp\s+xã|cấp\s+tỉnh|cấp\s+huyện|phòng,\s+ban|tổ\s+dân\s+phố|đảng\s+viên|"
    r"cán\s+bộ|đoàn\s+thanh\s+niên|hội\s+(?!thi|nghị|diễn|trại|thao|thảo|viên)\w+|hạt\s+\w+|lực\s+lượng\s+\w+|trường|thành\s+phố|tỉnh|(?<=các\s)(?:thôn|bản|xóm|huyện|hộ|khu\s+dân\s+cư))"
)
WHOLE = rf"(?P<who>{ADDRESSEE}(?!\w)(?:(?!\s(?:{DOES})(?!\w)|,\s(?:nghị\s+quyết|chỉ\s+thị|kế\s+hoạch|chương\s+trình|đề\s+án)\s)[^;:.(\n]){{0,120}})"
ORDERED = re.compile(
    rf"(?<!\w)(?:giao|đề\s+nghị|yêu\s+cầu|(?<!ban\s)chỉ\s+đạo|phân\s+công|đối\s+với)(?::(?:\s*\(\d+\))?)?\s+{WHOLE}"
)
# "Thực hiện Kế hoạch …, các chi bộ báo cáo …": the subject of the main clause.
LATER_SUBJECT = re.compile(rf"[,:]\s+{WHOLE}(?=\s(?:{DOES})(?!\w))")
SUBJECT = re.compile(rf"^\W*(?:(?:\d+[.)]|[a-zđ]\)|\d+\))\s*)?{WHOLE}")
# "…; thời gian từ 01/12 đến hết 28/02": what is to be done stands in the clause before.
ONLY_TIME = re.compile(r"\W*(?:thời\s+(?:gian|hạn)(?:\s+\w+){0,2}|xong|hoàn\s+thành)?\s*:?\s*")
# A clause behind a semicolon that begins with what is to be done: its subject stands in the clause before.
SAME_SUBJECT = re.compile(rf"\W*(?:và\s+|đồng\s+thời\s+)?(?:{DOES})(?!\w)")
