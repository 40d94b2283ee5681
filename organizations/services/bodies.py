"""Organisations: entering, moving, dissolving, merging, renaming, and who succeeded whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from organizations import log
from organizations.access import may_manage
from organizations.models import AccessLog, Lineage, Membership, Organization, PartMove, Succession, User
from organizations.services.part_moves import living_parts, send_part, stays_behind
from organizations.services.refusals import NotAllowed, Refusal
from organizations.services.tree import hold_tree

# What the rooms above do when a body is called otherwise: filled in their ``AppConfig.ready``, for imports run only upwards.
after_renaming: list[Callable[[Organization], None]] = []

_CARRIED_OVER = ("type", "letters", "road", "paper_copies", "contact")


class SuccessionCycle(Refusal):
    default = "Tổ chức mới lại là tổ chức trước đó của tổ chức cũ. Đồng chí kiểm tra lại thứ tự."


class SuccessionRepeated(Refusal):
    default = "Quan hệ kế thừa này đã có."


class MoveBelowItself(Refusal):
    default = "Không chuyển được một tổ chức vào bên dưới chính nó. Đồng chí chọn cấp trên khác."


class StillHasParts(Refusal):
    default = "Tổ chức này còn tổ chức trực thuộc đang hoạt động. Đồng chí chuyển các tổ chức đó đi trước."


class NotInForce(Refusal):
    default = "Tổ chức này đã thôi hoạt động, hoặc chưa hoạt động vào ngày đó."


def _require(actor: User, *organizations: Organization) -> None:
    if not all(may_manage(actor, organization) for organization in organizations):
        raise NotAllowed


def _lock(organization: Organization) -> None:
    """Hold the row until the transaction ends, and give the object the place in the tree that the row has by now."""
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    organization.path, organization.depth, organization.numchild = row.path, row.depth, row.numchild


def _save(organization: Organization, names: Iterable[str]) -> None:
    """Write these columns and count the version on; never the tree's columns, which only the tree's own functions change."""
    organization.version += 1
    organization.save(update_fields={*names, "version"})


def _own_columns() -> set[str]:
    """Every column but those of the tree."""
    return {field.name for field in Organization._meta.concrete_fields} - {"id", "path", "depth", "numchild"}


# --- Entering and changing ------------------------------------------------------------------------------------------


@transaction.atomic
def add_organization(*, actor: User, organization: Organization, parent: Organization | None) -> Organization:
    """Enter an unsaved organisation as the last one below ``parent`` (a root for none)."""
    hold_tree()
    if parent is None:
        if not actor.reach.everything:
            raise NotAllowed
        row: Organization = Organization.objects.add_root(instance=organization)
    else:
        _require(actor, parent)
        # Read anew: the tree counts children in the parent's row.
        row = Organization.objects.add_child(Organization.objects.get(pk=parent.pk), instance=organization)
    log.record(AccessLog.Action.CREATE, actor=actor, organization=row, target=row)
    return row


@transaction.atomic
def save_organization(*, actor: User, organization: Organization, changed: Iterable[str]) -> None:
    """Save what was changed by hand (names of fields, for the log); the version counts on.

    A last day set here ends the roles held at the body, as dissolve_organization does; StillHasParts likewise.
    """
    names = sorted(set(changed))
    if not names:
        return
    _lock(organization)
    _require(actor, organization)
    if "valid_to" in names and organization.valid_to is not None:
        dissolve_organization(actor=actor, organization=organization, last_day=organization.valid_to)
        names.remove("valid_to")
        if not names:
            return
    _save(organization, _own_columns())
    if {"name", "short_name"} & set(names):
        for work in after_renaming:
            work(organization)
    log.record(AccessLog.Action.CHANGE, actor=actor, organization=organization, target=organization, fields=names)


@transaction.atomic
def delete_organization(*, actor: User, organization: Organization) -> None:
    """Take away what was entered by mistake: nothing hangs below it and nothing points at it (the database refuses)."""
    _require(actor, organization)
    if Organization.objects.get(pk=organization.pk).numchild:
        raise StillHasParts
    log.record(AccessLog.Action.DELETE, actor=actor, label=str(organization), key=organization.pk)
    organization.delete()


@transaction.atomic
def move_organization(*, actor: User, organization: Organization, parent: Organization | None) -> None:
    """Put the organisation, with all below it, last below another parent (or make it a root)."""
    hold_tree()
    node = Organization.objects.select_for_update().get(pk=organization.pk)
    before = node.path
    if parent is None:
        if not actor.reach.everything:
            raise NotAllowed
        last = Organization.objects.filter(depth=1).last()
        Organization.objects.move(node, last, pos="last-sibling")
    else:
        target = Organization.objects.select_for_update().get(pk=parent.pk)
        _require(actor, node, target)
        if target.path.startswith(node.path):
            raise MoveBelowItself
        Organization.objects.move(node, target, pos="last-child")
    organization.refresh_from_db()
    log.record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=organization,
        target=organization,
        moved_from=before,
        moved_to=organization.path,
    )


def _end_memberships(organization: Organization, last_day: date) -> list[Membership]:
    """End every membership at the organisation that would run past the day; return them as they were."""
    rows = list(Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day), organization=organization))
    for row in rows:
        if row.starts_on > last_day:
            # Never begun: it is declined, for a membership may not end before it begins.
            row.state = Membership.State.DECLINED
        else:
            row.ends_on = last_day
        row.save()
    return rows


@transaction.atomic
def dissolve_organization(*, actor: User, organization: Organization, last_day: date) -> None:
    """The organisation exists up to and including ``last_day``; its officers' access ends with it. It keeps its place in the
    tree, and what it issued and received stays. Raises StillHasParts where a part below it lives on."""
    _lock(organization)
    _require(actor, organization)
    if not organization.is_valid_on(last_day):
        raise NotInForce
    if stays_behind(organization, last_day + timedelta(days=1)):
        raise StillHasParts
    organization.valid_to = last_day
    _save(organization, ["valid_to"])
    ended = _end_memberships(organization, last_day)
    log.record(
        AccessLog.Action.CHANGE,
        actor=actor,
        organization=organization,
        target=organization,
        dissolved_after=last_day.isoformat(),
        memberships_ended=len(ended),
    )


def _hand_over(actor: User, old: Organization, new: Organization, on: date) -> None:
    """Send the living parts of ``old`` below ``new`` and dissolve ``old`` as of the day before ``on``."""
    for part in living_parts(old, on):
        if part.pk != new.pk:
            _require(actor, part, new)
            send_part(actor, part, new, on)
    old.refresh_from_db()
    dissolve_organization(actor=actor, organization=old, last_day=on - timedelta(days=1))


@transaction.atomic
def merge_organizations(*, actor: User, olds: Sequence[Organization], new: Organization, on: date) -> None:
    """``olds`` end the day before ``on`` and ``new`` (which may have existed before) takes over: parts, archive, searches.

    Roles held at the old bodies end; the people of the new one are appointed by name.
    """
    hold_tree()
    for old in olds:
        _hand_over(actor, old, new, on)
        record_succession(actor=actor, old=old, new=new, on=on, kind=Succession.Kind.MERGE)


@transaction.atomic
def split_organization(
    *, actor: User, organization: Organization, names: Sequence[str], on: date, parts: Mapping[int, int] | None = None
) -> list[Organization]:
    """``organization`` ends the day before ``on``; new bodies with these names take its place and its archive. Its roles end:
    the people of the new ones are appointed by name. ``parts``: key of each living part → place in ``names`` of the body it
    goes to. Raises StillHasParts where a part is not named there, NotAllowed."""
    hold_tree()
    _require(actor, organization)
    above = Organization.objects.get_parent(Organization.objects.get(pk=organization.pk))
    if above is None:
        raise NotAllowed
    made = []
    for name in names:
        carried = {field: getattr(organization, field) for field in _CARRIED_OVER}
        new = Organization(name=name, valid_from=on, **carried)
        # Straight through the tree: who may split a body need not administer what stands above it.
        Organization.objects.add_child(Organization.objects.get(pk=above.pk), instance=new)
        log.record(AccessLog.Action.CREATE, actor=actor, organization=new, target=new, split_from=organization.pk)
        made.append(new)
    for part in living_parts(organization, on):
        if parts and part.pk in parts:
            send_part(actor, part, made[parts[part.pk]], on)
    organization.refresh_from_db()
    dissolve_organization(actor=actor, organization=organization, last_day=on - timedelta(days=1))
    for new in made:
        new.refresh_from_db()
        _record(actor, organization, new, on, Succession.Kind.SPLIT)
    return made


@transaction.atomic
def rename_organization(
    *, actor: User, organization: Organization, name: str, on: date, short_name: str = "", letters: str | None = None
) -> Organization:
    """A new row carries the new name from ``on``; the old one keeps the old name, its documents and its archive.

    People keep their roles: those at the old row end the day before, the same begin at the new one.
    """
    hold_tree()
    _require(actor, organization)
    carried = {field: getattr(organization, field) for field in _CARRIED_OVER}
    if letters is not None:
        carried["letters"] = letters
    new = Organization(name=name, short_name=short_name, valid_from=on, **carried)
    above = Organization.objects.get_parent(Organization.objects.get(pk=organization.pk))
    if above is None and not actor.reach.everything:
        raise NotAllowed
    # Straight through the tree, not add_organization: who may rename a body need not administer what stands above it.
    if above is None:
        Organization.objects.add_root(instance=new)
    else:
        Organization.objects.add_child(above, instance=new)
    log.record(AccessLog.Action.CREATE, actor=actor, organization=new, target=new, renamed_from=organization.pk)
    kept = list(Membership.objects.in_force(on).filter(organization=organization))
    ends = {row.pk: row.ends_on for row in kept}
    organization.refresh_from_db()
    _carry_parts(actor, organization, new, on)
    for row in kept:
        Membership.objects.create(
            user_id=row.user_id, organization=new, role=row.role, starts_on=on, ends_on=ends[row.pk]
        )
    _record(actor, organization, new, on, Succession.Kind.RENAME)
    return new


def _carry_parts(actor: User, old: Organization, new: Organization, on: date) -> None:
    """As _hand_over, where the actor's rights over ``new`` come from those over ``old``."""
    for part in living_parts(old, on):
        send_part(actor, part, new, on)
    old.refresh_from_db()
    new.refresh_from_db()
    dissolve_organization(actor=actor, organization=old, last_day=on - timedelta(days=1))


# --- Succession -----------------------------------------------------------------------------------------------------


@transaction.atomic
def record_succession(*, actor: User, old: Organization, new: Organization, on: date, kind: str) -> Succession:
    """``new`` took over from ``old`` on a day. Raises SuccessionCycle, SuccessionRepeated; the lineage is rebuilt."""
    hold_tree()
    _require(actor, new)
    return _record(actor, old, new, on, kind)


def _record(actor: User, old: Organization, new: Organization, on: date, kind: str) -> Succession:
    if old.pk == new.pk or Lineage.objects.filter(organization=old, predecessor=new).exists():
        raise SuccessionCycle
    if Succession.objects.filter(old=old, new=new).exists():
        raise SuccessionRepeated
    row = Succession.objects.create(old=old, new=new, on=on, kind=kind)
    rebuild_lineage()
    log.record(AccessLog.Action.CREATE, actor=actor, organization=new, target=row)
    return row


@transaction.atomic
def end_succession(*, actor: User, succession: Succession) -> None:
    """Take a succession back that was entered by mistake."""
    hold_tree()
    _require(actor, succession.new)
    log.record(AccessLog.Action.DELETE, actor=actor, organization=succession.new_id, target=succession)
    # What was to move for it stays where it is.
    old = succession.old
    from_there = Q(part__path__below=old.path) | Q(part__moves_to_come__below=old)
    moves = PartMove.objects.filter(from_there, below=succession.new)
    PartMove.objects.filter(pk__in=list(moves.values_list("pk", flat=True))).delete()
    succession.delete()
    rebuild_lineage()


@transaction.atomic
def rebuild_lineage() -> int:
    """Make Lineage the transitive closure of Succession; return how many rows it has. Only what differs is written."""
    hold_tree()
    before: dict[int, set[int]] = {}
    for old_id, new_id in Succession.objects.order_by().values_list("old_id", "new_id"):
        before.setdefault(new_id, set()).add(old_id)
    wanted: set[tuple[int, int]] = set()
    for start in before:
        waiting, seen = list(before[start]), set[int]()
        while waiting:
            found = waiting.pop()
            if found not in seen:
                seen.add(found)
                waiting.extend(before.get(found, ()))
        wanted.update((start, found) for found in seen if found != start)
    present = {
        (org, pred): pk for pk, org, pred in Lineage.objects.values_list("pk", "organization_id", "predecessor_id")
    }
    Lineage.objects.filter(pk__in=[pk for pair, pk in present.items() if pair not in wanted]).delete()
    Lineage.objects.bulk_create(
        [Lineage(organization_id=org, predecessor_id=pred) for org, pred in sorted(wanted - present.keys())]
    )
    return len(wanted)
