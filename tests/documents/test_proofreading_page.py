"""The page Soát lỗi: findings beside their text, one-press corrections, waivers, and the publisher's lists."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.models import Deadline
from documents.models import Bulletin, Entry, KnownWord, NameTitle, Waiver
from documents.services.correcting import CannotCorrect, CannotWaive, Place, correct_finding, waive_finding
from documents.services.desk.taking import take_in
from documents.services.editing import entry_of_directive, save_entry
from documents.services.proofreading import placed_findings
from documents.services.reviewing import NotAllowed, WrongState
from organizations.models import AccessLog
from tests.builders import Ward, make_bulletin, make_directive, make_entry, make_ward, publish

pytestmark = pytest.mark.django_db

BODY = "<p>Hội nghị thống nhất cao.</p><p>Nhân dân <strong>cuả</strong> tổ 5 đóng góp 12 ngày công.</p>"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    return make_bulletin(ward.committee)


@pytest.fixture
def entry(bulletin: Bulletin) -> Entry:
    return make_entry(bulletin, heading="Làm đường ở khu dân cư", body=BODY)


@pytest.fixture
def desk(client: Client, ward: Ward) -> Client:
    client.force_login(ward.editor)
    return client


def _of(bulletin: Bulletin, text: str) -> Any:
    return next(one for one in placed_findings(bulletin) if one.finding.text == text)


def _sent(entry: Entry, text: str = "cuả") -> dict[str, Any]:
    place = Place.of(_of(entry.bulletin, text))
    return {
        "version": entry.version,
        "loi": place.rule,
        "o": place.field,
        "dong": place.index,
        "tu": place.start,
        "chu": place.text,
    }


def _correct(desk: Client, entry: Entry, data: dict[str, Any]) -> Any:
    return desk.post(
        reverse("admin:documents_proofreading_correct", args=[entry.bulletin_id, entry.pk]), data, follow=True
    )


# --- The page -------------------------------------------------------------------------------------------------------------


def test_a_finding_stands_beside_its_paragraph_with_reason_suggestion_and_a_button(desk: Client, entry: Entry) -> None:
    page = desk.get(reverse("admin:documents_proofreading", args=[entry.bulletin_id])).content.decode()
    assert "<mark>cuả<sup>1</sup></mark> tổ 5 đóng góp" in page
    assert "Dấu thanh đặt sai chỗ." in page
    assert "Sửa thành “của”" in page
    assert f'id="muc-{entry.pk}"' in page


def test_the_page_filters_by_severity_and_class(desk: Client, bulletin: Bulletin) -> None:
    make_entry(bulletin, heading="Làm đường", body="<p>Nhân dân cuả tổ 5. Ông Lò Văn Pản, sinh năm 1950, hiến đất.</p>")
    address = reverse("admin:documents_proofreading", args=[bulletin.pk])
    assert "sinh năm 1950<sup>" in desk.get(address).content.decode()
    errors = desk.get(address, {"muc_do": "error"}).content.decode()
    assert "cuả<sup>" in errors
    assert "sinh năm 1950<sup>" not in errors
    editorial = desk.get(address, {"loai": "editorial"}).content.decode()
    assert "sinh năm 1950<sup>" in editorial
    assert "cuả<sup>" not in editorial
    assert desk.get(address, {"muc_do": "x", "loai": "y"}).status_code == 200


def test_a_clean_issue_says_so(desk: Client, bulletin: Bulletin) -> None:
    make_entry(bulletin, heading="Làm đường", body="<p>Nhân dân đóng góp 12 ngày công.</p>")
    page = desk.get(reverse("admin:documents_proofreading", args=[bulletin.pk])).content.decode()
    assert "Không còn chỗ nào cần xem." in page


def test_the_region_of_an_entry_has_its_own_findings_only_and_answers_as_values(desk: Client, entry: Entry) -> None:
    other = make_entry(entry.bulletin, heading="Trồng rừng", body="<p>Bà con trồng rưng cuả xã.</p>")
    address = reverse("admin:documents_proofreading_entry", args=[entry.bulletin_id, entry.pk])
    region = desk.get(address).content.decode()
    assert "<html" not in region
    assert "tổ 5" in region
    assert other.heading not in region
    answer = desk.get(address, {"dang": "json"}).json()
    assert answer["version"] == entry.version
    assert [(row["text"], row["field"], row["line"], row["can_correct"]) for row in answer["findings"]] == [
        ("cuả", "body", 1, True)
    ]


def test_the_bulletin_page_leads_to_the_findings(desk: Client, bulletin: Bulletin) -> None:
    page = desk.get(reverse("admin:documents_bulletin_change", args=[bulletin.pk])).content.decode()
    assert reverse("admin:documents_proofreading", args=[bulletin.pk]) in page


def test_twice_as_many_entries_ask_no_more_queries(desk: Client, bulletin: Bulletin) -> None:
    address = reverse("admin:documents_proofreading", args=[bulletin.pk])
    desk.get(address)  # whom to ask is looked up once in five minutes
    counts = []
    for _ in range(2):
        for _ in range(4):
            make_entry(bulletin, body="<p>Nhân dân cuả tổ 5 thực hiện Kế hoạch số 12-KH/ĐU, ngày 04/5/2026.</p>")
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- Correcting -----------------------------------------------------------------------------------------------------------


def test_one_press_puts_the_suggestion_in_its_place_and_keeps_the_rest(desk: Client, entry: Entry) -> None:
    page = _correct(desk, entry, _sent(entry))
    assert "Đã sửa “cuả”." in page.content.decode()
    stored = Entry.objects.get(pk=entry.pk)
    assert stored.body == BODY.replace("cuả", "của")
    assert stored.version == entry.version + 1
    assert not any(one.finding.text == "cuả" for one in placed_findings(entry.bulletin))


@pytest.mark.parametrize(("field", "value"), [("heading", "Đường cuả tổ 5"), ("gist", "Một.\nĐường cuả tổ 5.")])
def test_headings_and_main_points_are_mended_too(desk: Client, bulletin: Bulletin, field: str, value: str) -> None:
    fields = {"heading": "Làm đường", "body": "<p>Đã xong.</p>", field: value}
    entry = make_entry(bulletin, **fields)
    _correct(desk, entry, _sent(entry))
    assert getattr(Entry.objects.get(pk=entry.pk), field) == value.replace("cuả", "của")


def test_words_changed_meanwhile_are_not_touched(desk: Client, ward: Ward, entry: Entry) -> None:
    sent = _sent(entry)
    entry.body = "<p>Nhân dân tổ 5.</p>"
    save_entry(actor=ward.editor, entry=entry)
    page = _correct(desk, entry, sent).content.decode()
    assert "đã khác lúc đồng chí xem" in page
    assert Entry.objects.get(pk=entry.pk).body == "<p>Nhân dân tổ 5.</p>"


def test_an_entry_saved_meanwhile_is_shown_again_before_it_is_mended(desk: Client, ward: Ward, entry: Entry) -> None:
    sent = _sent(entry)
    entry.short_title = "Đường"
    save_entry(actor=ward.editor, entry=entry)
    page = _correct(desk, entry, sent).content.decode()
    assert "vừa được lưu một bản mới" in page
    assert Entry.objects.get(pk=entry.pk).body == BODY


def test_what_is_not_certain_is_never_pressed_through(desk: Client, ward: Ward, bulletin: Bulletin) -> None:
    entry = make_entry(bulletin, body="<p>Nhân dân tổ 5 góp công (12 ngày để làm đường.</p>")
    placed = next(one for one in placed_findings(bulletin) if one.is_error or one.line is not None)
    assert not placed.can_correct
    with pytest.raises(CannotCorrect):
        correct_finding(actor=ward.editor, bulletin=bulletin, entry=entry, version=1, place=Place.of(placed))


def test_a_published_issue_is_not_corrected_by_a_press(ward: Ward, bulletin: Bulletin) -> None:
    entry = make_entry(bulletin, body="<p>Nhân dân đóng góp.</p>")
    publish(ward, bulletin)
    place = Place("tone-place", "body", 0, 0, "Nhân")
    with pytest.raises(WrongState):
        correct_finding(actor=ward.editor, bulletin=bulletin, entry=entry, version=1, place=place)


@pytest.mark.parametrize("spoilt", [{"tu": "x"}, {"dong": "²"}, {"o": "bulletin_id"}, {"version": ""}, {"chu": ""}])
def test_a_spoilt_form_changes_nothing(desk: Client, entry: Entry, spoilt: dict[str, str]) -> None:
    assert _correct(desk, entry, _sent(entry) | spoilt).status_code == 200
    assert Entry.objects.get(pk=entry.pk).body == BODY


# --- Waiving and the publisher's lists --------------------------------------------------------------------------------------


def _waive(desk: Client, entry: Entry, **more: Any) -> Any:
    data = {"loi": "tone-place", "chu": "cuả", "muc": entry.pk, "ly_do": "Tên riêng của quán."} | more
    return desk.post(reverse("admin:documents_proofreading_waive", args=[entry.bulletin_id]), data, follow=True)


def test_a_waived_finding_is_not_asked_again_in_later_issues_of_the_publisher(
    desk: Client, ward: Ward, entry: Entry
) -> None:
    assert "các tài liệu sau" in _waive(desk, entry).content.decode()
    row = Waiver.objects.get()
    assert (row.publisher, row.by, row.reason, row.bulletin) == (
        ward.committee,
        ward.editor,
        "Tên riêng của quán.",
        None,
    )
    later = make_bulletin(ward.committee, month=12)
    make_entry(later, body=BODY)
    assert placed_findings(entry.bulletin) == placed_findings(later) == []
    neighbours = make_bulletin(ward.neighbour)
    make_entry(neighbours, body=BODY)
    assert [one.finding.text for one in placed_findings(neighbours)] == ["cuả"]


def test_a_finding_waived_in_one_issue_is_asked_again_in_the_next(desk: Client, ward: Ward, entry: Entry) -> None:
    _waive(desk, entry, chi_so_nay="1")
    assert placed_findings(entry.bulletin) == []
    later = make_bulletin(ward.committee, month=12)
    make_entry(later, body=BODY)
    assert [one.finding.text for one in placed_findings(later)] == ["cuả"]


@pytest.mark.parametrize(
    ("wrong", "told"), [({"ly_do": "  "}, "ghi lý do"), ({"chu": "khác"}, "không còn trong danh sách")]
)
def test_a_waiver_needs_a_reason_and_a_finding(desk: Client, entry: Entry, wrong: dict[str, str], told: str) -> None:
    assert told in _waive(desk, entry, **wrong).content.decode()
    assert not Waiver.objects.exists()


def test_a_stamp_of_secrecy_is_never_waived(ward: Ward, bulletin: Bulletin) -> None:
    make_entry(bulletin, body="<p>TUYỆT MẬT</p><p>Nhân dân đóng góp.</p>")
    with pytest.raises(CannotWaive, match="không bỏ qua được"):
        waive_finding(actor=ward.editor, bulletin=bulletin, rule="secrecy", text="TUYỆT MẬT", reason="thử")


def test_only_the_desk_waives(ward: Ward, entry: Entry) -> None:
    with pytest.raises(NotAllowed):
        waive_finding(actor=ward.secretary, bulletin=entry.bulletin, rule="tone-place", text="cuả", reason="thử")


def test_a_waiver_is_written_in_the_log(desk: Client, entry: Entry) -> None:
    before = AccessLog.objects.count()
    _waive(desk, entry)
    assert AccessLog.objects.count() > before


def test_the_publishers_own_words_and_people_are_known(ward: Ward, bulletin: Bulletin) -> None:
    make_entry(bulletin, body="<p>Bà con khu Cuả góp công. Đồng chí Lường Văn Toàn chủ trì.</p>")
    KnownWord.objects.create(publisher=ward.committee, text="Cuả")
    NameTitle.objects.create(publisher=ward.committee, full_name="Lường Văn Toản", title="Bí thư Đảng ủy phường")
    NameTitle.objects.create(publisher=ward.neighbour, full_name="Lường Văn Toàn", title="")
    assert [one.finding.rule for one in placed_findings(bulletin)] == ["person-spelling"]


@pytest.mark.parametrize("model", ["knownword", "nametitle"])
def test_an_editor_keeps_the_lists_of_the_own_publisher_in_the_admin(desk: Client, ward: Ward, model: str) -> None:
    address = reverse(f"admin:documents_{model}_add")
    words = {"text": "Bản Pắng"} if model == "knownword" else {"full_name": "Lường Văn Toản", "title": "Bí thư"}
    refused = desk.post(address, {"publisher": ward.neighbour.pk, **words})
    assert refused.status_code == 200
    assert desk.post(address, {"publisher": ward.committee.pk, **words}).status_code == 302
    row = (KnownWord if model == "knownword" else NameTitle).objects.get()
    assert row.added_by == ward.editor


def test_a_waiver_is_taken_back_in_the_admin(desk: Client, entry: Entry) -> None:
    _waive(desk, entry)
    row = Waiver.objects.get()
    shown = desk.get(reverse("admin:documents_waiver_changelist")).content.decode()
    assert "Tên riêng của quán." in shown
    desk.post(reverse("admin:documents_waiver_delete", args=[row.pk]), {"post": "yes"})
    assert [one.finding.text for one in placed_findings(entry.bulletin)] == ["cuả"]


# --- While typing -----------------------------------------------------------------------------------------------------------


def test_a_paragraph_being_typed_is_answered_by_a_region(desk: Client, ward: Ward) -> None:
    address = reverse("admin:documents_proofread_text")
    region = desk.post(address, {"doan": "Đoàn kiểm trả hồ sơ cuả tổ"}).content.decode()
    assert "<html" not in region
    assert "“cuả” → <ins>của</ins>" in region
    assert desk.post(address, {"doan": "Đoàn kiểm tra hồ sơ của tổ"}).content.decode().strip() == ""
    assert desk.post(address, {"doan": "TUYỆT MẬT"}).content.decode().count("<li") == 1
    KnownWord.objects.create(publisher=ward.committee, text="cuả")
    assert "cuả" not in desk.post(address, {"doan": "Đoàn kiểm tra hồ sơ cuả tổ"}).content.decode()


def test_what_is_typed_is_shown_as_text_never_as_markup(desk: Client) -> None:
    region = desk.post(
        reverse("admin:documents_proofread_text"), {"doan": "cuả<script>alert(1)</script> cuả&lt;b&gt;"}
    ).content.decode()
    assert "<script" not in region


@pytest.mark.parametrize("name", ["directives_directive_add", "activities_activity_add"])
def test_the_forms_of_the_register_and_the_news_name_the_fields_to_look_at(desk: Client, name: str) -> None:
    page = desk.get(reverse(f"admin:{name}")).content.decode()
    assert f'content="{reverse("admin:documents_proofread_text")}"' in page
    for field in ("id_body", "id_subject" if "directive" in name else "id_title"):
        assert f'id="{field}"' in page
        assert field in page.split("data-fields=")[1][:40]


# --- What the portal wrote itself -----------------------------------------------------------------------------------------


def test_a_doubled_word_is_mended_by_one_press(desk: Client, bulletin: Bulletin) -> None:
    entry = make_entry(bulletin, heading="Thu gom rác", body="<p>Phường giao cho các các tổ dân phố tự làm.</p>")
    page = desk.get(reverse("admin:documents_proofreading", args=[bulletin.pk])).content.decode()
    assert "Sửa thành “các”" in page
    _correct(desk, entry, _sent(entry, "các các"))
    entry.refresh_from_db()
    assert entry.body == "<p>Phường giao cho các tổ dân phố tự làm.</p>"


def test_no_hint_is_given_about_the_citation_that_the_portal_wrote(ward: Ward, bulletin: Bulletin) -> None:
    subject = "về chương trình XQVA của phường"
    directive = make_directive(ward.committee, subject=subject, body="<p>Chương trình XQVA có ba việc.</p>")
    entry = entry_of_directive(actor=ward.editor, bulletin=bulletin, directive=directive)
    assert [one.line.field for one in placed_findings(bulletin) if one.finding.text == "XQVA" and one.line] == ["body"]
    entry.heading = f"Kế hoạch {subject}"
    save_entry(actor=ward.editor, entry=entry)
    # What an editor wrote is looked through like any other words.
    assert [one.line.field for one in placed_findings(bulletin) if one.finding.text == "XQVA" and one.line] == [
        "heading"
    ]


def test_no_hint_is_given_about_the_source_that_the_desk_writes_behind_a_task(ward: Ward, bulletin: Bulletin) -> None:
    directive = make_directive(ward.committee, number="31-KH/ĐU", issued_on=date(2026, 1, 1))
    task = Deadline.objects.create(
        directive=directive, text="Báo cáo kết quả", due_on=date(2026, 11, 20), kind=Deadline.Kind.TASK
    )
    take_in(actor=ward.editor, bulletin=bulletin, keys=[f"deadline:{task.pk}"])
    assert [one.finding.text for one in placed_findings(bulletin)] == []
