"""Indexes by which a person's rows of the access log are found; two that begin as others do go.

On SQLite a changed column makes the table anew and would lose the triggers that guard the log: so the indexes go by themselves.
"""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_GONE = {
    "organizations_accesslog_actor_id_5b20fab2": "actor_id",
    "organizations_accesslog_organization_id_41937538": "organization_id",
}


def drop_indexes(apps: Any, schema_editor: Any) -> None:
    for name in _GONE:
        schema_editor.execute(f'DROP INDEX IF EXISTS "{name}"')


def make_indexes(apps: Any, schema_editor: Any) -> None:
    for name, column in _GONE.items():
        schema_editor.execute(f'CREATE INDEX IF NOT EXISTS "{name}" ON "organizations_accesslog" ("{column}")')


class Migration(migrations.Migration):
    dependencies = [("organizations", "0012_declined_proposal")]

    operations = [
        migrations.AddIndex(
            model_name="accesslog",
            index=models.Index(fields=["actor", "-at"], name="accesslog_of_actor"),
        ),
        migrations.AddIndex(
            model_name="accesslog",
            index=models.Index(fields=["target_type", "target_id", "-at"], name="accesslog_of_target"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_indexes, make_indexes)],
            state_operations=[
                migrations.AlterField(
                    model_name="accesslog",
                    name="actor",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ai",
                    ),
                ),
                migrations.AlterField(
                    model_name="accesslog",
                    name="organization",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
        ),
    ]
