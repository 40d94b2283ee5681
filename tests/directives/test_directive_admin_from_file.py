"""A directive begun from a file, proposals of a file attached, the picture of a scan beside the fields."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from directives.files import text_readers
from directives.models import Directive, DirectiveFile
from directives.services import add_file
from organizations.models import AccessLog, Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_kind, make_organization, make_user, picture_bytes
from tests.directives.test_directive_admin import ADD, LIST, form
from tests.directives.test_directive_admin_files import word_file
from tests.directives.test_letterhead import PARTY

pytestmark = pytest.mark.django_db
START = f"{LIST}tu-tep/"


@pytest.fixture
def ward() -> Organization:
    province = make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")
    make_kind()
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)


@pytest.fixture
def editor(ward: Organization, client: Client) -> User:
    user = make_user(role=Role.EDITOR, at=ward)
    client.force_login(user)
    return user


def party_file() -> bytes:
    """A Word file with its letterhead in a table, as offices set it."""
    lines = PARTY.splitlines()
    return word_file(*lines[6:], head=("\n".join(lines[:4]), "\n".join(lines[4:6])))


def scan() -> bytes:
    """A PDF that is only a picture, as scanners make it."""
    out = io.BytesIO()
    Image.new("RGB", (620, 877), "lightyellow").save(out, "PDF")
    return out.getvalue()


def start(client: Client, ward: Organization, content: bytes, name: str = "ke-hoach.docx", **more: Any) -> Any:
    data = {"upload": SimpleUploadedFile(name, content), "held_by": ward.pk, "is_declared": "on"} | more
    return client.post(START, data, follow=True)


def test_the_add_page_offers_to_begin_from_a_file(client: Client, ward: Organization, editor: User) -> None:
    page = client.get(ADD).content.decode()

    assert START in page
    assert "Hoặc bắt đầu từ tệp" in page


def test_a_directive_begun_from_a_file_shows_each_field_with_its_snippet_and_files_nothing(
    client: Client, ward: Organization, editor: User
) -> None:
    page = start(client, ward, party_file())

    shown = page.context["adminform"].form
    values = {name: shown[name].value() for name in ("number", "kind", "register", "issued_on", "subject", "signer")}
    assert values == {
        "number": "12-KH/ĐU", "kind": make_kind().pk, "register": ward.pk, "issued_on": date(2026, 5, 4),
        "subject": "về trồng cây xanh ở các khu dân cư năm 2026", "signer": "Hà Văn Mộc",
    }  # fmt: skip
    html = page.content.decode()
    assert "Trong tệp: “Số 12-KH/ĐU”" in html
    assert "Trong tệp: “Bình Giang, ngày 04 tháng 5 năm 2026”" in html
    row = Directive.objects.get()
    assert row.state == Directive.State.UNCONFIRMED
    assert not Directive.objects.visible_to(make_user(role=Role.CLERK, at=ward)).registered().exists()


def test_who_leaves_before_saving_finds_what_was_read_in_the_list_and_in_the_boxes(
    client: Client, ward: Organization, editor: User
) -> None:
    start(client, ward, party_file())
    row = Directive.objects.get()

    listed = client.get(f"{LIST}?state__exact=unconfirmed").content.decode()
    page = client.get(f"{LIST}{row.pk}/change/")

    assert "12-KH/ĐU" in listed
    assert "Kế hoạch về trồng cây xanh ở các khu dân cư năm 2026" in listed
    assert "04/05/2026" in listed
    assert page.context["adminform"].form["number"].value() == "12-KH/ĐU"
    assert "Trong tệp: “Số 12-KH/ĐU”" in page.content.decode()
    row.refresh_from_db()
    assert row.state == Directive.State.UNCONFIRMED
    assert not Directive.objects.registered().exists()


def test_a_scan_that_waits_is_listed_by_the_name_of_its_file_and_opens_beside_its_page(
    client: Client, ward: Organization, editor: User
) -> None:
    start(client, ward, scan(), "ban-quet.pdf")
    row = Directive.objects.get()

    assert "(tệp ban-quet.pdf)" in client.get(LIST).content.decode()
    page = client.get(f"{LIST}{row.pk}/change/").content.decode()
    assert f"{LIST}{row.pk}/trang-dau/{row.files.get().pk}/" in page


def test_saving_the_form_is_the_confirmation(client: Client, ward: Organization, editor: User) -> None:
    start(client, ward, party_file())
    row = Directive.objects.get()

    client.post(f"{LIST}{row.pk}/change/", form(ward, version_seen=row.version, number="12-KH/ĐU"))

    row.refresh_from_db()
    assert (row.state, row.number) == (Directive.State.REGISTERED, "12-KH/ĐU")
    assert row.files.count() == 1


def test_the_same_file_sent_twice_begins_one_directive(client: Client, ward: Organization, editor: User) -> None:
    content = party_file()

    start(client, ward, content)
    start(client, ward, content)

    assert (Directive.objects.count(), DirectiveFile.objects.count()) == (1, 1)


def test_a_file_already_kept_with_a_directive_is_told(client: Client, ward: Organization, editor: User) -> None:
    content = party_file()
    kept = make_directive(ward, number="12-KH/ĐU")
    add_file(actor=editor, directive=kept, content=content, name="a.docx")

    assert "Tệp này đã kèm theo" in start(client, ward, content).content.decode()


def test_the_same_file_with_a_directive_one_may_not_see_is_not_told(
    client: Client, ward: Organization, editor: User
) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", letters="ĐHA", parent=Organization.objects.get(letters="TU"))
    content = party_file()
    hidden = make_directive(sister, number="77-KH/ĐHA", subject="về kho quân dụng")
    add_file(actor=editor, directive=hidden, content=content, name="kho.docx")

    page = start(client, ward, content).content.decode()

    assert "Tệp này đã kèm theo" not in page
    assert "quân dụng" not in page


@pytest.mark.parametrize(
    ("name", "content", "more", "words"),
    [
        ("a.exe", b"MZ", {}, "Cổng chỉ nhận tệp PDF"),
        ("a.docx", b"", {}, "Tệp rỗng"),
        ("a.pdf", b"%PDF-1.4 x", {"is_declared": ""}, "cam đoan"),
        ("a.pdf", b"%PDF-1.4 x", {"held_by": ""}, "nơi lưu"),
    ],
)
def test_a_refused_file_begins_nothing_and_says_why(
    name: str, content: bytes, more: dict[str, str], words: str, client: Client, ward: Organization, editor: User
) -> None:
    page = start(client, ward, content, name, **more)

    assert words in page.content.decode()
    assert Directive.objects.count() == 0


def test_a_stamped_file_begins_nothing_and_is_logged(
    client: Client, ward: Organization, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(text_readers, ".pdf", lambda content: "TỐI MẬT\nSố 1-KH/ĐU")

    page = start(client, ward, b"%PDF-1.4 x", "kho-hang.pdf")

    assert "dấu mật" in page.content.decode()
    assert (Directive.objects.count(), DirectiveFile.objects.count()) == (0, 0)
    entry = AccessLog.objects.get(action=AccessLog.Action.REFUSE)
    assert entry.organization == ward
    assert "kho-hang" not in str(vars(entry))


def test_nothing_is_begun_for_another_body(client: Client, ward: Organization, editor: User) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=Organization.objects.get(name="Tỉnh ủy Lam Sơn"))

    start(client, ward, party_file(), held_by=sister.pk)

    assert Directive.objects.count() == 0


# --- A file attached to a directive -----------------------------------------------------------------------------------


def proposals(row: Directive, file: DirectiveFile) -> str:
    return f"{LIST}{row.pk}/de-xuat/{file.pk}/"


def attached(ward: Organization, editor: User, **fields: Any) -> tuple[Directive, DirectiveFile]:
    row = make_directive(ward, **({"number": "12-KH/ĐU", "subject": "về trồng rau"} | fields))
    return row, add_file(actor=editor, directive=row, content=party_file(), name="ke-hoach.docx")


def test_after_an_upload_the_page_of_proposals_opens(client: Client, ward: Organization, editor: User) -> None:
    file = SimpleUploadedFile("ke-hoach.docx", party_file())
    data = {"files-TOTAL_FORMS": "1", "files-0-upload": file, "files-0-is_declared": "on"}

    answer = client.post(ADD, form(ward, **data))

    row = Directive.objects.get()
    assert answer["Location"] == proposals(row, row.files.get())
    assert (row.number, row.subject) == ("05-KH/ĐU", "về trồng cây")


def test_only_what_differs_is_proposed_each_with_its_snippet(client: Client, ward: Organization, editor: User) -> None:
    row, file = attached(ward, editor)

    html = client.get(proposals(row, file)).content.decode()

    assert "lay_number" not in html
    assert "lay_subject" in html
    assert "KẾ HOẠCH Về trồng cây xanh" in html
    assert "PHÓ BÍ THƯ … Hà Văn Mộc" in html


def test_only_what_is_ticked_is_taken(client: Client, ward: Organization, editor: User) -> None:
    row, file = attached(ward, editor)

    client.post(proposals(row, file), {"version_seen": row.version, "lay_signer": "Hà Văn Mộc"})

    row.refresh_from_db()
    assert (row.signer, row.subject, row.version) == ("Hà Văn Mộc", "về trồng rau", 2)


@pytest.mark.parametrize(
    "posted",
    [{}, {"lay_signer": "Người Khác"}, {"lay_signer": "Hà Văn Mộc", "version_seen": "7"}, {"lay_state": "unconfirmed"}],
    ids=["nothing ticked", "not what was shown", "stale", "no field of a file"],
)
def test_nothing_else_changes_a_directive(
    posted: dict[str, str], client: Client, ward: Organization, editor: User
) -> None:
    row, file = attached(ward, editor)

    client.post(proposals(row, file), {"version_seen": str(row.version)} | posted)

    row.refresh_from_db()
    assert (row.signer, row.subject, row.version, row.state) == ("", "về trồng rau", 1, Directive.State.REGISTERED)


def test_who_may_only_read_a_directive_is_refused(client: Client, ward: Organization, editor: User) -> None:
    province = Organization.objects.get(name="Tỉnh ủy Lam Sơn")
    row, file = attached(province, editor)
    foreign, foreign_file = attached(make_organization("Đảng ủy phường Hòa An", parent=province), editor)

    assert client.get(proposals(row, file)).status_code == 403
    assert client.get(f"{LIST}{row.pk}/trang-dau/{file.pk}/").status_code == 403
    assert client.get(proposals(foreign, foreign_file)).status_code == 404
    assert client.get(f"{LIST}{foreign.pk}/trang-dau/{foreign_file.pk}/").status_code == 404
    assert client.get(proposals(row, foreign_file)).status_code == 404


# --- Scans ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "content"), [("ban-quet.pdf", scan()), ("anh-chup.jpg", picture_bytes(3000, 2000))])
def test_the_first_page_of_a_scan_stands_beside_the_empty_fields(
    name: str, content: bytes, client: Client, ward: Organization, editor: User
) -> None:
    page = start(client, ward, content, name)

    row = Directive.objects.get()
    address = f"{LIST}{row.pk}/trang-dau/{row.files.get().pk}/"
    assert f'src="{address}"' in page.content.decode()
    assert page.context["adminform"].form["number"].value() == ""
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.format == "PNG"
        assert 500 <= image.width <= 1000


def test_a_broken_file_has_no_picture_and_breaks_no_page(client: Client, ward: Organization, editor: User) -> None:
    page = start(client, ward, b"%PDF-1.4 hong", "hong.pdf")

    row = Directive.objects.get()
    assert page.status_code == 200
    assert client.get(f"{LIST}{row.pk}/trang-dau/{row.files.get().pk}/").status_code == 404


@pytest.mark.parametrize("key", ["0", "x", "9" * 400, "-1", "%27"])
def test_a_wrong_key_beside_the_form_is_ignored(key: str, client: Client, ward: Organization, editor: User) -> None:
    row = make_directive(ward)

    assert client.get(f"{LIST}{row.pk}/change/?tep={key}").status_code == 200
