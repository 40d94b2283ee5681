"""The box at the head of a correction: each changed entry with a link, the words before and after, and the press."""

import re

import pytest
from django.test import Client

from documents.addresses import addresses_of
from documents.models import Bulletin, Delivery, Edition
from documents.services.desk.texts import save_text
from documents.services.reviewing import reopen_bulletin
from organizations.roles import Role
from tests.builders import Ward, make_bulletin, make_entry, make_user, make_ward, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Trồng cây", body="<p>Các khu phố trồng cây ven sông.</p>")
    make_entry(row, heading="Thu gom rác", body="<p>Phường có 10 hộ đăng ký ngay tuần đầu.</p>")
    publish(ward, row)
    return row


def correct(ward: Ward, bulletin: Bulletin, old: str, new: str, note: str = "Sửa số liệu.") -> Edition:
    """Open the issue again, exchange the words in its second entry and publish."""
    row = Bulletin.objects.get(pk=bulletin.pk)
    reopen_bulletin(actor=ward.approver, bulletin=row)
    entry = row.entries.get(heading="Thu gom rác")
    fields = {"heading": entry.heading, "body": entry.body.replace(old, new)}
    save_text(actor=ward.editor, entry=entry, version=entry.version, fields=fields)
    return publish(ward, Bulletin.objects.get(pk=row.pk), change_note=note, change_reason="Gõ nhầm.")


def box_of(html: str) -> str:
    """The box at the head, as HTML."""
    return html[html.index('class="notice notice--note"') : html.index('class="issue__head"')]


def listed(html: str) -> list[str]:
    found = re.search(r'<ul class="issue__changed">(.*?)</ul>', html, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", found[1]) if found else []


def read(client: Client, edition: Edition) -> str:
    return client.get(addresses_of(edition)["read"]).content.decode()


def test_the_box_links_to_the_changed_entry_and_says_the_words(client: Client, ward: Ward, bulletin: Bulletin) -> None:
    edition = correct(ward, bulletin, "10 hộ", "12 hộ")
    client.force_login(ward.secretary)
    html = read(client, edition)
    (row,) = listed(html)
    assert row == '<a href="#muc-2">Mục 2. Thu gom rác</a>: sửa “có 10 hộ” thành “có 12 hộ”'
    assert html.count('id="muc-2"') == 1


def test_words_that_the_note_says_already_are_not_said_twice(client: Client, ward: Ward, bulletin: Bulletin) -> None:
    edition = correct(ward, bulletin, "10 hộ", "12 hộ", note="Mục 2: sửa “có 10 hộ” thành “có 12 hộ”.")
    client.force_login(ward.secretary)
    html = read(client, edition)
    assert listed(html) == ['<a href="#muc-2">Mục 2. Thu gom rác</a>']
    assert box_of(html).count("12 hộ") == 1


def test_the_press_stands_in_the_box_until_the_cell_has_answered(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    edition = correct(ward, bulletin, "10 hộ", "12 hộ")
    client.force_login(ward.secretary)
    acknowledge = addresses_of(edition)["acknowledge"]
    assert f'action="{acknowledge}"' in box_of(read(client, edition))
    client.post(acknowledge)
    assert acknowledge not in box_of(read(client, edition))


def test_who_holds_the_first_edition_sees_what_changed_since_that_one(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    """The second edition passed him by: what it changed is new to him too."""
    correct(ward, bulletin, "10 hộ", "12 hộ")
    third = correct(ward, bulletin, "tuần đầu", "tuần hai")
    Delivery.objects.filter(edition__bulletin=bulletin, edition__number=1).update(opened_at=third.publish_at)
    client.force_login(ward.secretary)
    (row,) = listed(read(client, third))
    assert "12 hộ" in row
    assert "hai" in row


def test_who_may_not_see_the_earlier_edition_learns_nothing_of_its_words(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    edition = correct(ward, bulletin, "10 hộ", "12 hộ")
    Delivery.objects.filter(edition__number=1).delete()
    client.force_login(make_user(role=Role.SECRETARY, at=ward.cells[0]))
    html = read(client, edition)
    assert listed(html) == []
    assert "10 hộ" not in html
