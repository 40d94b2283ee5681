"""Fill the register's tables of kinds and abbreviations; rows that an administrator already has stay as they are."""

from django.db import migrations

from cadre_portal.fields import fold_values
from directives.abbreviations import ABBREVIATIONS
from directives.kinds import KINDS


def seed(apps, schema_editor):
    DirectiveKind = apps.get_model("directives", "DirectiveKind")
    Abbreviation = apps.get_model("directives", "Abbreviation")
    known = set(DirectiveKind.objects.values_list("name", flat=True))
    rows = []
    for kind in KINDS:
        if kind.name in known:
            continue
        letters = kind.letters[0] if kind.letters else ""
        others = [*kind.aliases, *kind.letters[1:], *(a for a in kind.abbreviations if a not in kind.letters)]
        aliases = ", ".join(others)
        rows.append(
            DirectiveKind(
                name=kind.name,
                letters=letters,
                aliases=aliases,
                system=str(kind.system),
                position=kind.position,
                name_folded=fold_values(kind.name, letters, aliases),
            )
        )
    DirectiveKind.objects.bulk_create(rows)
    seen = set(Abbreviation.objects.values_list("short", "expansion"))
    Abbreviation.objects.bulk_create(
        Abbreviation(short=short, expansion=expansion) for short, expansion in ABBREVIATIONS if (short, expansion) not in seen
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
