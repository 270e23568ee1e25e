"""Reminders of a task belong to the time they were planned for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("careplan", "0017_treatments_and_team")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="moves",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="task",
            name="moved_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
