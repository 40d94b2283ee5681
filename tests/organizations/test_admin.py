"""The administrators' pages: what they show, what they refuse, and that the services write."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from organizations.models import AccessLog, Lineage, Membership, Organization, Succession, User
from organizations.roles import Role
from tests.builders import make_membership, make_organization, make_type, make_user, make_ward

pytestmark = pytest.mark.django_db


class Place:
    """A ward with a base and two cells, its administrator signed in, and a ward beside it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.province = make_organization("Tỉnh ủy Sơn Hà", type="province_committee")
        self.ward = make_organization("Đảng ủy phường Mai Động", parent=self.province)
        self.base = make_organization("Đảng bộ khu 1", parent=self.ward, type="base")
        self.cell = make_organization("Chi bộ 1", parent=self.base, type="cell")
        self.other = make_organization("Đảng ủy phường An Bình", parent=self.province)
        self.other_cell = make_organization("Chi bộ Đông", parent=self.other, type="cell")
        self.administrator = make_user("quan.tri", role=Role.ADMINISTRATOR, at=self.ward)
        client.force_login(self.administrator)


@pytest.fixture
def place(client: Client) -> Place:
    return Place(client)


def _organization_data(row: Organization | None = None, **fields: object) -> dict[str, object]:
    data: dict[str, object] = {
        "name": row.name if row else "Chi bộ 9",
        "short_name": "",
        "letters": "",
        "type": row.type_id if row else make_type("cell").pk,
        "valid_from": "",
        "valid_to": "",
        "road": "zalo",
        "paper_copies": "0",
        "contact": "",
        "version_seen": row.version if row else "",
    }
    return data | fields


def _errors(answer: object) -> str:
    return str(answer.context["adminform"].form.errors)  # type: ignore[attr-defined]


# --- Organisations --------------------------------------------------------------------------------------------------


def test_the_list_is_searched_without_diacritics_and_keeps_to_ones_own(place: Place) -> None:
    page = place.client.get("/quan-tri/organizations/organization/?q=chi+bo")

    assert [row.name for row in page.context["cl"].queryset] == ["Chi bộ 1"]


@pytest.mark.parametrize(
    ("short", "is_refused"), [("Đảng ủy phường", True), ("ĐB cơ sở", True), ("ĐU Bình Giang", False)]
)
def test_a_short_name_that_every_place_could_bear_is_refused(short: str, is_refused: bool, place: Place) -> None:
    data = _organization_data(parent=place.base.pk, short_name=short)

    answer = place.client.post(reverse("admin:organizations_organization_add"), data)

    assert (answer.status_code == 200) == is_refused
    if is_refused:
        assert "thêm tên riêng" in _errors(answer)


def test_an_organisation_is_added_below_its_parent_and_logged(place: Place) -> None:
    address = reverse("admin:organizations_organization_add")

    answer = place.client.post(address, _organization_data(parent=place.base.pk))

    assert answer.status_code == 302
    row = Organization.objects.get(name="Chi bộ 9")
    assert row.path.startswith(place.base.path)
    assert AccessLog.objects.filter(actor=place.administrator, action="create", target_id=str(row.pk)).exists()


@pytest.mark.parametrize("which", ["other", "province", "none"])
def test_a_posted_parent_that_one_does_not_administer_is_refused(place: Place, which: str) -> None:
    parent = {"other": place.other.pk, "province": place.province.pk, "none": ""}[which]

    answer = place.client.post(reverse("admin:organizations_organization_add"), _organization_data(parent=parent))

    assert answer.status_code == 200
    assert "parent" in _errors(answer)
    assert not Organization.objects.filter(name="Chi bộ 9").exists()


def test_another_parent_moves_the_organisation_with_all_below_it(place: Place) -> None:
    second = make_organization("Đảng bộ khu 2", parent=place.ward, type="base")
    address = reverse("admin:organizations_organization_change", args=[place.cell.pk])

    place.client.post(address, _organization_data(place.cell, parent=second.pk))

    place.cell.refresh_from_db()
    assert place.cell.path.startswith(second.path)


def test_dates_are_read_day_first(place: Place) -> None:
    address = reverse("admin:organizations_organization_change", args=[place.cell.pk])

    place.client.post(address, _organization_data(place.cell, parent=place.base.pk, valid_from="02/03/2026"))

    place.cell.refresh_from_db()
    assert place.cell.valid_from == date(2026, 3, 2)


def test_a_last_day_ends_the_roles_held_there(place: Place) -> None:
    officer = make_user(role=Role.SECRETARY, at=place.cell)
    address = reverse("admin:organizations_organization_change", args=[place.cell.pk])

    place.client.post(address, _organization_data(place.cell, parent=place.base.pk, valid_to="30/06/2025"))

    assert Membership.objects.get(user=officer).ends_on == date(2025, 6, 30)


def test_a_last_day_is_refused_while_a_part_lives_on(place: Place) -> None:
    address = reverse("admin:organizations_organization_change", args=[place.base.pk])

    answer = place.client.post(address, _organization_data(place.base, parent=place.ward.pk, valid_to="30/06/2025"))

    assert "chuyển các tổ chức đó đi trước" in _errors(answer)
    place.base.refresh_from_db()
    assert place.base.valid_to is None


def test_a_stale_save_is_refused_once_and_shows_both_texts(place: Place) -> None:
    address = reverse("admin:organizations_organization_change", args=[place.cell.pk])
    stale = _organization_data(place.cell, parent=place.base.pk, contact="Bản của tôi")
    place.client.post(address, _organization_data(place.cell, parent=place.base.pk, contact="Bản của người khác"))

    answer = place.client.post(address, stale)
    text = answer.content.decode()

    place.cell.refresh_from_db()
    assert place.cell.contact == "Bản của người khác"
    pair = text.split('class="conflicts__pair"')[1].split("</section>")[0]
    assert "Bản của người khác" in pair
    assert "Bản của tôi" in pair
    again = stale | {"version_seen": answer.context["adminform"].form["version_seen"].value()}
    assert place.client.post(address, again).status_code == 302
    place.cell.refresh_from_db()
    assert place.cell.contact == "Bản của tôi"


def test_saving_unchanged_text_over_a_newer_version_is_no_conflict(place: Place) -> None:
    address = reverse("admin:organizations_organization_change", args=[place.cell.pk])
    data = _organization_data(place.cell, parent=place.base.pk, contact="Như nhau")
    place.client.post(address, data)

    assert place.client.post(address, data).status_code == 302


def test_a_row_of_another_desk_is_answered_like_one_that_does_not_exist(place: Place) -> None:
    hidden = place.client.get(reverse("admin:organizations_organization_change", args=[place.other_cell.pk]))
    absent = place.client.get(reverse("admin:organizations_organization_change", args=[987654321]))

    assert (hidden.status_code, hidden["Location"]) == (absent.status_code, absent["Location"])


def test_what_is_seen_but_not_administered_cannot_be_changed(place: Place) -> None:
    address = reverse("admin:organizations_organization_change", args=[place.province.pk])

    assert place.client.get(address).status_code == 200
    assert place.client.post(address, _organization_data(place.province, name="Đổi tên")).status_code == 403


def test_the_page_before_deleting_counts_what_hangs_on_a_row_and_names_none_of_it(place: Place) -> None:
    make_user(full_name="Người không nên lộ", role=Role.SECRETARY, at=place.cell)

    text = place.client.get(reverse("admin:organizations_organization_delete", args=[place.cell.pk])).content.decode()

    assert "Người không nên lộ" not in text
    assert "mục khác đang dùng" in text


# --- Succession -----------------------------------------------------------------------------------------------------


def test_a_succession_entered_in_the_admin_rebuilds_the_lineage_and_a_cycle_is_named_on_the_field(place: Place) -> None:
    old = make_organization("Đảng ủy xã cũ", parent=place.ward)
    address = reverse("admin:organizations_succession_add")
    data = {"old": old.pk, "new": place.ward.pk, "on": "01/07/2025", "kind": "merge"}

    assert place.client.post(address, data).status_code == 302
    assert Lineage.objects.filter(organization=place.ward, predecessor=old).exists()

    back = place.client.post(address, data | {"old": place.ward.pk, "new": old.pk})
    assert "Đồng chí kiểm tra lại thứ tự" in _errors(back)
    assert Succession.objects.count() == 1


def test_nobody_takes_over_for_an_organisation_of_another_desk(place: Place) -> None:
    address = reverse("admin:organizations_succession_add")

    answer = place.client.post(
        address, {"old": place.ward.pk, "new": place.other.pk, "on": "01/07/2025", "kind": "merge"}
    )

    assert "new" in _errors(answer)
    assert not Succession.objects.exists()


# --- People ---------------------------------------------------------------------------------------------------------


def _no_roles(total: int = 0) -> dict[str, object]:
    return {
        "memberships-TOTAL_FORMS": total,
        "memberships-INITIAL_FORMS": 0,
        "memberships-MIN_NUM_FORMS": 0,
        "memberships-MAX_NUM_FORMS": 1000,
    }


def test_a_person_is_entered_with_a_first_password_and_a_role(place: Place, client: Client) -> None:
    data = {
        "username": "Le.Van.Tam",
        "full_name": "Lê Văn Tám",
        "phone": "0912 345 678",
        "email": "",
        "password": "suoi-trong-nui-xanh",
    }
    data["username"] = "le.van.tam"
    role = {
        "memberships-0-role": "secretary",
        "memberships-0-organization": place.cell.pk,
        "memberships-0-starts_on": "01/08/2026",
        "memberships-0-ends_on": "",
        "memberships-0-state": "confirmed",
    }

    answer = place.client.post(reverse("admin:organizations_user_add"), data | _no_roles(1) | role)

    assert answer.status_code == 302
    user = User.objects.get(username="le.van.tam")
    assert user.check_password("suoi-trong-nui-xanh")
    assert user.memberships.get().organization == place.cell
    assert set(AccessLog.objects.filter(actor=place.administrator).values_list("action", flat=True)) == {
        "create",
        "role",
    }


@pytest.mark.parametrize("phone", ["12", "gọi buổi tối", "0912 345"])
def test_a_phone_number_with_which_nobody_could_sign_in_is_named_on_the_field(place: Place, phone: str) -> None:
    data = {
        "username": "le.van.tam",
        "full_name": "Lê Văn Tám",
        "phone": phone,
        "email": "",
        "password": "suoi-trong-nui-xanh",
    }

    answer = place.client.post(reverse("admin:organizations_user_add"), data | _no_roles(0))

    assert "chưa đủ chữ số" in _errors(answer)
    assert not User.objects.filter(username="le.van.tam").exists()


def test_a_role_at_an_organisation_of_another_desk_is_refused_when_posted(place: Place) -> None:
    person = make_user(role=Role.CLERK, at=place.ward)
    answer = place.client.post(
        reverse("admin:organizations_membership_add"),
        {
            "user": person.pk,
            "role": "administrator",
            "organization": place.other.pk,
            "starts_on": "01/08/2026",
            "state": "confirmed",
        },
    )

    assert "organization" in _errors(answer)
    assert Membership.objects.filter(user=person).count() == 1


def test_an_administrator_does_not_make_the_emergency_account(place: Place) -> None:
    person = make_user(role=Role.CLERK, at=place.ward)
    address = reverse("admin:organizations_user_change", args=[person.pk])
    page = place.client.get(address)
    assert "is_superuser" not in page.context["adminform"].form.fields

    data = {"username": person.username, "full_name": "Tên mới", "phone": "", "email": "", "is_active": "on"}
    roles = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": person.memberships.get().pk,
        "memberships-0-user": person.pk,
        "memberships-0-role": "clerk",
        "memberships-0-organization": place.ward.pk,
        "memberships-0-starts_on": "01/01/2020",
        "memberships-0-state": "confirmed",
    }
    place.client.post(address, data | roles | {"is_superuser": "on"})

    person.refresh_from_db()
    assert (person.full_name, person.is_superuser) == ("Tên mới", False)


def test_a_new_password_is_set_on_a_page_of_its_own_for_ones_own_people_only(place: Place) -> None:
    person = make_user(role=Role.CLERK, at=place.ward)
    elsewhere = make_user(role=Role.CLERK, at=place.ward)
    make_membership(elsewhere, place.other, Role.EDITOR)
    stranger = make_user(role=Role.CLERK, at=place.other)
    new = {"new_password1": "suoi-trong-nui-xanh", "new_password2": "suoi-trong-nui-xanh"}

    def post(user: User) -> int:
        return place.client.post(reverse("admin:organizations_user_password_change", args=[user.pk]), new).status_code

    assert [post(person), post(elsewhere), post(stranger)] == [302, 403, 404]
    person.refresh_from_db()
    assert person.check_password("suoi-trong-nui-xanh")


def test_accounts_and_roles_are_not_deleted(place: Place) -> None:
    person = make_user(role=Role.CLERK, at=place.ward)

    for address in (
        reverse("admin:organizations_user_delete", args=[person.pk]),
        reverse("admin:organizations_membership_delete", args=[person.memberships.get().pk]),
    ):
        assert place.client.post(address, {"post": "yes"}).status_code == 403


# --- The admin itself -----------------------------------------------------------------------------------------------


def test_the_log_is_read_only_even_for_the_emergency_account(client: Client) -> None:
    superuser = make_user(is_superuser=True)
    row = AccessLog.objects.create(action="read", actor=superuser)
    client.force_login(superuser)

    assert client.get(reverse("admin:organizations_accesslog_changelist")).status_code == 200
    assert client.post(reverse("admin:organizations_accesslog_change", args=[row.pk]), {}).status_code == 403
    assert (
        client.post(reverse("admin:organizations_accesslog_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    )


def test_signing_out_of_the_admin_closes_the_session(place: Place) -> None:
    answer = place.client.post(reverse("admin:logout"))

    assert answer["Location"] == "/dang-nhap/"
    assert "_auth_user_id" not in place.client.session


def test_the_first_page_of_the_admin_is_grouped_by_work_and_names_nothing_twice(client: Client) -> None:
    client.force_login(make_user(is_superuser=True))

    groups = client.get("/quan-tri/").context["app_list"]

    models = [row["model"]._meta.label for group in groups for row in group["models"]]
    assert groups[0]["name"] == "Tài liệu sinh hoạt"
    assert len(models) == len(set(models))
    assert "organizations.User" in models


@pytest.mark.parametrize("label", ["organization", "user", "membership", "accesslog"])
def test_a_list_costs_the_same_number_of_queries_for_twice_the_rows(client: Client, label: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    superuser = make_user(is_superuser=True)
    client.force_login(superuser)
    ward = make_organization()

    def more() -> None:
        for _ in range(4):
            cell = make_organization(parent=ward, type="cell")
            user = make_user(role=Role.SECRETARY, at=cell)
            AccessLog.objects.create(action="read", actor=user, organization=cell)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/quan-tri/organizations/{label}/").status_code == 200
        return len(queries)

    more()
    count()
    before = count()
    more()
    assert count() == before


def test_who_may_only_look_at_a_body_reads_where_it_belongs_in_vietnamese(place: Place) -> None:
    """Of bodies above and beside the own one the page is read only; a field of the form has no words there by itself."""
    clerk = make_user("tra.cuu", role=Role.CLERK, at=place.ward)
    make_membership(clerk, place.ward, Role.EDITOR)
    place.client.force_login(clerk)
    page = place.client.get(f"/quan-tri/organizations/organization/{place.cell.pk}/change/").content.decode()

    assert "Trực thuộc" in page
    assert "Parent" not in page
    assert place.base.name in page


def test_a_yes_and_a_no_are_read_out_in_vietnamese(place: Place) -> None:
    make_user("nghi.viec", role=Role.CLERK, at=place.cell, is_active=False)
    page = place.client.get("/quan-tri/organizations/user/").content.decode()
    assert 'alt="Có"' in page
    assert 'alt="Không"' in page
    assert 'alt="True"' not in page


def test_the_list_of_bodies_says_in_one_column_each_when_they_are_in_force_and_how_they_receive(client: Client) -> None:
    ward = make_ward()
    Organization.objects.filter(pk=ward.cell.pk).update(
        valid_from=date(2026, 7, 1), valid_to=date(2027, 6, 30), road=Organization.Road.PAPER, paper_copies=3
    )
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward.committee))
    text = client.get(reverse("admin:organizations_organization_changelist")).content.decode()
    assert "từ 01/07/2026 đến hết 30/06/2027" in text
    assert "Bản giấy: 3 bản" in text
