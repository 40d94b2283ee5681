"""Building the content of an issue from its rows: numbers, lines of the cover, pictures, and the digest of an agreement."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from documents.engines.blocks import BlockKind
from documents.models import Bulletin, Entry, EntryPicture, PublisherSettings
from documents.services.composing import (
    agreed_sha256,
    build_content,
    flat_entries,
    numbers_of,
    period_line,
    picture_files,
    settings_of,
)
from tests.builders import Ward, make_bulletin, make_entry, make_organization, make_picture, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Ward:
    return make_ward()


def _group(bulletin: Bulletin, news: int, **fields: object) -> Entry:
    group = make_entry(bulletin, kind=Entry.Kind.NEWS_GROUP, body="", **fields)
    for place in range(1, news + 1):
        make_entry(bulletin, kind=Entry.Kind.NEWS, parent=group, position=place, heading=f"Tin {place}")
    return group


def test_entries_are_numbered_straight_through_and_those_of_a_group_below_it(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    first = make_entry(row, position=5)
    group = _group(row, 2, position=9, heading="")
    last = make_entry(row, position=12)
    children = list(group.children.order_by("position"))

    assert numbers_of(row.entries.all()) == {
        first.pk: "1",
        group.pk: "2",
        children[0].pk: "2.1",
        children[1].pk: "2.2",
        last.pk: "3",
    }


def test_equal_positions_keep_the_order_of_entering(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    entries = [make_entry(row, position=3) for _ in range(3)]

    assert list(numbers_of(reversed(entries))) == [entry.pk for entry in entries]


def test_the_content_holds_everything_in_reading_order(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    make_entry(
        row,
        position=1,
        heading="  Kết quả thu gom rác  ",
        short_title="Thu gom rác",
        gist="Ba tổ làm tốt.\n\n Hai tổ còn chậm. ",
        cell_tasks="Cử người dự họp.",
        questions="Ai làm?",
        rubric="Môi trường",
        body="<h3>Kết quả</h3><h4>Tổ 1</h4><p>Đã xong.</p><h3>Việc tiếp theo</h3>",
    )
    _group(row, 1, position=2, heading="Tin hoạt động")

    content = build_content(row)

    one, two = content.entries
    assert (one.number, one.heading, one.short_title) == ("1", "Kết quả thu gom rác", "Thu gom rác")
    assert (one.gist, one.cell_tasks, one.questions) == (
        ("Ba tổ làm tốt.", "Hai tổ còn chậm."),
        ("Cử người dự họp.",),
        ("Ai làm?",),
    )
    assert [block.number for block in one.blocks if block.kind is BlockKind.PART] == ["1.1", "1.1.1", "1.2"]
    assert [entry.number for entry in flat_entries(content)] == ["1", "2", "2.1"]
    assert (two.level, two.children[0].level) == (1, 2)


def test_numbering_of_parts_can_be_switched_off_for_an_entry(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    make_entry(row, body="<h3>I. Mở đầu</h3><p>Chữ.</p>", parts_numbered=False)

    assert [block.number for block in build_content(row).entries[0].blocks] == ["", ""]


def test_a_rubric_is_on_no_page_unless_the_publisher_prints_rubrics(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    make_entry(row, rubric="Môi trường")
    assert build_content(row).entries[0].rubric == ""
    PublisherSettings.objects.create(publisher=ward.committee, rubrics_printed=True)
    assert build_content(row).entries[0].rubric == "Môi trường"


def test_cover_lines_come_from_the_settings_and_else_from_the_names(ward: Ward) -> None:
    board = make_organization("Ban Xây dựng Đảng phường", parent=ward.committee, type="board")
    row = make_bulletin(ward.committee)

    plain = build_content(row)
    assert (plain.publisher_line, plain.board_line) == ("ĐẢNG ỦY PHƯỜNG BÌNH GIANG", "")
    assert plain.title_lines == ("TÀI LIỆU", "PHỤC VỤ SINH HOẠT CHI BỘ")

    PublisherSettings.objects.create(publisher=ward.committee, compiled_by=board, imprint="In 40 bản.\n\n Khổ A4. ")
    assert build_content(row).board_line == "BAN XÂY DỰNG ĐẢNG PHƯỜNG"
    assert build_content(row).imprint_lines == ("In 40 bản.", "Khổ A4.")

    PublisherSettings.objects.update(cover_publisher="ĐẢNG BỘ TỈNH HẢI ĐÔNG", cover_board="BAN TUYÊN GIÁO")
    own = build_content(row)
    assert (own.publisher_line, own.board_line) == ("ĐẢNG BỘ TỈNH HẢI ĐÔNG", "BAN TUYÊN GIÁO")


def test_asking_for_settings_stores_none(ward: Ward) -> None:
    assert settings_of(ward.committee).contents_depth == 2
    assert not PublisherSettings.objects.exists()


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"month": 12, "year": 2023}, "Tháng 12 năm 2023"),
        ({"month": 1, "last_month": 2, "year": 2025}, "Tháng 01 + 02 năm 2025"),
        (
            {"kind": "thematic", "series": 1, "month": 3, "year": 2026, "theme": "Chuyển đổi số"},
            "Chuyên đề: Chuyển đổi số\nTháng 03 năm 2026",
        ),
    ],
)
def test_the_period_is_printed_as_publishers_print_it(fields: dict[str, object], line: str) -> None:
    assert period_line(Bulletin(**fields)) == line


def test_a_correction_says_so_on_its_cover(ward: Ward) -> None:
    row = make_bulletin(ward.committee)

    assert build_content(row, edition_number=1).edition_line == ""
    assert build_content(row, edition_number=3).edition_line == "Bản đính chính lần 2"


def test_pictures_stand_between_the_blocks_they_were_placed_between(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    entry = make_entry(row, body="<p>Một.</p><p>Hai.</p>")
    pictures = [make_picture() for _ in range(4)]
    for picture, place, position in zip(pictures, (999, 1, 0, 1), (1, 2, 1, 1), strict=True):
        EntryPicture.objects.create(entry=entry, picture=picture, place=place, position=position, caption="Ảnh")

    shown = [block.picture.sha256 if block.picture else block.text for block in build_content(row).entries[0].blocks]

    assert shown == [pictures[2].sha256, "Một.", pictures[3].sha256, pictures[1].sha256, "Hai.", pictures[0].sha256]
    assert set(picture_files(build_content(row))) == {picture.sha256 for picture in pictures}


def test_a_longer_issue_needs_no_more_queries(ward: Ward, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    row = Bulletin.objects.select_related("publisher", "compiled_by").get(pk=make_bulletin(ward.committee).pk)
    _group(row, 2)
    with django_assert_num_queries(3):
        build_content(row)
    for _ in range(5):
        EntryPicture.objects.create(entry=make_entry(row), picture=make_picture())
    _group(row, 9)

    with django_assert_num_queries(3):
        build_content(row)


def test_the_digest_stands_for_content_audience_and_hour(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    entry = make_entry(row)

    def digest() -> str:
        fresh = Bulletin.objects.get(pk=row.pk)
        return agreed_sha256(fresh, build_content(fresh))

    digests = [digest()]
    assert digest() == digests[0]
    entry.heading = "Tiêu đề khác"
    entry.save()
    digests.append(digest())
    row.audience.add(ward.cells[0])
    digests.append(digest())
    row.audience.set([ward.cells[1]])
    digests.append(digest())
    row.publish_at = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
    row.save()
    digests.append(digest())
    row.last_month = 12
    row.save()
    digests.append(digest())

    assert len(set(digests)) == 6


def test_the_digest_does_not_change_with_what_no_reader_sees(ward: Ward) -> None:
    row = make_bulletin(ward.committee)
    entry = make_entry(row, printed_number="7")
    before = agreed_sha256(row, build_content(row))
    entry.printed_number, entry.version = "", 5
    entry.save()
    row.outline_version += 1
    row.save()

    assert agreed_sha256(row, build_content(row)) == before
