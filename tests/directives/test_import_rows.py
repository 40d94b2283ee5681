"""Rows as e-office systems export them and as hands keep them: one row each, and what becomes of it."""

from datetime import date
from pathlib import Path

import pytest

from directives.models import Directive
from directives.register_import import ImportReport, import_register
from organizations.models import Organization
from tests.builders import make_organization
from tests.directives.test_import_register import write_csv

pytestmark = pytest.mark.django_db
WARD = "Đảng ủy phường Bình Giang"


@pytest.fixture
def ward() -> Organization:
    return make_organization(WARD, letters="ĐU")


def bring(path: Path, ward: Organization) -> ImportReport:
    return import_register(path, actor=None, held_by=ward)


@pytest.mark.parametrize(
    ("number", "subject", "kind"),
    [
        ("12", "Thông báo kết luận buổi làm việc với chi bộ Tân Lập", "Kết luận"),
        ("7", "Kế hoạch trồng cây đầu xuân", "Kế hoạch"),
        ("", "Báo cáo kết quả công tác tháng 10", "Báo cáo"),
        ("7a", "KẾ HOẠCH TRỒNG CÂY ĐẦU XUÂN", "Kế hoạch"),
        # The letters say more than the first words.
        ("05/2024/QĐ-UBND", "Quy định giá đất năm 2024", "Quyết định"),
        ("14/UBND", "Kế hoạch trồng cây gửi các chi bộ", "Công văn"),
    ],
)
def test_without_letters_the_kind_is_that_which_the_subject_begins_with(
    number: str, subject: str, kind: str, tmp_path: Path, ward: Organization
) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        ("Số ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành"),
        (number, "3/11/2025", subject, WARD),
    )

    report = bring(path, ward)

    assert report.problems == []
    row = Directive.objects.get()
    assert row.kind is not None
    assert (row.kind.name, row.subject, row.issued_on) == (kind, subject, date(2025, 11, 3))


@pytest.mark.parametrize("subject", ["Thư viện phường mở cửa lại", "Báo cáo viên tháng 11", "Về trồng cây đầu xuân"])
def test_a_subject_that_names_no_kind_gives_none(subject: str, tmp_path: Path, ward: Organization) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        ("Số ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành"),
        ("12", "3/11/2025", subject, WARD),
    )

    assert [one.column for one in bring(path, ward).problems] == ["Loại văn bản"]
