"""Ai thấy tài liệu này, vì sao: the page names exactly those whom the reading rule lets in."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.addresses import place_of
from documents.models import Edition, PublisherSettings
from documents.services.reach import reach_of_edition
from organizations import services
from organizations.models import Membership, Organization, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_edition,
    make_membership,
    make_organization,
    make_type,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    """A ward with every role held at every sort of place, an ended one, a merged cell, a compiling board, another ward."""
    ward = make_ward(cells=4)
    make_type("ward_board")
    board = make_organization("Ban Xây dựng Đảng", parent=ward.committee, type="ward_board")
    other_board = make_organization("Văn phòng Đảng ủy", parent=ward.committee, type="ward_board")
    PublisherSettings.objects.create(publisher=ward.committee, compiled_by=board)
    for place in (
        ward.province,
        ward.committee,
        board,
        other_board,
        ward.base,
        *ward.cells,
        ward.neighbour,
        ward.neighbour_cell,
    ):
        for role in Role.values:
            make_user(role=role, at=place)
    make_membership(make_user(), ward.cell, Role.SECRETARY, ends_on=timezone.localdate().replace(year=2025))
    make_membership(make_user(), ward.cell, Role.DEPUTY, state=Membership.State.PROPOSED)
    make_user(role=Role.SECRETARY, at=ward.cell, is_active=False)
    return ward


@pytest.fixture
def edition(ward: Ward) -> Edition:
    """Delivered to the base and two cells, of which the second was merged into the fourth since."""
    row = make_edition(make_bulletin(ward.committee), receivers=[ward.base, ward.cells[0], ward.cells[1]])
    emergency = make_user(is_superuser=True)
    services.merge_organizations(actor=emergency, olds=[ward.cells[1]], new=ward.cells[3], on=timezone.localdate())
    return Edition.objects.get(pk=row.pk)


def test_those_named_are_exactly_those_whom_the_rule_lets_in(ward: Ward, edition: Edition) -> None:
    let_in = {user.pk for user in User.objects.active() if Edition.objects.visible_to(user).filter(pk=edition.pk)}
    assert reach_of_edition(edition, timezone.localdate()).user_ids == let_in
    assert 0 < len(let_in) < User.objects.count()


def test_an_issue_of_a_body_that_was_succeeded_is_read_at_the_successors_desk(ward: Ward, edition: Edition) -> None:
    services.rename_organization(
        actor=User.objects.get(is_superuser=True),
        organization=Organization.objects.get(pk=ward.committee.pk),
        name="Đảng ủy phường Bình Khê",
        on=timezone.localdate(),
    )
    let_in = {user.pk for user in User.objects.active() if Edition.objects.visible_to(user).filter(pk=edition.pk)}
    row = Edition.objects.get(pk=edition.pk)
    assert reach_of_edition(row, timezone.localdate()).user_ids == let_in


def test_cells_where_nobody_holds_a_role_are_counted(ward: Ward) -> None:
    base = make_organization("Đảng bộ khu Vạn Lộc", parent=ward.committee, type="base")
    empty = make_organization("Chi bộ 9", parent=base, type="cell")
    edition = make_edition(make_bulletin(ward.committee), receivers=[ward.cell, base, empty])
    found = reach_of_edition(edition, timezone.localdate())
    assert (found.receivers, found.unled) == (3, 1)


def test_the_cost_does_not_grow_with_the_cells(ward: Ward, django_assert_num_queries: object) -> None:
    def cost(receivers: list[Organization], month: int, queries: int) -> None:
        edition = make_edition(make_bulletin(ward.committee, month=month), receivers=receivers)
        edition = Edition.objects.select_related("publisher").get(pk=edition.pk)
        with django_assert_num_queries(queries):  # type: ignore[operator]
            reach_of_edition(edition, timezone.localdate())

    cost(ward.cells[:1], 1, 8)
    cost(ward.cells, 2, 8)


def test_the_page_names_people_of_the_own_subtree_and_only_counts_the_others(
    client: Client, ward: Ward, edition: Edition
) -> None:
    upper = make_user(role=Role.CLERK, at=ward.province, full_name="Trịnh Thị Hương Giang")
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward.committee))
    page = client.get(reverse("documents:bulletin_reach", kwargs=place_of(edition))).content.decode()
    assert ward.secretary.full_name in page
    assert ward.outsider.full_name not in page
    assert upper.full_name not in page
    assert "không kể tên ở đây" in page
