"""The signer's name becomes words of search, in rows that are there already."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from cadre_portal.text import words

_BATCH = 1000


def add_signers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("directives", "DirectiveWords").objects.exclude(directive__signer="").order_by("place")
    wanted = rows.values_list("place", "directive__signer", "directive__kind__name")
    # Put between the kind's name and the text, which need not be read; a row that has it already is left as it is.
    sql = """
        UPDATE directives_directivewords SET body = %s || substr(body, %s)
        WHERE place = %s AND substr(body, 1, %s) = %s AND substr(body, 1, %s) <> %s
    """
    last = -1
    while batch := list(wanted.filter(place__gt=last)[:_BATCH]):
        last = batch[-1][0]
        changes = []
        for place, signer, kind in batch:
            name = "".join(f"{word} " for word in words(kind or ""))
            signed = "".join(f"{word} " for word in words(signer))
            new = name + signed
            if signed:
                changes.append((new, len(name) + 1, place, len(name), name, len(new), new))
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(sql, changes)


class Migration(migrations.Migration):
    dependencies = [("directives", "0009_kind_of_orders")]
    operations = [migrations.RunPython(add_signers, migrations.RunPython.noop)]
