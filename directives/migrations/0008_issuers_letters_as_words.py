"""Letters of the issuer and the name of the kind become words of search, in rows that are there already; more abbreviations."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from cadre_portal.text import words
from directives.abbreviations import ABBREVIATIONS
from directives.search.index import letters_of

_BATCH = 1000


def add_words(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("directives", "DirectiveWords").objects.order_by("place")
    wanted = rows.values_list("place", "directive__number", "directive__register__letters", "directive__kind__name")
    # Only appended and put in front: the texts themselves need not be read.
    sql = "UPDATE directives_directivewords SET agency = agency || %s, body = %s || body WHERE place = %s"
    last = -1
    while batch := list(wanted.filter(place__gt=last)[:_BATCH]):
        last = batch[-1][0]
        changes = []
        for place, number, register_letters, kind in batch:
            letters, name = letters_of(register_letters or "", number), " ".join(words(kind or ""))
            if letters or name:
                changes.append((f" {letters}" if letters else "", f"{name} " if name else "", place))
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(sql, changes)


def add_abbreviations(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    abbreviation = apps.get_model("directives", "Abbreviation")
    seen = set(abbreviation.objects.values_list("short", "expansion"))
    abbreviation.objects.bulk_create(
        abbreviation(short=short, expansion=expansion)
        for short, expansion in ABBREVIATIONS
        if (short, expansion) not in seen
    )


class Migration(migrations.Migration):
    dependencies = [("directives", "0007_kind_and_number_indexes")]
    operations = [
        migrations.RunPython(add_words, migrations.RunPython.noop),
        migrations.RunPython(add_abbreviations, migrations.RunPython.noop),
    ]
