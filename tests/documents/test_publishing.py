"""Publishing: exactly what was approved, files before rows, all or nothing; corrections and withdrawal."""

import hashlib
import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from activities.models import Picture
from documents.models import (
    Bulletin,
    Delivery,
    Edition,
    EditionEntry,
    EditionPicture,
    Entry,
    EntryPicture,
    Outbox,
    Withdrawal,
)
from documents.rendering.content import from_json
from documents.rendering.pages import page_count, page_texts
from documents.rendering.pdf import CannotSet, render_pdf
from documents.rendering.pictures import UnusablePicture
from documents.services import publishing
from documents.services.publishing import (
    TOKEN_LETTERS,
    ChangedSinceApproval,
    new_token,
    publish_bulletin,
    render_draft,
    withdraw_edition,
)
from documents.services.reviewing import NotAllowed, NotReady, WrongState, reopen_bulletin
from organizations.models import AccessLog, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    approve,
    make_bulletin,
    make_directive,
    make_entry,
    make_membership,
    make_picture,
    make_user,
    make_ward,
    publish,
)

pytestmark = pytest.mark.django_db
State = Bulletin.State


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Ngày hội đại đoàn kết ở khu Bến Cau", short_title="Ngày hội", gist="Họp ngày 15.")
    return row


def _fresh(bulletin: Bulletin) -> Bulletin:
    return Bulletin.objects.get(pk=bulletin.pk)


def _file(name: str | None) -> bytes:
    with default_storage.open(name or "") as file:
        return bytes(file.read())


def _nothing_is_published() -> bool:
    tables: tuple[Any, ...] = (Edition, EditionEntry, EditionPicture, Delivery, Outbox)
    return not any(table.objects.exists() for table in tables)


# --- What is written ------------------------------------------------------------------------------------------------


def test_an_edition_is_frozen_with_its_files_and_everything_that_hangs_on_it(ward: Ward, bulletin: Bulletin) -> None:
    group = make_entry(bulletin, kind=Entry.Kind.NEWS_GROUP, heading="Tin hoạt động", body="")
    news = make_entry(bulletin, kind=Entry.Kind.NEWS, parent=group, heading="Trồng cây ở bến")
    picture = make_picture()
    EntryPicture.objects.create(entry=news, picture=picture, caption="Trồng cây", place=999)

    edition = publish(ward, bulletin)

    stored = Edition.objects.get()
    assert stored == edition
    pdf, word = _file(stored.pdf.name), _file(stored.docx.name)
    assert hashlib.sha256(pdf).hexdigest() == stored.pdf_sha256
    assert hashlib.sha256(word).hexdigest() == stored.docx_sha256
    assert page_count(pdf) == stored.pdf_pages
    assert "Trồng cây ở bến" in "\n".join(row.text for row in docx.Document(io.BytesIO(word)).paragraphs)
    assert [(row.number, row.level, row.heading) for row in stored.entries.all()] == [
        ("1", 1, "Ngày hội đại đoàn kết ở khu Bến Cau"),
        ("2", 1, "Tin hoạt động"),
        ("2.1", 2, "Trồng cây ở bến"),
    ]
    assert all(row.page and row.page >= 2 for row in stored.entries.all())
    assert list(stored.placed_pictures.values_list("picture", flat=True)) == [picture.pk]
    assert picture.sha256 in stored.entries.get(number="2.1").html
    assert from_json(stored.content).entries[0].gist == ("Họp ngày 15.",)
    assert (stored.published_by, stored.approved_by) == (ward.approver, ward.approver)
    assert _fresh(bulletin).state == State.PUBLISHED
    assert AccessLog.objects.filter(action="publish", target_type="documents.edition").count() == 1


def test_later_work_on_the_issue_changes_nothing_in_the_edition(ward: Ward, bulletin: Bulletin) -> None:
    edition = publish(ward, bulletin)
    before = (edition.content, list(edition.entries.values_list("heading", "html", "text")))

    reopen_bulletin(actor=ward.editor, bulletin=bulletin)
    bulletin.entries.all().delete()
    ward.committee.name = "Đảng ủy phường Tân Giang"
    ward.committee.save()

    stored = Edition.objects.get(pk=edition.pk)
    assert (stored.content, list(stored.entries.values_list("heading", "html", "text"))) == before


def test_the_code_of_a_print_is_written_in_one_form_everywhere(client: Client, ward: Ward, bulletin: Bulletin) -> None:
    edition = publish(ward, bulletin)
    printed = f"{edition.token[:5]}-{edition.token[5:]}"
    client.force_login(ward.editor)

    for name, arguments in (
        ("edition_change", [edition.pk]),
        ("bulletin_review", [bulletin.pk]),
        ("bulletin_change", [bulletin.pk]),
    ):
        page = client.get(reverse(f"admin:documents_{name}", args=arguments)).content.decode()
        assert printed in page, name
        assert f"mã {edition.token}" not in page, name
    listed = client.get(reverse("admin:documents_edition_changelist"), {"q": printed.lower()}).content.decode()
    assert printed in listed


def test_the_directives_that_an_entry_names_are_found_in_the_edition(ward: Ward, bulletin: Bulletin) -> None:
    directive = make_directive(ward.committee, number="17-KH/ĐU")
    make_entry(bulletin, body="<p>Thực hiện Kế hoạch số 17-KH/ĐU, ngày 04/5/2026 của Đảng ủy phường Bình Giang.</p>")

    edition = publish(ward, bulletin)

    text = edition.entries.get(number="2").citing_text
    assert text is not None
    assert [citation.directive for citation in text.citations.all()] == [directive]


def test_each_edition_has_a_code_of_its_own_on_its_last_page(ward: Ward, settings: Settings) -> None:
    settings.PORTAL_ADDRESS = "https://tai-lieu.example/"
    editions = []
    for month in (9, 10):
        row = make_bulletin(ward.committee, month=month)
        make_entry(row)
        editions.append(publish(ward, row))

    assert editions[0].token != editions[1].token
    for edition in editions:
        assert re.fullmatch(f"[{TOKEN_LETTERS}]{{10}}", edition.token)
        last = page_texts(_file(edition.pdf.name))[-1].replace("\u2060", "").replace("\ufffe", "-")
        assert edition.token[:5] in last
        assert edition.token[5:] in last
        assert "tai-lieu.example/doi-chieu" in last.replace("\r\n", "")


def test_codes_hold_no_letters_that_are_mistaken_for_digits() -> None:
    tokens = {new_token() for _ in range(200)}

    assert len(tokens) == 200
    assert not set("".join(tokens)) & set("01ILO")


def test_a_second_edition_with_the_same_code_is_refused_by_the_database(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "new_token", lambda: "ABCDE23456")
    for month in (9, 10):
        make_entry(make_bulletin(ward.committee, month=month))
    first, second = Bulletin.objects.order_by("month")
    publish(ward, first)
    approve(ward, second)

    with pytest.raises(IntegrityError), transaction.atomic():
        publish_bulletin(actor=ward.approver, bulletin=second)

    assert _fresh(second).state == State.APPROVED


# --- Refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [state for state in State if state != State.APPROVED])
def test_only_an_approved_issue_is_published(ward: Ward, bulletin: Bulletin, state: str) -> None:
    Bulletin.objects.filter(pk=bulletin.pk).update(state=state)

    with pytest.raises(WrongState):
        publish_bulletin(actor=ward.approver, bulletin=bulletin)

    assert _nothing_is_published()


def _strangers(ward: Ward) -> list[User]:
    return [
        ward.editor,
        ward.secretary,
        make_user(),
        make_user(role=Role.ADMINISTRATOR, at=ward.committee),
        make_user(role=Role.APPROVER, at=ward.neighbour),
        make_user(role=Role.APPROVER, at=ward.province),
    ]


def test_only_the_publishers_approver_publishes(ward: Ward, bulletin: Bulletin) -> None:
    approve(ward, bulletin)

    for actor in _strangers(ward):
        with pytest.raises(NotAllowed):
            publish_bulletin(actor=actor, bulletin=bulletin)

    assert _nothing_is_published()


def test_who_edits_here_and_approves_elsewhere_does_not_publish_here(ward: Ward, bulletin: Bulletin) -> None:
    approve(ward, bulletin)
    person = make_user(role=Role.EDITOR, at=ward.committee)
    make_membership(person, ward.neighbour, Role.APPROVER)

    with pytest.raises(NotAllowed):
        publish_bulletin(actor=person, bulletin=bulletin)
    edition = publish_bulletin(actor=ward.approver, bulletin=bulletin)
    with pytest.raises(NotAllowed):
        withdraw_edition(actor=person, edition=edition, reason="Nhầm.")


@pytest.mark.parametrize("change", ["text", "audience", "hour"])
def test_what_changed_behind_the_back_of_the_approver_is_not_published(
    ward: Ward, bulletin: Bulletin, change: str
) -> None:
    approve(ward, bulletin)
    # As a repair by hand in the database would: past the services.
    if change == "text":
        bulletin.entries.update(body="<p>Chèn sau khi duyệt.</p>")
    elif change == "audience":
        bulletin.audience.add(ward.base)
    else:
        Bulletin.objects.filter(pk=bulletin.pk).update(publish_at=timezone.now() + timedelta(days=3))

    with pytest.raises(ChangedSinceApproval, match="duyệt lại"):
        publish_bulletin(actor=ward.approver, bulletin=bulletin)

    assert _nothing_is_published()
    assert _fresh(bulletin).state == State.APPROVED


def test_what_changes_while_the_pages_are_set_is_noticed(
    ward: Ward, bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(ward, bulletin)
    render = render_pdf

    def render_and_change(*args: Any, **words: Any) -> Any:
        bulletin.entries.update(body="<p>Sửa trong lúc dàn trang.</p>")
        return render(*args, **words)

    monkeypatch.setattr(publishing, "render_pdf", render_and_change)

    with pytest.raises(ChangedSinceApproval):
        publish_bulletin(actor=ward.approver, bulletin=bulletin)

    assert _nothing_is_published()


# --- Files first, then rows -----------------------------------------------------------------------------------------


def test_a_failing_transaction_leaves_no_row_and_only_files_that_nobody_can_reach(
    ward: Ward, bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(ward, bulletin)

    def fail(*args: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(publishing, "_deliver", fail)
    with pytest.raises(RuntimeError):
        publish_bulletin(actor=ward.approver, bulletin=bulletin)

    assert _nothing_is_published()
    assert _fresh(bulletin).state == State.APPROVED
    orphans = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert {path.suffix for path in orphans} == {".pdf", ".docx"}

    monkeypatch.undo()
    publish_bulletin(actor=ward.approver, bulletin=bulletin)
    assert Edition.objects.get().deliveries.count() == 3


def test_a_failing_typesetter_leaves_neither_row_nor_file(
    ward: Ward, bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch
) -> None:
    approve(ward, bulletin)

    def fail(*args: Any, **words: Any) -> None:
        raise CannotSet("Không dàn được trang in.")

    monkeypatch.setattr(publishing, "render_pdf", fail)
    with pytest.raises(CannotSet):
        publish_bulletin(actor=ward.approver, bulletin=bulletin)

    assert _nothing_is_published()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_picture_whose_file_is_lost_stops_publishing_with_a_word(ward: Ward, bulletin: Bulletin) -> None:
    picture = make_picture()
    EntryPicture.objects.create(entry=bulletin.entries.get(), picture=picture)
    approve(ward, bulletin)
    Path(picture.file.path).unlink()

    with pytest.raises(UnusablePicture, match="tải ảnh lên lại"):
        publish_bulletin(actor=ward.approver, bulletin=bulletin)

    assert _nothing_is_published()


def test_publishing_twice_makes_one_edition(ward: Ward, bulletin: Bulletin) -> None:
    stale = approve(ward, bulletin)
    publish_bulletin(actor=ward.approver, bulletin=stale)

    with pytest.raises(WrongState):
        publish_bulletin(actor=ward.approver, bulletin=stale)

    assert Edition.objects.count() == 1


# --- Hour -----------------------------------------------------------------------------------------------------------


def test_without_an_hour_an_edition_appears_at_once(ward: Ward, bulletin: Bulletin) -> None:
    now = timezone.now()

    assert publish(ward, bulletin, now=now).publish_at == now


def test_an_hour_to_come_is_kept_and_one_gone_by_is_now(ward: Ward, bulletin: Bulletin) -> None:
    now = timezone.now()
    Bulletin.objects.filter(pk=bulletin.pk).update(publish_at=now + timedelta(hours=30))
    assert publish(ward, _fresh(bulletin), now=now).publish_at == now + timedelta(hours=30)

    late = make_bulletin(ward.committee, month=12, publish_at=now - timedelta(hours=30))
    make_entry(late)
    assert publish(ward, late, now=now).publish_at == now


# --- Corrections ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [{}, {"change_note": "Sửa ngày họp."}, {"change_reason": "Nhầm."}, {"change_note": " ", "change_reason": " "}])  # fmt: skip
def test_a_correction_says_what_was_mended_and_why(ward: Ward, bulletin: Bulletin, words: dict[str, str]) -> None:
    publish(ward, bulletin)
    reopen_bulletin(actor=ward.editor, bulletin=bulletin)
    approve(ward, bulletin)

    with pytest.raises(NotReady, match="đã sửa gì và vì sao"):
        publish_bulletin(
            actor=ward.approver,
            bulletin=bulletin,
            change_note=words.get("change_note", ""),
            change_reason=words.get("change_reason", ""),
        )

    assert Edition.objects.count() == 1


def test_a_correction_is_the_next_edition_beside_the_first(ward: Ward, bulletin: Bulletin) -> None:
    first = publish(ward, bulletin)
    reopen_bulletin(actor=ward.editor, bulletin=bulletin)
    bulletin.entries.update(body="<p>Họp ngày 16.</p>")

    second = publish(ward, bulletin, change_note=" Ngày họp. ", change_reason="Đổi lịch.")

    assert (second.number, second.change_note, second.change_reason) == (2, "Ngày họp.", "Đổi lịch.")
    assert (first.token, first.pdf_sha256) != (second.token, second.pdf_sha256)
    assert _fresh(bulletin).state == State.CORRECTED
    assert "Bản đính chính lần 1" in page_texts(_file(second.pdf.name))[0]
    assert "Họp ngày 16." not in first.entries.get().text
    assert second.deliveries.count() == first.deliveries.count() == 3


# --- Withdrawal -----------------------------------------------------------------------------------------------------


def test_withdrawing_needs_a_reason_and_the_publishers_approver(ward: Ward, bulletin: Bulletin) -> None:
    edition = publish(ward, bulletin)

    with pytest.raises(NotReady, match="lý do"):
        withdraw_edition(actor=ward.approver, edition=edition, reason=" ")
    for actor in _strangers(ward):
        with pytest.raises(NotAllowed):
            withdraw_edition(actor=actor, edition=edition, reason="Nhầm số liệu.")

    assert not Withdrawal.objects.exists()
    assert _fresh(bulletin).state == State.PUBLISHED


def test_withdrawing_drops_the_messages_that_have_not_gone(ward: Ward, bulletin: Bulletin) -> None:
    ward.cell.road = "email"
    ward.cell.save()
    User.objects.filter(pk=ward.secretary.pk).update(email="tam@example.org")
    User.objects.filter(pk=ward.deputy.pk).update(email="nu@example.org")
    edition = publish(ward, bulletin)
    edition.messages.filter(user=ward.deputy).update(state=Outbox.State.SENT)

    withdraw_edition(actor=ward.approver, edition=edition, reason="Nhầm số liệu.")

    assert list(edition.messages.values_list("user", flat=True)) == [ward.deputy.pk]
    assert _fresh(bulletin).state == State.WITHDRAWN
    assert AccessLog.objects.filter(action="withdraw").count() == 1


def test_an_edition_is_withdrawn_once(ward: Ward, bulletin: Bulletin) -> None:
    edition = publish(ward, bulletin)
    withdraw_edition(actor=ward.approver, edition=edition, reason="Nhầm.")

    with pytest.raises(NotReady, match="đã được thu hồi"):
        withdraw_edition(actor=ward.approver, edition=edition, reason="Nhầm nữa.")

    assert Withdrawal.objects.get().reason == "Nhầm."


def test_withdrawing_does_not_wait_for_a_correction_in_work(ward: Ward, bulletin: Bulletin) -> None:
    edition = publish(ward, bulletin)
    reopen_bulletin(actor=ward.editor, bulletin=bulletin)

    withdraw_edition(actor=ward.approver, edition=edition, reason="Lộ tên học sinh.")

    assert _fresh(bulletin).state == State.DRAFT
    last = bulletin.events.last()
    assert last is not None
    assert "Lộ tên học sinh." in last.note


def test_a_withdrawn_issue_can_be_mended_and_published_again(ward: Ward, bulletin: Bulletin) -> None:
    edition = publish(ward, bulletin)
    withdraw_edition(actor=ward.approver, edition=edition, reason="Sai số liệu.")
    reopen_bulletin(actor=ward.editor, bulletin=bulletin)

    second = publish(ward, bulletin, change_note="Số liệu mục 1.", change_reason="Nhầm cột.")

    assert list(Edition.objects.published().latest_of_each()) == [second]
    assert not hasattr(second, "withdrawal")


def test_a_withdrawn_first_edition_leaves_the_correction_standing(ward: Ward, bulletin: Bulletin) -> None:
    first = publish(ward, bulletin)
    reopen_bulletin(actor=ward.editor, bulletin=bulletin)
    second = publish(ward, bulletin, change_note="Ngày họp.", change_reason="Nhầm.")

    withdraw_edition(actor=ward.approver, edition=first, reason="Lộ tên học sinh.")

    assert list(Edition.objects.not_withdrawn()) == [second]
    assert _fresh(bulletin).state == State.CORRECTED


# --- Draft ----------------------------------------------------------------------------------------------------------


def test_a_draft_is_marked_with_time_and_person_on_every_page_and_is_not_stored(ward: Ward, bulletin: Bulletin) -> None:
    make_entry(bulletin, body="<p>Một đoạn văn dài để sang trang. </p>" * 120)
    now = timezone.now()

    rendered = render_draft(actor=ward.editor, bulletin=bulletin, now=now)

    pages = page_texts(rendered.pdf)
    assert len(pages) > 3
    for page in pages:
        assert "DỰ THẢO" in page
        assert "Đoàn Thị Mây" in page
        assert f"{timezone.localtime(now):%H:%M}" in page
    assert not Picture.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
