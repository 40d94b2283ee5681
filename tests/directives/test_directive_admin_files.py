"""Files in the editors' form: a refused file refuses the whole save, and a state secret leaves only a line in the log."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from directives.files import text_readers
from directives.models import Directive, DirectiveFile
from organizations.models import AccessLog, Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_organization, make_user
from tests.directives.test_directive_admin import ADD, LIST, form

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Organization:
    province = make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)


@pytest.fixture
def editor(ward: Organization, client: Client) -> User:
    user = make_user(role=Role.EDITOR, at=ward)
    client.force_login(user)
    return user


def with_file(name: str, content: bytes) -> dict[str, Any]:
    file = SimpleUploadedFile(name, content)
    return {"files-TOTAL_FORMS": "1", "files-0-upload": file, "files-0-is_declared": "on"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("ke-hoach.exe", b"MZ chay", "Cổng chỉ nhận tệp PDF"),
        ("ke-hoach.pdf", b"khong phai pdf", "bên trong không phải loại tệp đó"),
        ("ke-hoach.docx", b"PK\x03\x04 hong", "bên trong không phải loại tệp đó"),
        ("ke-hoach.pdf", b"", "Tệp rỗng"),
    ],
)
def test_a_refused_file_refuses_the_whole_save_and_says_why(
    name: str, content: bytes, words: str, client: Client, ward: Organization, editor: User
) -> None:
    answer = client.post(ADD, form(ward, **with_file(name, content)))

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Directive.objects.count() == 0


def test_a_refused_file_leaves_an_older_directive_as_it_was(client: Client, ward: Organization, editor: User) -> None:
    row = make_directive(ward, number="05-KH/ĐU", subject="về trồng cây")
    data = form(ward, subject="về nuôi cá", version_seen=row.version, **with_file("a.exe", b"MZ"))

    answer = client.post(f"{LIST}{row.pk}/change/", data)

    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.subject == "về trồng cây"


def test_a_stamped_file_is_refused_with_the_save_and_logged_without_its_name(
    client: Client, ward: Organization, editor: User, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setitem(text_readers, ".pdf", lambda content: "ĐẢNG BỘ\nTỐI MẬT\nvề kho hàng")

    answer = client.post(ADD, form(ward, **with_file("kho-hang.pdf", b"%PDF-1.4 x")))

    assert "dấu mật" in answer.content.decode()
    assert (Directive.objects.count(), DirectiveFile.objects.count()) == (0, 0)
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    entry = AccessLog.objects.get(action=AccessLog.Action.REFUSE)
    assert (entry.actor, entry.organization) == (editor, ward)
    assert "kho-hang" not in str(vars(entry))


def test_a_stamped_file_is_refused_even_where_the_holder_is_missing(
    client: Client, ward: Organization, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(text_readers, ".pdf", lambda content: "TUYỆT MẬT")

    answer = client.post(ADD, form(ward, held_by="", **with_file("a.pdf", b"%PDF-1.4 x")))

    assert "dấu mật" in answer.content.decode()
    assert AccessLog.objects.filter(action=AccessLog.Action.REFUSE).count() == 1


def test_a_file_is_read_once(client: Client, ward: Organization, editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def read(content: bytes) -> str:
        asked.append(content)
        return "chữ trong tệp"

    monkeypatch.setitem(text_readers, ".pdf", read)

    assert client.post(ADD, form(ward, **with_file("a.pdf", b"%PDF-1.4 x"))).status_code == 302

    assert len(asked) == 1
    assert Directive.objects.get().files.get().text == "chữ trong tệp"


def word_file(*lines: str, head: tuple[str, ...] = ()) -> bytes:
    """A Word file of these paragraphs; ``head`` stands above them in the cells of a table, as letterheads do."""
    document = docx.Document()
    if head:
        table = document.add_table(rows=1, cols=len(head))
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.text = text
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        word_file("TỐI MẬT", "Kế hoạch về bảo vệ kho hàng của hợp tác xã."),
        word_file("Kế hoạch về bảo vệ kho hàng của hợp tác xã.", head=("ĐẢNG BỘ PHƯỜNG", "MẬT")),
    ],
    ids=["line", "cell"],
)
def test_the_real_reader_of_word_files_refuses_a_stamp(
    content: bytes, client: Client, ward: Organization, editor: User
) -> None:
    answer = client.post(ADD, form(ward, **with_file("a.docx", content)))

    assert "dấu mật" in answer.content.decode()
    assert (Directive.objects.count(), DirectiveFile.objects.count()) == (0, 0)


def test_words_in_a_table_are_read_too(client: Client, ward: Organization, editor: User) -> None:
    content = word_file(
        "Nội dung của kế hoạch trồng cây.", head=("ĐẢNG ỦY PHƯỜNG BÌNH GIANG", "ĐẢNG CỘNG SẢN VIỆT NAM")
    )

    client.post(ADD, form(ward, **with_file("a.docx", content)))

    assert "ĐẢNG ỦY PHƯỜNG BÌNH GIANG" in DirectiveFile.objects.get().text
