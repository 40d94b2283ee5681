"""Several officers press at the same moment: counted once, reminded once, one report a month."""

import pytest
from django.utils import timezone

from documents.models import Delivery, Meeting, Outbox
from documents.services.delivering import acknowledge
from documents.services.meetings import AlreadyReported, MeetingFacts, report_meeting
from documents.services.reminding import remind
from organizations.models import Organization, User
from tests.at_once import at_once
from tests.builders import Ward, make_bulletin, make_edition, make_ward


@pytest.fixture
def ward(transactional_db: None) -> Ward:
    return make_ward()


def test_two_officers_who_acknowledge_at_once_count_once(ward: Ward) -> None:
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)

    results = at_once(
        lambda: acknowledge(actor=ward.secretary, edition=edition),
        lambda: acknowledge(actor=ward.deputy, edition=edition),
    )

    assert sorted(results, key=str) == [0, 1]
    assert Delivery.objects.get(edition=edition, organization=ward.cell).acknowledged_by in (
        ward.secretary,
        ward.deputy,
    )


def test_two_presses_at_once_remind_everybody_once(ward: Ward) -> None:
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)
    Delivery.objects.filter(edition=edition).update(road=Organization.Road.EMAIL)
    User.objects.filter(pk__in=[ward.secretary.pk, ward.deputy.pk]).update(email="chi.bo@vi-du.vn")

    results = at_once(
        lambda: remind(actor=ward.editor, edition=edition).total,
        lambda: remind(actor=ward.approver, edition=edition).total,
    )

    assert sorted(results, key=str) == [0, 2]
    assert Outbox.objects.count() == 2


def test_of_two_reports_at_once_one_stands_and_the_other_is_told(ward: Ward) -> None:
    today = timezone.localdate()
    facts = MeetingFacts(kind="monthly", month=today, held_on=today, total=24, present=20)

    results = at_once(
        lambda: report_meeting(actor=ward.secretary, cell=ward.cell, facts=facts),
        lambda: report_meeting(actor=ward.deputy, cell=ward.cell, facts=facts),
    )

    assert Meeting.objects.count() == 1
    assert sum(isinstance(result, AlreadyReported) for result in results) == 1
    assert sum(isinstance(result, Meeting) for result in results) == 1
