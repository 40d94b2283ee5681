"""PostgreSQL's vectors of titles carry the time of issue, so that of a common word only the newest rows are read."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from directives.search import engine_tables


def renew(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    engine_tables.renew_titles(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("directives", "0005_search_engines")]
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
