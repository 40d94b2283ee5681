"""The page on which an issue is agreed on: for who edits it, like the desk. Its steps are refused inside, with a message."""

from typing import Any

from documents.models import PublisherSettings, ReviewNote
from tests.access_matrix import Row
from tests.access_matrix.world import World

_DOOR = "* 302>/quan-tri/login/; editor approver superuser {0}; administrator 403; other_desk 404"
_WRONG_METHOD = "* 302>/quan-tri/login/; editor approver administrator superuser other_desk 405"
_REVIEW = "302>/quan-tri/documents/bulletin/"


def _issue(world: World) -> dict[str, Any]:
    return {"pk": world.bulletin.pk}


def _issue_signed_on_paper(world: World) -> dict[str, Any]:
    PublisherSettings.objects.update_or_create(publisher=world.ward, defaults={"paper_approval": True})
    return _issue(world)


def _note(world: World) -> dict[str, Any]:
    row, _ = ReviewNote.objects.get_or_create(
        bulletin=world.bulletin, text="Sửa đoạn này.", author=world.people["approver"]
    )
    return {**_issue(world), "note": row.pk}


TABLE: dict[str, Row] = {
    # An issue that nobody sent is not approved: the page says so.
    "admin:documents_bulletin_review": Row(get=_DOOR.format("200"), post=_DOOR.format("200"), kwargs=_issue),
    "admin:documents_review_paper": Row(
        get=_DOOR.format("200"), post=_DOOR.format("200"), kwargs=_issue_signed_on_paper
    ),
    "admin:documents_review_note_add": Row(
        get=_WRONG_METHOD, post=_DOOR.format(_REVIEW), kwargs=_issue, data=lambda world: {"text": "Thiếu số liệu."}
    ),
    "admin:documents_review_note": Row(
        get=_WRONG_METHOD, post=_DOOR.format(_REVIEW), kwargs=_note, data=lambda world: {"viec": "xong"}
    ),
    "admin:documents_review_entry": Row(
        get=_DOOR.format("200"),
        post=_WRONG_METHOD,
        kwargs=lambda world: {"pk": world.bulletin.pk, "entry": world.entry.pk},
    ),
}
