"""The open entry at the desk: saving, stale saves, suggestions, photos, earlier versions, bad input."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.models import Bulletin, Entry, PublisherSettings
from documents.services.desk.outline import outline_lines
from documents.services.desk.suggesting import suggestions_for
from documents.services.desk.texts import A_PAGE, StaleEntry, restore_version, save_text, versions_of
from documents.services.gaps import wanted_gaps
from organizations.roles import Role
from tests.builders import Ward, approve, make_bulletin, make_directive, make_entry, make_user, make_ward, picture_bytes

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def entry(ward: Ward) -> Entry:
    return make_entry(make_bulletin(ward.committee), heading="Phân loại rác", body="<p>Một hai ba.</p>")


@pytest.fixture
def editor(ward: Ward, client: Client) -> Client:
    client.force_login(ward.editor)
    return client


def address(name: str, entry: Entry, *keys: Any) -> str:
    return reverse(f"admin:documents_desk_{name}", args=[entry.bulletin_id, entry.pk, *keys])


def form(entry: Entry, **fields: Any) -> dict[str, Any]:
    data = {
        "version": entry.version,
        "heading": entry.heading,
        "body": entry.body,
        "kind": entry.kind,
        "parts_numbered": "on",
        "short_title": "",
        "gist": "",
        "cell_tasks": "",
        "questions": "",
        "rubric": "",
        "source_line": "",
    }
    return data | fields


def test_a_save_stores_the_next_version_and_answers_with_the_outline(editor: Client, entry: Entry) -> None:
    data = form(entry, heading="Phân loại  rác tại nguồn", gist="Một\r\n\r\nHai\r\n")
    answer = editor.post(address("entry", entry), data, headers=HTMX)
    page = answer.content.decode()
    assert "Đã lưu lúc" in page
    assert 'id="id_version" value="2"' in page
    assert 'id="de-cuong"' in page
    assert answer.headers["HX-Trigger"] == "deskchanged, desksaved"
    entry.refresh_from_db()
    assert (entry.heading, entry.gist, entry.version) == ("Phân loại rác tại nguồn", "Một\nHai", 2)


def test_a_save_brings_the_photo_forms_their_new_places(editor: Client, entry: Entry) -> None:
    where = address("entry", entry)
    typed = form(entry, body="<p>Đoạn đầu.</p><p>Đoạn hai.</p>") | {"moi-place": "999"}
    page = editor.post(where, typed, headers=HTMX).content.decode()
    (places,) = (tag for tag in page.split("<") if 'id="id_moi-place"' in tag)
    assert 'hx-swap-oob="innerHTML"' in places
    assert "Sau đoạn 2: Đoạn hai." in page
    entry.refresh_from_db()
    again = editor.post(where, form(entry, heading="Khác", version=entry.version), headers=HTMX).content.decode()
    assert "id_moi-place" not in again


def test_the_places_of_a_photo_keep_raised_and_lowered_figures(editor: Client, entry: Entry) -> None:
    body = "<p>Rộng 4.200 m<sup>2</sup>, khí CO<sub>2</sub> giảm.</p>"
    typed = form(entry, body=body) | {"moi-place": "999"}
    page = editor.post(address("entry", entry), typed, headers=HTMX).content.decode()
    assert "Sau đoạn 1: Rộng 4.200 m², khí CO₂ giảm." in page


def test_without_scripts_the_save_leads_back_to_the_desk(editor: Client, entry: Entry) -> None:
    answer = editor.post(address("entry", entry), form(entry, heading="Khác"), follow=True)
    assert "Đã lưu mục." in answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith(f"?muc={entry.pk}")


def test_saving_what_is_there_makes_no_version(editor: Client, entry: Entry) -> None:
    editor.post(address("entry", entry), form(entry))
    entry.refresh_from_db()
    assert entry.version == 1


def test_a_stale_save_is_refused_with_both_texts_and_may_be_kept_knowingly(
    editor: Client, ward: Ward, entry: Entry
) -> None:
    save_text(actor=ward.approver, entry=entry, version=1, fields={"body": "<p>Một hai bốn.</p>"})
    page = editor.post(address("entry", entry), form(entry, body="<p>Một hai năm.</p>"), headers=HTMX).content.decode()
    assert "vừa được người khác lưu" in page
    assert "<del>bốn</del>" in page
    assert "<ins>năm</ins>" in page
    entry.refresh_from_db()
    assert entry.body == "<p>Một hai bốn.</p>"
    plain = editor.post(address("entry", entry), form(entry, version=1, body="<p>Một hai năm.</p>")).content.decode()
    assert "<del>bốn</del>" in plain
    assert "Một hai năm." in plain
    editor.post(address("entry", entry), form(entry, version=1, giu="2", body="<p>Một hai năm.</p>"))
    entry.refresh_from_db()
    assert (entry.body, entry.version) == ("<p>Một hai năm.</p>", 3)


@pytest.mark.parametrize("version", ["", "x", "-1", "99", "²"])
def test_a_wrong_version_never_overwrites(editor: Client, entry: Entry, version: str) -> None:
    editor.post(address("entry", entry), form(entry, version=version, heading="Khác"))
    entry.refresh_from_db()
    assert entry.heading == "Phân loại rác"


def test_a_save_after_the_entry_was_taken_out_is_not_found(editor: Client, entry: Entry) -> None:
    where, data = address("entry", entry), form(entry, heading="Khác")
    entry.delete()
    assert editor.post(where, data).status_code == 404


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"short_title": "x" * 81}, "80"),
        ({"gist": "1\n2\n3\n4"}, "nhiều nhất ba dòng"),
        ({"kind": "khac"}, "khac"),
        ({"heading": "Một\x00hai"}, ""),
        ({"heading": "chữ " * 300}, "Tiêu đề dài 1.199 ký tự, nhiều nhất 1.000. Đồng chí để phần dài ở ô Nội dung."),
        ({"body": "<p>" + "chữ " * 260_000 + "</p>"}, "Nội dung mục 1 dài 1.040.007 ký tự, quá 1.000.000. Đồng chí"),
    ],
)
def test_bad_input_is_named_and_nothing_is_stored(
    editor: Client, entry: Entry, fields: dict[str, str], message: str
) -> None:
    page = editor.post(address("entry", entry), form(entry, **fields), headers=HTMX).content.decode()
    assert "Mục 1 chưa lưu được" in page
    assert message in page
    entry.refresh_from_db()
    assert entry.version == 1


def test_five_megabytes_pasted_from_word_are_cleaned(editor: Client, entry: Entry) -> None:
    junk = '<p class="MsoNormal" style="mso-x:1"><span lang="VI" style="font-size:14pt">Đoạn.</span><!-- x --></p>'
    body = (junk * (5_000_000 // len(junk)))[:5_000_000] + "<script>alert(1)</script>"
    editor.post(address("entry", entry), form(entry, body=body), headers=HTMX)
    entry.refresh_from_db()
    assert entry.version == 2
    assert entry.body.startswith("<p>Đoạn.</p>")
    assert "script" not in entry.body
    assert "Mso" not in entry.body


def test_suggestions_are_offered_and_taken_by_a_press(editor: Client, ward: Ward) -> None:
    directive = make_directive(ward.committee, number="31-KH/ĐU")
    entry = make_entry(
        make_bulletin(ward.committee, month=12),
        kind=Entry.Kind.DIRECTIVE,
        heading=directive.citation,
        directive=directive,
        body="<p>Yêu cầu các chi bộ báo cáo kết quả trồng cây về Đảng ủy trước ngày 15/12/2026.</p>",
    )
    found = {(one.field, one.value) for one in suggestions_for(entry)}
    assert ("short_title", "Kế hoạch 31-KH/ĐU về chăm sóc cây xanh ở khu dân cư") in found
    task = "Yêu cầu các chi bộ báo cáo kết quả trồng cây về Đảng ủy trước ngày 15/12/2026."
    assert ("cell_tasks", task) in found
    editor.post(address("entry", entry), form(entry, goi_y=f"cell_tasks:{task}"))
    entry.refresh_from_db()
    assert entry.cell_tasks == task
    assert ("cell_tasks", task) not in {(one.field, one.value) for one in suggestions_for(entry)}


def test_all_that_is_proposed_is_taken_by_one_press(editor: Client, entry: Entry) -> None:
    entry.body = "<p>Yêu cầu các chi bộ báo cáo kết quả trồng cây về Đảng ủy trước ngày 15/12/2026.</p>"
    entry.save()
    proposed = suggestions_for(entry)
    assert len(proposed) > 1
    assert "Dùng cả" in editor.get(address("entry", entry), follow=True).content.decode()
    editor.post(address("entry", entry), form(entry, goi_y_tat_ca="1"))
    entry.refresh_from_db()
    assert all(one.value in getattr(entry, one.field) for one in proposed)
    assert suggestions_for(entry) == []


def test_taking_all_proposals_keeps_the_short_title_typed_just_before(editor: Client, ward: Ward) -> None:
    directive = make_directive(ward.committee, number="31-KH/ĐU")
    body = "<p>Yêu cầu các chi bộ báo cáo kết quả trồng cây về Đảng ủy trước ngày 15/12/2026.</p>"
    entry = make_entry(
        make_bulletin(ward.committee, month=12), kind=Entry.Kind.DIRECTIVE, heading=directive.citation, body=body
    )
    proposed = {one.field: one.value for one in suggestions_for(entry)}
    assert {"short_title", "questions", "cell_tasks"} <= set(proposed)
    typed = {
        "short_title": "Cây xanh ở tổ dân phố",
        "questions": "Tổ ta trồng ở đâu?",
        "cell_tasks": proposed["cell_tasks"],
    }
    editor.post(address("entry", entry), form(entry, goi_y_tat_ca="1", **typed))
    entry.refresh_from_db()
    assert {name: getattr(entry, name) for name in typed} == typed
    assert entry.gist == proposed.get("gist", "")


def test_what_cells_need_and_is_missing_is_listed_but_not_for_news(editor: Client, entry: Entry) -> None:
    entry.gist, entry.heading = "Ý chính", "Tiêu đề rất dài " * 8
    entry.save()
    make_entry(entry.bulletin, kind=Entry.Kind.NEWS)
    (missing,) = wanted_gaps(outline_lines(entry.bulletin))
    assert (missing.number, [gap.field for gap in missing.gaps]) == ("1", ["short_title", "cell_tasks", "questions"])


def test_each_gap_is_a_link_to_its_box_and_what_must_be_there_stands_apart(editor: Client, entry: Entry) -> None:
    empty = make_entry(entry.bulletin, heading="", body="", position=9)
    desk = reverse("admin:documents_desk", args=[entry.bulletin_id])
    for name, args in (
        ("documents_desk_preview", [entry.bulletin_id]),
        ("documents_bulletin_step", [entry.bulletin_id, "gui-duyet"]),
        ("documents_bulletin_change", [entry.bulletin_id]),
    ):
        page = editor.get(reverse(f"admin:{name}", args=args), headers=HTMX).content.decode()
        needed, _, wanted = page.partition("không bắt buộc")
        for field in ("heading", "body"):
            assert f'href="{desk}?muc={empty.pk}#id_{field}"' in needed, name
        assert (f"?muc={entry.pk}#id_gist" in wanted) is (name != "documents_bulletin_change")
        assert f"?muc={entry.pk}" not in needed.partition("Phải có")[2].partition("</ul>")[0]


def test_a_refused_sending_lists_the_gaps_once_with_their_links(editor: Client, entry: Entry) -> None:
    entry.body = ""
    entry.save()
    page = editor.post(reverse("admin:documents_bulletin_step", args=[entry.bulletin_id, "gui-duyet"])).content.decode()
    assert "Chưa gửi được: tài liệu còn thiếu những chỗ dưới đây." in page
    assert page.count(f"?muc={entry.pk}#id_body") == 1
    assert "Mục 1 chưa có nội dung" not in page


# --- Photos -------------------------------------------------------------------------------------------------------------


def test_photos_come_in_with_words_and_place_and_a_broken_one_is_named(editor: Client, entry: Entry) -> None:
    files = [
        SimpleUploadedFile("mot.jpg", picture_bytes()),
        SimpleUploadedFile("hong.jpg", b"khong phai anh"),
        SimpleUploadedFile("hai.jpg", picture_bytes()),
    ]
    data = {"anh": files, "moi-caption": "Ra quân", "moi-credit": "Ảnh: PV", "moi-place": "1"}
    page = editor.post(address("picture_add", entry), data, headers=HTMX).content.decode()
    assert "hong.jpg" in page
    # The box stays open for the next photo, and says what becomes of one that moves.
    assert f'id="them-anh-{entry.pk}" open>' in page
    assert "GIF chỉ giữ hình đầu" in page
    placed = list(entry.placed_pictures.all())
    assert [(row.caption, row.credit, row.place) for row in placed] == [("Ra quân", "Ảnh: PV", 1)] * 2
    one = reverse("admin:documents_desk_picture", args=[entry.bulletin_id, placed[0].pk])
    prefix = f"anh{placed[0].pk}-"
    editor.post(one, {f"{prefix}caption": "Trồng cây", f"{prefix}credit": "", f"{prefix}place": "0"})
    placed[0].refresh_from_db()
    assert (placed[0].caption, placed[0].place) == ("Trồng cây", 0)
    answer = editor.post(one, {f"{prefix}place": "giữa"}, headers=HTMX)
    assert "notice--wrong" in answer.content.decode()
    editor.post(one, {"bo": "1"})
    assert entry.placed_pictures.count() == 1


def test_no_photo_chosen_is_said(editor: Client, entry: Entry) -> None:
    answer = editor.post(address("picture_add", entry), {"moi-place": "0"}, headers=HTMX)
    assert "chọn ảnh trước" in answer.content.decode()


def test_a_photo_is_placed_in_the_text_that_comes_along_unsaved(editor: Client, entry: Entry) -> None:
    data = form(entry, body="<p>Một.</p><p>Hai.</p><p>Ba.</p>")
    photo = {"anh": SimpleUploadedFile("mot.jpg", picture_bytes()), "moi-place": "2"}
    answer = editor.post(address("picture_add", entry), data | photo, headers=HTMX)
    entry.refresh_from_db()
    assert (entry.body.count("<p>"), entry.version, entry.placed_pictures.get().place) == (3, 2, 2)
    assert answer["HX-Trigger"] == "deskchanged, desksaved"
    assert 'id="id_version" value="2"' in answer.content.decode()
    photo = {"anh": SimpleUploadedFile("hai.jpg", picture_bytes()), "moi-place": "999"}
    editor.post(address("picture_add", entry), photo, headers=HTMX)
    assert [row.place for row in entry.placed_pictures.all()] == [2, 3]


def test_a_photo_waits_where_the_text_that_comes_along_is_stale(editor: Client, ward: Ward, entry: Entry) -> None:
    data = form(entry, heading="Của tôi")
    save_text(actor=ward.approver, entry=entry, version=1, fields={"heading": "Của người khác"})
    photo = {"anh": SimpleUploadedFile("mot.jpg", picture_bytes()), "moi-place": "0"}
    answer = editor.post(address("picture_add", entry), data | photo, headers=HTMX)
    assert answer["HX-Retarget"] == "#ket-qua"
    assert "Giữ bản của tôi" in answer.content.decode()
    assert not entry.placed_pictures.exists()


def test_words_of_photos_are_stored_with_the_text_and_at_the_press_beside_another_photo(
    editor: Client, entry: Entry
) -> None:
    for place in ("0", "1"):
        photo = {"anh": SimpleUploadedFile("mot.jpg", picture_bytes()), "moi-place": place}
        editor.post(address("picture_add", entry), photo)
    first, second = entry.placed_pictures.all()
    words = {f"anh{first.pk}-caption": "Ra quân", f"anh{first.pk}-credit": "", f"anh{first.pk}-place": "1"}
    editor.post(address("entry", entry), form(entry) | words, headers=HTMX)
    first.refresh_from_db()
    assert (first.caption, first.place) == ("Ra quân", 1)
    words[f"anh{first.pk}-caption"] = "Ra quân trồng cây"
    one = reverse("admin:documents_desk_picture", args=[entry.bulletin_id, second.pk])
    editor.post(one, words | {f"anh{second.pk}-caption": "Kết thúc", f"anh{second.pk}-place": "77"}, headers=HTMX)
    assert [(row.caption, row.place) for row in entry.placed_pictures.all()] == [
        ("Ra quân trồng cây", 1),
        ("Kết thúc", 1),
    ]
    words[f"anh{first.pk}-caption"] = "chữ " * 200
    answer = editor.post(address("entry", entry), form(entry, heading="Khác") | words, headers=HTMX)
    assert "Ảnh 1 của mục:" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.heading == "Phân loại rác"


@pytest.mark.parametrize(("sent", "then"), [({}, 3), ({"place": "2"}, 3), ({"place": "1"}, 1)])
def test_a_photo_follows_its_paragraph_unless_it_is_moved_by_hand(
    editor: Client, entry: Entry, sent: dict[str, str], then: int
) -> None:
    editor.post(address("entry", entry), form(entry, body="<p>Một.</p><p>Hai.</p><p>Ba.</p>"))
    photo = {"anh": SimpleUploadedFile("mot.jpg", picture_bytes()), "moi-place": "2"}
    editor.post(address("picture_add", entry), photo)
    placed = entry.placed_pictures.get()
    entry.refresh_from_db()
    words = {f"anh{placed.pk}-{name}": value for name, value in ({"caption": "", "credit": ""} | sent).items()}
    typed = form(entry, body="<p>Không.</p><p>Một.</p><p>Hai.</p><p>Ba.</p>")
    page = editor.post(address("entry", entry), typed | (words if sent else {}), headers=HTMX).content.decode()
    placed.refresh_from_db()
    assert placed.place == then
    if sent:
        (shown,) = (tag for tag in page.split("<select") if f'id="id_anh{placed.pk}-place"' in tag)
        assert f'value="{then}" selected' in shown


def test_places_are_offered_for_the_text_being_typed(editor: Client, entry: Entry) -> None:
    typed = {"body": "<p>Đoạn đầu.</p><p>Đoạn sau.</p>", "moi-place": "1"}
    page = editor.post(address("picture_places", entry), typed, headers=HTMX).content.decode()
    assert '<option value="1" selected>Sau đoạn 1: Đoạn đầu.</option>' in page
    assert "Sau đoạn 2: Đoạn sau." in page
    entry.refresh_from_db()
    assert entry.body == "<p>Một hai ba.</p>"


# --- Earlier versions ---------------------------------------------------------------------------------------------------


def test_history_compares_word_by_word_and_brings_an_earlier_version_back(
    editor: Client, ward: Ward, entry: Entry
) -> None:
    save_text(actor=ward.editor, entry=entry, version=1, fields={"body": "<p>Một hai bốn.</p>"})
    entry.refresh_from_db()
    versions = versions_of(entry)
    assert [(row.number, row.is_current) for row in versions] == [(2, True), (1, False)]
    page = editor.get(address("history", entry), {"xem": versions[1].key}).content.decode()
    assert "<del>ba</del><ins>bốn</ins>" in page
    answer = editor.post(address("restore", entry, versions[1].key), {"version": "2"})
    assert answer.status_code == 302
    entry.refresh_from_db()
    assert (entry.body, entry.version) == ("<p>Một hai ba.</p>", 3)
    assert len(versions_of(entry)) == 3


def test_each_row_of_the_history_says_what_that_save_changed(editor: Client, ward: Ward, entry: Entry) -> None:
    fields = {"body": "<p>Một hai bốn năm.</p>", "gist": "Trồng cây."}
    save_text(actor=ward.editor, entry=entry, version=1, fields=fields)
    entry.refresh_from_db()
    assert [row.changes for row in versions_of(entry)] == [
        ("Nội dung: bỏ 1 chữ, thêm 2 chữ (“bốn năm”)", "Ý chính để đọc: thêm 2 chữ (“Trồng cây.”)"),
        (),
    ]
    page = editor.get(address("history", entry)).content.decode()
    assert "Nội dung: bỏ 1 chữ, thêm 2 chữ (“bốn năm”)." in page
    assert "Lần lưu đầu tiên." in page


def test_every_save_of_a_long_history_is_reached_by_pages(editor: Client, ward: Ward, entry: Entry) -> None:
    for number in range(A_PAGE + 4):
        current = Entry.objects.get(pk=entry.pk)
        save_text(actor=ward.editor, entry=current, version=current.version, fields={"gist": f"Lần {number}."})
    first = editor.get(address("history", entry))
    assert [row.number for row in first.context["versions"]] == list(range(A_PAGE + 5, 5, -1))
    assert "Lần lưu đầu tiên." not in first.content.decode()
    second = editor.get(address("history", entry), {"trang": "2"})
    assert [row.number for row in second.context["versions"]] == [5, 4, 3, 2, 1]
    assert not any(row.is_current for row in second.context["versions"])
    assert "Lần lưu đầu tiên." in second.content.decode()
    oldest = second.context["versions"][-1].key
    assert editor.get(address("history", entry), {"trang": "2", "xem": oldest}).status_code == 200


def test_moving_is_no_version_and_history_of_another_entry_is_not_found(
    editor: Client, ward: Ward, entry: Entry
) -> None:
    other = make_entry(entry.bulletin)
    editor.post(address("move", entry), {"to": "cuoi"})
    assert len(versions_of(entry)) == 1
    foreign = versions_of(other)[0].key
    assert editor.get(address("history", entry), {"xem": foreign}).status_code == 404
    assert editor.post(address("restore", entry, foreign), {"version": "1"}).status_code == 404
    with pytest.raises(Entry.DoesNotExist):
        restore_version(actor=ward.editor, entry=entry, key=foreign, version=1)


def test_bringing_back_is_refused_when_somebody_saved_meanwhile(ward: Ward, entry: Entry) -> None:
    first = versions_of(entry)[0].key
    save_text(actor=ward.editor, entry=entry, version=1, fields={"heading": "Khác"})
    with pytest.raises(StaleEntry):
        restore_version(actor=ward.editor, entry=entry, key=first, version=1)


# --- Presence -----------------------------------------------------------------------------------------------------------


def test_who_else_is_editing_is_told_and_gone_after_silence_or_good_bye(ward: Ward, entry: Entry) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from documents.services.presence import others_present, report_gone, report_present

    now = timezone.now()
    bulletin: Bulletin = entry.bulletin
    report_present(user=ward.approver, bulletin=bulletin, tab="a", entry=entry, now=now)
    report_present(user=ward.approver, bulletin=bulletin, tab="b", entry=None, now=now)
    report_present(user=ward.editor, bulletin=bulletin, tab="c", entry=None, now=now)

    def names(seconds: int) -> list[str]:
        return [
            one.name
            for one in others_present(user=ward.editor, bulletin=bulletin, now=now + timedelta(seconds=seconds))
        ]

    assert names(0) == names(10) == ["Phùng Văn Sỹ"]
    assert names(60) == []
    for tab in "ab":
        report_gone(user=ward.approver, bulletin=bulletin, tab=tab)
    assert names(0) == []


def test_the_poll_tells_of_others_and_of_what_they_saved(editor: Client, ward: Ward, entry: Entry) -> None:
    other = Client()
    other.force_login(ward.approver)
    where = reverse("admin:documents_desk_presence", args=[entry.bulletin_id])
    other.post(where, {"tab": "x", "muc": entry.pk})
    first = editor.post(where, {"tab": "y", "muc": entry.pk}).json()
    assert first["others"] == [{"name": "Phùng Văn Sỹ", "entry": entry.pk}]
    other.post(address("entry", entry), form(entry, heading="Khác"))
    second = editor.post(where, {"tab": "y", "muc": entry.pk}).json()
    assert (first["stamp"], first["version"], second["version"]) != (second["stamp"], 1, 1)
    assert second["version"] == 2
    other.post(where, {"tab": "x", "gone": "1"})
    assert editor.post(where, {"tab": "y"}).json()["others"] == []


def test_a_stranger_gets_nothing_at_all(entry: Entry) -> None:
    stranger = Client()
    from tests.builders import make_organization

    stranger.force_login(make_user(role=Role.EDITOR, at=make_organization("Đảng ủy phường Xa")))
    for name in ("entry", "history"):
        assert stranger.get(address(name, entry)).status_code == 404
    assert stranger.post(address("entry", entry), form(entry, heading="Khác")).status_code == 404
    entry.refresh_from_db()
    assert entry.heading == "Phân loại rác"


def test_the_publishers_rubrics_are_offered(editor: Client, ward: Ward, entry: Entry) -> None:
    PublisherSettings.objects.create(publisher=ward.committee, rubrics="Người tốt, việc tốt\n\n Xây dựng Đảng ")
    page = editor.get(reverse("admin:documents_desk", args=[entry.bulletin_id])).content.decode()
    assert '<option value="Người tốt, việc tốt"></option><option value="Xây dựng Đảng"></option>' in page


def test_editing_an_approved_issue_says_before_and_after_that_approval_is_needed_again(
    editor: Client, ward: Ward, entry: Entry
) -> None:
    approve(ward, entry.bulletin)
    before = editor.get(reverse("admin:documents_desk", args=[entry.bulletin_id])).content.decode()
    assert "Tài liệu đã duyệt: sửa là phải duyệt lại." in before

    page = editor.post(address("entry", entry), form(entry, heading="Tên mới"), headers=HTMX).content.decode()

    assert 'id="tinh-trang" class="badge badge--note" hx-swap-oob="true">Chờ duyệt lại<' in page
    assert "nên chờ lãnh đạo duyệt lại" in page
    assert "sửa là phải duyệt lại" not in page
