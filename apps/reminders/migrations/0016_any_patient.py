"""Words only: a patient is not always a woman."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0015_devices_that_ended")]

    operations = [
        migrations.AlterField(
            model_name="listener",
            name="why",
            field=models.CharField(
                choices=[
                    ("asked", "they want to hear of everything"),
                    ("for_patient", "they get the reminders meant for the patient"),
                ],
                max_length=12,
            ),
        ),
    ]
