"""A task ends after it starts, and one with a day is late one day; the board is read by that."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("careplan", "0002_task_kinds_and_hours")]

    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=Q(status="open"),
                fields=["circle", "over_at", "created_at", "id"],
                name="task_pressing",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(due_on__isnull=False, starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="task_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=Q(due_on=None, over_at=None)
                | Q(due_on__isnull=False, over_at__isnull=False),
                name="task_with_a_day_is_late_one_day",
            ),
        ),
    ]
