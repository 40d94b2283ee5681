"""Rows as e-office systems export them and as hands keep them: one row each, and what becomes of it."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from directives.issuers import IssuerIndex
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


PARTED = ("Số", "Ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành")
PLAIN = ("Số ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành")


def read_one(path: Path, ward: Organization, *rows: tuple[object, ...]) -> Directive:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    report = bring(path, ward)
    assert report.problems == []
    return Directive.objects.get()


@pytest.mark.parametrize(
    ("figure", "symbol", "number"),
    [
        ("88", "KH/ĐU", "88-KH/ĐU"),
        (88.0, "-KH/ĐU", "88-KH/ĐU"),
        ("08", "QĐ-UBND", "08/QĐ-UBND"),
        (9, "/QĐ-UBND", "9/QĐ-UBND"),
        (14, "2024/QĐ-UBND", "14/2024/QĐ-UBND"),
        ("Số 12a", "KH/ĐU", "12a-KH/ĐU"),
        # Beside a running number the whole number stands in the other column, or in the first alone.
        (3, "12-TB/ĐU", "12-TB/ĐU"),
        ("88-KH/ĐU", "KH/ĐU", "88-KH/ĐU"),
        ("88-KH/ĐU", "", "88-KH/ĐU"),
    ],
)
@pytest.mark.parametrize(
    "heads",
    [
        [PARTED],
        [("Số văn bản", "Ký hiệu VB", *PARTED[2:])],
        [("Số đi", "Ký hiệu", *PARTED[2:])],
        # One heading over both, as the printed form of 2020 has it where it is ruled by hand.
        [("Số, ký hiệu", "", *PARTED[2:]), ("Số", "Ký hiệu", "", "", "")],
    ],
)
def test_a_number_parted_into_two_columns_is_put_together(
    heads: list[tuple[str, ...]], figure: object, symbol: str, number: str, tmp_path: Path, ward: Organization
) -> None:
    row = read_one(tmp_path / "a.xlsx", ward, *heads, (figure, symbol, "14/8/2025", "về trồng cây", WARD))

    assert (row.number, row.issued_on, row.subject) == (number, date(2025, 8, 14), "về trồng cây")


@pytest.mark.parametrize("printed", ["KH88/ĐU", "KH 88/ĐU", "KH-88/ĐU", "KH 88-KH/ĐU", "88-KH.ĐU", "88 -KH/ĐU."])
def test_a_number_is_known_though_its_letters_stand_elsewhere(printed: str, tmp_path: Path, ward: Organization) -> None:
    row = read_one(tmp_path / "a.xlsx", ward, PLAIN, (printed, "14/8/2025", "về trồng cây", WARD))

    assert row.kind is not None
    assert (row.number, row.kind.name) == ("88-KH/ĐU", "Kế hoạch")


def test_a_column_of_symbols_alone_holds_the_number(tmp_path: Path, ward: Organization) -> None:
    row = read_one(tmp_path / "a.xlsx", ward, ("Ký hiệu", *PLAIN[1:]), ("88-KH/ĐU", "14/8/2025", "về trồng cây", WARD))

    assert row.number == "88-KH/ĐU"


@pytest.mark.parametrize(
    "rows",
    [
        [(*PLAIN, "Năm"), ("88-KH/ĐU", "03/11", "về trồng cây", WARD, 2025)],
        [("Ngày", "Tháng", "Năm", *PLAIN[:1], *PLAIN[2:]), (3, 11, 2025.0, "88-KH/ĐU", "về trồng cây", WARD)],
        [("SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2025",), PLAIN, ("88-KH/ĐU", "3-11", "về trồng cây", WARD)],
        [("Từ ngày 01/01/2025 đến ngày 31/12/2025",), PLAIN, ("88-KH/ĐU", "ngày 03 tháng 11", "về trồng cây", WARD)],
        [
            ("Lập ngày 05 tháng 01 năm 2026",), ("SỔ VĂN BẢN ĐI NĂM 2025",), PLAIN,
            ("88-KH/ĐU", "03/11", "về trồng cây", WARD),
        ],
        [("Số ký hiệu, ngày ban hành", *PLAIN[2:]), ("88-KH/ĐU\nngày 3/11/2025", "về trồng cây", WARD)],
        [("Số KH", "Ngày BH", "Trích yếu VB", "CQBH"), ("88-KH/ĐU", "3/11/2025", "về trồng cây", WARD)],
        [("Số công văn", "Ngày công văn", "Nội dung", "Tên cơ quan ban hành"),
         ("88-KH/ĐU", "3/11/2025", "về trồng cây", WARD)],
        # The number and the day of those that came in are other ones.
        [("Số đến", "Ngày đến", "Số", "Ký hiệu", "Ngày tháng", *PLAIN[2:]),
         (501, "20/11/2025", 88, "KH/ĐU", "3/11/2025", "về trồng cây", WARD)],
    ],
)  # fmt: skip
def test_a_day_is_put_together_of_what_the_register_says_of_it(
    rows: list[tuple[object, ...]], tmp_path: Path, ward: Organization
) -> None:
    row = read_one(tmp_path / "a.xlsx", ward, *rows)

    assert (row.number, row.issued_on, row.subject) == ("88-KH/ĐU", date(2025, 11, 3), "về trồng cây")


def test_a_year_taken_from_the_title_is_told_once(tmp_path: Path, ward: Organization) -> None:
    rows = [(f"{place}-KH/ĐU", "03/11", "về trồng cây", WARD) for place in (1, 2)]
    path = write_csv(tmp_path / "a.csv", ("Sổ văn bản đi năm 2025", "", "", ""), PLAIN, *rows)

    report = bring(path, ward)

    assert [(one.row, one.message) for one in report.warnings] == [
        (3, "Ngày không ghi năm được hiểu là năm 2025, theo tên sổ; các dòng sau cũng vậy.")
    ]
    assert report.written == 2


@pytest.mark.parametrize("title", ["", "Sổ văn bản năm 2024 và năm 2025"])
def test_a_day_whose_year_nothing_says_is_refused_with_what_to_do(
    title: str, tmp_path: Path, ward: Organization
) -> None:
    path = write_csv(tmp_path / "a.csv", (title, "", "", ""), PLAIN, ("8-KH/ĐU", "03/11", "về trồng cây", WARD))

    report = bring(path, ward)

    assert [one.column for one in report.problems] == ["Ngày ban hành"]
    assert "thiếu năm. Đồng chí ghi đủ" in report.problems[0].message


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("KH 88", "Kế hoạch"),
        ("KH88", "Kế hoạch"),
        ("TB-88", "Thông báo"),
        ("Thông báo kết luận số 88", "Kết luận"),
        ("TB: 88", "Thông báo"),
    ],
)
def test_a_kind_in_front_of_a_bare_number_is_that_of_the_row(
    number: str, kind: str, tmp_path: Path, ward: Organization
) -> None:
    row = read_one(tmp_path / "a.xlsx", ward, PLAIN, (number, "14/8/2025", "về trồng cây", WARD))

    assert row.kind is not None
    assert (row.number, row.kind.name) == ("88", kind)


ISSUERS = {
    "Đảng ủy phường Hòa An": (
        "ĐU P. Hòa An", "ĐU phường Hòa An", "Đ.U P.Hòa An", "BTV ĐU P Hòa An", "Đảng ủy p. Hòa An", "ĐU P. HÒA AN",
        "Đảng ủy phường", "Ban Thường vụ Đảng ủy",
    ),
    "Ban Tuyên giáo và Dân vận Tỉnh ủy Lam Sơn": (
        "BTGDV TU", "Ban TGDV Tỉnh ủy", "Ban TG&DV TU", "Ban Tuyên giáo và Dân vận TU", "BTGDVTU",
    ),
    "Văn phòng Đảng ủy phường Hòa An": ("VPĐU", "VP ĐU", "Văn phòng ĐU P. Hòa An"),
    "Ủy ban nhân dân phường Hòa An": ("UBND P. Hòa An", "UBND P Hòa An"),
    "Tỉnh ủy Lam Sơn": ("TU Lam Sơn", "BTV TU", "T.U Lam Sơn"),
    "Ban Chấp hành Trung ương Đảng": ("TW Đảng", "BCHTW", "BCH T.Ư"),
}  # fmt: skip


@pytest.mark.parametrize(("printed", "name"), [(one, name) for name, said in ISSUERS.items() for one in said])
def test_an_issuer_is_known_as_clerks_shorten_it(printed: str, name: str) -> None:
    centre = make_organization("Ban Chấp hành Trung ương Đảng", type="central_committee")
    province = make_organization("Tỉnh ủy Lam Sơn", parent=centre, type="province_committee")
    make_organization("Thành ủy Lam Khê", parent=centre, type="province_committee")
    make_organization("Ban Tuyên giáo và Dân vận Tỉnh ủy Lam Sơn", parent=province)
    ward = make_organization("Đảng ủy phường Hòa An", parent=province)
    make_organization("Đảng ủy phường Hòa Bắc", parent=province)
    make_organization("Văn phòng Đảng ủy phường Hòa An", parent=ward)
    make_organization("Ủy ban nhân dân phường Hòa An", parent=ward)

    found = IssuerIndex(Organization.objects.get(pk=ward.pk)).find(printed, on=date(2025, 8, 14))

    assert [row.name for row in found] == [name]


@pytest.mark.parametrize("printed", ["Sở Du lịch", "Đảng ủy xã Xuân Tu", "P. Hòa An", "ĐU P. Hòa Đông", "CA P. Hòa An"])
def test_letters_that_are_a_word_or_mean_nobody_listed_find_nobody(printed: str) -> None:
    province = make_organization("Tỉnh ủy Lam Sơn", type="province_committee")
    ward = make_organization("Đảng ủy phường Hòa An", parent=province)

    assert IssuerIndex(Organization.objects.get(pk=ward.pk)).find(printed, on=None) == []


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("KH", "Kế hoạch"), ("TB", "Thông báo"), ("Kế hoạch (KH)", "Kế hoạch"), ("KH - Kế hoạch", "Kế hoạch"),
        ("Công văn đi", "Công văn"), ("NGHỊ QUYẾT (cá biệt)", "Nghị quyết"),
        # The last choice of a list says nothing: the subject may, else it is a văn bản.
        ("Văn bản khác", "Văn bản"), ("Khác", "Văn bản"),
    ],
)  # fmt: skip
def test_a_kind_is_known_as_lists_of_e_offices_write_it(
    printed: str, kind: str, tmp_path: Path, ward: Organization
) -> None:
    row = read_one(tmp_path / "a.xlsx", ward, (*PLAIN, "Loại VB"), (88.0, "14/8/2025", "về trồng cây", WARD, printed))

    assert row.kind is not None
    assert (row.number, row.kind.name) == ("88", kind)


def test_the_letters_of_a_number_say_what_a_last_choice_does_not(tmp_path: Path, ward: Organization) -> None:
    row = read_one(
        tmp_path / "a.xlsx", ward, (*PLAIN, "Loại VB"), ("8-KH/ĐU", "14/8/2025", "về trồng cây", WARD, "Khác")
    )

    assert row.kind is not None
    assert row.kind.name == "Kế hoạch"


@pytest.mark.parametrize(
    "between",
    [
        ("Tháng 8/2025",), ("THÁNG 9 NĂM 2025", "", "", ""), ("", "Quý III/2025", "", ""), ("II. Quyết định",),
        ("", "", "Kế hoạch", ""), ("Năm 2025",),
    ],
)  # fmt: skip
def test_a_row_that_heads_others_is_named_and_passed_over(
    between: tuple[str, ...], tmp_path: Path, ward: Organization
) -> None:
    before, behind = (
        ("1-KH/ĐU", "14/8/2025", "về trồng cây", WARD),
        ("2-QĐ/ĐU", "15/8/2025", "về khen thưởng", WARD),
    )
    report = bring(write_csv(tmp_path / "a.csv", PLAIN, before, between, behind), ward)

    assert (report.written, report.problems) == (2, [])
    assert [(one.row, one.message.split(" (")[0]) for one in report.warnings] == [(3, "Dòng tên nhóm")]


@pytest.mark.parametrize(
    "again",
    [PLAIN, ("Số KH", "Ngày BH", "Trích yếu", "CQBH"), ("SỐ, KÝ HIỆU", "NGÀY THÁNG", "TRÍCH YẾU NỘI DUNG", "TÁC GIẢ")],
)
def test_headings_again_between_the_rows_are_no_row(again: tuple[str, ...], tmp_path: Path, ward: Organization) -> None:
    rows = [(f"{place}-KH/ĐU", "14/8/2025", "về trồng cây", WARD) for place in (1, 2)]
    report = bring(write_csv(tmp_path / "a.csv", PLAIN, rows[0], again, rows[1]), ward)

    assert (report.written, report.problems, report.warnings) == (2, [], [])


def test_place_and_day_below_the_rows_are_no_day_of_issue(tmp_path: Path, ward: Organization) -> None:
    foot = ("", "Bình Giang, ngày 31 tháng 12 năm 2025", "", "")
    path = write_csv(tmp_path / "a.csv", PLAIN, ("1-KH/ĐU", "14/8/2025", "về trồng cây", WARD), foot)

    report = bring(path, ward)

    assert (report.written, report.problems, len(report.warnings)) == (1, [], 1)
