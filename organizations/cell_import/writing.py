"""Stores a plan in batches. The tree's paths are computed here: adding ten thousand children one by one takes minutes."""

from collections.abc import Callable, Iterator
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db.models import F
from simple_history.utils import bulk_create_with_history

from organizations import log
from organizations.cell_import.planning import PlannedBody
from organizations.cell_import.reading import CellFacts, CellReport, PlannedLine
from organizations.models import AccessLog, Membership, Organization, User
from organizations.roles import Role
from organizations.services.bodies import save_organization

_BATCH = 500
Progress = Callable[[int], None]
Road = Organization.Road


def write_plan(
    root: PlannedBody,
    *,
    secretaries: set[int],
    actor: User | None,
    today: date,
    report: CellReport,
    progress: Progress | None,
) -> list[Membership]:
    """Write the new bodies, people and roles below ``root``; fill in and change what the sheet says of those that are there.
    Returns the roles.

    ``secretaries``: keys of bodies that have one already.
    """
    new = list(_place(root, today))
    for start in range(0, len(new), _BATCH):
        bulk_create_with_history(new[start : start + _BATCH], Organization, batch_size=_BATCH, default_user=actor)
        _tell(progress, start + _BATCH, len(new))
    bodies = [body for body in _all(root) if body.facts is not None]
    roles = _write_people(bodies, secretaries, actor, today, report)
    for body in bodies:
        if not body.is_new and body.facts is not None:
            _update(body.organization, body.facts, actor, report)
    return roles


def count_plan(root: PlannedBody, secretaries: set[int], report: CellReport) -> None:
    """Set the numbers of the report. ``secretaries``: keys of bodies that have one already."""
    people: set[int] = set()
    for body in _all(root):
        if body is not root and body.is_new:
            if body.organization.type.level == "base":
                report.bases += 1
            else:
                report.cells += 1
        if body.facts is None:
            continue
        if body.person is not None and (body.is_new or body.organization.pk not in secretaries):
            report.secretaries += 1
            if body.person.user.pk is None:
                people.add(id(body.person))
        report.written += 1
    report.people = len(people)


def planned_lines(root: PlannedBody, secretaries: set[int]) -> list[PlannedLine]:
    """The rows of the sheet as they will stand in the portal, in its order."""
    lines = []
    for above, body in _with_parents(root):
        facts = body.facts
        if facts is None:
            continue
        row = body.organization
        if body.is_new:
            _fill(row, facts)
        person = body.person
        comes = person is not None and (body.is_new or row.pk not in secretaries)
        lines.append(
            PlannedLine(
                row=facts.row,
                base=above.organization.name if facts.cell and above is not root else "" if facts.cell else row.name,
                cell=row.name if facts.cell else "",
                secretary=person.user.full_name if person is not None else "",
                phone=(person.fill_phone or person.user.phone) if person is not None else "",
                road=Road(facts.road or row.road).with_copies(
                    facts.copies if facts.copies is not None else row.paper_copies
                ),
                is_new=body.is_new,
                is_account_new=comes and person is not None and person.user.pk is None,
            )
        )
    return sorted(lines, key=lambda line: line.row)


def _with_parents(body: PlannedBody) -> Iterator[tuple[PlannedBody, PlannedBody]]:
    for part in body.parts.values():
        yield body, part
        yield from _with_parents(part)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(min(done, total))


def _all(body: PlannedBody) -> Iterator[PlannedBody]:
    yield body
    for part in body.parts.values():
        yield from _all(part)


def _place(parent: PlannedBody, today: date) -> Iterator[Organization]:
    """The new bodies below, parents first, each with its place in the tree."""
    above = parent.organization
    fresh = [part for part in parent.parts.values() if part.is_new]
    if fresh:
        last = 0
        if above.pk is not None:
            children = Organization.objects.filter(path__below=above.path, depth=above.depth + 1)
            paths = children.order_by("-path").values_list("path", flat=True)
            highest = paths.first()
            last = Organization._str2int(highest[-Organization.steplen :]) if highest else 0
            Organization.objects.filter(pk=above.pk).update(numchild=F("numchild") + len(fresh))
        for number, part in enumerate(fresh, start=last + 1):
            row = part.organization
            row.depth = above.depth + 1
            row.path = Organization._get_path(above.path, row.depth, number)
            row.numchild = 0
            row.valid_from = today
            _fill(row, part.facts)
    for part in fresh:
        # A parent's number of children is known before it is written.
        part.organization.numchild = sum(child.is_new for child in part.parts.values())
        yield part.organization
    for part in parent.parts.values():
        yield from _place(part, today)


def _fill(row: Organization, facts: CellFacts | None) -> None:
    """Road and copies of a new body: as the sheet says, else by what is known of the secretary."""
    if facts is None:
        return
    fallback = Road.ZALO if facts.phone else Road.EMAIL if facts.email else Road.PAPER
    row.road = facts.road or fallback
    row.paper_copies = facts.copies if facts.copies is not None else int(row.road == Road.PAPER)


def _write_people(
    bodies: list[PlannedBody], secretaries: set[int], actor: User | None, today: date, report: CellReport
) -> list[Membership]:
    named = [(body, body.person) for body in bodies if body.person is not None]
    fresh = {id(person): person.user for _, person in named if person.user.pk is None}
    for user in fresh.values():
        user.password = make_password(None)
    bulk_create_with_history(list(fresh.values()), User, batch_size=_BATCH, default_user=actor)
    for _, person in named:
        if person.fill_phone or person.fill_email:
            person.user.phone = person.fill_phone or person.user.phone
            person.user.email = person.fill_email or person.user.email
            person.user.save(update_fields=["phone", "email"])
            log.record(AccessLog.Action.CHANGE, actor=actor, target=person.user, fields=["email", "phone"])
            report.changed.append(person.user.full_name)
            person.fill_phone = person.fill_email = ""
    roles = [
        Membership(user=person.user, organization=body.organization, role=Role.SECRETARY, starts_on=today)
        for body, person in named
        if body.is_new or body.organization.pk not in secretaries
    ]
    bulk_create_with_history(roles, Membership, batch_size=_BATCH, default_user=actor)
    log.record_many(
        AccessLog.Action.ROLE,
        actor=actor,
        targets=[(row, row.organization_id, str(row)) for row in roles],
    )
    return roles


def _update(row: Organization, facts: CellFacts, actor: User | None, report: CellReport) -> None:
    """Road and copies of a body that was there, where the sheet says otherwise."""
    changed = []
    if facts.road is not None and facts.road != row.road:
        row.road = facts.road
        changed.append("road")
    if facts.copies is not None and facts.copies != row.paper_copies:
        row.paper_copies = facts.copies
        changed.append("paper_copies")
    if changed:
        if actor is not None:
            save_organization(actor=actor, organization=row, changed=changed)
        else:
            row.version += 1
            row.save(update_fields=[*changed, "version"])
        report.changed.append(row.name)
