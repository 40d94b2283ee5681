"""Where the parts of a body go when it is merged, split or renamed: at once, or on the day for which it was decided."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organizations import log
from organizations.models import AccessLog, Lineage, Organization, PartMove, Succession, User
from organizations.services.tree import hold_tree

# For how many days after its day a reorganisation is still looked after.
_LATE_DAYS = 7


def _decided_places(on: date) -> dict[int, int]:
    """Key of each body that is decided to have moved by a day → key of what it will then hang below: by its last move until
    then. Who took over from such a body beside it goes where it was to go."""
    moves = PartMove.objects.filter(on__lte=on).order_by("on", "pk")
    rows = list(moves.values_list("part_id", "below_id", "part__path"))
    places = {part: below for part, below, _ in rows}
    paths = {part: path for part, _, path in rows}
    heirs = Lineage.objects.filter(predecessor__in=moves.order_by().values("part"))
    for heir, path, before in heirs.values_list("organization_id", "organization__path", "predecessor_id"):
        if path[: -Organization.steplen] == paths[before][: -Organization.steplen]:
            places.setdefault(heir, places[before])
    return places


def stays_behind(organization: Organization, on: date) -> bool:
    """Whether something below the body lives on a day and will not have gone elsewhere by then, or will have come there."""
    places = _decided_places(on)
    places.pop(organization.pk, None)
    paths = dict(Organization.objects.filter(pk__in={*places, *places.values()}).values_list("pk", "path"))
    inside = organization.path
    leaving = {paths[part] for part in places if paths[part].startswith(inside)}
    step = Organization.steplen

    def remains(path: str) -> bool:
        ends = range(len(inside) + step, len(path) + 1, step)
        return path.startswith(inside) and not any(path[:end] in leaving for end in ends)

    coming = [part for part, below in places.items() if remains(paths[below])]
    if Organization.objects.filter(pk__in=coming).valid_on(on).exists():
        return True
    below = Organization.objects.within(organization).exclude(pk=organization.pk).valid_on(on)
    return any(remains(path) for path in below.values_list("path", flat=True).iterator())


def living_parts(organization: Organization, on: date) -> list[Organization]:
    """What hangs directly below on a day: what is there now, without what is decided to have left and with what to have come."""
    places = _decided_places(on)
    coming = [part for part, below in places.items() if below == organization.pk]
    leaving = [part for part, below in places.items() if below != organization.pk]
    node = Organization.objects.get(pk=organization.pk)
    there = Organization.objects.get_children(node).valid_on(on).values("pk")
    rows = Organization.objects.valid_on(on).filter(Q(pk__in=there) | Q(pk__in=coming))
    return [row for row in rows if row.pk not in set(leaving)]


def send_part(actor: User, part: Organization, below: Organization, on: date) -> None:
    """``part`` goes below another body: at once, or on its day where that is still to come. Who may send it, the caller asks.

    What was decided for an earlier day stays: the part goes there first. What was decided for later no longer holds."""
    if on > timezone.localdate():
        PartMove.objects.filter(part=part, on__gte=on).delete()
        PartMove.objects.create(part=part, below=below, on=on, decided_by=actor)
        log.record(
            AccessLog.Action.CHANGE,
            actor=actor,
            organization=part,
            target=part,
            moves_below=below.pk,
            on=on.isoformat(),
        )
    else:
        _move_now(actor, part, below)


def _move_now(actor: User | None, part: Organization, below: Organization) -> None:
    node = Organization.objects.select_for_update().get(pk=part.pk)
    before = node.path
    Organization.objects.move(node, Organization.objects.select_for_update().get(pk=below.pk), pos="last-child")
    part.refresh_from_db()
    log.record(
        AccessLog.Action.CHANGE, actor=actor, organization=part, target=part, moved_from=before, moved_to=part.path
    )


@transaction.atomic
def carry_due_moves() -> int:
    """Move what was to move by today; return how many. A part that was itself renamed or merged meanwhile is followed to who
    took over from it; what came below a renamed or merged body after the decision goes along.

    A move that cannot be carried out, for the body above has ended or hangs below the part, is logged once, kept and tried again.
    """
    hold_tree()
    today = timezone.localdate()
    count = 0
    due: dict[int, PartMove] = {}
    for row in PartMove.objects.select_for_update(of=("self",)).filter(on__lte=today).select_related("decided_by"):
        if row.part_id in due:
            # The timer stood still over two days of one part: only the last place counts.
            due[row.part_id].delete()
        due[row.part_id] = row
    for row in due.values():
        count += _carry(row, today)
    # Some days back: the timer may have stood still.
    recent = Succession.objects.filter(
        on__lte=today, on__gt=today - timedelta(days=_LATE_DAYS), old__valid_to__lt=today
    )
    for taken in recent.filter(kind__in=[Succession.Kind.RENAME, Succession.Kind.MERGE]).select_related("old"):
        for part in living_parts(taken.old, today):
            if _move_if_living(None, part, taken.new_id, today):
                # What could not be carried out before is settled with this.
                PartMove.objects.filter(part=part, on__lte=today).delete()
                count += 1
    return count


def _carry(row: PartMove, today: date) -> int:
    """Carry a move out that is due; return how many bodies moved."""
    part = Organization.objects.get(pk=row.part_id)
    beside = Q(path__below=part.path[: -part.steplen], depth=part.depth)
    heirs = Organization.objects.filter(beside, lineage__predecessor=part)
    bodies = [part, *heirs]
    moved = [_move_if_living(row.decided_by, one, row.below_id, today) for one in bodies]
    _hand_on(part, [one for one, went in zip(bodies, moved, strict=True) if went], today)
    begins_later = part.valid_from is not None and part.valid_from > today
    if None not in moved and not begins_later:
        row.delete()
    elif row.failed_on is None and not begins_later:
        row.failed_on = today
        row.save(update_fields=["failed_on"])
        log.record(
            AccessLog.Action.CHANGE,
            actor=row.decided_by,
            organization=part,
            target=part,
            not_moved_below=row.below_id,
            on=row.on.isoformat(),
        )
    return sum(bool(one) for one in moved)


def _hand_on(part: Organization, gone: Sequence[Organization], today: date) -> None:
    """What is decided for the part on later days holds for who took over from it, too: they no longer stand beside it."""
    for row in PartMove.objects.filter(part=part, on__gt=today):
        for one in gone:
            PartMove.objects.get_or_create(
                part=one, on=row.on, defaults={"below_id": row.below_id, "decided_by_id": row.decided_by_id}
            )


def _move_if_living(actor: User | None, part: Organization, below_id: int, today: date) -> bool | None:
    """Move a part below a body. Whether it moved: not where it has ended or hangs there already; None where it cannot."""
    below = Organization.objects.get(pk=below_id)
    node = Organization.objects.get(pk=part.pk)
    if not node.is_valid_on(today) or node.path[: -node.steplen] == below.path:
        return False
    if below.path.startswith(node.path) or not below.is_valid_on(today):
        return None
    _move_now(actor, node, below)
    return True
