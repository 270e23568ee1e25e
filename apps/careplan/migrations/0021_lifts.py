"""A third answer: somebody who will be there needs a lift, and a driver is asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("careplan", "0020_history"),)

    operations = (
        migrations.AddField("seat", "for_lift", models.BooleanField(default=False, editable=False)),
        migrations.AlterField(
            "attendance",
            "answer",
            models.CharField(
                choices=[
                    ("yes", "I’ll be there"),
                    ("no", "I can’t"),
                    ("lift", "I need a lift"),
                ],
                max_length=4,
            ),
        ),
    )
