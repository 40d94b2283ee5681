"""Deadlines as real texts print them: steps of a work, meetings of the cells, the days of a week."""

from datetime import date

import pytest

from directives.deadlines import find_deadlines

# Text, its day of issue and what is due; the answers were written before the reader was run on them.
SAID: list[tuple[str, str, list[str]]] = [
    (
        "Khởi công nhà văn hóa thôn trong tháng 10/2026 và hoàn thành trong tháng 12/2026.",
        "2026-08-20",
        ["2026-10-31", "2026-12-31"],
    ),
    ("Dự kiến khánh thành cầu Suối Lềnh tháng 9/2026.", "2026-05-20", ["2026-09-30"]),
    ("Nghiệm thu kỹ thuật tháng 5/2026, bàn giao công trình tháng 6/2026.", "2026-03-20", ["2026-05-31", "2026-06-30"]),
    ("Các chi bộ quán triệt Chỉ thị trong kỳ sinh hoạt chi bộ định kỳ tháng 7/2026.", "2026-06-10", ["2026-07-31"]),
    (
        "Nội dung này được đưa vào sinh hoạt thường kỳ tháng 8/2026 để đảng viên thảo luận.",
        "2026-07-10",
        ["2026-08-31"],
    ),
    ("Lập danh sách hộ nghèo trong tháng 9/2026 và tháng 10/2026.", "2026-08-01", ["2026-10-31"]),
    ("100% đảng viên nộp bản cam kết tu dưỡng, rèn luyện trước ngày 31/01/2027.", "2026-12-01", ["2027-01-31"]),
    ("Việc kê khai hoàn thành chậm nhất vào 17 giờ ngày 25 tháng 11 năm 2026.", "2026-11-01", ["2026-11-25"]),
    ("Hồ sơ gửi về Ban Tổ chức Tỉnh ủy trước 30/9/2026 để tổng hợp.", "2026-08-01", ["2026-09-30"]),
    ("Đến hết năm 2027, toàn tỉnh có 60% số xã đạt chuẩn nông thôn mới nâng cao.", "2026-01-15", ["2027-12-31"]),
    ("Tới năm 2030 không còn hộ nghèo là người có công.", "2026-01-15", ["2030-12-31"]),
    ("Cuộc thi nhận bài từ ngày 01/7 đến hết ngày 30/9/2026.", "2026-06-15", ["2026-09-30"]),
    ("Cao điểm tuyên truyền bắt đầu từ 15/10/2026, kết thúc ngày 15/11/2026.", "2026-10-01", ["2026-11-15"]),
    ("Báo cáo định kỳ gửi trước ngày 20 hằng tháng.", "2026-06-15", []),
    ("Tính đến ngày 30/6/2026, toàn xã đã giải ngân 62% vốn.", "2026-07-05", []),
    ("Năm 2025, xã đã thành lập 5 tổ hợp tác.", "2026-01-10", []),
    ("Sáng ngày 12/6/2026, tại hội trường lớn, Đảng ủy khai mạc lớp bồi dưỡng.", "2026-06-20", []),
    ("Thời hạn góp ý dự thảo: đến hết ngày 10/8/2026.", "2026-07-20", ["2026-08-10"]),
    ("Yêu cầu xong trước 15/5/2026; quá thời hạn này sẽ không tiếp nhận.", "2026-04-20", ["2026-05-15"]),
    ("Chậm nhất sau 05 ngày kể từ ngày kết thúc đại hội, chi bộ gửi báo cáo.", "2026-04-20", []),
    ("Trong quý III năm 2026, hoàn thành việc đổi tên các tuyến đường.", "2026-06-20", ["2026-09-30"]),
    ("Phấn đấu đến trước ngày 19/5/2027 thông tuyến kè sông.", "2026-06-20", ["2027-05-19"]),
    ("Đối với các nhiệm vụ còn lại, thực hiện xong trước ngày 31/12 năm nay.", "2026-06-20", ["2026-12-31"]),
    ("Đại hội đảng bộ xã dự kiến tổ chức vào trung tuần tháng 7/2026.", "2026-04-20", ["2026-07-31"]),
    ("Mục tiêu giai đoạn 2026 - 2030: mỗi năm giảm 1,5% hộ nghèo.", "2026-01-20", ["2030-12-31"]),
    (
        "Danh sách gửi về Văn phòng Đảng ủy (qua đồng chí Nông Thị Hạ) chậm nhất là thứ Sáu, ngày 18/9/2026.",
        "2026-09-01",
        ["2026-09-18"],
    ),
    ("a) Đến hết năm 2026, toàn bộ sổ sách của trạm y tế được chuyển lên máy tính.", "2026-02-01", ["2026-12-31"]),
    (
        "- Tổ dân phố họp bình xét hộ nghèo, niêm yết danh sách, hoàn tất trước 25/10/2026;",
        "2026-09-01",
        ["2026-10-25"],
    ),
    (
        "Cuối năm 2026, Ủy ban nhân dân tỉnh ban hành Quyết định số 3102/QĐ-UBND ngày 20/12/2026 về giá đất.",
        "2026-12-01",
        [],
    ),
    ("Thời gian hoàn thành: Tháng 11/2026.", "2026-09-01", ["2026-11-30"]),
    ("Hằng năm, trước ngày 30/11, các chi bộ gửi báo cáo kiểm điểm.", "2026-09-01", []),
    ("Năm 2026 thí điểm tại 3 xã, năm 2027 nhân rộng toàn tỉnh.", "2026-12-20", ["2027-12-31"]),
    ("- Soạn đề cương ôn tập tháng 11/2026.", "2026-10-15", ["2026-11-30"]),
    ("- Nộp báo cáo tháng 11/2026.", "2026-10-15", []),
    ("Nhà thầu đã khởi công tháng 6/2026.", "2026-06-10", []),
    ("Bệnh viện hoàn thành kế hoạch tháng 6/2026.", "2026-06-10", []),
    ("Khởi tạo dữ liệu, hướng dẫn người dùng trong tháng 4/2027.", "2026-10-15", ["2027-04-30"]),
    ("Hội nghị sơ kết dự kiến diễn ra ngày 18/12/2026.", "2026-11-20", ["2026-12-18"]),
    ("Kỳ họp cuối năm khai mạc ngày 08/12/2026, làm việc trong 3 ngày.", "2026-11-02", ["2026-12-08"]),
    ("Kỳ họp giữa năm khai mạc ngày 08/7/2026, làm việc trong 3 ngày.", "2026-11-02", []),
    ("Thời gian tổ chức: 01 ngày, dự kiến ngày 18/11/2026.", "2026-11-02", ["2026-11-18"]),
    ("Thời gian: 14 giờ 00, ngày 28/11/2026 (thứ Bảy).", "2026-11-10", ["2026-11-28"]),
    ("Trước khi kết thúc quý II/2027, Công an xã làm xong việc cấp định danh.", "2026-11-20", ["2027-06-30"]),
    ("Trường hợp quá ngày 15/12/2026 mà chưa nộp, thôn phải giải trình.", "2026-11-02", ["2026-12-15"]),
    ("Hồ sơ gửi sau ngày 30/11/2026 sẽ không được xem xét.", "2026-11-10", ["2026-11-30"]),
    ("Hồ sơ gửi sau ngày 30/11/2026 được xét vào đợt sau.", "2026-11-10", []),
    ("Các thôn mở Ngày hội trong các ngày 14, 15 và 16/11/2026.", "2026-11-02", ["2026-11-16"]),
    ("Trong 02 tháng cuối năm 2026, các chi bộ kết nạp thêm ít nhất 05 đảng viên.", "2026-11-02", ["2026-12-31"]),
    ("Trong 10 tháng đầu năm 2026, thu ngân sách đạt 92% dự toán.", "2026-11-10", []),
    ("Nghiệm thu chậm nhất vào ngày cuối cùng của tháng 3/2027.", "2026-11-02", ["2027-03-31"]),
    ("Giai đoạn 2 (2028 - 2030): mở rộng ra toàn xã.", "2026-11-10", ["2030-12-31"]),
    ("Xã phấn đấu cả năm 2026 tăng trưởng 8,5% trở lên.", "2026-11-10", ["2026-12-31"]),
    ("Đảng ủy đã thống nhất lộ trình: Trong quý I/2027 chọn hai chi bộ làm điểm.", "2027-02-10", ["2027-03-31"]),
    ("Trong quý I/2027, Đảng ủy đã chọn hai chi bộ làm điểm.", "2027-04-10", []),
    ("Sang quý II/2027 tổ chức rút kinh nghiệm.", "2027-02-10", ["2027-06-30"]),
    ("Sang tháng 01/2027, trời rét đậm kéo dài.", "2027-02-10", []),
    (
        "Thực hiện Đề án thư viện số đến năm 2027, định hướng đến năm 2032 và Chỉ thị số 9-CT/TU về tăng cường văn hóa đọc.",
        "2026-11-10",
        [],
    ),
]


@pytest.mark.parametrize(("text", "issued_on", "due"), SAID, ids=[row[0][:50] for row in SAID])
def test_times_are_deadlines_where_a_reader_would_note_them(text: str, issued_on: str, due: list[str]) -> None:
    found = find_deadlines(text, issued_on=date.fromisoformat(issued_on))
    assert [one.due_on.isoformat() for one in found] == due


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("100% đảng viên nộp bản cam kết tu dưỡng trước ngày 31/01/2027.", "100% đảng viên"),
        ("Toàn xã thu nộp quỹ xong trước 17 giờ 00 ngày 25/12/2026.", "Toàn xã"),
        ("Yêu cầu 100% chi bộ họp xong trước ngày 31/01/2027.", "100% chi bộ"),
        # A share that is measured addresses nobody; nor does a part of them.
        ("Phấn đấu đến năm 2027, 100% đảng viên cài ứng dụng.", ""),
        ("Ít nhất 90% hội viên tham gia cuộc thi trước ngày 31/01/2027.", ""),
    ],
)
def test_all_of_a_kind_are_addressed_by_an_order_and_measured_by_a_target(text: str, who: str) -> None:
    assert [one.who for one in find_deadlines(text, issued_on=date(2026, 12, 1))] == [who]


def test_the_place_of_a_step_is_that_of_its_words_of_time() -> None:
    text = "Dự kiến khánh thành cầu Nà Nưa tháng 9/2026."
    (found,) = find_deadlines(text, issued_on=date(2026, 5, 20))
    assert text[found.start : found.end] == "tháng 9/2026"


def test_a_meeting_told_of_as_held_is_none_where_the_day_of_the_text_is_unknown() -> None:
    text = "Thực hiện chỉ đạo của cấp trên, Đảng ủy xã đã lãnh đạo tổ chức tốt đại hội trong hai ngày 08 và 09/8/2025."
    assert find_deadlines(text, issued_on=None) == []
