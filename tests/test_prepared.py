"""Prepared queries give the same rows as the querysets they are made from, whatever the values."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cadre_portal import planned
from cadre_portal.prepared import CannotPrepare, Prepared, PreparedCondition, PreparedFilter
from organizations.models import Membership, Organization
from organizations.roles import Role
from tests.builders import make_membership, make_organization, make_user
from tests.conftest import only_on

pytestmark = pytest.mark.django_db


def _below(form: tuple[Any, ...], path: str, first: int, second: int) -> QuerySet[Organization, Any]:
    wanted = Q(path__below=path) | Q(path__in=[path[:4], path[:8]]) | Q(pk__in=[first, second], depth=1)
    rows: QuerySet[Organization, Any] = Organization.objects.filter(wanted).order_by("path").values_list("pk", "name")
    return rows


def test_values_beginnings_and_patterns_are_filled_in_each_time() -> None:
    province = make_organization("Tỉnh ủy Hải Đông")
    ward = make_organization("Đảng ủy phường Bình Giang", parent=province)
    cell = make_organization("Chi bộ 1", parent=ward)
    other = make_organization("Tỉnh ủy Sơn Nam")
    query = Prepared(_below)

    for path, first, second in ((ward.path, other.pk, 0), (cell.path, province.pk, other.pk), (ward.path, 0, 0)):
        assert query.rows((), [path, first, second]) == list(_below((), path, first, second))


def test_the_orm_builds_the_query_once_for_a_shape() -> None:
    built = []

    def build(form: tuple[Any, ...], pk: int) -> QuerySet[Organization, Any]:
        built.append(pk)
        rows: QuerySet[Organization, Any] = Organization.objects.filter(pk=pk).values_list("name")
        return rows

    ward = make_organization("Đảng ủy phường Bình Giang")
    query = Prepared(build)
    with CaptureQueriesContext(connection) as captured:
        assert [query.rows((), [pk]) for pk in (ward.pk, ward.pk + 1, ward.pk)] == [[(ward.name,)], [], [(ward.name,)]]
    assert (len(built), len(captured)) == (2, 3)


def test_days_and_moments_are_written_as_the_database_wants_them() -> None:
    ward = make_organization("Đảng ủy phường Bình Giang")
    held = make_membership(make_user(), ward, Role.EDITOR)
    query = Prepared(lambda form, day: Membership.objects.in_force(day).values_list("pk"))
    for day in (held.starts_on, held.starts_on - timedelta(days=1), date(2031, 5, 9)):
        assert query.rows((), [day]) == list(Membership.objects.in_force(day).values_list("pk"))

    seen = Prepared(lambda form, moment: Membership.history.filter(history_date__lte=moment).values_list("id"))
    now = timezone.now()
    for moment in (now, now - timedelta(days=4000)):
        expected = Membership.history.filter(history_date__lte=moment).values_list("id")
        assert seen.rows((), [moment]) == list(expected)


def test_a_query_that_can_match_nothing_gives_nothing() -> None:
    assert Prepared(lambda form, pk: Organization.objects.filter(pk__in=[]).values_list("pk")).rows((), [1]) == []


@pytest.mark.parametrize("value", ["a%b", "a b", "", "'; --"])
def test_texts_that_could_change_a_pattern_are_refused(value: str) -> None:
    query = Prepared(lambda form, path: Organization.objects.filter(path__below=path).values_list("pk"))
    with pytest.raises(CannotPrepare):
        query.rows((), [value])
    query.rows((), ["0001"])
    with pytest.raises(CannotPrepare):
        query.rows((), [value])


def test_a_value_hidden_in_a_sum_is_refused() -> None:
    query = Prepared(lambda form, number: Organization.objects.filter(depth=number + 1).values_list("pk"))
    with pytest.raises(CannotPrepare):
        query.rows((), [3])


def test_a_number_no_database_takes_matches_nothing() -> None:
    make_organization("Đảng ủy phường Bình Giang")
    query = Prepared(lambda form, pk: Organization.objects.filter(pk=pk).values_list("pk"))
    assert query.rows((), [2**70]) == []
    assert query.rows((), [2**40]) == []


def _has_people_or_is_below(form: tuple[Any, ...], path: str, role: str, organization: int) -> list[QuerySet[Any, Any]]:
    people = Membership.objects.filter(organization=organization, role=role)
    return [people, Organization.objects.filter(pk=organization, path__below=path).exclude(path=path)]


def test_a_condition_holds_for_the_rows_for_which_one_of_its_querysets_has_a_row() -> None:
    province = make_organization("Tỉnh ủy Hải Đông")
    ward = make_organization("Đảng ủy phường Bình Giang", parent=province)
    cell = make_organization("Chi bộ 1", parent=ward)
    other = make_organization("Tỉnh ủy Sơn Nam")
    make_membership(make_user(), other, Role.EDITOR)
    built = PreparedCondition(_has_people_or_is_below)

    for path, role, expected in (
        (ward.path, "editor", {cell, other}),
        (other.path, "editor", {other}),
        (province.path, "clerk", {ward, cell}),
    ):
        condition = built.met(("pk",), (), [path, role])
        assert set(Organization.objects.filter(condition)) == expected
        assert set(Organization.objects.exclude(condition)) == {province, ward, cell, other} - expected
        # In a query of another table, where Django gives the table another name.
        held = Membership.objects.filter(
            organization__in=Organization.objects.filter(condition).order_by().values("pk")
        )
        assert held.count() == len({other} & expected)


def test_a_condition_none_of_whose_querysets_can_match_holds_for_no_row() -> None:
    make_organization("Tỉnh ủy Hải Đông")
    never = PreparedCondition(lambda form, pk: [Organization.objects.filter(pk__in=[])])
    assert not Organization.objects.filter(never.met(("pk",), (), [])).exists()


def test_a_sign_of_per_cent_in_a_condition_stays_one() -> None:
    name = "Chi bộ 100%"
    asked = make_organization(name)
    make_organization("Chi bộ 100")
    named = PreparedCondition(
        lambda form, pk: [Organization.objects.filter(pk=pk).extra(where=["name LIKE '%%\\%%' ESCAPE '\\'"])]
    )
    assert list(Organization.objects.filter(named.met(("pk",), (), []))) == [asked]


def _held_within(form: tuple[Any, ...], path: str, role: str) -> QuerySet[Membership, Any]:
    started = Organization.objects.filter(path__below=path).exclude(path=path).order_by().values("pk")
    wanted = Q(role=role, organization__path__below=path) | Q(organization__in=started, state="proposed")
    return Membership.objects.filter(wanted)


def test_a_filter_holds_for_the_same_rows_as_the_queryset_it_is_made_from() -> None:
    province = make_organization("Tỉnh ủy Hải Đông")
    ward = make_organization("Đảng ủy phường Bình Giang", parent=province)
    other = make_organization("Tỉnh ủy Sơn Nam")
    for place, role, state in (
        (province, Role.EDITOR, "confirmed"),
        (ward, Role.EDITOR, "confirmed"),
        (ward, Role.CLERK, "proposed"),
        (other, Role.CLERK, "confirmed"),
    ):
        make_membership(make_user(), place, role, state=state)
    built = PreparedFilter(_held_within, "role", "state", "organization", "organization__path")

    for path, asked in (
        (province.path, "editor"),
        (ward.path, "editor"),
        (other.path, "clerk"),
        (other.path, "editor"),
    ):
        condition = built.met((), [path, asked])
        expected = set(_held_within((), path, asked))
        assert set(Membership.objects.filter(condition)) == expected
        assert set(Membership.objects.select_related("organization").filter(condition)) == expected
        # In a query of another table, where Django gives the tables other names.
        inner = Membership.objects.filter(condition).order_by().values("organization")
        assert set(Organization.objects.filter(pk__in=inner)) == {held.organization for held in expected}


def test_a_filter_says_all_the_columns_it_looks_at() -> None:
    with pytest.raises(CannotPrepare):
        list(Membership.objects.filter(PreparedFilter(_held_within, "role", "state").met((), ["0001", "editor"])))


def test_a_filter_with_a_column_of_its_row_inside_a_subquery_is_refused() -> None:
    def asked(form: tuple[Any, ...], role: str) -> QuerySet[Organization, Any]:
        held = Membership.objects.filter(organization=OuterRef("pk"), role=role)
        rows: QuerySet[Organization, Any] = Organization.objects.filter(Exists(held))
        return rows

    with pytest.raises(CannotPrepare):
        list(Organization.objects.filter(PreparedFilter(asked, "pk").met((), ["editor"])))


@only_on("postgresql")
def test_postgresql_plans_a_question_once_a_connection() -> None:
    ward = make_organization("Đảng ủy phường Bình Giang")
    query = Prepared(_below)
    with CaptureQueriesContext(connection) as captured:
        for first in (ward.pk, 0, ward.pk):
            assert query.rows((), [ward.path, first, 0]) == list(_below((), ward.path, first, 0))
    asked = [row["sql"].split(" (")[0] for row in captured.captured_queries if row["sql"].startswith("EXECUTE")]
    assert len(asked) == 3
    assert len(set(asked)) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name = %s", [asked[0].split()[1]])
        assert cursor.fetchone() == (1,)


@only_on("postgresql")
def test_behind_a_pool_of_connections_nothing_is_kept_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    ward = make_organization("Đảng ủy phường Bình Giang")
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    with CaptureQueriesContext(connection) as captured:
        assert Prepared(_below).rows((), [ward.path, 0, 0]) == list(_below((), ward.path, 0, 0))
    assert not any(row["sql"].startswith("EXECUTE") for row in captured.captured_queries)


@only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_connection_keeps_so_many_plans_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planned, "_MOST", 1)
    connection.close()
    with connection.cursor() as cursor:
        for sql, more in (("SELECT %s::int + 1 WHERE 'a%%b' LIKE 'a%%'", 1), ("SELECT %s::int + 2", 2)):
            for value in (1, 2):
                cursor.execute(planned.planned_once(connection, sql), [value])
                assert cursor.fetchone() == (value + more,)
        cursor.execute("SELECT name FROM pg_prepared_statements")
        assert cursor.fetchall() == [("portal_1",)]


@only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_plan_outlives_the_transaction_it_was_made_in() -> None:
    sql = "SELECT %s::int + 1000"
    with suppress(ZeroDivisionError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(planned.planned_once(connection, sql), [1])
        raise ZeroDivisionError
    with connection.cursor() as cursor:
        cursor.execute(planned.planned_once(connection, sql), [1])
        assert cursor.fetchone() == (1001,)
