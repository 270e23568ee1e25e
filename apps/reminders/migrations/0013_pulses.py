"""How each channel does, so that one that takes nothing any more is noticed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("reminders", "0012_offered_answers"),)

    operations = (
        migrations.CreateModel(
            name="Pulse",
            fields=(
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "email"),
                            ("sms", "text message"),
                            ("push", "notification"),
                        ],
                        max_length=8,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("taken_at", models.DateTimeField(null=True)),
                ("failing_since", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
            ),
            options={
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(
                            ("failing_since", None),
                            ("failed_at__gte", models.F("failing_since")),
                            _connector="OR",
                        ),
                        name="pulse_fails_from_then_on",
                    ),
                )
            },
        ),
    )
