"""Which editions a desk sees: what was delivered below it and what its own committee publishes, nothing else."""

import pytest

from documents.models import Edition, PublisherSettings
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_bulletin, make_edition, make_organization, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Organization:
    return make_organization("Tỉnh ủy Sơn Hà", type="province_committee")


def _ward(province: Organization, name: str) -> tuple[Organization, Organization, Organization]:
    """A committee, its board and a cell."""
    committee = make_organization(name, parent=province, type="ward_committee")
    board = make_organization(f"Ban Xây dựng Đảng {name}", parent=committee, type="ward_board")
    cell = make_organization(f"Chi bộ 1 {name}", parent=committee, type="cell")
    PublisherSettings.objects.create(publisher=committee, compiled_by=board)
    return committee, board, cell


def _seen(user: User) -> set[int]:
    return set(Edition.objects.visible_to(User.objects.get(pk=user.pk)).values_list("pk", flat=True))


@pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR, Role.CLERK])
@pytest.mark.parametrize("at_board", [False, True])
def test_a_desk_sees_what_was_delivered_to_its_own_cells(province: Organization, role: str, at_board: bool) -> None:
    committee, board, cell = _ward(province, "Đảng ủy phường Lam Sơn")
    _, _, other_cell = _ward(province, "Đảng ủy phường Hạ Long")
    user = make_user(role=role, at=board if at_board else committee)
    ours = make_edition(make_bulletin(province, month=9), receivers=[cell])
    theirs = make_edition(make_bulletin(province, month=10), receivers=[other_cell])

    assert _seen(user) == {ours.pk}
    assert theirs.pk not in _seen(user)


def test_a_desk_does_not_see_the_issue_of_the_ward_beside_it(province: Organization) -> None:
    committee, _, _ = _ward(province, "Đảng ủy phường Lam Sơn")
    beside, _, beside_cell = _ward(province, "Đảng ủy phường Hạ Long")
    make_edition(make_bulletin(beside), receivers=[beside_cell])

    assert _seen(make_user(role=Role.EDITOR, at=committee)) == set()


def test_a_province_sees_what_its_wards_gave_out(province: Organization) -> None:
    committee, _, cell = _ward(province, "Đảng ủy phường Lam Sơn")
    edition = make_edition(make_bulletin(committee), receivers=[cell])

    assert _seen(make_user(role=Role.CLERK, at=province)) == {edition.pk}
