"""Which answers a text offered, in the order of their numbers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("reminders", "0011_alerts_in_quiet_hours"),)

    operations = (
        migrations.AddField(
            "delivery", "offered", models.CharField(max_length=200, blank=True, db_default="")
        ),
    )
