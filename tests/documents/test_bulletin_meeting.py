"""The paper that is read out at a meeting: what stands on it, how abbreviations are written out, how many pages it takes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from directives.models import Abbreviation
from documents.addresses import place_of
from documents.models import Delivery, Entry
from documents.rendering.html import running_text
from documents.rendering.meeting import MOST_PAGES, MeetingItem, MeetingPaper, make_item, render_meeting, spell_out
from documents.rendering.pages import page_texts
from tests.builders import Ward, make_bulletin, make_entry, make_ward, publish

NOW = datetime(2026, 11, 3, 7, tzinfo=UTC)
EXPANSIONS = {
    "ATGT": ["an toàn giao thông"],
    "BTV": ["Ban Thường vụ"],
    "UBND": ["Ủy ban nhân dân"],
    "TU": ["Tỉnh ủy", "Thành ủy"],
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("giữ ATGT trên đường", "giữ an toàn giao thông trên đường"),
        ("ATGT là việc chung. ATGT cho trẻ em", "An toàn giao thông là việc chung. An toàn giao thông cho trẻ em"),
        ("BTV, UBND xã", "Ban Thường vụ, Ủy ban nhân dân xã"),
        ("theo Kế hoạch 12-KH/UBND, số 5/UBND-VP", "theo Kế hoạch 12-KH/UBND, số 5/UBND-VP"),
        ("TU chỉ đạo", "TU chỉ đạo"),
        ("an toàn giao thông (ATGT)", "an toàn giao thông (ATGT)"),
        ("BẢO ĐẢM ATGT", "BẢO ĐẢM ATGT"),
        ("BTVX và XATGT", "BTVX và XATGT"),
        ("", ""),
    ],
)
def test_abbreviations_are_written_out_where_it_is_certain_what_they_mean(text: str, said: str) -> None:
    assert spell_out(text, EXPANSIONS) == said


def test_headings_captions_and_tables_are_no_sentences() -> None:
    html = (
        '<section class="entry" id="muc-1"><h2 class="entry__heading">1. Tiêu đề</h2>'
        '<figure class="photo"><img src="x" alt=""><figcaption><span class="photo__caption">Ra quân</span></figcaption>'
        '</figure><h3>1.1. Phần</h3><p class="p--sub"><strong>Đề mục</strong></p><p>Câu <em>một</em> &amp; hai.</p>'
        '<table><tr><td><p>Ô</p></td></tr></table><p class="p--dash">- Câu ba.</p></section>'
    )
    assert running_text(html) == "Câu một & hai.\n- Câu ba."


def test_an_entry_without_main_points_is_opened_by_its_first_sentences() -> None:
    item = make_item(
        number="2",
        heading="Kế hoạch số 31-KH/ĐU ngày 04/5/2026 của Đảng ủy phường về trồng cây",
        short_title="Trồng cây",
        text="Câu đầu tiên. " + "Câu sau dài hơn nhiều. " * 40,
        gist="",
        cell_tasks="Một\n\n Hai ",
        questions="Hỏi một?\nHỏi hai?",
    )

    assert item.is_opening
    assert item.gist[0].startswith("Câu đầu tiên. Câu sau")
    assert len(item.gist[0]) <= 300
    assert item.tasks == ("Một", "Hai")
    assert item.question == "Hỏi một?"
    assert "31-KH/ĐU" in item.source


ITEM = MeetingItem(
    number="1",
    title="Kế hoạch 31: chăm sóc cây xanh ở khu dân cư và trong trường học",
    source="Kế hoạch số 31-KH/ĐU ngày 04/5/2026",
    gist=("Mỗi hộ nhận một cây để chăm, tổ dân phố cử người tưới trong mùa khô.", "Cây chết thì trồng lại trước Tết."),
    tasks=("Phân công người tưới, báo tổ trưởng (trước ngày 10/11/2026)", "Vận động mỗi hộ trồng một cây"),
    question="Trồng cây gì cho hợp với đất ở đây?",
)


def test_an_issue_of_twenty_pages_is_read_out_from_five_with_all_news_on_one() -> None:
    items = tuple(replace(ITEM, number=str(number)) for number in range(1, 8))
    news = tuple(f"Chi bộ khu {number} ra quân dọn vệ sinh đường làng, ngõ xóm" for number in range(1, 19))
    paper = MeetingPaper("Đảng ủy phường Bình Giang", "Tài liệu tháng 11/2026", items, news)

    pages = page_texts(render_meeting(paper, now=NOW))

    assert len(pages) <= MOST_PAGES
    assert sum("Chi bộ khu" in page for page in pages) == 1
    assert "kết luận, giao việc" in pages[-1]
    whole = "\n".join(pages)
    assert all(f"{number}. Kế hoạch 31" in whole for number in range(1, 8))
    assert whole.count("Chi bộ khu") == 18


def test_two_entries_stand_on_a_page() -> None:
    paper = MeetingPaper("Đảng ủy", "Tháng 11", (ITEM, replace(ITEM, number="2")), ())

    first = page_texts(render_meeting(paper, now=NOW))[0]

    assert "1. Kế hoạch 31" in first
    assert "2. Kế hoạch 31" in first


@pytest.mark.parametrize("odd", ["#set text(red)", "$x$ *b* _i_", "\x00\u202e🎉", "a" * 3000])
def test_text_is_never_markup_and_never_stops_the_paper(odd: str) -> None:
    paper = MeetingPaper(odd, odd, (replace(ITEM, title=odd, gist=(odd,)),), (odd,))

    assert page_texts(render_meeting(paper, now=NOW))


def test_an_empty_issue_still_gives_a_paper() -> None:
    assert len(page_texts(render_meeting(MeetingPaper("", "", (), ()), now=NOW))) == 1


# --- Pages -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def ward(db: None) -> Ward:
    return make_ward()


def test_page_and_paper_hold_the_frozen_issue_and_printing_marks_the_cell(ward: Ward) -> None:
    Abbreviation.objects.get_or_create(short="ATGT", expansion="an toàn giao thông")
    bulletin = make_bulletin(ward.committee)
    make_entry(
        bulletin, heading="Giữ đường", short_title="Giữ ATGT", gist="Không lấn đường.", cell_tasks="Nhắc từng hộ."
    )
    group = make_entry(bulletin, kind=Entry.Kind.NEWS_GROUP, heading="Tin hoạt động", body="")
    make_entry(bulletin, kind=Entry.Kind.NEWS, parent=group, heading="Dọn rác & trồng cây")
    edition = publish(ward, bulletin)
    client = Client()
    client.force_login(ward.secretary)

    page = client.get(reverse("documents:bulletin_meeting", kwargs=place_of(edition))).content.decode()
    for words in ("Giữ an toàn giao thông", "Không lấn đường.", "Nhắc từng hộ.", "Dọn rác &amp; trồng cây"):
        assert words in page
    assert Delivery.objects.get(edition=edition, organization=ward.cell).opened_at

    answer = client.get(reverse("documents:bulletin_meeting_pdf", kwargs=place_of(edition)) + "?xem=1")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "Giữ an toàn giao thông" in "\n".join(page_texts(answer.content))
    assert Delivery.objects.get(edition=edition, organization=ward.cell).printed_at
