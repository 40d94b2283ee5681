"""Statements that PostgreSQL reads and plans once a connection instead of once a question.

That costs several times what answering does where the rule of rights is part of a statement. psycopg2 prepares nothing by itself,
so it is done by PREPARE and EXECUTE; ``plan_cache_mode`` (settings.py) has the server keep one plan for whatever values. Only
for statements whose best plan is the same whatever is asked.
"""

import itertools
import re
from typing import Any

# A plan takes some 50 kB of a connection's memory. What comes after so many is planned each time.
_MOST = 80
_PLACEHOLDER = re.compile(r"%[s%]")


def planned_once(connection: Any, sql: str) -> str:
    """On PostgreSQL the call of a statement that this connection was told of, to be run with the same parameters. Elsewhere,
    behind a pool that gives every transaction another connection (``DISABLE_SERVER_SIDE_CURSORS`` says so), and where the
    connection keeps many already, the statement itself."""
    if connection.vendor != "postgresql" or connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        return sql
    connection.ensure_connection()
    kept: tuple[Any, dict[str, str]] = getattr(connection, "_portal_statements", (None, {}))
    own, calls = kept
    if own is not connection.connection:
        # A connection opened anew knows nothing of what the one before was told.
        calls = {}
        connection._portal_statements = (connection.connection, calls)
    if sql not in calls:
        if len(calls) >= _MOST:
            return sql
        name, numbers = f"portal_{len(calls) + 1}", itertools.count(1)
        statement = _PLACEHOLDER.sub(lambda found: f"${next(numbers)}" if found[0] == "%s" else "%", sql)
        # Past Django's cursor: telling is no query of the page.
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute(f"PREPARE {name} AS {statement}")
        places = ", ".join(["%s"] * (next(numbers) - 1))
        calls[sql] = f"EXECUTE {name} ({places})" if places else f"EXECUTE {name}"
    return calls[sql]
