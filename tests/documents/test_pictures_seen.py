"""A photo is seen by its number through what shows it, and through nothing else: numbers can be counted up."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from activities.models import ActivityPicture, Picture
from documents.models import EntryPicture
from tests.access_matrix.world import World, make_world
from tests.builders import make_activity, make_bulletin, make_edition, make_picture, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def _photo(width: int) -> Picture:
    return make_picture(picture_bytes(width=width))


def _in_a_draft(world: World) -> Picture:
    photo = _photo(301)
    EntryPicture.objects.create(entry=world.entry, picture=photo, place=999)
    return photo


def _in_raw_news(world: World) -> Picture:
    photo = _photo(302)
    ActivityPicture.objects.create(activity=make_activity(world.ward), picture=photo)
    return photo


def _in_the_issue_of_another_ward(world: World) -> Picture:
    photo = _photo(303)
    make_edition(make_bulletin(world.other_ward), receivers=[world.other_cell], pictures=[photo])
    return photo


def _in_nothing(world: World) -> Picture:
    return _photo(304)


def _in_the_issue_of_ones_cell(world: World) -> Picture:
    photo = _photo(305)
    make_edition(make_bulletin(world.ward, month=5), receivers=[world.cell], pictures=[photo])
    return photo


def _in_the_issue_of_a_cell_taken_over(world: World) -> Picture:
    return world.picture


@pytest.mark.parametrize(
    ("place", "readers"),
    [
        (_in_a_draft, {"editor"}),
        (_in_raw_news, {"editor"}),
        (_in_the_issue_of_another_ward, {"outsider"}),
        (_in_nothing, set()),
        (_in_the_issue_of_ones_cell, {"secretary", "editor"}),
        (_in_the_issue_of_a_cell_taken_over, {"secretary", "editor", "heir"}),
    ],
)
def test_who_counts_through_the_numbers_of_photos_sees_no_other_photo(
    world: World, place: Callable[[World], Picture], readers: set[str]
) -> None:
    address = reverse("activities:picture_file", kwargs={"pk": place(world).pk})
    asked = ("secretary", "editor", "outsider", "heir", "former")
    answers = {role: world.client(role).get(address) for role in asked}
    assert {role for role, answer in answers.items() if answer.status_code == 200} == readers
    assert {answer.status_code for answer in answers.values()} <= {200, 404}
    for answer in answers.values():
        answer.close()
