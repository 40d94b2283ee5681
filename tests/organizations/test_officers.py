"""Thay bí thư in one form, deputies named and confirmed, and what a former officer still sees: nothing from the day after."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.models import Edition
from organizations import services
from organizations.models import AccessLog, DeclinedProposal, Membership, SlipCode, User
from organizations.office.waiting import waiting_people
from organizations.roles import Role
from organizations.services import PersonFacts
from tests.builders import (
    PASSWORD,
    Ward,
    make_bulletin,
    make_edition,
    make_membership,
    make_organization,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db
NEW = PersonFacts("Nông Thị Hợi", "0912000333", "")


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def administrator(ward: Ward) -> User:
    return make_user(role=Role.ADMINISTRATOR, at=ward.committee)


def _secretaries(ward: Ward, days: int = 0) -> set[str]:
    rows = Membership.objects.in_force(timezone.localdate() + timedelta(days=days))
    return set(rows.filter(organization=ward.cell, role=Role.SECRETARY).values_list("user__full_name", flat=True))


def test_the_new_secretary_comes_and_the_former_ones_last_day_is_that_day(ward: Ward, administrator: User) -> None:
    today = timezone.localdate()
    new = services.change_secretary(actor=administrator, place=ward.cell, person=NEW, on=today)
    assert (new.username, new.phone_key, new.has_usable_password()) == ("nong.thi.hoi", "0912000333", False)
    assert _secretaries(ward, 1) == {"Nông Thị Hợi"}
    assert ward.secretary.memberships.get().ends_on == today
    assert AccessLog.objects.filter(action=AccessLog.Action.ROLE, organization=ward.cell).count() == 2


def test_a_former_secretary_sees_nothing_from_the_day_after(ward: Ward, administrator: User) -> None:
    make_edition(make_bulletin(ward.committee), receivers=[ward.cell])
    yesterday = timezone.localdate() - timedelta(days=1)
    assert Edition.objects.visible_to(ward.secretary).exists()
    services.change_secretary(actor=administrator, place=ward.cell, person=NEW, on=yesterday)
    former = User.objects.get(pk=ward.secretary.pk)
    assert not Edition.objects.visible_to(former).exists()
    assert former.reach.holds == ()


def test_a_slip_that_nobody_used_does_not_outlive_the_office(ward: Ward, administrator: User) -> None:
    services.issue_code(ward.secretary, administrator, timezone.now())
    services.change_secretary(actor=administrator, place=ward.cell, person=NEW, on=timezone.localdate())
    assert not SlipCode.objects.live(timezone.now()).filter(user=ward.secretary).exists()


def test_who_leads_another_cell_too_keeps_the_slip(ward: Ward, administrator: User) -> None:
    make_membership(ward.secretary, ward.cells[1], Role.SECRETARY)
    services.issue_code(ward.secretary, administrator, timezone.now())
    services.change_secretary(actor=administrator, place=ward.cell, person=NEW, on=timezone.localdate())
    assert SlipCode.objects.live(timezone.now()).filter(user=ward.secretary).exists()


def test_a_deputy_who_becomes_secretary_is_deputy_no_longer(ward: Ward, administrator: User) -> None:
    services.change_secretary(actor=administrator, place=ward.cell, person=ward.deputy, on=timezone.localdate())
    rows = Membership.objects.in_force(timezone.localdate() + timedelta(days=1)).filter(user=ward.deputy)
    assert [row.role for row in rows] == [Role.SECRETARY]


@pytest.mark.parametrize("phone", ["0912 000 333", "+84912000333"])
def test_a_person_is_found_by_name_and_number_within_the_actors_part_of_the_tree(
    phone: str, ward: Ward, administrator: User
) -> None:
    there = make_user(role=Role.SECRETARY, at=ward.cells[1], full_name="Nông Thị Hợi", phone="0912000333")
    facts = PersonFacts("nông thị  hợi", phone)
    new = services.change_secretary(actor=administrator, place=ward.cell, person=facts, on=timezone.localdate())
    assert new == there


def test_an_account_of_another_ward_is_left_alone(ward: Ward, administrator: User) -> None:
    stranger = make_user(role=Role.SECRETARY, at=ward.neighbour_cell, full_name="Nông Thị Hợi", phone="0912000333")
    new = services.change_secretary(actor=administrator, place=ward.cell, person=NEW, on=timezone.localdate())
    assert new != stranger
    assert new.username == "nong.thi.hoi"


def test_the_same_person_again_is_refused(ward: Ward, administrator: User) -> None:
    with pytest.raises(services.SamePerson):
        services.change_secretary(actor=administrator, place=ward.cell, person=ward.secretary, on=timezone.localdate())


def test_a_change_is_changed_back_within_the_day(ward: Ward, administrator: User) -> None:
    today = timezone.localdate()
    new = services.change_secretary(actor=administrator, place=ward.cell, person=NEW, on=today)
    for person in (ward.secretary, new, ward.secretary):
        services.change_secretary(actor=administrator, place=ward.cell, person=person, on=today)
    assert _secretaries(ward, 1) == {ward.secretary.full_name}


def test_a_day_before_the_former_one_began_is_refused_and_nothing_is_written(ward: Ward, administrator: User) -> None:
    long_ago = ward.secretary.memberships.get().starts_on - timedelta(days=1)
    with pytest.raises(services.EndsBeforeItBegins):
        services.change_secretary(actor=administrator, place=ward.cell, person=NEW, on=long_ago)
    assert not User.objects.filter(full_name=NEW.full_name).exists()


def test_a_coordinator_or_another_wards_administrator_appoints_nobody(ward: Ward) -> None:
    for actor in (
        make_user(role=Role.COORDINATOR, at=ward.base),
        make_user(role=Role.ADMINISTRATOR, at=ward.neighbour),
        ward.editor,
    ):
        with pytest.raises(services.NotAllowed):
            services.change_secretary(actor=actor, place=ward.cell, person=NEW, on=timezone.localdate())


def test_the_form_changes_the_secretary_and_leads_to_the_slip(client: Client, ward: Ward, administrator: User) -> None:
    client.force_login(administrator)
    data = {"full_name": "Nông Thị Hợi", "phone": "0912 000 333", "on": f"{timezone.localdate():%d/%m/%Y}"}
    answer = client.post(reverse("organizations:secretary_change", args=[ward.cell.pk]), data)
    new = User.objects.get(full_name="Nông Thị Hợi")
    assert answer.headers["Location"] == f"/to-chuc/phieu/?nguoi={new.pk}"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "1 phiếu, 1 tờ A4" in page
    assert "nong.thi.hoi" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"full_name": ""}, "ghi họ và tên bí thư mới"),
        ({"full_name": "Hợi"}, "đủ họ, tên đệm"),
        ({"full_name": "Nông Thị Hợi", "phone": "0912"}, "Số điện thoại chưa đúng"),
        ({"full_name": "Nông Thị Hợi", "on": "1/1/2019"}, "quá xa hôm nay"),
    ],
)
def test_a_wrong_form_says_what_to_do(
    data: dict[str, str], words: str, client: Client, ward: Ward, administrator: User
) -> None:
    client.force_login(administrator)
    sent = {"on": f"{timezone.localdate():%d/%m/%Y}"} | data
    page = client.post(reverse("organizations:secretary_change", args=[ward.cell.pk]), sent).content.decode()
    assert words in page
    assert _secretaries(ward, 1) == {ward.secretary.full_name}


# --- Deputies -------------------------------------------------------------------------------------------------------


def _propose(ward: Ward, **more: str) -> Membership:
    return services.propose_deputy(actor=ward.secretary, place=ward.cell, facts=PersonFacts("Mạc Văn Lĩnh", **more))


def test_a_proposed_deputy_sees_nothing_until_the_base_confirms(ward: Ward) -> None:
    make_edition(make_bulletin(ward.committee), receivers=[ward.cell])
    row = _propose(ward, phone="0912000444")
    assert not Edition.objects.visible_to(User.objects.get(pk=row.user_id)).exists()
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)
    services.answer_proposed(actor=coordinator, membership=row, is_confirmed=True)
    assert Edition.objects.visible_to(User.objects.get(pk=row.user_id)).exists()


def test_a_declined_deputy_sees_nothing_and_may_be_named_again(ward: Ward, administrator: User) -> None:
    row = _propose(ward, phone="0912000444")
    services.answer_proposed(actor=administrator, membership=row, is_confirmed=False, reason="Đã có hai phó bí thư")
    assert not User.objects.filter(pk=row.user_id).exists()
    with pytest.raises(services.NotProposed):
        services.answer_proposed(actor=administrator, membership=row, is_confirmed=True)
    services.propose_deputy(actor=ward.secretary, place=ward.cell, facts=PersonFacts("Mạc Văn Lĩnh", "0912000444"))
    assert Membership.objects.filter(role=Role.DEPUTY, state=Membership.State.PROPOSED).count() == 1


def test_an_answer_is_given_once(ward: Ward, administrator: User) -> None:
    row = _propose(ward)
    services.answer_proposed(actor=administrator, membership=row, is_confirmed=True)
    with pytest.raises(services.NotProposed):
        services.answer_proposed(actor=administrator, membership=row, is_confirmed=False, reason="Đã có hai phó bí thư")


def test_a_deputy_is_not_named_twice(ward: Ward) -> None:
    _propose(ward)
    with pytest.raises(services.AlreadyDeputy):
        _propose(ward)
    with pytest.raises(services.AlreadyDeputy):
        services.propose_deputy(actor=ward.secretary, place=ward.cell, facts=PersonFacts(ward.deputy.full_name, ""))


def test_only_the_cells_secretary_names_a_deputy_and_only_who_looks_after_it_answers(ward: Ward) -> None:
    row = _propose(ward)
    for actor in (ward.deputy, ward.outsider, ward.editor):
        with pytest.raises(services.NotAllowed):
            services.propose_deputy(actor=actor, place=ward.cell, facts=NEW)
    for actor in (
        ward.secretary,
        ward.editor,
        make_user(role=Role.COORDINATOR, at=ward.neighbour),
        make_user(role=Role.ADMINISTRATOR, at=ward.neighbour),
    ):
        with pytest.raises(services.NotAllowed):
            services.answer_proposed(actor=actor, membership=row, is_confirmed=True)


def test_the_pages_carry_a_deputy_from_the_secretary_to_the_slip(
    client: Client, ward: Ward, administrator: User
) -> None:
    client.force_login(ward.secretary)
    page = client.post(
        reverse("organizations:deputy_propose", args=[ward.cell.pk]), {"full_name": "Mạc Văn Lĩnh"}, follow=True
    )
    assert "chờ xác nhận" in page.content.decode()
    row = Membership.objects.get(state=Membership.State.PROPOSED)
    client.force_login(administrator)
    assert "Phó bí thư chờ xác nhận" in client.get(reverse("organizations:people_list")).content.decode()
    answer = client.post(reverse("organizations:deputy_answer", args=[row.pk]), {"tra-loi": "co"})
    assert answer.headers["Location"] == f"/to-chuc/phieu/?nguoi={row.user_id}"
    row.refresh_from_db()
    assert row.state == Membership.State.CONFIRMED


def test_a_secretary_reads_on_the_cells_page_that_a_deputy_was_not_confirmed_and_why(
    client: Client, ward: Ward, administrator: User
) -> None:
    row = _propose(ward, phone="0912000444")
    client.force_login(administrator)
    told = client.post(
        reverse("organizations:deputy_answer", args=[row.pk]),
        {"tra-loi": "khong", "ly-do": " Chi bộ dưới 9 đảng viên,\nchưa bầu phó bí thư. "},
        follow=True,
    )
    assert "Bí thư thấy lý do ở trang của chi bộ." in told.content.decode()
    logged = AccessLog.objects.filter(action=AccessLog.Action.ROLE).latest("pk")
    assert "reason" not in logged.detail

    cell, deputies = (
        reverse(name, args=[ward.cell.pk]) for name in ("documents:cell_show", "organizations:deputy_propose")
    )
    client.force_login(ward.deputy)
    assert "không được xác nhận" not in client.get(cell).content.decode()
    client.force_login(ward.secretary)
    for address in (cell, deputies):
        page = client.get(address).content.decode()
        assert "Mạc Văn Lĩnh" in page
        assert "Lý do: Chi bộ dưới 9 đảng viên, chưa bầu phó bí thư." in page
    client.post(reverse("organizations:deputy_noted", args=[ward.cell.pk]))
    assert "không được xác nhận" not in client.get(cell).content.decode()
    assert not DeclinedProposal.objects.exists()


def test_who_declines_says_why(client: Client, ward: Ward, administrator: User) -> None:
    row = _propose(ward)
    client.force_login(administrator)
    page = client.post(
        reverse("organizations:deputy_answer", args=[row.pk]), {"tra-loi": "khong", "ly-do": " "}, follow=True
    )
    assert "ghi lý do không xác nhận" in page.content.decode()
    row.refresh_from_db()
    assert row.state == Membership.State.PROPOSED


def test_a_deputy_declined_in_the_admin_is_told_of_too(client: Client, ward: Ward, administrator: User) -> None:
    row = _propose(ward)
    row.state = Membership.State.DECLINED
    services.save_membership(actor=administrator, membership=row)
    assert [told.full_name for told in services.declined_proposals(ward.cell)] == ["Mạc Văn Lĩnh"]


def test_what_was_declined_is_forgotten_when_named_again_and_after_two_months(ward: Ward, administrator: User) -> None:
    services.answer_proposed(
        actor=administrator, membership=_propose(ward), is_confirmed=False, reason="Ghi nhầm chi bộ"
    )
    _propose(ward)
    assert not services.declined_proposals(ward.cell).exists()
    DeclinedProposal.objects.create(
        organization=ward.cell,
        full_name="Nông Thị Mây",
        reason="Đã chuyển sinh hoạt",
        declined_at=timezone.now() - timedelta(days=DeclinedProposal.KEPT_DAYS + 1),
        declined_by=administrator,
    )
    assert not services.declined_proposals(ward.cell).exists()
    services.sweep_proposed()
    assert not DeclinedProposal.objects.exists()


def test_a_secretary_takes_a_proposal_back(client: Client, ward: Ward) -> None:
    row = _propose(ward)
    client.force_login(ward.secretary)
    client.post(reverse("organizations:deputy_withdraw", args=[row.pk]))
    assert not Membership.objects.filter(pk=row.pk).exists()


def _signs_in_by_phone(phone: str) -> bool:
    client = Client()
    client.post("/dang-nhap/", {"username": phone, "password": PASSWORD})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("answer", ["none", "withdrawn", "declined"])
def test_a_strangers_number_in_a_proposal_does_not_shut_its_owner_out(
    answer: str, ward: Ward, administrator: User
) -> None:
    make_user(role=Role.SECRETARY, at=ward.neighbour_cell, phone="0912000555")
    row = _propose(ward, phone="0912 000 555", email="mac.linh@example.org")
    if answer == "withdrawn":
        services.withdraw_proposed(actor=ward.secretary, membership=row)
    elif answer == "declined":
        services.answer_proposed(actor=administrator, membership=row, is_confirmed=False, reason="Đã có hai phó bí thư")

    named = User.objects.filter(full_name="Mạc Văn Lĩnh")
    assert [one.is_active for one in named] == ([False] if answer == "none" else [])
    assert _signs_in_by_phone("0912000555")


def test_the_account_of_a_proposal_opens_when_it_is_confirmed(ward: Ward, administrator: User) -> None:
    row = _propose(ward, phone="0912000444")
    services.answer_proposed(actor=administrator, membership=row, is_confirmed=True)
    named = User.objects.get(pk=row.user_id)
    assert (named.is_active, named.phone_key) == (True, "0912000444")


def test_names_proposed_and_taken_back_leave_no_account_and_no_role(ward: Ward, administrator: User) -> None:
    people, roles = User.objects.count(), Membership.objects.count()
    for name in ("Lĩnh", "Sơn", "Giang", "Hậu", "Lịch"):
        row = services.propose_deputy(actor=ward.secretary, place=ward.cell, facts=PersonFacts(f"Mạc Văn {name}"))
        services.withdraw_proposed(actor=ward.secretary, membership=row)
    row = _propose(ward, phone="0912000444")
    services.answer_proposed(actor=administrator, membership=row, is_confirmed=False, reason="Đã có hai phó bí thư")

    assert (User.objects.count(), Membership.objects.count()) == (people, roles)
    assert AccessLog.objects.filter(target_label__contains="Mạc Văn Lĩnh", action="role").exists()


def test_a_deputy_confirmed_meanwhile_is_not_withdrawn_by_an_old_page(ward: Ward, administrator: User) -> None:
    row = _propose(ward, phone="0912000444")
    old_page = Membership.objects.get(pk=row.pk)
    services.answer_proposed(actor=administrator, membership=row, is_confirmed=True)

    with pytest.raises(services.NotProposed):
        services.withdraw_proposed(actor=ward.secretary, membership=old_page)

    assert Membership.objects.get(pk=row.pk).state == Membership.State.CONFIRMED
    assert User.objects.filter(pk=row.user_id, is_active=True).exists()


def test_confirming_in_the_admin_opens_the_account_too(client: Client, ward: Ward, administrator: User) -> None:
    row = _propose(ward, phone="0912000444")
    row.state = Membership.State.CONFIRMED
    services.save_membership(actor=administrator, membership=row, changed=["state"])
    assert User.objects.get(pk=row.user_id).is_active


def test_an_account_shut_by_hand_stays_shut_when_a_role_is_confirmed(ward: Ward, administrator: User) -> None:
    row = _propose(ward, phone="0912000444")
    User.objects.filter(pk=row.user_id).update(last_login=timezone.now())
    row = Membership.objects.get(pk=row.pk)
    row.state = Membership.State.CONFIRMED
    services.save_membership(actor=administrator, membership=row, changed=["state"])
    assert not User.objects.get(pk=row.user_id).is_active


def test_the_daily_cleaning_takes_away_accounts_of_names_declined_by_hand_and_leaves_the_waiting(ward: Ward) -> None:
    declined = _propose(ward, phone="0912000444")
    Membership.objects.filter(pk=declined.pk).update(state=Membership.State.DECLINED)
    waiting = services.propose_deputy(actor=ward.secretary, place=ward.cell, facts=NEW)
    retired = make_user(full_name="Quàng Văn Sương", is_active=False)
    make_membership(retired, ward.cell, Role.DEPUTY, state=Membership.State.DECLINED)

    call_command("prune_log", stdout=io.StringIO())

    kept = set(User.objects.filter(is_active=False).values_list("pk", flat=True))
    assert kept == {waiting.user_id, retired.pk}


def test_a_former_deputy_who_is_declined_keeps_the_account(ward: Ward, administrator: User) -> None:
    there = make_user(full_name="Mạc Văn Lĩnh", phone="0912000444")
    make_membership(there, ward.cell, Role.DEPUTY, ends_on=timezone.localdate() - timedelta(days=300))
    row = _propose(ward, phone="0912000444")
    assert row.user_id == there.pk
    services.answer_proposed(actor=administrator, membership=row, is_confirmed=False, reason="Đã có hai phó bí thư")
    there.refresh_from_db()
    assert (there.is_active, there.phone) == (True, "0912000444")


def test_three_proposals_wait_in_a_cell_and_no_more(ward: Ward) -> None:
    rows = [
        services.propose_deputy(actor=ward.secretary, place=ward.cell, facts=PersonFacts(f"Mạc Văn {name}"))
        for name in ("Lĩnh", "Sơn", "Giang")
    ]
    with pytest.raises(services.TooManyProposed, match="đang có 3 đề nghị chờ xác nhận"):
        services.propose_deputy(actor=ward.secretary, place=ward.cell, facts=NEW)
    assert not User.objects.filter(full_name=NEW.full_name).exists()
    services.withdraw_proposed(actor=ward.secretary, membership=rows[0])
    assert services.propose_deputy(actor=ward.secretary, place=ward.cell, facts=NEW).pk


# --- The list -------------------------------------------------------------------------------------------------------


def test_the_lists_name_cells_without_a_secretary_and_officers_who_never_came_in(
    client: Client, ward: Ward, administrator: User
) -> None:
    ward.deputy.last_login = timezone.now()
    ward.deputy.save()
    client.force_login(administrator)
    lacking = client.get(reverse("organizations:people_list"), {"loc": "chua-co-bi-thu"})
    assert [line.organization for line in lacking.context["page"]] == [ward.cells[1]]
    never = client.get(reverse("organizations:people_list"), {"loc": "chua-dang-nhap"})
    assert never.context["never_in"] == 1
    assert [line.organization for line in never.context["page"]] == [ward.cell]


def test_the_list_says_of_which_places_a_secretary_is_wanted(client: Client, ward: Ward, administrator: User) -> None:
    make_membership(make_user(), ward.cells[1], Role.SECRETARY)
    make_organization(
        "Chi bộ sắp lập", parent=ward.base, type="cell", valid_from=timezone.localdate() + timedelta(days=9)
    )
    client.force_login(administrator)
    text = client.get(reverse("organizations:people_list")).content.decode()
    lacking = int(re.findall(r"Chi bộ chưa có bí thư \((\d+)\)", text)[0])
    assert text.count("chưa có bí thư</span>") == lacking
    assert "có chi bộ trực thuộc, không bắt buộc ghi bí thư" in text
    assert "chưa ghi bí thư: ghi trước ngày hoạt động" in text


def test_the_list_is_searched_by_cell_and_by_person_without_diacritics(
    client: Client, ward: Ward, administrator: User
) -> None:
    client.force_login(administrator)
    for typed, cell in (("luong van tam", ward.cell), ("chi bo 2", ward.cells[1])):
        page = client.get(reverse("organizations:people_list"), {"tim": typed})
        assert [line.organization for line in page.context["page"]] == [cell]


def test_the_list_costs_as_many_queries_for_twenty_cells_as_for_two(
    client: Client, django_assert_max_num_queries: object
) -> None:
    ward = make_ward(cells=20)
    for cell in ward.cells[1:]:
        make_user(role=Role.SECRETARY, at=cell)
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward.committee))
    client.get(reverse("organizations:people_list"))
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        assert len(client.get(reverse("organizations:people_list")).context["page"].object_list) == 21


def test_deputies_stand_by_given_name_after_the_secretary(client: Client, ward: Ward, administrator: User) -> None:
    for name in ("An Thị Yến", "Vũ Văn Bích"):
        make_membership(make_user(full_name=name), ward.cell, Role.DEPUTY)
    client.force_login(administrator)
    line = next(iter(client.get(reverse("organizations:people_list"), {"tim": "chi bo 1"}).context["page"]))
    assert [row.user.full_name for row in line.officers] == [
        "Lường Văn Tấm",
        "Vũ Văn Bích",
        "Hà Thị Nụ",
        "An Thị Yến",
    ]


def test_a_coordinator_sees_the_own_base_and_no_buttons_of_administrators(client: Client, ward: Ward) -> None:
    client.force_login(make_user(role=Role.COORDINATOR, at=ward.base))
    page = client.get(reverse("organizations:people_list"))
    text = page.content.decode()
    assert page.context["total"] == 3
    assert "Chi bộ Đông" not in text
    assert "Thay bí thư" not in text
    assert "Nhập từ Excel" not in text


# --- The first page of the admin ------------------------------------------------------------------------------------


def test_the_first_page_of_the_admin_tells_what_waits_for_an_administrator(
    client: Client, ward: Ward, administrator: User
) -> None:
    _propose(ward)
    client.force_login(administrator)
    page = client.get(reverse("admin:index")).content.decode()
    for words in (
        "1 phó bí thư được đề nghị",
        "1 chi bộ chưa có bí thư",
        "2 bí thư, phó bí thư",
        "vai trò hơn một năm chưa xem lại",
    ):
        assert words in page


def test_an_editor_is_told_nothing_of_cells_and_a_new_ward_where_to_begin(client: Client, ward: Ward) -> None:
    assert waiting_people(ward.editor) == []
    [line] = waiting_people(make_user(role=Role.ADMINISTRATOR, at=make_organization("Đảng ủy phường Hạ Long")))
    assert line.address == reverse("organizations:cell_import")
