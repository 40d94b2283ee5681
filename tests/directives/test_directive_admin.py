"""The editors' form of a directive: what it refuses, fills and warns of; the register brought in on a page."""

import io
import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from directives.kept_registers import sweep_registers
from directives.models import Deadline, Directive
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_kind, make_organization, make_user

pytestmark = pytest.mark.django_db
ADD = "/quan-tri/directives/directive/add/"
LIST = "/quan-tri/directives/directive/"


@pytest.fixture
def province() -> Organization:
    return make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")


@pytest.fixture
def ward(province: Organization) -> Organization:
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)


@pytest.fixture
def editor(ward: Organization, client: Client) -> User:
    user = make_user(role=Role.EDITOR, at=ward)
    client.force_login(user)
    return user


def form(ward: Organization, **fields: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "held_by": ward.pk, "register": ward.pk, "kind": make_kind().pk, "number": "05-KH/ĐU", "issued_on": "02/03/2026",
        "subject": "về trồng cây", "state": "registered", "issuing_organ": "", "body": "<p>Trồng cây.</p>",
    }  # fmt: skip
    for name in ("files", "deadlines"):
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    return data | fields


def errors(answer: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = answer.context["adminform"].form.errors
    return found


def test_a_directive_is_saved_and_02_03_is_the_second_of_march(
    client: Client, ward: Organization, editor: User
) -> None:
    answer = client.post(ADD, form(ward, number=" 05 – KH / ĐU "))

    assert answer.status_code == 302
    row = Directive.objects.get()
    assert (row.number, row.issued_on, row.created_by) == ("05-KH/ĐU", date(2026, 3, 2), editor)
    assert row.words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("issued_on", "31/2/2026", "ngày"),
        ("number", "không phải số", "Chưa đọc được"),
        ("expires_on", "01/01/2020", "sau ngày ban hành"),
        ("register", "", "cơ quan ban hành"),
        ("kind", "", "loại văn bản"),
        ("subject", "", ""),
        ("body", "<p>TỐI MẬT</p><p>kho</p>", "dấu mật"),
    ],
)
def test_wrong_input_is_named_on_its_field(
    field: str, value: str, words: str, client: Client, ward: Organization, editor: User
) -> None:
    answer = client.post(ADD, form(ward, **{field: value}))

    assert answer.status_code == 200
    assert words in " ".join(errors(answer)[field])
    assert Directive.objects.count() == 0


def test_a_day_to_come_is_refused(client: Client, ward: Organization, editor: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    answer = client.post(ADD, form(ward, issued_on=f"{tomorrow:%d/%m/%Y}"))

    assert "tương lai" in " ".join(errors(answer)["issued_on"])


def test_a_deadline_before_its_directive_is_named_on_the_field(
    client: Client, ward: Organization, editor: User
) -> None:
    row = make_directive(ward, number="05-KH/ĐU", issued_on=date(2026, 3, 2))
    deadline = {
        "deadlines-TOTAL_FORMS": "1", "deadlines-0-directive": row.pk, "deadlines-0-kind": "task",
        "deadlines-0-text": "nộp báo cáo", "deadlines-0-due_on": "01/03/2026", "deadlines-0-precision": "day",
        "deadlines-0-state": "accepted",
    }  # fmt: skip

    answer = client.post(f"{LIST}{row.pk}/change/", form(ward, version_seen=row.version, **deadline))

    assert answer.status_code == 200
    assert "trước ngày ban hành" in answer.content.decode()
    assert Deadline.objects.count() == 0


def test_a_deadline_before_a_new_directive_is_named_too(client: Client, ward: Organization, editor: User) -> None:
    deadline = {
        "deadlines-TOTAL_FORMS": "1", "deadlines-0-directive": "", "deadlines-0-kind": "task",
        "deadlines-0-text": "nộp báo cáo", "deadlines-0-due_on": "01/03/2026", "deadlines-0-precision": "day",
        "deadlines-0-state": "accepted",
    }  # fmt: skip

    answer = client.post(ADD, form(ward, **deadline))

    assert answer.status_code == 200
    assert "trước ngày ban hành văn bản (02/03/2026)" in answer.content.decode()
    assert Directive.objects.count() == 0


@pytest.mark.parametrize("pasted", ["", "Kế hoạch số 12-KH/ĐU, ngày 04/5/2026 của Đảng ủy phường về trồng cây"])
def test_the_editors_own_body_is_the_holder_until_another_is_chosen(
    pasted: str, client: Client, ward: Organization, editor: User
) -> None:
    answer = client.get(ADD, {"loi_vien_dan": pasted} if pasted else {})

    assert answer.context["adminform"].form["held_by"].value() == ward.pk


def test_the_table_of_files_has_vietnamese_heads(client: Client, ward: Organization, editor: User) -> None:
    page = client.get(ADD).content.decode()

    assert "Upload" not in page
    assert "Is declared" not in page
    assert "Tôi cam đoan tệp này không chứa bí mật nhà nước" in page


def test_a_repeat_is_warned_of_and_saved_all_the_same(client: Client, ward: Organization, editor: User) -> None:
    make_directive(ward, number="5-KH/ĐU", issued_on=date(2021, 3, 2))

    answer = client.post(ADD, form(ward), follow=True)

    assert Directive.objects.count() == 2
    assert "Trong sổ đã có" in answer.content.decode()


def test_a_repeat_at_a_sister_body_is_not_told(
    client: Client, province: Organization, ward: Organization, editor: User
) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    make_directive(sister, register=ward, number="5-KH/ĐU")

    assert "Trong sổ đã có" not in client.post(ADD, form(ward), follow=True).content.decode()


def test_no_record_is_put_into_another_bodys_hands(
    client: Client, province: Organization, ward: Organization, editor: User
) -> None:
    answer = client.post(ADD, form(ward, held_by=province.pk))

    assert "held_by" in errors(answer)


def test_a_pasted_citation_fills_the_fields(
    client: Client, province: Organization, ward: Organization, editor: User
) -> None:
    text = "Kế hoạch số 315-KH/TU, ngày 14/8/2025 của Ban Thường vụ Tỉnh ủy Lam Sơn về nước sạch nông thôn"

    page = client.get(ADD, {"loi_vien_dan": text})

    initial = page.context["adminform"].form.initial
    assert initial["number"] == "315-KH/TU"
    assert initial["issued_on"] == date(2025, 8, 14)
    assert initial["register"] == province.pk
    assert initial["issuing_organ"] == "standing_committee"
    assert initial["subject"] == "về nước sạch nông thôn"
    assert Directive.objects.count() == 0


def test_what_cannot_be_read_is_said(client: Client, ward: Organization, editor: User) -> None:
    assert "Chưa đọc được" in client.get(ADD, {"loi_vien_dan": "chào đồng chí"}).content.decode()


def test_a_file_without_the_declaration_is_refused_with_it_kept(
    client: Client, ward: Organization, editor: User
) -> None:
    def upload(**more: str) -> Any:
        file = SimpleUploadedFile("ke-hoach.pdf", b"%PDF-1.4 x", content_type="application/pdf")
        return client.post(ADD, form(ward, **{"files-TOTAL_FORMS": "1", "files-0-upload": file}, **more))

    assert "cam đoan" in upload().content.decode()
    assert Directive.objects.count() == 0
    assert upload(**{"files-0-is_declared": "on"}).status_code == 302
    assert Directive.objects.get().files.get().name == "ke-hoach.pdf"


def test_a_stale_save_is_refused_and_both_texts_shown(client: Client, ward: Organization, editor: User) -> None:
    row = make_directive(ward, number="05-KH/ĐU", subject="về trồng cây", version=4)

    answer = client.post(f"{LIST}{row.pk}/change/", form(ward, subject="về nuôi cá", version_seen=3))

    assert answer.status_code == 200
    assert "đã lưu một bản khác" in answer.content.decode()
    row.refresh_from_db()
    assert row.subject == "về trồng cây"


def test_what_an_import_found_is_confirmed_from_the_list(client: Client, ward: Organization, editor: User) -> None:
    whole = make_directive(ward, state=Directive.State.UNCONFIRMED)
    lacking = make_directive(ward, state=Directive.State.UNCONFIRMED, register=None)

    client.post(LIST, {"action": "confirm_rows", "_selected_action": [whole.pk, lacking.pk]})

    whole.refresh_from_db()
    lacking.refresh_from_db()
    assert (whole.state, lacking.state) == (Directive.State.REGISTERED, Directive.State.UNCONFIRMED)


def test_all_are_offered_only_where_some_are_left_out(client: Client, ward: Organization, editor: User) -> None:
    make_directive(ward, number="12-KH/ĐU", subject="về trồng cây")
    shown = client.get(LIST).content.decode()
    assert "1 kết quả" in shown
    assert "hiện tất cả" not in shown
    for narrowed in ("?q=cây", "?q=qwrt", "?state__exact=registered"):
        assert "hiện tất cả" in client.get(LIST + narrowed).content.decode()


def test_a_register_is_tried_then_brought_in_on_the_page(client: Client, ward: Organization, editor: User) -> None:
    def bring(**more: str) -> Any:
        text = "Số ký hiệu,Ngày ban hành,Trích yếu,Cơ quan ban hành\n05-KH/ĐU,02/03/2026,về trồng cây,Đảng ủy phường Bình Giang\n"
        file = SimpleUploadedFile("so.csv", text.encode())
        answer = client.post(f"{LIST}nhap-so/", {"file": file, "held_by": ward.pk, "is_declared": "on", **more})
        assert answer.status_code == 200
        return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]

    assert "ghi được 1" in bring(is_trial="on")
    assert Directive.objects.count() == 0
    page = bring()
    assert '<progress max="1" value="1">' in page
    assert "Đã ghi 1 văn bản" in page
    assert page.rstrip().endswith("</html>")
    assert Directive.objects.count() == 1


def test_an_import_that_nobody_waits_for_writes_nothing(client: Client, ward: Organization, editor: User) -> None:
    rows = "".join(f"{at:02d}-KH/ĐU,02/03/2026,về trồng cây {at},Đảng ủy phường Bình Giang\n" for at in range(1, 2500))
    file = SimpleUploadedFile("so.csv", f"Số ký hiệu,Ngày ban hành,Trích yếu,Cơ quan ban hành\n{rows}".encode())
    answer: Any = client.post(f"{LIST}nhap-so/", {"file": file, "held_by": ward.pk, "is_declared": "on"})
    pieces = iter(answer.streaming_content)

    seen = [next(pieces).decode() for _ in range(3)]
    answer._iterator.close()

    assert "Đã xem 2.000 dòng" in seen[1]
    assert '<progress max="2499"' in seen[2]
    assert Directive.objects.count() == 0


@pytest.mark.parametrize(
    ("pasted", "fields", "remarks"),
    [
        (
            "Kế hoạch số 12-KH/ĐU, ngày 3/2/2026 của Đảng ủy phường Bình Giang v/v trồng cây xanh",
            {"number": "12-KH/ĐU", "issued_on": date(2026, 2, 3), "subject": "về việc trồng cây xanh"},
            {},
        ),
        (
            "Công văn số 12-CV/ĐU ngày 3/2/2026 của Đảng ủy phường Bình Giang V/v: về mời họp",
            {"number": "12-CV/ĐU", "subject": "về mời họp"},
            {},
        ),
        (
            "Kế hoạch số 12-KH/ĐU ngày 31/2/2026 của Đảng ủy phường Bình Giang về trồng cây",
            {"number": "12-KH/ĐU", "issued_on": None, "subject": "về trồng cây"},
            {"issued_on": "không có ngày 31/2/2026"},
        ),
        *(
            (
                f"Kế hoạch số 88-KH/ĐU {days} về trồng cây đầu xuân",
                {"number": "88-KH/ĐU", "issued_on": None, "subject": "về trồng cây đầu xuân"},
                {"issued_on": said},
            )
            for days, said in (
                ("ngày 3/11/2026, ngày 5/11/2026 của Đảng ủy phường Bình Giang", "các ngày 3/11/2026 và 5/11/2026"),
                ("ngày 3/11/2026 (5/11/2026) của Đảng ủy phường Bình Giang", "các ngày 3/11/2026 và 5/11/2026"),
                ("ngày 3 hoặc 5/11/2026 của Đảng ủy phường Bình Giang", "các ngày 3 và 5/11/2026"),
                ("ngày 31/2/2026, ngày 5/3/2026 của Đảng ủy phường Bình Giang", "các ngày 31/2/2026 và 5/3/2026"),
                (
                    "ngày 3/11/2026 của Đảng ủy phường Bình Giang ngày 05 tháng 11 năm 2026",
                    "các ngày 3/11/2026 và 05 tháng 11 năm 2026",
                ),
            )
        ),
        (
            "Kế hoạch số 88-KH/ĐU ngày 3/11/2026, ngày 03/11/2026 của Đảng ủy phường Bình Giang về trồng cây",
            {"issued_on": date(2026, 11, 3), "subject": "về trồng cây"},
            {},
        ),
        (
            "Kế hoạch số 88-KH/ĐU ngày 3/11/2026 của Đảng ủy phường Bình Giang về hội thi ngày 5/12/2026, 6/12/2026",
            {"issued_on": date(2026, 11, 3), "subject": "về hội thi ngày 5/12/2026, 6/12/2026"},
            {},
        ),
        *(
            (
                "\t".join(cells),
                {"number": "88-KH/ĐU", "issued_on": date(2025, 8, 14), "subject": subject},
                {},
            )
            for *cells, subject in (
                ("88-KH/ĐU", "14/8/2025", "về trồng cây", "Đảng ủy phường Bình Giang", "về trồng cây"),
                ("1", "88-KH/ĐU", "14/8/2025", "Kế hoạch trồng cây", "Đảng ủy phường Bình Giang", "Kế hoạch trồng cây"),
                ("Đảng ủy phường Bình Giang", "88-KH/ĐU", "14/8/2025", "Kế hoạch về trồng cây", "", "về trồng cây"),
            )
        ),
        (
            "QĐ115 ngày 3/2/2026 của Đảng ủy phường Bình Giang về khen thưởng",
            {"number": "115", "issued_on": date(2026, 2, 3), "subject": "về khen thưởng"},
            {},
        ),
        (
            "Số 12, ngày 3/11/2026 của Đảng ủy phường Bình Giang, Thông báo kết luận buổi làm việc với chi bộ Tân Lập",
            {"number": "12", "issued_on": date(2026, 11, 3),
             "subject": "Thông báo kết luận buổi làm việc với chi bộ Tân Lập"},
            {},
        ),
        (
            "Kế hoạch số 12-KH/ĐU ngày 31 tháng 9 năm 2026 về trồng cây xanh",
            {"issued_on": None, "subject": "về trồng cây xanh"},
            {"issued_on": "31 tháng 9 năm 2026"},
        ),
        (
            "Kế hoạch số 12-KH/ĐU ngày 3/2/2026 của Đảng ủy phường Bình Giang thực hiện Chỉ thị số 5-CT/TU ngày 31/2/2025 về trồng cây",
            {"number": "12-KH/ĐU", "issued_on": date(2026, 2, 3)},
            {},
        ),
        (
            "ke hoach so 98-KH/DU ngay 19/11/2025 cua Ban Thuong vu Dang uy phuong Binh Giang ve ket qua ve trong cay",
            {"number": "98-KH/ĐU", "subject": "về ket qua ve trong cay", "issuer_printed": None,
             "issuing_organ": "standing_committee"},
            {"subject": "không dấu"},
        ),
        (
            "quyet dinh so 7-QD/DU ngay 19/11/2025 cua Dang uy phuong Binh Giang v/v trong cay",
            {"number": "7-QĐ/ĐU", "subject": "về việc trong cay"},
            {"subject": "không dấu"},
        ),
    ],
)  # fmt: skip
def test_a_pasted_line_is_mended_and_what_is_doubtful_is_said_beside_its_box(
    pasted: str, fields: dict[str, Any], remarks: dict[str, str], client: Client, ward: Organization, editor: User
) -> None:
    form: Any = client.get(ADD, {"loi_vien_dan": pasted}).context["adminform"].form

    assert {name: form.initial.get(name) for name in fields} == fields
    assert form.initial["register"] == ward.pk
    said = {
        name: str(field.help_text).split("from-file")[1]
        for name, field in form.fields.items()
        if "from-file" in str(field.help_text)
    }
    assert said.keys() == remarks.keys()
    assert all(words in said[name] for name, words in remarks.items())


REGISTER = (
    "Số ký hiệu,Ngày ban hành,Trích yếu,Cơ quan ban hành\n05-KH/ĐU,02/03/2026,về trồng cây,Đảng ủy phường Bình Giang\n"
)


def checked(client: Client, ward: Organization) -> str:
    """Have a register checked; the token with which the page offers to write it ("" where it does not)."""
    data = {
        "file": SimpleUploadedFile("so.csv", REGISTER.encode()),
        "held_by": ward.pk,
        "is_declared": "on",
        "is_trial": "on",
    }
    answer: Any = client.post(f"{LIST}nhap-so/", data)
    page = b"".join(answer.streaming_content).decode()
    assert "Dòng 1 là dòng tiêu đề" in page
    found = re.search(r'name="tep" value="(\w+)"', page)
    assert (found is not None) == ('value="Ghi 1 dòng"' in page)
    return found[1] if found else ""


def kept_files() -> list[str]:
    return [path.name for path in (Path(settings.MEDIA_ROOT) / "imports").glob("*")]


def test_what_was_checked_is_written_by_one_press_and_then_forgotten(
    client: Client, ward: Organization, editor: User
) -> None:
    token = checked(client, ward)
    assert Directive.objects.count() == 0

    answer: Any = client.post(f"{LIST}nhap-so/ghi/", {"tep": token})

    assert "Đã ghi 1 văn bản" in b"".join(answer.streaming_content).decode()
    assert Directive.objects.get().subject == "về trồng cây"
    assert kept_files() == []
    again = client.post(f"{LIST}nhap-so/ghi/", {"tep": token}, follow=True)
    assert "Tệp đã kiểm tra không còn" in again.content.decode()
    assert Directive.objects.count() == 1


def test_a_checked_register_is_its_owners_alone_and_for_an_hour(
    client: Client, ward: Organization, editor: User
) -> None:
    token = checked(client, ward)
    client.force_login(make_user(role=Role.EDITOR, at=ward))
    assert client.post(f"{LIST}nhap-so/ghi/", {"tep": token}).status_code == 302
    assert client.post(f"{LIST}nhap-so/ghi/", {"tep": "../" + token}).status_code == 302
    client.force_login(editor)
    an_hour_ago = (timezone.now() - timedelta(minutes=61)).timestamp()
    for name in kept_files():
        os.utime(Path(settings.MEDIA_ROOT) / "imports" / name, (an_hour_ago, an_hour_ago))
    assert client.post(f"{LIST}nhap-so/ghi/", {"tep": token}).status_code == 302
    assert Directive.objects.count() == 0
    assert kept_files() == []


def test_a_checked_register_that_nobody_writes_goes_with_the_due_jobs(
    client: Client, ward: Organization, editor: User
) -> None:
    checked(client, ward)

    assert sweep_registers(timezone.now()) == 0
    assert sweep_registers(timezone.now() + timedelta(minutes=61)) == 1
    assert kept_files() == []


def test_writing_that_was_broken_off_may_be_pressed_again(client: Client, ward: Organization, editor: User) -> None:
    token = checked(client, ward)
    answer: Any = client.post(f"{LIST}nhap-so/ghi/", {"tep": token})
    next(iter(answer.streaming_content))
    answer._iterator.close()
    assert Directive.objects.count() == 0

    again: Any = client.post(f"{LIST}nhap-so/ghi/", {"tep": token})

    assert "Đã ghi 1 văn bản" in b"".join(again.streaming_content).decode()


def test_a_register_with_a_refused_row_is_not_kept(client: Client, ward: Organization, editor: User) -> None:
    rows = REGISTER + "06-KH/ĐU,31/2/2026,về trồng cây,Đảng ủy phường Bình Giang\n"
    data = {
        "file": SimpleUploadedFile("so.csv", rows.encode()),
        "held_by": ward.pk,
        "is_declared": "on",
        "is_trial": "on",
    }
    answer: Any = client.post(f"{LIST}nhap-so/", data)
    page = b"".join(answer.streaming_content).decode()

    assert "<td>3</td><td>Ngày ban hành</td>" in page
    assert "nhap-so/ghi/" not in page
    assert kept_files() == []


def test_a_register_may_be_larger_than_a_document(
    client: Client, ward: Organization, editor: User, settings: Any
) -> None:
    assert settings.REGISTER_LIMIT_MB > settings.DOCUMENT_LIMIT_MB
    settings.DOCUMENT_LIMIT_MB, settings.REGISTER_LIMIT_MB = 0, 1
    assert checked(client, ward)
    settings.REGISTER_LIMIT_MB = 0
    data = {"file": SimpleUploadedFile("so.csv", REGISTER.encode()), "held_by": ward.pk, "is_declared": "on"}
    assert "Tệp lớn hơn 0 MB" in client.post(f"{LIST}nhap-so/", data).content.decode()


def test_the_template_is_a_register_that_the_import_reads(client: Client, ward: Organization, editor: User) -> None:
    answer = client.get(f"{LIST}nhap-so/tep-mau/")
    book = load_workbook(io.BytesIO(answer.content))
    book.worksheets[0].append(["05-KH/ĐU", "", date(2026, 3, 2), "về trồng cây", ward.name, "", "Thường"])
    out = io.BytesIO()
    book.save(out)

    data = {"file": SimpleUploadedFile("so.xlsx", out.getvalue()), "held_by": ward.pk, "is_declared": "on"}
    page: Any = client.post(f"{LIST}nhap-so/", data)

    assert "Đã ghi 1 văn bản" in b"".join(page.streaming_content).decode()
    assert Directive.objects.get().number == "05-KH/ĐU"


def test_a_file_that_is_no_register_is_refused_on_the_form(client: Client, ward: Organization, editor: User) -> None:
    file = SimpleUploadedFile("so.csv", "Cột lạ,Cột khác\n1,2\n".encode())
    page = client.post(f"{LIST}nhap-so/", {"file": file, "held_by": ward.pk, "is_declared": "on"}).content.decode()
    assert "Trích yếu" in page
    assert "<progress" not in page


def test_the_list_of_the_admin_finds_without_diacritics(client: Client, ward: Organization, editor: User) -> None:
    row = make_directive(ward, subject="về trồng cây xanh")

    page = client.get(LIST, {"q": "trong cay"})

    assert list(page.context["cl"].queryset) == [row]


def test_who_may_only_read_sees_the_text_and_not_its_html(client: Client, province: Organization, editor: User) -> None:
    row = make_directive(province, body="<p>Trồng <strong>cây</strong>.</p>")

    page = client.get(f"{LIST}{row.pk}/change/").content.decode()

    assert "<p>Trồng <strong>cây</strong>.</p>" in page
    assert "&lt;p&gt;" not in page
    assert 'name="body"' not in page


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("03-HD/BXDĐ", True),
        ("03-HD", True),
        ("3 hd", True),
        ("03HDBXDĐ", True),
        ("hướng dẫn số 03-HD/BXDĐ", True),
        ("3", True),
        ("phiếu đảng viên", True),
        ("phieu dang vien", True),
        ("04-HD/BXDĐ", False),
        ("03-KH", False),
        ("phiếu xe đạp", False),
        ("???", False),
    ],
)
def test_the_editors_list_finds_a_number_as_printed_and_titles_with_diacritics(
    typed: str, finds: bool, client: Client, ward: Organization, editor: User
) -> None:
    make_directive(ward, number="03-HD/BXDĐ", subject="về quản lý phiếu đảng viên")

    page = client.get(LIST, {"q": typed})

    assert page.context["cl"].result_count == finds
