"""The list for the standing committee as Chromium prints it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from django.urls import reverse

from documents.addresses import place_of
from organizations.models import User
from tests.builders import Ward, make_bulletin, make_edition, make_organization, make_ward

if TYPE_CHECKING:
    from playwright.sync_api import Page

    OpenTab = Callable[..., Page]
    SignIn = Callable[[Page, User], None]


@pytest.fixture
def ward(transactional_db: None) -> Ward:
    return make_ward()


def _texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def test_the_sum_stands_once_and_the_heads_on_every_page(ward: Ward, open_tab: "OpenTab", sign_in: "SignIn") -> None:
    cells = []
    for base in range(12):
        place = make_organization(f"Đảng bộ khu {base}", parent=ward.committee, type="base")
        cells += [make_organization(f"Chi bộ {base}.{number}", parent=place, type="cell") for number in range(9)]
    edition = make_edition(make_bulletin(ward.committee), receivers=cells)
    page = open_tab()
    sign_in(page, ward.editor)
    page.goto(reverse("documents:bulletin_coverage_print", kwargs=place_of(edition)))

    texts = _texts(page.pdf(format="A4"))

    assert len(texts) >= 2
    assert [text.count("Cộng") for text in texts] == [0] * (len(texts) - 1) + [1]
    assert all("Chi bộ chưa nhận" in text for text in texts)


@pytest.mark.parametrize("address", ["directives:task_list", "directives:directive_list"])
def test_nothing_reaches_over_the_edge_of_the_paper(
    ward: Ward, open_tab: "OpenTab", sign_in: "SignIn", address: str
) -> None:
    page = open_tab(viewport={"width": 1280, "height": 800})
    sign_in(page, ward.secretary)
    page.goto(reverse(address))
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
