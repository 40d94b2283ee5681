"""Tin gửi đến: sending from one page, what the editor makes of it, what the sender sees of it."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity, Picture, Submission
from activities.services import prune_pictures, store_picture
from activities.submitting import AcceptedNews, AlreadyDecided, CannotSend, accept_submission, send_submission
from documents.models import Meeting, PublisherSettings
from documents.services.desk.pool import pool_of
from documents.services.desk.taking import take_in
from organizations.models import AccessLog, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_organization,
    make_picture,
    make_type,
    make_user,
    make_ward,
    picture_bytes,
    publish,
)

pytestmark = pytest.mark.django_db
SEND = "/gui-tin/"
TEXT = "Chi bộ 1 trồng cây\nNgày 03/10/2026, 40 đảng viên trồng 60 cây ở bờ kênh."


@pytest.fixture
def ward() -> Ward:
    return make_ward()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form(ward: Ward, **changed: Any) -> dict[str, Any]:
    return {
        "organization": ward.cell.pk,
        "recipient": ward.committee.pk,
        "text": TEXT,
        "form_key": str(uuid.uuid4()),
    } | changed


def photo(name: str = "anh.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else picture_bytes())


def sent(ward: Ward, *pictures: Picture, text: str = TEXT) -> Submission:
    return send_submission(
        actor=ward.secretary,
        organization=ward.cell,
        recipient=ward.committee,
        text=text,
        pictures=pictures,
        form_key=uuid.uuid4(),
    )[0]


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


# --- Sending ----------------------------------------------------------------------------------------------------------


def test_a_cell_sends_text_and_photos_to_its_publisher(ward: Ward) -> None:
    answer = signed_in(ward.secretary).post(SEND, form(ward, photos=[photo("a.jpg"), photo("b.jpg")]), follow=True)
    row = Submission.objects.get()
    assert (row.organization, row.recipient, row.state) == (ward.cell, ward.committee, Submission.State.RECEIVED)
    assert row.placed_pictures.count() == 2
    assert "Đã gửi tin" in said(answer)
    assert "Chi bộ 1 trồng cây" in answer.content.decode()
    assert AccessLog.objects.filter(action=AccessLog.Action.CREATE, target_type="activities.submission").exists()


def test_the_same_form_pressed_twice_is_one_submission(ward: Ward) -> None:
    client = signed_in(ward.secretary)
    data = form(ward)
    client.post(SEND, data)
    answer = client.post(SEND, data, follow=True)
    assert Submission.objects.count() == 1
    assert "đã được gửi rồi" in said(answer)


def test_where_publishers_stand_above_each_other_the_nearest_is_offered_first(ward: Ward) -> None:
    field = signed_in(ward.secretary).get(SEND).context["form"].fields["recipient"]
    assert list(field.queryset) == [ward.committee, ward.province]
    assert field.initial == ward.committee.pk


def test_a_body_of_several_offices_is_chosen_and_a_strange_one_refused(ward: Ward) -> None:
    answer = signed_in(ward.secretary).post(SEND, form(ward, organization=ward.cells[1].pk))
    assert "organization" in answer.context["form"].errors
    with pytest.raises(CannotSend):
        send_submission(
            actor=ward.secretary,
            organization=ward.cells[1],
            recipient=ward.committee,
            text="Tin",
            pictures=[],
            form_key=uuid.uuid4(),
        )
    assert not Submission.objects.exists()


def test_a_publisher_that_is_not_above_is_refused(ward: Ward) -> None:
    with pytest.raises(CannotSend):
        send_submission(
            actor=ward.secretary,
            organization=ward.cell,
            recipient=ward.neighbour,
            text="Tin",
            pictures=[],
            form_key=uuid.uuid4(),
        )


def test_a_union_of_the_ward_sends_too(ward: Ward) -> None:
    make_type("union")
    union = make_organization("Đoàn Thanh niên phường", parent=ward.committee, type="union")
    user = make_user(role=Role.CLERK, at=union)
    signed_in(user).post(SEND, form(ward, organization=union.pk))
    assert Submission.objects.get().organization == union


def test_who_speaks_for_no_body_is_refused(ward: Ward) -> None:
    assert signed_in(make_user()).get(SEND).status_code == 403
    assert signed_in(ward.editor).get(SEND).status_code == 403


def test_of_a_bad_photo_the_message_names_it_and_the_good_one_need_not_be_chosen_again(ward: Ward) -> None:
    client = signed_in(ward.secretary)
    data = form(ward, photos=[photo("tot.jpg"), photo("hong.jpg", b"khong phai anh")])
    answer = client.post(SEND, data)
    assert "hong.jpg" in str(answer.context["form"].errors["photos"])
    assert answer.context["form"]["text"].value() == TEXT
    assert not Submission.objects.exists()
    [(picture, token)] = answer.context["form"].kept()
    again = client.post(SEND, {**data, "photos": [], "da_co": [token]}, follow=True)
    assert "Đã gửi tin" in said(again)
    assert [one.picture for one in Submission.objects.get().placed_pictures.all()] == [picture]


def test_another_persons_token_brings_no_photo(ward: Ward) -> None:
    answer = signed_in(ward.secretary).post(SEND, form(ward, text="", photos=[photo()]))
    [(_, token)] = answer.context["form"].kept()
    signed_in(ward.deputy).post(SEND, form(ward, da_co=[token, "rac"]))
    assert not Submission.objects.get().placed_pictures.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("rong.jpg", b""), ("chu.jpg", b"van ban"), ("cut.jpg", picture_bytes()[:300])]
)
def test_a_photo_that_cannot_be_read_is_refused_in_words(ward: Ward, name: str, content: bytes) -> None:
    answer = signed_in(ward.secretary).post(SEND, form(ward, photos=[photo(name, content)]))
    assert name in str(answer.context["form"].errors["photos"])
    assert not Submission.objects.exists()


def test_too_many_photos_are_refused_and_the_first_ones_kept(ward: Ward, settings: LazySettings) -> None:
    settings.SUBMISSION_PICTURES = 2
    answer = signed_in(ward.secretary).post(SEND, form(ward, photos=[photo(f"{n}.jpg") for n in range(3)]))
    assert "nhiều nhất 2 ảnh" in str(answer.context["form"].errors["photos"])
    assert len(answer.context["form"].kept()) == 2
    assert not Submission.objects.exists()


def test_a_day_has_a_limit(ward: Ward, settings: LazySettings) -> None:
    settings.SUBMISSIONS_A_DAY = 1
    client = signed_in(ward.secretary)
    client.post(SEND, form(ward))
    answer = client.post(SEND, form(ward))
    assert "nhiều nhất trong một ngày" in answer.content.decode()
    assert Submission.objects.count() == 1


def test_past_the_limit_of_the_day_no_photo_is_stored(ward: Ward, settings: LazySettings) -> None:
    settings.SUBMISSIONS_A_DAY = 1
    client = signed_in(ward.secretary)
    first = form(ward)
    client.post(SEND, first)
    client.post(SEND, form(ward, photos=[photo()]))
    assert not Picture.objects.exists()
    assert "được gửi rồi" in said(client.post(SEND, first, follow=True))


def test_refused_forms_bring_only_so_many_photos_a_day(ward: Ward, settings: LazySettings) -> None:
    settings.PHOTOS_A_DAY = 2
    client = signed_in(ward.secretary)
    for shade in (10, 20, 30):
        content = photo(content=picture_bytes(colour=f"rgb({shade}, 0, 0)"))
        answer = client.post(SEND, form(ward, text="", photos=[content]))
    assert "nhiều nhất 2 ảnh" in str(answer.context["form"].errors["photos"])
    assert Picture.objects.count() == 2


def test_unused_photos_of_refused_forms_go_after_a_day_and_no_others(ward: Ward) -> None:
    client = signed_in(ward.secretary)

    def brought(shade: int, **changed: Any) -> Picture:
        content = picture_bytes(colour=f"rgb({shade}, 0, 0)")
        client.post(SEND, form(ward, photos=[photo(content=content)], **changed))
        return Picture.objects.latest("pk")

    unused, in_submission, in_minutes, in_library = (
        brought(10, text=""),
        brought(60),
        brought(110, text=""),
        brought(160, text=""),
    )
    assert Picture.objects.count() == 4
    Meeting.objects.create(
        cell=ward.cell, month=date(2026, 10, 1), held_on=date(2026, 10, 3), reported_by=ward.secretary,
        total=9, present=9, minutes_picture=in_minutes,
    )  # fmt: skip
    store_picture(actor=ward.editor, content=picture_bytes(colour="rgb(160, 0, 0)"), name="anh.jpg")
    other = make_picture()
    now = timezone.now()
    assert prune_pictures(now=now + timedelta(hours=23)) == 0
    assert prune_pictures(now=now + timedelta(hours=26)) == 1
    assert set(Picture.objects.all()) == {in_submission, in_minutes, in_library, other}
    assert not default_storage.exists(unused.file.name or "")
    assert default_storage.exists(in_submission.file.name or "")


def test_out_of_office_nobody_sees_the_photos_once_brought(ward: Ward) -> None:
    picture = make_picture()
    Picture.objects.filter(pk=picture.pk).update(uploaded_by=ward.secretary)
    assert Picture.objects.visible_to(ward.secretary).exists()
    ward.secretary.memberships.all().delete()
    assert not Picture.objects.visible_to(User.objects.get(pk=ward.secretary.pk)).exists()


def test_a_text_too_long_or_empty_is_refused(ward: Ward) -> None:
    client = signed_in(ward.secretary)
    assert "rút gọn" in client.post(SEND, form(ward, text="a" * 10_001)).content.decode()
    assert "Đồng chí ghi nội dung tin." in client.post(SEND, form(ward, text="  ")).content.decode()


# --- Who sees it ------------------------------------------------------------------------------------------------------


def test_the_body_and_the_desk_see_it_and_nobody_else(ward: Ward) -> None:
    row = sent(ward, make_picture())
    province_editor = make_user(role=Role.EDITOR, at=ward.province)
    seen = {
        user: Submission.objects.visible_to(user).filter(pk=row.pk).exists()
        for user in (ward.secretary, ward.deputy, ward.editor, ward.approver, ward.outsider, province_editor)
    }
    assert [*seen.values()] == [True, True, True, True, False, False]
    picture = row.pictures.get()
    for user, is_seen in seen.items():
        answer = signed_in(user).get(reverse("activities:picture_file", args=[picture.pk]))
        if is_seen:
            answer.getvalue()
        assert answer.status_code == (200 if is_seen else 404)


def test_the_editor_of_the_board_works_on_it_and_holds_the_news(ward: Ward) -> None:
    make_type("board")
    board = make_organization("Ban Xây dựng Đảng", parent=ward.committee, type="board")
    PublisherSettings.objects.create(publisher=ward.committee, compiled_by=board)
    editor = make_user(role=Role.EDITOR, at=board)
    row = sent(ward)
    activity = accept_submission(actor=editor, submission=row, news=AcceptedNews("Tin", "<p>Chữ.</p>"))
    assert activity.held_by == board
    bulletin = make_bulletin(ward.committee)
    keys = [
        item.key
        for group in pool_of(editor, ward.committee, first_day=bulletin.first_day).groups
        for item in group.items
    ]
    assert keys == [f"activity:{activity.pk}"]


# --- The editor -------------------------------------------------------------------------------------------------------


def accept(client: Client, row: Submission, **changed: Any) -> Any:
    address = reverse("admin:activities_submission", args=[row.pk])
    shown = client.get(address).context["form"]
    data = {"viec": "nhan"}
    for field in shown:
        value = field.value()
        if value not in (None, False, ""):
            data[field.html_name] = value
    return client.post(address, data | changed, follow=True)


def test_the_first_line_is_proposed_as_heading_and_the_news_goes_into_the_pool(ward: Ward) -> None:
    row = sent(ward, make_picture(), make_picture())
    client = signed_in(ward.editor)
    assert "Chi bộ 1 trồng cây" in client.get(reverse("admin:activities_submissions")).content.decode()
    second = row.placed_pictures.last()
    assert second is not None
    answer = accept(client, row, **{f"chu{row.placed_pictures.first().pk}": "Trồng cây", f"anh{second.pk}": ""})  # type: ignore[union-attr]
    row.refresh_from_db()
    assert "Đã nhận" in said(answer)
    assert (row.state, row.decided_by) == (Submission.State.ACCEPTED, ward.editor)
    activity = Activity.objects.get()
    assert (activity.title, str(activity.happened_on)) == ("Chi bộ 1 trồng cây", "2026-10-03")
    assert activity.body == "<p>Ngày 03/10/2026, 40 đảng viên trồng 60 cây ở bờ kênh.</p>"
    assert [placed.caption for placed in activity.placed_pictures.all()] == ["Trồng cây"]
    assert activity.about == ward.cell


def test_declining_needs_a_word_which_the_sender_reads(ward: Ward) -> None:
    row = sent(ward)
    client = signed_in(ward.editor)
    address = reverse("admin:activities_submission", args=[row.pk])
    assert "Đồng chí ghi một lời" in client.post(address, {"viec": "khong", "word": " "}).content.decode()
    client.post(address, {"viec": "khong", "word": "Tin đã đăng tháng trước."})
    page = signed_in(ward.secretary).get(SEND).content.decode()
    assert "Không nhận" in page
    assert "Tin đã đăng tháng trước." in page


def test_a_second_editor_is_told_that_it_was_decided(ward: Ward) -> None:
    row = sent(ward)
    accept_submission(actor=ward.editor, submission=row, news=AcceptedNews("Tin", "<p>Chữ.</p>"))
    with pytest.raises(AlreadyDecided):
        accept_submission(actor=ward.approver, submission=row, news=AcceptedNews("Tin", "<p>Chữ.</p>"))
    answer = signed_in(ward.approver).post(
        reverse("admin:activities_submission", args=[row.pk]), {"viec": "khong", "word": "Không."}, follow=True
    )
    assert "đã được" in said(answer)
    assert Activity.objects.count() == 1


def test_the_sender_reads_which_issue_carried_it(ward: Ward) -> None:
    row = sent(ward)
    activity = accept_submission(actor=ward.editor, submission=row, news=AcceptedNews("Tin", "<p>Chữ.</p>"))
    bulletin = make_bulletin(ward.committee)
    take_in(actor=ward.editor, bulletin=bulletin, keys=[f"activity:{activity.pk}"])
    client = signed_in(ward.secretary)
    assert "Đã đăng" not in client.get(SEND).content.decode()
    publish(ward, bulletin)
    page = client.get(SEND).content.decode()
    assert "Đã đăng ở" in page
    assert "tháng 11/2026" in page


def test_what_waits_stands_on_the_first_page_of_the_admin_and_in_the_drawer(ward: Ward) -> None:
    sent(ward)
    client = signed_in(ward.editor)
    assert "Tin gửi đến: 1 tin" in client.get("/quan-tri/").content.decode()
    bulletin = make_bulletin(ward.committee)
    assert "Tin gửi đến (1)" in client.get(reverse("admin:documents_desk_pool", args=[bulletin.pk])).content.decode()


def test_the_lists_ask_as_often_for_thirty_as_for_three(ward: Ward) -> None:
    for client, address in (
        (signed_in(ward.secretary), SEND),
        (signed_in(ward.editor), reverse("admin:activities_submissions")),
    ):
        Submission.objects.all().delete()
        counts = []
        for number in (3, 6):
            for _ in range(number):
                sent(ward, make_picture())
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(address)
            counts.append(len(asked))
        assert counts[0] == counts[1]


def test_signs_in_a_text_are_shown_as_text(ward: Ward) -> None:
    row = sent(ward, text="<b>Tin</b> <script>alert(1)</script> #1 🌳\nDòng sau.")
    for user, address in ((ward.secretary, SEND), (ward.editor, reverse("admin:activities_submission", args=[row.pk]))):
        page = signed_in(user).get(address).content.decode()
        assert "<script>alert" not in page
        assert "🌳" in page


@pytest.mark.parametrize("broken", ["x", ""])
def test_a_form_whose_hidden_key_is_broken_says_so_and_goes_through_at_the_next_press(ward: Ward, broken: str) -> None:
    secretary = signed_in(ward.secretary)
    refused = secretary.post(SEND, form(ward, form_key=broken))
    assert not Submission.objects.exists()
    shown = refused.context["form"]
    assert "bấm Gửi tin lần nữa" in refused.content.decode()
    assert TEXT.splitlines()[0] in refused.content.decode()

    secretary.post(SEND, form(ward, form_key=shown["form_key"].value()))
    assert Submission.objects.count() == 1
