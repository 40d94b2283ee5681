"""What the database does for a question: no statement reads the whole register where an index serves, whoever asks whatever."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directives.models import CitingText, Directive
from directives.search import postgres, statements
from directives.search.engine import get_engine
from directives.search.find import search
from directives.search.index import index_directives, key_at
from directives.search.near import near_words
from directives.search.postgres import _occurring
from directives.search.query import read_question
from directives.search.statements import base_sql
from directives.search.tiers import Tier
from directives.services import read_citations_of
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_kind, make_organization, make_user
from tests.conftest import only_on

pytestmark = pytest.mark.django_db
Statement = tuple[str, Any]


@pytest.fixture
def ward() -> Organization:
    """A ward whose register has three years of plans and decisions, some of the province, and a number that is only cited."""
    province = make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")
    ward = make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)
    kinds = [make_kind(), make_kind("Quyết định", "QĐ")]
    rows = [
        make_directive(
            ward, number=f"{place + 1:02d}-{kinds[place % 2].letters}/ĐU", kind=kinds[place % 2], subject="về trồng cây xanh",
            issued_on=date(2024 + place % 3, 1 + place % 12, 1 + place), register=(ward, province)[place % 2],
        )
        for place in range(24)
    ]  # fmt: skip
    citing = CitingText.objects.create(text="Thực hiện Chỉ thị số 88-CT/TU, ngày 02/3/2026 về dân vận.", seen_from=ward)
    Directive.objects.filter(pk=rows[0].pk).update(citing_text=citing)
    read_citations_of([citing])
    index_directives(rows)
    return ward


@pytest.fixture(params=["clerk", "secretary"])
def reader(request: pytest.FixtureRequest, ward: Organization) -> User:
    if request.param == "clerk":
        return make_user("tra.cuu", role=Role.CLERK, at=ward)
    cell = make_organization("Chi bộ tổ dân phố số 1", parent=ward, type="cell")
    return make_user("bi.thu", role=Role.SECRETARY, at=cell)


@contextmanager
def captured() -> Iterator[list[Statement]]:
    """The statements run within, as they were given to the database."""
    seen: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(("SELECT", "WITH")):
            seen.append((sql, params))
        return execute(sql, params, many, context)

    with pytest.MonkeyPatch.context() as patched, connection.execute_wrapper(note):
        # As behind a pool of connections: no plan is kept from before.
        patched.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
        yield seen


# The register and its citations, by the names statements of ours give them too.
_WHOLE = re.compile(r"^SCAN (?:directives_directive|directives_citation|d|c)\b(?!.* COVERING INDEX)")
_SEQUENTIAL = re.compile(r"Seq Scan on directives_(?:directive|citation)\b")


def whole_readings(seen: list[Statement]) -> list[tuple[str, str]]:
    """Steps that read the register or its citations from end to end, each with its statement. PostgreSQL, which reads a table as
    small as this one whole for choice, is kept from it: what it still reads whole has no index."""
    told = _SEQUENTIAL.search if connection.vendor == "postgresql" else _WHOLE.match
    return [(step, sql) for sql, params in seen for step in steps_of(sql, params) if told(step)]


def steps_of(sql: str, params: Any) -> list[str]:
    """The database's plan for a statement."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql, params)
        return [str(row[-1]) for row in cursor.fetchall()]


@pytest.mark.parametrize(
    "query",
    [
        "q=03-KH/ĐU", "q=03 kh đu", "q=số 03–KH/ĐU", "q=315", "q=kh 3", "q=kh 3 năm 2024", "q=9", "q=88-CT/TU", "q=ct 88", "q=03-KH/ĐU&bo=so",
        "q=trồng cây xanh", "q=qwrtzx", "q=trong cay xanhh", "q=kế hoạch", "q=của tỉnh ủy lam sơn", "q=năm 2024", "q=quý III năm ngoái",
        "q=kế hoạch của tỉnh ủy tháng 3/2024", "q=văn bản không số", "q=mới nhất", "q=%", "q=*", "q=😀", "q='; DROP TABLE x", "", "trang=50",
        "loai={kind}", "nam=2024", "co_quan={body}", "co_quan={body}&nam=2024&loai={kind}", "hieu_luc=het", "so=3", "q=trồng cây&sap_xep=cu",
        "sap_xep=cu",
    ],
)  # fmt: skip
def test_no_question_reads_the_register_whole(query: str, reader: User, client: Client) -> None:
    kind, body = make_kind().pk, Organization.objects.get(name="Tỉnh ủy Lam Sơn").pk
    client.force_login(reader)
    address = query.format(kind=kind, body=body)
    with captured() as seen:
        for page in ("", "so-luong/", "xuat/csv/"):
            assert client.get(f"/van-ban/{page}?{address}").status_code in {200, 302}
    assert any("directives_directive" in sql for sql, _ in seen)
    assert whole_readings(seen) == []


def test_who_has_signed_is_read_by_the_index_from_one_to_the_next(ward: Organization, reader: User) -> None:
    for signer in ("Vi Thị Bích Liên", "Kha Văn Ngọt"):
        make_directive(ward, signer=signer)

    with captured() as seen:
        question = read_question("trồng cây do bà Liên ký", user=reader, today=date(2026, 11, 22))

    assert question.signers == ("Vi Thị Bích Liên",)
    told = [step for sql, params in seen if "RECURSIVE" in sql for step in steps_of(sql, params)]
    assert any("directive_signer" in step for step in told), told
    assert whole_readings(seen) == []


@pytest.mark.parametrize("asked", ["qwrtzx", "xyzzy plugh", "kế hoạch qwrtzx"])
def test_nothing_is_counted_where_nothing_was_found(asked: str, reader: User, client: Client) -> None:
    client.force_login(reader)
    listed = client.get("/van-ban/", {"q": asked}).context["results"]
    counted = client.get("/van-ban/so-luong/", {"q": asked})
    assert (counted.context["total"] > 0) == bool(listed.hits)
    assert not listed.hits or "xyzzy" not in asked


@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize(
    "narrow", [{}, {"kind__letters": "QĐ"}, {"issued_on__gte": date(2025, 1, 1), "issued_on__lte": date(2025, 12, 31)}]
)
@pytest.mark.parametrize("looked_at", [1, 2000])
def test_the_newest_are_the_same_whether_looked_for_among_the_newest_or_by_index(
    looked_at: int, narrow: dict[str, Any], oldest_first: bool, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(statements, "_LOOKED_AT", looked_at)
    monkeypatch.setattr(statements, "_TIMES", 1)
    rows = Directive.objects.filter(held_by=ward, **narrow)
    source = base_sql(rows, "pk")
    assert source is not None
    places = get_engine().newest(source, 7, oldest_first=oldest_first)
    wanted = rows.order_by("words__place" if oldest_first else "-words__place").values_list("pk", flat=True)[:7]
    assert [key_at(place) for place in places] == list(wanted)


@pytest.mark.parametrize(
    ("narrow", "days"),
    [
        ({"issued_on__gte": date(2024, 1, 1), "issued_on__lte": date(2024, 12, 31)}, 366),
        ({"issued_on__gte": date(2024, 1, 1), "kind__letters": "KH", "issued_on__lte": date(2024, 1, 31)}, 31),
    ],
)
def test_the_days_that_are_asked_for_bound_the_places_to_look_at(
    narrow: dict[str, Any], days: int, ward: Organization
) -> None:
    source = base_sql(Directive.objects.filter(held_by=ward, **narrow), "pk")
    assert source is not None
    assert source.places is not None
    assert (source.places[1] >> 47) - (source.places[0] >> 47) + 1 == days
    unbound = base_sql(Directive.objects.exclude(issued_on__lte=date(2024, 1, 1)), "pk")
    assert unbound is not None
    assert unbound.places is None


@only_on("postgresql")
def test_of_very_many_words_only_those_that_occur_are_asked_for(ward: Organization) -> None:
    near = tuple((word,) for word in sorted(near_words("qwrtzx")))
    assert len(near) > 100
    assert _occurring(Tier("subject", (near,))) is None
    thinned = _occurring(Tier("subject", ((*near, ("xanh",), ("cay", "xanh"), ("cay", "qwrtz")), (("trong",),))))
    assert thinned == Tier("subject", ((("xanh",), ("cay", "xanh")), (("trong",),)))


@only_on("postgresql")
@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("limit", [1, 5, 24, 30])
def test_common_words_are_found_among_the_newest_as_among_all(
    limit: int, oldest_first: bool, ward: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = base_sql(Directive.objects.filter(held_by=ward, state="registered"), "pk")
    assert source is not None
    assert not source.is_narrow
    tier = Tier("any", ((("cay",),), (("xanh",),)))
    lists = []
    for looked_at in (0, 100):
        monkeypatch.setattr(postgres, "_PAGE", looked_at)
        with captured() as seen:
            lists.append(get_engine().places(source, tier, limit, oldest_first=oldest_first))
        # Whoever asks first reads the statistics too, which are then kept for a while.
        asked = [sql for sql, _ in seen if "pg_stats" not in sql]
        assert len(asked) == (1 if looked_at == 0 or limit <= 24 else 2)
    assert lists[0] == lists[1]
    assert len(lists[0]) == min(limit, 24)


@only_on("postgresql")
def test_what_ranks_and_what_shows_the_finds_is_planned_once_a_connection(ward: Organization) -> None:
    """The rule of rights in them takes longer to plan than to answer."""
    clerk = make_user("van.thu", role=Role.CLERK, at=ward)
    names = []
    for _ in range(2):
        question = read_question("trồng cây xanh", user=clerk, today=date(2026, 8, 1))
        with CaptureQueriesContext(connection) as asked:
            assert search(user=clerk, question=question, base=Directive.objects.visible_to(clerk).registered()).hits
        sent = [row["sql"] for row in asked.captured_queries]
        assert not any("r.place" in sql or "d.number" in sql for sql in sent)
        names.append([sql.split(" (")[0] for sql in sent if sql.startswith("EXECUTE")])
    # The first question also asked who this is.
    assert set(names[1]) <= set(names[0])
    assert len(names[1]) >= 2
