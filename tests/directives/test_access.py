import pytest

from directives.access import may_hold_for
from directives.models import Directive
from documents.access import publisher_ids
from documents.models import PublisherSettings
from organizations.access import may_manage
from organizations.models import Lineage, Organization
from organizations.roles import Role
from tests.builders import make_directive, make_organization, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Organization:
    return make_organization("Tỉnh ủy Sơn Hà", type="province_committee")


def _seen(role: str, at: Organization) -> set[int]:
    return set(Directive.objects.visible_to(make_user(role=role, at=at)).values_list("pk", flat=True))


@pytest.mark.parametrize("role", [Role.CLERK, Role.EDITOR, Role.SECRETARY])
def test_a_successor_sees_the_papers_of_the_body_it_took_over(province: Organization, role: str) -> None:
    city = make_organization("Thành ủy Vân Khê", parent=province, type="city_committee")
    ward = make_organization("Đảng ủy phường Bình Khê", parent=province)
    cell = make_organization("Chi bộ 1", parent=ward, type="cell")
    Lineage.objects.create(organization=ward, predecessor=city)
    old = make_directive(city)

    assert old.pk in _seen(role, cell if role == Role.SECRETARY else ward)


def test_a_body_beside_the_successor_does_not(province: Organization) -> None:
    city = make_organization("Thành ủy Vân Khê", parent=province, type="city_committee")
    ward = make_organization("Đảng ủy phường Bình Khê", parent=province)
    beside = make_organization("Đảng ủy phường Hạ Long", parent=province)
    Lineage.objects.create(organization=ward, predecessor=city)
    old = make_directive(city)

    assert old.pk not in _seen(Role.CLERK, beside)


def test_papers_of_a_predecessor_are_read_not_changed(province: Organization) -> None:
    city = make_organization("Thành ủy Vân Khê", parent=province, type="city_committee")
    ward = make_organization("Đảng ủy phường Bình Khê", parent=province)
    Lineage.objects.create(organization=ward, predecessor=city)
    make_directive(city)

    assert not Directive.objects.editable_by(make_user(role=Role.EDITOR, at=ward)).exists()


# --- A board and the committee it compiles for ----------------------------------------------------------------------


@pytest.fixture
def board(province: Organization) -> Organization:
    """The board that compiles for the province; another board stands beside it."""
    row = make_organization("Ban Tuyên giáo và Dân vận Tỉnh ủy", parent=province, type="province_board")
    PublisherSettings.objects.create(publisher=province, compiled_by=row)
    return row


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
def test_the_compiling_boards_people_keep_the_committees_register(
    role: str, province: Organization, board: Organization
) -> None:
    below = make_organization("Đảng ủy phường Bình Khê", parent=province)
    rows = {make_directive(province).pk, make_directive(below).pk}
    person = make_user(role=role, at=board)
    assert set(Directive.objects.editable_by(person).values_list("pk", flat=True)) == rows
    assert may_hold_for(person, province)


def test_a_boards_clerk_looks_up_and_changes_nothing(province: Organization, board: Organization) -> None:
    row = make_directive(province)
    person = make_user(role=Role.CLERK, at=board)
    assert row in Directive.objects.visible_to(person)
    assert not Directive.objects.editable_by(person).exists()
    assert not may_hold_for(person, province)


def test_another_boards_people_read_the_committees_register_and_change_nothing(
    province: Organization, board: Organization
) -> None:
    other = make_organization("Ban Tổ chức Tỉnh ủy", parent=province, type="province_board")
    row = make_directive(province)
    person = make_user(role=Role.EDITOR, at=other)
    assert row.pk in set(Directive.objects.visible_to(person).values_list("pk", flat=True))
    assert not Directive.objects.editable_by(person).exists()


def test_a_board_serves_only_a_committee_that_stands_above_it(province: Organization) -> None:
    elsewhere = make_organization("Tỉnh ủy Hải Đông", type="province_committee")
    board = make_organization("Ban Tuyên giáo Tỉnh ủy Hải Đông", parent=elsewhere, type="province_board")
    PublisherSettings.objects.create(publisher=province, compiled_by=board)
    make_directive(province)
    person = make_user(role=Role.EDITOR, at=board)
    assert not Directive.objects.editable_by(person).exists()
    assert not Organization.objects.filter(pk__in=publisher_ids(person, Role.EDITOR)).exists()


def test_a_boards_administrator_does_not_thereby_administer_the_committee(
    province: Organization, board: Organization
) -> None:
    assert not may_manage(make_user(role=Role.ADMINISTRATOR, at=board), province)
