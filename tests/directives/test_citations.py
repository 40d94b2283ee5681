"""Citations in sentences as bulletins of provinces, wards and boards write them; all sentences and people are invented."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directives.citations import FoundCitation, annotate_html, citation_as_json, find_citations, link_spans
from directives.citations.issuers import read_issuer, read_owner
from directives.citations.patterns import ACCENTED, PLAIN, Grammar
from directives.deadlines import deadline_as_json, find_deadlines

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.txt"))


def only(text: str) -> FoundCitation:
    found = find_citations(text)
    assert len(found) == 1, [citation.raw for citation in found]
    return found[0]


# text, kind, number, date, issuer
HEADS = [
    ("Kế hoạch số 88-KH/TU, ngày 12/3/2025 của Ban Thường vụ Tỉnh ủy.", "Kế hoạch", "88-KH/TU", "2025-03-12", "Ban Thường vụ Tỉnh ủy"),
    ("kế hoạch số 88-KH/TU ngày12/3/2025 của Tỉnh uỷ Sơn La.", "Kế hoạch", "88-KH/TU", "2025-03-12", "Tỉnh uỷ Sơn La"),
    ("Chỉ thị số số 24 –CT / TW, ngày 5 tháng 8 năm 2023, của Ban Bí thư.", "Chỉ thị", "24-CT/TW", "2023-08-05", "Ban Bí thư"),
    ("Chỉ thị số 24 CT/TW của Ban Bí thư", "Chỉ thị", "24-CT/TW", None, "Ban Bí thư"),
    ("Chỉ thị 24CT/TW", "Chỉ thị", "24-CT/TW", None, ""),
    ("Nghị quyết 18-NQ/TW, khóa XII, ngày 25/10/2017", "Nghị quyết", "18-NQ/TW", "2017-10-25", ""),
    ("Nghị quyết số 26-NQ/TW ngày 19/5/2018, Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa XII về cán bộ", "Nghị quyết", "26-NQ/TW",
     "2018-05-19", "Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa XII"),
    ("Nghị quyết số 18-NQ/TW của Hội nghị Trung ương 6 khóa XII về đổi mới", "Nghị quyết", "18-NQ/TW", None, "Hội nghị Trung ương 6 khóa XII"),
    ("Quyết định số 217-QĐ/TW ngày 12/12/2013 của Bộ Chính trị (khóa XI) về việc ban hành Quy chế", "Quyết định", "217-QĐ/TW", "2013-12-12",
     "Bộ Chính trị (khóa XI)"),
    ("Nghị quyết số 43/2022/QH15 ngày 11.01.2022", "Nghị quyết", "43/2022/QH15", "2022-01-11", ""),
    ("Nghị quyết số 07/2025/NQ-HĐND ngày 10/7/2025 của Hội đồng nhân dân tỉnh Gia Lai khóa XII quy định chính sách", "Nghị quyết",
     "07/2025/NQ-HĐND", "2025-07-10", "Hội đồng nhân dân tỉnh Gia Lai khóa XII"),
    ("Kế hoạch số 9/KH-BCĐ của Ban Chỉ đạo xây dựng nông thôn mới tỉnh Sơn La thực hiện Bộ tiêu chí", "Kế hoạch", "9/KH-BCĐ", None,
     "Ban Chỉ đạo xây dựng nông thôn mới tỉnh Sơn La"),
    ("Kế hoạch số 10-KH/BCĐ của Ban Chỉ đạo 35 Thành ủy triển khai cuộc thi", "Kế hoạch", "10-KH/BCĐ", None, "Ban Chỉ đạo 35 Thành ủy"),
    ("Kế hoạch số 12-KH/CB ngày 02/01/2025 của Chi bộ tổ dân phố 5 về học tập", "Kế hoạch", "12-KH/CB", "2025-01-02", "Chi bộ tổ dân phố 5"),
    ("Kế hoạch số 33-KH/ĐUK của Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh về thi đua", "Kế hoạch", "33-KH/ĐUK", None,
     "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh"),
    ("Kế hoạch số 66/KH-SGDĐT, ngày 3/3/2025 của Sở Giáo dục và Đào tạo tỉnh Hà Giang về phổ cập", "Kế hoạch", "66/KH-SGDĐT", "2025-03-03",
     "Sở Giáo dục và Đào tạo tỉnh Hà Giang"),
    ("Thông tư số 17/2022/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch;", "Thông tư", "17/2022/TT-BVHTTDL", None, "Bộ Văn hóa, Thể thao và Du lịch"),
    ("Hướng dẫn liên ngành số 01/HDLN-SYT-BHXH ngày 5/3/2024 của Sở Y tế - Bảo hiểm xã hội tỉnh về thanh toán", "Hướng dẫn liên ngành",
     "01/HDLN-SYT-BHXH", "2024-03-05", "Sở Y tế - Bảo hiểm xã hội tỉnh"),
    ("Kế hoạch số 01-KH/BCĐ của Ban Chỉ đạo Cuộc vận động “Người Việt Nam ưu tiên dùng hàng Việt Nam” tỉnh về triển khai", "Kế hoạch", "01-KH/BCĐ",
     None, "Ban Chỉ đạo Cuộc vận động “Người Việt Nam ưu tiên dùng hàng Việt Nam” tỉnh"),
    ("Hướng dẫn số 05/HD-LĐLĐ ngày 8/1/2025 của Liên đoàn Lao động tỉnh Thái Nguyên", "Hướng dẫn", "05/HD-LĐLĐ", "2025-01-08",
     "Liên đoàn Lao động tỉnh Thái Nguyên"),
    ("Kế hoạch số 10-KH/TĐTN-BTG của Ban Thường vụ Tỉnh đoàn về Tháng Thanh niên", "Kế hoạch", "10-KH/TĐTN-BTG", None, "Ban Thường vụ Tỉnh đoàn"),
    ("Quyết định số 12/2025/QĐ-UBND của UBND thành phố Huế quy định mức thu", "Quyết định", "12/2025/QĐ-UBND", None, "UBND thành phố Huế"),
    ("Công văn của Ban Tổ chức Tỉnh ủy số 345-CV/BTCTU về rà soát", "Công văn", "345-CV/BTCTU", None, "Ban Tổ chức Tỉnh ủy"),
    ("Công văn số 318/TTrT-C.II ngày 6/2/2025 của Thanh tra tỉnh.", "Công văn", "318/TTrT-C.II", "2025-02-06", "Thanh tra tỉnh"),
    ("Thông báo số 77-TB/T.Ư ngày 6/2/2015 của Ban Bí thư.", "Thông báo", "77-TB/TW", "2015-02-06", "Ban Bí thư"),
    ("Chỉ thị số 24-CT/TU.II. Nhiệm vụ", "Chỉ thị", "24-CT/TU", None, ""),
    # A stop for a sign, and one that ends its sentence.
    ("Công điện số 12/CĐ.UBND ngày 3/5/2024 của UBND tỉnh về phòng cháy", "Công điện", "12/CĐ-UBND", "2024-05-03", "UBND tỉnh"),
    ("Chỉ thị 229-CT.TW ngày 3/5/2024 của Ban Bí thư", "Chỉ thị", "229-CT/TW", "2024-05-03", "Ban Bí thư"),
    ("Nghị quyết số 05-NQ/TU.UBND phường đã", "Nghị quyết", "05-NQ/TU", None, ""),
    # Small letters and a bare number, where a verb acts on it.
    ("Tổng kết 10 năm thực hiện nghị quyết 28.", "Nghị quyết", "28", None, ""),
    ("các chi bộ triển khai thực hiện nghị quyết 68 về kinh tế tư nhân", "Nghị quyết", "68", None, ""),
    ("Thực hiện NQ32, các chi bộ đã học tập", "Nghị quyết", "32", None, ""),
    ("Công văn số 567/UBND-KGVX ngày 6/2/2025 của UBND huyện.", "Công văn", "567/UBND-KGVX", "2025-02-06", "UBND huyện"),
    ("Luật Tổ chức chính quyền địa phương số 72/2025/QH15;", "Luật", "72/2025/QH15", None, ""),
    ("Thông báo kết luận số 120-TB/TU, ngày 6/6/2024 của Thường trực Tỉnh ủy về chủ trương", "Thông báo kết luận", "120-TB/TU", "2024-06-06",
     "Thường trực Tỉnh ủy"),
    ("Kế hoạch 18/KH-UBBC của Uỷ ban bầu cử huyện.", "Kế hoạch", "18/KH-UBBC", None, "Uỷ ban bầu cử huyện"),
    ("NQ số 11-NQ/TU của Tỉnh ủy", "Nghị quyết", "11-NQ/TU", None, "Tỉnh ủy"),
    ("Nghị quyết 96 của Quốc hội, đại biểu nhất trí", "Nghị quyết", "96", None, "Quốc hội"),
    ("Kế hoạch số 125, ngày 6/6/2024 của Đảng ủy xã Môn Sơn về kiểm tra", "Kế hoạch", "125", "2024-06-06", "Đảng ủy xã Môn Sơn"),
    ("thực hiện chỉ thị 05 của Bộ Chính trị", "Chỉ thị", "05", None, "Bộ Chính trị"),
    ("Nghị quyết 30a/2008/NQ-CP", "Nghị quyết", "30a/2008/NQ-CP", None, ""),
    ("Kế hoạch số 100-KH/TU, ngày 31/2/2023 của Tỉnh ủy", "Kế hoạch", "100-KH/TU", None, "Tỉnh ủy"),
    ("Kế hoạch số 101-KH/TU, ngày 25/102017 của Tỉnh ủy", "Kế hoạch", "101-KH/TU", None, "Tỉnh ủy"),
    ("Kế hoạch số 102-KH/TU ngày 14/8 của Tỉnh ủy", "Kế hoạch", "102-KH/TU", None, "Tỉnh ủy"),
    ("Nghị định số 13/2023/NĐ-CP ngày 17/4 của Chính phủ", "Nghị định", "13/2023/NĐ-CP", "2023-04-17", "Chính phủ"),
    ("Kế hoạch số 103-KH/TU tháng 5/2024 của Tỉnh ủy Bắc Kạn", "Kế hoạch", "103-KH/TU", None, "Tỉnh ủy Bắc Kạn"),
    ("Nghị quyết số 71/NQ-CP (ngày 01/4/2025) của Chính phủ", "Nghị quyết", "71/NQ-CP", "2025-04-01", "Chính phủ"),
    ("Kế hoạch số 41-KH/ThU ngày 9/9/2024 của Thị ủy Nghĩa Lộ", "Kế hoạch", "41-KH/ThU", "2024-09-09", "Thị ủy Nghĩa Lộ"),
    ("Lời kêu gọi ngày 10/9/2024 của Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", "Lời kêu gọi", "", "2024-09-10",
     "Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
    ("Thư kêu gọi của Chủ tịch nước ngày 20/9/2024", "Thư kêu gọi", "", "2024-09-20", "Chủ tịch nước"),
    ("Hướng dẫn số 6-HD/TW (ngày 09-6-2025 của Ban Bí thư).", "Hướng dẫn", "6-HD/TW", "2025-06-09", "Ban Bí thư"),
    ("Hướng dẫn 77–HD/BTGTU, ngày 03–01–2023, của Ban Tuyên giáo Tỉnh ủy Lào Cai về tin, bài", "Hướng dẫn", "77-HD/BTGTU", "2023-01-03", "Ban Tuyên giáo Tỉnh ủy Lào Cai"),
    ("Kết luận 18-KL/TW 22/9/2017.", "Kết luận", "18-KL/TW", "2017-09-22", ""),
    ("Chỉ thị số 24/CT-TM, ngày 15/12/2025 của Tổng Tham mưu trưởng.", "Chỉ thị", "24/CT-TM", "2025-12-15", "Tổng Tham mưu trưởng"),
    ("Kết luận 21-KL/TW của Trung ương khóa XIII và Quy định về nêu gương.", "Kết luận", "21-KL/TW", None, "Trung ương khóa XIII"),
    ("Kết luận của Ban Bí thư số 92-KL/TW về chuyển đổi số", "Kết luận", "92-KL/TW", None, "Ban Bí thư"),
    ("Để triển khai Chỉ thị 46 đồng bộ, cấp ủy phân công từng đồng chí.", "Chỉ thị", "46", None, ""),
    ("Chỉ thị 87 nói trên", "Chỉ thị", "87", None, ""),
    ("ke hoach so 315-kh/tu, ngay 14/8/2023 cua thanh uy cao bang ve day manh", "Kế hoạch", "315-KH/TU", "2023-08-14", "thanh uy cao bang"),
    ("KẾ HOẠCH SỐ 12-KH/ĐU NGÀY 5/5/2025 CỦA BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG AN BIÊN VỀ CHUYỂN ĐỔI SỐ", "Kế hoạch", "12-KH/ĐU", "2025-05-05",
     "BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG AN BIÊN"),
    ("Theo công văn hướng dẫn số 21-CV/BTGĐU ngày 03/4/2026 của Ban Tuyên giáo, chi bộ đã họp.", "Công văn", "21-CV/BTGĐU", "2026-04-03", "Ban Tuyên giáo"),
    ("Kế hoạch, hướng dẫn số 15-HD/ĐU đã gửi.", "Hướng dẫn", "15-HD/ĐU", None, ""),
    ("Thực hiện Kế hoạch số 24-KH/ĐUK của Đảng ủy khối Doanh nghiệp Trung ương, các chi bộ đã họp.", "Kế hoạch", "24-KH/ĐUK", None, "Đảng ủy khối Doanh nghiệp Trung ương"),
    ("Kế hoạch số 25-KH/ĐU của Đảng ủy khối các cơ quan tỉnh, các chi bộ đã họp.", "Kế hoạch", "25-KH/ĐU", None, "Đảng ủy khối các cơ quan tỉnh"),
    ("Kế hoạch số 26-KH/ĐU của Đảng bộ trường Đại học Sơn Bình, các chi bộ đã họp.", "Kế hoạch", "26-KH/ĐU", None, "Đảng bộ trường Đại học Sơn Bình"),
    ("Kế hoạch số 27-KH/ĐU của Đảng ủy cơ quan Sở Y tế, các chi bộ đã họp.", "Kế hoạch", "27-KH/ĐU", None, "Đảng ủy cơ quan Sở Y tế"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "number", "issued_on", "issuer"), HEADS, ids=[case[0][:50] for case in HEADS])
def test_a_mention_gives_kind_number_date_and_issuer(
    text: str, kind: str, number: str, issued_on: str | None, issuer: str
) -> None:
    found = only(text)
    day = found.issued_on.isoformat() if found.issued_on else None
    assert (found.kind, found.number, day, found.issuer) == (kind, number, issued_on, issuer)


@pytest.mark.parametrize("case", HEADS, ids=[case[0][:50] for case in HEADS])
def test_decomposed_text_gives_the_same_and_its_own_places(case: tuple[str, str, str, str | None, str]) -> None:
    text = unicodedata.normalize("NFD", case[0])
    here, there = only(text), only(unicodedata.normalize("NFC", case[0]))
    assert (here.kind, here.number, here.issued_on, here.issuer, here.title) == (
        there.kind, there.number, there.issued_on, there.issuer, there.title,
    )  # fmt: skip
    assert unicodedata.normalize("NFC", text[here.start : here.end]) == there.raw


# text, number, title
TITLES = [
    ("Nghị định số 178/2024/NĐ-CP về chế độ khi sắp xếp tổ chức bộ máy (được sửa đổi bởi Nghị định số 67/2025/NĐ-CP).",
     "về chế độ khi sắp xếp tổ chức bộ máy"),
    ("Hội nghị triển khai Hướng dẫn 12/HD-LĐLĐ của Liên đoàn Lao động tỉnh về công tác nữ công và thông qua Nghị quyết số 01/NQ-CĐX.",
     "về công tác nữ công"),
    ("Thực hiện Kế hoạch số 88-KH/TU của Tỉnh ủy về phát triển du lịch, dịch vụ, Đảng ủy phường Lam Sơn đã tổ chức hội nghị.", "về phát triển du lịch, dịch vụ"),
    ("Thực hiện Kế hoạch số 17/KH-MTTQ-BTT của Ủy ban MTTQ tỉnh Nghệ An về giám sát, các xã, phường trên địa bàn đã thành lập đoàn.", "về giám sát"),
    ("Triển khai Nghị quyết 57-NQ/TW về đột phá phát triển khoa học, công nghệ và chuyển đổi số quốc gia đến cán bộ, đảng viên.",
     "về đột phá phát triển khoa học, công nghệ và chuyển đổi số quốc gia"),
    ("UBND phường ban hành Kế hoạch số 45/KH-UBND ngày 10/9/2025 về vệ sinh môi trường, trong đó yêu cầu các tổ dọn dẹp.", "về vệ sinh môi trường"),
    ("Nghị quyết số 33-NQ/TW “Về xây dựng và phát triển văn hóa” được các cấp ủy triển khai.", "Về xây dựng và phát triển văn hóa"),
    ("Chương trình số 07-CTr/TU của Thành ủy \"về phát triển văn hóa\" được triển khai", "về phát triển văn hóa"),
    ("Ngày 14/4/2025, Thủ tướng ký Quyết định số 759/QĐ-TTg phê duyệt Đề án sắp xếp, tổ chức lại đơn vị hành chính.",
     "phê duyệt Đề án sắp xếp, tổ chức lại đơn vị hành chính"),
    ("Kế hoạch số 5-KH/ĐU của Đảng ủy xã về phát triển đảng viên năm 2024 như sau:", "về phát triển đảng viên năm 2024"),
    ("Đề án số 3-ĐA/TU của Tỉnh ủy về cải cách hành chính… được hưởng ứng", "về cải cách hành chính"),
    ("Công văn số 1425-CV/BTGTU của Ban Tuyên giáo Tỉnh ủy V/v tuyên truyền 94 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2024). Ban đề nghị",
     "V/v tuyên truyền 94 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2024)"),
    ("Nghị quyết số 68-NQ/TW của Bộ Chính trị (gọi tắt là NQ 68-NQ/TW) về phát triển kinh tế tư nhân.", "về phát triển kinh tế tư nhân"),
    ("Quyết định số 22-QĐ/TU của Tỉnh ủy về quy chế làm việc\nNăm 2024 là năm quan trọng.", "về quy chế làm việc"),
    ("Kế hoạch số 9-KH/TU của Tỉnh ủy về hỗ trợ TP. Thủ Dầu Một xây dựng đô thị. Tiếp theo", "về hỗ trợ TP. Thủ Dầu Một xây dựng đô thị"),
    ("Luật Căn cước số 26/2023/QH15 có hiệu lực", "Căn cước"),
    ("theo Chỉ thị số 9-CT/TU của Tỉnh ủy gắn với phong trào thi đua", ""),
    ("Nghị quyết của Bộ Chính trị (số 21-NQ/TW, ngày 06/6/2024) về kinh tế biển", "về kinh tế biển"),
    ("Kết luận số 11-KL/TW ngày 05/5/2020 của Ban Bí thư về tiếp tục thực hiện Chỉ thị số 8-CT/TW và Quy định số 90-QĐ/TW ngày 02/02/2023 của Bộ Chính trị về nêu gương.",
     "về tiếp tục thực hiện Chỉ thị số 8-CT/TW"),
    ("Hướng dẫn số 4-HD/BTCTW của Ban Tổ chức Trung ương thực hiện Quy định số 90-QĐ/TW và Hướng dẫn số 7-HD/BTCTU về kiểm điểm.", "thực hiện Quy định số 90-QĐ/TW"),
    ("Kế hoạch số 5-KH/ĐU ngày 1/3/2025 của Đảng ủy xã thực hiện Chỉ thị số 8-CT/TW và Kế hoạch số 3-KH/TU về tiết kiệm", "thực hiện Chỉ thị số 8-CT/TW và Kế hoạch số 3-KH/TU về tiết kiệm"),
    ("Học tập Quy định số 33-QĐ/TW của Trung ương về việc đảng viên phải làm, nhất là Điều 4 và Điều 9.", "về việc đảng viên phải làm"),
    ("Gửi kèm Công văn số 77/SGDĐT-TCCB của Sở Giáo dục và Đào tạo về hồ sơ năm học yêu cầu các trường nộp bản giấy.", "về hồ sơ năm học"),
    ("Thực hiện Kế hoạch số 3-KH/TU của Tỉnh ủy về đào tạo cán bộ đáp ứng yêu cầu các nhiệm vụ mới.", "về đào tạo cán bộ đáp ứng yêu cầu các nhiệm vụ mới"),
    ("Đề án số 6-ĐA/TU của Tỉnh ủy tiếp tục là căn cứ để các huyện rà soát.", ""),
    ("Chỉ thị số 6-CT/TU của Tỉnh ủy về tiết kiệm điện là một trong những việc trọng tâm.", "về tiết kiệm điện"),
    ("Công văn số 8/SKHCN-VP ngày 2/3/2025 về việc cấp chữ ký số gửi các cơ quan, kèm danh sách.", "về việc cấp chữ ký số"),
    ("Hướng dẫn số 7-HD/BTCTU về kiểm điểm cuối năm, do Ban Tổ chức Tỉnh ủy ban hành ngày 18/11/2025.", "về kiểm điểm cuối năm"),
    ("Kết luận số 9-KL/TW ngày 18/01/2025 của Bộ Chính trị về bổ sung Chỉ thị số 5-CT/TW ngày 14/6/2024, gắn với công tác tư tưởng.",
     "về bổ sung Chỉ thị số 5-CT/TW ngày 14/6/2024"),
    ("Quyết định số 60/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Chương trình cấp nước giai đoạn 2021 - 2030, giai đoạn I: từ năm 2021 đến năm 2025.",
     "phê duyệt Chương trình cấp nước giai đoạn 2021 - 2030, giai đoạn I: từ năm 2021 đến năm 2025"),
    ("Công văn số 18-CV/ĐU về việc ủng hộ đồng bào vùng bão số 3, số 4", "về việc ủng hộ đồng bào vùng bão số 3, số 4"),
    ("Nghị quyết số 4-NQ/TW “Về xây dựng Đảng; đẩy lùi biểu hiện “nói không đi đôi với làm”, “tự mãn” trong cán bộ” được quán triệt.",
     "Về xây dựng Đảng; đẩy lùi biểu hiện “nói không đi đôi với làm”, “tự mãn” trong cán bộ"),
    ("Kế hoạch số 20-KH/ĐU thực hiện Nghị quyết số 71-NQ/TW của Bộ Chính trị và Kế hoạch số 21-KH/ĐU thực hiện Chỉ thị số 6-CT/TU được gửi cùng ngày.",
     "thực hiện Nghị quyết số 71-NQ/TW của Bộ Chính trị"),
    ("Quyết định số 12-QĐ/TU sửa đổi, bổ sung Quyết định số 10-QĐ/TU và Quyết định số 11-QĐ/TU.", "sửa đổi, bổ sung Quyết định số 10-QĐ/TU và Quyết định số 11-QĐ/TU"),
    ("Quyết định số 12-QĐ/ĐU của Đảng ủy về thành lập Ban Chỉ đạo do đồng chí Bí thư làm Trưởng ban.", "về thành lập Ban Chỉ đạo"),
    ("Quy định 25-QĐ/TW năm 2019 về kiểm soát quyền lực.", "về kiểm soát quyền lực"),
    ("Luật sửa đổi, bổ sung 4 luật về đầu tư, xây dựng số 12/2024/QH15", "sửa đổi, bổ sung 4 luật về đầu tư, xây dựng"),
    ("Luật sửa đổi, bổ sung một số điều của Luật Giá, Luật Phí số 13/2024/QH15", "sửa đổi, bổ sung một số điều của Luật Giá, Luật Phí"),
    ("Hướng dẫn số 35/HD-CCT của Cục Chính trị Quân khu 2 một số nội dung về sinh hoạt đảng", "một số nội dung về sinh hoạt đảng"),
    ("Kế hoạch số 9-KH/TU của Tỉnh ủy đã đi vào cuộc sống", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[case[0][:50] for case in TITLES])
def test_a_title_ends_where_the_subject_ends(text: str, title: str) -> None:
    found = find_citations(text)[0]
    assert found.title == title
    if title:
        assert " ".join(text[found.title_start : found.title_end].split()) == title


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Thực hiện có hiệu quả Chỉ thị số 9-CT/TU", ["implements"]),
        ("Quán triệt, tuyên truyền sâu rộng Chỉ thị số 9-CT/TU; Kế hoạch số 8-KH/TU", ["implements", "implements"]),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP; Thông tư 01/2019/TT-BNV", ["based_on", "based_on"]),
        ("theo quy định tại khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP", ["based_on"]),
        ("sửa đổi, bổ sung một số điều của Thông tư số 55/2021/TT-BCA", ["amends"]),
        ("Căn cứ các Quy định số 11-QĐ/TW và số 12-QĐ/TW của Bộ Chính trị", ["based_on", "based_on"]),
        ("Căn cứ Quy định số 2-QĐ/TW; Chương trình kiểm tra, giám sát số 7-CTr/TU", ["based_on", "based_on"]),
        ("Hưởng ứng Thư kêu gọi ngày 12/02/2025 của Ủy ban MTTQ tỉnh", ["implements"]),
        ("Quyết định này thay thế Quyết định số 217-QĐ/TW", ["replaces"]),
        ("bãi bỏ Quyết định số 5/2018/QĐ-UBND", ["repeals"]),
        ("Tỉnh ủy ban hành Chỉ thị số 12-CT/TU", ["cites"]),
        ("Nghị định 178/2024/NĐ-CP được sửa đổi bởi Nghị định 67/2025/NĐ-CP", ["cites", "cites"]),
        (
            "Để thực hiện nhiệm vụ, tỉnh ban hành Kế hoạch số 8-KH/TU cụ thể hóa Nghị quyết 9-NQ/TW",
            ["cites", "implements"],
        ),
    ],
)
def test_the_verb_before_a_mention_gives_the_relation(text: str, relations: list[str]) -> None:
    assert [str(found.relation) for found in find_citations(text)] == relations


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("các Nghị quyết số 18-NQ/TW, 19-NQ/TW và 20-NQ/TW của Trung ương", ["18-NQ/TW", "19-NQ/TW", "20-NQ/TW"]),
        ("Quy định số 37-QĐ/TW, số 08-QĐi/TW về nêu gương", ["37-QĐ/TW", "08-QĐi/TW"]),
        ("Chỉ thị số 05, 07-CT/TW", ["05-CT/TW", "07-CT/TW"]),
        ("các nghị quyết 35, 37 của Bộ Chính trị", ["35", "37"]),
        ("hai nghị quyết 35 và 37 của Bộ Chính trị", ["35", "37"]),
        ("Nghị quyết số 57-NQ/TW,59-NQ/TW", ["57-NQ/TW", "59-NQ/TW"]),
    ],
)
def test_numbers_of_a_list_share_their_kind(text: str, numbers: list[str]) -> None:
    found = find_citations(text)
    assert [citation.number for citation in found] == numbers
    assert len({citation.kind for citation in found}) == 1
    assert len({citation.issuer for citation in found}) == 1


def test_a_title_that_cites_gives_a_citation_each_and_says_which_holds_which() -> None:
    text = (
        "Kế hoạch số 21-KH/ĐU của Đảng ủy phường về triển khai Kế hoạch số 7-KH/TU của Tỉnh ủy về thực hiện "
        "Chỉ thị số 45-CT/TW ngày 14/4/2025 của Bộ Chính trị về đại hội đảng bộ các cấp"
    )
    found = find_citations(text)
    assert [(c.number, c.nested_in) for c in found] == [("21-KH/ĐU", None), ("7-KH/TU", 0), ("45-CT/TW", 1)]
    assert all(c.title.endswith("đại hội đảng bộ các cấp") for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "10 Nghị quyết của Quốc hội", "Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Trung ương 8 khóa XIII", "Kế hoạch 5 năm 2021 - 2025",
        "Kế hoạch 2024 của đơn vị", "Báo cáo 6 tháng đầu năm", "Nghị quyết 2 kỳ họp", "Dự án 1, Dự án 2 thuộc Chương trình", "Ban Chỉ đạo 35 phường",
        "đạt 251,032/413,4 tỷ đồng", "118/118 Ban công tác", "6/8 phường có quy hoạch", "Ảnh: Cầm Thu/BTG", "nhà số 12 Trần Phú", "xe 29A-123.45",
        "Luật Nghĩa vụ quân sự năm 2015", "ngày 15/11/2023 Thành ủy ban hành", "300.000đ/1 suất", "trực 24/7", "chương trình 60 phút", "báo cáo số liệu 12 hộ",
        "Nghị quyết Đại hội chi bộ nhiệm kỳ 2022 - 2025, ngày 09/5/2024 Đảng ủy xã Môn Sơn", "đạt 95,5% kế hoạch 12 tháng", "", "🙂 12", "Quốc lộ 4A",
        "Thực hiện Kế hoạch 10 năm của tỉnh", "triển khai Kết luận 12 nội dung của buổi họp", "Thực hiện Kế hoạch 5 năm 2021 - 2025 của xã",
        "Thông báo 3 nội dung", "nghị quyết 15 nhiệm vụ", "thực hiện nghị quyết 15 nhiệm vụ đã nêu", "thực hiện nghị quyết 2 kỳ họp",
        "ban hành 32 nghị quyết, 5 chỉ thị", "đã ra nghị quyết 3 điểm về cán bộ", "thực hiện kế hoạch 12, chương trình 4 tại chỗ",
        "thực hiện quyết định 15 và 20 đồng chí nhận nhiệm vụ", "thực hiện nghị quyết 12/2024 của chi bộ", "thực hiện nghị quyết 2025.",
        "triển khai kết luận 10 đến 12 nội dung", "căn hộ CT3, CT12 và tòa CT5.", "Xe TB15, máy KH12.", "QL18; CT229; ĐT331.", "chỉ tiêu 1.200/1.500 ha", "tổ 12/TDP", "Huy hiệu Đảng đợt 03/02",
        "SỐ 7 - THÁNG 7/2025",
        "BẢN TIN SỐ 12 - QUÝ III/2025",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_citation_is_none(text: str) -> None:
    assert find_citations(text) == []


def test_a_kind_right_behind_the_number_of_its_item_is_read() -> None:
    found = find_citations("1.Chương trình hành động số 46-CTr/TU\n2.Nghị quyết của Đảng ủy xã (số 12-NQ/ĐU)")
    assert [(one.kind, one.number) for one in found] == [
        ("Chương trình hành động", "46-CTr/TU"),
        ("Nghị quyết", "12-NQ/ĐU"),
    ]


@pytest.mark.parametrize("words", ["Mệnh lệnh số 15/ML-BCH", "mệnh lệnh huấn luyện số 15/ML-BCH", "số 15/ML-BCH"])
def test_an_order_of_the_armed_forces_is_a_kind_of_its_own(words: str) -> None:
    assert [(one.kind, one.number) for one in find_citations(f"Thực hiện {words} của đơn vị")] == [
        ("Mệnh lệnh", "15/ML-BCH")
    ]


def test_blocks_do_not_run_into_each_other() -> None:
    found = find_citations("Sơ kết Chỉ thị số 35-CT/TW\nThành ủy tổ chức hội nghị\nngày 14/8/2023 của Ban Bí thư")
    assert [(c.number, c.issuer, c.issued_on, c.title) for c in found] == [("35-CT/TW", "", None, "")]


def test_a_number_broken_after_its_sign_is_one_number() -> None:
    assert only("Quy định số 124-\nQĐ/TW, ngày 02/02/2018 của Ban Bí thư").issued_on == date(2018, 2, 2)


@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_the_written_bulletins_give_the_checked_answer(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    answer = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = [citation_as_json(citation) for citation in find_citations(text)]
    keys = ("kind", "number", "date", "issuer", "title", "relation", "nested_in")
    assert [{key: one[key] for key in keys} for one in found] == answer["citations"]
    due = [deadline_as_json(d) for d in find_deadlines(text, issued_on=date.fromisoformat(answer["issued_on"]))]
    due_keys = ("due", "start", "precision", "kind", "who", "text")
    assert [{key: one[key] for key in due_keys} for one in due] == answer["deadlines"]


@given(
    st.lists(st.sampled_from([case[0] for case in HEADS] + [case[0] for case in TITLES]), min_size=1, max_size=5),
    st.sampled_from("\n;."),
)
def test_places_are_in_order_and_hold_what_they_say(parts: list[str], sign: str) -> None:
    text = f"{sign} ".join(parts)
    last = 0
    for found in find_citations(text):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.raw
        assert found.issuer == "" or found.issuer in " ".join(text.split())
        last = found.end


@given(
    st.sampled_from([case[0] for case in HEADS] + [case[0] for case in TITLES]),
    st.integers(min_value=0, max_value=200),
    st.sampled_from(["", ",", ", ", ";", " và ", " của", " về", " (", " “", " số", "/", " ngày "]),
)
@example("Quy định số 12-QĐ/TU ngày 3/3/2025 của Tỉnh ủy về công tác cán bộ", 0, ", ")
def test_a_text_that_breaks_off_anywhere_is_read(sentence: str, cut: int, last: str) -> None:
    text = sentence[: len(sentence) - cut] + last
    for found in find_citations(text):
        assert text[found.start : found.end] == found.raw


@given(st.text(alphabet="Kế hoạch số 15-NQ/TU,. ngày của Tỉnh ủy về “”()\n;/20ệĐ", max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    for found in find_citations(text):
        assert text[found.start : found.end] == found.raw


def test_a_law_without_diacritics_in_a_text_that_has_them_is_read_all_the_same() -> None:
    (found,) = find_citations("Thực hiện Luat dat dai số 31/2024/QH15")
    assert found.number == "31/2024/QH15"


def test_spans_cut_a_text_and_lose_nothing() -> None:
    text = "theo Chỉ thị 05 và Kế hoạch 06"
    pieces = link_spans(text, [(19, 30), (5, 15), (6, 9), (40, 50)])
    assert pieces == [("theo ", None), ("Chỉ thị 05", (5, 15)), (" và ", None), ("Kế hoạch 06", (19, 30))]
    assert "".join(piece for piece, _ in pieces) == text


def test_html_is_linked_by_the_places_of_its_plain_text() -> None:
    html = '<p>A &amp; B: <strong>Chỉ thị</strong> 05 <a href="/x">Kế hoạch 06</a></p>'
    linked = annotate_html(html, {(7, 17): '/van-ban/1/?a="b"', (18, 29): "/van-ban/2/"})
    assert linked == (
        '<p>A &amp; B: <strong><a class="citation" href="/van-ban/1/?a=&quot;b&quot;">Chỉ thị</a></strong>'
        '<a class="citation" href="/van-ban/1/?a=&quot;b&quot;"> 05</a> <a href="/x">Kế hoạch 06</a></p>'
    )


@given(
    kind=st.sampled_from(["Kế hoạch", "Chỉ thị", "Hướng dẫn", "Kết luận"]),
    sequence=st.integers(1, 999),
    day=st.dates(date(2011, 1, 1), date(2026, 12, 31)),
    sign=st.sampled_from(["/", "-", ".", "–"]),
    issuer=st.sampled_from(["Ban Thường vụ Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Đảng ủy xã Môn Sơn", "Tỉnh uỷ Lam Sơn"]),
    order=st.sampled_from(
        [
            ", ngày {d} của {i}",
            " ngày {d}, của {i}",
            " của {i} ngày {d}",
            " (ngày {d} của {i})",
            " (ngày {d}) của {i}",
            " của {i} (ngày {d})",
        ]
    ),
    title=st.sampled_from(
        [
            "về trồng cây, bảo vệ rừng",
            "về việc tiết kiệm điện đáp ứng yêu cầu mới",
            "tăng cường phòng, chống thiên tai",
            "thực hiện Chỉ thị số 5-CT/TW về kỷ luật",
        ]
    ),
    end=st.sampled_from([".", "; căn cứ tình hình thực tế", " như sau:", "\nChi bộ bàn việc khác."]),
)
def test_every_order_of_date_and_issuer_gives_the_same_fields(
    kind: str, sequence: int, day: date, sign: str, issuer: str, order: str, title: str, end: str
) -> None:
    printed = f"{day.day}{sign}{day.month:02d}{sign}{day.year}"
    text = f"Các cấp học {kind} số {sequence:02d}-KH/TU{order.format(d=printed, i=issuer)} {title}{end}"
    found = find_citations(text)[0]
    assert (found.kind, found.issued_on, found.issuer, found.title) == (kind, day, issuer, title)


@given(
    numbers=st.lists(st.integers(10, 399), min_size=2, max_size=5, unique=True),
    joint=st.sampled_from([", ", ", số ", " và ", "; "]),
    issuer=st.sampled_from(["Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương"]),
)
def test_a_list_of_numbers_shares_kind_and_issuer(numbers: list[int], joint: str, issuer: str) -> None:
    text = f"quán triệt các Nghị quyết số {joint.join(f'{number}-NQ/TW' for number in numbers)} của {issuer}."
    found = find_citations(text)
    assert [one.number for one in found] == [f"{number}-NQ/TW" for number in numbers]
    assert {(one.kind, one.issuer) for one in found} == {("Nghị quyết", issuer)}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Học Nghị quyết số 57 của Bộ Chính trị. Chi bộ cần làm gì để cụ thể hóa nghị quyết 57?", ["57", "57"]),
        ("Học Nghị quyết số 57 của Bộ Chính trị. Trong năm chi bộ ra nghị quyết 12 lần.", ["57"]),
        ("Học Nghị quyết số 57 của Bộ Chính trị. Cũng nên đọc nghị quyết 21.", ["57"]),
        ("quán triệt chỉ thị 40, quy định 144 và kết luận 21 đến đảng viên", ["40", "144", "21"]),
    ],
)
def test_a_document_said_again_in_small_letters_is_a_mention(text: str, numbers: list[str]) -> None:
    assert [citation.number for citation in find_citations(text)] == numbers


OWNERS = [
    "của Bộ Chính trị về công tác dân vận", "của Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực về việc tự kiểm tra",
    "của Ban Chỉ đạo Chính phủ; thông báo", "của UBND TP. Huế về rác thải", "của Ban Bí thư. Trong tháng", "của Thành ủy (qua Văn phòng) về họp",
    "của Sở Văn hóa, Thể thao và Du lịch về lễ hội", "của Bộ Chính trị, Kế hoạch số 15-KH/TU", "của Ban Thường vụ\nTỉnh ủy về tổ chức",
    "của Ban Chấp hành Trung ương Đảng, khóa XIII về văn hóa", "của Huyện ủy", "của các chi bộ về thu nộp", "cua thanh uy cao bang ve cai cach",
]  # fmt: skip


@pytest.mark.parametrize("grammar", [ACCENTED, PLAIN], ids=["accented", "plain"])
def test_a_name_read_once_ends_where_the_walk_over_its_words_ends(grammar: Grammar) -> None:
    for text in [*OWNERS, *(path.read_text(encoding="utf-8") for path in CORPUS)]:
        if grammar.plain:
            text = "".join(char if char.isascii() else unicodedata.normalize("NFD", char)[0] for char in text)
            text = text.replace("đ", "d").replace("Đ", "D")
        low = text.lower()
        for of in re.finditer(r"\s?(?:của|cua)\s", low):
            for _ in range(2):  # the second time it is remembered
                end = read_owner(text, low, of.end(), grammar)
                assert end == read_issuer(text, low, of.end(), grammar, strong=False), text[of.start() : of.end() + 60]


@pytest.mark.parametrize(
    ("text", "issuer", "title"),
    [
        (
            "Kế hoạch số 12/KH-BCĐ ngày 04/4/2026 của Ban Chỉ đạo phòng, chống đuối nước, tai nạn giao thông và xây dựng nếp sống "
            "văn minh tỉnh về tháng cao điểm giữ an toàn bến sông.",
            "Ban Chỉ đạo phòng, chống đuối nước, tai nạn giao thông và xây dựng nếp sống văn minh tỉnh",
            "về tháng cao điểm giữ an toàn bến sông",
        ),
        (
            "Nghị quyết số 31/NQ-CP, ngày 15/7/2026 của Chính phủ Ban hành Chương trình phát triển nghề muối;",
            "Chính phủ",
            "Ban hành Chương trình phát triển nghề muối",
        ),
        (
            "Quyết định số 41-QĐ/TU ngày 12/12/2025 của Tỉnh ủy ban hành kèm theo “Quy chế tiếp dân, đối thoại” gồm ba chương.",
            "Tỉnh ủy",
            "ban hành kèm theo “Quy chế tiếp dân, đối thoại”",
        ),
        (
            "Đẩy mạnh triển khai Nghị quyết số 42, ngày 01/6/2026 của Tỉnh ủy Lam Sơn về làng sạch, tỉnh Lam Sơn phấn đấu có 25 xã đạt chuẩn.",
            "Tỉnh ủy Lam Sơn",
            "về làng sạch",
        ),
        (
            "Kế hoạch số 43-KH/BCĐ ngày 04/4/2026 của Ban Chỉ đạo 35, các huyện ủy đã ban hành công văn về trực Tết.",
            "Ban Chỉ đạo 35",
            "",
        ),
    ],
)
def test_bodies_named_by_their_task_and_what_is_issued_with_a_document(text: str, issuer: str, title: str) -> None:
    (citation,) = find_citations(text)

    assert (citation.issuer, citation.title) == (issuer, title)
