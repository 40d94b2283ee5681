"""Add the kind "Mệnh lệnh" (orders of the armed forces) where the register was filled before it was known."""

from typing import Any

from django.db import migrations

from cadre_portal.fields import fold_values

NAME, LETTERS = "Mệnh lệnh", "ML"


def add(apps: Any, schema_editor: Any) -> None:
    DirectiveKind = apps.get_model("directives", "DirectiveKind")
    last = DirectiveKind.objects.order_by("-position").values_list("position", flat=True).first() or 0
    DirectiveKind.objects.get_or_create(
        name=NAME,
        defaults={
            "letters": LETTERS,
            "system": "state",
            "position": last + 1,
            "name_folded": fold_values(NAME, LETTERS, ""),
        },
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0008_issuers_letters_as_words")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
