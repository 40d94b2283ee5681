"""Where titles end in running text: each sentence with the title (or None) that a reader would give its first document."""

import pytest

from directives.citations import find_citations

# Sentence and title; written for this table, with the answers decided before the reader was run on them.
RUNNING = [
    # A clause of basis, then the main clause behind the comma.
    (
        "Theo Quyết định số 14/2024/QĐ-UBND ngày 06/5/2024 của UBND tỉnh về hỗ trợ học phí cho học sinh vùng khó khăn, mức hỗ trợ mỗi em là 120.000 đồng một tháng.",
        "về hỗ trợ học phí cho học sinh vùng khó khăn",
    ),
    (
        "Theo Nghị định số 171/2025/NĐ-CP ngày 02/7/2025 của Chính phủ về lệ phí trước bạ đối với xe máy điện, người mua xe không phải nộp lệ phí trong ba năm đầu.",
        "về lệ phí trước bạ đối với xe máy điện",
    ),
    (
        "Theo Nghị quyết số 41/NQ-HĐND ngày 10/12/2024 của HĐND tỉnh về giá dịch vụ khám bệnh, chữa bệnh, giá ngày giường bệnh tăng bình quân 6%.",
        "về giá dịch vụ khám bệnh, chữa bệnh",
    ),
    (
        "Theo Luật số 61/2025/QH15 về phát triển làng nghề, thợ thủ công được vay vốn ưu đãi để mua máy.",
        "về phát triển làng nghề",
    ),
    (
        "Căn cứ Kế hoạch số 77-KH/TU ngày 15/3/2024 của Tỉnh ủy về kiểm tra, giám sát năm 2024, Ủy ban Kiểm tra Tỉnh ủy lập ba đoàn kiểm tra.",
        "về kiểm tra, giám sát năm 2024",
    ),
    (
        "Thực hiện Kế hoạch số 21-KH/ĐU ngày 04/02/2025 của Đảng ủy xã về trồng cây, gây rừng, tuổi trẻ toàn xã đã trồng 4.000 cây keo.",
        "về trồng cây, gây rừng",
    ),
    (
        "Thực hiện Chỉ thị số 19-CT/TU ngày 08/8/2024 của Tỉnh ủy về phòng, chống đuối nước cho trẻ em, nhà trường mở hai lớp dạy bơi.",
        "về phòng, chống đuối nước cho trẻ em",
    ),
    (
        "Thực hiện Đề án số 09-ĐA/TU ngày 12/6/2023 của Tỉnh ủy về bảo tồn, phát huy giá trị văn hóa cồng chiêng, du lịch cộng đồng gắn với nghề truyền thống.",
        "về bảo tồn, phát huy giá trị văn hóa cồng chiêng, du lịch cộng đồng gắn với nghề truyền thống",
    ),
    (
        "Theo Thông tư số 18/2025/TT-BTC ngày 20/4/2025 của Bộ Tài chính về hóa đơn, chứng từ, cửa hàng bán lẻ có doanh thu từ 1 tỷ đồng phải xuất hóa đơn từ máy tính tiền.",
        "về hóa đơn, chứng từ",
    ),
    (
        "Theo Quy định số 88-QĐ/TW ngày 09/9/2025 của Ban Bí thư về đóng đảng phí, đảng viên nghỉ hưu đóng 0,5% lương hưu.",
        "về đóng đảng phí",
    ),
    (
        "Theo Nghị định số 55/2025/NĐ-CP về trợ giúp xã hội, mức chuẩn trợ giúp được nâng lên 500.000 đồng.",
        "về trợ giúp xã hội",
    ),
    (
        "Trên cơ sở Kết luận số 62-KL/TW ngày 03/10/2024 của Bộ Chính trị về dạy nghề cho lao động nông thôn, tỉnh mở thêm 25 lớp may và cơ khí.",
        "về dạy nghề cho lao động nông thôn",
    ),
    (
        "Triển khai Nghị quyết số 33-NQ/TU ngày 07/7/2024 của Tỉnh ủy về phát triển cây ăn quả, dược liệu, chăn nuôi đại gia súc theo hướng hàng hóa.",
        "về phát triển cây ăn quả, dược liệu, chăn nuôi đại gia súc theo hướng hàng hóa",
    ),
    (
        "Theo Quyết định số 512/QĐ-UBND ngày 18/3/2025 của UBND huyện về thu quỹ phòng, chống thiên tai, mỗi lao động đóng 15.000 đồng một năm.",
        "về thu quỹ phòng, chống thiên tai",
    ),
    (
        "Căn cứ Hướng dẫn số 27-HD/BTCTU ngày 11/11/2024 của Ban Tổ chức Tỉnh ủy về đánh giá, xếp loại đảng viên, việc xếp loại hoàn thành xong trước ngày 15/12.",
        "về đánh giá, xếp loại đảng viên",
    ),
    # When and from when it applies, what it replaces, behind a comma.
    (
        "Bộ Y tế ban hành Thông tư số 33/2025/TT-BYT về khám sức khỏe định kỳ cho người cao tuổi, có hiệu lực từ ngày 01/10/2025.",
        "về khám sức khỏe định kỳ cho người cao tuổi",
    ),
    (
        "Chính phủ ban hành Nghị định số 310/2025/NĐ-CP quy định mức chuẩn nghèo đa chiều, áp dụng từ năm 2026.",
        "quy định mức chuẩn nghèo đa chiều",
    ),
    (
        "UBND tỉnh ký Quyết định số 29/2025/QĐ-UBND về bảng giá đất, thay thế Quyết định số 40/2019/QĐ-UBND.",
        "về bảng giá đất",
    ),
    (
        "HĐND tỉnh thông qua Nghị quyết số 15/2025/NQ-HĐND về chế độ bồi dưỡng cán bộ thôn, bản, bãi bỏ Nghị quyết số 08/2020/NQ-HĐND.",
        "về chế độ bồi dưỡng cán bộ thôn, bản",
    ),
    (
        "Nghị định số 12/2025/NĐ-CP về phí bảo vệ môi trường đối với nước thải, thi hành từ ngày 05/5/2025.",
        "về phí bảo vệ môi trường đối với nước thải",
    ),
    (
        "Đảng ủy ban hành Quy chế số 04-QC/ĐU ngày 02/4/2025 về phối hợp với chi bộ khu dân cư, gồm 4 chương, 16 điều.",
        "về phối hợp với chi bộ khu dân cư",
    ),
    (
        "Kế hoạch số 90/KH-UBND ngày 14/02/2025 của UBND xã về làm đường bê tông nội đồng, tổng kinh phí 2,4 tỷ đồng do nhân dân và xã cùng đóng góp.",
        "về làm đường bê tông nội đồng",
    ),
    (
        "Quốc hội thông qua Nghị quyết số 225/2025/QH15 về miễn viện phí cơ bản, trong đó ưu tiên người cao tuổi.",
        "về miễn viện phí cơ bản",
    ),
    (
        "Tỉnh ủy có Công văn số 410-CV/TU ngày 21/5/2025 về ứng phó mưa lũ, giao Bộ Chỉ huy Quân sự tỉnh trực 24/24 giờ.",
        "về ứng phó mưa lũ",
    ),
    (
        "Bộ Nội vụ có Thông tư số 07/2025/TT-BNV về chế độ cho người hoạt động không chuyên trách, quy định rõ mức khoán theo số hộ.",
        "về chế độ cho người hoạt động không chuyên trách",
    ),
    (
        "Thông báo số 66-TB/TU ngày 30/6/2025 về sắp xếp trụ sở dôi dư, cho phép các xã dùng trụ sở cũ làm nhà văn hóa.",
        "về sắp xếp trụ sở dôi dư",
    ),
    (
        "Kết luận số 71-KL/TU ngày 19/8/2025 của Tỉnh ủy về giải phóng mặt bằng, nêu rõ ba việc phải làm ngay.",
        "về giải phóng mặt bằng",
    ),
    # A finite verb directly behind a title.
    (
        "Nghị quyết số 44/2025/NQ-HĐND ngày 11/7/2025 của HĐND tỉnh về hỗ trợ hỏa táng quy định rõ mức hỗ trợ 3 triệu đồng một trường hợp.",
        "về hỗ trợ hỏa táng",
    ),
    (
        "Luật số 70/2025/QH15 về dữ liệu cá nhân nêu rõ bảy hành vi bị cấm.",
        "về dữ liệu cá nhân",
    ),
    (
        "Nghị quyết số 230/2025/QH15 ngày 26/6/2025 của Quốc hội về dự toán ngân sách nhà nước năm 2026 quyết nghị giữ nguyên mức lương cơ sở.",
        "về dự toán ngân sách nhà nước năm 2026",
    ),
    (
        "Nghị quyết số 50/NQ-HĐND ngày 09/12/2025 của HĐND tỉnh về nhiệm vụ kinh tế - xã hội năm 2026 quyết định 24 chỉ tiêu chủ yếu.",
        "về nhiệm vụ kinh tế - xã hội năm 2026",
    ),
    (
        "Nghị định số 77/2025/NĐ-CP sửa đổi, bổ sung một số điều của Luật Cư trú bỏ quy định xuất trình sổ hộ khẩu.",
        "sửa đổi, bổ sung một số điều của Luật Cư trú",
    ),
    (
        "Thông tư số 26/2025/TT-BGDĐT hướng dẫn thi hành Luật Nhà giáo cho phép giáo viên mầm non nghỉ hưu sớm hơn 5 tuổi.",
        "hướng dẫn thi hành Luật Nhà giáo",
    ),
    (
        "Chỉ thị số 28-CT/TU ngày 05/5/2025 của Tỉnh ủy về vệ sinh nguồn nước yêu cầu mỗi thôn có một tổ tự quản.",
        "về vệ sinh nguồn nước",
    ),
    (
        "Quyết định số 99/QĐ-TTg ngày 17/01/2025 của Thủ tướng Chính phủ về nhà ở xã hội giai đoạn 2025 - 2030 giao tỉnh ta 3.200 căn.",
        "về nhà ở xã hội giai đoạn 2025 - 2030",
    ),
    (
        "Kế hoạch số 31-KH/HU ngày 20/02/2024 của Huyện ủy về học tập chuyên đề năm 2024 xác định năm nội dung.",
        "về học tập chuyên đề năm 2024",
    ),
    (
        "Nghị quyết số 19-NQ/ĐU ngày 10/01/2025 của Đảng ủy xã về xóa nhà tạm được đảng viên và nhân dân đồng tình.",
        "về xóa nhà tạm",
    ),
    (
        "Quy định số 17-QĐ/TU ngày 01/3/2025 của Tỉnh ủy về tiếp dân gồm 5 chương, 22 điều.",
        "về tiếp dân",
    ),
    (
        "Nghị định số 208/2025/NĐ-CP về xử phạt vi phạm giao thông có hiệu lực từ ngày 01/9/2025.",
        "về xử phạt vi phạm giao thông",
    ),
    (
        "Quyết định số 36/2025/QĐ-UBND về quản lý chợ thay thế Quyết định số 11/2017/QĐ-UBND.",
        "về quản lý chợ",
    ),
    (
        "Kế hoạch số 52/KH-UBND ngày 03/3/2025 về tiêm phòng gia súc do đồng chí Phó Chủ tịch UBND xã ký đã gửi tới các thôn.",
        "về tiêm phòng gia súc",
    ),
    (
        "Nghị quyết số 05/2025/NQ-HĐND về phí tham quan bãi bỏ ba khoản thu đối với trẻ em.",
        "về phí tham quan",
    ),
    (
        "Hướng dẫn số 15-HD/ĐU ngày 06/6/2025 về sinh hoạt chuyên đề áp dụng cho mọi chi bộ trực thuộc.",
        "về sinh hoạt chuyên đề",
    ),
    # Titles that hold such words themselves and go on.
    (
        "Chính phủ ban hành Nghị định số 118/2025/NĐ-CP về sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP về thực hiện cơ chế một cửa.",
        "về sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP về thực hiện cơ chế một cửa",
    ),
    (
        "Chính phủ ban hành Nghị định số 82/2025/NĐ-CP về quy định mức lương tối thiểu, giao quyền tự chủ cho đơn vị sự nghiệp.",
        "về quy định mức lương tối thiểu, giao quyền tự chủ cho đơn vị sự nghiệp",
    ),
    (
        "Thực hiện Kế hoạch số 12-KH/TU ngày 01/02/2024 của Tỉnh ủy về sắp xếp, bố trí, sử dụng cán bộ, công chức, viên chức cấp xã.",
        "về sắp xếp, bố trí, sử dụng cán bộ, công chức, viên chức cấp xã",
    ),
    (
        "Tỉnh ủy ban hành Quy định số 23-QĐ/TU ngày 22/4/2025 về phân cấp quản lý cán bộ và bổ nhiệm, giới thiệu cán bộ ứng cử.",
        "về phân cấp quản lý cán bộ và bổ nhiệm, giới thiệu cán bộ ứng cử",
    ),
    (
        "Triển khai Chỉ thị số 40-CT/TW ngày 12/9/2024 của Ban Bí thư về tăng cường phòng, chống ma túy, mại dâm, cờ bạc và các tệ nạn khác.",
        "về tăng cường phòng, chống ma túy, mại dâm, cờ bạc và các tệ nạn khác",
    ),
    (
        "Theo Hướng dẫn số 30-HD/BTGTU ngày 08/8/2025 về tuyên truyền bầu cử, đại hội và các ngày lễ lớn trong năm.",
        "về tuyên truyền bầu cử, đại hội và các ngày lễ lớn trong năm",
    ),
    (
        "UBND tỉnh ban hành Kế hoạch số 140/KH-UBND ngày 09/9/2025 về bảo đảm quyền lợi, chế độ được hưởng của người có công.",
        "về bảo đảm quyền lợi, chế độ được hưởng của người có công",
    ),
    (
        "Thực hiện Nghị quyết số 20-NQ/TU về thu hút đầu tư, phát triển khu công nghiệp, cụm công nghiệp có hạ tầng đồng bộ.",
        "về thu hút đầu tư, phát triển khu công nghiệp, cụm công nghiệp có hạ tầng đồng bộ",
    ),
    (
        "Theo Quyết định số 61/QĐ-UBND ngày 04/4/2025 về danh mục sản phẩm, dịch vụ công ích, hàng hóa được trợ giá.",
        "về danh mục sản phẩm, dịch vụ công ích, hàng hóa được trợ giá",
    ),
    # The title is closed by what stands before the sentence goes on.
    (
        "Ngày 10/10/2025, Đảng ủy phường ký Chương trình phối hợp số 02-CTr/ĐU-MTTQ với Mặt trận phường về giám sát cộng đồng.",
        None,
    ),
    (
        "Chương trình phối hợp số 05-CTrPH/HU-BCHQS ngày 06/3/2025 giữa Huyện ủy với Ban Chỉ huy Quân sự huyện và Công an huyện về xây dựng cơ sở vững mạnh.",
        "về xây dựng cơ sở vững mạnh",
    ),
    (
        "Quy chế phối hợp số 07-QCPH/BTGDV-SVHTTDL ngày 01/8/2025 giữa Ban Tuyên giáo và Dân vận Tỉnh ủy với Sở Văn hóa, Thể thao và Du lịch về quản lý lễ hội.",
        "về quản lý lễ hội",
    ),
    (
        "Hướng dẫn liên ngành số 11-HDLN/SNV-BTĐKT ngày 05/5/2025 của Sở Nội vụ và Ban Thi đua - Khen thưởng tỉnh về xét tặng danh hiệu thôn văn hóa.",
        "về xét tặng danh hiệu thôn văn hóa",
    ),
    (
        "Kế hoạch số 08-KH/BTGDVTU ngày 07/7/2025 của Ban Tuyên giáo và Dân vận Tỉnh ủy xây dựng đội ngũ báo cáo viên năm 2026.",
        "xây dựng đội ngũ báo cáo viên năm 2026",
    ),
    (
        "Công văn số 300-CV/BTGTU ngày 02/9/2025 của Ban Tuyên giáo Tỉnh ủy hướng dẫn treo cờ Tổ quốc, đề nghị các chi bộ nhắc từng hộ.",
        "hướng dẫn treo cờ Tổ quốc",
    ),
    (
        "Nghị quyết số 68-NQ/TW của Bộ Chính trị về kinh tế tư nhân đặt mục tiêu có hai triệu doanh nghiệp.",
        "về kinh tế tư nhân",
    ),
    (
        "- Tiền điện: Theo Quyết định số 28/QĐ-TTg về biểu giá bán lẻ điện, hộ nghèo được hỗ trợ 30 số điện đầu.",
        "về biểu giá bán lẻ điện",
    ),
    (
        "Theo Kết luận số 90-KL/TW ngày 09/9/2025 về tiền lương, từ ngày 01/01/2026 lương cơ sở tăng 8%.",
        "về tiền lương",
    ),
    (
        "Theo Kế hoạch số 61-KH/TU ngày 10/10/2025 về kỷ niệm ngày thành lập tỉnh, lễ kỷ niệm diễn ra tại quảng trường.",
        "về kỷ niệm ngày thành lập tỉnh",
    ),
    (
        "Chính phủ có Nghị định số 66/2025/NĐ-CP về học sinh bán trú, mức hỗ trợ 936.000 đồng một tháng.",
        "về học sinh bán trú",
    ),
    (
        "Đảng ủy xã triển khai Nghị quyết số 12-NQ/ĐU ngày 03/3/2025 về giảm nghèo, phấn đấu còn dưới 3% hộ nghèo.",
        "về giảm nghèo",
    ),
    (
        "Thông tư số 09/2025/TT-BNV hướng dẫn thực hiện Luật Cán bộ, công chức quy định lại ngạch và bậc.",
        "hướng dẫn thực hiện Luật Cán bộ, công chức",
    ),
    (
        "Theo Luật số 43/2024/QH15 về thủ đô, thành phố được tự quyết định biên chế.",
        "về thủ đô",
    ),
    # A quotation that is never closed ends with its sentence.
    (
        "Chi bộ làm theo Hướng dẫn số 41-HD/ĐUK, ngày 05/8/2024 của Đảng ủy Khối “một số nội dung về bầu cử trong Đảng. Sau đó các tổ đảng họp.",
        "một số nội dung về bầu cử trong Đảng",
    ),
    (
        "Chi bộ làm theo Kế hoạch số 42-KH/ĐU, ngày 06/8/2024 của Đảng ủy về “Ngày thứ bảy xanh. Sau đó các tổ đảng họp.",
        "về “Ngày thứ bảy xanh",
    ),
    # A word for the document, to be used from here on.
    (
        "Ngày 09/9/2025, Ban Bí thư ban hành Quy định số 188-QĐ/TW về thẻ đảng viên (Quy định); cấp ủy cần đọc kỹ.",
        "về thẻ đảng viên",
    ),
    # What a provision provides.
    (
        "Điều 7, Quy định số 88-QĐ/TW ngày 09/9/2025 của Ban Bí thư hướng dẫn việc đóng đảng phí theo Điều lệ Đảng quy định về mức đóng của đảng viên nghỉ hưu.",
        "hướng dẫn việc đóng đảng phí theo Điều lệ Đảng",
    ),
    (
        "Khoản 2 Nghị định số 55/2025/NĐ-CP về trợ giúp người cao tuổi theo quy định về dân số quy định người hưởng phải khai một lần.",
        "về trợ giúp người cao tuổi theo quy định về dân số",
    ),
    # An order and whom it is given to.
    ("Ngày 03/3/2025, UBND tỉnh ban hành Văn bản số 911/UBND-VX chỉ đạo các sở, ban, ngành treo cờ.", None),
    (
        "Ngày 03/3/2025, UBND tỉnh ban hành Văn bản số 912/UBND-VX chỉ đạo tăng cường phòng cháy rừng.",
        "chỉ đạo tăng cường phòng cháy rừng",
    ),
    # Who does it is a list, and what is done comes behind it.
    (
        "Thực hiện Quyết định số 97 của Tỉnh ủy về việc đoàn thể, hội quần chúng và người dân tham gia giám sát đầu tư, ban công tác thôn đã lập ba tổ.",
        "về việc đoàn thể, hội quần chúng và người dân tham gia giám sát đầu tư",
    ),
    # Receivers parted by semicolons stand before the subject.
    (
        "Sở Y tế có Công văn số 815/SYT-NVY gửi Giám đốc các bệnh viện; Trưởng phòng Y tế các huyện; Trạm trưởng các trạm y tế về việc trực cấp cứu dịp Tết.",
        "về việc trực cấp cứu dịp Tết",
    ),
    # What was issued, or is pointed into, is joined to nothing: the words are those of its title.
    (
        "Ngày 02/5/2025, Đảng ủy ban hành Kế hoạch số 118-KH/ĐU về phát triển vùng chè gắn với thực hiện chương trình nông thôn mới.",
        "về phát triển vùng chè gắn với thực hiện chương trình nông thôn mới",
    ),
    (
        "Đó là một nội dung tại Nghị quyết số 119-NQ/HU của Huyện ủy về xây dựng làng văn hóa gắn với phong trào toàn dân bảo vệ an ninh.",
        "về xây dựng làng văn hóa gắn với phong trào toàn dân bảo vệ an ninh",
    ),
    (
        "Chi bộ tiếp tục thực hiện Kế hoạch số 120-KH/ĐU của Đảng ủy về nêu gương gắn với thực hiện lời hứa trước dân.",
        "về nêu gương",
    ),
    # How far it looks is the last that a title says.
    (
        "Cấp ủy sơ kết Chương trình số 12-CTr/TU, ngày 05/5/2021 của Tỉnh ủy về phát triển đô thị giai đoạn 2021 - 2025, tầm nhìn đến năm 2035 trong toàn khối dân vận.",
        "về phát triển đô thị giai đoạn 2021 - 2025, tầm nhìn đến năm 2035",
    ),
]

# What the words alone do not tell: only who knows the document can say where its title ends.
NOT_TOLD = {
    "Theo Quyết định số 61/QĐ-UBND ngày 04/4/2025": "whether the last of the list or a main clause",
    "Hướng dẫn số 15-HD/ĐU ngày 06/6/2025": "whether the guide or the meetings apply to every cell",
}


@pytest.mark.parametrize(("sentence", "title"), RUNNING, ids=range(len(RUNNING)))
def test_a_title_in_running_text_ends_where_the_sentence_goes_on(sentence: str, title: str | None) -> None:
    found = find_citations(sentence)
    assert found, "no document found"
    reason = next((why for start, why in NOT_TOLD.items() if sentence.startswith(start)), "")
    if reason:
        assert found[0].title != title, "read by now: take the sentence out of NOT_TOLD"
        return
    assert (found[0].title or None) == title


JOINT = [
    (
        "Chương trình phối hợp số 05-CTrPH/HU-BCHQS ngày 06/3/2025 giữa Huyện ủy với Ban Chỉ huy Quân sự huyện và Công an huyện về xây dựng cơ sở vững mạnh.",
        "Huyện ủy với Ban Chỉ huy Quân sự huyện và Công an huyện",
    ),
    (
        "Hướng dẫn liên tịch số 06-HDLT/SNV-BTĐKT ngày 05/5/2025 giữa Sở Nội vụ và Ban Thi đua - Khen thưởng tỉnh về xét tặng danh hiệu thôn văn hóa.",
        "Sở Nội vụ và Ban Thi đua - Khen thưởng tỉnh",
    ),
    (
        "Kế hoạch số 08-KH/BTGDVTU ngày 07/7/2025 của Ban Tuyên giáo và Dân vận Tỉnh ủy xây dựng đội ngũ báo cáo viên năm 2026.",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    ),
    ("Kế hoạch số 12/KH-SXD ngày 07/7/2025 của Sở Xây dựng tỉnh về cây xanh đô thị.", "Sở Xây dựng tỉnh"),
]


@pytest.mark.parametrize(("sentence", "issuer"), JOINT, ids=range(len(JOINT)))
def test_an_issuer_is_read_whole_and_stops_at_the_verb(sentence: str, issuer: str) -> None:
    assert [one.issuer for one in find_citations(sentence)] == [issuer]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Nghị quyết 68 xác định kinh tế tư nhân là động lực.", "68"),
        ("Mở đầu buổi họp. Chỉ thị 35 yêu cầu làm đúng từng bước.", "35"),
        ("- Kết luận 75 cho phép giữ nguyên mô hình.", "75"),
    ],
)
def test_a_bare_number_at_the_head_of_a_sentence_is_a_document_when_it_says_something(
    sentence: str, number: str
) -> None:
    assert [one.number for one in find_citations(sentence)] == [number]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kế hoạch 10 năm xác định hai bước.",
        "Kết luận 12 nội dung xác định lại việc cần làm.",
        "Trong số đó, quyết định 20 giao cho các thôn.",
    ],
)
def test_figures_that_count_something_are_no_document(sentence: str) -> None:
    assert find_citations(sentence) == []
