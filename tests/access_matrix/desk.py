"""The desk, inside the admin: for who edits the issue. Its administrator sees the issue and may not edit it (403); another
ward's desk does not see it (404); who does not work at a desk is led to the door of the admin, which sends readers home."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.models import EntryPicture, RawMaterial, RemovedEntry, WordReturn
from tests.access_matrix import Row
from tests.access_matrix.world import World

_DOOR = "* 302>/quan-tri/login/; editor approver superuser {0}; administrator 403; other_desk 404"
_MISSING = "* 302>/quan-tri/login/; editor approver superuser other_desk 404; administrator 403"
_DESK = "302>/quan-tri/documents/bulletin/"


def _keys(*names: str) -> Callable[[World], dict[str, Any]]:
    def keys(world: World) -> dict[str, Any]:
        found: dict[str, Any] = {"pk": world.bulletin.pk}
        if "entry" in names:
            found["entry"] = world.entry.pk
        if "placed" in names:
            row, _ = EntryPicture.objects.get_or_create(entry=world.entry, picture=world.picture)
            found["placed"] = row.pk
        if "raw" in names:
            path = default_storage.save("rawmaterial/tin.txt", ContentFile(b"Tin"))
            raw, _ = RawMaterial.objects.get_or_create(
                bulletin=world.bulletin, sha256="5" * 64, defaults={"name": "tin.txt", "file": path}
            )
            found["raw"] = raw.pk
        if "removed" in names:
            row_removed, _ = RemovedEntry.objects.get_or_create(
                bulletin=world.bulletin, label="Mục", defaults={"kept": _kept(world), "removed_by": None}
            )
            found["removed"] = row_removed.pk
        if "word" in names:
            row_word, _ = WordReturn.objects.get_or_create(bulletin=world.bulletin, name="tra.docx", lines=[])
            found["word"] = row_word.pk
        return found

    return keys


def _kept(world: World) -> dict[str, Any]:
    texts = "rubric heading short_title gist cell_tasks questions body printed_number source_line".split()
    return {
        **dict.fromkeys(texts, ""),
        "kind": "topic",
        "parts_numbered": True,
        "directive_id": None,
        "activity_id": None,
        "version": 1,
        "position": 1,
        "uuid": "00000000-0000-4000-8000-000000000001",
        "parent_uuid": "",
        "pictures": [],
        "children": [],
    }


def _row(get: str = "", post: str = "", *names: str, data: dict[str, Any] | None = None, **more: Any) -> Row:
    return Row(
        get=_DOOR.format(get) if get else "* 405",
        post=_DOOR.format(post) if post else "* 405",
        kwargs=_keys(*names),
        data=lambda world: data or {},
        **more,
    )


def _asked(row: Row) -> Row:
    """The door of the admin stands before the question of method: a reader is led away even from a wrong method."""
    get = (
        row.get
        if row.get != "* 405"
        else "* 302>/quan-tri/login/; editor approver administrator superuser other_desk 405"
    )
    post = (
        row.post
        if row.post != "* 405"
        else "* 302>/quan-tri/login/; editor approver administrator superuser other_desk 405"
    )
    return Row(get=get, post=post, kwargs=row.kwargs, data=row.data, query=row.query)


_ROWS: dict[str, Row] = {
    "": _row("200"),
    "_outline": _row("200"),
    "_presence": _row("", "200", data={"tab": "t1"}),
    "_add": _row("", _DESK, data={"loai": "topic"}),
    "_put_back": _row("", _DESK, "removed"),
    "_entry": _row(_DESK, "200", "entry"),
    "_move": _row("", _DESK, "entry", data={"to": "dau"}),
    "_remove": _row("", _DESK, "entry"),
    "_picture_add": _row("", _DESK, "entry"),
    "_picture_places": _row("", "200", "entry"),
    "_picture": _row("", _DESK, "placed", data={"bo": "1"}),
    "_history": _row("200", "", "entry"),
    "_pool": _row("200"),
    "_take": _row("", _DESK),
    "_decline": _row("", _DESK),
    "_upper": _row("200", "404"),
    "_preview": _row("200"),
    "_phone": _row("200"),
    "_word": _row("200", "302>/quan-tri/documents/bulletin/"),
    "_word_export": _row("200"),
    "_word_compare": _row("200", "302>/quan-tri/documents/bulletin/", "word", data={"bo": "0"}),
}
TABLE: dict[str, Row] = {f"admin:documents_desk{name}": _asked(row) for name, row in _ROWS.items()}
TABLE["admin:documents_desk_restore"] = _asked(
    Row(
        get="* 405",
        post=_MISSING,
        kwargs=lambda world: {"pk": world.bulletin.pk, "entry": world.entry.pk, "key": 987654321},
    )
)
TABLE["admin:documents_desk_page_picture"] = _asked(
    Row(get=_MISSING, post="* 405", kwargs=lambda world: {"pk": world.bulletin.pk, "digest": "0" * 64, "page": 1})
)
TABLE["admin:documents_desk_word_picture"] = _asked(
    Row(get=_MISSING, post="* 405", kwargs=lambda world: {**_keys("word")(world), "sha": "0" * 64})
)
TABLE["admin:documents_unused"] = Row(
    get="* 302>/quan-tri/login/; editor approver superuser other_desk 200; administrator 403",
    post="* 302>/quan-tri/login/; editor approver superuser other_desk 302>/quan-tri/documents/bulletin/; administrator 403",
)
_RAW = "raw"
for _name, _of in {
    "_raws": _row("200", "302>/quan-tri/documents/bulletin/"),
    "_raw": _row("200", "302>/quan-tri/documents/bulletin/", _RAW, data={"viec": "bo"}),
    "_raw_blocks": _row("200", "", _RAW),
    "_raw_file": _row("200", "", _RAW),
}.items():
    TABLE[f"admin:documents_desk{_name}"] = _asked(_of)
TABLE["admin:documents_desk_raw_page"] = _asked(
    Row(get=_MISSING, post="* 405", kwargs=lambda world: {**_keys(_RAW)(world), "page": 1})
)
