"""The access log for administrators: what stands in it, filtering, files."""

import ast
import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from openpyxl import load_workbook

from organizations import log
from organizations.current import answering
from organizations.log_words import KNOWN, detail_in_words, type_name
from organizations.models import AccessLog, Organization, User
from organizations.roles import Role
from tests.builders import make_organization, make_user

pytestmark = pytest.mark.django_db
PAGE = "/quan-tri/organizations/accesslog/"


@pytest.fixture
def ward() -> Organization:
    return make_organization("Đảng ủy phường Lam Sơn")


@pytest.fixture
def administrator(ward: Organization) -> User:
    return make_user("quan.tri", role=Role.ADMINISTRATOR, at=ward, full_name="Phạm Thị Quản")


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def record(organization: Organization | None, label: str, *, days_ago: int = 0, **detail: object) -> AccessLog:
    if days_ago:
        # Rows are never changed: an older one is written as such.
        at = timezone.now() - timedelta(days=days_ago)
        return AccessLog.objects.create(action="read", organization=organization, target_label=label, at=at)
    log.record(AccessLog.Action.READ, actor=None, organization=organization, label=label, **detail)  # type: ignore[arg-type]
    return AccessLog.objects.latest("pk")


def labels(answer: object) -> list[str]:
    """What a CSV file names as objects, but for the exports themselves."""
    text = answer.content.decode("utf-8-sig")  # type: ignore[attr-defined]
    return [row["Đối tượng"] for row in csv.DictReader(io.StringIO(text)) if row["Việc"] != "Xuất dữ liệu"]


def test_the_page_and_its_files_show_the_own_subtree_only(desk: Client, ward: Organization) -> None:
    cell = make_organization("Chi bộ 5", parent=ward, type="cell")
    record(cell, "tài liệu của ta")
    record(make_organization(), "tài liệu nơi khác")
    record(None, "không của ai")

    page = desk.get(PAGE).content.decode()
    named = labels(desk.get(f"{PAGE}xuat/csv/"))

    assert "tài liệu của ta" in page
    assert "tài liệu nơi khác" not in page
    assert named == ["tài liệu của ta"]


def test_a_file_holds_what_the_page_is_filtered_to(desk: Client, ward: Organization) -> None:
    record(ward, "mới")
    record(ward, "cũ", days_ago=40)
    day = (timezone.localdate() - timedelta(days=7)).isoformat()

    assert labels(desk.get(f"{PAGE}xuat/csv/?tu={day}")) == ["mới"]
    assert labels(desk.get(f"{PAGE}xuat/csv/?den={day}")) == ["cũ"]
    assert labels(desk.get(f"{PAGE}xuat/csv/?q=khong-co")) == []
    assert "mới" in desk.get(f"{PAGE}?tu={day}").content.decode()


@pytest.mark.parametrize("query", ["tu=hom-qua", "den=2026-13-45", "tu=&den="])
def test_a_day_that_is_none_filters_nothing(desk: Client, ward: Organization, query: str) -> None:
    record(ward, "mới")

    assert "mới" in desk.get(f"{PAGE}?{query}", follow=True).content.decode()


def test_both_days_of_a_range_count(desk: Client, ward: Organization) -> None:
    day = datetime(2026, 3, 5)
    for hour, minute in ((0, 0), (23, 59)):
        at = timezone.make_aware(day.replace(hour=hour, minute=minute))
        AccessLog.objects.create(action="read", organization=ward, target_label=f"lúc {hour}", at=at)

    assert labels(desk.get(f"{PAGE}xuat/csv/?tu=2026-03-05&den=2026-03-05")) == ["lúc 23", "lúc 0"]


def test_the_excel_file_has_vietnamese_headings_and_harmless_cells(desk: Client, ward: Organization) -> None:
    record(ward, '=HYPERLINK("http://xau.example")', way="pin")

    book = load_workbook(io.BytesIO(desk.get(f"{PAGE}xuat/xlsx/").content))
    headings, row = list(book["Nhật ký truy cập"].iter_rows(values_only=True))

    assert headings[:4] == ("Lúc", "Ai", "Tên đăng nhập", "Việc")
    assert row[3:6] == ("Đọc", '\'=HYPERLINK("http://xau.example")', "bằng mã PIN của máy")


def test_taking_the_log_out_is_itself_logged(desk: Client, administrator: User) -> None:
    desk.get(f"{PAGE}xuat/csv/")

    row = AccessLog.objects.latest("pk")
    assert (row.action, row.actor, row.address) == ("export", administrator, "127.0.0.1")


def test_a_file_of_too_many_rows_asks_for_fewer_days(
    desk: Client, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("organizations.admin_log.EXPORT_LIMIT", 1)
    record(ward, "một")
    record(ward, "hai")

    answer = desk.get(f"{PAGE}xuat/csv/", follow=True)

    assert "khoảng ngày ngắn hơn" in answer.content.decode()


def test_there_are_two_kinds_of_file(desk: Client) -> None:
    assert desk.get(f"{PAGE}xuat/pdf/").status_code == 404


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({}, ""),
        ({"way": "slip"}, "bằng mã trên phiếu"),
        ({"step": "pin"}, "sai mã PIN"),
        ({"rows": 12, "sha256": "ab"}, "số dòng: 12"),
        ({"fields": ["name", "phone"]}, "ô đã sửa: name, phone"),
        ({"moved_from": "0001", "moved_to": "0002"}, "chuyển trực thuộc"),
        ({"confirmed": False, "ends_on": "2026-11-05"}, "không xác nhận; hết ngày: 05/11/2026"),
        ({"la": "lạ"}, "la: lạ"),
    ],
)
def test_facts_of_a_row_are_said_in_words(detail: dict[str, object], said: str) -> None:
    assert detail_in_words(detail) == said


def test_fields_and_kinds_are_called_as_on_the_page() -> None:
    said = detail_in_words({"fields": ["full_name", "gone"]}, "organizations.user")
    assert said == "ô đã sửa: họ và tên, gone"
    assert [type_name(name) for name in ("organizations.user", "", "old.thing")] == ["người dùng", "", "old.thing"]


def _logged() -> Iterator[ast.Call]:
    """Every call in the portal's code that writes a row of the log, or hands facts to one that does."""
    for app in ("organizations", "directives", "activities", "documents"):
        for path in sorted((Path(__file__).parents[2] / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("record", "record_refusal", "note_taken", "_log") and node.keywords:
                    yield node


def test_every_fact_that_the_code_logs_has_words() -> None:
    own = {"actor", "organization", "target", "label", "request", "key", None}
    calls = list(_logged())
    assert len(calls) > 60
    keys = {keyword.arg for call in calls for keyword in call.keywords} - own - {"is_print"}
    assert keys <= KNOWN
    steps = {
        node.value
        for call in calls
        for keyword in call.keywords
        if keyword.arg == "step"
        for node in ast.walk(keyword.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {step for step in steps if step and step in detail_in_words({"step": step})} == set()


def test_what_a_service_logs_carries_the_address_of_the_request(desk: Client, ward: Organization) -> None:
    """Services are handed no request; the row names the machine all the same."""
    desk.post(
        f"/quan-tri/organizations/organization/{ward.pk}/change/",
        {"name": "Đảng ủy phường Lam Sơn", "short_name": "Lam Sơn", "type": ward.type_id, "road": "zalo", "paper_copies": 0,
         "version_seen": 1},
        REMOTE_ADDR="203.0.113.9",
    )  # fmt: skip

    row = AccessLog.objects.get(action="change", target_type="organizations.organization")
    assert row.address == "203.0.113.9"


def test_approving_and_publishing_name_the_machine_they_were_done_at() -> None:
    from documents.models import Entry
    from tests.builders import make_bulletin, make_entry, make_ward, publish

    ward = make_ward()
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, kind=Entry.Kind.TOPIC)
    with answering(RequestFactory().post("/", REMOTE_ADDR="203.0.113.9")):
        publish(ward, bulletin)

    rows = dict(AccessLog.objects.filter(action__in=["approve", "publish"]).values_list("action", "address"))
    assert rows == {"approve": "203.0.113.9", "publish": "203.0.113.9"}


def test_what_runs_by_the_clock_names_no_address(ward: Organization) -> None:
    assert record(ward, "theo giờ").address is None


def test_a_row_of_the_log_is_headed_by_the_hour_in_viet_nam(ward: Organization) -> None:
    row = record(ward, "Tài liệu tháng 11")
    row.at = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)
    assert str(row) == "22/11/2026 03:15 Đọc Tài liệu tháng 11"
