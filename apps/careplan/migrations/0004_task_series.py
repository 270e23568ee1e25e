"""Tasks that come back, like a meal every Thursday for six weeks."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

AUDIENCES = [
    ("everyone", "Everyone who can see this part"),
    ("close", "Close circle"),
    ("only_me", "Only me"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("careplan", "0003_task_hours_hold"),
        ("circles", "0003_more_receipts"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaskSeries",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "audience",
                    models.CharField(choices=AUDIENCES, default="everyone", max_length=10),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "unit",
                    models.CharField(
                        choices=[("day", "Day"), ("week", "Week"), ("month", "Month")], max_length=5
                    ),
                ),
                ("every", models.PositiveSmallIntegerField()),
                ("times", models.PositiveSmallIntegerField()),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="circles.membership",
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="circles.circle",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(every__gte=1, times__gte=2, times__lte=60),
                        name="task_series_is_one",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="task",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="careplan.taskseries",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="number",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=Q(series=None, number=None)
                | Q(series__isnull=False, number__isnull=False),
                name="task_of_a_series_has_its_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                fields=("series", "number"), name="task_once_a_number"
            ),
        ),
    ]
