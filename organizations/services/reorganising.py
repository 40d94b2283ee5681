"""Merging, splitting and renaming as one decision: looked at beforehand exactly as it will be, then written.

The preview is the decision itself, carried out in a transaction that is taken back: what it shows is what will happen.
A decision ahead of its day keeps what stood there before; until the day one press puts it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cadre_portal.table_import import trial
from cadre_portal.text import person_sort_key
from organizations import log
from organizations.access import may_manage
from organizations.models import (
    AccessLog,
    Lineage,
    Membership,
    Organization,
    PartMove,
    Reorganisation,
    Succession,
    User,
)
from organizations.services.bodies import (
    add_organization,
    merge_organizations,
    rebuild_lineage,
    rename_organization,
    split_organization,
)
from organizations.services.part_moves import living_parts
from organizations.services.refusals import NotAllowed, Refusal
from organizations.services.tree import hold_tree


class DayHasCome(Refusal):
    default = "Ngày của quyết định đã tới nên không hủy được nữa. Đồng chí ghi một quyết định mới."


class BuiltUpon(Refusal):
    default = "Tổ chức mới đã được dùng ở nơi khác, nên chưa hủy được. Đồng chí hủy quyết định sau, hoặc chuyển chi bộ trực thuộc đi trước."


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of ``place`` on a day. Renamed: one of ``names``; split: several; merged: ``into`` a body that is there,
    or with ``others`` into a new one named by ``names``."""

    place: Organization
    on: date
    kind: str
    names: tuple[str, ...] = ()
    others: tuple[Organization, ...] = ()
    into: Organization | None = None
    # Split: key of each part of ``place`` → place in ``names`` of the body it goes to.
    parts: tuple[tuple[int, int], ...] = ()


RENAME, SPLIT, MERGE = "rename", "split", "merge"


@dataclass(frozen=True, slots=True)
class BodyAfter:
    """A body that takes over: whose documents it inherits, who leads it, and whether somebody does."""

    name: str
    is_new: bool
    predecessors: tuple[str, ...]
    officers: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonAfter:
    """Somebody who holds a role at one of the bodies: in words what it was, and what it is from the day on ("" for nothing)."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    ending: tuple[str, ...]
    bodies: tuple[BodyAfter, ...]
    people: tuple[PersonAfter, ...]


class TakenOver(Refusal):
    default = "Tổ chức này đã có quyết định sắp xếp."


@transaction.atomic
def carry_out(*, actor: User, decision: Decision) -> list[Organization]:
    """Do what was decided; returns the bodies that take over. Raises TakenOver and the refusals of the services it calls."""
    olds = [decision.place, *decision.others]
    hold_tree()
    # Held until the end, in one order: a form sent twice finds the second time that a body is taken over once.
    list(Organization.objects.select_for_update().filter(pk__in=[row.pk for row in olds]).order_by("pk"))
    taken = Succession.objects.filter(old__in=olds).select_related("old").order_by("old").first()
    if taken is not None:
        raise TakenOver(
            f"{taken.old.name} đã có quyết định sắp xếp. Đồng chí xem ở danh sách tổ chức; cần đổi thì hủy quyết định đó trước ngày thực hiện."
        )
    if decision.on <= timezone.localdate():
        return _carry_out(actor, decision)
    before = _stand(olds)
    made = _carry_out(actor, decision)
    new = [] if decision.into is not None else [row.pk for row in made]
    row = Reorganisation.objects.create(
        on=decision.on, decided_by=actor, before=_changes(before, _stand(olds)) | {"made": new}
    )
    Succession.objects.filter(old__in=olds, new__in=made).update(decision=row)
    return made


def _carry_out(actor: User, decision: Decision) -> list[Organization]:
    place, on = decision.place, decision.on
    if decision.kind == RENAME:
        return [rename_organization(actor=actor, organization=place, name=decision.names[0], on=on)]
    if decision.kind == SPLIT:
        return split_organization(
            actor=actor, organization=place, names=decision.names, on=on, parts=dict(decision.parts)
        )
    new = decision.into
    if new is None:
        above = Organization.objects.get_parent(Organization.objects.get(pk=place.pk))
        carried = {name: getattr(place, name) for name in ("type", "letters", "road", "paper_copies", "contact")}
        new = add_organization(
            actor=actor, organization=Organization(name=decision.names[0], valid_from=on, **carried), parent=above
        )
    merge_organizations(actor=actor, olds=[place, *decision.others], new=new, on=on)
    return [Organization.objects.get(pk=new.pk)]


def preview(*, actor: User, decision: Decision) -> Preview:
    """What the decision will come to: bodies, and for each person the roles before and after. Nothing is kept."""
    olds = [decision.place, *decision.others]
    concerned = [*olds, *([decision.into] if decision.into is not None else [])]
    # Of the people of a body with parts, only those at the body itself change.
    before = _roles_at(concerned, decision.on, later=True)
    found: list[Preview] = []
    with trial(keep=lambda: False):
        made = carry_out(actor=actor, decision=decision)
        after = _roles_at([*made, *concerned], decision.on)
        found.append(
            Preview(
                ending=tuple(row.name for row in olds),
                bodies=tuple(_body_after(row, decision) for row in made),
                people=_people(before, after),
            )
        )
    return found[0]


def _roles_at(places: Sequence[Organization], on: date, *, later: bool = False) -> list[Membership]:
    """Confirmed roles at these bodies on a day; ``later``: those that begin afterwards too."""
    keys = [row.pk for row in places]
    rows = Membership.objects.filter(organization__in=keys, state=Membership.State.CONFIRMED)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    if not later:
        rows = rows.filter(starts_on__lte=on)
    return list(rows.select_related("user", "organization").order_by("organization__path", "pk"))


def _body_after(row: Organization, decision: Decision) -> BodyAfter:
    lineage = Lineage.objects.filter(organization=row).select_related("predecessor").order_by("predecessor__path")
    officers = Membership.objects.in_force(decision.on).filter(organization=row).select_related("user")
    return BodyAfter(
        name=row.name,
        is_new=decision.into is None or row.pk != decision.into.pk,
        predecessors=tuple(one.predecessor.name for one in lineage),
        officers=tuple(f"{one.get_role_display()}: {one.user.full_name}" for one in officers),
        parts=tuple(part.name for part in living_parts(row, decision.on)),
    )


def _people(before: Sequence[Membership], after: Sequence[Membership]) -> tuple[PersonAfter, ...]:
    users = {row.user_id: row.user for row in [*before, *after]}

    def words(rows: Sequence[Membership], key: int) -> str:
        return "; ".join(f"{row.get_role_display()}, {row.organization.name}" for row in rows if row.user_id == key)

    people = [PersonAfter(user.full_name, words(before, key), words(after, key)) for key, user in users.items()]
    return tuple(sorted(people, key=lambda person: person_sort_key(person.name)))


# --- Taking back ----------------------------------------------------------------------------------------------------

# Kind of row → its key → what a decision may change of it, as JSON keeps it.
_Stand = dict[str, dict[str, list[Any]]]


def ahead(place: Organization) -> "QuerySet[Reorganisation]":
    """Decisions whose day has not come and that end ``place`` or let it take over."""
    keys = Succession.objects.filter(Q(old=place) | Q(new=place), decision__isnull=False).values("decision")
    rows: QuerySet[Reorganisation] = Reorganisation.objects.filter(pk__in=keys, on__gt=timezone.localdate())
    return rows


def _day(value: date | None) -> str | None:
    return value.isoformat() if value is not None else None


def _stand(olds: Sequence[Organization]) -> _Stand:
    """What a decision may change of the bodies that end: their last day, the roles there, where their parts are to go."""
    keys = [row.pk for row in olds]
    bodies = Organization.objects.filter(pk__in=keys).values_list("pk", "valid_to")
    roles = Membership.objects.filter(organization__in=keys).values_list("pk", "ends_on", "state")
    # Of all parts: what is to arrive at a body that ends goes on from there.
    moves = PartMove.objects.values_list("part", "below", "on", "decided_by")
    return {
        "bodies": {str(key): [_day(last)] for key, last in bodies},
        "roles": {str(key): [_day(ends), state] for key, ends, state in roles},
        "moves": {f"{part} {_day(on)}": [below, _day(on), who] for part, below, on, who in moves},
    }


def _changes(before: _Stand, after: _Stand) -> dict[str, Any]:
    """What differs, each with how it was and how it is (None: there is no such row)."""
    return {
        kind: {
            key: [before[kind].get(key), rows.get(key)]
            for key in {**before[kind], **rows}
            if before[kind].get(key) != rows.get(key)
        }
        for kind, rows in after.items()
    }


@transaction.atomic
def take_back(*, actor: User, decision: Reorganisation) -> None:
    """Put everything back as it was before a decision whose day has not come; the bodies made for it never begin, nor do
    the roles there. What somebody has changed since by hand stays as they left it.

    Raises NotAllowed, DayHasCome (taken back by another counts as that), BuiltUpon.
    """
    hold_tree()
    row = Reorganisation.objects.select_for_update(of=("self",)).filter(pk=decision.pk).first()
    if row is None or row.on <= timezone.localdate():
        raise DayHasCome
    successions = list(row.successions.select_related("old", "new"))
    olds = {one.old_id: Organization.objects.get(pk=one.old_id) for one in successions}
    if not olds or not all(may_manage(actor, old) for old in olds.values()):
        raise NotAllowed
    _put_moves_back(row.before["moves"])
    for key, ((was,), (made_of_it,)) in row.before["bodies"].items():
        body = Organization.objects.get(pk=key)
        if _day(body.valid_to) == made_of_it:
            body.valid_to = date.fromisoformat(was) if was else None
            body.version += 1
            body.save(update_fields=["valid_to", "version"])
    restored = _put_roles_back(row.before["roles"])
    for one in successions:
        one.delete()
    day = row.on
    row.delete()
    _close_made(actor, row.before["made"], day)
    rebuild_lineage()
    for old in olds.values():
        log.record(
            AccessLog.Action.CHANGE,
            actor=actor,
            organization=old,
            target=old,
            decision_taken_back=day.isoformat(),
            memberships_restored=restored.get(old.pk, 0),
        )


def _put_moves_back(moves: dict[str, list[Any]]) -> None:
    for key, (was, made_of_it) in moves.items():
        part = int(key.split()[0])
        if made_of_it:
            PartMove.objects.filter(part=part, below=made_of_it[0], on=made_of_it[1]).delete()
        if was and Organization.objects.filter(pk=was[0]).exists():
            below, on, who = was
            PartMove.objects.get_or_create(part_id=part, on=on, defaults={"below_id": below, "decided_by_id": who})


def _put_roles_back(roles: dict[str, list[Any]]) -> dict[int, int]:
    """Return how many roles begin to count again, by body."""
    restored: dict[int, int] = {}
    for role in Membership.objects.filter(pk__in=roles):
        (ends_on, state), made_of_it = roles[str(role.pk)]
        if [_day(role.ends_on), role.state] == made_of_it:
            role.ends_on, role.state = date.fromisoformat(ends_on) if ends_on else None, state
            role.save()
            restored[role.organization_id] = restored.get(role.organization_id, 0) + 1
    return restored


def _close_made(actor: User, made: Sequence[int], day: date) -> None:
    """Bodies that were to begin never do. The log names them, so their rows stay, as of a day gone by, and nothing shows them."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for body in Organization.objects.filter(pk__in=made):
        # A role that was to begin with the body opened nothing to anybody.
        for role in Membership.objects.filter(organization=body).exclude(state=Membership.State.DECLINED):
            role.state = Membership.State.DECLINED
            role.save()
        follows = Succession.objects.filter(Q(old=body) | Q(new=body)).exists()
        if follows or body.numchild or PartMove.objects.filter(below=body).exists():
            raise BuiltUpon
        body.valid_from = body.valid_to = yesterday
        body.version += 1
        body.save(update_fields=["valid_from", "valid_to", "version"])
        log.record(
            AccessLog.Action.CHANGE, actor=actor, organization=body, target=body, decision_taken_back=day.isoformat()
        )
