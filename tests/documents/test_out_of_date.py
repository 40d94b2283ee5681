"""A page opened before somebody else changed the row: saving it takes nothing back that it did not ask for."""

import pytest
from django.utils import timezone

from documents.models import Bulletin, Entry, Meeting, Proposal, Report
from documents.services.editing import move_entry, save_entry, update_bulletin
from documents.services.meetings import AlreadyTakenBack, answer_proposal
from documents.services.reporting import report_mistake
from tests.at_once import at_once
from tests.builders import Ward, make_bulletin, make_edition, make_entry, make_ward


@pytest.fixture
def ward(db: None) -> Ward:
    return make_ward()


def test_data_of_an_issue_saved_late_keep_the_count_of_its_outline_and_the_first_approval(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin)
    opened = Bulletin.objects.get(pk=bulletin.pk)
    move_entry(actor=ward.editor, entry=make_entry(bulletin), to=0)
    Bulletin.objects.filter(pk=bulletin.pk).update(first_approved_by=ward.approver, first_approved_sha256="a" * 64)
    changed = Bulletin.objects.get(pk=bulletin.pk)

    opened.theme = "Chuyển đổi số"
    update_bulletin(actor=ward.editor, bulletin=opened, changed=["theme"])

    stored = Bulletin.objects.get(pk=bulletin.pk)
    assert stored.theme == "Chuyển đổi số"
    assert stored.outline_version == changed.outline_version
    assert (stored.first_approved_by, stored.first_approved_sha256) == (ward.approver, "a" * 64)


def test_an_entry_saved_late_stays_where_it_was_moved_meanwhile(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    rows = [make_entry(bulletin) for _ in range(3)]
    opened = Entry.objects.get(pk=rows[2].pk)
    move_entry(actor=ward.editor, entry=Entry.objects.get(pk=rows[2].pk), to=0)

    opened.gist = "Ba ý chính."
    save_entry(actor=ward.editor, entry=opened, changed=["gist"])

    assert Entry.objects.get(pk=opened.pk).gist == "Ba ý chính."
    assert bulletin.entries.order_by("position").first() == opened


def test_a_proposal_taken_back_by_its_cell_is_not_brought_back_by_an_answer(ward: Ward) -> None:
    today = timezone.localdate()
    meeting = Meeting.objects.create(cell=ward.cell, month=today.replace(day=1), held_on=today, total=9, present=8)
    proposal = Proposal.objects.create(meeting=meeting, text="Sửa đường vào nhà văn hóa.")
    Proposal.objects.filter(pk=proposal.pk).delete()

    with pytest.raises(AlreadyTakenBack, match="tải lại trang"):
        answer_proposal(actor=ward.editor, proposal=proposal, answer="Phường sẽ xem xét.")

    assert not Proposal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_mistake_reported_by_two_presses_at_once_is_stored_once() -> None:
    ward = make_ward()
    edition = make_edition(make_bulletin(ward.committee), receivers=ward.cells)

    at_once(
        *(
            lambda: report_mistake(actor=ward.secretary, edition=edition, entry=None, text="Sai tên đường.")
            for _ in range(4)
        )
    )

    assert Report.objects.count() == 1
