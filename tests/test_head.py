"""A HEAD request is answered as its GET is, without the content, and leaves no trace of a reading that was none."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from documents.models import Delivery
from organizations.models import AccessLog
from tests.access_matrix.world import World, make_world
from tests.test_access_matrix import address_of

pytestmark = pytest.mark.django_db
# Said anew for each answer.
_CHANGING = {"Content-Security-Policy", "Set-Cookie", "Last-Modified"}
_ASKED = (
    ("secretary", "documents:bulletin_list"),
    ("secretary", "documents:bulletin_read"),
    ("secretary", "documents:bulletin_meeting"),
    ("secretary", "documents:bulletin_pdf"),
    ("secretary", "documents:bulletin_docx"),
    ("secretary", "documents:cell_show"),
    ("secretary", "directives:directive_list"),
    ("secretary", "directives:directive_show"),
    ("secretary", "print_check"),
    ("administrator", "organizations:people_list"),
    ("administrator", "organizations:cell_template_xlsx"),
    ("administrator", "organizations:person_reach"),
    ("anonymous", "organizations:sign_in"),
    ("editor", "documents:bulletin_coverage"),
    ("editor", "directives:directive_export"),
    ("outsider", "documents:bulletin_read"),  # 404
)


def _ask(world: World, method: str, role: str, address: str) -> HttpResponse:
    answer: HttpResponse = getattr(world.client(role), method)(address)
    if isinstance(answer, StreamingHttpResponse):
        for _ in answer:
            pass
    return answer


def _headers(answer: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in _CHANGING}


@pytest.mark.parametrize(("role", "name"), _ASKED)
def test_head_answers_like_get_without_content_and_notes_nothing(role: str, name: str) -> None:
    world = make_world()
    address = address_of(name, world)
    client = world.client(role)  # signing in is logged
    rows = AccessLog.objects.count()
    asked: HttpResponse = client.head(address)  # type: ignore[assignment]
    assert AccessLog.objects.count() == rows
    assert not Delivery.objects.exclude(opened_at=None, downloaded_at=None, printed_at=None).exists()
    read = _ask(world, "get", role, address)
    assert asked.status_code == read.status_code
    assert b"".join(asked) == b""
    assert {name: value for name, value in _headers(asked).items() if name != "Content-Length"} == {
        name: value for name, value in _headers(read).items() if name != "Content-Length"
    }


def test_head_is_refused_where_something_is_changed() -> None:
    world = make_world()
    address = address_of("organizations:deputy_noted", world)
    assert world.client("secretary").head(address).status_code == 405
