import pytest

from organizations.models import Organization
from organizations.roles import Role
from tests.builders import make_organization, make_type, make_user

pytestmark = pytest.mark.django_db


def test_a_secretary_sees_the_own_cell_and_what_stands_above_but_no_sister_cell() -> None:
    make_type("base", receives=True)
    make_type("cell", receives=True)
    ward = make_organization("Đảng ủy phường Bình Giang")
    base = make_organization("Đảng bộ cơ sở khu 1", parent=ward, type="base")
    own = make_organization("Chi bộ 1", parent=base, type="cell")
    make_organization("Chi bộ 2", parent=base, type="cell")
    user = make_user(role=Role.SECRETARY, at=own)

    seen = Organization.objects.visible_to(user).values_list("name", flat=True)

    assert "Chi bộ 2" not in seen
    assert {"Chi bộ 1", "Đảng bộ cơ sở khu 1", "Đảng ủy phường Bình Giang"} <= set(seen)
