"""PostgreSQL's word indexes let few new words wait, for every question reads them all."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from directives.search import engine_tables


def set_limits(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        engine_tables.create(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("directives", "0010_signers_as_words")]
    operations = [migrations.RunPython(set_limits, migrations.RunPython.noop)]
