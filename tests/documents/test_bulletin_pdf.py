"""The frozen PDF goes out to who may read its edition, under a Vietnamese name, and counts as taken."""

import hashlib
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from documents.addresses import file_stem, place_of
from documents.models import Delivery, Edition, Withdrawal
from organizations.models import AccessLog, Lineage, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_edition,
    make_entry,
    make_organization,
    make_user,
    make_ward,
    publish,
)
from tests.documents.fetching import Answer, fetch

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    return make_edition(make_bulletin(ward.committee), receivers=[ward.base, *ward.cells])


def _get(user: User | None, edition: Edition, query: str = "", *, number: int | None = None) -> Answer:
    return fetch(user, reverse("documents:bulletin_pdf", kwargs=place_of(edition, number=number)) + query)


def test_the_bytes_are_those_that_were_frozen(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin)
    edition = publish(ward, bulletin)

    response = _get(ward.secretary, edition)

    assert hashlib.sha256(response.body).hexdigest() == edition.pdf_sha256
    assert response.headers["Content-Type"] == "application/pdf"


def test_it_is_saved_under_a_vietnamese_name(ward: Ward, edition: Edition) -> None:
    response = _get(ward.secretary, edition)

    name = "Tài liệu sinh hoạt chi bộ tháng 11-2026 - Đảng ủy phường Bình Giang.pdf"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert f"filename*=UTF-8''{quote(name, safe='')}" in disposition
    assert 'filename="Tai lieu sinh hoat chi bo thang 11-2026 - Dang uy phuong Binh Giang.pdf"' in disposition


def test_a_correction_has_a_name_of_its_own(ward: Ward, edition: Edition) -> None:
    second = make_edition(edition.bulletin, receivers=ward.cells, number=2)

    assert file_stem(second).endswith("(đính chính lần 1)")
    assert file_stem(second) != file_stem(edition)
    assert _get(ward.secretary, second).status_code == 200
    assert quote("(đính chính lần 1)") not in _get(ward.secretary, edition, number=1).headers["Content-Disposition"]


def test_it_opens_in_the_browser_for_printing(ward: Ward, edition: Edition) -> None:
    response = _get(ward.secretary, edition, "?xem=1")

    assert response.headers["Content-Disposition"].startswith("inline; ")
    delivery = Delivery.objects.get(edition=edition, organization=ward.cell)
    assert delivery.printed_at is not None
    assert delivery.downloaded_at is None
    assert AccessLog.objects.filter(action="print").count() == 1


def test_downloading_counts_as_having_opened_for_the_officers_cell_alone(ward: Ward, edition: Edition) -> None:
    _get(ward.secretary, edition)
    _get(ward.editor, edition)

    marked = Delivery.objects.filter(edition=edition, downloaded_at__isnull=False)
    assert [(row.organization, row.opened_by) for row in marked] == [(ward.cell, ward.secretary)]
    assert AccessLog.objects.filter(action="download", target_id=str(edition.pk)).count() == 2


def test_who_may_not_read_gets_no_file(ward: Ward, edition: Edition) -> None:
    for stranger in (ward.outsider, make_user(), make_user(role=Role.EDITOR, at=ward.neighbour)):
        assert _get(stranger, edition).status_code == 404
    assert _get(None, edition).status_code == 302
    assert not AccessLog.objects.filter(action="download").exists()


def test_before_its_hour_and_after_withdrawal_there_is_no_file(ward: Ward, edition: Edition) -> None:
    future = make_edition(
        make_bulletin(ward.committee, month=12), receivers=ward.cells, publish_at=timezone.now() + timedelta(hours=1)
    )
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Nhầm.")

    for person in (ward.secretary, ward.approver, make_user(is_superuser=True)):
        assert _get(person, future).status_code == 404
        assert _get(person, edition).status_code == 404
    assert not Delivery.objects.filter(opened_at__isnull=False).exists()


def test_an_old_edition_keeps_its_own_file(ward: Ward, edition: Edition) -> None:
    make_edition(
        edition.bulletin,
        receivers=ward.cells,
        number=2,
        pdf=default_storage.save("edition/moi.pdf", ContentFile(b"%PDF-2")),
    )

    assert _get(ward.secretary, edition).body == b"%PDF-2"
    assert _get(ward.secretary, edition, number=1).body == b"%PDF-1.7 "


def test_a_successors_secretary_takes_the_file_of_the_archive_and_marks_nothing(ward: Ward, edition: Edition) -> None:
    heir = make_organization("Chi bộ hợp nhất", parent=ward.neighbour, type="cell")
    Lineage.objects.create(organization=heir, predecessor=ward.cell)

    assert _get(make_user(role=Role.SECRETARY, at=heir), edition).status_code == 200
    assert not Delivery.objects.filter(opened_at__isnull=False).exists()


def test_a_lost_file_is_not_found(ward: Ward, edition: Edition) -> None:
    default_storage.delete(edition.pdf.name or "")

    assert _get(ward.secretary, edition).status_code == 404


def test_behind_nginx_the_file_is_handed_over_not_read(ward: Ward, edition: Edition, settings: Settings) -> None:
    settings.ACCEL_PREFIX = "/-/files/"

    response = _get(ward.secretary, edition)

    assert response.headers["X-Accel-Redirect"] == f"/-/files/{edition.pdf.name}"
    assert response.body == b""


def test_nobody_on_the_way_keeps_a_copy(ward: Ward, edition: Edition) -> None:
    assert "no-store" in _get(ward.secretary, edition).headers["Cache-Control"]


def test_a_file_is_only_fetched(ward: Ward, edition: Edition) -> None:
    client = Client()
    client.force_login(ward.secretary)

    assert client.post(reverse("documents:bulletin_pdf", kwargs=place_of(edition))).status_code == 405
