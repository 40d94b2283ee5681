"""The words of the language of citations, as compiled patterns.

Every pattern is written once, with diacritics, and matched against lower-case text. ``ACCENTED`` serves ordinary
text, ``PLAIN`` the same patterns without diacritics, for text typed on a phone ("ke hoach so 315-kh/tu ngay 14/8/2023
cua thanh uy"). No pattern holds a list of places: a place is a run of capitals.
"""

import re

from cadre_portal.text import fold
from directives.citations.dates import DATE
from directives.kinds import KINDS

# Both styles of placing the tone stand in one issue.
_TONE_STYLES = {
    "ủy": "(?:ủy|uỷ)", "hóa": "h(?:óa|oá)", "hòa": "h(?:òa|oà)", "hỏa": "h(?:ỏa|oả)", "thỏa": "th(?:ỏa|oả)", "tòa": "t(?:òa|oà)",
}  # fmt: skip


def _words(*lines: str) -> str:
    """Alternatives parted by | over several lines, the longest first, white space flexible."""
    alternatives = {part.strip() for line in lines for part in line.split("|") if part.strip()}
    return "|".join(part.replace(" ", r"\s+") for part in sorted(alternatives, key=len, reverse=True))


# --- kinds --------------------------------------------------------------------------------------------------------

_KIND_NAMES = [name for kind in KINDS for name in kind.names]
_ABBREVIATIONS = sorted({short for kind in KINDS for short in kind.abbreviations}, key=len, reverse=True)
KIND_OF_ABBREVIATION = {short: kind.name for kind in KINDS for short in kind.abbreviations}

LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
LAW_NAME = re.compile(
    r"\s+(?P<name>[^\W\d][^();:\n]*?)\s*(?:năm \d{4}|nam \d{4})?[\s,]*\(?\s*(?:luật|luat)?\s*(?:số|so)?[\s:]*$"
)
# Kinds that are cited by a bare number without "số"; "Dự án 1", "Phương án 2" are parts of something.
CITED_BARE = frozenset(
    {
        "Nghị quyết",
        "Chỉ thị",
        "Kết luận",
        "Quyết định",
        "Quy định",
        "Quy chế",
        "Nghị định",
        "Thông tư",
        "Thông tri",
        "Hướng dẫn",
        "Kế hoạch",
        "Đề án",
        "Pháp lệnh",
        "Công văn",
        "Công điện",
        "Thông báo",
        "Chương trình hành động",
    }
)

# --- issuers ------------------------------------------------------------------------------------------------------

# Words that stand in small letters inside the name of an organisation, as whole phrases, so that "tổ chức" is part
# of "Ban Tổ chức" and the verb of "… tỉnh tổ chức Ngày hội" is not.
_ORGAN_PHRASES = _words(
    # party
    "ban chấp hành trung ương đảng cộng sản việt nam | ban chấp hành trung ương đảng | ban chấp hành trung ương | ban chấp hành đảng bộ",
    "ban chấp hành | ban bí thư trung ương đảng | ban bí thư trung ương | ban bí thư | bộ chính trị | trung ương đảng | trung ương",
    "ban thường vụ | ban thường trực | thường trực | thường vụ | tỉnh ủy | thành ủy | huyện ủy | quận ủy | thị ủy | đảng ủy | chi ủy",
    "đảng bộ | chi bộ | quân ủy trung ương | đảng đoàn | ban cán sự đảng | đoàn thể | đảng cộng sản việt nam",
    "ban tuyên giáo và dân vận | ban tuyên giáo | ban dân vận | ban tổ chức | ban nội chính | ban kinh tế | ban đối ngoại | ban xây dựng đảng",
    "ủy ban kiểm tra | văn phòng | ban bảo vệ,? chăm sóc sức khỏe cán bộ | ban công tác mặt trận | hội đồng lý luận",
    "các cơ quan đảng | các cơ quan của đảng | các cơ quan và doanh nghiệp | các cơ quan | các doanh nghiệp | doanh nghiệp | khối | chính phủ",
    "hội nghị trung ương | hội nghị | đại hội đại biểu | đại hội đảng bộ | đại hội | đoàn đại biểu quốc hội",
    # state
    "ủy ban thường vụ quốc hội | thường vụ quốc hội | quốc hội | hội đồng nhân dân | hội đồng bầu cử quốc gia | hội đồng bầu cử | ủy ban bầu cử | ủy ban nhân dân | ủy ban | hội đồng | thủ tướng chính phủ | thủ tướng",
    "chủ tịch nước | phó chủ tịch | chủ tịch | bí thư | bộ trưởng | giám đốc | trưởng ban | chánh án | viện trưởng | tổng bí thư",
    "tòa án nhân dân tối cao | tòa án nhân dân | viện kiểm sát nhân dân tối cao | viện kiểm sát nhân dân | kiểm toán nhà nước | tối cao",
    "ngân hàng nhà nước | ngân hàng chính sách xã hội | ngân hàng | kho bạc nhà nước | bảo hiểm xã hội | nhà nước | tổng cục | chi cục | khu vực",
    "công an nhân dân | công an | quân đội nhân dân | bộ chỉ huy quân sự | ban chỉ huy quân sự | ban chỉ huy | bộ chỉ huy | quân sự | bộ đội biên phòng",
    "tổng tham mưu trưởng | tham mưu trưởng | bộ tổng tham mưu | tổng cục chính trị | cục chính trị | phòng chính trị | chỉ huy trưởng | chính ủy | tổng tư lệnh",
    "tổng kiểm toán nhà nước | tổng thanh tra chính phủ | tổng giám đốc | tổng cục trưởng | cục trưởng | thứ trưởng | trưởng phòng | chánh văn phòng | chánh thanh tra",
    "bộ tư lệnh | tư lệnh | quân khu | quân chủng | thanh tra chính phủ | thanh tra | liên bộ | liên ngành | nhân dân",
    "bộ | sở | ban | ngành | cục | vụ | phòng | chi nhánh | trung tâm | trường | viện | học viện | đoàn | hội | công ty | tổng công ty | tập đoàn",
    # Front and unions
    "mặt trận tổ quốc việt nam | mặt trận tổ quốc | mặt trận | đoàn chủ tịch | ủy ban trung ương | tổng liên đoàn lao động | liên đoàn lao động",
    "hội liên hiệp phụ nữ | hội phụ nữ | hội nông dân | hội cựu chiến binh | hội chữ thập đỏ | hội khuyến học | hội người cao tuổi | hội nhà báo",
    "hội liên hiệp thanh niên | đoàn thanh niên cộng sản hồ chí minh | đoàn thanh niên | tỉnh đoàn | thành đoàn | huyện đoàn | đoàn phường",
    "công đoàn | liên minh hợp tác xã | liên hiệp các hội | liên hiệp | phụ nữ | nông dân | cựu chiến binh | thanh niên | lao động",
    # fields of ministries, departments, boards
    "nội vụ | tư pháp | tài chính | công thương | xây dựng | giao thông vận tải | nông nghiệp và phát triển nông thôn",
    "nông nghiệp và môi trường | nông nghiệp | phát triển nông thôn | tài nguyên và môi trường | kế hoạch và đầu tư | kế hoạch - tài chính",
    "khoa học và công nghệ | khoa học | công nghệ | giáo dục và đào tạo | giáo dục | y tế | văn hóa,? thể thao và du lịch",
    "văn hóa và thể thao | văn hóa - thể thao | văn hóa và thông tin | văn hóa - xã hội | văn hóa,? khoa học và thông tin | văn hóa",
    "thể thao và du lịch | thể thao | du lịch | thông tin và truyền thông | thông tin | lao động - thương binh và xã hội",
    "lao động,? thương binh và xã hội | dân tộc và tôn giáo | dân tộc | tôn giáo | quốc phòng | ngoại giao | công nghiệp | thương mại",
    "kinh tế,? hạ tầng và đô thị | kinh tế | hạ tầng | đô thị | tuyên giáo | dân vận | tổ chức - nội vụ | nội chính | chính trị | thuế | hải quan",
    "thi đua - khen thưởng | thi đua,? khen thưởng | thi đua | khen thưởng | thống kê | kiểm lâm | thủy lợi | dự trữ | pháp chế | tổng hợp | hành chính công | phục vụ hành chính công | chiến lược | lý luận chính trị",
    # where and when
    "tỉnh | thành phố | huyện | quận | thị xã | phường | xã | thị trấn | đặc khu | cấp tỉnh | cấp huyện | cấp xã | các cấp | cấp trên | thôn | bản | xóm",
    "tổ dân phố | khu phố | khu dân cư | địa phương | khu kinh tế | khu công nghiệp | việt nam | đảng | dân chính đảng",
)
_TERM = r"\(?\s?khóa?\s+(?:[ivxlc]+|\d+)\b(?:\s?\))?|lần\s+thứ\s+(?:[ivxlc]+|\d+|[a-zà-ỹ]+(?:\s+(?:mười|mốt|hai|ba|tư|năm|lăm|sáu|bảy|tám|chín)(?![\wà-ỹ]))?)|nhiệm\s+kỳ\s+\d{4}\s?[-–]\s?\d{4}|(?<=ương\s)\d{1,2}(?=\s*\(?\s?khóa)"

# Bodies whose names run on in small letters: "Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh".
_OPEN_HEADS = _words(
    "ban chỉ đạo | tiểu ban | tổ công tác | tổ giúp việc | hội đồng thi đua | hội đồng phối hợp | hội đồng nghĩa vụ quân sự | hội đồng bầu cử quốc gia | ban vận động | ban tổ chức hội thi | ban tổ chức cuộc thi | trung tâm | công ty | ban quản lý"
    "| ban vì sự tiến bộ | ban điều phối | văn phòng điều phối | học viện | trường | viện | ban an toàn | chi cục | cục | bch | bcđ"
)

# What can begin an issuer printed without "của": "ngày 17/11/2022 Hội nghị lần thứ sáu Ban Chấp hành …".
_STRONG_HEADS = _words(
    "ban chấp hành | ban bí thư | bộ chính trị | ban thường vụ | ban thường trực | thường trực | tỉnh ủy | thành ủy | huyện ủy | quận ủy | thị ủy | đảng ủy",
    "trung ương | quân ủy | đảng đoàn | ban cán sự | ban tuyên giáo | ban dân vận | ban tổ chức | ban nội chính | ban xây dựng đảng | ủy ban | hội nghị | đại hội",
    "quốc hội | hội đồng nhân dân | chính phủ | thủ tướng | chủ tịch | bộ | sở | công an | văn phòng | ban chỉ đạo | ban chỉ huy | mặt trận tổ quốc | liên đoàn | tổng liên đoàn",
    "hội liên hiệp | hội nông dân | hội cựu chiến binh | đoàn chủ tịch | tỉnh đoàn | thành đoàn | đoàn thanh niên | ubnd | hđnd | ubmttq | mttq | btv | bch | bcđ | chi bộ | tòa án | viện kiểm sát",
)

# --- titles -------------------------------------------------------------------------------------------------------

# Verbs with which a subject begins when "về" is left out.
_TITLE_VERBS = _words(
    "ban hành | phê duyệt | quy định chi tiết | quy định | hướng dẫn | thực hiện | triển khai | tổ chức | phát huy | tăng cường | đẩy mạnh",
    "sửa đổi | bổ sung | thành lập | kiện toàn | tiếp tục | nâng cao | xây dựng | đổi mới | bảo đảm | đảm bảo | phát triển | công nhận | quán triệt",
    "học tập | lãnh đạo | một số | kiểm tra | giám sát | tuyên truyền | phát động | điều chỉnh | tổng kết | sơ kết | công bố | thi hành | chuẩn bị",
    "bảo vệ | phòng ngừa | phòng, chống | phòng chống | phối hợp | kiểm soát | thí điểm | xử lý | sắp xếp | quản lý | hỗ trợ | khắc phục | chấn chỉnh",
    "chuyển đổi số | ứng phó | cải cách | cụ thể hóa | thông qua | kết nạp | tạo nguồn | rà soát | đón | chào mừng | kỷ niệm | tôn vinh | khen thưởng",
    "đánh giá | bồi dưỡng | đào tạo | củng cố | khuyến khích | thúc đẩy | huy động | giao chỉ tiêu | giao dự toán | giao biên chế | ngăn chặn | thay thế | bãi bỏ | những",
    "thông báo kết luận | thông báo | cho ý kiến | định hướng | tập trung | nhiệm vụ | chủ trương | chính sách | công tác",
)

_MAIN_VERBS = _words(
    "đã | tổ chức | ban hành | yêu cầu | đề nghị | chỉ đạo | xây dựng | triển khai | tiếp tục | tập trung | phối hợp | quan tâm | thường xuyên | chủ động",
    "cần | phải | sẽ | đang | luôn | quán triệt | thống nhất | tham mưu | giao | tích cực | thực hiện tốt | hướng dẫn | kết nạp | phát động",
    "thông báo | ghi nhận | nhấn mạnh | trao | tặng | chủ trì | cho biết | khẳng định | khai mạc | kiểm tra | làm việc | giải ngân | vận động | hỗ trợ | thành lập",
    "bố trí | ra quân | xác định | đề ra | mở | duy trì | đẩy mạnh | tăng cường | nâng cao | rà soát | thường trực | ủng hộ | đăng ký | tuyên truyền | bám sát",
    "lập | gửi | nộp | trình | tổng hợp | phân công | cử | chọn | lựa chọn | hoàn thành | bàn | thảo luận | cho ý kiến | đôn đốc | treo | trồng",
)

# A comma and one of these ends a subject.
_CLAUSE_STARTS = _words(
    "đồng thời | trong đó | qua đó | từ đó | theo đó | góp phần | gắn với việc | trên cơ sở | thời gian qua | những năm qua | trong những năm qua | đến nay | tính đến",
    "hiện nay | phấn đấu | nhằm | để | vì vậy | do đó | bên cạnh đó | ngoài ra | cụ thể | với | như | nêu rõ | xác định | yêu cầu | quy định tại | kết quả | trong thời gian tới",
    "ngay từ | ngay khi | ngay trong | trong năm qua | năm qua | sau \\d+ năm | trong \\d+ năm | nhiều | đặc biệt là việc | kết hợp với | cùng với | ngay sau | sau khi | theo quy định | theo hướng dẫn | các văn bản",
)

_SUBJECTS = _words(
    "các | cấp ủy | chi bộ | chi ủy | đảng bộ | đảng ủy | đảng viên | toàn | địa phương | mỗi | từng | cán bộ | nhân dân | trong | từ | thời gian | bí thư | đồng chí | đ/c",
    "thành phố | tỉnh | phường | xã | huyện | cơ quan | đơn vị | sáng | chiều | tối | hội nghị | lực lượng | ngành | ban | phòng | trung tâm | hội | đoàn | mặt trận | người dân",
    "ban thường vụ | ban thường trực | thường trực | tỉnh ủy | thành ủy | huyện ủy | ủy ban | ubnd | hđnd | mttq | ubmttq | công an | bộ | sở | chính phủ | quốc hội | chi hội | bch | btv",
    "quận ủy | thị ủy | liên đoàn | văn phòng | hội đồng | tổ dân phố | tổ công tác | trường | năm | đây | việc | công tác | quá trình | đến",
    "nhà trường | hơn | trên | gần | khoảng | \\d+ | đông đảo | lãnh đạo | tuổi trẻ | thanh niên | đoàn viên | hội viên | học sinh | giáo viên | doanh nghiệp | bà con | hộ | gia đình",
)

# Of what a clause says something: behind "Theo …," it begins the main clause where such a word follows a first noun.
_FINITE_WORDS = (
    r"là|sẽ|đã|đang|vẫn|bị|được|không(?!\s+(?:gian|khí|quân|chuyên|dùng|tiền))|phải|cần(?!\s+thiết)|chỉ(?!\s+(?:đạo|tiêu|thị|số|huy|dẫn))|có(?!\s+(?:hiệu|trách|hại|công|thẩm))|"
    r"tăng(?!\s+(?:cường|trưởng))|giảm(?!\s+(?:nghèo|phát|thiểu|tải))|đóng(?!\s+góp|\s+quân)|nộp|hưởng|mở(?!\s+rộng)|gồm|bao\s+gồm|áp\s+dụng|đạt|tự\s+quyết|bắt\s+đầu|diễn\s+ra|tiến\s+hành|tổ\s+chức\s+(?:trong|vào|tại|từ)"
)
# Parts of a document that are counted: "gồm 5 chương, 22 điều".
_PARTS = r"(?:\d+|[a-zà-ỹ]+)\s+(?:chương|điều|phần|mục|khoản|nội\s+dung|nhiệm\s+vụ|nhóm|giải\s+pháp|trang|phụ\s+lục)"
# What is done from a day on, or to another document; in a title the same verbs follow "về", "việc", "và" or a comma.
_TAKES_EFFECT = r"(?:có\s+hiệu\s+lực|có\s+giá\s+trị|được\s+áp\s+dụng|áp\s+dụng|thi\s+hành|thực\s+hiện)\s+(?:thi\s+hành\s+)?(?:kể\s+)?(?:từ|ngay)"
_STATES = r"quy\s+định\s+(?:rõ|cụ\s+thể)|nêu\s+rõ|chỉ\s+rõ|ghi\s+rõ|khẳng\s+định|quyết\s+nghị|quyết\s+định\s+\d|đề\s+ra\s+(?:\d|mục\s+tiêu)|đặt\s+(?:ra\s+)?(?:mục\s+tiêu|yêu\s+cầu)"
# Whom an order behind a comma is given to.
_DOERS = _words(
    "các | mỗi | từng | ủy ban | ubnd | sở | bộ | ban | công an | đảng ủy | chi bộ | cấp ủy | hđnd | tỉnh | thành phố | huyện | xã | phường | mặt trận | văn phòng | đoàn"
)
# Behind a title that is over (it ended with a year or the name of a law) any verb of saying or deciding goes on.
_DECIDES = r"bỏ|cho\s+phép|không\s+còn|quy\s+định|nêu|giao|giữ|nâng|mở\s+rộng|bãi\s+bỏ|xác\s+định|quyết\s+định|yêu\s+cầu|đề\s+ra|đặt|dành|thay\s+đổi|tăng(?!\s+cường)|giảm|phân\s+bổ|có\s+\d"

# --- relations ----------------------------------------------------------------------------------------------------

_RELATIONS = {
    "amends": _words("sửa đổi | bổ sung | điều chỉnh | sửa đổi, bổ sung"),
    "replaces": _words("thay thế | thay thế cho | thay cho"),
    "repeals": _words("bãi bỏ | hủy bỏ | huỷ bỏ | chấm dứt hiệu lực | hết hiệu lực"),
    "based_on": _words("căn cứ | trên cơ sở | theo | quy định tại | theo quy định tại"),
    "implements": _words(
        "thực hiện | triển khai | quán triệt | thi hành | học tập | cụ thể hóa | chấp hành | hưởng ứng | tuyên truyền | phổ biến | sơ kết | tổng kết"
    ),
    # These say nothing about the relation; a verb before them does not reach the document.
    "cites": _words(
        "ban hành | xây dựng | ký | trình | thông qua | có(?! hiệu) | tham mưu | gửi | nhận | nêu trong | nêu tại | được | bởi | bằng"
    ),
}


class Grammar:
    """The compiled patterns, with or without diacritics (``plain``)."""

    def __init__(self, *, plain: bool) -> None:
        self.plain = plain
        kinds = {fold(name) if plain else name.lower(): name for name in _KIND_NAMES}
        for name in _KIND_NAMES:
            if not plain:
                for old, new in (("thỏa", "thoả"), ("ủy", "uỷ")):
                    kinds.setdefault(name.lower().replace(old, new), name)
        self.kinds = kinds
        self.kind_ends = frozenset(name.split()[-1] for name in kinds)
        self.kind_starts = frozenset(name.split()[0] for name in kinds)
        # The words of every kind by the last of them, the longest first.
        self.kinds_ending: dict[str, list[tuple[list[str], str]]] = {}
        for words, name in sorted(kinds.items(), key=lambda item: -len(item[0].split())):
            self.kinds_ending.setdefault(words.split()[-1], []).append((words.split(), name))
        self.number_word = frozenset(("so", "so:", "so.", "no") if plain else ("số", "số:", "số.", "so", "sô", "sổ"))
        self.day_word = "ngay" if plain else "ngày"
        kind = self.text(_words(*_KIND_NAMES).lower())
        number = self.text(rf"(?:{kind}|{'|'.join(_ABBREVIATIONS).lower()})(?:\s+số)*\s*:?\s*\d")
        c = self.compile
        self.date_after = c(
            rf"""[^\S\n]*,?[^\S\n]* (?: (?P<open>\() \s* (?:ngày\s*)? | (?:(?:được\s+)?(?:ban\s+hành|ký|ra|ký\s+ban\s+hành)\s+)? ngày(?:\s+ngày)?\s* | (?<=\s)(?=\d{{1,2}}[/.–-]\d{{1,2}}[/.–-](?:19|20)\d\d(?!\d)) )
            {DATE} (?(open)\s*\)|)"""
        )
        self.month_after = c(
            r"[^\S\n]*,?[^\S\n]*\(?(?:tháng\s+\d{1,2}(?:\s*/\s*|\s+năm\s+)(?:19|20)\d\d|năm\s+(?:19|20)\d\d)\)?(?=[\s,;.)])"
        )
        # A date with a sign missing ("25/102017"): passed over, so that the issuer behind it is read.
        self.bad_date = c(r"[^\S\n]*,?[^\S\n]*ngày[^\S\n\d]*\d[\d/. -]{2,12}(?=,?\s*(?:của|về)\s)")
        # "Hướng dẫn số 06-HD/TW (ngày 09/6/2025 của Ban Bí thư)".
        self.bracket = c(r"\s*\(\s*(?=(?:(?:được\s+)?ban\s+hành\s+)?ngày\s*\d|(?:của|do)\s)")
        self.term_after = c(r"[^\S\n]*,?[^\S\n]*\(?khóa\s+[ivxlc]+\)?(?=[\s,.;)])")
        self.plenum = c(r"[^\S\n]*,[^\S\n]*(?=hội\s+nghị\s+(?:lần\s+thứ|trung\s+ương))")
        self.of = c(r"[^\S\n]*,?[^\S\n]*(?:của|do|giữa)\s+")
        # "Ban Tuyên giáo Tỉnh ủy | xây dựng …": with these a name is whole, and a verb in small letters goes on.
        self.whole_name = c(r"(?:ủy|tỉnh|trung\s+ương|chính\s+phủ|quốc\s+hội)\s+$")
        self.by_verb = c(r"\s+(?:ký\s+)?ban\s+hành(?=\s*(?:,|ngày|về|\.|;|$))")
        self.organ = c(rf"(?:{_TERM}|(?:{_ORGAN_PHRASES})(?![\wà-ỹ]))")
        self.open_head = c(rf"(?:{_OPEN_HEADS})(?![\wà-ỹ])")
        self.strong_head = c(rf"(?:{_STRONG_HEADS})(?![\wà-ỹ])")
        self.about = c(r"[^\S\n]*,?[^\S\n]*(?P<about>(?:về(?:\s+việc)?|v/v)(?![\wà-ỹ])\s*)")
        self.title_verb = c(rf"(?:{_TITLE_VERBS})(?![\wà-ỹ])")
        # In the open part of a name only a verb of two words ends it.
        self.title_verb_strict = c(
            r"(?:ban\s+hành|phê\s+duyệt|tổ\s+chức|triển\s+khai|thực\s+hiện|tăng\s+cường|đẩy\s+mạnh|hướng\s+dẫn|yêu\s+cầu|tiếp\s+tục|thông\s+báo|quy\s+định|quán\s+triệt|một\s+số|những)(?![\wà-ỹ])"
        )
        # Heads of one word are part of a longer name only with a capital: "Ban …" but not the verb "ban hành".
        self.small_head = c(
            r"(?:bộ|sở|ban|ngành|cục|vụ|phòng|trường|viện|đoàn|hội|đảng|khối|bản|thôn|xóm)(?![\wà-ỹ])(?!\s+(?:trường|thôn|xóm|bản|khối))"
        )
        # In text without diacritics and capitals only these words end a name.
        self.plain_end = c(r"(?:về|v/v|ngày|số|đã|để|được|là|trong|đến|nhằm|và|gắn|theo|cho|với)(?![\wà-ỹ])")
        self.counted_head = c(r"(?:phố|phường|quận|thôn|xóm|khu|tổ|bộ|ấp|bản|bon|đội|số)\s+$")
        # With the level the open part of a name is over.
        self.level = c(
            r"(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|phường|xã|thị\s+trấn|đặc\s+khu|trung\s+ương|quốc\s+gia|\(?khóa)(?![\wà-ỹ])"
        )
        self.not_issuer = c(
            r"(?:về|v/v|ngày|số|đã|được|là|để|nhằm|trong|đến|tới|gắn|theo|cho|với|từ|tại|khi|nêu|và|cùng|như|trên|bằng|thì|"
            r"có|cũng|sẽ|đang|vào|ra|nên|do|của|bao|đối|sâu|đi|hoặc|này|nói|đề|ở|qua|sau|trước)(?![\wà-ỹ])"
        )
        self.kind_number = re.compile(number)
        self.kind_name = re.compile(rf"(?:{kind})(?![\wà-ỹ])")
        self.follow_bare = c(
            r"\s*(?:$|[.,;:)”\"\n…]|(?:của|về|ngày|và|thì|đã|được|ra\s+đời|ban\s+hành|năm\s+\d{4}(?!\s?[-–]\s?\d)|do|là|trên|trong|tại|theo|gắn|nêu|quy\s+định|có\s+hiệu|"
            r"vào|với|khóa|đến|tới|một|cho|cũng|nhằm|để|sẽ|thay|sửa|hoặc|này|nói\s+trên|kể\s+trên|vừa\s+nêu|\(|-)(?![\wà-ỹ]))"
        )
        # Things that are counted: "Kế hoạch 10 năm", "Kết luận 12 nội dung".
        self.counted = c(
            r"\s+(?:năm|tháng|ngày|tuần|giờ|phút|đêm|điểm|nội\s+dung|nhiệm\s+vụ|giải\s+pháp|chỉ\s+tiêu|tiêu\s+chí|mục|điều|khoản|trang|chương|phần|bước|nhóm|lần|vấn\s+đề|"
            r"việc|công\s+việc|công\s+trình|mô\s+hình|dự\s+án|lĩnh\s+vực|văn\s+bản|nghị\s+quyết|kết\s+luận|quyết\s+định|kế\s+hoạch|chuyên\s+đề|cuộc|đợt|lượt|hội\s+nghị|"
            r"người|đồng\s+chí|cán\s+bộ|đảng\s+viên|đoàn\s+viên|hội\s+viên|hộ|chi\s+bộ|đảng\s+bộ|cấp|đơn\s+vị|cơ\s+quan|tổ\s+chức|xã|phường|thôn|tổ|huyện|tỉnh|thành\s+phố|trường|lớp|"
            r"nghìn|ngàn|triệu|tỷ|tỉ|đồng(?!\s+bộ)|ha|héc\s?-?ta|km|m2|m²|kg|tấn|trường\s+hợp|sáng\s+kiến|phần\s+việc|bậc|cây|con|căn|ngôi|suất|phần\s+quà|không)(?![\wà-ỹ])|\s*(?:%|[,.]\d|[-–]\s*\d)"
        )
        repeals = rf"(?:thay\s+thế|bãi\s+bỏ|hủy\s+bỏ)\s+(?:cho\s+)?(?:(?:các\s+)?{number}|(?:các\s+khoản|toàn\s+bộ|\d+|hai|ba|bốn|năm)\s)"
        # Behind a comma: what the document does, no part of its subject.
        self.effect = c(
            rf"(?:{_TAKES_EFFECT}|(?:kể\s+)?từ\s+(?:ngày|năm|tháng|quý|nay)|(?:mức|giá)\s+(?:\w+\s+){{1,8}}?\d[\d.,]*\s?(?:đồng|triệu|nghìn|%)|(?:bao\s+)?gồm\s+{_PARTS}|(?:với\s+)?tổng\s+(?:kinh\s+phí|mức\s+đầu\s+tư|vốn)|(?:{_STATES})|"
            rf"(?:cho\s+phép|đề\s+nghị|yêu\s+cầu|giao)\s+(?:{_DOERS}))(?![\wà-ỹ])"
        )
        self.repeals = c(repeals)
        self.basis = c(r"\s*(?:[-+*•]\s*)?(?:(?:\d+|[a-zđ])[.)]\s*)?(?:theo|căn\s+cứ|trên\s+cơ\s+sở)(?![\wà-ỹ])")
        # A noun of one word at least, then the verb: "hộ kinh doanh không áp dụng …", not "được hưởng".
        self.says = c(rf"(?:[\w%-]+\s+){{1,14}}?(?:{_FINITE_WORDS})(?![\wà-ỹ])")
        self.says_so = c(
            r"\s+(?:xác\s+định|nêu|chỉ\s+rõ|ghi\s+rõ|khẳng\s+định|yêu\s+cầu|đề\s+ra|đặt|giao|cho\s+phép|nhấn\s+mạnh|mở\s+(?:ra|đường)|tạo|bỏ|coi|dành|định\s+hướng|quyết\s+định|quy\s+định|"
            r"hướng\s+dẫn|bãi\s+bỏ|gồm|bao\s+gồm|áp\s+dụng|tập\s+trung|phân\s+cấp|đánh\s+giá|chỉ\s+ra|không\s+chỉ|vẫn|đang|còn|nhận)(?![\wà-ỹ])"
        )
        self.title_end = c(
            rf"""
              (?=[\s….;:!?(),“”«»"])  # at a letter none of these begins: a quick no
              (?: (?P<hard> \n | … | \.{{2,}} | ; | (?<!đoạn\s[i1-9])(?<!đoạn\sii):(?=\s|$) | \s+như\s+sau | \s*\((?:gọi\s+tắt|sau\s+đây|viết\s+tắt|dưới\s+đây|có\s+văn\s+bản|kèm\s+theo|(?:(?:đã\s+)?được\s+)?(?:thay\s+thế|sửa\s+đổi|bổ\s+sung)|ban\s+hành) )
            | (?P<stop> [.!?](?=\s|$|["”)]) )
            | (?P<open> [(“«] ) | (?P<close> [)”»] ) | (?P<quote> " )
            | (?P<comma> ,\s+ )
            | (?P<next> \s+(?:và\s+(?:đã\s+)?(?:thông\s+qua|ban\s+hành|công\s+bố)|và|cùng\s+với|cùng|gắn\s+với|gắn\s+với\s+thực\s+hiện|theo|tại)\s+(?:các\s+)?(?={number}) )
            | (?P<verb> \s+(?:{_STATES}|(?:bao\s+)?gồm\s+{_PARTS}|(?<!các\s)(?<!tiêu\schuẩn\s)(?:có\s+hiệu\s+lực|áp\s+dụng)\s+(?:kể\s+)?từ\s+(?:ngày|năm|tháng|\d)
                 |được\s+(?:đông\s+đảo|đảng\s+viên|nhân\s+dân|cán\s+bộ|người\s+dân|dư\s+luận|bà\s+con|cử\s+tri)
                )(?![\wà-ỹ]) | \s+(?<!việc\s)(?<!về\s)(?<!,\s)(?<!và\s)(?<!sung\s){repeals} )
            | (?P<soft> \s+(?:đã(?!\s+và)|triển\s+khai\s+(?:đến|tới|tại)|cho\s+(?:hơn\s+|trên\s+|gần\s+)?\d+\s|(?:đến|tới)\s+(?:toàn\s+thể|toàn\s+bộ|cán\s+bộ|đảng\s+viên|các|từng|100%|mọi|tận|đông\s+đảo)
                 |được\s+(?:triển\s+khai|ban\s+hành|các\s+cấp|cấp\s+ủy|quan\s+tâm|thực\s+hiện|tổ\s+chức|quán\s+triệt|sửa\s+đổi|bổ\s+sung|thay\s+thế|quốc\s+hội|thông\s+qua)|gắn\s+với\s+(?:việc\s+)?(?:thực\s+hiện|học\s+tập)
                 |(?<!đáp\sứng\s)(?<!theo\s)(?<!những\s)(?<!các\s)(?<!với\s)yêu\s+cầu\s+(?:các|từng|mỗi|mọi|toàn\s+thể|cấp\s+ủy|chi\s+bộ|đảng\s+ủy|ủy\s+ban|ubnd|sở|thủ\s+trưởng|chủ\s+tịch)
                 |do\s+(?:đồng\s+chí|đ/c)
                 |(?<!việc\s)(?<!về\s)gửi\s+(?:các|tới|đến|toàn\s+thể)
                 |theo\s+(?:đúng|tinh\s+thần)|nêu\s+rõ|đạt\s+kết\s+quả|sau\s+đây|(?<!nhất\s)(?<!biệt\s)(?<!tâm\s)(?<!chính\s)(?<!coi\s)(?<!xem\s)là\s+(?:cơ\s+sở|căn\s+cứ|những|một\s+trong|điều\s+kiện|dấu\s+mốc|bước|chủ\s+trương|nền\s+tảng|kim\s+chỉ\s+nam|văn\s+bản|động\s+lực)|có\s+hiệu\s+lực|có\s+ý\s+nghĩa)(?![\wà-ỹ]) )
            | (?P<late> \s+(?:{_DECIDES})(?![\wà-ỹ]) ) )
            """
        )
        self.clause_start = c(rf"(?:{_CLAUSE_STARTS})(?![\wà-ỹ])|ngày\s*\d{{1,2}}[/\s]")
        self.subject = c(rf"(?:{_SUBJECTS})(?![\wà-ỹ])")
        # "tổ chức" as a noun is no verb.
        self.nouns = c(
            r"(?:các|mọi|mỗi|của|hệ\s+thống)\s+(?:cấp\s+ủy,?\s+)?tổ\s+chức|tổ\s+chức\s+(?:đảng|chính\s+trị|cơ\s+sở|đoàn|xã\s+hội|hội|,|và)|công\s+tác\s+(?:tổ\s+chức|xây\s+dựng)|sự\s+(?:lãnh|chỉ)\s+đạo"
        )
        self.main_verb = c(rf"(?<![\wà-ỹ])(?:{_MAIN_VERBS})(?![\wà-ỹ])")
        # Words one of which a clause with such a verb must hold: a quick no for most.
        self.verb_starts = frozenset(verb.split(r"\s+")[0] for verb in self.text(_MAIN_VERBS).split("|"))
        self.intro = c(
            r"\s*(?:[-+*•]\s*)?(?:(?:\d+|[a-zđ])[.)]\s*)?(?:tiếp\s+tục\s+)?(?:thực\s+hiện|triển\s+khai|căn\s+cứ|theo|trên\s+cơ\s+sở|sau|để|nhằm|qua|tại|quán\s+triệt|chấp\s+hành|"
            r"hưởng\s+ứng|ngay\s+sau|kể\s+từ|cùng\s+với|bên\s+cạnh|với|trước|trong|ngày|thời\s+gian|sáng|chiều|năm|cụ\s+thể\s+hóa|đối\s+với|xác\s+định|nhận\s+thức)(?![\wà-ỹ])(?!\s+(?:nghiêm|tốt|có\s+hiệu\s+quả|hiệu\s+quả|đầy\s+đủ|quyết\s+liệt|đồng\s+bộ))"
        )
        self.nested_only = c(
            r"(?:(?:về|việc|tiếp|tục|đẩy|mạnh|tổ|chức|triển|khai|thực|hiện|quán|triệt|học|tập|tuyên|truyền|sơ|tổng|kết|năm|\d+|các|sửa|đổi|bổ|sung|một|số|điều|của|hướng|dẫn|thi|hành|thay|thế|,)\s*)*"
        )
        self.relation = c(
            r"(?<![\wà-ỹ])(?:"
            + "|".join(f"(?P<{name}>{words})" for name, words in _RELATIONS.items())
            + r")(?![\wà-ỹ])"
        )
        self.list_gap = c(r"\s*(?:[,;]|,?\s*và|,?\s*hoặc|\s)\s*(?:số\s*)?")

    def text(self, pattern: str) -> str:
        """The pattern in this flavour."""
        if self.plain:
            return _fold_pattern(pattern)
        for old, both in _TONE_STYLES.items():
            pattern = pattern.replace(old, both)
        return pattern

    def compile(self, pattern: str) -> re.Pattern[str]:
        return re.compile(self.text(pattern), re.VERBOSE)


def _fold_pattern(pattern: str) -> str:
    """Strip diacritics from a pattern and nothing else (escapes such as \\S and white space stay)."""
    return "".join(char if char.isascii() else (fold(char) or char) for char in pattern).replace("a-za-y", "a-z")


ACCENTED = Grammar(plain=False)
PLAIN = Grammar(plain=True)
