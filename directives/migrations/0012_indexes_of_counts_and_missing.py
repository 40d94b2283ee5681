"""Indexes for the counts beside the filters, for documents out of force, and for numbers that are only cited."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directives', '0011_short_pending_lists'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='directive',
            name='directive_held',
        ),
        migrations.AddIndex(
            model_name='citation',
            index=models.Index(condition=models.Q(('directive__isnull', True)), fields=['number_key'], name='citation_missing_key'),
        ),
        migrations.AddIndex(
            model_name='citation',
            index=models.Index(condition=models.Q(('directive__isnull', True)), fields=['sequence'], name='citation_missing_sequence'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['held_by', 'state', '-issued_on', 'kind', 'register', 'expires_on'], name='directive_held'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(condition=models.Q(('expires_on__isnull', False)), fields=['expires_on'], name='directive_expires'),
        ),
    ]
