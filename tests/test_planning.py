"""After an import PostgreSQL knows at once how large the tables are; on SQLite nothing is asked."""

import pytest
from django.db import connection

from cadre_portal.planning import refresh_statistics
from organizations.models import Organization
from tests.builders import make_organization

pytestmark = pytest.mark.django_db


def test_the_planner_knows_of_rows_just_written() -> None:
    for number in range(40):
        make_organization(f"Đảng bộ {number}")

    refresh_statistics(Organization)

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Organization._meta.db_table])
            assert cursor.fetchone()[0] == Organization.objects.count()
    assert Organization.objects.count() == 40
