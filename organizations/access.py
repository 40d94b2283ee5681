"""Who may see and change whom: the one place that decides for organisations, people, memberships and the log.

``Reach`` is a person's memberships of today with the place of each organisation in the tree; every other app's
``access.py`` decides from it. Not visible means 404; visible but not allowed means 403.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cadre_portal.prepared import Prepared
from organizations.roles import DESK_ROLES, OFFICER_ROLES, ROLE_PERMISSIONS, Role

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable, Expression

    from organizations.models import (
        AccessLogQuerySet,
        Membership,
        MembershipQuerySet,
        Organization,
        OrganizationQuerySet,
        User,
        UserQuerySet,
    )

STEP = 4  # length of one step of a path (treebeard's default)


@dataclass(frozen=True, slots=True)
class Hold:
    """One membership: the role, the organisation's key and path, and the path of the committee that it compiles for ("" for
    none): a board's people sit at their committee's desk, though the committee's cells hang beside the board, not below it."""

    role: str
    organization_id: int
    path: str
    serves: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """All that a person holds today."""

    holds: tuple[Hold, ...]
    everything: bool = False

    def has_any(self, roles: Iterable[str]) -> bool:
        wanted = set(roles)
        return self.everything or any(hold.role in wanted for hold in self.holds)

    def paths(self, *roles: str) -> list[str]:
        """Paths of the organisations where one of the roles is held (all roles where none is named)."""
        return sorted({hold.path for hold in self.holds if not roles or hold.role in roles})

    def desk_paths(self, *roles: str) -> list[str]:
        """As ``paths``, with the committees that one's boards compile for: where a desk, its register and its news are. What
        belongs to the body itself (its people, a signature in its name) asks ``paths``."""
        found = {path for hold in self.holds if hold.role in roles for path in (hold.path, hold.serves) if path}
        return sorted(found)

    def covers_desk(self, path: str, *roles: str) -> bool:
        """Whether the body with this path lies at or below a desk where one of the roles is held."""
        return self.everything or any(path.startswith(held) for held in self.desk_paths(*roles))

    def upward_paths(self) -> list[str]:
        """Paths of the organisations of all memberships and of everything above them."""
        found: set[str] = set()
        for hold in self.holds:
            found.update(hold.path[:end] for end in range(STEP, len(hold.path) + 1, STEP))
        return sorted(found)

    def organization_ids(self, *roles: str) -> list[int]:
        return sorted({hold.organization_id for hold in self.holds if not roles or hold.role in roles})

    def covers(self, path: str, *roles: str) -> bool:
        """Whether one of the roles is held at the organisation with this path or above it."""
        return self.everything or any(path.startswith(held) for held in self.paths(*roles))

    @property
    def permissions(self) -> frozenset[str]:
        return frozenset().union(*(ROLE_PERMISSIONS[hold.role] for hold in self.holds))

    @property
    def shape(self) -> "tuple[Shape, list[int | str]]":
        """Form and values for a prepared query that asks what this person may see; ``person_of`` reads them back."""
        form = tuple((hold.role, bool(hold.serves)) for hold in self.holds)
        values: list[int | str] = []
        for hold in self.holds:
            values += [hold.organization_id, hold.path, *([hold.serves] if hold.serves else [])]
        return form, values


# Of each membership the role, and whether a board's people serve a committee.
Shape = tuple[tuple[str, bool], ...]


def person_of(form: Shape, values: Iterable[int | str]) -> "User":
    """Somebody who holds these roles at these places (``Reach.shape``): for whom a query is prepared."""
    from organizations.models import User

    given = iter(values)
    person = User()
    person.reach = Reach(
        tuple(
            Hold(role, int(next(given)), str(next(given)), str(next(given)) if serves else "") for role, serves in form
        )
    )
    return person


# Which committee a board compiles for is said in an upper room, which puts the expression here: over a membership, the path
# of that committee, or NULL.
serving: list[Callable[[], "Expression | Combinable"]] = []


def reach_of(user: "User") -> Reach:
    """Read the memberships in force today: one query."""
    if not user.is_active:
        return Reach(())
    rows = _MEMBERSHIPS.rows((), [user.pk, timezone.localdate()])
    return Reach(tuple(_hold(*row) for row in rows), everything=user.is_superuser)


def _hold(role: str, organization_id: int, path: str, serves: str | None = None) -> Hold:
    # Only what stands above a board can be the committee it serves, whatever the settings say.
    return Hold(role, organization_id, path, serves if serves and path.startswith(serves) else "")


def _memberships(_: tuple[()], user: int, today: date) -> "QuerySet[Membership, Any]":
    from organizations.models import Membership

    rows = Membership.objects.in_force(today).filter(user_id=user)
    return rows.values_list("role", "organization_id", "organization__path", *(told() for told in serving[:1]))


# Asked for every request of a signed-in person.
_MEMBERSHIPS = Prepared(_memberships)


def path_filter(field: str, paths: Iterable[str]) -> Q:
    """Q for "the organisation behind ``field`` lies at or below one of the paths"; matches nothing without paths."""
    wanted = Q(pk__in=[])
    for path in paths:
        wanted |= Q(**{f"{field}__below": path})
    return wanted


def visible_organizations(rows: "OrganizationQuerySet", user: "User") -> "OrganizationQuerySet":
    """Names of bodies are no secret: who works at the desk or searches sees them all, except that cells and bases are
    seen only within one's own subtree or above oneself."""
    reach = user.reach
    if reach.everything:
        return rows
    if not reach.holds:
        nothing: OrganizationQuerySet = rows.none()
        return nothing
    own = path_filter("path", reach.paths()) | Q(path__in=reach.upward_paths())
    seen: OrganizationQuerySet = rows.filter(own | Q(type__receives=False))
    return seen


def managed_organizations(rows: "OrganizationQuerySet", user: "User") -> "OrganizationQuerySet":
    """Organisations whose data and people the user administers."""
    if user.reach.everything:
        return rows
    managed: OrganizationQuerySet = rows.filter(path_filter("path", user.reach.paths(Role.ADMINISTRATOR)))
    return managed


def visible_users(rows: "UserQuerySet", user: "User") -> "UserQuerySet":
    """Oneself, and for an administrator the people of the subtree (with or without a membership still in force)."""
    if user.reach.everything:
        return rows
    from organizations.models import Membership

    paths = user.reach.paths(Role.ADMINISTRATOR)
    below = Membership.objects.filter(path_filter("organization__path", paths)).values("user")
    wanted = Q(pk=user.pk)
    if paths:
        wanted |= Q(pk__in=below) | Q(memberships__isnull=True, is_superuser=False)
    return rows.filter(wanted).distinct()


def may_manage(user: "User", organization: "Organization") -> bool:
    """Whether the user administers this organisation: its data, the people who hold a role there."""
    return user.is_active and user.reach.covers(organization.path, Role.ADMINISTRATOR)


# Who looks after the cells of a subtree: their officers, their slips, their lists.
OFFICE_OF_CELLS = (Role.ADMINISTRATOR, Role.COORDINATOR)


def may_appoint(user: "User", organization: "Organization") -> bool:
    """Whether the user confirms the deputies of this cell or base: the publisher's administrators, and the base's coordinators."""
    return user.is_active and user.reach.covers(organization.path, *OFFICE_OF_CELLS)


def looked_after(rows: "OrganizationQuerySet", user: "User") -> "OrganizationQuerySet":
    """Cells and bases whose officers the user looks after."""
    receivers: OrganizationQuerySet = rows.filter(type__receives=True)
    if user.reach.everything:
        return receivers
    own: OrganizationQuerySet = receivers.filter(path_filter("path", user.reach.paths(*OFFICE_OF_CELLS)))
    return own


def manageable_users(rows: "UserQuerySet", user: "User") -> "UserQuerySet":
    """People whose account the user may change: of those one sees, all whose roles lie wholly within one's subtree.

    Who also holds a role elsewhere (now, or from a later day) is not among them: a new password for such an account would
    open what is not the administrator's to open.
    """
    if user.reach.everything:
        return rows
    paths = user.reach.paths(Role.ADMINISTRATOR)
    if not paths:
        return rows.none()
    from organizations.models import Membership

    not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate())
    elsewhere = Membership.objects.filter(not_ended).exclude(path_filter("organization__path", paths)).values("user")
    return visible_users(rows, user).filter(is_superuser=False).exclude(pk__in=elsewhere)


def may_manage_person(user: "User", person: "User") -> bool:
    from organizations.models import User

    return manageable_users(User.objects.all(), user).filter(pk=person.pk).exists()


def slip_holders(rows: "UserQuerySet", user: "User") -> "UserQuerySet":
    """People whom the user may hand a slip with a one-time code, which opens their account.

    An administrator: those whose account one may change. A coordinator: readers (officers of cells and bases) all of whose
    roles lie within one's own subtree. Nobody oneself, and nobody the emergency account.
    """
    if user.reach.everything:
        return rows.filter(is_active=True).exclude(is_superuser=True)
    from organizations.models import Membership

    wanted = Q(pk__in=manageable_users(rows.model._default_manager.all(), user).order_by().values("pk"))
    below = user.reach.paths(Role.COORDINATOR)
    if below:
        not_ended = Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()))
        is_readers = path_filter("organization__path", below) & Q(role__in=OFFICER_ROLES)
        officers = not_ended.filter(is_readers, state=Membership.State.CONFIRMED).order_by().values("user")
        others = not_ended.exclude(is_readers).order_by().values("user")
        wanted |= Q(pk__in=officers) & ~Q(pk__in=others)
    return rows.filter(wanted, is_active=True, is_superuser=False).exclude(pk=user.pk)


def visible_memberships(rows: "MembershipQuerySet", user: "User") -> "MembershipQuerySet":
    if user.reach.everything:
        return rows
    return rows.filter(Q(user=user) | path_filter("organization__path", user.reach.paths(Role.ADMINISTRATOR)))


def visible_log(rows: "AccessLogQuerySet", user: "User") -> "AccessLogQuerySet":
    if user.reach.everything:
        return rows
    return rows.filter(path_filter("organization__path", user.reach.paths(Role.ADMINISTRATOR)))


def works_at_desk(user: "User") -> bool:
    return user.is_active and user.reach.has_any(DESK_ROLES)
