"""Raw material on the desk: what a file becomes, what is refused and leaves nothing, the original beside the entry."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from activities.models import Activity
from directives.models import Directive, DirectiveFile
from documents.admin.desk.raw_upload import LINES
from documents.models import Bulletin, Entry, RawMaterial
from documents.services.desk.outline import outline_lines, put_back, take_out
from documents.services.desk.raw import entry_of_raw, read_raw
from documents.services.desk.raw_taking import RawFields, take_raw
from organizations.models import AccessLog
from tests.builders import Ward, make_bulletin, make_directive, make_entry, make_kind, make_ward, picture_bytes
from tests.documents.raw_files import CHAT, SECRET, news_docx, news_pdf, plan_docx, scan_pdf, with_broken_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    return make_bulletin(ward.committee)


@pytest.fixture
def editor(ward: Ward, client: Client) -> Client:
    client.force_login(ward.editor)
    return client


def upload(client: Client, bulletin: Bulletin, *files: tuple[str, bytes], place: str = "outline", **more: Any) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(
        reverse("admin:documents_desk_raws", args=[bulletin.pk]), {"tep": sent, "noi": place}, follow=True, **more
    )


def bring(client: Client, bulletin: Bulletin, name: str, content: bytes, place: str = "outline") -> RawMaterial:
    upload(client, bulletin, (name, content), place=place)
    return RawMaterial.objects.get()


def page_of(client: Client, raw: RawMaterial) -> Any:
    return client.get(reverse("admin:documents_desk_raw", args=[raw.bulletin_id, raw.pk]))


def confirm(client: Client, raw: RawMaterial, **changed: Any) -> Any:
    """Press the button with what the page proposes, and with what was changed in it."""
    form = page_of(client, raw).context["form"]
    data = {"viec": "xong"}
    for field in form:
        value = field.value()
        if value not in (None, False, ""):
            data[field.html_name] = getattr(value, "pk", value)
    return client.post(reverse("admin:documents_desk_raw", args=[raw.bulletin_id, raw.pk]), data | changed, follow=True)


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_a_word_file_with_a_photo_becomes_a_news_item_once_confirmed(editor: Client, bulletin: Bulletin) -> None:
    raw = bring(editor, bulletin, "tin.docx", news_docx())
    form = page_of(editor, raw).context["form"]
    assert (form.initial["kind"], form.initial["heading"]) == ("news", "Chi bộ Bến Cau trồng cây bên sông")
    assert form.initial["happened_on"] == date(2026, 10, 4)
    assert not bulletin.entries.exists()
    assert not Activity.objects.exists()
    confirm(editor, raw)
    assert [f"{line.number} {line.entry.heading}" for line in outline_lines(bulletin)] == [
        "1 Tin hoạt động",
        "1.1 Chi bộ Bến Cau trồng cây bên sông",
    ]
    entry = bulletin.entries.get(kind="news")
    placed = entry.placed_pictures.get()
    assert (placed.caption, placed.credit, placed.place) == ("Đảng viên trồng cây", "Ảnh: Hoài Thu", 1)
    assert entry.activity is not None
    assert entry.activity.state == Activity.State.CONFIRMED
    assert entry.activity.placed_pictures.count() == 1


def test_a_pdf_gives_text_photo_and_caption(editor: Client, bulletin: Bulletin) -> None:
    raw = bring(editor, bulletin, "tin.pdf", news_pdf())
    form = page_of(editor, raw).context["form"]
    assert (form.initial["kind"], form.initial["heading"]) == ("news", "Chi bộ Bến Cau trồng cây bên sông")
    confirm(editor, raw)
    entry = bulletin.entries.get(kind="news")
    assert entry.body.startswith(
        "<p>Ngày 04/10/2026, chi bộ Bến Cau cùng bà con khu dân cư trồng hai trăm cây bên bờ sông"
    )
    placed = entry.placed_pictures.get()
    assert (placed.caption, placed.credit) == ("Đảng viên trồng cây", "Ảnh: Hoài Thu")


def test_chat_words_become_a_news_item(editor: Client, bulletin: Bulletin) -> None:
    raw = bring(editor, bulletin, "zalo.txt", CHAT.encode())
    form = page_of(editor, raw).context["form"]
    assert (form.initial["kind"], form.initial["heading"]) == ("news", "Chi bộ tổ 3 ra quân dọn kênh")
    assert form.initial["happened_on"] == date(2026, 10, 3)


def test_a_day_without_its_year_is_one_before_the_issue_is_out(editor: Client, ward: Ward) -> None:
    old = make_bulletin(ward.committee, year=2025, month=3)
    raw = bring(editor, old, "tin.txt", "Chi bộ dọn kênh\n\nSáng 21/11, chi bộ ra quân dọn kênh.".encode())
    assert page_of(editor, raw).context["form"].initial["happened_on"] == date(2024, 11, 21)


def test_a_plan_becomes_a_directive_of_the_register_and_an_entry_with_its_citation(
    editor: Client, bulletin: Bulletin, ward: Ward
) -> None:
    make_kind()
    raw = bring(editor, bulletin, "18-KH.docx", plan_docx())
    form = page_of(editor, raw).context["form"]
    assert form.initial["kind"] == "directive"
    assert form.initial["number"] == "18-KH/ĐU"
    assert form.initial["issued_on"] == date(2026, 7, 4)
    confirm(editor, raw, body="<p>Các chi bộ rà soát nhà văn hóa.</p>")
    directive = Directive.objects.get()
    assert directive.state == Directive.State.REGISTERED
    assert directive.register == ward.committee
    assert "không để trống" in directive.body
    assert DirectiveFile.objects.get().name == "18-KH.docx"
    entry = bulletin.entries.get()
    assert entry.directive == directive
    assert entry.heading == directive.citation
    assert entry.body == "<p>Các chi bộ rà soát nhà văn hóa.</p>"


def test_a_directive_that_the_register_has_is_not_entered_twice(editor: Client, bulletin: Bulletin, ward: Ward) -> None:
    there = make_directive(ward.committee, number="18-KH/ĐU", issued_on=date(2026, 7, 4))
    confirm(editor, bring(editor, bulletin, "18-KH.docx", plan_docx()))
    assert Directive.objects.get() == there
    assert bulletin.entries.get().directive == there


def test_what_another_ward_has_filed_under_the_number_is_not_taken_for_it(
    editor: Client, bulletin: Bulletin, ward: Ward
) -> None:
    hidden = make_directive(ward.neighbour, number="18-KH/ĐU", issued_on=date(2026, 7, 4))

    confirm(editor, bring(editor, bulletin, "18-KH.docx", plan_docx()))

    made = bulletin.entries.get().directive
    assert made is not None
    assert made != hidden
    assert made.held_by == ward.committee


def test_a_directive_that_the_issue_has_is_refused_by_name(editor: Client, bulletin: Bulletin, ward: Ward) -> None:
    there = make_directive(ward.committee, number="18-KH/ĐU", issued_on=date(2026, 7, 4))
    make_entry(bulletin, kind="directive", directive=there)
    answer = confirm(editor, bring(editor, bulletin, "18-KH.docx", plan_docx()))
    assert "đã có trong tài liệu" in answer.content.decode()
    assert bulletin.entries.count() == 1
    assert RawMaterial.objects.get().state == RawMaterial.State.WAITING


def test_without_an_issuer_the_directive_stays_unconfirmed(editor: Client, bulletin: Bulletin) -> None:
    make_kind()
    answer = confirm(editor, bring(editor, bulletin, "18-KH.docx", plan_docx()), issuer="Hội đồng lạ")
    assert "chờ xác nhận trong sổ văn bản" in said(answer)
    directive = Directive.objects.get()
    assert (directive.state, directive.issuer_printed) == (Directive.State.UNCONFIRMED, "Hội đồng lạ")
    assert bulletin.entries.get().directive == directive


def test_a_file_dropped_on_the_pool_stays_out_of_the_issue(editor: Client, bulletin: Bulletin) -> None:
    raw = bring(editor, bulletin, "tin.docx", news_docx(), place="pool")
    answer = confirm(editor, raw)
    assert not bulletin.entries.exists()
    assert "Chi bộ Bến Cau trồng cây bên sông" in answer.content.decode()
    assert Activity.objects.get().placed_pictures.count() == 1


def test_a_topic_does_not_go_into_the_pool(editor: Client, bulletin: Bulletin) -> None:
    raw = bring(editor, bulletin, "tin.docx", news_docx(), place="pool")
    answer = confirm(editor, raw, kind="topic")
    assert "Chuyên đề chỉ vào tài liệu được" in answer.content.decode()
    assert not Entry.objects.exists()


def test_confirming_twice_makes_one_entry(editor: Client, bulletin: Bulletin, ward: Ward) -> None:
    raw = bring(editor, bulletin, "zalo.txt", CHAT.encode())
    fields = RawFields(kind="news", place="outline", heading="Tin", body="<p>Chữ.</p>")
    first = take_raw(actor=ward.editor, raw=raw, fields=fields)
    assert take_raw(actor=ward.editor, raw=raw, fields=fields) == first
    assert bulletin.entries.filter(kind="news").count() == 1
    assert Activity.objects.count() == 1


def test_the_same_file_is_kept_once(editor: Client, bulletin: Bulletin) -> None:
    bring(editor, bulletin, "zalo.txt", CHAT.encode())
    answer = upload(editor, bulletin, ("zalo (1).txt", CHAT.encode()))
    assert "đã được đưa vào trước đó" in said(answer)
    assert RawMaterial.objects.count() == 1


def test_a_scan_stays_attached_and_its_pages_are_shown(editor: Client, bulletin: Bulletin, ward: Ward) -> None:
    kind = make_kind()
    raw = bring(editor, bulletin, "ban-chup.pdf", scan_pdf(2))
    assert (raw.is_scan, raw.pages) == (True, 2)
    page = reverse("admin:documents_desk_raw_page", args=[bulletin.pk, raw.pk, 2])
    assert page in page_of(editor, raw).content.decode()
    assert editor.get(page).content.startswith(b"\x89PNG")
    assert editor.get(page.replace("2.png", "3.png")).status_code == 404
    typed = {"heading": "về trồng cây", "number": "07-KH/ĐU", "issued_on": "2026-06-01", "issuer": ward.committee.name}
    confirm(editor, raw, kind="directive", directive_kind=kind.pk, body="<p>Tóm tắt.</p>", **typed)
    directive = Directive.objects.get()
    assert (directive.number, directive.state) == ("07-KH/ĐU", Directive.State.REGISTERED)
    assert directive.files.get().name == "ban-chup.pdf"
    entry = bulletin.entries.get()
    assert (
        reverse("admin:documents_desk_raw", args=[bulletin.pk, raw.pk])
        in editor.get(reverse("admin:documents_desk", args=[bulletin.pk]) + f"?muc={entry.pk}").content.decode()
    )


def test_a_photo_of_a_paper_is_shown_and_not_taken_in_unless_ticked(editor: Client, bulletin: Bulletin) -> None:
    raw = bring(editor, bulletin, "giay.jpg", picture_bytes(900, 1200))
    photo = raw.pictures.get()
    assert reverse("activities:picture_file", args=[photo.picture_id]) in page_of(editor, raw).content.decode()
    confirm(editor, raw, kind="topic", heading="Thông báo dán ở nhà văn hóa")
    assert not bulletin.entries.get().placed_pictures.exists()
    editor.post(reverse("admin:documents_desk_raw", args=[bulletin.pk, raw.pk]), {"viec": "anh", "anh": photo.pk})
    assert bulletin.entries.get().placed_pictures.get().picture == photo.picture


# --- Refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("rong.docx", b"", "rỗng"),
        ("hong.docx", b"PK\x03\x04 khong phai Word", "Word"),
        ("hong.pdf", b"%PDF-1.7\n rac", "PDF"),
        ("bang.xlsx", b"PK\x03\x04", "Bàn biên tập nhận tệp Word"),
        ("anh.jpg", b"\xff\xd8\xff rac", "Không đọc được ảnh"),
        ("mat.txt", SECRET.encode(), "độ mật"),
        ("cu.txt", "Uû ban nh©n d©n tØnh th«ng b¸o vÒ viÖc häp chi bé ®Þnh kú th¸ng nµy".encode(), "bảng mã cũ"),
    ],
)
@pytest.mark.parametrize("as_lines", [False, True])
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(
    editor: Client, bulletin: Bulletin, name: str, content: bytes, why: str, as_lines: bool
) -> None:
    if as_lines:
        answer = upload(editor, bulletin, (name, content), HTTP_ACCEPT=LINES)
        last = json.loads(b"".join(answer.streaming_content).splitlines()[-1])
        assert why in last["refused"]
    else:
        assert why in said(upload(editor, bulletin, (name, content)))
    assert not RawMaterial.objects.exists()
    assert not list((Path(django_settings.MEDIA_ROOT)).glob("rawmaterial/**/*.*"))


def test_a_secret_leaves_a_line_in_the_log_without_its_name(editor: Client, bulletin: Bulletin) -> None:
    upload(editor, bulletin, ("ke hoach mat.txt", SECRET.encode()))
    row = AccessLog.objects.get(action=AccessLog.Action.REFUSE)
    assert "ke hoach" not in f"{row.target_label}{row.detail}"


def test_of_several_files_the_bad_one_is_named_and_the_others_are_kept(editor: Client, bulletin: Bulletin) -> None:
    answer = upload(editor, bulletin, ("hong.pdf", b"%PDF-"), ("zalo.txt", CHAT.encode()))
    assert "hong.pdf" in said(answer)
    assert RawMaterial.objects.get().name == "zalo.txt"


def test_a_broken_photo_in_a_good_file_is_told_and_the_text_is_kept(editor: Client, bulletin: Bulletin) -> None:
    answer = upload(editor, bulletin, ("tin.docx", with_broken_photo(news_docx())))
    raw = RawMaterial.objects.get()
    assert "Không đọc được ảnh" in said(answer)
    assert not raw.pictures.exists()
    assert "Đảng viên trồng cây (Ảnh: Hoài Thu)" in page_of(editor, raw).content.decode()
    assert "200 cây" in page_of(editor, raw).content.decode()


def test_the_progress_of_reading_is_told_and_ends_with_the_address(editor: Client, bulletin: Bulletin) -> None:
    answer = upload(editor, bulletin, ("tin.docx", news_docx()), HTTP_ACCEPT=LINES)
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    raw = RawMaterial.objects.get()
    assert lines[-1]["address"] == reverse("admin:documents_desk_raw", args=[bulletin.pk, raw.pk])
    assert all(0 <= line["share"] <= 1 for line in lines[:-1])


def test_nothing_is_brought_to_a_published_issue(editor: Client, bulletin: Bulletin) -> None:
    Bulletin.objects.update(state=Bulletin.State.PUBLISHED)
    upload(editor, bulletin, ("zalo.txt", CHAT.encode()))
    assert not RawMaterial.objects.exists()


# --- Beside the entry -------------------------------------------------------------------------------------------------


def test_marked_paragraphs_go_over_without_scripts_and_typed_words_stay(editor: Client, bulletin: Bulletin) -> None:
    raw = bring(editor, bulletin, "tin.docx", news_docx())
    data = {
        "viec": "lay",
        "doan": ["0", "3"],
        "kind": "topic",
        "place": "outline",
        "heading": "",
        "body": "<p>Đã gõ.</p>",
    }
    answer = editor.post(reverse("admin:documents_desk_raw", args=[bulletin.pk, raw.pk]), data)
    body = answer.context["form"]["body"].value()
    assert body.startswith("<p>Đã gõ.</p>")
    assert "200 cây" in body
    assert "Bà con" in body
    assert "mùa khô" not in body
    assert answer.context["form"]["kind"].value() == "topic"
    assert not Entry.objects.exists()


def test_the_paragraphs_are_fetched_by_their_places(editor: Client, bulletin: Bulletin) -> None:
    raw = bring(editor, bulletin, "tin.docx", news_docx())
    address = reverse("admin:documents_desk_raw_blocks", args=[bulletin.pk, raw.pk])
    assert editor.get(address + "?doan=3&doan=x&doan=99").content.decode() == "<p>Bà con cùng giữ bờ sông sạch.</p>"


def test_after_confirming_the_entry_is_saved_beside_its_original(
    editor: Client, bulletin: Bulletin, ward: Ward
) -> None:
    raw = bring(editor, bulletin, "tin.docx", news_docx())
    confirm(editor, raw)
    raw.refresh_from_db()
    entry = entry_of_raw(raw)
    assert entry is not None
    address = reverse("admin:documents_desk_raw", args=[bulletin.pk, raw.pk])
    data = {"viec": "xong", "heading": "Tiêu đề mới", "body": "<p>Ngắn.</p>", "version": entry.version}
    editor.post(address, data)
    entry.refresh_from_db()
    assert (entry.heading, entry.version) == ("Tiêu đề mới", 2)
    stale = editor.post(address, data | {"heading": "Cũ"})
    assert "vừa được người khác lưu" in stale.content.decode()
    entry.refresh_from_db()
    assert entry.heading == "Tiêu đề mới"
    entry.bulletin = bulletin
    back = put_back(actor=ward.editor, removed=take_out(actor=ward.editor, entry=entry))
    assert entry_of_raw(raw) == back


def test_a_file_that_waits_can_be_dropped_and_one_that_became_an_entry_not(editor: Client, bulletin: Bulletin) -> None:
    raw = bring(editor, bulletin, "zalo.txt", CHAT.encode())
    address = reverse("admin:documents_desk_raw", args=[bulletin.pk, raw.pk])
    editor.post(address, {"viec": "bo"})
    assert not RawMaterial.objects.exists()
    raw = bring(editor, bulletin, "zalo.txt", CHAT.encode())
    confirm(editor, raw)
    answer = editor.post(reverse("admin:documents_desk_raw", args=[bulletin.pk, raw.pk]), {"viec": "bo"}, follow=True)
    assert "giữ kèm mục" in said(answer)
    assert RawMaterial.objects.exists()


def test_signs_and_scripts_in_a_file_are_shown_as_text(editor: Client, bulletin: Bulletin) -> None:
    words = "Tin #1 <script>alert(1)</script> *đậm* $x$ \\ _ @ 🌳 & “ngoặc”"
    raw = bring(editor, bulletin, "la.txt", f"Tiêu đề lạ\n\n{words}\nĐoạn sau.\n".encode())
    page = page_of(editor, raw).content.decode()
    assert "<script>alert" not in page
    assert "🌳" in page
    confirm(editor, raw)
    assert "&lt;script&gt;" in bulletin.entries.get(kind="news").body


@pytest.mark.parametrize("line", ["(Ảnh: Đồng chí Lê Khả Di trao quà cho hộ nghèo)", "Ảnh: Lễ ra quân trồng cây"])
def test_plain_text_shows_the_words_of_a_photo_that_it_does_not_hold_as_they_stood(tmp_path: Path, line: str) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(f"Tổ 5 trồng cây\n\nSáng 05/11, tổ 5 trồng bốn trăm cây ven sông.\n\n{line}\n", encoding="utf-8")
    read = read_raw(file, name="tin.txt")
    assert read.fragment is not None
    assert read.fragment.blocks[-1].text == line
