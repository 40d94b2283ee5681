"""The search tables outside the models: FTS5 with triggers on SQLite, generated tsvectors with GIN on PostgreSQL."""

from django.db import migrations

from directives.search import engine_tables


def create(apps, schema_editor):
    engine_tables.create(schema_editor.connection)


def drop(apps, schema_editor):
    engine_tables.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("directives", "0004_search_words")]
    operations = [migrations.RunPython(create, drop)]
