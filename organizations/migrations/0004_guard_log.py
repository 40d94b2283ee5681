"""The access log becomes append-only; for how long its rows are kept stands in one row."""

from django.db import migrations

from organizations.log_guard import create_guard, drop_guard


def seed(apps, schema_editor):
    apps.get_model("organizations", "LogRetention").objects.get_or_create(pk=1, defaults={"months": 12})


def guard(apps, schema_editor):
    create_guard(schema_editor.connection)


def unguard(apps, schema_editor):
    drop_guard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0003_seed_types")]

    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
