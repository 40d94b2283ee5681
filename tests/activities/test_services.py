"""News and pictures: stored once, placed in order, cited directives read, and nothing left of a refusal."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from activities.models import Activity, ActivityPicture, Picture
from activities.pictures import UnusablePicture
from activities.services import (
    PlacedPicture,
    confirm_activity,
    create_activity,
    delete_activity,
    save_activity,
    store_picture,
)
from directives.models import CitingText
from documents.models import Entry
from organizations.models import AccessLog
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_activity,
    make_bulletin,
    make_directive,
    make_entry,
    make_picture,
    make_user,
    make_ward,
    picture_bytes,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


def _files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_photo_is_stored_by_its_content_whoever_brings_it(
    ward: Ward, django_capture_on_commit_callbacks: Any
) -> None:
    content = picture_bytes(800, 600)

    with django_capture_on_commit_callbacks(execute=True):
        first = store_picture(actor=ward.editor, content=content, name="../../etc/passwd.jpg")
    again = store_picture(actor=ward.approver, content=content, name="khac.png")

    assert first == again
    assert Picture.objects.get().uploaded_by == ward.editor
    # Beside the photo itself stands only its print size.
    [file] = [path for path in _files() if "derived" not in path.parts]
    assert file == Path(first.file.path)
    assert [path.name for path in _files() if "derived" in path.parts] == [f"{first.sha256}.jpg"]
    assert file.stem == first.sha256
    assert (first.width, first.height, first.size) == (800, 600, file.stat().st_size)


@pytest.mark.parametrize("content", [b"", b"khong phai anh"])
def test_a_refused_photo_leaves_neither_row_nor_file(ward: Ward, content: bytes) -> None:
    with pytest.raises(UnusablePicture):
        store_picture(actor=ward.editor, content=content, name="anh.jpg")

    assert not Picture.objects.exists()
    assert _files() == []


def test_a_lost_file_comes_back_with_the_next_upload_of_the_same_photo(ward: Ward) -> None:
    content = picture_bytes()
    picture = store_picture(actor=ward.editor, content=content, name="anh.jpg")
    Path(picture.file.path).unlink()

    store_picture(actor=ward.editor, content=content, name="anh.jpg")

    assert Path(picture.file.path).exists()


def test_a_news_item_keeps_its_pictures_in_order(ward: Ward) -> None:
    pictures = [make_picture() for _ in range(3)]

    activity = create_activity(
        actor=ward.editor,
        held_by=ward.committee,
        title="Chi bộ khu chợ ra quân dọn rác",
        body="<p>Một.</p><p>Hai.</p>",
        happened_on=date(2026, 10, 3),
        pictures=[
            PlacedPicture(pictures[0], "Trước khi dọn", "Ảnh: Nụ", place=2),
            PlacedPicture(pictures[1], "x" * 700, place=1),
            PlacedPicture(pictures[2], place=1),
        ],
    )

    placed = list(ActivityPicture.objects.filter(activity=activity))
    assert [row.picture for row in placed] == [pictures[1], pictures[2], pictures[0]]
    assert len(placed[0].caption) == 500
    assert placed[2].credit == "Ảnh: Nụ"
    assert AccessLog.objects.filter(action="create", target_id=str(activity.pk)).count() == 1


def test_saving_counts_the_version_and_reads_the_directives_it_names(ward: Ward) -> None:
    directive = make_directive(ward.committee, number="31-KH/ĐU")
    activity = Activity(
        held_by=ward.committee,
        title="Sơ kết",
        body="<p>Sơ kết Kế hoạch số 31-KH/ĐU, ngày 04/5/2026 của Đảng ủy phường Bình Giang.</p>",
    )

    save_activity(actor=ward.editor, activity=activity)
    assert (activity.version, activity.created_by) == (1, ward.editor)
    assert activity.citing_text is not None
    assert [citation.directive for citation in activity.citing_text.citations.all()] == [directive]

    activity.body = "<p>Không nhắc đến văn bản nào.</p>"
    save_activity(actor=ward.approver, activity=activity, changed=["body"])
    assert (activity.version, activity.created_by) == (2, ward.editor)
    assert activity.citing_text.citations.count() == 0


def test_confirming_makes_an_imported_item_count(ward: Ward) -> None:
    activity = make_activity(ward.committee, state=Activity.State.UNCONFIRMED)
    assert list(Activity.objects.confirmed()) == []

    confirm_activity(actor=ward.editor, activity=activity)

    assert list(Activity.objects.confirmed()) == [activity]


def test_deleting_leaves_issues_pictures_and_the_log(ward: Ward) -> None:
    picture = make_picture()
    activity = make_activity(ward.committee)
    save_activity(actor=ward.editor, activity=activity)
    ActivityPicture.objects.create(activity=activity, picture=picture)
    entry = make_entry(make_bulletin(ward.committee), kind=Entry.Kind.NEWS, activity=activity, heading="Dọn rác")
    pk = activity.pk

    delete_activity(actor=ward.editor, activity=activity)

    entry.refresh_from_db()
    assert (entry.activity, entry.heading) == (None, "Dọn rác")
    assert list(Picture.objects.all()) == [picture]
    assert not CitingText.objects.filter(entry=None).exists()
    assert AccessLog.objects.filter(action="delete", target_id=str(pk)).count() == 1


# --- Who sees what --------------------------------------------------------------------------------------------------


def test_raw_news_is_the_desks_own(ward: Ward) -> None:
    activity = make_activity(ward.committee)
    below = make_activity(ward.base)
    unconfirmed = make_activity(ward.committee, state=Activity.State.UNCONFIRMED)

    def seen(role: str, at: object) -> set[Activity]:
        return set(Activity.objects.visible_to(make_user(role=role, at=at)))  # type: ignore[arg-type]

    assert seen(Role.EDITOR, ward.committee) == {activity, below, unconfirmed}
    assert seen(Role.EDITOR, ward.province) == {activity, below, unconfirmed}
    assert seen(Role.CLERK, ward.committee) == {activity, below}
    assert seen(Role.SECRETARY, ward.committee) == set()
    assert seen(Role.EDITOR, ward.neighbour) == set()
    assert seen(Role.EDITOR, ward.base) == {below}


def test_a_picture_is_seen_through_the_news_that_shows_it_and_by_who_brought_it(ward: Ward) -> None:
    shown, loose = make_picture(), make_picture(uploaded_by=ward.outsider)
    ActivityPicture.objects.create(activity=make_activity(ward.committee), picture=shown)

    assert set(Picture.objects.visible_to(ward.editor)) == {shown}
    assert set(Picture.objects.visible_to(ward.outsider)) == {loose}
    assert set(Picture.objects.visible_to(ward.secretary)) == set()


def test_many_pictures_are_filtered_in_one_query_whatever_their_number(
    ward: Ward, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    activity = make_activity(ward.committee)
    for _ in range(8):
        ActivityPicture.objects.create(activity=activity, picture=make_picture())
    _ = ward.editor.reach

    with django_assert_num_queries(1):
        assert len(Picture.objects.visible_to(ward.editor)) == 8
