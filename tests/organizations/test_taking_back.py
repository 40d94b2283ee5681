"""A reorganisation decided ahead and taken back before its day leaves everything as it was."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations import services
from organizations.models import (
    AccessLog,
    Lineage,
    Membership,
    Organization,
    PartMove,
    Reorganisation,
    Succession,
    User,
)
from organizations.roles import Role
from organizations.services.reorganising import (
    MERGE,
    RENAME,
    SPLIT,
    BuiltUpon,
    DayHasCome,
    Decision,
    carry_out,
    take_back,
)
from tests.builders import Ward, make_membership, make_user, make_ward

pytestmark = pytest.mark.django_db
ON = timezone.localdate() + timedelta(days=20)


@pytest.fixture
def ward() -> Ward:
    return make_ward(cells=3)


@pytest.fixture
def administrator(ward: Ward) -> User:
    return make_user(role=Role.ADMINISTRATOR, at=ward.committee)


def _everything() -> list[list[Any]]:
    """What counts: bodies that live or will, roles not declined, moves to come, who took over."""
    bodies = Organization.objects.living_or_to_come(timezone.localdate()).order_by("path")
    roles = Membership.objects.exclude(state=Membership.State.DECLINED).order_by("pk")
    return [
        list(bodies.values_list("pk", "path", "name", "valid_from", "valid_to")),
        list(roles.values_list("pk", "organization", "role", "starts_on", "ends_on", "state")),
        list(PartMove.objects.order_by("part", "on").values_list("part", "below", "on")),
        list(Succession.objects.order_by("pk").values_list("old", "new")),
        list(Lineage.objects.order_by("pk").values_list("organization", "predecessor")),
        list(Reorganisation.objects.values_list("pk")),
    ]


def _of_a_cell(ward: Ward, kind: str, on: date = ON) -> Decision:
    return {
        "rename": Decision(ward.cell, on, RENAME, ("Chi bộ Ga Mới",)),
        "split": Decision(ward.cell, on, SPLIT, ("Chi bộ 1A", "Chi bộ 1B")),
        "merge": Decision(ward.cell, on, MERGE, ("Chi bộ Liên khu",), others=(ward.cells[1],)),
        "merge into one that is there": Decision(ward.cell, on, MERGE, into=ward.cells[1]),
        "rename a base": Decision(ward.base, on, RENAME, ("Đảng bộ khu Mới",)),
        "split a base": Decision(
            ward.base, on, SPLIT, ("Trên", "Dưới"), parts=tuple((cell.pk, n % 2) for n, cell in enumerate(ward.cells))
        ),
    }[kind]


@pytest.mark.parametrize(
    "kind", ["rename", "split", "merge", "merge into one that is there", "rename a base", "split a base"]
)
def test_everything_is_as_it_was(ward: Ward, administrator: User, kind: str) -> None:
    make_user(role=Role.COORDINATOR, at=ward.base)
    # One whose days were counted already, and one who is to begin after the day.
    for days in ({"ends_on": ON + timedelta(days=60)}, {"starts_on": ON + timedelta(days=5)}):
        make_membership(make_user(), ward.cell, Role.DEPUTY, **days)
    before = _everything()
    carry_out(actor=administrator, decision=_of_a_cell(ward, kind))
    assert _everything() != before
    take_back(actor=administrator, decision=Reorganisation.objects.get())
    assert _everything() == before
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_an_earlier_decision_over_a_part_counts_again(ward: Ward, administrator: User) -> None:
    carry_out(actor=administrator, decision=_of_a_cell(ward, "split a base", ON + timedelta(days=30)))
    before = sorted(PartMove.objects.values_list("part", "below", "on"))
    carry_out(actor=administrator, decision=_of_a_cell(ward, "rename"))
    take_back(actor=administrator, decision=Reorganisation.objects.get(on=ON))
    assert sorted(PartMove.objects.values_list("part", "below", "on")) == before


def test_what_was_changed_by_hand_since_stays(ward: Ward, administrator: User) -> None:
    role = ward.secretary.memberships.get()
    carry_out(actor=administrator, decision=_of_a_cell(ward, "split"))
    sooner = timezone.localdate() + timedelta(days=2)
    services.end_membership(actor=administrator, membership=role, last_day=sooner)
    take_back(actor=administrator, decision=Reorganisation.objects.get())
    role.refresh_from_db()
    assert role.ends_on == sooner
    assert Organization.objects.get(pk=ward.cell.pk).valid_to is None


def test_a_secretary_named_for_the_new_body_goes_with_it(ward: Ward, administrator: User) -> None:
    made = carry_out(actor=administrator, decision=_of_a_cell(ward, "merge"))
    new = make_user()
    make_membership(new, made[0], starts_on=ON)
    take_back(actor=administrator, decision=Reorganisation.objects.get())
    assert not Membership.objects.in_force(ON).filter(user=new).exists()
    assert not Organization.objects.valid_on(ON).filter(pk=made[0].pk).exists()


def test_a_body_that_a_later_decision_ends_is_not_taken_away(ward: Ward, administrator: User) -> None:
    made = carry_out(actor=administrator, decision=_of_a_cell(ward, "rename"))
    carry_out(actor=administrator, decision=Decision(made[0], ON + timedelta(days=9), RENAME, ("Chi bộ Ga Cũ",)))
    before = _everything()
    with pytest.raises(BuiltUpon):
        take_back(actor=administrator, decision=Reorganisation.objects.get(on=ON))
    assert _everything() == before


def test_a_body_with_parts_of_its_own_is_not_taken_away(ward: Ward, administrator: User) -> None:
    made = carry_out(actor=administrator, decision=_of_a_cell(ward, "rename a base"))
    services.add_organization(
        actor=administrator, organization=Organization(name="Chi bộ 9", type=ward.cell.type), parent=made[0]
    )
    with pytest.raises(BuiltUpon):
        take_back(actor=administrator, decision=Reorganisation.objects.get())


def test_from_its_day_on_nothing_is_taken_back(
    ward: Ward, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out(actor=administrator, decision=_of_a_cell(ward, "rename"))
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: ON)
    with pytest.raises(DayHasCome):
        take_back(actor=administrator, decision=Reorganisation.objects.get())


def test_who_does_not_administer_the_bodies_takes_nothing_back(ward: Ward, administrator: User) -> None:
    carry_out(actor=administrator, decision=_of_a_cell(ward, "rename"))
    with pytest.raises(services.NotAllowed):
        take_back(actor=ward.secretary, decision=Reorganisation.objects.get())


def test_what_takes_place_at_once_is_no_plan(ward: Ward, administrator: User) -> None:
    carry_out(actor=administrator, decision=_of_a_cell(ward, "rename", timezone.localdate()))
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize("side", ["old", "new"])
def test_one_press_on_the_page_of_either_body_takes_it_back_and_is_logged(
    client: Client, ward: Ward, administrator: User, side: str
) -> None:
    before = _everything()
    made = carry_out(actor=administrator, decision=_of_a_cell(ward, "rename"))
    client.force_login(administrator)
    place = ward.cell if side == "old" else made[0]
    address = reverse("organizations:body_change", args=[place.pk])
    page = client.get(address).content.decode()
    assert f"Đổi tên từ ngày {ON:%d/%m/%Y}" in page
    assert "data-confirm=" in page
    sent = {"viec": "huy", "quyet-dinh": Reorganisation.objects.get().pk}
    answer = client.post(address, sent, follow=True)
    assert "Đã hủy quyết định." in answer.content.decode()
    assert _everything() == before
    entry = AccessLog.objects.filter(detail__has_key="memberships_restored").get()
    assert (entry.detail["decision_taken_back"], entry.detail["memberships_restored"]) == (ON.isoformat(), 2)
    assert client.post(reverse("organizations:body_change", args=[ward.cell.pk]), sent).status_code == 404


@pytest.mark.parametrize("sent", ["", "x", "0", "9" * 30, "²"])
def test_an_unknown_decision_is_none(client: Client, ward: Ward, administrator: User, sent: str) -> None:
    client.force_login(administrator)
    address = reverse("organizations:body_change", args=[ward.cell.pk])
    assert client.post(address, {"viec": "huy", "quyet-dinh": sent}).status_code == 404


def test_a_single_step_of_a_plan_is_not_deleted_beside_it(client: Client, ward: Ward, administrator: User) -> None:
    carry_out(actor=administrator, decision=_of_a_cell(ward, "rename"))
    client.force_login(administrator)
    step = Succession.objects.get()
    assert client.post(f"/quan-tri/organizations/succession/{step.pk}/delete/", {"post": "yes"}).status_code == 403
    page = client.get(f"/quan-tri/organizations/succession/{step.pk}/change/").content.decode()
    assert reverse("organizations:body_change", args=[ward.cell.pk]) in page
