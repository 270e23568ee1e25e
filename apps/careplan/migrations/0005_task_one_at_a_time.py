"""Nobody has two tasks for the same hour without knowing it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import migrations, models
from django.db.models import F, Func, Q


class Migration(migrations.Migration):
    dependencies = [("careplan", "0004_task_series")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="takes_overlap",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=ExclusionConstraint(
                condition=Q(
                    status="open",
                    claimed_by__isnull=False,
                    starts_at__isnull=False,
                    takes_overlap=False,
                ),
                expressions=[
                    ("claimed_by", "="),
                    (
                        Func(
                            F("starts_at"),
                            F("ends_at"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="task_one_at_a_time",
            ),
        ),
    ]
