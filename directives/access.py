"""Who may see and change a directive: the one rule that every page, file, search, count, feed and export asks."""

from typing import TYPE_CHECKING

from django.db.models import Q

from organizations.access import path_filter
from organizations.models import Organization
from organizations.roles import Role

if TYPE_CHECKING:
    from directives.models import Directive, DirectiveQuerySet
    from organizations.models import User

# Who works with records, at an organisation and everything below it.
RECORD_ROLES = (Role.EDITOR, Role.APPROVER, Role.CLERK)


def holders_visible_to(user: "User") -> Q:
    """Q over ``held_by``: one's own organisations and all above them; for those who work with records, all below too; and
    whatever those succeeded: who took a body over took its papers over."""
    reach = user.reach
    if reach.everything:
        return Q()
    reached = Organization.objects.filter(
        Q(path__in=reach.upward_paths()) | path_filter("path", reach.paths(*RECORD_ROLES))
    )
    return Q(held_by__in=reached.with_predecessors().order_by().values("pk"))


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
    paths = user.reach.paths(*RECORD_ROLES)
    if not paths:
        return Q(pk__in=[])
    return Q(held_by__in=Organization.objects.filter(path_filter("path", paths)).order_by().values("pk"))


def may_hold_for(user: "User", organization: Organization) -> bool:
    """Whether the user may enter a record that this organisation holds."""
    return user.reach.covers(organization.path, *RECORD_ROLES)


def may_edit(user: "User", directive: "Directive") -> bool:
    return may_hold_for(user, directive.held_by)


def works_with_records(user: "User") -> bool:
    """Whether the user holds a role that keeps records anywhere."""
    return user.reach.has_any(RECORD_ROLES)
