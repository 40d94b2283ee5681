"""What an odd question costs: words that stand nowhere are not asked for again, common ones are looked for among the newest."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from directives.models import Directive
from directives.search import nowhere, postgres, sqlite
from directives.search.engine import get_engine
from directives.search.find import search
from directives.search.frequency import Frequencies
from directives.search.index import index_directives, key_at
from directives.search.nowhere import Nowhere
from directives.search.query import read_question
from directives.search.statements import base_sql, run_so_far
from directives.search.suggest import suggest
from directives.search.tiers import Tier
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_kind, make_organization, make_user
from tests.conftest import only_on


def _tier(text: str, column: str = "any", missing: int = 0, *, unfinished: bool = False) -> Tier:
    return Tier(column, tuple((tuple(thing.split("_")),) for thing in text.split()), unfinished, missing)


@pytest.mark.parametrize(
    ("none", "tier", "known"),
    [
        (_tier("a b"), _tier("a b"), True),
        (_tier("a b"), _tier("a b", "subject"), True),
        (_tier("a b"), _tier("c b a"), True),
        (_tier("a b"), _tier("a"), False),
        (_tier("a b"), _tier("a_b"), False),
        (_tier("a b"), _tier("a b", unfinished=True), False),
        (_tier("a b"), _tier("a b", "file"), False),
        (_tier("a b", "file"), _tier("a b c", "file"), True),
        (_tier("a b c", missing=1), _tier("a b c"), True),
        (_tier("a b c", missing=1), _tier("a b c d", missing=1), True),
        (_tier("a b c"), _tier("a b c", missing=1), False),
    ],
)
def test_what_is_known_of_the_wide_is_known_of_the_narrow(none: Tier, tier: Tier, known: bool) -> None:
    learnt = Nowhere()
    learnt.note(none)
    assert learnt.knows(tier) is known


@pytest.mark.parametrize("is_there", [False, True])
def test_a_doubt_is_asked_about_once_and_only_when_it_matters(is_there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Tier] = []
    monkeypatch.setattr(nowhere, "_any", lambda tier: asked.append(tier) or is_there)  # type: ignore[func-returns-value]
    learnt = Nowhere()
    learnt.doubt(_tier("a b", "subject"))
    assert not learnt.knows(_tier("c"))
    assert asked == []
    assert [learnt.knows(_tier("a b c")), learnt.knows(_tier("a b"))] == [not is_there, not is_there]
    assert asked == [_tier("a b")]


@pytest.mark.parametrize(
    ("tier", "most"),
    [
        (_tier("rare"), 10), (_tier("often"), 500), (_tier("often always"), 500), (_tier("always_often rare"), 10), (_tier("always"), 1000),
        # With one of two missing either will do; of three two must be there, which half of the rows of both can have at most.
        (_tier("often rare", missing=1), 510), (_tier("often rare rare", missing=1), 20), (_tier("always always always", missing=2), 1000),
        (_tier("always rar", unfinished=True), 1000),
        (Tier("any", ((("often",), ("rare",)),)), 510),
    ],
)  # fmt: skip
def test_no_more_rows_match_than_the_frequencies_of_the_words_let(tier: Tier, most: float) -> None:
    known = Frequencies(1000, {"often": 0.5, "always": 1.0}, others=0.01)
    assert known.most_matches(tier) == pytest.approx(most)


@pytest.mark.parametrize(
    ("tier", "least"),
    [
        (_tier("often"), 500), (_tier("rare"), 0), (_tier("often_always"), 0), (_tier("often always"), 0), (_tier("often", unfinished=True), 0),
        (Tier("any", ((("often", "rare"), ("always",), ("often",)),)), 1000),
    ],
)  # fmt: skip
def test_a_common_word_is_known_to_stand_in_many_rows(tier: Tier, least: float) -> None:
    assert Frequencies(1000, {"often": 0.5, "always": 1.0}, others=0.01).least_matches(tier) == least


@pytest.fixture
def ward(db: None) -> Organization:
    province = make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")
    ward = make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)
    kinds = [make_kind(), make_kind("Thông báo", "TB")]
    index_directives([
        make_directive(
            ward, number=f"{place + 1:02d}-{kinds[place % 2].letters}/ĐU", kind=kinds[place % 2], register=ward,
            subject=("về trồng cây xanh", "về cây trồng", "về chăm sóc vườn hoa")[place % 3], issued_on=date(2024, 1, 1 + place),
            body=("<p>Cây xanh ven đường.</p>", "<p>Việc của tổ dân phố.</p>")[place % 2],
        )
        for place in range(24)
    ])  # fmt: skip
    return ward


@pytest.fixture
def clerk(ward: Organization) -> User:
    return make_user("tra.cuu", role=Role.CLERK, at=ward)


@pytest.mark.parametrize(
    "text",
    [
        "TB KL BTV TU PCTN TC", "KH BTVĐU XL CLĐV 2026", "CV BTG HD SHCB T12", "TB ĐU qwzx ưxzv plugh tháng 3/2024",
        "đồng chí nào có cái kế hoạch kiểm tra giám sát năm nay của đảng ủy cho tôi xin",
        "thông báo nào của đảng ủy phường nói chế độ họp chi bộ hàng tháng và thời gian nộp biên bản về tháng 3/2024",
    ],
)  # fmt: skip
def test_what_stands_nowhere_is_not_asked_for_in_every_reading(text: str, clerk: User) -> None:
    question = read_question(text, user=clerk, today=date(2026, 11, 22))
    before = run_so_far()
    search(user=clerk, question=question, base=Directive.objects.visible_to(clerk).registered())
    assert run_so_far() - before <= 40


@pytest.mark.parametrize(
    ("tier", "number"),
    [(_tier("xanh"), 16), (_tier("cay_xanh"), 16), (_tier("vuon"), 8), (_tier("xanh_cay"), 0), (_tier("qwzx"), 0), (_tier("vuon qwzx", missing=1), 8)],
)  # fmt: skip
def test_several_are_counted_by_one_statement(tier: Tier, number: int, ward: Organization) -> None:
    engine, before = get_engine(), run_so_far()
    assert engine.how_many_each([_tier("qwzx"), tier, tier], 20) == [0, number, number]
    assert engine.how_many_each([tier], 3) == [min(number, 3)]
    assert run_so_far() - before == 2
    assert engine.how_many_each([], 3) == []
    assert engine.how_many(tier, 20) == number


@only_on("postgresql")
def test_only_words_that_are_not_known_as_common_are_counted(
    ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "frequencies_of", lambda vector: Frequencies(1000, {"xanh": 0.5, "cay": 0.5}))
    before = run_so_far()
    assert get_engine().how_many_each([_tier("xanh"), _tier("vuon"), _tier("cay"), _tier("qwzx")], 20) == [20, 8, 20, 0]
    assert get_engine().how_many_each([_tier("xanh"), _tier("cay")], 20) == [20, 20]
    assert run_so_far() - before == 1


@only_on("postgresql")
@pytest.mark.parametrize("limit", [1, 5, 8, 30])
@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize(
    "tiers",
    [
        [_tier("cay_xanh"), _tier("cay xanh")], [_tier("cay_trong", "subject"), _tier("trong cay", "subject")], [_tier("cay")],
        [_tier("cay xanh ven", missing=1)], [_tier("cay_xanh"), _tier("to_dan_pho viec")],
    ],
)  # fmt: skip
def test_words_known_as_common_are_found_in_the_same_order(
    tiers: list[Tier], limit: int, oldest_first: bool, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = base_sql(Directive.objects.filter(held_by=ward, state="registered"), "pk")
    assert source is not None
    lists = []
    for known in (Frequencies(), Frequencies(1_000_000, {}, 1.0)):
        monkeypatch.setattr(postgres, "frequencies_of", lambda vector, known=known: known)
        engine = get_engine()
        if oldest_first:
            lists.append(engine.places(source, tiers[-1], limit, oldest_first=True))
        else:
            lists.append(engine.ranked(source, tiers, limit))
    assert lists[0] == lists[1]
    assert lists[0]


@only_on("postgresql")
@pytest.mark.parametrize("narrow", [{}, {"kind__letters": "TB"}])
def test_common_words_are_counted_alike(
    narrow: dict[str, str], ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = Directive.objects.filter(held_by=ward, state="registered", **narrow)
    counted = []
    for known in (Frequencies(), Frequencies(1_000_000, {}, 1.0)):
        monkeypatch.setattr(postgres, "frequencies_of", lambda vector, known=known: known)
        counted.append(sorted(get_engine().facets(base, [_tier("cay"), _tier("cay", "file")]), key=str))
    assert counted[0] == counted[1]
    assert sum(row[-1] for row in counted[0]) == (8 if narrow else 20)


@only_on("postgresql")
@pytest.mark.parametrize(
    "tiers", [[_tier("cay", "subject")], [_tier("cay_xanh", "subject"), _tier("cay xanh", "subject")]]
)
def test_rights_are_asked_of_no_more_finds_than_a_page_shows(tiers: list[Tier], ward: Organization) -> None:
    broad = base_sql(Directive.objects.filter(held_by=ward, state="registered"), "pk")
    assert broad is not None
    values: list[Any] = [*postgres._values(broad, tiers, postgres._widest(tiers)), 3]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN ANALYZE {postgres._matching(broad, tiers)}", values)
        plan = [str(row[0]) for row in cursor.fetchall()]
    # Sorted once, below the join: to sort its result the join would have to be made of all finds.
    joined = next(place for place, line in enumerate(plan) if "Nested Loop" in line)
    assert not any("Sort" in line for line in plan[:joined]), plan


@only_on("postgresql")
def test_a_kind_of_few_is_not_looked_for_by_going_through_all_words_in_their_order(ward: Organization) -> None:
    narrow = base_sql(Directive.objects.filter(held_by=ward, kind__letters="TB"), "pk")
    assert narrow is not None
    tier = _tier("cay xanh")
    sql = postgres._matching(narrow, [tier])
    values: list[Any] = [*postgres._values(narrow, [tier], postgres.match_expression(tier)), 5]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}", values)
        plan = "\n".join(str(row[0]) for row in cursor.fetchall())
    assert "Backward" not in plan, plan
    keys = [key_at(place) for place in get_engine().places(narrow, tier, 5)]
    assert list(Directive.objects.filter(pk__in=keys).values_list("kind__letters", flat=True)) == ["TB"] * len(keys)


@pytest.mark.parametrize("narrow", [{}, {"kind__letters": "TB"}, {"number": "nirgends"}])
def test_what_occurs_is_what_is_found(narrow: dict[str, str], ward: Organization) -> None:
    source = base_sql(Directive.objects.filter(held_by=ward, state="registered", **narrow), "pk")
    assert source is not None
    engine = get_engine()
    tiers = [_tier(text) for text in ("xanh", "cay_xanh", "xanh_cay", "vuon duong", "vuon hoa", "qwzx")]
    tiers += [_tier("trong_cay", "subject"), _tier("vuon xanh qwzx", missing=1), _tier("xanh", "file")]
    found = [bool(engine.places(source, tier, 1)) for tier in tiers]
    assert [engine.has_any(source, [tier]) for tier in tiers] == found
    assert engine.which_occur(source, tiers[:-1]) == found[:-1]
    assert engine.has_any(source, tiers) == any(found)
    assert [bool(engine.some(source, tier, 3)) for tier in tiers] == found


@pytest.mark.parametrize(("most", "number"), [(3, 20), (16, 8)])
def test_a_row_of_words_that_very_many_have_somewhere_is_not_counted(
    most: int, number: int, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_EACH", postgres._EACH.replace("2001", str(most + 1)).replace("2000", str(most)))
    monkeypatch.setattr(sqlite, "ROWS_LOOKED_AT", most)
    # Sixteen have both words, eight of them in this row.
    assert get_engine().how_many_each([_tier("trong_cay")], 20) == [number]


def test_a_question_that_nothing_resembles_costs_little_to_mend(clerk: User) -> None:
    visible = Directive.objects.visible_to(clerk).registered()
    question = read_question(
        "cây hoa vườn đường xanh phố trồng sóc việc ven tổ dân", user=clerk, today=date(2026, 11, 22)
    )
    before = run_so_far()
    assert suggest(question, visible) == ""
    assert run_so_far() - before <= 4
