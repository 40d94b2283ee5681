"""Deadlines read from a directive's text stand beside it until a person takes them or not."""

from datetime import date

import pytest

from directives.addressees import type_of_addressee
from directives.models import Deadline, Directive
from directives.services import accept_deadline, add_file, create_directive, suggest_deadlines, update_directive
from organizations.models import Organization
from organizations.roles import Role
from tests.builders import make_kind, make_organization, make_user
from tests.directives.test_directive_admin_files import word_file

pytestmark = pytest.mark.django_db
SENTENCE = "Các chi bộ hoàn thành việc trồng cây trước ngày 30/6/2026."


def make_plan(ward: Organization, body: str) -> Directive:
    return create_directive(
        actor=None, held_by=ward, register=ward, kind=make_kind(), number="5-KH/ĐU", issued_on=date(2026, 3, 2),
        subject="về trồng cây", body=body,
    )  # fmt: skip


def test_a_new_directive_gets_its_deadlines_as_suggestions_for_the_type_meant() -> None:
    ward = make_organization("Đảng ủy phường Bình Giang")

    plan = make_plan(ward, f"<p>{SENTENCE}</p>")

    row = plan.deadlines.get()
    assert (row.state, row.due_on, row.kind) == (
        Deadline.DeadlineState.SUGGESTED,
        date(2026, 6, 30),
        Deadline.Kind.TASK,
    )
    assert row.addressee_type is not None
    assert row.addressee_type.level == "cell"
    assert row.addressee_within == ward


def test_a_changed_text_takes_back_what_nobody_accepted_and_repeats_nothing() -> None:
    ward = make_organization("Đảng ủy phường Bình Giang")
    editor = make_user(role=Role.EDITOR, at=ward)
    plan = make_plan(ward, f"<p>{SENTENCE}</p><p>Báo cáo kết quả trước ngày 15/12/2026.</p>")
    accept_deadline(actor=editor, deadline=plan.deadlines.get(due_on=date(2026, 6, 30)))

    plan.body = f"<p>{SENTENCE}</p>"
    update_directive(actor=editor, directive=plan)

    assert [row.state for row in plan.deadlines.all()] == [Deadline.DeadlineState.ACCEPTED]


@pytest.mark.parametrize(
    ("printed", "level"),
    [
        ("các chi bộ trực thuộc", "cell"),
        ("Chi bộ", "cell"),
        ("các tổ chức cơ sở đảng", "base"),
        ("các chi, đảng bộ trực thuộc", None),
        ("Công an phường", None),
        ("", None),
    ],
)
def test_only_a_plain_addressee_becomes_a_type(printed: str, level: str | None) -> None:
    found = type_of_addressee(printed)

    assert (found.level if found else None) == level


def test_the_text_of_a_file_is_read_for_deadlines_too() -> None:
    ward = make_organization("Đảng ủy phường Bình Giang")
    editor = make_user(role=Role.EDITOR, at=ward)
    plan = make_plan(ward, "")

    add_file(actor=editor, directive=plan, content=word_file(SENTENCE), name="ke-hoach.docx")
    update_directive(actor=editor, directive=plan)

    row = plan.deadlines.get()
    assert (row.due_on, row.state) == (date(2026, 6, 30), Deadline.DeadlineState.SUGGESTED)


def test_a_day_for_which_a_person_typed_a_task_is_not_suggested_again() -> None:
    ward = make_organization("Đảng ủy phường Bình Giang")
    plan = make_plan(ward, f"<p>{SENTENCE}</p>")
    Deadline.objects.create(directive=plan, text="Trồng cây", due_on=date(2026, 6, 30))

    suggest_deadlines(plan)

    assert [row.text for row in plan.deadlines.all()] == ["Trồng cây"]


def test_the_sentence_is_shown_only_where_it_says_more_than_the_task() -> None:
    same = Deadline(text="Trồng cây trước ngày 30/6/2026.", sentence="- Trồng cây trước ngày 30/6/2026.")
    more = Deadline(
        text="Trồng cây trước ngày 30/6", sentence="Các chi bộ vận động từng hộ; trồng cây trước ngày 30/6."
    )
    assert (same.wider_sentence, more.wider_sentence) == ("", more.sentence)
