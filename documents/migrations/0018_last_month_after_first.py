"""An issue of two months ends in the later one. One whose file named other months than were given by hand is of one month."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q


def clear(apps: Any, schema_editor: Any) -> None:
    wrong = Q(last_month__lte=F("month")) | Q(last_month__gt=12)
    apps.get_model("documents", "Bulletin").objects.filter(wrong).update(last_month=None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0017_whole_credits")]

    operations = [
        migrations.RunPython(clear, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="bulletin",
            constraint=models.CheckConstraint(
                condition=Q(last_month__isnull=True) | Q(last_month__gt=F("month"), last_month__lte=12),
                name="bulletin_last_month_after_first",
                violation_error_message="Tháng cuối phải sau tháng đầu.",
            ),
        ),
    ]
