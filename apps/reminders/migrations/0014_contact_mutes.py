"""A contact who wants no more of it is left alone by a row of their own, not by their address."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (
        ("circles", "0011_hard_turns"),
        ("reminders", "0013_pulses"),
    )

    operations = (
        migrations.CreateModel(
            name="ContactMute",
            fields=(
                (
                    "contact",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reminder_mute",
                        serialize=False,
                        to="circles.contact",
                    ),
                ),
                ("at", models.DateTimeField()),
            ),
        ),
    )
