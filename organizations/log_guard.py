"""Database triggers that make the access log append-only, on SQLite and PostgreSQL.

No row is ever changed; a row may be deleted only when it is older than the months in LogRetention. Whoever holds the
database file can drop a trigger: the guard is against mistakes and against the portal's own code, and a test asks that
it is there. Anything that rebuilds the table on SQLite (AlterField) drops it silently: such a migration ends with
``create_guard``.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

# SQLite keeps moments as text in UTC, "2026-11-22 06:29:30.000001", which sorts as time does.
_SQLITE = {
    "accesslog_never_changed": """
        CREATE TRIGGER accesslog_never_changed BEFORE UPDATE ON organizations_accesslog
        BEGIN
            SELECT RAISE(ABORT, 'The access log is append-only.');
        END""",
    "accesslog_kept": """
        CREATE TRIGGER accesslog_kept BEFORE DELETE ON organizations_accesslog
        WHEN OLD.at >= datetime('now', '-' || COALESCE((SELECT MAX(months) FROM organizations_logretention), 12) || ' months')
        BEGIN
            SELECT RAISE(ABORT, 'This row of the access log must be kept longer.');
        END""",
}

_POSTGRESQL = (
    """
    CREATE OR REPLACE FUNCTION accesslog_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.at < now() - make_interval(months => COALESCE((SELECT MAX(months) FROM organizations_logretention), 12)) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'This row of the access log must be kept longer.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RAISE EXCEPTION 'The access log is append-only.' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$""",
    """
    CREATE TRIGGER accesslog_rows BEFORE UPDATE OR DELETE ON organizations_accesslog
    FOR EACH ROW EXECUTE FUNCTION accesslog_guard()""",
    """
    CREATE TRIGGER accesslog_emptied BEFORE TRUNCATE ON organizations_accesslog
    FOR EACH STATEMENT EXECUTE FUNCTION accesslog_guard()""",
)


def create_guard(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers there, in place of any that are."""
    drop_guard(connection)
    statements = _SQLITE.values() if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def drop_guard(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for migrations that rebuild the table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS accesslog_rows ON organizations_accesslog")
            cursor.execute("DROP TRIGGER IF EXISTS accesslog_emptied ON organizations_accesslog")
            cursor.execute("DROP FUNCTION IF EXISTS accesslog_guard()")
