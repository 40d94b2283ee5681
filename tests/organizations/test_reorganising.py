"""Merging, splitting, renaming by a page: the preview is what then happens, and keeps nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.models import Edition
from organizations import services
from organizations.models import Lineage, Membership, Organization, Succession, User
from organizations.roles import Role
from organizations.services.reorganising import MERGE, RENAME, SPLIT, Decision, carry_out, preview
from tests.builders import Ward, make_bulletin, make_edition, make_organization, make_user, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward(cells=3)


@pytest.fixture
def administrator(ward: Ward) -> User:
    return make_user(role=Role.ADMINISTRATOR, at=ward.committee)


def _today() -> str:
    return f"{timezone.localdate():%d/%m/%Y}"


def test_a_preview_says_what_becomes_of_bodies_and_people_and_keeps_nothing(ward: Ward, administrator: User) -> None:
    before = (Organization.objects.count(), Succession.objects.count(), Lineage.objects.count())
    decision = Decision(ward.cell, timezone.localdate(), MERGE, ("Chi bộ Liên khu",), others=(ward.cells[1],))
    seen = preview(actor=administrator, decision=decision)
    assert seen.ending == ("Chi bộ 1", "Chi bộ 2")
    assert [(body.name, body.is_new, body.officers) for body in seen.bodies] == [("Chi bộ Liên khu", True, ())]
    assert set(seen.bodies[0].predecessors) == {"Chi bộ 1", "Chi bộ 2"}
    assert [(person.name, person.before, person.after) for person in seen.people] == [
        ("Hà Thị Nụ", "Phó bí thư, Chi bộ 1", ""),
        ("Lường Văn Tấm", "Bí thư, Chi bộ 1", ""),
    ]
    assert (Organization.objects.count(), Succession.objects.count(), Lineage.objects.count()) == before
    assert ward.secretary.memberships.get().ends_on is None


def test_what_the_preview_says_is_what_happens(ward: Ward, administrator: User) -> None:
    make_edition(make_bulletin(ward.committee), receivers=[ward.cell])
    decision = Decision(ward.cell, timezone.localdate(), MERGE, into=ward.cells[1])
    heir = make_user(role=Role.SECRETARY, at=ward.cells[1], full_name="Nông Thị Hợi")
    seen = preview(actor=administrator, decision=decision)
    carry_out(actor=administrator, decision=decision)
    rows = Membership.objects.in_force(timezone.localdate())
    for person in seen.people:
        held = rows.filter(user__full_name=person.name).select_related("organization")
        assert "; ".join(f"{row.get_role_display()}, {row.organization.name}" for row in held) == person.after
    assert Edition.objects.visible_to(User.objects.get(pk=heir.pk)).exists()
    assert not Edition.objects.visible_to(User.objects.get(pk=ward.secretary.pk)).exists()


def test_splitting_gives_each_new_body_the_archive_and_nobody_the_office(ward: Ward, administrator: User) -> None:
    decision = Decision(ward.cell, timezone.localdate(), SPLIT, ("Chi bộ 1A", "Chi bộ 1B"))
    made = carry_out(actor=administrator, decision=decision)
    assert [row.name for row in made] == ["Chi bộ 1A", "Chi bộ 1B"]
    for row in made:
        assert Lineage.objects.filter(organization=row, predecessor=ward.cell).exists()
        assert Organization.objects.get_parent(Organization.objects.get(pk=row.pk)) == ward.base
    assert not Membership.objects.in_force(timezone.localdate()).filter(organization=ward.cell).exists()
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_a_renamed_cell_keeps_its_people_and_its_archive(ward: Ward, administrator: User) -> None:
    decision = Decision(ward.cell, timezone.localdate(), RENAME, ("Chi bộ Ga Mới",))
    seen = preview(actor=administrator, decision=decision)
    assert {person.after for person in seen.people} == {"Bí thư, Chi bộ Ga Mới", "Phó bí thư, Chi bộ Ga Mới"}
    carry_out(actor=administrator, decision=decision)
    assert User.objects.get(pk=ward.secretary.pk).reach.paths(Role.SECRETARY) == [
        Organization.objects.get(name="Chi bộ Ga Mới").path
    ]


def test_a_decision_of_next_month_ends_roles_then_and_not_today(ward: Ward, administrator: User) -> None:
    on = timezone.localdate() + timedelta(days=20)
    carry_out(actor=administrator, decision=Decision(ward.cell, on, RENAME, ("Chi bộ Ga Mới",)))
    today = Membership.objects.in_force(timezone.localdate()).get(user=ward.secretary)
    later = Membership.objects.in_force(on).get(user=ward.secretary)
    assert (today.organization.name, later.organization.name) == ("Chi bộ 1", "Chi bộ Ga Mới")


def test_a_base_with_cells_is_not_reorganised_ahead_of_time(ward: Ward, administrator: User) -> None:
    on = timezone.localdate() + timedelta(days=20)
    with pytest.raises(services.PartsMoveToday):
        carry_out(actor=administrator, decision=Decision(ward.base, on, RENAME, ("Đảng bộ khu Mới",)))


def test_a_base_with_cells_is_not_split_under_them(ward: Ward, administrator: User) -> None:
    with pytest.raises(services.StillHasParts):
        carry_out(actor=administrator, decision=Decision(ward.base, timezone.localdate(), SPLIT, ("A", "B")))


def test_the_page_previews_and_then_writes_what_was_previewed(client: Client, ward: Ward, administrator: User) -> None:
    client.force_login(administrator)
    address = reverse("organizations:body_change", args=[ward.cell.pk]) + "?loai=sap-nhap"
    data = {"name": "Chi bộ Liên khu", "others": [ward.cells[1].pk], "on": _today(), "viec": "xem"}
    page = client.post(address, data).content.decode()
    assert "Ai sẽ thấy gì" in page
    assert "không còn thấy gì ở các tổ chức này" in page
    assert not Organization.objects.filter(name="Chi bộ Liên khu").exists()
    assert client.post(address, data | {"viec": "ghi"}).status_code == 302
    assert Organization.objects.get(name="Chi bộ Liên khu").valid_from == timezone.localdate()


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("doi-ten", {"name": ""}, "Đồng chí ghi tên mới"),
        ("doi-ten", {"name": "CHI BỘ 1"}, "giống tên cũ"),
        ("chia", {"names": "Chi bộ 1A\nChi bộ 1A"}, "ít nhất hai tên"),
        ("sap-nhap", {"name": "Chi bộ Liên khu"}, "chọn ít nhất một tổ chức"),
        ("sap-nhap", {}, "chọn tổ chức đang có"),
    ],
)
def test_a_form_that_decides_nothing_says_what_is_missing(
    kind: str, data: dict[str, str], words: str, client: Client, ward: Ward, administrator: User
) -> None:
    client.force_login(administrator)
    address = f"{reverse('organizations:body_change', args=[ward.cell.pk])}?loai={kind}"
    page = client.post(address, {"on": _today(), "viec": "ghi"} | data).content.decode()
    assert words in page


def test_bodies_of_another_ward_are_no_choice(client: Client, ward: Ward, administrator: User) -> None:
    make_organization("Chi bộ Tây", parent=ward.neighbour, type="cell")
    client.force_login(administrator)
    address = reverse("organizations:body_change", args=[ward.cell.pk]) + "?loai=sap-nhap"
    data = {"into": ward.neighbour_cell.pk, "on": _today(), "viec": "ghi"}
    assert "Chi bộ Tây" not in client.post(address, data).content.decode()
    assert not Succession.objects.exists()
