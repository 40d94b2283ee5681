"""A register from a spreadsheet: both headings, bad rows named, all or nothing, secrets refused without a word."""

import csv
import io
import json
from collections.abc import Generator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from cadre_portal.table_import import UnusableTable
from directives import citations, given_text, register_import, register_writing
from directives.models import Citation, CitingText, Directive, DirectiveWords
from directives.register_import import ImportReport, ImportStep, import_register, importing
from directives.search import frequency, index
from directives.search.find import search
from directives.search.query import read_question
from directives.services import read_citations_of
from organizations.models import AccessLog, Organization, User
from tests.builders import make_organization
from tests.conftest import only_on

pytestmark = pytest.mark.django_db
OURS = ("number", "kind", "issuer", "issued_on", "summary", "body")
THEIRS = ("STT", "Số ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành", "Người ký", "Độ mật")


@pytest.fixture
def ward() -> Organization:
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU")


def write_csv(path: Path, *rows: tuple[Any, ...], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(name, "")
    return out.getvalue()


def bring(path: Path, ward: Organization, **options: Any) -> ImportReport:
    return import_register(path, actor=None, held_by=ward, **options)


def row(number: str = "5-KH/ĐU", day: Any = "14/8/2025", subject: str = "về trồng cây", **more: str) -> tuple[Any, ...]:
    return (
        number,
        more.get("kind", ""),
        more.get("issuer", "Đảng ủy phường Bình Giang"),
        day,
        subject,
        more.get("body", ""),
    )


def test_our_headings_are_read_and_the_rows_are_found_by_search(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(tmp_path / "a.csv", OURS, row(body="- Trồng cây\n+ Chăm sóc"))

    report = bring(path, ward)

    assert (report.rows, report.written, report.refused) == (1, 1, 0)
    directive = Directive.objects.get()
    assert (directive.number, directive.issued_on, directive.register) == ("5-KH/ĐU", date(2025, 8, 14), ward)
    assert directive.kind is not None
    assert directive.kind.name == "Kế hoạch"
    assert directive.body.startswith("<ul><li><p>Trồng cây</p>")
    question = read_question("chăm sóc", user=User(is_superuser=True), today=date(2026, 1, 1))
    hits = search(user=User(is_superuser=True), question=question, base=Directive.objects.registered()).hits
    assert [hit.directive for hit in hits] == [directive]


@only_on("postgresql")
def test_search_knows_at_once_which_words_of_an_import_are_common(tmp_path: Path, ward: Organization) -> None:
    bring(write_csv(tmp_path / "so.csv", OURS, *(row(f"{number}-KH/ĐU") for number in range(1, 21))), ward)
    frequency._known.clear()
    known = frequency.frequencies_of("title_search")
    assert known.rows == 20
    assert known.common["trong"] == 1
    frequency._known.clear()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_headings_of_e_office_systems_any_delimiter_and_mark(
    encoding: str, delimiter: str, tmp_path: Path, ward: Organization
) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        ("SỔ VĂN BẢN ĐI", "", "", "", "", "", ""),
        THEIRS,
        (1, "05-CTr/ĐU", "02/03/2025", "về chuyển đổi số", "ĐẢNG ỦY PHƯỜNG BÌNH GIANG", "Trần Văn Tám", "Thường"),
        delimiter=delimiter,
        encoding=encoding,
    )

    bring(path, ward)

    directive = Directive.objects.get()
    assert (directive.number, directive.issued_on) == ("05-CTr/ĐU", date(2025, 3, 2))
    assert directive.signer == "Trần Văn Tám"


def test_a_workbook_with_excel_dates(tmp_path: Path, ward: Organization) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (THEIRS, (1, "5-KH/ĐU", datetime(2025, 3, 2), "về a", ward.name, "", ""), (2, "6-KH/ĐU", 45718, "về b", ward.name, None, None)):  # fmt: skip
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")

    report = bring(tmp_path / "a.xlsx", ward)

    assert report.problems == []
    assert set(Directive.objects.values_list("issued_on", flat=True)) == {date(2025, 3, 2)}


def test_one_bad_row_and_nothing_is_written_each_named_by_row_and_column(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        OURS,
        row(),
        row(number="6-KH/ĐU", day="31/2/2025"),
        row(number="7-KH/ĐU", day="14/8/2999"),
        row(number="8-KH/ĐU", subject=""),
        row(number="9-KH/ĐU", issuer="Sở Không Có"),
        row(number="???"),
        row(number="10-KH/ĐU", kind="Loại lạ"),
        row(number="11-KH/ĐU", day=""),
    )

    report = bring(path, ward)

    assert [(problem.row, problem.column) for problem in report.problems] == [
        (3, "Ngày ban hành"),
        (4, "Ngày ban hành"),
        (5, "Trích yếu"),
        (6, "Cơ quan ban hành"),
        (7, "Số ký hiệu"),
        (8, "Loại văn bản"),
        (9, "Ngày ban hành"),
    ]
    assert report.written == 0
    assert Directive.objects.count() == CitingText.objects.count() == DirectiveWords.objects.count() == 0


def test_a_secret_row_is_refused_and_nothing_of_it_is_kept_or_told(tmp_path: Path, ward: Organization) -> None:
    secret = (1, "5-KH/ĐU", "02/03/2025", "về kho vũ khí", ward.name, "", "Tối mật")
    stamped = (2, "6-KH/ĐU", "02/03/2025", "về kho đạn\nMẬT", ward.name, "", "")
    path = write_csv(tmp_path / "a.csv", THEIRS, secret, stamped)

    report = bring(path, ward)

    assert [(problem.row, problem.column) for problem in report.problems] == [(2, "Độ mật")] or len(
        report.problems
    ) == 2
    told = json.dumps([problem.message for problem in report.problems], ensure_ascii=False)
    assert "vũ khí" not in told
    assert "5-KH" not in told
    assert Directive.objects.count() == 0
    assert not AccessLog.objects.filter(action=AccessLog.Action.IMPORT).exists()


def test_repeats_are_left_out_and_named(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(tmp_path / "a.csv", OURS, row(), row(number="số 05 - KH/ĐU"), row(number="6-KH/ĐU"))
    assert bring(path, ward).written == 2

    again = bring(path, ward)

    assert (again.written, again.skipped) == (0, 3)
    assert Directive.objects.count() == 2


def test_documents_without_number_are_told_apart_by_their_subject(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        OURS,
        row("", subject="gửi thiếu nhi", kind="Thư"),
        row("", subject="gửi bộ đội", kind="Thư"),
    )

    assert bring(path, ward).written == 2
    assert bring(path, ward).written == 0


def test_a_trial_writes_nothing_and_says_what_it_would_do(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(tmp_path / "a.csv", OURS, row(), row(number="6-KH/ĐU", issuer="Ủy ban nhân dân phường Bình Giang"))

    report = bring(path, ward, is_trial=True, create_issuers=True)

    assert (report.rows, report.written, report.refused) == (2, 2, 0)
    assert report.created_issuers == ["Ủy ban nhân dân phường Bình Giang"]
    assert Directive.objects.count() == 0
    assert Organization.objects.count() == 1


def test_missing_issuers_are_made_on_request_once_each(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        OURS,
        row(number="6/KH-UBND", issuer="UBND phường Bình Giang"),
        row(number="7/KH-UBND", issuer="Ủy ban nhân dân phường Bình Giang"),
    )

    bring(path, ward, create_issuers=True)

    assert Organization.objects.count() == 2
    assert {row.register.name for row in Directive.objects.all() if row.register} == {"UBND phường Bình Giang"}


def test_a_body_named_without_its_place_is_the_one_below_a_committee_above(tmp_path: Path, ward: Organization) -> None:
    """Two of that name hang from committees of other places; of a body that is there twice nobody can tell which is meant."""
    province = make_organization("Tỉnh ủy Lam Sơn", type="province_committee")
    own = make_organization("Đảng ủy phường Hòa An", parent=province)
    board = make_organization("Ban Tổ chức Tỉnh ủy Lam Sơn", parent=province)
    for place in ("Đông", "Đoài"):
        other = make_organization(f"Tỉnh ủy {place}", type="province_committee")
        make_organization(f"Ban Tổ chức Tỉnh ủy {place}", parent=other)
        make_organization(f"Đảng ủy xã {place}", parent=province)
    path = write_csv(tmp_path / "a.csv", OURS, row(number="6-CV/BTCTU", issuer="Ban Tổ chức Tỉnh ủy"))

    assert bring(path, own).written == 1
    assert Directive.objects.get().register == board

    path = write_csv(tmp_path / "b.csv", OURS, row(number="7-CV/ĐU", issuer="Đảng ủy xã"))
    report = bring(path, own, is_trial=True)
    assert (report.refused, report.written) == (1, 0)


def test_citations_are_read_resolved_within_the_file_and_waiting_ones_too(tmp_path: Path, ward: Organization) -> None:
    citing = CitingText.objects.create(text="Kế hoạch số 5-KH/ĐU, ngày 14/8/2025 của Đảng ủy phường Bình Giang.")
    read_citations_of([citing], seen_from=ward)
    cites = "thực hiện Kế hoạch số {}-KH/ĐU, ngày 14/8/2025 của Đảng ủy phường Bình Giang về trồng cây"
    path = write_csv(
        tmp_path / "a.csv",
        OURS,
        row(number="7-KH/ĐU", subject=cites.format(9)),
        row(),
        row(number="8-KH/ĐU", subject=cites.format(5)),
        row(number="9-KH/ĐU"),
    )

    report = bring(path, ward)

    assert report.citations == 2
    assert Citation.objects.filter(directive=None).count() == 0
    assert Citation.objects.count() == 3


@pytest.mark.parametrize(
    ("above", "headings", "cells"),
    [
        pytest.param(
            [("ĐẢNG ỦY PHƯỜNG BÌNH GIANG",), ("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN, NĂM 2025", "", "")],
            (
                "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản",
                "Tên loại và trích yếu nội dung văn bản", "Đơn vị hoặc người nhận", "Ghi chú",
            ),
            ("16/8/2025", "7", "Đảng ủy phường Bình Giang", "5-KH/ĐU", "14/8/25", "Kế hoạch trồng cây", "Văn phòng", ""),
            id="the printed register of what came in",
        ),
        pytest.param(
            [("SỔ VĂN BẢN, THÁNG 8/2025",)],
            ("STT", "Số ký hiệu", "Loại", "Ngày tháng", "Nơi ban hành", "Nội dung"),
            ("1", "5-KH/ĐU", "Kế hoạch", "14/8/2025", "Đảng ủy phường Bình Giang", "trồng cây"),
            id="the list of an office",
        ),
        pytest.param(
            [],
            ("Số", "SỐ/KÝ HIỆU *", "Ngày,\ntháng, năm", "Cơ quan, tổ chức ban hành", "Trích yếu nội dung (ngắn)", "Mức độ mật", "Nơi nhận"),
            ("88", "5-KH/ĐU", "14.8.2025", "Đảng ủy phường Bình Giang", "trồng cây", "Thường", "Lưu"),
            id="an export with signs and breaks in its headings",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_headings_of_the_registers_that_offices_keep(
    ending: str,
    above: list[tuple[str, ...]],
    headings: tuple[str, ...],
    cells: tuple[str, ...],
    tmp_path: Path,
    ward: Organization,
) -> None:
    numbers = tuple(f"({at})" for at in range(1, len(headings) + 1))
    lines = [*above, headings, numbers, cells, ("3",), ()]
    path = tmp_path / f"so.{ending}"
    if ending == "csv":
        write_csv(path, *lines, delimiter=";")
    else:
        book = Workbook()
        assert book.active is not None
        for line in lines:
            book.active.append(line)
        book.save(path)

    report = bring(path, ward)

    assert (report.rows, report.written, report.problems) == (1, 1, [])
    row = Directive.objects.get()
    assert (row.number, row.issued_on, row.subject, row.register) == ("5-KH/ĐU", date(2025, 8, 14), "trồng cây", ward)
    assert row.kind is not None
    assert row.kind.name == "Kế hoạch"
    assert report.headings is not None
    assert report.headings.row == len(above) + 1
    assert report.headings.told.startswith(f"Dòng {len(above) + 1} là dòng tiêu đề.")


@pytest.mark.parametrize(
    ("number", "titled", "kind", "subject"),
    [
        ("5-KH/ĐU", "Kế hoạch về trồng cây", "Kế hoạch", "về trồng cây"),
        ("5-KH/ĐU", "Kế hoạch: trồng cây", "Kế hoạch", "trồng cây"),
        ("399-QĐ/ĐU", "Quy định về thể loại văn bản", "Quy định", "về thể loại văn bản"),
        # An official letter has no kind in its title: the number says what it is.
        ("6-CV/ĐU", "Báo cáo kết quả trồng cây", "Công văn", "Báo cáo kết quả trồng cây"),
        ("", "Lời kêu gọi ủng hộ đồng bào vùng lũ", "Lời kêu gọi", "ủng hộ đồng bào vùng lũ"),
    ],
)
def test_a_title_with_its_kind_in_front_gives_kind_and_subject(
    number: str, titled: str, kind: str, subject: str, tmp_path: Path, ward: Organization
) -> None:
    headings = ("Số ký hiệu", "Ngày tháng", "Tác giả", "Tên loại và trích yếu nội dung")
    path = write_csv(tmp_path / "a.csv", headings, (number, "14/8/2025", ward.name, titled))

    assert bring(path, ward).problems == []

    row = Directive.objects.get()
    assert row.kind is not None
    assert (row.kind.name, row.subject) == (kind, subject)


def test_a_subject_that_only_begins_like_a_kind_is_kept_whole(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        OURS,
        row(number="1-BC/ĐU", subject="Báo cáo viên cấp ủy học tập"),
        row(number="2-BC/ĐU", subject="Báo cáo về trồng cây"),
    )

    bring(path, ward)

    assert set(Directive.objects.values_list("subject", flat=True)) == {"Báo cáo viên cấp ủy học tập", "về trồng cây"}


def test_a_refusal_names_the_column_as_the_file_does(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(tmp_path / "a.csv", ("Tác giả", "Ngày tháng", "Nội dung"), (ward.name, "31/2/2025", "trồng cây"))

    report = bring(path, ward)

    assert [(one.row, one.column) for one in report.problems] == [(2, "Ngày tháng")]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("4/8/25", date(2025, 8, 4)),
        ("4-8-2025", date(2025, 8, 4)),
        ("04.08.25", date(2025, 8, 4)),
        ("ngày 4 tháng 8 năm 2025", date(2025, 8, 4)),
        ("2025-08-04T00:00:00", date(2025, 8, 4)),
        ("3/2/87", date(1987, 2, 3)),
        (45873, date(2025, 8, 4)),
        (45873.4, date(2025, 8, 4)),
        ("04/08/2025 07:30:00", date(2025, 8, 4)),
        ("07:30 04/08/2025", date(2025, 8, 4)),
        ("'04/08/2025", date(2025, 8, 4)),
        ("4/8/2025.", date(2025, 8, 4)),
        ("Thứ Hai, 04/08/2025", date(2025, 8, 4)),
        ("4/8/2025 (thứ Hai)", date(2025, 8, 4)),
        ("Bình Giang, ngày 04 tháng 8 năm 2025", date(2025, 8, 4)),
        ("4-Aug-25", date(2025, 8, 4)),
        ("04-thg 8-2025", date(2025, 8, 4)),
    ],
)
def test_days_are_read_however_offices_write_them(typed: Any, day: date, tmp_path: Path, ward: Organization) -> None:
    bring(write_csv(tmp_path / "a.csv", OURS, row(day=typed)), ward)

    assert Directive.objects.get().issued_on == day


@pytest.mark.parametrize("heading", ["Độ mật", "Mức độ mật", "Cấp độ mật", "Độ mật, độ khẩn", "ĐỘ MẬT VĂN BẢN"])
def test_the_secrecy_column_is_known_by_all_its_names(heading: str, tmp_path: Path, ward: Organization) -> None:
    headings = ("Số ký hiệu", "Ngày ban hành", "Trích yếu", "Cơ quan ban hành", heading)
    path = write_csv(tmp_path / "a.csv", headings, ("5-KH/ĐU", "14/8/2025", "về kho báu", ward.name, "Tối mật"))

    report = bring(path, ward)

    assert report.refused == 1
    assert "kho báu" not in json.dumps([one.message for one in report.problems], ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tiêu đề"),
        (b"a,b\n1,2\n", "tiêu đề"),
        (b"number,summary\n1,a\n", "Thiếu cột: Cơ quan ban hành, Ngày ban hành"),
        (b"\xff\xfa\x00", "Unicode"),
        ("Số ký hiệu,Trích yếu\n".encode("cp1258", "replace"), "Unicode|tiêu đề"),
        (b"PK\x03\x04broken", "Excel"),
        ("Tác giả,Ngày tháng\n1,2\n".encode(), "Thiếu cột: Trích yếu. Dòng 1 .* có các cột: Tác giả, Ngày tháng"),
        (b"%PDF-1.7\n", r"Đây là tệp PDF. Cổng chỉ nhận .*\.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"đời cũ .* lưu lại dạng \.xlsx"),
        (b"\xff\xd8\xff\xe0", "Đây là ảnh"),
        ("\ufeff<html><table>".encode(), r"trang web .* lưu lại dạng \.xlsx"),
        (zipped("word/document.xml"), "Đây là tệp Word"),
        (zipped("mimetype"), "LibreOffice"),
        (zipped("so.csv"), "tệp nén"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_the_reason(
    content: bytes, words: str, tmp_path: Path, ward: Organization
) -> None:
    (tmp_path / "a.csv").write_bytes(content)

    with pytest.raises(UnusableTable, match=words):
        bring(tmp_path / "a.csv", ward)


def test_a_thousand_rows_cost_few_queries(tmp_path: Path, ward: Organization) -> None:
    path = write_csv(tmp_path / "a.csv", OURS, *(row(number=f"{n}-KH/ĐU") for n in range(1, 1001)))

    with CaptureQueriesContext(connection) as queries:
        assert bring(path, ward).written == 1000

    assert len(queries) < 60


def test_the_command_tells_rows_and_leaves_with_an_error(tmp_path: Path, ward: Organization, capsys: Any) -> None:
    path = write_csv(tmp_path / "a.csv", OURS, row(day="31/2/2025"))
    out = io.StringIO()

    with pytest.raises(SystemExit):
        call_command("import_register", str(path), stdout=out)
    assert "Dòng 2, cột Ngày ban hành" in out.getvalue()

    with pytest.raises(CommandError):
        call_command("import_register", str(tmp_path / "none.csv"))


def test_the_holder_may_be_named_though_its_boards_carry_its_name_too(
    tmp_path: Path, ward: Organization, capsys: Any
) -> None:
    make_organization(f"Ban Xây dựng Đảng {ward.name}", letters="BXDĐ", parent=ward)
    path = write_csv(tmp_path / "a.csv", OURS, row())

    call_command("import_register", path, held_by="dang uy phuong binh giang")

    assert Directive.objects.get().held_by == ward
    assert f"sổ của {ward}" in capsys.readouterr().out


def test_into_an_empty_portal_the_first_issuer_holds_the_records(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", OURS, row())

    call_command("import_register", str(path), "--create-issuers", stdout=io.StringIO())

    assert Directive.objects.get().held_by.name == "Đảng ủy phường Bình Giang"


def _depth() -> int:
    """How many transactions stand open, one in another."""
    return len(connection.savepoint_ids) if connection.in_atomic_block else -1


def _several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of several batches that names a body which is not there."""
    monkeypatch.setattr(register_import, "BATCH", 2)
    monkeypatch.setattr(register_import, "_STEP", 2)
    lines = [
        row(
            number=f"{place}-KH/ĐU",
            subject="thực hiện Kế hoạch số 1-KH/ĐU ngày 14/8/2025 của Đảng ủy phường Bình Giang",
        )
        for place in range(1, 6)
    ]
    return write_csv(tmp_path / "a.csv", OURS, *lines, row(number="9/KH-UBND", issuer="UBND phường Bình Giang"))


def test_a_trial_writes_to_the_database_at_no_time(
    tmp_path: Path, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, outside = _several(tmp_path, monkeypatch), _depth()
    with CaptureQueriesContext(connection) as asked:
        steps = importing(path, actor=None, held_by=ward, is_trial=True, create_issuers=True)
        depths = {_depth() for _ in steps}
    assert depths == {outside}
    begun = {query["sql"].split()[0].upper() for query in asked}
    assert "SELECT" in begun
    assert begun.isdisjoint({"BEGIN", "SAVEPOINT", "INSERT", "UPDATE", "DELETE"})


def test_rows_are_read_and_got_ready_before_the_transaction_that_writes_them(
    tmp_path: Path, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, outside = _several(tmp_path, monkeypatch), _depth()
    find, texts = given_text.citations_in, index.texts_of
    worked: set[int] = set()

    def find_there(text: str) -> list[citations.FoundCitation]:
        worked.add(_depth())
        return find(text)

    def texts_there(*given: Any) -> dict[str, str]:
        worked.add(_depth())
        return texts(*given)

    monkeypatch.setattr(register_writing, "citations_in", find_there)
    monkeypatch.setattr(register_writing, "texts_of", texts_there)
    depths = [
        (step.is_writing, _depth() > outside) for step in importing(path, actor=None, held_by=ward, create_issuers=True)
    ]
    assert worked == {outside}
    assert set(depths) == {(False, False), (True, True)}
    assert Directive.objects.count() == 6
    # The body came with its key: no stand-in is left.
    assert Directive.objects.get(number="9/KH-UBND").register == Organization.objects.get(name="UBND phường Bình Giang")
    # No document cites itself.
    assert Citation.objects.filter(directive__number="1-KH/ĐU").count() == 4


def test_an_import_that_is_broken_off_while_it_writes_leaves_nothing(
    tmp_path: Path, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = importing(_several(tmp_path, monkeypatch), actor=None, held_by=ward, create_issuers=True)
    while not next(steps).is_writing:
        pass
    assert Directive.objects.exists()
    steps.close()
    assert Directive.objects.count() == CitingText.objects.count() == DirectiveWords.objects.count() == 0
    assert Organization.objects.count() == 1


def _rest_of(steps: Generator[ImportStep, None, ImportReport]) -> ImportReport:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: ImportReport = end.value
            return report


def test_what_came_into_the_register_while_rows_were_got_ready_is_left_out(
    tmp_path: Path, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _several(tmp_path, monkeypatch)
    steps = importing(path, actor=None, held_by=ward, create_issuers=True)
    while (step := next(steps)).total is None or step.done < step.total:
        pass
    bring(write_csv(tmp_path / "b.csv", OURS, row(number="3-KH/ĐU")), ward)
    report = _rest_of(steps)
    assert (report.written, report.skipped) == (5, 1)
    assert Directive.objects.filter(number="3-KH/ĐU").count() == 1


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="belongs to the other database: elsewhere many may write at once"
)
def test_the_check_of_a_big_file_advises_to_write_it_outside_working_hours(
    tmp_path: Path, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = write_csv(tmp_path / "a.csv", OURS, row(), row(number="6-KH/ĐU")), io.StringIO()
    call_command("import_register", str(path), "--dry-run", stdout=out)
    assert "ngoài giờ" not in out.getvalue()
    monkeypatch.setattr(register_import, "_MOST_AT_ONCE", 1)
    call_command("import_register", str(path), "--dry-run", stdout=out)
    assert "ngoài giờ" in out.getvalue()


@pytest.mark.parametrize(
    ("day", "options"), [("05/07/2026", ["--dry-run"]), ("31/02/2026", []), ("31/02/2026", ["--dry-run"])]
)
def test_on_an_empty_portal_a_trial_or_a_refused_file_leaves_no_body_behind(
    day: str, options: list[str], tmp_path: Path
) -> None:
    Organization.objects.all().delete()
    logged = AccessLog.objects.count()
    path = write_csv(
        tmp_path / "so.csv",
        ("number", "kind", "issuer", "issued_on", "summary"),
        ("1-KH/ĐU", "Kế hoạch", "Đảng ủy phường Thử Nghiệm", day, "về trồng cây"),
    )
    try:
        call_command("import_register", str(path), "--create-issuers", *options, stdout=io.StringIO())
    except SystemExit:
        assert day == "31/02/2026"
    assert not Organization.objects.exists()
    assert not Directive.objects.exists()
    assert AccessLog.objects.count() == logged
