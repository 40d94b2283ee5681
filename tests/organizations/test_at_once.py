"""Several administrators press at the same moment, or over a page that is out of date: nothing is lost, nothing is left half done."""

from datetime import date
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from organizations import services
from organizations.models import Lineage, Organization, SlipCode, User
from organizations.roles import Role
from organizations.services.slips import find_live_code, issue_code
from tests.at_once import at_once
from tests.builders import PASSWORD, make_organization, make_type, make_user


@pytest.fixture
def root(transactional_db: None) -> Organization:
    make_type("ward_committee", may_publish=True)
    return make_organization("Đảng ủy phường Hòa An")


@pytest.fixture
def admin(root: Organization) -> User:
    return make_user(role=Role.ADMINISTRATOR, at=root)


def _add(admin: User, name: str, parent: Organization) -> Organization:
    row = Organization(name=name, type=parent.type)
    return services.add_organization(actor=admin, organization=row, parent=parent)


def test_bodies_entered_while_what_is_far_above_them_moves_go_along(root: Organization, admin: User) -> None:
    old, new = make_organization("Đảng bộ cũ", parent=root), make_organization("Đảng bộ mới", parent=root)
    for number in range(6):
        base = make_organization(f"Cơ sở {number}", parent=old)
        inner = [make_organization(f"Bộ phận {number}.{place}", parent=base) for place in range(3)]

        results = at_once(
            partial(services.move_organization, actor=admin, organization=base, parent=new),
            *(partial(_add, admin, "Chi bộ mới lập", part) for part in inner),
        )

        assert [error for error in results if isinstance(error, Exception)] == []
        assert not any(Organization.objects.find_problems())


def test_two_bodies_entered_at_once_at_the_root_are_both_there(root: Organization) -> None:
    keeper = make_user(is_superuser=True)

    def enter(name: str) -> Organization:
        return services.add_organization(
            actor=keeper, organization=Organization(name=name, type=root.type), parent=None
        )

    results = at_once(*(partial(enter, name) for name in "ABC"))

    assert [error for error in results if isinstance(error, Exception)] == []
    assert Organization.objects.filter(depth=1).count() == 4


def test_of_two_successions_written_at_once_each_knows_the_other(root: Organization, admin: User) -> None:
    chains = [[make_organization(f"{name} {number}", parent=root) for name in "ABC"] for number in range(4)]
    for first, second, third in chains:
        at_once(
            *(
                partial(services.record_succession, actor=admin, old=old, new=new, on=date(2026, 1, 1), kind="merge")
                for old, new in ((first, second), (second, third))
            )
        )

    assert [Lineage.objects.filter(organization=third, predecessor=first).exists() for first, _, third in chains] == [
        True
    ] * 4


def test_of_two_slips_printed_at_once_one_opens_and_neither_fails(root: Organization, admin: User) -> None:
    person = make_user(role=Role.COORDINATOR, at=root)
    now = timezone.now()

    codes = at_once(*(lambda: issue_code(person, admin, now) for _ in range(4)))

    assert [code for code in codes if isinstance(code, Exception)] == []
    assert SlipCode.objects.live(now).filter(user=person).count() == 1
    with transaction.atomic():
        assert sum(find_live_code(person, str(code), now) is not None for code in codes) == 1


def test_a_person_saved_by_an_administrator_keeps_the_password_chosen_meanwhile(
    root: Organization, admin: User
) -> None:
    person = make_user(role=Role.COORDINATOR, at=root)
    opened = User.objects.get(pk=person.pk)
    services.change_password(actor=person, user=person, password="mot-mat-khau-khac")

    opened.phone = "0912 345 678"
    services.save_user(actor=admin, user=opened, changed=["phone"])

    stored = User.objects.get(pk=person.pk)
    assert not stored.check_password(PASSWORD)
    assert (stored.phone, stored.phone_key) == ("0912 345 678", opened.phone_key)
    assert stored.history.first().phone == "0912 345 678"
