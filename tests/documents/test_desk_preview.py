"""The preview: real pages, kept by content; what cannot be set is named and the rest still shows."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from documents.models import Bulletin, Entry, EntryPicture, PublisherSettings
from documents.rendering.content import IssueContent
from documents.rendering.pdf import CannotSet, RenderedPdf, render_pdf
from documents.services.desk import preview as module
from documents.services.desk.preview import last_preview, preview_of, preview_page
from tests.builders import Ward, make_bulletin, make_entry, make_picture, make_ward

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
PNG = b"\x89PNG\r\n"


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Ngắn", body="<p>Một dòng.</p>", position=1)
    make_entry(row, heading="Dài", body=f"<p>{'Chữ nhiều. ' * 30}</p>" * 60, position=2)
    return row


@pytest.fixture
def editor(ward: Ward, client: Client) -> Client:
    client.force_login(ward.editor)
    return client


def fetch(editor: Client, bulletin: Bulletin) -> str:
    return editor.get(reverse("admin:documents_desk_preview", args=[bulletin.pk]), headers=HTMX).content.decode()


def test_pages_come_as_pictures_named_by_the_content(editor: Client, bulletin: Bulletin) -> None:
    page = fetch(editor, bulletin)
    found = preview_of(bulletin)
    assert f"{found.pages} trang." in page
    picture = editor.get(reverse("admin:documents_desk_page_picture", args=[bulletin.pk, found.digest, 1]))
    assert picture.content.startswith(PNG)
    assert picture.headers["Cache-Control"] == "private, max-age=3600"
    missing = reverse("admin:documents_desk_page_picture", args=[bulletin.pk, found.digest, found.pages + 1])
    assert editor.get(missing).status_code == 404
    wide = reverse("admin:documents_desk_page_picture", args=[bulletin.pk, found.digest, 1])
    assert editor.get(wide, {"rong": "99999"}).status_code == 404


def test_the_same_content_is_rendered_once_and_a_change_gives_a_new_name(
    bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = preview_of(bulletin)

    def refuse(*args: object, **more: object) -> RenderedPdf:
        raise AssertionError("rendered again")

    with monkeypatch.context() as patch:
        patch.setattr(module, "render_pdf", refuse)
        assert preview_of(bulletin) == first
    Entry.objects.filter(bulletin=bulletin, heading="Ngắn").update(source_line="Nguồn")
    assert preview_of(bulletin).digest != first.digest
    assert last_preview(bulletin) is not None


def test_only_the_last_previews_are_kept(bulletin: Bulletin, settings: Settings) -> None:
    for number in range(8):
        Entry.objects.filter(bulletin=bulletin, heading="Ngắn").update(source_line=f"Nguồn {number}")
        newest = preview_of(bulletin)
    folder = Path(settings.MEDIA_ROOT) / "preview" / str(bulletin.pk)
    assert len(list(folder.glob("*.pdf"))) == 6
    assert preview_page(bulletin, newest.digest, 1, 480).startswith(PNG)


def test_a_preview_of_another_issue_is_not_served_here(editor: Client, ward: Ward, bulletin: Bulletin) -> None:
    other = preview_of(make_bulletin(ward.neighbour))
    address = reverse("admin:documents_desk_page_picture", args=[bulletin.pk, other.digest, 1])
    assert editor.get(address).status_code == 404
    for digest in ("..", "0" * 64, "x"):
        with pytest.raises(FileNotFoundError):
            preview_page(bulletin, digest, 1, 480)


def test_lengths_and_the_limit_are_told_and_the_outline_is_filled(editor: Client, bulletin: Bulletin) -> None:
    PublisherSettings.objects.create(publisher=bulletin.publisher, entry_pages=3)
    page = fetch(editor, bulletin)
    long = bulletin.entries.get(heading="Dài")
    length = preview_of(bulletin).length_of(str(long.uuid))
    assert length > 3
    assert f"Mục 2 dài {length} trang, quá 3." in page
    assert f'<span id="dai-{long.pk}" hx-swap-oob="true" class="outline__long">{length} trang</span>' in page
    assert "Mục 1 dài" not in page


def test_an_unreadable_photo_is_named_and_the_rest_shows(editor: Client, bulletin: Bulletin) -> None:
    entry = bulletin.entries.get(heading="Ngắn")
    placed = EntryPicture.objects.create(entry=entry, picture=make_picture(), caption="Trồng cây", place=1)
    EntryPicture.objects.create(entry=entry, picture=make_picture(), caption="Còn tốt", place=1)
    Path(placed.picture.file.path).write_bytes(b"hong")
    page = fetch(editor, bulletin)
    found = preview_of(bulletin)
    assert len(found.problems) == 1
    assert "Trồng cây" in found.problems[0]
    assert "mục 1" in found.problems[0]
    assert found.problems[0] in page
    assert found.pages > 3


def test_an_entry_that_cannot_be_set_is_named_and_the_rest_shows(
    bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:

    def fails_on_short(content: IssueContent, **more: object) -> RenderedPdf:
        if any(entry.heading == "Ngắn" for entry in content.entries):
            raise CannotSet("Không dàn được trang in: thử.")
        return render_pdf(content, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "render_pdf", fails_on_short)
    found = preview_of(bulletin)
    assert found.problems == ("Mục 1 (Ngắn): Không dàn được trang in: thử.",)
    assert found.length_of(str(bulletin.entries.get(heading="Dài").uuid)) > 3


def test_unprintable_characters_are_named(bulletin: Bulletin) -> None:
    entry = bulletin.entries.get(heading="Ngắn")
    entry.body = "<p>Vui 🎉 #set page() $x$ \\ `a` @b &lt;c&gt;</p>"
    entry.save()
    assert preview_of(bulletin).problems == ("Phông chữ không in được ký tự 🎉 ở mục 1; đã thay bằng □.",)


def test_lost_characters_are_told_once_an_entry_and_not_without_end(bulletin: Bulletin) -> None:
    entry = bulletin.entries.get(heading="Ngắn")
    entry.heading = "Vui 🎉"
    entry.body = "<p>🎉</p><p>🌳</p>"
    entry.save()
    assert preview_of(bulletin).problems == ("Phông chữ không in được ký tự 🌳 🎉 ở mục 1; đã thay bằng □.",)
    entry.body = "".join(f"<p>{chr(0x4E00 + place)}</p>" for place in range(30))
    entry.save()
    (said,) = preview_of(bulletin).problems
    assert "và 19 ký tự khác ở mục 1" in said


def test_300_entries_and_one_of_200_pages_are_set(ward: Ward) -> None:
    row = make_bulletin(ward.committee, month=3)
    Entry.objects.bulk_create(
        Entry(bulletin=row, kind="topic", heading=f"Mục thử {n}", body="<p>Một đoạn.</p>", position=n)
        for n in range(299)
    )
    long = make_entry(row, heading="Rất dài", body=f"<p>{'Chữ nhiều. ' * 60}</p>" * 900, position=999)
    found = preview_of(row)
    assert found.problems == ()
    assert found.length_of(str(long.uuid)) > 200
    assert preview_page(row, found.digest, found.pages, 480).startswith(PNG)


def test_the_phone_shows_the_reading_page_with_photos_of_the_draft(editor: Client, bulletin: Bulletin) -> None:
    picture = make_picture()
    EntryPicture.objects.create(entry=bulletin.entries.get(heading="Ngắn"), picture=picture, caption="Ra quân", place=1)
    page = editor.get(reverse("admin:documents_desk_phone", args=[bulletin.pk])).content.decode()
    assert '<section class="entry entry--topic" id="muc-1">' in page
    assert reverse("activities:picture_file", args=[picture.pk]) in page


def test_the_phone_shows_what_a_cell_needs_of_an_entry(editor: Client, bulletin: Bulletin) -> None:
    needs = {"gist": "Trồng trước Tết.", "cell_tasks": "Cử hai người.", "questions": "Ai tưới < cây?"}
    Entry.objects.filter(bulletin=bulletin, heading="Ngắn").update(**needs)
    page = editor.get(reverse("admin:documents_desk_phone", args=[bulletin.pk])).content.decode()
    for label, words in (
        ("Ý chính", "Trồng trước Tết."),
        ("Việc chi bộ cần làm", "Cử hai người."),
        ("Câu hỏi gợi ý thảo luận", "Ai tưới &lt; cây?"),
    ):
        assert label in page
        assert words in page
