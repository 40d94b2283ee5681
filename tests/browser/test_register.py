"""The register in a browser: counts that come late or in another order belong to the list shown; the way back, chips, the words
to copy; with scripts and without, on a desk and on a phone."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from directives.search.index import index_directives
from organizations.models import User
from organizations.roles import Role
from tests.builders import make_directive, make_organization, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    OpenTab = Callable[..., Page]
    SignIn = Callable[[Page, User], None]
    Accessible = Callable[..., None]

COUNTS = "**/van-ban/so-luong/**"


@pytest.fixture
def clerk(transactional_db: None) -> User:
    ward = make_organization("Đảng ủy phường Bình Giang", letters="ĐU")
    subjects = ("về trồng cây xanh", "về trồng rừng", "về trong sạch bộ máy", "về nuôi ong", "về giấy tờ điện tử")
    rows = [
        make_directive(ward, subject=subject, number=f"{number}-KH/ĐU", issued_on=date(2026, 5, number))
        for number, subject in enumerate(subjects, start=1)
    ]
    index_directives(rows)
    return make_user("tra.cuu", role=Role.CLERK, at=ward)


def _rows(page: "Page", number: int) -> None:
    """Wait until so many rows are shown; fails where they are not."""
    page.wait_for_selector(f".register__list > li:nth-child({number}):last-child" if number else ".empty")


def _count(page: "Page", number: int) -> None:
    """Wait until the count beside the list says so many."""
    page.wait_for_selector(f"#so-luong .results-count:text-is('{number} văn bản.')")


def test_counts_that_come_late_belong_to_the_question_shown(tab: "Page", sign_in: "SignIn", clerk: User) -> None:
    sign_in(tab, clerk)
    tab.goto("/van-ban/")
    _count(tab, 5)
    held: list[Route] = []
    tab.route(COUNTS, lambda route: route.continue_() if held else held.append(route))

    tab.fill("#q", "trồng")
    _rows(tab, 3)
    tab.wait_for_selector("#so-luong.htmx-request", state="attached")
    tab.fill("#q", "nuôi ong")
    _count(tab, 1)
    with tab.expect_response(COUNTS):
        held[0].continue_()
    tab.wait_for_load_state("networkidle")

    _rows(tab, 1)
    _count(tab, 1)


def test_a_plain_page_counts_whole_words_and_typing_counts_beginnings(
    tab: "Page", sign_in: "SignIn", clerk: User
) -> None:
    sign_in(tab, clerk)
    tab.goto("/van-ban/?q=tron")
    _rows(tab, 0)
    tab.wait_for_load_state("networkidle")
    assert tab.locator("#so-luong .results-count").count() == 0

    tab.fill("#q", "")
    tab.locator("#q").press_sequentially("tron")
    _rows(tab, 3)
    _count(tab, 3)


def test_back_from_a_directive_stands_the_question_that_was_answered(
    tab: "Page", sign_in: "SignIn", clerk: User
) -> None:
    sign_in(tab, clerk)
    tab.goto("/van-ban/?q=ong")
    _count(tab, 1)
    tab.fill("#q", "trồng cây")
    tab.wait_for_selector(".register__list :text('trồng cây')")
    _count(tab, 1)
    tab.click(".register__list h3 a")
    tab.wait_for_selector("h1:has-text('1-KH/ĐU')")

    tab.go_back()
    _count(tab, 1)

    assert tab.input_value("#q") == "trồng cây"
    assert "trồng cây" in tab.locator(".register__list").inner_text()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_its_chips_and_the_counts_at_every_width(
    width: int, scripts: bool, open_tab: "OpenTab", sign_in: "SignIn", clerk: User, assert_accessible: "Accessible"
) -> None:
    page = open_tab(viewport={"width": width, "height": 740}, java_script_enabled=scripts)
    sign_in(page, clerk)
    page.goto("/van-ban/")
    page.wait_for_selector("#so-luong .results-count" if scripts else "#so-luong a")
    page.fill("#q", "trồng cây tháng 5/2026")
    if not scripts:
        page.click("form[role=search] .button--main")
    page.wait_for_selector(".filters__chosen a")

    _rows(page, 1)
    if scripts:
        _count(page, 1)
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
        assert_accessible(page)
    else:
        page.click("#so-luong a")
        page.wait_for_selector("text=1 văn bản.")
        page.go_back()
    page.click(".filters__chosen a")
    page.wait_for_url("**bo=thoi_gian**")
    _rows(page, 0)
    assert page.locator(".filters__chosen").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_a_register_is_checked_and_written_by_one_press_more(
    width: int, open_tab: "OpenTab", sign_in: "SignIn", transactional_db: None
) -> None:
    ward = make_organization("Đảng ủy phường Bình Giang", letters="ĐU")
    tab = open_tab(viewport={"width": width, "height": 800})
    sign_in(tab, make_user("bien.tap", role=Role.EDITOR, at=ward))
    text = f"SỔ VĂN BẢN, NĂM 2025\nSố ký hiệu;Ngày tháng;Tác giả;Nội dung\n5-KH/ĐU;14/8/25;{ward.name};trồng cây\n"

    tab.goto("/quan-tri/directives/directive/nhap-so/")
    tab.wait_for_selector("[data-files-said]:text-is('Chưa chọn tệp.')")
    tab.set_input_files("#id_file", {"name": "sổ.csv", "mimeType": "text/csv", "buffer": text.encode()})
    tab.wait_for_selector("[data-files-said]:text-is('Đã chọn sổ.csv.')")
    tab.check("#id_is_declared")
    tab.click("input[value='Nhập sổ']")
    tab.wait_for_selector("text=Dòng 2 là dòng tiêu đề.")
    tab.wait_for_load_state()  # its styles too
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.click("input[value='Ghi 1 dòng']")
    tab.wait_for_selector("text=Đã ghi 1 văn bản")
    tab.click("text=Xem danh sách văn bản")
    tab.wait_for_selector("text=5-KH/ĐU")


def test_the_add_page_names_the_files_chosen_also_in_rows_added_to_it(
    tab: "Page", sign_in: "SignIn", transactional_db: None
) -> None:
    sign_in(
        tab, make_user("bien.tap", role=Role.EDITOR, at=make_organization("Đảng ủy phường Bình Giang", letters="ĐU"))
    )
    tab.goto("/quan-tri/directives/directive/add/")
    tab.click("#files-group .add-row a")
    tab.set_input_files(
        "#id_files-1-upload", {"name": "kế hoạch.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    said = tab.locator("#files-1 [data-files-said]")
    said.wait_for()
    assert said.inner_text() == "Đã chọn kế hoạch.pdf."
    assert tab.locator("#files-0 [data-files-said]").inner_text() == "Chưa chọn tệp."


def test_in_the_editors_list_the_subject_has_most_room(tab: "Page", sign_in: "SignIn", transactional_db: None) -> None:
    ward = make_organization("Đảng ủy phường Bình Giang", letters="ĐU")
    above = make_organization("Ban Tuyên giáo và Dân vận Tỉnh ủy Lam Sơn", letters="BTGDVTU")
    subject = "về định hướng nội dung sinh hoạt chi bộ và việc chuẩn bị đại hội các chi bộ trực thuộc năm 2026"
    make_directive(ward, register=above, number="1234-CV/BTGDVTU", subject=subject)
    sign_in(tab, make_user("bien.tap", role=Role.EDITOR, at=ward))
    tab.goto("/quan-tri/directives/directive/")

    widths = dict(
        tab.eval_on_selector_all(
            "#result_list thead th", "cells => cells.map(cell => [cell.innerText.trim(), cell.offsetWidth])"
        )
    )
    assert max(widths, key=lambda name: widths[name]) == "Loại, trích yếu"
    assert (
        tab.evaluate("document.querySelector('.results').scrollWidth - document.querySelector('.results').clientWidth")
        <= 0
    )
    assert tab.locator(".breadcrumbs").inner_text().split(" › ")[1:] == ["Sổ văn bản", "Văn bản"]
    # On a phone the cells stand below one another, each named by its column; nothing lies out of sight.
    tab.set_viewport_size({"width": 360, "height": 780})
    assert (
        tab.evaluate("document.querySelector('.results').scrollWidth - document.querySelector('.results').clientWidth")
        <= 0
    )
    cell = tab.locator("#result_list .field-kind_and_subject")
    assert cell.get_attribute("data-label") == "Loại, trích yếu"
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Loại, trích yếu: "'
