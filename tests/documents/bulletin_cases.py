"""The self-written bulletins: publishers of several levels and years, each with other habits of numbering."""

from tests.documents.bulletins import Bulletin, Piece, h, item, p, para, photo, plus, text

WARD_2025 = Bulletin(
    publisher=("ĐẢNG ỦY PHƯỜNG HÒA AN", "BAN XÂY DỰNG ĐẢNG"),
    title=("TÀI LIỆU", "SINH HOẠT CHI BỘ"),
    period="Tháng 7-2025",
    foot="LƯU HÀNH NỘI BỘ",
    pieces=(
        h(
            "1",
            "Quy định số 294-QĐ/TW, ngày 26/5/2025 của Ban Chấp hành Trung ương về thi hành Điều lệ Đảng",
            "directive",
        ),
        p(0, 3),
        para("Một số điểm cần nắm vững khi triển khai ở chi bộ như sau:"),
        para("1. " + "Đảng viên chuyển sinh hoạt phải nộp hồ sơ trong thời hạn ba mươi ngày làm việc kể từ ngày được giới thiệu; chi bộ nơi đến tiếp nhận và phân công nhiệm vụ ngay trong kỳ họp gần nhất, không để đảng viên bỏ sinh hoạt."),
        para("2. " + "Chi ủy phân công cấp ủy viên trực tiếp giúp đỡ đảng viên dự bị, nhận xét bằng văn bản sau mỗi quý và báo cáo chi bộ khi hết thời gian dự bị để xem xét công nhận chính thức đúng hạn."),
        para("3. " + "Việc miễn công tác và sinh hoạt đảng do chi bộ xem xét, quyết định theo đề nghị của đảng viên."),
        h("2", "Kế hoạch số 18-KH/ĐU, ngày 04/7/2025 của Đảng ủy phường Hòa An về sắp xếp nhà văn hóa sau sáp nhập tổ dân phố", "directive"),
        h("2.1", "Mục đích, yêu cầu", "part"),
        item("Bảo đảm mỗi tổ dân phố có nơi sinh hoạt ổn định, thuận tiện cho người cao tuổi."),
        item("Không bán, không cho thuê khi chưa có ý kiến của cấp có thẩm quyền."),
        h("2.2", "Nhiệm vụ, giải pháp", "part"),
        h("2.2.1", "Rà soát hiện trạng", "part"),
        p(5, 2),
        plus("Lập biên bản từng nơi, có chữ ký của tổ trưởng và bí thư chi bộ."),
        plus("Chụp ảnh hiện trạng trước ngày 31/8/2025."),
        h("2.2.2", "Lấy ý kiến Nhân dân", "part"),
        p(8, 2),
        h("3", "Thư kêu gọi ủng hộ đồng bào bị thiệt hại do mưa lũ", "appeal"),
        p(2, 3),
        Piece("quote", "“Một miếng khi đói bằng một gói khi no”"),
        h("4", "Kết quả sáu tháng đầu năm 2025 của phường Hòa An", "topic"),
        p(8, 2),
        Piece(
            "table",
            rows=(
                ("Chỉ tiêu", "Kế hoạch", "Thực hiện"),
                ("Thu ngân sách (tỷ đồng)", "413,4", "251,032"),
                ("Kết nạp đảng viên", "150", "94"),
            ),
        ),
        p(11, 2),
        h("5", "Tin hoạt động của phường", "news_group"),
        h("5.1", "Đảng ủy phường gặp mặt cán bộ không chuyên trách nghỉ công tác", "news"),
        para("Sáng 10/7, Đảng ủy phường tổ chức gặp mặt bốn mươi hai cán bộ không chuyên trách nghỉ công tác. " + "Các đại biểu trao đổi thẳng thắn về việc bàn giao sổ sách và tài sản."),
        photo("Đồng chí Vi Thị Mão, Bí thư Đảng ủy phường tặng quà cán bộ nghỉ công tác", "Ảnh: Bế Văn Tâm"),
        p(4, 2),
        h("5.2", "Ra quân tổng vệ sinh môi trường đợt hai năm 2025", "news"),
        para("Ngày 12/7, hơn ba trăm hội viên phụ nữ và đoàn viên thanh niên đồng loạt ra quân tổng vệ sinh các ngõ xóm. " + "Khối lượng rác thu gom đạt mười hai mét khối."),
        photo("Đoàn viên thanh niên thu gom rác dọc bờ suối"),
        p(6, 2),
    ),
)  # fmt: skip

PROVINCE_DOUBLE_MONTH = Bulletin(
    publisher=("TỈNH ỦY NÚI XANH", "BAN TUYÊN GIÁO VÀ DÂN VẬN"),
    title=("THÔNG TIN", "PHỤC VỤ SINH HOẠT CHI BỘ"),
    period="Tháng 01+02 năm 2025",
    foot="TÀI LIỆU LƯU HÀNH NỘI BỘ",
    contents="lines",
    depth=2,
    pieces=(
        h("1", "Một số nội dung cơ bản của Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia", "directive"),
        p(1, 3),
        h("1.1", "Quan điểm chỉ đạo", "part"),
        para("(1) Phát triển khoa học là đột phá quan trọng hàng đầu, là động lực chính để hiện đại hóa phương thức quản trị."),
        para("(2) Người dân và doanh nghiệp là trung tâm; nhà khoa học giữ vai trò then chốt trong mọi chương trình."),
        h("1.2", "Mục tiêu đến năm 2030", "part"),
        para("a) Về tiềm lực: đầu tư cho nghiên cứu đạt 2% tổng sản phẩm, trong đó xã hội chiếm hơn 60% tổng kinh phí."),
        para("b) Về nhân lực: có mười hai người làm nghiên cứu trên một vạn dân."),
        h("2", "Hướng dẫn số 10-HD/BTGDVTU, ngày 15/01/2025 của Ban Tuyên giáo và Dân vận Tỉnh ủy về tuyên truyền kỷ niệm ngày thành lập Đảng", "directive"),
        p(3, 3),
        item("Tuyên truyền trên hệ thống loa cơ sở mỗi ngày hai lần trong cả đợt cao điểm."),
        item("Tổ chức tọa đàm tại các chi bộ trường học, chi bộ lực lượng vũ trang."),
        h("3", "Tình hình kinh tế - xã hội của tỉnh năm 2024 và những việc trọng tâm quý I năm 2025", "topic"),
        p(7, 4),
        Piece("sub", "Những kết quả nổi bật"),
        p(9, 3),
        Piece("star", "Về nông nghiệp"),
        p(12, 2),
        Piece("star", "Về du lịch"),
        p(14, 3),
        h("4", "Tin tức trong tỉnh", "news_group"),
        h("4.1", "Hội nghị báo cáo viên tháng 02/2025", "news"),
        para("Chiều 14/02, Ban Tuyên giáo và Dân vận Tỉnh ủy tổ chức hội nghị báo cáo viên trực tiếp kết hợp trực tuyến tới 12 điểm cầu. " + "Hội nghị nghe hai chuyên đề về biên giới và chuyển đổi số."),
        photo("Quang cảnh hội nghị báo cáo viên tại điểm cầu chính"),
        p(10, 3),
        h("4.2", "Công điện số 05/CĐ-UBND, ngày 20/02/2025 của Chủ tịch Ủy ban nhân dân tỉnh về phòng, chống rét đậm, rét hại", "directive"),
        p(15, 3),
        h("4.3", "Khởi công tuyến đường nối khu công nghiệp với quốc lộ", "news"),
        para("Ngày 25/02, Ban Quản lý dự án tỉnh khởi công tuyến đường dài 12,5 km nối khu công nghiệp với quốc lộ, tổng mức đầu tư 1.245 tỷ đồng. " + "Dự kiến tuyến đường hoàn thành trong quý IV/2026."),
        p(0, 2),
    ),
)  # fmt: skip

MISNUMBERED = Bulletin(
    pieces=(
        h("1", "Chỉ thị số 40-CT/TU, ngày 08/8/2024 của Ban Thường vụ Tỉnh ủy về tăng cường phòng cháy, chữa cháy trong khu dân cư", "directive"),
        p(2, 2),
        para("Để thực hiện có hiệu quả, Ban Thường vụ yêu cầu các cấp ủy tập trung làm tốt những nhiệm vụ sau đây:"),
        para("1. Tổ chức quán triệt đến từng chi bộ, từng hộ gia đình; đưa kết quả thực hiện vào đánh giá, xếp loại tổ chức đảng và đảng viên cuối năm; người đứng đầu chịu trách nhiệm trước cấp ủy cấp trên nếu để xảy ra cháy lớn."),
        para("2. Rà soát các cơ sở kinh doanh có nguy cơ cao, kiên quyết đình chỉ hoạt động của cơ sở không bảo đảm điều kiện, công khai danh sách trên loa truyền thanh và bảng tin của tổ dân phố để Nhân dân cùng giám sát."),
        para("3. Xây dựng lực lượng tại chỗ tinh gọn, được trang bị phương tiện cần thiết."),
        h("2", "Chương trình hành động số 25-CTr/TU, ngày 02/8/2024 của Thành ủy thực hiện Nghị quyết số 45-NQ/TW, ngày 24/11/2023 Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII về xây dựng đội ngũ trí thức", "directive"),
        h("2.1", "Mục tiêu tổng quát", "part"),
        p(4, 2),
        h("2.2", "Nhiệm vụ và giải pháp chủ yếu", "part"),
        h("2.2.1", "Nâng cao nhận thức của cấp ủy về vai trò của đội ngũ trí thức.", "part"),
        h("2.2.2", "Hoàn thiện cơ chế trọng dụng, đãi ngộ; tạo môi trường làm việc thuận lợi cho trí thức trẻ về công tác tại cơ sở.", "part"),
        h("2.2.3", "Đổi mới hoạt động của các hội nghề nghiệp.", "part"),
        h("3", "Kế hoạch số 390-KH/TU, ngày 06/8/2024 của Thành ủy về kiểm tra, giám sát chuyên đề quý III năm 2024", "directive"),
        h("3.1", "Nội dung kiểm tra.", "part", rest="Việc lãnh đạo thực hiện chỉ tiêu kết nạp đảng viên; việc duy trì nền nếp sinh hoạt chi bộ; công tác quản lý tài chính đảng và thu, nộp đảng phí từ đầu năm 2023 đến thời điểm kiểm tra."),
        h("3.2", "Thời gian thực hiện.", "part", rest="Từ ngày 01/9/2024 đến hết ngày 30/9/2024; các chi bộ được kiểm tra gửi báo cáo tự kiểm tra trước ngày 25/8/2024 về cơ quan thường trực của đoàn kiểm tra."),
        h("5", "Tin hoạt động", "news_group"),
        h("5.1", "Thành ủy làm việc với các doanh nghiệp vận tải", "news"),
        para("Chiều 07/8, Thường trực Thành ủy làm việc với sáu doanh nghiệp vận tải hành khách để nghe báo cáo về việc chuyển đổi phương tiện sử dụng điện. " + "Các doanh nghiệp kiến nghị được thuê đất làm trạm sạc."),
        photo("Đồng chí Hứa Văn Lộc, Phó Bí thư Thành ủy phát biểu tại buổi làm việc"),
        p(1, 3),
        h("5.2", "Trao Huy hiệu Đảng đợt 02/9 cho 38 đảng viên", "news"),
        para("Sáng ngày 20/8/2024, Thành ủy tổ chức lễ trao tặng Huy hiệu Đảng đợt 02/9. Dự buổi lễ có các đồng chí trong Ban Thường vụ và các gia đình đảng viên."),
        p(13, 3),
    ),
)  # fmt: skip

THEMATIC = Bulletin(
    publisher=("HUYỆN ỦY ĐÈO MÂY", "BAN TUYÊN GIÁO"),
    title=("TÀI LIỆU", "SINH HOẠT CHUYÊN ĐỀ QUÝ III NĂM 2024"),
    period="Tháng 9/2024",
    foot="SỬ DỤNG TRONG NỘI BỘ",
    contents="table",
    pieces=(
        h("1", "Xây dựng phong cách nêu gương của người đứng đầu", "topic"),
        p(0, 3),
        Piece("quote", "“Một tấm gương sống còn có giá trị hơn một trăm bài diễn văn tuyên truyền”"),
        p(3, 3),
        h("1.1", "Thực trạng", "part"),
        p(6, 3),
        h("1.2", "Giải pháp", "part"),
        item("Người đứng đầu đăng ký một việc làm theo, cuối năm báo cáo trước chi bộ."),
        item("Chi bộ góp ý thẳng thắn, ghi biên bản đầy đủ."),
        h("2", "Kết luận số 84-KL/TW, ngày 21/6/2024 của Bộ Chính trị tiếp tục thực hiện Nghị quyết số 23-NQ/TW của Bộ Chính trị khóa X về văn học, nghệ thuật", "directive"),
        p(9, 4),
        h("3", "Gợi ý thảo luận ở chi bộ", "topic"),
        para("1. Chi bộ đã phân công đảng viên phụ trách hộ gia đình như thế nào, kết quả ra sao và còn điều gì phải sửa ngay trong quý tới?"),
        para("2. Việc nêu gương của cấp ủy viên đã được Nhân dân ghi nhận ở những việc cụ thể nào trong sáu tháng qua?"),
        p(12, 2),
    ),
)  # fmt: skip

GROUP_WITHOUT_HEADING = Bulletin(
    publisher=("ĐẢNG ỦY XÃ SUỐI TRẮNG", "BAN XÂY DỰNG ĐẢNG"),
    title=("TÀI LIỆU PHỤC VỤ SINH HOẠT CHI BỘ",),
    period="THÁNG 3 NĂM 2026",
    pieces=(
        h("1", "Kết quả kỳ họp thứ ba Hội đồng nhân dân xã Suối Trắng khóa I, nhiệm kỳ 2021 - 2026", "topic"),
        p(5, 4),
        h("2", "Quyết định số 245/QĐ-UBND, ngày 12/02/2026 của Ủy ban nhân dân xã về ban hành Quy chế quản lý nghĩa trang", "directive"),
        p(8, 3),
        h("3.1", "Ngày hội tòng quân năm 2026", "news"),
        para("Sáng 24/02, tại sân vận động trung tâm, xã tổ chức lễ giao quân cho ba mươi hai thanh niên. " + "Không khí buổi lễ trang nghiêm, đầm ấm."),
        photo("Các tân binh chia tay gia đình trước giờ lên đường", "Ảnh: Lò Thị Hà"),
        p(1, 2),
        h("3.2", "Bàn giao ba căn nhà cho hộ nghèo ở thôn Khuổi Nà", "news"),
        para("Ngày 27/02, Ban Vận động xóa nhà tạm bàn giao ba căn nhà xây mới cho các hộ nghèo ở thôn Khuổi Nà. " + "Mỗi căn nhà trị giá chín mươi triệu đồng."),
        p(10, 2),
        h("3.3", "Tập huấn sử dụng dịch vụ công trực tuyến cho cán bộ thôn", "news"),
        para("Chiều 28/02, Trung tâm phục vụ hành chính công tập huấn cho hai mươi sáu cán bộ thôn về nộp hồ sơ trực tuyến. " + "Học viên được thực hành ngay trên điện thoại."),
        p(15, 2),
    ),
)  # fmt: skip

NEWS_BY_PLAIN_NUMBERS = Bulletin(
    publisher=("ĐẢNG ỦY ĐẶC KHU ĐẢO NGỌC", "BAN XÂY DỰNG ĐẢNG"),
    title=("TÀI LIỆU SINH HOẠT CHI BỘ",),
    period="(Tháng 10 năm 2025)",
    foot="Lưu hành nội bộ",
    pieces=(
        h("1", "Nghị quyết số 202/2025/QH15, ngày 12/6/2025 của Quốc hội về sắp xếp đơn vị hành chính cấp tỉnh", "directive"),
        p(0, 3),
        h("2", "Kết quả thực hiện nhiệm vụ chín tháng đầu năm 2025", "topic"),
        p(8, 2),
        Piece("sub", "1. Về kinh tế"),
        p(5, 3),
        Piece("sub", "2. Về văn hóa - xã hội"),
        p(10, 3),
        h("3", "Thông báo số 21-TB/ĐU, ngày 03/10/2025 của Đảng ủy đặc khu về kết luận phiên họp thường kỳ", "directive"),
        p(13, 3),
        Piece("caps", "TIN HOẠT ĐỘNG", kind="news_group"),
        h("1", "Đại hội Hội Nông dân đặc khu nhiệm kỳ 2025 - 2030", "news"),
        para("Ngày 02/10, Hội Nông dân đặc khu tổ chức đại hội nhiệm kỳ 2025 - 2030 với một trăm đại biểu chính thức. " + "Đại hội bầu ban chấp hành gồm mười chín đồng chí."),
        photo("Các đại biểu biểu quyết thông qua nghị quyết đại hội"),
        p(3, 2),
        h("2", "Thả cá giống tái tạo nguồn lợi thủy sản", "news"),
        para("Sáng 09/10, Ủy ban nhân dân đặc khu thả hai mươi vạn con giống tại vịnh phía Đông. " + "Hoạt động thu hút đông đảo ngư dân tham gia."),
        p(14, 2),
    ),
)  # fmt: skip

CAPITALS = Bulletin(
    publisher=("THỊ ỦY BẾN MỚI", "BAN TUYÊN GIÁO"),
    title=("BẢN TIN", "SINH HOẠT CHI BỘ"),
    period="THÁNG 5/2023",
    contents="table",
    depth=1,
    pieces=(
        h("1", "KẾ HOẠCH SỐ 150-KH/TU, NGÀY 12/4/2023 CỦA BAN THƯỜNG VỤ THỊ ỦY VỀ HỌC TẬP CHUYÊN ĐỀ NĂM 2023", "directive"),
        p(2, 3),
        h("1.1", "Mục đích", "part"),
        p(6, 2),
        h("1.2", "Thời gian, địa điểm", "part"),
        p(9, 2),
        h("2", "PHÁT HUY VAI TRÒ NGƯỜI CÓ UY TÍN TRONG XÂY DỰNG NÔNG THÔN MỚI", "topic"),
        p(12, 4),
        h("3", "LỜI KÊU GỌI THI ĐUA CHÀO MỪNG NGÀY THÀNH LẬP THỊ XÃ", "appeal"),
        p(1, 2),
        h("4", "TIN TRONG THỊ XÃ", "news_group"),
        h("4.1", "Thị ủy sơ kết công tác quý I", "news"),
        para("Chiều 20/4, Thị ủy tổ chức hội nghị sơ kết công tác quý I. " + text(4, 2)),
        h("4.2", "Khai trương phố đi bộ ven sông", "news"),
        para("Tối 22/4, Ủy ban nhân dân thị xã khai trương phố đi bộ ven sông. " + text(11, 2)),
    ),
)  # fmt: skip

CASES = {
    "news_by_plain_numbers": NEWS_BY_PLAIN_NUMBERS,
    "capitals": CAPITALS,
    "ward_2025": WARD_2025,
    "province_double_month": PROVINCE_DOUBLE_MONTH,
    "misnumbered": MISNUMBERED,
    "thematic": THEMATIC,
    "group_without_heading": GROUP_WITHOUT_HEADING,
}


def long_bulletin() -> Bulletin:
    """A bulletin of about twenty pages with ten photos."""
    pieces: list[Piece] = []
    for number in range(1, 6):
        pieces.append(
            h(
                str(number),
                f"Kế hoạch số {number * 31}-KH/TU, ngày 05/{number}/2025 của Thành ủy về công tác quý",
                "directive",
            )
        )
        for part in range(1, 4):
            pieces.append(h(f"{number}.{part}", f"Nội dung thứ {part} của kế hoạch", "part"))
            pieces.extend(p(number * 3 + part + step, 5) for step in range(5))
    pieces.append(h("6", "Tin hoạt động", "news_group"))
    for news in range(1, 11):
        pieces.append(h(f"6.{news}", f"Chi bộ khu phố {news} tổ chức sinh hoạt chuyên đề", "news"))
        pieces.append(p(news, 4))
        pieces.append(photo(f"Đồng chí bí thư chi bộ khu phố {news} phát biểu"))
        pieces.extend(p(news + step, 5) for step in range(3))
    return Bulletin(
        publisher=("THÀNH ỦY SÔNG BẠC", "BAN TUYÊN GIÁO"),
        title=("TÀI LIỆU", "PHỤC VỤ SINH HOẠT CHI BỘ"),
        period="Tháng 6 năm 2025",
        contents="table",
        pieces=tuple(pieces),
    )
