"""The first day: cells and their secretaries from a sheet; every fault of a sheet told by row and column, nothing half done."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from cadre_portal.table_import import UnusableTable, read_table
from organizations import services
from organizations.cell_import import CellReport, cell_template, import_cells
from organizations.cell_import.reading import HEADINGS as READ_HEADINGS
from organizations.models import AccessLog, Membership, Organization, User
from organizations.roles import Role
from tests.builders import Ward, make_membership, make_organization, make_user, make_ward

pytestmark = pytest.mark.django_db
HEADINGS = ("Tổ chức cơ sở đảng", "Chi bộ", "Bí thư", "Điện thoại", "Thư điện tử", "Kênh nhận", "Số bản giấy")
BASE = "Đảng bộ khu Vạn Lộc"


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def administrator(ward: Ward) -> User:
    return make_user(role=Role.ADMINISTRATOR, at=ward.committee)


def sheet(tmp_path: Path, *rows: tuple[Any, ...], merge: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEADINGS)
    for row in rows:
        page.append(row)
    for cells in merge:
        page.merge_cells(cells)
    path = tmp_path / "chi-bo.xlsx"
    book.save(path)
    return path


def bring(path: Path, ward: Ward, actor: User | None = None, **options: Any) -> CellReport:
    return import_cells(path, actor=actor, under=ward.committee, **options)


def told(report: CellReport) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in report.problems]


def test_bases_cells_people_and_roles_come_from_a_clean_sheet(tmp_path: Path, ward: Ward, administrator: User) -> None:
    path = sheet(
        tmp_path,
        (BASE, "Chi bộ 1", "Đinh Văn Thược", "0912 000 111", "", "Zalo", 0),
        (BASE, "Chi bộ 2", "Quách Thị Ngần", "", "ngan@vi-du.vn", "Thư điện tử", None),
        (BASE, "Chi bộ 3", "", "", "", "Bản giấy", "2 bản"),
    )
    report = bring(path, ward, administrator)
    assert (report.bases, report.cells, report.people, report.secretaries, report.without_secretary) == (1, 3, 2, 2, 1)
    base = Organization.objects.get(name=BASE)
    assert Organization.objects.get_parent(base) == ward.committee
    cells = list(Organization.objects.get_children(base))
    assert [(cell.name, cell.road, cell.paper_copies) for cell in cells] == [
        ("Chi bộ 1", "zalo", 0),
        ("Chi bộ 2", "email", 0),
        ("Chi bộ 3", "paper", 2),
    ]
    secretary = User.objects.get(full_name="Đinh Văn Thược")
    assert (secretary.username, secretary.phone_key) == ("dinh.van.thuoc", "0912000111")
    assert not secretary.has_usable_password()
    assert secretary.reach.organization_ids(Role.SECRETARY) == [cells[0].pk]
    assert cells[0].history.get().history_user == administrator


def test_the_tree_stands_as_if_its_bodies_had_been_entered_one_by_one(tmp_path: Path, ward: Ward) -> None:
    bring(
        sheet(tmp_path, (BASE, "Chi bộ 1", ""), (BASE, "Chi bộ 2", ""), ("Đảng bộ khu Bến Cau", "Chi bộ 9", "")), ward
    )
    assert Organization.objects.find_problems() == ([], [], [], [], [])
    assert [cell.name for cell in Organization.objects.get_children(Organization.objects.get(pk=ward.base.pk))] == [
        "Chi bộ 1",
        "Chi bộ 2",
        "Chi bộ 9",
    ]
    # And the next one entered by hand finds its place after them.
    make_organization("Chi bộ 10", parent=ward.base, type="cell")
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_a_trial_reports_the_same_and_writes_nothing(tmp_path: Path, ward: Ward, administrator: User) -> None:
    path = sheet(tmp_path, (BASE, "Chi bộ 1", "Đinh Văn Thược", "0912000111"))
    before = (Organization.objects.count(), User.objects.count(), AccessLog.objects.count())
    report = bring(path, ward, administrator, is_trial=True)
    assert (report.bases, report.cells, report.people) == (1, 1, 1)
    assert (Organization.objects.count(), User.objects.count(), AccessLog.objects.count()) == before


def test_a_trial_keeps_nobody_waiting(tmp_path: Path, ward: Ward) -> None:
    path = sheet(tmp_path, (BASE, "Chi bộ 1", "Đinh Văn Thược", "0912000111"))
    with CaptureQueriesContext(connection) as asked:
        bring(path, ward, is_trial=True)
    assert {row["sql"].split()[0] for row in asked.captured_queries} <= {"SELECT", "EXECUTE"}
    assert not any("FOR UPDATE" in row["sql"] for row in asked.captured_queries)


def test_a_sheet_brought_in_again_changes_nothing(tmp_path: Path, ward: Ward, administrator: User) -> None:
    path = sheet(tmp_path, (BASE, "Chi bộ 1", "Đinh Văn Thược", "0912000111", "", "Bản giấy", 1))
    bring(path, ward, administrator)
    before = (Organization.objects.count(), User.objects.count(), Membership.objects.count())
    report = bring(path, ward, administrator)
    assert (report.bases, report.cells, report.people, report.secretaries, report.changed) == (0, 0, 0, 0, [])
    assert (Organization.objects.count(), User.objects.count(), Membership.objects.count()) == before


def test_what_the_sheet_says_otherwise_of_a_cell_and_what_was_missing_of_a_person_is_taken_over(
    tmp_path: Path, ward: Ward, administrator: User
) -> None:
    row = ("Đảng bộ khu Bến Cau", "Chi bộ 1", ward.secretary.full_name, "0912000222", "tam@vi-du.vn", "Bản giấy", 3)
    report = bring(sheet(tmp_path, row), ward, administrator)
    ward.secretary.refresh_from_db()
    cell = Organization.objects.get(pk=ward.cell.pk)
    assert (cell.road, cell.paper_copies, cell.version) == ("paper", 3, ward.cell.version + 1)
    assert (ward.secretary.phone_key, ward.secretary.email) == ("0912000222", "tam@vi-du.vn")
    assert len(report.changed) == 2


def test_one_refused_row_and_nothing_is_written(tmp_path: Path, ward: Ward) -> None:
    before = Organization.objects.count()
    report = bring(sheet(tmp_path, (BASE, "Chi bộ 1", "Đinh Văn Thược"), ("", "Chi bộ 2", "")), ward)
    assert (report.rows, report.refused, report.written) == (2, 1, 0)
    assert Organization.objects.count() == before


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (("", "Chi bộ 1", ""), "Tổ chức cơ sở đảng", "Thiếu tên tổ chức cơ sở đảng"),
        ((BASE, "12", ""), "Chi bộ", "không phải tên"),
        ((BASE, "Chi bộ 1", "Đinh Văn Thược, Quách Thị Ngần"), "Bí thư", "hai người"),
        ((BASE, "Chi bộ 1", "Đinh Văn Thược\nQuách Thị Ngần"), "Bí thư", "hai người"),
        ((BASE, "Chi bộ 1", "Đinh Văn Thược và Quách Thị Ngần"), "Bí thư", "hai người"),
        ((BASE, "Chi bộ 1", "Thược"), "Bí thư", "họ và tên"),
        ((BASE, "Chi bộ 1", "Đinh Văn 2"), "Bí thư", "họ và tên"),
        ((BASE, "Chi bộ 1", "", "0912000111"), "Bí thư", "thiếu tên bí thư"),
        ((BASE, "Chi bộ 1", "Đinh Văn Thược", "0912"), "Điện thoại", "không phải một số điện thoại"),
        ((BASE, "Chi bộ 1", "Đinh Văn Thược", "0912000111 / 0987000222"), "Điện thoại", "một số"),
        ((BASE, "Chi bộ 1", "Đinh Văn Thược", "không có"), "Điện thoại", "không phải một số điện thoại"),
        ((BASE, "Chi bộ 1", "Đinh Văn Thược", "", "thuoc@"), "Thư điện tử", "không phải địa chỉ"),
        ((BASE, "Chi bộ 1", "Đinh Văn Thược", "", "", "Viber"), "Kênh nhận", "Zalo, Thư điện tử hoặc Bản giấy"),
        ((BASE, "Chi bộ 1", "Đinh Văn Thược", "", "", "Email"), "Thư điện tử", "thiếu địa chỉ"),
        ((BASE, "Chi bộ 1", "", "", "", "Giấy", "nhiều"), "Số bản giấy", "không phải số bản"),
        (("Đảng ủy phường Bình Giang", "", ""), "Chi bộ", "Thiếu tên chi bộ"),
    ],
)
def test_a_fault_is_told_by_row_and_column_with_what_to_do(
    row: tuple[Any, ...], column: str, words: str, tmp_path: Path, ward: Ward
) -> None:
    report = bring(sheet(tmp_path, (BASE, "Chi bộ 8", ""), row), ward)
    assert told(report) == [(3, column)]
    assert words in report.problems[0].message


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (912000111, "0912000111"),
        (912000111.0, "0912000111"),
        ("+84 912 000 111", "0912000111"),
        ("84912000111", "0912000111"),
        ("0912.000.111", "0912000111"),
        (2343825000, "02343825000"),
    ],
)
def test_phone_numbers_are_read_as_they_stand_in_sheets(typed: Any, key: str, tmp_path: Path, ward: Ward) -> None:
    report = bring(sheet(tmp_path, (BASE, "Chi bộ 1", "Đinh Văn Thược", typed)), ward)
    assert User.objects.get(full_name="Đinh Văn Thược").phone == key
    lost_its_zero = not str(typed).startswith(("0", "84", "+"))
    assert [warning.column for warning in report.warnings] == (["Điện thoại"] if lost_its_zero else [])


def test_a_base_merged_over_its_rows_is_the_base_of_all_of_them_and_this_is_told(tmp_path: Path, ward: Ward) -> None:
    path = sheet(
        tmp_path, (BASE, "Chi bộ 1", ""), (None, "Chi bộ 2", ""), ("Đảng bộ khác", "Chi bộ 3", ""), merge=("A2:A3",)
    )
    report = bring(path, ward)
    assert report.refused == 0
    base = Organization.objects.get(name=BASE)
    assert [cell.name for cell in Organization.objects.get_children(base)] == ["Chi bộ 1", "Chi bộ 2"]
    assert [(warning.row, warning.column) for warning in report.warnings] == [(2, "Tổ chức cơ sở đảng")]


def test_other_merged_cells_are_refused_in_each_of_their_rows(tmp_path: Path, ward: Ward) -> None:
    path = sheet(
        tmp_path,
        (BASE, "Chi bộ 1", "Đinh Văn Thược", "0912000111"),
        (BASE, "Chi bộ 2", "Quách Thị Ngần", None),
        merge=("D2:D3",),
    )
    report = bring(path, ward)
    assert told(report) == [(2, "Điện thoại"), (3, "Điện thoại")]
    assert "bỏ gộp ô" in report.problems[0].message


def test_two_secretaries_for_a_cell_and_a_cell_twice_are_told_with_the_other_row(tmp_path: Path, ward: Ward) -> None:
    report = bring(
        sheet(
            tmp_path,
            (BASE, "Chi bộ 1", "Đinh Văn Thược"),
            (BASE, "Chi bộ 2", ""),
            (BASE, "CHI BỘ 1", "Quách Thị Ngần"),
            (BASE, "Chi bộ 2", ""),
        ),
        ward,
    )
    assert told(report) == [(4, "Bí thư"), (5, "Chi bộ")]
    assert "hai bí thư" in report.problems[0].message
    assert "dòng 2" in report.problems[0].message
    assert "đã có ở dòng 3" in report.problems[1].message


def test_another_secretary_than_the_portals_is_not_put_in_by_a_sheet(tmp_path: Path, ward: Ward) -> None:
    report = bring(sheet(tmp_path, ("Đảng bộ khu Bến Cau", "Chi bộ 1", "Đinh Văn Thược")), ward)
    assert told(report) == [(2, "Bí thư")]
    assert "Thay bí thư" in report.problems[0].message
    assert ward.secretary.full_name in report.problems[0].message


def test_a_base_under_another_parent_is_told_and_may_be_said_to_be_another_one(tmp_path: Path, ward: Ward) -> None:
    make_organization(BASE, parent=ward.neighbour, type="base")
    path = sheet(tmp_path, (BASE, "Chi bộ 1", ""))
    report = bring(path, ward)
    assert told(report) == [(2, "Tổ chức cơ sở đảng")]
    assert "trực thuộc Đảng ủy phường An Lạc" in report.problems[0].message
    assert bring(path, ward, homonyms=True).bases == 1


def test_a_base_below_another_wards_committee_is_nothing_that_an_administrator_of_this_one_is_told(
    tmp_path: Path, ward: Ward, administrator: User
) -> None:
    make_organization(BASE, parent=ward.neighbour, type="base")
    assert bring(sheet(tmp_path, (BASE, "Chi bộ 1", "")), ward, administrator).bases == 1


def test_cells_hang_straight_below_the_committee_where_its_name_stands_for_the_base(tmp_path: Path, ward: Ward) -> None:
    bring(sheet(tmp_path, ("Đảng ủy phường Bình Giang", "Chi bộ Công an", "")), ward)
    cell = Organization.objects.get(name="Chi bộ Công an")
    assert Organization.objects.get_parent(cell) == ward.committee


def test_a_row_without_a_cell_speaks_of_the_base_itself(tmp_path: Path, ward: Ward) -> None:
    report = bring(sheet(tmp_path, ("Chi bộ Trường Tiểu học số 2", "", "Đinh Văn Thược", "0912000111")), ward)
    base = Organization.objects.get(name="Chi bộ Trường Tiểu học số 2")
    assert (report.bases, report.cells, base.type.code) == (1, 0, "base")
    assert base.memberships.get().user.full_name == "Đinh Văn Thược"


def test_names_typed_without_diacritics_are_those_that_are_there_and_others_are_only_told(
    tmp_path: Path, ward: Ward
) -> None:
    make_organization("Chi bộ Hòa Lạc", parent=ward.base, type="cell")
    report = bring(
        sheet(
            tmp_path,
            ("dang bo khu ben cau", "chi bo hoa lac", ""),
            ("Đảng bộ khu Bến Cau", "Chi bộ Hoa Lạc", ""),
            ("Đảng bộ khu Bến Cau", "Chi bộ 1", ""),
        ),
        ward,
    )
    assert (report.bases, report.cells) == (0, 1)
    assert [(warning.row, warning.column) for warning in report.warnings] == [(3, "Chi bộ")]


def test_a_column_of_numbers_without_their_zero_is_told_of_in_one_sentence(tmp_path: Path, ward: Ward) -> None:
    rows = [
        (BASE, f"Chi bộ {number}", f"Đinh Văn {'ABCDEFGHIKLMNOPQ'[number]}", 912_000_100 + number)
        for number in range(12)
    ]
    report = bring(sheet(tmp_path, *rows, (BASE, "Chi bộ 12", "Bế Văn Sỹ", "912000100")), ward)
    assert [(warning.row, warning.column) for warning in report.warnings] == [(14, "Điện thoại")]
    assert report.notes == [
        "13 số điện thoại mất số 0 ở đầu (Excel bỏ), cổng đã thêm lại: dòng 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 và các dòng khác. "
        "Ví dụ dòng 2 hiểu là 0912000100."
    ]


def test_one_person_with_one_number_leads_two_cells_and_two_of_one_name_are_two(tmp_path: Path, ward: Ward) -> None:
    bring(
        sheet(
            tmp_path,
            (BASE, "Chi bộ 1", "Đinh Văn Thược", "0912000111"),
            (BASE, "Chi bộ 2", "Đ/c ĐINH VĂN THƯỢC", "+84912000111"),
            (BASE, "Chi bộ 3", "Đinh Văn Thược"),
        ),
        ward,
    )
    people = User.objects.filter(full_name="Đinh Văn Thược").order_by("pk")
    assert [(user.username, len(user.reach.holds)) for user in people] == [
        ("dinh.van.thuoc", 2),
        ("dinh.van.thuoc2", 1),
    ]


def test_a_shared_number_is_told_for_its_owners_then_sign_in_by_user_name(tmp_path: Path, ward: Ward) -> None:
    report = bring(
        sheet(
            tmp_path,
            (BASE, "Chi bộ 1", "Đinh Văn Thược", "0912000111"),
            (BASE, "Chi bộ 2", "Quách Thị Ngần", "0912000111"),
        ),
        ward,
    )
    assert [(warning.row, warning.column) for warning in report.warnings] == [(3, "Điện thoại")]
    assert User.objects.filter(phone_key="0912000111").count() == 2


def test_an_account_of_another_ward_is_not_taken_over_because_name_and_number_agree(
    tmp_path: Path, ward: Ward, administrator: User
) -> None:
    stranger = make_user(full_name="Đinh Văn Thược", phone="0912000111")
    make_membership(stranger, ward.neighbour_cell, Role.SECRETARY)
    bring(sheet(tmp_path, (BASE, "Chi bộ 1", "Đinh Văn Thược", "0912000111")), ward, administrator)
    assert len(stranger.reach.holds) == 1
    assert User.objects.filter(full_name="Đinh Văn Thược").count() == 2


def test_only_administrators_of_the_place_bring_cells_in(tmp_path: Path, ward: Ward) -> None:
    path = sheet(tmp_path, (BASE, "Chi bộ 1", ""))
    for actor in (ward.editor, make_user(role=Role.ADMINISTRATOR, at=ward.neighbour)):
        with pytest.raises(services.NotAllowed):
            bring(path, ward, actor)


def test_a_bases_administrator_brings_in_the_own_cells_only(tmp_path: Path, ward: Ward) -> None:
    actor = make_user(role=Role.ADMINISTRATOR, at=ward.base)
    path = sheet(tmp_path, (ward.base.name, "Chi bộ 7", ""), (BASE, "Chi bộ 1", ""))
    report = import_cells(path, actor=actor, under=ward.base)
    assert told(report) == [(3, "Tổ chức cơ sở đảng")]


def test_each_role_is_logged_where_it_is_held_and_the_import_once(
    tmp_path: Path, ward: Ward, administrator: User
) -> None:
    bring(sheet(tmp_path, (BASE, "Chi bộ 1", "Đinh Văn Thược")), ward, administrator)
    cell = Organization.objects.get(name="Chi bộ 1", path__below=Organization.objects.get(name=BASE).path)
    assert AccessLog.objects.get(action=AccessLog.Action.ROLE).organization == cell
    row = AccessLog.objects.get(action=AccessLog.Action.IMPORT)
    assert (row.actor, row.organization, row.detail["cells"]) == (administrator, ward.committee, 1)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04 broken", b"a,b,c\n1,2,3\n"])
def test_a_file_that_is_no_such_table_is_refused_as_a_whole(content: bytes, tmp_path: Path, ward: Ward) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnusableTable):
        bring(path, ward)


def test_a_workbook_that_unfolds_to_more_than_a_machine_has_is_refused_unread(tmp_path: Path, ward: Ward) -> None:
    path = tmp_path / "a.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 101_000_000)
    assert path.stat().st_size < 200_000
    with pytest.raises(UnusableTable, match="quá lớn"):
        bring(path, ward)


def test_a_workbook_whose_sheet_is_damaged_is_refused_as_a_whole(tmp_path: Path, ward: Ward) -> None:
    whole = sheet(tmp_path, (BASE, "Chi bộ 1", ""))
    damaged = tmp_path / "b.xlsx"
    with ZipFile(whole) as source, ZipFile(damaged, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, content[:-40] if part.endswith("sheet1.xml") else content)
    with pytest.raises(UnusableTable, match="bị hỏng"):
        bring(damaged, ward)


def test_a_missing_column_is_named(tmp_path: Path, ward: Ward) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Tổ chức cơ sở đảng,Chi bộ\nA,B\n", encoding="utf-8")
    with pytest.raises(UnusableTable, match="Bí thư"):
        bring(path, ward)


def test_the_template_has_our_headings_and_keeps_the_zero_of_phone_numbers(tmp_path: Path, ward: Ward) -> None:
    path = tmp_path / "mau.xlsx"
    path.write_bytes(cell_template())
    page = load_workbook(path).worksheets[0]
    assert tuple(cell.value for cell in page[1]) == HEADINGS
    assert page["D2"].number_format == "@"
    assert bring(path, ward).rows == 0


# --- The command ----------------------------------------------------------------------------------------------------


def _csv(path: Path, *rows: tuple[Any, ...]) -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([HEADINGS, *rows])
    path.write_text(out.getvalue(), encoding="utf-8-sig")
    return path


def test_the_command_brings_a_sheet_in_below_the_body_named(tmp_path: Path, ward: Ward) -> None:
    path = _csv(tmp_path / "a.csv", (BASE, "Chi bộ 1", "Đinh Văn Thược", "0912000111", "", "", ""))
    out = io.StringIO()
    call_command("import_cells", str(path), "--under", "phường Bình Giang", "--json", stdout=out)
    assert json.loads(out.getvalue())["cells"] == 1
    assert Membership.objects.filter(user__full_name="Đinh Văn Thược").get().starts_on == timezone.localdate()


def test_the_command_prints_the_faults_and_fails(tmp_path: Path, ward: Ward) -> None:
    path = _csv(tmp_path / "a.csv", (BASE, "Chi bộ 1", "Thược", "", "", "", ""))
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("import_cells", str(path), "--under", str(ward.committee.pk), stdout=out)
    assert "Dòng 2, cột Bí thư" in out.getvalue()


def test_the_command_asks_for_one_place(tmp_path: Path, ward: Ward) -> None:
    path = _csv(tmp_path / "a.csv")
    with pytest.raises(CommandError, match="--under"):
        call_command("import_cells", str(path))


@pytest.mark.parametrize(
    ("merge", "named"),
    [
        (("A1:XFD100000",), "A1:XFD100000"),
        (("A2:A1048576",), "A2:A1048576"),
        (("A2:B50001", "C2:D60001"), "C2:D60001"),
        (("A2:ZZZZ9",), "bị hỏng"),
    ],
)
def test_merged_cells_beyond_measure_are_refused_by_name(merge: tuple[str, ...], named: str, tmp_path: Path) -> None:
    path = sheet(tmp_path, (BASE, "Chi bộ 1"))
    refs = "".join(f'<mergeCell ref="{ref}"/>' for ref in merge)
    with ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    place = "xl/worksheets/sheet1.xml"
    parts[place] = parts[place].replace(b"</sheetData>", f"</sheetData><mergeCells>{refs}</mergeCells>".encode())
    with ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)

    with pytest.raises(UnusableTable, match=named):
        list(read_table(path, READ_HEADINGS, with_merged=True))
