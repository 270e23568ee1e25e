"""A device whose push service knows it no more is kept, so that its owner can be told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("reminders", "0014_contact_mutes"),)

    operations = (migrations.AddField("pushdevice", "ended_at", models.DateTimeField(null=True)),)
