"""Proposals for what a cell needs. Texts are invented."""

from datetime import date

import pytest

from documents.engines.proposals import TaskLine, propose, propose_short_title, shorten

TEXT = """Mục đích, yêu cầu
Kế hoạch nhằm nâng cao nhận thức của cán bộ và Nhân dân về phân loại rác tại nguồn; phấn đấu đến hết năm 2026 có 90% hộ tham gia.
Thời gian qua, các chi bộ đã tổ chức 12 buổi ra quân.
Yêu cầu các chi bộ đưa nội dung phân loại rác vào sinh hoạt tháng 11, phân công đảng viên phụ trách hộ.
Các chi, đảng bộ trực thuộc báo cáo kết quả về Đảng ủy trước ngày 15/12/2026.
Ủy ban nhân dân phường hoàn thành lắp đặt 40 điểm thu gom trước ngày 30/11/2026.
"""


@pytest.mark.parametrize(
    ("heading", "short"),
    [
        (
            "Kế hoạch số 315-KH/TU, ngày 12/9/2023 của Ban Thường vụ Thành ủy về an toàn giao thông",
            "Kế hoạch 315-KH/TU về an toàn giao thông",
        ),
        (
            "Chỉ thị số 17-CT/ĐU, ngày 05/10/2026 của Ban Thường vụ Đảng ủy phường Bình Giang về tăng cường sự lãnh đạo của "
            "Đảng đối với công tác phòng cháy, chữa cháy trên địa bàn phường",
            "Chỉ thị 17-CT/ĐU về tăng cường sự lãnh đạo của Đảng đối với công tác phòng cháy",
        ),
        (
            "Chỉ thị số 21/CT-UBND, ngày 06/11/2026 của Ủy ban nhân dân phường về bảo đảm các điều kiện sản xuất để mọi gia đình "
            "đón mùa nước nổi an toàn",
            "Chỉ thị 21/CT-UBND về bảo đảm các điều kiện sản xuất",
        ),
        (
            "Nghị quyết số 05-NQ/ĐU, ngày 26/6/2026 của Ban Chấp hành Đảng bộ phường về phát triển vùng chè, trám gắn với du lịch "
            "ven sông Vân giai đoạn 2026 - 2030",
            "Nghị quyết 05-NQ/ĐU về phát triển vùng chè, trám gắn với du lịch ven sông Vân",
        ),
        (
            "Kế hoạch số 12-KH/ĐU, ngày 02/11/2026 của Đảng ủy phường về kiểm tra giám sát định kỳ công tác thu nộp đảng phí "
            "ở các chi bộ",
            "Kế hoạch 12-KH/ĐU về kiểm tra giám sát định kỳ công tác thu nộp đảng phí",
        ),
        (
            "Kế hoạch số 12-KH/ĐTN, ngày 05/11/2026 của Ban Thường vụ Đoàn phường về “Những buổi tối đọc sách cùng con”",
            "Kế hoạch 12-KH/ĐTN về “Những buổi tối đọc sách cùng con”",
        ),
        (
            "Kế hoạch số 12-KH/ĐTN, ngày 05/11/2026 “Những buổi tối đọc sách cùng con”",
            "Kế hoạch 12-KH/ĐTN Những buổi tối đọc sách cùng con",
        ),
        (
            "Kế hoạch số 31-KH/ĐU, ngày 10/11/2026 của Đảng ủy phường thực hiện Kế hoạch số 45-KH/TU, ngày 01/10/2026 của Ban "
            "Thường vụ Tỉnh ủy về phòng, chống lãng phí",
            "Kế hoạch 31-KH/ĐU thực hiện Kế hoạch 45-KH/TU về phòng, chống lãng phí",
        ),
        (
            "Kế hoạch số 8-KH/ĐU, ngày 10/11/2026 của Đảng ủy phường triển khai Nghị quyết số 5-NQ/TU, ngày 22/9/2026 của "
            "Tỉnh ủy “về trồng rừng gỗ lớn”",
            "Kế hoạch 8-KH/ĐU triển khai Nghị quyết 5-NQ/TU về trồng rừng gỗ lớn",
        ),
        ("Kết quả kỳ họp thứ năm Hội đồng nhân dân phường", ""),
        ("", ""),
    ],
)
def test_a_short_title_is_kind_number_and_subject(heading: str, short: str) -> None:
    assert propose_short_title(heading) == short


@pytest.mark.parametrize("limit", [20, 40, 80])
def test_a_shortened_text_keeps_whole_words_within_the_limit(limit: int) -> None:
    text = "Tăng cường công tác tuyên truyền, vận động Nhân dân chấp hành pháp luật về trật tự đô thị"
    short = shorten(text, limit)
    assert len(short) <= limit
    assert text.startswith(short.rstrip("…"))
    assert text[len(short.rstrip("…")) :][:1] in {"", " ", ","}


def test_tasks_are_sentences_addressed_to_cells_with_their_date_and_dated_clauses() -> None:
    found = propose("Kế hoạch", TEXT, issued_on=date(2026, 10, 12))
    lines = [task.text for task in found.tasks]
    assert lines[0].startswith("Yêu cầu các chi bộ đưa nội dung phân loại rác")
    assert lines[1].startswith("Các chi, đảng bộ trực thuộc báo cáo kết quả")
    assert found.tasks[1].due_on == date(2026, 12, 15)
    assert not any("lắp đặt 40 điểm" in line for line in lines), "the work of the people's committee"
    assert not any("đã tổ chức" in line for line in lines)


def test_what_was_due_before_the_issues_month_is_no_work_any_more() -> None:
    text = "Các chi bộ báo cáo trước ngày 20/10/2026. Các chi bộ nộp danh sách trước ngày 15/12/2026."

    def proposed(not_before: date | None) -> list[str]:
        found = propose("Kế hoạch", text, issued_on=date(2026, 10, 2), not_before=not_before)
        return [
            *(task.text for task in found.tasks),
            *found.gist,
            *(line for line in found.questions if "20/10" in line),
        ]

    assert len(proposed(None)) == 3
    assert [line for line in proposed(date(2026, 12, 1)) if "20/10" in line] == []
    assert len(proposed(date(2026, 12, 1))) == 1


def test_the_gist_is_lifted_from_the_text_and_repeats_no_task() -> None:
    found = propose("Kế hoạch", TEXT * 2, issued_on=date(2026, 10, 12))
    assert len(set(found.gist)) == len(found.gist)
    assert 1 <= len(found.gist) <= 3
    assert found.gist[0].startswith("Kế hoạch nhằm nâng cao nhận thức")
    assert not set(found.gist) & {task.text for task in found.tasks}
    assert all(line.rstrip("…") in TEXT for line in found.gist)


@pytest.mark.parametrize(
    ("task", "line"),
    [
        (TaskLine("Báo cáo kết quả.", date(2026, 12, 5)), "Báo cáo kết quả (hạn 05/12/2026)."),
        (TaskLine("Báo cáo trước ngày 5/12.", date(2026, 12, 5)), "Báo cáo trước ngày 5/12."),
        (TaskLine("Xong trong tháng 12.", date(2026, 12, 31)), "Xong trong tháng 12."),
        (TaskLine("Báo cáo.", None), "Báo cáo."),
    ],
)
def test_a_task_says_its_date_once(task: TaskLine, line: str) -> None:
    assert task.line == line


def test_a_text_of_any_length_is_read_in_short_time() -> None:
    import time

    begin = time.perf_counter()
    found = propose("Kế hoạch", TEXT * 2000, issued_on=None)
    assert time.perf_counter() - begin < 5
    assert len(found.tasks) <= 8


def test_questions_ask_about_the_first_task_and_the_matter_itself() -> None:
    found = propose(
        "Kế hoạch số 12-KH/ĐU, ngày 12/10/2026 của Đảng ủy phường về phân loại rác", TEXT, issued_on=date(2026, 10, 12)
    )
    first, second = found.questions
    assert first.startswith(
        "Ở chi bộ ta, ai nhận và làm thế nào việc này: “Yêu cầu các chi bộ đưa nội dung phân loại rác"
    )
    assert second == "“Kế hoạch 12-KH/ĐU về phân loại rác”: ở địa bàn, đơn vị ta đang thế nào, còn vướng gì?"


def test_nothing_is_asked_about_an_entry_without_task_and_heading() -> None:
    assert propose("", "Chữ.", issued_on=None).questions == ()


def test_an_item_of_a_list_is_not_broken_at_small_letters_and_becomes_a_sentence() -> None:
    text = (
        "Tập trung kiểm soát chất lượng thực phẩm; điểm bán hàng bình ổn đặt tại chợ dân sinh, khu nhà trọ công nhân;\n"
    )
    found = propose("Về chuẩn bị Tết", text, issued_on=None)
    assert found.gist == (
        "Tập trung kiểm soát chất lượng thực phẩm; điểm bán hàng bình ổn đặt tại chợ dân sinh, khu nhà trọ công nhân.",
    )
    (small,) = propose("Về Tết", "- phấn đấu mỗi tổ dân phố có một điểm gói bánh chưng;", issued_on=None).gist
    assert small == "Phấn đấu mỗi tổ dân phố có một điểm gói bánh chưng."


def test_a_proposal_never_breaks_off_within_a_bracket_or_a_quotation() -> None:
    text = "Các chi bộ gửi báo cáo năm về Đảng ủy (hạn 10/12/2026; Kế hoạch 38-KH/ĐU của phường)."
    found = propose("Nhiệm vụ", text, issued_on=date(2026, 11, 1))
    assert [task.text for task in found.tasks] == [text]
    title = propose_short_title(
        "Kế hoạch số 12-KH/ĐTN, ngày 12/10/2026 của Ban Thường vụ Đoàn phường về tổ chức chuỗi hoạt động “Những buổi tối cùng ông bà "
        "học số và đọc sách tại nhà văn hóa”"
    )
    assert title == "" or title.count("“") == title.count("”")


def test_a_question_quotes_a_quotation_with_single_marks() -> None:
    found = propose("Kế hoạch về “Những buổi tối học số”", "", issued_on=None)
    assert found.questions[-1].startswith("“Kế hoạch về ‘Những buổi tối học số’”: ")


@pytest.mark.parametrize(
    "others",
    [
        "Ủy ban nhân dân cấp tỉnh phê duyệt kế hoạch 5 năm về trồng rừng trước ngày 31/12/2026.",
        "Giao UBND tỉnh ban hành quy chế quản lý bến đò trước ngày 31/12/2026.",
        "Các sở, ngành hoàn thành việc rà soát thủ tục trước ngày 31/12/2026.",
        "Công an tỉnh hoàn thành cấp thẻ căn cước trước ngày 31/12/2026.",
        "Ban Thường vụ Tỉnh ủy ban hành kế hoạch giám sát trước ngày 31/12/2026.",
        "Giao Ban Tổ chức Tỉnh ủy tổng hợp kết quả kiểm điểm trước ngày 31/12/2026.",
        "Trước ngày 31/12/2026, UBND phường công khai danh sách hộ được hỗ trợ.",
        "Ủy ban MTTQ Việt Nam phường hoàn thành thống kê nhà dột nát trước ngày 31/12/2026.",
        "Công an phường rà soát hộ kinh doanh có điều kiện trước ngày 31/12/2026.",
        "Hội Liên hiệp Phụ nữ phường tổ chức hội thi nấu ăn trước ngày 31/12/2026.",
        "Đề nghị Trạm Y tế xã khám lại cho học sinh trước ngày 31/12/2026.",
        "Chậm nhất ngày 31/12/2026, Phòng Kinh tế, Hạ tầng và Đô thị phường báo cáo tiến độ.",
    ],
)
def test_the_work_of_another_body_is_neither_task_nor_question_of_a_cell(others: str) -> None:
    found = propose("Quyết định về trồng rừng", others, issued_on=date(2026, 11, 1))
    assert found.tasks == ()
    assert found.questions == ("“Quyết định về trồng rừng”: ở địa bàn, đơn vị ta đang thế nào, còn vướng gì?",)


def test_what_the_wards_own_bodies_do_with_the_people_stays_on_offer() -> None:
    text = "Công an phường cùng bà con lắp đèn ngõ trước ngày 31/12/2026."
    assert [task.text for task in propose("Lắp đèn", text, issued_on=date(2026, 11, 1)).tasks] == [text]


def test_what_a_body_of_the_state_asks_of_cells_stays_their_task() -> None:
    text = "Ủy ban nhân dân phường đề nghị các chi bộ báo cáo kết quả trồng rừng trước ngày 31/12/2026."
    assert [task.text for task in propose("Trồng rừng", text, issued_on=date(2026, 11, 1)).tasks] == [text]
