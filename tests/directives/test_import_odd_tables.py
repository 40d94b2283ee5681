"""Registers as they come: without issuers, with totals and signatures, several worksheets, two rows of headings; and hostile ones."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import Workbook

from cadre_portal import table_files
from cadre_portal.table_import import UnusableTable
from directives.models import Directive
from directives.register_import import Chosen, ImportReport, import_register
from organizations.models import Organization
from organizations.roles import Role
from tests.builders import make_organization, make_user
from tests.directives.test_import_register import THEIRS, write_csv

pytestmark = pytest.mark.django_db
Rows = list[tuple[Any, ...]]
WARD = "Đảng ủy phường Bình Giang"
PLAN = ("1", "5-KH/ĐU", "14/8/2025", "về trồng cây", WARD, "Trần Văn Đức", "")
OWN = ("Số ký hiệu", "Ngày ban hành", "Trích yếu")


@pytest.fixture
def ward() -> Organization:
    return make_organization(WARD, letters="ĐU")


def bring(path: Path, ward: Organization, **options: Any) -> ImportReport:
    return import_register(path, actor=None, held_by=ward, **options)


def write_book(path: Path, **sheets: Rows) -> Path:
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def told(report: ImportReport) -> list[tuple[int, str]]:
    return [(one.row, one.column) for one in report.problems]


# --- Without issuers ------------------------------------------------------------------------------------------------


def test_a_register_without_issuers_says_that_one_may_be_chosen(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(tmp_path / "a.csv", OWN, ("5-KH/ĐU", "14/8/2025", "về trồng cây"))
    with pytest.raises(
        UnusableTable, match=r"Thiếu cột: Cơ quan ban hành.*“Cơ quan ban hành cho các dòng không ghi”.*--issuer"
    ):
        bring(path, ward)
    report = bring(path, ward, chosen=Chosen(issuer=ward))
    assert (report.written, report.refused) == (1, 0)
    assert Directive.objects.get().register == ward


def test_the_chosen_issuer_is_that_of_empty_cells_alone(tmp_path: Path, ward: Organization) -> None:
    other = make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")
    empty = ("2", "6-KH/ĐU", "15/8/2025", "về nước sạch", "", "", "")
    path = write_csv(tmp_path / "a.csv", THEIRS, PLAN, empty)
    refused = bring(path, ward)
    assert told(refused) == [(3, "Cơ quan ban hành")]
    assert "Cơ quan ban hành cho các dòng không ghi" in refused.problems[0].message
    bring(path, ward, chosen=Chosen(issuer=other))
    assert set(Directive.objects.values_list("number", "register__name")) == {
        ("5-KH/ĐU", WARD),
        ("6-KH/ĐU", "Tỉnh ủy Lam Sơn"),
    }


def test_the_command_takes_issuer_and_sheet(tmp_path: Path, ward: Organization, capsys: Any) -> None:
    path = write_book(
        tmp_path / "a.xlsx", Bìa=[("Sổ văn bản đi",)], Năm_2025=[OWN, ("5-KH/ĐU", "14/8/2025", "về trồng cây")]
    )
    call_command("import_register", str(path), "--issuer", WARD.lower(), "--sheet", "nam 2025")
    assert Directive.objects.get().register == ward
    with pytest.raises(CommandError, match="--issuer Xóm Núi: có 0 tổ chức khớp"):
        call_command("import_register", str(path), "--issuer", "Xóm Núi")
    with pytest.raises(CommandError, match=r"không có trang tính “2030”\. Các trang có: Bìa, Năm 2025"):
        call_command("import_register", str(path), "--issuer", WARD, "--sheet", "2030")


def test_the_page_offers_an_issuer_and_writes_what_was_checked_with_it(ward: Organization, client: Client) -> None:
    user = make_user("bien.tap", role=Role.EDITOR, at=ward)
    client.force_login(user)
    book = io.BytesIO()
    sheets = Workbook()
    sheets.worksheets[0].append(("Sổ văn bản đi",))
    for row in (OWN, ("5-KH/ĐU", "14/8/2025", "về trồng cây")):
        other = sheets["Đi 2025"] if "Đi 2025" in sheets.sheetnames else sheets.create_sheet("Đi 2025")
        other.append(row)
    sheets.save(book)

    def sent(**chosen: Any) -> str:
        file = SimpleUploadedFile("so.xlsx", book.getvalue())
        data = {"file": file, "held_by": ward.pk, "is_trial": "on", "is_declared": "on"} | chosen
        answer: Any = client.post("/quan-tri/directives/directive/nhap-so/", data)
        return b"".join(answer.streaming_content).decode() if answer.streaming else str(answer.content.decode())

    refused = sent()
    assert "Thiếu cột: Cơ quan ban hành" in refused or "Không thấy dòng tiêu đề" in refused
    checked = sent(issuer=ward.pk)
    assert "Chỉ đọc trang tính “Đi 2025”, không đọc: Sheet." in checked
    token = re.search(r'name="tep" value="([0-9a-f]{32})"', checked)
    assert token is not None
    written: Any = client.post("/quan-tri/directives/directive/nhap-so/ghi/", {"tep": token[1]})
    assert "Đã ghi 1 văn bản" in b"".join(written.streaming_content).decode()
    assert Directive.objects.get().register == ward


# --- Totals and signatures ------------------------------------------------------------------------------------------

END = [
    ("", "Tổng cộng: 45 văn bản", "", "", "", "", ""),
    ("", "", "", "", "Bình Giang, ngày 31 tháng 12 năm 2025", "", ""),
    ("", "Người lập sổ", "", "", "T/M BAN THƯỜNG VỤ", "", ""),
    ("", "(Ký, ghi rõ họ tên)", "", "", "", "", ""),
    ("", "Trần Thị Lụa", "", "", "Lê Văn Sen", "", ""),
]


@pytest.mark.parametrize(
    "end",
    [
        END,
        [("Cộng", "45", "", "", "", "", "")],
        [("", "Cộng", "12", "", "", "", "")],
        [("Tổng số văn bản: 45", "", "", "x", "", "", "")],
        [("", "", "", "Tổng cộng", "", "", "")],
        [("", "", "", "Cộng tháng 8: 12 văn bản", "", "", ""), ("2", "6-KH/ĐU", "1/9/2025", "về nước sạch", WARD, "", "")],
        [("", "", "", "THỦ TRƯỞNG ĐƠN VỊ", "", "", "")],
    ],
)  # fmt: skip
def test_totals_and_signatures_are_named_and_passed_over(end: Rows, tmp_path: Path, ward: Organization) -> None:
    documents = sum(1 for row in end if row[1] == "6-KH/ĐU")
    report = bring(write_csv(tmp_path / "a.csv", THEIRS, PLAN, *end), ward)
    assert told(report) == []
    assert (report.rows, report.written) == (1 + documents, 1 + documents)
    assert [one.row for one in report.warnings] == list(range(3, 3 + len(end) - documents))
    assert all("không phải văn bản" in one.message for one in report.warnings)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        # A document that merely begins so, or lacks something, is none of these.
        (("", "", "", "Cộng đồng dân cư", WARD, "", ""), "Ngày ban hành"),
        (("", "", "", "Tổng hợp tình hình", WARD, "", ""), "Ngày ban hành"),
        (("", "6-KH/ĐU", "", "Tổng cộng", WARD, "", ""), "Ngày ban hành"),
        (("", "", "31/2/2025", "Tổng cộng", WARD, "", ""), "Ngày ban hành"),
        (("", "Tổng cộng", "", "Mật", "", "", "Mật"), "Độ mật"),
        (("", "", "", "Trần Thị Lụa", "", "", ""), "Ngày ban hành"),
    ],
)
def test_what_is_no_total_is_refused_as_ever(
    row: tuple[str, ...], column: str, tmp_path: Path, ward: Organization
) -> None:
    report = bring(write_csv(tmp_path / "a.csv", THEIRS, PLAN, row), ward)
    assert told(report) == [(3, column)]
    assert not Directive.objects.exists()


def test_a_row_below_a_total_is_refused_where_documents_follow(tmp_path: Path, ward: Organization) -> None:
    rows = [PLAN, ("", "Cộng", "", "", "", "", ""), ("", "", "", "về một việc", WARD, "", ""), ("3", "7-KH/ĐU", "1/9/2025", "về nước", WARD, "", "")]  # fmt: skip
    assert told(bring(write_csv(tmp_path / "a.csv", THEIRS, *rows), ward)) == [(4, "Ngày ban hành")]


# --- Worksheets and headings ----------------------------------------------------------------------------------------


def test_of_several_worksheets_the_first_with_headings_is_read_and_the_others_named(
    tmp_path: Path, ward: Organization
) -> None:
    rows = [THEIRS, PLAN]
    path = write_book(tmp_path / "a.xlsx", Bìa=[("Sổ",)], Đi=rows, Đến=[THEIRS, ("1", "9-KH/ĐU", *PLAN[2:])])
    report = bring(path, ward, is_trial=True)
    assert report.headings is not None
    assert report.headings.told.endswith("Chỉ đọc trang tính “Đi”, không đọc: Bìa, Đến.")
    bring(path, ward, chosen=Chosen(sheet="ĐẾN"))
    assert Directive.objects.get().number == "9-KH/ĐU"


def test_headings_over_two_rows_and_again_on_every_page(tmp_path: Path, ward: Organization) -> None:
    upper = ("STT", "Văn bản", None, "Trích yếu", "Cơ quan ban hành")
    lower = (None, "Số ký hiệu", "Ngày ban hành", None, None)
    path = write_book(
        tmp_path / "a.xlsx", Sổ=[("SỔ VĂN BẢN",), upper, lower, ("(1)", "(2)", "(3)", "(4)", "(5)"), PLAN[:5]]
    )
    assert bring(path, ward).written == 1
    Directive.objects.all().delete()
    again = write_csv(tmp_path / "b.csv", THEIRS, PLAN, THEIRS, ("2", "6-KH/ĐU", *PLAN[2:]))
    report = bring(again, ward)
    assert (report.written, report.refused) == (2, 0)


# --- Hostile --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({1: datetime(2025, 11, 12)}, "Số ký hiệu"),
        ({1: date(2025, 11, 12)}, "Số ký hiệu"),
        ({1: "12-Nov"}, "Số ký hiệu"),
        ({1: "12-Thg11"}, "Số ký hiệu"),
        ({1: "#REF!"}, "Số ký hiệu"),
        ({3: "#N/A"}, "Trích yếu"),
        ({4: "=B2"}, "Cơ quan ban hành"),
        ({2: "x" * 30_000}, "Ngày ban hành"),
        ({1: "9" * 30_000}, "Số ký hiệu"),
        ({2: True}, "Ngày ban hành"),
    ],
)
def test_an_odd_cell_is_refused_by_row_and_column(
    change: dict[int, Any], column: str, tmp_path: Path, ward: Organization
) -> None:
    row = tuple(change.get(place, cell) for place, cell in enumerate(PLAN))
    report = bring(write_book(tmp_path / "a.xlsx", Sổ=[THEIRS, PLAN, row]), ward)
    assert told(report) == [(3, column)]
    assert not Directive.objects.exists()


def test_cells_of_any_length_are_taken_or_refused_but_break_nothing(tmp_path: Path, ward: Organization) -> None:
    headings = (*THEIRS, "Nội dung")
    long = ("2", "6-KH/ĐU", "14/8/2025", "về " + "cây xanh " * 6000, WARD, "Đ" * 50_000, "", "nước sạch " * 20_000)
    report = bring(write_csv(tmp_path / "a.csv", headings, (*PLAN, ""), long), ward)
    assert (report.written, report.refused) == (2, 0)


def test_merged_cells_hidden_columns_and_a_heading_twice_are_read(tmp_path: Path, ward: Organization) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in ((*THEIRS, "Số ký hiệu"), (*PLAN, "99-KH/ĐU"), ("2", "6-KH/ĐU", *PLAN[2:4])):
        sheet.append(row)
    sheet.merge_cells("E2:E3")
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[2].hidden = True
    book.save(tmp_path / "a.xlsx")
    assert told(bring(tmp_path / "a.xlsx", ward)) == [(3, "Cơ quan ban hành")]
    assert bring(tmp_path / "a.xlsx", ward, chosen=Chosen(issuer=ward)).written == 2
    assert set(Directive.objects.values_list("number", flat=True)) == {"5-KH/ĐU", "6-KH/ĐU"}


def _sheet(rows: str) -> bytes:
    """A workbook whose only sheet has these rows, as XML."""
    whole = io.BytesIO()
    Workbook().save(whole)
    out = io.BytesIO()
    with ZipFile(whole) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = re.sub(rb"<sheetData.*?(?:/>|</sheetData>)", f"<sheetData>{rows}</sheetData>".encode(), part)
            new.writestr(name, part)
    return out.getvalue()


def _row(number: int, cells: tuple[str, ...]) -> str:
    return f'<row r="{number}">' + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"


def _locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_locked, "có mật khẩu"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 2000, "Office đời cũ"),
        (lambda: "Số ký hiệu;Ngày;Trích yếu\nạ".encode()[:-1] + b"\xd2", "không phải chữ Unicode"),
        (lambda: ",".join(OWN).encode("cp1258", "replace") + b"\n5,1/2/2025,v\xec c\xe2y\n", "không phải chữ Unicode"),
        (lambda: ("Số ký hiệu,Ngày ban hành,Trích yếu\n" * 3 + '1,2,"' + "x\n" * 1_100_000).encode(), "gần dòng"),
        (lambda: _sheet(_row(1, OWN) + _row(2_000_000_000, PLAN)), "hơn 1.048.576 dòng"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_with_a_reason(
    content: Callable[[], bytes], message: str, tmp_path: Path, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "_MOST_ROWS", 5000)
    path = tmp_path / "a.xlsx"
    path.write_bytes(content())
    with pytest.raises(UnusableTable, match=message):
        bring(path, ward, chosen=Chosen(issuer=ward))
    assert not Directive.objects.exists()


def test_one_thing_said_over_and_over_in_a_workbook_is_not_unfolded(
    tmp_path: Path, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "_LARGE", 1_000_000)
    (tmp_path / "a.xlsx").write_bytes(_sheet(_row(1, THEIRS) + "<row/>" * 400_000))
    with pytest.raises(UnusableTable, match="quá lớn"):
        bring(tmp_path / "a.xlsx", ward)


def test_very_many_empty_rows_are_nothing(tmp_path: Path, ward: Organization) -> None:
    empty = "".join(f'<row r="{number}"/>' for number in range(3, 20_000))
    (tmp_path / "a.xlsx").write_bytes(_sheet(_row(1, THEIRS) + _row(2, PLAN) + empty))
    report = bring(tmp_path / "a.xlsx", ward)
    assert (report.rows, report.written, report.refused) == (1, 1, 0)
