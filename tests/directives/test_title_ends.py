"""Where a title ends, by how the citation stands in its sentence; and what the other mentions of one text say about it."""

import re

import pytest

from cadre_portal.text import fold
from directives.citations import find_citations
from directives.citations.patterns import ACCENTED, PLAIN, TITLE_END_GATE, Grammar
from directives.citations.titles import Outer, read_title, title_may_begin

# Sentence, and the title (or None) of its first document; the answers were written before the reader was run on them.
ENDS = [
    # --- what is said of the document: verb after the title
    (
        "Quyết định số 1274/QĐ-TTg ngày 09/8/2024 của Thủ tướng Chính phủ phê duyệt Chương trình phát triển nghề muối bền vững đến năm 2035, định hướng đến năm 2045 giao Bộ Công Thương theo dõi thị trường.",
        "phê duyệt Chương trình phát triển nghề muối bền vững đến năm 2035, định hướng đến năm 2045",
    ),
    (
        "Nghị định số 207/2025/NĐ-CP ngày 14/7/2025 của Chính phủ về quản lý chợ dân sinh đã bổ sung quy định về nơi tập kết rác.",
        "về quản lý chợ dân sinh",
    ),
    (
        "Kết luận số 91-KL/TU ngày 18/9/2024 của Ban Thường vụ Tỉnh ủy về công tác dân vận vùng đồng bào theo đạo chỉ rõ ba hạn chế cần khắc phục.",
        "về công tác dân vận vùng đồng bào theo đạo",
    ),
    (
        "Chỉ thị số 37-CT/TU ngày 06/3/2025 của Tỉnh ủy về nâng cao chất lượng sinh hoạt chi bộ nhấn mạnh vai trò nêu gương của bí thư chi bộ.",
        "về nâng cao chất lượng sinh hoạt chi bộ",
    ),
    (
        "Luật số 88/2025/QH15 về dẫn nước, trữ nước trao quyền quyết định cho chủ tịch ủy ban nhân dân cấp xã.",
        "về dẫn nước, trữ nước",
    ),
    (
        "Nghị quyết số 26/2025/NQ-HĐND ngày 10/7/2025 của HĐND tỉnh quy định mức thưởng cho vận động viên đạt huy chương được thông qua với 100% đại biểu tán thành.",
        "quy định mức thưởng cho vận động viên đạt huy chương",
    ),
    (
        "Thông tư số 52/2024/TT-BTC ngày 15/8/2024 của Bộ Tài chính hướng dẫn quyết toán vốn đầu tư công sẽ thay thế Thông tư số 96/2021/TT-BTC.",
        "hướng dẫn quyết toán vốn đầu tư công",
    ),
    (
        "Đề án số 06-ĐA/TU ngày 22/4/2024 của Tỉnh ủy về sắp xếp tổ chức bộ máy bước đầu mang lại kết quả rõ nét.",
        "về sắp xếp tổ chức bộ máy",
    ),
    (
        "Hướng dẫn số 14-HD/BTGTU ngày 02/02/2025 của Ban Tuyên giáo Tỉnh ủy tuyên truyền đại hội đảng bộ các cấp nêu ba nhóm nội dung trọng tâm.",
        "tuyên truyền đại hội đảng bộ các cấp",
    ),
    (
        "Quy định số 178-QĐ/TW ngày 27/6/2024 của Bộ Chính trị về kiểm soát quyền lực trong công tác xây dựng pháp luật gồm 5 chương, 16 điều.",
        "về kiểm soát quyền lực trong công tác xây dựng pháp luật",
    ),
    # --- what is told of the document behind a comma
    (
        "Công điện số 12/CĐ-UBND ngày 05/9/2026 của UBND tỉnh về việc ứng phó mưa lũ, chi tiết xem tại cổng thông tin của tỉnh.",
        "về việc ứng phó mưa lũ",
    ),
    (
        "Các nghị quyết lớn trong năm:\n- Nghị quyết số 31-NQ/TU về phát triển nghề rừng, nhấn mạnh vai trò của hợp tác xã.\n",
        "về phát triển nghề rừng",
    ),
    (
        "Các nghị quyết lớn trong năm:\n- Nghị quyết số 32-NQ/TU về giữ nghề dệt, coi đây là nguồn thu của bản.\n",
        "về giữ nghề dệt",
    ),
    (
        "Chi bộ học Nghị quyết số 33-NQ/TU về chăm lo người cao tuổi, khẳng định trách nhiệm của từng đảng viên.",
        "về chăm lo người cao tuổi",
    ),
    # --- beside it a paper with a name of its own
    (
        "Mục tiêu của Nghị quyết số 34-NQ/TU về bảo vệ nguồn nước, Chiến lược Cấp nước nông thôn đến năm 2035 được giao cho các xã.",
        "về bảo vệ nguồn nước",
    ),
    (
        "Chi bộ học Hướng dẫn số 35-HD/TU về thi hành Luật Đất đai, Luật Nhà ở trong nội bộ.",
        "về thi hành Luật Đất đai, Luật Nhà ở trong nội bộ",
    ),
    (
        "Chuyên đề nói về Nghị quyết số 36-NQ/TU ngày 04/5/2026 của Tỉnh ủy về kinh tế hộ và kế hoạch thực hiện Nghị quyết số 36-NQ/TU.",
        "về kinh tế hộ",
    ),
    # --- who held the meeting
    (
        "Đảng viên dự hội nghị quán triệt Nghị quyết số 37-NQ/TU của Tỉnh ủy về khuyến học do Ban Tuyên giáo, Ban Tổ chức Tỉnh ủy tổ chức tại hội trường lớn.",
        "về khuyến học",
    ),
    (
        "UBND tỉnh ban hành Kế hoạch số 38/KH-UBND ngày 03/4/2026 về tham gia hội diễn do Bộ Văn hóa tổ chức.",
        "về tham gia hội diễn do Bộ Văn hóa tổ chức",
    ),
    # --- its words follow
    (
        "- Tại khoản 1, Quy định số 39-QĐ/TU, ngày 06/7/2026 của Tỉnh ủy về kỷ luật phát ngôn nêu:\n“Đảng viên nói và làm theo nghị quyết.”",
        "về kỷ luật phát ngôn",
    ),
    (
        "Trường nhận được Công văn số 40/SGD-VP về cuộc thi viết thư lần thứ 9, năm 2026, theo đó bài dự thi gửi qua bưu điện.",
        "về cuộc thi viết thư lần thứ 9, năm 2026",
    ),
    # --- main clause with its own subject behind a comma
    (
        "Thực hiện Công văn số 1186-CV/BTCTU ngày 20/11/2024 của Ban Tổ chức Tỉnh ủy về việc rà soát đảng viên đi làm ăn xa, Đảng ủy xã Tân Sơn giao mỗi chi bộ lập danh sách riêng.",
        "về việc rà soát đảng viên đi làm ăn xa",
    ),
    (
        "Sau 5 năm thực hiện Nghị quyết số 10-NQ/TU ngày 16/12/2019 của Tỉnh ủy về phát triển kinh tế rừng, độ che phủ rừng của tỉnh đạt 58,4%.",
        "về phát triển kinh tế rừng",
    ),
    (
        "Triển khai Chỉ thị số 24/CT-TTg ngày 11/8/2025 của Thủ tướng Chính phủ về phòng ngừa cháy, nổ tại chung cư, nhà trọ, Công an thành phố kiểm tra hơn 1.200 cơ sở.",
        "về phòng ngừa cháy, nổ tại chung cư, nhà trọ",
    ),
    (
        "Căn cứ Nghị quyết số 09/NQ-HĐND ngày 29/4/2025 của HĐND tỉnh về việc thông qua danh mục dự án cần thu hồi đất, UBND tỉnh giao Sở Nông nghiệp và Môi trường công bố công khai.",
        "về việc thông qua danh mục dự án cần thu hồi đất",
    ),
    (
        "Thực hiện Kế hoạch số 245/KH-UBND ngày 12/9/2025 của UBND tỉnh về chiến dịch 60 ngày làm sạch dữ liệu đất đai, đến nay xã Phú Lộc rà soát xong 3.412 thửa.",
        "về chiến dịch 60 ngày làm sạch dữ liệu đất đai",
    ),
    (
        "Để cụ thể hóa Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia, Ban Thường vụ Đảng ủy phường ra nghị quyết chuyên đề.",
        "về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia",
    ),
    (
        "Theo Kế hoạch số 310-KH/HU ngày 05/5/2024 của Huyện ủy về học tập chuyên đề năm 2024, 100% chi bộ tổ chức học trong quý II.",
        "về học tập chuyên đề năm 2024",
    ),
    (
        "Thực hiện Quyết định số 2190/QĐ-UBND ngày 30/10/2024 của UBND tỉnh về hỗ trợ xóa nhà tạm, nhà dột nát, trên địa bàn huyện có 215 hộ được làm nhà mới.",
        "về hỗ trợ xóa nhà tạm, nhà dột nát",
    ),
    (
        "Quán triệt Kết luận số 127-KL/TW ngày 28/02/2025 của Bộ Chính trị, Ban Bí thư về triển khai nghiên cứu, đề xuất tiếp tục sắp xếp tổ chức bộ máy của hệ thống chính trị, cán bộ, đảng viên đồng tình, ủng hộ cao.",
        "về triển khai nghiên cứu, đề xuất tiếp tục sắp xếp tổ chức bộ máy của hệ thống chính trị",
    ),
    (
        "Thực hiện Chỉ thị số 12-CT/TU ngày 01/4/2022 của Tỉnh ủy về giữ gìn vệ sinh môi trường, xây dựng cảnh quan nông thôn, phong trào “Ngày thứ bảy sạch” lan rộng khắp các thôn.",
        "về giữ gìn vệ sinh môi trường, xây dựng cảnh quan nông thôn",
    ),
    (
        "Theo Thông báo số 219-TB/VPTU ngày 14/6/2025 của Văn phòng Tỉnh ủy về lịch tiếp công dân, vào ngày 15 hằng tháng đồng chí Bí thư tiếp công dân tại trụ sở.",
        "về lịch tiếp công dân",
    ),
    # --- purpose, manner, time behind the title
    (
        "Ban Thường vụ Thành ủy ban hành Nghị quyết số 19-NQ/TU ngày 17/5/2024 về phát triển kinh tế đêm nhằm tạo thêm việc làm cho người dân khu phố cổ.",
        "về phát triển kinh tế đêm",
    ),
    (
        "Đảng ủy phường xây dựng Kế hoạch số 62-KH/ĐU ngày 21/02/2025 về học tập và làm theo Bác theo từng nhóm đối tượng, phù hợp với đặc điểm của chi bộ.",
        "về học tập và làm theo Bác theo từng nhóm đối tượng, phù hợp với đặc điểm của chi bộ",
    ),
    (
        "Tiếp tục thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh gắn với Nghị quyết Trung ương 4 khóa XII.",
        "về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    ),
    (
        "Các chi bộ tổ chức học tập Nghị quyết số 44-NQ/TW ngày 24/11/2023 về Chiến lược bảo vệ Tổ quốc trong tình hình mới bằng hình thức trực tuyến.",
        "về Chiến lược bảo vệ Tổ quốc trong tình hình mới",
    ),
    (
        "HĐND tỉnh ban hành Nghị quyết số 31/2024/NQ-HĐND quy định chính sách hỗ trợ phát triển du lịch nông thôn giai đoạn 2025 - 2030 với tổng kinh phí 86 tỷ đồng.",
        "quy định chính sách hỗ trợ phát triển du lịch nông thôn giai đoạn 2025 - 2030",
    ),
    (
        "UBND xã ban hành Kế hoạch số 45/KH-UBND về thu gom, phân loại rác thải sinh hoạt tại nguồn, trong đó đặt mục tiêu 80% số hộ phân loại rác.",
        "về thu gom, phân loại rác thải sinh hoạt tại nguồn",
    ),
    (
        "Tỉnh ủy ban hành Chương trình hành động số 40-CTr/TU ngày 08/11/2024 thực hiện Nghị quyết số 45-NQ/TW về tiếp tục xây dựng và phát huy vai trò của đội ngũ trí thức, xác định 6 nhóm nhiệm vụ.",
        "thực hiện Nghị quyết số 45-NQ/TW về tiếp tục xây dựng và phát huy vai trò của đội ngũ trí thức",
    ),
    (
        "Thực hiện nghiêm Công điện số 77/CĐ-TTg ngày 02/8/2025 của Thủ tướng Chính phủ về chủ động ứng phó mưa lũ; đồng thời bố trí lực lượng trực 24/24 giờ.",
        "về chủ động ứng phó mưa lũ",
    ),
    (
        "Lãnh đạo thực hiện tốt Chỉ thị số 45-CT/TW ngày 14/4/2025 của Bộ Chính trị về đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIV của Đảng và các văn bản hướng dẫn của Trung ương.",
        "về đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
    ),
    (
        "Quán triệt Quy định số 144-QĐ/TW ngày 09/5/2024 của Bộ Chính trị về chuẩn mực đạo đức cách mạng của cán bộ, đảng viên giai đoạn mới cho toàn thể đảng viên.",
        "về chuẩn mực đạo đức cách mạng của cán bộ, đảng viên giai đoạn mới",
    ),
    # --- brackets and names given
    (
        "Nghị quyết số 33/2024/QH15 ngày 21/6/2024 của Quốc hội về chất vấn tại Kỳ họp thứ 7 (sau đây gọi tắt là Nghị quyết 33) giao Chính phủ bảy việc.",
        "về chất vấn tại Kỳ họp thứ 7",
    ),
    (
        "Chính phủ ban hành Nghị định số 120/2025/NĐ-CP quy định về phân quyền trong lĩnh vực văn hóa (có hiệu lực từ 01/7/2025).",
        "quy định về phân quyền trong lĩnh vực văn hóa",
    ),
    (
        "Ngày 03/6/2025, Ban Bí thư ban hành Hướng dẫn số 31-HD/TW (thay thế Hướng dẫn số 01-HD/TW) về thi hành Điều lệ Đảng.",
        "về thi hành Điều lệ Đảng",
    ),
    (
        "Kết luận số 72-KL/TW, ngày 23/02/2024 của Bộ Chính trị “Về tiếp tục thực hiện Nghị quyết số 13-NQ/TW khóa XI về xây dựng hệ thống kết cấu hạ tầng đồng bộ” đề ra 6 nhiệm vụ.",
        "Về tiếp tục thực hiện Nghị quyết số 13-NQ/TW khóa XI về xây dựng hệ thống kết cấu hạ tầng đồng bộ",
    ),
    (
        "Kế hoạch số 18/KH-MTTQ-BTT về phát động phong trào “Vườn nhà em xanh” và hưởng ứng Tết trồng cây được gửi tới từng ban công tác mặt trận.",
        "về phát động phong trào “Vườn nhà em xanh” và hưởng ứng Tết trồng cây",
    ),
    (
        "Quyết định số 39/2025/QĐ-UBND ngày 12/8/2025 của UBND tỉnh (V/v ban hành đơn giá bồi thường cây trồng, vật nuôi) có nhiều điểm mới.",
        "V/v ban hành đơn giá bồi thường cây trồng, vật nuôi",
    ),
    (
        "Công văn số 884/UBND-NN ngày 19/3/2025 của UBND huyện V/v tăng cường phòng, chống bệnh dịch tả lợn Châu Phi.",
        "V/v tăng cường phòng, chống bệnh dịch tả lợn Châu Phi",
    ),
    # --- several documents
    (
        "Tuyên truyền Chỉ thị số 23-CT/TW ngày 25/5/2023 của Ban Bí thư về bảo đảm trật tự, an toàn giao thông trong tình hình mới và Chỉ thị số 10/CT-TTg ngày 19/4/2023 của Thủ tướng Chính phủ về tăng cường bảo đảm trật tự, an toàn giao thông.",
        "về bảo đảm trật tự, an toàn giao thông trong tình hình mới",
    ),
    (
        "Hội nghị nghe giới thiệu Quy định số 37-QĐ/TW về những điều đảng viên không được làm, Hướng dẫn số 02-HD/UBKTTW thực hiện một số điều của Quy định và Kết luận số 21-KL/TW.",
        "về những điều đảng viên không được làm",
    ),
    (
        "Ban hành Kế hoạch số 55-KH/TU thực hiện Nghị quyết số 42-NQ/TW ngày 24/11/2023 của Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII về tiếp tục đổi mới, nâng cao chất lượng chính sách xã hội, đáp ứng yêu cầu sự nghiệp xây dựng và bảo vệ Tổ quốc trong giai đoạn mới.",
        "thực hiện Nghị quyết số 42-NQ/TW ngày 24/11/2023 của Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII về tiếp tục đổi mới, nâng cao chất lượng chính sách xã hội, đáp ứng yêu cầu sự nghiệp xây dựng và bảo vệ Tổ quốc trong giai đoạn mới",
    ),
    (
        "Quốc hội thông qua Luật số 71/2025/QH15 về công nghiệp công nghệ số, Luật số 93/2025/QH15 về khoa học, công nghệ và đổi mới sáng tạo cùng nhiều nghị quyết quan trọng.",
        "về công nghiệp công nghệ số",
    ),
    (
        "Nghị định số 43/2025/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 15/2020/NĐ-CP về xử phạt vi phạm hành chính trong lĩnh vực bưu chính, viễn thông được ban hành ngày 28/02/2025.",
        "sửa đổi, bổ sung một số điều của Nghị định số 15/2020/NĐ-CP về xử phạt vi phạm hành chính trong lĩnh vực bưu chính, viễn thông",
    ),
    # --- addressees between number and title
    (
        "Sở Giáo dục và Đào tạo vừa có Công văn số 2755/SGDĐT-CTTT ngày 04/9/2025 gửi các trường trung học về việc quản lý học sinh sử dụng điện thoại trong giờ học.",
        "về việc quản lý học sinh sử dụng điện thoại trong giờ học",
    ),
    (
        "Thủ tướng Chính phủ có Công điện số 98/CĐ-TTg ngày 14/9/2025 gửi Bộ trưởng Bộ Quốc phòng, Chủ tịch UBND các tỉnh ven biển về ứng phó bão số 8.",
        "về ứng phó bão số 8",
    ),
    # --- the sentence stands before, the citation is its object, something follows
    (
        "UBND tỉnh vừa ban hành Quyết định số 1530/QĐ-UBND về việc công bố danh mục thủ tục hành chính không phụ thuộc địa giới, theo đó người dân nộp hồ sơ ở xã nào cũng được.",
        "về việc công bố danh mục thủ tục hành chính không phụ thuộc địa giới",
    ),
    (
        "Bộ Chính trị đã ký ban hành Nghị quyết số 79-NQ/TW ngày 06/01/2026 về phát triển kinh tế nhà nước; đây là nghị quyết có ý nghĩa chiến lược.",
        "về phát triển kinh tế nhà nước",
    ),
    (
        "Ban Bí thư ban hành Chỉ thị số 46-CT/TW ngày 16/5/2025 về lãnh đạo cuộc bầu cử đại biểu Quốc hội khóa XVI và bầu cử đại biểu hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031, yêu cầu cấp ủy các cấp tập trung lãnh đạo.",
        "về lãnh đạo cuộc bầu cử đại biểu Quốc hội khóa XVI và bầu cử đại biểu hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031",
    ),
    (
        "Đồng chí Phó Bí thư Thường trực ký Kế hoạch số 207-KH/TU về tổ chức kỷ niệm 80 năm ngày thành lập tỉnh, giao Ban Tuyên giáo và Dân vận chủ trì.",
        "về tổ chức kỷ niệm 80 năm ngày thành lập tỉnh",
    ),
    (
        "Chính phủ ban hành Nghị định số 178/2024/NĐ-CP về chính sách, chế độ đối với cán bộ, công chức, viên chức, người lao động và lực lượng vũ trang trong thực hiện sắp xếp tổ chức bộ máy của hệ thống chính trị, được sửa đổi, bổ sung bởi Nghị định số 67/2025/NĐ-CP.",
        "về chính sách, chế độ đối với cán bộ, công chức, viên chức, người lao động và lực lượng vũ trang trong thực hiện sắp xếp tổ chức bộ máy của hệ thống chính trị",
    ),
    (
        "Huyện ủy ban hành Quy chế số 07-QC/HU về phối hợp công tác giữa cấp ủy với mặt trận, đoàn thể kèm theo Quyết định số 390-QĐ/HU.",
        "về phối hợp công tác giữa cấp ủy với mặt trận, đoàn thể",
    ),
    (
        "Nghị quyết số 71-NQ/TW ngày 22/8/2025 của Bộ Chính trị về đột phá phát triển giáo dục và đào tạo vừa được Bộ Chính trị ban hành.",
        "về đột phá phát triển giáo dục và đào tạo",
    ),
    (
        "Tập trung triển khai Nghị quyết số 72-NQ/TW về một số giải pháp đột phá, tăng cường bảo vệ, chăm sóc và nâng cao sức khỏe nhân dân đến từng cán bộ y tế.",
        "về một số giải pháp đột phá, tăng cường bảo vệ, chăm sóc và nâng cao sức khỏe nhân dân",
    ),
    (
        "Nghị quyết số 59-NQ/TW về hội nhập quốc tế trong tình hình mới là bước ngoặt trong tư duy đối ngoại.",
        "về hội nhập quốc tế trong tình hình mới",
    ),
    # --- no title
    (
        "Tại Quyết định số 624/QĐ-UBND ngày 16/4/2025, UBND tỉnh phê duyệt quy hoạch chi tiết khu tái định cư Bản Mế.",
        None,
    ),
    ("Theo Nghị quyết số 35/NQ-CP của Chính phủ, thời gian nghỉ Tết kéo dài 9 ngày.", None),
    (
        "Quy chế làm việc ban hành kèm theo Quyết định số 05-QĐ/ĐU ngày 11/01/2025 của Đảng ủy xã quy định rõ lịch họp chi ủy.",
        None,
    ),
    (
        "Thực hiện Kế hoạch số 12-KH/ĐU của Đảng ủy, sáng ngày 04/3, chi bộ thôn Nà Lầu tổ chức sinh hoạt chuyên đề về chuyển đổi số.",
        None,
    ),
    ("Nghị định số 168/2024/NĐ-CP tăng mức phạt đối với nhiều lỗi vi phạm giao thông.", None),
    ("Công điện số 61/CĐ-TTg ngày 22/6/2025 yêu cầu các địa phương rà soát khu dân cư ven suối.", None),
    ("Thông tư số 29/2024/TT-BGDĐT cấm dạy thêm đối với học sinh tiểu học, trừ bồi dưỡng nghệ thuật, thể thao.", None),
    ("Căn cứ Quyết định số 88-QĐ/TU ngày 12/12/2024 của Tỉnh ủy, các cấp ủy tổ chức kiểm điểm cuối năm.", None),
    # --- headings
    (
        "KẾ HOẠCH SỐ 201-KH/TU NGÀY 14/5/2025 CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ CHUYỂN ĐỔI SỐ TRONG CÁC CƠ QUAN ĐẢNG\nNgày 14/5/2025, Ban Thường vụ Tỉnh ủy ban hành kế hoạch.",
        "VỀ CHUYỂN ĐỔI SỐ TRONG CÁC CƠ QUAN ĐẢNG",
    ),
    (
        "2. Chỉ thị số 08-CT/TU ngày 09/02/2024 của Tỉnh ủy về tổ chức Tết trồng cây, bảo vệ rừng đầu nguồn, phát huy vai trò của hộ nhận khoán\nNội dung chính như sau.",
        "về tổ chức Tết trồng cây, bảo vệ rừng đầu nguồn, phát huy vai trò của hộ nhận khoán",
    ),
    (
        "- Quyết định số 1719/QĐ-TTg ngày 14/10/2021 của Thủ tướng Chính phủ phê duyệt Chương trình mục tiêu quốc gia phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi giai đoạn 2021 - 2030, giai đoạn I: từ năm 2021 đến năm 2025.",
        "phê duyệt Chương trình mục tiêu quốc gia phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi giai đoạn 2021 - 2030, giai đoạn I: từ năm 2021 đến năm 2025",
    ),
    # What real texts showed, in other words: a remark before the verb, a body with a name of its own, a verb of any kind.
    (
        "Sở đã ban hành Công văn số 415/SNNMT-TL ngày 06/5/2026 đôn đốc các đơn vị quản lý hồ chứa lập phương án ứng phó.",
        "đôn đốc các đơn vị quản lý hồ chứa lập phương án ứng phó",
    ),
    (
        "Đã tham mưu lãnh đạo Sở ban hành Kế hoạch số 88/KH-SCT ngày 09/4/2026 (kèm theo 02 biểu mẫu) kiểm tra việc niêm yết giá tại các chợ.",
        "kiểm tra việc niêm yết giá tại các chợ",
    ),
    (
        "- Báo cáo số 77/BC-UBND ngày 11/3/2026 báo cáo kết quả gieo cấy vụ xuân trên địa bàn xã.",
        "báo cáo kết quả gieo cấy vụ xuân trên địa bàn xã",
    ),
    (
        "Căn cứ Nghị quyết số 21-NQ/ĐU của Đảng ủy về chăm lo sinh viên, Phòng CTSV tổ chức phát 200 suất quà.",
        "về chăm lo sinh viên",
    ),
    (
        "Thực hiện Chỉ thị số 16-CT/HU ngày 05/02/2024 của Huyện ủy về thi đua làm thủy lợi và Kế hoạch 3 năm kiên cố hóa kênh mương; các xã đã ra quân.",
        "về thi đua làm thủy lợi và Kế hoạch 3 năm kiên cố hóa kênh mương",
    ),
    (
        "Chi bộ học Kết luận số 19-KL/HU ngày 08/8/2025 của Huyện ủy về nuôi cá lồng, tạo nên không khí thi đua sôi nổi.",
        "về nuôi cá lồng",
    ),
    (
        "Sở Y tế có văn bản về việc chuẩn bị họp.Theo Kế hoạch số 12/KH-SYT của Sở Y tế về tiêm chủng, Trạm Y tế tổ chức hai đợt tiêm.",
        "về tiêm chủng",
    ),
    # Again before the reader was run: what acts on the document, and what it is held to be.
    (
        "Trên cơ sở đó, Ban Thường vụ Tỉnh ủy đã ban hành Nghị quyết số 27-NQ/TU ngày 05/8/2025 về phát triển logistics đến năm 2030, tầm nhìn đến năm 2045; UBND tỉnh ban hành Kế hoạch số 301/KH-UBND để tổ chức thực hiện.",
        "về phát triển logistics đến năm 2030, tầm nhìn đến năm 2045",
    ),
    (
        "Đảng ủy xã đã tổ chức hội nghị trực tiếp kết hợp trực tuyến để quán triệt Nghị quyết số 70-NQ/TW ngày 20/8/2025 của Bộ Chính trị về bảo đảm an ninh năng lượng quốc gia đến năm 2030, tầm nhìn đến năm 2045 tới toàn thể cán bộ, đảng viên.",
        "về bảo đảm an ninh năng lượng quốc gia đến năm 2030, tầm nhìn đến năm 2045",
    ),
    (
        "Việc thực hiện Chỉ thị số 40-CT/TW ngày 22/11/2014 của Ban Bí thư về tăng cường sự lãnh đạo của Đảng đối với tín dụng chính sách xã hội đã giúp 12.450 lượt hộ nghèo vay vốn.",
        "về tăng cường sự lãnh đạo của Đảng đối với tín dụng chính sách xã hội",
    ),
    (
        "Đồng chí Chủ tịch UBND phường vừa ký Quyết định số 118/QĐ-UBND về việc kiện toàn Tổ công nghệ số cộng đồng, gồm 9 thành viên.",
        "về việc kiện toàn Tổ công nghệ số cộng đồng",
    ),
    (
        "Kế hoạch số 52-KH/ĐU ngày 11/3/2026 của Đảng ủy về kiểm tra việc thực hiện Nghị quyết số 03-NQ/ĐU về chuyển đổi số được triển khai tại 6 chi bộ.",
        "về kiểm tra việc thực hiện Nghị quyết số 03-NQ/ĐU về chuyển đổi số",
    ),
    (
        "Tỉnh ủy yêu cầu thực hiện nghiêm Quy định số 205-QĐ/TW về kiểm soát quyền lực trong công tác cán bộ và chống chạy chức, chạy quyền ngay từ khâu giới thiệu nhân sự.",
        "về kiểm soát quyền lực trong công tác cán bộ và chống chạy chức, chạy quyền",
    ),
    ("Luật Căn cước số 26/2023/QH15 có hiệu lực từ ngày 01/7/2024.", "Căn cước"),
    (
        "Ngày 10/02/2026, Chính phủ ban hành Nghị định số 41/2026/NĐ-CP (Nghị định 41) quy định mức lương tối thiểu đối với người lao động làm việc theo hợp đồng lao động. Theo đó, vùng I là 5,3 triệu đồng.",
        "quy định mức lương tối thiểu đối với người lao động làm việc theo hợp đồng lao động",
    ),
    (
        "Từ ngày 01/7/2026, người dân được khám sức khỏe miễn phí theo Nghị quyết số 261/2025/QH15 về một số cơ chế, chính sách đột phá cho công tác bảo vệ sức khỏe nhân dân.",
        "về một số cơ chế, chính sách đột phá cho công tác bảo vệ sức khỏe nhân dân",
    ),
    (
        "Đối với nhiệm vụ này, căn cứ Hướng dẫn số 11-HD/BTCTW ngày 20/3/2025 về một số nội dung công tác tổ chức, cán bộ, cấp ủy lập danh sách dự nguồn trước khi đại hội.",
        "về một số nội dung công tác tổ chức, cán bộ",
    ),
    (
        "Các đồng chí nghiên cứu kỹ Quy định số 294-QĐ/TW ngày 26/5/2025 của Ban Chấp hành Trung ương thi hành Điều lệ Đảng, đối chiếu với thực tế của chi bộ.",
        "thi hành Điều lệ Đảng",
    ),
    (
        "Ủy ban Kiểm tra Tỉnh ủy ban hành Hướng dẫn số 04-HD/UBKTTU về quy trình giám sát chuyên đề (có mẫu biểu kèm theo).",
        "về quy trình giám sát chuyên đề",
    ),
    (
        "Thủ tướng ký Quyết định số 1012/QĐ-TTg ngày 25/5/2026 cho phép tỉnh Lạng Sơn chuyển mục đích sử dụng 120 ha rừng trồng.",
        "cho phép tỉnh Lạng Sơn chuyển mục đích sử dụng 120 ha rừng trồng",
    ),
    (
        "Nghị quyết số 15-NQ/ĐU ngày 22/9/2025 của Đảng ủy xã Mường Hoa “Phát triển du lịch cộng đồng gắn với giữ gìn bản sắc dân tộc Mông giai đoạn 2025 - 2030” xác định 4 khâu đột phá.",
        "Phát triển du lịch cộng đồng gắn với giữ gìn bản sắc dân tộc Mông giai đoạn 2025 - 2030",
    ),
    (
        "Phong trào được phát động theo Kế hoạch số 19/KH-MTTQ ngày 03/3/2026 của Ban Thường trực Ủy ban MTTQ Việt Nam xã về cuộc vận động “Nhà sạch, vườn đẹp”, đến nay có 420 hộ đăng ký.",
        "về cuộc vận động “Nhà sạch, vườn đẹp”",
    ),
    (
        "Bộ Tài chính vừa có Công văn 9015/BTC-QLCS gửi UBND các tỉnh, thành phố về việc xử lý trụ sở dôi dư, trong đó đề nghị hoàn thành trong năm 2026.",
        "về việc xử lý trụ sở dôi dư",
    ),
    (
        "Sau gần hai năm triển khai Đề án số 07-ĐA/TU ngày 14/6/2024 của Tỉnh ủy về nâng cao chất lượng đội ngũ cán bộ cơ sở, 100% bí thư chi bộ thôn đã qua bồi dưỡng lý luận chính trị.",
        "về nâng cao chất lượng đội ngũ cán bộ cơ sở",
    ),
    (
        "Hội đồng nhân dân phường thông qua Nghị quyết số 22/NQ-HĐND ngày 19/12/2025 về dự toán thu, chi ngân sách năm 2026 với số thu cân đối 48,6 tỷ đồng.",
        "về dự toán thu, chi ngân sách năm 2026",
    ),
    (
        "Triển khai có hiệu quả Nghị quyết số 57-NQ/TW, Kế hoạch số 02-KH/BCĐTW về thúc đẩy chuyển đổi số liên thông, đồng bộ, nhanh, hiệu quả đáp ứng yêu cầu sắp xếp tổ chức bộ máy.",
        None,
    ),
    (
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15, UBND xã ban hành quy chế làm việc.",
        "Tổ chức chính quyền địa phương",
    ),
    (
        "Nghị định số 238/2025/NĐ-CP quy định về chính sách học phí, miễn, giảm, hỗ trợ học phí, hỗ trợ chi phí học tập và giá dịch vụ trong lĩnh vực giáo dục, đào tạo nêu 23 nhóm đối tượng được miễn học phí.",
        "quy định về chính sách học phí, miễn, giảm, hỗ trợ học phí, hỗ trợ chi phí học tập và giá dịch vụ trong lĩnh vực giáo dục, đào tạo",
    ),
    (
        "Tại buổi làm việc, đồng chí đề nghị xã bám sát Kết luận số 187-KL/TW ngày 29/8/2025 về tăng cường bảo vệ nền tảng tư tưởng của Đảng trên không gian mạng để xây dựng kế hoạch riêng.",
        "về tăng cường bảo vệ nền tảng tư tưởng của Đảng trên không gian mạng",
    ),
    (
        "Chỉ thị số 52-CT/TW ngày 03/9/2025 của Ban Bí thư về thực hiện bảo hiểm y tế toàn dân giao cấp ủy đưa chỉ tiêu bao phủ vào nghị quyết hằng năm.",
        "về thực hiện bảo hiểm y tế toàn dân",
    ),
    (
        "Mức hỗ trợ thực hiện theo Nghị quyết số 08/2026/NQ-HĐND ngày 16/4/2026 của HĐND tỉnh quy định mức hỗ trợ đào ao, hồ nhỏ trữ nước, cụ thể: hộ nghèo 8 triệu đồng, hộ khác 5 triệu đồng.",
        "quy định mức hỗ trợ đào ao, hồ nhỏ trữ nước",
    ),
    (
        "Ban Tổ chức Trung ương có Công văn số 4180-CV/BTCTW ngày 12/6/2026 hướng dẫn chuyển sinh hoạt đảng cho đảng viên là sinh viên mới tốt nghiệp trên hệ thống điện tử.",
        "hướng dẫn chuyển sinh hoạt đảng cho đảng viên là sinh viên mới tốt nghiệp trên hệ thống điện tử",
    ),
    ("Chi bộ đọc toàn văn Thư ngày 19/8/2025 của Ban Thường vụ Tỉnh ủy gửi cán bộ, chiến sĩ vùng lũ.", None),
    (
        "Tiếp tục đẩy mạnh thực hiện Kết luận số 01-KL/TW ngày 18/5/2021, gắn với xây dựng chuẩn mực đạo đức cách mạng theo Quy định số 144-QĐ/TW.",
        None,
    ),
    (
        "Huyện ủy nhận được Thông báo số 88-TB/TU ngày 02/4/2025 thông báo ý kiến kết luận của Thường trực Tỉnh ủy về phương án bố trí trụ sở, đề nghị các xã báo cáo trước 10/4.",
        "thông báo ý kiến kết luận của Thường trực Tỉnh ủy về phương án bố trí trụ sở",
    ),
    (
        "Ngay sau khi Bộ Chính trị ban hành Nghị quyết số 80-NQ/TW ngày 07/01/2026 về phát triển văn hóa Việt Nam, Tỉnh ủy đã giao Ban Tuyên giáo và Dân vận dự thảo chương trình hành động.",
        "về phát triển văn hóa Việt Nam",
    ),
    (
        "Danh mục ban hành kèm theo Quyết định số 27/2026/QĐ-UBND ngày 08/6/2026 về định mức sử dụng xe ô tô.",
        "về định mức sử dụng xe ô tô",
    ),
    (
        "Một số điểm mới của Nghị định số 99/2026/NĐ-CP về hộ tịch: người dân đăng ký khai sinh ở bất kỳ xã nào.",
        "về hộ tịch",
    ),
    (
        "+ Chương trình số 33-CTr/TU ngày 28/01/2026 của Tỉnh ủy về công tác kiểm tra, giám sát năm 2026;\n+ Chương trình số 34-CTr/TU.",
        "về công tác kiểm tra, giám sát năm 2026",
    ),
    (
        "Nghị quyết số 19-NQ/TU của Tỉnh ủy về phát triển đô thị thông minh vẫn còn một số chỉ tiêu đạt thấp.",
        "về phát triển đô thị thông minh",
    ),
    (
        "Nhiều hộ đã biết đến Quyết định số 29/2023/QĐ-TTg về tín dụng đối với người chấp hành xong án phạt tù nhờ các buổi họp thôn.",
        "về tín dụng đối với người chấp hành xong án phạt tù",
    ),
    (
        "UBND tỉnh đã chỉ đạo thực hiện Quyết định số 06/QĐ-TTg phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia giai đoạn 2022 - 2025, tầm nhìn đến năm 2030 (Đề án 06), qua đó cắt giảm nhiều giấy tờ.",
        "phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia giai đoạn 2022 - 2025, tầm nhìn đến năm 2030",
    ),
    (
        "Bên cạnh việc thực hiện Chỉ thị số 31-CT/TU ngày 06/6/2025 về phòng, chống mua bán người, Công an xã còn mở chuyên mục trên loa truyền thanh.",
        "về phòng, chống mua bán người",
    ),
    (
        "Nội dung học tập: Chuyên đề năm 2026 theo Hướng dẫn số 25-HD/BTGDVTU ngày 15/01/2026 của Ban Tuyên giáo và Dân vận Tỉnh ủy về học tập chuyên đề toàn khóa.",
        "về học tập chuyên đề toàn khóa",
    ),
    (
        "Cấp ủy phải coi Chỉ thị số 50-CT/TW về tăng cường sự lãnh đạo của Đảng đối với công tác phòng, chống lãng phí là nhiệm vụ thường xuyên.",
        "về tăng cường sự lãnh đạo của Đảng đối với công tác phòng, chống lãng phí",
    ),
    # --- grounds: their lines hold no main clause
    (
        "Căn cứ Quy định số 19-QĐ/TU ngày 13/11/2025 của Tỉnh ủy về phân cấp quản lý cán bộ và quy hoạch, bổ nhiệm, tạm đình chỉ công tác, cho thôi giữ chức vụ đối với cán bộ;\n"
        "Đảng ủy phường quy định như sau.",
        "về phân cấp quản lý cán bộ và quy hoạch, bổ nhiệm, tạm đình chỉ công tác, cho thôi giữ chức vụ đối với cán bộ",
    ),
    (
        "Căn cứ Thông tư số 15/2026/TT-BGDĐT ngày 24/3/2026 của Bộ Giáo dục và Đào tạo ban hành Điều lệ trường mầm non, trường tiểu học, trường trung học và trường nhiều cấp;\n"
        "Căn cứ tình hình thực tế.",
        "ban hành Điều lệ trường mầm non, trường tiểu học, trường trung học và trường nhiều cấp",
    ),
    (
        "Căn cứ Quy định số 19-QĐ/TU ngày 13/11/2025 của Tỉnh ủy về phân cấp quản lý cán bộ, Đảng ủy phường yêu cầu: chi bộ rà soát; báo cáo.",
        "về phân cấp quản lý cán bộ",
    ),
    (
        "Căn cứ Nghị định số 30/2025/NĐ-CP ngày 9/11/2025 của Chính phủ quy định số lượng trưởng thôn; quy trình bầu, cho thôi; phụ cấp trưởng thôn và giao việc;\nXét tờ trình.",
        "quy định số lượng trưởng thôn; quy trình bầu, cho thôi; phụ cấp trưởng thôn và giao việc",
    ),
    (
        "Căn cứ Nghị định số 30/2025/NĐ-CP của Chính phủ quy định số lượng trưởng thôn; Thông tư số 4/2025/TT-BNV hướng dẫn việc bầu;\nXét tờ trình.",
        "quy định số lượng trưởng thôn",
    ),
    # --- a colon in a list; "nhỏ và vừa"
    (
        "- Quyết định số 41/QĐ-TTg ngày 31/3/2022 của Thủ tướng Chính phủ: Phê duyệt Chiến lược phát triển nghề biển đến năm 2030\n- Quyết định khác",
        "Phê duyệt Chiến lược phát triển nghề biển đến năm 2030",
    ),
    (
        "Chi bộ học Quyết định số 37/QĐ-BTC ngày 14/2/2024 của Bộ Tài chính về hỗ trợ doanh nghiệp nhỏ và vừa.",
        "về hỗ trợ doanh nghiệp nhỏ và vừa",
    ),
    (
        "Xét đề nghị tại Tờ trình số 92/TTr-UBND ngày 3/3/2026 về việc mở tuyến xe ra cảng Vân Lĩnh, Phó Thủ tướng Thường trực Chính phủ có ý kiến như sau.",
        "về việc mở tuyến xe ra cảng Vân Lĩnh",
    ),
    # --- questions; a list whose things begin alike; what a heading leaves out
    (
        "Câu 3: Nghị quyết số 25-NQ/TU ngày 9/9/2026 của Tỉnh ủy về chiến lược công tác tư tưởng trong bối cảnh mới xác định bao nhiêu nhiệm vụ, giải pháp?",
        "về chiến lược công tác tư tưởng trong bối cảnh mới",
    ),
    (
        "Chỉ thị số 7-CT/TU của Tỉnh ủy về đẩy mạnh học tập và làm theo Bác trong giai đoạn mới, ban hành vào thời gian nào?",
        "về đẩy mạnh học tập và làm theo Bác trong giai đoạn mới",
    ),
    (
        "Nhà trường thực hiện Thông tư số 32/2020/TT-BGDĐT về điều lệ trường trung học cơ sở, trường trung học phổ thông và trường nhiều cấp học.",
        "về điều lệ trường trung học cơ sở, trường trung học phổ thông và trường nhiều cấp học",
    ),
    (
        "Xã xây dựng Kế hoạch số 94/KH-UBND ngày 1/2/2026 về triển khai Đề án xã thông minh giai đoạn 2026 - 2028 trong đó có nhiệm vụ lắp trạm đo mưa.",
        "về triển khai Đề án xã thông minh giai đoạn 2026 - 2028",
    ),
    # --- a semicolon within a title that stands in a list
    (
        "Kết luận số 12-KL/TU ngày 5/10/2025 của Tỉnh ủy về xây dựng, chỉnh đốn Đảng bộ; kiên quyết ngăn chặn, đẩy lùi, xử lý nghiêm cán bộ suy thoái về lối sống; Chỉ thị số 5-CT/TU về trồng rừng.",
        "về xây dựng, chỉnh đốn Đảng bộ; kiên quyết ngăn chặn, đẩy lùi, xử lý nghiêm cán bộ suy thoái về lối sống",
    ),
    (
        "Chi bộ thực hiện Nghị quyết số 3-NQ/TU về chăm lo người có công; nâng cao chất lượng giáo dục ở xã; Chỉ thị số 5-CT/TU về trồng rừng.",
        "về chăm lo người có công; nâng cao chất lượng giáo dục ở xã",
    ),
    (
        "Chi bộ thực hiện Nghị quyết số 3-NQ/TU về chăm lo người có công; tổ chức ra quân trồng cây; Chỉ thị số 5-CT/TU về trồng rừng.",
        "về chăm lo người có công",
    ),
    # --- a question; a word that slipped in twice; what a carried-out plan is for; an office
    (
        "Theo Nghị quyết số 24-NQ/TU, ngày 22/8/2026 của Tỉnh ủy về phát huy tinh thần đổi mới, dám nghĩ, dám làm của đội ngũ đảng viên, có bao nhiêu nhiệm vụ, giải pháp?",
        "về phát huy tinh thần đổi mới, dám nghĩ, dám làm của đội ngũ đảng viên",
    ),
    (
        "Theo Kế hoạch số 6/KH-MTTQ-UB, ngày 09/9/2025 của của Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh về giám sát cuối năm",
        "về giám sát cuối năm",
    ),
    (
        "Triển khai thực hiện Đề án số 05-ĐA/TU ngày 02/12/2025 của Tỉnh ủy về chăm sóc sức khỏe cho Nhân dân tỉnh Hải Đông trong tình hình mới",
        "về chăm sóc sức khỏe cho Nhân dân tỉnh Hải Đông trong tình hình mới",
    ),
    (
        "Quyết định số 98/QĐ-CĐ ngày 12/5/2026 của Hiệu trưởng Trường Cao đẳng Sơn Khê ban hành Quy chế làm việc của Trường;",
        "ban hành Quy chế làm việc của Trường",
    ),
    (
        "Quy định số 39-QĐ/TU về thể thức văn bản của Đảng bộ (thay Quy định số 6-QĐ/TU năm 2017) có hiệu lực ngay.",
        "về thể thức văn bản của Đảng bộ",
    ),
    (
        "Thực hiện Chỉ thị số 50-CT/TU ngày 23/7/2025 của Tỉnh ủy về đổi mới sinh hoạt chi bộ, vừa qua, chi bộ khu 3 họp tại nhà văn hóa.",
        "về đổi mới sinh hoạt chi bộ",
    ),
]


@pytest.mark.parametrize(("sentence", "title"), ENDS, ids=[row[0][:60] for row in ENDS])
def test_a_title_ends_where_a_reader_would_end_it(sentence: str, title: str | None) -> None:
    found = find_citations(sentence)
    assert found
    assert found[0].title == (title or "")


def test_a_title_that_runs_on_is_cut_like_the_same_document_elsewhere_in_the_text() -> None:
    text = (
        "Nghị quyết số 14-NQ/TU ngày 02/3/2026 của Tỉnh ủy về phát triển nghề nuôi ong lấy mật vùng cao;\n"
        "Kế hoạch số 60/KH-UBND ngày 20/3/2026 của UBND tỉnh về thực hiện Nghị quyết số 14-NQ/TU ngày 02/3/2026 của Tỉnh ủy về phát "
        "triển nghề nuôi ong lấy mật vùng cao, Tổ giúp việc về khuyến nông, thú y làm các việc sau:"
    )
    first, plan, again = find_citations(text)
    assert first.title == again.title == "về phát triển nghề nuôi ong lấy mật vùng cao"
    assert plan.title.endswith("nuôi ong lấy mật vùng cao")


def test_a_title_shortened_elsewhere_stays_whole() -> None:
    text = (
        "Kết luận số 33-KL/TU về đẩy mạnh trồng rừng gỗ lớn của các hộ trong tình hình mới.\n"
        "Kết luận số 33-KL/TU về đẩy mạnh trồng rừng gỗ lớn của các hộ."
    )
    assert find_citations(text)[0].title.endswith("trong tình hình mới")


def test_where_a_plan_is_carried_out_belongs_to_the_plan_and_not_to_what_it_carries_out() -> None:
    text = (
        "Sở ban hành Kế hoạch số 31/KH-SYT ngày 04/3/2026 kiểm tra việc làm theo Chương trình số 09-CTr/TU ngày 12/01/2026 của Tỉnh ủy thực "
        "hiện Nghị quyết số 52-NQ/TW ngày 09/9/2025 của Bộ Chính trị tại các trạm y tế xã."
    )
    plan, programme, _ = find_citations(text)
    assert plan.title.endswith("tại các trạm y tế xã")
    assert programme.title == "thực hiện Nghị quyết số 52-NQ/TW ngày 09/9/2025 của Bộ Chính trị"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("công văn số 18/ĐHNL-ĐT ngày 15/3/2025 của Hiệu trưởng về việc nghỉ lễ", "Hiệu trưởng"),
        ("Kế hoạch số 7-KH/ĐU, ngày 14/10/2024 của Đảng ủy trường về “Thi đua dạy tốt”", "Đảng ủy trường"),
        ("Báo cáo số 9-BC/ĐU của Đảng ủy trường Đại học Nông Lâm Cần Thạch về kết quả năm học", "Đảng ủy trường Đại học Nông Lâm Cần Thạch"),
        ("Chỉ thị số 02/CT-HĐTV ngày 26/12/2023 của Hội đồng Quản trị vốn góp tại doanh nghiệp về phát động thi đua", "Hội đồng Quản trị vốn góp tại doanh nghiệp"),
        ("Kế hoạch số 29/KH-ĐHSP của Tập thể lãnh đạo Trường Đại học Sư phạm về công tác nhân sự", "Tập thể lãnh đạo Trường Đại học Sư phạm"),
        ("nghị quyết số 35-NQ/TW bộ chính trị về bảo vệ nền tảng tư tưởng", "bộ chính trị"),
        ("Chỉ thị số 5-CT/TU của Tỉnh ủy lãnh đạo đại hội chi bộ, bàn về nhân sự", "Tỉnh ủy"),
    ],
)  # fmt: skip
def test_an_issuer_of_unknown_words_reaches_to_the_subject_or_the_date(text: str, issuer: str) -> None:
    assert find_citations(text)[0].issuer == issuer


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Theo Nghị quyết số 66.25/2026/NQ-CP ngày 04/9/2026 của Chính phủ", ["66.25/2026/NQ-CP"]),
        ("Chương trình hành động số 06-Ctr/TU ngày 12/01/2026", ["06-Ctr/TU"]),
        ("theo Nghị định 117/2020, người vi phạm bị phạt", ["117/2020"]),
        ("Nghị quyết 9/2023 của tháng trước", []),
        ("mức trần tại Điều 36 Quyết định 213 không còn phù hợp", ["213"]),
        ("vốn 66.25/2026 tỷ đồng", []),
    ],
)
def test_numbers_as_real_texts_print_them(text: str, numbers: list[str]) -> None:
    assert [found.number for found in find_citations(text)] == numbers


def test_titles_of_one_document_within_each_other_are_cut_together() -> None:
    """The inner one ends where the text elsewhere ends it, and so do those around it, of the same document or another."""
    title = "về phát triển nghề nuôi ong lấy mật vùng cao"
    text = (
        f"Kế hoạch số 14-KH/TU {title};\n"
        f"Kế hoạch số 14-KH/TU thực hiện Kế hoạch số 14-KH/TU {title}, Tổ giúp việc về khuyến nông, thú y làm các việc sau:"
    )
    assert [found.title for found in find_citations(text)] == [title, f"thực hiện Kế hoạch số 14-KH/TU {title}", title]


def test_one_document_cited_in_a_thousand_ways_is_read_in_passing() -> None:
    """More wordings than any text has are not compared with each other; none is lost."""
    text = "".join(f"Kế hoạch số 1-KH/TU về việc trồng cây ở nơi rất xa thứ {place};\n" for place in range(1000))
    assert len({found.title for found in find_citations(text)}) == 1000


def test_a_heading_that_leaves_out_the_vision_shortens_no_title() -> None:
    text = (
        "Xã triển khai Nghị quyết số 27-NQ/TU về phát triển các vùng trong giai đoạn mới\n"
        "Đảng ủy xã quán triệt Nghị quyết số 27-NQ/TU ngày 28/8/2026 của Tỉnh ủy về phát triển các vùng trong giai đoạn mới, tầm nhìn đến năm 2045."
    )
    assert find_citations(text)[1].title == "về phát triển các vùng trong giai đoạn mới, tầm nhìn đến năm 2045"


def _ends_in(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], str | None]]:
    return [(found.span(), found.lastgroup) for found in pattern.finditer(text)]


@pytest.mark.parametrize("grammar", [ACCENTED, PLAIN], ids=["accented", "plain"])
def test_the_quick_look_at_first_letters_misses_no_word_that_ends_a_title(grammar: Grammar) -> None:
    gate = grammar.text(TITLE_END_GATE)
    whole = grammar.title_end.pattern
    assert whole.count(gate) == 1
    without, count = re.subn(r"\(\?=[^\W\d_]{2}(?:\|[^\W\d_]{2})+\)", "", whole.replace(gate, ""))
    assert count >= 2  # what documents say, and what is asked of them
    slow = re.compile(without, re.VERBOSE)
    # The pattern's own words, each taken out as it may be printed: "(?:mở|đẩy\s+mạnh)\s+" gives "mở" and "đẩy mạnh".
    words = {
        " ".join(part.split()) for part in re.split(r"[^\w\s]+", re.sub(r"\(\?<?[=!:]|\\s[+*]?|\\w|\\d", " ", whole))
    }
    starts = [f" {word} 5 các tổ chức" for word in words if word] + [f" {word}" for word in words if word]
    ending = [start for start in starts if any(span[0] == 0 for span, _ in _ends_in(slow, start))]
    assert len(ending) > 100
    assert [_ends_in(grammar.title_end, start) for start in starts] == [_ends_in(slow, start) for start in starts]


def test_a_look_back_is_asked_behind_its_word_with_the_same_answer() -> None:
    assert ACCENTED.compile(r"(?<!trở\s)(?<!làm\s)nên|(?<!x)a?b").pattern == r"nên(?<!trở\snên)(?<!làm\snên)|(?<!x)a?b"
    assert [found.start() for found in ACCENTED.compile(r"(?<!trở\s)nên").finditer("trở nên, nên")] == [9]


@pytest.mark.parametrize("grammar", [ACCENTED, PLAIN], ids=["accented", "plain"])
def test_the_quick_look_at_signs_leaves_no_title_unread(grammar: Grammar) -> None:
    head = "Kế hoạch số 12-KH/TU"
    signs = [
        "",
        " ",
        ",",
        ", ",
        ",  ",
        ",   ",
        ":",
        ": ",
        ".",
        ". ",
        ";",
        "; ",
        ")",
        ") ",
        "!",
        "? ",
        "”",
        "\n",
        ",\n",
        " - ",
    ]
    words = "về việc nuôi cá|v/v nuôi cá lồng|gửi các xã về nuôi cá|(v/v nuôi cá lồng)|“Nuôi cá lồng”|«Nuôi cá lồng»"
    words += (
        '|"Nuôi cá lồng"|(thay Kế hoạch cũ) về nuôi cá|chuyên đề về nuôi cá lồng|phê duyệt nuôi cá lồng|Về nuôi cá lồng'
    )
    words += "|các chi bộ nuôi cá lồng|(“Nuôi cá lồng”)|(|Kế hoạch nuôi cá lồng|quy định nuôi cá lồng"
    read = 0
    for sign in signs:
        for word in [*words.split("|"), ""]:
            text = head + sign + (fold(word) if grammar.plain else word)
            found = read_title(text, text.lower(), len(head), 0, grammar, Outer())
            read += found is not None
            assert found is None or title_may_begin(text.lower(), len(head), 0), text
    assert read > 40
