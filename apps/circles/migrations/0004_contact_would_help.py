"""A contact may have offered to help another time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circles", "0003_more_receipts")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="would_help",
            field=models.BooleanField(default=False),
        ),
    ]
