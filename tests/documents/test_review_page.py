"""The page on which an issue is agreed on: remarks at paragraphs, what changed, one or two steps, approval on paper."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.addresses import addresses_of
from documents.models import Bulletin, Entry, LateChange, PaperApproval, PublisherSettings, ReviewNote
from documents.rendering.pages import page_texts
from documents.services.composing import agreed_sha256, build_content
from documents.services.desk.texts import save_text
from documents.services.publishing import Hour, publish_bulletin, render_draft, withdraw_edition
from documents.services.review_notes import add_note, settle_note
from documents.services.reviewing import (
    NotAllowed,
    NotReady,
    approve_bulletin,
    print_code,
    reopen_bulletin,
    return_bulletin,
    send_bulletin,
)
from organizations.models import AccessLog, Organization, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    approve,
    make_bulletin,
    make_entry,
    make_organization,
    make_type,
    make_user,
    make_ward,
    picture_bytes,
    publish,
)
from tests.documents.fetching import fetch

pytestmark = pytest.mark.django_db
State = Bulletin.State
BODY = "<p>Các khu phố trồng bốn trăm cây ven sông.</p><p>Mỗi chi bộ nhận một đoạn đường.</p><p>Báo cáo trước ngày 15/12/2026.</p>"


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Kế hoạch trồng cây", body=BODY)
    return row


@pytest.fixture
def approver(client: Client, ward: Ward) -> Client:
    client.force_login(ward.approver)
    return client


def address(bulletin: Bulletin) -> str:
    return reverse("admin:documents_bulletin_review", args=[bulletin.pk])


def edit(ward: Ward, bulletin: Bulletin, old: str, new: str, *, actor: User | None = None) -> Entry:
    entry = bulletin.entries.get()
    assert old in entry.body
    fields = {"body": entry.body.replace(old, new)}
    return save_text(actor=actor or ward.editor, entry=entry, version=entry.version, fields=fields)


def fresh(bulletin: Bulletin) -> Bulletin:
    return Bulletin.objects.get(pk=bulletin.pk)


def page(client: Client, bulletin: Bulletin, query: str = "") -> str:
    return client.get(address(bulletin) + query).content.decode()


def own_settings(ward: Ward, **fields: Any) -> PublisherSettings:
    row, _ = PublisherSettings.objects.update_or_create(publisher=ward.committee, defaults=fields)
    return row


def seen_on(html: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', html)
    assert found is not None
    return found[1]


# --- The way through a long page ---------------------------------------------------------------------------------------


def test_a_contents_leads_to_every_entry_of_the_text(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    make_entry(bulletin, heading="Đại hội chi đoàn", body="<p>Họp tháng 12.</p>")
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    html = page(approver, bulletin)
    contents = html[html.index("review__contents") : html.index("review__text")]
    anchors = re.findall(r'<a href="#(m-\w+)">', contents)
    assert "Mục lục (2 mục)" in contents
    assert len(anchors) == 2
    assert [html.count(f'id="{anchor}"') for anchor in anchors] == [1, 1]


def test_at_the_end_of_the_text_one_approves_or_returns_what_was_shown(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    html = page(approver, bulletin)
    end = html[html.index("review__end") :]
    assert reverse("admin:documents_bulletin_step", args=[bulletin.pk, "tra-lai"]) in end
    assert "Duyệt</button>" in end
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    approver.post(address(bulletin), {"seen": seen_on(end)})
    assert fresh(bulletin).state == State.APPROVED


def test_with_open_remarks_the_end_leads_back_to_where_they_are_told_of(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    add_note(actor=ward.approver, bulletin=bulletin, text="Bìa ghi thiếu tên phường.")
    html = page(approver, bulletin)
    assert 'href="#duyet-ten">Về chỗ duyệt</a>' in html[html.index("review__end") :]
    assert html.count('id="duyet-ten"') == 1
    assert html.count('name="seen"') == 1


def test_who_does_not_approve_finds_no_press_at_the_end(client: Client, ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    client.force_login(ward.editor)
    assert "review__end" not in page(client, bulletin)


# --- Remarks ----------------------------------------------------------------------------------------------------------


def test_a_remark_stays_at_its_paragraph_when_another_is_put_before_it(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    uuid = bulletin.entries.get().uuid
    sent = {"doan": f"{uuid}.2", "text": "Đoạn nào, nêu rõ tên đường."}
    approver.post(reverse("admin:documents_review_note_add", args=[bulletin.pk]), sent)
    edit(ward, bulletin, "<p>Mỗi chi bộ", "<p>Thêm một đoạn mới.</p><p>Mỗi chi bộ")

    html = page(approver, bulletin)

    paragraph = html.index("Mỗi chi bộ nhận một đoạn đường.", html.index('id="toan-van"'))
    assert paragraph < html.index("nêu rõ tên đường", paragraph) < html.index("Báo cáo trước", paragraph)


def test_a_remark_on_a_paragraph_that_was_taken_out_stands_at_its_entry_with_the_words(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    add_note(
        actor=ward.approver, bulletin=bulletin, text="Bỏ câu này.", entry_uuid=bulletin.entries.get().uuid, place=2
    )
    edit(ward, bulletin, "<p>Mỗi chi bộ nhận một đoạn đường.</p>", "")

    html = page(approver, bulletin, "?toan-van=1")

    assert "Bỏ câu này." in html
    assert '<blockquote class="note__quote">Mỗi chi bộ nhận một đoạn đường.</blockquote>' in html


@pytest.mark.parametrize("query", ["", "?so=lan-nay", "?toan-van=1"])
def test_every_remark_is_listed_at_the_head_with_its_place_and_a_link_that_jumps_to_it(
    approver: Client, ward: Ward, bulletin: Bulletin, query: str
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    uuid = bulletin.entries.get().uuid
    add_note(actor=ward.approver, bulletin=bulletin, text="Bìa ghi thiếu tên phường.")
    pinned = add_note(actor=ward.approver, bulletin=bulletin, text="Nêu rõ giờ.", entry_uuid=uuid, place=3)
    titled = add_note(actor=ward.approver, bulletin=bulletin, text="Gọn lại.", entry_uuid=uuid, place=0)
    settle_note(actor=ward.editor, note=titled, is_done=True)

    html = page(approver, bulletin, query)

    head = html[html.index('id="y-kien"') : html.index('id="toan-van"')]
    assert "Ý kiến (3, 2 chưa xong)" in head
    assert "Bìa ghi thiếu tên phường." in head
    links = re.findall(r'<li><a href="(.*?)">(.*?)</a>: (.*?) <span', head)
    assert links == [
        (f"#y-kien-{titled.pk}", "Mục 1, tiêu đề", "Gọn lại."),
        (f"#y-kien-{pinned.pk}", "Mục 1, đoạn 3", "Nêu rõ giờ."),
    ]
    for one in (pinned, titled):
        assert html.count(f'id="y-kien-{one.pk}"') == 1


def test_where_the_text_is_not_shown_the_link_of_a_remark_opens_it(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    approve(ward, bulletin)
    edit(ward, bulletin, "bốn trăm", "năm trăm")
    note = add_note(
        actor=ward.approver, bulletin=bulletin, text="Đúng số chưa?", entry_uuid=bulletin.entries.get().uuid, place=1
    )
    html = page(approver, bulletin)
    assert f'<a href="?toan-van=1#y-kien-{note.pk}">Mục 1, đoạn 1</a>' in html
    assert f'id="y-kien-{note.pk}"' not in html


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"doan": "x.1", "text": "a"}, 404),
        ({"doan": "00000000-0000-4000-8000-000000000009.1", "text": "a"}, 302),
        ({"doan": "", "text": "   "}, 302),
    ],
)
def test_a_remark_without_words_or_without_its_paragraph_is_not_written(
    approver: Client, bulletin: Bulletin, sent: dict[str, str], status: int
) -> None:
    answer = approver.post(reverse("admin:documents_review_note_add", args=[bulletin.pk]), sent)

    assert answer.status_code == status
    assert not ReviewNote.objects.exists()


def test_a_paragraph_beyond_the_last_is_refused(ward: Ward, bulletin: Bulletin) -> None:
    with pytest.raises(NotReady, match="không còn trong tài liệu"):
        add_note(actor=ward.approver, bulletin=bulletin, text="a", entry_uuid=bulletin.entries.get().uuid, place=4)


def _note(ward: Ward, bulletin: Bulletin, text: str = "Sửa câu đầu.") -> ReviewNote:
    return add_note(actor=ward.approver, bulletin=bulletin, text=text, entry_uuid=bulletin.entries.get().uuid, place=1)


@pytest.mark.parametrize(
    ("sent", "answer", "is_done"),
    [
        ({"viec": "xong"}, "", True),
        ({"viec": "xong", "answer": "Đã tách câu."}, "Đã tách câu.", True),
        ({"viec": "tra-loi", "answer": "Giữ như văn bản gốc."}, "Giữ như văn bản gốc.", False),
    ],
)
def test_an_editor_ticks_a_remark_off_or_answers_it(
    client: Client, ward: Ward, bulletin: Bulletin, sent: dict[str, str], answer: str, is_done: bool
) -> None:
    note = _note(ward, bulletin)
    client.force_login(ward.editor)

    client.post(reverse("admin:documents_review_note", args=[bulletin.pk, note.pk]), sent)

    note.refresh_from_db()
    assert (note.answer, note.is_done, note.settled_by) == (answer, is_done, ward.editor)


def test_a_settled_remark_is_opened_again(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    note = settle_note(actor=ward.editor, note=_note(ward, bulletin), is_done=True)

    approver.post(reverse("admin:documents_review_note", args=[bulletin.pk, note.pk]), {"viec": "mo"})

    note.refresh_from_db()
    assert note.is_open
    assert note.settled_by is None


def test_only_its_author_takes_a_remark_back_and_only_while_it_is_open(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    note = _note(ward, bulletin)
    drop = reverse("admin:documents_review_note", args=[bulletin.pk, note.pk])
    client.force_login(ward.editor)
    client.post(drop, {"viec": "bo"})
    assert ReviewNote.objects.exists()

    settle_note(actor=ward.editor, note=note, answer="Để nguyên.")
    client.force_login(ward.approver)
    client.post(drop, {"viec": "bo"})
    assert ReviewNote.objects.exists()

    settle_note(actor=ward.approver, note=note)
    client.post(drop, {"viec": "bo"})
    assert not ReviewNote.objects.exists()


def test_a_remark_of_another_issue_is_not_found_through_this_one(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    other = make_bulletin(ward.committee, month=3)
    make_entry(other)
    note = add_note(actor=ward.approver, bulletin=other, text="Của số khác.")

    answer = approver.post(reverse("admin:documents_review_note", args=[bulletin.pk, note.pk]), {"viec": "xong"})

    assert answer.status_code == 404


def test_the_desk_shows_the_remarks_of_the_open_entry_and_ticks_them_off_in_place(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    note, entry = _note(ward, bulletin), bulletin.entries.get()
    client.force_login(ward.editor)
    shown = client.get(reverse("admin:documents_review_entry", args=[bulletin.pk, entry.pk])).content.decode()
    assert "Sửa câu đầu." in shown

    answered = client.post(
        reverse("admin:documents_review_note", args=[bulletin.pk, note.pk]),
        {"viec": "xong", "muc": str(entry.pk)},
        headers={"hx-request": "true"},
    ).content.decode()

    assert "đánh dấu đã sửa" in answered
    assert "<html" not in answered


def test_a_remark_written_while_paragraphs_moved_stands_at_the_words_it_was_written_at(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    uuid = bulletin.entries.get().uuid
    html = approver.get(f"{address(bulletin)}?doan={uuid}.2").content.decode()
    words = re.search(r'name="chu" value="([^"]+)"', html)
    assert words is not None
    assert words[1] == "Mỗi chi bộ nhận một đoạn đường."
    edit(ward, bulletin, "<p>Các khu phố", "<p>Mở đầu.</p><p>Các khu phố")
    sent = {"doan": f"{uuid}.2", "chu": words[1], "text": "Nêu rõ tên đường."}

    approver.post(reverse("admin:documents_review_note_add", args=[bulletin.pk]), sent)
    assert (ReviewNote.objects.get().place, ReviewNote.objects.get().quote) == (3, words[1])

    edit(ward, bulletin, "<p>Mỗi chi bộ nhận một đoạn đường.</p>", "")
    answer = approver.post(reverse("admin:documents_review_note_add", args=[bulletin.pk]), sent, follow=True)
    assert "Đoạn này không còn trong tài liệu." in answer.content.decode()
    assert "Đồng chí đã viết: “Nêu rõ tên đường.”" in answer.content.decode()
    assert ReviewNote.objects.count() == 1


def test_an_answer_refused_on_the_desk_says_why_and_leaves_the_field_alone(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    note, entry = _note(ward, bulletin), bulletin.entries.get()
    Bulletin.objects.filter(pk=bulletin.pk).update(state=State.PUBLISHED)
    client.force_login(ward.editor)

    answer = client.post(
        reverse("admin:documents_review_note", args=[bulletin.pk, note.pk]),
        {"viec": "tra-loi", "answer": "Theo báo cáo quý III.", "muc": str(entry.pk)},
        headers={"hx-request": "true"},
    )

    assert answer.headers["HX-Reswap"] == "none"
    html = answer.content.decode()
    assert 'id="thong-bao"' in html
    assert "notice--wrong" in html
    assert "Đã phát hành" in html


@pytest.mark.parametrize("is_new", [True, False], ids=["a remark", "an answer"])
def test_words_refused_because_the_issue_went_out_meanwhile_are_given_back(
    client: Client, ward: Ward, bulletin: Bulletin, is_new: bool
) -> None:
    note = _note(ward, bulletin)
    Bulletin.objects.filter(pk=bulletin.pk).update(state=State.PUBLISHED)
    client.force_login(ward.editor)
    words = "Xem lại số liệu ở đoạn cuối."

    if is_new:
        sent = {"text": words}
        answer = client.post(reverse("admin:documents_review_note_add", args=[bulletin.pk]), sent, follow=True)
    else:
        sent = {"viec": "tra-loi", "answer": words}
        answer = client.post(reverse("admin:documents_review_note", args=[bulletin.pk, note.pk]), sent, follow=True)

    assert f"Đồng chí đã viết: “{words}”" in answer.content.decode()


def test_an_issue_is_returned_with_a_pinned_remark_alone_and_not_without_any(ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    with pytest.raises(NotReady, match="ghi ý kiến"):
        return_bulletin(actor=ward.approver, bulletin=bulletin)

    _note(ward, bulletin)
    return_bulletin(actor=ward.approver, bulletin=bulletin)

    assert fresh(bulletin).state == State.RETURNED


def test_a_returned_issue_is_sent_again_only_when_every_remark_is_settled(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    first, second = _note(ward, bulletin), _note(ward, bulletin, "Nêu nguồn số liệu.")
    return_bulletin(actor=ward.approver, bulletin=bulletin)
    client.force_login(ward.editor)
    step = reverse("admin:documents_bulletin_step", args=[bulletin.pk, "gui-duyet"])
    assert "Nêu nguồn số liệu." in client.get(step).content.decode()

    refused = client.post(step, {f"da-sua-{first.pk}": "on"}).content.decode()
    assert "Còn ý kiến chưa trả lời" in refused
    assert ReviewNote.objects.get(pk=first.pk).is_open

    client.post(step, {f"da-sua-{first.pk}": "on", f"tra-loi-{second.pk}": "Theo báo cáo quý III."})
    assert fresh(bulletin).state == State.IN_REVIEW
    assert ReviewNote.objects.get(pk=second.pk).answer == "Theo báo cáo quý III."


# --- What changed -----------------------------------------------------------------------------------------------------


def test_an_editor_is_told_whom_the_issue_waits_for_and_can_take_it_back(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    client.force_login(ward.editor)
    html = page(client, bulletin)
    assert f"Chờ đ/c {ward.approver.full_name} duyệt." in html
    assert reverse("admin:documents_bulletin_step", args=[bulletin.pk, "lay-lai"]) in html


def test_after_publishing_the_page_leads_to_what_readers_have_and_to_the_steps_left(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    edition = publish(ward, bulletin)
    client.force_login(ward.approver)
    html = page(client, bulletin)
    addresses = addresses_of(edition, number=edition.number)
    for name in ("read", "pdf", "docx", "coverage"):
        assert f'href="{addresses[name]}"' in html
    for name in ("dinh-chinh", "thu-hoi"):
        assert reverse("admin:documents_bulletin_step", args=[bulletin.pk, name]) in html
    assert "Không có gì thay đổi" not in html
    assert "Bản trình duyệt để in" not in html
    client.force_login(ward.editor)
    html = page(client, bulletin)
    assert "/buoc/" not in html
    assert f"đồng chí đề nghị đ/c {ward.approver.full_name} mở tài liệu" in html


def test_after_a_withdrawal_the_page_says_why_and_leads_to_the_paper(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    edition = publish(ward, bulletin)
    withdraw_edition(actor=ward.approver, edition=edition, reason="Sai số liệu thu gom.")
    client.force_login(ward.approver)
    html = page(client, bulletin)
    assert "Sai số liệu thu gom." in html
    assert addresses_of(edition, number=edition.number)["collect"] in html
    assert reverse("admin:documents_bulletin_step", args=[bulletin.pk, "dinh-chinh"]) in html
    assert addresses_of(edition, number=edition.number)["pdf"] not in html


def test_before_its_hour_the_page_of_a_planned_issue_offers_to_call_it_off_alone(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    publish(ward, bulletin, hour=Hour(timezone.now() + timedelta(days=2)))
    client.force_login(ward.approver)
    html = page(client, bulletin)
    steps = set(re.findall(r"/buoc/([a-z-]+)/", html))
    assert steps == {"huy-lich"}


def test_the_first_sending_compares_with_nothing(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)

    html = page(approver, bulletin)
    assert "Tài liệu được trình lần đầu." in html
    assert "Thay đổi so với" not in html


def test_the_first_sending_of_a_correction_compares_with_what_readers_have(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    return_bulletin(actor=ward.approver, bulletin=bulletin, note="Nêu rõ tên đường.")
    settle_note(actor=ward.editor, note=ReviewNote.objects.get(), is_done=True)
    publish(ward, bulletin)
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    edit(ward, bulletin, "15/12", "20/12")
    send_bulletin(actor=ward.editor, bulletin=bulletin)

    html = page(approver, bulletin)

    assert "Thay đổi so với bản đầu đã phát hành" in html
    assert "bản trình lần trước" not in html


def test_the_link_that_opens_a_remark_leads_to_its_field(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    # A fragment gives the focus to the field it names; "autofocus" does nothing on an address with a fragment.
    send_bulletin(actor=ward.editor, bulletin=bulletin)

    links = re.findall(r'class="para__add" href="([^"]+)"', page(approver, bulletin))

    assert links
    assert all(link.endswith("#y-kien-moi") for link in links)
    opened = approver.get(f"{address(bulletin)}{links[1].partition('#')[0]}").content.decode()
    assert '<textarea class="input" id="y-kien-moi"' in opened


def test_the_second_sending_shows_what_changed_since_the_first(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    note = _note(ward, bulletin)
    return_bulletin(actor=ward.approver, bulletin=bulletin)
    edit(ward, bulletin, "bốn trăm", "năm trăm")
    send_bulletin(actor=ward.editor, bulletin=bulletin, settled={note.pk: ("", True)})

    html = page(approver, bulletin)

    assert "Thay đổi so với bản trình lần trước (gửi " in html
    assert re.search(
        r'So bản hiện nay với: <strong>bản trình lần trước .*?href="\?so=lan-nay">bản trình lần này \(gửi ', html
    )
    assert "<del>bốn</del><ins>năm</ins> trăm cây" in html


def test_a_correction_shows_what_changed_since_the_edition(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    publish(ward, bulletin)
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    edit(ward, bulletin, "15/12", "20/12")
    send_bulletin(actor=ward.editor, bulletin=bulletin)

    html = page(approver, bulletin, "?so=phat-hanh")

    assert "Thay đổi so với bản đầu đã phát hành" in html
    assert "<del>15</del><ins>20</ins>/12/2026" in html


def test_after_approval_only_the_changed_words_are_shown_and_one_press_approves_them(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    approve(ward, bulletin)
    edit(ward, bulletin, "15/12", "20/12")
    assert fresh(bulletin).state == State.RE_REVIEW

    html = page(approver, bulletin)
    assert "<del>15</del><ins>20</ins>/12/2026" in html
    assert "Mỗi chi bộ nhận một đoạn đường." not in html
    approver.post(address(bulletin), {"seen": seen_on(html)})

    row = fresh(bulletin)
    assert row.state == State.APPROVED
    assert row.approved_sha256 == agreed_sha256(row, build_content(row))


def test_a_press_on_words_that_changed_meanwhile_approves_nothing(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    approve(ward, bulletin)
    edit(ward, bulletin, "15/12", "20/12")
    seen = seen_on(page(approver, bulletin))
    edit(ward, bulletin, "20/12", "25/12")

    html = approver.post(address(bulletin), {"seen": seen}).content.decode()

    assert "vừa được sửa sau khi đồng chí mở trang" in html
    assert fresh(bulletin).state == State.RE_REVIEW
    assert "<ins>25</ins>" in html


def test_an_hour_or_an_audience_changed_after_approval_is_said_in_words(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    from documents.services.editing import update_bulletin

    approve(ward, bulletin)
    row = fresh(bulletin)
    row.publish_at = timezone.now() + timedelta(days=2)
    update_bulletin(actor=ward.editor, bulletin=row)

    html = page(approver, bulletin)

    assert "Giờ phát hành: trước là ngay khi bấm Phát hành; nay là" in html


# --- Who ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def board(ward: Ward) -> Organization:
    make_type("board")
    row = make_organization("Ban Xây dựng Đảng", parent=ward.committee, type="board")
    own_settings(ward, approval_steps=2, compiled_by=row)
    return row


def test_of_two_steps_the_board_goes_first_and_the_standing_committee_decides(
    client: Client, ward: Ward, bulletin: Bulletin, board: Organization
) -> None:
    head = make_user(role=Role.APPROVER, at=board, full_name="Ngô Thị Lựu")
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    with pytest.raises(NotAllowed, match="Chờ lãnh đạo Ban Xây dựng Đảng duyệt bước một"):
        approve_bulletin(actor=ward.approver, bulletin=bulletin)

    approve_bulletin(actor=head, bulletin=bulletin)
    assert fresh(bulletin).state == State.IN_REVIEW
    with pytest.raises(NotAllowed, match="Bước hai do thường trực"):
        approve_bulletin(actor=head, bulletin=bulletin)
    client.force_login(ward.approver)
    assert "Ngô Thị Lựu đã duyệt bước một" in page(client, bulletin)

    approve_bulletin(actor=ward.approver, bulletin=bulletin)
    assert fresh(bulletin).state == State.APPROVED
    steps = client.get(reverse("admin:documents_bulletin_change", args=[bulletin.pk])).content.decode()
    assert "Ngô Thị Lựu duyệt bước một" in steps


def test_a_text_changed_between_the_two_steps_goes_back_to_the_first(
    ward: Ward, bulletin: Bulletin, board: Organization
) -> None:
    head = make_user(role=Role.APPROVER, at=board)
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    approve_bulletin(actor=head, bulletin=bulletin)
    edit(ward, bulletin, "15/12", "20/12")

    with pytest.raises(NotAllowed, match="bước một"):
        approve_bulletin(actor=ward.approver, bulletin=bulletin)


def test_after_both_steps_a_change_needs_the_last_one_only(ward: Ward, bulletin: Bulletin, board: Organization) -> None:
    head = make_user(role=Role.APPROVER, at=board)
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    approve_bulletin(actor=head, bulletin=bulletin)
    approve_bulletin(actor=ward.approver, bulletin=bulletin)
    edit(ward, bulletin, "15/12", "20/12")

    approve_bulletin(actor=ward.approver, bulletin=bulletin)

    assert fresh(bulletin).state == State.APPROVED


def test_without_an_approver_at_the_board_two_persons_of_the_committee_take_the_steps(
    ward: Ward, bulletin: Bulletin, board: Organization
) -> None:
    second = make_user(role=Role.APPROVER, at=ward.committee)
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    approve_bulletin(actor=ward.approver, bulletin=bulletin)
    with pytest.raises(NotAllowed, match="người khác với người duyệt bước một"):
        approve_bulletin(actor=ward.approver, bulletin=bulletin)

    approve_bulletin(actor=second, bulletin=bulletin)

    assert fresh(bulletin).state == State.APPROVED


@pytest.mark.parametrize("allowed", [True, False])
def test_whether_an_approvers_own_correction_needs_a_second_person_is_a_setting(
    ward: Ward, bulletin: Bulletin, allowed: bool
) -> None:
    own_settings(ward, approver_may_correct=allowed)
    approve(ward, bulletin)
    edit(ward, bulletin, "15/12", "20/12", actor=ward.approver)

    if allowed:
        approve_bulletin(actor=ward.approver, bulletin=bulletin)
    else:
        with pytest.raises(NotAllowed, match="người khác duyệt"):
            approve_bulletin(actor=ward.approver, bulletin=bulletin)
        approve_bulletin(actor=make_user(role=Role.APPROVER, at=ward.committee), bulletin=bulletin)
    assert fresh(bulletin).state == State.APPROVED


def test_who_changed_an_issue_late_is_forgotten_when_it_is_sent_again(ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    edit(ward, bulletin, "15/12", "20/12", actor=ward.approver)
    assert LateChange.objects.filter(user=ward.approver).exists()
    return_bulletin(actor=ward.approver, bulletin=bulletin, note="Xem lại.")

    done = {note.pk: ("", True) for note in bulletin.notes.all()}
    send_bulletin(actor=ward.editor, bulletin=bulletin, settled=done)

    assert not LateChange.objects.exists()


def test_that_the_sender_may_approve_is_said_on_the_page(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.approver, bulletin=bulletin)
    assert "Người gửi duyệt không tự duyệt được" in page(approver, bulletin)

    own_settings(ward, approver_may_be_author=True)
    html = page(approver, bulletin)

    assert "người gửi duyệt được tự duyệt" in html
    approver.post(address(bulletin), {"seen": seen_on(html)})
    assert fresh(bulletin).state == State.APPROVED


def test_an_editor_sees_the_page_without_the_press(client: Client, ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    client.force_login(ward.editor)

    html = page(client, bulletin)

    assert 'name="seen"' not in html
    assert "Chờ đ/c" in html


def test_the_page_asks_as_many_queries_for_thirty_entries_as_for_one(
    approver: Client, ward: Ward, bulletin: Bulletin, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    send_bulletin(actor=ward.editor, bulletin=bulletin)
    _note(ward, bulletin)
    page(approver, bulletin)
    with CaptureQueriesContext(connection) as one:
        page(approver, bulletin)
    for number in range(30):
        entry = make_entry(bulletin, heading=f"Mục {number}", body=BODY)
        add_note(actor=ward.approver, bulletin=bulletin, text="Xem lại.", entry_uuid=entry.uuid, place=1)

    with CaptureQueriesContext(connection) as many:
        page(approver, bulletin)

    assert len(many) == len(one)


# --- On paper -----------------------------------------------------------------------------------------------------------


def _code(bulletin: Bulletin) -> str:
    row = fresh(bulletin)
    return print_code(agreed_sha256(row, build_content(row)))


def _signed(bulletin: Bulletin, **more: Any) -> dict[str, Any]:
    picture = SimpleUploadedFile("trang-ky.jpg", picture_bytes(), "image/jpeg")
    given = {
        "signer": "Phó Bí thư Thường trực Phùng Văn Sỹ",
        "signed_on": timezone.localdate().strftime("%d/%m/%Y"),
        "code": _code(bulletin).lower(),
        "picture": picture,
    }
    return given | more


@pytest.fixture
def on_paper(client: Client, ward: Ward, bulletin: Bulletin) -> Client:
    own_settings(ward, paper_approval=True)
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    client.force_login(ward.editor)
    return client


def paper_address(bulletin: Bulletin) -> str:
    return reverse("admin:documents_review_paper", args=[bulletin.pk])


def test_the_printed_copy_carries_the_code_that_is_asked_for(ward: Ward, bulletin: Bulletin) -> None:
    printed = page_texts(render_draft(actor=ward.editor, bulletin=bulletin, form="review").pdf)

    assert all(f"mã {_code(bulletin)}" in text for text in printed)


def test_an_editor_writes_an_approval_on_paper_down_and_publishes(
    on_paper: Client, ward: Ward, bulletin: Bulletin
) -> None:
    on_paper.post(paper_address(bulletin), _signed(bulletin))

    row = fresh(bulletin)
    assert (row.state, row.approved_by) == (State.APPROVED, None)
    signed = PaperApproval.objects.get()
    assert (signed.signer, signed.event.actor) == ("Phó Bí thư Thường trực Phùng Văn Sỹ", ward.editor)
    assert AccessLog.objects.get(action="approve").detail["on_paper"] is True
    assert "Duyệt trên giấy: Phó Bí thư Thường trực Phùng Văn Sỹ" in page(on_paper, bulletin)

    edition = publish_bulletin(actor=ward.editor, bulletin=bulletin)
    assert edition.approved_by is None


def test_an_editor_publishes_nothing_that_was_approved_on_the_page(ward: Ward, bulletin: Bulletin) -> None:
    own_settings(ward, paper_approval=True)
    approve(ward, bulletin)

    with pytest.raises(NotAllowed):
        publish_bulletin(actor=ward.editor, bulletin=bulletin)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"code": "00000000"}, "không phải mã bản trình của nội dung hiện nay"),
        ({"signed_on": (date.today() + timedelta(days=3)).strftime("%d/%m/%Y")}, "Ngày ký chưa đến"),
        ({"signer": ""}, "bắt buộc"),
        ({"picture": SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg")}, "Ảnh"),
    ],
)
def test_an_approval_on_paper_is_refused_with(
    on_paper: Client, bulletin: Bulletin, wrong: dict[str, Any], words: str
) -> None:
    html = on_paper.post(paper_address(bulletin), _signed(bulletin, **wrong)).content.decode()

    assert words in html
    assert fresh(bulletin).state == State.IN_REVIEW
    assert not PaperApproval.objects.exists()


def test_a_copy_signed_before_the_text_was_changed_is_refused(on_paper: Client, ward: Ward, bulletin: Bulletin) -> None:
    signed = _signed(bulletin)
    edit(ward, bulletin, "15/12", "20/12")

    html = on_paper.post(paper_address(bulletin), signed).content.decode()

    assert "đã sửa sau khi in" in html
    assert fresh(bulletin).state == State.IN_REVIEW


def test_where_the_publisher_does_not_allow_it_there_is_no_such_page(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    client.force_login(ward.editor)

    assert client.get(paper_address(bulletin)).status_code == 404


def test_the_signed_page_is_seen_at_its_desk_and_nowhere_else(on_paper: Client, ward: Ward, bulletin: Bulletin) -> None:
    on_paper.post(paper_address(bulletin), _signed(bulletin))
    address = reverse("activities:picture_file", args=[PaperApproval.objects.get().picture_id])

    assert fetch(ward.editor, address).status_code == 200
    assert fetch(ward.secretary, address).status_code == 404
    assert fetch(make_user(role=Role.EDITOR, at=ward.neighbour), address).status_code == 404


def test_a_remark_knows_its_entry_by_its_lasting_mark(ward: Ward, bulletin: Bulletin) -> None:
    note = _note(ward, bulletin)

    assert isinstance(note.entry_uuid, UUID)
    assert note.quote == "Các khu phố trồng bốn trăm cây ven sông."


def test_the_page_of_an_issue_that_waits_for_its_hour_says_the_hour(ward: Ward, bulletin: Bulletin) -> None:
    hour = (timezone.localtime() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    publish(ward, bulletin, hour=Hour(hour))
    address = reverse("admin:documents_bulletin_review", args=[bulletin.pk])

    shown = {who: fetch(user, address).body.decode() for who, user in (("a", ward.approver), ("e", ward.editor))}

    for html in shown.values():
        assert f"Hẹn giờ phát hành {hour:%H:%M %d/%m/%Y}." in html
        assert "Đã phát hành" not in html
    assert f"/{bulletin.pk}/buoc/huy-lich/" in shown["a"]
    assert f"/{bulletin.pk}/buoc/huy-lich/" not in shown["e"]


def test_who_returned_an_issue_is_told_what_happens_next_and_the_editor_what_to_do(
    ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    return_bulletin(actor=ward.approver, bulletin=bulletin, note="Xem lại số liệu.")
    address = reverse("admin:documents_bulletin_review", args=[bulletin.pk])

    to_approver = fetch(ward.approver, address).body.decode()
    to_editor = fetch(ward.editor, address).body.decode()

    assert "Người biên tập sửa, trả lời từng ý kiến rồi gửi duyệt lại" in to_approver
    assert "Sửa xong, đồng chí trả lời" not in to_approver
    assert "Sửa xong, đồng chí trả lời" in to_editor
