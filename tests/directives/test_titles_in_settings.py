"""Every title in every setting: how a citation stands in its sentence must not change what is read as its title."""

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
