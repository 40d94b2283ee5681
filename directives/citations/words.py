"""The words citations are read by: kinds, bodies, and the verbs titles and clauses begin with.

Alternatives are parted by |, written once with diacritics and in small letters.
"""

from directives.kinds import KINDS


def alternatives(*lines: str) -> str:
    """Alternatives parted by | over several lines, the longest first, white space flexible."""
    parts = {part.strip() for line in lines for part in line.split("|") if part.strip()}
    return "|".join(part.replace(" ", r"\s+") for part in sorted(parts, key=len, reverse=True))


# --- kinds --------------------------------------------------------------------------------------------------------

KIND_NAMES = [name for kind in KINDS for name in kind.names]
ABBREVIATIONS = sorted({short for kind in KINDS for short in kind.abbreviations}, key=len, reverse=True)
KIND_OF_ABBREVIATION = {short: kind.name for kind in KINDS for short in kind.abbreviations}

LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
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
ORGAN_PHRASES = alternatives(
    # party
    "ban chấp hành trung ương đảng cộng sản việt nam | ban chấp hành trung ương đảng | ban chấp hành trung ương | ban chấp hành đảng bộ",
    "ban chấp hành | ban bí thư trung ương đảng | ban bí thư trung ương | ban bí thư | bộ chính trị | trung ương đảng | trung ương",
    "ban thường vụ | ban thường trực | thường trực | thường vụ | tỉnh ủy | thành ủy | huyện ủy | quận ủy | thị ủy | đảng ủy | chi ủy",
    "tập thể lãnh đạo | đảng bộ | chi bộ | quân ủy trung ương | đảng đoàn | ban cán sự đảng | đoàn thể | đảng cộng sản việt nam",
    "ban tuyên giáo và dân vận | ban tuyên giáo | ban dân vận | ban tổ chức | ban nội chính | ban kinh tế | ban đối ngoại | ban xây dựng đảng",
    "ban chỉ đạo(?: \\w+){0,2} về phòng, chống tham nhũng,(?: lãng phí,)? tiêu cực(?= về) | ban chỉ đạo(?: \\w+){0,2} về phát triển khoa học, công nghệ, đổi mới sáng tạo(?:,)?(?: và)? chuyển đổi số(?= về)",
    "ủy ban kiểm tra | văn phòng | ban bảo vệ,? chăm sóc sức khỏe cán bộ | ban công tác mặt trận | hội đồng lý luận",
    "các cơ quan đảng | các cơ quan của đảng | các cơ quan và doanh nghiệp | các cơ quan | các doanh nghiệp | doanh nghiệp | khối | chính phủ",
    "hội nghị trung ương | hội nghị | đại hội đại biểu | đại hội đảng bộ | đại hội | đoàn đại biểu quốc hội",
    # state
    "ủy ban thường vụ quốc hội | thường vụ quốc hội | quốc hội | hội đồng nhân dân | hội đồng bầu cử quốc gia | hội đồng bầu cử | ủy ban bầu cử | ủy ban nhân dân | ủy ban | hội đồng | thủ tướng chính phủ | thủ tướng",
    "thống đốc | chủ tịch nước | phó chủ tịch | chủ tịch | bí thư | bộ trưởng | giám đốc | trưởng ban | chánh án | viện trưởng | tổng bí thư",
    "tòa án nhân dân tối cao | tòa án nhân dân | viện kiểm sát nhân dân tối cao | viện kiểm sát nhân dân | kiểm toán nhà nước | tối cao",
    "ngân hàng nhà nước | ngân hàng chính sách xã hội | ngân hàng | kho bạc nhà nước | bảo hiểm xã hội | nhà nước | tổng cục | chi cục | khu vực",
    "công an nhân dân | công an | quân đội nhân dân | bộ chỉ huy quân sự | ban chỉ huy quân sự | ban chỉ huy | bộ chỉ huy | quân sự | bộ đội biên phòng",
    "tổng tham mưu trưởng | tham mưu trưởng | bộ tổng tham mưu | tổng cục chính trị | cục chính trị | phòng chính trị | chỉ huy trưởng | chính ủy | tổng tư lệnh | hiệu trưởng | chủ nhiệm | phó thủ tướng | phó bí thư | tổng thư ký",
    "tổng kiểm toán nhà nước | tổng thanh tra chính phủ | tổng giám đốc | tổng cục trưởng | cục trưởng | thứ trưởng | trưởng phòng | chánh văn phòng | chánh thanh tra",
    "bộ tư lệnh | tư lệnh | quân khu | quân chủng | quân đoàn | binh đoàn | binh chủng | sư đoàn | lữ đoàn | trung đoàn | tiểu đoàn | đại đội | liên doanh | quốc gia | thanh tra chính phủ | thanh tra | liên bộ | liên ngành | nhân dân",
    "bộ | sở | ban | ngành | cục | vụ | phòng | chi nhánh | trung tâm | trường | viện | học viện | đoàn | hội | công ty | tổng công ty | tập đoàn",
    # Front and unions
    "mặt trận tổ quốc việt nam | mặt trận tổ quốc | mặt trận | đoàn chủ tịch | ủy ban trung ương | tổng liên đoàn lao động | liên đoàn lao động",
    "hội liên hiệp phụ nữ | hội phụ nữ | hội nông dân | hội cựu chiến binh | hội chữ thập đỏ | hội khuyến học | hội người cao tuổi | hội nhà báo",
    "hội liên hiệp thanh niên | đoàn thanh niên cộng sản hồ chí minh | đoàn thanh niên | tỉnh đoàn | thành đoàn | huyện đoàn | đoàn phường",
    "công đoàn | liên minh hợp tác xã | liên hiệp các hội | liên hiệp | phụ nữ | nông dân | cựu chiến binh | thanh niên | lao động",
    # fields of ministries, departments, boards
    "nội vụ | tư pháp | tài chính | công thương | xây dựng | giao thông vận tải | nông nghiệp và phát triển nông thôn",
    "nông nghiệp và môi trường | nông nghiệp | phát triển nông thôn | tài nguyên và môi trường | kế hoạch và đầu tư | kế hoạch - tài chính",
    "giáo dục đào tạo | giáo dục - đào tạo | thông tin truyền thông | thông tin - truyền thông | khoa học công nghệ | tài nguyên môi trường | kế hoạch đầu tư | nông nghiệp môi trường | khoa học và công nghệ | khoa học | công nghệ | giáo dục và đào tạo | giáo dục | y tế | văn hóa,? thể thao và du lịch",
    "văn hóa và thể thao | văn hóa - thể thao | văn hóa và thông tin | văn hóa - xã hội | văn hóa,? khoa học và thông tin | văn hóa",
    "thể thao và du lịch | thể thao | du lịch | thông tin và truyền thông | thông tin | lao động - thương binh và xã hội",
    "lao động,? thương binh và xã hội | dân tộc và tôn giáo | dân tộc | tôn giáo | quốc phòng | ngoại giao | công nghiệp | thương mại",
    "kinh tế,? hạ tầng và đô thị | kinh tế | hạ tầng | đô thị | tuyên giáo | dân vận | tổ chức - nội vụ | nội chính | chính trị | thuế | hải quan",
    "thi đua - khen thưởng | thi đua,? khen thưởng | thi đua | khen thưởng | thống kê | kiểm lâm | thủy lợi | dự trữ | pháp chế | tổng hợp | hành chính công | phục vụ hành chính công | chiến lược | lý luận chính trị",
    # where and when
    "tỉnh | thành phố | huyện | quận | thị xã | phường | xã | thị trấn | đặc khu | cấp tỉnh | cấp huyện | cấp xã | các cấp | cấp trên | thôn | bản | xóm",
    "tổ dân phố | khu phố | khu dân cư | địa phương | khu kinh tế | khu công nghiệp | việt nam | đảng | dân chính đảng",
)
# "Bộ Kế hoạch & đầu tư"
ORGAN_PHRASES = ORGAN_PHRASES.replace(r"\s+và\s+", r"\s+(?:và|&)\s+")
TERM = r"\(?\s?khóa?\s+(?:[ivxlc]+|\d+)\b(?:\s?\))?|lần\s+thứ\s+(?:[ivxlc]+|\d+|[^\W\d_]+(?:\s+(?:mười|mốt|hai|ba|tư|năm|lăm|sáu|bảy|tám|chín)(?!\w))?)|nhiệm\s+kỳ\s+\d{4}\s?[-–]\s?\d{4}|(?<=ương\s)\d{1,2}(?=\s*\(?\s?khóa)"

# Bodies whose names run on in small letters: "Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh".
OPEN_HEADS = alternatives(
    "ban chỉ đạo | tiểu ban | tổ công tác | tổ giúp việc | hội đồng thi đua | hội đồng phối hợp | hội đồng nghĩa vụ quân sự | hội đồng bầu cử quốc gia | ban vận động | ban tổ chức hội thi | ban tổ chức cuộc thi | trung tâm | công ty | ban quản lý"
    "| ban vì sự tiến bộ | ban điều phối | văn phòng điều phối | học viện | trường | viện | ban an toàn | chi cục | cục | bch | bcđ"
)

# What can begin an issuer printed without "của": "ngày 17/11/2022 Hội nghị lần thứ sáu Ban Chấp hành …".
STRONG_HEADS = alternatives(
    "ban chấp hành | ban bí thư | bộ chính trị | ban thường vụ | ban thường trực | thường trực | tỉnh ủy | thành ủy | huyện ủy | quận ủy | thị ủy | đảng ủy",
    "trung ương | quân ủy | đảng đoàn | ban cán sự | ban tuyên giáo | ban dân vận | ban tổ chức | ban nội chính | ban xây dựng đảng | ủy ban | hội nghị | đại hội",
    "quốc hội | hội đồng nhân dân | chính phủ | thủ tướng | chủ tịch | bộ | sở | công an | văn phòng | ban chỉ đạo | ban chỉ huy | mặt trận tổ quốc | liên đoàn | tổng liên đoàn",
    "hội liên hiệp | hội nông dân | hội cựu chiến binh | đoàn chủ tịch | tỉnh đoàn | thành đoàn | đoàn thanh niên | ubnd | hđnd | ubmttq | mttq | btv | bch | bcđ | chi bộ | tòa án | viện kiểm sát",
)

# In the open part of a name only a verb of two words ends it, or what counts.
ENDING_VERBS = alternatives(
    "ban hành | phê duyệt | tổ chức | triển khai | thực hiện | tăng cường | đẩy mạnh | hướng dẫn | yêu cầu | tiếp tục",
    "thông báo | quy định | quán triệt | một số | những",
)

# A subject begins with these, even with a capital: "… của Bộ Quốc phòng Quy định về …".
CAPITAL_VERBS = alternatives(
    "ban hành | phê duyệt | hướng dẫn | quy định | sửa đổi | tăng cường | triển khai | thực hiện | tiếp tục | đẩy mạnh",
    "yêu cầu | quán triệt",
)

# Small words with which no name goes on.
NOT_ISSUER = alternatives(
    "về | v/v | ngày | số | đã | được | là | để | nhằm | trong | đến | tới | gắn | theo | cho | với | từ | tại | khi | nêu",
    "và | cùng | như | trên | bằng | thì | có | cũng | sẽ | đang | vào | ra | nên | do | của | bao | đối | sâu | đi | hoặc",
    "này | nói | đề | ở | qua | sau | trước",
)

# --- bare numbers ---------------------------------------------------------------------------------------------------

# What a document does at the beginning of a sentence: "Nghị quyết 68 xác định …".
SAYS_SO = alternatives(
    "xác định | nêu | chỉ rõ | ghi rõ | khẳng định | yêu cầu | đề ra | đặt | giao | cho phép | nhấn mạnh | mở ra | mở đường",
    "tạo | bỏ | coi | dành | định hướng | quyết định | quy định | hướng dẫn | bãi bỏ | gồm | bao gồm | áp dụng | tập trung",
    "phân cấp | đánh giá | chỉ ra | không chỉ | vẫn | đang | còn | nhận",
)

# Things that are counted: "Kế hoạch 10 năm", "Kết luận 12 nội dung".
COUNTED = alternatives(
    "năm | tháng | ngày | tuần | giờ | phút | đêm | điểm | nội dung | nhiệm vụ | giải pháp | chỉ tiêu | tiêu chí | mục",
    "điều | khoản | trang | chương | phần | bước | nhóm | lần | vấn đề | việc | công việc | công trình | mô hình | dự án",
    "lĩnh vực | văn bản | nghị quyết | kết luận | quyết định | kế hoạch | chuyên đề | cuộc | đợt | lượt | hội nghị | người",
    "đồng chí | cán bộ | đảng viên | đoàn viên | hội viên | hộ | chi bộ | đảng bộ | cấp | đơn vị | cơ quan | tổ chức | xã",
    "phường | thôn | tổ | huyện | tỉnh | thành phố | trường | lớp | nghìn | ngàn | triệu | tỷ | tỉ | đồng(?! bộ) | ha",
    "héc\\s?-?ta | km | m2 | m² | kg | tấn | trường hợp | sáng kiến | phần việc | bậc | cây | con | căn | ngôi | suất",
    "phần quà | không",
)

# --- titles -------------------------------------------------------------------------------------------------------

# Verbs with which a subject begins when "về" is left out.
TITLE_VERBS = alternatives(
    "ban hành | phê duyệt | quy định chi tiết | quy định | hướng dẫn | thực hiện | triển khai | tổ chức | phát huy | tăng cường | đẩy mạnh",
    "sửa đổi | bổ sung | thành lập | kiện toàn | tiếp tục | nâng cao | xây dựng | đổi mới | bảo đảm | đảm bảo | phát triển | công nhận | quán triệt",
    "học tập | lãnh đạo | một số | kiểm tra | giám sát | tuyên truyền | phát động | điều chỉnh | tổng kết | sơ kết | công bố | thi hành | chuẩn bị",
    "bảo vệ | phòng ngừa | phòng, chống | phòng chống | phối hợp | kiểm soát | thí điểm | xử lý | sắp xếp | quản lý | hỗ trợ | khắc phục | chấn chỉnh",
    "chuyển đổi số | ứng phó | cải cách | cụ thể hóa | thông qua | kết nạp | tạo nguồn | rà soát | đón | chào mừng | kỷ niệm | tôn vinh | khen thưởng",
    "đánh giá | bồi dưỡng | đào tạo | củng cố | khuyến khích | thúc đẩy | huy động | giao chỉ tiêu | giao dự toán | giao biên chế | ngăn chặn | thay thế | bãi bỏ | những",
    "kiểm điểm | đôn đốc | đổi tên | khảo sát | báo cáo(?= khảo sát) | kết quả | tình hình | báo cáo(?= \\d) | báo cáo(?= kết quả) | báo cáo(?= tình hình) | báo cáo(?= sơ kết) | báo cáo(?= tổng kết) | làm việc(?= của) | hoạt động(?= của) | kết luận(?= của) | kết luận(?= tại) | kết luận(?= buổi) | kết luận(?= cuộc) | kết luận(?= phiên) | kết luận(?= hội nghị) | thông báo kết luận | thông báo | cho ý kiến | định hướng | tập trung | nhiệm vụ | chủ trương | chính sách | công tác",
    "phân công | phân cấp | phân bổ | bổ nhiệm | điều động | luân chuyển | miễn nhiệm | chỉ định | chuẩn y | giải thể | sáp nhập | hợp nhất | ủy quyền | thu hồi | tặng | truy tặng | xử phạt | tinh giản | giải quyết | tiếp nhận | đặt tên | đính chính | gia hạn | lấy ý kiến | vận động | bàn giao | chấp thuận",
)

# The first three letters of every word that may end a title behind a space: where others stand nothing else is asked.
# tests/directives/test_title_ends.py tells which are missing when the lists of words below or the pattern grow.
TITLE_END_LETTERS = (
    "ban bao bãi bướ bằn bỏ bổ cho chí chú chư chậ chỉ có cùn cũn cấm cần của do dàn ghi gia giả giữ góp gắn gồm gửi hoặ hủy "
    "khi khô khẳ kèm kín kế kể là lên lại man mà một mới mở nga như nhó nhấ nhằ nhờ nân nên nêu phâ phù qua quy ra rồi sau "
    "so sẽ tha the thà thì thự tiế tra tri tro trê trư tăn tại tạo tới từ và vẫn vì với vừa xon xác yêu áp đi đán đáp "
    "đã đượ đạt đặt đến đề để đối ở"
)

MAIN_VERBS = alternatives(
    "đã | tổ chức | ban hành | yêu cầu | đề nghị | chỉ đạo | xây dựng | triển khai | tiếp tục | tập trung | phối hợp | quan tâm | thường xuyên | chủ động",
    "cần | phải | sẽ | đang | luôn | quán triệt | thống nhất | tham mưu | giao | tích cực | thực hiện tốt | hướng dẫn | kết nạp | phát động",
    "thông báo | ghi nhận | nhấn mạnh | trao | tặng | chủ trì | cho biết | khẳng định | khai mạc | kiểm tra | làm việc | giải ngân | vận động | hỗ trợ | thành lập",
    "bố trí | ra quân | xác định | đề ra | mở | duy trì | đẩy mạnh | tăng cường | nâng cao | rà soát | thường trực | ủng hộ | đăng ký | tuyên truyền | bám sát",
    "lắp đặt | tháo dỡ | cấp phát | hiến | đóng góp | quyên góp | khánh thành | khởi công | nâng cấp | cải tạo | sửa chữa | di dời | thu gom | bê tông hóa | cứng hóa | tuyên dương | vinh danh | họp | trồng mới | khai trương | thăm",
    "phấn đấu | lập | gửi | nộp | trình | tổng hợp | phân công | cử | chọn | lựa chọn | hoàn thành | bàn | thảo luận | cho ý kiến | đôn đốc | treo | trồng",
)

# A comma and one of these ends a subject.
CLAUSE_STARTS = alternatives(
    "đồng thời | sau đó | tiếp đó | ngay sau đó | rồi | vừa qua | mới đây | có bao nhiêu | có mấy | trong đó | qua đó | từ đó | theo đó | góp phần | gắn với việc | trên cơ sở | thời gian qua | những năm qua | trong những năm qua | đến nay | tính đến",
    "nhấn mạnh | khẳng định | thể hiện | cho thấy | đánh dấu | mở ra | coi | xem | tải về | chi tiết | nội dung chi tiết | nội dung cụ thể | nội dung xem",
    "đối chiếu | liên hệ với | vận dụng | rút kinh nghiệm | coi đây | xem đây | lấy đó | là | hạn gửi | hạn nộp | hạn cuối | hạn chót | tạo nên | tạo ra | tạo sự | hiện nay | phấn đấu | nhằm | để | vì vậy | do đó | bên cạnh đó | ngoài ra | (?<!trong,\\s)ngoài các | (?<!trong,\\s)ngoài những | (?<!trong,\\s)ngoài việc | cụ thể | với | như | nêu rõ | xác định | yêu cầu | quy định tại | kết quả | trong thời gian tới | mời | bằng nhiều | bằng các | bằng những | bằng việc | bằng sự | dưới sự | bên cạnh | thông qua | phân công | có giá trị | đều | mà | được | trao giải | treo | không trồng | không được | nổi bật là | điển hình là | tiêu biểu là | nổi bật nhất | không để | lấy ý kiến | đạt \\d\\S* | giúp(?! đỡ)(?! việc) | đưa giá trị | đưa tổng | đưa tỷ lệ | đưa thu nhập | nâng tổng | nâng số | bao gồm | gồm(?=:) | mỗi \\w+(?: \\w+)? có | mỗi \\w+(?: \\w+)? phải | thời gian thực hiện | thời gian tổ chức | thời gian hoàn thành | thời gian triển khai | thời hạn thực hiện | thời hạn hoàn thành",
    "ngay từ | ngay khi | ngay trong | trong năm qua | năm qua | sau \\d+ năm | trong \\d+ năm | nhiều | đặc biệt là việc | kết hợp với | cùng với | ngay sau | sau khi | theo quy định | theo hướng dẫn | theo đánh giá | theo báo cáo | theo thống kê | theo ghi nhận | theo số liệu | các văn bản | chi tiết(?= nội dung) | chi tiết(?= xem) | chi tiết(?= tại) | chi tiết(?= văn bản)",
)

SUBJECTS = alternatives(
    "các | cấp ủy | chi bộ(?! máy)(?! phận) | chi ủy | đảng bộ | đảng ủy | đảng viên | toàn(?! diện)(?! vẹn) | địa phương | mỗi | từng | cán bộ | nhân dân | trong(?! sạch)(?! sáng) | từ(?! thiện)(?! chức) | thời gian | bí thư | đồng chí | đ/c",
    "thành phố | tỉnh | phường | xã(?! hội) | huyện | cơ quan | đơn vị | sáng(?! tạo)(?! kiến)(?! tác)(?! suốt) | chiều | tối(?! đa)(?! thiểu)(?! ưu)(?! cao) | hội nghị | lực lượng | ngành | ban(?! đầu)(?! hành) | phòng(?!,)(?! chống)(?! ngừa)(?! cháy)(?! thủ) | trung tâm | hội(?! nhập)(?! họa) | đoàn(?! kết) | mặt trận | người dân",
    "ban thường vụ | ban thường trực | thường trực | tỉnh ủy | thành ủy | huyện ủy | ủy ban | ubnd | hđnd | mttq | ubmttq | thủ tướng | phó thủ tướng | bộ trưởng | chủ tịch | phó chủ tịch | phó bí thư | công an | bộ | sở(?! hữu) | chính phủ | quốc hội | chi hội | bch | btv",
    "quận ủy | thị ủy | liên đoàn | văn phòng | hội đồng | tổ dân phố | tổ công tác | trường(?! hợp) | năm | đây | việc(?! làm) | công tác | quá trình | đến",
    "chúng ta | chúng tôi | chúng em | tôi | nhà trường | hơn | trên | gần | khoảng | \\d+ | đông đảo | lãnh đạo | tuổi trẻ | thanh niên | đoàn viên | hội viên | học sinh | giáo viên | doanh nghiệp | bà con | hộ(?! tịch)(?! khẩu) | gia đình",
)

# Of what a clause says something: behind "Theo …," it begins the main clause where such a word follows a first noun.
FINITE_WORDS = (
    r"là|sẽ|đã|đang|vẫn|bị|được|không(?!\s+(?:gian|khí|quân|chuyên|dùng|tiền))|phải|cần(?!\s+thiết)|(?<!đình\s)(?<!địa\s)(?<!chứng\s)chỉ(?!\s+(?:đạo|tiêu|thị|số|huy|dẫn|định))|có(?!\s+(?:hiệu|trách|hại|công|thẩm|thu\s+nhập|nguy\s+cơ|liên\s+quan|khó|hoàn))|"
    r"(?<!gia\s)tăng(?!\s+(?:cường|trưởng))|giảm(?!\s+(?:nghèo|phát|thiểu|tải))|đóng(?!\s+góp|\s+quân)|nộp|hưởng|mở(?!\s+rộng)|gồm|bao\s+gồm|áp\s+dụng|đạt|tự\s+quyết|bắt\s+đầu|kết\s+thúc|chấm\s+dứt|diễn\s+ra|chuyển\s+(?:sang|vào|từ)|dời|(?<!đẩy\s)lùi|hoãn|tiến\s+hành|tổ\s+chức\s+(?:trong|vào|tại|từ)"
)
# Parts of a document that are counted: "gồm 5 chương, 22 điều".
PARTS = r"(?:\d+|[^\W\d_]+)\s+(?:chương|điều|phần|mục|khoản|nội\s+dung|nhiệm\s+vụ|nhóm|giải\s+pháp|trang|phụ\s+lục)"
# What is done from a day on, or to another document; in a title the same verbs follow "về", "việc", "và" or a comma.
TAKES_EFFECT = r"(?:có\s+hiệu\s+lực|có\s+giá\s+trị|được\s+áp\s+dụng|áp\s+dụng|thi\s+hành|thực\s+hiện)\s+(?:thi\s+hành\s+)?(?:kể\s+)?(?:từ|ngay)"
STATES = r"(?:nêu|ghi|viết|quy\s+định)(?=\s*:)|quy\s+định\s+(?:rõ|cụ\s+thể)|nêu\s+rõ|chỉ\s+rõ|ghi\s+rõ|khẳng\s+định|quyết\s+nghị|quyết\s+định\s+\d|đề\s+ra\s+(?:\d|mục\s+tiêu)|đặt\s+(?:ra\s+)?(?:mục\s+tiêu|yêu\s+cầu)"
# Whom an order behind a comma is given to.
DOERS = alternatives(
    "các | mỗi | từng | ủy ban | ubnd | sở | bộ | ban | công an | đảng ủy | chi bộ | cấp ủy | hđnd | tỉnh | thành phố | huyện | xã | phường | mặt trận | văn phòng | đoàn | phòng | cơ quan | đơn vị | trường | trung tâm | hội | chủ tịch | thủ trưởng | người dân | nhân dân"
)
# Behind a title that is over (it ended with a year or the name of a law) any verb of saying or deciding goes on.
DECIDES = r"không|chưa|bỏ|cho\s+phép|quy\s+định|nêu|giao|giữ|nâng|mở\s+rộng|bãi\s+bỏ|xác\s+định|quyết\s+định|yêu\s+cầu|đề\s+ra|đặt|dành|thay\s+đổi|(?<!gia\s)tăng(?!\s+cường)|giảm|phân\s+bổ|có\s+\d"

# What a document does to its readers: with these a sentence that a citation opens says its say. None follows a word that
# makes it a part of the subject ("về giao đất", "và cho phép").
# Looking back is dear, so the first letters of what may follow are asked before it.
_NOT_WITHIN = r"(?=nh|ch|đá|gó|bư|ma|kh|th|ra|kế|đi|đá|nê|cấ|tr|gi|yê|đặ|xá|đề|mở|tạ|có|dà|bổ|qu|ti|đư|tă|nâ|là|sẽ|cũ|vẫ)(?<!về\s)(?<!việc\s)(?<!và\s)(?<!,\s)(?<!các\s)(?<!những\s)(?<!của\s)(?<!theo\s)(?<!để\s)(?<!chế\s)(?<!sách\s)(?<!số\s)"
# What is asked of a document: "Nghị quyết … về A xác định bao nhiêu nhiệm vụ?"
ASKED = (
    r"(?=xá|qu|đề|ba|gồ|áp|là|cầ|yê|nê|nh|có)(?<!về\s)(?<!việc\s)(?<!và\s)(?<!các\s)(?<!những\s)(?<!của\s)(?<!theo\s)(?<!ứng\s)(?<!sơ\s)(?<!quyền\s)(?<!hiện\s)(?<!hành\s)(?<!định\s)(?<!nhất\s)(?<!hết\s)(?<!biệt\s)"
    r"(?:xác\s+định|quy\s+định|đề\s+ra|bao\s+gồm|gồm|áp\s+dụng|là(?=[^?.]{0,60}?(?:gì|nào|ai|mấy|bao|đâu|\?|:|…))|ban\s+hành|cần\s+(?:quán\s+triệt|thực\s+hiện|tập\s+trung)|yêu\s+cầu|nêu|nhấn\s+mạnh|có\s+(?:bao|mấy|những|hiệu))"
)
SAYS = (
    _NOT_WITHIN
    + r"(?:nhấn\s+mạnh|chỉ\s+ra|đánh\s+dấu|góp\s+phần|bước\s+đầu|chính\s+thức|mang\s+(?:lại|tính|ý\s+nghĩa)|không\s+chỉ|thực\s+sự|ra\s+đời|kế\s+thừa|đi\s+vào|đáp\s+ứng\s+kịp|"
)
SAYS += r"không\s+còn\s+(?:áp\s+dụng|hiệu\s+lực|phù\s+hợp)|nêu(?!\s+gương)|cấm|trao\s+(?:quyền|thêm)|cho\s+phép|giao\s+(?:cho\s+)?(?:\d+|phường|xã|chính\s+phủ|ủy\s+ban|ubnd|bộ|sở|các|ban|tỉnh|công\s+an|cấp\s+ủy|đảng\s+ủy)|yêu\s+cầu\s+(?:mọi|tất\s+cả|toàn)|đặt\s+ra|"
SAYS += r"xác\s+định\s+(?:rõ|\d|mục\s+tiêu|các\s+nhiệm|phải|đây|đến)|đề\s+ra|mở\s+ra|tạo\s+(?:ra|bước|động\s+lực|điều\s+kiện|hành\s+lang|cơ\s+sở)|có\s+(?:nhiều\s+(?:điểm|nội|quy|chính|đổi)|những\s+(?:điểm|nội|quy)|\d+\s+(?:chương|điều|phần|nội|nhóm|nhiệm|điểm|mục)|vai\s+trò|điểm\s+mới)|dành\s+\d|bổ\s+sung\s+quy\s+định|"
SAYS += r"(?<!hành\s)(?<!hiện\s)(?<!đúng\s)(?<!dụng\s)(?<!sung\s)(?<!đổi\s)(?<!dẫn\s)(?<!với\s)(?<!phạm\s)quy\s+định\s+(?:các|những|\d|mức|việc|từ|người|cán\s+bộ|đảng\s+viên|không|mỗi|cụ\s+thể|rõ|trường\s+hợp)|tiếp\s+tục\s+(?:phát\s+huy|được|mang|có)|được\s+(?:áp\s+dụng|thực\s+hiện|đánh\s+giá|ghi\s+nhận|xem|coi|phổ\s+biến|công\s+bố|đăng|kỳ\s+vọng|tổ\s+chức|xây\s+dựng|cụ\s+thể)|chính\s+là|(?<!gia\s)tăng\s+(?:mức|gấp|từ)|giảm\s+(?:mức|từ)|nâng\s+(?:mức|từ)|quy\s+định\s*:|(?<!nhất\s)(?<!biệt\s)(?<!thể\s)(?<!coi\s)(?<!xem\s)(?<!gọi\s)(?<!tức\s)(?<!tắt\s)(?<!tâm\s)(?<!chính\s)(?<!hết\s)là|sẽ|cũng|vẫn)"
# Whom a verb of issuing names: behind it and a number the subject follows.
ISSUING = alternatives(
    "ban hành | ký | ký ban hành | có | ra | đã có | trình | thông qua | xây dựng | tham mưu | nhận được | công bố | phát hành | gửi | soạn thảo"
)
TAUGHT = alternatives(
    "quán triệt | học tập | phổ biến | tuyên truyền | triển khai(?! thực hiện) | giới thiệu | nghiên cứu | truyền đạt | thông tin | tập huấn"
)
# No subject begins with these.
NO_TITLE = alternatives(
    "của | do | và | với | hoặc | để | nhằm | trong | tại | ở | vào | đến | tới | cho(?! phép) | theo | từ | trên | dưới | qua | gửi | này | đó | nêu | nói | kể | là | đã | được | bị | sẽ | đang",
    "cũng | vẫn | có | cùng | gồm | bao | kèm | ngày | số | năm | khóa | khoá | thì | mà | nên | như | khi | sau | trước | gắn | ra | vừa | mới | còn | không | chưa | cần | phải | giữa | bằng | lần | tới",
    "ban hành kèm | trực tiếp | một cách | lên | xuống | đi | luôn | hiện | nay | tuy | song | nhưng | hay | tức | đến nay | tháng | quý | các | những | đầu tiên | trở",
)
# Behind the name of a body these go on with it; any other word is what it does.
NO_DEED = alternatives(
    "của | do | và | với | hoặc | để | nhằm | trong | tại | ở | vào | đến | tới | cho | theo | từ | trên | dưới | qua | này | đó | nêu | nói | kể | gồm | bao | kèm | ngày | số | năm | khóa | khoá",
    "thì | như | khi | trước | sau | gắn | giữa | bằng | lần | về | các | những | đầu",
)
# A thing for a purpose is named with it ("về giải pháp nhằm …"); else the purpose is that of the sentence.
NAMELY = r"(?<!pháp)(?<!sách)(?<!chế)(?<!động)(?<!nhiệm\svụ)(?<!việc)"
PAPERS = alternatives(
    "văn bản | nghị quyết | chỉ thị | kết luận | quy định | hướng dẫn | kế hoạch | quyết định | chương trình | đề án | nghị định | thông tư | tài liệu | quy chế"
)
FIRM_WORDS = r"đạt\s+(?:\d|kết|trên|gần)|tăng\s+\d|giảm\s+(?:\d|còn|mạnh)|lan\s+(?:tỏa|toả|rộng)|diễn\s+ra|thu\s+hút|ngày\s+càng|không\s+còn|có\s+(?:nhiều\s+)?(?:chuyển\s+biến|tiến\s+bộ)|chuyển\s+biến|có\s+\d|còn\s+\d|cơ\s+bản|được\s+(?:nâng|cải|duy\s+trì|mở|kiểm|giữ|củng|khởi|hỗ)"

# What a bulletin tells the state of, and how it says so: "…, đội ngũ cán bộ xã từng bước được chuẩn hóa".
TOLD_OF = alternatives(
    "tình hình | kinh tế | đời sống | giáo dục | y tế | an ninh | nhân dân | phụ nữ | nông dân | cựu chiến binh | đội ngũ | mô hình | phong trào | chất lượng | hệ thống | diện mạo | bộ mặt",
    "thu nhập | nhận thức | ý thức | tỷ lệ | tỉ lệ | hoạt động | hạ tầng | cơ sở vật chất | sản xuất | chăn nuôi | du lịch | thương mại | văn hóa | tuyến | con đường | công trình | hợp tác xã",
    "chị em | người cao tuổi | bộ đội | lực lượng | cảnh quan | môi trường | mối quan hệ | khối đại đoàn kết | quy mô | năng lực | tổ chức bộ máy | việc",
)
HOW_IT_IS = (
    r"được|từng\s+bước|bước\s+đầu|không\s+ngừng|mạnh\s+dạn|phấn\s+khởi|thi\s+đua|hăng\s+hái|ra\s+mắt|ổn\s+định|giữ\s+vững|nỗ\s+lực|tích\s+cực|có\s+(?:bước|thêm|sự)|đi\s+vào|vươn\s+lên|vào\s+cuộc|"
    r"phát\s+huy\s+hiệu\s+quả|nhận\s+được|xuất\s+hiện|hoàn\s+thành|đồng\s+loạt|khởi\s+sắc|tự\s+nguyện|đồng\s+thuận|phát\s+triển\s+(?:khá|nhanh|mạnh|ổn)"
)

# Verbs that share the object of the next one: "về kiểm điểm, rút kinh nghiệm việc …".
SHARING_VERBS = frozenset(
    "kiểm điểm|sơ kết|tổng kết|rà soát|nghiên cứu|học tập|góp ý|thảo luận|công bố|thống kê|kiểm tra|đánh giá|tuyên truyền|quán triệt|"
    "phổ biến|xây dựng|thẩm định|xác minh|lựa chọn|biên soạn|tiếp thu".split("|")
)

# What stands behind a comma with these makes one expression with them: "cán bộ, đảng viên", "việc cưới, việc tang".
PAIRS: dict[str, tuple[str, ...]] = {
    "cán bộ": ("đảng viên", "công chức", "chiến sĩ", "hội viên", "đoàn viên", "giáo viên", "nhân viên", "viên chức"),
    "công chức": ("viên chức", "người lao động"),
    "viên chức": ("người lao động", "lực lượng vũ trang", "công nhân"),
    "đảng viên": ("hội viên", "đoàn viên", "quần chúng", "công chức", "vi phạm"),
    "đoàn viên": ("thanh niên", "hội viên", "người lao động"),
    "tổ chức đảng": ("đảng viên", "cơ quan", "đoàn thể", "chính quyền"),
    "đảng": ("đoàn thể", "chính quyền", "nhà nước"),
    "cấp ủy": ("tổ chức đảng", "chính quyền", "người đứng đầu"),
    "tổ chức": ("doanh nghiệp", "cá nhân", "đơn vị", "cán bộ"),
    "cơ quan": ("đơn vị", "tổ chức", "địa phương", "doanh nghiệp"),
    "đơn vị": ("địa phương", "doanh nghiệp", "tổ chức", "cá nhân"),
    "doanh nghiệp": ("hợp tác xã", "hộ kinh doanh"),
    "lãnh đạo": ("quản lý",),
    "chi bộ": ("đảng bộ cơ sở", "đảng bộ bộ phận"),
    "các tỉnh": ("thành phố",),
    "ubnd tỉnh": ("thành phố trực",),
    "thôn": ("bản", "xóm", "làng", "buôn", "tổ dân phố"),
    "xã": ("phường", "thị trấn"),
    "bộ": ("ngành",),
    "sở": ("ban", "ngành"),
    "ban": ("ngành",),
    "học sinh": ("sinh viên",),
    "mầm non": ("học sinh", "phổ thông", "tiểu học"),
    "việc cưới": ("việc tang",),
    "hộ nghèo": ("hộ cận nghèo", "cận nghèo"),
    "sản xuất": ("kinh doanh", "buôn bán", "chế biến"),
    "thiết kế": ("chế tạo", "xây dựng"),
    "tập thể": ("cá nhân",),
    "nông nghiệp": ("nông dân",),
    "nông dân": ("nông thôn",),
    "quốc việt nam": ("các tổ chức chính trị",),
    "mặt trận tổ quốc": ("các tổ chức chính trị", "đoàn thể"),
}

# --- relations ----------------------------------------------------------------------------------------------------

RELATIONS = {
    "amends": alternatives("sửa đổi | bổ sung | điều chỉnh | sửa đổi, bổ sung"),
    "replaces": alternatives("thay thế | thay thế cho | thay cho"),
    "repeals": alternatives("bãi bỏ | hủy bỏ | huỷ bỏ | chấm dứt hiệu lực | hết hiệu lực"),
    "based_on": alternatives("căn cứ | trên cơ sở | theo | quy định tại | theo quy định tại"),
    "implements": alternatives(
        "thực hiện | triển khai | quán triệt | thi hành | học tập | cụ thể hóa | chấp hành | hưởng ứng | tuyên truyền | phổ biến | sơ kết | tổng kết"
    ),
    # These say nothing about the relation; a verb before them does not reach the document.
    "cites": alternatives(
        "ban hành | xây dựng | ký | trình | thông qua | có(?! hiệu) | tham mưu | gửi | nhận | nêu trong | nêu tại | được | bởi | bằng"
    ),
}
