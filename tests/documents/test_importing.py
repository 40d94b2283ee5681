"""A finished bulletin becomes a draft issue: entries with their pictures, directives and news proposed, or nothing at all."""

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection as database
from django.db import transaction

from activities.models import Activity, Picture
from directives.models import Directive
from documents.engines.block_html import blocks_from_html
from documents.engines.blocks import BlockKind
from documents.engines.reading import read_issue_here
from documents.engines.reading.model import ReadEntry, ReadIssue, ReadPicture
from documents.models import Bulletin, Entry, EntryPicture
from documents.rendering.pages import page_texts
from documents.services import importing
from documents.services.composing import build_content, flat_entries
from documents.services.importing import ImportRefused, ImportReport, find_publisher, guess_publisher, import_issue
from documents.services.publishing import publish_bulletin
from documents.services.reviewing import approve_bulletin, send_bulletin
from organizations.models import AccessLog, Organization, User
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_bulletin,
    make_directive,
    make_organization,
    make_type,
    make_user,
    make_ward,
)
from tests.documents.bulletin_cases import PROVINCE_DOUBLE_MONTH, THEMATIC, WARD_2025
from tests.documents.bulletins import as_docx, as_txt

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ward_issue() -> ReadIssue:
    return read_issue_here(as_docx(WARD_2025), name="thang-7.docx")


@pytest.fixture
def committee() -> Organization:
    make_type("ward_committee", may_publish=True)
    return make_organization("Đảng ủy phường Hòa An")


@pytest.fixture
def editor(committee: Organization) -> User:
    return make_user(role=Role.EDITOR, at=committee)


def _bulletin(report: ImportReport) -> Bulletin:
    assert report.bulletin is not None
    return report.bulletin


def _nothing_was_stored() -> bool:
    return not any(table.objects.exists() for table in (Bulletin, Entry, Directive, Activity, Picture)) and not [
        path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()
    ]


# --- What comes of it -----------------------------------------------------------------------------------------------


def test_the_publisher_is_found_by_the_cover_and_the_issue_is_a_draft(
    committee: Organization, editor: User, ward_issue: ReadIssue
) -> None:
    report = import_issue(actor=editor, issue=ward_issue, source_name="thang-7.docx")

    row = _bulletin(report)
    assert (row.publisher, row.year, row.month, row.kind, row.state) == (committee, 2025, 7, "monthly", "draft")
    assert row.created_by == editor
    logged = AccessLog.objects.get(action="import")
    assert logged.detail == {"entries": report.entries, "file": "thang-7.docx"}


def test_the_entries_stand_as_they_were_printed(editor: User, ward_issue: ReadIssue) -> None:
    row = _bulletin(import_issue(actor=editor, issue=ward_issue))

    content = build_content(row)
    found = [(entry.number, entry.kind, entry.level) for entry in flat_entries(content)]
    assert found == [
        ("1", "directive", 1),
        ("2", "directive", 1),
        ("3", "appeal", 1),
        ("4", "topic", 1),
        ("5", "news_group", 1),
        ("5.1", "news", 2),
        ("5.2", "news", 2),
    ]
    assert [entry.printed_number for entry in row.entries.filter(parent=None).order_by("position")] == list("12345")
    parts = [block for block in content.entries[1].blocks if block.kind is BlockKind.PART]
    assert [(block.number, block.text) for block in parts][:2] == [
        ("2.1", "Mục đích, yêu cầu"),
        ("2.2", "Nhiệm vụ, giải pháp"),
    ]
    kinds = {block.kind for entry in content.entries for block in entry.blocks}
    assert {BlockKind.ITEM, BlockKind.QUOTE, BlockKind.TABLE} <= kinds


def test_photos_stand_after_the_paragraph_they_stood_after(editor: User, ward_issue: ReadIssue) -> None:
    report = import_issue(actor=editor, issue=ward_issue)

    news = Entry.objects.get(bulletin=_bulletin(report), heading__startswith="Đảng ủy phường gặp mặt")
    placed = news.placed_pictures.get()
    assert placed.caption == "Đồng chí Vi Thị Mão, Bí thư Đảng ủy phường tặng quà cán bộ nghỉ công tác"
    assert "Bế Văn Tâm" in placed.credit
    assert placed.place == 1
    assert len(blocks_from_html(news.body)) > 1
    assert report.pictures == Picture.objects.count() == 2


def test_directives_are_found_in_the_register_or_proposed_unconfirmed(
    committee: Organization, editor: User, ward_issue: ReadIssue
) -> None:
    known = make_directive(committee, number="18-KH/ĐU", issued_on=date(2025, 7, 4))

    report = import_issue(actor=editor, issue=ward_issue)

    assert (report.directives_found, report.directives_proposed) == (1, 1)
    entries = {entry.printed_number: entry for entry in _bulletin(report).entries.filter(kind="directive")}
    assert entries["2"].directive == known
    proposed = entries["1"].directive
    assert proposed is not None
    assert (proposed.number, proposed.state, proposed.held_by) == (
        "294-QĐ/TW",
        Directive.State.UNCONFIRMED,
        committee,
    )


def test_news_become_unconfirmed_activities_with_their_pictures(
    committee: Organization, editor: User, ward_issue: ReadIssue
) -> None:
    import_issue(actor=editor, issue=ward_issue)

    activity = Activity.objects.get(title__startswith="Ra quân tổng vệ sinh")
    assert (activity.held_by, activity.state, activity.created_by) == (
        committee,
        Activity.State.UNCONFIRMED,
        editor,
    )
    assert activity.placed_pictures.count() == 1
    assert "ba trăm hội viên" in activity.body
    assert activity.entries.get().kind == Entry.Kind.NEWS


def test_the_citations_of_every_entry_are_read(editor: User, ward_issue: ReadIssue) -> None:
    row = _bulletin(import_issue(actor=editor, issue=ward_issue))

    for entry in row.entries.select_related("citing_text"):
        assert entry.citing_text is not None
        assert entry.heading in entry.citing_text.text
    first = row.entries.get(printed_number="1").citing_text
    assert first is not None
    assert first.citations.filter(number="294-QĐ/TW").exists()


def test_an_issue_of_two_months_and_one_on_a_theme_keep_what_they_are() -> None:
    make_type("province_committee", may_publish=True)
    province = make_organization("Tỉnh ủy Núi Xanh", type="province_committee")
    double = import_issue(
        actor=None, issue=read_issue_here(as_txt(PROVINCE_DOUBLE_MONTH), name="a.txt"), publisher=province
    )
    assert (_bulletin(double).month, _bulletin(double).last_month, _bulletin(double).period) == (1, 2, "01+02/2025")

    thematic = replace(read_issue_here(as_txt(THEMATIC), name="b.txt"), kind="thematic")
    series = [_bulletin(import_issue(actor=None, issue=thematic, publisher=province)).series for _ in range(2)]
    assert series == [1, 2]


def test_an_imported_issue_can_be_published(editor: User, committee: Organization, ward_issue: ReadIssue) -> None:
    row = _bulletin(import_issue(actor=editor, issue=ward_issue))
    approver = make_user(role=Role.APPROVER, at=committee)

    # Proofreading may doubt a word of the text; that is not what is asked here.
    send_bulletin(actor=editor, bulletin=row)
    approve_bulletin(actor=approver, bulletin=row, waive_errors=True, waive_reason="Đúng như bản in.")
    edition = publish_bulletin(actor=approver, bulletin=row)

    text = "\n".join(page_texts(edition.pdf.read()))
    assert "PHƯỜNG HÒA AN" in text
    assert edition.placed_pictures.count() == 2
    edition.pdf.close()


# --- Refusals: nothing is left --------------------------------------------------------------------------------------


def test_a_second_issue_for_the_month_is_refused(committee: Organization, editor: User, ward_issue: ReadIssue) -> None:
    make_bulletin(committee, year=2025, month=7)

    with pytest.raises(ImportRefused, match=r"Đã có tài liệu tháng 07/2025"):
        import_issue(actor=editor, issue=ward_issue)

    assert Bulletin.objects.count() == 1
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"publisher_lines": ("BAN TUYÊN GIÁO",)}, "cấp ủy nào"),
        ({"year": None}, "tháng, năm"),
        ({"month": None}, "tháng, năm"),
        ({"year": 202}, "không đúng"),
        ({"month": 13}, "không đúng"),
    ],
)
def test_what_the_cover_does_not_say_is_asked_for(
    editor: User, ward_issue: ReadIssue, changes: dict[str, object], word: str
) -> None:
    with pytest.raises(ImportRefused, match=word):
        import_issue(actor=editor, issue=replace(ward_issue, **changes))  # type: ignore[arg-type]

    assert _nothing_was_stored()


def test_month_and_year_given_by_hand_stand_for_a_missing_cover(editor: User, ward_issue: ReadIssue) -> None:
    bare = replace(ward_issue, year=None, month=None, months=())

    assert _bulletin(import_issue(actor=editor, issue=bare, year=2024, month=3)).period == "03/2024"


def test_a_month_given_by_hand_makes_it_an_issue_of_one_month() -> None:
    make_type("province_committee", may_publish=True)
    province = make_organization("Tỉnh ủy Núi Xanh", type="province_committee")
    issue = read_issue_here(as_txt(PROVINCE_DOUBLE_MONTH), name="a.txt")

    assert _bulletin(import_issue(actor=None, issue=issue, publisher=province, month=5)).period == "05/2025"
    assert (
        _bulletin(import_issue(actor=None, issue=replace(issue, months=(12, 1)), publisher=province, month=12)).period
        == "12/2025"
    )


def test_nobody_imports_into_anothers_desk(committee: Organization, ward_issue: ReadIssue) -> None:
    other = make_organization("Đảng ủy phường khác")
    for actor in (make_user(role=Role.EDITOR, at=other), make_user(role=Role.SECRETARY, at=committee), make_user()):
        with pytest.raises(ImportRefused, match="không biên tập"):
            import_issue(actor=actor, issue=ward_issue, publisher=committee)

    assert _nothing_was_stored()


def test_a_failure_in_the_middle_leaves_no_row(
    editor: User, ward_issue: ReadIssue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(importing, "sync_entries", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        import_issue(actor=editor, issue=ward_issue)

    for table in (Bulletin, Entry, EntryPicture, Directive, Activity, Picture):
        assert not table.objects.exists(), table


def test_a_photo_that_cannot_be_used_is_named_and_the_rest_comes_in(editor: User, ward_issue: ReadIssue) -> None:
    pictures = dict(ward_issue.pictures)
    broken = next(iter(pictures))
    pictures[broken] = ReadPicture(b"khong phai anh", "image/jpeg", 10, 10)

    report = import_issue(actor=editor, issue=replace(ward_issue, pictures=pictures))

    assert report.pictures == 1
    assert any("Không đọc được ảnh “ảnh 1”" in warning for warning in report.warnings)
    assert EntryPicture.objects.count() == 1


def test_what_is_too_long_or_strange_is_stored_all_the_same(editor: User, ward_issue: ReadIssue) -> None:
    entry = ReadEntry("9" * 50, 1, "news", "Tin " + "rất dài " * 200)

    report = import_issue(actor=editor, issue=replace(ward_issue, entries=(entry,), pictures={}))

    row = _bulletin(report).entries.get()
    assert len(row.printed_number) == 20
    assert len(row.heading) > 1000
    assert len(Activity.objects.get().title) == 300


@pytest.mark.django_db(transaction=True)
def test_of_two_imports_at_once_one_is_refused_with_a_word(ward_issue: ReadIssue) -> None:
    make_type("ward_committee", may_publish=True)
    make_organization("Đảng ủy phường Hòa An")
    start = threading.Barrier(2)
    answers: list[str] = []

    def run() -> None:
        start.wait()
        try:
            import_issue(actor=None, issue=replace(ward_issue, pictures={}))
            answers.append("ok")
        except ImportRefused as refusal:
            answers.append(str(refusal))
        finally:
            database.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count("ok") == 1
    assert any("Đã có tài liệu tháng 07/2025" in answer for answer in answers)
    assert Bulletin.objects.count() == 1


# --- Which publisher ------------------------------------------------------------------------------------------------


def test_a_publisher_is_guessed_only_where_one_alone_fits(committee: Organization, ward_issue: ReadIssue) -> None:
    assert guess_publisher(ward_issue) == committee

    make_organization("Đảng ủy phường Hòa An")  # of another province
    assert guess_publisher(ward_issue) is None


def test_a_body_that_does_not_publish_is_not_guessed(ward_issue: ReadIssue) -> None:
    make_type("base")
    make_organization("Đảng ủy phường Hòa An", type="base")

    assert guess_publisher(ward_issue) is None


def test_a_publisher_is_named_by_key_name_or_short_name(committee: Organization) -> None:
    short = make_organization("Ban Chấp hành Đảng bộ tỉnh Hải Đông", short_name="Tỉnh ủy Hải Đông")

    assert find_publisher(str(committee.pk)) == committee
    assert find_publisher("dang uy phuong hoa an") == committee
    assert find_publisher("TỈNH ỦY HẢI ĐÔNG") == short
    with pytest.raises(ImportRefused, match="Đảng ủy phường Hòa An"):
        find_publisher("Đảng ủy phường Hòa")


def test_a_stranger_to_the_desk_sees_nothing_of_an_import(editor: User, ward_issue: ReadIssue) -> None:
    row = _bulletin(import_issue(actor=editor, issue=ward_issue))
    ward: Ward = make_ward()

    for person in (ward.editor, ward.secretary):
        assert not Bulletin.objects.visible_to(person).filter(pk=row.pk).exists()
        assert not Activity.objects.visible_to(person).exists()
        assert not Picture.objects.visible_to(person).exists()
