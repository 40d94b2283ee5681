"""Cells by the thousand with a secretary each, written straight into the tables: for what is measured at that size."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organizations.models import Organization, User
    from tests.builders import Ward

_IN_A_BASE = 170


def make_many_cells(ward: "Ward", count: int) -> "tuple[list[Organization], list[User]]":
    """``count`` cells by e-mail in bases of 170 below the ward's committee, and their secretaries, in the same order."""
    from django.utils import timezone

    from organizations.models import Membership, Organization, User
    from organizations.roles import Role

    bases = [ward.base]
    step = ward.committee.steplen
    cells = []
    for number in range(count):
        if number % _IN_A_BASE == 0 and number:
            base = Organization(name=f"Đảng bộ {number}", type=ward.base.type)
            bases.append(Organization.objects.add_child(Organization.objects.get(pk=ward.committee.pk), instance=base))
        # Rows of the tree written at once: adding ten thousand children one by one takes minutes.
        path = bases[-1].path + Organization._int2str(1000 + number).rjust(step, "0")
        cells.append(
            Organization(
                name=f"Chi bộ {number}",
                type=ward.cell.type,
                path=path,
                depth=ward.cell.depth,
                road=Organization.Road.EMAIL,
            )
        )
    rows = Organization.objects.bulk_create(cells, batch_size=500)
    people = User.objects.bulk_create(
        (
            User(username=f"bithu.{number}", full_name=f"Bí thư {number}", email=f"b{number}@vi-du.vn", password="!")
            for number in range(count)
        ),
        batch_size=500,
    )
    today = timezone.localdate()
    Membership.objects.bulk_create(
        (
            Membership(user=user, organization=cell, role=Role.SECRETARY, starts_on=today)
            for user, cell in zip(people, rows, strict=True)
        ),
        batch_size=500,
    )
    return rows, people
