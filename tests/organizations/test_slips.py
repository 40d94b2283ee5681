"""One-time codes of printed slips: who may issue them for whom, and that only the newest, for a month, opens."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from organizations import services
from organizations.models import AccessLog, SlipCode, User
from organizations.roles import Role
from tests.builders import Ward, make_membership, make_user, make_ward

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def administrator(ward: Ward) -> User:
    return make_user(role=Role.ADMINISTRATOR, at=ward.committee)


def test_a_code_has_eight_digits_and_stands_nowhere_in_the_database(ward: Ward, administrator: User) -> None:
    code = services.issue_code(ward.secretary, administrator, NOW)
    assert len(code) == 8
    assert code.isdecimal()
    row = SlipCode.objects.get()
    assert row.expires_at == NOW + timedelta(days=30)
    written = f"{row.code_hash} {list(AccessLog.objects.values())}"
    assert code not in written


def test_a_code_is_found_with_the_spaces_it_is_printed_with_and_for_its_own_person_only(
    ward: Ward, administrator: User
) -> None:
    code = services.issue_code(ward.secretary, administrator, NOW)
    with transaction.atomic():
        assert services.find_live_code(ward.secretary, f"{code[:4]} {code[4:]}", NOW) is not None
        assert services.find_live_code(ward.deputy, code, NOW) is None
        assert services.find_live_code(ward.secretary, f"{(int(code) + 1) % 10**8:08d}", NOW) is None


def test_a_code_opens_until_its_last_moment_and_not_after(ward: Ward, administrator: User) -> None:
    code = services.issue_code(ward.secretary, administrator, NOW)
    with transaction.atomic():
        assert services.find_live_code(ward.secretary, code, NOW + timedelta(days=30, seconds=-1)) is not None
        assert services.find_live_code(ward.secretary, code, NOW + timedelta(days=30)) is None


def test_issuing_again_makes_the_former_code_void(ward: Ward, administrator: User) -> None:
    former = services.issue_code(ward.secretary, administrator, NOW)
    newer = services.issue_code(ward.secretary, administrator, NOW)
    with transaction.atomic():
        assert services.find_live_code(ward.secretary, former, NOW) is None or former == newer
        assert services.find_live_code(ward.secretary, newer, NOW) is not None


def test_the_database_holds_one_live_code_a_person(ward: Ward, administrator: User) -> None:
    services.issue_code(ward.secretary, administrator, NOW)
    row = SlipCode.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_used_code_is_void(ward: Ward, administrator: User) -> None:
    code = services.issue_code(ward.secretary, administrator, NOW)
    SlipCode.objects.update(used_at=NOW)
    with transaction.atomic():
        assert services.find_live_code(ward.secretary, code, NOW) is None


def test_issuing_is_logged_where_the_administrators_of_the_cell_see_it(ward: Ward, administrator: User) -> None:
    services.issue_code(ward.secretary, administrator, NOW)
    row = AccessLog.objects.visible_to(administrator).get(target_type="organizations.user")
    assert (row.actor, row.organization, row.target_id) == (administrator, ward.cell, str(ward.secretary.pk))


def test_a_coordinator_issues_for_the_officers_of_the_own_subtree_only(ward: Ward) -> None:
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)
    services.issue_code(ward.secretary, coordinator, NOW)
    for person in (ward.outsider, ward.editor, coordinator):
        with pytest.raises(services.NotAllowed):
            services.issue_code(person, coordinator, NOW)


def test_a_coordinator_issues_none_for_an_officer_who_also_holds_another_role(ward: Ward) -> None:
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)
    make_membership(ward.secretary, ward.cell, Role.CLERK)
    make_membership(ward.deputy, ward.neighbour_cell, Role.SECRETARY)
    for person in (ward.secretary, ward.deputy):
        with pytest.raises(services.NotAllowed):
            services.issue_code(person, coordinator, NOW)


def test_nobody_issues_a_code_for_the_emergency_account_or_for_oneself(ward: Ward, administrator: User) -> None:
    emergency = make_user(is_superuser=True)
    for by, person in ((administrator, emergency), (administrator, administrator), (emergency, emergency)):
        with pytest.raises(services.NotAllowed):
            services.issue_code(person, by, NOW)


def test_of_many_codes_none_is_issued_where_one_may_not_be(ward: Ward, administrator: User) -> None:
    with pytest.raises(services.NotAllowed):
        services.issue_codes([ward.secretary, ward.outsider], administrator, NOW)
    assert not SlipCode.objects.exists()
