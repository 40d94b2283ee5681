"""Creates what the engines need beside the models' tables. Called by a migration, and again after a table was altered.

SQLite: two FTS5 tables (external content) that triggers keep equal to the words tables. Altering a table there makes it anew
and loses its triggers without a word: whoever alters the words tables calls ``create`` again, and a test looks for them.
PostgreSQL: generated tsvector columns, so nothing can get out of step.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

# FTS5 table → (content table, its key, indexed columns).
_FTS5 = {
    "directives_search": ("directives_directivewords", "place", ("agency", "exact", "subject", "body")),
    "directives_filesearch": ("directives_filewords", "file_id", ("text",)),
}

TRIGGERS = tuple(f"{table}_{event}" for table in _FTS5 for event in ("insert", "update", "delete"))

_POSTGRESQL = (
    # The title by itself: small vectors, so the tiers of the title need not read the bodies. With it a mark of the time of issue
    # (no word: it has a sign), so that of a common word only the newest rows are read.
    """
    ALTER TABLE directives_directivewords ADD COLUMN IF NOT EXISTS title_search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', agency), 'A') || setweight(to_tsvector('simple', exact), 'B')
        || setweight(to_tsvector('simple', subject), 'C') || array_to_tsvector(ARRAY['@' || (place >> 56)::text])) STORED
    """,
    """
    ALTER TABLE directives_directivewords ADD COLUMN IF NOT EXISTS search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', agency) || to_tsvector('simple', subject) || to_tsvector('simple', body)) STORED
    """,
    """
    ALTER TABLE directives_filewords ADD COLUMN IF NOT EXISTS search tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED
    """,
    "CREATE INDEX IF NOT EXISTS directives_words_title ON directives_directivewords USING gin (title_search)",
    "CREATE INDEX IF NOT EXISTS directives_words_all ON directives_directivewords USING gin (search)",
    "CREATE INDEX IF NOT EXISTS directives_filewords_all ON directives_filewords USING gin (search)",
    # New words wait in a list that every question reads from end to end. A list of the usual 4 MB (what an import leaves until the
    # database tidies up) costs a question as much as all the rest; 64 kB, the least that can be set, costs it nothing.
    *(
        f"ALTER INDEX {index} SET (gin_pending_list_limit = 64)"
        for index in ("directives_words_title", "directives_words_all", "directives_filewords_all")
    ),
)


def create(connection: BaseDatabaseWrapper) -> None:
    """Create tables, triggers, columns and indexes where they are missing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in _POSTGRESQL:
                cursor.execute(statement)
            return
        for table, (content, key, columns) in _FTS5.items():
            names = ", ".join(columns)
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5({names}, content='{content}', "
                f"content_rowid='{key}', tokenize='unicode61 remove_diacritics 0')"
            )
            new = ", ".join(f"new.{name}" for name in columns)
            old = ", ".join(f"old.{name}" for name in columns)
            add = f"INSERT INTO {table}(rowid, {names}) VALUES (new.{key}, {new});"  # noqa: S608 - names of ours
            take = f"INSERT INTO {table}({table}, rowid, {names}) VALUES ('delete', old.{key}, {old});"  # noqa: S608
            for event, steps in (("insert", add), ("update", take + " " + add), ("delete", take)):
                cursor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {table}_{event} AFTER {event.upper()} ON {content} BEGIN {steps} END"
                )


def renew_titles(connection: BaseDatabaseWrapper) -> None:
    """Make the vectors of titles anew, after their rule has changed (PostgreSQL only)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE directives_directivewords DROP COLUMN IF EXISTS title_search")
        create(connection)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take away what ``create`` made."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE directives_directivewords DROP COLUMN IF EXISTS title_search")
            cursor.execute("ALTER TABLE directives_directivewords DROP COLUMN IF EXISTS search")
            cursor.execute("ALTER TABLE directives_filewords DROP COLUMN IF EXISTS search")
            return
        for trigger in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for table in _FTS5:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
