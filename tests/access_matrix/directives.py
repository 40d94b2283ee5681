"""The register."""

from typing import Any

from directives.models import CitingText, Deadline, DirectiveFile, TaskFeed
from directives.services import add_file
from tests.access_matrix import Row
from tests.access_matrix.world import World


def _key(world: World) -> dict[str, Any]:
    return {"key": world.directive.pk}


def _file(world: World) -> dict[str, Any]:
    if "directive_file" not in world.made:
        world.made["directive_file"] = add_file(
            actor=world.people["editor"], directive=world.directive, content=b"%PDF-1.4 x", name="a.pdf"
        )
    file: DirectiveFile = world.made["directive_file"]
    return {"key": world.directive.pk, "file_key": file.pk}


def _deadline(world: World) -> Deadline:
    if "deadline" not in world.made:
        world.made["deadline"] = Deadline.objects.create(
            directive=world.directive,
            text="nộp báo cáo",
            due_on=world.directive.issued_on,
            organization=world.cell,
            state=Deadline.DeadlineState.SUGGESTED,
        )
    deadline: Deadline = world.made["deadline"]
    return deadline


def _task(world: World) -> dict[str, Any]:
    deadline = _deadline(world)
    Deadline.objects.filter(pk=deadline.pk).update(state=Deadline.DeadlineState.ACCEPTED)
    return {"key": deadline.pk}


def _feed(world: World) -> dict[str, Any]:
    feed, _ = TaskFeed.objects.get_or_create(user=world.people["secretary"], defaults={"token": "thu-nghiem"})
    return {"token": feed.token}


def _citing(world: World) -> dict[str, Any]:
    if "citing" not in world.made:
        world.made["citing"] = CitingText.objects.create(text="Kế hoạch số 5-KH/TU", seen_from=world.ward)
    citing: CitingText = world.made["citing"]
    return {"text_key": citing.pk}


def _file_with_text(world: World) -> dict[str, Any]:
    keys = _file(world)
    DirectiveFile.objects.filter(pk=keys["file_key"]).update(text="Số 12-KH/ĐU")
    return keys


# Who may not enter the admin is led to its door before the method is asked.
_ONLY_THE_OTHER_METHOD = "* 302>/; editor approver administrator superuser other_desk 405"
_OTHERS = "administrator 403; other_desk 404"
_AT_THE_DESK = f"* 302>/; editor approver superuser upper_desk 200; {_OTHERS}"
STRANGERS = "outsider other_desk former"
# The committee above keeps the records of those below.
TABLE: dict[str, Row] = {
    "directives:directive_list": Row(get="* 200"),
    "directives:directive_counts": Row(get="* 200"),
    "directives:directive_export": Row(get="* 200", kwargs=lambda world: {"form": "csv"}),
    "directives:directive_guess": Row(get="* 403; clerk editor approver superuser other_desk 200", query="?so=315"),
    "directives:directive_show": Row(get=f"* 200; {STRANGERS} 404; upper_desk 200", kwargs=_key),
    "directives:directive_file": Row(get=f"* 200; {STRANGERS} 404; upper_desk 200", kwargs=_file),
    "directives:deadline_decide": Row(
        post=f"* 403; editor approver superuser 302; {STRANGERS} 404; upper_desk 302",
        kwargs=lambda world: {"key": _deadline(world).pk},
        data=lambda world: {"viec": "nhan"},
    ),
    "directives:task_list": Row(get="* 200"),
    "directives:task_report": Row(
        post="* 404; secretary deputy 302; heir 404",
        kwargs=_task,
        data=lambda world: {"viec": "xong", "to_chuc": str(world.cell.pk)},
    ),
    "directives:task_feed_change": Row(post="* 302"),
    "admin:directives_directive_import": Row(
        get="* 302>/; editor approver superuser other_desk 200; administrator 403",
        post="* 302>/; editor approver superuser other_desk 200; administrator 403",
    ),
    "admin:directives_directive_import_write": Row(
        get=_ONLY_THE_OTHER_METHOD,
        # Without a file that was checked one is led back to the page, which says so.
        post="* 302>/; administrator 403",
    ),
    "admin:directives_directive_import_template": Row(
        get="* 302>/; editor approver superuser other_desk 200; administrator 403", post=_ONLY_THE_OTHER_METHOD
    ),
    "admin:directives_directive_start": Row(
        get=_ONLY_THE_OTHER_METHOD,
        # Without a file one is led back to the add page, which says so.
        post="* 302>/; administrator 403",
    ),
    "admin:directives_directive_proposals": Row(
        get=_AT_THE_DESK, post=_AT_THE_DESK.replace("200", "302"), kwargs=_file_with_text
    ),
    "admin:directives_directive_page": Row(
        get=f"* 302>/; editor approver superuser 404; {_OTHERS}", post=_ONLY_THE_OTHER_METHOD, kwargs=_file
    ),
    "admin:directives_directive_citations": Row(
        get=_AT_THE_DESK, post=_AT_THE_DESK.replace("200", "302"), kwargs=_citing
    ),
    # The address is the key: calendars cannot sign in.
    "directives:task_feed": Row(get="* 200; anonymous 200", kwargs=_feed),
}
