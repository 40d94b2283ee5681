"""Merging, splitting, renaming by a page: the preview is what then happens, and keeps nothing."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.models import Edition
from organizations import services
from organizations.models import AccessLog, Lineage, Membership, Organization, PartMove, Succession, User
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


def _names_below(name: str) -> list[str]:
    parent = Organization.objects.get(name=name)
    return [row.name for row in Organization.objects.get_children(parent)]


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Let a day come, with what the portal does by itself every minute."""

    def come(day: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: day)
        call_command("run_due", stdout=io.StringIO())

    return come


def test_a_base_with_cells_is_renamed_ahead_of_time_and_its_cells_follow_on_the_day(
    ward: Ward, administrator: User, on_the_day: Callable[[date], None]
) -> None:
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)
    on = timezone.localdate() + timedelta(days=20)
    decision = Decision(ward.base, on, RENAME, ("Đảng bộ khu Mới",))
    seen = preview(actor=administrator, decision=decision)
    assert seen.bodies[0].parts == ("Chi bộ 1", "Chi bộ 2", "Chi bộ 3")
    assert not PartMove.objects.exists()
    old = ward.base.name

    carry_out(actor=administrator, decision=decision)
    assert (_names_below(old), _names_below("Đảng bộ khu Mới")) == (["Chi bộ 1", "Chi bộ 2", "Chi bộ 3"], [])
    on_the_day(on - timedelta(days=1))
    assert _names_below("Đảng bộ khu Mới") == []
    assert [hold.path for hold in User.objects.get(pk=coordinator.pk).reach.holds] == [ward.base.path]

    on_the_day(on)
    assert (_names_below(old), _names_below("Đảng bộ khu Mới")) == ([], ["Chi bộ 1", "Chi bộ 2", "Chi bộ 3"])
    new = Organization.objects.get(name="Đảng bộ khu Mới")
    assert [hold.path for hold in User.objects.get(pk=coordinator.pk).reach.holds] == [new.path]
    assert User.objects.get(pk=ward.secretary.pk).reach.organization_ids(Role.SECRETARY) == [ward.cell.pk]
    assert Organization.objects.find_problems() == ([], [], [], [], [])
    on_the_day(on + timedelta(days=1))
    assert not PartMove.objects.exists()


def test_bases_with_cells_are_merged_ahead_of_time(
    ward: Ward, administrator: User, on_the_day: Callable[[date], None]
) -> None:
    other = make_organization("Đảng bộ khu Đông", parent=ward.committee, type="base")
    make_organization("Chi bộ Đông 1", parent=other, type="cell")
    on = timezone.localdate() + timedelta(days=40)
    carry_out(actor=administrator, decision=Decision(ward.base, on, MERGE, ("Đảng bộ Liên khu",), others=(other,)))
    assert _names_below("Đảng bộ khu Đông") == ["Chi bộ Đông 1"]

    on_the_day(on)
    assert _names_below("Đảng bộ Liên khu") == ["Chi bộ 1", "Chi bộ 2", "Chi bộ 3", "Chi bộ Đông 1"]
    assert not Organization.objects.get(pk=other.pk).is_valid_on(on)


@pytest.mark.parametrize("days", [0, 20])
def test_a_base_is_split_with_its_cells_shared_out(
    days: int, ward: Ward, administrator: User, on_the_day: Callable[[date], None]
) -> None:
    on = timezone.localdate() + timedelta(days=days)
    names = ("Đảng bộ khu Trên", "Đảng bộ khu Dưới")
    parts = tuple((cell.pk, place) for cell, place in zip(ward.cells, (0, 1, 1), strict=True))
    decision = Decision(ward.base, on, SPLIT, names, parts=parts)
    assert [body.parts for body in preview(actor=administrator, decision=decision).bodies] == [
        ("Chi bộ 1",),
        ("Chi bộ 2", "Chi bộ 3"),
    ]
    carry_out(actor=administrator, decision=decision)

    on_the_day(on)
    assert [_names_below(name) for name in names] == [["Chi bộ 1"], ["Chi bộ 2", "Chi bộ 3"]]
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_a_cell_entered_after_the_decision_goes_along(
    ward: Ward, administrator: User, on_the_day: Callable[[date], None]
) -> None:
    on = timezone.localdate() + timedelta(days=20)
    carry_out(actor=administrator, decision=Decision(ward.base, on, RENAME, ("Đảng bộ khu Mới",)))
    services.add_organization(
        actor=administrator, organization=Organization(name="Chi bộ 9", type=ward.cell.type), parent=ward.base
    )

    on_the_day(on)
    assert _names_below("Đảng bộ khu Mới") == ["Chi bộ 1", "Chi bộ 2", "Chi bộ 3", "Chi bộ 9"]
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_a_cell_renamed_after_the_decision_goes_where_it_was_to_go(
    ward: Ward, administrator: User, on_the_day: Callable[[date], None]
) -> None:
    on = timezone.localdate() + timedelta(days=20)
    names = ("Đảng bộ khu Trên", "Đảng bộ khu Dưới")
    parts = tuple((cell.pk, place) for cell, place in zip(ward.cells, (0, 1, 1), strict=True))
    carry_out(actor=administrator, decision=Decision(ward.base, on, SPLIT, names, parts=parts))
    carry_out(actor=administrator, decision=Decision(ward.cells[2], timezone.localdate(), RENAME, ("Chi bộ Ga",)))

    on_the_day(on)
    assert [_names_below(name) for name in names] == [["Chi bộ 1"], ["Chi bộ 2", "Chi bộ Ga"]]


def test_a_base_with_cells_is_not_split_under_them(ward: Ward, administrator: User) -> None:
    with pytest.raises(services.StillHasParts):
        carry_out(
            actor=administrator,
            decision=Decision(ward.base, timezone.localdate(), SPLIT, ("A", "B"), parts=((ward.cell.pk, 0),)),
        )
    assert not Organization.objects.filter(name="A").exists()


def test_the_page_shares_the_cells_out_and_names_people_of_bodies_to_come(
    client: Client, ward: Ward, administrator: User
) -> None:
    client.force_login(administrator)
    on = timezone.localdate() + timedelta(days=100)
    address = reverse("organizations:body_change", args=[ward.base.pk]) + "?loai=chia"
    data = {"names": "Đảng bộ khu Trên\nĐảng bộ khu Dưới", "on": f"{on:%d/%m/%Y}", "viec": "xem"}
    assert "Đồng chí chọn Chi bộ 2 về tổ chức ở dòng nào" in client.post(address, data).content.decode()
    data |= {f"part_{cell.pk}": str(line) for cell, line in zip(ward.cells, (1, 2, 3), strict=True)}
    assert "Chỉ có 2 tên mới" in client.post(address, data).content.decode()
    data[f"part_{ward.cells[2].pk}"] = "2"
    assert "2 tổ chức trực thuộc: Chi bộ 2; Chi bộ 3." in client.post(address, data).content.decode()
    assert client.post(address, data | {"viec": "ghi"}).status_code == 302

    listed = client.get("/to-chuc/").content.decode()
    assert f"từ ngày {on:%d/%m/%Y}" in listed
    # A base to come is no cell that lacks its secretary.
    assert listed.count("chưa có bí thư</span>") == client.get("/to-chuc/?loc=chua-co-bi-thu").content.decode().count(
        "chưa có bí thư</span>"
    )
    assert f"đến hết ngày {on - timedelta(days=1):%d/%m/%Y}" in listed
    new = Organization.objects.get(name="Đảng bộ khu Trên")
    office = reverse("organizations:secretary_change", args=[new.pk])
    assert f'value="{on:%d/%m/%Y}"' in client.get(office).content.decode()
    person = {"full_name": "Nông Thị Hợi", "on": f"{timezone.localdate():%d/%m/%Y}"}
    assert "hoạt động từ ngày" in client.post(office, person).content.decode()
    assert client.post(office, person | {"on": f"{on:%d/%m/%Y}"}).status_code == 302
    assert "Nông Thị Hợi" in client.get("/to-chuc/").content.decode()
    assert Membership.objects.get(user__full_name="Nông Thị Hợi").starts_on == on


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


@pytest.mark.parametrize("days", [-3, 0, 30])
@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("chia", {"names": "Chi bộ 1A\nChi bộ 1B"}),
        ("doi-ten", {"name": "Chi bộ 1A"}),
        ("sap-nhap", {"name": "Chi bộ 1A"}),
    ],
)
def test_a_decision_sent_twice_is_carried_out_once(
    kind: str, data: dict[str, str], days: int, client: Client, ward: Ward, administrator: User
) -> None:
    client.force_login(administrator)
    address = reverse("organizations:body_change", args=[ward.cell.pk]) + f"?loai={kind}"
    sent = data | {"on": f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}", "viec": "ghi"}
    if kind == "sap-nhap":
        sent["others"] = str(ward.cells[1].pk)

    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent)

    assert again.status_code != 302
    assert Organization.objects.filter(name="Chi bộ 1A").count() == 1


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("doi-ten", {"name": ""}, "Đồng chí ghi tên mới"),
        ("doi-ten", {"name": "CHI BỘ 1"}, "giống tên cũ"),
        ("chia", {"names": "Chi bộ 1A\nChi bộ 1A"}, "ít nhất hai tên"),
        ("chia", {"names": "\n".join(f"Chi bộ {n}A" for n in range(10))}, "nhiều nhất 9 tổ chức"),
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


@pytest.fixture
def renamed_ahead(ward: Ward, administrator: User) -> Organization:
    """The base's new name from the tenth day on; its three cells follow then."""
    on = timezone.localdate() + timedelta(days=10)
    return carry_out(actor=administrator, decision=Decision(ward.base, on, RENAME, ("Đảng bộ khu Mới",)))[0]


@pytest.mark.parametrize("given", [0, 2])
def test_a_body_that_cells_are_to_join_is_not_split_or_dissolved_under_them(
    given: int, ward: Ward, administrator: User, renamed_ahead: Organization
) -> None:
    on = timezone.localdate() + timedelta(days=20)
    parts = tuple((cell.pk, 0) for cell in ward.cells[:given])
    with pytest.raises(services.StillHasParts):
        carry_out(actor=administrator, decision=Decision(renamed_ahead, on, SPLIT, ("A", "B"), parts=parts))
    with pytest.raises(services.StillHasParts):
        services.dissolve_organization(actor=administrator, organization=renamed_ahead, last_day=on)
    renamed_ahead.refresh_from_db()
    assert renamed_ahead.valid_to is None


def test_a_committee_whose_base_is_to_get_cells_from_elsewhere_is_not_dissolved(
    ward: Ward, administrator: User
) -> None:
    top = make_user(role=Role.ADMINISTRATOR, at=Organization.objects.get_root(ward.committee))
    base = make_organization("Đảng bộ khu Tây", parent=ward.neighbour, type="base")
    on = timezone.localdate() + timedelta(days=10)
    carry_out(actor=top, decision=Decision(ward.base, on, MERGE, into=base))
    services.dissolve_organization(actor=top, organization=ward.neighbour_cell, last_day=on)
    with pytest.raises(services.StillHasParts):
        services.dissolve_organization(
            actor=top, organization=Organization.objects.get(pk=ward.neighbour.pk), last_day=on
        )


def test_two_reorganisations_decided_ahead_follow_each_other(
    ward: Ward, administrator: User, renamed_ahead: Organization, on_the_day: Callable[[date], None]
) -> None:
    first, second = (timezone.localdate() + timedelta(days=days) for days in (10, 20))
    names = ("Đảng bộ khu Trên", "Đảng bộ khu Dưới")
    parts = tuple((cell.pk, place) for cell, place in zip(ward.cells, (0, 1, 1), strict=True))
    decision = Decision(renamed_ahead, second, SPLIT, names, parts=parts)
    assert [body.parts for body in preview(actor=administrator, decision=decision).bodies] == [
        ("Chi bộ 1",),
        ("Chi bộ 2", "Chi bộ 3"),
    ]
    carry_out(actor=administrator, decision=decision)
    carry_out(actor=administrator, decision=Decision(ward.cells[2], timezone.localdate(), RENAME, ("Chi bộ Ga",)))

    on_the_day(first)
    assert _names_below("Đảng bộ khu Mới") == ["Chi bộ 1", "Chi bộ 2", "Chi bộ Ga"]
    on_the_day(second)
    assert [_names_below(name) for name in names] == [["Chi bộ 1"], ["Chi bộ 2", "Chi bộ Ga"]]
    assert not PartMove.objects.exists()
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_days_that_the_timer_slept_through_are_made_up_for(
    ward: Ward, administrator: User, renamed_ahead: Organization, on_the_day: Callable[[date], None]
) -> None:
    on = timezone.localdate() + timedelta(days=20)
    parts = tuple((cell.pk, 0) for cell in ward.cells)
    carry_out(actor=administrator, decision=Decision(renamed_ahead, on, SPLIT, ("Khu A", "Khu B"), parts=parts))
    on_the_day(on + timedelta(days=30))
    assert _names_below("Khu A") == ["Chi bộ 1", "Chi bộ 2", "Chi bộ 3"]
    assert not PartMove.objects.exists()


def test_a_move_that_cannot_be_carried_out_is_kept_logged_once_and_made_up_for(
    ward: Ward, administrator: User, renamed_ahead: Organization, on_the_day: Callable[[date], None]
) -> None:
    on = timezone.localdate() + timedelta(days=10)
    # As if ended by hand, past the checks.
    Organization.objects.filter(pk=renamed_ahead.pk).update(valid_from=None, valid_to=on - timedelta(days=1))
    on_the_day(on)
    on_the_day(on + timedelta(days=1))
    assert PartMove.objects.filter(failed_on=on).count() == 3
    told = [row.detail for row in AccessLog.objects.all() if "not_moved_below" in row.detail]
    assert [one["not_moved_below"] for one in told] == [renamed_ahead.pk] * 3

    Organization.objects.filter(pk=renamed_ahead.pk).update(valid_to=None)
    on_the_day(on + timedelta(days=2))
    assert _names_below("Đảng bộ khu Mới") == ["Chi bộ 1", "Chi bộ 2", "Chi bộ 3"]
    assert not PartMove.objects.exists()


def test_the_page_shares_out_cells_that_are_still_to_come(
    client: Client, ward: Ward, administrator: User, renamed_ahead: Organization
) -> None:
    client.force_login(administrator)
    address = reverse("organizations:body_change", args=[renamed_ahead.pk]) + "?loai=chia"
    assert "Chi bộ 2 về" in client.get(address).content.decode()
    on = timezone.localdate() + timedelta(days=20)
    data = {"names": "Khu A\nKhu B", "on": f"{on:%d/%m/%Y}", "viec": "ghi"}
    assert "Đồng chí chọn Chi bộ 2 về tổ chức ở dòng nào" in client.post(address, data).content.decode()
    assert client.post(address, data | {f"part_{cell.pk}": "1" for cell in ward.cells}).status_code == 302
    # The old base keeps its cells until they go: split earlier, they are still its own.
    old = reverse("organizations:body_change", args=[ward.base.pk]) + "?loai=chia"
    assert "Chi bộ 2 về" in client.get(old).content.decode()


def test_the_cells_to_merge_with_stand_by_base_the_own_base_first(client: Client) -> None:
    ward = make_ward()
    other = make_organization("Đảng bộ khu Đông", parent=ward.committee, type="base")
    for number in range(9):
        make_organization(f"Chi bộ xa {number}", parent=other, type="cell")
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward.province))
    page = client.get(reverse("organizations:body_change", args=[ward.cell.pk]), {"loai": "sap-nhap"})
    text = page.content.decode()
    groups = re.findall(r'<details class="boxes__group"( open)?>\s*<summary>(.*?) <span', text)
    assert groups == [(" open", ward.base.name), ("", other.name)]
    choices = dict(page.context["form"].fields["into"].widget.choices[1:])
    assert list(choices) == [name for _, name in groups]
    into = ward.cells[1]
    sent = {"on": f"{timezone.localdate():%d/%m/%Y}", "into": into.pk, "others": [], "viec": "xem"}
    assert client.post(f"{page.request['PATH_INFO']}?loai=sap-nhap", sent).context["preview"] is not None
