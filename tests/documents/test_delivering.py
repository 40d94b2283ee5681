"""Who receives an edition, frozen as it was; and what a reader's actions do to the delivery of the reader's cell."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from documents.models import Bulletin, Delivery, Edition, Outbox
from documents.services.delivering import (
    acknowledge,
    audience_of,
    mark_opened,
    mark_taken,
    officers_with_email,
    receivers_in_words,
    unread_editions,
)
from organizations.models import Membership, Organization, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_edition,
    make_entry,
    make_membership,
    make_organization,
    make_user,
    make_ward,
    publish,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row)
    return row


def _names(bulletin: Bulletin, on: date = TODAY) -> list[str]:
    return [receiver.name for receiver in audience_of(bulletin, on)]


def test_receivers_are_counted_in_the_words_that_coverage_uses(ward: Ward, bulletin: Bulletin) -> None:
    from documents.services.coverage import coverage_of

    paths = [receiver.path for receiver in audience_of(bulletin, TODAY)]
    cells = len(ward.cells)
    assert receivers_in_words(reversed(paths)) == f"{cells} chi bộ và {len(paths) - cells} cấp ủy"
    assert receivers_in_words(paths[-1:]) == "1 chi bộ"
    edition = publish(ward, bulletin)
    assert coverage_of(edition.deliveries.all(), edition).total == cells


# --- Audience -------------------------------------------------------------------------------------------------------


def test_all_cells_and_bases_below_the_publisher_receive(ward: Ward, bulletin: Bulletin) -> None:
    make_organization("Ban Xây dựng Đảng phường", parent=ward.committee, type="board")
    make_organization("Chi bộ Công an phường", parent=ward.committee, type="cell")

    assert _names(bulletin) == ["Đảng bộ khu Bến Cau", "Chi bộ 1", "Chi bộ 2", "Chi bộ Công an phường"]


def test_a_chosen_part_receives_with_everything_below_it(ward: Ward, bulletin: Bulletin) -> None:
    other = make_organization("Đảng bộ khu Gốc Đa", parent=ward.committee, type="base")
    make_organization("Chi bộ Gốc Đa", parent=other, type="cell")
    bulletin.audience.set([other, ward.cells[1]])

    assert _names(bulletin) == ["Chi bộ 2", "Đảng bộ khu Gốc Đa", "Chi bộ Gốc Đa"]


def test_a_chosen_body_of_somebody_else_receives_nothing(ward: Ward, bulletin: Bulletin) -> None:
    bulletin.audience.set([ward.neighbour, ward.province])

    assert "Chi bộ Đông" not in _names(bulletin)


def test_only_cells_that_exist_on_the_day_receive(ward: Ward, bulletin: Bulletin) -> None:
    make_organization("Chi bộ cũ", parent=ward.base, type="cell", valid_to=TODAY - timedelta(days=1))
    make_organization("Chi bộ hết ngày", parent=ward.base, type="cell", valid_to=TODAY)
    make_organization("Chi bộ từ nay", parent=ward.base, type="cell", valid_from=TODAY)
    make_organization("Chi bộ mai sau", parent=ward.base, type="cell", valid_from=TODAY + timedelta(days=1))

    assert _names(bulletin)[3:] == ["Chi bộ hết ngày", "Chi bộ từ nay"]


def test_of_two_merged_cells_only_the_new_one_receives(ward: Ward, bulletin: Bulletin) -> None:
    first, second = ward.cells
    merged = make_organization("Chi bộ 1-2", parent=ward.base, type="cell", valid_from=date(2026, 11, 1))
    for old in (first, second):
        Organization.objects.filter(pk=old.pk).update(valid_to=date(2026, 10, 31))

    assert _names(bulletin, date(2026, 10, 31)) == ["Đảng bộ khu Bến Cau", "Chi bộ 1", "Chi bộ 2"]
    assert _names(bulletin, date(2026, 11, 1)) == ["Đảng bộ khu Bến Cau", merged.name]


def test_a_large_audience_needs_no_more_queries(
    ward: Ward, bulletin: Bulletin, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        make_organization(f"Chi bộ lớn {number}", parent=ward.base, type="cell")
    bulletin = Bulletin.objects.select_related("publisher").get(pk=bulletin.pk)

    with django_assert_max_num_queries(3):
        assert len(audience_of(bulletin, TODAY)) == 43


# --- Frozen when published ------------------------------------------------------------------------------------------


def test_a_delivery_keeps_name_place_and_road_of_the_day_of_publishing(ward: Ward, bulletin: Bulletin) -> None:
    Organization.objects.filter(pk=ward.cell.pk).update(road="paper", paper_copies=12)
    edition = publish(ward, bulletin)

    base = Organization.objects.get(pk=ward.base.pk)
    base.name = "Đảng bộ khu Bến Mới"
    base.save()
    Organization.objects.filter(pk=ward.cell.pk).update(road="zalo", paper_copies=0)
    elsewhere = make_organization("Đảng bộ khu Gốc Đa", parent=ward.committee, type="base")
    Organization.objects.move(Organization.objects.get(pk=ward.cell.pk), elsewhere, pos="last-child")

    delivery = Delivery.objects.get(edition=edition, organization=ward.cell)
    assert (delivery.name, delivery.ancestry) == ("Chi bộ 1", "Đảng bộ khu Bến Cau")
    assert (delivery.path, delivery.road, delivery.paper_copies) == (ward.cell.path, "paper", 12)
    assert Delivery.objects.get(edition=edition, organization=ward.base).ancestry == ""


def test_the_names_from_the_publisher_down_stand_in_the_ancestry(ward: Ward, bulletin: Bulletin) -> None:
    inner = make_organization("Đảng bộ bộ phận Chợ", parent=ward.base, type="base")
    cell = make_organization("Chi bộ Chợ", parent=inner, type="cell")

    edition = publish(ward, bulletin)

    delivery = Delivery.objects.get(edition=edition, organization=cell)
    assert delivery.ancestry == "Đảng bộ khu Bến Cau › Đảng bộ bộ phận Chợ"


def test_a_cell_made_afterwards_has_no_delivery(ward: Ward, bulletin: Bulletin) -> None:
    edition = publish(ward, bulletin)
    make_organization("Chi bộ 3", parent=ward.base, type="cell")

    assert edition.deliveries.count() == 3


def test_the_audience_is_that_of_the_day_on_which_readers_see_it(ward: Ward, bulletin: Bulletin) -> None:
    hour = timezone.now() + timedelta(days=10)
    Bulletin.objects.filter(pk=bulletin.pk).update(publish_at=hour)
    Organization.objects.filter(pk=ward.cells[1].pk).update(valid_to=timezone.localdate() + timedelta(days=5))

    edition = publish(ward, Bulletin.objects.get(pk=bulletin.pk))

    assert set(edition.deliveries.values_list("name", flat=True)) == {"Đảng bộ khu Bến Cau", "Chi bộ 1"}


# --- Messages -------------------------------------------------------------------------------------------------------


def _by_mail(*cells: Organization) -> None:
    Organization.objects.filter(pk__in=[cell.pk for cell in cells]).update(road="email")


def test_officers_of_cells_reached_by_mail_get_a_message_once_a_person(ward: Ward, bulletin: Bulletin) -> None:
    _by_mail(*ward.cells)
    User.objects.filter(pk=ward.secretary.pk).update(email="tam@example.org")
    make_membership(ward.secretary, ward.cells[1], Role.DEPUTY)
    make_membership(ward.secretary, ward.cells[1], Role.SECRETARY, starts_on=date(2024, 1, 1))

    edition = publish(ward, bulletin)

    message = Outbox.objects.get()
    assert (message.edition, message.user, message.address) == (edition, ward.secretary, "tam@example.org")
    assert message.not_before == edition.publish_at
    with pytest.raises(IntegrityError), transaction.atomic():
        Outbox.objects.create(edition=edition, user=ward.secretary, address="b@example.org", not_before=timezone.now())


@pytest.mark.parametrize("case", ["another road", "no address", "locked account", "left", "not yet", "declined", "a coordinator"])  # fmt: skip
def test_nobody_else_gets_a_message(ward: Ward, bulletin: Bulletin, case: str) -> None:
    _by_mail(ward.cell)
    person = make_user(email="nguoi.doc@example.org")
    fields: dict[str, object] = {}
    match case:
        case "another road":
            Organization.objects.filter(pk=ward.cell.pk).update(road="zalo")
        case "no address":
            User.objects.filter(pk=person.pk).update(email="")
        case "locked account":
            User.objects.filter(pk=person.pk).update(is_active=False)
        case "left":
            fields["ends_on"] = timezone.localdate() - timedelta(days=1)
        case "not yet":
            fields["starts_on"] = timezone.localdate() + timedelta(days=1)
        case "declined":
            fields["state"] = Membership.State.DECLINED
    make_membership(person, ward.cell, Role.COORDINATOR if case == "a coordinator" else Role.SECRETARY, **fields)

    receivers = audience_of(bulletin, timezone.localdate())

    assert list(officers_with_email(receivers, timezone.localdate())) == []


def test_who_is_an_officer_gets_one(ward: Ward, bulletin: Bulletin) -> None:
    _by_mail(ward.cell)
    User.objects.filter(pk=ward.deputy.pk).update(email="nu@example.org")

    receivers = audience_of(bulletin, TODAY)

    assert list(officers_with_email(receivers, TODAY)) == [(ward.deputy.pk, "nu@example.org")]


# --- Marks ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def edition(ward: Ward, bulletin: Bulletin) -> Edition:
    return make_edition(bulletin, receivers=[ward.base, *ward.cells])


def _delivery(edition: Edition, organization: Organization) -> Delivery:
    return Delivery.objects.get(edition=edition, organization=organization)


def test_the_first_officer_who_opens_counts_and_only_for_the_own_cell(ward: Ward, edition: Edition) -> None:
    assert mark_opened(actor=ward.deputy, edition=edition) == 1
    first = _delivery(edition, ward.cell)

    assert mark_opened(actor=ward.secretary, edition=edition) == 0
    again = _delivery(edition, ward.cell)
    assert (again.opened_at, again.opened_by) == (first.opened_at, ward.deputy)
    assert _delivery(edition, ward.cells[1]).opened_at is None
    assert _delivery(edition, ward.base).opened_at is None


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.CLERK, Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR], ids=str
)
def test_nobody_but_an_officer_marks_anything(ward: Ward, edition: Edition, role: str) -> None:
    person = make_user(role=role, at=ward.cell)

    mark_opened(actor=person, edition=edition)
    mark_taken(actor=person, edition=edition, field="downloaded_at")
    acknowledge(actor=person, edition=edition)

    for delivery in edition.deliveries.all():
        assert not any([delivery.opened_at, delivery.downloaded_at, delivery.printed_at, delivery.acknowledged_at])


def test_who_leads_two_cells_marks_both(ward: Ward, edition: Edition) -> None:
    make_membership(ward.secretary, ward.cells[1], Role.DEPUTY)

    assert acknowledge(actor=ward.secretary, edition=edition) == 2


def test_an_officer_who_has_left_marks_nothing(ward: Ward, edition: Edition) -> None:
    Membership.objects.filter(user=ward.secretary).update(ends_on=timezone.localdate() - timedelta(days=1))

    assert acknowledge(actor=User.objects.get(pk=ward.secretary.pk), edition=edition) == 0


@pytest.mark.parametrize("field", ["downloaded_at", "printed_at"])
def test_taking_a_file_is_opening_it(ward: Ward, edition: Edition, field: str) -> None:
    mark_taken(actor=ward.secretary, edition=edition, field=field)

    delivery = _delivery(edition, ward.cell)
    first = getattr(delivery, field)
    assert delivery.opened_by == ward.secretary
    assert first is not None
    mark_taken(actor=ward.deputy, edition=edition, field=field)
    assert getattr(_delivery(edition, ward.cell), field) == first


def test_acknowledging_again_changes_nothing(ward: Ward, edition: Edition) -> None:
    assert acknowledge(actor=ward.secretary, edition=edition) == 1
    before = _delivery(edition, ward.cell)

    assert acknowledge(actor=ward.deputy, edition=edition) == 0
    after = _delivery(edition, ward.cell)
    assert (after.acknowledged_at, after.acknowledged_by, after.state_label) == (
        before.acknowledged_at,
        ward.secretary,
        "đã nhận",
    )


def test_a_file_taken_without_opening_is_refused_by_the_database(ward: Ward, edition: Edition) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.deliveries.update(printed_at=timezone.now())


# --- Unread ---------------------------------------------------------------------------------------------------------


def test_an_edition_is_unread_until_one_of_ones_cells_has_it(ward: Ward, edition: Edition) -> None:
    make_membership(ward.secretary, ward.cells[1], Role.DEPUTY)
    user = User.objects.get(pk=ward.secretary.pk)
    assert unread_editions(user, [edition]) == {edition.pk}

    edition.deliveries.filter(organization=ward.cells[1]).update(on_paper_at=timezone.now())

    assert unread_editions(User.objects.get(pk=user.pk), [edition]) == set()


def test_nothing_is_unread_for_who_is_no_officer(ward: Ward, edition: Edition) -> None:
    for person in (ward.editor, make_user(role=Role.COORDINATOR, at=ward.base), ward.outsider):
        assert unread_editions(person, [edition]) == set()
