"""The frozen Word file goes out to who may read its edition."""

import hashlib
import io
from datetime import timedelta

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.addresses import place_of
from documents.models import Delivery, Edition, Withdrawal
from organizations.models import AccessLog, User
from organizations.roles import Role
from tests.builders import Ward, make_bulletin, make_edition, make_entry, make_user, make_ward, publish
from tests.documents.fetching import Answer, fetch

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    return make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])


def _get(user: User | None, edition: Edition) -> Answer:
    return fetch(user, reverse("documents:bulletin_docx", kwargs=place_of(edition)))


def test_the_bytes_are_those_that_were_frozen_and_open_in_a_word_processor(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, heading="Ngày hội ở khu Bến Cau")
    edition = publish(ward, bulletin)

    response = _get(ward.secretary, edition)

    content = response.body
    assert hashlib.sha256(content).hexdigest() == edition.docx_sha256
    assert "wordprocessingml" in response.headers["Content-Type"]
    assert any("Ngày hội ở khu Bến Cau" in row.text for row in docx.Document(io.BytesIO(content)).paragraphs)


def test_it_is_saved_under_a_vietnamese_name_and_counts_as_taken(ward: Ward, edition: Edition) -> None:
    response = _get(ward.secretary, edition)

    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert disposition.endswith(".docx")
    assert "T%C3%A0i%20li%E1%BB%87u" in disposition
    delivery = Delivery.objects.get(edition=edition, organization=ward.cell)
    assert delivery.downloaded_at is not None
    assert delivery.opened_by == ward.secretary
    assert AccessLog.objects.get(action="download").detail == {"file": "docx"}


def test_who_may_not_read_gets_no_file(ward: Ward, edition: Edition) -> None:
    for stranger in (ward.outsider, make_user(), make_user(role=Role.APPROVER, at=ward.neighbour)):
        assert _get(stranger, edition).status_code == 404
    assert _get(None, edition).status_code == 302


def test_before_its_hour_and_after_withdrawal_there_is_no_file(ward: Ward, edition: Edition) -> None:
    future = make_edition(
        make_bulletin(ward.committee, month=12), receivers=ward.cells, publish_at=timezone.now() + timedelta(hours=1)
    )
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Nhầm.")

    for person in (ward.secretary, ward.approver, make_user(is_superuser=True)):
        assert _get(person, future).status_code == 404
        assert _get(person, edition).status_code == 404


def test_a_file_is_only_fetched(ward: Ward, edition: Edition) -> None:
    client = Client()
    client.force_login(ward.secretary)

    assert client.post(reverse("documents:bulletin_docx", kwargs=place_of(edition))).status_code == 405
