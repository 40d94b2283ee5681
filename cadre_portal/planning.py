"""What the database's planner knows of the tables."""

from django.db import connection
from django.db.models import Model


def refresh_statistics(*models: type[Model]) -> None:
    """Let PostgreSQL count the rows of these tables anew, after much has been written at once.

    It does so by itself, but up to a minute later; until then it plans for tables it takes to be empty, and a list of a
    hundred cells may be read by every pair of rows. SQLite plans well without.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
