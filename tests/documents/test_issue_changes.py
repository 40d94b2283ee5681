"""What changed between two states of an issue: everything that an approval stands for shows, computed numbers alone do not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from documents.engines.blocks import Block, BlockKind, Cell, PictureRef, Run
from documents.engines.compare import Change, Piece, compare_texts
from documents.engines.issue_changes import EntryChange, Fate, compare_issues, places_of
from documents.rendering.content import EntryContent, IssueContent
from tests.documents.issues import cell, entry, item, paragraph, part

PHOTO = Block(BlockKind.PICTURE, picture=PictureRef("a" * 64, 800, 600, "Lễ ra quân", "Lê Na"))
TABLE = Block(BlockKind.TABLE, rows=((cell("Chỉ tiêu", header=True), cell("Số")), (cell("Hộ nghèo"), cell("12"))))


def issue(*entries: EntryContent) -> IssueContent:
    return IssueContent(
        "ĐẢNG ỦY PHƯỜNG", "BAN XÂY DỰNG ĐẢNG", ("TÀI LIỆU",), "Tháng 11 năm 2026", "NỘI BỘ", entries=entries
    )


@pytest.fixture
def whole() -> IssueContent:
    return issue(
        entry("1", "Kế hoạch trồng cây", paragraph("Trồng bốn trăm cây ven sông."), item("Tháng 12 làm xong."), PHOTO),
        entry("2", "Số liệu năm", part("2.1", "Kinh tế"), TABLE, paragraph("Thu ngân sách tăng.")),
        entry(
            "3",
            "Tin hoạt động",
            kind="news_group",
            children=(entry("3.1", "Ra quân", paragraph("Sáng 05/11.")),),
        ),
    )


def with_entry(whole: IssueContent, place: int, **fields: object) -> IssueContent:
    entries = list(whole.entries)
    entries[place] = replace(entries[place], **fields)  # type: ignore[arg-type]
    return replace(whole, entries=tuple(entries))


def with_block(whole: IssueContent, place: int, number: int, block: Block) -> IssueContent:
    blocks = list(whole.entries[place].blocks)
    blocks[number] = block
    return with_entry(whole, place, blocks=tuple(blocks))


def words(change: EntryChange, kind: Change) -> str:
    return " ".join(piece.text for field in change.fields for piece in field.pieces if piece.change is kind)


def test_nothing_differs_between_an_issue_and_itself(whole: IssueContent) -> None:
    assert not compare_issues(whole, whole)


def test_the_marks_of_an_edition_are_no_change(whole: IssueContent) -> None:
    edition = replace(
        whole, token="ABCDE23456", check_address="https://a.example/", edition_line="Bản đính chính lần 1"
    )

    assert not compare_issues(edition, whole)


def test_a_changed_word_is_shown_with_the_old_one(whole: IssueContent) -> None:
    new = with_block(whole, 0, 0, paragraph("Trồng năm trăm cây ven sông."))

    (change,) = compare_issues(whole, new).entries

    assert (change.number, change.fate, [field.label for field in change.fields]) == ("1", Fate.CHANGED, ["Nội dung"])
    assert (words(change, Change.GONE), words(change, Change.NEW)) == ("bốn", "năm")


def test_a_phrase_put_for_another_is_one_change_not_word_by_word(whole: IssueContent) -> None:
    new = with_block(whole, 0, 0, paragraph("Trồng năm nghìn gốc tre ven sông."))

    (change,) = compare_issues(whole, new).entries

    assert [piece.text for piece in change.fields[0].pieces if piece.change is not Change.SAME] == [
        "bốn trăm cây",
        "năm nghìn gốc tre",
    ]


def test_an_entry_put_in_before_the_others_is_the_only_change(whole: IssueContent) -> None:
    first = entry("1", "Lời kêu gọi", paragraph("Toàn dân chung tay."))
    renumbered = [
        replace(
            old, number=str(place), blocks=tuple(replace(b, number=b.number.replace("2.", "3.")) for b in old.blocks)
        )
        for place, old in enumerate(whole.entries, start=2)
    ]

    (change,) = compare_issues(whole, replace(whole, entries=(first, *renumbered))).entries

    assert (change.fate, change.title) == (Fate.NEW, "Lời kêu gọi")
    assert "Toàn dân chung tay." in words(change, Change.NEW)


def test_an_entry_taken_out_is_named_with_its_words(whole: IssueContent) -> None:
    gone = next(one for one in compare_issues(whole, replace(whole, entries=whole.entries[:2])).entries)

    assert (gone.fate, gone.number) == (Fate.GONE, "3")


def test_of_entries_that_changed_places_the_fewest_are_named(whole: IssueContent) -> None:
    one, two, three = whole.entries
    two = replace(two, number="1", blocks=(part("1.1", "Kinh tế"), *two.blocks[1:]))
    new = replace(whole, entries=(two, replace(one, number="2"), three))

    (moved,) = compare_issues(whole, new).entries

    assert moved.moved.startswith("Chuyển từ mục ")
    assert not moved.facts


SILENT: dict[str, Callable[[IssueContent], IssueContent]] = {
    "the cover": lambda w: replace(w, foot_line="LƯU HÀNH NỘI BỘ"),
    "a line of the title": lambda w: replace(w, title_lines=("TÀI LIỆU", "SINH HOẠT")),
    "the contents": lambda w: replace(w, contents_depth=0),
    "rubrics": lambda w: replace(w, rubrics_printed=True),
    "notes": lambda w: replace(w, notes_printed=False),
    "a kind": lambda w: with_entry(w, 0, kind="appeal"),
    "a short title": lambda w: with_entry(w, 0, short_title="Trồng cây"),
    "a rubric": lambda w: with_entry(w, 0, rubric="Xây dựng Đảng"),
    "a source": lambda w: with_entry(w, 0, source_line="Theo tài liệu tháng 10"),
    "a task": lambda w: with_entry(w, 0, cell_tasks=("Phân công tổ trưởng.",)),
    "a question": lambda w: with_entry(w, 0, questions=("Chi bộ làm gì?",)),
    "the main points": lambda w: with_entry(w, 0, gist=("Trồng cây.",)),
    "bold letters": lambda w: with_block(
        w, 0, 0, Block(BlockKind.PARAGRAPH, (Run("Trồng bốn trăm cây ven sông.", bold=True),))
    ),
    "a link": lambda w: with_block(
        w, 0, 0, Block(BlockKind.PARAGRAPH, (Run("Trồng bốn trăm cây ven sông.", href="https://a.example/"),))
    ),
    "the rank of an item": lambda w: with_block(w, 0, 1, item("Tháng 12 làm xong.", level=2)),
    "a heading made of a paragraph": lambda w: with_block(w, 1, 2, paragraph("Thu ngân sách tăng.", BlockKind.HEADING)),
    "numbers of parts": lambda w: with_block(w, 1, 0, part("", "Kinh tế")),
    "a caption": lambda w: with_block(w, 0, 2, replace(PHOTO, picture=replace(PHOTO.picture, caption="Lễ phát động"))),  # type: ignore[type-var]
    "a credit": lambda w: with_block(w, 0, 2, replace(PHOTO, picture=replace(PHOTO.picture, credit="Hà Nụ"))),  # type: ignore[type-var]
    "another photo": lambda w: with_block(w, 0, 2, replace(PHOTO, picture=replace(PHOTO.picture, sha256="b" * 64))),  # type: ignore[type-var]
    "a photo elsewhere": lambda w: with_entry(w, 0, blocks=(w.entries[0].blocks[2], *w.entries[0].blocks[:2])),
    "a figure in a table": lambda w: with_block(
        w, 1, 1, Block(BlockKind.TABLE, rows=(TABLE.rows[0], (cell("Hộ nghèo"), cell("13"))))
    ),
    "cells joined": lambda w: with_block(
        w,
        1,
        1,
        Block(BlockKind.TABLE, rows=(TABLE.rows[0], (replace(cell("Hộ nghèo"), rowspan=2), Cell(((Run("12"),),))))),
    ),
    "an entry taken out of its group": lambda w: replace(
        w,
        entries=(
            *w.entries[:2],
            replace(w.entries[2], children=()),
            replace(w.entries[2].children[0], number="4", level=1),
        ),
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_whatever_differs_in_what_is_approved_shows(whole: IssueContent, name: str) -> None:
    new = SILENT[name](whole)

    assert new != whole
    assert compare_issues(whole, new)


# --- The changed words only --------------------------------------------------------------------------------------------

LONG = (
    "Một hai ba bốn năm sáu bảy tám chín mười mười một mười hai ngày {} các chi bộ họp bàn việc trồng cây và báo cáo."
)


def shown(old: str, new: str) -> list[str]:
    marks = {Change.SAME: "{}", Change.GONE: "[-{}]", Change.NEW: "[+{}]"}
    return [
        "".join(marks[piece.change].format(piece.text) for piece in place)
        for place in places_of(compare_texts(old, new))
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a b c", "a b c", []),
        (LONG.format("15/4"), LONG.format("16/4"), ["… tám chín mười mười một mười hai ngày [-15][+16]/4 các chi bộ họp bàn việc trồng …"]),
        ("một hai", "một ba", ["một [-hai][+ba]"]),
        ("đầu\ngiữa cũ\ncuối", "đầu\ngiữa mới\ncuối", ["giữa [-cũ][+mới]"]),
        ("a x b y c", "a z b w c", ["a [-x][+z] b [-y][+w] c"]),
        ("", "mới cả", ["[+mới cả]"]),
    ],
)  # fmt: skip
def test_a_place_shows_the_changed_words_with_a_few_around_them(old: str, new: str, expected: list[str]) -> None:
    assert shown(old, new) == expected


def test_two_places_far_apart_are_two() -> None:
    between = " ".join(f"chữ{number}" for number in range(40))

    places = places_of(compare_texts(f"đỏ {between} xanh", f"tím {between} vàng"))

    assert len(places) == 2
    assert Piece(Change.NEW, "vàng") in places[1]
