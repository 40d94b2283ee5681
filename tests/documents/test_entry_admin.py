import pytest
from django.test import Client
from django.urls import reverse

from documents.models import Entry
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_bulletin, make_entry, make_organization, make_user, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Organization:
    return make_organization("Đảng ủy phường Lam Sơn")


@pytest.fixture
def editor(ward: Organization) -> User:
    return make_user(role=Role.EDITOR, at=ward)


def _data(entry: Entry, **fields: object) -> dict[str, object]:
    """What the browser posts for an entry with no photos."""
    return {
        "bulletin": entry.bulletin_id,
        "kind": entry.kind,
        "position": entry.position,
        "heading": entry.heading,
        "body": entry.body,
        "parts_numbered": "on",
        "version_seen": entry.version,
        "placed_pictures-TOTAL_FORMS": "0",
        "placed_pictures-INITIAL_FORMS": "0",
        **fields,
    }


def _post(user: User, entry: Entry, **fields: object) -> "object":
    client = Client()
    client.force_login(user)
    return client.post(reverse("admin:documents_entry_change", args=[entry.pk]), _data(entry, **fields))


def test_an_editor_saves_an_entry_with_the_next_version(editor: User, ward: Organization) -> None:
    entry = make_entry(make_bulletin(ward))

    _post(editor, entry, heading="Tiêu đề mới")

    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.heading, stored.version) == ("Tiêu đề mới", entry.version + 1)


def test_a_stale_save_is_refused_and_both_texts_are_shown(editor: User, ward: Organization) -> None:
    entry = make_entry(make_bulletin(ward), heading="Bản đầu")
    _post(editor, entry, heading="Bản của người thứ nhất")

    page = _post(editor, entry, heading="Bản của người thứ hai").content.decode()  # type: ignore[attr-defined]

    assert Entry.objects.get(pk=entry.pk).heading == "Bản của người thứ nhất"
    assert "Bản của người thứ nhất" in page
    assert "Bản của người thứ hai" in page


def test_scripts_and_styles_do_not_reach_the_entry(editor: User, ward: Organization) -> None:
    entry = make_entry(make_bulletin(ward))

    _post(editor, entry, body='<p style="color:red">Chữ</p><script>alert(1)</script><ul><li>gạch</li></ul>')

    assert Entry.objects.get(pk=entry.pk).body == "<p>Chữ</p><ul><li>gạch</li></ul>"


def test_a_photo_of_no_bytes_is_refused_beside_its_field(editor: User, ward: Organization) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    entry = make_entry(make_bulletin(ward))
    rows = {"placed_pictures-TOTAL_FORMS": "1", "placed_pictures-0-place": "0", "placed_pictures-0-position": "0"}

    page = _post(  # type: ignore[attr-defined]
        editor, entry, **rows, **{"placed_pictures-0-upload": SimpleUploadedFile("a.jpg", b"")}
    ).content.decode()

    assert "trống" in page or "0 byte" in page or "rỗng" in page
    assert not entry.placed_pictures.exists()


def test_a_photo_is_stored_and_placed(editor: User, ward: Organization) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    entry = make_entry(make_bulletin(ward))
    rows = {
        "placed_pictures-TOTAL_FORMS": "1",
        "placed_pictures-0-caption": "Ra quân trồng cây",
        "placed_pictures-0-place": "1",
        "placed_pictures-0-position": "0",
        "placed_pictures-0-upload": SimpleUploadedFile("a.jpg", picture_bytes()),
    }

    _post(editor, entry, **rows)

    assert entry.placed_pictures.get().caption == "Ra quân trồng cây"


def test_another_publishers_editor_is_sent_away(ward: Organization) -> None:
    entry = make_entry(make_bulletin(ward))
    beside = make_user(role=Role.EDITOR, at=make_organization("Đảng ủy phường Hạ Long"))

    response = _post(beside, entry, heading="Chiếm đoạt")

    assert response.status_code == 302  # type: ignore[attr-defined]
    assert Entry.objects.get(pk=entry.pk).heading == entry.heading
