"""The steps of an issue as pages: publishing now or at an hour, calling it off, withdrawing what readers have."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directives.models import CitingText
from documents.addresses import addresses_of
from documents.models import Bulletin, Delivery, Edition, Outbox, PublisherSettings, Withdrawal
from documents.services import publishing
from documents.services.desk.texts import save_text
from documents.services.publishing import Hour, publish_bulletin, withdraw_edition
from documents.services.review_notes import add_note
from documents.services.reviewing import (
    NotReady,
    WrongState,
    approve_bulletin,
    reopen_bulletin,
    return_bulletin,
    send_bulletin,
)
from documents.services.scheduling import call_off_publishing
from documents.services.sending import send_due
from organizations.models import AccessLog, Organization
from organizations.roles import Role
from tests.builders import (
    Ward,
    approve,
    make_bulletin,
    make_edition,
    make_entry,
    make_membership,
    make_user,
    make_ward,
    publish,
)

pytestmark = pytest.mark.django_db
State = Bulletin.State


@pytest.fixture
def ward() -> Ward:
    made = make_ward()
    made.secretary.email = "bi.thu@vi-du.vn"
    made.secretary.save()
    return made


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Thực hiện Kế hoạch số 12-KH/TU, ngày 05/01/2026")
    return row


@pytest.fixture
def approver(client: Client, ward: Ward) -> Client:
    client.force_login(ward.approver)
    return client


def step(bulletin: Bulletin, name: str) -> str:
    return reverse("admin:documents_bulletin_step", args=[bulletin.pk, name])


def fresh(bulletin: Bulletin) -> Bulletin:
    return Bulletin.objects.get(pk=bulletin.pk)


def in_days(days: int) -> datetime:
    return (timezone.localtime() + timedelta(days=days)).replace(hour=7, minute=0, second=0, microsecond=0)


def as_sent(hour: datetime) -> dict[str, str]:
    return {"when": "at", "hour": timezone.localtime(hour).strftime("%H:%M %d/%m/%Y")}


def buttons(client: Client, bulletin: Bulletin) -> set[str]:
    """The steps offered on the issue's page."""
    html = client.get(reverse("admin:documents_bulletin_change", args=[bulletin.pk])).content.decode()
    return set(re.findall(r"/buoc/([a-z-]+)/", html))


def correct(ward: Ward, bulletin: Bulletin) -> Edition:
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    assert Bulletin.objects.get(pk=bulletin.pk).state_label == "Đang soạn bản đính chính"
    return publish(ward, bulletin, change_note="Sửa ngày.", change_reason="Gõ nhầm.")


# --- Sending and returning --------------------------------------------------------------------------------------------


def test_a_refused_sending_keeps_the_answers_given_and_says_so_first(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    first = add_note(actor=ward.approver, bulletin=bulletin, text="Nêu rõ tên đường.")
    second = add_note(actor=ward.approver, bulletin=bulletin, text="Tách câu này.")
    third = add_note(actor=ward.approver, bulletin=bulletin, text="Bỏ ảnh này.")
    return_bulletin(actor=ward.approver, bulletin=bulletin)
    client.force_login(ward.editor)

    sent = {f"tra-loi-{first.pk}": "Theo báo cáo quý III.", f"da-sua-{second.pk}": "on", "note": "Kính đồng chí xem."}
    html = client.post(step(bulletin, "gui-duyet"), sent).content.decode()

    assert fresh(bulletin).state == State.RETURNED
    assert f'name="tra-loi-{first.pk}" value="Theo báo cáo quý III."' in html
    assert re.search(rf'id="da-sua-{second.pk}" checked', html)
    assert not re.search(rf'id="da-sua-{third.pk}" checked', html)
    assert "Kính đồng chí xem.</textarea>" in html
    assert html.index("Còn ý kiến chưa trả lời") < html.index("<form method")


def test_who_returns_an_issue_goes_back_to_the_page_with_its_text(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)

    answer = approver.post(step(bulletin, "tra-lai"), {"note": "Nêu rõ tên đường."})

    assert answer.headers["Location"] == reverse("admin:documents_bulletin_review", args=[bulletin.pk])


@pytest.mark.parametrize(("name", "is_listed"), [("gui-duyet", True), ("phat-hanh", True), ("tra-lai", False)])
def test_the_contents_are_listed_below_the_buttons_where_one_decides_on_them(
    approver: Client, ward: Ward, bulletin: Bulletin, name: str, is_listed: bool
) -> None:
    if name == "phat-hanh":
        approve(ward, bulletin)
    elif name == "tra-lai":
        send_bulletin(actor=ward.editor, bulletin=bulletin)

    html = approver.get(step(bulletin, name)).content.decode()

    assert ("Nội dung tài liệu" in html) is is_listed
    if is_listed:
        assert html.index("step__press") < html.index("Nội dung tài liệu")


# --- Publishing at an hour -------------------------------------------------------------------------------------------


def test_the_page_says_in_numbers_what_publishing_will_do(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    approve(ward, bulletin)

    html = approver.get(step(bulletin, "phat-hanh")).content.decode()

    assert "2 chi bộ và 1 cấp ủy thấy tài liệu" in html
    assert "giờ Việt Nam" in html


def test_an_issue_planned_for_an_hour_is_seen_and_mailed_from_then_on(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    ward.cell.road = "email"
    ward.cell.save()
    approve(ward, bulletin)
    hour = in_days(2)

    approver.post(step(bulletin, "phat-hanh"), as_sent(hour))

    edition = Edition.objects.get()
    assert edition.publish_at == hour
    assert not Edition.objects.published().exists()
    assert set(Outbox.objects.values_list("not_before", flat=True)) == {hour}
    assert not send_due().sent
    html = approver.get(reverse("admin:documents_bulletin_change", args=[bulletin.pk])).content.decode()
    assert f"Sẽ phát hành lúc 07:00 ngày {hour:%d/%m/%Y}" in html
    rows = approver.get(reverse("admin:documents_bulletin_changelist")).content.decode()
    assert '<td class="field-state_shown">Hẹn giờ phát hành</td>' in rows


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"when": "at", "hour": ""}, "Đồng chí chọn ngày, giờ phát hành"),
        ({"when": "at", "hour": "07:00 01/01/2020"}, "Giờ này đã qua"),
        ({"when": "at", "hour": "sáng mai"}, "như ví dụ: 07:00 25/11/2026"),
        ({"when": "luc-nao-do"}, "errorlist"),
    ],
)
def test_an_hour_that_cannot_be_is_refused(
    approver: Client, ward: Ward, bulletin: Bulletin, sent: dict[str, str], words: str
) -> None:
    approve(ward, bulletin)

    html = approver.post(step(bulletin, "phat-hanh"), sent).content.decode()

    assert words in html
    assert not Edition.objects.exists()
    # What is wrong stands before all else and has the focus.
    assert html.index("step__refused") < html.index("step__plan")
    assert re.search(r'class="[^"]*step__refused"[^>]* autofocus', html)


def test_an_hour_chosen_at_publishing_is_called_off_with_its_plan(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    approve(ward, bulletin)
    publish_bulletin(actor=ward.approver, bulletin=bulletin, hour=Hour(in_days(2)))

    call_off_publishing(actor=ward.approver, bulletin=bulletin)

    assert fresh(bulletin).publish_at is None
    # Approved as it was: it goes out without another word.
    publish_bulletin(actor=ward.approver, bulletin=bulletin)
    assert Edition.objects.published().count() == 1


def test_an_hour_that_was_approved_stays_when_the_plan_is_called_off(ward: Ward, bulletin: Bulletin) -> None:
    agreed, chosen = in_days(3), in_days(2)
    Bulletin.objects.filter(pk=bulletin.pk).update(publish_at=agreed)
    approve(ward, bulletin)
    publish_bulletin(actor=ward.approver, bulletin=bulletin, hour=Hour(chosen))

    call_off_publishing(actor=ward.approver, bulletin=bulletin)

    assert fresh(bulletin).publish_at == agreed
    publish_bulletin(actor=ward.approver, bulletin=bulletin)
    assert Edition.objects.get().publish_at == agreed


def test_what_would_look_otherwise_than_the_plan_waits_for_approval_when_it_is_called_off(
    ward: Ward, bulletin: Bulletin
) -> None:
    approve(ward, bulletin)
    publish_bulletin(actor=ward.approver, bulletin=bulletin, hour=Hour(in_days(2)))
    PublisherSettings.objects.update_or_create(publisher=ward.committee, defaults={"foot_line": "Lưu hành nội bộ"})

    call_off_publishing(actor=ward.approver, bulletin=bulletin)

    assert fresh(bulletin).state == State.RE_REVIEW
    with pytest.raises(WrongState):
        publish_bulletin(actor=ward.approver, bulletin=bulletin)
    approve_bulletin(actor=ward.approver, bulletin=bulletin)
    publish_bulletin(actor=ward.approver, bulletin=bulletin)
    assert Edition.objects.published().count() == 1


def test_what_was_approved_again_while_the_pages_were_set_is_not_published_as_it_was(
    ward: Ward, bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(ward, bulletin)
    write_files = publishing._write_files

    def change_meanwhile(*args: Any) -> Any:
        files = write_files(*args)
        entry = bulletin.entries.get()
        save_text(actor=ward.editor, entry=entry, version=entry.version, fields={"heading": "Kế hoạch khác"})
        approve_bulletin(actor=ward.approver, bulletin=bulletin)
        return files

    monkeypatch.setattr(publishing, "_write_files", change_meanwhile)

    with pytest.raises(publishing.ChangedSinceApproval):
        publish_bulletin(actor=ward.approver, bulletin=bulletin)

    assert not Edition.objects.exists()


def test_the_desk_of_a_planned_issue_says_its_hour_and_who_calls_it_off(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    approve(ward, bulletin)
    publish_bulletin(actor=ward.approver, bulletin=bulletin, hour=Hour(in_days(2)))

    html = approver.get(reverse("admin:documents_desk", args=[bulletin.pk])).content.decode()

    assert f"sẽ phát hành lúc 07:00 ngày {in_days(2):%d/%m/%Y}" in html
    assert "hủy lịch phát hành" in html
    assert "mở tài liệu để đính chính" not in html


def test_an_hour_after_midnight_in_vietnam_is_the_day_before_by_the_servers_clock(
    approver: Client, ward: Ward, bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.cell.road = "email"
    ward.cell.save()
    approve(ward, bulletin)
    hour = in_days(2).replace(hour=0, minute=10)
    assert hour.astimezone(UTC).date() == hour.date() - timedelta(days=1)
    approver.post(step(bulletin, "phat-hanh"), as_sent(hour))
    edition = Edition.objects.get()
    review = approver.get(reverse("admin:documents_bulletin_review", args=[bulletin.pk])).content.decode()
    assert f"Hẹn giờ phát hành 00:10 {hour:%d/%m/%Y}." in review
    read = addresses_of(edition)["read"]

    monkeypatch.setattr(timezone, "now", lambda: hour.astimezone(UTC) - timedelta(minutes=1))
    approver.force_login(ward.secretary)
    assert approver.get(read).status_code == 404
    assert not send_due().sent

    monkeypatch.setattr(timezone, "now", lambda: hour.astimezone(UTC))
    assert f"Phát hành ngày {hour:%d/%m/%Y}" in approver.get(read).content.decode()
    assert send_due().sent == 1


def test_after_a_withdrawal_one_is_led_to_the_page_that_names_the_paper(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    edition = publish(ward, bulletin)
    answer = approver.post(step(bulletin, "thu-hoi"), {"editions": [edition.pk], "reason": "Sai."}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("admin:documents_bulletin_review", args=[bulletin.pk])
    assert "Bản giấy cần thu lại" in answer.content.decode()


def test_publishing_now_passes_over_an_hour_that_was_agreed_on(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    Bulletin.objects.filter(pk=bulletin.pk).update(publish_at=in_days(3))
    approve(ward, bulletin)
    assert 'value="at"' in approver.get(step(bulletin, "phat-hanh")).content.decode()

    approver.post(step(bulletin, "phat-hanh"), {"when": "now"})

    assert Edition.objects.published().count() == 1


def test_an_hour_that_passes_while_the_page_stands_open_is_refused(ward: Ward, bulletin: Bulletin) -> None:
    approve(ward, bulletin)

    with pytest.raises(NotReady, match="đã qua"):
        publish_bulletin(actor=ward.approver, bulletin=bulletin, hour=Hour(timezone.now() - timedelta(seconds=1)))


# --- Calling it off ----------------------------------------------------------------------------------------------------


def test_a_planned_issue_called_off_leaves_nothing_behind_and_can_be_published_again(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    ward.cell.road = "email"
    ward.cell.save()
    before = CitingText.objects.count()
    approve(ward, bulletin)
    approver.post(step(bulletin, "phat-hanh"), as_sent(in_days(2)))
    assert Outbox.objects.exists()
    assert "huy-lich" in buttons(approver, bulletin)

    approver.post(step(bulletin, "huy-lich"))

    assert fresh(bulletin).state == State.APPROVED
    for model in (Edition, Delivery, Outbox):
        assert not model.objects.exists()
    assert CitingText.objects.count() == before
    logged = AccessLog.objects.filter(detail__step="call_off").get()
    assert logged.actor == ward.approver

    approver.post(step(bulletin, "phat-hanh"), {"when": "now"})
    assert send_due().sent == 1
    assert len(mail.outbox) == 1


def test_a_planned_correction_called_off_leaves_the_first_edition_alone(ward: Ward, bulletin: Bulletin) -> None:
    first = publish(ward, bulletin)
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    publish(ward, bulletin, change_note="Sửa ngày.", change_reason="Gõ nhầm.", hour=Hour(in_days(1)))

    call_off_publishing(actor=ward.approver, bulletin=bulletin)

    assert list(Edition.objects.all()) == [first]
    assert fresh(bulletin).state == State.APPROVED


def test_what_readers_have_cannot_be_called_off(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    publish(ward, bulletin)

    assert "huy-lich" not in buttons(approver, bulletin)
    with pytest.raises(NotReady, match="dùng Thu hồi"):
        call_off_publishing(actor=ward.approver, bulletin=bulletin)
    assert "không có lịch phát hành" in approver.get(step(bulletin, "huy-lich")).content.decode()


def test_a_planned_issue_is_neither_withdrawn_nor_opened_for_correction(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    edition = publish_bulletin(actor=ward.approver, bulletin=approve(ward, bulletin), hour=Hour(in_days(1)))

    assert {"thu-hoi", "dinh-chinh"} & buttons(approver, bulletin) == set()
    with pytest.raises(NotReady, match="Hủy lịch"):
        withdraw_edition(actor=ward.approver, edition=edition, reason="Nhầm.")
    with pytest.raises(NotReady, match="hủy lịch"):
        reopen_bulletin(actor=ward.approver, bulletin=bulletin)


# --- Withdrawing -----------------------------------------------------------------------------------------------------


def test_withdrawing_is_offered_while_readers_have_an_edition_and_not_after(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    assert "thu-hoi" not in buttons(approver, bulletin)
    edition = publish(ward, bulletin)
    assert "thu-hoi" in buttons(approver, bulletin)

    # A correction in work does not take the button away.
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    assert "thu-hoi" in buttons(approver, bulletin)

    approver.post(step(bulletin, "thu-hoi"), {"editions": [edition.pk], "reason": "Sai số liệu."})
    assert "thu-hoi" not in buttons(approver, bulletin)
    assert "Không có bản nào" in approver.get(step(bulletin, "thu-hoi")).content.decode()


def test_while_a_correction_is_planned_the_edition_that_readers_have_is_withdrawn(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    first = publish(ward, bulletin)
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    second = publish(ward, bulletin, change_note="Sửa.", change_reason="Nhầm.", hour=Hour(in_days(1)))

    html = approver.get(step(bulletin, "thu-hoi")).content.decode()
    assert first.token in html
    assert second.token not in html
    approver.post(step(bulletin, "thu-hoi"), {"editions": [first.pk], "reason": "Sai số liệu."})

    assert set(Withdrawal.objects.values_list("edition", flat=True)) == {first.pk}


@pytest.mark.parametrize("chosen", ["first", "both"])
def test_the_chosen_editions_are_withdrawn_and_no_other(
    approver: Client, ward: Ward, bulletin: Bulletin, chosen: str
) -> None:
    first = publish(ward, bulletin)
    second = correct(ward, bulletin)
    keys = [first.pk] if chosen == "first" else [first.pk, second.pk]

    approver.post(step(bulletin, "thu-hoi"), {"editions": keys, "reason": "Sai số liệu."})

    assert set(Withdrawal.objects.values_list("edition", flat=True)) == set(keys)
    assert fresh(bulletin).state == (State.CORRECTED if chosen == "first" else State.WITHDRAWN)


def test_an_edition_of_another_issue_is_not_withdrawn_through_this_one(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    publish(ward, bulletin)
    other = make_bulletin(ward.committee, month=2)
    make_entry(other)
    edition = publish(ward, other)

    approver.post(step(bulletin, "thu-hoi"), {"editions": [edition.pk], "reason": "Sai."})

    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(
    "sent", [{"editions": [], "reason": "Sai."}, {"reason": "Sai."}, {"editions": ["x"], "reason": ""}]
)
def test_a_withdrawal_names_editions_and_a_reason(
    approver: Client, ward: Ward, bulletin: Bulletin, sent: dict[str, Any]
) -> None:
    publish(ward, bulletin)

    assert approver.post(step(bulletin, "thu-hoi"), sent).status_code == 200
    assert not Withdrawal.objects.exists()


def test_the_correction_page_says_how_many_are_asked_again(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    publish(ward, bulletin)
    Delivery.objects.filter(organization=ward.cell).update(opened_at=timezone.now(), printed_at=timezone.now())
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    approve_bulletin(actor=ward.approver, bulletin=bulletin)

    assert (
        "1 nơi đã mở, in hoặc có giấy của bản trước được hỏi lại"
        in approver.get(step(bulletin, "phat-hanh")).content.decode()
    )


# --- What the page of publishing warns of --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "named"),
    [
        ([], ""),
        ([(2026, 10, None)], ""),
        ([(2026, 9, None)], "10/2026"),
        ([(2026, 8, None), (2026, 12, None)], "09/2026, 10/2026"),
        ([(2026, 9, 10)], ""),
        (
            [(2025, 12, None)],
            "01/2026, 02/2026, 03/2026, 04/2026, 05/2026, 06/2026, 07/2026, 08/2026, 09/2026, 10/2026",
        ),
        # A year and more: not months passed over but a new beginning.
        ([(2025, 10, None)], ""),
    ],
)
def test_months_without_an_issue_are_named_before_the_press(
    approver: Client, ward: Ward, bulletin: Bulletin, earlier: list[tuple[int, int, int | None]], named: str
) -> None:
    for year, month, last in earlier:
        make_edition(make_bulletin(ward.committee, year=year, month=month, last_month=last))
    # Neither an issue still being written nor another publisher's fills a gap.
    make_bulletin(ward.committee, month=7)
    make_edition(make_bulletin(ward.province, month=10))
    approve(ward, bulletin)

    html = approver.get(step(bulletin, "phat-hanh")).content.decode()

    assert (f"Tháng {named} chưa phát hành." in html) is bool(named)
    assert ("chưa phát hành." in html) is bool(named)


@pytest.fixture
def by_mail(ward: Ward) -> None:
    Organization.objects.filter(pk__in=[cell.pk for cell in ward.cells]).update(road=Organization.Road.EMAIL)


def _narrowed_correction(ward: Ward, bulletin: Bulletin) -> Edition:
    """A correction that goes to the second cell only; the first had the edition before."""
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    bulletin.audience.set([ward.cells[1]])
    return publish(ward, bulletin, change_note="Sửa hạn báo cáo.", change_reason="Gõ nhầm ngày.")


def test_who_is_left_out_of_a_correction_is_named_before_the_press(
    approver: Client, ward: Ward, bulletin: Bulletin, by_mail: None
) -> None:
    publish(ward, bulletin)
    Delivery.objects.filter(organization=ward.cell).update(opened_at=timezone.now())
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    bulletin.audience.set([ward.cells[1]])
    approve(ward, bulletin)

    html = approver.get(step(bulletin, "phat-hanh")).content.decode()

    # Who is left out is not asked again, whatever was opened there.
    assert "được hỏi lại" not in html
    assert f"2 nơi đã nhận bản trước không còn trong phạm vi gửi ({ward.base.name}, {ward.cell.name})" in html
    # The secretary of the first cell is written to all the same.
    assert "1 đồng chí nhận thư báo" in html


def test_who_is_left_out_of_a_correction_is_told_that_the_paper_is_old_and_nothing_of_the_new(
    client: Client, ward: Ward, bulletin: Bulletin, by_mail: None
) -> None:
    first = publish(ward, bulletin)
    second = _narrowed_correction(ward, bulletin)
    client.force_login(ward.secretary)

    for address in (addresses_of(first)["newest"], addresses_of(first, number=1)["read"]):
        html = client.get(address).content.decode()
        assert "Đây là bản cũ, đã có bản đính chính." in html
        assert "Bản đính chính không gửi đến chi bộ của đồng chí." in html
        assert "Đọc bản mới nhất" not in html
        assert 'href="#da-nhan"' not in html
        assert "Sửa hạn báo cáo." not in html
    assert client.get(addresses_of(second, number=2)["read"]).status_code == 404

    send_due()
    told = [message for message in mail.outbox if message.to == ["bi.thu@vi-du.vn"]]
    assert [message.subject for message in told] == [
        f"Tài liệu tháng 11/2026 của {ward.committee.label}",
        f"Đã có bản đính chính: Tài liệu tháng 11/2026 của {ward.committee.label}",
    ]
    assert "Đồng chí không dùng bản đã nhận nữa" in told[1].body
    assert "Sửa hạn báo cáo." not in told[1].body
    assert "/lan-2/" not in told[1].body


def test_who_leads_a_cell_that_gets_the_correction_is_written_to_as_a_receiver_alone(
    ward: Ward, bulletin: Bulletin, by_mail: None
) -> None:
    make_membership(ward.secretary, ward.cells[1])
    publish(ward, bulletin)

    second = _narrowed_correction(ward, bulletin)

    assert list(second.messages.values_list("user", "is_dropped")) == [(ward.secretary.pk, False)]


def test_a_correction_that_goes_to_the_same_places_leaves_nobody_out(ward: Ward, bulletin: Bulletin) -> None:
    publish(ward, bulletin)

    assert not correct(ward, bulletin).messages.filter(is_dropped=True).exists()


@pytest.mark.parametrize(("change", "is_said"), [("nothing", True), ("words", False), ("audience", False)])
def test_a_correction_of_nothing_is_said_before_the_press(
    approver: Client, ward: Ward, bulletin: Bulletin, change: str, is_said: bool
) -> None:
    publish(ward, bulletin)
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    if change == "words":
        entry = bulletin.entries.get()
        save_text(actor=ward.editor, entry=entry, version=entry.version, fields={"heading": "Kế hoạch khác"})
    elif change == "audience":
        bulletin.audience.set([ward.cells[1]])
    approve(ward, bulletin)

    html = approver.get(step(bulletin, "phat-hanh")).content.decode()

    assert ("không khác bản đang phát hành chữ nào" in html) is is_said


def test_what_changed_outside_the_issue_since_its_approval_is_approved_again_by_one_press(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    approve(ward, bulletin)
    PublisherSettings.objects.create(publisher=ward.committee, foot_line="Lưu hành nội bộ")

    answer = approver.post(step(bulletin, "phat-hanh"), {"when": "now"}, follow=True)

    assert not Edition.objects.exists()
    assert fresh(bulletin).state == State.RE_REVIEW
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("admin:documents_bulletin_review", args=[bulletin.pk])
    assert "đã thay đổi sau khi duyệt" in html
    assert "Lưu hành nội bộ" in html
    seen = re.search(r'name="seen" value="([^"]+)"', html)
    assert seen is not None
    approver.post(reverse("admin:documents_bulletin_review", args=[bulletin.pk]), {"seen": seen[1]})
    approver.post(step(bulletin, "phat-hanh"), {"when": "now"})
    assert Edition.objects.published().count() == 1


def test_saving_the_publishers_settings_asks_for_approval_of_what_they_change(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    own = PublisherSettings.objects.create(publisher=ward.committee)
    approve(ward, bulletin)
    other = make_bulletin(ward.committee, month=7)
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward.committee))
    address = reverse("admin:documents_publishersettings_change", args=[own.pk])
    form = client.get(address).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}

    client.post(address, sent)
    assert fresh(bulletin).state == State.APPROVED
    client.post(address, sent | {"foot_line": "Lưu hành nội bộ"})

    own.refresh_from_db()
    assert own.foot_line == "Lưu hành nội bộ"
    assert fresh(bulletin).state == State.RE_REVIEW
    assert fresh(other).state == State.DRAFT


@pytest.mark.parametrize("page", ["documents_desk", "documents_bulletin_review", "documents_bulletin_change"])
def test_a_step_leads_back_to_the_page_one_came_from_even_after_a_refusal(
    approver: Client, ward: Ward, bulletin: Bulletin, page: str
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    came_from = reverse(f"admin:{page}", args=[bulletin.pk])
    link = f'<a class="button" href="{came_from}">Không, quay lại</a>'
    seen = approver.get(step(bulletin, "tra-lai"), headers={"referer": f"http://testserver{came_from}?muc=3"})
    assert link in seen.content.decode()
    refused = approver.post(step(bulletin, "tra-lai"), {"note": "", "from": page})
    assert link in refused.content.decode()


@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/quan-tri/", "http://testserver/"])
def test_a_step_opened_from_nowhere_known_leads_back_to_the_review(
    approver: Client, ward: Ward, bulletin: Bulletin, referer: str
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    html = approver.get(step(bulletin, "tra-lai"), headers={"referer": referer}).content.decode()
    assert f'<a class="button" href="{reverse("admin:documents_bulletin_review", args=[bulletin.pk])}">' in html


def test_an_issue_is_approved_on_the_page_of_the_review_alone(approver: Client, ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    assert approver.get(step(bulletin, "duyet")).status_code == 404
    assert approver.post(step(bulletin, "duyet")).status_code == 404
    bulletin.refresh_from_db()
    assert bulletin.state == Bulletin.State.IN_REVIEW


def test_an_issue_that_was_returned_offers_no_publishing_and_says_why(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    approver.post(step(bulletin, "tra-lai"), {"note": "Sửa hạn."})
    html = approver.get(step(bulletin, "phat-hanh")).content.decode()
    assert "Tài liệu đang ở trạng thái “Trả lại” nên chưa làm được việc này." in html
    assert 'method="post" class="form step__form"' not in html


# --- A correction -----------------------------------------------------------------------------------------------------


def _changed(ward: Ward, bulletin: Bulletin) -> None:
    """The issue published, opened again, and "10 hộ" mended to "12 hộ"."""
    entry = make_entry(bulletin, heading="Thu gom rác", body="<p>Phường có 10 hộ đăng ký ngay tuần đầu.</p>")
    publish(ward, bulletin)
    bulletin.refresh_from_db()
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    entry.refresh_from_db()
    text = {"heading": entry.heading, "body": "<p>Phường có 12 hộ đăng ký ngay tuần đầu.</p>"}
    save_text(actor=ward.editor, entry=entry, version=entry.version, fields=text)


def test_what_a_correction_changed_is_proposed_and_what_is_sent_counts(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    _changed(ward, bulletin)
    bulletin.refresh_from_db()
    approve(ward, bulletin)
    address = reverse("admin:documents_bulletin_step", args=[bulletin.pk, "phat-hanh"])
    form = approver.get(address).context["form"]
    assert form["change_note"].value() == "Mục 2: sửa “có 10 hộ” thành “có 12 hộ”."
    refused = approver.post(address, {"when": "now", "change_note": "Sửa số hộ."})
    assert refused.context["form"]["change_note"].value() == "Sửa số hộ."


def test_the_reason_written_at_sending_a_correction_is_offered_to_who_publishes_it(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    _changed(ward, bulletin)
    client.force_login(ward.editor)
    form = client.get(step(bulletin, "gui-duyet")).context["form"]
    assert form["note"].label == "Vì sao sửa"
    client.post(step(bulletin, "gui-duyet"), {"note": "Tổ dân phố báo lại số hộ."})
    approve_bulletin(actor=ward.approver, bulletin=bulletin)
    client.force_login(ward.approver)

    form = client.get(step(bulletin, "phat-hanh")).context["form"]

    assert form["change_reason"].value() == "Tổ dân phố báo lại số hộ."
    assert f"đ/c {ward.editor.full_name}" in form["change_reason"].help_text
    sent = {"when": "now", "change_note": "Sửa số hộ.", "change_reason": "Báo nhầm."}
    client.post(step(bulletin, "phat-hanh"), sent)
    assert bulletin.editions.get(number=2).change_reason == "Báo nhầm."


def test_what_was_said_when_the_first_edition_was_sent_is_no_reason_of_its_correction(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin, note="Kính trình đồng chí.")
    approve_bulletin(actor=ward.approver, bulletin=bulletin)
    publish_bulletin(actor=ward.approver, bulletin=bulletin)
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    approve_bulletin(actor=ward.approver, bulletin=bulletin)
    client.force_login(ward.approver)
    assert not client.get(step(bulletin, "phat-hanh")).context["form"]["change_reason"].value()


def test_the_hour_of_the_edition_that_is_out_is_not_agreed_on_for_its_correction(
    approver: Client, ward: Ward, bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour = in_days(1)
    publish(ward, bulletin, hour=Hour(hour))
    monkeypatch.setattr(timezone, "now", lambda: hour.astimezone(UTC) + timedelta(minutes=1))
    approver.force_login(ward.approver)
    approver.post(step(bulletin, "dinh-chinh"))
    send_bulletin(actor=ward.editor, bulletin=fresh(bulletin))

    html = approver.get(reverse("admin:documents_bulletin_review", args=[bulletin.pk])).content.decode()

    assert "Phát hành: khi bấm nút Phát hành." in html
    assert fresh(bulletin).publish_at is None


def test_the_pages_of_agreeing_say_that_it_is_a_correction(client: Client, ward: Ward, bulletin: Bulletin) -> None:
    review = reverse("admin:documents_bulletin_review", args=[bulletin.pk])
    _changed(ward, bulletin)
    client.force_login(ward.editor)
    html = client.get(step(bulletin, "gui-duyet")).content.decode()
    assert "<h1>Gửi duyệt bản đính chính</h1>" in html
    assert f"{bulletin.title} (đính chính lần 1)" in html
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    html = client.get(review).content.decode()
    assert f"<h1>Duyệt: {bulletin.title} (đính chính lần 1)</h1>" in html
    assert "Chờ duyệt bản đính chính" in html
    approve_bulletin(actor=ward.approver, bulletin=bulletin)
    publish_bulletin(actor=ward.approver, bulletin=bulletin, change_note="Sửa.", change_reason="Nhầm.")
    assert f"<h1>{bulletin.title} (đính chính lần 1)</h1>" in client.get(review).content.decode()
    assert fresh(bulletin).state_label == "Đã đính chính"


@pytest.mark.parametrize(
    ("state", "label"),
    [
        (State.DRAFT, "Đang soạn bản đính chính"),
        (State.RE_REVIEW, "Chờ duyệt lại bản đính chính"),
        (State.APPROVED, "Đã duyệt bản đính chính"),
        (State.WITHDRAWN, "Đã thu hồi"),
    ],
)
def test_the_state_of_what_was_published_before_says_that_it_is_a_correction(
    ward: Ward, bulletin: Bulletin, state: str, label: str
) -> None:
    publish(ward, bulletin)
    Bulletin.objects.filter(pk=bulletin.pk).update(state=state)
    assert fresh(bulletin).state_label == label


def test_the_page_of_withdrawing_says_what_closes_and_who_holds_paper(
    approver: Client, ward: Ward, bulletin: Bulletin
) -> None:
    ward.cell.road = "email"
    ward.cell.save()
    edition = publish(ward, bulletin)
    html = approver.get(step(bulletin, "thu-hoi")).content.decode()
    assert "Đã gửi đến 2 chi bộ và 1 cấp ủy." in html
    assert "Thư báo chưa gửi thì không gửi nữa." in html
    assert "Chưa nơi nào in, tải hay nhận bản giấy." in html
    edition.messages.all().delete()
    edition.deliveries.filter(organization=ward.cell).update(opened_at=timezone.now(), printed_at=timezone.now())
    html = approver.get(step(bulletin, "thu-hoi")).content.decode()
    assert "1 nơi đã in, tải hoặc nhận bản giấy" in html
    assert "Thư báo chưa gửi" not in html


@pytest.mark.parametrize("page", ["documents_desk", "documents_bulletin_change"])
def test_the_editor_is_told_by_name_whom_to_ask_to_open_a_correction(
    client: Client, ward: Ward, bulletin: Bulletin, page: str
) -> None:
    publish(ward, bulletin)
    client.force_login(ward.editor)
    html = client.get(reverse(f"admin:{page}", args=[bulletin.pk])).content.decode()
    assert f"đồng chí đề nghị đ/c {ward.approver.full_name} mở" in html


def test_the_editor_is_told_by_name_who_approves_and_publishes_the_correction(
    client: Client, ward: Ward, bulletin: Bulletin
) -> None:
    _changed(ward, bulletin)
    bulletin.refresh_from_db()
    client.force_login(ward.editor)
    name = f"c {ward.approver.full_name}"
    step = client.get(reverse("admin:documents_bulletin_step", args=[bulletin.pk, "gui-duyet"])).content.decode()
    assert f"Đ/{name} sẽ thấy tài liệu này chờ duyệt." in step
    approve(ward, bulletin)
    review = client.get(reverse("admin:documents_bulletin_review", args=[bulletin.pk])).content.decode()
    assert f"Chờ đ/{name} phát hành bản đính chính." in review
    change = client.get(reverse("admin:documents_bulletin_change", args=[bulletin.pk])).content.decode()
    assert f"Chờ đ/{name} phát hành." in change


@pytest.mark.parametrize("page", ["documents_bulletin_review", "documents_proofreading", "gui-duyet"])
def test_a_group_without_a_heading_has_one_name_on_every_page(
    approver: Client, ward: Ward, bulletin: Bulletin, page: str
) -> None:
    body = "<p>Phường giao cho các các tổ dân phố.</p>"
    make_entry(bulletin, heading="", short_title="Tin của phường", body=body)
    address = (
        reverse("admin:documents_bulletin_step", args=[bulletin.pk, page])
        if page == "gui-duyet"
        else reverse(f"admin:{page}", args=[bulletin.pk])
    )
    html = approver.get(address).content.decode()
    assert "Tin của phường" in html
    assert "Nhóm không tiêu đề" not in html
