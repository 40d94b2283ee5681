"""An index by which who has signed is found, and what somebody has."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directives', '0012_indexes_of_counts_and_missing'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['signer'], name='directive_signer'),
        ),
    ]
