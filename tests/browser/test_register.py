"""The register's forms in a real browser: a pasted citation, a typed number, files, the page of a directive; wide and on a phone."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from directives.models import Deadline
from directives.services import add_file, create_directive
from tests.browser.test_desk import until
from tests.builders import Ward, make_directive, make_kind, make_ward
from tests.directives.test_directive_admin_files import word_file

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
ADD = "/quan-tri/directives/directive/add/"
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def ward() -> Ward:
    row = make_ward()
    row.province.letters = "TU"
    row.province.save()
    return row


@pytest.fixture(params=["tab", "phone"])
def page(request: pytest.FixtureRequest, ward: Ward, sign_in: Callable[..., None]) -> "Page":
    page: Page = request.getfixturevalue(request.param)
    sign_in(page, ward.editor)
    return page


def test_a_pasted_citation_fills_the_fields_and_tells_of_the_same_number(page: "Page", ward: Ward) -> None:
    make_directive(
        ward.province, number="45-KH/TU", kind=make_kind(), issued_on=date(2026, 7, 3), subject="về trồng rừng"
    )
    page.goto(ADD)
    page.fill("#loi-vien-dan", f"Kế hoạch số 45-KH/TU, ngày 03/7/2026 của {ward.province.name} về trồng rừng")
    page.click("text=Điền vào các ô")
    assert page.input_value("#id_number") == "45-KH/TU"
    assert page.input_value("#id_issued_on") == "03/07/2026"
    assert page.input_value("#id_register") == str(ward.province.pk)
    page.wait_for_selector(".number-says a")
    assert "ngày 03/07/2026" in page.inner_text(".number-says")
    assert page.evaluate(OVERFLOW) <= 0


def test_a_typed_number_guesses_kind_and_the_body_above(page: "Page", ward: Ward) -> None:
    make_kind()
    page.goto(ADD)
    page.locator("#id_number").press_sequentially("46-kh/tu")
    until(page, "document.getElementById('id_register').value !== ''")
    assert page.input_value("#id_register") == str(ward.province.pk)
    assert page.evaluate("document.getElementById('id_kind').selectedOptions[0].text") == "Kế hoạch"


def test_the_files_of_a_directive_stand_in_their_columns(page: "Page", ward: Ward) -> None:
    row = make_directive(ward.committee, subject="về trồng cây")
    add_file(actor=ward.editor, directive=row, content=word_file("Một dòng chữ."), name="ke-hoach.docx")
    page.goto(f"/quan-tri/directives/directive/{row.pk}/change/")
    cells = page.locator("#files-group tr.has_original td")
    assert cells.count() == page.locator("#files-group thead th").count()
    assert page.locator("#files-group .said-checkbox label").first.inner_text().startswith("Tôi cam đoan")
    assert page.evaluate(OVERFLOW) <= 0


def test_suggested_deadlines_stand_beside_the_text_and_are_taken_by_one_press(page: "Page", ward: Ward) -> None:
    row = create_directive(
        actor=None, held_by=ward.committee, register=ward.committee, kind=make_kind(), number="5-KH/ĐU",
        issued_on=date(2026, 3, 2), subject="về trồng cây", body="<p>Các chi bộ trồng xong cây trước ngày 30/12/2026.</p>",
    )  # fmt: skip
    page.goto(f"/van-ban/{row.pk}/")
    assert page.evaluate(OVERFLOW) <= 0
    text, beside = (page.locator(name).bounding_box() for name in (".directive__body", ".directive__suggested"))
    assert text is not None
    assert beside is not None
    wide = page.viewport_size is not None and page.viewport_size["width"] > 1000
    assert (beside["x"] >= text["x"] + text["width"] * 0.9) is wide
    page.click(".directive__suggested >> text=Nhận")
    page.wait_for_selector("#thoi-han")
    assert Deadline.objects.get().state == Deadline.DeadlineState.ACCEPTED
