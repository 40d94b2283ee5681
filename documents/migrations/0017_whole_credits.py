"""Credits of photos typed as a bare name get the word before it, as all are stored from now on.

Left as they are: editions, which are frozen, and issues that somebody is deciding on or has published, whose text must
not differ from what was agreed on.
"""

from typing import Any

from django.db import migrations

from directives.wrapped.captions import whole_credit


def complete(apps: Any, schema_editor: Any) -> None:
    drafts = {"entry__bulletin__state__in": ["draft", "returned"], "entry__bulletin__editions__isnull": True}
    for app, name, which in (
        ("activities", "ActivityPicture", {}),
        ("documents", "RawPicture", {}),
        ("documents", "EntryPicture", drafts),
    ):
        model = apps.get_model(app, name)
        changed = []
        for row in model.objects.filter(**which).exclude(credit="").iterator(chunk_size=2000):
            if (credit := whole_credit(row.credit)) != row.credit:
                row.credit = credit
                changed.append(row)
        model.objects.bulk_update(changed, ["credit"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0016_wrong_print_code"),
        ("activities", "0003_picture_came_by_form"),
    ]

    operations = [migrations.RunPython(complete, migrations.RunPython.noop)]
