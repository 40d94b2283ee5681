"""``manage.py import_bulletin``: a file read, shown or taken in; every refusal a sentence, and nothing left of it."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from activities.models import Activity, Picture
from directives.models import Directive
from documents.models import Bulletin, Entry
from organizations.models import Organization
from organizations.roles import Role
from tests.builders import make_bulletin, make_organization, make_type, make_user
from tests.documents.bulletin_cases import WARD_2025
from tests.documents.bulletins import as_docx, as_pdf, as_txt

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Organization:
    make_type("ward_committee", may_publish=True)
    return make_organization("Đảng ủy phường Hòa An")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("bulletins")
    made = {}
    for ending, write in (("docx", as_docx), ("pdf", as_pdf), ("txt", as_txt)):
        made[ending] = folder / f"Tài liệu tháng 7.{ending}"
        made[ending].write_bytes(write(WARD_2025))
    return made


def _run(path: Path, **options: Any) -> str:
    out = io.StringIO()
    call_command("import_bulletin", str(path), stdout=out, **options)
    return out.getvalue()


def _nothing_was_stored() -> bool:
    return not any(table.objects.exists() for table in (Bulletin, Entry, Directive, Activity, Picture)) and not [
        path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()
    ]


@pytest.mark.parametrize("ending", ["docx", "pdf", "txt"])
def test_each_format_becomes_a_draft_issue_with_the_same_entries(
    committee: Organization, files: dict[str, Path], ending: str
) -> None:
    said = _run(files[ending])

    row = Bulletin.objects.get()
    assert (row.publisher, row.period, row.entries.count()) == (committee, "07/2025", 7)
    assert said.startswith("Đã nhập Tài liệu tháng 07/2025, Đảng ủy phường Hòa An: 7 mục, ")
    assert "2 tin" in said


def test_a_dry_run_shows_the_outline_and_stores_nothing(committee: Organization, files: dict[str, Path]) -> None:
    said = _run(files["docx"], dry_run=True)

    assert "2.1 Mục đích, yêu cầu" in said
    assert "viện dẫn" in said
    assert _nothing_was_stored()


def test_a_dry_run_needs_no_publisher_and_prints_the_format_of_the_scorer(files: dict[str, Path]) -> None:
    read = json.loads(_run(files["docx"], dry_run=True, json=True))

    assert {"issue", "outline", "citations", "deadlines", "captions"} <= set(read)
    assert [row["number"] for row in read["outline"] if row["level"] == 1] == ["1", "2", "3", "4", "5"]
    assert _nothing_was_stored()


def test_what_was_made_can_be_read_by_a_program(committee: Organization, files: dict[str, Path]) -> None:
    made = json.loads(_run(files["docx"], json=True))

    assert made["bulletin"] == Bulletin.objects.get().pk
    assert (made["entries"], made["pictures"], made["activities"]) == (7, 2, 2)


def test_the_person_named_is_the_one_who_imported(committee: Organization, files: dict[str, Path]) -> None:
    editor = make_user("bien.tap", role=Role.EDITOR, at=committee)

    _run(files["txt"], user="Bien.Tap")

    assert Bulletin.objects.get().created_by == editor


def test_publisher_and_month_can_be_given(files: dict[str, Path]) -> None:
    make_type("ward_committee", may_publish=True)
    other = make_organization("Đảng ủy phường Tân Lập")

    _run(files["txt"], publisher="dang uy phuong tan lap", year=2024, month=2)

    row = Bulletin.objects.get()
    assert (row.publisher, row.period) == (other, "02/2024")


# --- Refusals -------------------------------------------------------------------------------------------------------


def _broken_docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "Đây không phải là Word.")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rong.docx", b""),
        ("gia.docx", b"khong phai Word"),
        ("nen.docx", _broken_docx()),
        ("gia.pdf", b"%PDF-1.7 nothing behind it"),
        ("la.xyz", b"abc"),
        ("cu.txt", "Uû ban nh©n d©n ph­êng Hßa An, Th¸ng 7 n¨m 2025".encode("latin-1") * 40),
        ("mat.txt", "TỐI MẬT\n\nTháng 7 năm 2025\n\n1. Nội dung\n\nMột đoạn văn.\n".encode()),
    ],
)
def test_a_file_that_cannot_or_must_not_be_read_is_refused_with_a_sentence(
    committee: Organization, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        _run(path)

    assert str(refusal.value).endswith(".")
    assert "Đồng chí" in str(refusal.value) or "đồng chí" in str(refusal.value)
    assert _nothing_was_stored()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Không có tệp .*vắng\.docx"):
        _run(tmp_path / "vắng.docx")


def test_a_second_issue_for_the_month_is_refused(committee: Organization, files: dict[str, Path]) -> None:
    make_bulletin(committee, year=2025, month=7)

    with pytest.raises(CommandError, match="Đã có tài liệu tháng 07/2025"):
        _run(files["txt"])

    assert Bulletin.objects.count() == 1
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"publisher": "Đảng ủy phường không có"}, "Không tìm thấy nơi phát hành"),
        ({"user": "khong.ai"}, "Không có người dùng"),
        ({"year": 99999}, "không đúng"),
        ({"user": "bi.thu"}, "không biên tập"),
    ],
)
def test_a_wrong_option_is_refused(
    committee: Organization, files: dict[str, Path], options: dict[str, Any], word: str
) -> None:
    make_user("bi.thu", role=Role.SECRETARY, at=committee)

    with pytest.raises(CommandError, match=word):
        _run(files["txt"], **options)

    assert _nothing_was_stored()


def test_without_a_fitting_publisher_one_is_asked_for(files: dict[str, Path]) -> None:
    with pytest.raises(CommandError, match="cấp ủy nào"):
        _run(files["txt"])


def test_no_bar_is_drawn_where_nobody_watches(
    committee: Organization, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    _run(files["txt"])

    assert "Đang đọc" not in capsys.readouterr().err
