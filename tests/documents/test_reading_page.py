"""The manners of the reading page: links into the register, large type, find, large photos, main points and tasks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.models import Directive
from documents.addresses import addresses_of, place_of
from documents.engines.blocks import PictureRef
from documents.models import Edition, EditionEntry, PublisherSettings
from documents.rendering.reading_page import (
    places_in_html,
    snippet_around,
    with_gist,
    with_large_photos,
    with_links,
    with_marks,
)
from documents.services.pictures import picture_sources
from organizations.models import User
from tests.builders import Ward, make_bulletin, make_directive, make_edition, make_entry, make_ward, publish

# --- Pure ------------------------------------------------------------------------------------------------------------


def test_a_cited_place_is_found_on_the_page_although_the_page_prints_more_than_the_text() -> None:
    text = "Ngày hội\nThực hiện Kế hoạch số 12-KH/ĐU\nLàm theo Kế hoạch số 12-KH/ĐU"
    html = (
        "<h2>3. Ngày hội</h2><p>- Thực hiện <b>Kế hoạch</b>\u00a0số 12-KH/ĐU</p><p>+ Làm theo Kế hoạch số 12-KH/ĐU</p>"
    )
    second = text.rindex("Kế hoạch")

    linked = with_links(html, text, {(second, second + len("Kế hoạch số 12-KH/ĐU")): "/van-ban/9/"})

    assert linked.count("<a ") == 1
    assert 'Làm theo <a class="citation" href="/van-ban/9/">Kế hoạch số 12-KH/ĐU</a>' in linked


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Kế hoạch 12 (ảnh: Kế hoạch 12)</p>", "Kế hoạch 12"),
        ("<p>Không có gì</p>", "Kế hoạch 12"),
        ("", "Kế hoạch 12"),
    ],
    ids=["said more often", "not said", "nothing there"],
)
def test_where_it_is_not_certain_which_words_are_meant_there_is_no_link(html: str, text: str) -> None:
    assert places_in_html(html, text, [(0, len("Kế hoạch 12"))]) == {}
    assert with_links(html, text, {(0, len("Kế hoạch 12")): "/van-ban/1/"}) == html


def test_a_place_outside_the_text_is_passed_over() -> None:
    assert places_in_html("<p>a</p>", "a", [(5, 9), (1, 1)]) == {}


def test_the_large_photo_is_the_last_of_the_sizes() -> None:
    html = '<figure class="photo"><img src="/b.jpg" srcset="/a.jpg 480w, /b.jpg 960w, /c.jpg 1600w" alt=""></figure>'

    assert '<a class="photo__link" href="/c.jpg"><img' in with_large_photos(html)
    assert '<a class="photo__link" href="/b.jpg"><img' in with_large_photos(
        '<figure class="photo"><img src="/b.jpg" width="4"></figure>'
    )


def test_main_points_stand_below_the_heading_and_are_escaped() -> None:
    html = with_gist('<section class="entry"><h2>Tên</h2><p>Chữ</p></section>', "Một <b>\n\n Hai")

    assert '</h2><div class="entry__gist">' in html
    assert "<p>Một &lt;b&gt;</p><p>Hai</p>" in html
    assert with_gist('<section class="entry"><p>Chữ</p></section>', "Ý").startswith(
        '<section class="entry"><div class="entry__gist">'
    )


@pytest.mark.parametrize("wanted", ["đường làng", "duong lang", "ĐƯỜNG  LÀNG"])
def test_words_are_found_with_and_without_marks(wanted: str) -> None:
    found = snippet_around("Bà con sửa Đường làng ngõ xóm.", wanted)

    assert found == ("Bà con sửa ", "Đường làng", " ngõ xóm.")


@pytest.mark.parametrize("wanted", ["", "   ", "không có đâu"])
def test_nothing_is_found_where_nothing_stands(wanted: str) -> None:
    assert snippet_around("Bà con sửa đường.", wanted) is None


@pytest.mark.parametrize(
    ("html", "wanted", "marked"),
    [
        ("<p>Trồng cây, trồng Cây.</p>", "CAY", "<p>Trồng <mark>cây</mark>, trồng <mark>Cây</mark>.</p>"),
        ("<p>ra Đường làng</p>", "duong lang", "<p>ra <mark>Đường làng</mark></p>"),
        ("<p>một <b>hai</b> ba</p>", "mot hai", "<p><mark>một </mark><b><mark>hai</mark></b> ba</p>"),
        (
            '<p>theo <a href="/k/">Kế hoạch 12</a></p>',
            "ke hoach",
            '<p>theo <a href="/k/"><mark>Kế hoạch</mark> 12</a></p>',
        ),
        ("<p>A &amp; B &lt;c&gt;</p>", "& b", "<p>A <mark>&amp; B</mark> &lt;c&gt;</p>"),
        ("<p>&lt;b&gt;</p>", "<b>", "<p><mark>&lt;b&gt;</mark></p>"),
        ("<p>ngày\u00a015/4</p>", "ngày 15/4", "<p><mark>ngày\u00a015/4</mark></p>"),
        ("<p>12\u2060-KH</p>", "12-KH", "<p><mark>12\u2060-KH</mark></p>"),
        ("<p>một\n   hai</p>", "mot hai", "<p><mark>một\n   hai</mark></p>"),
        ("<p>cuối</p><p>đầu</p>", "cuoi dau", "<p>cuối</p><p>đầu</p>"),
        ("<p>cuối</p><p>đầu</p>", "cuoidau", "<p>cuối</p><p>đầu</p>"),
        ('<p class="cay">hoa</p>', "cay", '<p class="cay">hoa</p>'),
        ("<p>chữ</p>", " ", "<p>chữ</p>"),
        ("", "a", ""),
    ],
)
def test_hits_are_marked_in_the_text_and_never_in_a_tag(html: str, wanted: str, marked: str) -> None:
    assert with_marks(html, wanted) == marked


def test_the_first_hit_can_be_gone_to() -> None:
    assert with_marks("<p>cây, cây</p>", "cay", first="tim-muc-1") == (
        '<p><mark id="tim-muc-1">cây</mark>, <mark>cây</mark></p>'
    )


@pytest.mark.parametrize(
    ("width", "offered"),
    [(300, [480]), (480, [480]), (1000, [480, 960]), (1600, [480, 960, 1600]), (4000, [480, 960, 1600])],
)
def test_a_photo_is_offered_in_every_size_that_it_has(width: int, offered: list[int]) -> None:
    source = picture_sources("T2")(PictureRef("a" * 64, width, 300))

    assert [int(one.split()[-1].rstrip("w")) for one in source.srcset.split(",")] == offered


# --- Page ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def ward(db: None) -> Ward:
    return make_ward()


def _address(edition: Edition) -> str:
    return reverse("documents:bulletin_read", kwargs=place_of(edition))


def _page(user: User, edition: Edition, query: str = "") -> str:
    client = Client()
    client.force_login(user)
    return client.get(_address(edition) + query).content.decode()


def _citing_edition(ward: Ward, directive: Directive) -> Edition:
    PublisherSettings.objects.create(publisher=ward.committee, contact="văn phòng, 0200 111 222")
    bulletin = make_bulletin(ward.committee)
    make_entry(
        bulletin,
        heading="Trồng cây đầu xuân",
        body=f"<p>Thực hiện Kế hoạch số {directive.number} ngày 04/5/2026 của Đảng ủy phường về chăm sóc cây xanh.</p>",
        gist="Mỗi hộ một cây.",
        cell_tasks="Phân công người tưới.",
        questions="Trồng cây gì cho hợp?",
    )
    return publish(ward, bulletin)


@pytest.mark.parametrize("read_before", [True, False])
def test_a_citation_leads_into_the_register_for_who_may_see_the_directive(ward: Ward, read_before: bool) -> None:
    """``read_before``: the issue's text is kept from an earlier reader, who saw more."""
    directive = make_directive(ward.committee, number="31-KH/ĐU")
    edition = _citing_edition(ward, directive)
    link = f'<a class="citation" href="/van-ban/{directive.pk}/">'

    if read_before:
        assert link in _page(ward.secretary, edition)
    Directive.objects.filter(pk=directive.pk).update(held_by=ward.cells[1])
    assert link not in _page(ward.secretary, edition)
    assert "31-KH/ĐU" in _page(ward.secretary, edition)


def test_a_directive_that_nobody_has_confirmed_is_not_linked(ward: Ward) -> None:
    directive = make_directive(ward.committee, number="31-KH/ĐU")
    edition = _citing_edition(ward, directive)
    Directive.objects.filter(pk=directive.pk).update(state=Directive.State.UNCONFIRMED)

    assert 'class="citation"' not in _page(ward.editor, edition)


def test_links_cost_no_query(ward: Ward) -> None:
    edition = _citing_edition(ward, make_directive(ward.committee, number="31-KH/ĐU"))
    client = Client()
    client.force_login(ward.secretary)
    client.get(_address(edition))

    with CaptureQueriesContext(connection) as captured:
        assert 'class="citation"' in client.get(_address(edition)).content.decode()

    assert len(captured) <= 6


@pytest.mark.parametrize("page", ["read", "meeting", "report", "coverage", "coverage_print", "coverage_paper"])
def test_every_page_of_an_issue_says_whom_to_ask(ward: Ward, page: str) -> None:
    PublisherSettings.objects.create(publisher=ward.committee, contact="văn phòng, 0200 111 222")
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)

    client = Client()
    client.force_login(ward.editor)

    html = client.get(addresses_of(edition)[page]).content.decode()

    assert html.count("nơi phát hành: Đảng ủy phường Bình Giang, văn phòng, 0200 111 222.") == 1


def test_main_points_tasks_questions_and_the_publishers_contact_stand_on_the_page(ward: Ward) -> None:
    page = _page(ward.secretary, _citing_edition(ward, make_directive(ward.committee, number="31-KH/ĐU")))

    for words in ("Mỗi hộ một cây.", "Phân công người tưới.", "Trồng cây gì cho hợp?", "văn phòng, 0200 111 222"):
        assert words in page


def test_large_type_is_kept_without_scripts(ward: Ward) -> None:
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)
    client = Client()
    client.force_login(ward.secretary)

    assert "reading--large" not in client.get(_address(edition)).content.decode()
    assert "reading--large" in client.get(_address(edition) + "?chu=lon").content.decode()
    assert "reading--large" in client.get(_address(edition)).content.decode()
    client.get(_address(edition) + "?chu=thuong")
    assert "reading--large" not in client.get(_address(edition)).content.decode()
    assert "chu" not in client.get(_address(edition) + "?chu=to").cookies


def test_words_are_found_within_the_issue_and_marked_where_they_stand(ward: Ward) -> None:
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)
    EditionEntry.objects.filter(edition=edition).update(
        html='<section class="entry" id="muc-1"><p>Bà con sửa đường làng.</p></section>',
        text="Bà con sửa đường làng.",
        cell_tasks="Dọn đường làng & ngõ.",
    )
    clean = _page(ward.secretary, edition)
    assert "<mark" not in clean

    page = _page(ward.secretary, edition, "?tim=DUONG+lang")
    assert "1 mục có “DUONG lang”" in page
    assert '<a href="#tim-muc-1">' in page
    assert '<p>Bà con sửa <mark id="tim-muc-1">đường làng</mark>.</p>' in page
    assert "<li>Dọn <mark>đường làng</mark> &amp; ngõ.</li>" in page
    none = _page(ward.secretary, edition, "?tim=%3Cscript%3Ealert(1)")
    assert "Không mục nào có “&lt;script&gt;alert(1)”" in none
    assert _page(ward.deputy, edition).count("<mark") == 0


def test_words_that_stand_in_the_tasks_alone_lead_to_their_entry(ward: Ward) -> None:
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)
    EditionEntry.objects.filter(edition=edition).update(cell_tasks="Phân công người tưới.")

    assert '<a href="#muc-1">' in _page(ward.secretary, edition, "?tim=nguoi+tuoi").split("ket-qua-tim")[-1]


@pytest.mark.parametrize("shared", [True, False])
def test_the_pdf_is_shared_only_where_the_publisher_allows_and_the_button_waits_for_the_browser(
    ward: Ward, shared: bool
) -> None:
    PublisherSettings.objects.create(publisher=ward.committee, pdf_shared=shared)
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)

    page = _page(ward.secretary, edition)

    assert ("Gửi bản PDF" in page) == ("js/share.js" in page) == shared
    if shared:
        button = page[page.index("data-share=") : page.index("Gửi bản PDF")]
        assert f'data-share="{_address(edition)}pdf/"' in button
        assert button.endswith("hidden>")


@pytest.mark.parametrize(
    "agent", ["Mozilla/5.0 (Linux; Android 9) Zalo android/1", "Mozilla/5.0 (Linux; Android 8; wv)"]
)
@pytest.mark.parametrize("page", ["bulletin_read", "bulletin_meeting", "cell_show"])
def test_inside_another_program_pages_with_files_say_how_to_leave_it(ward: Ward, agent: str, page: str) -> None:
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)
    client = Client()
    client.force_login(ward.secretary)
    place = {"cell": ward.cell.pk} if page == "cell_show" else place_of(edition)
    address = reverse(f"documents:{page}", kwargs=place)

    inside = client.get(address, headers={"user-agent": agent}).content.decode()
    assert "mở bằng trình duyệt" in inside
    assert f'data-copy-text="http://testserver{address}"' in inside
    # A second window is what such programs cannot open.
    assert "_blank" not in inside
    assert "mở bằng trình duyệt" not in client.get(address).content.decode()
