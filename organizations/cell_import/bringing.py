"""The whole import: read, plan, and write unless it is a trial or a row was refused."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from django.db.models import QuerySet
from django.utils import timezone

from cadre_portal.planning import refresh_statistics
from cadre_portal.table_import import trial
from organizations import log
from organizations.access import may_manage
from organizations.cell_import.planning import Planner, phones_of
from organizations.cell_import.reading import CellReport, read_cells
from organizations.cell_import.writing import count_plan, planned_lines, write_plan
from organizations.models import AccessLog, Membership, Organization, User
from organizations.roles import Role
from organizations.services.refusals import NotAllowed
from organizations.services.tree import hold_tree


def import_cells(
    path: Path,
    *,
    actor: User | None,
    under: Organization,
    is_trial: bool = False,
    homonyms: bool = False,
    progress: Callable[[int], None] | None = None,
) -> CellReport:
    """Bring the cells of a sheet in below ``under``, with their secretaries, all or nothing.

    ``actor`` None: whoever sits at the machine itself. ``homonyms``: a base of the same name elsewhere is another one.
    ``progress`` is told the number of bodies written so far. A sheet brought in again changes nothing that it does not say
    otherwise. Raises UnusableTable where the file is no table, NotAllowed where the actor does not administer ``under``.
    """
    if actor is not None and not may_manage(actor, under):
        raise NotAllowed
    report = CellReport()
    today = timezone.localdate()
    # The sheet is read, which takes as long as planning, before anything is locked: on SQLite all other writers would wait. A trial
    # only reads, and locks nothing at all.
    rows = list(read_cells(path, report))
    with nullcontext() if is_trial else trial(keep=lambda: not report.refused):
        if not is_trial:
            # Two who bring sheets in at once come one after the other.
            hold_tree()
            under = Organization.objects.select_for_update().select_related("type").get(pk=under.pk)
        planner = Planner(actor=actor, under=under, today=today, report=report, homonyms=homonyms)
        planner.know_phones(phones_of(rows))
        for facts in rows:
            planner.take(facts)
        report.problems.sort(key=lambda problem: problem.row)
        report.warnings.sort(key=lambda problem: problem.row)
        if report.refused:
            return report
        secretaries = set(planner.secretary_of)
        count_plan(planner.root, secretaries, report)
        if is_trial:
            report.lines = planned_lines(planner.root, secretaries)
            return report
        roles = write_plan(
            planner.root, secretaries=secretaries, actor=actor, today=today, report=report, progress=progress
        )
        refresh_statistics(Organization, User, Membership)
        written = log.record(
            AccessLog.Action.IMPORT,
            actor=actor,
            organization=under,
            label="Nhập chi bộ và bí thư",
            rows=report.rows,
            bases=report.bases,
            cells=report.cells,
            people=report.people,
            # By these the slips of just this import are found (``brought_in``).
            first_role=roles[0].pk if roles else None,
            last_role=roles[-1].pk if roles else None,
        )
        report.log_row = written.pk if roles else None
    return report


def brought_in(log_row: AccessLog) -> QuerySet[Membership]:
    """The roles that an import gave, told by its row in the log."""
    given = log_row.detail.get("first_role"), log_row.detail.get("last_role")
    if log_row.organization is None or None in given:
        return Membership.objects.none()
    return Membership.objects.filter(
        pk__range=given, role=Role.SECRETARY, organization__path__below=log_row.organization.path
    )
