"""Ai thấy gì, vì sao, for an issue: everybody who may read it, each with the reason.

Worked out from the memberships, the other way round than ``access.visible_editions``, which asks for one person at a time; a test
compares the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from documents.access import OFFICE_ROLES
from documents.models import Edition, PublisherSettings
from organizations.access import STEP
from organizations.models import Lineage, Membership, Organization, User
from organizations.roles import Role

_DESK = (*OFFICE_ROLES, Role.CLERK)


@dataclass(slots=True)
class ReachGroup:
    """One reason, and those whom it lets in. ``places``: how many bodies they hold their role at."""

    reason: str
    rows: list[Membership] = field(default_factory=list)

    @property
    def people(self) -> int:
        return len({row.user_id for row in self.rows})

    @property
    def places(self) -> int:
        return len({row.organization_id for row in self.rows})


@dataclass(frozen=True, slots=True)
class EditionReach:
    """Who reads an edition. ``receivers``: bodies it was delivered to; ``unled``: cells among them where
    nobody holds a role (a base whose cells received it has them to read)."""

    groups: tuple[ReachGroup, ...]
    receivers: int
    unled: int

    @property
    def user_ids(self) -> set[int]:
        return {row.user_id for group in self.groups for row in group.rows}


def reach_of_edition(edition: Edition, today: date) -> EditionReach:
    """Everybody with a role in force who may read the (published) edition, by reason. Eight queries, whatever the number of cells."""
    delivered = dict(edition.deliveries.values_list("organization_id", "path"))
    heirs = set(
        Lineage.objects.filter(predecessor__in=edition.deliveries.order_by().values("organization"))
        .values_list("organization_id", flat=True)
        .distinct()
    )
    above = {path[:end] for path in delivered.values() for end in range(STEP, len(path) + 1, STEP)}
    publisher_heirs = set(
        Lineage.objects.filter(predecessor=edition.publisher_id).values_list("organization_id", flat=True)
    )
    boards = dict(
        PublisherSettings.objects.exclude(compiled_by=None).values_list("compiled_by__path", "publisher__path")
    )
    publishers = {edition.publisher_id, *publisher_heirs}
    publisher_paths = set(_paths_of(publishers))
    groups = {
        "own": ReachGroup("Giữ vai trò ở nơi nhận tài liệu: bí thư, phó bí thư đọc cho chi bộ của mình."),
        "heirs": ReachGroup("Giữ vai trò ở tổ chức kế thừa nơi đã nhận (sáp nhập, chia, đổi tên)."),
        "coordinators": ReachGroup("Cán bộ đầu mối: đọc tài liệu gửi đến các nơi thuộc phạm vi của mình."),
        "desk": ReachGroup(
            "Làm việc tại nơi phát hành, hoặc ở ban biên soạn của nơi đó: biên tập, duyệt, quản trị, tra cứu."
        ),
        "offices": ReachGroup("Biên tập, duyệt, quản trị, tra cứu ở cấp ủy, cơ sở bên trên một nơi nhận."),
    }
    rows = Membership.objects.in_force(today).filter(user__is_active=True).select_related("user", "organization")
    # Every reason a person has is listed, so that none is left over when another ends.
    for row in rows.filter(organization__in=edition.deliveries.order_by().values("organization")):
        groups["own"].rows.append(row)
    for row in rows.filter(organization__in=heirs - delivered.keys()):
        groups["heirs"].rows.append(row)
    for row in rows.filter(role__in=(*_DESK, Role.COORDINATOR)):
        path = row.organization.path
        if row.role == Role.COORDINATOR:
            if path in above and row.organization_id not in delivered:
                groups["coordinators"].rows.append(row)
            continue
        served = boards.get(path, "")
        desks = {path, served} if served and path.startswith(served) else {path}
        if desks & publisher_paths:
            groups["desk"].rows.append(row)
        elif desks & above and row.organization_id not in delivered:
            groups["offices"].rows.append(row)
    led = {row.organization_id for row in groups["own"].rows}
    for row in User.objects.active().filter(is_superuser=True):
        groups.setdefault("emergency", ReachGroup("Tài khoản khẩn cấp: thấy mọi thứ, mọi việc làm đều được ghi lại."))
        groups["emergency"].rows.append(Membership(user=row, organization=edition.publisher))
    found = tuple(group for group in groups.values() if group.rows)
    has_cells = {path[:end] for path in delivered.values() for end in range(STEP, len(path), STEP)}
    unled = sum(key not in led and path not in has_cells for key, path in delivered.items())
    return EditionReach(found, receivers=len(delivered), unled=unled)


def _paths_of(keys: Iterable[int]) -> list[str]:
    return list(Organization.objects.filter(pk__in=list(keys)).values_list("path", flat=True))
