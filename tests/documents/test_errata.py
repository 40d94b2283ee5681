"""Tờ đính chính: every changed word with the page and line of the earlier print; one page, or a refusal."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from documents.addresses import place_of
from documents.engines.blocks import Block, BlockKind, PictureRef
from documents.engines.errata import Erratum, find_errata, printed_lines
from documents.models import Bulletin, Delivery, Edition
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.errata import Slip, TooLong, render_errata
from documents.rendering.pages import page_count, page_lines, page_texts
from documents.services.correction_slip import correction_slip, errata_between
from documents.services.desk.texts import save_text
from documents.services.publishing import withdraw_edition
from documents.services.reviewing import reopen_bulletin
from organizations.models import AccessLog
from tests.builders import Ward, make_bulletin, make_entry, make_ward, publish
from tests.documents.fetching import fetch
from tests.documents.issues import cell, entry, item, paragraph, part

PAGES = [
    ["TÀI LIỆU", "Tháng 11 năm 2026"],
    ["2", "Stt Nội dung Trang", "1 Kế hoạch số 12-KH/TU, ngày 05/01/2026 của Tỉnh ủy 3"],
    [
        "3",
        "1. Kế hoạch số 12-KH/TU, ngày 05/01/2026 của",
        "Tỉnh ủy",
        "Các khu phố trồng bốn trăm cây ven sông trong",
        "tháng mười một, báo cáo trước ngày 15/12/2026.",
        "1.1. Phân công",
        "- Mỗi chi bộ nhận một đoạn đường.",
    ],
    ["4", "Chi bộ họp ngày 05 hằng tháng.", "2. Số liệu", "Hộ nghèo 12 hộ", "Chi bộ họp ngày 05 hằng tháng."],
]
TABLE = Block(BlockKind.TABLE, rows=((cell("Hộ nghèo"), cell("12 hộ")),))
OLD = IssueContent(
    "", "", ("TÀI LIỆU",), "Tháng 11 năm 2026", "",
    entries=(
        entry(
            "1", "Kế hoạch số 12-KH/TU, ngày 05/01/2026 của Tỉnh ủy",
            paragraph("Các khu phố trồng bốn trăm cây ven sông trong tháng mười một, báo cáo trước ngày 15/12/2026."),
            part("1.1", "Phân công"), item("Mỗi chi bộ nhận một đoạn đường."),
            paragraph("Chi bộ họp ngày 05 hằng tháng."),
        ),
        entry("2", "Số liệu", TABLE, paragraph("Chi bộ họp ngày 05 hằng tháng.")),
    ),
)  # fmt: skip
FIRST = {OLD.entries[0].uuid: 3, OLD.entries[1].uuid: 4}


def changed(place: int, number: int, block: Block | None = None, **fields: Any) -> IssueContent:
    entries = list(OLD.entries)
    one: EntryContent = entries[place]
    if block is not None:
        blocks = list(one.blocks)
        blocks[number] = block
        one = replace(one, blocks=tuple(blocks))
    entries[place] = replace(one, **fields)
    return replace(OLD, entries=tuple(entries))


def rows_of(new: IssueContent) -> list[Erratum]:
    return find_errata(OLD, new, printed_lines(PAGES), FIRST, len(PAGES))


def spots(new: IssueContent) -> list[tuple[int | None, int | None, str, str]]:
    def words(pieces: tuple[tuple[str, bool], ...]) -> str:
        return "".join(f"[{text}]" if differs else text for text, differs in pieces)

    return [(row.page, row.line, words(row.printed), words(row.corrected)) for row in rows_of(new)]


def test_a_word_that_stands_on_the_second_line_of_its_paragraph_is_found_there() -> None:
    text = "Các khu phố trồng bốn trăm cây ven sông trong tháng mười một, báo cáo trước ngày 20/12/2026."

    assert spots(changed(0, 0, paragraph(text))) == [
        (3, 4, "… trong tháng mười một, báo cáo trước ngày [15]/12/2026.",
         "… trong tháng mười một, báo cáo trước ngày [20]/12/2026."),
    ]  # fmt: skip


def test_a_heading_is_corrected_in_the_table_of_contents_too() -> None:
    found = spots(changed(0, 0, heading="Kế hoạch số 12-KH/TU, ngày 06/01/2026 của Tỉnh ủy"))

    assert [(page, line) for page, line, *_ in found] == [(2, 2), (3, 1)]


@pytest.mark.parametrize(
    ("place", "number", "block", "expected"),
    [
        (0, 2, item("Mỗi chi bộ nhận hai đoạn đường."), (3, 6)),
        (0, 1, part("1.1", "Phân công, phân nhiệm"), (3, 5)),
        # The same words stand in two entries: each is looked for on its own pages, from where its entry begins.
        (0, 3, paragraph("Chi bộ họp ngày 03 hằng tháng."), (4, 1)),
        (1, 0, Block(BlockKind.TABLE, rows=((cell("Hộ nghèo"), cell("13 hộ")),)), (4, 3)),
    ],
)  # fmt: skip
def test_each_kind_of_line_is_found(place: int, number: int, block: Block, expected: tuple[int, int]) -> None:
    ((page, line, *_),) = spots(changed(place, number, block))

    assert (page, line) == expected


def test_a_paragraph_added_at_the_end_says_after_which_line() -> None:
    new = replace(OLD.entries[0], blocks=(*OLD.entries[0].blocks, paragraph("Đảng ủy kiểm tra.")))

    ((page, line, printed, corrected),) = spots(replace(OLD, entries=(new, OLD.entries[1])))

    assert (page, line) == (4, 1)
    assert printed == "(sau) Chi bộ họp ngày 05 hằng tháng."
    assert corrected == "[Đảng ủy kiểm tra.]"


def test_a_paragraph_taken_out_is_to_be_struck() -> None:
    new = replace(OLD.entries[1], blocks=OLD.entries[1].blocks[:1])

    ((page, _, printed, corrected),) = spots(replace(OLD, entries=(OLD.entries[0], new)))

    assert page == 4
    assert "Chi bộ họp ngày 05 hằng tháng." in printed
    assert corrected == "[(bỏ đoạn này)]"


def test_of_a_paragraph_taken_out_the_one_behind_it_is_not_shown() -> None:
    first, *rest = OLD.entries[0].blocks
    new = replace(OLD.entries[0], blocks=tuple(rest))

    ((page, line, printed, corrected),) = spots(replace(OLD, entries=(new, OLD.entries[1])))

    assert (page, line) == (3, 3)
    assert printed == f"[{first.text}]"
    assert corrected == "[(bỏ đoạn này)]"


def test_a_photo_taken_out_is_found_by_the_words_under_it() -> None:
    first, *rest = OLD.entries[0].blocks
    photo = PictureRef("a" * 64, 4, 3, caption="Chi bộ họp ngày 05 hằng tháng.")
    old = replace(OLD.entries[0], blocks=(first, Block(BlockKind.PICTURE, picture=photo), *rest[:-1]))
    new = replace(old, blocks=(first, *rest[:-1]))

    (row,) = find_errata(
        replace(OLD, entries=(old,)), replace(OLD, entries=(new,)), printed_lines(PAGES), FIRST, len(PAGES)
    )

    assert (row.page, row.line) == (4, 1)
    assert row.corrected == (("Bỏ ảnh này.", True),)


def test_entries_added_and_taken_out_are_named() -> None:
    extra = entry("2", "Lời kêu gọi", paragraph("Toàn dân chung tay."))

    found = spots(replace(OLD, entries=(OLD.entries[0], extra)))

    assert (4, None, "[2. Số liệu]", "[Bỏ cả mục này.]") in found
    assert (None, None, "", "[Thêm mục 2. Lời kêu gọi (in từ bản mới).]") in found


def test_what_is_not_found_gets_no_line() -> None:
    lines = printed_lines([["3", "Chữ khác hẳn."]])
    new = changed(0, 2, item("Mỗi chi bộ nhận hai đoạn đường."))

    (row,) = find_errata(OLD, new, lines, FIRST, 1)

    assert (row.page, row.line) == (3, None)


def test_a_paragraph_that_only_looks_different_is_no_mistake_of_the_print() -> None:
    bold = replace(OLD.entries[1].blocks[1], runs=(replace(OLD.entries[1].blocks[1].runs[0], bold=True),))

    assert rows_of(changed(1, 1, bold)) == []


# --- The page ---------------------------------------------------------------------------------------------------------

SLIP = Slip("Đảng ủy phường Bình Giang", "Tài liệu tháng 11/2026", 1, "ABCDEFGHJK", 2, "MNPQRSTUVW", "Gõ nhầm ngày.")
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _row(number: int, words: int = 6) -> Erratum:
    text = " ".join(["chữ"] * words)
    return Erratum("Mục 1", number, 1, ((text, True),), ((text, True),))


def test_the_slip_is_one_page_with_both_codes_and_the_reason() -> None:
    pdf = render_errata(SLIP, [_row(number) for number in range(1, 30)], now=NOW)

    text = page_texts(pdf)[0].replace("\u2060", "")
    assert page_count(pdf) == 1
    for words in ("TỜ ĐÍNH CHÍNH", "ABCDE-FGHJK", "MNPQR-STUVW", "Gõ nhầm ngày.", "Đã in", "Sửa là"):
        assert words in text


def test_more_rows_than_a_page_holds_are_refused() -> None:
    with pytest.raises(TooLong, match="in lại"):
        render_errata(SLIP, [_row(number, 60) for number in range(1, 60)], now=NOW)


@pytest.mark.parametrize("text", ["#set page(width: 1cm)", "*đậm* _nghiêng_ $x$", "\\ \" ' < > & 🌾"])
def test_words_of_a_slip_are_never_markup(text: str) -> None:
    row = Erratum("Mục 1", 1, 1, ((text, True),), ((text, False),))

    assert page_count(render_errata(SLIP, [row], now=NOW)) == 1


# --- From the editions themselves -------------------------------------------------------------------------------------


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def editions(ward: Ward) -> tuple[Edition, Edition]:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, heading="Kế hoạch trồng cây", body="<p>Đoạn mở đầu dài vừa phải.</p>" * 40)
    last = make_entry(
        bulletin, heading="Lịch họp", body="<p>Chi bộ khu Bến Cau họp sáng ngày 05/12/2026 tại nhà văn hóa.</p>"
    )
    first = publish(ward, bulletin)
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    body = last.body.replace("05/12", "06/12")
    save_text(actor=ward.editor, entry=last, version=last.version, fields={"body": body})
    return first, publish(ward, bulletin, change_note="Sửa ngày họp.", change_reason="Gõ nhầm.")


def place(edition: Edition, number: int | None = None) -> str:
    return reverse("documents:bulletin_errata", kwargs=place_of(edition, number=number))


@pytest.mark.django_db
def test_the_line_named_holds_the_word_that_was_wrong(editions: tuple[Edition, Edition]) -> None:
    first, second = editions

    (row,) = errata_between(first, second)

    assert row.page is not None
    assert row.line is not None
    with first.pdf.open() as file:
        lines = page_lines(file.read())[row.page - 1]
    # The page number stands above the first line.
    assert "05/12/2026" in lines[row.line]
    assert row.page > 2


@pytest.mark.django_db
def test_readers_print_the_slip_and_it_is_logged(ward: Ward, editions: tuple[Edition, Edition]) -> None:
    answer = fetch(ward.secretary, place(editions[1]))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert page_count(answer.body) == 1
    assert AccessLog.objects.filter(actor=ward.secretary, action="print", detail__file="errata").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?tu=2", "?tu=9", "?tu=x", "?tu=99999999999999999999"])
def test_an_edition_that_is_not_earlier_has_no_slip(ward: Ward, editions: tuple[Edition, Edition], query: str) -> None:
    assert fetch(ward.secretary, place(editions[1]) + query).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?tu=1"])
def test_words_of_an_edition_never_delivered_to_the_reader_stand_on_no_slip(
    ward: Ward, editions: tuple[Edition, Edition], query: str
) -> None:
    Delivery.objects.filter(edition=editions[0], organization=ward.cell).delete()

    assert fetch(ward.secretary, place(editions[1]) + query).status_code == 404
    page = reverse("documents:bulletin_read", kwargs=place_of(editions[1]))
    assert "In tờ đính chính" not in fetch(ward.secretary, page).body.decode()
    assert "In tờ đính chính" in fetch(ward.editor, page).body.decode()
    assert fetch(ward.editor, place(editions[1]) + query).status_code == 200


@pytest.mark.django_db
def test_words_of_a_withdrawn_edition_stand_on_no_slip(ward: Ward, editions: tuple[Edition, Edition]) -> None:
    withdraw_edition(actor=ward.approver, edition=editions[0], reason="Sai.")

    assert fetch(ward.secretary, place(editions[1])).status_code == 404


@pytest.mark.django_db
def test_a_lost_file_of_the_earlier_edition_is_not_found(ward: Ward, editions: tuple[Edition, Edition]) -> None:
    default_storage.delete(editions[0].pdf.name or "")

    assert fetch(ward.secretary, place(editions[1])).status_code == 404


@pytest.mark.django_db
def test_a_correction_too_long_for_a_page_sends_the_reader_back_with_the_reason(client: Client, ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    row = make_entry(bulletin, body="".join(f"<p>Tổ dân phố {n} trồng {n * 7} cây xanh.</p>" for n in range(150)))
    publish(ward, bulletin)
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    save_text(actor=ward.editor, entry=row, version=row.version, fields={"body": row.body.replace("trồng", "chăm")})
    edition = publish(ward, bulletin, change_note="Viết lại.", change_reason="Theo ý kiến.")
    client.force_login(ward.secretary)

    answer = client.get(place(edition))

    assert answer.status_code == 302
    assert "in lại tài liệu từ bản mới nhất" in str(next(iter(get_messages(answer.wsgi_request))))


@pytest.mark.django_db
def test_a_slip_is_also_made_for_paper_two_editions_old(ward: Ward, editions: tuple[Edition, Edition]) -> None:
    bulletin = Bulletin.objects.get()
    reopen_bulletin(actor=ward.approver, bulletin=bulletin)
    entry_row = bulletin.entries.get(heading="Lịch họp")
    body = entry_row.body.replace("nhà văn hóa", "đình làng")
    save_text(actor=ward.editor, entry=entry_row, version=entry_row.version, fields={"body": body})
    third = publish(ward, bulletin, change_note="Sửa nơi họp.", change_reason="Đổi địa điểm.")

    text = page_texts(correction_slip(editions[0], third))[0]

    assert "06/12" in text
    assert "đình làng" in text
