"""What ``make crash`` looks for: it must notice every half of a publishing, or its "0 faults" says nothing."""

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage

from benchmarks.crash_publishing import faults_of
from directives.models import CitingText
from documents.models import Bulletin, Delivery, Edition, Outbox
from organizations.models import Organization
from tests.builders import Ward, approve, make_bulletin, make_entry, make_ward, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    made = make_ward()
    Organization.objects.filter(pk=made.cell.pk).update(road=Organization.Road.EMAIL)
    made.secretary.email = "bi.thu@vi-du.vn"
    made.secretary.save()
    return made


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row)
    return row


def _faults(bulletin: Bulletin) -> list[str]:
    return faults_of(bulletin, receivers=3, mails=1)


def test_an_approved_issue_and_a_published_one_are_whole(ward: Ward, bulletin: Bulletin) -> None:
    approve(ward, bulletin)
    assert _faults(bulletin) == []

    other = make_bulletin(ward.committee, month=3)
    make_entry(other)
    publish(ward, other)
    assert _faults(other) == []


def _drop_file(bulletin: Bulletin) -> None:
    default_storage.delete(Edition.objects.get().docx.name or "")


def _break_file(bulletin: Bulletin) -> None:
    with default_storage.open(Edition.objects.get().pdf.name or "", "wb") as file:
        file.write(b"half")


def _drop_entries(bulletin: Bulletin) -> None:
    Edition.objects.get().entries.all().delete()
    CitingText.objects.filter(entry=None).delete()


HALVES: dict[str, Callable[[Bulletin], object]] = {
    "a delivery": lambda bulletin: Delivery.objects.order_by("pk")[:1].get().delete(),
    "a mail": lambda bulletin: Outbox.objects.all().delete(),
    "the entries": _drop_entries,
    "the step": lambda bulletin: bulletin.events.filter(verb="publish").delete(),
    "the state": lambda bulletin: Bulletin.objects.update(state="approved"),
    "a file": _drop_file,
    "half of a file": _break_file,
}


@pytest.mark.parametrize("lost", HALVES)
def test_a_publishing_is_not_whole_without(ward: Ward, bulletin: Bulletin, lost: str) -> None:
    publish(ward, bulletin)

    HALVES[lost](bulletin)

    assert len(_faults(bulletin)) == 1


def test_deliveries_or_a_state_without_an_edition_are_noticed(ward: Ward, bulletin: Bulletin) -> None:
    approve(ward, bulletin)
    Bulletin.objects.update(state="published")

    assert _faults(bulletin) == ["state published without an edition"]
