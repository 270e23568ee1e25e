"""More that a receipt may say: somebody was asked for help, somebody said thank you."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("circles", "0002_own_side"),
    ]

    operations = [
        migrations.AlterField(
            model_name="receipt",
            name="action",
            field=models.CharField(
                choices=[
                    ("read", "opened"),
                    ("added", "added"),
                    ("changed", "changed"),
                    ("moved", "moved"),
                    ("cancelled", "cancelled"),
                    ("restored", "brought back"),
                    ("claimed", "took on"),
                    ("released", "gave back"),
                    ("done", "finished"),
                    ("reopened", "reopened"),
                    ("answered", "answered"),
                    ("asked", "asked for help"),
                    ("thanked", "said thank you"),
                    ("invited", "invited"),
                    ("took_back", "took back an invitation"),
                    ("joined", "joined"),
                ],
                max_length=12,
            ),
        ),
    ]
