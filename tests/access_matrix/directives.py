"""The register."""

from typing import Any

from directives.models import Deadline, DirectiveFile, TaskFeed
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


STRANGERS = "outsider other_desk former"
TABLE: dict[str, Row] = {
    "directives:directive_list": Row(get="* 200"),
    "directives:directive_counts": Row(get="* 200"),
    "directives:directive_export": Row(get="* 200", kwargs=lambda world: {"form": "csv"}),
    "directives:directive_guess": Row(get="* 403; clerk editor approver superuser other_desk 200", query="?so=315"),
    "directives:directive_show": Row(get=f"* 200; {STRANGERS} 404", kwargs=_key),
    "directives:directive_file": Row(get=f"* 200; {STRANGERS} 404", kwargs=_file),
    "directives:deadline_decide": Row(
        post=f"* 403; clerk editor approver superuser 302; {STRANGERS} 404",
        kwargs=lambda world: {"key": _deadline(world).pk},
        data=lambda world: {"viec": "nhan"},
    ),
    "directives:task_list": Row(get="* 200"),
    "directives:task_report": Row(
        post="* 404; secretary deputy 302",
        kwargs=_task,
        data=lambda world: {"viec": "xong", "to_chuc": str(world.cell.pk)},
    ),
    "directives:task_feed_change": Row(post="* 302"),
    "admin:directives_directive_import": Row(
        get="* 302>/; editor approver superuser other_desk 200; administrator 403",
        post="* 302>/; editor approver superuser other_desk 200; administrator 403",
    ),
    # The address is the key: calendars cannot sign in.
    "directives:task_feed": Row(get="* 200; anonymous 200", kwargs=_feed),
}
