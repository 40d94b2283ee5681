"""A membership that ended yesterday opens nothing: no page, file, picture, search, count, feed or export says what it was.

Every address of the project is asked as the former secretary; the same addresses, asked as the secretary in office, show that
the words looked for do stand there.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directives.models import Deadline, TaskFeed
from organizations.models import Membership
from tests.access_matrix.world import World, make_world
from tests.test_access_matrix import ROWS, address_of

pytestmark = pytest.mark.django_db
SECRET_SUBJECT = "về việc chăm sóc hàng phượng vĩ bến sông"
SECRET_ENTRY = "Đoạn văn thử."
SECRET_TASK = "nộp báo cáo hàng phượng vĩ"


@pytest.fixture
def world() -> World:
    world = make_world()
    world.directive.subject = SECRET_SUBJECT
    world.directive.save()
    return world


def _bodies(world: World, role: str) -> dict[str, bytes]:
    """What every address that may be asked without changing anything answers this role, where it answers at all."""
    client = world.client(role)
    found = {}
    for name in sorted(ROWS):
        if not ROWS[name].get or name.startswith("organizations:sign"):
            continue
        # What a row of the table makes for itself is undone, so that the next one meets the same world.
        with transaction.atomic():
            answer = client.get(address_of(name, world))
            if answer.status_code == 200:
                streamed = isinstance(answer, StreamingHttpResponse)
                found[name] = b"".join(answer.streaming_content) if streamed else answer.content  # type: ignore[attr-defined]
            transaction.set_rollback(True)
        world.made.clear()
    for question in ("hàng phượng vĩ", "phuong vi", world.directive.number):
        found[f"search {question}"] = client.get(reverse("directives:directive_list"), {"q": question}).content
    return found


def _markers(world: World) -> dict[str, bytes]:
    return {
        "the subject of a directive": SECRET_SUBJECT.encode(),
        "the text of an issue": SECRET_ENTRY.encode(),
        "the title of an issue": world.edition.title.encode(),
        "the name of the cell": f">{world.cell.name}<".encode(),
        "a news item": world.activity.title.encode(),
        "a PDF": b"%PDF-",
        "a picture": b"\xff\xd8\xff",
    }


def test_a_membership_that_ended_yesterday_opens_nothing(world: World) -> None:
    # Another person's feed is no business of this session's: its address is its key, and is asked below.
    kept = {name: body for name, body in _bodies(world, "former").items() if "feed" not in name}
    told = {
        f"{name} tells {what}"
        for name, body in kept.items()
        for what, marker in _markers(world).items()
        if marker in body
    }
    assert told == set()


def test_the_same_addresses_tell_the_secretary_in_office(world: World) -> None:
    bodies = _bodies(world, "secretary")
    told = {what for what, marker in _markers(world).items() if any(marker in body for body in bodies.values())}
    # News stands in issues only; this one was carried by none.
    assert told == set(_markers(world)) - {"a news item"}


def test_a_calendar_feed_is_empty_from_the_day_after(world: World) -> None:
    today = timezone.localdate()
    Deadline.objects.create(
        directive=world.directive,
        text=SECRET_TASK,
        due_on=today + timedelta(days=10),
        organization=world.cell,
        state=Deadline.DeadlineState.ACCEPTED,
    )
    person = world.people["secretary"]
    feed = TaskFeed.objects.create(user=person, token="thu-nghiem-mot")
    address = reverse("directives:task_feed", kwargs={"token": feed.token})
    # Calendars fold long lines.
    assert SECRET_TASK[:20] in Client().get(address).content.decode().replace("\r\n ", "")
    Membership.objects.filter(user=person).update(ends_on=today - timedelta(days=1))
    answer = Client().get(address)
    assert "VEVENT" not in answer.content.decode() or answer.status_code == 404


def test_the_last_day_itself_still_counts(world: World) -> None:
    Membership.objects.filter(user=world.people["secretary"]).update(ends_on=timezone.localdate())
    assert world.client("secretary").get(address_of("documents:bulletin_read", world)).status_code == 200


def test_an_open_session_of_a_former_officer_is_shown_nothing_at_the_next_press(world: World) -> None:
    client = world.client("secretary")
    address = address_of("documents:bulletin_read", world)
    assert client.get(address).status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=world.people["secretary"]).update(ends_on=yesterday)
    assert client.get(address).status_code == 404
    assert client.get(address_of("documents:bulletin_pdf", world)).status_code == 404
    assert client.get(address_of("documents:picture_show", world)).status_code == 404
