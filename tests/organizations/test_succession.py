"""The tree over time, and who stands before whom."""

from datetime import date

import pytest

from directives.models import Directive
from organizations import services
from organizations.models import Lineage, Membership, Organization, Succession, User
from organizations.roles import Role
from tests.builders import make_directive, make_membership, make_organization, make_user

pytestmark = pytest.mark.django_db
REFORM = date(2025, 7, 1)


@pytest.fixture
def actor() -> User:
    return make_user(is_superuser=True)


def _names(rows: object) -> set[str]:
    return {row.name for row in rows}  # type: ignore[attr-defined]


def test_a_subtree_the_day_before_the_reform_and_on_it_differ(actor: User) -> None:
    province = make_organization("Tỉnh ủy Sơn Hà", type="province_committee")
    city = make_organization("Thành ủy Lâm Giang", parent=province, type="city_committee", valid_to=date(2025, 6, 30))
    make_organization("Ban Tuyên giáo Thành ủy", parent=city, type="city_board", valid_to=date(2025, 6, 30))
    make_organization("Đảng ủy phường Mai Động", parent=province, valid_from=REFORM)

    def subtree(on: date) -> set[str]:
        return _names(Organization.objects.within(Organization.objects.get(pk=province.pk)).valid_on(on))

    assert subtree(date(2025, 6, 30)) == {"Tỉnh ủy Sơn Hà", "Thành ủy Lâm Giang", "Ban Tuyên giáo Thành ủy"}
    assert subtree(REFORM) == {"Tỉnh ủy Sơn Hà", "Đảng ủy phường Mai Động"}


def test_predecessors_are_found_through_several_successions_whatever_the_order_of_entering(actor: User) -> None:
    first, second, third, apart = (make_organization(name) for name in ("Một", "Hai", "Ba", "Ngoài"))
    kind = Succession.Kind.REPLACE
    services.record_succession(actor=actor, old=second, new=third, on=REFORM, kind=kind)
    services.record_succession(actor=actor, old=first, new=second, on=date(2020, 1, 1), kind=kind)

    found = Organization.objects.filter(pk=third.pk).with_predecessors()

    assert _names(found) == {"Một", "Hai", "Ba"}
    assert _names(Organization.objects.filter(pk=apart.pk).with_predecessors()) == {"Ngoài"}


def test_a_search_under_a_successor_finds_the_predecessors_directive(actor: User) -> None:
    city = make_organization("Thành ủy Lâm Giang", type="city_committee", valid_to=date(2025, 6, 30))
    ward = make_organization("Đảng ủy phường Mai Động", valid_from=REFORM)
    services.record_succession(actor=actor, old=city, new=ward, on=REFORM, kind=Succession.Kind.REPLACE)
    old_one = make_directive(city, issued_on=date(2024, 3, 5))

    found = Directive.objects.issued_by(Organization.objects.within(ward).with_predecessors())

    assert list(found) == [old_one]


def test_a_cycle_of_successions_is_refused_and_changes_nothing(actor: User) -> None:
    first, second, third = (make_organization(name) for name in ("Một", "Hai", "Ba"))
    kind = Succession.Kind.MERGE
    services.record_succession(actor=actor, old=first, new=second, on=REFORM, kind=kind)
    services.record_succession(actor=actor, old=second, new=third, on=REFORM, kind=kind)
    before = set(Lineage.objects.values_list("organization_id", "predecessor_id"))

    with pytest.raises(services.SuccessionCycle):
        services.record_succession(actor=actor, old=third, new=first, on=REFORM, kind=kind)
    with pytest.raises(services.SuccessionCycle):
        services.record_succession(actor=actor, old=first, new=first, on=REFORM, kind=kind)
    with pytest.raises(services.SuccessionRepeated):
        services.record_succession(actor=actor, old=first, new=second, on=REFORM, kind=kind)

    assert Succession.objects.count() == 2
    assert set(Lineage.objects.values_list("organization_id", "predecessor_id")) == before


def test_taking_a_succession_back_takes_the_lineage_back(actor: User) -> None:
    first, second = make_organization("Một"), make_organization("Hai")
    row = services.record_succession(actor=actor, old=first, new=second, on=REFORM, kind=Succession.Kind.MERGE)

    services.end_succession(actor=actor, succession=row)

    assert not Lineage.objects.exists()


def test_merging_moves_the_parts_ends_the_old_bodies_and_their_officers(actor: User) -> None:
    ward = make_organization("Đảng ủy phường Mai Động")
    left = make_organization("Đảng bộ khu 1", parent=ward, type="base")
    right = make_organization("Đảng bộ khu 2", parent=ward, type="base")
    cell = make_organization("Chi bộ 7", parent=left, type="cell")
    officer = make_user(role=Role.COORDINATOR, at=left)

    services.merge_organizations(actor=actor, olds=[left], new=right, on=REFORM)

    cell.refresh_from_db()
    right.refresh_from_db()
    left.refresh_from_db()
    assert cell.path.startswith(right.path)
    assert left.valid_to == date(2025, 6, 30)
    assert Membership.objects.get(user=officer).ends_on == date(2025, 6, 30)
    assert _names(Organization.objects.filter(pk=right.pk).with_predecessors()) == {"Đảng bộ khu 1", "Đảng bộ khu 2"}


def test_renaming_keeps_the_old_row_with_its_name_and_carries_people_and_parts_over(actor: User) -> None:
    ward = make_organization("Đảng ủy xã Mai Động", letters="ĐU", contact="0200 111 222")
    cell = make_organization("Chi bộ 1", parent=ward, type="cell")
    officer = make_user(role=Role.EDITOR, at=ward)

    new = services.rename_organization(actor=actor, organization=ward, name="Đảng ủy phường Mai Động", on=REFORM)

    ward.refresh_from_db()
    cell.refresh_from_db()
    assert (ward.name, ward.valid_to) == ("Đảng ủy xã Mai Động", date(2025, 6, 30))
    assert (new.letters, new.contact, new.valid_from) == ("ĐU", "0200 111 222", REFORM)
    assert cell.path.startswith(Organization.objects.get(pk=new.pk).path)
    assert set(Membership.objects.in_force(REFORM).values_list("user", "organization")) == {(officer.pk, new.pk)}
    assert set(Membership.objects.in_force(date(2025, 6, 30)).values_list("organization", flat=True)) == {ward.pk}


def test_a_body_with_living_parts_is_not_dissolved(actor: User) -> None:
    ward = make_organization("Đảng ủy phường Mai Động")
    make_organization("Chi bộ 1", parent=ward, type="cell")

    with pytest.raises(services.StillHasParts):
        services.dissolve_organization(actor=actor, organization=ward, last_day=date(2026, 1, 31))

    ward.refresh_from_db()
    assert ward.valid_to is None


def test_a_body_cannot_be_moved_below_itself(actor: User) -> None:
    ward = make_organization("Đảng ủy phường Mai Động")
    base = make_organization("Đảng bộ khu 1", parent=ward, type="base")

    with pytest.raises(services.MoveBelowItself):
        services.move_organization(actor=actor, organization=ward, parent=base)


def test_an_administrator_changes_nothing_outside_the_own_subtree() -> None:
    ward, other = make_organization("Đảng ủy phường Mai Động"), make_organization("Đảng ủy phường An Bình")
    administrator = make_user(role=Role.ADMINISTRATOR, at=ward)
    person = make_user()

    with pytest.raises(services.NotAllowed):
        services.grant_membership(actor=administrator, user=person, organization=other, role=Role.EDITOR)
    with pytest.raises(services.NotAllowed):
        services.dissolve_organization(actor=administrator, organization=other, last_day=date(2026, 1, 31))
    with pytest.raises(services.NotAllowed):
        services.merge_organizations(actor=administrator, olds=[other], new=ward, on=REFORM)
    with pytest.raises(services.NotAllowed):
        services.add_organization(
            actor=administrator, organization=Organization(name="Mới", type=ward.type), parent=None
        )

    assert not Membership.objects.filter(user=person).exists()


def test_a_password_is_not_given_to_someone_who_also_holds_a_role_elsewhere() -> None:
    ward, other = make_organization("Đảng ủy phường Mai Động"), make_organization("Đảng ủy phường An Bình")
    administrator = make_user(role=Role.ADMINISTRATOR, at=ward)
    person = make_user(role=Role.CLERK, at=ward)
    services.change_password(actor=administrator, user=person, password="mot-mat-khau-moi")
    make_membership(person, other, Role.ADMINISTRATOR)

    with pytest.raises(services.NotAllowed):
        services.change_password(actor=administrator, user=person, password="chiem-tai-khoan-nay")

    assert person.check_password("mot-mat-khau-moi")


def test_saving_what_was_read_before_a_move_leaves_the_body_where_it_went(actor: User) -> None:
    left, right = make_organization("Đảng bộ khu 1"), make_organization("Đảng bộ khu 2")
    cell = make_organization("Chi bộ 7", parent=left, type="cell")
    read = Organization.objects.get(pk=cell.pk)
    services.move_organization(actor=actor, organization=cell, parent=right)
    place = Organization.objects.get(pk=cell.pk).path

    read.contact = "0200 111 222"
    services.save_organization(actor=actor, organization=read, changed=["contact"])
    assert Organization.objects.get(pk=cell.pk).path == place

    again = Organization.objects.get(pk=cell.pk)
    services.move_organization(actor=actor, organization=cell, parent=left)
    place = Organization.objects.get(pk=cell.pk).path
    services.dissolve_organization(actor=actor, organization=again, last_day=REFORM)
    row = Organization.objects.get(pk=cell.pk)
    assert (row.path, row.valid_to, row.contact) == (place, REFORM, "0200 111 222")
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_a_body_read_before_it_left_is_no_longer_saved_by_the_administrator_it_left(actor: User) -> None:
    here, there = make_organization("Đảng ủy phường Mai Động"), make_organization("Đảng ủy phường An Bình")
    cell = make_organization("Chi bộ 7", parent=here, type="cell")
    administrator = make_user(role=Role.ADMINISTRATOR, at=here)
    read = Organization.objects.get(pk=cell.pk)
    services.move_organization(actor=actor, organization=cell, parent=there)
    with pytest.raises(services.NotAllowed):
        services.save_organization(actor=administrator, organization=read, changed=["contact"])
