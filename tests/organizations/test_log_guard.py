"""The access log is append-only, whoever asks: the database itself refuses."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations import log
from organizations.models import AccessLog, LogRetention
from organizations.services import prune_log
from organizations.services.retention import _months_before
from tests.builders import make_user
from tests.conftest import only_on

pytestmark = pytest.mark.django_db


def _row(**fields: object) -> AccessLog:
    return AccessLog.objects.create(action=AccessLog.Action.READ, **fields)


def test_a_row_of_the_log_cannot_be_changed() -> None:
    row = _row(target_label="Tài liệu tháng 8")

    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLog.objects.filter(pk=row.pk).update(target_label="khác")

    row.refresh_from_db()
    assert row.target_label == "Tài liệu tháng 8"


def test_a_row_younger_than_the_retention_cannot_be_deleted() -> None:
    row = _row(at=timezone.now() - timedelta(days=360))

    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLog.objects.filter(pk=row.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM organizations_accesslog")

    assert AccessLog.objects.filter(pk=row.pk).exists()


def test_pruning_takes_what_is_past_its_time_and_nothing_else() -> None:
    old, young = _row(at=timezone.now() - timedelta(days=368)), _row(at=timezone.now() - timedelta(days=363))

    call_command("prune_log")

    kept = set(AccessLog.objects.values_list("pk", flat=True))
    assert young.pk in kept
    assert old.pk not in kept
    assert AccessLog.objects.filter(action=AccessLog.Action.DELETE, detail__until__isnull=False).exists()


def test_a_longer_retention_keeps_older_rows() -> None:
    LogRetention.objects.filter(pk=1).update(months=24)
    row = _row(at=timezone.now() - timedelta(days=400))

    assert prune_log() == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLog.objects.filter(pk=row.pk).delete()


def test_the_retention_is_never_shorter_than_a_year() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        LogRetention.objects.filter(pk=1).update(months=11)


@pytest.mark.parametrize(
    ("moment", "months", "expected"),
    [
        (datetime(2026, 3, 31, 8, tzinfo=UTC), 1, datetime(2026, 2, 28, 8, tzinfo=UTC)),
        (datetime(2024, 2, 29, tzinfo=UTC), 12, datetime(2023, 2, 28, tzinfo=UTC)),
        (datetime(2026, 1, 15, tzinfo=UTC), 13, datetime(2024, 12, 15, tzinfo=UTC)),
    ],
)
def test_months_are_counted_back_by_the_calendar(moment: datetime, months: int, expected: datetime) -> None:
    assert _months_before(moment, months) == expected


def test_the_log_keeps_who_and_where_from() -> None:
    actor = make_user()
    log.record(AccessLog.Action.EXPORT, actor=actor, label="Danh sách chi bộ", rows=12)

    row = AccessLog.objects.get(actor=actor)
    assert (row.target_label, row.detail) == ("Danh sách chi bộ", {"rows": 12})


@only_on("sqlite")
def test_the_rows_of_a_person_are_found_without_walking_the_log() -> None:
    """The account page shows them to everybody; of a quiet person the whole log of a year would be read."""
    person = make_user()
    _row(actor=person)
    _row(target_type="organizations.user", target_id=str(person.pk))
    _row(target_type="documents.edition", target_id=str(person.pk))

    with CaptureQueriesContext(connection) as asked:
        rows = AccessLog.objects.latest_of_person(person, 20)
    with connection.cursor() as cursor:
        plans = [cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}").fetchall() for query in asked]

    assert len(rows) == 2
    assert [plan[0][-1].split(" USING INDEX ")[1].split()[0] for plan in plans] == [
        "accesslog_of_actor",
        "accesslog_of_target",
    ]
