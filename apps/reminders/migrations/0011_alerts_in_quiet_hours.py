"""Whether somebody wants what their family has set an hour for in their quiet hours too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("reminders", "0010_channels_at_once"),)

    operations = (
        migrations.AddField("preference", "alerts_in_quiet", models.BooleanField(default=False)),
    )
