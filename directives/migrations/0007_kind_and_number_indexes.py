"""Indexes for a bare number behind a kind ("kh 315")."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directives', '0006_search_newest_first'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['kind', 'sequence'], name='directive_kind_sequence'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['kind', 'number_key'], name='directive_kind_number', opclasses=['int8_ops', 'varchar_pattern_ops']),
        ),
    ]
