"""Search: what is understood, what is found, in which order; on both databases the same list."""

import unicodedata
from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from cadre_portal.text import squeeze
from directives.models import Citation, CitingText, Directive, DirectiveWords
from directives.search import engine_tables
from directives.search.find import Results, search
from directives.search.index import index_directives, place_of
from directives.search.number_wanted import after_beginning
from directives.search.query import Question, read_question
from directives.search.snippets import make_snippet, plain
from directives.search.suggest import suggest
from directives.services import add_file, create_directive, delete_directive, read_citations_of, update_directive
from organizations.models import Organization, Succession, User
from organizations.roles import Role
from tests.builders import make_directive, make_kind, make_organization, make_type, make_user
from tests.conftest import only_on

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def province() -> Organization:
    return make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")


@pytest.fixture
def ward(province: Organization) -> Organization:
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)


@pytest.fixture
def clerk(ward: Organization) -> User:
    return make_user("tra.cuu", role=Role.CLERK, at=ward)


def filed(held_by: Organization, subject: str, **fields: Any) -> Directive:
    row = make_directive(held_by, subject=subject, **fields)
    index_directives([row])
    return row


def ask(text: str, user: User, **options: Any) -> Question:
    return read_question(text, user=user, today=TODAY, **options)


def look(text: str, user: User, **options: Any) -> Results:
    base = Directive.objects.visible_to(user).registered()
    return search(user=user, question=ask(text, user), base=base, **options)


def found(text: str, user: User, **options: Any) -> list[Directive]:
    return [hit.directive for hit in look(text, user, **options).hits]


# --- What is understood -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "chips", "groups"),
    [
        ("315-KH/TU", ["số 315-KH/TU"], []),
        ("kế hoạch số 315 - kh / tu", ["số 315-KH/TU"], []),
        ("an toàn giao thông 12-CT/TW", ["số 12-CT/TW"], ["an toan giao thong"]),
        ("nghi dinh 30 2020 nd cp", ["số 30/2020/NĐ-CP"], []),
        ("văn bản 315", ["số 315"], []),
        ("315", ["số 315"], []),
        ("168/2026", ["năm 2026", "số 168"], []),
        ("kh 315 năm 2023", ["năm 2023", "Kế hoạch", "số 315"], []),
        ("kh315", ["Kế hoạch", "số 315"], []),
        ("KH31-ĐU", ["Kế hoạch", "số 31-ĐU"], []),
        ("k.h 315 năm 2023", ["năm 2023", "Kế hoạch", "số 315"], []),
        ("covid19", [], ["covid19"]),
        ("kế hoạch trồng cây hè năm ngoái", ["mùa hè năm 2025", "Kế hoạch"], ["trong", "cay"]),
        ("qd 45", ["Quyết định hoặc Quy định", "số 45"], []),
        ("trồng 315 cây", [], ["trong", "315", "cay"]),
        ("thu gom rác thải", [], ["thu", "gom", "rac", "thai"]),
        ("bao ve moi truong", [], ["bao ve moi truong"]),
        ("văn bản về bảo vệ rừng", [], ["bao", "ve", "rung"]),
        ("đảng ủy phường bình giang trồng cây", ["Đảng ủy phường Bình Giang"], ["trong", "cay"]),
        ("tỉnh ủy atgt", ["Tỉnh ủy Lam Sơn"], ["atgt"]),
        ("quý III kế hoạch", ["quý III/2026", "Kế hoạch"], []),
        ("của", [], ["cua"]),
    ],
)  # fmt: skip
def test_a_question_is_taken_apart(text: str, chips: list[str], groups: list[str], clerk: User) -> None:
    question = ask(text, clerk)

    assert [chip.label for chip in question.chips] == chips
    assert [" ".join(group.folded[0]) for group in question.groups] == groups


def test_a_chip_taken_off_turns_its_words_into_words(clerk: User) -> None:
    question = ask("kế hoạch trồng cây", clerk, removed={"loai"})

    assert question.kinds == ()
    assert [" ".join(group.folded[0]) for group in question.groups] == ["ke", "hoach", "trong", "cay"]


# --- What is found ------------------------------------------------------------------------------------------------

SPELLINGS = (
    "{n}", "{lower}", "{plain}", "{spaces}", "số {n}", "Kế hoạch số {n}", "{wide}", "{dash}", "{nfd}", "ke hoach so {plain}",
    "văn bản {n}",
)  # fmt: skip


@pytest.mark.parametrize("number", ["315-KH/ĐU", "05-CTr/TU", "245/KH-UBND", "30/2020/NĐ-CP", "12a-HD/BTGTU"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_puts_the_document_first(spelling: str, number: str, ward: Organization, clerk: User) -> None:
    wanted = filed(ward, "về trồng cây", number=number)
    filed(ward, f"thực hiện văn bản số {number} về trồng cây", number="316-KH/ĐU", issued_on=date(2026, 10, 1))
    filed(ward, "về việc khác", number="3150-KH/ĐU", issued_on=date(2026, 10, 1))
    plain_number = unicodedata.normalize("NFD", number.lower().replace("đ", "d"))
    plain_number = "".join(char for char in plain_number if not unicodedata.combining(char))
    typed = spelling.format(
        n=number,
        lower=number.lower(),
        plain=plain_number,
        spaces=number.replace("-", " ").replace("/", " "),
        wide=number.replace("-", " - ").replace("/", " / "),
        dash=number.replace("-", "–"),
        nfd=unicodedata.normalize("NFD", number),
    )

    assert found(typed, clerk)[:1] == [wanted]


def test_a_bare_number_gives_own_then_upper_register_then_longer_numbers_newest_first(
    province: Organization, ward: Organization, clerk: User
) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    stranger = filed(ward, "về a", register=sister, number="315-KH/ĐU", issued_on=date(2026, 10, 1))
    upper = filed(province, "về b", number="315-KH/TU", issued_on=date(2026, 9, 1))
    longer = filed(ward, "về c", number="3150-KH/ĐU", issued_on=date(2026, 11, 1))
    filed(ward, "về d", number="1315-KH/ĐU", issued_on=date(2026, 11, 2))
    old = filed(ward, "về e", number="315-KH/ĐU", issued_on=date(2021, 1, 1))
    new = filed(ward, "về g", number="315-QĐ/ĐU", issued_on=date(2025, 1, 1), kind=make_kind("Quyết định", "QĐ"))

    assert found("315", clerk) == [new, old, upper, stranger, longer]
    assert found("kh 315", clerk) == [old, upper, stranger, longer]
    assert found("kh315", clerk) == found("k.h. 315", clerk) == found("kh 315", clerk)
    assert found("văn bản 315 năm 2021", clerk) == [old]


def test_tiers_come_in_order_and_within_a_tier_the_newest_first(ward: Organization, clerk: User) -> None:
    old, new = date(2021, 1, 1), date(2026, 1, 1)
    body = filed(ward, "về việc khác", body="<p>Mở rộng đường Trần Phú.</p>", issued_on=date(2026, 9, 9))
    folded = filed(ward, "về khen thưởng đồng chí Dương và bố trí công việc", issued_on=new)
    exact = filed(ward, "về sửa đường bộ", issued_on=old)
    newer = filed(ward, "về bảo trì đường bộ", issued_on=new)

    assert found("đường bộ", clerk) == [newer, exact, folded]
    assert found("duong", clerk)[-1] == body


def test_words_in_a_row_come_before_the_same_words_apart(ward: Organization, clerk: User) -> None:
    apart = filed(ward, "về giao ban thông tin, an sinh và phát triển toàn diện", issued_on=date(2026, 9, 1))
    row = filed(ward, "về bảo đảm an toàn giao thông", issued_on=date(2022, 9, 1))

    assert found("an toan giao thong", clerk) == [row]
    assert found("giao thông", clerk) == [row, apart]


def test_abbreviations_are_read_both_ways(ward: Organization, clerk: User) -> None:
    short = filed(ward, "về công tác ATGT dịp Tết", issued_on=date(2026, 1, 1))
    spelt = filed(ward, "về bảo đảm an toàn giao thông", issued_on=date(2025, 1, 1))

    assert found("ATGT", clerk) == [short, spelt]
    assert found("an toàn giao thông", clerk) == [spelt, short] or found("an toàn giao thông", clerk) == [short, spelt]


@pytest.mark.parametrize("text", ["hòa bình", "hoà bình", "hoa binh", "HÒA BÌNH", "ho\u0300a bi\u0300nh"])
def test_both_tone_styles_and_no_tones_find_the_same(text: str, ward: Organization, clerk: User) -> None:
    row = filed(ward, "về xây dựng khu dân cư hoà bình")

    assert found(text, clerk) == [row]


def test_kind_agency_and_season_narrow(province: Organization, ward: Organization, clerk: User) -> None:
    report = make_kind("Báo cáo", "BC")
    wanted = filed(ward, "về phòng cháy", issued_on=date(2025, 6, 3))
    filed(ward, "về phòng cháy", issued_on=date(2024, 6, 3))
    filed(ward, "về phòng cháy", issued_on=date(2025, 6, 3), kind=report)
    filed(province, "về phòng cháy", issued_on=date(2025, 6, 3), number="3-KH/TU")

    assert found("kế hoạch của đảng ủy phường bình giang phòng cháy hè năm ngoái", clerk) == [wanted]


def test_where_nothing_is_left_the_question_is_loosened_and_says_so(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về phòng cháy", issued_on=date(2024, 6, 3))

    results = look("kế hoạch phòng cháy năm 2025", clerk)

    assert [hit.directive for hit in results.hits] == [row]
    assert "mọi thời gian" in results.notes[0]


def test_a_successor_finds_what_its_predecessor_issued(province: Organization, ward: Organization, clerk: User) -> None:
    from organizations.models import Lineage

    city = make_organization("Thành ủy Lam Sơn", parent=province, valid_to=date(2025, 6, 30))
    Succession.objects.create(old=city, new=ward, on=date(2025, 7, 1), kind=Succession.Kind.MERGE)
    Lineage.objects.create(organization=ward, predecessor=city)
    row = filed(ward, "về trồng cây", register=city, issued_on=date(2024, 6, 3))

    results = look("đảng ủy phường bình giang", clerk)
    assert [hit.directive for hit in results.hits] == [row]
    assert results.question.chips[0].label.endswith(" và cơ quan tiền thân")


def test_words_of_a_file_are_found_last_with_a_snippet(
    ward: Organization, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from directives.files import text_readers

    text = "Phụ lục: danh sách các hộ nuôi ong mật ở xóm Đông."
    monkeypatch.setitem(text_readers, ".pdf", lambda content: text)
    row = filed(ward, "về chăn nuôi")
    add_file(actor=clerk, directive=row, content=b"%PDF-1.4 thu", name="phu-luc.pdf")
    title = filed(ward, "về phát triển nuôi ong", issued_on=date(2020, 1, 1))

    results = look("nuôi ong", clerk)

    assert [hit.directive for hit in results.hits] == [title, row]
    assert "hộ nuôi ong mật" in plain(results.hits[1].snippet)


def test_a_snippet_keeps_its_diacritics_and_marks_what_was_found() -> None:
    text = "Mở đầu. " * 40 + "Tổ chức trồng cây xanh ở các khu dân cư. " + "Kết thúc. " * 40

    pieces = make_snippet(text, [("trong", "cay")])

    assert [piece.text for piece in pieces if piece.is_hit] == ["trồng cây"]
    assert plain(pieces).startswith("… ")
    assert len(plain(pieces)) < 300


@pytest.mark.parametrize("odd", ["", "Ω", "²", "ü", "\u00ad", "\u00a0", "\x0b", "“…”", "o\u0302\u0301"])
def test_a_snippet_of_ordinary_and_of_odd_text_is_cut_alike(odd: str) -> None:
    text = f" {odd} Về  trồng cây –\n“tại\tĐƯỜNG” làng_xóm, đường; {odd}"

    pieces = make_snippet(text, [("trong",), ("cay", "tai"), ("duong",), ("lang",)], whole=True)

    assert plain(pieces) == squeeze(text)
    assert [piece.text for piece in pieces if piece.is_hit] == ["trồng", "cây – “tại", "ĐƯỜNG", "đường"]


def test_a_spelt_word_marks_no_other_word_of_the_same_letters() -> None:
    pieces = make_snippet("Ông Dương sửa đường làng", [("duong",)], [("đường",)])

    assert [piece.text for piece in pieces if piece.is_hit] == ["đường"]


def test_a_number_that_is_only_cited_is_found_with_its_place(ward: Organization, clerk: User) -> None:
    row = create_directive(
        actor=None, held_by=ward, register=ward, kind=make_kind(), number="7-KH/ĐU", issued_on=date(2026, 3, 2),
        subject="thực hiện Chỉ thị số 99-CT/TW, ngày 02/01/2026 của Ban Bí thư về nước sạch",
    )  # fmt: skip

    results = look("99-ct/tw", clerk)

    assert results.hits == []
    assert [cited.citation.number for cited in results.cited] == ["99-CT/TW"]
    assert results.cited[0].places[0].url == f"/van-ban/{row.pk}/"


def test_a_mention_not_yet_put_to_its_document_is_not_said_to_lack_a_text(ward: Organization, clerk: User) -> None:
    other = make_organization("Ủy ban MTTQ Việt Nam phường Bình Giang", letters="MTTQ", parent=ward)
    row = filed(ward, "tổ chức ngày hội", number="86/KH-MTTQ-BTT", issued_on=date(2026, 9, 18), register=other)
    create_directive(
        actor=None, held_by=ward, register=ward, kind=make_kind(), number="7-KH/ĐU", issued_on=date(2026, 10, 2),
        subject="thực hiện Kế hoạch số 86/KH-MTTQ-BTT, ngày 18/9/2026 của Ban Thường trực Hội đồng Tư vấn về ngày hội",
    )  # fmt: skip

    results = look("86/KH-MTTQ-BTT", clerk)

    assert Citation.objects.get().directive is None
    assert ([hit.directive for hit in results.hits], results.cited) == ([row], ())


@pytest.mark.parametrize(
    ("mention", "listed"),
    [("Kế hoạch 45-KH/TU", 0), ("Kế hoạch 45-KH/TU của Tỉnh ủy Hà Trung", 1), ("Kế hoạch 45-KH/TU ngày 01/02/2020", 1)],
)
def test_a_mention_without_a_day_is_not_said_to_lack_a_text_beside_its_document(
    mention: str, listed: int, province: Organization, ward: Organization, clerk: User
) -> None:
    filed(province, "phòng, chống úng", number="45-KH/TU", issued_on=date(2026, 5, 6))
    create_directive(
        actor=None, held_by=ward, register=ward, kind=make_kind(), number="8-KH/ĐU", issued_on=date(2026, 10, 2),
        subject=f"thực hiện {mention}",
    )  # fmt: skip

    assert len(look("45-KH/TU", clerk).cited) == listed


def test_of_a_cited_number_nothing_is_told_that_stands_in_a_hidden_text(
    province: Organization, ward: Organization, clerk: User
) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    for holder, title in ((ward, "về nước"), (sister, "về kho quân dụng bí mật ở xóm Đông")):
        create_directive(
            actor=None, held_by=holder, register=holder, kind=make_kind(), number="7-KH/ĐU", issued_on=date(2026, 3, 2),
            subject=f"thực hiện Chỉ thị số 99-CT/TW, ngày 02/01/2026 của Ban Bí thư {title}",
        )  # fmt: skip

    (cited,) = look("99-CT/TW", clerk).cited

    assert (cited.count, cited.citation.title) == (1, "về nước")


def test_one_wrong_letter_gets_a_suggestion(ward: Organization, clerk: User) -> None:
    filed(ward, "về phòng cháy, chữa cháy")

    question = ask("phong chay chuaa", clerk)

    assert suggest(question, Directive.objects.visible_to(clerk)) == "phòng cháy chữa"


def test_without_all_words_those_that_lack_one_are_given(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về phòng cháy, chữa cháy rừng")

    assert found("phòng cháy rừng thông", clerk) == [row]


# --- Order and pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["5", "kh 5", "5-KH/ĐU", "5 kh mới nhất"])
def test_numbers_are_sorted_as_asked_also_for_who_sees_everything(text: str, ward: Organization, clerk: User) -> None:
    old = filed(ward, "về a", number="5-KH/ĐU", issued_on=date(2024, 1, 1))
    new = filed(ward, "về b", number="5-KH/ĐU", issued_on=date(2026, 1, 1))

    for user in (clerk, User(is_superuser=True)):
        assert found(text, user, sort="moi") == [new, old]
        assert found(text, user, sort="cu") == [old, new]
        assert found(text, user) == [new, old]


@pytest.mark.parametrize("text", ["219", "21", "2", "9", "99", "315kh", "7z", "31zz"])
def test_what_begins_with_a_number_lies_before_its_end_in_the_order_of_any_language(text: str) -> None:
    end = after_beginning(text)
    assert end.isalnum()
    longer = [text, *(text + sign for sign in "0159akz"), f"{text}0kh", f"{text}zzz"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for order in ("C", "vi-x-icu"):
                asked = f'SELECT every(one >= %s AND one < %s COLLATE "{order}") FROM unnest(%s) one'  # noqa: S608
                cursor.execute(asked, [text, end, longer])
                assert cursor.fetchone() == (True,)
    assert all(text <= one < end for one in longer)


def test_the_place_orders_by_day_then_number_then_key() -> None:
    day = date(2026, 1, 1)
    places = [
        place_of(date(2026, 1, 2), 9, 1),
        place_of(day, 2, 5),
        place_of(day, 10, 3),
        place_of(day, 10, 4),
        place_of(day, None, 1),
        place_of(None, 1, 1),
    ]

    assert places == sorted(places, reverse=True)


def test_pages_hold_every_find_once_in_order(ward: Organization, clerk: User) -> None:
    for number in range(1, 46):
        title = "về trồng cây" if number % 3 else "về việc khác"
        filed(ward, title, number=f"{number}-KH/ĐU", body="<p>trồng cây</p>", issued_on=date(2026, 1, 1))

    pages = [look("trồng cây", clerk, page=page) for page in (1, 2, 3)]
    keys = [hit.directive.sequence for results in pages for hit in results.hits]

    assert keys == [n for n in range(1, 46) if n % 3] + [n for n in range(1, 46) if n % 3 == 0]
    assert [results.has_more for results in pages] == [True, True, False]


def test_newest_and_oldest_first_disregard_the_tiers(ward: Organization, clerk: User) -> None:
    body = filed(ward, "về việc khác", body="<p>trồng cây</p>", issued_on=date(2026, 5, 1))
    title = filed(ward, "về trồng cây", issued_on=date(2025, 5, 1))

    assert found("trồng cây", clerk, sort="moi") == [body, title]
    assert found("trồng cây", clerk, sort="cu") == [title, body]


# --- The index keeps in step --------------------------------------------------------------------------------------


def test_what_is_changed_and_deleted_is_found_as_it_is_now(ward: Organization, clerk: User) -> None:
    editor = make_user(role=Role.EDITOR, at=ward)
    row = create_directive(
        actor=editor, held_by=ward, register=ward, kind=make_kind(), number="7-KH/ĐU", issued_on=date(2026, 3, 2),
        subject="về trồng cây",
    )  # fmt: skip
    row.subject, row.issued_on = "về nuôi cá", date(2026, 4, 2)
    update_directive(actor=editor, directive=row)
    assert found("trồng cây", clerk) == []
    assert found("nuôi cá", clerk) == [row]

    delete_directive(actor=editor, directive=row)

    assert found("nuôi cá", clerk) == []
    assert DirectiveWords.objects.count() == 0


def test_rows_of_an_older_release_are_given_the_words_of_this_one(ward: Organization, clerk: User) -> None:
    youth = make_organization("Đoàn Thanh niên phường", letters="ĐTN", parent=ward, type="state")
    row = filed(ward, "về trồng cây", number="12-KH/ĐTN", register=youth, body="<p>Ven sông.</p>")
    without = filed(ward, "về nuôi cá", number="", register=youth, body="<p>Ven sông.</p>")
    of_now = list(DirectiveWords.objects.order_by("place").values())
    DirectiveWords.objects.update(agency="doan thanh nien phuong", body="ven song")
    migration = import_module("directives.migrations.0008_issuers_letters_as_words")

    migration.add_words(apps, SimpleNamespace(connection=connection))

    assert list(DirectiveWords.objects.order_by("place").values()) == of_now
    assert set(found("đtn", clerk)) == {row, without}


def test_the_triggers_or_columns_of_the_engines_are_there() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            assert set(engine_tables.TRIGGERS) <= {row[0] for row in cursor.fetchall()}
            cursor.execute("INSERT INTO directives_search(directives_search) VALUES ('integrity-check')")
        else:
            cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'directives_%'")
            names = {row[0] for row in cursor.fetchall()}
            assert {"directives_words_title", "directives_words_all", "directives_filewords_all"} <= names


@only_on("postgresql")
def test_few_new_words_wait_to_be_put_into_the_index(ward: Organization) -> None:
    """Every question reads those that wait, from end to end."""
    rows = []
    for n in range(1, 101):
        title, body = (" ".join(f"{part}{n}x{word}" for word in range(80)) for part in "tb")
        rows.append(make_directive(ward, subject=title, number=f"{n}-KH/ĐU", body=f"<p>{body}.</p>"))
    index_directives(rows)
    with connection.cursor() as cursor:
        for index in ("directives_words_title", "directives_words_all"):
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
            # Pages of 8 kB; a row alone may fill one.
            assert cursor.fetchone()[0] <= 10


# --- Who sees what ------------------------------------------------------------------------------------------------


def test_nothing_of_a_sister_body_is_found_suggested_or_cited(province: Organization, ward: Organization) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    filed(sister, "về kho quân dụng bí ẩn", number="77-KH/ĐU")
    citing = CitingText.objects.create(text="Kế hoạch số 88-KH/HA, ngày 02/3/2026 của Đảng ủy phường Hòa An về kho.")
    row = filed(sister, "về kho", number="78-KH/ĐU")
    row.citing_text = citing
    row.save()
    read_citations_of([citing], seen_from=sister)
    make_type("cell", receives=True)
    cell = make_organization("Chi bộ 1", parent=ward, type="cell")
    for user in (make_user(role=Role.CLERK, at=ward), make_user(role=Role.SECRETARY, at=cell)):
        visible = Directive.objects.visible_to(user).registered()
        assert found("kho quân dụng", user) == []
        assert found("77", user) == []
        assert look("88-KH/HA", user).cited == ()
        assert suggest(ask("quan dungg", user), visible) == ""


def test_unconfirmed_directives_are_not_found(ward: Organization, clerk: User) -> None:
    filed(ward, "về trồng cây", state=Directive.State.UNCONFIRMED)

    assert found("trồng cây", clerk) == []


# --- Bad input ----------------------------------------------------------------------------------------------------

BAD = (
    "", " ", "'", '"', '"chưa đóng', "%", "*", "a*", "^a", "-", "--", "a AND", "OR", "NOT a", "NEAR(a b)", "subject:a", "{body} : a",
    "a' OR 1=1 --", "'; DROP TABLE directives_directive; --", "(", ")", "a & b | !c", "<->", ":*", "\\", "\x00", "😀", "a\u200bb",
    "a" * 1_000_000, "trồng cây " * 100_000, "31/2/2023", "99999999999999999999", "315-", "-KH/TU", "số", "văn bản số",
    "tháng 13", "quý 9", "năm 0000", "ngày 00/00/2000", "\ufdfa", "ﬁ", "İ", "١٢٣", "e\u0301" * 400, "năm ngoái hè",
    "từ 31/2/2023 đến 30/2/2024", "từ tháng 13 đến tháng 2/2026", "29/2 - 30/6/2026", "từ 30/6/2026 đến 1/1/2020", "trước tháng 1/1900",
    "từ đến", "trước", "sau năm 2099", "không số không số", "không số 5", "từ tháng 2 đến nay", "quý 9 đến quý 1", "từ ngày 29/2/2024 đến tháng 2/2023",
    "bộ", "sở", "bộ bộ bộ", "thành ủy " * 30, "Luat dat dai số 31/2024/QH15",
)  # fmt: skip


@pytest.mark.parametrize("text", BAD, ids=lambda text: repr(text[:20]))
def test_whatever_is_typed_gets_an_answer(text: str, ward: Organization, clerk: User) -> None:
    filed(ward, "về trồng cây")

    look(text, clerk)
    suggest(ask(text, clerk), Directive.objects.visible_to(clerk))
