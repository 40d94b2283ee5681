"""Ghi âm: attached at the desk, released by the approver, played behind the door of the edition, in parts."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from documents.addresses import place_of
from documents.engines.sound import UnusableSound
from documents.models import Bulletin, Edition, Recording, Withdrawal
from documents.services.recording import attach_recording
from documents.services.reviewing import NotAllowed, reopen_bulletin
from organizations.models import AccessLog, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_edition,
    make_edition_entries,
    make_entry,
    make_recording,
    make_user,
    make_ward,
    mp3_bytes,
    publish,
)
from tests.documents.fetching import fetch

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    edition = make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])
    make_edition_entries(edition, 2)
    return edition


def _address(recording: Recording) -> str:
    return reverse("documents:recording_play", kwargs={"token": recording.edition.token, "sha256": recording.sha256})


def _page(user: User, edition: Edition) -> str:
    return fetch(user, reverse("documents:bulletin_read", kwargs=place_of(edition))).body.decode()


def _upload(user: User, edition: Edition, content: bytes, **fields: Any) -> Any:
    client = Client()
    client.force_login(user)
    data = {"file": SimpleUploadedFile("doc.mp3", content), "entry": "", "is_declared": "on"} | fields
    return client.post(reverse("admin:documents_edition_recordings", args=[edition.pk]), data)


def _attach(user: User, edition: Edition, content: bytes | None = None, entry: Any = None) -> Recording:
    content = content or mp3_bytes()
    return attach_recording(actor=user, edition=edition, entry=entry, content=io.BytesIO(content), size=len(content))


# --- At the desk ----------------------------------------------------------------------------------------------------


def test_the_editor_attaches_and_readers_wait_for_the_approver(ward: Ward, edition: Edition) -> None:
    response = _upload(ward.editor, edition, mp3_bytes())
    recording = Recording.objects.get()
    assert response.status_code == 302
    assert recording.released_at is None
    assert "<audio" not in _page(ward.secretary, edition)
    assert fetch(ward.secretary, _address(recording)).status_code == 404
    assert fetch(ward.editor, _address(recording)).status_code == 200

    client = Client()
    client.force_login(ward.approver)
    assert client.post(reverse("admin:documents_recording_release", args=[edition.pk, recording.pk])).status_code == 302

    assert fetch(ward.secretary, _address(recording)).status_code == 200
    assert f'<source src="{_address(recording)}" type="audio/mpeg">' in _page(ward.secretary, edition)


def test_what_the_approver_attaches_is_heard_at_once_below_the_heading_of_its_entry(
    ward: Ward, edition: Edition
) -> None:
    entry = edition.entries.get(number="2")
    entry.html = '<section class="entry" id="muc-2"><h2>Trồng cây</h2><p>Đoạn văn.</p></section>'
    entry.gist = "Mỗi hộ một cây."
    entry.save()

    _upload(ward.approver, edition, mp3_bytes(), entry=entry.pk)

    page = _page(ward.secretary, edition)
    places = [page.index(words) for words in ("<h2>Trồng cây</h2>", "<audio", "Mỗi hộ một cây.", "Đoạn văn.")]
    assert places == sorted(places)
    assert 'aria-label="Nghe mục này"' in page
    assert 'preload="none"' in page


def test_a_second_recording_takes_the_place_of_the_first(ward: Ward, edition: Edition) -> None:
    for frames in (40, 41):
        _upload(ward.approver, edition, mp3_bytes(frames))

    assert [row.size for row in Recording.objects.all()] == [41 * 417]
    assert _page(ward.secretary, edition).count("<audio") == 1


def test_the_same_upload_sent_twice_is_there_once(ward: Ward, edition: Edition) -> None:
    for _ in range(2):
        _upload(ward.approver, edition, mp3_bytes())

    recording = Recording.objects.get()
    assert Path(django_settings.MEDIA_ROOT, recording.file.name or "").read_bytes() == mp3_bytes()


def test_a_removed_recording_is_gone_for_everybody(ward: Ward, edition: Edition) -> None:
    recording = _attach(ward.approver, edition)
    assert "<audio" in _page(ward.secretary, edition)
    client = Client()
    client.force_login(ward.editor)

    client.post(reverse("admin:documents_recording_remove", args=[edition.pk, recording.pk]))

    assert "<audio" not in _page(ward.secretary, edition)
    assert fetch(ward.secretary, _address(recording)).status_code == 404


@pytest.mark.parametrize(
    ("content", "fields", "words"),
    [
        (b"%PDF-1.7 " * 99, {}, "không phải ghi âm MP3 hoặc M4A"),
        (b"", {}, "Tệp rỗng"),
        (mp3_bytes(), {"is_declared": ""}, "bí mật nhà nước thì mới gắn được"),
        (mp3_bytes(), {"entry": "999999"}, "Cả tài liệu"),
    ],
    ids=["no sound", "empty", "not declared", "entry of another issue"],
)
def test_a_wrong_upload_is_refused_in_words_and_nothing_is_stored(
    ward: Ward, edition: Edition, content: bytes, fields: dict[str, str], words: str
) -> None:
    response = _upload(ward.approver, edition, content, **fields)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Recording.objects.exists()


def test_a_file_over_the_limit_is_refused(ward: Ward, edition: Edition, settings: Settings) -> None:
    settings.RECORDING_LIMIT_MB = 0

    with pytest.raises(UnusableSound, match="nặng quá"):
        _attach(ward.approver, edition)


def test_who_does_not_work_at_the_desk_attaches_nothing(ward: Ward, edition: Edition) -> None:
    for person in (ward.secretary, make_user(role=Role.ADMINISTRATOR, at=ward.committee)):
        with pytest.raises(NotAllowed):
            _attach(person, edition)


def test_every_step_is_logged(ward: Ward, edition: Edition) -> None:
    recording = _attach(ward.editor, edition)
    client = Client()
    client.force_login(ward.approver)
    for step in ("release", "remove"):
        client.post(reverse(f"admin:documents_recording_{step}", args=[edition.pk, recording.pk]))

    seen = AccessLog.objects.filter(target_label__startswith="Ghi âm: ").order_by("pk").values_list("action", "actor")
    assert list(seen) == [
        (AccessLog.Action.CREATE, ward.editor.pk),
        (AccessLog.Action.PUBLISH, ward.approver.pk),
        (AccessLog.Action.DELETE, ward.approver.pk),
    ]


# --- Behind the door ------------------------------------------------------------------------------------------------


def test_strangers_and_withdrawn_editions_have_no_recordings(ward: Ward, edition: Edition) -> None:
    recording = make_recording(edition)
    assert fetch(ward.outsider, _address(recording)).status_code == 404

    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Nhầm.")

    for person in (ward.secretary, ward.approver, make_user(is_superuser=True)):
        assert fetch(person, _address(recording)).status_code == 404


def test_it_is_played_in_the_page_and_kept_by_the_readers_browser_alone(ward: Ward, edition: Edition) -> None:
    response = fetch(ward.secretary, _address(make_recording(edition, content=mp3_bytes())))

    assert response.body == mp3_bytes()
    assert response.headers["Content-Type"] == "audio/mpeg"
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["Cache-Control"] == "private, max-age=3600"
    assert response.headers["Content-Security-Policy"] == "frame-ancestors 'none'"


def test_a_recording_that_the_browser_has_is_not_sent_again(ward: Ward, edition: Edition) -> None:
    address = _address(make_recording(edition, content=mp3_bytes()))
    mark = fetch(ward.secretary, address).headers["ETag"]

    again = fetch(ward.secretary, address, **{"If-None-Match": mark})

    assert (again.status_code, again.body) == (304, b"")


SIZE = 40 * 417


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=0-1", 0, 1),
        ("bytes=100-199", 100, 199),
        ("bytes=16000-99999999", 16000, SIZE - 1),
        ("bytes=-500", SIZE - 500, SIZE - 1),
        ("bytes=-99999999", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
    ],
)
def test_a_player_gets_the_part_it_asks_for(ward: Ward, edition: Edition, wanted: str, first: int, last: int) -> None:
    content = mp3_bytes()
    response = fetch(ward.secretary, _address(make_recording(edition, content=content)), range=wanted)

    assert response.status_code == 206
    assert response.body == content[first : last + 1]
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response.headers["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("wanted", [f"bytes={SIZE}-", "bytes=99999999-100000000", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_with_the_size(ward: Ward, edition: Edition, wanted: str) -> None:
    response = fetch(ward.secretary, _address(make_recording(edition, content=mp3_bytes())), range=wanted)

    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("wanted", ["bytes=5-2", "bytes=0-1,5-6", "items=0-1", "bytes=-", "bytes=a-b", "x" * 5000])
def test_what_need_not_be_understood_gets_the_whole(ward: Ward, edition: Edition, wanted: str) -> None:
    response = fetch(ward.secretary, _address(make_recording(edition, content=mp3_bytes())), range=wanted)

    assert response.status_code == 200
    assert response.body == mp3_bytes()


def test_behind_nginx_the_portal_only_names_the_file(ward: Ward, edition: Edition, settings: Settings) -> None:
    settings.ACCEL_PREFIX = "/_files/"
    recording = make_recording(edition)

    response = fetch(ward.secretary, _address(recording), range="bytes=0-1")

    assert response.status_code == 200
    assert response.headers["X-Accel-Redirect"] == f"/_files/{recording.file.name}"


def test_a_lost_file_is_a_missing_page(ward: Ward, edition: Edition) -> None:
    recording = make_recording(edition)
    recording.file.storage.delete(recording.file.name or "")

    assert fetch(ward.secretary, _address(recording)).status_code == 404


# --- Corrections ----------------------------------------------------------------------------------------------------


def _corrected(ward: Ward, bulletin: Bulletin) -> Edition:
    return publish(ward, bulletin, change_note="Ngày họp.", change_reason="Ghi nhầm.")


def test_a_correction_keeps_the_recordings_of_entries_that_did_not_change(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    same, changed = make_entry(bulletin), make_entry(bulletin)
    first = publish(ward, bulletin)
    for entry in (None, *first.entries.all()):
        make_recording(first, entry=entry)
    heard = Recording.objects.get(edition=first, entry__entry_uuid=same.uuid)

    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    changed.body = "<p>Ngày họp là 16/11.</p>"
    changed.save()
    second = _corrected(ward, bulletin)

    kept = Recording.objects.get(edition=second)
    assert kept.entry is not None
    assert (kept.entry.entry_uuid, kept.sha256) == (same.uuid, heard.sha256)
    assert fetch(ward.secretary, _address(kept)).status_code == 200
    assert first.recordings.count() == 3


def test_twice_the_recordings_cost_no_more_queries(
    ward: Ward, edition: Edition, django_assert_max_num_queries: Any
) -> None:
    for entry in edition.entries.all():
        make_recording(edition, entry=entry)
    client = Client()
    client.force_login(ward.secretary)
    page = reverse("documents:bulletin_read", kwargs=place_of(edition))
    client.get(page)

    with django_assert_max_num_queries(6):
        assert client.get(page).content.decode().count("<audio") == 3
