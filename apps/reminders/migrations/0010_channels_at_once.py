"""Several channels at once: how many of a person's, and that one has a message while another is to get it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("reminders", "0009_push_devices"),)

    operations = (
        migrations.AddField("preference", "at_once", models.PositiveSmallIntegerField(default=1)),
        migrations.AddConstraint(
            "preference",
            models.CheckConstraint(
                condition=models.Q(("at_once__gte", 1)), name="preference_by_one_way_at_least"
            ),
        ),
        migrations.AddField("reminder", "told_at", models.DateTimeField(null=True)),
    )
