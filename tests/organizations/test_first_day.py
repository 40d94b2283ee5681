"""From a clean sheet to printed slips: a hundred cells in one go, as the administrator of a ward does it on the first day."""

import io
import itertools
import re
from datetime import timedelta

import pypdfium2
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from organizations import services
from organizations.cell_import import cell_template
from organizations.models import AccessLog, Membership, Organization, SlipCode, User
from organizations.roles import Role
from organizations.slip_sheet import A_SHEET, door_address
from tests.builders import Ward, make_user, make_ward
from tests.conftest import only_on

pytestmark = pytest.mark.django_db
PORTAL = "https://tai-lieu.binh-giang.vi-du.vn"
CELLS = 100
_FAMILIES = ("Đinh", "Quách", "Lường", "Bế", "Nông")
_MIDDLE = ("Văn", "Thị", "Đăng", "Thị Thùy")
_GIVEN = ("Thược", "Ngần", "Tấm", "Khoát", "Nụ", "Lĩnh", "Hợi")
_MM = 72 / 25.4


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def administrator(ward: Ward, client: Client) -> User:
    user = make_user(role=Role.ADMINISTRATOR, at=ward.committee)
    client.force_login(user)
    return user


def _filled_template() -> bytes:
    """The template as it comes from the portal, filled in with a hundred cells of five bases."""
    book = load_workbook(io.BytesIO(cell_template()))
    page = book.worksheets[0]
    names = itertools.cycle(
        f"{family} {middle} {given}" for given in _GIVEN for middle in _MIDDLE for family in _FAMILIES
    )
    for number, name in zip(range(CELLS), names, strict=False):
        row: tuple[str | int, ...] = (
            f"Đảng bộ khu {number % 5 + 1}",
            f"Chi bộ {number + 1}",
            name,
            f"09{number:02d}000111",
            "",
            "Zalo",
            1,
        )
        for column, value in enumerate(row, start=1):
            page.cell(number + 2, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _qr_of_first_slip(pdf: bytes) -> list[list[bool]]:
    """The modules of the code drawn at the right of the first slip, as they look on paper at 300 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        scale = 300 / 72
        image = document[0].render(scale=scale).to_pil().convert("L")
    finally:
        document.close()

    def at(mm: float) -> int:
        return round(mm * _MM * scale)

    part = image.crop((at(105 - 7.5 - 27.5), at(18), at(105 - 7), at(58)))
    dark = part.point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = dark.getbbox() or (0, 0, 0, 0)
    assert abs((right - left) - (bottom - top)) <= 2, "the code is square"
    assert abs((right - left) - at(27)) <= 3
    square: Image.Image = dark.crop((left, top, right, bottom))
    # Three finder patterns of seven modules stand in its corners.
    finder = next(place for place in range(square.width) if not square.getpixel((place, 1)))
    count = round(square.width / (finder / 7))
    step = square.width / count
    return [
        [bool(square.getpixel((int((x + 0.5) * step), int((y + 0.5) * step)))) for x in range(count)]
        for y in range(count)
    ]


def test_a_hundred_cells_from_a_clean_sheet_to_printed_slips(
    client: Client, ward: Ward, administrator: User, settings: object
) -> None:
    settings.PORTAL_ADDRESS = PORTAL  # type: ignore[attr-defined]
    before = Organization.objects.count()
    upload = SimpleUploadedFile("chi-bo.xlsx", _filled_template())
    page = client.post(
        reverse("organizations:cell_import"), {"under": ward.committee.pk, "file": upload, "viec": "thu"}
    )
    assert "100 chi bộ mới, 5 tổ chức cơ sở đảng mới, 100 bí thư" in page.content.decode()
    assert Organization.objects.count() == before

    answer = client.post(
        reverse("organizations:cell_import"),
        {"under": ward.committee.pk, "carried": page.context["carried"], "viec": "ghi"},
    )
    assert answer.headers["Location"].startswith("/to-chuc/?loc=vua-nhap&dot=")
    assert "In phiếu cho 100 người vừa nhập" in client.get(answer.headers["Location"]).content.decode()
    assert Organization.objects.count() == before + CELLS + 5
    there = {"Lường Văn Tấm", "Hà Thị Nụ"}
    people = list(
        User.objects.filter(memberships__organization__path__below=ward.committee.path)
        .exclude(pk__in=[administrator.pk, ward.editor.pk, ward.approver.pk])
        .distinct()
    )
    assert len(people) == CELLS + len(there)

    listed = client.get("/to-chuc/?loc=chua-dang-nhap").content.decode()
    assert f"In phiếu cho {CELLS + len(there)} người chưa đăng nhập" in listed
    asked = client.get(reverse("organizations:slip_print"), {"loc": "chua-dang-nhap"})
    assert "102 phiếu, 13 tờ A4" in asked.content.decode()
    assert not SlipCode.objects.exists()

    answer = client.post(reverse("organizations:slip_print"), {"loc": "chua-dang-nhap"})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    texts = _texts(answer.content)
    assert len(texts) == -(-len(people) // A_SHEET)
    whole = "\n".join(texts)
    for person in people:
        assert person.full_name in whole
        assert person.username in whole
    codes = re.findall(r"(?<!\d)(\d{4} \d{4})(?!\d)", whole)
    assert len(codes) == len(people)
    assert len({*codes}) > len(people) - 3
    assert whole.count("tai-lieu.binh-giang.vi-du.vn") == len(people)
    assert whole.count("ĐẢNG ỦY PHƯỜNG BÌNH GIANG") == len(people)

    # The first slip, read as its owner reads it, opens that account and no other.
    first = texts[0]
    username = next(name for name in re.findall(r"[a-z]+(?:\.[a-z0-9]+)+", first) if "vi-du" not in name)
    owner = User.objects.get(username=username)
    with transaction.atomic():
        assert services.find_live_code(owner, re.findall(r"\d{4} \d{4}", first)[0], timezone.now()) is not None
    expected = segno.make(door_address(PORTAL, username), error="m", micro=False).matrix
    assert _qr_of_first_slip(answer.content) == [[bool(module) for module in row] for row in expected]


def test_slips_are_offered_first_for_those_of_this_import_alone(
    client: Client, ward: Ward, administrator: User
) -> None:
    before = make_user(role=Role.SECRETARY, at=ward.cells[1], full_name="Lường Thị Nụ")
    upload = SimpleUploadedFile(
        "chi-bo.csv", "Tổ chức cơ sở đảng,Chi bộ,Bí thư\nĐảng bộ mới,Chi bộ A,Bế Văn Sỹ\n".encode()
    )
    data = {"under": ward.committee.pk, "viec": "ghi", "file": upload}
    page = client.post(reverse("organizations:cell_import"), data, follow=True)
    text = page.content.decode()
    assert text.index("In phiếu cho 1 người vừa nhập") < text.index("người chưa đăng nhập")
    assert [line.organization.name for line in page.context["page"]] == ["Chi bộ A"]
    chosen = {"loc": "vua-nhap", "dot": page.context["brought"].pk}
    asked = client.get(reverse("organizations:slip_print"), chosen)
    assert [person.full_name for person in asked.context["people"]] == ["Bế Văn Sỹ"]
    assert client.post(reverse("organizations:slip_print"), chosen).headers["Content-Type"] == "application/pdf"
    assert not SlipCode.objects.filter(user=before).exists()

    # Another administrator's import is none of one's own.
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward.committee))
    assert client.get(reverse("organizations:people_list"), chosen).context["brought"] is None


def test_the_preview_shows_rows_as_they_will_be_with_remarks_first_and_counts_by_base(
    client: Client, ward: Ward, administrator: User
) -> None:
    rows = [f"Đảng bộ khu A,Chi bộ {number},Bế Văn {_GIVEN[number % 7]},09120{number:05d},Zalo" for number in range(40)]
    rows += ["Đảng bộ khu B,Chi bộ 90,Nông Thị Tấm,912000001,", "Đảng bộ khu B,Chi bộ 91,,,Bản giấy"]
    sheet = "\n".join(["Tổ chức cơ sở đảng,Chi bộ,Bí thư,Điện thoại,Kênh nhận", *rows]).encode()
    data = {"under": ward.committee.pk, "viec": "thu", "file": SimpleUploadedFile("chi-bo.csv", sheet)}
    page = client.post(reverse("organizations:cell_import"), data)
    preview = page.context["preview"]
    first, remarks = preview.lines[0]
    assert (first.cell, first.base, first.phone, first.road) == ("Chi bộ 90", "Đảng bộ khu B", "0912000001", "Zalo")
    assert remarks
    assert [bool(told) for _, told in preview.lines] == sorted((bool(told) for _, told in preview.lines), reverse=True)
    assert (len(preview.lines), preview.more_lines) == (20, 22)
    assert [(base.name, base.cells, base.people, base.without) for base in preview.bases] == [
        ("Đảng bộ khu A", 40, 40, 0),
        ("Đảng bộ khu B", 2, 1, 1),
    ]
    assert "… và 22 dòng nữa." in page.content.decode()


@only_on("sqlite")
def test_of_a_long_sheet_the_page_says_that_others_wait_while_it_is_written(
    client: Client, ward: Ward, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = "Tổ chức cơ sở đảng,Chi bộ,Bí thư\nĐảng bộ mới,Chi bộ A,\nĐảng bộ mới,Chi bộ B,\n".encode()

    def page() -> str:
        data = {"under": ward.committee.pk, "viec": "thu", "file": SimpleUploadedFile("chi-bo.csv", sheet)}
        return client.post(reverse("organizations:cell_import"), data).content.decode()

    assert "Đồng chí nên ghi ngoài giờ." not in page()
    monkeypatch.setattr("organizations.office.sheet._LONG", 2)
    assert "Đồng chí nên ghi ngoài giờ." in page()


def test_the_slip_says_the_steps_and_whom_to_call_and_nothing_lies_over_the_code(
    client: Client, ward: Ward, administrator: User, settings: object
) -> None:
    """With a long name of a cell and a long contact, as offices write them."""
    settings.PORTAL_ADDRESS = PORTAL  # type: ignore[attr-defined]
    ward.cell.name = "Chi bộ Phòng Kinh tế, Hạ tầng và Đô thị, Trung tâm Phục vụ hành chính công và Đội quản lý trật tự"
    ward.cell.save()
    ward.base.contact = "đồng chí Tòng Thị Lún, 0203 812 345, tầng hai nhà văn hóa khu 3, buổi sáng thứ hai đến thứ sáu"
    ward.base.save()
    answer = client.post(reverse("organizations:slip_print"), {"nguoi": ward.secretary.pk})

    document = pypdfium2.PdfDocument(answer.content)
    page = document[0].get_textpage()
    text = page.get_text_range()
    for step in ("1. Quét mã vuông", "2. Gõ mã dùng một lần", "3. Đặt mã PIN sáu số"):
        assert step in text
    assert "Cần giúp:" in text
    assert "0203 812 345" in " ".join(text.split())
    _, _, _, steps_begin = page.get_charbox(text.index("1. Quét"))
    boxes = [one.get_bounds() for one in document[0].get_objects() if one.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    (code,) = [box for box in boxes if 25 * _MM < box[2] - box[0] < 30 * _MM]
    document.close()
    assert code[1] > steps_begin


def test_codes_stand_in_the_pdf_alone_and_printing_again_makes_the_former_ones_void(
    client: Client, ward: Ward, administrator: User
) -> None:
    address = reverse("organizations:slip_print")
    codes = []
    for _ in range(2):
        pdf = client.post(address, {"nguoi": ward.secretary.pk}).content
        codes.append(re.findall(r"\d{4} \d{4}", _texts(pdf)[0])[0])
    former, newer = codes
    kept = f"{list(SlipCode.objects.values())} {list(AccessLog.objects.values())}"
    assert newer.replace(" ", "") not in kept
    with transaction.atomic():
        assert services.find_live_code(ward.secretary, newer, timezone.now()) is not None
        assert services.find_live_code(ward.secretary, former, timezone.now()) is None
    assert AccessLog.objects.filter(action=AccessLog.Action.PRINT, actor=administrator).count() == 2


def test_slips_are_sorted_by_place_and_then_by_given_name(client: Client, ward: Ward, administrator: User) -> None:
    pdf = client.post(reverse("organizations:slip_print"), {"nguoi": [ward.secretary.pk, ward.deputy.pk]}).content
    text = _texts(pdf)[0]
    # Nụ before Tấm, whatever the family names Hà and Lường say.
    assert text.index("Hà Thị Nụ") < text.index("Lường Văn Tấm")


def test_a_shared_phone_number_is_not_printed_for_it_opens_nothing(
    client: Client, ward: Ward, administrator: User
) -> None:
    for person in (ward.secretary, ward.deputy):
        person.phone = "0912 000 111"
        person.save()
    ward.cells[1].memberships.create(
        user=make_user(full_name="Đinh Văn Thược", phone="0987000222"), role=Role.SECRETARY
    )
    text = _texts(client.post(reverse("organizations:slip_print"), {"loc": "chua-dang-nhap"}).content)[0]
    assert "0912 000 111" not in text
    assert "0987 000 222" in text


def test_a_coordinator_prints_for_the_own_subtree_and_for_nobody_elses(client: Client, ward: Ward) -> None:
    client.force_login(make_user(role=Role.COORDINATOR, at=ward.base))
    chosen = [ward.secretary.pk, ward.outsider.pk, ward.editor.pk]
    asked = client.get(reverse("organizations:slip_print"), {"nguoi": chosen})
    assert asked.context["people"] == [ward.secretary]
    text = _texts(client.post(reverse("organizations:slip_print"), {"nguoi": chosen}).content)[0]
    assert ward.secretary.full_name in text
    assert not SlipCode.objects.exclude(user=ward.secretary).exists()


def test_nobody_chosen_is_told_and_nothing_is_issued(client: Client, ward: Ward, administrator: User) -> None:
    answer = client.post(reverse("organizations:slip_print"), {"nguoi": [ward.outsider.pk, "x"]}, follow=True)
    assert "Chưa chọn được ai" in answer.content.decode()
    assert not SlipCode.objects.exists()


def test_the_page_of_slips_tells_who_is_meant_before_a_former_code_is_lost(
    client: Client, ward: Ward, administrator: User
) -> None:
    services.issue_code(ward.secretary, administrator, timezone.now() - timedelta(days=1))
    client.get(reverse("organizations:slip_print"), {"nguoi": ward.secretary.pk})
    assert SlipCode.objects.live(timezone.now()).count() == 1


# --- The page of the sheet ------------------------------------------------------------------------------------------


def _post(client: Client, ward: Ward, content: bytes, **more: str) -> str:
    data = {"under": ward.committee.pk, "file": SimpleUploadedFile("a.xlsx", content), "viec": "thu"} | more
    return client.post(reverse("organizations:cell_import"), data).content.decode()


def test_faults_are_listed_and_the_way_to_write_is_not_offered(client: Client, ward: Ward, administrator: User) -> None:
    csv = "Tổ chức cơ sở đảng,Chi bộ,Bí thư,Điện thoại\nĐảng bộ A,Chi bộ 1,Thược,12\n"
    page = _post(client, ward, csv.encode())
    assert "1 trên 1 dòng phải sửa" in page
    assert page.count("phải sửa</span>") == 2
    assert "Ghi vào cổng" not in page


def test_writing_looks_again_at_what_came_back_from_the_page(client: Client, ward: Ward, administrator: User) -> None:
    before = Organization.objects.count()
    for carried in ("not base64!", "AAAA"):
        data = {"under": ward.committee.pk, "carried": carried, "viec": "ghi"}
        assert client.post(reverse("organizations:cell_import"), data).status_code == 200
    assert Organization.objects.count() == before


def test_a_place_that_is_not_the_administrators_is_no_choice(client: Client, ward: Ward, administrator: User) -> None:
    page = _post(client, ward, b"x", under=str(ward.neighbour.pk))
    assert "errorlist" in page
    assert not Membership.objects.filter(organization=ward.neighbour).exists()


def test_the_template_is_handed_out(client: Client, ward: Ward, administrator: User) -> None:
    answer = client.get(reverse("organizations:cell_template_xlsx"))
    assert load_workbook(io.BytesIO(answer.content)).worksheets[0].max_column == 7
