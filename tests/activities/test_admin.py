"""The admin's page of a news item."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import make_ward

pytestmark = pytest.mark.django_db


def test_the_body_a_news_item_is_about_is_looked_for_not_listed() -> None:
    ward = make_ward()
    client = Client()
    client.force_login(ward.editor)

    page = client.get(reverse("admin:activities_activity_add")).content.decode()
    assert 'name="about"' in page
    assert ward.cell.name not in page
    found = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "activities", "model_name": "activity", "field_name": "about", "term": ward.cell.name.lower()},
    ).json()
    assert str(ward.cell.pk) in {row["id"] for row in found["results"]}
    assert str(ward.neighbour_cell.pk) not in {row["id"] for row in found["results"]}
