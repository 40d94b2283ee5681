"""Deadlines in sentences as plans and bulletins write them; all invented, read as if issued on 1 April 2024."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.deadlines import deadline_as_json, find_deadlines

ISSUED = date(2024, 4, 1)

# text, kind, starts, due, precision, who
CASES = [
    ("Các chi, đảng bộ trực thuộc báo cáo kết quả trước ngày 15/4/2024.", "task", None, "2024-04-15", "day", "Các chi, đảng bộ trực thuộc"),
    ("Giao Ủy ban MTTQ phường chủ trì giám sát, hoàn thành trong tháng 6/2024.", "task", None, "2024-06-30", "month", "Ủy ban MTTQ phường"),
    ("Đề nghị các cơ quan, đơn vị gửi danh sách chậm nhất ngày 20 tháng 5 năm 2024.", "task", None, "2024-05-20", "day", "các cơ quan, đơn vị"),
    ("- Đối với cấp xã: hoàn thành trước ngày 10/6/2024.", "task", None, "2024-06-10", "day", "cấp xã"),
    ("Phấn đấu đến hết quý III/2024 giải ngân 70% kế hoạch vốn.", "task", None, "2024-09-30", "quarter", ""),
    ("Báo cáo kết quả trong quý 2 năm 2024", "task", None, "2024-06-30", "quarter", ""),
    ("Nộp bài trước 30/6.", "task", None, "2024-06-30", "day", ""),
    ("Hạn cuối nhận tác phẩm là ngày 30 tháng 9 năm 2024", "task", None, "2024-09-30", "day", ""),
    ("UBND các xã, phường hoàn thành việc rà soát trước tháng 11 năm 2024.", "task", None, "2024-11-30", "month", "UBND các xã, phường"),
    ("Thời gian thực hiện: từ tháng 8 năm 2023 đến hết tháng 8 năm 2024.", "period", "2023-08-01", "2024-08-31", "month", ""),
    ("Nhận bài dự thi từ ngày 01/5/2024 đến ngày 30/6/2024.", "period", "2024-05-01", "2024-06-30", "day", ""),
    ("Mở đợt cao điểm ra quân từ 15/4 đến 30/4.", "period", "2024-04-15", "2024-04-30", "day", ""),
    ("Từ nay đến hết năm 2024, các chi bộ kết nạp ít nhất 01 đảng viên.", "period", "2024-04-01", "2024-12-31", "year", "các chi bộ"),
    ("Đến năm 2030, 100% tổ dân phố có nhà văn hóa đạt chuẩn.", "target", None, "2030-12-31", "year", ""),
    ("Đến cuối năm 2025, tỷ lệ hộ nghèo còn dưới 1%.", "target", None, "2025-12-31", "year", ""),
    ("* Tầm nhìn đến năm 2045", "target", None, "2045-12-31", "year", ""),
    ("Năm 2024, phấn đấu kết nạp 150 đảng viên.", "target", None, "2024-12-31", "year", ""),
    ("Phấn đấu trong giai đoạn 2026 - 2030, mỗi năm kết nạp từ 150 đảng viên trở lên.", "programme", "2026-01-01", "2030-12-31", "year", ""),
    ("Ngày hội sẽ diễn ra vào ngày 18/11/2024 tại nhà văn hóa.", "event", None, "2024-11-18", "day", ""),
    ("b) Mỗi đảng bộ kiểm tra ít nhất 02 chi bộ, xong trong 6 tháng đầu năm 2024.", "task", None, "2024-06-30", "month", "Mỗi đảng bộ"),
    ("Các chi bộ hoàn thành việc này trong 9 tháng đầu năm.", "task", None, "2024-09-30", "month", "Các chi bộ"),
    ("Hội Nông dân xã vận động mua bảo hiểm; thời gian từ 01/5/2024 đến hết 30/6/2024.", "period", "2024-05-01", "2024-06-30", "day", "Hội Nông dân xã"),
    ("Theo đó, từ nay đến ngày 30/4/2024, các thôn hoàn thành thống kê.", "period", "2024-04-01", "2024-04-30", "day", "các thôn"),
    ("Trong đó giao: (1) Đảng ủy xã rà soát, xong trước 10/5/2024.", "task", None, "2024-05-10", "day", "Đảng ủy xã"),
    ("Trong quý II năm 2024, các chi bộ chọn một chuyên đề.", "task", None, "2024-06-30", "quarter", "các chi bộ"),
    ("Năm 2027, hoàn thành việc sắp xếp trụ sở.", "task", None, "2027-12-31", "year", ""),
    ("Quý IV/2024: tổ chức hội thi cấp xã.", "task", None, "2024-12-31", "quarter", ""),
    ("Sơ kết giữa nhiệm kỳ vào năm 2028.", "task", None, "2028-12-31", "year", ""),
    ("Tổng kết Chương trình vào cuối năm 2030.", "task", None, "2030-12-31", "year", ""),
    ("Tới năm 2030 không còn văn bản giấy, đạt 100% văn bản điện tử.", "target", None, "2030-12-31", "year", ""),
    ("Phấn đấu đến 2030, ít nhất 80% hộ có nước sạch.", "target", None, "2030-12-31", "year", ""),
    ("Thời gian tiếp nhận: từ 01 đến 15/5/2024, tại trụ sở.", "period", "2024-05-01", "2024-05-15", "day", ""),
    ("Ba thôn điểm tổ chức xong trong 10 ngày đầu tháng 11.", "task", None, "2024-11-10", "day", ""),
    ("Kiểm tra, đánh giá trong nửa đầu tháng 6/2024.", "task", None, "2024-06-15", "day", ""),
    ("Xét khen thưởng: hạn nộp hồ sơ 20/10/2024.", "task", None, "2024-10-20", "day", ""),
    ("Thu đảng phí xong trước khi khóa sổ ngày 31/12/2024.", "task", None, "2024-12-31", "day", ""),
    ("Chi ủy báo cáo chậm nhất ngày mùng 5 tháng 6.", "task", None, "2024-06-05", "day", "Chi ủy"),
    ("Gửi bổ sung trễ nhất là ngày 20/5.", "task", None, "2024-05-20", "day", ""),
    ("Phấn đấu đến giữa năm 2025 có 70% chi bộ đạt chuẩn.", "task", None, "2025-06-30", "month", ""),
    ("Tháng 5, tháng 6/2024: tổ chức học tập.", "task", None, "2024-06-30", "month", ""),
    ("Cuối năm 2024, tổ chức tổng kết, khen thưởng.", "task", None, "2024-12-31", "year", ""),
    ("Đến hết năm 2025 không còn nhà tạm.", "target", None, "2025-12-31", "year", ""),
    ("Vào năm 2030, thu nhập bình quân đạt 120 triệu đồng.", "target", None, "2030-12-31", "year", ""),
    ("Thời gian học tập: 01/5 - 15/6/2024.", "period", "2024-05-01", "2024-06-15", "day", ""),
    ("Công trình phải xong đúng dịp 19/5/2024.", "task", None, "2024-05-19", "day", ""),
    ("Hai quý đầu năm phải đạt từ 45% kế hoạch.", "task", None, "2024-06-30", "month", ""),
    ("Gia hạn nhận hồ sơ vay vốn đến hết ngày 31/12/2024.", "task", None, "2024-12-31", "day", ""),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_words_of_time_become_a_deadline(case: tuple[str, str, str | None, str, str, str]) -> None:
    text, kind, starts, due, precision, who = case
    found = find_deadlines(text, issued_on=ISSUED)
    assert len(found) == 1
    one = deadline_as_json(found[0])
    assert (one["kind"], one["start"], one["due"], one["precision"], one["who"] or "") == (
        kind,
        starts,
        due,
        precision,
        who,
    )
    assert text[found[0].start : found[0].end].strip() in text


@pytest.mark.parametrize(
    "text",
    [
        "Tính đến ngày 31/3/2024, toàn phường có 1.200 hộ.", "Ngày 15/3/2024, Đảng ủy phường đã tổ chức hội nghị.",
        "Trong 6 tháng đầu năm 2024, phường thực hiện tốt việc thu ngân sách.", "Sáu tháng đầu năm, thu ngân sách đạt 45%.",
        "Trong quý I/2024, phường đã thu ngân sách đạt 30% kế hoạch.", "Kế hoạch đầu tư công giai đoạn 2021 - 2025 được điều chỉnh.",
        "Nghị quyết nhiệm kỳ 2025 - 2030 được thông qua.", "Luật Đất đai có hiệu lực thi hành từ ngày 01/8/2024.", "Nộp hồ sơ trước 31/4/2024.",
        "Công dân sinh trước ngày 01/01/2006 phải có mặt.", "So với cùng kỳ năm 2023 tăng 12%.", "Báo cáo định kỳ trước ngày 20 hằng tháng.",
        "Báo cáo năm gửi trước ngày 05/12 hằng năm.", "Dự báo trong năm 2024, tình hình tiếp tục phức tạp.", "Năm 2023 tình hình khởi sắc.",
        "Thực hiện Nghị quyết số 29-NQ/TW về đẩy mạnh công nghiệp hóa đến năm 2030, tầm nhìn đến năm 2045.", "Hoàn thành trước ngày 15/3/2024.",
        "Từ năm 2020 đến năm 2023 phường đã làm 12 tuyến đường.", "Tổng thu 251,032/413,4 tỷ đồng.", "", "Hoàn thành quyết toán trước ngày 15/01.",
        "Bổ nhiệm theo quy định tại Nghị định số 30/2020/NĐ-CP ngày 05/3/2025 của Chính phủ.", "sẽ tổ chức trong thời gian tới",
    ],
)  # fmt: skip
def test_what_is_past_recurring_or_another_documents_name_is_none(text: str) -> None:
    assert find_deadlines(text, issued_on=ISSUED) == []


def test_each_clause_keeps_its_own_deadline_and_the_whole_sentence() -> None:
    text = (
        "Đại hội chi bộ hoàn thành trước ngày 30/6/2025; đại hội đảng bộ cơ sở hoàn thành trước ngày 31/8/2025. Xong."
    )
    found = find_deadlines(text, issued_on=ISSUED)
    assert [one.due_on for one in found] == [date(2025, 6, 30), date(2025, 8, 31)]
    assert found[1].text == "đại hội đảng bộ cơ sở hoàn thành trước ngày 31/8/2025."
    assert found[1].sentence.startswith("Đại hội chi bộ")
    assert "Xong" not in found[1].sentence


def test_a_heading_of_time_takes_the_aim_below_it() -> None:
    found = find_deadlines("* Mục tiêu đến năm 2025:\n- 95% hộ dân dùng nước sạch.", issued_on=ISSUED)
    assert [one.text for one in found] == ["Mục tiêu đến năm 2025: 95% hộ dân dùng nước sạch."]


def test_the_year_comes_from_the_day_of_issue_and_turns_with_it() -> None:
    assert find_deadlines("Báo cáo trước ngày 15/01.", issued_on=date(2024, 12, 1))[0].due_on == date(2025, 1, 15)
    assert find_deadlines("Báo cáo trước ngày 15/01.", issued_on=None) == []
    assert find_deadlines("Báo cáo trước ngày 15/01/2020.", issued_on=None)[0].due_on == date(2020, 1, 15)


def test_decomposed_text_gives_the_same_at_its_own_places() -> None:
    text = "Các chi bộ báo cáo trước ngày 15 tháng 4 năm 2024."
    there = unicodedata.normalize("NFD", text)
    one, two = find_deadlines(text, issued_on=ISSUED)[0], find_deadlines(there, issued_on=ISSUED)[0]
    assert (one.due_on, one.text, one.who) == (two.due_on, two.text, two.who)
    assert unicodedata.normalize("NFC", there[two.start : two.end]) == text[one.start : one.end]


@given(st.text(alphabet="trước ngày đến hết năm quý III/2024 15/4-. hoàn thành tháng\n", max_size=120))
def test_no_text_breaks_the_reader_and_nothing_past_is_given(text: str) -> None:
    for found in find_deadlines(text, issued_on=ISSUED):
        assert found.due_on >= ISSUED
        assert found.starts_on is None or found.starts_on <= found.due_on
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Việc học tập phải hoàn thành trước ngày 10/11/2025, bảo đảm đủ đảng viên tham gia.", date(2025, 11, 10)),
        ("Chi bộ gửi báo cáo trước 17h00 ngày 25/5/2025.", date(2025, 5, 25)),
        ("Bắt đầu từ 8 giờ 00 ngày 03/6/2025 và kết thúc lúc 17 giờ 00 ngày 30/6/2025.", date(2025, 6, 30)),
        ("- Đại hội điểm cấp cơ sở: tháng 6/2025.", date(2025, 6, 30)),
        ("Mở 02 lớp bồi dưỡng trong quý II và quý III năm 2025.", date(2025, 9, 30)),
        ("Tiến hành sơ kết vào quý II/2028.", date(2028, 6, 30)),
        ("Đạt chuẩn đô thị văn minh vào ngày 31/12/2026.", date(2026, 12, 31)),
        ("Phấn đấu thông xe kỹ thuật cuối năm 2026.", date(2026, 12, 31)),
        ("Gửi biểu số liệu, hạn cuối ngày 20/6/2025.", date(2025, 6, 20)),
        ("Xử lý dứt điểm các điểm ngập trong quý I/2027.", date(2027, 3, 31)),
    ],
)
def test_further_forms_of_a_last_day(text: str, due: date) -> None:
    assert [found.due_on for found in find_deadlines(text, issued_on=date(2025, 5, 1))] == [due]


def test_the_years_in_the_name_of_a_plan_are_no_target() -> None:
    text = "Lập Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050, trình Chính phủ trong quý II/2025."
    assert [found.due_on for found in find_deadlines(text, issued_on=date(2025, 5, 1))] == [date(2025, 6, 30)]


def test_an_order_of_an_older_document_counts_from_that_documents_day() -> None:
    text = "Các chi bộ báo cáo trước ngày 20/4/2025."
    assert find_deadlines(text, issued_on=date(2025, 5, 1)) == []
    found = find_deadlines(text, issued_on=date(2025, 5, 1), orders_from=date(2025, 4, 2))
    assert [one.due_on for one in found] == [date(2025, 4, 20)]
    told = "Các chi bộ đã báo cáo trước ngày 20/4/2025."
    assert find_deadlines(told, issued_on=date(2025, 5, 1), orders_from=date(2025, 4, 2)) == []


@pytest.mark.parametrize("sign", [" | ", "\t"])
def test_a_column_of_times_gives_a_deadline_a_row_with_task_and_addressee(sign: str) -> None:
    rows = [
        ("Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn hoàn thành"),
        ("Rà soát hồ sơ đảng viên", "Các chi bộ", "25/4/2024"),
        ("Tập huấn chữ ký số", "Văn phòng Đảng ủy", "Quý IV/2024"),
        ("Trực ban", "Công an xã", "Thường xuyên"),
        ("Lấy ý kiến Nhân dân", "Mặt trận Tổ quốc xã", "Từ 01/5 đến 15/5/2024"),
        ("Việc đã xong", "Các chi bộ", "15/3/2024"),
    ]
    text = "Phân công:\n" + "\n".join(sign.join(row) for row in rows) + "\nBí thư theo dõi chung."
    found = find_deadlines(text, issued_on=ISSUED)
    assert [(one.text, one.who, one.starts_on, one.due_on) for one in found] == [
        ("Rà soát hồ sơ đảng viên", "Các chi bộ", None, date(2024, 4, 25)),
        ("Tập huấn chữ ký số", "Văn phòng Đảng ủy", None, date(2024, 12, 31)),
        ("Lấy ý kiến Nhân dân", "Mặt trận Tổ quốc xã", date(2024, 5, 1), date(2024, 5, 15)),
    ]
    assert text[found[0].start : found[0].end].startswith("Rà soát")


def test_figures_of_a_table_without_a_column_of_times_are_no_deadlines() -> None:
    assert find_deadlines("Đơn vị\tKế hoạch\nXã A\t10/12/2024\nXã B\t20/12/2024", issued_on=ISSUED) == []


@pytest.mark.parametrize(
    "text",
    [
        "Không giới thiệu đồng chí đủ tuổi nghỉ hưu trước ngày 01/9/2027.",
        "Người sinh trước ngày 01/01/2025 phải đăng ký.",
        "Thẻ bảo hiểm y tế có giá trị sử dụng đến hết ngày 31/12/2025.",
        "Báo cáo định kỳ 6 tháng trước ngày 15/6, một năm trước ngày 15/12.",
        "Năm 2024, hoàn thành 8/8 chỉ tiêu được giao.",
    ],
)
def test_who_is_meant_and_what_the_year_brought_are_no_deadlines(text: str) -> None:
    assert find_deadlines(text, issued_on=date(2024, 12, 1)) == []


def test_a_deadline_ends_with_its_own_sentence() -> None:
    text = "Tầm nhìn đến năm 2045, có ít nhất 30 hợp tác xã, thu hút 60% lao động. Hội đồng nhân dân đã có nghị quyết."
    (found,) = find_deadlines(text, issued_on=ISSUED)
    assert found.text == "Tầm nhìn đến năm 2045, có ít nhất 30 hợp tác xã, thu hút 60% lao động."


@given(
    lead=st.sampled_from(
        [
            "trước ngày",
            "chậm nhất ngày",
            "chậm nhất là ngày",
            "xong trước ngày",
            "muộn nhất vào ngày",
            "trễ nhất là ngày",
            "trước 17h00 ngày",
        ]
    ),
    day=st.dates(date(2024, 4, 2), date(2027, 12, 31)),
    printed=st.sampled_from(["{d}/{m}/{y}", "{d:02d}-{m:02d}-{y}", "{d:02d}/{m:02d}/{y}", "{d} tháng {m} năm {y}"]),
    task=st.sampled_from(
        ["Các chi bộ báo cáo kết quả", "Đảng ủy xã hoàn thành việc rà soát", "- Gửi danh sách về Văn phòng"]
    ),
)
def test_every_way_to_say_a_last_day_gives_that_day(lead: str, day: date, printed: str, task: str) -> None:
    text = f"{task} {lead} {printed.format(d=day.day, m=day.month, y=day.year)}."
    assert [one.due_on for one in find_deadlines(text, issued_on=ISSUED)] == [day]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (
            "Thời hạn nộp tranh vẽ của thiếu nhi: 16 giờ 30 ngày 20/11/2025 (tính theo dấu bưu điện).",
            date(2025, 11, 20),
        ),
        ("Hạn gửi danh sách về Văn phòng: trước ngày 05/11/2025.", date(2025, 11, 5)),
        ("Hội Nông dân phấn đấu 6 tháng đầu năm 2026 có 40% hội viên dùng chữ ký số.", date(2026, 6, 30)),
        ("- Giai đoạn 2026 - 2028: lát vỉa hè hai tuyến phố trung tâm.", date(2028, 12, 31)),
        ("b) Năm 2026 kết nạp ít nhất 12 đảng viên là nông dân.", date(2026, 12, 31)),
        ("Cả khối mở hai lớp, riêng năm 2026 thành lập tối thiểu 4 tổ công đoàn.", date(2026, 12, 31)),
    ],
)
def test_last_days_behind_a_colon_and_figures_of_a_year_are_due(text: str, due: date) -> None:
    assert [one.due_on for one in find_deadlines(text, issued_on=date(2025, 10, 1))] == [due]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2026 đã kết nạp ít nhất 12 đảng viên là nông dân.",
        "Năm 2024 kết nạp ít nhất 12 đảng viên là nông dân.",
        "Kế hoạch đầu tư công giai đoạn 2026 - 2028: tổng hợp của phòng Kinh tế.",
        "- Giai đoạn 2021 - 2023: đã lát vỉa hè hai tuyến phố.",
    ],
)
def test_figures_of_what_is_over_and_names_of_plans_are_not_due(text: str) -> None:
    assert find_deadlines(text, issued_on=date(2025, 10, 1)) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Sở Xây dựng: thẩm định xong hồ sơ trước ngày 20/11/2025.", ["Sở Xây dựng"]),
        (
            "Sở Y tế: kiểm tra bếp ăn trường học trước ngày 20/11/2025; công bố kết quả trước ngày 30/11/2025.",
            ["Sở Y tế", "Sở Y tế"],
        ),
        (
            "Ban Tuyên giáo và Dân vận Tỉnh ủy biên soạn đề cương, phát hành trước ngày 15/11/2025.",
            ["Ban Tuyên giáo và Dân vận Tỉnh ủy"],
        ),
        (
            "Thường trực Huyện ủy yêu cầu: các xã ven sông hoàn thành di dời 30 hộ trước ngày 15/11/2025.",
            ["các xã ven sông"],
        ),
        ("Các chủ hồ đập kiểm tra cửa xả xong trước ngày 15/11/2025.", ["Các chủ hồ đập"]),
        ("Ủy ban Kiểm tra Đảng ủy lập kế hoạch trước ngày 15/11/2025.", ["Ủy ban Kiểm tra Đảng ủy"]),
        ("Ban Chỉ đạo xã công khai danh sách hộ nghèo trước ngày 15/11/2025.", ["Ban Chỉ đạo xã"]),
        ("Đảng ủy UBND tỉnh lãnh đạo xây dựng đề án trước ngày 15/11/2025.", ["Đảng ủy UBND tỉnh"]),
    ],
)
def test_an_addressee_is_the_body_alone_and_holds_for_the_next_clause(text: str, who: list[str]) -> None:
    assert [one.who for one in find_deadlines(text, issued_on=date(2025, 10, 1))] == who


def test_a_list_of_a_thousand_clauses_is_read_and_the_subject_holds_for_the_next_ones() -> None:
    text = "Các chi bộ họp trước ngày 15/3/2027; " + "báo cáo trước ngày 15/4/2027; " * 1500
    found = find_deadlines(text, issued_on=date(2026, 1, 1))
    assert [(one.due_on, one.who) for one in found] == [
        (date(2027, 3, 15), "Các chi bộ"),
        (date(2027, 4, 15), "Các chi bộ"),
    ]


def test_rows_of_several_tables_are_read_once_each_and_the_text_between_them_too() -> None:
    table = "STT\tNội dung\tThời gian\n1\tHọp tổ\tTháng 5/2027\n2\tBáo cáo\tTháng 6/2027\n"
    text = f"{table}\nCác chi bộ họp trước ngày 15/7/2027.\n\n{table.replace('/2027', '/2028')}"
    found = find_deadlines(text, issued_on=date(2026, 1, 1))
    assert [(one.due_on.year, one.due_on.month) for one in found] == [
        (2027, 5),
        (2027, 6),
        (2027, 7),
        (2028, 5),
        (2028, 6),
    ]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Trong hai ngày 14 và 15/5, xã đã tổ chức đại hội nông dân.", []),
        ("Ngày 15/5, phường vừa ra quân làm sạch bờ kè.", []),
        ("Các chi bộ gửi danh sách trong ngày 15/5.", [date(2025, 5, 15)]),
        ("Chi bộ nộp quỹ trước ngày 15/5, đảng viên ở xa đã được nhắc.", [date(2025, 5, 15)]),
    ],
)
def test_what_was_done_on_the_day_of_the_text_is_news(text: str, due: list[date]) -> None:
    assert [one.due_on for one in find_deadlines(text, issued_on=date(2025, 5, 15))] == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Đến 2030, xã trở thành xã kiểu mẫu.", [date(2030, 12, 31)]),
        ("Và đến hết 2030, 80% số hộ dùng nước máy.", [date(2030, 12, 31)]),
        ("Có đến 2030, kể cả trẻ em, được khám.", []),
        ("Đến 2030 hộ được cấp nước.", []),
    ],
)
def test_a_bare_year_that_opens_a_goal_is_a_year(text: str, due: list[date]) -> None:
    assert [one.due_on for one in find_deadlines(text, issued_on=date(2025, 5, 15))] == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Đảng ủy đề nghị các chi bộ làm tốt một số nội dung tuyên truyền trong tháng 6/2025 như sau:", []),
        ("Cần nhấn mạnh các sự kiện diễn ra trong tháng 6/2025: ngày Gia đình Việt Nam.", []),
        ("Trong tháng 6/2025, các chi bộ rà soát xong danh sách.", [date(2025, 6, 30)]),
        ("Tổ chức các hoạt động kỷ niệm trong tháng 6/2025.", [date(2025, 6, 30)]),
        ("Trước ngày 15/6/2025, các chi bộ làm xong các việc sau:", [date(2025, 6, 15)]),
        ("Hoàn thành trước 17h00', ngày 20/6/2025.", [date(2025, 6, 20)]),
        ("Thời gian nhận bài: từ ngày phát động đến 17h00’, ngày 01/7/2025.", [date(2025, 7, 1)]),
    ],
)
def test_the_month_of_a_list_or_of_an_event_is_no_deadline(text: str, due: list[date]) -> None:
    assert [one.due_on for one in find_deadlines(text, issued_on=date(2025, 5, 15))] == due
