"""Pictures of editions: behind the rule of their edition, in the sizes that screens need."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from activities.models import Picture
from documents.engines.blocks import PictureRef
from documents.models import Edition, EntryPicture, Withdrawal
from documents.services.pictures import WIDTHS, picture_sources, sized_picture
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_edition,
    make_entry,
    make_picture,
    make_user,
    make_ward,
    picture_bytes,
    publish,
)
from tests.documents.fetching import Answer, fetch

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def picture() -> Picture:
    return make_picture(picture_bytes(1200, 900))


@pytest.fixture
def edition(ward: Ward, picture: Picture) -> Edition:
    return make_edition(make_bulletin(ward.committee), receivers=ward.cells, pictures=[picture])


def _address(edition: Edition, picture: Picture, width: int = WIDTHS[0]) -> str:
    return reverse("documents:picture_show", kwargs={"token": edition.token, "sha256": picture.sha256, "width": width})


def _image(answer: Answer) -> Image.Image:
    return Image.open(io.BytesIO(answer.body))


@pytest.mark.parametrize(("width", "size"), [(480, (480, 360)), (960, (960, 720)), (1600, (1200, 900))])
def test_a_reader_sees_it_at_the_width_asked_for_and_never_enlarged(
    ward: Ward, edition: Edition, picture: Picture, width: int, size: tuple[int, int]
) -> None:
    response = fetch(ward.secretary, _address(edition, picture, width))

    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Disposition"].startswith("inline")
    assert _image(response).size == size


def test_only_the_readers_own_browser_keeps_it(ward: Ward, edition: Edition, picture: Picture) -> None:
    response = fetch(ward.secretary, _address(edition, picture))

    assert response.headers["Cache-Control"] == "private, max-age=3600"


def test_a_picture_that_the_browser_has_is_not_sent_again_while_the_person_may_see_it(
    ward: Ward, edition: Edition, picture: Picture
) -> None:
    address = _address(edition, picture)
    mark = fetch(ward.secretary, address).headers["ETag"]
    other = _address(edition, picture, WIDTHS[1])

    again = fetch(ward.secretary, address, **{"If-None-Match": mark})
    assert (again.status_code, again.body) == (304, b"")
    assert again.headers["Cache-Control"] == "private, max-age=3600"
    assert fetch(ward.secretary, other, **{"If-None-Match": mark}).status_code == 200
    assert fetch(make_user("nguoi.la"), address, **{"If-None-Match": mark}).status_code == 404


def test_another_width_another_picture_or_another_code_is_not_found(
    ward: Ward, edition: Edition, picture: Picture
) -> None:
    other = make_picture()

    assert fetch(ward.secretary, _address(edition, picture, 481)).status_code == 404
    assert fetch(ward.secretary, _address(edition, picture, 10**9)).status_code == 404
    assert fetch(ward.secretary, _address(edition, other)).status_code == 404
    assert fetch(ward.secretary, _address(edition, picture).replace(edition.token, "ABCDEFGHJK")).status_code == 404
    assert not list(Path(settings.MEDIA_ROOT).glob("derived/**/*.jpg"))


def test_who_may_not_read_the_edition_sees_no_picture_of_it(ward: Ward, edition: Edition, picture: Picture) -> None:
    for stranger in (ward.outsider, make_user(), make_user(role=Role.EDITOR, at=ward.neighbour)):
        assert fetch(stranger, _address(edition, picture)).status_code == 404
    assert fetch(None, _address(edition, picture)).status_code == 302


def test_before_its_hour_and_after_withdrawal_there_is_no_picture(
    ward: Ward, edition: Edition, picture: Picture
) -> None:
    future = make_edition(
        make_bulletin(ward.committee, month=12),
        receivers=ward.cells,
        pictures=[picture],
        publish_at=timezone.now() + timedelta(hours=1),
    )
    assert fetch(ward.secretary, _address(edition, picture)).status_code == 200
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Lộ mặt trẻ em.")

    for person in (ward.secretary, ward.approver, make_user(is_superuser=True)):
        assert fetch(person, _address(future, picture)).status_code == 404
        assert fetch(person, _address(edition, picture)).status_code == 404


def test_the_picture_of_a_draft_has_no_address_for_readers(ward: Ward, edition: Edition) -> None:
    draft = make_picture()
    EntryPicture.objects.create(entry=make_entry(make_bulletin(ward.committee, month=12)), picture=draft)

    assert fetch(ward.secretary, _address(edition, draft)).status_code == 404


def test_every_address_on_the_reading_page_opens(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    entry = make_entry(bulletin)
    for width in (300, 1200, 2400):
        EntryPicture.objects.create(entry=entry, picture=make_picture(picture_bytes(width, 200)), caption="Ảnh")
    edition = publish(ward, bulletin)

    html = edition.entries.get().html

    addresses = {
        part.split(" ")[0] for part in html.replace('"', "\n").replace(", ", "\n").split("\n") if "/anh/" in part
    }
    assert len(addresses) == 1 + 2 + 3
    for address in addresses:
        assert fetch(ward.secretary, address).status_code == 200


def test_the_sources_offer_no_width_beyond_the_pictures_own() -> None:
    def widths(width: int) -> str:
        return picture_sources("ABCDEFGHJK")(PictureRef("a" * 64, width, 10)).srcset

    assert "480w" in widths(200)
    assert "960w" not in widths(900)
    assert [f"{width}w" in widths(5000) for width in WIDTHS] == [True, True, True]


def test_a_size_is_made_once(picture: Picture) -> None:
    path = sized_picture(picture, 480)
    made = path.stat().st_mtime_ns

    assert sized_picture(picture, 480) == path
    assert path.stat().st_mtime_ns == made


def test_a_size_stands_under_its_name_only_when_whole(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(part: Path, target: Path) -> None:
        raise InterruptedError(f"{part} is written, {target} not yet there")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stop)
        with pytest.raises(InterruptedError):
            sized_picture(picture, 480)
    assert not list((Path(settings.MEDIA_ROOT) / "derived").rglob("*480.jpg"))

    path = sized_picture(picture, 480)
    with Image.open(path) as made:
        made.load()
    # Whoever hands files on (nginx) reads them as another user.
    assert path.stat().st_mode & 0o044 == 0o044


def test_a_lost_original_is_not_found(ward: Ward, edition: Edition, picture: Picture) -> None:
    Path(picture.file.path).unlink()

    assert fetch(ward.secretary, _address(edition, picture)).status_code == 404


def test_a_picture_is_only_fetched(ward: Ward, edition: Edition, picture: Picture) -> None:
    client = Client()
    client.force_login(ward.secretary)

    assert client.post(_address(edition, picture)).status_code == 405
