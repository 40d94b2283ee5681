"""A heading is a heading: what is longer than a page's worth of lines is refused, by forms and services."""

import pytest

from documents.models import Entry
from documents.services.desk.outline import add_entry
from documents.services.desk.texts import save_text
from documents.services.editing import entry_of_directive
from documents.services.headings import HEADING_LIMIT, HeadingTooLong
from tests.builders import Ward, make_bulletin, make_directive, make_entry, make_ward

pytestmark = pytest.mark.django_db
LONGEST = "a" * HEADING_LIMIT


@pytest.fixture
def ward() -> Ward:
    return make_ward()


def test_the_services_refuse_a_heading_that_is_none(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    with pytest.raises(HeadingTooLong, match=r"nhiều nhất 1\.000"):
        add_entry(actor=ward.editor, bulletin=row, kind=Entry.Kind.TOPIC, heading=LONGEST + "a")
    entry = add_entry(actor=ward.editor, bulletin=row, kind=Entry.Kind.TOPIC, heading=LONGEST)
    with pytest.raises(HeadingTooLong):
        save_text(actor=ward.editor, entry=entry, version=entry.version, fields={"heading": LONGEST + "a"})
    entry.refresh_from_db()
    assert entry.heading == LONGEST


def test_one_stored_before_may_keep_it_while_something_else_is_changed(ward: Ward) -> None:
    entry = make_entry(make_bulletin(ward.committee), heading=LONGEST * 2)
    save_text(actor=ward.editor, entry=entry, version=entry.version, fields={"gist": "Một ý."})
    entry.refresh_from_db()
    assert entry.gist == "Một ý."


def test_a_directive_is_taken_in_with_its_full_name_however_long(ward: Ward) -> None:
    directive = make_directive(held_by=ward.committee, subject="chữ " * 400)
    entry = entry_of_directive(actor=ward.editor, bulletin=make_bulletin(ward.committee), directive=directive)
    assert len(entry.heading) > HEADING_LIMIT
