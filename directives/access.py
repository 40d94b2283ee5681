"""Who may see and change a directive: the one rule that every page, file, search, count, feed and export asks."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from cadre_portal.prepared import Prepared
from organizations.access import path_filter
from organizations.models import Organization
from organizations.roles import Role

if TYPE_CHECKING:
    from directives.models import Directive, DirectiveQuerySet
    from organizations.models import User

# Who works with records, at an organisation and everything below it; a board's people at the committee it compiles for.
RECORD_ROLES = (Role.EDITOR, Role.APPROVER, Role.CLERK)
# Of these, who enters and changes them; clerks look up.
FILING_ROLES = (Role.EDITOR, Role.APPROVER)


def holders_visible_to(user: "User") -> Q:
    """Q over ``held_by``: one's own organisations and all above them; for those who work with records, all below too; and
    whatever those succeeded: who took a body over took its papers over."""
    reach = user.reach
    if reach.everything:
        return Q()
    return _held_within(tuple(reach.upward_paths()), tuple(reach.desk_paths(*RECORD_ROLES)), with_predecessors=True)


def _held_within(upward: tuple[str, ...], below: tuple[str, ...], *, with_predecessors: bool) -> Q:
    """Q over ``held_by``: organisations with these paths and those at or below those.

    The statement of the inner question is put together once for paths of the same lengths: anew it would cost every search and
    every page as much as its quickest query.
    """
    if not upward and not below:
        return Q(pk__in=[])
    sql, params = _WITHIN.statement((len(upward), with_predecessors), [*upward, *below])
    return Q(held_by__in=RawSQL(sql, tuple(params)))  # noqa: S611 - the statement is Django's own


def _organizations_within(form: tuple[int, bool], *paths: str) -> "QuerySet[Organization, Any]":
    count, with_predecessors = form
    rows = Organization.objects.filter(Q(path__in=paths[:count]) | path_filter("path", paths[count:]))
    if with_predecessors:
        rows = rows.with_predecessors()
    keys: QuerySet[Organization, Any] = rows.order_by().values("pk")
    return keys


_WITHIN = Prepared(_organizations_within)


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
    # What one keeps oneself first: SQLite then never puts the longer list of all holders together.
    return rows.filter(_editable(user) | confirmed)


def editable_directives(rows: "DirectiveQuerySet", user: "User") -> "DirectiveQuerySet":
    """Directives held at or below an organisation whose records one enters and changes."""
    if user.reach.everything:
        return rows
    return rows.filter(_editable(user))


def _editable(user: "User") -> Q:
    return _held_within((), tuple(user.reach.desk_paths(*FILING_ROLES)), with_predecessors=False)


def may_hold_for(user: "User", organization: Organization) -> bool:
    """Whether the user may enter a record that this organisation holds."""
    return user.reach.covers_desk(organization.path, *FILING_ROLES)


def may_edit(user: "User", directive: "Directive") -> bool:
    return may_hold_for(user, directive.held_by)


def works_with_records(user: "User") -> bool:
    """Whether the user holds a role that keeps records anywhere."""
    return user.reach.has_any(RECORD_ROLES)
