"""Every title in every setting: how a citation stands in its sentence must not change what is read as its title."""

from datetime import date

import pytest

from directives.citations import find_citations

# Titles that hold what might end them: pairs with a comma, names with commas, people, "là", "được", places.
TITLES = [
    "về chuẩn mực giao tiếp của cán bộ, đảng viên trong cơ quan, đơn vị",
    "về trách nhiệm của đảng viên, nhất là đảng viên giữ chức vụ lãnh đạo, quản lý",
    "về tổ chức việc cưới, việc tang và lễ hội theo nếp sống mới",
    "về hỗ trợ hộ nghèo, người có hoàn cảnh khó khăn sửa chữa nhà ở",
    "về xóa thôn, bản chưa có tổ đảng",
    "về đổi tên Phòng Kinh tế, Hạ tầng và Đô thị thuộc phường",
    "về phát triển hợp tác xã, liên hiệp hợp tác xã giai đoạn 2026 - 2030, tầm nhìn đến năm 2040",
    "kiểm điểm, đánh giá, xếp loại tập thể, cá nhân cuối năm",
    "về nâng cao năng lực, sức chiến đấu đáp ứng yêu cầu nhiệm vụ trong tình hình mới",
    "về quản lý sản xuất, kinh doanh thuốc thú y, thức ăn chăn nuôi",
    "về chính sách đối với trẻ em mầm non, học sinh dân tộc nội trú",
    "về thẩm quyền ban hành và thể thức văn bản của tổ chức đoàn thể",
    "quy định chế độ làm việc, thông tin, báo cáo của cấp ủy cơ sở",
    "về giới thiệu ứng cử, tạm đình chỉ công tác, cho thôi giữ chức vụ",
]
NAMED = "Kế hoạch số 62-KH/TU, ngày 11/02/2026 của Tỉnh ủy"
SETTINGS = [
    "Thực hiện {NAMED} {title}, các chi bộ trực thuộc đã họp bàn biện pháp.",
    "Ngày 12/3/2026, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số 62-KH/TU {title}.",
    "1. {NAMED} {title}\nKế hoạch nêu rõ mục đích, yêu cầu.",
    "- {NAMED} {title};\n- Báo cáo của chi bộ.",
    "Chi bộ tổ chức quán triệt {NAMED} {title} đến toàn thể đảng viên.",
    "Theo {NAMED} {title}, đảng viên phải viết bản cam kết.",
    "{NAMED} {title} đã đi vào cuộc sống.",
    "Sau 3 năm thực hiện {NAMED} {title}, đời sống nhân dân được nâng lên.",
    "Chi bộ học tập {NAMED} {title} và Kế hoạch số 63-KH/TU của Tỉnh ủy về chuyển đổi số.",
    "Đồng chí cho biết {NAMED} {title} gồm mấy nhiệm vụ?",
    "Căn cứ {NAMED} {title};\nCăn cứ tình hình thực tế;",
    "Kiểm tra việc thực hiện {NAMED} {title}; xử lý nghiêm vi phạm.",
]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_read_alike_in_every_setting(title: str, setting: str) -> None:
    text = setting.replace("{NAMED}", NAMED).replace("{title}", title)
    assert find_citations(text)[0].title == title


# Sentence, title, issuer, day: the body that signs with the letters of the number, said behind the title.
SIGNED_BEHIND = [
    ("Nghiên cứu Nghị quyết số 18-NQ/TW về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị của Trung ương (khóa XII).",
     "về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị", "Trung ương (khóa XII)", None),
    ("Chi bộ học Nghị quyết số 19-NQ/TW về nâng cao hiệu quả các đơn vị sự nghiệp công lập của Ban Chấp hành Trung ương Đảng khóa XII.",
     "về nâng cao hiệu quả các đơn vị sự nghiệp công lập", "Ban Chấp hành Trung ương Đảng khóa XII", None),
    ("Học tập Kết luận số 21-KL/TW về đẩy mạnh xây dựng, chỉnh đốn Đảng của Hội nghị Trung ương 4 khóa XIII.",
     "về đẩy mạnh xây dựng, chỉnh đốn Đảng", "Hội nghị Trung ương 4 khóa XIII", None),
    ("Giáo viên nghe Thông tư số 31/2025/TT-BGDĐT quy định về chấm bài, trả bài của Bộ Giáo dục và Đào tạo.",
     "quy định về chấm bài, trả bài", "Bộ Giáo dục và Đào tạo", None),
    ("Triển khai Kế hoạch số 14-KH/BTGTU về thi tìm hiểu truyền thống của Ban Tuyên giáo Tỉnh ủy, chi đoàn có 30 bài.",
     "về thi tìm hiểu truyền thống", "Ban Tuyên giáo Tỉnh ủy", None),
    ("Theo Quyết định số 22-QĐ/UBKTTW về quy trình giải quyết tố cáo của Ủy ban Kiểm tra Trung ương, thời hạn là 60 ngày.",
     "về quy trình giải quyết tố cáo", "Ủy ban Kiểm tra Trung ương", None),
    ("Theo Nghị quyết số 62/2025/QH15 về sắp xếp đơn vị hành chính của Quốc hội, xã sẽ nhập với hai xã bên.",
     "về sắp xếp đơn vị hành chính", "Quốc hội", None),
    ("Học Chỉ thị số 12-CT/TU về phòng, chống cháy rừng của Ban Thường vụ Tỉnh ủy ngày 05/5/2024, các thôn lập tổ trực.",
     "về phòng, chống cháy rừng", "Ban Thường vụ Tỉnh ủy", date(2024, 5, 5)),
    # What belongs to the body, or another body than signs with these letters.
    ("Đọc Quy chế số 12-QC/TU về chế độ làm việc của Ban Tổ chức Tỉnh ủy.", "về chế độ làm việc của Ban Tổ chức Tỉnh ủy", "", None),
    ("Đọc Quyết định số 12-QĐ/BTCTW về chức năng, nhiệm vụ của Ban Tổ chức Trung ương.", "về chức năng, nhiệm vụ của Ban Tổ chức Trung ương", "", None),
    ("Học Luật số 61/2025/QH15 về chương trình giám sát của Quốc hội.", "về chương trình giám sát của Quốc hội", "", None),
    ("Đọc Quy định số 5-QĐ/TW về tài sản của Trung ương.", "về tài sản của Trung ương", "", None),
    ("Đọc Thông báo số 9-TB/TW về xây dựng nông thôn của Trung ương Hội Nông dân.", "về xây dựng nông thôn của Trung ương Hội Nông dân", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "title", "issuer", "day"), SIGNED_BEHIND, ids=range(len(SIGNED_BEHIND)))
def test_the_issuer_behind_a_title_is_no_part_of_it(sentence: str, title: str, issuer: str, day: date | None) -> None:
    [found] = find_citations(sentence)
    assert (found.title, found.issuer, found.issued_on) == (title, issuer, day)
