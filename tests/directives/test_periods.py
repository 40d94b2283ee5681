"""Until when the matter of a subject lasts."""

from datetime import date

import pytest

from directives.periods import last_day_named


@pytest.mark.parametrize(
    ("subject", "day"),
    [
        ("tuyên truyền các ngày lễ quý IV năm 2026", date(2026, 12, 31)),
        ("nhiệm vụ quý 2/2026", date(2026, 6, 30)),
        ("định hướng sinh hoạt tháng 02 năm 2028", date(2028, 2, 29)),
        ("sinh hoạt chi bộ tháng 12/2026", date(2026, 12, 31)),
        ("nhiệm vụ sáu tháng đầu năm 2026", date(2026, 6, 30)),
        ("nhiệm vụ 6 tháng cuối năm 2026", date(2026, 12, 31)),
        ("thi đua năm học 2025 - 2026", date(2026, 12, 31)),
        ("trồng cây giai đoạn 2026 - 2030", date(2030, 12, 31)),
        ("từ tháng 3 năm 2026 đến hết tháng 9 năm 2026", date(2026, 9, 30)),
        ("thực hiện Chỉ thị số 09-CT/TW, ngày 18/6/2026 về trồng cây", None),
        ("thực hiện Nghị quyết 07, ngày 08 tháng 5 năm 2025 về đọc sách", None),
        ("thực hiện Nghị định số 30/2020/NĐ-CP", None),
        ("kết quả trồng cây năm 2026", None),
        ("tổng kết tháng 9/2026", None),
        ("giữ gìn vệ sinh", None),
        ("", None),
    ],
)
def test_the_latest_period_of_the_matter_is_found(subject: str, day: date | None) -> None:
    assert last_day_named(subject) == day
