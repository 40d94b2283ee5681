"""Which deadlines are whose: the tasks of an organisation, for the page, the calendar and the printout."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from directives.access import RECORD_ROLES
from directives.models import Deadline, DeadlineProgress, Directive
from directives.providers import visible_citing_texts
from organizations.models import Organization, User

# Overdue tasks that nobody reported are shown for as long as they are likely to matter.
_LOOK_BACK_DAYS = 366
_DONE_SHOWN_DAYS = 7
_LOOK_AHEAD_DAYS = 366
MORE_KINDS = (Deadline.Kind.TARGET, Deadline.Kind.PROGRAMME, Deadline.Kind.EVENT)


@dataclass(frozen=True, slots=True)
class Task:
    """A deadline as one organisation sees it."""

    deadline: Deadline
    done_on: date | None
    is_overdue: bool
    url: str


def own_organizations(user: User) -> list[Organization]:
    """Organisations for which the person answers: those of the memberships, and for a board's people their committee."""
    paths = set()
    for hold in user.reach.holds:
        paths.add(hold.path)
    rows = list(Organization.objects.filter(path__in=paths).select_related("type").order_by("path"))
    served = set(user.reach.desk_paths(*RECORD_ROLES)) - paths
    committees = Organization.objects.filter(path__in=served).select_related("type")
    return [*rows, *committees.order_by("path")]


def tasks_of(organization: Organization, user: User, *, today: date, kinds: Collection[str] = ()) -> list[Task]:
    """Accepted tasks and periods due within twelve months (and ``kinds`` besides) that are addressed to the organisation or to its
    type where it lies, in what the person may see; the nearest first, overdue ones included until they are reported."""
    wanted = {Deadline.Kind.TASK, Deadline.Kind.PERIOD, *kinds}
    rows = (
        addressed_to(organization)
        .filter(state=Deadline.DeadlineState.ACCEPTED, kind__in=wanted)
        .filter(Q(directive__in=visible_keys(user)) | Q(directive=None) & visible_citing_texts(user, "source"))
        .filter(due_on__gte=date.fromordinal(today.toordinal() - _LOOK_BACK_DAYS))
        .filter(due_on__lte=date.fromordinal(today.toordinal() + _LOOK_AHEAD_DAYS))
        .select_related("directive__kind", "directive__register", "organization", "addressee_type", "addressee_within")
        .prefetch_related(
            Prefetch("progress", DeadlineProgress.objects.filter(organization=organization), to_attr="own_progress")
        )
        .order_by("due_on", "pk")
    )
    return list(_as_tasks(rows, today))


def visible_keys(user: User) -> "QuerySet[Directive, Any]":
    return Directive.objects.visible_to(user).registered().order_by().values("pk")


def addressed_to(organization: Organization) -> "QuerySet[Deadline]":
    """By name, or by type within a stretch of the tree that holds the organisation."""
    by_type = Q(addressee_type=organization.type_id) & (
        Q(addressee_within=None) | Q(addressee_within__path__in=organization.ancestor_paths)
    )
    return Deadline.objects.filter(Q(organization=organization) | by_type)


def _as_tasks(rows: Iterable[Deadline], today: date) -> Iterable[Task]:
    for row in rows:
        progress: list[DeadlineProgress] = row.own_progress  # type: ignore[attr-defined]
        done_on = progress[0].done_on if progress else None
        overdue = bool(row.due_on and row.due_on < today and done_on is None)
        # What is done and over needs no line any more, but a wrong press must be found again.
        if done_on is not None and row.due_on and row.due_on < today and (today - done_on).days > _DONE_SHOWN_DAYS:
            continue
        yield Task(row, done_on, overdue, f"/van-ban/{row.directive_id}/" if row.directive_id else "")
