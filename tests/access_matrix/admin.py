"""Pages of our own inside the admin (names begin with "admin:"). Stock pages of registered models are not listed here:
tests/test_access_matrix.py walks them by itself.

``SHARED`` are models whose rows every desk may see, with the reason; all other models of ours that are registered must
have ``objects.visible_to(user)``. ``HIDDEN_BEHIND`` names, for a model without such a queryset of its own, the field that
leads to one that has it.
"""

from collections.abc import Callable
from typing import Any

from tests.access_matrix import Row
from tests.access_matrix.world import World
from tests.builders import make_recording

# Who does not work at the desk is led to the door, and from there to the readers' pages.
READERS = "secretary deputy coordinator clerk outsider former 302>/quan-tri/login/"


def _bulletin(world: World, **more: Any) -> dict[str, Any]:
    return {"pk": world.bulletin.pk, **more}


def _step(step: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: _bulletin(world, step=step)


def _recording(world: World) -> dict[str, Any]:
    """A recording that waits; a new one each time, because one role after the other takes it off."""
    world.edition.recordings.all().delete()
    return {"pk": world.edition.pk, "key": make_recording(world.edition, released=False).pk}


TABLE: dict[str, Row] = {
    "admin:organizations_accesslog_export": Row(
        kwargs=lambda world: {"form": "csv"},
        get=f"{READERS}; editor approver 403; administrator superuser other_desk 200",
        post=f"{READERS}; editor approver administrator superuser other_desk 405",
    ),
    "admin:organizations_user_door": Row(
        kwargs=lambda world: {"id": world.people["secretary"].pk},
        get=f"{READERS}; editor approver 404; administrator superuser upper_desk 200; other_desk 404",
        post=f"{READERS}; editor approver 404; administrator superuser upper_desk 302; other_desk 404",
    ),
    "admin:documents_bulletin_import": Row(
        get=f"{READERS}; editor approver superuser other_desk 200; administrator 403",
        post=f"{READERS}; editor approver superuser other_desk 200; administrator 403",
    ),
    "admin:documents_bulletin_pdf": Row(
        kwargs=_bulletin,
        get=f"{READERS}; editor approver administrator superuser 200; other_desk 404",
        post=f"{READERS}; editor approver administrator superuser other_desk 405",
    ),
    "admin:documents_bulletin_step": Row(
        kwargs=lambda world: _bulletin(world, step="gui-duyet"),
        get=f"{READERS}; editor approver superuser 200; administrator 403; other_desk 404",
        post=f"{READERS}; editor approver superuser 200|302>/quan-tri/documents/; administrator 403; other_desk 404",
    ),
    "admin:documents_bulletin_step#publish": Row(
        kwargs=lambda world: _bulletin(world, step="phat-hanh"),
        get=f"{READERS}; approver superuser 200; editor administrator 403; other_desk 404",
        post=f"{READERS}; approver superuser 200; editor administrator 403; other_desk 404",
    ),
    **{
        f"admin:documents_bulletin_step#{name}": Row(
            kwargs=_step(step),
            get=f"{READERS}; approver superuser 200; editor administrator 403; other_desk 404",
            post=f"{READERS}; approver superuser 200|302>/quan-tri/documents/; editor administrator 403; other_desk 404",
        )
        for name, step in (
            ("return", "tra-lai"),
            ("call off", "huy-lich"),
            ("correct", "dinh-chinh"),
            ("withdraw", "thu-hoi"),
        )
    },
    "admin:documents_bulletin_step#unknown": Row(
        kwargs=lambda world: _bulletin(world, step="duyet-ngay"),
        get=f"{READERS}; editor approver administrator superuser other_desk 404",
        post=f"{READERS}; editor approver administrator superuser other_desk 404",
    ),
    "admin:documents_proofreading": Row(
        kwargs=_bulletin,
        get=f"{READERS}; editor approver superuser 200; administrator 403; other_desk 404",
        post=f"{READERS}; editor approver administrator superuser other_desk 405",
    ),
    "admin:documents_proofreading_entry": Row(
        kwargs=lambda world: _bulletin(world, entry=world.entry.pk),
        get=f"{READERS}; editor approver superuser 200; administrator 403; other_desk 404",
        post=f"{READERS}; editor approver administrator superuser other_desk 405",
    ),
    "admin:documents_proofreading_correct": Row(
        kwargs=lambda world: _bulletin(world, entry=world.entry.pk),
        get=f"{READERS}; editor approver administrator superuser other_desk 405",
        post=f"{READERS}; editor approver superuser 302>/quan-tri/documents/; administrator 403; other_desk 404",
    ),
    "admin:documents_proofreading_waive": Row(
        kwargs=_bulletin,
        get=f"{READERS}; editor approver administrator superuser other_desk 405",
        post=f"{READERS}; editor approver superuser 302>/quan-tri/documents/; administrator 403; other_desk 404",
    ),
    "admin:documents_proofread_text": Row(
        get=f"{READERS}; editor approver administrator superuser other_desk 405",
        post=f"{READERS}; editor approver superuser other_desk 200; administrator 403",
        data=lambda world: {"doan": "Đoàn kiểm trả hồ sơ."},
    ),
    "admin:documents_edition_recordings": Row(
        kwargs=lambda world: {"pk": world.edition.pk},
        get=f"{READERS}; editor approver superuser 200; administrator 403; other_desk 404",
        post=f"{READERS}; editor approver superuser 200; administrator 403; other_desk 404",
    ),
    "admin:documents_edition_recordings#withdrawn": Row(
        kwargs=lambda world: {"pk": world.withdrawn_edition.pk},
        get=f"{READERS}; editor approver superuser administrator other_desk 404",
        post=f"{READERS}; editor approver superuser administrator other_desk 404",
    ),
    "admin:documents_recording_release": Row(
        kwargs=_recording,
        get=f"{READERS}; editor approver administrator superuser other_desk 405",
        post=f"{READERS}; approver superuser 302>/quan-tri/documents/edition/; editor administrator 403; other_desk 404",
    ),
    "admin:documents_recording_remove": Row(
        kwargs=_recording,
        get=f"{READERS}; editor approver administrator superuser other_desk 405",
        post=f"{READERS}; editor approver superuser 302>/quan-tri/documents/edition/; administrator 403; other_desk 404",
    ),
    "admin:documents_entry_move": Row(
        kwargs=lambda world: _bulletin(world, entry=world.entry.pk),
        get=f"{READERS}; editor approver administrator superuser other_desk 405",
        post=f"{READERS}; editor approver superuser 302>/quan-tri/documents/; administrator 403; other_desk 404",
        data=lambda world: {"to": "len"},
    ),
}

SHARED: dict[str, str] = {
    "organizations.organizationtype": "names of levels, no secret",
    "organizations.succession": "who took over from whom is published by decree",
    "organizations.logretention": "one number",
    "directives.directivekind": "a list from regulations",
    "directives.abbreviation": "a glossary",
}

HIDDEN_BEHIND: dict[str, str] = {
    "directives.deadline": "directive",
    "directives.deadlineprogress": "deadline__directive",
    "directives.directivefile": "directive",
    "activities.activitypicture": "activity",
    "documents.publishersettings": "publisher",
    "documents.entrypicture": "entry",
    "documents.bulletinevent": "bulletin",
    "documents.editionentry": "edition",
    "documents.withdrawal": "edition",
    "documents.delivery": "edition",
    "documents.outbox": "edition",
    "documents.recording": "edition",
    "documents.report": "edition",
    "documents.meeting": "cell",
}
