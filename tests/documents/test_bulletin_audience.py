"""Whom an issue goes to is looked for by name, for a province has ten thousand places that receive."""

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import Bulletin
from tests.builders import Ward, make_bulletin, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def editor(ward: Ward) -> Client:
    client = Client()
    client.force_login(ward.editor)
    return client


def _select(page: str) -> str:
    return page.split('<select name="audience"')[1].split("</select>")[0]


def _found(client: Client, term: str) -> set[str]:
    field = {"app_label": "documents", "model_name": "bulletin", "field_name": "audience"}
    answer = client.get(reverse("admin:autocomplete"), {**field, "term": term})
    return {row["id"] for row in answer.json()["results"]}


def test_the_form_of_a_new_issue_lists_no_place(ward: Ward, editor: Client) -> None:
    assert "<option" not in _select(editor.get(reverse("admin:documents_bulletin_add")).content.decode())


def test_what_is_chosen_stands_there_by_name(ward: Ward, editor: Client) -> None:
    row = make_bulletin(ward.committee)
    row.audience.set([ward.cells[1]])
    shown = _select(editor.get(reverse("admin:documents_bulletin_change", args=[row.pk])).content.decode())
    assert ward.cells[1].name in shown
    assert shown.count("<option") == 1


def test_places_that_receive_are_found_and_no_others(ward: Ward, editor: Client) -> None:
    assert str(ward.cell.pk) in _found(editor, ward.cell.name.lower())
    everything = _found(editor, "")
    assert str(ward.base.pk) in everything
    assert str(ward.committee.pk) not in everything
    assert str(ward.neighbour_cell.pk) not in everything


@pytest.mark.parametrize(("place", "is_taken"), [("cell", True), ("neighbour_cell", False), ("committee", False)])
def test_what_may_not_be_found_is_refused_when_sent(ward: Ward, editor: Client, place: str, is_taken: bool) -> None:
    data = {"publisher": ward.committee.pk, "kind": "monthly", "month": 12, "year": 2026}
    editor.post(reverse("admin:documents_bulletin_add"), {**data, "audience": [getattr(ward, place).pk]})
    assert Bulletin.objects.filter(audience=getattr(ward, place)).exists() is is_taken
