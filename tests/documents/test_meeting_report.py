"""Meetings as cells report them: one a month, right numbers, nothing twice; proposals and the answers that come back."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from activities.models import Picture
from activities.services import prune_pictures
from documents.models import Meeting, Proposal, PublisherSettings
from documents.rendering.minutes import Minutes, render_minutes
from documents.services.meetings import AlreadyReported, MeetingFacts, NotAnOfficer, ReportedByCell, report_meeting
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_edition,
    make_membership,
    make_organization,
    make_user,
    make_ward,
    picture_bytes,
)


@pytest.fixture
def ward(db: None) -> Ward:
    return make_ward()


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _address(cell: Organization) -> str:
    return reverse("documents:meeting_report", kwargs={"cell": cell.pk})


def _form(**fields: Any) -> dict[str, Any]:
    today = timezone.localdate()
    given = {
        "held_on": f"{today:%Y-%m-%d}",
        "total": "24",
        "present": "20",
        "kind": "monthly",
        "month": f"{today:%Y-%m}",
        "proposals": "",
    }
    return given | fields


def _facts(**fields: Any) -> MeetingFacts:
    today = timezone.localdate()
    given: dict[str, Any] = {"kind": "monthly", "month": today, "held_on": today, "total": 24, "present": 20}
    return MeetingFacts(**(given | fields))


# --- Report ----------------------------------------------------------------------------------------------------------


def test_day_total_and_present_are_enough(ward: Ward) -> None:
    answer = _client(ward.secretary).post(_address(ward.cell), _form())

    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == reverse("documents:cell_show", kwargs={"cell": ward.cell.pk})
    assert (meeting.cell, meeting.total, meeting.present, meeting.reported_by) == (ward.cell, 24, 20, ward.secretary)
    assert meeting.month == timezone.localdate().replace(day=1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"present": "25"}, "nhiều hơn tổng số"),
        ({"absent_with_reason": "3", "absent_without_reason": "2"}, "nhiều hơn tổng số 24"),
        ({"present": ""}, "field--wrong"),
        ({"present": "0"}, "field--wrong"),
        ({"total": "-4"}, "field--wrong"),
        ({"total": "99999999999999999999"}, "field--wrong"),
        ({"total": "hai mươi"}, "field--wrong"),
        ({"held_on": "2999-01-01"}, "chưa đến"),
        ({"held_on": "2019-01-01"}, "quá một năm"),
        ({"held_on": "31/02/2026"}, "không có ngày 31"),
        ({"held_on": ""}, "ghi ngày họp"),
        ({"month": "2001-01"}, "field--wrong"),
        ({"kind": "khac"}, "field--wrong"),
    ],
)
def test_a_wrong_report_is_refused_with_what_to_do(ward: Ward, fields: dict[str, str], words: str) -> None:
    answer = _client(ward.secretary).post(_address(ward.cell), _form(**fields))

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Meeting.objects.exists()


def test_an_error_in_the_folded_part_opens_it(ward: Ward) -> None:
    page = _client(ward.secretary).post(_address(ward.cell), _form(exempt="-1")).content.decode()

    assert '<details class="meeting-form__more" open>' in page


def _change(meeting: Meeting) -> str:
    return reverse("documents:meeting_change", kwargs={"cell": meeting.cell_id, "key": meeting.pk})


def test_a_second_press_of_the_same_report_changes_nothing(ward: Ward) -> None:
    client = _client(ward.secretary)
    for _ in range(2):
        answer = client.post(_address(ward.cell), _form(proposals="Sửa đường.\nThêm đèn."))
        assert answer.status_code == 302

    assert Meeting.objects.get().present == 20
    assert Proposal.objects.count() == 2


def test_a_month_that_is_reported_opens_its_report_and_says_so(ward: Ward) -> None:
    client = _client(ward.secretary)
    client.post(_address(ward.cell), _form(proposals="Sửa đường."))
    meeting = Meeting.objects.get()

    answer = client.get(_address(ward.cell), follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(_change(meeting), 302)]
    assert f"Tháng {meeting.month:%m/%Y} đã báo ngày {timezone.localdate():%d/%m/%Y}" in page
    assert 'value="20"' in page
    assert "Rút lại: Sửa đường." in page
    empty = client.get(f"{_address(ward.cell)}?khac")
    assert empty.status_code == 200
    assert "Rút lại" not in empty.content.decode()


def test_an_empty_box_never_takes_a_proposal_back(ward: Ward) -> None:
    client = _client(ward.secretary)
    client.post(_address(ward.cell), _form(proposals="Sửa đường.", chair="Lường Văn Tấm"))

    page = client.post(_address(ward.cell), _form(present="21", proposals="")).content.decode()

    meeting = Meeting.objects.get()
    assert (meeting.present, meeting.proposals.get().text) == (20, "Sửa đường.")
    assert f'action="{_change(meeting)}"' in page
    assert 'value="21"' in page
    assert 'value="Lường Văn Tấm"' in page
    client.post(_change(meeting), _form(present="21", proposals=""))
    meeting.refresh_from_db()
    assert (meeting.present, meeting.proposals.get().text) == (21, "Sửa đường.")


def test_two_officers_who_change_a_report_at_once_lose_no_proposal(ward: Ward) -> None:
    meeting = report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts(proposals=("Sửa đường.",)))
    for officer, text in ((ward.secretary, "Thêm đèn."), (ward.deputy, "Xây nhà văn hóa.")):
        _client(officer).post(_change(meeting), _form(proposals=text))

    texts = set(Proposal.objects.values_list("text", flat=True))
    assert texts == {"Sửa đường.", "Thêm đèn.", "Xây nhà văn hóa."}


def test_a_proposal_is_taken_back_by_its_tick_alone_and_only_before_the_answer(ward: Ward) -> None:
    meeting = report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts(proposals=("Một.", "Hai.", "Ba.")))
    keys = dict(meeting.proposals.values_list("text", "pk"))
    Proposal.objects.filter(text="Hai.").update(answer="Đã rõ.", answered_at=timezone.now())
    other = Meeting.objects.create(cell=ward.cells[1], month=meeting.month, held_on=meeting.held_on, total=9, present=9)
    strange = Proposal.objects.create(meeting=other, text="Bốn.")

    label = re.search(r"Kiến nghị đã gửi(.*?)</legend>", _client(ward.deputy).get(_change(meeting)).content.decode())
    assert label is not None
    assert "không bắt buộc" not in label[1]
    ticked = [str(keys["Một."]), str(keys["Hai."]), str(strange.pk), "999999"]
    answer = _client(ward.deputy).post(_change(meeting), _form(removed=ticked))

    assert answer.status_code == 302
    assert set(Proposal.objects.values_list("text", flat=True)) == {"Hai.", "Ba.", "Bốn."}


def test_a_second_officer_is_told_that_it_was_reported_and_by_whom(ward: Ward) -> None:
    report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts())

    page = _client(ward.deputy).post(_address(ward.cell), _form(present="3")).content.decode()

    assert "Lường Văn Tấm đã báo buổi này" in page
    assert Meeting.objects.get().present == 20
    change = reverse("documents:meeting_change", kwargs={"cell": ward.cell.pk, "key": Meeting.objects.get().pk})
    assert change in page
    _client(ward.deputy).post(change, _form(present="22"))
    assert Meeting.objects.get().present == 22


def test_a_month_has_one_monthly_meeting_and_any_thematic_ones(ward: Ward) -> None:
    today = timezone.localdate()
    monthly = report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts())
    for days in (0, 1):
        facts = _facts(kind="thematic", held_on=today - timedelta(days=days))
        report_meeting(actor=ward.secretary, cell=ward.cell, facts=facts)
    assert Meeting.objects.count() == 3

    thematic = Meeting.objects.filter(kind="thematic").first()
    with pytest.raises(AlreadyReported) as raised:
        report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts(), meeting=thematic)
    assert raised.value.meeting == monthly


def test_only_officers_of_the_cell_report(ward: Ward) -> None:
    for stranger in (ward.outsider, ward.editor, make_user(role=Role.COORDINATOR, at=ward.neighbour)):
        with pytest.raises(NotAnOfficer):
            report_meeting(actor=stranger, cell=ward.cell, facts=_facts())
    assert _client(ward.secretary).get(_address(ward.cells[1])).status_code == 404


def test_a_coordinator_reports_on_the_cells_behalf_until_the_cell_does_so_itself(ward: Ward) -> None:
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)
    meeting = report_meeting(actor=coordinator, cell=ward.cell, facts=_facts())
    assert meeting.is_on_behalf
    again = report_meeting(actor=coordinator, cell=ward.cell, facts=_facts(present=9), meeting=meeting)
    assert (again.pk, again.present) == (meeting.pk, 9)

    own = report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts(), meeting=meeting)
    assert (own.pk, own.is_on_behalf, own.reported_by) == (meeting.pk, False, ward.secretary)
    for kept in (None, own):
        with pytest.raises(ReportedByCell):
            report_meeting(actor=coordinator, cell=ward.cell, facts=_facts(present=1), meeting=kept)


def test_the_page_of_a_cell_says_which_report_was_entered_on_its_behalf(ward: Ward) -> None:
    coordinator = make_user(role=Role.COORDINATOR, at=ward.base)
    page = _client(coordinator).get(_address(ward.cell)).content.decode()
    assert "nhập thay" in page
    report_meeting(actor=coordinator, cell=ward.cell, facts=_facts())
    shown = reverse("documents:cell_show", kwargs={"cell": ward.cell.pk})
    assert "nhập thay</span>" in _client(ward.secretary).get(shown).content.decode()
    assert "Nhập thay buổi sinh hoạt" in _client(coordinator).get(shown).content.decode()
    assert "Nhập thay buổi sinh hoạt" not in _client(ward.secretary).get(shown).content.decode()


def test_a_report_of_another_cell_is_not_changed_through_ones_own(ward: Ward) -> None:
    make_membership(make_user("khac"), ward.cells[1])
    other = Meeting.objects.create(
        cell=ward.cells[1], month=date(2026, 11, 1), held_on=date(2026, 11, 3), total=9, present=9
    )
    address = reverse("documents:meeting_change", kwargs={"cell": ward.cell.pk, "key": other.pk})

    assert _client(ward.secretary).post(address, _form()).status_code == 404


def test_the_issues_of_the_month_are_noted_whatever_their_number(ward: Ward) -> None:
    today = timezone.localdate()
    for kind, series in (("monthly", None), ("thematic", 1)):
        bulletin = make_bulletin(ward.committee, year=today.year, month=today.month, kind=kind, series=series)
        make_edition(bulletin, receivers=ward.cells)

    meeting = report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts())

    assert meeting.editions.count() == 2


def test_the_publisher_may_ask_for_the_little_only(ward: Ward) -> None:
    assert 'name="chair"' in _client(ward.secretary).get(_address(ward.cell)).content.decode()
    PublisherSettings.objects.create(publisher=ward.committee, meeting_details=False)

    page = _client(ward.secretary).get(_address(ward.cell)).content.decode()

    assert 'name="chair"' not in page
    assert 'name="proposals"' in page


def test_the_next_report_begins_with_what_stays_the_same(ward: Ward) -> None:
    last = timezone.localdate() - timedelta(days=31)
    facts = _facts(month=last, held_on=last, total=31, chair="Lường Văn Tấm")
    report_meeting(actor=ward.secretary, cell=ward.cell, facts=facts)

    page = _client(ward.deputy).get(_address(ward.cell)).content.decode()

    assert 'value="31"' in page
    assert 'value="Lường Văn Tấm"' in page


# --- Photo of the minutes --------------------------------------------------------------------------------------------


def test_a_photo_of_the_minutes_is_kept_behind_the_cells_door(ward: Ward) -> None:
    photo = SimpleUploadedFile("biên bản.jpg", picture_bytes(), "image/jpeg")
    _client(ward.secretary).post(_address(ward.cell), _form(picture=photo))

    picture = Meeting.objects.get().minutes_picture
    assert picture is not None
    address = reverse("activities:picture_file", kwargs={"pk": picture.pk})
    for reader in (ward.deputy, ward.editor):
        assert Picture.objects.visible_to(reader).filter(pk=picture.pk).exists()
    for stranger in (ward.outsider, make_user(role=Role.SECRETARY, at=ward.cells[1])):
        assert _client(stranger).get(address).status_code == 404


def test_the_photo_of_the_minutes_opens_within_the_page(ward: Ward) -> None:
    client = _client(ward.secretary)
    client.post(_address(ward.cell), _form(picture=SimpleUploadedFile("a.jpg", picture_bytes(), "image/jpeg")))
    meeting = Meeting.objects.get()
    assert meeting.minutes_picture is not None
    address = reverse("activities:picture_file", kwargs={"pk": meeting.minutes_picture.pk})

    for page in (reverse("documents:cell_show", kwargs={"cell": ward.cell.pk}), _change(meeting)):
        shown = client.get(page).content.decode()
        assert f'<img src="{address}"' in shown
        assert f'href="{address}"' not in shown


def _token(page: str) -> str:
    found = re.search(r'name="da_co" value="([^"]+)" checked', page)
    assert found is not None
    return found[1]


def test_a_photo_that_came_with_a_wrong_number_need_not_be_chosen_again(ward: Ward) -> None:
    photo = SimpleUploadedFile("a.jpg", picture_bytes(), "image/jpeg")
    client = _client(ward.secretary)

    page = client.post(_address(ward.cell), _form(present="25", picture=photo)).content.decode()
    assert "Đã tải lên 1 ảnh, không cần chọn lại" in page
    page = client.post(_address(ward.cell), _form(total="x", da_co=_token(page))).content.decode()
    client.post(_address(ward.cell), _form(da_co=_token(page)))

    assert Meeting.objects.get().minutes_picture == Picture.objects.get()
    assert "không cần chọn lại" not in client.post(_address(ward.cell), _form(present="25")).content.decode()


def test_a_kept_photo_is_left_behind_replaced_or_anothers_as_one_says(ward: Ward) -> None:
    client = _client(ward.secretary)
    photo = SimpleUploadedFile("a.jpg", picture_bytes(), "image/jpeg")
    token = _token(client.post(_address(ward.cell), _form(present="25", picture=photo)).content.decode())

    for stranger in ("x", token):
        _client(ward.deputy).post(_address(ward.cell), _form(da_co=stranger))
        assert Meeting.objects.get().minutes_picture is None
    Meeting.objects.all().delete()
    other = SimpleUploadedFile("b.jpg", picture_bytes(90, 60), "image/jpeg")
    client.post(_address(ward.cell), _form(da_co=token, picture=other))
    shown = Meeting.objects.get().minutes_picture
    assert shown is not None
    assert (shown.width, shown.height) == (90, 60)


def test_beyond_a_days_photos_one_is_asked_to_choose_it_again(ward: Ward, settings: Any) -> None:
    settings.PHOTOS_A_DAY = 0
    photo = SimpleUploadedFile("a.jpg", picture_bytes(), "image/jpeg")

    page = _client(ward.secretary).post(_address(ward.cell), _form(present="25", picture=photo)).content.decode()

    assert "Đồng chí chọn lại ảnh." in page
    assert not Picture.objects.exists()


def test_more_away_than_members_is_said_by_its_boxes_in_the_opened_part(ward: Ward) -> None:
    fields = _form(total="20", present="15", absent_without_reason="3", exempt="4")

    page = _client(ward.secretary).post(_address(ward.cell), fields).content.decode()

    assert '<details class="meeting-form__more" open>' in page
    assert (
        page.index("Ghi thêm chi tiết") < page.index("cộng vắng, miễn 7 thành 22") < page.index("Được miễn sinh hoạt")
    )


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff broken"])
def test_what_is_no_photo_is_refused_and_nothing_is_stored(ward: Ward, content: bytes) -> None:
    answer = _client(ward.secretary).post(_address(ward.cell), _form(picture=SimpleUploadedFile("a.jpg", content)))

    assert "field--wrong" in answer.content.decode()
    assert not Meeting.objects.exists()
    assert not Picture.objects.exists()


def test_a_refused_report_keeps_its_photo_for_the_next_press_alone(ward: Ward) -> None:
    _client(ward.deputy).post(_address(ward.cell), _form())
    photo = SimpleUploadedFile("a.jpg", picture_bytes(), "image/jpeg")
    page = _client(ward.secretary).post(_address(ward.cell), _form(picture=photo)).content.decode()

    meeting = Meeting.objects.get()
    assert (meeting.reported_by, meeting.minutes_picture) == (ward.deputy, None)
    assert _token(page)
    prune_pictures(now=timezone.now() + timedelta(hours=26))
    assert not Picture.objects.exists()


# --- Proposals -------------------------------------------------------------------------------------------------------


def test_an_answer_reaches_the_cell_and_outlives_a_changed_report(ward: Ward) -> None:
    meeting = report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts(proposals=("Sửa đường.", "Thêm đèn.")))
    proposal = Proposal.objects.get(text="Sửa đường.")
    desk = _client(ward.editor)
    listing = reverse("documents:proposal_list")
    assert "2 kiến nghị chưa trả lời" in desk.get(listing).content.decode()

    desk.post(reverse("documents:proposal_answer", kwargs={"key": proposal.pk}), {"answer": "Sửa trong quý I."})
    report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts(proposals=("Xây nhà văn hóa.",)), meeting=meeting)

    texts = set(Proposal.objects.values_list("text", flat=True))
    assert texts == {"Sửa đường.", "Thêm đèn.", "Xây nhà văn hóa."}
    page = _client(ward.deputy).get(reverse("documents:cell_show", kwargs={"cell": ward.cell.pk})).content.decode()
    assert "Sửa trong quý I." in page


def test_an_empty_answer_is_refused_and_strangers_answer_nothing(ward: Ward) -> None:
    report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts(proposals=("Sửa đường.",)))
    address = reverse("documents:proposal_answer", kwargs={"key": Proposal.objects.get().pk})

    page = _client(ward.editor).post(address, {"answer": " "}, follow=True).content.decode()
    assert "Đồng chí ghi câu trả lời." in page
    other = make_user(role=Role.EDITOR, at=ward.neighbour)
    assert _client(other).post(address, {"answer": "x"}).status_code == 404
    assert "Sửa đường." not in _client(other).get(reverse("documents:proposal_list")).content.decode()
    assert _client(ward.secretary).post(address, {"answer": "x"}).status_code == 403
    assert Proposal.objects.get().answer == ""


# --- Chi bộ của tôi --------------------------------------------------------------------------------------------------


def test_one_cell_is_opened_at_once_and_several_are_offered(ward: Ward) -> None:
    address = reverse("documents:my_cell")
    shown = reverse("documents:cell_show", kwargs={"cell": ward.cell.pk})
    assert _client(ward.secretary).get(address).headers["Location"] == shown

    make_membership(ward.secretary, ward.cells[1], Role.DEPUTY)
    page = _client(ward.secretary).get(address).content.decode()
    assert shown in page
    assert "Chi bộ 2" in page
    assert "chưa có vai trò" in _client(ward.editor).get(address).content.decode()


def test_from_the_meeting_paper_one_press_leads_to_the_report(ward: Ward) -> None:
    way = reverse("documents:my_cell") + "?bao"
    assert _client(ward.secretary).get(way).headers["Location"] == _address(ward.cell)

    make_membership(ward.secretary, ward.cells[1], Role.SECRETARY)
    page = _client(User.objects.get(pk=ward.secretary.pk)).get(way).content.decode()
    assert all(f'href="{_address(cell)}"' in page for cell in ward.cells[:2])


def test_the_page_shows_officers_issues_and_meetings_at_a_steady_cost(ward: Ward) -> None:
    address = reverse("documents:cell_show", kwargs={"cell": ward.cell.pk})
    client = _client(ward.secretary)
    client.get(address)

    def fill(first: int) -> None:
        for number in range(first, first + 3):
            make_edition(make_bulletin(ward.committee, month=number), receivers=ward.cells)
            meeting = Meeting.objects.create(
                cell=ward.cell, month=date(2026, number, 1), held_on=date(2026, number, 3), total=9, present=8
            )
            Proposal.objects.create(meeting=meeting, text=f"Kiến nghị {number}")

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    fill(1)
    before = count()
    fill(4)
    assert count() == before
    page = client.get(address).content.decode()
    for words in ("Lường Văn Tấm", "Hà Thị Nụ", "Chuyên đề thử", "có mặt 8/9", "Kiến nghị 5"):
        assert words in page


# --- Minutes ---------------------------------------------------------------------------------------------------------


def _minutes(user: User, cell: Organization, query: str = "") -> str:
    answer = _client(user).get(reverse("documents:meeting_minutes_docx", kwargs={"cell": cell.pk}) + query)
    assert answer.status_code == 200
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_minutes_are_filled_in_from_the_issue_and_the_report(ward: Ward) -> None:
    today = timezone.localdate()
    edition = make_edition(make_bulletin(ward.committee, year=today.year, month=today.month), receivers=ward.cells)
    edition.entries.update(short_title="Ngày hội", cell_tasks="Họp dân.")
    blank = _minutes(ward.secretary, ward.cell)
    assert "1. Ngày hội" in blank
    assert "Họp dân." in blank
    assert "Tổng số đảng viên: ........" in blank

    report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts(chair="Lường Văn Tấm", proposals=("Sửa đường.",)))
    filled = _minutes(ward.secretary, ward.cell, f"?thang={today:%Y-%m}")
    for words in ("Tổng số đảng viên: 24; có mặt: 20; vắng: 4", "Chủ trì: Lường Văn Tấm", "- Sửa đường."):
        assert words in filled


def test_minutes_begin_and_end_as_papers_of_a_party_body_do(ward: Ward) -> None:
    blank = _minutes(ward.secretary, ward.cell)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM\n............, ngày ..... tháng ..... năm\u00a020....." in blank
    assert "ĐẢNG BỘ KHU BẾN CAU\nCHI BỘ 1\n*" in blank

    report_meeting(actor=ward.secretary, cell=ward.cell, facts=_facts(total=20, present=20, chair="Lường Văn Tấm"))
    filled = _minutes(ward.secretary, ward.cell)
    assert "CHỦ TRÌ\n\n\n\nLường Văn Tấm" in filled
    assert "không ai vắng" in filled
    assert "Lý do vắng" not in filled


def test_the_room_for_signing_is_not_parted_and_begins_no_page_of_its_own() -> None:
    made = render_minutes(Minutes("Chi bộ 1", "Đảng ủy", date(2026, 11, 1), (), ()), now=timezone.now())
    document = Document(io.BytesIO(made))

    row = document.tables[-1].rows[0]._tr
    assert row.trPr is not None
    assert row.trPr.find(qn("w:cantSplit")) is not None
    # The line that a word processor wants below a last table takes no room.
    assert document.paragraphs[-1].paragraph_format.line_spacing == Pt(1)


def test_the_tasks_of_an_item_stand_under_one_title_in_the_minutes(ward: Ward) -> None:
    today = timezone.localdate()
    edition = make_edition(make_bulletin(ward.committee, year=today.year, month=today.month), receivers=ward.cells)
    edition.entries.update(cell_tasks="Họp dân.\nTreo cờ.")

    assert "Việc chi bộ cần làm:\n- Họp dân.\n- Treo cờ.\nÝ kiến thảo luận:" in _minutes(ward.secretary, ward.cell)


def test_of_a_marked_issue_the_minutes_carry_the_headings_alone(ward: Ward) -> None:
    today = timezone.localdate()
    PublisherSettings.objects.create(publisher=ward.committee, watermarked=True)
    edition = make_edition(make_bulletin(ward.committee, year=today.year, month=today.month), receivers=ward.cells)
    edition.entries.update(short_title="Ngày hội", cell_tasks="Họp dân.")

    blank = _minutes(ward.secretary, ward.cell)
    assert "1. Ngày hội" in blank
    assert "Họp dân." not in blank


def test_an_issue_that_the_cell_does_not_have_is_not_in_its_minutes(ward: Ward) -> None:
    today = timezone.localdate()
    bulletin = make_bulletin(ward.committee, year=today.year, month=today.month)
    make_edition(bulletin, receivers=[ward.cells[1]]).entries.update(short_title="Riêng chi bộ 2")

    assert "Riêng chi bộ 2" not in _minutes(ward.secretary, ward.cell)


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-1-1", "%00", "99999-01"])
def test_minutes_of_a_month_that_is_none_do_not_exist(ward: Ward, month: str) -> None:
    address = reverse("documents:meeting_minutes_docx", kwargs={"cell": ward.cell.pk})

    assert _client(ward.secretary).get(f"{address}?thang={month}").status_code == 404


def test_a_base_reports_for_itself_too(ward: Ward) -> None:
    base = make_organization("Chi bộ cơ sở Trạm y tế", parent=ward.committee, type="base")
    secretary = make_user(role=Role.SECRETARY, at=base)

    assert _client(secretary).post(_address(base), _form()).status_code == 302
