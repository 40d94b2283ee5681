"""Open errors at approval: named and refused, or let stand by the approver with a reason."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import Bulletin, Waiver
from documents.services.composing import agreed_sha256, build_content
from documents.services.proofreading import open_errors, placed_findings
from documents.services.reviewing import NotReady, approve_bulletin, send_bulletin
from tests.builders import Ward, make_bulletin, make_entry, make_ward

pytestmark = pytest.mark.django_db
State = Bulletin.State


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(
        row, heading="Làm đường", body="<p>Nhân dân cuả tổ 5 góp công. Ông Lò Văn Pản, sinh năm 1950, hiến đất.</p>"
    )
    return send_bulletin(actor=ward.editor, bulletin=row)


def _state(bulletin: Bulletin) -> str:
    return Bulletin.objects.get(pk=bulletin.pk).state


def test_an_issue_with_an_open_error_is_not_approved_and_the_error_is_named(ward: Ward, bulletin: Bulletin) -> None:
    with pytest.raises(NotReady, match=r"1 lỗi chưa sửa.*“cuả”"):
        approve_bulletin(actor=ward.approver, bulletin=bulletin)
    assert _state(bulletin) == State.IN_REVIEW


@pytest.mark.parametrize(("waive", "reason"), [(True, "  "), (False, "Đã xem.")])
def test_the_box_and_the_reason_are_both_needed(ward: Ward, bulletin: Bulletin, waive: bool, reason: str) -> None:
    with pytest.raises(NotReady):
        approve_bulletin(actor=ward.approver, bulletin=bulletin, waive_errors=waive, waive_reason=reason)
    assert not Waiver.objects.exists()


def test_the_approver_lets_errors_stand_in_this_issue_alone(ward: Ward, bulletin: Bulletin) -> None:
    approve_bulletin(
        actor=ward.approver, bulletin=bulletin, waive_errors=True, waive_reason="Tên quán ghi đúng như biển."
    )
    assert _state(bulletin) == State.APPROVED
    row = Waiver.objects.get()
    assert (row.bulletin, row.text, row.by, row.reason) == (
        bulletin,
        "cuả",
        ward.approver,
        "Tên quán ghi đúng như biển.",
    )
    assert open_errors(bulletin) == []
    # What is no error was not waived with it.
    assert [one.finding.rule for one in placed_findings(bulletin)] == ["birth-year"]
    later = make_bulletin(ward.committee, month=12)
    make_entry(later, body="<p>Nhân dân cuả tổ 5 góp công.</p>")
    assert [one.finding.text for one in open_errors(later)] == ["cuả"]


def test_a_stamp_of_secrecy_is_never_let_stand(ward: Ward, bulletin: Bulletin) -> None:
    make_entry(bulletin, heading="Trồng rừng", body="<p>TỐI MẬT</p><p>Bà con trồng rừng.</p>")
    with pytest.raises(NotReady, match="không bỏ qua được"):
        approve_bulletin(actor=ward.approver, bulletin=bulletin, waive_errors=True, waive_reason="Đã xem.")
    assert not Waiver.objects.exists()
    assert _state(bulletin) == State.IN_REVIEW


def test_a_long_list_is_cut_and_says_how_many_more(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    body = "".join(f"<p>Nhà số {number} cuả tổ {number} góp công ({number} ngày.</p>" for number in range(2, 16))
    make_entry(row, heading="Làm đường", body=body)
    count = len(open_errors(row))
    assert count > 10
    sent = send_bulletin(actor=ward.editor, bulletin=row)
    with pytest.raises(NotReady) as refusal:
        approve_bulletin(actor=ward.approver, bulletin=sent)
    assert refusal.value.problems[-1] == f"Và {count - 10} lỗi khác ở trang Soát lỗi."


# --- The page -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def head(client: Client, ward: Ward) -> Client:
    client.force_login(ward.approver)
    return client


def _review(bulletin: Bulletin) -> str:
    return reverse("admin:documents_bulletin_review", args=[bulletin.pk])


def _step(bulletin: Bulletin, name: str) -> str:
    return reverse("admin:documents_bulletin_step", args=[bulletin.pk, name])


def test_the_page_shows_the_errors_the_box_and_the_reason(head: Client, bulletin: Bulletin) -> None:
    page = head.get(_review(bulletin)).content.decode()
    assert "Soát lỗi còn 1 lỗi" in page
    assert "“cuả” → của" in page
    assert 'name="waive_errors"' in page
    assert 'name="waive_reason"' in page


def test_an_issue_without_errors_is_approved_as_before(head: Client, ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    make_entry(row)
    row = send_bulletin(actor=ward.editor, bulletin=row)
    assert 'name="waive_errors"' not in head.get(_review(row)).content.decode()
    head.post(_review(row), {"seen": agreed_sha256(row, build_content(row))})
    assert _state(row) == State.APPROVED


def test_the_approver_ticks_gives_the_reason_and_approves(head: Client, bulletin: Bulletin) -> None:
    sent: dict[str, str] = {"seen": agreed_sha256(bulletin, build_content(bulletin))}
    assert "chưa sửa" in head.post(_review(bulletin), sent).content.decode()
    assert "ghi lý do" in head.post(_review(bulletin), sent | {"waive_errors": "on"}).content.decode()
    assert _state(bulletin) == State.IN_REVIEW
    head.post(_review(bulletin), sent | {"waive_errors": "on", "waive_reason": "Đã xem."})
    assert _state(bulletin) == State.APPROVED


def test_the_editor_sees_the_errors_before_sending(client: Client, ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    make_entry(row, body="<p>Nhân dân cuả tổ 5 góp công.</p>")
    client.force_login(ward.editor)
    page = client.get(_step(row, "gui-duyet")).content.decode()
    assert "Soát lỗi còn 1 lỗi" in page
    assert 'name="waive_errors"' not in page
