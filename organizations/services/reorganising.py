"""Merging, splitting and renaming as one decision: looked at beforehand exactly as it will be, then written.

The preview is the decision itself, carried out in a transaction that is taken back: what it shows is what will happen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cadre_portal.table_import import trial
from cadre_portal.text import person_sort_key
from organizations.models import Lineage, Membership, Organization, User
from organizations.services.bodies import (
    add_organization,
    merge_organizations,
    rename_organization,
    split_organization,
)
from organizations.services.part_moves import living_parts


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


def carry_out(*, actor: User, decision: Decision) -> list[Organization]:
    """Do what was decided; returns the bodies that take over. Raises the refusals of the services it calls."""
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
