"""Agreeing on an issue: each verb from each state, who may do it, and what an approval stands for."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from documents.models import Bulletin, Entry, PublisherSettings, ReviewNote
from documents.services.editing import move_entry, place_picture, remove_entry, save_entry, update_bulletin
from documents.services.publishing import publish_bulletin
from documents.services.reviewing import (
    EDITABLE,
    TRANSITIONS,
    NotAllowed,
    NotReady,
    WrongState,
    approve_bulletin,
    may,
    note_change,
    problems_of,
    reopen_bulletin,
    return_bulletin,
    send_bulletin,
    take_back_bulletin,
)
from organizations.models import AccessLog, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    approve,
    make_bulletin,
    make_entry,
    make_organization,
    make_picture,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db
State = Bulletin.State


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row)
    return row


def _state(bulletin: Bulletin) -> str:
    return Bulletin.objects.get(pk=bulletin.pk).state


def _put(bulletin: Bulletin, state: str) -> None:
    """Put the issue into a state without going the way there."""
    Bulletin.objects.filter(pk=bulletin.pk).update(state=state)


def settled(bulletin: Bulletin) -> dict[int, tuple[str, bool]]:
    """All remarks ticked off."""
    return {note.pk: ("", True) for note in ReviewNote.objects.filter(bulletin=bulletin)}


def _do(verb: str, ward: Ward, bulletin: Bulletin) -> None:
    match verb:
        case "send":
            send_bulletin(actor=ward.editor, bulletin=bulletin)
        case "take_back":
            take_back_bulletin(actor=ward.editor, bulletin=bulletin)
        case "return":
            return_bulletin(actor=ward.approver, bulletin=bulletin, note="Rà lại mục 2.")
        case "approve":
            approve_bulletin(actor=ward.approver, bulletin=bulletin)
        case "reopen":
            reopen_bulletin(actor=ward.approver, bulletin=bulletin)


VERBS = ("send", "take_back", "return", "approve", "reopen")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_works_from_the_states_of_its_row_in_the_table_and_from_no_other(
    ward: Ward, bulletin: Bulletin, verb: str, state: str
) -> None:
    _put(bulletin, state)
    starts, target = TRANSITIONS[verb]

    if state in starts:
        _do(verb, ward, bulletin)
        assert _state(bulletin) == target
    else:
        with pytest.raises(WrongState, match="Đồng chí tải lại trang"):
            _do(verb, ward, bulletin)
        assert _state(bulletin) == state
        assert not bulletin.events.exists()
    assert may(verb, Bulletin(state=state)) is (state in starts)


def test_the_whole_way_is_written_down_step_by_step(ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin, note="Nhờ đồng chí xem giúp.")
    return_bulletin(actor=ward.approver, bulletin=bulletin, note="Thiếu nguồn ảnh.")
    send_bulletin(actor=ward.editor, bulletin=bulletin, settled=settled(bulletin))
    approve_bulletin(actor=ward.approver, bulletin=bulletin)

    steps = list(bulletin.events.values_list("actor", "from_state", "to_state", "note"))
    assert steps == [
        (ward.editor.pk, State.DRAFT, State.IN_REVIEW, "Nhờ đồng chí xem giúp."),
        (ward.approver.pk, State.IN_REVIEW, State.RETURNED, "Thiếu nguồn ảnh."),
        (ward.editor.pk, State.RETURNED, State.IN_REVIEW, ""),
        (ward.approver.pk, State.IN_REVIEW, State.APPROVED, ""),
    ]
    logged = AccessLog.objects.filter(target_id=str(bulletin.pk), target_type="documents.bulletin").order_by("pk")
    # The remark that it was returned with, and its being ticked off, are changes.
    assert [action for action in logged.values_list("action", flat=True) if action != "change"] == [
        "send",
        "return",
        "send",
        "approve",
    ]


# --- Who -----------------------------------------------------------------------------------------------------------


def _other_people(ward: Ward) -> dict[str, User]:
    return {
        "the editor": ward.editor,
        "a secretary": ward.secretary,
        "the approver of the neighbouring ward": make_user(role=Role.APPROVER, at=ward.neighbour),
        "the approver of the province": make_user(role=Role.APPROVER, at=ward.province),
        "an approver of a base below": make_user(role=Role.APPROVER, at=ward.base),
        "somebody without a role": make_user(),
    }


@pytest.mark.parametrize(
    "person",
    [
        "the editor",
        "a secretary",
        "the approver of the neighbouring ward",
        "the approver of the province",
        "an approver of a base below",
        "somebody without a role",
    ],
)
def test_only_the_publishers_own_approver_approves_or_returns(ward: Ward, bulletin: Bulletin, person: str) -> None:
    actor = _other_people(ward)[person]
    send_bulletin(actor=make_user(role=Role.EDITOR, at=ward.committee), bulletin=bulletin)

    with pytest.raises(NotAllowed):
        approve_bulletin(actor=actor, bulletin=bulletin)
    with pytest.raises(NotAllowed):
        return_bulletin(actor=actor, bulletin=bulletin, note="Sửa lại.")
    assert _state(bulletin) == State.IN_REVIEW


@pytest.mark.parametrize("person", ["a secretary", "the approver of the neighbouring ward", "somebody without a role"])
def test_who_does_not_work_at_the_publishers_desk_sends_takes_back_and_reopens_nothing(
    ward: Ward, bulletin: Bulletin, person: str
) -> None:
    actor = _other_people(ward)[person]

    with pytest.raises(NotAllowed):
        send_bulletin(actor=actor, bulletin=bulletin)
    _put(bulletin, State.IN_REVIEW)
    with pytest.raises(NotAllowed):
        take_back_bulletin(actor=actor, bulletin=bulletin)
    _put(bulletin, State.PUBLISHED)
    with pytest.raises(NotAllowed):
        reopen_bulletin(actor=actor, bulletin=bulletin)


def test_an_approver_of_the_board_below_the_committee_approves(ward: Ward, bulletin: Bulletin) -> None:
    board = make_organization("Ban Xây dựng Đảng phường", parent=ward.committee, type="board")
    PublisherSettings.objects.create(publisher=ward.committee, compiled_by=board)
    head = make_user(role=Role.APPROVER, at=board)
    send_bulletin(actor=ward.editor, bulletin=bulletin)

    approve_bulletin(actor=head, bulletin=bulletin)

    assert _state(bulletin) == State.APPROVED


def test_who_sent_an_issue_does_not_approve_it_unless_the_publisher_says_so(ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.approver, bulletin=bulletin)

    with pytest.raises(NotAllowed, match="không tự duyệt"):
        approve_bulletin(actor=ward.approver, bulletin=bulletin)

    PublisherSettings.objects.create(publisher=ward.committee, approver_may_be_author=True)
    approve_bulletin(actor=ward.approver, bulletin=bulletin)
    assert _state(bulletin) == State.APPROVED


def test_only_the_last_sender_counts_as_the_author(ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.approver, bulletin=bulletin)
    take_back_bulletin(actor=ward.editor, bulletin=bulletin)
    send_bulletin(actor=ward.editor, bulletin=bulletin)

    approve_bulletin(actor=ward.approver, bulletin=bulletin)

    assert _state(bulletin) == State.APPROVED


# --- What is missing ------------------------------------------------------------------------------------------------


def test_an_empty_issue_cannot_be_sent(ward: Ward) -> None:
    empty = make_bulletin(ward.committee)

    with pytest.raises(NotReady) as refusal:
        send_bulletin(actor=ward.editor, bulletin=empty)

    assert refusal.value.problems == ["Tài liệu chưa có mục nào."]
    assert _state(empty) == State.DRAFT


def test_every_gap_is_named_with_the_number_of_its_entry(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="", position=1)
    make_entry(row, body="", position=2)
    make_entry(row, kind=Entry.Kind.NEWS_GROUP, heading="", body="", position=3)
    group = make_entry(row, kind=Entry.Kind.NEWS_GROUP, heading="", body="", position=4)
    make_entry(row, kind=Entry.Kind.NEWS, parent=group, heading="", position=1)
    make_entry(row, kind=Entry.Kind.NEWS, parent=group, body="<p> <br></p>", position=2)

    assert problems_of(row) == [
        "Mục 1 chưa có tiêu đề.",
        "Mục 2 chưa có nội dung.",
        "Mục 3 là nhóm tin nhưng chưa có tin nào.",
        "Mục 4.1 chưa có tiêu đề.",
        "Mục 4.2 chưa có nội dung.",
    ]


def test_a_group_without_a_heading_is_no_gap(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    group = make_entry(row, kind=Entry.Kind.NEWS_GROUP, heading="", body="")
    make_entry(row, kind=Entry.Kind.NEWS, parent=group)

    assert problems_of(row) == []


def test_returning_needs_a_word_on_what_to_mend(ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)

    with pytest.raises(NotReady, match="ghi ý kiến"):
        return_bulletin(actor=ward.approver, bulletin=bulletin, note="   ")


# --- What an approval stands for ------------------------------------------------------------------------------------


def test_an_approval_of_what_was_not_on_the_screen_is_refused(ward: Ward, bulletin: Bulletin) -> None:
    send_bulletin(actor=ward.editor, bulletin=bulletin)

    with pytest.raises(NotReady, match="vừa được sửa"):
        approve_bulletin(actor=ward.approver, bulletin=bulletin, seen_sha256="0" * 64)


def test_a_changed_entry_sends_an_approved_issue_back_for_approval(ward: Ward, bulletin: Bulletin) -> None:
    approve(ward, bulletin)
    entry = bulletin.entries.get()
    entry.body = "<p>Đoạn văn đã sửa.</p>"

    save_entry(actor=ward.editor, entry=entry)

    assert _state(bulletin) == State.RE_REVIEW


def test_a_save_that_changes_nothing_leaves_the_approval(ward: Ward, bulletin: Bulletin) -> None:
    approve(ward, bulletin)

    save_entry(actor=ward.editor, entry=bulletin.entries.get())

    assert _state(bulletin) == State.APPROVED


def test_each_part_of_what_was_agreed_sends_it_back(ward: Ward, bulletin: Bulletin) -> None:
    def changes_audience(row: Bulletin) -> None:
        row.audience.add(ward.base)
        note_change(actor=ward.editor, bulletin=row)

    def changes_hour(row: Bulletin) -> None:
        row.publish_at = timezone.now() + timedelta(days=2)
        update_bulletin(actor=ward.editor, bulletin=row)

    def adds_picture(row: Bulletin) -> None:
        place_picture(actor=ward.editor, entry=row.entries.get(), picture=make_picture())

    def changes_settings(row: Bulletin) -> None:
        PublisherSettings.objects.create(publisher=ward.committee, foot_line="LƯU HÀNH NỘI BỘ")
        note_change(actor=ward.editor, bulletin=row)

    for change in (changes_audience, changes_hour, adds_picture, changes_settings):
        approve(ward, bulletin)
        change(Bulletin.objects.get(pk=bulletin.pk))
        assert _state(bulletin) == State.RE_REVIEW, change.__name__
        take_back_bulletin(actor=ward.editor, bulletin=bulletin)


def test_another_order_sends_it_back(ward: Ward, bulletin: Bulletin) -> None:
    last = make_entry(bulletin)
    approve(ward, bulletin)

    move_entry(actor=ward.editor, entry=last, to=0)

    assert _state(bulletin) == State.RE_REVIEW


def test_an_approval_is_forgotten_when_the_issue_is_returned_or_opened_again(ward: Ward, bulletin: Bulletin) -> None:
    approve(ward, bulletin)
    return_bulletin(actor=ward.approver, bulletin=bulletin, note="Đợi số liệu.")

    row = Bulletin.objects.get(pk=bulletin.pk)
    assert (row.approved_sha256, row.approved_by) == ("", None)

    send_bulletin(actor=ward.editor, bulletin=bulletin, settled=settled(bulletin))
    publish_bulletin(actor=ward.approver, bulletin=approve_bulletin(actor=ward.approver, bulletin=bulletin))
    reopen_bulletin(actor=ward.editor, bulletin=bulletin)

    row = Bulletin.objects.get(pk=bulletin.pk)
    assert (row.approved_sha256, row.approved_by) == ("", None)


# --- When the working copy may be touched ---------------------------------------------------------------------------


@pytest.mark.parametrize("state", list(State))
def test_the_working_copy_is_open_exactly_in_the_editable_states(ward: Ward, bulletin: Bulletin, state: str) -> None:
    entry = bulletin.entries.get()
    _put(bulletin, state)
    works: list[Callable[[], object]] = [
        lambda: save_entry(actor=ward.editor, entry=entry),
        lambda: save_entry(actor=ward.editor, entry=Entry(bulletin=bulletin, kind="topic", heading="Thêm")),
        lambda: move_entry(actor=ward.editor, entry=entry, to=1),
        lambda: place_picture(actor=ward.editor, entry=entry, picture=make_picture()),
        lambda: update_bulletin(actor=ward.editor, bulletin=Bulletin.objects.get(pk=bulletin.pk)),
        lambda: remove_entry(actor=ward.editor, entry=entry),
    ]

    for work in works:
        if state in EDITABLE:
            work()
        else:
            with pytest.raises(WrongState):
                work()


def test_a_form_cannot_bring_state_and_approval_along(ward: Ward, bulletin: Bulletin) -> None:
    stale = Bulletin.objects.get(pk=bulletin.pk)
    stale.state, stale.approved_sha256, stale.approved_by = State.APPROVED, "f" * 64, ward.approver

    update_bulletin(actor=ward.editor, bulletin=stale)

    row = Bulletin.objects.get(pk=bulletin.pk)
    assert (row.state, row.approved_sha256, row.approved_by) == (State.DRAFT, "", None)


def test_who_does_not_work_at_the_publishers_desk_changes_no_working_copy(ward: Ward, bulletin: Bulletin) -> None:
    entry = bulletin.entries.get()
    for actor in (ward.secretary, make_user(role=Role.EDITOR, at=ward.neighbour)):
        works: list[Callable[[], object]] = [
            partial(save_entry, actor=actor, entry=entry),
            partial(move_entry, actor=actor, entry=entry, to=1),
            partial(place_picture, actor=actor, entry=entry, picture=make_picture()),
            partial(update_bulletin, actor=actor, bulletin=bulletin),
            partial(remove_entry, actor=actor, entry=entry),
        ]
        for work in works:
            with pytest.raises(NotAllowed):
                work()
