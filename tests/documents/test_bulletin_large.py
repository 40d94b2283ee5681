"""The PDF in large type: made from the frozen content when first asked for, kept, and behind the rule of its edition."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from documents.addresses import addresses_of, place_of
from documents.models import Delivery, Edition, PublisherSettings
from documents.rendering.pages import page_count, page_texts
from documents.rendering.pdf import CannotSet
from documents.services import large_type
from documents.services.large_type import PAGES_DIFFER, large_pdf
from organizations.models import AccessLog
from tests.builders import Ward, make_bulletin, make_entry, make_ward, publish
from tests.documents.fetching import fetch

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    bulletin = make_bulletin(ward.committee)
    body = "".join(
        f"<p>Đoạn thứ {n}: các chi bộ bàn việc giữ vệ sinh ngõ xóm, mỗi tuần một buổi.</p>" for n in range(120)
    )
    make_entry(bulletin, heading="Giữ sạch ngõ xóm", body=body)
    return publish(ward, bulletin)


def address(edition: Edition) -> str:
    return reverse("documents:bulletin_large", kwargs=place_of(edition))


def kept() -> list[Path]:
    return list((Path(settings.MEDIA_ROOT) / "derived" / "large").rglob("*.pdf"))


def test_it_is_the_frozen_content_on_more_pages_and_says_so(ward: Ward, edition: Edition) -> None:
    edition.bulletin.entries.update(heading="Đã sửa sau khi phát hành")
    answer = fetch(ward.secretary, address(edition))
    texts = " ".join("\n".join(page_texts(answer.body)).replace("\u00a0", " ").split())
    assert page_count(answer.body) > edition.pdf_pages
    assert "Giữ sạch ngõ xóm" in texts
    assert "Đã sửa sau khi phát hành" not in texts
    assert PAGES_DIFFER in texts
    assert f"{edition.token[:5]}-{edition.token[5:]}" in texts


def test_it_is_made_once_and_the_same_each_time(ward: Ward, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fetch(ward.secretary, address(edition)).body
    [path] = kept()
    path.unlink()
    assert hashlib.sha256(fetch(ward.editor, address(edition)).body).digest() == hashlib.sha256(first).digest()

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(large_type, "render_pdf", refuse)
    assert fetch(ward.secretary, address(edition)).body == first


def test_taking_it_counts_and_is_logged(ward: Ward, edition: Edition) -> None:
    fetch(ward.secretary, address(edition))
    assert Delivery.objects.filter(edition=edition, organization=ward.cell, downloaded_at__isnull=False).exists()
    assert AccessLog.objects.filter(action=AccessLog.Action.DOWNLOAD, detail__file="large").exists()
    fetch(ward.secretary, address(edition) + "?xem=1")
    assert AccessLog.objects.filter(action=AccessLog.Action.PRINT, detail__file="large").exists()


def test_its_name_says_what_it_is(ward: Ward, edition: Edition) -> None:
    header = fetch(ward.secretary, address(edition)).headers["Content-Disposition"]
    assert 'chu lon).pdf"' in header
    assert "ch%E1%BB%AF%20l%E1%BB%9Bn" in header


def test_it_carries_the_readers_mark_where_the_publisher_wants_it(ward: Ward, edition: Edition) -> None:
    PublisherSettings.objects.update_or_create(publisher=ward.committee, defaults={"watermarked": True})
    marked = fetch(ward.secretary, address(edition)).body
    assert marked != Path(settings.MEDIA_ROOT, large_pdf(edition)).read_bytes()


def test_what_cannot_be_set_leads_back_with_a_word(
    ward: Ward, edition: Edition, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise CannotSet("Không dàn được.")

    monkeypatch.setattr(large_type, "render_pdf", refuse)
    client.force_login(ward.secretary)
    page = client.get(address(edition), follow=True)
    assert "Chưa dàn được bản chữ lớn" in page.content.decode()


def test_the_reading_page_offers_it(ward: Ward, edition: Edition, client: Client) -> None:
    client.force_login(ward.secretary)
    addresses = addresses_of(edition)
    page = client.get(addresses["read"]).content.decode()
    assert f'href="{addresses["large"]}"' in page
    assert "Tải bản chữ lớn" in page
