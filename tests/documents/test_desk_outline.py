"""The desk's outline: the page, arranging, taking out and putting back; with htmx and as plain forms."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import Bulletin, Entry, RemovedEntry, ReviewNote
from documents.services.desk.outline import CannotPlace, add_entry, outline_lines, place_entry, put_back, take_out
from documents.services.editing import place_picture
from documents.services.review_notes import add_note
from documents.services.reviewing import return_bulletin, send_bulletin
from tests.builders import Ward, make_bulletin, make_entry, make_picture, make_ward, publish

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    """1 Một, 2 Hai, 3 Tin hoạt động with 3.1 Tin a and 3.2 Tin b, 4 Ba."""
    row = make_bulletin(ward.committee)
    for position, heading in ((1, "Một"), (2, "Hai"), (4, "Ba")):
        make_entry(row, heading=heading, position=position)
    group = make_entry(row, heading="Tin hoạt động", kind=Entry.Kind.NEWS_GROUP, position=3, body="")
    for position, heading in enumerate(("Tin a", "Tin b"), start=1):
        make_entry(row, heading=heading, kind=Entry.Kind.NEWS, parent=group, position=position)
    return row


@pytest.fixture
def editor(ward: Ward, client: Client) -> Client:
    client.force_login(ward.editor)
    return client


def entry(bulletin: Bulletin, heading: str) -> Entry:
    return bulletin.entries.get(heading=heading)


def shown(bulletin: Bulletin) -> list[str]:
    return [f"{line.number} {line.entry.heading}" for line in outline_lines(bulletin)]


def address(name: str, bulletin: Bulletin, *keys: Any) -> str:
    return reverse(f"admin:documents_desk{name}", args=[bulletin.pk, *keys])


def test_a_returned_issue_shows_the_word_it_came_back_with(editor: Client, ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    return_bulletin(actor=ward.approver, bulletin=bulletin, note="Rút gọn mục 2 & thêm ảnh.")

    assert "Rút gọn mục 2 &amp; thêm ảnh." in editor.get(address("", bulletin)).content.decode()

    done = {note.pk: ("", True) for note in bulletin.notes.all()}
    send_bulletin(actor=ward.editor, bulletin=bulletin, settled=done)
    assert "Rút gọn mục 2" not in editor.get(address("", bulletin)).content.decode()


def test_the_page_shows_the_outline_with_numbers_and_the_first_entry_open(editor: Client, bulletin: Bulletin) -> None:
    page = editor.get(address("", bulletin)).content.decode()
    assert "Biên tập tài liệu tháng 11/2026" in page
    assert page.index("Một") < page.index("Hai") < page.index("Tin a") < page.index("Ba")
    assert "3.2" in page
    assert f'data-entry="{entry(bulletin, "Một").pk}" novalidate' in page


def test_the_page_needs_at_most_20_queries_whatever_the_number_of_entries(editor: Client, ward: Ward) -> None:
    counts = []
    for month, entries in ((3, 3), (4, 60)):
        row = make_bulletin(ward.committee, month=month)
        for _ in range(entries):
            make_entry(row)
        with CaptureQueriesContext(connection) as seen:
            assert editor.get(address("", row)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20


@pytest.mark.parametrize(
    ("heading", "data", "expected"),
    [
        ("Hai", {"to": "len"}, ["1 Hai", "2 Một", "3 Tin hoạt động", "3.1 Tin a", "3.2 Tin b", "4 Ba"]),
        ("Một", {"to": "xuong"}, ["1 Hai", "2 Một", "3 Tin hoạt động", "3.1 Tin a", "3.2 Tin b", "4 Ba"]),
        ("Ba", {"to": "dau"}, ["1 Ba", "2 Một", "3 Hai", "4 Tin hoạt động", "4.1 Tin a", "4.2 Tin b"]),
        ("Một", {"to": "cuoi"}, ["1 Hai", "2 Tin hoạt động", "2.1 Tin a", "2.2 Tin b", "3 Ba", "4 Một"]),
        ("Ba", {"to": "so", "so": "2"}, ["1 Một", "2 Ba", "3 Hai", "4 Tin hoạt động", "4.1 Tin a", "4.2 Tin b"]),
        ("Ba", {"to": "vao"}, ["1 Một", "2 Hai", "3 Tin hoạt động", "3.1 Tin a", "3.2 Tin b", "3.3 Ba"]),
        ("Tin a", {"to": "ra"}, ["1 Một", "2 Hai", "3 Tin hoạt động", "3.1 Tin b", "4 Tin a", "5 Ba"]),
        ("Tin b", {"to": "len"}, ["1 Một", "2 Hai", "3 Tin hoạt động", "3.1 Tin b", "3.2 Tin a", "4 Ba"]),
        ("Tin a", {"to": "len"}, ["1 Một", "2 Hai", "3 Tin hoạt động", "3.1 Tin a", "3.2 Tin b", "4 Ba"]),
    ],
)
def test_an_entry_moves_as_asked(
    editor: Client, bulletin: Bulletin, heading: str, data: dict[str, str], expected: list[str]
) -> None:
    answer = editor.post(address("_move", bulletin, entry(bulletin, heading).pk), data)
    assert answer.status_code == 302
    assert shown(bulletin) == expected


def test_a_dropped_entry_goes_into_the_group_at_its_place(editor: Client, bulletin: Bulletin) -> None:
    group = entry(bulletin, "Tin hoạt động")
    data = {"to": "keo", "nhom": str(group.pk), "cho": "1"}
    answer = editor.post(address("_move", bulletin, entry(bulletin, "Một").pk), data, headers=HTMX)
    assert shown(bulletin) == ["1 Hai", "2 Tin hoạt động", "2.1 Tin a", "2.2 Một", "2.3 Tin b", "3 Ba"]
    assert answer.headers["HX-Trigger"] == "deskchanged"
    assert 'id="de-cuong"' in answer.content.decode()


@pytest.mark.parametrize("so", ["", "hai", "0", "-1", "1e9", "²"])
def test_a_place_that_is_no_number_is_refused_in_words(editor: Client, bulletin: Bulletin, so: str) -> None:
    before = shown(bulletin)
    answer = editor.post(address("_move", bulletin, entry(bulletin, "Một").pk), {"to": "so", "so": so}, headers=HTMX)
    assert "ghi số thứ tự bằng chữ số" in answer.content.decode()
    assert shown(bulletin) == before


@pytest.mark.parametrize(
    ("heading", "so", "said"),
    [("Một", "99", "Tài liệu chỉ có 4 mục"), ("Một", "5", "số từ 1 đến 4"), ("Tin a", "3", "Nhóm này chỉ có 2 mục")],
)
def test_a_number_beyond_the_last_is_said_to_be_none(
    editor: Client, bulletin: Bulletin, heading: str, so: str, said: str
) -> None:
    before = shown(bulletin)
    answer = editor.post(address("_move", bulletin, entry(bulletin, heading).pk), {"to": "so", "so": so}, headers=HTMX)
    assert said in answer.content.decode()
    assert shown(bulletin) == before


def test_a_moved_entry_is_named_to_the_page_that_scrolls_to_it(editor: Client, bulletin: Bulletin) -> None:
    row = entry(bulletin, "Ba")
    answer = editor.post(address("_move", bulletin, row.pk), {"to": "so", "so": "1"}, headers=HTMX)
    assert json.loads(answer.headers["HX-Trigger-After-Settle"]) == {"deskmoved": {"entry": str(row.pk)}}


def test_a_group_goes_into_no_group(ward: Ward, bulletin: Bulletin) -> None:
    other = make_entry(bulletin, heading="", kind=Entry.Kind.NEWS_GROUP)
    with pytest.raises(CannotPlace, match="đang chứa mục khác"):
        place_entry(actor=ward.editor, entry=entry(bulletin, "Tin hoạt động"), parent=other, to=0)
    with pytest.raises(CannotPlace, match="không phải là nhóm"):
        place_entry(actor=ward.editor, entry=entry(bulletin, "Một"), parent=entry(bulletin, "Tin a"), to=0)


def test_a_group_may_have_no_heading_and_keeps_its_number(ward: Ward, bulletin: Bulletin) -> None:
    group = add_entry(actor=ward.editor, bulletin=bulletin, kind=Entry.Kind.NEWS_GROUP)
    place_entry(actor=ward.editor, entry=entry(bulletin, "Hai"), parent=group, to=0)
    assert shown(bulletin)[-2:] == ["4 ", "4.1 Hai"]


def test_adding_opens_the_new_entry(editor: Client, bulletin: Bulletin) -> None:
    answer = editor.post(address("_add", bulletin), {"loai": "appeal"}, headers=HTMX)
    added = bulletin.entries.get(kind=Entry.Kind.APPEAL)
    assert f'data-entry="{added.pk}" novalidate' in answer.content.decode()
    assert answer["HX-Push-Url"].endswith(f"?muc={added.pk}")
    assert editor.post(address("_add", bulletin), {"loai": "khac"}).status_code == 404


def test_a_new_entry_stands_before_the_closing_news_and_nothing_else_is_moved(ward: Ward, bulletin: Bulletin) -> None:
    bulletin.entries.all().delete()
    news = make_entry(bulletin, kind=Entry.Kind.NEWS_GROUP, heading="Chuyện trong phường", position=1)
    first = add_entry(actor=ward.editor, bulletin=bulletin, kind=Entry.Kind.TOPIC)
    assert list(bulletin.entries.order_by("position")) == [first, news]
    appeal = make_entry(bulletin, kind=Entry.Kind.APPEAL, position=3)
    second = add_entry(actor=ward.editor, bulletin=bulletin, kind=Entry.Kind.TOPIC)
    assert list(bulletin.entries.order_by("position")) == [first, news, appeal, second]


def test_no_more_than_300_entries(ward: Ward, bulletin: Bulletin) -> None:
    Entry.objects.bulk_create(Entry(bulletin=bulletin, kind="topic", heading=f"Mục {n}") for n in range(294))
    with pytest.raises(CannotPlace, match="300 mục"):
        add_entry(actor=ward.editor, bulletin=bulletin, kind=Entry.Kind.TOPIC)


def test_a_removed_group_comes_back_where_it_stood_with_its_news_and_photos(ward: Ward, bulletin: Bulletin) -> None:
    news = entry(bulletin, "Tin a")
    place_picture(actor=ward.editor, entry=news, picture=make_picture(), caption="Ra quân", place=1)
    before, uuid = shown(bulletin), news.uuid
    removed = take_out(actor=ward.editor, entry=entry(bulletin, "Tin hoạt động"))
    assert shown(bulletin) == ["1 Một", "2 Hai", "3 Ba"]
    put_back(actor=ward.editor, removed=removed)
    assert shown(bulletin) == before
    again = entry(bulletin, "Tin a")
    assert (again.uuid, again.placed_pictures.get().caption) == (uuid, "Ra quân")
    assert again.citing_text is not None
    assert not RemovedEntry.objects.exists()


def test_what_was_taken_out_of_a_group_that_is_gone_comes_back_at_the_top(ward: Ward, bulletin: Bulletin) -> None:
    removed = take_out(actor=ward.editor, entry=entry(bulletin, "Tin b"))
    take_out(actor=ward.editor, entry=entry(bulletin, "Tin hoạt động"))
    put_back(actor=ward.editor, removed=removed)
    assert shown(bulletin) == ["1 Một", "2 Hai", "3 Ba", "4 Tin b"]


def test_undo_by_the_button_of_the_page(editor: Client, bulletin: Bulletin) -> None:
    before = shown(bulletin)
    editor.post(address("_remove", bulletin, entry(bulletin, "Hai").pk))
    removed = RemovedEntry.objects.get()
    assert "Vừa bỏ" in editor.get(address("", bulletin)).content.decode()
    assert editor.post(address("_put_back", bulletin, removed.pk)).status_code == 302
    assert shown(bulletin) == before
    assert editor.post(address("_put_back", bulletin, removed.pk)).status_code == 404


def test_a_published_issue_is_shown_but_not_changed(editor: Client, ward: Ward, bulletin: Bulletin) -> None:
    publish(ward, bulletin)
    before = shown(bulletin)
    page = editor.get(address("", bulletin)).content.decode()
    assert "nên chỉ xem được" in page
    answer = editor.post(address("_move", bulletin, entry(bulletin, "Ba").pk), {"to": "dau"}, headers=HTMX)
    assert "Đã phát hành" in answer.content.decode()
    assert shown(bulletin) == before


def test_an_entry_of_another_issue_is_not_found(editor: Client, ward: Ward, bulletin: Bulletin) -> None:
    other = make_entry(make_bulletin(ward.committee, month=3))
    for name in ("_move", "_remove", "_entry"):
        assert editor.post(address(name, bulletin, other.pk), {"to": "dau"}).status_code == 404
    assert f'value="{other.heading}"' not in editor.get(address("", bulletin) + f"?muc={other.pk}").content.decode()


def test_taking_an_entry_out_is_said_with_the_press_that_puts_it_back(editor: Client, bulletin: Bulletin) -> None:
    page = editor.post(
        address("_remove", bulletin, entry(bulletin, "Hai").pk), headers={"HX-Request": "true"}
    ).content.decode()
    said = page.split('id="thong-bao"')[1].split("</div></div>")[0]
    assert "Đã bỏ mục “Hai” ra khỏi tài liệu." in said
    assert address("_put_back", bulletin, RemovedEntry.objects.get().pk) in said


def test_a_returned_issue_marks_entries_with_open_remarks_and_lets_the_general_one_be_answered(
    editor: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    pinned = add_note(actor=ward.approver, bulletin=bulletin, text="Sai ngày.", entry_uuid=entry(bulletin, "Hai").uuid)
    return_bulletin(actor=ward.approver, bulletin=bulletin, note="Xem lại số liệu.")
    whole = ReviewNote.objects.get(entry_uuid=None)

    page = editor.get(address("", bulletin)).content.decode()

    (row,) = (part for part in page.split('<li class="outline__row')[1:] if "có ý kiến chưa xong" in part)
    assert "Hai" in row
    assert reverse("admin:documents_review_note", args=[bulletin.pk, whole.pk]) in page
    settle = reverse("admin:documents_review_note", args=[bulletin.pk, pinned.pk])
    answer = editor.post(
        settle, {"viec": "xong", "muc": entry(bulletin, "Hai").pk}, headers={"HX-Request": "true"}
    ).content.decode()
    assert 'id="de-cuong"' in answer
    assert "có ý kiến chưa xong" not in answer
