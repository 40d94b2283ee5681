"""Whose a photo is: said in one form wherever the photo came from, in every output."""

import importlib
import io
import re

import docx
import pytest
from django.apps import apps

from activities.models import ActivityPicture
from documents.models import Bulletin, Entry, EntryPicture
from documents.rendering.pages import page_texts
from documents.services.editing import entry_of_activity, place_picture
from tests.builders import (
    Ward,
    make_activity,
    make_bulletin,
    make_entry,
    make_picture,
    make_ward,
    publish_as,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


def test_typed_and_pool_photos_print_the_same_form_on_paper_in_word_and_on_the_page(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    entry = make_entry(bulletin, heading="Trồng cây", body="<p>Chi bộ trồng cây.</p>")
    place_picture(actor=ward.editor, entry=entry, picture=make_picture(), caption="Ra quân.", credit="Hà Vi")
    news = make_activity(ward.committee, title="Dọn kênh", body="<p>Chi bộ dọn kênh.</p>")
    ActivityPicture.objects.create(activity=news, picture=make_picture(), caption="Dọn kênh.", credit="(Lê Na)")
    entry_of_activity(actor=ward.editor, bulletin=bulletin, activity=news)

    edition = publish_as(ward.editor, ward.approver, bulletin)

    with edition.pdf.open() as kept:
        paper = " ".join("".join(page_texts(kept.read())).split())
    with edition.docx.open() as kept:
        word = "\n".join(one.text for one in docx.Document(io.BytesIO(kept.read())).paragraphs)
    page = " ".join(re.sub(r"<[^>]+>", "", row.html) for row in edition.entries.all())
    for output in (paper, word.replace("\xa0", " "), page.replace("\xa0", " ")):
        assert re.findall(r"\(([^()]*(?:Hà Vi|Lê Na))\)", output) == ["Ảnh: Hà Vi", "Ảnh: Lê Na"]


def test_stored_credits_are_completed_but_not_in_what_was_agreed_on(ward: Ward) -> None:
    def entry_in(state: str, month: int) -> Entry:
        return make_entry(make_bulletin(ward.committee, month=month, state=state), kind="news")

    for month, state in enumerate(("draft", "approved", "published"), start=1):
        EntryPicture.objects.create(entry=entry_in(state, month), picture=make_picture(), credit="Hà Vi")
    pooled = ActivityPicture.objects.create(activity=make_activity(ward.committee), picture=make_picture(), credit="Nụ")

    importlib.import_module("documents.migrations.0017_whole_credits").complete(apps, None)

    states = Bulletin.objects.order_by("month").values_list("state", "entries__placed_pictures__credit")
    assert list(states) == [("draft", "Ảnh: Hà Vi"), ("approved", "Hà Vi"), ("published", "Hà Vi")]
    pooled.refresh_from_db()
    assert pooled.credit == "Ảnh: Nụ"
