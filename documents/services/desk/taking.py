"""Taking things of the pool into an issue, or off the pool for a reason."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import escape

from activities.models import Activity
from cadre_portal.text import key_of
from directives.models import Deadline, Directive
from documents.access import EDITING_ROLES, publisher_ids
from documents.models import Bulletin, Entry, PoolDecision
from documents.services.desk.outline import add_entry, groups_last
from documents.services.desk.pool import TASKS_HEADING, due_words
from documents.services.editing import entry_of_activity, entry_of_directive, open_for_editing, save_entry
from documents.services.reviewing import NotAllowed, NotReady
from organizations.log import record
from organizations.models import AccessLog, Organization, User

NEWS_HEADING = "Tin hoạt động"
_Row = TypeVar("_Row", Directive, Activity)


@transaction.atomic
def take_in(*, actor: User, bulletin: Bulletin, keys: Sequence[str]) -> list[Entry]:
    """Take things of the pool in by their keys, directives first, then tasks, news into the news group (made if missing).

    What is already in this issue, or not the person's to see, is passed over. Raises WrongState, NotAllowed, CannotPlace.
    """
    row = open_for_editing(actor, bulletin)
    wanted = _by_kind(keys)
    made: list[Entry] = []
    directives = Directive.objects.visible_to(actor).registered().filter(pk__in=wanted["directive"])
    directives = directives.exclude(entries__bulletin=row).select_related("kind", "register", "held_by")
    made += [
        entry_of_directive(actor=actor, bulletin=row, directive=directive)
        for directive in _as_asked(directives, wanted["directive"])
    ]
    tasks = Deadline.objects.filter(pk__in=wanted["deadline"], directive__in=Directive.objects.visible_to(actor))
    if wanted["deadline"] and (found := list(tasks.select_related("directive__kind", "directive__register"))):
        made.append(_take_tasks(actor, row, found))
    activities = Activity.objects.visible_to(actor).confirmed().filter(pk__in=wanted["activity"])
    news = _as_asked(activities.exclude(entries__bulletin=row), wanted["activity"])
    if news:
        group = news_group(actor, row)
        made += [entry_of_activity(actor=actor, bulletin=row, activity=one, parent=group) for one in news]
    groups_last(row, made)
    if made:
        row.outline_version += 1
        row.save(update_fields=["outline_version"])
    return made


def _by_kind(keys: Iterable[str]) -> dict[str, list[int]]:
    wanted: dict[str, list[int]] = {"directive": [], "activity": [], "deadline": []}
    for key in keys:
        kind, _, sent = key.partition(":")
        number = key_of(sent)
        if kind in wanted and number is not None:
            wanted[kind].append(number)
    return wanted


def _as_asked(rows: "Iterable[_Row]", keys: list[int]) -> "list[_Row]":
    place = {key: order for order, key in enumerate(keys)}
    return sorted(rows, key=lambda row: place[row.pk])


def news_group(actor: User, row: Bulletin) -> Entry:
    group = row.entries.filter(kind=Entry.Kind.NEWS_GROUP, parent=None).order_by("-position").first()
    return group or add_entry(actor=actor, bulletin=row, kind=Entry.Kind.NEWS_GROUP, heading=NEWS_HEADING)


def _take_tasks(actor: User, row: Bulletin, tasks: Sequence[Deadline]) -> Entry:
    """Add the tasks as lines of one topic, made if missing."""
    entry = row.entries.filter(heading=TASKS_HEADING, parent=None).first() or Entry(
        bulletin=row, kind=Entry.Kind.TOPIC, heading=TASKS_HEADING
    )
    lines = []
    for task in tasks:
        source = _source_of(task.directive) if task.directive else ""
        due = due_words(task.due_on, row.first_day) if task.due_on else ""
        facts = ", theo ".join(part for part in (due, source) if part)
        lines.append(f"<li><p>{escape(task.text)}{f' ({escape(facts)})' if facts else ''}</p></li>")
    entry.bulletin = row
    entry.body += f"<ul>{''.join(lines)}</ul>"
    return save_entry(actor=actor, entry=entry)


def _source_of(directive: Directive) -> str:
    """Kind, number and day: a paper named for the first time is named with its day."""
    day = f", ngày {directive.issued_on:%d/%m/%Y}" if directive.issued_on else ""
    number = f"số {directive.number}" if directive.number else "không số"
    return f"{directive.kind or 'Văn bản'} {number}{day}"


# --- Not to be carried ----------------------------------------------------------------------------------------------


@transaction.atomic
def decline(*, actor: User, publisher: Organization, key: str, reason: str) -> PoolDecision:
    """Take a thing off the pool for a reason. Raises NotReady without one, NotAllowed for what one may not see."""
    if not reason.strip():
        raise NotReady(["Đồng chí ghi lý do không đăng."])
    if not _sits_at(actor, publisher):
        raise NotAllowed("Chỉ người biên tập của nơi phát hành làm được việc này.")
    wanted = _by_kind([key])
    kind = next((name for name, keys in wanted.items() if keys), "")
    rows: dict[str, QuerySet[Directive] | QuerySet[Activity] | QuerySet[Deadline]] = {
        "directive": Directive.objects.visible_to(actor),
        "activity": Activity.objects.visible_to(actor),
        "deadline": Deadline.objects.filter(directive__in=Directive.objects.visible_to(actor)),
    }
    target = rows[kind].filter(pk=wanted[kind][0]).first() if kind else None
    if target is None:
        raise NotAllowed("Không tìm thấy văn bản hoặc tin này. Đồng chí tải lại trang.")
    which: dict[str, Any] = {kind: target}
    decision, _ = PoolDecision.objects.update_or_create(
        publisher=publisher,
        **which,
        defaults={"reason": " ".join(reason.split())[:250], "decided_by": actor},
    )
    record(AccessLog.Action.CHANGE, actor=actor, organization=publisher, target=target, step="decline")
    return decision


@transaction.atomic
def take_back_decision(*, actor: User, decision: PoolDecision) -> None:
    """Put a declined thing back into the pool. Raises NotAllowed."""
    if not _sits_at(actor, decision.publisher):
        raise NotAllowed("Chỉ người biên tập của nơi phát hành làm được việc này.")
    target = decision.directive or decision.activity or decision.deadline
    record(AccessLog.Action.CHANGE, actor=actor, organization=decision.publisher, target=target, step="undecline")
    decision.delete()


def _sits_at(actor: User, publisher: Organization) -> bool:
    return actor.reach.everything or publisher_ids(actor, *EDITING_ROLES).filter(pk=publisher.pk).exists()
