"""What kind of help a task is, from when until when it takes place, and from when it is late."""

from django.db import migrations, models

SINCE_WHEN_LATE = """
    UPDATE careplan_task AS task
    SET zone = circle.time_zone,
        over_at = (task.due_on + 1)::timestamp AT TIME ZONE circle.time_zone
    FROM circles_circle AS circle
    WHERE circle.id = task.circle_id
"""


class Migration(migrations.Migration):
    dependencies = [("careplan", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="task", name="task_open"),
        migrations.AddField(
            model_name="task",
            name="kind",
            field=models.CharField(
                choices=[
                    ("meal", "A meal"),
                    ("ride", "A ride"),
                    ("shopping", "Shopping"),
                    ("cleaning", "Cleaning"),
                    ("children", "Child care"),
                    ("pets", "Pets"),
                    ("company", "Company"),
                    ("paperwork", "Paperwork"),
                    ("pharmacy", "Medicine pick-up"),
                    ("other", "Something else"),
                ],
                default="other",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="starts_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="ends_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="zone",
            field=models.CharField(default="UTC", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="task",
            name="minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="over_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(SINCE_WHEN_LATE, migrations.RunSQL.noop),
    ]
