"""Abbreviations that offices use and that the table lacks; what an administrator entered stays as it is."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from directives.abbreviations import ABBREVIATIONS


def add_missing(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Abbreviation = apps.get_model("directives", "Abbreviation")
    seen = set(Abbreviation.objects.values_list("short", "expansion"))
    Abbreviation.objects.bulk_create(
        Abbreviation(short=short, expansion=expansion)
        for short, expansion in ABBREVIATIONS
        if (short, expansion) not in seen
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0013_signer_index")]
    operations = [migrations.RunPython(add_missing, migrations.RunPython.noop)]
