"""Who may see and change a directive: the one rule that every page, file, search, count, feed and export asks."""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.core.exceptions import EmptyResultSet
from django.db.models import Q
from django.db.models.expressions import RawSQL

from organizations.access import path_filter
from organizations.models import Organization
from organizations.roles import Role

if TYPE_CHECKING:
    from directives.models import Directive, DirectiveQuerySet
    from organizations.models import User

# Who works with records, at an organisation and everything below it; a board's people at the committee it compiles for.
RECORD_ROLES = (Role.EDITOR, Role.APPROVER, Role.CLERK)


def holders_visible_to(user: "User") -> Q:
    """Q over ``held_by``: one's own organisations and all above them; for those who work with records, all below too; and
    whatever those succeeded: who took a body over took its papers over."""
    reach = user.reach
    if reach.everything:
        return Q()
    return _held_within(tuple(reach.upward_paths()), tuple(reach.desk_paths(*RECORD_ROLES)), with_predecessors=True)


@lru_cache(maxsize=1024)
def _held_within(upward: tuple[str, ...], below: tuple[str, ...], *, with_predecessors: bool) -> Q:
    """Q over ``held_by``: organisations with these paths and those at or below those.

    The statement of the inner question is kept, not its answer: putting it together anew would cost every search and every
    page as much as its quickest query, and it depends on nothing but the paths.
    """
    rows = Organization.objects.filter(Q(path__in=upward) | path_filter("path", below))
    if with_predecessors:
        rows = rows.with_predecessors()
    try:
        sql, params = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return Q(pk__in=[])
    return Q(held_by__in=RawSQL(sql, params))  # noqa: S611 - the statement is Django's own


def visible_directives(rows: "DirectiveQuerySet", user: "User") -> "DirectiveQuerySet":
    """Confirmed directives held at or above one's organisations (below too, for editors, approvers and clerks) or at their
    predecessors; unconfirmed ones only for who may confirm them."""
    reach = user.reach
    if reach.everything:
        return rows
    if not reach.holds:
        return rows.none()
    from directives.models import Directive

    confirmed = Q(state=Directive.State.REGISTERED) & holders_visible_to(user)
    return rows.filter(confirmed | _editable(user))


def editable_directives(rows: "DirectiveQuerySet", user: "User") -> "DirectiveQuerySet":
    """Directives held at or below an organisation where one works with records."""
    if user.reach.everything:
        return rows
    return rows.filter(_editable(user))


def _editable(user: "User") -> Q:
    return _held_within((), tuple(user.reach.desk_paths(*RECORD_ROLES)), with_predecessors=False)


def may_hold_for(user: "User", organization: Organization) -> bool:
    """Whether the user may enter a record that this organisation holds."""
    return user.reach.covers_desk(organization.path, *RECORD_ROLES)


def may_edit(user: "User", directive: "Directive") -> bool:
    return may_hold_for(user, directive.held_by)


def works_with_records(user: "User") -> bool:
    """Whether the user holds a role that keeps records anywhere."""
    return user.reach.has_any(RECORD_ROLES)
