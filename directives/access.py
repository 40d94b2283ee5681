"""Who may see and change a directive: the one rule that every page, file, search, count, feed and export asks."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from cadre_portal.prepared import PreparedFilter
from organizations.access import Shape, path_filter, person_of
from organizations.models import Lineage, Organization
from organizations.roles import Role

if TYPE_CHECKING:
    from directives.models import Directive, DirectiveQuerySet
    from organizations.models import User

# Who works with records, at an organisation and everything below it; a board's people at the committee it compiles for.
RECORD_ROLES = (Role.EDITOR, Role.APPROVER, Role.CLERK)
# Of these, who enters and changes them; clerks look up.
FILING_ROLES = (Role.EDITOR, Role.APPROVER)


def visible_directives(rows: "DirectiveQuerySet", user: "User") -> "DirectiveQuerySet":
    """Confirmed directives held at or above one's organisations (below too, for editors, approvers and clerks) or at their
    predecessors: who took a body over took its papers over; unconfirmed ones only for who may confirm them."""
    if user.reach.everything:
        return rows
    if not user.reach.holds:
        return rows.none()
    return rows.filter(_VISIBLE.met(*user.reach.shape))


def editable_directives(rows: "DirectiveQuerySet", user: "User") -> "DirectiveQuerySet":
    """Directives held at or below an organisation whose records one enters and changes."""
    if user.reach.everything:
        return rows
    return rows.filter(_editable(user))


def _editable(user: "User") -> Q:
    return path_filter("held_by__path", user.reach.desk_paths(*FILING_ROLES))


def _visible(form: Shape, *values: int | str) -> "QuerySet[Directive, Any]":
    """What somebody with these roles sees. Asked of the holder that stands beside the row, not by a list of all that may hold: of
    one directive the answer costs one look, of many no more than the list would."""
    from directives.models import Directive

    reader = person_of(form, values)
    upward, below = reader.reach.upward_paths(), reader.reach.desk_paths(*RECORD_ROLES)
    heirs = Lineage.objects.filter(Q(organization__path__in=upward) | path_filter("organization__path", below))
    holders = (
        Q(held_by__path__in=upward)
        | path_filter("held_by__path", below)
        | Q(held_by__in=heirs.order_by().values("predecessor"))
    )
    return Directive.objects.filter(_editable(reader) | Q(state=Directive.State.REGISTERED) & holders)


_VISIBLE = PreparedFilter(_visible, "state", "held_by", "held_by__path")


def may_hold_for(user: "User", organization: Organization) -> bool:
    """Whether the user may enter a record that this organisation holds."""
    return user.reach.covers_desk(organization.path, *FILING_ROLES)


def may_edit(user: "User", directive: "Directive") -> bool:
    return may_hold_for(user, directive.held_by)


def works_with_records(user: "User") -> bool:
    """Whether the user holds a role that keeps records anywhere."""
    return user.reach.has_any(RECORD_ROLES)
