"""The people and things of the access matrix: one ward with all its roles, and another ward beside it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from activities.models import Activity, Picture
from directives.models import Directive
from documents.models import Bulletin, Edition, Entry, Withdrawal
from organizations.models import Lineage, Organization, User
from organizations.roles import Role
from tests.access_matrix import ANONYMOUS, ROLES
from tests.builders import (
    make_activity,
    make_bulletin,
    make_directive,
    make_edition,
    make_entry,
    make_membership,
    make_organization,
    make_picture,
    make_type,
    make_user,
)


@dataclass
class World:
    """Everything belongs to the ward unless it says otherwise. ``made`` is for what an app's table builds for itself."""

    province: Organization
    ward: Organization
    base: Organization
    cell: Organization
    other_ward: Organization
    other_cell: Organization
    people: dict[str, User]
    directive: Directive
    activity: Activity
    picture: Picture
    bulletin: Bulletin
    entry: Entry
    edition: Edition  # delivered to the cell, its base, and a cell that was merged into another since
    future_edition: Edition  # its hour comes tomorrow
    withdrawn_edition: Edition
    made: dict[str, Any] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A fresh browser in which the role is signed in (nobody, for ``anonymous``)."""
        client = Client(raise_request_exception=False)
        if role != ANONYMOUS:
            client.force_login(self.people[role])
        return client


def make_world() -> World:
    make_type("ward_committee")
    for code, flags in (("base", {"receives": True}), ("cell", {"receives": True})):
        make_type(code, **flags)
    province = make_organization("Tỉnh ủy Hải Đông", type="province_committee")
    ward = make_organization("Đảng ủy phường Bình Giang", parent=province)
    base = make_organization("Đảng bộ khu 1", parent=ward, type="base")
    cell = make_organization("Chi bộ 1", parent=base, type="cell")
    other_ward = make_organization("Đảng ủy phường An Lạc", parent=province)
    other_cell = make_organization("Chi bộ Đông", parent=other_ward, type="cell")
    places = {
        "secretary": (cell, Role.SECRETARY),
        "deputy": (cell, Role.DEPUTY),
        "coordinator": (base, Role.COORDINATOR),
        "clerk": (ward, Role.CLERK),
        "editor": (ward, Role.EDITOR),
        "approver": (ward, Role.APPROVER),
        "administrator": (ward, Role.ADMINISTRATOR),
        "outsider": (other_cell, Role.SECRETARY),
    }
    people = {role: make_user(f"matrix.{role}", role=held, at=at) for role, (at, held) in places.items()}
    people["superuser"] = make_user("matrix.superuser", is_superuser=True)
    people["other_desk"] = make_user("matrix.other_desk", role=Role.EDITOR, at=other_ward)
    for role in (Role.APPROVER, Role.ADMINISTRATOR):
        make_membership(people["other_desk"], other_ward, role)
    people["former"] = make_user("matrix.former")
    yesterday = timezone.localdate() - timedelta(days=1)
    make_membership(people["former"], cell, Role.SECRETARY, ends_on=yesterday)
    people["upper_desk"] = make_user("matrix.upper_desk", role=Role.EDITOR, at=province)
    for role in (Role.APPROVER, Role.ADMINISTRATOR):
        make_membership(people["upper_desk"], province, role)
    merged = make_organization("Chi bộ 2", parent=base, type="cell", valid_to=yesterday)
    heirs_cell = make_organization("Chi bộ 3", parent=base, type="cell")
    Lineage.objects.create(organization=heirs_cell, predecessor=merged)
    people["heir"] = make_user("matrix.heir", role=Role.SECRETARY, at=heirs_cell)
    assert set(people) == set(ROLES)
    bulletin = make_bulletin(ward)
    picture = make_picture()

    def edition(month: int, **fields: Any) -> Edition:
        return make_edition(
            make_bulletin(ward, month=month), receivers=[cell, base, merged], pictures=[picture], **fields
        )

    withdrawn = edition(9)
    Withdrawal.objects.create(edition=withdrawn, by=people["approver"], reason="Nhầm tháng.")
    return World(
        province=province,
        ward=ward,
        base=base,
        cell=cell,
        other_ward=other_ward,
        other_cell=other_cell,
        people=people,
        directive=make_directive(ward),
        activity=make_activity(ward),
        picture=picture,
        bulletin=bulletin,
        entry=make_entry(bulletin),
        edition=edition(8),
        future_edition=edition(10, publish_at=timezone.now() + timedelta(days=1)),
        withdrawn_edition=withdrawn,
    )
