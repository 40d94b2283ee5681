"""Sửa bằng Word at the desk: out, edited, compared, accepted piece by piece or at once; nothing is stored before that."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.models import Bulletin, Entry, EntryPicture, WordReturn
from documents.services.desk.outline import place_entry, take_out
from documents.services.desk.texts import StaleEntry, save_text
from documents.services.desk.word import WordComparison, comparison_of, export_word, receive_word
from documents.services.desk.word_accepting import (
    accept_all,
    accept_move,
    accept_new_entry,
    accept_pieces,
    refuse_pieces,
)
from organizations.models import AccessLog
from tests.builders import Ward, make_bulletin, make_entry, make_picture, make_ward, picture_bytes
from tests.documents.word_files import (
    add_after,
    comment_on,
    drop,
    edited,
    paragraph_with,
    swap,
    track_insertion,
)

pytestmark = pytest.mark.django_db
BODY = "<p>Họp lúc 7 giờ ngày 05/11.</p><p>Mang theo sổ tay.</p><ul><li><p>Bàn việc thu quỹ.</p></li></ul><p>Xong thì về.</p>"


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, heading="Sinh hoạt chi bộ tháng này", body=BODY, position=1, gist="Họp sớm một giờ.")
    make_entry(bulletin, heading="Tin hoạt động", kind="news_group", body="", position=2)
    group = bulletin.entries.get(position=2)
    make_entry(
        bulletin,
        heading="Tặng quà gia đình chính sách",
        kind="news",
        parent=group,
        position=1,
        body="<p>Tặng 30 suất quà.</p>",
    )
    make_entry(
        bulletin, heading="Ra quân dọn vệ sinh", kind="news", parent=group, position=2, body="<p>Dọn ba ngõ.</p>"
    )
    return bulletin


@pytest.fixture
def first(bulletin: Bulletin) -> Entry:
    return bulletin.entries.get(heading__startswith="Sinh hoạt")


@pytest.fixture
def exported(ward: Ward, bulletin: Bulletin) -> bytes:
    return export_word(actor=ward.editor, bulletin=bulletin)


def come_back(ward: Ward, bulletin: Bulletin, data: bytes) -> WordReturn:
    return receive_word(actor=ward.editor, bulletin=bulletin, content=data, name="sửa lần 1.docx")


def pieces(comparison: WordComparison, entry: Entry) -> list[tuple[str, str]]:
    found = comparison.named(str(entry.uuid))
    assert found is not None
    lines = [(piece.kind, piece.new or piece.old) for piece in found.open_pieces]
    return [(kind, line.shown) for kind, line in lines if line is not None]


def two_edits(data: bytes) -> bytes:
    def edit(document: Any) -> None:
        swap(document, "7 giờ", "8 giờ")
        add_after(paragraph_with(document, "Bàn việc thu quỹ"), "- Bàn việc trồng cây.")

    return edited(data, edit)


def test_an_unedited_file_leaves_nothing_to_decide(ward: Ward, bulletin: Bulletin, exported: bytes) -> None:
    comparison = comparison_of(come_back(ward, bulletin, exported))
    assert (comparison.open_total, comparison.missing, comparison.new) == (0, [], [])
    assert comparison.has_marks
    assert comparison.moved == []


def test_nothing_is_stored_before_it_is_accepted(ward: Ward, bulletin: Bulletin, first: Entry, exported: bytes) -> None:
    before = list(bulletin.entries.order_by("pk").values())
    comparison = comparison_of(come_back(ward, bulletin, two_edits(exported)))
    assert [kind for kind, _ in pieces(comparison, first)] == ["changed", "new"]
    assert list(bulletin.entries.order_by("pk").values()) == before


def test_one_piece_is_accepted_and_the_other_waits(
    ward: Ward, bulletin: Bulletin, first: Entry, exported: bytes
) -> None:
    word = come_back(ward, bulletin, two_edits(exported))
    found = comparison_of(word).named(str(first.uuid))
    assert found is not None
    accept_pieces(actor=ward.editor, word=word, uuid=found.uuid, version=first.version, keys=[found.open_pieces[0].key])
    first.refresh_from_db()
    assert "Họp lúc 8 giờ" in first.body
    assert "trồng cây" not in first.body
    assert first.version == 2
    assert pieces(comparison_of(word), first) == [("new", "- Bàn việc trồng cây.")]
    assert AccessLog.objects.filter(action=AccessLog.Action.CHANGE, detail__fields=["body"]).exists()


def test_a_refused_piece_is_put_aside_and_can_still_be_taken(
    ward: Ward, bulletin: Bulletin, first: Entry, exported: bytes
) -> None:
    word = come_back(ward, bulletin, two_edits(exported))
    found = comparison_of(word).named(str(first.uuid))
    assert found is not None
    key = found.open_pieces[1].key
    refuse_pieces(actor=ward.editor, word=word, keys=[key])
    again = comparison_of(WordReturn.objects.get(pk=word.pk)).named(str(first.uuid))
    assert again is not None
    assert [piece.key for piece in again.refused] == [key]
    assert len(again.open_pieces) == 1
    accept_pieces(actor=ward.editor, word=word, uuid=again.uuid, version=1, keys=[key])
    first.refresh_from_db()
    assert "trồng cây" in first.body


def test_all_is_accepted_at_once_with_a_new_entry_behind_the_one_before_it(
    ward: Ward, bulletin: Bulletin, first: Entry, exported: bytes
) -> None:
    def edit(document: Any) -> None:
        swap(document, "7 giờ", "8 giờ")
        swap(document, "Tặng 30 suất", "Tặng 35 suất")
        below = add_after(paragraph_with(document, "Xong thì về"), "Góc gương sáng", "Heading 1")
        add_after(below, "Bà Sáu hiến đất mở đường.", "Normal")

    word = come_back(ward, bulletin, edited(exported, edit))
    versions = {one.uuid: one.entry.version for one in comparison_of(word).entries if one.entry}
    assert accept_all(actor=ward.editor, word=word, versions=versions) == (3, 0)
    order = list(bulletin.entries.filter(parent=None).order_by("position").values_list("heading", flat=True))
    assert order == ["Sinh hoạt chi bộ tháng này", "Góc gương sáng", "Tin hoạt động"]
    made = bulletin.entries.get(heading="Góc gương sáng")
    assert made.body == "<p>Bà Sáu hiến đất mở đường.</p>"
    assert bulletin.entries.filter(body__contains="35 suất").exists()
    assert comparison_of(WordReturn.objects.get(pk=word.pk)).open_total == 0


def test_a_new_heading_of_the_second_level_in_a_group_is_a_news_item(
    ward: Ward, bulletin: Bulletin, exported: bytes
) -> None:
    def edit(document: Any) -> None:
        below = add_after(paragraph_with(document, "Tặng 30 suất"), "Khám bệnh miễn phí", "Heading 2")
        add_after(below, "Khám cho 120 người.", "Normal")

    word = come_back(ward, bulletin, edited(exported, edit))
    (new,) = comparison_of(word).new
    made = accept_new_entry(actor=ward.editor, word=word, uuid=new.uuid)
    assert (made.kind, str(made.parent)) == ("news", "Tin hoạt động")
    order = list(bulletin.entries.filter(parent=made.parent).order_by("position").values_list("heading", flat=True))
    assert order == ["Tặng quà gia đình chính sách", "Khám bệnh miễn phí", "Ra quân dọn vệ sinh"]


def test_an_entry_saved_meanwhile_keeps_what_only_the_portal_changed_and_shows_both_where_both_did(
    ward: Ward, bulletin: Bulletin, first: Entry, exported: bytes
) -> None:
    word = come_back(ward, bulletin, two_edits(exported))
    now = first.body.replace("7 giờ", "9 giờ").replace("Xong thì về", "Xong thì về ngay")
    save_text(actor=ward.approver, entry=first, version=1, fields={"body": now})
    with pytest.raises(StaleEntry):
        accept_pieces(actor=ward.editor, word=word, uuid=str(first.uuid), version=1, keys=["a"])
    found = comparison_of(word).named(str(first.uuid))
    assert found is not None
    assert found.is_stale
    assert [(piece.kind, piece.is_conflict) for piece in found.open_pieces] == [("changed", True), ("new", False)]
    taken, left = accept_all(actor=ward.editor, word=word, versions={str(first.uuid): 2})
    assert (taken, left) == (1, 1)
    first.refresh_from_db()
    assert "9 giờ" in first.body
    assert "trồng cây" in first.body
    assert "về ngay" in first.body


def test_all_at_once_stores_nothing_where_one_entry_was_saved_meanwhile(
    ward: Ward, bulletin: Bulletin, first: Entry, exported: bytes
) -> None:
    def edit(document: Any) -> None:
        swap(document, "Tặng 30 suất", "Tặng 35 suất")
        swap(document, "7 giờ", "8 giờ")

    word = come_back(ward, bulletin, edited(exported, edit))
    versions = {one.uuid: one.entry.version for one in comparison_of(word).entries if one.entry}
    save_text(actor=ward.approver, entry=first, version=1, fields={"short_title": "Họp"})
    with pytest.raises(StaleEntry):
        accept_all(actor=ward.editor, word=word, versions=versions)
    assert not bulletin.entries.filter(body__contains="35 suất").exists()


def test_a_missing_entry_is_said_and_one_added_since_is_not_called_missing(
    ward: Ward, bulletin: Bulletin, exported: bytes
) -> None:
    def edit(document: Any) -> None:
        drop(paragraph_with(document, "Ra quân dọn vệ sinh"))
        drop(paragraph_with(document, "Dọn ba ngõ"))

    word = come_back(ward, bulletin, edited(exported, edit))
    WordReturn.objects.filter(pk=word.pk).update(exported_at=word.uploaded_at)
    later = make_entry(bulletin, heading="Thêm sau khi xuất", position=9)
    comparison = comparison_of(WordReturn.objects.get(pk=word.pk))
    assert [row.heading for row in comparison.missing] == ["Ra quân dọn vệ sinh"]
    assert comparison.added_since == [later]


def test_an_entry_taken_out_on_the_portal_comes_as_new_and_says_so(
    ward: Ward, bulletin: Bulletin, first: Entry, exported: bytes
) -> None:
    word = come_back(ward, bulletin, exported)
    take_out(actor=ward.editor, entry=first)
    (new,) = comparison_of(word).new
    assert new.was_removed


def test_photos_are_placed_captioned_and_taken_out_as_in_the_file(ward: Ward, bulletin: Bulletin, first: Entry) -> None:
    kept = EntryPicture.objects.create(
        entry=first,
        picture=make_picture(picture_bytes(640, 480, "red")),
        caption="Hội trường",
        credit="Ảnh: Hà Vi",
        place=1,
    )
    gone = EntryPicture.objects.create(
        entry=first, picture=make_picture(picture_bytes(640, 480, "blue")), caption="Sân đình", place=3
    )

    def edit(document: Any) -> None:
        swap(document, "Hội trường", "Hội trường mới")
        caption = paragraph_with(document, "Sân đình")
        caption._p.getparent().remove(caption._p.getprevious())
        drop(caption)
        import io

        below = add_after(paragraph_with(document, "Xong thì về"), "")
        below.add_run().add_picture(io.BytesIO(picture_bytes(320, 240, "green")))
        add_after(below, "Đồng lúa (Ảnh: Lê Na)", "Caption")
        add_after(paragraph_with(document, "Họp lúc"), "Đến sớm năm phút.")

    data = edited(export_word(actor=ward.editor, bulletin=bulletin), edit)
    word = come_back(ward, bulletin, data)
    accept_all(actor=ward.editor, word=word, versions={str(first.uuid): first.version})
    rows = list(first.placed_pictures.values_list("place", "caption", "credit"))
    assert rows == [(2, "Hội trường mới", "Ảnh: Hà Vi"), (5, "Đồng lúa", "Ảnh: Lê Na")]
    assert first.placed_pictures.filter(pk=kept.pk).exists()
    assert not first.placed_pictures.filter(pk=gone.pk).exists()


class TestThePages:
    def upload(self, client: Client, bulletin: Bulletin, data: bytes, name: str = "sua.docx") -> str:
        address = reverse("admin:documents_desk_word", args=[bulletin.pk])
        answer = client.post(address, {"tep": SimpleUploadedFile(name, data)}, follow=True)
        return str(answer.content.decode())

    def test_the_file_goes_out_under_a_name_that_every_system_takes(
        self, ward: Ward, bulletin: Bulletin, client: Client
    ) -> None:
        client.force_login(ward.editor)
        answer = client.get(reverse("admin:documents_desk_word_export", args=[bulletin.pk]))
        header = answer.headers["Content-Disposition"]
        assert 'filename="Du thao Tai lieu thang' in header
        assert "filename*=UTF-8''D%E1%BB%B1%20th%E1%BA%A3o" in header
        assert bytes(answer.content[:2]) == b"PK"

    def test_differences_authors_and_comments_are_shown(
        self, ward: Ward, bulletin: Bulletin, client: Client, exported: bytes
    ) -> None:
        client.force_login(ward.editor)
        data = edited(exported, lambda d: track_insertion(paragraph_with(d, "Mang theo sổ tay"), " Và bút."))
        page = self.upload(client, bulletin, comment_on(data, "Xong thì về", "Có cần câu này không?"))
        assert "<ins> Và bút.</ins>" in page.replace("<ins>Và bút.</ins>", "<ins> Và bút.</ins>")
        assert "Hà Vi, 09:30 20/11/2026" in page
        assert "Có cần câu này không?" in page
        assert "Lê Minh" in page

    def test_a_press_accepts_and_leads_back_to_the_entry(
        self, ward: Ward, bulletin: Bulletin, first: Entry, client: Client, exported: bytes
    ) -> None:
        client.force_login(ward.editor)
        self.upload(client, bulletin, two_edits(exported))
        word = bulletin.word_returns.get()
        address = reverse("admin:documents_desk_word_compare", args=[bulletin.pk, word.pk])
        found = comparison_of(word).named(str(first.uuid))
        assert found is not None
        answer = client.post(address, {"muc": found.uuid, "version": 1, "nhan": found.open_pieces[0].key})
        assert answer.headers["Location"] == f"{address}#muc-{found.uuid}"
        first.refresh_from_db()
        assert "8 giờ" in first.body

    def test_a_stale_press_stores_nothing_and_says_so(
        self, ward: Ward, bulletin: Bulletin, first: Entry, client: Client, exported: bytes
    ) -> None:
        client.force_login(ward.editor)
        self.upload(client, bulletin, two_edits(exported))
        word = bulletin.word_returns.get()
        save_text(actor=ward.approver, entry=first, version=1, fields={"body": first.body.replace("7 giờ", "9 giờ")})
        address = reverse("admin:documents_desk_word_compare", args=[bulletin.pk, word.pk])
        page = client.post(
            address, {"muc": str(first.uuid), "version": 1, "nhan_muc": "1"}, follow=True
        ).content.decode()
        assert "vừa được lưu trên cổng" in page
        assert "Cả hai bên cùng sửa" in page
        first.refresh_from_db()
        assert first.version == 2

    @pytest.mark.parametrize(
        ("data", "name", "words"),
        [
            (b"%PDF-1.7", "sua.pdf", "không phải là tệp Word"),
            (b"", "sua.docx", "rỗng"),
            (b"PK\x03\x04 cut off", "sua.docx", "bị hỏng"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_refused_with_a_word(
        self, ward: Ward, bulletin: Bulletin, client: Client, data: bytes, name: str, words: str
    ) -> None:
        client.force_login(ward.editor)
        assert words in self.upload(client, bulletin, data, name)
        assert not bulletin.word_returns.exists()

    def test_closing_lets_the_text_of_the_file_go(
        self, ward: Ward, bulletin: Bulletin, client: Client, exported: bytes
    ) -> None:
        client.force_login(ward.editor)
        self.upload(client, bulletin, two_edits(exported))
        word = bulletin.word_returns.get()
        client.post(reverse("admin:documents_desk_word_compare", args=[bulletin.pk, word.pk]), {"dong": "1"})
        word.refresh_from_db()
        assert (word.lines, word.closed_at is None) == ([], False)

    def test_a_published_issue_takes_no_file(
        self, ward: Ward, bulletin: Bulletin, client: Client, exported: bytes
    ) -> None:
        Bulletin.objects.filter(pk=bulletin.pk).update(state=Bulletin.State.PUBLISHED)
        client.force_login(ward.editor)
        assert "chưa làm được việc này" in self.upload(client, bulletin, exported)
        assert not bulletin.word_returns.exists()


# --- Entries that stand elsewhere in the file -----------------------------------------------------------------------------


def put_before(document: Any, first: tuple[str, str], words: str) -> None:
    """Cut the paragraphs from the first to the last named (words of each) and paste them before another."""
    start, end = (paragraph_with(document, one)._p for one in first)
    block = [start]
    while block[-1] is not end:
        block.append(block[-1].getnext())
    target = paragraph_with(document, words)._p
    for element in block:
        target.addprevious(element)


def headings(bulletin: Bulletin) -> list[str]:
    rows = bulletin.entries.filter(parent__kind="news_group").order_by("position")
    return list(rows.values_list("heading", flat=True))


def swapped_news(data: bytes) -> bytes:
    return edited(
        data, lambda document: put_before(document, ("Ra quân dọn vệ sinh", "Dọn ba ngõ"), "Tặng quà gia đình")
    )


def test_an_entry_that_stands_elsewhere_in_the_file_is_moved_by_one_press(
    client: Client, ward: Ward, bulletin: Bulletin, exported: bytes
) -> None:
    word = come_back(ward, bulletin, swapped_news(exported))
    client.force_login(ward.editor)
    address = reverse("admin:documents_desk_word_compare", args=[bulletin.pk, word.pk])
    (moved,) = comparison_of(word).moved
    html = client.get(address).content.decode()
    assert "Đứng chỗ khác trong tệp" in html
    assert "Còn <strong>1</strong> chỗ chờ đồng chí." in html
    assert headings(bulletin) == ["Tặng quà gia đình chính sách", "Ra quân dọn vệ sinh"]

    client.post(address, {"muc": moved.uuid, "chuyen": "1"})

    assert headings(bulletin) == ["Ra quân dọn vệ sinh", "Tặng quà gia đình chính sách"]
    assert comparison_of(WordReturn.objects.get(pk=word.pk)).open_total == 0


def test_an_entry_kept_in_its_place_is_not_asked_about_again(
    client: Client, ward: Ward, bulletin: Bulletin, exported: bytes
) -> None:
    word = come_back(ward, bulletin, swapped_news(exported))
    client.force_login(ward.editor)
    (moved,) = comparison_of(word).moved

    client.post(
        reverse("admin:documents_desk_word_compare", args=[bulletin.pk, word.pk]),
        {"muc": moved.uuid, "giu_cho": "1"},
    )

    assert comparison_of(WordReturn.objects.get(pk=word.pk)).open_total == 0
    assert headings(bulletin) == ["Tặng quà gia đình chính sách", "Ra quân dọn vệ sinh"]


def test_all_at_once_takes_the_order_of_the_file_too(ward: Ward, bulletin: Bulletin, exported: bytes) -> None:
    # The file tells its second only: the issue is older than that.
    Bulletin.history.update(history_date=timezone.now() - timedelta(days=1))
    word = come_back(ward, bulletin, swapped_news(exported))

    assert accept_all(actor=ward.editor, word=word, versions={}) == (1, 0)
    assert headings(bulletin) == ["Ra quân dọn vệ sinh", "Tặng quà gia đình chính sách"]


def test_what_the_portal_moved_meanwhile_is_not_moved_back_by_taking_all(
    ward: Ward, bulletin: Bulletin, exported: bytes
) -> None:
    Bulletin.history.update(history_date=timezone.now() - timedelta(days=1))
    second = bulletin.entries.get(heading="Ra quân dọn vệ sinh")
    place_entry(actor=ward.approver, entry=second, parent=second.parent, to=0)
    word = come_back(ward, bulletin, exported)

    comparison = comparison_of(word)
    assert comparison.is_reordered
    assert len(comparison.moved) == 1
    assert accept_all(actor=ward.editor, word=word, versions={}) == (0, 1)
    assert headings(bulletin) == ["Ra quân dọn vệ sinh", "Tặng quà gia đình chính sách"]
    # By a press of its own it goes where the file has it.
    accept_move(actor=ward.editor, word=word, uuid=comparison.moved[0].uuid)
    assert headings(bulletin) == ["Tặng quà gia đình chính sách", "Ra quân dọn vệ sinh"]


def test_an_entry_may_change_its_group_in_the_file(ward: Ward, bulletin: Bulletin) -> None:
    make_entry(bulletin, heading="Tin các đoàn thể", kind="news_group", body="", position=3)
    other = bulletin.entries.get(position=3, parent=None)
    make_entry(bulletin, heading="Hội nghị phụ nữ", kind="news", parent=other, position=1, body="<p>Bàn ba việc.</p>")
    data = export_word(actor=ward.editor, bulletin=bulletin)

    def edit(document: Any) -> None:
        put_before(document, ("Ra quân dọn vệ sinh", "Dọn ba ngõ"), "Hội nghị phụ nữ")

    word = come_back(ward, bulletin, edited(data, edit))
    (moved,) = comparison_of(word).moved
    assert (moved.entry.heading, moved.group, moved.after) == ("Ra quân dọn vệ sinh", other, None)
    accept_move(actor=ward.editor, word=word, uuid=moved.uuid)
    row = bulletin.entries.get(heading="Ra quân dọn vệ sinh")
    assert (row.parent, row.position) == (other, 1)
    assert comparison_of(WordReturn.objects.get(pk=word.pk)).open_total == 0
