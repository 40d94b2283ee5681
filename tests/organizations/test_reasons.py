"""Ai thấy gì, vì sao, and the yearly review: words that follow from the memberships and from nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations import reasons, services
from organizations.models import Membership, User
from organizations.roles import ROLE_PERMISSIONS, Role
from tests.builders import Ward, make_bulletin, make_edition, make_membership, make_organization, make_user, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def administrator(ward: Ward) -> User:
    return make_user(role=Role.ADMINISTRATOR, at=ward.committee)


def _of(person: User) -> list[reasons.Reason]:
    return reasons.reasons_of(User.objects.get(pk=person.pk), timezone.localdate())


def test_every_role_says_in_words_what_it_opens(ward: Ward) -> None:
    for role in ROLE_PERMISSIONS:
        person = make_user(role=role, at=ward.committee)
        [reason] = _of(person)
        assert reason.is_in_force
        assert any(ward.committee.name in line for line in reason.opens)


def test_roles_that_ended_wait_or_were_declined_open_nothing_and_say_why(ward: Ward) -> None:
    today = timezone.localdate()
    person = make_user()
    make_membership(person, ward.cell, Role.SECRETARY, ends_on=today - timedelta(days=1))
    make_membership(person, ward.cell, Role.DEPUTY, starts_on=today + timedelta(days=3))
    make_membership(person, ward.cells[1], Role.DEPUTY, state=Membership.State.PROPOSED)
    make_membership(person, ward.base, Role.COORDINATOR, state=Membership.State.DECLINED)
    states = {reason.state.split(",")[0].split(" ngày")[0]: reason.opens for reason in _of(person)}
    assert set(states.values()) == {()}
    assert len(states) == 4
    assert person.reach.holds == ()


def test_what_is_said_of_the_present_agrees_with_what_decides(ward: Ward) -> None:
    person = ward.secretary
    make_membership(person, ward.cells[1], Role.DEPUTY, ends_on=timezone.localdate())
    said = {(reason.organization_id, reason.role) for reason in _of(person) if reason.is_in_force}
    held = {(hold.organization_id, Role(hold.role).label) for hold in User.objects.get(pk=person.pk).reach.holds}
    assert said == held


def test_the_papers_of_a_merged_cell_are_named_with_the_reason(ward: Ward) -> None:
    emergency = make_user(is_superuser=True)
    heir = make_user(role=Role.SECRETARY, at=ward.cells[1])
    services.merge_organizations(actor=emergency, olds=[ward.cell], new=ward.cells[1], on=timezone.localdate())
    [reason] = _of(heir)
    assert any("tài liệu cũ của Chi bộ 1" in line and "kế thừa" in line for line in reason.opens)


def test_the_page_counts_the_issues_one_reads(client: Client, ward: Ward, administrator: User) -> None:
    make_edition(make_bulletin(ward.committee), receivers=[ward.cell])
    client.force_login(administrator)
    page = client.get(reverse("organizations:person_reach", args=[ward.secretary.pk])).content.decode()
    assert "Hiện đọc được 1 tài liệu" in page
    assert "Đọc, tải, in tài liệu gửi đến Chi bộ 1." in page


def test_roles_elsewhere_are_told_to_be_there_and_not_named(client: Client, ward: Ward, administrator: User) -> None:
    make_membership(ward.secretary, ward.neighbour_cell, Role.SECRETARY)
    client.force_login(administrator)
    page = client.get(reverse("organizations:person_reach", args=[ward.secretary.pk])).content.decode()
    assert "còn 1 vai trò ở nơi khác" in page
    assert ward.neighbour_cell.name not in page


# --- The yearly review ----------------------------------------------------------------------------------------------


def test_roles_that_nobody_looked_at_for_a_year_are_listed_until_confirmed(
    client: Client, ward: Ward, administrator: User
) -> None:
    client.force_login(administrator)
    address = reverse("organizations:membership_review")
    rows = list(client.get(address).context["page"].object_list)
    assert {row.user for row in rows} >= {ward.secretary, ward.deputy, ward.editor}
    assert ward.outsider not in {row.user for row in rows}
    kept = ward.secretary.memberships.get()
    client.post(address, {"vai-tro": kept.pk, "viec": "con"})
    assert kept not in client.get(address).context["page"].object_list
    Membership.objects.filter(pk=kept.pk).update(reviewed_on=timezone.localdate() - timedelta(days=366))
    assert kept in client.get(address).context["page"].object_list


def test_a_role_begun_this_year_waits_for_its_review(ward: Ward, administrator: User) -> None:
    today = timezone.localdate()
    fresh = make_membership(make_user(), ward.cell, Role.DEPUTY, starts_on=today - timedelta(days=300))
    assert fresh not in reasons.to_be_reviewed(administrator, today)
    assert fresh in reasons.to_be_reviewed(administrator, today + timedelta(days=100))


def test_a_role_ended_at_the_review_opens_nothing_from_tomorrow(
    client: Client, ward: Ward, administrator: User
) -> None:
    client.force_login(administrator)
    row = ward.deputy.memberships.get()
    client.post(reverse("organizations:membership_review"), {"vai-tro": row.pk, "viec": "het"})
    row.refresh_from_db()
    assert row.ends_on == timezone.localdate()
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert not Membership.objects.in_force(tomorrow).filter(user=ward.deputy).exists()


def test_a_review_touches_nobody_elses_roles(client: Client, ward: Ward, administrator: User) -> None:
    client.force_login(administrator)
    row = ward.outsider.memberships.get()
    client.post(reverse("organizations:membership_review"), {"vai-tro": row.pk, "viec": "het"})
    row.refresh_from_db()
    assert row.ends_on is None


def test_cells_of_every_type_stand_in_the_review_by_place(ward: Ward, administrator: User) -> None:
    make_user(role=Role.SECRETARY, at=make_organization("Chi bộ 9", parent=ward.base, type="cell"))
    rows = reasons.to_be_reviewed(administrator, timezone.localdate())
    paths = [row.organization.path for row in rows]
    assert paths == sorted(paths)
