"""Where titles end in news, minutes and letters: how such texts tie a document to the rest of a sentence."""

import pytest

from directives.citations import find_citations

# Sentence, and the titles of its documents in their order (None where a document has none); written for this table.
NEWS = [
    # Where the news comes from, or a word that ties the sentence to the last, stands before the adverbial.
    (
        "(Báo Cao Sơn) Thực hiện Kế hoạch số 21-KH/TU ngày 04/02/2026 của Tỉnh ủy về phủ sóng Internet thôn, bản (Kế hoạch số 21), 3 tháng qua, 14 trạm phát sóng được dựng.",
        ["về phủ sóng Internet thôn, bản", None],
    ),
    (
        "Đặc biệt, sau 4 năm thực hiện Quy định số 11-QĐ/TU ngày 12/5/2022 của Tỉnh ủy về tiếp dân của người đứng đầu, đã có nhiều vụ việc kéo dài được giải quyết xong.",
        ["về tiếp dân của người đứng đầu"],
    ),
    # "Theo đó, …" is no ground: the main clause stands before the document.
    (
        "Theo đó, Sở Nội vụ căn cứ Hướng dẫn số 15/HD-BNV ngày 02/3/2026 của Bộ Nội vụ về lập hồ sơ xét, công nhận xã an toàn khu giai đoạn 2026 - 2030.",
        ["về lập hồ sơ xét, công nhận xã an toàn khu giai đoạn 2026 - 2030"],
    ),
    (
        "Tại hội nghị, các đại biểu nghe quán triệt Kết luận số 31-KL/TU ngày 11/3/2026 của Tỉnh ủy về phát triển văn hóa đọc trong học sinh, các tầng lớp nhân dân.",
        ["về phát triển văn hóa đọc trong học sinh, các tầng lớp nhân dân"],
    ),
    # Grounds parted by semicolons, then the main clause.
    (
        "Thực hiện Hướng dẫn số 4-HD/ĐU ngày 06/01/2026 của Đảng ủy; Kế hoạch số 9-KH/ĐU ngày 09/01/2026 của Đảng ủy về trồng cây đầu xuân, 100% chi đoàn đã đăng ký phần việc.",
        [None, "về trồng cây đầu xuân"],
    ),
    # A second ground, a judgement, the writer himself, a question.
    (
        "Thực hiện Công điện số 18/CĐ-UBND ngày 07/9/2025 của UBND tỉnh về việc ứng phó sạt lở ven sông và căn cứ tình hình mưa lũ, Công an xã yêu cầu các thôn trực 24/24 giờ.",
        ["về việc ứng phó sạt lở ven sông"],
    ),
    (
        "Đảng ủy phổ biến Quy định số 7-QĐ/TU ngày 15/4/2026 của Tỉnh ủy về nêu gương khi đi cơ sở và coi đây là tiêu chí xếp loại cuối năm.",
        ["về nêu gương khi đi cơ sở"],
    ),
    (
        "Căn cứ Thông tư số 19/2025/TT-BTC ngày 02/5/2025 của Bộ Tài chính về hoàn thuế cho hộ kinh doanh, tôi xin nộp hồ sơ gồm hai bản.",
        ["về hoàn thuế cho hộ kinh doanh"],
    ),
    ("Quy định số 66-QĐ/TW 2026 về công khai tài sản của cán bộ như thế nào?", ["về công khai tài sản của cán bộ"]),
    # Who issued it, behind the subject; what it is called from here on; a remark that is a sentence.
    (
        "- Thông tư số 22/2025/TT-BYT quy định về hội chẩn từ xa giữa các bệnh viện do Bộ trưởng Bộ Y tế ban hành",
        ["quy định về hội chẩn từ xa giữa các bệnh viện"],
    ),
    (
        "Căn cứ Công văn số 91/SNN-TL ngày 06/6/2025 của Sở Nông nghiệp và Môi trường về việc nạo vét kênh nội đồng (Trước đó, UBND xã đã có Công văn số 40/UBND-KT), UBND xã đề nghị hỗ trợ.",
        ["về việc nạo vét kênh nội đồng", None],
    ),
    (
        "Đảng ủy có Hướng dẫn số 30-HD/ĐU ngày 08/5/2026 (Hướng dẫn 30) một số vấn đề về sinh hoạt chi bộ ghép.",
        ["một số vấn đề về sinh hoạt chi bộ ghép", None],
    ),
    # What the changed rules were issued with tells which they are; what means are for belongs to them.
    (
        "Bộ ban hành Thông tư số 8/2026/TT-BNV sửa đổi một số điều của Quy chế thi nâng ngạch ban hành kèm theo Thông tư số 6/2020/TT-BNV",
        [
            "sửa đổi một số điều của Quy chế thi nâng ngạch ban hành kèm theo Thông tư số 6/2020/TT-BNV",
            None,
        ],
    ),
    (
        "UBND tỉnh có Công điện số 3/CĐ-UBND ngày 10/4/2026 về việc thực hiện các biện pháp cấp bách nhằm dập dịch tai xanh. Công điện nêu bốn việc.",
        ["về việc thực hiện các biện pháp cấp bách nhằm dập dịch tai xanh"],
    ),
    (
        "Sở ban hành Quyết định số 70/QĐ-SGDĐT ngày 01/8/2026 về khung thời gian áp dụng từ năm học 2026 - 2027 đối với lớp ghép.",
        ["về khung thời gian áp dụng từ năm học 2026 - 2027 đối với lớp ghép"],
    ),
    # Marks of quotation: opened with one kind and closed with the other, single ones, one left open before the next document.
    (
        'Chi bộ quán triệt Kết luận số 12-KL/TU ngày 03/3/2026 của Tỉnh ủy về thực hiện Chỉ thị số 5-CT/TU của Tỉnh ủy “về họp ngắn, nói gọn"; Kế hoạch số 8-KH/ĐU của Đảng ủy và các văn bản liên quan.',
        ['về thực hiện Chỉ thị số 5-CT/TU của Tỉnh ủy “về họp ngắn, nói gọn"', "về họp ngắn, nói gọn", None],
    ),
    (
        "Tỉnh ủy tổng kết Nghị quyết số 14 ngày 20/6/2021 của Tỉnh ủy về 'Chợ phiên vùng cao văn minh, sạch đẹp' trên địa bàn tỉnh.",
        ["về 'Chợ phiên vùng cao văn minh, sạch đẹp'"],
    ),
    (
        "Đại biểu học Quy định số 2-QĐ/TU ngày 05/02/2026 về “Chống bệnh “nói nhiều, làm ít”, “đánh trống bỏ dùi” và Kế hoạch số 6-KH/TU ngày 09/02/2026 của Tỉnh ủy về “Sửa lề lối làm việc”. Buổi học kéo dài hai giờ.",
        ["về “Chống bệnh “nói nhiều, làm ít”, “đánh trống bỏ dùi”", "về “Sửa lề lối làm việc”"],
    ),
    (
        'Xã có Kế hoạch số 7-KH/ĐU ngày 09/9/2025 về "Thực hiện Chỉ thị số 6-CT/TU ngày 30/5/2025 của Tỉnh ủy về bầu trưởng thôn" và thông báo trên loa.',
        ['về "Thực hiện Chỉ thị số 6-CT/TU ngày 30/5/2025 của Tỉnh ủy về bầu trưởng thôn"', "về bầu trưởng thôn"],
    ),
    # Issuers whose names were not read whole.
    (
        "Ngân hàng phổ biến Thông tư số 5/2026/TT-NHNN ngày 02/02/2026 của Thống đốc Ngân hàng Nhà nước Việt Nam quy định về đổi tiền rách.",
        ["quy định về đổi tiền rách"],
    ),
    (
        "Căn cứ Thông tư số 9/2014/TT-BKHĐT ngày 05/5/2014 của Bộ Kế hoạch & đầu tư hướng dẫn lập quy hoạch xã;",
        ["hướng dẫn lập quy hoạch xã"],
    ),
    (
        "Sau 10 năm thực hiện Nghị quyết số 26-NQ/TW, Hội nghị lần thứ 7 của Ban Chấp hành Trung ương khóa X về nông nghiệp, nông dân, nông thôn với sự chung tay của toàn dân, xã đã về đích.",
        ["về nông nghiệp, nông dân, nông thôn"],
    ),
    # Minutes of a meeting: when, where and before whom; what else is done there.
    (
        "Bí thư phổ biến Hướng dẫn số 9-HD/ĐU ngày 03/02/2025 của Đảng ủy về ghi sổ nghị quyết trước khi họp chi bộ.",
        ["về ghi sổ nghị quyết"],
    ),
    (
        "Đảng viên đọc Nghị quyết số 7-NQ/ĐU ngày 03/02/2025 của Đảng ủy về phát triển dịch vụ trên Sổ tay đảng viên điện tử.",
        ["về phát triển dịch vụ"],
    ),
    (
        "Tổ 2 tìm hiểu Nghị quyết số 7-NQ/ĐU ngày 03/02/2025 của Đảng ủy về nuôi cá lồng rồi ghi ý kiến vào sổ.",
        ["về nuôi cá lồng"],
    ),
    (
        "Chi bộ triển khai Kế hoạch số 8-KH/ĐU ngày 03/02/2025 của Đảng ủy về quyên góp sách ngay tại buổi họp tháng 3.",
        ["về quyên góp sách"],
    ),
    (
        "Chi bộ nghe Thông báo số 8-TB/ĐU ngày 03/02/2025 của Đảng ủy về kết quả kiểm tra và thống nhất ba việc phải làm.",
        ["về kết quả kiểm tra"],
    ),
    (
        "Chi bộ nghe Thông báo số 8-TB/ĐU ngày 03/02/2025 của Đảng ủy về kết quả giám sát, bàn cách khắc phục và phân công người làm.",
        ["về kết quả giám sát"],
    ),
    (
        "Chi ủy gửi Công văn số 12-CV/CB ngày 05/3/2025 về đề nghị sửa nhà văn hóa lên Đảng ủy xã.",
        ["về đề nghị sửa nhà văn hóa"],
    ),
    (
        "Chi bộ học Quy định số 37-QĐ/TW ngày 25/10/2021 về những điều đảng viên không được làm, liên hệ bản thân từng người.",
        ["về những điều đảng viên không được làm"],
    ),
    (
        "Nội dung 2: học tập Chỉ thị số 12-CT/TU ngày 03/02/2025 của Tỉnh ủy về chống lãng phí (đồng chí Phó Bí thư trình bày).",
        ["về chống lãng phí"],
    ),
    (
        "Theo Công văn số 14-CV/ĐU ngày 01/3/2026 của Đảng ủy về việc điều chỉnh lịch họp, buổi sinh hoạt tháng 3 chuyển sang tối 05/3.",
        ["về việc điều chỉnh lịch họp"],
    ),
    (
        "Đảng viên tự học Quy định số 8-QĐ/ĐU ngày 03/02/2025 của Đảng ủy về chế độ trực ban qua mã QR.",
        ["về chế độ trực ban"],
    ),
    (
        "Chi bộ 3 chưa thực hiện Kế hoạch số 8-KH/ĐU ngày 03/02/2025 của Đảng ủy về quyên góp sách vì chưa họp.",
        ["về quyên góp sách"],
    ),
    (
        "Đại đội quán triệt Chỉ thị số 16/CT-QK ngày 03/02/2025 của Tư lệnh Quân khu về huấn luyện đêm trong giờ sinh hoạt.",
        ["về huấn luyện đêm"],
    ),
    (
        "Chi bộ đánh giá Quy chế số 5-QC/ĐU ngày 02/02/2026 của Đảng ủy về phối hợp với trưởng thôn từ đầu năm đến nay.",
        ["về phối hợp với trưởng thôn"],
    ),
    (
        "Sáng mai các tổ nhận Kế hoạch số 8-KH/ĐU ngày 03/02/2025 của Đảng ủy về tổng vệ sinh tại nhà đồng chí tổ trưởng.",
        ["về tổng vệ sinh"],
    ),
    # A judgement behind a comma; a session number that hangs on the number; to whom it was sent, and what was asked.
    (
        "Tỉnh ủy ra Nghị quyết số 17-NQ/TU (NQ17) về phát triển y tế thôn, bản, là bước ngoặt đối với vùng cao.",
        ["về phát triển y tế thôn, bản", None],
    ),
    (
        "Huyện sơ kết 3 năm thực hiện Nghị quyết số 28- khóa XII về “Chiến lược bảo vệ Tổ quốc trong tình hình mới”.",
        ["về “Chiến lược bảo vệ Tổ quốc trong tình hình mới”"],
    ),
    (
        "Sở có Công điện số 3/CĐ-SYT gửi các bệnh viện đề nghị thực hiện tốt các giải pháp về chống dịch sởi.",
        [None],
    ),
    (
        "Bộ bãi bỏ khoản 2 Điều 1 của Thông tư số 8/2025/TT-BCT ngày 13/3/2025 sửa đổi một số quy định tại các Thông tư quy định về chợ.",
        ["sửa đổi một số quy định tại các Thông tư quy định về chợ"],
    ),
    (
        "Sở có Văn bản số 45/SYT-NV ngày 03/02/2026 về việc tiêm phòng dại gửi Trung tâm Y tế các huyện.",
        ["về việc tiêm phòng dại"],
    ),
    # Where something is found in a document, its purpose and its rule belong to its subject.
    (
        "Tuy nhiên tại Văn bản số 12/UBDT-CS ngày 03/02/2026 về hướng dẫn địa bàn khó khăn để trả trợ cấp theo Nghị định số 76/2019/NĐ-CP thì không có tên xã ta.",
        ["về hướng dẫn địa bàn khó khăn để trả trợ cấp theo Nghị định số 76/2019/NĐ-CP", None],
    ),
    (
        "Tại Kế hoạch số 14-KH/TU ngày 03/02/2026 của Tỉnh ủy về phát triển du lịch cộng đồng, chỉ tiêu của xã là 12 nhà nghỉ.",
        ["về phát triển du lịch cộng đồng"],
    ),
    # Who does it, in small letters, behind a title that names nobody of the kind, or behind the words with which titles end.
    (
        "Thực hiện Nghị quyết số 12-NQ/TU ngày 22/8/2025 của Tỉnh ủy về đột phá phát triển giáo dục, trường mua thêm máy chiếu.",
        ["về đột phá phát triển giáo dục"],
    ),
    (
        "Thực hiện Nghị quyết số 12-NQ/TU ngày 22/8/2025 của Tỉnh ủy về hòa giải ở cơ sở trong giai đoạn mới, tổ dân phố lập sổ.",
        ["về hòa giải ở cơ sở trong giai đoạn mới"],
    ),
    (
        "Thực hiện Nghị định số 5/2026/NĐ-CP ngày 05/01/2026 về phụ cấp đối với giáo viên mầm non, học sinh bán trú ở xã đảo.",
        ["về phụ cấp đối với giáo viên mầm non, học sinh bán trú ở xã đảo"],
    ),
    # What is to be made ever better is no state of things.
    (
        "Thực hiện Nghị quyết số 12-NQ/TU ngày 22/8/2025 của Tỉnh ủy về đoàn kết các dân tộc, xây dựng quê hương ngày càng ấm no, chi bộ đã bàn ba việc.",
        ["về đoàn kết các dân tộc, xây dựng quê hương ngày càng ấm no"],
    ),
    (
        "Chi bộ học Nghị quyết số 8-NQ/TU ngày 05/3/2026 của Tỉnh ủy về kinh tế số, ba đồng chí phát biểu.",
        ["về kinh tế số"],
    ),
    (
        "Thực hiện Kế hoạch số 8-KH/TU ngày 05/3/2026 của Tỉnh ủy về xóa nhà tạm, 15/15 hộ có nhà mới.",
        ["về xóa nhà tạm"],
    ),
    (
        "Đảng ủy ban hành Công văn số 55-CV/ĐU về việc góp ý dự thảo văn kiện, hạn gửi về Văn phòng ngày 20/3.",
        ["về việc góp ý dự thảo văn kiện"],
    ),
    # The same words belong to a title where nothing but the document is told of.
    (
        "Đảng ủy ban hành Quy chế số 5-QC/ĐU ngày 02/02/2026 về trao đổi, thảo luận và biểu quyết trong hội nghị cấp ủy.",
        ["về trao đổi, thảo luận và biểu quyết trong hội nghị cấp ủy"],
    ),
    (
        "Sở ban hành Hướng dẫn số 6/HD-SVH ngày 02/02/2026 về biểu diễn nghệ thuật trên nhóm sân khấu lưu động trước khi về bản.",
        ["về biểu diễn nghệ thuật trên nhóm sân khấu lưu động trước khi về bản"],
    ),
    # A body that is named by a list of what it is for.
    (
        "Thực hiện Công văn số 214-CV/ĐUK ngày 06/5/2024 của Đảng ủy Khối các trường Trung cấp, Dạy nghề Hồng Sơn về việc chuẩn bị nội dung Đại hội.",
        ["về việc chuẩn bị nội dung Đại hội"],
    ),
    (
        "Theo Kế hoạch số 14/KH-SYT ngày 16/4/2024 của Trung tâm Văn hóa, Thể thao và Truyền thanh huyện về liên hoan văn nghệ.",
        ["về liên hoan văn nghệ"],
    ),
    (
        "Thực hiện Hướng dẫn số 14-HD/ĐU ngày 16/4/2024 của Đảng ủy Khối Doanh nghiệp, Hợp tác xã tỉnh về thu đảng phí, các chi bộ đã nộp đủ.",
        ["về thu đảng phí"],
    ),
    # A part of the grounds that a semicolon ends holds nothing but the document.
    (
        "Căn cứ Hướng dẫn số 3-HD/TU ngày 14/3/2024 của Tỉnh ủy về đại hội chi bộ; thực hiện Kế hoạch số 14-KH/ĐU ngày 31/3/2024 của Đảng ủy phường Hồng Sơn đại hội các chi bộ trực thuộc; Chi ủy xây dựng kế hoạch.",
        ["về đại hội chi bộ", "đại hội các chi bộ trực thuộc"],
    ),
    (
        "Căn cứ Điều lệ Đảng; Căn cứ Kế hoạch số 8-KH/HU ngày 31/3/2022 của Huyện ủy Tân Sơn kiểm tra công tác cán bộ; Theo đề nghị của Văn phòng.",
        ["kiểm tra công tác cán bộ"],
    ),
    # Whose work is looked into stands behind the title; whom the title itself is about stays.
    (
        "Kiểm tra việc thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh đối với Chi bộ Trạm Y tế và Chi bộ Trường Mầm non.",
        ["về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"],
    ),
    (
        "Đoàn giám sát việc chấp hành Nghị quyết số 15-NQ/TU ngày 05/5/2023 của Tỉnh ủy về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách tư pháp đối với Đảng ủy Công an huyện.",
        ["về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách tư pháp"],
    ),
    (
        "Kiểm tra thực hiện Quy chế số 05-QC/TU về tăng cường giám sát của Mặt trận đối với cán bộ, đảng viên nơi cư trú.",
        ["về tăng cường giám sát của Mặt trận đối với cán bộ, đảng viên nơi cư trú"],
    ),
    (
        "Triển khai quyết định kiểm tra việc lãnh đạo, chỉ đạo thực hiện Nghị quyết số 15-NQ/TU về chuyển đổi số đối với ban thường vụ đảng ủy xã và đồng chí bí thư.",
        ["về chuyển đổi số"],
    ),
    # A colon before the quotation.
    (
        "Chính phủ ban hành Nghị định số 62/2024/NĐ-CP về: “Quy định chế độ phụ cấp đối với viên chức” được thực hiện từ tháng 6.",
        ["về: “Quy định chế độ phụ cấp đối với viên chức”"],
    ),
    # Somebody in office speaks.
    (
        "Báo cáo sơ kết 3 năm thực hiện Kết luận số 27-KL/TU của Tỉnh ủy về phòng, chống tham ô, lãng phí, Tổng Bí thư nhấn mạnh, việc này còn dài.",
        ["về phòng, chống tham ô, lãng phí"],
    ),
    # The kind is said again, with what the document is about; or a verb behind a comma says it.
    (
        "Chi bộ học Quy định số 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành Trung ương, Quy định về những điều đảng viên không được làm.",
        ["Quy định về những điều đảng viên không được làm"],
    ),
    (
        "Đảng ủy ban hành Kế hoạch số 55-KH/ĐU ngày 06/02/2026 - Kế hoạch tổ chức Tết trồng cây.",
        ["Kế hoạch tổ chức Tết trồng cây"],
    ),
    (
        "Học tập Chỉ thị số 42-CT/TW: Chỉ thị về tăng cường giáo dục liêm chính trong cán bộ, đảng viên.",
        ["Chỉ thị về tăng cường giáo dục liêm chính trong cán bộ, đảng viên"],
    ),
    (
        "Thực hiện Hướng dẫn số 5-HD/ĐU, Hướng dẫn của Ban Tổ chức, chi bộ đã họp.",
        [None],
    ),
    (
        "Thực hiện Kế hoạch số 5-KH/ĐU, Kế hoạch số 6-KH/ĐU về hè an toàn, chi đoàn mở lớp bơi.",
        [None, "về hè an toàn"],
    ),
    (
        "Thực hiện Kế hoạch số 5-KH/ĐU của Đảng ủy, kế hoạch của chi bộ được xây dựng ngay trong tháng.",
        [None],
    ),
    (
        "Theo Quy định số 15-QĐ/TU, quy định này áp dụng với cấp ủy cơ sở.",
        [None],
    ),
    (
        "Bộ Giáo dục và Đào tạo ban hành Thông tư số 14/2025/TT-BGDĐT, quy định về đánh giá học sinh tiểu học.",
        ["quy định về đánh giá học sinh tiểu học"],
    ),
    (
        "Thủ tướng Chính phủ ký Quyết định số 412/QĐ-TTg, phê duyệt Chiến lược phát triển nghề cá đến năm 2035.",
        ["phê duyệt Chiến lược phát triển nghề cá đến năm 2035"],
    ),
    (
        "Đảng ủy ban hành Nghị quyết số 15-NQ/ĐU, hướng dẫn các chi bộ đăng ký việc làm theo.",
        [None],
    ),
    (
        "Đảng ủy xã ban hành Kế hoạch số 15-KH/ĐU ngày 02/02/2026, thành lập ban chỉ đạo và phân công cấp ủy viên phụ trách.",
        [None],
    ),
    # Those it was read to act upon it; whom a title is about do not.
    (
        "Nhà trường phổ biến Thông tư số 14/2025/TT-BGDĐT về dạy thêm, học thêm, giáo viên ký cam kết không dạy thêm trái quy định.",
        ["về dạy thêm, học thêm"],
    ),
    (
        "Chi bộ phổ biến Chỉ thị số 08-CT/ĐU ngày 06/7/2025 về giữ gìn vệ sinh ngõ xóm, các hộ ký cam kết không xả rác.",
        ["về giữ gìn vệ sinh ngõ xóm"],
    ),
    (
        "Chi bộ quán triệt Quy định số 37-QĐ/TW về những điều đảng viên không được làm, đảng viên viết bản cam kết.",
        ["về những điều đảng viên không được làm"],
    ),
    (
        "Đơn vị triển khai Kế hoạch số 66-KH/ĐU về phòng, chống tác hại thuốc lá, cán bộ không hút thuốc nơi công sở.",
        ["về phòng, chống tác hại thuốc lá"],
    ),
    (
        "Đồng chí trưởng thôn đọc Công văn số 31-CV/ĐU về hiến đất mở đường, bà con đồng tình ủng hộ.",
        ["về hiến đất mở đường"],
    ),
    (
        "Tổ trưởng thông báo Kế hoạch số 12-KH/ĐU về góp quỹ khuyến học, mỗi gia đình góp 50.000 đồng.",
        ["về góp quỹ khuyến học"],
    ),
    (
        "Chi ủy nêu Nghị quyết số 4-NQ/ĐU về làm đường nội đồng, toàn thể đảng viên nhất trí biểu quyết.",
        ["về làm đường nội đồng"],
    ),
    (
        "Cấp ủy giới thiệu Hướng dẫn số 9-HD/ĐU về kiểm điểm cuối năm, từng đồng chí viết bản tự kiểm điểm.",
        ["về kiểm điểm cuối năm"],
    ),
    (
        "Tổ công tác tuyên truyền Nghị định số 52/2025/NĐ-CP về pháo nổ, học sinh và phụ huynh cam kết không đốt pháo.",
        ["về pháo nổ"],
    ),
    (
        "Chi bộ nghiên cứu Kế hoạch số 7-KH/TU về hỗ trợ hộ nghèo, hộ không có đất sản xuất và người khuyết tật.",
        ["về hỗ trợ hộ nghèo, hộ không có đất sản xuất và người khuyết tật"],
    ),
    (
        "Chi bộ nghiên cứu Kế hoạch số 7-KH/TU về chế độ đối với cán bộ, cán bộ không chuyên trách và giáo viên hợp đồng.",
        ["về chế độ đối với cán bộ, cán bộ không chuyên trách và giáo viên hợp đồng"],
    ),
    (
        "Chi bộ nghiên cứu Quy chế số 7-QC/TU về phối hợp giữa nhà trường, học sinh tự quản và gia đình.",
        ["về phối hợp giữa nhà trường, học sinh tự quản và gia đình"],
    ),
    (
        "Chi bộ nghiên cứu Quy định số 7-QĐ/TU về trách nhiệm của tổ chức, cán bộ, đảng viên ký kết hợp đồng.",
        ["về trách nhiệm của tổ chức, cán bộ, đảng viên ký kết hợp đồng"],
    ),
    (
        "Chi bộ nghiên cứu Nghị quyết số 7-NQ/TU về khen thưởng tập thể, gia đình góp đất làm đường.",
        ["về khen thưởng tập thể, gia đình góp đất làm đường"],
    ),
    # Two verbs share one object; a verb that has its own is followed by what was done.
    (
        "Đảng ủy ban hành Kế hoạch số 15-KH/ĐU ngày 05/3/2026 về kiểm điểm, rút kinh nghiệm việc chậm giải ngân.",
        ["về kiểm điểm, rút kinh nghiệm việc chậm giải ngân"],
    ),
    (
        "Ban Tổ chức có Công văn số 15-CV/BTCĐU ngày 05/3/2026 về rà soát, đối chiếu hồ sơ đảng viên.",
        ["về rà soát, đối chiếu hồ sơ đảng viên"],
    ),
    (
        "Thực hiện Kế hoạch số 15-KH/ĐU về sơ kết, rút kinh nghiệm mô hình chi bộ bốn tốt, các chi bộ đã họp.",
        ["về sơ kết, rút kinh nghiệm mô hình chi bộ bốn tốt"],
    ),
    (
        "Ban Tuyên giáo có Hướng dẫn số 51-HD/BTGTU về nghiên cứu, vận dụng tư tưởng Hồ Chí Minh.",
        ["về nghiên cứu, vận dụng tư tưởng Hồ Chí Minh"],
    ),
    (
        "Sở có Công văn số 51/SNV-CB về rà soát, thống kê, phân công nhiệm vụ của cấp phó.",
        ["về rà soát, thống kê, phân công nhiệm vụ của cấp phó"],
    ),
    (
        "Tỉnh ủy ban hành Kế hoạch số 51-KH/TU về góp ý, lấy ý kiến vào dự thảo văn kiện.",
        ["về góp ý, lấy ý kiến vào dự thảo văn kiện"],
    ),
    (
        "Chi bộ học Kế hoạch số 51-KH/TU về phòng, chống tham nhũng, rút kinh nghiệm những việc chưa làm được.",
        ["về phòng, chống tham nhũng"],
    ),
    (
        "Chi bộ thảo luận Kế hoạch số 51-KH/TU về xóa nhà tạm, phân công đảng viên giúp hộ nghèo.",
        ["về xóa nhà tạm"],
    ),
    (
        "Chi bộ nghe Dự thảo Đề án số 51-ĐA/ĐU về sáp nhập thôn, lấy ý kiến từng đảng viên.",
        ["về sáp nhập thôn"],
    ),
    # Several documents are the subject of one sentence.
    (
        "Tại Nghị quyết số 18-NQ/TU của Tỉnh ủy về phát triển du lịch, Kế hoạch số 45-KH/TU của Tỉnh ủy về đào tạo nghề đều xác định cần có thêm vốn.",
        ["về phát triển du lịch", "về đào tạo nghề"],
    ),
    (
        "Nghị quyết số 7-NQ/TU về phát triển cây dược liệu, Đề án số 9-ĐA/TU về chăn nuôi đại gia súc đều đã được sơ kết.",
        ["về phát triển cây dược liệu", "về chăn nuôi đại gia súc"],
    ),
    (
        "Cả Chỉ thị số 5-CT/TU về quản lý đất đai và Kết luận số 6-KL/TU về khoáng sản cùng nêu một yêu cầu.",
        ["về quản lý đất đai", "về khoáng sản"],
    ),
    (
        "Tại Kết luận số 40-KL/TW về giáo dục lý luận và Hướng dẫn số 15-HD/BTGTW về học tập chuyên đề có nêu ba yêu cầu.",
        ["về giáo dục lý luận", "về học tập chuyên đề"],
    ),
    (
        "Yêu cầu tại Chỉ thị số 24-CT/TW về an ninh quốc gia, Kế hoạch số 30-KH/TU về bảo vệ nội bộ phải được làm ngay.",
        ["về an ninh quốc gia", "về bảo vệ nội bộ"],
    ),
    (
        "Nội dung Quy chế số 8-QC/ĐU về làm việc của cấp ủy, Quy chế số 9-QC/ĐU về chi tiêu đã được chi bộ thông qua.",
        ["về làm việc của cấp ủy", "về chi tiêu"],
    ),
    # What is done beside it, when, why, and with how many.
    (
        "Để làm tốt Chỉ thị số 26-CT/TU của Tỉnh ủy về bảo vệ nguồn nước cũng như Kế hoạch số 46-KH/TU của Tỉnh ủy, trạm bơm đề nghị các xã ký cam kết.",
        ["về bảo vệ nguồn nước", None],
    ),
    (
        "Qua kiểm tra việc chấp hành Quy định số 19-QĐ/TU của Tỉnh ủy về kê khai tài sản tại 5 chi bộ, đã phát hiện hai bản kê khai thiếu.",
        ["về kê khai tài sản"],
    ),
    (
        "Chi bộ đề ra nghị quyết thực hiện Kết luận số 80-KL/TU về đẩy nhanh giải phóng mặt bằng trong đó phân công rõ người, rõ việc.",
        ["về đẩy nhanh giải phóng mặt bằng"],
    ),
    (
        "Báo cáo viên giới thiệu Luật số 45/2024/QH15 Luật Cấp, thoát nước và Nghị định số 31/2025/NĐ-CP quy định chi tiết luật này.",
        ["Luật Cấp, thoát nước", "quy định chi tiết luật này"],
    ),
    (
        "Buổi học Nghị quyết số 37-NQ/TU của Tỉnh ủy về công tác lý luận được 38/40 đảng viên tham dự.",
        ["về công tác lý luận"],
    ),
    (
        "Chấp hành Quyết định số 45-QĐ/ĐU của Đảng ủy phường về việc chia tách Chi bộ 7 thành hai chi bộ, tối 20/6, chi bộ mới ra mắt.",
        ["về việc chia tách Chi bộ 7 thành hai chi bộ"],
    ),
    (
        "Đảng viên trẻ nói: “Tôi tâm đắc với Quy định số 12-QĐ/TU về tiếp dân của người đứng đầu, vì quy định rất cụ thể, dễ nhớ”.",
        ["về tiếp dân của người đứng đầu"],
    ),
    (
        "Chi bộ lấy Quy định số 213-QĐ/TU về giữ mối liên hệ với nhân dân nơi cư trú làm căn cứ nhận xét.",
        ["về giữ mối liên hệ với nhân dân nơi cư trú"],
    ),
    (
        "Tỉnh ủy ban hành Nghị quyết số 8-NQ/TU về tạo việc làm, chăm lo người nghèo, vì sự tiến bộ của phụ nữ.",
        ["về tạo việc làm, chăm lo người nghèo, vì sự tiến bộ của phụ nữ"],
    ),
    (
        "Tỉnh ủy ban hành Chỉ thị số 19-CT/TU về công tác vận động đồng bào theo đạo thay cho Chỉ thị số 6-CT/TU.",
        ["về công tác vận động đồng bào theo đạo", None],
    ),
    (
        "Nghị quyết số 29-NQ/TU về đổi mới giáo dục vùng cao sau 10 năm thực hiện đã đạt nhiều kết quả.",
        ["về đổi mới giáo dục vùng cao"],
    ),
    (
        "Từ ngày 01/8/2025, Thông tư số 6/2025/TT-BNV ban hành Quy chế kiểm định đầu vào công chức bắt đầu có hiệu lực.",
        ["ban hành Quy chế kiểm định đầu vào công chức"],
    ),
    # What the document provides, what is done with it next, and to whom that is reported.
    (
        "Nghị quyết số 43/2024/QH15 về hỗ trợ phục hồi sản xuất quy định giảm thuế giá trị gia tăng 2%.",
        ["về hỗ trợ phục hồi sản xuất"],
    ),
    (
        "Nghị định số 12/2025/NĐ-CP về thuế nông nghiệp quy định miễn thuế với hộ nghèo.",
        ["về thuế nông nghiệp"],
    ),
    (
        "Thông tư số 12/2025/TT-BTC về sửa đổi quy định về hóa đơn có hiệu lực từ tháng 7.",
        ["về sửa đổi quy định về hóa đơn"],
    ),
    (
        "Chi bộ làm Công văn số 25-CV/ĐU về việc tổ chức Tết trồng cây và báo cáo kết quả về Văn phòng Đảng ủy trước ngày 20/02.",
        ["về việc tổ chức Tết trồng cây"],
    ),
    (
        "Đồng chí nhấn mạnh việc thực hiện Nghị quyết số 41-NQ/TU về phát huy vai trò doanh nhân không phải là việc riêng của ngành công thương.",
        ["về phát huy vai trò doanh nhân"],
    ),
    (
        "Nhà trường cụ thể hóa Chỉ thị số 42-CT/TU về giáo dục lối sống văn hóa cho thế hệ trẻ vào điều kiện thực tế của từng lớp.",
        ["về giáo dục lối sống văn hóa cho thế hệ trẻ"],
    ),
    (
        "Kết luận số 86-KL/TU về thu hút sinh viên tốt nghiệp xuất sắc lần đầu tiên đưa ra khái niệm nguồn cán bộ trẻ.",
        ["về thu hút sinh viên tốt nghiệp xuất sắc"],
    ),
    (
        "Khối Dân vận nhắc Công văn số 12-CV/KDV về đăng ký mô hình năm 2024, mỗi chi bộ ít nhất một mô hình.",
        ["về đăng ký mô hình năm 2024"],
    ),
    (
        "Đảng bộ quán triệt Chỉ thị số 10-CT/TU về nâng cao chất lượng sinh hoạt chi bộ, sau đó xây dựng kế hoạch và giao chi bộ làm theo.",
        ["về nâng cao chất lượng sinh hoạt chi bộ"],
    ),
    (
        "Sở ban hành Hướng dẫn số 12/HD-SNV về kiểm đếm và báo cáo kết quả thi đua.",
        ["về kiểm đếm và báo cáo kết quả thi đua"],
    ),
    # A heading in capitals: they tell no name there.
    (
        "QUÁN TRIỆT CHỈ THỊ SỐ 23-CT/TU CỦA TỈNH ỦY VỀ LÃNH ĐẠO CÔNG TÁC BẢO ĐẢM TRẬT TỰ, AN TOÀN GIAO THÔNG ĐÔ THỊ",
        ["VỀ LÃNH ĐẠO CÔNG TÁC BẢO ĐẢM TRẬT TỰ, AN TOÀN GIAO THÔNG ĐÔ THỊ"],
    ),
    (
        "SƠ KẾT 03 NĂM THỰC HIỆN CHỈ THỊ SỐ 18-CT/TU VỀ ĐỔI MỚI SINH HOẠT CHI BỘ, TỔ DÂN PHỐ VÀ BẢO ĐẢM TRẬT TỰ, VỆ SINH MÔI TRƯỜNG",
        ["VỀ ĐỔI MỚI SINH HOẠT CHI BỘ, TỔ DÂN PHỐ VÀ BẢO ĐẢM TRẬT TỰ, VỆ SINH MÔI TRƯỜNG"],
    ),
    (
        "TRIỂN KHAI KẾ HOẠCH SỐ 45-KH/ĐU NGÀY 03/02/2026 CỦA ĐẢNG ỦY PHƯỜNG VỀ PHÒNG, CHỐNG THAM NHŨNG, LÃNG PHÍ, TIÊU CỰC",
        ["VỀ PHÒNG, CHỐNG THAM NHŨNG, LÃNG PHÍ, TIÊU CỰC"],
    ),
    # What those who heard it did.
    (
        "Chi bộ Đồn Biên phòng học Nghị quyết số 33-NQ/TU của Tỉnh ủy về quản lý cửa khẩu, cán bộ, chiến sĩ liên hệ với nhiệm vụ tuần tra.",
        ["về quản lý cửa khẩu"],
    ),
    (
        "Chi bộ Bệnh viện bàn cách thực hiện Thông tư số 7/2024/TT-BYT về ứng xử của công chức, viên chức, lắp 4 hộp thư góp ý.",
        ["về ứng xử của công chức, viên chức"],
    ),
    (
        "Nhân dịp này, Đảng ủy công bố Quyết định số 33-QĐ/ĐU về chuẩn y Chi ủy thôn Đoài nhiệm kỳ 2025 - 2027 và tặng hoa chúc mừng.",
        ["về chuẩn y Chi ủy thôn Đoài nhiệm kỳ 2025 - 2027"],
    ),
    (
        "Kết quả 3 năm thực hiện Đề án số 05-ĐA/HU về sắp xếp điểm trường lẻ cho thấy số điểm trường giảm 14.",
        ["về sắp xếp điểm trường lẻ"],
    ),
    (
        "Tại buổi họp, đồng chí bí thư đọc Chỉ thị số 27-CT/TU của Tỉnh ủy về thực hành tiết kiệm, chống lãng phí, các đảng viên lần lượt nêu ý kiến.",
        ["về thực hành tiết kiệm, chống lãng phí"],
    ),
    (
        "Kết luận số 23-KL/TU về kế hoạch năm 2026 với mục tiêu tăng trưởng đạt 10% trở lên được cụ thể bằng Nghị quyết số 25/NQ-HĐND.",
        ["về kế hoạch năm 2026 với mục tiêu tăng trưởng đạt 10% trở lên", None],
    ),
    (
        "Đồng chí yêu cầu rà soát theo Quyết định số 35-QĐ/ĐU về phân công đảng viên phụ trách hộ và báo cáo vào kỳ sinh hoạt sau.",
        ["về phân công đảng viên phụ trách hộ"],
    ),
    (
        "Thực hiện Đề án số 16-ĐA/ĐU của Đảng ủy về đổi mới sinh hoạt chi bộ và những năm tiếp theo, ngoài các buổi họp định kỳ, chi bộ mở buổi đối thoại.",
        ["về đổi mới sinh hoạt chi bộ và những năm tiếp theo"],
    ),
    (
        "Kế hoạch số 18-KH/ĐU về sắp xếp tài sản trong, ngoài các khu tập thể đã gửi.",
        ["về sắp xếp tài sản trong, ngoài các khu tập thể"],
    ),
    (
        "Thực hiện Chỉ thị số 27-CT/TU về phong trào thi đua mùa gặt và chỉ đạo của UBND tỉnh tại văn bản số 338/UBND-VX về lễ phát động, xã đã họp.",
        ["về phong trào thi đua mùa gặt", "về lễ phát động"],
    ),
]


@pytest.mark.parametrize(("sentence", "titles"), NEWS, ids=range(len(NEWS)))
def test_titles_in_news_and_minutes_end_where_the_sentence_goes_on(sentence: str, titles: list[str | None]) -> None:
    found = [citation.title or None for citation in find_citations(sentence)]
    assert found == titles
