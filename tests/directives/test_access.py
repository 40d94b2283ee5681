import pytest

from directives.models import Directive
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
