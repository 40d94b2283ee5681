"""How a subject is joined to the issuer in a citation."""

import pytest

from directives.wording import joined_subject
from tests.builders import make_directive, make_ward

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("subject", "kind", "joined"),
    [
        ("về phát triển đảng viên", "Kế hoạch", "về phát triển đảng viên"),
        ("Về phát triển đảng viên", "Kế hoạch", "về phát triển đảng viên"),
        ("V/v mời họp", "Công văn", "về việc mời họp"),
        ("v/v: về mời họp", "Công văn", "về mời họp"),
        ("tổ chức Ngày hội mùa gặt", "Kế hoạch", "về tổ chức Ngày hội mùa gặt"),
        ("lịch các lớp bồi dưỡng", "Thông báo", "về lịch các lớp bồi dưỡng"),
        ("“Mỗi tuần một cuốn sách” năm 2026", "Kế hoạch", "về “Mỗi tuần một cuốn sách” năm 2026"),
        ("Ngày hội mùa gặt", "Kế hoạch", "về Ngày hội mùa gặt"),
        ("phê duyệt Chương trình trồng cây", "Quyết định", "phê duyệt Chương trình trồng cây"),
        ("Ban hành Quy chế làm việc", "Quyết định", "ban hành Quy chế làm việc"),
        ("thực hiện Nghị quyết số 05-NQ/TU", "Chương trình", "thực hiện Nghị quyết số 05-NQ/TU"),
        ("thực hành tiết kiệm", "Chỉ thị", "về thực hành tiết kiệm"),
        ("giao thông nông thôn", "Kế hoạch", "về giao thông nông thôn"),
        ("giao chỉ tiêu thu nhặt pin cũ", "Quyết định", "giao chỉ tiêu thu nhặt pin cũ"),
        ("gửi các cụ cao tuổi", "Thư", "gửi các cụ cao tuổi"),
        ("ủng hộ đồng bào vùng lũ", "Lời kêu gọi", "ủng hộ đồng bào vùng lũ"),
        ("Đường sắt", "Luật", "Đường sắt"),
        ("", "Kế hoạch", ""),
    ],
)
def test_a_subject_follows_the_issuer_as_a_bulletin_prints_it(subject: str, kind: str, joined: str) -> None:
    assert joined_subject(subject, kind) == joined


def test_a_citation_of_a_bare_subject_reads_well_and_leaves_the_register_alone() -> None:
    directive = make_directive(make_ward().committee, subject="tổ chức Ngày hội mùa gặt")
    assert directive.citation.endswith(" về tổ chức Ngày hội mùa gặt")
    directive.refresh_from_db()
    assert directive.subject == "tổ chức Ngày hội mùa gặt"
